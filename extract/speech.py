"""Who says so: speech frames (某某指出, 據某某的數據) and how far each reaches. Key-frame offsets.

A frame holds to the end of its paragraph or to the next frame; behind a quote it holds from where the quote opens. Who
is named before a reporting word, speakers.py tells.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.against import EXPECTATION
from extract.reading import Mention
from extract.scene import CLAUSE_MARK, Place, Scene, Speech, frame, words_of
from extract.speakers import PUBLISHED, Clauses, Memory, papers
from extract.text import HAN, rx

#: How far left of its reporting word a speaker is looked for.
_REACH = 90
#: The rows of reporting words.
_VERBS = ("say", "judge", "publish", "nominal", "revise")
_SHOWS = frozenset(rx("顯示|反映").pattern.split("|"))
_ANNOUNCES = frozenset(rx("宣布").pattern.split("|"))
_VIEW = rx("看來")

#: 據X的估算，: the frame that needs no verb. Its left end is the preposition, its right end the paper.
_ACCORDING = rx("(?:根據|依據|依照|按照|另據|援引|引述|(?<![數根依佔])據(?![點此傳悉稱守理])|依(?![舊然靠賴法])|按(?![年月季周揭日照下時]))")
#: Behind a reporting word: what shows it to be a noun or another verb (預期拉滿, 估計值).
_NO_REPORT = rx(
    "^(?:的|拉滿|升溫|降溫|落空|值|管理|心理|差|目標|平台|市場|改變|中值|中位數|機率|機構|日[期，]|期|顯著|轉|區間|單位|員|稿|書|會[議上]|後[，股市]|權)"
)
_IN_QUESTION = rx("^(?:，|：|了|訪問了?|顯示|指出|發現|稱|表示|認為|說|「|“|過去|[0-9])")
_FORECASTS = rx("預測|預估|預期|目標價|展望|財測|成長|增長|增速|評級|評等|估值")
#: 主計總處則上修至7.37%: what, an earlier clause says.
_TO, _RATES = rx("^(?:為|至|到)"), rx("成長率|增長率|增速|通膨率|預測|預估|財測|目標價")
#: Houses and offices whose business it is to judge.
_ROBUST = rx("研究|證券|投顧|資本|宏觀|投行|期貨|基金|資產|智庫|評級|署|局|處|組織|會")

#: A word of publishing in the clause: 發布9月採購經理人調查.
_PUBLISHES = rx(f"{PUBLISHED}[^，。；：的]*$")

#: Sentences of market prices: nobody's claim unless somebody says so in them.
_MARKET = rx("應聲|隨即[走升貶漲跌回]|收盤|收報|收於|盤後|盤中|早盤|午盤|尾盤|開盤|終場|收漲|收跌|股價[^，。]{0,8}[漲跌揚挫升]|市值")


@lru_cache
def _expected() -> re.Pattern[str]:
    return re.compile(
        f"(?P<who>{words_of('speech', 'crowd')})?"
        + rx("(?:普遍|平均|原先|原本|原|先前|此前|事前|早前|一致|此次|綜合|對此|所)*(?:預期|預估|預測|共識|預計|估計|估)").pattern
        + rx("(?:的|值的?|值為|中位數的?|中值的?|均值的?|為|，)?(?:約|為|僅|是)?$").pattern
    )


def expected(place: Place) -> re.Match[str] | None:
    """高於分析師預期的549.2億: this number is the expectation, the sentence around it is not."""
    return _expected().search(place.before[-22:])


@dataclass(frozen=True, slots=True)
class _Frame:
    """A frame as read: its words, whom it names, and from where to where it holds (None: to the paragraph's end)."""

    start: int
    end: int
    who: Mention
    holds: int
    until: int | None = None
    publishes: bool = False


class Speakers:
    """Who speaks where, for a whole article: reads the speech frames of all its scenes, and keeps them there."""

    def __init__(self, scenes: list[Scene], company: Mention | None) -> None:
        self._froms: list[int] = []
        self._whos: list[Mention | None] = []
        memory = Memory(scenes, company)
        base: _Frame | None = None
        introduced = False  # whether what was said last ended 有三種情形：, or went on a list that one did
        for group in _paragraphs(scenes):
            quotes = _quotes(group)
            frames: list[_Frame] = []
            for scene in group:
                clauses = Clauses(scene, memory)
                said = list(_frames(clauses, quotes))
                scene.speech = [Speech(one.start, one.end, one.who) for one in said]
                frames += said
            introduced = introduced and bool(_ITEM.match(group[0].words, group[0].start))
            base = self._paint(group, frames, quotes, memory, base if introduced else None)
            introduced = introduced or (bool(group[-1].speech) and group[-1].words[group[-1].end - 1] == "：")

    def _paint(
        self, group: list[Scene], frames: list[_Frame], quotes: list[tuple[int, int]], memory: Memory, base: _Frame | None
    ) -> _Frame | None:
        """Lay down from where on whom a paragraph's words are to be ascribed to; `base` speaks on, as it did before."""
        steps: list[tuple[int, int, _Frame | Scene]] = [(one.holds, 1, one) for one in frames]
        steps += [
            (scene.start, 0, scene) for scene in group
            if not scene.speech and not any(a < scene.start < b for a, b in quotes)
        ]  # fmt: skip
        steps.sort(key=lambda step: step[:2])
        self._mark(group[0].start, base.who if base else None)
        back: int | None = None  # where what was said before goes on
        for at, _, one in steps:
            if back is not None and back < at:
                self._mark(back, base.who if base else None)
            back = None
            if isinstance(one, Scene):
                if base is not None and (_MARKET.search(one.words, one.start, one.end) or _of_another(Clauses(one, memory), base)):
                    base = None
                self._mark(at, base.who if base else None)
                continue
            self._mark(at, one.who)
            if one.until is None:
                base = one
            else:
                back = one.until
        if back is not None:
            self._mark(back, base.who if base else None)
        return base

    def _mark(self, at: int, who: Mention | None) -> None:
        self._froms.append(at)
        self._whos.append(who)

    def at(self, offset: int) -> Mention | None:
        """To whom what stands at a key offset is ascribed."""
        found = bisect_right(self._froms, offset) - 1
        return self._whos[found] if found >= 0 else None

    def of(self, place: Place) -> Mention | None:
        """Who says a number: the owner of the expectation that it is, else who speaks there."""
        owner = expected(place)
        if owner and owner["who"]:
            at = place.number.start - (len(owner.string) - owner.start("who"))
            return place.scene.mention(at, at + len(owner["who"]), "expected")
        return self.at(place.number.start)


def _of_another(clauses: Clauses, base: _Frame) -> bool:
    """Whether a sentence opens with another firm than the one that published what went before (a round-up)."""
    if not base.publishes:
        return False
    opening, scene = clauses.opening, clauses.scene
    name = opening.mention.words if opening and opening.category in ("company", "bank") else None
    if name is None:
        begin = clauses.begins(scene.start, scene.end)
        latin = re.match(f"[{HAN}]{{0,6}}([A-Z][A-Za-z]{{3,}})", scene.words[begin : begin + 16])
        name = latin[1] if latin else None
    return name is not None and name not in base.who.words and base.who.words not in name


def _paragraphs(scenes: list[Scene]) -> Iterator[list[Scene]]:
    group: list[Scene] = []
    for scene in scenes:
        if group and group[-1].sentence.passage.paragraph != scene.sentence.passage.paragraph:
            yield group
            group = []
        group.append(scene)
    if group:
        yield group


_OPENS, _CLOSES = "「“『", "」”』"


def _quotes(group: list[Scene]) -> list[tuple[int, int]]:
    """The outermost quotes of a paragraph as `[opening mark, behind the closing mark)`."""
    words, found, depth, opened = group[0].words, [], 0, 0
    for mark in _QUOTE_MARK.finditer(words, group[0].start, group[-1].end):
        if mark[0] in _OPENS:
            opened = mark.start() if depth == 0 else opened
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append((opened, mark.end()))
    return found


# ---- the frames of a sentence


@lru_cache
def _reporting() -> re.Pattern[str]:
    """All reporting words, longest first, each in a group named by its row; and 據."""
    return re.compile(
        f"(?P<according>{_ACCORDING.pattern})|" + "|".join(f"(?P<{name}>{words_of('speech', name)})" for name in _VERBS)
    )


def _frames(clauses: Clauses, quotes: list[tuple[int, int]]) -> Iterator[_Frame]:
    """The frames of a sentence, in text order, remembered for those that follow."""
    scene, words = clauses.scene, clauses.words
    done = at = scene.start
    shown: int | None = None  # where a frame of data ended
    while verb := _reporting().search(words, at, scene.end):
        at = verb.end()
        sort = verb.lastgroup or ""
        floor = _floor(clauses, done, verb.start())
        if sort == "according":
            found = _according(clauses, verb, floor)
        elif _reports(clauses, verb, sort, floor):
            found = _before(clauses, verb, sort, floor, spoken=done > scene.start)
        else:
            continue
        if found is None or (shown is not None and _goes_on(clauses, shown, found, sort)):
            continue
        start, end, who = found
        shown = end if verb[0] in _SHOWS else None
        name = clauses.key_words(who)
        clauses.memory.spoke(start, who, name)
        until = _own_figure(clauses, verb, sort, name, start)
        if until is None and frame("speech", "priced").search(name):
            until = scene.end
        holds = _holds(scene, start, end, floor, sort, quotes)
        alone = holds == start and done == scene.start < floor and words[floor - 1] in "，；" and words[end : end + 1] == "，"
        if alone and sort in ("say", "judge") and _CONDITION.match(words, scene.start):
            holds = scene.start  # 若再調降一碼，官員估算，…
        yield _Frame(start, end, who, holds, until, publishes=sort == "publish")
        done = at = max(at, end)


def _floor(clauses: Clauses, done: int, stop: int) -> int:
    """Where the clause of a reporting word begins: behind marks, quotes, numbers and the frame before."""
    words, floor = clauses.words, max(done, stop - _REACH)
    for mark in CLAUSE_MARK.finditer(words, floor, stop):
        if not _in_bracket(words, floor, mark.start()):
            floor = mark.end()
    for mark in _QUOTE_MARK.finditer(words, floor, stop):
        floor = mark.end()
    if _in_bracket(words, floor, stop):
        floor = words.rfind("（", floor, stop) + 1
    last = bisect_right(clauses.number_ends, stop) - 1
    if last >= 0 and clauses.number_ends[last] > floor and words.find("）", clauses.number_ends[last], stop) < 0:
        floor = clauses.number_ends[last]
    for blank in _BLANK.finditer(words, floor, stop):
        floor = blank.end()
    return floor


def _in_bracket(words: str, floor: int, at: int) -> bool:
    return words.rfind("（", floor, at) > words.rfind("）", floor, at)


def _reports(clauses: Clauses, verb: re.Match[str], sort: str, floor: int) -> bool:
    """Whether a reporting word reports there."""
    words, scene = clauses.words, clauses.scene
    after = words[verb.end() : min(scene.end, verb.end() + 24)]
    if sort == "publish" and after.startswith("的"):
        return bool(papers().search(after[:14]) or _FORECASTS.search(after[:14]) or _INDEX.search(after))  # 海關總署8日公布的數字
    if sort == "revise":
        lead = words[max(scene.start, verb.start() - 60) : verb.start()]
        return bool(_FORECASTS.search(after) or (_TO.match(after) and _RATES.search(lead)))
    if _NO_REPORT.match(after) or EXPECTATION.search(words[floor : verb.end() + 1]):
        return False
    if sort == "nominal":
        if verb[0] in _SHOWS:
            return True
        published = _PUBLISHES.search(words[max(scene.start, verb.start() - 20) : verb.start()])
        return bool(_IN_QUESTION.match(after)) and not published  # 發布9月採購經理人調查，
    return verb[0] not in _ANNOUNCES or not clauses.event_follows(verb.end())  # 日銀宣布升息: it acts


#: Where a frame stands in the key text, and whom it names.
_Told = tuple[int, int, Mention]


def _according(clauses: Clauses, verb: re.Match[str], floor: int) -> _Told | None:
    """根據證交所彙整，…: whose paper it is."""
    words, scene = clauses.words, clauses.scene
    if clauses.begins(floor, verb.start()) < verb.start():
        return None
    marks = CLAUSE_MARK.finditer(words, verb.end(), min(scene.end, verb.end() + 48))
    stop = next((m.start() for m in marks if not _in_bracket(words, verb.end(), m.start())), None)
    if stop is None:
        return None
    told = _reporting().search(words, verb.end(), stop)
    if told and told.lastgroup in ("say", "judge", "publish") and told.end() < stop:
        return None  # 據X指出, 據X公布的報告: its own verb finds it
    heard = clauses.take_off(verb.end(), stop)
    who = heard.who
    paper = _PAPER.fullmatch(words, verb.end(), heard.at)
    if who is None and paper and papers().search(heard.pieces):
        who = scene.mention(paper.start(1), paper.end(1), "according")  # 據《日經新聞》報導
    if who is None and papers().search(heard.pieces) and not _LOOSE.match(verb[0]) and clauses.is_name(verb.end(), heard.at):
        who = scene.mention(verb.end(), heard.at, "according")
    if who is None and heard.at == verb.end() and frame("speech", "filing").search(heard.pieces):
        who = clauses.memory.owner(scene, stop)
    return (verb.start(), stop, who) if who else None


def _before(clauses: Clauses, verb: re.Match[str], sort: str, floor: int, *, spoken: bool) -> _Told | None:
    """Who stands before a reporting word, or who began the sentence where nobody in it is named (nor has `spoken`)."""
    words, scene, filing = clauses.words, clauses.scene, frame("speech", "filing")
    if _VIEW.match(verb[0]) and words.startswith(_AT, clauses.begins(floor, verb.start())):
        floor = clauses.begins(floor, verb.start()) + 1  # 在她看來
    heard = clauses.take_off(floor, verb.start())
    if heard.who is not None:
        if _ASIDE.search(words[floor : heard.at]):
            return None  # 連官員都直呼罕見
        if _PRICES.search(heard.pieces) and frame("speech", "priced").search(clauses.key_words(heard.who)):
            return None  # the price of a swap is no paper
        if sort == "nominal" and verb[0] not in _SHOWS and (papers().search(heard.pieces) or len(heard.pieces) > 2):
            return None
        # what is revised is no part of the frame
        end = scene.text.key_range(heard.who.span)[1] if sort == "revise" else verb.end()
        return heard.at, end, heard.who
    begin = clauses.begins(floor, heard.at)
    if begin < heard.at:
        known = clauses.unknown(begin, heard.at, sort, heard.pieces, words[verb.end() : verb.end() + 1] or "。")
        return (known[0], verb.end(), known[1]) if known else None
    if filing.search(heard.pieces):
        firm = clauses.memory.owner(scene, verb.end())
        return (floor, verb.end(), firm) if firm else None
    if sort in ("say", "judge") and (other := clauses.contrasted(floor)):
        return floor, verb.end(), other.mention
    if spoken or papers().search(heard.pieces):
        return None
    return _elided(clauses, verb, sort, floor)


def _elided(clauses: Clauses, verb: re.Match[str], sort: str, floor: int) -> _Told | None:
    """國際能源署仍然悲觀，估計…: who began the sentence goes on."""
    opening = clauses.opening
    if sort in ("nominal", "revise") or floor <= clauses.scene.start or clauses.words[floor - 1] == "（":
        return None
    if opening is None or opening.end > floor:
        return None
    doer = opening.category in ("company", "bank", "organisation") and not _ROBUST.search(opening.mention.words)
    if doer and sort == "judge":
        return None  # 某公司擴產，預計明年量產: the report's own words
    return floor, verb.end(), opening.mention


# ---- how far a frame reaches


def _holds(scene: Scene, start: int, end: int, floor: int, sort: str, quotes: list[tuple[int, int]]) -> int:
    """From where a frame holds: its own start; the quote that it closes; its sentence where it ends that."""
    if sort not in ("say", "judge"):
        return start
    words = scene.words
    at = bisect_right(quotes, (floor, len(words))) - 1
    if at >= 0 and quotes[at][1] <= floor and not words[quotes[at][1] : min(floor, quotes[at][1] + 9)].strip("，。、；！？ \n"):
        opened, closed = quotes[at]
        set_off = words[max(0, opened - 1) : opened] in ("", *"，。：；！？、\n 」”』）")
        if floor - closed < 9 and ((set_off and closed - opened > 7) or words[closed - 2] in "，。！？；"):
            return opened
    if scene.end - end < 9 and not words[end : scene.end].strip("。！？；」”』 \n") and floor > scene.start:
        return scene.start
    return start


def _own_figure(clauses: Clauses, verb: re.Match[str], sort: str, name: str, start: int) -> int | None:
    """市場預估0.3%，前值…: an expectation amid figures of others holds for its own clause."""
    numbers, scene = clauses.number_starts, clauses.scene
    if sort != "judge" or not frame("speech", "crowd").fullmatch(name):
        return None
    if rx("原先|原本").search(clauses.words, start, verb.end()):
        return scene.end
    if _FEARS.search(verb[0]):
        return scene.clause_end(verb.end())  # 市場憂心泡沫，費半大跌4.8%
    if not numbers or numbers[0] >= start:
        return None
    at = bisect_left(numbers, verb.end())
    immediate = at < len(numbers) and numbers[at] - verb.end() <= 5
    if immediate or _BEFOREHAND.search(clauses.words[start : verb.end()]):
        return scene.clause_end(verb.end())
    return None


_FEARS = rx("憂心|擔心|擔憂|憂慮|關注|看好|看淡")


def _goes_on(clauses: Clauses, shown: int, told: _Told, sort: str) -> bool:
    """數據顯示，市場押注…: whether a crowd's expectation is what the data before it show, no figure between."""
    start, _, who = told
    if sort != "judge" or start - shown >= 12 or not frame("speech", "crowd").fullmatch(clauses.key_words(who)):
        return False
    return bisect_left(clauses.number_starts, shown) == bisect_left(clauses.number_starts, start)


_ITEM = rx("[0-9]{1,2}[.、）][^0-9]|[一二三四五六七八九十]、|（[0-9一二三四五六七八九十]）|[•‧·*-] ?")
_QUOTE_MARK = re.compile(f"[{_OPENS}{_CLOSES}]")
_BLANK = re.compile(f"(?<=[{HAN}%]) (?=[{HAN}])")
_AT = rx("在").pattern
#: 按 and 依 need somebody known behind them: 按收盤價計算.
_LOOSE = rx("^[按依]")
_ASIDE = rx("連$")
_PRICES = rx("報價|定價")
_PAPER = re.compile("《([^《》]{2,12})》")
_INDEX = rx("^[^，。；]{0,20}(?:指數|PMI|增加值|指标)")
_CONDITION = rx("若|如果|倘若|一旦|假設|要是|假如|即使")
_BEFOREHAND = rx("原先|先前|此前|早前|原本|事前|原只")
