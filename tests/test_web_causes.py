"""The causal map's pages: what they claim, in which forms, under which filters, and where each edge leads."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import ontology
from kg.ingest import Options, run
from kg.settings import Settings
from web import causal, create_app

HANT = """title: 油價與通膨
published: 2025-03-01
source: 某報

油價上漲將推高通膨。分析師王明認為，通膨升溫會壓低消費。聯準會升息並未導致股市下跌。

若油價下跌，航空公司獲利將增加。油價上漲推高了運輸成本。
"""
HANS = "油价上涨推高了通胀。专家李华表示，降息并未导致通胀上升。\n"
MARKED = "## 油價\n\n油價上漲推高了[通膨](x)。\n"
OIL = "/causes?variable=variable/oil-price"


def serving(folder: Path, **articles: str) -> FlaskClient:
    for name, text in articles.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    settings = Settings.load({"home": folder / "home"}, environ={}, folder=folder)
    if articles:
        assert run([str(folder)], settings, options=Options(), quiet=True) == 0
    return create_app(settings).test_client()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return serving(tmp_path_factory.mktemp("caused"), a_txt=HANT, b_txt=HANS, c_md=MARKED)


def html_of(client: FlaskClient, path: str, *, status: int = 200) -> str:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def drawn(html: str) -> list[str]:
    """What each edge of the drawing says of itself."""
    return [unescape(said) for said in re.findall(r'<a class="edge [^>]*aria-label="([^"]*)"', html)]


def edges(client: FlaskClient, path: str) -> set[tuple[str, int, str]]:
    found = client.get(path).get_json()["edges"]
    return {(e["cause"]["id"], e["sign"], e["effect"]["id"]) for e in found}


def test_the_front_counts_variables_and_lists_edges(client: FlaskClient) -> None:
    html = html_of(client, "/causes")
    row = re.search(r'<a href="/causes\?variable=variable/inflation">通膨</a></th>(.*?)</tr>', html)
    assert row and re.findall(r"<td>(.*?)</td>", row[1]) == ["4", "1", "3"]
    strongest = html[html.index('id="strongest"') :]
    first = re.search(r'<tr id="[^"]+".*?</tr>', strongest, re.S)
    assert first and "3 處，3 篇文章事實 2 · 預測 1" in plain(first[0])
    assert "不表示事情真是如此" in html and 'href="/causes" aria-current="page"' in html


def test_a_variable_stands_between_its_causes_and_effects(client: FlaskClient) -> None:
    """One drawn edge each, with its sign and counts; it leads to its row; other variables to their own maps."""
    html = html_of(client, "/causes?variable=variable/inflation")
    assert drawn(html) == [
        "有文章說：油價 → 通膨（同向），3 處：事實 2 · 預測 1",
        "有文章說：政策利率 → 通膨（反向），1 處：否認 1",
        "有文章說：通膨 → 消費（反向），1 處：預測 1",
    ]
    svg = html[html.index("<svg viewBox") : html.index('<div class="ways">')]
    assert "<title id=" in svg and "<desc id=" in svg
    assert re.findall(r'<text class="badge"[^>]*>(.*?)</text>', svg) == ["＋ 3", "－ 1", "－ 1"]
    assert re.findall(r'<a class="edge (s-[a-z ]+)" href', svg) == ["s-same", "s-opposite unclaimed", "s-opposite"]
    rows = re.findall(r'<tr id="([^"]+)"', html)
    assert re.findall(r'<a class="edge [^>]*href="#([^"]+)"', svg) == rows and len(set(rows)) == 3
    assert re.findall(r'<a class="node" href="([^"]+)"', svg) == [
        f"/causes?variable=variable/{name}" for name in ("oil-price", "policy-rate", "consumption")
    ]


def test_quotes_are_marked_and_lead_into_the_reader(client: FlaskClient) -> None:
    """Cause, cue and effect in their sentence, speaker, article, date; the address shows the same words marked."""
    html = html_of(client, "/causes?variable=variable/inflation")
    row = next(r for r in re.findall(r'<tr id="e.*?</tr>', html, re.S) if "消費" in r)
    assert re.findall(r'<mark class="p-(\w+)">(.*?)</mark>', row) == [
        ("cause", "通膨升溫"), ("cue", "壓低"), ("effect", "消費"),
    ]  # fmt: skip
    assert "預測 據 王明 油價與通膨 2025-03-01".replace(" ", "") in plain(row).replace(" ", "")
    address = unescape(re.findall(r'<div class="said">.*?href="([^"]+)"', row, re.S)[0])
    place = address.partition("#")[2]
    reader = html_of(client, address.partition("#")[0])
    assert reader.count(f'id="{place}"') == 1
    assert re.findall(r'class="part p-(\w+)"[^>]*>(.*?)<', reader) == [
        ("cause", "通膨升溫"), ("cue", "壓低"), ("effect", "消費"),
    ]  # fmt: skip
    assert "通膨升溫 → 消費" in plain(reader[reader.index('<details class="links" open') :])
    assert client.get(f"/id/link/{place}").location == address


def test_markup_of_an_article_is_not_quoted(client: FlaskClient) -> None:
    html = html_of(client, OIL)
    said = [plain(q) for q in re.findall(r'<p class="quote".*?</p>', html, re.S)]
    assert "油價上漲推高了通膨。" in said


def test_the_reader_lists_the_links_of_its_article(client: FlaskClient) -> None:
    """Collapsed, each leading to its words; an article without links has no list."""
    listed = client.get("/articles.json").get_json()["articles"]
    key = next(a["key"] for a in listed if a["path"].endswith("a.txt"))
    html = html_of(client, f"/articles/{key}")
    assert '<details class="links"><summary>文中的因果說法 5 處' in html
    assert "聯準會升息 → 股市下跌 － 反向否認" in plain(html)


def test_filters_stay_in_the_address(client: FlaskClient) -> None:
    """By sign and modality, several of each; links to other variables keep them."""
    denied = ("variable/policy-rate", -1, "variable/inflation")
    assert edges(client, "/causes.json?modality=denied&variable=inflation") == {denied}
    assert denied in edges(client, "/causes.json?sign=-1&sign=0")
    assert all(sign == -1 for _, sign, _ in edges(client, "/causes.json?sign=-1"))
    html = html_of(client, "/causes?variable=inflation&sign=1&modality=fact&modality=forecast")
    assert drawn(html) == ["有文章說：油價 → 通膨（同向），3 處：事實 2 · 預測 1"]
    assert "/causes?variable=variable/oil-price&amp;sign=1&amp;modality=fact&amp;modality=forecast" in html
    assert re.findall(r'name="(?:sign|modality)" value="([^"]+)" checked', html) == ["1", "fact", "forecast"]
    one = html_of(client, "/causes?variable=inflation&modality=forecast&sign=1")
    assert drawn(one) == ["有文章說：油價 → 通膨（同向），1 處：預測 1"]
    assert "沒有符合這些條件的說法" in html_of(client, f"{OIL}&sign=0")


@pytest.mark.parametrize("said", ["油價", "油价", "oil price", "Oil Price", "variable/oil-price"])
def test_a_variable_is_found_by_any_name(client: FlaskClient, said: str) -> None:
    answer = client.get("/causes", query_string={"q": said, "sign": "1"})
    assert (answer.status_code, answer.location) == (303, f"{OIL}&sign=1")
    assert client.get("/causes", query_string={"variable": said}).status_code == 200


def test_near_names_are_offered(client: FlaskClient) -> None:
    """A search that fits none lists near ones, names of a rise and a fall among them; so does a wrong address, as 404."""
    html = html_of(client, "/causes?q=升息")
    assert "沒有叫「升息」的變數" in html and 'href="/causes?variable=variable/policy-rate"' in html
    html = html_of(client, "/causes?variable=variable/oil-prices&sign=1", status=404)
    assert 'href="/causes?variable=variable/oil-price&amp;sign=1">油價' in html
    answer = client.get("/causes.json?variable=oil-prices")
    assert answer.status_code == answer.get_json()["error"] == 404
    assert answer.get_json()["near"][0] == {"id": "variable/oil-price", "label": "油價"}
    answer = client.get("/causes.csv?variable=oil-prices")
    assert (answer.status_code, answer.mimetype) == (404, "text/plain")
    assert "也沒有名稱相近的變數" in html_of(client, "/causes?q=xyzzyq")


@pytest.mark.parametrize("wrong", ["sign=2", "sign=plus", "modality=true", "modality=fact&modality=<b>"])
def test_a_filter_that_is_none_is_refused(client: FlaskClient, wrong: str) -> None:
    """Not passed over in silence: the answer would hold more than was asked for."""
    for form in ("", ".json"):
        assert client.get(f"/causes{form}?{wrong}").status_code == 400
    assert "<b>" not in html_of(client, f"/causes?{wrong}", status=400).partition("<h1>")[2].partition("<ul>")[0]


def test_the_map_is_data(client: FlaskClient) -> None:
    """By the end of the address or by what is accepted: the same edges as JSON, CSV and DOT."""
    for form, media in (("json", "application/json"), ("csv", "text/csv"), ("dot", "text/vnd.graphviz")):
        dotted = client.get(f"/causes.{form}?variable=oil-price")
        accepted = client.get("/causes?variable=oil-price", headers={"Accept": media})
        assert dotted.mimetype == accepted.mimetype == media
        assert dotted.get_data() == accepted.get_data()
        assert f'href="/causes.{form}?variable=oil-price"' in html_of(client, "/causes?variable=oil-price")
    data = client.get("/causes.json?variable=oil-price").get_json()
    assert data["variable"] == {"id": "variable/oil-price", "label": "油價"}
    rows = list(csv.DictReader(io.StringIO(client.get("/causes.csv?variable=oil-price").get_data(as_text=True))))
    assert len(rows) == sum(e["links"] for e in data["edges"]) == 5
    assert {row["quote"] for row in rows} >= {"油价上涨推高了通胀"}
    assert '"variable/oil-price" -> "variable/inflation"' in client.get("/causes.dot").get_data(as_text=True)
    assert client.get("/id/variable/oil-price").location == OIL


def test_labels_in_the_language_of_the_page(client: FlaskClient) -> None:
    try:
        english = html_of(client, f"{OIL}&lang=en")
        assert "Claimed by articles: oil price → inflation (same way); 3 in all: fact 2 · forecast 1" in drawn(english)
        assert "<b>油价</b>" in html_of(client, f"{OIL}&lang=zh-Hans")
    finally:
        client.delete_cookie("kg_lang")


def test_an_empty_record_says_so(tmp_path: Path) -> None:
    """No articles; then articles without links; then a variable of which none speaks. All are pages and data."""
    client = serving(tmp_path)
    assert "還沒有文章" in html_of(client, "/causes") and "<table" not in html_of(client, "/causes")
    assert client.get("/causes.json").get_json()["edges"] == []
    assert client.get("/causes.csv").get_data(as_text=True).count("\n") == 1
    client = serving(tmp_path, n_txt="CPI年增2%。\n")
    assert "1 篇文章裡，還沒有讀到因果" in html_of(client, "/causes")
    html = html_of(client, OIL)
    assert "還沒有文章說什麼推動「油價」" in html and "<svg viewBox" not in html


def test_no_inline_style_or_script(client: FlaskClient) -> None:
    for path in ("/causes", OIL, "/causes?q=升"):
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|<script", html_of(client, path))


def test_names_are_set_in_lines_that_fit() -> None:
    assert causal.wrapped("油價", 100) == ("油價",)
    assert causal.wrapped("銀行體系結餘", 60) == ("銀行體系", "結餘")
    assert causal.wrapped("foreign exchange loss", 90) == ("foreign", "exchange…")
    assert causal.wrapped("年" * 30, 75)[1].endswith("…") and len(causal.wrapped("年" * 30, 75)) == 2
    assert causal.wrapped("x" * 99, 75)[0].endswith("…")


def test_long_quotes_leave_out_what_is_between() -> None:
    pieces = [("前" * 200, None), ("因", "cause"), ("中" * 200, None), ("果", "effect"), ("後" * 200, None)]
    said = list(causal.shortened(pieces))
    assert [role for _, role in said] == [role for _, role in pieces]
    assert said[0][0] == "…" + "前" * 60 and said[2][0] == "中" * 60 + "…" + "中" * 60 and said[4][0] == "後" * 60 + "…"


def test_many_edges_are_capped_and_told(tmp_path: Path) -> None:
    """More than the drawing holds: the drawing says so, the table goes on."""
    names = [c.pref["zh-Hant"] for c in ontology.concepts("variable") if c.category in ("prices", "rates", "bonds")]
    client = serving(tmp_path, many_txt="油價\n\n" + "".join(f"油價上漲推高了{name}。\n\n" for name in names[:40]))
    number = len(client.get("/causes.json?variable=oil-price").get_json()["edges"])
    html = html_of(client, OIL)
    assert number > 20 and len(drawn(html)) == 20
    assert len(re.findall(r'<tr id="e', html)) == number
    assert f"圖上每邊只畫出說得最多的 20 條；下面的表列出全部 {number} 條" in html
