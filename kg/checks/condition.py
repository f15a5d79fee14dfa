"""條件：門檻沒到，結論卻已成立

## 做什麼
文章說某指標到了某個門檻才會發生乙，又給出這個指標的預測，並且斷言乙會發生時，把門檻與預測擺在一起。
Where the text says that B needs some measure to pass a line, gives a forecast of that measure and yet holds B for certain.

## 為何重要
自己的預測達不到自己的條件，結論就沒有根據。
A conclusion whose own condition its own forecast does not meet has no ground.

## 如何判定
預測的整個區間落在門檻的另一邊，而文章別處不帶條件地說乙會發生：張力。利差由兩個預測相減得出。
The forecast lies wholly on the other side of the line, and the text says elsewhere, without condition, that B comes:
a tension. A spread is worked out of two forecasts.

## 何時沉默
預測達到或可能達到門檻；文章沒有斷言乙，或說乙不會發生；另一個指標（核心與整體、另一天期）。
Silent where the line is or may be met, where B is not held for certain, and on another measure.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import cast

from extract import variables
from extract.interval import Interval
from extract.polarity import way
from extract.reading import Claim
from extract.text import key, rx
from kg.causality import Told, found, periods, told
from kg.ledger import CLAUSE, Example, Finding, KeyRole, Ledger, Working
from kg.pairing import bigrams

NAME = "condition"
TITLE = {"zh-Hant": "條件", "zh-Hans": "条件", "en": "Condition"}

_SURE = rx("勢必|必將|必然|必會|必定|一定會|篤定|成定局|無懸念|板上釘釘")
_CERTAIN = rx(f"{_SURE.pattern}|確定會|將(?!近)|會(?!議|員|計)")
_DOUBTED = rx(
    "不論|無論|不管|即使|即便|就算|傳聞|否認|謠|不實|不會|未必|難以|不致|並不|暫未|暫不|沒有|是否|會否|能否|或會|或將|可能|若|如果|一旦|只有|除非|倘|才會|恐怕不|無望|不太"
)
_USED = rx("這一?(?:規模|筆|批|波|股|部分)|屆時")
_POINTS = rx("這[波場次個輪]|此[波次]|該波|上述")
_GRANTED = rx("即使|即便|就算|不論|無論|不管")
_SPREAD = rx(
    "(?P<a>[^與和及對、的]{1,5}?)(?:[與和及對、](?P<b>[^的、]{1,5}?))?(?:的|之間)*(?P<tenor>[0-9一二三五十]+[年個][期月]*)?"
    "(?P<of>存款|公債|債券)?(?:殖利率|利率)?(?:利差|息差|差距)$"
)
_COUNTRIES = {key(char): tuple(map(key, words)) for char, words in {
    "美": ("美國", "美元", "美債"), "日": ("日本", "日圓", "日債", "日元"), "中": ("中國", "人民幣", "中債"),
    "台": ("台灣", "新台幣", "台債", "台幣"), "港": ("香港", "港元"), "歐": ("歐元", "歐洲", "歐債"), "德": ("德國", "德債"),
    "英": ("英國", "英鎊", "英債"), "法": ("法國", "法債"), "韓": ("韓國", "韓元"), "義": ("義大利", "義債"),
}.items()}  # fmt: skip


def keys(ledger: Ledger) -> Iterator[tuple[KeyRole, str]]:
    """The measure of each condition, and the end of what stands before each forecast."""
    for one in told(ledger):
        if _line(ledger, one) is not None:
            yield "ask", f"line:{one.link.moves.bare[-_GRAM:]}"
    for claim in ledger.claims:
        if claim.modality in ("forecast", "plan"):
            yield from (("state", f"line:{gram}") for gram in _grams(ledger.lead(claim)))


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every condition with a line, against the forecasts of its measure."""
    for one in told(ledger):
        line = _line(ledger, one)
        if line is None:
            continue
        claim, side = line
        forecasts = _forecasts(ledger, one, claim) or _worked_out(ledger, one, claim)
        if forecasts is None:
            continue
        claims, range_ = forecasts
        met = _meets(range_, claim, side)
        if met is None:
            continue
        if met or _asserted(ledger, one, {ledger.reading(c).article.key for c in claims}):
            yield _tell(ledger, one, claim, claims, range_, met=met)


def _line(ledger: Ledger, one: Told) -> tuple[Claim, int] | None:
    """The number that a condition needs, and the side on which it must be passed: 1 above, -1 below."""
    if one.link.modality != "conditional" and one.link.relation != "condition":
        return None
    own = ledger.own(one.reading)
    first = bisect_left(own, one.link.cause.start, key=lambda c: c.span.start)
    last = bisect_left(own, one.link.cause.end, key=lambda c: c.span.start)
    inside = [c for c in own[first:last] if c.span in one.link.cause and c.quantity.unit not in ("YEAR", "MONTH", "DAY", "QUARTER")]
    if not inside or len(one.link.moves.bare) < 2:
        return None
    line = inside[-1]  # 5,500大卡動力煤跌至650元: the line comes last
    side = _SIDES.get(line.quantity.qualifier) or way(key(one.link.cause.of(one.reading.article.raw)))
    return (line, side) if side else None


_SIDES = {"over": 1, "at_least": 1, "under": -1, "at_most": -1}


def _forecasts(ledger: Ledger, one: Told, line: Claim) -> tuple[tuple[Claim, ...], Interval] | None:
    """The forecasts of the condition's measure: named right before them."""
    wanted = one.link.moves.bare[-_GRAM:]
    near = {c.key: c for c in (*ledger.around(line, _AROUND), *_foreseen(ledger).get(wanted, ())[:_AROUND])}
    same = [
        claim
        for claim in near.values()
        if claim.modality in ("forecast", "plan") and claim.quantity.unit == line.quantity.unit
        if claim.span not in one.link.span and _is_of(ledger, claim, one)
    ]
    if not same:
        return None
    last = same[-1]
    return (last,), last.quantity.interval


def _foreseen(ledger: Ledger) -> dict[str, list[Claim]]:
    """The forecasts of a ledger by every few characters of what stands before them."""
    place = ("foreseen", "")
    if place not in ledger.known:
        index: dict[str, list[Claim]] = defaultdict(list)
        for claim in ledger.claims:
            if claim.modality in ("forecast", "plan"):
                for gram in _grams(ledger.lead(claim)):
                    index[gram].append(claim)
        ledger.known[place] = index
    return cast(dict[str, list[Claim]], ledger.known[place])


def _grams(lead: str) -> set[str]:
    return {lead[at : at + _GRAM] for at in range(max(0, len(lead) - 16), len(lead) - _GRAM + 1)}


#: How many claims around a condition are looked at.
_AROUND = 150
#: How many characters at the end of a measure's name lead to its forecasts in other articles.
_GRAM = 3


def _is_of(ledger: Ledger, claim: Claim, one: Told) -> bool:
    """Whether what stands right before a number is the condition's measure, alone or by another of its names."""
    lead, measure, concept = ledger.lead(claim), one.link.moves.bare, one.link.moves.concept
    at = lead.rfind(measure)
    if at >= 0:
        return _ALONE.fullmatch(_untimed(ledger, claim, lead[:at])) is not None
    named = _untimed(ledger, claim, _STANDS.sub("", lead))
    held = variables.named(named) if concept else None
    return held is not None and held[0] == concept and _ALONE.fullmatch(held[1]) is not None


#: What stands between a measure and its number: 將運行在每噸, 落在.
_STANDS = rx("(?:將|會|都|仍|大致|約|為|是|在|落在|運行|維持|介於|介乎|達|升至|降至|跌至|回落至|每[^，。；0-9]{1,3})+$")
_ALONE = rx(
    "(?:[^，]{0,12}(?:預[估計測期料]|估計|料|認為|指出|稱))?(?:明年|今年|後年|年底前?|年內|[上下]半年|第[一二三四]季|[一二三四]季度|到|將|的|底|前|在|[0-9年月季]){0,8}"
)


def _untimed(ledger: Ledger, claim: Claim, words: str) -> str:
    for period in periods(ledger.reading(claim), ledger.passage(claim).span):
        words = words.replace(key(period.words), "")
    return words


def _worked_out(ledger: Ledger, one: Told, line: Claim) -> tuple[tuple[Claim, ...], Interval] | None:
    """A spread out of the two rates that it is of, where at least one is a forecast."""
    spread = _SPREAD.fullmatch(one.link.moves.bare)
    if spread is None:
        return None
    first, second = spread["a"], spread["b"]
    if second is None:
        if len(first) < 2 or first[0] not in _COUNTRIES or first[1] not in _COUNTRIES:
            return None
        first, second = first[0], first[1]
    tops, bottoms = (_rates(ledger, one, line, name) for name in (first, second))
    rates = [(a, b) for a in tops for b in bottoms if _measure(a) == _measure(b) and "forecast" in (a.modality, b.modality)]
    if not rates:
        return None
    a, b = max(rates, key=lambda pair: ([c.modality for c in pair].count("forecast"), pair[0].span, pair[1].span))
    return (a, b), a.quantity.interval - b.quantity.interval


def _measure(claim: Claim) -> str:
    return (claim.metric.concept or key(claim.metric.words)) if claim.metric else ""


def _rates(ledger: Ledger, one: Told, line: Claim, name: str) -> list[Claim]:
    """The rates of one side of a spread, in text order."""
    names = _COUNTRIES.get(name, (name,))
    found_ = []
    for claim in ledger.around(line, _AROUND):
        if (
            claim.quantity.unit != "PERCENT"
            or claim.kind not in ("level", "to", "range")
            or claim.span in one.link.span
        ):
            continue
        lead = ledger.lead(claim) + ledger.words(claim.subject)
        if any(n in lead for n in names) and rx("利率|殖利率|收益率").search(lead + ledger.words(claim.metric)):
            found_.append(claim)
    return found_


def _meets(forecast: Interval, line: Claim, side: int) -> bool | None:
    """Whether a forecast lies wholly on the side of the line (True), wholly beyond it (False), or across it (None)."""
    needed = line.quantity.low.value
    if forecast.lo is None or forecast.hi is None:
        return None
    if side > 0:
        return True if forecast.lo >= needed else False if forecast.hi < needed else None
    return True if forecast.hi <= needed else False if forecast.lo > needed else None


def _asserted(ledger: Ledger, one: Told, articles: set[str]) -> bool:
    """Whether its article, or one of those with the forecasts, says without condition or doubt that the effect comes, or counts with it."""
    effect = key(one.link.effect.of(one.reading.article.raw))
    wanted = bigrams(rx("[將會才就可能恐0-9,.]").sub("", effect))
    for reading, passage, text, _ in ledger.sentences():
        if reading is not one.reading and reading.article.key not in articles:
            continue
        clauses = CLAUSE.split(text)
        for before, clause in zip(["", *clauses], clauses, strict=False):
            if _GRANTED.search(before):
                continue  # 即使油價不跌破50美元，也會減產: for another reason
            if reading is one.reading and passage.span == one.passage.span:
                if _USED.search(clause) and not _DOUBTED.search(clause) and text.find(clause) > text.find(effect):
                    return True
                continue
            if not _CERTAIN.search(clause) or _DOUBTED.search(clause):
                continue
            shared = len(wanted & bigrams(clause)) / max(1, len(wanted))
            if shared >= 0.5 or (
                _SURE.search(clause) and (effect[-2:] in clause or (_POINTS.search(clause) and wanted & bigrams(clause)))
            ):
                return True
    return False


def _tell(
    ledger: Ledger, one: Told, line: Claim, claims: tuple[Claim, ...], forecast: Interval, *, met: bool
) -> Finding:
    needed = Interval.point(Fraction(line.quantity.low.value))
    words = "－".join(c.quantity.words for c in claims)
    return found(
        NAME, "exact" if met else "tension", tuple(ledger.quote(c) for c in (line, *claims)), (one.link,),
        claims=tuple(c.key for c in (line, *claims)),
        formula="", working=Working(formula=f"{words} {'∋' if met else '∌'} {line.quantity.words}", computed=forecast, stated=needed),
        chinese=f"條件是「{one.quote.words}」，文中的預測是{words}",
        english=f"The condition is {one.quote.words}, the forecast of the text {words}",
    )  # fmt: skip


EXAMPLES = (
    Example(
        text="券商指出，若銅庫存升破40萬噸，冶煉廠將減產。券商預估，明年底銅庫存為28萬噸。券商因此斷言，冶煉廠明年將減產。",
        verdict="tension",
        touches=("40萬噸", "28萬噸"),
    ),
    Example(
        text="该机构指出，若失业率升破5%，央行将降息。该机构预测，明年失业率为5.4%，央行明年将降息。",
        verdict="exact",
        touches=("5%", "5.4%"),
    ),
    Example(
        text="若失業率升破5%，政府將發放紓困金。主計總處預測明年失業率為3.4%，政府不會發放紓困金。",
        verdict=None,
        note="結論一致",
    ),
    Example(text="若恒指失守24,000點，或會觸發強制收回。恒指現報25,860點。", verdict=None, note="沒有斷言"),
)
