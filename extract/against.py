"""What a number is held against: a base (較去年的5%), a forecast (高於預期的2.9%), a goal (2%的目標), a line (榮枯線50).

The one home of how a text says so. Each reader asks its own question: whether a number is itself the base of another
(`is_base`, `is_base_behind`), which words the base is (`base_in`), by how much something lies beyond one (`more`,
`less`), or whether the number is a goal (`goal`) or a line (`line`). Patterns look at the words before a number up to
its start, or from its end. Offsets are of the key frame.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.reading import Kind
from extract.scene import DURATIONS, RATES, Place, Scene, frames
from extract.text import key, rx

if TYPE_CHECKING:
    from extract.mentions import Found
    from extract.view import View

# ---- bases

#: 比 that compares: no 占比, 對比, 環比, 比例, 比重.
_THAN = "(?<![占同環對百無])比(?![例重率特])"
#: The word before a phrase that is only a base: 較市場預期高.
BASE_WORD = rx(
    "^(?:較|比|相較|相較於|快於|慢於|早於|晚於|強於|弱於|勝於|劣於|高於|低於|大於|小於|多於|少於|優於|遜於|好於|差於|不如|不及|符合|超過|超出|跌破|突破)$"
)
_BASE = rx("(?:較|(?<![占同環百])比|相較於?|僅次於)(?![重例率特亞])[^，。；0-9%]{1,20}$")
_BASE_LINKED = rx(
    f"(?:較|{_THAN}|[高低大小快慢優強弱勝]於|距離?|離|不及|不如|甩開了?|遠勝|勝過|超過|超出)[^，。；從由]{{1,16}}的$"
)
_BASE_BEHIND = rx(f"(?:較|{_THAN}|[高低大小快慢]於)[^，。；從由]{{1,16}}$")
_MARGIN_BEHIND = rx("^的(?:[漲跌升降增減]幅|水[準平])")
#: What 較 and 比 begin is a base; what they begin in 較大, 比重 is none.
_BASE_WORDS = rx(
    "(?:相較於?|較(?![大小好差強弱長短快慢早晚量真勁多少為])|較(?=高[點峰])|(?<![對同環占百無0-9])比(?![例重率特較值如亞照利])|"
    "[高低大小快慢多少優強弱勝]於|高出|多過|好過)(?P<base>[^，。；]{1,24})$"
)
#: 於去年同期的, 較9月的: behind it stands the base's own figure.
_OF_BASE = rx("[於比較][^，。；]{1,10}的$")
_TIME_BASE = rx("(?:較|比|自|從|由)(?:了)?$")
_TIME_BASE_BEHIND = rx("^(?:同期|相比|以來)")


def is_base(scene: Scene, at: int) -> bool:
    """Whether the number at `at` is what its clause holds another against: 較昨日收市價18.26元折讓9.9%."""
    held = _BASE.search(scene.words, max(scene.clause_start(at), at - 24), at)
    return held is not None and not any(pattern.search(held[0], 1) for _, pattern in frames("movement"))


def is_base_behind(near: str, after: str) -> bool:
    """Whether a number between these words is what something is compared with: 比前一季的15.5%略好, 較上半年7.1%的跌幅收窄."""
    behind = _BASE_BEHIND.search(near) and _MARGIN_BEHIND.match(after)
    return bool(behind) or bool(_BASE_LINKED.search(near))


def is_of_base(words: str) -> bool:
    """Whether what stands behind these words is the figure of a base: 高於去年同期的."""
    return bool(_OF_BASE.search(words))


def is_time_base(words: str, start: int, end: int) -> bool:
    """Whether a period is what something is compared with, or where it begins: 較10 月增加, 自9月以來."""
    before, behind = words[max(0, start - 2) : start], words[end : end + 2]
    return bool(_TIME_BASE.search(before) or _TIME_BASE_BEHIND.match(behind))


def base_in(words: str) -> str | None:
    """The base that these words end in: 去年同期 of 較去年同期."""
    found = _BASE_WORDS.search(words)
    return found["base"] if found else None


# ---- forecasts

#: 優於市場預期: what a figure is held against; nobody speaks there.
EXPECTATION = rx(
    "(?:高於|低於|優於|不如|遜於|超過|超出|不及|符合|較|比|好於|略高於|略低於|勝|遜|合乎|差過|好過|高過|低過|超出?|跑贏|吻合|貼近|(?<![例假比])如)[^，。；]{0,8}(?:預期|預料|預估|預測|估計|指引|財測|共識|原估|所估|估的)"
)
#: 較上月預測上調4萬桶: against what was foreseen, whenever that was.
THAN_FORECAST = rx(
    "(?:較|比|相較於?)[^，。；0-9]{0,12}(?:預測|預估|預期|財測|估計)(?:值|數|水準|水平|時)?(?!期)[^，。；]{0,8}$"
)

# ---- by how much something lies beyond a base

MORE_THAN = rx(
    "(?:較|比|於)[^，。；]{1,20}(?P<way>高|低|多|少|快|慢|貴|便宜)(?:了|出|達|至少|約|逾|近|將近|整整|要|不到)*$"
)
_LESS_THAN = rx("(?P<way>高|低|多|少|快|慢|大|小)於[^，。；0-9]{1,12}$")


def more(view: View) -> re.Match[str] | None:
    """較去年高, 比三年前低: a length of time in what is compared with is passed over."""
    previous = view.place.previous
    across = previous is not None and previous.quantity.unit in DURATIONS
    return MORE_THAN.search(view.before if across else view.near)


def less(view: View) -> re.Match[str] | None:
    """高於預期0.2個百分點: what it is beyond stands behind the word."""
    return _LESS_THAN.search(view.near)


# ---- goals

_GOAL = rx(
    "目標(?!完成|達成|市場|客|執行)(?:值|價)?，?(?:仍|還|依舊)?(?:為|是|設在|定在|訂在|設為|訂為|[^，。；0-9]{0,4}不低於)?[^，。；0-9]{0,8}$"
)
_SHORT = rx("(?:差|欠|缺|短少)(?:了|約|近)*$")
_GOAL_BEHIND = rx("^(?:以上|左右|上下)?(?:的)?[^，。；（）升降]{0,6}目標")
_AIM = rx("(?:挑戰|劍指|衝擊|衝刺|力拼|目標價(?:為|至|由|從)?[^，升降高低調漲跌]{0,4})(?:年|約|逾|上)*$")


def is_held_to(measure: Found) -> bool:
    """Whether a measure is a goal or a line by its own name."""
    return measure.mention.concept in ("metric/goal", "metric/warning-line")


def is_goal(before: str, after: str) -> bool:
    """Whether a number between these words is called a goal: 目標為2%, 2%的目標."""
    return bool(_GOAL.search(before) or _GOAL_BEHIND.match(after))


def goal(view: View) -> tuple[Kind, str] | None:
    """A goal; no movement towards one, and not how far off it is."""
    near, told = view.near, (clause_before(view.place) + view.before)[-40:]
    if _GOAL_BEHIND.match(view.after):
        return "target", "目標"
    if _GOAL.search(told) and not view.moved and not _SHORT.search(near) and not MORE_THAN.search(near):
        return "target", "目標"
    return ("target", "挑戰") if _AIM.search(near) else None


def clause_before(place: Place) -> str:
    """The end of the clause before the number's own."""
    return place.scene.words[max(place.scene.start, place.start - 16) : place.start]


# ---- lines

_LINE_AFTER = rx(
    "^(?:的)?(?:[^，。；]{0,4})(?:警戒|門檻|榮枯|臨界|支撐|阻力|紅線|分界線|免稅額|上限|下限|底線|起徵點|拐點)|^(?:為限|封頂|為上限|為下限|為門檻)|"
    "^(?:以上|以下)(?:的(?!機率|概率|成長|增長|漲幅|跌幅|高|低)|者|人口)"
)
_LINE_BEFORE = rx(
    "(?:榮枯線|警戒線|門檻|分界線|上限|下限|底線|起徵點|免稅額|(?:支撐|支持|壓力|阻力)(?:位|價|線|區|帶)?|關卡|關口|防線|密集區)(?:為|是|在|於|位於|要到|要看|看|至)*(?:約|近)?$|"
    "最高(?:可)?(?:補助|補貼|獎勵|罰|處|貸款?|賠償|理賠)[^，。；0-9]{0,6}$|(?:門檻|條件|標準|資格)[^，。；0-9]{0,14}(?:低於|高於|超過|不低於|不高於|未滿|須達|達)(?:約)?$"
)
_RULE = rx(
    "(?:至多|最多|頂多|不得|不能|一律|只要|只需|必須|須|應|以內|不准|不許|不會)(?:高於|低於|超過|少於|逾|多於|不低於|不高於|達|不超過)*(?:約)?$"
)
_NEEDED = rx(
    "(?:需要?|須|(?<![所獲取贏值])得|必須|有待|等到|要(?=低於|高於|超過|突破|跌破))[^，。]{0,10}(?:突破|達|站上|高於|低於|超過|升破|跌破)$"
)
_IF = rx("若|如果|假如|倘|一旦|只要|萬一|除非|要是|在[^，。]{1,12}前")
_CROSSED = rx("(?:突破|站上|站穩|跌破|失守|守住|守不住|守穩|升破|漲破|衝破|摜破|跌穿|升穿|收復|越過)[^，。；0-9]{0,6}$")
_IF_MEASURED = rx("(?:低於|高於|超過|少於|多於|達到|維持在|越過|不止|守在)(?:了)?$")
_CROSSED_BEHIND = rx(
    "^(?:關卡|關口|大關|支撐|防線)?(?:若|如|一旦|如果|倘若?)[^，。；]{0,4}(?:失守|跌破|守|突破|站)|^(?:大關|關卡)?(?:才|方)(?:算|能)"
)
_AWAY_FROM = rx("(?:距離?|離)(?:[^，。；0-9]{0,6})$")
_STEP_AWAY = rx("^(?:大關|關卡|關口|整數關卡)?(?:只|僅|還)?(?:差|有)|^(?:大關|關卡)?一步")
#: 每名買家最多可認購兩伙, 每輛車至多1.2萬元.
_PER_HEAD = rx(
    "每[^，。；0-9]{1,6}(?:至多|最多|最高|頂多|上限)(?:可|能|只能|可以)?(?:認購|購買|補貼|補助|申請|獲|領|為)*$"
)


def is_line(near: str, after: str) -> bool:
    """Whether a counted number between these words is called a line: 門檻為30人, 30人的上限; 30人以上 is a count."""
    behind = _LINE_AFTER.match(after) and not rx("^以[上下]").match(after)
    return bool(behind) or bool(_LINE_BEFORE.search(near))


def line(view: View) -> tuple[Kind, str] | None:
    """A limit, a warning line, a condition."""
    near, after, unit = view.near, view.after, view.unit
    behind = _LINE_AFTER.match(after)
    if behind and not (behind[0].startswith(key("以")) and unit in RATES):
        return "threshold", "門檻"
    if rx("^以[上下]的(?:企業|公司|股東|家庭|住戶|民眾|個人|國家|城市|股份)").match(after):
        return "threshold", "以上的"
    if rx("^以[上下內](?:者)?(?:，)?(?:即|就|則|才|方|皆|均)?(?:為|是|屬|算|視為|視作|列為|代表|表示|顯示|意味)").match(after):
        return "threshold", "以上為"  # 38分以上為紅燈: what a scale means
    if _LINE_BEFORE.search(near):
        return "threshold", "門檻"
    if _PER_HEAD.search(view.before):
        return "threshold", "最多"
    if _NEEDED.search(near) or (unit in RATES and _RULE.search(near)):
        return "threshold", "需要"
    if _IF_MEASURED.search(near) and _IF.search(view.before):
        return "threshold", "低於"
    if _CROSSED_BEHIND.match(after) or (
        _CROSSED.search(near) and (_IF.search(view.before) or rx("^才|^方").match(after))
    ):
        return "threshold", "突破"
    if _AWAY_FROM.search(near) and _STEP_AWAY.match(after):
        return "threshold", "只差"
    return None
