"""An article in the other script: a view only, every character of which keeps its place."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

VIEWS = {"original": None, "hans": "t2s", "hant": "s2t"}
"""What the reader's `?view=` offers, and OpenCC's name for it."""


def converted(text: str, view: str) -> str:
    """`text` in another script, of the same length, so that offsets into it still hold.

    OpenCC's phrase rules are kept wherever they keep the length of a line; a line whose length they change is
    converted character by character instead.
    """
    name = VIEWS[view]
    if name is None:
        return text
    lines = text.split("\n")
    said = str(_converter(name).convert(text)).split("\n")
    if len(said) != len(lines):
        said = lines
    kept = [b if len(a) == len(b) else _by_character(a, name) for a, b in zip(lines, said, strict=True)]
    return "\n".join(kept)


def _by_character(text: str, name: str) -> str:
    return "".join(_character(c, name) for c in text)


@lru_cache(maxsize=30_000)
def _character(character: str, name: str) -> str:
    said = str(_converter(name).convert(character))
    return said if len(said) == 1 else character


@lru_cache(maxsize=2)
def _converter(name: str) -> Any:
    import opencc

    return opencc.OpenCC(name)
