"""Marked articles: a text with every quantity, claim and period written beside it as a table (CONVENTIONS.md beside them).

    python -m tests.marked FILE…      say what is wrong with the marks of these files, if anything
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, get_args

from extract.reading import Comparison, Direction, Grain, Kind, Modality, Qualifier

HOME = Path(__file__).parent / "articles" / "reading"
CLAIMS = (
    "quantity",
    "value",
    "unit",
    "qualifier",
    "kind",
    "direction",
    "comparison",
    "modality",
    "subject",
    "metric",
    "period",
    "attribution",
)
PERIODS = ("words", "first", "last", "grain")
SLICES = ("subject", "metric", "period", "attribution")
_ALLOWED = {
    "qualifier": get_args(Qualifier),
    "kind": get_args(Kind),
    "direction": get_args(Direction),
    "comparison": get_args(Comparison),
    "modality": get_args(Modality),
}
_NUMERAL = re.compile(r"[0-9０-９〇零一二三四五六七八九十百千萬万億亿兆]")
_INSIDE = re.compile(r"(?:[0-9０-９〇零一二三四五六七八九十百千萬万億亿兆]|[0-9０-９][.,])$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One marked quantity and its claim; offsets into the article's text, null as None, none as `none`."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str
    qualifier: str
    kind: str
    direction: str
    comparison: str
    modality: str
    subject: str | None
    metric: str | None
    period: str | None
    attribution: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedPeriod:
    """One marked period; offsets into the article's text, dates inclusive, None where it cannot be resolved."""

    start: int
    end: int
    first: dt.date | None
    last: dt.date | None
    grain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One marked article. `not_quantities`: spans that no quantity may touch, where the marks name them."""

    name: str
    text: str
    published: dt.date | None
    rows: tuple[Row, ...]
    periods: tuple[MarkedPeriod, ...] | None = None
    not_quantities: tuple[tuple[int, int], ...] = ()


class MarkError(ValueError):
    """The marks of a file do not fit its text."""


def articles(part: str) -> Iterator[Marked]:
    """The marked articles of `open`, `kept` or `second`, by name.

    Raises: MarkError naming file and row.
    """
    for path in sorted((HOME / part).glob("*.txt")):
        yield load(path)


def load(path: Path) -> Marked:
    """One marked article.

    Raises: MarkError naming file and row.
    """
    parts = re.split(r"^=== (claims|periods)\n", path.read_text(encoding="utf-8"), flags=re.M)
    if parts[1::2] not in (["claims", "periods"], ["claims"]):
        raise MarkError(f"{path}: wants one text, one table of claims and at most one of periods")
    text = parts[0]
    published = re.search(r"^published: (\S+)$", text, flags=re.M)
    faults: list[str] = []
    rows, periods = [], []
    at = 0
    for cells in _table(parts[2], CLAIMS, faults):
        try:
            row = _row(text, cells, at)
            at = row.end
            rows.append(row)
        except MarkError as error:
            faults.append(f"{cells}: {error}")
    at = 0
    for cells in _table(parts[4] if len(parts) > 3 else "", PERIODS, faults):
        start = text.find(cells["words"], at)
        if start < 0 or cells["grain"] not in get_args(Grain):
            faults.append(f"{cells}: " + ("is not in the text from here on" if start < 0 else "no such grain"))
            continue
        at = start + len(cells["words"])
        try:
            first, last = _date(cells["first"]), _date(cells["last"])
        except ValueError as error:
            faults.append(f"{cells}: {error}")
            continue
        periods.append(MarkedPeriod(start=start, end=at, first=first, last=last, grain=cells["grain"]))
    if faults:
        raise MarkError("\n".join(f"{path}: {fault}" for fault in faults))
    return Marked(
        name=path.stem,
        text=text,
        published=dt.date.fromisoformat(published[1]) if published else None,
        rows=tuple(rows),
        periods=tuple(periods) if len(parts) > 3 else None,
    )


def listed(path: Path, texts: Callable[[str], str | None]) -> Iterator[Marked]:
    """The marked articles of a list that holds offsets: JSON Lines (`text`, or the name of a `sample` that `texts`
    knows), or one JSON object (its text is the one whose SHA-256 `texts` knows).

    Raises: FileNotFoundError where `texts` does not know one, MarkError where it has changed since it was marked.
    """
    for line in path.read_text(encoding="utf-8").splitlines() if path.suffix == ".jsonl" else [path.read_text("utf-8")]:
        one = json.loads(line)
        name = one.get("id") or one.get("sample") or path.stem
        text = one.get("text") or texts(one.get("sample") or one["sha256"])
        if text is None:
            raise FileNotFoundError(f"{path}: the text of {name} is not at hand")
        if "sha256" in one and hashlib.sha256(text.encode()).hexdigest() != one["sha256"]:
            raise MarkError(f"{path}: {name} has changed since it was marked")
        yield Marked(
            name=name,
            text=text,
            published=dt.date.fromisoformat(one["published"]) if one["published"] else None,
            rows=tuple(_listed_row(text, row) for row in one["quantities"]),
            not_quantities=tuple((a, b) for a, b in one.get("not_quantities", ())),
        )


def _listed_row(text: str, row: dict[str, Any]) -> Row:
    slices = {name: text[slice(*row[name])] if isinstance(row[name], list) else row[name] for name in SLICES}
    return Row(
        start=row["start"],
        end=row["end"],
        low=Decimal(row["low"] or row["value"]),
        high=Decimal(row["high"] or row["value"]),
        unit=row["unit"],
        **{name: row[name] for name in _ALLOWED},
        **slices,
    )


def _table(block: str, columns: tuple[str, ...], faults: list[str]) -> Iterator[dict[str, str]]:
    for line in block.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if not line.strip() or cells == list(columns):
            continue
        if len(cells) != len(columns):
            faults.append(f"{line}: {len(cells)} columns instead of {len(columns)}")
            continue
        yield dict(zip(columns, cells, strict=True))


def _row(text: str, cells: dict[str, str], at: int) -> Row:
    words = cells["quantity"]
    start = text.find(words, at)
    while start > 0 and _NUMERAL.match(words[0]) and _INSIDE.search(text[max(0, start - 2) : start]):
        start = text.find(words, start + 1)
    if start < 0:
        raise MarkError("is not in the text from here on")
    plain = {name: "none" if cells[name] == "-" else cells[name] for name in _ALLOWED}
    for name, value in plain.items():
        if value not in _ALLOWED[name]:
            raise MarkError(f"no such {name}: {value}")
    slices = {name: None if cells[name] == "-" else cells[name] for name in SLICES}
    for name, slice_ in slices.items():
        if slice_ is not None and slice_ not in text:
            raise MarkError(f"the {name} {slice_} is not in the text")
    low, _, high = cells["value"].partition("..")
    try:
        bounds = Decimal(low), Decimal(high or low)
    except InvalidOperation as error:
        raise MarkError(f"no such value: {cells['value']}") from error
    return Row(
        start=start,
        end=start + len(words),
        low=bounds[0],
        high=bounds[1],
        unit="NONE" if cells["unit"] == "-" else cells["unit"],
        **plain,
        **slices,
    )


def _date(cell: str) -> dt.date | None:
    return None if cell == "-" else dt.date.fromisoformat(cell)


def main(arguments: list[str]) -> int:
    """Check the marks of files."""
    wrong = 0
    for name in arguments:
        try:
            one = load(Path(name))
            print(f"{name}: {len(one.text)} characters, {len(one.rows)} quantities, {len(one.periods or ())} periods")
        except MarkError as error:
            print(error)
            wrong = 1
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
