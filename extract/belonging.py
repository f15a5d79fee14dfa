"""Whose a measure is: its owner where one was found, else what the clauses before carry on. Rules in order, first wins."""

from __future__ import annotations

from functools import lru_cache

import ontology
from extract.mentions import Found, category_of
from extract.owners import SELF_MEASURES, About, Owner, can_be_of, is_firm, the_part
from extract.reading import Mention
from extract.scene import Place
from extract.text import key, rx

#: Whose a measure is, with the tenor where it is a bond's, and the rule that told.
_Told = tuple[Mention, str | None, str]


def with_owner(place: Place, measure: Found, owner: Owner | None, by: str) -> About:
    """A measure with its owner, found or carried; a measure without any is its own subject."""
    if measure.is_event:
        by += ":event"
    if measure.is_quoted:
        return About(measure, measure.mention, measure.tenor, "thing", "thing")
    if owner is not None and owner.by == "measure":
        return _of_measure(place, measure, owner, by)
    if owner is not None and not (owner.by == "linked" and place.carried.owner is not None):
        return About(_joined(place, measure, owner), owner.mention, owner.tenor, by, owner.by)
    for rule in (_share, _movement, _nation, _firm, _index, _rate, _statistic, _item, _carried_on, _background):
        told = rule(place, measure)
        if told is not None:
            subject, tenor, by_subject = told
            return About(measure, subject, tenor, by, by_subject)
    return About(measure, None if measure.is_event else measure.mention, None, by, "measure")


def _itself(measure: Found) -> _Told:
    return measure.mention, None, "measure"


def _of_measure(place: Place, measure: Found, owner: Owner, by: str) -> About:
    """A measure of a measure (CPI年增率): of a firm's (資本開支預算) or a central bank's the firm or bank has both."""
    base = ontology.by_id().get(owner.mention.concept) if owner.mention.concept else None
    lender = place.carried.owner
    if base is not None and base.category == "company" and (firm := _carried_firm(place)) is not None:
        return About(_whole(place, measure, owner), firm, None, by, "company")
    if base is not None and base.category == "interest" and lender is not None and category_of(lender) == "central-bank":
        return About(_whole(place, measure, owner), lender, None, by, "carried")
    return About(measure, owner.mention, None, by, "measure")


def _whole(place: Place, measure: Found, owner: Owner) -> Found:
    return place.scene.noun(owner.mention_start(place.scene), measure.end, "measure-and-measure")


def _carried_firm(place: Place) -> Mention | None:
    carried = place.carried
    return carried.owner if is_firm(carried.owner) else carried.firm or carried.company


def _joined(place: Place, measure: Found, owner: Owner) -> Found:
    """核心PCE物價指數年率 of a named owner is one measure."""
    words = place.scene.words
    base = next(
        (f for f in place.scene.found if f.mention.kind == "metric" and not f.is_event and f.end == measure.start), None
    )
    if base is None or owner.mention.span == base.mention.span or words[base.end : measure.start]:
        return measure
    return place.scene.noun(base.start, measure.end, "measure-and-rate", concept=base.mention.concept)


# ---- where nobody is named


def _share(place: Place, measure: Found) -> _Told | None:
    """研發支出86億元，占營收5.2%."""
    if not rx("^(?:約|大約|則|僅|只)?(?:占|相當於|等於)").match(place.before):
        return None
    part = the_part(place)
    return (part, None, "carried") if part is not None else None


def _movement(place: Place, measure: Found) -> _Told | None:
    """較9月增加47億，升幅為0.14%: of what moved."""
    concept, carried = measure.concept, place.carried
    moves = concept is not None and (concept.nature == "change" or concept.id == "metric/growth-rate")
    if not moves or carried.subject is None or not place.same_sentence:
        return None
    return carried.subject, carried.tenor, "carried"


def _nation(place: Place, measure: Found) -> _Told | None:
    """全國累計發電裝機容量 is no firm's."""
    lead = place.scene.words[max(0, measure.start - 10) : measure.start]
    return _itself(measure) if measure.category in ("company", "housing", "") and _NATIONAL.search(lead) else None


_NATIONAL = rx("(?:全國|全市|全省|全港|全台|全球|全行業)[^，。；]{0,6}$")


def _firm(place: Place, measure: Found) -> _Told | None:
    """What firms have; a share's price and turnover too, in an article about a firm."""
    carried = place.carried
    of_share = measure.category == "market" and carried.company is not None and is_firm(carried.owner or carried.company)
    if not (measure.category == "company" or of_share):
        return None
    if place.same_sentence and carried.owner is not None and category_of(carried.owner) in _NO_FIRMS:
        return carried.owner, None, "carried"  # USDT市值突破1,840億美元，市占率約60%
    firm = _carried_firm(place)
    return (firm, None, "company" if firm is carried.company else "carried") if firm is not None else None


#: What has sales and shares of a market without being a firm.
_NO_FIRMS = ("crypto", "sector", "index", "commodity", "country", "region")


def _index(place: Place, measure: Found) -> _Told | None:
    """An index that nobody owns: PMI, 恐懼貪婪指數; of a country where one is told of."""
    concept, owner = measure.concept, place.carried.owner
    of_place = owner is not None and category_of(owner) in ("country", "region")
    is_index = concept is not None and concept.dimension == "index" and measure.category in ("crypto", "growth", "market")
    named = measure.mention.by == "head" and rx("指數$").search(key(measure.mention.words))
    return _itself(measure) if (is_index and not of_place) or named else None


def _rate(place: Place, measure: Found) -> _Told | None:
    """A rate of interest: a lender's, the article's firm's, or nobody's (LPR)."""
    owner, company = place.carried.owner, place.carried.company
    if measure.category == "interest" and owner is not None and category_of(owner) not in _LENDERS and not is_firm(owner):
        return _itself(measure)
    if measure.category in ("money", "interest") and company is not None and (owner is None or is_firm(owner)):
        return owner or company, None, "company"
    return None


_LENDERS = ("central-bank", "agency", "country", "region", "bank", "company", "bond", "currency")


def _statistic(place: Place, measure: Found) -> _Told | None:
    """A statistic: of the country or part told of, of the country of who publishes it, else a thing of its own."""
    if measure.category not in SELF_MEASURES:
        return None
    held = place.carried.owner
    if held is not None and category_of(held) in ("sector", "commodity") and _BALANCE.search(key(measure.mention.words)):
        held = place.carried.topics.last(("country", "region")) or held  # 半導體出口大增；貿易順差97億: the country's
    if held is not None:
        same = place.carried.owned == measure.category and not held.is_noun
        trades = measure.category == "external" and is_firm(held)  # 星瀾交付4萬輛，其中出口5,830輛
        if same or trades or category_of(held) in ("country", "region"):
            return held, None, "carried"
    home = _place_of_speaker(place)
    return (home, None, "speaker-place") if home is not None else _itself(measure)


_BALANCE = rx("(?:順差|逆差|出超|入超|差額)$")


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


def _item(place: Place, measure: Found) -> _Told | None:
    """房租漲2.1%: an item of the prices that a sentence goes through."""
    of_prices = measure.category == "housing" and place.carried.owned == "prices" and place.q.unit == "PERCENT"
    return _itself(measure) if of_prices else None


def _carried_on(place: Place, measure: Found) -> _Told | None:
    """What the clauses before were about; of a rate without any, the measure before it."""
    carried = place.carried
    change = _is_rate(measure)
    part = change or bool(rx("^(?:其中|當中)").match(place.before))
    held = carried.subject if part and carried.subject is not None else carried.owner or carried.subject
    if held is not None and held.is_noun and measure.category in ("interest", *SELF_MEASURES):
        held = None
    if held is not None and not can_be_of(measure, held):
        held = None
    if held is None and change:
        before = [f for f in place.scene.found if f.end <= measure.start and f.mention.kind == "metric" and not f.is_event]
        if before and not _is_rate(before[-1]):
            return before[-1].mention, None, "sentence"  # 零售額可望增長，全年跌幅料收窄至1%
    if carried.itself and held is carried.subject and not part:
        held = None  # 新增訂單升到48.9%，交貨時間為49.7%: one measure after another
    return (held, carried.tenor if held is carried.subject else None, "carried") if held is not None else None


def _is_rate(found: Found) -> bool:
    return found.concept is not None and found.concept.nature in ("change", "share")


def _background(place: Place, measure: Found) -> _Told | None:
    """What the article is about."""
    carried = place.carried
    if carried.company is not None and measure.category == "":
        return carried.company, None, "company"
    ruling = carried.topics.ruling
    return (ruling, None, "background") if ruling is not None and can_be_of(measure, ruling) else None
