"""接續：前一篇的水準加上變動，等於後一篇的水準

## 做什麼
前一篇寫期初的水準，後一篇寫這一期增減多少、期末多少時，看三個數字接不接得上。
An earlier article gives a level, a later one the change since and the level now: the three must fit.

## 為何重要
單看一篇都沒有錯；接起來才看得出哪一個數字斷了。
Each article by itself looks right; only the chain shows which link is broken.

## 如何判定
期初水準 ± 變動 = 期末水準，依捨入規則比對。期初須是後一期緊接的前一期，或後一篇寫明的基期（較10月底）。
指標的寫法不同時（門市、門市數），須有同一名稱，而且只認筆誤：差一位數字、數字對調、加減相反。
The level before ± the change is the level now, with the usual rounding; the earlier level must be of the period just before,
or of the day that the later article counts from. Where the measure is worded otherwise, the same name must be told and only
a slip of the pen counts: one digit, digits changed over, the wrong direction.

## 何時沉默
中間還隔著一期；變動的基期不是前一篇的那一期；同一時期有幾個候選的水準；序列已修正；新增與減少並存、只寫其一。
Silent where a period lies between, where the change has another base, where several levels qualify, and on revised series, and
where what came in is told and what went out is not.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from extract.reading import Claim
from extract.text import rx
from kg.aspects import aspects
from kg.checks.conflict import REVISED, measure_pairs, one_owner, one_series, set_apart
from kg.formulas import DIFFERENCE, Formula, total, weigh
from kg.ledger import CLAUSE, Example, Finding, KeyRole, Ledger
from kg.pairing import key_of, mentions_agree, modifier, owner, unit_of
from kg.roles import POINTS, RATES, figures, is_base
from kg.rules import AGREEING, misprint

NAME = "chain"
TITLE = {"zh-Hant": "接續", "zh-Hans": "接续", "en": "Chain"}

_DOWN = rx(r"減|降|跌|少|縮|流出|下滑|賣|贖回|裁|停產|關閉")
_UP = rx(r"增|升|漲|多|擴|加|買|流入|新開|再開")
#: What came in or went out, where the other way may have been taken as well: no level follows of itself.
_GROSS = rx(r"(?:新增|新開|再開|加碼|加倉|增持|買進|購入|買入|減持|賣出|停產|裁減|裁|關閉|減倉)[^，。；]{0,12}$")
_THEREFORE = rx(r"因此|由此|隨之|達|升至|降至|增至|減至|變為|來到|增加到|減少到|剩|餘下")
_OTHER_WAY = rx(r"(?<![未無沒])(?:出售|賣出|買進|買入|關閉|結束營業|歇業|到期|退租|收購|併購|另有|同時)")
_PRESENT = rx(r"目前|現有|已有|現共|現擁有")
_MONTH_END = rx(r"^(?:月底|月末|季末|季底|期末|年底|年末)")
#: Measures that say only that a level follows: 月底金額, 期末餘額.
_ANY_LEVEL = ("metric/amount", "metric/balance", "metric/level")
_MONEY = ("TWD", "CNY", "HKD", "USD", "EUR", "JPY")
ADD: Formula = total(2)
#: A rate that is cut is no figure that is corrected: 下調25個基點.
_CORRECTED = rx(r"修正|更正|修訂|訂正|勘誤|初估|初值|終值|概估|重新計算|追溯|重列")
_SPANS = {"day": 5, "week": 8, "month": 32, "quarter": 93, "year": 367}
#: How long a level that is told without a date holds.
_HOLDS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A change and the level that it led to, told in one sentence.

    `base`: the last day before the change, where that is shown; `gross`: what came in or went out, without the other way;
    `bound`: whether the words tell the level to be what the change led to.
    """

    by: Claim
    now: Claim
    down: bool
    gross: bool
    bound: bool
    base: dt.date | None


def keys(ledger: Ledger) -> Iterator[tuple[KeyRole, str]]:
    """A level is found under its measure and month; a change looks for the levels of the months before."""
    for claim in ledger.claims:
        yield from (("state", name) for name in _states(ledger, claim))
    for step in _steps(ledger):
        yield from (("ask", name) for name in _asks(ledger, step))


def _states(ledger: Ledger, claim: Claim) -> Iterator[str]:
    """The keys under which a level is found: its measure, or the words of it, with the month it is of."""
    if claim.kind not in ("level", "count", "to") or claim.modality != "actual" or claim.quantity.is_range:
        return
    if _is_set(claim):
        yield f"set|{key_of(claim)}"
    if claim.period is not None and claim.period.last is not None:
        when = f"{claim.period.last:%Y-%m}"
    elif claim.period is None and _PRESENT.search(ledger.before(claim)):
        when = "now"
    else:
        return
    yield f"level|{key_of(claim)}|{when}"
    for pair in measure_pairs(ledger, claim):
        yield f"stock|{unit_of(claim)}|{pair}|{when}"


def _asks(ledger: Ledger, step: Step) -> Iterator[str]:
    """The keys under which the level before a change would be found."""
    if _is_set(step.now):
        yield f"set|{key_of(step.now)}"
    if step.now.period is not None and step.now.period.last is not None:
        month = step.now.period.last.year * 12 + step.now.period.last.month - 1
        yield from (f"level|{key_of(step.now)}|{then // 12:04}-{then % 12 + 1:02}" for then in (month - back for back in (0, 1, 3, 12)))
    for when in (["now"] if step.gross else []) + ([f"{step.base:%Y-%m}"] if step.base is not None else []):
        for told in (step.now, step.by):
            yield f"level|{key_of(told)}|{when}"
            yield from (f"stock|{unit_of(told)}|{pair}|{when}" for pair in sorted(measure_pairs(ledger, told)))


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every change and level of a sentence, against the level that an earlier article gives for the period before."""
    if len(ledger.readings) < 2:
        return
    index: dict[str, list[Claim]] = defaultdict(list)
    for claim in ledger.claims:
        for name in _states(ledger, claim):
            index[name].append(claim)
    for step in _steps(ledger):
        if (_CORRECTED if step.by.quantity.unit in POINTS else REVISED).search(ledger.paragraph(step.by)):
            continue  # …減少41億元；9月底數字已修正為8971億元
        by_article: dict[str, dict[str, Claim]] = defaultdict(dict)
        for name in _asks(ledger, step):
            for claim in index[name]:
                if ledger.reading(claim) is not ledger.reading(step.now):
                    by_article[ledger.reading(claim).article.key][claim.key] = claim
        for claims in by_article.values():
            found = _judge(ledger, step, list(claims.values()))
            if found is not None:
                yield found


def _judge(ledger: Ledger, step: Step, claims: list[Claim]) -> Finding | None:
    """What one earlier article's levels make of a change: by its keys, else by its words, where only a slip of the pen counts."""
    shown = [claim for claim in claims if _shown(ledger, claim, step)]
    before = shown or [claim for claim in claims if _likely(ledger, claim, step)]
    if len(before) > 1:
        before = [claim for claim in before if mentions_agree(claim.subject, step.now.subject) == "same"] or before
    if len({claim.quantity.value for claim in before}) != 1:
        return None
    points = POINTS.get(step.by.quantity.unit, Fraction(1))
    found = weigh(NAME, ledger, (before[0], step.by), step.now, (DIFFERENCE if step.down else ADD,), scales=(1, 1 / points))
    if found.verdict in AGREEING:
        return found
    if _is_set(step.now) and not 0 < _days_between(ledger, before[0], step.now) <= _MEETINGS:
        return None  # between two meetings far apart lies a third
    plain = step.bound and all(claim.quantity.qualifier == "none" for claim in (before[0], step.by, step.now))
    return found if plain and (_misprint(before[0], step) if not shown else one_owner(ledger, before[0], step.now)) else None


# ── a change and what it led to ──────────────────────────────────────────────────────────────────────────────


def _steps(ledger: Ledger) -> Iterator[Step]:
    """Every change that is told with the level it led to."""
    for *_, claims in ledger.sentences():
        pool = figures(claims)
        for by in pool:
            now = _level(ledger, pool, by)
            if now is None:
                continue
            gross = bool(_GROSS.search(ledger.lead(by))) and not rx("淨").search(ledger.lead(by))
            bound = not gross or (by.span < now.span and bool(_THEREFORE.search(ledger.lead(now))) and not _OTHER_WAY.search(ledger.between(by, now)))
            down = by.direction == "down" or (by.direction == "none" and bool(_DOWN.search(ledger.lead(by))))
            yield Step(by=by, now=now, down=down, gross=gross, bound=bound, base=_base(ledger, by, now))


def _level(ledger: Ledger, pool: list[Claim], by: Claim) -> Claim | None:
    """The only level beside a change of its unit, or the only one of its measure; a rate beside the points it moved by."""
    if by.quantity.unit in POINTS:
        return _rate(ledger, pool, by)
    lead = ledger.lead(by)
    gross = by.kind in ("count", "level") and by.quantity.unit not in _MONEY and bool(_GROSS.search(lead))
    moves = by.kind == "change" or (by.kind == "count" and bool(rx("增|減|新開|裁").search(lead))) or gross
    if not moves or by.quantity.unit in RATES or by.quantity.is_range or is_base(ledger, by) or bool(_UP.search(lead)) == bool(_DOWN.search(lead)):
        return None
    levels = [c for c in pool if c is not by and c.quantity.unit == by.quantity.unit and c.kind in ("level", "count", "to") and not is_base(ledger, c)]
    following = [c for c in levels if by.span < c.span and c.metric is not None and c.metric.concept in _ANY_LEVEL and _MONTH_END.search(ledger.lead(c))]
    alike = [c for c in levels if mentions_agree(c.subject, by.subject) != "different" or measure_pairs(ledger, c) & measure_pairs(ledger, by)]
    levels = following[:1] or alike
    if len(levels) > 1:
        levels = [c for c in levels if mentions_agree(c.metric, by.metric) == "same"]
    return levels[0] if len(levels) == 1 else None


def _rate(ledger: Ledger, pool: list[Claim], by: Claim) -> Claim | None:
    """The rate to which a move of so many points led: the only one of its measure in the sentence, and none that it came from."""
    moved = by.kind == "change" and by.direction in ("up", "down") and not by.quantity.is_range
    if not moved or by.comparison in ("yoy", "ytd") or _FOR_LONG.search(ledger.lead(by)):
        return None
    rates = [c for c in pool if c.quantity.unit == "PERCENT" and c.kind in ("level", "to", "from", "target") and by.span < c.span]
    if len(rates) != 1 or rates[0].kind == "from" or by.modality != rates[0].modality or is_base(ledger, rates[0]):
        return None
    near = CLAUSE.split(ledger.between(by, rates[0]))
    measure = mentions_agree(by.metric, rates[0].metric) != "different" or "rate-" in ((by.metric and by.metric.concept) or "")
    return rates[0] if measure and len(near) < 3 and not any(c.span < rates[0].span and by.span < c.span for c in pool) else None


#: What moved over a longer time than from one figure to the next.
_FOR_LONG = rx(r"累計|合計|今年|年內|全年|共|[兩三四五六七八九]次|以來|連續")


def _base(ledger: Ledger, by: Claim, now: Claim) -> dt.date | None:
    """The last day before a change: the one it is counted from by its words (較10月底), else the day before its own period."""
    if by.comparison in ("yoy", "ytd") or rx("以來|迄今|至今").search(ledger.lead(by)):
        return None
    named = _named_base(ledger, by) or _named_base(ledger, now)
    if named is not None:
        return named
    period, published = by.period, ledger.reading(by).article.published
    if period is None or period.first is None or by.comparison == "versus":
        return None
    first = period.first
    if published is not None and first > published and now.period is not None and now.period.last is not None and now.period.last <= published:
        first = first.replace(year=first.year - 1)  # 下半年 of an article of January that knows how it ended
    if now.period is not None and now.period.last is not None and now.period.last < first:
        return None
    return first - dt.timedelta(days=1)


def _named_base(ledger: Ledger, claim: Claim) -> dt.date | None:
    """The last day of the time that a change is told to be counted from: 較10月底, 由第3季末的水準."""
    reading, lead = ledger.reading(claim), ledger.lead(claim)
    end = reading.text.key_offset(claim.span.start)
    for period in reading.periods:
        at = reading.text.key_offset(period.span.start)
        if end - len(lead) < at < end and period.grain == "day" and _COUNTED_FROM.search(reading.text.text[at - 2 : at]):
            return period.last
    return None


_COUNTED_FROM = rx(r"[較比由自從]$")


def _is_set(claim: Claim) -> bool:
    """Whether a rate is set by somebody, and holds from one decision to the next."""
    return claim.quantity.unit == "PERCENT" and claim.metric is not None and claim.metric.concept in _SET


_SET = tuple(f"metric/{name}" for name in ("policy-rate", "lpr", "prime-rate", "rediscount-rate", "reverse-repo-rate"))
#: How many days lie between two decisions of a central bank, at most; and how long a rate may hold where the numbers fit.
_MEETINGS, _STANDS = 50, 200


def _days_between(ledger: Ledger, before: Claim, now: Claim) -> int:
    """How many days after the first article the second came out; 0 where one says not when."""
    first, second = (ledger.reading(c).article.published for c in (before, now))
    return (second - first).days if first is not None and second is not None else 0


# ── the level before ─────────────────────────────────────────────────────────────────────────────────────────


def _shown(ledger: Ledger, claim: Claim, step: Step) -> bool:
    """Whether a level is shown by its keys to be that of the period right before."""
    if key_of(claim) != key_of(step.now) or mentions_agree(owner(claim), owner(step.now)) == "different" or step.gross:
        return False
    if modifier(ledger, claim) != modifier(ledger, step.now):
        return False
    if is_base(ledger, claim) or _narrower(claim, step.now) or _aspects(ledger, claim) != _aspects(ledger, step.now):
        return False
    if _is_set(step.now):
        return 0 < _days_between(ledger, claim, step.now) <= _STANDS
    return _adjacent(claim, step.now, step.by) or (_named_base(ledger, step.by) is not None and _ends_at(claim, step.base))


def _aspects(ledger: Ledger, claim: Claim) -> dict[str, str]:
    """What sets a level apart; that it is the close goes without saying."""
    return {name: option for name, option in aspects(ledger, claim).items() if (name, option) != ("price", "1")}


def _likely(ledger: Ledger, claim: Claim, step: Step) -> bool:
    """Whether the words of two articles show one stock, and the level to be that from which the change is counted."""
    if not (_ends_at(claim, step.base) or _holds(ledger, claim, step)) or _bare_base(ledger, claim):
        return False
    return one_series(ledger, claim, step.now, besides=(step.by,)) and not set_apart(ledger, claim, step.by)


def _bare_base(ledger: Ledger, claim: Claim) -> bool:
    """Whether a level is what its own sentence counts another from."""
    return is_base(ledger, claim) and rx("[較比]").search(ledger.lead(claim)) is not None


def _ends_at(claim: Claim, base: dt.date | None) -> bool:
    """Whether a level is of that day, or of the Friday before a base at the weekend."""
    if base is None or claim.period is None or claim.period.last is None:
        return False
    days = (base - claim.period.last).days
    return days == 0 or (0 < days <= base.weekday() - 4)


def _holds(ledger: Ledger, claim: Claim, step: Step) -> bool:
    """Whether a level of the present (目前, 現有) was told not long before an event that adds to it."""
    first, second = (ledger.reading(c).article.published for c in (claim, step.by))
    return claim.period is None and step.gross and first is not None and second is not None and 0 < (second - first).days <= _HOLDS


def _misprint(before: Claim, step: Step) -> bool:
    """Whether the level told is a slip of the pen for the one that follows: one digit, digits changed over, the wrong direction.

    What differs otherwise may be of another scope, or revised.
    """
    by, stated = step.by.quantity.value, step.now.quantity.low
    if stated.value == before.quantity.value + (by if step.down else -by):
        return True
    wanted = before.quantity.value + (-by if step.down else by)
    return len(stated.digits.replace(".", "")) > 2 and misprint(stated, wanted) and abs(wanted - stated.value) > 9 * stated.step


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
    Example(
        text="海川智聯公布，6月底在冊員工12,640人。",
        others=("海川智聯第3季員工人數淨減少1,120人，9月底在冊員工降至11,250人。",),
        verdict="inconsistent",
        touches=("12,640人", "1,120人", "11,250人"),
        note="11,520 對調成 11,250",
    ),
)
