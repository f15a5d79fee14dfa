"""Settings: flags, then KG_* variables, then kg.toml (working folder upwards), then defaults.

Every value remembers where it came from, so that `kg doctor` can say it. Light on purpose: it is imported by every
command, and `kg --help` must answer at once.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DEFAULTS: dict[str, str] = {
    "home": ".kg",
    "database_url": "",
    "sparql_url": "",
    "token": "",
    "base_uri": "http://kg.localhost/",
    "max_bytes": "8000000",
}
"""The names in kg.toml and, as KG_<NAME>, in the environment; an empty default means: not set."""


class SettingsError(ValueError):
    """A setting that cannot be used; the message names the setting, its value and where it came from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a command works with. `sources` tells, for each name of DEFAULTS, where its value came from."""

    home: Path
    database_url: str
    sparql_url: str | None
    token: str | None
    base_uri: str
    max_bytes: int
    sources: Mapping[str, str]

    @classmethod
    def load(
        cls,
        flags: Mapping[str, object | None] | None = None,
        *,
        environ: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> Settings:
        """Find every setting for a command started in `folder` (default: the working folder).

        A relative `home` counts from the folder in which it was said: that of kg.toml, else the working folder.
        Raises: SettingsError for a kg.toml that cannot be read, an unknown name in it, or a value of no use.
        """
        folder = folder or Path.cwd()
        environ = os.environ if environ is None else environ
        flags = flags or {}
        unknown = set(flags) - set(DEFAULTS)
        if unknown:
            raise SettingsError(f"unknown setting: {', '.join(sorted(unknown))}")
        file = _nearest_file(folder)
        written = _read_file(file) if file else {}
        values: dict[str, str] = {}
        sources: dict[str, str] = {}
        for name, default in DEFAULTS.items():
            flag, variable = flags.get(name), f"KG_{name.upper()}"
            if flag is not None:
                values[name], sources[name] = str(flag), "flag"
            elif environ.get(variable):
                values[name], sources[name] = environ[variable], variable
            elif name in written:
                values[name], sources[name] = written[name], str(file)
            else:
                values[name], sources[name] = default, "default"
        from_file = file is not None and sources["home"] == str(file)
        home = (file.parent if file and from_file else folder) / Path(values["home"]).expanduser()
        return cls(
            home=home,
            database_url=values["database_url"] or f"sqlite:///{home / 'record.sqlite'}",
            sparql_url=values["sparql_url"] or None,
            token=values["token"] or None,
            base_uri=_base(values["base_uri"], sources["base_uri"]),
            max_bytes=_positive(values["max_bytes"], sources["max_bytes"]),
            sources=sources,
        )

    def shown(self) -> list[tuple[str, str, str]]:
        """(name, value, where it came from) in a fixed order; the token and passwords are never shown."""
        from urllib.parse import urlsplit

        url = urlsplit(self.database_url)
        database = self.database_url.replace(f":{url.password}@", ":…@") if url.password else self.database_url
        values = {
            "home": str(self.home),
            "database_url": database,
            "sparql_url": self.sparql_url or "(none: the embedded store)",
            "token": "(set)" if self.token else "(none: no changes over HTTP)",
            "base_uri": self.base_uri,
            "max_bytes": str(self.max_bytes),
        }
        return [(name, values[name], self.sources[name]) for name in DEFAULTS]


def _nearest_file(folder: Path) -> Path | None:
    """The kg.toml of the folder or of the nearest one above it."""
    return next((f for f in (above / "kg.toml" for above in (folder, *folder.parents)) if f.is_file()), None)


def _read_file(file: Path) -> dict[str, str]:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{file}: {error}") from error
    unknown = sorted(set(table) - set(DEFAULTS))
    if unknown:
        raise SettingsError(f"{file}: unknown setting {', '.join(unknown)}; known are {', '.join(DEFAULTS)}")
    return {name: str(value) for name, value in table.items()}


def _positive(written: str, source: str) -> int:
    try:
        number = int(written.replace("_", ""))
    except ValueError:
        number = 0
    if number <= 0:
        raise SettingsError(f"max_bytes = {written!r} (from {source}) is not a positive whole number of bytes")
    return number


def _base(written: str, source: str) -> str:
    if not written.startswith(("http://", "https://")):
        raise SettingsError(f"base_uri = {written!r} (from {source}) must begin with http:// or https://")
    return written if written.endswith("/") else written + "/"
