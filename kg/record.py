"""The record: articles as published, what was read from them and what the checks say. SQL is the truth.

One article is written in one transaction. Only articles are sources; quantities, periods, claims and findings are
derived, carry the run's fingerprint and are replaced as a whole when their article is read again. Every change gets
a number that only rises (`change.sequence`): the graph catches up by it.

Offsets are half-open code points of the article as published, as everywhere outside `extract`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import Column, DateTime, ForeignKey, String, Text, event, func, inspect
from sqlalchemy.engine import Connection, Engine, make_url
from sqlmodel import Field, Session, SQLModel, create_engine, delete, insert, select

from extract.reading import Article, Reading
from extract.text import Span
from kg import edition
from kg.reference import Figure
from kg.rules import bounds
from kg.settings import Settings

Document = dict[str, Any]
"""The JSON of the contract for one article."""


class ArticleRow(SQLModel, table=True):
    """An article as decoded, with what the reader needs to set it: where the body begins, its passages, its counts."""

    __tablename__ = "article"

    key: str = Field(primary_key=True, max_length=16)
    raw: str = Field(sa_column=Column(Text, nullable=False))
    path: str
    title: str | None = None
    given_title: str | None = None
    published: dt.date | None = None
    published_from: str | None = None
    source: str | None = None
    format: str = "txt"
    script: str
    characters: int
    body: int = 0
    passages: str = Field(sa_column=Column(Text, nullable=False))
    quantities: int = 0
    claims: int = 0
    checked: int = 0
    links: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    ingested_at: dt.datetime = Field(sa_column=Column(DateTime, nullable=False))
    fingerprint: str
    sequence: int = Field(index=True)

    @property
    def name(self) -> str:
        """What people call it: the name they gave, its title, else its first line."""
        return self.given_title or self.title or self.raw[self.body :].strip().split("\n", 1)[0][:80] or self.key


def _article() -> Any:
    return Column(String(16), ForeignKey("article.key", ondelete="CASCADE"), nullable=False, index=True)


def _document() -> Any:
    return Column(Text, nullable=False)


class QuantityRow(SQLModel, table=True):
    """A quantity; `low` and `high` as decimal strings, `interval` the JSON of the bounds it stands for."""

    __tablename__ = "quantity"

    id: str = Field(primary_key=True)
    article: str = Field(sa_column=_article())
    start: int
    end: int
    unit: str = Field(index=True)
    qualifier: str
    low: str
    high: str
    interval: str
    document: str = Field(sa_column=_document())


class PeriodRow(SQLModel, table=True):
    """A stretch of time; dates inclusive, None where unresolved."""

    __tablename__ = "period"

    id: str = Field(primary_key=True)
    article: str = Field(sa_column=_article())
    start: int
    end: int
    first: dt.date | None = None
    last: dt.date | None = None
    document: str = Field(sa_column=_document())


class ClaimRow(SQLModel, table=True):
    """A claim, keyed by what makes two claims comparable; `subject` and `metric` are the concepts, None if unknown."""

    __tablename__ = "claim"

    id: str = Field(primary_key=True)
    article: str = Field(sa_column=_article())
    quantity: str
    start: int
    end: int
    subject: str | None = Field(default=None, index=True)
    metric: str | None = Field(default=None, index=True)
    first: dt.date | None = None
    last: dt.date | None = None
    kind: str
    comparison: str
    modality: str
    document: str = Field(sa_column=_document())


class KeyRow(SQLModel, table=True):
    """A key under which an article is found by others ("state") or looks for them ("ask"): see `kg.checks.keys`."""

    __tablename__ = "article_key"

    article: str = Field(
        sa_column=Column(String(16), ForeignKey("article.key", ondelete="CASCADE"), primary_key=True, nullable=False)
    )
    role: str = Field(primary_key=True, max_length=5)
    key: str = Field(primary_key=True, index=True)


class FindingRow(SQLModel, table=True):
    """What one check says of two sides."""

    __tablename__ = "finding"

    id: str = Field(primary_key=True)
    check: str = Field(sa_column=Column("check_name", String, nullable=False, index=True))
    verdict: str = Field(index=True)
    severity: str | None = Field(default=None, index=True)
    document: str = Field(sa_column=_document())


class FindingClaim(SQLModel, table=True):
    """Which claims a finding concerns. No foreign key to the claim: it may stand in an article read later."""

    __tablename__ = "finding_claim"

    finding: str = Field(sa_column=Column(String, ForeignKey("finding.id", ondelete="CASCADE"), primary_key=True))
    claim: str = Field(primary_key=True, index=True)


class FindingArticle(SQLModel, table=True):
    """Which articles a finding touches, and where it first stands in each."""

    __tablename__ = "finding_article"

    finding: str = Field(sa_column=Column(String, ForeignKey("finding.id", ondelete="CASCADE"), primary_key=True))
    article: str = Field(primary_key=True, index=True)
    start: int


class ReferenceRow(SQLModel, table=True):
    """A reference figure; `value` as written."""

    __tablename__ = "reference"

    id: str = Field(primary_key=True, max_length=16)
    subject: str
    metric: str = Field(index=True)
    first: dt.date
    last: dt.date
    value: str
    unit: str
    comparison: str
    source: str
    url: str = ""


class Change(SQLModel, table=True):
    """One change of one article; `sequence` only rises, also over deletions. What the graph has to catch up with."""

    __tablename__ = "change"
    __table_args__ = {"sqlite_autoincrement": True}

    sequence: int | None = Field(default=None, primary_key=True)
    article: str = Field(max_length=16, index=True)
    action: str
    at: dt.datetime = Field(sa_column=Column(DateTime, nullable=False))


class OldRecord(RuntimeError):
    """The database was made by a version with other tables; the message says which column it lacks and what to do."""


def engine(settings: Settings) -> Engine:
    """The record's engine: KG_HOME made where it is missing, tables made where they are missing.

    SQLite works in WAL mode with foreign keys, and waits ten seconds for another writer. Dispose it when done.
    Raises: OldRecord where a table is there already and lacks a column.
    """
    url = make_url(settings.database_url)
    sqlite = url.get_backend_name() == "sqlite"
    if sqlite and url.database not in (None, "", ":memory:"):
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    made = create_engine(url)
    if sqlite:
        event.listen(made, "connect", _prepare_sqlite)
        event.listen(made, "begin", _begin_sqlite)
    with made.execution_options(writing=True).begin() as connection:
        SQLModel.metadata.create_all(connection)
        lacking = _lacking(connection)
    if lacking:
        made.dispose()
        shown = make_url(settings.database_url).render_as_string(hide_password=True)
        raise OldRecord(
            f"{shown} was made by another version: it has no {', '.join(lacking)}. All but the articles themselves is "
            "derived: put it aside and ingest the articles again"
        )
    return made


def _lacking(connection: Connection) -> list[str]:
    """The columns of our tables that the database's tables do not have."""
    known = inspect(connection)
    return [
        f"{table.name}.{column.name}"
        for table in SQLModel.metadata.sorted_tables
        for there in [{column["name"] for column in known.get_columns(table.name)}]
        for column in table.columns
        if column.name not in there
    ]


def _prepare_sqlite(connection: Any, _: object) -> None:
    # We say BEGIN ourselves: the driver's habit of beginning before the first change only would let two writers read
    # first and then fail at once ("database is locked") instead of waiting for each other.
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "busy_timeout = 10000", "foreign_keys = ON", "synchronous = NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def reading(source: Engine) -> Iterator[Session]:
    """A session on one unchanging view of the record."""
    with Session(source) as session:
        yield session


@contextmanager
def writing(source: Engine) -> Iterator[Session]:
    """A session that holds the write lock from its start; committed at the end, rolled back on any exception."""
    with Session(source.execution_options(writing=True), expire_on_commit=False) as session, session.begin():
        yield session


# -- writing


def save(session: Session, reading: Reading, document: Document, keys: Iterable[tuple[str, str]] = ()) -> int:
    """Write one article with everything read from it and found in it, replacing an earlier reading of it.

    `document` is the contract's JSON for the same article, findings included. Findings that touch other recorded
    articles count as a change of those too; `keys` are those under which the article meets others. Returns the
    article's sequence. Needs a session from `writing`.
    """
    article = reading.article
    earlier = session.get(ArticleRow, article.key)
    given_title = earlier.given_title if earlier else None
    findings = document.get("findings", [])
    touched = _forget(session, article.key)
    touched |= {key for finding in findings for key in finding["articles"]}
    sequence = _changed(session, article.key, "put")
    coverage = document.get("coverage", {})
    session.add(
        ArticleRow(
            key=article.key,
            raw=article.raw,
            path=article.path,
            title=document["article"]["title"],
            given_title=given_title,
            published=article.published,
            published_from=article.published_from,
            source=article.source,
            format=article.format,
            script=reading.script,
            characters=len(article.raw),
            body=article.body,
            passages=json.dumps([[p.span.start, p.span.end, p.role, p.paragraph] for p in reading.passages]),
            quantities=len(document["quantities"]),
            claims=len(document["claims"]),
            checked=int(coverage.get("checked", 0)),
            links=_json(document.get("links", [])),
            ingested_at=_now(),
            fingerprint=fingerprint(reading.fingerprint),
            sequence=sequence,
        )
    )
    session.flush()
    intervals = {(q.span.start, q.span.end): q.interval for q in reading.quantities}
    _add(session, QuantityRow, (_quantity(article.key, q, intervals) for q in document["quantities"]))
    _add(session, PeriodRow, (_period(article.key, p) for p in document["periods"]))
    _add(session, ClaimRow, (_claim(article.key, c) for c in document["claims"]))
    _add(session, KeyRow, (KeyRow(article=article.key, role=role, key=key) for role, key in sorted(set(keys))))
    _add_findings(session, findings)
    _renew(session, touched - {article.key})
    return sequence


def fingerprint(read_by: str) -> str:
    """What a recorded article depends on: the fingerprint of its reading, and the edition of the code that judges."""
    return f"{read_by}-{edition.judging()}"


def _renew(session: Session, articles: Iterable[str]) -> None:
    """Articles whose findings came or went have changed: each gets a new sequence and counts anew what is checked."""
    for key in sorted(articles):
        row = session.get(ArticleRow, key)
        if row is not None:
            row.sequence = _changed(session, key, "put")
            row.checked = _checked(session, key)


def _checked(session: Session, key: str) -> int:
    """How many claims of an article stand in a finding that decides something."""
    # Through the article's claims, not by the beginning of their ids: that would go over the claims of all findings.
    query: Any = (
        select(func.count(func.distinct(_column(ClaimRow.id))))
        .join(FindingClaim, _is(FindingClaim.claim, ClaimRow.id))
        .join(FindingRow, _is(FindingRow.id, FindingClaim.finding))
        .where(_is(ClaimRow.article, key), _column(FindingRow.verdict) != "indeterminate")
    )
    return session.exec(query).one() or 0


def meeting(session: Session, article: str, keys: Iterable[tuple[str, str]]) -> list[Article]:
    """The recorded articles that share a key with one, by their keys' order: a state with a state, a question with a state."""
    states = sorted({key for role, key in keys if role == "state"})
    asks = sorted({key for role, key in keys if role == "ask"})
    found: set[str] = set()
    for wanted, roles in ((states, ("state", "ask")), (asks, ("state",))):
        for part in _slices(wanted):
            query: Any = select(KeyRow.article).distinct().where(_in(KeyRow.key, part), _in(KeyRow.role, list(roles)))
            found |= set(session.exec(query))
    rows = [session.get(ArticleRow, key) for key in sorted(found - {article})]
    return [_as_read(row) for row in rows if row is not None]


def refer(session: Session, figures: Iterable[Figure]) -> None:
    """Keep reference figures; one of the same measure, period and source replaces the earlier one."""
    for figure in figures:
        session.merge(ReferenceRow(id=figure.id, **asdict(figure)))


def references(session: Session) -> tuple[Figure, ...]:
    """All reference figures, by what they are of."""
    rows = session.exec(select(ReferenceRow).order_by(_asc(ReferenceRow.metric), _asc(ReferenceRow.first), _asc(ReferenceRow.id))).all()
    return tuple(Figure(**row.model_dump(exclude={"id"})) for row in rows)


def measuring(session: Session, metrics: Iterable[str]) -> list[Article]:
    """The recorded articles with a claim on one of some measures, as metric or as subject, by key."""
    wanted = sorted(set(metrics))
    keys: set[str] = set()
    for part in _slices(wanted):
        for column in (ClaimRow.metric, ClaimRow.subject):
            keys |= set(session.exec(select(ClaimRow.article).distinct().where(_in(column, part))))
    rows = [session.get(ArticleRow, key) for key in sorted(keys)]
    return [_as_read(row) for row in rows if row is not None]


def replace_findings(session: Session, article: str, check: str, findings: Sequence[Document]) -> None:
    """Put findings of one check about one article in the place of those it has; a change of every article they touch."""
    found = select(FindingArticle.finding).join(FindingRow, _is(FindingRow.id, FindingArticle.finding))
    old = list(session.exec(found.where(_is(FindingArticle.article, article), _is(FindingRow.check, check))))
    touched = _drop(session, old) | {key for finding in findings for key in finding["articles"]}
    _add_findings(session, findings)
    _renew(session, touched)


def exists(settings: Settings) -> bool:
    """Whether there is a record already, so that looking for one makes none."""
    url = make_url(settings.database_url)
    return url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:") or Path(str(url.database)).is_file()


def rename(session: Session, key: str, title: str) -> ArticleRow | None:
    """Give an article another name for people; what was read from it stays. None where there is no such article."""
    article = session.get(ArticleRow, key)
    if article is not None:
        article.given_title = title
        article.sequence = _changed(session, key, "put")
    return article


def remove(session: Session, key: str) -> ArticleRow | None:
    """Remove an article, all that was read from it and every finding that touches it. None where there is none."""
    article = session.get(ArticleRow, key)
    if article is None:
        return None
    _renew(session, _forget(session, key))
    _changed(session, key, "delete")
    return article


def _changed(session: Session, key: str, action: str) -> int:
    change = Change(article=key, action=action, at=_now())
    session.add(change)
    session.flush()
    assert change.sequence is not None
    return change.sequence


def _forget(session: Session, key: str) -> set[str]:
    """Remove an article's row, all derived rows and its findings; the other articles that these findings touched."""
    found = select(FindingArticle.finding).where(FindingArticle.article == key)
    touched = _drop(session, list(session.exec(found)))
    for rows in (QuantityRow, PeriodRow, ClaimRow, KeyRow):
        session.exec(delete(rows).where(_is(rows.article, key)))
    session.exec(delete(ArticleRow).where(_is(ArticleRow.key, key)))
    # The row was perhaps loaded in this session; a new one of the same key must not meet it there.
    session.expunge_all()
    return touched - {key}


def _drop(session: Session, findings: list[str]) -> set[str]:
    """Remove findings by id; the articles that they touched."""
    touched: set[str] = set()
    for part in _slices(findings):
        touched |= set(session.exec(select(FindingArticle.article).where(_in(FindingArticle.finding, part))))
        for table in (FindingClaim, FindingArticle):
            session.exec(delete(table).where(_in(table.finding, part)))
        session.exec(delete(FindingRow).where(_in(FindingRow.id, part)))
    return touched


def _add(session: Session, table: type[SQLModel], rows: Iterable[SQLModel]) -> None:
    values = [row.model_dump() for row in rows]
    if values:
        session.execute(insert(table), values)


def _quantity(article: str, q: Document, intervals: dict[tuple[int, int], Any]) -> QuantityRow:

    return QuantityRow(
        id=q["id"],
        article=article,
        start=q["start"],
        end=q["end"],
        unit=q["unit"],
        qualifier=q["qualifier"],
        low=q["low"],
        high=q["high"],
        interval=_json(bounds(intervals[q["start"], q["end"]])),
        document=_json(q),
    )


def _period(article: str, p: Document) -> PeriodRow:
    return PeriodRow(
        id=p["id"], article=article, start=p["start"], end=p["end"], first=_date(p["first"]), last=_date(p["last"]),
        document=_json(p),
    )  # fmt: skip


def _claim(article: str, c: Document) -> ClaimRow:
    period = c["period"] or {"first": None, "last": None}
    return ClaimRow(
        id=c["id"],
        article=article,
        quantity=c["quantity"],
        start=c["start"],
        end=c["end"],
        subject=c["subject"] and c["subject"]["id"],
        metric=c["metric"] and c["metric"]["id"],
        first=_date(period["first"]),
        last=_date(period["last"]),
        kind=c["kind"],
        comparison=c["comparison"],
        modality=c["modality"],
        document=_json(c),
    )


def _add_findings(session: Session, findings: Sequence[Document]) -> None:
    """Write findings and what they touch; one that another article brought along already is replaced."""
    _drop(session, [f["id"] for f in findings])
    _add(
        session,
        FindingRow,
        (
            FindingRow(id=f["id"], check=f["check"], verdict=f["verdict"], severity=f["severity"], document=_json(f))
            for f in findings
        ),
    )
    _add(
        session,
        FindingClaim,
        (FindingClaim(finding=f["id"], claim=claim) for f in findings for claim in dict.fromkeys(f["claims"])),
    )
    first: dict[tuple[str, str], int] = {}
    for f in findings:
        for span in f["spans"]:
            at = f["id"], span["article"]
            first[at] = min(first.get(at, span["start"]), span["start"])
        for key in f["articles"]:
            first.setdefault((f["id"], key), 0)
    _add(
        session,
        FindingArticle,
        (FindingArticle(finding=id_, article=key, start=start) for (id_, key), start in first.items()),
    )


# -- reading


def names(session: Session) -> Sequence[ArticleRow]:
    """All articles, the latest published first, those without a date last."""
    published: Any = ArticleRow.published
    return session.exec(select(ArticleRow).order_by(published.desc().nulls_last(), _asc(ArticleRow.key))).all()


def _as_read(row: ArticleRow) -> Article:
    headline = next((Span(a, b) for a, b, role, _ in json.loads(row.passages) if role == "headline"), None)
    return Article(
        raw=row.raw,
        key=row.key,
        path=row.path,
        title=row.title,
        published=row.published,
        published_from=row.published_from,  # type: ignore[arg-type]  # written by `save` from the same type
        source=row.source,
        format=row.format,
        body=row.body,
        headline=headline,
    )


def matching(session: Session, written: str) -> Sequence[ArticleRow]:
    """The articles that `written` may mean: a key, the beginning of one (four characters or more), or a path."""
    key: Any = ArticleRow.key
    found = session.exec(select(ArticleRow).where(_is(ArticleRow.path, written))).all()
    if not found and len(written) >= 4 and written.isalnum():
        found = session.exec(select(ArticleRow).where(key.startswith(written)).order_by(key)).all()
    return found


def document(session: Session, article: ArticleRow) -> Document:
    """The contract's JSON of a recorded article, as `kg check --json` prints it."""
    return {
        "schema": "kg.reading/1",
        "article": _about(article),
        "quantities": _documents(session, QuantityRow, article.key),
        "periods": _documents(session, PeriodRow, article.key),
        "claims": _documents(session, ClaimRow, article.key),
        "links": json.loads(article.links),
        "findings": findings_of(session, article.key),
        "coverage": {"quantities": article.quantities, "claims": article.claims, "checked": article.checked},
    }


def _about(article: ArticleRow) -> Document:
    return {
        "key": article.key,
        "path": article.path,
        "title": article.given_title or article.title,
        "published": article.published and article.published.isoformat(),
        "published_from": article.published_from,
        "source": article.source,
        "script": article.script,
        "characters": article.characters,
    }


def linked(session: Session) -> Iterator[tuple[Document, str]]:
    """Of every article what the causal map needs of the contract's JSON (`article`, `links`), and its text."""
    for article in names(session):
        yield {"article": _about(article), "links": json.loads(article.links)}, article.raw


def intervals(session: Session, key: str) -> dict[str, Document]:
    """The bounds that each quantity of an article stands for, by the quantity's id."""
    rows = session.exec(select(QuantityRow.id, QuantityRow.interval).where(_is(QuantityRow.article, key)))
    return {id_: json.loads(interval) for id_, interval in rows}


def findings_of(session: Session, key: str) -> list[Document]:
    """The findings that touch an article, in the order in which they first stand in it."""
    rows: Any = (
        select(FindingRow.document)
        .join(FindingArticle, _is(FindingArticle.finding, FindingRow.id))
        .where(_is(FindingArticle.article, key))
        .order_by(_asc(FindingArticle.start), _asc(FindingRow.id))
    )
    return [json.loads(row) for row in session.exec(rows)]


def finding(session: Session, id_: str) -> Document | None:
    row = session.get(FindingRow, id_)
    return json.loads(row.document) if row else None


def findings(session: Session, *, verdicts: Iterable[str], limit: int) -> list[Document]:
    """Findings of these verdicts, the weightiest severity first."""
    severity = {"conclusion": 0, "error": 1, "minor": 2}
    rows = session.exec(select(FindingRow).where(_in(FindingRow.verdict, list(verdicts))).order_by(_asc(FindingRow.id)))
    return [json.loads(r.document) for r in sorted(rows, key=lambda r: severity.get(r.severity or "", 3))][:limit]


def verdicts(session: Session) -> dict[str, dict[str, int]]:
    """How many findings of each verdict touch each article."""
    query: Any = (
        select(FindingArticle.article, FindingRow.verdict, func.count())
        .join(FindingRow, _is(FindingArticle.finding, FindingRow.id))
        .group_by(_column(FindingArticle.article), _column(FindingRow.verdict))
    )
    counted: dict[str, dict[str, int]] = {}
    for key, verdict, number in session.exec(query):
        counted.setdefault(key, {})[verdict] = number
    return counted


def totals(session: Session) -> dict[str, int]:
    """How many findings of each verdict there are; one that touches two articles counts once."""
    query: Any = select(FindingRow.verdict, func.count()).group_by(_column(FindingRow.verdict))
    return {verdict: number for verdict, number in session.exec(query)}


def claim(session: Session, row: ClaimRow) -> Document:
    """The contract's JSON of a claim, with the findings that concern it."""
    query: Any = (
        select(FindingRow.document)
        .join(FindingClaim, _is(FindingClaim.finding, FindingRow.id))
        .where(_is(FindingClaim.claim, row.id))
        .order_by(_asc(FindingRow.id))
    )
    return {**json.loads(row.document), "findings": [json.loads(found) for found in session.exec(query)]}


def claim_document(session: Session, id_: str) -> Document | None:
    """A claim's JSON with its quantity's unit, value and bounds beside it; None where it is not recorded."""
    row = session.get(ClaimRow, id_)
    if row is None:
        return None
    quantity = session.get(QuantityRow, row.quantity)
    return {
        **json.loads(row.document),
        "article": row.article,
        "unit": quantity.unit if quantity else "NONE",
        "interval": json.loads(quantity.interval) if quantity else None,
    }


def claim_of(session: Session, quantity: str) -> ClaimRow | None:
    """The claim that a quantity makes."""
    return session.exec(select(ClaimRow).where(_is(ClaimRow.quantity, quantity))).first()


def changes(session: Session, after: int) -> Sequence[Change]:
    """Every change later than a sequence, in order. One article may stand in it several times: the last one counts."""
    sequence: Any = Change.sequence
    return session.exec(select(Change).where(sequence > after).order_by(sequence)).all()


def latest(session: Session) -> int:
    """The sequence of the last change; 0 where nothing ever came in."""
    return session.exec(select(func.max(Change.sequence))).one() or 0


def _documents(
    session: Session, table: type[QuantityRow] | type[PeriodRow] | type[ClaimRow], key: str
) -> list[Document]:
    query: Any = select(table.document).where(_is(table.article, key)).order_by(_asc(table.start), _asc(table.end))
    return [json.loads(row) for row in session.exec(query)]


# -- small words of SQL, typed once: SQLModel's columns look like their values to a type checker


def _column(column: Any) -> Any:
    return column


def _is(column: Any, value: Any) -> Any:
    return column == value


def _in(column: Any, values: Sequence[str]) -> Any:
    return column.in_(values)


def _asc(column: Any) -> Any:
    return column.asc()


def _slices(values: list[str], size: int = 500) -> Iterator[list[str]]:
    """Databases limit the number of parameters of one statement."""
    return (values[at : at + size] for at in range(0, len(values), size))


def _date(written: str | None) -> dt.date | None:
    return dt.date.fromisoformat(written) if written else None


def _now() -> dt.datetime:
    """UTC without saying so, as every time in the record: not every database keeps a zone."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
