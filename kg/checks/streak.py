"""連續：連幾個月，那幾個月的值呢

## 做什麼
文字說連續幾個月（季、日）高於某線、上升或下滑，又列出其中幾個月的值時，逐一核對。
Where something is said to have gone on for so many months and values of those months are given, each is looked at.

## 為何重要
「連三紅」「連續高於目標」靠的是每一個月；中間斷了一個月就不成立。
A streak rests on every single month.

## 如何判定
高於、低於某線的，每個值都要在線的那一邊；上升、下降的，後一個值要大於、小於前一個；成長、衰退的，每個增減率都要是正、負。
Above or below a line: every value on its side; rising or falling: each value beyond the one before; growth: every rate
of its sign.

## 何時沉默
列出的值不在那幾個月裡；數列之間有缺口；另一個指標的值。
Silent on values outside the stretch, gaps in the series, and values of another measure.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Literal, cast

from extract.interval import Interval
from extract.reading import Claim, Period
from extract.text import key, rx
from kg.ledger import Example, Finding, Ledger, Quote
from kg.pairing import bigrams, mentions_agree
from kg.roles import RATES, one_measure, windows
from kg.rules import Judgement, Number, ordered, relation, shown
from kg.wording import DOWN, UP, said, said_in_english, told

NAME = "streak"
TITLE = {"zh-Hant": "連續", "zh-Hans": "连续", "en": "Streak"}

#: What is done again and again, as it may stand before the count: 連續增持14個月, 連續下跌五日.
_DONE = (
    r"(?:增持|減持|加息|降息|升息|減息|盈利|虧損|獲利|淨?(?:流入|流出|買入|賣出|買超|賣超)|正?成長|負?增長|衰退|萎縮|擴張|收縮"
    r"|上升|上漲|攀升|走高|下降|下跌|下滑|回落|走低)"
)
#: 連續三個月, 連跌四日, 連三個月
_RUN = rx(
    rf"(?:連續|接連|一連|已連|連)(?P<verb>{_DONE}|(?:上|下)?(?:跌|挫|漲|升|降|增|減|買|賣|紅|黑|揚|虧))?(?:第|了|達)?$"
)
_GRAINS = {"MONTH": "month", "QUARTER": "quarter", "DAY": "day", "YEAR": "year", "WEEK": "week"}
_LINE = rx(r"^[^，。；0-9]{0,8}(?:高於|超過|站上|站穩|突破|高過|低於|不到|跌破|不及|少於|低過|守在|守住|維持在|位於|處於|保持在|在)[^，。；0-9]{0,8}$")
_SIDE_UP = rx(r"(?<!不)高於|(?<!不)超過|站上|站穩|突破|高過|之上|以上|上方|守住|不低於|不少於")
_SIDE_DOWN = rx(r"(?<!不)低於(?!.{0,2}不)|不高於|不超過|不到|跌破|不及|(?<!不)少於|低過|之下|以下|下方")
_RISES = rx(rf"^[^，。；0-9]{{0,6}}(?:{UP}|走高|改善|走揚|走強|增溫|回暖)")
_FALLS = rx(rf"^[^，。；0-9]{{0,6}}(?:{DOWN}|走低|走緩|降溫|走弱|收窄|收斂|下調)")
_GROWS = rx(
    r"^[^，。；0-9]{0,6}(?:錄得(?:按[年月])?(?:升幅|增幅|增長|升勢)|正成長|成長|正增長|增長|年增|同比增長|擴張|盈利|獲利|賺錢|淨流入|流入|買超|淨買入|順差)"
)
_SHRINKS = rx(r"^[^，。；0-9]{0,6}(?:錄得(?:按[年月])?(?:跌幅|減幅|下跌|跌勢)|負成長|衰退|負增長|年減|萎縮|同比下降|緊縮|虧損|淨流出|流出|賣超|淨賣出|逆差)")
_POSITIVE = rx(r"淨流入|流入|買超|淨買入|淨買|獲利|盈利|賺|淨利|順差|成長|增長|年增|增|升")
_NEGATIVE = rx(r"淨流出|流出|賣超|淨賣出|淨賣|虧損|虧|淨損|逆差|衰退|萎縮|年減|減|降|負")
_STATE = rx(r"^[^，。；0-9]{0,6}(?:盈利|獲利|賺錢|虧損|流入|流出|買超|賣超|淨買入|淨賣出|順差|逆差)")
_RATE = rx(r"率$|增速$|增幅$|幅$")
#: What is said of how fast something goes, not of where it went: 年增1.46%, 1.23%，連續兩個月走緩.
_PACE = rx(r"^[^，。；0-9]{0,6}(?:[走放趨轉]緩|放慢|減速|降溫|收窄|收斂|縮小|縮窄|擴大|加快|加速|升溫|增溫)")
Way = Literal["up", "down"]
_UPS, _DOWNS = "涨升增红扬", "跌挫降减黑"
_BOUGHT: dict[str, Way] = {"买": "up", "卖": "down", "亏": "down"}
#: A movement right before a number, which is how far it went: 按年升, 跌, 月增.
_STEP = rx(rf"(?:{UP}|{DOWN})(?:了|約|逾|近|達|幅|幅度|為)*$")
_FINER = {"month": ("month", "day"), "quarter": ("quarter",), "day": ("day",), "year": ("year",), "week": ("day", "week", "span")}
#: What may stand between two values of a series.
_NEXT = re.compile(r"^[^。；;]{0,18}$")

def check(ledger: Ledger) -> Iterator[Finding]:
    """Every streak of the ledger with the values that its sentence and the next give for it."""
    done: set[str] = set()
    for claims in [*(claims for *_, claims in ledger.sentences()), *windows(ledger, longest=90)]:
        for place, run in enumerate(claims):
            if run.modality not in ("actual", "denied") or rx("若|如果|一旦|將寫下|可望").search(ledger.before(run)[-16:]):
                continue
            if run.key in done or run.kind != "duration" or not _grain(ledger, run) or not run.quantity.plain:
                continue
            frame = _RUN.search(ledger.lead(run))
            if frame is None or rx("終止|結束|中止|打破|止住|告別|未能|沒有").search(ledger.before(run)[-14:]):
                continue
            found = (
                _judge(ledger, claims, place, frame["verb"] or "") or _by_months(ledger, claims, run)
                or _by_dates(ledger, run) or _since_month(ledger, run) or _by_trading_days(ledger, run)
            )  # fmt: skip
            if found:
                done.add(run.key)
                yield found


def _grain(ledger: Ledger, run: Claim) -> str | None:
    """The stretches that a streak counts: months, quarters, days; 四個交易日 are days."""
    if run.quantity.unit in _GRAINS:
        return _GRAINS[run.quantity.unit]
    return "day" if ledger.after(run).startswith("交易日") else None


def _judge(ledger: Ledger, claims: tuple[Claim, ...], place: int, verb: str) -> Finding | None:
    run = claims[place]
    tail, behind = ledger.tail(run), ledger.after(run)[:16]
    line = claims[place + 1] if place + 1 < len(claims) and ledger.passage(claims[place + 1]) == ledger.passage(run) else None
    if line is not None and not verb and _LINE.search(between := ledger.between(run, line)):
        side = _side(between, ledger.tail(line))
        values = _series(ledger, claims, run, line)
        return _against_line(ledger, run, line, values, side) if side and values else None
    if verb in _BOUGHT:
        return _of_one_sign(ledger, run, _series(ledger, claims, run, None, flow=True), _BOUGHT[verb])
    if _EXPANSION.search(behind) or _CONTRACTION.search(behind):
        return _of_pmi(ledger, claims, run, "up" if _EXPANSION.search(behind) else "down")
    way: Way | None = "up" if verb and verb in _UPS else "down" if verb and verb in _DOWNS else None
    words = verb or tail
    if way is None and ((grows := bool(_GROWS.search(words))) or _SHRINKS.search(words)):
        return _of_one_sign(ledger, run, _series(ledger, claims, run, None, flow=True), "up" if grows else "down")
    way = way or ("up" if _RISES.search(words) else "down" if _FALLS.search(words) else None)
    if way is None:
        return None
    changes = _series(ledger, claims, run, None, flow=True)
    if not _PACE.search(words) and len(changes) > 1 and all(_is_step(ledger, v) for v in changes) and any(_STEP.search(ledger.lead(v)) for v in changes):
        return _of_one_sign(ledger, run, changes, way)
    return _one_way(ledger, run, _series(ledger, claims, run, None), way)


def _is_step(ledger: Ledger, claim: Claim) -> bool:
    """Whether a number says how far something went, and not where it stood: 8月升0.6% of a streak of rises is one, however small."""
    return claim.kind == "change" and (_STEP.search(ledger.lead(claim)) is not None or _TIME_ALONE.search(ledger.lead(claim)) is not None)


_MONTHS = rx(r"(?:自|從|由)?(?P<first>1[0-2]|[1-9])月份?(?:起|以來|開始|至|到|－|—|-)(?:(?P<last>1[0-2]|[1-9])月)?")
_DATED = rx(r"(?<![0-9])(1[0-2]|[1-9])月(?!起|以來|開始|[0-9])")


def _by_months(ledger: Ledger, claims: tuple[Claim, ...], run: Claim) -> Finding | None:
    """自8月起連升六個月 by November: the months from the first to the last are counted, one more or less allowed."""
    if run.quantity.unit != "MONTH" or run.quantity.low.decimals:
        return None
    sentence = ledger.sentence(run)
    spans = [m for m in _MONTHS.finditer(sentence) if m["last"] or sentence[m.start()] in "自从由" or sentence[m.end() - 1] in "起始来"]
    if len(spans) != 1 or spans[0].start() > ledger.offsets(run)[0]:
        return None  # 連續增持5個月，今年4月起暫停
    first, last = int(spans[0]["first"]), spans[0]["last"]
    dated = [m for m in _DATED.finditer(sentence) if not spans[0].start() <= m.start() < spans[0].end()]
    ends = {int(m[1]) for m in dated}
    if last is None and len(ends) != 1:
        return None
    end = int(last) if last else ends.pop()
    if end <= first:
        return None
    months = end - first + 1
    exact = {months} if last else {months - 1, months}
    stated = int(run.quantity.low.value)
    alike = stated in exact | ({months - 1} if last else set())
    pieces = [(spans[0].start(), spans[0].end()), *([] if last else [(dated[0].start(), dated[0].end())])]
    quotes = [ledger.cut(ledger.reading(run), ledger.passage(run), *piece) for piece in pieces]
    computed = Interval(Fraction(months - 1), Fraction(months))
    judged = Judgement(
        verdict="exact" if alike else "inconsistent", computed=computed, stated=Interval.point(stated),
        margin=None if alike else Interval.point(stated).gap(computed), severity=None if alike else "error",
    )  # fmt: skip
    return told(
        NAME, ledger, (run,), judged,
        formula=f"{first}月→{end}月：{months}個月 {'=' if alike else '≠'} {said(run.quantity)}",
        chinese=f"從{first}月到{end}月是{months}個月，文字說連續{said(run.quantity)}",
        english=f"From month {first} to month {end} there are {months}; the text says {said_in_english(run.quantity)} in a row",
        also=quotes,
    )  # fmt: skip


def _periods(ledger: Ledger, run: Claim) -> list[tuple[Period, str]]:
    """The periods of a streak's sentence before it, each with the words before it."""
    reading, passage = ledger.reading(run), ledger.passage(run).span
    text, offset = reading.text.text, reading.text.key_offset
    place = ("streak periods", reading.article.key)
    if place not in ledger.known:
        ledger.known[place] = sorted(reading.periods, key=lambda p: p.span.end)
    ends = ledger.marks(reading)[1]
    found = cast(list[Period], ledger.known[place])[bisect_right(ends, passage.start) : bisect_right(ends, run.span.start)]
    return [(p, text[max(0, (at := offset(p.span.start)) - 4) : at]) for p in found]


def _by_dates(ledger: Ledger, run: Claim) -> Finding | None:
    """自2024年11月轉跌，到今年11月已連續十個月: months between two months that the sentence names with their years."""
    if run.quantity.unit != "MONTH" or run.quantity.low.decimals:
        return None
    named = [(p, before) for p, before in _periods(ledger, run) if p.first and (p.grain == "month" or (p.grain == "day" and key(p.words)[-1:] in "末底"))]
    if len(named) != 2 or not rx("[自從由]$").search(named[0][1]) or not rx("(?:到|至|截至|直到)$").search(named[1][1]):
        return None
    (first, _), (last, _) = named
    text, offset = ledger.reading(run).text.text, ledger.reading(run).text.key_offset
    began, until = offset(first.span.end), text[offset(last.span.end) : offset(run.span.start)]
    if not _TURNED.search(text[began : began + 8]) or not _TO_NOW.search(until):
        return None  # 自2024年3月升息以來，到今年11月通膨已連續三個月
    assert first.first and last.first
    months = (last.first.year - first.first.year) * 12 + last.first.month - first.first.month
    if months < 1:
        return None
    quotes = [Quote(article=ledger.reading(run).article.key, span=p.span, words=p.words) for p in (first, last)]
    return _tell_count(ledger, run, quotes, Interval(Fraction(months), Fraction(months + 1)), "個月", "months")


def _since_month(ledger: Ledger, run: Claim) -> Finding | None:
    """自2024年11月重啟增持以來，已連續14個月增持: months from then to publication, or to the last whose figures are out.

    What goes on must be what began: 自2024年3月升息以來，通膨已連續三個月下降 counts something else.
    """
    published = ledger.reading(run).article.published
    named = [(p, before) for p, before in _periods(ledger, run) if p.first and p.grain in ("month", "span", "year", "day")]
    if run.quantity.unit != "MONTH" or run.quantity.low.decimals or published is None or len(named) != 1:
        return None
    (since, before), sentence = named[0], ledger.sentence(run)
    dated = rx(r"^[自從由]?(?:[0-9]{4}|去|今)年[0-9]{1,2}月").match(key(since.words))
    between = ledger.reading(run).text.text[ledger.reading(run).text.key_offset(since.span.end) : ledger.reading(run).text.key_offset(run.span.start)]
    found = _BEGAN.match(between)
    act = bigrams(found["act"]) if found else frozenset()
    if since.first is None or dated is None or found is None or not (rx("[自從由]$").search(before) or key(since.words)[:1] in "自从由"):
        return None
    if not act & bigrams(found["again"] + ledger.tail(run)[:8]) or rx("後|曾|之後").search(sentence[sentence.find(between) + len(between) :][:12]):
        return None
    months = (published.year - since.first.year) * 12 + published.month - since.first.month
    if months < 1:
        return None
    quote = Quote(article=ledger.reading(run).article.key, span=since.span, words=since.words)
    return _tell_count(ledger, run, [quote], Interval(Fraction(max(months - 1, 1)), Fraction(months + 1)), "個月", "months")


_BEGAN = rx(
    rf"^(?:份|起)?(?P<act>[^，。；0-9]{{2,10}}?)(?:(?:以來|起)?，?(?:至今|迄今)?更?已經?|以來，?)(?:連續|接連|一連|連)(?P<again>{_DONE}|)(?:第|了|達)?$"
)
_TURNED = rx(r"^[^，。；]{0,3}?(?:轉|翻|起|開始|首次|由|恢復|重啟|重新|啟動)")
_TO_NOW = rx(rf"^[，]?(?:止|為止)?，?(?:已經?|就|便|一共|共|更|份|末|底)*(?:連續|接連|一連|連)(?:{_DONE}|[^，。；]{{0,3}})(?:第|了|達)?$")


def _by_trading_days(ledger: Ledger, run: Claim) -> Finding | None:
    """自12月2日以來已連漲四個交易日: there cannot be more of them than weekdays; fewer may be holidays."""
    published = ledger.reading(run).article.published
    named = _periods(ledger, run)
    since = [p for p, _ in named if p.grain == "span" and p.first and rx("^自?(?:今年)?[0-9]{1,2}月[0-9]{1,2}日(?:以來|起)$").search(key(p.words))]
    if not ledger.after(run).startswith("交易日") or published is None or len(since) != 1 or run.quantity.low.decimals:
        return None
    start = since[0].first
    days = [p.last for p, _ in named if p.grain == "day" and p.last and start and start <= p.last <= published]
    if start is None or not 0 <= (published - start).days < 60:
        return None
    most, until = _weekdays(start, published), _weekdays(start, max(days, default=published))
    stated = run.quantity.low.value
    if stated <= most and stated not in (until, until - 1):
        return None
    quotes = [Quote(article=ledger.reading(run).article.key, span=since[0].span, words=since[0].words)]
    return _tell_count(ledger, run, quotes, Interval(Fraction(until - 1), Fraction(max(until, most))), "個交易日", "trading days")


def _weekdays(first: dt.date, last: dt.date) -> int:
    return sum((first + dt.timedelta(days=step)).weekday() < 5 for step in range((last - first).days + 1))


def _tell_count(ledger: Ledger, run: Claim, quotes: list[Quote], computed: Interval, unit: str, english: str) -> Finding:
    stated = Interval.point(run.quantity.low.value)
    alike = stated.overlaps(computed)
    judged = Judgement(
        verdict="exact" if alike else "inconsistent", computed=computed, stated=stated,
        margin=None if alike else stated.gap(computed), severity=None if alike else "error",
    )  # fmt: skip
    low, high = shown(computed.lo or Fraction(0), Fraction(1)), shown(computed.hi or Fraction(0), Fraction(1))
    words = " → ".join(quote.words for quote in quotes)
    return told(
        NAME, ledger, (run,), judged, formula=f"{words}：{low}–{high}{unit} {'=' if alike else '≠'} {said(run.quantity)}",
        chinese=f"{words}有{low}至{high}{unit}，文字說連續{said(run.quantity)}",
        english=f"{words} makes {low} to {high} {english}; the text says {said_in_english(run.quantity)} in a row", also=quotes,
    )  # fmt: skip


def _side(between: str, tail: str) -> Way | None:
    text = between + "|" + tail[:6]
    up, down = bool(_SIDE_UP.search(text)), bool(_SIDE_DOWN.search(text))
    return None if up == down else ("up" if up else "down")


def _series(ledger: Ledger, claims: tuple[Claim, ...], run: Claim, line: Claim | None, *, flow: bool = False) -> list[Claim]:
    """The values of the single months of a streak, in the order of time: like numbers that follow one another.

    Each with a month of its own, or listed in order behind 分別, 依序 or a stretch of months. At most as many as the streak
    is long and one before it; none where one month has two values. `flow`: profits and losses, purchases and sales are one.
    """
    pool = [
        c for c in claims
        if c not in (run, line) and not c.quantity.is_range and c.modality == "actual"
        and c.kind not in ("duration", "rank", "target", "threshold") and (line is None or c.quantity.unit == line.quantity.unit)
    ]  # fmt: skip
    best: list[Claim] = []
    current: list[Claim] = []
    for claim in [*pool, None]:
        if claim is not None and current and _goes_on(ledger, current[-1], claim, flow) and _NEXT.search(ledger.between(current[-1], claim)):
            current.append(claim)
            continue
        if len(current) > len(best) and _beside(ledger, run, line, current, flow):
            best = current
        current = [claim] if claim is not None else []
    if not best or (len(best) < 2 and (line is None or best[0].period is None)):
        return []
    grain = _grain(ledger, run) or ""
    if flow and grain != "day" and any(c.period is not None and c.period.grain == "day" for c in best):
        return []  # five weeks of outflows may hold a day of inflow
    times = [when for c in best if (when := _when(ledger, c, grain)) is not None]
    days = {day for day, _ in times}
    if len(times) == len(best) and len(set(times)) == len(best):
        best = [claim for _, claim in sorted(zip(times, best, strict=True), key=lambda pair: pair[0])]
    elif not _LISTED.search(_stretch(ledger, best)) or len(days) > 1 or len(best) < 3:
        return []
    longest = int(run.quantity.low.value)
    return best[-(longest + (line is None and not flow)) :]


def _goes_on(ledger: Ledger, last: Claim, claim: Claim, flow: bool) -> bool:
    """Whether a number is the next of a series."""
    if one_measure(ledger, last, claim):
        return True
    units = {last.quantity.unit, claim.quantity.unit}
    if "NONE" in units and len(units) == 2 and _JOINED.search(ledger.between(last, claim)):
        return True  # 26,130、25,986和26,041點: the unit stands behind the last
    if not flow or len(units) == 2 or _ACTOR.search(ledger.lead(claim)):
        return False
    if _is_step(ledger, last) and _TIMED_STEP.search(ledger.lead(claim)) and last.comparison == claim.comparison:
        return True
    # 周三買超85億，周四賣超17億: two words for the two sides of one flow, or the day alone
    return bool(_FLOW.search(ledger.lead(claim)) or _TIME_ALONE.search(ledger.lead(claim)))


_JOINED = rx(r"^點?[、和及與]$")
_TIMED_STEP = rx(
    rf"^(?:今年|去年)?(?:[0-9]{{1,2}}月份?|第?[一二三四1-4]季度?|[週周][一二三四五])(?:則|再|又|更|續|也|按年|按月|同比|環比)*(?:{UP}|{DOWN}|年增|年減|月增|月減)(?:了|約|逾|近|達)*$"
)
_FLOW = rx(r"淨?(?:流入|流出|買超|賣超|買入|賣出|虧損|利潤|損|利|虧|賺)$|順差$|逆差$")
_TIME_ALONE = rx(r"^(?:今年|去年)?(?:[0-9]{1,2}月|[0-9]{1,2}日|第?[一二三四1-4]季度?|[週周][一二三四五])?(?:則|為|有)?$")
#: Others who buy and sell beside the one of whom the streak is told.
_ACTOR = rx(r"外資|投信|自營商|法人|散戶|北向|南向|主力|內資|子公司|基金公司")
_PART_OF = rx(r"第(?P<part>[一二三四五1-5])(?:週|周|季)|(?P<first>首季|首週|首周)|(?P<second>次季|次週|次周)")


def _when(ledger: Ledger, claim: Claim, grain: str) -> tuple[dt.date, int] | None:
    """When a value of a series was: the day on which its stretch begins, and which week or quarter of it where that is told."""
    period = claim.period
    if period is None or period.first is None:
        return None
    part = _PART_OF.search(ledger.lead(claim))
    number = 0
    if part is not None:
        number = 1 if part["first"] else 2 if part["second"] else "一二三四五".find(part["part"]) + 1 or int(part["part"])
    ends = period.grain == "day" and key(period.words)[-1:] in "末底"
    if period.grain in _FINER[grain] or (grain in ("quarter", "year", "month") and ends) or (grain == "week" and part is not None):
        return period.first, number if grain in ("week", "quarter") and period.grain != "day" else 0
    return None


_LISTED = rx(r"分別|依序|依次|各為|各是")


def _stretch(ledger: Ledger, series: list[Claim]) -> str:
    """The words that lead to a series."""
    return ledger.before(series[0])[-24:]


def _beside(ledger: Ledger, run: Claim, line: Claim | None, series: list[Claim], flow: bool) -> bool:
    """Whether a series stands right before the streak or right behind it, and is nobody else's."""
    first, last = (run, series[0]) if series[0].span.start > run.span.start else (series[-1], run)
    if first is run and line is not None and line.span.start > run.span.start:
        first = line
    if first.span.end > last.span.start or len(ledger.between(first, last)) > 30:
        return False
    measure = series[0].metric.concept if series[0].metric else None
    named = (m.concept for m in ledger.mentions(run) if m.concept and first.span.end <= m.span.start < last.span.start)
    if last is run and any(concept != measure for concept in named):
        return False  # something else is named before the streak
    if flow and first is run and not _ACTOR.search(between := ledger.between(first, last)) and "；" not in between:
        return True  # 南向資金連續三日淨買入港股，其中上周三淨買入: what is bought is no one else
    return mentions_agree(run.subject, series[0].subject) != "different" or run.subject is None


_EXPANSION = rx(r"^[^，。；0-9]{0,6}(?:擴張|榮枯線(?:50)?(?:之上|以上|上方)|景氣區間)")
_CONTRACTION = rx(r"^[^，。；0-9]{0,6}(?:收縮|緊縮|榮枯線(?:50)?(?:之下|以下|下方)|不景氣)")


def _of_pmi(ledger: Ledger, claims: tuple[Claim, ...], run: Claim, side: Way) -> Finding | None:
    """連續三個月位於擴張區間: of a purchasing managers' index that is above fifty."""
    values = [v for v in _series(ledger, claims, run, None) if 20 < v.quantity.value < 80]
    if len(values) < 2 or not rx("PMI|採購經理").search(ledger.sentence(run)):
        return None
    fifty = Interval.point(50)
    bound = Number(core=fifty, interval=fifty, step=Fraction(1, 10), words="50")
    judged = [(value, ordered(Number.of(value.quantity), bound, "above" if side == "up" else "below")) for value in values]
    wrong = [verdict for _, verdict in judged if verdict.verdict == "inconsistent"]
    names = "、".join(said(value.quantity) for value in values)
    return told(
        NAME, ledger, (run, *values), wrong[0] if wrong else judged[-1][1],
        formula=f"{names} {'>' if side == 'up' else '<'} 50",
        chinese=f"文字說連續{said(run.quantity)}{'擴張' if side == 'up' else '收縮'}，其間的值是{names}",
        english=f"Said to {'expand' if side == 'up' else 'contract'} for {said_in_english(run.quantity)} in a row; values: {names}",
    )  # fmt: skip


def _against_line(ledger: Ledger, run: Claim, line: Claim, values: list[Claim], side: Way) -> Finding | None:
    bound = Number.at(line.quantity.low, exactly=True)
    strictly = rx("不[低少高超]").search(ledger.between(run, line)) is None if run.span.end <= line.span.start else True
    way: Literal["above", "below"] = "above" if side == "up" else "below"
    judged = [(value, ordered(Number.of(value.quantity), bound, way, strictly=strictly)) for value in values]
    wrong = [(value, verdict) for value, verdict in judged if verdict.verdict == "inconsistent"]
    if not wrong and len(values) < 2:
        return None
    members = values
    verdict = wrong[0][1] if wrong else judged[-1][1]
    names = "、".join(said(value.quantity) for value in members)
    return told(
        NAME, ledger, (run, line, *members), verdict,
        formula=f"{names} {'>' if side == 'up' else '<'} {line.quantity.words}",
        chinese=f"文字說連續{said(run.quantity)}{'高於' if side == 'up' else '低於'}{line.quantity.words}，其間的值是{names}",
        english=f"Said to be {'above' if side == 'up' else 'below'} {line.quantity.words} for "
        f"{said_in_english(run.quantity)} in a row; values given: {names}",
    )  # fmt: skip


def _of_one_sign(ledger: Ledger, run: Claim, values: list[Claim], way: Way) -> Finding | None:
    """連續三季萎縮, 連三買: every value is below zero, or above, by its sign or by the word beside it."""
    if len(values) < 2 or (_STATE.search(ledger.tail(run)) and any(v.kind == "change" or v.quantity.unit in RATES for v in values)):
        return None  # a profit may shrink and is a profit still
    wanted = 1 if way == "up" else -1
    if any(value.quantity.value < 0 for value in values):
        signs = [_by_notation(ledger, value) for value in values]
    else:
        signs = []
        for one in values:  # 淨利潤1.2億元，今年一季度0.8億元: the time alone goes on
            carried = signs[-1] if signs and _TIME_ALONE.search(ledger.lead(one)) else 0
            signs.append(_sign(ledger, one) or carried)
    if -wanted not in signs and all(sign or _TIME_ALONE.search(ledger.lead(v)) for sign, v in zip(signs, values, strict=True)):
        signs = [wanted] * len(signs)  # 淨流入，8月12億元，9月9億元: the day alone goes on
    if 0 in signs:
        return None  # which way one went is not told
    wrong = [value for value, sign in zip(values, signs, strict=True) if sign != wanted]
    members = values
    told_by = wrong[0] if wrong else values[-1]
    value = Number.of(told_by.quantity)
    room = Interval(Fraction(0), None, True) if way == "up" else Interval(None, Fraction(0), True, True)
    judged = Judgement(
        verdict="inconsistent" if wrong else "exact", computed=room, stated=value.interval,
        margin=abs(told_by.quantity.value) if wrong else None, severity="conclusion" if wrong else None,
    )  # fmt: skip
    names = "、".join(said(v.quantity) for v in members)
    return told(
        NAME, ledger, (run, *members), judged,
        formula=f"{names} {'<' if wrong and way == 'up' else '>' if wrong or way == 'up' else '<'} 0",
        chinese=f"文字說連續{said(run.quantity)}{'為正' if way == 'up' else '為負'}，其間的值是{names}",
        english=f"Said to be {'positive' if way == 'up' else 'negative'} for {said_in_english(run.quantity)} in a row; values: {names}",
    )  # fmt: skip


def _by_notation(ledger: Ledger, claim: Claim) -> int:
    """The sign where falls are written with a minus: what has none has risen, unless its own words say that it fell."""
    if claim.quantity.value <= 0:
        return -1
    return 0 if _NEGATIVE.search(ledger.lead(claim)[-8:]) else 1


def _sign(ledger: Ledger, claim: Claim) -> int:
    """Whether a value lies above zero or below, by its sign or by the words beside it; 0 where that is not told."""
    if claim.quantity.value < 0:
        return -1
    near = ledger.lead(claim)[-8:]
    up, down = bool(_POSITIVE.search(near)), bool(_NEGATIVE.search(near))
    if up != down:
        return 1 if up else -1
    if claim.direction in ("up", "down") and claim.kind == "change":
        return 1 if claim.direction == "up" else -1
    return 0 if claim.kind != "level" or claim.quantity.is_money else 1


def _one_way(ledger: Ledger, run: Claim, values: list[Claim], way: Way) -> Finding | None:
    """Rising or falling values one after the other."""
    if len(values) < 2 or any(v.kind == "change" and not _RATE.search(ledger.words(v.metric)) and v.direction == "none" for v in values):
        return None
    sign = 1 if way == "up" else -1
    wrong = [(a, b) for a, b in pairwise(values) if (b.quantity.low.value - a.quantity.low.value) * sign < 0]
    a, b = wrong[0] if wrong else (values[-2], values[-1])
    wanted = Interval(Fraction(0), None, True) if way == "up" else Interval(None, Fraction(0), True, True)
    first, second = Number.of(a.quantity), Number.of(b.quantity)
    judged = relation(lambda x, y: y - x, (first, second), Number(core=wanted, interval=wanted, step=second.step))
    if judged.verdict == "inconsistent":
        judged = replace(judged, severity="conclusion")
    members = values
    names = "、".join(said(value.quantity) for value in members)
    return told(
        NAME, ledger, (run, *members), judged,
        formula=" → ".join(said(value.quantity) for value in members),
        chinese=f"文字說連續{said(run.quantity)}{'上升' if way == 'up' else '下降'}，其間的值是{names}",
        english=f"Said to {'rise' if way == 'up' else 'fall'} for {said_in_english(run.quantity)} in a row; values: {names}",
    )  # fmt: skip


EXAMPLES = (
    Example(
        text="東京都核心CPI連續三個月高於2%目標，9月為2.3%、10月為2.1%、11月為1.8%。",
        verdict="inconsistent",
        touches=("三個月", "1.8%"),
    ),
    Example(
        text="東京都核心CPI連續三個月高於2%目標，9月為2.3%、10月為2.1%、11月為2.8%。",
        verdict="exact",
        touches=("三個月", "2.8%"),
    ),
    Example(text="日本全國核心CPI已連續44個月高於2%目標，最近三個月分別為2.9%、3.0%與3.0%。", verdict=None),
)
