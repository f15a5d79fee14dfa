"""Aligned text: every character that a recogniser sees knows the characters of the article that it came from."""

from __future__ import annotations

from functools import partial

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.text import AlignedText, Edit, Span, aligned, key, rx


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("12 月19 日", "12月19日"),
        ("降息25 個基點", "降息25个基点"),
        ("6.6 兆美元", "6.6兆美元"),
        ("年增 3.2 %，", "年增3.2%，"),
        ("約 ５００ 億元", "约500亿元"),
        ("標普500 指數(SPX)", "标普500指数（SPX）"),
        ("1,234.5點,8:30:開盤", "1,234.5点，8:30：开盘"),
        ("Federal Reserve 升息", "Federal Reserve升息"),
        ("隨著導緻美債", "随着导致美债"),
        ("－3.9～5％", "-3.9~5%"),
        ("３．７%", "3.7%"),
    ],
)
def test_what_recognisers_see(raw: str, seen: str) -> None:
    """One width, one script, blanks of machine conversion dropped."""
    assert aligned(raw).text == seen


def test_markdown_links_keep_their_words() -> None:
    """Of a Markdown link the words stay, and map to the words in the source."""
    raw = "機率為[85 %](difference#odds)以上"
    text = aligned(raw, markdown=True)
    assert text.text == key("機率為85%以上")
    at = text.text.index("85%")
    assert text.raw_span(at, at + 3).of(raw) == "85 %"
    assert "（" in aligned(raw).text  # without Markdown it is text like any other


@pytest.mark.parametrize(
    ("span", "other", "contains", "overlaps"), [((1, 4), (2, 4), True, True), ((1, 4), (4, 5), False, False)]
)
def test_spans(span: tuple[int, int], other: tuple[int, int], contains: bool, overlaps: bool) -> None:
    """Spans are half open."""
    assert (Span(*other) in Span(*span)) is contains
    assert Span(*span).overlaps(Span(*other)) is overlaps


def _given(edits: list[Edit], _: str) -> list[Edit]:
    return edits


def test_edits_may_not_overlap() -> None:
    """An edit that goes back, or leaves the text, is refused."""
    text = AlignedText.of("abcd")
    for edits in ([Edit(1, 3, "x"), Edit(2, 4, "y")], [Edit(2, 9, "")], [Edit(3, 2, "")]):
        with pytest.raises(ValueError, match="edit"):
            text.rewrite(partial(_given, edits))


def test_patterns_in_traditional_meet_both_scripts() -> None:
    """A pattern is written once, in Traditional."""
    pattern = rx(r"殖利率(?:升|降)至\d")
    for raw in ("殖利率升至3", "殖利率升至 ３", "殖利率升至3"):
        assert pattern.search(aligned(raw).text)
    assert rx("導致").search(key("導緻")) and rx("導致").search(key("导致"))


WORDS = st.text(
    alphabet=st.characters(min_codepoint=0x20, max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=40
)
LIKELY = st.lists(
    st.sampled_from([*"12 月年%，,.:()（）[]-~ \t\n　０９％隨著導緻美元AB/億", "[a](b)", " 25 個", "3,000 元"]),
    max_size=30,
).map("".join)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text, and edits of it in order and apart."""
    raw = draw(WORDS)
    at = 0
    edits = []
    while at < len(raw) and draw(st.booleans()):
        start = draw(st.integers(at, len(raw)))
        at = draw(st.integers(start, len(raw)))
        edits.append(Edit(start, at, draw(st.text(alphabet="xyz", max_size=3))))
    return raw, edits


@settings(deadline=None)
@given(edited(), edited())
def test_every_character_knows_its_source(one: tuple[str, list[Edit]], other: tuple[str, list[Edit]]) -> None:
    """After any edits: offsets within the text and never falling, untouched characters at their own place."""
    raw, edits = one
    text = AlignedText.of(raw).rewrite(lambda _: edits)
    length = len(text.text)
    again = text.rewrite(lambda _: [e for e in other[1] if e.end <= length])
    for made in (text, again):
        assert len(made.text) == len(made.begins) == len(made.ends)
        assert list(made.begins) == sorted(made.begins) and list(made.ends) == sorted(made.ends)
        assert all(0 <= a <= b <= len(raw) for a, b in zip(made.begins, made.ends, strict=True))
    kept = [i for i in range(len(raw)) if not any(e.start <= i < e.end for e in edits)]
    untouched = [(a, b) for a, b in zip(text.begins, text.ends, strict=True) if b - a == 1]
    assert set((i, i + 1) for i in kept) <= set(untouched)


@settings(deadline=None)
@given(WORDS | LIKELY, st.booleans())
def test_alignment_of_any_text(raw: str, markdown: bool) -> None:
    """Every span of the seen text has a raw span, which holds the same words where its length is the same."""
    text = aligned(raw, markdown=markdown)
    assert len(text.text) == len(text.begins) == len(text.ends)
    for at in range(len(text.text)):
        span = text.raw_span(at, at + 1)
        assert 0 <= span.start < span.end <= len(raw)
        assert span.end - span.start == 1
        assert text.key_offset(span.start) == at
    assert list(text.begins) == sorted(set(text.begins))


def test_key_keeps_the_length_and_settles() -> None:
    """The key has the length of the words, and the key of a key is itself: for every character there is."""
    every = "".join(chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    assert len(key(every)) == len(every)
    assert key(key(every)) == key(every)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_key_looks_at_one_character_at_a_time(one: str, other: str) -> None:
    """So a word of the tables and the same word inside an article always meet."""
    assert key(one + other) == key(one) + key(other)


@pytest.mark.parametrize(
    "words", ["聯準會", "殖利率", "隨著", "帳面", "甚麼", "為了", "裡面", "臺灣", "標準普爾", "乾淨利差"]
)
def test_both_scripts_have_one_key(words: str) -> None:
    """A word and its Simplified form share a key."""
    assert key(opencc.OpenCC("t2s").convert(words)) == key(words)


@settings(deadline=None)
@given(WORDS)
def test_empty_ranges(raw: str) -> None:
    """An empty range stands before its next character, at the end behind the last."""
    text = AlignedText.of(raw)
    assert text.raw_span(len(raw), len(raw)) == Span(len(raw), len(raw))
    assert text.raw_span(0, 0) == Span(0, 0)
