"""What an article can yield: every frozen record of a reading.

All spans are half-open code points of the article as published. Numbers are exact (Fraction) or the written string.
`by` names the table row or rule that made the thing: the explanation a reader sees is the rule's own name.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Literal

from extract.interval import Interval, of_written
from extract.text import AlignedText, Span

Qualifier = Literal["none", "about", "nearly", "over", "under", "at_least", "at_most"]
Kind = Literal[
    "level", "change", "from", "to", "ratio", "range", "target", "threshold", "probability", "rank", "duration", "count"
]
Direction = Literal["up", "down", "none"]
Comparison = Literal["yoy", "qoq", "mom", "wow", "dod", "ytd", "annualised", "versus", "none"]
Modality = Literal["actual", "forecast", "plan", "conditional", "denied", "question"]
Relation = Literal["cause", "enable", "prevent", "condition"]
LinkModality = Literal["fact", "forecast", "conditional", "intended", "denied", "counterfactual"]
Grain = Literal["day", "week", "month", "quarter", "half", "year", "span"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as decoded. `body` is where the text after the header begins; `headline` the span read as headline."""

    raw: str
    key: str
    path: str
    title: str | None = None
    published: dt.date | None = None
    published_from: Literal["option", "header", "dateline"] | None = None
    source: str | None = None
    format: str = "txt"
    body: int = 0
    headline: Span | None = None


@dataclass(frozen=True, kw_only=True)
class Written:
    """One number as written: `digits` is the coefficient ("1.910"), `scale` what a unit of it counts (億: 10**8)."""

    digits: str
    scale: Fraction = Fraction(1)

    @cached_property
    def value(self) -> Fraction:
        return Fraction(self.digits) * self.scale

    @property
    def decimals(self) -> int:
        return len(self.digits.partition(".")[2])

    @cached_property
    def step(self) -> Fraction:
        """u of RULES: the unit of the last written digit."""
        return Fraction(self.scale, 10**self.decimals)

    @property
    def significant_step(self) -> Fraction:
        """u_s of RULES: the unit of the last significant digit, trailing zeros of an integer coefficient dropped."""
        whole = self.digits.lstrip("-")
        if self.decimals or not whole.strip("0"):
            return self.step
        return self.step * Fraction(10 ** (len(whole) - len(whole.rstrip("0"))))


#: What may be below zero by its nature; anything else that is under a positive bound ends at zero.
_SIGNED = {"PERCENT", "PERCENTAGE_POINT", "BASIS_POINT", "INDEX_POINT", "NONE"}


#: Units of three letters that are no currency and no coin.
_NO_MONEY = {"DAY", "GWH", "JIN", "KWH", "MHZ", "MWH", "TWH"}


def is_money(unit: str) -> bool:
    """Whether a unit is a currency's or a coin's code."""
    return len(unit) == 3 and unit.isupper() and unit not in _NO_MONEY


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A number that says how much, how many, how long or which rank, with its unit and qualifier.

    `low` and `high` are the same Written unless the text writes a range. `open_step` is set where the words leave the
    last digits open (500 多億: 10**10): the number lies in (low, low + open_step). `exactly`: 整, 正好. `counted`: whole things.
    """

    span: Span
    words: str
    low: Written
    high: Written
    unit: str
    qualifier: Qualifier
    counted: bool
    by: str
    open_step: Fraction | None = None
    exactly: bool = False

    @cached_property
    def interval(self) -> Interval:
        """The interval of RULES used to say *inconsistent*."""
        return of_written(
            self.low, self.high, self.qualifier, self.counted, self.exactly, self.open_step,
            positive=self.unit not in _SIGNED,
        )  # fmt: skip

    @property
    def is_money(self) -> bool:
        return is_money(self.unit)

    @cached_property
    def is_range(self) -> bool:
        return self.low != self.high

    @property
    def plain(self) -> bool:
        """One written value without a qualifier."""
        return self.qualifier == "none" and not self.is_range and self.open_step is None

    @property
    def value(self) -> Fraction:
        """The written value; the lower end of a range."""
        return self.low.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of time the text names; `first` and `last` inclusive, None where unresolved (`why` says why)."""

    span: Span
    words: str
    first: dt.date | None
    last: dt.date | None
    grain: Grain
    by: str
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name an entity or a metric; `concept` is the id in ontology/, None for a thing it does not hold."""

    span: Span
    words: str
    kind: Literal["entity", "metric"]
    concept: str | None
    by: str

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun of the clause, no name that the ontology or the article introduces."""
        return self.by == "noun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence or a heading: its raw span, its place, and the article's paragraph it stands in (from 0)."""

    span: Span
    role: Literal["headline", "subhead", "body"]
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who, what, when, on what basis, how much, how sure, says who. Exactly one a quantity; `span` is the quantity's."""

    key: str
    span: Span
    quantity: Quantity
    subject: Mention | None
    metric: Mention | None
    scope: str | None
    period: Period | None
    comparison: Comparison
    kind: Kind
    direction: Direction
    modality: Modality
    attribution: Mention | None
    by: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """What an argument of a link speaks of: `concept` is its id in ontology/variables.ttl, `words` what narrows it (電子業 of
    電子業毛利率); without a concept `words` are all there is. `bare` is the thing as a
    clause would name it. Key text. `way`: which way it goes, after the cue; 0 where none is told.
    """

    concept: str | None
    words: str
    bare: str
    way: Literal[1, 0, -1]

    @property
    def name(self) -> str:
        """What tells it from other variables."""
        return f"{self.concept or ''}|{self.words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CausalLink:
    """The text says that `cause` brings about, permits, prevents or conditions `effect`; `moves` and `moved` are the variables
    of the two.
    """

    key: str
    span: Span
    cause: Span
    effect: Span
    moves: Variable
    moved: Variable
    cue: Span
    relation: Relation
    sign: Literal[1, 0, -1]
    modality: LinkModality
    attribution: Mention | None
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything one article yields. `text` is the aligned text that the recognisers saw."""

    article: Article
    text: AlignedText
    fingerprint: str
    script: Literal["Hant", "Hans", "mixed"]
    passages: tuple[Passage, ...]
    quantities: tuple[Quantity, ...]
    periods: tuple[Period, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    links: tuple[CausalLink, ...] = ()
