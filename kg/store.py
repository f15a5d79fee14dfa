"""The graph's store: an embedded RocksDB directory that follows the record.

`KG_HOME/graph` holds `live` (the writer's database), `checkpoints/…` (copies by hard link, which never change),
`current` (a link to the newest checkpoint) and `lock`. Whoever finds the graph behind the record takes the lock,
applies every changed article as one atomic update by difference, makes a checkpoint and lets go. Readers open the
newest checkpoint read-only, so `kg serve` and `kg ingest` never meet in one database. The graph has no state of its
own: a missing, foreign or torn directory is built anew from the record.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox

from kg import graph
from kg.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine
    from sqlmodel import Session


A_FEW = 25
"""Articles that a page brings into the graph before it answers: about a second's work."""


class StoreError(RuntimeError):
    """The graph cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far the graph has followed the record, from its own meta graph.

    `at` is the time of the change with that sequence: with the sequence it tells one record from another.
    """

    sequence: int
    at: str
    edition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a catch-up did. `articles` counts those written or taken away."""

    action: Literal["nothing", "updated", "rebuilt"]
    sequence: int
    articles: int
    seconds: float


def home(settings: Settings) -> Path:
    """The graph's folder. Raises: StoreError where a remote server is set, which is not served yet."""
    if settings.sparql_url:
        raise StoreError(f"KG_SPARQL_URL = {settings.sparql_url}: remote servers are not served yet; unset it")
    return settings.home / "graph"


@contextmanager
def recorded(settings: Settings, engine: Engine | None = None) -> Iterator[Session]:
    """A session on one unchanging view of the record; `engine`: one that is open already and stays so."""
    from kg import record

    source = engine or record.engine(settings)
    try:
        with record.reading(source) as session:
            yield session
    finally:
        if engine is None:
            source.dispose()


def catch_up(settings: Settings, *, engine: Engine | None = None, patient: bool = True) -> Outcome:
    """Bring the graph up to the record; cheap where there is nothing to do. Safe in any number of processes at once.

    A page that must answer soon is not `patient`: it applies a few articles at most, and where another process is at
    it already, it makes do with the newest checkpoint.
    Raises: StoreError where the directory cannot be written.
    """
    began = time.monotonic()
    with recorded(settings, engine) as session:
        if found := _follows(settings, session):
            return Outcome(action="nothing", sequence=found.sequence, articles=0, seconds=time.monotonic() - began)
    there = None if patient else state(settings)
    try:
        with _locked(settings, wait=there is None), recorded(settings, engine) as session:
            return _apply(settings, session, began, most=None if patient else A_FEW)
    except BlockingIOError:
        assert there is not None
        return Outcome(action="nothing", sequence=there.sequence, articles=0, seconds=time.monotonic() - began)


def rebuild(settings: Settings) -> Outcome:
    """Build the graph anew from the record, whatever its state, and put it in the old one's place."""
    with _locked(settings), recorded(settings) as session:
        return _build(settings, session, time.monotonic())


def state(settings: Settings) -> State | None:
    """The state of the newest checkpoint, None where there is no graph of this edition that can be opened."""
    try:
        with current(settings) as store:
            return _state(store, settings.base_uri)
    except StoreError:
        return None


@contextmanager
def checkpoint(settings: Settings) -> Iterator[Path]:
    """The newest checkpoint, kept on disk for as long as the context lasts. Raises: StoreError where there is none."""
    link = home(settings) / "current"
    for _ in range(5):
        try:
            path = link.resolve(strict=True)
            held = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o644)
        except OSError:
            raise StoreError(f"{link}: no graph yet; `kg graph rebuild` makes one from the record") from None
        try:
            fcntl.flock(held, fcntl.LOCK_SH)
            # Between reading the link and taking the lock a writer may have cleared this checkpoint away.
            if path.is_dir():
                yield path
                return
        finally:
            os.close(held)
    raise StoreError(f"{link}: points at a checkpoint that is gone; `kg graph rebuild` makes a new one")


@contextmanager
def current(settings: Settings) -> Iterator[ox.Store]:
    """The newest checkpoint, opened read-only. Raises: StoreError where there is none."""
    with checkpoint(settings) as path:
        try:
            yield ox.Store.read_only(str(path))
        except OSError as error:
            raise StoreError(f"{path}: {error}; `kg graph rebuild` makes a new graph from the record") from error


def difference(settings: Settings) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """(missing, foreign): quads that the record's projection has and the graph lacks, and the other way round."""
    with recorded(settings) as session:
        wanted = dict.fromkeys(_everything(session, settings.base_uri))
    with current(settings) as store:
        held = {quad for quad in store if quad.graph_name != graph.meta_graph(settings.base_uri)}
    return [q for q in wanted if q not in held], sorted(held - set(wanted), key=str)


# -- under the lock


@contextmanager
def _locked(settings: Settings, *, wait: bool = True) -> Iterator[None]:
    """The one writer's turn, over all processes; the system lets go when a process dies.

    Raises: BlockingIOError at once, where it is another's turn and `wait` is off.
    """
    folder = home(settings)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(f"{folder}: {error}") from error
    try:
        fcntl.flock(held, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(held)


def _follows(settings: Settings, session: Session) -> State | None:
    """The graph's state if it is that of the record's last change."""
    from kg import record

    found = state(settings)
    if found and found.sequence == record.latest(session) and _ours(found, session):
        return found
    return None


def _ours(found: State, session: Session) -> bool:
    """Whether a graph in this state was made by this edition from this record."""
    return found.edition == graph.edition() and found.at == _time_of(found.sequence, session)


def _time_of(sequence: int, session: Session) -> str:
    from kg import record

    change = session.get(record.Change, sequence) if sequence else None
    return change.at.isoformat() if change else ""


def _apply(settings: Settings, session: Session, began: float, *, most: int | None) -> Outcome:
    """Follow the record from where the live graph is, by `most` articles; build anew what is not the record's."""
    from kg import record

    base = settings.base_uri
    try:
        live = ox.Store(str(home(settings) / "live"))
        found = _state(live, base)
    except OSError:
        live, found = None, None
    if live is None or found is None or found.sequence > record.latest(session) or not _ours(found, session):
        del live
        return _build(settings, session, began)
    last_of = {change.article: change for change in record.changes(session, found.sequence)}
    changed = sorted(last_of.values(), key=lambda change: change.sequence or 0)[:most]
    for change in changed:
        assert change.sequence is not None
        new = _projected(session, change.article, base)
        at = State(sequence=change.sequence, at=change.at.isoformat(), edition=found.edition)
        _replace(live, change.article, new, at, base)
    if changed or state(settings) != found:
        _publish(settings, live)
    last = max((change.sequence or 0 for change in changed), default=found.sequence)
    action: Literal["nothing", "updated"] = "updated" if changed else "nothing"
    return Outcome(action=action, sequence=last, articles=len(changed), seconds=time.monotonic() - began)


def _replace(live: ox.Store, key: str, new: Iterable[ox.Quad], at: State, base: str) -> None:
    """One article's new state and the sequence it belongs to, in one transaction by difference."""
    wanted = dict.fromkeys([*new, *_meta(at, base)])
    graphs = (*graph.graphs_of(key, base), graph.meta_graph(base))
    held = {quad for name in graphs for quad in live.quads_for_pattern(None, None, None, name)}
    gone, come = held - set(wanted), [quad for quad in wanted if quad not in held]
    live.update(f"DELETE DATA {{ {_data(gone)} }} ; INSERT DATA {{ {_data(come)} }}")


def _data(quads: Iterable[ox.Quad]) -> str:
    return "\n".join(f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}" for q in quads)


def _build(settings: Settings, session: Session, began: float) -> Outcome:
    """A new live database beside the old one, then swapped in: readers keep their checkpoint meanwhile."""
    from kg import record

    folder, base = home(settings), settings.base_uri
    for left in folder.glob("live-*"):
        shutil.rmtree(left, ignore_errors=True)
    fresh = folder / f"live-{uuid.uuid4().hex[:8]}"
    last = record.latest(session)
    store = ox.Store(str(fresh))
    store.bulk_extend(_everything(session, base))
    store.extend(_meta(State(sequence=last, at=_time_of(last, session), edition=graph.edition()), base))
    store.flush()
    articles = len(record.names(session))
    del store
    shutil.rmtree(folder / "live", ignore_errors=True)
    fresh.rename(folder / "live")
    _publish(settings, ox.Store(str(folder / "live")))
    return Outcome(action="rebuilt", sequence=last, articles=articles, seconds=time.monotonic() - began)


def _everything(session: Session, base: str) -> Iterator[ox.Quad]:
    """The whole projection, meta graph excepted: the ontology, then every article by key."""
    from kg import record

    yield from graph.ontology(base=base)
    for key in sorted(row.key for row in record.names(session)):
        yield from _projected(session, key, base)


def _projected(session: Session, key: str, base: str) -> list[ox.Quad]:
    """An article's quads from the record; none where it was deleted."""
    from kg import record

    row = session.get(record.ArticleRow, key)
    if row is None:
        return []
    recorded = graph.Recorded(
        document=record.document(session, row),
        raw=row.raw,
        intervals=record.intervals(session, key),
        fingerprint=row.fingerprint,
    )
    return graph.article(recorded, base=base)


def _publish(settings: Settings, live: ox.Store) -> None:
    """A checkpoint of the live database, made the current one; older ones that nobody reads are cleared away."""
    folder = home(settings)
    kept = folder / "checkpoints"
    kept.mkdir(exist_ok=True)
    path = kept / f"{time.time_ns():020d}"
    live.backup(str(path))
    link = folder / f"current-{path.name}"
    link.symlink_to(path.relative_to(folder))
    link.replace(folder / "current")
    # The one before stays too: a reader may have read the link a moment ago.
    for old in sorted(p for p in kept.iterdir() if p.is_dir() and p != path)[:-1]:
        _clear(old)
    for lock in kept.glob("*.lock"):
        if not lock.with_suffix("").is_dir():
            lock.unlink(missing_ok=True)


def _clear(path: Path) -> None:
    """Remove a checkpoint unless somebody reads it."""
    held = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(path)
        os.unlink(f"{path}.lock")
    except BlockingIOError:
        pass
    finally:
        os.close(held)


# -- the meta graph


def _meta(at: State, base: str) -> list[ox.Quad]:
    """The data set described for machines (VoID), with the state of the graph."""
    data, name = ox.NamedNode(f"{base}id/dataset"), graph.meta_graph(base)
    said: list[tuple[str, graph.Value]] = [
        ("rdf:type", graph.term("void:Dataset", base)),
        ("void:sparqlEndpoint", ox.NamedNode(f"{base}sparql")),
        ("void:uriSpace", ox.Literal(f"{base}id/")),
        ("kg:sequence", ox.Literal(at.sequence)),
        ("kg:changedAt", ox.Literal(at.at)),
        ("kg:edition", ox.Literal(at.edition)),
    ]
    said += [("void:vocabulary", ox.NamedNode(iri)) for iri in graph.BORROWED.values()]
    return [ox.Quad(data, graph.term(predicate, base), value, name) for predicate, value in said]


def _state(store: ox.Store, base: str) -> State | None:
    """What a store's meta graph says; None for a graph that is not ours (another base, another program)."""
    data, name = ox.NamedNode(f"{base}id/dataset"), graph.meta_graph(base)
    values = {}
    for field in ("sequence", "changedAt", "edition"):
        found = list(store.quads_for_pattern(data, graph.term(f"kg:{field}", base), None, name))
        if len(found) != 1 or not isinstance(found[0].object, ox.Literal):
            return None
        values[field] = found[0].object.value
    return State(sequence=int(values["sequence"]), at=values["changedAt"], edition=values["edition"])
