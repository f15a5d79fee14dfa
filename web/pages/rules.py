"""The manual pages of the checks, with their examples and what the check says of them now."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from kg.checks import catalogue
from web import answer, manual
from web.words import _

blueprint = Blueprint("rules", __name__)


@blueprint.get("/rules")
@blueprint.get("/rules.json")
def index() -> Response:
    rules = [{"name": c.name, "title": dict(c.title), "summary": c.manual.split("\n", 1)[0]} for c in catalogue()]
    return answer.page("rules.html", {"rules": rules})


@blueprint.get("/rules/<name>")
@blueprint.get("/rules/<name>.json")
def show(name: str) -> Response:
    check = manual.check(name)
    if check is None:
        abort(404, _("沒有名為「%(name)s」的查核規則。", name=name))
    return answer.page(
        "rule.html", manual.data(check), check=check, sections=manual.sections(check.manual), tried=manual.tried(name)
    )
