"""What the reading tests share: read a few words as an article."""

from __future__ import annotations

import datetime as dt

import extract
from extract import documents
from extract.reading import Claim, Quantity, Reading

PUBLISHED = dt.date(2025, 12, 8)


def read(text: str, published: dt.date | None = PUBLISHED) -> Reading:
    return extract.read(documents.article(text, published=published))


def quantities(text: str) -> list[Quantity]:
    return list(read(text).quantities)


def claims(text: str, published: dt.date | None = PUBLISHED) -> dict[str, Claim]:
    """The claims of a text by the words of their quantity (the last of those that are written alike)."""
    return {claim.quantity.words: claim for claim in read(text, published).claims}
