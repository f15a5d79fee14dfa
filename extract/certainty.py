"""How sure a number is: asked, denied, conditional, planned, foreseen, or a fact.

Marks are looked for in the number's clause, in its sentence before it and right behind it. A number without marks of its
own goes on as the last one of its sentence was meant, until a word of fact (已, 去年, 上季, 前值) or a time that is past; in
a paragraph that tells of something decided (a budget, a bill, a board's decision) it is a plan; of a time wholly after the
article it is foreseen. Offsets are of the key frame.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal, NamedTuple

from extract import speech, when
from extract.against import EXPECTATION, is_of_base
from extract.mentions import Found
from extract.reading import Kind, Modality, Period
from extract.scene import CLAUSE_MARK, ODDS, Place, Scene, frame, words_of
from extract.text import key, rx

#: How far before a number marks are looked for, in its clause and in its sentence.
_CLAUSE, _SENTENCE = 40, 160

_NOT_FORECAST = rx(
    "將近|重估|低估|高估|估值|估價|預期心理|預期指[數标]|預期值|預期壽命|預期[升降]溫|預期落空|料理|預算|預期的?目標|將其|將軍|將領|恐慌|恐懼|預測平台|預測市場|預測(?:市盈|本益)|估算基礎"
)
_DONE = rx(
    "已(?!發行|動用)|最新(?!預|估)|曾|實際|創下|過去(?=$|[0-9一二兩三四五六七八九十]{1,3}個?[年月季])|歷年|歷來|以往|往年|達成|來自|收報|終場|收盤|收市|(?<![較比於])(?:去年|上年|上季|上月|上週)|前值|初值|目前|現為|現行|現在|截至|日前|昨[天日]|前一季|前一月|當時"
)
_STILL_ACTUAL = rx("已經|上[週月]|昨[日天]|現為|現在|目前|當前|現行|上季|去年|上次|先前")
_DENIED = rx(
    "(?:並未|並沒有|並非|未曾|從未|從沒|從不|沒有|不會|不可能|無意)[^，。；]{0,8}$|(?:否認|不認為|不認同|不打算|沒有打算|沒有計畫|不考慮)[^，。；]{0,32}$"
)
_RUMOUR = rx("盛傳|傳聞|傳出|所傳|坊間|謠傳|風傳|市傳|據傳|喊的")
_DENIED_BEHIND = rx("否認|不實|純屬|無稽|沒有這回事|不屬實|子虛烏有|並不是|並非|不是")
_FORESEEN = rx("預測|預估|預計|預期|押注|預警|預料|(?<!概)估計|推估|看好|測算|估算|(?<![概高低初])估$|料$|預言|斷言")
_ASKED = rx("嗎|是否|還是|會不會|能否|呢")
_ASKED_HERE = rx("(?:能不能|會不會|是否|能否|會否|可否|是不是)[^，。；]{0,16}$")
_RHETORICAL = rx("不就是|豈|何嘗|難道不|不也")
_ODDS_BEHIND = rx(f"^(?:以上)?(?:」|』)?[^，。；0-9]{{0,4}}(?:的)?「?(?:{words_of('odds', 'common')}|勝率)")
#: A mortgage worked out: 以貸款100萬元、還款期30年計，每月供款….
_WORKED_OUT = rx("以[^。；，]{1,60}(?:為例|計|試算|來算)")
_LOANS = rx("貸款|按揭|本息|供款|月供|月付|入場")
_BEHIND = rx(
    "^[^，。0-9]{0,8}(?:將(?![近軍])|可望|會在|預計)|^(?:以上|左右|上下)?(?:跑不掉|可期|不成問題|不是問題|有望)"
)
_FORECAST_LEAD = rx("可望|預計|料將|恐|將(?!近|軍)|有望")
_NO_ESTIMATE = rx("(?:概估|臨時估計|修訂估計|初步估計|(?<!較)(?<!比)估值)[^，。]{0,4}$")
_IF_BEHIND = rx(
    "^[^，。]{0,6}，[^，。]{0,10}才[會能可]|^[^，。；0-9]{0,4}則(?:恐|將|會)|^[^，。0-9]{0,10}的話|^(?:關卡|關口|大關)?(?:若|如果|一旦|倘若?)|^(?:左右|附近)?(?:才|方)(?:算|能|會|可)"
)
_NO_IF = rx("若不含|若干|若[安琳望水瑜曦彤蘭英雲涵馨即]|若無其|如若干")
_DECIDES = rx(
    "(?:董事會|股東會|行政院會|內閣|國會|議會|立法院|理事會)[^，。；\\n]{0,10}(?:通過|決議|擬|拍板)|"
    "(?:通過|提出|宣布|審查|敲定|發表)[^，。；\\n]{0,18}(?:預算案|總預算|草案|法案|預案|條例|計畫案|方案)|安排如下|預案，|先舊後新|公開收購|(?:分紅|分派|配息|重組|減持)方案"
)
_DECIDED = rx(
    "起$|起，|確定|核定|加價|上路|開徵|實施|生效|施行|通過|拍板|決定|預算|發行|增資|配發|派發|發放|關閉|開設|動工|投產|啟用|掛牌|交屋"
)
_ACTED = tuple(key(word) for word in ("將", "將會", "將在", "將於", "會"))
_REVISES = words_of("revision")
_SET_ANEW = rx(f"{_REVISES}|砍到")
_REVISED = rx(f"(?:{_REVISES}|砍)[^，。；0-9]{{0,3}}$")
_OF_FORECASTS = ("growth", "prices", "company", "comparison-rate", "consumption", "external")
_SET_BY_SOMEBODY = rx("薪|工資|時薪|費|稅|價|利率|門檻|上限|額度|股利|股息")
_FIRM_PLANS = rx("資本支出|資本開支|股利|股息|派息|預算|投資|回購|員工")


def decides(scene: Scene) -> int | None:
    """Where a sentence has said that something is decided but not yet done, if it does."""
    found = _DECIDES.search(scene.words, scene.start, scene.end)
    return found.end() if found else None


def goes_on_listing(scene: Scene) -> bool:
    """Whether a sentence is an item of a list: what was decided above it still holds."""
    return bool(
        rx("[0-9一二三四五六七八九十]{1,2}[.、）．]|[（(][0-9一二三四五六七八九十]{1,2}[）)]|[-•·]").match(
            scene.words, scene.start
        )
    )


#: What tells how sure a number is: a mark of its own, a revision, how the number before was meant, who speaks, what the
#: paragraph tells of, or nothing.
Ground = Literal["mark", "revised", "held", "spoken", "agenda", "default"]


class Sure(NamedTuple):
    """How sure a number is, the mark that told and what sort of ground that is."""

    modality: Modality
    by: str
    ground: Ground = "mark"


def modality(place: Place, sort: Kind, measure: Found | None) -> Sure:
    """How sure a number is by the marks around it; `default` where there are none."""
    lead = place.lead(_SENTENCE)
    return (
        _asked(place)
        or _denied(place, lead)
        or _expected(place)
        or _conditional(place, lead)
        or _marked(place, sort, measure)
        or _held(place, sort, measure)
        or Sure("actual", "default", "default")
    )


def settled(
    sure: Sure, place: Place, sort: Kind, period: Period | None, rule: when.Rule, published: dt.date | None
) -> Sure:
    """The modality once the time is known: nothing has happened yet after the article, nothing is foreseen of the past."""
    if published is None or period is None or period.first is None or period.last is None:
        return sure
    if period.last < published and _is_seen(sure, place, period, rule):
        return Sure("actual", "past")
    if period.first > published and sure.ground == "default" and _is_to_come(place, sort, period, rule):
        return Sure("plan" if _is_decided(place) else "forecast", "future")
    return sure


def _is_seen(sure: Sure, place: Place, period: Period, rule: when.Rule) -> bool:
    """Whether what is taken for foreseen or planned, but not by a mark of its own, has been seen by now."""
    if sure.ground == "revised":
        return period.grain != "year" and not _WHEN_REVISED.search(_clause(place))
    if sure.ground not in ("held", "spoken", "agenda") or rule not in when.BESIDE:
        return False
    if sure.modality == "plan":  # last year's profit is yet to be paid out
        return period.grain != "year" and not _DECIDED.search(_clause(place))
    return not is_of_base(_clause(place))


def _is_to_come(place: Place, sort: Kind, period: Period, rule: when.Rule) -> bool:
    """Whether what no mark tells of is yet to be seen, its time being wholly after the article."""
    if sort in ("duration", "rank", "from", "threshold", "target") or rule not in (*when.BESIDE, "sentence"):
        return False
    if rx("^[0-9一二三四五六七八九十]{1,3}月份?$|財[季年]").search(key(period.words)):
        return False  # a bare month, a fiscal quarter: when it is, is itself a guess
    intended = sort == "ratio" and _INTENDS.match(place.after[:16])
    return not (intended or _MATURES.search(_clause(place)) or _UP_TO.search(place.lead(_SENTENCE)))


def _is_decided(place: Place) -> bool:
    """Whether what is to come is somebody's own doing."""
    clause = _clause(place)
    return bool(
        place.carried.agenda or _acts(place) or _DECIDED.search(clause + place.after[:16]) or _FIRM_PLANS.search(clause)
    )


def _clause(place: Place) -> str:
    """The clause before the number, as far as marks are looked for in it."""
    return place.before[-_CLAUSE:]


#: 本月底到期的未平倉合約達5億美元: outstanding now.
_MATURES = rx("(?:到期|屆滿|屆期)的")
#: 11月則上修至7.37%: the month is when it was revised.
_WHEN_REVISED = rx(f"[月日](?:份|則|再|又|才|也|已|先)*(?:{_REVISES})")
#: 約四成計劃明年增聘人手: so many intend it now.
_INTENDS = rx("(?:的)?[^，。；0-9]{0,6}(?:計劃|打算|預計|預期|認為|相信|有意|願意|擔心|表示|看好)")
#: 截至月底: what stood at the end of a time has been seen, whatever day that is thought to be.
_UP_TO = rx("截至|截止|截[^，。；]{1,6}底")


def _asked(place: Place) -> Sure | None:
    scene, words, number = place.scene, place.scene.words, place.number
    if rx("^之?後").match(place.after[:2]):
        return None
    if _ASKED_HERE.search(_clause(place)):
        return Sure("question", "是否")
    ending = words[max(scene.start, scene.end - 8) : scene.end].rstrip("」』”）")
    if not ending.endswith("？"):
        return None
    tail = place.tail(_SENTENCE)
    if _RHETORICAL.search(tail):
        return None
    last = scene.end <= number.end + _SENTENCE and not CLAUSE_MARK.search(tail.rstrip("？」』”）"))
    if rx("這可能|以[^，。]{1,14}$").search(tail[:20]) or rx("^[^，]{0,4}計，").match(tail):
        return None  # what is asked about stands behind
    told = place.lead(_SENTENCE) + tail
    return Sure("question", "？") if last or _ASKED.search(told) else None


def _denied(place: Place, lead: str) -> Sure | None:
    if _DENIED.search(_clause(place)):
        return Sure("denied", "未")
    words, number = place.scene.words, place.number
    if _RUMOUR.search(lead[-24:]) and _DENIED_BEHIND.search(words, number.end, min(len(words), number.end + 40)):
        return Sure("denied", "傳聞")
    return None


def _expected(place: Place) -> Sure | None:
    before = _clause(place)
    if _NO_ESTIMATE.search(before):
        return Sure("actual", "概估")
    if speech.expected(place) or rx("(?:事先|事前|原先|先前|當初)?(?:假設|設想|預設|推估)的$").search(before):
        return Sure("forecast", "expected")
    if rx("^(?:的)(?:業績|營收|盈利|全年|本季|季度)?(?:指引|財測|預測|預估|展望)").match(place.after):
        return Sure("forecast", "財測")
    if rx("(?:前值|初值|修正前|去年同期)[^，]{0,2}$|(?:初值|終值|修正值|修訂值)[^，。；]{0,24}[上下][修調]").search(
        before
    ):
        return Sure("actual", "前值")
    return None


def _conditional(place: Place, lead: str) -> Sure | None:
    scene, number = place.scene, place.number
    if _IF_BEHIND.match(place.after[:16]):
        return Sure("conditional", "若")
    if place.in_bracket():
        return None
    offset = number.start - len(lead)
    worked = _WORKED_OUT.search(
        scene.words, max(scene.start, number.start - _SENTENCE), min(scene.end, number.end + _CLAUSE)
    )
    if worked and worked.start() < number.start and _LOANS.search(worked[0] + _clause(place)):
        return Sure("conditional", "為例")
    for hit in frame("modality", "conditional").finditer(lead + scene.of(number)):
        at = offset + hit.start()
        spoken = any(said.start <= at < said.end for said in scene.speech)
        named = any(f.start <= at < f.end for f in scene.found)
        if spoken or named or _NO_IF.match(lead[hit.start() : hit.start() + 3]) or _AS_BASIS.match(lead, hit.start()):
            continue
        clause = _ASIDE.sub("", lead[max(hit.end(), len(lead) - len(place.before)) :])
        if _TURNED.search(lead[hit.end() :]) and not _MAY.search(clause):
            continue  # 如果寒潮持續，煤價或漲30元，但庫存高達2,500萬噸
        if not _STILL_ACTUAL.search(clause):
            return Sure("conditional", hit[0])
    return None


#: 若以美元計價, 若與去年同期相比, 若扣除匯損: a basis, no condition.
_AS_BASIS = rx(
    "(?:若|如|如果|倘若)(?:再|只|僅|單)?(?:[以按用依][^，。；0-9]{0,8}(?:美元|日圓|歐元|港元|幣|匯率|口徑)(?:計價|計算|計|來看|看)?|從[^，。；0-9]{1,12}(?:來看|看)|"
    "[與和同跟較比][^，。；]{1,14}(?:相比|比較|相較|比)|(?:扣除|剔除|撇除|撇開|不計|不含|計入|計及|加計|加上|排除)[^，。；]{1,16})，"
)
#: After what could be, what is.
_TURNED = rx("，(?:但是?|不過|惟|然而|可是)")
_MAY = rx("將|可|會|或|恐|料|能|若|則|就|才|預")
_ASIDE = rx("（[^（）]{0,40}）")


class _Marks(NamedTuple):
    """The marks of a number's clause. `window`: the clause without what the number is held against."""

    place: Place
    sort: Kind
    measure: Found | None
    window: str
    done: bool  # whether it has a word of fact
    plan: str | None  # the last word of planning behind that
    forecast: re.Match[str] | None  # the last word of foreseeing behind that


def _marked(place: Place, sort: Kind, measure: Found | None) -> Sure | None:
    """Plans and forecasts by the words of the clause, by what stands right behind, by who speaks."""
    marks = _marks(place, sort, measure)
    if sort == "target" and marks.plan is None and marks.forecast is None:
        return _aimed(marks.window)
    for rule in (
        _planned, _terms, _foreseen, _odds, _coming, _led, _revised, _spoken, _agreed, _dividend, _on_agenda,
    ):  # fmt: skip
        sure = rule(marks)
        if sure is not None:
            return sure
    return None


def _marks(place: Place, sort: Kind, measure: Found | None) -> _Marks:
    clause = _clause(place)
    window = EXPECTATION.sub("", clause)
    if sort == "to":  # 將由目前的8%提高到兩成: how it stood before says nothing of what comes
        window = rx("[從由][^，。；]*$").sub("", window)
    done = max((hit.start() for hit in _DONE.finditer(window)), default=-1)
    plans = [hit[0] for hit in frame("modality", "plan").finditer(window) if hit.start() > done]
    at = place.number.start - len(clause)
    whole = clause.startswith(window)
    hits = [
        hit for hit in frame("modality", "forecast").finditer(window)
        if hit.start() > done
        and not _NOT_FORECAST.match(window[hit.start() : hit.start() + 5])
        and not (whole and hit[0] in _ACTED and _takes_object(place, at + hit.end()))
    ]  # fmt: skip
    if sort in ("count", "duration", "rank"):
        hits = [hit for hit in hits if len(window) - hit.end() <= 12]
    return _Marks(place, sort, measure, window, done >= 0, plans[-1] if plans else None, hits[-1] if hits else None)


def _planned(marks: _Marks) -> Sure | None:
    """計畫投資30億元."""
    if marks.plan is None:
        return None
    return Sure("actual", "from") if marks.sort == "from" else Sure("plan", marks.plan)


def _terms(marks: _Marks) -> Sure | None:
    """擬回購股份，金額介於8,000萬至1.5億元: the terms of what is planned."""
    terms = marks.forecast is None and _TERMS.search(marks.place.near) and _is_planned(marks.place)
    return Sure("plan", "terms") if terms else None


def _foreseen(marks: _Marks) -> Sure | None:
    """預計釋放5500億美元; where one acts himself (將認購) planned; the first of two states may stand already."""
    place, hit = marks.place, marks.forecast
    if hit is None:
        return None
    mark, own = hit[0], hit[0] in _ACTED
    if marks.sort == "from" and not _REVISED.search(place.after[:12]) and _stands(marks, hit):
        return Sure("actual", "from")
    return Sure("plan" if own and (_is_planned(place) or _acts(place)) else "forecast", mark)


def _stands(marks: _Marks, hit: re.Match[str]) -> bool:
    """Whether what a movement begins at is so already, though the movement is foreseen."""
    measure, window = marks.measure, marks.window
    told = measure is not None and measure.category not in ("growth", "prices", "comparison-rate")
    if told and _REACHES.match(hit[0]) and rx("[由從](?:約|逾|近)?$").search(window):
        return True  # 負債比率料由38%降至33.5%
    stood = hit[0] in _ACTED and not _chance(marks.place, measure)
    return stood and bool(rx("目前|現行|現在|今年|現有|由|從").search(window[hit.end() :]))


def _odds(marks: _Marks) -> Sure | None:
    """85%的機率."""
    place = marks.place
    odds = marks.sort == "probability" or _chance(place, marks.measure) or _ODDS_BEHIND.match(place.after[:16])
    return Sure("forecast", "機率") if odds else None


def _coming(marks: _Marks) -> Sure | None:
    """5億元將用於擴產: what stands right behind."""
    behind = marks.place.after[:14]
    if marks.done or marks.sort == "duration" or not _BEHIND.match(behind):
        return None
    return Sure("plan" if _USED.match(behind) else "forecast", "將")


def _led(marks: _Marks) -> Sure | None:
    """第4季可望恢復成長，年率約0.6%: the clause right before, without a number of its own, foresees."""
    place = marks.place
    if marks.done or len(place.near) > 8 or marks.sort in ("threshold", "target", "duration", "rank", "count"):
        return None
    if (place.previous is not None and place.previous.end > place.start) or _DONE.search(place.near):
        return None
    lead = _clause_before(place)
    if not _FORECAST_LEAD.search(lead):
        return None
    return Sure("plan" if _OFFERS.search(lead) else "forecast", "lead")


def _revised(marks: _Marks) -> Sure | None:
    """成長率由1%調高到1.5%: a forecast was revised. What somebody sets himself (工資, 利率) is no forecast."""
    place, measure = marks.place, marks.measure
    if marks.sort not in ("from", "to") or measure is None:
        return None
    clause = _clause(place)
    if measure.category not in _OF_FORECASTS and not rx("成長率|增速|預測|預估|財測").search(clause):
        return None
    around = clause if marks.sort == "to" else place.after[:16]
    if _SET_BY_SOMEBODY.search(place.scene.of(measure)) or not _SET_ANEW.search(around):
        return None
    return Sure("forecast", "上修", "revised")


def _spoken(marks: _Marks) -> Sure | None:
    """高盛預測，…: what somebody foresees."""
    place = marks.place
    if marks.done or marks.sort in ("rank", "threshold", "target"):
        return None
    said = [one for one in place.scene.speech if one.start < place.number.start]
    if not said or not _FORESEEN.search(place.scene.of(said[-1])[-3:]):
        return None
    return Sure("forecast", "speech", "spoken")


def _agreed(marks: _Marks) -> Sure | None:
    """A deal is announced in the sentence, or what was decided takes effect later."""
    place = marks.place
    if marks.done or marks.sort in ("duration", "rank", "threshold", "target"):
        return None
    scene, number = place.scene, place.number
    later = _FROM_THEN.search(_clause(place)) or _EFFECTIVE.match(place.tail(28))
    deal = _BUYS.search(scene.words, max(scene.start, number.start - 60), min(scene.end, number.end + 24))
    return Sure("plan", "宣布") if later or (deal is not None and deal.start() < number.start) else None


def _dividend(marks: _Marks) -> Sure | None:
    """派中期息每股14.5仙."""
    declared = not marks.done and marks.sort == "level" and _DIVIDEND.search(marks.window)
    return Sure("plan", "派息") if declared else None


def _on_agenda(marks: _Marks) -> Sure | None:
    """A paragraph tells of something decided; the figures of a quarter past amid it are facts."""
    place, last = marks.place, marks.place.carried.last
    if not place.carried.agenda or marks.done or marks.sort in ("duration", "rank"):
        return None
    if (
        last is not None
        and place.same_sentence
        and last.modality == "actual"
        and _TERM_PAST.search(place.lead(_SENTENCE))
    ):
        return None
    return Sure("actual", "from") if marks.sort == "from" else Sure("plan", "agenda", "agenda")


_REACHES = rx("料|預計|預期|可望|有望|估計|預估")
#: 宣布，以23.8億元向母公司收購商場60%權益: agreed, not yet done.
_BUYS = rx(
    "(?:宣布|公告|同意|協議|簽約)(?=[^。；]{0,40}(?:收購|併購|入股|認購|出售[^，。；]{0,14}(?:股權|權益|股份)))"
    "(?![^。；]{0,14}(?:完成|已|上[週月季]|去年|昨|日前|截至))"
)
#: 平均調漲0.7%，自明年4月起實施.
_FROM_THEN = rx("(?:明[天日年]?|下(?:個?[月週季]|週[一二三四五六日]))(?:凌晨|零時|0時)?起[^，。；]{0,14}$")
_EFFECTIVE = rx(
    "[^。；0-9]{0,8}，?(?:將|並)?(?:自|從|於|在)?(?:明[年天日]|下[個]?[月週季])"
    "[^，。；]{0,8}(?:實施|生效|上路|調整|適用|開徵|執行|施行)"
)
_USED = rx(
    "^[^，。0-9]{0,6}(?:將|擬|會)(?:(?:用於|用作|投入|投向|撥作|優先)|(?:於|在)?[^，。；]{0,8}(?:投產|啟用|動工|開工|掛牌|發行|上線|派發|發放))"
)
#: A dividend that is declared with the results: 派中期息每股14.5仙.
_DIVIDEND = rx("派(?:發)?(?:中期|末期|特別|股)+息(?![率比])[^，。；]{0,6}$")
_TERM_PAST = rx("(?:第[一二三四1-4]|上|前[一二三]?)季|上半年|前[0-9一二三四五六七八九十]{1,3}個?月|上月|去年")
#: What money that is yet to come will be used for: 集資淨額料約8億元，約六成用於擴產，餘下作營運資金.
_USE = rx("^(?:以上|左右)?(?:將|會|擬)?(?:用於|用作|用以|用來|撥作|撥充|投入|投向|作為?(?!價|結|準))")
_DOES = rx("[增加減]稅|售價|上線|移除|下架|空投|迎來|發行|配發|派發|關閉|開設|收購|售予|用於|撥作")


def _acts(place: Place) -> bool:
    """Whether the clause tells what somebody does (將認購2,882萬股): planned, not foreseen."""
    floor = max(place.start, place.number.start - _CLAUSE)
    return bool(_DOES.search(_clause(place) + place.after[:8])) or any(
        chunk.kind == "act" for chunk in place.walk.back(place.number.start, floor)
    )


#: What an issuer does on a day to come: 將於12月22日掛牌，承銷價88元.
_OFFERS = rx("掛牌|上市|上櫃|招股|發行|配發|派發|除息|收購|開標|開賣|上線")


def _clause_before(place: Place) -> str:
    floor = max(place.previous.end if place.previous else place.scene.start, place.start - _CLAUSE)
    return place.scene.words[floor : max(floor, place.start - 1)].rpartition("，")[2]


def _takes_object(place: Place, at: int) -> bool:
    """Whether 將 takes an object (將最優惠利率下調0.125厘 = 把): it tells no future."""
    scene = place.scene
    return any(
        f.mention.kind == "metric" and not f.is_event and at <= f.start <= at + 6
        and (f.start == at or _SETS.match(scene.words, f.end))
        for f in scene.found
    )  # fmt: skip


_SETS = rx("(?:再|一次)?(?:[上下]調|調|提高|降低|[升降]至|[升降]到|壓低)")


def _aimed(window: str) -> Sure | None:
    """A goal for a year is a plan, one that is challenged foreseen; a standing one (2%的通膨目標) a fact."""
    if rx("挑戰|衝擊|衝刺|劍指|目標價").search(window):
        return Sure("forecast", "挑戰")
    if rx("今年|明年|全年|年度|本年|下半年|20[0-9]{2}年").search(window):
        return Sure("plan", "目標")
    return None


_TERMS = rx(
    "(?:金額|總額|回購價|收購價|發行價|認購價|配售價|價格|數量|股數|期限|年期|規模|票息|息率|上限|下限)"
    "(?:為|介於|介乎|約|達|不高於|不低於|不超過|最多|合共|總額)*$"
)


def _is_planned(place: Place) -> bool:
    """Whether the paragraph tells of something decided, or an earlier clause of the sentence of a plan (預定明年投產，屆時…將擴增至)."""
    floor = max(place.scene.start, place.start - 48)
    return place.carried.agenda or bool(
        rx("預定|計畫|(?<!虛)擬|規畫|打算").search(place.scene.words, floor, place.start)
    )


def _chance(place: Place, measure: Found | None) -> bool:
    """Whether the number is the odds of something."""
    if measure is not None and measure.concept is not None and measure.concept.dimension == "probability":
        return True
    return bool(ODDS.search(place.before[-24:])) and place.q.unit == "PERCENT"


def _held(place: Place, sort: Kind, measure: Found | None) -> Sure | None:
    """A number without marks goes on as the last one of the sentence was meant, until a word of fact."""
    last, previous = place.carried.last, place.previous
    if last is None or previous is None or not place.same_sentence or last.modality not in ("forecast", "plan"):
        return None
    if (
        last.kind == "probability"
        or sort in ("duration", "rank", "threshold", "target")
        or (sort == "from" and last.modality != "forecast")
    ):
        return None
    if sort == "count" and last.modality == "forecast" and previous.end < place.start:
        return None
    between = place.scene.words[previous.end : place.number.start][-_SENTENCE:]
    if _DONE.search(between) or EXPECTATION.search(between):
        return None
    if last.modality == "plan":
        return None if measure is not None and measure.is_quoted else Sure("plan", "held", "held")
    if sort in ("ratio", "level") and _USE.match(place.after[:10]):
        return Sure("plan", "held", "held")
    on_year = rx("按年|同比|年[增減]").search(between)  # a price moves by the day, an amount over the year
    quoted = measure is not None and (measure.is_quoted or (measure.category in ("market", "crypto") and not on_year))
    far = bool(CLAUSE_MARK.search(between))
    return None if far and quoted else Sure(last.modality, "held", "held")
