"""Interval: a set of exact numbers with ends that are each open or closed.

A quantity is an interval: `of_written` turns the digits, the qualifier and the nature of a number into the set of
values that would honestly be written so. Everything is a Fraction; None is an end without bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.reading import Qualifier, Written

#: An end made comparable: (-1, 0) is minus infinity, (0, v) the number v, (1, 0) plus infinity.
_Place = tuple[int, Fraction]
_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between `lo` and `hi`; an end of None is unbounded and counts as open. Never empty.

    Raises: ValueError where no number lies between the ends.
    """

    lo: Fraction | None
    hi: Fraction | None
    lo_open: bool = False
    hi_open: bool = False

    def __post_init__(self) -> None:
        if self.lo is None:
            object.__setattr__(self, "lo_open", True)
        if self.hi is None:
            object.__setattr__(self, "hi_open", True)
        if self.lo is None or self.hi is None or self.lo < self.hi:
            return
        if self.lo > self.hi or self.lo_open or self.hi_open:
            raise ValueError(f"no number lies between the ends {self.lo} and {self.hi}")

    @classmethod
    def point(cls, value: Fraction | int) -> Interval:
        exact = Fraction(value)
        return cls(exact, exact)

    @property
    def is_point(self) -> bool:
        return self.lo is not None and (self.lo is self.hi or self.lo == self.hi)

    def __contains__(self, value: Fraction | int) -> bool:
        above = self.lo is None or value > self.lo or (value == self.lo and not self.lo_open)
        below = self.hi is None or value < self.hi or (value == self.hi and not self.hi_open)
        return above and below

    def intersection(self, other: Interval) -> Interval | None:
        """The numbers of both; None where there are none."""
        lo, lo_open = max((_low(self), self.lo_open), (_low(other), other.lo_open))
        hi, hi_closed = min((_high(self), not self.hi_open), (_high(other), not other.hi_open))
        if lo > hi or (lo == hi and (lo_open or not hi_closed)):
            return None
        return _between(lo, lo_open, hi, not hi_closed)

    def overlaps(self, other: Interval) -> bool:
        return self.intersection(other) is not None

    def touches(self, other: Interval) -> bool:
        """Whether the two share exactly one number, and it is an end of both (a point inside another is no touch)."""
        common = self.intersection(other)
        if common is None or not common.is_point:
            return False
        return common.lo in (self.lo, self.hi) and common.lo in (other.lo, other.hi)

    def gap(self, other: Interval) -> Fraction:
        """The distance between the two; 0 where they overlap, touch or miss each other by an open end only."""
        if self.hi is not None and other.lo is not None and self.hi < other.lo:
            return other.lo - self.hi
        if other.hi is not None and self.lo is not None and other.hi < self.lo:
            return self.lo - other.hi
        return _ZERO

    def __neg__(self) -> Interval:
        return Interval(
            None if self.hi is None else -self.hi, None if self.lo is None else -self.lo, self.hi_open, self.lo_open
        )

    def __add__(self, other: Interval) -> Interval:
        lo = None if self.lo is None or other.lo is None else self.lo + other.lo
        hi = None if self.hi is None or other.hi is None else self.hi + other.hi
        return Interval(lo, hi, self.lo_open or other.lo_open, self.hi_open or other.hi_open)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        ends = [
            _product(a, a_open, b, b_open)
            for a, a_open in ((_low(self), self.lo_open), (_high(self), self.hi_open))
            for b, b_open in ((_low(other), other.lo_open), (_high(other), other.hi_open))
        ]
        lo, hi = min(place for place, _ in ends), max(place for place, _ in ends)
        # An extreme is reached as soon as one pair of ends reaches it.
        lo_open = all(is_open for place, is_open in ends if place == lo)
        hi_open = all(is_open for place, is_open in ends if place == hi)
        return _between(lo, lo_open, hi, hi_open)

    def scaled(self, factor: Fraction | int) -> Interval:
        return self * Interval.point(factor)

    def shifted(self, by: Fraction | int) -> Interval:
        return self + Interval.point(by)

    def reciprocal(self) -> Interval:
        """1/x for every x. Raises: ZeroDivisionError where zero is one of them, or lies between them."""
        low, high = _low(self), _high(self)
        if 0 in self or low < (0, _ZERO) < high:
            raise ZeroDivisionError("the divisor may be zero")
        if low >= (0, _ZERO):
            lo = _ZERO if self.hi is None else 1 / self.hi
            hi = 1 / self.lo if self.lo else None
            return Interval(lo, hi, self.hi_open, self.lo_open)
        return -((-self).reciprocal())

    def __truediv__(self, other: Interval) -> Interval:
        """Raises: ZeroDivisionError where the divisor may be zero."""
        return self * other.reciprocal()

    def __str__(self) -> str:
        lo = "−∞" if self.lo is None else str(self.lo)
        hi = "∞" if self.hi is None else str(self.hi)
        return f"{'(' if self.lo_open else '['}{lo}, {hi}{')' if self.hi_open else ']'}"


def _low(interval: Interval) -> _Place:
    return (-1, _ZERO) if interval.lo is None else (0, interval.lo)


def _high(interval: Interval) -> _Place:
    return (1, _ZERO) if interval.hi is None else (0, interval.hi)


def _between(lo: _Place, lo_open: bool, hi: _Place, hi_open: bool) -> Interval:
    return Interval(None if lo[0] else lo[1], None if hi[0] else hi[1], lo_open, hi_open)


def _product(a: _Place, a_open: bool, b: _Place, b_open: bool) -> tuple[_Place, bool]:
    """One corner of a product, and whether it is only approached. A closed zero makes zero whatever the other is."""
    sign = _sign(a) * _sign(b)
    if not sign:
        reached = (not _sign(a) and not a_open) or (not _sign(b) and not b_open)
        return (0, _ZERO), not reached
    if a[0] or b[0]:
        return (sign, _ZERO), True
    return (0, a[1] * b[1]), a_open or b_open


def _sign(place: _Place) -> int:
    return place[0] or (place[1] > 0) - (place[1] < 0)


def of_written(
    low: Written,
    high: Written,
    qualifier: Qualifier = "none",
    counted: bool = False,
    exactly: bool = False,
    open_step: Fraction | None = None,
    positive: bool | None = None,
) -> Interval:
    """The numbers that would honestly be written so: the interval used to say *inconsistent*.

    `low` and `high` are the same for one number. `positive`: whether a value under a positive bound ends at zero
    (amounts and counts, not rates); as `counted` where not told. Counted things are exact, save those counted in
    thousands or more (132.1 萬輛), whose last digit is rounded like any other.
    """
    first, last = sorted((low, high), key=lambda written: written.value)
    a, b = first.value, last.value
    positive = counted if positive is None else positive
    exact = exactly or (counted and abs(first.scale) < 1000 and abs(last.scale) < 1000)
    if open_step is not None:
        top = a + (open_step if a >= 0 else -open_step)
        bottom, top = min(a, top), max(a, top)
        if exact and first.step == 1 and top - bottom >= 2:
            return Interval(bottom + 1, top - 1)
        return Interval(bottom, top, True, True)
    if qualifier == "over":
        return Interval(a, None, True)
    if qualifier == "at_least":
        return Interval(a, None)
    if qualifier in ("under", "at_most"):
        floor = _ZERO if positive and b > 0 else None
        return Interval(floor, b, True, qualifier == "under")
    if qualifier == "nearly":
        if first == last:
            near = min(first.significant_step, abs(a) / 10)
            # 近 is short of the number: below it in size, whatever its sign.
            if not near:
                return Interval.point(a)
            return Interval(a - near, a, False, True) if a > 0 else Interval(a, a + near, True, False)
        return Interval(a - first.step / 2, b, False, True)
    if qualifier == "about":
        return Interval(a - _about(first), b + _about(last))
    if exact:
        return Interval(a, b)
    # 1 % 至 2.5 %: both ends are meant as finely as the finer is written
    step = min(first.step, last.step)
    return Interval(a - step / 2, b + step / 2)


def _about(written: Written) -> Fraction:
    return max(min(2 * written.significant_step, abs(written.value) / 10), written.step / 2)


def coarse_of_written(low: Written, high: Written, qualifier: Qualifier = "none") -> Interval | None:
    """The coarse reading of an amount with a scale word and a coefficient that ends in 00 (6000 億); None if none.

    It can only turn *inconsistent* into a weak agreement, never the other way round.
    """
    if qualifier not in ("none", "about") or not (_is_coarse(low) or _is_coarse(high)):
        return None
    first, last = sorted((low, high), key=lambda written: written.value)
    margin = 2 if qualifier == "about" else Fraction(1, 2)
    return Interval(
        first.value - margin * (first.significant_step if _is_coarse(first) else first.step),
        last.value + margin * (last.significant_step if _is_coarse(last) else last.step),
    )


def _is_coarse(written: Written) -> bool:
    return written.scale >= 1000 and not written.decimals and written.digits.endswith("00")
