"""What a number is about: its measure and its subject, and the frames that told."""

from __future__ import annotations

from dataclasses import replace

from extract.counts import counted, lasting
from extract.lists import distributed, listed
from extract.measures import measured
from extract.mentions import Found
from extract.owners import About, can_be_of
from extract.phrases import fits, phrases_before
from extract.scene import DURATIONS, Place


def about(place: Place) -> About:
    """The measure and the subject of a number."""
    if place.q.unit in DURATIONS:
        return lasting(place)
    if (place.counts_things() and place.q.unit != "COUNT:分") or place.q.unit == "ORDINAL":
        of_count = distributed(place) or counted(place)
        if of_count is not None:
            return of_count
    found = distributed(place) or measured(place)
    held = place.carried.topics.main
    if found.subject is None and held is not None and can_be_of(found.measure, held):
        thing = Found(place.number.start, place.number.start, held)
        if found.measure is None and thing.is_quoted and (place.q.is_money or place.q.unit == "INDEX_POINT"):
            return About(thing, held, None, "background", "background")
        found = replace(found, subject=held, by_subject="background")
    if found.measure is None and found.subject is not None:
        found = _by_its_name(place, found)
    if found.measure is None and place.scene.sentence.passage.role == "headline":
        found = _by_the_headline(place, found)
    if found.measure is None:
        found = _by_its_verb(place, found)
    return found


def _by_the_headline(place: Place, found: About) -> About:
    """11月營收不同調　晟岳年增四成: what the part before it was about."""
    named = [f for f in place.scene.found if f.end <= place.start and f.mention.kind == "metric" and not f.is_event]
    fit = next((f for f in reversed(named) if fits(place.q, f) and f.category != "comparison-rate"), None)
    return replace(found, measure=fit, by_metric="sentence") if fit else found


def _by_its_name(place: Place, found: About) -> About:
    """比特幣上週先熱後冷。一度觸及9萬美元: an amount of a thing that is quoted is its price."""
    thing = Found(place.number.start, place.number.start, found.subject) if found.subject else None
    if thing is None or not thing.is_quoted or not (place.q.is_money or place.q.unit == "INDEX_POINT"):
        return found
    return replace(found, measure=thing, by_metric="thing")


def _by_its_verb(place: Place, found: About) -> About:
    """Where no noun names the measure, the verb does: 海晟科技跌4.2%."""
    first = listed(place)[0]  # 甲、乙分別跌3.2%和2.8%
    verb = next((c for c in phrases_before(place, first.start).passed if c.kind == "move"), None)
    if verb is None:
        return found
    return replace(found, measure=place.scene.noun(verb.start, verb.end, "verb"), by_metric="verb")
