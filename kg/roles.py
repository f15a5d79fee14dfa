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
from extract.text import key, rx
from kg.aspects import aspects
from kg.ledger import Ledger, once
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
    r"|(?:[上前]|對上)一(?:個月|期|周|週|季)|[一二兩三四五六七八九十0-9]+(?:年|個月|季|週|周|天|日)(?:之|以)?前(?![0-9一二兩三四五六七八九十]+個?[月季週周年天日])"
    r"|可比(?:數|基數|期)|基數|期初|月初|季初|發行價|承銷價|[上前]一?季度?末|上月[末底]"
    r"|[上前]一(?:個)?交易日|前一日|前日|(?<!以)上日|昨日|昨天|昨收|前值|年初(?!至今|以來|迄今)|上次|原先|原本|此前|先前|之前|同期水準"
)
_BASE = rx(rf"(?:{_THAN}|{_EARLIER})(?P<after>[^，。；（）]{{0,20}})$")
_THAN_BASE = rx(rf"{_THAN}[^，。；（）]{{0,20}}$")
_PART = re.compile(r"[，,。；;（(]")
_BASE_PERIOD: tuple[tuple[Comparison, str], ...] = (
    ("yoy", r"(?:去年|上年|前年|前一年|上一年)(?:同|全年|度|第|[一二三四五六七八九十0-9]+月)|同期|一年前|(?:去年|上年|前年)(?!底|末|年底)"),
    ("ytd", r"年初|去年底|上年末|去年末|上年底"),
    ("mom", r"[上前]一?個?月"),
    ("qoq", r"[上前]一?個?季"),
    ("wow", r"[上前]一?個?(?:週|周|星期)"),
    ("dod", r"[上前]一(?:個)?交易日|前一?日|(?<!以)上日|昨"),
)
_WAY = rx(r"增|升|漲|揚|高|多|擴|加|成長|翻|溢價|上行|減|降|跌|低|少|縮|衰退|下滑|滑落|萎縮|回落|收窄|放緩|折讓|折價|便宜|蒸發|下行")
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


def statements(ledger: Ledger) -> Iterator[tuple[Claim, ...]]:
    """The claims of every run of passages up to a full stop: 封閉式占19.8%；開放式占80.2%。"""
    run: list[Claim] = []
    where: tuple[str, int] | None = None
    for reading, passage, text, claims in ledger.sentences():
        here = (reading.article.key, passage.paragraph)
        if run and where != here:
            yield tuple(run)
            run = []
        where, run = here, [*run, *claims]
        if not text.endswith("；") and run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


#: Classifiers that count one sort of thing, and what is counted by 枚.
_ONE_UNIT = ({"COUNT:枚", "BTC", "ETH", "SOL", "BNB", "XRP"}, {"COUNT:人", "COUNT:名", "COUNT:位"})


def one_unit(a: Claim, b: Claim) -> bool:
    """Whether two numbers count the same sort of thing: 412萬枚比特幣 and 1,980萬枚, 533人 and 1,240名."""
    first, second = a.quantity.unit, b.quantity.unit
    return first == second or any(first in units and second in units and (key("COUNT:枚") in (first, second) or "COUNT:人" in units) for units in _ONE_UNIT)


def figures(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a sentence that may take part in arithmetic."""
    return [c for c in claims if c.kind not in ASIDES and c.modality not in UNSAID]


@once
def is_base(ledger: Ledger, claim: Claim) -> bool:
    """Whether a number is what another is compared with: 較去年同期的3.16億, 去年同期為3.16億, （上月：38萬）."""
    short = _short(ledger, claim)
    if _WITH.search(short) and _COMPARED.search(ledger.tail(claim)):
        return True
    if _THAN_BASE.search(short) is None and (own := _OF_A_YEAR.search(short)) and _OWN_WORDS.sub("", own["noun"]):
        return False  # 去年合併營收63.85億元, in the news of its results
    if _THEN_WAS.search(short) and claim.period is not None and claim.period.last is not None:
        published = ledger.reading(claim).article.published
        if published is not None and claim.period.last.year < published.year and (published - claim.period.last).days > 200:
            return True  # 升至18.4%，2025年一季度為13.6%，提升4.8個百分點
    found = _BASE.search(short)
    if found is not None and rx("^(?:去年|上年)").match(found.group()) and _is_news(ledger, claim):
        return False  # 去年12月出口, told in January
    return found is not None and not _WAY.search(_MARK.sub("", found["after"] or ""))


#: 2025年一季度為: when, and no more.
_THEN_WAS = rx(r"^[，、（]?[0-9]{4}年(?:第?[一二三四1-4]季度?|[0-9]{1,2}月|上半年|同期)(?:則|僅|只)?(?:為|是)$")


def _is_news(ledger: Ledger, claim: Claim) -> bool:
    """Whether a month or quarter of last year is the one that the news is about."""
    period, published = claim.period, ledger.reading(claim).article.published
    if period is None or period.last is None or published is None or claim.by.get("period") not in ("clause", "attached"):
        return False
    return (published - period.last).days < 75 and _LATE.search(ledger.words(period)) is not None


_LATE = rx(r"(?:去年|上年)(?:1[0-2]月|第?[四4]季|下半年|全年)")
#: A year, month or quarter by its name alone, and what is told of it: no 同期, no 去年為.
_OF_A_YEAR = rx(
    r"(?:去年|上年|前年|前一年|上一年|上個?月份?|上個?季度?|上[週周][一二三四五](?=收|報))"
    r"(?!同|底|末|初|全年|度|[0-9第上下]|一季|二季|三季|四季)(?P<noun>[^，。；（）]{1,20})$"
)
#: 與5月的1萬7,596棟相比
_WITH, _COMPARED = rx(r"[與和跟同][^，。；0-9]{0,10}(?:[0-9]{1,4}[年月天日])*[^，。；0-9]{0,6}$"), rx(r"^(?:相比|相較|比較|比起來)")
#: Words for where a price once stood, which say no way: 較1月初高點1,103.
_MARK = rx(r"高點|低點|高位|低位|高峰|低谷|最高|最低")


_RECORD = rx(r"紀錄|最高|前高|高位|歷史|此前|先前")


@once
def is_record(ledger: Ledger, claim: Claim) -> bool:
    """Whether a number is told as the mark that another passed: 此前的最高紀錄是84.1GWh."""
    return bool(_RECORD.search(ledger.lead(claim)))


def _compared(ledger: Ledger, claim: Claim) -> bool:
    """Whether a number is led in as what another is held against: 較去年同期的3.16億, 與去年9月3,874.5億元比較."""
    short = _short(ledger, claim)
    return bool(_THAN_BASE.search(short)) or bool(_WITH.search(short) and _COMPARED.search(ledger.tail(claim)))


@once
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
    """Whether a number has a measure that only says how, and names nobody: 餘額, 金額."""
    nobody = claim.by.get("subject") in ("carried", "company", "sentence") and claim.quantity.unit not in RATES
    return says_nothing(claim.metric) and (claim.subject == claim.metric or nobody)


def changes(ledger: Ledger, claims: Sequence[Claim]) -> Iterator[Change]:
    """Every change of a sentence whose two states stand in it: 3.23億，較去年同期的3.16億成長2.2%.

    `claims` may hold those of the sentence that follows as well.
    """
    pool = figures(claims)
    if not pool:
        return
    goals = [c for c in claims if c.kind == "target" and c.quantity.is_money]  # 目標價5.60元，較收市價4.72元高18.6%
    several = bool(_SEVERAL.search(ledger.sentence(claims[0])))
    for by in pool:
        moves = by.kind == "change" or (by.kind == "level" and by.quantity.unit in POINTS)
        if not moves or by.quantity.is_range or is_base(ledger, by) or _on_another_basis(ledger, by):
            continue
        if rx(r"的(?:約|近|逾)?$").search(_short(ledger, by)):
            continue  # 恢復至2019年同期129萬人次的96%
        if _TOGETHER.search(ledger.lead(by)):
            continue  # 7月由7.9萬下修至7.2萬，8月…，兩個月合計下修3.3萬
        if by.quantity.unit == "PERCENT":
            states = [c for c in (*pool, *goals) if c.quantity.unit not in RATES and _definite(c)]
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
    rf"(?:[底末])?|上次)(?:的|為|是|則為|同期|同月|數字|有|報|收|僅|只有|約|曾|達|：)*(?:人民幣|港幣|新台幣|每[一-鿿]{{1,2}})?$"
)


def _behind(ledger: Ledger, states: Sequence[Claim], by: Claim) -> tuple[Claim, Claim] | None:
    """14.36億元，同比增長37.8%（前年10.42億元）: the base right behind the change, the state right before it."""
    claims = ledger.neighbours(by)
    place = at = claims.index(by)
    while at + 1 < len(claims) and _in_other_words(ledger, claims[at], claims[at + 1]):
        at += 1  # 減少15萬噸，下降0.1%，去年為14,989萬噸
    last, base = claims[at], (claims[at + 1] if at + 1 < len(claims) else None)
    if base is None or base not in states:
        return None
    between = ledger.between(last, base)
    named = _names_again(ledger, base, claims[:place])
    if not _BASE_BEHIND.search(between.replace(ledger.words(base.metric), "") if named else between):
        return None
    if between.startswith("（") and ledger.after(base)[:12].split("）")[0] != ledger.tail(base)[:12]:
        return None
    for now in reversed(claims[:place]):
        if now.quantity.unit == base.quantity.unit and now in states:
            earlier = is_base(ledger, now) and not comes_before(base, now)  # 去年14.36億，增37.8%（前年10.42億元）
            if now.kind == "from" or earlier or amount_of_change(ledger, now) or _PASSED.search(ledger.lead(now)) or of_another(ledger, by, now):
                return None
            basis = base_between(ledger, base, now)
            if between[0] in "，；" and not is_base(ledger, base) and not (basis and basis == by.comparison and comes_before(base, now)):
                return None  # by its words it is no base, nor by its days
            own = _own_basis(by)
            same = basis == own or (basis in _SEQUENTIAL and "环比" in ledger.lead(by))
            fits = own in ("none", "versus") or same or (basis is None and own != "yoy")
            bare = _LAST_YEAR.search(ledger.lead(base))  # 上年: of the same months as what stands before
            return (base, now) if fits and (bare or not _unlike_stretches(base, now)) else None
        if now.quantity.unit not in RATES and not amount_of_change(ledger, now) and now.kind not in ASIDES:
            return None
    return None


#: The same change told once more: 減少15萬噸，下降0.1%; 升165億美元或0.5%.
_OR_ELSE = rx(
    r"^(?:，|、|（|或|即|及|也就是|相當於)*(?:[增減升跌漲降]幅|幅度|成長率|增長率|增加|減少|上升|下降|成長|增長|下跌|下滑|[增減升跌漲降])?(?:幅度?)?(?:為|達|約|近|逾|是)*$"
)


def _in_other_words(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether the second number tells the same change as the first: an amount and its rate."""
    rates = [c.quantity.unit in RATES for c in (a, b)]
    return a.kind == b.kind == "change" and rates[0] != rates[1] and bool(_OR_ELSE.search(ledger.between(a, b)))


def _names_again(ledger: Ledger, base: Claim, before: Sequence[Claim]) -> bool:
    """Whether a base repeats the measure of what stands before it, or its tail: 外幣存款餘額9.36兆元 … 5月底餘額9.19兆元."""
    measure = base.metric
    now = next((c for c in reversed(before) if c.quantity.unit == base.quantity.unit and c.kind != "change"), None)
    if measure is None or now is None or now.metric is None:
        return False
    tail = ledger.words(now.metric).endswith(ledger.words(measure))
    return tail or mentions_agree(measure, now.metric) == "same" or says_nothing(measure)


_LAST_YEAR = rx(r"(?:去年|上年|前年)(?:為|則為|有|僅|只有|約|報|是)?$")
_PASSED = rx(r"若|剔除|扣除|不計|撇除|盤中|一度|高點|低點|觸及|衝破|最高|最低|盤前|盤後|曾")


def comes_before(a: Claim, b: Claim) -> bool:
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


#: A rate that is not counted from the figures as they stand, whichever figure the words come before: 按不變價格.
_RESTATED_BASIS = rx(r"不變價|可比價|可比口徑|可比基準|(?:實質|實際增|固定匯率|本幣計|美元計價)(?=.{0,20}$)")
#: And one that is so only where the words stand behind the figures: 扣除非經常性損益後增5%, 按日均計算增5%; 日均1,512萬筆 is itself a figure.
_RATE_OF_ANOTHER = rx(r"扣除|剔除|撇除|日均|人均|不計|調整後|同店|複合|年均|年化|CAGR|貢獻|拉動")
#: What a price only passed through.
_PASSING = rx(r"若|剔除|扣除|不計|撇除|其中|盤中|一度|高點|低點|觸及|衝破|最高|最低|盤前|盤後|曾")


def _on_another_basis(ledger: Ledger, by: Claim) -> bool:
    """Whether a rate is not counted from the figures beside it."""
    before = ledger.before(by)
    last = max((ledger.offsets(c)[1] for c in ledger.neighbours(by) if c.span.end <= by.span.start), default=0)
    return bool(_RESTATED_BASIS.search(before[-48:]) or _RATE_OF_ANOTHER.search(before[max(last, len(before) - 24) :]))


def _pair(ledger: Ledger, states: list[Claim], by: Claim) -> tuple[Claim, Claim] | None:
    """The two states between which a change lies: of one measure, one shown to be before the other; else None."""
    found: list[tuple[Claim, Claim]] = []
    for before in states:
        for now in states:
            if before is now or before.quantity.unit != now.quantity.unit or not ordered(ledger, before, now):
                continue
            if amount_of_change(ledger, now) or (before.kind == "change" and not is_base(ledger, before)):
                continue  # 與13萬9,560棟相比減少3萬9,686棟，年減28.4%
            if not (one_measure(ledger, before, now) or (_follows(ledger, now, before) and _directly(ledger, before, by))):
                continue
            if ledger.passage(now) != ledger.passage(by) and not _goes_on_comparing(ledger, before, now, by):
                continue
            if ledger.passage(before) != ledger.passage(by) and _has_its_own(ledger, before):
                continue  # 貨品45.9億元，跌1.1%；百貨19.8億元，去年同月為21.3億元: of what its own clause tells
            if ledger.passage(before) != ledger.passage(by) and _OWN_WORDS.sub("", _unnamed(ledger, before, now)):
                continue  # over a full stop only 上年同期為72億, which can mean nothing else
            if _serves(ledger, before, now, by) and not of_another(ledger, by, now):
                found.append((before, now))
    if len({before.key for before, _ in found}) > 1:
        # 較一個月前的1,372億增加7.9%，與去年同期862億相比增71.8%: what stands right before the change is meant
        found = [pair for pair in found if _directly(ledger, pair[0], by)]
    if len({before.key for before, _ in found}) != 1:
        return None
    ahead = [pair for pair in found if pair[1].span.start < pair[0].span.start]
    if ahead and _THAN_BASE.search(_short(ledger, found[0][0])):
        return max(ahead, key=lambda pair: pair[1].span.start)  # 4.83萬輛，較去年同期的3.97萬輛: what is compared stands before
    return min(found, key=lambda pair: abs(pair[1].span.start - by.span.start))


#: A sentence that begins by comparing: 但與去年9月3,874.5億元比較，仍成長8.8%.
_COMPARES = rx(r"^(?:但|惟|不過|而|若|也|亦|且|並|另)*(?:較|比|與|和|跟|同)[^，。；0-9]")


def _goes_on_comparing(ledger: Ledger, before: Claim, now: Claim, by: Claim) -> bool:
    """Whether a sentence only compares what the one before it told, of the same measure, with an earlier figure."""
    first = ledger.neighbours(by)[0]
    opens = before is first and bool(_COMPARES.search(ledger.sentence(by))) and _directly(ledger, before, by)
    alike = mentions_agree(before.metric, now.metric) == "same" and mentions_agree(before.subject, now.subject) != "different"
    return opens and alike and not is_base(ledger, now) and now.kind != "from" and now.modality == by.modality


def _has_its_own(ledger: Ledger, base: Claim) -> bool:
    """Whether a base's own passage tells a change before it."""
    return any(c.kind == "change" and c.span.end <= base.span.start for c in ledger.neighbours(base))


def amount_of_change(ledger: Ledger, claim: Claim) -> bool:
    """Whether a number is by how much something moved: 減少3萬9,686棟."""
    return claim.kind == "change" or bool(_AMOUNT_OF_CHANGE.search(_short(ledger, claim)))


_AMOUNT_OF_CHANGE = rx(r"(?:增加|減少|[增減]|淨[增減]|上升|下降|[漲跌]|少|多|新增)了?$")


def of_another(ledger: Ledger, by: Claim, now: Claim) -> bool:
    """Whether a change names a measure of its own beside it: 虧損收斂至1.1億元，營收則年增18.4%."""
    named = by.metric is not None and by.metric.by != "verb" and not says_nothing(by.metric) and ledger.words(by.metric) in ledger.lead(by)
    return named and by.span.start > now.span.end and mentions_agree(measured(by), measured(now)) == "different"


def _unnamed(ledger: Ledger, before: Claim, now: Claim) -> str:
    """The words before a base without the name of the measure that the later state has as well: 10月底餘額為."""
    words = _short(ledger, before)
    alike = mentions_agree(before.metric, now.metric) == "same" and mentions_agree(before.subject, now.subject) == "same"
    return words.replace(ledger.words(before.metric), "") if alike else words


#: What a base that names no measure of its own consists of.
_OWN_WORDS = rx(
    rf"(?:{_EARLIER})|[0-9]+|年|一?季度?|月|份|底|末|則|為|是|僅|只有|有|約|近|逾|錄得|報|的|數|字|基|賺|派|蝕|虧|，|：|也|卻|全|達|首波|實現"
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
        return same == "same" or _bare(before) or not _OWN_WORDS.sub("", _short(ledger, before))  # 上年同期為72億 says when and no more
    first, second = before.period, now.period
    if first is None or second is None or first.last is None or second.last is None or first.grain != second.grain:
        return False
    bare = _bare(before) or not _OWN_WORDS.sub("", _short(ledger, before))  # 10月的數字是2.36兆美元
    named = bare or (same == "same" and mentions_agree(before.subject, now.subject) == "same")
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
    points = by.quantity.unit in POINTS  # of a rate in per cent: 已升至18.4%，2025年一季度為13.6%，提升4.8個百分點
    akin = mentions_agree(by.metric, now.metric) == mentions_agree(before.metric, now.metric) == "same" if points else one_measure(ledger, by, now)
    if by.kind == "change" and by.quantity.unit != "PERCENT" and not akin and not is_base(ledger, before):
        return False
    held = [now] if _directly(ledger, before, by) else [before, now]  # 較歷史高點12.6萬美元回落18%: the mark itself is meant
    if any(_PASSING.search(ledger.lead(state)) for state in held):
        return False
    whose = mentions_agree(by.subject, now.subject)
    own = by.subject is not None and now.subject is not None and not says_nothing(by.subject) and by.subject != before.subject
    if own and whose != "same" and not _directly(ledger, before, by):
        return False
    first, second = (aspects(ledger, state).get("stretch") for state in (before, now))
    if first and second and first != second:
        return False
    if by.quantity.unit in POINTS and by.span.end < before.span.start and _THAN_BASE.search(_short(ledger, before)):
        return False  # 由18.2%回升到20.7%，增加2.5個百分點，優於預期的19.5%
    if _nearer(ledger, before, by):
        return False
    if _unlike_stretches(before, now) and not ("同期" in ledger.words(before.period) and _directly(ledger, before, by)):
        return False  # 去年同月為184.4億元；首11個月累計2,265.1億元
    if aspects(ledger, by).get("stretch", "") != aspects(ledger, now).get("stretch", "") and aspects(ledger, by).get("stretch"):
        return False
    sizes = sorted((abs(before.quantity.value), abs(now.quantity.value)))
    if not sizes[0] or sizes[1] > 50 * sizes[0]:
        return False  # a profit and a dividend a share
    basis = base_between(ledger, before, now)
    if _own_basis(by) not in ("none", "versus"):
        # 年增 is counted from a year ago, whatever other figure stands beside it
        if basis is not None:
            return basis == by.comparison or (basis in _SEQUENTIAL and "环比" in ledger.lead(by))
        return _directly(ledger, before, by) and not _NAMES_BASIS.search(ledger.lead(by))
    return basis is None or _directly(ledger, before, by) or abs(now.span.start - before.span.start) < 60


#: From one period to the next, however long these are: 環比.
_SEQUENTIAL = ("mom", "qoq", "wow", "dod")


def _own_basis(by: Claim) -> Comparison:
    """What a change is counted from by the words of its own sentence; none where that is only taken over from before."""
    return "none" if by.by.get("comparison") in ("carried", "goes-on", "article") else by.comparison


def _unlike_stretches(a: Claim, b: Claim) -> bool:
    """Whether two times are stretches of unlike length: a month, and eleven of them."""
    if a.period is None or b.period is None:
        return False
    first, second = ((p.last - p.first).days + 1 if p.first and p.last else 0 for p in (a.period, b.period))
    return min(first, second) > 1 and max(first, second) > 1.5 * min(first, second)


_NAMES_BASIS = rx(r"年增|年減|月增|月減|季增|季減|同比|環比|按年|按月|按季|月增幅")


def _directly(ledger: Ledger, base: Claim, by: Claim) -> bool:
    """Whether the change follows its base at once: 的3.16億支成長2.2%."""
    if not _compared(ledger, base) or base.span.end > by.span.start:
        return False
    between = ledger.between(base, by)
    return len(between) <= 16 and not set("。；;") & set(between) and bool(_WAY.search(between))
