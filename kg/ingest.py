"""Ingest: many articles read, checked and recorded one by one; then the graph is caught up.

One article that fails does not stop the rest. An article that is recorded already, by the key of its content, is a
duplicate and is left as it stands; it is read again only where the code that reads or judges or the tables have changed
since, or where a date of publication is given now that it did not have.
"""

from __future__ import annotations

import datetime as dt
import glob
import json
import pickle
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlalchemy.engine import Engine
from sqlmodel import Session

from extract import documents
from extract.reading import Article, Reading
from kg import record
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.ledger import Finding

State = Literal["new", "renewed", "duplicate", "failed"]

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".jsonl", ".ndjson")
"""What is taken from a folder. A file named outright is read whatever it is called."""

PROBLEMS = ("inconsistent", "disagreement", "tension")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line says of all articles of a run."""

    published: dt.date | None = None
    title: str | None = None
    source: str | None = None
    format: str = "auto"
    encoding: str = "auto"
    jobs: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one article. `cause` is set for a failure, and names the earlier path of a duplicate."""

    state: State
    path: str
    key: str | None = None
    cause: str | None = None
    quantities: int = 0
    checked: int = 0
    problems: int = 0

    def __str__(self) -> str:
        if self.state == "failed":
            return f"failed     {self.path}: {self.cause}"
        if self.state == "duplicate":
            return f"duplicate  {self.key}  {self.path}" + (f" (as {self.cause})" if self.cause else "")
        counts = f"{self.quantities} quantities, {self.checked} checked, {self.problems} problems"
        return f"{self.state:9}  {self.key}  {self.path}: {counts}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the arguments name: inputs in order, arguments that match nothing, files of a folder left aside."""

    paths: tuple[str, ...]
    unmatched: tuple[str, ...]
    aside: int


def find(arguments: Iterable[str], *, home: Path) -> Found:
    """Files, folders (all below them), globs and `-`, in the order given, each file once.

    From folders and globs, files of other suffixes are left aside; from folders, hidden files and those of `home` too.
    """
    paths: dict[str, None] = {}
    unmatched: list[str] = []
    aside = 0
    for argument in arguments:
        where = Path(argument)
        if argument == "-" or where.is_file():
            paths[argument] = None
            continue
        if where.is_dir():
            below = _below(where, home)
        elif glob.has_magic(argument):
            matched = map(Path, sorted(glob.glob(argument, recursive=True)))
            below = [p for m in matched for p in (_below(m, home) if m.is_dir() else [m])]
        else:
            paths[argument] = None  # Reading it will say what is wrong with it.
            continue
        fit = [p for p in below if p.suffix.lower() in SUFFIXES]
        aside += len(below) - len(fit)
        paths.update(dict.fromkeys(map(str, fit)))
        if not fit:
            unmatched.append(argument)
    return Found(paths=tuple(paths), unmatched=tuple(unmatched), aside=aside)


def _below(folder: Path, home: Path) -> list[Path]:
    """The files below a folder in order, without hidden ones and, unless the folder lies in `home`, without its own."""
    own, top = home.resolve(), folder.resolve()
    files = []
    for path in sorted(folder.rglob("*")):
        inside_home = own in path.resolve().parents and own not in (top, *top.parents)
        if path.is_file() and not inside_home and not any(p.startswith(".") for p in path.relative_to(folder).parts):
            files.append(path)
    return files


def outcomes(paths: Iterable[str], engine: Engine, *, settings: Settings, options: Options) -> Iterator[Outcome]:
    """Read, check and record every article of these inputs; one outcome each, as it is done, in order."""
    shelf = _Shelf()
    with _workers(options.jobs) as submit:
        waiting: list[tuple[Article, State, Future[_Read]]] = []
        for path in paths:
            for article in _load(path, settings, options):
                if isinstance(article, Outcome):
                    yield from _all(waiting, engine, shelf)
                    yield article
                    continue
                with record.reading(engine) as session:
                    known = session.get(record.ArticleRow, article.key)
                    ahead = next((a for a, _, _ in waiting if a.key == article.key), None)
                    if ahead is not None or (known is not None and not _stale(known, article)):
                        earlier = ahead.path if ahead else known.path if known else article.path
                        yield from _all(waiting, engine, shelf)
                        yield _duplicate(article, earlier)
                        continue
                waiting.append((article, "renewed" if known else "new", submit(article)))
                while len(waiting) > 2 * options.jobs - 1:
                    yield _record(*waiting.pop(0), engine, shelf)
        yield from _all(waiting, engine, shelf)


_Read = tuple[Reading, record.Document]


def _all(waiting: list[tuple[Article, State, Future[_Read]]], engine: Engine, shelf: _Shelf) -> Iterator[Outcome]:
    while waiting:
        yield _record(*waiting.pop(0), engine, shelf)


def _load(path: str, settings: Settings, options: Options) -> Iterator[Article | Outcome]:
    if "://" in path:
        yield Outcome(state="failed", path=path, cause="addresses cannot be read yet; save the page as a text file")
        return
    try:
        yield from documents.load(
            path,
            format=options.format,
            encoding=options.encoding,
            published=options.published,
            title=options.title,
            source=options.source,
            max_bytes=settings.max_bytes,
        )
    except documents.DocumentError as error:
        yield Outcome(state="failed", path=path, cause=error.cause)


def _stale(known: record.ArticleRow, article: Article) -> bool:
    """Whether a recorded article must be read again: other code or tables, reading or judging, or a date it did not have."""
    from extract.pipeline import fingerprint

    dated = article.published is not None and article.published != known.published
    return known.fingerprint != record.fingerprint(fingerprint()) or (dated and article.published_from == "option")


def _duplicate(article: Article, earlier: str) -> Outcome:
    cause = earlier if earlier != article.path else None
    return Outcome(state="duplicate", path=article.path, key=article.key, cause=cause)


def _read(article: Article) -> _Read:
    """Runs in a worker where there are several: what the article says, and the contract's JSON with its findings."""
    import extract
    from kg import checks, contract
    from kg.ledger import Ledger

    reading = extract.read(article)
    return reading, contract.document(reading, checks.run(Ledger.of(reading)))


def _record(article: Article, state: State, read: Future[_Read], engine: Engine, shelf: _Shelf) -> Outcome:
    try:
        reading, document = read.result()
        # Reading and judging take their time: no other writer waits for them, only for what came in meanwhile.
        beside = _Beside(reading, shelf)
        with record.reading(engine) as session:
            met = record.meeting(session, article.key, beside.keys)
        for other in met:
            beside.found(other)
        with record.writing(engine) as session:
            _meet(session, beside, document)
            record.save(session, reading, document, beside.keys)
    except Exception as error:  # Whatever is wrong with one article, the rest are still to be done.
        return Outcome(state="failed", path=article.path, key=article.key, cause=f"{type(error).__name__}: {error}")
    return Outcome(
        state=state,
        path=article.path,
        key=article.key,
        quantities=document["coverage"]["quantities"],
        checked=document["coverage"]["checked"],
        problems=sum(f["verdict"] in PROBLEMS for f in document["findings"]),
    )


class _Shelf:
    """Recorded articles read again, which is cheaper than recording readings and never out of step with the code.

    Each is kept packed, in a fifteenth of its room, until `room` bytes are full; what comes later is read anew each time.
    Nothing is thrown out for it: partners are gone through in order, so that the oldest would always be the next one.
    """

    def __init__(self, room: int = 256_000_000) -> None:
        self.room = room
        self.packed: dict[Article, bytes] = {}

    def reading(self, article: Article) -> Reading:
        import extract

        # The key stands for the text.
        name = replace(article, raw="")
        packed = self.packed.get(name)
        if packed is not None:
            kept: Reading = pickle.loads(zlib.decompress(packed))
            return kept
        reading = extract.read(article)
        packed = zlib.compress(pickle.dumps(reading, pickle.HIGHEST_PROTOCOL), 1)
        if len(packed) <= self.room:
            self.room -= len(packed)
            self.packed[name] = packed
        return reading


class _Beside:
    """One article beside others, each pair judged once and by itself, so that the order in which articles come is all one."""

    def __init__(self, reading: Reading, shelf: _Shelf) -> None:
        from kg import checks
        from kg.ledger import Ledger

        self.reading, self.shelf = reading, shelf
        self.keys = checks.keys(Ledger.of(reading))
        self.judged: dict[Article, list[Finding]] = {}

    def found(self, other: Article) -> list[Finding]:
        from kg import checks
        from kg.ledger import Ledger

        if other not in self.judged:
            self.judged[other] = checks.between(Ledger.of(self.reading, self.shelf.reading(other)))
        return self.judged[other]


def _meet(session: Session, beside: _Beside, document: record.Document) -> None:
    """Add to a document what the checks say of its article beside every recorded one that it meets, and the figures."""
    from kg import checks, contract
    from kg.ledger import Ledger

    reading = beside.reading
    met = record.meeting(session, reading.article.key, beside.keys)
    found = [finding for other in met for finding in beside.found(other)]
    found += checks.referred(Ledger.of(reading, references=record.references(session)))
    if found:
        told = contract.document(reading, found)["findings"]
        by_id = {f["id"]: f for f in document["findings"]}
        for f in told:
            by_id.setdefault(f["id"], f)
        document["findings"] = list(by_id.values())
        checked = {key for f in document["findings"] if f["verdict"] != "indeterminate" for key in f["claims"]}
        document["coverage"]["checked"] = sum(claim["id"] in checked for claim in document["claims"])


def refer(session: Session) -> int:
    """Hold every recorded article against the reference figures anew; how many findings that makes."""
    import extract
    from kg import checks, contract
    from kg.checks.reference import NAME
    from kg.ledger import Ledger

    figures = record.references(session)
    made = 0
    for article in record.measuring(session, (figure.metric for figure in figures)):
        reading = extract.read(article)
        found = checks.referred(Ledger.of(reading, references=figures))
        record.replace_findings(session, article.key, NAME, contract.document(reading, found)["findings"])
        made += len(found)
    return made


@contextmanager
def _workers(jobs: int) -> Iterator[Callable[[Article], Future[_Read]]]:
    """How an article is handed over to be read: to this process for one job, else to a pool of them."""
    if jobs == 1:
        yield _at_once
        return
    # Spawned, not forked: a fork would share the database connection of this process.
    with ProcessPoolExecutor(max_workers=jobs, mp_context=get_context("spawn")) as pool:
        yield lambda article: pool.submit(_read, article)


def _at_once(article: Article) -> Future[_Read]:
    future: Future[_Read] = Future()
    try:
        future.set_result(_read(article))
    except Exception as error:
        future.set_exception(error)
    return future


def run(
    arguments: list[str], settings: Settings, *, options: Options, quiet: bool = False, as_json: bool = False
) -> int:
    """The command: outcomes to stdout, failures and a summary to stderr, the graph caught up; its exit code."""
    found = find(arguments, home=settings.home)
    for argument in found.unmatched:
        print(f"kg: nothing matched: {argument}", file=sys.stderr)
    if not found.paths:
        return 4
    counts: Counter[State] = Counter()
    engine = record.engine(settings)
    try:
        with _progress(len(found.paths), quiet=quiet) as advance:
            for outcome in outcomes(found.paths, engine, settings=settings, options=options):
                counts[outcome.state] += 1
                if outcome.state == "failed":
                    print(outcome, file=sys.stderr)
                if as_json:
                    print(json.dumps(asdict(outcome), ensure_ascii=False), flush=True)
                elif outcome.state != "failed":
                    print(outcome, flush=True)
                advance(outcome)
    finally:
        engine.dispose()
        behind = _catch_up(settings)
    if not quiet:
        print(_summary(counts, found), file=sys.stderr)
    if behind:
        print(f"kg: the record is complete, but the graph could not follow it: {behind}", file=sys.stderr)
        return 2
    return 3 if counts["failed"] else 0


def _catch_up(settings: Settings) -> str | None:
    """Bring the graph up to the record; what kept it from following, or None."""
    from kg import store

    try:
        store.catch_up(settings)
    except store.StoreError as error:
        return str(error)
    return None


def _summary(counts: Counter[State], found: Found) -> str:
    states: tuple[State, ...] = ("new", "renewed", "duplicate", "failed")
    said = ", ".join(f"{counts[s]} {s}" for s in states if counts[s] or s != "renewed")
    return said + (f"; {found.aside} files of other kinds left aside" if found.aside else "")


@contextmanager
def _progress(total: int, *, quiet: bool) -> Iterator[Callable[[Outcome], None]]:
    """A bar on stderr where a person watches; the function it yields moves it on by one outcome."""
    if quiet or not sys.stderr.isatty():
        yield lambda outcome: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty()) as bar:
        task = bar.add_task("reading", total=total)

        def advance(outcome: Outcome) -> None:
            bar.update(task, advance=1, description=Path(outcome.path).name[:32])

        yield advance
