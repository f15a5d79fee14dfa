"""Marks on an article: its text cut at the ends of every span, on the server, in code points.

Overlapping spans are split at their boundaries, so that each piece knows all the marks that cover it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A span that a card speaks of. `role`: what the words are to it (quantity, subject, metric, …, operand)."""

    span: Span
    card: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of an article that no mark begins or ends within; `text` may be in the other script."""

    span: Span
    text: str
    marks: tuple[Mark, ...]


def cut(text: str, within: Span, marks: Iterable[Mark], hidden: Iterable[Span] = ()) -> Iterator[Piece]:
    """The pieces of `text[within]` in order; what lies in `hidden` (markup of the source) is left out.

    `text` has the article's length and offsets. Marks may overlap, nest, and reach beyond `within`.
    """
    inside = [m for m in marks if m.span.overlaps(within)]
    away = [h for h in hidden if h.overlaps(within)]
    spans = [m.span for m in inside] + away
    edges = {within.start, within.end} | {e for s in spans for e in (s.start, s.end) if within.start < e < within.end}
    for start, end in pairwise(sorted(edges)):
        here = Span(start, end)
        if not any(here in h for h in away):
            yield Piece(span=here, text=text[start:end], marks=tuple(m for m in inside if here in m.span))


_LINE = re.compile(r"[^\r\n]+")


def lines(raw: str, start: int) -> Iterator[Span]:
    """The lines of an article from `start` on that hold more than blanks, without their line ends."""
    for line in _LINE.finditer(raw, start):
        if not line.group().isspace():
            yield Span(line.start(), line.end())


_LINK = re.compile(r"(\[)[^\[\]\n]*(\]\([^()\n]*\))")
_HEADING = re.compile(r"^(#{1,6}[ \t]+)", re.MULTILINE)


def markup(raw: str) -> list[Span]:
    """Where a Markdown article's marks of headings, links and emphasis stand: not for the reader's eyes."""
    found = [Span(m.start(g), m.end(g)) for m in _LINK.finditer(raw) for g in (1, 2)]
    found += [Span(m.start(1), m.end(1)) for m in _HEADING.finditer(raw)]
    found += [Span(m.start(), m.end()) for m in re.finditer(r"\*\*", raw)]
    return sorted(found)
