"""因果否認：一處否認，一處肯定

## 做什麼
文章說甲不會造成乙（或與乙無關），別處又說甲造成了乙時，把兩句話擺在一起。
Where the text denies that A brings about B and elsewhere says that it does, the two are set side by side.

## 為何重要
否認與肯定同一個因果，讀者無從採信。
Denying and asserting the same link leaves the reader with nothing.

## 如何判定
原因與結果說的是同樣的變數，時間、期間長短與前提都一樣：同一人說的是張力，兩人說的是各說各話。
Same variables, times, horizon and circumstances: a tension in one voice, a disagreement in two.

## 何時沉默
否認的是另一個原因或另一個結果；短期與長期；不只是因為；發問。
Silent where another cause or effect is denied, on short and long run, on 不只是因為 and on questions.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.causality import Told, found, pairs, two_voices
from kg.checks.cause_sign import keys as keys
from kg.ledger import Example, Finding, Ledger

NAME = "denied"
TITLE = {"zh-Hant": "因果否認", "zh-Hans": "因果否认", "en": "A cause denied"}


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every link that is denied with the same one asserted, or denied again."""
    for one, other in pairs(ledger):
        denied = [told.link.modality == "denied" for told in (one, other)]
        if not any(denied) or one.asks or other.asks:
            continue
        if all(denied) or ((one.asserted or other.asserted) and _same_way(one, other)):
            yield _tell(one, other, opposed=not all(denied))


def _same_way(one: Told, other: Told) -> bool:
    """Whether what is denied is what is asserted: not that A raises B where it lowers it."""
    return not (one.link.sign and other.link.sign) or one.link.sign == other.link.sign


def _tell(one: Told, other: Told, *, opposed: bool) -> Finding:
    verdict = "exact" if not opposed else "disagreement" if two_voices(one, other) else "tension"
    return found(
        NAME, verdict, (one.quote, other.quote), (one.link, other.link),  # type: ignore[arg-type]
        formula="¬(A→B) ∧ (A→B)" if opposed else "¬(A→B) = ¬(A→B)",
        chinese=f"一處說「{one.quote.words}」，一處說「{other.quote.words}」",
        english=f"One place says {one.quote.words}, another {other.quote.words}",
    )  # fmt: skip


EXAMPLES = (
    Example(
        text="局長上午說，地價稅調升不會推升租金。傍晚他又說，地價稅調升已推升租金。",
        verdict="tension",
        touches=("地價稅調升不會推升租金", "地價稅調升已推升租金"),
    ),
    Example(
        text="教育部长官员强调，减产没有导致粮价上涨。粮商协会会长则称，减产导致粮价上涨。",
        verdict="disagreement",
        touches=("减产没有导致粮价上涨", "减产导致粮价上涨"),
    ),
    Example(
        text="主席說，縮表並未造成資金短缺。他再次強調，縮表沒有造成資金短缺。",
        verdict="exact",
        touches=("縮表並未造成資金短缺", "縮表沒有造成資金短缺"),
    ),
    Example(text="官員說，升息不會衝擊銀行獲利；升息會衝擊建商獲利。", verdict=None, note="結果不同"),
    Example(text="分析師指出，關稅短期內不會推升物價；長期而言，關稅會推升物價。", verdict=None, note="期間長短不同"),
)
