"""How many planted errors are found, and how many alarms are false: small cases, each checked as one set of articles.

    python -m tests.bench.checks FILE…  [--list]

A FILE is JSON Lines: `articles` (text, published, source), `family`, and `expect`: findings with a `verdict` (`agree`
is any way of agreeing, `also` other verdicts that will do) and `touches` ([article, words, occurrence]), all of which
lie under the spans of one finding. Any alarm that meets no expectation is a false alarm. `--list` prints each miss and
each false alarm.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import extract
from extract import documents
from extract.text import Span
from kg import checks, contract
from kg.ledger import Ledger
from tests.articles import AGREEING, ALARMS

Json = dict[str, Any]


def findings_of(case: Json) -> tuple[list[str], list[Json]]:
    """The keys of the case's articles, and the findings over them as `kg check` prints them, each once."""
    readings = [
        extract.read(
            documents.article(
                one["text"],
                path=f"{case['id']}-{place}",
                published=dt.date.fromisoformat(one["published"]) if one["published"] else None,
                source=one["source"],
            )
        )
        for place, one in enumerate(case["articles"])
    ]
    findings = checks.run(Ledger.of(*readings))
    told = {one["id"]: one for reading in readings for one in contract.document(reading, findings)["findings"]}
    return [reading.article.key for reading in readings], list(told.values())


def _occurrence(text: str, words: str, nth: int) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def meets(finding: Json, expected: Json, case: Json, keys: list[str]) -> bool:
    """Whether the finding has an expected verdict and its spans cover everything it is to touch."""
    verdicts = {expected["verdict"], *expected.get("also", ())}
    if "agree" in verdicts:
        verdicts |= AGREEING
    return finding["verdict"] in verdicts and all(
        any(
            span["article"] == keys[place]
            and _occurrence(case["articles"][place]["text"], words, nth) in Span(span["start"], span["end"])
            for span in finding["spans"]
        )
        for place, words, nth in expected["touches"]
    )


def main(arguments: list[str]) -> int:
    """Print, family by family and in all: expected, found, false alarms."""
    files = [Path(name) for name in arguments if not name.startswith("--")]
    if not files:
        print("usage: python -m tests.bench.checks FILE… [--list]", file=sys.stderr)
        return 2
    expected: Counter[str] = Counter()
    found: Counter[str] = Counter()
    false: Counter[str] = Counter()
    lines: list[str] = []
    for case in (json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()):
        family = case["family"]
        keys, findings = findings_of(case)
        met: set[str] = set()
        for one in case["expect"]:
            hits = {finding["id"] for finding in findings if meets(finding, one, case, keys)}
            met |= hits
            expected[family] += 1
            found[family] += bool(hits)
            if not hits:
                lines.append(f"{case['id']} missed  {one['verdict']} {[words for _, words, _ in one['touches']]}")
        for finding in findings:
            if finding["verdict"] in ALARMS and finding["id"] not in met:
                false[family] += 1
                words = " · ".join(span["text"] for span in finding["spans"])
                lines.append(f"{case['id']} false   {finding['check']} {finding['verdict']}: {words}")
        expected[family] += 0
    for family in expected:
        print(f"{family:<18} expected {expected[family]:3} found {found[family]:3} false alarms {false[family]:3}")
    print(f"{'all':<18} expected {expected.total():3} found {found.total():3} false alarms {false.total():3}")
    if "--list" in arguments:
        print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
