"""The marked articles: their tables fit their texts, and what the reader makes of them stays above its floors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import extract
from extract.documents import article
from tests.bench.reading import Score, agreement, score
from tests.marked import HOME, MarkError, articles, load

#: Lowest share that may be read right before something is broken; the figures themselves are what the bench prints.
FLOORS = {
    "kind": 0.90,
    "direction": 0.90,
    "comparison": 0.90,
    "modality": 0.88,
    "period": 0.80,
    "attribution": 0.85,
    "subject": 0.65,
    "metric": 0.75,
}


def test_there_is_enough_and_a_third_is_kept_aside() -> None:
    """Forty articles and more, a third of them kept aside, a third natively Simplified, ten marked by two readers."""
    both = {part: [one.name for one in articles(part)] for part in ("open", "kept", "second")}
    every = [one for part in ("open", "kept") for one in articles(part)]
    simplified = [one for one in every if extract.read(article(one.text)).script == "Hans"]
    assert len(every) >= 40 and len(both["second"]) >= 10
    assert 3 * len(both["kept"]) >= len(every)
    assert 3 * len(simplified) >= len(every) - 3


@pytest.mark.parametrize("name", [one.name for one in articles("second")])
def test_second_readers_marked_the_same_text(name: str) -> None:
    """Two readers of one text agree on nearly every quantity; what they disagree on is a convention to settle."""
    first = next(load(HOME / part / f"{name}.txt") for part in ("open", "kept") if (HOME / part / f"{name}.txt").exists())
    total = Score()
    agreement(first, load(HOME / "second" / f"{name}.txt"), total)
    assert total.f1 >= 0.95


def test_open_articles_are_read_as_marked() -> None:
    """Floors for the articles that rules may be written for."""
    total = Score()
    for one in articles("open"):
        score(one, total)
    assert total.f1 >= 0.95 and total.overlap_f1 >= 0.97 and total.false_per_thousand < 1
    low = {name: total.near[name] / total.matched for name, floor in FLOORS.items() if total.near[name] < floor * total.matched}
    assert not low


def test_kept_articles_are_read_nearly_as_well() -> None:
    """Floors for those kept aside; only totals are told, else they would be kept aside no longer."""
    total = Score()
    for one in articles("kept"):
        score(one, total)
    assert total.f1 >= 0.90 and total.false_per_thousand < 1


TEXT = "title: 營收\n\n第三季營收12.5億元，占2.5成。\n"


@pytest.mark.parametrize(
    ("tables", "fault"),
    [
        ("=== claims\n5億元 | 5e8 | TWD | - | level | - | - | actual | 營收 | 營收 | 第三季 | -\n", "not in the text"),
        ("=== claims\n12.5億元 | 12.5e8 | TWD | - | height | - | - | actual | 營收 | 營收 | - | -\n", "no such kind"),
        ("=== claims\n12.5億元 | x | TWD | - | level | - | - | actual | 營收 | 營收 | - | -\n", "no such value"),
        ("=== claims\n12.5億元 | 12.5e8 | TWD | - | level | - | - | actual | 獲利 | 營收 | - | -\n", "the subject"),
        ("=== claims\n12.5億元 | 12.5e8\n", "2 columns"),
        ("", "one table of claims"),
        ("=== claims\n=== periods\n第四季 | - | - | quarter\n", "not in the text"),
    ],
)
def test_wrong_marks_are_refused(tables: str, fault: str, tmp_path: Path) -> None:
    """A row that does not fit its text is named; 5億元 is no part of 12.5億元."""
    path = tmp_path / "one.txt"
    path.write_text(TEXT + tables, encoding="utf-8")
    with pytest.raises(MarkError, match=re.escape(fault)):
        load(path)


def test_a_row_finds_its_place(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    table = "=== claims\n12.5億元 | 12.5e8 | TWD | - | level | - | - | actual | 營收 | 營收 | 第三季 | -\n"
    path.write_text(TEXT + table, encoding="utf-8")
    one = load(path)
    (row,) = one.rows
    assert one.text[row.start : row.end] == "12.5億元" and row.low == 1_250_000_000 and one.periods is None
