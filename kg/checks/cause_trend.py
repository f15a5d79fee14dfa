"""因果與走勢：說甲推升了乙，乙卻在降

## 做什麼
文章說甲使乙上升，別處寫乙的走勢卻是下降（或相反）時，把兩處擺在一起。
Where the text says that A raises B and elsewhere that B goes down (or the reverse), the two are set side by side.

## 為何重要
結果沒有發生，原因就站不住；或者還有一股更大的力量沒有寫出來。
Where the effect did not come, the cause does not hold, or a greater force goes unmentioned.

## 如何判定
走勢寫的是同一個變數，時間與期間長短都一樣，方向相反：張力；兩人說的是各說各話。
The same variable, the same times and horizon, the opposite way: a tension, or a disagreement of two voices.

## 何時沉默
文章自己衡量（但…更大、抵銷）；短期與長期；另一個市場；價格與殖利率這樣的反向變數；條件與目的。
Silent where the text weighs it itself, on other horizons and markets, on inverse variables, on conditions and aims.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from extract.polarity import way
from extract.reading import Passage, Reading
from extract.text import key, rx
from kg.causality import Told, ahead, found, horizon, overlapping, periods, times, told, two_sources, weighing
from kg.ledger import CLAUSE, Example, Finding, KeyRole, Ledger, Quote

NAME = "cause-trend"
TITLE = {"zh-Hant": "因果與走勢", "zh-Hans": "因果与走势", "en": "Cause and trend"}

#: 按年跌幅由3%擴大至6%: what the measure did is told by its fall.
_FELL, _ROSE = rx("跌幅|降幅|減幅|萎縮|衰退|下滑|負增長|負成長"), rx("漲幅|升幅|增幅")
_NO_TREND = rx("隨之|隨後|其後|因此|因而|於是|進而|之後|若|如果|一旦|除非|是否|會否|能否|避免|防止|為了|預期心理|不會|並未|沒有|未必|壓力|風險|預期$")


@dataclass(frozen=True, slots=True)
class _Trend:
    reading: Reading
    passage: Passage
    quote: Quote
    words: str
    way: int
    times: frozenset[tuple[object, object, str]]


def keys(ledger: Ledger) -> Iterator[tuple[KeyRole, str]]:
    """What is moved by links, and what trends are told of."""
    for one in told(ledger):
        if _sought(one):
            yield from (("ask", f"trend:{_subject(one)}"), ("state", f"trend:{_subject(one)}"))
    if len(ledger.readings) > 1:
        return
    for reading, passage, text, _ in ledger.sentences():
        at = 0
        for clause in CLAUSE.split(text):
            start, at = at, at + len(clause) + 1
            if 4 <= len(clause) <= 40 and way(clause):
                begin = _opening(reading, passage, clause, start)
                yield from (("state", f"trend:{clause[begin:end]}") for end in range(begin + 4, min(len(clause), begin + 12)))


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every link that sends its effect one way with every clause that says where this goes."""
    sought: dict[str, list[Told]] = defaultdict(list)
    for one in told(ledger):
        if _sought(one):
            sought[_subject(one)].append(one)
    if not sought:
        return
    done: set[tuple[str, Quote]] = set()
    for trend, subject in _trends(ledger, set(sought)):
        for one in _near(sought[subject], trend):
            if (one.link.key, trend.quote) in done or not _held(one, trend):
                continue
            done.add((one.link.key, trend.quote))
            yield _tell(one, trend)


def _sought(one: Told) -> bool:
    return one.asserted and one.link.modality != "conditional" and one.link.moved.way != 0 and len(_subject(one)) > 3


def _subject(one: Told) -> str:
    """The words of the effect that a trend would be told of."""
    return key(one.subject_words)


def _trends(ledger: Ledger, subjects: set[str]) -> Iterator[tuple[_Trend, str]]:
    """The clauses that open with one of the subjects and say which way it goes."""
    longest = max(map(len, subjects))
    for reading, passage, text, _ in ledger.sentences():
        at = 0
        for clause in CLAUSE.split(text):
            start, at = at, at + len(clause) + 1
            begin = _opening(reading, passage, clause, start)
            for length in range(min(longest, len(clause) - begin), 3, -1):
                subject = clause[begin : begin + length]
                if subject in subjects:
                    rest = clause[begin + length :]
                    moved = -1 if _FELL.search(rest) else 1 if _ROSE.search(rest) else way(rest)
                    if moved and not _NO_TREND.search(clause):
                        quote = ledger.cut(reading, passage, start, start + len(clause))
                        lead = ledger.cut(reading, passage, start, start + begin).span if begin else None
                        when = times(reading, lead) | ahead(reading, passage, quote.span)
                        yield _Trend(reading, passage, quote, clause, moved, when), subject
                    break


def _opening(reading: Reading, passage: Passage, clause: str, start: int) -> int:
    """Where a clause begins behind its connectives and what says when."""
    first = reading.text.key_offset(passage.span.start) + start
    begin = 0
    while True:
        lead = _AHEAD.match(clause, begin)
        after = lead.end() if lead else begin
        for period in periods(reading, passage.span):
            if reading.text.key_offset(period.span.start) == first + after:
                after = reading.text.key_offset(period.span.end) - first
        if after == begin or after >= len(clause):
            return begin
        begin = after


_AHEAD = rx(
    "(?:但|而|不過|然而|其中|另|另外|同時|該行另?預測|(?:報告|該行|機構|官員|市場|研報)?(?:預估|預計|預測|預期|料|估計)|同期|期內)+"
)


def _near(links: list[Told], trend: _Trend) -> list[Told]:
    """The links of an effect that a trend is held against: of its own article those nearest to it, of others the first ones."""
    own = [one for one in links if one.reading is trend.reading]
    at = bisect_left(own, trend.quote.span.start, key=lambda one: one.link.span.start)
    return own[max(0, at - _MOST) : at + _MOST] + [one for one in links[:_MOST] if one.reading is not trend.reading]


_MOST = 20


def _horizon(trend: _Trend) -> str:
    """The horizon of a trend, which its sentence may set ahead of it."""
    offset = trend.reading.text.key_offset
    return horizon(trend.reading.text.text[offset(trend.passage.span.start) : offset(trend.quote.span.end)])


def _held(one: Told, trend: _Trend) -> bool:
    """Whether a trend is told of the time, horizon and place of a link's effect, and not by the link's own words."""
    if trend.reading is one.reading and trend.passage.span == one.passage.span:
        return False  # what one sentence tells goes on from there
    if overlapping(trend.reading, trend.quote.span) or {_horizon(trend), one.horizon} == {"short", "long"}:
        return False
    if trend.times != one.times:
        return False
    return not (trend.reading is one.reading and weighing(one.reading, one.passage.span, trend.passage.span))


def _tell(one: Told, trend: _Trend) -> Finding:
    opposed = one.link.moved.way != trend.way
    arrows = {1: "↑", -1: "↓"}
    verdict = "exact" if not opposed else "disagreement" if two_sources(one.reading, trend.reading) else "tension"
    return found(
        NAME, verdict, (one.quote, trend.quote), (one.link,),  # type: ignore[arg-type]
        formula=f"{arrows[one.link.moved.way]} {'=' if not opposed else '≠'} {arrows[trend.way]}",
        chinese=f"一處說「{one.quote.words}」，一處寫走勢「{trend.quote.words}」",
        english=f"One place says {one.quote.words}, another tells the trend {trend.quote.words}",
    )  # fmt: skip


EXAMPLES = (
    Example(
        text="周報認為，飼料漲價推升白肉雞生產成本。周報另一欄寫道，白肉雞生產成本逐月下降。",
        verdict="tension",
        touches=("飼料漲價推升白肉雞生產成本", "白肉雞生產成本逐月下降"),
    ),
    Example(
        text="研报称，以旧换新带动家电零售额增长。附表显示，家电零售额持续增长。",
        verdict="exact",
        touches=("以旧换新带动家电零售额增长", "家电零售额持续增长"),
    ),
    Example(
        text="訂單回流推升紡織業產值，但缺工的拖累更大，兩者抵銷後，紡織業產值小幅下滑。",
        verdict=None,
        note="文章自己衡量",
    ),
    Example(text="颱風推升2025年8月蔬菜批發價。2025年11月蔬菜批發價回落。", verdict=None, note="時間不同"),
)
