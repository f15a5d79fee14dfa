"""Intervals: exact arithmetic that contains every pointwise result, and the table of what a written number may be."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.interval import Interval, coarse_of_written, of_written
from extract.reading import Written

numbers = st.fractions(min_value=-50, max_value=50, max_denominator=8)


@st.composite
def intervals(draw: st.DrawFn) -> tuple[Interval, F]:
    """An interval and a number in it."""
    lo = draw(st.none() | numbers)
    hi = draw(st.none() | numbers)
    if lo is not None and hi is not None and lo > hi:
        lo, hi = hi, lo
    same = lo is not None and lo == hi
    interval = Interval(lo, hi, not same and draw(st.booleans()), not same and draw(st.booleans()))
    value = draw(numbers)
    if value not in interval:
        ends = [end for end in (lo, hi) if end is not None]
        value = sum(ends) / 2 if len(ends) == 2 else ends[0] + (1 if lo is not None else -1)
    assert value in interval
    return interval, value


@given(intervals(), intervals())
def test_results_contain_pointwise_results(first: tuple[Interval, F], second: tuple[Interval, F]) -> None:
    (a, x), (b, y) = first, second
    assert x + y in a + b
    assert x - y in a - b
    assert x * y in a * b
    assert x * 3 in a.scaled(3)
    assert -x in -a


@given(intervals(), intervals())
def test_division_contains_pointwise_results(first: tuple[Interval, F], second: tuple[Interval, F]) -> None:
    (a, x), (b, y) = first, second
    try:
        quotient = a / b
    except ZeroDivisionError:
        # Refused only where the divisor reaches both sides of zero, or zero itself.
        assert 0 in b or ((b.lo is None or b.lo < 0) and (b.hi is None or b.hi > 0))
        return
    assert x / y in quotient


@given(intervals(), intervals(), numbers)
def test_intersection_is_membership_in_both(first: tuple[Interval, F], second: tuple[Interval, F], x: F) -> None:
    a, b = first[0], second[0]
    common = a.intersection(b)
    assert (x in a and x in b) == (common is not None and x in common)
    assert common == b.intersection(a)


@given(intervals(), intervals())
def test_a_gap_excludes_overlap(first: tuple[Interval, F], second: tuple[Interval, F]) -> None:
    a, b = first[0], second[0]
    assert a.gap(b) == b.gap(a) >= 0
    if a.overlaps(b):
        assert a.gap(b) == 0
    if a.touches(b):
        assert a.overlaps(b)


@given(st.tuples(numbers, numbers), st.tuples(numbers, numbers))
def test_the_ends_of_a_product_are_tight(first: tuple[F, F], second: tuple[F, F]) -> None:
    product = Interval(min(first), max(first)) * Interval(min(second), max(second))
    corners = [x * y for x in first for y in second]
    assert (product.lo, product.hi) == (min(corners), max(corners))


def test_an_empty_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="no number"):
        Interval(F(2), F(1))
    with pytest.raises(ValueError, match="no number"):
        Interval(F(1), F(1), True, False)


def test_a_touch_is_a_common_end() -> None:
    assert Interval(F(1), F(2)).touches(Interval(F(2), F(3)))
    assert not Interval(F(1), F(2), False, True).touches(Interval(F(2), F(3)))
    assert not Interval(F(1), F(3)).touches(Interval.point(2))


@pytest.mark.parametrize(
    ("digits", "scale", "options", "expected"),
    [
        ("1.910", 1, {}, Interval(F("1.9095"), F("1.9105"))),
        ("80", 1, {}, Interval(F("79.5"), F("80.5"))),
        ("3", 1, {"counted": True}, Interval.point(3)),
        ("2", 25, {"counted": True}, Interval.point(50)),
        ("132.1", 10**4, {"counted": True}, Interval(F(1320500), F(1321500))),
        ("500", 1, {"exactly": True}, Interval.point(500)),
        ("5", 10, {"qualifier": "about"}, Interval(F(45), F(55))),
        ("30", 1, {"qualifier": "about"}, Interval(F(27), F(33))),
        ("1.21", 1, {"qualifier": "about"}, Interval(F("1.19"), F("1.23"))),
        ("3", 10, {"qualifier": "nearly"}, Interval(F(27), F(30), False, True)),
        ("5", 10, {"qualifier": "nearly"}, Interval(F(45), F(50), False, True)),
        ("8", 10**12, {"qualifier": "over"}, Interval(F(8 * 10**12), None, True)),
        ("80", 1, {"qualifier": "at_least"}, Interval(F(80), None)),
        ("2", 1, {"qualifier": "under"}, Interval(None, F(2), True, True)),
        ("5", 10**8, {"qualifier": "under", "positive": True}, Interval(F(0), F(5 * 10**8), True, True)),
        ("12", 1, {"qualifier": "at_most", "counted": True}, Interval(F(0), F(12), True)),
        ("500", 10**8, {"open_step": F(10**10)}, Interval(F(500 * 10**8), F(600 * 10**8), True, True)),
        ("10", 1, {"open_step": F(10), "counted": True}, Interval(F(11), F(19))),
    ],
)
def test_the_table_of_written_numbers(digits: str, scale: int, options: dict, expected: Interval) -> None:
    written = Written(digits=digits, scale=F(scale))
    assert of_written(written, written, **options) == expected


def test_ranges_reach_from_the_lower_to_the_upper_end() -> None:
    low, high = Written(digits="3.7"), Written(digits="3.9")
    assert of_written(low, high) == Interval(F("3.65"), F("3.95"))
    assert of_written(Written(digits="1"), Written(digits="2"), counted=True) == Interval(F(1), F(2))
    # 在-5%～-10%之間 is written falling.
    assert of_written(Written(digits="-5"), Written(digits="-10")) == Interval(F("-10.5"), F("-4.5"))


def test_the_coarse_reading_needs_a_scale_word_and_two_zeros() -> None:
    hundred_millions = F(10**8)
    amount = Written(digits="6000", scale=hundred_millions)
    assert coarse_of_written(amount, amount) == Interval(5500 * hundred_millions, 6500 * hundred_millions)
    for digits, scale in (("80", 1), ("6000", 1), ("6050", 10**8), ("60", 10**8), ("6000.0", 10**8)):
        other = Written(digits=digits, scale=F(scale))
        assert coarse_of_written(other, other) is None
