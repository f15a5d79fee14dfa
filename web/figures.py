"""Exact decimal strings for people: grouped, in 萬, 億 and 兆 or in words of thousands, and ranges of them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from web.words import _, language

_CHINESE = ((12, "兆"), (8, "億"), (4, "萬"))
_ENGLISH = ((12, " trillion"), (9, " billion"), (6, " million"))


def plain(number: Decimal) -> str:
    """Digits with grouped thousands, no exponent, no zeros that nobody wrote."""
    said = f"{number:,f}"
    return said.rstrip("0").rstrip(".") if "." in said else said


def figure(written: str) -> str:
    """A decimal string in the request's language: 4950000000000 is 4.95 兆. Exact: no digit is lost."""
    number = Decimal(written)
    scales = _ENGLISH if language() == "en" else _CHINESE
    for power, word in scales:
        if abs(number) >= Decimal(10) ** power:
            scaled = number.scaleb(-power).normalize()
            if -int(scaled.as_tuple().exponent) <= 4:
                return plain(scaled) + (word if language() == "en" else f" {_(word)}")
    return plain(number)


def bounds(b: Mapping[str, Any] | None, unit: str = "") -> str:
    """The numbers between two ends: 79.5–80.5 %, > 80 %, ≥ 80 %, 85 %. An open end of a range is named."""
    if b is None:
        return "—"
    low, high, tail = b["low"], b["high"], f" {unit}" if unit else ""
    if low is None and high is None:
        return _("任何值")
    if high is None:
        return f"{'>' if b['low_open'] else '≥'} {figure(low)}{tail}"
    if low is None:
        return f"{'<' if b['high_open'] else '≤'} {figure(high)}{tail}"
    if low == high:
        return f"{figure(low)}{tail}"
    said = f"{figure(low)} – {figure(high)}{tail}"
    left_out = [figure(end) for end, is_open in ((low, b["low_open"]), (high, b["high_open"])) if is_open]
    return said + _("（不含 %(ends)s）", ends="、".join(left_out)) if left_out else said
