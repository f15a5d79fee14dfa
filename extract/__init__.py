"""READS: an article's bytes → what it says. No database, no graph, no page."""

from __future__ import annotations

from extract.reading import Article, Reading

__all__ = ["Article", "Reading", "read"]


def read(article: Article) -> Reading:
    """Read one article: quantities, periods, mentions, claims. Loads spaCy on first use. Never raises for decoded text."""
    from extract import pipeline

    return pipeline.read(article)
