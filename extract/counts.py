"""What counts, ranks and lengths of time are about: the thing counted behind them, what lasted or was measured over it."""

from __future__ import annotations

from dataclasses import replace

from extract.belonging import with_owner
from extract.chunks import NOMINAL, Chunk
from extract.measures import between, measured
from extract.mentions import Found
from extract.owners import About, Owner, owner_in, owner_near, phrase_owner
from extract.phrases import NO_NOUN, VAGUE, Phrase, fits, measure_of, phrases_before, thing_of
from extract.scene import Place
from extract.text import key, rx

_RECORD = rx(
    "^(?:以?來)(?:的|之)?(?P<noun>(?:單月|單季|單日)?(?:次|第二)?最?(?:大|小|高|低|多|少|快|慢|強|弱|佳|差)?(?:的)?(?P<head>[一-鿿]{2,6}))(?=[，。；、）]|$)"
)
_MOVED = rx(
    "(?:漲幅|跌幅|升幅|降幅|增幅|減幅|增速|成長|衰退|虧損|獲利|利潤|支出|收入|規模|產量|銷量|流出|流入|逆差|順差|赤字|[率量額值價數])$"
)
#: Classifiers of acts and marks, behind which the thing is no noun: 三次, 35分.
_NO_THING = {"COUNT:次", "COUNT:分", "COUNT:歲", "COUNT:級", "COUNT:步", "COUNT:度", "COUNT:倍"}


#: An adverb before the noun counted (28家已上市公司); 有28位預期 counts who stood before.
_BESIDE = rx("已$|(?![預料估認將會可能]).{2}")
_VOTES = rx("贊成|反對|棄權|同意|支持|缺席|投下?贊成票|投下?反對票")
_DAYS = rx("交易日|營業日|自然日|工作日|月|年度|季度")
#: Words that stand for a firm named before, but name a thing of their own where they are counted.
FIRM = rx("^(?:公司|企業|集團|銀行|機構|券商|基金)$")


def counted(place: Place) -> About | None:
    """Of a count or a rank: the thing counted behind it (三個關鍵事實), or the measure before it (失業人數14.5萬人)."""
    scene, number, q = place.scene, place.number, place.q
    behind = None if q.unit in _NO_THING else _noun_behind(place)
    vote = _VOTES.match(scene.words, number.end)
    if vote is not None and q.unit in ("COUNT:票", "COUNT:人", "COUNT:名", "COUNT:位"):
        voter = next((o.mention for p in phrases_before(place, number.start).phrases if (o := phrase_owner(place, p))), None)
        whose = voter or place.carried.group or place.carried.subject
        return About(scene.noun(vote.start(), vote.end(), "act"), whose, None, "after", "clause" if voter else "carried")
    if q.unit in ("COUNT:次", "COUNT:度", "COUNT:場"):
        acts = _act_counted(place)
        if acts is not None:
            return acts
    ahead = phrases_before(place, place.number.start)
    phrase = ahead.phrases[0] if ahead.phrases else None
    measure, before = measure_of(place, phrase) if phrase else (None, [])
    if q.unit == "ORDINAL":
        metric = behind
        owner = next((o for p in ahead.phrases if (o := phrase_owner(place, p)) and not _is_field(place, p)), None)
        if metric is None and measure is not None:
            return with_owner(place, measure, owner_in(place, measure, before) or owner, "before")
        if owner is None and place.carried.subject is not None:
            owner = Owner(place.carried.subject, place.carried.tenor, "carried")
        mention = owner.mention if owner else metric.mention if metric else None
        return About(
            metric,
            mention,
            owner.tenor if owner else None,
            "after:counted" if metric else "none",
            owner.by if owner else "counted",
        )
    if behind is not None and _DAYS.match(scene.words, behind.start):
        return lasting(place)
    if behind is not None and scene.words[number.end] == "的" and any(
        f.start == behind.start and f.mention.kind == "metric" for f in scene.found
    ):
        return None  # 50萬輛的銷量目標: a measure, no thing that is counted
    if behind is not None:
        owner = phrase_owner(place, phrase) if phrase is not None and phrase.acted is not None else None
        if owner is not None and owner.by in ("clause", "coreference"):
            return About(behind, owner.mention, owner.tenor, "after:counted", owner.by)
        return About(behind, behind.mention, None, "after:counted", "counted")
    if ahead.share is not None:
        return None
    if measure is not None and not measure.is_event and fits(q, measure):
        owner = owner_in(place, measure, before) or owner_near(place, measure, ahead.phrases[1:])
        return with_owner(place, measure, owner, "before")
    if q.unit in _NO_THING:
        return None
    if phrase is not None:
        thing = thing_of(place, phrase)
        if thing is not None:
            moved = any(c.kind == "move" for c in ahead.passed)
            held = place.carried.metric
            named = thing.mention.kind == "entity" and thing.mention.by != "noun"
            alike = place.same_sentence or place.carried.metric_unit == q.unit
            if (moved or named) and held is not None and alike and fits(q, held) and phrase.acted is None:
                # 服務業增9千人，工業減1千人; 新北3,912棟，台北1,820棟
                return About(held, thing.mention, thing.tenor, "carried", "clause")
            noun = scene.noun(thing.start, thing.end, "counted", concept=thing.mention.concept)
            done = phrase.before is not None and phrase.before.kind == "act" and phrase.before.end == phrase.start
            doer = phrase_owner(place, ahead.phrases[1]) if done and len(ahead.phrases) > 1 else None
            if doer is not None and doer.by in ("clause", "coreference") and phrase.acted is None:
                return About(noun, doer.mention, doer.tenor, "before:counted", doer.by)  # 比亞迪銷售新能源汽車48萬輛
            if phrase.acted is not None:
                act = phrase.acted
                return About(scene.noun(act.start, act.end, "act"), thing.mention, thing.tenor, "act", "clause")
            return About(noun, thing.mention, thing.tenor, "before:counted", "counted")
    group = place.carried.group
    if group is not None and rx("(?:其中|當中|有)(?:約|逾|近|超過)?$").search(place.near):
        noun = Found(number.start, number.start, group)
        return About(noun, group, None, "group", "group")
    return None


def _is_field(place: Place, phrase: Phrase) -> bool:
    """Whether a phrase right before a rank only says among whom: 居亞洲第四, 全球第三大."""
    found = phrase.chunks[-1].found
    among = found is not None and (found.category in ("region", "country", "group") or found.mention.concept in VAGUE)
    lead = place.scene.words[phrase.start : found.start] if found is not None else ""
    stands = phrase.before is not None if not lead else lead in key("居列排")
    return among and stands and phrase.end == place.number.start


def _act_counted(place: Place) -> About | None:
    """What was done so many times: 三次降息, 升息一次; whose it is stands before it."""
    scene = place.scene
    near = [
        f
        for f in scene.found
        if f.is_event and (0 <= f.start - place.number.end <= 3 or 0 <= place.number.start - f.end <= 8)
    ]
    if not near:
        return None
    owner = next((o for p in phrases_before(place, near[0].start).phrases if (o := phrase_owner(place, p))), None)
    mention = owner.mention if owner else place.carried.subject
    return About(near[0], mention, None, "before:event", owner.by if owner else "carried")


def _noun_behind(place: Place) -> Found | None:
    """The noun phrase right behind a count: 三個關鍵事實, 368項查價項目, 12家上市公司."""
    scene, number = place.scene, place.number
    end = min(place.clause_end, place.following.start if place.following else place.clause_end, number.end + 20)
    lead = rx("(?:以上|左右|多|餘)?(?:的)?[「『“]?").match(scene.words, number.end)
    run: list[Chunk] = []
    for chunk in place.walk.ahead(lead.end() if lead else number.end, end):
        if chunk.kind in NOMINAL or (run and chunk.kind == "de"):
            run.append(chunk)
        elif chunk.kind == "pronoun" and FIRM.match(scene.of(chunk)):
            run.append(Chunk("noun", chunk.start, chunk.end))
            break  # 27家公司營業收入: the firms are counted
        elif chunk.kind == "quote" or (
            chunk.kind == "adverb" and not run and _BESIDE.match(scene.of(chunk))
        ):
            continue
        else:
            break
    days = bool(run) and _DAYS.match(scene.words, run[0].start)
    while run and (run[-1].kind == "de" or (len(run) > 1 and not days and _is_no_count(run[-1]))):
        run.pop()  # 31個大城市失業率: the cities are counted
    if len(run) > 2 and run[0].kind == "noun" and run[1].kind == "de" and run[2].kind == "measure":
        run = run[:1]  # 三家企業的研發投入: the firms are counted
    while len(run) > 1 and any(c.kind == "de" for c in run):
        run = run[max(i for i, c in enumerate(run) if c.kind == "de") + 1 :]
    if not run:
        return None
    start, stop = run[0].start, run[-1].end
    among = rx("[^，]{2,}?(?P<among>[當之]?中|裡)$").match(scene.words[start:stop])
    stop -= len(among["among"]) if among and run[-1].kind == "noun" else 0  # 35位經濟學家中
    known = run[-1].found.mention.concept if run[-1].found and len(run) == 1 else None
    if stop - start < 2 or stop - start > 14 or NO_NOUN.match(scene.words[start:stop]):
        return None
    return scene.noun(start, stop, "counted", concept=known)


def _is_no_count(chunk: Chunk) -> bool:
    """Whether a measure can be of counted things, but is none itself."""
    concept = chunk.found.concept if chunk.found is not None and chunk.kind == "measure" else None
    return concept is not None and concept.dimension in ("rate", "price", "index", "money", "probability")


def lasting(place: Place) -> About:
    """Of a length of time: what lasted, or what was measured over it: the record behind it, the phrase before it."""
    scene, carried = place.scene, place.carried
    moved = next((f for f in scene.found if f.start == place.number.end and f.concept is not None and f.concept.nature == "change"), None)
    record = _RECORD.match(scene.words[place.number.end : place.clause_end])
    ahead = phrases_before(place, place.number.start)
    phrase = ahead.phrases[0] if ahead.phrases else None
    found: About | None = None
    if phrase is not None:
        measure, before = measure_of(place, phrase)
        if measure is not None:
            owner = owner_in(place, measure, before) or owner_near(place, measure, ahead.phrases[1:])
            found = with_owner(place, measure, owner, "before")
        elif (thing := thing_of(place, phrase)) is not None:
            noun = scene.noun(thing.start, thing.end, "noun", concept=thing.mention.concept)
            metric = noun if thing.is_quoted or carried.metric is None or not place.same_sentence else carried.metric
            found = About(metric, thing.mention, thing.tenor, "noun", "clause")
    if found is None:
        found = between(place) or About(carried.metric, carried.subject, carried.tenor, "carried", "carried")
    act = rx("^(?:交易日|營業日|自然日|工作日)?(?P<act>淨?(?:買超|賣超|流入|流出|買進|賣出|買入))").match(
        scene.words[place.number.end : place.clause_end]
    )
    if act is not None:
        start = place.number.end + act.start("act")
        return replace(found, measure=scene.noun(start, start + len(act["act"]), "act"), by_metric="after")
    event = next((f for f in scene.found if f.is_event and 0 <= f.start - place.number.end <= 2), None)
    if event is not None:  # 每六個月升息一次
        return replace(found, measure=event, by_metric="after")
    following = place.next()
    if following is not None and following.start == place.start and place.in_time():
        return measured(following)  # 過去一個月累計跌幅超23%: what was measured over it
    if moved is not None:  # 24小時跌幅
        found = replace(found, measure=moved, by_metric="after")
    elif record and _MOVED.search(record["head"]):
        start = place.number.end + record.start("noun")
        found = replace(found, measure=scene.noun(start, start + len(record["noun"]), "record"), by_metric="record")
    elif found.measure is None:
        noun_ = next(
            (
                f
                for f in scene.found
                if place.number.end <= f.start and f.end <= place.clause_end and f.mention.kind == "metric"
            ),
            None,
        )
        if noun_ is not None:
            found = replace(found, measure=noun_, by_metric="after")
    return found
