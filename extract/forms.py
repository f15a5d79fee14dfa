"""The forms in which cause and effect stand around a cue: one reader a form, named in lexicon/causes.toml. Key-frame offsets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from extract.arguments import Stretch
from extract.asserted import is_denied
from extract.cues import Hit, opened
from extract.polarity import predicate
from extract.sides import ANAPHOR, Pair, Sides
from extract.text import rx

#: Where the noun of 引發的 N ends: at what goes on with it.
_GOES_ON = rx(
    "已|將(?!軍)|恐|可能|仍|正在|也|逐步|是|為|在|使|讓|持續|消退|浮現|蔓延|擴散|開始|以及|的情況|不|未|會(?!議)|又|更|都|，|並|而"
)
#: 因 C 而 E.
_TURN = rx("而(?!且|是|言|後|易|上漲的)|(?<=.)才(?!能|會發)|，?故")
#: 推升 E 的，是 C.
_CLEFT = rx("[^，。；]{1,16}?(?P<of>的，?(?:正|就|則|其實|主要)?是(?=[^，。；]{2}))")
#: What one has to respond to.
_BURDEN = rx(
    "壓力|挑戰|風險|競爭|衝擊|不確定|關稅|需求|變局|變化|新制|新規|法規|規定|危機|衰退|通膨|成本|疲軟|缺口|要求|環境|趨勢"
)
#: What a condition says of its measure: that it passes a line.
_REACHES = rx("高於|低於|突破|升破|跌破|跌穿|升穿|達到|回到|超過|逾|降至|升至|收窄至|擴大至|以上|以下|站上|失守|少於|多於")
_PASSIVE = rx("(?:主要|多半|全)?由(?!於|此)")
#: An object before its verb, and what then follows the verb.
_FRONTED = rx("把|將(?=[^，]{2,})")
_AMOUNT = rx("[^，。；]{0,3}[0-9一二三四五六七八九十兩]")
_NOT_THAT = rx("(?:而|並)?(?:非|不是)(?:因為?|由於)?")
_IS = rx(
    "(?:就|正|便|也|都|則|主要|，)*(?:是|為|係|在於|在|包括|來自|不外乎|有[兩二三四五]個?|出在)(?:，|：|因為|由於|因(?!應)|於)*|："
)
_WHOSE = rx("(?:的|背後的?|之)?(?:最?主要|首要|最大|根本|關鍵|另一個?|一大|其中一個|部分|直接|核心)?(?:的)?$")
_MADE = rx("(?:正|就|便|也|都|才|主要|並不|不|並|而)*(?:是|為|非|成為?了?|成了|乃是?|堪稱|(?=由))(?!否)由?")
_BY = rx("(?:因為?|由於?|受|源於)?")
_HELD = rx("[^，。]{0,12}?[將把](?![近軍來])")
_TOWARD = rx("對(?![手象沖策外於面])")
_TO = rx(f"{_TOWARD.pattern}|(?<!是)為(?![了何此])|給|替|於(?=.)")
_WITH = rx("與|和|跟|同")


def _verb(s: Sides, hit: Hit) -> Iterator[Pair]:
    cleft = _CLEFT.match(s.words, hit.end, s.scene.end)
    if cleft is not None:  # 真正推升利率的，是財政疑慮
        clauses, at = s.layout.at(cleft.end() - 1)
        effect = s.layout.trimmed(hit.end, cleft.start("of"))
        yield Pair(hit=hit, cause=s.layout.trimmed(cleft.end(), clauses[at].end), effect=effect)
        return
    cause, told = s.cause_of_verb(hit)
    effect = _of_noun(s, hit) if s.words[hit.end : hit.end + 1] == "的" else s.behind(hit)
    clauses, at = s.place(hit)
    start = clauses[at].start
    if len(effect) < 2 and (by := _PASSIVE.search(s.words, start, hit.start)) is not None:  # E 由 C 造成
        effect, told = s.layout.subject(start, by.start())
        cause = s.layout.trimmed(by.end(), hit.start)
    if cause is None or len(effect) < 2:
        return
    if hit.cue.guarded and (s.acts(cause) or _is_own(s, effect) or any(h.start == effect.start for h in s.hits)):
        return  # 利差擴大增加吸引力: the first is what the cause does
    if hit.cue.relation == "enable":  # 有助於減輕負擔: one link
        s.used.update(h for h in s.hits if h.start == effect.start and h.cue.form == "verb")
    fronted = _FRONTED.search(s.words, cause.start, cause.end)
    if fronted is not None:  # 把匯價推過30元
        if not _AMOUNT.match(s.words, hit.end):
            return
        cause, effect = s.layout.trimmed(cause.start, fronted.start()), s.layout.trimmed(fronted.end(), cause.end)
    yield Pair(hit=hit, cause=cause, effect=effect, told=told)


def _is_own(s: Sides, effect: Stretch) -> bool:
    """Whether a verb goes on with another: 資金加速回流 is what the money does itself."""
    found = predicate(s.words[effect.start : effect.end])
    return found is not None and found[0] == 0


def _of_noun(s: Sides, hit: Hit) -> Stretch:
    """C 引發的 N: the noun, to the next verb."""
    clauses, at = s.place(hit)
    start, end = hit.end + 1, clauses[at].end
    stop = _GOES_ON.search(s.words, start + 2, end) if start + 2 < end else None
    return s.layout.trimmed(start, stop.start() if stop else end)


def _noun(s: Sides, hit: Hit) -> Iterator[Pair]:
    """C 對 E 的衝擊."""
    clauses, at = s.place(hit)
    start = max([clauses[at].start, *(h.end for h in s.hits if clauses[at].start <= h.start < hit.start)])
    to = s.last(_TOWARD, start, hit)
    if to is None:
        return
    cause, _ = s.layout.subject(start, to.start())
    effect = s.layout.trimmed(to.end(), hit.start)
    if len(cause) > 1 and len(effect) > 1:
        yield Pair(hit=Hit(hit.start + 1, hit.end, hit.cue), cause=cause, effect=effect)


def _shown(s: Sides, hit: Hit) -> Iterator[Pair]:
    """E 已顯現 C 的影響."""
    subject, _ = s.before(hit)
    effect: Stretch | None = subject if len(subject) > 1 else s.clause_before(hit)
    end = rx("的(?:影響|效果|效應|成效|衝擊|拖累)").search(s.words, hit.end, s.scene.end)
    if effect is not None and end is not None:
        yield Pair(hit=hit, cause=s.layout.trimmed(hit.end, end.start()), effect=effect)


def _pivot(s: Sides, hit: Hit) -> Iterator[Pair]:
    cause, told = s.cause_of_verb(hit)
    if cause is None:
        cause = s.clause_before(hit, beyond=True) if not hit.cue.guarded else None
    effect = s.behind(hit)
    able = next((h for h in s.hits if h.cue.name == "able" and effect.start <= h.start < effect.end), None)
    if able is not None:  # 使 E 得以: it permits
        s.used.add(able)
        hit = replace(hit, cue=replace(hit.cue, relation="enable"))
    if cause is not None and len(effect) > 2:
        yield Pair(hit=hit, cause=cause, effect=effect, told=told)


def _lead(s: Sides, hit: Hit) -> Iterator[Pair]:
    words, (clauses, at) = s.words, s.place(hit)
    subject, told = s.before(hit)
    turn = (
        _TURN.search(words, hit.end + 2, clauses[at].end)
        if len(clauses[at]) > hit.end + 2 - clauses[at].start
        else None
    )
    if turn is not None and hit.cue.name in ("because", "owing"):
        turned = s.layout.trimmed(turn.end(), clauses[at].end)
        cause = s.layout.trimmed(hit.end, turn.start())
        yield Pair(hit=hit, cause=cause, effect=turned, told=told, own=True)
        return
    cause = s.layout.trimmed(hit.end, clauses[at].end)
    if hit.cue.modality == "conditional" and len(subject) > 1 and cause.end > hit.end:
        cause = Stretch(subject.start, cause.end)  # 該法案若過關
    if hit.cue.event and not (s.says_more(cause) or _BURDEN.search(words, cause.start, cause.end)):
        return
    effect = s.clause_behind(hit)
    if effect is not None:
        if not s.is_verbal(effect):
            yield Pair(hit=hit, cause=cause, effect=effect, told=told, own=True)
        also = s.also_behind(effect)
        if also is not None and hit.cue.modality == "conditional":
            yield Pair(hit=hit, cause=cause, effect=also, told=told, own=True)
        return
    if hit.cue.name in ("because", "owing"):
        effect = subject if len(subject) > 3 else s.clause_before(hit)
        if effect is not None:
            yield Pair(hit=hit, cause=cause, effect=effect, told=told, own=True)


def _then(s: Sides, hit: Hit) -> Iterator[Pair]:
    """C，E 才會 VP: a line that C must reach; behind 只有 the connective is the cue."""
    clauses, at = s.place(hit)
    cause = s.clause_before(hit)
    led = any(h.cue.form == "lead" and h.start < hit.start and s.place(h)[0] is clauses for h in s.hits)
    if cause is None or led or not _REACHES.search(s.words, cause.start, cause.end):
        return
    yield Pair(hit=hit, cause=cause, effect=s.layout.trimmed(clauses[at].start, clauses[at].end))


def _result(s: Sides, hit: Hit) -> Iterator[Pair]:
    effect, (_, told) = s.behind(hit), s.before(hit)
    if len(effect) == 0:  # 為此，E
        effect = s.clause_behind(hit) or effect
    if s.is_verbal(effect):
        return
    cause = s.clause_before(hit, beyond=True)
    if cause is not None and len(effect) > 1:
        yield Pair(hit=hit, cause=cause, effect=effect, told=told, own=True)


def _back(s: Sides, hit: Hit) -> Iterator[Pair]:
    subject, told = s.before(hit)
    cause, behind = s.behind(hit), s.clause_behind(hit)
    effect: Stretch | None = subject if len(subject) > 1 else s.clause_before(hit)
    if hit.cue.name == "mainly" and not s.says_more(cause):
        return
    if hit.cue.name in ("benefits", "suffers") and behind is not None and (len(subject) < 7 or effect is None):
        effect = behind
    if effect is None or (hit.cue.requires and not hit.cue.requires.search(s.words[effect.start : effect.end])):
        return
    held = _HELD.match(s.words, effect.start, effect.end)
    if held:
        effect = Stretch(held.end(), effect.end)
    yield Pair(hit=hit, cause=cause, effect=effect, told=told, own=True)


def _reason(s: Sides, hit: Hit) -> Iterator[Pair]:
    words, (clauses, at) = s.words, s.place(hit)
    clause = clauses[at]
    opened = _IS.match(words, hit.end, clause.end)
    subject, told = s.layout.subject(clause.start, hit.start)
    whose = _WHOSE.search(words, subject.start, subject.end)
    if hit.end >= clause.end or (opened is None and not _bare_reason(words, clause.start, hit)):
        made = _MADE.search(words, clause.start, hit.start)
        if made is None:
            return
        cause, effect = s.layout.trimmed(clause.start, made.start()), s.layout.trimmed(made.end(), hit.start)
        whose = _WHOSE.search(words, effect.start, effect.end)
        effect = Stretch(effect.start, whose.start() if whose else effect.end)
        cause = cause if len(cause) > 1 else s.clause_before(hit) or cause
        if len(effect) > 1 and len(cause) > 1:
            yield Pair(hit=hit, cause=cause, effect=effect, told=words[cause.end : effect.start])
        return
    cause = s.layout.trimmed(opened.end() if opened else hit.end, clause.end)
    if len(cause) < 2:
        cause = s.clause_behind(hit) or cause
    own = Stretch(subject.start, whose.start() if whose else subject.end)
    said: Stretch | None = own if len(own) > 1 else s.clause_before(hit, beyond=True)
    if said is not None and len(cause) > 1:
        yield Pair(hit=hit, cause=cause, effect=said, told=told)
        yield from _not_that(s, hit, said)


def _not_that(s: Sides, hit: Hit, effect: Stretch) -> Iterator[Pair]:
    """…，而非 C: what is named as no cause."""
    clauses, at = s.place(hit)
    if at + 1 < len(clauses):
        other = _NOT_THAT.match(s.words, clauses[at + 1].start, clauses[at + 1].end)
        if other is not None:
            denied = replace(hit, cue=replace(hit.cue, modality="denied"))
            yield Pair(hit=denied, cause=s.layout.trimmed(other.end(), clauses[at + 1].end), effect=effect)


def _rather(s: Sides, hit: Hit) -> Iterator[Pair]:
    """並非因為 A，而是 C: the effect is that of the cause denied before."""
    clauses, at = s.place(hit)
    if any(h.cue.form == "owed" and hit.end <= h.start < clauses[at].end for h in s.hits):
        return  # 而是 C 所致
    last = s.made[-1] if s.made else None
    if last is not None and is_denied(s, last) and last.hit.cue.form in ("back", "lead", "owed", "with"):
        yield Pair(hit=hit, cause=s.behind(hit), effect=last.effect)


def _suffered(s: Sides, hit: Hit) -> Iterator[Pair]:
    words, (clauses, at) = s.words, s.place(hit)
    clause = clauses[at]
    opens = opened(words, hit.cue, clause.start, hit.start)
    if opens is None:
        return
    cause = s.layout.trimmed(opens.end(), hit.start)
    rest = s.layout.trimmed(_under(words, hit.end), clause.end)
    subject, told = s.layout.subject(clause.start, opens.start())
    effect: Stretch | None = rest if len(rest) > 1 else s.clause_behind(hit)
    if effect is None:
        effect = subject if len(subject) > 1 else s.clause_before(hit)
    if effect is not None and len(cause) > 1:
        yield Pair(hit=hit, cause=cause, effect=effect, told=told, own=True)


def _toward(s: Sides, hit: Hit) -> Iterator[Pair]:
    words, (clauses, at) = s.words, s.place(hit)
    start = clauses[at].start
    to = s.last(_TO, start, hit)
    if to is None:
        return
    one, told = s.layout.subject(start, to.start())
    if len(one) < 2 and not ANAPHOR.match(words, one.start, one.end):
        before = s.clause_before(hit, shared=True)
        if before is None:
            return
        one = before
    other, more = s.layout.subject(to.end(), hit.start)
    if len(other) > 1:
        yield Pair(hit=hit, cause=one, effect=other, told=told + more)


def _aim(s: Sides, hit: Hit) -> Iterator[Pair]:
    """為了 E，C; where nothing follows, C，為 E."""
    clauses, at = s.place(hit)
    effect = s.behind(hit)
    turn = _TURN.search(s.words, hit.end + 2, max(hit.end + 2, clauses[at].end))
    if turn is not None:
        cause: Stretch | None = s.layout.trimmed(turn.end(), clauses[at].end)
        effect = s.layout.trimmed(hit.end, turn.start())
    else:
        cause = s.clause_behind(hit) or s.clause_before(hit)
    yield from _meant(s, hit, cause, effect, "")


def _purpose(s: Sides, hit: Hit) -> Iterator[Pair]:
    subject, told = s.before(hit)
    cause: Stretch | None = subject if len(subject) > 1 else s.clause_before(hit)
    yield from _meant(s, hit, cause, s.behind(hit), told)


def _meant(s: Sides, hit: Hit, cause: Stretch | None, effect: Stretch, told: str) -> Iterator[Pair]:
    """An action and its aim; an aim that is to prevent something has that verb for its cue (為了避免…)."""
    if cause is None or len(effect) < 2:
        return
    verb = next((h for h in s.hits if h.start == effect.start and h.cue.form == "verb"), None)
    if verb is not None:
        s.used.add(verb)
    if verb is not None and verb.cue.relation == "prevent":
        prevents = replace(verb, cue=replace(verb.cue, modality="intended"))
        yield Pair(hit=prevents, cause=cause, effect=s.behind(verb), told=told)
    else:
        yield Pair(hit=hit, cause=cause, effect=effect, told=told)


def _with(s: Sides, hit: Hit) -> Iterator[Pair]:
    """E 與 C 有關, E 與 C 無關."""
    clauses, at = s.place(hit)
    start = clauses[at].start
    to = s.last(_WITH, start, hit)
    if to is None:
        return
    one, told = s.layout.subject(start, to.start())
    effect: Stretch | None = one if len(one) > 1 else s.clause_before(hit)
    cause, more = s.layout.subject(to.end(), hit.start)
    if effect is not None and len(cause) > 1:
        yield Pair(hit=hit, cause=cause, effect=effect, told=told + more)


def _owed(s: Sides, hit: Hit) -> Iterator[Pair]:
    """E 是 C 所致, E 並非 C 造成的."""
    words, (clauses, at) = s.words, s.place(hit)
    start = clauses[at].start
    made = s.last(_MADE, start, hit)
    if made is None:
        return
    one, told = s.layout.subject(start, made.start())
    effect: Stretch | None = one if len(one) > 1 else s.clause_before(hit, beyond=True)
    cause = s.layout.trimmed(_BY.match(words, made.end()).end(), hit.start)  # type: ignore[union-attr]
    if effect is not None and len(cause) > 1:
        yield Pair(hit=hit, cause=cause, effect=effect, told=told + made[0])


def _ratio(s: Sides, hit: Hit) -> Iterator[Pair]:
    """越 C，越 E: read at the second of the two."""
    first = next((h for h in reversed(s.hits) if h.cue is hit.cue and h.start < hit.start), None)
    if first is None or hit.start - first.start > 30:
        return
    clauses, at = s.place(first)
    here, there = s.place(hit)
    if clauses is not here:
        return
    if at == there:
        cause, effect = Stretch(clauses[at].start, hit.start), Stretch(hit.start, clauses[at].end)
    else:
        cause, effect = clauses[at], here[there]
    yield Pair(
        hit=first,
        cause=s.layout.trimmed(cause.start, cause.end),
        effect=s.layout.trimmed(effect.start, effect.end),
    )


def _bare_reason(words: str, start: int, hit: Hit) -> bool:
    """，主因客戶調整庫存: the noun opens its clause and the cause follows."""
    return hit.start - start <= 3 and rx("主因|起因|肇因").match(words, hit.start) is not None


def _under(words: str, at: int) -> int:
    """Behind 下, 而, 所致: what closes the frame of a cause."""
    closed = rx("(?:之?下|所致|而|等因素|等|的?因素)+").match(words, at)
    return closed.end() if closed else at


#: The reader of each form.
FORMS: dict[str, Callable[[Sides, Hit], Iterator[Pair]]] = {
    "verb": _verb, "pivot": _pivot, "lead": _lead, "result": _result, "back": _back, "reason": _reason, "suffered": _suffered,
    "toward": _toward, "aim": _aim, "purpose": _purpose, "ratio": _ratio, "with": _with, "owed": _owed, "rather": _rather,
    "then": _then, "noun": _noun, "shown": _shown,
}  # fmt: skip
