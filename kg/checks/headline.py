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
from dataclasses import replace

from extract.reading import Claim
from kg.ledger import Example, Finding, Ledger
from kg.pairing import compare, counterpart, far_beyond, kin, may_contradict, mentions_agree, owner, same, unit_of
from kg.rules import Judgement
from kg.wording import SIGNS, said, said_in_english, told

NAME = "headline"
TITLE = {"zh-Hant": "標題", "zh-Hans": "标题", "en": "Headline"}

_MAY_BE = ("period", "comparison", "subject", "scope")


#: How many statements of its measure a heading is held against.
_REACH = 80
#: How many claims around a heading its numbers are looked for by their words: what a digest has under one heading.
_NEAR = 300
#: What is at least or at most so much may be another figure than the headline's.
_BOUNDS = ("at_least", "at_most")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every number of a heading against the body of its article."""
    for reading in ledger.readings:
        claims = ledger.own(reading)
        body = [claim for claim in claims if ledger.passage(claim).role == "body"]
        index: dict[str, list[Claim]] = defaultdict(list)
        for claim in body:
            for name in kin(ledger, claim):
                index[name].append(claim)
        for heading in claims:
            if ledger.passage(heading).role != "body":
                near = {claim.key: claim for name in kin(ledger, heading) for claim in index[name][:_REACH]}
                told = [claim for claim in ledger.around(heading, _NEAR) if ledger.passage(claim).role == "body"]
                found = _judge(ledger, heading, sorted(near.values(), key=lambda claim: claim.span), told)
                found = found or _counterpart(ledger, heading, told)
                if found:
                    yield found


def _judge(ledger: Ledger, heading: Claim, body: list[Claim], everything: list[Claim]) -> Finding | None:
    """The body's own value agrees, or the only one there is does not; else nothing is shown."""
    answers = [(claim, same(ledger, heading, claim)) for claim in body]
    near = [c for c, pair in answers if pair.answer == "same" or (pair.answer == "unproven" and pair.reason in _MAY_BE)]
    judged = {claim.key: compare(heading, claim) for claim in near}
    # A value of its own; a body that only says 80 % 以上 cannot vouch for a heading's 80 %.
    vouching = [c for c in near if judged[c.key].agrees and (c.quantity.plain or not heading.quantity.plain) and not far_beyond(heading, c)]
    if vouching:
        claim = min(vouching, key=lambda c: (not c.quantity.plain, abs(c.quantity.value - heading.quantity.value), c.span))
        return _tell(ledger, heading, claim, judged[claim.key])
    meant = [c for c, pair in answers if pair.answer == "same" and may_contradict(ledger, heading, c)]
    # 出口 in the heading is 出口 in the body before it is 對東盟出口
    own = [c for c in meant if owner(c) == owner(heading) or mentions_agree(owner(heading), owner(c)) == "same"]
    named = owner(heading)
    meant = own or ([] if named is not None and named.is_noun else meant)
    wrong = [
        claim for claim in meant
        if not judged[claim.key].agrees and claim.quantity.qualifier not in _BOUNDS and not (_cut_short(heading, claim) or _rounded(heading, claim))
    ]  # fmt: skip
    values = [claim for claim in meant if claim.quantity.plain]
    if any(_states(c, heading) for c in everything):
        wrong = []  # the body has the heading's own number; which is meant is not told
    if wrong and all(_agree(a, b) for a in values for b in values) and heading.kind not in ("count", "rank"):
        return _tell(ledger, heading, wrong[0], judged[wrong[0].key])
    agreeing = [claim for claim in near if judged[claim.key].agrees]
    return _tell(ledger, heading, agreeing[0], judged[agreeing[0].key]) if agreeing and not wrong else None


def _states(claim: Claim, heading: Claim) -> bool:
    """Whether a number of the body is the heading's own, as it is or before rounding; one digit is everybody's."""
    a, b = claim.quantity.value, heading.quantity.value
    if abs(a - b) * 5 > abs(b):
        return False
    told = [(unit_of(c), c.kind == "change", c.direction) for c in (claim, heading)]
    return claim.quantity.plain and len(heading.quantity.low.digits.replace(".", "")) > 1 and told[0] == told[1] and compare(heading, claim).agrees


def _rounded(heading: Claim, claim: Claim) -> bool:
    """Whether the heading's digits are the body's, rounded, whatever word stands before them: 站上10.2兆 of 10.1757兆."""
    plain = replace(heading, quantity=replace(heading.quantity, qualifier="none"))
    return heading.quantity.qualifier in ("over", "at_least", "nearly") and claim.quantity.plain and compare(plain, claim).agrees


def _cut_short(heading: Claim, claim: Claim) -> bool:
    """Whether the heading leaves out the last digits without rounding: 跌356點 of 356.87點, as headlines do."""
    step = heading.quantity.low.step
    return heading.quantity.plain and claim.quantity.plain and 0 < abs(claim.quantity.value) - abs(heading.quantity.value) < step


def _counterpart(ledger: Ledger, heading: Claim, body: list[Claim]) -> Finding | None:
    """The number of the body that the heading takes up, known by its words where no key is shown."""
    if heading.kind == "rank" or heading.modality in ("denied", "question"):
        return None
    found = counterpart(ledger, heading, body, _heading_words(ledger, heading))
    return _tell(ledger, heading, *found) if found and (found[1].agrees or not (_cut_short(heading, found[0]) or _rounded(heading, found[0]))) else None


def _heading_words(ledger: Ledger, claim: Claim) -> str:
    """The part of a heading in which a number stands."""
    sentence, (at, to) = ledger.sentence(claim), ledger.offsets(claim)
    first = max((m.end() for m in _PART.finditer(sentence, 0, at)), default=0)
    last = next((m.start() for m in _PART.finditer(sentence, to)), len(sentence))
    return sentence[first:at] + " " + sentence[to:last]


_PART = re.compile(r"[ ，,。；;：:！!？?|｜]")


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
