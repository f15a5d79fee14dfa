"""Which currency an amount is in: its own prefix or suffix, else that of its sentence, its article or its region."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from extract.reading import Quantity
from extract.text import AlignedText, key, rx

#: 元 or a scale word alone, and ¥: to be settled by what surrounds them.
MONEY, YEN = "MONEY", "¥"

PREFIXES = {
    "US$": "USD", "USD": "USD", "HK$": "HKD", "HKD": "HKD", "NT$": "TWD", "NTD": "TWD", "TWD": "TWD", "A$": "AUD",
    "C$": "CAD", "S$": "SGD", "JP¥": "JPY", "CN¥": "CNY", "RMB": "CNY", "CNY": "CNY", "€": "EUR", "EUR": "EUR",
    "£": "GBP", "GBP": "GBP", "₩": "KRW", "₹": "INR", "$": "USD", "¥": YEN, "新台幣": "TWD", "新臺幣": "TWD",
    "台幣": "TWD", "人民幣": "CNY", "港幣": "HKD", "港元": "HKD", "美金": "USD", "美元": "USD", "日圓": "JPY", "日元": "JPY",
    "歐元": "EUR", "英鎊": "GBP", "澳門幣": "MOP", "新加坡幣": "SGD", "馬幣": "MYR", "韓圜": "KRW", "澳幣": "AUD",
}  # fmt: skip
_NAMES = {
    "USD": "美元|美金|美債", "JPY": "日圓|日元", "TWD": "新台幣|新臺幣|台幣", "CNY": "人民幣", "HKD": "港元|港幣|港紙",
    "EUR": "歐元", "GBP": "英鎊", "KRW": "韓元|韓圜|韓圓", "AUD": "澳元|澳幣", "SGD": "坡元|新加坡元", "MOP": "澳門元|澳門幣",
    "THB": "泰銖", "INR": "盧比", "CHF": "瑞郎", "NZD": "紐元",
}  # fmt: skip
#: Words that only articles of a region use: its markets, offices and ways of counting.
_REGIONS = {
    "HKD": "差餉|呎[價租]|方呎|啟德|九龍|新界|港島|伙|港幣|港元|港銀|香港|港股|恒指|恒生(?!電子)|港交所|港府|本港|特區政府|政府統計處|金管局|差估署|港鐵|"
    "收市價|"
    "承配人|先舊後新|滙豐|金鐘|中環|沙田|將軍澳|恆指|恆生(?!電子)|國企指數|收市報|招股價|入場費|H股|基石投資者|公開發售|國際配售|按[年月季]|[0-9]{4,5}\\.HK",
    "TWD": "台股|行政院|主計|新台幣|台積電|法說|上櫃|立法院|證交所|金管會|台灣|櫃買|自結|加權指數|外資買超|[0-9]{4}[-.]TW",
    "CNY": "A股|人民幣|央行行長|國家統計局|國務院|滬指|滬深|上交所|深交所|科創板|創業板|海關總署|內地|[036][0-9]{5}\\.S[HZ]",
}
#: In a pair with one of these the other is the currency quoted.
_BASES = ("USD", "EUR", "GBP", "AUD")
_PAIRED = "|".join(_NAMES.values())
_PAIR = rx(f"(?P<a>{_PAIRED})[^。；]{{0,12}}?[兌對](?P<b>{_PAIRED})")
_YUAN = key("元圓塊錢")
#: How far the words of a sentence are looked at on either side of an amount.
_LONGEST_SENTENCE = 400


def settle(text: AlignedText, found: Iterable[Quantity], script: str) -> list[Quantity]:
    """Give 元, bare scale words and ¥ their currency (CONTRACT, `unit`); other quantities pass unchanged."""
    found = list(found)
    if not any(q.unit in (MONEY, YEN) for q in found):
        return found
    dominant = Counter(q.unit for q in found if q.unit in _NAMES)
    home = _Home(text, script, dominant.most_common(1)[0][0] if dominant else None)
    return [
        replace(q, unit=home.of(q)) if q.unit == MONEY
        else replace(q, unit="CNY" if script == "Hans" else "JPY") if q.unit == YEN
        else q
        for q in found
    ]  # fmt: skip


class _Home:
    """What an article says of the currency of an amount that names none."""

    def __init__(self, text: AlignedText, script: str, dominant: str | None) -> None:
        self.text, self.words, self.dominant = text, text.text, dominant
        self.stops = [m.start() for m in re.finditer(r"[。！？；\n]", self.words)]
        self.region = region_of(self.words, script)
        # without any sign of a region 元 in Traditional text is Taiwan's
        self.last_resort = self.region or ("TWD" if script == "Hant" else "NONE")

    def of(self, quantity: Quantity) -> str:
        words, (at, stop) = self.words, self.text.key_range(quantity.span)
        index = bisect_left(self.stops, at)
        start = max(self.stops[index - 1] + 1 if index else 0, at - _LONGEST_SENTENCE)
        end = min(self.stops[index] if index < len(self.stops) else len(words), at + _LONGEST_SENTENCE)
        pair = _PAIR.search(words, start, at)
        if pair:
            quoted = [unit for unit in (_unit_of(pair["a"]), _unit_of(pair["b"])) if unit not in _BASES]
            if quoted:
                return quoted[0]
        named = [(hit.start(), unit) for unit, names in _NAMES.items() for hit in rx(names).finditer(words, start, end)]
        if self.region and words[stop - 1] in _YUAN:
            # 元 is the home currency, unless its clause says whose
            clause = max(words.rfind(mark, start, at) for mark in "，：") + 1
            own = [unit for place, unit in sorted(named) if max(start, clause) <= place < at]
            return own[-1] if own else self._foreign(at) or self.region
        if named:
            return min(named, key=lambda name: (name[0] > at, abs(name[0] - at)))[1]
        return self.dominant or self.last_resort


    def _foreign(self, at: int) -> str | None:
        """211.0億澳門元…；首11個月累計2,265.1億元: another country's dollar that its sentence named last, where no other is named."""
        start = max(self.words.rfind(mark, max(0, at - _LONGEST_SENTENCE), at) for mark in "。！？\n") + 1
        named = {unit for unit, names in _NAMES.items() if rx(names).search(self.words, start, at)}
        return named.pop() if len(named) == 1 and named <= _DOLLARS else None


#: Currencies whose name ends in 元 and that an article goes on to call 元 alone.
_DOLLARS = {"MOP", "SGD", "AUD", "NZD"}


def region_of(words: str, script: str) -> str | None:
    """The home currency of an article, told by the words of its region; None where none shows."""
    seen = {unit: len(rx(pattern).findall(words)) for unit, pattern in _REGIONS.items()}
    if script == "Hans":
        return "HKD" if seen["HKD"] > seen["CNY"] + seen["TWD"] + 1 else "CNY"
    best = max(seen, key=lambda unit: seen[unit])
    return best if seen[best] else None


def _unit_of(words: str) -> str:
    return next(unit for unit, names in _NAMES.items() if rx(names).fullmatch(words))
