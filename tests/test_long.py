"""Articles of newspaper length: no alarm where all numbers agree, and the changed number found."""

from __future__ import annotations

import pytest

from kg.rules import ALARMING
from tests.cases import Case
from tests.cases import judge as judged
from tests.long import FOLDER, clean, findings, guilty

FILES = sorted(FOLDER.glob("*.toml"))


@pytest.mark.parametrize("case", [case for path in FILES for case in clean(path)], ids=lambda case: case.id)
def test_no_alarm_where_all_agrees(case: Case) -> None:
    """An article known to raise one is named below; another would be one too many."""
    alarms = [f"{f.check} {f.working.formula}" for f in findings(case) if f.verdict in ALARMING]
    assert not alarms or case.id in _KNOWN, "; ".join(alarms)
    assert alarms or case.id not in _KNOWN, "no alarm any more: take it out of _KNOWN"


#: Articles that raise an alarm still, each with its reason.
_KNOWN: set[str] = set()


@pytest.mark.parametrize("case", [case for path in FILES for case in guilty(path)], ids=lambda case: case.id)
def test_a_changed_number_is_found(case: Case) -> None:
    """An alarm names the numbers of the relation that it breaks; where it does not yet, the case says so."""
    outcome = judged(case)
    told = "; ".join(f"{f.check} {[q.words for q in f.spans]}" for f in outcome.findings if f.verdict in ALARMING)
    assert all(outcome.met) == case.reached, told or "nothing was found"
