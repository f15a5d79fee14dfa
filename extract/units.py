"""A numeral with what is attached to it: unit, currency prefix, sign, 百分之, 第. Key-frame offsets.

Units are rows of lexicon/units.toml. `parts` gives every numeral that may be a number, with its unit where one follows;
quantities.py decides which of them are quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from extract import numerals
from extract.currencies import MONEY, PREFIXES
from extract.lexicon import rows
from extract.reading import Written
from extract.text import key, rx


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of the table as one of its words gives it. `scale`: what one of it counts; `strong`: also behind 一."""

    code: str
    scale: Fraction
    counted: bool
    add: Fraction
    not_next: re.Pattern[str] | None
    after: re.Pattern[str] | None
    strong: bool
    open: bool  # the word itself says "and more": 個多月


@dataclass(frozen=True, slots=True)
class Part:
    """A numeral with what is attached: `[start, end)` of the key text; `unit` None where none follows.

    `code` is the unit's code, also where a prefix or a pair gave it; `han`: written in Han digits; `half`: 半數, 過半.
    """

    start: int
    end: int
    low: Written
    high: Written
    code: str | None = None
    unit: Unit | None = None
    open_step: Fraction | None = None
    han: bool = False
    half: bool = False


@lru_cache(maxsize=1)
def table() -> tuple[re.Pattern[str], dict[str, Unit]]:
    """All unit words as one pattern, longest first, and the unit of each (keyed)."""
    units: dict[str, Unit] = {}
    for row in rows("units"):
        for word in row["words"]:
            units[key(word)] = Unit(
                code=row["unit"].replace("*", word),
                scale=Fraction(row.get("scale", "1")),
                counted=row.get("counted", False),
                add=Fraction(row.get("add", "0")),
                not_next=rx(row["not_next"]) if "not_next" in row else None,
                after=rx(row["after"]) if "after" in row else None,
                strong=row.get("han") == "strong",
                open="多" in word,
            )
    longest = sorted(units, key=len, reverse=True)
    bounded = [re.escape(w) + ("(?![A-Za-z])" if w[-1].isascii() and w[-1].isalpha() else "") for w in longest]
    return re.compile(f" ?({'|'.join(bounded)})"), units


@lru_cache(maxsize=1)
def _prefixes() -> tuple[re.Pattern[str], dict[str, str]]:
    keyed = {key(word): code for word, code in PREFIXES.items()}
    words = "|".join(re.escape(word) for word in sorted(keyed, key=len, reverse=True))
    return re.compile(rf"({words})[ ：]?$"), keyed


_OF_WHOLE = rx("(百|千|[二三四五六七八九十]|[2-9])分之$")
_HALF = rx("(?<=[過近逾])半數?(?![年個天小月導徑山島成碼])|一半|(?<![年個月兩])半數")
_SIGN = rx(r"(?:^|[^0-9%A-Za-z\-])(-|(?<![背擔承抱勝])負)$")
_SIDE_BY_SIDE = rx("^[一二兩三四五六七八][二兩三四五六七八九]$")
_ROUND_WORD = rx("(?:逾|超|超過|近|約|上|破|達|成|過)$")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_TENTH = re.compile(key("[〇一二三四五六七八九半0-9]"))


def _fractions(text: str) -> Iterator[Part]:
    """Hong Kong's 四分一, 三分二, of a whole; 八分一厘, of a percent."""
    for hit in _PART_OF.finditer(text):
        of, some = numerals.han_value(hit[1]), numerals.han_value(hit[2])
        if not of or not some or some >= of:
            continue
        word = "厘" if hit[3] else "%"
        written = Written(digits=str(some), scale=Fraction(1 if hit[3] else 100, of))
        yield Part(hit.start(), hit.end(), written, written, "PERCENT", table()[1][key(word)], han=True, half=True)


_PART_OF = rx("(?<![百千第十])([三四五八十])分([一二三四五七])(?![鐘點之秒類店部明般樣致定起步])(厘)?")


def parts(text: str, skip: list[tuple[int, int]]) -> Iterator[Part]:
    """The numerals of a text with what is attached, left to right; none in the ranges of `skip` (sorted)."""
    halves = [
        Part(m.start(), m.end(), *(Written(digits="5", scale=Fraction(10)),) * 2, "PERCENT", table()[1]["%"], half=True)
        for m in _HALF.finditer(text)
    ]
    halves = sorted([*halves, *_fractions(text)], key=lambda part: part.start)
    skip = sorted([*skip, *((half.start, half.end) for half in halves)])
    done = at = 0
    waiting = iter([*halves, None])
    half = next(waiting)
    for numeral in numerals.find(text):
        while half is not None and half.start <= numeral.start:
            yield half
            done, half = half.end, next(waiting)
        while at < len(skip) and skip[at][1] <= numeral.start:
            at += 1
        if at < len(skip) and skip[at][0] < numeral.end:
            done = max(done, numeral.end)
            continue
        part = _part(text, numeral, done)
        if part is not None:
            yield part
            done = part.end
    if half is not None:
        yield half


def _part(text: str, numeral: numerals.Numeral, done: int) -> Part | None:
    """One numeral with what is attached; `done` is where the part before it ends. None where it belongs to a word."""
    words = text[numeral.start : numeral.end]
    before = text[max(done, numeral.start - 8) : numeral.start]
    if words in key("零〇○") or (words in key("百千萬億兆") and not _ROUND_WORD.search(before)):
        return None
    part = Part(numeral.start, numeral.end, numeral.low, numeral.high, open_step=numeral.open_step, han=numeral.han)
    whole = _OF_WHOLE.search(text[max(0, numeral.start - 8) : numeral.start])
    if whole:
        of = {"百": 100, "千": 1000}.get(whole[1]) or numerals.han_value(whole[1]) or int(whole[1])
        low, high = (replace(w, scale=w.scale * Fraction(100, of)) for w in (part.low, part.high))
        return replace(part, start=part.start - len(whole[0]), low=low, high=high, code="PERCENT", unit=table()[1]["%"])
    if numeral.han and _SIDE_BY_SIDE.match(words):
        a, b = (numerals.han_value(c) or 0 for c in words)
        if b == a + 1:  # 三四成
            part = replace(part, low=Written(digits=str(a)), high=Written(digits=str(b)))
    with_unit = _with_unit(text, part, words)
    return None if with_unit is None else _with_front(text, with_unit, before, done)


def _with_unit(text: str, part: Part, words: str) -> Part | None:
    """The unit behind a numeral, and what stands between and after: 500多家, 三成五, 95折."""
    pattern, units = table()
    more = (
        not part.open_step
        and text[part.end : part.end + 1] in key("多餘來")
        and bool(pattern.match(text, part.end + 1))
    )
    found = pattern.match(text, part.end + more)
    unit = units[found[1]] if found else None
    if unit is None or found is None or not _may_follow(text, unit, found, part, words, more):
        return None if more else part
    if unit.code == "YEAR" and not part.han and _YEAR.fullmatch(words):
        return None
    low, high, end = part.low, part.high, found.end()
    open_step = low.significant_step if more else Fraction(1) if unit.open else part.open_step
    if found[1] == "成" and "." not in low.digits and _TENTH.match(text, end) and text[end + 1 : end + 2] != "成":
        tenth = "5" if text[end] == "半" else str(numerals.han_value(text[end]))
        low = high = Written(digits=f"{low.digits}.{tenth}")
        end += 1
    elif found[1] == "折" and len(low.digits) == 2 and "." not in low.digits:
        low = high = Written(digits=f"{low.digits[0]}.{low.digits[1]}")
    low, high = (_in_unit(written, unit) for written in (low, high))
    if open_step is not None:
        open_step *= unit.scale
    return replace(part, end=end, low=low, high=high, code=unit.code, unit=unit, open_step=open_step)


#: 其餘九成為國際配售: a part of what came before, no 成為.
_REST = rx("(?:其餘|餘下|其中|當中|另有?|約|近|逾|中)$")


#: 6,000輛月增10%: the month belongs to the rate behind.
_GROWS = rx("[年月日季週周](?:增|減|升|跌|降|漲|成長|衰退)")


def _may_follow(text: str, unit: Unit, found: re.Match[str], part: Part, words: str, more: bool) -> bool:
    """Whether a unit word is one here: no 十分重要, no 一家 (an article, not a count), no 點半."""
    parted = unit.not_next and unit.not_next.match(text, found.end()) and not _GROWS.match(text, found.end())
    if parted and not _REST.search(text[max(0, part.start - 3) : part.start]):
        return False
    if unit.after and not unit.after.search(words):
        return False
    if not part.han or unit.strong or more:
        return True
    article = words == "一" and found[1] not in key("次場")
    adverb = words == "十" and found[1] in key("分點")
    return not (article or adverb)


def _in_unit(written: Written, unit: Unit) -> Written:
    digits = written.digits
    if unit.add:
        digits = _decimal(Fraction(digits) + unit.add)
    return Written(digits=digits, scale=written.scale * unit.scale)


def _decimal(value: Fraction) -> str:
    """The decimal string of a value that has an exact one."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    text = str((value * 10**places).numerator).zfill(places + 1)
    return f"{text[:-places]}.{text[-places:]}" if places else text


#: 美元一年期存款: no amount.
_TENOR_NEXT = rx("個?[年月週季日天](?:期|以[內上下])")


def _with_front(text: str, part: Part, before: str, done: int) -> Part:
    """The currency before a number (新台幣12元, US$1.5bn; of a pair only its unit) and its sign."""
    pattern, prefixes = _prefixes()
    currency = pattern.search(before)
    if currency and part.code in (None, MONEY) and not _TENOR_NEXT.match(text, part.end):
        code, start = prefixes[currency[1]], part.start - len(currency[0])
        ahead = text[max(0, start - 1) : start]
        inside_word = currency[1][0].isascii() and currency[1][0].isalpha() and ahead.isascii() and ahead.isalpha()
        pair = bool(rx("[兌對/]$").search(ahead))
        unit = part.unit or table()[1][key("元")]
        if pair and part.code is None:
            part = replace(part, code=code, unit=unit)
        elif not pair and not inside_word:
            part = replace(part, start=start, code=code, unit=unit)
    lead = text[max(0, part.start - 2) : part.start]
    sign = _SIGN.search(lead)
    if sign and part.start - 1 >= done and lead != key("正負"):
        low, high = (Written(digits="-" + w.digits, scale=w.scale) for w in (part.high, part.low))
        part = replace(part, start=part.start - 1, low=low, high=high)
    return part
