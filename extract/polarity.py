"""Which way a phrase says that what it names goes: 油價走高 up, 需求疲軟 down, 颱風 neither. Key text.

It is the way of the variable that the words name, whatever that is good for: 風險升高 is up. A word of movement that only
describes a noun (降息預期, 減稅法案) says nothing of where that goes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import Literal

from extract.scene import frame, frames
from extract.text import rx

Way = Literal[1, 0, -1]

#: What a word of movement only describes: measures of a change, plans and news of one; and what stays open of one unless a
#: verb acts on it (降息預期, but 擴大風險).
_NAMED = rx(
    "^(?:幅|率|額|值|量|速|息日|準備|評|級|家數|停板?|區間)"
    "|^[^，]{0,8}(?:法案|計[畫劃]|方案|草案|週期|周期|循環|政策|措施|協議|消息|訊號|信號|傳聞|決議|會議|訴求|要求|主張|題材|概念|新制|制度|議題)$"
)
_OPEN = rx(
    "^[^，]{0,8}(?:預期|壓力|風險|機率|概率|可能性?|空間|疑慮|憂慮|擔憂|動能|力道|優勢|劣勢|好處|利益|紅利|困境|難題|問題|情緒|心理|氣氛|氛圍|夾擊|衝擊|影響|效應|打擊|加持|背景|因素|幅度|速度|節奏|步調|路徑|時點|次數|趨勢|走勢|格局|態勢)$"
)
#: What turns the way of what follows round: 停止縮表, 不再擴大, 難以回升, 未見改善.
_TURNS = rx(
    "(?:停止|結束|終止|告別|暫停|擺脫|避免|不再|難以?(?!題|關|民)|未(?!來|平倉|實現|償|稅|止)(?:見|能|如預期|曾)?|無法|不復)[^，、；反]{0,5}$"
)
#: What leaves it open: 不會衝擊, 不急著降價.
_DENIES = rx("(?:不(?:會|致|至於|足以|急|是|必|一定|見得|敢|願)|沒有?|並非|會否|是否|能否|可否)[^，、；]{0,6}$")


@lru_cache(maxsize=1)
def _ways() -> tuple[dict[str, Way], dict[str, list[tuple[re.Pattern[str], Way]]], int]:
    """The words that tell a way (or look as if: 0); those that are patterns, by their first character; how long the longest is."""
    table: dict[str, Way] = {}
    patterns: dict[str, list[tuple[re.Pattern[str], Way]]] = defaultdict(list)
    for sign, name in ((0, "none"), (1, "up"), (-1, "down")):
        words = {w for family in ("way", "movement") for row, p in frames(family) if row == name for w in _alternatives(p.pattern)}
        for word in words:
            if word.isalpha():
                if word[-1] != "幅":
                    table[word] = sign  # type: ignore[assignment]
            else:
                bare = word.lstrip("^")
                firsts = bare[1 : bare.index("]")] if bare[0] == "[" else _first(bare)
                for first in firsts:
                    patterns[first].append((re.compile(word), sign))  # type: ignore[arg-type]
    return table, patterns, max(map(len, table))


def _first(pattern: str) -> str:
    """The character that a pattern begins with, behind what it looks back at; of a group those of its alternatives."""
    bare = re.sub(r"^(?:\(\?<[=!](?:[^()]|\([^()]*\))*\))+", "", pattern)
    if bare.startswith("(?:"):
        return "".join(part[0] for part in bare[3 : bare.index(")")].split("|"))
    return bare[1 : bare.index("]")] if bare[0] == "[" else bare[0]


def _alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern at its own level."""
    found, depth, begun = [], 0, 0
    for at, char in enumerate(pattern):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(char, 0)
        if char == "|" and depth == 0:
            found.append(pattern[begun:at])
            begun = at + 1
    return [*found, pattern[begun:]]


def _predicates(words: str) -> list[tuple[int, int, Way]]:
    """Every word of either way in text order, none inside another: where it begins and ends, and its way."""
    table, patterns, longest = _ways()
    found: list[tuple[int, int, Way]] = []
    at = 0
    while at < len(words):
        best: tuple[int, Way] | None = None
        for end in range(min(len(words), at + longest), at, -1):
            if words[at:end] in table:
                best = (end, table[words[at:end]])
                break
        for pattern, sign in patterns.get(words[at], ()):
            match = pattern.match(words, at)
            if match and match.end() > at and (best is None or match.end() > best[0]):
                best = (match.end(), sign)
        if best is None:
            at += 1
        else:
            found.append((at, *best))
            at = best[0]
    return found


@lru_cache(maxsize=4096)
def predicate(words: str) -> tuple[int, int, Way] | None:
    """The last predicate of a phrase that tells a way: where it stands, and its way as said (0: denied); None without one."""
    found = _predicates(words)
    for at in range(len(found) - 1, -1, -1):
        start, end, sign = found[at]
        if at and found[at - 1][2] and found[at - 1][1] == start and words[found[at - 1][0] : start] in _acts():
            continue  # 擴大減班: the second is what the first acts on
        rest, acting = words[end:], words[start:end] in _acts()
        if sign == 0 or _NAMED.search(rest):
            continue
        if not acting and (_OPEN.search(rest) or (_OF_NOUN.match(words, end) and _acted(words[:start]))):
            continue
        before = words[:start]
        if _DENIES.search(before):
            return start, end, 0
        return start, end, -sign if _TURNS.search(before) else sign
    return None


@lru_cache(maxsize=1)
def _acts() -> frozenset[str]:
    """Verbs that act on what follows them: no verb with its object (降息), none that says how another goes (加速, 停止)."""
    return frozenset(word for word in frame("way", "acts").pattern.split("|") if not _NO_ACT.search(word))


_NO_ACT = rx("[息稅產倉薪價準表員碼貸購庫持單股]$|^(?:加速|加快|加緊|放緩|放慢|減緩|停止|暫停|終止|結束|開始|恢復|重啟|延續|維持|持續)$")


def _acted(before: str) -> bool:
    """Whether a verb before acts on a word (失去進場的誘因)."""
    return any(before[start:end] in _acts() for start, end, _ in _predicates(before))


def way(words: str) -> Way:
    """The direction of a phrase: that of its last predicate, 0 where it has none or where that is denied."""
    found = predicate(words)
    return found[2] if found else 0


#: 的 and the noun that a word describes, to the end.
_OF_NOUN = rx("的[^，。的]{1,8}$")


#: How nouns end that name what can come into being: 引發賣壓, 帶來需求.
_THING = rx(
    "(?:壓力|風險|潮|賣壓|買盤|賣盤|買氣|拋壓|拋售|需求|損失|虧損|疑慮|恐慌|擔憂|憂慮|效應|衝擊|影響|機會|收入|收益|獲利|成本|負擔|波動|危機|動盪|動蕩|缺口|落差|商機|行情|熱|風波|爭議|討論|關注|問題|訂單|流動性|動能|力道|"
    "增長|成長|空間|支撐|資金|連鎖反應|熱潮|不確定性|通膨|通脹|泡沫|擠壓|震盪|反彈|漲勢|跌勢|浪潮|貢獻|溢價|就業|稅收|匯損|失衡|過剩|短缺|競爭|價格戰|產能|利多|利好|利空|信心|預期|議論|誘因|壁壘|替代|逼空|踩踏|清算|平倉|出口|消費|投資|銷售|景氣|經濟|股市|房市|樓市|市場|類股|股|業者|廠商|產業)"
    "(?:[」』”]|（[^（）]*）)*$"
)


def is_thing(words: str) -> bool:
    """Whether a phrase names a thing: no clause, nor a verb with its object (減輕負擔)."""
    first = next(iter(_predicates(words)), None)
    acts = first is not None and first[0] == 0 and words[: first[1]] in _acts()
    return bool(_THING.search(words)) and not acts
