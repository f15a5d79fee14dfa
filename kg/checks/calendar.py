"""日曆：星期、先後、有沒有這一天

## 做什麼
日期後面寫了星期的，查日曆；寫了起訖的，看迄日有沒有早於起日；沒有的日子（2月30日、第5季、13月）指出來。
A weekday beside a date is looked up; the end of a stretch must not come before its beginning; days that do not exist
are named.

## 為何重要
星期寫錯，讀者會在錯的那天等一場會議。
With the wrong weekday a reader waits for a meeting on the wrong day.

## 如何判定
公曆；沒寫年份的，取離發表日最近的那一年。民國年加 1911。
The Gregorian calendar; without a year, the one nearest to publication; years of the Republic plus 1911.

## 何時沉默
年份不能確定；追溯生效；不同時區的同一刻；農曆。
Silent where the year is not certain, on retroactive effect, other time zones and the lunar calendar.
"""

from __future__ import annotations

import calendar as months
import datetime as dt
import re
from collections.abc import Iterator
from fractions import Fraction

from extract.interval import Interval
from extract.reading import Passage, Reading
from extract.text import rx
from kg.ledger import Example, Finding, Ledger, Quote
from kg.rules import Judgement
from kg.wording import told

NAME = "calendar"
TITLE = {"zh-Hant": "日曆", "zh-Hans": "日历", "en": "Calendar"}

_DAYS = "一二三四五六日"
_YEAR = r"(?:(?P<year{n}>[0-9]{{4}}|民國[0-9]{{2,3}}|今|去|明)年)?"
_DATE = _YEAR.format(n="") + r"(?:(?P<month>1[0-2]|0?[1-9])月)(?P<day>3[01]|[12][0-9]|0?[1-9])(?:日|號)"
_NAME = r"(?:星期|週|周|禮拜)(?P<name>[一二三四五六日天])"
#: 12月1日（周一）, 12月1日，星期一, 12月1日適逢周一, 6月30日，當天星期二; in Hong Kong 1月20日（二）.
_WEEKDAY = rx(
    _DATE + r"(?:[（(，,]?(?:當天|當日|那天|這天)?(?:適逢|恰逢|正逢|正值|適為|恰為|正好是|恰好是|正是|是|為)?(?:當地時間|美東時間|本|這個?|上午|下午)?"
    + _NAME + r"(?![至到—~、-])[）)]?|[（(](?P<short>[一二三四五六日])[）)])"
)
#: 周二，即12月23日; 周五（12月12日）; 周五12月12日. A comma alone parts two days: 周五，12月12日將召開.
_WEEKDAY_FIRST = (
    rx(r"(?<![至到—~、-])" + _NAME + rf"[（(]{_DATE}[）)]"),
    rx(r"(?<![至到—~、-])" + _NAME + rf"(?:，?即|，也就是)?{_DATE}(?![至到—~、-])"),
)
#: 本周三（11日）, 星期三（10日）, 11日（周四）: the day of the month nearest to publication.
_DAY_FIRST = r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?:日|號)"
_NEAR = (
    rx(r"(?<![至到—~、-])(?P<which>本|這|上|下|今)?(?:個)?" + _NAME + rf"[（(]{_DAY_FIRST}[）)]"),
    rx(rf"(?<![0-9月年至到—~、及和與-])(?P<which>本月)?{_DAY_FIRST}[（(]" + _NAME + r"[）)]"),
)
_NO_DAY = rx(
    r"(?<![0-9])(?:(?P<year>[0-9]{4}|民國[0-9]{2,3}|今|去|明)年)?(?P<month>1[0-2]|0?[1-9])月(?P<day>3[0-9]|[4-9][0-9])(?:日|號)|"
    r"(?<![0-9])(?:(?P<year2>[0-9]{4}|民國[0-9]{2,3}|今|去|明)年)?2月(?P<day2>29|30|31)(?:日|號)|(?<![》」』])(?<!連續)(?<!連)(?<!一連)第(?P<quarter>[5-9五六七八九])季度?(?!度?[^，。]{0,6}(?:節目|球|賽|按兵|連|的|不變))|"
    r"(?P<year3>[0-9]{4})年(?P<month3>1[3-9]|[2-9][0-9])月"
)
_FROM_TO = rx(
    r"(?:自|從|由)?" + _YEAR.format(n="1") + r"(?P<m1>1[0-2]|0?[1-9])月(?P<d1>3[01]|[12][0-9]|0?[1-9])(?:日|號)?(?:起(?:，|，?並)?|開始，?)?"
    r"(?:至|到|－|—|–|~|～|-)" + _YEAR.format(n="2") + r"(?P<m2>1[0-2]|0?[1-9])月(?P<d2>3[01]|[12][0-9]|0?[1-9])(?:日|號)"
)
#: 實施期為2027年至2025年, 自2027年3月起至2026年2月止. Years named backwards beside 分別 are a table, not a stretch.
_YEARS = rx(
    r"(?:(?:實施|執行|有效|規劃|適用|履約|合約|合同|租賃|租約|任|聘|補助|建設|計畫|計劃|存續|保固|特許|經營|免稅|優惠|專案|承諾|認購|減持|回購|公示|展覽)期(?:間|限)?"
    r"(?:為|是|自|從|由|：)?|(?:自|從|由))"
    r"(?P<y1>20[0-9]{2})年(?:(?P<mm1>1[0-2]|0?[1-9])月)?(?:份|度)?起?(?:至|到|－|—|–|~|～|-)(?P<y2>20[0-9]{2})年(?:(?P<mm2>1[0-2]|0?[1-9])月)?(?![0-9])"
)
#: 12月18日開始招股，12月12日截止認購: one thing that ends before it begins.
_OPENS_CLOSES = rx(
    _YEAR.format(n="1") + r"(?P<m1>1[0-2]|0?[1-9])月(?P<d1>3[01]|[12][0-9]|0?[1-9])(?:日|號)(?:起|開始|開跑|啟動|開放|開賣)[^，。；、0-9]{0,6}[，、]"
    r"(?:並|且|至|到|而)?(?:將?於|在)?" + _YEAR.format(n="2")
    + r"(?P<m2>1[0-2]|0?[1-9])月(?P<d2>3[01]|[12][0-9]|0?[1-9])(?:日|號)(?:截止|截標|結束|收件截止|屆滿|期滿|為止|落幕)"
)
_EFFECT = rx(r"公告|公布|宣布|發布|通過|核定|表示|拍板|簽署")
_BEGIN = _DATE.replace("?P<year>", "?P<yearx>").replace("?P<month>", "?P<monthx>").replace("?P<day>", "?P<dayx>")
_SINCE = rx(
    rf"(?:自|從|於|將自|定於|將於|訂於|由)(?P<when>{_BEGIN})(?:起|開始)?(?:正式)?"
    r"(?P<verb>生效|實施|施行|上路|執行|適用|開徵|調漲|調升|調降|起徵)"
)
#: 12月5日公告新版標準，自11月20日施行: the rule takes effect before it was made, and nothing is said of that.
_MADE = rx(
    _DATE + r"[^。；]{0,4}?(?:公告|裁定|核定|核准|公布|宣布|發布|決定|作出|發出|通過|拍板|簽署)[^。；]{0,60}?"
    rf"[，、](?:並|且)?(?P<levy>徵稅|課稅|徵收)?(?:將|均|統一)?(?:自|從|於|由)(?P<when>{_BEGIN})(?:起|開始)?(?:正式)?"
    r"(?P<verb>生效|實施|施行|上路|執行|適用|開始)(?=[，。；]|$)"
)
#: What may rightly come before its announcement, or is only told of in it: an office laid down, figures of a rule long made.
_NO_RULE = rx(
    r"辭任|辭職|委任|離任|出任|退休|調任|任命|聘任|統計|數據|報告|資料|調查|業績|財報|財務|追補|補繳|補發|回補|補徵|已繳|以來|之前|試行|試辦"
)
_BACK = rx(r"溯及|追溯|回溯|早已|已於|已自|此前|先前|原(?!產|料|油|物|材|則|因|廠)|早在")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every weekday, stretch of days and day of the ledger."""
    for reading, passage, text, _ in ledger.sentences():
        for pattern in (_WEEKDAY, *_WEEKDAY_FIRST):
            for found in pattern.finditer(text):
                if told_ := _weekday(ledger, reading, passage, found):
                    yield told_
        for pattern in _NEAR:
            for found in pattern.finditer(text):
                if told_ := _near(ledger, reading, passage, found):
                    yield told_
        for found in _NO_DAY.finditer(text):
            if told_ := _missing(ledger, reading, passage, found):
                yield told_
        yield from _stretches(ledger, reading, passage)
        for found in _SINCE.finditer(text):
            if told_ := _effect(ledger, reading, passage, text, found):
                yield told_
        for found in _MADE.finditer(text):
            if told_ := _made_later(ledger, reading, passage, text, found):
                yield told_


def _year(reading: Reading, words: str | None, month: int, day: int) -> int | None:
    """The year meant: written, or the one that brings the day nearest to publication; None where that is not certain."""
    published = reading.article.published
    if words and words.isdigit():
        return int(words)
    if words and words[-1].isdigit():
        return int(re.sub(r"\D", "", words)) + 1911
    if published is None:
        return None
    if words:
        return published.year + {"今": 0, "去": -1, "明": 1}.get(words, 0)
    near = [y for y in (published.year - 1, published.year, published.year + 1) if _day(y, month, day)]
    best = min(near, key=lambda y: abs((_day(y, month, day) or published) - published), default=None)
    return best if best is not None and abs(((_day(best, month, day)) or published) - published).days < 150 else None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _weekday(ledger: Ledger, reading: Reading, passage: Passage, found: re.Match[str]) -> Finding | None:
    """A date of month and day with its weekday."""
    month, day = int(found["month"]), int(found["day"])
    year = _year(reading, found["year"], month, day)
    when = _day(year, month, day) if year else None
    if when is None:
        return None
    name = found["name"] or found.groupdict()["short"]
    return _against_calendar(ledger, ledger.cut(reading, passage, found.start(), found.end()), when, name)


def _near(ledger: Ledger, reading: Reading, passage: Passage, found: re.Match[str]) -> Finding | None:
    """A weekday with a day but no month (本周三（11日）): the one nearest to publication.

    Where nothing says that it is of these weeks (本, 上, 下), another month may be meant: a day whose weekday fits there is left alone.
    """
    published, day = reading.article.published, int(found["day"])
    if published is None:
        return None
    months_ = [published.year * 12 + published.month - 1 + step for step in (-1, 0, 1)]
    days = [when for m in months_ if (when := _day(m // 12, m % 12 + 1, day)) is not None]
    nearest = min(days, key=lambda when: abs(when - published), default=None)
    if nearest is None or abs(nearest - published).days > 12:
        return None
    stated = _number_of(found["name"])
    if nearest.weekday() != stated and not found["which"] and any(when.weekday() == stated for when in days):
        return None
    return _against_calendar(ledger, ledger.cut(reading, passage, found.start(), found.end()), nearest, found["name"])


def _number_of(name: str) -> int:
    return _DAYS.index("日" if name == "天" else name)


def _against_calendar(ledger: Ledger, quote: Quote, when: dt.date, name: str) -> Finding:
    stated = _number_of(name)
    alike = when.weekday() == stated
    judged = Judgement(
        verdict="exact" if alike else "inconsistent", computed=Interval.point(when.weekday() + 1), stated=Interval.point(stated + 1),
        margin=None if alike else Fraction(abs(when.weekday() - stated)), severity=None if alike else "error",
    )  # fmt: skip
    return told(
        NAME, ledger, (), judged,
        formula=f"{when.isoformat()}：星期{_DAYS[when.weekday()]} {'=' if alike else '≠'} 星期{_DAYS[stated]}",
        chinese=f"{when.isoformat()}是星期{_DAYS[when.weekday()]}，文字寫「{quote.words}」",
        english=f"{when.isoformat()} is a {when:%A}; the text says {quote.words}",
        also=(quote,),
    )  # fmt: skip


def _missing(ledger: Ledger, reading: Reading, passage: Passage, found: re.Match[str]) -> Finding | None:
    """February 30, the fifth quarter."""
    if found["quarter"]:
        why = ("一年只有四季", "a year has four quarters")
    elif found["month3"]:
        why = ("一年只有十二個月", "a year has twelve months")
    else:
        month, day = int(found["month"] or 2), int(found["day"] or found["day2"])
        written = found["year"] or found["year2"]
        year = (_year(reading, written, month, 1) or _guess(reading)) if written else _guess(reading)
        if day <= months.monthrange(year, month)[1] or (not written and (month, day) == (2, 29)):
            return None
        last = months.monthrange(year, month)[1]
        why = (f"{month}月最多{last}日", f"month {month} has {last} days")
    quote = ledger.cut(reading, passage, found.start(), found.end())
    judged = Judgement(verdict="inconsistent", margin=Fraction(1), severity="error")
    return told(
        NAME, ledger, (), judged, formula=f"{quote.words} ∉ 日曆",
        chinese=f"沒有「{quote.words}」：{why[0]}", english=f"There is no {quote.words}: {why[1]}", also=(quote,),
    )  # fmt: skip


def _guess(reading: Reading) -> int:
    return reading.article.published.year if reading.article.published else 2023


def _stretches(ledger: Ledger, reading: Reading, passage: Passage) -> Iterator[Finding]:
    """自12月15日起至12月1日: two days of one year of which the second comes first."""
    offset = reading.text.key_offset
    first = offset(passage.span.start)
    text = reading.text.text[first : offset(passage.span.end)]
    for found in _FROM_TO.finditer(text):
        start_year, end_year = found["year1"], found["year2"]
        m1, d1, m2, d2 = (int(found[name]) for name in ("m1", "d1", "m2", "d2"))
        year = _year(reading, start_year, m1, d1)
        if year is None or (end_year is None and not start_year and (m1 > 9 and m2 < 4)):
            continue
        end = int(end_year) if end_year and end_year.isdigit() else year + (1 if end_year == "明" else 0)
        begin, finish = _day(year, m1, d1), _day(end, m2, d2)
        if begin is None or finish is None or finish >= begin or (m1 > 9 and m2 < 4 and not end_year):
            continue
        yield _ends_first(ledger, ledger.cut(reading, passage, found.start(), found.end()), begin, finish)
    for found in _OPENS_CLOSES.finditer(text):
        m1, d1, m2, d2 = (int(found[name]) for name in ("m1", "d1", "m2", "d2"))
        opens, closes = _year(reading, found["year1"], m1, d1), _year(reading, found["year2"] or found["year1"], m2, d2)
        first_day, last_day = (_day(opens, m1, d1) if opens else None), (_day(closes, m2, d2) if closes else None)
        if first_day and last_day and last_day < first_day:
            yield _ends_first(ledger, ledger.cut(reading, passage, found.start(), found.end()), first_day, last_day)
    for found in _YEARS.finditer(text):
        if rx("分別|依序|依次|各").search(text[found.end() : found.end() + 16]):
            continue
        begins = dt.date(int(found["y1"]), int(found["mm1"] or 1), 1)
        ends = dt.date(int(found["y2"]), int(found["mm2"] or 12), 28)
        if ends < begins:
            yield _ends_first(ledger, ledger.cut(reading, passage, found.start(), found.end()), begins, ends)


def _ends_first(ledger: Ledger, quote: Quote, begin: dt.date, finish: dt.date) -> Finding:
    judged = Judgement(verdict="inconsistent", margin=Fraction((begin - finish).days), severity="error")
    return told(
        NAME, ledger, (), judged, formula=f"{finish.isoformat()} < {begin.isoformat()}",
        chinese=f"「{quote.words}」的迄日早於起日", english=f"{quote.words} ends before it begins", also=(quote,),
    )  # fmt: skip


def _made_later(ledger: Ledger, reading: Reading, passage: Passage, text: str, found: re.Match[str]) -> Finding | None:
    """12月5日公告新版標準，自11月20日施行: a rule in force before it was made, with no word of 追溯 anywhere near."""
    if _BACK.search(text) or _NO_RULE.search(text) or (found["verb"] == rx("開始").pattern and not found["levy"]):
        return None
    m1, d1, m2, d2 = (int(found[name]) for name in ("month", "day", "monthx", "dayx"))
    made, effective = _year(reading, found["year"], m1, d1), _year(reading, found["yearx"] or found["year"], m2, d2)
    first, second = (_day(made, m1, d1) if made else None), (_day(effective, m2, d2) if effective else None)
    if first is None or second is None or not 0 < (first - second).days < 150:
        return None
    quotes = (
        ledger.cut(reading, passage, found.start(), found.end("day") + 1),
        ledger.cut(reading, passage, found.start("when"), found.end("when")),
    )
    judged = Judgement(verdict="tension", margin=Fraction((first - second).days))
    return told(
        NAME, ledger, (), judged, formula=f"{second.isoformat()} < {first.isoformat()}",
        chinese=f"「{quotes[0].words}」才定案，卻說「{quotes[1].words}」就{found['verb']}，文中沒有提到溯及",
        english=f"Made on {quotes[0].words} but in force from {quotes[1].words}, and nothing says that it reaches back", also=quotes,
    )  # fmt: skip


def _effect(ledger: Ledger, reading: Reading, passage: Passage, text: str, found: re.Match[str]) -> Finding | None:
    """8日公告，自11月1日起生效: what is announced to come lies before its announcement."""
    published = reading.article.published
    if published is None or not _EFFECT.search(text[: found.start()]) or _BACK.search(text[: found.end()]):
        return None
    if not rx("將|擬|即將").search(text[max(0, found.start() - 12) : found.end()]):
        return None
    month, day = int(found["monthx"]), int(found["dayx"])
    year = _year(reading, found["yearx"], month, day)
    when = _day(year, month, day) if year else None
    if when is None or when >= published - dt.timedelta(days=3):
        return None
    quote = ledger.cut(reading, passage, found.start("when"), found.end("when"))
    judged = Judgement(verdict="inconsistent", margin=Fraction((published - when).days), severity="error")
    return told(
        NAME, ledger, (), judged, formula=f"{when.isoformat()} < {published.isoformat()}",
        chinese=f"文字說將於「{quote.words}」{found['verb']}，發表時這一天已經過去",
        english=f"{quote.words} is said to be coming, but lies before publication", also=(quote,),
    )  # fmt: skip


EXAMPLES = (
    Example(
        text="市场普遍预计，美联储将在2026年1月28日（周五）的议息会议上按兵不动。",
        verdict="inconsistent",
        touches=("2026年1月28日",),
        published=dt.date(2026, 1, 5),
    ),
    Example(
        text="市场普遍预计，美联储将在2026年1月28日（周三）的议息会议上按兵不动。",
        verdict="exact",
        touches=("2026年1月28日",),
        published=dt.date(2026, 1, 5),
    ),
    Example(text="財政部8日公告，新版投資抵減辦法經行政院核定，並溯自今年11月1日起適用。", verdict=None, note="溯及生效"),
)
