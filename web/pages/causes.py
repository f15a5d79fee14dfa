"""`/causes`: the causal map of the recorded articles, all of it or around one variable."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, make_response, redirect, request, url_for
from sqlmodel import Session
from werkzeug.wrappers import Response as Answer

from kg import causal_map, record
from kg.causal_map import Edge
from web import answer, causal, labels
from web.words import _

blueprint = Blueprint("causes", __name__)

VARIABLES, STRONGEST, DRAWN = 30, 20, 20
"""Variables and edges that the front of the map lists; edges that the drawing shows on each side."""
SAID, SAID_BRIEFLY = 20, 3
"""Sentences quoted for an edge on its variable's map, and on the front."""
MEDIA = {"html": "text/html", "json": "application/json", "csv": "text/csv", "dot": "text/vnd.graphviz"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The filters of a request."""

    signs: tuple[int, ...]
    modalities: tuple[str, ...]

    @property
    def kept(self) -> dict[str, Any]:
        """The same as parameters of an address."""
        return {"sign": self.signs or None, "modality": self.modalities or None}


@dataclass(slots=True, kw_only=True)
class Counted:
    """How many links end in a variable, how many begin in it, and the articles that hold them."""

    into: int = 0
    out: int = 0
    articles: set[str]


@blueprint.get("/causes")
@blueprint.get("/causes.json", endpoint="index_json")
@blueprint.get("/causes.csv", endpoint="index_csv")
@blueprint.get("/causes.dot", endpoint="index_dot")
def index() -> Answer:
    """`variable` puts one in the middle, `q` looks for one by any name; `sign` and `modality` (repeatable) filter."""
    from web import the_record

    asked = _asked()
    variable = None
    if said := request.args.get("variable", "").strip():
        variable = causal_map.variable(said)
        if variable is None:
            return _none(said, asked, 404)
    elif sought := request.args.get("q", "").strip():
        found = causal_map.variable(sought)
        if found is None:
            return _none(sought, asked, 200)
        return redirect(url_for(request.endpoint or "causes.index", variable=found, **asked.kept), 303)
    with record.reading(the_record()) as session:
        recorded = list(record.linked(session))
        everything = causal_map.edges((document for document, _raw in recorded), variable=variable)
        found_edges = causal_map.only(everything, signs=asked.signs, modalities=asked.modalities)
        form = _form()
        if form == "csv":
            return _csv(found_edges, {document["article"]["key"]: raw for document, raw in recorded})
        if form == "dot":
            return _sent(causal_map.as_dot(found_edges), form)
        data: dict[str, Any] = {"filters": {"sign": asked.signs, "modality": asked.modalities}}
        if form == "json":
            named = variable and {"id": variable, "label": labels.concept(variable)}
            counted = [] if variable else _variables(found_edges)
            rows = [{"id": i, "label": labels.concept(i), "in": c.into, "out": c.out, "articles": len(c.articles)} for i, c in counted]
            return answer.page("", {"variable": named, **data, "variables": rows, "edges": causal_map.as_json(found_edges)})
        links = {link["id"]: link for document, _raw in recorded for link in document["links"]}
        context = {"asked": asked, "articles": len(recorded), "any": bool(everything)}
        if variable:
            return _map(session, variable, found_edges, links, context)
        return _front(session, found_edges, links, context)


def _asked() -> Asked:
    signs, modalities = request.args.getlist("sign"), request.args.getlist("modality")
    known = {str(sign) for sign in labels.SIGNS}
    for name, given, allowed in (("sign", signs, known), ("modality", modalities, set(labels.LINK_MODALITIES))):
        if wrong := next((one for one in given if one not in allowed), None):
            abort(400, _("參數 %(name)s 不能是「%(value)s」；可用的值：%(allowed)s。", name=name, value=wrong, allowed=", ".join(sorted(allowed))))
    return Asked(signs=tuple(dict.fromkeys(map(int, signs))), modalities=tuple(dict.fromkeys(modalities)))


def _form() -> str:
    """In which form to answer: by the end of the address, else by what is accepted."""
    dotted = request.path.rpartition(".")[2]
    if dotted in MEDIA:
        return dotted
    best = request.accept_mimetypes.best_match(list(MEDIA.values()))
    return next((form for form, media in MEDIA.items() if media == best), "html")


def _sent(text: str, form: str) -> Response:
    response = make_response(text)
    response.headers["Content-Type"] = f"{MEDIA[form]}; charset=utf-8"
    return response


def _csv(edges: Iterable[Edge], texts: dict[str, str]) -> Response:
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(causal_map.COLUMNS)
    rows.writerows(causal_map.as_rows(edges, texts))
    return _sent(file.getvalue(), "csv")


def _none(said: str, asked: Asked, status: int) -> Response:
    """No variable goes by that name: those that come near, with a way to each."""
    near = [{"id": id_, "label": labels.concept(id_)} for id_ in causal_map.near(said)]
    detail = _("沒有叫「%(name)s」的變數。", name=said)
    form = _form()
    if form in ("csv", "dot"):
        response = make_response(f"{detail}\n" + "".join(f"{n['id']}\t{n['label']}\n" for n in near))
        response.headers["Content-Type"] = "text/plain; charset=utf-8"
    else:
        error = {"error": status, "code": status} if status >= 400 else {}
        response = answer.page("causes_none.html", {**error, "detail": detail, "near": near}, said=said, asked=asked)
    response.status_code = status
    return response


def _variables(edges: Iterable[Edge]) -> list[tuple[str, Counted]]:
    """The variables of some edges, those with most links first."""
    counted: dict[str, Counted] = defaultdict(lambda: Counted(articles=set()))
    for e in edges:
        for node, is_effect in ((e.cause, False), (e.effect, True)):
            if node.is_variable:
                one = counted[node.id]
                one.articles |= {said.article for said in e.evidence}
                if is_effect:
                    one.into += len(e.evidence)
                else:
                    one.out += len(e.evidence)
    return sorted(counted.items(), key=lambda c: (-c[1].into - c[1].out, c[0]))


def _front(session: Session, edges: Sequence[Edge], links: causal.Links, context: dict[str, Any]) -> Response:
    variables = _variables(edges)
    kept = context["asked"].kept
    # Of as many links, an edge between two variables tells more than one of a thing that a single article names.
    ranked = sorted(edges, key=lambda e: (-len(e.evidence), -(e.cause.is_variable + e.effect.is_variable)))
    lines = []
    for edge in ranked[:STRONGEST]:
        middle = next((node.id for node in (edge.cause, edge.effect) if node.is_variable), None)
        address = middle and url_for("causes.index", variable=middle, **kept, _anchor=causal.anchor(edge))
        lines.append(causal.line(edge, links, _rows(session), quotes=SAID_BRIEFLY, kept=kept, address=address))
    return answer.page(
        "causes.html", {}, variables=variables[:VARIABLES], of_variables=len(variables), lines=lines, of_lines=len(edges), **context
    )


def _map(session: Session, variable: str, edges: Sequence[Edge], links: causal.Links, context: dict[str, Any]) -> Response:
    kept = context["asked"].kept
    everything = url_for("causes.index_csv", variable=variable, **kept)
    lines = [causal.line(e, links, _rows(session), quotes=SAID, kept=kept, address=everything) for e in edges]
    causes = [one for one in lines if one.effect.id == variable]
    effects = [one for one in lines if one.cause.id == variable]
    centre = causal.End(id=variable, label=labels.concept(variable), address=None)
    return answer.page(
        "causes_of.html",
        {},
        centre=centre,
        causes=causes,
        effects=effects,
        drawn=DRAWN,
        drawing=causal.drawing(centre, causes[:DRAWN], effects[:DRAWN]),
        width=causal.WIDTH,
        links=sum(one.links for one in lines),
        said_by=len({said.article for e in edges for said in e.evidence}),
        **context,
    )


def _rows(session: Session) -> causal.Articles:
    return lambda key: session.get(record.ArticleRow, key)
