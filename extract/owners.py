"""Whose measure it is: in the phrase of the measure, in its clause, as the topic of the clauses before it, or carried on."""

from __future__ import annotations

from dataclasses import dataclass

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
    "^(?:以|按(?![年月季週日揭摩])|若[以與和同跟按從扣剔撇不單只]|受|因|由於|隨著|在|儘管|雖|為|面對|相較|不同於|繼|看好|"
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

    @classmethod
    def owned(cls, measure: Found | None, owner: Owner, by_metric: str) -> About:
        """A measure of its owner."""
        return cls(measure, owner.mention, owner.tenor, by_metric, owner.by)

    @property
    def is_behind(self) -> bool:
        """Whether the measure stands behind the number."""
        return self.by_metric.startswith("after")

    @property
    def is_verb(self) -> bool:
        """Whether only a verb names the measure."""
        return self.by_metric.startswith("verb")

    @property
    def is_carried(self) -> bool:
        """Whether the measure is that of the claim before."""
        return self.by_metric == "carried"

    @property
    def is_listed(self) -> bool:
        """Whether the number is one of a list."""
        return self.by_metric == "分別"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose measure it is; `item`: a thing or a part of a thing (伺服器電源), no company or country."""

    mention: Mention
    tenor: str | None
    by: str
    item: bool = False

    @property
    def is_noun(self) -> bool:
        """Whether only a noun names it."""
        return self.by == "noun"

    @property
    def is_named(self) -> bool:
        """Whether its clause names it, or a word that stands for it."""
        return self.by in ("clause", "coreference")

    def mention_start(self, scene: Scene) -> int:
        return scene.text.key_offset(self.mention.span.start)


def owner_in(place: Place, measure: Found | None, before: list[Chunk]) -> Owner | None:
    """Whose measure it is, by the chunks of its phrase before it: the item nearest it, a name, what 的 links to it."""
    stop = measure.start if measure is not None else place.number.start
    run = [c for c in before if c.kind in (*NOMINAL, "pronoun", "de", "join")]
    linked: Owner | None = None  # 升息的機率: the event, where no name stands further left
    for at in range(len(run) - 1, -1, -1):
        chunk, owner = run[at], None
        if chunk.kind == "noun":
            owner = _noun_owner(place, measure, run, at, stop)
        elif chunk.kind == "name" and chunk.found is not None:
            owner = _name_owner(place, measure, run[:at], chunk.found, stop)
        elif chunk.kind == "pronoun":
            owner = _coreference(place, chunk)
        elif chunk.found is not None and _touches(place, chunk, stop):
            owner = Owner(chunk.found.mention, None, "measure", item=True) if measure is not None else None
        elif chunk.found is not None and at + 1 < len(run) and run[at + 1].kind == "de":
            linked = linked or Owner(chunk.found.mention, None, "linked", item=True)
        if owner is not None:
            return owner
    return linked


def _noun_owner(place: Place, measure: Found | None, run: list[Chunk], at: int, stop: int) -> Owner | None:
    """The noun of a phrase as the item that has its measure, with the name that it is joined to."""
    scene, chunk = place.scene, run[at]
    end = min(chunk.end, stop)
    piece = scene.words[chunk.start : end]
    modifier = MODIFIER.search(piece) if end == stop or chunk.end == stop else None
    end -= len(modifier[0]) if modifier else 0
    piece = scene.words[chunk.start : end]
    narrowing = end == stop and at == 0 and len(piece) <= _NARROWING and not ITEM.search(piece)
    if narrowing and measure is not None and narrows(measure):
        return None  # 融通利率, 銷售費用: the noun says which measure, not whose
    if len(piece) < 2 or NO_NOUN.match(piece) or PLACE.search(piece) or _QUALITY.search(piece):
        return None
    if measure is not None and measure.mention.concept == "metric/probability":
        return None  # 出手的機率: the event, not whose it is
    name = run[at - 1] if at and run[at - 1].kind == "name" and run[at - 1].end == chunk.start else None
    joined = name is not None and name.found is not None and name.found.category not in _STANDS_ALONE
    start = name.start if name is not None and joined else chunk.start
    return Owner(scene.mention(start, end, "noun"), None, "noun", item=True)


#: Names with which the noun behind them makes no one thing.
_STANDS_ALONE = ("person", "agency", "central-bank", "index", "pair")


def _name_owner(place: Place, measure: Found | None, before: list[Chunk], found: Found, stop: int) -> Owner | None:
    """A name of a phrase as the owner of its measure; of two that are compared the first."""
    if found.mention.concept in VAGUE and found.end != stop:
        return None
    first = next((c.found for c in before if c.kind == "name" and c.found is not None), None)
    if first is not None:
        compared = _BESIDE.search(place.scene.words[max(0, found.start - 1) : found.start])
        spread = measure is not None and measure.mention.concept == "metric/spread"
        if spread or (compared and first.category == found.category):
            return Owner(first.mention, first.tenor, "clause")
    return Owner(found.mention, found.tenor, "clause", item=found.category in _ITEMS)


#: What has a measure without being a firm or a country.
_ITEMS = ("commodity", "sector", "bond")
_BESIDE = rx("[較比兌對與和及從由自向]$")


def _touches(place: Place, chunk: Chunk, stop: int) -> bool:
    """Whether a measure stands right before another, but for a gloss."""
    return chunk.kind == "measure" and (chunk.end == stop or bool(_GLOSS.match(place.scene.words[chunk.end : stop])))


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
    if (of_two := _of_two(place, place.scene.of(chunk))) is not None:
        return of_two
    of_bank = key("行") in place.scene.of(chunk)
    for one in (carried.owner, carried.firm, carried.company, *reversed(carried.topics.mentions.values())):
        if one is None or one.kind != "entity" or one.is_noun:
            continue
        a_bank = category_of(one) in ("bank", "central-bank") or key(one.words).endswith(key("行"))
        if a_bank if of_bank else is_firm(one):
            return Owner(one, None, "coreference")
    return Owner(place.scene.mention(chunk.start, chunk.end, "pronoun"), None, "coreference")


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


#: 與供樓相關的, 以美元計價的: what kind, not whose.
_QUALITY = rx("(?:相關|有關|計價|為主|在內|同期|應有|既有|現有)$")


def is_firm(held: Mention | None) -> bool:
    """Whether a mention can own a company's measures: a firm, or a name that the ontology does not hold."""
    return held is not None and (
        category_of(held) in ("company", "bank", "market-place") or held.by in ("coreference", "pronoun")
    )


def owner_near(place: Place, measure: Found, phrases: list[Phrase]) -> Owner | None:
    """The owner of a measure in the other phrases of its clause, then as the topic of the clauses before it."""
    for phrase in phrases:
        owner = phrase_owner(place, phrase)
        if owner is None or (phrase.apart and owner.is_noun):
            continue
        if measure.category not in SELF_MEASURES or category_of(owner.mention) in (
            "country",
            "region",
            "sector",
            "group",
        ):
            return owner
    return topic(place, measure)


def owner_of(place: Place, measure: Found, before: list[Chunk], others: list[Phrase]) -> Owner | None:
    """The owner of a measure in its own phrase, of which `before` stands before it, else by the other phrases."""
    return owner_in(place, measure, before) or owner_near(place, measure, others)


def first_owner(place: Place, phrases: list[Phrase]) -> Owner | None:
    """The owner that the nearest of some phrases names."""
    return next((owner for phrase in phrases if (owner := phrase_owner(place, phrase)) is not None), None)


def phrase_owner(place: Place, phrase: Phrase) -> Owner | None:
    """The name or noun that a phrase is about."""
    if phrase.chunks[0].kind == "pronoun":
        return _coreference(place, phrase.chunks[0])
    chunks = phrase.chunks
    if place.in_bracket() and any(c.kind == "join" for c in chunks):
        chunks = chunks[max(i for i, c in enumerate(chunks) if c.kind == "join") + 1 :]  # 東盟和非洲（增幅接近28%）
        phrase = Phrase(chunks) if chunks else phrase
    for chunk in _apposed(phrase.chunks):
        if chunk.kind == "name" and chunk.found is not None and chunk.found.mention.concept not in VAGUE:
            if phrase.chunks[-1].kind == "noun" and phrase.chunks[-1].start == chunk.end:
                break
            return Owner(
                chunk.found.mention,
                chunk.found.tenor,
                "clause",
                item=chunk.found.category in _ITEMS,
            )
    measure, before = measure_of(place, phrase)
    if measure is not None:
        return owner_in(place, measure, before)
    thing = thing_of(place, phrase)
    if thing is not None and thing.mention.kind == "entity" and thing.mention.concept not in VAGUE:
        return Owner(
            thing.mention,
            thing.tenor,
            "noun" if thing.mention.is_noun else "clause",
            item=thing.mention.is_noun,
        )
    return None


def _apposed(chunks: list[Chunk]) -> list[Chunk]:
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
    for said in reversed(place.scene.speech):
        own = category_of(said.who) in ("company", "bank") or said.who.by in _ANNOUNCERS
        if (
            said.end <= place.number.start
            and own
            and rx("(?:宣布|公布|公告|披露|發布|通過|決議)$").search(place.scene.of(said))
        ):
            return Owner(said.who, None, "sentence")
    return None


def measure_at_head(place: Place, start: int, stop: int) -> Found | None:
    """The measure that a clause begins with, if what bears upon it follows: 整體通膨受油價牽動."""
    for chunk in place.walk.ahead(start, stop):
        if chunk.kind in ("conjunction", "adverb", "time", "comma"):
            continue
        acted = chunk.kind == "measure" and rx("^(?:受|因|在|獲|遭|被|隨|由於)").match(place.scene.words[chunk.end : stop])
        return next((f for f in place.scene.found if f.start == chunk.start and f.end == chunk.end), None) if acted else None
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
