"""Sentences and headings: where a passage begins and ends, its role and its paragraph. Key-frame ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.reading import Article, Passage
from extract.text import AlignedText

_END = re.compile(r"[。！？；]+[」』”’）\"]*|\n+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A passage in the key frame: `text[start:end]`, blanks at its edges left out."""

    start: int
    end: int
    passage: Passage


def sentences(text: AlignedText, article: Article) -> list[Sentence]:
    """Cut an article into passages: by 。！？； and line ends; a short line without a stop at its end is a subhead."""
    return list(_sentences(text, article))


def _sentences(text: AlignedText, article: Article) -> Iterator[Sentence]:
    words = text.text
    paragraph = 0
    if article.headline is not None:
        start, end = text.key_offset(article.headline.start), text.key_offset(article.headline.end)
        yield Sentence(start, end, Passage(span=article.headline, role="headline", paragraph=0))
        paragraph = 1
    at = text.key_offset(max(article.body, article.headline.end if article.headline and article.headline.start >= article.body else article.body))
    for line in re.finditer(r"[^\n]+", words[at:]):
        begin, stop = at + line.start(), at + line.end()
        if not line[0].strip():
            continue
        subhead = _is_subhead(line[0])
        start = begin
        for mark in [*_END.finditer(words, begin, stop), None]:
            end = mark.end() if mark else stop
            a, b = start, end
            while a < b and words[a].isspace():
                a += 1
            while b > a and words[b - 1].isspace():
                b -= 1
            if a < b:
                role = "subhead" if subhead else "body"
                yield Sentence(a, b, Passage(span=text.raw_span(a, b), role=role, paragraph=paragraph))  # type: ignore[arg-type]
            start = end
        paragraph += 1


def _is_subhead(line: str) -> bool:
    """A line of its own that is short and ends without a stop, or asks a question, is a heading."""
    line = line.strip()
    if line.startswith("#"):
        return True
    return len(line) <= 45 and line[-1] not in "。；，：、」』”）" and line.count("。") == 0 and line.count("，") <= 2
