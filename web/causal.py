"""The causal map as pages show it: edges with their sentences, and the coordinates of the drawing around one variable.

What moves the variable stands left, what it moves right. An edge only says that articles claim it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2s
from math import sqrt
from typing import Any

from flask import url_for

from extract.text import Span
from kg.causal_map import Edge, Evidence, Node, sign_of
from kg.record import ArticleRow
from web import labels
from web.marks import Mark, cut, markup
from web.reader import LINK, link_span
from web.words import _

CONTEXT = 60
"""Characters kept on each side of what a quotation leaves out."""

Links = dict[str, dict[str, Any]]
Articles = Callable[[str], ArticleRow | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of an edge. `address`: the variable's own map; none for what only its article names."""

    id: str
    label: str
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A link in its sentences: pieces of text, each with the part of the link that it belongs to."""

    pieces: tuple[tuple[str, str | None], ...]
    language: str
    modality: str
    speaker: str | None
    article: str
    published: str | None
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An edge as shown. `more`: how many of its sentences are left out; `address`: all of them."""

    id: str
    cause: End
    effect: End
    sign: int
    links: int
    articles: int
    modalities: tuple[tuple[str, int], ...]
    is_claimed: bool
    quotes: tuple[Quote, ...]
    more: int
    address: str | None

    @property
    def style(self) -> str:
        return labels.SIGN_STYLES[self.sign] + ("" if self.is_claimed else " unclaimed")

    @property
    def mark(self) -> str:
        return labels.SIGN_MARKS[self.sign]

    @property
    def width(self) -> float:
        """How thick it is drawn."""
        return min(1.6 + 1.5 * sqrt(self.links - 1), 9.0)

    @property
    def told(self) -> str:
        """How often it is said as what: 事實 2 · 預測 1."""
        return " · ".join(f"{_(labels.LINK_MODALITIES[name])} {count}" for name, count in self.modalities)

    @property
    def sentence(self) -> str:
        """The edge in words, for who cannot see the drawing."""
        return _(
            "有文章說：%(cause)s → %(effect)s（%(sign)s），%(n)s 處：%(told)s",
            cause=self.cause.label, effect=self.effect.label, sign=_(labels.SIGNS[self.sign]), n=self.links, told=self.told,
        )  # fmt: skip


def anchor(edge: Edge) -> str:
    """The name of an edge's row, the same on every page and under every filter."""
    return "e" + blake2s("\n".join(map(str, edge.key)).encode(), digest_size=6).hexdigest()


def line(
    edge: Edge, links: Links, article: Articles, *, quotes: int, kept: dict[str, Any], address: str | None = None
) -> Line:
    """An edge with its first `quotes` sentences. `kept` are the parameters that the addresses of variables keep."""
    shown = [q for one in edge.evidence[:quotes] if (q := _quote(one, links[one.link], article(one.article)))]
    first = edge.evidence[0]
    ends = {}
    for part, node in (("cause", edge.cause), ("effect", edge.effect)):
        ends[part] = _end(node, links[first.link][part], article(first.article), kept)
    told = edge.modalities
    return Line(
        id=anchor(edge), cause=ends["cause"], effect=ends["effect"], sign=edge.sign, links=len(edge.evidence), articles=edge.articles,
        modalities=tuple((name, told[name]) for name in labels.LINK_MODALITIES if told[name]), is_claimed=bool(edge.claimed),
        quotes=tuple(shown), more=len(edge.evidence) - len(shown), address=address,
    )  # fmt: skip


def _end(node: Node, argument: dict[str, Any], row: ArticleRow | None, kept: dict[str, Any]) -> End:
    if node.is_variable:
        label = labels.concept(node.id, node.label)
        return End(id=node.id, label=label, address=url_for("causes.index", variable=node.id, **kept))
    words = node.label
    if row and row.format == "md":
        span = Span(argument["start"], argument["end"])
        words = "".join(p.text for p in cut(row.raw, span, (), markup(row.raw)))
    return End(id=node.id, label=" ".join(words.split()), address=None)


def place(article: str, link: str) -> str:
    """Where a link stands marked in the reader."""
    return url_for("articles.show", key=article, link=link, _anchor=link)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A causal link of one article, as its reader lists it."""

    id: str
    cause: str
    effect: str
    sign: int
    modality: str
    speaker: str | None


def said(document: dict[str, Any], row: ArticleRow) -> list[Said]:
    """The causal links of an article in the order of its text."""
    hidden = markup(row.raw) if row.format == "md" else []

    def words(piece: dict[str, Any]) -> str:
        return "".join(p.text for p in cut(row.raw, Span(piece["start"], piece["end"]), (), hidden))

    return [
        Said(
            id=link["id"], cause=words(link["cause"]), effect=words(link["effect"]), sign=sign_of(link), modality=link["modality"],
            speaker=link["attribution"]["text"] if link["attribution"] else None,
        )
        for link in sorted(document["links"], key=link_span)
    ]  # fmt: skip


def _quote(one: Evidence, link: dict[str, Any], row: ArticleRow | None) -> Quote | None:
    if row is None:
        return None
    around = [Span(a, b) for a, b, _role, _paragraph in json.loads(row.passages) if a < one.end and one.start < b]
    within = Span(min([one.start, *(s.start for s in around)]), max([one.end, *(s.end for s in around)]))
    marks = [Mark(span=Span(link[part]["start"], link[part]["end"]), card=one.link, role=part) for part in LINK]
    hidden = markup(row.raw) if row.format == "md" else []
    pieces = [(p.text, p.marks[0].role if p.marks else None) for p in cut(row.raw, within, marks, hidden)]
    return Quote(
        pieces=tuple(shortened(pieces)), language="zh-Hans" if row.script == "Hans" else "zh-Hant", modality=one.modality,
        speaker=one.attribution, article=row.name, published=one.published, address=place(one.article, one.link),
    )  # fmt: skip


def shortened(pieces: Sequence[tuple[str, str | None]]) -> Iterable[tuple[str, str | None]]:
    """Pieces with the middle of long text between marks, and its far ends, left out."""
    for at, (text, role) in enumerate(pieces):
        first, last = at == 0, at == len(pieces) - 1
        if role is None and len(text) > 2 * CONTEXT + 20:
            head = "" if first else text[:CONTEXT]
            tail = "" if last else text[-CONTEXT:]
            text = f"{head}…{tail}"
        yield text, role


# -- the drawing

WIDTH, COLUMN, MIDDLE = 1080, 290, 190
"""The drawing's width, that of the columns at its sides, and that of the variable between them."""
TOP, PAD, GAP, LABEL, COUNTS = 34, 8, 12, 20, 24
STRAIGHT = 66
"""How far an edge runs level beside its node, where its sign and number stand."""
PORT = 17
"""The room an edge takes at the variable in the middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """An edge on paper: its path, its arrow, the place of its sign and number, and the baseline of its counts."""

    line: Line
    path: str
    arrow: str
    badge: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A node on paper."""

    end: End
    x: float
    y: float
    width: float
    height: float
    words: tuple[str, ...]
    strokes: tuple[Stroke, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The map around one variable; `left` moves it, `right` is moved by it."""

    height: float
    middle: Box
    left: tuple[Box, ...]
    right: tuple[Box, ...]


def drawing(centre: End, causes: Sequence[Line], effects: Sequence[Line]) -> Drawing:
    """Place the nodes of both sides in the order given, those of several signs once, and lead their edges to the middle."""
    sides = [_grouped(causes, lambda e: e.cause), _grouped(effects, lambda e: e.effect)]
    heights = [sum(_height(end, lines) + GAP for end, lines in side) for side in sides]
    words = wrapped(centre.label, MIDDLE - 30, size=18, lines=3)
    # The name of the variable takes a line of 26, its counts stand below it; edges reach it evenly.
    tall = max(len(words) * 26 + 48, max(len(causes), len(effects)) * PORT + 22)
    room = max(*heights, tall)
    middle_y = TOP + (room - tall) / 2
    made: list[tuple[Box, ...]] = []
    for is_right, side, height in zip((False, True), sides, heights, strict=True):
        number = sum(len(lines) for _end, lines in side)
        port = middle_y + tall / 2 - (number - 1) * PORT / 2
        y = TOP + (room - height + GAP) / 2
        boxes = []
        for end, lines in side:
            names = wrapped(end.label, COLUMN - 28)
            strokes = []
            for at, one in enumerate(lines):
                level = y + PAD + LABEL * len(names) + COUNTS * at + 10
                strokes.append(_stroke(one, level, port, is_right))
                port += PORT
            x = WIDTH - COLUMN if is_right else 0
            boxes.append(Box(end=end, x=x, y=y, width=COLUMN, height=_height(end, lines), words=names, strokes=tuple(strokes)))
            y += _height(end, lines) + GAP
        made.append(tuple(boxes))
    middle = Box(end=centre, x=(WIDTH - MIDDLE) / 2, y=middle_y, width=MIDDLE, height=tall, words=words)
    return Drawing(height=TOP + room + 6, middle=middle, left=made[0], right=made[1])


def _grouped(lines: Iterable[Line], end_of: Callable[[Line], End]) -> list[tuple[End, list[Line]]]:
    grouped: dict[str, tuple[End, list[Line]]] = {}
    for one in lines:
        grouped.setdefault(end_of(one).id, (end_of(one), []))[1].append(one)
    return list(grouped.values())


def _height(end: End, lines: Sequence[Line]) -> float:
    return PAD + LABEL * len(wrapped(end.label, COLUMN - 28)) + COUNTS * (len(lines) - 1) + 19 + PAD - 2


def _stroke(one: Line, level: float, port: float, is_right: bool) -> Stroke:
    """The path from the node's level to the port in the middle, or back; it ends short of its arrow's tip."""
    head = 7 + one.width
    half = 3.5 + one.width * 0.75
    near = (WIDTH + MIDDLE) / 2 if is_right else (WIDTH - MIDDLE) / 2
    far = WIDTH - COLUMN if is_right else COLUMN
    level_to = far - STRAIGHT if is_right else far + STRAIGHT
    bend = (near + level_to) / 2
    if is_right:
        path = f"M {near:.1f} {port:.1f} C {bend:.1f} {port:.1f} {bend:.1f} {level:.1f} {level_to:.1f} {level:.1f} H {far - head:.1f}"
        tip, y = float(far), level
    else:
        path = f"M {far:.1f} {level:.1f} H {level_to:.1f} C {bend:.1f} {level:.1f} {bend:.1f} {port:.1f} {near - head:.1f} {port:.1f}"
        tip, y = near, port
    arrow = f"{tip:.1f},{y:.1f} {tip - head:.1f},{y - half:.1f} {tip - head:.1f},{y + half:.1f}"
    badge = far - STRAIGHT / 2 - 7 if is_right else far + STRAIGHT / 2 - 2
    return Stroke(line=one, path=path, arrow=arrow, badge=badge, y=level)


def wrapped(words: str, room: float, *, size: float = 15, lines: int = 2) -> tuple[str, ...]:
    """Words set in lines of at most `room`; what does not fit into `lines` ends in an ellipsis. A Han character is a square."""

    def wide(text: str) -> float:
        return sum(size * (0.56 if c < "\u0400" else 1.0) for c in text)

    made = [""]
    for token in re.findall(r"[!-~]+\s*|\s+|.", words):
        if wide((made[-1] + token).rstrip()) > room and made[-1]:
            made.append("")
        made[-1] += token
    if len(made) > lines or any(wide(one.rstrip()) > room for one in made):
        made, rest = made[:lines], len(made) > lines
        for at, one in enumerate(made):
            is_cut = rest and at == lines - 1
            while one and wide(one.rstrip() + "…" * is_cut) > room:
                one, is_cut = one[:-1], True
            made[at] = one.rstrip() + "…" * is_cut
    return tuple(one.strip() for one in made)
