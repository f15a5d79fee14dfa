"""Numeral + unit + qualifier → Quantity, in the key frame; spans leave in the raw frame.

Neighbours with a dash or 至 between them become one range (`_joined`); what is a name, a mark, a tenor or an article is
left out (`_is_quantity`); each that stays gets its qualifier and its interval (RULES). Qualifiers are rows of
lexicon/qualifiers.toml.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import cast

from extract import currencies, numerals, units
from extract.currencies import MONEY
from extract.lexicon import rows
from extract.reading import Qualifier, Quantity, Written, is_money
from extract.text import HAN, AlignedText, key, rx
from extract.units import Part

_DURATIONS = {"YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE"}


def find(text: AlignedText, skip: Iterable[tuple[int, int]] = (), *, script: str = "Hant") -> list[Quantity]:
    """All quantities of an article in text order.

    `skip`: key-frame ranges that hold no quantity (dates, names with digits), sorted. Bare numbers have unit `NONE`
    here; what their measure makes of them is settled with the claims.
    """
    words = text.text
    found: list[Quantity] = []
    streaks = list(_streaks(words))
    ranges = [(part.start, part.end) for part in streaks]
    # 連五日, 連三月 are no dates
    held = [(a, b) for a, b in skip if not _meets(ranges, a, b)]
    parts = list(units.parts(words, sorted([*held, *ranges])))
    for joined in _shared(words, list(_joined(words, _merged(parts, streaks)))):
        lasted = _meets(ranges, joined.start, joined.end)
        part = joined if lasted else _ordinal(words, joined)
        if part is None or not (lasted or _is_quantity(words, part)):
            continue
        qualifier, exactly = _qualifier(words, part)
        if part.open_step is not None and qualifier == "none":
            qualifier = "over"
        unit = part.code or ("NONE" if part.low.scale < 10**8 else MONEY)
        counted = unit == "ORDINAL" or (part.unit is not None and part.unit.counted)
        span = text.raw_span(part.start, part.end)
        found.append(
            Quantity(
                span=span, words=span.of(text.raw), low=part.low, high=part.high, unit=unit, qualifier=qualifier,
                counted=counted, by=f"units:{unit}", open_step=part.open_step, exactly=exactly,
            )
        )  # fmt: skip
    return currencies.settle(text, found, script)


# ---- streaks and lists

_STREAK = rx(
    "(?<!大)連(?:續|著)?(?:[漲跌升降增減買賣紅黑虧賺揚挫]|上漲|下跌|買超|賣超|提款|吸金|創)?(?P<words>第?(?P<n>[0-9]{1,3}|[一二兩三四五六七八九十廿卅]{1,4})"
    "(?:(?P<whole>個)(?:完整)?(?:交易|自然|工作|營業)日|(?P<unit>個月|個季度?|季度|個年度|個星期|[日天週月季年])))(?![期線0-9份])"
)
#: 前20個交易日: days that are counted, also where they say when.
_TRADING_DAYS = rx("(?P<words>(?P<n>[0-9]{1,3}|[一二兩三四五六七八九十廿卅]{1,4})(?P<whole>個))(?:完整)?(?:交易|自然|工作|營業)日")
_STREAK_UNITS = {
    key(word): unit
    for unit, words in {"DAY": "日天", "WEEK": "週周", "MONTH": "月", "QUARTER": "季", "YEAR": "年"}.items()
    for word in words
}
_AND = rx("^(?:、|和|及|與|以及)$")


def _streaks(text: str) -> Iterator[Part]:
    """How long something went on: 連五日, 連續第四個月 (a duration, with its 第), 連跌三個交易日 (三個, counted)."""
    hits = sorted([*_STREAK.finditer(text), *_TRADING_DAYS.finditer(text)], key=lambda hit: (hit.start("words"), -hit.end()))
    done = 0
    for hit in hits:
        if hit.start("words") < done or hit["words"] == key("一個"):
            continue
        done = hit.end()
        value = int(hit["n"]) if hit["n"].isdigit() else numerals.han_value(hit["n"])
        if value is None:
            continue
        written = Written(digits=str(value))
        if hit["whole"]:
            unit = units.table()[1][key("個")]
            yield Part(hit.start("words"), hit.end("whole"), written, written, unit.code, unit)
        else:
            code = next(_STREAK_UNITS[char] for char in hit["unit"] + "週" if char in _STREAK_UNITS)
            yield Part(hit.start("words"), hit.end("words"), written, written, code)


def _meets(ranges: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether `[start, end)` overlaps one of some ranges, which are in order and do not overlap."""
    at = bisect_left(ranges, (end, end))
    return at > 0 and start < ranges[at - 1][1]


def _merged(parts: list[Part], streaks: list[Part]) -> list[Part]:
    return sorted([*parts, *streaks], key=lambda part: part.start)


def _shared(text: str, parts: list[Part]) -> Iterator[Part]:
    """Items of a list that write their unit once, at its end: 分別為3.2、4.1、5.0億元, 快了0.5個、1個百分點."""
    done: list[Part] = []
    for part in reversed(parts):
        later = done[-1] if done else None
        if later is not None and later.unit is not None and _AND.match(text[part.end : later.start]):
            bare = part.code is None and part.unit is None and not part.han and part.low.scale == 1
            listed = "." in part.low.digits or rx("(?:分別|依序|依次|各)[^，。；]{0,8}$").search(text[max(0, part.start - 12) : part.start])
            if bare and listed and later.code not in (None, "ORDINAL"):
                part = replace(
                    part, code=later.code, unit=later.unit,
                    low=replace(part.low, scale=later.low.scale), high=replace(part.high, scale=later.high.scale),
                )  # fmt: skip
            elif part.code == "COUNT:個" and later.code in ("PERCENTAGE_POINT", "BASIS_POINT"):
                part = replace(part, code=later.code, unit=later.unit)
        done.append(part)
    return reversed(done)


# ---- ranges

_DASH = rx(r"^ ?(?:-|~|—|至|到|或)(?:新台幣|US\$|NT\$|HK\$|\$)? ?$")
_MOVED = rx("(?<![年季月])(?:升|降|調|漲|跌|增|減|高|低|調整|收窄|擴大|掉|少|多|縮水|挫|瀉|揚|滑|回|加)(?:了)?(?:約|近|逾)?$")


def _joined(text: str, parts: list[Part]) -> Iterator[Part]:
    """Two neighbours that write one range are one part."""
    at = 0
    while at < len(parts):
        both = _range(text, parts[at], parts[at + 1]) if at + 1 < len(parts) else None
        yield both or parts[at]
        at += 2 if both else 1


def _range(text: str, first: Part, second: Part) -> Part | None:
    """One range of two parts: 3.7%-3.9%, 5至8億元, 兩、三家, 百分之四十至四十五; None where they are two numbers."""
    between = text[first.end : second.start]
    dash = bool(_DASH.match(between))
    steps = (
        between in ("", "、")
        and first.han
        and second.han
        and first.code is None
        and second.low.value == first.low.value + 1
    )
    if not dash and not steps:
        return None
    if first.code == "PERCENT" and second.code is None:
        tail = first.han and second.han and text[first.start] in key("百千")
        return replace(second, start=first.start, low=first.low, code="PERCENT", unit=first.unit) if tail else None
    if _two_states(text, first, second) and not re.search("[~-]", between):
        return None
    if second.code is None:
        fraction = "." in first.low.digits or "." in second.high.digits
        return replace(second, start=first.start, low=first.low) if first.code is None and fraction else None
    one_money = {first.code == MONEY or is_money(first.code or ""), second.code == MONEY or is_money(second.code)} == {True}
    if first.code not in (None, second.code) and not (one_money and MONEY in (first.code, second.code)):
        return None
    low = first.low
    if first.code is None and low.scale == 1:
        low = Written(digits=low.digits, scale=second.high.scale)  # the scale of the second serves both
    code = first.code if second.code == MONEY and first.code is not None else second.code
    return replace(second, start=first.start, low=low, high=second.high, code=code)


def _two_states(text: str, first: Part, second: Part) -> bool:
    """從 2% 至 3%, 下調0.125厘至5厘: where from and to, or by how much and to what, not a range."""
    if first.code is None:
        return False
    if rx("[從由自]$").search(text[max(0, first.start - 1) : first.start]):
        # 由2%至3%上調至3.2%: a range is where it came from
        return not rx("[^，。；0-9]{1,6}(?:至|到|為)[^，。；]{0,3}[0-9]").match(text, second.end)
    if second.code is None or not first.low.value or not _MOVED.search(text[max(0, first.start - 4) : first.start]):
        return False
    return not Fraction(1, 4) < abs(second.high.value / first.low.value) < 4


# ---- what is a quantity

_TENOR = rx(
    "(?:年|個月|月|天|日|星期|週)(?:期| ?[A-Za-z]{0,3}IBOR|同業拆|拆[息款借]|港元拆|定存|定期存|存款利|"
    "[國公美日德英中台港]{0,2}債|以?上?殖利率|以?上?收益率|孳息)"
)
_RANKED = rx("(?:大(?!道)|高|低|多|少|名(?!單)|位(?!數)|快|強|好|差|長|重要|富)")
_NOT_COUNTED = rx("(?:[第週統同單唯另某那萬劃]|星期|禮拜)$")
_EACH = rx("每[^，。；！？]{0,10}$")
_MEASURES_TIME = rx(
    "(?:過去|近|最近|未來|長達|持續|為期|歷時|滿|每隔|每|連續|達|約|逾|超過|不到|至少|今後|往後|僅|短短|再|延長|延後)$"
)
_TIME_MEASURED = rx("(?:內|之內|以內|來|以來|多|之久|左右|以上|後|之後)")
_PART_OF_WORD = re.compile(r"[A-Za-z0-9_.@#/\-+&]$")
_WORD_GOES_ON = re.compile(r"[A-Za-z0-9_/:@\-]|\.[0-9A-Za-z]")
_CUE = rx(
    "(?:報|收|收報|收於|收在|為|是|至|到|達|於|在|僅|約|逾|破|站上|失守|預期|前值|初值|終值|低於|高於|近|，|（|：|、|和|與|及|以|錄|守|見|點|落|得)$"
)
_CUE_WHOLE = rx(
    "(?:貶至|貶到|貶破|升到|跌到|降到|漲到|升破|跌破|報|收報|收於|收在|為|升至|降至|跌至|回落至|上升至|下跌至|回升至|漲至|達|站上|失守|預期|前值|初值|錄得|報得)$"
)
_MAY_FOLLOW = rx("[，。；、）的點為與及和元持左以升漲跌下上收較創]")
_STATE = rx("[從由](?:[^，。；0-9]{0,8}|[0-9]{1,2}[日月][^，。；0-9]{0,4})$")
_STATE_NEXT = rx("(?:一路|逐步|逐漸|大幅|快速|再|又)?(?:升|降|漲|跌|增|減|回|下|上|攀|飆|擴|縮|收|大|急|滑)")
_LINE_NEXT = rx("(?:的)?(?:榮枯|景氣分界|多空分界|中性水準)")


#: 全國第一。: a rank at the end of its clause; 第一，第二， are marks of a list.
_STANDS_FIRST = rx(f"[{HAN}]{{2}}(?<!其次)(?<!首先)第$")
_ENDS = rx("[，。；！？、」』\n]|$")


def _ordinal(text: str, part: Part) -> Part | None:
    """第6名, 第三(大): a rank; None for 第三季, 第一步, 第一重 and other labels; a part without 第 as it is."""
    if text[max(0, part.start - 1) : part.start] != "第":
        return part
    digits = next(numerals.find(text[part.start : part.end]), None)
    at = part.start + digits.end if digits else part.end
    if digits is not None and part.code is None and _STANDS_FIRST.search(text[max(0, part.start - 4) : part.start]) and _ENDS.match(text, at):
        return Part(part.start - 1, at, digits.low, digits.high, "ORDINAL", han=part.han)
    if digits is None or not _RANKED.match(text, at):
        return None
    end = at + (text[at] in "名位")
    return Part(part.start - 1, end, digits.low, digits.high, "ORDINAL", han=part.han)


def _is_quantity(text: str, part: Part) -> bool:
    """Whether a part says how much, how many, how long or which rank."""
    if part.code is None:
        return _is_bare(text, part)
    if _ADDRESS.match(text, part.end - 1):
        return False  # 2座6樓F室
    lead = text[max(0, part.start - 1) : part.start]
    if lead in key("兌對") and lead and is_money(part.code) and part.low.value == 1:
        return False  # 1.2975兌1美元: the one is how rates are written
    latin = lead.isascii() and lead.isalpha()
    if latin and text[part.start].isdigit() and part.code != "PERCENT":
        return False
    if text[part.end - 1].isdigit() and re.match("[A-Za-z]", text[part.end : part.end + 1]):
        return False
    if part.code in _DURATIONS and not _is_duration(text, part):
        return False
    return not part.han or part.half or part.code == "ORDINAL" or _is_count(text, part)


_ADDRESS = rx("[座期幢棟](?:[0-9]{1,2}|[高中低])[樓層]")


def _is_bare(text: str, part: Part) -> bool:
    """A number without a unit that is one all the same: 降至47.8, 報1,468.7; no code, no list mark, no name."""
    digits, ahead, behind = text[part.start : part.end], text[max(0, part.start - 9) : part.start], text[part.end : part.end + 1]
    if part.han or _PART_OF_WORD.search(ahead) or _WORD_GOES_ON.match(text[part.end : part.end + 2]):
        return False
    if ahead[-1:] == "（" and behind == "）":
        return "." in digits
    if part.low.scale != 1:
        return True
    if _STATE.search(ahead) and _STATE_NEXT.match(text, part.end):
        return True
    if "." in digits or "," in digits:
        then = _THEN.search(ahead) and _CHANGED.match(text, part.end)  # 較去年的83.93增加24.01%
        return not re.match(f"[{HAN}]", behind) or bool(_MAY_FOLLOW.match(behind)) or bool(_CUE.search(ahead[-2:])) or bool(then)
    if digits.startswith("0") or len(digits.lstrip("-+")) > 5:
        return False
    if _LINE_NEXT.match(text, part.end) or (_STATE.search(ahead) and _STATE_NEXT.match(text, part.end)):
        return True
    return bool(_CUE_WHOLE.search(ahead[-3:])) and not re.match(f"[{HAN}]", behind)


_THEN = rx("[較比由從自與]了?[^，。；0-9]{0,7}(?:[0-9]{1,2}月份?)?的?$|月份?的$|[季年日期值]的$")
_CHANGED = rx("再?(?:相比|[大微小略急]?幅?(?:增|減|升|降|漲|跌|回|擴|收|放|走|上|下|攀|滑|高|低|多|少|提|加|縮|好轉|惡化|改善))")


def _is_duration(text: str, part: Part) -> bool:
    """A stretch of time: no tenor (10年期), and 一年, 半年 only beside a word that measures."""
    if any(_TENOR.match(text, at) for at in (part.end - 1, part.end - 2)):
        return False
    if part.code == "WEEK" and text[max(0, part.start - 1) : part.start] in key("首頭") and part.start:
        return False  # 11月首三周: when, not how long
    if part.han and part.open_step is None and part.low.digits in ("1", "0.5"):
        before = text[max(0, part.start - 4) : part.start]
        return bool(_MEASURES_TIME.search(before)) or bool(_TIME_MEASURED.match(text, part.end))
    return True


#: Words and sayings with a number in them that counts nothing.
_SAYING = rx(
    "[三兩二四][頭駕]馬車|三天兩頭|兩頭(?:燒|馬|重|堵|受)|[兩三]條腿|三頭六臂|四通八達|九牛一毛|十之八九|三級跳|三部曲|兩手準備|三大件|五花八門|三番[兩五]次|"
    "一波三折|一刀兩斷|萬人空巷|千家萬戶|千方百計|三心兩意|三長兩短|兩全其美|兩岸三地|第三方|一石二鳥|一箭雙鵰"
)


def _is_count(text: str, part: Part) -> bool:
    """Whether Han digits with a unit are said as a number: 兩個 is one, 一個 is an article, 統一 and 星期五 are words."""
    if any(hit.start() < part.end and part.start < hit.end() for hit in _SAYING.finditer(text, max(0, part.start - 4), part.end + 4)):
        return False
    lead = text[max(0, part.start - 1) : part.start]
    if part.low.digits == "1" and part.high == part.low:
        if part.code is not None and part.code.startswith("COUNT:"):
            return part.code in ("COUNT:次", "COUNT:場") and bool(
                _EACH.search(text[max(0, part.start - 14) : part.start])
            )
        return not rx("[第統同單唯另某進]$").search(lead) or (lead == key("進") and part.code == "PERCENT")
    return not _NOT_COUNTED.search(lead)


# ---- qualifiers

_BELOW_LINE = rx("(?:的)?[^，。；！？「」]{0,8}?(?:之下|以下)(?!降|跌|滑|調|修|是|簡稱)")
_ABOVE_LINE = rx("的[^，。；！？「」]{0,8}?(?:之上|以上)")
_EXACTLY = rx("(?:正好|剛好|恰好|恰|整整)(?:為|是)?$")
_LASTED = rx("(?:歷時|長達|為期|已|達|持續|耗時|花了|用了|將)$")


#: What may stand between a qualifier and its number: 逾了, 約在, 超過「.
_BETWEEN, _OPENING = "了達約為至到在", "「『“\"（"
_OPENING_KEYS = key(_OPENING)


@dataclass(frozen=True, slots=True)
class _Before:
    """A qualifier's word before a number: its name, its pattern up to the number, the character that it ends with."""

    name: str
    pattern: re.Pattern[str]
    last: str


#: What passes a mark that is round, and reaches a number that is not: 衝上3萬點, 衝上30,961點.
_ARRIVES = tuple(key(word) for word in ("衝上", "重上", "站回"))


def _round(part: Part) -> bool:
    return len(part.low.digits.replace(".", "").strip("0")) < 3


_EACH_ONE = rx("每[^，。；、0-9]{1,3}$")


@lru_cache(maxsize=1)
def _qualifiers() -> tuple[list[_Before], re.Pattern[str], dict[str, str]]:
    """Before-words, longest first; after-words as one pattern and its table."""
    before: list[tuple[int, _Before]] = []
    after: dict[str, str] = {}
    for row in rows("qualifiers"):
        guard = f"(?<!{row['not_before']})" if "not_before" in row else ""
        for word in row["before"]:
            pattern = rx(rf"{guard}{word}(?:[{_BETWEEN}])?[{_OPENING}]?$")
            before.append((-len(word), _Before(row["name"], pattern, key(word[-1]))))
        after |= {key(word): row["name"] for word in row["after"]}
    before.sort(key=lambda item: item[0])
    words = "|".join(sorted(after, key=len, reverse=True))
    return [word for _, word in before], re.compile(f"(?:{words})"), after


@lru_cache
def _ending(last: str, but_one: str) -> tuple[_Before, ...]:
    """The before-words that can end with `last`, or before it with `but_one`."""
    ends = {last, but_one if last in key(_BETWEEN) else last, ")", "]"}
    return tuple(word for word in _qualifiers()[0] if word.last in ends)


def _qualifier(text: str, part: Part) -> tuple[Qualifier, bool]:
    """The qualifier at the edges of a part, and whether the words say it is exact (整, 正好, 恰)."""
    before, after = text[max(0, part.start - 18) : part.start], text[part.end : part.end + 14]
    exactly = bool(_EXACTLY.search(before)) or bool(rx("整(?![體個年理合頓])").match(after))
    name = _after(after) or _before(part, before) or _line(part, before, after) or "none"
    return cast(Qualifier, name), exactly


def _after(after: str) -> str | None:
    _, pattern, names = _qualifiers()
    found = pattern.match(after)
    if found is None:
        return None
    word, rest = found[0], after[found.end() : found.end() + 1]
    if word in key("多餘起") and rest and not rx("[，。；、）的！？\n]").match(rest):
        return None
    if word == "上下" and re.match(f"[{HAN}]", rest) and rest not in key("波震浮游徘"):
        return None
    return names[word]


def _before(part: Part, before: str) -> str | None:
    if part.half and before.endswith(key("過")):
        return "over"
    before = _EACH_ONE.sub("", before)  # 約為每股11元
    bare = before[:-1] if before[-1:] in _OPENING_KEYS else before
    for word in _ending(bare[-1:], bare[-2:-1]):
        name, hit = word.name, word.pattern.search(before)
        if hit is None:
            continue
        # 近五年 is "the last five years"; 歷時近三年 is nearly three
        if name == "over" and hit[0].startswith(_ARRIVES) and not _round(part):
            continue
        recent = name == "nearly" and part.code in _DURATIONS and hit[0].startswith("近")
        if not recent or _LASTED.search(before[: hit.start()]):
            return name
    return None


def _line(part: Part, before: str, after: str) -> str | None:
    """守在百分之二的警戒線以下, 站回50%的榮枯線之上."""
    if part.code is None or not (part.code in ("PERCENT", "INDEX_POINT") or is_money(part.code)):
        return None
    if rx("(?:低於|未達|不及)[^，。；0-9]{0,8}$").search(before) and rx("(?:的)?(?:上限|門檻|警戒|榮枯|紅線)").match(after):
        return "under"
    if rx("(?:高於|超過|超出|逾越)[^，。；0-9]{0,8}$").search(before) and rx("(?:的)?(?:上限|門檻|警戒|榮枯|紅線)").match(after):
        return "over"
    if rx("(?:在|於|守|低|維持)$").search(before) and _BELOW_LINE.match(after):
        return "under"
    if rx("(?:在|於|回|守|站穩|維持)$").search(before) and _ABOVE_LINE.match(after):
        return "over"
    return None
