"""What several tests start from: settings in a folder of their own, and a small article of ours with its record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from kg.settings import Settings

OWN = """央行升息在即：升息機率80%
升息的底氣
市場押注央行12月升息的機率已從50%飆升至85%。10年期公債殖利率升至1.910%，較美國10年期公債殖利率3.72%的利差收窄至1.81個百分點。
<b onclick="alert(1)">粗體</b> 只是文字。套息交易的規模約5兆美元，公司有12家。
"""
"""Its headline's 80 % stands against the body's 85 %; its spread of 1.81 points holds; it carries HTML that must stay text."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load({"home": tmp_path / "home"}, environ={}, folder=tmp_path)


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    from kg import record

    made = record.engine(settings)
    yield made
    made.dispose()


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings over a record that holds the small article and a Simplified one with causal links; tests only read it."""
    from kg.ingest import Options, run

    folder = tmp_path_factory.mktemp("recorded")
    (folder / "own.txt").write_text(OWN, encoding="utf-8")
    hans = "中国11月出口同比增长5.9%\n海关总署公布，11月出口同比增长5.9%。贸易顺差为1116.8亿美元。\n"
    hans += "油价上涨推高了通胀。专家李华表示，人民币贬值将带动出口增长。降息并未导致通胀上升。\n"
    (folder / "hans.txt").write_text(hans, encoding="utf-8")
    made = Settings.load({"home": folder / "home"}, environ={}, folder=folder)
    code = run([str(folder)], made, options=Options(published=dt.date(2025, 12, 5)), quiet=True)
    assert code == 0
    return made
