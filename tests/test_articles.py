"""Whole articles, read and checked as a reader would: our own samples, and the real article where it is at hand."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

import extract
from extract import documents
from extract.text import Span
from kg import checks, contract
from kg.ledger import Ledger
from tests.articles import AGREEING, ALARMS, Expectation, Sample, parse, samples, write
from tests.bench.reading import Score, beside, marked, score
from tests.marked import Marked, articles

Json = dict[str, Any]
Spans = set[tuple[int, int]]

DATA = Path(__file__).parent / "data"
LIST = json.loads((DATA / "real_article.json").read_text(encoding="utf-8"))
REAL = beside(LIST["sha256"])
needs_real = pytest.mark.skipif(REAL is None, reason="the real article is not in ../shared/articles (same sha256)")
SAMPLES = {sample.name: sample for sample in samples()}


def check(path: Path, published: dt.date | None = None) -> Json:
    """What `kg check` says of one file."""
    (article,) = documents.load(str(path), published=published)
    reading = extract.read(article)
    return contract.document(reading, checks.run(Ledger.of(reading)))


def spans_of(finding: Json) -> list[Span]:
    return [Span(one["start"], one["end"]) for one in finding["spans"]]


def touches(finding: Json, spans: tuple[Span, ...]) -> bool:
    """Whether each of `spans` lies under one of the finding's."""
    return all(any(span in wider for wider in spans_of(finding)) for span in spans)


def told(finding: Json) -> str:
    words = " · ".join(one["text"] for one in finding["spans"])
    return (
        f"{finding['check']} {finding['verdict']}: {words} ({finding['formula']}) {finding['explanation']['zh-Hant']}"
    )


def meets(finding: Json, expected: Expectation) -> bool:
    return (
        finding["check"] in expected.checks
        and finding["verdict"] in expected.verdicts
        and touches(finding, expected.spans)
    )


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Json]:
    """Every sample, written without its marks, and checked."""
    return {path.stem: check(path) for path in write(tmp_path_factory.mktemp("articles"))}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())
def test_a_sample_gets_the_findings_marked_in_it(sample: Sample, checked: dict[str, Json]) -> None:
    """Each expected finding is made, by its check, over all the marked words."""
    findings = checked[sample.name]["findings"]
    missing = [
        f"{one.label}: {'|'.join(sorted(one.checks))} over {[span.of(sample.text) for span in one.spans]}"
        + "".join(f"\n    there is: {told(f)}" for f in findings if any(touches(f, (span,)) for span in one.spans))
        for one in sample.expectations
        if not any(meets(finding, one) for finding in findings)
    ]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())
def test_a_sample_gets_no_other_alarm(sample: Sample, checked: dict[str, Json]) -> None:
    """No inconsistency, disagreement or tension that is not marked; and one error raises one alarm."""
    alarms = [finding for finding in checked[sample.name]["findings"] if finding["verdict"] in ALARMS]
    expected = [one for one in sample.expectations if one.alarming]
    other = [told(alarm) for alarm in alarms if not any(meets(alarm, one) for one in expected)]
    assert not other, "\n".join(other)
    assert len(alarms) <= len(expected), [told(alarm) for alarm in alarms]


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())
def test_what_is_quoted_is_what_stands_there(sample: Sample, checked: dict[str, Json]) -> None:
    """`text[start:end]` is the quoted words, everywhere in the document."""
    assert_quoted(checked[sample.name], sample.text)


def test_there_are_enough_samples() -> None:
    """Samples of our own of 600 to 1,500 characters: a guilty and a clean telling, three regions, both scripts."""
    assert len(SAMPLES) >= 4
    assert all(600 <= len(sample.text) <= 1500 for sample in SAMPLES.values())
    assert not any(one.alarming for one in SAMPLES["japan_rates_clean"].expectations)
    assert "3.72%" in SAMPLES["japan_rates_clean"].text


def test_marks_are_read_and_taken_out() -> None:
    """A mark leaves its words; several marks on the same words each count; other links stay."""
    sample = parse(
        "x", "由[50%](agree:movement#a)升至[85%](agree:movement#a;inconsistent|tension:headline#b)[文](https://a.b)"
    )
    assert sample.text == "由50%升至85%[文](https://a.b)"
    a, b = sample.expectations
    assert [span.of(sample.text) for span in a.spans] == ["50%", "85%"]
    assert a.verdicts == AGREEING and not a.alarming
    assert b.verdicts == {"inconsistent", "tension"} and b.checks == {"headline"} and b.alarming


@pytest.mark.parametrize("wrong", ["[1](agrees:movement#a)", "[1](agree:movement)", "[1](agree:x#a)[2](implied:x#a)"])
def test_a_wrong_mark_is_refused(wrong: str) -> None:
    """A misspelt verdict, a mark without its label, one label for two findings."""
    with pytest.raises(ValueError, match=r"x: |no such"):
        parse("x", wrong)


def test_marked_samples_are_read() -> None:
    """Of our samples marked by hand nine in ten quantities are found with exact spans, and few others."""
    total = Score()
    for one in marked("samples"):
        score(one, total)
    assert total.f1 >= 0.95, "\n".join(total.lines)


@pytest.mark.parametrize("one", [one for one in articles("open") if one.name.startswith("h_")], ids=lambda one: one.name)
def test_consistent_articles_raise_no_alarm(one: Marked) -> None:
    """Short articles of eight kinds, every figure of which adds up: nothing to alarm an editor with."""
    reading = extract.read(documents.article(one.text, path=one.name, published=one.published))
    document = contract.document(reading, checks.run(Ledger.of(reading)))
    assert_quoted(document, one.text)
    assert not [told(alarm) for alarm in alarms_of(document)]


def assert_quoted(document: Json, text: str) -> None:
    def walk(node: object) -> None:
        if isinstance(node, dict):
            if {"start", "end", "text"} <= node.keys():
                assert text[node["start"] : node["end"]] == node["text"], node
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(document)


# The real article: only short quotations of it stand here, to find the places by.


def real_copy(path: Path, changed: str | None = None) -> Json:
    """The real article, or a changed copy of it, as `kg check` sees it."""
    assert REAL is not None
    path.write_text(REAL if changed is None else changed, encoding="utf-8", newline="")
    return check(path, dt.date.fromisoformat(LIST["published"]))


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Json:
    return real_copy(tmp_path_factory.mktemp("real") / "article.txt")


def place(words: str, nth: int = 0, text: str | None = None, inside: str | None = None) -> Span:
    """The span of the nth occurrence of `words` (or of `inside` within it) in the real article or a copy."""
    text = REAL if text is None else text
    assert text is not None
    start = [found.start() for found in re.finditer(re.escape(words), text)][nth]
    if inside is not None:
        start, words = start + words.index(inside), inside
    return Span(start, start + len(words))


def alarms_of(document: Json) -> list[Json]:
    return [finding for finding in document["findings"] if finding["verdict"] in ALARMS]


@needs_real
def test_the_quantities_of_the_list_are_found(real: Json) -> None:
    """At least nine in ten of the quantities that a careful reader listed, each with its exact span."""
    found = {(one["start"], one["end"]) for one in real["quantities"]}
    missed = [(row["start"], row["end"]) for row in LIST["quantities"] if (row["start"], row["end"]) not in found]
    assert len(missed) <= len(LIST["quantities"]) / 10, [REAL[a:b] for a, b in missed] if REAL else missed


@needs_real
def test_every_span_of_the_real_article_is_exact(real: Json) -> None:
    """`text[start:end]` is the quoted words."""
    assert REAL is not None
    assert_quoted(real, REAL)


@needs_real
def test_nothing_else_is_taken_for_a_quantity(real: Json) -> None:
    """Index names, M2, tenors, product names, list marks, ordinals of a list, years and dates are none."""
    assert REAL is not None
    taken = [
        REAL[a:b]
        for a, b in LIST["not_quantities"]
        if any(one["start"] < b and a < one["end"] for one in real["quantities"])
    ]
    assert not taken


@needs_real
@pytest.mark.parametrize("words", ["日本升息80%", "80% 機率"], ids=["headline", "subhead"])
def test_eighty_is_inconsistent_with_eighty_five(real: Json, words: str) -> None:
    """80 % in the headline and in the subhead against 85 % in the body."""
    eighty = place(words, inside="80%")
    assert any(
        finding["verdict"] == "inconsistent" and touches(finding, (eighty,)) and "85%" in told(finding)
        for finding in real["findings"]
    )


@needs_real
def test_eighty_or_more_agrees_with_eighty_five(real: Json) -> None:
    """80 % 以上 against 85 %."""
    at_least = place("80% 以上", inside="80%")
    concerned = [finding for finding in real["findings"] if touches(finding, (at_least,))]
    assert any(finding["verdict"] in AGREEING and "85%" in told(finding) for finding in concerned)
    assert not [told(finding) for finding in concerned if finding["verdict"] in ALARMS]


@needs_real
def test_the_spread_is_exact(real: Json) -> None:
    """3.72 − 1.910 = 1.81, which binary floats deny."""
    operands = (place("1.910%"), place("目前3.72%", inside="3.72%"), place("1.81 個百分點"))
    (finding,) = [finding for finding in real["findings"] if touches(finding, operands)]
    assert (finding["check"], finding["verdict"]) == ("difference", "exact")


@needs_real
@pytest.mark.parametrize(
    "operands",
    [
        pytest.param((("1%-2.5%", None), ("即便升息至0.75%", "0.75%")), id="below the neutral range"),
        pytest.param((("升至3.72%", "3.72%"), ("3.7%-3.9%", None)), id="within the forecast range"),
        pytest.param((("每六個月", "六個月"), ("1-2 次", None)), id="every six months, one to two a year"),
    ],
)
def test_the_article_agrees_with_itself(real: Json, operands: tuple[tuple[str, str | None], ...]) -> None:
    """Values against their ranges, and a frequency against a count a year."""
    spans = tuple(place(words, inside=inside) for words, inside in operands)
    verdicts = {finding["verdict"] for finding in real["findings"] if touches(finding, spans)}
    assert verdicts and verdicts <= AGREEING


#: What pulls against what in the article: check, verdict, the words that the finding touches.
PULLS = [
    pytest.param("cause-order", "tension", ("12 月1 日停止縮表", "12 月1 日"), ("11 月M2 年成長率", "11 月"), id="an end on 1 December, seen in November"),
    pytest.param("condition", "tension", ("收窄至1.5 個百分點", "1.5 個百分點"), ("3.7%-3.9%", None), id="needs 1.5, the forecasts give 1.79 to 1.99"),
    pytest.param(
        "cause-trend", "tension", ("聯準會降息導緻美債殖利率下行", None), ("美債殖利率短期將維持震盪上行勢", None), id="cuts push yields down, yields drift up"
    ),
    pytest.param("denied", "disagreement", ("升息不會抑制經濟", None), ("自身升息對國內經濟的衝擊", None), id="no suppressing of the economy, or some"),
]


@needs_real
@pytest.mark.parametrize(("check", "verdict", "one", "other"), PULLS)
def test_what_pulls_in_the_article_is_told(real: Json, check: str, verdict: str, one: tuple[str, str | None], other: tuple[str, str | None]) -> None:
    spans = tuple(place(words, inside=inside) for words, inside in (one, other))
    assert [f["verdict"] for f in real["findings"] if f["check"] == check and touches(f, spans)] == [verdict]


@needs_real
def test_the_condition_is_worked_out(real: Json) -> None:
    """3.7 to 3.9 less 1.910 is 1.79 to 1.99, against the 1.5 that is needed."""
    (finding,) = [f for f in real["findings"] if f["check"] == "condition" and f["verdict"] == "tension"]
    assert float(finding["computed"]["low"]) < 1.79 and float(finding["computed"]["high"]) > 1.99 and finding["stated"]["low"] == "1.5"


@needs_real
def test_the_real_article_gets_no_other_alarm(real: Json) -> None:
    """Every other alarm sets a bare 80 % against an 85 %; nothing else in the article contradicts anything."""
    eighties = [span for n in range(4) if (span := place("80%", n)) != place("80% 以上", inside="80%")]
    allowed = eighties + [place("85%", n) for n in range(2)]
    other = [
        told(alarm)
        for alarm in alarms_of(real)
        if not all(any(one in span or span in one for one in allowed) for span in spans_of(alarm))
        and alarm["check"] not in {pull.values[0] for pull in PULLS}
    ]
    assert not other, "\n".join(other)


CHANGES = [
    # words before, words after, which occurrence; the words of the copy that the finding must touch
    pytest.param("1.81 個百分點", "1.83 個百分點", 0, ["1.910%", "1.83 個百分點"], True, id="spread"),
    pytest.param("飆升至85%", "飆升至84%", 0, ["84%", "85%"], True, id="first 85 to 84"),
    pytest.param("「85%", "「84%", 0, ["85%", "84%"], True, id="second 85 to 84"),
    pytest.param("飆升", "下滑", 0, ["50%", "85%"], False, id="rise to fall"),
    pytest.param("每六個月", "每季", 0, ["每季", "1-2 次"], True, id="half-yearly to quarterly"),
]


@needs_real
@pytest.mark.parametrize(("before", "after", "nth", "touched", "arithmetic"), CHANGES)
def test_a_changed_copy_is_caught(
    real: Json, tmp_path: Path, before: str, after: str, nth: int, touched: list[str], arithmetic: bool
) -> None:
    """One wrong word is found, told with formula, margin and a sentence in Chinese and in English; nothing else is."""
    assert REAL is not None
    spot = place(before, nth)
    changed = REAL[: spot.start] + after + REAL[spot.end :]
    document = real_copy(tmp_path / "changed.txt", changed)
    spans = tuple(place(words, text=changed) for words in touched)
    caught = [f for f in alarms_of(document) if f["verdict"] != "tension" and touches(f, spans)]
    assert caught, "\n".join(told(finding) for finding in document["findings"])
    for finding in caught:
        assert finding["formula"]
        assert finding["margin"] or not arithmetic
        assert re.search("[\u4e00-\u9fff]", finding["explanation"]["zh-Hant"])
        assert re.search("[a-z]", finding["explanation"]["en"])
    old = {tuple(span["text"] for span in finding["spans"]) for finding in alarms_of(real)}
    new = Span(spot.start, spot.start + len(after))
    for alarm in alarms_of(document):
        known = tuple(span["text"] for span in alarm["spans"]) in old
        assert known or alarm in caught or any(span.overlaps(new) for span in spans_of(alarm)), told(alarm)
