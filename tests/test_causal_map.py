"""The causal map: what merges, what stays apart, and what the command line gives of it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import extract
from extract import documents
from kg import causal_map, contract
from kg.cli import app

FIRST = "分析師王立群指出，油價上漲推升通膨。股災重創消費。"
SECOND = "研究報告認為，油價下跌壓低通膨。學者表示，油價上漲不會推升通膨。這推升通膨。"


def document(text: str, name: str) -> causal_map.Document:
    return contract.document(extract.read(documents.article(text, path=name, published=dt.date(2025, 12, 1))))


@pytest.fixture(scope="module")
def edges() -> list[causal_map.Edge]:
    return causal_map.edges([document(FIRST, "a"), document(SECOND, "b")])


def test_links_merge_on_cause_effect_and_sign(edges: list[causal_map.Edge]) -> None:
    """Up raises and down lowers are one edge; a denial is its evidence too, told apart by modality."""
    (oil,) = [e for e in edges if e.cause.id == "variable/oil-price"]
    assert (oil.effect.id, oil.sign, oil.articles) == ("variable/inflation", 1, 2)
    assert dict(oil.modalities) == {"fact": 2, "denied": 1} and oil.claimed == 2 and oil.denied == 1


def test_a_name_of_a_fall_has_the_sign_of_its_variable(edges: list[causal_map.Edge]) -> None:
    """股災 is a fall of stock prices: that it hits consumption says that both go the same way."""
    (stocks,) = [e for e in edges if e.cause.id == "variable/stock-market"]
    assert stocks.sign == 1


def test_a_pronoun_makes_no_edge(edges: list[causal_map.Edge]) -> None:
    assert all(e.cause.label != "這" for e in edges)


def test_every_edge_leads_to_its_words(edges: list[causal_map.Edge]) -> None:
    for edge in edges:
        for one in edge.evidence:
            text = FIRST if one.article == document(FIRST, "a")["article"]["key"] else SECOND
            quote = text[one.start : one.end]
            assert one.cause in quote and one.cue in quote and one.effect in quote


def test_what_no_variable_names_is_a_thing_of_its_article() -> None:
    """The same words in two articles stay two things."""
    found = causal_map.edges([document("甲骨文公司罷工導致乙丙丁戊停擺。", "a"), document("甲骨文公司罷工導致乙丙丁戊停擺", "b")])
    assert len({e.effect.id for e in found}) == 2 and all(not e.effect.is_variable for e in found)


@pytest.mark.parametrize("words", ["油價", "油价", "variable/oil-price", "oil-price", "oil price"])
def test_a_variable_is_known_by_any_of_its_names(words: str) -> None:
    assert causal_map.variable(words) == "variable/oil-price"


def test_dot_quotes_what_it_must() -> None:
    node = causal_map.Node('name/x-"', '甲"乙\\')
    edge = causal_map.Edge(cause=node, effect=causal_map.Node("variable/oil-price", "油價"), sign=-1)
    assert '"甲\\"乙\\\\"' in causal_map.as_dot([edge])


# ---- the command line


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_HOME", str(tmp_path / "home"))
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert CliRunner().invoke(app, ["ingest", "a.txt", "b.txt", "--quiet"]).exit_code == 0
    return tmp_path


def test_the_map_in_four_forms(home: Path) -> None:
    run = CliRunner()
    told = run.invoke(app, ["causes", "--variable", "油價"])
    assert told.exit_code == 0 and "油價 ＋→ 通膨" in told.stdout and "王立群" in told.stdout
    (edge,) = json.loads(run.invoke(app, ["causes", "--variable", "油價", "--json"]).stdout)
    assert edge["links"] == 3 and edge["evidence"][0]["cue"]
    rows = list(csv.DictReader(io.StringIO(run.invoke(app, ["causes", "--output", "csv"]).stdout)))
    assert {row["quote"] for row in rows} >= {"油價上漲推升通膨", "油價下跌壓低通膨", "油價上漲不會推升通膨"}
    assert run.invoke(app, ["causes", "--output", "dot"]).stdout.startswith("digraph")


def test_an_unknown_variable_is_said_so(home: Path) -> None:
    told = CliRunner().invoke(app, ["causes", "--variable", "沒有這個"])
    assert told.exit_code == 4 and told.stdout == ""
