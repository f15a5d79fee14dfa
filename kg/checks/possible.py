"""可能：m 個裡有沒有 n 成

## 做什麼
文字說 m 家、m 人裡有百分之幾時，看有沒有一個整數 k 使 k ÷ m 寫成那個百分比。
Where n per cent of m things are spoken of, some whole k must give k ÷ m as that percentage.

## 為何重要
12 家裡不可能有 85 %（10 家是 83.3 %，11 家是 91.7 %）：不是家數錯了，就是百分比錯了。
85 % of 12 firms cannot be: one of the two numbers is wrong.

## 如何判定
對 0 到 m 的每個 k 精確計算 k ÷ m，與百分比的捨入區間比對。
Every k from 0 to m, exactly, against the interval of the percentage.

## 何時沉默
樣本大到任何百分比都有整數可對；加權的調查；m 是概數；百分比說的不是這 m 個。
Silent where m is large enough for any percentage, on weighted surveys, rough m, and percentages of other things.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from extract.interval import Interval
from extract.reading import Claim
from extract.text import rx
from kg.ledger import Example, Finding, Ledger
from kg.roles import UNSAID
from kg.rules import Judgement, Number, severity, shown
from kg.wording import said, said_in_english, told

NAME = "possible"
TITLE = {"zh-Hant": "可能", "zh-Hans": "可能", "en": "Possible"}

_OF_THEM = rx(
    r"(?:其中|當中|中|裡|內|有|，|受訪者?|分析師|經濟學家|機構|銀行|企業|公司|券商|交易員|委員|基金經理人?|策略師|結果|近|約|逾|超過|高達|達|共|顯示|認為|僅|只|的|"
    r"調查|訪問|業者|專家|廠商|會員|成員|人士|指數|表示|比例|、|：|「|」|預期|看好|占比|占|佔|中有)*$"
)
_WEIGHTED = rx(r"加權|抽樣|誤差|信心水準|置信|民眾|網友|年增|月增|季增|同比|環比|漲|跌|增加|減少|成長|下滑|營收|市值|金額|資產")
_WHO = rx(r"認為|預期|預計|預測|看好|表示|支持|贊成|同意|反對|傾向|打算|計劃|有|已|獲|出現|上漲|下跌|將|選擇|料|主張|押注|未|沒有|通過|實現|虧損|盈利|是|來自|屬|為|的(?:受訪|分析|經濟|機構|銀行|企業|公司|券商|委員)|受訪|會|擔心|維持|投|不|願")
_OTHER = rx(r"^(?:的)?(?:股權|股份|營收|市場|份額|資金|金額|漲幅|跌幅|關稅|稅率|利率|成本|產能)")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every percentage that directly follows a count of whole things in its sentence."""
    for *_, claims in ledger.sentences():
        for place, share in enumerate(claims):
            if place and (found := _judge(ledger, claims[place - 1], share)):
                yield found


def _judge(ledger: Ledger, group: Claim, share: Claim) -> Finding | None:
    q = group.quantity
    if not (q.counted and q.plain and q.unit.startswith("COUNT:") and q.low.scale == 1 and q.low.value.denominator == 1):
        return None
    if q.unit[6:7] in "项項次度" or rx("最多|選|至少").search(ledger.lead(group)):
        return None
    many = int(q.low.value)
    if share.quantity.unit != "PERCENT" or share.quantity.is_range or share.kind not in ("ratio", "level", "count") or share.modality in UNSAID:
        return None
    between, tail = ledger.between(group, share), ledger.tail(share)
    if not 2 <= many <= 400 or len(between) > 24 or not _OF_THEM.search(between) or _WEIGHTED.search(ledger.sentence(group)):
        return None
    if not rx(r"其中|當中|中|裡|有|，").search(between) or not _WHO.search(tail[:14]) or _OTHER.search(tail):
        return None
    number = Number.of(share.quantity)
    span = number.interval
    at = [k for k in range(many + 1) if Fraction(100 * k, many) in span]
    if at:
        first = Fraction(100 * at[0], many)
        judged = Judgement(verdict="exact" if first in number.core else "rounds", computed=Interval.point(first), stated=span)
        worked = f"{at[0]} ÷ {many} = {shown(first, Fraction(1, 10))}%"
    else:
        aim = (number.value or span.lo or Fraction(0)) * many / 100
        below, above = math.floor(aim), math.floor(aim) + 1
        near = [Fraction(100 * k, many) for k in (below, above)]
        margin = min(Interval.point(value).gap(span) for value in near)
        judged = Judgement(
            verdict="inconsistent", computed=Interval(near[0], near[1]), stated=span, margin=margin,
            severity=severity(margin, number.step),
        )  # fmt: skip
        worked = f"{below} ÷ {many} = {shown(near[0], Fraction(1, 10))}%，{above} ÷ {many} = {shown(near[1], Fraction(1, 10))}%"
    return told(
        NAME, ledger, (group, share), judged,
        formula=worked,
        chinese=f"{said(q)}裡的{said(share.quantity)}：{worked}",
        english=f"{said_in_english(share.quantity)} of {many}: {worked}",
    )  # fmt: skip


EXAMPLES = (
    Example(text="本社訪調12家銀行，其中85%預期央行明年降息1碼。", verdict="inconsistent", touches=("12家", "85%")),
    Example(text="受訪的40家券商中，有65%看好明年台股。", verdict="exact", touches=("40家", "65%")),
    Example(text="受访的12家机构中，83%预计央行将维持利率不变。", verdict="rounds", touches=("12家", "83%")),
    Example(text="本調查訪問1,068位民眾，63.2%認為房價將下跌，抽樣誤差在正負3個百分點以內。", verdict=None, note="加權的大樣本"),
)
