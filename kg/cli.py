"""kg: the front door. Every command imports what it needs when it runs, so that help answers at once.

stdout carries data only; progress and complaints go to stderr. Exit codes are those of CONTRACT.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import sys
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlmodel import Session

    from extract.reading import Article, Reading
    from kg.contract import Json
    from kg.ledger import Finding
    from kg.record import ArticleRow
    from kg.settings import Settings
    from kg.sparql import Answer

FINE, INCONSISTENT, USAGE, SOME_FAILED, NOTHING, OLD_DATABASE, INTERRUPTED = 0, 1, 2, 3, 4, 5, 130


class _Door(TyperGroup):
    """The commands; an interrupt leaves with 130 as shells expect, a database of another version with 5."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            sys.stderr.write("interrupted\n")
            raise typer.Exit(INTERRUPTED) from None
        except RuntimeError as error:
            # Whatever imported no record cannot have raised its error.
            record = sys.modules.get("kg.record")
            if record is None or not isinstance(error, record.OldRecord):
                raise
            _leave(str(error), OLD_DATABASE)


app = typer.Typer(
    cls=_Door,
    help="Reads Chinese financial articles the way a rigorous editor does.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class InputFormat(StrEnum):
    auto = "auto"
    txt = "txt"
    md = "md"
    html = "html"
    pdf = "pdf"
    docx = "docx"
    jsonl = "jsonl"


class Output(StrEnum):
    text = "text"
    json = "json"


class Report(StrEnum):
    text = "text"
    json = "json"
    sarif = "sarif"
    csv = "csv"


class Least(StrEnum):
    minor = "minor"
    error = "error"
    conclusion = "conclusion"


def _day(written: str) -> dt.date:
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        raise typer.BadParameter(f"{written!r} is not a date of the form YYYY-MM-DD") from None


# Options shared by extract, check and ingest.
Paths = Annotated[list[str] | None, typer.Argument(metavar="PATH…|-", help="Articles; - reads standard input.")]
Published = Annotated[dt.date | None, typer.Option(parser=_day, metavar="YYYY-MM-DD", help="Day of publication.")]
Title = Annotated[str | None, typer.Option(help="Name of the article; no part of its text.")]
Source = Annotated[str | None, typer.Option(help="Who published it.")]
Format = Annotated[InputFormat, typer.Option("--format", help="Format of the input.")]
Encoding = Annotated[str, typer.Option(help="auto, or the name of an encoding.")]
OutputAs = Annotated[Output, typer.Option("--output", help="Form of the output.")]
AsJson = Annotated[bool, typer.Option("--json", help="Short for --output json.")]
Jobs = Annotated[int, typer.Option(min=1, help="Articles read at the same time.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")]


@app.command()
def extract(
    paths: Paths = None,
    published: Published = None,
    title: Title = None,
    source: Source = None,
    format: Format = InputFormat.auto,
    encoding: Encoding = "auto",
    output: OutputAs = Output.text,
    as_json: AsJson = False,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Read articles and print what they say; no database, no checks."""
    if not paths:
        _usage("extract needs at least one PATH, or - for standard input")
    articles, failed = _load(paths, published, title, source, format, encoding)
    readings = _read(articles, jobs, quiet)
    from kg.contract import document

    if as_json or output is Output.json:
        _print_json([document(reading) for reading in readings])
    else:
        for reading in readings:
            _print_reading(document(reading))
    raise typer.Exit(SOME_FAILED if failed else FINE)


@app.command()
def check(
    paths: Paths = None,
    published: Published = None,
    title: Title = None,
    source: Source = None,
    format: Format = InputFormat.auto,
    encoding: Encoding = "auto",
    output: Annotated[Report, typer.Option("--output", help="Form of the output.")] = Report.text,
    as_json: AsJson = False,
    jobs: Jobs = 1,
    quiet: Quiet = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 even if something is wrong.")] = False,
    only: Annotated[list[str] | None, typer.Option("--only", metavar="CHECK", help="Only this check; may be repeated.")] = None,
    min_severity: Annotated[
        Least | None, typer.Option("--min-severity", help="Only problems of at least this gravity.")
    ] = None,
) -> None:
    """Read articles, check them together as one set, print readings and findings; no database.

    Without PATH: the same over everything ingested. What --only and --min-severity leave out is not printed and does
    not count for the exit code.
    """
    from kg import checks, reference, reports

    names = [entry.name for entry in checks.catalogue()]
    for name in only or ():
        if name not in names:
            _usage(f"no check is named {name}; there are: {', '.join(names)}")
    if paths:
        articles, failed = _load(paths, published, title, source, format, encoding)
    else:
        articles, failed = _ingested(), False
    readings = _read(articles, jobs, quiet)
    from kg.contract import document
    from kg.ledger import Ledger

    found = checks.run(Ledger.of(*readings, references=reference.recorded(_settings())))
    findings = reports.chosen(found, only=only or (), least=min_severity.value if min_severity else None)
    if as_json or output is Report.json:
        _print_json([document(reading, findings) for reading in readings])
    elif output is Report.sarif:
        _print_json([reports.as_sarif(readings, findings)])
    elif output is Report.csv:
        sys.stdout.write(reports.as_csv(readings, findings))
    else:
        _print_findings(readings, findings)
    if failed:
        raise typer.Exit(SOME_FAILED)
    wrong = any(finding.verdict == "inconsistent" for finding in findings)
    raise typer.Exit(INCONSISTENT if wrong and not exit_zero else FINE)


@app.command()
def explain(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="A check's short name.")] = None,
) -> None:
    """Show the manual page of a check, or the list of all checks."""
    from kg.checks import catalogue

    known = {entry.name: entry for entry in catalogue()}
    if name is None:
        width = max(map(len, known))
        for entry in known.values():
            typer.echo(f"{entry.name.ljust(width)}  {entry.title['zh-Hant']}  {entry.title['en']}")
        return
    if name not in known:
        _usage(f"no check is named {name}; there are: {', '.join(known)}")
    entry = known[name]
    typer.echo(f"{entry.name} · {entry.title['zh-Hant']} · {entry.title['en']}\n")
    typer.echo(entry.manual)
    typer.echo("\n例 Examples")
    for example in entry.examples:
        note = f"  — {example.note}" if example.note else ""
        typer.echo(f"  [{example.verdict or '不告警 silent'}] {example.text}{note}")


# ── the graph ────────────────────────────────────────────────────────────────────────────────────────────────────


class AnswerAs(StrEnum):
    table = "table"
    json = "json"
    xml = "xml"
    csv = "csv"
    tsv = "tsv"
    ttl = "ttl"
    nt = "nt"
    jsonld = "jsonld"


class ExportAs(StrEnum):
    trig = "trig"
    nq = "nq"
    ttl = "ttl"
    nt = "nt"
    jsonld = "jsonld"


@app.command()
def query(
    text: Annotated[str | None, typer.Argument(metavar="['SPARQL']", help="A SPARQL query.")] = None,
    file: Annotated[str | None, typer.Option("--file", "-f", help="Read the query from a file; - is stdin.")] = None,
    example: Annotated[str | None, typer.Option(metavar="NAME", help="Run one of the example queries.")] = None,
    examples: Annotated[bool, typer.Option("--examples", help="List the example queries.")] = False,
    output: Annotated[AnswerAs, typer.Option("--output", help="Form of the answer.")] = AnswerAs.table,
    as_json: AsJson = False,
    limit: Annotated[int, typer.Option(min=1, help="Rows of a table; other forms are whole.")] = 1000,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds after which the query is ended.")] = 60,
) -> None:
    """Ask the graph in SPARQL; it is brought up to the record first."""
    from kg import sparql, store

    settings = _settings()
    known = sparql.examples(settings.base_uri)
    if examples:
        width = max(map(len, known), default=0)
        for shown in known.values():
            typer.echo(f"{shown.name.ljust(width)}  {shown.title['zh-Hant']}  {shown.title['en']}")
        return
    if sum(given is not None for given in (text, file, example)) != 1:
        _usage("query needs exactly one of 'SPARQL', --file, --example; --examples lists the examples")
    if example is not None:
        if example not in known:
            _leave(f"no example is named {example}; there are: {', '.join(known)}", NOTHING)
        text = known[example].query
    elif file is not None:
        try:
            text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            _usage(f"{file}: {error}")
    assert text is not None
    form: Any = "json" if as_json else output.value
    try:
        store.catch_up(settings)
        answer = sparql.run(settings, text, format=form, limit=limit, seconds=timeout)
    except (sparql.QueryError, store.StoreError) as error:
        _usage(str(error))
    if form == "table":
        _print_table(answer, settings.base_uri)
    else:
        sys.stdout.buffer.write(answer.body)


@app.command()
def export(
    article: Annotated[str | None, typer.Option(metavar="KEY", help="Only what concerns one article.")] = None,
    output: Annotated[ExportAs, typer.Option("--output", help="Form of the graph.")] = ExportAs.trig,
) -> None:
    """Write the graph, or one article's part of it, to stdout."""
    from kg import sparql, store

    settings = _settings()
    try:
        store.catch_up(settings)
        if article is not None:
            with _record() as session:
                article = _one(session, article).key
        form: Any = output.value
        sys.stdout.buffer.write(sparql.export(settings, format=form, article=article))
    except store.StoreError as error:
        _usage(str(error))


_graph = typer.Typer(help="The graph: a projection of the record, rebuilt at will.", no_args_is_help=True)
app.add_typer(_graph, name="graph")


@_graph.command("rebuild")
def graph_rebuild() -> None:
    """Build the graph anew from the record and put it in the old one's place."""
    from kg import store

    try:
        done = store.rebuild(_settings())
    except store.StoreError as error:
        _usage(str(error))
    _complain(f"rebuilt: {done.articles} articles up to change {done.sequence} in {done.seconds:.1f} s")


@_graph.command("status")
def graph_status() -> None:
    """Where the graph is, and how far it has followed the record."""
    from kg import record, store

    settings = _settings()
    with _record() as session:
        latest, articles = record.latest(session), len(record.names(session))
    try:
        folder, state = store.home(settings), store.state(settings)
    except store.StoreError as error:
        _usage(str(error))
    typer.echo(f"folder    {folder}")
    typer.echo(f"record    change {latest}, {articles} articles")
    if state is None:
        typer.echo("graph     none yet; the next query or `kg graph rebuild` makes it")
        return
    with store.current(settings) as held:
        typer.echo(f"graph     change {state.sequence}, {len(held)} quads, edition {state.edition}")


@_graph.command("verify")
def graph_verify() -> None:
    """Compare the graph, quad by quad, with what the record says it should be."""
    from kg import store

    settings = _settings()
    try:
        store.catch_up(settings)
        missing, foreign = store.difference(settings)
    except store.StoreError as error:
        _usage(str(error))
    if missing or foreign:
        for mark, quads in (("-", missing), ("+", foreign)):
            for quad in quads[:20]:
                _complain(f"{mark} {quad}")
        _complain(f"{len(missing)} quads missing, {len(foreign)} foreign; `kg graph rebuild` puts it right")
        raise typer.Exit(SOME_FAILED)
    typer.echo("the graph is the record's projection, quad for quad")


def _print_table(answer: Answer, base: str) -> None:
    """A table whose columns align whatever the width of their characters; in a pipe, as wide as it needs to be."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from kg import sparql

    names, rows = answer.table()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows:
        cells = ("" if cell is None else cell["value"] for cell in row)
        links = (cell is not None and cell["type"] == "uri" for cell in row)
        table.add_row(*(Text(sparql.shortened(c, base) if link else c) for c, link in zip(cells, links, strict=True)))
    Console(width=None if sys.stdout.isatty() else 100_000).print(table)
    cut = f"; cut after {answer.rows}, see --limit" if answer.cut else ""
    _complain(f"{answer.rows} rows in {answer.seconds * 1000:.0f} ms{cut}")


@app.command()
def ingest(
    paths: Paths = None,
    published: Published = None,
    title: Title = None,
    source: Source = None,
    format: Format = InputFormat.auto,
    encoding: Encoding = "auto",
    output: OutputAs = Output.text,
    as_json: AsJson = False,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Read, check and record articles (files, folders, globs, -), and bring the graph up to date."""
    if not paths:
        _usage("ingest needs at least one PATH, DIR or GLOB, or - for standard input")
    from kg.ingest import Options, run

    options = Options(
        published=published, title=title, source=source, format=format.value, encoding=encoding, jobs=jobs
    )
    raise typer.Exit(run(paths, _settings(), options=options, quiet=quiet, as_json=as_json or output is Output.json))


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8000,
) -> None:
    """Serve the workbench; its address is printed once it answers."""
    from waitress import create_server

    from web import create_app

    try:
        server = create_server(create_app(_settings()), host=host, port=port, threads=16, ident=None)
    except OSError as error:
        _usage(f"cannot listen at {host}:{port}: {error.strerror or error}")
    shown = f"[{host}]" if ":" in host else host
    typer.echo(f"http://{shown}:{server.effective_port}/")
    sys.stdout.flush()
    server.run()


_articles = typer.Typer(help="The recorded articles.", no_args_is_help=True)
app.add_typer(_articles, name="articles")
Which = Annotated[str, typer.Argument(metavar="ARTICLE", help="Key, the beginning of one, or path.")]


@_articles.command("list")
def articles_list(as_json: AsJson = False) -> None:
    """List them, the latest published first."""
    with _record() as session:
        from kg import record

        rows = record.names(session)
        if not rows:
            _leave("nothing has been ingested yet: run kg ingest PATH", NOTHING)
        if as_json:
            _print_json([record.document(session, row)["article"] for row in rows])
            return
        for row in rows:
            typer.echo(f"{row.key}  {row.published or '----------'}  {row.quantities:>5}  {row.name}  ({row.path})")


@_articles.command("show")
def articles_show(which: Which, as_json: AsJson = False) -> None:
    """Show what was read from one and what the checks say, as it is recorded."""
    with _record() as session:
        from kg import record
        from kg.wording import VERDICT_WORDS

        row = _one(session, which)
        document = record.document(session, row)
        if as_json:
            _print_json([document])
            return
        _print_reading(document)
        for finding in document["findings"]:
            typer.echo(f"  {VERDICT_WORDS[finding['verdict']]} · {finding['check']} · {finding['explanation']['zh-Hant']}")


@_articles.command("rename")
def articles_rename(which: Which, title: Annotated[str, typer.Argument(help="The name to show from now on.")]) -> None:
    """Give one another name; what was read from it stays."""
    with _record(writing=True) as session:
        from kg import record

        key = _one(session, which).key
        record.rename(session, key, title)
    _catch_up()
    typer.echo(key)


@_articles.command("delete")
def articles_delete(which: Which) -> None:
    """Remove one, all that was read from it and every finding that touches it."""
    with _record(writing=True) as session:
        from kg import record

        key = _one(session, which).key
        record.remove(session, key)
    _catch_up()
    typer.echo(key)


class MapForm(StrEnum):
    text = "text"
    json = "json"
    dot = "dot"
    csv = "csv"


@app.command()
def causes(
    variable: Annotated[str | None, typer.Option(help="Only what moves or is moved by this: an id or a name, in either script.")] = None,
    output: Annotated[MapForm, typer.Option("--output", help="Form of the output.")] = MapForm.text,
    as_json: AsJson = False,
) -> None:
    """The causal map of the recorded articles: what they claim raises or lowers what, each edge with its sentences."""
    from kg import causal_map, record

    wanted = causal_map.variable(variable) if variable else None
    if variable and wanted is None:
        _leave(f"{variable}: no variable of that name; `kg causes` lists those that the articles speak of", NOTHING)
    with _record() as session:
        recorded = list(record.linked(session))
    texts = {document["article"]["key"]: raw for document, raw in recorded}
    found = causal_map.edges((document for document, _ in recorded), variable=wanted)
    if as_json or output == MapForm.json:
        typer.echo(json.dumps(causal_map.as_json(found), ensure_ascii=False, indent=1))
    elif output == MapForm.dot:
        typer.echo(causal_map.as_dot(found), nl=False)
    elif output == MapForm.csv:
        rows_ = csv.writer(sys.stdout, lineterminator="\n")
        rows_.writerow(causal_map.COLUMNS)
        rows_.writerows(causal_map.as_rows(found, texts))
    else:
        for edge in found:
            told = ", ".join(f"{name} {count}" for name, count in sorted(edge.modalities.items()))
            typer.echo(f"{edge.cause.label} {_ARROWS[edge.sign]} {edge.effect.label}  {len(edge.evidence)} links in {edge.articles} articles ({told})")
            for one in edge.evidence[:3]:
                quote = texts[one.article][one.start : one.end].replace("\n", " ")
                typer.echo(f"    {quote}  [{one.attribution or one.title or one.article}]")


_reference = typer.Typer(help="Reference figures, against which articles are held.", no_args_is_help=True)
app.add_typer(_reference, name="reference")


@_reference.command("load")
def reference_load(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="subject, metric, period, value, unit, source, url.")],
) -> None:
    """Load figures from a CSV, replacing those of the same measure, period and source; recorded articles are held against them."""
    from kg import ingest, record, reference

    try:
        figures = reference.load(file)
    except reference.UnusableFigures as error:
        _usage(str(error))
    with _record(writing=True) as session:
        record.refer(session, figures)
        touched = ingest.refer(session)
    _catch_up()
    typer.echo(f"{len(figures)} figures; {touched} findings in recorded articles")


@_reference.command("list")
def reference_list() -> None:
    """The figures that are loaded."""
    from kg import reference

    for figure in reference.recorded(_settings()):
        basis = f" {figure.comparison}" if figure.comparison != "none" else ""
        typer.echo(
            f"{figure.subject}  {figure.metric}{basis}  {figure.first}–{figure.last}  {figure.value} {figure.unit}"
            f"  {figure.source}  {figure.url}".rstrip()
        )


@app.command()
def doctor() -> None:
    """Show every setting and where it came from, and whether record, graph and reader are in order."""
    from kg.doctor import examine

    settings = _settings()
    for name, value, source in settings.shown():
        typer.echo(f"{name:13} {value}  ({source})")
    fine = True
    for report in examine(settings):
        fine = fine and report.fine
        typer.echo(f"{'ok ' if report.fine else 'NOT'}  {report.what}: {report.said}")
    raise typer.Exit(FINE if fine else USAGE)


@contextmanager
def _record(*, writing: bool = False) -> Iterator[Session]:
    """A session on the record."""
    from kg import record

    engine = record.engine(_settings())
    try:
        with record.writing(engine) if writing else record.reading(engine) as session:
            yield session
    finally:
        engine.dispose()


def _one(session: Session, which: str) -> ArticleRow:
    """The one article that a person means. Leaves with NOTHING for none, USAGE for several."""
    from kg import record

    found = record.matching(session, which)
    if not found:
        _leave(f"no article matches {which!r}; kg articles list shows them all", NOTHING)
    if len(found) > 1:
        _usage(f"{which!r} may mean any of: {', '.join(row.key for row in found)}")
    return found[0]


def _catch_up() -> None:
    from kg import store

    try:
        store.catch_up(_settings())
    except store.StoreError as error:
        _usage(f"the record is complete, but the graph could not follow it: {error}")


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _load(
    paths: Sequence[str],
    published: dt.date | None,
    title: str | None,
    source: str | None,
    format: InputFormat,
    encoding: str,
) -> tuple[list[Article], bool]:
    """The articles in the order of the arguments, and whether any failed (each is named on stderr)."""
    from extract.documents import DocumentError, load
    from kg.settings import Settings, SettingsError

    try:
        limit = Settings.load().max_bytes
    except SettingsError as error:
        _usage(str(error))
    articles: list[Article] = []
    failed = False
    for path in paths:
        try:
            articles += load(
                path, format=format.value, encoding=encoding, published=published, title=title, source=source,
                max_bytes=limit,
            )  # fmt: skip
        except DocumentError as error:
            failed = True
            _complain(f"kg: {error}")
    return articles, failed


def _ingested() -> list[Article]:
    """Every recorded article. Leaves with NOTHING where there are none."""
    from extract.documents import article

    with _record() as session:
        from kg import record

        # By what the file said, not by what an older version made of it: a date of the text's own is found anew.
        articles = [
            article(
                row.raw, path=row.path, format=row.format, title=row.title, source=row.source,
                published=row.published if row.published_from == "option" else None,
            )
            for row in record.names(session)
        ]  # fmt: skip
    if not articles:
        _leave("nothing has been ingested yet: give a PATH, or run kg ingest", NOTHING)
    return articles


def _read(articles: Sequence[Article], jobs: int, quiet: bool) -> list[Reading]:
    from extract import read

    if jobs > 1 and len(articles) > 1:
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(min(jobs, len(articles))) as pool:
            return list(_counted(pool.map(read, articles), len(articles), quiet))
    return list(_counted(map(read, articles), len(articles), quiet))


def _counted(readings: Iterator[Reading], total: int, quiet: bool) -> Iterator[Reading]:
    """Progress on stderr, for a person at a terminal who reads more than one article."""
    tell = not quiet and total > 1 and sys.stderr.isatty()
    for done, reading in enumerate(readings, 1):
        if tell:
            sys.stderr.write(f"\r{done}/{total}" + ("\n" if done == total else ""))
            sys.stderr.flush()
        yield reading


# ── printing ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _print_json(documents: Sequence[Json]) -> None:
    """One object an article, one line each."""
    import json

    for document in documents:
        typer.echo(json.dumps(document, ensure_ascii=False))


def _print_reading(document: Json) -> None:
    article = document["article"]
    typer.echo(f"{article['path']}  {article['title'] or ''}  {article['published'] or '日期不明'}")
    for claim in document["claims"]:
        parts = [claim[name]["text"] if claim[name] else "—" for name in ("subject", "metric", "period")]
        typer.echo(f"  {claim['start']:>6}  {claim['text']}\t{' · '.join(parts)}\t{claim['kind']}")
    for link in document["links"]:
        arrow = _ARROWS[link["sign"]]
        voice = f"\t{link['attribution']['text']}" if link["attribution"] else ""
        typer.echo(f"  {link['cue']['start']:>6}  {link['cause']['text']} {arrow} {link['effect']['text']}\t{link['cue']['text']} · {link['modality']}{voice}")
    typer.echo(f"  數量 {len(document['quantities'])} · 主張 {len(document['claims'])} · 因果 {len(document['links'])}")


#: How a sign is shown.
_ARROWS = {1: "＋→", -1: "－→", 0: "→"}


def _print_findings(readings: Sequence[Reading], findings: Sequence[Finding]) -> None:
    from kg.contract import coverage
    from kg.rules import ALARMING, WEAK
    from kg.wording import VERDICT_WORDS

    for reading in readings:
        article = reading.article
        mine = [finding for finding in findings if article.key in finding.articles]
        alarms = [finding for finding in mine if finding.verdict in ALARMING]
        weak = [finding for finding in mine if finding.verdict in WEAK]
        typer.echo(f"{article.path}")
        for finding in alarms + weak:
            grade = f"（{_SEVERITIES[finding.severity]}）" if finding.severity else ""
            typer.echo(f"\n  {VERDICT_WORDS[finding.verdict]}{grade} · {finding.check}")
            for sentence in _sentences(reading, finding):
                typer.echo(f"    原文：{sentence}")
            typer.echo(f"    算式：{finding.working.formula}")
            typer.echo(f"    {finding.explanation['zh-Hant']}")
            typer.echo(f"    {finding.explanation['en']}")
        agreed = len(mine) - len(alarms) - len(weak)
        counts = coverage(reading, mine)
        typer.echo(
            f"\n  問題 {len(alarms)} · 勉強一致 {len(weak)} · 其他結果 {agreed}"
            f" · 數量 {counts['quantities']} · 主張 {counts['claims']} · 已核對 {counts['checked']}"
        )


def _sentences(reading: Reading, finding: Finding) -> list[str]:
    """The sentences of this article that hold the finding's spans, each once, in text order."""
    spans = [quote.span for quote in finding.spans if quote.article == reading.article.key]
    passages = [p for p in reading.passages if any(p.span.overlaps(span) for span in spans)]
    return [passage.span.of(reading.article.raw).strip() for passage in passages]


_SEVERITIES = {"minor": "輕微", "error": "錯誤", "conclusion": "動搖結論"}


def _settings() -> Settings:
    """The settings of this command. Leaves with USAGE where they cannot be used."""
    from kg.settings import Settings, SettingsError

    try:
        return Settings.load()
    except SettingsError as error:
        _usage(str(error))


def _complain(message: str) -> None:
    typer.echo(message, err=True)


def _usage(message: str) -> NoReturn:
    _leave(message, USAGE)


def _leave(message: str, code: int) -> NoReturn:
    """Say on stderr what is wrong, and leave with an exit code of the contract."""
    _complain(f"kg: {message}")
    raise typer.Exit(code)


if __name__ == "__main__":
    app()
