"""Who + what + when + how much → Claim: one claim a quantity, in text order.

Each field is read by a frame of its own (about.py, manner.py, certainty.py, when.py, speech.py) and carries the frame's
name in `by`; a field for which no frame speaks stays null. What a clause named is carried on until a new one comes: subject, measure,
period and comparison within the paragraph, a speaker to its end.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import ontology
from extract import about as what
from extract import against, certainty, manner, owners, phrases, speech
from extract.chunks import Walk
from extract.mentions import Found
from extract.passages import Sentence
from extract.reading import Claim, Comparison, Mention, Quantity
from extract.scene import DURATIONS, RATES, Carried, Manner, Place, Scene, frame
from extract.text import AlignedText, key, rx
from extract.when import Timeline

_SCOPE = rx(
    "盤中|開盤|收盤|低開|高開|開低|開高|早段|早盤|午後|尾盤|一度|最多|終場|收報|收在|單日|當日|累計|平均|單月|單季|合併|母公司|非GAAP|盤前|盤後|每股|每噸|每桶|每盎司|每磅|每公斤|每公噸|每平方"
)


#: Frames by which a subject is named anew, not carried on.
_NAMING = ("clause", "coreference", "sentence", "company", "thing", "after", "noun")


def claims(
    read: list[Scene],
    speakers: speech.Speakers,
    company: Mention | None,
    *,
    text: AlignedText,
    article: str,
    published: dt.date | None,
) -> Iterator[Claim]:
    """The claims of one article, of its scenes; `article` is its key, `company` the firm that it is about."""
    # where an article names growth over the year at all, its statistics are that wherever it names no basis
    usual: Comparison = "yoy" if frame("comparison", "yoy").search(text.text) else "none"
    carried, paragraph, timeline = Carried(company=company, usual=usual), -1, Timeline()
    for scene in read:
        if scene.sentence.passage.paragraph != paragraph:
            paragraph = scene.sentence.passage.paragraph
            listed = carried.agenda and certainty.goes_on_listing(scene)
            carried = Carried(company=company, topics=carried.topics, usual=usual, agenda=listed)
        carried.recent.clear()
        carried.said.clear()
        timeline.open(scene)
        decided = certainty.decides(scene)
        if scene.numbers:
            walk = Walk(scene)
            for at in range(len(scene.numbers)):
                carried.agenda |= decided is not None and scene.numbers[at].start >= decided
                yield _claim(Place(scene, at, carried, walk), timeline, speakers, article, published)
        else:
            _carry_silent(scene, carried)
        carried.agenda |= decided is not None
        timeline.close(scene)


def company(found: list[Found], sentences: list[Sentence]) -> Mention | None:
    """The company an article is about: named in its headline or its first sentence, or the first one named thrice.

    A firm that only a round-up names, however it is introduced, is none.
    """
    names = [f for f in found if f.mention.kind == "entity" and f.category in ("company", "bank")]
    times = Counter(f.mention.concept or f.mention.words[:2] for f in names)
    lead = next((s.end for s in sentences if s.passage.role == "body"), 0)
    for f in names:
        if f.end <= lead or times[f.mention.concept or f.mention.words[:2]] > 2:
            return f.mention
    return None


def _claim(
    place: Place,
    timeline: Timeline,
    speakers: speech.Speakers,
    article: str,
    published: dt.date | None,
) -> Claim:
    carried, by = place.carried, {}
    about = what.about(place)
    measure, subject, tenor = about.measure, about.subject, about.tenor
    by["metric"], by["subject"] = about.by_metric, about.by_subject
    how, told = manner.read(place, measure)
    by |= told
    sure = certainty.modality(place, how.kind, measure)
    period, rule = timeline.of(place, how.kind, measure, sure.modality)
    sure = certainty.settled(sure, place, how.kind, period, rule, published)
    by["modality"], by["period"] = sure.by, rule
    how = replace(how, modality=sure.modality)
    who = speakers.of(place)
    by["attribution"] = who.by if who else "none"
    quantity = _in_its_unit(place, measure, subject, how)
    _carry(place, about)
    _carry_manner(place, how)
    carried.scene = place.scene.index
    metric = measure.mention if measure else subject if how.kind in ("count", "duration") else None
    return Claim(
        key=f"{article}-c{quantity.span.start}-{quantity.span.end}", span=quantity.span, quantity=quantity,
        subject=subject, metric=metric, scope=_scope(place, tenor), period=period, comparison=how.comparison,
        kind=how.kind, direction=how.direction, modality=sure.modality, attribution=who, by=by,
    )  # fmt: skip


def _carry_manner(place: Place, how: Manner) -> None:
    """Keep how this number was meant; ranks and lengths of time are asides."""
    carried = place.carried
    if (place.q.unit in DURATIONS and how.kind not in ("from", "to")) or place.q.unit == "ORDINAL":
        return
    if place.in_bracket() and carried.last is not None and place.same_sentence:
        return
    carried.last = carried.said[how.unit] = how
    if how.comparison not in ("none", "versus") and place.q.unit in RATES and carried.comparison != "yoy":
        carried.comparison = how.comparison  # a year's holds on beside a month's, which is named each time


def _carry(place: Place, about: owners.About) -> None:
    """Keep what this claim named for the clauses that follow; counts, durations and brackets are asides."""
    carried = place.carried
    if place.in_bracket() or against.is_base(place.scene, place.number.start):
        return
    carried.recent.append(about)
    counted = place.counts_things() and about.is_behind
    if counted:
        carried.group = about.subject
    aside = place.q.unit in DURATIONS or place.q.unit == "ORDINAL" or counted
    measure, subject = about.measure, about.subject
    if subject is not None and not aside:
        carried.subject, carried.tenor = subject, about.tenor
        if about.by_subject != "carried":
            own = measure is not None and subject.span == measure.mention.span and not measure.is_quoted
            carried.itself = own and measure is not None and not measure.mention.is_noun
        if about.by_subject in _NAMING:
            if (about.by_subject != "noun" or carried.owner is None) and subject.kind == "entity":
                carried.owner = subject
            carried.owned = measure.category if measure is not None else ""
        if owners.is_firm(subject):
            carried.firm = subject
    elif subject is not None and place.q.unit in DURATIONS and about.by_subject == "clause":
        carried.subject, carried.tenor = subject, about.tenor
    if subject is not None and not aside and about.by_subject != "background":
        carried.topics.add(subject)
    if measure is not None and not (about.is_behind or about.is_verb) and (
        not aside or (measure.mention.kind == "metric" and place.q.unit != "ORDINAL")
    ):
        carried.listing = about.is_carried
        carried.metric = measure
        if place.q.unit not in RATES:
            carried.metric_unit = place.q.unit
        if measure.concept is None or measure.concept.nature != "change":
            carried.level = measure
    if measure is not None and measure.is_quoted:
        carried.thing = measure


def _carry_silent(scene: Scene, carried: Carried) -> None:
    """A sentence without numbers still names who the next one is about."""
    named = [
        f
        for f in scene.found
        if f.mention.kind == "entity" and not scene.speaks(f) and f.mention.concept not in phrases.VAGUE
    ]
    if named:
        carried.subject, carried.metric, carried.tenor = named[0].mention, None, named[0].tenor
        if named[0].category in ("company", "bank", "country", "region"):
            carried.owner, carried.owned = named[0].mention, ""


def _scope(place: Place, tenor: str | None) -> str | None:
    """What narrows a measure: the tenor of a bond, 盤中, 累計, 每股."""
    text = place.scene.text
    spans = [text.raw_span(place.start + hit.start(), place.start + hit.end()) for hit in _SCOPE.finditer(place.before)]
    parts = ([tenor] if tenor else []) + [span.of(text.raw) for span in spans]
    return " ".join(parts) or None


def _in_its_unit(place: Place, measure: Found | None, subject: Mention | None, how: Manner) -> Quantity:
    """A bare number takes the unit of its measure: PMI → points, a currency pair → the quoted currency (分: 1/100).

    厘 is percent as a level, points as a change; 枚 of a coin that the sentence names is that coin.
    """
    q = place.q
    if q.unit == "PERCENT" and q.words.endswith("厘") and (how.kind == "change" or place.near.endswith(tuple(key("加減")))):
        return replace(q, unit="PERCENTAGE_POINT")
    if q.unit == "COUNT:枚":
        coin = _coin(place)
        return replace(q, unit=coin, counted=False) if coin else q
    if q.is_money and q.words[-1] in "億亿兆萬万" and measure is not None and _COUNTED.search(key(measure.mention.words)):
        return replace(q, unit="NONE")  # 觀影人次11.5億
    if q.unit not in ("NONE", "COUNT:分"):
        return q
    owner = ontology.by_id().get(subject.concept) if subject and subject.concept else None
    thing = place.carried.thing.concept if place.carried.thing is not None and q.unit == "COUNT:分" else None
    for concept in (measure.concept if measure else None, owner, thing):
        if concept is None:
            continue
        if q.unit == "COUNT:分":
            if concept.quotes and concept.category in ("pair", "currency"):
                return _hundredths(q, concept.quotes)
        elif concept.quotes:
            return replace(q, unit=concept.quotes)
        elif concept.dimension == "index" or concept.category == "index":
            return replace(q, unit="INDEX_POINT")
    return q


_COUNTED = rx("(?:人次|人數|人口|用戶數?|筆數|件數|戶數|次數|銷量|產量|數量|播放量|下載量|流量)$")


def _coin(place: Place) -> str | None:
    """The symbol of the coin counted by 枚: named right behind, else last before, in its sentence or the paragraph."""
    behind = next((f for f in place.scene.found if 0 <= f.start - place.number.end <= 2 and f.category == "crypto"), None)
    if behind is None and re.match(" ?[A-Za-z]", place.after[:2]):
        return None
    before = [f for f in place.scene.found if f.end <= place.number.start and f.category == "crypto"]
    near = behind or (before[-1] if before else place.carried.thing)
    return near.concept.symbol if near is not None and near.concept is not None and near.category == "crypto" else None


def _hundredths(q: Quantity, unit: str) -> Quantity:
    """貶值8.6分 of a rate in 元: 0.086 元."""
    low, high = (replace(written, scale=written.scale / 100) for written in (q.low, q.high))
    return replace(q, unit=unit, low=low, high=high, counted=False)
