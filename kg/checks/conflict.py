"""各篇不一：同一件事，兩篇文章兩個數字

## 做什麼
幾篇文章寫同一主詞、同一指標、同一時期、同一基期的數字時，互相比對。
Claims of different articles on one subject, measure, period and basis are held against each other.

## 為何重要
同一個數字在兩篇報導裡不同，讀者和編輯都該先知道是哪一篇錯了，還是說法本來就不同。
Where two reports differ on one number, one is wrong or two voices differ; either way the editor must know first.

## 如何判定
捨入規則同「重述」。同一來源或同一發言者是「不一致」，不同來源是「各說各話」。
指標或主詞的寫法不同、無從全部證明時，只認筆誤：同一天期、同一名稱，數字恰是另一個的對調或差十倍。
Rounding as for what is stated twice. One source or one speaker: inconsistent; two: disagreement.
Where the wording leaves measure or subject unproven, only a slip of the pen is told: the same days and the same name, and
one number the other's digits changed over, or ten times it.

## 何時沉默
時期、基期、範圍、年期、語氣有一樣不同或無從證明相同；後一篇寫明修正；事實與預測之間；
兩篇相隔一年多；兩篇沒有同一個公司、機構、地名或其他名稱可以證明說的是同一家、同一地。
Silent where period, basis, scope, tenor or modality differ or are not shown to be the same, where the later article says
that the figure was revised, between fact and forecast, where more than a year lies between the two, and where no firm,
office, place or other name shows the two to be of one.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import ontology
from extract.reading import Claim, Mention
from extract.text import key, rx
from kg.aspects import aspects
from kg.ledger import Example, Finding, KeyRole, Ledger, once
from kg.pairing import (
    across,
    bigrams,
    compare,
    dated_kin,
    foretold,
    home,
    key_of,
    mentions_agree,
    named_within,
    owner,
    places,
    slip_of_the_pen,
    unit_of,
)
from kg.rules import Judgement, Verdict
from kg.wording import SIGNS, said, said_in_english, told

NAME = "conflict"
TITLE = {"zh-Hant": "各篇不一", "zh-Hans": "各篇不一", "en": "Conflict between articles"}

REVISED = rx(
    r"修正|上修|下修|更正|修訂|調升為|調降為|重估|重新計算|初估|初值|終值|概估|上調|下調|訂正|勘誤|追溯調整|重列|初步"
    r"|第[一二三]次估|首次估計|最終估|最終值"
)
_AIM = rx(r"目標|計劃|擬|指引|財測")
#: A line that a value crosses beside the value itself: 640.5億美元，連續兩個月站上600億美元.
_LINE = rx(r"(?:站上|站穩|突破|跌破|守住|失守|升穿|跌穿|重上|重返)[^，。；]{0,6}$")
_LISTED = ("duration", "rank", "target", "threshold", "from")


def keys(ledger: Ledger) -> Iterator[tuple[KeyRole, str]]:
    """Every dated claim is found under what it measures and when."""
    for claim in ledger.claims:
        if claim.kind not in _LISTED:
            yield from (("state", name) for name in (*dated_kin(ledger, claim), *_digits(claim)))


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every pair of claims of two articles that share a key, an article's first on each side."""
    if len(ledger.readings) < 2:
        return
    index: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in ledger.claims:
        if claim.kind not in _LISTED:
            for name in dated_kin(ledger, claim):
                index[name][ledger.reading(claim).article.key].append(claim)
    for by_article in index.values():
        # Where one article gives several values under a key, the key does not tell which is meant.
        stated = [[c for c in claims if not _LINE.search(ledger.lead(c))] or claims for claims in by_article.values()]
        single = [claims[0] for claims in stated if len({(c.quantity.value, c.direction) for c in claims}) == 1]
        for one, other in _of_one_time(ledger, single):
            found = _judge(ledger, one, other)
            if found is not None:
                yield found
    yield from _slips(ledger)


#: How many days apart two articles may have come out: a figure of long ago is quoted, not reported anew.
_LATEST = 400


def _of_one_time(ledger: Ledger, claims: list[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """The pairs of claims, the older first, whose articles came out within a year or so of each other, or say not when."""
    ordered = sorted(claims, key=lambda c: _age(ledger, c))
    for place, one in enumerate(ordered):
        first = ledger.reading(one).article.published
        for other in ordered[place + 1 :]:
            later = ledger.reading(other).article.published
            if first is not None and later is not None and (later - first).days > _LATEST:
                break
            yield one, other


def _slips(ledger: Ledger) -> Iterator[Finding]:
    """Numbers of two articles that have the same digits in another order or size, told of the same days and the same name."""
    index: dict[str, list[Claim]] = defaultdict(list)
    for claim in ledger.claims:
        if claim.kind not in _LISTED:
            for name in _digits(claim):
                index[name].append(claim)
    for claims in index.values():
        for one, other in _of_one_time(ledger, claims):
            if one.quantity.value == other.quantity.value or ledger.reading(one) is ledger.reading(other):
                continue
            if _comparable(ledger, one, other) and _one_figure(ledger, one, other) and not _both_told(ledger, one, other):
                judged = compare(one, other)
                if not judged.agrees and not any(revised(ledger, claim) for claim in (one, other)):
                    yield _tell(ledger, one, other, judged, _verdict(ledger, one, other))


def _one_figure(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether two numbers of the same digits are one: by the name, or by every field where the digits are many."""
    many = len(a.quantity.low.digits.replace(".", "").replace(",", "").strip("0")) > 3
    return one_series(ledger, a, b) or (many and not set_apart(ledger, a, b) and across(ledger, a, b).answer == "same")


def _digits(claim: Claim) -> tuple[str, ...]:
    """The key under which a number meets those of its days that its digits changed over, or another scale, would give.

    Fewer than three digits meet too many by chance.
    """
    period, written = claim.period, claim.quantity.low
    digits = "".join(sorted(written.digits.replace(".", "").replace(",", "").strip("0")))
    plain = not claim.quantity.is_range and claim.quantity.qualifier == "none" and claim.modality == "actual"
    if not plain or period is None or period.first is None or period.last is None or len(digits) < 3 or len(set(digits)) < 2:
        return ()
    return (f"digits|{unit_of(claim)}|{digits}|{period.first}|{period.last}",)


def _comparable(ledger: Ledger, a: Claim, b: Claim) -> bool:
    foreseen = foretold(ledger, a) != foretold(ledger, b)
    return not foreseen and a.comparison == b.comparison and (a.kind == "change") == (b.kind == "change") and a.direction == b.direction


def _both_told(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether an article gives both values: then they are two things."""
    pairs = ((a, b), (b, a))
    return any(c.quantity.value == there.quantity.value and unit_of(c) == unit_of(there) for here, there in pairs for c in ledger.own(ledger.reading(here)))


# ── one series in two articles, by its words ─────────────────────────────────────────────────────────────────


def one_series(ledger: Ledger, a: Claim, b: Claim, *, besides: tuple[Claim, ...] = ()) -> bool:
    """Whether the words of two articles show one measure of one named thing, and nothing sets the two apart.

    Weaker than `across`, which wants every field: enough for numbers that only a slip of the pen parts. `besides` are
    claims of the second's sentence that tell the same measure by other words.
    """
    if unit_of(a) != unit_of(b) or set_apart(ledger, a, b):
        return False
    measure = any(key_of(a) == key_of(c) or measure_pairs(ledger, a) & measure_pairs(ledger, c) for c in (b, *besides))
    return measure and _named_alike(ledger, a, b)


def one_owner(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether the words of two articles name the same firm, country, town, source or thing that the numbers are of.

    A margin of "the company" and an export figure without a country are everybody's: they say nothing against another's.
    """
    return not set_apart(ledger, a, b) and _named_alike(ledger, a, b)


def set_apart(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether owners, places or the words around tell two claims apart."""
    first, second = aspects(ledger, a), aspects(ledger, b)
    if any(first[name] != second[name] for name in first.keys() & second.keys() - {"stretch", "stage", "size"}):
        return True
    if (first.keys() ^ second.keys()) & _TELLING or _scoped(ledger, a) != _scoped(ledger, b):
        return True
    for names in (_firms, _towns, places):
        one, other = names(ledger, a), names(ledger, b)
        if one and other and not any(x in y or y in x for x in one for y in other):
            return True
    if _firm_apart(ledger, a, b) or _firm_apart(ledger, b, a):
        return True
    first_owner, second_owner = owner(a), owner(b)
    if first_owner is None or second_owner is None or mentions_agree(first_owner, second_owner) != "different" or not first_owner.concept:
        return False
    return not (_mentions(ledger, a, second_owner) or _mentions(ledger, b, first_owner))


def _mentions(ledger: Ledger, claim: Claim, thing: Mention) -> bool:
    """Whether a claim's sentence speaks of a thing as well: 密歇根大學 beside 美國."""
    return key(thing.words) in ledger.sentence(claim)


def _firm_apart(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether the first claim is told of a firm that the second's article does not name anywhere."""
    text = ledger.reading(b).text.text
    concepts = {mention.concept for mention in ledger.reading(b).mentions}
    firms = [m for m in (a.subject, a.attribution) if m is not None and m.by.startswith("company")]
    return bool(firms) and not any(m.concept in concepts if m.concept else key(m.words)[:2] in text for m in firms)


#: Aspects that one article does not leave out where the other tells them.
_TELLING = {"tenor", "age", "accounts", "excluding", "coverage", "sex", "side", "flow", "middle", "sector", "market"}


@once
def _scoped(ledger: Ledger, claim: Claim) -> frozenset[str]:
    """Words that narrow a measure or widen it: 直營 of 直營門店, 上市櫃 of 上市櫃融資餘額."""
    return frozenset(_SCOPES.findall(ledger.lead(claim)[-24:]))


_SCOPES = rx(
    r"直營|加盟|自有|長租|租賃|上市櫃|上市(?!公司)|上櫃|母公司|合併|集團口徑|單月|個人|企業|對公|新建|二手|一手"
    r"|扣除|男|女|正職|外籍|本地|海外|境外|零售|批發"
)


@once
def _firms(ledger: Ledger, claim: Claim) -> frozenset[str]:
    """The companies that a claim's sentence, subject or source names."""
    named: list[Mention] = [m for m in ledger.mentions(claim) if m.span.end <= claim.span.start]
    named += [m for m in (claim.subject, claim.attribution) if m]
    return frozenset(key(m.words) for m in named if m.kind == "entity" and m.by.startswith("company"))


@once
def _towns(ledger: Ledger, claim: Claim) -> frozenset[str]:
    """The towns and districts by name, up to a claim."""
    return frozenset(_TOWN.findall(_ABOUT.sub("|", ledger.before(claim))))


_TOWN = rx(r"(?<![一-鿿])[一-鿿]{2,3}?(?=市|省|縣|區|州)")


@once
def measure_pairs(ledger: Ledger, claim: Claim) -> frozenset[str]:
    """The pairs of characters that say what is measured, those left out that any measure has."""
    words = ledger.words(claim.metric) + " " + (ledger.words(claim.subject) if owner(claim) is None or "counted" in claim.by.get("subject", "") else "")
    return bigrams(words) - _ANY_MEASURE


_ANY_MEASURE = frozenset(key(pair) for pair in ("金額", "總額", "數量", "總量", "餘額", "規模", "數目", "總數", "總值", "水準", "公司", "其中", "合計", "全國"))


def _named_alike(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether two claims share a firm, a place, a source, a thing that is its own measure (an index), or a name of four characters."""
    for names in (_firms, _towns, places, _bodies, _offices, _nations, _told_of):
        if names(ledger, a) & names(ledger, b):
            return True
    pairs = ((owner(a), owner(b)), (a.attribution, b.attribution), (a.subject, b.subject))
    if any(x and y and (mentions_agree(x, y) == "same" or named_within(x, y)) and _is_name(x) for x, y in pairs):
        return True
    # The central bank of a paper's own country needs no name there.
    sources = {ledger.reading(claim).article.source for claim in (a, b)}
    return len(sources) == 1 and None not in sources and mentions_agree(a.attribution, b.attribution) == "same"


def _is_name(mention: Mention | None) -> bool:
    """Whether a mention names one thing of the world, no measure and nobody's company."""
    if mention is None or (mention.concept or "").startswith("metric/") or _ANYBODY.search(key(mention.words)):
        return False
    return mention.concept is not None or mention.by.startswith("company") or len(_ABOUT.sub("", key(mention.words))) >= _NAME


_ANYBODY = rx(r"^(?:公司|集團|該.*|本.*|此.*|其.*|業者|董事會|股東|央行|統計局|主辦單位|分析師|市場|財報|官方)$")
_NAME = 4


@once
def _bodies(ledger: Ledger, claim: Claim) -> frozenset[str]:
    """The offices, institutes and indices that a claim's sentence names before it."""
    named = {m.concept for m in ledger.mentions(claim) if m.span.end <= claim.span.start and m.concept}
    known = ontology.by_id()
    return frozenset(name for name in named if name in known and known[name].category in _BODIES)


_BODIES = ("agency", "research", "central-bank", "organisation", "index")


@once
def _offices(ledger: Ledger, claim: Claim) -> frozenset[str]:
    """The central bank of the article's own country, which needs no other name there: 央行, 中央銀行."""
    whose, here = claim.attribution, home(ledger, ledger.reading(claim))
    own = whose is not None and whose.concept is None and _CENTRAL.search(key(whose.words)) and not places(ledger, claim) - {here}
    return frozenset({here}) if own else frozenset()


_CENTRAL = rx(r"^(?:我國)?(?:央行|中央銀行)$")


@once
def _nations(ledger: Ledger, claim: Claim) -> frozenset[str]:
    """The country for whose readers the article is, where it is named or told as one's own: 我國, 中國, 全港."""
    here = home(ledger, ledger.reading(claim))
    return frozenset({here}) if here in places(ledger, claim) or _NATION.search(ledger.sentence(claim)) else frozenset()


_NATION = rx("全國|我國|本國|全港|本港|全台|國家外匯管理局|國家統計局|海關總署")


@once
def _told_of(ledger: Ledger, claim: Claim) -> frozenset[str]:
    """What may name what a number is of, in runs of four characters: its sentence before it, its subject, who says it; no measures."""
    words = "|".join((ledger.before(claim)[-60:], ledger.words(claim.subject), ledger.words(claim.attribution)))
    known = {key(m.words) for m in ledger.mentions(claim) if m.kind == "metric" and m.concept}
    for name in sorted(known, key=len, reverse=True):
        words = words.replace(name, "|")
    parts = _ABOUT.sub("|", words).split("|")
    return frozenset(part[at : at + _NAME] for part in parts for at in range(len(part) - _NAME + 1))


#: What names nothing: times, sources' verbs, ways of change.
_ABOUT = rx(
    r"(?:今年|去年|明年|上年|本)?(?:前|第)?[0-9一二三四五六七八九十]+(?:個?月份?|季度?|年度?|日|號|週|周)(?:[底末初])?|前三季度?|[上下]半年|[今去明]年|上?[年月季]度?[底末初]|截至|同期"
    r"|同比|環比|按年|按月|年增|年減|月增|月減|較|增長|成長|增加|減少|累計|合計|總計|公布|公告|披露|揭露|表示|統計|數據|顯示|報告|預計|預估|預測|預期|達到|達|為|報|至|共|、|，|。|；|：|,|;|:|「|」|“|”"
    r"|公司|交付|新車|銷量|成交|商品|情況|市場|全市|全國|調查|產業|指數|收盤|收報|[0-9.,%]+"
)


def _age(ledger: Ledger, claim: Claim) -> tuple[dt.date, str]:
    article = ledger.reading(claim).article
    return article.published or dt.date.min, article.key


def _judge(ledger: Ledger, older: Claim, newer: Claim) -> Finding | None:
    if "range" in (older.kind, newer.kind) and older.kind != newer.kind:
        return None
    answer = across(ledger, older, newer)
    if answer.reason == "subject" and ((bare := _bare(older)) is not older or _bare(newer) is not newer):
        answer = across(ledger, bare, _bare(newer))
    slip = answer.answer == "unproven" and answer.reason == "subject" and _of_one_day(ledger, older, newer)
    if answer.answer != "same" and not slip:
        return None
    judged = compare(older, newer)
    if judged.agrees:
        return _tell(ledger, older, newer, judged, judged.verdict)
    if slip and not slip_of_the_pen(older, newer):
        return None
    if not (slip or one_owner(ledger, older, newer)) or _some_town(ledger, older, newer):
        return None
    if older.modality != newer.modality or older.modality not in ("actual", "forecast", "plan") or foretold(ledger, older) != foretold(ledger, newer):
        return None
    if older.modality == "forecast" and mentions_agree(older.attribution, newer.attribution) == "different":
        return None  # rival forecasts are no news
    if older.modality != "actual" and _age(ledger, older)[0] != _age(ledger, newer)[0] and not _granted(older):
        return None  # a forecast or plan may change from day to day
    if any(_AIM.search(ledger.sentence(claim)) for claim in (older, newer)) and not _granted(older):
        return None
    if any(revised(ledger, claim) for claim in (older, newer)):
        return None
    return _tell(ledger, older, newer, judged, _verdict(ledger, older, newer))


def _of_one_day(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """跨年疏運單日運量 and 單日運量 of one day, each told by one firm: whether a common noun that only one has may be left out."""
    whose, other = owner(a), owner(b)
    noun = whose if other is None else other if whose is None else None
    if noun is None or not noun.is_noun or noun.concept is not None:
        return False
    days = [c.period for c in (a, b) if c.period is not None and c.by.get("period") in ("clause", "attached") and c.period.grain == "day"]
    voices = (a.attribution, b.attribution)
    if len(days) != 2 or voices[0] is None or voices[1] is None:
        return False
    names = sorted((_FIRM.sub("", key(whose.words)) for whose in voices if whose is not None), key=len)
    return len(names[0]) > 1 and names[1].endswith(names[0]) and not set_apart(ledger, a, b)


_FIRM = rx(r"(?:股份)?(?:有限)?(?:公司|集團)$")


def _granted(claim: Claim) -> bool:
    """Whether a plan is a dividend, which is proposed once and for all: 擬每股派23.957元."""
    return claim.modality == "plan" and claim.metric is not None and (claim.metric.concept or "").endswith("dividend")


def revised(ledger: Ledger, claim: Claim) -> bool:
    """Whether a claim's sentence tells of a revision that may be of its number: 並上調明年通膨預測至1.9% is another's."""
    text = ledger.sentence(claim)
    start, end = ledger.offsets(claim)
    for found in REVISED.finditer(text):
        first = max(text.rfind(mark, 0, found.start()) for mark in "，；：") + 1
        last = min((at for mark in "，；：" if (at := text.find(mark, found.end())) >= 0), default=len(text))
        apart = last <= start or end <= first
        others = [c for c in ledger.neighbours(claim) if first <= ledger.offsets(c)[0] < last]
        if not (apart and others and all(mentions_agree(c.metric, claim.metric) == "different" for c in others)):
            return True
    return False


def _some_town(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether a number is of the whole of a town, province or country that is not shown to be the other's."""
    whole = any(_WHOLE.search(ledger.before(claim)) for claim in (a, b))
    return whole and not (_towns(ledger, a) & _towns(ledger, b) or places(ledger, a) & places(ledger, b))


_WHOLE = rx(r"全市|全省|全縣|全區|[該本][市省縣區國]")


def _bare(claim: Claim) -> Claim:
    """The claim, its subject without the adverb that only leads to the number: 可穿戴設備共 出貨."""
    subject = claim.subject
    if subject is None or not subject.is_noun or not _ADVERB.search(key(subject.words)):
        return claim
    return replace(claim, subject=replace(subject, words=subject.words[:-1]))


_ADVERB = rx(r"[一-鿿]{2}[共約逾僅]$")


def _verdict(ledger: Ledger, a: Claim, b: Claim) -> Verdict:
    """One source or one speaker contradicts itself; two differ."""
    voices = mentions_agree(a.attribution, b.attribution)
    first, second = ledger.reading(a).article.source, ledger.reading(b).article.source
    if voices == "same" or (first and first == second and voices != "different"):
        return "inconsistent"
    return "disagreement"


def _tell(ledger: Ledger, older: Claim, newer: Claim, judged: Judgement, verdict: Verdict) -> Finding:
    names = [ledger.reading(claim).article.source or ledger.reading(claim).article.title or "" for claim in (newer, older)]
    return told(
        NAME, ledger, (newer, older), judged, verdict=verdict,
        formula=f"{said(newer.quantity)} {SIGNS.get(verdict, '≠')} {said(older.quantity)}",
        chinese=f"同一件事，{names[0] or '後一篇'}寫{said(newer.quantity)}，{names[1] or '前一篇'}寫{said(older.quantity)}",
        english=f"The same thing is {said_in_english(newer.quantity)} in one article and "
        f"{said_in_english(older.quantity)} in another",
    )  # fmt: skip


EXAMPLES = (
    Example(
        text="主計總處今天公布，第3季經濟成長率為8.21%。",
        others=("主計總處今天公布，第3季經濟成長率為8.12%。",),
        verdict="inconsistent",
        touches=("8.21%", "8.12%"),
    ),
    Example(
        text="美國11月CPI年增2.9%。", others=("美國11月CPI年增2.94%。",), verdict="rounds", touches=("2.9%", "2.94%")
    ),
    Example(
        text="财政部公布，11月出口年增41.5%。", others=("财政部公布，11月出口月减3.8%。",), verdict=None, note="年增與月增"
    ),
    Example(
        text="公司第3季毛利率為36.8%。", others=("公司第3季毛利率為44.8%。",), verdict=None, note="哪一家公司，兩篇都沒有寫"
    ),
)
