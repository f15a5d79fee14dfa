"""The pipeline as a whole: its order, one claim a quantity, and that no text breaks it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extract
from extract import documents, pipeline
from tests.reading import read

WORDS = "日本央行升息25個基點的機率從50%升至85%，（）「」。；、\n 12月19日第三季約逾-~.,%$¥億兆萬零半幾多的A1"


def test_the_declared_order_of_components_holds() -> None:
    """Whatever a component requires an earlier one has assigned."""
    analysis = pipeline.pipeline().analyze_pipes()
    assert pipeline.pipeline().pipe_names == ["passages", "mentions", "times", "quantities", "speakers", "claims", "links"]
    assert not any(analysis["problems"].values())


def test_one_claim_a_quantity_and_spans_that_match() -> None:
    reading = read("美日利差收窄至1.81個百分點。\n\n殖利率升至1.910%，為2015年以來最高，規模約6000億美元。")
    assert [c.quantity for c in reading.claims] == list(reading.quantities)
    raw = reading.article.raw
    for thing in (*reading.quantities, *reading.periods, *reading.mentions):
        assert thing.span.of(raw) == thing.words


def test_of_a_header_only_the_title_is_read() -> None:
    reading = read("title: 營收成長5%\npublished: 2025-12-01\nsource: 第9頻道\n\n營收為12億元。")
    assert [q.words for q in reading.quantities] == ["5%", "12億元"]
    assert reading.passages[0].role == "headline" and reading.article.published == dt.date(2025, 12, 8)


def test_markdown_links_leave_their_words() -> None:
    article = documents.article("機率[約](https://example.org/1)[64%](https://example.org/2)左右。", format="md")
    (quantity,) = extract.read(article).quantities
    assert (quantity.words, quantity.qualifier) == ("64%", "about")


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.text(), st.text(alphabet=WORDS, max_size=80)))
def test_no_text_makes_the_reader_raise_or_miss_its_span(text: str) -> None:
    if not text.strip() or "\0" in text:
        return
    reading = read("前文。\n" + text)
    for claim in reading.claims:
        assert claim.span.of(reading.article.raw) == claim.quantity.words


@pytest.mark.parametrize("run", ["1", "（", "）（", "「", "億", "123,", "a"])
def test_a_long_run_is_cut_into_passages_and_states_nothing(run: str) -> None:
    reading = read("前文。\n" + run * (50_000 // len(run)))
    assert not reading.quantities
    assert max(passage.span.end - passage.span.start for passage in reading.passages) <= 400


def test_the_fingerprint_is_that_of_code_and_tables() -> None:
    assert len(pipeline.fingerprint()) == 16 and read("規模3%。").fingerprint == pipeline.fingerprint()
