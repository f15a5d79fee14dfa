"""Numerals: the digits that words write, with their scale and what they leave open."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import numerals
from extract.text import aligned, key


@pytest.mark.parametrize(
    ("words", "value", "decimals"),
    [
        ("1,234.5", "1234.5", 1), ("1.910", "1.910", 3), ("6.6兆", "6600000000000", 1), ("38 萬億", "38000000000000", 0),
        ("12億3,000萬", "1230000000", 0), ("2萬5千", "25000", 0), ("3萬5千", "35000", 0), ("五萬三", "53000", 0),
        ("三兆五千億", "3500000000000", 0), ("三千二百億", "320000000000", 0), ("六千億", "600000000000", 0),
        ("一點五", "1.5", 1), ("十二點五", "12.5", 1), ("二點０二", "2.02", 2), ("廿", "20", 0), ("三百六十八", "368", 0),
        ("一百零五", "105", 0), ("三萬零五十", "30050", 0), ("二〇二五", "2025", 0), ("半", "0.5", 1), ("三萬億", "3000000000000", 0),
        ("1萬2345元", "12345", 0), ("１２．５", "12.5", 1), ("1.5bn", "1500000000", 1), ("十二萬五千", "125000", 0),
    ],
)  # fmt: skip
def test_a_numeral_has_the_value_it_writes(words: str, value: str, decimals: int) -> None:
    (numeral,) = numerals.find(aligned(words).text)
    assert numeral.low == numeral.high
    assert (numeral.low.value, numeral.low.decimals) == (Fraction(value), decimals)


@pytest.mark.parametrize(
    ("words", "low", "step"),
    [("500 多億", 500 * 10**8, 100 * 10**8), ("三十餘", 30, 10), ("百餘", 100, 100), ("二十多萬", 200000, 100000), ("500億餘", 500 * 10**8, 10**8)],
)
def test_open_digits_leave_the_last_ones_open(words: str, low: int, step: int) -> None:
    """500 多億 lies between 500 and 600 億."""
    (numeral,) = numerals.find(aligned(words).text)
    assert (numeral.low.value, numeral.open_step) == (low, step)


@pytest.mark.parametrize(("words", "low", "high"), [("十幾", 11, 19), ("三十幾億", 31 * 10**8, 39 * 10**8), ("數百", 200, 900), ("幾十", 20, 90)])
def test_vague_numerals_are_ranges(words: str, low: int, high: int) -> None:
    (numeral,) = numerals.find(aligned(words).text)
    assert (numeral.low.value, numeral.high.value) == (low, high)


def _han(number: int) -> str:
    """A whole number in Han digits, by our own rule for writing: the inverse to test against."""
    digits, units = "零一二三四五六七八九", ["", "十", "百", "千"]

    def four(n: int) -> str:
        out, gap = "", False
        for power in (3, 2, 1, 0):
            digit = n // 10**power % 10
            if digit:
                out += ("零" if gap and out else "") + digits[digit] + units[power]
                gap = False
            else:
                gap = True
        return out

    groups, words, pending = [(10**12, "兆"), (10**8, "億"), (10**4, "萬"), (1, "")], "", False
    for size, unit in groups:
        part = number // size % 10**4
        if part:
            words += ("零" if words and (pending or part < 1000) else "") + four(part) + unit
            pending = False
        else:
            pending = bool(words)
    return words


@given(st.integers(1, 10**15))
def test_what_we_write_in_han_we_read(number: int) -> None:
    assert numerals.han_value(key(_han(number))) == number


@given(st.text())
def test_no_text_makes_it_raise(text: str) -> None:
    words = aligned(text).text
    end = 0
    for numeral in numerals.find(words):
        assert end <= numeral.start < numeral.end <= len(words)
        end = numeral.end
