"""The workbench in a real browser: with and without JavaScript, wide and narrow, light and dark, three languages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

Open = Callable[..., Page]
OIL = "/causes?variable=variable/oil-price"


@pytest.fixture
def opened(chromium: Browser, address: str) -> Iterator[Open]:
    """Open a path in a context of its own. No page may complain, break the policy or ask anything of anybody else."""
    contexts = []
    complaints: list[str] = []

    def open_(
        path: str, *, width: int = 1280, scheme: str = "light", locale: str = "zh-TW", script: bool = True
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            locale=locale,
            java_script_enabled=script,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: complaints.append(str(e)))
        page.on("request", lambda r: None if r.url.startswith((address, "data:")) else complaints.append(r.url))
        page.goto(address + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture(scope="module")
def own(address: str) -> dict[str, object]:
    """The contract's JSON of the small article."""

    def fetch(path: str) -> dict[str, object]:
        with urlopen(address + path) as answer:
            said: dict[str, object] = json.load(answer)
        return said

    listed = fetch("/articles.json")["articles"]
    key = next(a["key"] for a in listed if a["path"].endswith("own.txt"))  # type: ignore[attr-defined]
    return fetch(f"/articles/{key}.json")


def reader(own: dict) -> str:
    return f"/articles/{own['article']['key']}"


def guilty(own: dict) -> dict:
    return next(f for f in own["findings"] if f["verdict"] == "inconsistent")


def test_a_mark_opens_its_card(opened: Open, own: dict) -> None:
    """A click on a mark opens its card beside it, in place, and closes the one before; the text does not move."""
    page = opened(reader(own))
    first, second = guilty(own)["claims"][:2]
    line = page.locator(".row .text").last
    before = line.bounding_box()
    page.locator(f'.mark[data-card="{first}"]').click()
    expect(page.locator(f'[id="{first}"] .check').first).to_be_visible()
    expect(page.locator(f'[id="{first}"] .verdict').first).to_contain_text("不一致")
    assert line.bounding_box() == before
    page.locator(f'.mark[data-card="{second}"]').click()
    assert page.locator(".card[open]").count() == 1
    assert "card=" not in page.url


def test_hover_joins_mark_and_card(opened: Open, own: dict) -> None:
    """Pointing at a card shows its mark, and the other way round."""
    page = opened(reader(own))
    claim = own["claims"][0]["id"]
    page.locator(f'[id="{claim}"] > summary').hover()
    expect(page.locator(f'.mark[data-card="{claim}"]')).to_have_class("mark v-inconsistent joined")
    page.locator(f'.mark[data-card="{claim}"]').hover()
    assert "joined" in (page.locator(f'[id="{claim}"]').get_attribute("class") or "")


def test_keys_walk_through_the_cards(opened: Open, own: dict) -> None:
    """j and k go from card to card, n to the next problem, Escape closes."""
    page = opened(reader(own))
    ids = [c["id"] for c in own["claims"]]

    def now() -> str | None:
        return page.evaluate("document.querySelector('.card[open]')?.id ?? null")

    walked = []
    for key in ("j", "j", "k", "n"):
        page.keyboard.press(key)
        walked.append(now())
    assert walked[:3] == [ids[0], ids[1], ids[0]]
    assert walked[3] in {c for f in own["findings"] if f["verdict"] == "inconsistent" for c in f["claims"]}
    page.keyboard.press("Escape")
    assert now() is None


def test_complete_without_javascript(opened: Open, own: dict) -> None:
    """Marks are links that open their card by address; filters are a plain form; a card leads to its check."""
    page = opened(reader(own), script=False)
    first = guilty(own)["claims"][0]
    page.locator(f'.mark[data-card="{first}"]').click()
    expect(page.locator(f'[id="{first}"] .checks')).to_be_visible()
    page.locator(f'[id="{first}"] .more a[href^="/findings/"]').first.click()
    expect(page.locator("svg")).to_be_visible()
    page.locator(".operands .mark").first.click()
    expect(page.locator(".card[open]")).to_have_count(1)
    page.locator('input[name="problems"]').check()
    page.locator(".filters button").click()
    assert "problems=1" in page.url
    assert set(page.locator(".card").evaluate_all("all => all.map(c => c.id)")) == {
        c for f in own["findings"] if f["verdict"] == "inconsistent" for c in f["claims"]
    }


def test_cards_stand_beside_and_below(opened: Open, own: dict) -> None:
    """Wide: cards in the margin, level with their line. Phone: below it."""
    for width, beside in ((1280, True), (360, False)):
        page = opened(reader(own), width=width)
        row = page.locator(".row", has=page.locator(".cards")).nth(1)
        text, cards = row.locator(".text").bounding_box(), row.locator(".cards").bounding_box()
        assert text and cards
        if beside:
            assert cards["x"] > text["x"] + text["width"] and abs(cards["y"] - text["y"]) < 60
        else:
            assert cards["y"] >= text["y"] + text["height"] - 12 and cards["x"] == text["x"]


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_overflows(opened: Open, own: dict, width: int) -> None:
    """No page is wider than its window."""
    opened_card = guilty(own)["claims"][0]
    paths = ["/", "/articles", f"{reader(own)}?card={opened_card}", f"/findings/{guilty(own)['id']}", "/rules"]
    for path in [*paths, "/rules/restated", "/sparql", "/causes", OIL]:
        page = opened(path, width=width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("locale", ["zh-TW", "en-GB", "zh-CN"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_accessible(opened: Open, own: dict, locale: str, scheme: str, width: int) -> None:
    """No serious finding of axe on any page, in three languages, light and dark, narrow and wide."""
    card = guilty(own)["claims"][0]
    for path in ("/", f"{reader(own)}?card={card}", f"/findings/{guilty(own)['id']}", "/rules", "/rules/restated", "/causes", OIL):
        page = opened(path, width=width, scheme=scheme, locale=locale)
        found = Axe().run(page).response["violations"]
        serious = [
            (path, v["id"], [n["html"][:160] for n in v["nodes"][:3]])
            for v in found
            if v["impact"] in ("serious", "critical")
        ]
        assert not serious


@pytest.mark.parametrize("width", [360, 1280])
def test_the_causal_map_leads_to_its_sentences(opened: Open, width: int) -> None:
    """Drawn where there is room, a list on a phone; an edge leads to its row, the row into the reader, a node to its map."""
    page = opened(OIL, width=width, script=False)
    drawn, listed = page.locator(".map > svg"), page.locator(".ways")
    expect(drawn).to_be_visible(visible=width > 800)
    expect(listed).to_be_visible(visible=width < 800)
    edge = page.locator(".map a.edge:visible, .ways a.count:visible").first
    edge.focus()
    page.keyboard.press("Enter")
    row = page.locator(".edges tr:target")
    expect(row).to_be_in_viewport()
    expect(row.locator(".quote mark")).to_have_text(["油价上涨", "推高", "通胀"])
    row.locator(".said a").click()
    expect(page.locator(".row .part")).to_have_text(["油价上涨", "推高", "通胀"])
    expect(page.locator(".row .part").first).to_be_in_viewport()
    page.go_back()
    page.locator("a.node:visible, .ways li > a:not(.count):visible").first.click()
    expect(page.locator("h1")).to_contain_text("通膨")
