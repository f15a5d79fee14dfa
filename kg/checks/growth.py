"""增減率：今期對前期

## 做什麼
一句話寫出今期的數字、前期的數字（去年同期、上月、較…的），又寫出增減幾成或增減多少時，重算今期 ÷ 前期 − 1 或今期 − 前期。
Where a sentence gives this period's figure, the earlier one and the growth or the amount between them, the growth is
worked out again.

## 為何重要
增減率是報導的結論；基期或位數抄錯，好消息可以變成壞消息。
The rate of growth is what readers take away; a slip in a base or a digit turns good news into bad.

## 如何判定
比率算今期 ÷ 前期 − 1，金額算今期 − 前期，按寫出的位數捨入；「成長」「衰退」還要看正負號。
now ÷ before − 1 for rates, now − before for amounts, with the rounding of the written digits; the words decide the sign.

## 何時沉默
看不出哪個數字是基期；比率的基期與所寫的前期不同（年增率對上個月的數字）；一句裡「分別」寫了幾組數字；另一個指標的數字。
Silent where the base is not shown, where the rate is counted from another base than the figure given, where 分別 tells
several sets at once, and where a number is of another measure.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.text import rx
from kg.formulas import DIFFERENCE, FALL, GROWTH, SHARE, Formula, negative, weigh
from kg.ledger import Example, Finding, Ledger
from kg.roles import POINTS, Change, changes, is_base, windows
from kg.rules import AGREEING
from kg.wording import direction

NAME = "growth"
TITLE = {"zh-Hant": "增減率", "zh-Hans": "增减率", "en": "Growth"}

_DOWN = rx(r"減|降|跌|落|遜|收窄|衰退|下滑|滑落|萎縮|縮|少|低|回落|負")
_UP = rx(r"增|升|漲|揚|高|多|擴|加|成長|翻|正")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every change of the ledger whose two states stand in its sentence."""
    done: set[str] = set()
    for claims in [claims for *_, claims in ledger.sentences()] + list(windows(ledger)):
        for change in changes(ledger, claims):
            if change.by.key not in done and not _below_zero(change):
                done.add(change.by.key)
                yield _judge(ledger, change)


def _below_zero(change: Change) -> bool:
    """Whether a rate is told of a loss: −3億 after −5億 has grown or shrunk by 40 %, as one likes."""
    return change.by.quantity.unit == "PERCENT" and min(change.before.quantity.low.value, change.now.quantity.low.value) <= 0


def _judge(ledger: Ledger, change: Change) -> Finding:
    words = ledger.lead(change.by) + ledger.tail(change.by)[:3] + ledger.words(change.by.metric)
    down = change.by.direction == "down" or (change.by.direction == "none" and bool(_DOWN.search(words)) and not _UP.search(words))
    if change.by.quantity.unit in POINTS:
        words = ledger.lead(change.by)[-4:]
        way = direction(words) or ("down" if _DOWN.search(words) else "up" if _UP.search(words) else None)
        down = way == "down" if way else change.now.quantity.value < change.before.quantity.value
    wrong: tuple[Formula, ...] = ()
    if change.by.quantity.unit == "PERCENT":
        reading = FALL if down else GROWTH
        wrong = (
            Formula(of=lambda a, b: -reading.of(b, a), written="", slip="wrong_base"),
            Formula(of=SHARE.of, written="", slip="swapped_roles"),
        )
    else:
        reading = negative(DIFFERENCE) if down else DIFFERENCE
    factor = POINTS.get(change.by.quantity.unit, 1)
    found = weigh(NAME, ledger, (change.now, change.before), change.by, (reading,), factor=factor, mistakes=wrong, turns=True)
    if found.verdict == "inconsistent" and not is_base(ledger, change.before):
        # only their days told which came first
        turned = weigh(NAME, ledger, (change.before, change.now), change.by, (reading,), factor=factor)
        return turned if turned.verdict in AGREEING else found
    return found


EXAMPLES = (
    Example(
        text="市調機構統計，第3季全球智慧手機出貨3.23億支，較去年同期的3.16億支成長2.2%。",
        verdict="rounds",
        touches=("3.23億支", "3.16億支", "2.2%"),
    ),
    Example(
        text="市調機構統計，第3季全球智慧手機出貨3.23億支，較去年同期的3.16億支成長3.2%。",
        verdict="inconsistent",
        touches=("3.23億支", "3.16億支", "3.2%"),
    ),
    Example(
        text="公司前三季度实现营收86.4亿元，上年同期为72.0亿元，同比增长25%。",
        verdict="inconsistent",
        touches=("86.4亿元", "72.0亿元", "25%"),
    ),
    Example(
        text="11月營收38.2億元，月增4.1%、年增22%；累計前11月營收402.6億元，年增15%。",
        verdict=None,
        note="單月與累計",
    ),
)
