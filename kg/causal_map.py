"""The causal map: the links of articles merged on (cause, effect, sign), each edge with its sentences.

An edge says that some articles claim it, never that the world is so. Cause and effect are variables of
ontology/variables.ttl; an argument that names none is a thing of its article alone. The sign is the variables' own: that 股災
is a fall of stock prices counts here, while a link's sign is of its words. Works on the contract's JSON, so on files and on the record alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import ontology

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Node:
    """One end of an edge: a concept's id, or `name/…` of its article; and what it is called."""

    id: str
    label: str

    @property
    def is_variable(self) -> bool:
        return self.id.startswith("variable/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One link under an edge: its id, its article, and the piece of text from its first word to its last."""

    link: str
    article: str
    title: str | None
    published: str | None
    source: str | None
    start: int
    end: int
    cause: str
    cue: str
    effect: str
    modality: str
    relation: str
    attribution: str | None


@dataclass(slots=True, kw_only=True)
class Edge:
    """A merged edge. `sign` 1: both move the same way, -1: they move apart, 0: not told."""

    cause: Node
    effect: Node
    sign: int
    evidence: list[Evidence] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str, int]:
        return self.cause.id, self.effect.id, self.sign

    @property
    def modalities(self) -> Counter[str]:
        return Counter(one.modality for one in self.evidence)

    @property
    def articles(self) -> int:
        return len({one.article for one in self.evidence})

    @property
    def voices(self) -> int:
        """How many speakers claim it; an article that speaks itself is one."""
        return len({one.attribution or one.article for one in self.evidence})

    @property
    def denied(self) -> int:
        return self.modalities["denied"]

    @property
    def claimed(self) -> int:
        """How many links claim it: neither deny it nor say that it would have been."""
        return len(self.evidence) - self.denied - self.modalities["counterfactual"]


def edges(documents: Iterable[Document], *, variable: str | None = None) -> list[Edge]:
    """The edges of some articles, those with most links first; those that touch one variable where `variable` names it."""
    merged: dict[tuple[str, str, int], Edge] = {}
    for document in documents:
        for link in document["links"]:
            for edge in _edge(document, link):
                merged.setdefault(edge.key, edge).evidence.append(_evidence(document, link))
    kept = [e for e in merged.values() if variable is None or variable in (e.cause.id, e.effect.id)]
    return sorted(kept, key=lambda e: (-len(e.evidence), e.cause.label, e.effect.label, e.sign))


def _edge(document: Document, link: Document) -> Iterator[Edge]:
    cause, effect = (_node(document, link[part]) for part in ("cause", "effect"))
    if cause is None or effect is None or cause.id == effect.id:
        return
    yield Edge(cause=cause, effect=effect, sign=sign_of(link))


def sign_of(link: Document) -> int:
    """The sign of a link between its variables: their ways multiplied, the effect's alone where the cause has none."""
    moves, moved = (int(link[part]["direction"]) for part in ("cause", "effect"))
    return moved * (moves or 1)


def is_named(argument: Document) -> bool:
    """Whether an argument without a variable says what it is: no pronoun, more than one character."""
    return len(argument["words"]) > 1


def _node(document: Document, argument: Document) -> Node | None:
    """The variable of an argument, else a thing of its article; none where only a pronoun stands there."""
    if argument["variable"]:
        concept = ontology.by_id().get(argument["variable"])
        return Node(argument["variable"], concept.pref["zh-Hant"] if concept else argument["variable"])
    words = argument["words"]
    return Node(f"name/{document['article']['key']}-{words}", argument["text"]) if is_named(argument) else None


def _evidence(document: Document, link: Document) -> Evidence:
    about = document["article"]
    pieces = [link[part] for part in ("cause", "cue", "effect")]
    return Evidence(
        link=link["id"], article=about["key"], title=about["title"], published=about["published"], source=about["source"],
        start=min(p["start"] for p in pieces), end=max(p["end"] for p in pieces), cause=link["cause"]["text"], cue=link["cue"]["text"],
        effect=link["effect"]["text"], modality=link["modality"], relation=link["relation"],
        attribution=link["attribution"]["text"] if link["attribution"] else None,
    )  # fmt: skip


def variable(words: str) -> str | None:
    """The id of the variable that somebody means: its id, or any of its names in either script."""
    from extract.text import key

    wanted = key(words.strip())
    for concept in ontology.concepts("variable"):
        names = (concept.id, concept.id.partition("/")[2], concept.pref["en"], *concept.labels)
        if wanted.lower() in {key(name).lower() for name in names}:
            return concept.id
    return None


def near(words: str, *, limit: int = 8) -> list[str]:
    """The ids of the variables whose names come nearest to some words, the nearest first: names of going up and down count too."""
    from difflib import SequenceMatcher

    from extract.text import key

    wanted = key(words.strip()).lower()
    if not wanted:
        return []

    def likeness(name: str) -> float:
        name = key(name).lower()
        if wanted in name or name in wanted:
            return 1 + min(len(name), len(wanted)) / max(len(name), len(wanted))
        return SequenceMatcher(None, wanted, name).ratio()

    found = []
    for concept in ontology.concepts("variable"):
        best = max(map(likeness, (concept.id.partition("/")[2], concept.pref["en"], *concept.labels, *concept.rise, *concept.fall)))
        if best >= 0.5:
            found.append((-best, concept.id))
    return [id_ for _, id_ in sorted(found)[:limit]]


def only(found: Iterable[Edge], *, signs: Collection[int] = (), modalities: Collection[str] = ()) -> list[Edge]:
    """The edges of these signs with their links of these modalities, those with most links first; all where none is named."""
    kept = []
    for e in found:
        evidence = [one for one in e.evidence if not modalities or one.modality in modalities]
        if evidence and (not signs or e.sign in signs):
            kept.append(Edge(cause=e.cause, effect=e.effect, sign=e.sign, evidence=evidence))
    return sorted(kept, key=lambda e: -len(e.evidence))


def as_json(found: Iterable[Edge]) -> list[Document]:
    """The edges as JSON objects, each with its sentences."""
    return [
        {
            "cause": {"id": e.cause.id, "label": e.cause.label}, "effect": {"id": e.effect.id, "label": e.effect.label},
            "sign": e.sign, "links": len(e.evidence), "articles": e.articles, "voices": e.voices, "modalities": dict(sorted(e.modalities.items())),
            "evidence": [
                {
                    "link": one.link, "article": one.article, "title": one.title, "published": one.published, "source": one.source,
                    "start": one.start, "end": one.end, "cause": one.cause, "cue": one.cue, "effect": one.effect,
                    "relation": one.relation, "modality": one.modality, "attribution": one.attribution,
                }
                for one in e.evidence
            ],
        }
        for e in found
    ]  # fmt: skip


def as_dot(found: Iterable[Edge]) -> str:
    """The edges in the DOT language: green raises, red lowers, grey without a sign; dashed where nobody claims it."""
    lines = ["digraph causes {", '  rankdir=LR; node [shape=box, style=rounded, fontname="sans-serif"]; edge [fontname="sans-serif"];']
    nodes: dict[str, str] = {}
    rows = []
    for e in found:
        for node in (e.cause, e.effect):
            nodes[node.id] = node.label
        colour = {1: "#1b7f4b", -1: "#b3261e", 0: "#6b7280"}[e.sign]
        mark = {1: "+", -1: "−", 0: ""}[e.sign]
        style = "solid" if e.claimed else "dashed"
        rows.append(f'  {_quoted(e.cause.id)} -> {_quoted(e.effect.id)} [label={_quoted(f"{mark}{len(e.evidence)}")}, color="{colour}", style={style}];')
    lines += [f"  {_quoted(id_)} [label={_quoted(label)}];" for id_, label in sorted(nodes.items())]
    return "\n".join([*lines, *rows, "}"]) + "\n"


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


COLUMNS = (
    "cause", "cause_id", "sign", "effect", "effect_id", "modality", "relation", "attribution", "article", "title", "published", "source",
    "start", "end", "quote",
)  # fmt: skip


def as_rows(found: Iterable[Edge], quotes: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """One row a link, in the order of COLUMNS; `quotes` are the articles' texts by key."""
    for e in found:
        for one in e.evidence:
            quote = quotes.get(one.article, "")[one.start : one.end].replace("\n", " ")
            yield (
                e.cause.label, e.cause.id, str(e.sign), e.effect.label, e.effect.id, one.modality, one.relation, one.attribution or "",
                one.article, one.title or "", one.published or "", one.source or "", str(one.start), str(one.end), quote,
            )  # fmt: skip
