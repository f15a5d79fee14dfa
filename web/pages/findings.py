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
from web.axis import WIDTH, bars, sides
from web.figures import bounds
from web.marks import Mark, Piece, cut, markup
from web.pages.articles import card_address
from web.words import _

blueprint = Blueprint("findings", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """One piece of text a finding concerns, and where it stands open in the reader."""

    words: str
    address: str
    claim: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of an article with the operands that stand in it."""

    article: record.ArticleRow
    pieces: tuple[Piece, ...]
    operands: Mapping[str, Operand]


@blueprint.get("/findings/<id_>")
@blueprint.get("/findings/<id_>.json", endpoint="show_json")
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
    sentences = _sentences(finding, {key: row for key, row in articles.items() if row}, claims)
    known = [c for c in claims.values() if c]
    unit = common_unit([c["unit"] for c in known])
    named = sides(finding, [(c["text"], c["interval"]) for c in known])
    return answer.page(
        "finding.html",
        {},
        finding=finding,
        sentences=sentences,
        unit=unit,
        named=named,
        axis=bars(named),
        width=WIDTH,
        turns=turns(finding, unit),
    )


def common_unit(units: list[str]) -> str:
    """The unit of a finding's numbers where all its claims have the same one, else none."""
    return units[0] if len(set(units)) == 1 else ""


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


def _sentences(
    finding: Mapping[str, Any], articles: Mapping[str, record.ArticleRow], claims: Mapping[str, Any]
) -> list[Sentence]:
    """The sentences a finding rests on, each once and in the order of its spans, with their operands marked."""
    found: dict[tuple[str, Span], list[Span]] = {}
    for s in finding["spans"]:
        if s["article"] in articles:
            at = Span(s["start"], s["end"])
            found.setdefault((s["article"], sentence(articles[s["article"]], at)), []).append(at)
    by_place = {(c["article"], c["start"], c["end"]): c for c in claims.values() if c}
    made = []
    for (key, around), places in found.items():
        article, operands = articles[key], {}
        for at in places:
            claim = by_place.get((key, at.start, at.end))
            address = card_address(key, claim["id"] if claim else _card_of(finding, at, key, by_place))
            operands[f"{at.start}-{at.end}"] = Operand(words=at.of(article.raw), address=address, claim=claim)
        spans = [Mark(span=at, card=f"{at.start}-{at.end}", role="operand") for at in places]
        hidden = markup(article.raw) if article.format == "md" else []
        pieces = tuple(cut(article.raw, around, spans, hidden))
        made.append(Sentence(article=article, pieces=pieces, operands=operands))
    return made


def _card_of(finding: Mapping[str, Any], at: Span, key: str, by_place: Mapping[tuple[str, int, int], Any]) -> str:
    """The card that shows a span which is no claim: that of the finding's nearest claim in the article, or its own."""
    near = [(abs(start - at.start), claim["id"]) for (where, start, _), claim in by_place.items() if where == key]
    return str(min(near)[1]) if near else str(finding["id"])


def sentence(article: record.ArticleRow, at: Span) -> Span:
    """The passage around a span; where the reading knows none, its line."""
    for start, end, _role, _paragraph in json.loads(article.passages):
        if at in (passage := Span(start, end)):
            return passage
    start = article.raw.rfind("\n", 0, at.start) + 1
    end = article.raw.find("\n", at.end)
    return Span(start, end if end >= 0 else len(article.raw))
