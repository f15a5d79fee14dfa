"""How a number is meant: the basis of comparison, its kind, the direction of its movement, how sure it is."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple, cast

from extract import speech
from extract.mentions import Found
from extract.numerals import han_value
from extract.reading import Comparison, Direction, Kind, Modality
from extract.scene import CLAUSE_MARK, DURATIONS, RATES, Place, frame, frames
from extract.text import HAN, key, rx

# ---- comparison


def comparison(place: Place, measure: Found | None) -> tuple[Comparison, str]:
    """The basis that the clause, the words behind the number or the measure's own name state."""
    if place.q.unit in DURATIONS or place.q.unit == "ORDINAL":
        return "none", "none"
    concept = measure.concept if measure else None
    hits = [(hit.end(), name) for name, pattern in frames("comparison") for hit in pattern.finditer(place.near)]
    if hits:
        name = max(hits)[1]
        if name == "mom" and concept is not None and concept.step == "quarter" and rx("環比").search(place.near):
            name = "qoq"  # 環比 is the series' own step
        return cast(Comparison, name), "clause"
    month = rx("(?:較|比)(?:[0-9]{4}年)?([0-9一二三四五六七八九十]{1,3})月(?:份)?(?:的)?").search(place.near)
    if month:
        return _month_base(place, month[1]), "month-base"
    if rx("^(?:的)?(?:年增|同比|年成長)").match(place.after):
        return "yoy", "after"
    if concept is not None and concept.comparison:
        return concept.comparison, "metric"
    if measure is not None:
        label = place.scene.words[measure.start : measure.end]
        named = next((name for name, pattern in frames("comparison") if pattern.search(label)), None)
        if named:
            return cast(Comparison, named), "metric"
    return "none", "none"


def goes_on(place: Place, measure: Found | None, by_metric: str, kind: Kind) -> bool:
    """Whether the basis named before still holds: a list of changes, or a carried measure, without a base of its own."""
    if place.q.unit != "PERCENT" or kind not in ("change", "target", "threshold"):
        return False
    if rx("較|比|單日|當日|盤中|累計").search(place.before):
        return False
    quoted = measure is not None and place.precedes(measure) and measure.category in ("market", "crypto", "interest")
    return by_metric.startswith("carried") or (place.same_sentence and not quoted)


def _month_base(place: Place, month: str) -> Comparison:
    """較10 月 in November is mom; another month is another base."""
    base = int(month) if month.isdigit() else (han_value(month) or 0)
    for time in reversed(place.scene.times):
        if time.end <= place.number.start and not time.base and time.period.grain == "month" and time.period.first:
            return "mom" if (time.period.first.month - base) % 12 == 1 else "versus"
    return "mom"


# ---- kind and direction


class _Movement(NamedTuple):
    direction: Direction
    reached: bool  # 升至: the number is the state reached, not the way gone


_REACHED = rx("^(?:了)?(?:至|到|為|成|抵)(?:了)?(?:約|逾|近|超過|接近|新台幣|人民幣|每[^0-9，]{1,3})*[「（]?$")
_BY = rx(
    "^(?:了|約|逾|近|超|超過|達|幅度|幅|共|至少|不到|僅|高達|率|率為|率達|率約|幅達|幅為|幅約|近約|大約|多達|將近|接近|為|出|值|：|，?為|最多|"
    "最大|最高|不足|合計|長|息|準|薪|碼|新台幣|人民幣|美元)*$"
)
_ARRIVED = rx("(?:來到|攀至|攀抵|觸及|觸|達到|逼近|回到|落在|升抵|報至|衝抵)(?:了|約|近|逾)?$")
_REACHED_TIME = rx("(?:從|由)[^，。；]*(?:升|降|增|減|縮短|延長|拉長|增加|減少)(?:至|到|為)$")
_SECOND_STATE = rx("^(?:」|』)?[^，。]{0,4}(?:機率|概率)?」?(?:到|至)(?:[^，。]{0,4}的)?「?$")
_MORE_THAN = rx("(?:較|比)[^，。；]{1,12}(?P<way>高|低|多|少)(?:了|出)?$")
_SHARE = rx("占|佔|比重|份額|滲透|持股比")
_SHARE_OF = rx("(?:佔|占|相當於|等於|比重|佔比|占比)[^，。；0-9]{0,10}$")
_TARGET = rx("目標(?:值)?(?:為|是|設在|定在|訂在|設為|訂為|，)?約?$")
_AIM = rx("(?:挑戰|上看|看至|劍指|目標價(?:為|至|由|從)?[^，]{0,4})$")
_LINE_AFTER = rx("^(?:的)?(?:[^，。；]{0,4})(?:警戒線|警戒|門檻|榮枯線|榮枯分界|臨界點?|紅線|分界線|免稅額)")
_LINE_BEFORE = rx("(?:榮枯線|警戒線|門檻|分界線)(?:的|為)?$")
_NEEDED = rx("需要?[^，。]{0,10}(?:突破|達|站上|高於|低於|超過|升破|跌破)$")
_ADDED = rx("(?:新增|淨增|裁減|裁員)(?:了|約|逾|近)?$")
_ACTS = ("COUNT:次", "COUNT:場")


def _last_movement(words: str) -> tuple[Direction, int] | None:
    """The last movement word of a text and where it ends; of words that end together the longest."""
    best: tuple[int, int, str] | None = None
    for name, pattern in frames("movement"):
        for hit in pattern.finditer(words):
            best = max(best or (-1, 0, ""), (hit.end(), -hit.start(), name))
    return (cast(Direction, best[2]), best[0]) if best else None


def _movement(words: str) -> _Movement | None:
    """The movement word that governs a number directly behind `words`."""
    last = _last_movement(words)
    if last is None:
        return None
    rest = words[last[1] :]
    if _REACHED.match(rest):
        return _Movement(last[0], True)
    return _Movement(last[0], False) if _BY.match(rest) else None


def is_from(place: Place) -> bool:
    """從 50% 升至 85%: the first of two states."""
    following, words = place.following, place.scene.words
    if (
        following is None
        or following.quantity.unit != place.q.unit
        or not rx("(?:從|由|自)[^，。；]{0,14}$").search(place.near)
    ):
        return False
    rest = words[place.number.end : min(following.start, place.clause_end + 12)]
    return following.start < place.clause_end + 12 and bool(rx("(?:至|到|為|成|來到)[^，。；]{0,8}$").search(rest))


def kind(place: Place, measure: Found | None, basis: Comparison) -> tuple[Kind, str]:
    """What sort of figure it is (CONTRACT), and the frame that told."""
    q, near, before = place.q, place.near, place.before
    concept = measure.concept if measure else None
    inside = measure is not None and place.precedes(measure)
    if q.unit in DURATIONS and not is_from(place) and not _REACHED_TIME.search(before):
        # 從78天降至71天，縮短7天: the way between two states
        same_unit = place.previous is not None and place.previous.quantity.unit == q.unit
        return ("change", "增減") if same_unit and _movement(near) else ("duration", "unit")
    if q.unit == "ORDINAL":
        return "rank", "unit"
    if q.is_range and q.open_step is None:
        return "range", "range"
    if is_from(place):
        return "from", "從…至"
    own_way = (
        concept is not None and concept.direction and concept.dimension == "rate" and not (measure and measure.is_event)
    )
    if own_way and q.unit in RATES and measure is not None and measure.start >= place.start:
        return "change", "metric"
    moved = _movement(near)
    if place.counts_things() and q.unit != "COUNT:分":
        if concept is not None and concept.dimension == "count" and inside and not moved:
            return "level", "metric"
        if (not moved or q.unit in _ACTS) and not _ADDED.search(near):
            return "count", "unit"
        if not (moved and moved.reached):
            return "change", "增減"
    if moved and moved.reached:
        return "to", "升至"
    if _ARRIVED.search(near):
        return "to", "來到"
    if place.previous is not None and place.previous.end >= place.start and _SECOND_STATE.match(near):
        return "to", "從…到"
    return _standing(place, measure, basis) or _moving(place, measure, basis, moved) or ("level", "default")


def _standing(place: Place, measure: Found | None, basis: Comparison) -> tuple[Kind, str] | None:
    """Targets, thresholds, probabilities and shares."""
    q, near, before, after = place.q, place.near, place.before, place.after
    concept = measure.concept if measure else None
    label = place.scene.words[measure.start : measure.end] if measure else ""
    goal = rx("^(?:的)?[^，。；升降]{0,4}").match(after[:8])
    if (goal and frame("kind", "target").search(goal[0])) or _TARGET.search(before[-8:]):
        return "target", "目標"
    if _AIM.search(near):
        return "target", "挑戰"
    if _LINE_AFTER.match(after[:8]) or _LINE_BEFORE.search(before[-5:]):
        return "threshold", "門檻"
    if _NEEDED.search(before):
        return "threshold", "需要"
    if q.unit == "PERCENT":
        chance = frame("kind", "probability")
        behind = rx("^(?:以上)?(?:的)?「?").sub("", after)
        if (concept is not None and concept.dimension == "probability") or chance.search(label) or chance.match(behind):
            return "probability", "機率"
        if measure is not None and measure.is_event and place.precedes(measure) and q.value > 20:
            return "probability", "event-percent"  # 升息80%: no rate is raised by so much
    own_share = measure is not None and measure.start >= place.start and _SHARE.search(label)
    if q.unit in ("PERCENT", "MULTIPLE") and (own_share or _SHARE_OF.search(near)):
        return "ratio", "佔"
    return None


def _moving(place: Place, measure: Found | None, basis: Comparison, moved: _Movement | None) -> tuple[Kind, str] | None:
    """Changes, told by a verb, by 較…高, by the unit, the event, the basis or the measure; then shares of a group."""
    q, near = place.q, place.near
    concept = measure.concept if measure else None
    if moved:
        return "change", "增減"
    if _MORE_THAN.search(near):
        return "change", "較…高"
    if q.unit in ("PERCENTAGE_POINT", "BASIS_POINT"):
        level = concept is not None and concept.nature == "level" and measure is not None and not measure.is_event
        return ("level", "metric") if level else ("change", "unit")
    if measure is not None and measure.is_event:
        return "change", "event"
    if q.unit == "PERCENT" and basis not in ("none", "versus"):
        return "change", "comparison"
    if concept is not None and concept.nature == "change" and q.unit in ("PERCENT", "MULTIPLE"):
        return "change", "metric"
    if q.unit == "PERCENT" and concept is None:
        tenths = key("成") in place.scene.words[place.number.start : place.number.end] and measure is None
        group = rx("(?:其中|有|的)(?:約|逾|超過|近)?$").search(near) and rx(f"^(?:的)?[{HAN}]").match(place.after)
        if tenths or group:
            return "ratio", "成" if tenths else "其中"
    return None


def direction(place: Place, measure: Found | None, sort: Kind) -> tuple[Direction, str]:
    """The way of the movement that a change, or one of two states, belongs to."""
    if sort not in ("change", "from", "to"):
        return "none", "kind"
    words, q, near = place.scene.words, place.q, place.near
    if sort == "from" and place.following is not None:
        following = place.following
        between = words[place.number.end : following.start]
        told = _last_movement(between) or _last_movement(words[following.end : following.end + 6])
        return (told[0] if told else _sign(following.quantity.value - q.value)), "從…至"
    concept = measure.concept if measure else None
    event = measure is not None and measure.is_event
    if concept is not None and concept.direction and concept.dimension == "rate" and sort == "change" and not event:
        return concept.direction, "metric"
    moved = _movement(near)
    if moved:
        fell = q.value < 0 and moved.direction == "up" and sort == "change"
        return "down" if fell else moved.direction, "movement"
    more = _MORE_THAN.search(near)
    if more:
        return "up" if more["way"] in key("高多") else "down", "較…高"
    if event and concept is not None and concept.direction:
        return concept.direction, "event"
    if sort == "to":
        last = _last_movement(near)
        if last:
            return last[0], "movement"
        if place.previous is not None and rx("(?:到|至)[^，。]{0,8}$").search(near):
            return _sign(q.value - place.previous.quantity.value), "從…到"
        return "none", "none"
    if q.value < 0:
        return "down", "minus"
    if measure is not None and place.precedes(measure):
        last = _last_movement(words[measure.start : place.number.start])
        if last:
            return last[0], "movement"
    return "up", "default"


def _sign(value: Fraction) -> Direction:
    return "up" if value > 0 else "down" if value < 0 else "none"


# ---- modality

_NOT_FORECAST = rx("將近|估值|估價|預期心理|料理|預算|預期的?目標|將其|恐慌|預測平台|預測市場|估算基礎")
_DONE = rx("已|已經|曾|實際|創下|達成|來自|收報|終場")
_DENIED = rx("(?:並未|並沒有|並非|未曾|沒有|否認|不會|不可能|無意)[^，]{0,8}$")
_FORESEEN = rx("預測|預估|預計|預期|押注|預警|預料|估計|推估|看好|測算|估")


def modality(place: Place, sort: Kind) -> tuple[Modality, str]:
    """How sure: from the marks of the sentence before the number, its clause and its speech frame."""
    scene, words, number = place.scene, place.scene.words, place.number
    sentence, lead = words[scene.start : scene.end], words[scene.start : number.start]
    if sentence.rstrip("」』”）").endswith("？"):
        last = not CLAUSE_MARK.search(words[number.end : scene.end].rstrip("？」』”）"))
        if last or rx("嗎|是否|還是|會不會|能否|呢").search(sentence):
            return "question", "？"
    for hit in frame("modality", "conditional").finditer(lead):
        if not rx("若干|如若干").match(lead[hit.start() : hit.start() + 3]):
            return "conditional", hit[0]
    if rx("^[^，。]{0,10}的話").match(place.after):
        return "conditional", "的話"
    if rx("每(?:升|降|漲|跌|貶|增|減|上升|下降|上漲|下跌)[^，。；]{0,8}(?:，[^，。；]{0,14})?$").search(lead[-26:]):
        return "conditional", "每"
    if _DENIED.search(place.before) and not rx("不會低於|不會超過").search(place.before):
        return "denied", "未"
    if speech.expected(place):
        return "forecast", "expected"
    if rx("前值|初值|修正前|去年同期").search(place.before[-6:]):
        return "actual", "前值"
    window = speech.HELD_AGAINST.sub("", place.before[-30:])
    done = [hit.start() for hit in _DONE.finditer(window)]
    plan = frame("modality", "plan").search(window)
    if plan and not (done and done[-1] > plan.start()):
        return "plan", plan[0]
    hits = [
        hit for hit in frame("modality", "forecast").finditer(window)
        if not _NOT_FORECAST.match(window[hit.start() : hit.start() + 5])
    ]  # fmt: skip
    if hits and not (done and done[-1] > hits[-1].start()):
        return "forecast", hits[-1][0]
    chance = sort in ("from", "to", "level") and frame("kind", "probability").search(place.before[-24:])
    if sort == "probability" or chance:
        return "forecast", "機率"
    if not done and rx("^[^，。0-9]{0,8}(?:將|可望|恐|會在|預計)").match(place.after):
        return "forecast", "將"
    said = [s for s in scene.speech if s.start < number.start]
    if said and not done and _FORESEEN.search(words[said[-1].start : said[-1].end + 4]):
        return "forecast", "speech"
    return "actual", "default"
