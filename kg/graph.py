"""The record's articles as RDF: the one place that knows the vocabulary.

A projection is a pure function of the contract's JSON of an article and of its text: the same input gives the same
quads in the same order. No blank nodes: every IRI is made of the stable keys under the base IRI, so that two states
of an article can be told apart by plain difference. Every triple stands in exactly one graph: what the article says
in `graph/{key}`, what was computed in `graph/{key}/checks`, the concepts and the rules in `graph/ontology`; so the
union of all graphs has no duplicates, and counts over it are right. A finding that touches several articles stands
in the checks of the one with the smallest key.

Offsets in selectors are half-open code points of the article as published. Numbers are xsd:decimal; `kg:lexicalValue`
keeps the digits as written, because stores turn 1.910 into 1.91.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

import pyoxigraph as ox

import ontology as ontology_files
from kg import causal_map
from kg import edition as editions

Document: TypeAlias = Mapping[str, Any]
"""The JSON of the contract, or a part of it."""
Node: TypeAlias = ox.NamedNode
Value: TypeAlias = ox.NamedNode | ox.Literal

DEFAULT_BASE = "http://kg.localhost/"
"""The base that the files of ontology/ are written with; another base is put in its place when they are loaded."""

BORROWED: dict[str, str] = {
    "dct": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "earl": "http://www.w3.org/ns/earl#",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

CONTEXT = 32
"""Code points of text kept before and after a quotation, enough to find it again in a text that has moved."""

OUTCOMES: dict[str, str] = {
    "exact": "earl:passed",
    "rounds": "earl:passed",
    "rounding_only": "earl:passed",
    "borderline": "earl:passed",
    "coarse_only": "earl:passed",
    "inconsistent": "earl:failed",
    "disagreement": "earl:cantTell",
    "tension": "earl:cantTell",
    "indeterminate": "earl:cantTell",
    "implied": "earl:inapplicable",
}
"""EARL's coarse outcome of each verdict. Two voices that differ, or a pull, fail no statement by themselves."""


@lru_cache(maxsize=8)
def prefixes(base: str) -> dict[str, str]:
    """The prefixes of everything we write; `kg:` is our own namespace under the base."""
    return {"kg": f"{base}ontology#", **BORROWED}


@lru_cache(maxsize=4096)
def term(name: str, base: str) -> Node:
    """The node of a prefixed name. Raises: KeyError for a prefix that is not ours."""
    prefix, _, local = name.partition(":")
    return ox.NamedNode(prefixes(base)[prefix] + local)


def article_graph(key: str, base: str) -> Node:
    return ox.NamedNode(f"{base}graph/{key}")


def map_graph(key: str, base: str) -> Node:
    """The edges between variables that an article's links come to: derived, thrown away and rebuilt with it."""
    return ox.NamedNode(f"{base}graph/{key}/map")


def graphs_of(key: str, base: str) -> tuple[Node, ...]:
    """All graphs of one article."""
    return article_graph(key, base), checks_graph(key, base), map_graph(key, base)


def checks_graph(key: str, base: str) -> Node:
    return ox.NamedNode(f"{base}graph/{key}/checks")


def ontology_graph(base: str) -> Node:
    return ox.NamedNode(f"{base}graph/ontology")


def meta_graph(base: str) -> Node:
    return ox.NamedNode(f"{base}graph/meta")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What the record holds of an article: the contract's JSON, the text as published, the quantities' bounds by id."""

    document: Document
    raw: str
    intervals: Mapping[str, Document]
    fingerprint: str

    @property
    def key(self) -> str:
        return str(self.document["article"]["key"])


@dataclass(slots=True)
class _Sheet:
    """Triples of one graph, in the order in which they were first said."""

    base: str
    graph: Node
    quads: dict[ox.Quad, None] = field(default_factory=dict)

    def say(self, subject: Node, predicate: str, value: Value | str | None) -> None:
        """`value`: a node, a literal, a prefixed name, or None for nothing to say."""
        if value is not None:
            said = term(value, self.base) if isinstance(value, str) else value
            self.quads[ox.Quad(subject, term(predicate, self.base), said, self.graph)] = None

    def node(self, path: str) -> Node:
        return ox.NamedNode(f"{self.base}id/{path}")


def article(recorded: Recorded, *, base: str) -> list[ox.Quad]:
    """Every quad of one article: first what it says, then what the checks say of it."""
    return _Projection(recorded, base).quads()


def ontology(*, base: str) -> list[ox.Quad]:
    """The concept schemes, classes and properties of ontology/*.ttl and one kg:Check for every check there is."""
    graph = ontology_graph(base)
    quads: dict[ox.Quad, None] = {}
    for _, turtle in ontology_files.turtle(base):
        for triple in ox.parse(turtle, ox.RdfFormat.TURTLE):
            quads[ox.Quad(triple.subject, triple.predicate, triple.object, graph)] = None
    sheet = _Sheet(base, graph)
    _rules(sheet)
    return [*quads, *sheet.quads]


@lru_cache(maxsize=1)
def edition() -> str:
    """A hash of all that the graph's words come from beside the record: this module, the ontology's files, and those of
    the checks, whose titles and manual pages stand in it. A graph of another edition is rebuilt, not migrated."""
    digest = hashlib.sha256(editions.digest([Path(__file__), *editions.checks()]).encode())
    for _, turtle in ontology_files.turtle():
        digest.update(turtle.encode())
    return digest.hexdigest()[:12]


def _rules(sheet: _Sheet) -> None:
    """One kg:Check, which is also EARL's test, for each module of kg/checks, with its titles and its manual page."""
    from kg.checks import catalogue

    for check in catalogue():
        rule = sheet.node(f"check/{check.name}")
        sheet.say(rule, "rdf:type", "kg:Check")
        sheet.say(rule, "rdf:type", "earl:TestCriterion")
        sheet.say(rule, "skos:notation", ox.Literal(check.name))
        for language, title in check.title.items():
            sheet.say(rule, "rdfs:label", ox.Literal(title, language=language))
        sheet.say(rule, "rdfs:comment", ox.Literal(check.manual))
    software = sheet.node("software")
    sheet.say(software, "rdf:type", "prov:SoftwareAgent")
    sheet.say(software, "rdf:type", "earl:Software")
    sheet.say(software, "rdfs:label", ox.Literal("claimgraph"))


#: What an edge of the map says, by its sign.
_EDGES = {1: "kg:increases", -1: "kg:decreases", 0: "kg:affects"}


class _Projection:
    """One article on its way to quads. Holds nothing but the article and the two sheets it writes."""

    def __init__(self, recorded: Recorded, base: str) -> None:
        self.recorded = recorded
        self.document = recorded.document
        self.key = recorded.key
        self.says = _Sheet(base, article_graph(self.key, base))
        self.checks = _Sheet(base, checks_graph(self.key, base))
        self.map = _Sheet(base, map_graph(self.key, base))
        self.subject = self.says.node(f"article/{self.key}")
        self.run = self.says.node(f"article/{self.key}/run")
        script = self.document["article"]["script"]
        self.language = "zh" if script == "mixed" else f"zh-{script}"
        self.spans: set[tuple[int, int]] = set()

    def quads(self) -> list[ox.Quad]:
        self._article()
        for quantity in self.document["quantities"]:
            self._quantity(quantity)
        for period in self.document["periods"]:
            self._period(period)
        for claim in self.document["claims"]:
            self._claim(claim)
        for link in self.document.get("links", ()):
            self._link(link)
        for finding in self.document.get("findings", ()):
            self._finding(finding)
        self._coverage(self.document.get("coverage", {}))
        return [*self.says.quads, *self.checks.quads, *self.map.quads]

    def _text(self, words: str) -> ox.Literal:
        return ox.Literal(words, language=self.language)

    # -- what the article says

    def _article(self) -> None:
        about, say = self.document["article"], self.says.say
        say(self.subject, "rdf:type", "schema:NewsArticle")
        say(self.subject, "schema:identifier", ox.Literal(self.key))
        if about["title"]:
            say(self.subject, "schema:headline", self._text(about["title"]))
        say(self.subject, "schema:datePublished", about["published"] and _typed(about["published"], "date"))
        say(self.subject, "schema:inLanguage", ox.Literal(self.language))
        say(self.subject, "schema:creditText", about["source"] and ox.Literal(about["source"]))
        say(self.run, "rdf:type", "prov:Activity")
        say(self.run, "prov:used", self.subject)
        say(self.run, "prov:wasAssociatedWith", self.says.node("software"))
        say(self.run, "kg:fingerprint", ox.Literal(self.recorded.fingerprint))

    def _span(self, start: int, end: int, sheet: _Sheet | None = None) -> Node:
        """The anchor of `[start, end)` of this article, described once, where it is first needed."""
        sheet = sheet or self.says
        span = sheet.node(f"span/{self.key}-{start}-{end}")
        if (start, end) not in self.spans:
            self.spans.add((start, end))
            raw, say = self.recorded.raw, sheet.say
            position, quote = ox.NamedNode(f"{span.value}/position"), ox.NamedNode(f"{span.value}/quote")
            say(span, "rdf:type", "oa:SpecificResource")
            say(span, "oa:hasSource", self.subject)
            say(span, "oa:hasSelector", position)
            say(span, "oa:hasSelector", quote)
            say(position, "rdf:type", "oa:TextPositionSelector")
            # xsd:integer: stores keep no other integer type.
            say(position, "oa:start", _typed(start, "integer"))
            say(position, "oa:end", _typed(end, "integer"))
            say(quote, "rdf:type", "oa:TextQuoteSelector")
            say(quote, "oa:exact", ox.Literal(raw[start:end]))
            say(quote, "oa:prefix", ox.Literal(raw[max(0, start - CONTEXT) : start]))
            say(quote, "oa:suffix", ox.Literal(raw[end : end + CONTEXT]))
        return span

    def _quantity(self, quantity: Document) -> None:
        node, say = self.says.node(f"quantity/{quantity['id']}"), self.says.say
        low, high = quantity["low"], quantity["high"]
        unit, _, classifier = quantity["unit"].partition(":")
        say(node, "rdf:type", "qudt:QuantityValue")
        say(node, "kg:anchor", self._span(quantity["start"], quantity["end"]))
        say(node, "kg:lexicalValue", ox.Literal(low if low == high else f"{low}–{high}"))
        say(node, "kg:decimalPlaces", _typed(quantity["decimals"], "integer"))
        say(node, "qudt:numericValue", _decimal(low) if low == high else None)
        bounds = self.recorded.intervals.get(quantity["id"], {"low": low, "high": high})
        say(node, "kg:lowerBound", _decimal(bounds["low"]))
        say(node, "kg:upperBound", _decimal(bounds["high"]))
        say(node, "qudt:hasUnit", self._unit(unit))
        say(node, "kg:classifier", self._text(classifier) if classifier else None)
        say(node, "kg:qualifier", self._code("qualifier", quantity["qualifier"]))

    def _period(self, period: Document) -> None:
        node, say = self.says.node(f"period/{period['id']}"), self.says.say
        say(node, "kg:anchor", self._span(period["start"], period["end"]))
        say(node, "rdfs:label", self._text(period["text"]))
        say(node, "kg:grain", self._code("grain", period["grain"]))
        self._interval(node, period["first"], period["last"])

    def _interval(self, node: Node, first: str | None, last: str | None) -> None:
        """An OWL-Time interval of whole days, both ends included."""
        say = self.says.say
        say(node, "rdf:type", "time:ProperInterval" if first and last else "time:TemporalEntity")
        for end, predicate, date in (("first", "time:hasBeginning", first), ("last", "time:hasEnd", last)):
            if date:
                instant = ox.NamedNode(f"{node.value}/{end}")
                say(node, predicate, instant)
                say(instant, "rdf:type", "time:Instant")
                say(instant, "time:inXSDDate", _typed(date, "date"))

    def _claim(self, claim: Document) -> None:
        node, say = self.says.node(f"claim/{claim['id']}"), self.says.say
        subject, metric, speaker, period = (claim[part] for part in ("subject", "metric", "attribution", "period"))
        words = dict.fromkeys(part["text"] for part in (subject, metric) if part)
        say(node, "rdf:type", "schema:Claim")
        say(node, "rdf:type", "kg:NumericClaim")
        say(node, "rdfs:label", self._text(" ".join([*words, claim["text"]])))
        say(node, "schema:appearance", self.subject)
        say(node, "schema:text", self._text(claim["text"]))
        say(node, "kg:anchor", self._span(claim["start"], claim["end"]))
        say(node, "kg:quantity", self.says.node(f"quantity/{claim['quantity']}"))
        for part, predicate, anchor in (
            (subject, "kg:subject", "kg:subjectAnchor"),
            (metric, "kg:metric", "kg:metricAnchor"),
            (speaker, "prov:wasAttributedTo", "kg:speakerAnchor"),
        ):
            if part:
                say(node, predicate, self._named(part))
                say(node, anchor, self._span(part["start"], part["end"]))
        for code in ("kind", "direction", "comparison", "modality"):
            say(node, f"kg:{code}", self._code(code, claim[code]))
        if claim.get("scope"):
            say(node, "kg:scope", self._text(claim["scope"]))
        if period:
            say(node, "kg:period", self._period_of(claim, period))
            if period["first"] and period["last"]:
                say(node, "schema:temporalCoverage", ox.Literal(f"{period['first']}/{period['last']}"))
        say(node, "prov:wasGeneratedBy", self.run)

    def _period_of(self, claim: Document, period: Document) -> Node:
        """The period a claim means: the one of the same words at the same place, else one of its own."""
        here = period.get("start"), period.get("end")
        for named in self.document["periods"]:
            if (named["start"], named["end"]) == here:
                return self.says.node(f"period/{named['id']}")
        node = self.says.node(f"claim/{claim['id']}/period")
        self.says.say(node, "rdfs:label", self._text(period["text"]))
        self._interval(node, period["first"], period["last"])
        return node

    def _named(self, mention: Document) -> Node:
        """The concept a mention names; a thing the ontology does not hold is a concept of this article alone."""
        if mention["id"]:
            return self.says.node(mention["id"])
        digest = hashlib.sha256(mention["text"].encode()).hexdigest()[:12]
        node = self.says.node(f"name/{self.key}-{digest}")
        self.says.say(node, "rdf:type", "skos:Concept")
        self.says.say(node, "skos:prefLabel", self._text(mention["text"]))
        return node

    def _link(self, link: Document) -> None:
        node, say = self.says.node(f"link/{link['id']}"), self.says.say
        say(node, "rdf:type", "kg:CausalLink")
        say(node, "schema:appearance", self.subject)
        for part in ("cause", "effect", "cue"):
            say(node, f"kg:{part}", self._span(link[part]["start"], link[part]["end"]))
        say(node, "kg:relation", self._code("relation", link["relation"]))
        say(node, "kg:sign", _typed(link["sign"], "integer"))
        say(node, "kg:modality", self._code("modality", link["modality"]))
        cause, effect = (self._variable(link[part]) for part in ("cause", "effect"))
        for part, variable in (("cause", cause), ("effect", effect)):
            say(node, f"kg:{part}Variable", variable)
            say(node, f"kg:{part}Direction", _typed(link[part]["direction"], "integer"))
        if cause is not None and effect is not None and link["modality"] not in ("denied", "counterfactual"):
            self.map.say(cause, _EDGES[causal_map.sign_of(link)], effect)
        if link["attribution"]:
            say(node, "prov:wasAttributedTo", self._named(link["attribution"]))
        for claim in link["claims"]:
            say(node, "dct:references", self.says.node(f"claim/{claim}"))
        say(node, "prov:wasGeneratedBy", self.run)

    def _variable(self, argument: Document) -> Node | None:
        """The variable of a link's argument; what no variable names is a concept of this article; a pronoun is none."""
        if argument["variable"]:
            return self.says.node(argument["variable"])
        return self._named({"id": None, "text": argument["text"]}) if causal_map.is_named(argument) else None

    # -- what was computed

    def _finding(self, finding: Document) -> None:
        for span in finding["spans"]:
            if span["article"] == self.key:
                self._span(span["start"], span["end"], self.checks)
        if min(finding["articles"]) != self.key:
            return
        node, say = self.checks.node(f"finding/{finding['id']}"), self.checks.say
        result = ox.NamedNode(f"{node.value}/result")
        claims = [self.checks.node(f"claim/{id_}") for id_ in finding["claims"]]
        links = [self.checks.node(f"link/{id_}") for id_ in finding["links"]]
        operands = [self._operand(span, finding) for span in finding["spans"]]
        say(node, "rdf:type", "earl:Assertion")
        say(node, "earl:assertedBy", self.checks.node("software"))
        say(node, "earl:mode", "earl:automatic")
        say(node, "earl:test", self.checks.node(f"check/{finding['check']}"))
        for tested in [*claims, *links] or operands:
            say(node, "earl:subject", tested)
        for operand in operands:
            say(node, "prov:used", operand)
        say(node, "earl:result", result)
        say(node, "prov:wasGeneratedBy", self.run)
        say(result, "rdf:type", "earl:TestResult")
        say(result, "earl:outcome", OUTCOMES[finding["verdict"]])
        for code in ("verdict", "severity", "reason", "slip"):
            say(result, f"kg:{code}", finding[code] and self._code(code, finding[code]))
        say(result, "kg:formula", finding["formula"] and ox.Literal(finding["formula"]))
        for side in ("computed", "stated"):
            bounds = finding[side] or {"low": None, "high": None}
            say(result, f"kg:{side}Lower", _decimal(bounds["low"]))
            say(result, f"kg:{side}Upper", _decimal(bounds["high"]))
        say(result, "kg:margin", _decimal(finding["margin"]))
        for language, sentence in finding["explanation"].items():
            say(result, "kg:explanation", ox.Literal(sentence, language=language))

    def _operand(self, span: Document, finding: Document) -> Node:
        claim = f"{span['article']}-c{span['start']}-{span['end']}"
        if claim in finding["claims"]:
            return self.checks.node(f"claim/{claim}")
        return self.checks.node(f"span/{span['article']}-{span['start']}-{span['end']}")

    def _coverage(self, coverage: Document) -> None:
        say = self.checks.say
        for name, figure in coverage.items():
            node = self.checks.node(f"article/{self.key}/coverage/{name}")
            say(self.subject, "dqv:hasQualityMeasurement", node)
            say(node, "rdf:type", "dqv:QualityMeasurement")
            say(node, "dqv:computedOn", self.subject)
            say(node, "dqv:isMeasurementOf", f"kg:coverage-{name}")
            say(node, "dqv:value", _typed(figure, "integer"))
            say(node, "prov:wasGeneratedBy", self.run)

    def _unit(self, code: str) -> Node:
        unit = _units().get(code)
        return self.says.node(unit.id if unit else f"unit/{code}")

    def _code(self, scheme: str, value: str) -> Value:
        """A value of one of the contract's closed lists: a concept of our namespace."""
        return term(f"kg:{scheme}-{value}", self.says.base)


@lru_cache(maxsize=1)
def _units() -> Mapping[str, ontology_files.Concept]:
    """The unit concepts by the contract's code."""
    return {unit.symbol: unit for unit in ontology_files.concepts("unit") if unit.symbol}


def _typed(value: object, datatype: Literal["date", "integer", "decimal"]) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(f"{BORROWED['xsd']}{datatype}"))


def _decimal(written: str | None) -> ox.Literal | None:
    """An xsd:decimal in the form that stores give back (no trailing zeros): differences compare equal."""
    if written is None:
        return None
    plain = format(Decimal(written), "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return _typed("0" if plain in ("-0", "") else plain, "decimal")
