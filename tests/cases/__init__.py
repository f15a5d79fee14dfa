"""Small articles, each with what the checks must say of it: at least eight guilty, five agreeing and eight silent a check.

One TOML file a check::

    [[case]]
    text = "…"                       # or articles = [{text, published, source}, …]
    verdict = "inconsistent"         # what must be found: a verdict, "agree" (any of the five ways), or "silent"
    touches = ["9.4%", "6.8%"]       # words that all lie under the pieces of one finding: "words#1" the second place,
                                     # "1:words" of the second article
    note = "9.4 − 6.8 = 2.6"         # the arithmetic, or why it is silent
    also = ["disagreement"]          # verdicts that will do as well
    published = 2025-12-08           # where it differs
    reached = false                  # not found yet: the test says so as soon as it is

Any alarm that meets no expectation is a false one. The cases were written from the catalogue by hands that had not seen
the checks; those that the checks still miss are marked, not taken out. A folder `kept/`
may hold others of the same kind, which the bench alone reads, in totals.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import extract
from extract import documents
from extract.text import Span
from kg import checks
from kg.ledger import Finding, Ledger
from kg.rules import AGREEING, ALARMING

FOLDER = Path(__file__).parent
DAY = dt.date(2025, 12, 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """Words of one of the articles, their n-th place from 0."""

    article: int
    words: str
    nth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One finding: any of `verdicts`, its pieces covering all of `touches`."""

    verdicts: frozenset[str]
    touches: tuple[Touch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Articles that are checked together, and what is to be found in them: nothing, where nothing is expected."""

    id: str
    family: str
    articles: tuple[dict[str, Any], ...]
    expected: tuple[Expected, ...]
    reached: bool = True
    echoed: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Which expectations were met, and the alarms that met none."""

    met: tuple[bool, ...]
    false: tuple[Finding, ...]
    findings: tuple[Finding, ...]

    @property
    def right(self) -> bool:
        return all(self.met) and not self.false


def load(path: Path) -> Iterator[Case]:
    """The cases of a TOML file, or of a JSON Lines file (articles, expect: verdict, also, touches as triples)."""
    if path.suffix == ".toml":
        for number, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"]):
            yield _case(path.stem, number, row)
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Case(
            id=row["id"], family=row["family"],
            articles=tuple({**one, "published": dt.date.fromisoformat(one["published"]) if one["published"] else None} for one in row["articles"]),
            expected=tuple(
                Expected(
                    verdicts=_verdicts(one["verdict"], one.get("also", ())),
                    touches=tuple(Touch(article=place, words=words, nth=nth) for place, words, nth in one["touches"]),
                )
                for one in row["expect"]
            ),
        )  # fmt: skip


def _case(family: str, number: int, row: dict[str, Any]) -> Case:
    several = "articles" in row
    articles = row["articles"] if several else [{"text": row["text"], "published": row.get("published", DAY)}]
    touches = tuple(_touch(written, several) for written in row.get("touches", ()))
    expected = () if row["verdict"] == "silent" else (Expected(verdicts=_verdicts(row["verdict"], row.get("also", ())), touches=touches),)
    return Case(
        id=f"{family}-{number}", family=family, articles=tuple(articles), expected=expected, reached=row.get("reached", True),
        echoed=row.get("echoed", False), note=row["note"],
    )  # fmt: skip


def _verdicts(verdict: str, also: Any) -> frozenset[str]:
    named = {verdict, *also}
    return frozenset(named | AGREEING if "agree" in named else named)


def _touch(written: str, several: bool) -> Touch:
    place = re.match(r"(\d):", written) if several else None
    words, _, nth = (written[place.end() :] if place else written).partition("#")
    return Touch(article=int(place[1]) if place else 0, words=words, nth=int(nth or 0))


def judge(case: Case) -> Outcome:
    """What the checks say of a case, held against what is expected."""
    readings = [
        extract.read(
            documents.article(
                one["text"], path=f"{case.id}-{place}", published=one.get("published", DAY), source=one.get("source")
            )
        )
        for place, one in enumerate(case.articles)
    ]  # fmt: skip
    findings = checks.run(Ledger.of(*readings))
    keys = [reading.article.key for reading in readings]
    meeting = [[f for f in findings if f.verdict in one.verdicts and _covers(f, one, case, keys)] for one in case.expected]
    known = {f.key for found in meeting for f in found}
    false = [f for f in findings if f.verdict in ALARMING and f.key not in known]
    if case.echoed:
        false = [f for f in false if keys[0] in f.articles]  # the same error stands in the other articles too
    return Outcome(met=tuple(map(bool, meeting)), false=tuple(false), findings=tuple(findings))


def _covers(finding: Finding, expected: Expected, case: Case, keys: list[str]) -> bool:
    """Whether every touch lies under a piece of the finding, or holds one (3月 of 3月15日)."""
    return all(
        any(
            quote.article == keys[touch.article] and (span in quote.span or quote.span in span)
            for quote in finding.spans
        )
        for touch in expected.touches
        for span in (_place(case.articles[touch.article]["text"], touch),)
    )  # fmt: skip


def _place(text: str, touch: Touch) -> Span:
    start = -1
    for _ in range(touch.nth + 1):
        start = text.index(touch.words, start + 1)
    return Span(start, start + len(touch.words))
