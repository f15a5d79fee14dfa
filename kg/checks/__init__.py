"""The checks: every module in this folder is one, by its presence alone.

A check module has a docstring (its manual page: 做什麼, 為何重要, 如何判定, 何時沉默), `NAME`, `TITLE` in three
languages, `EXAMPLES` and `check(ledger)`.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterable
from functools import lru_cache

from kg.ledger import Check, Finding, Ledger
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
            across=getattr(module, "ACROSS", False),
        )
        for module in modules
    )


def run(ledger: Ledger) -> list[Finding]:
    """What all checks say of a ledger, in text order. One error raises one alarm.

    Two checks that say the same of the same pieces of text are one finding: that of the check first by name.
    """
    return _once(finding for check in catalogue() for finding in check.judge(ledger))


def _once(findings: Iterable[Finding]) -> list[Finding]:
    kept: dict[tuple[frozenset[object], bool], Finding] = {}
    for finding in findings:
        kept.setdefault((frozenset(finding.spans), finding.verdict in ALARMING), finding)
    return sorted(kept.values(), key=lambda finding: (finding.spans, finding.check))
