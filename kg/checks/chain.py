"""接續：前一篇的水準加上變動，等於後一篇的水準

## 做什麼
前一篇寫期初的水準，後一篇寫這一期增減多少、期末多少時，看三個數字接不接得上。
An earlier article gives a level, a later one the change since and the level now: the three must fit.

## 為何重要
單看一篇都沒有錯；接起來才看得出哪一個數字斷了。
Each article by itself looks right; only the chain shows which link is broken.

## 如何判定
期初水準 ± 變動 = 期末水準，依捨入規則比對。期初須是後一期緊接的前一期。
The level before ± the change is the level now, with the usual rounding; the earlier level must be of the period just before.

## 何時沉默
中間還隔著一期；變動的基期不是前一篇的那一期；同一時期有幾個候選的水準；序列已修正。
Silent where a period lies between, where the change has another base, where several levels qualify, and on revised series.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from extract.reading import Claim
from extract.text import rx
from kg.checks.conflict import REVISED
from kg.formulas import DIFFERENCE, Formula, total, weigh
from kg.ledger import Example, Finding, KeyRole, Ledger
from kg.pairing import aspects, key_of, mentions_agree, owner
from kg.roles import RATES, figures, is_base

NAME = "chain"
TITLE = {"zh-Hant": "接續", "zh-Hans": "接续", "en": "Chain"}

_DOWN = rx(r"減|降|跌|少|縮|流出|下滑|賣|贖回|裁")
_UP = rx(r"增|升|漲|多|擴|加|買|流入|新開")
ADD: Formula = total(2)
_SPANS = {"day": 5, "week": 8, "month": 32, "quarter": 93, "year": 367}


def keys(ledger: Ledger) -> Iterator[tuple[KeyRole, str]]:
    """A level is found under its measure and month; a change looks for the levels of the months before."""
    for claim in ledger.claims:
        if claim.kind in ("level", "count", "to") and claim.period is not None and claim.period.last is not None:
            yield "state", f"level|{key_of(claim)}|{claim.period.last:%Y-%m}"
    for *_, claims in ledger.sentences():
        pool = figures(claims)
        for by in pool:
            now = _level(ledger, pool, by)
            if now is not None and now.period is not None and now.period.last is not None:
                for back in (0, 1, 3, 12):
                    month = now.period.last.year * 12 + now.period.last.month - 1 - back
                    yield "ask", f"level|{key_of(now)}|{month // 12:04}-{month % 12 + 1:02}"


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every change and level of a sentence, against the level that an earlier article gives for the period before."""
    if len(ledger.readings) < 2:
        return
    index: dict[str, list[Claim]] = defaultdict(list)
    for claim in ledger.claims:
        if claim.kind in ("level", "count", "to") and claim.modality == "actual" and not claim.quantity.is_range:
            index[key_of(claim)].append(claim)
    for *_, claims in ledger.sentences():
        pool = figures(claims)
        for by in pool:
            now = _level(ledger, pool, by)
            if now is None or REVISED.search(ledger.sentence(by)):
                continue
            for before in _before(ledger, now, by, index[key_of(now)]):
                down = by.direction == "down" or (by.direction == "none" and bool(_DOWN.search(ledger.lead(by))))
                yield weigh(NAME, ledger, (before, by), now, (DIFFERENCE if down else ADD,))


def _level(ledger: Ledger, pool: list[Claim], by: Claim) -> Claim | None:
    """The only level beside a change of its unit."""
    lead = ledger.lead(by)
    moves = by.kind == "change" or (by.kind == "count" and bool(rx("增|減|新開|裁").search(lead)))
    if not moves or by.quantity.unit in RATES or by.quantity.is_range or is_base(ledger, by) or bool(_UP.search(lead)) == bool(_DOWN.search(lead)):
        return None
    levels = [c for c in pool if c is not by and c.quantity.unit == by.quantity.unit and c.kind in ("level", "count", "to") and not is_base(ledger, c)]
    return levels[0] if len(levels) == 1 and mentions_agree(levels[0].subject, by.subject) != "different" else None


def _before(ledger: Ledger, now: Claim, by: Claim, candidates: list[Claim]) -> Iterator[Claim]:
    """The level of each earlier article for the period right before."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in candidates:
        if ledger.reading(claim) is ledger.reading(now) or not _adjacent(claim, now, by):
            continue
        same = mentions_agree(claim.subject, now.subject)
        if same == "different" or _narrower(claim, now) or aspects(ledger, claim) != aspects(ledger, now) or is_base(ledger, claim):
            continue
        found[ledger.reading(claim).article.key].append(claim)
    for claims in found.values():
        if len({claim.quantity.value for claim in claims}) == 1:
            yield claims[0]


def _narrower(a: Claim, b: Claim) -> bool:
    """Whether one of two measures is told of somebody right before its name and the other of nobody: 上市櫃融資餘額, 融資餘額."""
    whose = [owner(claim) for claim in (a, b)]
    joined = [o is not None and c.metric is not None and o.span.end == c.metric.span.start for o, c in zip(whose, (a, b), strict=True)]
    return any(joined) and None in whose


def _adjacent(before: Claim, now: Claim, by: Claim) -> bool:
    """Whether the first's period ends right before the second's: months of a monthly change, days of a daily one."""
    first, second = before.period, now.period
    if first is None or second is None or first.last is None or second.last is None or by.comparison in ("yoy", "ytd"):
        return False
    days = (second.last - first.last).days
    step = {"mom": "month", "qoq": "quarter", "wow": "week", "dod": "day"}.get(by.comparison)
    if step is None:
        step = next((name for name, limit in _SPANS.items() if 0 < days <= limit and name in (second.grain, first.grain)), None)
    if step == "day":  # the next trading day: Friday's is Monday
        return days == 1 or (days == 3 and second.last.weekday() == 0)
    return step is not None and 0 < days <= _SPANS[step]


EXAMPLES = (
    Example(
        text="央行公布，10月底外匯存底為6,002億美元。",
        others=("央行公布，11月底外匯存底為6,031億美元，較10月底增加12億美元。",),
        verdict="inconsistent",
        touches=("6,002億美元", "12億美元", "6,031億美元"),
    ),
    Example(
        text="央行公布，10月底外匯存底為6,002億美元。",
        others=("央行公布，11月底外匯存底為6,014億美元，較10月底增加12億美元。",),
        verdict="exact",
        touches=("6,002億美元", "12億美元", "6,014億美元"),
    ),
    Example(
        text="央行公布，9月底外匯存底為6,029億美元。",
        others=("央行公布，11月底外匯存底為6,014億美元，較10月底增加12億美元。",),
        verdict=None,
        note="隔了一個月",
    ),
)
