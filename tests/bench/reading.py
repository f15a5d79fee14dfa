"""How well and how fast articles are read: F1 of quantities and periods, each field on the spans that match, peers.

    python -m tests.bench.reading [PART|FILE…] [--list] [--rules] [--agreement] [--peers FOLDER]

A PART is `open` or `kept` (tests/articles/reading: the marked articles that rules may be written for, and those kept
aside), `samples`, `real` or `examples`; a FILE is one marked article. Without any, all parts that are there.
Of subject, metric, period and attribution two rates are given: the same words, and words of which one holds the other;
`at once` is the share of claims of which every field is right (words near).

`--list` prints every difference, except of the kept-aside part: looking at those would end its use. `--rules` says how
often each rule (what a claim's `by` names) was right or near: where to look first. `--agreement` holds the second
markings against the first. `--peers` reads the same articles with JioNLP and Microsoft's recognisers, each run in the
environment of its name in FOLDER, and with ours, for spans, values, speed at one and at twenty times, and memory.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import extract
from extract.documents import article as as_article
from extract.reading import Claim, Reading
from extract.text import key
from tests.articles import samples
from tests.bench.peers.peak import peak, timed
from tests.marked import SLICES, Marked, Row, articles, listed, load

PLAIN = ("value", "unit", "qualifier", "kind", "direction", "comparison", "modality")
PARTS = ("open", "kept", "samples", "real", "examples")
DATA = Path(__file__).parents[1] / "data"
SHARED = Path(__file__).parents[3] / "shared"


@dataclass(slots=True)
class Score:
    """Counts over any number of articles; `right[f]` of `matched` in field f, `near[f]` where words overlap."""

    characters: int = 0
    gold: int = 0
    found: int = 0
    matched: int = 0
    touched: int = 0  # marked quantities that a found one overlaps
    touching: int = 0  # found ones that overlap a marked one
    whole: int = 0  # span, value, unit and qualifier all right
    at_once: int = 0
    periods: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    near: Counter[str] = field(default_factory=Counter)
    rules: dict[tuple[str, str], list[bool]] = field(default_factory=lambda: defaultdict(list))
    taken: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return _rate(2 * self.matched, self.gold + self.found)

    @property
    def overlap_f1(self) -> float:
        return _rate(self.touched + self.touching, self.gold + self.found)

    @property
    def false_per_thousand(self) -> float:
        return _rate(1000 * (self.found - self.touching), self.characters)


def _rate(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def marked(part: str) -> Iterator[Marked]:
    """The marked articles of a part, or of a file.

    Raises: FileNotFoundError where the text that a list of offsets is of is not at hand.
    """
    if part in ("open", "kept"):
        yield from articles(part)
    elif part == "samples":
        yield from listed(DATA / "samples.jsonl", {sample.name: sample.text for sample in samples()}.get)
    elif part == "real":
        yield from listed(DATA / "real_article.json", beside)
    elif part == "examples":
        yield from listed(SHARED / "examples" / "articles.jsonl", lambda _: None)
    else:
        yield load(Path(part))


def beside(sha256: str) -> str | None:
    """The decoded text of the article with that hash in the folder beside the checkout, if it is there."""
    folder = SHARED / "articles"
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() == sha256:
            return data.decode("utf-8")
    return None


def read(one: Marked) -> Reading:
    """The reading of a marked article's text."""
    return extract.read(as_article(one.text, path=one.name, published=one.published))


Words = dict[str, str | None]


def _said(claim: Claim) -> Words:
    """The claim in the words of the marks."""
    quantity = claim.quantity
    plain: Words = {name: getattr(claim, name) for name in ("kind", "direction", "comparison", "modality")}
    plain |= {"unit": key(quantity.unit), "qualifier": quantity.qualifier}
    plain["value"] = f"{quantity.low.value}…{quantity.high.value}"
    return plain | {name: thing.words if (thing := getattr(claim, name)) is not None else None for name in SLICES}


def _wanted(row: Row) -> Words:
    plain: Words = {name: getattr(row, name) for name in (*PLAIN[1:], *SLICES)}
    plain["unit"] = key(row.unit)  # a classifier is the same in both scripts
    return plain | {"value": f"{Fraction(row.low)}…{Fraction(row.high)}"}


def _near(a: str | None, b: str | None) -> bool:
    if not a or not b:
        return a == b
    a, b = key(a).replace(" ", ""), key(b).replace(" ", "")
    return a in b or b in a


def score(one: Marked, into: Score) -> None:
    """Read one marked article and add what came out to `into`."""
    reading = read(one)
    claims = {(claim.span.start, claim.span.end): claim for claim in reading.claims}
    got = {span: _said(claim) for span, claim in claims.items()}
    _compare(one, got, into)
    for span in got.keys() & {(row.start, row.end) for row in one.rows}:
        row = next(row for row in one.rows if (row.start, row.end) == span)
        for name, rule in claims[span].by.items():
            if name in (*PLAIN, *SLICES):
                a, b = _wanted(row)[name], got[span][name]
                into.rules[(name, rule)].append(a == b or (name in SLICES and _near(a, b)))
    if one.periods is not None:
        _periods(one, reading, into)


def agreement(one: Marked, other: Marked, into: Score) -> None:
    """Hold another reader's marks of the same text against the first reader's."""
    _compare(one, {(row.start, row.end): _wanted(row) for row in other.rows}, into)
    if one.periods is not None and other.periods is not None:
        ours = {(p.start, p.end): (p.first, p.last, p.grain) for p in one.periods}
        theirs = {(p.start, p.end): (p.first, p.last, p.grain) for p in other.periods}
        into.periods.update(gold=len(ours), found=len(theirs), matched=len(ours.keys() & theirs.keys()))
        into.periods["right"] += sum(ours[span] == theirs[span] for span in ours.keys() & theirs.keys())


def _compare(one: Marked, got: dict[tuple[int, int], Words], into: Score) -> None:
    gold = {(row.start, row.end): _wanted(row) for row in one.rows}
    into.characters += len(one.text)
    into.gold += len(gold)
    into.found += len(got)
    into.matched += len(gold.keys() & got.keys())
    into.touched += sum(any(_overlap(span, other) for other in got) for span in gold)
    into.touching += sum(any(_overlap(span, other) for other in gold) for span in got)
    for span in sorted(gold.keys() - got.keys()):
        over = [one.text[a:b] for a, b in got if _overlap((a, b), span)]
        into.lines.append(f"{one.name} missed    {_around(one.text, span)}" + (f" found as {over}" if over else ""))
    for span in sorted(got.keys() - gold.keys()):
        if not any(_overlap(span, other) for other in gold):
            into.lines.append(f"{one.name} spurious  {_around(one.text, span)}")
    into.taken += [
        f"{one.name} {_around(one.text, span)}" for span in one.not_quantities if any(_overlap(span, o) for o in got)
    ]
    for span in sorted(gold.keys() & got.keys()):
        _fields(one, span, gold[span], got[span], into)


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _around(text: str, span: tuple[int, int]) -> str:
    a, b = span
    return f"{text[max(0, a - 14) : a]}⟦{text[a:b]}⟧{text[b : b + 8]}".replace("\n", "/")


def _fields(one: Marked, span: tuple[int, int], want: Words, got: Words, into: Score) -> None:
    all_near = True
    for name in (*PLAIN, *SLICES):
        same = want[name] == got[name]
        near = same or (name in SLICES and _near(want[name], got[name]))
        all_near &= near
        into.right[name] += same
        into.near[name] += near
        if not same:
            mark = "near" if near else "WRONG"
            where = _around(one.text, span)
            into.lines.append(f"{one.name} {name:<11} {mark:<5} {where}  want {want[name]}  got {got[name]}")
    into.whole += all(want[name] == got[name] for name in ("value", "unit", "qualifier"))
    into.at_once += all_near


def _periods(one: Marked, reading: Reading, into: Score) -> None:
    """Spans of periods, and of those that match: first, last and grain."""
    assert one.periods is not None
    gold = {(p.start, p.end): (p.first, p.last, p.grain) for p in one.periods}
    got = {(p.span.start, p.span.end): (p.first, p.last, p.grain) for p in reading.periods}
    into.periods.update(gold=len(gold), found=len(got), matched=len(gold.keys() & got.keys()))
    for span in sorted(gold.keys() | got.keys()):
        if span not in got:
            over = [one.text[a:b] for a, b in got if _overlap((a, b), span)]
            into.lines.append(f"{one.name} period missed   {_around(one.text, span)} {over or ''}")
        elif span not in gold:
            if not any(_overlap(span, other) for other in gold):
                into.lines.append(f"{one.name} period spurious {_around(one.text, span)}")
        elif gold[span] == got[span]:
            into.periods["right"] += 1
        else:
            said = ["…".join(map(str, side[:2])) + f" {side[2]}" for side in (gold[span], got[span])]
            into.lines.append(f"{one.name} period WRONG    {_around(one.text, span)}  want {said[0]}  got {said[1]}")


def table(total: Score) -> str:
    """The figures for a person."""
    held = total.periods
    out = [
        f"quantities {total.gold} marked, {total.found} found: exact-span F1 {total.f1:.1%}, overlap F1 "
        f"{total.overlap_f1:.1%}; span, value, unit and qualifier right {_rate(total.whole, total.gold):.1%} of the marked",
        f"false quantities in 1,000 characters {total.false_per_thousand:.2f} ({total.characters} characters)"
        + (f"; named non-quantities taken {len(total.taken)}" if total.taken else ""),
    ]
    if held["gold"]:
        out.append(
            f"periods {held['gold']} marked, {held['found']} found: exact-span F1 "
            f"{_rate(2 * held['matched'], held['gold'] + held['found']):.1%}; "
            f"resolved alike {_rate(held['right'], held['matched']):.1%} of the matched"
        )
    for name in (*PLAIN, *SLICES):
        near = f"   overlapping {_rate(total.near[name], total.matched):6.1%}" if name in SLICES else ""
        out.append(f"  {name:<11} {_rate(total.right[name], total.matched):6.1%}{near}")
    out.append(f"  {'at once':<11} {_rate(total.at_once, total.matched):6.1%}")
    return "\n".join(out)


# ---- peers


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one reader made of some texts: spans with their value, seconds, and the largest resident size in bytes."""

    spans: list[list[tuple[int, int, str | None]]]
    seconds: float
    size: int


def ours(texts: list[str]) -> Run:
    """Our whole reading (claims and all), in a process of its own so that memory is its own."""
    code = "import sys; from tests.bench.reading import _run; _run()"
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    return _as_run(done.stdout)


def _run() -> None:
    """Read the texts on standard input; what `ours` starts."""
    texts = json.load(sys.stdin)
    extract.read(as_article(texts[0]))  # what is built once a process
    seconds = timed(lambda: [extract.read(as_article(text)) for text in texts])
    readings = [extract.read(as_article(text)) for text in texts]
    spans = [
        [[q.span.start, q.span.end, str(q.low.value) if q.low.value == q.high.value else None] for q in reading.quantities]
        for reading in readings
    ]
    json.dump({"spans": spans, "seconds": seconds, "bytes": peak()}, sys.stdout)


def peer(name: str, folder: Path, texts: list[str]) -> Run:
    """A peer's run, in its own environment."""
    return _as_run(answer(name, folder, texts))


def answer(name: str, folder: Path, given: object) -> str:
    """What a peer's script prints when it is given `given` as JSON, in its own environment."""
    script = Path(__file__).parent / "peers" / f"with_{name}.py"
    done = subprocess.run(
        [folder / name / "bin" / "python", script], input=json.dumps(given), capture_output=True, text=True, check=True
    )
    return done.stdout


def _as_run(output: str) -> Run:
    held = json.loads(output)
    return Run(spans=[[(a, b, v) for a, b, v in one] for one in held["spans"]], seconds=held["seconds"], size=held["bytes"])


def beside_peers(these: list[Marked], folder: Path) -> str:
    """Spans, values, speed and memory of ours and of each peer that `folder` holds an environment of."""
    texts = [one.text for one in these]
    long = "\n\n".join(texts)
    once = long[:2_000]
    twenty = "\n\n".join([once] * 20)
    out = [f"{len(texts)} articles, {sum(map(len, texts))} characters; speed on {len(once)} and {len(twenty)} characters"]
    for name in ("ours", "jionlp", "microsoft"):
        if name != "ours" and not (folder / name).is_dir():
            out.append(f"  {name}: no environment {folder / name}")
            continue
        run = [ours(t) if name == "ours" else peer(name, folder, t) for t in (texts, [once], [twenty])]
        gold = {(at, row.start, row.end): Fraction(row.low) for at, one in enumerate(these) for row in one.rows}
        got = {(at, a, b): v for at, spans in enumerate(run[0].spans) for a, b, v in spans}
        same = gold.keys() & got.keys()
        values = sum(_value_is(got[span], gold[span]) for span in same)
        out.append(
            f"  {name:<10} exact-span F1 {_rate(2 * len(same), len(gold) + len(got)):.1%}, span and value "
            f"{_rate(values, len(gold)):.1%}; {len(once) / run[1].seconds:,.0f} characters a second, at twenty times "
            f"{len(twenty) / run[2].seconds:,.0f}; {run[0].size / 1e6:,.0f} MB, at twenty times {run[2].size / 1e6:,.0f} MB"
        )
    return "\n".join(out)


def _value_is(said: str | None, wanted: Fraction) -> bool:
    try:
        return said is not None and Fraction(said) == wanted
    except ValueError:
        return False


# ---- command


def main(arguments: list[str]) -> int:
    """Print the figures of each part."""
    folder = Path(arguments.pop(arguments.index("--peers") + 1)) if "--peers" in arguments else None
    parts = [name for name in arguments if not name.startswith("--")] or list(PARTS)
    if "--agreement" in arguments:
        _print_agreement("--list" in arguments)
        return 0
    for part in parts:
        total = Score()
        try:
            these = list(marked(part))
        except FileNotFoundError as error:
            print(f"{part}: left out, {error}", file=sys.stderr)
            continue
        for one in these:
            score(one, total)
        print(f"{part}: {len(these)} articles\n{table(total)}")
        shown = part != "kept" and Path(part).parent.name != "kept"
        for line in total.taken + (total.lines if "--list" in arguments else []) if shown else ():
            print(f"  {line}")
        for (name, rule), outcomes in sorted(total.rules.items()) if "--rules" in arguments and shown else ():
            print(f"  {name:<11} {rule:<28} {sum(outcomes):4} of {len(outcomes)}")
        if folder is not None:
            print(beside_peers(these, folder))
    return 0


def _print_agreement(with_list: bool) -> None:
    first = {one.name: one for part in ("open", "kept") for one in articles(part)}
    kept = {one.name for one in articles("kept")}
    total = Score()
    for other in articles("second"):
        before = len(total.lines)
        agreement(first[other.name], other, total)
        if other.name in kept:
            del total.lines[before:]
    print(f"second readers\n{table(total)}")
    for line in total.lines if with_list else ():
        print(f"  {line}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
