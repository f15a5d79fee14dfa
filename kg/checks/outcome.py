"""兌現：先前的預測，後來的實績

## 做什麼
前一篇預測某期某指標，後一篇寫那一期的實績時，把兩個數字擺在一起。
A forecast of an earlier article is set beside the figure that came.

## 為何重要
預測準不準，是讀者衡量發言者的依據。
How a forecast came out is how readers judge who made it.

## 如何判定
這不是查核，不論差多少都不算錯：只給出兩個數字與差距，相符的說相符。後一篇寫明「落在該券商先前預測的區間之內」的，才看是否真在其內。
No alarm: the two are shown with their difference, or as agreeing. Only where the later article says that the figure lies in the range
that somebody had foretold is it held against that range.

## 何時沉默
時期、指標或主詞對不上；兩個都是預測，或都是實績。
Silent where period, measure or subject do not match, and where both are forecasts or both are facts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from extract.reading import Claim
from extract.text import key, rx
from kg.checks.conflict import one_owner
from kg.ledger import Example, Finding, KeyRole, Ledger
from kg.pairing import across, compare, dated_kin, foretold, key_of
from kg.rules import Number, identity
from kg.wording import said, said_in_english, told

NAME = "outcome"
TITLE = {"zh-Hant": "兌現", "zh-Hans": "兑现", "en": "Outcome"}


def keys(ledger: Ledger) -> Iterator[tuple[KeyRole, str]]:
    """As for a conflict: what is measured, and when."""
    for claim in ledger.claims:
        yield from (("state", name) for name in (*dated_kin(ledger, _as_state(claim)), *_in_range(claim)))


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every forecast of an article with the fact that a later one states."""
    if len(ledger.readings) < 2:
        return
    index: dict[str, list[Claim]] = defaultdict(list)
    for claim in ledger.claims:
        for name in dated_kin(ledger, _as_state(claim)):
            index[name].append(claim)
    for claims in index.values():
        forecasts = [c for c in claims if c.kind != "from" and (foretold(ledger, c) or _as_state(c) is not c)]
        facts = [c for c in claims if c.modality == "actual" and not foretold(ledger, c) and c.kind not in ("from", "threshold", "target")]
        for forecast in forecasts:
            told_of: set[str] = set()
            for fact in facts:
                article = ledger.reading(fact).article.key
                if article in told_of:
                    continue
                if _later(ledger, forecast, fact) and across(ledger, _as_state(forecast), fact).answer == "same":
                    told_of.add(article)
                    yield _tell(ledger, forecast, fact)


    yield from _within(ledger)


def _as_state(claim: Claim) -> Claim:
    """A range that was foretold, as what the figure itself will be; a goal set for it likewise."""
    if not (claim.kind == "range" and claim.quantity.is_range) and (claim.kind != "target" or claim.modality == "actual"):
        return claim
    return replace(claim, kind="level" if claim.comparison == "none" else "change")


def _in_range(claim: Claim) -> tuple[str, ...]:
    """The key under which a range that was foretold meets the figure that came: what is measured, and when."""
    period = claim.period
    return () if period is None or period.first is None else (f"range|{key_of(claim)}|{period.first}|{period.last}",)


def _within(ledger: Ledger) -> Iterator[Finding]:
    """35.6億元，落在某券商先前預測的區間之內, where an earlier article gives that range."""
    ranges: dict[str, list[Claim]] = defaultdict(list)
    for claim in ledger.claims:
        if claim.quantity.is_range:
            for name in _in_range(claim):
                ranges[name].append(claim)
    for fact in ledger.claims if ranges else ():
        said_so = _SAID_WITHIN.search(ledger.after(fact)[:40])
        if said_so is None or fact.quantity.is_range or fact.modality != "actual":
            continue
        for guess in (c for name in _in_range(fact) for c in ranges[name] if _later(ledger, c, fact)):
            whose = guess.attribution
            named = whose is not None and key(whose.words) in said_so["whose"]
            if (named or _OWN.search(said_so["whose"])) and one_owner(ledger, guess, fact):
                judged = identity(Number.of(guess.quantity), Number.of(fact.quantity))
                yield told(
                    NAME, ledger, (guess, fact), judged,
                    formula=f"{said(fact.quantity)} {'∈' if judged.agrees else '∉'} {said(guess.quantity)}",
                    chinese=f"文字說落在先前預測的區間內，預測是{said(guess.quantity)}，實績是{said(fact.quantity)}",
                    english=f"Said to lie within the forecast of {said_in_english(guess.quantity)}; it came to {said_in_english(fact.quantity)}",
                )  # fmt: skip


_SAID_WITHIN = rx(
    r"^，?(?:仍|均|也|恰好?|剛好|正好)*(?:落在|處於|位於|符合|在)(?P<whose>[^，。；0-9]{2,20}?)(?:預測|預估|預計|給出|公布|提出|指引|財測|預期)(?:的)?(?:[^，。；0-9]{0,6})(?:區間|範圍)"
)
#: The company's own forecast of its figures.
_OWN = rx(r"^(?:公司|管理層|先前|此前|早前|原先|自家|集團)")


def _later(ledger: Ledger, forecast: Claim, fact: Claim) -> bool:
    first, second = (ledger.reading(claim).article.published for claim in (forecast, fact))
    return first is not None and second is not None and first < second


def _tell(ledger: Ledger, forecast: Claim, fact: Claim) -> Finding:
    """The two beside each other; that they agree may be told, that they do not is no error."""
    judged = compare(forecast, fact)
    if not judged.agrees:
        judged = replace(judged, verdict="indeterminate", severity=None, reason="modality_differs")
    return told(
        NAME, ledger, (forecast, fact), judged,
        formula=f"{said(forecast.quantity)} → {said(fact.quantity)}",
        chinese=f"先前預測{said(forecast.quantity)}，實績是{said(fact.quantity)}",
        english=f"Forecast: {said_in_english(forecast.quantity)}; it came to {said_in_english(fact.quantity)}",
    )  # fmt: skip


EXAMPLES = (
    Example(
        text="主計總處預測，2025年經濟成長率為4.45%。",
        others=("2025年經濟成長率為7.37%。",),
        verdict=None,
        note="預測落空不是錯誤",
    ),
)
