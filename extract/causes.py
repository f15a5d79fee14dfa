"""Causal links: a cue, the cause and the effect beside it, how it is meant, who says so.

The text itself must say that one thing brings about, permits, prevents or conditions another. A cue's row says in which
form the two stand around it; each form has one reader here. Where a connective and a causal verb belong to one link
(由於…，拖累…) the verb is its cue. Offsets are of the key frame until a link is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from extract import variables
from extract.arguments import Layout, Stretch
from extract.cues import Hit, hits, opened
from extract.polarity import Way, is_thing, predicate, way
from extract.reading import CausalLink, LinkModality, Relation, Variable
from extract.scene import Scene
from extract.speech import Speakers
from extract.text import rx

#: Cues that are words of an action: where one opens a clause, the connective before it is not the cue.
_VERBAL = ("verb", "pivot", "toward")
#: What joins a verb to the one before it: both have one subject.
_AND = rx("(?:[、，並且及與和也]|以及|並且|同時|還|更|再|又)+$")
#: What joins two causes or two effects.
_JOINS = rx("、|與|和(?!緩)|以及|(?:再)?加上|疊加|，(?:再)?加上|，疊加")
#: What joins a clause to the one before it as what comes of it.
_SO = rx("(?:進而|從而|因而|因此|所以|繼而|連帶|於是|以致於?)")
#: A clause that grants something: nothing follows from it.
_GRANTS = rx(
    "[ 「]*(?:即使|即便|縱使|縱然|就算|哪怕|雖然?|儘管|不論|無論|不管|除了|固然|與其|相較|相比|比起|不同於|有別於)"
)
#: What stands for what was said before.
_ANAPHOR = rx("(?:這|此|該)(?:也|都|才|就|已|將)?$|(?:此舉|這項|這些|這樣|如此|上述|這場|這波|這筆|這次|此次|此事)")

#: How far a cause or an effect may reach.
_REACH = 120

_FORECAST = rx(
    "將(?!近|軍|領|其|資|資金)|恐(?!慌)|可望|有望|可能|料|預計|預期|預料|估計|(?<![機社協委工都大])會(?!議|長|員|計)|勢必|必將|或(?!是|者)|難免|機會|未來"
)
_DENIED = rx(
    "不會|並未|(?<!尚)未(?!來|必)(?:能)?|沒有?(?!收)|不致|不再|並不|並非|不至於|無法|不足以|難以|不見得|未必|無助|不可能|並無|不$|未$|無$|沒能"
)
_COUNTER = rx(
    "本應|理應|本該|原本(?:會|可|應)|原可|本可|本來(?:會|可|應)|若非|要不是|倘若當(?:初|時)|如果當(?:初|時)|早就|早已經?(?=[^，。]{0,8}(?:了|$))"
)
_MEANT = rx("希望|力求|盼|旨在|意在|試圖|企圖|意圖|有意|目標是|以求")


def links(scenes: list[Scene], speakers: Speakers, *, article: str) -> Iterator[CausalLink]:
    """The causal links of an article, sentence by sentence; `article` is its key."""
    before: Scene | None = None
    for scene in scenes:
        same = before is not None and before.sentence.passage.paragraph == scene.sentence.passage.paragraph
        found = list(hits(scene.words, scene.start, scene.end))
        if found:
            yield from _Sentence(scene, before if same else None, found).links(speakers, article)
        before = scene


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """A link in the key frame. `told`: the words beside it that tell how it is meant."""

    hit: Hit
    cause: Stretch
    effect: Stretch
    told: str = ""


class _Sentence:
    """One sentence with its cues. Each form of cue has a reader: what stands where around it."""

    def __init__(self, scene: Scene, previous: Scene | None, found: list[Hit]) -> None:
        self.scene, self.words, self.previous, self.hits = scene, scene.words, previous, found
        self.layout = Layout(scene)
        self.made: list[_Link] = []
        self.used: set[Hit] = set()  # cues that another cue took for its own

    def links(self, speakers: Speakers, article: str) -> Iterator[CausalLink]:
        readers: dict[str, Callable[[Hit], Iterator[_Link]]] = {
            "verb": self._verb, "pivot": self._pivot, "lead": self._lead, "result": self._result, "back": self._back,
            "reason": self._reason, "suffered": self._suffered, "toward": self._toward, "aim": self._aim,
            "purpose": self._purpose, "ratio": self._ratio, "with": self._with, "owed": self._owed, "rather": self._rather,
            "noun": self._noun, "shown": self._shown,
        }  # fmt: skip
        for hit in self.hits:
            if hit in self.used:
                continue
            for whole in readers[hit.cue.form](hit):
                self.made += [link for link in self._each(whole) if self._is_sound(link)]
        for link in self.made:
            yield self._told(link, speakers, article)

    def _each(self, link: _Link) -> Iterator[_Link]:
        """One link for each of several causes or effects that each have a predicate (貸款成數受限、核貸時間拉長)."""
        for cause in self._parts(link.cause):
            for effect in self._parts(link.effect):
                yield replace(link, cause=cause, effect=effect)

    def _parts(self, piece: Stretch) -> list[Stretch]:
        parts, at = [], piece.start
        for mark in _JOINS.finditer(self.words, piece.start, piece.end):
            parts.append(Stretch(at, mark.start()))
            at = mark.end()
        parts.append(Stretch(at, piece.end))
        told = all(len(part) > 3 and self._ends_on_predicate(part) for part in parts)
        return parts if told else [piece]

    def _ends_on_predicate(self, piece: Stretch) -> bool:
        found = predicate(self.words[piece.start : piece.end])
        return found is not None and (
            found[1] == len(piece) or not _HEADED.search(self.words[piece.start + found[1] : piece.end])
        )

    # ---- where things stand

    def _place(self, hit: Hit) -> tuple[list[Stretch], int]:
        return self.layout.at(hit.start)

    def _behind(self, hit: Hit) -> Stretch:
        """What stands behind a cue in its clause, without a verb that goes on from it (推升成本、壓低毛利)."""
        clauses, at = self._place(hit)
        end = clauses[at].end
        for other in self.hits:
            if hit.end < other.start < end and other.cue.form in _VERBAL:
                subject, _ = self.layout.subject(hit.end, other.start)
                joined = self.words[subject.end : other.start]
                if _AND.search(joined) or _SO.search(joined):
                    end = subject.end
                    break
        taken = _TAKEN.match(self.words, hit.end, end)
        return self.layout.trimmed(taken.end() if taken else hit.end, end)

    def _before(self, hit: Hit, *, floor: int | None = None) -> tuple[Stretch, str]:
        """What stands before a cue in its clause, behind any connective there; and the modals between."""
        clauses, at = self._place(hit)
        start = clauses[at].start if floor is None else floor
        for other in self.hits:
            if start <= other.start and other.end <= hit.start and other.cue.form not in ("verb", "toward"):
                start = other.end
        return self.layout.subject(start, hit.start)

    def _cause_of_verb(self, hit: Hit) -> tuple[Stretch | None, str]:
        """The cause of a causal verb: its subject, that of the verb it goes on from, else the clause before."""
        clauses, at = self._place(hit)
        clause = clauses[at]
        last = next((link for link in reversed(self.made) if clause.start <= link.hit.start < hit.start), None)
        if last is not None and last.hit.cue.form in ("verb", "toward", "pivot"):
            subject, told = self.layout.subject(last.hit.end, hit.start)
            between = self.words[subject.end : hit.start]
            if _SO.search(between):
                return Stretch(last.cause.start, subject.end), told
            if _AND.search(between) or last.hit.cue.form != "pivot":
                return last.cause, told
            return subject, told
        subject, told = self._before(hit)
        if len(subject) > 1 or (len(subject) == 1 and _ANAPHOR.match(self.words, subject.start, subject.end)):
            return subject, told
        opening = self.words[clause.start : hit.start]
        return self._clause_before(hit, shared=not _SO.search(opening)), told

    def _clause_before(self, hit: Hit, *, shared: bool = False, beyond: bool = False) -> Stretch | None:
        """The clause before that of a cue; `shared`: where a causal verb rules it, that verb's cause; `beyond`: the last
        clause of the sentence before, where the cue's is the first."""
        clauses, at = self._place(hit)
        for place in range(at - 1, -1, -1):
            clause = clauses[place]
            piece = self.layout.trimmed(clause.start, clause.end)
            if self.layout.is_idle(piece):
                continue
            if _GRANTS.match(self.words, clause.start, clause.end):
                return None
            ruling = next(
                (
                    link
                    for link in reversed(self.made)
                    if clause.start <= link.hit.start < clause.end and link.hit.cue.form in _VERBAL
                ),
                None,
            )
            return ruling.cause if shared and ruling is not None else self.layout.cause(piece)
        if beyond and self.previous is not None:
            layout = Layout(self.previous)
            for clause in reversed(layout.last):
                piece = layout.trimmed(clause.start, clause.end)
                if not layout.is_idle(piece):
                    return piece
        return None

    def _clause_behind(self, hit: Hit) -> Stretch | None:
        """The clause behind that of a cue."""
        clauses, at = self._place(hit)
        for clause in clauses[at + 1 :]:
            piece = self.layout.trimmed(clause.start, clause.end)
            if not self.layout.is_idle(piece):
                return piece
        return None

    def _also_behind(self, effect: Stretch) -> Stretch | None:
        """The clause behind an effect that says 也: a second one of the same cause."""
        clauses, at = self.layout.at(effect.start)
        if at + 1 >= len(clauses):
            return None
        piece = self.layout.trimmed(clauses[at + 1].start, clauses[at + 1].end)
        if any(piece.start <= h.start < piece.end for h in self.hits) or not _ALSO.search(
            self.words, piece.start, piece.end
        ):
            return None
        return piece

    def _is_verbal(self, piece: Stretch | None) -> bool:
        """Whether a clause opens with a causal verb: then that is the cue, and has its own link."""
        if piece is None:
            return False
        for hit in self.hits:
            if piece.start <= hit.start < piece.end and hit.cue.form in ("verb", "pivot"):
                subject, _ = self.layout.subject(piece.start, hit.start)
                return len(subject) == 0
        return False

    # ---- the readers

    def _verb(self, hit: Hit) -> Iterator[_Link]:
        cleft = _CLEFT.search(self.words, hit.end, min(self.scene.end, hit.end + 24))
        if cleft is not None:  # 真正推升利率的，是財政疑慮
            clauses, at = self.layout.at(cleft.end() - 1)
            effect = self.layout.trimmed(hit.end, cleft.start())
            yield _Link(hit=hit, cause=self.layout.trimmed(cleft.end(), clauses[at].end), effect=effect)
            return
        cause, told = self._cause_of_verb(hit)
        effect = self._of_noun(hit) if self.words[hit.end] == "的" else self._behind(hit)
        if cause is None or len(effect) < 2:
            return
        if hit.cue.guarded and (self._acts(cause) or self._is_own(effect)):
            return
        yield _Link(hit=hit, cause=cause, effect=effect, told=told)

    def _is_own(self, effect: Stretch) -> bool:
        """Whether a verb goes on with another: 資金加速回流 is what the money does itself."""
        found = predicate(self.words[effect.start : effect.end])
        return found is not None and found[0] == 0

    def _noun(self, hit: Hit) -> Iterator[_Link]:
        """C 對 E 的衝擊."""
        words, (clauses, at) = self.words, self._place(hit)
        start = max([clauses[at].start, *(h.end for h in self.hits if clauses[at].start <= h.start < hit.start)])
        to = next(reversed(list(_TOWARD.finditer(words, start, hit.start))), None)
        if to is None:
            return
        cause, _ = self.layout.subject(start, to.start())
        effect = self.layout.trimmed(to.end(), hit.start)
        if len(cause) > 1 and len(effect) > 1:
            yield _Link(hit=Hit(hit.start + 1, hit.end, hit.cue), cause=cause, effect=effect)

    def _shown(self, hit: Hit) -> Iterator[_Link]:
        """E 已顯現 C 的影響."""
        subject, _ = self._before(hit)
        effect: Stretch | None = subject if len(subject) > 1 else self._clause_before(hit)
        end = rx("的(?:影響|效果|效應|成效|衝擊|拖累)").search(self.words, hit.end, self.scene.end)
        if effect is not None and end is not None:
            yield _Link(hit=hit, cause=self.layout.trimmed(hit.end, end.start()), effect=effect)

    def _of_noun(self, hit: Hit) -> Stretch:
        """C 引發的 N: the noun, to the next verb."""
        clauses, at = self._place(hit)
        start, end = hit.end + 1, clauses[at].end
        stop = _GOES_ON.search(self.words, start + 2, end) if start + 2 < end else None
        return self.layout.trimmed(start, stop.start() if stop else end)

    def _acts(self, cause: Stretch) -> bool:
        """Whether a cause is somebody who acts, no event; a time between him and the verb is left out (投信上週減少…)."""
        end = cause.end
        for time in reversed(self.scene.times):
            if cause.start < time.start and time.end == end:
                end = time.start
        named = any(
            f.mention.kind == "entity" and f.end == end and f.category not in ("", "event") for f in self.scene.found
        )
        return (
            named
            or bool(_ACTOR.search(self.words[cause.start : end]))
            or bool(_PLANS.search(self.words, cause.start, end))
        )

    def _pivot(self, hit: Hit) -> Iterator[_Link]:
        cause, told = self._cause_of_verb(hit)
        if cause is None:
            cause = self._clause_before(hit, beyond=True) if not hit.cue.guarded else None
        effect = self._behind(hit)
        able = next((h for h in self.hits if h.cue.name == "able" and effect.start <= h.start < effect.end), None)
        if able is not None:  # 使 E 得以: it permits
            self.used.add(able)
            hit = replace(hit, cue=replace(hit.cue, relation="enable"))
        if cause is not None and len(effect) > 2:
            yield _Link(hit=hit, cause=cause, effect=effect, told=told)

    def _lead(self, hit: Hit) -> Iterator[_Link]:
        words, (clauses, at) = self.words, self._place(hit)
        subject, told = self._before(hit)
        turn = (
            _TURN.search(words, hit.end + 2, clauses[at].end)
            if len(clauses[at]) > hit.end + 2 - clauses[at].start
            else None
        )
        if turn is not None and hit.cue.name in ("because", "owing"):
            turned = self.layout.trimmed(turn.end(), clauses[at].end)
            cause = self.layout.trimmed(hit.end, turn.start())
            yield _Link(hit=hit, cause=cause, effect=turned, told=told + words[turned.start : turned.end])
            return
        cause = self.layout.trimmed(hit.end, clauses[at].end)
        if hit.cue.event and not (self._says_more(cause) or _BURDEN.search(words, cause.start, cause.end)):
            return
        effect = self._clause_behind(hit)
        if effect is not None:
            if not self._is_verbal(effect):
                yield _Link(hit=hit, cause=cause, effect=effect, told=told + words[effect.start : effect.end])
            also = self._also_behind(effect)
            if also is not None and hit.cue.modality == "conditional":
                yield _Link(hit=hit, cause=cause, effect=also, told=told + words[also.start : also.end])
            return
        if hit.cue.name in ("because", "owing"):
            effect = subject if len(subject) > 3 else self._clause_before(hit)
            if effect is not None:
                yield _Link(hit=hit, cause=cause, effect=effect, told=told + words[effect.start : effect.end])

    def _result(self, hit: Hit) -> Iterator[_Link]:
        effect, (_, told) = self._behind(hit), self._before(hit)
        if len(effect) == 0:  # 為此，E
            effect = self._clause_behind(hit) or effect
        if self._is_verbal(effect):
            return
        cause = self._clause_before(hit, beyond=True)
        if cause is not None and len(effect) > 1:
            yield _Link(hit=hit, cause=cause, effect=effect, told=told + self.words[effect.start : effect.end])

    def _back(self, hit: Hit) -> Iterator[_Link]:
        subject, told = self._before(hit)
        cause, behind = self._behind(hit), self._clause_behind(hit)
        effect: Stretch | None = subject if len(subject) > 1 else self._clause_before(hit)
        if hit.cue.name == "mainly" and not self._says_more(cause):
            return
        if hit.cue.name in ("benefits", "suffers") and behind is not None and (len(subject) < 7 or effect is None):
            effect = behind
        if effect is None or (hit.cue.requires and not hit.cue.requires.search(self.words[effect.start : effect.end])):
            return
        held = _HELD.match(self.words, effect.start, effect.end)
        if held:
            effect = Stretch(held.end(), effect.end)
        yield _Link(hit=hit, cause=cause, effect=effect, told=told + self.words[effect.start : effect.end])

    def _says_more(self, piece: Stretch) -> bool:
        """Whether a piece tells of a change or an event: a predicate or a causal cue is in it."""
        return way(self.words[piece.start : piece.end]) != 0 or any(
            piece.start <= h.start < piece.end for h in self.hits
        )

    def _reason(self, hit: Hit) -> Iterator[_Link]:
        words, (clauses, at) = self.words, self._place(hit)
        clause = clauses[at]
        opened = _IS.match(words, hit.end, clause.end)
        subject, told = self.layout.subject(clause.start, hit.start)
        whose = _WHOSE.search(words, subject.start, subject.end)
        if hit.end >= clause.end or (opened is None and not _bare_reason(words, clause.start, hit)):
            made = _MADE.search(words, clause.start, hit.start)
            if made is None:
                return
            cause, effect = self.layout.trimmed(clause.start, made.start()), self.layout.trimmed(made.end(), hit.start)
            whose = _WHOSE.search(words, effect.start, effect.end)
            effect = Stretch(effect.start, whose.start() if whose else effect.end)
            cause = cause if len(cause) > 1 else self._clause_before(hit) or cause
            if len(effect) > 1 and len(cause) > 1:
                yield _Link(hit=hit, cause=cause, effect=effect, told=words[cause.end : effect.start])
            return
        cause = self.layout.trimmed(opened.end() if opened else hit.end, clause.end)
        if len(cause) < 2:
            cause = self._clause_behind(hit) or cause
        own = Stretch(subject.start, whose.start() if whose else subject.end)
        said: Stretch | None = own if len(own) > 1 else self._clause_before(hit, beyond=True)
        if said is not None and len(cause) > 1:
            yield _Link(hit=hit, cause=cause, effect=said, told=told)
            yield from self._not_that(hit, said)

    def _not_that(self, hit: Hit, effect: Stretch) -> Iterator[_Link]:
        """…，而非 C: what is named as no cause."""
        clauses, at = self._place(hit)
        if at + 1 < len(clauses):
            other = _NOT_THAT.match(self.words, clauses[at + 1].start, clauses[at + 1].end)
            if other is not None:
                denied = replace(hit, cue=replace(hit.cue, modality="denied"))
                yield _Link(hit=denied, cause=self.layout.trimmed(other.end(), clauses[at + 1].end), effect=effect)

    def _rather(self, hit: Hit) -> Iterator[_Link]:
        """並非因為 A，而是 C: the effect is that of the cause denied before."""
        last = self.made[-1] if self.made else None
        if (
            last is not None
            and self._modality(last, None) == "denied"
            and last.hit.cue.form in ("back", "lead", "owed", "with")
        ):
            yield _Link(hit=hit, cause=self._behind(hit), effect=last.effect)

    def _suffered(self, hit: Hit) -> Iterator[_Link]:
        words, (clauses, at) = self.words, self._place(hit)
        clause = clauses[at]
        opens = opened(words, hit.cue, clause.start, hit.start)
        if opens is None:
            return
        cause = self.layout.trimmed(opens.end(), hit.start)
        rest = self.layout.trimmed(_under(words, hit.end), clause.end)
        subject, told = self.layout.subject(clause.start, opens.start())
        effect: Stretch | None = rest if len(rest) > 1 else self._clause_behind(hit)
        if effect is None:
            effect = subject if len(subject) > 1 else self._clause_before(hit)
        if effect is not None and len(cause) > 1:
            yield _Link(hit=hit, cause=cause, effect=effect, told=told + words[effect.start : effect.end])

    def _toward(self, hit: Hit) -> Iterator[_Link]:
        words, (clauses, at) = self.words, self._place(hit)
        start = clauses[at].start
        to = next(reversed(list(_TO.finditer(words, start, hit.start))), None)
        if to is None:
            return
        one, told = self.layout.subject(start, to.start())
        if len(one) < 2 and not _ANAPHOR.match(words, one.start, one.end):
            before = self._clause_before(hit, shared=True)
            if before is None:
                return
            one = before
        other, more = self.layout.subject(to.end(), hit.start)
        if len(other) > 1:
            yield _Link(hit=hit, cause=one, effect=other, told=told + more)

    def _aim(self, hit: Hit) -> Iterator[_Link]:
        """為了 E，C; where nothing follows, C，為 E."""
        clauses, at = self._place(hit)
        effect = self._behind(hit)
        turn = _TURN.search(self.words, hit.end + 2, max(hit.end + 2, clauses[at].end))
        if turn is not None:
            cause: Stretch | None = self.layout.trimmed(turn.end(), clauses[at].end)
            effect = self.layout.trimmed(hit.end, turn.start())
        else:
            cause = self._clause_behind(hit) or self._clause_before(hit)
        yield from self._meant(hit, cause, effect, "")

    def _purpose(self, hit: Hit) -> Iterator[_Link]:
        subject, told = self._before(hit)
        cause: Stretch | None = subject if len(subject) > 1 else self._clause_before(hit)
        yield from self._meant(hit, cause, self._behind(hit), told)

    def _meant(self, hit: Hit, cause: Stretch | None, effect: Stretch, told: str) -> Iterator[_Link]:
        """An action and its aim; an aim that is to prevent something has that verb for its cue (為了避免…)."""
        if cause is None or len(effect) < 2:
            return
        verb = next((h for h in self.hits if h.start == effect.start and h.cue.form == "verb"), None)
        if verb is not None:
            self.used.add(verb)
        if verb is not None and verb.cue.relation == "prevent":
            prevents = replace(verb, cue=replace(verb.cue, modality="intended"))
            yield _Link(hit=prevents, cause=cause, effect=self._behind(verb), told=told)
        else:
            yield _Link(hit=hit, cause=cause, effect=effect, told=told)

    def _with(self, hit: Hit) -> Iterator[_Link]:
        """E 與 C 有關, E 與 C 無關."""
        words, (clauses, at) = self.words, self._place(hit)
        start = clauses[at].start
        to = next(reversed(list(_WITH.finditer(words, start, hit.start))), None)
        if to is None:
            return
        one, told = self.layout.subject(start, to.start())
        effect: Stretch | None = one if len(one) > 1 else self._clause_before(hit)
        cause, more = self.layout.subject(to.end(), hit.start)
        if effect is not None and len(cause) > 1:
            yield _Link(hit=hit, cause=cause, effect=effect, told=told + more)

    def _owed(self, hit: Hit) -> Iterator[_Link]:
        """E 是 C 所致, E 並非 C 造成的."""
        words, (clauses, at) = self.words, self._place(hit)
        start = clauses[at].start
        made = next(reversed(list(_MADE.finditer(words, start, hit.start))), None)
        if made is None:
            return
        one, told = self.layout.subject(start, made.start())
        effect: Stretch | None = one if len(one) > 1 else self._clause_before(hit, beyond=True)
        cause = self.layout.trimmed(_BY.match(words, made.end()).end(), hit.start)  # type: ignore[union-attr]
        if effect is not None and len(cause) > 1:
            yield _Link(hit=hit, cause=cause, effect=effect, told=told + made[0])

    def _ratio(self, hit: Hit) -> Iterator[_Link]:
        """越 C，越 E: read at the second of the two."""
        first = next((h for h in reversed(self.hits) if h.cue is hit.cue and h.start < hit.start), None)
        if first is None or hit.start - first.start > 30:
            return
        clauses, at = self._place(first)
        here, there = self._place(hit)
        if clauses is not here:
            return
        if at == there:
            cause, effect = Stretch(clauses[at].start, hit.start), Stretch(hit.start, clauses[at].end)
        else:
            cause, effect = clauses[at], here[there]
        yield _Link(
            hit=first,
            cause=self.layout.trimmed(cause.start, cause.end),
            effect=self.layout.trimmed(effect.start, effect.end),
        )

    # ---- what a link says

    def _is_sound(self, link: _Link) -> bool:
        """Whether cause and effect are two pieces that both say something."""
        if len(link.cause) < 1 or len(link.effect) < 2 or len(link.cause) > 2 * _REACH or len(link.effect) > 2 * _REACH:
            return False
        apart = link.cause.end <= link.effect.start or link.effect.end <= link.cause.start
        if not apart or (link.cause.start <= link.hit.start < link.cause.end and link.hit.cue.form != "ratio"):
            return False
        if link.hit.cue.both:
            return len(link.cause) > 3 and way(self.words[link.effect.start : link.effect.end]) != 0
        return True

    def _under_condition(self, link: _Link) -> Hit | None:
        """The condition that a link stands under: the last 若 of the sentence before its cue, on its level."""
        clauses, _ = self._place(link.hit)
        return next(
            (
                h
                for h in reversed(self.hits)
                if h.cue.modality == "conditional"
                and h.cue.form == "lead"
                and h.start <= link.hit.start
                and self._place(h)[0] is clauses
            ),
            None,
        )

    def _modality(self, link: _Link, condition: Hit | None) -> LinkModality:
        cue = link.hit.cue
        lead = self.words[max(self.scene.start, min(link.cause.start, link.hit.start) - 6) : link.hit.start]
        if _COUNTER.search(lead) or _COUNTER.search(link.told):
            return "counterfactual"
        denied = _DENIED.search(
            link.told if cue.form in _VERBAL else link.told[: max(0, len(link.told) - len(link.effect))]
        )
        if denied or (cue.form == "back" and rx("並非").match(self.words, link.hit.start)):
            return "denied"
        if condition is not None:
            return "conditional"
        if cue.modality is not None:
            return cue.modality
        if _MEANT.search(link.told) and cue.form in _VERBAL:
            return "intended"
        return "forecast" if _FORECAST.search(link.told) else "fact"

    def _ways(self, link: _Link) -> tuple[Way, Way, Way | None]:
        """Which way the cause goes, which way the effect after the cue, and which way the cue itself sends things."""
        words = self.words[link.effect.start : link.effect.end]
        own, cue = way(words), link.hit.cue
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
        return way(self.words[link.cause.start : link.cause.end]), effect, sent

    def _variable(self, piece: Stretch, told: Way, sent: Way | None = None) -> Variable:
        times = [
            (max(0, t.start - piece.start), t.end - piece.start)
            for scene in (self.scene, self.previous) if scene is not None
            for t in scene.times if piece.start <= t.start and t.end <= piece.end
        ]  # fmt: skip
        return variables.of(self.words[piece.start : piece.end], times, told, sent)

    def _told(self, link: _Link, speakers: Speakers, article: str) -> CausalLink:
        condition = self._under_condition(link)
        span = self.scene.text.raw_span
        cause, effect, cue = (span(piece.start, piece.end) for piece in (link.cause, link.effect, link.hit))
        relation: Relation = link.hit.cue.relation
        if condition is not None and link.cause.start >= condition.end and relation == "cause":
            relation = "condition" if self._place(condition)[1] == self._clause_of(link.cause) else relation
        causing, effected, sent = self._ways(link)
        return CausalLink(
            key=f"{article}-l{cue.start}-{cause.start}-{effect.start}",
            span=span(min(link.cause.start, link.hit.start, link.effect.start), max(link.cause.end, link.hit.end, link.effect.end)),
            cause=cause, effect=effect, cue=cue,
            moves=self._variable(link.cause, causing), moved=self._variable(link.effect, effected, sent),
            relation=relation, sign=effected * (causing or 1),  # type: ignore[arg-type]
            modality=self._modality(link, condition), attribution=speakers.at(link.hit.start), by=f"causes:{link.hit.cue.name}",
        )  # fmt: skip

    def _clause_of(self, piece: Stretch) -> int:
        return self.layout.at(piece.start)[1] if self.scene.start <= piece.start < self.scene.end else -1


#: Where the noun of 引發的 N ends: at what goes on with it.
_GOES_ON = rx(
    "已|將(?!軍)|恐|可能|仍|正在|也|逐步|是|為|在|使|讓|持續|消退|浮現|蔓延|擴散|開始|以及|的情況|不|未|會(?!議)|又|更|都|，|並|而"
)
#: Somebody who acts.
_ACTOR = rx(
    "(?:公司|集團|政府|央行|當局|銀行|該行|業者|廠商|企業|車企|房企|券商|機構|董事會|管理層|部門|財政部|主管機關|監管層|[他她我你]們?|商家|店家|平台|交易所|總裁|主席|總經理|"
    "投資人|投資者|散戶|外資|法人|基金|投信|自營商|壽險|險資|主力|大戶|巨鯨|礦工|持有者|[部局署處院廳委]|公會|協會|工會|委員會|立委|議員|提案|官員|官方|日銀|聯準會|歐央|"
    "多頭|空頭|買家|賣家|屋主|業主|建商|發展商|地產商|自[20-9年]{1,6}起|盤中)$"
)
#: What somebody sets out to do is no effect.
_PLANS = rx("要求|建議|呼籲|打算|擬(?!定)|計[畫劃](?!案)|決定|承諾|宣布|考慮|準備(?!金|率)|試圖|我們?")
#: 因 C 而 E.
_TURN = rx("而(?!且|是|言|後|易|上漲的)|(?<=.)才(?!能|會發)|，?故")
#: 推升 E 的，是 C.
_CLEFT = rx("的，?(?:正|就|則|其實|主要)?是(?=[^，。；]{2})")
#: Aims that are no more and no less of anything.
_STEADIES = rx(
    "穩|維持|保持|扭轉|改變|調整|把|將|讓|使|為|確保|捍衛|守|平衡|完善|建立|形成|實現|[^，]{2,8}(?:上市|落地|實施|推行)$"
)
#: What one has to respond to.
_BURDEN = rx(
    "壓力|挑戰|風險|競爭|衝擊|不確定|關稅|需求|變局|變化|新制|新規|法規|規定|危機|衰退|通膨|成本|疲軟|缺口|要求|環境|趨勢"
)
_ALSO = rx("(?<=..)[也亦]將?")
_NOT_THAT = rx("(?:而|並)?(?:非|不是)(?:因為?|由於)?")
_IS = rx(
    "(?:就|正|便|也|都|則|主要|，)*(?:是|為|係|在於|在|包括|來自|不外乎|有[兩二三四五]個?|出在)(?:，|：|因為|由於|因(?!應)|於)*|："
)
_WHOSE = rx("(?:的|背後的?|之)?(?:最?主要|首要|最大|根本|關鍵|另一個?|一大|其中一個|部分|直接|核心)?(?:的)?$")
_MADE = rx("(?:正|就|便|也|都|才|主要|並不|不|並|而)*(?:是|為|非|由於?|成為?了?|成了|乃是?|堪稱)(?!否)")
_BY = rx("(?:因為?|由於?|受|源於)?")
#: What a verb takes before its object.
_TAKEN = rx("[了著到出起]{1,2}(?!口|貨|力|量|租|現|來|步|伏)")
_HELD = rx("[^，。]{0,12}?[將把](?![近軍來])")
_TO = rx("對(?![手象沖策外於面])|(?<!是)為(?![了何此])|給|替|於(?=.)")
#: A noun that has the predicate before it for its own: 「升息」的政策組合.
_HEADED = rx("的[^，]{1,8}$")
_TOWARD = rx("對(?![手象沖策外於面])")
_WITH = rx("與|和|跟|同")


def _bare_reason(words: str, start: int, hit: Hit) -> bool:
    """，主因客戶調整庫存: the noun opens its clause and the cause follows."""
    return hit.start - start <= 3 and rx("主因|起因|肇因").match(words, hit.start) is not None


def _under(words: str, at: int) -> int:
    """Behind 下, 而, 所致: what closes the frame of a cause."""
    closed = rx("(?:之?下|所致|而|等因素|等|的?因素)+").match(words, at)
    return closed.end() if closed else at
