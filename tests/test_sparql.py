"""SPARQL on the command line and over HTTP: the example queries, errors, limits, formats."""

from __future__ import annotations

import json
import time
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from rich.cells import cell_len
from typer.testing import CliRunner

import ontology
from kg import graph, record, sparql, store
from kg.cli import app
from kg.settings import Settings
from tests.test_graph import ingested
from web import create_app

EXAMPLES = sparql.examples()
ARTICLES = "SELECT ?a WHERE { ?a a schema:NewsArticle }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return ingested(tmp_path_factory.mktemp("sparql"))


@pytest.fixture(scope="module")
def workbench(settings: Settings) -> Flask:
    return create_app(settings)


@pytest.fixture
def client(workbench: Flask) -> FlaskClient:
    return workbench.test_client()


def rows(answer: sparql.Answer) -> list[dict[str, str]]:
    names, found = answer.table()
    return [{n: cell["value"] for n, cell in zip(names, row, strict=True) if cell} for row in found]


# -- the examples


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_every_example_runs_and_is_described(settings: Settings, example: sparql.Example) -> None:
    """Each has a title and a description in three languages, and an answer well within its time."""
    assert set(example.title) == set(example.description) == set(ontology.LANGUAGES)
    answer = sparql.run(settings, example.query)
    assert answer.seconds < 2 and not answer.cut


def test_most_examples_have_something_to_show(settings: Settings) -> None:
    """On the samples; what only later checks find may be empty."""
    empty = {name for name, example in EXAMPLES.items() if not sparql.run(settings, example.query).rows}
    assert len(EXAMPLES) >= 8
    assert empty <= {"implied-values", "agreeing-only-by-rounding", "causal-chains"}


def test_the_contradicted_claims_are_those_of_the_record(settings: Settings) -> None:
    """Every claim of every finding that fails, with its other side, check, formula, margin and sentence."""
    found = rows(sparql.run(settings, EXAMPLES["contradicted-claims"].query))
    for row in found:
        assert all(row[name] for name in ("says", "against", "check", "verdict", "formula", "sentence"))
    with store.recorded(settings) as session:
        failed = record.findings(session, verdicts=("inconsistent", "disagreement"), limit=1000)
    told = {(row["finding"].rpartition("/")[2], row["claim"].rpartition("/")[2]) for row in found}
    assert told == {(finding["id"], claim) for finding in failed for claim in finding["claims"]}


def test_the_planted_errors_are_among_them(settings: Settings) -> None:
    """3.72 − 1.910 is 1.81, not 1.86: the margin, both operands and the sentence; and 80 % against 85 %."""
    found = rows(sparql.run(settings, EXAMPLES["contradicted-claims"].query))
    (spread,) = [row for row in found if row["value"] == "1.86"]
    assert spread["margin"] == "0.0395" and "1.910" in spread["against"] and "3.72" in spread["against"]
    assert "1.81" in spread["sentence"] and spread["verdict"] == "不一致"
    assert any(row["value"] == "80" and "85" in row["against"] for row in found)


def test_examples_follow_the_base() -> None:
    """With another base the same queries name that base's terms."""
    moved = sparql.examples("https://example.org/")
    assert not [name for name, example in moved.items() if graph.DEFAULT_BASE in example.query]


# -- what is refused, and how errors are told


@pytest.mark.parametrize(
    ("query", "line", "column", "words"),
    [
        ("SELECT ?a WHERE {\n  ?a ?b ", 2, None, "unexpected end"),
        ("SELECT ?a WHERE {\n  ?a a kg:NumericClaim ;\n     foo:bar ?x }", 3, 6, "prefix foo:"),
        ("SELECT ?x WHERE { ?x ?p ?o } GROUP BY ?p", 1, None, "unbound"),
        ("SELEKT ?x {}", 1, 1, "begins with SELECT"),
        ("", None, None, "empty"),
        ("# nothing\n", None, None, "empty"),
    ],
)
def test_a_malformed_query_is_told_with_its_place(
    settings: Settings, query: str, line: int | None, column: int | None, words: str
) -> None:
    """Line and column count from 1; the words are for people."""
    with pytest.raises(sparql.QueryError, match=words) as caught:
        sparql.run(settings, query)
    assert caught.value.line == line
    assert column is None or caught.value.column == column


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }",
        "SELECT * {\n service silent <http://127.0.0.1:1/> { ?a ?b ?c } }",
        "LOAD <http://127.0.0.1:1/a.ttl>",
        "PREFIX a: <urn:a>\nINSERT DATA { a:b a:c a:d }",
        "CLEAR ALL",
        "DELETE WHERE { ?a ?b ?c }",
        "WITH <urn:g> DELETE { ?a ?b ?c } WHERE { ?a ?b ?c }",
    ],
)
def test_other_servers_and_updates_are_refused(query: str) -> None:
    """Before anything runs."""
    with pytest.raises(sparql.QueryError, match=r"refused|is an update"):
        sparql.refuse(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service rdfs:label 'SERVICE' } # SERVICE",
        'ASK { <urn:SERVICE> rdfs:label """LOAD "x" SERVICE""" }',
        "PREFIX load: <urn:load> SELECT * { ?a load:service 'it\\'s SERVICE' }",
    ],
)
def test_the_same_words_elsewhere_are_not(settings: Settings, query: str) -> None:
    """In variables, strings, addresses, names and comments."""
    sparql.run(settings, query)


def test_an_escaped_service_reaches_nothing(settings: Settings) -> None:
    """Even where the word is hidden from the scan, nothing is asked of the network."""
    with pytest.raises(sparql.QueryError):
        sparql.run(settings, "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }")


def test_a_query_is_ended_at_its_deadline(settings: Settings) -> None:
    """With a clear error, and soon after."""
    began = time.monotonic()
    with pytest.raises(sparql.OverLimit, match="no answer within 1 seconds"):
        sparql.run(settings, ENDLESS, seconds=1)
    assert time.monotonic() - began < 5


def test_an_answer_too_large_is_an_error(settings: Settings) -> None:
    """Never a truncated success: size is limited as time is."""
    with pytest.raises(sparql.OverLimit, match="larger than 64 MB"):
        sparql.run(settings, "SELECT * { ?a ?b ?c . ?d ?e ?f }", format="json", seconds=30)


def test_without_a_graph_the_error_says_what_to_do(tmp_path: Path) -> None:
    """Nothing was ingested, nothing caught up."""
    with pytest.raises(store.StoreError, match="kg graph rebuild"):
        sparql.run(Settings.load({"home": tmp_path}, environ={}, folder=tmp_path), ARTICLES)


# -- graphs and formats


def test_the_default_graph_is_the_union_unless_the_query_names_graphs(settings: Settings) -> None:
    """Without FROM all graphs; with FROM those; a graph that is not there is empty, never fetched."""
    every = rows(sparql.run(settings, "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?a ?b ?c } } GROUP BY ?g"))
    union = rows(sparql.run(settings, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c }"))
    assert int(union[0]["n"]) == sum(int(row["n"]) for row in every)
    one = f"{graph.DEFAULT_BASE}graph/ontology"
    count = next(row["n"] for row in every if row["g"] == one)
    assert rows(sparql.run(settings, f"SELECT (COUNT(*) AS ?n) FROM <{one}> {{ ?a ?b ?c }}"))[0]["n"] == count
    named = sparql.run(settings, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c }", default_graphs=[one])
    assert rows(named)[0]["n"] == count
    assert sparql.run(settings, "SELECT * FROM <http://127.0.0.1:1/x> { ?a ?b ?c }").rows == 0


def test_a_table_is_cut_and_says_so(settings: Settings) -> None:
    """Only tables are; the rows are those that were asked for."""
    cut = sparql.run(settings, "SELECT ?a { ?a ?b ?c }", limit=3)
    assert (cut.rows, cut.cut, len(rows(cut))) == (3, True, 3)
    assert not sparql.run(settings, ARTICLES, limit=100).cut
    whole = sparql.run(settings, "SELECT ?a { ?a a kg:NumericClaim }", format="json", limit=3)
    assert len(json.loads(whole.body)["results"]["bindings"]) > 100


@pytest.mark.parametrize(
    ("query", "format", "begins"),
    [
        (ARTICLES, "csv", b"a\r\nhttp"),
        (ARTICLES, "tsv", b"?a\n<http"),
        (ARTICLES, "xml", b"<?xml"),
        ("ASK { ?a a kg:NumericClaim }", "json", b'{"head":{},"boolean":true}'),
        ("CONSTRUCT { ?a a ?b } WHERE { ?a a ?b }", "ttl", b"@prefix"),
        ("DESCRIBE ?a WHERE { ?a a schema:NewsArticle }", "nt", b"<http"),
        ("CONSTRUCT WHERE { ?a a ?b }", "jsonld", b"["),
    ],
)
def test_every_format(settings: Settings, query: str, format: sparql.Format, begins: bytes) -> None:
    """Tables as JSON, XML, CSV, TSV; graphs as Turtle, N-Triples, JSON-LD."""
    body = sparql.run(settings, query, format=format).body
    assert body.startswith(begins) or (format == "jsonld" and json.loads(body))


@pytest.mark.parametrize(("query", "format"), [(ARTICLES, "ttl"), ("CONSTRUCT WHERE { ?a a ?b }", "csv")])
def test_a_format_that_does_not_fit_is_an_error(settings: Settings, query: str, format: sparql.Format) -> None:
    """And names those that do."""
    with pytest.raises(sparql.QueryError, match=r"ttl|json"):
        sparql.run(settings, query, format=format)


# -- the command line


def kg(settings: Settings, *arguments: str, stdin: str | None = None) -> Any:
    environ = {"KG_HOME": str(settings.home), "KG_BASE_URI": settings.base_uri}
    return CliRunner().invoke(app, list(arguments), env=environ, input=stdin)


def test_an_example_on_the_command_line_aligns(settings: Settings) -> None:
    """Every line is equally wide on a screen, Chinese or not."""
    done = kg(settings, "query", "--example", "contradicted-claims")
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    assert done.exit_code == 0 and "不一致" in done.stdout
    assert len({cell_len(line.rstrip("\n")) for line in lines}) == 1


def test_the_examples_are_listed(settings: Settings) -> None:
    """With their titles."""
    done = kg(settings, "query", "--examples")
    assert all(name in done.stdout and example.title["zh-Hant"] in done.stdout for name, example in EXAMPLES.items())


def test_a_query_from_an_argument_a_file_and_stdin(settings: Settings, tmp_path: Path) -> None:
    """Three ways in, one answer."""
    (tmp_path / "q.rq").write_text(ARTICLES)
    answers = [
        kg(settings, "query", ARTICLES, "--output", "csv"),
        kg(settings, "query", "-f", str(tmp_path / "q.rq"), "--output", "csv"),
        kg(settings, "query", "-f", "-", "--output", "csv", stdin=ARTICLES),
    ]
    assert len({answer.stdout for answer in answers}) == 1 and answers[0].stdout.count("/id/article/") == 7


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["query", "SELECT ?x {"], 2, "line 1, column"),
        (["query"], 2, "exactly one"),
        (["query", "--example", "nope"], 4, "contradicted-claims"),
        (["query", "-f", "missing.rq"], 2, "missing.rq"),
        (["query", ENDLESS, "--timeout", "0.5"], 2, "no answer within 0.5 seconds"),
        (["export", "--article", "ffffffffffffffff"], 4, "ffffffffffffffff"),
    ],
)
def test_what_goes_wrong_is_said_on_stderr(settings: Settings, arguments: list[str], code: int, words: str) -> None:
    """With the exit codes of the contract, and nothing on stdout."""
    done = kg(settings, *arguments)
    assert (done.exit_code, done.stdout) == (code, "")
    assert words in done.stderr


def _an_article(settings: Settings) -> str:
    """The key of an article in the graph."""
    with store.current(settings) as held:
        keys = {g.value.split("/")[4] for g in held.named_graphs()}
    return min(keys - {"ontology", "meta"})


def test_export_gives_the_graph_and_one_article(settings: Settings) -> None:
    """The whole as TriG, one article's two graphs as N-Quads, in one fixed order."""
    whole = kg(settings, "export")
    assert whole.exit_code == 0 and "a schema:NewsArticle" in whole.stdout
    key = _an_article(settings)
    part = kg(settings, "export", "--article", key, "--output", "nq").stdout.splitlines()
    assert part and all(f"/graph/{key}" in line for line in part)
    assert part == kg(settings, "export", "--article", key, "--output", "nq").stdout.splitlines()


def test_verify_and_status(settings: Settings) -> None:
    """The graph is the record's projection, and says how far it has come."""
    assert kg(settings, "graph", "verify").exit_code == 0
    assert "7 articles" in kg(settings, "graph", "status").stdout


# -- the page and the protocol


PEOPLE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "zh-TW"}


def test_the_form_lists_the_examples(client: FlaskClient) -> None:
    """In the language of the interface, each a link that runs it."""
    page = client.get("/sparql", headers=PEOPLE).get_data(as_text=True)
    assert all(example.title["zh-Hant"] in unescape(page) for example in EXAMPLES.values())
    english = client.get("/sparql?lang=en", headers=PEOPLE).get_data(as_text=True)
    assert all(example.title["en"] in unescape(english) for example in EXAMPLES.values())


def test_a_result_on_the_page(client: FlaskClient) -> None:
    """A table with links for IRIs, the time it took, the cap, and downloads."""
    query = {"query": EXAMPLES["contradicted-claims"].query}
    page = client.get("/sparql", query_string=query, headers=PEOPLE)
    words = page.get_data(as_text=True)
    assert page.status_code == 200
    assert 'href="/id/claim/' in words and 'href="/id/finding/' in words
    assert "毫秒" in words and "500" in words and "download" in words and "兩者不符" in words


def test_the_links_of_a_result_lead_somewhere(client: FlaskClient, settings: Settings) -> None:
    """Articles, claims, findings and checks to their pages; a term to what the graph says of it."""
    query = (
        "SELECT * { ?f earl:subject ?c ; earl:test ?t . ?c schema:appearance ?a ; kg:kind ?k ; kg:metric ?m } LIMIT 1"
    )
    page = client.get("/sparql", query_string={"query": query}, headers=PEOPLE).get_data(as_text=True)
    links = [unescape(part.split('"')[0]) for part in page.partition("<tbody>")[2].split('href="')[1:]]
    assert len(links) == 6
    for link in links:
        assert client.get(link, headers=PEOPLE, follow_redirects=True).status_code == 200, link


def test_an_error_on_the_page(client: FlaskClient) -> None:
    """Line, column and the line itself; the query stays in the form."""
    page = client.get("/sparql", query_string={"query": "SELECT ?a {\n ?a foo:b ?c }"}, headers=PEOPLE)
    words = unescape(page.get_data(as_text=True))
    assert page.status_code == 400
    assert "第 2 行" in words and "第 5 欄" in words and "prefix foo:" in words and words.count("?a foo:b ?c") == 2


def test_what_a_query_writes_into_the_page_is_escaped(client: FlaskClient) -> None:
    """Neither a result nor an error is markup; no address of a script becomes a link."""
    attack = "<script>alert(1)</script>"
    for query in (
        f"SELECT ('{attack}' AS ?x) {{}}",
        attack,
        f"SELECT ?x {{}} {attack}",
        "SELECT (<javascript:a> AS ?x) {}",
    ):
        words = client.get("/sparql", query_string={"query": query}, headers=PEOPLE).get_data(as_text=True)
        assert attack not in words and 'href="javascript:' not in words


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml;q=0.9, text/csv;q=0.1", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("*/*", "application/sparql-results+json"),
    ],
)
def test_the_protocol_answers_as_accepted(client: FlaskClient, accept: str, media: str) -> None:
    """By GET, by form and by body."""
    headers = {"Accept": accept}
    answers = [
        client.get("/sparql", query_string={"query": ARTICLES}, headers=headers),
        client.post("/sparql", data={"query": ARTICLES}, headers=headers),
        client.post("/sparql", data=ARTICLES, content_type="application/sparql-query", headers=headers),
    ]
    assert [answer.status_code for answer in answers] == [200] * 3
    assert {answer.mimetype for answer in answers} == {media}
    assert all(b"/id/article/" in answer.data for answer in answers)
    assert answers[0].headers["Access-Control-Allow-Origin"] == "*"


def test_a_graph_over_the_protocol(client: FlaskClient) -> None:
    """CONSTRUCT as Turtle."""
    query = {"query": "CONSTRUCT WHERE { ?a a schema:NewsArticle }"}
    answer = client.get("/sparql", query_string=query, headers={"Accept": "text/turtle"})
    assert answer.mimetype == "text/turtle" and b"schema:NewsArticle" in answer.data


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        ({"method": "GET", "query_string": {"query": "SELECT"}}, 400),
        ({"method": "GET", "query_string": "query=ASK%7B%7D&query=ASK%7B%7D"}, 400),
        ({"method": "GET", "query_string": "query=%FF"}, 400),
        ({"method": "GET", "query_string": {"query": ARTICLES}, "headers": {"Accept": "image/png"}}, 406),
        ({"method": "POST", "data": {"other": "x"}}, 400),
        ({"method": "POST", "data": b"ASK {\xff}", "content_type": "application/sparql-query"}, 400),
        ({"method": "POST", "data": "ASK {}", "content_type": "text/plain"}, 415),
        ({"method": "POST", "data": {"update": "CLEAR ALL"}}, 403),
        ({"method": "POST", "data": "CLEAR ALL", "content_type": "application/sparql-update"}, 403),
        ({"method": "POST", "data": {"query": "CLEAR ALL"}}, 400),
        ({"method": "PUT", "data": ""}, 405),
    ],
)
def test_bad_requests_are_refused_clearly(client: FlaskClient, request_: dict[str, Any], code: int) -> None:
    """4xx, never 500, and the graph stays as it is."""
    assert client.open("/sparql", **request_).status_code == code


def test_the_service_describes_itself(client: FlaskClient) -> None:
    """A bare GET by a program."""
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    assert answer.mimetype == "text/turtle" and b"sd:Service" in answer.data


def test_one_article_says_the_same_in_every_format(settings: Settings) -> None:
    """Turtle for people and N-Quads for machines hold the same statements."""
    import rdflib

    key = _an_article(settings)
    kinds = {"ttl": "turtle", "trig": "trig", "jsonld": "json-ld", "nq": "nquads"}
    seen = {}
    for ours, theirs in kinds.items():
        dataset = rdflib.Dataset()
        dataset.parse(data=kg(settings, "export", "--article", key, "--output", ours).stdout, format=theirs)
        seen[ours] = {(str(s), str(p), o.toPython()) for s, p, o, _ in dataset.quads()}
    assert seen["nq"] and seen["ttl"] == seen["trig"] == seen["jsonld"] == seen["nq"]
