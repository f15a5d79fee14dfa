"""Reference figures: what a trusted source says a measure was, loaded from a CSV and held against every article.

Columns: subject, metric, period, value, unit, source, url; and, where the figure is a rate of change, comparison (yoy,
qoq, mom …). Subject and metric are concepts of ontology/, by id (entity/us) or by a label (美國); the period is a
day, month, quarter or year (2025-11-30, 2025-11, 2025Q3, 2025) or two days parted by a slash; the value is plain digits
(2.90, -1,234.5) and keeps them; the unit is a code that quantities have (PERCENT, USD, COUNT:人).
"""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import hashlib
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ontology
from extract.text import key

if TYPE_CHECKING:
    from kg.settings import Settings

COLUMNS = ("subject", "metric", "period", "value", "unit", "source", "url")


class UnusableFigures(ValueError):
    """A file of reference figures that cannot be used: names the file, the line and the cause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: concepts, first and last day (inclusive), the value as written, its unit's code, who says so."""

    subject: str
    metric: str
    first: dt.date
    last: dt.date
    value: str
    unit: str
    comparison: str
    source: str
    url: str

    @property
    def id(self) -> str:
        """What the figure is of, without its value: a later load replaces an earlier one."""
        words = f"{self.subject}|{self.metric}|{self.first}|{self.last}|{self.unit}|{self.comparison}|{self.source}"
        return hashlib.sha256(words.encode()).hexdigest()[:16]


def load(path: Path) -> list[Figure]:
    """The figures of a file, in its order. Raises: UnusableFigures naming file, line and cause; nothing is half read."""
    try:
        # As bytes: line ends inside a quoted field are the field's own.
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableFigures(f"{path}: {error}") from None
    rows = csv.DictReader(io.StringIO(text, newline=""), restval="", strict=True)
    figures: list[Figure] = []
    try:
        missing = [name for name in COLUMNS[:6] if name not in (rows.fieldnames or ())]
        if missing:
            raise UnusableFigures(f"{path}: no column {', '.join(missing)}; needed are {', '.join(COLUMNS)}")
        figures += map(_figure, rows)
    except UnusableFigures:
        raise
    except (ValueError, csv.Error) as error:
        raise UnusableFigures(f"{path}, line {rows.reader.line_num}: {error}") from None
    if not figures:
        raise UnusableFigures(f"{path}: no figures below the header")
    return figures


def _figure(row: dict[str | None, Any]) -> Figure:
    """The figure of a row. Raises: ValueError saying what is wrong with it."""
    if None in row:
        raise ValueError(f"more fields than columns: {', '.join(row[None])}; a field with a comma stands in double quotes")
    given = {name: written.strip() for name, written in row.items() if name is not None}
    first, last = period(given["period"])
    value = given["value"]
    if not _VALUE.fullmatch(value) or len(value) > _LONGEST:
        raise ValueError(f"{value[:_LONGEST]!r} is no decimal number such as 2.90 or -1,234.5")
    comparison = given.get("comparison") or "none"
    if comparison not in ("none", "yoy", "qoq", "mom", "wow", "dod", "ytd", "annualised"):
        raise ValueError(f"{comparison!r} is no comparison")
    unit = given["unit"]
    if unit not in _units():
        meant = unit.upper() if unit.upper() in _units() else "PERCENT, PERCENTAGE_POINT, USD, COUNT:人"
        raise ValueError(f"{unit!r} is no unit; a unit is written as kg extract --json writes it: {meant}")
    if not given["source"]:
        raise ValueError("no source")
    return Figure(
        subject=concept(given["subject"], "entity"), metric=concept(given["metric"], "metric"), first=first, last=last,
        value=value.replace(",", ""), unit=unit, comparison=comparison, source=given["source"], url=given.get("url", ""),
    )  # fmt: skip


#: Plain digits: what a Decimal takes besides (NaN, 2.9e0, 1_000) is no number that an article could write.
_VALUE = re.compile(r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_LONGEST = 40


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    """The units that a quantity of an article may have; a figure in any other would never be met."""
    from extract.currencies import MONEY, PREFIXES, YEN
    from extract.units import table

    written = {unit.code for unit in table()[1].values()} | set(PREFIXES.values()) | {"NONE"}
    quoted = {code for one in ontology.concepts() for code in (one.quotes, one.home_currency) if code}
    return frozenset(written | quoted) - {MONEY, YEN}


def concept(written: str, scheme: ontology.Scheme) -> str:
    """The concept that an id or a label means. Raises: ValueError where none or several do."""
    name = written.strip()
    if name in ontology.by_id():
        return name
    found = _labels(scheme).get(key(name).lower(), frozenset())
    if len(found) != 1:
        raise ValueError(f"{name!r} names {'no concept' if not found else 'several: ' + ', '.join(sorted(found))}")
    return next(iter(found))


@lru_cache(maxsize=4)
def _labels(scheme: ontology.Scheme) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one in ontology.concepts(scheme):
        for label in (*one.labels, *one.pref.values()):
            found.setdefault(key(label).lower(), set()).add(one.id)
    return {label: frozenset(ids) for label, ids in found.items()}


def period(written: str) -> tuple[dt.date, dt.date]:
    """First and last day. Raises: ValueError."""
    text = written.strip()
    if "/" in text:
        first, last = (dt.date.fromisoformat(part) for part in text.split("/", 1))
        if last < first:
            raise ValueError(f"{text} ends before it begins")
        return first, last
    if quarter := re.fullmatch(r"(\d{4})-?Q([1-4])", text):
        year, end = int(quarter[1]), 3 * int(quarter[2])
        return dt.date(year, end - 2, 1), dt.date(year, end, calendar.monthrange(year, end)[1])
    if month := re.fullmatch(r"(\d{4})-(\d{2})", text):
        year, number = int(month[1]), int(month[2])
        if not 1 <= number <= 12:
            raise ValueError(f"{text} is no month")
        return dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1])
    if re.fullmatch(r"\d{4}", text):
        return dt.date(int(text), 1, 1), dt.date(int(text), 12, 31)
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no period: a day, 2025-11, 2025Q3, 2025 or two days parted by /") from None
    return day, day


def recorded(settings: Settings) -> tuple[Figure, ...]:
    """The figures that were loaded; none where there is no record yet."""
    from kg import record

    if not record.exists(settings):
        return ()
    made = record.engine(settings)
    try:
        with record.reading(made) as session:
            return record.references(session)
    finally:
        made.dispose()
