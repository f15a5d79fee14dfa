"""The projection of the record to RDF, and the store that follows the record."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pyoxigraph as ox
import pytest

import ontology
from kg import graph, ingest, record, store
from kg.rules import Verdict
from kg.settings import Settings
from tests.articles import write

BASE = graph.DEFAULT_BASE
KG, ID = f"{BASE}ontology#", f"{BASE}id/"


def ingested(folder: Path) -> Settings:
    """The samples, recorded and projected under `folder`."""
    settings = Settings.load({"home": folder / "kg"}, environ={}, folder=folder)
    write(folder / "articles")
    assert ingest.run([str(folder / "articles")], settings, options=ingest.Options(), quiet=True) == 0
    return settings


def run(settings: Settings, code: str, **environ: str) -> subprocess.Popen[bytes]:
    """Python code in a process of its own, with `settings` and `store` at hand."""
    begin = "from kg.settings import Settings; from kg import store, sparql, record; from pathlib import Path\n"
    begin += f"settings = Settings.load({{'home': {str(settings.home)!r}}}, environ={{}})\n"
    here = str(Path(__file__).parent.parent)
    env = {**os.environ, "PYTHONPATH": here, **environ}
    return subprocess.Popen(
        [sys.executable, "-c", begin + code], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=here
    )


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The samples' record and graph; tests only read them."""
    return ingested(tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="module")
def quads(samples: Settings) -> list[ox.Quad]:
    with store.current(samples) as held:
        return list(held)


@pytest.fixture
def own(samples: Settings, tmp_path: Path) -> Settings:
    """A copy of the samples' record, without a graph, for a test to change."""
    import shutil

    settings = Settings.load({"home": tmp_path / "kg"}, environ={}, folder=tmp_path)
    settings.home.mkdir()
    for file in samples.home.glob("record.sqlite*"):
        shutil.copy(file, settings.home / file.name)
    return settings


def value(term: object) -> str:
    """The IRI of a node or the words of a literal."""
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return term.value


def everything(settings: Settings) -> set[ox.Quad]:
    with store.current(settings) as held:
        return set(held)


def recorded(settings: Settings) -> list[graph.Recorded]:
    with store.recorded(settings) as session:
        return [
            graph.Recorded(
                document=record.document(session, row),
                raw=row.raw,
                intervals=record.intervals(session, row.key),
                fingerprint=row.fingerprint,
            )
            for row in record.names(session)
        ]


def change(settings: Settings, code: Any) -> None:
    engine = record.engine(settings)
    with record.writing(engine) as session:
        code(session)
    engine.dispose()


def keys(settings: Settings) -> list[str]:
    return sorted(one.key for one in recorded(settings))


# -- the projection


def test_the_projection_is_deterministic(samples: Settings) -> None:
    """The same article gives the same quads in the same order, and the same bytes whatever the process's hash seed."""
    for one in recorded(samples):
        assert graph.article(one, base=BASE) == graph.article(one, base=BASE)
    code = "import sys; sys.stdout.buffer.write(sparql.export(settings, format='nq'))"
    first, second = (run(samples, code, PYTHONHASHSEED=seed).communicate()[0] for seed in ("1", "2"))
    assert first == second and first


def test_the_store_gives_back_what_was_projected(samples: Settings) -> None:
    """Numbers, dates and language tags are written in the form that the store keeps: differences compare equal."""
    projected = [quad for one in recorded(samples) for quad in graph.article(one, base=BASE)]
    kept = ox.Store()
    kept.extend(projected)
    assert set(kept) == set(projected)


def test_no_blank_nodes_and_no_triple_in_two_graphs(quads: list[ox.Quad]) -> None:
    """So that difference is enough, and the union of the graphs counts nothing twice."""
    assert not [q for q in quads if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)]
    assert len({quad.triple for quad in quads}) == len(quads)


def test_every_term_of_ours_is_defined_in_three_languages(quads: list[ox.Quad]) -> None:
    """What we use of our own namespace stands in core.ttl, with labels."""
    labels: dict[str, set[str]] = {}
    for quad in quads:
        if quad.predicate.value.endswith(("#label", "#prefLabel")) and isinstance(quad.object, ox.Literal):
            labels.setdefault(value(quad.subject), set()).add(quad.object.language or "")
    used = {
        term.value
        for quad in quads
        for term in (quad.subject, quad.predicate, quad.object)
        if isinstance(term, ox.NamedNode) and term.value.startswith(KG)
    }
    wanted = {language.lower() for language in ontology.LANGUAGES}
    assert not {term for term in used if not wanted <= labels.get(term, set())}


def test_every_concept_that_a_claim_names_has_a_label(quads: list[ox.Quad]) -> None:
    """Subjects, metrics, speakers and units are concepts of the ontology, or names with the article's own words."""
    labelled = {q.subject for q in quads if q.predicate.value.endswith("#prefLabel")}
    names = {graph.term(name, BASE) for name in ("kg:subject", "kg:metric", "prov:wasAttributedTo", "qudt:hasUnit")}
    named = {quad.object for quad in quads if quad.predicate in names}
    assert named and not named - labelled


def test_selectors_quote_the_article(samples: Settings) -> None:
    """`text[start:end]` is the exact quotation, for every anchor."""
    for one in recorded(samples):
        found: dict[str, dict[str, str]] = {}
        for quad in graph.article(one, base=BASE):
            subject, name = value(quad.subject), quad.predicate.value.rpartition("#")[2]
            if subject.startswith(f"{ID}span/") and name in ("start", "end", "exact"):
                found.setdefault(subject.rpartition("/")[0], {})[name] = value(quad.object)
        assert found
        for selectors in found.values():
            assert one.raw[int(selectors["start"]) : int(selectors["end"])] == selectors["exact"]


def test_digits_stay_as_written(samples: Settings) -> None:
    """The lexical value keeps every quantity's digits, those that a decimal loses too (1.910)."""
    for one in recorded(samples):
        said = {
            value(q.subject): value(q.object)
            for q in graph.article(one, base=BASE)
            if q.predicate.value == f"{KG}lexicalValue"
        }
        for quantity in one.document["quantities"]:
            assert said[f"{ID}quantity/{quantity['id']}"].startswith(quantity["low"])


def test_every_verdict_has_an_outcome() -> None:
    """EARL's outcome is told for each verdict of the contract."""
    assert set(graph.OUTCOMES) == set(get_args(Verdict))


def test_another_base_leaves_nothing_of_the_default_one(samples: Settings) -> None:
    """All IRIs move to the base that is set, those of the ontology too."""
    base = "https://example.org/graph/"
    moved = [*graph.ontology(base=base), *graph.article(recorded(samples)[0], base=base)]
    assert not [quad for quad in moved if BASE in f"{quad.subject} {quad.predicate} {quad.object} {quad.graph_name}"]


def test_links_are_projected() -> None:
    """A causal link with its three pieces of text, its sign and its modality."""
    raw = "升息引發殖利率走高"
    document = {
        "article": {"key": "0" * 16, "title": None, "published": None, "source": None, "script": "Hant"},
        "quantities": [], "periods": [], "claims": [],
        "links": [{
            "id": "l1", "cue": {"start": 2, "end": 4},
            "cause": {"start": 0, "end": 2, "text": "升息", "variable": "variable/policy-rate", "words": "", "direction": 1},
            "effect": {"start": 4, "end": 9, "text": "殖利率走高", "variable": None, "words": "殖利率", "direction": 1},
            "relation": "cause", "sign": 1, "modality": "fact", "attribution": None, "claims": [],
        }],
    }  # fmt: skip
    one = graph.Recorded(document=document, raw=raw, intervals={}, fingerprint="x")
    said = {
        (q.predicate.value, value(q.object))
        for q in graph.article(one, base=BASE)
        if value(q.subject) == f"{ID}link/l1"
    }
    assert {
        (f"{KG}cause", f"{ID}span/{'0' * 16}-0-2"),
        (f"{KG}relation", f"{KG}relation-cause"),
        (f"{KG}sign", "1"),
        (f"{KG}causeVariable", f"{ID}variable/policy-rate"),
        (f"{KG}effectDirection", "1"),
    } <= said


def test_the_map_holds_what_is_claimed_and_not_what_is_denied() -> None:
    """One edge between variables for a link that somebody claims, none for one that is denied."""
    document = {
        "article": {"key": "0" * 16, "title": None, "published": None, "source": None, "script": "Hant"},
        "quantities": [], "periods": [], "claims": [],
        "links": [
            {
                "id": f"l{number}", "cue": {"start": 2, "end": 4},
                "cause": {"start": 0, "end": 2, "text": "升息", "variable": "variable/policy-rate", "words": "", "direction": 1},
                "effect": {"start": 4, "end": 6, "text": "x", "variable": effect, "words": "", "direction": -1},
                "relation": "cause", "sign": -1, "modality": modality, "attribution": None, "claims": [],
            }
            for number, (effect, modality) in enumerate([("variable/inflation", "fact"), ("variable/growth", "denied")])
        ],
    }  # fmt: skip
    one = graph.Recorded(document=document, raw="升息壓低通膨", intervals={}, fingerprint="x")
    edges = [q for q in graph.article(one, base=BASE) if q.graph_name == graph.map_graph("0" * 16, BASE)]
    assert [(value(q.subject), q.predicate.value, value(q.object)) for q in edges] == [
        (f"{ID}variable/policy-rate", f"{KG}decreases", f"{ID}variable/inflation")
    ]


# -- SHACL


def shacl(quads: list[ox.Quad]) -> tuple[bool, str]:
    """Whether the triples conform to ontology/shapes.ttl, and the report."""
    import pyshacl
    import rdflib

    def parsed(of: list[ox.Quad]) -> rdflib.Graph:
        nt = ox.serialize([quad.triple for quad in of], format=ox.RdfFormat.N_TRIPLES)
        return rdflib.Graph().parse(data=nt, format="nt")

    shapes = (Path(ontology.__file__).parent / "shapes.ttl").read_text("utf-8")
    conforms, _, report = pyshacl.validate(
        parsed(quads), shacl_graph=rdflib.Graph().parse(data=shapes, format="turtle"), inference="none"
    )
    return bool(conforms), str(report)


def test_projected_samples_conform_to_the_shapes(samples: Settings) -> None:
    """Every sample's graphs, beside the ontology."""
    names = graph.ontology(base=BASE)
    for one in recorded(samples):
        conforms, report = shacl([*names, *graph.article(one, base=BASE)])
        assert conforms, report[:3000]


def test_the_shapes_catch_a_claim_without_its_quantity(samples: Settings) -> None:
    """A shape that catches nothing proves nothing."""
    (one, *_) = recorded(samples)
    torn = [quad for quad in graph.article(one, base=BASE) if quad.predicate.value != f"{KG}quantity"]
    conforms, _ = shacl([*graph.ontology(base=BASE), *torn])
    assert not conforms


# -- the store


def test_catching_up_twice_changes_nothing(own: Settings) -> None:
    """The second catch-up finds nothing to do, and does not even make a checkpoint."""
    assert store.catch_up(own).action == "rebuilt"
    before, kept = everything(own), (store.home(own) / "current").resolve()
    assert store.catch_up(own).action == "nothing"
    assert everything(own) == before
    assert (store.home(own) / "current").resolve() == kept
    assert store.difference(own) == ([], [])


def test_a_changed_article_is_replaced_and_a_deleted_one_is_gone(own: Settings) -> None:
    """Only the changed article's quads differ; what is updated equals what would be built anew."""
    store.catch_up(own)
    before = everything(own)
    first, second, *_ = keys(own)
    change(own, lambda session: record.rename(session, first, "另一個題目"))
    assert store.catch_up(own).articles == 1
    graphs = {quad.graph_name for quad in everything(own) ^ before}
    assert graphs == {graph.article_graph(first, BASE), graph.meta_graph(BASE)}
    change(own, lambda session: record.remove(session, second))
    store.catch_up(own)
    updated = everything(own)
    assert not [q for q in updated if second in str(q.graph_name)]
    assert store.rebuild(own).action == "rebuilt"
    assert everything(own) == updated


@pytest.mark.parametrize("damage", ["missing", "foreign", "torn", "other record", "other edition"])
def test_a_graph_that_is_not_ours_is_built_anew(own: Settings, damage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever lies there instead of our graph, the next catch-up puts the record's projection in its place."""
    import shutil

    store.catch_up(own)
    before, folder = everything(own), store.home(own)
    if damage == "missing":
        shutil.rmtree(folder)
    elif damage == "foreign":
        for link in (folder / "live", folder / "current"):
            shutil.rmtree(link.resolve())
            strange = ox.Store(str(link.resolve()))
            strange.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:c")))
            strange.flush()
            del strange
    elif damage == "torn":
        for link in (folder / "live", folder / "current"):
            (link / "CURRENT").write_text("MANIFEST-999999\n")
    elif damage == "other record":
        change(own, lambda session: setattr(session.get(record.Change, record.latest(session)), "at", ingest_day()))
    else:
        monkeypatch.setattr(graph, "edition", lambda: "another")
    assert store.catch_up(own).action == "rebuilt"
    meta = graph.meta_graph(BASE)
    assert {q for q in everything(own) if q.graph_name != meta} == {q for q in before if q.graph_name != meta}


def ingest_day() -> Any:
    import datetime as dt

    return dt.datetime(2020, 1, 1)


def test_a_reader_keeps_its_checkpoint(own: Settings) -> None:
    """A checkpoint that is being read stays whole, however many newer ones are made meanwhile; then it goes."""
    store.catch_up(own)
    (first, *_) = keys(own)
    with store.checkpoint(own) as path:
        held = ox.Store.read_only(str(path))
        number = len(held)
        for name in "一二三四":
            change(own, lambda session, name=name: record.rename(session, first, name))
            store.catch_up(own)
        assert path.is_dir() and sum(1 for _ in held) == number
        del held
    change(own, lambda session: record.rename(session, first, "五"))
    store.catch_up(own)
    assert not path.exists()
    assert len([p for p in path.parent.iterdir() if p.is_dir()]) <= 2


def test_a_page_does_not_wait_for_another_writer(own: Settings) -> None:
    """While another process has the lock, an impatient catch-up leaves the newest checkpoint as it is."""
    import fcntl

    store.catch_up(own)
    change(own, lambda session: record.rename(session, keys(own)[0], "新"))
    with (store.home(own) / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert store.catch_up(own, patient=False).action == "nothing"
    assert store.catch_up(own, patient=False).articles == 1


def test_several_processes_at_once(own: Settings) -> None:
    """Writers and readers in processes of their own never crash and never see half an article."""
    code = f"""
(key, *_) = {keys(own)!r}
for n in range(4):
    engine = record.engine(settings)
    with record.writing(engine) as session:
        record.rename(session, key, str(n))
    engine.dispose()
    store.catch_up(settings)
    ask = 'SELECT (COUNT(*) AS ?n) WHERE {{ ?a a schema:NewsArticle ; schema:headline ?h }}'
    number = sparql.run(settings, ask).table()[1][0][0]['value']
    assert number == '{len(keys(own))}', number
"""
    running = [run(own, code) for _ in range(3)]
    for one in running:
        _, error = one.communicate(timeout=120)
        assert one.returncode == 0, error.decode()
    store.catch_up(own)
    assert store.difference(own) == ([], [])


def test_a_killed_writer_tears_nothing(own: Settings) -> None:
    """`kill -9` at any moment of a rebuild or an update: the next catch-up has the whole graph."""
    code = f"""
key = {keys(own)[0]!r}
while True:
    store.rebuild(settings)
    engine = record.engine(settings)
    with record.writing(engine) as session:
        record.rename(session, key, 'x')
    engine.dispose()
    store.catch_up(settings)
"""
    for wait in (0.7, 0.9, 1.1, 1.3):
        one = run(own, code)
        time.sleep(wait)
        assert one.poll() is None, one.communicate()[1].decode()
        one.send_signal(signal.SIGKILL)
        one.communicate()
        store.catch_up(own)
        assert store.difference(own) == ([], [])


@pytest.fixture(autouse=True)
def no_leftovers(tmp_path: Path) -> Iterator[None]:
    """A test leaves no half-built database behind."""
    yield
    assert len(list((tmp_path / "kg" / "graph").glob("live-*"))) <= 1
