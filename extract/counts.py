"""What counts, ranks and lengths of time are about: the thing counted behind them, what lasted or was measured over it."""

from __future__ import annotations

from dataclasses import replace

from extract.behind import DAYS, counted_behind
from extract.belonging import with_owner
from extract.measures import between, measured, of_group
from extract.mentions import Found
from extract.owners import About, Owner, first_owner, owner_in, owner_of, phrase_owner
from extract.phrases import VAGUE, Ahead, Phrase, fits, measure_of, phrases_before, thing_of
from extract.scene import Place
from extract.text import key, rx

#: Classifiers of acts and marks, behind which the thing is no noun: 三次, 35分.
_NO_THING = {"COUNT:次", "COUNT:分", "COUNT:歲", "COUNT:級", "COUNT:步", "COUNT:度", "COUNT:倍"}
_OF_VOTES = ("COUNT:票", "COUNT:人", "COUNT:名", "COUNT:位")
_OF_ACTS = ("COUNT:次", "COUNT:度", "COUNT:場")
_VOTES = rx("贊成|反對|棄權|同意|支持|缺席|投下?贊成票|投下?反對票")


def counted(place: Place) -> About | None:
    """Of a count or a rank: the thing counted behind it (三個關鍵事實), or the measure before it (失業人數14.5萬人)."""
    told = _votes(place) or _acts_counted(place)
    if told is not None:
        return told
    ahead = phrases_before(place, place.number.start)
    behind = counted_behind(place) if place.q.unit not in _NO_THING else None
    if place.q.unit == "ORDINAL":
        return _rank(place, ahead, behind)
    if behind is not None:
        return _of_behind(place, ahead, behind)
    if ahead.share is not None:
        return None
    measure = _of_measure(place, ahead)
    if measure is not None or place.q.unit in _NO_THING:
        return measure
    return _of_thing(place, ahead) or of_group(place)


def _votes(place: Place) -> About | None:
    """7人贊成, 2票反對: what so many did."""
    vote = _VOTES.match(place.scene.words, place.number.end) if place.q.unit in _OF_VOTES else None
    if vote is None:
        return None
    act = place.scene.noun(vote.start(), vote.end(), "act")
    voter = first_owner(place, phrases_before(place, place.number.start).phrases)
    if voter is not None:
        return About(act, voter.mention, None, "after", "clause")
    return About(act, place.carried.group or place.carried.subject, None, "after", "carried")


def _acts_counted(place: Place) -> About | None:
    """What was done so many times: 三次降息, 升息一次; whose it is stands before it."""
    number = place.number
    if place.q.unit not in _OF_ACTS:
        return None
    act = next(
        (
            f for f in place.scene.found
            if f.is_event and (0 <= f.start - number.end <= 3 or 0 <= number.start - f.end <= 8)
        ),
        None,
    )  # fmt: skip
    if act is None:
        return None
    owner = first_owner(place, phrases_before(place, act.start).phrases)
    if owner is not None:
        return About(act, owner.mention, None, "before:event", owner.by)
    return About(act, place.carried.subject, None, "before:event", "carried")


def _rank(place: Place, ahead: Ahead, behind: Found | None) -> About:
    """全球第三大市場, 市占率排名第二: who ranks, by the noun behind or the measure before."""
    measure, before = measure_of(place, ahead.nearest) if ahead.nearest else (None, [])
    owner = first_owner(place, [phrase for phrase in ahead.phrases if not _is_field(place, phrase)])
    if behind is None and measure is not None:
        return with_owner(place, measure, owner_in(place, measure, before) or owner, "before")
    if owner is None and place.carried.subject is not None:
        owner = Owner(place.carried.subject, place.carried.tenor, "carried")
    by = "after:counted" if behind else "none"
    if owner is not None:
        return About.owned(behind, owner, by)
    return About(behind, behind.mention if behind else None, None, by, "counted")


def _is_field(place: Place, phrase: Phrase) -> bool:
    """Whether a phrase right before a rank only says among whom: 居亞洲第四, 全球第三大."""
    found = phrase.chunks[-1].found
    among = found is not None and (found.category in ("region", "country", "group") or found.mention.concept in VAGUE)
    lead = place.scene.words[phrase.start : found.start] if found is not None else ""
    stands = phrase.before is not None if not lead else lead in key("居列排")
    return among and stands and phrase.end == place.number.start


def _of_behind(place: Place, ahead: Ahead, behind: Found) -> About | None:
    """The noun right behind a count is what is counted, unless it is a length of time or a measure."""
    scene, phrase = place.scene, ahead.nearest
    if DAYS.match(scene.words, behind.start):
        return lasting(place)
    linked = scene.words[place.number.end] == "的"
    if linked and any(f.start == behind.start and f.mention.kind == "metric" for f in scene.found):
        return None  # 50萬輛的銷量目標: a measure, no thing that is counted
    doer = phrase_owner(place, phrase) if phrase is not None and phrase.acted is not None else None
    if doer is not None and doer.is_named:
        return About.owned(behind, doer, "after:counted")
    return About(behind, behind.mention, None, "after:counted", "counted")


def _of_measure(place: Place, ahead: Ahead) -> About | None:
    """失業人數14.5萬人: the measure before a count that can be written in its unit."""
    measure, before = measure_of(place, ahead.nearest) if ahead.nearest else (None, [])
    if measure is None or measure.is_event or not fits(place.q, measure):
        return None
    return with_owner(place, measure, owner_of(place, measure, before, ahead.others), "before")


def _of_thing(place: Place, ahead: Ahead) -> About | None:
    """新能源汽車48萬輛: the thing before a count is what is counted, or has what was counted before."""
    scene, phrase, held = place.scene, ahead.nearest, place.carried.metric
    thing = thing_of(place, phrase) if phrase is not None else None
    if phrase is None or thing is None:
        return None
    act = phrase.acted
    if act is not None:
        return About(scene.noun(act.start, act.end, "act"), thing.mention, thing.tenor, "act", "clause")
    named = thing.mention.kind == "entity" and not thing.mention.is_noun
    alike = place.same_sentence or place.carried.metric_unit == place.q.unit
    if (ahead.moved or named) and held is not None and alike and fits(place.q, held):
        # 服務業增9千人，工業減1千人; 新北3,912棟，台北1,820棟
        return About(held, thing.mention, thing.tenor, "carried", "clause")
    noun = scene.noun(thing.start, thing.end, "counted", concept=thing.mention.concept)
    doer = phrase_owner(place, ahead.others[0]) if phrase.object_of is not None and ahead.others else None
    if doer is not None and doer.is_named:
        return About.owned(noun, doer, "before:counted")  # 比亞迪銷售新能源汽車48萬輛
    return About(noun, thing.mention, thing.tenor, "before:counted", "counted")


# ---- lengths of time

_RECORD = rx(
    "^(?:以?來)(?:的|之)?(?P<noun>(?:單月|單季|單日)?(?:次|第二)?最?(?:大|小|高|低|多|少|快|慢|強|弱|佳|差)?(?:的)?(?P<head>[一-鿿]{2,6}))(?=[，。；、）]|$)"
)
_MOVED = rx(
    "(?:漲幅|跌幅|升幅|降幅|增幅|減幅|增速|成長|衰退|虧損|獲利|利潤|支出|收入|規模|產量|銷量|流出|流入|逆差|順差|赤字|[率量額值價數])$"
)
_ACT_OVER = rx("^(?:交易日|營業日|自然日|工作日)?(?P<act>淨?(?:買超|賣超|流入|流出|買進|賣出|買入))")


def lasting(place: Place) -> About:
    """Of a length of time: what lasted, or what was measured over it: the record behind it, the phrase before it."""
    scene, end = place.scene, place.number.end
    found = _before_length(place)
    behind = scene.words[end : place.clause_end]
    act = _ACT_OVER.match(behind)
    if act is not None:
        return replace(
            found, measure=scene.noun(end + act.start("act"), end + act.end("act"), "act"), by_metric="after"
        )
    event = next((f for f in scene.found if f.is_event and 0 <= f.start - end <= 2), None)
    if event is not None:  # 每六個月升息一次
        return replace(found, measure=event, by_metric="after")
    following = place.next()
    if following is not None and following.start == place.start and place.in_time():
        return measured(following)  # 過去一個月累計跌幅超23%: what was measured over it
    change = next(
        (f for f in scene.found if f.start == end and f.concept is not None and f.concept.nature == "change"), None
    )
    if change is not None:  # 24小時跌幅
        return replace(found, measure=change, by_metric="after")
    record = _RECORD.match(behind)
    if record and _MOVED.search(record["head"]):
        noun = scene.noun(end + record.start("noun"), end + record.end("noun"), "record")
        return replace(found, measure=noun, by_metric="record")
    later = _later_measure(place) if found.measure is None else None
    return replace(found, measure=later, by_metric="after") if later is not None else found


def _before_length(place: Place) -> About:
    """What the phrase before a length of time names, else the clauses before."""
    scene, carried = place.scene, place.carried
    ahead = phrases_before(place, place.number.start)
    phrase = ahead.nearest
    measure, before = measure_of(place, phrase) if phrase is not None else (None, [])
    if measure is not None:
        return with_owner(place, measure, owner_of(place, measure, before, ahead.others), "before")
    thing = thing_of(place, phrase) if phrase is not None else None
    if thing is not None:
        noun = scene.noun(thing.start, thing.end, "noun", concept=thing.mention.concept)
        metric = noun if thing.is_quoted or carried.metric is None or not place.same_sentence else carried.metric
        return About(metric, thing.mention, thing.tenor, "noun", "clause")
    return between(place) or About(carried.metric, carried.subject, carried.tenor, "carried", "carried")


def _later_measure(place: Place) -> Found | None:
    """The first measure behind a length of time in its clause."""
    return next(
        (
            f for f in place.scene.found
            if place.number.end <= f.start and f.end <= place.clause_end and f.mention.kind == "metric"
        ),
        None,
    )  # fmt: skip
