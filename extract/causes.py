"""Causal links: a cue, the cause and the effect beside it, how it is meant, who says so.

The text itself must say that one thing brings about, permits, prevents or conditions another. A cue's row (cues.py) says in
which form the two stand around it (forms.py); what of the text around it is an argument, sides.py and arguments.py tell. Where a
connective and a causal verb belong to one link (由於…，拖累…) the verb is its cue. Offsets are of the key frame until a link is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract import asserted, variables
from extract.arguments import Stretch
from extract.cues import hits
from extract.forms import FORMS
from extract.polarity import Way, is_thing, predicate, way
from extract.reading import CausalLink, Relation, Variable
from extract.scene import Scene
from extract.sides import Pair, Sides
from extract.speech import Speakers
from extract.text import rx

#: What joins two causes or two effects.
_JOINS = rx("、|與|和(?!緩)|以及|(?:再)?加上|疊加|，(?:再)?加上|，疊加")
#: A noun that has the predicate before it for its own: 「升息」的政策組合.
_HEADED = rx("的[^，]{1,8}$")
#: Aims that are no more and no less of anything.
_STEADIES = rx(
    "穩|維持|保持|扭轉|改變|調整|把|將|讓|使|為|確保|捍衛|守|平衡|完善|建立|形成|實現|[^，]{2,8}(?:上市|落地|實施|推行)$"
)
_NOT = rx("(?:並非|並不是|不是|絕非)(?=[^，]{2,})")
#: How far a cause or an effect may reach.
_REACH = 240


def links(scenes: list[Scene], speakers: Speakers, *, article: str) -> Iterator[CausalLink]:
    """The causal links of an article, sentence by sentence; `article` is its key."""
    before: Scene | None = None
    for scene in scenes:
        same = before is not None and before.sentence.passage.paragraph == scene.sentence.passage.paragraph
        found = list(hits(scene.words, scene.start, scene.end))
        if found:
            yield from _links(Sides(scene, before if same else None, found), speakers, article)
        before = scene


def _links(s: Sides, speakers: Speakers, article: str) -> Iterator[CausalLink]:
    for hit in s.hits:
        if hit not in s.used:
            for whole in FORMS[hit.cue.form](s, hit):
                s.made += [pair for pair in _each(s, whole) if _is_sound(s, pair)]
    for pair in s.made:
        yield _told(s, pair, speakers, article)


def _each(s: Sides, pair: Pair) -> Iterator[Pair]:
    """One link for each of several causes or effects that each have a predicate (貸款成數受限、核貸時間拉長)."""
    denied = _NOT.match(s.words, pair.cause.start, pair.cause.end)
    if denied is not None:  # 並非投機活動造成…
        pair = replace(pair, cause=Stretch(denied.end(), pair.cause.end), told=pair.told + denied[0])
    for cause in _parts(s, pair.cause):
        for effect in _parts(s, pair.effect):
            yield replace(pair, cause=cause, effect=effect)


def _parts(s: Sides, piece: Stretch) -> list[Stretch]:
    parts, at = [], piece.start
    for mark in _JOINS.finditer(s.words, piece.start, piece.end):
        parts.append(Stretch(at, mark.start()))
        at = mark.end()
    parts.append(Stretch(at, piece.end))
    told = all(len(part) > 3 and _ends_on_predicate(s, part) for part in parts)
    return parts if told else [piece]


def _ends_on_predicate(s: Sides, piece: Stretch) -> bool:
    found = predicate(s.words[piece.start : piece.end])
    return found is not None and (
        found[1] == len(piece) or not _HEADED.search(s.words[piece.start + found[1] : piece.end])
    )


def _is_sound(s: Sides, pair: Pair) -> bool:
    """Whether cause and effect are two pieces that both say something."""
    if len(pair.cause) < 1 or len(pair.effect) < 2 or len(pair.cause) > _REACH or len(pair.effect) > _REACH:
        return False
    apart = pair.cause.end <= pair.effect.start or pair.effect.end <= pair.cause.start
    if not apart or (pair.cause.start <= pair.hit.start < pair.cause.end and pair.hit.cue.form not in ("ratio", "lead")):
        return False
    if pair.hit.cue.both:
        return len(pair.cause) > 3 and way(s.words[pair.effect.start : pair.effect.end]) != 0
    return True


def _ways(s: Sides, pair: Pair) -> tuple[Way, Way, Way | None]:
    """Which way the cause goes, which way the effect after the cue, and which way the cue itself sends things."""
    words = s.words[pair.effect.start : pair.effect.end]
    own, cue = way(words), pair.hit.cue
    effect: Way
    sent: Way | None = None
    if cue.effect == "down":
        sent = -1
        effect = -(own or 1) if cue.relation == "prevent" else -1
    elif cue.effect in ("up", "arises"):
        sent = 1
        effect = 1 if is_thing(words) else own or (0 if cue.relation == "enable" and _STEADIES.match(words) else 1)
    else:
        effect = own if cue.effect == "own" else 0
    if cue.name == "if-not":
        effect = -effect
    return way(s.words[pair.cause.start : pair.cause.end]), effect, sent


def _variable(s: Sides, piece: Stretch, told: Way, sent: Way | None = None) -> Variable:
    times = [
        (max(0, t.start - piece.start), t.end - piece.start)
        for scene in (s.scene, s.previous) if scene is not None
        for t in scene.times if piece.start <= t.start and t.end <= piece.end
    ]  # fmt: skip
    return variables.of(s.words[piece.start : piece.end], times, told, sent)


def _told(s: Sides, pair: Pair, speakers: Speakers, article: str) -> CausalLink:
    condition = asserted.condition(s, pair)
    span = s.scene.text.raw_span
    cause, effect, cue = (span(piece.start, piece.end) for piece in (pair.cause, pair.effect, pair.hit))
    relation: Relation = pair.hit.cue.relation
    if condition is not None and pair.cause.start >= condition.end and relation == "cause":
        relation = "condition" if s.place(condition)[1] == _clause_of(s, pair.cause) else relation
    causing, effected, sent = _ways(s, pair)
    return CausalLink(
        key=f"{article}-l{cue.start}-{cause.start}-{effect.start}",
        span=span(min(pair.cause.start, pair.hit.start, pair.effect.start), max(pair.cause.end, pair.hit.end, pair.effect.end)),
        cause=cause, effect=effect, cue=cue,
        moves=_variable(s, pair.cause, causing), moved=_variable(s, pair.effect, effected, sent),
        relation=relation, sign=effected * (causing or 1),  # type: ignore[arg-type]
        modality=asserted.modality(s, pair, condition), attribution=speakers.at(pair.hit.start), by=f"causes:{pair.hit.cue.name}",
    )  # fmt: skip


def _clause_of(s: Sides, piece: Stretch) -> int:
    return s.layout.at(piece.start)[1] if s.scene.start <= piece.start < s.scene.end else -1
