"""Two intervals on one axis, as the coordinates of a drawing: the template only writes them down.

This is the one place where numbers become floats: positions on paper, never verdicts.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from web.figures import figure

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


def bars(named: list[tuple[str, dict[str, Any] | None]]) -> list[Bar]:
    """Place intervals on one axis. An end is `closed` (full dot), `open` (ring) or `arrow` (no bound on that side)."""
    drawn = [(name, b) for name, b in named if b is not None and (b["low"], b["high"]) != (None, None)]
    ends = [Decimal(b[side]) for _, b in drawn for side in ("low", "high") if b[side] is not None]
    if not ends:
        return []
    least, most = min(ends), max(ends)
    room = most - least

    def place(number: Decimal) -> float:
        if not room:
            return (LEFT + RIGHT) / 2
        return LEFT + float((number - least) / room) * (RIGHT - LEFT)

    def end(b: dict[str, Any], side: str) -> End:
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
