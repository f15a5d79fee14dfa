"""What a number measures: the phrase before it, the noun behind it, or what the clauses before named.

A phrase that ends in a measure gives the metric, what stands before that its owner; a phrase that does not is what moves.
Behind the number stands the noun of 38兆美元債務 and 80%的機率. Rules in their order, the first that speaks wins.
"""

from __future__ import annotations

from typing import NamedTuple

from extract.against import is_held_to
from extract.behind import Behind, holder_behind, noun_behind
from extract.belonging import with_owner
from extract.chunks import NOMINAL, Chunk
from extract.mentions import Found
from extract.owners import (
    SELF_MEASURES,
    About,
    Owner,
    announcer,
    first_owner,
    head_of_clause,
    is_circumstance,
    is_firm,
    measure_at_head,
    owner_in,
    owner_near,
    owner_of,
    phrase_owner,
    the_part,
    topic,
)
from extract.phrases import (
    PHRASE_REACH,
    SHARE,
    VAGUE,
    Ahead,
    Phrase,
    event_fits,
    fits,
    measure_of,
    measure_within,
    phrases_before,
    thing_of,
)
from extract.reading import Mention
from extract.scene import RATES, Place
from extract.text import key, rx


class _Sight(NamedTuple):
    """What a number's measure is told from: the phrases before it, the noun behind it, what the nearest phrase ends in."""

    place: Place
    ahead: Ahead
    behind: Behind | None
    phrase: Phrase | None  # the nearest one
    measure: Found | None  # in which it ends
    before: list[Chunk]  # what stands in it before that
    fitting: Found | None  # that measure, if it can be written in the number's unit


def measured(place: Place) -> About:
    """The measure and the subject of a number that neither counts nor lasts."""
    ahead = phrases_before(place, place.number.start)
    phrase = ahead.nearest
    measure, before = measure_of(place, phrase) if phrase else (None, [])
    fitting = measure if measure is not None and fits(place.q, measure) else None
    sight = _Sight(place, ahead, noun_behind(place), phrase, measure, before, fitting)
    for rule in (
        _shared, _paid, _spent, _of_many, _ratio_of_part, _share_again, _ratio, _by_noun_behind, _change_behind,
        _of_doer, _by_measure, _by_thing, _only_noun_behind, _by_act,
    ):  # fmt: skip
        about = rule(sight)
        if about is not None:
            return about
    return _inherited(sight)


# ---- shares, and what an amount does


def _shared(sight: _Sight) -> About | None:
    """伺服器電源占營收42%: the metric is what the share is of, the subject what has the share."""
    place, ahead = sight.place, sight.ahead
    if ahead.share is None:
        return None
    metric, _ = measure_of(place, ahead.share)
    thing = thing_of(place, ahead.share) if metric is None else None
    if thing is not None:
        metric = place.scene.noun(thing.start, thing.end, "share-of", concept=thing.mention.concept)
    for phrase in ahead.phrases:
        inner, rest = measure_of(place, phrase)
        owner = owner_in(place, inner, rest) if inner is not None else phrase_owner(place, phrase)
        if inner is not None and (owner is None or not owner.item):
            return About(metric or inner, inner.mention, None, "share-of", "measure")
        if owner is not None:
            return About.owned(metric, owner, "share-of")
    act = ahead.act
    if act is not None and not ahead.phrases:  # 本次裁員占員工總數8%
        return About(metric, place.scene.mention(act.start, act.end, "act"), None, "share-of", "noun")
    held = the_part(place)
    return About(metric, held, None, "share-of", "carried" if held else "none")


def _paid(sight: _Sight) -> About | None:
    """以9.627億美元買入1萬枚: what the money does, and who does it."""
    place = sight.place
    if not rx("(?:以|斥資|耗資|豪擲|砸|動用)(?:約|逾|近|總價|作價|總額|每股)*$").search(place.near):
        return None
    first = next(iter(place.walk.ahead(place.number.end, place.clause_end)), None)
    if first is None or first.kind != "act":
        return None
    act = place.scene.noun(first.start, first.end, "act")
    payer = first_owner(place, sight.ahead.phrases)
    if payer is not None:
        return About(act, payer.mention, None, "after", payer.by)
    held = place.carried.subject or place.carried.company
    return About(act, held, None, "after", "carried" if held else "none")


_SPENT = rx(
    "(?:的)?(?:將|擬|會|計劃|預計|已)?(?:用於|用作|用來|撥作|撥予|投放於?|投放到|投入|投向|流向|來自|源自|銷往|出口至|輸往|運往|作為?|屬於?|為)(?:於|到|在)?"
)


def _spent(sight: _Sight) -> About | None:
    """淨額4.7億元，其中六成用於研發: the part by what it goes to or comes from, of the amount before."""
    place = sight.place
    to = _SPENT.match(place.scene.words, place.number.end) if place.q.unit == "PERCENT" else None
    if to is None:
        return None
    held = place.carried.level or place.carried.metric
    if place.near.endswith("的"):  # 所得淨額的五成半將投入研發
        held = sight.measure or held
    elif not rx("^(?:其中|當中|其餘|餘下|另|另有)?(?:的)?(?:大約|約|近|逾|超過|至少)?$").match(place.near):
        return None
    run: list[Chunk] = []
    for chunk in place.walk.ahead(to.end(), place.clause_end):
        if chunk.kind == "act" and not run:
            continue  # 用作擴建廠房
        if chunk.kind not in (*NOMINAL, "de", "join"):
            break
        run.append(chunk)
    if held is None or not run or run[-1].kind not in NOMINAL:
        return None
    return About(held, place.scene.mention(run[0].start, run[-1].end, "noun"), None, "carried", "after")


_MANY = rx(
    "(?:的)?(?P<noun>(?:受訪|上市|中小|外資|本地|台灣|美國|日本|民營|國有|製造業|服務業|年輕|全球)*"
    "(?:受訪者|企業|公司|家庭|民眾|消費者|經濟學家|分析師|投資者|投資人|基金經理|經理人|選民|勞工|員工|住戶|業者|廠商|個股|城市|雇主|銀行))"
    "(?=[，。預認看表計打有已未將會可實獲出仍是對受選支反擔期願相均都曾擬])"
)


def _of_many(sight: _Sight) -> About | None:
    """逾六成受訪企業預期成長: how many of whom."""
    place = sight.place
    if place.q.unit != "PERCENT" or not place.q.words.endswith(tuple(key("成%半數"))):
        return None
    many = _MANY.match(place.scene.words, place.number.end, min(place.clause_end, place.number.end + 16))
    if many is None:
        return None
    noun = place.scene.noun(*many.span("noun"), "noun-after")
    return About(noun, noun.mention, None, "after", "after")


def _ratio_of_part(sight: _Sight) -> About | None:
    """內地收入2.4億元，佔總收入比重由20.7%升至24.4%: the ratio of what was told of before."""
    part = the_part(sight.place)
    if not sight.ahead.ratio or sight.ahead.others or sight.measure is None or part is None:
        return None
    return About(sight.measure, part, None, "before", "carried")


def _share_again(sight: _Sight) -> About | None:
    """員工成本佔收入31.5%；租金則佔12.8%: a share of the same whole."""
    place, phrase, whole = sight.place, sight.phrase, sight.place.carried.metric
    if phrase is None or sight.measure is None or whole is None:
        return None
    if place.q.unit != "PERCENT" or not rx("占(?:約|近|逾|超過|不到)?$").search(place.near):
        return None
    part = place.scene.mention(phrase.start, phrase.end, "share-of")
    return About(whole, part, None, "carried", "clause")


def _ratio(sight: _Sight) -> About | None:
    """不動產貸款占總放款的比率: the ratio, and what it is the ratio of."""
    place, others = sight.place, sight.ahead.others
    if not sight.ahead.ratio or sight.measure is None or not others:
        return None
    part = measure_of(place, others[0])[0] or thing_of(place, others[0])
    return About(sight.measure, part.mention, None, "before", "clause") if part is not None else None


# ---- the noun behind the number


def _by_noun_behind(sight: _Sight) -> About | None:
    """38兆美元聯邦債務: the noun behind, unless the phrase before fits better."""
    behind, phrase = sight.behind, sight.phrase
    if behind is None or phrase is None or (phrase.object_of is not None and sight.measure is None):
        return None
    over = behind.linked and behind.noun.mention.by != "noun-after"
    if sight.fitting is not None and phrase.acted is None and not over:
        return None
    return _of_behind(sight.place, sight.ahead, behind.noun)


def _change_behind(sight: _Sight) -> About | None:
    """樓價有5%至8%升幅: a movement's name right behind the number, of the measure before it."""
    place, behind, measure = sight.place, sight.behind, sight.fitting
    if behind is None or measure is None or sight.ahead.moved:
        return None
    concept = behind.noun.concept
    if (
        concept is None
        or concept.nature != "change"
        or behind.noun.start != place.number.end
        or place.q.unit not in RATES
    ):
        return None
    return About(behind.noun, measure.mention, None, "after", "measure")


def _only_noun_behind(sight: _Sight) -> About | None:
    """The noun behind where the phrases before the number tell nothing."""
    return _of_behind(sight.place, sight.ahead, sight.behind.noun) if sight.behind is not None else None


def _of_behind(place: Place, ahead: Ahead, measure: Found) -> About:
    """A number before its noun: 38兆美元聯邦債務, 2%的目標; its owner stands in the noun phrase or before the number."""
    carried = place.carried
    if (
        is_held_to(measure)
        and not ahead.phrases
        and carried.subject is None
        and (ruling := carried.topics.ruling) is not None
    ):
        return About(measure, ruling, None, "after", "background")
    if _is_of_same(measure) and carried.subject is not None and place.same_sentence:
        return About(measure, carried.subject, carried.tenor, "after", "carried")
    named = _named_between(place, measure)
    if named is not None:
        return About(measure, named.mention, named.tenor, "after", "after")
    if measure.is_quoted and not ahead.phrases:
        return About(measure, measure.mention, measure.tenor, "after", "after")
    owner = first_owner(place, ahead.phrases)
    if owner is not None:
        return About.owned(measure, owner, "after")
    own = announcer(place, measure)
    if own is not None:
        return About(measure, own.mention, None, "after", "sentence")
    of_noun = measure.mention.by == "noun-after"
    inner = _begins_with(place, measure) if of_noun else None
    if inner is not None:
        return About(measure, inner.mention, None, "after", "after")
    doer = carried.owner or carried.subject or carried.company
    if ahead.act is not None and doer is not None:
        return About(measure, doer, None, "after", "carried")
    of_it = topic(place, measure)
    own_thing = of_noun or measure.category in ("market", "crypto", *SELF_MEASURES)
    if own_thing and of_it is None and not (of_noun and place.same_sentence and carried.subject is not None):
        return About(measure, measure.mention, None, "after", "measure")
    return with_owner(place, measure, of_it, "after")


def _is_of_same(measure: Found) -> bool:
    """仍高於2%的目標, 7.1%的跌幅: whether a measure is of what its sentence tells of."""
    concept = measure.concept
    return is_held_to(measure) or (
        concept is not None and (concept.nature == "change" or measure.category == "comparison-rate")
    )


def _named_between(place: Place, measure: Found) -> Found | None:
    """The name between a number and its noun: 3%的美國通膨."""
    names = [
        f for f in place.scene.found
        if f.mention.kind == "entity" and place.number.end <= f.start and f.end <= measure.start
        and measure.start - f.end < 8 and f.mention.concept not in VAGUE
    ]  # fmt: skip
    return names[-1] if names else None


def _begins_with(place: Place, noun: Found) -> Found | None:
    """The measure that a noun begins with."""
    return next(
        (f for f in place.scene.found if f.start == noun.start and f.end < noun.end and f.mention.kind == "metric"),
        None,
    )


# ---- the phrase before the number


def _of_doer(sight: _Sight) -> About | None:
    """日本淨賣出美債規模達127億: the measure is of what somebody did, the subject is who did it."""
    phrase, measure, others = sight.phrase, sight.fitting, sight.ahead.others
    act = phrase.object_of if phrase is not None else None
    if phrase is None or measure is None or act is None or not others or len(phrase.chunks) < 2:
        return None
    owner = phrase_owner(sight.place, others[0])
    if owner is None or owner.is_noun:
        return None
    return About.owned(sight.place.scene.noun(act.start, measure.end, "act-and-measure"), owner, "before")


def _by_measure(sight: _Sight) -> About | None:
    """利差收窄至1.81個百分點: the measure of the phrase, with its owner."""
    place, measure, others = sight.place, sight.fitting, sight.ahead.others
    if measure is None:
        return None
    owner = owner_in(place, measure, sight.before)
    if owner is not None and owner.by == "measure" and (further := _further_owner(place, measure, others)) is not None:
        whole = place.scene.noun(owner.mention_start(place.scene), measure.end, "measure-and-measure")
        return with_owner(place, whole, further, "before")
    owner = owner or holder_behind(place)
    before = sight.phrase.before if sight.phrase is not None else None
    if owner is None:
        owner = owner_near(place, measure, others)
    elif before is not None and rx("^(?:在|於)$").match(place.scene.of(before)):
        owner = owner_near(place, measure, others) or owner  # 特斯拉在中國市占率
    return with_owner(place, measure, owner, "before")


def _further_owner(place: Place, measure: Found, others: list[Phrase]) -> Owner | None:
    """Whose a measure of a measure is: a firm's or a thing's own; 購屋貸款利率 is the loans', whoever is named beside them."""
    if measure.concept is None or measure.concept.nature == "change":
        return None
    owner = owner_near(place, measure, others)
    own = owner is not None and (is_firm(owner.mention) or owner.mention.concept is None)
    return owner if own else None


# ---- a phrase that names a thing


def _by_thing(sight: _Sight) -> About | None:
    """A number that says something of a thing: its price, its growth, what it bought."""
    place, phrase = sight.place, sight.phrase
    thing = thing_of(place, phrase) if phrase is not None else None
    if phrase is None or thing is None:
        return None
    for rule in (_part_held, _flow_into, _quoted):
        about = rule(sight, phrase, thing)
        if about is not None:
            return about
    owner = _owner_of_thing(sight, phrase, thing)
    if phrase.chunks[-1].kind == "pronoun":
        thing = Found(thing.start, thing.end, owner.mention)
    if phrase.acted is not None:
        return About.owned(place.scene.noun(phrase.acted.start, phrase.acted.end, "act"), owner, "act")
    return (
        _tenor(place, thing)
        or _goes_on(sight, owner)
        or _of_name(sight, thing, owner)
        or _of_noun(sight, phrase, thing, owner)
    )


def _part_held(sight: _Sight, phrase: Phrase, thing: Found) -> About | None:
    """聯睿持有博禾16.2%股權: what it has a part of."""
    place, act = sight.place, phrase.object_of
    if act is None or phrase.acted is not None:
        return None
    metric = sight.behind.noun if sight.behind is not None else place.scene.noun(act.start, act.end, "act")
    holder = phrase_owner(place, sight.ahead.others[0]) if sight.ahead.others else None
    return (
        About.owned(metric, holder, "act") if holder else About(metric, place.carried.subject, None, "act", "carried")
    )


def _flow_into(sight: _Sight, phrase: Phrase, thing: Found) -> About | None:
    """外資賣超台股215.6億, 進口原油4,800萬噸: the measure right before the thing is a flow of it or into it."""
    place, chunk = sight.place, phrase.chunks[-2] if len(phrase.chunks) > 1 else None
    flow = chunk.found if chunk is not None and chunk.kind == "measure" and chunk.end == thing.start else None
    if flow is None or not fits(place.q, flow):
        return None
    if flow.category == "external":
        return About(flow, thing.mention, thing.tenor, "before", "clause")
    # the flow into a market is who buys its measure
    return with_owner(place, flow, owner_of(place, flow, phrase.chunks[:-2], sight.ahead.others), "before")


def _quoted(sight: _Sight, phrase: Phrase, thing: Found) -> About | None:
    """比特幣報9萬美元: a thing that is quoted is its own measure."""
    place, metric = sight.place, sight.place.carried.metric
    if not thing.is_quoted or phrase.acted is not None:
        return None
    of_flow = metric is not None and not metric.is_quoted and fits(place.q, metric)
    if of_flow and rx("^(?:其中|當中)").match(place.before):  # 淨流入28億，其中IBIT獨得23億
        return About(metric, thing.mention, thing.tenor, "carried", "clause")
    return About(thing, thing.mention, thing.tenor, "thing", "thing")


def _owner_of_thing(sight: _Sight, phrase: Phrase, thing: Found) -> Owner:
    """Who a thing is, or whose an event or a measure that does not fit (降息釋放5500億, 台幣升值1元)."""
    place = sight.place
    if thing.mention.kind != "metric":
        return phrase_owner(place, phrase) or Owner(thing.mention, thing.tenor, "noun")
    goes_on: Mention | None = None
    if thing.is_event and phrase.acted is None:
        whose = owner_near(place, thing, sight.ahead.others)
        if whose is not None:
            return whose
        goes_on = place.carried.subject if place.same_sentence else None
    return Owner(goes_on or thing.mention, None, "clause")


def _tenor(place: Place, thing: Found) -> About | None:
    """2年期公債殖利率報3.48%，10年期4.15%: the same measure of another tenor."""
    carried, tenor = place.carried, rx("^([0-9]{1,2})年(?:期)?$").match(place.scene.of(thing))
    if tenor is None or carried.metric is None or not carried.tenor:
        return None
    return About(carried.metric, thing.mention, tenor[1] + "Y", "carried", "clause")


_IS = rx("^(?:由|從|自|以|有|只有|僅有|為|是|達|則為|貢獻|占)$")


def _goes_on(sight: _Sight, owner: Owner) -> About | None:
    """A thing of which the measure told of before is told again."""
    place, ahead, q, carried = sight.place, sight.ahead, sight.place.q, sight.place.carried
    if carried.metric is not None and any(SHARE.match(place.scene.of(c)) for c in ahead.passed):
        return About.owned(carried.metric, owner, "carried")  # 伺服器占42%，車用產品占35%
    within = measure_within(place)
    if within is not None:
        return About.owned(within, owner, "sentence")
    metric = _level_again(sight)
    if metric is None or not fits(q, metric):
        return None
    before = place.previous.quantity.unit if place.previous is not None else ""
    alike = before == q.unit or (before in RATES and q.unit in RATES)
    again = (
        (ahead.moved and place.in_bracket())  # 其他消費品（升14.2%）
        or (alike and all(_is_bare(place, chunk) for chunk in ahead.passed))  # 其中多單3.1億美元，空單1.2億美元
        or (ahead.moved and q.unit == "PERCENT" and place.same_sentence)
        or (ahead.moved and carried.listing)
    )
    return About.owned(metric, owner, "carried") if again else None


def _is_bare(place: Place, chunk: Chunk) -> bool:
    """Whether a word between a thing and its number tells nothing of what the number is."""
    return chunk.kind in ("adverb", "time", "quote", "de", "conjunction") or bool(_IS.match(place.scene.of(chunk)))


def _level_again(sight: _Sight) -> Found | None:
    """The measure told of before; of a movement the level that moved: 燃料跌幅達11.4%，汽車亦跌8.9%."""
    metric, level = sight.place.carried.metric, sight.place.carried.level
    return level if sight.ahead.moved and metric is not None and level is not None and _is_change(metric) else metric


def _of_name(sight: _Sight, thing: Found, owner: Owner) -> About | None:
    """A name without a measure: of a firm, or in the same sentence, the measure told of before."""
    place, metric, firm = sight.place, _level_again(sight), is_firm(thing.mention)
    if thing.mention.kind != "entity" or thing.mention.is_noun:
        return None
    if place.carried.itself and metric is not None and metric.mention.is_noun and sight.ahead.moved:
        metric = None  # 拖累大盤560點，鴻海跌5%: the market's own name is no measure of a firm
    of_index = firm and metric is not None and rx("指數$").search(key(metric.mention.words))
    if metric is not None and fits(place.q, metric) and not of_index and (place.same_sentence or firm):
        return About(metric, thing.mention, None, "carried", "clause")
    return About.owned(None, owner, "none")


def _of_noun(sight: _Sight, phrase: Phrase, thing: Found, owner: Owner) -> About:
    """A noun that names its own measure, of whoever the phrases around it name."""
    place = sight.place
    measure = place.scene.noun(thing.start, thing.end, "noun", concept=thing.mention.concept)
    # WTI原油1月期貨 is a thing of its own, whatever was spoken of before
    first = next((c.found for c in phrase.chunks if c.start == thing.start), None)
    itself = first is not None and first.is_quoted
    held = owner_near(place, measure, sight.ahead.others) if not sight.ahead.moved and not itself else None
    return About.owned(measure, held or owner, "noun")


def _is_change(found: Found) -> bool:
    """Whether a measure is a movement (漲幅, 增速, 升息), no level that moves."""
    return (
        found.is_event
        or found.category == "comparison-rate"
        or found.mention.concept == "metric/growth-rate"
        or (found.concept is not None and found.concept.nature == "change")
    )


# ---- what the clauses before named


def _by_act(sight: _Sight) -> About | None:
    """A clause with nothing but a verb of doing: what somebody told of before did."""
    place, act = sight.place, sight.ahead.act
    if act is None or sight.ahead.phrases:
        return None
    told, own = between(place), announcer(place, None)
    doer = (
        (told.subject if told else None)
        or place.carried.subject
        or (own.mention if own else None)
        or place.carried.company
    )
    return About(place.scene.noun(act.start, act.end, "act"), doer, None, "act", "carried" if doer else "none")


def _inherited(sight: _Sight) -> About:
    """A clause that names nothing goes on about what the one before was about, or what was named in between."""
    place, carried = sight.place, sight.place.carried
    named = between(place) or of_group(place)
    if named is not None:
        return named
    measure, subject = _measure_again(sight), carried.subject
    if measure is not None and measure.is_quoted and subject is None:
        subject = measure.mention
    return About(
        measure, subject, carried.tenor,
        "carried" if measure is not None else "none", "carried" if subject is not None else "none",
    )  # fmt: skip


def _measure_again(sight: _Sight) -> Found | None:
    """The measure told of before that a number without any has; of a movement the level, of a step the event."""
    place, q, carried = sight.place, sight.place.q, sight.place.carried
    measure = carried.metric if carried.metric is not None and fits(q, carried.metric) else None
    if measure is None or (_is_change(measure) and (sight.ahead.moved or q.unit not in RATES)):
        # 漲幅擴大0.5個百分點，環比則下降0.1%; 升值0.44%，來到155.49: of the index, the rate again
        level = carried.level if carried.level is not None and fits(q, carried.level) else carried.thing
        measure = level or measure
    if measure is not None and measure.is_event and not event_fits(q):
        measure = None
    if measure is None and q.unit in ("BASIS_POINT", "PERCENTAGE_POINT", "COUNT:次"):
        measure = next((f for f in reversed(place.scene.found) if f.end <= place.number.start and f.is_event), None)
    return measure


def of_group(place: Place) -> About | None:
    """368項查價項目，其中有52項: some of the things counted before."""
    group = place.carried.group
    if group is None or not rx("(?:其中|當中|有)(?:約|逾|近|超過)?$").search(place.near):
        return None
    return About(Found(place.number.start, place.number.start, group), group, None, "group", "group")


#: 淨買入額居首的是雲川科技，為21.7億元.
_FOREMOST = rx("的(?:仍|則|還|就|正|仍然)?是(?P<who>[^，。；「」]{2,14})，$")


def _foremost(place: Place, since: int) -> About | None:
    """What the clause before names as the first of its kind, and by which measure."""
    named = _FOREMOST.search(place.scene.words, since, place.start)
    if named is None:
        return None
    start = place.scene.clause_start(named.start())
    measures = [
        f for f in place.scene.found if start <= f.start and f.end <= named.start() and f.mention.kind == "metric"
    ]
    fit = next((f for f in measures if fits(place.q, f)), None)
    known = next((f for f in place.scene.found if f.start == named.start("who") and f.mention.kind == "entity"), None)
    who = known.mention if known else place.scene.mention(*named.span("who"), "noun")
    return About(fit, who, None, "sentence", "sentence") if fit else None


def between(place: Place) -> About | None:
    """What the clauses between the number before and this one's name: 豬肉漲幅較上月縮小，仍有8.7%; 雞蛋則受天候影響，年增…"""
    since = place.since_measure
    if (foremost := _foremost(place, since)) is not None:
        return foremost
    stop = place.start
    while stop > since and place.number.start - stop < PHRASE_REACH:
        start = max(place.scene.clause_start(stop - 1), since)
        told = _stated_in(place, start, stop, since) or _headed_by(place, start, stop)
        if told is not None:
            return told
        stop = start
    return None


def _stated_in(place: Place, start: int, stop: int, since: int) -> About | None:
    """The measure, or the quoted thing, that a clause before the number's ends in."""
    ahead = phrases_before(place, stop - 1)
    phrase = ahead.nearest
    if phrase is None or phrase.start < since or is_circumstance(place.scene, start):
        return None
    reason = ahead.stopped_at == "cause"
    if reason and not any(c.kind in ("move", "state") for c in ahead.passed):
        return None
    measure, before = measure_of(place, phrase)
    if measure is not None and not measure.is_event and fits(place.q, measure):
        return with_owner(place, measure, owner_of(place, measure, before, ahead.others), "sentence")
    thing = thing_of(place, phrase) if not reason else None
    if thing is not None and thing.is_quoted and phrase.acted is None:
        return About(thing, thing.mention, thing.tenor, "thing", "sentence")
    return None


def _headed_by(place: Place, start: int, stop: int) -> About | None:
    """What a clause before the number's begins with."""
    scene, metric = place.scene, place.carried.metric
    own = measure_at_head(place, start, stop - 1)
    if own is not None and fits(place.q, own):
        return with_owner(place, own, None, "sentence")  # 整體通膨受油價牽動，11月為2.0%
    after_all = rx("(?:後|時|之際|之後|以後)$").search(scene.words[start : stop - 1])
    head = None if after_all or is_circumstance(scene, start) else head_of_clause(place, start, stop - 1)
    if head is None:
        return None
    thing = next((f for f in scene.found if f.mention is head.mention and f.is_quoted), None)
    if thing is not None and (place.q.unit not in RATES or metric is None):
        return About(thing, thing.mention, thing.tenor, "thing", "sentence")
    if metric is not None and fits(place.q, metric) and not metric.is_quoted:
        return About.owned(metric, head, "carried")
    return About.owned(None, head, "none")
