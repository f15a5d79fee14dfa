"""Bytes → Article: encodings, formats, the header, the headline and the dateline.

The decoded text is kept as it came: a leading byte-order mark dropped, line ends untouched. Every offset of an
Article is a half-open code point into that text, the header included.
"""

from __future__ import annotations

import codecs
import datetime as dt
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from extract.reading import Article
from extract.text import Span, key, rx

MAX_BYTES = 8_000_000
TITLE_LENGTH = 200

Origin = Literal["option", "header", "dateline"]

_FORMATS = {
    ".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf", ".docx": "docx",
}  # fmt: skip
_READ = ("txt", "md", "jsonl")
# First bytes of files that are no text, whatever their name says.
_MAGIC = (
    (b"%PDF-", "a PDF"), (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive (docx, xlsx, …)"), (b"\x1f\x8b", "a gzip archive"), (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"), (b"SQLite format 3", "an SQLite database"), (b"RIFF", "a RIFF file"),
)  # fmt: skip
_MARKS = (  # the longer mark first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
# Each asked-for encoding is read as the superset that real files under its name use.
_SUPERSETS = {"big5": "cp950", "gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030"}


class DocumentError(Exception):
    """A file that cannot be read as an article: `path` names it, `cause` says why."""

    def __init__(self, path: str, cause: str) -> None:
        super().__init__(f"{path}: {cause}")
        self.path = path
        self.cause = cause


def load(
    path: str,
    *,
    format: str = "auto",
    encoding: str = "auto",
    published: dt.date | None = None,
    title: str | None = None,
    source: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> list[Article]:
    """The articles of one file (`-`: standard input): one, or as many as a JSON Lines file has.

    `published`, `title` and `source` go before what the file says. Raises: DocumentError, naming file and cause.
    """
    return parse(
        _bytes(path, max_bytes), path=path, format=format, encoding=encoding,
        published=published, title=title, source=source,
    )  # fmt: skip


def parse(
    data: bytes,
    *,
    path: str = "-",
    format: str = "auto",
    encoding: str = "auto",
    published: dt.date | None = None,
    title: str | None = None,
    source: str | None = None,
) -> list[Article]:
    """The articles of bytes already at hand; `path` names them. Raises: DocumentError."""
    if format == "auto":
        format = _FORMATS.get(Path(path).suffix.lower(), "txt")
    if format not in _READ:
        known = format in _FORMATS.values()
        raise DocumentError(path, f"format {format} is {'not supported yet' if known else 'unknown'} (txt, md, jsonl)")
    text = decode(data, path=path, encoding=encoding)
    if format == "jsonl":
        return list(_json_lines(text, path=path, published=published, title=title, source=source))
    return [article(text, path=path, format=format, published=published, title=title, source=source)]


def decode(data: bytes, *, path: str = "-", encoding: str = "auto") -> str:
    """The text of a file's bytes, its byte-order mark dropped and line ends untouched.

    `auto` takes a byte-order mark's word, then UTF-8, then whichever of Big5 and GB18030 yields the more ordinary
    Chinese. Raises: DocumentError for an empty, binary or undecodable file.
    """
    if not data:
        raise DocumentError(path, "is empty")
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise DocumentError(path, f"is {name}, not text")
    text = _auto(data, path) if encoding == "auto" else _as(data, encoding, path)
    if not text.strip("\ufeff\u200b \t\r\n\f\v\u3000\xa0"):
        raise DocumentError(path, "holds nothing but blanks")
    if len(_CONTROL.findall(text)) * 200 > len(text) or "\0" in text:
        raise DocumentError(path, "is binary, not text (control characters)")
    return text


def article(
    raw: str,
    *,
    path: str = "-",
    format: str = "txt",
    published: dt.date | None = None,
    title: str | None = None,
    source: str | None = None,
) -> Article:
    """The Article of a decoded text: its header (txt and md only), headline, published date and key.

    Raises: DocumentError where there is no text, or the header's date is none.
    """
    header = _header(raw) if format in ("txt", "md") else _Header()
    source = source or header.source
    headline = header.title or _first_line(raw, header.body)
    if headline is None or not raw[header.body :].strip():
        raise DocumentError(path, "has a header but no text" if header.body else "holds nothing but blanks")
    origin: Origin | None = "option" if published else None
    if published is None and header.published is not None:
        published, origin = _date_of(header.published), "header"
        if published is None:
            raise DocumentError(path, f"its header's published: {header.published!r} is no date (write YYYY-MM-DD)")
    if published is None:
        published = dateline(raw, header.body)
        origin = "dateline" if published else None
    return Article(
        raw=raw,
        key=hashlib.sha256(f"{raw}\0{source or ''}".encode()).hexdigest()[:16],
        path=path,
        title=(title or _LINK.sub(r"\1", headline.of(raw)))[:TITLE_LENGTH],
        published=published,
        published_from=origin,
        source=source,
        format=format,
        body=header.body,
        headline=headline,
    )


def dateline(raw: str, body: int = 0) -> dt.date | None:
    """The full date of the article's own dateline: among the first or the last lines, in a dateline's shape.

    A date in the prose is none, and neither is one without a year.
    """
    lines = [line for line in _LINES.findall(raw, body) if not line.isspace()]
    for line in (*lines[:8], *reversed(lines[8:][-4:])):
        if found := _dateline().match(key(line.strip()[:200])):
            return _ymd(next(m for m in found.groups() if m))
    return None


# Bytes ----------------------------------------------------------------------------------------------------------------


def _bytes(path: str, max_bytes: int) -> bytes:
    """At most `max_bytes` of the file, refused by its size before it is read whole."""
    if path == "-":
        data = sys.stdin.buffer.read(max_bytes + 1)
    else:
        file = Path(path)
        try:
            if file.is_dir():
                raise DocumentError(path, "is a folder, not a file")
            if (size := file.stat().st_size) > max_bytes:
                raise DocumentError(path, f"is larger than the limit ({size:,} > {max_bytes:,} bytes)")
            with file.open("rb") as stream:
                data = stream.read(max_bytes + 1)
        except FileNotFoundError:
            raise DocumentError(path, "does not exist") from None
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            raise DocumentError(path, f"cannot be read ({getattr(error, 'strerror', None) or error})") from error
    if len(data) > max_bytes:
        raise DocumentError(path, f"is larger than the limit ({max_bytes:,} bytes)")
    return data


def _as(data: bytes, encoding: str, path: str) -> str:
    """The bytes in an encoding that the user named."""
    try:
        name = codecs.lookup(encoding).name
        text, _ = codecs.lookup(_SUPERSETS.get(name, name)).decode(data, "strict")
    except LookupError:
        raise DocumentError(path, f"unknown encoding {encoding!r}") from None
    except UnicodeDecodeError as error:
        raise DocumentError(path, f"is not {encoding}: it breaks at byte {error.start:,}") from None
    if not isinstance(text, str):  # codecs such as base64 yield bytes
        raise DocumentError(path, f"unknown encoding {encoding!r}")
    return text.removeprefix("\ufeff")


def _auto(data: bytes, path: str) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _as(data[len(mark) :], name, path)
    if (at := data.find(b"\0")) >= 0:
        raise DocumentError(path, f"is binary, not text (a NUL at byte {at:,})")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error.start
    if _mostly_utf8(data):
        raise DocumentError(path, f"is UTF-8 but broken at byte {broken:,}")
    scored = [(ordinary(text), text) for text in _legacy(data)]
    best, text = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    if best < _ORDINARY:
        raise DocumentError(path, f"is no text in UTF-8 (breaks at byte {broken:,}), UTF-16, Big5 or GB18030")
    return text


def _mostly_utf8(data: bytes) -> bool:
    """Whether three in four of the bytes above ASCII belong to well-formed UTF-8."""
    rest = data.decode("utf-8", "ignore").encode()
    high = sum(map(len, _HIGH.findall(data)))
    return sum(map(len, _HIGH.findall(rest))) * 4 >= high * 3


def _legacy(data: bytes) -> Iterator[str]:
    """The bytes in each of the older Chinese encodings that can hold them; Hong Kong's only where Taiwan's cannot."""
    for names in (("cp950", "big5hkscs"), ("gb18030",)):
        for name in names:
            try:
                yield data.decode(name)
                break
            except UnicodeDecodeError:
                continue


# Ordinary Chinese scores above 1 a character, the same bytes in the wrong encoding near 0 or below.
_ORDINARY = 0.6
_HIGH = re.compile(rb"[\x80-\xff]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
# The characters that a page of news or finance can hardly do without, in Traditional; their Simplified forms too.
_FREQUENT = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作里用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實"
    "日月今昨元億萬兆千百十二三四五六七八九零第點率升降增減漲跌高低美股市場央行銀利息債券匯金資產業價值公司營收季度報告數據指標投投資者政府財政貨幣經濟通膨脹脹成長幅度約達近超逾較比"
    "全球歐港台臺華東京北京香港新聞記者表示預計預期預估目前由與及或等將被向並且均最每已此次期間內外間續持未來計劃項目客戶產品銷售口工製造服務消費者需求供應企業板塊總額款貸款房地產電子技術科技平交易"
    "今天昨天明天上週本週星期早晚開收盤午後分析師認為指出顯示公布公佈宣布決定會議主席委員聯準會信號訊號風險影響因素調整穩定提高下降上升加強推動改革管理安全關係問題情況社會人民重要根據統計單位水準水平"
    "，。、；：「」『』（）《》？！“”‘’—…％　"
)


@lru_cache(maxsize=1)
def _weights() -> dict[str, int]:
    """How ordinary a character is in Chinese print: 3 frequent, 1 in either standard's first level, else -2 or less."""
    weights: dict[str, int] = {}
    # GB 2312 level 1 (rows 16 to 55) and Big5 level 1 (A440 to C67E): each standard's own choice of common characters.
    for name, leads, trails in (
        ("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF)),
        ("big5", range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF))),
    ):
        for lead in leads:
            for trail in trails:
                for char in bytes((lead, trail)).decode(name, "ignore"):
                    weights[char] = 1
    return weights | {char: 3 for char in _FREQUENT + key(_FREQUENT) if char > "\x7f"}


def ordinary(text: str) -> float:
    """How ordinary the text's characters beyond ASCII are as Chinese print, on average (its first 20,000 count)."""
    weights = _weights()
    beyond = [c for c in text[:20_000] if c > "\x7f"]
    return sum(weights.get(c, -2) for c in beyond) / len(beyond) if beyond else 0.0


# Formats --------------------------------------------------------------------------------------------------------------

_LINES = re.compile(r"[^\r\n]+")
_HEADER_LINE = re.compile(r"(title|published|source|url):[ \t]*([^\r\n]*?)[ \t]*(?:\r\n|\n|\r|\Z)")
_EMPTY_LINE = re.compile(r"[ \t\u3000]*(?:\r\n|\n|\r|\Z)")
_HEADING = re.compile(r"[ \t\u3000\ufeff]*(?:#{1,6}[ \t]+)?(.*?)(?:[ \t]+#+)?[ \t\u3000]*\Z")
_LINK = re.compile(r"\[([^\[\]\n]*)\]\([^()\n]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    """What the header says; `title` is the raw span of its value, `body` where the text after it begins."""

    title: Span | None = None
    published: str | None = None
    source: str | None = None
    body: int = 0


def _header(raw: str) -> _Header:
    """The header, if the text begins with one: known keys from the first line on, closed by an empty line."""
    at = 0
    values: dict[str, Span] = {}
    while line := _HEADER_LINE.match(raw, at):
        values.setdefault(line[1], Span(*line.span(2)))
        at = line.end()
    end = _EMPTY_LINE.match(raw, at)
    if not values or end is None:
        return _Header()
    said = {name: span.of(raw) for name, span in values.items() if span.start < span.end}
    return _Header(
        title=values["title"] if "title" in said else None,
        published=said.get("published"),
        source=said.get("source") or said.get("url"),
        body=end.end(),
    )


def _first_line(raw: str, body: int) -> Span | None:
    """The first line of the body that holds something, without its blanks and Markdown heading marks."""
    for line in _LINES.finditer(raw, body):
        found = _HEADING.match(line.group())
        if found and found[1].strip():
            return Span(line.start() + found.start(1), line.start() + found.end(1))
    return None


def _json_lines(
    text: str, *, path: str, published: dt.date | None, title: str | None, source: str | None
) -> Iterator[Article]:
    """One article a line: an object with `text`, and `title`, `published`, `source` or `url` if it likes."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise DocumentError(path, f"line {number}: no JSON ({error})") from None
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise DocumentError(path, f"line {number}: no object with a text")
        if wrong := [k for k in ("title", "published", "source", "url") if not isinstance(row.get(k, ""), str | None)]:
            raise DocumentError(path, f"line {number}: {wrong[0]} is no string")
        if _UNPAIRED.search(line) and any(0xD800 <= ord(c) < 0xE000 for v in row.values() for c in str(v)):
            raise DocumentError(path, f"line {number}: half a surrogate pair")
        origin: Origin | None = "option" if published else None
        day = published
        if day is None and row.get("published"):
            day, origin = _date_of(row["published"]), "header"
            if day is None:
                raise DocumentError(path, f"line {number}: published {row['published']!r} is no date")
        try:
            found = article(
                row["text"], path=path, format="jsonl", published=day,
                title=title or row.get("title"), source=source or row.get("source") or row.get("url"),
            )  # fmt: skip
        except DocumentError as error:
            raise DocumentError(path, f"line {number}: {error.cause}") from None
        yield replace(found, published_from=origin) if origin else found


# Dates ----------------------------------------------------------------------------------------------------------------

_UNPAIRED = re.compile(r"\\u[dD][89a-fA-F]")
_DATE = (
    r"(?:(?:中華)?民國[ \t]*\d{2,3}|(?:19|20)\d{2})"
    r"[ \t]*[-/.年][ \t]*\d{1,2}[ \t]*[-/.月][ \t]*\d{1,2}(?!\d)[ \t]*[日號]?"
)


def _ymd(words: str) -> dt.date | None:
    """The date that a year, a month and a day in digits name, of the common or the Republic's era."""
    year, month, day = (int(digits) for digits in re.findall(r"\d+", words)[:3])
    try:
        return dt.date(year + 1911 if "民" in words else year, month, day)
    except ValueError:
        return None


def _date_of(words: str) -> dt.date | None:
    """A whole value as a date: ISO 8601 with or without time, or year, month and day in digits."""
    words = key(words).strip(" \t\"'")
    try:
        return dt.datetime.fromisoformat(words).date()
    except ValueError:
        found = rx(rf"{_DATE}(?!\w)").match(words)
        return _ymd(found.group()) if found else None


@lru_cache(maxsize=1)
def _dateline() -> re.Pattern[str]:
    """The shapes of a dateline, over the key of a line; one group of each alternative holds the date."""
    week = r"(?:[ \t]*[(（]?(?:星期|週|禮拜)[一二三四五六日天][)）]?)?"
    zone = r"(?:Z|[+-]\d\d:?\d\d)?"
    time = rf"(?:(?:T|[ \t]*(?:[上下]午|晚間)?[ \t]*)\d{{1,2}}[:：時]\d{{2}}分?(?:[:：]\d{{2}}(?:\.\d+)?)?{zone})"
    what = r"(?:發布|發佈|發表|刊登|出版|更新|新聞|撰稿)"
    label = rf"(?:(?:最後|首次)?{what}?(?:時間|日期|於)|{what}|Published|Updated|Date)[ \t]*[:：]?[ \t]*"
    credit = r"(?:來源|作者|記者|文[/／]|編輯|責任編輯|[|｜·/])"
    wire = r"[ \t]*(?:[電訊]|[/／(（-][^。，]{1,12}(?:社|[Ww]ire))"
    shapes = (
        rf"{label}({_DATE}){week}{time}?(?!\w).{{0,40}}\Z",  # 發布時間：2025-12-05 08:30 來源…
        rf"[(（【\[]?({_DATE}){week}{time}?[)）】\]]?[ \t]*(?:{credit}.{{0,40}})?\Z",  # a line of its own
        rf"({_DATE}){week}{time}[^。！？!?]{{0,24}}\Z",  # with a clock time, and a name behind
        rf"[^。！？!?，]{{0,24}}[ \t|｜·]({_DATE}){week}{time}\Z",  # a name, then date and clock time
        rf"[(（【\[][^。)）】\]]{{0,40}}?({_DATE})(?:[電訊]|(?:綜合)?報導)?[)）】\]]",  # （…社東京2025年12月5日電）
        rf"[^。，！？!?]{{0,24}}?({_DATE}){wire}",  # 香港2025年12月5日 /…社/
    )
    return rx("|".join(f"(?:{shape})" for shape in shapes))
