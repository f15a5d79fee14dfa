"""因果方向：同一對因果，一處說升，一處說降

## 做什麼
文章說甲使乙上升，別處又說甲使乙下降時，把兩句話擺在一起。
Where the text says that A raises B and elsewhere that A lowers B, the two are set side by side.

## 為何重要
同一個機制不可能同時推升又壓低同一件事；若真有兩股力量，作者應該自己說明。
One mechanism cannot both raise and lower the same thing; where two forces are at work the author should say so.

## 如何判定
原因與結果說的是同樣的變數，時間、期間長短與前提都一樣，而正負相反：同一人說的是張力，兩人說的是各說各話。
Same variables, times, horizon and circumstances, opposite signs: a tension in one voice, a disagreement in two.

## 何時沉默
若…反之的兩面；短期與長期；不同市場；文章自己衡量兩股力量（拉鋸、抵銷）；發問、目的與反事實；方向看不出來。
Silent on the two sides of a condition, on short and long run, where the text weighs both itself, and on questions and aims.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.causality import Told, found, pairs, told, two_voices
from kg.ledger import Example, Finding, KeyRole, Ledger

NAME = "cause-sign"
TITLE = {"zh-Hant": "因果方向", "zh-Hans": "因果方向", "en": "Sign of a cause"}


_BOTH: tuple[KeyRole, ...] = ("state", "ask")


def keys(ledger: Ledger) -> Iterator[tuple[KeyRole, str]]:
    """The pair of variables of each link."""
    for one in told(ledger):
        yield from ((role, "cause:" + ">".join(one.pair)) for role in _BOTH)


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every two links of one pair whose signs are told."""
    done: set[frozenset[str]] = set()
    for one, other in pairs(ledger):
        if not (one.link.sign and other.link.sign and one.asserted and other.asserted):
            continue
        opposed = one.link.sign != other.link.sign
        if opposed or frozenset(one.pair) not in done:
            done.add(frozenset(one.pair))
            yield _tell(one, other, opposed=opposed)


def _tell(one: Told, other: Told, *, opposed: bool) -> Finding:
    signs = ["＋" if told.link.sign > 0 else "－" for told in (one, other)]
    verdict = "exact" if not opposed else "disagreement" if two_voices(one, other) else "tension"
    return found(
        NAME, verdict, (one.quote, other.quote), (one.link, other.link),  # type: ignore[arg-type]
        formula=f"{signs[0]} {'=' if not opposed else '≠'} {signs[1]}",
        chinese=f"一處說「{one.quote.words}」，一處說「{other.quote.words}」",
        english=f"One place says {one.quote.words}, another {other.quote.words}",
    )  # fmt: skip


EXAMPLES = (
    Example(
        text="月報指出，運價上漲推升貨櫃輪公司獲利。月報最後一段寫道，運價上漲壓低貨櫃輪公司獲利。",
        verdict="tension",
        touches=("運價上漲推升貨櫃輪公司獲利", "運價上漲壓低貨櫃輪公司獲利"),
    ),
    Example(
        text="證交所副總認為，當沖降稅推升台股成交量。券商公會理事長則認為，當沖降稅壓低台股成交量。",
        verdict="disagreement",
        touches=("當沖降稅推升台股成交量", "當沖降稅壓低台股成交量"),
    ),
    Example(
        text="郑明远表示，硅料降价压低组件成本。他在问答环节重申，硅料降价压低组件成本。",
        verdict="exact",
        touches=("硅料降价压低组件成本",),
    ),
    Example(text="他說，短期內升息壓低股價；長期來看，升息穩住通膨，反而推升股價。", verdict=None, note="期間長短不同"),
    Example(text="減稅推升內需，但減稅也擴大赤字、壓低內需，兩股力量拉鋸。", verdict=None, note="文章自己衡量"),
    Example(
        text="若油價上漲，將推升航空公司成本；反之，若油價下跌，將壓低航空公司成本。", verdict=None, note="一體兩面"
    ),
)
