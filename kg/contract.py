"""The JSON of one article, as CONTRACT fixes it: what scripts, the record and the pages read.

Numbers are decimal strings, dates ISO strings, offsets half-open code points of the article as published.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from extract.reading import CausalLink, Claim, Mention, Period, Quantity, Reading, Variable, Written
from extract.text import Span
from kg.ledger import Finding
from kg.rules import bounds, decimal

SCHEMA = "kg.reading/1"

#: A JSON object. Its values are strings, integers (offsets, counts), booleans, null, lists and objects of the same.
Json = dict[str, Any]


def document(reading: Reading, findings: Iterable[Finding] | None = None) -> Json:
    """One article's object: its reading and, where `findings` are given, those that touch it and the coverage."""
    article = reading.article
    raw = article.raw
    result: Json = {
        "schema": SCHEMA,
        "article": {
            "key": article.key,
            "path": article.path,
            "title": article.title,
            "published": _date(article.published),
            "published_from": article.published_from,
            "source": article.source,
            "script": reading.script,
            "characters": len(raw),
        },
        "quantities": [_quantity(article.key, raw, quantity) for quantity in reading.quantities],
        "periods": [_period(article.key, raw, period) for period in reading.periods],
        "claims": [_claim(article.key, raw, claim) for claim in reading.claims],
        "links": [_link(raw, link, reading.claims) for link in reading.links],
    }
    if findings is None:
        return result
    mine = [finding for finding in findings if article.key in finding.articles]
    result["findings"] = [_finding(finding) for finding in mine]
    result["coverage"] = coverage(reading, mine)
    return result


def coverage(reading: Reading, findings: Iterable[Finding]) -> Json:
    """How much of the article was found, claimed and checked (a claim in a finding that is not *indeterminate*)."""
    touched = {key for finding in findings if finding.verdict != "indeterminate" for key in finding.claims}
    return {
        "quantities": len(reading.quantities),
        "claims": len(reading.claims),
        "checked": sum(claim.key in touched for claim in reading.claims),
    }


def quantity_id(article: str, span: Span) -> str:
    return f"{article}-q{span.start}-{span.end}"


def period_id(article: str, span: Span) -> str:
    return f"{article}-p{span.start}-{span.end}"


def number(written: Written) -> str:
    """The digits as written where nothing scales them (1.910), else the scaled value (5 兆: 5000000000000)."""
    return written.digits if written.scale == 1 else decimal(written.value)


def _quantity(article: str, raw: str, quantity: Quantity) -> Json:
    return {
        "id": quantity_id(article, quantity.span),
        **_piece(raw, quantity.span),
        "low": number(quantity.low),
        "high": number(quantity.high),
        "unit": quantity.unit,
        "qualifier": quantity.qualifier,
        "decimals": max(quantity.low.decimals, quantity.high.decimals),
        "counted": quantity.counted,
    }


def _period(article: str, raw: str, period: Period) -> Json:
    return {
        "id": period_id(article, period.span),
        **_piece(raw, period.span),
        "first": _date(period.first),
        "last": _date(period.last),
        "grain": period.grain,
        "by": period.by,
        "why": period.why,
    }


def _claim(article: str, raw: str, claim: Claim) -> Json:
    period = claim.period
    return {
        "id": claim.key,
        **_piece(raw, claim.span),
        "quantity": quantity_id(article, claim.quantity.span),
        "subject": _mention(raw, claim.subject),
        "metric": _mention(raw, claim.metric),
        "period": None
        if period is None
        else {
            "text": period.span.of(raw),
            "first": _date(period.first),
            "last": _date(period.last),
            "start": period.span.start,
            "end": period.span.end,
        },
        "kind": claim.kind,
        "direction": claim.direction,
        "comparison": claim.comparison,
        "modality": claim.modality,
        "attribution": _mention(raw, claim.attribution),
        "scope": claim.scope,
        "by": dict(claim.by),
    }


def _link(raw: str, link: CausalLink, claims: Iterable[Claim]) -> Json:
    return {
        "id": link.key,
        "cause": _argument(raw, link.cause, link.moves),
        "effect": _argument(raw, link.effect, link.moved),
        "cue": _piece(raw, link.cue),
        "relation": link.relation,
        "sign": link.sign,
        "modality": link.modality,
        "attribution": _mention(raw, link.attribution),
        "claims": [claim.key for claim in claims if claim.span in link.cause or claim.span in link.effect],
    }


def _argument(raw: str, span: Span, of: Variable) -> Json:
    """A side of a link: its words, the variable that they name with what narrows it, and which way this goes."""
    return {**_piece(raw, span), "variable": of.concept, "words": of.words, "direction": of.way}


def _finding(finding: Finding) -> Json:
    working = finding.working
    return {
        "id": finding.key,
        "check": finding.check,
        "verdict": finding.verdict,
        "severity": finding.severity,
        "claims": list(finding.claims),
        "links": list(finding.links),
        "articles": list(finding.articles),
        "spans": [
            {"article": quote.article, "start": quote.span.start, "end": quote.span.end, "text": quote.words}
            for quote in finding.spans
        ],
        "formula": working.formula,
        "computed": None if working.computed is None else bounds(working.computed),
        "stated": None if working.stated is None else bounds(working.stated),
        "margin": finding.margin,
        "slip": finding.slip,
        "reason": finding.reason,
        "explanation": dict(finding.explanation),
    }


def _piece(raw: str, span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": span.of(raw)}


def _mention(raw: str, mention: Mention | None) -> Json | None:
    if mention is None:
        return None
    return {"text": mention.span.of(raw), "start": mention.span.start, "end": mention.span.end, "id": mention.concept}


def _date(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
