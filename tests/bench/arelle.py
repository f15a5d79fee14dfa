"""Sums and differences judged by our checks and by Arelle's XBRL calculation check: where the two differ, and why.

    python -m tests.bench.arelle --peers FOLDER [--cases N] [--seed N]

Two to six amounts with their signs (買超 and 賣超 where some are taken off), of random decimals and scales, and a total that
is right up to its own rounding or off by 1, 2 or 10 units of its last digit. Ours reads and checks each as an article of one
sentence. Arelle, in the environment of its name in FOLDER, gets the same digits as facts whose `decimals` is the last
written digit, and calculates by Calculations 1.1 (round to nearest) and by XBRL 2.1.

Of each the counts: both let it pass (with our words for it: where we say more than pass), both call it inconsistent, only
ours alarms, only Arelle alarms; and for each kind of difference the reason and one example. What the rules say of the
numbers as written, without reading an article, is held against both: a difference from it is the reading's.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import extract
from extract.documents import article
from extract.interval import Interval
from extract.reading import Reading, Written
from kg import checks
from kg.formulas import total
from kg.ledger import Ledger
from kg.rules import AGREEING, ALARMING, Number, relation
from tests.bench.reading import answer

SCALES = {"萬": 10**4, "百萬": 10**6, "千萬": 10**7, "億": 10**8, "兆": 10**12}
NAMES = "甲乙丙丁戊己"
DAY = dt.date(2026, 1, 5)
MODES = {"nearest": "Calculations 1.1, round to nearest", "xbrl21": "XBRL 2.1 (Calculations 1.0)"}
#: Why Arelle alarms where our verdict is no alarm.
REASONS = {
    ("nearest", "coarse_only"): "the coarse reading: 6000億 may be meant to its last digit that is not 0 (RULES; a weak agreement, shown as "
    "such), while `decimals` is the last digit written",
    ("xbrl21", "coarse_only"): "the coarse reading: 6000億 may be meant to its last digit that is not 0; 2.1 has the digits as written",
    ("xbrl21", "rounding_only"): "2.1 takes the items as exact and rounds their sum to the total's last digit; ours lets items be rounded too, "
    "and says that only this saves the total",
    ("xbrl21", "borderline"): "2.1 takes the items as exact; with their rounding the closed intervals of ours share one point, and it is said",
    ("xbrl21", "rounds"): "a tie: the sum lies half a last digit from the total; 2.1 rounds half to even, our interval holds both its ends",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One amount as it is written: its digits without a sign, the word of its scale, and which way it counts."""

    digits: str
    scale: str
    sign: int

    @property
    def written(self) -> Written:
        """The digits and their scale, as our reading holds them."""
        return Written(digits=self.digits, scale=Fraction(SCALES[self.scale]))

    @property
    def words(self) -> str:
        """The amount as the article writes it."""
        return f"{self.digits}{self.scale}元"

    @property
    def value(self) -> Fraction:
        """The amount with its sign."""
        return self.sign * self.written.value

    @property
    def fact(self) -> tuple[str, int]:
        """The value and the `decimals` of an XBRL fact; a whole number: every scale has more noughts than digits follow a point."""
        assert self.value.denominator == 1
        return str(self.value.numerator), self.written.decimals - (len(str(SCALES[self.scale])) - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Amounts, the total that is stated of them, and by how many units of its last digit it was moved."""

    items: tuple[Amount, ...]
    stated: Amount
    off: int

    @property
    def text(self) -> str:
        """The article: orders that are added up, or buying and selling."""
        if all(amount.sign > 0 for amount in self.items):
            words = ["廠接單"] * (len(self.items) + 1)
        else:
            words = ["買超" if amount.sign > 0 else "賣超" for amount in (*self.items, self.stated)]
        parts = (f"{name}{verb}{item.words}" for name, verb, item in zip(NAMES, words, self.items, strict=False))
        return f"{'、'.join(parts)}，合計{words[-1].removeprefix('廠接單')}{self.stated.words}。"

    @property
    def sum(self) -> list[tuple[str, int, int]]:
        """What Arelle is given: value, decimals and weight, the total first."""
        plain = (Amount(digits=item.digits, scale=item.scale, sign=1).fact for item in self.items)
        return [(*self.stated.fact, 0), *((*fact, item.sign) for fact, item in zip(plain, self.items, strict=True))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What ours says: the check of the article (None where it says nothing of this sum), the rules on the numbers, other alarms."""

    told: str | None
    ruled: str
    others: int


def cases(count: int, seed: int) -> Iterator[Case]:
    """That many random sums and differences; the same for the same seed."""
    chance = random.Random(seed)
    while count:
        case = _case(chance)
        if case is not None:
            count -= 1
            yield case


def _case(chance: random.Random) -> Case | None:
    """None where the total would not be above zero, or no scale suits it."""
    names = list(SCALES)
    first = chance.randrange(len(names))
    scales = names[first : first + chance.choice((1, 1, 2))]
    decimals = chance.choice(((0, 1, 2, 3), (chance.randrange(4),)))
    width = chance.randint(1, 4)
    minus = chance.random() < 0.5
    size = chance.randint(2, len(NAMES))
    signs = [chance.choice((1, -1)) if minus else 1 for _ in range(size)]
    items = tuple(
        Amount(digits=_digits(chance, width, chance.choice(decimals)), scale=chance.choice(scales), sign=sign) for sign in signs
    )
    exact = sum((item.value for item in items), Fraction(0))
    suited = [name for name in scales if 1 <= abs(exact) / SCALES[name] < 10**5]
    if not suited or (minus and all(sign > 0 for sign in signs)):
        return None
    scale, places = chance.choice(suited), chance.choice(decimals)
    off = chance.choice((0, 1, 2, 10)) * chance.choice((1, -1))
    units = round(abs(exact) / SCALES[scale] * 10**places) + off
    if units <= 0:
        return None
    stated = Amount(digits=_with(units, places), scale=scale, sign=1 if exact > 0 else -1)
    return Case(items=items, stated=stated, off=off)


def _digits(chance: random.Random, width: int, places: int) -> str:
    """A number above zero; of those without decimals some are whole hundreds, as estimates are."""
    if not places and width > 2 and chance.random() < 0.3:
        return str(100 * chance.randint(1, 10 ** (width - 2)))
    return _with(chance.randint(1, 10 ** (width + places) - 1), places)


def _with(units: int, places: int) -> str:
    return format(Decimal(units).scaleb(-places), "f")


def judge(case: Case) -> Judged:
    """Read and check the article of a case, and weigh its numbers without an article."""
    reading = extract.read(article(case.text, path="sum", published=DAY))
    wanted = [amount.words for amount in (*case.items, case.stated)]
    told, others = None, 0
    for finding in checks.run(Ledger.of(reading)):
        if finding.check == "total" and [quote.words for quote in finding.spans] == wanted:
            told = finding.verdict
        else:
            others += finding.verdict in ALARMING
    return Judged(told=told, ruled=_ruled(case, reading), others=others)


def _ruled(case: Case, reading: Reading) -> str:
    """The verdict of kg.rules on the quantities as written; `read otherwise` where the article's are others."""
    amounts = (*case.items, case.stated)
    if [q.low.value for q in reading.quantities] != [amount.written.value for amount in amounts]:
        return "read otherwise"
    signs = [item.sign * case.stated.sign for item in case.items]
    numbers = [Number.of(quantity) for quantity in reading.quantities]
    add = total(len(signs)).of

    def signed(*parts: Interval) -> Interval:
        return add(*(part if sign > 0 else -part for sign, part in zip(signs, parts, strict=True)))

    return relation(signed, numbers[:-1], numbers[-1]).verdict


def reason(mode: str, judged: Judged, alarmed: bool) -> str:
    """In words, why ours and Arelle differ; `alarmed`: Arelle alarms."""
    if judged.told is None:
        return f"our check says nothing of the article's sum; the rules on the numbers: {judged.ruled}"
    if judged.told != judged.ruled:
        return f"our check takes the article's sum otherwise: it says {judged.told}, the rules on the numbers {judged.ruled}"
    known = REASONS.get((mode, judged.told)) if alarmed else None
    return f"{judged.told}: {known}" if known else f"UNEXPLAINED: ours says {judged.told}, Arelle {'alarms' if alarmed else 'lets it pass'}"


def compare(mode: str, these: list[tuple[Case, Judged]], alarmed: set[int]) -> str:
    """The counts of a mode, and each kind of difference with its reason and its first example."""
    counts: Counter[tuple[bool, bool]] = Counter()
    words: dict[tuple[bool, bool], Counter[str]] = defaultdict(Counter)
    differing: dict[tuple[bool, bool], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for at, (case, judged) in enumerate(these):
        sides = judged.told in ALARMING, at in alarmed
        counts[sides] += 1
        words[sides][judged.told or "nothing said"] += 1
        if sides[0] != sides[1] or judged.told is None:
            differing[sides][reason(mode, judged, sides[1])].append(case.text)
    names = {(False, False): "both consistent", (True, True): "both inconsistent", (True, False): "only ours alarms", (False, True): "only Arelle alarms"}
    right = [(judged.told in ALARMING, at in alarmed) for at, (case, judged) in enumerate(these) if not case.off]
    false = [sum(sides) for sides in zip(*right, strict=True)] or [0, 0]
    out = [f"{MODES[mode]}: alarms on the {len(right)} totals that are right: ours {false[0]}, Arelle {false[1]}"]
    for sides, name in names.items():
        said = ", ".join(f"{word} {count}" for word, count in words[sides].most_common())
        out.append(f"  {name:<19} {counts[sides]:5}" + (f"   ours: {said}" if said else ""))
        out += [f"    {len(texts):5}  {why}\n           e.g. {min(texts, key=len)}" for why, texts in differing[sides].items()]
    return "\n".join(out)


def main(arguments: list[str]) -> int:
    """Print the counts of both modes."""
    given = dict(zip(arguments[::2], arguments[1::2], strict=False))
    folder = Path(given.get("--peers", ".peers"))
    if not (folder / "arelle").is_dir():
        print(f"arelle: no environment {folder / 'arelle'}", file=sys.stderr)
        return 1
    these = list(cases(int(given.get("--cases", "2000")), int(given.get("--seed", "1"))))
    began = time.perf_counter()
    judged = [judge(case) for case in these]
    seconds = time.perf_counter() - began
    arelle = json.loads(answer("arelle", folder, [case.sum for case in these]))
    differences = sum(any(item.sign < 0 for item in case.items) for case in these)
    off = Counter(abs(case.off) for case in these)
    print(
        f"{len(these)} cases: {len(these) - differences} sums, {differences} differences; total off by "
        f"{', '.join(f'{units}: {off[units]}' for units in sorted(off))} units of its last digit\n"
        f"ours {seconds:.1f} s (reads and checks articles), Arelle {arelle['version']} {arelle['seconds']:.1f} s (both modes), "
        f"{arelle['bytes'] / 1e6:,.0f} MB\n"
        f"our check on the article says other than our rules on its numbers: {sum(one.told != one.ruled for one in judged)}; "
        f"neither alarm nor agreement: {sum(one.told not in AGREEING | ALARMING for one in judged)}; "
        f"alarms of other checks: {sum(one.others for one in judged)}"
    )
    for mode in MODES:
        print(compare(mode, list(zip(these, judged, strict=True)), set(arelle[mode])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
