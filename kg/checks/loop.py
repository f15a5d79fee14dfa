"""迴路：因果繞一圈回到原點

## 做什麼
把文章的因果連起來，找出繞一圈回到起點的最短迴路，說明它自我增強還是自我抵銷。
The links of the articles are joined; the shortest ways that come back to where they began are told, and whether they reinforce or dampen themselves.

## 為何重要
回饋是合理的機制，讀者應該看得見整個圈，而不是四散的句子。
Feedback is a legitimate mechanism; a reader should see the circle and not its scattered sentences.

## 如何判定
這不是查核，不算錯：只列出最短的迴路與正負號的乘積。
No verdict: only minimal loops and the product of their signs.

## 何時沉默
否認的、反事實的與目的的因果不連；方向不明的不連；超過四步的不列。
Links denied, counterfactual or meant are not joined, nor those without a sign; loops of more than four steps are not told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import prod

from kg.causality import Told, found, told
from kg.ledger import Example, Finding, Ledger

NAME = "loop"
TITLE = {"zh-Hant": "迴路", "zh-Hans": "回路", "en": "Loop"}

_LONGEST = 4


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every minimal loop of an article's links."""
    ways: dict[str, dict[str, dict[str, Told]]] = defaultdict(lambda: defaultdict(dict))
    for one in told(ledger):
        if one.asserted and one.link.sign:
            ways[one.reading.article.key][one.pair[0]].setdefault(one.pair[1], one)
    for article in ways.values():
        done: set[frozenset[str]] = set()
        for start in list(article):
            for loop in _loops(article, start):
                nodes = frozenset(step.pair[0] for step in loop)
                if not any(other <= nodes for other in done):
                    done.add(nodes)
                    yield _tell(loop)


def _loops(ways: dict[str, dict[str, Told]], start: str) -> Iterator[list[Told]]:
    """The loops through a variable, the shortest first."""
    paths: list[list[Told]] = [[one] for one in ways[start].values()]
    for _ in range(_LONGEST):
        longer: list[list[Told]] = []
        for path in paths:
            at = path[-1].pair[1]
            if at == start:
                if len(path) > 1:
                    yield path
                continue
            seen = {step.pair[0] for step in path}
            if at in ways and at not in seen:
                longer += [[*path, one] for one in ways[at].values()]
        paths = longer


def _tell(loop: list[Told]) -> Finding:
    sign = prod(one.link.sign for one in loop)
    names = "→".join(one.link.moves.bare or one.link.cause.of(one.reading.article.raw) for one in loop)
    last = loop[0].link.moves.bare
    return found(
        NAME, "implied", tuple(one.quote for one in loop), tuple(one.link for one in loop),
        formula=f"{names}→{last}: {'+' if sign > 0 else '-'}",
        chinese=f"因果繞成一圈：{names}→{last}，{'自我增強' if sign > 0 else '自我抵銷'}",
        english=f"The links form a loop that {'reinforces' if sign > 0 else 'dampens'} itself: {names}→{last}",
    )  # fmt: skip


EXAMPLES = (
    Example(
        text="樓價上升推高按揭貸款額。按揭貸款額增加又推高樓價。",
        verdict="implied",
        touches=("樓價上升推高按揭貸款額", "按揭貸款額增加又推高樓價"),
    ),
    Example(text="油價上漲推升運費，運費上漲推升物價。", verdict=None, note="沒有回到原點"),
)
