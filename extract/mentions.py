"""Ontology labels → mentions of entities and metrics: spaCy's PhraseMatcher over the key text, longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

import ontology
from extract.reading import Mention
from extract.text import AlignedText, Taken, key, rx

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


def category_of(mention: Mention) -> str:
    """The category of what a mention names: its concept's, of a name that the ontology does not hold what it is taken for."""
    concept = ontology.by_id().get(mention.concept) if mention.concept else None
    if concept is not None:
        return concept.category
    return "company" if mention.by.startswith("company") else "agency" if mention.by == "agent" else ""


@dataclass(frozen=True)
class Found:
    """A mention at `[start, end)` of the key text; `tenor` as written (10年期) where a bond carries one."""

    start: int
    end: int
    mention: Mention
    tenor: str | None = None

    @cached_property
    def concept(self) -> ontology.Concept | None:
        return ontology.by_id().get(self.mention.concept) if self.mention.concept else None

    @cached_property
    def category(self) -> str:
        return category_of(self.mention)

    @property
    def is_quoted(self) -> bool:
        """A thing whose name is its measure: an index, a currency (pair), a commodity, a coin."""
        return self.mention.kind == "entity" and self.category in ("index", "pair", "commodity", "crypto", "currency")

    @property
    def is_event(self) -> bool:
        return self.category == "event"


def found_at(
    text: AlignedText, start: int, end: int, *, by: str, concept: str | None = None, tenor: str | None = None
) -> Found:
    """A mention of the words at `[start, end)` of the key text."""
    span = text.raw_span(start, end)
    kind: Literal["entity", "metric"] = "metric" if concept and concept.startswith("metric/") else "entity"
    return Found(start, end, Mention(span=span, words=span.of(text.raw), kind=kind, concept=concept, by=by), tenor)


def matcher(vocab: Vocab) -> PhraseMatcher:
    """All labels of the ontology as phrases of characters; the match id is the concept's id."""
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    phrases = PhraseMatcher(vocab, attr="ORTH")
    schemes: tuple[ontology.Scheme, ...] = ("entity", "metric")
    names = {key(label) for concept in ontology.concepts("entity") for label in concept.labels}
    for scheme in schemes:
        for concept in ontology.concepts(scheme):
            surfaces = {key(label) for label in concept.labels if len(label) > 1 and not _owned(label, concept, names)}
            phrases.add(concept.id, [Doc(vocab, words=list(s), spaces=[False] * len(s)) for s in sorted(surfaces)])
    return phrases


def _owned(label: str, concept: ontology.Concept, names: set[str]) -> bool:
    """Whether a measure's label is an owner and a measure (原油產量, 外資買超): read apart, the owner is the subject.

    Surveys stay whole: their sector is part of the name (製造業PMI).
    """
    if not concept.id.startswith("metric/") or concept.category in ("growth", "labour") or label[0].isascii():
        return False
    measures, words = _measure_labels(), key(label)
    return any(words[:at] in names and words[at:] in measures for at in range(2, len(words) - 1))


@lru_cache(maxsize=1)
def _measure_labels() -> frozenset[str]:
    return frozenset(key(label) for concept in ontology.concepts("metric") for label in concept.labels)


@lru_cache(maxsize=1)
def _not_within() -> dict[str, list[tuple[str, int]]]:
    """Key label → the longer words that hold it by accident, with the label's place in them."""
    table: dict[str, list[tuple[str, int]]] = {}
    for concept in ontology.concepts():
        for longer in concept.not_within:
            for label in concept.labels:
                at = key(longer).find(key(label))
                if at >= 0:
                    table.setdefault(key(label), []).append((key(longer), at))
    return table


def find(doc: Doc, phrases: PhraseMatcher, text: AlignedText) -> list[Found]:
    """All mentions in text order, not overlapping; the longest wins, then the first."""
    words = text.text
    hits = [
        (start, end, doc.vocab.strings[match])
        for match, start, end in phrases(doc)
        if not _inside_a_word(words, start, end)
    ]
    hits.sort(key=lambda hit: (hit[0] - hit[1], hit[0], hit[2]))
    kept: list[Found] = []
    taken = Taken(len(words))
    for dateline in _DATELINE.finditer(words):
        taken.take(*dateline.span())
    for start, end, concept in hits:
        if not taken.touches(start, end):
            taken.take(start, end)
            kept.append(found_at(text, start, end, by=f"label:{concept}", concept=concept))
    return sorted(kept, key=lambda found: found.start)


#: 新華社北京12月5日電, 中央社記者鍾佩珊台北26日電: where a report was written is what nothing in it is about.
_DATELINE = rx(r"(?:新華社|中新[社網]|中央社|新華網|人民網|[法路美]新社|路透社?|彭博社?)[^，。；、\n0-9]{1,12}(?:[0-9]{1,2}月)?[0-9]{1,2}日(?:綜合)?[電訊]")


def _inside_a_word(words: str, start: int, end: int) -> bool:
    """Whether a label's place is part of a longer word: Fed in Federal, 日本 in 今日本公司, 月增 in 10 月增加."""
    surface, ahead, behind = words[start:end], words[max(0, start - 1) : start], words[end : end + 1]
    if surface[0].isascii() and surface[0].isalnum() and ahead.isascii() and ahead.isalnum():
        return True
    if surface[-1].isascii() and surface[-1].isalnum() and behind.isascii() and behind.isalnum():
        return True
    if any(start >= at and words.startswith(longer, start - at) for longer, at in _not_within().get(surface, ())):
        return True
    return surface[0] in _STEPS and bool(_NO_STEP.search(words[max(0, start - 4) : start]))


#: 月增 is no measure in 10 月增加 or 每月減少, nor 月營收 in 9月營收; the same holds for years, quarters and weeks.
_STEPS = frozenset(key("年月季週周日"))
_NO_STEP = rx("(?:(?<![A-Za-z0-9])[0-9]+|[一二三四五六七八九十每本上個當同去今明前全首單兩該近半])$")


def no_numbers(found: Iterable[Found], text: AlignedText) -> list[tuple[int, int]]:
    """Key ranges of names that no quantity may touch: with digits or a tenor (標普500, 日經225, 10年期公債), and those that
    begin with what could be a number's scale (22萬科MTN004)."""
    words = text.text
    return [
        (f.start, f.end)
        for f in found
        if f.tenor
        or any(c.isdigit() for c in words[f.start : f.end])
        or (words[f.start] in _SCALES and words[f.start - 1 : f.start].isdigit() and _CODE.match(words, f.end))
    ]


_SCALES = key("百千萬億兆")
_CODE = re.compile("[A-Z0-9]")
