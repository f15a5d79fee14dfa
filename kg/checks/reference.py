"""參考數字：與載入的權威數字相比

## 做什麼
使用者用 `kg reference load` 載入參考數字後，文章裡同一主詞、同一指標、同一時期的數字與它相比。
Once reference figures have been loaded, claims on the same subject, measure and period are held against them.

## 為何重要
文章自己前後一致，仍可能整篇抄錯；只有外面的數字看得出來。
An article may agree with itself and still be wrong throughout; only a figure from outside shows it.

## 如何判定
按概念對應，時期的起訖日相同，單位與比較基期相同；捨入規則同「重述」。發現裡寫明來源。
幾個來源都有這個數字時，合成一個發現，逐一寫明：都不符是「不一致」，有的相符、有的不符是「各說各話」。
Matched by concept, days, unit and basis; rounding as for what is stated twice. The finding names the source.
Where several sources have the figure, one finding names them all: it is inconsistent where none agrees, and a
disagreement where some do.

## 何時沉默
沒有載入參考數字；預測、計畫與條件句；主詞或時期對不上。
Silent where nothing was loaded, on forecasts, plans and conditions, and where subject or period do not match.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

import ontology
from extract.interval import of_written
from extract.reading import Claim, Written
from kg.ledger import Example, Finding, Ledger
from kg.pairing import measured, owner, places
from kg.reference import Figure
from kg.rules import Judgement, Number, identity
from kg.wording import SIGNS, said, said_in_english, told

NAME = "reference"
TITLE = {"zh-Hant": "參考數字", "zh-Hans": "参考数字", "en": "Reference figures"}


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every claim of the ledger that one of its reference figures speaks of."""
    return against(ledger, ledger.references)


def against(ledger: Ledger, figures: Sequence[Figure]) -> Iterator[Finding]:
    """The claims that figures speak of, one finding each, whatever the number of sources."""
    index: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        index[figure.metric, figure.first, figure.last, figure.unit, figure.comparison].append(figure)
    for claim in ledger.claims if index else ():
        period, measure = claim.period, measured(claim)
        if claim.modality != "actual" or period is None or measure is None or claim.kind in ("from", "target", "threshold", "duration", "rank"):
            continue
        of_it = index[measure.concept, period.first, period.last, claim.quantity.unit, claim.comparison]
        its = [figure for figure in of_it if _whose(ledger, claim, figure.subject)]
        if its:
            yield _tell(ledger, claim, its)


def _whose(ledger: Ledger, claim: Claim, subject: str) -> bool:
    """Whether a claim is the subject's: by name, else by the only place its sentence names, or by who publishes it."""
    whose = owner(claim)
    if whose is not None:
        return whose.concept == subject
    named = places(ledger, claim)
    if named:
        return named == {subject}
    speaker = ontology.by_id().get(claim.attribution.concept or "") if claim.attribution else None
    return speaker is not None and speaker.of == subject


def _tell(ledger: Ledger, claim: Claim, figures: Sequence[Figure]) -> Finding:
    """A claim beside the figures of all sources, those that agree first."""
    beside = sorted(((_judge(claim, figure), figure) for figure in figures), key=lambda pair: _distance(pair[0]))
    shown, verdict = beside[0][0], beside[0][0].verdict
    differs = next((judged for judged, _ in beside if not judged.agrees), None)
    if shown.agrees and differs is not None:
        # The sources differ and the article follows one of them: what is shown is the gap to the nearest other.
        shown, verdict = differs, "disagreement"
    written = said(claim.quantity)
    signs: dict[str, list[str]] = {}
    for judged, figure in beside:
        signs.setdefault(SIGNS.get(judged.verdict, "≠"), []).append(f"{figure.value}（{figure.source}）")
    sources = [(f"{figure.source}（{figure.url}）" if figure.url else figure.source, figure.value) for _, figure in beside]
    return told(
        NAME, ledger, (claim,), shown, verdict=verdict,
        formula=f"{written} " + "；".join(f"{sign} {'、'.join(of)}" for sign, of in signs.items()),
        chinese=f"文字寫{written}，{'，'.join(f'{source}是{value}' for source, value in sources)}",
        english=f"The text says {said_in_english(claim.quantity)}; {', '.join(f'{source} has {value}' for source, value in sources)}",
    )  # fmt: skip


def _judge(claim: Claim, figure: Figure) -> Judgement:
    written = Written(digits=figure.value)
    interval = of_written(written, written)
    outside = Number(core=interval.point(written.value), interval=interval, step=written.step, words=figure.value)
    return identity(Number.of(claim.quantity), outside)


#: From the best agreement to none.
_LADDER = ("exact", "rounds", "rounding_only", "borderline", "coarse_only", "inconsistent")


def _distance(judged: Judgement) -> tuple[int, Fraction]:
    return _LADDER.index(judged.verdict), judged.margin or Fraction(0)


_LOADED = (("entity/us", "metric/cpi", "2024-12", "2.9", "PERCENT", "yoy"),)
EXAMPLES = (
    Example(text="美國2024年12月CPI年增3.9%。", verdict="inconsistent", touches=("3.9%",), references=_LOADED),
    Example(text="美國2024年12月CPI年增2.9%。", verdict="exact", touches=("2.9%",), references=_LOADED),
    Example(text="日本2024年12月CPI年增3.6%。", verdict=None, references=_LOADED, note="另一個國家"),
)
