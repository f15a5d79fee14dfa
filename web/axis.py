"""Two intervals on one axis, as the coordinates of a drawing: the template only writes them down.

This is the one place where numbers become floats: positions on paper, never verdicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from web.figures import figure
from web.words import _

Side = tuple[str, Mapping[str, Any]]

WIDTH, LEFT, RIGHT = 440, 92, 348
"""The drawing's width, and the part of it in which finite ends are placed; labels and arrows take the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of a bar: where, what it says (short on paper, whole in `title`), and which form it takes."""

    x: float
    label: str
    title: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """An interval as drawn; `point` where both ends are one number."""

    name: str
    y: int
    low: End
    high: End
    point: bool


def sides(finding: Mapping[str, Any], claims: Iterable[tuple[str, Mapping[str, Any] | None]]) -> list[Side]:
    """The two sides of a finding under the names a reader knows them by.

    `claims` are the words of its claims with the bounds they stand for. Where either side is simply one of them
    (the same thing stated twice), it goes by its words; else the one is worked out, the other as stated.
    """
    computed, stated = finding["computed"], finding["stated"]
    rest = [(f"「{said}」", interval) for said, interval in claims]
    if computed and stated:
        first = next((said for said in rest if said[1] == computed), None)
        second = next((said for said in rest if said[1] == stated and said is not first), None)
        if first and second:
            return [(first[0], computed), (second[0], stated)]
    return [(name, side) for name, side in ((_("算得"), computed), (_("所述"), stated)) if side]


def bars(named: list[Side]) -> list[Bar]:
    """Place intervals on one axis. An end is `closed` (full dot), `open` (ring) or `arrow` (no bound on that side)."""
    drawn = [(name, b) for name, b in named if (b["low"], b["high"]) != (None, None)]
    ends = [Decimal(b[side]) for _name, b in drawn for side in ("low", "high") if b[side] is not None]
    if not ends:
        return []
    least, most = min(ends), max(ends)
    room = most - least

    def place(number: Decimal) -> float:
        if not room:
            return (LEFT + RIGHT) / 2
        return LEFT + float((number - least) / room) * (RIGHT - LEFT)

    def end(b: Mapping[str, Any], side: str) -> End:
        if b[side] is None:
            return End(x=10 if side == "low" else WIDTH - 10, label="", title="", form="arrow")
        whole = figure(b[side])
        form = "open" if b[f"{side}_open"] else "closed"
        return End(x=place(Decimal(b[side])), label=_short(whole), title=whole, form=form)

    return [
        Bar(name=name, y=40 + 56 * at, low=end(b, "low"), high=end(b, "high"), point=b["low"] == b["high"])
        for at, (name, b) in enumerate(drawn)
    ]


def _short(label: str) -> str:
    number, blank, scale = label.partition(" ")
    return (number if len(number) <= 9 else number[:8] + "…") + blank + scale
