"""How well causal links are read: cues, spans, signs, modalities on articles marked by hand; and what is taken for a link.

    python -m tests.bench.causes [open|kept …] [--list]

A read link and a marked one are matched where their cues overlap, best spans first, one to one. Given are precision, recall
and F1 of the cues, then of links whose cause and effect both overlap the marked ones with an intersection over union of a
half at least, and of those that are the same to the character; on the matched links how often sign, modality, relation and attribution are
right, and how often cause and effect are swapped. Then the traps: sentences that hold no link. `--list` prints what is missed
or wrong in `open` articles.
"""

from __future__ import annotations

import datetime as dt
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable

import extract
from extract import documents
from extract.reading import CausalLink, Reading
from extract.text import Span
from tests.causal import HOME, MarkedLink, articles


def iou(one: Span, other: Span) -> float:
    """Intersection over union of two spans."""
    shared = max(0, min(one.end, other.end) - max(one.start, other.start))
    return shared / (one.end - one.start + other.end - other.start - shared)


def matched(read: Iterable[CausalLink], marked: Iterable[MarkedLink]) -> list[tuple[CausalLink, MarkedLink]]:
    """Read and marked links whose cues overlap, one to one, those with the best spans first."""
    pairs = [
        (iou(one.cause, other.cause) + iou(one.effect, other.effect), number, at, one, other)
        for number, one in enumerate(read)
        for at, other in enumerate(marked)
        if one.cue.overlaps(other.cue)
    ]
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    taken: set[tuple[str, int]] = set()
    found = []
    for _, number, at, one, other in pairs:
        if ("read", number) not in taken and ("marked", at) not in taken:
            taken |= {("read", number), ("marked", at)}
            found.append((one, other))
    return found


def reading(text: str, name: str, published: dt.date | str | None) -> Reading:
    day = dt.date.fromisoformat(published) if isinstance(published, str) else published
    return extract.read(documents.article(text, path=name, published=day))


def measure(part: str, *, listed: bool) -> dict[str, float]:
    """The figures of a part, and what is missed of it where asked."""
    count: Counter[str] = Counter()
    characters = 0
    for article in articles(part):
        links = reading(article.text, article.name, article.published).links
        pairs = matched(links, article.links)
        characters += len(article.text)
        count["read"] += len(links)
        count["marked"] += len(article.links)
        count["cue"] += len(pairs)
        for one, other in pairs:
            count["half"] += min(iou(one.cause, other.cause), iou(one.effect, other.effect)) >= 0.5
            count["exact"] += (one.cause, one.effect) == (other.cause, other.effect)
            count["sign"] += one.sign == other.sign
            count["modality"] += one.modality == other.modality
            count["relation"] += one.relation == other.relation
            words = one.attribution.words if one.attribution else None
            count["attribution"] += words == other.attribution
            count["swapped"] += min(iou(one.cause, other.effect), iou(one.effect, other.cause)) >= 0.5
            count["denied as fact"] += other.modality == "denied" and one.modality == "fact"
        if listed and part == "open":
            _list(article.name, article.text, links, article.links, pairs)
    figures = {name: _f1(count[name], count["read"], count["marked"]) for name in ("cue", "half", "exact")}
    both = max(1, count["cue"])
    print(f"{part}: {characters} characters, {count['marked']} links marked, {count['read']} read")
    print(
        "  "
        + "  ".join(f"{name} F1 {value:.3f}" for name, value in figures.items())
        + f"  (cue P {count['cue'] / max(1, count['read']):.2f} R {count['cue'] / max(1, count['marked']):.2f})"
    )
    for name in ("sign", "modality", "relation", "attribution", "swapped"):
        figures[name] = count[name] / both
    print(
        "  "
        + "  ".join(
            f"{name} {figures[name]:.3f}" for name in ("sign", "modality", "relation", "attribution", "swapped")
        )
        + f"  denied links as fact {count['denied as fact']}"
    )
    return figures


def _f1(right: int, read: int, marked: int) -> float:
    return 2 * right / (read + marked) if read + marked else 1.0


def _list(
    name: str,
    text: str,
    links: Iterable[CausalLink],
    marked: Iterable[MarkedLink],
    pairs: list[tuple[CausalLink, MarkedLink]],
) -> None:
    read_ones, marked_ones = {id(one) for one, _ in pairs}, {id(other) for _, other in pairs}
    for other in marked:
        if id(other) not in marked_ones:
            print(f"    {name} MISSED  {_shown(text, other)} {other.relation} {other.modality}")
    for one in links:
        if id(one) not in read_ones:
            print(f"    {name} FALSE   {_shown(text, one)} {one.by}")
    for one, other in pairs:
        wrong = [
            f"{field}: {getattr(one, field)} for {getattr(other, field)}"
            for field in ("relation", "sign", "modality")
            if getattr(one, field) != getattr(other, field)
        ]
        wrong += [
            f"{field}: [{getattr(one, field).of(text)}] for [{getattr(other, field).of(text)}]"
            for field in ("cause", "effect")
            if getattr(one, field) != getattr(other, field)
        ]
        if wrong:
            print(f"    {name} {other.cue.of(text)} ({one.by})  " + "; ".join(wrong))


def _shown(text: str, link: CausalLink | MarkedLink) -> str:
    return f"[{link.cause.of(text)}] {link.cue.of(text)} [{link.effect.of(text)}]".replace("\n", "/")


def traps(*, listed: bool) -> tuple[int, int]:
    """Of the sentences that hold no link: how many there are, and in how many one is published as fact."""
    rows = tomllib.loads((HOME / "traps.toml").read_text(encoding="utf-8"))["trap"]
    caught = 0
    for row in rows:
        links = [link for link in reading(row["text"], "trap", row.get("published")).links if link.modality == "fact"]
        caught += bool(links)
        if listed and links:
            print(
                f"    TRAP {row['class']}: {row['text']}\n         "
                + "; ".join(f"{_shown(row['text'], one)} {one.by}" for one in links)
            )
    print(f"traps: {caught} of {len(rows)} published as fact")
    return len(rows), caught


def main(arguments: list[str]) -> int:
    """Print the figures of each part, then of the traps."""
    listed = "--list" in arguments
    for part in [a for a in arguments if a in ("open", "kept")] or ["open", "kept"]:
        measure(part, listed=listed)
    traps(listed=listed)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
