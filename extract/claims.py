"""Who + what + when + how much → Claim: frames around each quantity, in the key frame.

One claim a quantity. Each field is read by a frame of its own, tried in the order of yield, and carries the frame's
name in `by`; a field for which no frame speaks stays null. What an earlier clause named is carried on until a new
one comes (subject, metric, period, comparison), a speaker to the end of its paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache

import ontology
from extract import interval
from extract.lexicon import rows
from extract.mentions import Found
from extract.passages import Sentence
from extract.reading import Claim, Comparison, Direction, Kind, Mention, Modality, Period, Quantity
from extract.text import HAN, AlignedText, key, rx

_DURATIONS = {"YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE"}
#: Names that are seldom whose measure it is: 全球第三大, 市場預期.
_VAGUE = ("entity/world", "entity/market")
#: Measures that are things of their own: where no owner is named, 失業率 is what 失業率 is about.
_SELF_MEASURES = {"prices", "growth", "consumption", "labour", "external", "money", "fiscal", "housing"}
_STEPS = {"年": "metric/yoy", "月": "metric/mom", "季": "metric/qoq"}
_RATES = {"PERCENT", "PERCENTAGE_POINT", "BASIS_POINT", "MULTIPLE"}
_CLAUSE = re.compile(r"[，；：。！？\n]")


@lru_cache
def frames(family: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The rows of one family of lexicon/frames.toml as (name, pattern), each pattern its words, longest first."""
    out = []
    for row in rows("frames"):
        if row["family"] == family:
            out.append((row["name"], rx("|".join(sorted(row["words"], key=len, reverse=True)))))
    return tuple(out)


@lru_cache
def frame(family: str, name: str) -> re.Pattern[str]:
    return next(pattern for n, pattern in frames(family) if n == name)


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity at `[start, end)` of the key text."""

    start: int
    end: int
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Time:
    """A period at `[start, end)` of the key text; `base`: it is what something is compared with (較10 月增加)."""

    start: int
    end: int
    period: Period
    base: bool


@dataclass(slots=True)
class _Carried:
    """What the clauses so far have named, until the paragraph ends."""

    subject: Mention | None = None
    metric: Found | None = None
    period: Period | None = None
    comparison: Comparison = "none"
    speaker: Mention | None = None
    sentence: int = -1
    tenor: str | None = None


@dataclass(slots=True)
class _Scene:
    """One sentence with everything that stands in it."""

    sentence: Sentence
    numbers: list[Number]
    times: list[Time]
    found: list[Found]
    speech: list[tuple[int, int, Mention]] = field(default_factory=list)


class Reader:
    """Reads the claims of one article. Everything is indexed by the key text."""

    def __init__(self, text: AlignedText, sentences: list[Sentence], numbers: list[Number], times: list[Time], found: list[Found], article_key: str):
        self.text, self.words, self.key = text, text.text, article_key
        self.company = self._company(found, sentences)
        self.scenes = list(_scenes(sentences, numbers, times, found))

    def _company(self, found: list[Found], sentences: list[Sentence]) -> Mention | None:
        """The company an article is about: named in its headline, or the first one named twice."""
        names = [f for f in found if f.category in ("company", "bank", "group")]
        counts: dict[str, int] = {}
        for f in names:
            counts[f.mention.concept or f.mention.words[:2]] = counts.get(f.mention.concept or f.mention.words[:2], 0) + 1
        head = sentences[0].end if sentences else 0
        for f in names:
            if f.end <= head or counts[f.mention.concept or f.mention.words[:2]] > 1 or f.mention.by == "company-name":
                return f.mention
        return None

    def mention(self, start: int, end: int, by: str, *, concept: str | None = None, kind: str = "entity") -> Mention:
        span = self.text.raw_span(start, end)
        return Mention(span=span, words=span.of(self.text.raw), kind=kind, concept=concept, by=by)  # type: ignore[arg-type]

    def claims(self) -> Iterator[Claim]:
        carried, paragraph = _Carried(), -1
        for index, scene in enumerate(self.scenes):
            if scene.sentence.passage.paragraph != paragraph:
                paragraph, carried = scene.sentence.passage.paragraph, _Carried()
            scene.speech = list(self._speech(scene, carried))
            for i, number in enumerate(scene.numbers):
                yield self._claim(scene, i, number, carried, index)
            if scene.speech:
                carried.speaker = scene.speech[-1][2]
            if not scene.numbers:
                self._carry_silent(scene, carried)

    def _carry_silent(self, scene: _Scene, carried: _Carried) -> None:
        """A sentence without numbers still names who the next one is about."""
        speakers = {(a, b) for a, b, _ in scene.speech}
        named = [f for f in scene.found if f.mention.kind == "entity" and not any(a <= f.start < b for a, b in speakers)]
        if named:
            carried.subject, carried.metric, carried.tenor = named[0].mention, None, named[0].tenor
        lasting = [t.period for t in scene.times if not _PASSING.match(self.words[t.start : t.end])]
        if lasting:
            carried.period = lasting[-1]

    # ---- one claim

    def _claim(self, scene: _Scene, i: int, number: Number, carried: _Carried, index: int) -> Claim:
        q = number.quantity
        start = self._clause_start(scene, number.start)
        before = self.words[start : number.start]
        by: dict[str, str] = {}
        metric, by["metric"] = self._metric(scene, i, number, start, carried, index)
        subject, tenor, by["subject"] = self._subject(scene, number, start, metric, carried, index)
        comparison, by["comparison"] = self._comparison(scene, i, number, start, metric, carried)
        kind, by["kind"] = self._kind(scene, i, number, start, metric, before, comparison)
        if comparison == "none" and q.unit == "PERCENT" and carried.comparison != "none" and kind in ("change", "target", "threshold") and not self._own_base(before):
            listed = index == carried.sentence and not (metric and metric.start >= start and metric.category in ("market", "crypto", "interest"))
            if by["metric"].startswith("carried") or listed:
                comparison, by["comparison"] = carried.comparison, "carried"
        direction, by["direction"] = self._direction(scene, i, number, start, metric, before, kind)
        period, by["period"] = self._period(scene, number, start, carried, index, kind, metric)
        modality, by["modality"] = self._modality(scene, number, start, kind)
        speaker = self._speaker(scene, number, carried)
        by["attribution"] = speaker.by if speaker else "none"
        if kind in ("count", "duration") and metric is None:
            metric_mention = subject
        else:
            metric_mention = metric.mention if metric else None
        q = self._unit_by_metric(q, metric, subject)
        if subject is not None and q.unit not in _DURATIONS and not q.unit.startswith("COUNT:"):
            carried.subject, carried.tenor = subject, tenor
            if metric is not None and not by["metric"].startswith("after"):
                carried.metric = metric
        elif metric is not None and metric.mention.kind == "metric" and not by["metric"].startswith("after"):
            carried.metric = metric
        if comparison != "none":
            carried.comparison = comparison
        if period is not None and by["period"] != "attached" and not _PASSING.match(key(period.words)):
            carried.period = period
        carried.sentence = index
        return Claim(
            key=f"{self.key}-c{q.span.start}-{q.span.end}", span=q.span, quantity=q, subject=subject, metric=metric_mention,
            scope=self._scope(before, tenor), period=period, comparison=comparison, kind=kind, direction=direction,
            modality=modality, attribution=speaker, by=by,
        )  # fmt: skip

    def _clause_start(self, scene: _Scene, at: int) -> int:
        start = scene.sentence.start
        for mark in _CLAUSE.finditer(self.words, scene.sentence.start, at):
            start = mark.end()
        return start

    def _clause_end(self, scene: _Scene, at: int) -> int:
        mark = _CLAUSE.search(self.words, at, scene.sentence.end)
        return mark.start() if mark else scene.sentence.end

    # ---- metric

    def _metric(self, scene: _Scene, i: int, number: Number, start: int, carried: _Carried, index: int) -> tuple[Found | None, str]:
        q, words = number.quantity, self.words
        if q.unit.startswith("COUNT:") or q.unit == "ORDINAL":
            noun = self._counted(scene, number, start)
            if noun is not None:
                return noun
        after = self._metric_after(scene, number)
        metrics = [f for f in scene.found if start <= f.start and f.end <= number.start and self._names_measure(f, q)]
        things = [f for f in scene.found if start <= f.start and f.end <= number.start and _is_quoted(f)]
        if metrics:
            nearest = self._outer(metrics)
            between = words[nearest.end : number.start]
            close = len(between) <= 14 and not any(
                f.mention.kind == "entity" and nearest.end <= f.start < number.start and not f.category.startswith("currency") for f in scene.found
            )
            if things and things[-1].start >= nearest.end and _MOVES.search(words[things[-1].end : number.start]):
                return things[-1], "thing"
            if after is None or (close and _GLUE.search(between)):
                previous = scene.numbers[i - 1] if i else None
                if previous is not None and previous.start >= nearest.end and nearest.is_event and not rx("[至到為次]").search(words[previous.end : number.start]) and after is not None:
                    return after
                return nearest, "before:event" if nearest.is_event else "before"
        if after is not None:
            return after
        if things and _MOVES.search(words[things[-1].end : number.start]):
            return things[-1], "thing"
        # what an earlier clause of the sentence named since the last number, then what the last number was about
        since = scene.numbers[i - 1].end if i else scene.sentence.start
        named = [f for f in scene.found if since <= f.start and f.end <= start and self._names_measure(f, q) and not _weak(f, words)]
        if named and _fits(q, named[-1]):
            return named[-1], "sentence"
        noun = self._noun_before(scene, number, start)
        based = bool(rx("(?:較|比)[^，。；]*$").search(words[start : number.start]))
        parallel = q.unit == "PERCENT" and index == carried.sentence
        if carried.metric is not None and (noun is None or based or parallel or q.unit in _DURATIONS) and (q.unit in _DURATIONS or _fits(q, carried.metric)):
            return carried.metric, "carried"
        weak = [f for f in scene.found if start <= f.start and f.end <= number.start and f.mention.kind == "metric"]
        if weak and not q.unit.startswith("COUNT:"):
            return weak[-1], "before"
        return (noun, "noun") if noun is not None and q.unit not in _DURATIONS else (None, "none")

    def _outer(self, metrics: list[Found]) -> Found:
        """The nearest measure; of ROE（淨資產收益率） the outer one; 核心PCE 通膨 joined."""
        nearest = metrics[-1]
        if len(metrics) > 1 and self.words[metrics[-2].end : nearest.start] in ("（",):
            return metrics[-2]
        step = self.words[nearest.start - 1 : nearest.start]
        if nearest.mention.concept == "metric/growth-rate" and step and step in _STEPS:
            concept = _STEPS[step]
            return Found(nearest.start - 1, nearest.end, self.mention(nearest.start - 1, nearest.end, f"label:{concept}", concept=concept, kind="metric"))
        return nearest

    def _names_measure(self, f: Found, q: Quantity) -> bool:
        """Whether a mention can be the measure of a quantity: no event for an amount, no bare 年增 where a noun stands."""
        if f.mention.kind != "metric" or (f.is_event and q.unit not in ("PERCENT", "PERCENTAGE_POINT", "BASIS_POINT", "COUNT:次", *_DURATIONS)):
            return False
        return not _weak(f, self.words)

    def _metric_after(self, scene: _Scene, number: Number) -> tuple[Found, str] | None:
        """The noun that follows: 38 萬億美元聯邦債務, 80% 以上的升息機率, 2% 的目標."""
        words, q = self.words, number.quantity
        if q.unit in _DURATIONS or q.unit.startswith("COUNT:") or q.unit == "ORDINAL":
            return None
        end = self._clause_end(scene, number.end)
        for other in scene.numbers:
            if other.start >= number.end:
                end = min(end, other.start)
                break
        lead = rx("(?:」|』|”)?(?:以上|以下|左右|上下)?(?:的)?(?:「|『|“)?").match(words, number.end)
        at = lead.end() if lead else number.end
        linked = words[number.end : at] != "" and rx("的|「|以").search(words[number.end : at])
        names = [f for f in scene.found if at <= f.start and f.end <= end]
        sure = frame("kind", "probability").match(words, at) if q.unit == "PERCENT" else None
        if sure and not any(f.start < sure.end() for f in names):
            return Found(at, sure.end(), self.mention(at, sure.end(), "probability-noun", concept="metric/probability", kind="metric")), "after"
        run = at
        chain: list[Found] = []
        for f in names:
            gap = words[run : f.start]
            if len(gap) > (6 if linked else 4) or _VERB.search(gap):
                break
            chain.append(f)
            run = f.end
        metrics = [f for f in chain if f.mention.kind == "metric" and not f.is_event]
        if metrics:
            return metrics[-1], "after"
        if chain and chain[-1].end == end and q.unit not in ("PERCENT", "INDEX_POINT", "NONE", "BASIS_POINT", "PERCENTAGE_POINT", "MULTIPLE"):
            return chain[-1], "after:thing"
        if chain and chain[-1].mention.kind == "entity" and q.unit not in ("PERCENT", "INDEX_POINT", "NONE") and chain[-1].end < end:
            tail = rx(f"^[{HAN}]{{2,6}}").match(words[chain[-1].end : end])
            if tail and not _VERB.search(tail[0]):
                return Found(chain[0].start, chain[-1].end + tail.end(), self.mention(chain[-1].end, chain[-1].end + tail.end(), "noun-after", kind="metric")), "after:noun"
        if q.unit == "PERCENT" and not linked:
            return None
        noun = rx(f"^(?:的)?([{HAN}A-Za-z]{{2,10}}?)(?=[，。；、）」]|將|可|已|會|於|在|是|的|$)").match(words[at:end] + "，")
        if noun and not _VERB.search(noun[1]) and not chain and (linked or q.unit in ("USD", "JPY", "TWD", "CNY", "HKD", "EUR", "GBP", "TONNE", "BARREL")):
            a = at + noun.start(1)
            return Found(a, a + len(noun[1]), self.mention(a, a + len(noun[1]), "noun-after", kind="metric")), "after:noun"
        return None

    def _counted(self, scene: _Scene, number: Number, start: int) -> tuple[Found, str] | None:
        """The thing counted: 三個關鍵事實, 368 項查價項目; else the noun before (員工共有3,200人)."""
        words, q = self.words, number.quantity
        if q.unit in ("COUNT:次", "COUNT:分", "COUNT:歲", "COUNT:級", "COUNT:步"):
            return None
        end = self._clause_end(scene, number.end)
        noun = rx(f"^(?:以上|左右)?(?:的)?[「『“]?([{HAN}A-Za-z]{{2,12}}?)(?=[，。；、）」』”：！？]|將|可|已|會|於|在|是|的|平均|中|都|均|共|皆|推|指|預|認|累|上漲|下跌|成長|減少|增加|其|當|也|則|$)").match(words[number.end : end] + "，")
        if noun and not _VERB.search(noun[1][:2]):
            a = number.end + noun.start(1)
            known = next((f for f in scene.found if f.start == a), None)
            return Found(a, a + len(noun[1]), self.mention(a, a + len(noun[1]), "counted", concept=known.mention.concept if known else None, kind="metric")), "after:counted"
        owner = rx(f"([{HAN}]{{2,8}}?)(?:共有|僅有|只有|有|分為|共|多達|高達)$").search(words[start : number.start].rpartition("的")[2])
        if owner and not _NO_NOUN.search(owner[1]):
            a = number.start - len(owner[0])
            return Found(a, a + len(owner[1]), self.mention(a, a + len(owner[1]), "counted", kind="metric")), "before:counted"
        named = [f for f in scene.found if start <= f.start and f.end <= number.start and f.mention.kind == "metric" and not f.is_event]
        if named:
            return named[-1], "before"
        before = self._noun_before(scene, number, start)
        return (before, "noun") if before else None

    def _noun_before(self, scene: _Scene, number: Number, start: int) -> Found | None:
        """An unlinked noun phrase before the verb: 豬肉漲幅, 鼎元科營收, 超級市場貨品只升."""
        floor = max([start, *(n.end for n in scene.numbers if n.end <= number.start)])
        return self._noun(scene, floor, number.start, verb=True)

    def _noun(self, scene: _Scene, floor: int, stop: int, *, verb: bool = False) -> Found | None:
        """The noun phrase that fills `[floor, stop)`: all of it before a measure, or (`verb`) all before its verb.

        Leading connectives, times and speakers are passed over, modifiers with 的 too. None where what is left does not
        look like a noun: nothing is guessed.
        """
        words = self.words
        for a, b, _ in scene.speech:
            if floor <= a < stop:
                floor = max(floor, min(b, stop))
        end = stop
        for time in scene.times:
            if floor <= time.start and time.end <= stop:
                if rx(rf"^[{HAN}A-Za-z]{{2,}}").match(_LEAD.sub("", words[floor : time.start])):
                    end = min(end, time.start)  # 澄禾第3季毛利率
                else:
                    floor = time.end
        lead = _LEAD.match(words[floor:end])
        floor += lead.end() if lead else 0
        piece = words[floor:end]
        if verb:
            cut = _VERB_PHRASE.match(piece)
            piece = cut["noun"] if cut else piece
        piece = rx("[的之]$").sub("", piece)
        if "的" in piece:
            floor += piece.rindex("的") + 1
            piece = piece.rpartition("的")[2]
        if not re.fullmatch(f"[{HAN}A-Za-z0-9][{HAN}A-Za-z0-9&·、\\-]{{1,11}}", piece) or _NO_NOUN.search(piece) or self._movement_at(piece):
            return None
        return Found(floor, floor + len(piece), self.mention(floor, floor + len(piece), "noun"))

    def _movement_at(self, piece: str) -> bool:
        """Whether a would-be noun begins with a verb of movement, or is one."""
        return any(len(hit[0]) > 1 for _, pattern in frames("movement") if (hit := pattern.match(piece)))

    # ---- subject

    def _subject(self, scene: _Scene, number: Number, start: int, metric: Found | None, carried: _Carried, index: int) -> tuple[Mention | None, str | None, str]:
        """Whose measure it is: named in the clause, in the sentence since the last number, carried, or the measure itself."""
        q, words = number.quantity, self.words
        if metric is not None and metric.mention.by in ("counted", "noun") and (q.unit.startswith("COUNT:") or q.unit == "ORDINAL"):
            if q.unit == "ORDINAL":
                named = [f for f in scene.found if f.mention.kind == "entity" and start <= f.start < number.start and f.mention.concept not in _VAGUE]
                if named:
                    return named[0].mention, named[0].tenor, "clause"
            return metric.mention, None, "counted"
        if metric is not None and metric.mention.kind == "entity" and _is_quoted(metric):
            return metric.mention, metric.tenor, "thing"
        inside = metric is not None and start <= metric.start < number.start
        following = metric is not None and number.end <= metric.start
        anchor = metric.start if inside and metric is not None else number.start
        floor = max([start, *(n.end for n in scene.numbers if n.end <= anchor)])
        entities = [
            f for f in scene.found
            if f.mention.kind == "entity" and not self._speaks(scene, f) and not self._is_unit_like(f, number)
            and (f.mention.concept not in _VAGUE or f.end == anchor)
        ]  # fmt: skip
        if following and metric is not None:
            within = [f for f in entities if number.end <= f.start and f.end <= metric.end]
            if within:
                return within[-1].mention, within[-1].tenor, "after"
            if metric.mention.by == "noun-after" or metric.category in ("market", "crypto"):
                return metric.mention, None, "measure"
        near = [f for f in entities if floor <= f.start and f.end <= anchor] or [f for f in entities if start <= f.start and f.end <= anchor]
        if near:
            chosen = self._owner(near, anchor, metric)
            several = rx(f"等([{HAN}]{{2,8}})$").search(words[chosen.end : anchor])
            if several:
                return self.mention(anchor - len(several[1]), anchor, "several"), None, "several"
            return chosen.mention, chosen.tenor, "clause"
        if inside and metric is not None:
            touching = [f for f in scene.found if f.mention.kind == "metric" and not f.is_event and floor <= f.start and f.end <= metric.start and words[f.end : metric.start] in ("", " ", "的")]
            if touching and (metric.concept is None or metric.concept.nature in ("change", "share", "rate")):
                return touching[-1].mention, None, "measure"
        coreference = rx("(?:本公司|該公司|公司|集團|該集團|該行|本集團)(?:[^，。；]{0,14})$").search(words[floor:anchor])
        if coreference and self.company is not None:
            a = floor + coreference.start()
            b = a + len(rx("^(?:本公司|該公司|公司|集團|該集團|該行|本集團)").match(coreference[0])[0])  # type: ignore[index]
            return self.mention(a, b, "coreference", concept=self.company.concept), None, "coreference"
        own = self._noun(scene, floor, anchor, verb=not inside) if inside or not following else None
        if own is not None and (inside or own.end < number.start or len(q.unit) == 3 and own.end - own.start <= 6):
            return own.mention, None, "noun"
        since = max((n.end for n in scene.numbers if n.end <= start), default=scene.sentence.start)
        fresh = [f for f in entities if since <= f.start and f.end <= start and not self._is_reason(scene, f)]
        if fresh:
            return fresh[-1].mention, fresh[-1].tenor, "sentence"
        if metric is not None and metric.category == "company" and self.company is not None and carried.subject is None:
            return self.company, None, "company"
        itself = metric is not None and metric.category in _SELF_MEASURES and inside and (
            carried.sentence != index or (carried.subject is not None and (carried.subject.kind == "metric" or carried.subject.by == "noun"))
        )  # fmt: skip
        if metric is not None and metric.category == "company" and self.company is not None and carried.subject is not None and carried.subject.by not in ("clause", "company-name", "company-alias", "coreference") and carried.subject.concept is None:
            return self.company, None, "company"
        if carried.subject is not None and not itself:
            return carried.subject, carried.tenor, "carried"
        earlier = [f for f in entities if f.end <= start and not self._is_reason(scene, f)]
        if earlier:
            return earlier[-1].mention, earlier[-1].tenor, "sentence"
        if metric is not None and metric.category == "company" and self.company is not None:
            return self.company, None, "company"
        if metric is not None and not metric.is_event and metric.mention.kind == "metric":
            return metric.mention, None, "measure"
        return None, None, "none"

    def _owner(self, near: list[Found], anchor: int, metric: Found | None) -> Found:
        """Of the entities before a measure, the one that owns it: not what it is compared with, not the buyer's goods."""
        free = [f for f in near if not rx("[較比兌對與和及從由自向]$").search(self.words[max(0, f.start - 1) : f.start])]
        if metric is not None and metric.mention.concept == "metric/spread" and free:
            return free[0]
        if len(free) > 1 and rx("^(?:淨?(?:賣出|買入|賣超|買超)|持有|減持|增持)").match(self.words[free[0].end : free[1].start]):
            return free[0]
        return near[-1]

    def _is_reason(self, scene: _Scene, f: Found) -> bool:
        """Whether an entity stands in a clause of circumstance (受惠…, 由於…, 隨著…), which is not about it."""
        return bool(rx("^(?:受惠|受到?|因|由於|隨著|在|儘管|雖|為|因應|面對|相較|不同於|繼|看好|除)").match(self.words[self._clause_start(scene, f.start) : f.start + 1]))

    def _speaks(self, scene: _Scene, f: Found) -> bool:
        return any(a <= f.start and f.end <= b for a, b, _ in scene.speech)

    def _is_unit_like(self, f: Found, number: Number) -> bool:
        """A currency inside or right before an amount is its unit."""
        return number.start <= f.start < number.end or (f.category.startswith("currency") and f.end == number.start)

    # ---- period

    def _period(self, scene: _Scene, number: Number, start: int, carried: _Carried, index: int, kind: Kind, metric: Found | None) -> tuple[Period | None, str]:
        times = [t for t in scene.times if not t.base and not (t.start <= number.start < t.end) and not _SAME_TIME.match(self.words[t.start : t.end])]
        attached = [t for t in scene.times if t.end <= number.start and rx("^(?:的|時的|底的|末的)?「?$").match(self.words[t.end : number.start])]
        if attached:
            return attached[-1].period, "attached"
        near = [t for t in times if start <= t.start and t.end <= number.start]
        if near and kind == "from" and rx("截至").search(self.words[start : number.start]):
            return None, "none"
        if near:
            return near[-1].period, "clause"
        if kind == "count" or kind == "from":
            return None, "none"
        earlier = [t for t in times if t.end <= start]
        if earlier:
            # a time attached to the earlier state of a movement is not the time of what follows
            earlier = [t for t in earlier if not _PASSING.match(self.words[t.start : t.end]) and not rx("[從由自]$").search(self.words[max(0, t.start - 1) : t.start])]
            if earlier:
                return earlier[-1].period, "sentence"
        if carried.period is not None and (carried.sentence == index or self._goes_on(metric)):
            return carried.period, "carried"
        return None, "none"

    def _goes_on(self, metric: Found | None) -> bool:
        """Whether a measure belongs to a periodic series, whose period the sentences of a paragraph share."""
        concept = metric.concept if metric else None
        return concept is not None and concept.step in ("month", "quarter", "year")

    # ---- comparison

    def _own_base(self, before: str) -> bool:
        return bool(rx("較|比|單日|當日|盤中|累計").search(before))

    def _comparison(self, scene: _Scene, i: int, number: Number, start: int, metric: Found | None, carried: _Carried) -> tuple[Comparison, str]:
        q = number.quantity
        if q.unit in _DURATIONS or q.unit in ("ORDINAL",):
            return "none", "none"
        floor = start
        if i and scene.numbers[i - 1].start >= start:
            floor = scene.numbers[i - 1].end
        before = self.words[floor : number.start]
        if rx("^較(?:上月|[0-9一二三四五六七八九十]{1,3}月)|^較前").search(before) is None and floor > start:
            before = self.words[floor : number.start]
        hits = [(m.end(), name) for name, pattern in frames("comparison") for m in pattern.finditer(before)]
        if hits:
            name = max(hits)[1]
            if name == "mom" and metric is not None and metric.concept is not None and metric.concept.step == "quarter" and rx("環比").search(before):
                name = "qoq"
            return name, "clause"  # type: ignore[return-value]
        month = rx("(?:較|比)(?:[0-9]{4}年)?([0-9一二三四五六七八九十]{1,3})月(?:份)?(?:的)?").search(before)
        if month:
            return self._month_base(scene, number, month[1]), "month-base"
        after = self.words[number.end : number.end + 3]
        if rx("^(?:的)?(?:年增|同比|年成長)").search(after):
            return "yoy", "after"
        if metric is not None and metric.concept is not None and metric.concept.comparison:
            return metric.concept.comparison, "metric"
        if metric is not None:
            name_ = next((name for name, pattern in frames("comparison") if pattern.search(self.words[metric.start : metric.end])), None)
            if name_:
                return name_, "metric"  # type: ignore[return-value]
        return "none", "none"

    def _month_base(self, scene: _Scene, number: Number, month: str) -> Comparison:
        """較10 月 in November is mom; another month, or the same of last year, is another base."""
        from extract.numerals import han_value

        base = int(month) if month.isdigit() else (han_value(month) or 0)
        now = next((t.period for t in reversed(scene.times) if t.end <= number.start and not t.base and t.period.grain == "month" and t.period.first), None)
        if now is not None and now.first is not None:
            return "mom" if (now.first.month - base) % 12 == 1 else "versus"
        return "mom"

    # ---- kind and direction

    def _movement(self, before: str) -> tuple[str, str, bool] | None:
        """The movement word that governs the number: (direction, word, to) — `to`: it names the state reached."""
        best: tuple[int, int, str, str] | None = None
        for name, pattern in frames("movement"):
            for hit in pattern.finditer(before):
                if best is None or (hit.end(), -hit.start()) > (best[0], -best[1]):
                    best = (hit.end(), hit.start(), name, hit[0])
        if best is None:
            return None
        rest = before[best[0] :]
        reached = _REACHED.match(rest)
        if reached:
            return best[2], best[3], True
        if _BY.match(rest):
            return best[2], best[3], False
        return None

    def _kind(self, scene: _Scene, i: int, number: Number, start: int, metric: Found | None, before: str, comparison: Comparison) -> tuple[Kind, str]:
        q, words = number.quantity, self.words
        concept = metric.concept if metric else None
        metric_words = words[metric.start : metric.end] if metric else ""
        if q.unit in _DURATIONS and not self._from(scene, i, number, start) and not _REACHED_DAYS.search(before):
            return "duration", "unit"
        if q.unit == "ORDINAL":
            return "rank", "unit"
        if q.is_range and q.open_step is None and not q.unit.startswith("COUNT:幾"):
            return "range", "range"
        after = words[number.end : self._clause_end(scene, number.end)]
        if self._from(scene, i, number, start):
            return "from", "從…至"
        if concept is not None and concept.direction and concept.dimension == "rate" and q.unit in _RATES and metric is not None and metric.start >= start:
            return "change", "metric"
        floor = scene.numbers[i - 1].end if i and scene.numbers[i - 1].start >= start else start
        near = words[floor : number.start]
        moved = self._movement(near)
        if q.unit.startswith("COUNT:") and concept is not None and concept.dimension == "count" and metric is not None and start <= metric.start < number.start and not moved:
            return "level", "metric"
        if q.unit.startswith("COUNT:") and (not moved or q.unit in ("COUNT:次", "COUNT:場")) and not rx("(?:新增|淨增|裁減|裁員)(?:了|約|逾|近)?$").search(near):
            return ("count", "unit") if q.unit != "COUNT:分" else ("level", "unit")
        if moved and moved[2]:
            return "to", "升至"
        if _ARRIVED.search(near):
            return "to", "來到"
        if i and floor == scene.numbers[i - 1].end and rx("^(?:」|』)?[^，。]{0,4}(?:機率|概率)?」?(?:到|至)(?:[^，。]{0,4}的)?「?$").match(near):
            return "to", "從…到"
        tail = rx("^(?:的|左右的|以上的)?「?[^，。；]{0,6}?").match(after)
        noun_after = after[: 8]
        if frame("kind", "target").search(rx("^(?:的)?[^，。；升降]{0,4}").match(noun_after)[0] if noun_after else "") or rx("目標(?:值)?(?:為|是|設在|定在|訂在|設為|訂為|，)?[約]?$").search(before[-8:]):  # type: ignore[index]
            return "target", "目標"
        if rx("(?:挑戰|上看|看至|劍指|目標價(?:為|至|由|從)?[^，]{0,4})$").search(near):
            return "target", "挑戰"
        if rx(r"^(?:的)?(?:[^，。；]{0,4})(?:警戒線|警戒|門檻|榮枯線|榮枯分界|臨界點?|紅線|分界線|免稅額)").match(noun_after) or rx("(?:榮枯線|警戒線|門檻|分界線)(?:的|為)?$").search(before[-5:]):
            return "threshold", "門檻"
        if rx("需要?[^，。]{0,10}(?:突破|達|站上|高於|低於|超過|升破|跌破)$").search(before):
            return "threshold", "需要"
        if (concept is not None and concept.dimension == "probability") or frame("kind", "probability").search(metric_words) or frame("kind", "probability").match(rx("^(?:以上)?(?:的)?「?").sub("", after)):
            if q.unit == "PERCENT":
                return "probability", "機率"
        if metric is not None and metric.is_event and start <= metric.start < number.start and q.unit == "PERCENT" and q.value > 20:
            return "probability", "event-percent"
        if q.unit in ("PERCENT", "MULTIPLE"):
            if (metric is not None and metric.start >= start and _SHARE.search(metric_words)) or rx("(?:佔|占|相當於|等於|比重|佔比|占比)[^，。；0-9]{0,10}$").search(near):
                return "ratio", "佔"
        if moved or (q.unit.startswith("COUNT:") and q.unit != "COUNT:分"):
            return "change", "增減"
        if rx("(?:較|比)[^，。；]{1,12}(?:高|低|多|少)(?:了|出)?$").search(near):
            return "change", "較…高"
        if q.unit in ("PERCENTAGE_POINT", "BASIS_POINT"):
            if concept is not None and concept.nature == "level" and concept.category != "event":
                return "level", "metric"
            return "change", "unit"
        if metric is not None and metric.is_event:
            return "change", "event"
        if q.unit == "PERCENT" and (comparison in ("yoy", "qoq", "mom", "wow", "dod", "ytd", "annualised")):
            return "change", "comparison"
        if concept is not None and concept.nature == "change" and q.unit in ("PERCENT", "MULTIPLE"):
            return "change", "metric"
        if q.unit == "PERCENT" and rx("成").search(words[number.start : number.end]) and metric is None:
            return "ratio", "成"
        if q.unit == "PERCENT" and rx("(?:其中|有|的)(?:約|逾|超過|近)?$").search(near) and rx(f"^(?:的)?[{HAN}]").match(after) and concept is None:
            return "ratio", "其中"
        return "level", "default"

    def _from(self, scene: _Scene, i: int, number: Number, start: int) -> bool:
        floor = max(start, scene.numbers[i - 1].end) if i else start
        if not rx("(?:從|由|自)[^，。；]{0,14}$").search(self.words[floor : number.start]):
            return False
        end = self._clause_end(scene, number.end)
        following = scene.numbers[i + 1] if i + 1 < len(scene.numbers) else None
        rest = self.words[number.end : following.start if following is not None and following.start < end + 12 else end]
        return bool(rx("(?:至|到|為|成|來到)[^，。；]{0,8}$").search(rest)) and following is not None and following.quantity.unit == number.quantity.unit

    def _direction(self, scene: _Scene, i: int, number: Number, start: int, metric: Found | None, before: str, kind: Kind) -> tuple[Direction, str]:
        if kind not in ("change", "from", "to"):
            return "none", "kind"
        words, q = self.words, number.quantity
        if kind == "from":
            following = scene.numbers[i + 1]
            between = words[number.end : following.start]
            moved = self._last_movement(between) or self._last_movement(words[following.end : following.end + 6])
            return moved or _sign(following.quantity.value - q.value), "從…至"
        floor = scene.numbers[i - 1].end if i and scene.numbers[i - 1].start >= start else start
        near = words[floor : number.start]
        concept = metric.concept if metric else None
        if concept is not None and concept.direction and concept.dimension == "rate" and kind == "change":
            return concept.direction, "metric"
        moved = self._movement(near)
        if moved:
            return ("down" if q.value < 0 and moved[0] == "up" and kind == "change" else moved[0]), "movement"  # type: ignore[return-value]
        versus = rx("(?:較|比)[^，。；]{1,12}(高|低|多|少)(?:了|出)?$").search(near)
        if versus:
            return ("up" if versus[1] in rx("[高多]").pattern else "down"), "較…高"
        if metric is not None and metric.is_event and concept is not None and concept.direction:
            return concept.direction, "event"
        if kind == "to":
            last = self._last_movement(near)
            if last:
                return last, "movement"
            if i and rx("(?:到|至)[^，。]{0,8}$").search(near):
                return _sign(q.value - scene.numbers[i - 1].quantity.value), "從…到"
            return "none", "none"
        if q.value < 0:
            return "down", "minus"
        last = self._last_movement(words[metric.start : number.start]) if metric is not None and metric.start >= start and metric.end <= number.start else None
        return last or "up", "default"

    def _last_movement(self, words: str) -> Direction | None:
        best: tuple[int, int, str] | None = None
        for name, pattern in frames("movement"):
            for hit in pattern.finditer(words):
                if best is None or (hit.end(), -hit.start()) > (best[0], -best[1]):
                    best = (hit.end(), hit.start(), name)
        return best[2] if best else None  # type: ignore[return-value]

    # ---- modality

    def _modality(self, scene: _Scene, number: Number, start: int, kind: Kind) -> tuple[Modality, str]:
        words = self.words
        sentence = words[scene.sentence.start : scene.sentence.end]
        before_all = words[scene.sentence.start : number.start]
        clause = words[start : number.start]
        after = words[number.end : self._clause_end(scene, number.end)]
        if sentence.rstrip("」』”）").endswith("？") and (
            not _CLAUSE.search(words[number.end : scene.sentence.end].rstrip("？」』”）")) or rx("嗎|是否|還是|會不會|能否|呢").search(sentence)
        ):
            return "question", "？"
        for hit in frame("modality", "conditional").finditer(before_all):
            if not rx("若干|如若干").match(before_all[hit.start() : hit.start() + 3]):
                return "conditional", hit[0]
        if frame("modality", "conditional").search(clause) or rx("^[^，。]{0,10}的話").search(after):
            return "conditional", "若"
        if rx("每(?:升|降|漲|跌|貶|增|減|上升|下降|上漲|下跌)[^，。；]{0,8}(?:，[^，。；]{0,14})?$").search(before_all[-26:]):
            return "conditional", "每"
        if rx("(?:並未|並沒有|並非|未曾|沒有|否認|不會|不可能|無意)[^，]{0,8}$").search(clause) and not rx("不會低於|不會超過").search(clause):
            return "denied", "未"
        if self._expected(number, start):
            return "forecast", "expected"
        window = _EXPECTATION.sub("", words[max(start, number.start - 30) : number.start])
        if rx("前值|初值|修正前|去年同期").search(words[max(start, number.start - 6) : number.start]):
            return "actual", "前值"
        plan = frame("modality", "plan").search(window)
        hits = [m for m in frame("modality", "forecast").finditer(window) if not _NOT_FORECAST.match(window[m.start() : m.start() + 5])]
        done = [m for m in rx("已|已經|曾|實際|創下|達成|來自|收報|終場").finditer(window)]
        if plan and not (done and done[-1].start() > plan.start()):
            return "plan", plan[0]
        if hits and not (done and done[-1].start() > hits[-1].start()):
            return "forecast", hits[-1][0]
        if kind == "probability" or (kind in ("from", "to", "level") and frame("kind", "probability").search(words[max(start, number.start - 24) : number.start])):
            return "forecast", "機率"
        if rx("^[^，。0-9]{0,8}(?:將|可望|恐|會在|預計)").search(after) and not done:
            return "forecast", "將"
        if scene.speech:
            speech = [s for s in scene.speech if s[0] < number.start]
            if speech and rx("預測|預估|預計|預期|押注|預警|預料|估計|推估|看好|測算|估").search(words[speech[-1][0] : speech[-1][1] + 4]) and not done:
                return "forecast", "speech"
        return "actual", "default"

    # ---- attribution

    def _expected(self, number: Number, start: int) -> re.Match[str] | None:
        """高於分析師預期的549.2億: this number is the expectation, the sentence around it is not."""
        return rx("(?P<who>分析師|市場|法人|經濟學家|外界|華爾街|機構)?(?:普遍|平均|原先|先前|此前|一致)?(?:預期|預估|預測|共識)(?:的|值|值為|中位數|為|，)?(?:約|為)?$").search(
            self.words[max(start, number.start - 18) : number.start]
        )

    def _speaker(self, scene: _Scene, number: Number, carried: _Carried) -> Mention | None:
        expected = self._expected(number, self._clause_start(scene, number.start))
        if expected and expected["who"]:
            at = number.start - (len(expected.string) - expected.start("who"))
            return self.mention(at, at + len(expected["who"]), "expected")
        said = [who for a, b, who in scene.speech if a < number.start]
        return said[-1] if said else carried.speaker

    def _speech(self, scene: _Scene, carried: _Carried) -> Iterator[tuple[int, int, Mention]]:
        """Speech frames of a sentence: (start, end of the frame, who)."""
        words, low, high = self.words, scene.sentence.start, scene.sentence.end
        done = low
        for verb in frame("speech", "verb").finditer(words, low, high):
            if verb.start() < done:
                continue
            floor = self._clause_start(scene, verb.start())
            quote = max(words.rfind(c, floor, verb.start()) for c in "「『“（(")
            floor = max(floor, done, quote + 1)
            if rx("^(?:的|拉滿|升溫|降溫|落空|值|管理|心理|差|目標|平台|市場|增加|上升|下降|改變)").match(words[verb.end() : verb.end() + 2]) or _EXPECTATION.search(words[floor : verb.end()]):
                continue
            who = self._who(scene, floor, verb.start(), verb[0])
            if who is not None:
                a, b, mention = who
                yield a, verb.end(), mention
                done = verb.end()
        
    def _who(self, scene: _Scene, floor: int, stop: int, verb: str) -> tuple[int, int, Mention] | None:
        words = self.words
        lead = words[floor:stop]
        weak = verb in _WEAK_VERBS
        # 官員曹志弘表示, 統計處長蔡明倫說: the name behind the title
        bare = _ADVERBS.sub("", lead)
        person = rx(f"(?:{_TITLES})(?P<name>[{HAN}·]{{2,4}})$").search(bare)
        if person and not weak and not _NO_NAME.search(person["name"]):
            a = floor + person.start("name")
            known = next((f for f in scene.found if f.start == a and f.mention.kind == "entity"), None)
            return floor, stop, known.mention if known else self.mention(a, a + len(person["name"]), "person-with-title")
        # an entity that can speak, close before the verb
        named = [f for f in scene.found if f.mention.kind == "entity" and floor <= f.start and f.end <= stop and _can_speak(f)]
        if named:
            f = named[-1]
            gap = words[f.end : stop]
            if _SPEECH_GAP.match(gap) and not (weak and gap):
                return f.start, stop, f.mention
        if rx("^(?:他|她|該行|該機構|該公司|該集團)(?:們)?[^，。]{0,6}$").match(lead):
            return None  # the speaker of the sentence before goes on
        speakers = list(frame("speech", "speaker").finditer(lead))
        if speakers:
            last = speakers[-1]
            if _SPEECH_GAP.match(lead[last.end() :]) and not rx("^[場]").match(lead[last.end() :]):
                run = rx(f"[{HAN}A-Za-z]{{0,8}}$").search(lead[: last.start()])
                extra = run[0] if run else ""
                extra = _NAME_FRONT.sub("", extra)
                a = floor + last.start() - (len(extra) if not _VERB.search(extra) and len(extra) <= 6 else 0)
                return floor, stop, self.mention(a, floor + last.end(), "speaker-noun")
        latin = re.search(r"(?P<name>[A-Z][A-Za-z0-9.&]+(?: [A-Z][A-Za-z0-9.&]+)*)$", bare)
        if latin and not weak:
            a = floor + latin.start("name")
            return a, stop, self.mention(a, a + len(latin["name"]), "latin-name")
        if not weak:
            org = rx(f"(?:根據|依據|據|依|按|有|某|另據)?(?P<org>[{HAN}A-Za-z]{{2,12}}?(?:{_ORG}))(?P<gap>[^，。；]{{0,8}})$").search(lead)
            if org and _SPEECH_GAP.match(org["gap"]):
                a = floor + org.start("org")
                return a, stop, self.mention(a, a + len(org["org"]), "organisation-noun")
        return None

    # ---- the rest

    def _scope(self, before: str, tenor: str | None) -> str | None:
        marks = [m[0] for m in rx("盤中|開盤|收盤|單日|當日|累計|平均|單月|單季|合併|母公司|非GAAP|盤前|盤後|每股|每噸|每桶|每盎司|每磅|每公斤|每公噸|每平方").finditer(before)]
        parts = ([tenor] if tenor else []) + marks
        return " ".join(parts) or None

    def _unit_by_metric(self, q: Quantity, metric: Found | None, subject: Mention | None) -> Quantity:
        """A bare number takes the unit of its measure: PMI → points, a currency pair → the quoted currency (分: 1/100)."""
        if q.unit not in ("NONE", "COUNT:分"):
            return q
        for concept in (metric.concept if metric else None, ontology.by_id().get(subject.concept) if subject and subject.concept else None):
            if concept is None:
                continue
            if concept.quotes and q.unit == "COUNT:分" and concept.category in ("pair", "currency"):
                return _hundredths(q, concept.quotes)
            if q.unit != "NONE":
                continue
            if concept.quotes:
                return replace(q, unit=concept.quotes)
            if concept.dimension == "index" or "index" in concept.category:
                return replace(q, unit="INDEX_POINT")
        return q


_TITLES = "官員|分析師|經濟學家|總裁|董事長|總經理|執行長|行長|主席|部長|局長|主計長|處長|財務長|發言人|策略師|研究員|院長|理事長|教授|首席經濟學家|首席分析師|主任|司長|副總裁|副總經理|財政司司長|委員|專員|秘書長|理事|經理人|總監|副局長|副主席|副行長|創辦人|合夥人"
_GLUE = rx(
    "^(?:已|也|則|更|就|仍|又|雖|便|均|都|再|還|卻|將|會|約|達|為|有|共|僅|只|高|的|在|至|到|於|從|由|自|是|報|收|升|降|漲|跌|增|減|貶|揚|挫|落|回|上|下|放|緩|擴|大|收|窄|斂|縮|小|超|過|逾|近|不|低|多|來|突|破|站|飆|攀|滑|年|月|季|週|周|同|比|環|按|成|長|值|幅|度|一|當|日|盤|中|單|累|計|平|均|預|估|期|測|料|可|望|恐|落|介|持|維|（|目|前|現|：|「|攀|調|區|間|續|連|首|次|重|新|衝|勁|彈|暴|大|急|率|約|略|微|小|逐|步|緩|減|衰|退|至|少|最|高|以|上|初|值|修|正|終|、|與|和)*$"
)
_VERB = rx("升至|降至|漲至|跌至|上升|下降|上漲|下跌|增加|減少|飆升|收於|報|達|為|是|有|將|會|落地|來到|，|。|；|逼近|突破|跌破|低於|高於|區間|之間|以上|以下|左右|增至|減至|擴大|收窄|縮小|放緩|回落|回升|認為|預期|表示|預計|創|較|比|比重|不到|至|到|藏著")
_LEAD = rx("^(?:[\\s　「『“（]|直到|當中|各|該|此|這|不含|扣除|反觀|相較之下|展望|但|而|且|並|其中|不過|另外|此外|同時|至於|因此|隨著|由於|目前|當前|此前|其後|隨後|另|尤其|特別是|包括|以及|和|與|及|在|對|按|從|以|受|隨|使|讓|令|也|又|更|則|雖然|雖|儘管|截至|總計|合計|今年|去年|本月|上月|本週|本季|當月|當季|單月|單季|全年|全月|[0-9]{1,2}月(?:份)?|第[一二三四1-4]季|[上下]半年|仍比|仍較|較|比|連同|加上|疊加|就|即便|即使|若)+")
_VERB_PHRASE = rx(
    f"^(?P<noun>[{HAN}A-Za-z0-9&·、\\-]{{2,14}}?)(?:已經?|也|則|更|仍|又|便|均|都|再|還|卻|將|會|只|僅|共|平均|累計|一度|合計|約|大約|近|同步|亦|可望|預計|預估|按年|按月|按季|年|月|季|同比|環比|單日|盤中|較[^，。；]{{1,8}}?|每[^，。；0-9]{{1,4}})*"
    "(?:飆升|攀升|上升|回升|上漲|大漲|上揚|升值|增加|增長|成長|擴大|加快|走高|反彈|下滑|下降|下跌|重挫|暴跌|滑落|回落|走低|貶值|減少|縮減|縮小|收窄|衰退|放緩|微升|微跌|微增|微降|大增|大減|升|漲|增|跌|降|減|揚|挫|貶|"
    "為|達|占|佔|報|收報|收在|收於|收|有|是|至|到|在|於|從|由|錄得|高達|創|買超|賣超|貢獻|實現|完成|來到|維持|觸及|突破|跌破|站上|逾|超過|不到|低於|高於)(?:了|至|到|為|約|逾|在|於|有|近|超過|高達|幅度?|達)*$"
)
_NO_NOUN = rx("^(?:其中|不過|因此|同時|目前|過去|未來|這|那|此|我們|他們|投資人|大家|大概率|預估|預計|預期|預料|一是|二是|三是|四是|每|同期|上期|上季|前期|涉及|折實|消息|調整後|經|上下|訪問|前一|買進|賣出|買超|賣超|計算|挑戰|當中|全數|合計|兩者|前者|後者|雙方|如|因|受|惟|一旦|真正|意味著|停止|疫情前|相當|一邊|一方面|另一方面|首先|其次|最後|主要|以及|包括|即便|如果|若|只要)|(?:認為|指出|表示|預期|顯示)$|意味著|導致|藏著|停止|激勵|帶動|推動|宣布|通過|表現|認為|預料|預計|處於|介於|需要|所以|什麼|多少")
_REACHED = rx("^(?:了)?(?:至|到|為|成|抵)(?:了)?(?:約|逾|近|超過|接近|新台幣|人民幣|每[^0-9，]{1,3})*[「（]?$")
_BY = rx("^(?:了|約|逾|近|超|超過|達|幅度|幅|共|至少|不到|僅|高達|率|率為|率達|率約|幅達|幅為|幅約|近約|大約|多達|將近|接近|為|出|值|：|，?為|最多|最大|最高|不足|合計|長|息|準|薪|碼|新台幣|人民幣|美元)*$")
_REACHED_DAYS = rx("(?:從|由)[^，。；]*(?:升|降|增|減|縮短|延長|拉長|增加|減少)(?:至|到|為)$")
_SHARE = rx("占|佔|比重|份額|滲透|持股比")
_ARRIVED = rx("(?:來到|攀至|攀抵|觸及|觸|達到|逼近|回到|落在|升抵|報至|衝抵)(?:了|約|近|逾)?$")
#: 優於市場預期: what a figure is held against, no forecast of its own
_EXPECTATION = rx("(?:高於|低於|優於|不如|遜於|超過|超出|不及|符合|較|比|好於|略高於|略低於)[^，。；]{0,8}(?:預期|預估|預測|估計|指引|財測)")
_NOT_FORECAST = rx("將近|估值|估價|預期心理|料理|預算|預期的?目標|將其|恐慌|預測平台|預測市場|估算基礎")
_MOVES = rx("(?:(?:報|收|漲|跌|升|貶|挫|揚|為|至|到|守|破|上|於|下|增|減|在|由|從)[^，]{0,5}|每[^，]{1,4})$")
#: Stretches that hold for their own clause only.
_PASSING = rx("^(?:過去|近|最近|未來|今年以來|年初|自|今後|往後|上一期|前一)")
_SAME_TIME = rx("^(?:當日|當天|同日|當月|當季|當年|同期|單日|當週)$")
_ADVERBS = rx("(?:則|也|並|還|曾|明確|進一步|隨後|更|再次|普遍|直|強|受訪時|接受訪問時|今天|昨天|今日|昨日|[0-9]{1,2}日|週[一二三四五六日]|周[一二三四五六日]|（[^）]{1,8}）|在[^，。]{1,12}(?:上|中|時)|對此|同時|另外|亦)+$")
_NO_NAME = rx("^(?:們|團隊|普遍|多數|大多|一致|在|於|對|將|會|的|指|曾|也|則|今|昨|預|認|辦公)|(?:們|認為|指出)$")
_NAME_FRONT = rx("^.*(?:根據|依據|依照|按照|據|依|按|，|。|的|當前|目前|不過|但|而|惟|而且|此外|另外|另|同時|其中|則|多數|有)")
_ORG = "局|院|部|署|處|會|行|公司|證券|銀行|集團|所|中心|協會|大學|基金|機構|網|社|研究|宏觀|智庫|科技|控股|投顧|投信|保險|交易所|聯會|工會|商會|辦公室|平台|委員會"
_ORG_END = rx(f"(?:{_ORG}|政府|國|市|產業)$")
_SPEECH_GAP = rx(
    "^(?:(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:今天|昨天|今日|昨日|最新|新近|近期|日前)?(?:公布|發布|發表|提供|公告|編製)的|的)?(?:最新|團隊|研究團隊|內部|一項|相關|初步|週|月度|年度|財報|季報|會議|民調|問卷|資金流|現貨|交易|系統|高層|利率期貨|FedWatch|旗下|全球|全國|亞洲|大中華區|新公布)*"
    "(?:數據|資料|報告|統計|調查|報價|研究|估計|預測|測算|模型|工具|消息|公告|報導|聲明|財報|紀錄|計算|定價|指數)?(?:所)?"
    f"(?:{_TITLES}|團隊|方面)?(?:[{HAN}·]{{2,4}}(?<!升息)(?<!降息)(?<!加息))?"
    "(?:則|也|並|還|曾|明確|進一步|隨後|更|再次|最新|今天|今日|昨天|昨日|週[一二三四五六日]|周[一二三四五六日]|[0-9〇一二三四五六七八九十]{1,3}日|（[^）]{1,8}）|[0-9]{1,2}月[0-9]{1,2}日|同步|正式|另|同時|一致|普遍|多|大多|直|強|亦|都|先前|此前|近期|近日|日前|早前|在[^，。]{1,10}(?:上|中|時))*$"
)
_WEAK_VERBS = {w for w in re.split(r"\|", rx("統計|分析|說明|報告|調查|監測|看|料|估|維持|給出|上修|下修|調高|調降|看好|研究|建議|預期|預計|評估|介紹|判斷|說|稱").pattern)}
_WEAK_VERBS -= {w for w in re.split(r"\|", rx("統計|預期|預計|說|稱|說明|報告|調查|監測|料|估|看好").pattern)}


def _weak(f: Found, words: str) -> bool:
    """年增, 環比, 大概率: words of a basis or a hedge that name no measure where another one is at hand."""
    label = words[f.start : f.end]
    return (f.category == "comparison-rate" and not rx("率|幅|速").search(label)) or label == rx("大概率").pattern


def _hundredths(q: Quantity, unit: str) -> Quantity:
    """貶值8.6分 of a rate in 元: 0.086 元."""
    low, high = (replace(w, scale=w.scale / 100) for w in (q.low, q.high))
    values = interval.of_written(low, high, q.qualifier, False, q.exactly, q.open_step)
    return replace(q, unit=unit, low=low, high=high, interval=values, counted=False)


def _sign(value: Fraction) -> Direction:
    return "up" if value > 0 else "down" if value < 0 else "none"


def _can_speak(f: Found) -> bool:
    return not any(word in f.category for word in ("country", "region", "currency", "index", "commodity", "crypto", "bond", "pair", "asset"))


def _is_quoted(f: Found) -> bool:
    """A thing whose name is its measure: an index, a currency pair, a commodity, a coin."""
    return f.mention.kind == "entity" and any(word in f.category for word in ("index", "pair", "commodity", "crypto", "currency"))


def _fits(q: Quantity, metric: Found) -> bool:
    """Whether a carried metric can be written in this unit."""
    concept = metric.concept
    if concept is None:
        return True
    if q.unit in ("PERCENT", "PERCENTAGE_POINT", "BASIS_POINT", "MULTIPLE"):
        return True
    dimension = concept.dimension
    if q.unit == "NONE":
        return dimension in ("index", "ratio", "price", None)
    if len(q.unit) == 3 and q.unit.isupper():
        return dimension in ("money", "price", None)
    return dimension in (None, "count", "index")


def _inside(f: Found, ranges: list[tuple[int, int]]) -> bool:
    at = bisect_right(ranges, (f.start, f.end)) - 1
    return any(a <= f.start and f.end <= b for a, b in ranges[max(0, at) : at + 2])


def _scenes(sentences: list[Sentence], numbers: list[Number], times: list[Time], found: list[Found]) -> Iterator[_Scene]:
    starts = [s.start for s in sentences]
    scenes = [_Scene(s, [], [], []) for s in sentences]
    units = [(n.start, n.end) for n in numbers]
    named = [f for f in found if not (f.category.startswith("currency") and _inside(f, units))]
    for name, items in (("numbers", numbers), ("times", times), ("found", named)):
        for item in items:
            at = bisect_right(starts, item.start) - 1
            if at >= 0 and item.start < sentences[at].end:
                getattr(scenes[at], name).append(item)
    yield from scenes
