"""Articles whose causal links are marked: a text with every link written beside it (articles/causes/CONVENTIONS.md).

python -m tests.causal FILE…      say what is wrong with the marks of these files, if anything
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from extract.reading import LinkModality, Relation
from extract.text import Span
from tests.marked import MarkError

HOME = Path(__file__).parent / "articles" / "causes"
COLUMNS = ("cause", "cue", "effect", "relation", "sign", "modality", "attribution")
SIGNS = {"+": 1, "-": -1, "0": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedLink:
    """One marked link; spans of the article's text."""

    cause: Span
    cue: Span
    effect: Span
    relation: str
    sign: int
    modality: str
    attribution: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedLinks:
    """One article and its links in the order of their cues."""

    name: str
    text: str
    published: dt.date | None
    links: tuple[MarkedLink, ...]


def articles(part: str) -> Iterator[MarkedLinks]:
    """The articles of `open` or `kept`, by name.

    Raises: MarkError naming file and row.
    """
    for path in sorted((HOME / part).glob("*.txt")):
        yield load(path)


def load(path: Path) -> MarkedLinks:
    """One marked article.

    Raises: MarkError naming file and row.
    """
    text, _, table = path.read_text(encoding="utf-8").partition("=== links\n")
    published = re.search(r"^published: (\S+)$", text, flags=re.M)
    links: list[MarkedLink] = []
    at = text.find("\n\n")
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if not line.strip() or cells == list(COLUMNS):
            continue
        try:
            link = _link(text, cells, at, links[-1] if links else None)
        except MarkError as error:
            raise MarkError(f"{path}: {line}: {error}") from error
        links.append(link)
        at = link.cue.start
    return MarkedLinks(
        name=path.stem,
        text=text,
        published=dt.date.fromisoformat(published[1]) if published else None,
        links=tuple(links),
    )


def _link(text: str, cells: list[str], at: int, last: MarkedLink | None) -> MarkedLink:
    if len(cells) != len(COLUMNS):
        raise MarkError(f"{len(cells)} columns instead of {len(COLUMNS)}")
    row = dict(zip(COLUMNS, cells, strict=True))
    if (
        row["relation"] not in get_args(Relation)
        or row["sign"] not in SIGNS
        or row["modality"] not in get_args(LinkModality)
    ):
        raise MarkError("no such relation, sign or modality")
    cue = _cue(text, row, at, last)
    return MarkedLink(
        cause=_nearest(text, row["cause"], cue), cue=cue, effect=_nearest(text, row["effect"], cue), relation=row["relation"],
        sign=SIGNS[row["sign"]], modality=row["modality"], attribution=None if row["attribution"] == "-" else row["attribution"],
    )  # fmt: skip


def _cue(text: str, row: dict[str, str], at: int, last: MarkedLink | None) -> Span:
    """The cue is the first one from the last one on that has the cause and the effect near it."""
    words, _, nth = row["cue"].partition("@")
    places = [m.start() for m in re.finditer(re.escape(words), text)]
    if nth:
        return Span(places[int(nth)], places[int(nth)] + len(words))
    near = []
    for start in places:
        if start < at:
            continue
        span = Span(start, start + len(words))
        same = last is not None and span == last.cue
        distance = sum(_distance(_nearest(text, row[part], span), span) for part in ("cause", "effect"))
        near.append((distance + (1 if same else 0), start))
    if not near:
        raise MarkError(f"{words} is not in the text from here on")
    start = min(near)[1]
    return Span(start, start + len(words))


def _distance(one: Span, other: Span) -> int:
    return max(0, one.start - other.end, other.start - one.end)


def _nearest(text: str, written: str, cue: Span) -> Span:
    words, _, nth = written.partition("@")
    places = [Span(m.start(), m.end()) for m in re.finditer(re.escape(words), text)]
    if not places:
        raise MarkError(f"{words} is not in the text")
    return places[int(nth)] if nth else min(places, key=lambda place: (_distance(place, cue), place.start))


def main(arguments: list[str]) -> int:
    """Check the marks of files."""
    wrong = 0
    for name in arguments:
        try:
            one = load(Path(name))
            print(f"{name}: {len(one.text)} characters, {len(one.links)} links")
        except MarkError as error:
            print(error)
            wrong = 1
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
