"""Causal cues: the rows of `lexicon/causes.toml`, and where they stand in a piece of key text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from extract.lexicon import rows
from extract.reading import LinkModality, Relation
from extract.text import key, rx


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A row of the table."""

    name: str
    form: str
    relation: Relation
    effect: Literal["up", "down", "own", "arises", "none"]
    modality: LinkModality | None
    guarded: bool
    event: bool
    both: bool
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    requires: re.Pattern[str] | None
    opens: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue at `[start, end)`."""

    start: int
    end: int
    cue: Cue


@lru_cache(maxsize=1)
def _by_first() -> tuple[re.Pattern[str], dict[str, list[tuple[re.Pattern[str], Cue]]]]:
    """The words of the table by the character they begin with, longest first; and what finds these characters."""
    table: dict[str, list[tuple[int, bool, re.Pattern[str], Cue]]] = defaultdict(list)
    for row in rows("causes"):
        cue = _cue(row)
        for word in row["words"]:
            plain = _OPTIONAL.sub("", _LOOK.sub("", word))
            table[key(plain[0])].append((-len(plain), cue.form != "suffered", rx(word), cue))
    ordered = {first: [(p, cue) for *_, p, cue in sorted(words, key=lambda w: w[:2])] for first, words in table.items()}
    return re.compile(f"[{''.join(ordered)}]"), ordered


#: What may be missing of a word: it does not make it longer than another.
_OPTIONAL = re.compile(r"\((?:\?:)?[^()]*\)\?|.\?")
#: What looks around a word and is no part of it.
_LOOK = re.compile(r"\(\?<?[=!](?:[^()]|\([^()]*\))*\)")


def _cue(row: dict[str, Any]) -> Cue:
    return Cue(
        name=row["name"], form=row["form"], relation=row["relation"], effect=row["effect"],
        modality=row.get("modality"), guarded=row.get("guarded", False), event=row.get("event", False), both=row.get("both", False),
        before=rx(f"(?:{row['before']})$") if "before" in row else None,
        after=rx(row["after"]) if "after" in row else None,
        requires=rx(row["requires"]) if "requires" in row else None,
        opens=rx(row["opens"]) if "opens" in row else None,
    )  # fmt: skip


def hits(words: str, start: int, end: int) -> Iterator[Hit]:
    """The cues that stand in `[start, end)` of the key text, none inside another, in text order."""
    firsts, table = _by_first()
    at = start
    while first := firsts.search(words, at, end):
        at = first.start() + 1
        for pattern, cue in table[first[0]]:
            found = pattern.match(words, first.start(), end)
            if found is None:
                continue
            begin = found.start() + (found[0][0] == "，")
            if cue.opens and not (
                _CLOSED.match(words, found.end(), end) and opened(words, cue, max(start, begin - _FRAME), begin)
            ):
                continue
            if cue.before and cue.before.search(words, max(start, begin - 8), begin):
                continue
            if cue.after and cue.after.match(words, found.end(), min(end, found.end() + 8)):
                continue
            if cue.form != "none":
                yield Hit(begin, found.end(), cue)
            at = found.end()
            break


#: How wide the frame of a cause may be: 受…影響; and what closes it.
_FRAME = 44
_CLOSED = rx("(?:之?下|[，。；、而」]|所致|等因素|的?因素|，|$)")


def opened(words: str, cue: Cue, start: int, end: int) -> re.Match[str] | None:
    """The word that opens the frame of a cause whose last word begins at `end`: 受 of 受…影響, in one clause."""
    assert cue.opens is not None
    clause = max(words.rfind(mark, start, end) for mark in "，；。：\n") + 1
    return cue.opens.search(words, max(start, clause), end - 1)
