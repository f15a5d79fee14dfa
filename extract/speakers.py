"""Who is named before a reporting word: bodies, persons behind their titles, callings, pronouns. Key-frame offsets.

What may stand between a speaker and the word is taken off piece by piece (也, 6日下午, （6937）, 在法說會上, 公布的數據)
until somebody who can speak ends there, or the clause has begun: then what is left may be a name that no table holds.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extract.mentions import Found
from extract.reading import Mention
from extract.scene import Scene, words_of
from extract.text import HAN, rx

#: Words in which no name goes on.
_VERB = rx(
    "升至|降至|漲至|跌至|上升|下降|上漲|下跌|增加|減少|飆升|收於|報|達|為|是|有|將|會|落地|來到|，|。|；|逼近|突破|跌破|低於|高於|"
    "區間|之間|以上|以下|左右|增至|減至|擴大|收窄|縮小|放緩|回落|回升|認為|預期|表示|預計|創|較|比|不到|至|到"
)
#: How far back a name is looked for that a pronoun stands for.
_MEMORY = 3000


@lru_cache
def _ending(*names: str) -> re.Pattern[str]:
    return re.compile(f"(?:{words_of('speech', *names)})$")


PUBLISHED = "(?:公布|發布|發表|提供|編製|出具|披露|給出|公開|撰寫|統計|監測)"
_KINDS = (
    "最新|新近|初步|臨時|一份|一項|相關|有關|內部|官方|完整|詳細|週|月|月度|季度|年度|半年度|財務|會議|資金流|現貨|交易|系統|市場|研究|調查|"
    "全球|全國|亞洲|大中華區|旗下|房價|就業|通膨|貿易|持倉|鏈上|網站|官網|資訊"
)


@lru_cache
def _between() -> re.Pattern[str]:
    """One piece of what may stand between a speaker and the reporting word, at the end of the text."""
    adverb = words_of("speech", "adverb")
    clock = rx(
        "(?:上午|下午|晚間|晚上|凌晨|早上|中午|傍晚)?[0-9一二三四五六七八九十廿卅]{1,3}(?:[日時點](?:許|半|[0-9]{1,2}分)?|月[0-9]{1,2}日)"
        "|今（[^（）]{1,4}）日?|[週禮拜星期]+[一二三四五六日天]|[0-9]{1,2}[:：][0-9]{2}"
    ).pattern
    aside = "（[^（）\n]{0,40}）"
    where = rx(
        "(?:在|於|向|對|跟|就|針對|面對|受訪|接受|出席|召開|舉行|主持|援引|引述)[^，。；：「」“”（）的\n]{0,24}"
        "|(?:在|於|就)[^，。；：「」“”（）\n]{0,24}(?:[上中時裡內下前後]|會|會議|論壇|報告|研報|期間|場合|文章|專欄|講話|演說|信|一事|問題)"
    ).pattern
    papers = rx(
        f"(?:{PUBLISHED}(?:了)?)?的?(?:{_KINDS})*的?(?:SOURCE|{PUBLISHED})(?:中|裡|內|上|（[^（）]{{0,12}}）)?(?:所)?"
        f"|(?:{PUBLISHED})?的[^，。；：的]{{1,14}}?(?:SOURCE)(?:中|裡|內|上)?"
        "|(?:方面|團隊|官員方面|這邊|那邊|的|(?<![究易務濟交診事際業家])所|了|旗下|其)"
    ).pattern.replace("SOURCE", words_of("speech", "source", "filing"))
    return re.compile(f"(?:{adverb}|{clock}|{aside}|{papers}|{where})$")


@lru_cache
def papers() -> re.Pattern[str]:
    return re.compile(f"(?:{words_of('speech', 'source', 'filing')})")


#: What may stand before the speaker in his clause.
LEAD = rx(
    "(?:[ 「『“]|但是?|而|不過|惟|然而|另外?|此外|同時|其中|至於|對此|因此|隨後|其後|且|並|又|則|當中|當|日前|此前|近日|目前|當前|雖然|雖|"
    "儘管|即使|有|根據|依據|依照|據|由|來自|多數|多名|多位|部分|不少|一名|一位|這位|該名|這名|本報訪問的|[0-9一二三四五六七八九十]+[名位家])+"
)
#: Words and characters that stand in sentences and hardly in a name.
_NO_NAME = rx(
    "全數|全部|調查|[的了是有也都不而將把被到從為只還再並均仍就才這那哪其與或及以因他她它我你您稱說認料看又若如已讓使令們很]|預計|預期"
    "|最新|普遍|今年|去年|多數|大多|上述|其他|如何|什麼|營收|獲利|利率|價格|股價|漲幅|跌幅|成長|增長|數據|指數|結果|文件|圖表|消息|資料|報告"
    "|升息|降息|加息|減息|升至|降至|上升|下降|增加|減少|舉行|明年|下半年|上半年|未來|機率|年率|協議|規定|合約|計畫|法案|經驗|慣例|媒體報導"
)
#: How the names of bodies end.
_ORG_TAIL = rx(
    "(?:局|院|部|署|處|廳|委|會|行|司|證券|銀行|集團|所|中心|協會|大學|學院|基金|機構|網|社|研究|宏觀|智庫|科技|控股|投顧|投信|保險|聯會|工會|商會|"
    "辦公室|平台|委員會|資本|期貨|數據|地產|資產|能源|組織|黨|聯盟|(?<=..)聯|公會|國際|金控|評級|論壇|財團|顧問|實業|電子|電視|日報|時報|周刊)$"
)
#: Surnames; what begins a name in three characters.
_SURNAMES = frozenset(
    rx(
        "王李張劉陳楊黃趙吳周徐孫馬朱胡郭何林羅鄭梁謝宋唐許韓馮鄧曹彭曾蕭田董袁潘蔣蔡余杜葉程蘇魏呂丁沈姚盧姜崔鍾譚陸汪范石廖賈夏韋付鄒孟熊秦邱"
        "龐尹薛閻段雷侯龍史陶黎賀顧毛郝龔邵萬錢嚴覃戴莫孔湯溫柯俞施洪季游簡駱霍岑費尤樊阮莊倪歐柴凌喬裴申祝樓舒高于江白方金任連紀關常康伍卓涂洛古翁莊巫盛祝童項葛卜鮑甘艾倪戚賴詹穆藍冼鄔甄嚴屈岳聶辛殷梅池饒邢翟雲寧左褚簡龍瞿卞桂封應單焦車盤蒲芮藺茅宓"
    ).pattern
)
#: Surnames that begin other words as often: 金價, 高層, 石油.
_AMBIGUOUS = frozenset(rx("高于江白方金任連紀關常康伍石史雷溫游施費洪洛古盛童項甘艾藍屈岳辛梅池雲寧左桂封應單焦車盤莊祝").pattern)
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
    "^(?:們|團隊|普遍|多數|大多|一致|在|對|將|的|指|曾|也|則|今|昨|預|認|辦公|原|先前|此前|日前|近日|同時|以及|和|與|及|人士|方面|之|辦|級|群|"
    "會|表|隨|還|都|仍|更|又|再|並|明確|進一步)|(?:們|認為|指出|先|前|後|日|月|年|天|度|次)$|[，。；：]"
)
_PRONOUN = rx("(?:他們|她們|(?:本|該)(?:公司|集團|行|社|機構|組織|協會|單位|局|署|部|院|處|會|所|黨|券商|智庫|交易所|平台)|(?<![其吉])他|她|公司|集團)$")
_NOT_IN_NAMES = rx("他她本該").pattern
_FIRM_PRONOUNS = rx("^(?:[本該我]?(?:公司|集團)|該平台)$")
_HOUSE = rx("(?:銀行|央行|證券|券商|行|資本|投行|國際|地產|物業|測量師|投顧|高盛)$")
#: Before somebody it says that he is spoken to or with: 向國會, 對市場.
_ADDRESSED = rx("(?:[在向對跟於給替受遭較比讓使令]|代表|意味|反映|不如)$")


@dataclass(frozen=True, slots=True)
class Heard:
    """What was taken off before a reporting word: where that leaves off, the pieces as one text, and who was met.

    `at` is where the words of `who` begin, his office included.
    """

    at: int
    pieces: str
    who: Mention | None


class Clauses:
    """One sentence, asked again and again who stands where."""

    def __init__(self, scene: Scene, memory: Memory) -> None:
        self.scene, self.words, self.memory = scene, scene.words, memory
        self._ending_at = {f.end: f for f in scene.found}
        self._starts = [f.start for f in scene.found]
        self._times = {t.end: t.start for t in scene.times}
        self.number_starts = [n.start for n in scene.numbers]
        self.number_ends = [n.end for n in scene.numbers]

    def key_words(self, who: Mention) -> str:
        start, end = self.scene.text.key_range(who.span)
        return self.words[start:end]

    def inside(self, begin: int, end: int) -> list[Found]:
        """The mentions that touch `[begin, end)`."""
        at = max(0, bisect_left(self._starts, begin) - 1)
        return [f for f in self.scene.found[at : bisect_left(self._starts, end)] if f.end > begin]

    def event_follows(self, at: int) -> bool:
        """Whether an event stands there, at most one character on: 宣布升息."""
        return any(f.is_event and f.start - at in (0, 1) for f in self.inside(at, at + 2))

    def begins(self, floor: int, at: int) -> int:
        """Where the words of a clause begin behind its connectives."""
        lead = LEAD.match(self.words, floor, at) if floor < at else None
        return lead.end() if lead else floor

    def take_off(self, floor: int, stop: int) -> Heard:
        """Take pieces off the end of `[floor, stop)` until somebody who can speak ends there."""
        at, pieces = stop, ""
        for _ in range(14):
            if at <= floor:
                break
            met = self._speaker_at(floor, at)
            if met is not None and not _ADDRESSED.search(self.words[max(floor, met[0] - 2) : met[0]]):
                return Heard(met[0], pieces, met[1])
            cut = self._times.get(at, -1)
            if cut < floor:
                piece = _between().search(self.words[max(floor, at - 44) : at])
                if piece is None:
                    break
                cut = at - len(piece[0])
            pieces, at = self.words[cut:at] + pieces, cut
        return Heard(at, pieces, None)

    def _speaker_at(self, floor: int, at: int) -> tuple[int, Mention] | None:
        """Somebody known to speak whose words end at `at`: where they begin, and he."""
        lead = self.words[max(floor, at - 40) : at]
        base = at - len(lead)
        named = self._ending_at.get(at)
        person = _person().match(lead)
        longer = person and person["name"].isascii() and named is not None and base + person.start("name") < named.start
        if not longer and named is not None and named.start >= floor and can_speak(named) and named.category != "group":
            return named.start, named.mention
        pronoun = _PRONOUN.search(lead)
        if pronoun is not None:
            start = base + pronoun.start()
            alone = pronoun[0][0] in _NOT_IN_NAMES or self.begins(floor, start) >= start
            if alone and (meant := self.memory.stands_for(self.scene, pronoun[0], start)):
                return start, meant
        if person and _is_person(person["name"]):
            start = base + person.start("name")
            office = re.search(f"[{HAN}A-Za-z·]{{0,20}}$", lead[: person.start("name")])
            return start - len(office[0]) if office else start, self.scene.mention(start, at, "person-with-title")
        known = self.memory.person_at(self.words, floor, at)
        if known is not None:
            return known, self.scene.mention(known, at, "person")
        return self._calling_at(floor, at, lead)

    def _calling_at(self, floor: int, at: int, lead: str) -> tuple[int, Mention] | None:
        """A calling that ends there: 分析師, 外匯交易員; with its office 央行總裁; of a house the house: 東嶺證券分析師."""
        calling = _ending("speaker", "crowd", "title", "priced").search(lead)
        if calling is None:
            return None
        start = at - len(calling[0])
        called = _CALLED.search(lead)
        if called and not _NO_PERSON.search(called["name"]):
            start = at - len(called[0])
            return start, self.scene.mention(start, start + len(called["name"]), "person-with-title")
        owner = self._ending_at.get(start)
        if owner is not None and owner.start >= floor and can_speak(owner):
            if _ending("title").search(calling[0]):
                return owner.start, self.scene.mention(owner.start, at, "office")
            return owner.start, owner.mention
        if any(f.start <= start and at <= f.end and not can_speak(f) for f in self.inside(start, at)):
            return None
        run = re.search(f"(?:[A-Z][A-Za-z]* |[{HAN}A-Za-z]{{0,8}})$", lead[: calling.start()])
        extra = _NAME_FRONT.sub("", run[0] if run else "")
        if len(extra) <= 6 and not _VERB.search(extra) and not _NO_NAME.search(extra):
            start -= len(extra)
        return start, self.scene.mention(start, at, "speaker-noun")

    def unknown(self, begin: int, at: int, sort: str, pieces: str, after: str) -> tuple[int, Mention] | None:
        """A name that no table holds, from where its clause begins (or behind 的) to what was taken off.

        `after` is the character behind the reporting word of row `sort`.
        """
        for mark in _NOT_OF_NAME.finditer(self.words, begin, at - 1):
            begin = mark.end()
        begin = max([begin, *(end for end in range(begin + 1, at) if end in self._times)])
        name = self.words[begin:at]
        latin = re.search(r"[A-Z][A-Za-z0-9.&]+(?: [A-Z][A-Za-z0-9.&]+)*$", name)
        if latin and (latin.start() == 0 or not name[0].isascii()):
            start = begin + latin.start()
            measure = any(f.mention.kind == "metric" for f in self.inside(start, at))
            bare = sort == "nominal" and not pieces
            return None if measure or bare else (start, self.scene.mention(start, at, "latin-name"))
        if sort in ("say", "judge") and _is_bare_person(name, sort) and not self._no_name_inside(begin, at):
            return begin, self.scene.mention(begin, at, "surname")
        if not self.is_name(begin, at):
            return None
        if _ORG_TAIL.search(name) and len(name) > 2:
            return begin, self.scene.mention(begin, at, "organisation-noun")
        if sort == "revise" and len(name) <= 6 and _RATING.search(self.words, at, at + 24):
            return begin, self.scene.mention(begin, at, "named-in-clause")
        firm = _MAKES.search(name) and len(name) > 3
        if sort == "revise" or (not firm and sort == "publish" and after in "，。；" and not (len(name) > 2 and pieces)):
            return None  # 全數公布，: what is published
        counts = not pieces and after == "，" and len(name) <= 6 and _COUNTS.match(self.words, at)
        if counts and not _NO_HOUSE.search(name):
            return begin, self.scene.mention(begin, at, "named-in-clause")  # 安永估計，
        if (sort in ("say", "publish") and len(name) <= 8) or papers().search(pieces):
            return begin, self.scene.mention(begin, at, "named-in-clause")
        return None

    def is_name(self, begin: int, at: int) -> bool:
        """Whether the words may be a name: short, without words of sentences, measures or numbers in them."""
        name = self.words[begin:at]
        if not re.fullmatch(f"[{HAN}A-Za-z0-9·&.\\-]{{2,16}}", name) or name[0].isdigit():
            return False
        if _NO_NAME.search(_JOINED.sub("", name) if _ORG_TAIL.search(name) else name):
            return False
        return not self._no_name_inside(begin, at)

    def _no_name_inside(self, begin: int, at: int) -> bool:
        """Whether a measure or a thing with a price stands there; a body may be named after one (預算責任辦公室)."""
        body, firm = _ORG_TAIL.search(self.words[begin:at]), _MAKES.search(self.words[begin:at])
        return any(
            (f.is_quoted and not (firm and f.end == at))
            or (f.start, f.end) == (begin, at)
            or (f.mention.kind == "metric" and (f.end == at or not body))
            for f in self.inside(begin, at)
        )

    def contrasted(self, floor: int) -> Found | None:
        """Who begins the clause before `floor` where that sets him against another: 但總裁施密德反對，認為…."""
        clause = _CONTRAST.search(self.words, max(self.scene.start, floor - 48), floor)
        if clause is None:
            return None
        begin = clause.start("who")
        for end in range(begin + 2, clause.end("who") + 1):
            met = self._speaker_at(begin, end) if _TURNS.match(self.words, end) else None
            if met is not None and not _VERB.search(self.words[begin : met[0]]):
                return Found(met[0], end, met[1])
        return None

    @cached_property
    def opening(self) -> Found | None:
        """Who can speak and opens the sentence, what he is before his name: 銅箔基板廠昱恆材料（6937）."""
        scene, words = self.scene, self.words
        begin = self.begins(scene.start, min(scene.end, scene.start + 40))
        begin = next((t.end for t in scene.times[:2] if t.start == begin), begin)
        first = next((f for f in scene.found[:12] if f.start >= begin and can_speak(f)), None)
        if first is not None:
            ahead = words[begin : min(first.start, begin + 13)]
            apposed = len(ahead) <= 12 and re.fullmatch(f"[{HAN}A-Za-z]*", ahead) and not _VERB.search(ahead)
            if not ahead or (apposed and "的" not in ahead and first.category in ("company", "bank")):
                return first
        latin = _LATIN_OPENS.match(words[begin : min(scene.end, begin + 50)])
        if latin and not any(f.mention.kind == "metric" for f in self.inside(begin, begin + latin.end("name"))):
            start, end = begin + latin.start("name"), begin + latin.end("name")
            return Found(start, end, scene.mention(start, end, "latin-name"))
        house = _HOUSE_OPENS.match(words[begin : min(scene.end, begin + 20)])
        end = begin + house.end("name") if house else begin
        return Found(begin, end, scene.mention(begin, end, "organisation-noun")) if self.is_name(begin, end) else None


#: What joins the halves of a body's name: 物流與採購聯合會.
_JOINED = rx("(?<=..)[與和及](?=...)")
#: A title behind its name: 何平博士.
_CALLED = rx(f"(?P<name>[{''.join(sorted(_SURNAMES))}][{HAN}]{{1,2}})(?:博士|教授|先生|女士)$")


@lru_cache
def _person() -> re.Pattern[str]:
    title = words_of("speech", "title")
    return re.compile(f"^.*(?:{title})(?P<name>[{HAN}]{{1,8}}·[{HAN}·]{{1,10}}|[{HAN}]{{2,5}}|[A-Z][A-Za-z.\\-]+(?: [A-Z][A-Za-z.\\-]+){{0,3}})$")


def _is_person(name: str) -> bool:
    if "·" in name or name.isascii():
        return True
    if len(name) == 3 and name[0] in _SURNAMES - _AMBIGUOUS and not _NO_PERSON.match(name) and not _VERB.search(name):
        return True  # 何詠前
    if _NO_PERSON.search(name) or _VERB.search(name):
        return False
    if name[0] in _SURNAMES:
        return len(name) <= 3 or (len(name) == 4 and name[1] in _SURNAMES) or set(name) <= _FOREIGN
    return not _NO_NAME.search(name) and (set(name) <= _FOREIGN or (len(name) in (3, 4, 5) and name[1] in _JAPANESE))


_NAME_FRONT = rx(
    "^.*(?:根據|依據|依照|按照|據|依|按|，|。|的|當前|目前|不過|但|而|惟|此外|另外|另|同時|其中|則|多數|有|連|向|對|由|和|與|從|代表|引述|援引|名|位|家)"
)


def can_speak(found: Found) -> bool:
    """Whether a mention names somebody: a body or a person, no place and nothing with a price."""
    return found.mention.kind == "entity" and found.category not in (
        "country", "region", "currency", "index", "commodity", "crypto", "bond", "pair", "sector", "event", "product",
    )  # fmt: skip


def _is_bare_person(name: str, sort: str) -> bool:
    """Whether a word may be somebody's name though no title says so; a bare 預計 asks more of it than 說."""
    if len(name) not in (2, 3) or name[0] not in _SURNAMES:
        return False
    return (len(name) == 3 and name[0] not in _AMBIGUOUS) or (sort == "say" and not _NO_NAME.search(name))


#: What ends before a name begins: marks of lists, 的, what somebody is (跨境支付公司澄鏈支付).
_NOT_OF_NAME = rx(
    "[、】》〕/…—從]|的|[^，。][企廠商股](?!證券|銀行|投資|[業協會務貿品報標聯東份權市價票息民轉本房])(?=.{2,8}$)"
    "|企業(?![家協聯會集])(?=.{3,6}$)"
    "|[^，。]{2}(?:公司|大廠|龍頭|業者|平台|母公司|旗下|新創|巨頭|製造商|供應商|營運商|運營商|開發商|通路商|零售商|經銷商)(?=.{2,8}$)"
)


#: A firm named after what it makes, though that has a price.
_MAKES = rx(
    "..(?:汽車|能源|鋼鐵|水泥|礦業|石油|石化|玻璃|黃金|鋁業|銅業|電力|燃氣|糖業"
    "|橡膠|半導體|面板|海運|航運|航空|光電|電子|生醫|生技|製藥|食品|建設|營造|電信)$"
)
#: Somebody set against who spoke before, and what he does.
_CONTRAST = rx("[，；](?:但是?|而|不過|惟|然而|反觀|相反)，?(?P<who>[^，。；]{2,30})，$")
_TURNS = rx("反對|質疑|則|卻|較|更|仍|依然|不|持|投|沒|並|傾向|偏|憂|樂觀|悲觀|審慎|保守|也|看法|態度|立場")
_COUNTS = rx("估計|預計|預測|預期|預估|預料|統計|彙整")
#: How one estimates and counts, before 估計， and 統計，: no house.
_NO_HOUSE = rx(
    "初步|粗略|大致|綜合|完全|官方|公開|數據|問卷|民意|市場|電話|整體|全面|抽樣|普查|專項|內部|相關|累計|合計|樂觀|悲觀|保守|審慎|項目|工程|新廠|"
    "屆時|全年|全球|技術|基本|深入|重點|方面|個人|例行|隨機|用戶|消費|產業|行業|同業|分析|理性|據此|概$"
)
#: What houses revise: 大和將國泰的評級由持有升至買入.
_RATING = rx("目標價|評級|評等")
#: A firm in Latin letters that opens its sentence: 比特幣儲備公司 Strategy（MSTR）.
_LATIN_OPENS = rx(
    f"(?:[{HAN}]{{0,8}}(?:公司|大廠|龍頭|業者|平台|巨頭|交易所|銀行|券商))?(?P<name>[A-Z][A-Za-z0-9.&]+(?: [A-Z][A-Za-z0-9.&]+)*)"
    "(?=（|今|昨|前|則|也|在|於|[0-9]|上[週月季]|週)"
)
#: A research house that the tables do not hold, at the beginning of its sentence: 北岸資本沒這麼樂觀，預計….
_HOUSE_OPENS = rx(
    f"(?P<name>[{HAN}]{{2,8}}?(?:資本|證券|宏觀|研究院|研究所|投顧|銀行|期貨|基金|智庫|協會|國際|委員會|資產|投信|評級))"
    "(?=則|也|仍|沒|最|較|更|相對|依然|同樣|的看法|看法|持|卻|是|對|在|給|維持|（)"
)


# ---- whom a pronoun stands for


class Memory:
    """Who has been named so far, for what stands for them later: 他, 該行, 公司, 他們."""

    def __init__(self, scenes: list[Scene], company: Mention | None) -> None:
        self._named = [f for scene in scenes for f in scene.found if can_speak(f)]
        self._starts = [f.start for f in self._named]
        self._company = company
        self._persons: set[str] = set()
        self._person: tuple[int, str] | None = None
        self._bodies: list[tuple[int, Mention, str]] = []

    def spoke(self, at: int, who: Mention, words: str) -> None:
        """Keep a speaker, `words` his name on the key."""
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
            # who spoke in the paragraph goes on, whomever he spoke of
            spoke = self._person if self._person and scene.words.find("\n", self._person[0], at) < 0 else None
            if named is not None and spoke is None and (self._person is None or named.start > self._person[0]):
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

    def owner(self, scene: Scene, at: int) -> Mention | None:
        """Whose 財報 or 公告 it is: the firm that its sentence names behind it before any figure, else `firm`."""
        stop = next((n.start for n in scene.numbers if n.start >= at), scene.end)
        behind = self._named[bisect_left(self._starts, at) :][:1]
        named = behind[0] if behind and behind[0].category in ("company", "bank") else None
        return named.mention if named and named.end <= stop else self.firm(scene, at)

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
    return re.compile(words_of("speech", "crowd"))
