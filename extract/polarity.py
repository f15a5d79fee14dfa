"""Which way a phrase says that what it names goes: 油價走高 up, 需求疲軟 down, 颱風 neither. Key text.

It is the way of the variable that the words name, whatever that is good for: 風險升高 is up. A word of movement that only
describes a noun (降息預期, 減稅法案) says nothing of where that goes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from extract.scene import frame
from extract.text import rx

Way = Literal[1, 0, -1]

#: States, events and verbs that take an object, beside the verbs of movement of lexicon/frames.toml: much of something, more of it.
_HIGH = (
    "強勁|強勢|強韌|旺盛|熱絡|火熱|偏強|走強|轉強|堅挺|偏高|偏多|高漲|高企|居高|居高不下|改善|好轉|轉好|回溫|升溫|加溫|復甦|復燃|復活|回暖|回春|暢旺|創高|創新高|充裕|充沛|寬裕|樂觀|增強|過剩|過熱|"
    "飽滿|擴產|增產|通關|開出|湧入|流入|湧現|湧進|爆發|興起|普及|滲透|堆高|累積|搶購|搶貨|拉貨|回補|回流|進場|入市|進駐|加碼|買超|恢復|重啟|擴散|深化|優於預期|高於預期|超預期|勝預期|站上|站穩|站回|"
    "突破|升破|升級|量產|漲價|提價|加息|擴張|加劇|加重|加深|變大|變高|變貴|越[高大多強重快]|愈[高大多強重快]|[很過較更][高大多強快貴]|變多|跳漲|轉正|轉盈|再起|挑戰|撐腰|供不應求|爆量|搶手|撐住|守住|守穩|有撐|有支撐|"
    "有行情|走闊|拉大|拉長|延長|加大|看多|看好|做多|追捧|追價|買回|走熱|火爆|爆滿|滿載|滿產|提速|觸底|見底|企穩|止穩|止跌|提貨|擴容|擴編|增資|增發|增配|好於預期|強於預期|多於|超過|高於|優於|勝於|暢銷|熱銷|走旺|放量|活躍|活絡|充足|豐沛|足夠|累庫|復產|復工|投產|達產|創紀錄|擁擠|湧港|開工(?!率)|轉強|轉佳|轉旺|回正|升值|提供|充實|搶救|提振|刺激|激勵|推升|推高|拉抬|支撐|支持|強化|鞏固|補充|增添|吸引|促進|造好|回穩|啟動|暴增|超認購|超額認購|爬上|走俏|緊湊|增持|多出|買入|買進"
)
#: Little of something, less of it.
_LOW = (
    "疲弱|疲軟|疲態|低迷|不足|短缺|緊縮|惡化|承壓|受壓|受挫|受損|受創|降溫|冷卻|衰退|走貶|缺水|缺料|缺工|缺電|缺貨|缺錢|中斷|停滯|停擺|偏低|偏弱|偏緊|吃緊|緊俏|緊繃|緊張|看淡|受阻|遇冷|收緊|不振|不佳|不彰|創新低|縮手|失守|"
    "跌破|跌穿|不如預期|低於預期|遜於預期|撤出|出走|減產|停產|罷工|延宕|遞延|去化|減碼|賣超|拋售|倒閉|萎靡|蕭條|清淡|乏力|乏人問津|觀望|保守|悲觀|走軟|轉軟|回軟|轉弱|趨弱|鬆動|失速|失血|流失|枯竭|受限|受抑|退場|消退|退燒|"
    "淡化|消失|失去|喪失|越[低小少弱慢輕]|愈[低小少弱慢輕]|[很過較更][低小少弱慢]|變[少小慢弱]|轉負|轉虧|難產|腰斬|崩盤|崩跌|崩潰|破產|裁員|降價|砍單|控貨|減負|(?<!未)平倉|修正(?!案|草案|後)|吃掉|蒸發|跟不上|撐不住|撐不起|少(?=[一二三四五六七八九十兩0-9了])|"
    "難以?(?:持續|維持|為繼|延續|展延)|難續|難有起色|難保|打折|卡關|緩解|紓解|舒緩|減輕|壓低|壓抑|抑制|削弱|侵蝕|稀釋|攤薄|抵銷|抵消|沖銷|拖累|打擊|重創|限制|遏制|遏止|化解|分散|填補|償還|對沖|避免|防止|阻止|縮表|沖淡|賣出|撤資|缺乏|匱乏|欠佳|欠缺|收縮|出清|觸頂|見頂|落後|不及|低於|少於|遜於|差於|嚴峻|慘淡|冷清|冷淡|停工|停產|限產|限購|退潮|熄火|破發|斷鏈|斷供|關閉|關店|撤店|流標|流拍|推遲|延後|延期|延遲|轉淡|轉差|變差|走壞|失靈|擱置|取消|退出|滯銷|積弱|受影響|受抑制|打壓|承壓|走疲|疲(?=$)|偏淡|偏冷|偏空|看空|做空|讓步|(?:面臨|面對|承受)[^，]{0,6}[壓挑][力戰]?|受制|被壓縮|被稀釋|落空|失敗|失利|失守|告吹|破局|受困|被迫降|卻步|止步|喊停|叫停|停滯不前|萎縮|打五折|低檔|谷底|寒冬|低價|便宜"
)
#: What is no predicate though it has its characters, and what a word of movement only describes.
_DESCRIBES = rx(
    "^(?:幅|率|額|值|量|速|勢|息日|準備|評|級|家數|停板?|區間|空間|因素|概念|題材)"
    "|^[^，]{0,8}(?:預期|壓力|風險|法案|計[畫劃]|方案|草案|週期|循環|機率|概率|可能性?|空間|政策|措施|協議|消息|訊號|信號|疑慮|憂慮|擔憂|傳聞|決議|會議|訴求|要求|主張|題材|動能|力道|幅度|速度|節奏|步調|路徑|時點|次數|周期|題|趨勢|走勢|格局|態勢)$"
)
#: Verbs that take an object: what follows them is what they act on (減輕壓力, 放大跌幅).
_TAKES_OBJECT = rx(
    "放大|擴大|推[升高動]|加[劇重深大快速]|拉[高低抬長大]|提[高升振供]|增[加添強厚]|強化|刺激|激勵|支撐|支持|補充|充實|累積|減[輕少緩弱]|降低|緩[解和]|紓解|舒緩|壓[低抑縮]|抑制|"
    "削[弱減]|侵蝕|稀釋|攤薄|抵[銷消]|沖[銷淡]|拖累|打擊|重創|限制|遏[制止]|化解|分散|填補|償還|對沖|避免|防止|阻止|縮[小短減]|引發|擴張|吸引|促進|失去|喪失"
)
#: What puts an end to what follows: 停止縮表.
_ENDS = rx("(?:停止|結束|終止|告別)[^，、]{0,3}$")
_NOT = rx(
    "(?:(?<!差)不(?!斷|僅|少|錯|如|足|佳|振|只|再|及|容|愁)|未(?!來|平倉|實現|償|稅)|沒有?|無法|難(?!題|關|民)|並非|暫停|緩)[^，、；反]{0,5}$"
)


@lru_cache(maxsize=1)
def _ways() -> tuple[tuple[Way, re.Pattern[str]], ...]:
    """The words of either way, longest first."""
    found: list[tuple[Way, re.Pattern[str]]] = []
    for sign, own, verbs in ((1, _HIGH, "up"), (-1, _LOW, "down")):
        words = {*_alternatives(rx(own).pattern), *_alternatives(frame("movement", verbs).pattern)}
        words = {word for word in words if word[-1] != "幅"}
        found.append((sign, re.compile("|".join(sorted(words, key=lambda word: (-len(word), word))))))  # type: ignore[arg-type]
    return tuple(found)


def _alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern at its own level."""
    found, depth, begun = [], 0, 0
    for at, char in enumerate(pattern):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == "|" and depth == 0:
            found.append(pattern[begun:at])
            begun = at + 1
    return [*found, pattern[begun:]]


def _predicates(words: str) -> list[tuple[int, int, Way]]:
    """Every word of either way in text order, none inside another: where it begins and ends, and its way."""
    found: list[tuple[int, int, Way]] = []
    at = 0
    while True:
        first = [(m.start(), -m.end(), sign) for sign, pattern in _ways() if (m := pattern.search(words, at))]
        if not first:
            return found
        start, end, sign = min(first)
        at = -end
        found.append((start, at, sign))


@lru_cache(maxsize=4096)
def way(words: str) -> Way:
    """The direction of the last predicate in a phrase; 0 where it has none or where that is denied."""
    for start, end, sign in reversed(_predicates(words)):
        acts = _TAKES_OBJECT.fullmatch(words, start, end)
        if not acts and (
            _DESCRIBES.search(words[end:]) or (_OF_NOUN.match(words, end) and _TAKES_OBJECT.search(words, 0, start))
        ):
            continue
        before = words[:start]
        return 0 if _NOT.search(before) else -sign if _ENDS.search(before) else sign  # type: ignore[return-value]
    return 0


#: 的 and the noun that a word describes, to the end.
_OF_NOUN = rx("的[^，。的]{1,8}$")


#: How nouns end that name what can come into being: 引發賣壓, 帶來需求.
_THING = rx(
    "(?:壓力|風險|潮|賣壓|買盤|賣盤|買氣|拋壓|拋售|需求|損失|虧損|疑慮|恐慌|擔憂|憂慮|效應|衝擊|影響|機會|收入|收益|獲利|成本|負擔|波動|危機|動盪|動蕩|缺口|落差|商機|行情|熱|風波|爭議|討論|關注|問題|訂單|流動性|動能|力道|"
    "增長|成長|空間|支撐|資金|連鎖反應|熱潮|不確定性|通膨|通脹|泡沫|擠壓|震盪|反彈|漲勢|跌勢|浪潮|貢獻|溢價|就業|稅收|匯損|失衡|過剩|短缺|競爭|價格戰|產能|利多|利好|利空|信心|預期|議論|誘因|壁壘|替代|逼空|踩踏|清算|平倉|出口|消費|投資|銷售|景氣|經濟|股市|房市|樓市|市場|類股|股|業者|廠商|產業)"
    "(?:[」』”]|（[^（）]*）)*$"
)


def is_thing(words: str) -> bool:
    """Whether a phrase names a thing, no clause."""
    return bool(_THING.search(words))
