"""各篇不一：同一件事，兩篇文章兩個數字

## 做什麼
幾篇文章寫同一主詞、同一指標、同一時期、同一基期的數字時，互相比對。
Claims of different articles on one subject, measure, period and basis are held against each other.

## 為何重要
同一個數字在兩篇報導裡不同，讀者和編輯都該先知道是哪一篇錯了，還是說法本來就不同。
Where two reports differ on one number, one is wrong or two voices differ; either way the editor must know first.

## 如何判定
捨入規則同「重述」。同一來源或同一發言者是「不一致」，不同來源是「各說各話」。
Rounding as for what is stated twice. One source or one speaker: inconsistent; two: disagreement.

## 何時沉默
時期、基期、範圍、年期、語氣有一樣不同或無從證明相同；後一篇寫明修正；事實與預測之間。
Silent where period, basis, scope, tenor or modality differ or are not shown to be the same, where the later article says
that the figure was revised, and between fact and forecast.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from extract.reading import Claim
from extract.text import rx
from kg.ledger import Example, Finding, KeyRole, Ledger
from kg.pairing import across, compare, dated_kin, mentions_agree
from kg.rules import Judgement, Verdict
from kg.wording import SIGNS, said, said_in_english, told

NAME = "conflict"
TITLE = {"zh-Hant": "各篇不一", "zh-Hans": "各篇不一", "en": "Conflict between articles"}

REVISED = rx(r"修正|上修|下修|更正|修訂|調升為|調降為|重估|重新計算|初估|初值|終值|概估|上調|下調|訂正|勘誤|追溯調整|重列|初步")
_AIM = rx(r"目標|計劃|擬|指引|財測")
_LISTED = ("duration", "rank", "target", "threshold", "from")


def keys(ledger: Ledger) -> Iterator[tuple[KeyRole, str]]:
    """Every dated claim is found under what it measures and when."""
    for claim in ledger.claims:
        if claim.kind not in _LISTED:
            yield from (("state", name) for name in dated_kin(ledger, claim))


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every pair of claims of two articles that share a key, an article's first on each side."""
    if len(ledger.readings) < 2:
        return
    index: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in ledger.claims:
        if claim.kind not in _LISTED:
            for name in dated_kin(ledger, claim):
                index[name][ledger.reading(claim).article.key].append(claim)
    for by_article in index.values():
        # Where one article gives several values under a key, the key does not tell which is meant.
        single = [claims[0] for claims in by_article.values() if len({(c.quantity.value, c.direction) for c in claims}) == 1]
        for one, other in combinations(sorted(single, key=lambda c: _age(ledger, c)), 2):
            found = _judge(ledger, one, other)
            if found is not None:
                yield found


def _age(ledger: Ledger, claim: Claim) -> tuple[dt.date, str]:
    article = ledger.reading(claim).article
    return article.published or dt.date.min, article.key


def _judge(ledger: Ledger, older: Claim, newer: Claim) -> Finding | None:
    if "range" in (older.kind, newer.kind) and older.kind != newer.kind:
        return None
    answer = across(ledger, older, newer)
    if answer.answer != "same":
        return None
    judged = compare(older, newer)
    if judged.agrees:
        return _tell(ledger, older, newer, judged, judged.verdict)
    if older.modality != newer.modality or older.modality not in ("actual", "forecast", "plan"):
        return None
    if older.modality == "forecast" and mentions_agree(older.attribution, newer.attribution) == "different":
        return None  # rival forecasts are no news
    if older.modality != "actual" and _age(ledger, older)[0] != _age(ledger, newer)[0]:
        return None  # a forecast or plan may change from day to day
    if any(_AIM.search(ledger.sentence(claim)) for claim in (older, newer)):
        return None
    if any(REVISED.search(ledger.sentence(claim)) for claim in (older, newer)):
        return None
    return _tell(ledger, older, newer, judged, _verdict(ledger, older, newer))


def _verdict(ledger: Ledger, a: Claim, b: Claim) -> Verdict:
    """One source or one speaker contradicts itself; two differ."""
    voices = mentions_agree(a.attribution, b.attribution)
    first, second = ledger.reading(a).article.source, ledger.reading(b).article.source
    if voices == "same" or (first and first == second and voices != "different"):
        return "inconsistent"
    return "disagreement"


def _tell(ledger: Ledger, older: Claim, newer: Claim, judged: Judgement, verdict: Verdict) -> Finding:
    names = [ledger.reading(claim).article.source or ledger.reading(claim).article.title or "" for claim in (newer, older)]
    return told(
        NAME, ledger, (newer, older), judged, verdict=verdict,
        formula=f"{said(newer.quantity)} {SIGNS.get(verdict, '≠')} {said(older.quantity)}",
        chinese=f"同一件事，{names[0] or '後一篇'}寫{said(newer.quantity)}，{names[1] or '前一篇'}寫{said(older.quantity)}",
        english=f"The same thing is {said_in_english(newer.quantity)} in one article and "
        f"{said_in_english(older.quantity)} in another",
    )  # fmt: skip


EXAMPLES = (
    Example(
        text="主計總處今天公布，第3季經濟成長率為8.21%。",
        others=("主計總處今天公布，第3季經濟成長率為8.12%。",),
        verdict="inconsistent",
        touches=("8.21%", "8.12%"),
    ),
    Example(
        text="美國11月CPI年增2.9%。", others=("美國11月CPI年增2.94%。",), verdict="rounds", touches=("2.9%", "2.94%")
    ),
    Example(
        text="财政部公布，11月出口年增41.5%。", others=("财政部公布，11月出口月减3.8%。",), verdict=None, note="年增與月增"
    ),
)
