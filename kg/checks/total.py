"""合計：各項相加

## 做什麼
文字列出各項和它們的合計（合計、合共、總額……其中……其餘）時，把各項相加，與合計比對；只列一部分時，看部分之和有沒有超過整體。
Listed items are added up and held against their stated total; where only some are listed, their sum must not exceed it.

## 為何重要
合計對不上，必有一項抄錯；讀者無從知道是哪一項。
Where a total does not add up, one of the items is wrong and the reader cannot tell which.

## 如何判定
各項之和與合計按寫出的位數比對；買超與賣超、流入與流出、獲利與虧損按正負號相加。
The sum of the items against the total, with the rounding of the written digits; buying and selling, in and out, profit
and loss are added with their signs.

## 何時沉默
列舉不完整（等、包括、前三大）；各項有重疊（含、其中又）；單位不同；合計的項數與列出的不符。
Silent where the list is not exhaustive, where items contain one another, where units differ, or where the number of
items that are summed is not the number listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from extract.interval import Interval
from extract.numerals import small
from extract.reading import Claim
from extract.text import key, rx
from kg.breakdowns import MADE_UP, TOTAL_OF, Breakdown, breakdowns, counted_totals
from kg.formulas import Formula, total, weigh
from kg.ledger import Example, Finding, Ledger
from kg.pairing import mentions_agree
from kg.partitions import complementary, stretches, wholes
from kg.roles import RATES, figures, is_base, one_unit, windows
from kg.rules import AGREEING, Number, misprint, ordered
from kg.wording import said, said_in_english, told

NAME = "total"
TITLE = {"zh-Hant": "合計", "zh-Hans": "合计", "en": "Total"}

_SUM = rx(
    r"(?:合計|合共|共計|總計|加總|加起來|總共|合起來|相加|加總後|總收入|總營收|總額|總數|兩者共|三者共|總和|之和|合併計算|一共|共)"
    r"(?:[^，。；0-9]{0,10})$"
)
#: 連同債務還本1,265億元，須融資2,992億元
_WITH = rx(r"(?:連同|加上)[^。；]{0,22}，[^，。；0-9]{0,4}(?:須|需|共|合計|總|全年|達|即|計|應)[^，。；0-9]{0,8}$")
_COUNT = rx(r"([兩二三四五六七八九十]|[2-9])(?:者|項|家|大|類|地|個|筆|檔|國|市|部分|方面|種|區|廠|宗|店|組|園|案|期|批|縣|省|座|艘|輪|位|人)")
#: What shows that a total may take in more than is listed: 公司合計, 前11月合計.
_WIDER = rx(
    r"公司|集團|全行|全國|全省|全市|全港|全球|全年|全部|整體|本行|該行|我國|行業|市場|累計|今年以來|年初至今|迄今|"
    r"前[0-9一二三四五六七八九十]+個?(?:月|季)|前三季|上半年|下半年|[0-9]+年"
)
_BREAKDOWN = rx(r"其中|包括|包含|當中|分為|計有|由[^，。；]{1,12}(?:組成|構成)")
_TOP = rx(r"前[一二三四五六七八九十0-9]+[名大]|行業|全國|全市")
_PRICE = rx(r"(?<![代定])價(?![值款金])")
#: 抵銷內部交易後，合計: more or less than the sum of what is listed.
_NETTED = rx(r"抵[銷消](?!後合計)|剔除|撇除|扣除|扣減|扣掉|減去|不計|內部交易|重複計|重疊|併表調整|合併調整")
#: T：A，B，C and 合計T，依次為A、B和C
_LIST = rx(r"^(?:[^，。；0-9]{0,4}：[^，。；0-9]{0,8}|[^。；0-9]{0,14}(?:依次|依序|分別)(?:為|是)?)$")
_REST = rx(r"其餘|餘下|剩餘|剩下|其他|另外|(?<![一-鿿])餘額|剩下的|另有|另")
_EXHAUSTIVE = rx(r"其餘|餘下|剩餘|剩下|(?<![一-鿿])餘額")
_OPEN = rx(r"等|包括|包含|前[一二三四五六七八九十0-9]+大|至少|主要|例如|如|最大|最多")
_NESTED = rx(r"含|其中|當中|包括|扣除|不計|較|比(?![特例重率亞利索值])|去年|上年|預計|增加|減少|至|到")
#: Of a longer time than the items may be.
_STRETCH = rx(r"本[週月季]|上[週月]|全[週月]|單[週月]|近[0-9一二三四五六七八九十]+[日天週]|今年以來|年初至今")
#: 所有者權益合計: the name of an item of a balance sheet.
_NOUN = rx(r"(?:資產|負債|權益|成本|收入)(?:合計|總計|總額)(?:為|達|約)?$")
_PLUS = rx(r"買超|加碼|敲進|流入|盈利|獲利|順差|淨買|盈餘|進帳|溢利|純利|淨利|利潤")
_MINUS = rx(r"賣超|減碼|倒貨|提款|流出|虧損|淨賣|逆差|虧|淨損")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every total of the ledger with its items in the same sentence."""
    told_of: set[str] = set()
    for *_, claims in ledger.sentences():
        pool = [c for c in figures(claims) if c.quantity.unit not in (*RATES, "ORDINAL") and not c.quantity.is_range]
        if len(pool) < 3:
            if vote := _vote(ledger, claims):
                yield vote
            continue
        found = _summed(ledger, pool) or _vote(ledger, claims)
        done = set(found.claims) if found else set()
        if found:
            told_of |= done
            yield found
        for place, whole in enumerate(pool):
            if whole.key not in done and (broken := _broken_down(ledger, pool, place)):
                yield broken
                break
    yield from _both(ledger)
    yield from _percents(ledger)
    yield from _outcomes(ledger)
    for listed in breakdowns(ledger):
        found = _listed(ledger, listed)
        if found:
            yield found
    for whole, parts in [*wholes(ledger), *stretches(ledger)]:
        longer = _STRETCH.search(ledger.lead(whole)) and not any(_STRETCH.search(ledger.before(part)) for part in parts)
        found = None if longer else _add(ledger, list(parts), whole)
        if found:
            yield found
    for whole, parts, near in counted_totals(ledger):
        found = None if whole.key in told_of or not _near_enough(parts, whole) else _add(ledger, list(parts), whole)
        shown = near and (not _TOP.search(ledger.lead(whole)) or _misprinted(whole, parts, closed=True))
        if found and (found.verdict in AGREEING or shown or (not near and _misprinted(whole, parts, closed=False))):
            told_of.add(whole.key)
            yield found
    yield from _apart(ledger, told_of)
    yield from _contributions(ledger)


def _apart(ledger: Ledger, told_of: set[str]) -> Iterator[Finding]:
    """若連同賓館12,870間房，全港達105,990間房: a total by its words whose parts stand apart from it, where it adds up."""
    for reading in ledger.readings:
        own = [c for c in figures(ledger.own(reading)) if c.quantity.unit not in ("ORDINAL", "NONE", "MULTIPLE") and not c.quantity.is_range]
        for at, whole in enumerate(own):
            lead = ledger.lead(whole)
            if whole.key in told_of or is_base(ledger, whole) or len(whole.quantity.low.digits.strip("0.")) < 3:
                continue
            if not (_SUM.search(lead) or _WITH.search(ledger.before(whole)[-36:]) or _ALL.search(lead)):
                continue
            paragraph = ledger.passage(whole).paragraph
            before = [
                c for c in own[max(0, at - 24) : at]
                if c.quantity.unit == whole.quantity.unit and paragraph - ledger.passage(c).paragraph < 2 and c.modality == whole.modality
                and c.quantity.value < whole.quantity.value and not is_base(ledger, c) and ledger.passage(c).role == "body"
            ]  # fmt: skip
            found = _adds_up(ledger, before[-7:], whole)
            if found is not None:
                told_of.add(whole.key)
                yield found


#: 三家單月共賺62.4億元, 全港合計, 全年派息合共, 潛在總額.
_ALL = rx(
    r"(?:[兩二三四五六七八九十](?:者|項|家|業|市|地|檔|類)[^，。；0-9]{0,8}|共[^，。；0-9]{1,3}|累計[^，。；0-9]{0,8}|總[^，。；0-9]{1,6}"
    r"|整體[^，。；0-9]{0,12}|全[港台國市年][^，。；0-9]{0,10})$"
)


def _adds_up(ledger: Ledger, before: Sequence[Claim], whole: Claim) -> Finding | None:
    """The amounts before a total that add up to it to its last digit: as many as there are right before it, or any two."""
    runs = [list(before[-count:]) for count in range(2, len(before) + 1)]
    runs += [[a, b] for at, a in enumerate(before) for b in before[at + 1 : -1]]
    for parts in runs:
        if abs(sum(part.quantity.value for part in parts) - whole.quantity.value) > sum(c.quantity.low.step for c in (*parts, whole)):
            continue
        found = _add(ledger, parts, whole)
        if found is not None and found.verdict in ("exact", "rounds"):
            return found
    return None


#: How much of a growth rate comes from one thing, and what takes away from it.
_GIVES = rx(r"貢獻|拉動|拉抬|推升|推高|拉高|提供|影響|帶動|加分")
_TAKES = rx(r"拖累|壓低|拉低|抵銷|抵消|負貢獻|減損|扣減|侵蝕|下拉")


def _contributions(ledger: Ledger) -> Iterator[Finding]:
    """國外淨需求貢獻7.21個百分點，內需0.43個百分點, of a growth of 7.64%: contributions add up to the rate, where they do."""
    for reading in ledger.readings:
        rates: list[Claim] = []
        run: list[Claim] = []
        for claim in figures(ledger.own(reading)):
            words = ledger.lead(claim)
            gives = claim.quantity.unit == "PERCENTAGE_POINT" and not claim.quantity.is_range
            if gives and (_GIVES.search(ledger.before(claim)[-30:]) or _TAKES.search(words)) and not is_base(ledger, claim):
                if run and ledger.passage(run[-1]).paragraph != ledger.passage(claim).paragraph:
                    run = []
                run.append(claim)
                found = _to_a_rate(ledger, run, rates) if len(run) > 1 else None
                if found is not None:
                    yield found
                    run = []
            elif claim.quantity.unit == "PERCENT" and claim.kind in ("change", "level", "to") and not claim.quantity.is_range:
                rates.append(claim)


def _to_a_rate(ledger: Ledger, run: Sequence[Claim], rates: Sequence[Claim]) -> Finding | None:
    """The contributions of a paragraph, or the last two or three of them, against the growth rates told before."""
    for parts in (run, run[-3:], run[-2:]):
        signs = [-1 if _TAKES.search(ledger.lead(c)) or c.quantity.value < 0 else 1 for c in parts]
        added = sum(sign * abs(c.quantity.value) for sign, c in zip(signs, parts, strict=True))
        for rate in reversed(rates[-8:]):
            fell = rate.direction == "down"
            if abs((-added if fell and added < 0 else added) - rate.quantity.value) <= rate.quantity.low.step / 2 and len(rate.quantity.low.digits) > 2:
                return weigh(NAME, ledger, parts, rate, (_signed([sign * (-1 if fell and added < 0 else 1) for sign in signs]),))
    return None


def _percents(ledger: Ledger) -> Iterator[Finding]:
    """食材成本佔收入28.8%，員工成本33.1%，租金17.9%，三項合共79.8%: shares that are added up, where it says how many."""
    for *_, claims in ledger.sentences():
        pool = [c for c in figures(claims) if c.quantity.unit == "PERCENT" and c.kind != "change" and not c.quantity.is_range and not is_base(ledger, c)]
        for at, whole in enumerate(pool):
            told_ = TOTAL_OF.search(ledger.before(whole)[-20:])
            many = int(small(told_["many"]) or 0) if told_ else 0
            parts = pool[at - many : at] if 1 < many <= at else []
            if parts and whole.quantity.value > max(part.quantity.value for part in parts):
                yield weigh(NAME, ledger, parts, whole, (total(many),))


def _near_enough(parts: Sequence[Claim], whole: Claim) -> bool:
    """Whether amounts counted by the words of a total may be the ones it is of."""
    return Fraction(11, 20) < sum(part.quantity.value for part in parts) / whole.quantity.value < Fraction(9, 5)


#: Of a group some rose, some fell and some stayed.
_ROSE, _FELL, _STAYED = (
    rx(r"上漲|上升|走高|揚升|增加|擴張|[漲升增]"), rx(r"下跌|下降|走低|減少|收縮|[跌降減]"), rx(r"持平|平盤|不變|無變動|走平"),
)  # fmt: skip


def _outcomes(ledger: Ledger) -> Iterator[Finding]:
    """70個大中城市中，上漲的有18個，下跌45個，持平7個; 上漲312家、下跌740家、平盤62家，合計1,114家: those of each way make up the group."""
    for *_, claims in ledger.sentences():
        pool = [c for c in figures(claims) if c.quantity.counted and not c.quantity.is_range and c.quantity.qualifier == "none"]
        pool = [c for a, c in pairwise([None, *pool]) if c is not None and not is_base(ledger, c) and not (a is not None and is_base(ledger, a))]
        ways = [_way(ledger, c) for c in pool]
        for at in range(len(pool) - 2):
            three = pool[at : at + 3]
            if set(ways[at : at + 3]) != {0, 1, 2} or len({c.quantity.unit for c in three}) != 1:
                continue
            group = [c for c in (pool[at - 1] if at else None, pool[at + 3] if at + 3 < len(pool) else None) if c is not None]
            group = [c for c in group if c.quantity.value > max(part.quantity.value for part in three) and _way(ledger, c) is None]
            if len(group) == 1:
                yield weigh(NAME, ledger, three, group[0], (total(3),))
            break


def _way(ledger: Ledger, claim: Claim) -> int | None:
    """Whether a count is of those that rose (0), fell (1) or stayed (2), by the words right beside it."""
    words = ledger.lead(claim)[-8:] or ledger.tail(claim)[:4]
    found = [number for number, way in enumerate((_ROSE, _FELL, _STAYED)) if way.search(words)]
    return found[0] if len(found) == 1 else None


def _listed(ledger: Ledger, listed: Breakdown) -> Finding | None:
    """A list of parts against the figure that it adds up to, or that it would add up to but for a slip of the pen."""
    for parts in (listed.parts[:count] for count in range(len(listed.parts), 1, -1)):
        if len(parts) == 2 and len(listed.parts) > 2 and not listed.within:
            break  # two of several may add up to anything
        for whole in listed.wholes:
            found = _add(ledger, list(parts), whole, listed=True) if _may_fit(ledger, parts, whole) else None
            if found is not None and found.verdict in AGREEING and found.verdict != "coarse_only":
                return found
    closed = listed.within and bool(_REST.search(ledger.lead(listed.parts[-1])) or MADE_UP.search(ledger.after(listed.parts[-1])[:9]))
    if listed.open or (len(listed.parts) < 3 and not closed):
        return None
    first = tuple(part for part in listed.parts if ledger.passage(part) == ledger.passage(listed.parts[0]))
    for parts in (listed.parts, first if len(first) > 2 else ()):
        for whole in listed.wholes[: 1 if listed.within else 2] if parts else ():
            if _misprinted(whole, parts, closed=closed):
                return _add(ledger, list(parts), whole)
    return None  # what is left over is told nowhere


def _may_fit(ledger: Ledger, parts: Sequence[Claim], whole: Claim) -> bool:
    """Whether parts, some of which may go the other way, can add up to a whole: told by the last digits alone, at little cost."""
    room = sum(claim.quantity.low.step for claim in (*parts, whole))
    added = sum(part.quantity.value for part in parts)
    if {_sign(ledger, claim) for claim in (*parts, whole)} >= {1, -1}:
        return True
    return abs(added - whole.quantity.value) <= room


def _misprinted(whole: Claim, parts: Sequence[Claim], closed: bool) -> bool:
    """Whether parts nearly make up their whole, and would but for a slip of the pen in one of the numbers.

    A remainder of a few units of the last digit looks like such a slip by chance; it is none unless the list names its
    rest (`closed`).
    """
    short = whole.quantity.value - sum(part.quantity.value for part in parts)
    if abs(short) * 8 > whole.quantity.value:
        return False
    return closed or any(
        abs(short) >= 10 * c.quantity.low.step and misprint(c.quantity.low, c.quantity.value + (-short if c is whole else short)) for c in (*parts, whole)
    )


def _both(ledger: Ledger) -> Iterator[Finding]:
    """國產車19,842輛。進口車18,355輛，兩者相加為39,197輛: a sum of two, the first of which stands in the sentence before."""
    for claims in windows(ledger, longest=80):
        pool = [c for c in figures(claims) if c.quantity.unit not in (*RATES, "ORDINAL") and not c.quantity.is_range][:3]
        if len(pool) == 3 and ledger.passage(pool[0]) != ledger.passage(pool[1]) == ledger.passage(pool[2]) and _TWO.search(ledger.lead(pool[2])):
            found = _summed(ledger, pool)
            if found:
                yield found


_TWO = rx(r"^(?:兩|二)(?:者|項|類|地|家)[^，。；0-9]{0,8}$")


def _summed(ledger: Ledger, pool: list[Claim]) -> Finding | None:
    """甲3億、乙2億，合計5億."""
    for place in range(2, len(pool)):
        whole = pool[place]
        before = ledger.before(whole)
        summed = _SUM.search(ledger.lead(whole)) or _WITH.search(before[-30:])
        if not summed or _NOUN.search(ledger.lead(whole)) or _REST.search(ledger.lead(whole)) or is_base(ledger, whole) or _TOP.search(before[-16:]):
            continue
        items = _items(ledger, pool[:place], whole)
        if not _SUM.search(ledger.lead(whole)):
            items = items[-2:]  # 差短1,727億元，連同債務還本1,200億元，須融資: these two and nothing before
        if items and _STRETCH.search(ledger.lead(whole)) and not _STRETCH.search(ledger.before(items[-1])):
            continue  # 外資買超120億元，投信…，三大法人本週合計買超420億元
        count = _how_many(ledger, pool[place - 1], items, whole)
        if count is None and items and _others(ledger, items[-1], whole):
            continue
        if count and len(items) > 2 and count != len(items):
            items = items[-int(count) :] if count < len(items) else []
        if len(items) < 2 or (count and count != len(items)):
            continue
        if _OPEN.search(ledger.between(items[-1], whole)) or _NETTED.search(ledger.between(items[-1], whole)):
            continue
        found = _add(ledger, items, whole)
        if found is None or count or found.verdict in AGREEING or not _WIDER.search(ledger.lead(whole)):
            return found
    return None


def _how_many(ledger: Ledger, last: Claim, items: list[Claim], whole: Claim) -> Fraction | None:
    """Of how many a total is said to be: 兩者合計, 三個屋苑合共; None where it does not say."""
    if not items:
        return None
    if last is not items[-1] and last.quantity.counted:
        return last.quantity.low.value
    told_ = _COUNT.search(ledger.between(items[-1], whole)[-12:])
    return small(told_[1]) if told_ else None


def _others(ledger: Ledger, item: Claim, whole: Claim) -> bool:
    """Whether the total is said of somebody else than the items: 投信則合計買超."""
    named = whole.subject is not None and ledger.words(whole.subject) in ledger.lead(whole) and ledger.words(whole.subject) != ledger.words(item.metric)
    return named and mentions_agree(whole.subject, item.subject) == "different"


_FOR, _AGAINST, _NEITHER = rx(r"贊成|同意|支持"), rx(r"反對|不同意"), rx(r"棄權|中立|缺席")
_VOTERS = rx(r"^[^，。；0-9]{0,12}(?:委員|票委|成員|董事|理事|議員|代表|官員|決策者|委员会|委員會)")


def _vote(ledger: Ledger, claims: Sequence[Claim]) -> Finding | None:
    """12名票委中有9人贊成、3人反對: votes for and against make up those who vote."""
    voters = next((c for c in claims if c.quantity.counted and _VOTERS.search(ledger.after(c))), None)
    if voters is None:
        return None
    cast: list[Claim] = []
    for claim in claims:
        words = ledger.tail(claim)[:4] + ledger.lead(claim)[-4:]
        if claim is not voters and claim.quantity.counted and claim.span.start > voters.span.end and any(p.search(words) for p in (_FOR, _AGAINST, _NEITHER)):
            cast.append(claim)
    sides = [bool(side.search("".join(ledger.tail(c)[:4] + ledger.lead(c)[-4:] for c in cast))) for side in (_FOR, _AGAINST)]
    if len(cast) < 2 or not all(sides) or len(cast) > 3:
        return None
    return weigh(NAME, ledger, cast, voters, (total(len(cast)),))


def _items(ledger: Ledger, before: list[Claim], whole: Claim) -> list[Claim]:
    """The run of like numbers right before a total: one unit, nothing between two that sets one within another."""
    items: list[Claim] = []
    for claim in reversed(before):
        if not one_unit(claim, whole) and claim.quantity.counted and (not whole.quantity.counted or claim is before[-1]):
            continue  # 三個屋苑合共10宗
        if not one_unit(claim, whole) or claim.kind in ("from", "to") or is_base(ledger, claim):
            break
        if (claim.kind == "change") != (whole.kind == "change") and not (_moves(ledger, claim) and _moves(ledger, whole)):
            break
        if _PRICE.search(ledger.lead(claim)):
            break
        if items and _NESTED.search(ledger.between(claim, items[0])):
            break
        items.insert(0, claim)
    return items


def _moves(ledger: Ledger, claim: Claim) -> bool:
    """Whether a number is of a change: also where its measure is named by one (淨增用戶126萬戶)."""
    return claim.kind == "change" or bool(rx(r"淨增|淨減|新增|增加|減少").search(ledger.lead(claim)))


def _sign(ledger: Ledger, claim: Claim) -> int:
    words = ledger.lead(claim) + ledger.words(claim.metric)
    plus, minus = bool(_PLUS.search(words)), bool(_MINUS.search(words))
    if plus == minus:
        return 0
    return 1 if plus else -1


def _add(ledger: Ledger, items: list[Claim], whole: Claim, *, listed: bool = False) -> Finding | None:
    """The items against their total; where some went in and some out, each by its word. Those of a list go its whole's way."""
    signs = [_sign(ledger, claim) for claim in items]
    mark = _sign(ledger, whole)
    if listed and mark and -mark in signs:
        signs = [sign or mark for sign in signs]
    if {1, -1} <= {*signs, mark} or (-1 in signs and mark == 0):
        if 0 in signs or not mark:
            return None  # one went in and another out: which way the others went is not told
        return weigh(NAME, ledger, items, whole, (_signed([sign * mark for sign in signs]),))
    return weigh(NAME, ledger, items, whole, (total(len(items)),))


def _signed(signs: list[int]) -> Formula:
    def add(*parts: Interval) -> Interval:
        result = Interval.point(0)
        for sign, part in zip(signs, parts, strict=True):
            result = result + (part if sign > 0 else -part)
        return result

    written = "".join(f"{' + ' if sign > 0 else ' − '}{{{place}}}" for place, sign in enumerate(signs))
    return Formula(of=add, written=written.removeprefix(" + ").strip())


def _broken_down(ledger: Ledger, pool: list[Claim], place: int) -> Finding | None:
    """總額T，其中甲A、乙B，其餘丙C."""
    whole = pool[place]
    rest = [c for c in pool[place + 1 :]]
    if len(rest) < 2 or whole.kind in ("change", "from") or is_base(ledger, whole):
        return None
    if any(c.quantity.unit == whole.quantity.unit and _BREAKDOWN.search(ledger.between(c, whole)) for c in pool[:place]):
        return None  # it is one of the parts itself: 35億元，其中18.5億元…，剩餘…
    ahead = ledger.between(whole, rest[0])
    closed = _EXHAUSTIVE.search(ledger.between(rest[-2], rest[-1])) and {c.quantity.unit for c in rest} == {whole.quantity.unit}
    summed = bool(_SUM.search(ledger.lead(whole)))
    if closed and not _BREAKDOWN.search(ahead) and (_PEER.search(ahead) or not _WHOLE_ITSELF.search(ledger.lead(whole)) or not _in_reach(rest, whole)):
        return None  # 比特幣53.8億、以太幣44.4億，其餘64.4億: the first is one of them
    if not (_BREAKDOWN.search(ahead) or closed or (summed and _LIST.search(ahead))):
        return None
    parts: list[Claim] = []
    for claim in rest:
        if claim.quantity.unit != whole.quantity.unit or claim.kind in ("from", "to", "change") or is_base(ledger, claim):
            break
        if parts and re.search("。|；|;", ledger.between(parts[-1], claim)) and not _REST.search(ledger.between(parts[-1], claim)):
            break
        if parts and rx(r"其中|含|當中").search(ledger.between(parts[-1], claim)):
            return None
        parts.append(claim)
    if len(parts) < 2:
        return None
    closing = ledger.between(parts[-2], parts[-1])
    count = _COUNT.search(ledger.before(whole))
    counted = count is not None and small(count[1]) == len(parts) and summed
    pair = len(parts) == 2 and complementary(ledger.lead(parts[0]), ledger.lead(parts[1]))
    exhaustive = pair or _EXHAUSTIVE.search(closing) or rx(r"分為|由").search(ahead) or counted or (summed and _LIST.search(ahead))
    if exhaustive and len(parts) == len(rest):
        return _add(ledger, parts, whole)
    joined = all(re.search(key("[、和及與以]"), ledger.between(a, b)) for a, b in pairwise(parts))
    return _too_much(ledger, parts, whole) if joined else None


_PEER = rx(r"^[、；]")
_WHOLE_ITSELF = rx(r"總|合計|合共|共|全|整體|規模|募集|募資|預算|收入|資金|投入|集資|投資|支出|營收")


def _in_reach(parts: list[Claim], whole: Claim) -> bool:
    """Whether the parts may make up the whole at all, some error granted."""
    return 2 * whole.quantity.value < 3 * sum(part.quantity.value for part in parts) < 4 * whole.quantity.value


def _too_much(ledger: Ledger, parts: list[Claim], whole: Claim) -> Finding | None:
    """Some of the items are already more than the whole."""
    mark = Number.of(whole.quantity)
    numbers = [Number.of(part.quantity) for part in parts]
    if mark.core.hi is None or any(_sign(ledger, part) < 0 for part in parts) or {p.kind for p in parts} != {whole.kind}:
        return None
    add = total(len(parts))
    image = Number(
        core=add.of(*(n.core for n in numbers)), interval=add.of(*(n.interval for n in numbers)), step=mark.step
    )
    judged = ordered(image, mark, "below", strictly=False)
    if judged.verdict != "inconsistent":
        return None
    claims = ledger.neighbours(whole)
    if any(c.quantity.unit == whole.quantity.unit and c.quantity.value > whole.quantity.value for c in claims[: claims.index(whole)]):
        return None  # 買賣5,367宗，按月增61.3%，2月為3,327宗，當中…: a larger one before may be the whole
    names = [said(part.quantity) for part in parts]
    return told(
        NAME, ledger, (*parts, whole), replace(judged, severity="error"),
        formula=f"{add.written.format(*names)} > {said(whole.quantity)}",
        chinese=f"{add.written.format(*names)}超過整體的{said(whole.quantity)}",
        english=f"{add.written.format(*[said_in_english(p.quantity) for p in parts])} exceeds the whole, "
        f"{said_in_english(whole.quantity)}",
    )  # fmt: skip


EXAMPLES = (
    Example(
        text="本次募集资金总额52.6亿元，其中28.4亿元用于产能建设，12.7亿元用于研发中心，其余15.5亿元补充流动资金。",
        verdict="inconsistent",
        touches=("52.6亿元", "28.4亿元", "12.7亿元", "15.5亿元"),
    ),
    Example(
        text="本次募集资金总额52.6亿元，其中28.4亿元用于产能建设，12.7亿元用于研发中心，其余11.5亿元补充流动资金。",
        verdict="exact",
        touches=("52.6亿元", "28.4亿元", "12.7亿元", "11.5亿元"),
    ),
    Example(
        text="甲廠接單3.2億元，乙廠接單2.4億元，兩廠合計5.8億元。",
        verdict="inconsistent",
        touches=("3.2億元", "2.4億元", "5.8億元"),
    ),
    Example(
        text="前三大出口市場依序為美國210億美元、中國大陸180億美元、東協120億美元。11月出口總值640億美元。",
        verdict=None,
        note="前三大不是全部",
    ),
)
