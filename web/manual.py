"""The manual of the checks: each check's own words and examples, cut into a page, and what it says of them now."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.checks import catalogue
from kg.ledger import Check


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading of a check's manual ("How it decides") and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """An example and what the check says of it when it is run: verdicts and sentences, none where it is silent."""

    text: str
    expected: str | None
    note: str
    verdicts: tuple[str, ...]
    explanations: tuple[Mapping[str, str], ...]


def check(name: str) -> Check | None:
    return next((c for c in catalogue() if c.name == name), None)


def title(name: str) -> Mapping[str, str] | str:
    """A check's title by language; its name where no such check is installed any more."""
    found = check(name)
    return found.title if found else name


_HEADING = re.compile(r"^(?:#+ +)?(?P<heading>[^\n.。:]{2,60})\n[-=~]{3,}$|^#+ +(?P<hash>[^\n]+)$", re.MULTILINE)


def sections(manual: str) -> list[Section]:
    """A manual cut at its headings; what stands before the first has none."""
    heads = [*_HEADING.finditer(manual)]
    found = [Section(heading="", paragraphs=_paragraphs(manual[: heads[0].start() if heads else None]))]
    for at, head in enumerate(heads):
        until = heads[at + 1].start() if at + 1 < len(heads) else None
        name = head["heading"] or head["hash"]
        found.append(Section(heading=name.strip(), paragraphs=_paragraphs(manual[head.end() : until])))
    return [s for s in found if s.heading or s.paragraphs]


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(p.strip() for p in re.split(r"\n\s*\n", text.strip()) if p.strip())


@lru_cache(maxsize=64)
def tried(name: str) -> tuple[Tried, ...]:
    """The examples of a check, run once a process; reading them loads the reader on first use."""
    import extract
    from extract import documents
    from kg.ledger import Ledger

    found = check(name)
    made = []
    for example in found.examples if found else ():
        article = documents.article(example.text, path=name, published=example.published)
        findings = list(found.judge(Ledger.of(extract.read(article)))) if found else []
        made.append(
            Tried(
                text=example.text,
                expected=example.verdict,
                note=example.note,
                verdicts=tuple(dict.fromkeys(f.verdict for f in findings)),
                explanations=tuple({str(k): said for k, said in f.explanation.items()} for f in findings),
            )
        )
    return tuple(made)


def data(check: Check) -> dict[str, Any]:
    """A check's page as JSON."""
    return {
        "name": check.name,
        "title": dict(check.title),
        "manual": check.manual,
        "examples": [
            {"text": t.text, "expected": t.expected, "note": t.note, "verdicts": list(t.verdicts)}
            for t in tried(check.name)
        ],
    }
