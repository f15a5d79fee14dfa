"""Whose measure it is: in the phrase of the measure, in its clause, as the topic of the clauses before it, or carried on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import ontology
from extract.chunks import NOMINAL, Chunk
from extract.mentions import Found, category_of
from extract.phrases import ITEM, MODIFIER, NO_NOUN, PLACE, VAGUE, Phrase, is_spoken, measure_of, narrows, thing_of
from extract.reading import Mention
from extract.scene import Place, Scene
from extract.text import key, rx

#: Measures that are things of their own: where no owner is named, 失業率 is what 失業率 is about.
SELF_MEASURES = {"prices", "growth", "consumption", "labour", "external", "money", "fiscal"}
_COMPARED = tuple(key("較比與和及兌對"))
#: 消費者物價指數（CPI）年增率: a bracket between a measure and its rate.
_GLOSS = rx("^（[^（）]{1,12}）$")
REASON = rx(
    "^(?:以|按(?![年月季週周日揭摩])|若[以與和同跟按從扣剔撇不單只]|受惠|受|因|由於|隨著|在|儘管|雖|為|因應|面對|相較|不同於|繼|看好|"
    "除|據|根據|按照|計及|計入|撇除|撇開|剔除|扣除|例如|譬如|諸如|像是|包括)"
)


#: A noun that says which measure it is, not whose, is short: 融通利率, but TOP100房企銷售總額.
_NARROWING = 4


@dataclass(slots=True)
class About:
    """What one number is about, and the frames that told. `measure` carries its place where it stands near the number."""

    measure: Found | None = None
    subject: Mention | None = None
    tenor: str | None = None
    by_metric: str = "none"
    by_subject: str = "none"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose measure it is; `item`: a thing or a part of a thing (伺服器電源), no company or country."""

    mention: Mention
    tenor: str | None
    by: str
    item: bool = False

    def mention_start(self, scene: Scene) -> int:
        return scene.text.key_offset(self.mention.span.start)


def owner_in(place: Place, measure: Found | None, before: list[Chunk]) -> Owner | None:
    """Whose measure it is, by the chunks of its phrase before it: the item nearest it, a name, what 的 links to it."""
    scene, words = place.scene, place.scene.words
    stop = measure.start if measure is not None else place.number.start
    run = [c for c in before if c.kind in (*NOMINAL, "pronoun", "de", "join")]
    compared = rx("[較比兌對與和及從由自向]$")
    linked: Owner | None = None  # 升息的機率: the event, where no name stands further left
    for at in range(len(run) - 1, -1, -1):
        chunk = run[at]
        if chunk.kind == "noun":
            end = min(chunk.end, stop)
            piece = words[chunk.start : end]
            modifier = MODIFIER.search(piece) if end == stop or chunk.end == stop else None
            end -= len(modifier[0]) if modifier else 0
            piece = words[chunk.start : end]
            if end == stop and measure is not None and narrows(measure) and not ITEM.search(piece) and at == 0 and len(piece) <= _NARROWING:
                continue  # 融通利率, 銷售費用: the noun says which measure, not whose
            if len(piece) < 2 or NO_NOUN.match(piece) or PLACE.search(piece) or _QUALITY.search(piece):
                continue
            if measure is not None and measure.mention.concept == "metric/probability":
                continue  # 出手的機率: the event, not whose it is
            name = run[at - 1] if at and run[at - 1].kind == "name" and run[at - 1].end == chunk.start else None
            joined = (
                name is not None
                and name.found is not None
                and name.found.category not in ("person", "agency", "central-bank", "index", "pair")
            )
            start = name.start if name is not None and joined else chunk.start
            return Owner(scene.mention(start, end, "noun"), None, "noun", item=True)
        if chunk.kind == "name" and chunk.found is not None:
            found = chunk.found
            if found.mention.concept in VAGUE and found.end != stop:
                continue
            free = not compared.search(words[max(0, found.start - 1) : found.start])
            first = next((c.found for c in run[:at] if c.kind == "name" and c.found is not None), None)
            if measure is not None and measure.mention.concept == "metric/spread" and first is not None:
                return Owner(first.mention, first.tenor, "clause")
            if not free and first is not None and first.category == found.category:
                return Owner(first.mention, first.tenor, "clause")
            return Owner(found.mention, found.tenor, "clause", item=found.category in ("commodity", "sector", "bond"))
        if chunk.kind == "pronoun":
            return _coreference(place, chunk)
        touches = chunk.end == stop or bool(_GLOSS.match(words[chunk.end : stop]))
        if chunk.kind == "measure" and chunk.found is not None and touches:
            if measure is not None:
                return Owner(chunk.found.mention, None, "measure", item=True)
        elif (
            chunk.kind in ("measure", "event")
            and chunk.found is not None
            and at + 1 < len(run)
            and run[at + 1].kind == "de"
        ):
            linked = linked or Owner(chunk.found.mention, None, "linked", item=True)
    return linked


def _of_two(place: Place, pronoun: str) -> Owner | None:
    """前者, 後者: the last two that numbers of the sentence were about, in order."""
    if pronoun not in key("前者 後者").split(" "):
        return None
    named: list[Mention] = []
    for about in place.carried.recent:
        if about.subject is not None and (not named or about.subject.words != named[-1].words):
            named.append(about.subject)
    if len(named) < 2:
        return None
    return Owner(named[-2] if pronoun == key("前者") else named[-1], None, "coreference")


def _coreference(place: Place, chunk: Chunk) -> Owner:
    """公司, 該行: the owner named last if it is a firm, else the article's company, else the word itself."""
    carried = place.carried
    if (of_two := _of_two(place, place.scene.words[chunk.start : chunk.end])) is not None:
        return of_two
    of_bank = key("行") in place.scene.words[chunk.start : chunk.end]
    for one in (carried.owner, carried.firm, carried.company, *reversed(carried.topics.mentions.values())):
        if one is None or one.kind != "entity" or one.by == "noun":
            continue
        a_bank = category_of(one) in ("bank", "central-bank") or key(one.words).endswith(key("行"))
        if a_bank if of_bank else is_firm(one):
            return Owner(one, None, "coreference")
    return Owner(place.scene.mention(chunk.start, chunk.end, "pronoun"), None, "coreference")


def with_owner(place: Place, measure: Found, owner: Owner | None, by: str) -> About:
    """A measure with its owner, found or carried; a measure without any is its own subject."""
    carried = place.carried
    if measure.is_event:
        by += ":event"
    if measure.is_quoted:
        return About(measure, measure.mention, measure.tenor, "thing", "thing")
    if owner is not None and owner.by == "measure":
        base = ontology.by_id().get(owner.mention.concept) if owner.mention.concept else None
        firm = carried.owner if is_firm(carried.owner) else carried.firm or carried.company
        if base is not None and base.category == "company" and firm is not None:  # 資本開支預算 of the firm
            start = place.scene.text.key_offset(owner.mention.span.start)
            return About(place.scene.noun(start, measure.end, "measure-and-measure"), firm, None, by, "company")
        lender = carried.owner
        if base is not None and base.category == "interest" and lender is not None and category_of(lender) == "central-bank":
            start = place.scene.text.key_offset(owner.mention.span.start)
            return About(place.scene.noun(start, measure.end, "measure-and-measure"), lender, None, by, "carried")
        return About(measure, owner.mention, None, by, "measure")
    if owner is not None and not (owner.by == "linked" and carried.owner is not None):
        return About(_joined(place, measure, owner), owner.mention, owner.tenor, by, owner.by)
    if rx("^(?:約|大約|則|僅|只)?(?:占|佔|相當於|等於)").match(place.before) and (part := the_part(place)) is not None:
        return About(measure, part, None, by, "carried")
    change = measure.concept is not None and measure.concept.nature in ("change", "share")
    moves = measure.concept is not None and (measure.concept.nature == "change" or measure.concept.id == "metric/growth-rate")
    if moves and carried.subject is not None and place.same_sentence:
        return About(measure, carried.subject, carried.tenor, by, "carried")  # 增加47億，升幅為0.14%
    if measure.category in ("company", "housing", "") and _NATIONAL.search(place.scene.words[max(0, measure.start - 10) : measure.start]):
        return About(measure, measure.mention, None, by, "measure")  # 全國累計發電裝機容量
    if measure.category == "company" or (
        measure.category == "market" and carried.company is not None and is_firm(carried.owner or carried.company)
    ):
        if place.same_sentence and carried.owner is not None and category_of(carried.owner) in _NO_FIRMS:
            return About(measure, carried.owner, None, by, "carried")  # USDT市值突破1,840億美元，市占率約60%
        firm = carried.owner if is_firm(carried.owner) else carried.firm or carried.company
        if firm is not None:
            return About(measure, firm, None, by, "company" if firm is carried.company else "carried")
    an_index = measure.concept is not None and measure.concept.dimension == "index"
    of_place = carried.owner is not None and category_of(carried.owner) in ("country", "region")
    if an_index and measure.category in ("crypto", "growth", "market") and not of_place:
        return About(measure, measure.mention, None, by, "measure")
    if measure.mention.by == "head" and rx("指數$").search(key(measure.mention.words)):
        return About(measure, measure.mention, None, by, "measure")
    if (
        measure.category == "interest"
        and carried.owner is not None
        and category_of(carried.owner) not in _LENDERS
        and not is_firm(carried.owner)
    ):
        return About(measure, measure.mention, None, by, "measure")  # LPR: a rate that is nobody's
    if (
        measure.category in ("money", "interest")
        and carried.company is not None
        and (carried.owner is None or is_firm(carried.owner))
    ):
        return About(measure, carried.owner or carried.company, None, by, "company")
    if measure.category in SELF_MEASURES:
        held = carried.owner
        if held is not None and category_of(held) in ("sector", "commodity") and _BALANCE.search(key(measure.mention.words)):
            held = carried.topics.last(("country", "region")) or held  # 半導體出口大增；貿易順差97億: the country's
        same = carried.owned == measure.category and held is not None and held.by != "noun"
        trades = measure.category == "external" and is_firm(held)  # 星瀾交付4萬輛，其中出口5,830輛
        if held is not None and (same or trades or category_of(held) in ("country", "region")):
            return About(measure, held, None, by, "carried")
        place_ = _place_of_speaker(place)
        if place_ is not None:
            return About(measure, place_, None, by, "speaker-place")
        return About(measure, measure.mention, None, by, "measure")
    if measure.category == "housing" and carried.owned == "prices" and place.q.unit == "PERCENT":
        return About(measure, measure.mention, None, by, "measure")  # 房租漲2.1%: an item of the prices gone through
    of_it = bool(rx("^(?:其中|當中)").match(place.before))
    held = carried.subject if (change or of_it) and carried.subject is not None else carried.owner or carried.subject
    if held is not None and held.by == "noun" and measure.category in ("interest", *SELF_MEASURES):
        held = None
    if held is not None and not can_be_of(measure, held):
        held = None
    if held is None and change:
        named = next(
            (
                f
                for f in reversed(place.scene.found)
                if f.end <= measure.start and f.mention.kind == "metric" and not f.is_event
            ),
            None,
        )
        if named is not None and not _is_rate(named):
            return About(measure, named.mention, None, by, "sentence")  # 零售額可望增長，全年跌幅料收窄至1%
    if carried.itself and held is carried.subject and not (change or of_it):
        held = None  # 新增訂單升到48.9%，交貨時間為49.7%: one measure after another
    if held is not None:
        return About(measure, held, carried.tenor if held is carried.subject else None, by, "carried")
    if carried.company is not None and measure.category == "":
        return About(measure, carried.company, None, by, "company")
    ruling = carried.topics.ruling
    if ruling is not None and can_be_of(measure, ruling):
        return About(measure, ruling, None, by, "background")
    return About(measure, measure.mention if not measure.is_event else None, None, by, "measure")


def can_be_of(measure: Found | None, held: Mention) -> bool:
    """Whether a measure may belong to what an article is about: nobody cuts the rate of bitcoin."""
    event = measure is not None and measure.is_event
    return not (event and category_of(held) in ("crypto", "commodity", "index", "pair", "bond"))


def the_part(place: Place) -> Mention | None:
    """What a share told without its own subject is the share of: 研發支出86億元，占營收5.2%: the spending, not the firm."""
    carried = place.carried
    whole = carried.subject is not None and (is_firm(carried.subject) or category_of(carried.subject) in _WHOLES)
    return carried.level.mention if whole and carried.level is not None else carried.subject


_WHOLES = ("country", "region", "agency", "central-bank", "company", "bank")


def _is_rate(found: Found) -> bool:
    return found.concept is not None and found.concept.nature in ("change", "share")


def _place_of_speaker(place: Place) -> Mention | None:
    """美國 of 美國勞工部, where its figures are given without a country."""
    scene = place.scene
    for f in reversed(scene.found):
        if f.end <= place.number.start and f.category in ("agency", "central-bank"):
            home = next((a for a in _countries() if scene.words.startswith(a, f.start)), None)
            if home is not None and f.start + len(home) < f.end:
                return scene.mention(f.start, f.start + len(home), "speaker-place", concept=_countries()[home])
    return None


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Key label of a country or region → its concept."""
    return {
        key(label): c.id
        for c in ontology.concepts("entity")
        if c.category == "country"
        for label in c.labels
        if len(label) > 1 and not label.isascii()
    }


#: 與供樓相關的, 以美元計價的: what kind, not whose.
_QUALITY = rx("(?:相關|有關|計價|為主|在內|同期|應有|既有|現有)$")
_NATIONAL = rx("(?:全國|全市|全省|全港|全台|全球|全行業)[^，。；]{0,6}$")
_BALANCE = rx("(?:順差|逆差|出超|入超|差額)$")
#: What has sales and shares of a market without being a firm.
_NO_FIRMS = ("crypto", "sector", "index", "commodity", "country", "region")
_LENDERS = ("central-bank", "agency", "country", "region", "bank", "company", "bond", "currency")


def is_firm(held: Mention | None) -> bool:
    """Whether a mention can own a company's measures: a firm, or a name that the ontology does not hold."""
    return held is not None and (category_of(held) in ("company", "bank", "market-place") or held.by in ("coreference", "pronoun"))


def _joined(place: Place, measure: Found, owner: Owner) -> Found:
    """核心PCE物價指數年率 of a named owner is one measure."""
    words = place.scene.words
    base = next(
        (f for f in place.scene.found if f.mention.kind == "metric" and not f.is_event and f.end == measure.start), None
    )
    if base is None or owner.mention.span == base.mention.span or words[base.end : measure.start]:
        return measure
    return place.scene.noun(base.start, measure.end, "measure-and-rate", concept=base.mention.concept)


def owner_near(place: Place, measure: Found, phrases: list[Phrase]) -> Owner | None:
    """The owner of a measure in the other phrases of its clause, then as the topic of the clauses before it."""
    for phrase in phrases:
        owner = phrase_owner(place, phrase)
        if owner is None or (phrase.apart and owner.by == "noun"):
            continue
        if measure.category not in SELF_MEASURES or category_of(owner.mention) in (
            "country",
            "region",
            "sector",
            "group",
        ):
            return owner
    return topic(place, measure)


def phrase_owner(place: Place, phrase: Phrase) -> Owner | None:
    """The name or noun that a phrase is about."""
    if phrase.chunks[0].kind == "pronoun":
        return _coreference(place, phrase.chunks[0])
    chunks = phrase.chunks
    if place.in_bracket() and any(c.kind == "join" for c in chunks):
        chunks = chunks[max(i for i, c in enumerate(chunks) if c.kind == "join") + 1 :]  # 東盟和非洲（增幅接近28%）
        phrase = Phrase(chunks) if chunks else phrase
    for chunk in _apposed(phrase.chunks, place.scene):
        if chunk.kind == "name" and chunk.found is not None and chunk.found.mention.concept not in VAGUE:
            if phrase.chunks[-1].kind == "noun" and phrase.chunks[-1].start == chunk.end:
                break
            return Owner(
                chunk.found.mention,
                chunk.found.tenor,
                "clause",
                item=chunk.found.category in ("commodity", "sector", "bond"),
            )
    measure, before = measure_of(place, phrase)
    if measure is not None:
        return owner_in(place, measure, before)
    thing = thing_of(place, phrase)
    if thing is not None and thing.mention.kind == "entity" and thing.mention.concept not in VAGUE:
        return Owner(
            thing.mention,
            thing.tenor,
            "noun" if thing.mention.by == "noun" else "clause",
            item=thing.mention.by == "noun",
        )
    return None


def _apposed(chunks: list[Chunk], scene: Scene) -> list[Chunk]:
    """The chunks of a phrase, but of RWA平台Plumeria and 金融股中的富邦金 only the name that the rest describes."""
    last, role = chunks[-1], chunks[-2] if len(chunks) > 1 else None
    if last.kind == "name" and role is not None and role.kind == "de":
        return [last]  # 貝萊德的ETHA
    own = last.found is not None and last.found.mention.by in ("company-name", "title-name")
    return [last] if own and role is not None and role.kind == "noun" and role.end == last.start else chunks


def is_circumstance(scene: Scene, start: int) -> bool:
    """Whether a clause begins with what sets its scene (受惠…, 以…計); a name that begins so (以太坊) does not."""
    return bool(REASON.match(scene.words[start : start + 3])) and not any(f.start == start for f in scene.found)


def topic(place: Place, measure: Found | None) -> Owner | None:
    """What the clauses since the number before are about: a name that does not only stand in a circumstance."""
    scene, words = place.scene, place.scene.words
    since = place.since_measure
    names = [
        f
        for f in scene.found
        if since <= f.start and f.end <= place.start and f.mention.kind == "entity" and f.mention.concept not in VAGUE
    ]
    own = measure is not None and measure.category == "company"
    if measure is not None and measure.category in SELF_MEASURES:
        own_money = ("agency",) if measure.category == "fiscal" else ()
        names = [f for f in names if f.category in ("country", "region", "sector", "group", "bond", *own_money)]
    elif measure is not None and measure.category != "interest":
        aside = ("agency", "research", "person", "organisation", *(() if measure.is_event else ("central-bank",)))
        names = [f for f in names if f.category not in aside]
    fit = [
        f
        for f in names
        if (not is_circumstance(scene, scene.clause_start(f.start)) or words[f.start - 1] == "的")
        and words[f.start - 1 : f.start] not in _COMPARED
        and words[f.end : f.end + 2] != "上，"
        and not _in_closed_bracket(words, scene.start, f.start, place.number.start)
        and (not scene.speaks(f) or (own and f.category in ("company", "bank")))
    ]
    if own:
        firms = [f for f in fit if f.category in ("company", "bank", "group", "market-place")]
        fit = firms or [f for f in fit if not f.is_quoted]
    if fit:
        return Owner(fit[-1].mention, fit[-1].tenor, "sentence")
    of_goods = measure is not None and measure.category in ("external", "consumption", "prices")
    goods = _GOODS.search(words, since, place.start) if of_goods else None
    if goods is not None:
        return Owner(scene.mention(*goods.span("name"), "noun"), None, "sentence", item=True)
    return announcer(place, measure)


#: 「電動機械、儀器和用具」一枝獨秀，出口額增加492億元: a class of goods as the statistics write it.
_GOODS = rx("「(?P<name>[^「」，。；]{2,24})」[^「」，。；0-9]{2,12}，")


def _in_closed_bracket(words: str, start: int, at: int, stop: int) -> bool:
    """Whether a place stands in a bracket that closes before `stop`: a dateline, a gloss."""
    opened = words.rfind("（", start, at)
    closed = words.find("）", at, stop)
    return opened >= 0 and closed >= 0 and "）" not in words[opened:at]


#: Ways in which a speaker is found that is a body of its own, not the noun for one (分析師).
_ANNOUNCERS = ("latin-name", "company-name", "company-alias", "organisation-noun", "named-in-clause")


def announcer(place: Place, measure: Found | None) -> Owner | None:
    """Who announces figures of its own: Lumora宣布完成2,500萬美元融資."""
    if measure is not None and measure.category in ("prices", "growth", "labour", "external", "consumption", "housing"):
        return None
    words = place.scene.words
    for said in reversed(place.scene.speech):
        own = category_of(said.who) in ("company", "bank") or said.who.by in _ANNOUNCERS
        if (
            said.end <= place.number.start
            and own
            and rx("(?:宣布|宣佈|公布|公佈|公告|披露|發布|發佈|通過|決議)$").search(words[said.start : said.end])
        ):
            return Owner(said.who, None, "sentence")
    return None


def head_of_clause(place: Place, start: int, stop: int) -> Owner | None:
    """The phrase that a clause begins with, if a verb or circumstance follows it."""
    scene = place.scene
    taken: list[Chunk] = []
    for chunk in place.walk.ahead(start, stop):
        if is_spoken(scene, chunk):
            return None
        if not taken and chunk.kind in ("conjunction", "adverb", "time", "quote", "comma"):
            continue
        if chunk.kind in NOMINAL or (taken and chunk.kind in ("de", "join")):
            taken.append(chunk)
            continue
        break
    else:
        chunk = None  # the clause is one phrase: a title or a list, no statement
    while taken and taken[-1].kind not in NOMINAL:
        taken.pop()
    if (
        not taken
        or chunk is None
        or (len(taken) == 1 and taken[0].kind == "noun" and taken[0].end - taken[0].start > 8)
    ):
        return None
    if taken[-1].kind in ("measure", "event"):
        return None
    return phrase_owner(place, Phrase(taken))
