"""乘積：單價乘數量

## 做什麼
文字寫出每一單位多少、有多少單位、總共多少時，重算乘積；本金、利率與利息亦同。
Where so much a unit, the number of units and the total are given, the product is worked out again.

## 為何重要
多一個零的募資額、少一個零的賠償額，都是在乘法上看得出來的。
A zero too many in what was raised is seen by multiplying.

## 如何判定
每單位金額 × 單位數與總額比對；差十的次方的，指出來。
The amount a unit times the number of units against the total; a power of ten is named.

## 何時沉默
總額包含別的部分；單價是平均、區間或期末值；單位對不上（每股與張）。
Silent where the total holds other things, where the price is an average or a range, and where units do not match.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from extract.reading import Claim
from extract.text import key, rx
from kg.formulas import PRODUCT, Formula, weigh
from kg.ledger import Example, Finding, Ledger
from kg.roles import UNSAID, is_base

NAME = "product"
TITLE = {"zh-Hant": "乘積", "zh-Hans": "乘积", "en": "Product"}

_EACH = rx(r"每(?P<unit>股|張|手|份|枚|噸|公噸|桶|盎司|輛|台|部|套|間|戶|人|名|家|件|單|筆|坪|平方米|平方呎|平方公尺|度|瓶|箱|股份|克|公斤|個|座|棟|顆|片|次|天|日|月|年|艘|架|畝|呎|位|家門市|口|注|票)"
           r"(?:[^，。；0-9每]{0,10})$|(?P<price>發行價|發售價|配售價|認購價|單價|均價|定價|收購價|面額|面值|價格)(?:為|是|定為|定於|訂為|訂於|每股|約|：)*$")
_AVERAGE = rx(r"平均|均價|介於|區間|最高|最低|收盤|收市|市價")
_TOTAL = rx(
    r"(?:合計|合共|共計|總計|總共|共|總額|總金額|總價|總值|總收入|總成本|總投資|募集|籌集|集資|募資|套現|耗資|斥資|動用|支出|花費|涉資|市值|價值|派發|派息|發放|配發|支付|賠償|補貼|罰款|營收|收入|銷售額|貨值|繳費|應付|成交金額|成交額|利息|回購金額|作價|代價|涉及|規模|投入|獲利|收取|繳納|總租金|租金收入)"
    r"(?:[^，。；0-9每]{0,12})$"
)
_MORE = rx(r"另|此外|連同|加上|扣除|淨額|不含|其中")
_UNITS = {"股": "SHARE", "股份": "SHARE", "吨": "TONNE", "公吨": "TONNE", "桶": "BARREL", "盎司": "TROY_OZ", "度": "KWH"}  # by key


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every price, number and total of a sentence, or of a sentence and the next."""
    for *_, claims in ledger.sentences():
        found = _find(ledger, claims)
        if found:
            yield found


def _find(ledger: Ledger, claims: tuple[Claim, ...]) -> Finding | None:
    pool = [c for c in claims if c.modality not in UNSAID and not c.quantity.is_range]
    for price in pool:
        each = _EACH.search(ledger.lead(price))
        if each is None or not price.quantity.is_money or _AVERAGE.search(each.group()) or is_base(ledger, price):
            continue
        counts = [c for c in pool if c is not price and _counts(c, each["unit"]) and not is_base(ledger, c)]
        totals = [
            c
            for c in pool
            if c is not price and c.quantity.unit == price.quantity.unit
            and _TOTAL.search(ledger.lead(c)) and not _EACH.search(ledger.lead(c)) and not _MORE.search(ledger.lead(c)) and not is_base(ledger, c)
        ] if counts else []
        if len(counts) == 1 and totals:
            whole = totals[0]
            inner = sorted((price, counts[0], whole), key=lambda c: c.span)
            if any("。" in ledger.between(a, b) for a, b in zip(inner, inner[1:], strict=False)):
                continue
            return weigh(NAME, ledger, (price, counts[0]), whole, (PRODUCT,))
    return _interest(ledger, pool)


def _counts(claim: Claim, unit: str | None) -> bool:
    """Whether a number counts what the price is for; where the price names no unit, shares or bonds."""
    counted = key(claim.quantity.unit)
    if unit is None:
        return counted in ("SHARE", key("COUNT:張"), key("COUNT:份"))
    return counted in (_UNITS.get(unit, ""), f"COUNT:{unit}")


_PRINCIPAL = rx(r"(?:本金|貸款|存款|借款|存入|借入|貸出|面額|投資)[^，。；0-9]{0,8}$")
_RATE = rx(r"(?:年利率|利率|年息|票面利率|年化|年利)[^，。；0-9]{0,6}$")
_INTEREST = rx(r"(?:利息|孳息|年息|利息支出|利息收入)[^，。；0-9]{0,8}$")


def _interest(ledger: Ledger, pool: list[Claim]) -> Finding | None:
    """本金100萬元，年利率3%，一年利息3萬元."""
    principal = [c for c in pool if c.quantity.is_money and _PRINCIPAL.search(ledger.lead(c))]
    rate = [c for c in pool if c.quantity.unit == "PERCENT" and _RATE.search(ledger.lead(c))]
    interest = [c for c in pool if c.quantity.is_money and _INTEREST.search(ledger.lead(c))]
    if not len(principal) == len(rate) == len(interest) == 1 or principal[0] is interest[0]:
        return None
    lead = ledger.lead(interest[0])
    if not rx(r"一年|每年|全年|年利息|年付|首年|第一年").search(lead):
        return None
    formula = Formula(of=PRODUCT.of, written=PRODUCT.written)
    return weigh(NAME, ledger, (principal[0], rate[0]), interest[0], (formula,), factor=Fraction(1, 100))


EXAMPLES = (
    Example(
        text="公司發行可轉債5萬張，每張面額10萬元，合計募集500億元，將用於擴建二廠。",
        verdict="inconsistent",
        touches=("5萬張", "10萬元", "500億元"),
        slip="power_of_ten",
    ),
    Example(
        text="公司發行可轉債5萬張，每張面額10萬元，合計募集50億元，將用於擴建二廠。",
        verdict="exact",
        touches=("5萬張", "10萬元", "50億元"),
    ),
    Example(
        text="公司拟向全体股东每股派现0.5元，以总股本4亿股计算，合计派发2亿元。",
        verdict="exact",
        touches=("0.5元", "4亿股", "2亿元"),
    ),
    Example(text="前三季營收1.2兆元，稅後淨利1,200億元，每股純益4.62元。", verdict=None, note="不同指標"),
)
