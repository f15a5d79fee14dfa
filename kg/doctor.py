"""What `kg doctor` looks at: whether record, graph and reader are there and work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One thing looked at; `said` is what was found, or what is wrong with it."""

    what: str
    fine: bool
    said: str


def examine(settings: Settings) -> Iterator[Report]:
    """Look at everything in turn; whatever goes wrong with one is its report and does not hide the next."""
    looks: dict[str, Callable[[Settings], str]] = {"record": _record, "graph": _graph, "reader": _reader}
    for what, look in looks.items():
        try:
            yield Report(what=what, fine=True, said=look(settings))
        except Exception as error:
            yield Report(what=what, fine=False, said=f"{type(error).__name__}: {error}")


def _record(settings: Settings) -> str:
    from kg import record

    engine = record.engine(settings)
    try:
        with record.reading(engine) as session:
            return f"{len(record.names(session))} articles, change {record.latest(session)}"
    finally:
        engine.dispose()


def _graph(settings: Settings) -> str:
    from kg import record, store

    state = store.state(settings)
    engine = record.engine(settings)
    try:
        with record.reading(engine) as session:
            latest = record.latest(session)
    finally:
        engine.dispose()
    if state is None and not latest:
        return "empty, as the record is"
    if state is None or state.sequence != latest:
        at = state.sequence if state else "nothing"
        raise RuntimeError(f"the graph stands at {at}, the record at {latest}; the next ingest or query brings it up")
    return f"at change {state.sequence}, as the record is"


def _reader(settings: Settings) -> str:
    from extract import documents, read

    reading = read(documents.article("利率由 1.5% 升至 2%。", path="doctor"))
    return f"{len(reading.quantities)} quantities in a sentence of two, fingerprint {reading.fingerprint}"
