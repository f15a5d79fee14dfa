"""Which way a phrase says that what it names goes: 油價走高 up, 需求疲軟 down, 颱風 neither. Key text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from extract.scene import frame
from extract.text import rx

Way = Literal[1, 0, -1]

#: States and events that are no verbs of movement: much or little of something, coming or going of it.
_HIGH = (
    "強勁|強勢|強韌|旺盛|熱絡|火熱|偏強|走強|轉強|堅挺|偏高|高漲|高企|居高|改善|好轉|轉好|回溫|升溫|加溫|復甦|回暖|回春|暢旺|開高|新高|創高|充裕|充沛|寬裕|樂觀|增強|過剩|過熱|飽滿|擴產|增產|"
    "通關|開出|湧入|流入|湧現|爆發|興起|普及|滲透|堆高|累積|高估|大單|急單|搶購|搶貨|拉貨|回補|加碼|買超|加速|緊繃|吃緊|緊俏|恢復|重啟|擴散|深化|優於預期|高於預期|超預期|勝預期|站上|突破|升級|量產|攀|漲價|提價|加息|加碼|擴張|膨脹|惡性循環|加劇|加重|變大|變高|變貴|越高|越大|越多|越強|愈高|愈大|愈多|愈強|很高|過高|較高|更高|變多|跳漲|止跌|轉正|轉盈"
)
_LOW = (
    "疲弱|疲軟|疲態|低迷|不足|短缺|緊縮|惡化|承壓|受壓|受挫|受損|受創|降溫|冷卻|衰退|走貶|缺水|缺料|缺工|缺電|缺貨|中斷|停滯|停擺|偏低|偏弱|看淡|受阻|遇冷|收緊|不振|不佳|不彰|新低|縮手|失守|跌破|不如預期|低於預期|遜於預期|"
    "流出|撤出|出走|減產|停產|罷工|延宕|遞延|去化|減碼|賣超|拋售|倒閉|虧損擴大|萎靡|蕭條|清淡|乏力|乏人問津|疲憊|觀望|保守|悲觀|走軟|轉弱|趨弱|鬆動|失速|失血|流失|枯竭|緊張|受限|受抑|退場|消退|退燒|淡化|消失|越低|越小|越少|越弱|愈低|愈小|愈少|愈弱|過低|較低|更低|變少|變小|止升|止漲|轉負|轉虧|難產|腰斬|崩盤|崩跌|崩潰|破產|難展延|裁員|降價|砍單|庫存調整"
)
_NOT = rx("(?:不|未|沒有?|難以?|無法|並未|尚未|不再|不會|未能|並非|止)(?:見|有|能|再|會|明顯|大幅|持續|進一步|顯著)?$")


@lru_cache(maxsize=1)
def _ways() -> tuple[tuple[Way, re.Pattern[str]], ...]:
    """The words of either way, longest first."""
    found: list[tuple[Way, re.Pattern[str]]] = []
    for sign, own, verbs in ((1, _HIGH, "up"), (-1, _LOW, "down")):
        words = {*rx(own).pattern.split("|"), *_alternatives(frame("movement", verbs).pattern)}
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


def way(words: str) -> Way:
    """The direction of the last predicate in a phrase; 0 where it has none or where that is denied."""
    best: tuple[int, int, Way] | None = None  # where the word ends, how long it is, its way
    for sign, pattern in _ways():
        for found in pattern.finditer(words):
            if best is None or (found.end(), len(found[0])) > best[:2]:
                best = (found.end(), len(found[0]), sign)
    if best is None or _NOT.search(words[: best[0] - best[1]]):
        return 0
    return best[2]


#: How nouns end that name what can come into being: 引發賣壓, 帶來需求.
_THING = rx(
    "(?:壓力|風險|潮|賣壓|買盤|買氣|拋壓|需求|損失|虧損|疑慮|恐慌|擔憂|憂慮|效應|衝擊|影響|機會|收入|收益|獲利|成本|負擔|波動|危機|動盪|動蕩|缺口|落差|商機|行情|熱|風波|爭議|討論|關注|問題|訂單|流動性|動能|力道|"
    "增長|成長|空間|支撐|資金|連鎖反應|熱潮|賣盤|不確定性|通膨|通脹|泡沫|擠壓|震盪|反彈|漲勢|跌勢|浪潮|貢獻|溢價|就業|稅收|匯損|失衡|過剩|短缺|競爭|價格戰|產能|利多|利好|利空|信心|預期|議論|誘因|壁壘|替代|逼空|踩踏|清算|平倉)"
    "(?:[」』”]|（[^（）]*）)*$"
)


def is_thing(words: str) -> bool:
    """Whether a phrase names what comes into being, no clause."""
    return bool(_THING.search(words))
