"""Pairing: whether two claims state the same thing. Same, different or unproven, and why.

This is its one home. A check compares only what is shown here, or by the sentence's own grammar (roles.py), to belong
together; candidates are found by the keys of `kin`, never by comparing all with all.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from fractions import Fraction
from functools import lru_cache
from typing import Literal, cast

import ontology
from extract.currencies import region_of
from extract.reading import Claim, Mention, Reading
from extract.text import key, rx
from kg.aspects import aspects, event
from kg.ledger import CLAUSE, Ledger, once
from kg.rules import Judgement, Number, identity


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


@once
def kin(ledger: Ledger, claim: Claim) -> tuple[str, ...]:
    """The keys under which a claim that may state the same thing is found: unit, nature, and what is measured.

    Claims that share no key are not compared: their metrics differ and their words are not alike.
    """
    nature = f"{unit_of(claim)}|{_NATURES.get(claim.kind, claim.kind)}"
    if probable(ledger, claim):
        return (f"{nature}|probability|{event(ledger, claim)}",)
    measure = _concept(measured(claim))
    measure = "metric/volume" if claim.kind == "count" and measure in _TRADED else measure
    return tuple(dict.fromkeys((f"{nature}|{measure}", f"{nature}|={description(ledger, claim)}")))


def compare(a: Claim, b: Claim) -> Judgement:
    """Whether two statements of one thing can both be right, points and basis points in one unit; a rise is no fall."""
    first, second = Number.of(a.quantity), Number.of(b.quantity)
    if a.quantity.unit != b.quantity.unit:
        first, second = (n.scaled(_IN_POINTS[c.quantity.unit]) for n, c in ((first, a), (second, b)))
    if _opposite(a, b):
        margin = abs(a.quantity.value) + abs(b.quantity.value)
        return Judgement(
            verdict="inconsistent", computed=first.interval, stated=second.interval, margin=margin, severity="conclusion"
        )
    return identity(first, second)


def _opposite(a: Claim, b: Claim) -> bool:
    return a.kind == b.kind == "change" and {a.direction, b.direction} == {"up", "down"}


_IN_POINTS = {"BASIS_POINT": Fraction(1, 100), "PERCENTAGE_POINT": Fraction(1)}


def unit_of(claim: Claim) -> str:
    """The unit in which a claim is compared: points and basis points are one."""
    return "POINT" if claim.quantity.unit in _IN_POINTS else claim.quantity.unit


def measured(claim: Claim) -> Mention | None:
    """What is measured: the metric, or the subject where the metric says only how (CPI of CPI年增率)."""
    return claim.subject if says_nothing(claim.metric) and _measured(claim) else claim.metric


def _bare(mention: Mention) -> str:
    """The words of a measure without those that only say that it is one: 外貿進出口 of 外貿進出口總值."""
    words = key(mention.words)
    bare = _MEASURE_TAIL.sub("", words)
    return bare if len(bare) > 1 else words


def across(ledger: Ledger, a: Claim, b: Claim) -> Same:
    """Whether two claims of different articles state the same thing: every field shown, no restating helps."""
    for test in (_nature, _metric, _subject_across, _aspects, _dates, _places):
        answer, reason = test(ledger, a, b)
        if answer != "same":
            return Same("different" if answer == "different" else "unproven", reason)
    return Same("same", voices=_voices(ledger, a, b))


@once
def foretold(ledger: Ledger, claim: Claim) -> bool:
    """Whether somebody foretold a number, also of days that are over and whose figure was still to come: 經濟學家預計，9月CPI…."""
    return claim.modality == "forecast" or (claim.attribution is not None and _FORESEEN.search(ledger.before(claim)) is not None)


_FORESEEN = rx(r"(?:預計|預測|預期|預估)，?(?:(?!已|實際|高於|低於|優於|遜於|公布|較|比)[^。；])*$")


def key_of(claim: Claim) -> str:
    """The unit and what is measured: the key under which figures of several articles about one series are found."""
    return f"{unit_of(claim)}|{_concept(measured(claim))}"


def period_apart(a: Claim, b: Claim) -> bool:
    """Whether both say when, and not the same days."""
    first, second = a.period, b.period
    if first is None or second is None or first.first is None or second.first is None:
        return False
    return (first.first, first.last) != (second.first, second.last)


def dated_kin(ledger: Ledger, claim: Claim) -> tuple[str, ...]:
    """The keys under which claims of other articles that may state the same thing are found; none where no date is known."""
    period = claim.period
    if period is None or period.first is None or period.last is None:
        return ()
    return tuple(f"{name}|{period.first}|{period.last}" for name in kin(ledger, claim)[:1])


def _dates(ledger: Ledger, a: Claim, b: Claim) -> tuple[str, str]:
    """The same days, resolved on both sides."""
    first, second = a.period, b.period
    if first is None or second is None or first.first is None or second.first is None:
        return "unproven", "period"
    return ("same" if (first.first, first.last) == (second.first, second.last) else "different"), "period"


def _places(ledger: Ledger, a: Claim, b: Claim) -> tuple[str, str]:
    """The same places named before the two in their sentences, save that of the article's readers and whose both are."""
    first, second = owner(a), owner(b)
    whose = {first.concept} if first is not None and mentions_agree(first, second) == "same" else set()
    return ("same" if _abroad(ledger, a) - whose == _abroad(ledger, b) - whose else "unproven"), "place"


def _abroad(ledger: Ledger, claim: Claim) -> frozenset[str]:
    return places(ledger, claim) - {home(ledger, ledger.reading(claim))}


def _subject_across(ledger: Ledger, a: Claim, b: Claim) -> tuple[str, str]:
    """As within one article; besides, an article says of its own country what it says of none: 本港10月CPI, 10月CPI."""
    answer, reason = _subject(ledger, a, b)
    if answer != "unproven" or reason == "doubt" or (owner(a) is None) == (owner(b) is None):
        return answer, reason
    whose = owner(a) or owner(b)
    homes = {home(ledger, ledger.reading(claim)) for claim in (a, b)}
    mine = whose is not None and whose.concept is not None and homes == {whose.concept}
    return ("same" if mine and not (_abroad(ledger, a) or _abroad(ledger, b)) else answer), reason


def home(ledger: Ledger, reading: Reading) -> str:
    """The country or city for whose readers an article is written, by the words that only its articles use."""
    place = ("home", reading.article.key)
    if place not in ledger.known:
        script = "Hans" if reading.script == "Hans" else "Hant"
        ledger.known[place] = _HOMES[region_of(reading.text.text, script) or "TWD"]
    return cast(str, ledger.known[place])


_HOMES = {"TWD": "entity/taiwan", "HKD": "entity/hong-kong", "CNY": "entity/china"}


@once
def places(ledger: Ledger, claim: Claim) -> frozenset[str]:
    """The countries, regions and groups of cities that a claim's sentence names up to it."""
    named = set()
    for mention in ledger.mentions(claim):
        if mention.span.end <= claim.span.start and mention.concept:
            concept = ontology.by_id().get(mention.concept)
            if concept is not None and concept.category in ("country", "region", "city"):
                named.add(mention.concept)
    return frozenset(named | set(_CITIES.findall(ledger.before(claim))))


_CITIES = rx(r"[一二三]線城市|重點城市|[0-9]+城|[一-鿿]{2}新區")


def _set_apart(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether one of two body claims names a place in its clause that the other does not."""
    if _places_of_clause(ledger, a) == _places_of_clause(ledger, b):
        return False
    return not all((whose := owner(c)) and (c.by.get("subject") not in _CARRIED or whose.span in ledger.passage(c).span) for c in (a, b))


@once
def _places_of_clause(ledger: Ledger, claim: Claim) -> frozenset[str]:
    """The places that a claim's own clause names, save those that every article of a country is of."""
    clause = CLAUSE.split(ledger.before(claim))[-1]
    return frozenset(place for place in places(ledger, claim) if place not in _ANYWHERE and _is_named(place, clause))


def _is_named(place: str, clause: str) -> bool:
    concept = ontology.by_id().get(place)
    return any(key(label) in clause for label in concept.labels) if concept else place in clause


_ANYWHERE = ("entity/taiwan", "entity/china", "entity/hong-kong")


def may_contradict(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether unequal values of the two would be a contradiction: an alarm never crosses modality.

    A heading's question mark and the forecast in a probability are no modality of the number itself.
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
    if unit_of(a) != unit_of(b):
        return "different", "unit"
    if _NATURES.get(a.kind, a.kind) != _NATURES.get(b.kind, b.kind):
        return "different", "kind"
    if a.comparison != b.comparison:
        return ("unproven" if "none" in (a.comparison, b.comparison) else "different"), "comparison"
    if _opposite(a, b) and "none" in (a.comparison, b.comparison):
        return "unproven", "direction"
    if "duration" in (a.kind, b.kind) and key(ledger.tail(a))[:2] != key(ledger.tail(b))[:2]:
        return "unproven", "duration"
    return "same", ""


def _metric(ledger: Ledger, a: Claim, b: Claim) -> tuple[str, str]:
    chance = probable(ledger, a)
    if chance != probable(ledger, b):
        return "different", "metric"
    if chance:
        what, other = event(ledger, a), event(ledger, b)
        if what and other:
            return ("same" if what == other else "different"), "event"
        return "unproven", "event"
    if _measure_in_doubt(ledger, a) or _measure_in_doubt(ledger, b):
        return "unproven", "doubt"
    if _heading(ledger, a, b) and _other_row(ledger, a, b):
        return "unproven", "row"
    mine, yours = _level_beside(ledger, a), _level_beside(ledger, b)
    if mine is not None and yours is not None and not _heading(ledger, a, b):
        if unit_of(mine) != unit_of(yours) or _per_day(ledger, mine) != _per_day(ledger, yours):
            return "different", "measure"  # 228.7億元，月減5.3% and 161萬平方公尺，月減4.4%
        if not compare(mine, yours).agrees:
            return "unproven", "row"  # 3,781億元，增29.5%, and 2,152億元，增速4.8%
    first, second = measured(a), measured(b)
    answer = mentions_agree(first, second)
    if answer == "different" and a.kind == b.kind == "count" and {m.concept for m in (first, second) if m} == _TRADED:
        answer = "same"  # 成交4,268套, 成交量4,628套: of flats and shares both are how many
    if answer == "unproven" and first and second and not (first.concept and second.concept) and _bare(first) == _bare(second):
        answer = "same"
    if answer == "same" and says_nothing(a.metric) and not (_measured(a) or alike(ledger, a, b)):
        # 年增率 of what? Without its measure it is everybody's.
        return "unproven", "measure"
    if answer == "same" and modifier(ledger, a) != modifier(ledger, b):
        return "unproven", "modifier"
    return answer, "metric"


def _other_row(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """進出口6.58萬億元增7.5% in a heading, 進出口合計18,060.8億元，增長8.5% in the body: whether two rates go with two levels."""
    mine, yours = (_level_beside(ledger, claim) for claim in (a, b))
    if mine is None or yours is None or unit_of(mine) != unit_of(yours):
        return False
    return not compare(mine, yours).agrees and not slip_of_the_pen(mine, yours)


def _subject(ledger: Ledger, a: Claim, b: Claim) -> tuple[str, str]:
    if a.kind == b.kind == "ratio" and a.subject and b.subject and not set(key(a.subject.words)) & set(key(b.subject.words)):
        return "different", "subject"  # 外債 and 赤字, each 相當於GDP的: the measure they share is the whole
    hollow = [says_nothing(claim.metric) for claim in (a, b)]
    if all(hollow) or (any(hollow) and measured(a) is a.metric and measured(b) is b.metric):
        return mentions_agree(a.subject, b.subject), "measure"
    first, second = owner(a), owner(b)
    if first is None and second is None and a.subject is not None and b.subject is not None:
        if a.subject == a.metric and b.subject == b.metric:
            return "same", "subject"  # the measure is its own subject on both sides (CPI): the metric has decided
        answer = mentions_agree(a.subject, b.subject)  # 研發支出 and 行銷費用, each 占營收比重
        return answer, "subject"
    if _heading(ledger, a, b) and _wider(ledger, a, b):
        return "unproven", "doubt"
    if any(_aside(ledger, c) or (_in_doubt(ledger, c) and not _heading(ledger, a, b)) for c in (a, b)):
        return "unproven", "doubt"
    answer = mentions_agree(first, second)
    if answer == "unproven" and first and second and named_within(first, second):
        return "same", "subject"
    if answer != "same" and first and second and (probable(ledger, a) or _heading(ledger, a, b)):
        # 日本升息 and 日本央行: the country for its bank, where the event or the headline already ties them.
        return ("same" if related(first, second) and not _narrows(a, b) else answer), "subject"
    return answer, "subject"


def _wider(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether the heading names whose and the body speaks of the whole city or country."""
    heading, body = (a, b) if ledger.passage(a).role != "body" else (b, a)
    whole = _WHOLE.search(ledger.lead(body))
    if whole is not None and places(ledger, heading) and not places(ledger, heading) & places(ledger, body):
        return True
    return owner(heading) is not None and whole is not None and mentions_agree(owner(a), owner(b)) != "same"


_WHOLE = rx(r"全市|全省|全國|全港|全球|全行業")


def named_within(a: Mention, b: Mention) -> bool:
    """Whether one is the other with what it is before its name: 醫療器械商康瑞生物, 康瑞生物."""
    short, long = sorted((key(a.words), key(b.words)), key=len)
    named = len(short) > 2 or any(mention.by.startswith("company") and key(mention.words) == short for mention in (a, b))
    return named and long.endswith(short) and bool(_TRADE.search(long[: -len(short)]))


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
    for mention in ledger.mentions(claim):
        if mention.kind != "entity" or mention.span.start > claim.span.start:
            continue
        other = ontology.by_id().get(mention.concept) if mention.concept else None
        like = (other.category if other else "company") == sort
        if like and (mention.concept or key(mention.words)) != (claim.subject.concept or key(claim.subject.words)):
            return True
    return False


def _aspects(ledger: Ledger, a: Claim, b: Claim) -> tuple[str, str]:
    first, second = aspects(ledger, a), aspects(ledger, b)
    skip = set()
    if _period(ledger, a, b)[0] == "same" and a.period is not None and a.period.first is not None:
        skip.add("stretch")  # the days themselves say how long
    if a.modality == b.modality == "forecast":
        skip.add("stage")
    if a.quantity.is_money:
        skip.add("size")
    if a.metric and b.metric and a.metric.concept == b.metric.concept and a.metric.concept in _PER_SHARE:
        skip |= {"share", "profit"}  # 每股純益, EPS
    heading = _heading(ledger, a, b)
    narrow = [_narrow(claim, skip) for claim in (a, b)]
    if all(narrow) and narrow[0] != narrow[1]:
        return "different", "scope"
    if any(narrow) and not all(narrow) and not heading:
        return "unproven", "scope"
    for name in (first.keys() & second.keys()) - skip:
        if first[name] != second[name]:
            return "different", name
    if not heading and _set_apart(ledger, a, b):
        return "unproven", "place"
    if _rows(ledger, a, b):
        return "different", "row"
    if not heading and (_joint(ledger, a) != _joint(ledger, b) or _told_apart(ledger, a) != _told_apart(ledger, b)):
        return "unproven", "item"
    if not heading and _sort_of(ledger, a) != _sort_of(ledger, b):
        return "unproven", "item"  # 工具機出口, 切削工具機出口
    if a.quantity.unit in _AREAS and not heading and mentions_agree(owner(a), owner(b)) != "same":
        return "unproven", "item"  # 中層B室實用面積462方呎, 高層A室實用面積701方呎
    odd = (first.keys() ^ second.keys()) - skip
    if odd & _TERMS and not heading:
        return "unproven", "item"  # 收入126.4億；若撇除匯率影響，收入128.3億: no words make them one
    if odd & _STRICT or (odd and not heading):
        return "unproven", "scope"
    return "same", ""


@once
def _columns(ledger: Ledger, claim: Claim) -> tuple[str, ...]:
    """The words that lead to the numbers of a claim's passage, without the marks that join a list."""
    return tuple(ledger.lead(c).strip("、 ") for c in ledger.neighbours(claim))


@once
def _joint(ledger: Ledger, claim: Claim) -> bool:
    """Whether a number is of two things together by the words before it: 對外及對中國大陸投資."""
    return bool(_BOTH.search(ledger.lead(claim)))


_BOTH = rx(r"[一-鿿]{2,}[及和與暨][一-鿿]{2,}[^，。；0-9]{0,3}$|整體")


@once
def _told_apart(ledger: Ledger, claim: Claim) -> bool:
    """Whether a number stands in a sentence that tells of an earlier time, or of a part: 上週95無鉛28.1元，超級柴油25.4元; 其中…."""
    return bool(_BEFORE.search(ledger.before(claim)))


_BEFORE = rx(r"^(?:其中|當中)|(?:^|[，；：])(?:上個?[週周月季]|前[一個]*[週周月季]|前次|此前|原先)(?!同|高|低|底|末)[^，。；]{2,}")


@once
def _sort_of(ledger: Ledger, claim: Claim) -> str:
    """What stands right before the name of a thing that is no one's own, and belongs to it: 切削 of 切削工具機."""
    whose = owner(claim)
    if whose is None:
        return ""
    held = ontology.by_id().get(whose.concept) if whose.concept else None
    if held.category not in ("commodity", "sector") if held else whose.by not in ("noun", "title-name"):
        return ""
    reading = ledger.reading(claim)
    at = reading.text.key_offset(whose.span.start)
    words = _BOUNDARY.split(reading.text.text[max(0, at - 8) : at])[-1]
    if re.search("[0-9月日]$", words):
        return ""
    words = _A_TIME.sub("", _DOING.sub("", _EMPTY.sub("", words)))
    return "".join(re.findall("[一-鿿]+$", words))[-4:]


#: When, right before a thing: 前三季電動輔助自行車, 11月規上工業.
_A_TIME = rx(r"(?:今年|去年|上年|本|前|首|第|上)*(?:[0-9一二三四五六七八九十]+(?:個?月份?|季度?|年|日)|[上下]半年|[月季週周])$|[今去明前]年$|同期$|全年$")


_AREAS = {"SQ_FT", "PING", "SQ_M"}


def _rows(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether two claims stand in rows of one table: 品種一，規模30億元，利率1.92%；品種二，規模20億元，利率2.08%.

    Rows begin with other words and come to the same ones. And where a number that goes with the one is of the same measure
    as one that goes with the other, and the two differ as well, the rows are of two things: one slip changes one number.
    """
    if ledger.reading(a) is not ledger.reading(b) or ledger.passage(a) == ledger.passage(b) or "headline" in (ledger.passage(c).role for c in (a, b)):
        return False
    if ledger.passage(a).paragraph == ledger.passage(b).paragraph and ledger.lead(a):
        first, second = _columns(ledger, a), _columns(ledger, b)
        own = ledger.lead(a).strip("、 ") == ledger.lead(b).strip("、 ")
        if own and first[0] != second[0] and first[0] and second[0] and min(len(first), len(second)) > 1:
            return True
    return _neighbours_differ(ledger, a, b)


def _neighbours_differ(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether another measure is told beside both, with two values that do not agree."""
    return any(
        unit_of(one) == unit_of(other) and one.comparison == other.comparison and _NATURES.get(one.kind) == _NATURES.get(other.kind)
        and mentions_agree(one.metric, other.metric) == "same" and not compare(one, other).agrees
        for one in _told_with(ledger, a)
        for other in _told_with(ledger, b)
    )  # fmt: skip


@once
def _told_with(ledger: Ledger, claim: Claim) -> tuple[Claim, ...]:
    """The numbers right before and behind a claim in its passage whose measure is known."""
    odd = ("from", "duration", "rank", "target", "threshold")
    claims = [c for c in ledger.neighbours(claim) if c.kind not in odd or c.key == claim.key]
    place = next(at for at, c in enumerate(claims) if c.key == claim.key)
    beside = (*claims[max(0, place - 1) : place], *claims[place + 1 : place + 2])
    return tuple(c for c in beside if c.metric is not None and not says_nothing(c.metric))


#: On what terms a number is counted.
_TERMS = {"excluding", "rates"}
#: What a heading does not leave out.
_STRICT = {"sum", "window", "age", "tenor", "within", "per day"}


def _narrow(claim: Claim, skip: set[str]) -> str:
    """The scope without what the dates or the measure say already."""
    if not claim.scope:
        return ""
    words = set(key(claim.scope).split())
    if "stretch" in skip:
        words -= _STRETCHES
    if "share" in skip:
        words -= {"每股"}
    return " ".join(sorted(words))


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
    if reason in ("unit", "kind", "direction", "modifier", "measure", "row", "item"):
        return False
    if _heading(ledger, a, b):
        if reason == "period" and a.period and b.period and a.period.first and b.period.first:
            return False  # both say when, and not the same: 第三季 and 前三季
        if reason == "subject" and _narrows(a, b):
            return False  # 服務進出口 in the heading, 運輸服務進出口 in the body
        return reason in ("period", "comparison", "subject") or (reason == "metric" and alike(ledger, a, b))
    if reason in ("period", "subject") and _only_one(ledger, a, b, reason):
        return True
    if reason == "period":
        # The present is restated by its present state only, never by where a movement began.
        now = [claim.kind != "from" and bool(_NOW.search(_where(ledger, claim))) for claim in (a, b)]
        return all(now) or (alike(ledger, a, b) and _stretch(ledger, a) == _stretch(ledger, b))
    if reason == "subject" and owner(a) and owner(b):
        return False  # both say whose, and not the same
    if reason in ("metric", "subject", "scope"):
        # 按年上升 is said of everything: the words must name what they are about.
        return _names(ledger, a) and _names(ledger, b) and alike(ledger, a, b)
    return False


def _narrows(a: Claim, b: Claim) -> bool:
    """Whether one of two owners is a common noun and the other the same with more before it."""
    first, second = owner(a), owner(b)
    if first is None or second is None or first.concept or second.concept:
        return False
    short, long = sorted((key(first.words), key(second.words)), key=len)
    return short != long and long.endswith(short) and not _TRADE.search(long[: -len(short)])


@once
def _level_beside(ledger: Ledger, claim: Claim) -> Claim | None:
    """The level that a rate of growth goes with: the last of its sentence before it that is neither a rate, a change nor a base."""
    if claim.kind not in ("change", "ratio") or claim.quantity.unit != "PERCENT":
        return None
    if claim.kind == "change" and claim.by.get("metric") == "before" and not says_nothing(claim.metric):
        return None
    ahead = [
        c for c in ledger.neighbours(claim)
        if c.span.end <= claim.span.start and c.quantity.unit not in ("PERCENT", *_IN_POINTS) and c.kind not in ("duration", "change")
        and not _BASE_OF_IT.search(ledger.lead(c))
    ]  # fmt: skip
    return ahead[-1] if ahead and ahead[-1].kind in ("level", "count", "to") else None


_BASE_OF_IT = rx(r"較|比(?![亞特重例率值])|同期|上年|去年")


def _per_day(ledger: Ledger, claim: Claim) -> str:
    return aspects(ledger, claim).get("per day", "")


@once
def _measure_in_doubt(ledger: Ledger, claim: Claim) -> bool:
    """Whether a measure was only carried to a claim whose sentence names another one before it."""
    if claim.metric is None or claim.by.get("metric") != "carried":
        return False
    return any(
        mention.kind == "metric" and mention.concept and mention.concept != claim.metric.concept and not says_nothing(mention)
        for mention in ledger.mentions(claim)
        if claim.metric.span.end <= mention.span.start < claim.span.start
    )  # fmt: skip


def points_back(ledger: Ledger, claim: Claim) -> bool:
    """Whether a number points back to one stated before: 這16家房企, 該筆1.2億元, 上述方案."""
    return bool(_BACK.search(ledger.lead(claim)))


_BACK = rx(r"(?:(?:這|該|此|上述|前述|以上)(?:項|筆|次|批|些|個|逾|近|約|共)*|(?:這|此|是|本)次[^，。；]{0,12})$")


def _only_one(ledger: Ledger, a: Claim, b: Claim, field: str) -> bool:
    """Whether the article names one owner, or one time, for this measure, so that a claim without it can mean no other."""
    measure = measured(a)
    if ledger.reading(a) is not ledger.reading(b) or measure is None or says_nothing(measure):
        return False
    if measure.concept is None and (owner(a) or owner(b)):
        return False  # 損失, 金額 of somebody: a word that no table knows may be of anything
    if "forecast" in (a.modality, b.modality) or a.kind in ("change", "from") or b.kind in ("change", "from"):
        return False
    names = owners_and_times(ledger, ledger.reading(a))[unit_of(a), _concept(measured(a)), field]
    held = {_field(a, field), _field(b, field)} - {""}
    if len(held) != 1 or not names <= held:
        return False
    if field == "period":
        return all(_current(ledger, claim) for claim in (a, b))
    firms = all(whose is None or whose.by.startswith("company") for whose in (owner(a), owner(b)))
    return firms and not any(_MANY.search(ledger.sentence(claim)) for claim in (a, b))


def _current(ledger: Ledger, claim: Claim) -> bool:
    """Whether a claim's time, where it names one, is that of the news: not a year ago, not 同期, not 如今 either."""
    if _NOW.search(ledger.before(claim)):
        return False
    period, published = claim.period, ledger.reading(claim).article.published
    if period is None:
        return True
    if rx("去年|上年|同期|前年").search(key(period.words)) or period.last is None or published is None:
        return False
    return (published - period.last).days < 150


#: Words by which a number is of many together, or of one group of them.
_MANY = rx(r"合計|共計|合共|行業|整體|各家|[兩二三四五六七八九十0-9]+(?:大|家)|業者|同業")


def _concept(mention: Mention | None) -> str:
    return (mention.concept or _bare(mention)) if mention else ""


def _field(claim: Claim, field: str) -> str:
    if field == "subject":
        whose = owner(claim)
        return (whose.concept or key(whose.words)) if whose else ""
    return key(claim.period.words) if claim.period else ""


def owners_and_times(ledger: Ledger, reading: Reading) -> dict[tuple[str, str, str], set[str]]:
    """Every owner and every time that an article names for a measure, by unit and measure."""
    place = ("owners", reading.article.key)
    if place not in ledger.known:
        found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for claim in ledger.own(reading):
            for field in ("subject", "period"):
                found[unit_of(claim), _concept(measured(claim)), field].add(_field(claim, field))
        for names in found.values():
            names.discard("")
        ledger.known[place] = found
    return cast(dict[tuple[str, str, str], set[str]], ledger.known[place])


def _names(ledger: Ledger, claim: Claim) -> bool:
    """Whether the claim's own clause names its measure or its subject, or nothing is named at all."""
    named = [key(mention.words) for mention in (claim.metric, claim.subject) if mention]
    return not named or any(words in ledger.lead(claim) + ledger.tail(claim) for words in named)


def _voices(ledger: Ledger, a: Claim, b: Claim) -> int:
    first, second = a.attribution, b.attribution
    if first is None and second is None:
        return 1
    own = [whose is not None and bool(_ITSELF.search(key(whose.words))) for whose in (first, second)]
    firm = [whose is not None and whose.by.startswith("company") for whose in (first, second)]
    if (own[0] and (own[1] or firm[1])) or (own[1] and firm[0]):
        return 1
    if first is not None and second is not None:
        return 1 if mentions_agree(first, second) == "same" else 2
    one_sided = (first is None) != (second is None)
    return 2 if one_sided and "forecast" in (a.modality, b.modality) and not _heading(ledger, a, b) else 1


#: The company that an article is about, under whatever name: no second voice.
_ITSELF = rx(r"董事會|管理層|公司$|集團$|財報|年報|公告|該行|本行|發言人")


def _heading(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether exactly one of the two stands in a headline or subhead."""
    return (ledger.passage(a).role == "body") != (ledger.passage(b).role == "body")


def _where(ledger: Ledger, claim: Claim) -> str:
    """The words that may tell a claim's time: its period's, and its own clauses up to the quantity."""
    return key(claim.period.words if claim.period else "") + ledger.before(claim)


def _stretch(ledger: Ledger, claim: Claim) -> str:
    return key(claim.period.words) if claim.period else ""


# ── what tells one thing from another ────────────────────────────────────────────────────────────────────────


def counterpart(ledger: Ledger, told: Claim, claims: Iterable[Claim], words: str) -> tuple[Claim, Judgement] | None:
    """The claim that another text takes up, known by the words around it where no key is shown, and whether the two agree.

    A heading takes its numbers from the body, a correction from what it corrects. Where one agrees and shares words, that
    is the one. Where none agrees at all, a number of like words that differs as a slip of the pen does (a digit, two digits
    changed over, a power of ten) is meant; the more it differs, the more words it must share. None where several could be.
    """
    alike = [c for c in claims if unit_of(c) == unit_of(told) and (c.kind == "duration") == (told.kind == "duration")]
    own = bigrams(words) - _ANYWHERE_SAID
    shared = {c.key: len(own & _surroundings(ledger, c)) + _in_common(told, c) for c in alike}
    fitting = [
        c for c in alike
        if c.quantity.value == told.quantity.value
        or (
            (shared[c.key] or c.quantity.plain) and not far_beyond(told, c) and not _guess(ledger, told, c) and compare(told, c).agrees
        )
    ]  # fmt: skip
    if fitting:
        turned = [c for c in fitting if _opposite(told, c) and _in_common(told, c) == 2 and c.comparison == told.comparison and not period_apart(told, c)]
        if turned and not any(compare(told, c).agrees for c in fitting):
            return turned[0], compare(told, turned[0])  # 新房均價環比下跌0.37% in the heading, 上漲0.37% in the body
        best = max(fitting, key=lambda c: (shared[c.key], -c.span.start))
        judged = compare(told, best)
        return (best, judged) if shared[best.key] and judged.agrees else None
    near = [
        c for c in alike
        if shared[c.key]
        and not (c.quantity.is_range or told.quantity.is_range or c.kind in ("from", "target"))
        and not (_apart(told, c) or _narrows(told, c) or _other_row(ledger, told, c))
        and c.modality not in ("denied", "question", "conditional") and shared[c.key] >= _words_needed(told, c)
    ]  # fmt: skip
    near.sort(key=lambda c: (-shared[c.key], _distance(told, c)))
    rivals = [c for c in near[1:] if shared[c.key] == shared[near[0].key] and _distance(told, c) == _distance(told, near[0])]
    if not near or any(c.quantity.value != near[0].quantity.value for c in rivals):
        return None
    return near[0], compare(told, near[0])


def _guess(ledger: Ledger, told: Claim, claim: Claim) -> bool:
    """Whether the second is only between what the first was thought to lie: 市場估值介乎43億至62億元."""
    return claim.quantity.is_range and told.quantity.plain and bool(_GUESSED.search(ledger.lead(claim)))


_GUESSED = rx(r"估|預|料|介乎|目標")


def _in_common(told: Claim, claim: Claim) -> int:
    """How many of measure and owner two claims are shown to share."""
    measure = mentions_agree(measured(told), measured(claim)) == "same" and not says_nothing(measured(told))
    return int(measure) + int(mentions_agree(owner(told), owner(claim)) == "same")


def far_beyond(told: Claim, claim: Claim) -> bool:
    """Whether a number only agrees because the other is open to one side: 突破700億 is not said of 5,926億."""
    if not told.quantity.value or told.quantity.qualifier in ("none", "about"):
        return False
    return not Fraction(2, 3) < claim.quantity.value / told.quantity.value < Fraction(3, 2)


def turned_over(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether two numbers of one measure, near each other, have the same digits in another order."""
    first, second = (c.quantity.low.digits.replace(".", "") for c in (a, b))
    near = abs(ledger.passage(a).paragraph - ledger.passage(b).paragraph) < 2
    turned = first != second and sorted(first) == sorted(second) and len(set(first)) > 1 and a.quantity.low.scale == b.quantity.low.scale
    return near and turned and not period_apart(a, b) and mentions_agree(a.subject, b.subject) != "different"


def slip_of_the_pen(a: Claim, b: Claim) -> bool:
    """Whether one number is the other but for two digits changed over, one digit, one left out, or a power of ten."""
    first, second = (c.quantity.low.digits.replace(".", "") for c in (a, b))
    x, y = abs(a.quantity.value), abs(b.quantity.value)
    if not x or not y or a.quantity.is_range or b.quantity.is_range:
        return False
    bare = [digits.strip("0") for digits in (first, second)]
    if bare[0] == bare[1]:
        return x != y  # the same digits: a power of ten
    short, long = sorted(bare, key=len)
    if not Fraction(1, 2) < x / y < 2 or len(long) < 2:
        return False
    if len(short) == len(long):
        return sorted(short) == sorted(long) or sum(one != other for one, other in zip(short, long, strict=True)) == 1
    return len(long) > 2 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _distance(told: Claim, claim: Claim) -> Fraction:
    """How far two values are apart, powers of ten left out."""
    ratio = abs(told.quantity.value / claim.quantity.value)
    return min(abs(ratio / Fraction(10) ** k - 1) for k in range(-4, 5))


def _apart(told: Claim, claim: Claim) -> bool:
    """Whether both say over what time or how the change is counted, and not the same."""
    basis = {told.comparison, claim.comparison} - {"none"}
    counted = told.kind == claim.kind == "count" or "duration" in (told.kind, claim.kind)
    return len(basis) > 1 or (period_apart(told, claim) and not counted)


#: Pairs of characters that say when and which way, and not what.
_ANYWHERE_SAID = frozenset(
    key(pair)
    for pair in (
        "上半", "下半", "半年", "全年", "今年", "去年", "上年", "前三", "三季", "季度", "月份", "同期", "同比", "環比", "年增", "年減", "月增", "月減",
        "按年", "按月", "增長", "成長", "增加", "減少", "上升", "下降", "上漲", "下跌", "公司", "集團", "億元", "萬元", "合計", "累計", "大增", "劇增",
    )
)  # fmt: skip


@once
def _surroundings(ledger: Ledger, claim: Claim) -> frozenset[str]:
    """The pairs of characters of the words around a number, with those of its measure and subject."""
    return bigrams(" ".join((ledger.before(claim)[-40:], ledger.after(claim)[:16], ledger.words(claim.metric), ledger.words(claim.subject))))


def _words_needed(told: Claim, claim: Claim) -> int:
    """How many pairs of characters two numbers must share for one to be a slip of the pen for the other."""
    a, b = told.quantity.value, claim.quantity.value
    never = 99
    if not a or not b or (a > 0) != (b > 0):
        return never
    first, second = (c.quantity.low.digits.replace(".", "").strip("0") for c in (told, claim))
    few = 3 if min(len(first), len(second)) < 2 else 2
    ratio = a / b
    if Fraction(97, 100) <= ratio <= Fraction(100, 97):
        return 1
    if Fraction(9, 10) <= ratio <= Fraction(10, 9) or sorted(first) == sorted(second):
        return few
    if any(low < ratio < high for low, high in _POWERS_OF_TEN):
        return few
    if slip_of_the_pen(told, claim) and len(first) != len(second):  # 3.6億 and 3.06億: a digit is left out
        return 3 if mentions_agree(measured(told), measured(claim)) != "different" else never
    one_digit = len(first) == len(second) and sum(x != y for x, y in zip(first, second, strict=True)) == 1
    return 3 if one_digit and few == 2 and Fraction(1, 2) < ratio < 2 else never


#: Powers of ten, each with a fiftieth of it to both sides.
_POWERS_OF_TEN = tuple((Fraction(10) ** k * Fraction(49, 50), Fraction(10) ** k * Fraction(51, 50)) for k in (-4, -3, -2, -1, 1, 2, 3, 4))


@lru_cache(maxsize=1024)
def bigrams(text: str) -> frozenset[str]:
    """The pairs of Han characters of a text, and its Latin words; remembered, since one text meets many articles."""
    return frozenset(_PAIR.findall(text) + _LATIN.findall(text))


#: Every character with the one behind it: looked at only, so that the next pair begins within this one.
_PAIR, _LATIN = re.compile("(?=([一-鿿]{2}))"), re.compile("[A-Za-z]{2,}")


def alike(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether the words that lead to the two quantities are nearly the same, numbers in them included."""
    first, second = description(ledger, a), description(ledger, b)
    if min(len(first), len(second)) < 4 or _DIGITS.findall(first) != _DIGITS.findall(second):
        return False
    matched = SequenceMatcher(None, first, second, autojunk=False)
    return matched.ratio() >= 0.8 and not any(
        step == "replace" and min(a_end - a_at, b_end - b_at) > 1 and not (_VERB.search(first[a_at:a_end]) and _VERB.search(second[b_at:b_end]))
        for step, a_at, a_end, b_at, b_end in matched.get_opcodes()
    )  # 全國居民人均可支配收入 and 城鎮居民人均可支配收入: another word in the other's place names another thing


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
    return _DOING.sub("", _EMPTY.sub("", _BOUNDARY.split(text)[-1] + _ahead_of_label(metric)))[-8:]


def _ahead_of_label(metric: Mention) -> str:
    """What the words of a known measure have before its name: 地方本級 of 地方本級收入."""
    row = ontology.by_id().get(metric.concept) if metric.concept else None
    words = key(metric.words)
    labels = [name for label in row.labels if words.endswith(name := key(label))] if row else []
    return words[: -max(map(len, labels))] if labels else ""


def _last_end(ends: list[int], limit: int) -> int | None:
    at = bisect_right(ends, limit)
    return ends[at - 1] if at else None


#: Ways in which a subject comes to a claim without being named beside it.
_CARRIED = ("carried", "company", "background", "sentence")


def owner(claim: Claim) -> Mention | None:
    """The subject, where it is a thing beside the measure."""
    subject = claim.subject
    measure = subject is None or (subject.concept or "").startswith("metric/") or subject == claim.metric
    return None if measure else subject


def says_nothing(metric: Mention | None) -> bool:
    """Whether a metric's name says only how, not what: 年增率, 漲幅, 佔比."""
    return metric is not None and metric.concept is not None and _is_hollow(metric.concept)


@lru_cache(maxsize=4096)
def _is_hollow(metric: str) -> bool:
    concept = ontology.by_id().get(metric)
    named = concept is not None and concept.category != "event"
    hollow = named and concept is not None and concept.category == "comparison-rate"
    return hollow or metric in _HOLLOW


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
    first, second = key(a.words), key(b.words)
    if first == second:
        return "same"
    if first in second or second in first:
        return "unproven"
    named = all(
        mention.concept or mention.by.startswith("company") for mention in (a, b)
    )  # 長榮, and 萬海 that no table holds
    return "different" if named or not (a.concept or b.concept) else "unproven"


#: What may be said in other words of the same thing.
_VERB = rx(r"[升降增減漲跌至到為達報收錄實完]")
_BOUNDARY = re.compile(key(r"[，。；：！？、\n（）「」『』“”《》]|[的之與和及為是但而]"))
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十]+")
#: Words of a clause that say nothing about what is measured.
_EMPTY = rx(
    r"已經|已|也|亦|仍|還|則|就|才|僅|只有|只|共有|共計|共|總計|約|大約|將近|接近|近|超過|逾|高達|達到|達|至少|的|了|為|是|有"
    r"|「|」|『|』|“|”|《|》|\s|、|我國|本國|本港|目前|如今|當前|現在|該|此|這|其"
)
#: Words before a measure that are no part of its name: who did it, that it was done.
_DOING = rx(
    r"實現|宣布|公布|開標|結果|下調|上調|調降|調升|維持|建議|董事會|派發|配發|每股|估計|錄得|公告|揭露|報告期|期內|單日|單月|單季|當月|當日|全年|本次|是次|次|集團|公司|該?行$|"
    r"^份|^起|將|把|會議上?|例會|決議|決定|擬|派|季調後|期間|中期|取得|創下|達成|完成|貢獻|預計|預估|約|處|省|市|全港|全市|全國|累計"
)
_NOW = rx(r"如今|目前|當前|現在|眼下|現階段|迄今|至今|今天|上述|現為")

#: Words at a measure's end that say only that it is one.
_MEASURE_TAIL = rx(r"(?:登記量|總值|總額|總量|總數|金額|數量|規模|餘額|水準|水平|數|額|量|背後|讀數)$")
#: What stands before a firm's name and says its trade.
_TRADE = rx(r"(?:商|廠|股|企業|公司|集團|龍頭|大廠|巨頭|業者|房企|券商|平台|銀行|藥企|車企|品牌|上市公司|製造商|供應商|股份)$")
_STRETCHES = {key(words) for words in ("單月", "單季", "累計", "單日", "當日")}
_PER_SHARE = ("metric/eps", "metric/issue-price", "metric/dividend", "metric/final-dividend", "metric/share-price", "metric/interim-dividend")

_PROBABILITY = "metric/probability"
_HOLLOW = {
    "metric/rise", "metric/fall", "metric/growth-rate", "metric/amount", "metric/proportion", "metric/goal", "metric/level", "metric/balance",
}  # fmt: skip
_TRADED = {"metric/turnover", "metric/volume"}
_NATURES = {
    "level": "state", "to": "state", "ratio": "state", "probability": "state", "count": "state",
    "target": "goal", "threshold": "goal",
}  # fmt: skip
