"""The record: what goes in comes out, as a whole or not at all, and every change is numbered."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from sqlalchemy.engine import Engine
from sqlmodel import Session

import extract
from extract import documents
from extract.reading import Reading
from kg import checks, contract, record
from kg.ledger import Ledger
from tests.conftest import OWN


def read(raw: str, path: str = "own.txt") -> tuple[Reading, record.Document]:
    reading = extract.read(documents.article(raw, path=path, published=dt.date(2025, 12, 5)))
    return reading, contract.document(reading, checks.run(Ledger.of(reading)))


def test_round_trip(engine: Engine) -> None:
    """The contract's JSON of a recorded article is the one that was saved; the raw text is the article's."""
    reading, document = read(OWN)
    with record.writing(engine) as session:
        record.save(session, reading, document)
    with record.reading(engine) as session:
        row = session.get_one(record.ArticleRow, reading.article.key)
        loaded = record.document(session, row)
        assert row.raw == OWN
        by_id = {f["id"]: f for f in document["findings"]}
        assert {f["id"]: f for f in loaded["findings"]} == by_id
        assert {**loaded, "findings": None} == {**document, "findings": None}
        assert set(record.intervals(session, row.key)) == {q["id"] for q in document["quantities"]}


def test_saving_again_replaces(engine: Engine) -> None:
    """A second reading of an article takes the first one's place and is a later change."""
    reading, document = read(OWN)
    with record.writing(engine) as session:
        first = record.save(session, reading, document)
    with record.writing(engine) as session:
        second = record.save(session, reading, document)
    with record.reading(engine) as session:
        assert second > first
        assert len(record.names(session)) == 1
        assert [c.sequence for c in record.changes(session, first)] == [second]
        assert record.latest(session) == second


def test_a_failure_leaves_nothing(engine: Engine) -> None:
    """An article is written whole or not at all: a broken part takes the rest back with it."""
    reading, document = read(OWN)
    broken = {**document, "claims": [*document["claims"], document["claims"][0]]}
    with pytest.raises(Exception, match="UNIQUE"), record.writing(engine) as session:
        record.save(session, reading, broken)
    with record.reading(engine) as session:
        assert not record.names(session)
        assert record.latest(session) == 0


def test_a_finding_across_articles(engine: Engine) -> None:
    """A finding that touches two articles stands in both, and goes when either does; the other one has changed then."""
    one, first = read(OWN)
    two, second = read("利率由1.5%升至2%。\n", "two.txt")
    across = {
        **first["findings"][0],
        "id": "f0123456789abcdef",
        "articles": [one.article.key, two.article.key],
        "spans": [
            {"article": d["article"]["key"], **{k: d["quantities"][0][k] for k in ("start", "end", "text")}}
            for d in (first, second)
        ],
        "claims": [first["claims"][0]["id"], second["claims"][0]["id"]],
    }
    with record.writing(engine) as session:
        record.save(session, one, first)
        record.save(session, two, {**second, "findings": [*second["findings"], across]})
    with record.reading(engine) as session:
        assert across in record.findings_of(session, one.article.key)
        assert across in record.findings_of(session, two.article.key)
        before = record.latest(session)
    with record.writing(engine) as session:
        assert record.remove(session, two.article.key)
    with record.reading(engine) as session:
        assert record.finding(session, across["id"]) is None
        assert {(c.article, c.action) for c in record.changes(session, before)} == {
            (one.article.key, "put"),
            (two.article.key, "delete"),
        }


def test_a_name_given_by_people_stays(engine: Engine) -> None:
    """`rename` changes the name, not the reading, and a later reading keeps it."""
    reading, document = read(OWN)
    with record.writing(engine) as session:
        record.save(session, reading, document)
        record.rename(session, reading.article.key, "我的名字")
        record.save(session, reading, document)
    with record.reading(engine) as session:
        assert [row.name for row in record.names(session)] == ["我的名字"]


def test_found_by_key_beginning_and_path(engine: Engine) -> None:
    """An article is meant by its key, by the beginning of it, or by its path; three characters are too few."""
    reading, document = read(OWN)
    with record.writing(engine) as session:
        record.save(session, reading, document)
    with record.reading(engine) as session:
        key = reading.article.key
        assert all(len(record.matching(session, w)) == 1 for w in (key, key[:6], "own.txt"))
        assert not any(record.matching(session, w) for w in (key[:3], "other.txt", "%"))


def test_writers_wait_for_each_other(engine: Engine) -> None:
    """Many writers at once: all articles are recorded, each with a change of its own."""
    readings = [read(f"利率由{n}.5%升至{n + 1}%。\n", f"{n}.txt") for n in range(8)]
    errors: list[Exception] = []

    def write(reading: Reading, document: record.Document) -> None:
        try:
            with record.writing(engine) as session:
                assert session.get(record.ArticleRow, reading.article.key) is None
                record.save(session, reading, document)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=write, args=pair) for pair in readings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    with record.reading(engine) as session:
        sequences = [row.sequence for row in record.names(session)]
    assert sorted(sequences) == list(range(1, 9))


def test_sqlite_is_set_up(engine: Engine) -> None:
    """WAL, a busy timeout and foreign keys."""
    with Session(engine) as session:
        wanted = {"journal_mode": "wal", "busy_timeout": 10000, "foreign_keys": 1}
        said = {name: session.connection().exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
    assert said == wanted
