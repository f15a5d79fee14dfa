"""Numerals: the words of a number → `Numeral`, in the key frame.

三千二百億, 1,234.5, 12億3,000萬, 2萬5千, 一點五, 廿, 三十餘, 十幾, 數百, 半 and mixtures. A numeral carries no unit and no
qualifier; 百分之, 成, 碼 and the like are units (quantities.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from extract.reading import Written
from extract.text import key, rx

_DIGITS = {
    c: i
    for i, cs in enumerate(["〇零○0", "一1壹", "二2兩贰", "三3參叁", "四4肆", "五5伍", "六6陸陆", "七7柒", "八8捌", "九9玖"])
    for c in key(cs)
}
_SMALL = {**{c: 10 for c in key("十拾")}, key("百"): 100, key("千"): 1000, key("廿"): 20, key("卅"): 30}
_BIG = {
    key("萬"): 10**4,
    key("億"): 10**8,
    "兆": 10**12,
    key("萬億"): 10**12,
    key("百萬"): 10**6,
    key("千萬"): 10**7,
    key("百億"): 10**10,
    key("千億"): 10**11,
    key("百萬億"): 10**14,
    key("億億"): 10**16,
    key("萬萬"): 10**8,
    "百": 100,
    "千": 1000,
    "十": 10,
    "trillion": 10**12,
    "tn": 10**12,
    "billion": 10**9,
    "bn": 10**9,
    "million": 10**6,
    "mn": 10**6,
    key("十萬"): 10**5,
    key("十億"): 10**9,
}

_SCALE = "(?:百萬億|[十百千]?萬億|[十百千]?[萬億](?!英熱)|[百千](?!分|萬英熱)|兆(?![瓦赫位帕])| ?(?:trillion|billion|million|bn|mn|tn)(?![A-Za-z]))"
_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_HAN_WHOLE = "[〇零○一二兩三四五六七八九十百千萬億兆廿卅]"

#: What is left below the last scale word: 1萬7,432棟, 2萬7432點; no year or day that follows it.
_REST = "(?:[0-9]{1,3},[0-9]{3}(?![0-9,])|[0-9]{2,4}(?![0-9年月日號週周季時分秒%.,])(?=[一-鿿]))"

#: What is longer is no number that anybody states (a key, a dump of digits).
_LONGEST = 60

# Longest first: a compound of digits and scales (12億3,000萬, 2萬5千), digits with a scale, Han numerals.
PATTERN = (
    rf"(?P<arabic>{_ARABIC})(?:(?P<inner>[多餘])?(?P<scale>{_SCALE})(?P<tail>(?:{_ARABIC}{_SCALE})*{_REST}?)(?P<more>[多餘])?)?"
    rf"|(?P<vague>[數幾](?:十|百|千|萬|億|兆)+)"
    rf"|(?P<han>{_HAN_WHOLE}+)(?P<few>幾[萬億兆]*|[多餘](?![元年月日週天])[百千萬億兆]*)?(?P<point>點[〇零○一二兩三四五六七八九0-9]+)?(?P<hanscale>(?<=[一二三四五六七八九0〇零○])[萬億兆]+)?"
    r"|(?P<half>半)"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral at `[start, end)` of the key text. `open_step`: 500多億 → 10**10; `low`/`high` differ for 十幾, 數百."""

    start: int
    end: int
    low: Written
    high: Written
    open_step: Fraction | None = None
    han: bool = False


def han_value(text: str) -> int | None:
    """The whole number that Han digits write (key frame), positional (二〇二五) or with powers (三千二百億); None if neither."""
    if not text:
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    last = 1
    for c in text:
        if c in _DIGITS:
            if digit and last == 0:
                return None
            digit, last = _DIGITS[c], 0
        elif c in _SMALL:
            power = _SMALL[c]
            if c in key("廿卅"):
                section, digit = section + power, 0
            else:
                section += (digit if last == 0 else 1) * power
                digit = 0
            last = 10 if c in key("廿卅") else power
        else:
            power = _BIG[c]
            if not (total or section or digit):
                return power if len(text) == 1 else None
            if power > 10**4 and total and section + digit == 0:  # 三萬億
                total *= power
            else:
                total, section = (
                    (
                        total + (section + digit) * power
                        if total % (power * 10**4) == 0 or not total
                        else (total + section + digit) * power
                    ),
                    0,
                )
            digit, last = 0, power
    if (
        digit
        and last == 0
        and len(text) >= 2
        and text[-2] in _BIG
        and text[-2] not in _SMALL
        and text[-2] not in key("零〇")
    ):
        digit *= _BIG[text[-2]] // 10  # 三萬五 = 35,000
    elif digit and len(text) >= 2 and text[-2] in key("百千"):
        digit *= _SMALL[text[-2]] // 10  # 三百五 = 350
    return total + section + digit


def small(words: str) -> Fraction | None:
    """A count below a hundred that a pattern took: 6, 六, 十二, 半 (key frame). None for what is about so many (兩三)."""
    if words.isascii():
        return Fraction(words) if words.isdigit() else None
    if words == "半":
        return Fraction(1, 2)
    if len(words) > 1 and not set(words) & set(key("十廿卅")):
        return None
    value = han_value(words) if all(c in _DIGITS or c in _SMALL for c in words) else None
    return None if value is None else Fraction(value)


def _compound(head: str, scale: str, tail: str) -> Written:
    """12億 + 3,000萬: one coefficient in the last written scale."""
    total = Fraction(head) * _BIG[scale.strip()]
    step = Fraction(_BIG[scale.strip()])
    if "." in head:
        step = step / 10 ** len(head.partition(".")[2])
    for part in rx(rf"({_ARABIC})({_SCALE})?").finditer(tail):
        digits, scale = part.group(1).replace(",", ""), part.group(2)
        factor = _BIG[scale.strip()] if scale else 1
        total += Fraction(digits) * factor
        step = Fraction(factor) / 10 ** len(digits.partition(".")[2])
    return Written(digits=str(total / step), scale=step)


def _arabic(found: re.Match[str], start: int) -> Numeral:
    head = found["arabic"].replace(",", "")
    scale, tail, open_step = found["scale"], found["tail"], None
    if not scale:
        return Numeral(start, found.end(), *(Written(digits=head),) * 2)
    written = _compound(head, scale, tail) if tail else Written(digits=head, scale=Fraction(_BIG[scale.strip()]))
    if found["inner"] or found["more"]:
        open_step = written.significant_step if found["inner"] else written.step
    return Numeral(start, found.end(), written, written, open_step)


def _han(found: re.Match[str], start: int) -> Numeral | None:
    words, few, point = found["han"], found["few"] or "", found["point"] or ""
    scale = 1
    for c in found["hanscale"] or "":
        scale *= _BIG[c]
    if few[:1] == key("幾"):
        base = han_value(words)
        factor = 1
        for c in few[1:]:
            factor *= _BIG[c]
        if base is None or base % 10:
            return None
        return Numeral(
            start,
            found.end(),
            Written(digits=str(base + 1), scale=Fraction(factor)),
            Written(digits=str(base + 9), scale=Fraction(factor)),
            han=True,
        )
    factor = 1
    for c in few[1:]:
        factor *= _BIG[c]
    if point:
        whole = han_value(words)
        if whole is None:
            return None
        decimals = "".join(str(_DIGITS[c]) for c in point[1:])
        written = Written(digits=f"{whole}.{decimals}", scale=Fraction(scale))
        return Numeral(start, found.end(), written, written, han=True)
    # Keep a written big scale apart, so that 六千億 and 6000億 have the same coefficient.
    body, big = words, 1
    while (
        len(body) > 1
        and body[-1] in key("萬億兆")
        and not any(c in key("萬億兆") for c in body[:-1].rstrip(key("萬億兆")))
    ):
        big *= _BIG[body[-1]]
        body = body[:-1]
    value = han_value(body)
    if value is None:
        return None
    written = Written(digits=str(value), scale=Fraction(big * factor))
    open_step = written.significant_step if few else None
    return Numeral(start, found.end(), written, written, open_step, han=True)


def _vague(found: re.Match[str], start: int) -> Numeral:
    factor = 1
    for c in found["vague"][1:]:
        factor *= _BIG[c]
    low, high = (Written(digits=d, scale=Fraction(factor)) for d in "29")
    return Numeral(start, found.end(), low, high, han=True)


def find(text: str) -> Iterator[Numeral]:
    """All numerals of a key text, left to right, not overlapping. Han ones are candidates: a unit must follow to count."""
    for found in rx(PATTERN).finditer(text):
        if found.end() - found.start() > _LONGEST:
            continue
        if found["arabic"]:
            yield _arabic(found, found.start())
        elif found["vague"]:
            yield _vague(found, found.start())
        elif found["half"]:
            yield Numeral(found.start(), found.end(), Written(digits="0.5"), Written(digits="0.5"), han=True)
        else:
            numeral = _han(found, found.start())
            if numeral is not None:
                yield numeral
