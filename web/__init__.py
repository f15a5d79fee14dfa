"""The workbench: pages over the record. It recomputes nothing: it loads, cuts the raw text at the spans, and shows.

Every page is an address, and every page is data: the same address with `.json`, or asked for as JSON.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, current_app, request
from flask_compress import Compress
from sqlalchemy.engine import Engine
from werkzeug.exceptions import HTTPException, InternalServerError

from kg import record
from kg.settings import Settings
from web import labels, words
from web.answer import page, translate, wants_json

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No inline script or style anywhere, nothing from outside: there is no nonce to leak."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

YEAR = 365 * 24 * 3600


def create_app(settings: Settings) -> Flask:
    """The workbench over the record of `settings`. The record is opened at once, so a wrong address fails here."""
    app = Flask(__name__)
    app.config.update(MAX_CONTENT_LENGTH=settings.max_bytes, COMPRESS_MIMETYPES=_COMPRESSED)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions["kg"] = settings
    app.extensions["record"] = record.engine(settings)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(_=words._, labels=labels, language=words.language, languages=words.LANGUAGES)
    app.jinja_env.globals.update(address=_address, said=translate)
    app.jinja_env.filters.update(**_filters())
    Compress(app)
    _register(app)
    app.after_request(_guard)
    app.register_error_handler(Exception, _failed)
    return app


_COMPRESSED = [
    "text/html", "text/css", "text/javascript", "application/json", "image/svg+xml", "text/turtle", "text/csv",
    "text/vnd.graphviz", "application/sparql-results+json",
]  # fmt: skip


def the_record() -> Engine:
    """The record's engine of the app that answers."""
    made: Engine = current_app.extensions["record"]
    return made


def the_settings() -> Settings:
    """The settings of the app that answers."""
    made: Settings = current_app.extensions["kg"]
    return made


def _register(app: Flask) -> None:
    from web import sparql
    from web.manual import title
    from web.pages import articles, causes, findings, home, rules, things

    for module in (home, articles, findings, causes, rules, things, sparql):
        app.register_blueprint(module.blueprint)
    app.jinja_env.globals.update(check_title=lambda name: translate(title(name)))


def _filters() -> dict[str, Any]:
    from web.figures import bounds, figure

    return {"bounds": bounds, "figure": figure, "unit": labels.unit}


def _address(**changed: object) -> str:
    """The present address with some of its parameters changed; None takes one away."""
    from urllib.parse import urlencode

    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in changed]
    kept += [(name, str(value)) for name, value in changed.items() if value is not None]
    return request.path + ("?" + urlencode(kept) if kept else "")


def _guard(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.vary.update(("Accept", "Accept-Language", "Cookie"))
    if request.args.get("lang") in words.LANGUAGES:
        response.set_cookie(words.COOKIE, request.args["lang"], max_age=YEAR, samesite="Lax", httponly=True)
    return response


def _failed(error: Exception) -> Response | tuple[Response, int]:
    """A page that says what happened and what to do next; the cause of an inner fault goes to the log, not out."""
    if not isinstance(error, HTTPException):
        current_app.logger.exception("%s %s", request.method, request.path)
        error = InternalServerError()
    if error.code is not None and error.code < 400:
        return Response(error.get_response())  # type: ignore[arg-type]
    code = error.code or 500
    detail = None if type(error).description == error.description else error.description
    return page("error.html", {"error": code, "detail": detail}, code=code, detail=detail), code


__all__ = ["create_app", "page", "the_record", "the_settings", "wants_json"]
