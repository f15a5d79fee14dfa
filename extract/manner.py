"""How a number is meant: its basis, its kind, the direction of its movement.

view.py is what they are read from, basis.py the basis; certainty.py says how sure the number is.
"""

from __future__ import annotations

from fractions import Fraction

from extract.against import MORE_THAN, clause_before, goal, is_goal, is_line, less, line, more
from extract.basis import ECONOMY, VOLUMES, comparison, goes, held
from extract.mentions import Found
from extract.reading import Comparison, Direction, Kind
from extract.scene import DURATIONS, ODDS, RATES, Manner, Place, words_of
from extract.text import HAN, key, rx
from extract.view import MARGINS, MOVING, VIEW_REACH, View, last_movement, view_of

#: Kinds that may have a basis: a level stands beside a growth rate without being one.
_BASED = ("change", "from", "to", "target", "threshold")


def read(place: Place, measure: Found | None) -> tuple[Manner, dict[str, str]]:
    """Kind, direction and comparison of a number (its modality yet `actual`), and the frame that told each."""
    view, by = view_of(place, measure), {}
    basis, by["comparison"] = comparison(view)
    single, by["kind"] = _kind(view, basis)
    way, by["direction"] = _direction(view, single)
    if single in ("target", "threshold"):
        basis = "none"  # what lies beyond a line is compared with it, the line with nothing
    if single in ("from", "to") and not goes(view, single):
        basis, by["comparison"] = "none", "state"
    elif single not in _BASED or (single in ("target", "threshold") and place.q.unit != "PERCENT"):
        basis, by["comparison"] = "none", "kind"
    elif basis == "none":
        basis, by["comparison"] = held(view, single)
    ends = place.q.is_range and place.q.open_step is None
    return Manner(unit=place.q.unit, kind="range" if ends else single, direction=way, comparison=basis), by


# ---- kind

_ARRIVED = rx(
    "(?:重返|重回|下試|下探|上探|上試|上攻|來到|攀至|攀抵|回到|去到|殺到|衝到|爬到|升抵|報至|衝抵|爬回|漲回|跌回|站回)(?:了|約|近|逾)?$"
)
_FINAL = rx("(?:修正|調整|修訂|改|轉|變|減半|砍半|折半|下修|上修|縮水|倍增)(?:為|至|到|成)(?:了)?(?:約|近|逾)?$")
_VERB_TO = rx(
    f"(?:{words_of('revision')}|提高|降低|推升|拉高|壓低|砍|延長|縮短)[^，。；0-9]{{1,20}}(?:至|到|為)(?:約|逾|近)?$"
)
_OTHER_STATE = rx("(?:至|到|為|成|[上下]修為|轉為|變成了?)[^，。；0-9]{0,8}$")
_SECOND_STATE = rx("^(?:」|』)?[^，。]{0,4}(?:機率|概率)?」?(?:到|至)(?:[^，。]{0,4}的)?(?:約|近|逾)?「?$")
_MARGIN = rx("(?P<way>[漲跌升降增減])幅[^，。；]{0,20}$")
_MARGIN_BEHIND = rx(
    "^(?:以上|左右|多|上下)?(?:的)?(?:[年月季日]|整體|單[日月]|最大|實際|同比|環比)?(?:(?P<way>[漲跌升降增減])幅|(?P<growth>增速|成長|增長|上升空間|上漲空間)|(?P<fall>衰退|下跌空間|下行空間))"
)
_SHARE = rx("占|比重|份額|滲透|持股比|達成率|完成率")
_SHARE_OF = rx(
    "(?:佔|占(?!領)|相當於|等於|比重|佔比|份額|約當)[^，。；]{0,16}$|"
    "(?:達成|完成)(?:了|率)?[^，。；0-9]{0,8}$|"
    "(?:獨得|包辦|囊括|撐起了?|貢獻了?|貢獻整體[^，。0-9]{0,4})[^，。；0-9]{0,12}$|(?:對|貢獻)[^，。；0-9]{0,8}貢獻[^，。；0-9]{0,6}$"
)
#: 占全體出口478.9億美元的36.9%: so much of an amount that is told.
_OF_AMOUNT = rx("(?:佔|占(?!領)|相當於|等於|約當|完成|達成|恢復[至到]|達到?|是|為)[^，。；]{0,30}[0-9一-鿿A-Z]的(?:約|近|逾|僅|整整)*$")
#: 已達全年預算的98%, 只剩高峰時的三成: so much of another amount.
_PART_OF = rx("(?:達到?|恢復[至到]?|回復[至到]?|只?剩下?|只有|僅有|僅為|僅及|才)[^，。；0-9]{2,12}的(?:約|近|逾|僅)*$")
_GROUP = rx("(?:其中|當中|其餘|內有)(?:有)?(?:約|逾|超過|近|的)*$|(?:^|，)(?:約|逾|超過|近|有)*$")
_HOLDING = rx("^(?:左右|以上)?(?:的)?(?:股份|股權|股本|表決權|投票權|代幣|權益|持股)")
_OF_GROUP = rx(
    "^(?:以上|左右|多)?(?:的)?(?:來自|受訪|民眾|企業|認為|預料|預期|表示|會員|業者|家長|網友|選民|買家|用於|投入|人)"
)
#: 有68%企業打算加薪: so many of them.
_OF_PEOPLE = rx(
    "(?:以上|左右)?的?(?:受訪|民眾|企業(?!所得|稅|債|貸)|會員|業者|家長|網友|選民|買家|員工|家庭|消費者|投資者|投資人|居民|店家|客戶)"
)
_DEADLINE = rx("(?:若|如|須|需|限|切結|應|必須|承諾)[^，。；]{0,12}$")
_ADDED = rx("(?:新增|淨增|裁減|裁員|淨減少?)(?:了|約|逾|近)?$")
_NET_TRADE = rx("買超|賣超|淨買|淨賣|淨流|買進|加碼|減碼|敲進|倒貨|調節|吸籌|掃貨")
_OUTPUT = rx("產能|產量|[月年日]產|產出|開工率")
_PEAKS = rx("(?:最低|最高|低見|高見|低至|高至|一度|盤中)[^，。；0-9]{0,4}$")
_ACTS = ("COUNT:次", "COUNT:場")


def _is_from(place: Place) -> bool:
    """從 50% 升至 85%, 由5.1%調高2.2個百分點至7.3%: the first of two states."""
    scene = place.scene
    if not rx("(?:從|由|自)[^，。；]{0,14}$").search(place.near[-VIEW_REACH:]):
        return False
    for other in scene.numbers[place.at + 1 : place.at + 3]:
        if other.start >= place.clause_end + 12:
            return False
        if other.quantity.unit == place.q.unit:
            between = scene.words[place.number.end : min(other.start, place.clause_end + 12)][-VIEW_REACH:]
            return bool(rx("(?:至|到|為|成|回|上|抵)[^，。；]{0,8}$").search(between))
        if other.quantity.unit not in RATES:
            return False
    return False


def _kind(view: View, basis: Comparison) -> tuple[Kind, str]:
    """What sort of figure it is (CONTRACT), and the frame that told; of a range, what each of its ends would be."""
    if view.unit == "ORDINAL":
        return "rank", "unit"
    if view.unit in DURATIONS:
        return _lasting(view)
    margin = bool(_MARGIN.search(view.before)) or (view.concept is not None and view.concept.id in MARGINS)
    state = _state(view)
    if state:
        return ("change", "margin") if margin and view.unit == "PERCENT" else state
    if (counted := _counted(view)) is not None:
        return counted
    return _standing(view) or _moving(view, basis) or _by_measure(view) or ("level", "default")


def _lasting(view: View) -> tuple[Kind, str]:
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


def _state(view: View) -> tuple[Kind, str] | None:
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


def _counted(view: View) -> tuple[Kind, str] | None:
    """Counted things are `count`; what is traded net or produced of them `level`; more or fewer of them `change`."""
    place, near = view.place, view.near
    if not (place.counts_things() or view.unit == "SHARE") or view.unit == "COUNT:分":
        return None
    if rx("^(?:交易|營業|自然|工作|日曆)[日天]").match(view.after):
        return "duration", "交易日"
    if is_goal(view.before, view.after):
        return "target", "目標"
    if is_line(near, view.after):
        return "threshold", "門檻"
    moved = view.moved or MORE_THAN.search(near)
    if _ADDED.search(near) or (moved and view.unit not in _ACTS and not _NET_TRADE.search(near)):
        return "change", "增減"
    if view.goes_on is not None and view.goes_on.kind == "change" and view.is_base:
        return "change", "goes-on"
    if _OUTPUT.search(near) or _OUTPUT.search(view.label):
        return "level", "metric"
    if view.unit in ("COUNT:張",) and _NET_TRADE.search(view.before + view.label + clause_before(place)):
        return "level", "買超"
    return "count", "unit"


def _standing(view: View) -> tuple[Kind, str] | None:
    """Targets, thresholds, probabilities and shares."""
    return goal(view) or _chance(view) or line(view) or _share(view)


def _chance(view: View) -> tuple[Kind, str] | None:
    """The odds of something."""
    if view.unit != "PERCENT":
        return None
    behind = rx("^(?:以上)?(?:的)?「?").sub("", view.after[:12])
    if (
        (view.concept is not None and view.concept.dimension == "probability")
        or ODDS.search(view.label)
        or ODDS.match(behind)
    ):
        return "probability", "機率"
    if view.event and view.here and view.place.q.value > 20:
        return "probability", "event-percent"  # 升息80%: no rate is raised by so much
    return None


def _share(view: View) -> tuple[Kind, str] | None:
    """A part of a whole."""
    if view.unit not in ("PERCENT", "MULTIPLE") or view.moved:
        return None
    words = view.place.q.words
    if rx("^(?:半數|過半|一半)").match(key(words)) or view.place.q.by == "units:half":
        return "ratio", "半數"
    if view.measure is not None and _SHARE.search(view.label) and not view.growth:
        return "ratio", "佔"
    multiple = view.unit == "MULTIPLE" and view.here and rx("[率比]$").search(view.label)  # 相當於預測市盈率12倍
    if _SHARE_OF.search(view.near) and not multiple:
        return "ratio", "佔"
    if view.unit == "PERCENT" and rx(
        "(?:股本|股數|總數|總額|總量|供應量?|上限|任務|總盤|GDP|生產總值|生產毛額|營收|收入|市值|淨值|資產)的$"
    ).search(view.near):
        return "ratio", "總數的"
    if view.unit == "PERCENT" and rx("^的(?:約|近|逾|僅|整整)*$").match(view.near) and _OF_AMOUNT.search(view.before):
        return "ratio", "占…的"
    if view.unit == "PERCENT" and _PART_OF.search(view.near):
        return "ratio", "達…的"
    tenths = words.endswith(("成", "折")) or "成" in words
    if view.unit == "PERCENT" and _HOLDING.match(view.after):
        return "ratio", "股權"
    if (_OF_GROUP.match(view.after) and tenths) or (view.unit == "PERCENT" and _OF_PEOPLE.match(view.after)):
        return "ratio", "其中"
    if (
        tenths
        and rx("(?:的|中|獨得|有)(?:約|逾|超過|近|有)*$").search(view.near)
        and not view.growth
        and not _MARGIN_BEHIND.match(view.after)
    ):
        return "ratio", "成"
    return None


def _moving(view: View, basis: Comparison) -> tuple[Kind, str] | None:
    """Changes, told by a verb, by 較…高, by the noun behind, by the number before, the unit, the event or the basis."""
    near, concept = view.near, view.concept
    if view.moved:
        return "change", "增減"
    if more(view) or (view.unit in ("PERCENTAGE_POINT", "BASIS_POINT") and less(view)):
        return "change", "較…高"
    if view.unit in RATES and _MARGIN_BEHIND.match(view.after):
        return "change", "漲幅"
    if view.unit == "PERCENT" and (near.endswith("+") or _MARGIN.search(view.before)):
        return "change", "margin"
    if view.goes_on is not None:
        return _as(view.goes_on)
    if view.unit in ("PERCENTAGE_POINT", "BASIS_POINT"):
        gap = (concept is not None and concept.id == "metric/spread") or rx("差$").search(view.label)
        return ("level", "metric") if gap else ("change", "unit")
    if view.event and (view.unit in RATES or view.unit == "INDEX_POINT"):
        return "change", "event"
    stands = rx("(?:率|稅|息|比重|占比)$").search(view.label) and not view.growth  # 年化收益率4.6%
    if view.unit == "PERCENT" and basis not in ("none", "versus") and not stands:
        return "change", "comparison"
    return None


def _as(last: Manner) -> tuple[Kind, str] | None:
    """The kind of a number that goes on from another: 由a升至b has states, a bare value beside them stands."""
    if last.kind in ("change", "ratio", "probability", "level"):
        return last.kind, "goes-on"
    if last.kind in ("range", "from", "to") and last.comparison != "none":
        return "change", "goes-on"
    return None


_HELD = rx("(?:持股|持股量|持股比[例率]|股權|權益|表決權|投票權)$")


def _by_measure(view: View) -> tuple[Kind, str] | None:
    """Changes and shares that only the measure's name tells."""
    concept, unit = view.concept, view.unit
    if unit == "PERCENT" and _HELD.search(view.label):
        return "ratio", "持股"
    if unit in ("PERCENT", "MULTIPLE") and concept is not None and concept.nature == "change":
        return "change", "metric"
    if unit == "PERCENT" and (view.growth or ECONOMY.search(view.label)):
        return "change", "growth"
    if (
        unit == "PERCENT"
        and concept is not None
        and (concept.category == "prices" or (concept.category in VOLUMES and concept.dimension == "money"))
    ):
        return "change", "percent-of-amount"
    part = rx("^[三四五八十]分[一二三四五七]$").match(key(view.place.q.words))
    tenths = part or ("成" in view.place.q.words and view.measure is None)
    group = _GROUP.search(view.near) and rx(f"^(?:的)?[{HAN}]").match(view.after) and view.concept is None
    if unit == "PERCENT" and (tenths or group):
        return "ratio", "成" if tenths else "其中"
    return None


# ---- direction


def _direction(view: View, sort: Kind) -> tuple[Direction, str]:
    """The way of the movement that a change, or one of two states, belongs to."""
    if sort not in MOVING:
        return "none", "kind"
    place, words, q = view.place, view.place.scene.words, view.place.q
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
        between = words[place.number.end : following.start][-VIEW_REACH:]
        told = last_movement(between) or last_movement(words[following.end : following.end + 6])
        return (told[0] if told else _sign(following.quantity.value - q.value)), "從…至"
    concept = view.concept
    if sort == "change" and concept is not None and concept.id in MARGINS and concept.direction and not view.moved:
        return concept.direction, "metric"
    if view.moved:
        fell = q.value < 0 and view.moved.direction == "up" and sort == "change"
        return "down" if fell else view.moved.direction, "movement"
    beyond = more(view) or less(view)
    if beyond and sort == "change" and not view.goes_on:
        return _way(beyond["way"]), "較…高"
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
        last = last_movement(words[max(view.measure.start, place.number.start - VIEW_REACH) : place.number.start])
        if last and not view.growth:
            return last[0], "movement"
    return ("down" if rx("衰退|跌|降|減").search(view.label[-4:]) and not view.growth else "up"), "default"


def _reached(view: View) -> tuple[Direction, str]:
    """The way to a state that no verb of its own tells: that of the change before it (跌4.2%至148.6元), of its beginning."""
    place, last = view.place, view.place.carried.last
    if last is not None and place.same_sentence and last.kind in ("change", "from") and last.direction != "none":
        return last.direction, "of-the-change"
    told = last_movement(view.near)
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
