"""The manual pages of the checks, with their examples and what the check says of them now."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from kg.checks import catalogue
from kg.ledger import Check
from web import answer, manual
from web.words import _

blueprint = Blueprint("rules", __name__)


@blueprint.get("/rules")
@blueprint.get("/rules.json", endpoint="index_json")
def index() -> Response:
    rules = [{"name": c.name, "title": dict(c.title), "summary": _summary(c)} for c in catalogue()]
    return answer.page("rules.html", {"rules": rules})


def _summary(check: Check) -> dict[str, str]:
    """What a check does, from the first section of its manual."""
    first = manual.sections(check.manual)[:1]
    return dict(first[0].text) if first else {}


@blueprint.get("/rules/<name>")
@blueprint.get("/rules/<name>.json", endpoint="show_json")
def show(name: str) -> Response:
    check = manual.check(name)
    if check is None:
        abort(404, _("沒有名為「%(name)s」的查核規則。", name=name))
    return answer.page(
        "rule.html", manual.data(check), check=check, sections=manual.sections(check.manual), tried=manual.tried(name)
    )
