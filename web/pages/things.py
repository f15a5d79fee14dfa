"""`/id/…`: the IRIs of things answer 303 to the page about them."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from kg import record
from web.words import _

blueprint = Blueprint("things", __name__)


@blueprint.get("/id/article/<key>")
def article(key: str) -> Response:
    return redirect(url_for("articles.show", key=key), 303)


@blueprint.get("/id/claim/<id_>")
def claim(id_: str) -> Response:
    return redirect(url_for("articles.claim", id_=id_), 303)


@blueprint.get("/id/finding/<id_>")
def finding(id_: str) -> Response:
    return redirect(url_for("findings.show", id_=id_), 303)


@blueprint.get("/id/check/<name>")
def check(name: str) -> Response:
    return redirect(url_for("rules.show", name=name), 303)


@blueprint.get("/id/quantity/<id_>")
def quantity(id_: str) -> Response:
    from web import the_record
    from web.pages.articles import card_address

    with record.reading(the_record()) as session:
        row = record.claim_of(session, id_)
    if row is None:
        abort(404, _("沒有編號為「%(id)s」的數量。", id=id_))
    return redirect(card_address(row.article, row.id), 303)


@blueprint.get("/id/variable/<name>")
def variable(name: str) -> Response:
    return redirect(url_for("causes.index", variable=f"variable/{name}"), 303)


@blueprint.get("/id/link/<id_>")
def link(id_: str) -> Response:
    from web.causal import place

    return redirect(place(id_.partition("-")[0], id_), 303)
