"""The ledger: what a check sees, and what it says.

A Ledger holds the claims of one or more readings in text order and answers where a claim stands and what surrounds
it. Whether two claims state the same thing is for pairing.py to say, which roles they play for roles.py.

Text handed out is key text (`extract.text.key`: simplified, half width); spans handed out are raw.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from extract.interval import Interval
from extract.reading import Article, CausalLink, Claim, Mention, Passage, Period, Quantity, Reading
from extract.text import Span, key
from kg.rules import Severity, Slip, Verdict

if TYPE_CHECKING:
    from kg.reference import Figure

Language = Literal["zh-Hant", "en"]
KeyRole = Literal["state", "ask"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Quote:
    """A piece of an article: its key, the raw span and the words there."""

    article: str
    span: Span
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """How a verdict came about: the formula with the digits as written, the computed set and the stated one."""

    formula: str
    computed: Interval | None = None
    stated: Interval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One comparison of two sides. `spans` name every operand once and nothing else; `margin` is CONTRACT's string."""

    check: str
    verdict: Verdict
    spans: tuple[Quote, ...]
    claims: tuple[str, ...]
    working: Working
    explanation: dict[Language, str]
    severity: Severity | None = None
    links: tuple[str, ...] = ()
    margin: str | None = None
    slip: Slip | None = None
    reason: str | None = None

    @property
    def key(self) -> str:
        """`f` and 16 hex digits of the check and its spans: the same comparison keeps its name over runs."""
        words = "|".join(f"{q.article}:{q.span.start}-{q.span.end}" for q in self.spans)
        return "f" + hashlib.sha256(f"{self.check}|{words}".encode()).hexdigest()[:16]

    @property
    def articles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(quote.article for quote in self.spans))


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An article of a few words and what the check must say of it. `verdict` None: no check raises an alarm.

    `touches` are words that lie under the spans of the finding, `others` further articles of the same day,
    `references` figures loaded before: subject, metric, period, value, unit, comparison.
    """

    text: str
    verdict: Verdict | None
    touches: tuple[str, ...] = ()
    published: dt.date = dt.date(2025, 12, 8)
    severity: Severity | None = None
    slip: Slip | None = None
    note: str = ""
    others: tuple[str, ...] = ()
    references: tuple[tuple[str, str, str, str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check: `manual` is its manual page, `title` by language, `judge` looks at a ledger and says what it finds.

    `keys` is set for a check that compares articles, each pair for itself: it tells under which keys an article is to be
    found by others ("state") and under which it looks for others ("ask"). Articles that share no key are not compared.
    """

    name: str
    title: dict[str, str]
    manual: str
    examples: tuple[Example, ...]
    judge: Callable[[Ledger], Iterator[Finding]]
    keys: Callable[[Ledger], Iterator[tuple[KeyRole, str]]] | None = None


_Told = TypeVar("_Told")


def once(method: Callable[[Ledger, Claim], _Told]) -> Callable[[Ledger, Claim], _Told]:
    """Work out a claim's description once a ledger.

    It is remembered by the claim's key and kind: a check may ask of a claim in which it has replaced the kind, of no other.
    """

    @wraps(method)
    def remembered(self: Ledger, claim: Claim) -> _Told:
        described: dict[tuple[str, str], _Told] = self._described[method]
        place = (claim.key, claim.kind)
        if place not in described:
            described[place] = method(self, claim)
        return described[place]

    return remembered


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a claim stands: its reading, passage and the half-open range of its quantity in the key text."""

    reading: Reading
    passage: Passage
    at: int
    to: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """The claims and links of some readings, with the passages, quantities and periods around them."""

    readings: tuple[Reading, ...]
    claims: tuple[Claim, ...]
    references: tuple[Figure, ...]
    _places: dict[str, _Place] = field(repr=False, compare=False)
    _beside: dict[tuple[str, Span], tuple[Claim, ...]] = field(repr=False, compare=False)
    #: What has been worked out of single claims (`once`), by the method and the claim's key: pairing asks again and again.
    _described: defaultdict[object, dict[tuple[str, str], Any]] = field(default_factory=lambda: defaultdict(dict), repr=False, compare=False)
    #: What has been worked out of articles, by its name and the article's key.
    known: dict[tuple[str, str], Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, *readings: Reading, references: Iterable[Figure] = ()) -> Ledger:
        """The ledger of some readings, with the reference figures that they are held against.

        Raises: ValueError where a claim stands in no passage of its article."""
        first: dict[str, Reading] = {}  # one text under two paths is one article
        readings = tuple(first.setdefault(r.article.key, r) for r in readings if r.article.key not in first)
        claims: list[Claim] = []
        places: dict[str, _Place] = {}
        beside: dict[tuple[str, Span], list[Claim]] = {}
        for reading in readings:
            passages = sorted(reading.passages, key=lambda passage: passage.span)
            starts = [passage.span.start for passage in passages]
            for claim in sorted(reading.claims, key=lambda claim: claim.span):
                at = bisect_right(starts, claim.span.start) - 1
                passage = passages[at] if at >= 0 and claim.span in passages[at].span else None
                if passage is None:
                    raise ValueError(f"claim {claim.key} stands in no passage of its article")
                offset = reading.text.key_offset
                places[claim.key] = _Place(
                    reading, passage, offset(claim.span.start), offset(claim.span.end),
                    offset(passage.span.start), offset(passage.span.end),
                )  # fmt: skip
                beside.setdefault((reading.article.key, passage.span), []).append(claim)
                claims.append(claim)
        return cls(readings, tuple(claims), tuple(references), places, {where: tuple(found) for where, found in beside.items()})

    @property
    def articles(self) -> tuple[Article, ...]:
        return tuple(reading.article for reading in self.readings)

    @property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(passage for reading in self.readings for passage in reading.passages)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        return tuple(quantity for reading in self.readings for quantity in reading.quantities)

    @property
    def periods(self) -> tuple[Period, ...]:
        return tuple(period for reading in self.readings for period in reading.periods)

    @property
    def links(self) -> tuple[CausalLink, ...]:
        return tuple(link for reading in self.readings for link in reading.links)

    # ── where a claim stands ─────────────────────────────────────────────────────────────────────────────────────

    def reading(self, claim: Claim) -> Reading:
        return self._places[claim.key].reading

    def passage(self, claim: Claim) -> Passage:
        return self._places[claim.key].passage

    @once
    def quote(self, claim: Claim) -> Quote:
        article = self.reading(claim).article
        return Quote(article=article.key, span=claim.span, words=claim.span.of(article.raw))

    def sentences(self) -> tuple[tuple[Reading, Passage, str, tuple[Claim, ...]], ...]:
        """Every passage with its key text and its claims, in text order; every check goes through them."""
        place = ("sentences", "")
        if place not in self.known:
            self.known[place] = tuple(self._sentences())
        return cast(tuple[tuple[Reading, Passage, str, tuple[Claim, ...]], ...], self.known[place])

    def _sentences(self) -> Iterator[tuple[Reading, Passage, str, tuple[Claim, ...]]]:
        for reading in self.readings:
            offset = reading.text.key_offset
            for passage in reading.passages:
                text = reading.text.text[offset(passage.span.start) : offset(passage.span.end)]
                yield reading, passage, text, self._beside.get((reading.article.key, passage.span), ())

    def neighbours(self, claim: Claim) -> tuple[Claim, ...]:
        """All claims of the claim's sentence, itself among them, in text order."""
        place = self._places[claim.key]
        return self._beside[place.reading.article.key, place.passage.span]

    def own(self, reading: Reading) -> tuple[Claim, ...]:
        """The claims of one article, in text order."""
        place = ("own", "")
        if place not in self.known:
            found: dict[str, list[Claim]] = {}
            for claim in self.claims:
                found.setdefault(self.reading(claim).article.key, []).append(claim)
            self.known[place] = {article: tuple(claims) for article, claims in found.items()}
        return cast(dict[str, tuple[Claim, ...]], self.known[place]).get(reading.article.key, ())

    def around(self, claim: Claim, reach: int) -> tuple[Claim, ...]:
        """The claims of an article up to `reach` before and behind one, itself among them, in text order."""
        own = self.own(self.reading(claim))
        at = bisect_right(own, claim.span, key=lambda other: other.span)
        return own[max(0, at - reach - 1) : at + reach]

    def sentence(self, claim: Claim) -> str:
        place = self._places[claim.key]
        return place.reading.text.text[place.first : place.last]

    def paragraph(self, claim: Claim) -> str:
        """The key text of the claim's paragraph."""
        place = self._places[claim.key]
        same = [p.span for p in place.reading.passages if p.paragraph == place.passage.paragraph and p.role == place.passage.role]
        offset = place.reading.text.key_offset
        return place.reading.text.text[offset(same[0].start) : offset(same[-1].end)]

    def before(self, claim: Claim) -> str:
        """The sentence up to the quantity."""
        place = self._places[claim.key]
        return place.reading.text.text[place.first : place.at]

    def after(self, claim: Claim) -> str:
        """The sentence from the quantity's end on."""
        place = self._places[claim.key]
        return place.reading.text.text[place.to : place.last]

    @once
    def lead(self, claim: Claim) -> str:
        """What directly precedes the quantity: back to the clause's beginning or the quantity before."""
        text = self.before(claim)
        place = self._places[claim.key]
        ends = [self._places[c.key].to - place.first for c in self.neighbours(claim) if c.span < claim.span]
        text = text[max(ends, default=0) :]
        return CLAUSE.split(text)[-1]

    @once
    def tail(self, claim: Claim) -> str:
        """What directly follows the quantity: on to the clause's end or the next quantity."""
        text = self.after(claim)
        place = self._places[claim.key]
        starts = [self._places[c.key].at - place.to for c in self.neighbours(claim) if c.span.start >= claim.span.end]
        text = text[: min(starts, default=len(text))]
        return CLAUSE.split(text)[0]

    def between(self, a: Claim, b: Claim) -> str:
        """The text between two claims of one article, `a` before `b`."""
        first, second = self._places[a.key], self._places[b.key]
        return first.reading.text.text[first.to : second.at]

    def offsets(self, claim: Claim) -> tuple[int, int]:
        """The quantity's half-open range in the key text of its sentence."""
        place = self._places[claim.key]
        return place.at - place.first, place.to - place.first

    def cut(self, reading: Reading, passage: Passage, start: int, end: int) -> Quote:
        """The raw piece under `[start, end)` of a sentence's key text."""
        first = reading.text.key_offset(passage.span.start)
        span = reading.text.raw_span(first + start, first + end)
        return Quote(article=reading.article.key, span=span, words=span.of(reading.article.raw))

    def words(self, thing: Mention | Period | None) -> str:
        return key(thing.words) if thing else ""

    def mentions(self, claim: Claim) -> tuple[Mention, ...]:
        """The mentions of the claim's passage, in text order."""
        reading = self.reading(claim)
        place = ("mentions", reading.article.key)
        if place not in self.known:
            starts = [passage.span.start for passage in reading.passages]
            found: dict[Span, list[Mention]] = {}
            for mention in sorted(reading.mentions, key=lambda m: m.span):
                at = bisect_right(starts, mention.span.start) - 1
                if at >= 0 and mention.span in reading.passages[at].span:
                    found.setdefault(reading.passages[at].span, []).append(mention)
            self.known[place] = {span: tuple(mentions) for span, mentions in found.items()}
        return cast(dict[Span, tuple[Mention, ...]], self.known[place]).get(self.passage(claim).span, ())

    def marks(self, reading: Reading) -> tuple[list[int], ...]:
        """The ends of mentions, periods and quantities of a reading, each in order."""
        place = ("marks", reading.article.key)
        if place not in self.known:
            layers = (reading.mentions, reading.periods, reading.quantities)
            self.known[place] = tuple(sorted(thing.span.end for thing in things) for things in layers)
        return cast(tuple[list[int], ...], self.known[place])


#: Where a clause ends.
CLAUSE = re.compile(r"[,，。；;!?！？：:\n（）]")
