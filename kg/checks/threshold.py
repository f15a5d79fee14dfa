"""門檻：站上還是跌破

## 做什麼
文字說一個值突破、站上、高於，或跌破、失守、低於另一個寫出的值（關卡、目標、上限、下限、去年同期），核對大小關係。
A value said to be above, below, through or under another stated value is compared with it; so is a value said to lie
beyond the end of a stated range.

## 為何重要
「站上榮枯線」「低於目標」就是結論本身；數字若在另一邊，結論就反了。
Being above a line is the conclusion itself; a number on the other side turns it round.

## 如何判定
只看符號：值減門檻是正是負。人為劃定的線（目標、關卡、榮枯線）視為精確值；量測而得的比較對象，末位數字留半個單位的餘地。
「中性利率下限」之類的說法，取前文所寫區間的那一端。
The sign of value − threshold. A line that somebody drew (a target, a round number) is exact; a measured value to
compare with has half its last digit to spare. 下限 and 上限 are the ends of the range given for the same noun.

## 何時沉默
盤中與收盤、一度、曾經；匯率（跌破可能是貨幣貶值）；負數與跌幅；否定句與疑問句；值與門檻之間還隔著別的名詞。
Intraday against close, 一度 and 曾; exchange rates; falls and negative numbers; denials and questions; any noun between
the value and the words that compare it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from extract.reading import Claim
from extract.text import key, rx
from kg.ledger import Example, Finding, Ledger, Quote
from kg.pairing import bigrams, mentions_agree, period_apart
from kg.roles import is_base
from kg.rules import Judgement, Number, ordered
from kg.wording import ADVERBS, exchange_rate, said, said_in_english, told

NAME = "threshold"
TITLE = {"zh-Hant": "門檻", "zh-Hans": "门槛", "en": "Threshold"}

_OVER = r"突破|站上|站穩|站回|重回|重返|升破|漲破|衝破|高於|超過|超越|優於|大於|多於|勝過|守住|守穩|高過|越過|收復|跨過|跨越|好於|升穿|漲穿|衝過|企穩|站回"
_UNDER = r"跌破|失守|低於|不及|少於|小於|未達|低過|下探至|跌穿|差於|弱於|少過|遜色於"
_CROSSED = "(?:突破|站上|站穩|站回|重回|重返|升破|漲破|衝破|守住|守穩|跌破|失守|收復|跨過|跨越|升穿|跌穿|企穩)了?$"
_HOLDS = rx(r"守住|守穩")
_OVER_ONLY = rx(f"^(?:{_OVER})$")
_GLUE = (
    rf"(?:{ADVERBS}|[，、）」』]|(?:連續|連)第?[0-9一二三四五六七八九十]+(?:個月|個?季|年|天|日|週|個交易日)|以來|均|都|皆|同樣|依然|依舊|明顯"
    r"|遠|略|稍|雙雙|重新|終於|成功|順利|以上|左右|水準|水平|點位|為|呈|遠遠|大大|甚至|目前|如今|可說|並且|且)"
)
_COMPARED = rx(rf"^{_GLUE}*({_OVER}|{_UNDER})[^，。；！？0-9]{{0,12}}$")
_END = rx(
    rf"^{_GLUE}*(高於|超過|突破|超出|低於|不及|未達|跌破)[「『]?([^，。；！？0-9「」]{{0,10}}?)(?:區間|範圍)?的?"
    r"(上限|上緣|上端|下限|下緣|下端)"
)
_SEVERAL = rx(r"均|都|皆|雙雙|同樣")
_PASSING = rx(r"一度|盤中|曾|最高|最低|早前|先前|此前|原先|高點|低點|若|倘|假如|如果|一旦|除非")
_FALLS = rx(r"跌幅|降幅|減幅|年減|月減|季減|衰退|下跌|下滑|減少|虧損|赤字|逆差|負")
_LINE = rx(r"目標|榮枯|門檻|關卡|大關|警戒|紅線|上限|下限|標準|整數|界線|分界|心理")
_UPPER = rx(r"上限|上緣|上端")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every stated comparison of two neighbouring values, and of a value with the end of a range."""
    for *_, claims in ledger.sentences():
        for number, bound in enumerate(claims):
            # 3 %，已連續 43 個月高於 2 %: a stretch of time between the two is no value.
            values = [claim for claim in claims[:number] if claim.kind != "duration"]
            found = None
            for value in reversed(values):
                found = _compared(ledger, value, bound, values[-1])
                if found is None:
                    break
                yield found
                if not _SEVERAL.search(ledger.between(values[-1], bound)):
                    break
            if found is None and (found := _of_its_clause(ledger, values, bound)):
                yield found
        for bound, value in pairwise(claims):
            found = _reported(ledger, bound, value) or _extreme(ledger, bound, value) or _than(ledger, bound, value) or _covers(ledger, bound, value)
            if found:
                yield found
        for value in claims:
            found = _range_end(ledger, value)
            if found:
                yield found


def _compared(ledger: Ledger, value: Claim, bound: Claim, last: Claim) -> Finding | None:
    """A value, right before the words that put it above or below `bound`; with several (…均低於 2%), `last` is."""
    if value.quantity.unit != bound.quantity.unit or value.quantity.is_range or bound.quantity.is_range:
        return None
    if not (_fit(ledger, value) and _fit(ledger, bound)) or is_base(ledger, value):
        return None
    found = _COMPARED.search(ledger.between(last, bound))
    if not found:
        return None
    word = found.group(1)
    side: Literal["above", "below"] = "above" if _OVER_ONLY.search(word) else "below"
    # The qualifier of the threshold is the comparison itself (突破 7 is `over`): its digits are what is compared.
    plain = Number.at(bound.quantity.low, counted=bound.quantity.counted, exactly=_is_line(ledger, bound))
    judged = ordered(Number.of(value.quantity), plain, side, strictly=not _HOLDS.search(word))
    return _tell(ledger, value, bound, side, judged, word)


_HELD = rx(rf"(?P<word>{_OVER}|{_UNDER})了?[^，。；0-9]{{0,6}}$")
_REPORT = rx(r"(?:僅剩|只剩|剩|報|收報|收在|收於|收|合計|為|是|最新|現報|暫報|達)$")
_BACK = rx(r"一度|曾|後|回升|反彈|拉回|終場|收復|盤中|其後|隨後|但|惟|不過|卻|若|將|料|預|可望|有望|挑戰|目標")


def _reported(ledger: Ledger, bound: Claim, value: Claim) -> Finding | None:
    """守住了3,000美元關口，截至發稿報2,947美元: the line first, then where the value stands."""
    held = _HELD.search(ledger.lead(bound))
    between = ledger.between(bound, value)
    if held is None or not rx(_CROSSED).search(held.group()) or bound.quantity.unit != value.quantity.unit:
        return None
    if bound.quantity.is_range or value.quantity.is_range or len(between) > 24 or not _REPORT.search(ledger.lead(value)):
        return None
    if period_apart(bound, value) or _BACK.search(between) or _BACK.search(ledger.lead(bound)):
        return None
    if not (_fit(ledger, value) and bound.modality == value.modality == "actual"):
        return None
    if mentions_agree(bound.metric, value.metric) == "different" or mentions_agree(bound.subject, value.subject) == "different":
        return None
    word = held["word"]
    side: Literal["above", "below"] = "above" if _OVER_ONLY.search(word) else "below"
    judged = ordered(Number.of(value.quantity), Number.at(bound.quantity.low, exactly=True), side, strictly=not _HOLDS.search(word))
    return _tell(ledger, value, bound, side, judged, word)


_CROSSES = rx(r"(?:(?P<up>突破|站上|升破|漲破|衝破|升穿|漲穿|衝上|衝過)|跌破|失守|跌穿)了?[^，。；0-9]{0,6}$")
_HIGHEST, _LOWEST = (rx(rf"^[^，。；0-9]{{0,4}}(?:最{word}|{word}[點見])[^，。；0-9]{{0,6}}$") for word in "高低")


def _extreme(ledger: Ledger, bound: Claim, value: Claim) -> Finding | None:
    """盤中突破4,200美元，最高來到4,218.6美元: what crossed a line had its highest value beyond it."""
    crosses, lead = _CROSSES.search(ledger.lead(bound)), ledger.lead(value)
    if crosses is None or bound.quantity.unit != value.quantity.unit or bound.quantity.is_range or value.quantity.is_range:
        return None
    far = _HIGHEST if crosses["up"] else _LOWEST
    apart = period_apart(bound, value) or len(ledger.between(bound, value)) > 24 or exchange_rate(ledger, value)
    if apart or not far.search(lead) or not bound.modality == value.modality == "actual":
        return None
    side: Literal["above", "below"] = "above" if crosses["up"] else "below"
    judged = ordered(Number.of(value.quantity), Number.at(bound.quantity.low, exactly=True), side, strictly=False)
    return _tell(ledger, value, bound, side, judged, crosses.group().strip("了"))


#: 較市場估計的22萬人為少
_COMPARISON = rx(r"^(?:，|、)?(?:其實|只|還|僅|仍|也|亦|均|都|卻|則|又|已)?(?:較|比)[^，。；0-9]{0,14}$")
_WAY = r"^(?:為|還要?|更|要|略|稍|明顯|小幅|來得|略為|再)*"
_FEWER, _MORE_THAN = rx(_WAY + r"(?:少|低|差|弱|遜|小)(?:，|。|；|$)"), rx(_WAY + r"(?:多|高|好|強|佳|優|大)(?:，|。|；|$)")


def _than(ledger: Ledger, value: Claim, bound: Claim) -> Finding | None:
    """A，較B為少: the word that compares stands behind both."""
    if value.quantity.unit != bound.quantity.unit or value.quantity.is_range or bound.quantity.is_range:
        return None
    if not _COMPARISON.search(ledger.between(value, bound)) or not (_fit(ledger, value) and _fit(ledger, bound)):
        return None
    tail = ledger.after(bound)[:6]
    fewer, more = _FEWER.search(tail), _MORE_THAN.search(tail)
    if not fewer and not more:
        return None
    side: Literal["above", "below"] = "above" if more else "below"
    judged = ordered(Number.of(value.quantity), Number.at(bound.quantity.low, counted=bound.quantity.counted), side)
    return _tell(ledger, value, bound, side, judged, (more or fewer).group().strip("，。；"))  # type: ignore[union-attr]


#: 這一規模能承接5500億, 足以支付: what is large enough for what
_COVERS = rx(
    r"^[^。；0-9]{0,40}(?:能|可|足以|足夠|夠|足可)(?:以|夠|完全)?(?P<word>承接|覆蓋|支付|償還|應付|滿足|吸收|支應|清償|涵蓋|抵銷|彌補)[^，。；0-9]{0,12}$"
)


def _covers(ledger: Ledger, value: Claim, need: Claim) -> Finding | None:
    """An amount that is said to be enough for another."""
    found = _COVERS.search(ledger.between(value, need))
    if found is None or value.quantity.unit != need.quantity.unit or value.quantity.is_range or need.quantity.is_range:
        return None
    if {value.modality, need.modality} & {"denied", "question"} or rx("不足|(?<!僅)不能|無法|未必").search(ledger.between(value, need)):
        return None
    judged = ordered(Number.of(value.quantity), Number.at(need.quantity.low), "above", strictly=False)
    if not judged.agrees and value.modality != "actual":
        return None
    return _tell(ledger, value, need, "above", judged, found["word"])


#: What may stand before the word that compares, in a clause of its own: 表現也優於, 升幅大於, 歲出規模首度突破.
_ITS = (
    r"(?:表現|規模|升幅|增幅|漲幅|跌幅|降幅|增速|成績|數字|水準|水平|結果|年增率|金額|均價|報價|總額|雙雙|其實|仍然|也|只|還要|單月|頭一回|明顯|遠遠|大幅|小幅|略為|略)*"
)
_PREFIX = rx(r"^(?:頭一回|首次|首度|單月|單季|這也|而且|不但|同樣|其實|並|且|更|也|均|並且|而|甚至|已經|已|且已|早已)+$")
_BAD = rx(r"不良|逾期|失業|虧損|空置|成本|費用|赤字|呆帳|損失|淨流出|負債")
_CLAUSE_COMPARED = rx(
    rf"^(?:來|以來|年來|個月來)?(?P<prefix>[^，。；0-9]{{0,8}}?)(?:[，、）」』]|{ADVERBS})*{_ITS}(?:{ADVERBS})*(?P<word>{_OVER}|{_UNDER}|大於|遠勝|遠超|勝過|遜於|優於)[^，。；！？0-9]{{0,14}}$"
)


def _of_its_clause(ledger: Ledger, values: list[Claim], bound: Claim) -> Finding | None:
    """營收570億，較去年同期大增62%，也高於分析師預期的549億: the last value of the unit, other figures between."""
    found = _CLAUSE_COMPARED.search(ledger.lead(bound))
    if found is None or not _fit(ledger, bound, magnitude=True, passing=True):
        return None
    pool = [v for v in values if v.quantity.unit == bound.quantity.unit and not is_base(ledger, v) and v.kind not in ("target", "threshold", "from")]
    if bound.kind != "change" and rx(_CROSSED).search(ledger.lead(bound)):
        pool = [v for v in pool if v.kind != "change"]  # 收報25,765點，跌319點，失守26,000點: its fall crosses no line
    if not pool or pool[-1].quantity.is_range or not _fit(ledger, pool[-1], magnitude=True):
        return None
    value = pool[-1]
    its_own = bigrams(ledger.words(value.metric) + ledger.words(value.subject) + " " + ledger.lead(value))
    if found["prefix"] and not bigrams(found["prefix"]) & its_own and not _PREFIX.search(found["prefix"]):
        return None  # somebody else's
    if rx("總|累計|合計|全年").search(found["prefix"] or "") and not rx("總|累計|合計|全年").search(ledger.lead(value)):
        return None  # of them all
    change = (value.kind == "change", bound.kind == "change")
    if change[0] != change[1] or (all(change) and value.direction != bound.direction):
        return None
    if value.subject is not None and bound.subject is not None and mentions_agree(value.subject, bound.subject) == "different":
        return None
    word = found["word"]
    if rx("遜於|優於").search(word) and _BAD.search(ledger.words(value.metric)):
        return None  # a worse rate of arrears is a higher one
    side: Literal["above", "below"] = "above" if _OVER_ONLY.search(word) or rx("大於|遠勝|遠超|勝過|優於").search(word) else "below"
    q = bound.quantity
    number = Number.of(q) if q.is_range else Number.at(q.low, counted=q.counted, exactly=_is_line(ledger, bound))
    judged = ordered(Number.of(value.quantity), number, side)
    return _tell(ledger, value, bound, side, judged, word)


def _is_line(ledger: Ledger, bound: Claim) -> bool:
    """Whether somebody drew the line: then it is exact, and no rounded measurement."""
    if rx(_CROSSED).search(ledger.lead(bound)):
        return True  # 跌破9萬 names a line, and does not measure it
    return bound.kind in ("target", "threshold") or bool(_LINE.search(ledger.lead(bound) + ledger.tail(bound)[:8]))


def _fit(ledger: Ledger, claim: Claim, *, magnitude: bool = False, passing: bool = False) -> bool:
    """Whether a claim's number can be compared by its size alone; `magnitude`: falls by their size (跌幅大於).

    `passing`: also what was said or reached before (原先預估的).
    """
    if magnitude:
        return (
            claim.kind not in ("duration", "rank", "from") and claim.modality not in ("denied", "question")
            and claim.quantity.low.value >= 0 and not exchange_rate(ledger, claim) and (passing or not _PASSING.search(ledger.lead(claim)))
        )  # fmt: skip
    return (
        claim.kind not in ("duration", "rank", "from")
        and claim.direction != "down"
        and claim.modality not in ("denied", "question")
        and claim.quantity.low.value >= 0
        and not exchange_rate(ledger, claim)
        and not _PASSING.search(ledger.lead(claim))
        and not _FALLS.search(ledger.lead(claim) + ledger.words(claim.metric))
    ) or (
        # 降至 47.8 is a level for all that it fell to.
        claim.kind == "to"
        and claim.quantity.low.value >= 0
        and not exchange_rate(ledger, claim)
        and not _PASSING.search(ledger.lead(claim))
    )


def _range_end(ledger: Ledger, value: Claim) -> Finding | None:
    """A value said to lie beyond the upper or lower end of a range that the text gave before."""
    found = _END.search(ledger.after(value))
    if not found or value.quantity.is_range or value.modality in ("denied", "question"):
        return None
    verb, noun, end = found.groups()
    span = _range_of(ledger, value, noun)
    if span is None:
        return None
    upper = bool(_UPPER.search(end))
    side: Literal["above", "below"] = "above" if rx("高於|超過|突破|超出").search(verb) else "below"
    low, high = sorted((span.quantity.low, span.quantity.high), key=lambda written: written.value)
    written = high if upper else low
    bound = Number.at(written, exactly=True)
    judged = ordered(Number.of(value.quantity), bound, side)
    name = ("上限", "upper end") if upper else ("下限", "lower end")
    sign, way = (">", "高於") if side == "above" else ("<", "低於")
    return told(
        NAME, ledger, (value, span), judged,
        formula=f"{value.quantity.low.digits} {sign} {written.digits}",
        chinese=f"文字說{said(value.quantity)}{way}區間{said(span.quantity)}的{name[0]}（{written.digits}）",
        english=f"The words put {said_in_english(value.quantity)} {side} the {name[1]} ({written.digits}) of the range "
        f"{said_in_english(span.quantity)}",
    )  # fmt: skip


def _range_of(ledger: Ledger, value: Claim, noun: str) -> Claim | None:
    """The nearest earlier range of the same unit whose sentence names `noun`, not far before."""
    reading = ledger.reading(value)
    paragraph = ledger.passage(value).paragraph
    for claim in reversed(ledger.claims):
        if ledger.reading(claim) is not reading or claim.span.end > value.span.start:
            continue
        if abs(ledger.passage(claim).paragraph - paragraph) > 1:
            continue
        if claim.quantity.is_range and claim.quantity.unit == value.quantity.unit:
            bare = rx("^(?:該|此|這個|這一|其|目標)?$").search(noun) is not None
            named = noun.strip("的") in ledger.sentence(claim)
            return claim if bare or named else None
    return None


def _tell(
    ledger: Ledger, value: Claim, bound: Claim, side: Literal["above", "below"], judged: Judgement, word: str
) -> Finding:
    raw = _raw_word(ledger, value, bound, word)
    sign = ">" if side == "above" else "<"
    return told(
        NAME, ledger, (value, bound), judged,
        formula=f"{said(value.quantity)} {sign} {_line(bound)}",
        chinese=f"文字說{said(value.quantity)}「{raw}」{bound.quantity.words}",
        english=f"The words put {said_in_english(value.quantity)} {side} {bound.quantity.words}",
    )  # fmt: skip


def _line(bound: Claim) -> str:
    """The threshold as a plain number: its qualifier is the comparison itself."""
    return said(replace(bound.quantity, qualifier="none"))


def _raw_word(ledger: Ledger, value: Claim, bound: Claim, word: str) -> str:
    """The comparing word as the article wrote it."""
    sentence = ledger.sentence(bound)
    at = max(sentence.rfind(word, 0, ledger.offsets(bound)[0]), sentence.find(word, ledger.offsets(bound)[1]))
    quote: Quote = ledger.cut(ledger.reading(bound), ledger.passage(bound), at, at + len(word))
    return quote.words if key(quote.words) == word else word


EXAMPLES = (
    Example(
        text="11月製造業採購經理人指數為49.2%，重新站回50%的榮枯線之上。",
        verdict="inconsistent",
        touches=("49.2%", "50%"),
        severity="conclusion",
    ),
    Example(
        text="11月製造業採購經理人指數為51.2%，重新站回50%的榮枯線之上。",
        verdict="exact",
        touches=("51.2%", "50%"),
    ),
    Example(
        text="11月核心CPI年增2.3%，低於央行2%的目標。", verdict="inconsistent", touches=("2.3%", "2%")
    ),
    Example(text="11月核心CPI年增1.51%，低於央行2%的目標。", verdict="exact", touches=("1.51%", "2%")),
    Example(
        text="本季毛利率为45.3%，高于去年同期的46.1%。", verdict="inconsistent", touches=("45.3%", "46.1%")
    ),
    Example(
        text="日本的中性利率區間在1%-2.5%，即便升息至0.75%，仍低於中性利率下限。",
        verdict="exact",
        touches=("1%-2.5%", "0.75%"),
    ),
    Example(
        text="日本的中性利率區間在1%-2.5%，升息至1.75%，仍低於中性利率下限。",
        verdict="inconsistent",
        touches=("1%-2.5%", "1.75%"),
    ),
    Example(text="加權指數盤中一度跌破27,000點，終場收27,150點。", verdict=None, note="盤中與收盤"),
    Example(text="新台幣兌美元收31.31元，失守31元關卡。", verdict=None, note="匯率"),
    Example(text="11月CPI年增1.23%，核心CPI年增1.51%，均低於2%。", verdict="exact", touches=("1.23%", "2%")),
    Example(text="真正的緊縮需要利率突破1%，目前政策利率為0.75%。", verdict=None, note="條件尚未成立"),
)
