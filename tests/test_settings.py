"""Settings: flags, then variables, then kg.toml, then defaults; each with its source."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.settings import Settings, SettingsError


def test_order_of_sources(tmp_path: Path) -> None:
    """A flag goes before a variable, a variable before kg.toml, kg.toml before the default."""
    (tmp_path / "kg.toml").write_text('home = "store"\nmax_bytes = 5\nbase_uri = "http://a.example"\n')
    below = tmp_path / "deep" / "er"
    below.mkdir(parents=True)
    found = Settings.load({"max_bytes": 7}, environ={"KG_BASE_URI": "http://b.example/", "KG_TOKEN": "s"}, folder=below)
    assert (found.max_bytes, found.sources["max_bytes"]) == (7, "flag")
    assert (found.base_uri, found.sources["base_uri"]) == ("http://b.example/", "KG_BASE_URI")
    assert (found.home, found.sources["home"]) == (tmp_path / "store", str(tmp_path / "kg.toml"))
    assert (found.sparql_url, found.sources["sparql_url"]) == (None, "default")


def test_defaults(tmp_path: Path) -> None:
    """Everything is kept in .kg of the working folder; 8 MB are read."""
    found = Settings.load(environ={}, folder=tmp_path)
    assert found.home == tmp_path / ".kg"
    assert found.database_url == f"sqlite:///{tmp_path / '.kg' / 'record.sqlite'}"
    assert (found.base_uri, found.max_bytes) == ("http://kg.localhost/", 8_000_000)


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    """`kg doctor` shows that a token and a password are set, not what they are."""
    environ = {"KG_TOKEN": "hush", "KG_DATABASE_URL": "postgresql://me:hush@host/db"}
    shown = str(Settings.load(environ=environ, folder=tmp_path).shown())
    assert "hush" not in shown
    assert "KG_TOKEN" in shown


@pytest.mark.parametrize(
    ("file", "complaint"),
    [
        ("hoem = '.kg'", "hoem"),
        ("max_bytes = 0", "max_bytes"),
        ("base_uri = 'ftp://x'", "base_uri"),
        ("home =", "toml"),
    ],
)
def test_what_is_of_no_use_is_named(tmp_path: Path, file: str, complaint: str) -> None:
    """A misspelt name, a bad value and a broken file are refused by name."""
    (tmp_path / "kg.toml").write_text(file)
    with pytest.raises(SettingsError, match=complaint):
        Settings.load(environ={}, folder=tmp_path)
