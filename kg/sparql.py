"""SPARQL queries over the graph: each in a process of its own, which is killed at the deadline.

pyoxigraph cannot be interrupted, neither by a timeout nor by a signal; only the end of its process is a limit. So a
query runs in `python -m kg.sparql` on a checkpoint, with its CPU time and memory limited and no file handle left for
the network. An answer is whole, or it is an error; only a table for a page may be cut, and then says so.
Where a query names no graphs, its default graph is the union of all.
"""

from __future__ import annotations

import io
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import pyoxigraph as ox

from kg import graph, store
from kg.settings import Settings

Kind = Literal["select", "ask", "graph"]
Format = Literal["table", "json", "xml", "csv", "tsv", "ttl", "nt", "nq", "trig", "jsonld", "rdf"]
RESULTS: dict[str, ox.QueryResultsFormat] = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS: dict[str, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}

SECONDS = 20.0
"""The deadline of a query that names no other."""
MEMORY = 2 * 1024**3
"""Bytes of address space for one query, beyond what its process has when it starts."""
FEW = 8
"""Alternatives of the parser that a message still lists."""
BODY = 64 * 1024**2
"""Bytes of the largest answer."""


class QueryError(ValueError):
    """A query that cannot be answered. `line` and `column` count from 1 where the parser gave them."""

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        self.line, self.column, self.message = line, column, message
        super().__init__(f"line {line}, column {column}: {message}" if line else message)


class OverLimit(QueryError):
    """A query that ran into the deadline, the memory limit or the largest answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`body` in the asked format. For `table`: SPARQL's JSON, cut after the row limit if `cut` says so.

    A CONSTRUCT or DESCRIBE is of kind `graph`; as a table its columns are subject, predicate, object.
    """

    kind: Kind
    format: Format
    rows: int
    cut: bool
    seconds: float
    body: bytes

    def table(self) -> tuple[list[str], list[list[dict[str, str] | None]]]:
        """Variables and rows of a `table` answer; a cell is SPARQL-JSON's {type, value, xml:lang, datatype} or None."""
        found = json.loads(self.body)
        if self.kind == "ask":
            boolean = {"type": "literal", "value": str(found["boolean"]).lower()}
            return ["ask"], [[boolean]]
        names = found["head"]["vars"]
        return names, [[row.get(name) for name in names] for row in found["results"]["bindings"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """What the process is told, as JSON on its standard input."""

    path: str
    query: str
    format: Format
    base: str
    limit: int | None
    seconds: float
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()


def run(
    settings: Settings,
    query: str,
    *,
    format: Format = "table",
    limit: int | None = None,
    seconds: float = SECONDS,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
) -> Answer:
    """Answer a query on the newest checkpoint. `limit` cuts a `table` after so many rows; other formats are whole.

    Raises: QueryError for what cannot be parsed or is refused, OverLimit, store.StoreError where there is no graph.
    """
    refuse(query)
    with store.checkpoint(settings) as path:
        task = _Task(
            path=str(path),
            query=query,
            format=format,
            base=settings.base_uri,
            limit=limit if format == "table" else None,
            seconds=seconds,
            default_graphs=default_graphs,
            named_graphs=named_graphs,
        )
        head, body = _in_a_process(task)
    if error := head.get("error"):
        kind = OverLimit if head.get("limit") else QueryError
        raise kind(error, line=head.get("line"), column=head.get("column"))
    return Answer(format=format, body=body, **head)


def shortened(iri: str, base: str) -> str:
    """An IRI as people read it: a prefixed name where we have the prefix, a path where it is ours, else as it is."""
    for prefix, start in graph.prefixes(base).items():
        if iri.startswith(start) and re.fullmatch(r"[\w.-]+", iri[len(start) :]):
            return f"{prefix}:{iri[len(start) :]}"
    return iri.removeprefix(f"{base}id/") if iri.startswith(f"{base}id/") else iri.removeprefix(base)


def _in_a_process(task: _Task) -> tuple[dict[str, Any], bytes]:
    """Head and body as the process printed them; it is killed at the deadline and whenever this wait is broken off."""
    command = [sys.executable, "-m", "kg.sparql"]
    root = Path(__file__).parent.parent
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root
    ) as run_:
        try:
            out, err = run_.communicate(json.dumps(asdict(task)).encode(), timeout=task.seconds)
        except subprocess.TimeoutExpired:
            raise OverLimit(f"no answer within {task.seconds:g} seconds; the query was ended") from None
        finally:
            run_.kill()
    head, _, body = out.partition(b"\n")
    if not head.startswith(b"{"):
        last = err.decode(errors="replace").strip().rpartition("\n")[2]
        raise OverLimit(f"the query's process ended by itself ({last or f'exit {run_.returncode}'}): out of memory?")
    return json.loads(head), body


# -- refused before anything runs

_TOKEN = re.compile(
    r"""(?P<skip> \#[^\n]* | <[^<>"{}|^`\\\x00-\x20]*> | \"\"\".*?(?<!\\)\"\"\" | '''.*?(?<!\\)'''
      | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | [?$@][\w-]+ )
      | (?P<name>[\w.-]*:[\w.:%-]*) | (?P<word>\w+)""",
    re.VERBOSE | re.DOTALL,
)
_UPDATES = frozenset(("WITH", "INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"))
_VERBS: dict[str, Kind] = {"SELECT": "select", "ASK": "ask", "CONSTRUCT": "graph", "DESCRIBE": "graph"}
_PROLOGUE = frozenset(("PREFIX", "BASE", "VERSION"))


def refuse(query: str) -> None:
    """Refuse what is no read of our own graph.

    Raises: QueryError for SERVICE, for updates (LOAD among them) and for what does not begin as a query does.
    """
    verb = None
    for word, at in _words(query):
        if word == "SERVICE":
            raise QueryError(
                "SERVICE is refused: queries read this graph only, never another server", **_place(query, at)
            )
        if verb is None and word not in _PROLOGUE:
            verb = word
            if verb in _UPDATES:
                raise QueryError(f"{verb} is an update; only queries are answered here", **_place(query, at))
            if verb not in _VERBS:
                raise QueryError(f"a query begins with {', '.join(_VERBS)}", **_place(query, at))
    if verb is None:
        raise QueryError("the query is empty")


def kind(query: str) -> Kind:
    """What a query gives, by its verb; the parser has the last word on whether it is one."""
    verb = next((word for word, _ in _words(query) if word not in _PROLOGUE), "SELECT")
    return _VERBS.get(verb, "select")


def _words(query: str) -> Iterator[tuple[str, int]]:
    """The keywords of a query in capitals with their offsets: no names, variables, strings, IRIs or comments."""
    return ((found["word"].upper(), found.start()) for found in _TOKEN.finditer(query) if found["word"])


def _place(text: str, at: int) -> dict[str, int]:
    return {"line": text.count("\n", 0, at) + 1, "column": at - text.rfind("\n", 0, at)}


def _undeclared(query: str, base: str) -> dict[str, Any] | None:
    """The first prefix that is neither declared nor one of ours; the parser often stumbles only behind it."""
    known, declares = {"_", *graph.prefixes(base)}, False
    for found in _TOKEN.finditer(query):
        if found["name"] is not None:
            prefix = found["name"].partition(":")[0]
            if declares:
                known.add(prefix)
            elif prefix not in known:
                return {"error": f"the prefix {prefix}: is not declared", **_place(query, found.start())}
        declares = (found["word"] or "").upper() == "PREFIX"
    return None


def _syntax(message: str, query: str, base: str) -> dict[str, Any]:
    """The parser's "error at 2:5: expected one of …" as line, column and what a person can use of the words."""
    found = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not found:
        return {"error": message}
    line, column = int(found[1]), int(found[2])
    if unknown := _undeclared(query, base):
        return unknown
    if "variable that is unbound" in found[3]:
        return {"error": "the SELECT contains a variable that is unbound", "line": line, "column": column}
    rest = "\n".join(query.split("\n")[line - 1 :])[column - 1 :].split()
    words = f"unexpected {rest[0]!r}" if rest else "unexpected end of the query"
    # What is left of the alternatives without character classes and without what is refused anyway.
    expected = re.sub(
        r"\[(?:'[^\]]*'|_)\](?=,|$|\s)(?:,\s*)?|\b(?:LATERAL|SERVICE)\b,?", "", found[3].replace("\n", " ")
    )
    expected = " ".join(expected.split()).rstrip(", ")
    some = expected not in ("expected", "expected one of") and expected.count(",") < FEW
    return {
        "error": f"{words}; {expected}" if some else words,
        "line": line,
        "column": column,
    }


# -- inside the process


def _work() -> None:
    task = _Task(**json.load(sys.stdin))
    began = time.monotonic()
    try:
        head, body = _answer(task, began)
    except SyntaxError as error:
        head, body = _syntax(str(error), task.query, task.base), b""
    except _Full:
        head, body = {"error": f"the answer is larger than {BODY >> 20} MB; ask for less", "limit": True}, b""
    except MemoryError:
        head, body = {"error": "the query needs more memory than one query may have", "limit": True}, b""
    except (OSError, ValueError) as error:
        head, body = {"error": str(error)}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)


def _answer(task: _Task, began: float) -> tuple[dict[str, Any], bytes]:
    held = ox.Store.read_only(task.path)
    _limit(task.seconds)
    graphs: dict[str, Any] = {}
    if task.default_graphs or task.named_graphs:
        graphs["default_graph"] = [ox.NamedNode(iri) for iri in task.default_graphs]
        graphs["named_graphs"] = [ox.NamedNode(iri) for iri in task.named_graphs]
    else:
        graphs["use_default_graph_as_union"] = not _names_graphs(task.query)
    found = held.query(task.query, prefixes=graph.prefixes(task.base), base_iri=task.base, **graphs)
    head: dict[str, Any] = {"kind": "select", "rows": 0, "cut": False}
    if isinstance(found, ox.QueryBoolean):
        head |= {"kind": "ask", "rows": 1}
        body = found.serialize(format=_results(task.format)) or b""
    elif isinstance(found, ox.QueryTriples):
        head["kind"] = "graph"
        body = _triples(found, task, head)
    elif task.format == "table":
        names = [variable.value for variable in found.variables]
        rows = _some(({n: t for n in names if (t := row[n]) is not None} for row in found), task.limit, head)
        body = _json(names, rows)
    else:
        whole = _Bounded()
        found.serialize(whole, format=_results(task.format))
        body = whole.getvalue()
    return head | {"seconds": time.monotonic() - began}, body


class _Full(Exception):
    """The answer has outgrown BODY."""


class _Bounded(io.BytesIO):
    """Bytes in memory, up to BODY. Raises: _Full beyond."""

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > BODY:
            raise _Full
        return super().write(data)


def _triples(found: ox.QueryTriples, task: _Task, head: dict[str, Any]) -> bytes:
    if task.format == "table":
        names = ("subject", "predicate", "object")
        triples = ({n: getattr(triple, n) for n in names} for triple in found)
        return _json(names, _some(triples, task.limit, head))
    if task.format not in GRAPHS:
        raise ValueError(f"CONSTRUCT and DESCRIBE give a graph, which {task.format} cannot hold: {', '.join(GRAPHS)}")
    used = list(dict.fromkeys(found))
    head["rows"] = len(used)
    return _serialized(used, task.format, task.base)


def _serialized(statements: Iterable[ox.Triple] | Iterable[ox.Quad], format: str, base: str) -> bytes:
    prefixes = None if format in ("nt", "nq") else graph.prefixes(base)
    return ox.serialize(statements, format=GRAPHS[format], prefixes=prefixes) or b""


def _some(rows: Iterable[Any], limit: int | None, head: dict[str, Any]) -> list[Any]:
    kept = list(islice(rows, limit + 1)) if limit is not None else list(rows)
    head["cut"] = limit is not None and len(kept) > limit
    kept = kept[:limit]
    head["rows"] = len(kept)
    return kept


def _json(names: Iterable[str], rows: Iterable[dict[str, Any]]) -> bytes:
    """SPARQL 1.1 Query Results JSON of rows of terms."""
    bindings = [{name: _cell(term) for name, term in row.items()} for row in rows]
    return json.dumps({"head": {"vars": list(names)}, "results": {"bindings": bindings}}, ensure_ascii=False).encode()


def _cell(term: Any) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, ox.Literal):
        return {"type": "literal", "value": str(term)}
    cell = {"type": "literal", "value": term.value}
    if term.language:
        return cell | {"xml:lang": term.language}
    plain = term.datatype.value == graph.BORROWED["xsd"] + "string"
    return cell if plain else cell | {"datatype": term.datatype.value}


def _results(format: str) -> ox.QueryResultsFormat:
    wanted = "json" if format == "table" else format
    if wanted not in RESULTS:
        raise ValueError(f"SELECT and ASK give a table, which {format} cannot hold: {', '.join(RESULTS)}")
    return RESULTS[wanted]


def _names_graphs(query: str) -> bool:
    """Whether the query has a FROM of its own, which then is its data set."""
    return any(word == "FROM" for word, _ in _words(query))


def _limit(seconds: float) -> None:
    """CPU time, memory, and no file handle more than the open ones: the network cannot be reached."""
    cpu = int(seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() if _LINUX else 0
    if used:
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


_LINUX = sys.platform == "linux"


# -- the example queries


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A query of ontology/queries, its titles and descriptions by language (zh-Hant, zh-Hans, en)."""

    name: str
    query: str
    title: dict[str, str] = field(default_factory=dict)
    description: dict[str, str] = field(default_factory=dict)


@lru_cache(maxsize=8)
def examples(base: str = graph.DEFAULT_BASE) -> dict[str, Example]:
    """Every example by name; `base` takes the place of the base that the files are written with."""
    files = sorted(resources.files("ontology").joinpath("queries").iterdir(), key=lambda file: file.name)
    return {
        name: _example(name, file.read_text(encoding="utf-8").replace(graph.DEFAULT_BASE, base))
        for file in files
        if (name := file.name.removesuffix(".rq")) != file.name
    }


def _example(name: str, text: str) -> Example:
    """The query without its header: comment lines `# title(LANGUAGE): …` and `# description(LANGUAGE): …`."""
    said: dict[str, dict[str, str]] = {"title": {}, "description": {}}
    lines = text.splitlines()
    while lines and (found := re.match(r"# (title|description)\(([\w-]+)\): (.+)", lines[0])):
        said[found[1]][found[2]] = found[3].strip()
        lines.pop(0)
    return Example(name=name, query="\n".join(lines).strip() + "\n", **said)


# -- whole graphs


def export(settings: Settings, *, format: Format, article: str | None = None) -> bytes:
    """The graph, or the graphs of one article, serialised in one fixed order.

    Formats that know no graphs (ttl, nt) give the union. Raises: store.StoreError; ValueError for another format.
    """
    if format not in GRAPHS:
        raise ValueError(f"{format}: a graph is exported as {', '.join(GRAPHS)}")
    base = settings.base_uri
    with store.current(settings) as held:
        names = [None] if article is None else graph.graphs_of(article, base)
        quads = [quad for name in names for quad in held.quads_for_pattern(None, None, None, name)]
    kind = GRAPHS[format]
    ordered: list[Any] = sorted(
        quads, key=lambda q: (str(q.graph_name), str(q.subject), str(q.predicate), str(q.object))
    )
    if not kind.supports_datasets:
        ordered = list(dict.fromkeys(quad.triple for quad in ordered))
    if article is not None and format in _FOR_PEOPLE:
        return _grouped(ordered, format, base)
    return _serialized(ordered, format, base)


#: Formats in which one article is written for people to read; rdflib's names for them.
_FOR_PEOPLE = {"ttl": "turtle", "trig": "trig", "jsonld": "json-ld"}


def _grouped(statements: Iterable[Any], format: str, base: str) -> bytes:
    """One article by rdflib: statements grouped by subject, names shortened. A whole graph is the engine's to stream."""
    import rdflib

    lines = ox.serialize(statements, format=ox.RdfFormat.N_QUADS) or b""
    dataset = rdflib.Dataset()
    dataset.parse(data=lines, format="nquads")
    target = dataset if format != "ttl" else dataset.default_graph
    for prefix, iri in graph.prefixes(base).items():
        target.bind(prefix, iri, replace=True)
    return target.serialize(format=_FOR_PEOPLE[format], encoding="utf-8", auto_compact=True)


if __name__ == "__main__":
    _work()
