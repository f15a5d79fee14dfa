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
from kg.ledger import Example, Finding, Ledger
from kg.rules import Judgement
from kg.wording import told

NAME = "calendar"
TITLE = {"zh-Hant": "日曆", "zh-Hans": "日历", "en": "Calendar"}

_DAYS = "一二三四五六日"
_YEAR = r"(?:(?P<year{n}>[0-9]{{4}}|民國[0-9]{{2,3}}|今|去|明)年)?"
_DATE = _YEAR.format(n="") + r"(?:(?P<month>1[0-2]|0?[1-9])月)(?P<day>3[01]|[12][0-9]|0?[1-9])(?:日|號)"
_WEEKDAY = rx(_DATE + r"[（(，,]?(?:當地時間|美東時間|本|這個?|上午|下午)?(?:星期|週|周|禮拜)(?P<name>[一二三四五六日天])[）)]?")
_NO_DAY = rx(
    r"(?<![0-9])(?:(?P<year>[0-9]{4})年)?(?P<month>1[0-2]|0?[1-9])月(?P<day>3[0-9]|[4-9][0-9])(?:日|號)|"
    r"(?<![0-9])(?:(?P<year2>[0-9]{4})年)?2月(?P<day2>29|30|31)(?:日|號)|(?<![》」』])(?<!連續)(?<!連)(?<!一連)第(?P<quarter>[5-9五六七八九])季度?(?!度?[^，。]{0,6}(?:節目|球|賽|按兵|連|的|不變))|"
    r"(?P<year3>[0-9]{4})年(?P<month3>1[3-9]|[2-9][0-9])月"
)
_FROM_TO = rx(
    r"(?:自|從|由)?" + _YEAR.format(n="1") + r"(?P<m1>1[0-2]|0?[1-9])月(?P<d1>3[01]|[12][0-9]|0?[1-9])(?:日|號)?(?:起)?"
    r"(?:至|到|－|—|–|~|～|-)" + _YEAR.format(n="2") + r"(?P<m2>1[0-2]|0?[1-9])月(?P<d2>3[01]|[12][0-9]|0?[1-9])(?:日|號)"
)
_EFFECT = rx(r"公告|公布|宣布|發布|通過|核定|表示|拍板|簽署")
_BEGIN = _DATE.replace("?P<year>", "?P<yearx>").replace("?P<month>", "?P<monthx>").replace("?P<day>", "?P<dayx>")
_SINCE = rx(
    rf"(?:自|從|於|將自|定於|將於|訂於|由)(?P<when>{_BEGIN})(?:起|開始)?(?:正式)?"
    r"(?P<verb>生效|實施|施行|上路|執行|適用|開徵|調漲|調升|調降|起徵)"
)
_BACK = rx(r"溯及|追溯|回溯|早已|已於|已自|此前|先前|原|早在")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every weekday, stretch of days and day of the ledger."""
    for reading, passage, text, _ in ledger.sentences():
        for found in _WEEKDAY.finditer(text):
            if told_ := _weekday(ledger, reading, passage, found):
                yield told_
        for found in _NO_DAY.finditer(text):
            if told_ := _missing(ledger, reading, passage, found):
                yield told_
        yield from _stretches(ledger, reading, passage)
        for found in _SINCE.finditer(text):
            if told_ := _effect(ledger, reading, passage, text, found):
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
    month, day = int(found["month"]), int(found["day"])
    year = _year(reading, found["year"], month, day)
    when = _day(year, month, day) if year else None
    if when is None:
        return None
    stated = _DAYS.index("日" if found["name"] == "天" else found["name"])
    quote = ledger.cut(reading, passage, found.start(), found.end())
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
        year = int(written) if written else _guess(reading)
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
        quote = ledger.cut(reading, passage, found.start(), found.end())
        judged = Judgement(verdict="inconsistent", margin=Fraction((begin - finish).days), severity="error")
        yield told(
            NAME, ledger, (), judged, formula=f"{finish.isoformat()} < {begin.isoformat()}",
            chinese=f"「{quote.words}」的迄日早於起日", english=f"{quote.words} ends before it begins", also=(quote,),
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
