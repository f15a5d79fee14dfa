"""Aligned text: what the recognisers see, every character of which knows its source characters.

The article stays as published; every offset that leaves this package is a half-open code-point offset into it
(the *raw* frame). Recognisers work on a rewritten text (the *key* frame): one script, one width, blanks of
machine conversion dropped. Words in the tables are written once, in Traditional, and compared after `key()`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points `[start, end)` of the article as published."""

    start: int
    end: int

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def of(self, raw: str) -> str:
        return raw[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `[start, end)` of a text by `text` (empty: drop it)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class AlignedText:
    """A rewritten text beside the raw one.

    `begins[i]` and `ends[i]` are the raw offsets at which the source of `text[i]` begins and ends; both never fall.
    """

    raw: str
    text: str
    begins: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, raw: str) -> AlignedText:
        return cls(raw, raw, tuple(range(len(raw))), tuple(range(1, len(raw) + 1)))

    def rewrite(self, step: Callable[[str], Iterable[Edit]]) -> AlignedText:
        """Apply the edits that `step` yields for the present text, in order and not overlapping.

        A replacement of the same length keeps character-by-character sources; one of another length gives each of
        its characters the whole replaced source. Raises: ValueError where edits overlap or leave the text.
        """
        pieces: list[str] = []
        begins: list[int] = []
        ends: list[int] = []
        done = 0
        for edit in step(self.text):
            if not done <= edit.start <= edit.end <= len(self.text):
                raise ValueError(f"edit {edit} overlaps the one before or leaves the text")
            pieces += (self.text[done : edit.start], edit.text)
            begins += self.begins[done : edit.start]
            ends += self.ends[done : edit.start]
            if len(edit.text) == edit.end - edit.start:
                begins += self.begins[edit.start : edit.end]
                ends += self.ends[edit.start : edit.end]
            else:
                source = self._source(edit.start, edit.end)
                begins += [source.start] * len(edit.text)
                ends += [source.end] * len(edit.text)
            done = edit.end
        pieces.append(self.text[done:])
        begins += self.begins[done:]
        ends += self.ends[done:]
        return AlignedText(self.raw, "".join(pieces), tuple(begins), tuple(ends))

    def _source(self, start: int, end: int) -> Span:
        """The raw span of `text[start:end]`; of an empty range, what lies between its neighbours' sources."""
        if start < end or start in (0, len(self.text)):
            return self.raw_span(start, end)
        return Span(*sorted((self.ends[start - 1], self.begins[start])))

    def mapped(self, table: dict[int, str]) -> AlignedText:
        """Translate character by character (`str.translate`); every entry of `table` is one character."""
        text = self.text.translate(table)
        if len(text) != len(self.text):
            raise ValueError("a character table must keep the length")
        return AlignedText(self.raw, text, self.begins, self.ends)

    def raw_span(self, start: int, end: int) -> Span:
        """The raw span of `text[start:end]`; an empty range gives an empty span before its next character."""
        if start >= end:
            at = self.begins[start] if start < len(self.begins) else len(self.raw)
            return Span(at, at)
        return Span(self.begins[start], self.ends[end - 1])

    def key_offset(self, raw_offset: int) -> int:
        """The first index of `text` whose source ends after `raw_offset` (its own, where it was not dropped)."""
        return bisect_right(self.ends, raw_offset)

    def key_range(self, span: Span) -> tuple[int, int]:
        """The range of `text` whose source is a raw span."""
        return self.key_offset(span.start), self.key_offset(span.end - 1) + 1


class Taken:
    """Which characters of a text are taken: where mentions are not to overlap, the first to take a range has it."""

    __slots__ = ("_marks",)

    def __init__(self, length: int) -> None:
        self._marks = bytearray(length)

    def take(self, start: int, end: int) -> None:
        self._marks[start:end] = b"\x01" * (end - start)

    def touches(self, start: int, end: int) -> bool:
        """Whether any character of a range is taken."""
        return self._marks.find(1, start, end) >= 0


@lru_cache(maxsize=1)
def _simplified() -> dict[int, str]:
    """OpenCC's t2s, one character at a time, and the few characters it keeps apart.

    Character by character the key of a word does not depend on its neighbours, so a word of the tables and the same
    word inside an article always meet; OpenCC's phrase rules (乾隆, 隨著) would part them.
    """
    import opencc

    convert = opencc.OpenCC("t2s").convert
    chars = [chr(c) for block in ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00)) for c in range(*block)]
    converted = convert("\n".join(chars)).split("\n")
    table = {ord(a): b for a, b in zip(chars, converted, strict=True) if a != b and len(b) == 1}
    table.update({ord(a): b for a, b in zip("著帐甚妳牠", "着账什你它", strict=True)})
    # What phrase rules of either direction part or join (計畫 and 計劃, 回覆 and 回复, 憑藉 and 凭借): one key for both.
    table.update({ord(a): b for a, b in zip("画畫覆甦藉馀锺讬谘迳钜缐", "划划复苏借余钟托咨径巨线", strict=True)})
    # 帳 → 帐 → 账, 薴 → 苧 → 苎: to the end of the chain, so that the key of a key is itself.
    return {char: table.get(ord(other), other) for char, other in table.items()}


@lru_cache(maxsize=1)
def _width() -> dict[int, str]:
    """Full-width letters, digits and signs of numbers to half width; look-alike dashes and tildes to one."""
    table = {0xFF10 + i: chr(ord("0") + i) for i in range(10)}
    table |= {0xFF21 + i: chr(ord("A") + i) for i in range(26)}
    table |= {0xFF41 + i: chr(ord("a") + i) for i in range(26)}
    table |= {
        ord(a): b
        for a, b in zip(
            "％﹪．＋＄＆／￥〜～∼－−–‐‑﹣，＊\u3000\xa0\u2009\u202f", "%%.+$&/¥~~~------，*    ", strict=True
        )
    }
    return table


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """The comparison form of a word or pattern: one script, one width. Keeps the length."""
    return text.translate(_width()).translate(_simplified())


@lru_cache(maxsize=4096)
def rx(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression over the key frame, written in Traditional."""
    # The aligned text has the full-width comma wherever it is punctuation: in a pattern it stays one too.
    return re.compile("，".join(map(key, pattern.split("，"))), flags)


_BLANK = re.compile(
    rf"(?<=[{HAN}，。、；：（）「」])[ \t](?=[0-9A-Za-z$¥+\-])|(?<=[0-9A-Za-z%.,)])[ \t](?=[{HAN}%，。、；：（）「」])"
)
_HALF = re.compile(rf"[,():;?!]|(?<=[{HAN}）」”%])\.(?=[{HAN}A-Z「“]|\s|$)")
_FULL = dict(zip(",():;?!.", "，（）：；？！。", strict=True))


def _blanks(text: str) -> Iterator[Edit]:
    for found in _BLANK.finditer(text):
        yield Edit(found.start(), found.end(), "")


#: 11月CPI年增0.7%　核心CPI站穩1%: the wide blank parts the halves of a heading, as a comma does.
_HEADING_BLANK = re.compile(r"(?<=[^\s\u3000]{4})\u3000{1,2}(?=[^\s\u3000]{4})")
_LONGEST_LINE = 80


def _headings(text: str) -> Iterator[Edit]:
    """The wide blanks inside lines without a stop, as commas."""
    for line in re.finditer(r"[^\n]+", text):
        if "\u3000" in line[0] and "。" not in line[0] and len(line[0]) <= _LONGEST_LINE:
            for found in _HEADING_BLANK.finditer(line[0]):
                at = line.start() + found.start()
                yield Edit(at, line.start() + found.end(), "，" * len(found[0]))


def _punctuation(text: str) -> Iterator[Edit]:
    """Half-width punctuation to full width, except inside numbers, clock times and addresses."""
    for found in _HALF.finditer(text):
        at, mark = found.start(), found.group()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        inside_number = mark in ",:" and before.isdigit() and before.isascii() and after.isdigit() and after.isascii()
        if not inside_number and not (mark == ":" and after == "/"):
            yield Edit(at, at + 1, _FULL[mark])


def _markdown(text: str) -> Iterator[Edit]:
    """The address of a Markdown link and its brackets: the words stay."""
    for found in re.finditer(r"\[([^\[\]\n]*)\]\([^()\s]*(?: \"[^\"\n]*\")?\)", text):
        yield Edit(found.start(), found.start(1), "")
        yield Edit(found.end(1), found.end(), "")


def aligned(raw: str, *, markdown: bool = False) -> AlignedText:
    """The text that recognisers see for an article: one width, one script, conversion blanks dropped."""
    text = AlignedText.of(raw).rewrite(_headings).mapped(_width())
    if markdown:
        text = text.rewrite(_markdown)
    return text.rewrite(_blanks).rewrite(_punctuation).mapped(_simplified())
