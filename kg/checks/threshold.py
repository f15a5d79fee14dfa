"""門檻：站上還是跌破

## 做什麼
文字說一個值突破、站上、高於，或跌破、失守、低於另一個寫出的值（關卡、目標、上限、下限、去年同期），核對大小關係。
A value said to be above, below, through or under another stated value is compared with it; so is a value said to lie
beyond the end of a stated range.

## 為何重要
「站上榮枯線」「低於目標」就是結論本身；數字若在另一邊，結論就反了。
Being above a line is the conclusion itself; a number on the other side turns it round.

## 如何判定
只看符號：值減門檻是正是負。人為劃定的線（目標、關卡、榮枯線）視為精確值；量測而得的比較對象，末位數字留半個單位的餘地。
「中性利率下限」之類的說法，取前文所寫區間的那一端。
The sign of value − threshold. A line that somebody drew (a target, a round number) is exact; a measured value to
compare with has half its last digit to spare. 下限 and 上限 are the ends of the range given for the same noun.

## 何時沉默
盤中與收盤、一度、曾經；匯率（跌破可能是貨幣貶值）；負數與跌幅；否定句與疑問句；值與門檻之間還隔著別的名詞。
Intraday against close, 一度 and 曾; exchange rates; falls and negative numbers; denials and questions; any noun between
the value and the words that compare it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from extract.reading import Claim
from extract.text import key, rx
from kg.ledger import Example, Finding, Ledger, Quote
from kg.pairing import bigrams, mentions_agree, period_apart
from kg.roles import comes_before, is_base
from kg.rules import Judgement, Number, ordered
from kg.wording import ADVERBS, DATED, exchange_rate, said, said_in_english, told

NAME = "threshold"
TITLE = {"zh-Hant": "門檻", "zh-Hans": "门槛", "en": "Threshold"}

#: What goes over a line or holds it, and what falls through it: such a line somebody drew, and it is exact.
_CROSSED_UP = r"突破|站上|站穩|站回|重回|重返|升破|漲破|衝破|守住|守穩|收復|跨過|跨越|邁過|越過|升穿|漲穿|衝過|企穩"
_CROSSED_DOWN = r"跌破|失守|跌穿"
#: What is better or worse: of arrears, losses, unemployment the lower number is the better one.
_BETTER, _WORSE = r"優於|好於|勝過|勝於|強於|跑贏|遠勝", r"差於|弱於|遜於|遜色於|不如|不敵|跑輸"
_OVER = rf"{_CROSSED_UP}|{_BETTER}|高於|超過|超越|超出|大於|多於|高過|多過|大過|長於|快於|遠超"
_UNDER = rf"{_CROSSED_DOWN}|{_WORSE}|低於|不及|未及|少於|小於|未達|低過|下探至|少過|小過|短於|慢於"
_CROSSED = f"(?:{_CROSSED_UP}|{_CROSSED_DOWN})了?$"
_VALUED = rx(f"^(?:{_BETTER}|{_WORSE})$")
_HOLDS = rx(r"守住|守穩")
_OVER_ONLY = rx(f"^(?:{_OVER})$")
_GLUE = (
    rf"(?:{ADVERBS}|[，、）」』]|(?:連續|連)第?[0-9一二三四五六七八九十]+(?:個月|個?季|年|天|日|週|個交易日)|以來|均|都|皆|同樣|依然|依舊|明顯"
    r"|遠|略|稍|雙雙|重新|終於|成功|順利|以上|左右|水準|水平|點位|為|呈|遠遠|大大|甚至|目前|如今|可說|並且|且)"
)
_COMPARED = rx(rf"^{_GLUE}*({_OVER}|{_UNDER}){DATED}{{0,14}}$")
_END = rx(
    rf"^{_GLUE}*(高於|超過|突破|超出|低於|不及|未達|跌破)[「『]?([^，。；！？0-9「」]{{0,10}}?)(?:區間|範圍)?的?"
    r"(上限|上緣|上端|下限|下緣|下端)"
)
_SEVERAL = rx(r"均|都|皆|雙雙|同樣")
_EACH_ITS_OWN = rx(r"^(?:及|和|與|、|以及|跟)$")
_PASSING = rx(r"一度|盤中|曾|最高|最低|早前|先前|此前|原先|高點|低點|若|倘|假如|如果|一旦|除非")
#: Said of what is compared with: no state of things but a condition.
_IF = rx(r"若|倘|假如|如果|一旦|除非")
_FALLS = rx(r"跌幅|降幅|減幅|年減|月減|季減|衰退|下跌|下滑|減少|虧損|赤字|逆差|負")
_LINE = rx(r"目標|榮枯|門檻|關卡|大關|警戒|紅線|上限|下限|標準|整數|界線|分界|心理")
_UPPER = rx(r"上限|上緣|上端")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every stated comparison of two neighbouring values, and of a value with the end of a range."""
    for *_, claims in ledger.sentences():
        for number, bound in enumerate(claims):
            # 3 %，已連續 43 個月高於 2 %: a stretch of time between the two is no value.
            values = [claim for claim in claims[:number] if claim.kind != "duration" or bound.kind == "duration"]
            found = None
            if _EACH_ITS_OWN.search(ledger.tail(bound)) and any(_SEVERAL.search(ledger.between(v, bound)) for v in values[-1:]):
                continue  # 均優於去年同期的4億元及0.8億元
            for value in reversed(values):
                found = _compared(ledger, value, bound, values[-1])
                if found is None:
                    break
                yield found
                if not _SEVERAL.search(ledger.between(values[-1], bound)):
                    break
            if found is None:
                found = next((one for way in (_of_its_clause, _than, _beside_line, _short_of) if (one := way(ledger, values, bound))), None)
                if found:
                    yield found
        for bound, value in pairwise(claims):
            found = _reported(ledger, bound, value) or _extreme(ledger, bound, value) or _covers(ledger, bound, value)
            if found:
                yield found
        for value in claims:
            found = _range_end(ledger, value)
            if found:
                yield found


def _compared(ledger: Ledger, value: Claim, bound: Claim, last: Claim) -> Finding | None:
    """A value, right before the words that put it above or below `bound`; with several (…均低於 2%), `last` is."""
    if value.quantity.unit != bound.quantity.unit or value.quantity.is_range or bound.quantity.is_range:
        return None
    if not (_fit(ledger, value) and _fit(ledger, bound, passing=True)) or _past(ledger, value, bound) or _SET_BESIDE.search(ledger.lead(value)):
        return None
    found = _COMPARED.search(ledger.between(last, bound))
    if not found:
        return None
    word = found.group(1)
    side = _side(ledger, value, word)
    if side is None:
        return None
    # The qualifier of the threshold is the comparison itself (突破 7 is `over`): its digits are what is compared.
    plain = Number.at(bound.quantity.low, counted=bound.quantity.counted, exactly=_is_line(ledger, bound))
    judged = ordered(Number.of(value.quantity), plain, side, strictly=not _HOLDS.search(word))
    return _tell(ledger, value, bound, side, judged, word)


def _past(ledger: Ledger, value: Claim, bound: Claim) -> bool:
    """Whether a value only serves others as their base: 上週, beside 前一週, does not."""
    return is_base(ledger, value) and not comes_before(bound, value)


#: Of these the lower number is the better; of those nobody can say.
_LOWER_IS_BETTER = rx(r"失業|不良|逾期|逾放|空置|虧|蝕|呆帳|違約|裁員|初領|初請|死亡")
_NEITHER_IS_BETTER = rx(r"成本|費用|赤字|逆差|損失|流出|負債|CPI|PPI|PCE|通膨|通脹|物價|(?<![毛淨純])利率|跌幅|降幅|減幅|庫存|存貨")


def _side(ledger: Ledger, value: Claim, word: str) -> Literal["above", "below"] | None:
    """On which side of the other number the word puts a value; None where 優於 may mean either."""
    up = bool(_OVER_ONLY.search(word))
    if _VALUED.search(word):
        of = ledger.words(value.metric) + ledger.lead(value)
        if _LOWER_IS_BETTER.search(of):
            up = not up
        elif _NEITHER_IS_BETTER.search(of) or value.direction == "down":
            return None
    return "above" if up else "below"


_HELD = rx(rf"(?P<word>{_OVER}|{_UNDER})了?[^，。；0-9]{{0,6}}$")
_REPORT = rx(r"(?:僅剩|只剩|剩|報|收報|收在|收於|收|合計|為|是|最新|現報|暫報|達)$")
_BACK = rx(r"一度|曾|後|回升|反彈|拉回|終場|收復|盤中|其後|隨後|但|惟|不過|卻|若|將|料|預|可望|有望|挑戰|目標")


def _reported(ledger: Ledger, bound: Claim, value: Claim) -> Finding | None:
    """守住了3,000美元關口，截至發稿報2,947美元: the line first, then where the value stands."""
    held = _HELD.search(ledger.lead(bound))
    between = ledger.between(bound, value)
    if held is None or not rx(_CROSSED).search(held.group()) or bound.quantity.unit != value.quantity.unit:
        return None
    if bound.quantity.is_range or value.quantity.is_range or len(between) > 24 or not _REPORT.search(ledger.lead(value)):
        return None
    if period_apart(bound, value) or _BACK.search(between) or _BACK.search(ledger.lead(bound)):
        return None
    if not (_fit(ledger, value) and bound.modality == value.modality == "actual"):
        return None
    if mentions_agree(bound.metric, value.metric) == "different" or mentions_agree(bound.subject, value.subject) == "different":
        return None
    word = held["word"]
    side: Literal["above", "below"] = "above" if _OVER_ONLY.search(word) else "below"
    judged = ordered(Number.of(value.quantity), Number.at(bound.quantity.low, exactly=True), side, strictly=not _HOLDS.search(word))
    return _tell(ledger, value, bound, side, judged, word)


_CROSSES = rx(r"(?:(?P<up>突破|站上|升破|漲破|衝破|升穿|漲穿|衝上|衝過)|跌破|失守|跌穿)了?[^，。；0-9]{0,6}$")
_HIGHEST, _LOWEST = (rx(rf"^[^，。；0-9]{{0,4}}(?:最{word}|{word}[點見])[^，。；0-9]{{0,6}}$") for word in "高低")


def _extreme(ledger: Ledger, bound: Claim, value: Claim) -> Finding | None:
    """盤中突破4,200美元，最高來到4,218.6美元: what crossed a line had its highest value beyond it."""
    crosses, lead = _CROSSES.search(ledger.lead(bound)), ledger.lead(value)
    if crosses is None or bound.quantity.unit != value.quantity.unit or bound.quantity.is_range or value.quantity.is_range:
        return None
    far = _HIGHEST if crosses["up"] else _LOWEST
    apart = period_apart(bound, value) or len(ledger.between(bound, value)) > 24 or exchange_rate(ledger, value)
    if apart or not far.search(lead) or not bound.modality == value.modality == "actual":
        return None
    side: Literal["above", "below"] = "above" if crosses["up"] else "below"
    judged = ordered(Number.of(value.quantity), Number.at(bound.quantity.low, exactly=True), side, strictly=False)
    return _tell(ledger, value, bound, side, judged, crosses.group().strip("了"))


#: 較市場估計的22萬人為少, 比1.16萬億元的社融增量還要大
_COMPARISON = rx(rf"^(?:其實|但|惟|不過|卻|只|還|僅|仍|也|亦|均|都|則|又|已|要|就|明顯|更|並|且)*(?:較|比){DATED}{{0,16}}$")
_WAY = r"^(?:的[^，。；0-9]{1,10}?)?(?:為|還要?|更|要|略|稍|明顯|小幅|來得|略為|再|顯著)*"
_FEWER, _MORE_THAN = rx(_WAY + r"(?:少|低|差|弱|遜|小)(?:，|。|；|$)"), rx(_WAY + r"(?:多|高|好|強|佳|優|大)(?:，|。|；|$)")
#: 分析師此前只敢猜2.26美元, 經濟師原先只預測增長11.8%: those who foretold less.
_ONLY_FORETOLD = rx(
    r"^(?:而|但|不過)?(?:分析師|分析員|市場|外界|經濟師|經濟學家|法人|機構|券商|投行|華爾街|業界|共識|路透調查|彭博調查)[^，。；0-9]{0,6}?"
    r"(?:原先|此前|先前|原本|原|早前|之前|普遍)*(?:只|僅|才)敢?(?:預期|預測|預估|預料|估計|估|猜|看)(?:會|可|能|將)?(?:為|有|增長|成長|增|升|漲|賺|增加)?[^，。；0-9]{0,4}$"
)


def _than(ledger: Ledger, values: list[Claim], bound: Claim) -> Finding | None:
    """A，較B為少: the word that compares stands behind both; A，市場原先只估B."""
    lead, tail = ledger.lead(bound), ledger.after(bound)[:18]
    fewer, more = _FEWER.search(tail), _MORE_THAN.search(tail)
    only = _ONLY_FORETOLD.search(lead)
    if not only and not (_COMPARISON.search(lead) and (fewer or more)):
        return None
    value = _told_before(ledger, values, bound, directly=not only)
    if value is None or not _fit(ledger, value, magnitude=True) or not _fit(ledger, bound, magnitude=True, passing=True):
        return None
    word = "只" if only else (more or fewer).group().strip("，。；")  # type: ignore[union-attr]
    valued, of = rx("好|強|佳|優|差|弱|遜").search(word), ledger.words(value.metric) + ledger.lead(value)
    if (valued or "down" in (value.direction, bound.direction)) and (_NEITHER_IS_BETTER.search(of) or value.direction == "down"):
        return None
    up = bool(only or more) != bool(valued and _LOWER_IS_BETTER.search(of))
    side: Literal["above", "below"] = "above" if up else "below"
    judged = ordered(Number.of(value.quantity), Number.at(bound.quantity.low, counted=bound.quantity.counted), side)
    return _tell(ledger, value, bound, side, judged, word)


_LIES = rx(
    rf"^(?:[^，。；0-9]{{0,8}}?)(?:處於|處在|位於|落在|落於|維持在|保持在|停留在|徘徊在|待在|仍在|續在|回到|重回|跌至|升至|連續在|都在|均在|收在){DATED}{{0,6}}$"
)
_SIDE = rx(r"^(?:點|%|元)?(?:的)?[^，。；0-9]{0,8}?(?P<side>上方|之上|以上|下方|之下|以下)(?!代表|表示|為|意味|即|顯示|象徵|則|屬|是)")


def _beside_line(ledger: Ledger, values: list[Claim], bound: Claim) -> Finding | None:
    """報49.2，連續處在50的榮枯線下方: a line, and on which side of it the value is said to lie."""
    found, lies = _SIDE.search(ledger.tail(bound)), _LIES.search(ledger.lead(bound))
    if found is None or lies is None or not _LINE.search(ledger.tail(bound)[: found.start("side")] + ledger.lead(bound)[-8:]):
        return None
    value = _told_before(ledger, values, bound)
    if value is None or bound.quantity.is_range or not _fit(ledger, value, magnitude=True) or not _fit(ledger, bound, magnitude=True, passing=True):
        return None
    side: Literal["above", "below"] = "above" if "上" in found["side"] else "below"
    judged = ordered(Number.of(value.quantity), Number.at(bound.quantity.low, exactly=True), side)
    return _tell(ledger, value, bound, side, judged, found["side"])


#: 離50的榮枯線仍有一段距離, 距2萬億元只差一步: not there yet, of what does not fall.
_AWAY = rx(r"^(?:但|惟|不過|卻|仍|雖|只|僅|也|還|且)*(?:離|距離|距)(?![^，。；0-9]{0,4}(?:高|低|紀錄|記錄))[^，。；0-9]{0,10}$")
_NOT_THERE = rx(
    r"^(?:點|的)?(?:[^，。；0-9]{0,8}?)(?:仍|只|僅|尚|還|已|就)?(?:有(?:一?大?段|不小的?|相當)距離|有距離|只?差(?:一步|臨門|一點)|一步之遙|咫尺之遙|不遠|尚遠)"
)
_COMES_DOWN = rx(r"跌|降|滑|落|減|挫|失守|縮|低")


def _short_of(ledger: Ledger, values: list[Claim], bound: Claim) -> Finding | None:
    """A value said to be some way, or one step, from a line above it."""
    if not _AWAY.search(ledger.lead(bound)) or not _NOT_THERE.search(ledger.tail(bound)) or bound.quantity.is_range:
        return None
    value = _told_before(ledger, values, bound)
    if value is None or not _fit(ledger, value, magnitude=True) or _COMES_DOWN.search(ledger.lead(value)):
        return None
    if _LOWER_IS_BETTER.search(ledger.words(value.metric)) or _NEITHER_IS_BETTER.search(ledger.words(value.metric) + ledger.words(value.subject)):
        return None  # inflation comes down to its aim
    judged = ordered(Number.of(value.quantity), Number.at(bound.quantity.low, exactly=True), "below")
    return _tell(ledger, value, bound, "below", judged, "距")


#: 升幅大於8月的14.5%: itself what another was compared with.
_SET_BESIDE = rx(rf"(?:大於|小於|高於|低於|多於|少於|高過|低過|大過|小過|少過|多過|長於|短於|快於|慢於|{_BETTER}|{_WORSE}){DATED}{{0,16}}$")


#: 比前一日多出3303億元: by how much, and no value.
_DIFFERENCE = rx(r"(?:[多高少低超]出|相差|差距為?)了?$")


def _told_before(ledger: Ledger, values: list[Claim], bound: Claim, *, directly: bool = False) -> Claim | None:
    """The last value before a bound of its unit that may be compared with it: no base, no aim, no change beside a level.

    `directly`: the one right before it may be somebody else's (政府債券淨融資1.24萬億元，比1.16萬億元的社融增量).
    """
    pool = [
        v for v in values
        if v.quantity.unit == bound.quantity.unit and v.kind not in ("target", "threshold", "from")
        and not _past(ledger, v, bound) and not _SET_BESIDE.search(ledger.lead(v)) and not _DIFFERENCE.search(ledger.lead(v))
    ]  # fmt: skip
    if bound.kind != "change" and rx(_CROSSED).search(ledger.lead(bound)):
        pool = [v for v in pool if v.kind != "change"]  # 收報25,765點，跌319點，失守26,000點: its fall crosses no line
    if not pool or (pool[-1].quantity.is_range and bound.quantity.is_range):
        return None
    value = pool[-1]
    change = (value.kind == "change", bound.kind == "change")
    if (change[0] != change[1] and bound.kind not in ("target", "threshold")) or (all(change) and value.direction != bound.direction):
        return None
    if bound.kind in ("target", "threshold") and bound.subject == bound.metric:
        return value  # 榮枯線, 回購金額下限: a line is of nobody
    different = value.subject is not None and bound.subject is not None and mentions_agree(value.subject, bound.subject) == "different"
    lead = ledger.lead(bound)
    whole = ledger.before(bound).endswith(("，" + lead, "、" + lead))  # no 比特幣過去 before a stretch of time
    return None if different and not (directly and whole and value is values[-1]) else value


#: 這一規模能承接5500億, 足以支付: what is large enough for what
_COVERS = rx(
    r"^[^。；0-9]{0,40}(?:能|可|足以|足夠|夠|足可)(?:以|夠|完全)?(?P<word>承接|覆蓋|支付|償還|應付|滿足|吸收|支應|清償|涵蓋|抵銷|彌補)[^，。；0-9]{0,12}$"
)


def _covers(ledger: Ledger, value: Claim, need: Claim) -> Finding | None:
    """An amount that is said to be enough for another."""
    found = _COVERS.search(ledger.between(value, need))
    if found is None or value.quantity.unit != need.quantity.unit or value.quantity.is_range or need.quantity.is_range:
        return None
    if {value.modality, need.modality} & {"denied", "question"} or rx("不足|(?<!僅)不能|無法|未必").search(ledger.between(value, need)):
        return None
    judged = ordered(Number.of(value.quantity), Number.at(need.quantity.low), "above", strictly=False)
    if not judged.agrees and value.modality != "actual":
        return None
    return _tell(ledger, value, need, "above", judged, found["word"])


#: What may stand before the word that compares, in a clause of its own: 表現也優於, 升幅大於, 歲出規模首度突破.
_ITS = (
    r"(?:表現|規模|(?:衰退|萎縮|收縮|下滑|成長|增長|上升|下跌)?幅度?|升幅|增幅|漲幅|跌幅|降幅|減幅|增速|成績|數字|水準|水平|結果|年增率|金額|均價|報價|總額|雙雙|其實|仍然"
    r"|也|只|還要|單月|頭一回|明顯|遠遠|大幅|小幅|略為|略|遠|剛剛|剛好|剛)*"
)
_PREFIX = rx(
    r"^(?:頭一回|首次|首度|單月|單季|這也|而且|不但|同樣|其實|並|且|更|也|均|並且|而|甚至|已經|已|且已|早已|但|惟|不過|卻|雖|雖然|只是|然而|還是|仍舊|依然)+$"
)
_CLAUSE_COMPARED = rx(
    rf"^(?:來|以來|年來|個月來)?(?P<prefix>[^，。；0-9]{{0,8}}?)(?:[，、）」』]|{ADVERBS})*{_ITS}(?:{ADVERBS})*(?P<word>{_OVER}|{_UNDER}){DATED}{{0,16}}$"
)
_OTHERWISE = rx(r"[不未沒難]$|只要|需|須|應|必|是否|能否|會否|才|再|第?[0-9一二三四]季|[0-9]月|下[半個季月週]|明年|來年|後年|屆時|今後|未來|其後|隨後")
_SIZE = rx(r"幅|大於|小於|多於|少於|超過|大過|小過")


def _of_its_clause(ledger: Ledger, values: list[Claim], bound: Claim) -> Finding | None:
    """營收570億，較去年同期大增62%，也高於分析師預期的549億: the last value of the unit, other figures between."""
    found = _CLAUSE_COMPARED.search(ledger.lead(bound))
    if found is None or not _fit(ledger, bound, magnitude=True, passing=True):
        return None
    value = _told_before(ledger, values, bound, directly=not found["prefix"] or _PREFIX.search(found["prefix"]) is not None)
    if value is None or not _fit(ledger, value, magnitude=True):
        return None
    its_own = bigrams(ledger.words(value.metric) + ledger.words(value.subject) + " " + ledger.lead(value))
    if found["prefix"] and not bigrams(found["prefix"]) & its_own and not _PREFIX.search(found["prefix"]):
        return None  # somebody else's
    if _OTHERWISE.search(found["prefix"] or ""):
        return None  # 四季度只要不低於4.5%: of another time, of a wish, or denied
    if rx("總|累計|合計|全年").search(found["prefix"] or "") and not rx("總|累計|合計|全年").search(ledger.lead(value)):
        return None  # of them all
    word = found["word"]
    side = _side(ledger, value, word)
    if side is None:
        return None
    q = bound.quantity
    number = Number.of(q) if q.is_range else Number.at(q.low, counted=q.counted, exactly=_is_line(ledger, bound))
    judged = ordered(Number.of(value.quantity), number, side)
    if not judged.agrees and value.kind == "change" and value.direction == "down" and not _SIZE.search(ledger.lead(bound)):
        return None  # 年減1.8%，低於預估的2.4%: by its size, or as a negative number
    return _tell(ledger, value, bound, side, judged, word)


#: How long something has gone on, which no other length is held against.
_STRETCH = rx(r"連續|連|過去|近|未來|自|為期|前|後|每|今後|最近|首|第")


def _is_line(ledger: Ledger, bound: Claim) -> bool:
    """Whether somebody drew the line: then it is exact, and no rounded measurement."""
    if rx(_CROSSED).search(ledger.lead(bound)):
        return True  # 跌破9萬 names a line, and does not measure it
    return bound.kind in ("target", "threshold") or bool(_LINE.search(ledger.lead(bound) + ledger.tail(bound)[:8]))


def _fit(ledger: Ledger, claim: Claim, *, magnitude: bool = False, passing: bool = False) -> bool:
    """Whether a claim's number can be compared by its size alone; `magnitude`: falls by their size (跌幅大於).

    `passing`: also what was said or reached before (原先預估的, 盤中一度的).
    """
    if claim.kind == "duration" and _STRETCH.search(ledger.lead(claim)):
        return False
    passed = (_IF if passing else _PASSING).search(ledger.lead(claim))
    if magnitude:
        return (
            claim.kind not in ("rank", "from") and claim.modality not in ("denied", "question")
            and claim.quantity.low.value >= 0 and not exchange_rate(ledger, claim) and not passed
        )  # fmt: skip
    return (
        claim.kind not in ("rank", "from")
        and claim.direction != "down"
        and claim.modality not in ("denied", "question")
        and claim.quantity.low.value >= 0
        and not exchange_rate(ledger, claim)
        and not passed
        and not _FALLS.search(ledger.lead(claim) + ledger.words(claim.metric))
    ) or (
        # 降至 47.8 is a level for all that it fell to.
        claim.kind == "to"
        and claim.quantity.low.value >= 0
        and not exchange_rate(ledger, claim)
        and not _PASSING.search(ledger.lead(claim))
    )


def _range_end(ledger: Ledger, value: Claim) -> Finding | None:
    """A value said to lie beyond the upper or lower end of a range that the text gave before."""
    found = _END.search(ledger.after(value))
    if not found or value.quantity.is_range or value.modality in ("denied", "question"):
        return None
    verb, noun, end = found.groups()
    span = _range_of(ledger, value, noun)
    if span is None:
        return None
    upper = bool(_UPPER.search(end))
    side: Literal["above", "below"] = "above" if rx("高於|超過|突破|超出").search(verb) else "below"
    low, high = sorted((span.quantity.low, span.quantity.high), key=lambda written: written.value)
    written = high if upper else low
    bound = Number.at(written, exactly=True)
    judged = ordered(Number.of(value.quantity), bound, side)
    name = ("上限", "upper end") if upper else ("下限", "lower end")
    sign, way = (">", "高於") if side == "above" else ("<", "低於")
    return told(
        NAME, ledger, (value, span), judged,
        formula=f"{value.quantity.low.digits} {sign} {written.digits}",
        chinese=f"文字說{said(value.quantity)}{way}區間{said(span.quantity)}的{name[0]}（{written.digits}）",
        english=f"The words put {said_in_english(value.quantity)} {side} the {name[1]} ({written.digits}) of the range "
        f"{said_in_english(span.quantity)}",
    )  # fmt: skip


def _range_of(ledger: Ledger, value: Claim, noun: str) -> Claim | None:
    """The nearest earlier range of the same unit whose sentence names `noun`, not far before."""
    reading = ledger.reading(value)
    paragraph = ledger.passage(value).paragraph
    for claim in reversed(ledger.claims):
        if ledger.reading(claim) is not reading or claim.span.end > value.span.start:
            continue
        if abs(ledger.passage(claim).paragraph - paragraph) > 1:
            continue
        if claim.quantity.is_range and claim.quantity.unit == value.quantity.unit:
            bare = rx("^(?:該|此|這個|這一|其|目標)?$").search(noun) is not None
            named = noun.strip("的") in ledger.sentence(claim)
            return claim if bare or named else None
    return None


def _tell(
    ledger: Ledger, value: Claim, bound: Claim, side: Literal["above", "below"], judged: Judgement, word: str
) -> Finding:
    raw = _raw_word(ledger, value, bound, word)
    sign = ">" if side == "above" else "<"
    return told(
        NAME, ledger, (value, bound), judged,
        formula=f"{said(value.quantity)} {sign} {_line(bound)}",
        chinese=f"文字說{said(value.quantity)}「{raw}」{bound.quantity.words}",
        english=f"The words put {said_in_english(value.quantity)} {side} {bound.quantity.words}",
    )  # fmt: skip


def _line(bound: Claim) -> str:
    """The threshold as a plain number: its qualifier is the comparison itself."""
    return said(replace(bound.quantity, qualifier="none"))


def _raw_word(ledger: Ledger, value: Claim, bound: Claim, word: str) -> str:
    """The comparing word as the article wrote it."""
    sentence = ledger.sentence(bound)
    at = max(sentence.rfind(word, 0, ledger.offsets(bound)[0]), sentence.find(word, ledger.offsets(bound)[1]))
    quote: Quote = ledger.cut(ledger.reading(bound), ledger.passage(bound), at, at + len(word))
    return quote.words if key(quote.words) == word else word


EXAMPLES = (
    Example(
        text="11月製造業採購經理人指數為49.2%，重新站回50%的榮枯線之上。",
        verdict="inconsistent",
        touches=("49.2%", "50%"),
        severity="conclusion",
    ),
    Example(
        text="11月製造業採購經理人指數為51.2%，重新站回50%的榮枯線之上。",
        verdict="exact",
        touches=("51.2%", "50%"),
    ),
    Example(
        text="11月核心CPI年增2.3%，低於央行2%的目標。", verdict="inconsistent", touches=("2.3%", "2%")
    ),
    Example(text="11月核心CPI年增1.51%，低於央行2%的目標。", verdict="exact", touches=("1.51%", "2%")),
    Example(
        text="本季毛利率为45.3%，高于去年同期的46.1%。", verdict="inconsistent", touches=("45.3%", "46.1%")
    ),
    Example(
        text="日本的中性利率區間在1%-2.5%，即便升息至0.75%，仍低於中性利率下限。",
        verdict="exact",
        touches=("1%-2.5%", "0.75%"),
    ),
    Example(
        text="日本的中性利率區間在1%-2.5%，升息至1.75%，仍低於中性利率下限。",
        verdict="inconsistent",
        touches=("1%-2.5%", "1.75%"),
    ),
    Example(text="加權指數盤中一度跌破27,000點，終場收27,150點。", verdict=None, note="盤中與收盤"),
    Example(text="新台幣兌美元收31.31元，失守31元關卡。", verdict=None, note="匯率"),
    Example(text="11月CPI年增1.23%，核心CPI年增1.51%，均低於2%。", verdict="exact", touches=("1.23%", "2%")),
    Example(text="真正的緊縮需要利率突破1%，目前政策利率為0.75%。", verdict=None, note="條件尚未成立"),
)
