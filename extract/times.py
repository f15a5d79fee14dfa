"""去年第三季 and a published date → Period: the stretches of time that a text names.

Two steps. The rows of `lexicon/times.toml`, one alternation over the key frame, give *atoms* (a year, a month, 上週).
Atoms that stand together make one *point* (去年 + 8月), points joined by 至 one range; each is resolved against the
published date, its neighbours and what was named before it. What stays open keeps the reason in `Period.why`.

Offsets here are of the key frame (`AlignedText.text`) except in `Period.span`, which is raw. Dates are inclusive.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import tomllib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Any

from extract.reading import Grain, Period
from extract.text import AlignedText, key, rx

NO_DATE = "no published date to reckon from"
NO_SUCH = "no such date"
APART = "the ones named do not adjoin"
NOTHING_BEFORE = "points back to nothing named before"
NO_BEGINNING = "open at its beginning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the table; how it is understood is its `kind`'s affair."""

    name: str
    kind: str
    pattern: str
    first: str  # the characters that what it matches can begin with
    unit: str = ""
    shift: int = 0
    month: int = 0
    day: int = 0
    why: str = ""
    #: from what the paragraph tells of instead of the published date: `always`, or where `compared` with; `reported`: from the
    #: year whose results are told of
    told: str = ""
    examples: tuple[str, ...] = ()
    not_here: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """First and last day, inclusive; None where open (年底前: only its first), and then `why` says why."""

    first: dt.date | None = None
    last: dt.date | None = None
    grain: Grain = "span"
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A period and its key range. `counts`: its number is also a quantity of kind duration (過去二十年)."""

    start: int
    end: int
    period: Period
    counts: bool = False


def find(text: AlignedText, published: dt.date | None) -> list[Period]:
    """The periods of a text, by position, none overlapping another."""
    return [found.period for found in recognise(text, published)]


def recognise(text: AlignedText, published: dt.date | None) -> list[Found]:
    """The periods with their key ranges, by position, none overlapping another."""
    return list(_Reader(text, published).periods())


def not_numbers(text: str, found: list[Found]) -> list[tuple[int, int]]:
    """The key ranges whose digits are dates or clock times, never quantities; by position."""
    ranges = [(item.start, item.end) for item in found if not item.counts]
    ranges += [match.span() for match in table().aside.finditer(text)]
    return sorted(ranges)


# The table ------------------------------------------------------------------------------------------------------------

_NUMBER = r"(?:\d{1,3}|[一二兩三四五六七八九十百]{1,5})"


@dataclass(frozen=True, slots=True)
class _Rows:
    """Some rows as one alternation; `groups` by the number of a row's outer group: the row, its inner groups."""

    pattern: re.Pattern[str]
    groups: dict[int, tuple[Row, tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class _Table:
    rows: tuple[Row, ...]
    begins: re.Pattern[str]  # one character at which an atom may begin
    starting: dict[str, _Rows]  # by that character: the rows that can begin with it, in the order of the file
    aside: re.Pattern[str]  # what holds digits but neither a period nor a quantity
    strong: re.Pattern[str]
    weak: re.Pattern[str]
    past: re.Pattern[str]


def _row(written: dict[str, Any]) -> Row:
    """One [[row]] as read from the file. Raises: TypeError for a field that rows do not have."""
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in written.items()}
    return Row(**values)


@lru_cache(maxsize=1)
def table() -> _Table:
    """The rows of times.toml and their alternations."""
    data = tomllib.loads((resources.files("extract") / "lexicon" / "times.toml").read_text("utf-8"))
    rows, cues = tuple(_row(row) for row in data["row"]), data["cues"]
    chars = sorted({char for row in rows for char in row.first})
    # most digits are amounts: looked at only where their number begins, and not before what makes a quantity of it
    number = "(?<![0-9.,])(?![0-9.,]+[%億兆倍元])(?![0-9.,]*[.,][0-9]*[萬個])[0-9]"
    others = "".join(char for char in chars if not char.isdigit())
    return _Table(
        rows=rows, begins=rx(f"[{others}]|{number}"),
        starting={key(char): _alternation(tuple(row for row in rows if char in row.first)) for char in chars},
        aside=rx("|".join(row.pattern for row in rows if row.kind == "clock" or row.name == "recurring")),
        strong=rx(cues["strong"]), weak=rx(cues["weak"]), past=rx(cues["past"]),
    )  # fmt: skip


@lru_cache
def _alternation(rows: tuple[Row, ...]) -> _Rows:
    """The first of `rows` that fits wins."""
    groups: dict[int, tuple[Row, tuple[int, ...]]] = {}
    parts: list[str] = []
    at = 1
    for row in rows:
        pattern = row.pattern.replace("{num}", _NUMBER)
        # A back reference counts the groups of its own row.
        parts.append("(" + re.sub(r"\\(\d)", lambda m, at=at: f"\\{at + int(m[1])}", pattern) + ")")  # type: ignore[misc]
        inner = re.compile(pattern).groups
        groups[at] = row, tuple(range(at + 1, at + 1 + inner))
        at += 1 + inner
    return _Rows(rx("|".join(parts)), groups)


def _atoms_of(text: str) -> Iterator[_Atom]:
    known = table()
    done = 0
    for begin in known.begins.finditer(text):
        if begin.start() < done:
            continue
        rows = known.starting[begin[0]]
        match = rows.pattern.match(text, begin.start())
        if match is None:
            continue
        done = match.end()
        row, inner = rows.groups[match.lastindex or 0]
        values = tuple([match[group] for group in inner])
        yield _Atom(row, row.kind, match.start(), done, values, [v for v in values if v is not None])


@dataclass(slots=True)
class _Atom:
    """One match of a row; `values` are its own groups as written, `said` those that took part."""

    row: Row
    kind: str
    start: int
    end: int
    values: tuple[str | None, ...]
    said: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    """A stretch as composed from atoms; `year` and `month` where known, for the neighbours that leave them out."""

    start: int
    end: int
    next: int
    stretch: Stretch
    by: str
    year: int | None = None
    month: int | None = None
    counts: bool = False


# Calendar -------------------------------------------------------------------------------------------------------------


def _open(why: str, grain: Grain = "span") -> Stretch:
    return Stretch(grain=grain, why=why)


def _months(year: int, month: int, count: int = 1, grain: Grain = "month") -> Stretch:
    """`count` calendar months from the one given; the month may lie outside 1 to 12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    end = year * 12 + month - 1 + count
    try:
        return Stretch(
            first=dt.date(year, month, 1), last=dt.date(end // 12, end % 12 + 1, 1) - dt.timedelta(1), grain=grain
        )
    except ValueError:
        return _open(NO_SUCH, grain)


def _day(year: int, month: int, day: int) -> Stretch:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return _open(NO_SUCH, "day")
    return Stretch(first=date, last=date, grain="day")


def _days(first: dt.date, count: int, grain: Grain) -> Stretch:
    try:
        return Stretch(first=first, last=first + dt.timedelta(count - 1), grain=grain)
    except OverflowError:
        return _open(NO_SUCH, grain)


def _moved(date: dt.date, months: int) -> dt.date | None:
    """The date so many months away, at most the last day of its month."""
    at = date.year * 12 + date.month - 1 + months
    if not 12 <= at < 9999 * 12:
        return None
    return dt.date(at // 12, at % 12 + 1, min(date.day, calendar.monthrange(at // 12, at % 12 + 1)[1]))


def _around(date: dt.date, unit: str, shift: int) -> Stretch:
    """The calendar unit that holds the date, or one so many units away."""
    match unit:
        case "year":
            return _months(date.year + shift, 1, 12, "year")
        case "quarter":
            return _months(date.year, (date.month - 1) // 3 * 3 + 1 + 3 * shift, 3, "quarter")
        case "month":
            return _months(date.year, date.month + shift)
        case "trading":
            # The nearest weekday before: holidays are not known here.
            back = 1 if date.weekday() not in (0, 6) else 3 if date.weekday() == 0 else 2
            return _around(date, "day", -back)
        case "week":
            try:
                return _days(date + dt.timedelta(7 * shift - date.weekday()), 7, "week")
            except OverflowError:
                return _open(NO_SUCH, "week")
        case _:
            try:
                return _days(date + dt.timedelta(shift), 1, "day")
            except OverflowError:
                return _open(NO_SUCH, "day")


def _part(whole: Stretch, which: str) -> Stretch:
    """初, 中 or 底 of a stretch. 底 and 末 are its last day, the one that balances are struck on; 初 and 中 ten days of a
    month, the first or the middle months of a longer one; 上旬, 中旬, 下旬 alike; 上 and 下 alone are halves of a month."""
    first, last = whole.first, whole.last
    if first is None or last is None:
        return replace(whole, grain="span")
    early, late = which[0] in key("初上"), which[0] in key("底末下")
    if (last - first).days < 7:
        return replace(whole, grain="span")
    if which in (key("底"), key("末")):
        return Stretch(first=last, last=last, grain="day")
    if (last - first).days < 32:
        if which in (key("上"), key("下")):
            return (
                replace(whole, last=first.replace(day=15), grain="span")
                if early
                else Stretch(first=first.replace(day=16), last=last)
            )
        days = (1, 10) if early else (21, last.day) if late else (11, 20)
        return Stretch(first=first.replace(day=days[0]), last=first.replace(day=days[1]))
    if early:
        return _months(first.year, first.month, 1, "span")
    half = (last.year * 12 + last.month - first.year * 12 - first.month) // 2
    return _months(first.year, first.month + half, 2, "span")


def _reach(one: Stretch, other: Stretch) -> Stretch:
    """From the first day of one to the last of the other."""
    if one.first is None or other.last is None:
        return _open(one.why or other.why or NO_DATE)
    if other.last < one.first:
        return _open("ends before it begins")
    return Stretch(first=one.first, last=other.last)


_DIGITS = {
    char: value
    for value, chars in enumerate(("零〇○", "一元首", "二兩", "三", "四末", "五", "六", "七", "八", "九"))
    for char in key(chars)
}
_TENS = {"十": 10, "百": 100, "廿": 20, "卅": 30}


def _int(words: str) -> int | None:
    """A small whole number in either writing; None for words that are none (兩三)."""
    if words.isdigit() and words.isascii():
        return int(words)
    total, digit = 0, None
    for char in words:
        if char in _TENS:
            total += (1 if digit is None else digit) * _TENS[char]
            digit = None
        elif digit is not None or char not in _DIGITS:
            return None
        else:
            digit = _DIGITS[char]
    return total + (digit or 0)


def _year_of(words: str) -> int:
    """2025, 25 or 二〇二五."""
    year = int("".join(str(_DIGITS.get(char, char)) for char in words))
    return year if year >= 100 else 2000 + year


# Reading --------------------------------------------------------------------------------------------------------------

_IN_YEAR = (
    "month", "months", "quarter", "quarters", "half", "season",
    "first", "part", "tail", "whole", "holiday", "month_day",
)  # fmt: skip
_AHEAD = ("strong", "weak")
_CLAUSE = 24  # how far a cue is looked for
_NEAR = 60  # how far 上月 may stand from the month that it is told apart from


def _stands_for(stretch: Stretch, unit: str) -> bool:
    """Whether a stretch is one such unit, or the day on which a month ends (11月末)."""
    last = stretch.last
    return stretch.grain == unit or (unit == "month" and stretch.grain == "day" and last is not None and (last + dt.timedelta(days=1)).day == 1)


class _Reader:
    """Composes and resolves the atoms of one text, front to back, remembering what was named."""

    def __init__(self, text: AlignedText, published: dt.date | None) -> None:
        self.aligned = text
        self.text = text.text
        self.published = published
        self.table = table()
        self.atoms = list(_atoms_of(self.text))
        #: by unit, the latest stretch named that lies within one such unit (當天, 同月 point at it): in this paragraph, in all
        self.here: dict[str, Stretch] = {}
        self.latest: dict[str, Stretch] = {}
        self.told: deque[Stretch] = deque(maxlen=6)  # the latest that are told of, days apart: what 同期 is the same as
        self.reported: Stretch | None = None  # what 報告期 and 期內 are: the latest 9月底止半年
        self.same_day: dict[int, Stretch] = {}  # by where it begins, the day of a date behind its weekday: 週一（1日）
        self.told_to = 0  # where the latest of them ends
        self.slashes = False  # whether the text has written a date as 12/19 before
        self.last: Stretch | None = None  # the one named last
        self.joined: _Point | None = None  # the point that the present one is joined to by 、 or 至

    def periods(self) -> Iterator[Found]:
        index, done = 0, 0
        while index < len(self.atoms):
            start = self.atoms[index].start
            if start < done:
                index += 1
                continue
            between = self.text[done:start] if start - done < 400 else "\n"
            if "\n" in between or "\r" in between:
                self.here = {}
            if self.joined and not _JOINER.fullmatch(between):
                self.joined = None
            point = self._range(index)
            if point is None:
                self.joined = None
                index += 1
                continue
            index, done, self.joined = max(point.next, index + 1), point.end, point
            if not self._is_base(point.start):
                self._remember(point)
                self.last = point.stretch
            span = self.aligned.raw_span(point.start, point.end)
            yield Found(
                start=point.start,
                end=point.end,
                counts=point.counts,
                period=Period(
                    span=span,
                    words=span.of(self.aligned.raw),
                    first=point.stretch.first,
                    last=point.stretch.last,
                    grain=point.stretch.grain,
                    by=point.by,
                    why=point.stretch.why,
                ),
            )

    # What was named before

    def _is_base(self, start: int) -> bool:
        """Whether something is compared with, or moves from, what begins at `start`: 較第2季, 由8月的."""
        return bool(_BASE.search(self.text, max(0, start - 6), start))

    def _is_contrast(self, row: Row, start: int) -> bool:
        """10月上漲0.2%，上月為下降0.3%: reckoned from the published date it would be the month just told of."""
        here, now = self.here.get(row.unit), self.published
        if here is None or now is None or "。" in self.text[max(self.told_to, start - _NEAR) : start]:
            return False
        would_be = _around(now, row.unit, row.shift)
        return _stands_for(here, row.unit) and here.first is not None and would_be.first is not None and would_be.last is not None and (
            would_be.first <= here.first <= would_be.last
        )

    def _remember(self, point: _Point) -> None:
        """Keep what was told of, for what points back to it; the day on which a balance is struck is no day told of."""
        stretch = point.stretch
        if stretch.first is None or stretch.last is None or point.counts or point.by.endswith("_same"):
            return
        for unit in ("day", "week", "month", "quarter", "year"):
            if (stretch.grain == unit or _fits(stretch, unit)) and not (unit in ("day", "week") and point.by == "part"):
                self.here[unit] = self.latest[unit] = stretch
                self.told_to = point.end
        if (stretch.last - stretch.first).days < 400 and (stretch.grain != "day" or not self.told):
            self.told.append(stretch)

    def _anchor(self, row: Row, start: int) -> dt.date | None:
        """The day that 上月, 前月, 上年 are reckoned from: the published one, or that of the month (…) told of before."""
        now = self.published
        if row.told == "reported" and (year := self._year_reported()):
            return year.first
        if row.told == "always" or (row.told == "compared" and (self._is_base(start) or self._is_contrast(row, start))):
            over = [
                s for s in reversed(self.told)
                if (s.grain == row.unit or row.unit == "year") and _fits(s, row.unit) and not (now and s.last and s.last > now)
            ]  # fmt: skip
            here = self.here.get(row.unit)
            if row.unit == "year":
                here = here or self._year_reported()
                return here.first if here and not (now and here.first and here.first.year > now.year) else now
            if here and _stands_for(here, row.unit) and row.told == "compared":
                return here.first
            if over and over[0].first:
                return over[0].first
        return now

    # Ranges and open ends

    def _range(self, index: int) -> _Point | None:
        point = self._point(index)
        if point is None:
            return None
        to = _TO.match(self.text, point.end)
        if to and point.next < len(self.atoms) and self.atoms[point.next].start == to.end() and not point.counts:
            before, self.joined = self.joined, point
            other = self._point(point.next)
            self.joined = before
            if other and not other.counts:
                stretch = _reach(point.stretch, other.stretch)
                return replace(other, start=self._with_from(point.start), stretch=stretch, by="range")
        if since := _SINCE.match(self.text, point.end):
            now = self.published
            stretch = _reach(point.stretch, Stretch(first=now, last=now, why=NO_DATE))
            return replace(point, start=self._with_from(point.start), end=since.end(), stretch=stretch, by="since")
        if not point.counts and (before_it := _BEFORE.match(self.text, point.end)):
            return replace(point, end=before_it.end(), stretch=self._until(point.stretch), by="before")
        if not point.counts and (ended := _ENDED.match(self.text, point.end)):
            self.reported = _ending(point.stretch, ended)
            return replace(point, end=ended.end(), stretch=self.reported, by="ended")
        again = self._beside(point.next, point.end, ("entire", "back"))
        if again and again.start == point.end and again.row.unit == point.stretch.grain and not again.row.shift:
            return replace(point, end=again.end, next=point.next + 1)  # 11月全月, 6月當月
        if point.by == "part" and self.text[point.end - 1] == key("初") and self._is_base(point.start):
            first, last = point.stretch.first, point.stretch.last
            if first and last and (last - first).days > 10:  # 較年初: than on its first day
                return replace(point, stretch=Stretch(first=first, last=first, grain="day"))
        return point

    def _with_from(self, start: int) -> int:
        """自, 從 or 由 before a range belongs to it."""
        found = _FROM.search(self.text, max(0, start - 2), start)
        return found.start() if found else start

    def _until(self, stretch: Stretch) -> Stretch:
        """Up to the end of a stretch, from no day that the text names."""
        return Stretch(last=stretch.last, why=NO_BEGINNING) if stretch.last else _open(stretch.why or NO_DATE)

    # Points

    def _beside(self, index: int, end: int, kinds: tuple[str, ...]) -> _Atom | None:
        """The atom at `index` if it begins at `end` (or after 的) and is one of those kinds."""
        if index >= len(self.atoms) or self.atoms[index].kind not in kinds:
            return None
        atom = self.atoms[index]
        gap = self.text[end : atom.start]
        return atom if atom.start >= end and (gap == "" or (gap in ("的", " ") and atom.kind != "tail")) else None

    def _point(self, index: int) -> _Point | None:
        """The point that begins with the atom at `index`; None where the atom says no time by itself."""
        atom = self.atoms[index]
        row = atom.row
        if (same := self.same_day.get(atom.start)) and atom.kind in ("day", "month_day"):
            return self._simple(index, same)
        match atom.kind:
            case "none" | "clock" | "tail" | "first_days":
                return None
            case "whole" | "entire":
                # 全年 of what the paragraph tells of, 全月 of what was told of anywhere; else of the published date
                told = (self.here if row.unit == "year" else self.latest).get(row.unit)
                told = told or (self._year_reported() if row.unit == "year" else None)
                date = told.first if told else self.published
                return self._simple(index, _around(date, row.unit, 0) if date else _open(NO_DATE, _grain(row.unit)))
            case "again":
                return self._simple(index, self.last or _open(NOTHING_BEFORE))
            case "report":
                return self._simple(index, self._reported(index))
            case "date":
                year, _, month, day = atom.said
                found = self._simple(index, _day(int(year), int(month), int(day)), year=int(year))
                return self._in_brackets(found, index + 1) or found
            case "quarter_year" | "half_year":
                year, part = atom.said
                return self._simple(index, self._division(_year_of(year), int(part), atom.kind), year=_year_of(year))
            case "year_quarter" | "year_half":
                part, year = atom.said
                return self._simple(index, self._division(_year_of(year), int(part), atom.kind), year=_year_of(year))
            case "decade":
                first = _decade(atom.said[0])
                return self._simple(index, Stretch(first=dt.date(first, 1, 1), last=dt.date(first + 9, 12, 31)))
            case "years":
                now = self.published
                both = Stretch(first=dt.date(now.year, 1, 1), last=dt.date(now.year + 1, 12, 31)) if now else None
                return self._simple(index, both or _open(NO_DATE))
            case "open":
                return self._simple(index, _open(row.why, _grain(row.unit)))
            case "window":
                return None if row.shift < 0 and self._is_record(index) else self._window(index)
            case "weekday":
                return self._weekday(index)
            case "year" | "short_year":
                year_number = _year_of(atom.said[0])
                return self._in_year(index, _months(year_number, 1, 12, "year"), year_number)
            case "republic":
                number = _republic(atom.said[0])
                if number is None:
                    return self._in_year(index, _open(NO_SUCH, "year"), None)
                return self._in_year(index, _months(number, 1, 12, "year"), number)
            case "fiscal":
                return self._in_year(index, _open(row.why, "year"), None, fiscal=True)
            case "relative" | "back":
                return self._relative(index)
            case "day" | "days":
                return self._bare_day(index)
            case "month_day":
                return self._month_day(index)
            case _:
                return self._in_year_part(index, index, self.joined_year(), None)

    def joined_year(self) -> int | None:
        return self.joined.year if self.joined else None

    def _simple(self, index: int, stretch: Stretch, year: int | None = None) -> _Point:
        atom = self.atoms[index]
        month = stretch.first.month if stretch.grain in ("month", "day") and stretch.first else None
        return _Point(
            start=atom.start, end=atom.end, next=index + 1, stretch=stretch, by=atom.row.name, year=year, month=month
        )

    def _division(self, year: int, part: int, kind: str) -> Stretch:
        if "half" in kind:
            return _months(year, 6 * part - 5, 6, "half")
        return _months(year, 3 * part - 2, 3, "quarter")

    def _relative(self, index: int) -> _Point:
        """去年, 上月, 昨日 from the published date; 當年, 次月, 前一日 from what was named before."""
        atom = self.atoms[index]
        row = atom.row
        if row.kind == "back":
            anchor = self.latest.get("day" if row.unit == "trading" else row.unit)
            date = anchor.first if anchor else None
            stretch = _around(date, row.unit, row.shift) if date else _open(NOTHING_BEFORE, _grain(row.unit))
            if date and anchor and anchor.grain == row.unit == "week" and date.weekday() and date > dt.date(1, 2, 1):
                stretch = _days(date + dt.timedelta(7 * row.shift), 7, "week")  # weeks as the text counts them
        elif date := self._anchor(row, atom.start):
            stretch = _around(date, row.unit, row.shift)
        else:
            stretch = _open(NO_DATE, _grain(row.unit))
        year = stretch.first.year if stretch.first else None
        if row.unit in ("quarter", "month") and (same := _SAME.match(self.text, atom.end)):
            return replace(self._simple(index, self._same(row, year)), end=same.end(), by=f"{row.name}_same")
        if row.unit == "year":
            return self._in_year(index, stretch, year)
        if row.unit == "month":
            month = stretch.first.month if stretch.first else None
            point = replace(self._simple(index, stretch), year=year, month=month)
            return self._in_month(point, index + 1)
        if row.unit == "quarter":
            return self._with_tail(replace(self._simple(index, stretch), year=year), index + 1)
        if row.unit == "week":
            return self._with_tail(self._simple(index, stretch), index + 1)
        point = self._simple(index, stretch)
        return self._in_brackets(point, index + 1) or point

    def _same(self, row: Row, year: int | None) -> Stretch:
        """同期: the stretch last told of, moved to the year (month, …) that is named before it."""
        apart = [s for s in self.told if row.unit != "year" or s.first is None or s.first.year != year]
        anchor = apart[-1] if apart else None
        if anchor is None or anchor.first is None or anchor.last is None:
            return _open(NOTHING_BEFORE)
        if row.unit in ("quarter", "month"):
            months = row.shift * (3 if row.unit == "quarter" else 1)
        elif year is None:
            return _open(NO_DATE)
        else:
            months = 12 * (year - anchor.first.year)
        if _whole_months(anchor):
            count = (anchor.last.year - anchor.first.year) * 12 + anchor.last.month - anchor.first.month + 1
            return _months(anchor.first.year, anchor.first.month + months, count, anchor.grain)
        first, last = _moved(anchor.first, months), _moved(anchor.last, months)
        return Stretch(first=first, last=last, grain=anchor.grain) if first and last else _open(NO_SUCH)

    def _in_year(self, index: int, whole: Stretch, year: int | None, *, fiscal: bool = False) -> _Point:
        """A year, and what stands behind it: a month, a quarter, 底, 全年."""
        atom = self.atoms[index]
        point = replace(self._simple(index, whole), year=year, month=None)
        if not fiscal and (same := _SAME.match(self.text, atom.end)):
            return replace(point, stretch=self._same(atom.row, year), end=same.end(), by=f"{atom.row.name}_same")
        inner = self._beside(index + 1, atom.end, _IN_YEAR)
        if inner is None:
            return point
        if inner.kind == "whole":
            return replace(point, end=inner.end, next=index + 2)
        if inner.kind == "tail" or (inner.kind == "part" and self.text[inner.start] in key("年歲")):
            part = _open(whole.why or "", "span") if fiscal else _part(whole, inner.said[-1])
            return replace(point, end=inner.end, next=index + 2, stretch=part, month=None, by="part")
        found = self._in_year_part(index, index + 1, year, whole if whole.first is None else None)
        return replace(found, start=atom.start) if found else point

    def _in_year_part(self, start: int, index: int, year: int | None, unknown: Stretch | None) -> _Point | None:
        """A month, quarter, half, season, holiday or run of months of a year; the year nearest in time if it is None.

        `unknown`: the unresolved year before it; what it holds stays as open as it is.
        """
        atom = self.atoms[index]
        row = atom.row
        if atom.kind == "part":
            return self._part_point(index, year, unknown)
        if atom.kind == "month_day":
            return self._month_day(index, year)
        if atom.kind == "season" and year is None and unknown is None:
            return None  # 秋季預算, 冬季服飾: more often a name than a time
        begin, count, apart = _run(atom)
        grain = _GRAINS.get(atom.kind, "span")
        if not 1 <= begin <= 12 or not 1 <= count <= 12:
            stretch = _open(NO_SUCH, grain)
        elif apart:
            stretch = _open(APART, grain)
        elif unknown is not None:
            stretch = _open(unknown.why or NO_DATE, grain)
        elif year is None and self.published is None:
            stretch = _open(NO_DATE, grain)
        elif year is None and atom.kind == "first" and count < 4:
            stretch = _open("前 may mean the first or the last ones", grain)
        else:
            known = year if year is not None else self._year_near(begin, count, index)
            stretch = _months(known, begin, count, grain)
            before = self.joined.stretch.first if self.joined and self._is_range() and start == index else None
            if before and stretch.first and stretch.first < before:  # 11月至1月: the later one does not go back
                stretch = _months(known + 1, begin, count, grain)
        year = stretch.first.year if stretch.first else year
        point = _Point(
            start=self.atoms[start].start, end=atom.end, next=index + 1, stretch=stretch, by=row.name,
            year=year if unknown is None else None, month=begin if atom.kind == "month" else None,
        )  # fmt: skip
        if atom.kind == "holiday":
            day = _day(year, row.month, row.day) if stretch.first and year else replace(stretch, grain="day")
            return replace(point, stretch=day)
        if atom.kind == "month":
            return self._in_month(point, index + 1)
        return self._with_tail(point, index + 1)

    def _is_range(self) -> bool:
        return self.joined is not None and bool(_TO.match(self.text, self.joined.end))

    def _part_point(self, index: int, year: int | None, unknown: Stretch | None) -> _Point:
        """年底, 月初, 季末 by themselves or behind a year."""
        atom = self.atoms[index]
        unit = {key("年"): "year", key("歲"): "year", key("月"): "month", key("季"): "quarter", key("週"): "week"}[
            atom.said[0]
        ]
        if unknown is not None:
            return self._simple(index, _open(unknown.why or NO_DATE))
        if self.published is None and not (unit == "year" and year):
            return self._simple(index, _open(NO_DATE))
        whole = (
            _months(year, 1, 12, "year") if unit == "year" and year else _around(self.published or dt.date.min, unit, 0)
        )
        return replace(self._simple(index, _part(whole, atom.said[1])), by="part", year=year)

    def _with_tail(self, point: _Point, index: int) -> _Point:
        """第三季底, 本週初: an end of it."""
        tail = self._beside(index, point.end, ("tail",))
        if tail is None:
            return point
        return replace(point, end=tail.end, next=index + 1, stretch=_part(point.stretch, tail.said[0]), by="part")

    def _in_month(self, point: _Point, index: int) -> _Point:
        """A month, and what stands behind it: a day, a run of days, 初, 底."""
        tail = self._beside(index, point.end, ("tail", "day", "days", "first_days", "part"))
        if tail is None:
            return point
        if tail.kind == "part" and self.text[tail.start] != key("月"):
            return point
        if tail.kind == "first_days":
            first, number = point.stretch.first, _int(tail.said[0]) or 0
            days = _days(first, number, "span") if first and 0 < number < 31 else _open(point.stretch.why or NO_SUCH)
            return replace(point, end=tail.end, next=index + 1, stretch=days, by=tail.row.name)
        if tail.kind in ("tail", "part"):
            part = _part(point.stretch, tail.said[-1])
            return replace(point, end=tail.end, next=index + 1, stretch=part, by="part")
        found = self._day_in(index, point.year if point.stretch.first else None, point.month, point.stretch)
        return replace(found, start=point.start)

    def _day_in(self, index: int, year: int | None, month: int | None, within: Stretch) -> _Point:
        """A day or a run of days of a known month, with a weekday in brackets behind it."""
        atom = self.atoms[index]
        first = _int(atom.said[0]) or 0
        last = (_int(atom.said[2]) or 0) if atom.kind == "days" else first
        if year is None or month is None:
            stretch = _open(within.why or NO_DATE, "day" if atom.kind == "day" else "span")
        else:
            stretch = _day(year, month, first)
            if atom.kind == "days":
                apart = _listed(atom.said[1]) not in (0, last - first + 1)
                stretch = _open(APART) if apart else _reach(stretch, _day(year, month, last))
        point = replace(self._simple(index, stretch), by="day", year=year, month=month)
        return self._in_brackets(point, index + 1) or point

    def _in_brackets(self, point: _Point, index: int) -> _Point | None:
        """（週五） behind a date: the same day once more, and part of it."""
        if week := _WEEK_IN_BRACKETS.match(self.text, point.end):
            while index < len(self.atoms) and self.atoms[index].start < week.end():
                index += 1
            return replace(point, end=week.end(), next=index)
        return None

    # Days without a month, weekdays

    def _bare_day(self, index: int) -> _Point:
        """8日: of the month it is joined to, else of the published one or the one before it."""
        if self.joined and self.joined.month and self.joined.year and self.joined.stretch.grain in ("day", "span"):
            point = self._day_in(index, self.joined.year, self.joined.month, self.joined.stretch)
            before = self.joined.stretch.first
            if not (self._is_range() and point.stretch.first and before and point.stretch.first < before):
                return point
            return self._day_in(index, *_next_month(self.joined.year, self.joined.month), self.joined.stretch)
        if self.published is None:
            return self._day_in(index, None, None, _open(NO_DATE))
        atom = self.atoms[index]
        day, now = _int(atom.said[0]) or 0, self.published
        ahead = self._cue(index) in _AHEAD
        if day > now.day and not ahead:
            back = _moved(now.replace(day=1), -1) or now
            return self._day_in(index, back.year, back.month, _open(NO_DATE))
        if ahead and now.day - day > 15:
            return self._day_in(index, *_next_month(now.year, now.month), _open(NO_DATE))
        return self._day_in(index, now.year, now.month, _open(NO_DATE))

    def _month_day(self, index: int, year: int | None = None) -> _Point | None:
        """12/19, only where a year, a weekday or 日 beside it shows that it is a date."""
        atom = self.atoms[index]
        month, day = int(atom.said[0]), int(atom.said[1])
        sure = self.slashes or year is not None or _WEEK_IN_BRACKETS.match(self.text, atom.end)
        end = atom.end
        if _DAY_MARK.match(self.text, end):
            sure, end = True, end + 1
        if not sure:
            return None
        self.slashes = True
        if year is None:
            year = self._year_near(month, 1, index) if self.published else None
        point = replace(self._simple(index, _day(year, month, day) if year else _open(NO_DATE, "day")), end=end)
        point = replace(point, year=year, month=month)
        return self._in_brackets(point, index + 1) or point

    def _weekday(self, index: int) -> _Point:
        """週三, 上週五, 週末, and 週一（1日）, which is the day that the date says."""
        atom = self.atoms[index]
        *prefix, name = atom.said
        weekend = name == key("末")
        weekday = 5 if weekend else (key("一二三四五六日天").index(name) if name != key("天") else 6)
        if inner := self._bracketed_date(index, weekday):
            return inner
        now = self.published
        if now is None:
            return self._simple(index, _open(NO_DATE, "span" if weekend else "day"))
        words = prefix[0] if prefix else ""
        try:
            if words.startswith(key("過")):
                date = now - dt.timedelta((now.weekday() - weekday) % 7 or 7)
            elif words:
                weeks = 0 if words[0] in key("本這") else -words.count(key("上")) + words.count(key("下"))
                date = now + dt.timedelta(7 * weeks - now.weekday() + weekday)
            else:
                back = (now.weekday() - weekday) % 7
                date = now + dt.timedelta((7 - back) if back and self._cue(index) in _AHEAD else -back)
        except OverflowError:
            return self._simple(index, _open(NO_SUCH, "day"))
        return self._simple(index, _days(date, 2, "span") if weekend else _days(date, 1, "day"))

    def _bracketed_date(self, index: int, weekday: int) -> _Point | None:
        """A weekday with its date in brackets: the day is the date's."""
        atom = self.atoms[index]
        found = _DATE_IN_BRACKETS.match(self.text, atom.end)
        if not found:
            return None
        month = int(found[1] or found[2] or 0)
        day = int(found[3])
        stretch = self._nearest_day(month, day, weekday)
        point = self._simple(index, stretch)
        if stretch.first:
            point = replace(point, year=stretch.first.year, month=stretch.first.month)
        after = index + 1
        if after < len(self.atoms) and self.atoms[after].start < found.end():
            self.same_day[self.atoms[after].start] = stretch  # a period of its own
            return point
        return replace(point, end=found.end())  # 週五（5）

    def _nearest_day(self, month: int, day: int, weekday: int) -> Stretch:
        """The day (of any month where it is 0) near the published date; of two that are near the one that falls on the
        weekday. A wrong weekday is the checks' affair: the date stands."""
        now = self.published
        if now is None:
            return _open(NO_DATE, "day")
        tries = []
        for step in (0, -1, 1) if not month else (0, -12, 12):
            base = _moved(now.replace(day=1) if not month else dt.date(now.year, month, 1), step)
            if base and (found := _day(base.year, base.month, day)).first:
                tries.append(found)
        if not tries:
            return _open(NO_SUCH, "day")
        return min(
            tries,
            key=lambda s: (
                (away := abs(((s.first or now) - now).days)) > 16,
                s.first is not None and s.first.weekday() != weekday,
                away,
            ),
        )

    # Windows

    def _is_record(self, index: int) -> bool:
        """九年來最冷清, 近五個月新低: how far back the record goes; nothing is measured over that time."""
        return bool(_RECORD.match(self.text, self.atoms[index].end))

    def _year_reported(self) -> Stretch | None:
        """The year of the results that are told of (截至去年12月底止全年業績), where it is over."""
        year, now = self.reported, self.published
        over = year is not None and year.grain == "year" and year.last is not None and now is not None and year.last < now
        return year if over else None

    def _reported(self, index: int) -> Stretch:
        """報告期: that of the report which the text names before it."""
        now = self.published
        if now is None:
            return _open(NO_DATE)
        if self.reported:
            return self.reported
        at = self.atoms[index].start
        found = _REPORT.search(self.text, max(0, at - 600), at)
        if found is None:
            return _open(NOTHING_BEFORE)
        if found["half"]:
            return _months(now.year, 1, 6, "half")
        if found["first"]:
            return _months(now.year, 1, 3, "quarter")
        if found["third"]:
            return _months(now.year, 1, 9, "span")
        return _months(now.year - 1, 1, 12, "year")

    def _window(self, index: int) -> _Point:
        """過去一個月, 未來三年, 43年來: from or to the published date."""
        atom = self.atoms[index]
        number, unit = atom.said[0], atom.said[-1]
        loose = atom.values[1] is not None
        count = _int(number)
        stretch = self._from_now(unit, count, half=number == key("半"), loose=loose, direction=atom.row.shift)
        return replace(self._simple(index, stretch), counts=True)

    def _from_now(self, unit: str, count: int | None, *, half: bool, loose: bool, direction: int) -> Stretch:
        now = self.published
        if now is None:
            return _open(NO_DATE)
        if loose or (count is None and not half):
            return _open("the number is open")
        if unit == key("交易日"):
            return _open("trading days need a calendar")
        months = {key("年"): 12, key("月"): 1, key("季"): 3, key("季度"): 3}.get(unit)
        other: dt.date | None
        if months:
            other = _moved(now, direction * (months // 2 if half else months * (count or 0)))
        else:
            days = {key("週"): 7, key("星期"): 7}.get(unit, 1) * (count or 0)
            if unit == key("小時"):
                days = -(-days // 24)
            try:
                other = now + dt.timedelta(direction * days)
            except OverflowError:
                other = None
        if other is None:
            return _open(NO_SUCH)
        return Stretch(first=min(now, other), last=max(now, other))

    # Tense

    def _year_near(self, month: int, count: int, index: int) -> int:
        """The year of a run of months without one: the latest begun by the published date, the next where that is nearer
        at hand, the more so where the words look ahead; of 前11月 the latest that was over."""
        now = self.published or dt.date.min
        back = (now.month - month) % 12
        past = now.year - (month > now.month)
        cue = self._cue(index)
        if self.atoms[index].kind == "first":
            return now.year if month + count - 1 <= now.month or cue in _AHEAD else now.year - 1
        if back < count or cue == "past":
            return past
        reach = {"strong": 12, "weak": 6}.get(cue, 0)
        if past < now.year:  # one of last year long ago would be called 去年12月; figures come out a few months late
            reach = max(reach, 7 if count == 1 else 6)
        if self.atoms[index].kind == "month_day" or self._beside(index + 1, self.atoms[index].end, ("day", "days")):
            reach = max(reach, 2)  # 1月15日 in December: eleven months ago it would be called 今年1月15日
        return past + 1 if 12 - back <= reach else past

    def _cue(self, index: int) -> str:
        """How the words around an atom, within its clause, look at it: `strong` or `weak`ly ahead, `past`, or not."""
        atom = self.atoms[index]
        day = self._beside(index + 1, atom.end, ("day", "days", "tail"))
        end = day.end if day else atom.end
        if _SINCE.match(self.text, end):
            return "past"
        before = _CLAUSE_END.split(self.text[max(0, atom.start - _CLAUSE) : atom.start])[-1]
        after = _CLAUSE_END.split(self.text[end : end + _CLAUSE])[0]
        if self.table.past.search(before[-8:]) or self.table.past.search(after[:6]):
            return "past"
        if _BEFORE.match(self.text, end) or self.table.strong.search(before) or self.table.strong.match(after):
            return "strong"
        return "weak" if self.table.weak.search(before) or self.table.weak.search(after) else ""


_GRAINS: dict[str, Grain] = {"month": "month", "quarter": "quarter", "half": "half", "holiday": "day"}
_CLAUSE_END = re.compile("[，。；！？\n]")
_JOINER = re.compile("、|[、，]?(?:和|及|与|以及|或|起?至|到)|[/~—-]")
_TO = re.compile("起?[至到]|[~—-]")
_SINCE = rx("以來|[至迄]今(?![日天年晨晚早夜（])|(?<![日號])來(?![自到說看臨得源回反證作做比計往訪客函]|台(?![股幣積])|港(?![股元幣])|[華澳京滬陸])")
_BEFORE = rx("(?:之前|以前|前(?![一二三四五六七八九十兩幾\\d個夕後瞻景者提值高低總任進往所述台端年月季日沿]))")
_FROM = rx("自從|[自從由]")
_BASE = rx("(?:相較|[較比於及自從由離過]|比起|甩開|不如|快過)了?在?$")
_ENDED = rx(
    "止(?:的)?(?:(?P<half>上?半(?:財|會計)?年度?|中期)|(?P<year>(?:全|財|會計|財政)?年度?)|(?P<week>[當一]?週)|"
    "(?P<number>[1-9一二三六九十]{1,2})個(?P<unit>月|季度?))"
)
_RECORD = rx(
    "[^，。；！？\n]{0,6}?(?:首|最(?![近新後終]|多可)|新[高低]|[高低]點|[高低]位|頭一|第一|未見|未有|僅見|罕見|少見|難得|唯一|初次|之冠|紀錄)"
)
_REPORT = rx("(?P<half>半年度?報|中期報|中期業績)|(?P<third>三季度?報)|(?P<first>一季度?報)|年度?報(?!導)")
_SAME = rx("同[期季月日]|此[時際]")
_DAY_MARK = rx("[日號]")
_WEEK_IN_BRACKETS = rx(" ?[（(](?:週|星期|禮拜)?[一二三四五六日天][）)]")
_DATE_IN_BRACKETS = rx(" ?[（(](?:(1[0-2]|0?[1-9])月|(1[0-2]|0?[1-9])/)?(3[01]|[12]\\d|0?[1-9])[日號]?[）)]")


def _ending(stretch: Stretch, ended: re.Match[str]) -> Stretch:
    """9月底止半年, 2025年6月30日止六個月, 9月6日止當週: what ends with a stretch."""
    last = stretch.last
    if last is None:
        return _open(stretch.why or NO_DATE)
    if ended["week"]:
        return _days(last - dt.timedelta(6), 7, "week")
    months = 6 if ended["half"] else 12 if ended["year"] else _int(ended["number"]) or 0
    if ended["unit"] and ended["unit"] != key("月"):
        months *= 3
    first = _moved(last.replace(day=1), 1 - months)
    if not months or first is None:
        return _open(NO_SUCH)
    lengths: dict[int, Grain] = {3: "quarter", 6: "half", 12: "year"}
    return Stretch(first=first, last=last, grain=lengths.get(months, "span"))


def _grain(unit: str) -> Grain:
    grains: dict[str, Grain] = {"year": "year", "quarter": "quarter", "month": "month", "week": "week", "day": "day", "trading": "day"}
    return grains.get(unit, "span")


def _fits(anchor: Stretch, unit: str) -> bool:
    """Whether a stretch lies within one such unit, so that 當月 or 次年 may point at it."""
    if anchor.first is None or anchor.last is None:
        return False
    whole = _around(anchor.first, unit, 0)
    return whole.last is not None and anchor.last <= whole.last


def _whole_months(stretch: Stretch) -> bool:
    if stretch.first is None or stretch.last is None or stretch.last == dt.date.max:
        return False
    return stretch.first.day == 1 and (stretch.last + dt.timedelta(1)).day == 1


def _run(atom: _Atom) -> tuple[int, int, bool]:
    """The first month of what an atom names in a year, how many months, and whether the ones listed lie apart.

    Nothing sensible (month 0, no months) where the number is none.
    """
    number = (_int(atom.said[0]) or 0) if atom.said else 0
    match atom.kind:
        case "months":
            count = ((_int(atom.said[2]) or 0) - number) % 12 + 1
            return number, count, _listed(atom.said[1]) not in (0, count)
        case "quarter":
            return 3 * number - 2, 3, False
        case "quarters":
            count = ((_int(atom.said[2]) or 0) - number) % 4 + 1
            return 3 * number - 2, 3 * count, _listed(atom.said[1]) not in (0, count)
        case "half":
            return (7 if atom.said[0] in ("2", key("下")) else 1), 6, False
        case "season":
            return 3 + 3 * key("春夏秋冬").index(atom.said[0]), 3, False
        case "first":
            return 1, number * (3 if atom.row.unit == "quarter" else 1), False
        case "holiday":
            return atom.row.month, 1, False
        case _:
            return number, 1, False


def _listed(between: str) -> int:
    """How many a list (7、8、9月) names, from what stands between its first and its last; 0 for a range."""
    return 2 + len(re.findall("、(?=.)", between)) if between[-1] in "、及" else 0


def _next_month(year: int, month: int) -> tuple[int, int]:
    return year + month // 12, month % 12 + 1


def _decade(words: str) -> int:
    if len(words) == 4:
        return int(words)
    tens = _int(words) or 90
    return (1900 if tens >= 30 else 2000) + tens


def _republic(words: str) -> int | None:
    """The common year of a year of the Republic: 114, 一一四 or 一百一十四."""
    if words.isdigit() and words.isascii():
        number: int | None = int(words)
    elif set(words) & set("十百"):
        number = _int(words)
    else:
        number = int("".join(str(_DIGITS[char]) for char in words))
    return number + 1911 if number and number < 200 else None
