"""The chunks of a clause, walked from a number outward: names, measures, nouns, times, and the words between them.

A chunk is a mention, a period, a number, a mark, a word of `lexicon/words.toml` (its kind is the class's name) or, what
is left, a noun. Words are taken longest first at the near side of the walk. Near a number every word counts; behind the
first noun only longer ones do, and the few single characters that part nouns wherever they stand: one character alone
is too often part of a name. Offsets are of the key frame.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

from extract.lexicon import rows
from extract.mentions import Found
from extract.scene import BLANK_STOP, Scene, frame
from extract.text import key

if TYPE_CHECKING:
    from extract.phrases import Ahead

#: What a walk passes over as one mark.
_MARKS = {
    **dict.fromkeys("「」『』“”‘’《》〈〉\"'", "quote"),
    **dict.fromkeys("（[【", "open"),
    **dict.fromkeys("）]】", "close"),
    **dict.fromkeys("，；：。！？\n│|—─", "comma"),
    **dict.fromkeys("、/", "join"),
    **dict.fromkeys(" \t", "blank"),
}
#: Single characters that part nouns wherever they stand, unless a `keep` word holds them.
_PARTING = {
    key(char): kind
    for kind, chars in {
        "de": "的之",
        "join": "與和及",
        "state": "為是有在於較比由從佔占至到被把獲遭",
        "link": "對",
        "cause": "讓使令",
        "adverb": "也則仍已將會僅只約逾每並擬卻雖恐",
        "conjunction": "而但若因其惟",
        "prep": "受隨據",
    }.items()
    for char in chars
}
#: What a modifier or a doing is where no noun follows it.
_ALONE = {"modifier": "adverb", "doing": "act"}
_DE = frozenset("的之")
NOMINAL = ("name", "measure", "event", "noun")


class Chunk(NamedTuple):
    """`[start, end)` of the key text; `found` where it is a mention."""

    kind: str
    start: int
    end: int
    found: Found | None = None


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    """Word → class. A word of several classes has the last one, but neither `keep` nor `adverb` where another holds it; verbs of movement come before all."""
    table = {key(word): row["name"] for row in rows("words") for word in row["words"]}
    for row in rows("words"):
        if row["name"] not in ("keep", "adverb"):
            table |= {key(word): row["name"] for word in row["words"]}
    for name in ("up", "down"):
        pattern = frame("movement", name).pattern
        table |= dict.fromkeys((word for word in pattern.split("|") if word.isalpha()), "move")
    table |= {key(by + prefix + word): "move" for word in _STEPPED for prefix in "年月季週周日" for by in ("", "逐")}
    for degree in _DEGREES:
        for step in _STEPS:
            table.setdefault(key(degree + step), "move")
    for word, kind in list(table.items()):  # 至 of 升至 must not leave 飆 of 飆升至 behind
        if kind == "move" and len(word) > 1:
            for end in key("至到為破穿"):
                if table.get(word[-1] + end) == "state":
                    table.setdefault(word + end, "state")
    table |= {
        word + key("了"): kind for word, kind in table.items() if kind in ("move", "act", "state") and len(word) > 1
    }
    for before, after in permutations(_POLES, 2):
        table.setdefault(key(f"由{before}轉{after}"), "state")
    table |= {char: kind for char, kind in _PARTING.items() if kind in ("de", "join", "link")}
    return table


@lru_cache(maxsize=1)
def _lengths() -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """How long the words are, longest first, that begin with a character, and that end with it."""
    begin: dict[str, set[int]] = defaultdict(set)
    end: dict[str, set[int]] = defaultdict(set)
    for word in (*_table(), *_PARTING):
        begin[word[0]].add(len(word))
        end[word[-1]].add(len(word))
    first, last = ({char: sorted(sizes, reverse=True) for char, sizes in side.items()} for side in (begin, end))
    return first, last


def is_explained(words: str) -> bool:
    """Whether the tables explain how a run begins: with a word of theirs, or a character that parts nouns."""
    table = _table()
    return words[0] in _PARTING or any(
        table.get(words[:length], "keep") != "keep" for length in range(2, len(words) + 1)
    )


_STEPPED = (
    "增",
    "減",
    "升",
    "降",
    "漲",
    "跌",
    "增長",
    "成長",
    "衰退",
    "下滑",
    "增加",
    "減少",
    "上升",
    "下降",
    "上漲",
    "下跌",
    "大增",
    "大減",
    "微增",
    "微減",
    "續增",
    "揚",
)
#: What a verb of movement of one character takes before it: 急漲, 微升, 續跌.
_DEGREES = "大小微急暴勁狂猛驟陡激續再齊連止轉回倒反強飆重劇勇先調慘普直巨略"
_STEPS = "漲跌升降增減彈揚挫瀉貶縮滑飆"
_POLES = "升降漲跌增減盈虧正負買賣強弱"
#: Owners spoken of, but behind a noun the end of its name: 該公司, 公司 stand alone, 長河電子公司 is a noun.
_ALONE_ONLY = frozenset(map(key, ("公司", "集團")))
_PLACING = frozenset(key("內中裡後時前起下上"))


class Walk:
    """The chunks of one sentence to the left of a place (`back`) or to its right (`ahead`)."""

    __slots__ = ("_barriers", "_ends", "_scene", "_starts", "known")

    def __init__(self, scene: Scene) -> None:
        barriers = [Chunk("number", n.start, n.end) for n in scene.numbers]
        taken = [(b.start, b.end) for b in barriers]
        for time in scene.times:
            if not any(a < time.end and time.start < b for a, b in taken):
                barriers.append(Chunk("time", time.start, time.end))
                taken.append((time.start, time.end))
        for found in scene.found:
            if not any(a < found.end and found.start < b for a, b in taken):
                barriers.append(Chunk(_kind(found, scene.words), found.start, found.end, found))
        barriers.sort(key=lambda chunk: chunk.start)
        self._scene, self._barriers = scene, barriers
        self.known: dict[int, Ahead] = {}  # what phrases.py has read before a place
        self._starts, self._ends = [b.start for b in barriers], [b.end for b in barriers]

    def back(self, at: int, floor: int) -> Iterator[Chunk]:
        """The chunks of `[floor, at)` from right to left."""
        words, near, noun_end = self._scene.words, True, at
        nominal = named = moved = -1  # where the nominal chunk, the name and the movement last passed begin
        while at > floor:
            chunk = self._ending(words, at, floor, near)
            if chunk is not None and _is_stem(chunk, words[chunk.end : chunk.end + 1]) and noun_end > chunk.end:
                chunk = Chunk("noun", chunk.start, chunk.end)
            if chunk is not None and chunk.kind in ("modifier", "doing"):
                part = noun_end > chunk.end or nominal == chunk.end or (chunk.kind == "doing" and moved == chunk.end)
                if part and chunk.kind == "doing" and named == chunk.end and self._ends_time(chunk.start):
                    part = False  # 11月銷售新能源汽車48萬輛
                chunk = Chunk("noun" if part else _ALONE[chunk.kind], chunk.start, chunk.end)
            if chunk is None or chunk.kind == "noun":  # a kept word is part of the noun that it stands in
                at = chunk.start if chunk else at - 1
                near = False
                continue
            if noun_end > at:
                yield Chunk("noun", at, noun_end)
                nominal = at
            if chunk.kind in NOMINAL:
                nominal = chunk.start
                named = chunk.start if chunk.kind == "name" else named
            elif chunk.kind == "move":
                moved = chunk.start
            if chunk.kind in ("comma", "number"):
                near = True
            elif chunk.kind in NOMINAL:
                near = False
            if chunk.kind != "blank":
                yield chunk
            at = noun_end = max(chunk.start, floor)
        if noun_end > at:
            yield Chunk("noun", at, noun_end)

    def _ends_time(self, at: int) -> bool:
        place = bisect_left(self._ends, at)
        return place < len(self._ends) and self._ends[place] == at and self._barriers[place].kind == "time"

    def _ending(self, words: str, at: int, floor: int, near: bool) -> Chunk | None:
        """The barrier, mark or word that ends at `at`; None inside a noun."""
        place = bisect_left(self._ends, at)
        if place < len(self._ends) and self._ends[place] == at:
            return self._barriers[place]
        start_of_room = self._ends[place - 1] if place else 0
        mark = _MARKS.get(words[at - 1])
        if mark:
            return Chunk(_mark(words, at - 1, mark), at - 1, at)
        table, room = _table(), at - max(floor, start_of_room)
        for length in _lengths()[1].get(words[at - 1], ()):
            if length > room:
                continue
            kind = table.get(words[at - length : at]) if length > 1 or near else _PARTING.get(words[at - 1])
            if kind == "keep":
                return None if length == 1 else Chunk("noun", at - length, at)
            if kind and words[at - length : at] in _ALONE_ONLY and self._is_inside(words, at - length, floor, near):
                return Chunk("noun", at - length, at)
            if kind:
                return Chunk(kind, at - length, at)
        return None

    def _is_inside(self, words: str, at: int, floor: int, near: bool) -> bool:
        """Whether what ends at `at` goes on as a noun."""
        if at <= floor or words[at - 1] in _PLACING:
            return False
        chunk = self._ending(words, at, floor, near)
        return chunk is None or chunk.kind == "noun"

    def ahead(self, at: int, stop: int) -> Iterator[Chunk]:
        """The chunks of `[at, stop)` from left to right; single characters part nouns only where they always do."""
        words, noun_start = self._scene.words, at
        while at < stop:
            chunk = self._beginning(words, at, stop)
            if chunk is None:
                at += 1
                continue
            if chunk.kind == "doing" and noun_start == at and not self._measure_at(chunk.end):  # 35萬輛的交付目標
                chunk = Chunk("act", chunk.start, chunk.end)
            describing = chunk.kind == "adverb" and noun_start < at and words[chunk.end : chunk.end + 1] in _DE
            if (
                chunk.kind in ("noun", "modifier", "doing")
                or describing
                or (_is_stem(chunk, words[chunk.end : chunk.end + 1]) and chunk.end < stop)
            ):
                # a kept word goes on the noun that it stands in, and so does what describes one (表現欠佳的分店)
                at = chunk.end
                continue
            if noun_start < at:
                yield Chunk("noun", noun_start, at)
            if chunk.kind != "blank":
                yield chunk
            at = noun_start = chunk.end
        if noun_start < at:
            yield Chunk("noun", noun_start, at)

    def _measure_at(self, at: int) -> bool:
        place = bisect_left(self._starts, at)
        return place < len(self._starts) and self._starts[place] == at and self._barriers[place].kind == "measure"

    def _beginning(self, words: str, at: int, stop: int) -> Chunk | None:
        place = bisect_left(self._starts, at)
        if place < len(self._starts) and self._starts[place] == at:
            return self._barriers[place]
        room = self._starts[place] if place < len(self._starts) else stop
        mark = _MARKS.get(words[at])
        if mark:
            return Chunk(_mark(words, at, mark), at, at + 1)
        table, room = _table(), min(room, stop) - at
        for length in _lengths()[0].get(words[at], ()):
            if length > room:
                continue
            kind = table.get(words[at : at + length]) if length > 1 else _PARTING.get(words[at])
            if kind == "keep":
                return Chunk("noun", at, at + length)
            if kind:
                return Chunk(kind, at, at + length)
        return None


#: Behind a verb they make a noun of it: 投資者, 分析師, 發行量.
_SUFFIXES = frozenset(
    key(
        "者人商業額量費率金款戶方權力價值性化物品案部站所局師員家團官型股板類期面圈鏈網機廠店車票券庫市場庫型槽艙線器度"
    )
)


def _mark(words: str, at: int, mark: str) -> str:
    """A blank that is left between Han parts the halves of a headline."""
    return "comma" if mark == "blank" and BLANK_STOP.match(words, at) else mark


def _is_stem(chunk: Chunk, following: str) -> bool:
    verb = chunk.kind in ("act", "cause", "say") or (
        chunk.kind in ("state", "move", "adverb") and chunk.end - chunk.start > 1
    )
    return verb and following in _SUFFIXES and following != ""


def _kind(found: Found, words: str) -> str:
    """What a mention is in its clause: 年增 and 同比 without 率 are verbs of movement."""
    if found.mention.kind == "entity":
        return "name"
    label = words[found.start : found.end]
    if label == key("大概率"):
        return "adverb"
    if found.category == "comparison-rate" and not any(char in label for char in key("率幅速")):
        return "move"
    return "event" if found.is_event else "measure"
