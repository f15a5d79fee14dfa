"""What a number measures: the phrase before it, the noun behind it, or what the clauses before named.

A phrase that ends in a measure gives the metric, what stands before that its owner; a phrase that does not is what moves.
Behind the number stands the noun of 38兆美元債務 and 80%的機率. A list (分別為…) gives each number its own item.
"""

from __future__ import annotations

from dataclasses import replace

from extract.against import is_held_to
from extract.belonging import with_owner
from extract.chunks import NOMINAL, Chunk
from extract.mentions import Found
from extract.owners import (
    SELF_MEASURES,
    About,
    Owner,
    announcer,
    head_of_clause,
    is_circumstance,
    is_firm,
    owner_in,
    owner_near,
    phrase_owner,
    the_part,
    topic,
    )
from extract.phrases import (
    NO_NOUN,
    PHRASE_REACH,
    SHARE,
    VAGUE,
    Ahead,
    Phrase,
    event_fits,
    fits,
    is_verbal,
    measure_of,
    phrases_before,
    thing_of,
)
from extract.scene import CLAUSE_MARK, RATES, Number, Place, Scene, frame
from extract.text import key, rx

_IS = rx("^(?:由|從|自|以|有|只有|僅有|為|是|達|則為|貢獻|占|佔)$")


def distributed(place: Place) -> About | None:
    """重貼現率、擔保放款融通利率及短期融通利率分別為2%、2.375%及4.25%: each number has its own item."""
    numbers = listed(place)
    if len(numbers) < 2:
        return None
    at = next(i for i, n in enumerate(numbers) if n.start == place.number.start)
    scene, first = place.scene, numbers[0]
    start = scene.clause_start(first.start)
    mark = rx("(?:分別|依序|依次|各)").search(scene.words, start, first.start)
    at_list = mark.start() if mark else first.start
    ahead = phrases_before(place, at_list)
    items = _items(scene, ahead, len(numbers))
    if items is None and not ahead.phrases:
        recent = place.carried.recent
        last_list = recent[len(recent) - at - len(numbers) : len(recent) - at]
        if last_list and all(one.by_metric == "分別" for one in last_list):
            return last_list[at]  # 分別為2,510棟及2,760棟，年減28.4%、33.1%
        if mark is not None and len(last_list) == len(numbers):
            return replace(last_list[at], by_metric="分別", by_subject="分別")
    if items is None and mark is not None:
        # 甲、乙營收增長超過一倍，分別為282%、119%: the list stands in a clause before
        for stop in _stops_before(scene, start):
            ahead = phrases_before(place, stop)
            items = _items(scene, ahead, len(numbers))
            if items is not None:
                break
    if items is None:
        return None
    read = [measure_of(place, Phrase(item)) for item in items]
    # 甲、乙的年增率, 企業貸款、個人貸款平均利率: one measure of several things
    of_last, of_first = read[-1][0], read[0][0]
    linked = bool(read[-1][1]) and (
        read[-1][1][-1].kind == "de"
        or (
            of_last is not None
            and of_first is not None
            and _dimension(of_last) != _dimension(of_first)
            and None not in (of_last.concept, of_first.concept)
        )
    )
    if not linked and all(measure is not None for measure, _ in read):
        measure, before = read[at]
        assert measure is not None
        run = items[at]
        whole = (
            run[-2].start if len(run) > 1 and run[-2].kind == "noun" and run[-2].end == measure.start else measure.start
        )
        named = [c for c in [*before, *read[0][1]] if c.kind != "noun"]
        measure = place.scene.noun(whole, measure.end, measure.mention.by, concept=measure.mention.concept)
        owner = owner_in(place, measure, named) or owner_near(place, measure, ahead.phrases[1:])
        return with_owner(place, measure, owner, "分別")
    common, before = read[-1]
    last = items[-1][-1]
    if common is not None and len(items[-1]) > 1 and common.start == items[-1][0].start and last.found is not None:
        common, before = last.found, items[-1][:-1]  # 航天宏圖、睿創微納營收: the name is no modifier
    item = before if at == len(items) - 1 and common is not None else items[at]
    while item and item[-1].kind not in NOMINAL:
        item = item[:-1]  # 祥鎰、鴻鉅機11月的營收
    thing = thing_of(place, Phrase(item)) if item else None
    if thing is None and mark is not None and len(item) == 1 and item[0].end - item[0].start == 1:
        thing = scene.noun(item[0].start, item[0].end, "item")  # 食、住、行分別上升
    if thing is None:
        return None
    moved = any(c.kind == "move" for c in ahead.passed) or any(
        c.kind == "move" for c in place.walk.back(first.start, mark.end() if mark else first.start)
    )
    held = _named_within(place) or place.carried.metric
    own = thing if thing.is_quoted and (moved or held is None or not fits(place.q, held)) else held
    return About(common or own, thing.mention, thing.tenor, "分別", "分別")


def _items(scene: Scene, ahead: Ahead, count: int) -> list[list[Chunk]] | None:
    """The `count` items of the list that the nearest phrase is, if it is one."""
    for marks in ("、/與和及", "、/"):  # 社會保障和就業、教育: 和 may stand inside an item
        items: list[list[Chunk]] = [[]]
        for chunk in ahead.phrases[0].chunks if ahead.phrases else []:
            if chunk.kind == "join" and scene.words[chunk.start] in key(marks + "以"):
                items.append([])
            else:
                items[-1].append(chunk)
        if len(items) == count and all(items):
            return items
    return None


def _stops_before(scene: Scene, start: int) -> list[int]:
    """Where the clauses of a sentence before `start` end, and where its numbers before it begin; near to far."""
    ends = [mark.start() for mark in CLAUSE_MARK.finditer(scene.words, scene.start, start)]
    return sorted({*ends, *(n.start for n in scene.numbers if n.end <= start)}, reverse=True)[:4]


def _dimension(found: Found) -> str | None:
    return found.concept.dimension if found.concept else None


_AND = rx("^(?:[、和及與「」]|以及|約|逾|近|以上|左右|（[^）]{0,12}）)+$")


_LONGEST_LIST = 12
_TENOR = rx("^([0-9]{1,2})年(?:期)?$")


def listed(place: Place) -> list[Number]:
    """The numbers that stand in one list with this one: 1.91%、2.24%和3%."""
    scene, numbers = place.scene, place.scene.numbers
    first = last = place.at
    while (
        first > 0
        and place.at - first < _LONGEST_LIST
        and _AND.match(scene.words[numbers[first - 1].end : numbers[first].start])
    ):
        first -= 1
    while (
        last + 1 < len(numbers)
        and last - place.at < _LONGEST_LIST
        and _AND.match(scene.words[numbers[last].end : numbers[last + 1].start])
    ):
        last += 1
    return numbers[first : last + 1]


def measured(place: Place) -> About:
    q, scene = place.q, place.scene
    ahead = phrases_before(place, place.number.start)
    behind = _behind(place)
    if ahead.share is not None:
        return _shared(place, ahead)
    paid = _paid(place)
    if paid is not None:
        payer = next((o for p in ahead.phrases if (o := phrase_owner(place, p))), None)
        named = payer.mention if payer else place.carried.subject or place.carried.company
        return About(paid, named, None, "after", payer.by if payer else "carried" if named else "none")
    spent = _spent(place)
    if spent is not None:
        return spent
    among = _of_many(place)
    if among is not None:
        return About(among, among.mention, None, "after", "after")
    phrase = ahead.phrases[0] if ahead.phrases else None
    if phrase is not None:
        measure, before = measure_of(place, phrase)
        part_ = the_part(place)
        if ahead.ratio and len(ahead.phrases) == 1 and measure is not None and part_ is not None:
            return About(measure, part_, None, "before", "carried")  # 內地收入2.4億元，佔總收入比重由20.7%升至24.4%
        whole = place.carried.metric
        if measure is not None and whole is not None and _SHARES.search(place.near) and place.q.unit == "PERCENT":
            of = place.scene.mention(phrase.start, phrase.end, "share-of")
            return About(whole, of, None, "carried", "clause")  # 員工成本佔收入31.5%；租金則佔12.8%
        if ahead.ratio and measure is not None and len(ahead.phrases) > 1:
            part = measure_of(place, ahead.phrases[1])[0] or thing_of(place, ahead.phrases[1])
            if part is not None:
                return About(measure, part.mention, None, "before", "clause")
        strong = measure is not None and fits(q, measure)
        over = behind is not None and behind[1] == "after:linked" and behind[0].mention.by != "noun-after"
        of_act = phrase.before is not None and phrase.before.kind == "act" and phrase.before.end == phrase.start
        if behind is not None and not (of_act and measure is None) and (not strong or phrase.acted is not None or over):
            return _of_behind(place, ahead, behind[0])
        moved = any(c.kind == "move" for c in ahead.passed)
        if behind is not None and measure is not None and strong and not moved and _is_its_change(place, behind[0]):
            return About(behind[0], measure.mention, None, "after", "measure")  # 樓價有5%至8%升幅
        if measure is not None and strong and (bought := _done_by_another(place, measure, ahead)) is not None:
            return bought
        if measure is not None and strong:
            owner = owner_in(place, measure, before)
            if owner is not None and owner.by == "measure":
                further = owner_near(place, measure, ahead.phrases[1:])
                if further is not None and not (is_firm(further.mention) or further.mention.concept is None):
                    further = None  # 購屋貸款利率 is the loans', whoever is named beside them
                if further is not None and measure.concept is not None and measure.concept.nature != "change":
                    whole = scene.noun(owner.mention_start(scene), measure.end, "measure-and-measure")
                    return with_owner(place, whole, further, "before")
            if owner is None and (holder := _holder(place)) is not None:
                owner = holder
            if owner is not None and phrase.before is not None and _WHERE.match(place.scene.of(phrase.before)):
                owner = owner_near(place, measure, ahead.phrases[1:]) or owner  # 特斯拉在中國市占率
            owner = owner or owner_near(place, measure, ahead.phrases[1:])
            return with_owner(place, measure, owner, "before")
        thing = thing_of(place, phrase)
        act = phrase.before
        if (
            thing is not None
            and act is not None
            and act.kind == "act"
            and act.end == phrase.start
            and phrase.acted is None
        ):
            # 聯睿持有博禾16.2%股權: what it has a part of
            holder = phrase_owner(place, ahead.phrases[1]) if len(ahead.phrases) > 1 else None
            held = holder.mention if holder else place.carried.subject
            metric = behind[0] if behind is not None else scene.noun(act.start, act.end, "act")
            return About(metric, held, holder.tenor if holder else None, "act", holder.by if holder else "carried")
        if thing is not None:
            return _of_thing(place, phrase, thing, ahead)
    if behind is not None:
        return _of_behind(place, ahead, behind[0])
    act = next((c for c in ahead.passed if c.kind == "act"), None)
    if act is not None and not ahead.phrases:
        told = between(place)
        own = announcer(place, None)
        doer = (told.subject if told else None) or place.carried.subject or (own.mention if own else None) or place.carried.company
        return About(place.scene.noun(act.start, act.end, "act"), doer, None, "act", "carried" if doer else "none")
    return _inherited(place, ahead)


_WHERE = rx("^(?:在|於)$")
_SHARES = rx("[占佔](?:約|近|逾|超過|不到)?$")
_SPENT = rx(
    "(?:的)?(?:將|擬|會|計劃|預計|已)?(?:用於|用作|用來|撥作|撥予|投放於?|投放到|投入|投向|流向|來自|源自|銷往|出口至|輸往|運往|作為?|屬於?|為)(?:於|到|在)?"
)


def _spent(place: Place) -> About | None:
    """淨額4.7億元，其中六成用於研發: the part by what it goes to or comes from, of the amount before."""
    to = _SPENT.match(place.scene.words, place.number.end) if place.q.unit == "PERCENT" else None
    if to is None:
        return None
    held = place.carried.level or place.carried.metric
    if place.near.endswith("的"):  # 所得淨額的五成半將投入研發
        phrases = phrases_before(place, place.number.start).phrases
        held = (measure_of(place, phrases[0])[0] if phrases else None) or held
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
    "(?:受訪者|企業|公司|家庭|民眾|消費者|經濟學家|分析師|投資者|投資人|基金經理|經理人|選民|勞工|員工|住戶|業者|廠商|個股|城市|雇主|僱主|銀行))"
    "(?=[，。預認看表計打有已未將會可實獲出仍是對受選支反擔期願相均都曾擬])"
)


def _of_many(place: Place) -> Found | None:
    """逾六成受訪企業預期成長: how many of whom."""
    if place.q.unit != "PERCENT" or not place.q.words.endswith(tuple(key("成%半數"))):
        return None
    many = _MANY.match(place.scene.words, place.number.end, min(place.clause_end, place.number.end + 16))
    return place.scene.noun(*many.span("noun"), "noun-after") if many else None


def _paid(place: Place) -> Found | None:
    """以9.627億美元買入1萬枚: what the money does."""
    if not rx("(?:以|斥資|耗資|豪擲|砸|動用)(?:約|逾|近|總價|作價|總額|每股)*$").search(place.near):
        return None
    first = next(iter(place.walk.ahead(place.number.end, place.clause_end)), None)
    return place.scene.noun(first.start, first.end, "act") if first is not None and first.kind == "act" else None


_SIZE = rx("(?:規模|市值|總值|價值|面積|金額|年營收|總額|造價|資產)(?:約|達|為|近|逾|高達|超過)*$")


def _holder(place: Place) -> Owner | None:
    """持股8.46%的第二大股東海曜創投, 市值3兆美元的輝達: whose a measure is that describes its owner."""
    words, end = place.scene.words, place.number.end
    if words[end : end + 1] != key("的"):
        return None
    last: Chunk | None = None
    sized = _SIZE.search(place.near) is not None
    for chunk in place.walk.ahead(end + 1, min(place.clause_end, end + 20)):
        if chunk.kind not in (*NOMINAL, "number", "quote"):
            break
        last = chunk if chunk.kind in NOMINAL else last
    if sized and last is not None and last.kind == "noun" and 2 <= last.end - last.start <= 8:
        return Owner(place.scene.mention(last.start, last.end, "noun"), None, "after", item=True)  # 規模1.2億美元的保險基金
    if last is None or last.kind != "name" or last.found is None or last.found.mention.kind != "entity":
        return None
    return Owner(last.found.mention, last.found.tenor, "after")


def _is_its_change(place: Place, behind: Found) -> bool:
    """Whether a movement's name stands right behind a number (5%升幅)."""
    concept = behind.concept
    return place.q.unit in RATES and behind.start == place.number.end and concept is not None and concept.nature == "change"


def _done_by_another(place: Place, measure: Found, ahead: Ahead) -> About | None:
    """日本淨賣出美債規模達127億: the measure is of what somebody did, the subject is who did it."""
    phrase, act = ahead.phrases[0], ahead.phrases[0].before
    if act is None or act.kind != "act" or act.end != phrase.start or len(ahead.phrases) < 2 or len(phrase.chunks) < 2:
        return None
    owner = phrase_owner(place, ahead.phrases[1])
    if owner is None or owner.by == "noun":
        return None
    whole = place.scene.noun(act.start, measure.end, "act-and-measure")
    return About(whole, owner.mention, owner.tenor, "before", owner.by)


def _of_thing(place: Place, phrase: Phrase, thing: Found, ahead: Ahead) -> About:
    """A number that says something of a thing: its price, its growth, what it bought."""
    q, carried, scene = place.q, place.carried, place.scene
    flow = phrase.chunks[-2] if len(phrase.chunks) > 1 else None
    if flow is not None and flow.kind == "measure" and flow.found is not None and flow.end == thing.start and fits(q, flow.found):
        if flow.found.category == "external":  # 進口原油4,800萬噸
            return About(flow.found, thing.mention, thing.tenor, "before", "clause")
        # 外資賣超台股215.6億: the flow into a market is who buys its measure
        who = owner_in(place, flow.found, phrase.chunks[:-2])
        who = who or owner_near(place, flow.found, ahead.phrases[1:])
        return with_owner(place, flow.found, who, "before")
    if thing.is_quoted and phrase.acted is None:
        of_flow = carried.metric is not None and not carried.metric.is_quoted and fits(q, carried.metric)
        if of_flow and rx("^(?:其中|當中)").match(place.before):  # 淨流入28億，其中IBIT獨得23億
            return About(carried.metric, thing.mention, thing.tenor, "carried", "clause")
        return About(thing, thing.mention, thing.tenor, "thing", "thing")
    owner = phrase_owner(place, phrase) or Owner(thing.mention, thing.tenor, "noun")
    if thing.mention.kind == "metric":  # an event or a measure that does not fit: 降息釋放5500億, 台幣升值1元
        whose = owner_near(place, thing, ahead.phrases[1:]) if thing.is_event and phrase.acted is None else None
        same_thing = carried.subject if thing.is_event and phrase.acted is None and place.same_sentence else None
        owner = whose or Owner(same_thing or thing.mention, None, "clause")
    if phrase.chunks[-1].kind == "pronoun":
        thing = Found(thing.start, thing.end, owner.mention)
    if phrase.acted is not None:
        act = phrase.acted
        return About(scene.noun(act.start, act.end, "act"), owner.mention, owner.tenor, "act", owner.by)
    tenor = _TENOR.match(scene.of(thing))
    if tenor and carried.metric is not None and carried.tenor:  # 2年期公債殖利率報3.48%，10年期4.15%
        return About(carried.metric, thing.mention, tenor[1] + "Y", "carried", "clause")
    moved = any(c.kind == "move" for c in ahead.passed)
    shares = any(SHARE.match(scene.of(c)) for c in ahead.passed)
    if shares and carried.metric is not None:  # 伺服器占42%，車用產品占35%
        return About(carried.metric, owner.mention, owner.tenor, "carried", owner.by)
    within = _named_within(place)
    if within is not None:
        return About(within, owner.mention, owner.tenor, "sentence", owner.by)
    metric = carried.metric
    if moved and metric is not None and carried.level is not None and _is_change(metric):
        metric = carried.level  # 燃料跌幅達11.4%，汽車亦跌8.9%: of the value again
    same = metric is not None and fits(q, metric)
    bare = all(
        c.kind in ("adverb", "time", "quote", "de", "conjunction") or _IS.match(scene.of(c))
        for c in ahead.passed
    )
    before = place.previous.quantity.unit if place.previous is not None else ""
    alike = before == q.unit or (before in RATES and q.unit in RATES)
    if moved and place.in_bracket() and same and metric is not None:  # 其他消費品（升14.2%）
        return About(metric, owner.mention, owner.tenor, "carried", owner.by)
    if bare and same and alike and metric is not None:  # 其中多單3.1億美元，空單1.2億美元
        return About(metric, owner.mention, owner.tenor, "carried", owner.by)
    parallel = moved and q.unit == "PERCENT" and place.same_sentence
    if metric is not None and same and (parallel or (carried.listing and moved)):
        return About(metric, owner.mention, owner.tenor, "carried", owner.by)
    if thing.mention.kind == "entity" and thing.mention.by != "noun":
        if carried.itself and metric is not None and metric.mention.by == "noun" and moved:
            metric = None  # 拖累大盤560點，鴻海跌5%: the market's own name is no measure of a firm
        of_index = is_firm(thing.mention) and metric is not None and rx("指數$").search(key(metric.mention.words))
        if metric is not None and same and not of_index and (place.same_sentence or is_firm(thing.mention)):
            return About(metric, thing.mention, None, "carried", "clause")
        return About(None, owner.mention, owner.tenor, "none", owner.by)
    measure = scene.noun(thing.start, thing.end, "noun", concept=thing.mention.concept)
    # WTI原油1月期貨 is a thing of its own, whatever was spoken of before
    first = next((c.found for c in phrase.chunks if c.start == thing.start), None)
    itself = first is not None and first.is_quoted
    held = owner_near(place, measure, ahead.phrases[1:]) if not moved and not itself else None
    if held is not None:
        return About(measure, held.mention, held.tenor, "noun", held.by)
    return About(measure, owner.mention, owner.tenor, "noun", owner.by)


def _named_within(place: Place) -> Found | None:
    """在零售額中，糧油類增長9%: the measure whose parts a sentence goes through."""
    return next(
        (
            f
            for f in place.scene.found
            if f.end <= place.start and f.mention.kind == "metric" and not f.is_event and fits(place.q, f)
            and rx("(?:當|之)?中，").match(place.scene.words, f.end)
        ),
        None,
    )  # fmt: skip


def _is_change(found: Found) -> bool:
    """Whether a measure is a movement (漲幅, 增速, 升息), no level that moves."""
    return (
        found.is_event
        or found.category == "comparison-rate"
        or found.mention.concept == "metric/growth-rate"
        or (found.concept is not None and found.concept.nature == "change")
    )


def _shared(place: Place, ahead: Ahead) -> About:
    """伺服器電源占營收42%: the metric is what the share is of, the subject what has the share."""
    assert ahead.share is not None
    measure, _ = measure_of(place, ahead.share)
    thing = None if measure is not None else thing_of(place, ahead.share)
    metric = measure or (
        place.scene.noun(thing.start, thing.end, "share-of", concept=thing.mention.concept) if thing else None
    )
    for phrase in ahead.phrases:
        inner, rest = measure_of(place, phrase)
        if inner is not None:
            owner = owner_in(place, inner, rest)
            if owner is None or owner.item is False:
                return About(metric or inner, inner.mention, None, "share-of", "measure")
            return About(metric, owner.mention, owner.tenor, "share-of", owner.by)
        owner = phrase_owner(place, phrase)
        if owner is not None:
            return About(metric, owner.mention, owner.tenor, "share-of", owner.by)
    act = next((c for c in ahead.passed if c.kind == "act"), None)
    if act is not None and not ahead.phrases:  # 本次裁員占員工總數8%
        return About(metric, place.scene.mention(act.start, act.end, "act"), None, "share-of", "noun")
    held = the_part(place)
    return About(metric, held, None, "share-of", "carried" if held else "none")


def _of_behind(place: Place, ahead: Ahead, measure: Found) -> About:
    """A number before its noun: 38兆美元聯邦債務, 2%的目標; its owner stands in the noun phrase or before the number."""
    scene = place.scene
    held_to = is_held_to(measure) or (
        measure.concept is not None and (measure.concept.nature == "change" or measure.category == "comparison-rate")
    )
    if is_held_to(measure) and not ahead.phrases and place.carried.subject is None and (ruling := place.carried.topics.ruling) is not None:
        return About(measure, ruling, None, "after", "background")
    if held_to and place.carried.subject is not None and place.same_sentence:  # 仍高於2%的目標, 7.1%的跌幅: of the same
        return About(measure, place.carried.subject, place.carried.tenor, "after", "carried")
    within = [
        f for f in scene.found
        if f.mention.kind == "entity" and place.number.end <= f.start and f.end <= measure.start
        and measure.start - f.end < 8 and f.mention.concept not in VAGUE
    ]  # fmt: skip
    if within:
        return About(measure, within[-1].mention, within[-1].tenor, "after", "after")
    inner = next(
        (f for f in scene.found if f.start == measure.start and f.end < measure.end and f.mention.kind == "metric"),
        None,
    )
    if measure.is_quoted and ahead.phrases == []:
        return About(measure, measure.mention, measure.tenor, "after", "after")
    for phrase in ahead.phrases:
        owner = phrase_owner(place, phrase)
        if owner is not None:
            return About(measure, owner.mention, owner.tenor, "after", owner.by)
    own = announcer(place, measure)
    if own is not None:
        return About(measure, own.mention, None, "after", "sentence")
    if inner is not None and measure.mention.by == "noun-after":
        return About(measure, inner.mention, None, "after", "after")
    if any(c.kind == "act" for c in ahead.passed):
        held = place.carried.owner or place.carried.subject or place.carried.company
        if held is not None:
            return About(measure, held, None, "after", "carried")
    if measure.category in ("market", "crypto", *SELF_MEASURES) or measure.mention.by == "noun-after":
        of_it = topic(place, measure)
        if of_it is None and not (
            place.same_sentence and place.carried.subject is not None and measure.mention.by == "noun-after"
        ):
            return About(measure, measure.mention, None, "after", "measure")
    about_ = with_owner(place, measure, topic(place, measure), "after")
    return about_


def _inherited(place: Place, ahead: Ahead) -> About:
    """A clause that names nothing goes on about what the one before was about, or what was named in between."""
    q, carried = place.q, place.carried
    named = between(place)
    if named is not None:
        return named
    if carried.group is not None and rx("(?:其中|當中|有)(?:約|逾|近|超過)?$").search(place.near):
        return About(
            Found(place.number.start, place.number.start, carried.group), carried.group, None, "group", "group"
        )
    subject, tenor, by = carried.subject, carried.tenor, "carried"
    moved = any(c.kind == "move" for c in ahead.passed)
    measure = carried.metric
    if measure is not None and not fits(q, measure):
        measure = None
    changing = measure is not None and _is_change(measure)
    if measure is None or (changing and (moved or q.unit not in RATES)):
        # 漲幅擴大0.5個百分點，環比則下降0.1%; 升值0.44%，來到155.49: of the index, the rate again
        level = carried.level if carried.level is not None and fits(q, carried.level) else carried.thing
        measure = level or measure
    if measure is not None and measure.is_event and not event_fits(q):
        measure = None
    if measure is None and q.unit in ("BASIS_POINT", "PERCENTAGE_POINT", "COUNT:次"):
        measure = next((f for f in reversed(place.scene.found) if f.end <= place.number.start and f.is_event), None)
    if measure is not None and measure.is_quoted and subject is None:
        subject = measure.mention
    return About(
        measure, subject, tenor, "carried" if measure is not None else "none", by if subject is not None else "none"
    )


#: 淨買入額居首的是雲川科技，為21.7億元.
_FOREMOST = rx("的(?:仍|則|還|就|正|仍然)?是(?P<who>[^，。；「」]{2,14})，$")


def _foremost(place: Place, since: int) -> About | None:
    """What the clause before names as the first of its kind, and by which measure."""
    named = _FOREMOST.search(place.scene.words, since, place.start)
    if named is None:
        return None
    start = place.scene.clause_start(named.start())
    measures = [f for f in place.scene.found if start <= f.start and f.end <= named.start() and f.mention.kind == "metric"]
    fit = next((f for f in measures if fits(place.q, f)), None)
    known = next((f for f in place.scene.found if f.start == named.start("who") and f.mention.kind == "entity"), None)
    who = known.mention if known else place.scene.mention(*named.span("who"), "noun")
    return About(fit, who, None, "sentence", "sentence") if fit else None


def between(place: Place) -> About | None:
    """What the clauses between the number before and this one's name: 豬肉漲幅較上月縮小，仍有8.7%; 雞蛋則受天候影響，年增…"""
    scene, carried, q = place.scene, place.carried, place.q
    since = place.since_measure
    if (foremost := _foremost(place, since)) is not None:
        return foremost
    stop = place.start
    while stop > since and place.number.start - stop < PHRASE_REACH:
        ahead = phrases_before(place, stop - 1)
        phrase = ahead.phrases[0] if ahead.phrases else None
        start = max(scene.clause_start(stop - 1), since)
        if (
            phrase is not None
            and phrase.start >= since
            and (ahead.stopped_at != "cause" or any(c.kind in ("move", "state") for c in ahead.passed))
            and not is_circumstance(scene, start)
        ):
            measure, before = measure_of(place, phrase)
            if measure is not None and not measure.is_event and fits(q, measure):
                owner = owner_in(place, measure, before) or owner_near(
                    place, measure, ahead.phrases[1:])
                return with_owner(place, measure, owner, "sentence")
            thing = thing_of(place, phrase) if ahead.stopped_at != "cause" else None
            if thing is not None and thing.is_quoted and phrase.acted is None:
                return About(thing, thing.mention, thing.tenor, "thing", "sentence")
        after_all = rx("(?:後|時|之際|之後|以後)$").search(scene.words[start : stop - 1])
        topic = None if after_all or is_circumstance(scene, start) else head_of_clause(place, start, stop - 1)
        thing_ = next(
            (f for f in scene.found if topic is not None and f.mention is topic.mention and f.is_quoted), None
        )
        if thing_ is not None and (q.unit not in RATES or carried.metric is None):
            return About(thing_, thing_.mention, thing_.tenor, "thing", "sentence")
        if topic is not None:
            measure_ = (
                carried.metric
                if carried.metric is not None and fits(q, carried.metric) and not carried.metric.is_quoted
                else None
            )
            return About(measure_, topic.mention, topic.tenor, "carried" if measure_ else "none", topic.by)
        stop = start
    return None


#: Where a number stands, not what it is of: 27,000點關卡, 12.4萬美元的新高, 財測的高標.
_PLACE_OF_IT = rx(
    "(?:新高|新低|高點|低點|高位|低位|紀錄)(?:後|之後|水準)?$|(?:傳言|傳聞|消息|說法|報導|報道|猜測)$|"
    "(?:關卡|大關|關口|高標|低標|上緣|下緣|中值|中位數|水準|水平|(?<!目標)(?:區間|範圍))$"
)


def _behind(place: Place) -> tuple[Found, str] | None:
    """The noun that follows a number: 38兆美元聯邦債務, 80%以上的升息機率, 2%的目標."""
    scene, number, q = place.scene, place.number, place.q
    words = scene.words
    end = min(place.clause_end, place.following.start if place.following else place.clause_end, number.end + 24)
    lead = rx("(?:」|』|”)?(?:以上|以下|左右|上下|多|餘)?(?P<of>的)?(?:「|『|“)?").match(words, number.end)
    at = lead.end() if lead else number.end
    linked = bool(lead and lead["of"])
    sure = frame("kind", "probability").match(words, at) if q.unit == "PERCENT" else None
    run: list[Chunk] = []
    closed = True
    for chunk in place.walk.ahead(at, end):
        if chunk.kind in NOMINAL:
            run.append(chunk)
        elif chunk.kind != "quote" or not run:
            closed = chunk.kind == "de" or chunk.kind in (
                "comma",
                "adverb",
                "state",
                "join",
                "open",
                "close",
                "conjunction",
                "move",
                "prep",
            )
            break
    while (
        len(run) > 1
        and run[-1].kind == "noun"
        and (
            run[-1].end - run[-1].start < 2
            or is_verbal(scene.of(run[-1]))
            or NO_NOUN.match(scene.of(run[-1]))
        )
    ):
        run.pop()  # 38兆美元的國債擺在那裡, 1100億元定期存款到期
        closed = True
    if sure and run and run[0].found is not None and run[0].found.mention.concept == "metric/probability":
        return run[0].found, "after:linked" if linked else "after"
    if sure and not (run and run[0].found):
        return scene.noun(
            at, sure.end(), "probability-noun", concept="metric/probability"
        ), "after:linked" if linked else "after"
    if not run:
        return None
    last = run[-1]
    if _PLACE_OF_IT.search(words[run[0].start : last.end]):
        return None
    if last.kind == "measure" and last.found is not None:
        concept = last.found.mention.concept
        if (concept == "metric/probability" and q.unit != "PERCENT") or (concept == "metric/spread" and linked):
            return None
        return (
            (last.found, "after:linked" if linked else "after")
            if linked or q.unit not in RATES or q.unit == "PERCENT"
            else None
        )
    amount = q.unit not in RATES and q.unit not in ("INDEX_POINT", "NONE")
    if last.kind == "event" and last.found is not None:
        return (last.found, "after") if linked and event_fits(q) else None
    piece = scene.of(last)
    if rx("^(?:股份|股權|持股|權益|表決權|投票權|代幣)$").match(piece):
        return scene.noun(last.start, last.end, "noun-after"), "after"
    if not (linked or amount) or not closed:
        return None
    if last.kind == "noun" and (len(piece) < 2 or NO_NOUN.match(piece) or is_verbal(piece) or len(piece) > 10):
        return None
    if last.kind == "name" and last.found is not None:
        return (last.found, "after") if amount else None
    start = run[-2].start if len(run) > 1 and run[-2].kind == "measure" else last.start
    noun = scene.noun(start, last.end, "noun-after")
    return noun, "after:linked" if linked else "after"
