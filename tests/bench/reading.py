"""How well articles are read: exact-span F1 of quantities, and each field's accuracy on the spans that match.

    python -m tests.bench.reading FILE…  [--list] [--rules]

A FILE is JSON Lines, one marked article a line (`text`, or the name of a `sample` of ours; `published`; `quantities`
with `value` or `low` and `high`, and subject, metric, period and attribution as slices of the text), or one JSON object
that holds offsets only (`sha256`, `quantities`, `not_quantities`): its text is then looked for beside the checkout, in
`../shared/articles`.
Of subject, metric, period and attribution two rates are given: the same words, and words of which one holds the other.
`--list` prints every difference; `--rules` how often each rule (what a claim's `by` names) was right or near: where to
look first.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import extract
from extract.documents import article as as_article
from extract.reading import Claim
from extract.text import key
from tests.articles import samples

PLAIN = ("value", "unit", "qualifier", "kind", "direction", "comparison", "modality")
SLICES = ("subject", "metric", "period", "attribution")
BESIDE = Path(__file__).parents[3] / "shared" / "articles"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One marked article: `rows` carry start, end, low, high and the fields; slices as words or None."""

    name: str
    text: str
    published: str | None
    rows: list[dict[str, Any]]
    not_quantities: list[tuple[int, int]]


@dataclass(slots=True)
class Score:
    """Counts over any number of articles; `right[f]` of `matched` in field f, `near[f]` where words overlap."""

    gold: int = 0
    found: int = 0
    matched: int = 0
    right: Counter[str] = field(default_factory=Counter)
    near: Counter[str] = field(default_factory=Counter)
    rules: dict[tuple[str, str], list[bool]] = field(default_factory=lambda: defaultdict(list))
    taken: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.matched / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.matched / (self.gold + self.found) if self.gold + self.found else 0.0


def marked(path: Path) -> Iterator[Marked]:
    """The marked articles of a file.

    Raises: FileNotFoundError where the text of a list of offsets is not at hand, ValueError where a sample of ours has
    changed since it was marked.
    """
    if path.suffix == ".json":
        held = json.loads(path.read_text(encoding="utf-8"))
        text = beside(held["sha256"])
        if text is None:
            raise FileNotFoundError(f"{path}: no article with its sha256 in {BESIDE}")
        rows = [
            row | {name: text[row[name][0] : row[name][1]] if row[name] else None for name in SLICES}
            for row in held["quantities"]
        ]
        yield Marked(
            name=path.stem,
            text=text,
            published=held["published"],
            rows=rows,
            not_quantities=[(a, b) for a, b in held["not_quantities"]],
        )
        return
    ours = {sample.name: sample.text for sample in samples()}
    for line in path.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        text = one["text"] if "text" in one else ours[one["sample"]]
        if "sha256" in one and hashlib.sha256(text.encode()).hexdigest() != one["sha256"]:
            raise ValueError(f"{path}: {one['sample']} has changed since it was marked")
        rows = [
            row | {"low": row["low"] or row["value"], "high": row["high"] or row["value"]} for row in one["quantities"]
        ]
        name = one.get("id") or one["sample"]
        yield Marked(name=name, text=text, published=one["published"], rows=rows, not_quantities=[])


def beside(sha256: str) -> str | None:
    """The decoded text of the article with that hash in the folder beside the checkout, if it is there."""
    if not BESIDE.is_dir():
        return None
    for path in sorted(BESIDE.iterdir()):
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() == sha256:
            return data.decode("utf-8")
    return None


def _said(claim: Claim) -> dict[str, str | None]:
    """The claim in the words of the marked files."""
    quantity = claim.quantity
    slices: dict[str, str | None] = {
        name: thing.words if (thing := getattr(claim, name)) is not None else None for name in SLICES
    }
    plain: dict[str, str | None] = {
        "value": f"{quantity.low.value}…{quantity.high.value}",
        "unit": quantity.unit,
        "qualifier": quantity.qualifier,
        "kind": claim.kind,
        "direction": claim.direction,
        "comparison": claim.comparison,
        "modality": claim.modality,
    }
    return plain | slices


def _near(a: str | None, b: str | None) -> bool:
    if not a or not b:
        return a == b
    a, b = key(a).replace(" ", ""), key(b).replace(" ", "")
    return a in b or b in a


def score(one: Marked, into: Score) -> None:
    """Read one marked article and add what came out to `into`."""
    published = dt.date.fromisoformat(one.published) if one.published else None
    reading = extract.read(as_article(one.text, path=one.name, published=published))
    claims = {(claim.span.start, claim.span.end): claim for claim in reading.claims}
    spans = {(q.span.start, q.span.end) for q in reading.quantities}
    gold = {(row["start"], row["end"]): row for row in one.rows}
    into.gold += len(gold)
    into.found += len(spans)
    into.matched += len(gold.keys() & spans)
    for span in sorted(gold.keys() - spans):
        over = [one.text[a:b] for a, b in spans if a < span[1] and span[0] < b]
        into.lines.append(f"{one.name} missed    {_around(one.text, span)}" + (f" found as {over}" if over else ""))
    for span in sorted(spans - gold.keys()):
        if not any(a < span[1] and span[0] < b for a, b in gold):
            into.lines.append(f"{one.name} spurious  {_around(one.text, span)}")
    for a, b in one.not_quantities:
        if any(c < b and a < d for c, d in spans):
            into.taken.append(f"{one.name} {_around(one.text, (a, b))}")
    for span in sorted(gold.keys() & claims.keys()):
        _fields(one, gold[span], claims[span], into)


def _around(text: str, span: tuple[int, int]) -> str:
    a, b = span
    return f"{text[max(0, a - 14) : a]}⟦{text[a:b]}⟧{text[b : b + 8]}".replace("\n", "/")


def _fields(one: Marked, row: dict[str, Any], claim: Claim, into: Score) -> None:
    """Compare the fields of one marked quantity with those of the claim that has its span."""
    got = _said(claim)
    want: dict[str, str | None] = {name: row[name] for name in (*PLAIN, *SLICES) if name != "value"}
    want["value"] = f"{Fraction(row['low'])}…{Fraction(row['high'])}"
    for name in (*PLAIN, *SLICES):
        same = want[name] == got[name]
        near = same or (name in SLICES and _near(want[name], got[name]))
        into.right[name] += same
        into.near[name] += near
        if name in claim.by:
            into.rules[(name, claim.by[name])].append(near)
        if not same:
            mark = "near" if near else "WRONG"
            where = _around(one.text, (row["start"], row["end"]))
            into.lines.append(f"{one.name} {name:<11} {mark:<5} {where}  want {want[name]}  got {got[name]}")


def table(total: Score) -> str:
    """The figures for a person."""
    out = [
        f"quantities {total.gold}, found {total.found}, exact span {total.matched}: "
        f"P {total.precision:.1%} R {total.recall:.1%} F1 {total.f1:.1%}; "
        f"non-quantities taken {len(total.taken)}"
    ]
    for name in (*PLAIN, *SLICES):
        same = total.right[name] / total.matched if total.matched else 0.0
        near = total.near[name] / total.matched if total.matched else 0.0
        out.append(f"  {name:<11} {same:6.1%}" + (f"   overlapping {near:6.1%}" if name in SLICES else ""))
    return "\n".join(out)


def main(arguments: list[str]) -> int:
    """Print the figures of each file, and of all where there are several."""
    files = [Path(name) for name in arguments if not name.startswith("--")]
    if not files:
        print("usage: python -m tests.bench.reading FILE… [--list] [--rules]", file=sys.stderr)
        return 2
    for path in files:
        total = Score()
        for one in marked(path):
            score(one, total)
        print(f"{path}\n{table(total)}")
        for line in total.taken:
            print(f"  taken     {line}")
        if "--list" in arguments:
            for line in total.lines:
                print(f"  {line}")
        if "--rules" in arguments:
            for (name, rule), outcomes in sorted(total.rules.items()):
                print(f"  {name:<11} {rule:<28} {sum(outcomes):4} of {len(outcomes)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
