"""The basis of a number: over the year, the quarter, the month, against another base, by the words around it.

A clause names it (年增, 較上月, 比預測); where it does not, the basis named before holds on: beside another number, through
the paragraph, and for statistics through the article.
"""

from __future__ import annotations

from typing import cast

from extract.against import MORE_THAN, THAN_FORECAST, base_in
from extract.numerals import han_value
from extract.reading import Comparison, Kind
from extract.scene import DURATIONS, Time, frame, frames, words_of
from extract.text import key, rx
from extract.view import MARGINS, MOVING, VIEW_REACH, View, last_movement
from ontology import Concept

ECONOMY = rx(
    "^(?:年|核心|基本|整體)*(?:通膨|通脹)率?$|經濟(?:成長|增長|增速)|(?:GDP|國內生產總值|國內生產毛額)(?:（[^）]*）)?(?:實質|實際|年)?(?:成長|增長|增速)?(?:率)?$"
)
_ECONOMY_GROWS = rx("經濟[^，。；0-9]{0,6}(?:增長|成長|衰退|萎縮|增速)(?:率)?(?:約|為|達|逾|近)*$")
_ECONOMY_SLOWS = rx("(?:經濟|GDP)[^，。；0-9]{0,4}(?:增長|成長)(?:率)?[^，。；0-9]{0,8}(?:至|到|為)(?:約|逾|近)?$")
_OWN_STEP = {"month": "mom", "quarter": "qoq", "week": "wow", "day": "dod", "year": "yoy"}
_DAY_STEPS: dict[int, Comparison] = {
    **dict.fromkeys((28, 29, 30, 31), "mom"), **dict.fromkeys((90, 91, 92), "qoq"), **dict.fromkeys((365, 366), "yoy")
}  # fmt: skip
_DAYS = {"month": 31, "quarter": 92, "week": 7, "year": 366}
_LEADS = rx("年率|年化|相比|相較|[從以]全[週月季年]|今年以來|年初|年內|年末|年底|按[年月季週]|同比|環比|與去年|較")
_MARKET = ("market", "crypto", "interest")
_OWN_BASE = rx("較|比(?![例重率特])|單日|當日|盤中|累計|一度|今早|昨")
_LONGER_BASIS = ("yoy", "mom", "qoq", "ytd", "wow", "annualised")


def comparison(view: View) -> tuple[Comparison, str]:
    """The basis that the clause, the words behind the number or the measure's own name state."""
    concept = view.concept
    if view.unit in DURATIONS or view.unit == "ORDINAL":
        return "none", "none"
    if _PREMIUM.search(view.near) or _PREMIUM.match(view.after):
        return "versus", "premium"
    if view.is_base:
        last = view.goes_on  # 比前一季的15.5%: the base itself
        return (last.comparison, "base") if last and last.kind in MOVING else ("none", "base")
    words = _told_from(view)
    if frame("comparison", "annualised").search(words) or _annual_rate(view):
        return "annualised", "clause"
    if view.unit == "PERCENT" and view.here and concept is not None and concept.comparison:
        return concept.comparison, "metric"
    if (
        view.unit == "PERCENTAGE_POINT"
        and _REVISES.search(view.near)
        and rx("預測|預估|財測|成長率|增速|預期").search(view.before)
    ):
        return "versus", "revision"
    if THAN_FORECAST.search(words):
        return "versus", "forecast"
    hits = [(hit.end(), name) for name, pattern in frames("comparison") for hit in pattern.finditer(words)]
    if hits:
        name = max(hits)[1]
        if name == "mom" and rx("環比").search(words):  # the series' own step
            name = _step(view, concept)
        return cast(Comparison, name), "clause"
    if (base := base_in(words)) is not None:
        return _base(view, base)
    if rx("^(?:左右|以上)?(?:的)?(?:年增|同比|年成長)").match(view.after):
        return "yoy", "after"
    if view.goes_on is not None and view.goes_on.kind in MOVING:
        return view.goes_on.comparison, "goes-on"
    if view.unit == "PERCENT" and concept is not None and concept.comparison:
        return concept.comparison, "metric"
    named = next((name for name, pattern in frames("comparison") if pattern.search(view.label)), None)
    if named and view.unit == "PERCENT":
        return cast(Comparison, named), "metric"
    return "none", "none"


_PREMIUM = rx("(?:溢價|折讓|折價)(?:了|達|約|逾|近|至少|率|為|幅度)*$|^(?:的)?(?:溢價|折讓|折價)")
_REVISES = rx(f"(?:{words_of('revision')})(?:了|約)*$")


def _annual_rate(view: View) -> bool:
    """Whether 年率 is a quarter's growth at an annual rate: of the economy it is, of prices it is over the year."""
    if not rx("年率").search(view.label + view.near):
        return False
    lead = view.place.lead(VIEW_REACH)
    return bool(rx("經濟|GDP|國內生產|季增|季減|較上季|經季節").search(lead)) and not rx(
        "物價|通膨|通脹|CPI|PCE|PPI"
    ).search(lead)


def _told_from(view: View) -> str:
    """The words a basis is looked for in: since the number before; its own too, where that is the base (比昨日的2,201億多一成);
    a clause without numbers in front (與去年同期相比，).
    """
    place, words = view.place, view.place.scene.words
    start = place.number.start - len(view.near)
    if place.previous is None or place.previous.end < place.start:
        floor = max(place.previous.end if place.previous else place.scene.start, place.start - VIEW_REACH)
        lead = words[floor : place.start]
        return (lead if _LEADS.search(lead) else "") + view.near
    earlier = words[max(place.start, start - VIEW_REACH) : place.previous.start]
    base = base_in(earlier)
    if base and not last_movement(base) and (view.moved or MORE_THAN.search(earlier + view.near)):
        return earlier + view.near
    return view.near


def _step(view: View, concept: Concept | None) -> str:
    """What 環比 steps by: a quarter's or a week's series, else the month."""
    if concept is not None and concept.step == "quarter":
        return "qoq"
    time = _time_told(view)
    if time is not None and rx("[末底]$").search(key(time.period.words)):
        return "mom"  # 10月末…環比: the month's end stands for the month
    return _OWN_STEP[time.period.grain] if time and time.period.grain in ("quarter", "week", "day") else "mom"


def _time_told(view: View, grain: str | None = None) -> Time | None:
    """The last time before the number that is no base."""
    for time in reversed(view.place.scene.times):
        if time.end <= view.place.number.start and not time.base and grain in (None, time.period.grain):
            return time
    return None


def _base(view: View, words: str) -> tuple[Comparison, str]:
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


def _month_base(view: View, month: str) -> Comparison:
    base = int(month) if month.isdigit() else (han_value(month) or 0)
    own = _time_told(view, "month")
    if own is None or own.period.first is None:
        return "mom"
    return "mom" if (own.period.first.month - base) % 12 == 1 else "versus"


def held(view: View, sort: Kind) -> tuple[Comparison, str]:
    """The basis named before that still holds: of the economy's growth the year's, else the paragraph's, the article's."""
    place, measure, carried = view.place, view.measure, view.place.carried
    beside = carried.said.get(view.unit) if place.same_sentence else None
    based = beside is not None and beside.kind in MOVING and not _OWN_BASE.search(view.near)
    longer = _YEARS.search(view.before)
    if longer and beside is not None and beside.comparison in ("mom", "wow", "dod"):
        beside = None
    if beside is not None and based and beside.comparison != "none" and _same_way(view, sort):
        return beside.comparison, "beside"
    if view.unit != "PERCENT" or _OWN_BASE.search(view.before):
        return "none", "none"
    if sort in ("from", "to") and not view.growth and not _ECONOMY_SLOWS.search(view.near):
        return "none", "none"
    if sort in ("target", "threshold") and not (view.growth or view.goes_on):
        return "none", "none"
    if (
        ECONOMY.search(view.label)
        or _ECONOMY_GROWS.search(view.near)
        or _ECONOMY_SLOWS.search(view.near)
        or (view.concept is not None and view.concept.id == "metric/gdp-growth")
    ):
        return "yoy", "economy"
    if view.event or (_quoted(view) and not _IN_INDEX.search(view.label)) or rx("目標價|評級").search(view.before):
        return "none", "none"
    if carried.comparison in _LONGER_BASIS and not (longer and carried.comparison in ("mom", "wow")):
        return carried.comparison, "carried"
    statistic = measure is not None and (measure.category in STATISTICS or bool(_STATISTIC.search(view.label)))
    if place.scene.sentence.passage.role == "headline" and view.moved:
        told = _time_told(view)
        statistic = statistic or (told is not None and told.period.grain in ("month", "quarter"))
    if statistic and carried.usual != "none" and (view.growth or view.moved or view.after):
        return carried.usual, "article"
    return "none", "none"


#: Of a year's movement a month's basis says nothing.
_YEARS = rx("全年|[今明來後]年|[上下]半年")
#: Prices that a price index is made of: 蔬菜價格大跌18.6%.
_IN_INDEX = rx(
    "(?:蔬菜|水果|肉類|豬肉|食品|食物|雞蛋|鮮菜|鮮果|交通|服務|商品|衣著|居住|醫療|教育|菸酒|能源|油料費?)(?:類)?價格?$|房租$|租金$"
)


def _same_way(view: View, sort: Kind) -> bool:
    """Whether a number beside another in its sentence is held against the same base."""
    if sort in ("target", "threshold") or goes(view, sort) or rx("同期").search(view.near):
        return True
    return sort == "change" and not _quoted(view)


def goes(view: View, sort: Kind) -> bool:
    """Whether one of two states is a rate of growth: by its measure, or beside one (2025年成長4.8%，明年放緩至4.3%)."""
    if sort not in ("from", "to") or view.unit != "PERCENT":
        return False
    beside = view.place.carried.said.get(view.unit) if view.place.same_sentence else None
    grown = beside is not None and beside.comparison != "none" and not rx("率|比|占|份額").search(view.label)
    return (
        view.growth
        or bool(ECONOMY.search(view.label))
        or grown
        or bool(_ECONOMY_SLOWS.search(view.near))
        or bool(rx("由[^，。；]{0,8}(?:增長|成長|下降|減少|衰退)$").search(view.near))
    )


def _quoted(view: View) -> bool:
    """Whether the measure is a price of the market, which moves by the day."""
    measure = view.measure
    if measure is None or measure.mention.concept in MARGINS:
        return False
    beside = view.place.previous if view.place.same_sentence else None
    if beside is not None and (beside.quantity.counted or beside.quantity.unit in _OUTPUTS):
        return False  # 進口天然氣1,194萬噸，增長10.7%
    return measure.is_quoted or measure.category in _MARKET


#: Units in which output and trade are counted, no prices.
_OUTPUTS = ("TONNE", "KWH", "MWH", "GWH", "TWH", "KW", "MW", "GW", "CUBIC_M", "BARREL", "SQ_M", "SQ_FT", "TROY_OZ")
#: Measures of amounts of which a bare percentage is a growth.
VOLUMES = ("growth", "consumption", "external")
#: Measures that are published as growth over the year, by their names where the ontology does not hold them.
_STATISTIC = rx("(?:額|量|值|消費|投資|出口|進口|收入|支出|銷售|貿易|訂單|利潤|營收)$")
STATISTICS = ("growth", "consumption", "external", "prices", "comparison-rate", "housing", "fiscal", "money", "company")
