"""What stands around a cue in its sentence: its subject, what it acts on, the clauses before and behind. Key-frame offsets.

A causal verb without a subject takes that of the verb before it (推升成本、壓低毛利), else the clause before for its cause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.arguments import Layout, Stretch
from extract.cues import Hit
from extract.polarity import way
from extract.scene import Scene
from extract.text import rx

#: Cues that are words of an action: where one opens a clause, the connective before it is not the cue.
VERBAL = ("verb", "pivot", "toward")
#: What joins a verb to the one before it: both have one subject.
_AND = rx("(?:[、，並且及與和也]|以及|並且|同時|還|更|再|又)+$")
#: What joins a clause to the one before it as what comes of it.
_SO = rx("(?:進而|從而|因而|因此|所以|繼而|連帶|於是|以致於?)")
#: A clause that grants something: nothing follows from it.
_GRANTS = rx(
    "[ 「]*(?:即使|即便|縱使|縱然|就算|哪怕|雖然?|儘管|不論|無論|不管|除了|固然|與其|相較|相比|比起|不同於|有別於)"
)
#: What stands for what was said before.
ANAPHOR = rx("(?:這|此|該)(?:也|都|才|就|已|將)?$|(?:此舉|這項|這些|這樣|如此|上述|這場|這波|這筆|這次|此次|此事)")
_ALSO = rx("(?<=..)[也亦]將?")
#: What a verb takes before its object.
_TAKEN = rx("[了著到出起]{1,2}(?!口|貨|力|量|租|現|來|步|伏)")
#: Somebody who acts.
_ACTOR = rx(
    "(?:公司|集團|政府|央行|當局|銀行|該行|業者|廠商|企業|車企|房企|券商|機構|董事會|管理層|部門|財政部|主管機關|監管層|[他她我你]們?|商家|店家|平台|交易所|總裁|主席|總經理|"
    "投資人|投資者|散戶|外資|法人|基金|投信|自營商|壽險|險資|主力|大戶|巨鯨|礦工|持有者|[部局署處院廳委]|公會|協會|工會|委員會|立委|議員|提案|官員|官方|日銀|聯準會|歐央|"
    "多頭|空頭|買家|賣家|屋主|業主|建商|發展商|地產商|自[20-9年]{1,6}起|盤中)$"
)
#: What somebody sets out to do is no effect.
_PLANS = rx("要求|建議|呼籲|打算|擬(?!定)|計[畫劃](?!案)|決定|決議|通過|核准|批准|承諾|宣布|考慮|準備(?!金|率)|試圖|我們?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A cause and an effect with their cue.

    `told`: the modals beside the cue, which tell how the link is meant; `own`: those in the effect's clause tell it too, as
    they do behind a connective.
    """

    hit: Hit
    cause: Stretch
    effect: Stretch
    told: str = ""
    own: bool = False


class Sides:
    """One sentence with its cues, and the links that have been read of it so far."""

    def __init__(self, scene: Scene, previous: Scene | None, found: list[Hit]) -> None:
        self.scene, self.words, self.previous, self.hits = scene, scene.words, previous, found
        self.layout = Layout(scene)
        self.made: list[Pair] = []
        self.used: set[Hit] = set()  # cues that another took for its own

    def place(self, hit: Hit) -> tuple[list[Stretch], int]:
        return self.layout.at(hit.start)

    def behind(self, hit: Hit) -> Stretch:
        """What stands behind a cue in its clause, without a verb that goes on from it (推升成本、壓低毛利)."""
        clauses, at = self.place(hit)
        end = clauses[at].end
        for other in self.hits:
            if hit.end < other.start < end and other.cue.form in VERBAL:
                subject, _ = self.layout.subject(hit.end, other.start)
                joined = self.words[subject.end : other.start]
                if _AND.search(joined) or _SO.search(joined):
                    end = subject.end
                    break
        taken = _TAKEN.match(self.words, hit.end, end)
        return self.layout.trimmed(taken.end() if taken else hit.end, end)

    def last(self, pattern: re.Pattern[str], start: int, hit: Hit) -> re.Match[str] | None:
        """The match of a pattern that stands next before a cue, from `start` on."""
        return max(pattern.finditer(self.words, start, hit.start), key=re.Match.start, default=None)

    def before(self, hit: Hit) -> tuple[Stretch, str]:
        """What stands before a cue in its clause, behind any connective there; and the modals between."""
        clauses, at = self.place(hit)
        start = clauses[at].start
        for other in self.hits:
            if start <= other.start and other.end <= hit.start and other.cue.form not in ("verb", "toward"):
                start = other.end
        return self.layout.subject(start, hit.start)

    def cause_of_verb(self, hit: Hit) -> tuple[Stretch | None, str]:
        """The cause of a causal verb: its subject, that of the verb it goes on from, else the clause before."""
        clauses, at = self.place(hit)
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
        subject, told = self.before(hit)
        if len(subject) > 1 or (len(subject) == 1 and ANAPHOR.match(self.words, subject.start, subject.end)):
            return subject, told
        opening = self.words[clause.start : hit.start]
        return self.clause_before(hit, shared=not _SO.search(opening)), told

    def clause_before(self, hit: Hit, *, shared: bool = False, beyond: bool = False) -> Stretch | None:
        """The clause before that of a cue; `shared`: where a causal verb rules it, that verb's cause; `beyond`: the last
        clause of the sentence before, where the cue's is the first."""
        clauses, at = self.place(hit)
        for place in range(at - 1, -1, -1):
            clause = clauses[place]
            piece = self.layout.trimmed(clause.start, clause.end)
            if self.layout.is_idle(piece):
                continue
            if _GRANTS.match(self.words, clause.start, clause.end):
                return None
            told = next((pair for pair in self.made if clause.start <= pair.hit.start < clause.end and pair.effect.end <= clause.start), None)
            if told is not None and told.hit.cue.form in ("with", "back", "owed", "lead", "reason"):
                return told.effect  # E，與 B 無關，而是 C: still of E
            ruling = next(
                (
                    link
                    for link in reversed(self.made)
                    if clause.start <= link.hit.start < clause.end and link.hit.cue.form in VERBAL
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

    def clause_behind(self, hit: Hit) -> Stretch | None:
        """The clause behind that of a cue."""
        clauses, at = self.place(hit)
        for clause in clauses[at + 1 :]:
            piece = self.layout.trimmed(clause.start, clause.end)
            if not self.layout.is_idle(piece):
                return piece
        return None

    def also_behind(self, effect: Stretch) -> Stretch | None:
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

    def is_verbal(self, piece: Stretch) -> bool:
        """Whether a clause opens with a causal verb: then that is the cue, and has its own link."""
        for hit in self.hits:
            if piece.start <= hit.start < piece.end and hit.cue.form in ("verb", "pivot"):
                subject, _ = self.layout.subject(piece.start, hit.start)
                return len(subject) == 0
        return False

    def says_more(self, piece: Stretch) -> bool:
        """Whether a piece tells of a change or an event: a predicate or a causal cue is in it."""
        return way(self.words[piece.start : piece.end]) != 0 or any(
            piece.start <= h.start < piece.end for h in self.hits
        )

    def acts(self, cause: Stretch) -> bool:
        """Whether a cause is somebody who acts, no event; a time between him and the verb is left out (投信上週減少…)."""
        end = cause.end
        for time in reversed(self.scene.times):
            if cause.start < time.start and time.end in (end, end - 1) and self.words[time.end : end] in ("", "起"):
                end = time.start
        while end > cause.start and self.words[end - 1] in "自从于在":
            end -= 1
        named = any(
            f.mention.kind == "entity" and f.end == end and f.category not in ("", "event") for f in self.scene.found
        )
        return (
            named
            or bool(_ACTOR.search(self.words[cause.start : end]))
            or bool(_PLANS.search(self.words, cause.start, end))
        )
