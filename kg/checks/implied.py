"""推得：沒寫出來的那個數

## 做什麼
文字寫出一個金額和它占某個整體的幾成，卻沒寫整體，就把整體算出來；同一整體在別處寫出，或由另一組數字也能算出時，互相比對。
利息占 GDP 幾成、負債占 GDP 幾成都寫了的，還能算出利率的變動。
Where an amount and its share of some whole are given and the whole is not, the whole is worked out; where it is stated
elsewhere, or follows from another pair, the two are compared.

## 為何重要
沒寫出來的數字最容易露出破綻：兩個占比推出兩個不同的 GDP，就有一個錯了。
What is not stated gives an error away: two shares that imply two different wholes cannot both be right.

## 如何判定
整體 = 部分 ÷ 占比，帶著兩者的捨入區間；推得的值標明是算出來的。
whole = part ÷ share, with the intervals of both; what is worked out is marked as such.

## 何時沉默
占比是增減率或另一個指標；整體沒有名字；部分與占比不在同一子句。
Silent where the percentage is a change or of another measure, where the whole has no name, and where part and share are
not in one clause.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from extract.interval import Interval
from extract.reading import Claim
from extract.text import rx
from kg.checks.product import unpriced
from kg.checks.share import labels
from kg.formulas import Formula, weigh
from kg.ledger import Example, Finding, Ledger
from kg.pairing import bigrams, mentions_agree, modifier, period_apart
from kg.roles import RATES, UNSAID, figures, is_base, is_record
from kg.rules import Judgement, Number, implied, relation, shown
from kg.wording import said, said_in_english, told

NAME = "implied"
TITLE = {"zh-Hant": "推得", "zh-Hans": "推得", "en": "Implied"}

#: P，相當於W的R; P，占W比重R
_FRAME = rx(
    r"^[^，。；0-9]{0,10}[，（(]?(?:即|也)?(?:約|已|僅)?(?P<of>相當於|占|佔|等於)(?P<whole>[^，。；0-9]{2,18}?)"
    r"(?:的|之)?(?:比重|比例|占比|比率)?(?:約|近|逾|達|為|了|的|超過|高達|不到)*$"
)
_GDP = rx(r"GDP|國內生產毛額|國內生產總值|國民生產|經濟規模|經濟總量")
_DEBT = rx(r"(?:負債|債務)(?:率|比|比率|占GDP|佔GDP)|債務(?:占|佔|相當於)")
_COST = rx(r"利息|付息|債息|利息支出|利息成本")
WHOLE = Formula(of=lambda part, share: (part / share).scaled(100), written="{0} ÷ {1}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """A part and its share of a whole that the sentence only names."""

    part: Claim
    share: Claim
    whole: str


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every part with its share of an unstated whole; against the whole where the article states it."""
    yield from _paid(ledger)
    by_article: dict[str, list[_Pair]] = defaultdict(list)
    for reading, passage, _, claims in ledger.sentences():
        if passage.role == "body":
            by_article[reading.article.key] += _pairs(ledger, claims)
    for reading in ledger.readings:
        pairs, own = by_article[reading.article.key], list(ledger.own(reading))
        for pair in pairs:
            found = _tell(ledger, pair, own)
            if found:
                yield found
        yield from _two_ways(ledger, pairs)
        yield from _cost_of_debt(ledger, pairs, own)
    yield from _year_before(ledger)


def _pairs(ledger: Ledger, claims: Sequence[Claim]) -> Iterator[_Pair]:
    pool = figures(claims)
    for part, share in pairwise(pool):
        if share.quantity.unit != "PERCENT" or share.kind == "change" or part.quantity.unit in (*RATES, "ORDINAL", "NONE", "INDEX_POINT"):
            continue
        if part.quantity.is_range or share.quantity.is_range or share.quantity.value <= 0 or part.kind in ("from", "change", "target"):
            continue
        found = _FRAME.search(ledger.between(part, share))
        if found is None:
            continue
        whole = _TIMES.sub("", found["whole"])
        if _stated_beside(ledger, pool, part, whole):
            continue
        if len(whole) > 1 and not rx("去年|上年|比重$").search(whole):
            yield _Pair(part=part, share=share, whole=whole)


def _stated_beside(ledger: Ledger, pool: Sequence[Claim], part: Claim, whole: str) -> bool:
    """Whether the whole stands in the same sentence: then it is a share, and nothing is implied."""
    return any(
        c.quantity.unit == part.quantity.unit and c is not part and c.quantity.value > part.quantity.value and c.metric is not None
        and (ledger.words(c.metric) in whole or whole in labels(c.metric.concept) or whole in ledger.words(c.metric))
        for c in pool
    )  # fmt: skip


#: Before the name of a whole: 同期, 當期 and the like say when and not what.
_TIMES = rx(r"^(?:同期|當期|當季|當月|全年|集團|公司|該行|該公司|總|整體|我國|全國)+")


def _tell(ledger: Ledger, pair: _Pair, claims: list[Claim]) -> Finding | None:
    wholes = [c for c in claims if _is_whole(ledger, c, pair)]
    wholes = [c for c in wholes if ledger.words(c.metric) == pair.whole] or [c for c in wholes if not modifier(ledger, c)]
    if len({c.quantity.value for c in wholes}) > 1:
        return None
    if wholes and any(
        c.quantity.unit == wholes[0].quantity.unit and c.quantity.value != wholes[0].quantity.value and mentions_agree(c.metric, wholes[0].metric) == "same"
        and c.kind in ("level", "to", "count") and mentions_agree(c.subject, wholes[0].subject) == "same"
        for c in claims
    ):  # fmt: skip
        return None  # 營收1,346.9億，2023年為1,371.4億: of which year the whole is, the part does not tell
    if wholes:
        return weigh(NAME, ledger, (pair.part, pair.share), wholes[0], (WHOLE,))
    part, share = Number.of(pair.part.quantity), Number.of(pair.share.quantity)
    judged = implied(WHOLE.of, (part, share))
    return _worked_out(ledger, (pair.part, pair.share), judged, pair.whole)


def _is_whole(ledger: Ledger, claim: Claim, pair: _Pair) -> bool:
    """Whether a claim states the whole that the pair only names: the same words, the same unit, no other time."""
    if claim.quantity.unit != pair.part.quantity.unit or claim in (pair.part, pair.share) or claim.kind not in ("level", "to", "count"):
        return False
    metric = ledger.words(claim.metric)
    wanted = bigrams(pair.whole)
    if pair.whole in labels(claim.metric.concept if claim.metric else None):
        metric = pair.whole
    fits = metric and (metric in pair.whole or pair.whole in metric or (wanted and 2 * len(wanted & bigrams(metric)) >= len(wanted)))
    if not fits or claim.quantity.value <= pair.part.quantity.value or is_base(ledger, claim) or is_record(ledger, claim):
        return False
    near = abs(ledger.passage(claim).paragraph - ledger.passage(pair.part).paragraph) < 2
    if not near or claim.modality != pair.part.modality or period_apart(claim, pair.part):
        return False
    if claim.subject is not None and claim.subject.is_noun and ledger.words(claim.subject) not in pair.whole:
        return False  # 巴士票務收入 is no whole of 營業額
    # 海外營收 is no whole of 營收, nor is another firm's
    return mentions_agree(claim.subject, pair.part.subject) != "different" or claim.subject == claim.metric


def _paid(ledger: Ledger) -> Iterator[Finding]:
    """每股配發2.5元，合計50億元 gives the number of shares; 拋售1,200枚，套現1.08億美元 the price of one."""
    for *_, claims in ledger.sentences():
        pool = [c for c in claims if c.modality not in UNSAID and not c.quantity.is_range]
        found = unpriced(ledger, pool)
        if found is None:
            continue
        each, other, total = found
        operand = each if each is not None else other
        assert operand is not None
        judged = implied(lambda t, x: t / x, (Number.of(total.quantity), Number.of(operand.quantity)))
        if judged.computed is None or judged.computed.lo is None or judged.computed.hi is None:
            continue
        bounds = f"{shown(judged.computed.lo)}–{shown(judged.computed.hi)}"
        what = ("單位數", "number of units") if each is not None else ("每單位", "amount a unit")
        yield told(
            NAME, ledger, (operand, total), judged,
            formula=f"{said(total.quantity)} ÷ {said(operand.quantity)} = {bounds}",
            chinese=f"{said(total.quantity)}除以{said(operand.quantity)}，{what[0]}是{bounds}",
            english=f"{said_in_english(total.quantity)} divided by {said_in_english(operand.quantity)}: the {what[1]} is {bounds}",
        )  # fmt: skip


_AFTER_DIGITS = re.compile("^.*[0-9０-９.,一二三四五六七八九十百千兩两 ](?=[^0-9０-９])")
_SCALES = re.compile("[萬万億亿兆]")
_NAMES = {10**4: ("萬", "万"), 10**8: ("億", "亿"), 10**12: ("萬億", "万亿", "兆")}


def _money(bounds: Interval, part: Claim) -> tuple[str, str]:
    """An interval of money in the scale of the part: 148–152兆元."""
    scale, words = part.quantity.low.scale, part.quantity.words
    unit = _AFTER_DIGITS.sub("", words)
    if len(_SCALES.findall(words)) > 1:  # 3兆4,381億元: its digits are counted in one of the two
        mark = next((name for name in _NAMES.get(int(scale), ()) if name in words), "")
        unit, scale = mark + _SCALES.sub("", unit), scale if mark else Fraction(1)
    ends = [None if end is None else shown(end / scale) for end in (bounds.lo, bounds.hi)]
    open_end = f">{ends[0]}" if ends[0] else f"<{ends[1]}"
    words = f"{ends[0]}–{ends[1]}" if ends[0] and ends[1] else open_end
    return f"{words}{unit}", f"{words} {unit}"


def _worked_out(ledger: Ledger, operands: tuple[Claim, Claim], judged: Judgement, whole: str) -> Finding:
    part, share = operands
    worked = _money(judged.computed, part) if judged.computed else ("—", "—")
    names = [said(claim.quantity) for claim in operands]
    return told(
        NAME, ledger, operands, judged,
        formula=f"{names[0]} ÷ {names[1]} = {worked[0]}",
        chinese=f"{names[0]}占{whole}的{names[1]}，{whole}就是{worked[0]}",
        english=f"{said_in_english(part.quantity)} is {said_in_english(share.quantity)} of it: the whole is {worked[1]}",
    )  # fmt: skip


def _two_ways(ledger: Ledger, pairs: list[_Pair]) -> Iterator[Finding]:
    """研發86億元占營收5.2%, 行銷41億元占營收2.5%: two parts with their shares of one whole give it twice."""
    for first, second in pairwise(pairs):
        near = abs(ledger.passage(first.part).paragraph - ledger.passage(second.part).paragraph) < 2
        if first.whole != second.whole or first.part.quantity.unit != second.part.quantity.unit or not near or period_apart(first.part, second.part):
            continue
        if {first.part.modality, second.part.modality} & {"denied", "question", "conditional"} or _others_whole(first, second):
            continue
        numbers = [Number.of(c.quantity) for c in (first.part, first.share, second.part, second.share)]
        core, interval = (WHOLE.of(*(getattr(n, name) for n in numbers[2:])) for name in ("core", "interval"))
        stated = Number(core=core, interval=interval, step=numbers[2].step)
        judged = relation(WHOLE.of, numbers[:2], stated)
        names = [said(c.quantity) for c in (first.part, first.share, second.part, second.share)]
        yield told(
            NAME, ledger, (first.part, first.share, second.part, second.share), judged,
            formula=f"{names[0]} ÷ {names[1]} {'=' if judged.agrees else '≠'} {names[2]} ÷ {names[3]}",
            chinese=f"由{names[0]}與{names[1]}、由{names[2]}與{names[3]}推得的{first.whole}相比",
            english=f"The whole that follows from {names[0]} and {names[1]}, against that from {names[2]} and {names[3]}",
        )  # fmt: skip


def _others_whole(first: _Pair, second: _Pair) -> bool:
    """Whether the two wholes are two firms', by the owners of their parts."""
    owners = [pair.part.subject for pair in (first, second)]
    firms = [whose is not None and whose.by.startswith("company") for whose in owners]
    return all(firms) and owners[0] != owners[1]


_GROWN = rx(r"^(?:，|、)?(?:較?(?:去年|上年)同期|同比|按年|年|較上年)?(?:增長|成長|增|升|上升|下降|減少|衰退|減|跌)(?:了|約|近|逾|達)*$")


def _year_before(ledger: Ledger) -> Iterator[Finding]:
    """收入18.9億元，同比增長26%: the figure of a year before, where the article does not give it."""
    for *_, claims in ledger.sentences():
        pool = figures(claims)
        for now, rate in pairwise(pool):
            if rate.quantity.unit != "PERCENT" or rate.kind != "change" or rate.comparison != "yoy" or rate.quantity.is_range or now.quantity.is_range:
                continue
            if now.kind not in ("level", "count") or now.quantity.unit in (*RATES, "INDEX_POINT", "NONE") or not _GROWN.search(ledger.between(now, rate)):
                continue
            if any(is_base(ledger, c) and c.quantity.unit == now.quantity.unit for c in claims) or rate.quantity.value >= 100:
                continue
            sign = -1 if rate.direction == "down" else 1
            judged = implied(lambda a, r, s=sign: a / (r.scaled(Fraction(s, 100)).shifted(1)), (Number.of(now.quantity), Number.of(rate.quantity)))
            if judged.computed is None or judged.computed.lo is None or judged.computed.hi is None:
                continue
            worked = _money(judged.computed, now)
            yield told(
                NAME, ledger, (now, rate), judged,
                formula=f"{said(now.quantity)} ÷（1 {'+' if sign > 0 else '−'} {said(rate.quantity)}） = {worked[0]}",
                chinese=f"{said(now.quantity)}、{'增' if sign > 0 else '減'}{said(rate.quantity)}，一年前就是{worked[0]}",
                english=f"{said_in_english(now.quantity)}, {'up' if sign > 0 else 'down'} {said_in_english(rate.quantity)}: a year before it was {worked[1]}",
            )  # fmt: skip


def _cost_of_debt(ledger: Ledger, pairs: list[_Pair], claims: list[Claim]) -> Iterator[Finding]:
    """Interest as a share of GDP over debt as a share of GDP is the rate, or the rise of the rate, that costs so much."""
    debts = [c for c in claims if c.quantity.unit == "PERCENT" and _DEBT.search(ledger.lead(c) + "") and c.quantity.value > 20]
    for pair in pairs:
        if not (debts and _GDP.search(pair.whole) and _COST.search(ledger.sentence(pair.part))):
            continue
        debt = min(debts, key=lambda c: abs(c.span.start - pair.share.span.start))
        judged = implied(lambda a, b: (a / b).scaled(100), (Number.of(pair.share.quantity), Number.of(debt.quantity)))
        if judged.computed is None or judged.computed.lo is None or judged.computed.hi is None:
            continue
        rate = f"{shown(judged.computed.lo)}–{shown(judged.computed.hi)}"
        yield told(
            NAME, ledger, (pair.part, pair.share, debt), judged,
            formula=f"{said(pair.share.quantity)} ÷ {said(debt.quantity)} = {rate} 個百分點",
            chinese=f"利息{said(pair.part.quantity)}占{pair.whole}的{said(pair.share.quantity)}，負債占{said(debt.quantity)}，"
            f"相當於利率{rate}個百分點",
            english=f"Interest of {said_in_english(pair.share.quantity)} of GDP on a debt of {said_in_english(debt.quantity)} "
            f"of GDP is a rate of {rate} percentage points",
        )  # fmt: skip


EXAMPLES = (
    Example(
        text="智庫估算，該國明年財政赤字將擴大至6.3兆元，相當於國內生產毛額（GDP）的4.2%。",
        verdict="implied",
        touches=("6.3兆元", "4.2%"),
    ),
    Example(
        text="集团全年营收1,654亿元，前三季研发支出未计。其中研发支出86亿元，占营收5.2%。",
        verdict="rounds",
        touches=("1,654亿元", "86亿元", "5.2%"),
    ),
    Example(
        text="集团全年营收1,250亿元，表现平稳。研发支出86亿元，占营收5.2%。",
        verdict="inconsistent",
        touches=("1,250亿元", "86亿元", "5.2%"),
    ),
    Example(text="集團研發支出86億元，較去年增加5.2%。", verdict=None),
)
