"""How many planted errors are found, and how many alarms are false: small cases, each checked as one set of articles.

    python -m tests.bench.checks [FILE…] [--list]

Without FILE the cases of tests/cases: those that the rules were made on, and those kept aside, of which only totals are
printed; then the articles of newspaper length of tests/long: alarms per 10,000 characters where all agrees, changed numbers
found, and relations told as agreeing. A FILE is TOML or JSON Lines, as tests/cases describes. `--list` prints each miss and
each false alarm.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from kg.rules import AGREEING, ALARMING
from tests import long
from tests.cases import FOLDER, Case, judge, load


def main(arguments: list[str]) -> int:
    """Print, family by family and in all: what was expected, what was found, the false alarms."""
    files = [Path(name) for name in arguments if not name.startswith("--")]
    listed = "--list" in arguments
    if files:
        _measure("", (case for path in files for case in load(path)), families=True, listed=listed)
        return 0
    _measure("seen", (case for path in sorted(FOLDER.glob("*.toml")) for case in load(path)), families=True, listed=listed)
    _measure("kept", (case for path in sorted((FOLDER / "kept").glob("*.toml")) for case in load(path)), families=False, listed=False)
    for path in sorted(long.FOLDER.glob("*.toml")):
        _measure_long(path)
    return 0


def _measure_long(path: Path) -> None:
    characters = alarms = marked = told = 0
    for case, relations in long.relations(path):
        findings = long.findings(case)
        characters += sum(len(article["text"]) for article in case.articles)
        alarms += sum(finding.verdict in ALARMING for finding in findings)
        agreeing = [finding.spans for finding in findings if finding.verdict in AGREEING]
        marked += len(relations)
        told += sum(any(all(any(q.span.overlaps(place) for q in quotes) for place in places) for quotes in agreeing) for _, places in relations)
    changed = [all(judge(case).met) for case in long.guilty(path)]
    print(
        f"long {path.stem}: {alarms} alarms in {characters:,} characters ({alarms / characters * 10_000:.2f} in 10,000); "
        f"changed numbers found {sum(changed)} of {len(changed)}; relations told {told} of {marked}"
    )


def _measure(name: str, cases: Iterable[Case], *, families: bool, listed: bool) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    false: Counter[str] = Counter()
    lines: list[str] = []
    for case in cases:
        outcome = judge(case)
        for one, met in zip(case.expected, outcome.met, strict=True):
            kind = "agree" if one.verdicts & AGREEING else "guilty"
            for family in (case.family, "all"):
                expected[family, kind] += 1
                found[family, kind] += met
            if not met:
                lines.append(f"{case.id} missed  {[touch.words for touch in one.touches]} {case.note}")
        for finding in outcome.false:
            false[case.family] += 1
            false["all"] += 1
            lines.append(f"{case.id} false   {finding.check} {finding.verdict}: {' · '.join(q.words for q in finding.spans)}")
        if not case.expected:
            for family in (case.family, "all"):
                expected[family, "silent"] += 1
                found[family, "silent"] += not outcome.false
    order = [*sorted({family for family, _ in expected} - {"all"}), "all"] if families else ["all"]
    for family in order:
        shares = (f"{kind} {found[family, kind]:3} of {expected[family, kind]:3}" for kind in ("guilty", "agree", "silent"))
        print(f"{name} {family:<18} {'   '.join(shares)}   false alarms {false[family]:2}".strip())
    if listed:
        print("\n".join(lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
