"""The word tables: each `*.toml` is a list of rows, loaded once and frozen."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache
def rows(table: str) -> tuple[dict[str, Any], ...]:
    """The rows of `lexicon/{table}.toml`, in the order of the file (the table's one array of tables)."""
    data = tomllib.loads(files(__package__).joinpath(f"{table}.toml").read_text(encoding="utf-8"))
    (only,) = data.values()
    return tuple(only)
