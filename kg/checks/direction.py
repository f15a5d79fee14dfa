"""方向：兩期的數字與升降的字眼

## 做什麼
文字先後寫出兩期的數字，並用「升」「降」「擴大」「收斂」「放緩」形容後一期時，核對兩個數字的先後大小。
Where two periods' figures are given and a word tells which way the later went, the two are compared.

## 為何重要
方向是結論；數字對調一次，結論就反過來。
The direction is the conclusion; two numbers that changed places turn it round.

## 如何判定
後期 − 前期的符號與字眼比對；差在末位數字的捨入之內不算錯。
The sign of later − earlier against the word; a difference within the last digit's rounding is none.

## 何時沉默
兩個數字不是同一指標的兩期；負數與跌幅；匯率；預測與實績；名次。
Silent where the two are not one measure at two times, on negative numbers and falls, exchange rates and ranks, and
between forecast and fact.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from extract.interval import Interval
from extract.reading import Claim
from extract.text import rx
from kg.ledger import Example, Finding, Ledger
from kg.pairing import aspects, mentions_agree
from kg.roles import figures, is_base
from kg.rules import Number, relation
from kg.wording import direction, exchange_rate, movement_word, said, said_in_english, told

NAME = "direction"
TITLE = {"zh-Hant": "方向", "zh-Hans": "方向", "en": "Direction"}

_REACHED = rx(r"(?:至|到|為|成|達|報)[^，。；0-9]{0,4}$")
_NOT = rx(r"幅|年增(?!率)|月增(?!率)|季增(?!率)|年減|月減|季減|同比|環比|預|料|若|目標|上限|下限|累計|貢獻|比重|分別|依序|由|從|自|較|比")
_FALLS = rx(r"跌幅|降幅|減幅|虧損|赤字|逆差|衰退|負")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every pair of neighbouring figures of one measure, the later of which is said to have gone up or down."""
    for *_, claims in ledger.sentences():
        pool = figures(claims)
        for before, now in pairwise(pool):
            found = _judge(ledger, before, now)
            if found:
                yield found


def _judge(ledger: Ledger, before: Claim, now: Claim) -> Finding | None:
    if before.quantity.unit != now.quantity.unit or before.quantity.is_range or now.quantity.is_range:
        return None
    if before.kind == "from" or now.kind != "to" or is_base(ledger, now) or before.modality != now.modality:
        return None
    if before.kind == "change" and before.comparison != now.comparison:
        return None
    if not _earlier(ledger, before, now) or mentions_agree(before.metric, now.metric) != "same":
        return None
    if mentions_agree(before.subject, now.subject) == "different" or aspects(ledger, before) != aspects(ledger, now):
        return None
    lead = ledger.lead(now)
    way, word = direction(lead), movement_word(lead)
    if way is None or word is None or not _REACHED.search(lead) or _NOT.search(lead):
        return None
    words = ledger.words(now.metric) + lead
    if min(before.quantity.low.value, now.quantity.low.value) < 0 or _FALLS.search(words) or exchange_rate(ledger, now):
        return None
    first, second = Number.of(before.quantity), Number.of(now.quantity)
    wanted = Interval(Fraction(0), None, True) if way == "up" else Interval(None, Fraction(0), True, True)
    judged = relation(lambda x, y: y - x, (first, second), Number(core=wanted, interval=wanted, step=second.step))
    if judged.verdict == "inconsistent":
        judged = replace(judged, severity="conclusion")
    start = ledger.offsets(now)[0] - len(lead) + word.start()
    quote = ledger.cut(ledger.reading(now), ledger.passage(now), start, start + len(word.group()))
    rises = now.quantity.low.value > before.quantity.low.value
    return told(
        NAME, ledger, (before, now), judged,
        formula=f"{said(now.quantity)} − {said(before.quantity)} {'>' if rises else '<'} 0",
        chinese=f"前期是{said(before.quantity)}，後期是{said(now.quantity)}，文字說「{quote.words}」",
        english=f"Earlier it was {said_in_english(before.quantity)}, later {said_in_english(now.quantity)}; the words say {quote.words}",
        also=(quote,),
    )  # fmt: skip


def _earlier(ledger: Ledger, before: Claim, now: Claim) -> bool:
    """Whether the first figure's time is shown to come before the second's."""
    first, second = before.period, now.period
    if first is None or second is None:
        return False
    ends: tuple[dt.date | None, dt.date | None] = first.last, second.last
    return ends[0] is not None and ends[1] is not None and ends[0] < ends[1] and first.grain == second.grain


EXAMPLES = (
    Example(text="10月核心CPI年增率為3.0%，11月升至2.8%。", verdict="inconsistent", touches=("3.0%", "2.8%"), severity="conclusion"),
    Example(text="10月失業率為3.36%，11月降至3.33%。", verdict="exact", touches=("3.36%", "3.33%")),
    Example(text="10月新增贷款为5,200亿元，11月降至4,800亿元。", verdict="exact", touches=("5,200亿元", "4,800亿元")),
    Example(text="10月失業率為3.36%，11月就業人數升至1,160萬人。", verdict=None, note="不同指標"),
)
