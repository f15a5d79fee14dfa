"""The page of one finding: its formula, its operands in their sentences, the two intervals on one axis."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort

from extract.text import Span
from kg import record
from web import answer, labels
from web.axis import WIDTH, bars
from web.figures import bounds
from web.pages.articles import card_address
from web.words import _

blueprint = Blueprint("findings", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """One piece of text a finding concerns: the words in their sentence, and where they stand open in the reader."""

    before: str
    words: str
    after: str
    article: record.ArticleRow
    address: str
    claim: Mapping[str, Any] | None
    unit: str


@blueprint.get("/findings/<id_>")
@blueprint.get("/findings/<id_>.json")
def show(id_: str) -> Response:
    from web import the_record

    with record.reading(the_record()) as session:
        finding = record.finding(session, id_)
        if finding is None:
            abort(404, _("沒有編號為「%(id)s」的查核。文章重讀之後，查核會有新的編號；請由文章頁進入。", id=id_))
        if answer.wants_json():
            return answer.page("", finding)
        articles = {key: session.get(record.ArticleRow, key) for key in finding["articles"]}
        claims = {c: record.claim_document(session, c) for c in finding["claims"]}
    operands = [_operand(span, row, claims, id_) for span in finding["spans"] if (row := articles.get(span["article"]))]
    units = {o.unit for o in operands if o.unit}
    axis = bars([(_("算得"), finding["computed"]), (_("所述"), finding["stated"])])
    unit = _unit(finding, units)
    return answer.page(
        "finding.html",
        {},
        finding=finding,
        operands=operands,
        unit=unit,
        axis=axis,
        width=WIDTH,
        turns=turns(finding, unit),
    )


def turns(finding: Mapping[str, Any], unit: str) -> list[str]:
    """What would change the verdict, in words; nothing where no arithmetic was done."""
    verdict, computed, slip = finding["verdict"], finding["computed"], finding["slip"]
    said = []
    if computed:
        reach = bounds(computed, labels.unit(unit))
        if verdict in labels.PROBLEMS:
            said.append(_("若所述的值落在 %(reach)s，兩邊就相符。", reach=reach))
        elif verdict in labels.WEAK:
            said.append(_("若各數字不曾捨入、寫的就是確切的值，兩邊就不一致。"))
            said.append(_("若所述的範圍與 %(reach)s 全無交集，就是不一致。", reach=reach))
        elif verdict == "implied":
            said.append(_("若文中另有說法，且與 %(reach)s 全無交集，就是不一致。", reach=reach))
        elif verdict in ("exact", "rounds"):
            said.append(_("若所述的範圍與 %(reach)s 全無交集，就是不一致。", reach=reach))
    if slip:
        said.append(_("若這是筆誤：%(slip)s，改正後兩邊就相符。", slip=_(labels.SLIPS.get(slip, slip))))
    if verdict == "inconsistent" and len(finding["claims"]) > 1:
        said.append(_("若兩邊說的不是同一主體、指標、期間或基準，就不該相比。"))
    return said


def _unit(finding: Mapping[str, Any], units: set[str]) -> str:
    """The unit of the two sides: the finding's own word, else that of its operands where they have one."""
    own = finding.get("unit")
    return own if isinstance(own, str) else next(iter(units)) if len(units) == 1 else ""


def _operand(span: Mapping[str, Any], article: record.ArticleRow, claims: Mapping[str, Any], finding: str) -> Operand:
    at = Span(span["start"], span["end"])
    around = sentence(article, at)
    claim = next((c for c in claims.values() if c and (c["start"], c["end"]) == (at.start, at.end)), None)
    return Operand(
        before=article.raw[around.start : at.start],
        words=at.of(article.raw),
        after=article.raw[at.end : around.end],
        article=article,
        address=card_address(article.key, claim["id"] if claim else finding),
        claim=claim,
        unit=claim["unit"] if claim else "",
    )


def sentence(article: record.ArticleRow, at: Span) -> Span:
    """The passage around a span; where the reading knows none, its line."""
    for start, end, _role, _paragraph in json.loads(article.passages):
        if at in (passage := Span(start, end)):
            return passage
    start = article.raw.rfind("\n", 0, at.start) + 1
    end = article.raw.find("\n", at.end)
    return Span(start, end if end >= 0 else len(article.raw))
