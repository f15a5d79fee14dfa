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
    """A heading of a check's manual (何時沉默) and what stands under it, by language."""

    heading: str
    text: Mapping[str, str]


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


_HEADING = re.compile(r"^## +(.+)$", re.MULTILINE)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")


def sections(manual: str) -> list[Section]:
    """A manual cut at its headings; its first line, which the title repeats, is left out.

    A manual tells everything twice, in Chinese and in English, line under line: each line goes to its language.
    """
    _, *parts = _HEADING.split(manual)
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return [Section(heading=name.strip(), text=_by_language(text)) for name, text in pairs]


def _by_language(text: str) -> dict[str, str]:
    chinese: list[str] = []
    english: list[str] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        is_chinese = len(_HAN.findall(line)) * 2 > len(_LATIN.findall(line))
        (chinese if is_chinese else english).append(line)
    return {"zh-Hant": "".join(chinese), "en": " ".join(english)}


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
