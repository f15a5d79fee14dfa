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

import re
from collections.abc import Iterator
from itertools import pairwise

from extract.reading import Claim
from extract.text import key, rx
from kg.formulas import DIFFERENCE, Formula, total, weigh
from kg.ledger import Example, Finding, Ledger
from kg.pairing import says_nothing
from kg.roles import RATES, figures, is_base, one_measure, windows
from kg.wording import ADVERBS

NAME = "change-level"
TITLE = {"zh-Hant": "水準與增減", "zh-Hans": "水平与增减", "en": "Level and change"}

_RATE = rx(
    rf"^(?:、|，|（|\(|或|及|和|即|,|週|周|月|日|單日|單週|環比|週環比|周環比|季)*{ADVERBS}*(?:(?:增|升|漲|跌|降|減|成長|增長|下降|上升|縮水|縮減|萎縮|蒸發|擴大)(?:幅|率|速)?(?:度)?|幅度|升值|貶值|增減幅)?"
    r"(?:約|近|逾|為|達|了|是|超過)*$"
)
_BY = rx(
    r"(?:增加?|增長|成長|多|升|漲|減少?|下降|少|降|跌|下跌|下滑|縮水|擴大|縮減|淨增|淨減|揚|加|贖回|去化|流失|投放|"
    r"季增|月增|年增|季減|月減|年減)(?:了|約|近|逾|超過|達|共|出)*$"
)
_MORE_OF = rx(r"多增|少增|多減|少減|同比多|同比少|新增|增發|增持|增資|多收|少收")
_DOWN = rx(r"減|降|跌|少|縮|下滑|贖回|流失|去化|蒸發")
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
            level = _level(ledger, pool, amount, rate) if _together(ledger, amount, rate) else None
            if level is not None:
                yield _judge(ledger, level, amount, rate)
    done: set[str] = set()
    for claims in [*(claims for *_, claims in ledger.sentences()), *windows(ledger)]:
        found = _states(ledger, claims)
        if found is not None and found[2].key not in done:
            done.add(found[2].key)
            base, by, now, down = found
            yield weigh(NAME, ledger, (base, by), now, (DIFFERENCE if down else total(2),))


_ADDS = rx(r"(?:加購|增持|買入|買進|購入|購買|吸納|淨增|新增|淨投放|增發|新開|加碼|增加)(?:了|約|逾|共)*$")
_TAKES = rx(r"(?:減持|賣出|出售|拋售|去化|贖回|淨減|淨回籠|銷毀|關閉|裁減|減少)(?:了|約|逾|共)*$")
_DONE = r"(?:增持|加購|買入|買進|購入|減持|賣出|出售|贖回|銷毀|增發|交易|回購)"
_NOW = rx(
    rf"(?:{_DONE}(?:之?後|完成後)|由此|因此|累計|總持[倉有股]|[月期年季][末底])[^，。；0-9]{{0,12}}$|^[，、](?:總?[一-鿿]{{0,6}})?(?:升至|增至|降至|減至|達到?|至|只?剩|來到)(?:約|近|逾)*$"
)
_WAS = rx(rf"(?:{_DONE}(?:之?前)|此前|先前|原先|原本|原有|原持有|[月期年季]初|前一[日天週周月季])[，]?[^，。；0-9]{{0,8}}$")


def _states(ledger: Ledger, claims: tuple[Claim, ...]) -> tuple[Claim, Claim, Claim, bool] | None:
    """加購1,326枚，總持倉升至58,214枚；加購之前持有56,888枚: what was, what came or went (told as an act), what is now; whether it went."""
    for unit in dict.fromkeys(_counted(c) for c in claims):
        three = [c for c in claims if _counted(c) == unit]
        plain = all(not c.quantity.is_range and c.quantity.qualifier in ("none", "about") and c.modality not in ("denied", "question") for c in three)
        if len(three) != 3 or not plain or three[0].quantity.unit in RATES or any(c.kind in ("duration", "rank", "target", "threshold") for c in three):
            continue
        acts = [c for c in three if _ADDS.search(ledger.lead(c)) or _TAKES.search(ledger.lead(c))]
        was = [c for c in three if c not in acts and _WAS.search(_since(ledger, claims, c))]
        now = [c for c in three if c not in acts and c not in was and _NOW.search(_since(ledger, claims, c))]
        if len(acts) == 1 and now and not (_NET.search(ledger.lead(acts[0])) or _THEN.search(_since(ledger, claims, now[0]))):
            continue  # 新開1,101家: others may have closed
        if len(acts) == len(was) == len(now) == 1 and acts[0].quantity.value < min(was[0].quantity.value, now[0].quantity.value):
            return was[0], acts[0], now[0], bool(_TAKES.search(ledger.lead(acts[0])))
    return None


#: All that came and went, and what is there right after.
_NET, _THEN = rx(r"淨|增加|減少"), rx(rf"由此|因此|{_DONE}(?:之?後|完成後)|^[，、]?(?:總?[一-鿿]{{0,6}})?(?:升至|增至|降至|減至|至)")


def _counted(claim: Claim) -> str:
    """The unit, coins by the word that counts them: 56,888枚 told of bitcoin before."""
    words = key(claim.quantity.words)
    return "COUNT:枚" if words.endswith(key("枚")) else claim.quantity.unit


def _since(ledger: Ledger, claims: tuple[Claim, ...], claim: Claim) -> str:
    """The words since the number before, a stop or semicolon beginning them anew."""
    at = claims.index(claim)
    before = ledger.between(claims[at - 1], claim) if at else ledger.before(claim)
    return re.split("[。；;]", before)[-1]


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
    between = _AGAIN.sub("", ledger.between(amount, rate))  # 比年初增加1.72萬億元，較年初增幅為8.4%
    if rate.kind == "change" and rate.metric is not None and not says_nothing(rate.metric):
        between = between.replace(ledger.words(rate.metric), "")
    if _MORE_OF.search(ledger.lead(amount)) or not _RATE.search(between):
        return False
    own = rx("年增|月增|季增|年減|月減|季減|同比|環比|按年|按月|較|比").search(ledger.between(amount, rate))
    return not own or rate.comparison == amount.comparison


#: The base of an amount told once more with its rate.
_AGAIN = rx(r"(?:較|比)(?:年初|上年末|去年底|上年底|上月末?|上季末?|去年同期|上年同期|前一?[日月季週周])")


_LEFT = rx(r"^，(?:只?剩下?|降至|升至|增至|減至)(?:約|近|逾)*$")


def _level(ledger: Ledger, pool: list[Claim], amount: Claim, rate: Claim) -> Claim | None:
    """The only level of the amount's unit in the sentence."""
    behind = next((c for c in pool if c.span.start >= rate.span.end), None)
    if behind is not None and behind.quantity.unit == amount.quantity.unit and _LEFT.search(ledger.between(rate, behind)):
        return behind  # 遭贖回11億美元，流通量縮減1.44%，只剩752億美元
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
