"""範圍之外：機率、占比、件數

## 做什麼
機率與占比不能小於 0 或大於 100 %；件數與人數是不小於 0 的整數；不會變負的東西跌不掉 100 % 以上。
Probabilities and shares lie between 0 and 100 %; counts are whole and not negative; what cannot be negative cannot fall
by more than all of it.

## 為何重要
超出範圍的數字不必查證就知道錯了。
A number outside its bounds is known to be wrong without looking anything up.

## 如何判定
寫出的值在不在範圍之內。
Whether the written value lies within the bounds.

## 何時沉默
可以大於 100 % 的比率（負債比、覆蓋率、達成率、超額認購）與成長率；平均而得的件數（平均每戶 2.3 人）；獲利的衰退。
Silent on ratios that may exceed 100 % (debt, coverage, fulfilment, subscription), on growth, on averages of counts, and
on the fall of profits.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from extract.interval import Interval
from extract.reading import Claim
from extract.text import rx
from kg.ledger import Example, Finding, Ledger
from kg.pairing import probable
from kg.roles import UNSAID
from kg.rules import Judgement, Number, severity
from kg.wording import said, said_in_english, told

NAME = "bounds"
TITLE = {"zh-Hant": "範圍之外", "zh-Hans": "范围之外", "en": "Out of bounds"}

_PROBABLE = rx(r"(?:機率|概率|可能性|勝率|把握|幾率|機會率)(?:[^，。；]{0,6})$")
_SHARE = rx(
    r"(?:占比|佔比|市占率?|市佔率?|市場份額|比重|份額|滲透率|普及率|出席率|投票率|支持率|出租率|入住率|得票率|"
    r"空置率|占有率|失業率|佔有率|合格率|良率|持股比例|持股比率|上座率|就業率|市場占有率|配置比例|配置比重|"
    r"回收率|中籤率|受訪率)(?P<rest>[^，。；0-9]{0,8})$"
)
#: 攀升至: how it came there, no share of a rise.
_REACHED = rx(r"[攀上爬回提躍飆]?[升漲高][至到為]?")
#: 118%的受訪者
_OF_PEOPLE = rx(r"^的(?:受訪|會員|廠商|民眾|家庭|企業|投資[人者]|經理人?|分析師|員工|股東|用戶|消費者|網民|家長|客戶)")
_PART_OF = rx(r"(?:占|佔)(?:主營|全|總|整體|其|該|當)[^，。；0-9]{0,10}(?:的)?(?:約|近|逾|高達|達|超過)*$")
_MAY_EXCEED = rx(
    r"負債|資產|GDP|國內生產|覆蓋|達成|認購|目標|淨值|去年|上年|同期|預算|年增|增|成長|漲|相當|比率|收入比|折現|"
    r"保障|償付|資本|所得|庫存|存款|貸款|超|備抵|擔保|抵押|升|佔用|平均"
)
_FALL = rx(
    r"(?:股價|價格|油價|金價|房價|銷量|產量|出貨|營收|成交量|成交額|出口|進口|市值|幣價|銷售額|收入|客流|客運量|"
    r"人數|面積|裝機容?量|訂單|庫存|租金|指數|投資額|申請量|價|報|元|股)[^，。；]{0,10}(?:下跌|重挫|暴跌|大跌|下降|減少|年減|月減|"
    r"跌幅|銳減|衰退|縮水|下滑|蒸發|縮減|狂跌|跌|減|降)(?:[^，。；0-9]{0,4})$"
)
_PROFIT = rx(r"利潤|獲利|淨利|純益|盈利|虧損|現金流|EPS|每股|盈餘|淨額|順差|逆差|收支|溢利|收益")
_MEAN = rx(r"淨增|淨減|平均|每|約當|人均|均|倍|折合|相當")
_WHOLE = ("家", "人", "名", "位", "宗", "起", "項", "輛", "戶", "間", "艘", "架", "座", "場", "款", "套", "棟", "檔", "隻", "件", "國", "席", "票", "部")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every number of the ledger whose nature bounds it."""
    for claim in ledger.claims:
        found = _judge(ledger, claim)
        if found:
            yield found


def _judge(ledger: Ledger, claim: Claim) -> Finding | None:
    if claim.modality in UNSAID or claim.quantity.low.value is None:
        return None
    q, lead = claim.quantity, ledger.lead(claim)
    if q.unit == "PERCENT":
        if claim.kind != "change" and (probable(ledger, claim) or _PROBABLE.search(lead)):
            return _within(ledger, claim, ("機率", "A probability"))
        share, part = _SHARE.search(lead), claim.kind == "ratio" and _PART_OF.search(lead)
        words = _REACHED.sub("", share["rest"]) if share else part.group() if part else ""
        if (share or part) and not _MAY_EXCEED.search(words) and claim.kind != "change":
            return _within(ledger, claim, ("占比", "A share"))
        if claim.kind == "ratio" and _OF_PEOPLE.search(ledger.tail(claim)):
            return _within(ledger, claim, ("占比", "A share"))
        if claim.kind == "change" and _FALL.search(lead) and not _PROFIT.search(ledger.sentence(claim)):
            return _within(ledger, claim, ("跌幅", "A fall"), quiet=True)
        return None
    if q.unit.startswith("COUNT:") and q.unit[6:7] in _WHOLE and q.low.scale == 1 and not _MEAN.search(ledger.before(claim)[-16:]):
        return _whole(ledger, claim)
    return None


def _within(ledger: Ledger, claim: Claim, name: tuple[str, str], *, quiet: bool = False) -> Finding | None:
    """Between 0 and 100; `quiet` says nothing of one that is."""
    number, room = Number.of(claim.quantity), Interval(Fraction(0), Fraction(100))
    inside = number.core.overlaps(room)
    if inside and quiet:
        return None
    margin = None if inside else number.core.gap(room)
    judged = Judgement(
        verdict="inconsistent" if margin is not None else "exact", computed=room, stated=number.interval, margin=margin,
        severity=None if margin is None else severity(margin, Fraction(0)),
    )  # fmt: skip
    return told(
        NAME, ledger, (claim,), judged,
        formula=f"0% ≤ {said(claim.quantity)} ≤ 100%" if inside else f"{said(claim.quantity)} ∉ [0%, 100%]",
        chinese=f"{name[0]}只能在0%與100%之間，文字寫{said(claim.quantity)}",
        english=f"{name[1]} lies between 0% and 100%; the text says {said_in_english(claim.quantity)}",
    )  # fmt: skip


def _whole(ledger: Ledger, claim: Claim) -> Finding | None:
    """Whole and not negative."""
    low = claim.quantity.low.value
    if claim.quantity.is_range or (low >= 0 and low.denominator == 1) or "半" in claim.quantity.words:
        return None
    nearest = max(Fraction(round(low)), Fraction(0))
    margin = abs(low - nearest)
    judged = Judgement(
        verdict="inconsistent", computed=Interval.point(nearest), stated=Interval.point(low), margin=margin, severity="error"
    )
    return told(
        NAME, ledger, (claim,), judged,
        formula=f"{said(claim.quantity)} ∉ {{0, 1, 2, …}}",
        chinese=f"件數只能是不小於0的整數，文字寫{said(claim.quantity)}",
        english=f"A count is whole and not negative; the text says {said_in_english(claim.quantity)}",
    )  # fmt: skip


EXAMPLES = (
    Example(text="交換合約定價顯示，央行下週升息的機率高達105%，幾成定局。", verdict="inconsistent", touches=("105%",)),
    Example(text="交換合約定價顯示，央行下週升息的機率高達95%，幾成定局。", verdict="exact", touches=("95%",)),
    Example(text="该行备抵呆账覆盖率达612%，负债比率229.6%，11月获利年增156%。", verdict=None, note="可以大於 100 % 的比率"),
)
