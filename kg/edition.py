"""The edition of the code that judges: what a recorded article's findings depend on beside its reading.

Told by the bytes of the files, without importing one: the graph asks for it at every query.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

_HERE = Path(__file__).parent

#: The modules that judge nothing. Whatever else stands beside them does: one too many costs a reading, one too few a finding.
_ASIDE = {"__init__", "__main__", "cli", "doctor", "edition", "graph", "record", "reports", "settings", "sparql", "store"}


@lru_cache(maxsize=1)
def judging() -> str:
    """A hash of all code that judges."""
    return digest([*judges(), *checks()])


def judges() -> list[Path]:
    """The modules that checks are made of, and those that say what is compared and how a finding is told."""
    return sorted(file for file in _HERE.glob("*.py") if file.stem not in _ASIDE)


def checks() -> list[Path]:
    """The files of the checks, their titles and manual pages among their words."""
    return sorted((_HERE / "checks").glob("*.py"))


def digest(files: Iterable[Path]) -> str:
    """12 hex digits of the names and bytes of some files."""
    made = hashlib.sha256()
    for file in files:
        made.update(file.name.encode() + file.read_bytes())
    return made.hexdigest()[:12]
