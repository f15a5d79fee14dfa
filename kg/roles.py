"""Roles: which number of a sentence is the part, the whole, the state before, the state now, the change between them.

Roles are read from the frames of the sentence: 較…的, 其中, 占, 合計, 每. Where two numbers could play one role, none
plays it. Patterns are written in Traditional and matched on key text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.reading import Claim, Comparison
from extract.text import rx
from kg.ledger import Ledger
from kg.pairing import mentions_agree

#: What is told aside and takes no part in a sum or a comparison.
ASIDES = ("duration", "rank", "target", "threshold")
RATES = ("PERCENT", "PERCENTAGE_POINT", "BASIS_POINT", "MULTIPLE")
#: Neither said to be so nor to be coming.
UNSAID = ("denied", "question")

_THAN = r"(?:較|比|相比|對比|相較於?|相對於|低於|高於|優於|遜於|不及|多於|少於|不如|遠超|超過|超出|好於)"
_EARLIER = (
    r"(?:去年|上年|前年|前一年|上一年)(?:同期|同月|同季|同日|同週|全年|年底|底|末|度|[一二三四五六七八九十0-9]+月份?|第[一二三四1-4]季度?)?"
    r"|同期|上個?月|前個?月|前一個?月|上個?季度?|前個?季度?|前一個?季度?|上個?(?:週|周|星期)|前一?(?:週|周)"
    r"|前一(?:個)?交易日|前一日|前日|昨日|昨天|昨收|前值|年初|上次|原先|原本|此前|先前|之前|同期水準"
)
_BASE = rx(rf"(?:{_THAN}|{_EARLIER})(?P<after>[^，。；（）]{{0,20}})$")
_THAN_BASE = rx(rf"{_THAN}[^，。；（）]{{0,20}}$")
_PART = re.compile(r"[，,。；;（(]")
_BASE_PERIOD: tuple[tuple[Comparison, str], ...] = (
    ("yoy", r"(?:去年|上年|前一年|上一年)(?:同|全年|度|第|[一二三四五六七八九十0-9]+月)|同期|去年(?!底|末|年底)|上年(?!底|末)"),
    ("ytd", r"年初|去年底|上年末|去年末|上年底"),
    ("mom", r"上個?月|前個?月|前一個?月"),
    ("qoq", r"上個?季|前個?季|前一個?季"),
    ("wow", r"上個?(?:週|周|星期)|前一?(?:週|周)"),
    ("dod", r"前一(?:個)?交易日|前一日|前日|昨"),
)
_WAY = rx(r"增|升|漲|揚|高|多|擴|加|成長|翻|減|降|跌|低|少|縮|衰退|下滑|滑落|萎縮|回落|收窄|放緩")
_TO = rx(r"(?:至|到|為|成|達|報)[^，。；0-9]{0,6}$")
_SEVERAL = rx("分別|依序|各自|依次")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Two states of one measure and what is said to lie between them. `base`: what the change is counted from."""

    before: Claim
    now: Claim
    by: Claim


def figures(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a sentence that may take part in arithmetic."""
    return [c for c in claims if c.kind not in ASIDES and c.modality not in UNSAID]


def is_base(ledger: Ledger, claim: Claim) -> bool:
    """Whether a number is what another is compared with: 較去年同期的3.16億, 去年同期為3.16億, （上月：38萬）."""
    found = _BASE.search(_short(ledger, claim))
    return found is not None and not _WAY.search(found["after"] or "")


def _short(ledger: Ledger, claim: Claim) -> str:
    """The words before a number, back to the number before it or the clause's beginning, a colon not parting them."""
    before = ledger.before(claim)
    first = max((end for c in ledger.neighbours(claim) if (end := ledger.offsets(c)[1]) <= len(before)), default=0)
    return _PART.split(before[first:])[-1]


def base_of(ledger: Ledger, claim: Claim) -> Comparison | None:
    """The comparison for which a base claim would serve: 去年同期 → yoy; None where its words do not tell."""
    words = _short(ledger, claim) + ledger.words(claim.period)
    return next((name for name, pattern in _BASE_PERIOD if rx(pattern).search(words)), None)


def one_measure(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether nothing in two numbers shows them to be of different measures or things."""
    if a.quantity.unit != b.quantity.unit:
        return False
    return mentions_agree(a.metric, b.metric) != "different" and mentions_agree(a.subject, b.subject) != "different"


def changes(ledger: Ledger, claims: Sequence[Claim]) -> Iterator[Change]:
    """Every change of a sentence whose two states stand in it: 3.23億，較去年同期的3.16億成長2.2%."""
    if _SEVERAL.search(ledger.sentence(claims[0])) if claims else False:
        return
    pool = figures(claims)
    for place, by in enumerate(pool):
        if by.kind != "change" or by.quantity.is_range or is_base(ledger, by):
            continue
        states = [c for c in pool if c is not by and c.quantity.unit not in RATES and not c.quantity.is_range]
        if by.quantity.unit == "PERCENT":
            pass
        elif by.quantity.unit in RATES:
            continue
        else:
            states = [c for c in states if c.quantity.unit == by.quantity.unit and c.kind != "change"]
        before = _before(ledger, states, by)
        if before is None:
            continue
        now = _now(ledger, states, before, by)
        if now is not None:
            yield Change(before=before, now=now, by=by)


def _before(ledger: Ledger, states: list[Claim], by: Claim) -> Claim | None:
    """The only number of the sentence that serves as base of this change."""
    bases = [c for c in states if is_base(ledger, c) and c.kind not in ("from", "to")]
    fit = []
    for base in bases:
        told = base_of(ledger, base)
        compared = bool(_THAN_BASE.search(_short(ledger, base)))
        direct = compared and base.span.end <= by.span.start and _leads(ledger, base, by)
        if direct or (told is not None and by.comparison in (told, "none", "versus") and not compared):
            fit.append(base)
    return fit[0] if len(fit) == 1 else None


def _leads(ledger: Ledger, base: Claim, by: Claim) -> bool:
    """Whether the change follows its base at once: 的3.16億支成長2.2%."""
    between = ledger.between(base, by)
    return len(between) <= 16 and not set("。；;") & set(between) and bool(_WAY.search(between))


def _now(ledger: Ledger, states: list[Claim], before: Claim, by: Claim) -> Claim | None:
    """The state that is compared with the base: the nearest of its measure, named before it, or 至 after the change."""
    others = [c for c in states if c is not before and not is_base(ledger, c) and one_measure(ledger, c, before)]
    others = [c for c in others if c.kind != "from" and (c.kind != "change" or by.quantity.unit == "PERCENT")]
    ahead = [c for c in others if c.span.end <= min(before.span.start, by.span.start)]
    if ahead:
        return ahead[-1]
    behind = [c for c in others if c.span.start >= before.span.end]
    if len(behind) == 1 and (behind[0].kind == "to" or _TO.search(ledger.lead(behind[0])) or is_base(ledger, before)):
        return behind[0]
    return None
