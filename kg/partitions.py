"""What is made up of what, by the names alone: a country's trade of exports and imports, a market's three sorts of investors.

Reports tell such a whole and its parts sentences apart, with growth rates between them, and no 其中 or 合計 joins them. A
part counts only where the paragraph gives one figure of its name, for the same time, place and unit as the whole.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from extract.reading import Claim
from extract.text import key, rx
from kg.aspects import aspects
from kg.ledger import Ledger
from kg.pairing import modifier, owner, period_apart, places, says_nothing
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
    Partition(whole=rx("(?<!能源)(?<!電動)(?<!燃油)(?<!進口)汽車(?:銷量|產量|銷售|生產)"), parts=(rx("乘用車"), rx("商用車"))),
    Partition(whole=rx("社會消費品零售總額"), parts=(rx("城鎮"), rx("鄉村"))),
    Partition(whole=rx("社會消費品零售總額"), parts=(rx("商品零售"), rx("餐飲收入"))),
    Partition(whole=rx("總資產|資產(?:總計|總額|合計)"), parts=(rx("總負債|負債"), rx("(?:所有者|股東|業主)?權益"))),
    Partition(whole=rx("就業人數|勞動力"), parts=(rx("男性?"), rx("女性?"))),
    Partition(whole=rx("勞動人口|勞動力(?!參與)"), parts=(rx("就業人[數口](?!不足)"), rx("失業人[數口]"))),
    Partition(whole=rx("旅客"), parts=(rx("(?<!不)過夜"), rx("不過夜|即日來回"))),
    Partition(whole=rx("政府債券"), parts=(rx("新增債券"), rx("再融資債券"))),
)


#: Two names that divide a whole between them.
_HALVES = tuple(
    (rx(one), rx(other))
    for one, other in (
        ("(?<!進)出口", "進口"), ("國產", "進口"), ("城鎮|城市", "農村|鄉村"), ("男", "女"), ("多單|多頭|做多", "空單|空頭|做空"),
        ("(?<!非)稅收|稅收收入", "非稅"), ("公開發售", "國際配售|國際發售"), ("定期", "活期"), ("境內", "境外"), ("省內", "省外"), ("開放式", "封閉式"),
    )
)  # fmt: skip
#: Two names of which neither takes in the other, though there may be more: 公司貸款, 個人貸款 and 票據貼現; 國內電網項目, 海外項目.
_APART = tuple(
    (rx(one), rx(other))
    for one, other in (
        ("省內|市內|區內", "省外|市外|區外"), ("境內|國內|內銷|內地|本土|本地", "境外|海外|國外|外銷|國際"), ("線上", "線下"),
        ("買", "賣"), ("直營", "加盟"), ("一手|新房|新建", "二手"), ("公司|對公|企業", "個人|零售"), ("燃油", "電動|新能源"),
        ("壽險|人身險|人壽", "產險|財險"),
    )
)  # fmt: skip


def complementary(words: str, others: str) -> bool:
    """Whether two figures, by the words before them, divide a whole between them: 出口 and 進口."""
    return _opposed(_HALVES, words, others)


def exclusive(words: str, others: str) -> bool:
    """Whether neither of two figures, by the words before them, can be the whole of the other."""
    return _opposed((*_HALVES, *_APART), words, others)


def _opposed(names: Sequence[tuple[re.Pattern[str], re.Pattern[str]]], words: str, others: str) -> bool:
    return any(
        (one.search(words) and other.search(others) and not other.search(words)) or (other.search(words) and one.search(others))
        for one, other in names
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Names of what comes in and goes out, and of the balance when more comes in (`over`) and when less does (`short`)."""

    inward: re.Pattern[str]
    outward: re.Pattern[str]
    over: re.Pattern[str]
    short: re.Pattern[str]


BALANCES = (
    Balance(inward=rx("(?<!進)出口|輸出"), outward=rx("(?<!出)進口|輸入"), over=rx("順差|出超|貿易盈餘"), short=rx("逆差|入超|貿易赤字")),
    Balance(
        inward=rx("總?收入|歲入"), outward=rx("總?支出|總?開支|歲出"), over=rx("(?:財政|預算|綜合)?(?:盈餘|賸餘|結餘)"),
        short=rx("赤字|短絀|差短|虧絀"),
    ),
    Balance(inward=rx("逆回購操作|逆回購(?!.*到期)"), outward=rx("到期"), over=rx("淨投放"), short=rx("淨回籠")),
    Balance(inward=rx("(?<!淨)流入"), outward=rx("(?<!淨)流出"), over=rx("淨流入"), short=rx("淨流出")),
    Balance(inward=rx("(?<!淨)買[進入]"), outward=rx("(?<!淨)賣出"), over=rx("買超|淨買"), short=rx("賣超|淨賣")),
    Balance(inward=rx("(?<!淨)申購"), outward=rx("(?<!淨)贖回"), over=rx("淨申購"), short=rx("淨贖回")),
    Balance(inward=rx("出生"), outward=rx("死亡"), over=rx("自然增"), short=rx("自然減|負成長|負增長")),
    Balance(inward=rx("(?<!淨)發行"), outward=rx("到期|償還"), over=rx("淨融資"), short=rx("淨償還")),
)  # fmt: skip


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
    """Every balance of a paragraph with what came in and went out, the larger by the word of the balance first."""
    for pool in _paragraphs(ledger):
        for balance in pool:
            for named in BALANCES:
                own = _beside(ledger, balance)
                over, short = bool(named.over.search(own)), bool(named.short.search(own))
                if over == short:
                    continue
                other = named.over if over else named.short
                into, out = (
                    _right_before(ledger, balance, side) or _only(ledger, pool, balance, side, other) for side in (named.inward, named.outward)
                )
                if into and out and into is not out:
                    yield balance, *((into, out) if over else (out, into))
                    break


def _right_before(ledger: Ledger, balance: Claim, name: re.Pattern[str]) -> Claim | None:
    """外資買進1,186億元、賣出1,302億元，賣超116億元: what has a side's name among the two figures right before a balance."""
    claims = ledger.neighbours(balance)
    at = claims.index(balance)
    two = claims[max(0, at - 2) : at]
    plain = len(two) == 2 and all(_level(ledger, c) and c.quantity.unit == balance.quantity.unit and c.modality == balance.modality for c in two)
    if not plain or _SIDES.search(ledger.between(two[0], two[1])) is None or period_apart(two[0], balance):
        return None
    named = [c for c in two if name.search(ledger.lead(c))]
    return named[0] if len(named) == 1 else None


_SIDES = re.compile(key(r"^[，、及和與並]*(?:而|則|同時)?[一-鿿]{2,4}(?:約|逾|達|為)?$"))


def stretches(ledger: Ledger) -> Iterator[tuple[Claim, tuple[Claim, ...]]]:
    """Every figure of a stretch of time with those of the months or quarters that it consists of: 首三季, and 第一, 第二 and 第三季.

    Only what adds up over time, of one owner and measure, told by dates; none where a part has two values.
    """
    for reading in ledger.readings:
        groups: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
        for claim in figures(ledger.own(reading)):
            if _adds_up(ledger, claim):
                whose = owner(claim)
                groups[claim.quantity.unit, _measure(ledger, claim), (whose.concept or key(whose.words)) if whose else ""].append(claim)
        for claims in groups.values():
            yield from _covered(ledger, claims)


def _covered(ledger: Ledger, claims: list[Claim]) -> Iterator[tuple[Claim, tuple[Claim, ...]]]:
    by_days: dict[tuple[dt.date, dt.date], list[Claim]] = defaultdict(list)
    for claim in claims:
        by_days[_days(ledger, claim)].append(claim)
    single = {days: found[0] for days, found in by_days.items() if len({c.quantity.value for c in found}) == 1}
    for (first, last), whole in single.items():
        for shortest, longest in ((27, 32), (88, 93)):
            parts: list[Claim] = []
            at = first
            while at <= last:
                following = next(((b, c) for (a, b), c in single.items() if a == at and shortest < (b - a).days + 1 < longest and c is not whole), None)
                if following is None:
                    break
                parts.append(following[1])
                at = following[0] + dt.timedelta(days=1)
            if len(parts) > 1 and at == last + dt.timedelta(days=1):
                yield whole, tuple(parts)
        for (_, end), part in single.items():  # 前7月4,330億元、8月單月711億元, of 5,041億元
            rest = single.get((end + dt.timedelta(days=1), last))
            if rest is not None and single.get((first, end)) is part and part is not whole:
                yield whole, (part, rest)


def _days(ledger: Ledger, claim: Claim) -> tuple[dt.date, dt.date]:
    """The days that a figure is of: what is told of 單季 behind the figures of its months is of their quarter."""
    assert claim.period and claim.period.first and claim.period.last
    first, last = claim.period.first, claim.period.last
    if claim.period.grain == "month" and _QUARTER.search(ledger.words(claim.metric) + "|" + ledger.lead(claim)):
        month = (first.month - 1) // 3 * 3 + 1
        first, following = first.replace(month=month), dt.date(first.year + (month == 10), (month + 3 - 1) % 12 + 1, 1)
        last = following - dt.timedelta(days=1)
    return first, last


_QUARTER = rx(r"單季|全季|當季|整季|季度(?:合計|累計|總)")


#: What is counted at a day, or is no amount of its own: it does not add up over months.
_AT_A_DAY = rx(r"餘額|存底|庫存|存款|貸款|人口|員工|人數|門店|價|資產|負債|股本|市值|持|規模|均|率|指數|每|年化|折年|存量|單位|家數|戶數|倉|產能|訂單在手|儲備")


def _adds_up(ledger: Ledger, claim: Claim) -> bool:
    q, period = claim.quantity, claim.period
    if period is None or period.first is None or period.last is None or period.grain == "day" or ledger.passage(claim).role != "body":
        return False
    plain = not q.is_range and q.qualifier in ("none", "about") and (q.is_money or q.unit.startswith("COUNT:") or q.unit in ("TONNE", "KWH"))
    fact = claim.kind in ("level", "count", "to") and claim.modality == "actual" and claim.metric is not None
    if not plain or not fact or says_nothing(claim.metric) or aspects(ledger, claim).keys() & {"per day", "share", "middle", "within", "adjusted"}:
        return False
    return not _AT_A_DAY.search(ledger.words(claim.metric) + ledger.lead(claim)) and not is_record(ledger, claim)


def _measure(ledger: Ledger, claim: Claim) -> str:
    """The measure of a figure as it is written, without the word for the stretch: 累計純利, 單季純利."""
    return _STRETCH.sub("", modifier(ledger, claim) + ledger.words(claim.metric))


_STRETCH = rx(r"^(?:累計|單季|單月|當月|當季|合計|全年|月度|季度)")


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
    told = claim.kind in ("level", "count", "to") and claim.modality in ("actual", "plan", "forecast")
    return plain and told and not is_base(ledger, claim) and not is_record(ledger, claim)


def _own(ledger: Ledger, claim: Claim) -> str:
    """The words of a figure: its measure's, and those right before it."""
    return ledger.words(claim.subject) + "|" + ledger.words(claim.metric) + "|" + ledger.lead(claim)


def _only(ledger: Ledger, pool: Sequence[Claim], whole: Claim, name: re.Pattern[str], but: re.Pattern[str]) -> Claim | None:
    """The one figure of a paragraph that has a part's name and is of the whole's time and place; None where there are two."""
    alike = [c for c in pool if c is not whole and c.quantity.unit == whole.quantity.unit and c.modality == whole.modality]
    found = [
        c for c in alike
        if name.search(words := _beside(ledger, c)) and not but.search(words) and not period_apart(c, whole) and _alike(ledger, c, whole)
    ]  # fmt: skip
    whole_of = [c for c in found if _of_all(ledger, c, name)]
    if len({c.quantity.value for c in whole_of}) != 1:
        return None
    named = {where for c in (whole_of[0], whole) if (where := places(ledger, c))}
    return whole_of[0] if len(named) < 2 else None


#: What may stand before the name of a part that is of everything: 商品整體出口, no 半導體出口 and no 對東盟出口.
_BROAD = rx(
    r"(?:^|[，：、|（）]|[0-9]月份?|月|年|日|季|其中|分別|則|而|另|同期|商品|貨物|整體|總體|全國|我國|本港|台灣|國內|累計|一般|當月|單月|南韓|韓國|日本|美國|中國|大陸|德國|法人|及|地區|政府|總|財政|預算|公共|中央|當日|單日|當週|上週|開展|有|合計)$"
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
    names = {"stretch", "per day", "adjusted", "terms", "excluding"}
    if a.period is not None and b.period is not None and (a.period.first, a.period.last) == (b.period.first, b.period.last):
        names.discard("stretch")  # 當日…, 單日…: the days say it
    return all(first.get(name) == second.get(name) for name in names)
