"""What a number measures and whose measure it is: its clause is walked from the number outward (chunks.py).

The noun phrase that governs a number is the nearest one to its left behind verbs, adverbs and times, unless it is only a
base (較市場預期高) or what a share is of (占營收42%). A phrase that ends in a measure gives the metric, what stands before
that its owner; a phrase that does not is what moves or is counted. Where the clause has none, or its measure no owner,
what the clauses before named is carried on. Behind the number stands the noun of 38兆美元債務 and 80%的機率.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import ontology
from extract.chunks import NOMINAL, Chunk
from extract.mentions import Found
from extract.reading import Mention, Quantity
from extract.scene import DURATIONS, RATES, Number, Place, Scene, frame
from extract.text import HAN, key, rx

#: Names that are seldom whose measure it is: 全球第三大, 市場預期.
VAGUE = ("entity/world", "entity/market", "entity/analysts", "entity/wall-street", "entity/insiders")
#: Measures that are things of their own: where no owner is named, 失業率 is what 失業率 is about.
_SELF_MEASURES = {"prices", "growth", "consumption", "labour", "external", "money", "fiscal"}
#: How far a phrase may stand from its number: no clause that a person writes is longer.
_REACH = 120
_BASE = rx("^(?:較|比|相較|相較於|快於|慢於|早於|晚於|強於|弱於|勝於|劣於|高於|低於|大於|小於|多於|少於|優於|遜於|好於|差於|不如|不及|符合|超過|超出|跌破|突破)$")
_SHARE = rx("^(?:占|佔|占了|佔了|占到|佔到|占據|佔據|相當於|等於|約當|占比|佔比)$")
_RATIO = rx("(?:比重|比率|比例|份額|百分比)$")
_EXPECTS = rx("^(?:預期|市場預期|預估|預測|預計|預料|估|估計|初估|推估|料|料將|原估|原先估|原預估|原先預估|先前預估)$")
_COMPANY = rx("^(?:本公司|該公司|公司|該集團|本集團|集團|該行|本行)$")
_MODIFIER = rx(
    "(?:合併|累計|平均|加權平均|調整後|經調整|單季|單月|年化|名目|實質|實際|折實|稀釋|基本|綜合|日均|月均|人均|每股|最高|最低|最大|最小|單日|新增|淨|總|毛|合計|整體|總計|海外|國內|國外|境外|線上|線下|"
    "歸屬母公司|歸母|扣非|剔除|上半年|全年|同店|普通股|現金|臨時估計|初值|年度)+$"
)
_HEAD = rx(
    "(?:率|額|量|價|值|數|費用|成本|收入|支出|規模|比例|比重|面積|金額|餘額|價格|增速|幅度|週期|天數|倍數|門檻|上限|下限|目標|預算|缺口|能見度|產能|部位|頭寸|"
    "損失|利益|收益|費|債務|資產|負債|存款|貸款|指數|指標|比|息|稅|差|淨利|毛利|虧損|獲利|時間|壽命|評級|得分|人口|人次|人數)$"
)
_TAIL = rx("^(?:表現|水準|水平|規模|總額|金額|數字|數據|比例|比重|占比|佔比|增速|總值|部分|收入|成本|總量)$")
_COMPARED = tuple(key("較比與和及兌對"))
_REASON = rx("^(?:以|受惠|受|因|由於|隨著|在|儘管|雖|為|因應|面對|相較|不同於|繼|看好|除|據|根據|按照)")
_RECORD = rx("^(?:以?來)(?:的|之)?(?P<noun>(?:單月|單季|單日)?(?:次|第二)?最?(?:大|小|高|低|多|少|快|慢|強|弱|佳|差)?(?:的)?(?P<head>[一-鿿]{2,6}))(?=[，。；、）]|$)")
_MOVED = rx("(?:漲幅|跌幅|升幅|降幅|增幅|減幅|增速|成長|衰退|虧損|獲利|利潤|支出|收入|規模|產量|銷量|流出|流入|逆差|順差|赤字|[率量額值價數])$")
#: Classifiers of acts and marks, behind which the thing is no noun: 三次, 35分.
_NO_THING = {"COUNT:次", "COUNT:分", "COUNT:歲", "COUNT:級", "COUNT:步", "COUNT:度", "COUNT:倍"}
_NO_NOUN = rx(
    "^(?:全國|全市|全省|全行|全港|全台|去年|今年|首|同比|環比|截至|其|之|者|方|的|來|點|位|元|個|次|日|月|季|年|家|檔|名|大|小|高|低|多|少|上|下|中|內|外|前|後|間|時|份|等|率|值|幅|度|數|多數|少數|大多|多數人|"
    "一|二|三|四|五|第一|第二|第三|相較之下|數據|數字|結果|消息|報告|統計|資料|方面|部分|情況|水準|水平|大關|關卡|整數關卡|之間|以上|以下|左右|上下|附近|當中|其中|合計|新高|新低|紀錄|高點|低點|指標|這一指標|該指標|一天|一日|一週|一周|一年|一個月|一季|早上|晚上|歷史高峰|高峰|歷史新高|歷史低點|歷史高點|上一期|前一期|上期|前期|同期|一交易|谷底|低谷|峰值)$"
)


#: Measures of a firm or a bank, where a noun in front narrows the measure, unless it is a part of the firm.
_OWN_WORDS = ("company", "interest", "fiscal")
_ITEM = rx("(?:業務|產品|品牌|部門|事業|事業群|平台|市場|地區|客戶|子公司|旗下|廠|店|車|機|晶片|服務|貸款|存款|系列|渠道|通路|應用|板塊|類|端)$")


def _narrows(measure: Found) -> bool:
    """Whether a noun right before a measure says which one it is (融通利率), not whose (水泥產量)."""
    concept = measure.concept
    return measure.category in _OWN_WORDS and concept is not None and concept.dimension in ("money", "rate")


@dataclass(slots=True)
class About:
    """What one number is about, and the frames that told. `measure` carries its place where it stands near the number."""

    measure: Found | None = None
    subject: Mention | None = None
    tenor: str | None = None
    by_metric: str = "none"
    by_subject: str = "none"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose measure it is; `item`: a thing or a part of a thing (伺服器電源), no company or country."""

    mention: Mention
    tenor: str | None
    by: str
    item: bool = False

    def mention_start(self, scene: Scene) -> int:
        return scene.text.key_offset(self.mention.span.start)


@dataclass(slots=True)
class Phrase:
    """A noun phrase by its chunks from left to right, and how it stands to the number."""

    chunks: list[Chunk]
    acted: Chunk | None = None  # a verb of doing between it and the number
    before: Chunk | None = None  # the word on its left
    apart: bool = False  # whether a verb stands between it and the phrase that is nearer to the number

    @property
    def start(self) -> int:
        return self.chunks[0].start

    @property
    def end(self) -> int:
        return self.chunks[-1].end


@dataclass(slots=True)
class Ahead:
    """What stands before a number: the phrases from near to far in its clause, and what the walk passed."""

    phrases: list[Phrase]
    share: Phrase | None
    base: Phrase | None
    passed: list[Chunk]
    stopped_at: str  # comma, number, conjunction, say, or "" at the sentence's start


def about(place: Place, company: Mention | None) -> About:
    """The measure and the subject of a number. `company` is the one that the article is about."""
    if place.q.unit in DURATIONS:
        return _lasting(place, company)
    if (place.counts_things() and place.q.unit != "COUNT:分") or place.q.unit == "ORDINAL":
        counted = _counted(place, company)
        if counted is not None:
            return counted
    found = _distributed(place, company) or _measured(place, company)
    held = place.carried.topics.main
    if found.subject is None and held is not None:
        thing = Found(place.number.start, place.number.start, held)
        money = len(place.q.unit) == 3 and place.q.unit.isupper()
        if found.measure is None and thing.is_quoted and (money or place.q.unit == "INDEX_POINT"):
            return About(thing, held, None, "background", "background")
        found = replace(found, subject=held, by_subject="background")
    if found.measure is None:
        found = _by_its_verb(place, found)
    return found


def _by_its_verb(place: Place, found: About) -> About:
    """Where no noun names the measure, the verb does: 海晟科技跌4.2%."""
    verb = next((c for c in _ahead(place, place.number.start).passed if c.kind == "move"), None)
    if verb is None:
        return found
    return replace(found, measure=place.scene.noun(verb.start, verb.end, "verb"), by_metric="verb")


# ---- the walk


def _ahead(place: Place, at: int) -> Ahead:
    """The phrases before `at` (a number's start, or the end of a clause) up to the beginning of its clause, near to far."""
    scene = place.scene
    chunks = _without_brackets(list(place.walk.back(at, max(scene.start, at - _REACH))))
    result = Ahead([], None, None, [], "")
    acted: Chunk | None = None
    at = 0
    while at < len(chunks):
        chunk = chunks[at]
        if chunk.kind == "number" and not _is_aside(scene, chunk, chunks[at + 1 : at + 2]):
            result.stopped_at = "number"
            break
        if chunk.kind in ("comma", "say", "cause") or _spoken(scene, chunk):
            result.stopped_at = chunk.kind
            break
        company = chunk.kind == "pronoun" and _COMPANY.match(scene.words[chunk.start : chunk.end])
        if chunk.kind not in NOMINAL and not company:
            result.passed.append(chunk)
            acted = chunk if chunk.kind == "act" and acted is None else acted
            at += 1
            continue
        until = _phrase_end(chunks, at, scene)
        before = next((c for c in chunks[until:] if c.kind not in ("time", "quote", "adverb", "number")), None)
        phrase = Phrase([c for c in reversed(chunks[at:until]) if c.kind != "quote"], acted=acted, before=before)
        word = scene.words[before.start : before.end] if before else ""
        at = until
        if before is not None and before.kind in ("prep", "adverb", "state") and _CIRCUMSTANCE.match(word):
            head = next((i for i, c in enumerate(phrase.chunks) if c.kind == "de"), None)
            if head is None or head + 1 == len(phrase.chunks):
                continue
            phrase.chunks = phrase.chunks[head + 1 :]  # 扣掉食品和能源的核心CPI
        if _is_noise(phrase, scene) or _is_circumstance(phrase, before, scene):
            continue
        if any(phrase.start == n.end and _has_tail(n.quantity) for n in scene.numbers):
            result.stopped_at = "number"  # 9兆美元高峰, 50%機率: the noun of the number before
            break
        in_bracket = bool(result.passed) and all(c.kind in ("open", "adverb", "quote", "time") for c in result.passed) and any(
            c.kind == "open" for c in result.passed
        )
        if before is not None and _BASE.match(word) and not in_bracket:
            result.base = result.base or phrase
        elif not result.phrases and _expects(phrase, result.passed, scene):
            continue
        elif before is not None and _SHARE.match(word) and not result.phrases and _RATIO.search(scene.words[phrase.start : phrase.end]):
            result.phrases.append(Phrase(phrase.chunks[-1:], acted=acted))  # 不動產貸款占總放款的比率
        elif before is not None and _SHARE.match(word) and not result.phrases:
            result.share = result.share or phrase
        else:
            phrase.apart = bool(result.phrases) and any(
                c.kind in ("move", "act")
                and phrase.end <= c.start < result.phrases[-1].start
                and not _YIELDS.match(scene.words[c.start : c.end])
                for c in result.passed
            )
            result.phrases.append(phrase)
    return result


def _without_brackets(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks (right to left) without what stands in closed brackets: 廣義貨幣（M2）餘額."""
    kept: list[Chunk] = []
    depth = 0
    for chunk in chunks:
        if chunk.kind == "close":
            depth += 1
        elif chunk.kind == "open" and depth:
            depth -= 1
        elif not depth:
            kept.append(chunk)
    return kept


def _spoken(scene: Scene, chunk: Chunk) -> bool:
    """Whether a chunk is inside somebody's speech frame (法人指出): what stands there is not what is spoken of."""
    return any(said.start <= chunk.start and chunk.end <= said.end for said in scene.speech)


def _is_aside(scene: Scene, chunk: Chunk, before: list[Chunk]) -> bool:
    """Whether a number on the way is only a length of time or a base of counting (過去24小時, 每10股)."""
    unit = next((n.quantity.unit for n in scene.numbers if n.start == chunk.start), "")
    return unit in DURATIONS or scene.words[chunk.start - 1 : chunk.start] == key("每")


def _phrase_end(chunks: list[Chunk], at: int, scene: Scene) -> int:
    """Where the phrase that begins (on its right) at `at` ends on its left."""
    until = at
    for place in range(at, len(chunks)):
        kind = chunks[place].kind
        if kind in NOMINAL:
            until = place + 1
        elif kind == "pronoun" and _COMPANY.match(scene.words[chunks[place].start : chunks[place].end]):
            return place + 1
        elif kind not in ("de", "join", "time", "quote", "link"):
            break
    return max(until, at + 1)


def _is_noise(phrase: Phrase, scene: Scene) -> bool:
    if len(phrase.chunks) > 1 or phrase.chunks[0].kind != "noun":
        return False
    words = scene.words[phrase.start : phrase.end]
    return bool(_NO_NOUN.match(words)) or _is_verbal(words) or (len(words) < 2) or not rx(f"[{HAN}A-Za-z]").search(words)


def _has_tail(q: Quantity) -> bool:
    """Whether a noun right behind a number is the number's own (9兆美元高峰), not what comes next (過去24小時全網)."""
    return q.unit not in DURATIONS and not q.unit.startswith("COUNT:")


_CIRCUMSTANCE = rx("^(?:依|依照|依據|按|按照|根據|據|以|受|受到|面對|除|除了|針對|透過|藉由|受惠|受惠於|受益於|基於|因應|向|給|朝|剔除|扣除|撇除|不含|不計|加計|計入|扣掉)$")
#: A run that begins or ends so is a verb that the tables do not hold: 一度急瀉472點, 可多長0.2個百分點, 慳回2,000萬元.
_VERBAL = rx(
    "^(?:[可要能會應須需再又就才並且不沒未已將擬欲把被由從給讓令使更最]|跌|漲|升|降)|"
    "(?:[開回掉走瀉退得到了過住完起來去穩跌漲升降增減挫揚飆破守收賺虧賣買付撥募籌批砸喊看盼帶出]|下來|起來|下去)$"
)


def _is_verbal(words: str) -> bool:
    return bool(_VERBAL.search(words)) and not _HEAD.search(words)


_IS = rx("^(?:以|有|只有|僅有|為|是|達|則為|貢獻|占|佔)$")
#: Verbs whose subject has what they bring: 香港業務貢獻收入13億.
_YIELDS = rx("^(?:貢獻|實現|錄得|取得|獲得|創造|完成|賺|賺取|賺得|交出|繳出|產生|帶來)$")
_PLACE = rx("(?:中|上|下|時|期間|內|裡|方面|之際|背景|情況|過程|環境)$")


def _is_circumstance(phrase: Phrase, before: Chunk | None, scene: Scene) -> bool:
    """在議息會議中, 在這樣的背景下: where or how, never what."""
    if before is None or not rx("^(?:在|於|到|至|赴)$").match(scene.words[before.start : before.end]):
        return False
    named = [c.found for c in phrase.chunks if c.found is not None]
    if phrase.acted is not None and named and all(f.category in ("country", "region") for f in named):
        return True  # 到深圳、東莞開設9間新店
    return bool(_PLACE.search(scene.words[phrase.start : phrase.end]))


def _expects(phrase: Phrase, passed: list[Chunk], scene: Scene) -> bool:
    """Whether a phrase names who expects the number (市場預期2.9%)."""
    near = [c for c in passed if c.kind not in ("quote", "open", "de")]
    return bool(near) and bool(_EXPECTS.match(scene.words[near[-1].start : near[-1].end])) and all(
        c.kind in ("name", "noun") for c in phrase.chunks if c.kind in NOMINAL
    ) and _can_speak(phrase, scene)


def _can_speak(phrase: Phrase, scene: Scene) -> bool:
    last = phrase.chunks[-1]
    if last.found is not None:
        return last.found.category in ("bank", "research", "agency", "central-bank", "person", "organisation", "company", "group", "market-place") or last.found.mention.concept in VAGUE
    return bool(frame("speech", "speaker").search(scene.words[last.start : last.end]))


# ---- a phrase: measure and owner


def _measure_of(place: Place, phrase: Phrase) -> tuple[Found | None, list[Chunk]]:
    """The measure that a phrase ends in, and the chunks before it."""
    scene, words, chunks = place.scene, place.scene.words, phrase.chunks
    last = chunks[-1]
    if last.kind in ("measure", "event") and last.found is not None:
        if last.kind == "event" and not _event_fits(place.q):
            return None, chunks
        inner = chunks[-2] if len(chunks) > 1 else None
        if last.kind == "measure" and inner is not None and inner.kind == "measure" and inner.end == last.start and len(chunks) > 2 and chunks[-3].kind != "de":
            concept = inner.found.mention.concept if inner.found and last.found.concept and last.found.concept.nature == "change" else None
            return scene.noun(inner.start, last.end, "measure-and-measure", concept=concept), chunks[:-2]
        found = _with_modifier(place, last.found, chunks[:-1])
        return found, chunks[:-1]
    if len(chunks) > 1 and last.kind == "noun" and chunks[-2].kind == "measure" and chunks[-2].found is not None:
        inner = chunks[-2].found
        whole = scene.noun(inner.start, last.end, "measure-and-noun", concept=inner.mention.concept if _TAIL.match(words[last.start : last.end]) else None)
        return whole, chunks[:-2]
    if last.kind == "noun" and _HEAD.search(words[last.start : last.end]):
        return scene.noun(last.start, last.end, "head"), chunks[:-1]
    return None, chunks


def _event_fits(q: Quantity) -> bool:
    return q.unit in RATES or q.unit == "COUNT:次" or q.unit in DURATIONS


def _with_modifier(place: Place, found: Found, before: list[Chunk]) -> Found:
    """合併營收, 年成長率: a measure with the modifiers that stand right before it and the step of its rate."""
    words = place.scene.words
    step = {key("年"): "metric/yoy", key("月"): "metric/mom", key("季"): "metric/qoq"}.get(words[found.start - 1 : found.start])
    if found.mention.concept == "metric/growth-rate" and step:
        return place.scene.noun(found.start - 1, found.end, f"label:{step}", concept=step)
    if before and before[-1].kind == "noun" and before[-1].end == found.start:
        piece = words[before[-1].start : before[-1].end]
        modifier = _MODIFIER.search(piece)
        own = _narrows(found) and not _ITEM.search(piece) and len(before) == 1 and len(piece) <= 5
        if modifier or own:
            length = len(piece) if own else len(modifier[0]) if modifier else 0
            whole = place.scene.noun(found.start - length, found.end, found.mention.by, concept=found.mention.concept)
            return replace(whole, tenor=found.tenor)
    return found


def _owner_in(place: Place, measure: Found | None, before: list[Chunk], company: Mention | None) -> Owner | None:
    """Whose measure it is, by the chunks of its phrase before it: the item nearest it, a name, what 的 links to it."""
    scene, words = place.scene, place.scene.words
    stop = measure.start if measure is not None else place.number.start
    run = [c for c in before if c.kind in (*NOMINAL, "pronoun", "de", "join")]
    compared = rx("[較比兌對與和及從由自向]$")
    linked: Owner | None = None  # 升息的機率: the event, where no name stands further left
    for at in range(len(run) - 1, -1, -1):
        chunk = run[at]
        if chunk.kind == "noun":
            end = min(chunk.end, stop)
            piece = words[chunk.start : end]
            modifier = _MODIFIER.search(piece) if end == stop or chunk.end == stop else None
            end -= len(modifier[0]) if modifier else 0
            piece = words[chunk.start : end]
            if end == stop and measure is not None and _narrows(measure) and not _ITEM.search(piece) and at == 0:
                continue  # 融通利率, 銷售費用: the noun says which measure, not whose
            if len(piece) < 2 or _NO_NOUN.match(piece) or _PLACE.search(piece):
                continue
            name = run[at - 1] if at and run[at - 1].kind == "name" and run[at - 1].end == chunk.start else None
            joined = name is not None and name.found is not None and name.found.category in ("country", "region", "company", "market-place")
            start = name.start if name is not None and joined else chunk.start
            return Owner(scene.mention(start, end, "noun"), None, "noun", item=True)
        if chunk.kind == "name" and chunk.found is not None:
            found = chunk.found
            if found.mention.concept in VAGUE and found.end != stop:
                continue
            free = not compared.search(words[max(0, found.start - 1) : found.start])
            first = next((c.found for c in run[:at] if c.kind == "name" and c.found is not None), None)
            if measure is not None and measure.mention.concept == "metric/spread" and first is not None:
                return Owner(first.mention, first.tenor, "clause")
            if not free and first is not None and first.category == found.category:
                return Owner(first.mention, first.tenor, "clause")
            return Owner(found.mention, found.tenor, "clause", item=found.category in ("commodity", "sector", "bond"))
        if chunk.kind == "pronoun":
            return _coreference(place, chunk, company)
        if chunk.kind == "measure" and chunk.found is not None and chunk.end == stop:
            if measure is not None:
                return Owner(chunk.found.mention, None, "measure", item=True)
        elif chunk.kind in ("measure", "event") and chunk.found is not None and at + 1 < len(run) and run[at + 1].kind == "de":
            linked = linked or Owner(chunk.found.mention, None, "linked", item=True)
    return linked


def _coreference(place: Place, chunk: Chunk, company: Mention | None) -> Owner:
    """公司, 該行: the owner named last if it is a firm, else the article's company, else the word itself."""
    held = place.carried.owner
    for one in (held, company):
        if one is not None and (one.concept is None or one.concept.startswith("entity/")) and one.by != "noun":
            return Owner(one, None, "coreference")
    return Owner(place.scene.mention(chunk.start, chunk.end, "pronoun"), None, "coreference")


def _thing(place: Place, phrase: Phrase) -> Found | None:
    """The thing that a phrase without a measure names: a name, or its noun with the country or name joined to it."""
    scene, words = place.scene, place.scene.words
    tail: list[Chunk] = []
    for chunk in reversed(phrase.chunks):
        if chunk.kind not in NOMINAL or (tail and chunk.end != tail[-1].start):
            break
        tail.append(chunk)
    if not tail:
        return None
    first, last = tail[-1], tail[0]
    if last.kind in ("name", "measure", "event") and last.found is not None:
        return last.found
    start = first.start if first.kind in ("name", "noun") else last.start
    lead = rx("^(?:各|該|此|這|另|某|全體|所有|整體|主要|新|本地|當地)(?=.{2})").match(words[start : last.end])
    start += lead.end() if lead and first.kind == "noun" else 0
    mark = rx("^[0-9.、)\\s]+").match(words[start : last.end])  # a list's mark
    start += mark.end() if mark and first.kind == "noun" else 0
    if last.end - start < 2 or _NO_NOUN.match(words[start : last.end]) or last.end - start > 14:
        return None
    known = first.found.mention.concept if first is last and first.found else None
    return Found(start, last.end, scene.mention(start, last.end, "noun", concept=known))


# ---- numbers that measure


def _distributed(place: Place, company: Mention | None) -> About | None:
    """重貼現率、擔保放款融通利率及短期融通利率分別為2%、2.375%及4.25%: each number has its own item."""
    listed = _listed(place)
    if len(listed) < 2:
        return None
    at = next(i for i, n in enumerate(listed) if n.start == place.number.start)
    scene, first = place.scene, listed[0]
    start = scene.clause_start(first.start)
    mark = rx("(?:分別|依序|依次|各)").search(scene.words, start, first.start)
    ahead = _ahead(place, mark.start() if mark else first.start)
    items: list[list[Chunk]] = [[]]
    for chunk in ahead.phrases[0].chunks if ahead.phrases else []:
        if chunk.kind == "join":
            items.append([])
        else:
            items[-1].append(chunk)
    if len(items) != len(listed) or not all(items):
        recent = place.carried.recent
        if mark is not None and not ahead.phrases and len(recent) >= len(listed):
            return replace(recent[len(recent) - len(listed) + at], by_metric="分別", by_subject="分別")
        return None
    read = [_measure_of(place, Phrase(item)) for item in items]
    # 甲、乙的年增率, 企業貸款、個人貸款平均利率: one measure of several things
    last, first_ = read[-1][0], read[0][0]
    linked = bool(read[-1][1]) and (
        read[-1][1][-1].kind == "de"
        or (last is not None and first_ is not None and _dimension(last) != _dimension(first_) and None not in (last.concept, first_.concept))
    )
    if not linked and all(measure is not None for measure, _ in read):
        measure, before = read[at]
        assert measure is not None
        run = items[at]
        whole = run[-2].start if len(run) > 1 and run[-2].kind == "noun" and run[-2].end == measure.start else measure.start
        named = [c for c in [*before, *read[0][1]] if c.kind != "noun"]
        measure = place.scene.noun(whole, measure.end, measure.mention.by, concept=measure.mention.concept)
        owner = (
            _owner_in(place, measure, named, company)
            or _owner_near(place, measure, ahead.phrases[1:], company)
        )
        return _with_owner(place, measure, owner, "分別", company)
    common, before = read[-1]
    item = before if at == len(items) - 1 and common is not None else items[at]
    while item and item[-1].kind == "de":
        item = item[:-1]
    thing = _thing(place, Phrase(item)) if item else None
    if thing is None:
        return None
    moved = any(c.kind == "move" for c in ahead.passed) or any(
        c.kind == "move" for c in place.walk.back(first.start, mark.end() if mark else first.start)
    )
    held = place.carried.metric
    own = thing if thing.is_quoted and (moved or held is None or not _measure_fits(place.q, held)) else held
    return About(common or own, thing.mention, thing.tenor, "分別", "分別")


def _dimension(found: Found) -> str | None:
    return found.concept.dimension if found.concept else None


_AND = rx("^(?:[、和及與「」]|以及|約|逾|近|以上|左右|（[^）]{0,12}）)+$")


def _listed(place: Place) -> list[Number]:
    """The numbers that stand in one list with this one: 1.91%、2.24%和3%."""
    scene, numbers = place.scene, place.scene.numbers
    first = last = place.at
    while first > 0 and _AND.match(scene.words[numbers[first - 1].end : numbers[first].start]):
        first -= 1
    while last + 1 < len(numbers) and _AND.match(scene.words[numbers[last].end : numbers[last + 1].start]):
        last += 1
    return numbers[first : last + 1]


def _measured(place: Place, company: Mention | None) -> About:
    q, scene = place.q, place.scene
    ahead = _ahead(place, place.number.start)
    behind = _behind(place)
    if ahead.share is not None:
        return _shared(place, ahead, company)
    phrase = ahead.phrases[0] if ahead.phrases else None
    if phrase is not None:
        measure, before = _measure_of(place, phrase)
        strong = measure is not None and _measure_fits(q, measure)
        over = behind is not None and behind[1] == "after:linked" and behind[0].mention.by != "noun-after"
        if behind is not None and (not strong or phrase.acted is not None or over):
            return _of_behind(place, ahead, behind[0], company)
        if measure is not None and strong and (bought := _done_by_another(place, measure, ahead, company)) is not None:
            return bought
        if measure is not None and strong:
            owner = _owner_in(place, measure, before, company)
            if owner is not None and owner.by == "measure":
                further = _owner_near(place, measure, ahead.phrases[1:], company)
                if further is not None and measure.concept is not None and measure.concept.nature != "change":
                    whole = scene.noun(owner.mention_start(scene), measure.end, "measure-and-measure")
                    return _with_owner(place, whole, further, "before", company)
            owner = owner or _owner_near(place, measure, ahead.phrases[1:], company)
            return _with_owner(place, measure, owner, "before", company)
        thing = _thing(place, phrase)
        if thing is not None:
            return _of_thing(place, phrase, thing, ahead, company)
    if behind is not None:
        return _of_behind(place, ahead, behind[0], company)
    act = next((c for c in ahead.passed if c.kind == "act"), None)
    if act is not None and not ahead.phrases:
        between = _between(place, company)
        held = (between.subject if between else None) or place.carried.subject or company
        return About(place.scene.noun(act.start, act.end, "act"), held, None, "act", "carried" if held else "none")
    return _inherited(place, ahead, company)


def _done_by_another(place: Place, measure: Found, ahead: Ahead, company: Mention | None) -> About | None:
    """日本淨賣出美債規模達127億: the measure is of what somebody did, the subject is who did it."""
    phrase, act = ahead.phrases[0], ahead.phrases[0].before
    if act is None or act.kind != "act" or act.end != phrase.start or len(ahead.phrases) < 2 or len(phrase.chunks) < 2:
        return None
    owner = _phrase_owner(place, ahead.phrases[1], company)
    if owner is None or owner.by == "noun":
        return None
    whole = place.scene.noun(act.start, measure.end, "act-and-measure")
    return About(whole, owner.mention, owner.tenor, "before", owner.by)


def _measure_fits(q: Quantity, found: Found) -> bool:
    """Whether a measure can be written in this unit."""
    dimension = found.concept.dimension if found.concept else None
    if dimension is None or q.unit in RATES or found.category == "share":
        return True
    if q.unit == "NONE":
        return True
    if len(q.unit) == 3 and q.unit.isupper():
        return dimension in ("money", "price", "count")
    if dimension in ("rate", "probability"):
        return q.unit in DURATIONS
    return dimension in ("count", "index", "physical", "duration", "multiple", "price", "ordinal") or q.unit not in ("INDEX_POINT",)


def _with_owner(place: Place, measure: Found, owner: Owner | None, by: str, company: Mention | None) -> About:
    """A measure with its owner, found or carried; a measure without any is its own subject."""
    carried = place.carried
    if measure.is_event:
        by += ":event"
    if measure.is_quoted:
        return About(measure, measure.mention, measure.tenor, "thing", "thing")
    if owner is not None and owner.by == "measure":
        base = ontology.by_id().get(owner.mention.concept) if owner.mention.concept else None
        firm = carried.owner if is_firm(carried.owner) else carried.firm or company
        if base is not None and base.category == "company" and firm is not None:  # 資本開支預算 of the firm
            start = place.scene.text.key_offset(owner.mention.span.start)
            return About(place.scene.noun(start, measure.end, "measure-and-measure"), firm, None, by, "company")
        return About(measure, owner.mention, None, by, "measure")
    if owner is not None and not (owner.by == "linked" and carried.owner is not None):
        return About(_joined(place, measure, owner), owner.mention, owner.tenor, by, owner.by)
    if measure.category == "company" or (measure.category == "market" and company is not None and is_firm(carried.owner or company)):
        firm = carried.owner if is_firm(carried.owner) else carried.firm or company
        if firm is not None:
            return About(measure, firm, None, by, "company" if firm is company else "carried")
    if measure.concept is not None and measure.concept.dimension == "index" and measure.category in ("crypto", "growth", "market"):
        if carried.owner is None or _category(carried.owner) not in ("country", "region"):
            return About(measure, measure.mention, None, by, "measure")
    if measure.mention.by == "head" and rx("指數$").search(key(measure.mention.words)):
        return About(measure, measure.mention, None, by, "measure")
    if measure.category == "interest" and carried.owner is not None and _category(carried.owner) not in _LENDERS and not is_firm(carried.owner):
        return About(measure, measure.mention, None, by, "measure")  # LPR: a rate that is nobody's
    if measure.category in ("money", "interest") and company is not None and (carried.owner is None or is_firm(carried.owner)):
        return About(measure, carried.owner or company, None, by, "company")
    if measure.category in _SELF_MEASURES:
        held = carried.owner
        same = carried.owned == measure.category and held is not None and held.by != "noun"
        if held is not None and (same or _category(held) in ("country", "region")):
            return About(measure, held, None, by, "carried")
        place_ = _place_of_speaker(place)
        if place_ is not None:
            return About(measure, place_, None, by, "speaker-place")
        return About(measure, measure.mention, None, by, "measure")
    change = measure.concept is not None and measure.concept.nature in ("change", "share")
    of_it = bool(rx("^(?:其中|當中)").match(place.before))
    held = carried.subject if (change or of_it) and carried.subject is not None else carried.owner or carried.subject
    if held is not None and held.by == "noun" and measure.category in ("interest", *_SELF_MEASURES):
        held = None
    if carried.itself and held is carried.subject and not change:
        held = None  # 新增訂單升到48.9%，交貨時間為49.7%: one measure after another
    if held is not None:
        return About(measure, held, carried.tenor if held is carried.subject else None, by, "carried")
    if company is not None and measure.category == "":
        return About(measure, company, None, by, "company")
    return About(measure, measure.mention if not measure.is_event else None, None, by, "measure")


def _place_of_speaker(place: Place) -> Mention | None:
    """美國 of 美國勞工部, where its figures are given without a country."""
    scene = place.scene
    for f in reversed(scene.found):
        if f.end <= place.number.start and f.category in ("agency", "central-bank"):
            home = next((a for a in _countries() if scene.words.startswith(a, f.start)), None)
            if home is not None and f.start + len(home) < f.end:
                return scene.mention(f.start, f.start + len(home), "speaker-place", concept=_countries()[home])
    return None


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Key label of a country or region → its concept."""
    return {key(label): c.id for c in ontology.concepts("entity") if c.category == "country" for label in c.labels if len(label) > 1 and not label.isascii()}


_LENDERS = ("central-bank", "agency", "country", "region", "bank", "company", "bond", "currency")


def _category(held: Mention) -> str:
    concept = ontology.by_id().get(held.concept) if held.concept else None
    return concept.category if concept else "agency" if held.by == "agent" else ""


def is_firm(held: Mention | None) -> bool:
    """Whether a mention can own a company's measures: a firm, or a name that the ontology does not hold."""
    return held is not None and (held.by.startswith("company") or _category(held) in ("company", "bank") or held.by == "coreference")


def _joined(place: Place, measure: Found, owner: Owner) -> Found:
    """核心PCE物價指數年率 of a named owner is one measure."""
    words = place.scene.words
    base = next((f for f in place.scene.found if f.mention.kind == "metric" and not f.is_event and f.end == measure.start), None)
    if base is None or owner.mention.span == base.mention.span or words[base.end : measure.start]:
        return measure
    return place.scene.noun(base.start, measure.end, "measure-and-rate", concept=base.mention.concept)


def _owner_near(place: Place, measure: Found, phrases: list[Phrase], company: Mention | None) -> Owner | None:
    """The owner of a measure in the other phrases of its clause, then as the topic of the clauses before it."""
    for phrase in phrases:
        owner = _phrase_owner(place, phrase, company)
        if owner is None or (phrase.apart and owner.by == "noun"):
            continue
        if measure.category not in _SELF_MEASURES or _category(owner.mention) in ("country", "region", "sector", "group"):
            return owner
    return _topic(place, measure, company)


def _phrase_owner(place: Place, phrase: Phrase, company: Mention | None) -> Owner | None:
    """The name or noun that a phrase is about."""
    if phrase.chunks[0].kind == "pronoun":
        return _coreference(place, phrase.chunks[0], company)
    chunks = phrase.chunks
    if place.in_bracket() and any(c.kind == "join" for c in chunks):
        chunks = chunks[max(i for i, c in enumerate(chunks) if c.kind == "join") + 1 :]  # 東盟和非洲（增幅接近28%）
        phrase = Phrase(chunks) if chunks else phrase
    for chunk in phrase.chunks:
        if chunk.kind == "name" and chunk.found is not None and chunk.found.mention.concept not in VAGUE:
            if phrase.chunks[-1].kind == "noun" and phrase.chunks[-1].start == chunk.end:
                break
            return Owner(chunk.found.mention, chunk.found.tenor, "clause", item=chunk.found.category in ("commodity", "sector", "bond"))
    measure, before = _measure_of(place, phrase)
    if measure is not None:
        return _owner_in(place, measure, before, company)
    thing = _thing(place, phrase)
    if thing is not None and thing.mention.kind == "entity" and thing.mention.concept not in VAGUE:
        return Owner(thing.mention, thing.tenor, "noun" if thing.mention.by == "noun" else "clause", item=thing.mention.by == "noun")
    return None


def _topic(place: Place, measure: Found | None, company: Mention | None) -> Owner | None:
    """What the clauses since the number before are about: a name that does not only stand in a circumstance."""
    scene, words = place.scene, place.scene.words
    since = place.since_measure
    names = [
        f
        for f in scene.found
        if since <= f.start and f.end <= place.start and f.mention.kind == "entity" and f.mention.concept not in VAGUE
    ]
    own = measure is not None and measure.category == "company"
    if measure is not None and measure.category in _SELF_MEASURES:
        own_money = ("agency",) if measure.category == "fiscal" else ()
        names = [f for f in names if f.category in ("country", "region", "sector", "group", *own_money)]
    elif measure is not None and measure.category != "interest":
        names = [f for f in names if f.category not in ("agency", "research", "person", "organisation", "central-bank")]
    fit = [
        f
        for f in names
        if not _REASON.match(words[scene.clause_start(f.start) : f.start + 1])
        and words[f.start - 1 : f.start] not in _COMPARED
        and (not scene.speaks(f) or (own and f.category in ("company", "bank")))
    ]
    if own:
        firms = [f for f in fit if f.category in ("company", "bank", "group")]
        fit = firms or [f for f in fit if not f.is_quoted]
    return Owner(fit[-1].mention, fit[-1].tenor, "sentence") if fit else _announcer(place, measure)


def _announcer(place: Place, measure: Found | None) -> Owner | None:
    """Who announces figures of its own: Lumora宣布完成2,500萬美元融資."""
    if measure is not None and measure.category in (*_SELF_MEASURES, "housing"):
        return None
    words = place.scene.words
    for said in reversed(place.scene.speech):
        own = _category(said.who) in ("company", "bank") or said.who.by in ("latin-name", "company-name", "company-alias", "organisation-noun")
        if said.end <= place.number.start and own and rx("(?:宣布|宣佈|公布|公佈|公告|披露|發布|發佈|通過|決議)$").search(words[said.start : said.end]):
            return Owner(said.who, None, "sentence")
    return None


def _of_thing(place: Place, phrase: Phrase, thing: Found, ahead: Ahead, company: Mention | None) -> About:
    """A number that says something of a thing: its price, its growth, what it bought."""
    q, carried, scene = place.q, place.carried, place.scene
    if thing.is_quoted and phrase.acted is None:
        return About(thing, thing.mention, thing.tenor, "thing", "thing")
    owner = _phrase_owner(place, phrase, company) or Owner(thing.mention, thing.tenor, "noun")
    if thing.mention.kind == "metric":  # an event or a measure that does not fit: 降息釋放5500億
        owner = Owner(thing.mention, None, "clause")
    if phrase.chunks[-1].kind == "pronoun":
        thing = Found(thing.start, thing.end, owner.mention)
    if phrase.acted is not None:
        act = phrase.acted
        return About(scene.noun(act.start, act.end, "act"), owner.mention, owner.tenor, "act", owner.by)
    moved = any(c.kind == "move" for c in ahead.passed)
    shares = any(_SHARE.match(scene.words[c.start : c.end]) for c in ahead.passed)
    if shares and carried.metric is not None:  # 伺服器占42%，車用產品占35%
        return About(carried.metric, owner.mention, owner.tenor, "carried", owner.by)
    same = carried.metric is not None and _measure_fits(q, carried.metric)
    bare = all(
        c.kind in ("adverb", "time", "quote", "de", "conjunction") or _IS.match(scene.words[c.start : c.end]) for c in ahead.passed
    )
    alike = place.previous is not None and place.previous.quantity.unit == q.unit
    if bare and same and alike and carried.metric is not None:  # 其中多單3.1億美元，空單1.2億美元
        return About(carried.metric, owner.mention, owner.tenor, "carried", owner.by)
    parallel = moved and q.unit == "PERCENT" and place.same_sentence
    if carried.metric is not None and same and (parallel or (carried.listing and moved)):
        return About(carried.metric, owner.mention, owner.tenor, "carried", owner.by)
    if thing.mention.kind == "entity" and thing.mention.by != "noun":
        if carried.metric is not None and same and (place.same_sentence or is_firm(thing.mention)):
            return About(carried.metric, thing.mention, None, "carried", "clause")
        return About(None, owner.mention, owner.tenor, "none", owner.by)
    measure = scene.noun(thing.start, thing.end, "noun", concept=thing.mention.concept)
    held = _owner_near(place, measure, ahead.phrases[1:], company) if not moved else None
    if held is not None:
        return About(measure, held.mention, held.tenor, "noun", held.by)
    return About(measure, owner.mention, owner.tenor, "noun", owner.by)


def _shared(place: Place, ahead: Ahead, company: Mention | None) -> About:
    """伺服器電源占營收42%: the metric is what the share is of, the subject what has the share."""
    assert ahead.share is not None
    measure, before = _measure_of(place, ahead.share)
    thing = None if measure is not None else _thing(place, ahead.share)
    metric = measure or (place.scene.noun(thing.start, thing.end, "share-of", concept=thing.mention.concept) if thing else None)
    for phrase in ahead.phrases:
        inner, rest = _measure_of(place, phrase)
        if inner is not None:
            owner = _owner_in(place, inner, rest, company)
            if owner is None or owner.item is False:
                return About(metric or inner, inner.mention, None, "share-of", "measure")
            return About(metric, owner.mention, owner.tenor, "share-of", owner.by)
        owner = _phrase_owner(place, phrase, company)
        if owner is not None:
            return About(metric, owner.mention, owner.tenor, "share-of", owner.by)
    held = place.carried.subject
    return About(metric, held, place.carried.tenor, "share-of", "carried" if held else "none")


def _of_behind(place: Place, ahead: Ahead, measure: Found, company: Mention | None) -> About:
    """A number before its noun: 38兆美元聯邦債務, 2%的目標; its owner stands in the noun phrase or before the number."""
    scene = place.scene
    held_to = measure.mention.concept in ("metric/goal", "metric/warning-line") or (
        measure.concept is not None and (measure.concept.nature == "change" or measure.category == "comparison-rate")
    )
    if held_to and place.carried.subject is not None and place.same_sentence:  # 仍高於2%的目標, 7.1%的跌幅: of the same
        return About(measure, place.carried.subject, place.carried.tenor, "after", "carried")
    within = [
        f for f in scene.found
        if f.mention.kind == "entity" and place.number.end <= f.start and f.end <= measure.start
        and measure.start - f.end < 8 and f.mention.concept not in VAGUE
    ]  # fmt: skip
    if within:
        return About(measure, within[-1].mention, within[-1].tenor, "after", "after")
    inner = next(
        (f for f in scene.found if f.start == measure.start and f.end < measure.end and f.mention.kind == "metric"), None
    )
    if measure.is_quoted and ahead.phrases == []:
        return About(measure, measure.mention, measure.tenor, "after", "after")
    for phrase in ahead.phrases:
        owner = _phrase_owner(place, phrase, company)
        if owner is not None:
            return About(measure, owner.mention, owner.tenor, "after", owner.by)
    announcer = _announcer(place, measure)
    if announcer is not None:
        return About(measure, announcer.mention, None, "after", "sentence")
    if inner is not None and measure.mention.by == "noun-after":
        return About(measure, inner.mention, None, "after", "after")
    if any(c.kind == "act" for c in ahead.passed):
        held = place.carried.owner or place.carried.subject or company
        if held is not None:
            return About(measure, held, None, "after", "carried")
    if measure.category in ("market", "crypto", *_SELF_MEASURES) or measure.mention.by == "noun-after":
        topic = _topic(place, measure, company)
        if topic is None and not (place.same_sentence and place.carried.subject is not None and measure.mention.by == "noun-after"):
            return About(measure, measure.mention, None, "after", "measure")
    about_ = _with_owner(place, measure, _topic(place, measure, company), "after", company)
    return about_


def _inherited(place: Place, ahead: Ahead, company: Mention | None) -> About:
    """A clause that names nothing goes on about what the one before was about, or what was named in between."""
    q, carried = place.q, place.carried
    between = _between(place, company)
    if between is not None:
        return between
    if carried.group is not None and rx("(?:其中|當中|有)(?:約|逾|近|超過)?$").search(place.near):
        return About(Found(place.number.start, place.number.start, carried.group), carried.group, None, "group", "group")
    subject, tenor, by = carried.subject, carried.tenor, "carried"
    moved = any(c.kind == "move" for c in ahead.passed)
    measure = carried.metric
    if measure is not None and not _measure_fits(q, measure):
        measure = None
    changing = measure is not None and (
        measure.is_event
        or measure.category == "comparison-rate"
        or measure.mention.concept == "metric/growth-rate"
        or (measure.concept is not None and measure.concept.nature == "change")
    )
    if measure is None or (changing and (moved or q.unit not in RATES)):
        # 漲幅擴大0.5個百分點，環比則下降0.1%; 升值0.44%，來到155.49: of the index, the rate again
        level = carried.level if carried.level is not None and _measure_fits(q, carried.level) else carried.thing
        measure = level or measure
    if measure is not None and measure.is_event and not _event_fits(q):
        measure = None
    if measure is None and q.unit in ("BASIS_POINT", "PERCENTAGE_POINT", "COUNT:次"):
        measure = next((f for f in reversed(place.scene.found) if f.end <= place.number.start and f.is_event), None)
    if measure is not None and measure.is_quoted and subject is None:
        subject = measure.mention
    return About(measure, subject, tenor, "carried" if measure is not None else "none", by if subject is not None else "none")


def _between(place: Place, company: Mention | None) -> About | None:
    """What the clauses between the number before and this one's name: 豬肉漲幅較上月縮小，仍有8.7%; 雞蛋則受天候影響，年增…"""
    scene, carried, q = place.scene, place.carried, place.q
    since = place.since_measure
    stop = place.start
    while stop > since and place.number.start - stop < _REACH:
        ahead = _ahead(place, stop - 1)
        phrase = ahead.phrases[0] if ahead.phrases else None
        start = max(scene.clause_start(stop - 1), since)
        if phrase is not None and phrase.start >= since and ahead.stopped_at != "cause" and not _REASON.match(scene.words[start : start + 1]):
            measure, before = _measure_of(place, phrase)
            if measure is not None and not measure.is_event and _measure_fits(q, measure):
                owner = _owner_in(place, measure, before, company) or _owner_near(place, measure, ahead.phrases[1:], company)
                return _with_owner(place, measure, owner, "sentence", company)
            thing = _thing(place, phrase)
            if thing is not None and thing.is_quoted and phrase.acted is None:
                return About(thing, thing.mention, thing.tenor, "thing", "sentence")
        after_all = rx("(?:後|時|之際|之後|以後)$").search(scene.words[start : stop - 1])
        topic = None if after_all else _head_of_clause(place, start, stop - 1, company)
        thing_ = next((f for f in scene.found if topic is not None and f.mention is topic.mention and f.is_quoted), None)
        if thing_ is not None and (q.unit not in RATES or carried.metric is None):
            return About(thing_, thing_.mention, thing_.tenor, "thing", "sentence")
        if topic is not None:
            measure_ = carried.metric if carried.metric is not None and _measure_fits(q, carried.metric) and not carried.metric.is_quoted else None
            return About(measure_, topic.mention, topic.tenor, "carried" if measure_ else "none", topic.by)
        stop = start
    return None


def _head_of_clause(place: Place, start: int, stop: int, company: Mention | None) -> Owner | None:
    """The phrase that a clause begins with, if a verb or circumstance follows it."""
    scene = place.scene
    taken: list[Chunk] = []
    for chunk in place.walk.ahead(start, stop):
        if _spoken(scene, chunk):
            return None
        if not taken and chunk.kind in ("conjunction", "adverb", "time", "quote", "comma"):
            continue
        if chunk.kind in NOMINAL or (taken and chunk.kind in ("de", "join")):
            taken.append(chunk)
            continue
        break
    else:
        chunk = None  # the clause is one phrase: a title or a list, no statement
    while taken and taken[-1].kind not in NOMINAL:
        taken.pop()
    if not taken or chunk is None or (len(taken) == 1 and taken[0].kind == "noun" and taken[0].end - taken[0].start > 8):
        return None
    if taken[-1].kind in ("measure", "event"):
        return None
    return _phrase_owner(place, Phrase(taken), company)


# ---- behind the number


def _behind(place: Place) -> tuple[Found, str] | None:
    """The noun that follows a number: 38兆美元聯邦債務, 80%以上的升息機率, 2%的目標."""
    scene, number, q = place.scene, place.number, place.q
    words = scene.words
    end = min(place.clause_end, place.following.start if place.following else place.clause_end, number.end + 24)
    lead = rx("(?:」|』|”)?(?:以上|以下|左右|上下|多|餘)?(?P<of>的)?(?:「|『|“)?").match(words, number.end)
    at = lead.end() if lead else number.end
    linked = bool(lead and lead["of"])
    sure = frame("kind", "probability").match(words, at) if q.unit == "PERCENT" else None
    run: list[Chunk] = []
    closed = True
    for chunk in place.walk.ahead(at, end):
        if chunk.kind in NOMINAL:
            run.append(chunk)
        elif chunk.kind != "quote" or not run:
            closed = chunk.kind == "de" or chunk.kind in ("comma", "adverb", "state", "join", "open", "close", "conjunction", "move", "prep")
            break
    while len(run) > 1 and run[-1].kind == "noun" and (run[-1].end - run[-1].start < 2 or _is_verbal(words[run[-1].start : run[-1].end])):
        run.pop()  # 38兆美元的國債擺在那裡
        closed = True
    if sure and run and run[0].found is not None and run[0].found.mention.concept == "metric/probability":
        return run[0].found, "after:linked" if linked else "after"
    if sure and not (run and run[0].found):
        return scene.noun(at, sure.end(), "probability-noun", concept="metric/probability"), "after:linked" if linked else "after"
    if not run:
        return None
    last = run[-1]
    if rx("(?:關卡|大關|關口)$").search(words[run[0].start : last.end]):
        return None
    if last.kind == "measure" and last.found is not None:
        concept = last.found.mention.concept
        if (concept == "metric/probability" and q.unit != "PERCENT") or (concept == "metric/spread" and linked):
            return None
        return (last.found, "after:linked" if linked else "after") if linked or q.unit not in RATES or q.unit == "PERCENT" else None
    amount = q.unit not in RATES and q.unit not in ("INDEX_POINT", "NONE")
    if last.kind == "event" and last.found is not None:
        return (last.found, "after") if linked and _event_fits(q) else None
    if not (linked or amount) or not closed:
        return None
    piece = words[last.start : last.end]
    if last.kind == "noun" and (len(piece) < 2 or _NO_NOUN.match(piece) or _is_verbal(piece) or len(piece) > 10):
        return None
    if last.kind == "name" and last.found is not None:
        return (last.found, "after") if amount else None
    start = run[-2].start if len(run) > 1 and run[-2].kind == "measure" else last.start
    noun = scene.noun(start, last.end, "noun-after")
    return noun, "after:linked" if linked else "after"


# ---- counts, ranks and lengths of time


def _counted(place: Place, company: Mention | None) -> About | None:
    """Of a count or a rank: the thing counted behind it (三個關鍵事實), or the measure before it (失業人數14.5萬人)."""
    scene, number, q = place.scene, place.number, place.q
    behind = None if q.unit in _NO_THING else _noun_behind(place)
    if q.unit in ("COUNT:次", "COUNT:度", "COUNT:場"):
        acts = _act_counted(place)
        if acts is not None:
            return acts
    ahead = _ahead(place, place.number.start)
    phrase = ahead.phrases[0] if ahead.phrases else None
    measure, before = _measure_of(place, phrase) if phrase else (None, [])
    if q.unit == "ORDINAL":
        metric = behind
        owner = next((o for p in ahead.phrases if (o := _phrase_owner(place, p, company))), None)
        if metric is None and measure is not None:
            return _with_owner(place, measure, _owner_in(place, measure, before, company) or owner, "before", company)
        if owner is None and place.carried.subject is not None:
            owner = Owner(place.carried.subject, place.carried.tenor, "carried")
        mention = owner.mention if owner else metric.mention if metric else None
        return About(metric, mention, owner.tenor if owner else None, "after:counted" if metric else "none", owner.by if owner else "counted")
    if behind is not None and rx("^(?:交易日|營業日|自然日|工作日|月|年度|季度)").match(scene.words[behind.start : behind.end]):
        return _lasting(place, company)
    if behind is not None:
        owner = _phrase_owner(place, phrase, company) if phrase is not None and phrase.acted is not None else None
        if owner is not None and owner.by in ("clause", "coreference"):
            return About(behind, owner.mention, owner.tenor, "after:counted", owner.by)
        return About(behind, behind.mention, None, "after:counted", "counted")
    if ahead.share is not None:
        return None
    if measure is not None and not measure.is_event and _measure_fits(q, measure):
        owner = _owner_in(place, measure, before, company) or _owner_near(place, measure, ahead.phrases[1:], company)
        return _with_owner(place, measure, owner, "before", company)
    if q.unit in _NO_THING:
        return None
    if phrase is not None:
        thing = _thing(place, phrase)
        if thing is not None:
            noun = scene.noun(thing.start, thing.end, "counted", concept=thing.mention.concept)
            if phrase.acted is not None:
                act = phrase.acted
                return About(scene.noun(act.start, act.end, "act"), thing.mention, thing.tenor, "act", "clause")
            return About(noun, thing.mention, thing.tenor, "before:counted", "counted")
    group = place.carried.group
    if group is not None and rx("(?:其中|當中|有)(?:約|逾|近|超過)?$").search(place.near):
        noun = Found(number.start, number.start, group)
        return About(noun, group, None, "group", "group")
    return None


def _act_counted(place: Place) -> About | None:
    """What was done so many times: 三次降息, 升息一次; whose it is stands before it."""
    scene = place.scene
    near = [f for f in scene.found if f.is_event and (0 <= f.start - place.number.end <= 3 or 0 <= place.number.start - f.end <= 8)]
    if not near:
        return None
    owner = next((o for p in _ahead(place, near[0].start).phrases if (o := _phrase_owner(place, p, None))), None)
    mention = owner.mention if owner else place.carried.subject
    return About(near[0], mention, None, "before:event", owner.by if owner else "carried")


def _noun_behind(place: Place) -> Found | None:
    """The noun phrase right behind a count: 三個關鍵事實, 368項查價項目, 12家上市公司."""
    scene, number = place.scene, place.number
    end = min(place.clause_end, place.following.start if place.following else place.clause_end, number.end + 20)
    lead = rx("(?:以上|左右|多|餘)?(?:的)?[「『“]?").match(scene.words, number.end)
    run: list[Chunk] = []
    for chunk in place.walk.ahead(lead.end() if lead else number.end, end):
        if chunk.kind in NOMINAL or (run and chunk.kind == "de"):
            run.append(chunk)
        elif chunk.kind == "adverb" and not run and chunk.end - chunk.start > 1:
            continue
        elif chunk.kind == "quote":
            continue
        else:
            break
    while run and run[-1].kind == "de":
        run.pop()
    while len(run) > 1 and any(c.kind == "de" for c in run):
        run = run[max(i for i, c in enumerate(run) if c.kind == "de") + 1 :]
    if not run:
        return None
    start, stop = run[0].start, run[-1].end
    known = run[-1].found.mention.concept if run[-1].found and len(run) == 1 else None
    if stop - start < 2 or stop - start > 14 or _NO_NOUN.match(scene.words[start:stop]):
        return None
    return scene.noun(start, stop, "counted", concept=known)


def _lasting(place: Place, company: Mention | None) -> About:
    """Of a length of time: what lasted, or what was measured over it: the record behind it, the phrase before it."""
    scene, carried = place.scene, place.carried
    record = _RECORD.match(scene.words[place.number.end : place.clause_end])
    ahead = _ahead(place, place.number.start)
    phrase = ahead.phrases[0] if ahead.phrases else None
    found: About | None = None
    if phrase is not None:
        measure, before = _measure_of(place, phrase)
        if measure is not None:
            owner = _owner_in(place, measure, before, company) or _owner_near(place, measure, ahead.phrases[1:], company)
            found = _with_owner(place, measure, owner, "before", company)
        elif (thing := _thing(place, phrase)) is not None:
            noun = scene.noun(thing.start, thing.end, "noun", concept=thing.mention.concept)
            metric = noun if thing.is_quoted or carried.metric is None or not place.same_sentence else carried.metric
            found = About(metric, thing.mention, thing.tenor, "noun", "clause")
    if found is None:
        found = _between(place, company) or About(carried.metric, carried.subject, carried.tenor, "carried", "carried")
    act = rx("^(?:交易日|營業日|自然日|工作日)?(?P<act>淨?(?:買超|賣超|流入|流出|買進|賣出|買入))").match(scene.words[place.number.end : place.clause_end])
    if act is not None:
        start = place.number.end + act.start("act")
        return replace(found, measure=scene.noun(start, start + len(act["act"]), "act"), by_metric="after")
    event = next((f for f in scene.found if f.is_event and 0 <= f.start - place.number.end <= 2), None)
    if event is not None:  # 每六個月升息一次
        return replace(found, measure=event, by_metric="after")
    following = place.next()
    if following is not None and following.start == place.start and place.in_time():
        return _measured(following, company)  # 過去一個月累計跌幅超23%: what was measured over it
    if record and _MOVED.search(record["head"]):
        start = place.number.end + record.start("noun")
        found = replace(found, measure=scene.noun(start, start + len(record["noun"]), "record"), by_metric="record")
    elif found.measure is None:
        noun_ = next((f for f in scene.found if place.number.end <= f.start and f.end <= place.clause_end and f.mention.kind == "metric"), None)
        if noun_ is not None:
            found = replace(found, measure=noun_, by_metric="after")
    return found
