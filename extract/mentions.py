"""Ontology labels → mentions of entities and metrics, with the compounds that articles make of them.

Labels are found by spaCy's PhraseMatcher over the key text, longest first. Compounds: a bond with its issuer and tenor
(美國10 年期公債, 10 年期日本公債), an index with 指數 or 成分股 behind it, a country with 政府, 企業, 投資人. Key-frame ranges.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import ontology
from extract.reading import Mention
from extract.text import AlignedText, key, rx

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


@dataclass(frozen=True, slots=True)
class Found:
    """A mention at `[start, end)` of the key text; `tenor` as written (10年期) where a bond carries one."""

    start: int
    end: int
    mention: Mention
    tenor: str | None = None

    @property
    def concept(self) -> ontology.Concept | None:
        return ontology.by_id().get(self.mention.concept) if self.mention.concept else None

    @property
    def category(self) -> str:
        concept = self.concept
        return concept.category if concept else ""

    @property
    def is_event(self) -> bool:
        return self.category == "event"


def matcher(vocab: Vocab) -> PhraseMatcher:
    """All labels of the ontology as phrases of characters; the match id is the concept's id."""
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    phrases = PhraseMatcher(vocab, attr="ORTH")
    for scheme in ("entity", "metric"):
        for concept in ontology.concepts(scheme):  # type: ignore[arg-type]
            surfaces = {key(label) for label in concept.labels if len(label) > 1}
            phrases.add(concept.id, [Doc(vocab, words=list(s), spaces=[False] * len(s)) for s in sorted(surfaces)])
    return phrases


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
    hits = []
    for match, start, end in phrases(doc):
        surface = words[start:end]
        if surface[0].isascii() and surface[0].isalnum() and start and words[start - 1].isascii() and words[start - 1].isalnum():
            continue
        if surface[-1].isascii() and surface[-1].isalnum() and end < len(words) and words[end].isascii() and words[end].isalnum():
            continue
        if any(words.startswith(longer, start - at) for longer, at in _not_within().get(surface, ()) if start >= at):
            continue
        hits.append((start, end, doc.vocab.strings[match]))
    hits.sort(key=lambda hit: (hit[0] - hit[1], hit[0], hit[2]))
    taken: list[Found] = []
    used = bytearray(len(words))
    for start, end, concept in hits:
        if not any(used[start:end]):
            used[start:end] = b"\x01" * (end - start)
            span = text.raw_span(start, end)
            kind = "entity" if concept.startswith("entity/") else "metric"
            taken.append(Found(start, end, Mention(span=span, words=span.of(text.raw), kind=kind, concept=concept, by=f"label:{concept}")))  # type: ignore[arg-type]
    taken.sort(key=lambda found: found.start)
    return _compounds(taken, text)


_TENOR = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|同天)(?:年|個月)?期?"
_BOND = rx(rf"(?P<t1>{_TENOR}(?:的)?)?(?P<c>[^，。；、（）\s]{{0,6}}?)(?P<t2>{_TENOR}(?:的)?)?(?P<bond>公債|國債|政府債券|美債|日債|德債|英債|國庫券|債券)")
_GENERIC_BOND = rx("^(?:公債|國債|政府債券|國庫券|債券|債)$")
_BEFORE_TENOR = rx(rf"(?:[0-9]{{1,2}}|[二三五七十]{{1,3}}|同天)(?:年|個月|天)?期?(?:的)?$")
_AGENT = rx("^(?:中央政府|政府|企業|投資者|投資人|家庭|國會|消費者|民眾|製造商|出口商|散戶|資金|民間)")
_INDEX_TAIL = rx("^ ?(?:綜合)?(?:指數)?(?:成分股|成份股|指數)")
_FUND_TAIL = rx("^ ?(?:現貨)? ?ETF")


def _merged(first: int, last: int, text: AlignedText, concept: str | None, by: str, tenor: str | None = None) -> Found:
    span = text.raw_span(first, last)
    return Found(first, last, Mention(span=span, words=span.of(text.raw), kind="entity", concept=concept, by=by), tenor)


@lru_cache
def _bond_of(country: str) -> str | None:
    """The government bond concept of a country concept."""
    return next((c.id for c in ontology.concepts("entity") if c.of == country and "bond" in c.category), None)


def _compounds(found: list[Found], text: AlignedText) -> list[Found]:
    words = text.text
    result: list[Found] = []
    i = 0
    while i < len(found):
        this = found[i]
        following = found[i + 1] if i + 1 < len(found) else None
        merged = None
        if this.mention.kind == "entity":
            country = this.category in ("country", "region")
            bond = "bond" in this.category
            if country and following is not None and "bond" in following.category:
                gap = words[this.end : following.start]
                if not gap or rx(rf"^(?:的)?{_TENOR}(?:的)?$").match(gap):
                    concept = following.mention.concept
                    if _GENERIC_BOND.match(words[following.start : following.end]) or not concept:
                        concept = _bond_of(this.mention.concept or "") or concept
                    merged = _bond(this.start, following.end, gap, concept, words, text)
                    i += 1
            elif bond:
                merged = _bond(this.start, this.end, "", this.mention.concept, words, text)
            elif country:
                gap_tenor = rx(rf"(?:的)?{_TENOR}(?:的)?(公債|國債|政府債券|債券)|(?:公債|國債|政府債券|債券)|同天期(?:公債|國債)?").match(words, this.end)
                if gap_tenor:
                    merged = _bond(this.start, gap_tenor.end(), gap_tenor[0], _bond_of(this.mention.concept or ""), words, text)
                else:
                    agent = _AGENT.search(words[this.end : this.end + 4])
                    if agent:
                        merged = _merged(this.start, this.end + agent.end(), text, None, "agent-of-country")
            if merged is None and ("index" in this.category):
                tail = _INDEX_TAIL.match(words[this.end : this.end + 8])
                if tail:
                    members = key("成分股") in tail[0] or key("成份股") in tail[0]
                    merged = _merged(this.start, this.end + tail.end(), text, None if members else this.mention.concept, "index-tail")
            if merged is None and this.category.startswith("crypto"):
                tail = _FUND_TAIL.match(words[this.end : this.end + 6])
                if tail:
                    merged = _merged(this.start, this.end + tail.end(), text, None, "fund-tail")
        if merged is not None:
            while result and result[-1].end > merged.start:
                result.pop()
            result.append(merged)
            i += 1
            while i < len(found) and found[i].start < merged.end:
                i += 1
            continue
        result.append(this)
        i += 1
    return result


def _bond(start: int, end: int, gap: str, concept: str | None, words: str, text: AlignedText) -> Found:
    before = _BEFORE_TENOR.search(words[max(0, start - 6) : start])
    tenor = None
    if before:
        start -= len(before[0])
        tenor = before[0]
    inside = rx(r"([0-9]{1,2}|[二三五七十]{1,3}|同天)(?:年|個月)?期?").search(gap)
    if inside:
        tenor = inside[0]
    return replace(_merged(start, end, text, concept, "bond"), tenor=_tenor_key(tenor))


def _tenor_key(tenor: str | None) -> str | None:
    if tenor is None:
        return None
    return re.sub(key("[期的年]"), "", tenor) + ("Y" if key("個月") not in tenor else "")


def ranges_with_digits(found: Iterable[Found], text: AlignedText) -> list[tuple[int, int]]:
    """Key ranges of names that hold digits (標普500, 日經225): no quantity lies in them."""
    return [(f.start, f.end) for f in found if any(c.isdigit() for c in text.text[f.start : f.end]) and f.tenor is None] + [
        (f.start, f.end) for f in found if f.tenor is not None
    ]
