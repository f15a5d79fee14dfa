"""What the causal links of a ledger say of each other: which speak of the same pair, under which circumstances, in whose voice.

Two links speak of the same pair where the variables of their causes and of their effects have the same names and their
times are the same. Where their horizon (短期, 長期), their circumstances (在多頭市場, 若…) or their questions differ, or where the text
weighs both itself (拉鋸, 抵銷), nothing is held against them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from extract.reading import CausalLink, Mention, Passage, Period, Reading
from extract.text import Span, key, rx
from kg.ledger import Finding, Ledger, Quote, Working
from kg.rules import Verdict
from kg.wording import ending

_SHORT = rx("短期|短線|短中期|眼前|初期|一開始|即期")
_LONG = rx("長期|長遠|長線|中長期|最終|終究|長此以往|久而久之|長遠來看")
#: What sets a circumstance ahead of a link: 在多頭市場，, 當殖利率倒掛時，, 對出口商而言，
_FRAME = rx(
    "(?:^|[，；：。「“])((?:(?:在|當|於|每逢)[^，。；：]{2,24}(?:市場|市況|情況|環境|階段|時期|時|下|地區|產業|行業|週期)|(?:對|就)[^，。；：]{1,24}(?:來說|而言|來看|來講)"
    "|(?:若|如果|一旦|倘若|假如|除非|只要)[^，。；：]{2,30}))，"
)
#: The text weighs one against the other itself.
_WEIGHS = rx(
    "拉鋸|抵[銷消]|角力|拔河|兩股力量|兩股|雙面刃|雙刃劍|兩難|利弊|互相拉扯|此消彼長|淨效[果應]|孰大|看哪|取捨|權衡|平衡之間|彼此牽制|互有"
)
_NOW = rx("目前|當前|現在|眼下|現階段|如今|日前|近日")
#: A firm or body of itself, under whatever name: no second voice.
_ITSELF = rx("^(?:管理層|公司|集團|該行|本行|董事會|發言人|負責人|主管|官員)$")
_NEAR = 200
_ASKS = rx("是否|會不會|能否|會否|可否|嗎|？|何以|(?<!了)為何|(?<!了)為什麼")
#: A part of a paper is no speaker of its own.
_PAPER = rx(
    "報告|研報|研究報告|摘要|週報|周報|月報|年報|公告|聲明|結論|文末|末段|段|附註|附表|文中|文章|評論|內文|全文|報導|白皮書|財測|紀要|信|書|欄|節"
)


@dataclass(frozen=True)
class Told:
    """A link in its article; what is worked out of it is kept, since it is held against many."""

    reading: Reading
    passage: Passage
    link: CausalLink

    @cached_property
    def pair(self) -> tuple[str, str]:
        """The names of cause and effect."""
        return self.link.moves.name, self.link.moved.name

    @property
    def quote(self) -> Quote:
        return quoted(self.reading, self.link.span)

    @cached_property
    def sentence(self) -> str:
        return _text(self.reading, self.passage.span)

    @cached_property
    def before(self) -> str:
        """The sentence up to the link."""
        offset = self.reading.text.key_offset
        return self.reading.text.text[offset(self.passage.span.start) : offset(self.link.span.start)]

    @cached_property
    def times(self) -> frozenset[tuple[object, object, str]]:
        """When cause and effect are said to be, as far as their own words say it."""
        return times(self.reading, self.link.span) | ahead(self.reading, self.passage, self.link.span)

    @cached_property
    def horizon(self) -> str:
        return horizon(self.before[-24:] + _text(self.reading, self.link.span))

    @property
    def subject_words(self) -> str:
        """The words of the effect without time, predicate and adverbs, as a clause of its own would open with them."""
        return self.link.moved.bare

    @cached_property
    def frame(self) -> frozenset[str]:
        """The circumstances that are set ahead of the link in its sentence."""
        return frozenset(
            found[1] for found in _FRAME.finditer(self.before + "，") if found.end() <= len(self.before) + 1
        )

    @cached_property
    def asks(self) -> bool:
        """Whether it is a question."""
        return bool(_ASKS.search(self.before[-12:] + self.sentence[-2:]))

    @cached_property
    def asserted(self) -> bool:
        """Whether the text says that it is so: no aim, no question, nothing counterfactual."""
        return self.link.modality in ("fact", "forecast", "conditional") and not self.asks


def periods(reading: Reading, span: Span) -> tuple[Period, ...]:
    """The periods of a reading inside a span; found by bisection, for texts may be long."""
    first = bisect_left(reading.periods, span.start, key=_start)
    last = bisect_left(reading.periods, span.end, key=_start)
    return tuple(period for period in reading.periods[first:last] if period.span in span)


def overlapping(reading: Reading, span: Span) -> bool:
    """Whether a link of the reading stands over a span: links are short, so only those that begin a little before may."""
    first = bisect_left(reading.links, span.start - _WIDEST, key=_start)
    last = bisect_left(reading.links, span.end, key=_start)
    return any(link.span.overlaps(span) for link in reading.links[first:last])


#: No link is wider than that.
_WIDEST = 900


def _start(thing: Period | CausalLink) -> int:
    return thing.span.start


def times(reading: Reading, span: Span | None) -> frozenset[tuple[object, object, str]]:
    """The stretches of time that a piece of text names: first and last day, or the words where they are not resolved."""
    inside = (p for p in periods(reading, span) if not _NOW.match(key(p.words))) if span is not None else ()
    return frozenset((p.first, p.last, "" if p.first else key(p.words)) for p in inside)


def ahead(reading: Reading, passage: Passage, span: Span) -> frozenset[tuple[object, object, str]]:
    """The time that is set ahead of a piece in its sentence: 2015年，油價上漲推升…."""
    for period in reversed(periods(reading, passage.span)):
        if period.span.end <= span.start:
            between = _text(reading, Span(period.span.end, span.start))
            before = _text(reading, Span(passage.span.start, period.span.start))[-1:]
            alone = between[:1] == "，" and (not before or before in "，；。「“而但")
            return times(reading, period.span) if alone and "；" not in between else frozenset()
    return frozenset()


def quoted(reading: Reading, span: Span) -> Quote:
    return Quote(article=reading.article.key, span=span, words=span.of(reading.article.raw))


def _text(reading: Reading, span: Span) -> str:
    offset = reading.text.key_offset
    return reading.text.text[offset(span.start) : offset(span.end)]


def told(ledger: Ledger, *, anaphors: bool = False) -> tuple[Told, ...]:
    """Every link of a ledger whose cause has a name, and its effect unless `anaphors` will do for it; in text order."""
    place = ("causality", "anaphors" if anaphors else "")
    if place not in ledger.known:
        ledger.known[place] = tuple(_told(ledger, anaphors=anaphors))
    return cast(tuple[Told, ...], ledger.known[place])


def _told(ledger: Ledger, *, anaphors: bool) -> Iterator[Told]:
    for reading in ledger.readings:
        starts = [passage.span.start for passage in reading.passages]
        for link in reading.links:
            at = bisect_right(starts, link.cue.start) - 1
            if at >= 0 and names(link.moves.name) and (anaphors or names(link.moved.name)):
                yield Told(reading, reading.passages[at], link)


_EMPTY = rx("(?:這|此|該|其|它|此舉|這樣|如此|這麼做|這種做法|前者|後者|上述|兩者|他|我們?|市場|公司|影響|情況|這點)?")


def names(name: str) -> bool:
    """Whether the name of a variable says what it is: no pronoun, not one character."""
    concept, _, words = name.partition("|")
    return bool(concept) or (len(words) > 1 and not _EMPTY.fullmatch(words))


#: With how many of the links of one pair before it a link is compared.
_MOST = 12


def pairs(ledger: Ledger) -> Iterator[tuple[Told, Told]]:
    """Every two links that speak of the same pair under the same circumstances, the earlier first."""
    index: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for one in told(ledger):
        alike = index[one.pair, one.times, one.frame]
        for other in alike[-_MOST:]:
            if comparable(one, other):
                yield other, one
        alike.append(one)


def comparable(one: Told, other: Told) -> bool:
    """Whether two links of one pair are said of the same time, horizon and circumstances, and neither is weighed with the other."""
    if one.link.cue == other.link.cue and one.reading is other.reading:
        return False
    if {one.horizon, other.horizon} == {"short", "long"}:
        return False
    return not (one.reading is other.reading and weighing(one.reading, one.passage.span, other.passage.span))


def horizon(words: str) -> str:
    """Whether words speak of the short run, the long run, both or neither."""
    return ("short" if _SHORT.search(words) else "") + ("long" if _LONG.search(words) else "")


def weighing(reading: Reading, one: Span, other: Span) -> bool:
    """Whether an article weighs what two of its passages say against each other: in them, or between where they are near."""
    offset, words = reading.text.key_offset, reading.text.text
    first, last = sorted((one, other))
    pieces = [(first.start, last.end)] if last.start - first.end <= _NEAR else [(s.start, s.end) for s in (first, last)]
    return any(_WEIGHS.search(words, offset(start), offset(end)) for start, end in pieces)


def two_voices(one: Told, other: Told) -> bool:
    """Whether two speakers are shown to say the two."""
    a, b = one.link.attribution, other.link.attribution
    if a is None or b is None:
        return two_sources(one.reading, other.reading)
    return not _same_voice(a, b)


def two_sources(one: Reading, other: Reading) -> bool:
    """Whether two articles come from two sources."""
    return one is not other and one.article.source != other.article.source


_POINTS = rx("^(?:該名?|這位|這名|此|上述|前述)")


def _same_voice(a: Mention, b: Mention) -> bool:
    if a.concept and a.concept == b.concept:
        return True
    first, second = (_POINTS.sub("", key(mention.words)) for mention in (a, b))
    return first in second or second in first or any(_PAPER.search(name) or _ITSELF.search(name) for name in (first, second))


def found(
    check: str, verdict: Verdict, quotes: tuple[Quote, ...], links: tuple[CausalLink, ...], *, formula: str, chinese: str, english: str,
    claims: tuple[str, ...] = (), working: Working | None = None,
) -> Finding:  # fmt: skip
    """The finding over some links and pieces of text; the verdict's own ending is added to both sentences."""
    last = ending(verdict, None)
    return Finding(
        check=check, verdict=verdict, spans=tuple(sorted(set(quotes))), claims=claims, links=tuple(link.key for link in links),
        working=working or Working(formula=formula), explanation={"zh-Hant": f"{chinese}，{last[0]}。", "en": f"{english}, {last[1]}."},
    )  # fmt: skip
