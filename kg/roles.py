"""Roles: which number of a sentence is the part, the whole, the state before, the state now, the change between them.

Roles are read from the frames of the sentence: 較…的, 其中, 占, 合計, 每. Where two numbers could play one role, none
plays it. Patterns are written in Traditional and matched on key text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from extract.reading import Claim, Comparison
from extract.text import rx
from kg.aspects import aspects
from kg.ledger import Ledger
from kg.pairing import measured, mentions_agree, probable, says_nothing

#: What is told aside and takes no part in a sum or a comparison.
ASIDES = ("duration", "rank", "target", "threshold")
RATES = ("PERCENT", "PERCENTAGE_POINT", "BASIS_POINT", "MULTIPLE")
#: How many of them a percentage point is.
POINTS = {"PERCENTAGE_POINT": Fraction(1), "BASIS_POINT": Fraction(100)}
#: Neither said to be so nor to be coming.
UNSAID = ("denied", "question")

_THAN = (
    r"(?:較|比起|(?<![拉拿芭益占佔對])比(?![特例重率亞利索卡值為])|相比|對比|對照|相較於?|相對於|低於|高於|優於|遜於|不及|多於|少於|不如|遠超|超過|超出|好於)"
)
_EARLIER = (
    r"(?:去年|上年|前年|前一年|上一年)(?:同期|同月|同季|同日|同週|全年|年底|底|末|度|[一二三四五六七八九十0-9]+月份?|第[一二三四1-4]季度?)?"
    r"|同期|上個?月|前個?月|前一個?月|上個?季度?|前個?季度?|前一個?季度?|上個?(?:週|周|星期)|前一?(?:週|周)"
    r"|[上前對]?上?一(?:個月|期|周|週|季)|[一二兩三四五六七八九十0-9]+(?:年|個月|季|週|周|天|日)(?:之|以)?前|可比(?:數|基數|期)|基數|期初|月初|季初|發行價|承銷價|[上前]一?季度?末|上月[末底]"
    r"|[上前]一(?:個)?交易日|前一日|前日|昨日|昨天|昨收|前值|年初|上次|原先|原本|此前|先前|之前|同期水準"
)
_BASE = rx(rf"(?:{_THAN}|{_EARLIER})(?P<after>[^，。；（）]{{0,20}})$")
_THAN_BASE = rx(rf"{_THAN}[^，。；（）]{{0,20}}$")
_PART = re.compile(r"[，,。；;（(]")
_BASE_PERIOD: tuple[tuple[Comparison, str], ...] = (
    ("yoy", r"(?:去年|上年|前年|前一年|上一年)(?:同|全年|度|第|[一二三四五六七八九十0-9]+月)|同期|去年(?!底|末|年底)|上年(?!底|末)"),
    ("ytd", r"年初|去年底|上年末|去年末|上年底"),
    ("mom", r"上個?月|前個?月|前一個?月"),
    ("qoq", r"上個?季|前個?季|前一個?季"),
    ("wow", r"上個?(?:週|周|星期)|前一?(?:週|周)"),
    ("dod", r"[上前]一(?:個)?交易日|前一日|前日|昨"),
)
_WAY = rx(r"增|升|漲|揚|高|多|擴|加|成長|翻|減|降|跌|低|少|縮|衰退|下滑|滑落|萎縮|回落|收窄|放緩")
_TOGETHER = rx(r"合計|合共|總計|兩者|加起來")
_SEVERAL = rx("分別|依序|各自|依次")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Two states of one measure and what is said to lie between them. `base`: what the change is counted from."""

    before: Claim
    now: Claim
    by: Claim


def windows(ledger: Ledger, *, longest: int = 50) -> Iterator[tuple[Claim, ...]]:
    """The claims of every sentence with those of the next one of its paragraph, where that is no longer than `longest`."""
    last: tuple[Claim, ...] = ()
    where: tuple[str, int] | None = None
    for reading, passage, text, claims in ledger.sentences():
        here = (reading.article.key, passage.paragraph)
        if last and where == here and len(text) < longest and claims:
            yield (*last, *claims)
        last, where = claims, here


def figures(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a sentence that may take part in arithmetic."""
    return [c for c in claims if c.kind not in ASIDES and c.modality not in UNSAID]


def is_base(ledger: Ledger, claim: Claim) -> bool:
    """Whether a number is what another is compared with: 較去年同期的3.16億, 去年同期為3.16億, （上月：38萬）."""
    short = _short(ledger, claim)
    if _WITH.search(short) and _COMPARED.search(ledger.tail(claim)):
        return True
    if _THAN_BASE.search(short) is None and (own := _OF_A_YEAR.search(short)) and _OWN_WORDS.sub("", own["noun"]):
        return False  # 去年合併營收63.85億元, in the news of its results
    found = _BASE.search(short)
    return found is not None and not _WAY.search(_MARK.sub("", found["after"] or ""))


#: A year, month or quarter by its name alone, and what is told of it: no 同期, no 去年為.
_OF_A_YEAR = rx(
    r"(?:去年|上年|前年|前一年|上一年|上個?月份?|上個?季度?|上[週周][一二三四五](?=收|報))"
    r"(?!同|底|末|初|全年|度|[0-9第上下]|一季|二季|三季|四季)(?P<noun>[^，。；（）]{1,20})$"
)
#: 與5月的1萬7,596棟相比
_WITH, _COMPARED = rx(r"[與和跟同][^，。；0-9]{0,10}(?:[0-9]{1,2}月)?[^，。；0-9]{0,4}$"), rx(r"^(?:相比|相較|比較|比起來)")
#: Words for where a price once stood, which say no way: 較1月初高點1,103.
_MARK = rx(r"高點|低點|高位|低位|高峰|低谷|最高|最低")


_RECORD = rx(r"紀錄|最高|前高|高位|歷史|此前|先前")


def is_record(ledger: Ledger, claim: Claim) -> bool:
    """Whether a number is told as the mark that another passed: 此前的最高紀錄是84.1GWh."""
    return bool(_RECORD.search(ledger.lead(claim)))


def _short(ledger: Ledger, claim: Claim) -> str:
    """The words before a number, back to the number before it or the clause's beginning, a colon not parting them."""
    before = ledger.before(claim)
    numbers = [c for c in ledger.neighbours(claim) if c.kind != "duration"]  # 過去五個交易日平均 is one name
    first = max((end for c in numbers if (end := ledger.offsets(c)[1]) <= len(before)), default=0)
    return _PART.split(before[first:])[-1]


def base_of(ledger: Ledger, claim: Claim) -> Comparison | None:
    """The comparison for which a base claim would serve: 去年同期 → yoy; None where its words do not tell."""
    words = _short(ledger, claim) + ledger.words(claim.period)
    return next((name for name, pattern in _BASE_PERIOD if rx(pattern).search(words)), None)


def one_measure(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether nothing in two numbers shows them to be of different measures or things."""
    if a.quantity.unit != b.quantity.unit:
        return False
    if _bare(a) or _bare(b):
        return True  # 兩融餘額為2.48兆…，10月末餘額為2.35兆: 餘額 alone is of what was told before
    return mentions_agree(a.metric, b.metric) != "different" and mentions_agree(a.subject, b.subject) != "different"


def _bare(claim: Claim) -> bool:
    """Whether a number has a measure that only says how, and is of nobody: 餘額, 金額."""
    return says_nothing(claim.metric) and claim.subject == claim.metric


def changes(ledger: Ledger, claims: Sequence[Claim]) -> Iterator[Change]:
    """Every change of a sentence whose two states stand in it: 3.23億，較去年同期的3.16億成長2.2%.

    `claims` may hold those of the sentence that follows as well.
    """
    pool = figures(claims)
    if not pool:
        return
    several = bool(_SEVERAL.search(ledger.sentence(claims[0])))
    for by in pool:
        moves = by.kind == "change" or (by.kind == "level" and by.quantity.unit in POINTS)
        if not moves or by.quantity.is_range or is_base(ledger, by) or _RESTATED_BASIS.search(_clauses(ledger, by)):
            continue
        if _TOGETHER.search(ledger.lead(by)):
            continue  # 7月由7.9萬下修至7.2萬，8月…，兩個月合計下修3.3萬
        if by.quantity.unit == "PERCENT":
            states = [c for c in pool if c.quantity.unit not in RATES and _definite(c)]
        elif by.quantity.unit in POINTS:
            likely = by.quantity.unit == "PERCENTAGE_POINT"  # basis points are of rates of interest: 降息3碼的機率由68%升到81%
            kinds = ("level", "to", "ratio")
            states = [c for c in pool if c.quantity.unit == "PERCENT" and _definite(c) and c.kind in kinds and (likely or not probable(ledger, c))]
        elif by.quantity.unit in RATES:
            continue
        else:
            states = [c for c in pool if c.quantity.unit == by.quantity.unit and c.kind != "change" and _definite(c)]
        pair = _behind(ledger, states, by)
        if pair is None and not several:
            pair = _pair(ledger, [c for c in states if c is not by], by)
            pair = pair if pair is not None and _beside(ledger, pool, pair, by) else None
        if pair is not None:
            yield Change(before=pair[0], now=pair[1], by=by)


#: What stands between a change and the base behind it: （前年, ，上年同期為, （3月.
_BASE_BEHIND = rx(
    rf"^(?:以上|左右)?(?:（|，|、|，而|；)(?:即)?(?:{_EARLIER}|[上前]日|前收|前次|前月|前季|前期|(?:今年|去年|上年)?(?:[0-9]{{1,2}}月份?|第?[一二三四1-4]季度?|[0-9]{{4}}年)"
    rf"(?:[底末])?|上次)(?:的|為|是|則為|同期|同月|數字|有|報|收|僅|只有|約|：)*(?:人民幣|港幣|新台幣|每[一-鿿]{{1,2}})?$"
)


def _behind(ledger: Ledger, states: Sequence[Claim], by: Claim) -> tuple[Claim, Claim] | None:
    """14.36億元，同比增長37.8%（前年10.42億元）: the base right behind the change, the state right before it."""
    claims = ledger.neighbours(by)
    place = claims.index(by)
    base = claims[place + 1] if place + 1 < len(claims) else None
    if base is None or base not in states or not _BASE_BEHIND.search(ledger.between(by, base)):
        return None
    if ledger.between(by, base)[0] in "，；" and not is_base(ledger, base):
        return None
    if ledger.between(by, base).startswith("（") and ledger.after(base)[:12].split("）")[0] != ledger.tail(base)[:12]:
        return None
    for now in reversed(claims[:place]):
        if now.quantity.unit == base.quantity.unit and now in states:
            earlier = is_base(ledger, now) and not _comes_before(base, now)  # 去年14.36億，增37.8%（前年10.42億元）
            if now.kind == "from" or earlier or amount_of_change(ledger, now) or _PASSED.search(ledger.lead(now)) or of_another(ledger, by, now):
                return None
            basis = base_between(ledger, base, now)
            fits = by.comparison in ("none", "versus") or basis == by.comparison or (basis is None and by.comparison != "yoy")
            bare = _LAST_YEAR.search(ledger.lead(base))  # 上年: of the same months as what stands before
            return (base, now) if fits and (bare or not _unlike_stretches(base, now)) else None
        if now.quantity.unit not in RATES and not amount_of_change(ledger, now) and now.kind not in ASIDES:
            return None
    return None


_LAST_YEAR = rx(r"(?:去年|上年|前年)(?:為|則為|有|僅|只有|約|報|是)?$")
_PASSED = rx(r"若|剔除|扣除|不計|撇除|盤中|一度|高點|低點|觸及|衝破|最高|最低|盤前|盤後|曾")


def _comes_before(a: Claim, b: Claim) -> bool:
    """Whether the first's time ends before the second's."""
    return a.period is not None and b.period is not None and a.period.last is not None and b.period.last is not None and a.period.last < b.period.last


def _definite(claim: Claim) -> bool:
    """Whether a number is one value: neither a range nor open to one side."""
    return not claim.quantity.is_range and claim.quantity.qualifier in ("none", "about")


def _beside(ledger: Ledger, pool: Sequence[Claim], pair: tuple[Claim, Claim], by: Claim) -> bool:
    """Whether no other figure stands between the change and the nearer of its states; the amount of the change is none."""
    others = [
        c for c in pool
        if c is not by and (c.quantity.unit not in RATES or c.quantity.unit == pair[0].quantity.unit) and (c in pair or not amount_of_change(ledger, c))
    ]  # fmt: skip
    before = [c for c in others if c.span.end <= by.span.start]
    return (before[-1] if before else others[0]) in pair


#: A rate that is not counted from the figures as they stand: 按不變價格, 扣除非經常性損益後, 按日均計算.
_RESTATED_BASIS = rx(
    r"不變價|可比價|可比口徑|可比基準|實質|實際增|扣除|剔除|撇除|日均|人均|固定匯率|不計|調整後|同店|本幣計|"
    r"美元計價|複合|年均|年化|CAGR|貢獻|拉動"
)
#: What a price only passed through.
_PASSING = rx(r"若|剔除|扣除|不計|撇除|其中|盤中|一度|高點|低點|觸及|衝破|最高|最低|盤前|盤後|曾")


def _clauses(ledger: Ledger, claim: Claim) -> str:
    """The clause of a number and the one before it, back to the number before."""
    return ledger.before(claim)[-24:]


def _pair(ledger: Ledger, states: list[Claim], by: Claim) -> tuple[Claim, Claim] | None:
    """The two states between which a change lies: of one measure, one shown to be before the other; else None."""
    found: list[tuple[Claim, Claim]] = []
    for before in states:
        for now in states:
            if before is now or before.quantity.unit != now.quantity.unit or not ordered(ledger, before, now):
                continue
            if amount_of_change(ledger, now):
                continue  # 與13萬9,560棟相比減少3萬9,686棟，年減28.4%
            if not (one_measure(ledger, before, now) or (_follows(ledger, now, before) and _directly(ledger, before, by))):
                continue
            if ledger.passage(now) != ledger.passage(by):
                continue
            if ledger.passage(before) != ledger.passage(by) and _has_its_own(ledger, before):
                continue  # 貨品45.9億元，跌1.1%；百貨19.8億元，去年同月為21.3億元: of what its own clause tells
            if ledger.passage(before) != ledger.passage(by) and _OWN_WORDS.sub("", _unnamed(ledger, before, now)):
                continue  # over a full stop only 上年同期為72億, which can mean nothing else
            if _serves(ledger, before, now, by) and not of_another(ledger, by, now):
                found.append((before, now))
    if len({before.key for before, _ in found}) != 1:
        return None
    ahead = [pair for pair in found if pair[1].span.start < pair[0].span.start]
    if ahead and _THAN_BASE.search(_short(ledger, found[0][0])):
        return max(ahead, key=lambda pair: pair[1].span.start)  # 4.83萬輛，較去年同期的3.97萬輛: what is compared stands before
    return min(found, key=lambda pair: abs(pair[1].span.start - by.span.start))


def _has_its_own(ledger: Ledger, base: Claim) -> bool:
    """Whether a base's own passage tells a change before it."""
    return any(c.kind == "change" and c.span.end <= base.span.start for c in ledger.neighbours(base))


def amount_of_change(ledger: Ledger, claim: Claim) -> bool:
    """Whether a number is by how much something moved: 減少3萬9,686棟."""
    return claim.kind == "change" or bool(_AMOUNT_OF_CHANGE.search(_short(ledger, claim)))


_AMOUNT_OF_CHANGE = rx(r"(?:增加|減少|[增減]|淨[增減]|上升|下降|[漲跌]|少|多|新增)了?$")


def of_another(ledger: Ledger, by: Claim, now: Claim) -> bool:
    """Whether a change names a measure of its own beside it: 虧損收斂至1.1億元，營收則年增18.4%."""
    named = by.metric is not None and not says_nothing(by.metric) and ledger.words(by.metric) in ledger.lead(by)
    return named and by.span.start > now.span.end and mentions_agree(measured(by), measured(now)) == "different"


def _unnamed(ledger: Ledger, before: Claim, now: Claim) -> str:
    """The words before a base without the name of the measure that the later state has as well: 10月底餘額為."""
    words = _short(ledger, before)
    alike = mentions_agree(before.metric, now.metric) == "same" and mentions_agree(before.subject, now.subject) == "same"
    return words.replace(ledger.words(before.metric), "") if alike else words


#: What a base that names no measure of its own consists of.
_OWN_WORDS = rx(
    rf"(?:{_EARLIER})|[0-9]+|年|月|份|底|末|則|為|是|僅|只有|有|約|近|逾|錄得|報|的|數|字|基|賺|派|蝕|虧|，|：|也|卻|全|達|首波|實現"
    r"|結算價|收盤價?|收市價?|收報|收於|收在"
)


def _follows(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether b is the number right behind a, in one sentence."""
    claims = ledger.neighbours(a)
    place = claims.index(a)
    return place + 1 < len(claims) and claims[place + 1] is b


def ordered(ledger: Ledger, before: Claim, now: Claim) -> bool:
    """Whether the first is shown to be the earlier state: by its words, or by the days of both."""
    if is_base(ledger, now) or now.kind == "from" or before.kind == "to":
        return False
    if _THAN_BASE.search(_short(ledger, before)) and is_base(ledger, before):
        return True
    same = mentions_agree(before.metric, now.metric)
    if is_base(ledger, before):
        return same == "same" or not _OWN_WORDS.sub("", _short(ledger, before))  # 上年同期為72億 says when and no more
    first, second = before.period, now.period
    if first is None or second is None or first.last is None or second.last is None or first.grain != second.grain:
        return False
    named = (same == "same" and mentions_agree(before.subject, now.subject) == "same") or _bare(before)
    return named and first.last < second.last


def base_between(ledger: Ledger, before: Claim, now: Claim) -> Comparison | None:
    """The comparison that lies between two states: by the words of the earlier, else by the days between the two."""
    told = base_of(ledger, before)
    first, second = before.period, now.period
    if first is None or second is None or first.last is None or second.last is None or first.grain != second.grain:
        return told
    days = (second.last - first.last).days
    if told == "yoy" and first.grain in ("month", "quarter") and not 360 <= days <= 371:
        return None  # 去年11月 is a year before 11月, not before 10月
    if told is not None:
        return told
    spans: tuple[tuple[int, int, Comparison], ...] = (
        (360, 371, "yoy"), (88, 93, "qoq"), (27, 32, "mom"), (7, 7, "wow"), (1, 1, "dod"),
    )  # fmt: skip
    return next((name for low, high, name in spans if low <= days <= high), None)


def _nearer(ledger: Ledger, before: Claim, by: Claim) -> bool:
    """Whether another change of its unit follows the base before this one: 比上月的24個減少6個，下跌45個."""
    claims = ledger.neighbours(by)
    if by.quantity.unit == "PERCENT" or before not in claims or before.span.start > by.span.start:
        return False
    return any(c.quantity.unit == by.quantity.unit and amount_of_change(ledger, c) for c in claims[claims.index(before) + 1 : claims.index(by)])


def _serves(ledger: Ledger, before: Claim, now: Claim, by: Claim) -> bool:
    """Whether the change is counted between these two states and no others."""
    if by.kind == "change" and by.quantity.unit != "PERCENT" and not one_measure(ledger, by, now) and not is_base(ledger, before):
        return False
    if any(_PASSING.search(ledger.lead(state)) for state in (before, now)):
        return False
    whose = mentions_agree(by.subject, now.subject)
    own = by.subject is not None and now.subject is not None and not says_nothing(by.subject)
    if own and whose != "same" and not _directly(ledger, before, by):
        return False
    first, second = (aspects(ledger, state).get("stretch") for state in (before, now))
    if first and second and first != second:
        return False
    if by.quantity.unit in POINTS and by.span.end < before.span.start and _THAN_BASE.search(_short(ledger, before)):
        return False  # 由18.2%回升到20.7%，增加2.5個百分點，優於預期的19.5%
    if _nearer(ledger, before, by):
        return False
    if _unlike_stretches(before, now):
        return False  # 去年同月為184.4億元；首11個月累計2,265.1億元
    if aspects(ledger, by).get("stretch", "") != aspects(ledger, now).get("stretch", "") and aspects(ledger, by).get("stretch"):
        return False
    sizes = sorted((abs(before.quantity.value), abs(now.quantity.value)))
    if not sizes[0] or sizes[1] > 50 * sizes[0]:
        return False  # a profit and a dividend a share
    basis = base_between(ledger, before, now)
    if by.comparison not in ("none", "versus"):
        # 年增 is counted from a year ago, whatever other figure stands beside it
        if basis is not None:
            return basis == by.comparison
        return _directly(ledger, before, by) and not _NAMES_BASIS.search(ledger.lead(by))
    return basis is None or _directly(ledger, before, by) or abs(now.span.start - before.span.start) < 60


def _unlike_stretches(a: Claim, b: Claim) -> bool:
    """Whether two times are stretches of unlike length: a month, and eleven of them."""
    if a.period is None or b.period is None:
        return False
    first, second = ((p.last - p.first).days + 1 if p.first and p.last else 0 for p in (a.period, b.period))
    return min(first, second) > 1 and max(first, second) > 1.5 * min(first, second)


_NAMES_BASIS = rx(r"年增|年減|月增|月減|季增|季減|同比|環比|按年|按月|按季|月增幅")


def _directly(ledger: Ledger, base: Claim, by: Claim) -> bool:
    """Whether the change follows its base at once: 的3.16億支成長2.2%."""
    if not _THAN_BASE.search(_short(ledger, base)) or base.span.end > by.span.start:
        return False
    between = ledger.between(base, by)
    return len(between) <= 16 and not set("。；;") & set(between) and bool(_WAY.search(between))
