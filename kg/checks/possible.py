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
import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from extract.interval import Interval
from extract.reading import Claim
from extract.text import key, rx
from kg.formulas import SHARE, weigh
from kg.ledger import Example, Finding, Ledger
from kg.roles import UNSAID, windows
from kg.rules import Judgement, Number, severity, shown
from kg.wording import said, said_in_english, told

NAME = "possible"
TITLE = {"zh-Hant": "可能", "zh-Hans": "可能", "en": "Possible"}

_WEIGHTED = rx(r"加權|抽樣|誤差|信心水準|置信|網友|最多選|可選|複選|多選")
#: Between the things and the percentage nothing may stand that it could be a percentage of instead.
_OTHER = rx(r"[增減升降漲跌]|成長|下滑|(?<!比)率|(?<!評)價|額|量|營收|收入|利潤|資產|股權|股份|市場|資金|平均|合計|總額|總數|去年|較|至|到")
_SHARE = rx(r"比例|比重|占比|佔比")
#: 兩家券商分別喊出4.8%與5.3%, 三家占全網90.7%: what the things say, or what they make up together.
_THEIRS = rx(r"分別|依序|依次|前[兩二三四五六七八九十]|各|喊|定為|估|預測|給出|報|[占佔](?:全|總|整|該|其|市|行業|大市|本)")
_NOT_THEM = rx(r"^(?:的)?(?:股權|股份|營收|市場|份額|資金|金額|漲幅|跌幅|關稅|稅率|利率|成本|產能|股東|權益|資產|漲|跌(?!破)|增|減)")
#: What is counted in whole things that one may ask about.
_THINGS = "家間名位人座檔支隻只個国國縣县戶户廠厂城店款艘幅宗件輛辆台臺條条張张所"
#: Words that leave no doubt that the percentage is of the things: 16家銀行中，…問題的占65%, 30檔基金裡有65%, 贊成上修的比重為41.7%.
_OF_THEM = rx(
    r"(?<!最[一-鿿])(?<!最[一-鿿]{2})(?:[的者](?:約|已|共)?[占佔](?:比|了|約|達|逾|到)*|者(?:比例|比重)(?:為|達|有|是|約)*)$|^[^，0-9]{0,12}(?:中|裡|內|當中)，?(?:就|約|只|僅|共|已)?有(?:近|約)?$"
    r"|^[^，]{0,12}，(?:贊成|反對|支持|認為|預期|看好|看淡|打算|主張|有意)[^，。；]{2,14}的(?:比例|比重|占比)(?:為|達|是|有|約)*$"
)
#: Papers by name: of 研報 and 財報 nothing is reported here.
_PAPERS = rx(r"(?:發布|發表|出具|撰寫|更新|公布)(?:了)?[^，。；0-9]{0,8}?(?:研究報告|研報|財報|季報|年報|報告|評級|報表)")
#: When, between the things and the percentage: 到上周末有70%.
_WHEN = rx(r"(?:截至|到)(?:上|本|今|昨)?個?[週周月年]?[末底日天]|(?:截至|到)[0-9]+月(?:[底末]|[0-9]+[日號])?")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every percentage that directly follows a count of whole things in its sentence."""
    for *_, claims in ledger.sentences():
        for place, share in enumerate(claims):
            if place and (found := _judge(ledger, claims[place - 1], share, _so_many(ledger, claims, place))):
                yield found
    done: set[str] = set()
    for claims in [*(claims for *_, claims in ledger.sentences()), *windows(ledger, longest=90)]:
        for share, group in pairwise(claims):
            if share.key not in done and _named_after(ledger, share, group) and (found := _weigh(ledger, group, share, None)):
                done.add(share.key)
                yield found


def _so_many(ledger: Ledger, claims: tuple[Claim, ...], place: int) -> Claim | None:
    """The count that says the percentage in things again: 22.5%打算凍薪，即9間."""
    after = claims[place + 1] if place + 1 < len(claims) else None
    said_again = after is not None and after.quantity.unit == claims[place - 1].quantity.unit and after.quantity.plain
    return after if after is not None and said_again and _AGAIN.search(ledger.lead(after)) else None


_AGAIN = rx(r"^(?:即|也就是|亦即|相當於|等於|合)$")


def _named_after(ledger: Ledger, share: Claim, group: Claim) -> bool:
    """Whether the things that the percentage is of are counted behind it, by their name: 54%的參會基金經理表示…，到場的基金經理一共25人."""
    said_of, counted = _OF_SOME.match(ledger.tail(share)), _IN_ALL.search(ledger.lead(group))
    if said_of is None or counted is None or _OTHERS.search(ledger.lead(group)) or share.span.end > group.span.start or len(ledger.between(share, group)) > 60:
        return False
    name = counted["name"]
    return any(name[-size:] in said_of["name"] for size in range(3, len(name) + 1)) and not _WEIGHTED.search(ledger.paragraph(group))


#: Those counted are not those asked: 另外拒訪的家庭有25戶.
_OTHERS = rx(r"另|其餘|拒|未|還|不")
_OF_SOME = rx(r"^的(?P<name>[一-鿿]{3,10}?)(?:表示|認為|預期|預計|給出|看好|看淡|打算|計劃|支持|反對|贊成|主張|相信|有意|選擇)")
_IN_ALL = rx(r"(?P<name>[一-鿿]{3,8}?)(?:一共|共計|共有|共|總共|合共|有)(?:有)?$")


def _judge(ledger: Ledger, group: Claim, share: Claim, again: Claim | None) -> Finding | None:
    if share.modality in UNSAID or rx("最多|(?<![入獲當])選|至少").search(ledger.lead(group)):
        return None
    between, tail = ledger.between(group, share), ledger.tail(share)
    if len(between) > 26 or re.search("[。；;]", between) or _WEIGHTED.search(ledger.sentence(group)) or _NOT_THEM.search(tail):
        return None
    if _OF_THEM.search(between) is None:
        between = _PAPERS.sub("", between)
        bare = _WHEN.sub("", _SHARE.sub("", between))
        if share.kind in ("change", "from", "to") or _OTHER.search(bare) or _THEIRS.search(between) or _measures(ledger, group, share):
            return None
        if rx("^(?:，|、)?(?:約|已|共)?[占佔]").match(between):
            return None  # 其中純電雙層巴士296輛，佔7.3%: of those before
        if not (tail or _SHARE.search(between) or re.search(key("占|佔"), between)):
            return None
    return _weigh(ledger, group, share, again)


def _weigh(ledger: Ledger, group: Claim, share: Claim, again: Claim | None) -> Finding | None:
    """Whether so many things can make up the percentage; `again` says how many of them do."""
    q = group.quantity
    if not (q.counted and q.plain and q.unit.startswith("COUNT:") and q.low.scale == 1 and q.low.value.denominator == 1):
        return None
    many = int(q.low.value)
    if q.unit[6:7] not in _THINGS or not 2 <= many <= 400 or share.quantity.unit != "PERCENT" or share.quantity.is_range:
        return None
    if share.quantity.qualifier == "nearly" and share.quantity.words[0] in "一二兩三四五六七八九兩两":
        return None  # 近七成 is said of anything up to it
    if again is not None:
        return weigh(NAME, ledger, (again, group), share, (SHARE,))
    number = Number.of(share.quantity)
    span = number.interval
    at = [k for k in range(many + 1) if Fraction(100 * k, many) in span]
    if at:
        first = Fraction(100 * at[0], many)
        judged = Judgement(verdict="exact" if first in number.core else "rounds", computed=Interval.point(first), stated=span)
        worked = f"{at[0]} ÷ {many} = {shown(first, Fraction(1, 10))}%"
    else:
        aim = (number.value or span.lo or Fraction(0)) * many / 100
        below = min(math.floor(aim), many - 1)
        above = below + 1
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


def _measures(ledger: Ledger, group: Claim, share: Claim) -> bool:
    """Whether a measure is named between the two, of which the percentage would be a value."""
    return any(
        mention.kind == "metric" and mention.concept and not _SHARE.search(ledger.words(mention))
        and group.span.end <= mention.span.start < share.span.start
        for mention in ledger.mentions(group)
    )  # fmt: skip


EXAMPLES = (
    Example(text="本社訪調12家銀行，其中85%預期央行明年降息1碼。", verdict="inconsistent", touches=("12家", "85%")),
    Example(text="受訪的40家券商中，有65%看好明年台股。", verdict="exact", touches=("40家", "65%")),
    Example(text="受访的12家机构中，83%预计央行将维持利率不变。", verdict="rounds", touches=("12家", "83%")),
    Example(text="本調查訪問1,068位民眾，63.2%認為房價將下跌，抽樣誤差在正負3個百分點以內。", verdict=None, note="加權的大樣本"),
)
