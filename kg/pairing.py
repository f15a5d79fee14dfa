"""Pairing: whether two claims state the same thing. Same, different or unproven, and why.

This is its one home. A check compares only what is shown here, or by the sentence's own grammar (roles.py), to belong
together; candidates are found by the keys of `kin`, never by comparing all with all.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

import ontology
from extract.reading import Claim, Mention
from extract.text import key, rx
from kg.ledger import CLAUSE, Ledger, once


@dataclass(frozen=True, slots=True)
class Same:
    """Whether two claims state the same thing. `voices` is 2 where two speakers are shown to say it.

    `reason` names the field that decides a *different* or leaves the matter *unproven*.
    """

    answer: Literal["same", "different", "unproven"]
    reason: str = ""
    voices: int = 1


def same(ledger: Ledger, a: Claim, b: Claim) -> Same:
    """Whether two claims state the same thing; a null is *unproven* unless the text restates.

    Two states of one movement, two units, two bases, two tenors are different things. Agreement may be told
    across modality; whoever raises an alarm asks `may_contradict` as well.
    """
    for test in (_nature, _metric, _subject, _aspects, _period):
        answer, reason = test(ledger, a, b)
        if answer == "different":
            return Same("different", reason)
        if answer == "unproven" and not _restates(ledger, a, b, reason):
            return _last_word(ledger, a, b, reason, (test,))
    return Same("same", voices=_voices(ledger, a, b))


def _last_word(ledger: Ledger, a: Claim, b: Claim, reason: str, done: tuple[object, ...]) -> Same:
    """Unproven, unless a later field shows the two to be different."""
    for test in (_metric, _subject, _aspects, _period):
        answer, other = test(ledger, a, b)
        if answer == "different":
            return Same("different", other)
    return Same("unproven", reason, voices=_voices(ledger, a, b))


def kin(ledger: Ledger, claim: Claim) -> tuple[str, ...]:
    """The keys under which a claim that may state the same thing is found: unit, nature, and what is measured.

    Claims that share no key are not compared: their metrics differ and their words are not alike.
    """
    nature = f"{claim.quantity.unit}|{_NATURES.get(claim.kind, claim.kind)}"
    if probable(ledger, claim):
        return (f"{nature}|probability|{event(ledger, claim)}",)
    metric = claim.metric
    measure = (metric.concept or key(metric.words)) if metric else ""
    return tuple(dict.fromkeys((f"{nature}|{measure}", f"{nature}|={description(ledger, claim)}")))


def may_contradict(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether unequal values of the two would be a contradiction: an alarm never crosses modality.

    A heading's question mark and the forecast in a probability are no modality of the number itledger.
    """
    first, second = a.modality, b.modality
    if _heading(ledger, a, b):
        first, second = (second if first == "question" else first), (first if second == "question" else second)
    if probable(ledger, a) and probable(ledger, b):
        return not {first, second} & {"denied", "conditional"}
    return first == second and first in ("actual", "forecast", "plan")


def probable(ledger: Ledger, claim: Claim) -> bool:
    """Whether the number is a probability, also where it is the end of a movement."""
    return claim.kind == "probability" or (claim.metric is not None and claim.metric.concept == _PROBABILITY)


def _nature(ledger: Ledger, a: Claim, b: Claim) -> tuple[str, str]:
    if a.quantity.unit != b.quantity.unit:
        return "different", "unit"
    if _NATURES.get(a.kind, a.kind) != _NATURES.get(b.kind, b.kind):
        return "different", "kind"
    if a.comparison != b.comparison:
        return ("unproven" if "none" in (a.comparison, b.comparison) else "different"), "comparison"
    if {a.direction, b.direction} == {"up", "down"} and a.kind == "change":
        return "unproven", "direction"
    if "duration" in (a.kind, b.kind) and key(ledger.tail(a))[:2] != key(ledger.tail(b))[:2]:
        return "unproven", "duration"
    return "same", ""


def _metric(ledger: Ledger, a: Claim, b: Claim) -> tuple[str, str]:
    if probable(ledger, a) != probable(ledger, b):
        return "different", "metric"
    if probable(ledger, a):
        first, second = event(ledger, a), event(ledger, b)
        if first and second:
            return ("same" if first == second else "different"), "event"
        return "unproven", "event"
    answer = mentions_agree(a.metric, b.metric)
    if answer == "same" and _says_nothing(a.metric) and not (_measured(a) or alike(ledger, a, b)):
        # 年增率 of what? Without its measure it is everybody's.
        return "unproven", "measure"
    if answer == "same" and modifier(ledger, a) != modifier(ledger, b):
        return "unproven", "modifier"
    return answer, "metric"


def _subject(ledger: Ledger, a: Claim, b: Claim) -> tuple[str, str]:
    if _says_nothing(a.metric) or _says_nothing(b.metric):
        return mentions_agree(a.subject, b.subject), "measure"
    first, second = owner(a), owner(b)
    if first is None and second is None and a.subject is not None and b.subject is not None:
        if a.subject == a.metric and b.subject == b.metric:
            return "same", "subject"  # the measure is its own subject on both sides (CPI): the metric has decided
        return mentions_agree(a.subject, b.subject), "subject"  # 研發支出 and 行銷費用, each 占營收比重
    if any(_aside(ledger, c) or (_in_doubt(ledger, c) and not _heading(ledger, a, b)) for c in (a, b)):
        return "unproven", "doubt"
    answer = mentions_agree(first, second)
    if answer != "same" and first and second and (probable(ledger, a) or _heading(ledger, a, b)):
        # 日本升息 and 日本央行: the country for its bank, where the event or the headline already ties them.
        return ("same" if related(first, second) else answer), "subject"
    return answer, "subject"


@once
def _aside(ledger: Ledger, claim: Claim) -> bool:
    """Whether a subject was only carried to a claim inside brackets."""
    before = ledger.before(claim)
    return claim.by.get("subject") in _CARRIED and before.rfind("（") > before.rfind("）")


@once
def _in_doubt(ledger: Ledger, claim: Claim) -> bool:
    """Whether a subject was only carried to a claim whose sentence names others like it."""
    if claim.subject is None or claim.by.get("subject") not in _CARRIED:
        return False
    held = ontology.by_id().get(claim.subject.concept) if claim.subject.concept else None
    sort = held.category if held else "company"
    passage = ledger.passage(claim).span
    for mention in ledger.reading(claim).mentions:
        if mention.kind != "entity" or mention.span not in passage or mention.span.start > claim.span.start:
            continue
        other = ontology.by_id().get(mention.concept) if mention.concept else None
        like = (other.category if other else "company") == sort
        if like and (mention.concept or key(mention.words)) != (claim.subject.concept or key(claim.subject.words)):
            return True
    return False


def _aspects(ledger: Ledger, a: Claim, b: Claim) -> tuple[str, str]:
    if a.scope and b.scope and key(a.scope) != key(b.scope):
        return "different", "scope"
    if bool(a.scope) != bool(b.scope) and not _heading(ledger, a, b):
        return "unproven", "scope"
    first, second = aspects(ledger, a), aspects(ledger, b)
    for name in first.keys() & second.keys():
        if first[name] != second[name]:
            return "different", name
    if first.keys() != second.keys() and not _heading(ledger, a, b):
        return "unproven", "scope"
    return "same", ""


def _period(ledger: Ledger, a: Claim, b: Claim) -> tuple[str, str]:
    first, second = a.period, b.period
    if first is None or second is None:
        return "unproven", "period"
    if None in (first.first, first.last, second.first, second.last):
        return ("same" if key(first.words) == key(second.words) else "unproven"), "period"
    assert first.first and first.last and second.first and second.last
    if (first.first, first.last) == (second.first, second.last):
        return "same", ""
    if first.last < second.first or second.last < first.first:
        if probable(ledger, a) and _past(ledger, a, first.last) != _past(ledger, b, second.last):
            # The month of the event beside the day on which its probability was told: 12 月升息, 11 月初的 50 %.
            return "unproven", "period"
        return "different", "period"
    return "unproven", "period"


def _past(ledger: Ledger, claim: Claim, last: dt.date) -> bool:
    published = ledger.reading(claim).article.published
    return published is not None and last < published


def _restates(ledger: Ledger, a: Claim, b: Claim, reason: str) -> bool:
    """Whether the text shows a missing field to be the same: 如今, a heading against the body, the same words."""
    if reason in ("unit", "kind", "direction", "modifier", "measure"):
        return False
    if _heading(ledger, a, b):
        if reason == "period" and a.period and b.period and a.period.first and b.period.first:
            return False  # both say when, and not the same: 第三季 and 前三季
        return reason in ("period", "comparison", "subject") or (reason == "metric" and alike(ledger, a, b))
    if reason == "period":
        # The present is restated by its present state only, never by where a movement began.
        now = [claim.kind != "from" and bool(_NOW.search(_where(ledger, claim))) for claim in (a, b)]
        return all(now) or (alike(ledger, a, b) and _stretch(ledger, a) == _stretch(ledger, b))
    if reason in ("metric", "subject", "scope"):
        # 按年上升 is said of everything: the words must name what they are about.
        return _names(ledger, a) and _names(ledger, b) and alike(ledger, a, b)
    return False


def _names(ledger: Ledger, claim: Claim) -> bool:
    """Whether the claim's own clause names its measure or its subject, or nothing is named at all."""
    named = [key(mention.words) for mention in (claim.metric, claim.subject) if mention]
    return not named or any(words in ledger.lead(claim) + ledger.tail(claim) for words in named)


def _voices(ledger: Ledger, a: Claim, b: Claim) -> int:
    first, second = a.attribution, b.attribution
    if first is not None and second is not None:
        return 1 if mentions_agree(first, second) == "same" else 2
    one_sided = (first is None) != (second is None)
    return 2 if one_sided and "forecast" in (a.modality, b.modality) and not _heading(ledger, a, b) else 1


def _heading(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether exactly one of the two stands in a headline or subhead."""
    return (ledger.passage(a).role == "body") != (ledger.passage(b).role == "body")


def _where(ledger: Ledger, claim: Claim) -> str:
    """The words that may tell a claim's time: its period's, and its own clauses up to the quantity."""
    return key(claim.period.words if claim.period else "") + ledger.before(claim)


def _stretch(ledger: Ledger, claim: Claim) -> str:
    return key(claim.period.words) if claim.period else ""


# ── what tells one thing from another ────────────────────────────────────────────────────────────────────────


def alike(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether the words that lead to the two quantities are nearly the same, numbers in them included."""
    first, second = description(ledger, a), description(ledger, b)
    if min(len(first), len(second)) < 4 or _DIGITS.findall(first) != _DIGITS.findall(second):
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= 0.8


@once
def description(ledger: Ledger, claim: Claim) -> str:
    """The clause before the quantity without the words that carry no content, and the noun after it."""
    return _EMPTY.sub("", ledger.lead(claim))


@once
def modifier(ledger: Ledger, claim: Claim) -> str:
    """What stands directly before the metric's words and belongs to them: 海外 of 海外營收."""
    metric = claim.metric
    if metric is None:
        return ""
    reading = ledger.reading(claim)
    at = metric.span.start
    ends = [end for end in (_last_end(things, at) for things in ledger.marks(reading)) if end is not None]
    ends += [m.span.end for m in (claim.subject, claim.attribution) if m and m.span.end <= at]
    start = reading.text.key_offset(max(ends, default=0))
    text = reading.text.text[start : reading.text.key_offset(metric.span.start)]
    return _EMPTY.sub("", _BOUNDARY.split(text)[-1])[-8:]


@once
def aspects(ledger: Ledger, claim: Claim) -> dict[str, str]:
    """The distinguishing words around a claim, by the name of what they distinguish (tenor, price, stage …)."""
    text = ledger.lead(claim) + "|" + ledger.tail(claim)[:8] + "|" + ledger.words(claim.metric)
    if claim.metric is not None:
        reading = ledger.reading(claim)
        at = reading.text.key_offset(claim.metric.span.start)
        text = CLAUSE.split(reading.text.text[max(0, at - 12) : at])[-1] + text
    found: dict[str, str] = {}
    tenor = _TENOR.search(text)
    if tenor:
        found["tenor"] = tenor.group()
    for name, options in _ASPECTS:
        for number, pattern in enumerate(options):
            if rx(pattern).search(text):
                found[name] = str(number)
                break
    return found


@once
def event(ledger: Ledger, claim: Claim) -> str:
    """The event a probability speaks of: the nearest word of an event in the sentence; "" where none is named."""
    start, end = ledger.offsets(claim)
    nearest, best = "", 10**9
    for name, pattern in _EVENTS:
        for found in rx(pattern).finditer(ledger.sentence(claim)):
            distance = start - found.end() if found.end() <= start else found.start() - end
            if distance < best:
                nearest, best = name, distance
    return nearest


def _last_end(ends: list[int], limit: int) -> int | None:
    at = bisect_right(ends, limit)
    return ends[at - 1] if at else None


#: Ways in which a subject comes to a claim without being named beside it.
_CARRIED = ("carried", "company", "background", "sentence")


def owner(claim: Claim) -> Mention | None:
    """The subject, where it is a thing beside the measure."""
    subject = claim.subject
    measure = subject is None or subject == claim.metric or (subject.concept or "").startswith("metric/")
    return None if measure else subject


def _says_nothing(metric: Mention | None) -> bool:
    """Whether a metric's name says only how, not what: 年增率, 漲幅, 佔比."""
    if metric is None or metric.concept is None:
        return False
    concept = ontology.by_id().get(metric.concept)
    named = concept is not None and concept.category != "event"
    hollow = named and concept is not None and (concept.comparison is not None or concept.direction is not None)
    return hollow or metric.concept in _HOLLOW


def _measured(claim: Claim) -> bool:
    """Whether the subject names the measure that a hollow metric leaves out."""
    return claim.subject is not None and (claim.subject.concept or "").startswith("metric/")


def related(a: Mention, b: Mention) -> bool:
    """Whether one of two things belongs to the other (a central bank to its country), or is named within it."""
    one, other = key(a.words), key(b.words)
    if one in other or other in one:
        return True
    return bool(a.concept and b.concept) and (a.concept in _chain(b.concept) or b.concept in _chain(a.concept))


def _chain(concept: str | None) -> tuple[str, ...]:
    """A concept and what it belongs to, step by step."""
    found: list[str] = []
    while concept and concept not in found:
        found.append(concept)
        row = ontology.by_id().get(concept)
        concept = row.of if row else None
    return tuple(found)


def mentions_agree(a: Mention | None, b: Mention | None) -> str:
    """Whether two mentions name one thing: by concept where both have one, else by the same words."""
    if a is None or b is None:
        return "unproven"
    if a.concept and b.concept:
        return "same" if a.concept == b.concept else "different"
    if key(a.words) == key(b.words):
        return "same"
    first, second = key(a.words), key(b.words)
    if first in second or second in first:
        return "unproven"
    named = all(
        mention.concept or mention.by.startswith("company") for mention in (a, b)
    )  # 長榮, and 萬海 that no table holds
    return "different" if named or not (a.concept or b.concept) else "unproven"


_BOUNDARY = re.compile(key(r"[，。；：！？、\n（）「」『』“”《》]|[的之與和及為是但而]"))
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十]+")
#: Words of a clause that say nothing about what is measured.
_EMPTY = rx(
    r"已經|已|也|亦|仍|還|則|就|才|僅|只有|只|共有|共計|共|總計|約|大約|將近|接近|近|超過|逾|高達|達到|達|至少|的|了|為|是|有"
    r"|「|」|『|』|“|”|《|》|\s|、|我國|本國|本港|目前|如今|當前|現在|該|此|這|其"
)
_NOW = rx(r"如今|目前|當前|現在|眼下|現階段|迄今|至今|今天|上述|現為")
_TENOR = rx(r"(?:[0-9]+|[一二三四五六七八九十]+)(?:年|個月|月|天|日|週)期")

_PROBABILITY = "metric/probability"
_HOLLOW = {"metric/growth-rate", "metric/amount", "metric/proportion", "metric/goal", "metric/level"}
_NATURES = {
    "level": "state", "to": "state", "ratio": "state", "probability": "state", "count": "state",
    "target": "goal", "threshold": "goal",
}  # fmt: skip

#: Words that tell apart what else would look the same. Options of one row exclude each other.
_ASPECTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("coverage", ("核心", "整體|總體|綜合")),
    ("area", ("東京", "全國", "歐元區", "國內|本土|境內|內銷", "海外|境外|國外|外銷")),
    ("accounts", ("合併", "單獨|母公司|個體")),
    ("terms", ("名目|名義", "實質|實際")),
    ("adjusted", ("季節調整|季節性調整|季調|經調整|調整後|還原",)),
    ("market", ("期貨", "現貨|即期", "遠期")),
    ("trade", ("出口", "進口")),
    ("stretch", ("單月|當月|單季|當季", "累計|今年以來|年初至今|前[0-9一二三四五六七八九十]+個?月", "全年")),
    (
        "stage",
        ("初估|初值|初步", "修正|終值|修訂|上修|下修", "預期|預估|預測|市場共識", "前值|上期|去年同期|前期|前次"),
    ),
    (
        "price",
        (
            "開盤|低開|高開|開低|開高",
            "收盤|收報|收在|收於|收市",
            "盤中|午盤|早盤|早段|午後|一度",
            "最高|高點|峰值|高峰",
            "最低|低點",
        ),
    ),
    ("end", ("上限|上緣|高標", "下限|下緣|低標")),
    ("money", ("狹義|M1", "廣義|M2", "M3")),
    ("tax", ("稅前", "稅後")),
    ("profit", ("毛利", "營業利益|營業利潤|營益", "淨利|純益|淨利潤")),
    ("sector", ("非製造業|服務業", "製造業")),
    ("side", ("買超|買入|買進|申購", "賣超|賣出|賣壓|贖回")),
    ("middle", ("平均|均價", "中位")),
    ("excluding", ("不含|不包括|扣除|排除", "含")),
    ("sex", ("男性|男生", "女性|女生")),
    ("offer", ("公開發售", "國際配售")),
    ("share", ("每股", "每人|人均")),
    ("flow", ("流入", "流出")),
    ("size", ("數量|物量|銷量|件數|戶數", "價值|金額|總值|總額|貨值")),
)

_EVENTS: tuple[tuple[str, str], ...] = (
    ("rate rise", "升息|加息"),
    ("rate cut", "降息|減息"),
    ("unchanged", "按兵不動|維持利率不變|利率不變"),
    ("recession", "衰退"),
    ("soft landing", "軟著陸"),
    ("default", "違約|破產|倒閉"),
    ("win", "當選|勝選|連任"),
    ("shutdown", "停擺|關門"),
    ("reserve cut", "降準"),
    ("rain", "降雨|下雨"),
    ("approval", "核准|過關|獲批|獲准"),
    ("listing", "上市"),
    ("rise", "上漲|走升"),
    ("fall", "下跌|走貶"),
)
