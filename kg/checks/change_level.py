"""水準與增減：餘額、增加額、增幅

## 做什麼
文字寫出現在的水準、與前期相比的增減額、又寫出增減幅度時，三者必須能同時成立：增減額 ÷（現值 − 增減額）就是幅度。
A level, the amount by which it changed and the rate of that change must be able to be true together.

## 為何重要
三個數字常由三個人抄自三個欄位；任何一個錯了，其餘兩個看不出來，放在一起才看得出來。
The three are often copied from three columns; none looks wrong by itself.

## 如何判定
前期 = 現值 − 增減額；幅度 = 增減額 ÷ 前期，依捨入規則比對。
before = level − change; rate = change ÷ before, weighed with the usual rounding.

## 何時沉默
增減額與幅度各有各的基期（較上月增加多少、年增多少）；增減額不是這個水準的增減（新增貸款、營收中的一部分）。
Silent where amount and rate are counted from different bases, and where the amount is not a change of this level.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extract.reading import Claim
from extract.text import rx
from kg.formulas import Formula, weigh
from kg.ledger import Example, Finding, Ledger
from kg.roles import RATES, figures, is_base, one_measure
from kg.wording import ADVERBS

NAME = "change-level"
TITLE = {"zh-Hant": "水準與增減", "zh-Hans": "水平与增减", "en": "Level and change"}

_RATE = rx(
    rf"^(?:、|，|（|\(|或|及|和|即|,|週|周|月|日|單日|單週|環比|週環比|周環比|季)*{ADVERBS}*(?:(?:增|升|漲|跌|降|減|成長|增長|下降|上升)(?:幅|率|速)?(?:度)?|幅度|升值|貶值|增減幅)?"
    r"(?:約|近|逾|為|達|了|是|超過)*$"
)
_BY = rx(
    r"(?:增加?|增長|成長|多|升|漲|減少?|下降|少|降|跌|下跌|下滑|縮水|擴大|縮減|淨增|淨減|揚|加|贖回|去化|流失|投放|"
    r"季增|月增|年增|季減|月減|年減)(?:了|約|近|逾|超過|達|共|出)*$"
)
_MORE_OF = rx(r"多增|少增|多減|少減|同比多|同比少|新增|增發|增持|增資|多收|少收")
_DOWN = rx(r"減|降|跌|少|縮|下滑")
RISE = Formula(of=lambda level, by: ((level / by).shifted(-1)).reciprocal().scaled(100), written="{1} ÷（{0} − {1}）")
LOSS = Formula(of=lambda level, by: ((level / by).shifted(1)).reciprocal().scaled(100), written="{1} ÷（{0} + {1}）")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every change of an amount directly followed by its rate, with its level before them in the sentence."""
    for *_, claims in ledger.sentences():
        pool = figures(claims)
        for amount, reached, rate in zip(pool, pool[1:], pool[2:], strict=False):
            if _past_the_level(ledger, amount, reached, rate):
                yield _judge(ledger, reached, amount, rate)
        for amount, rate in pairwise(pool):
            level = _level(ledger, pool, amount) if _together(ledger, amount, rate) else None
            if level is not None:
                yield _judge(ledger, level, amount, rate)


def _judge(ledger: Ledger, level: Claim, amount: Claim, rate: Claim) -> Finding:
    """The rate against the change over the level before it."""
    down = bool(_DOWN.search(ledger.lead(amount)[-8:]))
    return weigh(NAME, ledger, (level, amount), rate, (LOSS if down else RISE,))


#: 增長3.1萬億元，達到32.6萬億元，增幅10.5%
_REACHED = rx(r"^(?:，|、)?(?:達到?|升至|增至|降至|減至|至|到|來到|報|跌至|漲至|為|剩下?|餘下?)(?:約|近|逾)*$")


def _past_the_level(ledger: Ledger, amount: Claim, level: Claim, rate: Claim) -> bool:
    """Whether the level that a change led to stands between the change and its rate."""
    if amount.quantity.unit != level.quantity.unit or level.quantity.is_range or not _REACHED.search(ledger.between(amount, level)):
        return False
    if rate.quantity.unit != "PERCENT" or amount.quantity.unit in RATES or amount.quantity.is_range or rate.quantity.is_range or rate.kind != "change":
        return False
    named = rx("[增升漲減跌降縮]幅|縮水|幅度").search(ledger.between(level, rate))
    return bool(named and _BY.search(ledger.lead(amount)) and not _MORE_OF.search(ledger.lead(amount)) and _RATE.search(ledger.between(level, rate)))


def _together(ledger: Ledger, amount: Claim, rate: Claim) -> bool:
    """Whether a change of an amount and the rate behind it are two ways of telling one change."""
    if rate.quantity.unit != "PERCENT" or amount.quantity.unit in RATES or amount.quantity.is_range or rate.quantity.is_range:
        return False
    if rate.kind not in ("change", "level", "ratio") or not _BY.search(ledger.lead(amount)):
        return False
    if _MORE_OF.search(ledger.lead(amount)) or not _RATE.search(ledger.between(amount, rate)):
        return False
    own = rx("年增|月增|季增|年減|月減|季減|同比|環比|按年|按月").search(ledger.between(amount, rate))
    return not own or rate.comparison == amount.comparison


def _level(ledger: Ledger, pool: list[Claim], amount: Claim) -> Claim | None:
    """The only level of the amount's unit in the sentence."""
    alike = [c for c in pool if c is not amount and c.quantity.unit == amount.quantity.unit and not is_base(ledger, c)]
    levels = [c for c in alike if c.kind in ("level", "count", "to") and not c.quantity.is_range]
    before = [c for c in pool if c.span.end <= amount.span.start]
    if before and before[-1] in levels and one_measure(ledger, before[-1], amount) and before[-1].kind != "from":
        return before[-1]  # 收報25,930點，跌454點或1.72%
    if len(alike) == len(levels) == 1 and one_measure(ledger, levels[0], amount):
        return levels[0]
    return None


EXAMPLES = (
    Example(
        text="11月底外匯存底為4,600億美元，較10月底增加32億美元，增幅0.7%。",
        verdict="rounds",
        touches=("4,600億美元", "32億美元", "0.7%"),
    ),
    Example(
        text="11月底外匯存底為4,600億美元，較10月底增加32億美元，增幅1.7%。",
        verdict="inconsistent",
        touches=("4,600億美元", "32億美元", "1.7%"),
    ),
    Example(
        text="沪指收报3,902.81点，下跌26.4点，跌幅0.27%。",
        verdict="inconsistent",
        touches=("3,902.81点", "26.4点", "0.27%"),
    ),
    Example(text="貸款餘額8,120億元，較上月增加32億元，年增9.4%。", verdict=None, note="兩個基期"),
)
