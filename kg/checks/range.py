"""區間：成不成形，值在不在內

## 做什麼
文字說某個值「落在」或「超出」某個區間時，看它是不是真的如此；同一指標先後寫出一個值和一個區間時，指出值落在區間之內；
明說「介於甲至乙之間」的區間，看兩端有沒有寫反。
A value said to lie in, above or below a range is held against it; a value of the same measure that lies in a stated
range is shown to agree; a range said to lie between two ends is looked at for ends that changed places.

## 為何重要
財測、目標區間與波動區間是讀者判斷「達標與否」的依據。
Guidance and target ranges are what readers measure success by.

## 如何判定
兩端都算在內，並各放寬末位數字的半個單位。跨越事實與預測時只報相符，不報不一致。
Both ends belong to the range, each widened by half its last digit. Across fact and forecast only agreement is told.

## 何時沉默
負數或跌幅的區間可以由小寫到大或由大寫到小；單位或指標對不上、否定或疑問句，一律不判。
Falling and negative ranges may be written either way round; other units or measures, denials and questions are left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from extract.interval import Interval
from extract.reading import Claim
from extract.text import rx
from kg.ledger import Example, Finding, Ledger
from kg.pairing import bigrams, mentions_agree, period_apart, same
from kg.roles import UNSAID, is_base
from kg.rules import Judgement, Number, identity, ordered, relation, severity
from kg.wording import ADVERBS, DATED, DOWN, STANDS, exchange_rate, like, like_in_english, said, said_in_english, told

NAME = "range"
TITLE = {"zh-Hant": "區間", "zh-Hans": "区间", "en": "Range"}

#: 便已落在這個區間之內, 仍低於上述區間: a range stated before, referred to behind the value
_REFERS = rx(
    rf"^(?:以上|左右)?(?:之後|後|時)?[，、]?{ADVERBS}*(?P<where>符合|落在|位於|處於|維持在|保持在|進入|回到|在|高於|超出|超過|突破|低於|跌破|不及)"
    r"(?:(?:這個|這一|該|此|上述|前述|此一)[^，。；0-9]{0,6}|(?P<noun>指引|財測|目標|合理|預測|預期|展望))(?:區間|範圍)(?P<end>[上下]限)?"
)
#: How many claims on either side of a range are asked whether they are of its measure.
_REACH = 200
_SAID_BETWEEN = rx(r"(?:介於|介乎|面向|區間|範圍|落在)[^，。；]{0,12}$")
_ABOVE = rx(r"高於|超出|超過|突破|升破|優於")
_FALL = rx(DOWN + r"|負|虧|衰退|流出|倒退")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every range of the ledger: its own ends, values said to lie in it or beyond, values of the same measure."""
    for reading in ledger.readings:
        claims = list(ledger.own(reading))
        for at, claim in enumerate(claims):
            yield from _between_utmost(ledger, claims[max(0, at - 8) : at], claim)
            middle = _middle_of(ledger, claims[max(0, at - 30) : at], claim) or _middle_compared(ledger, claims[max(0, at - 2) : at], claim)
            if middle:
                yield middle
        for at, span in enumerate(claims):
            if not span.quantity.is_range:
                continue
            reversed_ends = _reversed(ledger, span)
            if reversed_ends:
                yield reversed_ends
                continue
            said_of = _said(ledger, span)
            if said_of:
                yield said_of
            closing = _within_the_day(ledger, span, claims[at + 1 : at + 3])
            if closing:
                yield closing
                continue
            referred = None if said_of else _referred(ledger, span, claims[at + 1 : at + 6]) or _judged_by(ledger, span, claims[max(0, at - 16) : at])
            if referred:
                yield referred
            extreme = None if said_of or referred else _extreme(ledger, span, claims[at + 1 : at + 6])
            if extreme:
                yield extreme
            yield from _members(ledger, span, claims[max(0, at - _REACH) : at + _REACH], said_of or referred or extreme)


def _reversed(ledger: Ledger, span: Claim) -> Finding | None:
    """A range said to lie between two ends of which the first is larger, where nothing falls."""
    low, high = span.quantity.low.value, span.quantity.high.value
    between = _SAID_BETWEEN.search(ledger.lead(span)) or ledger.tail(span).startswith(("之间", "之間"))
    falls = _FALL.search(ledger.before(span)[-30:]) or _FALL.search(ledger.words(span.metric))
    if low <= high or high < 0 or not between or falls or span.direction == "down":
        return None
    judged = Judgement(
        verdict="inconsistent",
        computed=Interval(high, low),
        stated=Interval.point(low),
        margin=low - high,
        severity=severity(low - high, max(span.quantity.low.step, span.quantity.high.step)),
        slip="swapped_roles",
    )
    return told(
        NAME, ledger, (span,), judged,
        formula=f"{span.quantity.low.digits} > {span.quantity.high.digits}",
        chinese=f"區間{said(span.quantity)}的下端比上端大",
        english=f"The lower end of the range {said_in_english(span.quantity)} is above its upper end",
    )  # fmt: skip


def _said(ledger: Ledger, span: Claim) -> Finding | None:
    """The value beside a range that the words place in it, beyond it, or in its middle."""
    claims = [c for c in ledger.neighbours(span) if c is span or c.kind != "duration" or span.quantity.unit == c.quantity.unit]
    at = claims.index(span)
    for value in (*claims[max(0, at - 1) : at], *claims[at + 1 : at + 2]):
        if found := _placed(ledger, value, span):
            return found
    # 1.32%，較10月的1.318%小升0.2個基點，落在市場預期的1.3%至1.33%區間
    lead = ledger.lead(span)
    pool = [c for c in claims[:at] if c.quantity.unit == span.quantity.unit and not is_base(ledger, c) and not c.quantity.is_range]
    if pool and pool[-1] is not claims[at - 1] and _NOUN.search(lead + ledger.tail(span)[:6]) and pool[-1].kind not in ("from", "rank"):
        value, inside, up, down = pool[-1], bool(_IN.search(lead)), bool(_UP.search(lead)), bool(_DOWN_OF.search(lead))
        if inside + up + down == 1 and value.modality == "actual" and not _MIDDLE.search(lead):
            if inside:
                return _membership(ledger, value, span, identity(Number.of(value.quantity), Number.of(span.quantity)))
            return _beyond(ledger, value, span, up=up)
    return None


_IN = rx(r"落在|落於|位於|處於|處在|運行於|運行在|維持在|保持在|介於|符合|屬|在[^，。；]{0,8}(?:區間|範圍|之間|之內|帶)|恰好位於|進入|回到")
_UP = rx(r"高於|超出|超過|突破|升破|優於|越過|比[^，。；]{0,8}(?:上限|上緣)還高|比最[^，。；]{0,4}還")
_DOWN_OF = rx(r"低於|跌破|不及|未達|跌穿|失守")
_ITS_END = rx(r"(?:高於|低於|超過|跌破|不及|突破)[^，。；0-9]{0,10}[上下](?:限|緣|沿|端)")
_DAY = rx(r"盤中|日內|全日|全天|盤間|波動|交投區間|全週|本週|一週|全月|來回|徘徊|震盪|上落")
_CLOSE = rx(r"收盤|收報|收於|收在|終場|收市|收(?:報|在|於)?$")
_TOP_END, _BOTTOM_END = rx(r"(?:以|按)?(?:上限|上限價|頂價|高標)(?:的)?$"), rx(r"(?:以|按)?(?:下限|底價|低標)(?:的)?$")


def _within_the_day(ledger: Ledger, span: Claim, following: list[Claim]) -> Finding | None:
    """盤中在7.0650至7.0790之間，收盤報7.0897: the close of a day lies in its range; 以上限10.2元定價 is the range's end."""
    for value in following:
        if value.quantity.unit != span.quantity.unit or value.quantity.is_range or value.modality in ("denied", "question"):
            continue
        if ledger.passage(value).paragraph != ledger.passage(span).paragraph:
            return None
        lead = ledger.lead(value)
        if _DAY.search(ledger.lead(span)) and _CLOSE.search(lead):
            return _membership(ledger, value, span, identity(Number.of(value.quantity), Number.of(span.quantity)))
        top, bottom = bool(_TOP_END.search(lead)), bool(_BOTTOM_END.search(lead))
        if top != bottom and span.quantity.low.value < 20 * value.quantity.value:  # 回購6億至12億元，上限價58元: an end of another thing
            return _end_of(ledger, value, span, top=top)
    return None


_MIDDLE = rx(r"中位數|中值|中間價|中間值|中點|中位")
_NOUN = rx(r"區間|範圍|之間|之內|目標|財測|預測|預估|帶|水準|水平|指引")


#: What a range of values is called, and no measure: 落在財測43%至45%的區間.
_FORESEEN = rx(r"財測|預測|預告|預估|預期|估計|指引|區間|範圍|共識|所給|給出|合理水[準平]$")


#: 落在近五年14倍～21倍區間: of a stretch that goes on to now
_UP_TO_NOW = rx(r"近|過去|以來")


def _placed(ledger: Ledger, value: Claim, span: Claim) -> Finding | None:
    """A value and its neighbour, a range, by the words between them and behind the later one."""
    if value.quantity.unit != span.quantity.unit or value.quantity.is_range or value.kind in ("from", "rank"):
        return None
    if {value.modality, span.modality} & {"denied", "question"} or is_base(ledger, value):
        return None
    first, last = (value, span) if value.span < span.span else (span, value)
    if span.metric is not None and value.metric is not None and first.span.end <= span.metric.span.start < last.span.start and (
        mentions_agree(span.metric, value.metric) != "same" and not _FORESEEN.search(ledger.words(span.metric))
    ):
        return None  # 收盤價13.4元，目標價在16元至18元之間
    between, behind = ledger.between(first, last), ledger.tail(last)[:12]
    if last is value:
        behind = ledger.after(value)[:22]
        if _ITS_END.search(behind):
            return None  # which end is meant is the threshold's affair
    elif (
        span.period is not None and first.span.end <= span.period.span.start < span.span.start
        and span.period != value.period and not _UP_TO_NOW.search(ledger.words(span.period))
    ):  # fmt: skip
        return None  # 第3季為57.8%，第4季預估介於59%至61%
    words = between + "|" + behind
    if len(between) > 40 or not (_NOUN.search(words) or _NOUN.search(ledger.lead(span))):
        return None
    if _MIDDLE.search(words):
        return _in_the_middle(ledger, value, span)
    if last is span and (touched := _touched(ledger, value, span)):
        return touched
    inside, up, down = bool(_IN.search(words)), bool(_UP.search(words)), bool(_DOWN_OF.search(words))
    if inside + up + down != 1 or "conditional" in (value.modality, span.modality):
        return None
    if inside:
        return _membership(ledger, value, span, identity(Number.of(value.quantity), Number.of(span.quantity)))
    return _beyond(ledger, value, span, up=up)


#: 已碰到央行2%至3%目標區間的上緣
_TOUCHES = rx(r"(?:碰到|觸及|達到|觸碰|碰觸|來到|剛好是|正好是|等於)了?[^，。；0-9]{0,10}$")
_END_OF = rx(r"^(?:的)?[^，。；0-9]{0,8}?(?:的)?(?:(?P<top>上緣|上限|上沿|上端|頂端|頂部|高標)|下緣|下限|下沿|下端|底部|低標)")


def _touched(ledger: Ledger, value: Claim, span: Claim) -> Finding | None:
    """A value that is said to have come to one end of a range."""
    end_ = _END_OF.search(ledger.tail(span))
    if end_ is None or not _TOUCHES.search(ledger.between(value, span)):
        return None
    return _end_of(ledger, value, span, top=bool(end_["top"]))


def _end_of(ledger: Ledger, value: Claim, span: Claim, *, top: bool) -> Finding:
    """The finding on a value that is said to be one end of a range."""
    end = (max if top else min)(span.quantity.low, span.quantity.high, key=lambda number: number.value)
    judged = identity(Number.of(value.quantity), Number.at(end))
    name = ("上限", "upper end") if top else ("下限", "lower end")
    return told(
        NAME, ledger, (value, span), judged,
        formula=f"{value.quantity.low.digits} {'=' if judged.agrees else '≠'} {end.digits}",
        chinese=f"區間{said(span.quantity)}的{name[0]}是{end.digits}，文字寫{said(value.quantity)}",
        english=f"The {name[1]} of {said_in_english(span.quantity)} is {end.digits}; the text says {said_in_english(value.quantity)}",
    )  # fmt: skip


#: 這次開出的價格尚屬合理; 這一讀數低於合理區間: of the number told before the range
_JUDGED_BY = rx(
    r"^(?:之間|不等)?[，；](?:而|因此|所以)?(?:這一?|這次|該|目前|現)[^，。；0-9]{0,10}?"
    r"(?:(?P<where>落在|位於|處於|在|高於|超出|低於)[^，。；0-9]{0,6}(?:區間|範圍)|(?:尚|仍|還|算|已)?(?:屬|算|稱)(?:於|得上)?合理)"
)


_OFFERED = rx(r"收購價|要約價|對價|發行價|作價|轉讓價")


def _judged_by(ledger: Ledger, span: Claim, before: list[Claim]) -> Finding | None:
    """A value told before a range in the same paragraph, held against it by the words behind the range."""
    found = _JUDGED_BY.search(ledger.after(span))
    pool = [c for c in before if c.quantity.unit == span.quantity.unit]
    if found is None or span.modality in UNSAID:
        return None
    if found["where"]:
        pool = [c for c in pool if ledger.passage(c).paragraph == ledger.passage(span).paragraph]
    else:
        pool = [c for c in pool if _OFFERED.search(ledger.lead(c))]
    if not pool or pool[-1].quantity.is_range or is_base(ledger, pool[-1]) or pool[-1].modality in UNSAID:
        return None
    value = pool[-1]
    if rx(r"高於|超出|低於").match(found["where"] or ""):
        return _beyond(ledger, value, span, up=_ABOVE.match(found["where"]) is not None)
    return _membership(ledger, value, span, identity(Number.of(value.quantity), Number.of(span.quantity)))


_UTMOST_OF = {
    "high": rx(r"(?:(?:最高|高見)(?P<noun>[一-鿿]{0,8}?)|(?<![創新])(?:高位|高點))(?:見|至|為|來到|觸及|達|衝上|報|是|在|漲到|升至|價)*(?:每[一-鿿]{1,2})?$"),
    "low": rx(r"(?:(?:最低|低見)(?P<noun>[一-鿿]{0,8}?)|(?<![創新])(?:低位|低點))(?:見|至|為|來到|觸及|達|曾|跌到|跌至|下探|報|是|在|價)*(?:每[一-鿿]{1,2})?$"),
}  # fmt: skip
_AVERAGE = rx(r"(?:加權)?平均(?P<noun>[一-鿿]{0,6}?)(?:為|是|報|約)?$|均價(?:為|是|約)?$")
#: A highest of another stretch than the day at hand.
_LONGER = rx(r"52週|五十二週|今年|年內|去年|歷史|本月|上月|上週|以來|個月|昨|前[一日]|曾|翌日|次日|隔日|盤後|夜盤|盤前|以上|預測|目標|歷來|史上")


def _between_utmost(ledger: Ledger, before: list[Claim], claim: Claim) -> Iterator[Finding]:
    """最低見15.9元，現報16.28元; 最高…最低…: the highest of a stretch, its lowest, and what lies between."""
    lead = ledger.lead(claim)
    role = "last" if STANDS.search(lead) else "mean" if _AVERAGE.search(lead) else next((r for r, p in _UTMOST_OF.items() if p.search(lead)), None)
    if role is None or not _plain(ledger, claim) or _LONGER.search(lead):
        return
    near = [c for c in before if _beside(ledger, c, claim)]
    utmost = {}
    for name, pattern in _UTMOST_OF.items():
        found = [c for c in near if pattern.search(ledger.lead(c)) and not _LONGER.search(ledger.lead(c)) and name != role]
        if found:
            utmost[name] = found[-1]
    if role in ("high", "low"):
        for name, other in utmost.items():
            nouns = [_UTMOST_OF[n].search(ledger.lead(c))["noun"] or "" for n, c in ((name, other), (role, claim))]  # type: ignore[index]
            if nouns[0] == nouns[1] and not exchange_rate(ledger, claim) and _one_place(ledger, other, claim, bool(nouns[0])):
                high, low = (claim, other) if role == "high" else (other, claim)
                yield _utmost(ledger, high, low, "above", ("最高不會少於最低", "the highest is no less than the lowest"))
        return
    if exchange_rate(ledger, claim) or exchange_rate(ledger, near[-1] if near else claim):
        if len(utmost) < 2:
            return  # 最低 may be the strongest or the weakest
        utmost = dict(zip(("low", "high"), sorted(utmost.values(), key=lambda c: c.quantity.low.value), strict=True))
    for name, other in utmost.items():
        if role == "mean" and len(utmost) < 2:
            return
        if role == "last" and not _one_place(ledger, other, claim, False):
            continue
        words = ("收在最高與最低之間", "the last lies between the highest and the lowest")
        yield _utmost(ledger, claim, other, "below" if name == "high" else "above", words)


def _plain(ledger: Ledger, claim: Claim) -> bool:
    """Whether a number is a level that was there."""
    stated = claim.kind in ("level", "to") and claim.modality == "actual" and not claim.quantity.is_range
    return stated and claim.quantity.low.value > 0 and not is_base(ledger, claim)


#: 最高成交價 and 最低成交價 are of one price.
_UTMOST_WORDS = rx(r"最高|最低|加權|平均")


def _beside(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether two plain numbers may be of one thing in one stretch of time, not far from each other."""
    if a.quantity.unit != b.quantity.unit or not _plain(ledger, a) or a.quantity.value > 5 * b.quantity.value or b.quantity.value > 5 * a.quantity.value:
        return False
    names = [_UTMOST_WORDS.sub("", ledger.words(c.metric)) for c in (a, b)]
    alike = all(names) and (names[0].endswith(names[1]) or names[1].endswith(names[0]))
    whose = mentions_agree(a.subject, b.subject) != "different" or all(c.subject == c.metric for c in (a, b))
    one = (whose and alike) or mentions_agree(a.subject, b.subject) != "different" != mentions_agree(a.metric, b.metric)
    return one and not period_apart(a, b) and abs(ledger.passage(a).paragraph - ledger.passage(b).paragraph) <= 1


def _one_place(ledger: Ledger, a: Claim, b: Claim, named: bool) -> bool:
    """Whether both stand in one paragraph, or bear one name; and nothing between them speaks of another day."""
    if ledger.passage(a).paragraph != ledger.passage(b).paragraph:
        return named
    return not rx(r"翌日|次日|隔日|盤後|夜盤|其他|另一|另外|至於").search(ledger.paragraph(b)[_at(ledger, a) : _at(ledger, b)])


def _at(ledger: Ledger, claim: Claim) -> int:
    return ledger.paragraph(claim).find(ledger.sentence(claim)) + ledger.offsets(claim)[0]


def _utmost(ledger: Ledger, value: Claim, bound: Claim, side: Literal["above", "below"], words: tuple[str, str]) -> Finding:
    judged = ordered(Number.of(value.quantity), Number.of(bound.quantity), side, strictly=False)
    sign = "≥" if side == "above" else "≤"
    return told(
        NAME, ledger, (value, bound), judged,
        formula=f"{said(value.quantity)} {sign} {said(bound.quantity)}",
        chinese=f"{words[0]}：{said(value.quantity)}與{said(bound.quantity)}",
        english=f"{words[1].capitalize()}: {said_in_english(value.quantity)} and {said_in_english(bound.quantity)}",
    )  # fmt: skip


_AT_MIDDLE = rx(r"(?P<noun>[一-鿿]{0,8}?)(?:的)?(?:中位數|中間價|中間值|中值|中點|中位價|中間定價)(?:每[一-鿿]{1,2}|為|是|即|約|定|在|的)*$")


def _middle_of(ledger: Ledger, before: list[Claim], value: Claim) -> Finding | None:
    """招股價介乎37.2元至42元。…若按招股價中位數39.6元計算: the middle of a range told before, by its name or right before."""
    found = _AT_MIDDLE.search(ledger.lead(value))
    if found is None or value.quantity.is_range or value.modality in UNSAID:
        return None
    noun = rx(r"^.*(?:若|如|以|按|取|即|其|的|而)").sub("", found["noun"])
    spans = [c for c in before if c.quantity.is_range and c.quantity.unit == value.quantity.unit]
    if not spans or ledger.passage(value).paragraph - ledger.passage(spans[-1]).paragraph > 3:
        return None
    span = spans[-1]
    told_there = ledger.lead(span) + ledger.words(span.metric) + ledger.tail(span)
    named = len(noun) > 1 and noun in told_there
    if not named and not (not noun and ledger.passage(span) == ledger.passage(value)):
        return None
    if _placed(ledger, value, span):
        return None  # told there
    return _in_the_middle(ledger, value, span)


_MIDDLE_IS = rx(
    r"^(?:其|若取|以|而)?(?:中間值|中值|中位數|中點)(?:[^，。；0-9]{0,4}?)(?:(?P<over>高於|優於|超過|高過|勝過|好於)|低於|不及|遜於|差於|低過)"
    rf"{DATED}{{0,16}}$"
)


def _middle_compared(ledger: Ledger, before: list[Claim], bound: Claim) -> Finding | None:
    """介於905億至925億美元，中間值優於分析師預估的903億美元: the middle of the range right before."""
    found = _MIDDLE_IS.search(ledger.lead(bound))
    spans = [c for c in before if c.quantity.is_range and c.quantity.unit == bound.quantity.unit]
    if found is None or not spans or bound.quantity.is_range or spans[-1].quantity.low.value < 0:
        return None
    span = spans[-1]
    low, high, line = (Number.at(written) for written in (span.quantity.low, span.quantity.high, bound.quantity.low))
    wanted = Interval(Fraction(0), None, True) if found["over"] else Interval(None, Fraction(0), True, True)
    judged = relation(
        lambda a, b, c: (a + b).scaled(Fraction(1, 2)) - c, (low, high, line), Number(core=wanted, interval=wanted, step=line.step)
    )  # fmt: skip
    sign = ">" if found["over"] else "<"
    return told(
        NAME, ledger, (span, bound), judged,
        formula=f"({span.quantity.low.digits} + {span.quantity.high.digits}) ÷ 2 {sign} {bound.quantity.low.digits}",
        chinese=f"文字說{said(span.quantity)}的中間值{'高於' if sign == '>' else '低於'}{said(bound.quantity)}",
        english=f"The words put the middle of {said_in_english(span.quantity)} {'above' if sign == '>' else 'below'} {said_in_english(bound.quantity)}",
    )  # fmt: skip


def _in_the_middle(ledger: Ledger, value: Claim, span: Claim) -> Finding:
    """The middle of a range against the value said to be it."""
    low, high = (Number.at(written) for written in (span.quantity.low, span.quantity.high))
    judged = relation(lambda a, b: (a + b).scaled(Fraction(1, 2)), (low, high), Number.of(value.quantity))
    middle = (span.quantity.low.value + span.quantity.high.value) / 2
    return told(
        NAME, ledger, (value, span), judged,
        formula=f"({span.quantity.low.digits} + {span.quantity.high.digits}) ÷ 2 = {like(value.quantity, middle)}",
        chinese=f"{said(span.quantity)}的中間是{like(value.quantity, middle)}，文字寫{said(value.quantity)}",
        english=f"The middle of {said_in_english(span.quantity)} is {like_in_english(value.quantity, middle)}; the text says "
        f"{said_in_english(value.quantity)}",
    )  # fmt: skip


def _beyond(ledger: Ledger, value: Claim, span: Claim, *, up: bool) -> Finding:
    """A value said to lie above or below a range."""
    judged = ordered(Number.of(value.quantity), Number.of(span.quantity), "above" if up else "below")
    side = ("高於", "above") if up else ("低於", "below")
    return told(
        NAME, ledger, (value, span), judged,
        formula=f"{said(value.quantity)} {'>' if up else '<'} {said(span.quantity)}",
        chinese=f"文字說{said(value.quantity)}{side[0]}區間{said(span.quantity)}",
        english=f"The words put {said_in_english(value.quantity)} {side[1]} the range {said_in_english(span.quantity)}",
    )  # fmt: skip


def _referred(ledger: Ledger, span: Claim, following: list[Claim]) -> Finding | None:
    """A value after the range, in its paragraph, that the words place in "this range" or beyond it."""
    for value in following:
        if value.quantity.is_range or ledger.passage(value).paragraph != ledger.passage(span).paragraph:
            return None
        found = _REFERS.search(ledger.after(value))
        if found is None or value.quantity.unit != span.quantity.unit or value.modality in ("denied", "question"):
            continue
        if found["noun"] and found["noun"] not in ledger.before(span):
            continue  # of another range
        if not rx("高於|超出|超過|突破|低於|跌破|不及").match(found["where"]):
            return _membership(ledger, value, span, identity(Number.of(value.quantity), Number.of(span.quantity)))
        if found["end"]:
            return None  # which end is meant is the threshold's affair
        return _beyond(ledger, value, span, up=bool(_ABOVE.match(found["where"])))
    return None


_UTMOST = rx(r"最(?:大|小|高|低|多|少|貴|平|便宜)(?!限|高|低)")


def _extreme(ledger: Ledger, span: Claim, following: list[Claim]) -> Finding | None:
    """面積介乎312至688方呎，當中面積最大的單位為725方呎: the largest or smallest of what a range spans lies in it."""
    for value in following:
        if ledger.passage(value).paragraph != ledger.passage(span).paragraph:
            return None
        lead = ledger.lead(value)
        named = bigrams(ledger.lead(span) + " " + ledger.words(span.metric)) & bigrams(lead + " " + ledger.words(value.metric))
        fits = value.quantity.unit == span.quantity.unit and not value.quantity.is_range and value.modality == span.modality and value.kind == "level"
        if fits and named and _UTMOST.search(lead) and _SAID_BETWEEN.search(ledger.lead(span)) and not is_base(ledger, value):
            return _membership(ledger, value, span, identity(Number.of(value.quantity), Number.of(span.quantity)))
    return None


def _members(ledger: Ledger, span: Claim, claims: list[Claim], said_of: Finding | None) -> Iterator[Finding]:
    """Agreement of the same measure's last value with its range, also across fact and forecast; never an alarm."""
    done = set(said_of.claims) if said_of else set()
    members = [c for c in claims if c.key not in done and not c.quantity.is_range and _same_measure(ledger, c, span)]
    for value in members[-1:]:
        judged = identity(Number.of(value.quantity), Number.of(span.quantity))
        if judged.agrees:
            yield _membership(ledger, value, span, judged)


def _same_measure(ledger: Ledger, value: Claim, span: Claim) -> bool:
    """The same unit and thing; the measure may go unnamed on the range's side. From-states are past."""
    if value.quantity.unit != span.quantity.unit or value.kind not in ("level", "to") or span.kind != "range":
        return False
    as_level = replace(span, kind="level", period=None)
    answer = same(ledger, value, as_level)
    if answer.answer == "unproven" and answer.reason == "metric":
        return span.metric is None and value.metric is not None and ledger.words(value.metric) in ledger.sentence(span)
    return answer.answer == "same" or (answer.answer == "unproven" and answer.reason in ("period", "scope", "modifier"))


def _membership(ledger: Ledger, value: Claim, span: Claim, judged: Judgement) -> Finding:
    ends = f"{span.quantity.low.digits} ≤ {value.quantity.low.digits} ≤ {span.quantity.high.digits}"
    return told(
        NAME, ledger, (value, span), judged,
        formula=ends,
        chinese=f"{said(value.quantity)}與區間{said(span.quantity)}相比"
        + ("，落在區間之內" if judged.agrees else "，不在區間之內"),
        english=f"{said_in_english(value.quantity)} "
        + ("lies in" if judged.agrees else "does not lie in")
        + f" the range {said_in_english(span.quantity)}",
    )  # fmt: skip


EXAMPLES = (
    Example(
        text="11月通膨率為3.7%，仍落在央行2%至3%的目標區間內。",
        verdict="inconsistent",
        touches=("3.7%", "2%至3%"),
    ),
    Example(text="11月通膨率為2.4%，仍落在央行2%至3%的目標區間內。", verdict="exact", touches=("2.4%", "2%至3%")),
    Example(
        text="毛利率为52.8%，高于公司53%至55%的财测区间。",
        verdict="inconsistent",
        touches=("52.8%", "53%至55%"),
        severity="conclusion",
    ),
    Example(
        text="第4季營收預估介於1,040億元至1,010億元之間。",
        verdict="inconsistent",
        touches=("1,040億元至1,010億元",),
        slip="swapped_roles",
    ),
    Example(
        text="美國10年期公債殖利率已升至3.72%。美國10年期公債殖利率年底前將在3.7%-3.9%區間波動。",
        verdict="exact",
        touches=("3.72%", "3.7%-3.9%"),
    ),
    Example(text="營收季減率則在-5%～-10%之間。", verdict=None, note="負值區間由大寫到小"),
    Example(text="合約價跌幅約10%～5%。", verdict=None, note="跌幅的區間可以遞減"),
    Example(text="第3季毛利率為57.8%，第4季毛利率預估介於59%至61%。", verdict=None, note="另一期的預測"),
)
