"""How many planted errors are found, and how many alarms are false: small cases, each checked as one set of articles.

    python -m tests.bench.checks [FILE…] [--list]

Without FILE the cases of tests/cases: those that the rules were made on, and those kept aside, of which only totals are
printed. A FILE is TOML or JSON Lines, as tests/cases describes. `--list` prints each miss and each false alarm.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from kg.rules import AGREEING
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
    return 0


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
