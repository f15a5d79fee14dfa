"""Findings in the forms that other tools read: SARIF for editors and CI, CSV for spreadsheets; and which are shown.

SARIF 2.1.0 (OASIS): one run, a rule a check, a result a finding; regions in lines and columns of Unicode code points, as
`columnKind` says, and as offsets into the decoded file beside them.
"""

from __future__ import annotations

import csv
import io
import os
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote_from_bytes

from extract.reading import Article, Reading
from kg.checks import catalogue
from kg.ledger import Finding, Quote
from kg.rules import ALARMING, WEAK, Severity

Json = dict[str, Any]

#: From the lightest to the gravest; what two voices or two causes disagree on counts as an error.
_GRAVITY: dict[Severity, int] = {"minor": 1, "error": 2, "conclusion": 3}
COLUMNS = (
    "article", "path", "id", "check", "verdict", "severity", "start", "end", "text", "formula", "margin", "slip", "reason",
    "explanation_zh", "explanation_en",
)  # fmt: skip


def chosen(
    findings: Iterable[Finding], *, only: Sequence[str] = (), least: Severity | None = None
) -> list[Finding]:
    """The findings of the named checks (all where none is named); with `least`, only alarms of at least that gravity."""
    kept = [finding for finding in findings if not only or finding.check in only]
    if least is None:
        return kept
    return [finding for finding in kept if gravity(finding) >= _GRAVITY[least]]


def gravity(finding: Finding) -> int:
    """0 for what is no alarm."""
    if finding.verdict not in ALARMING:
        return 0
    return _GRAVITY[finding.severity or "error"]


def as_csv(readings: Sequence[Reading], findings: Iterable[Finding]) -> str:
    """A row for every piece of text of every finding; the finding's own columns are repeated."""
    paths = {reading.article.key: reading.article.path for reading in readings}
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for finding in findings:
        for quote in finding.spans:
            rows.writerow((
                quote.article, paths.get(quote.article, ""), finding.key, finding.check, finding.verdict, finding.severity or "",
                quote.span.start, quote.span.end, quote.words, finding.working.formula, finding.margin or "", finding.slip or "",
                finding.reason or "", finding.explanation["zh-Hant"], finding.explanation["en"],
            ))  # fmt: skip
    return out.getvalue()


def as_sarif(readings: Sequence[Reading], findings: Sequence[Finding]) -> Json:
    """One SARIF log. Alarms are `fail`, agreement is `pass`, what cannot be decided is `open`, what is worked out `informational`."""
    places = {reading.article.key: _Lines(reading.article) for reading in readings}
    rules = [check for check in catalogue() if any(finding.check == check.name for finding in findings)]
    index = {check.name: place for place, check in enumerate(rules)}
    return {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "kg",
                        "version": version("claimgraph"),
                        "rules": [
                            {
                                "id": check.name,
                                "name": check.title["en"],
                                "shortDescription": {"text": check.title["zh-Hant"]},
                                "help": {"text": check.manual},
                            }
                            for check in rules
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, places, index) for finding in findings],
            }
        ],
    }


def _result(finding: Finding, places: dict[str, _Lines], index: dict[str, int]) -> Json:
    locations = [places[quote.article].location(quote, number) for number, quote in enumerate(finding.spans) if quote.article in places]
    level: Literal["error", "warning", "none"] = "none"
    if finding.verdict in ALARMING:
        level = "error" if finding.verdict == "inconsistent" and finding.severity != "minor" else "warning"
    kinds = {"indeterminate": "open", "implied": "informational"}
    kind = "fail" if finding.verdict in ALARMING else kinds.get(finding.verdict, "review" if finding.verdict in WEAK else "pass")
    return {
        "ruleId": finding.check,
        "ruleIndex": index[finding.check],
        "kind": kind,
        "level": level,
        "message": {"text": f"{finding.explanation['zh-Hant']} {finding.working.formula}"},
        "locations": locations[:1],
        "relatedLocations": locations[1:],
        "partialFingerprints": {"finding/v1": finding.key},
        "properties": {
            "verdict": finding.verdict, "severity": finding.severity, "margin": finding.margin, "slip": finding.slip,
            "reason": finding.reason, "explanation": dict(finding.explanation),
        },
    }  # fmt: skip


class _Lines:
    """Where the lines of an article begin."""

    def __init__(self, article: Article) -> None:
        self.path = article.path
        self.raw = article.raw
        lines = article.raw.splitlines(keepends=True)
        self.starts = [0, *accumulate(map(len, lines))]

    def location(self, quote: Quote, number: int) -> Json:
        start, end = self._at(quote.span.start), self._at(quote.span.end)
        path = Path(self.path)
        uri = path.as_uri() if path.is_absolute() else quote_from_bytes(os.fsencode(path))
        return {
            "id": number,
            "physicalLocation": {
                "artifactLocation": {"uri": uri},
                "region": {
                    "startLine": start[0], "startColumn": start[1], "endLine": end[0], "endColumn": end[1],
                    "charOffset": quote.span.start, "charLength": quote.span.end - quote.span.start,
                    "snippet": {"text": quote.words},
                },
            },
            "message": {"text": quote.words},
        }  # fmt: skip

    def _at(self, offset: int) -> tuple[int, int]:
        """Line and column, both from one."""
        line = bisect_right(self.starts, offset) - 1
        return line + 1, offset - self.starts[line] + 1
