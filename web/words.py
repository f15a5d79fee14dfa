"""The interface's languages: which one a request speaks, and every sentence in it.

The sources are written in Traditional Chinese; `translations/<locale>/LC_MESSAGES/messages.po` holds the others and is
read as it stands, with no compiled copy to go stale. Simplified comes from OpenCC with Taiwan's terms turned into the
mainland's, and its catalogue holds only what that gets wrong.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Request, g, request

LANGUAGES = {"zh-Hant": "繁體中文", "en": "English", "zh-Hans": "简体中文"}
COOKIE = "kg_lang"
_FOLDER = Path(__file__).parent / "translations"


def choose(asked: Request) -> str:
    """The language of a request: `?lang=`, else the cookie, else what the browser accepts, else Traditional."""
    for wanted in (asked.args.get("lang"), asked.cookies.get(COOKIE)):
        if wanted in LANGUAGES:
            return str(wanted)
    for tag in asked.accept_languages.values():
        parts = tag.lower().replace("_", "-").split("-")
        if parts[0] == "zh":
            return "zh-Hans" if "hans" in parts or ({"cn", "sg"} & set(parts) and "hant" not in parts) else "zh-Hant"
        if parts[0] == "en":
            return "en"
    return "zh-Hant"


def language() -> str:
    """The language of the present request, chosen once."""
    if "language" not in g:
        g.language = choose(request)
    return str(g.language)


def _(message: str, **values: object) -> str:
    """A sentence of the interface in the request's language; `%(name)s` stands for a value."""
    said = translated(message, language())
    return said % values if values else said


def translated(message: str, language: str) -> str:
    """`message`, written in Traditional, in another language; English falls back to the message itself."""
    if language == "zh-Hant":
        return message
    known = _catalogue(language).get(message)
    if known is not None:
        return known
    return simplified(message) if language == "zh-Hans" else message


@lru_cache(maxsize=4096)
def simplified(text: str) -> str:
    """Traditional text of ours in Simplified, with the mainland's terms. Not for articles: it may change the length."""
    return str(_terms().convert(text))


@lru_cache(maxsize=1)
def _terms() -> Any:
    import opencc

    return opencc.OpenCC("tw2sp")


@lru_cache(maxsize=4)
def _catalogue(language: str) -> dict[str, str]:
    from babel.messages.pofile import read_po

    file = _FOLDER / language.replace("-", "_") / "LC_MESSAGES" / "messages.po"
    with file.open("rb") as source:
        return {str(m.id): str(m.string) for m in read_po(source) if m.id and m.string}
