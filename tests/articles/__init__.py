"""Whole articles of our own writing, the expected findings marked in the prose.

A mark is a Markdown link on the words that a finding concerns::

    日銀升息機率[80%](inconsistent:headline#odds) … 升至[85%](inconsistent:headline#odds;agree:movement#rise)

Its target is `verdict:check#label`; several, joined by `;`, where the words belong to several findings. All marks with
the same label are the spans of **one** finding of that check. `agree` stands for any of the five ways of agreeing;
alternatives that will do equally are joined by `|` (`agree:range|threshold#neutral`). The title of the header is marked
like the prose. Labels are unique within an article. Any alarm without a mark is a false alarm.

    python -m tests.articles OUT_DIR

writes every article without its marks as `OUT_DIR/NAME.md`, as a reader would receive it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.text import Span

FOLDER = Path(__file__).parent

AGREEING = frozenset({"exact", "rounds", "rounding_only", "borderline", "coarse_only"})
ALARMS = frozenset({"inconsistent", "disagreement", "tension"})
VERDICTS = AGREEING | ALARMS | {"indeterminate", "implied"}

_MARK = re.compile(r"\[(?P<words>[^\[\]\n]+)\]\((?P<targets>[a-z_|]+:[^()\s]+)\)")
_TARGET = re.compile(r"(?P<verdicts>[a-z_]+(?:\|[a-z_]+)*):(?P<checks>[a-z-]+(?:\|[a-z-]+)*)#(?P<label>[\w-]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """One finding that must be made: any of `verdicts` by any of `checks`, its spans covering all of `spans`.

    `spans` are code points of the article without its marks, in the order of the text.
    """

    label: str
    verdicts: frozenset[str]
    checks: frozenset[str]
    spans: tuple[Span, ...]

    @property
    def alarming(self) -> bool:
        return bool(self.verdicts & ALARMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """An article as a reader would receive it, and what is to be found in it."""

    name: str
    text: str
    expectations: tuple[Expectation, ...]


def _verdicts(words: str) -> frozenset[str]:
    found: set[str] = set()
    for word in words.split("|"):
        found |= AGREEING if word == "agree" else {word}
    if unknown := found - VERDICTS:
        raise ValueError(f"no such verdict: {', '.join(sorted(unknown))}")
    return frozenset(found)


def parse(name: str, marked: str) -> Sample:
    """The text without its marks and the expectations, their offsets counted in that text.

    Links to anything else (`https:…`) stay as they are. Raises: ValueError where a target is no mark although it begins
    like one, names an unknown verdict, or where one label stands for two different findings.
    """
    pieces: list[str] = []
    length = done = 0
    spans: dict[str, list[Span]] = {}
    meaning: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for mark in _MARK.finditer(marked):
        if mark["targets"].startswith(("http:", "https:", "mailto:")):
            continue
        words = mark["words"]
        before = marked[done : mark.start()]
        pieces += (before, words)
        span = Span(length + len(before), length + len(before) + len(words))
        length, done = span.end, mark.end()
        for target in mark["targets"].split(";"):
            read = _TARGET.fullmatch(target)
            if read is None:
                raise ValueError(f"{name}: not a mark: {target}")
            said = _verdicts(read["verdicts"]), frozenset(read["checks"].split("|"))
            if meaning.setdefault(read["label"], said) != said:
                raise ValueError(f"{name}: two meanings of the label {read['label']}")
            spans.setdefault(read["label"], []).append(span)
    pieces.append(marked[done:])
    expectations = tuple(
        Expectation(label=label, verdicts=verdicts, checks=checks, spans=tuple(spans[label]))
        for label, (verdicts, checks) in meaning.items()
    )
    return Sample(name=name, text="".join(pieces), expectations=expectations)


def samples(folder: Path = FOLDER) -> Iterator[Sample]:
    """Every marked article of the folder, by name."""
    for path in sorted(folder.glob("*.md")):
        yield parse(path.stem, path.read_text(encoding="utf-8"))


def write(out: Path) -> list[Path]:
    """Write every article without its marks into `out` (made where missing); the paths written, by name."""
    out.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for sample in samples():
        path = out / f"{sample.name}.md"
        path.write_text(sample.text, encoding="utf-8")
        written.append(path)
    return written
