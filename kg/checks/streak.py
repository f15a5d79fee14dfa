"""連續：連幾個月，那幾個月的值呢

## 做什麼
文字說連續幾個月（季、日）高於某線、上升或下滑，又列出其中幾個月的值時，逐一核對。
Where something is said to have gone on for so many months and values of those months are given, each is looked at.

## 為何重要
「連三紅」「連續高於目標」靠的是每一個月；中間斷了一個月就不成立。
A streak rests on every single month.

## 如何判定
高於、低於某線的，每個值都要在線的那一邊；上升、下降的，後一個值要大於、小於前一個；成長、衰退的，每個增減率都要是正、負。
Above or below a line: every value on its side; rising or falling: each value beyond the one before; growth: every rate
of its sign.

## 何時沉默
列出的值不在那幾個月裡；數列之間有缺口；另一個指標的值。
Silent on values outside the stretch, gaps in the series, and values of another measure.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from extract.reading import Claim
from extract.text import rx
from kg.ledger import Example, Finding, Ledger
from kg.pairing import mentions_agree
from kg.rules import Judgement, Number, ordered
from kg.wording import DOWN, UP, said, said_in_english, told

NAME = "streak"
TITLE = {"zh-Hant": "連續", "zh-Hans": "连续", "en": "Streak"}

_RUN = rx(r"(?:連續|連|已連|接連|一連)(?:第)?$")
_GRAINS = {"MONTH": "month", "QUARTER": "quarter", "DAY": "day", "YEAR": "year", "COUNT:个": "day"}
_ABOVE = rx(r"^[^，。；0-9]{0,8}(?:高於|超過|站上|突破|高過|守在|維持在|位於|處於|保持在|在)[^，。；0-9]{0,8}$")
_BELOW = rx(r"^[^，。；0-9]{0,8}(?:低於|不到|跌破|不及|少於|低過|守在|維持在|位於|處於|保持在|在)[^，。；0-9]{0,8}$")
_SIDE_UP = rx(r"高於|超過|站上|突破|高過|之上|以上|上方")
_SIDE_DOWN = rx(r"低於|不到|跌破|不及|少於|低過|之下|以下|下方")
_RISES = rx(rf"^[^，。；0-9]{{0,6}}(?:{UP}|走高|改善)")
_FALLS = rx(rf"^[^，。；0-9]{{0,6}}(?:{DOWN}|走低|走緩|降溫)")
_GROWS = rx(r"^[^，。；0-9]{0,6}(?:正成長|成長|正增長|增長|年增|同比增長)")
_SHRINKS = rx(r"^[^，。；0-9]{0,6}(?:負成長|衰退|負增長|年減|萎縮|同比下降)")
_RATE = rx(r"率$|增速$|增幅$|幅$")

Way = Literal["up", "down"]


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every streak of the ledger with the values that its sentence and the next give for it."""
    for *_, claims in ledger.sentences():
        for place, run in enumerate(claims):
            unit = run.quantity.unit
            if run.kind == "duration" and (unit in _GRAINS) and _RUN.search(ledger.lead(run)) and run.quantity.plain:
                found = _judge(ledger, claims, place)
                if found:
                    yield found


def _judge(ledger: Ledger, claims: tuple[Claim, ...], place: int) -> Finding | None:
    run = claims[place]
    tail = ledger.tail(run)
    line = claims[place + 1] if place + 1 < len(claims) else None
    if line is not None:
        between = ledger.between(run, line)
        side = _side(between, ledger.tail(line))
        if side and (_ABOVE.search(between) or _BELOW.search(between)):
            values = _values(ledger, claims, run, line)
            return _against_line(ledger, run, line, values, side)
    way: Way | None = "up" if _RISES.search(tail) else "down" if _FALLS.search(tail) else None
    if way is None:
        return None
    values = _values(ledger, claims, run, None)
    return _one_way(ledger, run, values, way)


def _side(between: str, tail: str) -> Way | None:
    text = between + "|" + tail[:6]
    up, down = bool(_SIDE_UP.search(text)), bool(_SIDE_DOWN.search(text))
    return None if up == down else ("up" if up else "down")


def _values(ledger: Ledger, claims: tuple[Claim, ...], run: Claim, line: Claim | None) -> list[Claim]:
    """The values of single months of the streak, in the order of time; of one measure, behind the streak or before it."""
    unit = line.quantity.unit if line else None
    grain = _GRAINS[run.quantity.unit]
    pool = [c for c in claims if c not in (run, line) and c.period is not None and c.period.grain == grain and c.period.first]
    pool = [c for c in pool if not c.quantity.is_range and c.kind not in ("duration", "rank", "target", "threshold") and c.modality == "actual"]
    if unit is not None:
        pool = [c for c in pool if c.quantity.unit == unit]
    if not pool:
        return []
    lead = pool[0]
    alike = [c for c in pool if c.quantity.unit == lead.quantity.unit and mentions_agree(c.metric, lead.metric) != "different"
             and mentions_agree(c.subject, lead.subject) != "different" and c.comparison == lead.comparison]
    by_time: dict[object, Claim] = {}
    for claim in alike:
        assert claim.period
        if claim.period.first in by_time:
            return []  # two values of one month: of what, is not shown
        by_time[claim.period.first] = claim
    ordered_ = [by_time[when] for when in sorted(by_time, key=str)]
    return ordered_[-int(run.quantity.low.value) :]


def _against_line(ledger: Ledger, run: Claim, line: Claim, values: list[Claim], side: Way) -> Finding | None:
    if not values:
        return None
    bound = Number.at(line.quantity.low, exactly=True)
    judged = [(value, ordered(Number.of(value.quantity), bound, "above" if side == "up" else "below")) for value in values]
    wrong = [(value, verdict) for value, verdict in judged if verdict.verdict == "inconsistent"]
    if not wrong and len(values) < 2:
        return None
    members = [value for value, _ in wrong] or [value for value, _ in judged]
    verdict: Judgement = wrong[0][1] if wrong else judged[-1][1]
    sign = ">" if side == "up" else "<"
    names = "、".join(said(value.quantity) for value in members)
    return told(
        NAME, ledger, (run, line, *members), verdict,
        formula=f"{names} {sign} {line.quantity.words}",
        chinese=f"文字說連續{said(run.quantity)}{'高於' if side == 'up' else '低於'}{line.quantity.words}，其間的值是{names}",
        english=f"Said to be {'above' if side == 'up' else 'below'} {line.quantity.words} for "
        f"{said_in_english(run.quantity)} in a row; values given: {names}",
    )  # fmt: skip


def _one_way(ledger: Ledger, run: Claim, values: list[Claim], way: Way) -> Finding | None:
    """Rising or falling values one after the other."""
    if len(values) < 2 or any(v.kind == "change" and not _RATE.search(ledger.words(v.metric)) for v in values):
        return None
    wrong = [(a, b) for a, b in pairwise(values) if (b.quantity.low.value - a.quantity.low.value) * (1 if way == "up" else -1) < 0]
    chosen = wrong[0] if wrong else (values[-2], values[-1])
    a, b = chosen
    judged = ordered(Number.of(b.quantity), Number.of(a.quantity), "above" if way == "up" else "below")
    members = list(chosen) if wrong else values
    names = "、".join(said(value.quantity) for value in members)
    return told(
        NAME, ledger, (run, *members), judged,
        formula=" → ".join(said(value.quantity) for value in members),
        chinese=f"文字說連續{said(run.quantity)}{'上升' if way == 'up' else '下降'}，其間的值是{names}",
        english=f"Said to {'rise' if way == 'up' else 'fall'} for {said_in_english(run.quantity)} in a row; values: {names}",
    )  # fmt: skip


EXAMPLES = (
    Example(
        text="東京都核心CPI連續三個月高於2%目標，9月為2.3%、10月為2.1%、11月為1.8%。",
        verdict="inconsistent",
        touches=("三個月", "1.8%"),
    ),
    Example(
        text="東京都核心CPI連續三個月高於2%目標，9月為2.3%、10月為2.1%、11月為2.8%。",
        verdict="exact",
        touches=("三個月", "2.8%"),
    ),
    Example(text="日本全國核心CPI已連續44個月高於2%目標，最近三個月分別為2.9%、3.0%與3.0%。", verdict=None),
)
