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
import re
from collections.abc import Iterator
from fractions import Fraction

from extract.interval import Interval
from extract.reading import Claim, Passage, Reading
from extract.text import rx
from kg.ledger import Example, Finding, Ledger
from kg.rules import Judgement, Number, severity
from kg.wording import said, said_in_english, told

NAME = "duration"
TITLE = {"zh-Hant": "時距", "zh-Hans": "时距", "en": "Duration"}

_DATE = r"(?P<year>[12][0-9]{3}|民國[0-9]{2,3})年?(?:(?P<month>1[0-2]|0?[1-9])月)?(?:[0-9]{1,2}[日號])?(?:底|初|末|年底|年初|中)?"
_START = rx(
    rf"(?:(?:自從?|從|早在|於|由|在)[^，。；0-9]{{0,4}}{_DATE}(?P<since>[^，。；0-9]{{0,16}}(?:以來|起|至今|迄今|開始|後|就)?)"
    rf"|{_DATE.replace('?P<year>', '?P<year2>').replace('?P<month>', '?P<month2>')}(?:[^，。；0-9]{{0,4}})(?P<born>成立|創立|創辦|出任|上任|接任|就任|出生|加入|上市|啟用|推出|掛牌|通車|開業|創刊|建成|投產|執掌|接掌|以來|至今|開始|起))"
)
_BORN_BEHIND = rx(rf"(?:成立於|創立於|創辦於|生於|出生於|上市於|建於|始於|創刊於|開業於|成立在|起始於){_DATE}")
_GOES_ON = rx(
    r"(?:已|至今|迄今|長達|整整|足足|執掌|主政|任職|掌舵|滿|達|持續|走過|歷經|邁入|逾|近|超過|至|走到|任內|服務|經營|歷時|運行|運作|為期|共|屆滿|過去|掛牌|上市|創立|成立|年僅|現年|時隔|相隔|歷史|了|迎來|慶祝|投身|任期|領導|深耕)[^，。；0-9]{0,8}$"
)
_OTHER = rx(r"先前|此前|之前|前任|過去|未來|將在|預計|目標|計劃|每|期|最長|分期|上次|期限|年期|內|每隔|連續")
_TAIL_OTHER = rx(r"^(?:期|內|後|前|一次|來(?:最|首|新|的?高|的?低)|新高|新低|以上經驗|保固|債|國債|公債|計劃|規劃|免)")
_END = rx(r"(?:至|到|於)(?P<year>[12][0-9]{3})年(?:(?P<month>1[0-2]|0?[1-9])月)?[^，。；]{0,6}(?:到期|為止|止|結束|退休|卸任|期滿|屆滿|落幕|停產|收官)")
_UNITS = {"YEAR": 1, "MONTH": 12}


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every length of time in years or months beside the one date of its sentence from which it is counted."""
    for reading, passage, text, claims in ledger.sentences():
        starts = [*_START.finditer(text), *_BORN_BEHIND.finditer(text)]
        if len(starts) != 1:
            continue
        for claim in claims:
            if found := _judge(ledger, reading, passage, text, starts[0], claim):
                yield found
                break


def _judge(
    ledger: Ledger, reading: Reading, passage: Passage, text: str, start: re.Match[str], claim: Claim
) -> Finding | None:
    q, groups = claim.quantity, start.groupdict()
    at, to = ledger.offsets(claim)
    if q.unit not in _UNITS or q.is_range or claim.modality not in ("actual",) or at < start.end():
        return None
    lead, tail = ledger.lead(claim), text[to : to + 6]
    if not _GOES_ON.search(lead) or _OTHER.search(lead) or _TAIL_OTHER.search(tail) or at - start.end() > 40:
        return None
    year, month = groups.get("year") or groups.get("year2"), groups.get("month") or groups.get("month2")
    published = reading.article.published
    if not year or published is None:
        return None
    began = int(re.sub(r"\D", "", year)) + (0 if year[0].isdigit() else 1911)
    end = _END.search(text[start.end() :])
    last = _months(int(end["year"]), int(end["month"] or 12)) if end else _months(published.year, published.month)
    first = (_months(began, int(month)), _months(began, int(month))) if month else (_months(began, 1), _months(began, 12))
    low, high = last - first[1], last - first[0]
    if high < 0 or began > published.year:
        return None
    per = 12 // _UNITS[q.unit]
    fit = Interval(Fraction(low // per) - (0 if month else 0), Fraction(-(-high // per) + (0 if month and per == 12 else 1)))
    if end is None and month is None and per == 12:
        fit = Interval(Fraction(published.year - began - 1), Fraction(published.year - began + 1))
    if fit.lo is not None and fit.lo < 0:
        fit = Interval(Fraction(0), fit.hi)
    number = Number.of(q)
    alike = number.interval.overlaps(fit)
    margin = None if alike else number.interval.gap(fit)
    judged = Judgement(
        verdict="exact" if alike else "inconsistent", computed=fit, stated=number.interval, margin=margin,
        severity=None if margin is None else severity(margin, number.step),
    )  # fmt: skip
    first_group = "year" if groups.get("year") else "year2"
    quote = ledger.cut(reading, passage, start.start(first_group), _date_end(start, first_group))
    unit = ("年", "years") if q.unit == "YEAR" else ("個月", "months")
    return told(
        NAME, ledger, (claim,), judged,
        formula=f"{quote.words} → {_end_words(end, published)}：{fit.lo}–{fit.hi}{unit[0]}",
        chinese=f"從{quote.words}到{_end_words(end, published)}有{fit.lo}至{fit.hi}{unit[0]}，文字寫{said(q)}",
        english=f"From {quote.words} it is {fit.lo} to {fit.hi} {unit[1]}; the text says {said_in_english(q)}",
        also=(quote,),
    )  # fmt: skip


def _date_end(start: re.Match[str], group: str) -> int:
    """Where the date ends in the text: the year with its 年 and, where written, its month."""
    month = "month" if group == "year" else "month2"
    return start.end(month) + 1 if start.groupdict().get(month) else min(start.end(group) + 1, start.end())


def _end_words(end: re.Match[str] | None, published: dt.date) -> str:
    return f"{end['year']}年" if end else f"{published.year}年{published.month}月"


def _months(year: int, month: int) -> int:
    return year * 12 + month - 1


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
