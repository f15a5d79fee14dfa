"""A real browser on a real server: Debian's Chromium, headless, over the recorded articles. Skips where it is absent."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from waitress import create_server

from kg.settings import Settings
from web import create_app

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed (apt-get install chromium fonts-noto-cjk): the pages are not tried")
    with sync_playwright() as playwright:
        # Root in a container has no user namespaces, which Chromium's sandbox needs; it only sees our own server.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(recorded: Settings) -> Iterator[str]:
    """Where the workbench answers."""
    server = create_server(create_app(recorded), host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
