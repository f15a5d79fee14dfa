"""The ledger: what a check sees, and what it says.

A Ledger holds the claims of one or more readings in text order and answers where a claim stands and what surrounds
it. `same` is the one home of pairing: whether two claims state the same thing. A check compares only what `same`
(or the sentence's own grammar) has shown to belong together.

Text handed out is key text (`extract.text.key`: simplified, half width); spans handed out are raw.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import wraps
from typing import Any, Literal, TypeVar, cast

import ontology
from extract.interval import Interval
from extract.reading import Article, CausalLink, Claim, Mention, Passage, Period, Quantity, Reading
from extract.text import Span, key, rx
from kg.rules import Severity, Slip, Verdict

Language = Literal["zh-Hant", "en"]


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

    `touches` are words that lie under the spans of the finding.
    """

    text: str
    verdict: Verdict | None
    touches: tuple[str, ...] = ()
    published: dt.date = dt.date(2025, 12, 8)
    severity: Severity | None = None
    slip: Slip | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check: `manual` is its manual page, `title` by language, `judge` looks at a ledger and says what it finds."""

    name: str
    title: dict[str, str]
    manual: str
    examples: tuple[Example, ...]
    judge: Callable[[Ledger], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Same:
    """Whether two claims state the same thing. `voices` is 2 where two speakers are shown to say it.

    `reason` names the field that decides a *different* or leaves the matter *unproven*.
    """

    answer: Literal["same", "different", "unproven"]
    reason: str = ""
    voices: int = 1


_Told = TypeVar("_Told")


def _once(method: Callable[[Ledger, Claim], _Told]) -> Callable[[Ledger, Claim], _Told]:
    """Work out a claim's description once a ledger."""
    name = method.__name__

    @wraps(method)
    def known(self: Ledger, claim: Claim) -> _Told:
        place = (name, claim.key)
        if place not in self._known:
            self._known[place] = method(self, claim)
        return cast(_Told, self._known[place])

    return known


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
    _places: dict[str, _Place] = field(repr=False, compare=False)
    _beside: dict[tuple[str, Span], tuple[Claim, ...]] = field(repr=False, compare=False)
    #: What has been worked out of single claims, by the method's name and the claim's key: pairing asks again and again.
    _known: dict[tuple[str, str], Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, *readings: Reading) -> Ledger:
        """Raises: ValueError where a claim stands in no passage of its article."""
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
        return cls(readings, tuple(claims), places, {where: tuple(found) for where, found in beside.items()})

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

    def quote(self, claim: Claim) -> Quote:
        article = self.reading(claim).article
        return Quote(article=article.key, span=claim.span, words=claim.span.of(article.raw))

    def sentences(self) -> Iterator[tuple[Reading, Passage, str, tuple[Claim, ...]]]:
        """Every passage with its key text and its claims, in text order."""
        for reading in self.readings:
            offset = reading.text.key_offset
            for passage in reading.passages:
                text = reading.text.text[offset(passage.span.start) : offset(passage.span.end)]
                yield reading, passage, text, self._beside.get((reading.article.key, passage.span), ())

    def neighbours(self, claim: Claim) -> tuple[Claim, ...]:
        """All claims of the claim's sentence, itself among them, in text order."""
        place = self._places[claim.key]
        return self._beside[place.reading.article.key, place.passage.span]

    def sentence(self, claim: Claim) -> str:
        place = self._places[claim.key]
        return place.reading.text.text[place.first : place.last]

    def before(self, claim: Claim) -> str:
        """The sentence up to the quantity."""
        place = self._places[claim.key]
        return place.reading.text.text[place.first : place.at]

    def after(self, claim: Claim) -> str:
        """The sentence from the quantity's end on."""
        place = self._places[claim.key]
        return place.reading.text.text[place.to : place.last]

    @_once
    def lead(self, claim: Claim) -> str:
        """What directly precedes the quantity: back to the clause's beginning or the quantity before."""
        text = self.before(claim)
        place = self._places[claim.key]
        ends = [self._places[c.key].to - place.first for c in self.neighbours(claim) if c.span < claim.span]
        text = text[max(ends, default=0) :]
        return _CLAUSE.split(text)[-1]

    @_once
    def tail(self, claim: Claim) -> str:
        """What directly follows the quantity: on to the clause's end or the next quantity."""
        text = self.after(claim)
        place = self._places[claim.key]
        starts = [self._places[c.key].at - place.to for c in self.neighbours(claim) if c.span.start >= claim.span.end]
        text = text[: min(starts, default=len(text))]
        return _CLAUSE.split(text)[0]

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

    def words(self, mention: Mention | None) -> str:
        return key(mention.words) if mention else ""

    # ── pairing ──────────────────────────────────────────────────────────────────────────────────────────────────

    def same(self, a: Claim, b: Claim) -> Same:
        """Whether two claims state the same thing; a null is *unproven* unless the text restates.

        Two states of one movement, two units, two bases, two tenors are different things. Agreement may be told
        across modality; whoever raises an alarm asks `may_contradict` as well.
        """
        for test in (self._nature, self._metric, self._subject, self._aspects, self._period):
            answer, reason = test(a, b)
            if answer == "different":
                return Same("different", reason)
            if answer == "unproven" and not self._restates(a, b, reason):
                return self._last_word(a, b, reason, (test,))
        return Same("same", voices=self._voices(a, b))

    def _last_word(self, a: Claim, b: Claim, reason: str, done: tuple[object, ...]) -> Same:
        """Unproven, unless a later field shows the two to be different."""
        for test in (self._metric, self._subject, self._aspects, self._period):
            answer, other = test(a, b)
            if answer == "different":
                return Same("different", other)
        return Same("unproven", reason, voices=self._voices(a, b))

    def kin(self, claim: Claim) -> tuple[str, ...]:
        """The keys under which a claim that may state the same thing is found: unit, nature, and what is measured.

        Claims that share no key are not compared: their metrics differ and their words are not alike.
        """
        nature = f"{claim.quantity.unit}|{_NATURES.get(claim.kind, claim.kind)}"
        if self.probable(claim):
            return (f"{nature}|probability|{self.event(claim)}",)
        metric = claim.metric
        measure = (metric.concept or key(metric.words)) if metric else ""
        return tuple(dict.fromkeys((f"{nature}|{measure}", f"{nature}|={self.description(claim)}")))

    def may_contradict(self, a: Claim, b: Claim) -> bool:
        """Whether unequal values of the two would be a contradiction: an alarm never crosses modality.

        A heading's question mark and the forecast in a probability are no modality of the number itself.
        """
        first, second = a.modality, b.modality
        if self._heading(a, b):
            first, second = (second if first == "question" else first), (first if second == "question" else second)
        if self.probable(a) and self.probable(b):
            return not {first, second} & {"denied", "conditional"}
        return first == second and first in ("actual", "forecast", "plan")

    def probable(self, claim: Claim) -> bool:
        """Whether the number is a probability, also where it is the end of a movement."""
        return claim.kind == "probability" or (claim.metric is not None and claim.metric.concept == _PROBABILITY)

    def _nature(self, a: Claim, b: Claim) -> tuple[str, str]:
        if a.quantity.unit != b.quantity.unit:
            return "different", "unit"
        if _NATURES.get(a.kind, a.kind) != _NATURES.get(b.kind, b.kind):
            return "different", "kind"
        if a.comparison != b.comparison:
            return ("unproven" if "none" in (a.comparison, b.comparison) else "different"), "comparison"
        if {a.direction, b.direction} == {"up", "down"} and a.kind == "change":
            return "unproven", "direction"
        if "duration" in (a.kind, b.kind) and key(self.tail(a))[:2] != key(self.tail(b))[:2]:
            return "unproven", "duration"
        return "same", ""

    def _metric(self, a: Claim, b: Claim) -> tuple[str, str]:
        if self.probable(a) != self.probable(b):
            return "different", "metric"
        if self.probable(a):
            first, second = self.event(a), self.event(b)
            if first and second:
                return ("same" if first == second else "different"), "event"
            return "unproven", "event"
        answer = mentions_agree(a.metric, b.metric)
        if answer == "same" and _says_nothing(a.metric) and not (_measured(a) or self.alike(a, b)):
            # 年增率 of what? Without its measure it is everybody's.
            return "unproven", "measure"
        if answer == "same" and self.modifier(a) != self.modifier(b):
            return "unproven", "modifier"
        return answer, "metric"

    def _subject(self, a: Claim, b: Claim) -> tuple[str, str]:
        if _says_nothing(a.metric) or _says_nothing(b.metric):
            return mentions_agree(a.subject, b.subject), "measure"
        first, second = owner(a), owner(b)
        if first is None and second is None and a.subject is not None and b.subject is not None:
            if a.subject == a.metric and b.subject == b.metric:
                return "same", "subject"  # the measure is its own subject on both sides (CPI): the metric has decided
            return mentions_agree(a.subject, b.subject), "subject"  # 研發支出 and 行銷費用, each 占營收比重
        if any(self._aside(c) or (self._in_doubt(c) and not self._heading(a, b)) for c in (a, b)):
            return "unproven", "doubt"
        answer = mentions_agree(first, second)
        if answer != "same" and first and second and (self.probable(a) or self._heading(a, b)):
            # 日本升息 and 日本央行: the country for its bank, where the event or the headline already ties them.
            return ("same" if related(first, second) else answer), "subject"
        return answer, "subject"

    @_once
    def _aside(self, claim: Claim) -> bool:
        """Whether a subject was only carried to a claim inside brackets."""
        before = self.before(claim)
        return claim.by.get("subject") in _CARRIED and before.rfind("（") > before.rfind("）")

    @_once
    def _in_doubt(self, claim: Claim) -> bool:
        """Whether a subject was only carried to a claim whose sentence names others like it."""
        if claim.subject is None or claim.by.get("subject") not in _CARRIED:
            return False
        held = ontology.by_id().get(claim.subject.concept) if claim.subject.concept else None
        sort = held.category if held else "company"
        passage = self.passage(claim).span
        for mention in self.reading(claim).mentions:
            if mention.kind != "entity" or mention.span not in passage or mention.span.start > claim.span.start:
                continue
            other = ontology.by_id().get(mention.concept) if mention.concept else None
            like = (other.category if other else "company") == sort
            if like and (mention.concept or key(mention.words)) != (claim.subject.concept or key(claim.subject.words)):
                return True
        return False

    def _aspects(self, a: Claim, b: Claim) -> tuple[str, str]:
        if a.scope and b.scope and key(a.scope) != key(b.scope):
            return "different", "scope"
        if bool(a.scope) != bool(b.scope) and not self._heading(a, b):
            return "unproven", "scope"
        first, second = self.aspects(a), self.aspects(b)
        for name in first.keys() & second.keys():
            if first[name] != second[name]:
                return "different", name
        if first.keys() != second.keys() and not self._heading(a, b):
            return "unproven", "scope"
        return "same", ""

    def _period(self, a: Claim, b: Claim) -> tuple[str, str]:
        first, second = a.period, b.period
        if first is None or second is None:
            return "unproven", "period"
        if None in (first.first, first.last, second.first, second.last):
            return ("same" if key(first.words) == key(second.words) else "unproven"), "period"
        assert first.first and first.last and second.first and second.last
        if (first.first, first.last) == (second.first, second.last):
            return "same", ""
        if first.last < second.first or second.last < first.first:
            if self.probable(a) and self._past(a, first.last) != self._past(b, second.last):
                # The month of the event beside the day on which its probability was told: 12 月升息, 11 月初的 50 %.
                return "unproven", "period"
            return "different", "period"
        return "unproven", "period"

    def _past(self, claim: Claim, last: dt.date) -> bool:
        published = self.reading(claim).article.published
        return published is not None and last < published

    def _restates(self, a: Claim, b: Claim, reason: str) -> bool:
        """Whether the text shows a missing field to be the same: 如今, a heading against the body, the same words."""
        if reason in ("unit", "kind", "direction", "modifier", "measure"):
            return False
        if self._heading(a, b):
            if reason == "period" and a.period and b.period and a.period.first and b.period.first:
                return False  # both say when, and not the same: 第三季 and 前三季
            return reason in ("period", "comparison", "subject") or (reason == "metric" and self.alike(a, b))
        if reason == "period":
            # The present is restated by its present state only, never by where a movement began.
            now = [claim.kind != "from" and bool(_NOW.search(self._where(claim))) for claim in (a, b)]
            return all(now) or (self.alike(a, b) and self._stretch(a) == self._stretch(b))
        if reason in ("metric", "subject", "scope"):
            # 按年上升 is said of everything: the words must name what they are about.
            return self._names(a) and self._names(b) and self.alike(a, b)
        return False

    def _names(self, claim: Claim) -> bool:
        """Whether the claim's own clause names its measure or its subject, or nothing is named at all."""
        named = [key(mention.words) for mention in (claim.metric, claim.subject) if mention]
        return not named or any(words in self.lead(claim) + self.tail(claim) for words in named)

    def _voices(self, a: Claim, b: Claim) -> int:
        first, second = a.attribution, b.attribution
        if first is not None and second is not None:
            return 1 if mentions_agree(first, second) == "same" else 2
        one_sided = (first is None) != (second is None)
        return 2 if one_sided and "forecast" in (a.modality, b.modality) and not self._heading(a, b) else 1

    def _heading(self, a: Claim, b: Claim) -> bool:
        """Whether exactly one of the two stands in a headline or subhead."""
        return (self.passage(a).role == "body") != (self.passage(b).role == "body")

    def _where(self, claim: Claim) -> str:
        """The words that may tell a claim's time: its period's, and its own clauses up to the quantity."""
        return key(claim.period.words if claim.period else "") + self.before(claim)

    def _stretch(self, claim: Claim) -> str:
        return key(claim.period.words) if claim.period else ""

    # ── what tells one thing from another ────────────────────────────────────────────────────────────────────────

    def alike(self, a: Claim, b: Claim) -> bool:
        """Whether the words that lead to the two quantities are nearly the same, numbers in them included."""
        first, second = self.description(a), self.description(b)
        if min(len(first), len(second)) < 4 or _DIGITS.findall(first) != _DIGITS.findall(second):
            return False
        return SequenceMatcher(None, first, second, autojunk=False).ratio() >= 0.8

    @_once
    def description(self, claim: Claim) -> str:
        """The clause before the quantity without the words that carry no content, and the noun after it."""
        return _EMPTY.sub("", self.lead(claim))

    @_once
    def modifier(self, claim: Claim) -> str:
        """What stands directly before the metric's words and belongs to them: 海外 of 海外營收."""
        metric = claim.metric
        if metric is None:
            return ""
        reading = self.reading(claim)
        at = metric.span.start
        ends = [end for end in (_last_end(things, at) for things in self._marks(reading)) if end is not None]
        ends += [m.span.end for m in (claim.subject, claim.attribution) if m and m.span.end <= at]
        start = reading.text.key_offset(max(ends, default=0))
        text = reading.text.text[start : reading.text.key_offset(metric.span.start)]
        return _EMPTY.sub("", _BOUNDARY.split(text)[-1])[-8:]

    def _marks(self, reading: Reading) -> tuple[list[int], ...]:
        """The ends of mentions, periods and quantities of a reading, each in order."""
        place = ("marks", reading.article.key)
        if place not in self._known:
            layers = (reading.mentions, reading.periods, reading.quantities)
            self._known[place] = tuple(sorted(thing.span.end for thing in things) for things in layers)
        return cast(tuple[list[int], ...], self._known[place])

    @_once
    def aspects(self, claim: Claim) -> dict[str, str]:
        """The distinguishing words around a claim, by the name of what they distinguish (tenor, price, stage …)."""
        text = self.lead(claim) + "|" + self.tail(claim)[:8] + "|" + self.words(claim.metric)
        if claim.metric is not None:
            reading = self.reading(claim)
            at = reading.text.key_offset(claim.metric.span.start)
            text = _CLAUSE.split(reading.text.text[max(0, at - 12) : at])[-1] + text
        found: dict[str, str] = {}
        tenor = _TENOR.search(text)
        if tenor:
            found["tenor"] = tenor.group()
        for name, options in _ASPECTS:
            for number, pattern in enumerate(options):
                if rx(pattern).search(text):
                    found[name] = str(number)
                    break
        return found

    @_once
    def event(self, claim: Claim) -> str:
        """The event a probability speaks of: the nearest word of an event in the sentence; "" where none is named."""
        start, end = self.offsets(claim)
        nearest, best = "", 10**9
        for name, pattern in _EVENTS:
            for found in rx(pattern).finditer(self.sentence(claim)):
                distance = start - found.end() if found.end() <= start else found.start() - end
                if distance < best:
                    nearest, best = name, distance
        return nearest


def _last_end(ends: list[int], limit: int) -> int | None:
    at = bisect_right(ends, limit)
    return ends[at - 1] if at else None


#: Ways in which a subject comes to a claim without being named beside it.
_CARRIED = ("carried", "company", "background", "sentence")


def owner(claim: Claim) -> Mention | None:
    """The subject, where it is a thing beside the measure."""
    subject = claim.subject
    measure = subject is None or subject == claim.metric or (subject.concept or "").startswith("metric/")
    return None if measure else subject


def _says_nothing(metric: Mention | None) -> bool:
    """Whether a metric's name says only how, not what: 年增率, 漲幅, 佔比."""
    if metric is None or metric.concept is None:
        return False
    concept = ontology.by_id().get(metric.concept)
    named = concept is not None and concept.category != "event"
    hollow = named and concept is not None and (concept.comparison is not None or concept.direction is not None)
    return hollow or metric.concept in _HOLLOW


def _measured(claim: Claim) -> bool:
    """Whether the subject names the measure that a hollow metric leaves out."""
    return claim.subject is not None and (claim.subject.concept or "").startswith("metric/")


def related(a: Mention, b: Mention) -> bool:
    """Whether one of two things belongs to the other (a central bank to its country), or is named within it."""
    one, other = key(a.words), key(b.words)
    if one in other or other in one:
        return True
    return bool(a.concept and b.concept) and (a.concept in _chain(b.concept) or b.concept in _chain(a.concept))


def _chain(concept: str | None) -> tuple[str, ...]:
    """A concept and what it belongs to, step by step."""
    found: list[str] = []
    while concept and concept not in found:
        found.append(concept)
        row = ontology.by_id().get(concept)
        concept = row.of if row else None
    return tuple(found)


def mentions_agree(a: Mention | None, b: Mention | None) -> str:
    """Whether two mentions name one thing: by concept where both have one, else by the same words."""
    if a is None or b is None:
        return "unproven"
    if a.concept and b.concept:
        return "same" if a.concept == b.concept else "different"
    if key(a.words) == key(b.words):
        return "same"
    first, second = key(a.words), key(b.words)
    if first in second or second in first:
        return "unproven"
    named = all(mention.concept or mention.by.startswith("company") for mention in (a, b))  # 長榮, and 萬海 that no table holds
    return "different" if named or not (a.concept or b.concept) else "unproven"


def quotes(ledger: Ledger, claims: Iterable[Claim]) -> tuple[Quote, ...]:
    return tuple(ledger.quote(claim) for claim in claims)


_CLAUSE = re.compile(r"[,，。；;!?！？：:\n（）]")
_BOUNDARY = re.compile(key(r"[，。；：！？、\n（）「」『』“”《》]|[的之與和及為是但而]"))
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十]+")
#: Words of a clause that say nothing about what is measured.
_EMPTY = rx(
    r"已經|已|也|亦|仍|還|則|就|才|僅|只有|只|共有|共計|共|總計|約|大約|將近|接近|近|超過|逾|高達|達到|達|至少|的|了|為|是|有"
    r"|「|」|『|』|“|”|《|》|\s|、|我國|本國|本港|目前|如今|當前|現在|該|此|這|其"
)
_NOW = rx(r"如今|目前|當前|現在|眼下|現階段|迄今|至今|今天|上述|現為")
_TENOR = rx(r"(?:[0-9]+|[一二三四五六七八九十]+)(?:年|個月|月|天|日|週)期")

_PROBABILITY = "metric/probability"
_HOLLOW = {"metric/growth-rate", "metric/amount", "metric/proportion", "metric/goal", "metric/level"}
_NATURES = {
    "level": "state", "to": "state", "ratio": "state", "probability": "state", "count": "state",
    "target": "goal", "threshold": "goal",
}  # fmt: skip

#: Words that tell apart what else would look the same. Options of one row exclude each other.
_ASPECTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("coverage", ("核心", "整體|總體|綜合")),
    ("area", ("東京", "全國", "歐元區", "國內|本土|境內|內銷", "海外|境外|國外|外銷")),
    ("accounts", ("合併", "單獨|母公司|個體")),
    ("terms", ("名目|名義", "實質|實際")),
    ("adjusted", ("季節調整|季節性調整|季調|經調整|調整後|還原",)),
    ("market", ("期貨", "現貨|即期", "遠期")),
    ("trade", ("出口", "進口")),
    ("stretch", ("單月|當月|單季|當季", "累計|今年以來|年初至今|前[0-9一二三四五六七八九十]+個?月", "全年")),
    (
        "stage",
        ("初估|初值|初步", "修正|終值|修訂|上修|下修", "預期|預估|預測|市場共識", "前值|上期|去年同期|前期|前次"),
    ),
    ("price", ("開盤|低開|高開|開低|開高", "收盤|收報|收在|收於|收市", "盤中|午盤|早盤|早段|午後|一度", "最高|高點|峰值|高峰", "最低|低點")),
    ("end", ("上限|上緣|高標", "下限|下緣|低標")),
    ("money", ("狹義|M1", "廣義|M2", "M3")),
    ("tax", ("稅前", "稅後")),
    ("profit", ("毛利", "營業利益|營業利潤|營益", "淨利|純益|淨利潤")),
    ("sector", ("非製造業|服務業", "製造業")),
    ("side", ("買超|買入|買進|申購", "賣超|賣出|賣壓|贖回")),
    ("middle", ("平均|均價", "中位")),
    ("excluding", ("不含|不包括|扣除|排除", "含")),
    ("sex", ("男性|男生", "女性|女生")),
    ("offer", ("公開發售", "國際配售")),
    ("share", ("每股", "每人|人均")),
    ("flow", ("流入", "流出")),
    ("size", ("數量|物量|銷量|件數|戶數", "價值|金額|總值|總額|貨值")),
)

_EVENTS: tuple[tuple[str, str], ...] = (
    ("rate rise", "升息|加息"),
    ("rate cut", "降息|減息"),
    ("unchanged", "按兵不動|維持利率不變|利率不變"),
    ("recession", "衰退"),
    ("soft landing", "軟著陸"),
    ("default", "違約|破產|倒閉"),
    ("win", "當選|勝選|連任"),
    ("shutdown", "停擺|關門"),
    ("reserve cut", "降準"),
    ("rain", "降雨|下雨"),
    ("approval", "核准|過關|獲批|獲准"),
    ("listing", "上市"),
    ("rise", "上漲|走升"),
    ("fall", "下跌|走貶"),
)
