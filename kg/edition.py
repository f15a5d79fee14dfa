"""The edition of the code that judges: what a recorded article's findings depend on beside its reading.

Told by the bytes of the files, without importing one: the graph asks for it at every query.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

_HERE = Path(__file__).parent

#: The modules that the checks are made of, and those that say what a finding is called and which articles are compared.
JUDGES = ("ledger", "pairing", "roles", "formulas", "partitions", "rules", "wording", "reference", "contract", "ingest")


@lru_cache(maxsize=1)
def judging() -> str:
    """A hash of all code that judges."""
    return digest([*(_HERE / f"{name}.py" for name in JUDGES), *checks()])


def checks() -> list[Path]:
    """The files of the checks, their titles and manual pages among their words."""
    return sorted((_HERE / "checks").glob("*.py"))


def digest(files: Iterable[Path]) -> str:
    """12 hex digits of the names and bytes of some files."""
    made = hashlib.sha256()
    for file in files:
        made.update(file.name.encode() + file.read_bytes())
    return made.hexdigest()[:12]
