"""NAMES: the concept schemes of this folder as frozen rows, and their Turtle for the graph.

The Turtle files are the one home of the facts. A concept's id is the tail of its IRI: `entity/boj` is
`{base}id/entity/boj`. Labels are surfaces as an article may write them, in Traditional where that exists; compare
them on `extract.text.key()`. A metric of category `event` (升息, 降準) is no measure itself: `implies` and `direction`
say which measure it moves, and which way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias, get_args

Scheme = Literal["entity", "metric", "unit", "variable"]
_Facts: TypeAlias = dict[str, dict[str, list[tuple[str, str | None]]]]
BASE = "http://kg.localhost/"
LANGUAGES = ("zh-Hant", "zh-Hans", "en")
HERE = Path(__file__).parent
FILES = ("core.ttl", "entities.ttl", "metrics.ttl", "units.ttl", "variables.ttl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One named thing of a scheme.

    `pref` holds one label a language; `labels` are the surfaces to look for in a text: the Chinese preferred labels,
    then the alternative ones (the English preferred label is for display only, unless it is repeated as an
    alternative). `not_within` are longer words that hold a label by accident (今日本公司 holds 日本): a match inside
    one of them is none.

    Entities: `symbol` is a ticker or an ISO code; `of` the concept this one belongs to (a central bank's country, a
    person's institution, a bond's issuer); `home_currency` the ISO 4217 code along that chain; `quotes` the currency
    code in which a currency pair or a commodity is quoted.
    Metrics: `dimensions` what its levels are written in, the usual one first (a change may always be in percent or
    points); `nature`, `step` (the natural step of its series), `comparison` (the basis that the name itself states:
    年增率), `direction` (漲幅 is up), `implies` (events only).
    Variables: `rise` and `fall` are names of its going up or down by themselves (升息, 降息); `pole` says whether a rise is
    called good (1) or bad (-1), 0 where neither; `inverse` moves against it by definition; `narrows` is the more general
    one; `measures` are the metrics and `about` the entities that it is the measure of.
    Units: `symbol` is the code of the JSON contract; `match` the QUDT IRI of the same unit.
    """

    id: str
    scheme: Scheme
    category: str
    pref: Mapping[str, str] = field(hash=False)
    labels: tuple[str, ...]
    not_within: tuple[str, ...] = ()
    symbol: str | None = None
    of: str | None = None
    home_currency: str | None = None
    quotes: str | None = None
    dimensions: tuple[str, ...] = ()
    nature: Literal["level", "rate", "change", "share"] | None = None
    step: Literal["day", "week", "month", "quarter", "year"] | None = None
    comparison: Literal["yoy", "qoq", "mom", "wow", "dod", "ytd", "annualised", "versus"] | None = None
    direction: Literal["up", "down"] | None = None
    implies: str | None = None
    match: str | None = None
    rise: tuple[str, ...] = ()
    fall: tuple[str, ...] = ()
    pole: Literal[1, 0, -1] = 0
    inverse: str | None = None
    narrows: str | None = None
    measures: tuple[str, ...] = ()
    about: tuple[str, ...] = ()

    @property
    def dimension(self) -> str | None:
        """The usual dimension of a metric's levels."""
        return self.dimensions[0] if self.dimensions else None

    def iri(self, base: str = BASE) -> str:
        """The IRI of this concept under `base`."""
        return f"{base}id/{self.id}"


def turtle(base: str = BASE) -> Iterator[tuple[str, str]]:
    """Name and text of every Turtle file that belongs into the graph, its IRIs under `base`."""
    for name in FILES:
        yield name, (HERE / name).read_text("utf-8").replace(BASE, base)


def shapes(base: str = BASE) -> str:
    """The SHACL shapes of a projected article, in Turtle; its two graphs and the ontology's together must fit them."""
    return (HERE / "shapes.ttl").read_text("utf-8").replace(BASE, base)


@lru_cache
def concepts(scheme: Scheme | None = None) -> tuple[Concept, ...]:
    """Every concept, or those of one scheme, in the order of the files; without the categories."""
    return tuple(c for c in _rows() if scheme in (None, c.scheme) and c.category)


@lru_cache
def categories(scheme: Scheme | None = None) -> tuple[Concept, ...]:
    """The top concepts that group the others; their labels are generic nouns (央行, 公司) that name no single thing."""
    return tuple(c for c in _rows() if scheme in (None, c.scheme) and not c.category)


@lru_cache
def by_id() -> Mapping[str, Concept]:
    """Every concept and category under its id."""
    return {c.id: c for c in _rows()}


@lru_cache(maxsize=1)
def _rows() -> tuple[Concept, ...]:
    """Parse the concept schemes. Raises: ValueError where a concept lacks a label or points at none."""
    import pyoxigraph as ox

    facts: _Facts = {}
    for name in FILES[1:]:
        for triple in ox.parse(path=str(HERE / name), format=ox.RdfFormat.TURTLE):
            subject, value = _tail(triple.subject.value), triple.object
            if subject.partition("/")[0] in get_args(Scheme):
                said = (value.value, value.language) if isinstance(value, ox.Literal) else (_tail(value.value), None)
                facts.setdefault(subject, {}).setdefault(_tail(triple.predicate.value), []).append(said)
    return tuple(_concept(id_, facts) for id_ in facts)


def _tail(iri: str) -> str:
    """The id of a concept, the value of a code of our namespace (`direction-up`: up), else the name after the #."""
    if iri.startswith(BASE + "id/"):
        return iri.removeprefix(BASE + "id/")
    name = iri.rpartition("#")[2]
    return name.partition("-")[2] or name if iri.startswith(BASE + "ontology#") else name


def _concept(id_: str, facts: _Facts) -> Concept:
    """The row of one subject; the home currency is looked up along `of`."""
    own = facts[id_]

    def several(name: str) -> tuple[str, ...]:
        return tuple(value for value, _ in own.get(name, ()))

    def one(name: str) -> str | None:
        return next(iter(several(name)), None)

    # The parser gives language tags back in lower case.
    preferred = {language: label for label, language in own.get("prefLabel", ())}
    pref = {language: preferred.get(language.lower(), "") for language in LANGUAGES}
    if not all(pref.values()):
        raise ValueError(f"{id_}: needs one prefLabel each in {', '.join(LANGUAGES)}, has {preferred}")
    for link in ("broader", "of", "implies", "inverse", "narrows", "measures", "about"):
        if any(target not in facts for target in several(link)):
            raise ValueError(f"{id_}: {link} points at {one(link)}, which is not defined")
    return Concept(
        id=id_,
        scheme=id_.partition("/")[0],  # type: ignore[arg-type]
        category=(one("broader") or "").partition("/")[2],
        pref=pref,
        labels=tuple(dict.fromkeys((pref["zh-Hant"], pref["zh-Hans"], *several("altLabel")))),
        not_within=several("notWithin"),
        symbol=one("notation"),
        of=one("of"),
        home_currency=_currency(id_, facts),
        quotes=one("quotes"),
        dimensions=several("dimension"),
        nature=one("nature"),  # type: ignore[arg-type]
        step=one("step"),  # type: ignore[arg-type]
        comparison=one("comparison"),  # type: ignore[arg-type]
        direction=one("direction"),  # type: ignore[arg-type]
        implies=one("implies"),
        match=one("exactMatch"),
        rise=several("rise"),
        fall=several("fall"),
        pole=int(one("pole") or 0),  # type: ignore[arg-type]
        inverse=one("inverse"),
        narrows=one("narrows"),
        measures=several("measures"),
        about=several("about"),
    )


def _currency(id_: str, facts: _Facts) -> str | None:
    """The home currency that this concept or the first one up its `of` chain names."""
    seen: set[str] = set()
    while id_ in facts and id_ not in seen:
        seen.add(id_)
        if "homeCurrency" in facts[id_]:
            return facts[id_]["homeCurrency"][0][0]
        id_ = next((up for up, _ in facts[id_].get("of", ())), "")
    return None
