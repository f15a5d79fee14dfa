"""Sentences and headings: where a passage begins and ends, its role and its paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from extract.reading import Article, Passage
from extract.text import AlignedText

_END = re.compile(r"[。！？；]+[」』”’）\"]*")
_LONGEST_HEADING = 45
#: No writer's sentence is longer; a longer run (a table, a dump) is cut, so that what is read of a sentence stays bounded.
_LONGEST_SENTENCE = 400
_BREAK = re.compile(r"[，、｜|\s]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A passage in the key frame: `text[start:end]`, blanks at its edges left out."""

    start: int
    end: int
    passage: Passage


def sentences(text: AlignedText, article: Article) -> list[Sentence]:
    """Cut an article into passages at 。！？； and line ends; of a header only the title's value is one.

    The headline is the title, or a first line that is no prose; a subhead is a short line without a stop with prose
    below it, or a line that repeats the title.
    """
    found: list[Sentence] = []
    words = text.text
    lines = [m for m in re.finditer(r"[^\n]+", words) if m[0].strip() and m.start() >= text.key_offset(article.body)]
    paragraph = 0
    head = article.headline
    if head is not None and not (head.start >= article.body and (len(lines) == 1 or "。" in head.of(article.raw))):
        start, end = text.key_range(head)
        found.append(Sentence(start, end, Passage(span=head, role="headline", paragraph=paragraph)))
        lines = [line for line in lines if line.start() >= end]
        paragraph = 1
    title = _bare(words[found[0].start : found[0].end]) if found else ""
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        heading = _is_short(line[0]) and below is not None and not _is_short(below[0])
        bare = _bare(line[0])
        repeated = len(title) > 5 and title in bare and len(bare) <= len(title) + 10
        subhead = heading or repeated or line[0].startswith("#")
        for start, end in _cut(words, line.start(), line.end()):
            role = "subhead" if subhead else "body"
            span = text.raw_span(start, end)
            found.append(Sentence(start, end, Passage(span=span, role=role, paragraph=paragraph)))  # type: ignore[arg-type]
        paragraph += 1
    return found


def sentence_at(sentences: list[Sentence], starts: list[int], at: int) -> int | None:
    """Which of the sentences that begin at `starts` a key offset lies in; None between them and in a header."""
    place = bisect_right(starts, at) - 1
    return place if place >= 0 and at < sentences[place].end else None


def _cut(words: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The sentences of a line."""
    for end in _ends(words, start, stop):
        piece = words[start:end]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        start = end


def _ends(words: str, start: int, stop: int) -> Iterator[int]:
    """Where the sentences of a line end: at a stop, or where they grow too long."""
    for end in [*(mark.end() for mark in _END.finditer(words, start, stop)), stop]:
        while end - start > _LONGEST_SENTENCE:
            pause = _BREAK.search(words, start + 3 * _LONGEST_SENTENCE // 4, start + _LONGEST_SENTENCE)
            start = pause.end() if pause else start + _LONGEST_SENTENCE
            yield start
        yield end
        start = end


def _bare(words: str) -> str:
    """A line without blanks and marks: the title is often repeated below itself (原文標題：《…》)."""
    return re.sub(r"[^\w.%]+", "", words)


def _is_short(line: str) -> bool:
    """Whether a line looks like a heading: short, hardly a comma, no stop at its end."""
    line = line.strip()
    return (
        len(line) <= _LONGEST_HEADING
        and line[-1] not in "。；，：、」』”）"
        and "。" not in line
        and line.count("，") <= 2
    )
