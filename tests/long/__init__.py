"""Articles as newspapers print them, and copies of them with one number changed.

Each file holds articles, whose numbers all agree, with relations that hold among them, and cases: a copy of an article in
which one number is another, so that one relation breaks beyond rounding::

    [[article]]
    id = "tw-01"
    published = 2025-11-10
    text = '''…'''
    [[article.relation]]
    kind = "growth"                  # sum, difference, growth, share, restated, ratio, product, direction, hundred, change
    words = ["38.2億元", "22%"]      # the numbers, "words#1" the second place
    note = "a/b-1=c"

    [[case]]
    article = "tw-01"
    replace = "22%"
    by = "25%"
    touches = ["38.2億元", "25%"]    # what a finding about it must name, in the changed text
    reached = false                  # not found yet

The facts of statistics are near those of the time, firms are made up; the arithmetic of every article was verified.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import extract
from extract import documents
from extract.text import Span
from kg import checks
from kg.ledger import Finding, Ledger
from kg.rules import ALARMING
from tests.cases import Case, Expected, Touch

FOLDER = Path(__file__).parent


def clean(path: Path) -> Iterator[Case]:
    """The articles of a file as they are: nothing may be found wrong."""
    for row in _rows(path)["article"]:
        yield Case(id=f"{path.stem}-{row['id']}", family="long", articles=(_article(row, row["text"]),), expected=())


def guilty(path: Path) -> Iterator[Case]:
    """The changed copies of a file's articles."""
    rows = _rows(path)
    articles = {row["id"]: row for row in rows["article"]}
    for number, row in enumerate(rows["case"]):
        text = articles[row["article"]]["text"]
        start, end = place(text, row["replace"])
        changed = text[:start] + row["by"] + text[end:]
        yield Case(
            id=f"{path.stem}-{row['article']}-{number}", family="long", articles=(_article(articles[row["article"]], changed),),
            expected=(Expected(verdicts=frozenset(ALARMING), touches=tuple(touch(words) for words in row["touches"])),),
            reached=row.get("reached", True), note=row["note"],
        )  # fmt: skip


def relations(path: Path) -> Iterator[tuple[Case, list[tuple[str, tuple[Span, ...]]]]]:
    """Every article with its relations: their kind and the places of their numbers."""
    for case, row in zip(clean(path), _rows(path)["article"], strict=True):
        yield case, [(one["kind"], tuple(Span(*place(row["text"], words)) for words in one["words"])) for one in row["relation"]]


def findings(case: Case) -> tuple[Finding, ...]:
    """What the checks say of an article."""
    (article,) = case.articles
    reading = extract.read(documents.article(article["text"], path=case.id, published=article["published"], source=None))
    return tuple(checks.run(Ledger.of(reading)))


def touch(words: str) -> Touch:
    bare, mark, number = words.rpartition("#")
    return Touch(article=0, words=bare, nth=int(number)) if mark and number.isdigit() else Touch(article=0, words=words)


def place(text: str, words: str) -> tuple[int, int]:
    """Where the words stand, or their second, third… place (`words#1`). Raises: ValueError where they do not."""
    one, start = touch(words), -1
    for _ in range(one.nth + 1):
        start = text.index(one.words, start + 1)
    return start, start + len(one.words)


def _rows(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _article(row: dict[str, Any], text: str) -> dict[str, Any]:
    return {"text": text, "published": row["published"]}
