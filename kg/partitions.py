"""What is made up of what, by the names alone: a country's trade of exports and imports, a market's three sorts of investors.

Reports tell such a whole and its parts sentences apart, with growth rates between them, and no 其中 or 合計 joins them. A
part counts only where the paragraph gives one figure of its name, for the same time, place and unit as the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from extract.reading import Claim
from extract.text import rx
from kg.ledger import Ledger
from kg.pairing import aspects, period_apart, places
from kg.roles import RATES, figures, is_base, is_record


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """Names of a whole and of all its parts; matched on the words of a figure's measure and those before it."""

    whole: re.Pattern[str]
    parts: tuple[re.Pattern[str], ...]


#: Facts about how statistics and markets are divided.
WHOLES = (
    Partition(whole=rx("三大法人"), parts=(rx("外資|陸資"), rx("投信"), rx("自營商"))),
    Partition(whole=rx("進出口|貿易總[值額]"), parts=(rx("(?<!進)出口"), rx("進口(?!.*出口)"))),
    Partition(whole=rx("預算收入|財政收入"), parts=(rx("(?<!非)稅收|(?<!非)稅收收入"), rx("非稅"))),
    Partition(whole=rx("預算收入|財政收入"), parts=(rx("中央"), rx("地方"))),
    Partition(whole=rx("預算支出|財政支出"), parts=(rx("中央"), rx("地方"))),
    Partition(whole=rx("汽車(?:銷量|產量|銷售|生產)"), parts=(rx("乘用車"), rx("商用車"))),
    Partition(whole=rx("社會消費品零售總額"), parts=(rx("城鎮"), rx("鄉村"))),
    Partition(whole=rx("社會消費品零售總額"), parts=(rx("商品零售"), rx("餐飲收入"))),
    Partition(whole=rx("就業人數|勞動力"), parts=(rx("男性?"), rx("女性?"))),
)
EXPORTS, IMPORTS = rx("(?<!進)出口|輸出"), rx("(?<!出)進口|輸入")
SURPLUS, DEFICIT = rx("順差|出超|貿易盈餘"), rx("逆差|入超|貿易赤字")


def wholes(ledger: Ledger) -> Iterator[tuple[Claim, tuple[Claim, ...]]]:
    """Every whole of a paragraph with the figures of all its parts."""
    for pool in _paragraphs(ledger):
        for partition in WHOLES:
            # what else has the whole's name later on is a whole of something narrower: 對東盟貿易總值
            for whole in [c for c in pool if partition.whole.search(_own(ledger, c))][:1]:
                parts = [_only(ledger, pool, whole, part, partition.whole) for part in partition.parts]
                if None not in parts and len({part.key for part in parts if part}) == len(parts):
                    yield whole, tuple(part for part in parts if part)


def balances(ledger: Ledger) -> Iterator[tuple[Claim, Claim, Claim]]:
    """Every trade balance of a paragraph with exports and imports, the larger by the word of the balance first."""
    for pool in _paragraphs(ledger):
        for balance in pool:
            own = _own(ledger, balance)
            surplus, deficit = bool(SURPLUS.search(own)), bool(DEFICIT.search(own))
            if surplus == deficit:
                continue
            other = SURPLUS if surplus else DEFICIT
            out, into = (_only(ledger, pool, balance, side, other) for side in (EXPORTS, IMPORTS))
            if out and into and out is not into:
                yield balance, *((out, into) if surplus else (into, out))


def _paragraphs(ledger: Ledger) -> Iterator[Sequence[Claim]]:
    """The levels that each paragraph of the body states as facts."""
    for _, group in groupby(ledger.sentences(), key=lambda s: (s[0].article.key, s[1].paragraph, s[1].role)):
        claims = [claim for _, passage, _, claims in group if passage.role == "body" for claim in claims]
        pool = [c for c in figures(claims) if _level(ledger, c)]
        if len(pool) > 2:
            yield pool


def _level(ledger: Ledger, claim: Claim) -> bool:
    q = claim.quantity
    plain = not q.is_range and q.qualifier in ("none", "about") and q.unit not in (*RATES, "ORDINAL", "NONE", "INDEX_POINT")
    return plain and claim.kind in ("level", "count", "to") and claim.modality == "actual" and not is_base(ledger, claim) and not is_record(ledger, claim)


def _own(ledger: Ledger, claim: Claim) -> str:
    """The words of a figure: its measure's, and those right before it."""
    return ledger.words(claim.subject) + "|" + ledger.words(claim.metric) + "|" + ledger.lead(claim)


def _only(ledger: Ledger, pool: Sequence[Claim], whole: Claim, name: re.Pattern[str], but: re.Pattern[str]) -> Claim | None:
    """The one figure of a paragraph that has a part's name and is of the whole's time and place; None where there are two."""
    found = [
        c for c in pool
        if c is not whole and c.quantity.unit == whole.quantity.unit and name.search(_beside(ledger, c)) and not but.search(_beside(ledger, c))
        and not period_apart(c, whole) and _alike(ledger, c, whole)
    ]  # fmt: skip
    whole_of = [c for c in found if _of_all(ledger, c, name)]
    if len({c.quantity.value for c in whole_of}) != 1:
        return None
    named = {where for c in (whole_of[0], whole) if (where := places(ledger, c))}
    return whole_of[0] if len(named) < 2 else None


#: What may stand before the name of a part that is of everything: 商品整體出口, no 半導體出口 and no 對東盟出口.
_BROAD = rx(
    r"(?:^|[，：、|（）]|[0-9]月份?|月|年|日|季|其中|分別|則|而|另|同期|商品|貨物|整體|總體|全國|我國|本港|台灣|國內|累計|一般|當月|單月|南韓|韓國|日本|美國|中國|大陸|德國|法人|及|地區)$"
)


def _of_all(ledger: Ledger, claim: Claim, name: re.Pattern[str]) -> bool:
    """Whether a figure is of everything that has its name: nothing narrower stands before the name."""
    lead = ledger.lead(claim)
    words = lead if name.search(lead) else _beside(ledger, claim)
    return any(_BROAD.search(words[: hit.start()]) for hit in name.finditer(words))


def _beside(ledger: Ledger, claim: Claim) -> str:
    """The measure's words and the clause before a figure: a carried subject would name every figure of a sentence."""
    near = claim.subject is not None and claim.by.get("subject") in ("clause", "before", "measure")
    return (ledger.words(claim.subject) + "|" if near else "") + ledger.words(claim.metric) + "|" + ledger.lead(claim)


def _alike(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether two are counted alike, by their words: 累計賣超 is not 賣超, what is seasonally adjusted not what is not."""
    first, second = aspects(ledger, a), aspects(ledger, b)
    return all(first.get(name) == second.get(name) for name in ("stretch", "per day", "adjusted", "terms", "excluding"))
