"""What is divided into what, by the words that begin a list: 其中公路22.46億、鐵路1.54億…, 分產業看，第一產業170億，….

The parts of such a list follow one another with nothing but their own rates between, over semicolons too; the whole stands
before them, in the same sentence or a sentence or two before. A list need not be complete: that it is shows in its sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from extract.numerals import small
from extract.reading import Claim
from extract.text import rx
from kg.ledger import Ledger, once
from kg.pairing import period_apart
from kg.roles import RATES, amount_of_change, figures, is_base, is_record

#: What begins a list of parts.
_OPENS = rx(
    r"其中|當中|包括|包含|分為|分別來自|細分|由[^，。；0-9]{1,8}(?:組成|構成)"
    r"|(?:^|[，。；])[^，。；0-9]{2,10}(?:當中|之中|中)，"
    r"|(?:按|依)[^，。；0-9]{1,8}(?:分|別|劃分|區分|來看)，|(?:^|[，。；])分$|(?:^|[，。；])分(?=[^，。；別0-9享析紅拆]{1,6}(?:看|，)|[0-9])|(?:^|[，。；])(?:按|依|從|就|以)[^，。；0-9]{1,10}?(?:看|分|別|劃分|區分|來看|計)(?:，|$)"
    r"|(?:結構|構成|來源|區域|地區|分部|產品|渠道|通路|市場別|商品別|業務|板塊|用途|類別|產業別|品類|幣種|平台|費用)(?:上|方面|來看|端|中|別)?，"
    r"|(?:^|[，。；])[^，。；0-9]{2,8}(?:分布|表現|方面|來看)上?，"
)
#: What follows belongs to no list any more.
_ENDS = rx(r"合計|合共|共計|總計|加總|相加|總共|較|比(?![例重率特亞利])|其中|當中|此外|另外|不計|扣除|加上|同期|預計|目標")
_RESTS = rx(r"^[、，]?(?:其餘|其他|餘下|剩餘)|(?:其餘|其他|餘下)[^，。；0-9]{0,8}(?:合計|合共|共計|總計)[^，。；0-9]{0,3}$")
#: 由本金42.0億元和利息4.5億元兩部分組成
_OF_THESE, MADE_UP = rx(r"(?:^|，)(?:主要)?由[^，。；0-9]{1,10}$"), rx(r"(?:組成|構成)")
#: What may begin a list, which then shows it by adding up: 滬、深兩條渠道分別流入, 若按季拆開，首季.
_MAY_OPEN = rx(r"[兩二三四五六][^，。；0-9]{0,8}(?:分別|各)|分別[^，。；0-9]{0,4}$|拆開|拆分|分拆|拆解|分列|按季|按月")
#: What another year's figure of the part before it is told with.
_THEN = rx(r"^(?:[0-9]{4}年|去年|上年|前年)(?:同期|全年|同月)?(?:則|僅|只)*(?:為|是|有|報|約|達)*$")
_MORE = rx(r"^[^，。；]{0,6}(?:等|及其他|以及其他)")
_SOME = rx(r"主要|例如|如|前[二三四五六七八九十]大|前[二三四五]名|至少|多為|最大|居前|居首|領先")
_FARTHEST = 6
#: Ways in which a number's own words give its time; a carried time may be that of a figure told aside (2月為3,327宗，當中…).
_FIRM = ("attached", "clause", "respective")


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """Figures before a list of parts, any of which may be its whole (nearest first), and the parts.

    `within`: whether the list begins right behind the nearest (T，其中…); `open`: whether its words say that it is not all.
    """

    wholes: tuple[Claim, ...]
    parts: tuple[Claim, ...]
    within: bool
    open: bool


#: 四稅合計, 前五大品牌合計, 兩本帳支出合計, 前四名總成交: how many a total is of.
TOTAL_OF = rx(
    r"(?P<many>[兩二三四五六七八九十])(?:大|項|個|家|類|者|名|檔|種|筆|地|市|區|塊|部分|方面)?[一-鿿]{0,4}?(?:合計|合共|共計|總計|加總|相加|總共|合占|之和|合佔|總|共)(?!統|理|裁|監)[^，。；0-9]{0,8}$"
)


def counted_totals(ledger: Ledger) -> Iterator[tuple[Claim, tuple[Claim, ...], bool]]:
    """Every total that says of how many it is, with so many amounts of its unit before it in its paragraph.

    Last, whether no other amount stands among them: rates and semicolons are none.
    """
    for _, group in groupby(ledger.sentences(), key=lambda s: (s[0].article.key, s[1].role, s[1].paragraph)):
        told = [
            c
            for _, passage, _, claims in group
            if passage.role == "body"
            for c in figures(claims)
            if is_amount(ledger, c)
        ]
        for moved in (False, True):  # what went up by so much adds up with what went up as well
            yield from _counted(ledger, [c for c in told if amount_of_change(ledger, c) == moved])


def _counted(ledger: Ledger, items: Sequence[Claim]) -> Iterator[tuple[Claim, tuple[Claim, ...], bool]]:
    """Every total among a paragraph's amounts that says of how many it is, with those of its unit before it."""
    for at, whole in enumerate(items):
        found = TOTAL_OF.search(ledger.before(whole)[-20:])
        many = int(small(found["many"]) or 0) if found else 0
        parts = [c for c in items[:at] if c.quantity.unit == whole.quantity.unit][-many:] if many else []
        if many < 2 or len(parts) < many or any(part.modality != whole.modality for part in parts):
            continue
        yield whole, tuple(parts), parts == list(items[at - many : at])


def breakdowns(ledger: Ledger) -> Iterator[Breakdown]:
    """Every list of parts in the body of the articles, with what it may be a division of."""
    for _, group in groupby(ledger.sentences(), key=lambda s: (s[0].article.key, s[1].role)):
        sentences = [s for s in group if s[1].role == "body"]
        before: list[Claim] = []
        for _, run in groupby(sentences, key=lambda s: s[1].paragraph):
            items = [c for *_, claims in run for c in figures(claims) if _may_be(ledger, c)]
            at = 0
            while at < len(items):
                opening = _opening(ledger, items, at)
                opened = bool(_OPENS.search(opening) or (_OF_THESE.search(opening) and MADE_UP.search(ledger.sentence(items[at]))))
                parts = _list(ledger, items, at)
                found = None
                if len(parts) > (1 if opened or _MAY_OPEN.search(opening) else 2):
                    following = items[at + len(parts)] if at + len(parts) < len(items) else None
                    found = _breakdown(ledger, [*before, *items[:at]], parts, following, opened)
                if found is not None:
                    yield found
                at += len(parts) if opened and len(parts) > 1 else 1
            before = [*before, *items][-24:]


def _may_be(ledger: Ledger, claim: Claim) -> bool:
    """Whether a figure may be a whole or a part of a list."""
    return is_amount(ledger, claim) and not amount_of_change(ledger, claim)


@once
def is_amount(ledger: Ledger, claim: Claim) -> bool:
    """Whether a figure is one amount that no average is."""
    return is_figure(ledger, claim) and not _AVERAGE.search(ledger.lead(claim))


@once
def is_figure(ledger: Ledger, claim: Claim) -> bool:
    """Whether a figure is one amount or average: neither a rate, nor what another is compared with, nor told aside in brackets."""
    q = claim.quantity
    plain = (
        not q.is_range
        and q.qualifier in ("none", "about")
        and q.unit not in (*RATES, "ORDINAL", "NONE", "INDEX_POINT")
        and q.value > 0
    )
    told = claim.kind in ("level", "count", "to", "change") and claim.modality != "conditional"
    if (before := ledger.before(claim)).rfind("（") > before.rfind("）"):
        return False  # （三季度1.987億美元）: told of another time, or in other words
    return (
        plain
        and told
        and not is_base(ledger, claim)
        and not is_record(ledger, claim)
    )


_AVERAGE = rx("每|平均|均價|人均|單價|單車")


def _opening(ledger: Ledger, items: Sequence[Claim], at: int) -> str:
    """The words from the amount before, or from the sentence's beginning, to an amount; rates of the one before left out."""
    claim = items[at]
    last = items[at - 1] if at else None
    if last is not None and ledger.passage(last) == ledger.passage(claim):
        return ledger.between(last, claim)
    return ledger.before(claim)


def _list(ledger: Ledger, items: Sequence[Claim], at: int) -> list[Claim]:
    """The amounts of one unit that follow one another from the first, each of another thing, up to a full stop."""
    parts = [items[at]]
    for claim in items[at + 1 :]:
        last = parts[-1]
        here, there = ledger.passage(last), ledger.passage(claim)
        if claim.quantity.counted and claim.quantity.unit != last.quantity.unit and claim.quantity.value < 100 and here == there:
            continue  # 五個系列優先股70億美元
        if period_apart(claim, last) and _THEN.search(ledger.lead(claim)):
            continue  # 智能合約漏洞4.21億美元，同比減少29.4%，2023年為5.96億美元
        if claim.quantity.unit != last.quantity.unit or claim.modality != last.modality:
            break
        if here == there:
            between = ledger.between(last, claim)
        elif ledger.sentence(last).endswith("；"):
            between = ledger.after(last) + ledger.before(claim)
        else:
            break
        ends = _ENDS.search(ledger.lead(claim)) or (here == there and _ENDS.search(between[-12:]))
        if (ends and not _RESTS.search(ledger.lead(claim))) or len(between) > 48:
            break
        parts.append(claim)
    return parts


def _breakdown(ledger: Ledger, before: Sequence[Claim], parts: Sequence[Claim], following: Claim | None, opened: bool) -> Breakdown | None:
    """A list with the figures of its unit before it, nearest first; `following` is the amount behind it, which may go on with it.

    `opened`: whether words say that a list begins. One that no words open is a list only if it adds up.
    """
    first = parts[0]
    alike = [
        c for c in reversed(before)
        if c.quantity.unit == first.quantity.unit and c.modality == first.modality and not (period_apart(c, first) and first.by.get("period") in _FIRM)
        and c.quantity.value > max(part.quantity.value for part in parts)
    ][:_FARTHEST]  # fmt: skip
    if not alike:
        return None
    near = alike[0] is next((c for c in reversed(before) if c.quantity.unit == first.quantity.unit), None)
    within = (
        opened
        and near
        and ledger.passage(alike[0]) == ledger.passage(first)
        and rx("其中|當中|包括|分為|分|，由").search(ledger.between(alike[0], first)) is not None
    )
    words = ledger.before(first)[-30:] + ledger.after(parts[-1])[:8]
    goes_on = following is not None and following.quantity.unit == first.quantity.unit and (
        ledger.passage(following) == ledger.passage(parts[-1]) or ledger.sentence(parts[-1]).endswith("；")
    )  # fmt: skip
    return Breakdown(
        wholes=tuple(alike), parts=tuple(parts), within=within,
        open=not opened or goes_on or bool(_MORE.search(ledger.after(parts[-1])) or _SOME.search(words)),
    )  # fmt: skip
