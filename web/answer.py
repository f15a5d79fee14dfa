"""One answer in two forms: the page for people, and the same as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, jsonify, make_response, render_template, request

from web.script import converted
from web.words import language


def wants_json() -> bool:
    """Whether the request asks for data: an address in `.json`, or an Accept that prefers it to HTML."""
    if request.path.endswith(".json"):
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def page(template: str, data: Mapping[str, Any], /, **context: Any) -> Response:
    """The answer: `data` as JSON, or the template with `data` and `context`."""
    if wants_json():
        return jsonify(dict(data))
    return make_response(render_template(template, **{**data, **context}))


def translate(said: Mapping[str, str] | str | None) -> str:
    """A text given in several languages, in that of the request; Simplified from Traditional if need be."""
    if not said:
        return ""
    if isinstance(said, str):
        return said
    wanted = language()
    if wanted in said:
        return said[wanted]
    traditional = said.get("zh-Hant", "")
    return (
        converted(traditional, "hans")
        if wanted == "zh-Hans" and traditional
        else traditional or next(iter(said.values()))
    )
