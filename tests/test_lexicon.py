"""Every row of the word tables reads its own examples, and nothing in the words it is told from."""

from __future__ import annotations

import re
from typing import Any

import pytest

from extract.lexicon import rows
from extract.scene import frame
from extract.text import key
from tests.reading import quantities

UNITS, QUALIFIERS, FRAMES = rows("units"), rows("qualifiers"), rows("frames")


def _name(row: dict[str, Any]) -> str:
    return "-".join(str(row[k]) for k in ("unit", "name", "family") if k in row) + "-" + (row.get("words") or [""])[0]


@pytest.mark.parametrize("row", UNITS, ids=_name)
def test_a_unit_reads_its_examples(row: dict[str, Any]) -> None:
    """Each example is one quantity of the row's unit, from its first character to its last."""
    assert row["examples"], "a row without examples has no test"
    for example in row["examples"]:
        found = quantities(f"規模{example}，持平。")
        expected = [row["unit"].replace("*", word) for word in row["words"]]
        if row["unit"] == "MONEY":
            expected = ["TWD"]
        words = example[1:] if example[0] == "近" else example
        assert [(q.words, q.unit in expected) for q in found] == [(words, True)], (example, found)


@pytest.mark.parametrize("row", [r for r in UNITS if "not_here" in r], ids=_name)
def test_a_unit_leaves_other_words_alone(row: dict[str, Any]) -> None:
    for words in row["not_here"]:
        assert not [q for q in quantities(f"據說{words}，沒有變化。") if q.by == f"units:{row['unit']}"], words


@pytest.mark.parametrize("row", QUALIFIERS, ids=_name)
def test_a_qualifier_reads_its_examples(row: dict[str, Any]) -> None:
    for example in row["examples"]:
        (quantity,) = quantities(f"規模{example}，持平。")
        assert quantity.qualifier == row["name"], example
    for words in row.get("not_here", ()):
        assert all(q.qualifier != row["name"] for q in quantities(f"他在{words}開店。")), words


@pytest.mark.parametrize("row", FRAMES, ids=_name)
def test_a_frame_matches_its_examples(row: dict[str, Any]) -> None:
    pattern = frame(row["family"], row["name"])
    for example in row["examples"]:
        assert pattern.search(key(example)), example


def test_no_word_is_told_twice_in_a_table() -> None:
    """One home for each unit word and each qualifier word."""
    units = [key(word) for row in UNITS for word in row["words"]]
    assert sorted({w for w in units if units.count(w) > 1}) == []
    edges = [(side, key(word)) for row in QUALIFIERS for side in ("before", "after") for word in row[side]]
    assert sorted({w for w in edges if edges.count(w) > 1}) == []


def test_the_tables_are_written_in_traditional() -> None:
    """A surface is written once, in Traditional; variants are the rewriter's affair."""
    import opencc

    to_traditional = opencc.OpenCC("s2t").convert
    mixed = re.compile("[后里余松丑只云干了台秋系征几采厘斗床伙]")  # characters that both scripts use
    for table in (UNITS, QUALIFIERS):
        for row in table:
            for word in [*row.get("words", ()), *row.get("before", ()), *row.get("after", ())]:
                assert mixed.search(word) or to_traditional(word) == word, word
