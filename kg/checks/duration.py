"""時距：從那一年到現在有多久

## 做什麼
文字說「自 2018 年以來已十年」「成立於 1987 年，今年邁入第三十年」時，用日期算一算有多久。
Where a stretch of time is given beside the date on which it began, the time between is worked out.

## 為何重要
年資、年齡、存續期寫錯一位，人物與制度的故事就變了。
A digit wrong in an age or a term changes the story.

## 如何判定
起點到發表日（或文字寫出的終點）之間有幾年幾月；頭尾都算與不算都容許。民國年加 1911。
From the beginning to publication, or to the end that the text gives; counting both ends or neither is allowed.

## 何時沉默
時距說的是別的一段（先前、此前、之前的十年）；會計年度；起點不只一個；預計與目標。
Silent where the stretch is another one (先前的十年), on fiscal years, where more than one date could be the beginning,
and on plans.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import cast

from extract.interval import Interval
from extract.numerals import small
from extract.reading import Claim, Passage, Period, Reading
from extract.text import Span, key, rx
from kg.ledger import Example, Finding, Ledger, Quote
from kg.rules import Judgement, Number, severity, shown
from kg.wording import said, said_in_english, told

NAME = "duration"
TITLE = {"zh-Hant": "時距", "zh-Hans": "时距", "en": "Duration"}

_YEAR = Fraction(36525, 100)
#: 公示期自10月15日起共3天: a term laid down, not one that has run until now.
_SET_OUT = rx(r"起[，、]?(?:算)?[，、]?(?:一?共|合共|為期|連續?|持續)?(?:約|達)?$")
_DAYS = {
    "YEAR": _YEAR, "QUARTER": _YEAR / 4, "MONTH": _YEAR / 12, "WEEK": Fraction(7), "DAY": Fraction(1),
    "COUNT:岁": _YEAR, "COUNT:歲": _YEAR,
}  # fmt: skip
_UNIT_WORDS = {"YEAR": ("年", "years"), "QUARTER": ("季", "quarters"), "MONTH": ("個月", "months"), "WEEK": ("週", "weeks"), "DAY": ("天", "days")}
#: What makes a date a beginning: 自2018年3月, 成立於1987年, 2021年4月動土.
_FROM = rx(
    r"(?:起息日為|起始日為|發行日為|生效日為|自從?|從|由|早在|成立於|創立於|創辦於|組建於|生於|出生於|上市於|建於|始於|創刊於|開業於|調整[^，。；]{0,6}是在)"
    r"[^，。；0-9]{0,4}$"
)
_BEGINS = rx(
    r"^[^，。；0-9]{0,8}?(?:成立|創立|創辦|出任|上任|接任|就任|出生|生於|生|加入|上市|啟用|推出|掛牌|通車|開業|創刊|建成|投產|執掌|接掌|以來|至今|開始|起|動土|破土|動工|開建|奠基|停爐|"
    r"開工|登陸|起家|立項|發行|提取|送件|遞件|報案|開跑|起計|鎖定|組建|一直|設立|接班|掌舵|入主|組成)"
)
#: At what price something was bought: 於2011年9月以806萬元購入. What was bought then is held since, and nothing else runs from it.
_BOUGHT = rx(
    r"^(?:首次|才)?(?:(?:以|用|斥|僅?斥資|斥價|作價)約?[0-9.,]+[萬億]?[一-鿿]{0,3})?(?:一手|向[^，。；]{2,6})?(?:購入|買入|買下|購得|入市|入手|購置|承接|置入)"
)
_HELD = rx(r"(?<!至少)(?<!最少)(?<!建議)(?<![須需應可])(?:持貨|揸貨|揸|持倉|持有)(?:至今|已|逾|約|近|達|了|接近)*$")
#: What makes the second date the end.
_TO = rx(r"(?:兌付日為|到期日為|屆滿日為|至|到|於|將於|即|直到|已於|終於在|本月底即)[^，。；0-9]{0,4}$")
_ENDS = rx(r"^[^，。；0-9]{0,8}?(?:到期|為止|止|結束|退休|卸任|期滿|屆滿|落幕|停產|落成|投產|兌付|悉數歸還|歸還|解禁|終止|截標|截止|不減持|完工|期間|做到)")
#: What makes a length of time that between the two.
_LASTS = rx(
    r"(?:已|至今|迄今|長達|整整|足足|滿|達|走過|歷經|邁入第?|適逢|慶祝|舉辦|為期|歷時|期限|計|合計|前後|鎖定期|限售期?|任期|時隔|相隔|用了|用了約|等了|花了|耗時|租期|租約|合同期|合約期|聘期|已逾|屆滿|年僅|現年|剛滿|上市|掌舵|執掌|主政|任職|約|共|逾)"
    r"[^，。；0-9]{0,8}$"
)
_LASTS_BEHIND = rx(r"^(?:週年|周年|個年頭|期(?!間|貨|望)|歲)")
_AGAIN = rx(r"(?:時隔|相隔|舉辦|慶祝|適逢|限售|為期)[^，。；0-9]{0,6}$")
_NOT = rx(r"先前|此前|之前|前任|過去|未來|將在|預計|目標|每|最長|上次|近|連續|融資|保固|首|頭|(?<!任)內|(?<!前)後(?!兩|三)|再|還|經驗|資歷|高|低|年化|公示期")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every length of time beside the dates between which it lies."""
    done: set[str] = set()
    for claims, passages in [*_alone(ledger), *_with_the_last(ledger)]:
        for claim in claims:
            if claim.key not in done and claim.quantity.unit in _DAYS and (found := _judge(ledger, passages, claim)):
                done.add(claim.key)
                yield found
    yield from (finding for finding in _told_apart(ledger, done) if finding)
    yield from _terms(ledger)


_Near = tuple[tuple[Claim, ...], frozenset[Span]]


def _alone(ledger: Ledger) -> Iterator[_Near]:
    """Every sentence's claims, with its own dates."""
    for _, passage, _, claims in ledger.sentences():
        if claims:
            yield claims, frozenset((passage.span,))


def _with_the_last(ledger: Ledger) -> Iterator[_Near]:
    """The claims of a short sentence and of the one before it in its paragraph, with the dates of both.

    The one before need hold no claim: 新廠2021年4月動土。歷經兩年半趕工，終於在2025年10月落成.
    """
    last: tuple[str, Passage, tuple[Claim, ...]] | None = None
    for reading, passage, text, claims in ledger.sentences():
        beside = last is not None and last[0] == reading.article.key and last[1].paragraph == passage.paragraph
        if last is not None and beside and claims and len(text) < 60:
            yield (*last[2], *claims), frozenset((last[1].span, passage.span))
        last = (reading.article.key, passage, claims)


_SINCE_OF = rx(r"^(?:以來|起)?的?(?P<what>[一-鿿]{3,10})")
_LASTING_OF = rx(r"^的(?P<what>[一-鿿]{3,10})")


def _told_apart(ledger: Ledger, done: set[str]) -> Iterator[Finding | None]:
    """持續三年的量化緊縮 in one place, 自2022年以來的量化緊縮 in another."""
    for reading in ledger.readings:
        starts = [_beginning(p) for p in reading.periods if p.first and (_FROM.search(_around(reading, p)[0]) or p.words[0] in "自從从")]
        for claim in (c for c in ledger.own(reading) if c.quantity.unit in ("YEAR", "MONTH") and c.key not in done):
            what = _LASTING_OF.search(ledger.after(claim))
            if what is None or not rx(r"(?:持續|長達|為期|歷時)[^，。；]{0,3}$").search(ledger.lead(claim)):
                continue
            for start in starts:
                since = _SINCE_OF.search(_around(reading, start)[1])
                if since and since["what"][:4] == what["what"][:4] and reading.article.published:
                    yield _tell(ledger, reading, claim, _Dates(start=start, end=None))
                    break


def _beginning(period: Period) -> Period:
    """2022年以來 as the year in which it begins."""
    words = key(period.words)
    if period.first is None or period.grain != "span" or not words.endswith(key("以來")) or "月" in words:
        return period
    return replace(period, last=dt.date(period.first.year, 12, 31), grain="year")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dates:
    """The beginning and, where the text gives one, the end; else the day of publication."""

    start: Period
    end: Period | None


def _judge(ledger: Ledger, passages: frozenset[Span], claim: Claim) -> Finding | None:
    q, reading = claim.quantity, ledger.reading(claim)
    lead, behind = ledger.lead(claim), ledger.after(claim)[:4]
    feast = claim.modality == "forecast" and _FEAST.search(lead) is not None  # to be held soon: the years run until now all the same
    held = _HELD.search(lead) is not None and not ledger.tail(claim)
    ahead = claim.modality == "forecast" and not (feast or held)
    if q.is_range or claim.modality in ("denied", "question") or ahead or _NOT.search(lead[-8:]):
        return None
    feast = feast or _ANNIVERSARY.search(key(q.words)) is not None
    if not (held or _LASTS.search(lead) or _LASTS_BEHIND.search(behind) or _is_age(claim) or feast) or rx("[債券]").search(lead[-2:]):
        return None
    if _is_age(claim) and not (_AGED.search(lead) or (not lead and behind[:1] == "）")):
        return None  # 40歲創業: how old one was then
    dates = _bought(ledger, reading, passages, claim) if held else _dates(ledger, reading, passages, claim)
    if dates is not None and dates.end is None and feast and rx("明年").search(lead) and claim.period is not None and claim.period.first:
        dates = replace(dates, end=claim.period)  # 1996年成立，明年將迎來30周年
    published = reading.article.published
    if dates is None or (dates.end is None and (published is None or _SET_OUT.search(lead))):
        return None
    return _tell(ledger, reading, claim, dates)


_ANNIVERSARY = rx("[週周]年$")
_FEAST = rx(r"(?:慶祝|適逢|迎來|慶賀|舉辦)[^，。；0-9]{0,6}$")
_AGED = rx(r"(?:現年|今年|年僅|年已|年屆|現已|剛滿|已)(?:剛滿|已|約|才|僅)?$")
_BORN = rx(r"生於|出生|年生|^生|誕生")


def _is_age(claim: Claim) -> bool:
    return key(claim.quantity.words).endswith(key("歲"))


def _tell(ledger: Ledger, reading: Reading, claim: Claim, dates: _Dates) -> Finding | None:
    """The length of time against its dates."""
    q, published = claim.quantity, reading.article.published
    start, end = dates.start, dates.end
    assert start.first and start.last
    first, last = (end.first, end.last) if end else (published, published)
    if first is None or last is None or first < start.first:
        return None
    fit = _between(start, first, last, claim, whole=q.low.decimals == 0 and "半" not in q.words)
    if fit is None:
        return None
    number = Number.of(q)
    alike = number.interval.overlaps(fit)
    margin = None if alike else number.interval.gap(fit)
    if margin is not None and end is None and q.unit not in ("YEAR", "COUNT:岁", "COUNT:歲") and q.qualifier != "none":
        return None
    judged = Judgement(
        verdict="exact" if alike else "inconsistent", computed=fit, stated=number.interval, margin=margin,
        severity=None if margin is None else severity(margin, number.step),
    )  # fmt: skip
    quotes = list(dict.fromkeys(_quote(ledger, reading, period) for period in (start, end) if period is not None))
    until = quotes[-1].words if end else f"{last.year}年{last.month}月"
    low, high = (shown(fit.lo or Fraction(0), Fraction(1)), shown(fit.hi or Fraction(0), Fraction(1)))
    unit = _UNIT_WORDS.get(q.unit, ("歲", "years"))
    return told(
        NAME, ledger, (claim,), judged,
        formula=f"{quotes[0].words} → {until}：{low}–{high}{unit[0]}",
        chinese=f"從{quotes[0].words}到{until}有{low}至{high}{unit[0]}，文字寫{said(q)}",
        english=f"From {quotes[0].words} to {until} it is {low} to {high} {unit[1]}; the text says {said_in_english(q)}",
        also=quotes,
    )  # fmt: skip


def _between(start: Period, first: dt.date, last: dt.date, claim: Claim, *, whole: bool) -> Interval | None:
    """How many units lie between, both ends counted or not; whole numbers round up and down."""
    assert start.first and start.last
    per = _DAYS[claim.quantity.unit]
    low, high = Fraction((first - start.last).days) / per, Fraction((last - start.first).days + 1) / per
    if high <= 0:
        return None
    low = max(low, Fraction(0))
    if start.grain == "year" and per > 300:
        return Interval(Fraction(max(first.year - start.first.year - 1, 0)), Fraction(last.year - start.first.year + 1))
    if not whole:
        return Interval(max(low - Fraction(1, 4), Fraction(0)), high + Fraction(1, 4))
    if per == 1:
        return Interval(low, high)
    slack = Fraction(1, 20)
    return Interval(Fraction(math.floor(low + slack)), Fraction(math.ceil(high - slack)))


def _dates(ledger: Ledger, reading: Reading, passages: frozenset[Span], claim: Claim) -> _Dates | None:
    """The one beginning near a length of time, and the end that belongs to it."""
    by_passage = _dated(ledger, reading)
    dated = [period for passage in sorted(passages) for period in by_passage[passage]]
    spans = [p for p in dated if p.grain == "span" and rx("至|到|-|—|～").search(key(p.words))]
    if len(spans) == 1 and (claim.span.start > spans[0].span.end or _NAMELY.search(_text(reading, claim.span.end, spans[0].span.start))):
        return _whole(spans[0])
    starts: list[Period] = []
    ends: list[Period] = []
    for period in dated:
        before, behind = _around(reading, period)
        if starts and _UNTIL.search(before):
            ends.append(period)  # 從立項到2025年9月投產: 投產 ends here
        elif _FROM.search(before) or _BEGINS.search(behind):
            starts.append(period)
        elif _TO.search(before) or _ENDS.search(behind):
            ends.append(period)
    if len(starts) != 1 or len(ends) > 1 or len(dated) > 3:
        return None
    if _is_age(claim):
        before, behind = _around(reading, starts[0])
        return _Dates(start=starts[0], end=None) if _BORN.search(before[-4:] + "|" + behind[:4]) and not ends else None
    if claim.span.start < starts[0].span.start and not _LASTS_BEHIND.search(ledger.after(claim)[:4]) and not _AGAIN.search(ledger.lead(claim)):
        return None  # 從業逾三十年，2021年加入
    end = ends[0] if ends and ends[0].span.start > starts[0].span.end else None
    if ends and end is None:
        return None
    return _Dates(start=starts[0], end=end)


def _bought(ledger: Ledger, reading: Reading, passages: frozenset[Span], claim: Claim) -> _Dates | None:
    """The one day near a time of holding, where something was bought then, and was not sold before the news."""
    by_passage = _dated(ledger, reading)
    dated = [period for passage in sorted(passages) for period in by_passage[passage]]
    if len(dated) != 1 or dated[0].span.start > claim.span.start or not _BOUGHT.search(_around(reading, dated[0])[1]):
        return None
    return _Dates(start=dated[0], end=None)


_UNTIL = rx(r"(?:到|至|直到)$")
#: 限售36個月，即2024年6月18日至2027年6月17日
_NAMELY = rx(r"^[^。；0-9]{0,4}(?:，?即|，?自|（|：|，?從)(?:自|從)?$")


def _text(reading: Reading, start: int, end: int) -> str:
    """The key text between two places; empty where the second comes first."""
    offset = reading.text.key_offset
    return reading.text.text[offset(start) : offset(end)] if start < end else ""


def _dated(ledger: Ledger, reading: Reading) -> dict[Span, list[Period]]:
    """The dates of their own of every passage of an article, worked out once."""
    place = ("duration dates", reading.article.key)
    if place not in ledger.known:
        passages = sorted(reading.passages, key=lambda passage: passage.span)
        starts = [passage.span.start for passage in passages]
        found: dict[Span, list[Period]] = {passage.span: [] for passage in passages}
        for period in reading.periods:
            at = bisect_right(starts, period.span.start) - 1
            if at >= 0 and period.span in passages[at].span and period.first and period.last and _explicit(period):
                found[passages[at].span].append(period)
        ledger.known[place] = found
    return cast(dict[Span, list[Period]], ledger.known[place])


def _whole(span: Period) -> _Dates:
    """11月3日至12月22日 read as one stretch."""
    start, end = replace(span, last=span.first, grain="day"), replace(span, first=span.last, grain="day")
    return _Dates(start=start, end=end)


def _explicit(period: Period) -> bool:
    """Whether a period is a date of its own (2018年3月, 9月10日), not one told from another (今年, 上月底, 前三季)."""
    words = key(period.words)
    dated = rx(r"[0-9]{4}年|民國|[0-9]{1,2}月[0-9]{1,2}[日號]|^[今去明]年[0-9]{1,2}月$").search(words)
    return dated is not None and not rx("前|第|季|半年|以來|年度|財年").search(words)


#: What an issue is called by: 十年期美元票據, and an anniversary that counts the year begun: 第45個年頭.
_TERM = rx(r"(?<![0-9一二三四五六七八九十+.~至到-])(?P<many>[0-9]{1,3}|[一二兩三四五六七八九十]{1,3})(?P<what>年期|個年頭)")
#: What is added to an issue or taken back early has other days.
_OTHER_DAYS = rx(r"提前|增發|續發|展期|延長|延期|贖回|回售|剩餘|利率|收益率|殖利率|孳息")
#: Unless the two days lead straight to the term: 贖回於2023年6月發行、2033年6月到期的七年期美元債券.
_ITS_DAYS = rx(
    r"[0-9]+[年月日號](?:所)?(?:發行|起息)(?:、|，|及|並|且|而|至)?"
    r"(?:於|將於|在)?[0-9年月日號]+(?:才|始)?(?:到期|期滿|屆滿)(?:的|之)(?:[^，。；0-9]{0,4})$"
)
_MATURES = rx(r"^[^，。；0-9]{0,6}?(?:到期|期滿|屆滿|兌付|如期兌付|須?悉數歸還|歸還|償還|還清)")
_ISSUED = rx(r"^[^，。；0-9]{0,8}?(?:發行|提取|借入|簽訂|簽署|起息)")


def _terms(ledger: Ledger) -> Iterator[Finding]:
    """十年期 beside the days of issue and of maturity, 第45個年頭 beside the year of foundation: words that are no quantities."""
    for reading, passage, text, _ in ledger.sentences():
        found = list(_TERM.finditer(text))
        if len(found) != 1 or (found[0]["what"] == key("年期") and _OTHER_DAYS.search(text) and not _ITS_DAYS.search(text[: found[0].start()])):
            continue
        dated = [p for p in _dated(ledger, reading)[passage.span] if p.grain in ("year", "month", "day")]
        years = found[0]["what"] != key("年期")
        dates = _founded(reading, dated) if years else _issued(reading, dated)
        if dates is None:
            continue
        last = reading.text.key_offset((dates.end or dates.start).span.end) - reading.text.key_offset(passage.span.start)
        if years and not _INTO_YEAR.search(text[last : found[0].start()]):
            continue  # 成立於1990年的老廠，陳董接班邁入第5個年頭
        yield from _tell_term(ledger, reading, passage, found[0], dates)


_INTO_YEAR = rx(
    r"^[^，。；]{0,12}，?(?:至今|迄今|如今|目前|現|今年|明年|到今年|截至今年)*(?:已|將|正|正式|即將)*(?:邁入|步入|進入|踏入|走過|是|為)?第?$"
)


def _founded(reading: Reading, dated: list[Period]) -> _Dates | None:
    """The one date of a sentence, where something was founded then."""
    if len(dated) != 1:
        return None
    before, behind = _around(reading, dated[0])
    return _Dates(start=dated[0], end=None) if _FOUNDED.search(before) or _FOUNDED.search("於" + behind[:4]) else None


_FOUNDED = rx(r"(?:成立|創立|創辦|組建|上市|建|始|創刊|開業|設立|掛牌)於?$|^於(?:成立|創立|創辦|上市|創刊|開業|設立|掛牌|建成)")


def _issued(reading: Reading, dated: list[Period]) -> _Dates | None:
    """The day of issue and that of maturity, where a sentence names these two and no other."""
    starts = [p for p in dated if _ISSUED.search(_around(reading, p)[1])]
    ends = [p for p in dated if _MATURES.search(_around(reading, p)[1])]
    if len(starts) != 1 or len(ends) != 1 or len(dated) != 2 or starts[0].span.start > ends[0].span.start:
        return None
    return None if "year" in (starts[0].grain, ends[0].grain) else _Dates(start=starts[0], end=ends[0])


def _tell_term(ledger: Ledger, reading: Reading, passage: Passage, found: re.Match[str], dates: _Dates) -> Iterator[Finding]:
    start, end, published = dates.start, dates.end, reading.article.published
    first, last = (end.first, end.last) if end else (published, published)
    if not (start.first and start.last and first and last) or first < start.first:
        return
    many = small(found["many"])
    if many is None:
        return
    stated = Interval.point(many)
    if end is None:  # the year begun may be counted, and the year of the beginning as the first
        fit = Interval(Fraction(first.year - start.first.year - 1), Fraction(last.year - start.first.year + 1))
    else:
        low, high = Fraction((first - start.last).days) / _YEAR, Fraction((last - start.first).days + 1) / _YEAR
        fit = Interval(low - Fraction(1, 8), high + Fraction(1, 8))
    margin = None if stated.overlaps(fit) else stated.gap(fit)
    judged = Judgement(
        verdict="exact" if margin is None else "inconsistent", computed=fit, stated=stated,
        margin=margin, severity=None if margin is None else severity(margin, Fraction(1)),
    )  # fmt: skip
    term = ledger.cut(reading, passage, found.start(), found.end())
    quotes = list(dict.fromkeys(_quote(ledger, reading, period) for period in (start, end) if period is not None))
    until = quotes[-1].words if end else f"{last.year}年{last.month}月"
    low_, high_ = shown(fit.lo or Fraction(0), Fraction(1)), shown(fit.hi or Fraction(0), Fraction(1))
    yield told(
        NAME, ledger, (), judged,
        formula=f"{quotes[0].words} → {until}：{low_}–{high_}年",
        chinese=f"從{quotes[0].words}到{until}約{low_}至{high_}年，文字寫「{term.words}」",
        english=f"From {quotes[0].words} to {until} it is about {low_} to {high_} years; the text says {term.words}",
        also=(*quotes, term),
    )  # fmt: skip


def _around(reading: Reading, period: Period) -> tuple[str, str]:
    text, offset = reading.text.text, reading.text.key_offset
    at, to = offset(period.span.start), offset(period.span.end)
    return text[max(0, at - 14) : at], text[to : to + 16]


def _quote(ledger: Ledger, reading: Reading, period: Period) -> Quote:
    return Quote(article=reading.article.key, span=period.span, words=period.span.of(reading.article.raw))


EXAMPLES = (
    Example(
        text="他自2018年3月出任行长以来，已执掌该行整整十年，期间资产规模翻番。",
        verdict="inconsistent",
        touches=("2018年3月", "十年"),
        published=dt.date(2025, 3, 20),
    ),
    Example(
        text="他自2018年3月出任行长以来，已执掌该行整整七年，期间资产规模翻番。",
        verdict="exact",
        touches=("2018年3月", "七年"),
        published=dt.date(2025, 3, 20),
    ),
    Example(
        text="台灣自2022年以來已升息六次，結束了先前持續十年的低利率環境。",
        verdict=None,
        published=dt.date(2025, 6, 20),
        note="十年指升息之前",
    ),
)
