"""How numbers are judged: every worked example of the rules, with exactly its verdict."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.interval import Interval
from extract.reading import Qualifier, Quantity, Written
from extract.text import Span
from kg.rules import Number, bounds, decimal, identity, implied, ordered, relation, scale_slip

E8, E12 = 10**8, 10**12


def number(
    low: str,
    high: str | None = None,
    *,
    scale: int = 1,
    qualifier: Qualifier = "none",
    counted: bool = False,
) -> Number:
    """A Number as the reader makes it from the digits of an article."""
    first, last = Written(digits=low, scale=F(scale)), Written(digits=high or low, scale=F(scale))
    quantity = Quantity(
        span=Span(0, len(low)), words=low, low=first, high=last, unit="COUNT:家" if counted else "NONE",
        qualifier=qualifier, counted=counted, by="test",
    )  # fmt: skip
    return Number.of(quantity)


def difference(a: Interval, b: Interval) -> Interval:
    return a - b


def percentage(part: Interval, whole: Interval) -> Interval:
    return (part / whole).scaled(100)


def growth(before: Interval, after: Interval) -> Interval:
    """x₂/x₁ − 1 in percent, each operand once."""
    return (after / before).shifted(-1).scaled(100)


@pytest.mark.parametrize(
    ("a", "b", "stated", "verdict", "margin"),
    [
        ("3.72", "1.910", "1.81", "exact", None),
        ("3.72", "1.910", "1.82", "rounding_only", None),
        ("3.72", "1.910", "1.79", "inconsistent", F("0.0095")),
        ("9", "6.6", "2.4", "exact", None),
        ("9", "6.6", "2.5", "rounding_only", None),
        ("9", "6.6", "3.0", "borderline", None),
        ("9", "6.6", "3.1", "inconsistent", F("0.1")),
        ("85", "50", "35", "exact", None),
    ],
)
def test_differences(a: str, b: str, stated: str, verdict: str, margin: F | None) -> None:
    judged = relation(difference, (number(a), number(b)), number(stated))
    assert (judged.verdict, judged.margin) == (verdict, margin)


def test_the_image_of_example_one() -> None:
    judged = relation(difference, (number("3.72"), number("1.910")), number("1.82"))
    assert bounds(judged.computed) == {"low": "1.8045", "high": "1.8155", "low_open": False, "high_open": False}
    assert bounds(judged.stated) == {"low": "1.815", "high": "1.825", "low_open": False, "high_open": False}


def test_the_word_over_decides() -> None:
    """逾 8 兆 is 1.5 % of GDP: 610 agrees, 510 does not; without 逾, 610 does not either."""

    def whole(part: Interval, rate: Interval) -> Interval:
        return part / rate.scaled(F(1, 100))

    over, rate = number("8", scale=E12, qualifier="over"), number("1.5")
    worked_out = implied(whole, (over, rate))
    assert worked_out.verdict == "implied"
    assert worked_out.computed is not None and worked_out.computed.lo is not None
    assert decimal(worked_out.computed.lo / E12, places=1) == "516.1"
    assert worked_out.computed.lo_open and worked_out.computed.hi is None
    assert relation(whole, (over, rate), number("610", scale=E12)).agrees
    assert relation(whole, (over, rate), number("510", scale=E12)).verdict == "inconsistent"
    assert relation(whole, (number("8", scale=E12), rate), number("610", scale=E12)).verdict == "inconsistent"


@pytest.mark.parametrize(
    ("stated", "verdict"), [("50", "exact"), ("49", "rounding_only"), ("45", "coarse_only"), ("40", "inconsistent")]
)
def test_coarse_amounts(stated: str, verdict: str) -> None:
    inputs = (number("6000", scale=E8), number("1.2", scale=E12))
    assert relation(percentage, inputs, number(stated)).verdict == verdict


@pytest.mark.parametrize(("stated", "verdict"), [("70", "exact"), ("35", "inconsistent")])
def test_relative_growth(stated: str, verdict: str) -> None:
    assert relation(growth, (number("50"), number("85")), number(stated)).verdict == verdict


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        (number("80"), number("85"), "inconsistent"),
        (number("80", qualifier="at_least"), number("85"), "exact"),
        (number("80"), number("80", qualifier="over"), "rounding_only"),
        (number("80"), number("81"), "inconsistent"),
        (number("1.9"), number("1.910"), "rounds"),
        (number("1.91"), number("1.915"), "rounds"),
        (number("1.92"), number("1.915"), "rounds"),
        (number("1.90"), number("1.910"), "inconsistent"),
        (number("1.910"), number("1.91"), "exact"),
        (number("6000", scale=E8), number("0.6", scale=E12), "exact"),
        (number("6000", scale=E8), number("6215", scale=E8), "coarse_only"),
        (number("6000", scale=E8), number("6700", scale=E8), "inconsistent"),
        (number("12", counted=True), number("12", counted=True, qualifier="over"), "inconsistent"),
        (number("80", qualifier="at_least"), number("80", qualifier="at_most"), "borderline"),
        (number("3.72"), number("3.7", "3.9"), "exact"),
        (number("3.95"), number("3.7", "3.9"), "rounds"),
        (number("4.2"), number("3.7", "3.9"), "inconsistent"),
    ],
)
def test_the_same_thing_stated_twice(a: Number, b: Number, verdict: str) -> None:
    assert identity(a, b).verdict == verdict
    assert identity(b, a).verdict == verdict


@pytest.mark.parametrize(("times", "verdict"), [("2", "exact"), ("4", "inconsistent")])
def test_every_six_months_against_one_to_two_a_year(times: str, verdict: str) -> None:
    stated = number("1", "2", counted=True)
    assert identity(number(times, counted=True), stated).verdict == verdict


def test_equal_precision_must_be_equal_however_near() -> None:
    judged = identity(number("80"), number("81"))
    assert (judged.severity, judged.margin) == ("minor", 1)
    assert identity(number("80"), number("85")).severity == "error"


def test_a_threshold_is_a_sign() -> None:
    assert ordered(number("1.910"), number("1.9"), "above").verdict == "exact"
    assert ordered(number("49.2"), number("50"), "above").verdict == "inconsistent"
    assert ordered(number("49.2"), number("50"), "above").severity == "conclusion"
    assert ordered(number("49.2"), number("50"), "below").verdict == "exact"
    assert ordered(number("50"), number("50"), "above").verdict == "rounding_only"
    assert ordered(number("50"), number("50"), "above", strictly=False).verdict == "exact"


def test_a_divisor_that_may_be_zero_is_no_verdict() -> None:
    judged = relation(growth, (number("0"), number("85")), number("70"))
    assert (judged.verdict, judged.reason) == ("indeterminate", "zero_in_denominator")


@pytest.mark.parametrize(
    ("computed", "stated", "slip"),
    [
        ("0.03", "3", "basis_points_as_points"),
        ("50", "2", "steps_as_basis_points"),
        ("50", "500", "power_of_ten"),
        ("2.6", "3.6", None),
    ],
)
def test_slips_are_named(computed: str, stated: str, slip: str | None) -> None:
    assert scale_slip(Interval.point(F(computed)), number(stated)) == slip


@given(st.fractions(max_denominator=10**15))
def test_bounds_are_rounded_outward(value: F) -> None:
    written = bounds(Interval.point(value))
    assert F(str(written["low"])) <= value <= F(str(written["high"]))
    assert F(str(written["high"])) - F(str(written["low"])) <= F(1, 10**12)


@given(
    st.decimals(min_value=0, max_value=1000, places=2), st.decimals(min_value=0, max_value=1000, places=1)
)
def test_identity_is_symmetric(a: object, b: object) -> None:
    x, y = number(str(a)), number(str(b))
    assert identity(x, y).verdict == identity(y, x).verdict
