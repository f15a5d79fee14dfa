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
