"""How many planted errors the checks catch in whole articles, and how often they cry wolf on untouched ones.

    python -m tests.bench.mutations [open|kept …] [--list] [--every N]

In every relation that was marked by hand (tests/articles/reading/relations.toml) one operand at a time is changed: by one
and by ten units of its last digit, its digits times ten, 百分點 into %, and a word of rising into one of falling. What
was changed truly contradicts where a marked relation that held no longer can (by the rules of kg.rules, on the numbers
that the changed text states). Caught is a mutation with an alarm that touches the changed words and was not there before.
`--list` prints what is missed in `open` articles; `--every N` takes every N-th mutation only.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import extract
from extract import documents
from extract.interval import Interval
from extract.reading import Reading
from extract.text import Span
from kg import checks
from kg.ledger import Finding, Ledger
from kg.rules import ALARMING, Number, identity, ordered, relation
from tests.marked import Marked, articles

FILE = Path(__file__).parents[1] / "articles" / "reading" / "relations.toml"
_TURNS = (
    ("上升", "下降"), ("上漲", "下跌"), ("上涨", "下跌"), ("增加", "減少"), ("升至", "降至"), ("增至", "減至"), ("增至", "减至"), ("回升", "回落"),
    ("擴大", "縮小"), ("扩大", "缩小"), ("成長", "衰退"), ("升", "降"), ("漲", "跌"), ("涨", "跌"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """One marked relation: the spans of its operands in the article's text, and its formula."""

    kind: str
    spans: tuple[Span, ...]
    formula: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """The article's text with one piece replaced; `moved` is how much longer the text has become behind it."""

    manner: str
    text: str
    at: Span
    moved: int

    def place(self, span: Span) -> Span:
        """Where a span of the untouched text stands now."""
        if span.start >= self.at.start + (self.at.end - self.at.start - self.moved):
            return Span(span.start + self.moved, span.end + self.moved)
        return Span(span.start, span.end + (self.moved if span.end > self.at.start else 0))


def markings(article: Marked, name: str) -> list[Marking]:
    """The relations of an article whose operands stand in its text."""
    found = []
    head = article.text.index("title:") + 6 if "title:" in article.text[:400] else 0
    body = article.text.find("\n\n") + 2
    title_end = article.text.find("\n", head)
    for row in _rows().get(name, ()):
        spans = [_occurrence(article.text, words, head, title_end, body) for words in row["operands"]]
        if all(span is not None for span in spans):
            found.append(Marking(kind=row["kind"], spans=tuple(s for s in spans if s), formula=row["formula"]))
    return found


@lru_cache(maxsize=1)
def _rows() -> dict[str, list[dict[str, str]]]:
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in tomllib.loads(FILE.read_text(encoding="utf-8"))["relation"]:
        rows[row["article"]].append(row)
    return rows


def _occurrence(text: str, written: str, head: int, title_end: int, body: int) -> Span | None:
    words, _, nth = written.partition("#")
    places = [m.start() for m in re.finditer(re.escape(words), text) if head <= m.start() < title_end or m.start() >= body]
    return Span(places[int(nth or 0)], places[int(nth or 0)] + len(words)) if len(places) > int(nth or 0) else None


def mutations(text: str, marking: Marking) -> Iterator[Mutation]:
    """Every mutation of a relation's operands and, where it is a movement, of its word."""
    for span in dict.fromkeys(marking.spans):
        words = span.of(text)
        digits = re.search(r"\d[\d,]*(?:\.\d+)?", words)
        if digits is None or not digits.group().isascii():
            continue
        for manner, changed in _changed(digits.group()):
            yield _replaced(text, Span(span.start + digits.start(), span.start + digits.end()), changed, manner)
        if any(mark in words for mark in ("個百分點", "个百分点")):
            yield _replaced(text, span, re.sub("個百分點|个百分点", "%", words), "points as percent")
    if marking.kind in ("movement", "direction"):
        first, last = min(marking.spans), max(marking.spans)
        for before, after in _TURNS:
            found = text.find(before, first.end, last.end + 12)
            if 0 <= found < last.start:
                yield _replaced(text, Span(found, found + len(before)), after, "turned")
                break


def _changed(digits: str) -> Iterator[tuple[str, str]]:
    plain = digits.replace(",", "")
    places = len(plain.partition(".")[2])
    whole = int(plain.replace(".", ""))
    for manner, number in (("one unit", whole + 1), ("ten units", whole + 10), ("times ten", whole * 10)):
        shown = str(number).rjust(places + 1, "0")
        head, tail = (shown[:-places], shown[-places:]) if places else (shown, "")
        head = f"{int(head):,}" if "," in digits else head
        yield manner, f"{head}.{tail}" if tail else head


def _replaced(text: str, at: Span, words: str, manner: str) -> Mutation:
    return Mutation(
        manner=manner, text=text[: at.start] + words + text[at.end :], at=Span(at.start, at.start + len(words)),
        moved=len(words) - (at.end - at.start),
    )  # fmt: skip


def read(article: Marked, text: str) -> tuple[Reading, list[Finding]]:
    reading = extract.read(documents.article(text, path=article.name, published=article.published))
    return reading, checks.run(Ledger.of(reading))


def holds(reading: Reading, marking: Marking, spans: list[Span]) -> bool | None:
    """Whether the relation can be true of the numbers that the text states; None where one is not read."""
    numbers = {}
    for letter, span in zip("abcdefghijklmnop", spans, strict=False):
        found = next((q for q in reading.quantities if q.span.overlaps(span)), None)
        if found is None:
            return None
        numbers[letter] = Number.of(found)
    left, sign, right = re.split(r"\s*([=<>])\s*", marking.formula, maxsplit=1)
    try:
        if sign == "=" and left in numbers and right in numbers:
            return identity(numbers[left], numbers[right]).agrees
        if sign == "=" and right in numbers:
            names = sorted(set(re.findall(r"[a-z]", left)))
            judged = relation(lambda *x: _value(left, dict(zip(names, x, strict=True))), [numbers[n] for n in names], numbers[right])
            return judged.agrees
        one, other = (_value(side, {name: number.core for name, number in numbers.items()}) for side in (left, right))
        if sign == "=":
            return one.overlaps(other)
        first, second = (Number(core=x, interval=x, step=Interval.point(1).lo or 1) for x in (one, other))  # type: ignore[arg-type]
        return ordered(first, second, "above" if sign == ">" else "below").agrees
    except (ZeroDivisionError, ValueError):
        return None


def _value(expression: str, names: dict[str, Interval]) -> Interval:
    """The interval of an arithmetic expression over named intervals."""

    def value(node: ast.expr) -> Interval:
        if isinstance(node, ast.Name):
            return names[node.id]
        if isinstance(node, ast.Constant):
            return Interval.point(node.value)  # type: ignore[arg-type]
        if isinstance(node, ast.UnaryOp):
            return -value(node.operand)
        assert isinstance(node, ast.BinOp)
        a, b = value(node.left), value(node.right)
        if isinstance(node.op, ast.Add):
            return a + b
        if isinstance(node.op, ast.Sub):
            return a - b
        return a * b if isinstance(node.op, ast.Mult) else a / b

    return value(ast.parse(expression, mode="eval").body)


def main(arguments: list[str]) -> int:
    """Print, by kind of relation and by manner of change, what was caught; then the false alarms of the untouched text."""
    parts = [a for a in arguments if a in ("open", "kept")] or ["open", "kept"]
    every = int(arguments[arguments.index("--every") + 1]) if "--every" in arguments else 1
    caught: Counter[tuple[str, str]] = Counter()
    real: Counter[tuple[str, str]] = Counter()
    alarms, characters, number, agreed, marked = 0, 0, 0, 0, 0
    missed: list[str] = []
    for part in parts:
        for article in articles(part):
            reading, before = read(article, article.text)
            told = [f for f in before if f.verdict in ALARMING]
            alarms, characters = alarms + len(told), characters + len(article.text)
            relations = markings(article, f"{part}/{article.name}")
            for marking in relations:
                held = holds(reading, marking, list(marking.spans))
                marked += 1
                agreed += any(
                    f.verdict not in ALARMING and all(any(q.span.overlaps(s) for q in f.spans) for s in marking.spans) for f in before
                )
                if not held:
                    continue
                for mutation in mutations(article.text, marking):
                    number += 1
                    if number % every:
                        continue
                    changed, after = read(article, mutation.text)
                    spans = [mutation.place(span) for span in marking.spans]
                    if mutation.manner != "turned" and holds(changed, marking, spans) is not False:
                        continue
                    real["kind", marking.kind] += 1
                    real["manner", mutation.manner] += 1
                    new = [f for f in after if f.verdict in ALARMING and any(q.span.overlaps(mutation.at) for q in f.spans)]
                    known = {frozenset(q.words for q in f.spans) for f in told}
                    if any(frozenset(q.words for q in f.spans) not in known for f in new):
                        caught["kind", marking.kind] += 1
                        caught["manner", mutation.manner] += 1
                    elif part == "open":
                        words = mutation.text[max(0, min(spans).start - 12) : max(spans).end + 12].replace("\n", " / ")
                        missed.append(f"{article.name} {marking.kind} {mutation.manner} {marking.formula}: {mutation.at.of(mutation.text)} in {words}")
    for group in ("kind", "manner"):
        for name in sorted({n for g, n in real if g == group}):
            all_, hit = real[group, name], caught[group, name]
            print(f"{name:<18} contradicting {all_:5} caught {hit:5} {hit / all_:6.1%}")
        print()
    all_, hit = sum(n for (g, _), n in real.items() if g == "kind"), sum(n for (g, _), n in caught.items() if g == "kind")
    print(f"{' '.join(parts)}: {all_} mutations contradict, {hit} caught ({hit / max(all_, 1):.1%})")
    print(f"relations marked {marked}, told as agreeing in the untouched text {agreed} ({agreed / max(marked, 1):.1%})")
    print(f"untouched text: {alarms} alarms in {characters} characters ({alarms * 10000 / characters:.2f} in 10,000)")
    if "--list" in arguments:
        print("\n".join(missed))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
