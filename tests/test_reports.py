"""SARIF and CSV as other tools read them, and what --only and --min-severity leave."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.test_contract import kg

GUILTY = (
    "title: 日本升息80%落地\npublished: 2025-12-05\n\n市場押注日本央行12月升息的機率已從50%飆升至85%。\n\n"
    "今年營收為12.4億元，比去年的10.1億元多出3.2億元。\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "guilty.txt").write_text(GUILTY, "utf-8")
    return tmp_path


def test_sarif_points_at_the_words(folder: Path) -> None:
    """Every region's lines and columns, and its offsets, cut the quoted words out of the file."""
    done = kg("check", "--output", "sarif", "guilty.txt", cwd=folder)
    assert done.returncode == 1
    log = json.loads(done.stdout)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    lines = GUILTY.split("\n")
    failures = [result for result in run["results"] if result["kind"] == "fail"]
    assert {"headline", "difference"} <= {result["ruleId"] for result in failures}
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert (result["level"] == "none") == (result["kind"] != "fail")
        assert result["message"]["text"] and result["partialFingerprints"]["finding/v1"]
        for location in [*result["locations"], *result["relatedLocations"]]:
            place = location["physicalLocation"]
            region, words = place["region"], place["region"]["snippet"]["text"]
            assert place["artifactLocation"]["uri"] == "guilty.txt"
            assert region["startLine"] == region["endLine"]
            assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == words
            assert GUILTY[region["charOffset"] : region["charOffset"] + region["charLength"]] == words


@pytest.mark.parametrize(
    ("name", "uri"), [("a b 中.txt", "a%20b%20%E4%B8%AD.txt"), ("in/a#1.txt", "in/a%231.txt"), ("a:b.txt", "a%3Ab.txt")]
)
def test_a_relative_path_is_a_uri(folder: Path, name: str, uri: str) -> None:
    """Blanks, Chinese and characters that mean something in a URI are percent-encoded; slashes stay."""
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(GUILTY, "utf-8")
    log = json.loads(kg("check", "--output", "sarif", "--exit-zero", name, cwd=folder).stdout)
    places = [place["physicalLocation"] for result in log["runs"][0]["results"] for place in result["locations"]]
    assert places and {place["artifactLocation"]["uri"] for place in places} == {uri}


def test_csv_has_a_row_for_every_piece(folder: Path) -> None:
    done = kg("check", "--output", "csv", "--exit-zero", "guilty.txt", cwd=folder)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert done.returncode == 0
    gap = [row for row in rows if row["check"] == "difference"]
    assert [row["text"] for row in gap] == ["12.4億元", "10.1億元", "3.2億元"]
    assert {row["verdict"] for row in gap} == {"inconsistent"} and len({row["id"] for row in gap}) == 1
    assert all(GUILTY[int(row["start"]) : int(row["end"])] == row["text"] for row in rows)


def test_only_named_checks(folder: Path) -> None:
    """--only leaves the others out of output and exit code; an unknown name is wrong usage and lists the known."""
    done = kg("check", "--json", "--only", "movement", "guilty.txt", cwd=folder)
    assert {f["check"] for f in json.loads(done.stdout)["findings"]} == {"movement"}
    assert done.returncode == 0
    wrong = kg("check", "--only", "nothing", "guilty.txt", cwd=folder)
    assert wrong.returncode == 2 and "headline" in wrong.stderr


def test_least_gravity(folder: Path) -> None:
    """--min-severity keeps alarms of at least that gravity and nothing else."""
    done = kg("check", "--json", "--min-severity", "error", "guilty.txt", cwd=folder)
    found = json.loads(done.stdout)["findings"]
    assert found and all(f["severity"] in ("error", "conclusion") for f in found) and done.returncode == 1
    none = kg("check", "--json", "--min-severity", "conclusion", "guilty.txt", cwd=folder)
    assert json.loads(none.stdout)["findings"] == [] and none.returncode == 0
