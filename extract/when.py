"""When a number holds: the period of a claim, from the periods that its sentence and its paragraph name.

Every period of a sentence has a role (`lexicon/when.toml`): the time told of (`own`), what something is compared with
(`base`), where a movement begins (`from`), the day on which something was said, an earlier forecast, a record's reach.
The rules below offer periods in their order, nearest first; the first offer holds, and its name is the claim's `by`:

    respective of as many periods as numbers the one at its place: 2023年及2024年分別賺3億元及5億元
    attached   the period right before the number: 較9月的1.1%
    listed     as the number before it in a list: 2.1%、1.9%
    state      of a movement's beginning: the period its 由 names, else the one before the time told of
    clause     the nearest before the number in its clause
    present    目前, 如今: no period from elsewhere
    leading    one that lasts for its clause only, where that has no number: 今年以來，升值5%
    behind     behind the number in its clause: 30億元將於12月到期
    sentence   the nearest earlier in the sentence, of those that last beyond their clause
    held       the day or the meeting of a decision, where nothing else is named
    forward    in the next clause, one without a number: 每股0.21元，計劃11月發放; in a headline anywhere behind
    carried    the time the paragraph tells of, while its topic goes on
    release    the time most figures of the first paragraph have, for those of the same release further down: where the
               headline names that time, the sentence compares with a year or month before, or the measure is such a one

Offsets are of the key frame.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from extract.lexicon import rows
from extract.mentions import Found
from extract.reading import Kind, Modality, Period
from extract.scene import DURATIONS, RATES, Place, Scene, Time, words_of
from extract.text import key, rx

#: How many periods before a number are looked at.
_PERIODS = 16
#: How many characters before a number are looked at.
_WINDOW = 120
#: How far the noun of a movement may stand before its ends.
_NEAR = 30
_AT = rx("^(?:的|時的?|當時的?|那天的?|(?:的)?(?:收盤價|收市價|均價|股價|匯率|報價))?[「『“]?$")
#: 比前一交易日的餘額1.6兆: words between a base, or a beginning, and its number that are no movement.
_OF = rx(
    "^(?:的(?:(?!增|減|升|降|漲|跌|成長|下滑|多出|擴|縮|快|慢)[^，、；。：\\d]){0,8}|"
    "(?:(?!增|減|升|降|漲|跌|成長|下滑|少掉|多出|擴|縮|快|慢)[^，、；。：\\d]){0,8}的)$"
)
_NOW = rx("(?<![以按])(?:如今|目前|現在|現時|眼下|當前|現階段|迄今|至今|現有)")
_TOPIC = rx("(?:至於|另外|此外|除此之外|另一方面|值得一提|某|[^，。]{0,6}(?:商會|民調|問卷))")
#: A paragraph that turns to another market: the day told of before is not its own.
_OTHER_MARKET = rx(
    "[^，。；]{0,6}(?:市場|[股債匯幣]市|[台美港日歐陸A韓][股債]|期貨|黃金|原油|油價|金價|[美日歐][元圓]|人民幣|新台幣|外匯|貨幣|商品)"
    "[^，。；]{0,4}(?:則|方面|部分|漲跌|交易員)"
)
_LISTED = rx("[（(]?[0-9一二三四五六七八九]{1,2}[.、）)]|[-•·‧●■]|[一二三四五]是|其[一二三四五]")
#: What may lead from a number to its time in the next clause: 每股0.21元，計劃11月發放.
_PLANNED = rx("，(?:並|且|均|都)?(?:計劃|預計|擬|預定|將|自|從|於|在)*$")
_GLOSS = rx("（(?:截至|即|指|到|至)?")
_OPEN, _CLOSE = re.compile("[「『“][^「」『』“”]*$"), re.compile("[」』”]")
#: The figure of the time before: 預期2.9%，前值2.8%.
_PREVIOUS = rx("前值[為是]?$")
#: A condition that opens after a time and does not hold at it: 全年跌幅可望收窄，又說如果租金減半…
_CONDITION = rx("[，「『“](?:但|而|不過|又|又說)?(?:如果|若(?!干)|一旦|倘|假如|要是|萬一)")
_APART = re.compile("[、（）]")
#: 5.8%、5.1%和4.6%: of one list.
_LIST = rx("[、和及與或]|以及")
_ODDS = rx(f"{words_of('odds', 'common')}|勝算")
_OWN_PLAN = rx("擬|計劃|董事會|方案")
#: A time before that is reckoned from the one told of: 上年, 前月, 去年同期.
_RELATIVE = rx("[上前]|同[期月季]")
_CUMULATIVE = rx("累|合計|總結")
#: What published statistics and results compare with.
_COMPARED = rx("同比|環比|按[年月季]|[年月季][增減升跌]|[較比](?:去年|上年|上月|上季|前月)")
#: How statistics give a figure that is not final: 臨時估計為313億元.
_ESTIMATED = rx("估計[為達]")
_GOAL = rx("(?:目標|任務|預算|計劃)[值數額]?[為是約達]?$")
#: Of a price: one of the whole time, no quote of a day.
_AVERAGE = rx("平均|均價")
_PARTS = rx("其中|當中|包括|分別|占")
_MOVES = rx("[漲跌升降挫彈飆揚崩殺貶收報]|走[高低強弱]|買超|賣超|成交|淨?流[入出]")
_LAST_YEAR = rx("[去上]年同[期月季]")
_CONTRAST = rx("[則而卻還]|[季月年半](?:份|度)?為")
_REVISED = rx(f"[^，。；]{{0,8}}?(?:{words_of('revision', 'forecast')}|修正|修訂)")
_SET = rx(f"[^，。；]{{0,8}}?(?:{words_of('revision', 'level')}|砍|壓低)")
_OUTLOOK = rx("預測|預估|預期|展望|財測|成長|增長|增速|目標價|GDP|CPI|通膨|通脹|EPS|獲利|盈餘|均價|需求|(?<!利率)目標")
_STREAK = rx("連(?:續|漲|跌|升|降|著)?第?$")
_RECORD = rx("[以之]?來|新[高低]")
_TO_IT = rx("(?:[於在到至]|的)$")
_SAID = rx("認為|預料|預期|預計|預估|表示|指出|估計|相信|看好")
#: Things that are told off rather than counted: 三個原因, 兩次.
_NO_COUNTS = frozenset("COUNT:" + key(word) for word in "個次重層條場點")
_AGE = "COUNT:" + key("歲")
#: Measures without a step of their own that are quoted day by day.
_QUOTED = frozenset(f"metric/{name}" for name in ("market-cap", "pe", "pb", "foreign-net-buy", "foreign-net-sell"))
#: Roles that give a number its time: in their clause; beyond it.
_HERE = frozenset(("own", "passing", "survey"))
_ON = frozenset(("own",))
#: Words that only point back to a time: 期內, 同期.
_AGAIN = frozenset(("reporting_period", "same_time"))
_TIMED = frozenset(("month", "quarter", "half", "year", "span"))


Rule = Literal[
    "respective", "attached", "listed", "state", "clause", "present", "leading", "behind", "sentence", "held", "forward",
    "carried", "release", "none",
]  # fmt: skip
#: By these rules the period stands beside the number.
BESIDE: frozenset[Rule] = frozenset(("attached", "clause", "listed", "behind", "leading"))
#: What a rule offers: its name, the period, the period's role in its sentence.
_Offer = tuple[Rule, Period | None, str]


class Told(NamedTuple):
    """A period in a sentence and its role there."""

    time: Time
    role: str

    @property
    def period(self) -> Period:
        return self.time.period


class _Row(NamedTuple):
    name: str
    before: str | None
    at: str | None
    after: str | None
    grains: frozenset[str]


@lru_cache(maxsize=1)
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(row["name"], row.get("before"), row.get("at"), row.get("after"), frozenset(row.get("grains", "").split()))
        for row in rows("when")
    )


def role(words: str, time: Time) -> str:
    """What a period is to the numbers around it; `own` where no row speaks."""
    before = words[max(0, time.start - 12) : time.start]
    after = words[time.end : time.end + 40]
    for row in _rows():
        if (
            (not row.grains or time.period.grain in row.grains)
            and (row.before is None or rx(row.before).search(before))
            and (row.at is None or rx(row.at).search(words[time.start : time.end]))
            and (row.after is None or rx(row.after).match(after))
        ):
            return row.name
    return "own"


@dataclass(slots=True)
class _Release:
    """The time of the figures that an article publishes: the one that most numbers of its first paragraph with times had."""

    time: Period | None = None
    titled: list[Period] = field(default_factory=list)  # what the headline names
    in_title: bool = False  # whether it names the release's time
    votes: list[Period] = field(default_factory=list)  # the times of the numbers so far, until one has won
    units: set[str] = field(default_factory=set)  # the units of their amounts and counts
    holds: bool = False  # whether the paragraphs since still told of it
    told: bool = False  # whether this paragraph did
    claimed: bool = False  # whether it had claims
    moved: bool = False  # whether any of them had a time

    @property
    def standing(self) -> Period | None:
        """Its time, while the paragraphs tell of it."""
        return self.time if self.holds else None

    @property
    def is_daily(self) -> bool:
        return self.time is not None and self.time.grain == "day"

    def vote(self, period: Period, unit: str) -> None:
        """What a number of the first paragraph says about the release: its time, and in what it counts."""
        if self.time is not None:
            return
        self.votes.append(period)
        if unit not in RATES:
            self.units.add(unit)

    def meet(self, period: Period) -> None:
        """A number has this time: perhaps the release's."""
        if self.time is not None and _alike(period, self.time):
            self.told = self.holds = True

    def leave(self) -> None:
        """The article turns to something else."""
        self.holds = self.in_title = False

    def next_paragraph(self) -> None:
        """Settle which time is the release's, and whether the paragraph that ends still told of it."""
        if self.time is None and self.votes:
            stretches = Counter(map(_stretch, self.votes))
            most = max(stretches, key=stretches.__getitem__)
            self.time = next(period for period in self.votes if _stretch(period) == most)
            self.in_title = any(_alike(self.time, titled) for titled in self.titled)
            self.told = self.holds = True
        if self.claimed:
            self.holds = self.told or self.in_title or (self.holds and not self.moved)
            self.told = self.claimed = self.moved = False


#: （去年同期42.9億元），其中租金: what a bracket says of another time ends with it.
_SHUT = re.compile("[^（）]*）[，；]")


class Timeline:
    """The times that an article tells of, sentence by sentence: `open` a sentence, ask `of` its numbers, `close` it."""

    __slots__ = (
        "_asides",
        "_base",
        "_by",
        "_continues",
        "_fresh",
        "_intro",
        "_last",
        "_latest",
        "_main",
        "_named",
        "_paragraph",
        "_recent",
        "_release",
        "_starts",
        "_told",
    )

    def __init__(self) -> None:
        self._paragraph = -1
        self._told: list[Told] = []  # the periods of the sentence
        self._starts: list[int] = []
        self._asides: list[Period] = []  # those that the sentence only compares with
        self._main: Period | None = None  # the time the paragraph tells of
        self._intro: Period | None = None  # the time that a list's introduction told of
        self._named = -2  # the sentence that named it
        self._fresh = False  # whether that was the one before
        self._continues = False  # whether the sentence goes on from the one before (；)
        self._release = _Release()
        self._last: Period | None = None  # that of the number before
        self._by: Rule = "none"  # the rule that gave it
        self._base: Period | None = None  # what the paragraph last compared with
        self._recent: deque[Period] = deque(maxlen=_PERIODS)  # those named last
        self._latest: dict[tuple[dt.date | None, dt.date | None], Period] = {}  # each stretch as last worded

    def open(self, scene: Scene) -> None:
        """Begin a sentence."""
        words = scene.words
        if scene.sentence.passage.paragraph != self._paragraph:
            self._paragraph = scene.sentence.passage.paragraph
            self._release.next_paragraph()
            if not scene.numbers and words[scene.end - 1 : scene.end] == "：":
                self._intro = self._main  # 具體安排如下：
            elif not _LISTED.match(words, scene.start):
                self._intro = None
            self._main, self._base = self._intro, None
            if _OTHER_MARKET.match(words, scene.start) and self._release.is_daily:
                self._release.leave()
        self._fresh = self._named == scene.index - 1
        self._continues = words[scene.start - 1 : scene.start] == "；"
        self._asides = []
        self._told = [Told(time, role(words, time)) for time in scene.times]
        for at in range(1, len(self._told)):  # 上周（12月8日—14日）, 今日（18日）: said once more, the day by its date
            if _GLOSS.fullmatch(words, self._told[at - 1].time.end, self._told[at].time.start):
                day = self._told[at].period.grain == self._told[at - 1].period.grain == "day"
                gloss = at - 1 if day else at
                self._told[gloss] = self._told[gloss]._replace(role="gloss")
        self._starts = [time.start for time in scene.times]
        if scene.sentence.passage.role == "headline":
            self._release.titled += [told.period for told in self._told]

    def close(self, scene: Scene) -> None:
        """End a sentence: one without numbers still says what time the next ones tell of."""
        own = [told.period for told in self._told if told.role in _ON]
        if not scene.numbers and own:
            self._main = own[-1]
            if scene.words[scene.end - 1 : scene.end] == "：":
                self._intro = self._main
        for told in self._told:
            if told.role == "base":
                self._base = told.period
            self._recent.append(told.period)
            if told.period.last and told.period.by not in _AGAIN:
                self._latest[told.period.first, told.period.last] = told.period

    def of(self, place: Place, kind: Kind, measure: Found | None, modality: Modality) -> tuple[Period | None, Rule]:
        """The period of a number's claim and the rule that gave it."""
        nothing: _Offer = ("none", None, "")
        by, period, role = next(self._offers(place, kind, measure, modality), nothing)
        votes = modality == "actual" and role not in ("base", "from") and by not in ("behind", "state")
        if period is not None and votes and place.scene.sentence.passage.role != "headline":
            self._release.vote(period, place.q.unit)
        self._release.claimed = True
        self._release.moved |= period is not None
        self._last, self._by = period, by
        if (
            period is not None
            and kind not in ("from", "probability")
            and modality != "conditional"
            and not _is_chance(place, kind)
        ):
            self._keep(place, period, by, role)
        return period, by

    def _keep(self, place: Place, period: Period, by: Rule, role: str) -> None:
        """What this claim says about the time told of."""
        if role in _ON and by in ("attached", "clause", "sentence", "behind", "held"):
            main = self._main
            past = main is not None and (
                (by == "sentence" and period in self._asides)
                or (_before(period, main) and (_CONTRAST.search(place.before) is not None or _RELATIVE.match(key(period.words)) is not None))
            )
            if past:
                self._asides.append(period)
            elif main is None or not (_holds(period, main) and _CUMULATIVE.search(place.before)):
                self._main, self._named = period, place.scene.index
        elif by == "held" and self._main is None:
            self._main = period
        self._release.meet(period)

    # The offers, in their order

    def _offers(self, place: Place, kind: Kind, measure: Found | None, modality: Modality) -> Iterator[_Offer]:
        number = place.number
        at = bisect_right(self._starts, number.start)
        before = [
            told for told in self._told[max(0, at - _PERIODS) : at]
            if told.time.end <= number.start and not _SHUT.match(place.scene.words, told.time.end, number.start)
        ]  # fmt: skip
        timeless = _timeless(place, kind)
        chance = _is_chance(place, kind)
        if told := self._respective(place, before):
            yield "respective", told.period, told.role
        if before and (told := self._attached(place, before[-1])) and not (chance and told.role == "from"):
            yield "attached", told.period, told.role
        if self._last and place.previous and _LIST.fullmatch(place.scene.words, place.previous.end, place.number.start):
            yield "listed", self._last, "list"
        if (kind == "from" and not chance and not _revised(place)) or _PREVIOUS.search(place.before[-4:]):
            state = self._state(place, before, modality)
            yield "state", state, "from"
        here = (*_HERE, "goal") if _GOAL.search(place.before[-8:]) else _HERE
        near = [told for told in before if told.time.start >= place.start and told.role in here]
        now = _now(place, near[-1].time.end if near else max([place.scene.start, *(told.time.end for told in before)]))
        if near and not now and not (timeless and near[-1].role not in _ON):
            yield "clause", near[-1].period, near[-1].role
        if now:
            yield "present", None, ""
        if not timeless:
            yield from self._beyond(place, kind, measure, modality, before, at)

    def _respective(self, place: Place, before: list[Told]) -> Told | None:
        """2023年及2024年收入分別為3.1億元及5.6億元: of as many periods as numbers, the one at the number's place."""
        words, numbers = place.scene.words, place.scene.numbers
        listed = before[-1:]
        for told in before[-2::-1]:
            if not _LIST.fullmatch(words, told.time.end, listed[0].time.start):
                break
            listed.insert(0, told)
        if len(listed) < 2:
            return None
        first = last = place.at
        while (
            first
            and place.at - first < len(listed)
            and _LIST.fullmatch(words, numbers[first - 1].end, numbers[first].start)
        ):
            first -= 1
        while (
            last + 1 < len(numbers)
            and last - first < len(listed)
            and _LIST.fullmatch(words, numbers[last].end, numbers[last + 1].start)
        ):
            last += 1
        return listed[place.at - first] if last - first + 1 == len(listed) else None

    def _beyond(
        self, place: Place, kind: Kind, measure: Found | None, modality: Modality, before: list[Told], at: int
    ) -> Iterator[_Offer]:
        """The offers from outside the number's clause, and from behind it."""
        if leading := self._leading(place, before, kind):
            yield "leading", leading.period, leading.role
        earlier = [
            told for told in before
            if told.time.start < place.start and told.role in _ON and _reaches(place, told.time)
            and not (kind == "change" and told.period in self._asides)  # 去年8月為7,277萬人次，增速3.5%: the growth of now
        ]  # fmt: skip
        if behind := self._behind(place, at, sure=bool(earlier)):
            yield "behind", behind.period, behind.role
        if earlier:
            yield "sentence", earlier[-1].period, earlier[-1].role
        for name in ("held", "event"):
            for told in before[::-1]:
                if told.role == name:
                    yield "held", told.period, name
        if ahead := self._forward(place, at):
            yield "forward", ahead.period, ahead.role
        main = self._main
        if main is not None:
            if self._goes_on(place, kind, measure, modality, main, before):
                yield "carried", main, ""
        elif (stated := self._release.standing) is not None and (
            modality == "actual" or (modality == "forecast" and _ESTIMATED.search(place.lead(_WINDOW)))
        ):
            release = self._latest.get((stated.first, stated.last), stated)
            if self._goes_on(place, kind, measure, modality, release, before) and self._is_of(place, kind, measure):
                yield "release", release, ""

    def _leading(self, place: Place, before: list[Told], kind: Kind) -> Told | None:
        """A time that holds for its clause only, in one that has no number: 今年以來，新台幣升值5%; or whose parts are told."""
        told = next((told for told in reversed(before) if told.role in _HERE), None)
        if told is None or told.role != "passing" or told.time.start >= place.start:
            return None
        if told.period.by == "before":
            return told if _is_chance(place, kind) else None
        previous = place.previous
        if previous is None or previous.start < told.time.start or kind == "count":
            return told
        if kind == "change" and place.q.unit == previous.quantity.unit and previous.start >= told.time.end:
            return told  # 今年以來，開發投資下降14.7%，新開工面積下降19.8%
        since = max(told.time.end, place.number.start - _WINDOW)
        return told if _PARTS.search(place.scene.words, since, place.number.start) else None

    def _is_of(self, place: Place, kind: Kind, measure: Found | None) -> bool:
        """Whether a number far from the release's time is plainly of it: the headline names that time, its sentence compares
        as statistics do, its measure is one that is published for such times, or unnamed and in a unit of the release."""
        if kind in ("target", "threshold") or _OWN_PLAN.search(place.lead(_WINDOW)):
            return False
        if self._by == "release" and (place.previous is not None or self._continues):
            return True  # as the one before it in the sentence, or before the semicolon
        if self._release.is_daily:
            return _is_daily(measure) or bool(_MOVES.search(place.near[-6:]))
        if self._release.in_title or _COMPARED.search(place.around(_WINDOW)):
            return True
        if measure is None or measure.concept is None:
            return place.q.unit in self._release.units
        return kind != "count" and (
            measure.concept.step in ("month", "quarter", "year") or measure.category in ("fiscal", "company")
        )

    def _attached(self, place: Place, told: Told) -> Told | None:
        """The period that ends at the number, or whose noun the number is."""
        if told.role in ("record", "vintage", "said"):
            return None
        gap = place.scene.words[told.time.end : place.number.start]
        if len(gap) > 12:
            return None
        following = place.scene.words[place.number.end : place.number.end + 1]
        if told.role == "base" and len(gap) <= 4 and following == key("的") and not re.search(r"[，、；：]", gap):
            return told  # 甩開10月下降1.1%的尷尬
        if _AT.match(gap) or (told.role in ("base", "from") and _OF.match(gap)):
            return told
        return None

    def _state(self, place: Place, before: list[Told], modality: Modality) -> Period | None:
        """When a movement began: what its 由 names; else the time before the one told of, where that was named."""
        begun = [told for told in before if told.role == "from" and told.time.start >= place.since_previous]
        if begun:
            return begun[-1].period
        bases = [told.period for told in before if told.role == "base" or _LAST_YEAR.search(key(told.period.words))]
        if bases:
            return bases[-1]
        if modality not in ("actual", "conditional"):
            return None
        own = [told.period for told in before if told.role in _ON]
        main = own[-1] if own else self._main or self._release.standing
        if main is None or main.first is None:
            return None
        day = main.first - dt.timedelta(1) if main.first > dt.date.min else main.first
        if self._base is not None:
            return self._base
        names = [*self._recent, *(told.period for told in self._told[:_PERIODS])]
        return next((p for p in reversed(names) if p.last == day and p.grain == main.grain), None)

    def _behind(self, place: Place, at: int, *, sure: bool) -> Told | None:
        """A period behind the number in its clause; with another before, only one that 於, 到 or 的 ties to it."""
        if at >= len(self._told):
            return None
        told = self._told[at]
        gap = place.scene.words[place.number.end : told.time.start]
        if told.role not in _HERE or told.time.start >= place.clause_end or _APART.search(gap) or _SAID.search(gap):
            return None
        if place.following and place.following.start < told.time.end:
            return None
        return told if not sure or _TO_IT.search(gap) else None

    def _forward(self, place: Place, at: int) -> Told | None:
        """A period in a later clause of the sentence that has no number; in a headline the next one."""
        headline = place.scene.sentence.passage.role == "headline"
        for told in self._told[at : at + 4]:
            if told.role not in _ON:
                continue
            if headline:
                return told
            lead = place.scene.words[place.clause_end : told.time.start]
            end = place.scene.clause_end(told.time.end)
            alone = place.following is None or place.following.start >= end
            return told if alone and _PLANNED.match(lead) else None
        return None

    def _goes_on(
        self, place: Place, kind: Kind, measure: Found | None, modality: Modality, main: Period, before: list[Told]
    ) -> bool:
        """Whether a number without a time still is of the time told of before."""
        if modality in ("denied", "question") or (key(place.q.unit) in _NO_COUNTS and modality != "actual"):
            return False
        if _TOPIC.match(place.scene.words, place.scene.start):
            return False
        if measure is not None and measure.concept is not None and measure.concept.id == "metric/target-price":
            return False
        if modality in ("conditional", "plan") and not (self._continues and self._fresh) and main is not self._intro:
            return False
        begun = [told for told in before if told.role == "from" and told.time.start >= place.start]
        if (
            kind == "to"
            and begun
            and not (_RELATIVE.search(key(begun[-1].period.words)) or _before(begun[-1].period, main))
        ):
            return False  # 從去年的21%降至18.7%: by now, whatever was told of before
        return not (_is_daily(measure) and main.grain in _TIMED and not _AVERAGE.search(place.near[-12:]))


def _is_chance(place: Place, kind: Kind) -> bool:
    """Whether the number is the odds of an event: its time is the event's. 減息的機會率，由62%跌至五成: both ends are."""
    if kind in ("from", "to", "probability") and _ODDS.search(place.lead(_WINDOW)[-_NEAR:]):
        return True
    return bool(_ODDS.search(place.before[-_WINDOW:]))


def _timeless(place: Place, kind: Kind) -> bool:
    """Lengths of time and ranks hold at no time of their own; a streak and a record do."""
    if kind == "rank" or place.in_time() or key(place.q.unit) == _AGE:
        return True
    if kind != "duration" and place.q.unit not in DURATIONS:
        return False
    return not (_STREAK.search(place.before[-4:]) or _RECORD.match(place.after[:3]))


def _is_daily(measure: Found | None) -> bool:
    """Whether a measure is quoted day by day: a price, an index, a rate of exchange."""
    if measure is None:
        return False
    concept = measure.concept
    if concept is not None and concept.scheme == "metric":
        return concept.step == "day" or concept.id in _QUOTED
    return measure.is_quoted


def _now(place: Place, start: int) -> bool:
    """Whether 目前 or the like stands between `start` and the number, and not right before another number."""
    hits = list(_NOW.finditer(place.scene.words, max(start, place.number.start - _WINDOW), place.number.start))
    if not hits:
        return False
    previous = place.previous
    return previous is None or not 0 <= previous.start - hits[-1].end() <= 2


def _reaches(place: Place, time: Time) -> bool:
    """Whether a period of an earlier clause holds for the number: not one in words quoted before it (一句「12月再降並非
    定局」讓指數收跌0.16%), nor one behind which a condition opens."""
    words, number = place.scene.words, place.number.start
    closed = _CLOSE.search(words, time.end, min(time.end + 20, number))
    opened = _OPEN.search(words, max(0, time.start - 12), time.start)
    return not (closed and opened) and not _CONDITION.search(words, max(time.end, number - _WINDOW), number)


def _revised(place: Place) -> bool:
    """由1%調高到1.5% of a forecast: both states are of the same time."""
    after = place.scene.words[place.number.end : place.number.end + 16]
    return bool(_REVISED.match(after) or (_SET.match(after) is not None and bool(_OUTLOOK.search(place.lead(_WINDOW)))))


def _before(one: Period, other: Period) -> bool:
    """Whether a period is the one right before another, or the same one of the year before."""
    if one.first is None or one.last is None or other.first is None or one.grain != other.grain:
        return False
    return (other.first - one.last).days == 1 or (
        one.first.year == other.first.year - 1 and one.first.month == other.first.month
    )


def _holds(one: Period, other: Period) -> bool:
    """Whether a period is that from an earlier day to the other's end: 前11個月 and 11月."""
    if one.first is None or other.first is None:
        return False
    return one.last == other.last and one.first < other.first


def _stretch(period: Period) -> tuple[object, ...]:
    """What makes two periods the same: their days, or their words where those are open."""
    return (period.first, period.last) if period.last else (key(period.words),)


def _alike(one: Period, other: Period) -> bool:
    return _stretch(one) == _stretch(other)
