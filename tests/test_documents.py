"""Documents: bytes become articles, or a clear error that names file and cause."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import documents
from extract.documents import DocumentError
from extract.text import key

# Sentences of our own, as papers of both scripts print them; the short ones are the hard ones.
TRADITIONAL = (
    "日本央行週四宣布維持利率不變。",
    "台積電公布第三季營收,季增一成。",
    "國內生產毛額年增2.5%",
    "恆生指數收報二萬六千點",
    "鋼價回升",
    "鰻魚出口值攀升",
    "金管會昨日表示,壽險業避險成本下滑,全年獲利可望優於去年。",
    "碳酸鋰期貨跌停,電池廠股價重挫。",
)
SIMPLIFIED = (
    "日本央行周四宣布维持利率不变。",
    "公司公布第三季度营收,环比增长一成。",
    "国内生产总值同比增长2.5%",
    "恒生指数收报两万六千点",
    "钢价回升",
    "鳗鱼出口额攀升",
    "证监会昨日表示,险资入市步伐加快,全年规模有望超过去年。",
    "碳酸锂期货跌停,电池厂股价重挫。",
)
HONG_KONG = ("灣仔及鰂魚涌樓價按月升0.3%。", "深水埗劏房租金微跌。", "佢話今年嘅花紅會多啲。")


def write(folder: Path, name: str, data: bytes | str) -> str:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


@pytest.mark.parametrize("text", TRADITIONAL)
def test_big5_is_told_from_gb18030(text: str) -> None:
    """A single sentence in Big5 is read as Big5."""
    assert documents.decode(text.encode("cp950")) == text


@pytest.mark.parametrize("text", SIMPLIFIED)
def test_gb18030_is_told_from_big5(text: str) -> None:
    """A single sentence in GB18030 is read as GB18030."""
    assert documents.decode(text.encode("gb18030")) == text


@pytest.mark.parametrize("text", HONG_KONG)
def test_hong_kong_characters_in_big5(text: str) -> None:
    """Big5 with Hong Kong's own characters is read too."""
    assert documents.decode(text.encode("big5hkscs")) == text


@pytest.mark.parametrize("text", TRADITIONAL)
def test_traditional_text_in_gb18030(text: str) -> None:
    """A mainland encoding may hold Traditional text."""
    assert documents.decode(text.encode("gb18030")) == text


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp950", "gb18030"])
def test_line_ends_stay_and_the_mark_goes(codec: str) -> None:
    """Offsets count the decoded text: no byte-order mark, line ends as they came."""
    text = "央行升息\r\n\r\n利率升至2.5%。\r第二行\n"
    assert documents.decode(text.encode(codec)) == text


@pytest.mark.parametrize("encoding", ["big5", "cp950", "BIG5"])
def test_a_named_encoding_is_obeyed(encoding: str) -> None:
    """`--encoding` goes before any guess."""
    assert documents.decode("營收".encode("cp950"), encoding=encoding) == "營收"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\r\n\t", "nothing but blanks"),
        ("\ufeff\n".encode(), "nothing but blanks"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        (b"%PDF-1.7 text", "PDF"),
        ("利率".encode() + b"\x00" + "升".encode(), "NUL at byte 6"),
        ("日本央行升息".encode()[:7] + b"\xff" + "利率升至百分之二點五。".encode(), "broken at byte 6"),
        (bytes(range(128, 256)) * 3, "no text in UTF-8"),
        ("한국은행은 기준금리를 동결했다고 밝혔다.".encode("utf-16-be"), "binary"),
        (b"\x01\x02\x03\x04 abc", "binary"),
    ],
)
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, data: bytes, words: str) -> None:
    """Empty, binary and broken files are refused, naming file and cause."""
    path = write(tmp_path, "稿.txt", data)
    with pytest.raises(DocumentError) as caught:
        documents.load(path)
    assert words in caught.value.cause
    assert str(caught.value).startswith(path)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    """A missing file and a folder are told apart."""
    with pytest.raises(DocumentError, match="does not exist"):
        documents.load(str(tmp_path / "none.txt"))
    with pytest.raises(DocumentError, match="is a folder"):
        documents.load(str(tmp_path))


def test_the_limit_is_on_bytes(tmp_path: Path) -> None:
    """A file over the limit is refused, one at the limit is read."""
    path = write(tmp_path, "a.txt", "升" * 10)
    assert documents.load(path, max_bytes=30)[0].raw == "升" * 10
    with pytest.raises(DocumentError, match="larger than the limit"):
        documents.load(path, max_bytes=29)


@pytest.mark.parametrize(("name", "words"), [("a.pdf", "not supported yet"), ("a.docx", "not supported yet")])
def test_formats_to_come(tmp_path: Path, name: str, words: str) -> None:
    """A format that is not read yet is refused in so many words."""
    with pytest.raises(DocumentError, match=words):
        documents.load(write(tmp_path, name, "內文"))


def test_header(tmp_path: Path) -> None:
    """The header names title, date and source; offsets count it, and the title's value is the headline."""
    raw = "title: 央行升息半碼\npublished: 2025-12-05\nsource: 本社\n\n第一段。\n"
    (article,) = documents.load(write(tmp_path, "a.txt", raw))
    assert (article.title, article.published, article.published_from) == (
        "央行升息半碼",
        dt.date(2025, 12, 5),
        "header",
    )
    assert article.source == "本社"
    assert article.raw == raw
    assert raw[article.body :] == "第一段。\n"
    assert article.headline is not None and article.headline.of(raw) == "央行升息半碼"


def test_options_go_first(tmp_path: Path) -> None:
    """An option beats the header, but names the article only: the headline stays the text's."""
    path = write(tmp_path, "a.md", "title: 甲\npublished: 2025-12-05\n\n內文。")
    (article,) = documents.load(path, title="乙", published=dt.date(2024, 1, 2), source="丙")
    assert (article.title, article.published, article.published_from) == ("乙", dt.date(2024, 1, 2), "option")
    assert article.headline is not None and article.headline.of(article.raw) == "甲"


@pytest.mark.parametrize(
    "raw", ["title: 甲\n乙\n\n丙", "Title: 甲\n\n乙", "第一行\ntitle: 甲\n\n乙", "title:甲\n第二行"]
)
def test_no_header(raw: str) -> None:
    """A header begins in the first line, is lower case, and is closed by an empty line; else it is text."""
    article = documents.article(raw)
    assert article.body == 0
    assert article.headline is not None and article.headline.of(raw) == raw.split("\n")[0]


def test_a_header_alone_is_no_article() -> None:
    """A header without a body, and a header with an impossible date, are refused."""
    with pytest.raises(DocumentError, match="no text"):
        documents.article("title: 甲\n\n \n")
    with pytest.raises(DocumentError, match="2025-13-01"):
        documents.article("published: 2025-13-01\n\n內文")


@pytest.mark.parametrize(
    ("raw", "headline"),
    [
        ("# 央行升息\n\n內文", "央行升息"),
        ("\r\n　央行升息 \r\n內文", "央行升息"),
        ("## 央行升息 ##\n內文", "央行升息"),
        ("\n\n#1 名\n", "#1 名"),
    ],
)
def test_headline(raw: str, headline: str) -> None:
    """The headline is the first line that holds something, without blanks and heading marks."""
    article = documents.article(raw, format="md")
    assert article.headline is not None and article.headline.of(raw) == headline
    assert article.title == headline


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2025年12月5日", (2025, 12, 5)),
        ("2025-12-05 08:30", (2025, 12, 5)),
        ("2025/12/05 08:30 經濟新聞網 記者", (2025, 12, 5)),
        ("經濟新聞網 2025/12/05 08:30", (2025, 12, 5)),
        ("發布時間:2025-12-05 08:30 來源:某網", (2025, 12, 5)),
        ("更新於 2025年12月5日 上午 9:30", (2025, 12, 5)),
        ("2025-12-05T08:30:00+08:00", (2025, 12, 5)),
        ("(本社記者王小明台北2025年12月8日電)台股今天收高。", (2025, 12, 8)),
        ("【財經快報/記者李四 2025年12月5日報導】", (2025, 12, 5)),
        ("中華民國114年12月5日", (2025, 12, 5)),
        ("２０２５年１２月５日（星期五）", (2025, 12, 5)),
        ("(本社記者王小明台北8日電)", None),
        ("2025年12月5日,美股收跌。", None),
        ("2025年12月5日美股收盤", None),
        ("公司自2025年12月5日起調漲售價。", None),
        ("截至2025年9月30日,負債比為四成。", None),
        ("2025年13月5日", None),
    ],
)
def test_dateline(line: str, day: tuple[int, int, int] | None) -> None:
    """A dateline has a full date in a dateline's shape, first or last, in both scripts; a date in the prose is none."""
    expected = dt.date(*day) if day else None
    for script in (line, key(line)):
        assert documents.dateline(f"標題\n{script}\n正文。\n") == expected
        assert documents.dateline("標題\n" + "正文。\n" * 30 + script) == expected


def test_the_dateline_is_told(tmp_path: Path) -> None:
    """A published date from the dateline says so."""
    (article,) = documents.load(write(tmp_path, "a.txt", "標題\n2025-12-05 08:30\n正文。"))
    assert (article.published, article.published_from) == (dt.date(2025, 12, 5), "dateline")


def test_json_lines(tmp_path: Path) -> None:
    """One article a line; each line's own title, date and source; empty lines are passed over."""
    rows = [{"text": "甲。\n乙。", "title": "題", "published": "2025-12-05", "source": "社"}, {"text": "丙。"}]
    path = write(tmp_path, "a.jsonl", "\n".join(json.dumps(row) for row in rows) + "\n\n")
    first, second = documents.load(path)
    assert (first.raw, first.title, first.source, first.published_from) == ("甲。\n乙。", "題", "社", "header")
    assert (second.raw, second.title, second.published) == ("丙。", "丙。", None)
    assert first.key != second.key


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"title": "甲"}', '{"text": 3}', '{"text": "甲", "published": "昨天"}', '{"text": "\\ud800"}']
)
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    """A line that is no article is named by its number."""
    with pytest.raises(DocumentError, match="line 2"):
        documents.load(write(tmp_path, "a.jsonl", '{"text": "甲"}\n' + line))


def test_key() -> None:
    """The key depends on text and source only."""
    one = documents.article("甲。", path="a.txt", title="題")
    assert one.key == documents.article("甲。", path="b.txt").key
    assert one.key != documents.article("甲。", source="社").key
    assert len(one.key) == 16 and int(one.key, 16) >= 0


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    """Whatever the bytes, there is an article or a DocumentError."""
    try:
        (article,) = documents.parse(data)
    except DocumentError:
        return
    assert article.headline is not None and article.headline.of(article.raw)


@settings(deadline=None)
@given(st.text(alphabet="title:pubsred\n 甲#2025-/年月日\r", max_size=60))
def test_any_text(text: str) -> None:
    """Header, body and headline lie within the text, whatever it is."""
    try:
        article = documents.article(text)
    except DocumentError:
        return
    assert article.headline is not None
    assert 0 <= article.body <= len(text)
    assert article.headline.of(text).strip()
