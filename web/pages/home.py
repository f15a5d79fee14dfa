"""The front page: what came in, and the problems by severity."""

from __future__ import annotations

from flask import Blueprint, Response

from kg import record
from web import answer, labels

blueprint = Blueprint("home", __name__)
SHOWN = 12


@blueprint.get("/")
@blueprint.get("/index.json", endpoint="home_json")
def home() -> Response:
    from web import the_record

    with record.reading(the_record()) as session:
        articles = record.names(session)
        counted = record.verdicts(session)
        problems = record.findings(session, verdicts=labels.PROBLEMS, limit=SHOWN)
        weak = record.findings(session, verdicts=labels.WEAK, limit=SHOWN)
        names = {a.key: a.name for a in articles}
        total = record.totals(session)
    latest = sorted(articles, key=lambda a: a.sequence, reverse=True)[:SHOWN]
    data = {
        "articles": [listed(a, counted.get(a.key, {})) for a in latest],
        "problems": problems,
        "weak": weak,
        "totals": {
            "articles": len(articles),
            "quantities": sum(a.quantities for a in articles),
            "checked": sum(a.checked for a in articles),
            "findings": total,
        },
    }
    return answer.page("home.html", data, names=names)


def listed(article: record.ArticleRow, counted: dict[str, int]) -> dict[str, object]:
    """An article in a list: what it is, its coverage, and its findings by verdict, the weightiest first."""
    return {
        "key": article.key,
        "name": article.name,
        "path": article.path,
        "published": article.published and article.published.isoformat(),
        "source": article.source,
        "script": article.script,
        "characters": article.characters,
        "ingested_at": article.ingested_at.isoformat(timespec="seconds") + "Z",
        "quantities": article.quantities,
        "checked": article.checked,
        "problems": sum(counted.get(v, 0) for v in labels.PROBLEMS),
        "verdicts": {v: counted[v] for v in labels.VERDICTS if v in counted},
    }
