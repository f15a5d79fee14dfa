"""Noun phrases that the ontology does not hold: 豬肉 of 豬肉漲幅, 超級市場貨品 of 超級市場貨品只升, 關鍵事實 of 三個關鍵事實.

String frames, no parser: a phrase is taken only where what surrounds it shows both its ends; else nothing is guessed.
"""

from __future__ import annotations

import re

from extract.mentions import Found
from extract.scene import Place, Scene, frames
from extract.text import HAN, rx

#: Words in which no noun phrase goes on.
VERB = rx(
    "升至|降至|漲至|跌至|上升|下降|上漲|下跌|增加|減少|飆升|收於|報|達|為|是|有|將|會|落地|來到|，|。|；|逼近|突破|跌破|低於|高於|"
    "區間|之間|以上|以下|左右|增至|減至|擴大|收窄|縮小|放緩|回落|回升|認為|預期|表示|預計|創|較|比|不到|至|到|藏著"
)
_LEAD = rx(
    r"^(?:[\s　「『“（]|直到|當中|各|該|此|這|不含|扣除|反觀|相較之下|展望|但|而|且|並|其中|不過|另外|此外|同時|至於|因此|隨著|由於|"
    "目前|當前|此前|其後|隨後|另|尤其|特別是|包括|以及|和|與|及|在|對|按(?![年月季])|從|以|受|隨|使|讓|令|也|又|更|則|雖然|雖|儘管|截至|總計|合計|"
    "今年|去年|本月|上月|本週|本季|當月|當季|單月|單季|全年|全月|[0-9]{1,2}月(?:份)?|第[一二三四1-4]季|[上下]半年|仍比|仍較|較|比|"
    "連同|加上|疊加|就|即便|即使|若)+"
)
_VERB_PHRASE = rx(
    rf"^(?P<noun>[{HAN}A-Za-z0-9&·、\-]{{2,14}}?)"
    "(?:已經?|也|則|更|仍|又|便|均|都|再|還|卻|將|會|只|僅|共|平均|累計|一度|合計|約|大約|近|同步|亦|可望|預計|預估|按年|按月|按季|年|月|季|"
    "同比|環比|單日|盤中|較[^，。；]{1,8}?|每[^，。；0-9]{1,4})*"
    "(?:飆升|攀升|上升|回升|上漲|大漲|上揚|升值|增加|增長|成長|擴大|加快|走高|反彈|下滑|下降|下跌|重挫|暴跌|滑落|回落|走低|貶值|減少|縮減|"
    "縮小|收窄|衰退|放緩|微升|微跌|微增|微降|大增|大減|升|漲|增|跌|降|減|揚|挫|貶|為|達|占|佔|報|收報|收在|收於|收|有|是|至|到|在|於|從|由|"
    "錄得|高達|創|買超|賣超|貢獻|實現|完成|來到|維持|觸及|突破|跌破|站上|逾|超過|不到|低於|高於)"
    "(?:了|至|到|為|約|逾|在|於|有|近|超過|高達|幅度?|達)*$"
)
NO_NOUN = rx(
    "^(?:我國|本港|本國|國內|兩市|全市場)$|^(?:按?[年月季]|約|有|來到|觸及|收在|收於|收報|報在|公布|累計|同比|環比|優於|高於|低於|加權平均|連續|修訂|臨時|已|一週前|一個月前|盤中|開盤|收盤|終場|早盤|午盤|尾盤|關卡|大關|其中|不過|因此|同時|目前|過去|未來|這|那|此|我們|他們|投資人|大家|大概率|預估|預計|預期|預料|[一二三四]是|每|同期|上期|上季|前期|"
    "涉及|折實|消息|調整後|經|上下|訪問|前一|買進|賣出|買超|賣超|計算|挑戰|當中|全數|合計|兩者|前者|後者|雙方|如|因|受|惟|一旦|真正|意味著|"
    "停止|疫情前|相當|一邊|一方面|另一方面|首先|其次|最後|主要|以及|包括|即便|如果|若|只要)"
    "|(?:認為|指出|表示|預期|顯示)$|意味著|導致|藏著|停止|激勵|帶動|推動|宣布|通過|表現|認為|預料|預計|處於|介於|需要|所以|什麼|多少"
)
_COUNTED_END = (
    "(?=[，。；、）」』”：！？]|將|可|已|會|於|在|是|的|平均|中|都|均|共|皆"
    "|推|墊|造成|帶來|引發|影響|侵襲|指|預|認|累|上漲|下跌|成長|減少|增加|其|當|也|則|$)"
)
#: Classifiers of acts and marks, behind which the thing is no noun: 三次, 35分.
_NO_THING = {"COUNT:次", "COUNT:分", "COUNT:歲", "COUNT:級", "COUNT:步"}


def phrase(scene: Scene, floor: int, stop: int, *, verb: bool = False) -> Found | None:
    """The noun phrase that fills `[floor, stop)`: all of it (before a measure), or (`verb`) all before its verb.

    Leading connectives, times and speakers are passed over, and modifiers with 的.
    """
    words = scene.words
    for said in scene.speech:
        if floor <= said.start < stop:
            floor = max(floor, min(said.end, stop))
    end = stop
    for time in scene.times:
        if floor <= time.start and time.end <= stop:
            if rx(f"^[{HAN}A-Za-z]{{2,}}").match(_LEAD.sub("", words[floor : time.start])):
                end = min(end, time.start)  # 澄禾第3季毛利率
            else:
                floor = time.end
    lead = _LEAD.match(words[floor:end])
    floor += lead.end() if lead else 0
    piece = words[floor:end]
    if verb and (cut := _VERB_PHRASE.match(piece)):
        piece = cut["noun"]
    piece = rx("[的之]$").sub("", piece)
    if "的" in piece:
        floor += piece.rindex("的") + 1
        piece = piece.rpartition("的")[2]
    whole = re.fullmatch(rf"[{HAN}A-Za-z0-9][{HAN}A-Za-z0-9&·、\-]{{1,11}}", piece)
    if not whole or NO_NOUN.search(piece) or _begins_with_movement(piece):
        return None
    return Found(floor, floor + len(piece), scene.mention(floor, floor + len(piece), "noun"))


def before_number(place: Place) -> Found | None:
    """The noun phrase before the verb that governs a number."""
    return phrase(place.scene, place.since_previous, place.number.start, verb=True)


_TOPIC = rx(
    rf"(?:^|，|；)(?P<noun>[{HAN}]{{2,8}}?)(?:則|亦|也|方面)?"
    "(?:受|因|由於|在)[^，。；]{1,18}(?:影響|帶動|推升|拖累|激勵|壓抑|挹注|下|支撐)，$"
)


def topic(place: Place) -> Found | None:
    """雞蛋則受天候影響，年增…: what the clause of circumstance before this one is about."""
    since = place.previous.end if place.previous else place.scene.start
    found = _TOPIC.search(place.scene.words[since : place.start])
    if found is None or NO_NOUN.search(found["noun"]):
        return None
    start, end = since + found.start("noun"), since + found.end("noun")
    return Found(start, end, place.scene.mention(start, end, "topic"))


def _begins_with_movement(piece: str) -> bool:
    return any(len(hit[0]) > 1 for _, pattern in frames("movement") if (hit := pattern.match(piece)))


def counted(place: Place) -> tuple[Found, str] | None:
    """The thing counted: 三個關鍵事實, 368 項查價項目; else the owner before 有; else the noun before (員工共3,200人)."""
    scene, number = place.scene, place.number
    if place.q.unit in _NO_THING:
        return None
    behind = rx(f"^(?:以上|左右)?(?:的)?[「『“]?([{HAN}A-Za-z]{{2,12}}?){_COUNTED_END}").match(place.after + "，")
    if behind and not VERB.search(behind[1][:2]):
        at = number.end + behind.start(1)
        known = next((f for f in scene.found if f.start == at), None)
        noun = scene.noun(at, at + len(behind[1]), "counted", concept=known.mention.concept if known else None)
        return noun, "after:counted"
    owner = rx(f"([{HAN}]{{2,8}}?)(?:共有|僅有|只有|有|分為|共|多達|高達)$").search(place.before.rpartition("的")[2])
    if owner and not NO_NOUN.search(owner[1]):
        at = number.start - len(owner[0])
        return scene.noun(at, at + len(owner[1]), "counted"), "before:counted"
    named = [f for f in place.named_before("metric") if not f.is_event]
    if named:
        return named[-1], "before"
    noun_ = before_number(place)
    return (noun_, "noun") if noun_ else None


def behind_amount(place: Place, at: int, end: int, *, linked: bool) -> Found | None:
    """The noun that an amount is of: 5500 億美元新增資金. `at` is behind 的 and quotes, `linked` where there was one."""
    noun = rx(f"^(?:的)?([{HAN}A-Za-z]{{2,10}}?)(?=[，。；、）」]|將|可|已|會|於|在|是|的|$)").match(
        place.scene.words[at:end] + "，"
    )
    amount = (len(place.q.unit) == 3 and place.q.unit.isupper()) or place.q.unit in ("TONNE", "BARREL")
    if noun is None or VERB.search(noun[1]) or not (linked or amount):
        return None
    at += noun.start(1)
    return place.scene.noun(at, at + len(noun[1]), "noun-after")
