"""What an argument of a causal link speaks of: a variable of ontology/variables.ttl, or its own bare words. Key text.

油價持續上漲 speaks of 油價 and says up; 降息 of the policy rate and says down, since it is a name of its fall; 電子業毛利率 of the
margin, of 電子業 only. An argument that ends on no known name has no variable: its words without time, predicate and adverbs stand for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import ontology
from extract.polarity import Way, predicate
from extract.reading import Variable
from extract.text import key, rx

#: What stands before a thing and narrows nothing: 本次, 國際上; and what stands behind it before its predicate.
_BEFORE = rx(
    "(?:本次|此次|這次|本輪|此輪|這一?波|這一?輪|本波|該波|整體|整個|這[項些種個]?|該項?|自身的?|國內|上述|未來|後續|近期|今年|去年|明年|持續|進一步|大幅|正是|當|的|「|“|『|『|國內外|因|由於|隨著|當|若|如果|一旦)+"
)
_BEHIND = rx(
    "(?:將會?|會|可能|可望|恐|(?<![缺原材物飼塑肥燃電配])料|已經?|也|都|均|則|又|更|再|再度|再次|還|仍|卻|就|並|且|而|亦|進一步|持續|明顯|大幅|大大|顯著|一度|一舉|不斷|逐步|逐漸|同步|同時|快速|迅速|急速|小幅|微幅|略|明年|今年|"
    "若|如果|一旦|倘若|只有|只要|除非|唯有|更|年年|逐年|逐月|逐季|連續|普遍|全面|意外|突然|大|急|的|」|”|』|，|為|偏|自|從|由|開始|因此|因而|所以|反而)+$"
)
_TURNED = rx("(?:停止|結束|終止|暫停|重啟|啟動|延後|恢復)$")
#: Whoever does it: 央行升息 is 升息.
_ANYBODY = rx("^(?:央行|當局|政府|官方|市場|政策|這|其)(?:又|再|被迫|便|轉向)*$")
#: Numbers behind a predicate: 升息1碼.
_AMOUNT = rx("[至到逾約近達]*[0-9.,]+(?:[萬億兆]|[%元碼點倍]|個?(?:百分點|基點|月|季)|美元|港元|日圓)*[^，]{0,2}$")


def of(words: str, times: Iterable[tuple[int, int]], told: Way, cue: Way | None = None) -> Variable:
    """The variable of an argument.

    `times`: where in the words something says when. `told`: which way the words go, after the cue. `cue`: which way the cue
    itself sends what it acts on (推升, 壓低), None where it does not: a name of a rise or a fall is turned by it.
    """
    bare = _AMOUNT.sub("", _timeless(words, times))
    whole = _thing(bare)
    if whole in _names()[0]:
        return Variable(concept=_names()[0][whole][0], words="", bare=whole, way=told)
    behind = _BEHIND.search(bare)
    bare = bare[: behind.start()] if behind else bare
    moved = _named(bare, moves=True)
    if moved is not None:
        concept, ahead, sign = moved
        return Variable(concept=concept, words=_ANYBODY.sub("", _thing(ahead)), bare=_thing(bare), way=sign * (cue or 1))  # type: ignore[arg-type]
    core = _thing(_unpredicated(bare))
    held = _named(core, moves=False)
    if held is not None:
        return Variable(concept=held[0], words=_thing(held[1]), bare=core, way=told)
    return Variable(concept=None, words=core, bare=core, way=told)


def _timeless(words: str, times: Iterable[tuple[int, int]]) -> str:
    """The words without those that say when."""
    for start, end in sorted(times, reverse=True):
        words = words[:start] + words[end:]
    return words


def _unpredicated(words: str) -> str:
    """What a predicate is said of: what stands before it, else what it acts on."""
    found = predicate(words)
    if found is None:
        return words
    start, end, _ = found
    before = _thing(words[:start])
    if _TURNED.search(before):
        return words  # 停止縮表 is one event
    return before or (words[end:] if len(words) - end > 1 else words)


def _thing(words: str) -> str:
    """Words without the adverbs and pointing words at their edges."""
    behind = _BEHIND.search(words)
    words = words[: behind.start()] if behind else words
    before = _BEFORE.match(words)
    return words[before.end() :] if before else words


@lru_cache(maxsize=1)
def _names() -> tuple[dict[str, tuple[str, Way]], dict[str, tuple[str, Way]], int]:
    """The names of variables, then the names of their rises and falls, each by key; and how long the longest is."""
    held: dict[str, tuple[str, Way]] = {}
    moves: dict[str, tuple[str, Way]] = {}
    for concept in ontology.concepts("variable"):
        held |= {key(label): (concept.id, 0) for label in concept.labels}
        moves |= {key(label): (concept.id, 1) for label in concept.rise}
        moves |= {key(label): (concept.id, -1) for label in concept.fall}
    return held, moves, max(map(len, (*held, *moves)), default=0)


@lru_cache(maxsize=4096)
def _named(words: str, *, moves: bool) -> tuple[str, str, Way] | None:
    """The variable whose name the words end on, the longest; what stands before it; and the way that the name tells."""
    held, moving, longest = _names()
    table = moving if moves else held
    for start in range(max(0, len(words) - longest), len(words) - 1):
        found = table.get(words[start:])
        if found is not None:
            return found[0], words[:start], found[1]
    return None


def named(words: str) -> tuple[str, str] | None:
    """The variable whose name the words end on (no name of a rise or a fall), and what stands before it."""
    found = _named(words, moves=False)
    return found[:2] if found else None
