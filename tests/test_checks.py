"""Every check on its own examples, through the whole reader; and what holds for all findings."""

from __future__ import annotations

import itertools

import pytest

import extract
from extract.documents import parse
from extract.reading import Article
from extract.text import Span
from kg import checks, reference
from kg.ledger import Example, Finding, Ledger, Quote, Working
from kg.rules import ALARMING

_EXAMPLES = [(check.name, example) for check in checks.catalogue() for example in check.examples]


def findings_of(example: Example) -> tuple[Ledger, list[Finding]]:
    figures = [
        reference.Figure(
            subject=subject, metric=metric, first=reference.period(period)[0], last=reference.period(period)[1],
            value=value, unit=unit, comparison=comparison, source="日報", url="",
        )
        for subject, metric, period, value, unit, comparison in example.references
    ]  # fmt: skip
    ledger = Ledger.of(*map(extract.read, example_articles(example)), references=figures)
    return ledger, checks.run(ledger)


def example_articles(example: Example) -> list[Article]:
    return [
        article
        for place, text in enumerate((example.text, *example.others))
        for article in parse(text.encode(), path=f"example-{place}.txt", published=example.published, source="日報")
    ]


def said(findings: list[Finding]) -> str:
    return "; ".join(f"{f.check} {f.verdict} {[q.words for q in f.spans]} {f.working.formula}" for f in findings) or "—"


@pytest.mark.parametrize(("name", "example"), _EXAMPLES, ids=[f"{n}-{e.text[:24]}" for n, e in _EXAMPLES])
def test_examples(name: str, example: Example) -> None:
    """A guilty example is caught, an agreeing one agrees, a silent one raises no alarm of any check."""
    _, findings = findings_of(example)
    alarms = [finding for finding in findings if finding.verdict in ALARMING]
    if example.verdict is None:
        assert not alarms, said(findings)
        return
    mine = [f for f in findings if f.check == name and f.verdict == example.verdict and covers(f, example.touches)]
    assert mine, said(findings)
    assert alarms == [f for f in mine if f.verdict in ALARMING], said(findings)
    if example.severity:
        assert mine[0].severity == example.severity
    if example.slip:
        assert mine[0].slip == example.slip


def covers(finding: Finding, touches: tuple[str, ...]) -> bool:
    return all(any(touch in quote.words for quote in finding.spans) for touch in touches)


@pytest.mark.parametrize("check", checks.catalogue(), ids=lambda check: check.name)
def test_a_check_explains_itself(check: checks.Check) -> None:
    """A manual page with its four headings, a title in three languages, a guilty, an agreeing and a silent example."""
    for heading in ("做什麼", "為何重要", "如何判定", "何時沉默"):
        assert heading in check.manual
    assert set(check.title) == {"zh-Hant", "zh-Hans", "en"}
    verdicts = {example.verdict for example in check.examples}
    assert None in verdicts
    if check.name in ("outcome", "loop"):
        return  # they never say that anything is wrong
    assert verdicts & ALARMING
    assert verdicts & {"exact", "rounds"}


@pytest.mark.parametrize("example", [e for _, e in _EXAMPLES if e.verdict], ids=lambda e: e.text[:24])
def test_findings_are_well_formed(example: Example) -> None:
    """Spans are slices of the article in text order and apart, ids unique, both languages filled, margins with alarms."""
    ledger, findings = findings_of(example)
    raw = {article.key: article.raw for article in ledger.articles}
    assert len({finding.key for finding in findings}) == len(findings)
    for finding in findings:
        assert all(quote.span.of(raw[quote.article]) == quote.words for quote in finding.spans)
        assert list(finding.spans) == sorted(finding.spans)
        assert not any(a.article == b.article and a.span.overlaps(b.span) for a, b in itertools.pairwise(finding.spans))
        assert all(finding.explanation[language] for language in ("zh-Hant", "en"))
        if finding.verdict == "inconsistent":
            assert finding.severity and finding.margin is not None and finding.working.formula
        else:
            assert finding.severity is None


def test_a_name_is_given_once() -> None:
    """Two findings of one check on the same pieces would have the same id: the alarm stays."""
    piece = Quote(article="a" * 16, span=Span(0, 2), words="3%")
    agreeing, alarm = (
        Finding(check="x", verdict=v, spans=(piece,), claims=(), working=Working(formula=""), explanation={})
        for v in ("exact", "disagreement")
    )
    assert agreeing.key == alarm.key
    assert checks._once([agreeing, alarm]) == checks._once([alarm, agreeing]) == [alarm]
