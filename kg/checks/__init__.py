"""The checks: every module in this folder is one, by its presence alone.

A check module has a docstring (its manual page: 做什麼, 為何重要, 如何判定, 何時沉默), `NAME`, `TITLE` in three
languages, `EXAMPLES` and `check(ledger)`.
"""

from __future__ import annotations

import gc
import importlib
import inspect
import pkgutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache

from kg.ledger import Check, Finding, KeyRole, Ledger
from kg.rules import ALARMING


@lru_cache(maxsize=1)
def catalogue() -> tuple[Check, ...]:
    """All checks, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return tuple(
        Check(
            name=module.NAME,
            title=module.TITLE,
            manual=inspect.cleandoc(module.__doc__ or ""),
            examples=module.EXAMPLES,
            judge=module.check,
            keys=getattr(module, "keys", None),
        )
        for module in modules
    )


def run(ledger: Ledger) -> list[Finding]:
    """What all checks say of a ledger, in text order. One error raises one alarm.

    Two checks that say the same of the same pieces of text are one finding: that of the check first by name. An alarm
    whose pieces all stand in another alarm is that alarm told shorter.
    """
    with _uncollected():
        return _once(finding for check in catalogue() for finding in check.judge(ledger))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for garbage in cycles: the checks make none, and each search goes through all articles again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def between(ledger: Ledger) -> list[Finding]:
    """What the checks that compare articles say of two of them."""
    return _once(finding for check in catalogue() if check.keys for finding in check.judge(ledger))


def referred(ledger: Ledger) -> list[Finding]:
    """What the ledger's reference figures say of its claims."""
    from kg.checks import reference

    return _once(reference.check(ledger))


def keys(ledger: Ledger) -> set[tuple[KeyRole, str]]:
    """The keys under which the articles of a ledger are found by others, and look for them."""
    return {key for check in catalogue() if check.keys for key in check.keys(ledger)}


def _once(findings: Iterable[Finding]) -> list[Finding]:
    kept: dict[tuple[frozenset[object], bool], Finding] = {}
    for finding in findings:
        kept.setdefault((frozenset(finding.spans), finding.verdict in ALARMING), finding)
    alarms = [finding for finding in kept.values() if finding.verdict in ALARMING]
    by_piece: dict[object, list[Finding]] = defaultdict(list)
    for alarm in alarms:
        for quote in alarm.spans:
            by_piece[quote].append(alarm)
    shorter = {
        id(alarm)
        for alarm in alarms
        for other in by_piece[alarm.spans[0]]
        if len(other.spans) > len(alarm.spans) and set(alarm.claims) < set(other.claims) and alarm.claims
    }
    by_key: dict[str, Finding] = {}
    for finding in sorted(kept.values(), key=lambda finding: finding.verdict not in ALARMING):
        if id(finding) not in shorter:
            # A check that says two things of the same pieces has one name for both: the alarm goes first.
            by_key.setdefault(finding.key, finding)
    return sorted(by_key.values(), key=lambda finding: (finding.spans, finding.check))
