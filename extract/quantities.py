"""Numeral + unit + qualifier → Quantity, in the key frame; spans leave in the raw frame.

Three passes: each numeral with what is attached to it (`_parts`), neighbours joined into ranges (`_joined`), and for
each that is a quantity its qualifier and interval (`find`). Units and qualifiers are rows of lexicon/*.toml.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from extract import interval, numerals
from extract.interval import Interval
from extract.lexicon import rows
from extract.reading import Qualifier, Quantity, Written
from extract.text import HAN, AlignedText, key, rx

MONEY = "MONEY"
YEN = "¥"  # 圓 or 元: by the script of the article
#: What may be below zero by its nature; anything else that is under a positive bound ends at zero.
_SIGNED = {"PERCENT", "PERCENTAGE_POINT", "BASIS_POINT", "INDEX_POINT", "NONE"}
_DURATIONS = {"YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE"}
_PREFIXES = {
    "US$": "USD", "USD": "USD", "HK$": "HKD", "HKD": "HKD", "NT$": "TWD", "NTD": "TWD", "TWD": "TWD", "A$": "AUD",
    "C$": "CAD", "S$": "SGD", "JP¥": "JPY", "CN¥": "CNY", "RMB": "CNY", "CNY": "CNY", "€": "EUR", "EUR": "EUR",
    "£": "GBP", "GBP": "GBP", "₩": "KRW", "₹": "INR", "$": "USD", "¥": YEN, "新台幣": "TWD", "新臺幣": "TWD", "台幣": "TWD",
    "人民幣": "CNY", "港幣": "HKD", "港元": "HKD", "美金": "USD", "美元": "USD", "日圓": "JPY", "日元": "JPY", "歐元": "EUR",
    "英鎊": "GBP", "澳門幣": "MOP", "新加坡幣": "SGD", "馬幣": "MYR", "韓圜": "KRW", "澳幣": "AUD",
}  # fmt: skip
_CURRENCY_WORDS = {
    "USD": "美元|美金|美債", "JPY": "日圓|日元", "TWD": "新台幣|新臺幣|台幣", "CNY": "人民幣", "HKD": "港元|港幣|港紙", "EUR": "歐元",
    "GBP": "英鎊", "KRW": "韓元|韓圜|韓圓", "AUD": "澳元|澳幣", "SGD": "坡元|新加坡元", "MOP": "澳門元|澳門幣",
}  # fmt: skip
_MAINLAND = "A股|人民幣|央行行長|國家統計局|國務院|滬指|滬深|上交所|深交所|科創板|創業板|海關總署|內地"
_HONG_KONG = "差餉|呎價|啟德|九龍|新界|港島|伙|港幣|港元|港銀|香港|港股|恒指|恒生|港交所|港府|本港|特區政府|政府統計處|金管局|差估署|樓市|港鐵"
_TAIWAN = "台股|行政院|主計|新台幣|台積電|法說|上櫃|立法院|證交所|金管會|台灣|櫃買"


@dataclass(frozen=True, slots=True)
class _Row:
    unit: str
    scale: Fraction
    counted: bool
    add: Fraction
    not_next: re.Pattern[str] | None
    han: str
    over: bool


@lru_cache(maxsize=1)
def _units() -> tuple[re.Pattern[str], dict[str, _Row]]:
    table: dict[str, _Row] = {}
    for row in rows("units"):
        for word in row["words"]:
            unit = row["unit"].replace("*", word)
            table[key(word)] = _Row(
                unit, Fraction(row.get("scale", "1")), row.get("counted", False), Fraction(row.get("add", "0")),
                rx(row["not_next"]) if "not_next" in row else None, row.get("han", "weak"), "多" in word,
            )  # fmt: skip
    longest = sorted(table, key=len, reverse=True)
    latin = [re.escape(w) + "(?![A-Za-z])" if w[-1].isascii() and w[-1].isalpha() else re.escape(w) for w in longest]
    return re.compile(rf" ?({'|'.join(latin)})"), table


@lru_cache(maxsize=1)
def _qualifiers() -> tuple[list[tuple[str, re.Pattern[str]]], re.Pattern[str], dict[str, str]]:
    """Before-words as (name, pattern ending at the numeral); after-words as one pattern and its table."""
    before: list[tuple[int, str, re.Pattern[str]]] = []
    after: dict[str, str] = {}
    for row in rows("qualifiers"):
        guard = f"(?<!{row['not_before']})" if "not_before" in row else ""
        for word in row["before"]:
            before.append((len(word), row["name"], rx(rf"{guard}{word}(?:了|達|約|為|至|到|在)?[「『“\"（]?$")))
        after |= {key(word): row["name"] for word in row["after"]}
    before.sort(key=lambda item: -item[0])
    words = "|".join(sorted(after, key=len, reverse=True))
    return [(name, pattern) for _, name, pattern in before], re.compile(f"(?:{words})"), after


@dataclass(frozen=True, slots=True)
class _Part:
    """A numeral with what is attached: `[start, end)` of the key text; `row` None where no unit follows."""

    start: int
    end: int
    low: Written
    high: Written
    unit: str | None
    row: _Row | None
    open_step: Fraction | None
    han: bool
    prefix: str = ""


def _scaled(written: Written, by: Fraction, add: Fraction = Fraction(0)) -> Written:
    if add:
        return Written(digits=_decimal(Fraction(written.digits) + add), scale=written.scale * by)
    return Written(digits=written.digits, scale=written.scale * by) if by != 1 else written


def _decimal(value: Fraction) -> str:
    """An exact decimal string of a value that has one (halves and the like)."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    whole = value * 10**places
    text = str(whole.numerator).zfill(places + 1)
    return f"{text[:-places]}.{text[-places:]}" if places else text


def _negative(written: Written) -> Written:
    return Written(digits="-" + written.digits, scale=written.scale)


_PERCENT_WORD = rx(r"(百|千|[二三四五六七八九十]|[2-9])分之$")
#: 一半, 半數, 過半, 近半: half of a whole
_HALF_OF = rx("(?:[過近逾])(?P<half>半數?)(?![年個天小月導徑山島])|(?P<whole>一半|半數)")
_SIGN = rx(r"(?:^|[^0-9%A-Za-z\-])(-|(?<![背擔承抱勝])負|\+)$")
_CURRENCY = re.compile("(" + "|".join(re.escape(key(p)) for p in sorted(_PREFIXES, key=len, reverse=True)) + r")(?: |：)?$")
_JUXTAPOSED = rx("^[一二兩三四五六七八][二兩三四五六七八九]$")


def _part(text: str, numeral: numerals.Numeral, done: int) -> _Part | None:
    """One numeral with its prefix and unit; `done` is where the part before it ends. None where it is part of a word."""
    start, end, low, high = numeral.start, numeral.end, numeral.low, numeral.high
    open_step = numeral.open_step
    words = text[start:end]
    before = text[max(done, start - 8) : start]
    if words in key("零〇") or (words == "一" and _HALF_OF.match(text, start)):
        return None
    if numeral.han and words in key("百千萬億兆") and not rx("(?:逾|超|超過|近|約|上|破|達|成|過)$").search(before):
        return None

    # 百分之, 千分之, 三分之二
    whole = _PERCENT_WORD.search(text[max(0, start - 8) : start])
    if whole:
        of = {"百": 100, "千": 1000}.get(whole[1]) or numerals.han_value(whole[1]) or int(whole[1])
        low, high = (_scaled(w, Fraction(100, of)) for w in (low, high))
        row = _units()[1]["%"]
        return _Part(start - len(whole[0]), end, low, high, "PERCENT", row, open_step, numeral.han)

    # 三四成: two neighbouring digits side by side
    if numeral.han and _JUXTAPOSED.match(words):
        a, b = (numerals.han_value(c) or 0 for c in words)
        if b == a + 1:
            low, high = Written(digits=str(a)), Written(digits=str(b))

    # 5%多, 10多家, 三成五
    pattern, table = _units()
    more = text[end : end + 1] in key("多餘來") and bool(pattern.match(text, end + 1)) and not numeral.open_step
    found = pattern.match(text, end + more)
    row = table[found[1]] if found else None
    if row is not None and found is not None:
        if row.not_next and row.not_next.match(text, found.end()):
            row = None
        elif numeral.han and row.han == "weak" and (words == "一" and found[1] not in key("次場") or words == "十" and found[1] in key("分點")) and not more:
            row = None
        elif row.unit == "YEAR" and not numeral.han and re.fullmatch("(?:19|20)[0-9]{2}", words):
            return None
    unit = None
    if row is not None and found is not None:
        if more:
            open_step = low.significant_step
        end, unit = found.end(), row.unit
        if row.over:
            open_step = Fraction(1)
        tail = re.compile("[〇一二三四五六七八九半0-9]").match(text, end)
        if found[1] == "成" and tail and not text[end : end + 2].endswith("成"):
            extra = "5" if tail[0] == "半" else str(numerals.han_value(tail[0]))
            low = high = Written(digits=f"{low.digits}.{extra}")
            end += 1
        elif found[1] == "折" and "." not in low.digits and len(low.digits) == 2:
            low = high = Written(digits=f"{low.digits[0]}.{low.digits[1]}")
        low, high = (_scaled(w, row.scale, row.add) for w in (low, high))
        if open_step is not None:
            open_step *= row.scale
    elif more:
        return None
    half = _HALF_OF.match(text, start - 1) or _HALF_OF.match(text, start) if words == "半" or words[-1:] == "半" else None
    if half and unit is None and half.start() >= done:
        low = high = Written(digits="5", scale=Fraction(10))
        group = "half" if half["half"] else "whole"
        return _Part(half.start(group), half.end(group), low, high, "PERCENT", table["%"], None, True)

    # currency prefix, then the sign
    prefix = ""
    currency = _CURRENCY.search(before)
    if currency and (unit is None or unit == MONEY or unit == _prefixes()[currency[1]]):
        latin = currency[1][0].isascii() and currency[1][0].isalpha()
        glued = latin and start - len(currency[0]) > 0 and text[start - len(currency[0]) - 1].isascii() and text[start - len(currency[0]) - 1].isalpha()
        pair = bool(rx("[兌對/]$").search(text[max(0, start - len(currency[0]) - 1) : start - len(currency[0])]))
        if pair and unit is None:
            unit, row = _prefixes()[currency[1]], table[key("元")]
        elif not glued and not pair and (unit == MONEY or unit is None):
            prefix, unit = currency[1], _prefixes()[currency[1]]
            row = row or table[key("元")]
            start -= len(currency[0])
    sign = _SIGN.search(text[max(0, start - 2) : start])
    if sign and start - 1 >= done and not text[max(0, start - 2) : start] == key("正負"):
        start -= 1
        if sign[1] != "+":
            low, high = _negative(high), _negative(low)
    return _Part(start, end, low, high, unit, row, open_step, numeral.han, prefix)


@lru_cache(maxsize=1)
def _prefixes() -> dict[str, str]:
    return {key(word): unit for word, unit in _PREFIXES.items()}


def _parts(text: str, skip: list[tuple[int, int]]) -> Iterator[_Part]:
    done = at = 0
    for numeral in numerals.find(text):
        while at < len(skip) and skip[at][1] <= numeral.start:
            at += 1
        if at < len(skip) and skip[at][0] < numeral.end:
            done = max(done, numeral.end)
            continue
        part = _part(text, numeral, done)
        if part is not None:
            yield part
            done = part.end


_DASH = re.compile(rf"^ ?(?:-|~|—|{key('至')}|{key('到')}|{key('或')})(?:{key('新台幣')}|US\$|NT\$|HK\$|\$)? ?$")


def _joined(text: str, parts: list[_Part]) -> Iterator[_Part]:
    """Two neighbours with a dash or 至 between them and a unit in common are one range."""
    at = 0
    while at < len(parts):
        first = parts[at]
        if at + 1 < len(parts):
            second = parts[at + 1]
            between = text[first.end : second.start]
            dash = _DASH.match(between)
            pause = between in ("", "、") and first.han and second.han and first.unit is None and second.unit is not None
            shared = first.unit in (None, second.unit) or second.unit == MONEY or (first.unit == MONEY and second.unit is not None and second.unit.isupper() and len(second.unit) == 3)
            changed = first.row is not None and second.row is not None and rx("(?:升|降|調|漲|跌|增|減|高|低|調整|收窄|擴大)(?:了)?$").search(text[max(0, first.start - 3) : first.start])
            percent = first.unit == "PERCENT" and second.unit is None and first.han and second.han and text[first.start] in key("百千") and dash
            if percent:
                yield replace(second, start=first.start, low=first.low, unit="PERCENT", row=first.row)
                at += 2
                continue
            if changed and first.low.value and not rx("[年季月]").search(text[max(0, first.start - 3) : first.start]):
                ratio = abs(second.high.value / first.low.value)
                changed = None if Fraction(1, 4) < ratio < 4 else changed
            else:
                changed = None
            states = changed or first.unit is not None and rx("[從由自]$").search(text[max(0, first.start - 1) : first.start])
            listed = between.strip() == key("或") and not (first.han and second.han or second.unit)
            if (dash or (pause and second.low.value == first.low.value + 1)) and shared and not listed and second.unit is not None and not (states and "~" not in between and "-" not in between):
                low = first.low
                if first.unit is None and low.scale == 1 and second.row is not None:
                    # 5至8億元, 3-5%: the scale of the second serves both
                    low = Written(digits=low.digits, scale=second.high.scale)
                yield replace(second, start=first.start, low=low, high=second.high, unit=second.unit if second.unit != MONEY or first.unit is None else first.unit)
                at += 2
                continue
            if dash and first.unit is None and second.unit is None and not states and ("." in first.low.digits or "." in second.high.digits):
                yield replace(second, start=first.start, low=first.low)
                at += 2
                continue
        yield first
        at += 1


_BARE_CUE = rx(
    "(?:報|收|收報|收於|收在|為|是|至|到|達|於|在|僅|約|逾|破|站上|失守|預期|前值|初值|終值|低於|高於|近|，|（|：|、|和|與|及|以|錄|守|見|點|落|得)$"
)
_WORD_BEFORE = re.compile(r"[A-Za-z0-9_.@#/\-+&]$")


_STATE_NEXT = rx("(?:升|降|漲|跌|增|減|回|下|上|攀|飆|擴|縮|收|大|急|滑)")
_LINE_NEXT = rx("(?:的)?(?:榮枯|景氣分界|多空分界|中性水準)")


def _is_bare(text: str, part: _Part) -> bool:
    """Whether a number without a unit is a quantity all the same: 降至47.8, 報1,468.7; no code, no list mark, no name."""
    after = text[part.end : part.end + 1]
    if part.han or _WORD_BEFORE.search(text[max(0, part.start - 1) : part.start]) or re.match(r"[A-Za-z0-9_/:@\-]|\.[0-9A-Za-z]", text[part.end : part.end + 2]):
        return False
    digits = text[part.start : part.end]
    if text[max(0, part.start - 1) : part.start] in ("（", "(") and after in ("）", ")"):
        return "." in digits
    if part.low.scale != 1:
        return True
    if "." in digits or "," in digits:
        return not rx(f"^[{HAN}]").match(after) or bool(rx("^[，。；、）的點為與及和元持左以升漲跌下上收較創]").match(after)) or bool(_BARE_CUE.search(text[max(0, part.start - 2) : part.start]))
    if digits.startswith("0") or len(digits.lstrip("-+")) > 5:
        return False
    if rx("[從由][^，。；0-9]{0,8}$").search(text[max(0, part.start - 9) : part.start]) and _STATE_NEXT.match(text, part.end):
        return True
    if _LINE_NEXT.match(text, part.end):
        return True
    cue = rx("(?:報|收報|收於|收在|為|升至|降至|跌至|回落至|上升至|下跌至|回升至|漲至|達|站上|失守|預期|前值|初值|錄得|報得)$")
    return bool(cue.search(text[max(0, part.start - 3) : part.start])) and not re.match(f"[{HAN}]", after)


_TENOR = rx("(?:年|個月|月|天|日)(?:期|[國公美日德英中台港]{0,2}債|以?上?殖利率|以?上?收益率|孳息)")
_ORDINAL_NEXT = rx("(?:大|高|低|多|少|名|位|快|強|好|差|長|重要|富)")
_NOT_ORDINAL = rx("(?:大道|名單|位數)")
_FREQUENCY = rx("每(?:隔)?$")
_ONCE = rx("每[^，。；！？]{0,10}$")
_LINE = rx("^(?:的)?[^，。；！？「」]{0,8}?(?:之下|以下)(?!降|跌|滑|調|修|是|簡稱)")
_LINE_OVER = rx("^(?:的)[^，。；！？「」]{0,8}?(?:之上|以上)")
_HOLD = rx("(?:在|於|守|低|維持)$")
_RECENT = rx("^(?:歷時|長達|為期|已|達|持續|耗時|花了|用了)")


def _qualifier(text: str, part: _Part) -> tuple[Qualifier, bool]:
    """The qualifier at the edges of a part, and whether the words say it is exact (整, 正好, 恰)."""
    unit = part.unit or ""
    before = text[max(0, part.start - 9) : part.start]
    after = text[part.end : part.end + 14]
    befores, after_words, after_names = _qualifiers()
    exactly = bool(rx("(?:正好|剛好|恰好|恰|整整)(?:為|是)?$").search(before)) or bool(rx("^整(?![體個年理合頓])").match(after))
    found = after_words.match(after)
    if found:
        name = after_names[found[0]]
        rest = after[found.end() : found.end() + 1]
        loose = found[0] in key("多餘起")
        if (not loose or not rest or rx("^[，。；、）的！？\n]").match(rest)) and not (
            unit in _DURATIONS and found[0] in key("以來以後起上下") or (found[0] == "上下" and rest and re.match(f"[{HAN}]", rest) and rest not in key("波震浮游徘"))
        ):
            return name, exactly  # type: ignore[return-value]
    if words_of_half(text, part) and before.endswith(key("過")):
        return "over", exactly
    for name, pattern in befores:
        hit = pattern.search(before)
        if hit:
            if name == "nearly" and unit in _DURATIONS and hit[0].startswith("近"):
                lead = before[: hit.start()]
                if not rx("(?:歷時|長達|為期|已|達|持續|耗時|花了|用了|將)$").search(lead):
                    continue
            return name, exactly  # type: ignore[return-value]
    if unit == "PERCENT" or unit == "INDEX_POINT" or (unit and len(unit) == 3):
        if _HOLD.search(before) and _LINE.match(after):
            return "under", exactly
        if rx("(?:在|於|回|守|站穩|維持)$").search(before) and _LINE_OVER.match(after):
            return "over", exactly
    return "none", exactly


def words_of_half(text: str, part: _Part) -> bool:
    return text[part.start] == "半" and part.unit == "PERCENT"


def _ordinal(text: str, part: _Part) -> _Part | None:
    """第6名, 第三(大): a rank; None for 第三季, 第一步, 第一重 and other labels."""
    if not text[: part.start].endswith("第"):
        return part
    digits = next(numerals.find(text[part.start : part.end]), None)
    if digits is None:
        return None
    at = part.start + digits.end
    if not _ORDINAL_NEXT.match(text, at) or _NOT_ORDINAL.match(text, at):
        return None
    end = at + (1 if text[at] in "名位" else 0)
    return replace(part, start=part.start - 1, end=end, unit="ORDINAL", row=None, low=digits.low, high=digits.high, open_step=None)


def find(text: AlignedText, skip: Iterable[tuple[int, int]] = (), *, script: str = "Hant") -> list[Quantity]:
    """All quantities of an article in text order.

    `skip`: key-frame ranges that hold no quantity (dates, names with digits), sorted. Amounts in 元 or in a scale word
    alone carry the currency of their sentence, article or region (CONTRACT). Bare numbers have unit `NONE` here; what
    their metric makes of them is settled with the claims.
    """
    words = text.text
    found: list[Quantity] = []
    for part in _joined(words, list(_parts(words, list(skip)))):
        ranked = _ordinal(words, part)
        if ranked is None:
            continue
        part = ranked
        if part.unit is None:
            if not _is_bare(words, part):
                continue
        elif part.unit in _DURATIONS and _TENOR.match(words, part.end - 1 if words[part.end - 1] in key("年天") else part.end - 2):
            continue
        elif part.han and not _counts(words, part):
            continue
        elif part.low.digits in ("1", "0.5") and part.han and part.open_step is None and part.unit in _DURATIONS and not _spans_time(words, part):
            continue
        if re.match(r"[A-Za-z]", words[part.end : part.end + 1]) and words[part.end - 1].isdigit():
            continue
        if part.unit != "PERCENT" and part.start and re.match(r"[A-Za-z]", words[part.start - 1]) and words[part.start].isdigit():
            continue
        qualifier, exactly = _qualifier(words, part)
        if part.open_step is not None and qualifier == "none":
            qualifier = "over"
        unit = part.unit or "NONE"
        if part.unit is None and part.low.scale >= 10**8:
            unit = MONEY
        counted = bool(part.row and part.row.counted) or unit == "ORDINAL"
        # the unit under a positive bound ends at zero only where the thing has no negative
        values: Interval = interval.of_written(
            part.low, part.high, qualifier, counted, exactly, part.open_step, positive=unit not in _SIGNED
        )
        span = text.raw_span(part.start, part.end)
        found.append(
            Quantity(
                span=span, words=span.of(text.raw), low=part.low, high=part.high, unit=unit, qualifier=qualifier,
                counted=counted, interval=values, by=f"units:{unit}", open_step=part.open_step, exactly=exactly,
            )
        )  # fmt: skip
    return _with_currencies(text, found, script)


def _counts(words: str, part: _Part) -> bool:
    """Whether a Han number with a unit is said as a number: 兩個 is, 一個 is an article, 兩大 and 十分 are words."""
    digits = part.low.digits
    if digits != "1" or part.high.digits != digits:
        if part.unit == "COUNT:分" and words[part.start] == "十":
            return False
        return not rx("[第星期週禮拜統同單唯另某每這那萬劃]$").search(words[max(0, part.start - 1) : part.start]) or bool(
            rx("[每這那]$").search(words[max(0, part.start - 1) : part.start])
        )
    if part.unit and part.unit.startswith("COUNT"):
        return bool(_ONCE.search(words[max(0, part.start - 14) : part.start])) and part.unit in ("COUNT:次", "COUNT:場")
    return not rx("[第統同單唯另某進]$").search(words[max(0, part.start - 1) : part.start])


def _spans_time(words: str, part: _Part) -> bool:
    """一年, 一個月, 半年 are stretches of time only beside a word that measures: 過去一個月, 一年內, 長達半年."""
    before, after = words[max(0, part.start - 4) : part.start], words[part.end : part.end + 2]
    return bool(
        rx("(?:過去|近|最近|未來|長達|持續|為期|歷時|滿|每隔|每|連續|達|約|逾|超過|不到|至少|今後|往後|僅|短短|再|延長|延後)$").search(before)
        or rx("^(?:內|之內|以內|來|以來|多|之久|左右|以上|後|之後)").match(after)
    )


def _region(words: str, script: str) -> str | None:
    """The home currency of an article, told by the markets, offices and words of its region; None where none shows."""
    seen = {unit: len(rx(pattern).findall(words)) for unit, pattern in (("HKD", _HONG_KONG), ("TWD", _TAIWAN), ("CNY", _MAINLAND))}
    if script == "Hans":
        return "HKD" if seen["HKD"] > seen["CNY"] + seen["TWD"] + 1 else "CNY"
    best = max(seen, key=lambda unit: seen[unit])
    return best if seen[best] else None


def _with_currencies(text: AlignedText, found: list[Quantity], script: str) -> list[Quantity]:
    """Settle 元 and bare scale words: the currency of the sentence, else the article's, else its region's."""
    if not any(q.unit in (MONEY, YEN) for q in found):
        return found
    words = text.text
    dominant = Counter(q.unit for q in found if q.unit in _CURRENCY_WORDS)
    region = _region(words, script)
    bounds = [m.start() for m in re.finditer(r"[。！？；\n]", words)]
    settled = []
    for quantity in found:
        if quantity.unit == YEN:
            quantity = replace(quantity, unit="CNY" if script == "Hans" else "JPY")
        if quantity.unit == MONEY:
            quantity = replace(quantity, unit=_currency(text, quantity, bounds, dominant, region, script))
        settled.append(quantity)
    return settled


_PAIRED = "美元|歐元|英鎊|澳元|紐元|新台幣|台幣|人民幣|日圓|日元|韓元|韓圜|港元|港幣|泰銖|盧比|瑞郎|星元|坡元"


def _unit_of(words: str) -> str | None:
    return next((unit for unit, pattern in _CURRENCY_WORDS.items() if rx(pattern).fullmatch(words)), None)


def _currency(text: AlignedText, quantity: Quantity, bounds: list[int], dominant: Counter[str], region: str | None, script: str) -> str:
    from bisect import bisect_left

    words = text.text
    at = text.key_offset(quantity.span.start)
    index = bisect_left(bounds, at)
    start = bounds[index - 1] + 1 if index else 0
    end = bounds[index] if index < len(bounds) else len(words)
    named: list[tuple[int, int, str]] = []
    for unit, pattern in _CURRENCY_WORDS.items():
        for hit in rx(pattern).finditer(words, start, end):
            named.append((abs(hit.start() - at) + (1000 if hit.start() > at else 0), hit.start(), unit))
    pair = rx(f"(?P<a>{_PAIRED})[^。；]{{0,12}}?[兌對](?P<b>{_PAIRED})").search(words, start, at)
    if pair:
        units = [_unit_of(pair["a"]), _unit_of(pair["b"])]
        quoted = [u for u in units if u not in ("USD", "EUR", "GBP", "AUD")]
        if quoted:
            return quoted[0]
    yuan = words[text.key_offset(quantity.span.end - 1)] in key("元圓塊錢")
    if yuan and region:
        # 元 is the home currency, unless the clause itself says whose
        clause = max(words.rfind(mark, start, at) for mark in "，：") + 1
        own = [unit for _, place, unit in named if max(start, clause) <= place < at]
        return own[-1] if own else region
    if named:
        return min(named)[2]
    if dominant and (quantity.low.scale != 1 or len(dominant) == 1):
        return dominant.most_common(1)[0][0]
    if dominant:
        return dominant.most_common(1)[0][0]
    # without any sign of a region 元 in Traditional text is Taiwan's
    return region or ("TWD" if script == "Hant" else "NONE")
