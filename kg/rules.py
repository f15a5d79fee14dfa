"""The two rules by which numbers are judged: the same thing stated twice, and a relation y = f(x…).

Exact throughout: a Number is what an article wrote, as a set of values (Interval) and, beside it, the value at its
written digits. Verdicts, margins and severities come from here and nowhere else; checks only say what to compare.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, cast

from extract.interval import Interval, coarse_of_written, of_written
from extract.reading import Qualifier, Quantity, Written

Verdict = Literal[
    "exact",
    "rounds",
    "rounding_only",
    "borderline",
    "coarse_only",
    "inconsistent",
    "disagreement",
    "tension",
    "indeterminate",
    "implied",
]
Severity = Literal["minor", "error", "conclusion"]
Slip = Literal[
    "points_as_percent",
    "percent_as_points",
    "basis_points_as_points",
    "steps_as_basis_points",
    "power_of_ten",
    "wrong_base",
    "swapped_roles",
]

AGREEING: frozenset[Verdict] = frozenset({"exact", "rounds", "rounding_only", "borderline", "coarse_only"})
WEAK: frozenset[Verdict] = frozenset({"rounding_only", "borderline", "coarse_only"})
ALARMING: frozenset[Verdict] = frozenset({"inconsistent", "disagreement", "tension"})

#: Decimal places to which bounds are rounded, outward.
PLACES = 12


def misprint(written: Written, wanted: Fraction) -> bool:
    """Whether the digits written are a slip of the pen for those of `wanted`: one digit, two neighbours changed over, a power of ten."""
    if wanted <= 0:
        return False
    first, second = (str(abs(round(value / written.step))) for value in (written.value, wanted))
    if written.value and any(wanted / written.value == Fraction(10) ** k for k in (-3, -2, -1, 1, 2, 3)):
        return True
    if len(first) != len(second) or len(first) < 2 or first == second:
        return False
    wrong = [place for place, (x, y) in enumerate(zip(first, second, strict=True)) if x != y]
    turned = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and first[wrong[0]] == second[wrong[1]] and first[wrong[1]] == second[wrong[0]]
    return len(wrong) == 1 or turned


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """What was written, as a rule sees it, in one unit.

    `core` is the set the words name (a point for plain digits, the open half-line for 逾), `interval` the same with
    the last digit's rounding, `coarse` the reading of 6000 億 in thousands. `step` is the unit of the last digit.
    """

    core: Interval
    interval: Interval
    step: Fraction
    qualifier: Qualifier = "none"
    coarse: Interval | None = None
    coarse_step: Fraction | None = None
    words: str = ""

    @classmethod
    def of(cls, quantity: Quantity) -> Number:
        """A quantity as it was written; remembered beside it, as its own properties are: one number meets many others."""
        beside = vars(quantity)
        if "number" not in beside:
            beside["number"] = cls._of(quantity)
        return cast(Number, beside["number"])

    @classmethod
    def _of(cls, quantity: Quantity) -> Number:
        low, high = quantity.low, quantity.high
        if low.value > high.value:
            low, high = high, low
        plain = not quantity.is_range and quantity.open_step is None
        if plain and quantity.qualifier in ("none", "about"):
            core = Interval.point(low.value)
        elif quantity.is_range and quantity.qualifier in ("none", "about"):
            core = Interval(low.value, high.value)
        else:
            core = quantity.interval
        coarse = coarse_of_written(quantity.low, quantity.high, quantity.qualifier) if not quantity.exactly else None
        return cls(
            core=core,
            interval=quantity.interval,
            step=max(low.step, high.step),
            qualifier=quantity.qualifier,
            coarse=coarse,
            coarse_step=max(low.significant_step, high.significant_step) if coarse else None,
            words=digits_of(quantity),
        )

    @classmethod
    def at(cls, written: Written, *, counted: bool = False, exactly: bool = False) -> Number:
        """One written number without its qualifier: a threshold, the end of a range. `exactly`: a line, no measurement."""
        interval = of_written(written, written, "none", counted, exactly)
        return cls(core=Interval.point(written.value), interval=interval, step=written.step, words=written.digits)

    @property
    def plain(self) -> bool:
        """One written value without a qualifier."""
        return self.qualifier == "none" and self.core.is_point

    @property
    def value(self) -> Fraction | None:
        """The written value, where one point was written."""
        return self.core.lo if self.core.is_point else None

    def scaled(self, factor: Fraction | int) -> Number:
        """The same number in another unit; `factor` is positive."""
        return Number(
            core=self.core.scaled(factor),
            interval=self.interval.scaled(factor),
            step=self.step * factor,
            qualifier=self.qualifier,
            coarse=self.coarse.scaled(factor) if self.coarse else None,
            coarse_step=self.coarse_step * factor if self.coarse_step else None,
            words=self.words,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A verdict with its reasons: computed and stated set, the gap between them in the stated side's unit."""

    verdict: Verdict
    computed: Interval | None = None
    stated: Interval | None = None
    margin: Fraction | None = None
    severity: Severity | None = None
    slip: Slip | None = None
    reason: str | None = None

    @property
    def agrees(self) -> bool:
        return self.verdict in AGREEING


def identity(a: Number, b: Number) -> Judgement:
    """Whether two statements of the same thing, in the same unit, can both be right.

    Two plain values agree if the finer, rounded to the coarser's last digit, is the coarser. The margin of two plain
    values is their difference; of others the gap between their intervals.
    """
    if not (a.plain and b.plain):
        # The plain side goes first: its written value is held against the other's set, not the other way round.
        first, second = (b, a) if b.plain else (a, b)
        return _overlapping(first.core, first.interval, first.coarse, second)
    x, y = a.core.lo, b.core.lo
    assert x is not None and y is not None
    if x == y:
        return Judgement(verdict="exact", computed=a.interval, stated=b.interval)
    margin, coarser = abs(x - y), max(a.step, b.step)
    # Half up, half even and half down all count: the finer value lies within half a unit of the coarser.
    if a.step != b.step and margin <= coarser / 2:
        return Judgement(verdict="rounds", computed=a.interval, stated=b.interval)
    if any(number.coarse_step and margin <= number.coarse_step / 2 for number in (a, b)):
        return Judgement(verdict="coarse_only", computed=a.interval, stated=b.interval)
    return Judgement(
        verdict="inconsistent", computed=a.interval, stated=b.interval, margin=margin, severity=severity(margin, coarser)
    )


def relation(function: Callable[..., Interval], inputs: Iterable[Number], stated: Number) -> Judgement:
    """Whether y = f(x…) can hold. `function` works on intervals and uses each operand once.

    A division whose divisor may be zero is *indeterminate*.
    """
    xs = tuple(inputs)
    try:
        core = function(*(x.core for x in xs))
        image = function(*(x.interval for x in xs))
    except ZeroDivisionError:
        return Judgement(verdict="indeterminate", stated=stated.interval, reason="zero_in_denominator")
    coarse = None
    if any(x.coarse for x in xs):
        try:
            coarse = function(*(x.coarse or x.interval for x in xs))
        except ZeroDivisionError:
            coarse = None
    return _overlapping(core, image, coarse, stated)


def implied(function: Callable[..., Interval], inputs: Iterable[Number]) -> Judgement:
    """The value that the text does not state, worked out from the others."""
    try:
        image = function(*(x.interval for x in inputs))
    except ZeroDivisionError:
        return Judgement(verdict="indeterminate", reason="zero_in_denominator")
    return Judgement(verdict="implied", computed=image)


def _overlapping(core: Interval, image: Interval, coarse: Interval | None, stated: Number) -> Judgement:
    """The ladder of agreement between a computed set and a stated number."""
    judged = Judgement(verdict="exact", computed=image, stated=stated.interval)
    # A written value may sit on the edge of the other side's set (80 is among 80 以上); two sets must share more.
    point = core.is_point or stated.core.is_point
    if core.overlaps(stated.core) and (point or not core.touches(stated.core)):
        return judged
    if core.overlaps(stated.interval) and (stated.plain or (core.is_point and stated.core != stated.interval)):
        return replace(judged, verdict="rounds")
    if image.overlaps(stated.interval):
        return replace(judged, verdict="borderline" if image.touches(stated.interval) else "rounding_only")
    if (coarse or stated.coarse) and (coarse or image).overlaps(stated.coarse or stated.interval):
        return replace(judged, verdict="coarse_only")
    margin = image.gap(stated.interval)
    return replace(judged, verdict="inconsistent", margin=margin, severity=severity(margin, stated.step))


def severity(margin: Fraction, step: Fraction, *, turns: bool = False) -> Severity:
    """`conclusion` where the value turns a stated direction, threshold or rank round; `minor` within one last digit."""
    if turns:
        return "conclusion"
    return "minor" if margin <= step else "error"


def ordered(
    value: Number, bound: Number, side: Literal["above", "below"], *, strictly: bool = True
) -> Judgement:
    """Whether `value` can lie on a side of `bound`, as the words say.

    The bound's written digits decide: 80 is not above 80 where the words say 高於, though its rounding may hide 80.3
    (*rounding_only*). A bound without an end on that side is *indeterminate*.
    """
    up = side == "above"
    far, near = (bound.core.hi, bound.core.lo) if up else (bound.core.lo, bound.core.hi)
    end = far if far is not None else near
    if end is None:
        return Judgement(verdict="indeterminate", reason="one_sided")
    wanted = Interval(end, None, strictly) if up else Interval(None, end, True, strictly)
    judged = Judgement(verdict="exact", computed=value.interval, stated=wanted)
    if value.core.overlaps(wanted):
        return judged
    # What the bound's own last digit leaves open, on the side where the value lies.
    edge = (bound.interval.hi if up else bound.interval.lo) if far is not None else end
    half = abs(edge - end) if edge is not None else Fraction(0)
    if value.interval.overlaps(Interval(end - half, None) if up else Interval(None, end + half)):
        return replace(judged, verdict="rounding_only")
    margin = value.interval.gap(wanted)
    return replace(judged, verdict="inconsistent", margin=margin, severity="conclusion")


def scale_slip(computed: Interval, stated: Number) -> Slip | None:
    """The unit or scale mistaken, if one repairs the number: bp for points, 碼 for bp, a power of ten.

    Both sides in the same unit, `computed` the value at the written digits, widened by the stated digit's half unit.
    """
    half = Interval(-stated.step / 2, stated.step / 2)
    for slip, factors in _FACTORS:
        for factor in factors:
            repaired = stated.core.scaled(factor) + half.scaled(factor)
            if computed.overlaps(repaired):
                return slip
    return None


_FACTORS: tuple[tuple[Slip, tuple[Fraction, ...]], ...] = (
    ("basis_points_as_points", (Fraction(1, 100), Fraction(100))),
    ("steps_as_basis_points", (Fraction(25), Fraction(1, 25))),
    ("power_of_ten", tuple(Fraction(10) ** k for k in (1, -1, 3, -3, 4, -4, 8, -8))),
)


# ── numbers as text ──────────────────────────────────────────────────────────────────────────────────────────────


def digits_of(quantity: Quantity) -> str:
    """The coefficients as written, for formulas: "1.910", "3.7–3.9"."""
    if not quantity.is_range:
        return quantity.low.digits
    return f"{quantity.low.digits}–{quantity.high.digits}"


def decimal(value: Fraction, *, places: int = PLACES, rounding: Literal["down", "up", "nearest"] = "nearest") -> str:
    """A decimal string of at most `places` digits after the point, without trailing zeros, never an exponent."""
    shifted = value * 10**places
    if rounding == "down":
        whole = math.floor(shifted)
    elif rounding == "up":
        whole = math.ceil(shifted)
    else:
        whole = round(shifted)
    sign = "-" if whole < 0 else ""
    digits = str(abs(whole)).rjust(places + 1, "0")
    head, tail = (digits[:-places], digits[-places:].rstrip("0")) if places else (digits, "")
    return f"{sign}{head}.{tail}" if tail else f"{sign}{head}"


def bounds(interval: Interval) -> dict[str, str | bool | None]:
    """An interval as CONTRACT prints it: decimals rounded outward to 12 places, null where unbounded."""
    return {
        "low": None if interval.lo is None else decimal(interval.lo, rounding="down"),
        "high": None if interval.hi is None else decimal(interval.hi, rounding="up"),
        "low_open": interval.lo_open,
        "high_open": interval.hi_open,
    }


def shown(value: Fraction, step: Fraction | None = None) -> str:
    """A computed value for a formula: to one place beyond `step`, with at least the digits of `step`."""
    if step is None or step <= 0:
        return decimal(value, places=4)
    places = 0
    while step * 10**places < 1 and places < PLACES:
        places += 1
    exact = decimal(value)
    if len(exact.partition(".")[2]) > places + 1:
        exact = decimal(value, places=places + 1)
    head, _, tail = exact.partition(".")
    return f"{head}.{tail.ljust(places, '0')}" if places else exact
