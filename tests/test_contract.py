"""The command line and its JSON, to the letter of what scripts build on: run as a process, looked at from outside."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

KG = [sys.executable, "-c", "from kg.cli import app; app()"]
GUILTY = (
    "title: 日本升息80%落地\npublished: 2025-12-05\n\n"
    "市場押注日本央行12月升息25個基點的機率已從50%飆升至85%。殖利率升至1.910%，規模約6000億美元，三年來最高。\n"
)
CLEAN = "published: 2025-12-05\n\n財政部公布，11月出口年增33.4%。\n"
DECIMAL = re.compile(r"-?\d+(?:\.\d+)?")


def kg(*arguments: str, cwd: Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("KG_")}
    environment["PYTHONPATH"] = str(Path(__file__).parent.parent)
    return subprocess.run([*KG, *arguments], cwd=cwd, env=environment, input=stdin, capture_output=True, text=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "guilty.txt").write_text(GUILTY, "utf-8")
    (tmp_path / "clean.txt").write_text(CLEAN, "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    return tmp_path


def checked(folder: Path) -> dict[str, Any]:
    return dict(json.loads(kg("check", "--json", "guilty.txt", cwd=folder).stdout))


def test_the_document_has_its_fields_in_order(folder: Path) -> None:
    document = checked(folder)
    assert list(document) == ["schema", "article", "quantities", "periods", "claims", "links", "findings", "coverage"]
    assert document["schema"] == "kg.reading/1" and document["links"] == []
    assert list(document["article"]) == [
        "key", "path", "title", "published", "published_from", "source", "script", "characters",
    ]  # fmt: skip
    assert document["article"]["path"] == "guilty.txt" and document["article"]["characters"] == len(GUILTY)
    wanted = {
        "quantities": {"id", "start", "end", "text", "low", "high", "unit", "qualifier", "decimals", "counted"},
        "periods": {"id", "start", "end", "text", "first", "last", "grain"},
        "claims": {
            "id", "start", "end", "text", "quantity", "subject", "metric", "period", "kind", "direction", "comparison",
            "modality", "attribution",
        },
        "findings": {
            "id", "check", "verdict", "severity", "claims", "links", "articles", "spans", "formula", "computed", "stated",
            "margin", "slip", "reason", "explanation",
        },
    }  # fmt: skip
    for name, fields in wanted.items():
        assert document[name] and all(fields <= row.keys() for row in document[name]), name
    assert set(document["coverage"]) == {"quantities", "claims", "checked"}


def test_extract_says_nothing_of_checks(folder: Path) -> None:
    document = json.loads(kg("extract", "--json", "guilty.txt", cwd=folder).stdout)
    assert "findings" not in document and "coverage" not in document


def test_every_offset_quotes_the_file_and_every_number_is_a_string(folder: Path) -> None:
    document = checked(folder)
    for row in (*document["quantities"], *document["periods"], *document["claims"]):
        assert GUILTY[row["start"] : row["end"]] == row["text"]
    for claim in document["claims"]:
        for name in ("subject", "metric", "attribution"):
            if claim[name]:
                assert GUILTY[claim[name]["start"] : claim[name]["end"]] == claim[name]["text"]
    assert all(DECIMAL.fullmatch(q["low"]) and DECIMAL.fullmatch(q["high"]) for q in document["quantities"])
    assert not re.search(r'": -?\d+\.\d', json.dumps(document)), "a float in the JSON"
    values = {q["text"]: (q["low"], q["unit"], q["decimals"]) for q in document["quantities"]}
    assert values["1.910%"] == ("1.910", "PERCENT", 3) and values["6000億美元"] == ("600000000000", "USD", 0)


def test_findings_name_their_operands_and_explain_themselves(folder: Path) -> None:
    (finding,) = [f for f in checked(folder)["findings"] if f["verdict"] == "inconsistent"]
    assert [span["text"] for span in finding["spans"]] == ["80%", "85%"] and finding["severity"] == "error"
    assert set(finding["explanation"]) == {"zh-Hant", "en"} and finding["margin"] and finding["formula"]
    assert list(finding["stated"]) == ["low", "high", "low_open", "high_open"]


def test_exit_codes(folder: Path) -> None:
    """0 fine, 1 findings, 2 wrong usage, 3 some failed, 4 nothing matched."""
    assert kg("check", "clean.txt", cwd=folder).returncode == 0
    assert kg("check", "guilty.txt", cwd=folder).returncode == 1
    assert kg("check", "--exit-zero", "guilty.txt", cwd=folder).returncode == 0
    assert kg("extract", "guilty.txt", cwd=folder).returncode == 0
    assert kg("check", "--published", "gestern", "clean.txt", cwd=folder).returncode == 2
    failed = kg("check", "guilty.txt", "empty.txt", cwd=folder)
    assert failed.returncode == 3 and "empty.txt" in failed.stderr and "80%" in failed.stdout
    assert kg("ingest", "no/such/*.txt", cwd=folder).returncode == 4


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["explain", "nosuch"], 2),
        (["check", "--only", "nosuch", "clean.txt"], 2),
        (["query", "--example", "nosuch"], 4),
        (["check"], 4),
        (["articles", "list"], 4),
        (["articles", "show", "nosuch"], 4),
        (["ingest", "*.nothing"], 4),
    ],
)
def test_what_is_wrong_is_said_by_kg(folder: Path, arguments: list[str], code: int) -> None:
    """Every complaint says who complains; a check that is not there is wrong usage wherever it is named."""
    done = kg(*arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (code, "")
    assert all(line.startswith("kg: ") for line in done.stderr.splitlines()) and done.stderr


def test_a_database_of_another_version(folder: Path) -> None:
    """5, and what its tables lack, whichever command meets it; no traceback."""
    import sqlite3

    assert kg("ingest", "clean.txt", cwd=folder).returncode == 0
    with sqlite3.connect(folder / ".kg" / "record.sqlite") as old:
        old.execute("ALTER TABLE article DROP COLUMN body")
    for arguments in (["articles", "list"], ["ingest", "guilty.txt"], ["check"], ["query", "ASK {}"], ["export"]):
        done = kg(*arguments, cwd=folder)
        assert (done.returncode, done.stdout) == (5, ""), done.stderr
        assert done.stderr.startswith("kg: ") and "article.body" in done.stderr and "Traceback" not in done.stderr


def test_kg_as_a_module(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "explain"], cwd=folder, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )  # fmt: skip
    assert done.returncode == 0 and "difference" in done.stdout, done.stderr


def test_several_articles_are_json_lines_in_the_order_of_the_arguments(folder: Path) -> None:
    done = kg("check", "--json", "guilty.txt", "clean.txt", cwd=folder)
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    assert [d["article"]["path"] for d in documents] == ["guilty.txt", "clean.txt"]
    ids = [row["id"] for d in documents for row in (*d["quantities"], *d["claims"])]
    assert len(ids) == len(set(ids))


def test_one_text_under_two_paths_is_one_article(folder: Path) -> None:
    """A copy beside its original changes no finding: nothing is added up twice."""
    text = "就製程別而言，3奈米占營收28%，5奈米占35%，7奈米占14%，其餘成熟製程占23%。\n"
    for name in ("a.txt", "copy.txt"):
        (folder / name).write_text(text, "utf-8")
    alone = json.loads(kg("check", "--json", "a.txt", cwd=folder).stdout)["findings"]
    assert [f["verdict"] for f in alone if f["check"] == "hundred"] == ["exact"]
    done = kg("check", "--json", "a.txt", "copy.txt", cwd=folder)
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    assert [d["article"]["path"] for d in documents] == ["a.txt", "copy.txt"]
    assert all(d["findings"] == alone for d in documents) and done.returncode == 0


def test_standard_input_and_options(folder: Path) -> None:
    done = kg("extract", "--json", "--published", "2025-12-05", "--source", "甲報", "-", cwd=folder, stdin="11月出口年增5%。")
    article = json.loads(done.stdout)["article"]
    assert (article["path"], article["published"], article["published_from"], article["source"]) == (
        "-", "2025-12-05", "option", "甲報",
    )  # fmt: skip


def test_check_without_paths_is_over_everything_ingested(folder: Path) -> None:
    assert kg("ingest", "guilty.txt", "clean.txt", cwd=folder).returncode == 0
    done = kg("check", "--json", cwd=folder)
    assert done.returncode == 1 and len(done.stdout.splitlines()) == 2
