"""One article set for reading: rows of text with their marks, and beside each row the cards of its claims."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.text import Span
from kg.record import ArticleRow
from web import labels, marks
from web.axis import Side, sides
from web.marks import Mark, Piece
from web.script import converted

ROLES = ("subject", "metric", "attribution", "period")
LINK = ("cue", "cause", "effect")
"""The parts of a causal link; where two overlap, the first is the one that shows."""
PART = 60_000
"""Characters of one page of a very long article; a part ends with its line."""


def _weight(finding: Mapping[str, Any]) -> int:
    """The place of a finding in its card: the weightiest first."""
    return list(labels.VERDICTS).index(finding["verdict"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A claim beside its checks; or, for a finding that concerns no claim of the article, that finding alone."""

    id: str
    number: int
    span: Span
    claim: Mapping[str, Any] | None
    quantity: Mapping[str, Any] | None
    interval: Mapping[str, Any] | None
    findings: tuple[Mapping[str, Any], ...]

    @property
    def verdicts(self) -> list[str]:
        """The different verdicts of its findings, the weightiest first."""
        return sorted({f["verdict"] for f in self.findings}, key=list(labels.VERDICTS).index)

    @property
    def worst(self) -> str | None:
        return labels.worst(self.verdicts)

    @property
    def style(self) -> str:
        return labels.VERDICTS[self.worst].style if self.worst else "unchecked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the article with its pieces, and the cards of what is said in it."""

    span: Span
    role: str
    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the reader shows: the rows of one part, all cards by id, how many parts there are.

    `link` is the causal link that is marked, `place` where the first piece of it begins.
    """

    rows: tuple[Row, ...]
    cards: Mapping[str, Card]
    shown: tuple[Card, ...]
    part: int
    parts: int
    link: Mapping[str, Any] | None = None
    place: int | None = None

    def sides(self, finding: Mapping[str, Any]) -> list[Side]:
        """The two sides of a finding, by the names under which the page knows them."""
        return sides(finding, [(c.claim["text"], c.interval) for c in self._cards(finding) if c.claim])

    def unit(self, finding: Mapping[str, Any]) -> str:
        """The unit of a finding's numbers where all its claims have the same one, else none."""
        units = {c.quantity["unit"] for c in self._cards(finding) if c.quantity}
        return units.pop() if len(units) == 1 else ""

    def _cards(self, finding: Mapping[str, Any]) -> list[Card]:
        return [self.cards[c] for c in finding["claims"] if c in self.cards]


def cards(document: Mapping[str, Any], intervals: Mapping[str, Any]) -> list[Card]:
    """Every card of an article in the order of its text; numbered from 1."""
    key = document["article"]["key"]
    quantities = {q["id"]: q for q in document["quantities"]}
    by_claim: dict[str, list[Mapping[str, Any]]] = {c["id"]: [] for c in document["claims"]}
    alone: list[tuple[Span, Mapping[str, Any]]] = []
    for finding in document["findings"]:
        here = [c for c in finding["claims"] if c in by_claim]
        for claim in here:
            by_claim[claim].append(finding)
        spans = [s for s in finding["spans"] if s["article"] == key]
        if not here and spans:
            alone.append((Span(spans[0]["start"], spans[0]["end"]), finding))
    found: list[tuple[Span, str, Any]] = [(Span(c["start"], c["end"]), c["id"], c) for c in document["claims"]]
    found += [(span, finding["id"], None) for span, finding in alone]
    single = {finding["id"]: finding for _, finding in alone}
    made = []
    for number, (span, id_, claim) in enumerate(sorted(found, key=lambda f: (f[0], f[1])), start=1):
        quantity = quantities.get(claim["quantity"]) if claim else None
        made.append(
            Card(
                id=id_,
                number=number,
                span=span,
                claim=claim,
                quantity=quantity,
                interval=intervals.get(quantity["id"]) if quantity else None,
                findings=tuple(sorted(by_claim[id_], key=_weight)) if claim else (single[id_],),
            )
        )
    return made


def page(
    article: ArticleRow,
    document: Mapping[str, Any],
    intervals: Mapping[str, Any],
    *,
    view: str = "original",
    verdicts: Iterable[str] = (),
    opened: str | None = None,
    link: str | None = None,
    part: int | None = None,
) -> Page:
    """Set one part of an article (the one with the opened card or the marked link, where no part is asked for).

    `verdicts` leaves only the cards and marks that have one of them; `opened` is always left. `link` marks a causal link.
    """
    wanted = set(verdicts)
    everything = cards(document, intervals)
    shown = [c for c in everything if not wanted or wanted & set(c.verdicts) or c.id == opened]
    by_id = {c.id: c for c in everything}
    rows = list(marks.lines(article.raw, article.body))
    roles = {start: role for start, _, role, _ in json.loads(article.passages)}
    if article.body:
        # A header's title is the headline; it stands before the body.
        ends = {start: end for start, end, role, _ in json.loads(article.passages) if role == "headline"}
        rows[:0] = [Span(start, end) for start, end in ends.items() if end <= article.body]
    parts = _parts(rows)
    marked_link = next((one for one in document["links"] if one["id"] == link), None)
    if part is None:
        start = by_id[opened].span.start if opened in by_id else link_span(marked_link).start if marked_link else 0
        part = next((n for n, p in enumerate(parts, 1) if p and p[-1].end > start), 1)
    part = min(max(part, 1), len(parts))
    text = converted(article.raw, view)
    hidden = marks.markup(article.raw) if article.format == "md" else []
    said = [] if marked_link is None else [Mark(span=_span(marked_link[p]), card=marked_link["id"], role=p) for p in LINK]
    spans = sorted([*_marks(shown, document["article"]["key"], opened), *said], key=lambda m: m.span)
    made = []
    for span, here, marked, away in _by_row(parts[part - 1], shown, spans, hidden):
        role = next((roles[at] for at in range(span.start, span.end) if at in roles), "body")
        pieces = tuple(marks.cut(text, span, marked, away))
        made.append(Row(span=span, role=role, pieces=pieces, cards=tuple(here)))
    place = next((p.span.start for row in made for p in row.pieces if {m.card for m in p.marks} & {m.card for m in said}), None)
    return Page(
        rows=tuple(made), cards=by_id, shown=tuple(shown), part=part, parts=len(parts), link=marked_link, place=place
    )


def _span(piece: Mapping[str, Any]) -> Span:
    return Span(piece["start"], piece["end"])


def link_span(link: Mapping[str, Any]) -> Span:
    """From the first word of a causal link to its last."""
    pieces = [_span(link[part]) for part in LINK]
    return Span(min(p.start for p in pieces), max(p.end for p in pieces))


def _parts(rows: Sequence[Span]) -> list[list[Span]]:
    parts: list[list[Span]] = [[]]
    for row in rows:
        if parts[-1] and row.end - parts[-1][0].start > PART:
            parts.append([])
        parts[-1].append(row)
    return parts


def _marks(shown: Iterable[Card], key: str, opened: str | None) -> Iterable[Mark]:
    """The marks of cards: quantities and the spans of findings always, the parts of a claim for the opened one."""
    for card in shown:
        yield Mark(span=card.span, card=card.id, role="quantity" if card.claim else "operand")
        claim = card.claim
        if claim is not None and card.id == opened:
            for role in ROLES:
                part = claim[role]
                if part and part.get("start") is not None:
                    yield Mark(span=Span(part["start"], part["end"]), card=card.id, role=role)
        for finding in card.findings:
            for s in finding["spans"]:
                span = Span(s["start"], s["end"])
                if s["article"] == key and span != card.span and (claim is None or card.id == opened):
                    yield Mark(span=span, card=card.id, role="operand")


def _by_row(
    rows: Sequence[Span], shown: Sequence[Card], spans: Sequence[Mark], hidden: Sequence[Span]
) -> Iterable[tuple[Span, list[Card], list[Mark], list[Span]]]:
    """Each row with the cards that begin in it and the marks that touch it; everything is in order of its start."""
    from bisect import bisect_left

    starts = [c.span.start for c in shown]
    mark_starts = [m.span.start for m in spans]
    hidden_starts = [h.start for h in hidden]
    longest = max((m.span.end - m.span.start for m in spans), default=0)
    for row in rows:
        here = list(shown[bisect_left(starts, row.start) : bisect_left(starts, row.end)])
        near = spans[bisect_left(mark_starts, row.start - longest) : bisect_left(mark_starts, row.end)]
        away = hidden[bisect_left(hidden_starts, row.start) : bisect_left(hidden_starts, row.end)]
        yield row, here, [m for m in near if m.span.overlaps(row)], list(away)
