"""The scene of a number: its sentence with all that stands in it, its clause, its neighbours. Key-frame offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, Protocol

from extract.lexicon import rows
from extract.mentions import Found, category_of
from extract.passages import Sentence, sentence_at
from extract.reading import Comparison, Direction, Kind, Mention, Modality, Period, Quantity
from extract.text import HAN, AlignedText, rx

if TYPE_CHECKING:
    from extract.chunks import Walk
    from extract.owners import About

DURATIONS = {"YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE"}
RATES = {"PERCENT", "PERCENTAGE_POINT", "BASIS_POINT", "MULTIPLE"}
#: A blank that the aligned text keeps between Han characters parts the halves of a headline.
BLANK_STOP = re.compile(rf"(?<=[{HAN}%）」]) +(?=[{HAN}（「])")
CLAUSE_MARK = re.compile(rf"[，；：。！？\n]|{BLANK_STOP.pattern}")


@lru_cache
def frames(family: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The rows of one family of lexicon/frames.toml as (name, pattern), each pattern its words, longest first."""
    return tuple(
        (row["name"], rx("|".join(sorted(row["words"], key=len, reverse=True))))
        for row in rows("frames")
        if row["family"] == family
    )


@lru_cache
def frame(family: str, name: str) -> re.Pattern[str]:
    return next(pattern for other, pattern in frames(family) if other == name)


@lru_cache
def words_of(family: str, *names: str) -> str:
    """The words of rows of a family, of all where none is named, as alternatives of a pattern (already on the key)."""
    wanted = names or tuple(name for name, _ in frames(family))
    return "|".join(frame(family, name).pattern for name in wanted)


#: The odds of something: 85%的機率.
ODDS = rx(words_of("odds"))


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity at `[start, end)` of the key text."""

    start: int
    end: int
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Time:
    """A period at `[start, end)` of the key text; `base`: it is what something is compared with (較10 月增加)."""

    start: int
    end: int
    period: Period
    base: bool


@dataclass(frozen=True, slots=True)
class Speech:
    """A frame in which somebody speaks, from its speaker to the end of its reporting word."""

    start: int
    end: int
    who: Mention


class Part(Protocol):
    """Anything that stands at `[start, end)` of the key text: a mention, a number, a chunk, a phrase."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(slots=True)
class Scene:
    """One sentence with everything that stands in it, in text order."""

    text: AlignedText
    index: int
    sentence: Sentence
    numbers: list[Number] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    speech: list[Speech] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The key text of the whole article, to be indexed by key offsets."""
        return self.text.text

    @property
    def start(self) -> int:
        return self.sentence.start

    @property
    def end(self) -> int:
        return self.sentence.end

    def of(self, part: Part) -> str:
        """The words of a part of the text."""
        return self.text.text[part.start : part.end]

    def clause_start(self, at: int) -> int:
        start = self.start
        for mark in CLAUSE_MARK.finditer(self.words, self.start, at):
            start = mark.end()
        return start

    def clause_end(self, at: int) -> int:
        mark = CLAUSE_MARK.search(self.words, at, self.end)
        return mark.start() if mark else self.end

    def mention(
        self, start: int, end: int, by: str, *, kind: Literal["entity", "metric"] = "entity", concept: str | None = None
    ) -> Mention:
        """A mention of words that the ontology need not hold."""
        span = self.text.raw_span(start, end)
        return Mention(span=span, words=span.of(self.text.raw), kind=kind, concept=concept, by=by)

    def noun(self, start: int, end: int, by: str, *, concept: str | None = None) -> Found:
        """Words that name a measure or a thing counted."""
        return Found(start, end, self.mention(start, end, by, kind="metric", concept=concept))

    def speaks(self, found: Found) -> bool:
        return any(said.start <= found.start and found.end <= said.end for said in self.speech)


@dataclass(slots=True)
class Topics:
    """What the numbers of the article so far were about, and what most of them were."""

    counts: Counter[str] = field(default_factory=Counter)
    mentions: dict[str, Mention] = field(default_factory=dict)  # by name, the one named last at the end
    most: str = ""  # the name of what most numbers were about
    total: int = 0

    def add(self, subject: Mention) -> None:
        name = subject.concept or subject.words
        self.counts[name] += 1
        self.total += 1
        if self.counts[name] > self.counts.get(self.most, 0):
            self.most = name
        held = self.mentions.pop(name, None)
        newer = held is None or held.words.isascii() or not subject.words.isascii()  # 比特幣 rather than BTC
        self.mentions[name] = subject if newer or held is None else held

    @property
    def ruling(self) -> Mention | None:
        """What most numbers so far were about, if it is a thing and they were half of all and three at least."""
        main = self.main
        times = self.counts.get(self.most, 0)
        return main if main is not None and main.kind == "entity" and times >= 3 and 2 * times >= self.total else None

    def last(self, categories: tuple[str, ...]) -> Mention | None:
        """The subject named last of those that are of some categories."""
        return next((held for held in reversed(self.mentions.values()) if category_of(held) in categories), None)

    @property
    def main(self) -> Mention | None:
        """The last mention of what most numbers were about."""
        return self.mentions.get(self.most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a number was meant (manner.py, certainty.py)."""

    unit: str
    kind: Kind
    direction: Direction
    comparison: Comparison
    modality: Modality = "actual"


@dataclass(slots=True)
class Carried:
    """What the clauses of a paragraph have named so far; `scene` is the sentence of the last number."""

    company: Mention | None = None  # the one that the article is about
    subject: Mention | None = None
    owner: Mention | None = None  # the last company, country, thing that had measures of its own
    firm: Mention | None = None  # the last firm that had measures
    topics: Topics = field(default_factory=lambda: Topics())
    owned: str = ""  # the category of the measure that it owned: 中央政府 owns 歲入 and 歲出
    itself: bool = False  # whether the last claim's measure was its own subject
    thing: Found | None = None  # the last thing whose name is its measure
    recent: list[About] = field(default_factory=list)  # what the last numbers of the sentence were about
    level: Found | None = None  # the last measure that is no change
    listing: bool = False  # whether the last claim took its measure from the one before
    group: Mention | None = None  # the things last counted: 368項查價項目當中
    tenor: str | None = None
    metric: Found | None = None
    metric_unit: str = ""  # the unit in which it was last given
    comparison: Comparison = "none"
    usual: Comparison = "none"  # the basis of the article's statistics
    last: Manner | None = None  # how the last number was meant
    said: dict[str, Manner] = field(default_factory=dict)  # how the last number of each unit in the sentence was meant
    agenda: bool = False  # whether the paragraph tells of something decided but not yet done
    scene: int = -1


class Place:
    """A number in its clause, with what is asked of it again and again."""

    __slots__ = (
        "after",
        "at",
        "before",
        "carried",
        "clause_end",
        "following",
        "near",
        "number",
        "previous",
        "q",
        "scene",
        "start",
        "walk",
    )

    def __init__(self, scene: Scene, at: int, carried: Carried, walk: Walk) -> None:
        words, number = scene.words, scene.numbers[at]
        self.walk, self.at = walk, at
        self.scene, self.number, self.q, self.carried = scene, number, number.quantity, carried
        self.previous = scene.numbers[at - 1] if at else None
        self.following = scene.numbers[at + 1] if at + 1 < len(scene.numbers) else None
        self.start = scene.clause_start(number.start)
        self.clause_end = scene.clause_end(number.end)
        #: the clause up to the number, and the part of it since the number before
        self.before = words[self.start : number.start]
        self.near = words[self.since_previous : number.start]
        #: the clause behind the number
        self.after = words[number.end : self.clause_end]

    @property
    def since_previous(self) -> int:
        return max(self.start, self.previous.end) if self.previous else self.start

    @property
    def since_measure(self) -> int:
        """Where the last number before this one ends that measures something: no rank, no length of time."""
        before = [n.end for n in self.scene.numbers[: self.at] if n.quantity.unit not in (*DURATIONS, "ORDINAL")]
        return before[-1] if before else self.scene.start

    @property
    def same_sentence(self) -> bool:
        """Whether the sentence had a number before this one."""
        return self.carried.scene == self.scene.index

    def precedes(self, found: Found) -> bool:
        """Whether a mention stands in the clause before the number."""
        return self.start <= found.start < self.number.start

    def next(self) -> Place | None:
        """The number behind this one in the sentence, with its own clause."""
        return Place(self.scene, self.at + 1, self.carried, self.walk) if self.following else None

    def lead(self, reach: int) -> str:
        """The words of the sentence before the number, up to `reach` characters."""
        return self.scene.words[max(self.scene.start, self.number.start - reach) : self.number.start]

    def tail(self, reach: int) -> str:
        """The words of the sentence behind the number, up to `reach` characters."""
        return self.scene.words[self.number.end : min(self.scene.end, self.number.end + reach)]

    def around(self, reach: int) -> str:
        """The words of the sentence around the number, up to `reach` characters from its beginning either way."""
        scene, at = self.scene, self.number.start
        return scene.words[max(scene.start, at - reach) : min(scene.end, at + reach)]

    def in_time(self) -> bool:
        """Whether the number is part of a period: 過去24小時."""
        return any(t.start <= self.number.start and self.number.end <= t.end for t in self.scene.times)

    def in_bracket(self) -> bool:
        """Whether the number stands inside a bracket that opens in its clause: an aside."""
        return self.before.rfind("（") > self.before.rfind("）")

    def counts_things(self) -> bool:
        return self.q.unit.startswith("COUNT:")


def scenes(
    text: AlignedText, sentences: list[Sentence], numbers: list[Number], times: list[Time], found: list[Found]
) -> Iterator[Scene]:
    """The sentences of an article with what stands in each; a currency that is an amount's unit is no mention."""
    starts = [sentence.start for sentence in sentences]
    made = [Scene(text, index, sentence) for index, sentence in enumerate(sentences)]
    amounts = [(n.start, n.end) for n in numbers]
    named = [f for f in found if not (f.category == "currency" and _inside(f, amounts))]
    for name, items in (("numbers", numbers), ("times", times), ("found", named)):
        for item in items:
            at = sentence_at(sentences, starts, item.start)
            if at is not None:
                getattr(made[at], name).append(item)
    yield from made


def _inside(found: Found, ranges: list[tuple[int, int]]) -> bool:
    at = bisect_right(ranges, (found.start, found.end)) - 1
    return any(a <= found.start and found.end <= b for a, b in ranges[max(0, at) : at + 2])
