"""What a number measures and whose measure it is: frames for metric and subject, in the order of their yield."""

from __future__ import annotations

from extract import nouns
from extract.mentions import Found
from extract.reading import Mention, Quantity
from extract.scene import DURATIONS, RATES, Carried, Place, Scene, frame
from extract.text import HAN, key, rx

#: Names that are seldom whose measure it is: 全球第三大, 市場預期.
_VAGUE = ("entity/world", "entity/market")
#: Measures that are things of their own: where no owner is named, 失業率 is what 失業率 is about.
_SELF_MEASURES = {"prices", "growth", "consumption", "labour", "external", "money", "fiscal", "housing"}
_STEPS = {key("年"): "metric/yoy", key("月"): "metric/mom", key("季"): "metric/qoq"}
#: What may stand between a measure and its number: verbs of movement and state, adverbs, the number's own words.
_GLUE = rx(
    "^[已也則更就仍又雖便均都再還卻將會約達為有共僅只高的在至到於從由自是報收升降漲跌增減貶揚挫落回上下放緩擴大窄斂縮小超過逾近不低多來突"
    "破站飆攀滑年月季週周同比環按成長值幅度一當日盤中單累計平均預估期測料可望恐介持維（目前現：「調區間續連首次重新衝勁彈暴急率略微逐步衰退少"
    "最以初修正終、與和]*$"
)
_MOVES = rx("(?:[報收漲跌升貶挫揚為至到守破上於下增減在由從][^，]{0,5}|每[^，]{1,4})$")
_COMPANY = "本公司|該公司|公司|該集團|本集團|集團|該行"
_REASON = rx("^(?:以|受惠|受|因|由於|隨著|在|儘管|雖|為|因應|面對|相較|不同於|繼|看好|除)")


# ---- metric


def metric(place: Place) -> tuple[Found | None, str]:
    """The measure of a number, and the frame that found it."""
    scene, number, q = place.scene, place.number, place.q
    words = scene.words
    if place.counts_things() or q.unit == "ORDINAL":
        thing = nouns.counted(place)
        if thing is not None:
            return thing
    behind = _behind(place)
    if behind is not None and behind[0].mention.concept == "metric/warning-line" and place.q.unit == "INDEX_POINT":
        behind = None  # 失守5萬點關卡 is about the index
    before = [f for f in place.named_before("metric") if _measures(f, q, words)]
    things = [f for f in place.named_before("entity") if f.is_quoted]
    moved = bool(things) and bool(_MOVES.search(words[things[-1].end : number.start]))
    if before:
        nearest = _outer(place, before)
        if moved and things[-1].start >= nearest.end:
            return things[-1], "thing"
        if behind is None or (_close(place, nearest) and not _event_of_another(place, nearest)):
            return nearest, "before:event" if nearest.is_event else "before"
    if behind is not None:
        return behind
    if moved:
        return things[-1], "thing"
    return _earlier(place)


def _earlier(place: Place) -> tuple[Found | None, str]:
    """What the sentence named since the last number, then what the last number was about; a noun is no measure."""
    scene, q, carried = place.scene, place.q, place.carried
    since = place.previous.end if place.previous else scene.start
    named = [f for f in scene.found if since <= f.start and f.end <= place.start and _measures(f, q, scene.words)]
    if named and _fits(q, named[-1]):
        return named[-1], "sentence"
    if nouns.topic(place) and (basis := place.named_before("metric")):
        return basis[-1], "before"
    noun = nouns.before_number(place)
    compared = bool(rx("(?:較|比)[^，。；]*$").search(place.before))
    parallel = q.unit == "PERCENT" and place.same_sentence
    lasting = q.unit in DURATIONS
    going_on = noun is None or compared or parallel or lasting
    if carried.metric is not None and going_on and (lasting or _fits(q, carried.metric)):
        return carried.metric, "carried"
    basis = place.named_before("metric")
    if basis and not place.counts_things():
        return basis[-1], "before"
    return None, "none"


def _close(place: Place, nearest: Found) -> bool:
    """Whether only glue, and no other name, stands between a measure and the number."""
    between = place.scene.words[nearest.end : place.number.start]
    others = any(f.mention.kind == "entity" and f.start >= nearest.end for f in place.named_before())
    return len(between) <= 14 and not others and bool(_GLUE.match(between))


def _event_of_another(place: Place, nearest: Found) -> bool:
    """降息25 個基點則預計釋放5500 億: the event was the number's before."""
    previous = place.previous
    if previous is None or not nearest.is_event or previous.start < nearest.end:
        return False
    return not rx("[至到為次]").search(place.scene.words[previous.end : place.number.start])


def _outer(place: Place, measures: list[Found]) -> Found:
    """The nearest measure; of ROE（淨資產收益率） the outer one; 年成長率 with its 年."""
    nearest, words = measures[-1], place.scene.words
    if len(measures) > 1 and words[measures[-2].end : nearest.start] == "（":
        return measures[-2]
    step = _STEPS.get(words[nearest.start - 1 : nearest.start])
    if nearest.mention.concept == "metric/growth-rate" and step:
        return place.scene.noun(nearest.start - 1, nearest.end, f"label:{step}", concept=step)
    return nearest


def _measures(found: Found, q: Quantity, words: str) -> bool:
    """Whether a mention can be the measure: no event for an amount, no bare 年增 or 大概率 where a noun stands."""
    if found.mention.kind != "metric":
        return False
    if found.is_event and q.unit not in RATES and q.unit != "COUNT:次" and q.unit not in DURATIONS:
        return False
    label = words[found.start : found.end]
    basis = found.category == "comparison-rate" and not rx("率|幅|速").search(label)
    return not basis and label != key("大概率")


def _fits(q: Quantity, found: Found) -> bool:
    """Whether a measure named earlier can be written in this unit."""
    dimension = found.concept.dimension if found.concept else None
    if dimension is None or q.unit in RATES:
        return True
    if q.unit == "NONE":
        return dimension in ("index", "ratio", "price")
    if len(q.unit) == 3 and q.unit.isupper():
        return dimension in ("money", "price")
    return dimension in ("count", "index")


def _behind(place: Place) -> tuple[Found, str] | None:
    """The noun that follows: 38 萬億美元聯邦債務, 80% 以上的升息機率, 2% 的目標."""
    scene, number, q = place.scene, place.number, place.q
    words = scene.words
    if q.unit in DURATIONS or place.counts_things() or q.unit == "ORDINAL":
        return None
    end = min(place.clause_end, place.following.start if place.following else place.clause_end)
    lead = rx("(?:」|』|”)?(?:以上|以下|左右|上下)?(?:的)?(?:「|『|“)?").match(words, number.end)
    at = lead.end() if lead else number.end
    linked = bool(rx("的|「|以").search(words[number.end : at]))
    named = [f for f in scene.found if at <= f.start and f.end <= end]
    sure = frame("kind", "probability").match(words, at) if q.unit == "PERCENT" else None
    if sure and not any(f.start < sure.end() for f in named):
        return scene.noun(at, sure.end(), "probability-noun", concept="metric/probability"), "after"
    chain: list[Found] = []
    run = at
    for f in named:
        gap = words[run : f.start]
        if len(gap) > (6 if linked else 4) or nouns.VERB.search(gap):
            break
        chain.append(f)
        run = f.end
    measures = [f for f in chain if f.mention.kind == "metric" and not f.is_event]
    if measures:
        return measures[-1], "after"
    amount = q.unit not in RATES and q.unit not in ("INDEX_POINT", "NONE")
    if chain and amount and run == end:
        return chain[-1], "after:thing"
    if chain and amount and chain[-1].mention.kind == "entity":
        tail = rx(f"^[{HAN}]{{2,6}}").match(words[run:end])
        if tail and not nouns.VERB.search(tail[0]):
            mention = scene.mention(run, run + tail.end(), "noun-after", kind="metric")
            return Found(chain[0].start, run + tail.end(), mention), "after:noun"
    if chain or (q.unit == "PERCENT" and not linked):
        return None
    noun = nouns.behind_amount(place, at, end, linked=linked)
    return (noun, "after:noun") if noun else None


# ---- subject


def subject(place: Place, measure: Found | None, company: Mention | None) -> tuple[Mention | None, str | None, str]:
    """Whose measure it is, the tenor where it is a bond, and the frame: named in the clause, in the sentence since the
    last number, carried, or the measure itself. `company` is the one the article is about."""
    scene, number, q, carried = place.scene, place.number, place.q, place.carried
    if measure is not None:
        if measure.mention.by in ("counted", "noun") and (place.counts_things() or q.unit == "ORDINAL"):
            owner = next((f for f in place.named_before("entity") if f.mention.concept not in _VAGUE), None)
            if q.unit == "ORDINAL" and owner is not None:
                return owner.mention, owner.tenor, "clause"
            return measure.mention, None, "counted"
        if measure.is_quoted:
            return measure.mention, measure.tenor, "thing"
    inside = measure is not None and place.precedes(measure)
    following = measure is not None and number.end <= measure.start
    anchor = measure.start if inside and measure is not None else number.start
    floor = max([place.start, *(n.end for n in scene.numbers if n.end <= anchor)])
    entities = [f for f in scene.found if _may_own(place, f, anchor)]
    if following and measure is not None:
        within = [f for f in entities if number.end <= f.start and f.end <= measure.end]
        if within:
            return within[-1].mention, within[-1].tenor, "after"
        if measure.mention.by == "noun-after" or measure.category in ("market", "crypto"):
            return measure.mention, None, "measure"
    near = [f for f in entities if floor <= f.start and f.end <= anchor]
    near = near or [f for f in entities if place.start <= f.start and f.end <= anchor]
    if near:
        chosen = _owner(place, near, measure)
        several = rx(f"等([{HAN}]{{2,8}})$").search(scene.words[chosen.end : anchor])
        if several:
            return scene.mention(anchor - len(several[1]), anchor, "several"), None, "several"
        return chosen.mention, chosen.tenor, "clause"
    if inside and measure is not None and (whole := touching(place, measure, floor)):
        return whole.mention, None, "measure"
    pronoun = rx(f"({_COMPANY})(?:[^，。；]{{0,14}})$").search(scene.words[floor:anchor])
    if pronoun and company is not None:
        at = floor + pronoun.start(1)
        return scene.mention(at, at + len(pronoun[1]), "coreference", concept=company.concept), None, "coreference"
    noun = None if following else nouns.phrase(scene, floor, anchor, verb=not inside)
    if noun is not None and (inside or noun.end < number.start or (len(q.unit) == 3 and noun.end - noun.start <= 6)):
        return noun.mention, None, "noun"
    topic = nouns.topic(place)
    if topic is not None:
        return topic.mention, None, "topic"
    if carried.group is not None and rx("(?:其中|當中|有)(?:約|逾|近|超過)?$").search(place.near):
        return carried.group, None, "group"
    since = max((n.end for n in scene.numbers if n.end <= place.start), default=scene.start)
    earlier = [f for f in entities if f.end <= place.start and not _is_reason(scene, f)]
    fresh = [f for f in earlier if since <= f.start]
    if fresh:
        return fresh[-1].mention, fresh[-1].tenor, "sentence"
    if company is not None and measure is not None and measure.category == "company" and not _is_owner(carried):
        return company, None, "company"
    if carried.subject is not None and not (inside and measure is not None and _is_itself(place, measure)):
        return carried.subject, carried.tenor, "carried"
    if earlier:
        return earlier[-1].mention, earlier[-1].tenor, "sentence"
    if measure is not None and not measure.is_event and measure.mention.kind == "metric":
        return measure.mention, None, "measure"
    return None, None, "none"


def touching(place: Place, measure: Found, floor: int) -> Found | None:
    """The measure that a rate is of: CPI of CPI年增率, M2 of M2 年成長率."""
    if measure.concept is not None and measure.concept.nature not in ("change", "share", "rate"):
        return None
    words = place.scene.words
    return next(
        (
            f for f in reversed(place.scene.found)
            if f.mention.kind == "metric" and not f.is_event and floor <= f.start and f.end <= measure.start
            and words[f.end : measure.start] in ("", " ", "的")
        ),
        None,
    )  # fmt: skip


def joined(place: Place, measure: Found, owner: Mention | None) -> Found:
    """核心PCE物價指數年率 of a named owner is one measure; without an owner the rate is the measure, its base the subject."""
    base = touching(place, measure, place.since_previous)
    if base is None or owner is None or owner.span == base.mention.span:
        return measure
    return place.scene.noun(base.start, measure.end, "measure-and-rate", concept=base.mention.concept)


def _may_own(place: Place, found: Found, anchor: int) -> bool:
    if found.mention.kind != "entity" or place.scene.speaks(found):
        return False
    if found.mention.concept in _VAGUE and found.end != anchor:
        return False
    # a currency inside or right before an amount is its unit
    number = place.number
    if number.start <= found.start < number.end or (found.category == "currency" and found.end == number.start):
        return False
    # （發達經濟體最高）: what a bracket says is not what goes on behind it
    words, start = place.scene.words, place.scene.start
    opened, closed = words.rfind("（", start, found.start), words.find("）", found.end, number.start)
    return opened < 0 or closed < 0 or "）" in words[opened : found.start]


def _owner(place: Place, near: list[Found], measure: Found | None) -> Found:
    """Of the entities before a measure the one that owns it: not what it is compared with, not what is bought."""
    words = place.scene.words
    free = [f for f in near if not rx("[較比兌對與和及從由自向]$").search(words[max(0, f.start - 1) : f.start])]
    if measure is not None and measure.mention.concept == "metric/spread" and free:
        return free[0]
    if len(free) > 1 and rx("^(?:淨?(?:賣出|買入|賣超|買超)|持有|減持|增持)").match(words[free[0].end : free[1].start]):
        return free[0]
    return near[-1]


def _is_reason(scene: Scene, found: Found) -> bool:
    """Whether an entity stands in a clause of circumstance (受惠…, 由於…), which is not about it."""
    return bool(_REASON.match(scene.words[scene.clause_start(found.start) : found.start + 1]))


def _is_owner(carried: Carried) -> bool:
    """Whether the subject so far can own a company's measure."""
    subject_ = carried.subject
    return subject_ is not None and (
        subject_.concept is not None or subject_.by in ("company-name", "company-alias", "coreference")
    )


def _is_itself(place: Place, measure: Found) -> bool:
    """Whether a measure named anew is its own subject: 失業率 after 零售業, 進口 after 出口."""
    held = place.carried.subject
    return measure.category in _SELF_MEASURES and (
        not place.same_sentence or (held is not None and (held.kind == "metric" or held.by == "noun"))
    )
