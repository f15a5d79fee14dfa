"""占比：部分對整體

## 做什麼
文字寫出部分、整體，又寫出占幾成時，重算部分 ÷ 整體；只寫「整體……其中部分」時，看部分有沒有大過整體。
Where part, whole and share are given, part ÷ whole is worked out again; a part must not be larger than its whole.

## 為何重要
占比決定一件事重不重要；分子分母各抄自不同的表，最容易配錯。
A share says how much a thing matters; numerator and denominator often come from different tables.

## 如何判定
部分 ÷ 整體，依捨入規則與所寫的百分比、成數或「一半」比對。
part ÷ whole, weighed with the usual rounding.

## 何時沉默
占的是另一個整體（文字寫了另一個名稱）；部分與整體單位不同；同一句有幾個可能的整體。
Silent where the share is of another whole, where units differ, and where several numbers could be the whole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import groupby, pairwise
from typing import cast

import ontology
from extract.interval import Interval
from extract.numerals import small
from extract.reading import Claim
from extract.text import key, rx
from kg.breakdowns import breakdowns, is_figure
from kg.formulas import SHARE, Formula, total, weigh
from kg.ledger import Example, Finding, Ledger
from kg.pairing import mentions_agree, period_apart, says_nothing
from kg.partitions import exclusive
from kg.roles import RATES, figures, is_base, is_record, one_unit
from kg.rules import Number, ordered, relation
from kg.wording import said, said_in_english, told

NAME = "share"
TITLE = {"zh-Hant": "占比", "zh-Hans": "占比", "en": "Share"}

_OF = r"(?:占|佔|相當於|等於|相等於)"
_OF_KEY = key(_OF)
_LEAD_IN = r"(?:約|近|將近|逾|超過|達|高達|至|為|的|了|到|整整|不到|僅|只|有|即|比重|比例|占比|佔比|份額|權重|：)*"
#: P，占W的R
_PART_WHOLE = rx(rf"(?:{_OF}|(?:恢復|回復)到?至?|僅?為|只有|不到|僅及)(?P<whole>[^，。；]{{0,24}})$")
_WHOLE_RATIO = rx(rf"^[」）)]?(?:的|之|其中的)?{_LEAD_IN}$")
#: W，其中P，占R
_WITHIN = rx(r"其中|當中|之中|裡面|包括|包含|裏面|內含|^[^，。；0-9]{0,10}(?:中|裡|內)(?:，|有|已)")
_SOLD = rx(r"售出|沽出|成交|完成|已|不合格|違規|回收|通過|獲")
_PART_RATIO = rx(
    rf"^(?P<aside>[^，。；0-9]{{0,24}}?)[，、（(]?(?:即|也就是|分別|約|則|也|已|僅|恰好|剛好|就|只)*(?P<of>{_OF}?)(?P<whole>[^，。；0-9]{{0,12}}?)(?:的|之)?"
    rf"(?P<named>比重|[質押派息]*比例|占比|佔比|份額|權重|[派息]*比率|滲透率|不合格率|合格率|出租率|佔有率|成交率)?{_LEAD_IN}$"
)
#: W的R，即P
_RATIO_OF = rx(
    rf"^[」）)]?(?:的|之|中的?|當中的?|裡的?){_LEAD_IN}$"
    rf"|^[^，。；0-9]{{0,6}}[，（](?:其中|當中)[^，。；0-9]{{1,12}}?(?:約|大約|已|便|就|僅|只|共)*{_OF}(?:整體|總數|全部|其中)?(?:的)?{_LEAD_IN}$"
)
_THAT_IS = rx(r"^(?:、|，|（|\(|,)?(?:即|也就是|亦即|相當於|等於|約|合|共|為|計|折合|約合|約為|：)+(?:約|共|逾|近)*$")
_WHOLLY = rx(r"^(?:其所持股份|所持股份|其持有股份|其所持|所持股|總|全|整體|其|該|當|全部|總額|總數|總量|總體|比|其中|所|集團|公司|市場|行業|大市|大盤)*$")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every share of the ledger whose part and whole are stated; every part beside its whole."""
    used: set[str] = set()
    for *_, claims in ledger.sentences():
        pool = [c for c in figures(claims) if not c.quantity.is_range]
        for place, ratio in enumerate(pool):
            if ratio.quantity.unit != "PERCENT" or ratio.kind in ("change", "from"):
                continue
            found = _direct(ledger, pool, place) or _within(ledger, pool, place) or _ratio_of(ledger, pool, place) or _counted_on(ledger, pool, place)
            found = found or _of_told(ledger, pool, place) or _completed(ledger, claims, ratio) or _elsewhere(ledger, pool, place)
            if found is not None and _could_be(*found, ratio):
                used |= {found[0].key, found[1].key, ratio.key}
                mistakes = (Formula(of=lambda a, b: SHARE.of(b, a), written="", slip="swapped_roles"),)
                yield weigh(NAME, ledger, found, ratio, (SHARE,), mistakes=mistakes)
    yield from _of_lists(ledger, used)
    yield from _by_name(ledger, used)
    for *_, claims in ledger.sentences():
        yield from _larger(ledger, [c for c in figures(claims) if not c.quantity.is_range], used)
    for first, second in _followed(ledger):
        yield from _larger(ledger, [first, second], used)


#: 市占65.6%, 佔80.1%, 占基金收入72.5%: the words right before a share.
_SHARE_OF = rx(
    rf"(?:市?{_OF}|占比|佔比|市占率?|市佔率?|比重|份額|占有率)(?P<whole>[^，。；0-9]{{0,12}}?)(?:的|之)?(?:比重|比例|份額)?{_LEAD_IN}$"
)
_FARTHEST = 6


def _of_lists(ledger: Ledger, used: set[str]) -> Iterator[Finding]:
    """其中Hyperfluid 3,196億美元，較…增12%，市占65.6%: the share of a part in a list, and of any amount told before its share.

    The whole of a list is known (其中); else only a part and a whole that fit are told, since none is shown to be meant.
    """
    whole_of = {part.key: listed.wholes[0] for listed in breakdowns(ledger) if listed.within for part in listed.parts}
    for reading in ledger.readings:
        before: list[Claim] = []
        for claim in ledger.own(reading):
            if ledger.passage(claim).role == "body" and claim.key not in used and before and (frame := _frame_of_share(ledger, claim)) is not None:
                last = before[-1]
                parts = _together(ledger, before, claim) if _goes_with(ledger, last, claim) else ()
                whole = whole_of.get(parts[-1].key) if parts else None
                found = _its_share(ledger, parts, claim, before[: -len(parts)], whole, frame) if parts else None
                found = found or _somewhere(ledger, before, claim)
                if found is not None:
                    used |= {last.key, claim.key}
                    yield found
            if is_figure(ledger, claim):
                before.append(claim)


#: 電動化率, 破發率, 下沉市場占比: a share by a name of its own.
_RATE_NAME = rx(
    r"(?:化|破發|上座|滲透|覆蓋|占有|使用|完成|達成|回收|出租|成交|中籤|合格|及格|通過|派息|配發|分派)率(?:約|為|達|僅|至|只有|高達|：)*$"
)


def _frame_of_share(ledger: Ledger, claim: Claim) -> str | None:
    """The words that name the whole of a share, "" where none do; None where a number is no share of an amount told before it."""
    if claim.quantity.unit != "PERCENT" or claim.kind in ("change", "from") or claim.quantity.is_range or is_base(ledger, claim):
        return None
    frame = _SHARE_OF.search(ledger.lead(claim))
    if frame is not None:
        return frame["whole"] or ""
    moved = claim.kind == "to" and re.search(_REACHED_SHARE, ledger.before(claim)[-40:])
    return "" if moved or _RATE_NAME.search(ledger.lead(claim)) else None


#: 占營收的比重由上年同期的21.7%提高到26.6%
_REACHED_SHARE = key(r"(?:占|佔|占比|佔比|比重|份額)[^，。；0-9]{0,12}(?:由|從|自)[^，。；]{0,24}$")


def _somewhere(ledger: Ledger, before: Sequence[Claim], ratio: Claim) -> Finding | None:
    """A part and its whole among the amounts before a share, one of them near it, of which it is the share to its last digit."""
    if len(ratio.quantity.low.digits.strip("0.").replace(".", "")) < 3 or ratio.quantity.qualifier not in ("none", "about"):
        return None
    paragraph = ledger.passage(ratio).paragraph
    pool = list(before[-30:])
    near = [c for c in pool[-8:] if paragraph == ledger.passage(c).paragraph]
    pairs = [(one, other) for one in reversed(near) for other in reversed(pool) if other is not one]
    for one, other in pairs:
        part, whole = (one, other) if one.quantity.value < other.quantity.value else (other, one)
        if not one_unit(part, whole) or exclusive(ledger.lead(whole), ledger.lead(part)):
            continue
        judged = relation(SHARE.of, [Number.of(part.quantity), Number.of(whole.quantity)], Number.of(ratio.quantity))
        if judged.verdict in ("exact", "rounds"):
            return weigh(NAME, ledger, (part, whole), ratio, (SHARE,))
    return None


def _goes_with(ledger: Ledger, part: Claim, ratio: Claim) -> bool:
    """Whether a share stands near behind an amount in its sentence, and is not compared with another."""
    return ledger.passage(part) == ledger.passage(ratio) and len(ledger.between(part, ratio)) < 60 and not (is_base(ledger, ratio) or ratio.quantity.is_range)


#: 兩者占總裝機45.8%: the share of several together.
_THEIRS = rx(r"(?:(?P<many>[兩二三四五六])(?:者|項|大|家|類|個)?[^，。；0-9]{0,4}?|相加|合計|合共|加起來|加總|總共|一共|共|合)[^，。；0-9]{0,3}?[占佔]")


def _together(ledger: Ledger, before: Sequence[Claim], ratio: Claim) -> tuple[Claim, ...]:
    """The amounts that a share is told of: the last, or as many as the words say; none where they do not say how many."""
    found = _THEIRS.search(ledger.lead(ratio))
    if found is None:
        return (before[-1],)
    many = int(small(found["many"] or "") or 0) if found["many"] else 0
    parts = tuple(before[-many:]) if many else ()
    summed = before[-1] if rx("合計|合共|共").search(ledger.lead(before[-1])) else None
    if summed is not None:
        return (summed,)  # 三項合計76噸，約占…的26.2%
    return parts if len(parts) == many > 1 and len({part.quantity.unit for part in parts}) == 1 else ()


def _its_share(ledger: Ledger, parts: tuple[Claim, ...], ratio: Claim, before: Sequence[Claim], whole: Claim | None, named: str) -> Finding | None:
    """One amount, or several together, with the nearest earlier one of which they have the share told; else with the whole of their list."""
    formula = SHARE if len(parts) == 1 else _share_of(len(parts))
    largest = sum(part.quantity.value for part in parts)
    alike = [
        c for c in reversed(before[-24:])
        if c.quantity.unit == parts[0].quantity.unit and c.quantity.value > largest
        and not (period_apart(c, parts[-1]) and parts[-1].by.get("period") in ("attached", "clause"))
        and not exclusive(ledger.lead(c), ledger.lead(parts[0]))
    ][:_FARTHEST]  # fmt: skip
    for candidate in alike:
        judged = relation(formula.of, [Number.of(c.quantity) for c in (*parts, candidate)], Number.of(ratio.quantity))
        if judged.verdict in ("exact", "rounds"):
            return weigh(NAME, ledger, (*parts, candidate), ratio, (formula,))
    if whole is None or (named and not _WHOLLY.search(named) and not _names(ledger, whole, named)) or not _could_be(parts[0], whole, ratio):
        return None
    mistakes = (Formula(of=lambda a, b: SHARE.of(b, a), written="", slip="swapped_roles"),) if len(parts) == 1 else ()
    return weigh(NAME, ledger, (*parts, whole), ratio, (formula,), mistakes=mistakes)


def _share_of(count: int) -> Formula:
    """The share of so many together."""
    add = total(count)
    written = " + ".join(f"{{{place}}}" for place in range(count))
    return Formula(of=lambda *x: (add.of(*x[:-1]) / x[-1]).scaled(100), written=f"({written}) ÷ {{{count}}}")


#: Ratios that have a name, by what is divided by what.
_RATIOS = (
    (rx("利用率|稼動率|產能利用"), rx("產量"), rx("產能(?!利用)")),
    (rx("失業率"), rx("失業人[數口]"), rx("勞動力")),
    (rx("毛利率"), rx("毛利(?!率)"), rx("營收|營業收入|營業額|收入|銷售額")),
    (rx("營業利益率|營益率|營業利潤率|經營利潤率"), rx("營業利益(?!率)|營業利潤(?!率)|經營[利溢][潤利](?!率)"), rx("營收|營業收入|營業額|收入")),
    (rx("(?<![年月季])(?:淨利率|純益率|純利率|淨利潤率)"), rx("淨利(?!率|息|潤率)|純益(?!率)|純利(?!率)"), rx("營收|營業收入|營業額|(?<!利息)收入")),
    (rx("資產負債率|負債比率|負債率"), rx("負債(?!率|比)"), rx("資產(?!負債)")),
    (rx("成本(?:對)?收入比"), rx("成本|支出|費用"), rx("收入(?!比)")),
    (rx("貸存比|存貸比"), rx("貸款"), rx("存款")),
    (rx("配發率|派息率|派息比率|分紅比例|分紅率|股利發放率"), rx("股利|股息|派息|分紅|派發|派現"), rx("每股盈餘|每股盈利|每股收益|EPS|淨利|純利|溢利")),
    (rx("不良(?:貸款)?率|逾放比"), rx("不良|逾放"), rx("(?<!不良)貸款|放款")),
    (rx("撥備覆蓋率|呆帳覆蓋率|準備覆蓋率"), rx("準備|備抵|撥備(?!覆)"), rx("不良|逾放")),
    (rx("收入利潤率"), rx("利潤(?!率)"), rx("收入(?!利潤率)")),
    (rx("非票收入與票房之比"), rx("非票"), rx("票房(?!之比)")),
    (rx("勞動參與率"), rx("勞動力(?!參與)"), rx("民間人口|十五歲以上|15歲以上")),
)


def _by_name(ledger: Ledger, used: set[str]) -> Iterator[Finding]:
    """產量86.4GWh，產能97.2GWh，利用率88.9%: a ratio by its name, with the one amount of each of its two sides before it."""
    for _, group in groupby(ledger.sentences(), key=lambda s: (s[0].article.key, s[1].role, s[1].paragraph)):
        claims = [c for _, passage, _, own in group if passage.role == "body" for c in figures(own)]
        for at, ratio in enumerate(claims):
            if ratio.quantity.unit != "PERCENT" or ratio.kind in ("change", "from") or ratio.quantity.is_range or is_base(ledger, ratio) or ratio.key in used:
                continue
            words = ledger.words(ratio.metric) + "|" + ledger.lead(ratio)
            for name, above, below in _RATIOS:
                if name.search(words):
                    found = _two_sides(ledger, [c for c in claims[:at] if is_figure(ledger, c)], ratio, above, below)
                    if found is not None:
                        used.add(ratio.key)
                        yield found
                    break


def _two_sides(ledger: Ledger, amounts: Sequence[Claim], ratio: Claim, above: re.Pattern[str], below: re.Pattern[str]) -> Finding | None:
    """The ratio against the one amount of each side; where a side has several, only what fits is told."""
    sides: list[list[Claim]] = []
    for name in (above, below):
        sides.append([c for c in amounts if name.search(ledger.lead(c) or ledger.words(c.metric)) and not period_apart(c, ratio)][-3:])
    parts, wholes = sides
    pairs = [
        (part, whole) for part in reversed(parts) for whole in reversed(wholes)
        if part is not whole and part.quantity.unit == whole.quantity.unit and mentions_agree(part.subject, whole.subject) != "different"
    ]  # fmt: skip
    for part, whole in pairs:
        judged = relation(SHARE.of, (Number.of(part.quantity), Number.of(whole.quantity)), Number.of(ratio.quantity))
        if judged.verdict in ("exact", "rounds"):
            return weigh(NAME, ledger, (part, whole), ratio, (SHARE,))
    near = len(pairs) == 1 and all(ledger.passage(c) == ledger.passage(ratio) for c in pairs[0])
    return weigh(NAME, ledger, pairs[0], ratio, (SHARE,)) if near and _could_be(*pairs[0], ratio) else None


def _could_be(part: Claim, whole: Claim, ratio: Claim) -> bool:
    """Whether a part could have such a share of a whole, an error granted: no dividend a share is the whole of all dividends."""
    if not whole.quantity.value or not ratio.quantity.value:
        return False
    return Fraction(1, 30) < part.quantity.value * 100 / whole.quantity.value / ratio.quantity.value < 30


def _followed(ledger: Ledger) -> Iterator[tuple[Claim, Claim]]:
    """Whole and part where the part's sentence begins with 其中: the first amount of its unit in the sentence before."""
    last: tuple[Claim, ...] = ()
    where: tuple[str, int] | None = None
    for reading, passage, text, claims in ledger.sentences():
        here = (reading.article.key, passage.paragraph)
        pool = figures(claims)
        if last and where == here and pool and rx("^(?:其中|當中)").search(text):
            part = pool[0]
            wholes = [c for c in figures(last) if c.quantity.unit == part.quantity.unit and not is_base(ledger, c) and c.kind == part.kind]
            named = [c for c in wholes if mentions_agree(c.metric, part.metric) == "same"] or wholes
            if named and _amount(part) and not part.quantity.is_range and not named[-1].quantity.is_range:
                yield named[-1], part
        last, where = claims, here


def _framed(ledger: Ledger, pool: list[Claim], place: int) -> tuple[re.Match[str], Claim, str] | None:
    """The frame of a share, the part that it is told of, and the words that name its whole.

    The part is the amount right before (P，占W的R), before its own rates (P，同比增長75%，占W的R), or the one that the words
    name again (證交稅占總稅收; 境外占比).
    """
    part, ratio = pool[place - 1], pool[place]
    again = _named_again(ledger, pool, place)
    if again is not None:
        return *again, again[0]["whole"] or ""
    frame = _PART_RATIO.search(ledger.between(part, ratio))
    if frame is None or not _amount(part) or not (frame["of"] or frame["named"]):
        over = _over_rates(ledger, pool, place)
        if over is None:
            return None
        frame, part = over
    words = frame["whole"] or ""
    if frame["named"] and not frame["of"] and words:  # 多單占比: the words name the part
        own = [c for c in pool[:place] if _amount(c) and words in ledger.lead(c)]
        return (frame, own[-1], "") if own else (frame, part, words)
    return frame, part, words


def _elsewhere(ledger: Ledger, pool: list[Claim], place: int) -> tuple[Claim, Claim] | None:
    """香港業務收入13.22億元，佔整體72%: the whole stands in a sentence before, of the measure that the words name."""
    if place < 1:
        return None
    told = _framed(ledger, pool, place)
    if told is None:
        return None
    _, part, named = told
    if rx("該|這|此").search(named) and not _WHOLLY.search(named):
        return None  # 占該平台清算額的2.0%: which platform's, the sentence before tells
    mine = ledger.reading(part)
    paragraph = ledger.passage(part).paragraph
    earlier = _index(ledger).get((mine.article.key, part.quantity.unit), ())
    wholes = [
        c for c in earlier
        if c.span.end <= part.span.start and paragraph - 3 <= ledger.passage(c).paragraph and c.quantity.value > part.quantity.value
        and not c.quantity.is_range and c.kind in ("level", "count", "to") and c.modality == part.modality
        and not is_base(ledger, c) and not is_record(ledger, c) and not exclusive(ledger.lead(c), ledger.lead(part))
    ]  # fmt: skip
    if named and not _WHOLLY.search(named):
        wholes = [c for c in wholes if _names(ledger, c, named) and mentions_agree(c.subject, part.subject) != "same"] or [
            c for c in wholes if _names(ledger, c, named)
        ]
    else:
        wholes = [c for c in wholes if mentions_agree(c.metric, part.metric) == "same" or _all_of_it(ledger, c, part)]
        near = bool(wholes) and ledger.passage(wholes[-1]).paragraph == paragraph
        if near and re.search(_OF_KEY, ledger.between(wholes[-1], part)):
            return None  # the whole of both was named before
    wholes = [c for c in wholes if not period_apart(c, part)]
    values = {c.quantity.value for c in wholes}
    return (part, wholes[-1]) if len(values) == 1 else None


#: 總發電量, 全國用電量: what is of all there is, by its name.
_OF_ALL = rx(r"^(?:[^，。；0-9]{0,10}?)(?:總|全[國港台球市省年]?|整體)(?P<what>[^，。；0-9總全]{2,4}?)[量額數值]?$")


def _all_of_it(ledger: Ledger, whole: Claim, part: Claim) -> bool:
    """總發電量2,890億度 … 再生能源發電345億度，僅佔11.9%: whether the part's own words tell what the whole is all of."""
    found = _OF_ALL.search(ledger.words(whole.metric)) or _OF_ALL.search(ledger.lead(whole))
    return found is not None and found["what"] in ledger.lead(part)


#: 證交稅占總稅收: the part by its name, and the whole.
_NAMED_SHARE = rx(rf"^(?P<part>[一-鿿]{{2,8}}){_OF}(?P<whole>[^，。；0-9]{{1,12}}?)(?:的|之)?(?P<named>比重|比例|份額)?{_LEAD_IN}$")


def _named_again(ledger: Ledger, pool: list[Claim], place: int) -> tuple[re.Match[str], Claim] | None:
    """營所稅1.16兆元、證交稅2,618億元，證交稅占總稅收22.3%: the one amount before that has the part's name right before it."""
    found = _NAMED_SHARE.search(ledger.lead(pool[place]))
    if found is None:
        return None
    named = [c for c in pool[:place] if _amount(c) and ledger.lead(c).endswith(found["part"])]
    frame = _PART_RATIO.search(ledger.lead(pool[place])[len(found["part"]) :])
    return (frame, named[0]) if frame is not None and len(named) == 1 else None


def _over_rates(ledger: Ledger, pool: list[Claim], place: int) -> tuple[re.Match[str], Claim] | None:
    """The part before its own rates of growth, which the share goes on from."""
    at = place - 1
    while at > 0 and pool[at].quantity.unit == "PERCENT" and pool[at].kind == "change":
        at -= 1
    if at == place - 1 or not _amount(pool[at]):
        return None
    frame = _PART_RATIO.search(ledger.lead(pool[place]))
    return (frame, pool[at]) if frame and (frame["of"] or frame["named"]) else None


def _index(ledger: Ledger) -> dict[tuple[str, str], list[Claim]]:
    """The claims of every article by unit, in text order."""
    place = ("by unit", "")
    if place not in ledger.known:
        found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in ledger.claims:
            found[ledger.reading(claim).article.key, claim.quantity.unit].append(claim)
        ledger.known[place] = found
    return cast(dict[tuple[str, str], list[Claim]], ledger.known[place])


def _amount(claim: Claim) -> bool:
    return claim.quantity.unit not in (*RATES, "ORDINAL", "NONE") and claim.kind != "change"


def _direct(ledger: Ledger, pool: list[Claim], place: int) -> tuple[Claim, Claim] | None:
    """P，占W的R."""
    if place < 2:
        return None
    part, whole, ratio = pool[place - 2 : place + 1]
    if not (_amount(part) and _amount(whole)) or not one_unit(part, whole):
        return None
    if _WHOLE_RATIO.search(ledger.between(whole, ratio)) and (frame := _PART_WHOLE.search(ledger.between(part, whole))):
        another = not re.match(_OF_KEY, frame.group()) and mentions_agree(part.metric, whole.metric) == "different"
        return None if another else (part, whole)  # 淨利8.6億元，海外訂單恢復至2021年35億元的90%
    if _IN_WHOLE.search(ledger.between(whole, ratio)) and rx(r"(?:在|於|以)[^，。；0-9]{0,6}$").search(ledger.between(part, whole)):
        return part, whole
    return None


#: 恢復至2019年7,150萬人次的85.3%, 等於做到去年全年1兆1,402.8億元的97.3%
_OF_AN_EARLIER = rx(
    rf"(?:{_OF}|恢復|回復|回到|達到?|做到|完成|達成|僅?為|是|只有|僅及|不及)[^，。；0-9]{{0,10}}"
    r"(?:[0-9]{4}年|去年|前年|上年|疫前|當年|高峰|同期|目標|年度|預算)[^，。；]{0,12}$"
)


def _of_told(ledger: Ledger, pool: list[Claim], place: int) -> tuple[Claim, Claim] | None:
    """客運量6,100萬人次，較前年的5,310萬人次上揚14.9%，恢復至2019年7,150萬人次的85.3%: of an amount of another time or a goal."""
    if place < 2:
        return None
    whole, ratio = pool[place - 1], pool[place]
    if not _amount(whole) or not _WHOLE_RATIO.search(ledger.between(whole, ratio)) or not _OF_AN_EARLIER.search(ledger.before(whole)[-30:]):
        return None
    parts = [c for c in pool[: place - 1] if _done(ledger, c) and c.quantity.unit == whole.quantity.unit and not is_base(ledger, c)]
    alike = [c for c in parts if mentions_agree(c.metric, whole.metric) == "same"]
    alike = alike or [c for c in parts if mentions_agree(c.metric, whole.metric) != "different"]
    return (alike[0], whole) if len({c.quantity.value for c in alike}) == 1 else None


def _done(ledger: Ledger, claim: Claim) -> bool:
    """Whether a number is an amount, also one that was newly done: 新增197.85吉瓦."""
    added = claim.kind == "change" and claim.quantity.unit not in RATES and rx("新增|新簽|新開").search(ledger.lead(claim)) is not None
    return _amount(claim) or added


#: P，在W總額中占了R
_IN_WHOLE = rx(rf"^[^，。；0-9]{{0,8}}(?:中|裡|裏|內)(?:，)?(?:占|佔)(?:了)?{_LEAD_IN}$")


def _within(ledger: Ledger, pool: list[Claim], place: int) -> tuple[Claim, Claim] | None:
    """W，其中P，占R: the whole is the last amount of the part's unit before 其中."""
    if place < 2:
        return None
    told = _framed(ledger, pool, place)
    if told is None:
        return None
    frame, part, named = told
    wholes = [c for c in pool[: pool.index(part)] if _amount(c) and one_unit(c, part) and not is_base(ledger, c)]
    if not wholes:
        return None
    whole = wholes[0]
    between = ledger.between(whole, part)
    told_apart = named and not _WHOLLY.search(named) and not _names(ledger, whole, named)
    if not named and re.search(_OF_KEY, between):
        return None  # 民營企業23.5萬億元，占外貿總值的57%；對東盟6.8萬億元，占16.6%: the whole of both was named before
    if told_apart and not (_WITHIN.search(between) and rx("^(?:總|全|整體)").search(named)):
        return None
    alone = len(wholes) == 1 and len(between) < 24
    if _WITHIN.search(between) is None and not (named and len(wholes) == 1 and _names(ledger, whole, named)):
        larger = alone and whole.quantity.value > part.quantity.value
        if larger and named and _WHOLLY.search(named) and _HELD.search(named + between):
            return part, whole  # 持有1.38億股，累計質押8,610萬股，占其所持股份的62.4%
        if larger and not named and _ENTIRE.search(ledger.lead(whole)) and _HOLDING.search(ledger.lead(part)):
            return part, whole  # 淨資產347億元，第一大持股市值31.2億元，約占9%
        peers = exclusive(ledger.lead(whole), ledger.lead(part))
        partly = larger and not named and not peers and (_SOLD.search(between) or frame["named"])
        if not partly or (mentions_agree(whole.subject, part.subject) == "different" and not part.quantity.counted):
            return None
    return (part, whole) if "。" not in between else None


_HELD = rx("持股|股份|持有")
_ENTIRE = rx("總|淨資產|淨值|全部|合計|規模")
_HOLDING = rx("持股|持有|部位|持倉|配置|投資")

#: P，以W計，R
_ON = rx(r"(?:以|按|依)[^，。；]{0,14}$")
_COUNTED = rx(
    r"^(?:計算|計|估計|推算|估算|換算|來看|為基數)(?:，|$)(?:[^，。；0-9]{0,4}(?:率|比重|比例|占比|比)|(?:約|即)?(?:相當於|等於|占|佔)[^，。；0-9]{0,8}?(?:的|之)?)"
    r"(?:約|為|達|近|逾|是|有)*$"
)


def _counted_on(ledger: Ledger, pool: list[Claim], place: int) -> tuple[Claim, Claim] | None:
    """配發現金股利3.5元，以每股純益5.12元計算，配發率68.4%."""
    if place < 2:
        return None
    part, whole, ratio = pool[place - 2 : place + 1]
    if not (_amount(part) and _amount(whole)) or part.quantity.unit != whole.quantity.unit or whole.quantity.value <= 0:
        return None
    fits = _ON.search(ledger.lead(whole)) and _COUNTED.search(ledger.between(whole, ratio))
    return (part, whole) if fits and not _YIELD.search(ledger.between(whole, ratio)) else None


_COMPLETED = rx(
    r"(?:(?:完成|達成)(?!率)[^，。；0-9]{0,14}(?:的)?(?:約|逾|近)?|(?:完成|達成|達標|執行)(?:率|進度)[^，。；0-9]{0,4})$"
)
_GOAL = rx(r"目標|任務|預算|計劃|指標")


def _completed(ledger: Ledger, claims: Sequence[Claim], ratio: Claim) -> tuple[Claim, Claim] | None:
    """新增就業68.3萬人，完成年度任務70萬人的97.6%: what was done over the only goal of its unit in the sentence."""
    before = [c for c in claims if c.span.end <= ratio.span.start]
    over = bool(before) and ledger.between(before[-1], ratio) == "的" and bool(_COMPLETED.search(ledger.lead(before[-1])))
    if not over and not _COMPLETED.search(ledger.lead(ratio)):
        return None
    amounts = [c for c in claims if _amount(c) and c.kind != "duration" and not c.quantity.is_range]
    goals = [before[-1]] if over else [c for c in amounts if c.kind == "target" or _GOAL.search(ledger.lead(c))]
    if len(goals) != 1:
        return None
    done = [c for c in before if c in amounts and c is not goals[0] and c.quantity.unit == goals[0].quantity.unit and not is_base(ledger, c)]
    alike = done and (says_nothing(goals[0].metric) or mentions_agree(done[-1].metric, goals[0].metric) != "different")
    return (done[-1], goals[0]) if alike or (over and len(done) == 1) else None


_YIELD = rx("利率|報酬|回報|殖利|增|漲|升|跌|降|減|折|溢|負債比|毛利|成長|機率|稅率")


def _names(ledger: Ledger, whole: Claim, words: str) -> bool:
    """Whether the words after 占 name the measure of the whole."""
    if whole.metric is not None and whole.metric.concept is not None and words in labels(whole.metric.concept):
        return True
    metric = ledger.words(whole.metric)
    bare = words.replace("总", "")
    return bool(metric) and (metric.replace("总", "") in bare or bare in metric.replace("总", ""))


@lru_cache(maxsize=1024)
def labels(concept: str | None) -> frozenset[str]:
    """What a measure is called, by key: 營收 and 營業收入 are one."""
    row = ontology.by_id().get(concept) if concept else None
    return frozenset(key(label) for label in row.labels) if row else frozenset()


def _ratio_of(ledger: Ledger, pool: list[Claim], place: int) -> tuple[Claim, Claim] | None:
    """W的R，即P."""
    if not 1 <= place < len(pool) - 1:
        return None
    whole, ratio, part = pool[place - 1 : place + 2]
    if not (_amount(part) and _amount(whole)) or part.quantity.unit != whole.quantity.unit:
        return None
    if _RATIO_OF.search(ledger.between(whole, ratio)) and _THAT_IS.search(ledger.between(ratio, part)):
        return part, whole
    return None


#: W，其中P; N個，有M個: nothing but the part's name between.
_CONTAINS = rx(
    r"^[^，。；]{0,8}[，、（(：。；]?(?:其中|當中)(?:，)?[^。；0-9]{0,16}$|^[^，。；0-9]{0,12}(?:中|裡|"
    r"當中)?，?(?:僅|只)?(?:有|得)[^，。；0-9]{0,6}$"
)
_OUTSIDE = rx(r"另|此外|不含|不包括|扣除|以外|之外|增加|減少|較|比(?!例|重)|預計|計劃|淨增|淨流|買超|賣超|流入|流出")


def _larger(ledger: Ledger, pool: list[Claim], used: set[str]) -> Iterator[Finding]:
    """A part that directly follows its whole: it must not be larger."""
    for whole, part in pairwise(pool):
        same = whole.quantity.unit == part.quantity.unit and _amount(whole) and _amount(part)
        if not same or {whole.key, part.key} <= used or part.kind != whole.kind or part.modality != whole.modality:
            continue
        there = ledger.passage(whole) == ledger.passage(part)
        between = ledger.between(whole, part) if there else ledger.before(part)
        if not _CONTAINS.search(between) or _OUTSIDE.search(between + ledger.lead(whole)) or is_base(ledger, whole):
            continue
        if ("每" in ledger.lead(whole)) != ("每" in ledger.lead(part)):
            continue  # 每股純益2.94元，其中人壽貢獻207億元
        if mentions_agree(part.metric, whole.metric) == "different" and not (part.quantity.counted or says_nothing(part.metric)):
            continue  # 其中資本化金額 is of what stands before
        large = Number.of(whole.quantity)
        if large.core.hi is None:
            continue
        judged = ordered(Number.of(part.quantity), large, "below", strictly=False)
        if judged.verdict == "inconsistent" and (part.period != whole.period or not there):
            continue
        over = judged.verdict == "inconsistent"
        yield told(
            NAME, ledger, (part, whole), replace(judged, stated=Interval(None, large.core.hi)),
            formula=f"{said(part.quantity)} {'>' if over else '≤'} {said(whole.quantity)}",
            chinese=f"部分是{said(part.quantity)}，整體是{said(whole.quantity)}" + ("，部分大過整體" if over else ""),
            english=f"The part is {said_in_english(part.quantity)}, its whole {said_in_english(whole.quantity)}",
        )  # fmt: skip


EXAMPLES = (
    Example(
        text="截至11月末，該行不良貸款餘額為126.4億元，占貸款總額9,850億元的2.28%，撥備覆蓋率為213.5%。",
        verdict="inconsistent",
        touches=("126.4億元", "9,850億元", "2.28%"),
    ),
    Example(
        text="截至11月末，該行不良貸款餘額為126.4億元，占貸款總額9,850億元的1.28%，撥備覆蓋率為213.5%。",
        verdict="rounds",
        touches=("126.4億元", "9,850億元", "1.28%"),
    ),
    Example(
        text="前三季度公司营收402亿元，其中海外营收253亿元，占比63%。",
        verdict="rounds",
        touches=("402亿元", "253亿元", "63%"),
    ),
    Example(text="公司前11月營收402億元；11月研發支出2.1億元，占11月營收的5.5%。", verdict=None, note="另一個整體"),
)
