"""Who says so: speech frames (某某指出, 據某某的數據), whom they name and how far each reaches. Key-frame offsets.

A frame is read from its reporting word to the left: what may stand between a speaker and the word is taken off piece by
piece (也, 6日下午, （6937）, 在法說會上, 公布的數據) until somebody who can speak ends there. It holds to the end of its
paragraph or to the next frame; behind a quote it holds from where the quote opens.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.mentions import Found
from extract.nouns import VERB
from extract.reading import Mention
from extract.scene import CLAUSE_MARK, Place, Scene, Speech, frame
from extract.text import HAN, rx

#: How far left of its reporting word a speaker is looked for, and how far back a name that a pronoun stands for.
_REACH, _MEMORY = 90, 3000


def _words(*names: str) -> str:
    """The words of rows of the family, as one alternative of a pattern (already on the key)."""
    return "|".join(frame("speech", name).pattern for name in names)


@lru_cache
def _ending(*names: str, before: str = "", after: str = "") -> re.Pattern[str]:
    return re.compile(f"{rx(before).pattern}(?:{_words(*names)}){rx(after).pattern}$")


_VERBS = ("say", "judge", "publish", "nominal", "revise")
_PUBLISHED = "(?:公布|公佈|發布|發佈|發表|提供|編製|編制|出具|披露|給出|公開|撰寫|統計|監測)"
_KINDS = (
    "最新|新近|初步|臨時|一份|一項|相關|有關|內部|官方|完整|詳細|週|周|月|月度|季度|年度|半年度|財務|會議|資金流|現貨|交易|系統|市場|研究|調查|"
    "全球|全國|亞洲|大中華區|旗下|房價|就業|通膨|貿易|持倉|鏈上|網站|官網|資訊"
)


@lru_cache
def _between() -> re.Pattern[str]:
    """One piece of what may stand between a speaker and the reporting word, at the end of the text."""
    adverb = _words("adverb")
    clock = rx(
        "(?:上午|下午|晚間|晚上|凌晨|早上|中午|傍晚)?[0-9一二三四五六七八九十廿卅]{1,3}(?:[日時點](?:許|半|[0-9]{1,2}分)?|月[0-9]{1,2}日)"
        "|今（[^（）]{1,4}）日?|[週周禮拜星期]+[一二三四五六日天]|[0-9]{1,2}[:：][0-9]{2}"
    ).pattern
    aside = "（[^（）\n]{0,40}）"
    where = rx(
        "(?:在|於|向|對|跟|就|針對|面對|受訪|接受|出席|召開|舉行|主持|援引|引述)[^，。；：「」“”（）的\n]{0,24}"
        "|(?:在|於|就)[^，。；：「」“”（）\n]{0,24}(?:[上中時裡內下前後]|會|會議|論壇|報告|研報|期間|場合|文章|專欄|講話|演說|信|一事|問題)"
    ).pattern
    papers = rx(
        f"(?:{_PUBLISHED}(?:了)?)?的?(?:{_KINDS})*的?(?:SOURCE|{_PUBLISHED})(?:中|裡|內|上|（[^（）]{{0,12}}）)?(?:所)?"
        f"|(?:{_PUBLISHED})?的[^，。；：的]{{1,14}}?(?:SOURCE)(?:中|裡|內|上)?"
        "|(?:方面|團隊|官員方面|這邊|那邊|的|所|了|旗下|其)"
    ).pattern.replace("SOURCE", _words("source", "filing"))
    return re.compile(f"(?:{adverb}|{clock}|{aside}|{papers}|{where})$")


@lru_cache
def _papers() -> re.Pattern[str]:
    return re.compile(f"(?:{_words('source', 'filing')})")


#: 據X的估算，: the frame that needs no verb. Its left end is the preposition, its right end the paper.
_ACCORDING = rx("(?:根據|依據|依照|按照|另據|援引|引述|(?<![數根依佔占])據(?![點此傳悉稱守理])|依(?![舊然靠賴法])|按(?![年月季周週揭日照下時]))")
#: What may stand before the speaker in his clause.
_LEAD = rx(
    "^(?:[ 　「『“]|但是?|而|不過|惟|然而|另外?|此外|同時|其中|至於|對此|因此|隨後|其後|且|並|又|則|當中|當|日前|此前|近日|目前|當前|雖然|雖|"
    "儘管|即使|有|根據|依據|依照|據|由|來自|多數|多名|多位|部分|不少|一名|一位|這位|該名|這名|本報訪問的|[0-9一二三四五六七八九十]+[名位家])+"
)
#: Characters that stand in sentences and hardly in a name.
_NO_NAME_CHARS = rx(
    "全數|全部|調查|[的了是有也都不而將把被到從為只還再並均仍就才要這那哪其之與或及以因所稱說認預估料看又若如會已讓使令在們很]"
    "|最新|普遍|今年|去年|多數|大多|上述|其他|如何|什麼|營收|獲利|利率|價格|股價|漲幅|跌幅|成長|增長|數據|指數|結果|文件|圖表|消息|資料|報告"
    "|升息|降息|加息|減息|升至|降至|上升|下降|增加|減少|舉行|明年|下半年|上半年|未來|機率|年率|協議|規定|合約|計畫|法案|經驗|慣例|媒體報導"
)
_ORG_TAIL = rx(
    "(?:局|院|部|署|處|廳|委|會|行|司|證券|銀行|集團|所|中心|協會|大學|學院|基金|機構|網|社|研究|宏觀|智庫|科技|控股|投顧|投信|保險|聯會|工會|商會|"
    "辦公室|平台|委員會|資本|期貨|數據|地產|資產|能源|組織|黨|聯盟|公會|國際|金控|評級|論壇|財團|顧問|實業|電子|電視|日報|時報|周刊|週刊)$"
)
_SURNAMES = frozenset(
    rx(
        "王李張劉陳楊黃趙吳周徐孫馬朱胡郭何林羅鄭梁謝宋唐許韓馮鄧曹彭曾蕭田董袁潘蔣蔡余杜葉程蘇魏呂丁沈姚盧姜崔鍾譚陸汪范石廖賈夏韋付鄒孟熊秦邱"
        "龐尹薛閻段雷侯龍史陶黎賀顧毛郝龔邵萬錢嚴覃戴莫孔湯溫柯俞施洪季游簡駱霍岑費尤樊阮莊倪歐柴凌喬裴申祝樓舒高于江白方金任連紀關常康伍"
    ).pattern
)
#: Surnames that begin other words as often: 金價, 高層, 石油.
_AMBIGUOUS = frozenset(rx("高于江白方金任連紀關常康伍石史雷溫游施費洪").pattern)
#: Characters of transliterated names, and second ones of Japanese family names.
_FOREIGN = frozenset(
    rx(
        "阿埃艾愛安奧澳巴白班貝本比賓伯博布查茨達戴丹道德迪蒂蒙杜多厄恩爾法范費芬弗佛福甘岡戈格葛根貢古哈海漢赫亨侯胡華懷惠霍基吉季加賈傑金卡凱坎康柯科克肯"
        "庫夸奎拉萊蘭朗勞勒雷里利連林琳劉盧魯倫羅洛馬瑪麥邁曼茅梅門米密明摩莫默穆拿納娜奈南內尼寧紐努諾歐帕潘佩彭皮平普奇齊恰喬切瓊丘熱仁瑞若薩塞桑瑟沙莎"
        "珊尚舍森生施詩史士斯司思絲松索塔泰坦湯特提圖托瓦萬王威韋衛維魏沃烏伍武西希錫席夏香謝辛欣休修徐雅亞揚耶葉伊依易因英尤于約澤扎占詹哲珍芝朱茲佐蘇祖鮑"
        "包卜貴齡昂嘉亨什夫納李姆墨佳"
    ).pattern
)
_JAPANESE = frozenset(rx("田野村本川山口藤木井原島崎橋林谷澤邊內上中子取城岡市").pattern)
#: Behind a title: what is no name though it is short.
_NO_PERSON = rx(
    "^(?:們|團隊|普遍|多數|大多|一致|在|於|對|將|會|的|指|曾|也|則|今|昨|預|認|辦公|原|先前|此前|日前|近日|同時|以及|和|與|及|人士|方面|之|辦|級|群|"
    "會|表|隨|還|都|仍|更|又|再|並|明確|進一步)|(?:們|認為|指出|先|前|後|日|月|年|天|度|次)$|[，。；：]"
)
_PRONOUN = rx("(?:他們|她們|(?:本|該)(?:公司|集團|行|社|機構|組織|協會|單位|局|署|部|院|處|會|所|黨|券商|智庫|交易所|平台)|(?<![其吉])他|她|公司|集團)$")
_NOT_IN_NAMES = rx("他她本該").pattern
_FIRM_PRONOUNS = rx("^(?:[本該我]?(?:公司|集團)|該平台)$")
_HOUSE = rx("(?:銀行|央行|證券|券商|行|資本|投行|國際|地產|物業|測量師|投顧|高盛)$")
#: Before somebody it says that he is spoken to or with: 向國會, 對市場.
_ADDRESSED = rx("(?:[向對跟於給替受遭較比讓使令]|代表|意味|反映|不如)$")
#: Behind a reporting word: what shows it to be a noun or another verb (預期拉滿, 估計值).
_NO_REPORT = rx(
    "^(?:的|拉滿|升溫|降溫|落空|值|管理|心理|差|目標|平台|市場|改變|中值|中位數|機率|機構|日[期，]|期|顯著|轉|區間|單位|員|稿|書|會[議上]|後[，股市]|權)"
)
_IN_QUESTION = rx("^(?:，|：|了|訪問了?|顯示|指出|發現|稱|表示|認為|說|「|“|過去|[0-9])")
_FORECASTS = rx("預測|預估|預期|目標價|展望|財測|成長|增長|增速|評級|評等|估值|目標")
_ROBUST = rx("研究|證券|投顧|資本|宏觀|投行|期貨|基金|資產|智庫|評級|署|局|處|組織|會")

#: 優於市場預期: what a figure is held against; nobody speaks there.
HELD_AGAINST = rx(
    "(?:高於|低於|優於|不如|遜於|超過|超出|不及|符合|較|比|好於|略高於|略低於|勝過|遜)[^，。；]{0,8}(?:預期|預估|預測|估計|指引|財測|共識|原估|所估|估的)"
)
#: Sentences of market prices: nobody's claim unless somebody says so in them.
_MARKET = rx("應聲|隨即[走升貶漲跌回]|收盤|收報|收於|盤後|盤中|早盤|午盤|尾盤|開盤|終場|收漲|收跌|股價[^，。]{0,8}[漲跌揚挫升]|市值")


@lru_cache
def _expected() -> re.Pattern[str]:
    return re.compile(
        f"(?P<who>{_words('crowd')})?"
        + rx("(?:普遍|平均|原先|原本|原|先前|此前|事前|早前|一致|此次|綜合|對此|所)*(?:預期|預估|預測|共識|預計|估計|估)").pattern
        + rx("(?:的|值|值為|中位數|中值|為|，)?(?:約|為|僅|是)?$").pattern
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
        memory = _Memory(scenes, company)
        for group in _paragraphs(scenes):
            quotes = _quotes(group)
            frames: list[_Frame] = []
            for scene in group:
                said = list(_frames(scene, memory, quotes))
                scene.speech = [Speech(one.start, one.end, one.who) for one in said]
                frames += said
            self._paint(group, frames, quotes)

    def _paint(self, group: list[Scene], frames: list[_Frame], quotes: list[tuple[int, int]]) -> None:
        """Lay down from where on whom a paragraph's words are to be ascribed to."""
        steps: list[tuple[int, int, _Frame | Scene]] = [(one.holds, 1, one) for one in frames]
        steps += [
            (scene.start, 0, scene) for scene in group
            if not scene.speech and not any(a < scene.start < b for a, b in quotes)
        ]  # fmt: skip
        steps.sort(key=lambda step: step[:2])
        self._mark(group[0].start, None)
        base: _Frame | None = None  # who speaks on when a local frame has ended
        back: int | None = None  # where that is
        for at, _, one in steps:
            if back is not None and back < at:
                self._mark(back, base.who if base else None)
            back = None
            if isinstance(one, Scene):
                if base is not None and (_MARKET.search(one.words, one.start, one.end) or _of_another(one, base)):
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


def _of_another(scene: Scene, base: _Frame) -> bool:
    """Whether a sentence opens with another firm than the one that published what went before (a round-up)."""
    if not base.publishes:
        return False
    opening = _opening(scene, scene.end)
    name = opening.mention.words if opening and opening.category in ("company", "bank") else None
    if name is None:
        lead = _LEAD.sub("", scene.words[scene.start : scene.start + 16])
        latin = re.match(f"[{HAN}]{{0,6}}([A-Z][A-Za-z]{{3,}})", lead)
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
    for mark in re.compile(f"[{_OPENS}{_CLOSES}]").finditer(words, group[0].start, group[-1].end):
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
        f"(?P<according>{_ACCORDING.pattern})|" + "|".join(f"(?P<{name}>{_words(name)})" for name in _VERBS)
    )


def _frames(scene: Scene, memory: _Memory, quotes: list[tuple[int, int]]) -> Iterator[_Frame]:
    """The frames of a sentence, in text order, remembered for those that follow."""
    words, done, at = scene.words, scene.start, scene.start
    shown: int | None = None  # where a frame of data ended
    while verb := _reporting().search(words, at, scene.end):
        at = verb.end()
        sort = verb.lastgroup or ""
        floor = _floor(scene, done, verb.start(), quotes)
        if sort == "according":
            found = _according(scene, verb, floor, memory)
        elif _reports(scene, verb, sort, floor):
            found = _before(scene, verb, sort, floor, memory, spoken=done > scene.start)
        else:
            continue
        if found is None:
            continue
        start, end, who = found
        if shown is not None and _goes_on(scene, shown, start, sort, who):
            continue  # 數據顯示，市場押注…: the data's owner still
        shown = end if verb[0] in _SHOWS else None
        memory.spoke(scene, start, who)
        until = _own_figure(scene, verb, sort, who, start)
        if until is None and frame("speech", "priced").fullmatch(who.words.replace(" ", "")):
            until = scene.end
        yield _Frame(start, end, who, _holds(scene, start, end, floor, sort, quotes), until, sort == "publish")
        done = at = max(at, end)


def _floor(scene: Scene, done: int, stop: int, quotes: list[tuple[int, int]]) -> int:
    """Where the clause of a reporting word begins: behind marks, quotes, numbers and the frame before."""
    words = scene.words
    floor = max(done, stop - _REACH)
    for mark in CLAUSE_MARK.finditer(words, floor, stop):
        if words.rfind("（", floor, mark.start()) <= words.rfind("）", floor, mark.start()):
            floor = mark.end()
    for mark in re.compile(f"[{_OPENS}{_CLOSES}]").finditer(words, floor, stop):
        floor = mark.end()
    if words.rfind("（", floor, stop) > words.rfind("）", floor, stop):
        floor = words.rfind("（", floor, stop) + 1
    for number in reversed(scene.numbers):
        if floor < number.end <= stop and words.find("）", number.end, stop) < 0:
            floor = number.end
            break
    for blank in re.compile(f"(?<=[{HAN}%]) (?=[{HAN}])").finditer(words, floor, stop):
        floor = blank.end()
    return floor


def _reports(scene: Scene, verb: re.Match[str], sort: str, floor: int) -> bool:
    """Whether a reporting word reports there."""
    words, after = scene.words, scene.words[verb.end() : min(scene.end, verb.end() + 24)]
    if sort == "publish" and after.startswith("的"):
        return bool(_papers().search(after[:14]) or _FORECASTS.search(after[:14]))  # 海關總署8日公布的數字
    if _NO_REPORT.match(after) or HELD_AGAINST.search(words[floor : verb.end() + 1]):
        return False
    if sort == "nominal" and verb[0] not in _SHOWS and _PUBLISHES.search(words[max(scene.start, verb.start() - 20) : verb.start()]):
        return False  # 發布9月採購經理人調查，
    if sort == "nominal":
        return bool(_IN_QUESTION.match(after)) or verb[0] in _SHOWS
    if sort == "revise":
        return bool(_FORECASTS.search(after))
    if verb[0] in _ANNOUNCES:
        return not any(f.is_event and f.start - verb.end() in (0, 1) for f in scene.found)  # 日銀宣布升息: it acts
    return True


_SHOWS = frozenset(rx("顯示|反映").pattern.split("|"))
_PUBLISHES = rx(f"{_PUBLISHED}[^，。；：的]*$")
_ANNOUNCES = frozenset(rx("宣布|宣佈").pattern.split("|"))

_Heard = tuple[int, int, Mention]


def _according(scene: Scene, verb: re.Match[str], floor: int, memory: _Memory) -> _Heard | None:
    """根據證交所彙整，…: whose paper it is."""
    words = scene.words
    if _LEAD.sub("", words[floor : verb.start()]) and not any(t.end == verb.start() for t in scene.times):
        return None
    stop = verb.end()
    for mark in CLAUSE_MARK.finditer(words, verb.end(), min(scene.end, verb.end() + 48)):
        if words.rfind("（", stop, mark.start()) <= words.rfind("）", stop, mark.start()):
            stop = mark.start()
            break
    else:
        return None
    told = _reporting().search(words, verb.end(), stop)
    if told and told.lastgroup in ("say", "judge", "publish") and words[told.end() : stop]:
        return None  # 據X指出: its own verb finds it; 據X公布的報告 likewise
    at, passed = _take_off(scene, verb.end(), stop, memory)
    who = passed[-1] if passed and isinstance(passed[-1], Mention) else None
    if who is None and at > verb.end():
        name = words[verb.end() : at]
        papers = any(isinstance(p, str) and _papers().search(p) for p in passed)
        if papers and _is_name(scene, verb.end(), at) and not rx("^[按依]").match(verb[0]):
            who = scene.mention(verb.end(), at, "according")
        elif not papers or not name:
            return None
    if who is None and any(isinstance(p, str) and frame("speech", "filing").search(p) for p in passed):
        who = memory.firm(scene, verb.start())
    return (verb.start(), stop, who) if who else None


def _before(
    scene: Scene, verb: re.Match[str], sort: str, floor: int, memory: _Memory, *, spoken: bool = False
) -> _Heard | None:
    """Who stands before a reporting word, or who began the sentence where nobody in it is named (nor `spoken`)."""
    words, stop = scene.words, verb.start()
    at, passed = _take_off(scene, floor, stop, memory)
    papers = "".join(p for p in passed if isinstance(p, str))
    who = passed[-1] if passed and isinstance(passed[-1], Mention) else None
    if who is not None and rx("連$").search(words[floor:at]):
        return None  # 連官員都直呼罕見: an aside
    if who is not None and frame("speech", "priced").search(_key_words(scene, who)) and rx("報價|定價").search(papers):
        return None  # the price of a swap is no paper
    if who is not None:
        adjacent = not _papers().search(papers) and len(papers) <= 2
        if sort == "nominal" and not (verb[0] in _SHOWS or adjacent):
            return None
        end = scene.text.key_offset(who.span.end - 1) + 1 if sort == "revise" else verb.end()
        return at, max(at, end), who
    lead = _LEAD.match(words[floor:at])
    begin = floor + (lead.end() if lead else 0)
    if begin >= at:
        if frame("speech", "filing").search(papers):
            firm = memory.firm(scene, stop)
            return (floor, verb.end(), firm) if firm else None
        if _papers().search(papers):
            return None
        return _elided(scene, verb, sort, floor, spoken=spoken)
    known = _known_tail(scene, verb, begin, at, sort, papers)
    return (known[0], verb.end(), known[1]) if known else None


def _take_off(scene: Scene, floor: int, stop: int, memory: _Memory) -> tuple[int, list[str | Mention]]:
    """Take pieces off the end of `[floor, stop)` until a speaker ends there: where that leaves off, and the pieces.

    The last of them is a Mention where a speaker was met; the offset is then where his words begin.
    """
    words, at, passed = scene.words, stop, []
    for _ in range(14):
        if at <= floor:
            break
        if (who := _speaker_at(scene, floor, at, memory)) is not None:
            start, mention = who
            if not _ADDRESSED.search(words[max(floor, start - 2) : start]):
                passed.append(mention)
                return start, passed
        time = next((t for t in scene.times if t.end == at and t.start >= floor), None)
        if time is not None:
            cut = time.start
        else:
            piece = _between().search(words[max(floor, at - 44) : at])
            if piece is None or not piece[0]:
                break
            cut = at - len(piece[0])
        passed.append(words[cut:at])
        at = cut
    return at, passed


def _speaker_at(scene: Scene, floor: int, at: int, memory: _Memory) -> tuple[int, Mention] | None:
    """Somebody known to speak whose words end at `at`: where they begin, and he."""
    words = scene.words
    lead = words[max(floor, at - 40) : at]
    base = at - len(lead)
    named = next((f for f in scene.found if f.end == at and f.start >= floor), None)
    if named is not None and named.mention.kind == "entity" and _can_speak(named) and named.category != "group":
        return named.start, named.mention
    pronoun = _PRONOUN.search(lead)
    alone = pronoun is not None and (pronoun[0][0] in _NOT_IN_NAMES or not _LEAD.sub("", words[floor : base + pronoun.start()]))
    if pronoun is not None and alone and (resolved := memory.stands_for(scene, pronoun[0], base + pronoun.start())):
        return base + pronoun.start(), resolved
    person = _person().search(lead)
    if person and _is_person(person["name"]):
        start = base + person.start("name")
        return _office(scene, floor, base + person.start()), scene.mention(start, at, "person-with-title")
    if (name := memory.person_at(words, floor, at)) is not None:
        return name, scene.mention(name, at, "person")
    return _noun_at(scene, floor, at, lead, base)


@lru_cache
def _person() -> re.Pattern[str]:
    return re.compile(f"^.*(?:{_words('title')})(?P<name>[{HAN}]{{1,8}}·[{HAN}·]{{1,10}}|[{HAN}]{{2,5}}|[A-Z][A-Za-z.\\-]+(?: [A-Z][A-Za-z.\\-]+){{0,3}})$")


def _is_person(name: str) -> bool:
    if "·" in name or name.isascii():
        return True
    if _NO_PERSON.search(name) or VERB.search(name):
        return False
    if name[0] in _SURNAMES:
        return len(name) <= 3 or (len(name) == 4 and name[1] in _SURNAMES) or set(name) <= _FOREIGN
    return not _NO_NAME_CHARS.search(name) and (set(name) <= _FOREIGN or (len(name) in (4, 5) and name[1] in _JAPANESE))


def _office(scene: Scene, floor: int, at: int) -> int:
    """Where the words before a title begin that say of which body: 國家統計局新聞發言人."""
    lead = re.search(f"[{HAN}A-Za-z·]*$", scene.words[floor:at])
    return at - len(lead[0]) if lead and len(lead[0]) <= 20 else at


def _noun_at(scene: Scene, floor: int, at: int, lead: str, base: int) -> tuple[int, Mention] | None:
    """A calling that ends there: 分析師, 外匯交易員, 央行總裁."""
    noun = _ending("speaker", "crowd", "title", "priced").search(lead)
    if noun is None:
        return None
    start = base + noun.start()
    owner = next((f for f in scene.found if f.end == start and f.start >= floor and _can_speak(f)), None)
    title = _ending("title").search(noun[0])
    if owner is not None:
        if title is not None or rx("發言人$").search(noun[0]):
            return owner.start, scene.mention(owner.start, at, "office")  # 央行總裁
        return owner.start, owner.mention  # 東嶺證券分析師
    if any(f.start <= start and at <= f.end and not _can_speak(f) for f in scene.found):
        return None
    run = re.search(f"[{HAN}A-Za-z]{{0,8}}$", lead[: noun.start()])
    extra = _NAME_FRONT.sub("", run[0] if run else "")
    if len(extra) <= 6 and not VERB.search(extra) and not _NO_NAME_CHARS.search(extra):
        start -= len(extra)
    return start, scene.mention(start, at, "speaker-noun")


_NAME_FRONT = rx(
    "^.*(?:根據|依據|依照|按照|據|依|按|，|。|的|當前|目前|不過|但|而|惟|此外|另外|另|同時|其中|則|多數|有|連|向|對|由|和|與|從|代表|名|位|家)"
)


def _can_speak(found: Found) -> bool:
    return found.mention.kind == "entity" and found.category not in (
        "country", "region", "currency", "index", "commodity", "crypto", "bond", "pair", "sector", "event", "product",
    )  # fmt: skip


def _known_tail(
    scene: Scene, verb: re.Match[str], begin: int, at: int, sort: str, papers: str
) -> tuple[int, Mention] | None:
    """A name that the tables do not hold, from where its clause begins (or behind 的) to what was taken off."""
    words = scene.words
    for mark in _NOT_OF_NAME.finditer(words, begin, at - 1):
        begin = mark.end()
    begin = max([begin, *(t.end for t in scene.times if begin < t.end < at)])
    name = words[begin:at]
    latin = re.search(r"[A-Z][A-Za-z0-9.&]+(?: [A-Z][A-Za-z0-9.&]+)*$", name)
    if latin and (latin.start() == 0 or not name[0].isascii()):
        inside = any(f.mention.kind == "metric" and f.start < at and begin + latin.start() < f.end for f in scene.found)
        return None if inside or (sort == "nominal" and not papers) else (
            begin + latin.start(), scene.mention(begin + latin.start(), at, "latin-name")
        )  # fmt: skip
    if sort in ("say", "judge") and _is_plain_person(name, sort) and not _no_name_inside(scene, begin, at):
        return begin, scene.mention(begin, at, "surname")
    if not _is_name(scene, begin, at):
        return None
    if _ORG_TAIL.search(name) and len(name) > 2:
        return begin, scene.mention(begin, at, "organisation-noun")
    if sort == "revise":
        return None
    if sort == "publish" and words[verb.end() : verb.end() + 1] in "，。；":
        return None  # 全數公布，: what is published
    if (sort in ("say", "publish") and len(name) <= 8) or _papers().search(papers):
        return begin, scene.mention(begin, at, "named-in-clause")
    return None


def _is_plain_person(name: str, sort: str) -> bool:
    """Whether a word may be somebody's name though no title says so; a bare 預計 asks more of it than 說."""
    if len(name) not in (2, 3) or name[0] not in _SURNAMES:
        return False
    return (len(name) == 3 and name[0] not in _AMBIGUOUS) or (sort == "say" and not _NO_NAME_CHARS.search(name))


#: What ends before a name begins: marks of lists, 的, what somebody is (跨境支付公司澄鏈支付).
_NOT_OF_NAME = rx("[、】》〕/…—從]|的|[^，。]{2}(?:公司|大廠|龍頭|業者|平台|母公司|旗下)(?=.{2,6}$)")


def _is_name(scene: Scene, begin: int, at: int) -> bool:
    """Whether the words may be a name: short, without words of sentences, no measure, no time, no number in them."""
    name = scene.words[begin:at]
    if not re.fullmatch(f"[{HAN}A-Za-z0-9·&.\\-]{{2,16}}", name) or _NO_NAME_CHARS.search(name) or name[0].isdigit():
        return False
    return not _no_name_inside(scene, begin, at)


def _no_name_inside(scene: Scene, begin: int, at: int) -> bool:
    """Whether a measure or a thing with a price stands in the words; a body may be named after one (預算責任辦公室)."""
    tail = _ORG_TAIL.search(scene.words[begin:at])
    return any(
        f.start < at and begin < f.end and ((f.mention.kind == "metric" and (f.end == at or not tail)) or f.is_quoted or (f.start, f.end) == (begin, at))
        for f in scene.found
    )


def _elided(scene: Scene, verb: re.Match[str], sort: str, floor: int, *, spoken: bool) -> _Heard | None:
    """國際能源署仍然悲觀，估計…: who began the sentence goes on."""
    words = scene.words
    if sort in ("nominal", "revise") or floor <= scene.start or words[floor - 1 : floor] == "（" or spoken:
        return None
    opening = _opening(scene, floor)
    if opening is None:
        return None
    firm = opening.category in ("company", "bank") and not _ROBUST.search(opening.mention.words)
    if firm and sort == "judge":
        return None  # 某公司擴產，預計明年量產: the report's own words
    if sort == "judge" and opening.category == "organisation" and not _ROBUST.search(opening.mention.words):
        return None
    return floor, verb.end(), opening.mention


def _opening(scene: Scene, stop: int) -> Found | None:
    """Who can speak and opens the sentence, what he is before his name: 銅箔基板廠昱恆材料（6937）."""
    words = scene.words
    lead = _LEAD.match(words[scene.start : stop])
    begin = scene.start + (lead.end() if lead else 0)
    begin = next((t.end for t in scene.times if t.start == begin), begin)
    first = next((f for f in scene.found if f.start >= begin and _can_speak(f)), None)
    if first is not None and first.end <= stop:
        ahead = words[begin : first.start]
        apposed = len(ahead) <= 12 and re.fullmatch(f"[{HAN}A-Za-z]*", ahead) and not VERB.search(ahead) and "的" not in ahead
        if not ahead or (apposed and first.category in ("company", "bank")):
            return first
    house = _HOUSE_OPENS.match(words[begin : min(stop, begin + 20)])
    if house is None or not _is_name(scene, begin, begin + house.end("name")):
        return None
    return Found(begin, begin + house.end("name"), scene.mention(begin, begin + house.end("name"), "organisation-noun"))


#: A research house that the tables do not hold, at the beginning of its sentence: 北岸資本沒這麼樂觀，預計….
_HOUSE_OPENS = rx(
    f"(?P<name>[{HAN}]{{2,8}}?(?:資本|證券|宏觀|研究院|研究所|投顧|銀行|期貨|基金|智庫|協會|國際|委員會|資產|投信|評級))"
    "(?=則|也|仍|沒|最|較|更|相對|依然|同樣|的看法|看法|持|卻|是|對|在|給|維持|（)"
)


# ---- how far a frame reaches


def _holds(scene: Scene, start: int, end: int, floor: int, sort: str, quotes: list[tuple[int, int]]) -> int:
    """From where a frame holds: its own start; the quote that it closes; its sentence where it ends that."""
    if sort not in ("say", "judge"):
        return start
    words = scene.words
    at = bisect_right(quotes, (floor, len(words))) - 1
    if at >= 0 and not words[quotes[at][1] : floor].strip("，。、；！？ \n") and quotes[at][1] <= floor:
        opened, closed = quotes[at]
        ahead = words[opened - 1 : opened] if opened else "\n"
        if (closed - opened > 7 and ahead in "，。：；！？、\n 」”』）") or words[closed - 2] in "，。！？；":
            return opened
    if not words[end : scene.end].strip("。！？；」”』 \n") and floor > scene.start:
        return scene.start
    return start


def _own_figure(scene: Scene, verb: re.Match[str], sort: str, who: Mention, start: int) -> int | None:
    """市場預估0.3%，前值…: an expectation amid figures of others holds for its own clause."""
    if sort != "judge" or not frame("speech", "crowd").fullmatch(_key_words(scene, who)):
        return None
    if not any(number.end <= start for number in scene.numbers):
        return None
    words = scene.words
    immediate = any(0 <= number.start - verb.end() <= 5 for number in scene.numbers)
    before = rx("原先|先前|此前|早前|原本|事前|原只").search(words[start : verb.end()])
    return scene.clause_end(verb.end()) if immediate or before else None


def _goes_on(scene: Scene, shown: int, start: int, sort: str, who: Mention) -> bool:
    """Whether a crowd's expectation is what the data before it show, with no figure between."""
    crowd = sort == "judge" and frame("speech", "crowd").fullmatch(_key_words(scene, who))
    return bool(crowd) and start - shown < 12 and not any(shown <= n.start < start for n in scene.numbers)


def _key_words(scene: Scene, who: Mention) -> str:
    return scene.words[scene.text.key_offset(who.span.start) : scene.text.key_offset(who.span.end - 1) + 1]


# ---- whom a pronoun stands for


class _Memory:
    """Who has been named so far, for what stands for them later: 他, 該行, 公司, 他們."""

    def __init__(self, scenes: list[Scene], company: Mention | None) -> None:
        self._named = [f for scene in scenes for f in scene.found if _can_speak(f)]
        self._starts = [f.start for f in self._named]
        self._company = company
        self._persons: set[str] = set()
        self._person: tuple[int, str] | None = None
        self._bodies: list[tuple[int, Mention, str]] = []

    def spoke(self, scene: Scene, at: int, who: Mention) -> None:
        """Keep a speaker: a person by his name, a body by its own."""
        words = _key_words(scene, who)
        if who.by in _PERSONS:
            self._persons |= {words, words.rpartition("·")[2]}
            self._person = at, words
        elif who.by in ("organisation-noun", "according", "named-in-clause", "latin-name"):
            self._bodies.append((at, who, words))

    def person_at(self, words: str, floor: int, at: int) -> int | None:
        """Where the name of a person who spoke before begins, if it ends at `at`."""
        return next((at - n for n in range(10, 1, -1) if at - n >= floor and words[at - n : at] in self._persons), None)

    def stands_for(self, scene: Scene, pronoun: str, at: int) -> Mention | None:
        """Whom a pronoun at `at` stands for, in the words of the last place that names him."""
        if _THEY.match(pronoun):
            crowd = list(_crowd().finditer(scene.words, max(0, at - 200), at))
            return scene.mention(crowd[-1].start(), crowd[-1].end(), "pronoun") if crowd else None
        if _FIRM_PRONOUNS.match(pronoun):
            return self.firm(scene, at) or scene.mention(at, at + len(pronoun), "speaker-noun")
        before = self._before(at)
        if pronoun in _HE:
            named = next((f for f in before if f.category == "person"), None)
            if named is not None and (self._person is None or named.start > self._person[0]):
                return named.mention
            return self._again(scene, self._person[1], at) if self._person else None
        tail = re.compile(f"{pronoun[-1]}$")
        house = pronoun[-1] == rx("行").pattern
        fits = [
            (f.start, f.mention) for f in before
            if f.category in _HOUSES or tail.search(f.mention.words) or (not house and f.category in _BODIES)
        ]  # fmt: skip
        fits += [(a, who) for a, who, words in self._bodies[-20:] if tail.search(words) or not house or _HOUSE.search(words)]
        return max(fits, key=lambda fit: fit[0])[1] if fits else None

    def firm(self, scene: Scene, at: int) -> Mention | None:
        """The company that 公司 stands for: the last that its paragraph names, else the article's."""
        firms = [f for f in self._before(at) if f.category in ("company", "bank")]
        body = next((b for b in reversed(self._bodies) if b[0] < at), None)
        if body and scene.words.find("\n", body[0], at) < 0 and not any(f.start > body[0] for f in firms):
            return body[1]
        near = [f for f in firms if scene.words.find("\n", f.end, at) < 0]
        opening = [f for f in near if scene.words[f.start - 1 : f.start] in ("", *"。；！？\n ，")]
        if near:
            return (opening or near)[0].mention
        if self._company is not None:
            same = [f for f in firms if (f.mention.concept, f.mention.words) == (self._company.concept, self._company.words)]
            return same[0].mention if same else self._company
        return firms[0].mention if firms else None

    def _before(self, at: int) -> list[Found]:
        """The last ones named before `at`, nearest first."""
        stop = bisect_right(self._starts, at)
        return [f for f in reversed(self._named[max(0, stop - 40) : stop]) if f.end <= at]

    def _again(self, scene: Scene, name: str, at: int) -> Mention | None:
        place = scene.words.rfind(name, max(0, at - _MEMORY), at)
        return scene.mention(place, place + len(name), "person") if place >= 0 else None


_PERSONS = ("person-with-title", "person", "surname")
_HE = rx("他|她").pattern.split("|")
_THEY = rx("^[他她]們")
_HOUSES = ("bank", "central-bank", "research", "exchange")
_BODIES = ("agency", "organisation", "research", "central-bank", "exchange")


@lru_cache
def _crowd() -> re.Pattern[str]:
    return re.compile(_words("crowd"))
