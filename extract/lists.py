"""Numbers in a list (分別為2%、2.375%及4.25%): each has its own item, or its own thing of one measure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.belonging import with_owner
from extract.chunks import NOMINAL, Chunk
from extract.mentions import Found
from extract.owners import About, owner_of
from extract.phrases import Ahead, Phrase, fits, measure_of, measure_within, phrases_before, thing_of
from extract.scene import CLAUSE_MARK, Number, Place, Scene
from extract.text import key, rx

_AND = rx("^(?:[、和及與「」]|以及|約|逾|近|以上|左右|（[^）]{0,12}）)+$")
#: What says that a list follows.
_EACH = rx("(?:分別|依序|依次|各)")
_LONGEST_LIST = 12


def listed(place: Place) -> list[Number]:
    """The numbers that stand in one list with this one: 1.91%、2.24%和3%."""
    words, numbers = place.scene.words, place.scene.numbers

    def joined(at: int) -> bool:
        """Whether only what joins a list stands between a number and the next."""
        return _AND.match(words[numbers[at].end : numbers[at + 1].start]) is not None

    first = last = place.at
    while first > 0 and place.at - first < _LONGEST_LIST and joined(first - 1):
        first -= 1
    while last + 1 < len(numbers) and last - place.at < _LONGEST_LIST and joined(last):
        last += 1
    return numbers[first : last + 1]


@dataclass(frozen=True, slots=True)
class _List:
    """The items of a list of numbers; `at`: which one is the number's."""

    at: int
    first: Number
    mark: re.Match[str] | None  # 分別
    ahead: Ahead  # what stands before the list
    items: list[list[Chunk]]
    read: list[tuple[Found | None, list[Chunk]]]  # the measure of each item, and what stands before it


def distributed(place: Place) -> About | None:
    """重貼現率、擔保放款融通利率及短期融通利率分別為2%、2.375%及4.25%: each number has its own item."""
    numbers = listed(place)
    if len(numbers) < 2:
        return None
    at = next(i for i, n in enumerate(numbers) if n.start == place.number.start)
    first, scene = numbers[0], place.scene
    start = scene.clause_start(first.start)
    mark = _EACH.search(scene.words, start, first.start)
    ahead = phrases_before(place, mark.start() if mark else first.start)
    items = _items(scene, ahead, len(numbers))
    if items is None and not ahead.phrases and (again := _as_before(place, at, len(numbers), mark)) is not None:
        return again
    if items is None and mark is not None:
        # 甲、乙營收增長超過一倍，分別為282%、119%: the list stands in a clause before
        for stop in _stops_before(scene, start):
            ahead = phrases_before(place, stop)
            items = _items(scene, ahead, len(numbers))
            if items is not None:
                break
    if items is None:
        return _in_one_word(place, at, first, mark) if mark is not None and len(numbers) == 2 else None
    one = _List(at, first, mark, ahead, items, [measure_of(place, Phrase(item)) for item in items])
    if all(measure is not None for measure, _ in one.read) and not _is_shared(one):
        return _own_measure(place, one)
    return _own_thing(place, one)


#: Two measures in one word, in the order in which their numbers follow: 產銷分別完成353萬輛和343萬輛.
_PAIRS = {
    key("產銷"): ("metric/output", "metric/sales-volume"),
    key("進出口"): ("metric/imports", "metric/exports"),
    key("存貸款"): ("metric/deposits", "metric/loans"),
    key("收支"): ("metric/fiscal-revenue", "metric/fiscal-expenditure"),
}
_PAIR = rx(rf"(?P<pair>{'|'.join(_PAIRS)})(?:總?[量額值]|總?規模|金額|餘額)?[^，。；0-9]{{0,4}}$")


def _in_one_word(place: Place, at: int, first: Number, mark: re.Match[str]) -> About | None:
    """The first or second measure of a word that names two; whose they are is carried."""
    scene = place.scene
    found = _PAIR.search(scene.words, scene.clause_start(first.start), mark.start())
    if found is None:
        return None
    measure = scene.noun(found.start("pair"), found.end("pair"), "pair", concept=_PAIRS[found["pair"]][at])
    return with_owner(place, measure, None, "分別")


def _items(scene: Scene, ahead: Ahead, count: int) -> list[list[Chunk]] | None:
    """The `count` items of the list that the nearest phrase is, if it is one."""
    for marks in ("、/與和及", "、/"):  # 社會保障和就業、教育: 和 may stand inside an item
        items: list[list[Chunk]] = [[]]
        for chunk in ahead.phrases[0].chunks if ahead.phrases else []:
            if chunk.kind == "join" and scene.words[chunk.start] in key(marks + "以"):
                items.append([])
            else:
                items[-1].append(chunk)
        if len(items) == count and all(items):
            return items
    return None


def _as_before(place: Place, at: int, count: int, mark: re.Match[str] | None) -> About | None:
    """分別為2,510棟及2,760棟，年減28.4%、33.1%: what the numbers of the list before were about, in their order."""
    recent = place.carried.recent
    before = recent[len(recent) - at - count : len(recent) - at]
    if before and all(about.is_listed for about in before):
        return before[at]
    if mark is not None and len(before) == count:
        return replace(before[at], by_metric="分別", by_subject="分別")
    return None


def _stops_before(scene: Scene, start: int) -> list[int]:
    """Where the clauses of a sentence before `start` end, and where its numbers before it begin; near to far."""
    ends = [mark.start() for mark in CLAUSE_MARK.finditer(scene.words, scene.start, start)]
    return sorted({*ends, *(n.start for n in scene.numbers if n.end <= start)}, reverse=True)[:4]


def _is_shared(one: _List) -> bool:
    """甲、乙的年增率, 企業貸款、個人貸款平均利率: whether the last item ends in the measure of all."""
    (of_first, _), (of_last, before) = one.read[0], one.read[-1]
    if not before:
        return False
    dimensions = [m.concept.dimension for m in (of_first, of_last) if m is not None and m.concept is not None]
    return before[-1].kind == "de" or (len(dimensions) == 2 and dimensions[0] != dimensions[1])


def _own_measure(place: Place, one: _List) -> About:
    """Each item is a measure; the first may name whose they are."""
    measure, before = one.read[one.at]
    assert measure is not None
    run = one.items[one.at]
    noun = run[-2] if len(run) > 1 and run[-2].kind == "noun" and run[-2].end == measure.start else measure
    named = [c for c in [*before, *one.read[0][1]] if c.kind != "noun"]
    whole = place.scene.noun(noun.start, measure.end, measure.mention.by, concept=measure.mention.concept)
    return with_owner(place, whole, owner_of(place, whole, named, one.ahead.others), "分別")


def _own_thing(place: Place, one: _List) -> About | None:
    """Each item is a thing that has the measure named behind the last one, or in the clauses before."""
    scene = place.scene
    common, before = one.read[-1]
    run = one.items[-1]
    if common is not None and len(run) > 1 and common.start == run[0].start and run[-1].found is not None:
        common, before = run[-1].found, run[:-1]  # 航天宏圖、睿創微納營收: the name is no modifier
    item = before if one.at == len(one.items) - 1 and common is not None else one.items[one.at]
    while item and item[-1].kind not in NOMINAL:
        item = item[:-1]  # 祥鎰、鴻鉅機11月的營收
    thing = thing_of(place, Phrase(item)) if item else None
    if thing is None and one.mark is not None and len(item) == 1 and item[0].end - item[0].start == 1:
        thing = scene.noun(item[0].start, item[0].end, "item")  # 食、住、行分別上升
    if thing is None:
        return None
    behind_mark = place.walk.back(one.first.start, one.mark.end() if one.mark else one.first.start)
    moved = one.ahead.moved or any(c.kind == "move" for c in behind_mark)
    held = measure_within(place) or place.carried.metric
    own = thing if thing.is_quoted and (moved or held is None or not fits(place.q, held)) else held
    return About(common or own, thing.mention, thing.tenor, "分別", "分別")
