"""The list of articles, and the reader."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from kg import record
from web import answer, causal, labels, reader
from web.pages.home import listed
from web.script import VIEWS
from web.words import _

blueprint = Blueprint("articles", __name__)


@blueprint.get("/articles")
@blueprint.get("/articles.json", endpoint="index_json")
def index() -> Response:
    from web import the_record

    with record.reading(the_record()) as session:
        counted = record.verdicts(session)
        articles = [listed(a, counted.get(a.key, {})) for a in record.names(session)]
    return answer.page("articles.html", {"articles": articles})


@blueprint.get("/articles/<key>")
@blueprint.get("/articles/<key>.json", endpoint="show_json")
def show(key: str) -> Response:
    """The reader. `card` opens a claim's card, `link` marks a causal link, `verdict` (repeatable) and `problems` filter, `view` is the script."""
    from web import the_record

    with record.reading(the_record()) as session:
        article = session.get(record.ArticleRow, key)
        if article is None:
            abort(404, _("沒有鍵為「%(key)s」的文章。它可能已被移除，或尚未匯入。", key=key))
        document = record.document(session, article)
        intervals = record.intervals(session, key)
    if answer.wants_json():
        return answer.page("", document)
    view = request.args.get("view", "original")
    view = view if view in VIEWS else "original"
    chosen = [v for v in request.args.getlist("verdict") if v in labels.VERDICTS]
    only_problems = "problems" in request.args
    wanted = [*chosen, *(labels.PROBLEMS if only_problems else ())]
    opened = request.args.get("card")
    page = reader.page(
        article,
        document,
        intervals,
        view=view,
        verdicts=wanted,
        opened=opened,
        link=request.args.get("link"),
        part=request.args.get("part", type=int),
    )
    counts: dict[str, int] = {}
    for finding in document["findings"]:
        counts[finding["verdict"]] = counts.get(finding["verdict"], 0) + 1
    return answer.page(
        "reader.html",
        {},
        article=article,
        page=page,
        opened=opened,
        view=view,
        views=tuple(VIEWS),
        chosen=chosen,
        only_problems=only_problems,
        counts={v: counts[v] for v in labels.VERDICTS if v in counts},
        problems=sum(counts.get(v, 0) for v in labels.PROBLEMS),
        coverage=document["coverage"],
        links=causal.said(document, article),
    )


@blueprint.get("/claims/<id_>")
@blueprint.get("/claims/<id_>.json", endpoint="claim_json")
def claim(id_: str) -> Answer:
    """A claim's place is its card in the reader; as JSON it is the claim with its findings."""
    from web import the_record

    with record.reading(the_record()) as session:
        row = session.get(record.ClaimRow, id_)
        if row is None:
            abort(404, _("沒有編號為「%(id)s」的主張。", id=id_))
        if answer.wants_json():
            return answer.page("", record.claim(session, row))
    return redirect(card_address(row.article, id_), 303)


def card_address(article: str, card: str, **more: Any) -> str:
    """Where a card stands open in the reader."""
    return url_for("articles.show", key=article, card=card, _anchor=card, **more)
