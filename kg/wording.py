"""Words around numbers: which way a word moves, and how numbers and verdicts are told to a reader.

Patterns are written in Traditional and matched on key text. Sentences come in Chinese and English, for a reader
without arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from extract.reading import Claim, Quantity
from extract.text import rx
from kg.ledger import Finding, Language, Ledger, Quote, Working
from kg.rules import Judgement, Slip, Verdict, decimal, shown

UP = (
    r"(?:上升|攀升|飆升|飆漲|爬升|回升|躍升|急升|竄升|推升|拉升|提升|調升|彈升|走升|揚升|陡升|驟升|升高|升"
    r"|上漲|大漲|勁漲|暴漲|急漲|走漲|調漲|漲|增加|增長|激增|大增|劇增|倍增|增|上揚|勁揚|走揚|揚|擴大|擴增|擴張|擴"
    r"|提高|調高|拉高|墊高|抬高|推高|走高|上調|上修|上移|上行|加快|加速|反彈|成長|攀|跳升|跳(?![降水空跌])|抬升|加深|抬|爬回|爬|提(?=至|到)|拉長|拉(?=至|到)|衝(?=至|到)|竄|改善)"
)
DOWN = (
    r"(?:下降|調降|銳降|驟降|遽降|降低|降|下跌|大跌|重挫|暴跌|急跌|走跌|崩跌|跌|減少|銳減|驟減|縮減|遞減|減|縮小|收縮|萎縮|縮窄|縮短|縮水|縮"
    r"|收窄|收斂|放緩|趨緩|減速|放慢|下滑|滑落|滑|回落|走低|調低|壓低|拉低|探低|下調|下修|下移|下探|下挫|下行|墜|掉|直落|落(?=至|到)|砍|急挫|挫|摜)"
)
_UP, _DOWN = rx(UP), rx(DOWN)

#: Adverbs that may stand between a number and the word that belongs to it.
#: What each verdict is called, everywhere it is shown; ontology/core.ttl carries the same labels.
VERDICT_WORDS: dict[str, str] = {
    "exact": "一致", "rounds": "捨入內一致", "rounding_only": "靠捨入才一致", "borderline": "恰在邊界", "coarse_only": "粗讀才一致",
    "inconsistent": "不一致", "disagreement": "各說各話", "tension": "張力", "indeterminate": "無法查核", "implied": "推得",
}  # fmt: skip

ADVERBS = (
    r"(?:已經|已|便|也|亦|仍|還|再|又|則|將|會|均|皆|都|雙雙|一口氣|一舉|再度|再次|重新|重返|首次|首度|持續|連續|進一步|明顯|大幅|小幅|微幅|顯著|急速|快速"
    r"|逐步|略|微|共|共計|總共|合計|累計|總計|單日|當日|當天|一日|盤中|單週|單月|當月|期間|全年|一年|一年內|整體|足足|整整|約|大約|高達|達到|達|了|的|為|是|僅|只|就|卻|才|並)"
)

#: A character of a clause, or of a day or a year in it: 高於8月的, 低於2022年熊市時的.
DATED = r"(?:[^，。；！？0-9]|[0-9]{1,4}(?= ?(?:[年月日季]|財年|個月)))"

#: Where a price stands at last: 收報, 現報, 終場收在.
STANDS = rx(
    r"(?:現報|暫報|收報|收於|收在|收盤價?(?:為|報|在|於)?|終場(?:卻|則|小)?(?:收|報)?(?:在|於)?|終場[^，。；0-9]{0,3}[至到]|最新報|截稿前?報|收市報?|尾盤報|半日報|午收|收)$"
)

_CURRENCY = rx(r"匯率|匯價|匯市|兌|日圓|日元|台幣|人民幣|韓元|韓圜|英鎊|歐元|港元匯|離岸|在岸")


def direction(text: str) -> Literal["up", "down"] | None:
    """Which way the words of a piece of key text move a number; None where they say nothing or both."""
    up, down = bool(_UP.search(text)), bool(_DOWN.search(text))
    return None if up == down else ("up" if up else "down")


def movement_word(text: str) -> re.Match[str] | None:
    """The last word of movement in a piece of key text."""
    found = [*_UP.finditer(text), *_DOWN.finditer(text)]
    return max(found, key=lambda match: match.end(), default=None)


def exchange_rate(ledger: Ledger, claim: Claim) -> bool:
    """Whether a number may be an exchange rate, whose words point at the currency and not at the number."""
    text = ledger.lead(claim) + ledger.words(claim.metric) + ledger.words(claim.subject)
    return bool(_CURRENCY.search(text))


# ── numbers for a reader ─────────────────────────────────────────────────────────────────────────────────────────

_ENGLISH = {"PERCENT": "{}%", "PERCENTAGE_POINT": "{} percentage points", "BASIS_POINT": "{} basis points"}


def said(quantity: Quantity) -> str:
    """The words of a quantity without the blanks of machine conversion, its qualifier before it."""
    return _QUALIFIERS[quantity.qualifier][0].format("".join(quantity.words.split()))


def said_in_english(quantity: Quantity) -> str:
    form = _ENGLISH.get(quantity.unit)
    digits = quantity.low.digits if not quantity.is_range else f"{quantity.low.digits}–{quantity.high.digits}"
    plain = form.format(digits) if form and quantity.low.scale == 1 else "".join(quantity.words.split())
    return _QUALIFIERS[quantity.qualifier][1].format(plain)


def like(quantity: Quantity, value: Fraction) -> str:
    """A value in the words of a quantity: 2.6 as "2.6個百分點", beside "3.6個百分點"."""
    low = quantity.low
    number = shown(value / low.scale, low.step / low.scale)
    words = "".join(quantity.words.split())
    plain = words.replace(",", "")
    if low.digits in plain and not quantity.is_range:
        return plain.replace(low.digits, number, 1)
    return f"{shown(value, low.step)}{_SYMBOLS.get(quantity.unit, '')}"


def like_in_english(quantity: Quantity, value: Fraction) -> str:
    form = _ENGLISH.get(quantity.unit)
    if form and quantity.low.scale == 1:
        return form.format(shown(value, quantity.low.step))
    return like(quantity, value)


_QUALIFIERS = {
    "none": ("{}", "{}"),
    "about": ("約{}", "about {}"),
    "nearly": ("近{}", "nearly {}"),
    "over": ("超過{}", "more than {}"),
    "under": ("低於{}", "less than {}"),
    "at_least": ("至少{}", "at least {}"),
    "at_most": ("至多{}", "at most {}"),
}
_SYMBOLS = {"PERCENT": "%", "PERCENTAGE_POINT": "個百分點", "BASIS_POINT": "個基點", "MULTIPLE": "倍"}

SLIPS: dict[Slip, tuple[str, str]] = {
    "points_as_percent": ("可能把百分點寫成了百分比", "percentage points may have been written as per cent"),
    "percent_as_points": ("可能把百分比寫成了百分點", "per cent may have been written as percentage points"),
    "basis_points_as_points": ("可能混淆了基點與百分點", "basis points and percentage points may have been mixed up"),
    "steps_as_basis_points": ("可能混淆了碼與基點", "steps of 25 points and basis points may have been mixed up"),
    "power_of_ten": ("可能差了十的次方（如萬、億、兆）", "a power of ten (萬, 億, 兆) may be wrong"),
    "wrong_base": ("可能用錯了比較的基期", "the wrong base may have been used"),
    "swapped_roles": ("兩個數字的先後可能寫反了", "the two numbers may have changed places"),
}

_ENDINGS: dict[Verdict, tuple[str, str]] = {
    "exact": ("相符", "which agrees"),
    "rounds": ("四捨五入後相符", "which agrees after rounding"),
    "rounding_only": ("只有在前面的數字也經過捨入時才說得通", "which is possible only if the inputs were rounded too"),
    "borderline": ("只在捨入的邊緣勉強碰上", "which touches only at the very edge of rounding"),
    "coarse_only": ("只有把整數金額看作概數時才說得通", "which holds only if the round amount is a rough one"),
    "inconsistent": ("兩者不符", "which does not agree"),
    "disagreement": ("兩方說法不同", "two voices differ"),
    "tension": ("兩者有張力", "which pull against each other"),
    "indeterminate": ("無法判定", "which cannot be decided"),
    "implied": ("這是推算出來的，文中沒有寫", "worked out, not stated in the text"),
}


def ending(verdict: Verdict, slip: Slip | None = None) -> tuple[str, str]:
    """How a sentence about a verdict ends, in Chinese and English, the slip named."""
    chinese, english = _ENDINGS[verdict]
    if slip:
        chinese, english = f"{chinese}，{SLIPS[slip][0]}", f"{english}; {SLIPS[slip][1]}"
    return chinese, english


def told(
    check: str,
    ledger: Ledger,
    claims: Iterable[Claim],
    judged: Judgement,
    *,
    formula: str,
    chinese: str,
    english: str,
    verdict: Verdict | None = None,
    also: Iterable[Quote] = (),
) -> Finding:
    """The finding for a judgement over some claims; `also` are pieces of text that are no claims.

    `chinese` and `english` state the comparison; the verdict's own ending is added to both.
    """
    members = tuple(sorted(claims, key=lambda claim: (claim.key.split("-")[0], claim.span)))
    phrases = tuple(also)
    # A claim inside a quoted phrase (一次 of 每六個月升息一次) is named by the phrase: each operand once.
    quoted = [
        quote
        for quote in map(ledger.quote, members)
        if not phrases or not any(p.article == quote.article and quote.span in p.span for p in phrases)
    ]
    verdict = verdict or judged.verdict
    last = ending(verdict, judged.slip)
    explanation: dict[Language, str] = {"zh-Hant": f"{chinese}，{last[0]}。", "en": f"{english}, {last[1]}."}
    return Finding(
        check=check,
        verdict=verdict,
        spans=tuple(sorted({*quoted, *phrases})),
        claims=tuple(claim.key for claim in members),
        working=Working(formula=formula, computed=judged.computed, stated=judged.stated),
        explanation=explanation,
        severity=judged.severity if verdict == "inconsistent" else None,
        margin=None if judged.margin is None else decimal(judged.margin),
        slip=judged.slip,
        reason=judged.reason,
    )


SIGNS: dict[str, str] = {
    "exact": "=", "rounds": "≈", "rounding_only": "≈", "borderline": "≈", "coarse_only": "≈",
    "inconsistent": "≠", "disagreement": "≠",
}  # fmt: skip
