"""The pages: what they show, in which form, in which language, and what they let nobody do."""

from __future__ import annotations

import ast
import json
import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from extract.text import Span
from kg import record
from kg.settings import Settings
from tests.conftest import OWN
from web import create_app, labels, words
from web.axis import bars
from web.figures import bounds, figure
from web.manual import catalogue
from web.marks import Mark, cut
from web.script import converted

WEB = Path(__file__).parents[1] / "web"


@pytest.fixture(scope="module")
def client(recorded: Settings) -> FlaskClient:
    return create_app(recorded).test_client()


@pytest.fixture(scope="module")
def own(client: FlaskClient) -> dict[str, object]:
    """The contract's JSON of the small article."""
    listed = client.get("/articles.json").get_json()["articles"]
    key = next(a["key"] for a in listed if a["path"].endswith("own.txt"))
    document: dict[str, object] = client.get(f"/articles/{key}.json").get_json()
    return document


def key_of(document: dict) -> str:
    return str(document["article"]["key"])


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def texts(html: str) -> list[str]:
    """The article's lines as the reader shows them."""
    return [plain(m) for m in re.findall(r'<(?:h1|h2|p) class="text">(.*?)</(?:h1|h2|p)>', html, re.S)]


# -- the reader


def test_reader_shows_the_article_as_published(client: FlaskClient, own: dict) -> None:
    """Every line of the article, character by character, whatever marks are cut into it."""
    html = client.get(f"/articles/{key_of(own)}").get_data(as_text=True)
    assert texts(html) == OWN.splitlines()


def test_every_claim_has_a_mark_and_a_card(client: FlaskClient, own: dict) -> None:
    """A mark leads to its card, and each card stands once."""
    html = client.get(f"/articles/{key_of(own)}").get_data(as_text=True)
    for claim in own["claims"]:
        assert html.count(f'id="{claim["id"]}"') == 1
        marked = re.search(rf'<a class="mark[^>]*data-card="{claim["id"]}">(.*?)</a>', html)
        assert marked and plain(marked[1]) == claim["text"]


def test_a_claim_stands_beside_its_checks(client: FlaskClient, own: dict) -> None:
    """The headline's card, opened by its address: the value with its interval, the verdict, the formula, a sentence."""
    finding = next(f for f in own["findings"] if f["verdict"] == "inconsistent")
    opened = finding["claims"][0]
    html = client.get(f"/articles/{key_of(own)}?card={opened}").get_data(as_text=True)
    card = re.search(rf'<details class="card[^>]*id="{opened}" open.*?</details>', html, re.S)
    assert card
    said = plain(card[0])
    for words_ in ("79.5 – 80.5 %", "不一致", finding["formula"], finding["explanation"]["zh-Hant"]):
        assert words_ in said
    assert f"/findings/{finding['id']}" in card[0]
    assert html.count(" open") >= 1 and len(re.findall(r'<details class="card[^>]* open', html)) == 1


def test_markup_in_an_article_is_text(client: FlaskClient, own: dict) -> None:
    """HTML of an article is shown, not obeyed."""
    html = client.get(f"/articles/{key_of(own)}").get_data(as_text=True)
    assert "<b onclick" not in html
    assert "&lt;b onclick" in html


def test_only_problems(client: FlaskClient, own: dict) -> None:
    """The filters leave the cards of that verdict and all of the text."""
    everything = client.get(f"/articles/{key_of(own)}").get_data(as_text=True)
    problems = client.get(f"/articles/{key_of(own)}?problems=1").get_data(as_text=True)
    exact = client.get(f"/articles/{key_of(own)}?verdict=exact").get_data(as_text=True)
    assert texts(problems) == texts(exact) == texts(everything)

    def shown(html: str) -> set[str]:
        return set(re.findall(r'<details class="card[^>]* id="([^"]+)"', html))

    touched = {
        verdict: {c for f in own["findings"] if f["verdict"] == verdict for c in f["claims"]}
        for verdict in ("inconsistent", "exact")
    }
    assert shown(problems) == touched["inconsistent"]
    assert shown(exact) == touched["exact"]


def test_the_other_script_keeps_the_marks(client: FlaskClient, own: dict) -> None:
    """Simplified is a view: as long as the original, with the same marks at the same places."""
    original = client.get(f"/articles/{key_of(own)}").get_data(as_text=True)
    view = client.get(f"/articles/{key_of(own)}?view=hans").get_data(as_text=True)
    assert "央行升息在即：升息机率80%" in texts(view)
    assert [len(t) for t in texts(view)] == [len(t) for t in texts(original)]
    marks = r'data-card="([^"]+)"'
    assert re.findall(marks, view) == re.findall(marks, original)


def test_coverage(client: FlaskClient, own: dict) -> None:
    """So many quantities, so many checked, so many problems."""
    coverage = own["coverage"]
    problems = sum(f["verdict"] in labels.PROBLEMS for f in own["findings"])
    line = f"{coverage['quantities']} 個數量，查核 {coverage['checked']} 個，{problems} 個問題"
    assert problems and line in client.get(f"/articles/{key_of(own)}").get_data(as_text=True)


def test_a_very_long_article_comes_in_parts(settings: Settings) -> None:
    """A part at a time; a card's address opens the part in which it stands; no character is lost."""
    from kg.ingest import Options, run

    file = settings.home.parent / "long.txt"
    lines = (f"利率由{n % 7}.5%升至{n % 7 + 1}%。" if n % 100 == 0 else "這一句只是說明。" * 16 for n in range(1001))
    raw = "長文\n\n" + "\n".join(lines)
    file.write_text(raw, encoding="utf-8")
    assert run([str(file)], settings, options=Options(), quiet=True) == 0
    client = create_app(settings).test_client()
    key = client.get("/articles.json").get_json()["articles"][0]["key"]
    parts = [client.get(f"/articles/{key}?part={n}").get_data(as_text=True) for n in (1, 2, 3)]
    assert "第 1 段，共 3 段" in parts[0]
    assert [line for p in parts for line in texts(p)] == [line for line in raw.splitlines() if line]
    last = client.get(f"/articles/{key}.json").get_json()["claims"][-1]["id"]
    assert f'id="{last}" open' in client.get(f"/articles/{key}?card={last}").get_data(as_text=True)


# -- the other pages


def test_one_finding(client: FlaskClient, own: dict) -> None:
    """Formula, both intervals drawn, every operand in its sentence with a link into the reader."""
    for finding in own["findings"]:
        html = client.get(f"/findings/{finding['id']}").get_data(as_text=True)
        assert finding["formula"] in plain(html)
        assert finding["explanation"]["zh-Hant"] in plain(html)
        assert ("<svg" in html) == bool(finding["computed"] or finding["stated"])
        for claim in finding["claims"]:
            assert f"card={claim}#{claim}" in unescape(html)


@pytest.mark.parametrize("name", [check.name for check in catalogue()])
def test_every_rule_has_its_page(client: FlaskClient, name: str) -> None:
    """Title, four sections in the reader's language, and every example with what the check says of it now."""
    data = client.get(f"/rules/{name}.json").get_json()
    shown = plain(client.get(f"/rules/{name}").get_data(as_text=True))
    for example in data["examples"]:
        assert example["text"] in shown
        assert all(labels.VERDICTS[v].word in shown for v in example["verdicts"])
    html = client.get(f"/rules/{name}").get_data(as_text=True)
    for heading in ("做什麼", "為何重要", "如何判定", "何時沉默"):
        assert f"<h2>{heading}</h2>" in html
    english = client.get(f"/rules/{name}?lang=en").get_data(as_text=True)
    manual = english[english.index('<div class="manual">') : english.index("</div>", english.index('class="manual"'))]
    assert "<p></p>" not in manual
    client.delete_cookie(words.COOKIE)


def test_every_page_is_data(client: FlaskClient, own: dict) -> None:
    """The same address with .json, or asked for as JSON, is JSON."""
    finding, claim = own["findings"][0]["id"], own["claims"][0]["id"]
    for path in ("/articles", f"/articles/{key_of(own)}", f"/findings/{finding}", f"/claims/{claim}", "/rules"):
        dotted = client.get(path + ".json")
        accepted = client.get(path, headers={"Accept": "application/json"})
        assert dotted.mimetype == accepted.mimetype == "application/json"
        assert dotted.get_json() == accepted.get_json()
    assert client.get("/index.json").get_json()["totals"]["articles"] == 2


def test_things_lead_to_their_pages(client: FlaskClient, own: dict) -> None:
    """IRIs answer 303; a claim's page is its card in the reader."""
    claim = own["claims"][0]
    for path, end in (
        (f"/id/article/{key_of(own)}", f"/articles/{key_of(own)}"),
        (f"/id/check/{own['findings'][0]['check']}", f"/rules/{own['findings'][0]['check']}"),
        (f"/id/finding/{own['findings'][0]['id']}", f"/findings/{own['findings'][0]['id']}"),
        (f"/claims/{claim['id']}", f"/articles/{key_of(own)}?card={claim['id']}#{claim['id']}"),
        (f"/id/quantity/{claim['quantity']}", f"/articles/{key_of(own)}?card={claim['id']}#{claim['id']}"),
    ):
        answer = client.get(path)
        assert (answer.status_code, answer.location) == (303, end)


@pytest.mark.parametrize("path", ["/nope", "/articles/0000000000000000", "/findings/f0", "/claims/c", "/rules/x"])
def test_what_is_not_there_says_what_to_do(client: FlaskClient, path: str) -> None:
    """404 with a way on, as a page and as data."""
    answer = client.get(path)
    assert answer.status_code == 404
    assert 'href="/articles"' in answer.get_data(as_text=True)
    assert client.get(path, headers={"Accept": "application/json"}).get_json()["error"] == 404


def test_a_fault_shows_no_inside(recorded: Settings) -> None:
    """500 says what to do next and nothing of the cause."""
    app = create_app(recorded)

    @app.get("/broken")
    def broken() -> str:
        raise RuntimeError("a secret of the house")

    answer = app.test_client().get("/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.get_data(as_text=True)
    assert "kg doctor" in answer.get_data(as_text=True)


def test_headers_and_no_inline(client: FlaskClient, own: dict) -> None:
    """Strict policy on every page and asset; no inline script or style for it to forbid; nothing from outside."""
    finding = own["findings"][0]["id"]
    for path in ("/", "/articles", f"/articles/{key_of(own)}", f"/findings/{finding}", "/rules", "/sparql", "/nope"):
        answer = client.get(path, headers={"Accept": "text/html"})
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        html = answer.get_data(as_text=True)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)", html)
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//", html)


# -- languages


def messages() -> set[str]:
    """Every sentence of the interface: calls of _ in templates and modules, and the tables of labels."""
    found: set[str] = set()
    for file in WEB.rglob("*.html"):
        found |= {a or b for a, b in re.findall(r"""\b_\((?:'([^']*)'|"([^"]*)")""", file.read_text(encoding="utf-8"))}
    for module in WEB.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
            if called and node.args and isinstance(node.args[0], ast.Constant):
                found.add(str(node.args[0].value))
    for name, table in vars(labels).items():
        if name.isupper() and name != "SCRIPTS" and isinstance(table, dict):
            found |= {v.word if isinstance(v, labels.Label) else v for v in table.values()}
    return {m for m in found if re.search(r"[\u4e00-\u9fff]", m)}


def test_everything_is_said_in_english() -> None:
    """Each sentence has its English, with the same values in it, and none is left over."""
    catalogue_ = words._catalogue("en")
    assert messages() - set(catalogue_) == set()
    assert set(catalogue_) - messages() - {"做什麼", "為何重要", "如何判定", "何時沉默"} == set()
    values = re.compile(r"%\((\w+)\)s")
    for message, said in catalogue_.items():
        assert sorted(values.findall(message)) == sorted(values.findall(said))
        assert not re.search(r"[\u4e00-\u9fff]", said.replace("萬, 億, 兆", ""))


def test_simplified_keeps_no_traditional() -> None:
    """Simplified is complete: nothing of it changes when it is simplified once more."""
    for message in messages():
        said = words.translated(message, "zh-Hans")
        assert converted(said, "hans") == said


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, "zh-Hant-TW"),
        ({"Accept-Language": "en-GB,en;q=0.9"}, "en"),
        ({"Accept-Language": "zh-CN,zh;q=0.9"}, "zh-Hans-CN"),
        ({"Accept-Language": "zh-HK,en;q=0.8"}, "zh-Hant-TW"),
        ({"Accept-Language": "fr,zh-SG;q=0.5"}, "zh-Hans-CN"),
    ],
)
def test_language_of_the_browser(recorded: Settings, headers: dict[str, str], expected: str) -> None:
    """Traditional first; what the browser prefers goes before that."""
    html = create_app(recorded).test_client().get("/", headers=headers).get_data(as_text=True)
    assert f'<html lang="{expected}">' in html


def test_a_chosen_language_stays(recorded: Settings) -> None:
    """`?lang=` is remembered."""
    client = create_app(recorded).test_client()
    client.get("/?lang=en")
    assert '<html lang="en">' in client.get("/articles").get_data(as_text=True)


# -- marks, figures, drawings


@given(st.text("ab中文\n", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6))
def test_cutting_loses_nothing(text: str, ends: list[tuple[int, int]]) -> None:
    """The pieces join to the text, and each character wears exactly the marks whose spans hold it."""
    spans = [Span(min(a, b), max(a, b)) for a, b in ends if a != b]
    marks = [Mark(span=s, card=str(n), role="quantity") for n, s in enumerate(spans)]
    pieces = list(cut(text, Span(0, len(text)), marks))
    assert "".join(p.text for p in pieces) == text
    for piece in pieces:
        for at in range(piece.span.start, piece.span.end):
            assert set(piece.marks) == {m for m in marks if m.span.start <= at < m.span.end}


@given(st.text("後后里裡臺台著着乾隆隨著發髮頭皇后干燥𠮷", max_size=20))
def test_the_other_script_keeps_the_length(text: str) -> None:
    for view in ("original", "hans", "hant"):
        assert len(converted(text, view)) == len(text)


def test_figures(client: FlaskClient) -> None:
    """Exact, grouped, in the scale words of the language; open and missing ends are said."""
    app = client.application
    with app.test_request_context("/"):
        said = [figure(n) for n in ("5000000000000", "1.910", "-127", "12345", "1234567.891", "550000000000")]
        assert said == ["5 兆", "1.91", "-127", "1.2345 萬", "1,234,567.891", "5,500 億"]
        assert bounds({"low": "80", "high": None, "low_open": True, "high_open": False}, "%") == "> 80 %"
        assert (
            bounds({"low": "79.5", "high": "80.5", "low_open": False, "high_open": True}) == "79.5 – 80.5（不含 80.5）"
        )
    with app.test_request_context("/?lang=en"):
        assert figure("5000000000000") == "5 trillion"


def test_two_intervals_on_one_axis(client: FlaskClient) -> None:
    """In order on one scale; open ends are rings, missing bounds arrows; equal ends a point; nothing leaves the sheet."""
    with client.application.test_request_context("/"):
        a, b = bars(
            [
                ("a", {"low": "80", "high": None, "low_open": True, "high_open": True}),
                ("b", {"low": "85", "high": "85", "low_open": False, "high_open": False}),
            ]
        )
    assert (a.low.form, a.high.form, b.low.form, b.point) == ("open", "arrow", "closed", True)
    assert 0 < a.low.x < b.low.x < a.high.x < 440


def test_json_is_readable(client: FlaskClient, own: dict) -> None:
    """Chinese stays Chinese in JSON."""
    raw = client.get(f"/articles/{key_of(own)}.json").get_data(as_text=True)
    assert "升息" in raw and json.loads(raw)["schema"] == "kg.reading/1"


def test_contrast_of_verdicts() -> None:
    """Every verdict's colour stands out by 4.8 or more from every ground it is written on, light and dark."""
    css = (WEB / "static" / "style.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", css, re.S)[:2]
    grounds = ("paper", "sheet", "wash")
    inks = (
        "ink",
        "soft",
        "exact",
        "rounds",
        "inconsistent",
        "disagreement",
        "tension",
        "weak",
        "indeterminate",
        "implied",
    )
    for theme in (light, dark):
        colours = dict(re.findall(r"--([a-z0-9]+): (#[0-9a-f]{6})", theme))
        for ink in inks:
            for ground in grounds:
                assert contrast(colours[ink], colours[ground]) >= 4.8, (ink, ground)
        assert contrast(colours["inconsistent"], colours["fill"]) >= 4.8
        assert contrast(colours["disagreement"], colours["fill2"]) >= 4.8


def contrast(a: str, b: str) -> float:
    """The contrast ratio of two colours as WCAG defines it."""

    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(a), light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_record_untouched_by_reading(recorded: Settings, client: FlaskClient, own: dict) -> None:
    """Looking never changes state."""
    engine = record.engine(recorded)
    with record.reading(engine) as session:
        before = record.latest(session)
    client.get(f"/articles/{key_of(own)}?problems=1")
    client.post("/articles")
    with record.reading(engine) as session:
        assert record.latest(session) == before
    engine.dispose()
