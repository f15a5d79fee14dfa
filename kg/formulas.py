"""y = f(x…): the formulas that articles live by, how they are written out, and how a stated y is weighed against them.

A check finds out which claims play which roles; here the arithmetic is done and told. Operands are claims in their
base unit (3.2億 is 320,000,000; 7.6 % is 7.6); every formula names each operand once, so that intervals are tight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from extract.interval import Interval
from extract.reading import Claim, Quantity
from kg.ledger import Finding, Ledger, Quote
from kg.pairing import mentions_agree
from kg.rules import Judgement, Number, Slip, relation, scale_slip
from kg.wording import SIGNS, like, like_in_english, said, said_in_english, told


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A function on intervals and how it is written: `{0}`, `{1}` … are the operands. `slip`: the mistake it would be."""

    of: Callable[..., Interval]
    written: str
    slip: Slip | None = None


DIFFERENCE = Formula(of=lambda a, b: a - b, written="{0} − {1}")
GROWTH = Formula(of=lambda a, b: (a / b).shifted(-1).scaled(100), written="{0} ÷ {1} − 1")
FALL = Formula(of=lambda a, b: -(a / b).shifted(-1).scaled(100), written="1 − {0} ÷ {1}")
SHARE = Formula(of=lambda a, b: (a / b).scaled(100), written="{0} ÷ {1}")
TIMES = Formula(of=lambda a, b: a / b, written="{0} ÷ {1}")
MORE_TIMES = Formula(of=lambda a, b: (a / b).shifted(-1), written="{0} ÷ {1} − 1")
PRODUCT = Formula(of=lambda a, b: a * b, written="{0} × {1}")


def negative(formula: Formula) -> Formula:
    """The same with its sign turned: by how much it fell."""
    return replace(formula, of=lambda *x: -formula.of(*x), written=f"−({formula.written})")


def total(count: int) -> Formula:
    """The sum of `count` operands."""

    def add(*parts: Interval) -> Interval:
        result = parts[0]
        for part in parts[1:]:
            result = result + part
        return result

    return Formula(of=add, written=" + ".join(f"{{{place}}}" for place in range(count)))


def point(formula: Formula, numbers: Iterable[Number], factor: Fraction | int = 1) -> Fraction | None:
    """The value at the written digits; None where an operand is no single number, or the divisor zero."""
    try:
        image = formula.of(*(number.core for number in numbers))
    except ZeroDivisionError:
        return None
    return image.lo * factor if image.is_point and image.lo is not None else None


_CLOSE = ("exact", "rounds")
#: How many claims before and behind a number are asked whether they were meant: the whole of an article of common length.
_REACH = 60


def others_meant(
    ledger: Ledger, operands: Sequence[Claim], stated: Claim, fits: Callable[[Sequence[Claim], Claim], bool]
) -> tuple[tuple[Claim, ...], Claim] | None:
    """The operands and the stated number with one of them changed for another of its kind nearby, where that makes it right.

    A number that fits is the one that was meant: an alarm is raised only where no other number around (for the stated
    number, of its own sentence) would do.
    """
    used = {claim.key for claim in (*operands, stated)}
    for place, claim in enumerate((*operands, stated)):
        near = ledger.neighbours(claim) if claim is stated else ledger.around(claim, _REACH)
        for other in near:
            if other.key in used or not _of_its_kind(ledger, other, claim):
                continue
            parts = [other if at == place else operand for at, operand in enumerate(operands)]
            named = other if place == len(operands) else stated
            if fits(parts, named):
                return tuple(parts), named
    return None


def _of_its_kind(ledger: Ledger, other: Claim, claim: Claim) -> bool:
    """Whether a number could have been meant instead of another: as exact, of its unit, and of its measure or in its sentence."""
    plain = not other.quantity.is_range and other.quantity.qualifier == "none" and len(other.quantity.low.digits.strip("0.")) > 1
    alike = other.quantity.unit == claim.quantity.unit and (other.kind == "change") == (claim.kind == "change")
    if not (plain and alike) or other.kind in ("duration", "rank") or other.comparison != claim.comparison:
        return False
    return ledger.passage(other) == ledger.passage(claim) or mentions_agree(other.metric, claim.metric) != "different"


def weigh(
    check: str,
    ledger: Ledger,
    operands: Sequence[Claim],
    stated: Claim,
    readings: Sequence[Formula],
    *,
    factor: Fraction | int = 1,
    scales: Sequence[Fraction | int] = (),
    mistakes: Sequence[Formula] = (),
    turns: bool = False,
    also: Iterable[Quote] = (),
    shape: Quantity | None = None,
) -> Finding:
    """The stated claim against the formula of its operands, told; of several readings the first that agrees.

    `factor` takes the result into the stated unit (points × 100 are basis points), `scales` an operand into the unit of
    the others. `mistakes` are formulas that would repair the number, each with its slip. `turns`: whether a negative
    result turns the stated direction round. `shape`: the quantity whose digits a worked-out value is told in.
    """
    numbers = [Number.of(claim.quantity) for claim in operands]
    numbers = [n.scaled(by) for n, by in zip(numbers, (*scales, *[1] * len(numbers)), strict=False)]
    mark = Number.of(stated.quantity)

    def judge(formula: Formula) -> Judgement:
        return relation(lambda *x: formula.of(*x).scaled(factor), numbers, mark)

    judged, formula = next(
        ((j, f) for f in readings if (j := judge(f)).agrees), (judge(readings[0]), readings[0])
    )  # fmt: skip
    if judged.verdict == "inconsistent":

        def fits(parts: Sequence[Claim], named: Claim) -> bool:
            tried = [Number.of(part.quantity).scaled(by) for part, by in zip(parts, (*scales, *[1] * len(parts)), strict=False)]
            return any(relation(lambda *x, f=f: f.of(*x).scaled(factor), tried, Number.of(named.quantity)).verdict in _CLOSE for f in readings)

        meant = others_meant(ledger, operands, stated, fits)
        if meant is not None:
            return weigh(check, ledger, *meant, readings, factor=factor, scales=scales, also=also, shape=shape)
    value = point(formula, numbers, factor)
    if judged.verdict == "inconsistent":
        slip = next((m.slip for m in mistakes if judge(m).verdict in ("exact", "rounds")), None)
        slip = slip or (scale_slip(Interval.point(value), mark) if value is not None else None)
        turned = turns and value is not None and value < 0
        judged = replace(judged, slip=slip, severity="conclusion" if turned else judged.severity)
    shape = shape or stated.quantity
    worked = like(shape, value) if value is not None else "—"
    worked_en = like_in_english(shape, value) if value is not None else "an open range"
    names = [said(claim.quantity) for claim in operands]
    names_en = [said_in_english(claim.quantity) for claim in operands]
    return told(
        check, ledger, (*operands, stated), judged,
        formula=f"{formula.written.format(*names)} = {worked} {SIGNS.get(judged.verdict, '?')} {said(stated.quantity)}",
        chinese=f"{formula.written.format(*names)}是{worked}，文字寫{said(stated.quantity)}",
        english=f"{formula.written.format(*names_en)} is {worked_en}; the text says {said_in_english(stated.quantity)}",
        also=also,
    )  # fmt: skip
