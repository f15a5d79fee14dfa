"""重述：同一件事，兩個數字

## 做什麼
文章在不同地方寫同一件事的數字時，看它們合不合得起來。
Two statements of the same thing in one article are held against each other.

## 為何重要
前面 85 %、後面 84 %，至少有一個是錯的；讀者會把錯的那個帶走。
85 % here and 84 % there: at least one is wrong, and it is the one a reader may take away.

## 如何判定
同一件事要有根據：主詞、指標、範圍、時期、比較基期、語氣都相同，或由文字自己重述（如今、目前、字句相同）。
較精細的數字捨入到較粗的位數後必須相等；有「逾」「以上」等字眼時，兩個區間必須重疊。同一組數字以多數為準，只指出少數。
Sameness must be shown: subject, metric, scope, period, basis and modality, or the text's own restating. The finer
number, rounded to the coarser's last digit, must equal it; with a qualifier the intervals must overlap. Of several
statements the odd ones out are named.

## 何時沉默
時期、範圍、基期不同或無從證明相同；「從甲到乙」是兩個狀態；事實與預測之間；同一句並列的數字。
不同的人說的是「說法不一」，不是錯誤。
Other or unproven period, scope or basis; the two ends of a movement; fact against forecast; numbers listed in one
sentence. Two speakers make a disagreement, not an error.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from extract.reading import Claim
from extract.text import rx
from kg.aspects import aspects
from kg.ledger import Example, Finding, Ledger
from kg.pairing import (
    alike,
    bigrams,
    compare,
    kin,
    may_contradict,
    measured,
    mentions_agree,
    period_apart,
    points_back,
    probable,
    same,
    says_nothing,
    slip_of_the_pen,
    turned_over,
    unit_of,
)
from kg.rules import Judgement, Number, Verdict
from kg.wording import SIGNS, said, said_in_english, told

NAME = "restated"
TITLE = {"zh-Hant": "重述", "zh-Hans": "重述", "en": "Stated twice"}

_LISTED = ("count", "rank", "duration")


#: How many earlier candidates a claim is held against: of a measure stated a hundred times the last ones will do.
_REACH = 40


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every group of claims in the body of an article that state the same thing."""
    for reading in ledger.readings:
        body = [c for c in ledger.own(reading) if ledger.passage(c).role == "body"]
        groups = _groups(ledger, body)
        for group in groups:
            yield from _members(ledger, group)
        alone = {group[0].key for group in groups if len(group) == 1}
        yield from _coincidences(ledger, body, alone)
        for at, claim in enumerate(body):
            if claim.key in alone and (found := _taken_up(ledger, body[max(0, at - _NEAR) : at], claim)):
                yield found


def _groups(ledger: Ledger, claims: list[Claim]) -> list[list[Claim]]:
    """Claims shown to state the same thing, in text order. Candidates come by index, never all with all."""
    groups: list[list[Claim]] = []
    index: dict[str, list[list[Claim]]] = defaultdict(list)
    for claim in claims:
        names = kin(ledger, claim)
        near = [group for name in names for group in index[name][-_REACH:]]
        home = next((g for g in near if all(_same(ledger, other, claim) for other in (g[0], *g[1:][-2:]))), None)
        if home is None:
            home = []
            groups.append(home)
            for name in names:
                index[name].append(home)
        home.append(claim)
    return groups


def _same(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether two claims may be alarmed about: the same thing, each in a sentence of its own."""
    if "range" in (a.kind, b.kind) and a.kind != b.kind:
        return False
    if ledger.passage(a) == ledger.passage(b):
        return False
    if b.kind == "to" and a.kind != "to" and not _over_and_done(ledger, a, b):
        return False  # it went on to another value
    if a.kind in _LISTED and not (alike(ledger, a, b) or points_back(ledger, b)):
        return False
    answer = same(ledger, a, b)
    return answer.answer == "same" or (
        answer.answer == "unproven" and answer.reason in _TURNED and aspects(ledger, a).keys() == aspects(ledger, b).keys() and turned_over(ledger, a, b)
    )


def _over_and_done(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether both are of one stretch of time that is over, and named with both: 第2季營收84.6億, 第2季營收衝到86.4億."""
    if any(c.period is None or c.period.last is None or c.by.get("period") not in ("clause", "attached") for c in (a, b)):
        return False
    first, second = a.period, b.period
    assert first and second and second.last
    published = ledger.reading(b).article.published
    over = published is not None and second.last < published and second.grain in ("month", "quarter", "half", "year")
    flows = a.quantity.is_money and (a.metric is None or a.metric.concept not in _PRICES)
    return over and (first.first, first.last) == (second.first, second.last) and (flows or slip_of_the_pen(a, b) or compare(a, b).agrees)


#: What moves within the stretch.
_PRICES = ("metric/share-price", "metric/price", "metric/exchange-rate", "metric/target-price", "metric/market-cap", "metric/holdings")
#: What may be unproven where two numbers have the same digits in another order: 8.6億元的交易對價, 6.8億元.
_TURNED = ("period", "subject", "scope", "modifier", "doubt")


#: How many numbers before a definite one it can take up.
_NEAR = 12
#: 6.8億元的交易對價: a number before its measure is known already.
_OF_IT = rx(r"^(?:的|/[一-鿿]的)(?!時候|水準|水平|關卡|情況|同時|話)[一-鿿]{2}")
#: What a number taken up may lack by its clause, and what shows it to be another.
_FAR, _OTHER = ("metric", "period", "subject"), ("row", "place", "comparison", "unit", "kind")
_NEVER = ("denied", "question", "conditional")


def _taken_up(ledger: Ledger, before: list[Claim], claim: Claim) -> Finding | None:
    """A number that points back (這次被盜的4.32億美元) or stands before its measure (6.8億元的交易對價), against the one it takes up."""
    back = points_back(ledger, claim)
    if not (back or _OF_IT.search(ledger.tail(claim))) or claim.quantity.is_range or claim.kind in ("from", "duration", "rank") or claim.modality in _NEVER:
        return None
    words = bigrams(ledger.lead(claim) + " " + ledger.tail(claim)[:12])
    likely = []
    for other in before:
        pair = same(ledger, other, claim)
        if pair.reason in _OTHER or (pair.answer == "different" and pair.reason not in _FAR):
            continue
        if other.quantity.is_range or other.kind in ("from", "target") or other.modality in _NEVER or ledger.passage(other) == ledger.passage(claim):
            continue
        named = measured(other) is not None and (
            mentions_agree(measured(other), measured(claim)) == "same" or ledger.words(measured(other)) in ledger.tail(claim)
        ) and not says_nothing(measured(other))  # fmt: skip
        shared = len(words & bigrams(ledger.before(other)[-40:] + " " + ledger.tail(other)[:8]))
        enough = shared > (1 if back else 2) or (shared and compare(other, claim).agrees and len(other.quantity.low.digits) > 1)
        if _dated_apart(other, claim) or not (named or enough):
            continue
        likely.append(other)
    digits = claim.quantity.low.digits
    if claim.quantity.qualifier in ("over", "under") and any(len(c.quantity.low.digits) == len(digits) > 3 and slip_of_the_pen(c, claim) for c in likely):
        claim = replace(claim, quantity=replace(claim.quantity, qualifier="none"))  # 如股價超出22.50元的價格上限: the limit itself
    fitting = [c for c in likely if compare(c, claim).agrees and (c.quantity.plain or claim.quantity.plain)]
    if fitting:
        return _tell(ledger, fitting[-1], claim, judged := compare(fitting[-1], claim), judged.verdict)
    slips = [c for c in likely if slip_of_the_pen(c, claim)]
    if len(slips) != 1 or any(unit_of(c) == unit_of(claim) and compare(c, claim).agrees for c in before):
        return None
    return _tell(ledger, slips[0], claim, judged := compare(slips[0], claim), judged.verdict)


def _dated_apart(a: Claim, b: Claim) -> bool:
    """Whether the second says before its number that it is of another time."""
    return b.period is not None and b.period.span.end <= b.span.start and period_apart(a, b)


def _members(ledger: Ledger, group: list[Claim]) -> Iterator[Finding]:
    """The first claim of the value most of the group states, against every other."""
    if len(group) == 1:
        return
    values = {claim.key: _value(claim) for claim in group}
    times = Counter(values.values())
    first = {values[claim.key]: claim for claim in reversed(group)}
    support = {
        value: sum(times[other] for other in times if compare(first[value], first[other]).agrees) + first[value].quantity.plain
        for value in times
    }
    chosen = max(group, key=lambda claim: support[values[claim.key]])
    for claim in group:
        if claim is chosen:
            continue
        a, b = sorted((chosen, claim), key=lambda c: c.span)
        judged = compare(a, b)
        if judged.agrees or may_contradict(ledger, a, b):
            verdict: Verdict = judged.verdict
            if not judged.agrees and same(ledger, a, b).voices > 1 and not turned_over(ledger, a, b):
                if a.modality == b.modality == "forecast" and not probable(ledger, a):
                    continue  # two houses' estimates are two statements; a market's probability is one fact
                verdict = "disagreement"
            yield _tell(ledger, a, b, judged, verdict)


def _value(claim: Claim) -> tuple[object, ...]:
    """What of a claim counts in a comparison."""
    return (Number.of(claim.quantity), claim.quantity.unit, claim.direction if claim.kind == "change" else "")


def _coincidences(ledger: Ledger, claims: list[Claim], alone: set[str]) -> Iterator[Finding]:
    """Equal values of what may well be the same thing: agreement told of a claim that nothing else restates."""
    index: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind in _LISTED or claim.quantity.is_range:
            continue
        names = kin(ledger, claim)
        near = {other.key: other for name in names for other in index[name][-_REACH:]}
        told_of = (_coincidence(ledger, other, claim) for other in near.values()) if claim.key in alone else ()
        found = next((finding for finding in told_of if finding), None)
        if found is not None:
            yield found
        for name in names:
            index[name].append(claim)


def _coincidence(ledger: Ledger, earlier: Claim, claim: Claim) -> Finding | None:
    equal = earlier.quantity.low.value == claim.quantity.low.value or not claim.quantity.plain
    if not equal or ledger.passage(earlier) == ledger.passage(claim):
        return None
    answer = same(ledger, earlier, claim)
    if answer.answer != "unproven" or answer.reason not in ("period", "subject", "scope", "comparison"):
        return None
    if answer.reason == "subject" and not probable(ledger, claim):
        return None
    judged = compare(earlier, claim)
    return _tell(ledger, earlier, claim, judged, judged.verdict) if judged.agrees else None


def _tell(ledger: Ledger, a: Claim, b: Claim, judged: Judgement, verdict: Verdict) -> Finding:
    return told(
        NAME, ledger, (a, b), judged,
        verdict=verdict,
        formula=f"{said(a.quantity)} {SIGNS.get(verdict, '≠')} {said(b.quantity)}",
        chinese=f"同一件事先寫{said(a.quantity)}，後寫{said(b.quantity)}",
        english=f"The same thing is {said_in_english(a.quantity)} here and {said_in_english(b.quantity)} there",
    )  # fmt: skip


EXAMPLES = (
    Example(
        text="當前市場押注日本央行12月升息的機率已從50%飆升至85%。日本升息從11月初的「50%機率」到如今的「84%確定性」。",
        verdict="inconsistent",
        touches=("85%", "84%"),
        severity="minor",
    ),
    Example(
        text="當前市場押注日本央行12月升息的機率已從50%飆升至85%。日本升息從11月初的「50%機率」到如今的「85%確定性」。",
        verdict="exact",
        touches=("85%", "85%"),
    ),
    Example(
        text="8日罷工進入第三天，產業工會表示，8日參與罷工的員工共有3,200人；公司發言人則強調，8日參與罷工的員工只有1,850人。",
        verdict="disagreement",
        touches=("3,200人", "1,850人"),
    ),
    Example(
        text="日本11月核心CPI年增3.0%。物價壓力未減。分析指出，日本11月核心CPI年增3.2%。",
        verdict="inconsistent",
        touches=("3.0%", "3.2%"),
    ),
    Example(
        text="美国11月核心CPI同比上涨3.0%。市场反应平淡。美国11月核心CPI同比上涨3%。",
        verdict="exact",
        touches=("3.0%", "3%"),
    ),
    Example(
        text="主計總處公布，10月消費者物價指數年增1.46%，11月消費者物價指數年增1.23%。", verdict=None, note="不同月份"
    ),
    Example(text="日本11月核心CPI年增3%。日本11月整體CPI年增2.7%。", verdict=None, note="核心與整體"),
    Example(text="第3季毛利率為57.8%。公司預估第4季毛利率為60%。", verdict=None, note="實績與預測"),
)
