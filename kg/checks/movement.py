"""從甲到乙：方向與幅度

## 做什麼
一句話說某個數字「從甲升到乙」，就有三件事可以核對：乙減甲的正負、文字所說的方向（飆升、下滑、收窄……），
以及文字另外寫出的變動幅度（35 個百分點、70 %、2 碼、1,000 元）。
A sentence that takes a number from a to b can be held against its own words: the sign of b − a against the word of
movement, and b − a or b/a − 1 against the change it states.

## 為何重要
方向寫反，讀者得到的結論就反了；百分點寫成百分比、基點寫成百分點，數字可以差上百倍。
A word that points the wrong way turns the conclusion round; points written as per cent may be off by a factor of 100.

## 如何判定
方向：b − a 的符號。幅度以百分點或基點寫出時算 b − a，以百分比寫出時算 b/a − 1，以同一單位寫出時算 b − a；
倍數有兩種讀法，兩種都不成立才算錯。依捨入規則判定，並試著指出常見的筆誤。
The sign of b − a; points, basis points and equal units against b − a, per cent against b/a − 1; multiples in both of
their readings. Rounding as everywhere; the slip that would repair the number is named.

## 何時沉默
匯率（升值時數字可能變小）、名次、負數、否定與疑問句不看方向；變動若帶有另一個基期（年增、較上月），不與甲乙相比。
Exchange rates, ranks, negative values, denials and questions are not judged by their direction; a change with a base
of its own (year on year, against last month) is not this movement's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from extract.interval import Interval
from extract.reading import Claim
from extract.text import rx
from kg.ledger import Example, Finding, Ledger
from kg.pairing import mentions_agree, owner
from kg.roles import POINTS, base_between, of_another
from kg.rules import Judgement, Number, Slip, relation, scale_slip
from kg.wording import (
    ADVERBS,
    DOWN,
    SIGNS,
    UP,
    direction,
    exchange_rate,
    like,
    like_in_english,
    movement_word,
    said,
    said_in_english,
    told,
)

NAME = "movement"
TITLE = {"zh-Hant": "從甲到乙", "zh-Hans": "从甲到乙", "en": "From a to b"}

_FROM = rx(r"(?:從|由|自)[^，。；]{0,14}$")
_WHEN = (
    r"(?:(?:(?:20[0-9]{2}年|今年|去年|上年|明年|本)?(?:[0-9]{1,2}月份?(?:[0-9]{1,2}[日號]|底|末|初|中旬)?|[上下]半年|全年|年[底末]|[前首]?第?[一二三四1-4]季度?[末底]?|[月季][末底])"
    r"|20[0-9]{2}年|今年|去年|[昨今][日天]|上?[週周][一二三四五六日]|[0-9]{1,2}[日號])的?)?"
)
_BACK = r"(?:(?<=[爬漲升攀彈站重跌縮降落調])回|(?<=[衝攀升漲站登爬躍調])上)"
_TO = rx(rf"^[^。！？；]{{0,16}}(?:(?:至|到|為|成)[^，。；]{{0,4}}|{_BACK}了?(?:約|近|逾)?){_WHEN}(?:約|近|逾)?$")
_TURN = rx(rf"(?:轉|變成|變為|改為|反轉)[^，。；]{{0,4}}(?:{UP}|{DOWN}|虧損|盈利|負|正)[^，。；]{{0,4}}$")
_CHANGE = (
    f"(?:累|合共|總共)?(?:{UP}|{DOWN}|縮編|精簡|減員|裁減|擴編|增員|短少|變動|相差|差距|幅度|便宜|貴|省|省下|節省|流失|蒸發|[多少](?:[賠虧蝕賺領付繳收賣買用花做出]|負擔|支出)"
    "|少(?=了)|多(?=了)|掉(?=了)|差(?=了))(?:[虧持倉債]|幅度?)?[去出]?"
)
_AFTER = rx(
    rf"^[」』”]?(?:以上|左右|水準|水平|關卡)?(?:，|、|（|；)?(?:[一單半每]個?[年月季天日週周人戶](?:之間|內|間|來|下來)?)?(?:共|就|便|已)?(?:即|亦即|也就是|等於說?|相當於|意味著|換言之)?{ADVERBS}*"
    rf"{_CHANGE}(?:超過|逾|近|將近|約|達到|高達|多達|達|為|了|共|至少|不到|有)*$"
)
#: 才獲承接，減幅近8%; 減少69元或1.6%
_AFTER_ALL = rx(
    r"^[^。；0-9]{0,10}，(?:累計|累|單日|單月|相當於)?(?:(?:增|減|升|跌|漲|降|調)幅|累升|累跌|累漲|(?:累計|合計|合共|總共|共)(?:[升降加減]息|[調上下]?[升降漲跌增減]))(?:了|約|近|逾|達|為|超過|高達)*$|^(?:，|、)?(?:或|即)(?:約|近)?$"
)
_IN_ALL = rx(r"^(?:，|、)?(?:合計|累計|合共|總計|一共|共)+(?:約|達)?$")
_MARGIN = rx(r"幅(?:度)?(?:為|達|約|是|近|逾|只有|僅)*$")
_BEFORE = rx(rf"(?<![年月季週比日]){_CHANGE}(?:超過|逾|近|將近|約|達到|高達|達|了|至少)*$")
_BEFORE_JOIN = rx(r"^[，、]?(?:從|由|自)[^，。；]{0,8}$")
#: 降息1碼，將基準利率由4%調降至3.75%: a decision, and what it does to the rate.
_DECIDED = rx(r"(?:[升加降減]息|降準|[上下調][升降調]|[調減加升降])(?:了|約|共)?$")
_ONE_OF_SEVERAL = rx(r"各|每|再|又|先|分別|第[一二三四五六七八九十]次|首次|後來|隨後|其後")
_DOES = rx(r"^[，、](?:將|把)?(?:[一-鿿]{0,8}(?:利率|息率|準備金率|P|按息))(?:（[^）]{1,6}）)?(?:從|由|自)[^，。；0-9]{0,8}$")
_REVISES = rx("[上下]修|[調下上][升降調]")
_FALL_OF = rx("[減跌降]年?率|[減跌降]幅|衰退|萎縮|負成長|負增長|赤字|逆差")

_BARE = {"NONE", "INDEX_POINT"}


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every movement from a to b of the ledger, against its word and its stated change."""
    for *_, claims in ledger.sentences():
        for first, second in pairwise(claims):
            if not _moves(ledger, first, second):
                continue
            turned = _direction(ledger, first, second)
            changes = [] if second.quantity.is_range else [c for c in claims if _is_change(ledger, first, second, c)]
            if turned and turned.verdict == "inconsistent":
                yield _direction(ledger, first, second, *changes[:1]) or turned
                continue
            found = [f for c in changes if (f := _amount(ledger, first, second, c))]
            wrong = [f for f in found if f.verdict == "inconsistent"]
            yield from [f for f in found if f.verdict != "inconsistent"] + wrong[:1]
            if not found and turned:
                yield turned
        for first, change, second in zip(claims, claims[1:], claims[2:], strict=False):
            if _by_the_way(ledger, first, change, second) and (found_between := _amount(ledger, first, second, change)):
                yield found_between


_AT_ONCE = rx(rf"^[^，。；0-9]{{0,8}}{_CHANGE}(?:了|約|近|逾|達)*$")
_REACHED = rx(rf"^(?:，|、)?(?:至|到|成|為|達到?|來到|升至|降至|增至|減至){_WHEN}(?:約|近|逾|的)?$")


def _by_the_way(ledger: Ledger, a: Claim, by: Claim, b: Claim) -> bool:
    """由5.1%調高2.2個百分點至7.3%: whether the change stands between where it began and where it ended."""
    if not _comparable(a, b) or a.quantity.is_range or b.quantity.is_range or by.quantity.is_range or by.kind in ("duration", "rank"):
        return False
    if {a.modality, b.modality} & {"denied", "question"} or a.quantity.unit == "ORDINAL":
        return False
    way = ledger.between(a, by)
    return bool(_FROM.search(ledger.lead(a)) and _AT_ONCE.search(way) and direction(way) and _REACHED.search(ledger.between(by, b)))


def _moves(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether the sentence takes one number from a to b."""
    if not _comparable(a, b) or a.quantity.is_range:
        return False
    if rx(r"(?:區間|範圍|目標區)[^，。；]{0,3}[從由自][^，。；]{0,4}$").search(ledger.lead(a)) and not rx(UP + "|" + DOWN).search(ledger.between(a, b)):
        return False  # 利率區間從3.75%至4.00%下調: a range, not a way
    framed = bool(_FROM.search(ledger.lead(a)) and _TO.search(ledger.between(a, b)))
    if _TURN.search(ledger.between(a, b)):
        return False  # 由增長3.3%轉為下降14.6%: the words carry the signs
    return framed and {a.modality, b.modality}.isdisjoint({"denied", "question"})


def _comparable(a: Claim, b: Claim) -> bool:
    return a.quantity.unit == b.quantity.unit or {a.quantity.unit, b.quantity.unit} <= _BARE


def _direction(ledger: Ledger, a: Claim, b: Claim, *change: Claim) -> Finding | None:
    """The word of movement between a and b against the sign of b − a; None where there is no such word.

    `change`: the stated change, which turns with the two.
    """
    between = ledger.between(a, b)
    way = direction(between)
    word = movement_word(between)
    low = min(a.quantity.low.value, b.quantity.low.value)
    if b.quantity.is_range and a.modality != b.modality:
        return None
    if way is None or word is None or low < 0 or a.quantity.unit == "ORDINAL":
        return None
    if _REVISES.search(word.group()) and _FALL_OF.search(ledger.lead(a)):
        return None  # 季減率由1.8%下修為2.3%: which is the lower is told by the sign that is not written
    first, second = Number.of(a.quantity), Number.of(b.quantity)
    wanted = Interval(Fraction(0), None, True) if way == "up" else Interval(None, Fraction(0), True, True)
    sign = Number(core=wanted, interval=wanted, step=second.step)
    judged = relation(lambda x, y: y - x, (first, second), sign)
    if judged.verdict == "inconsistent":
        if exchange_rate(ledger, a):
            return None  # the word may be said of the other currency
        judged = replace(judged, severity="conclusion")
    place = ledger.reading(a)
    passage = ledger.passage(a)
    start = ledger.offsets(a)[1] + word.start()
    quote = ledger.cut(place, passage, start, start + len(word.group()))
    rises = b.quantity.low.value > a.quantity.low.value
    actual = ("上升", "up") if rises else ("下降", "down")
    told_way = ("上升", "up") if way == "up" else ("下降", "down")
    return told(
        NAME, ledger, (a, b, *change), judged,
        formula=f"{said(b.quantity)} − {said(a.quantity)} {'>' if rises else '<'} 0",
        chinese=f"從{said(a.quantity)}到{said(b.quantity)}是{actual[0]}，文字說「{quote.words}」（{told_way[0]}）",
        english=f"From {said_in_english(a.quantity)} to {said_in_english(b.quantity)} is {actual[1]}; "
        f"the words say {told_way[1]} ({quote.words})",
        also=(quote,),
    )  # fmt: skip


def _is_change(ledger: Ledger, a: Claim, b: Claim, c: Claim) -> bool:
    """Whether c is stated as the change from a to b: right behind b, or right before 從 a."""
    if c in (a, b) or c.kind in ("duration", "rank") or (c.kind in ("from", "to") and not _MARGIN.search(ledger.lead(c))):
        return False
    if c.span.start >= b.span.end:
        if c.quantity.unit in POINTS and _IN_ALL.search(ledger.between(b, c)):
            return True
        if _AFTER.search(ledger.between(b, c)) or (c.kind == "change" and _AFTER_ALL.search(_since(ledger, b, c))):
            return True
        # 由第2季的42.0%攀升至第3季的46.5%，季增4.5%: the basis is that of the movement itself
        if c.kind != "change" or c.comparison == "none" or of_another(ledger, c, b) or len(ledger.between(b, c)) >= 8:
            return False
        return base_between(ledger, a, b) == c.comparison or _undated(ledger, a, b, c)
    if c.span.end <= a.span.start and c.quantity.unit in POINTS and _DECIDED.search(ledger.lead(c)) and _DOES.search(ledger.between(c, a)):
        alone = sum(other.quantity.unit in POINTS for other in ledger.neighbours(c)) == 1 and not _ONE_OF_SEVERAL.search(ledger.before(c))
        return alone and mentions_agree(owner(a), owner(c)) != "different"
    return bool(
        c.span.end <= a.span.start
        and _BEFORE.search(ledger.lead(c))
        and _BEFORE_JOIN.search(ledger.between(c, a))
        and (a.quantity.unit != "PERCENT" or c.quantity.unit in POINTS)
    )


#: 由143.27點升至, with no word on when it was at either.
_JUST_FROM, _JUST_TO = rx(r"(?:從|由|自)$"), rx(rf"^(?:[^，。；0-9]{{0,3}}(?:{UP}|{DOWN})[^，。；0-9]{{0,2}})(?:至|到|為)?$")


def _undated(ledger: Ledger, a: Claim, b: Claim, c: Claim) -> bool:
    """指數由143.27點升至145.06點，按周升1.79點: the change says over what time the movement goes that names no times itself."""
    if not (_JUST_FROM.search(ledger.lead(a)) and _JUST_TO.search(ledger.between(a, b))) or c.comparison in ("yoy", "ytd"):
        return False
    return c.quantity.unit in POINTS if a.quantity.unit == "PERCENT" else _comparable(b, c)


def _since(ledger: Ledger, b: Claim, c: Claim) -> str:
    """The text between b and c, or since the change before c where that is of b too: 減少69元或1.6%."""
    claims = ledger.neighbours(c)
    before = claims[claims.index(c) - 1]
    if before is not b and before.kind == "change" and _AFTER.search(ledger.between(b, before)):
        return ledger.between(before, c)
    return ledger.between(b, c)


def _amount(ledger: Ledger, a: Claim, b: Claim, c: Claim) -> Finding | None:
    """The stated change c against b − a or b/a − 1; None where the units do not go together."""
    first, second, stated = Number.of(a.quantity), Number.of(b.quantity), Number.of(c.quantity)
    unit = c.quantity.unit
    up = _way(ledger, a, b, c) == "up"

    def points(x: Interval, y: Interval) -> Interval:
        return (y - x if up else x - y).scaled(POINTS.get(unit, Fraction(1)))

    def share(x: Interval, y: Interval) -> Interval:
        ratio = (y / x).shifted(-1).scaled(100)
        return ratio if up else -ratio

    difference = _formula(b, a, up)
    ratio = f"{said(b.quantity)} ÷ {said(a.quantity)} − 1" if up else f"1 − {said(b.quantity)} ÷ {said(a.quantity)}"
    readings: list[tuple[Callable[[Interval, Interval], Interval], str]]
    if unit in POINTS and a.quantity.unit == "PERCENT":
        readings = [(points, difference)]
    elif unit == "PERCENT":
        readings = [(share, ratio)]
    elif unit == "MULTIPLE":
        readings = [
            (lambda x, y: (y / x).shifted(-1), f"{said(b.quantity)} ÷ {said(a.quantity)} − 1"),
            (lambda x, y: y / x, f"{said(b.quantity)} ÷ {said(a.quantity)}"),
        ]
    elif _comparable(b, c):
        readings = [(points, difference)]
    else:
        return None
    judgements = [(relation(function, (first, second), stated), function, formula) for function, formula in readings]
    judged, function, formula = next((j for j in judgements if j[0].agrees), judgements[0])
    value = _point(function, first, second)
    if judged.verdict == "inconsistent":
        slip = _slip(points, share, function, first, second, stated, a, c)
        turns = value is not None and value < 0
        judged = replace(judged, slip=slip, severity="conclusion" if turns else judged.severity)
    worked = like(c.quantity, value) if value is not None else "—"
    worked_en = like_in_english(c.quantity, value) if value is not None else "—"
    return told(
        NAME, ledger, (a, b, c), judged,
        formula=f"{formula} = {worked}" + (f" ≠ {said(c.quantity)}" if not judged.agrees else
                f" {SIGNS[judged.verdict]} {said(c.quantity)}"),
        chinese=f"從{said(a.quantity)}到{said(b.quantity)}，變動是{worked}，文字寫{said(c.quantity)}",
        english=f"From {said_in_english(a.quantity)} to {said_in_english(b.quantity)} is a change of {worked_en}; "
        f"the text says {said_in_english(c.quantity)}",
    )  # fmt: skip


def _formula(b: Claim, a: Claim, up: bool) -> str:
    return f"{said(b.quantity)} − {said(a.quantity)}" if up else f"{said(a.quantity)} − {said(b.quantity)}"


def _way(ledger: Ledger, a: Claim, b: Claim, c: Claim) -> Literal["up", "down"]:
    """Which way the change is said to go; by the numbers where its words do not say."""
    words = ledger.between(b, c) if c.span.start >= b.span.end else ledger.lead(c)[-6:] if c.span.end <= a.span.start else ledger.between(a, c)
    way = direction(words)
    negative = min(a.quantity.low.value, b.quantity.low.value) < 0
    if way is None or negative or exchange_rate(ledger, a):
        return "up" if b.quantity.low.value >= a.quantity.low.value else "down"
    return way


def _point(function: Callable[[Interval, Interval], Interval], a: Number, b: Number) -> Fraction | None:
    try:
        image = function(a.core, b.core)
    except ZeroDivisionError:
        return None
    return image.lo if image.is_point else None


def _slip(
    points: Callable[[Interval, Interval], Interval],
    share: Callable[[Interval, Interval], Interval],
    function: Callable[[Interval, Interval], Interval],
    a: Number,
    b: Number,
    stated: Number,
    from_claim: Claim,
    change: Claim,
) -> Slip | None:
    """The slip that repairs the change, if one does."""
    unit = change.quantity.unit

    def repairs(other: Callable[[Interval, Interval], Interval], *inputs: Number) -> bool:
        judged: Judgement = relation(other, inputs, stated)
        return judged.verdict in ("exact", "rounds")

    if unit == "PERCENT" and from_claim.quantity.unit == "PERCENT" and repairs(points, a, b):
        return "points_as_percent"
    value = _point(function, a, b)
    scale = None if value is None else scale_slip(Interval.point(value), stated)
    if scale:
        return scale
    if unit == "PERCENTAGE_POINT" and repairs(share, a, b):
        return "percent_as_points"
    if repairs(function, b, a):
        return "swapped_roles"
    if unit == "PERCENT" and repairs(lambda x, y: -share(y, x), a, b):
        return "wrong_base"
    return None


EXAMPLES = (
    Example(
        text="大型銀行存款準備金率由7.0%下調至6.5%，下調0.25個百分點。",
        verdict="inconsistent",
        touches=("7.0%", "6.5%", "0.25個百分點"),
        severity="error",
    ),
    Example(
        text="2年期國債收益率由1.065%升至1.095%，單日上升3個百分點。",
        verdict="inconsistent",
        touches=("1.065%", "1.095%", "3個百分點"),
        slip="basis_points_as_points",
    ),
    Example(
        text="升息機率從50%升至85%，增加35%。",
        verdict="inconsistent",
        touches=("50%", "85%", "35%"),
        slip="points_as_percent",
    ),
    Example(text="升息機率從50%升至85%，增加35個百分點。", verdict="exact", touches=("50%", "85%", "35個百分點")),
    Example(text="升息機率從50%升至85%，增加70%。", verdict="exact", touches=("50%", "85%", "70%")),
    Example(
        text="美國10年期公債殖利率從3.5%下滑至3.72%。",
        verdict="inconsistent",
        touches=("3.5%", "3.72%"),
        severity="conclusion",
    ),
    Example(text="美國10年期公債殖利率從3.5%升至3.72%。", verdict="exact", touches=("3.5%", "3.72%")),
    Example(
        text="现货黄金由每盎司4,320美元跌至4,190美元，单日跌幅超过5%。",
        verdict="inconsistent",
        touches=("4,320美元", "4,190美元", "5%"),
    ),
    Example(text="政策利率由0.5%升至0.75%，上調25個基點。", verdict="exact", touches=("0.5%", "0.75%", "25個基點")),
    Example(text="央行把政策利率由2.00%調降至1.75%，降幅1碼。", verdict="exact", touches=("2.00%", "1.75%", "1碼")),
    Example(text="美元兌日圓從155.8元升至150.2元，日圓走強。", verdict=None, note="匯率的升是貨幣升值"),
    Example(text="公司排名從第5升至第3。", verdict=None, note="名次上升，數字變小"),
    Example(text="出口成長率從8.1%放緩至5.2%，年增率仍高於去年。", verdict="exact", touches=("8.1%", "5.2%")),
    Example(text="11月營收由10月的30億元增至33億元，年增22%。", verdict="exact", touches=("30億元", "33億元")),
)
