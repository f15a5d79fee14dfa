"""`/sparql`: a form for people, and the SPARQL 1.1 Protocol's query operation for programs, on one address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, make_response, render_template, request, url_for

from kg import graph, sparql, store
from kg.settings import Settings
from web.words import language

blueprint = Blueprint("sparql", __name__)

ROWS = 500
"""Rows that the page shows; downloads and programs get all."""

MEDIA: dict[str, sparql.Format] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/json": "json",
    "application/xml": "xml",
}
"""What a program may accept; the first of a kind is what it is answered with."""
TABLES = ("json", "xml", "csv", "tsv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as the protocol has it."""

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


class Refused(Exception):
    """A request that is answered with an error: its status and what to say."""

    def __init__(self, status: int, message: str) -> None:
        self.status, self.message = status, message
        super().__init__(message)


@blueprint.route("/sparql", methods=["GET", "POST", "OPTIONS"])
def sparql_page() -> Response:
    """Query by GET, by form and by POST; without a query, the form for people and the service for programs."""
    if request.method == "OPTIONS":
        return _shared(make_response("", 204))
    page = request.method == "GET" and _for_people()
    try:
        asked = _asked()
        if page:
            return _form(asked)
        return _shared(_service() if asked is None else _protocol(asked))
    except Refused as refused:
        if page:
            return _form(None, refused=refused)
        return _shared(
            make_response(f"{refused.message}\n", refused.status, {"Content-Type": "text/plain; charset=utf-8"})
        )


@blueprint.post("/sparql/update")
def update() -> Response:
    """Updates are not offered yet."""
    return make_response(_NO_UPDATE + "\n", 403, {"Content-Type": "text/plain; charset=utf-8"})


_NO_UPDATE = "updates are not offered here: the graph is a projection of the record, made by `kg ingest`"


def _for_people() -> bool:
    if request.args.get("format", "html") != "html":
        return False
    accepted = request.accept_mimetypes
    best = accepted.best_match(["text/html", *MEDIA])
    # A bare `*/*` is a program that takes anything; browsers name HTML.
    return best == "text/html" and any(str(kind).startswith("text/html") for kind, _quality in accepted)


def _asked() -> Asked | None:
    """The query of this request; None where there is none. Raises: Refused."""
    try:
        request.query_string.decode("ascii")
        given = request.args
        if request.method == "POST":
            if request.mimetype == "application/sparql-query":
                body = request.get_data().decode("utf-8")
                return _of([body], given)
            if request.mimetype == "application/sparql-update":
                raise Refused(403, _NO_UPDATE)
            if request.mimetype != "application/x-www-form-urlencoded":
                raise Refused(415, f"{request.mimetype or 'no media type'}: send a form or application/sparql-query")
            given = request.form
    except UnicodeDecodeError as error:
        raise Refused(400, f"the request is not UTF-8: {error.reason} at byte {error.start}") from None
    if "update" in given:
        raise Refused(403, _NO_UPDATE)
    if "query" not in given or (request.method == "GET" and not given["query"].strip()):
        if request.method == "POST":
            raise Refused(400, "no query parameter")
        return None
    return _of(given.getlist("query"), given)


def _of(queries: list[str], given: Any) -> Asked:
    if len(queries) != 1:
        raise Refused(400, f"{len(queries)} query parameters; send one")
    if "\ufffd" in queries[0]:
        raise Refused(400, "the query is not UTF-8")
    default, named = given.getlist("default-graph-uri"), given.getlist("named-graph-uri")
    return Asked(query=queries[0], default_graphs=tuple(default), named_graphs=tuple(named))


def _settings() -> Settings:
    from web import the_settings

    return the_settings()


def _answer(asked: Asked, format: sparql.Format) -> sparql.Answer:
    from web import the_record

    settings = _settings()
    store.catch_up(settings, engine=the_record(), patient=False)
    return sparql.run(
        settings,
        asked.query,
        format=format,
        limit=ROWS,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
    )


# -- for programs


def _protocol(asked: Asked) -> Response:
    kind: sparql.Kind = _refusing(sparql.kind, asked.query)
    format, media = _wanted(kind)
    answer = _refusing(_answer, asked, format)
    response = make_response(answer.body)
    response.headers["Content-Type"] = f"{media}; charset=utf-8" if media.startswith("text/") else media
    if request.args.get("download"):
        response.headers["Content-Disposition"] = f'attachment; filename="answer.{format}"'
    return response


def _refusing(ask: Any, *given: Any) -> Any:
    try:
        return ask(*given)
    except sparql.OverLimit as error:
        raise Refused(503, str(error)) from None
    except sparql.QueryError as error:
        raise Refused(400, str(error)) from None
    except store.StoreError as error:
        raise Refused(503, str(error)) from None


def _wanted(kind: sparql.Kind) -> tuple[sparql.Format, str]:
    """Format and media type: `format=` by its short name, else what is accepted. Raises: Refused where none will do."""
    fit = {m: f for m, f in MEDIA.items() if (f in TABLES) == (kind != "graph")}
    if named := request.values.get("format"):
        for media, format in fit.items():
            if named in (format, media):
                return format, media
        raise Refused(406, f"format={named}: this query can be answered as {', '.join(dict.fromkeys(fit.values()))}")
    if not request.accept_mimetypes:
        return next(iter((f, m) for m, f in fit.items()))
    best = request.accept_mimetypes.best_match(list(fit))
    if best is None:
        raise Refused(406, f"this query can be answered as {', '.join(fit)}")
    return fit[best], best


def _service() -> Response:
    """The SPARQL 1.1 Service Description of this address, as Turtle."""
    here = request.base_url
    formats = ", ".join(f"<{iri}>" for iri in _FORMATS)
    turtle = (
        "@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .\n"
        f"<{here}> a sd:Service ;\n  sd:endpoint <{here}> ;\n  sd:supportedLanguage sd:SPARQL11Query ;\n"
        f"  sd:feature sd:UnionDefaultGraph ;\n  sd:resultFormat {formats} ;\n"
        f"  sd:defaultDataset <{_settings().base_uri}id/dataset> .\n"
        f"<{_settings().base_uri}id/dataset> a sd:Dataset .\n"
    )
    return make_response(turtle, 200, {"Content-Type": "text/turtle; charset=utf-8"})


_FORMATS = [
    f"http://www.w3.org/ns/formats/{name}"
    for name in ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle",
                 "N-Triples", "JSON-LD", "RDF_XML")
]  # fmt: skip


def _shared(response: Response) -> Response:
    """Reads are open to pages of other origins."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
        response.headers["Access-Control-Allow-Headers"] = "Content-Type, Accept"
    return response


# -- for people


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of the result table: its text, the language of the text, and where it leads."""

    text: str
    language: str | None = None
    href: str | None = None
    full: str | None = None
    number: bool = False


def _form(asked: Asked | None, *, refused: Refused | None = None) -> Response:
    settings = _settings()
    context: dict[str, Any] = {"query": asked.query if asked else "", "rows": ROWS, "seconds": sparql.SECONDS}
    context["examples"] = [
        {"name": e.name, "title": _in(e.title), "description": _in(e.description), "query": e.query}
        for e in sparql.examples(settings.base_uri).values()
    ]
    context["prefixes"] = graph.prefixes(settings.base_uri)
    status = 200
    try:
        if refused:
            raise refused
        if asked:
            answer = _answer(asked, "table")
            names, rows = answer.table()
            context |= {
                "answer": answer,
                "names": names,
                "downloads": ["json", "csv"] if answer.kind != "graph" else ["ttl", "jsonld"],
            }
            context["table"] = [[_cell(cell, settings.base_uri) for cell in row] for row in rows]
    except sparql.QueryError as error:
        status = 503 if isinstance(error, sparql.OverLimit) else 400
        context |= {"error": error.message, "line": error.line, "column": error.column}
        context["excerpt"] = _excerpt(asked.query, error.line) if asked and error.line else None
    except (store.StoreError, Refused) as error:
        status = error.status if isinstance(error, Refused) else 503
        context["error"] = str(error)
    return make_response(render_template("sparql.html", **context), status)


def _in(said: dict[str, str]) -> str:
    return said.get(language()) or said.get("zh-Hant") or next(iter(said.values()), "")


def _excerpt(query: str, line: int) -> str:
    """The line that the parser stumbled over; the last one where the query ended too early."""
    lines = query.splitlines() or [""]
    return lines[min(line, len(lines)) - 1]


def _cell(cell: dict[str, str] | None, base: str) -> Cell | None:
    if cell is None:
        return None
    value = cell["value"]
    if cell["type"] == "uri":
        return Cell(text=sparql.shortened(value, base), href=_address(value, base), full=value)
    number = cell.get("datatype", "").rpartition("#")[2] in ("integer", "decimal", "double", "nonNegativeInteger")
    return Cell(text=value, language=cell.get("xml:lang"), number=number)


_PAGES = ("article", "claim", "finding", "check", "quantity", "variable", "link")
"""Kinds of things whose IRIs have a page of their own."""


def _address(iri: str, base: str) -> str | None:
    """Where an IRI leads: a thing of ours to its page, another of ours to what the graph says of it, others out.

    None for what is no web address: a query can make IRIs of any kind (`javascript:`).
    """
    if not iri.startswith(("http://", "https://")):
        return None
    if not iri.startswith(base):
        return iri
    room, _, thing = iri.removeprefix(f"{base}id/").partition("/")
    if iri.startswith(f"{base}id/") and room in _PAGES and thing and "/" not in thing:
        return f"/id/{room}/{quote(thing)}"
    return url_for("sparql.sparql_page", query=f"DESCRIBE <{iri}>")
