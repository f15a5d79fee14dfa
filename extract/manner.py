"""How a number is meant: the basis of comparison, its kind, the direction of its movement.

A number is told by the words between it and the number before, in its clause: a verb of movement (升3%, 升至3%), what it
is compared with, a noun beside it. Where these name none (明年1.63%, 、5.3%, 前值0.2%) it goes on from the last number of
its unit in the sentence and is meant as that was. certainty.py says how sure it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple, cast

from extract.mentions import Found
from extract.numerals import han_value
from extract.reading import Comparison, Direction, Kind
from extract.scene import DURATIONS, RATES, Manner, Place, Time, frame, frames
from extract.text import HAN, key, rx
from ontology import Concept

#: How far around a number its manner is looked for: no clause that a person writes is longer.
_REACH = 60
#: Kinds that may have a basis: a level stands beside a growth rate without being one.
_BASED = ("change", "from", "to", "target", "threshold")
_MOVING = ("change", "from", "to")


class _Movement(NamedTuple):
    direction: Direction
    reached: bool  # 升至: the number is the state reached, not the way gone


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """A number with what its manner is read from. `near`: its clause since the number before; `after`: behind it."""

    place: Place
    measure: Found | None
    near: str
    before: str
    after: str
    label: str  # the measure's words
    moved: _Movement | None
    goes_on: Manner | None  # how the number was meant that this one goes on from

    @property
    def unit(self) -> str:
        return self.place.q.unit

    @property
    def concept(self) -> Concept | None:
        return self.measure.concept if self.measure else None

    @property
    def event(self) -> bool:
        return self.measure is not None and self.measure.is_event

    @property
    def here(self) -> bool:
        """Whether the measure stands in the number's clause, before it."""
        return self.measure is not None and self.place.precedes(self.measure)

    @property
    def growth(self) -> bool:
        """Whether the measure is a rate of growth."""
        concept = self.concept
        rate = concept is not None and concept.category == "comparison-rate" and concept.nature == "rate"
        return rate or bool(_GROWTH.search(self.label))


def read(place: Place, measure: Found | None, by_metric: str) -> tuple[Manner, dict[str, str]]:
    """Kind, direction and comparison of a number (its modality yet `actual`), and the frame that told each."""
    view, by = _view(place, measure), {}
    basis, by["comparison"] = _comparison(view)
    single, by["kind"] = _kind(view, basis)
    way, by["direction"] = _direction(view, single)
    if single in ("target", "threshold"):
        basis = "none"  # what lies beyond a line is compared with it, the line with nothing
    if single in ("from", "to") and not _goes(view, single):
        basis, by["comparison"] = "none", "state"
    elif single not in _BASED or (single in ("target", "threshold") and place.q.unit != "PERCENT"):
        basis, by["comparison"] = "none", "kind"
    elif basis == "none":
        basis, by["comparison"] = _held(view, by_metric, single)
    ends = place.q.is_range and place.q.open_step is None
    return Manner(unit=place.q.unit, kind="range" if ends else single, direction=way, comparison=basis), by


def _view(place: Place, measure: Found | None) -> _View:
    near, before = place.near[-_REACH:], place.before[-_REACH:]
    view = _View(
        place=place, measure=measure, near=near, before=before, after=place.after[:_REACH],
        label=place.scene.words[measure.start : measure.end] if measure else "", moved=_movement(near), goes_on=None,
    )  # fmt: skip
    return replace(view, goes_on=_goes_on(view))


def _run(words: str) -> str:
    """A pattern for any run of these words, the longest first; it never tries a shorter one again."""
    return f"(?:{'|'.join(sorted(words.split(), key=len, reverse=True))})*+"


# ---- going on from the number before

_JOINT = rx("^[、，；：（）「」『』]*(?:和|與|及|以及|或|跟|至於|另|個|點)?")
_STANDS = rx(
    _run(
        "則 約 也 亦 仍 僅 只 才 為 是 有 剩 剩下 還 已 達 逾 近 接近 原估 預估 預期 估 市場預估 市場預期 事先 報 大約 再 高達 不到 超過 更 卻"
    )
    + "$"
)
_VALUE_OF = rx("(?:前值|初值|終值|預期值|均值|修正值|預測值|預估值|中位數|平均)")
_NO_BARE = rx("[較比從由自至到占佔高低過破率額量價值利收]|成本|費用")
_BASE_OF = rx(
    "(?:較|(?<![占佔同環對百無])比(?![例重率特])|[高低大小快慢優強弱勝]於|距離?|離|不及|不如|甩開了?|遠勝|勝過|超過|超出)[^，。；從由]{1,16}的$"
)
_BASE_MARGIN = rx("(?:較|(?<![占佔同環對百無])比(?![例重率特])|[高低大小快慢]於)[^，。；從由]{1,16}$")
_SAME_AGAIN = rx("^(?:以上|左右|上下)?[（，]?(?:即|或|合|折合|換算|相當於|等於|也就是|亦即)?(?:約|近|逾|達)*$")


def _goes_on(view: _View) -> Manner | None:
    """How the number was meant that this one goes on from: a list, a bare value, the base that is compared with."""
    place, near = view.place, view.near
    carried = place.carried
    if not place.same_sentence or view.unit in DURATIONS or view.unit == "ORDINAL" or view.moved:
        return None
    if (
        carried.last is not None
        and place.previous is not None
        and _SAME_AGAIN.match(near)
        and near[:1] in key("（或即")
    ):
        same_kind = (view.unit in RATES) == (carried.last.unit in RATES) or carried.last.kind == "change"
        return carried.last if same_kind else None  # 跌454點或1.72%, 減少260億（約1兆元）
    last = carried.said.get(view.unit)
    if last is None or _names_measure(view):
        return None
    if _is_base(view):
        return last
    if last.kind == "change" and view.unit not in RATES and not _JOINT.fullmatch(near):
        return None  # 下跌386點，報45,752點
    bare = _VALUE_OF.sub("", _STANDS.sub("", near[_JOINT.match(near).end() :]))  # type: ignore[union-attr]
    return last if len(bare) <= 16 and not _NO_BARE.search(bare) and not _last_movement(bare) else None


def _is_base(view: _View) -> bool:
    """Whether the number is itself what something is compared with: 比前一季的15.5%略好, 較上半年7.1%的跌幅收窄."""
    behind = _BASE_MARGIN.search(view.near) and rx("^的(?:[漲跌升降增減]幅|水[準平])").match(view.after)
    return bool(behind) or bool(_BASE_OF.search(view.near))


def _names_measure(view: _View) -> bool:
    """Whether the words since the number before name a measure of their own."""
    place = view.place
    since = place.number.start - len(view.near)
    return any(
        since <= f.start
        and f.end <= place.number.start
        and f.mention.kind == "metric"
        and not f.is_event
        and f.mention.concept not in _MARGINS
        for f in place.scene.found
    )


# ---- comparison

_GROWTH = rx(
    "(?:通膨|通脹|成長|增長|增|衰退|變動)率$|增速$|成長幅度$|增長速度$|年率$|(?:成長率|增速|增長率)(?:預測值?|預估值?|預期|目標)$|^(?:年|核心|基本|整體)*(?:通膨|通脹)(?:率|年率)?$"
)
_ECONOMY = rx(
    "^(?:年|核心|基本|整體)*(?:通膨|通脹)率?$|經濟(?:成長|增長|增速)|(?:GDP|國內生產總值|國內生產毛額)(?:（[^）]*）)?(?:實質|實際|年)?(?:成長|增長|增速)?(?:率)?$"
)
_ECONOMY_GROWS = rx("經濟[^，。；0-9]{0,6}(?:增長|成長|衰退|萎縮|增速)(?:率)?(?:約|為|達|逾|近)*$")
#: What 較 and 比 begin is a base; what they begin in 較大, 比重 is none.
_AGAINST = rx(
    "(?:相較於?|較(?![大小好差強弱長短快慢早晚量真勁多少為])|較(?=高[點峰])|(?<![對同環占佔百無0-9])比(?![例重率特較值如亞照利])|"
    "[高低大小快慢多少優強弱勝]於|高出|多過|好過)(?P<base>[^，。；]{1,24})$"
)
_OWN_STEP = {"month": "mom", "quarter": "qoq", "week": "wow", "day": "dod", "year": "yoy"}
_DAY_STEPS: dict[int, Comparison] = {
    **dict.fromkeys((28, 29, 30, 31), "mom"), **dict.fromkeys((90, 91, 92), "qoq"), **dict.fromkeys((365, 366), "yoy")
}  # fmt: skip
_DAYS = {"month": 31, "quarter": 92, "week": 7, "year": 366}
_LEADS = rx("年率|年化|相比|相較|[從以]全[週周月季年]|今年以來|年初|年內|年末|年底|按[年月季週周]|同比|環比|與去年|較")
_MARKET = ("market", "crypto", "interest")
_OWN_BASE = rx("較|比(?![例重率特])|單日|當日|盤中|累計|一度|今早|昨")
_LONGER_BASIS = ("yoy", "mom", "qoq", "ytd", "wow", "annualised")


def _comparison(view: _View) -> tuple[Comparison, str]:
    """The basis that the clause, the words behind the number or the measure's own name state."""
    concept = view.concept
    if view.unit in DURATIONS or view.unit == "ORDINAL":
        return "none", "none"
    if _PREMIUM.search(view.near) or _PREMIUM.match(view.after):
        return "versus", "premium"
    if _is_base(view):
        last = view.goes_on  # 比前一季的15.5%: the base itself
        return (last.comparison, "base") if last and last.kind in _MOVING else ("none", "base")
    words = _told_from(view)
    if frame("comparison", "annualised").search(words) or _annual_rate(view, words):
        return "annualised", "clause"
    if view.unit == "PERCENT" and view.here and concept is not None and concept.comparison:
        return concept.comparison, "metric"
    if (
        view.unit == "PERCENTAGE_POINT"
        and _REVISES.search(view.near)
        and rx("預測|預估|財測|成長率|增速|預期").search(view.before)
    ):
        return "versus", "revision"
    hits = [(hit.end(), name) for name, pattern in frames("comparison") for hit in pattern.finditer(words)]
    if hits:
        name = max(hits)[1]
        if name == "mom" and rx("環比").search(words):  # the series' own step
            name = _step(view, concept)
        return cast(Comparison, name), "clause"
    against = _AGAINST.search(words)
    if against:
        return _base(view, against["base"])
    if rx("^(?:左右|以上)?(?:的)?(?:年增|同比|年成長)").match(view.after):
        return "yoy", "after"
    if view.goes_on is not None and view.goes_on.kind in _MOVING:
        return view.goes_on.comparison, "goes-on"
    if view.unit == "PERCENT" and concept is not None and concept.comparison:
        return concept.comparison, "metric"
    named = next((name for name, pattern in frames("comparison") if pattern.search(view.label)), None)
    if named and view.unit == "PERCENT":
        return cast(Comparison, named), "metric"
    return "none", "none"


_PREMIUM = rx("(?:溢價|折讓|折價)(?:了|達|約|逾|近|至少|率|為|幅度)*$|^(?:的)?(?:溢價|折讓|折價)")
_REVISES = rx("(?:[上下]修|[上下]調|調[高低升降]|調[升降])(?:了|約)*$")


def _annual_rate(view: _View, words: str) -> bool:
    """Whether 年率 is a quarter's growth at an annual rate: of the economy it is, of prices it is over the year."""
    if not rx("年率").search(view.label + view.near):
        return False
    lead = view.place.scene.words[
        max(view.place.scene.start, view.place.number.start - _REACH) : view.place.number.start
    ]
    return bool(rx("經濟|GDP|國內生產|季增|季減|較上季|經季節").search(lead)) and not rx(
        "物價|通膨|通脹|CPI|PCE|PPI"
    ).search(lead)


def _told_from(view: _View) -> str:
    """The words a basis is looked for in: since the number before; its own too, where that is the base (比昨日的2,201億多一成);
    a clause without numbers in front (與去年同期相比，).
    """
    place, words = view.place, view.place.scene.words
    start = place.number.start - len(view.near)
    if place.previous is None or place.previous.end < place.start:
        floor = max(place.previous.end if place.previous else place.scene.start, place.start - _REACH)
        lead = words[floor : place.start]
        return (lead if _LEADS.search(lead) else "") + view.near
    earlier = words[max(place.start, start - _REACH) : place.previous.start]
    against = _AGAINST.search(earlier)
    if against and not _last_movement(against["base"]) and (view.moved or _MORE_THAN.search(earlier + view.near)):
        return earlier + view.near
    return view.near


def _step(view: _View, concept: Concept | None) -> str:
    """What 環比 steps by: a quarter's or a week's series, else the month."""
    if concept is not None and concept.step == "quarter":
        return "qoq"
    time = _time_told(view)
    return _OWN_STEP[time.period.grain] if time and time.period.grain in ("quarter", "week", "day") else "mom"


def _time_told(view: _View, grain: str | None = None) -> Time | None:
    """The last time before the number that is no base."""
    for time in reversed(view.place.scene.times):
        if time.end <= view.place.number.start and not time.base and grain in (None, time.period.grain):
            return time
    return None


def _base(view: _View, words: str) -> tuple[Comparison, str]:
    """What a base is: the step before (較10月 in November is mom), the year before, else another (比預測, 較8月)."""
    place, text = view.place, view.place.scene.words
    times = [
        t for t in place.scene.times
        if place.start <= t.start and t.end <= place.number.start and words.startswith(text[t.start : t.end])
    ]  # fmt: skip
    if not times:
        month = rx("^(?:[0-9]{4}年)?(?P<month>[0-9一二三四五六七八九十]{1,3})月份?(?:的)?$").match(words)
        return (_month_base(view, month["month"]) if month else "versus"), "base"
    base, grain = times[-1].period, times[-1].period.grain
    if _OF_BASE.match(words, times[-1].end - times[-1].start):
        return "versus", "base"
    own = _time_told(view, grain)
    if grain == "year":
        told = own.period.first if own else None
        other = own is None and _time_told(view) is not None and not rx("[去上今]年").match(key(base.words))
        near = base.first is None or told is None or told.year - base.first.year <= 1
        return ("yoy" if near and not other else "versus"), "base"
    if grain not in _OWN_STEP:
        return "versus", "base"
    if own is None or own.period.first is None or base.first is None:
        if grain == "day" and rx("[月季]").search(key(base.words)):
            return "versus", "base"
        return cast(Comparison, _OWN_STEP[grain]), "base"
    apart = (own.period.first - base.first).days
    if grain == "day":
        return _DAY_STEPS.get(apart, "dod" if 0 < apart <= 4 else "versus"), "base"
    if 0 < apart <= _DAYS[grain]:
        return cast(Comparison, _OWN_STEP[grain]), "base"
    return ("yoy" if 364 <= apart <= 366 else "versus"), "base"


#: What of a time is no step of the series: its peak, what was thought then.
_OF_BASE = rx("的?(?:歷史|高[點峰位]|低[點位]|預測|預估|預期|原?估|調查|標售|同年期|[^，。；0-9]{0,10}時)")


def _month_base(view: _View, month: str) -> Comparison:
    base = int(month) if month.isdigit() else (han_value(month) or 0)
    own = _time_told(view, "month")
    if own is None or own.period.first is None:
        return "mom"
    return "mom" if (own.period.first.month - base) % 12 == 1 else "versus"


def _held(view: _View, by_metric: str, sort: Kind) -> tuple[Comparison, str]:
    """The basis named before that still holds: of the economy's growth the year's, else the paragraph's, the article's."""
    place, measure, carried = view.place, view.measure, view.place.carried
    beside = carried.said.get(view.unit) if place.same_sentence else None
    based = beside is not None and beside.kind in _MOVING and not _OWN_BASE.search(view.near)
    if beside is not None and based and beside.comparison != "none" and _same_way(view, sort):
        return beside.comparison, "beside"
    if view.unit != "PERCENT" or _OWN_BASE.search(view.before):
        return "none", "none"
    if sort in ("from", "to") and not view.growth:
        return "none", "none"
    if sort in ("target", "threshold") and not (view.growth or view.goes_on):
        return "none", "none"
    if (
        _ECONOMY.search(view.label)
        or _ECONOMY_GROWS.search(view.near)
        or (view.concept is not None and view.concept.id == "metric/gdp-growth")
    ):
        return "yoy", "economy"
    if view.event or _quoted(view):
        return "none", "none"
    if carried.comparison in _LONGER_BASIS:
        return carried.comparison, "carried"
    statistic = measure is not None and (measure.category in STATISTICS or bool(_STATISTIC.search(view.label)))
    if place.scene.sentence.passage.role == "headline" and view.moved:
        told = _time_told(view)
        statistic = statistic or (told is not None and told.period.grain in ("month", "quarter"))
    if statistic and carried.usual != "none" and (view.growth or view.moved or view.after):
        return carried.usual, "article"
    return "none", "none"


def _same_way(view: _View, sort: Kind) -> bool:
    """Whether a number beside another in its sentence is held against the same base."""
    if sort in ("target", "threshold") or _goes(view, sort) or rx("同期").search(view.near):
        return True
    return sort == "change" and not _quoted(view)


def _goes(view: _View, sort: Kind) -> bool:
    """Whether one of two states is a rate of growth: by its measure, or beside one (2025年成長4.8%，明年放緩至4.3%)."""
    if sort not in ("from", "to") or view.unit != "PERCENT":
        return False
    beside = view.place.carried.said.get(view.unit) if view.place.same_sentence else None
    grown = beside is not None and beside.comparison != "none" and not rx("率|比|占|佔|份額").search(view.label)
    return (
        view.growth
        or bool(_ECONOMY.search(view.label))
        or grown
        or bool(rx("由[^，。；]{0,8}(?:增長|成長|下降|減少|衰退)$").search(view.near))
    )


def _quoted(view: _View) -> bool:
    """Whether the measure is a price of the market, which moves by the day."""
    measure = view.measure
    if measure is None or measure.mention.concept in _MARGINS:
        return False
    return measure.is_quoted or measure.category in _MARKET


#: Measures of amounts of which a bare percentage is a growth.
_VOLUMES = ("growth", "consumption", "external")
#: Measures that are published as growth over the year, by their names where the ontology does not hold them.
_STATISTIC = rx("(?:額|量|值|消費|投資|出口|進口|收入|支出|銷售|貿易|訂單|利潤|營收)$")
STATISTICS = ("growth", "consumption", "external", "prices", "comparison-rate", "housing", "fiscal", "money", "company")


# ---- kind

_REACHED = rx(
    "^了?(?:回|(?:去|回|上|下|升|抵|擴|縮|減|落)?(?:至|到|為|成|抵)了?(?:[^，0-9]{0,16}的)?"
    "(?:約|逾|近|超過|接近|不到|不足|新台幣|人民幣)*(?:每[^0-9，]{1,3})?)[「（]?$"
)
_BY = rx(
    "^"
    + _run(
        "了 約 逾 近 超 超過 達 幅度 幅 共 至少 不到 僅 高達 率 率為 率達 率約 幅達 幅為 幅約 近約 大約 "
        "多達 將近 接近 為 出 值 ： ，為 最多 最大 最高 不足 合計 長 息 準 薪 碼 "
        "新台幣 人民幣 美元 也 亦 仍 還 已 就 再 只 又 卻 不過 更 掉 去 走 整整 大 大盤 大市 在 則 介於 落"
    )
    + "$"
)
_ARRIVED = rx(
    "(?:重返|重回|下試|來到|攀至|攀抵|回到|去到|殺到|衝到|爬到|升抵|報至|衝抵|爬回|漲回|跌回|站回)(?:了|約|近|逾)?$"
)
_FINAL = rx("(?:修正|調整|修訂|改|轉|變|減半|砍半|折半|下修|上修|縮水|倍增)(?:為|至|到|成)(?:了)?(?:約|近|逾)?$")
_VERB_TO = rx(
    "(?:[上下]修|[上下]調|調[高低升降]|提高|降低|推升|拉高|壓低|砍|延長|縮短)[^，。；0-9]{1,20}(?:至|到|為)(?:約|逾|近)?$"
)
_OTHER_STATE = rx("(?:至|到|為|成|[上下]修為|轉為|變成了?)[^，。；0-9]{0,8}$")
_SECOND_STATE = rx("^(?:」|』)?[^，。]{0,4}(?:機率|概率)?」?(?:到|至)(?:[^，。]{0,4}的)?(?:約|近|逾)?「?$")
_MORE_THAN = rx(
    "(?:較|比|於)[^，。；]{1,20}(?P<way>高|低|多|少|快|慢|貴|便宜)(?:了|出|達|至少|約|逾|近|將近|整整|要|不到)*$"
)
_LESS_THAN = rx("(?P<way>高|低|多|少|快|慢|大|小)於[^，。；0-9]{1,12}$")
_MARGIN = rx("(?P<way>[漲跌升降增減])幅[^，。；]{0,20}$")
_MARGIN_BEHIND = rx(
    "^(?:以上|左右|多|上下)?(?:的)?(?:[年月季日]|整體|單[日月]|最大|實際|同比|環比)?(?:(?P<way>[漲跌升降增減])幅|(?P<growth>增速|成長|增長|上升空間|上漲空間)|(?P<fall>衰退|下跌空間|下行空間))"
)
_SHARE = rx("占|佔|比重|份額|滲透|持股比|達成率|完成率")
_SHARE_OF = rx(
    "(?:佔|占(?!領)|相當於|等於|比重|佔比|占比|份額|約當)[^，。；]{0,16}$|"
    "(?:達成|完成)(?:了|率)?[^，。；0-9]{0,8}$|"
    "(?:獨得|包辦|囊括|撐起了?|貢獻了?|貢獻整體[^，。0-9]{0,4})[^，。；0-9]{0,12}$|(?:對|貢獻)[^，。；0-9]{0,8}貢獻[^，。；0-9]{0,6}$"
)
_GROUP = rx("(?:其中|當中|其餘|內有)(?:有)?(?:約|逾|超過|近|的)*$|(?:^|，)(?:約|逾|超過|近|有)*$")
_HOLDING = rx("^(?:左右|以上)?(?:的)?(?:股份|股權|股本|表決權|投票權|代幣|權益|持股)")
_OF_GROUP = rx(
    "^(?:以上|左右|多)?(?:的)?(?:來自|受訪|民眾|企業|認為|預料|預期|表示|會員|業者|家長|網友|選民|買家|用於|投入|人)"
)
_TARGET = rx(
    "目標(?:值|價)?，?(?:仍|還|依舊)?(?:為|是|設在|定在|訂在|設為|訂為|[^，。；0-9]{0,4}不低於)?[^，。；0-9]{0,8}$"
)
_GOAL_BEHIND = rx("^(?:以上|左右|上下)?(?:的)?[^，。；（）升降]{0,6}目標")
_AIM = rx("(?:挑戰|劍指|衝擊|衝刺|力拼|力拚|目標價(?:為|至|由|從)?[^，]{0,4})(?:年|約|逾|上)*$")
_LINE_AFTER = rx(
    "^(?:的)?(?:[^，。；]{0,4})(?:警戒|門檻|榮枯|臨界|紅線|分界線|免稅額|上限|下限|底線|起徵點|拐點)|^(?:為限|封頂|為上限|為下限|為門檻)|"
    "^(?:以上|以下)(?:的(?!機率|概率|成長|增長|漲幅|跌幅|高|低)|者|人口)"
)
_LINE_BEFORE = rx(
    "(?:榮枯線|警戒線|門檻|分界線|上限|下限|底線|起徵點|免稅額|(?:支撐|支持|壓力|阻力)(?:位|價|線|區|帶)?|關卡|關口|防線|密集區)(?:為|是|在|於|位於|要到|要看|至)*(?:約|近)?$"
)
_RULE = rx(
    "(?:至多|最多|頂多|不得|不能|一律|只要|只需|必須|須|應|以內|不准|不許|不會)(?:高於|低於|超過|少於|逾|多於|不低於|不高於|達|不超過)*(?:約)?$"
)
_NOT_BEYOND = rx(
    "(?:價|率|比|比例|比重|倍數|成數|年限|額度)[^，。；0-9]{0,4}(?:不|不得|不會|不能)(?:低於|高於|超過|少於)$|不(?:會|能|得)(?:低於|高於|超過|跌破|突破|少於)$"
)
_NEEDED = rx(
    "(?:需要?|須|得|必須|有待|等到|要(?=低於|高於|超過|突破|跌破))[^，。]{0,10}(?:突破|達|站上|高於|低於|超過|升破|跌破)$"
)
_IF = rx("若|如果|假如|倘|一旦|只要|萬一|除非|要是|在[^，。]{1,12}前")
_CROSSED = rx("(?:突破|站上|站穩|跌破|失守|守住|守不住|守穩|升破|漲破|衝破|摜破|跌穿|升穿|收復|越過)[^，。；0-9]{0,6}$")
_IF_MEASURED = rx("(?:低於|高於|超過|少於|多於|達到|維持在|越過|不止|守在)(?:了)?$")
_CROSSED_BEHIND = rx(
    "^(?:關卡|關口|大關|支撐|防線)?(?:若|如|一旦|如果|倘若?)[^，。；]{0,4}(?:失守|跌破|守|突破|站)|^(?:大關|關卡)?(?:才|方)(?:算|能)"
)
_SHORT_OF = rx("(?:距離?|離)(?:[^，。；0-9]{0,6})$")
_STEP_AWAY = rx("^(?:大關|關卡|關口|整數關卡)?(?:只|僅|還)?(?:差|有)|^(?:大關|關卡)?一步")
_DEADLINE = rx("(?:若|如|須|需|限|切結|應|必須|承諾)[^，。；]{0,12}$")
_ADDED = rx("(?:新增|淨增|裁減|裁員|淨減少?)(?:了|約|逾|近)?$")
_NET_TRADE = rx("買超|賣超|淨買|淨賣|淨流|買進|加碼|減碼|敲進|倒貨|調節|吸籌|掃貨")
_OUTPUT = rx("產能|產量|[月年日]產|產出|開工率")
_PEAKS = rx("(?:最低|最高|低見|高見|低至|高至|一度|盤中)[^，。；0-9]{0,4}$")
_ACTS = ("COUNT:次", "COUNT:場")
#: 增 and 減 in what somebody does to his holdings or books: no movement of a measure.
_ACT = rx("增[持資值發]|減[持碼值損資記排]")


def _last_movement(words: str) -> tuple[Direction, int] | None:
    """The last movement word of a text and where it ends; of words that end together the longest."""
    best: tuple[int, int, str] | None = None
    for name, pattern in frames("movement"):
        for hit in pattern.finditer(words):
            if not _ACT.match(words, hit.end() - 1) and words[hit.end() : hit.end() + 1] not in ("率", "速"):
                best = max(best or (-1, 0, ""), (hit.end(), -hit.start(), name))
    return (cast(Direction, best[2].partition("-")[0]), best[0]) if best else None


def _movement(words: str) -> _Movement | None:
    """The movement word that governs a number directly behind `words`."""
    last = _last_movement(words)
    if last is None:
        return None
    rest = words[last[1] :]
    if _REACHED.match(rest):
        return _Movement(last[0], True)
    return _Movement(last[0], False) if _BY.match(rest) else None


def _is_from(place: Place) -> bool:
    """從 50% 升至 85%, 由5.1%調高2.2個百分點至7.3%: the first of two states."""
    scene = place.scene
    if not rx("(?:從|由|自)[^，。；]{0,14}$").search(place.near[-_REACH:]):
        return False
    for other in scene.numbers[place.at + 1 : place.at + 3]:
        if other.start >= place.clause_end + 12:
            return False
        if other.quantity.unit == place.q.unit:
            between = scene.words[place.number.end : min(other.start, place.clause_end + 12)][-_REACH:]
            return bool(rx("(?:至|到|為|成|回|上|抵)[^，。；]{0,8}$").search(between))
        if other.quantity.unit not in RATES:
            return False
    return False


def _kind(view: _View, basis: Comparison) -> tuple[Kind, str]:
    """What sort of figure it is (CONTRACT), and the frame that told; of a range, what each of its ends would be."""
    if view.unit == "ORDINAL":
        return "rank", "unit"
    if view.unit in DURATIONS:
        return _lasting(view)
    margin = bool(_MARGIN.search(view.before)) or (view.concept is not None and view.concept.id in _MARGINS)
    state = _state(view)
    if state:
        return ("change", "margin") if margin and view.unit == "PERCENT" else state
    if (counted := _counted(view)) is not None:
        return counted
    return _standing(view) or _moving(view, basis) or _by_measure(view) or ("level", "default")


_MARGINS = ("metric/rise", "metric/fall", "metric/margin-of-change")


def _lasting(view: _View) -> tuple[Kind, str]:
    """Of a length of time: 從78天降至71天，縮短7天 are states and a way; a time limit is a condition, an age a level or a line."""
    place, age = view.place, view.place.q.words.endswith(tuple("歲岁"))
    if _is_from(place):
        return "from", "從…至"
    same_unit = place.previous is not None and place.previous.quantity.unit == view.unit
    if view.moved and view.moved.reached and (same_unit or age or not rx("連續?").search(view.near)):
        return "to", "升至"
    if (
        same_unit
        and place.carried.last is not None
        and place.carried.last.kind == "from"
        and _OTHER_STATE.search(view.near)
    ):
        return "to", "從…至"
    if age:
        return ("threshold", "歲") if rx("^(?:及|或)?以[上下]").match(view.after) else ("level", "歲")
    if same_unit and view.moved and not view.moved.reached:
        return "change", "增減"
    if rx("^(?:之|以)?內").match(view.after) and _DEADLINE.search(view.near):
        return "threshold", "期限"
    return "duration", "unit"


def _state(view: _View) -> tuple[Kind, str] | None:
    """One of two states of a movement: where it came from, what it reached."""
    place, near, last = view.place, view.near, view.place.carried.last
    if _is_from(place):
        return "from", "從…至"
    after_from = last is not None and last.kind == "from" and last.unit == view.unit and place.same_sentence
    if after_from and _OTHER_STATE.search(near):
        return "to", "從…至"
    if view.moved and view.moved.reached:
        return "to", "升至"
    if _FINAL.search(near) or _VERB_TO.search(near):
        return "to", "修正為"
    if _ARRIVED.search(near) and not _PEAKS.search(near) and not (view.growth and not rx("重[返回]").search(near)):
        return "to", "來到"
    in_clause = place.previous is not None and place.previous.end >= place.start
    if in_clause and _SECOND_STATE.match(near):
        return "to", "從…到"
    went = last is not None and last.kind == "change" and last.unit != view.unit and place.same_sentence
    if went and rx("^(?:至|到)(?:約|近|逾)?$").match(near):
        return "to", "增減至"  # 升13.6%，至5,184億元
    return None


def _counted(view: _View) -> tuple[Kind, str] | None:
    """Counted things are `count`; what is traded net or produced of them `level`; more or fewer of them `change`."""
    place, near = view.place, view.near
    if not (place.counts_things() or view.unit == "SHARE") or view.unit == "COUNT:分":
        return None
    if rx("^(?:交易|營業|自然|工作|日曆)[日天]").match(view.after):
        return "duration", "交易日"
    if _TARGET.search(view.before):
        return "target", "目標"
    if _LINE_AFTER.match(view.after) and not rx("^以[上下]").match(view.after):
        return "threshold", "門檻"
    moved = view.moved or _MORE_THAN.search(near)
    if _ADDED.search(near) or (moved and view.unit not in _ACTS and not _NET_TRADE.search(near)):
        return "change", "增減"
    if view.goes_on is not None and view.goes_on.kind == "change" and _BASE_OF.search(near):
        return "change", "goes-on"
    if _OUTPUT.search(near) or _OUTPUT.search(view.label):
        return "level", "metric"
    if view.unit in ("COUNT:張",) and _NET_TRADE.search(view.before + view.label + _lead(place)):
        return "level", "買超"
    return "count", "unit"


def _lead(place: Place) -> str:
    """The clause before the number's own."""
    return place.scene.words[max(place.scene.start, place.start - 16) : place.start]


def _standing(view: _View) -> tuple[Kind, str] | None:
    """Targets, thresholds, probabilities and shares."""
    near, after = view.near, view.after
    told = (_lead(view.place) + view.before)[-40:]
    if _GOAL_BEHIND.match(after) or (_TARGET.search(told) and not view.moved and not _MORE_THAN.search(near)):
        return "target", "目標"
    if _AIM.search(near):
        return "target", "挑戰"
    if view.unit == "PERCENT" and (chance := _chance(view)):
        return chance
    return _line(view) or _share(view)


def _chance(view: _View) -> tuple[Kind, str] | None:
    chance = frame("kind", "probability")
    behind = rx("^(?:以上)?(?:的)?「?").sub("", view.after[:12])
    if (
        (view.concept is not None and view.concept.dimension == "probability")
        or chance.search(view.label)
        or chance.match(behind)
    ):
        return "probability", "機率"
    if view.event and view.here and view.place.q.value > 20:
        return "probability", "event-percent"  # 升息80%: no rate is raised by so much
    return None


def _line(view: _View) -> tuple[Kind, str] | None:
    """A limit, a warning line, a condition."""
    near, after, unit = view.near, view.after, view.unit
    line = _LINE_AFTER.match(after)
    if line and not (line[0].startswith(key("以")) and unit in RATES):
        return "threshold", "門檻"
    if rx("^以[上下]的(?:企業|公司|股東|家庭|住戶|民眾|個人|國家|城市|股份)").match(after):
        return "threshold", "以上的"
    if _LINE_BEFORE.search(near):
        return "threshold", "門檻"
    if _NEEDED.search(near) or _NOT_BEYOND.search(near) or (unit in RATES and _RULE.search(near)):
        return "threshold", "需要"
    if _IF_MEASURED.search(near) and _IF.search(view.before):
        return "threshold", "低於"
    if _CROSSED_BEHIND.match(after) or (
        _CROSSED.search(near) and (_IF.search(view.before) or rx("^才|^方").match(after))
    ):
        return "threshold", "突破"
    if _SHORT_OF.search(near) and _STEP_AWAY.match(after):
        return "threshold", "只差"
    return None


def _share(view: _View) -> tuple[Kind, str] | None:
    """A part of a whole."""
    if view.unit not in ("PERCENT", "MULTIPLE") or view.moved:
        return None
    words = view.place.q.words
    if rx("^(?:半數|過半|一半)").match(key(words)) or view.place.q.by == "units:half":
        return "ratio", "半數"
    if view.measure is not None and _SHARE.search(view.label) and not view.growth:
        return "ratio", "佔"
    if _SHARE_OF.search(view.near):
        return "ratio", "佔"
    if view.unit == "PERCENT" and rx("(?:股本|股數|總數|總額|總量|供應量?|上限|任務|總盤)的$").search(view.near):
        return "ratio", "總數的"
    tenths = words.endswith(("成", "折")) or "成" in words
    if view.unit == "PERCENT" and _HOLDING.match(view.after):
        return "ratio", "股權"
    if _OF_GROUP.match(view.after) and tenths:
        return "ratio", "其中"
    if (
        tenths
        and rx("(?:的|其中|當中|獨得|有)(?:約|逾|超過|近)?$").search(view.near)
        and not view.growth
        and not _MARGIN_BEHIND.match(view.after)
    ):
        return "ratio", "成"
    return None


def _moving(view: _View, basis: Comparison) -> tuple[Kind, str] | None:
    """Changes, told by a verb, by 較…高, by the noun behind, by the number before, the unit, the event or the basis."""
    near, concept = view.near, view.concept
    if view.moved:
        return "change", "增減"
    if _more(view) or (view.unit in ("PERCENTAGE_POINT", "BASIS_POINT") and _LESS_THAN.search(near)):
        return "change", "較…高"
    if view.unit in RATES and _MARGIN_BEHIND.match(view.after):
        return "change", "漲幅"
    if view.unit == "PERCENT" and (near.endswith("+") or _MARGIN.search(view.before)):
        return "change", "margin"
    if view.goes_on is not None:
        return _as(view, view.goes_on)
    if view.unit in ("PERCENTAGE_POINT", "BASIS_POINT"):
        gap = (concept is not None and concept.id == "metric/spread") or rx("差$").search(view.label)
        return ("level", "metric") if gap else ("change", "unit")
    if view.event and (view.unit in RATES or view.unit == "INDEX_POINT"):
        return "change", "event"
    stands = rx("率$").search(view.label) and not view.growth  # 年化收益率4.6%
    if view.unit == "PERCENT" and basis not in ("none", "versus") and not stands:
        return "change", "comparison"
    return None


def _more(view: _View) -> re.Match[str] | None:
    """較去年高, 比三年前低: a length of time in what is compared with is passed over."""
    previous = view.place.previous
    across = previous is not None and previous.quantity.unit in DURATIONS
    return _MORE_THAN.search(view.before if across else view.near)


def _as(view: _View, last: Manner) -> tuple[Kind, str] | None:
    """The kind of a number that goes on from another: 由a升至b has states, a bare value beside them stands."""
    if last.kind in ("change", "ratio", "probability", "level"):
        return last.kind, "goes-on"
    if last.kind in ("range", "from", "to") and last.comparison != "none":
        return "change", "goes-on"
    return None


def _by_measure(view: _View) -> tuple[Kind, str] | None:
    """Changes and shares that only the measure's name tells."""
    concept, unit = view.concept, view.unit
    if unit in ("PERCENT", "MULTIPLE") and concept is not None and concept.nature == "change":
        return "change", "metric"
    if unit == "PERCENT" and (view.growth or _ECONOMY.search(view.label)):
        return "change", "growth"
    if (
        unit == "PERCENT"
        and concept is not None
        and (concept.category == "prices" or (concept.category in _VOLUMES and concept.dimension == "money"))
    ):
        return "change", "percent-of-amount"
    tenths = "成" in view.place.q.words and view.measure is None
    group = _GROUP.search(view.near) and rx(f"^(?:的)?[{HAN}]").match(view.after) and view.concept is None
    if unit == "PERCENT" and (tenths or group):
        return "ratio", "成" if tenths else "其中"
    return None


# ---- direction


def _direction(view: _View, sort: Kind) -> tuple[Direction, str]:
    """The way of the movement that a change, or one of two states, belongs to."""
    if sort not in _MOVING:
        return "none", "kind"
    place, words, q, near = view.place, view.place.scene.words, view.place.q, view.near
    margin = _MARGIN.search(view.before)
    if (
        sort == "change"
        and margin
        and view.unit in RATES
        and not (view.moved and not view.moved.reached and margin.end() < len(view.before))
    ):
        return _way(margin["way"]), "margin"
    following = next(
        (n for n in place.scene.numbers[place.at + 1 : place.at + 3] if n.quantity.unit == view.unit), None
    )
    if sort == "from" and following is not None:
        between = words[place.number.end : following.start][-_REACH:]
        told = _last_movement(between) or _last_movement(words[following.end : following.end + 6])
        return (told[0] if told else _sign(following.quantity.value - q.value)), "從…至"
    concept = view.concept
    if sort == "change" and concept is not None and concept.id in _MARGINS and concept.direction and not view.moved:
        return concept.direction, "metric"
    if view.moved:
        fell = q.value < 0 and view.moved.direction == "up" and sort == "change"
        return "down" if fell else view.moved.direction, "movement"
    more = _more(view) or _LESS_THAN.search(near)
    if more and sort == "change" and not view.goes_on:
        return _way(more["way"]), "較…高"
    behind = _MARGIN_BEHIND.match(view.after)
    if behind and sort == "change":
        return ("down" if behind["fall"] else _way(behind["way"] or key("升"))), "漲幅"
    if view.event and concept is not None and concept.direction:
        return concept.direction, "event"
    if sort == "to":
        return _reached(view)
    if q.value < 0:
        return "down", "minus"
    if view.goes_on is not None and view.goes_on.kind == "change" and view.goes_on.direction != "none":
        return view.goes_on.direction, "goes-on"
    if concept is not None and concept.direction:
        return concept.direction, "metric"
    if view.measure is not None and view.here:
        last = _last_movement(words[max(view.measure.start, place.number.start - _REACH) : place.number.start])
        if last and not view.growth:
            return last[0], "movement"
    return ("down" if rx("衰退|跌|降|減").search(view.label[-4:]) and not view.growth else "up"), "default"


def _reached(view: _View) -> tuple[Direction, str]:
    """The way to a state that no verb of its own tells: that of the change before it (跌4.2%至148.6元), of its beginning."""
    place, last = view.place, view.place.carried.last
    if last is not None and place.same_sentence and last.kind in ("change", "from") and last.direction != "none":
        return last.direction, "of-the-change"
    told = _last_movement(view.near)
    if told:
        return told[0], "movement"
    if rx("重[返回]|[回升]到").search(view.near):
        return "up", "重返"
    if (
        place.previous is not None
        and place.previous.quantity.unit == view.unit
        and rx("(?:到|至)[^，。]{0,8}$").search(view.near)
    ):
        return _sign(place.q.value - place.previous.quantity.value), "從…到"
    return "none", "none"


def _way(char: str) -> Direction:
    return "up" if char in key("漲升增高多快貴大") else "down"


def _sign(value: Fraction) -> Direction:
    return "up" if value > 0 else "down" if value < 0 else "none"
