"""The cases of every check: what is guilty is found, what agrees is told, what is silent raises no alarm."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.checks import catalogue
from tests.cases import FOLDER, Case, judge, load

CASES = [case for path in sorted(FOLDER.glob("*.toml")) for case in load(path)]
_OF_OTHERS = {"slip", "precision", "copied", "mixed"}  # no check of their own: what the others must say of such numbers


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_cases(case: Case) -> None:
    """A case is judged as its writer says; one that is marked as not reached is not, or the mark must go."""
    outcome = judge(case)
    told = "; ".join(f"{f.check} {f.verdict} {[q.words for q in f.spans]}" for f in outcome.findings)
    if case.reached:
        assert outcome.right, f"{case.note} | {told or 'nothing was found'}"
    else:
        assert not outcome.right, "this case is reached now: take its `reached = false` away"
        assert not case.expected or not outcome.false, f"not reached is one thing, a false alarm another: {told}"


def test_every_check_has_its_cases() -> None:
    """Cases are there for every check, and for nothing that is none."""
    families = {case.family for case in CASES}
    assert families - _OF_OTHERS <= {check.name for check in catalogue()}
    assert {check.name for check in catalogue()} - families <= {"reference"}


def test_enough_cases_are_reached() -> None:
    """Of all silent cases nearly all are silent: what is missed may be mended later, an alarm too many may not."""
    silent = Counter(case.reached for case in CASES if not case.expected)
    assert silent[True] >= 0.98 * silent.total()
