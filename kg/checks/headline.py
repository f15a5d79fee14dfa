"""標題：標題與小標對內文

## 做什麼
標題與小標裡的數字，與內文同一件事的數字相比。
The numbers of headline and subheads are held against those of the body.

## 為何重要
多數人只讀標題；標題寫 80 %、內文寫 85 %，讀者帶走的是錯的那個。
Most people read only the headline.

## 如何判定
捨入規則同「重述」：標題可以捨入，但 80 % 與 85 % 不相容；標題寫「逾 80 %」「80 % 以上」則相容。內文用「逾」而標題省略，
算「僅靠捨入才相符」。標題與內文之間視為作者自己的重述，不要求重寫時期。
Rounding by the headline agrees; 80 % against 85 % does not, 逾 80 % does. A dropped qualifier is told as agreeing by
rounding only. A heading restates its article: it need not repeat the period.

## 何時沉默
內文有別的數字與標題相符；內文同一指標有兩個以上不同的值，看不出標題說的是哪一個；指標或主詞對不上。
Silent where the body also gives the heading's number, where it gives several values and none is shown to be meant, and
where subject or measure do not match.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from extract.reading import Claim
from kg.ledger import Example, Finding, Ledger
from kg.pairing import compare, kin, may_contradict, mentions_agree, owner, period_apart, same, unit_of
from kg.rules import Judgement
from kg.wording import SIGNS, said, said_in_english, told

NAME = "headline"
TITLE = {"zh-Hant": "標題", "zh-Hans": "标题", "en": "Headline"}

_MAY_BE = ("period", "comparison", "subject", "scope")


#: How many statements of its measure a heading is held against.
_REACH = 80
#: What is at least or at most so much may be another figure than the headline's.
_BOUNDS = ("at_least", "at_most")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every number of a heading against the body of its article."""
    for reading in ledger.readings:
        claims = [claim for claim in ledger.claims if ledger.reading(claim) is reading]
        index: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            if ledger.passage(claim).role == "body":
                for name in kin(ledger, claim):
                    index[name].append(claim)
        for heading in claims:
            if ledger.passage(heading).role != "body":
                near = {claim.key: claim for name in kin(ledger, heading) for claim in index[name][:_REACH]}
                found = _judge(ledger, heading, sorted(near.values(), key=lambda claim: claim.span))
                found = found or _counterpart(ledger, heading, [c for c in claims if ledger.passage(c).role == "body"])
                if found:
                    yield found


def _judge(ledger: Ledger, heading: Claim, body: list[Claim]) -> Finding | None:
    """The body's own value agrees, or the only one there is does not; else nothing is shown."""
    answers = [(claim, same(ledger, heading, claim)) for claim in body]
    near = [c for c, pair in answers if pair.answer == "same" or (pair.answer == "unproven" and pair.reason in _MAY_BE)]
    judged = {claim.key: compare(heading, claim) for claim in near}
    for claim in near:
        # A value of its own; a body that only says 80 % 以上 cannot vouch for a heading's 80 %.
        if judged[claim.key].agrees and (claim.quantity.plain or not heading.quantity.plain):
            return _tell(ledger, heading, claim, judged[claim.key])
    meant = [c for c, pair in answers if pair.answer == "same" and may_contradict(ledger, heading, c)]
    # 出口 in the heading is 出口 in the body before it is 對東盟出口
    own = [c for c in meant if owner(c) == owner(heading) or mentions_agree(owner(heading), owner(c)) == "same"]
    meant = own or meant
    wrong = [claim for claim in meant if not judged[claim.key].agrees and claim.quantity.qualifier not in _BOUNDS]
    values = [claim for claim in meant if claim.quantity.plain]
    if wrong and all(_agree(a, b) for a in values for b in values) and heading.kind not in ("count", "rank"):
        return _tell(ledger, heading, wrong[0], judged[wrong[0].key])
    agreeing = [claim for claim in near if judged[claim.key].agrees]
    return _tell(ledger, heading, agreeing[0], judged[agreeing[0].key]) if agreeing and not wrong else None


def _counterpart(ledger: Ledger, heading: Claim, body: list[Claim]) -> Finding | None:
    """The number of the body that the heading takes up, known by its words where no key is shown.

    A heading takes its numbers from the body. Where one agrees and shares words, that is the one. Where none agrees at all,
    a number of like words that differs as a slip of the pen does (a digit, two digits changed over, a power of ten) is meant.
    """
    if heading.kind in ("rank",) or heading.modality in ("denied", "question"):
        return None
    alike = [c for c in body if unit_of(c) == unit_of(heading) and (c.kind == "duration") == (heading.kind == "duration")]
    words = bigrams(_heading_words(ledger, heading))
    shared = {c.key: len(words & bigrams(_body_words(ledger, c))) for c in alike}
    judged = {c.key: compare(heading, c) for c in alike}
    fitting = [c for c in alike if judged[c.key].agrees or c.quantity.value == heading.quantity.value]
    if fitting:
        best = max(fitting, key=lambda c: (shared[c.key], -c.span.start))
        return _tell(ledger, heading, best, judged[best.key]) if shared[best.key] and judged[best.key].agrees else None
    if heading.quantity.is_range:
        return None
    near = [c for c in alike if not c.quantity.is_range and c.kind not in ("from", "target") and not _apart(heading, c)]
    near = [c for c in near if shared[c.key] >= _slipped(heading, c) and c.modality not in ("denied", "question", "conditional")]
    near.sort(key=lambda c: (-shared[c.key], _distance(heading, c)))
    rivals = [c for c in near[1:] if shared[c.key] == shared[near[0].key] and _distance(heading, c) == _distance(heading, near[0])]
    if not near or any(c.quantity.value != near[0].quantity.value for c in rivals):
        return None
    return _tell(ledger, heading, near[0], judged[near[0].key])


def _distance(heading: Claim, claim: Claim) -> Fraction:
    """How far two values are apart, powers of ten left out."""
    ratio = abs(heading.quantity.value / claim.quantity.value)
    return min(abs(ratio / Fraction(10) ** k - 1) for k in range(-4, 5))


def _apart(heading: Claim, claim: Claim) -> bool:
    """Whether both say over what time or how the change is counted, and not the same."""
    basis = {heading.comparison, claim.comparison} - {"none"}
    counted = heading.kind == claim.kind == "count" or "duration" in (heading.kind, claim.kind)
    return len(basis) > 1 or (period_apart(heading, claim) and not counted)


def _heading_words(ledger: Ledger, claim: Claim) -> str:
    """The part of a heading in which a number stands."""
    sentence, (at, to) = ledger.sentence(claim), ledger.offsets(claim)
    first = max((m.end() for m in _PART.finditer(sentence, 0, at)), default=0)
    last = next((m.start() for m in _PART.finditer(sentence, to)), len(sentence))
    return sentence[first:at] + " " + sentence[to:last]


_PART = re.compile(r"[ ，,。；;：:！!？?|｜]")


def _body_words(ledger: Ledger, claim: Claim) -> str:
    """The words around a number of the body, with those of its measure and subject."""
    return " ".join((ledger.before(claim)[-40:], ledger.after(claim)[:16], ledger.words(claim.metric), ledger.words(claim.subject)))


def bigrams(text: str) -> frozenset[str]:
    """The pairs of Han characters of a text, and its Latin words."""
    pairs = {text[at : at + 2] for at in range(len(text) - 1) if all("一" <= mark <= "鿿" for mark in text[at : at + 2])}
    return frozenset(pairs | set(re.findall(r"[A-Za-z]{2,}", text)))


def _slipped(heading: Claim, claim: Claim) -> int:
    """How many words two numbers must share for one to be a slip of the pen for the other: fewer, the nearer they are."""
    a, b = heading.quantity.value, claim.quantity.value
    never = 99
    if not a or not b or (a > 0) != (b > 0):
        return never
    first, second = (c.quantity.low.digits.replace(".", "").strip("0") for c in (heading, claim))
    short = min(len(first), len(second)) < 2
    ratio = a / b
    if Fraction(97, 100) <= ratio <= Fraction(100, 97):
        return 1
    if Fraction(9, 10) <= ratio <= Fraction(10, 9) or sorted(first) == sorted(second):
        return 3 if short else 2
    if any(abs(ratio / Fraction(10) ** k - 1) < Fraction(1, 50) for k in (-4, -3, -2, -1, 1, 2, 3, 4)):
        return 3 if short else 2
    one_digit = len(first) == len(second) and sum(x != y for x, y in zip(first, second, strict=True)) == 1
    return 3 if one_digit and not short and Fraction(1, 2) < ratio < 2 else never


def _agree(a: Claim, b: Claim) -> bool:
    return compare(a, b).agrees


def _tell(ledger: Ledger, heading: Claim, claim: Claim, judged: Judgement) -> Finding:
    place = ("標題", "The headline") if ledger.passage(heading).role == "headline" else ("小標", "A subhead")
    return told(
        NAME, ledger, (heading, claim), judged,
        formula=f"{said(heading.quantity)} {SIGNS.get(judged.verdict, '≠')} {said(claim.quantity)}",
        chinese=f"{place[0]}寫{said(heading.quantity)}，內文同一件事寫{said(claim.quantity)}",
        english=f"{place[1]} says {said_in_english(heading.quantity)}; for the same thing the body says "
        f"{said_in_english(claim.quantity)}",
    )  # fmt: skip


_BODY = "市場押注日本央行12月升息的機率已從50%飆升至85%，幾成定局，投資人屏息以待。"
EXAMPLES = (
    Example(text=f"日本升息80%落地，資金流向變了？\n\n{_BODY}", verdict="inconsistent", touches=("80%", "85%")),
    Example(text=f"日本升息機率逾80%，資金流向變了？\n\n{_BODY}", verdict="exact", touches=("80%", "85%")),
    Example(text=f"日本升息機率85%，資金流向變了？\n\n{_BODY}", verdict="exact", touches=("85%", "85%")),
    Example(
        text="11月出口年增34%創新高\n\n財政部公布，11月出口年增33.5%，連續25個月正成長，優於市場預期。",
        verdict="rounds",
        touches=("34%", "33.5%"),
    ),
    Example(
        text="11月出口年增43%创新高\n\n财政部公布，11月出口年增33.5%，连续25个月正增长，优于市场预期。",
        verdict="inconsistent",
        touches=("43%", "33.5%"),
    ),
    Example(
        text="美國降息機率達九成\n\n市場押注日本央行12月升息的機率為85%，投資人屏息以待，靜觀其變。",
        verdict=None,
        note="不同的事件",
    ),
    Example(
        text="11月出口年增33%\n\n財政部公布，11月出口年增33.4%，進口年增12.1%，前11月出口年增31.2%。",
        verdict="rounds",
        touches=("33%", "33.4%"),
    ),
)
