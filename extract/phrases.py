"""The noun phrases before a number, and what one names: a measure with its modifiers, or a thing. Key-frame offsets.

The phrase that governs a number is the nearest one to its left behind verbs, adverbs and times, unless it is only a base
(較市場預期高), a circumstance (在會議中, 依北約標準) or what a share is of (占營收42%).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.against import BASE_WORD, is_base
from extract.chunks import NOMINAL, Chunk
from extract.mentions import Found
from extract.reading import Quantity
from extract.scene import DURATIONS, RATES, Place, Scene, frame
from extract.text import HAN, key, rx

#: Names that are seldom whose measure it is: 全球第三大, 市場預期.
VAGUE = ("entity/world", "entity/market", "entity/analysts", "entity/wall-street", "entity/insiders")
#: How far before a number its phrases are looked for.
PHRASE_REACH = 120
_GAP = rx("(?:溢價|折讓|折價|漲幅|升幅|跌幅|降幅|增幅|減幅|差距)$")
SHARE = rx("^(?:占|占了|占到|占據|相當於|等於|約當|占比)$")
_RATIO = rx("(?:比重|比率|比例|份額|百分比)$")
_EXPECTS = rx("^(?:預期|市場預期|預估|預測|預計|預料|估|估計|初估|推估|料|料將|原估|原先估|原預估|原先預估|先前預估)$")
_COMPANY = rx(
    "^(?:前者|後者|這家公司|這家機構|這家企業|該企業|該機構|本公司|該公司|公司|該集團|本集團|集團|該行|本行|該股|該股票)$"
)
MODIFIER = rx(
    "(?:合併|累計|平均|加權平均|調整後|經調整|單季|單月|年化|名目|實質|實際|折實|稀釋|基本|綜合|日均|月均|人均|每股|最高|最低|最大|最小|單日|新增|淨|總|毛|合計|整體|總計|海外|國內|國外|境外|線上|線下|"
    "歸屬母公司|歸母|扣非|剔除|終端|單車|全系|主力|上半年|下半年|前三季度?|首三季|第?[一二三四]季度?|中期|末期|年度|全年|同店|普通股|現金|臨時估計|初值)+$"
)
_HEAD = rx(
    "(?:率|額|量|價|值|數|費用|成本|收入|支出|規模|比例|比重|面積|金額|餘額|價格|增速|幅度|週期|天數|倍數|門檻|上限|下限|目標|預算|缺口|能見度|產能|部位|頭寸|"
    "損失|利益|收益|費|債務|資產|負債|存款|貸款|指數|指標|比|息|稅|差|淨利|毛利|虧損|獲利|時間|壽命|評級|得分|人口|人次|人數|強度|密度|佔有率)$"
)
_TAIL = rx("^(?:表現|水準|水平|規模|總額|金額|數字|數據|比例|比重|占比|增速|總值|部分|收入|成本|總量)$")
NO_NOUN = rx(
    "^(?:信心|規劃|原先規劃|原訂|原先|此前|史上|歷來|歷年|有史以來|交易日|營業日|我國|本國|該月|該季|該年|該日|全國|全市|全省|全行|全港|全台|去年|今年|首|同比|環比|截至|其|之|者|方|的|來|點|位|元|個|次|日|月|季|年|家|檔|名|大|小|高|低|多|少|上|下|中|內|外|前|後|間|時|份|等|率|值|幅|度|數|多數|少數|大多|多數人|"
    "一|二|三|四|五|第一|第二|第三|相較之下|數據|數字|結果|消息|報告|統計|資料|方面|部分|情況|水準|水平|大關|關卡|整數關卡|之間|以上|以下|左右|上下|附近|當中|其中|合計|新高|新低|紀錄|高點|低點|指標|這一指標|該指標|一天|一日|一週|一年|一個月|一季|早上|晚上|歷史高峰|高峰|歷史新高|歷史低點|歷史高點|上一期|前一期|上期|前期|同期|中期|末期|全期|半日|全日|半天|半年|日內|盤中|盤初|年內|期內|月內|週內|名義|名目|實際|一交易|谷底|低谷|峰值|到期|未到期|逾期|到位|英斗|蒲式耳|英熱單位|百萬英熱單位|公噸|公升)$"
)
#: Measures of a firm or a bank, where a noun in front narrows the measure, unless it is a part of the firm.
_OWN_WORDS = ("company", "interest", "fiscal")
ITEM = rx(
    "(?:業務|產品|品牌|部門|事業|事業群|平台|市場|地區|客戶|子公司|旗下|廠|店|車|機|晶片|服務|貸款|存款|系列|渠道|通路|應用|板塊|類|端|券|債|期)$"
)


def narrows(measure: Found) -> bool:
    """Whether a noun right before a measure says which one it is (融通利率), not whose (水泥產量)."""
    concept = measure.concept
    return measure.category in _OWN_WORDS and concept is not None and concept.dimension in ("money", "rate")


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

    @property
    def object_of(self) -> Chunk | None:
        """The verb of doing that stands right before it: 持有 of 持有博禾16.2%股權."""
        act = self.before
        return act if act is not None and act.kind == "act" and act.end == self.start else None


@dataclass(slots=True)
class Ahead:
    """What stands before a number: the phrases from near to far in its clause, and what the walk passed."""

    phrases: list[Phrase]
    share: Phrase | None
    passed: list[Chunk]
    ratio: bool  # whether the phrase is the ratio of one thing to another: 占總放款的比率
    stopped_at: str  # comma, number, conjunction, say, or "" at the sentence's start

    @property
    def nearest(self) -> Phrase | None:
        return self.phrases[0] if self.phrases else None

    @property
    def others(self) -> list[Phrase]:
        """The phrases further from the number than the nearest one."""
        return self.phrases[1:]

    @property
    def moved(self) -> bool:
        """Whether the walk passed a verb of movement."""
        return any(chunk.kind == "move" for chunk in self.passed)

    @property
    def act(self) -> Chunk | None:
        """The verb of doing that the walk passed, the nearest one."""
        return next((chunk for chunk in self.passed if chunk.kind == "act"), None)


def phrases_before(place: Place, at: int) -> Ahead:
    """The phrases before `at` (a number's start, or the end of a clause) up to the beginning of its clause, near to far."""
    known = place.walk.known
    if at not in known:
        known[at] = _phrases_before(place, at)
    return known[at]


def _phrases_before(place: Place, at: int) -> Ahead:
    """Walk left from `at`: what is nominal are phrases, the rest is passed; each phrase is put where it belongs."""
    scene = place.scene
    since = _SINCE.search(scene.words, max(scene.clause_start(at), at - 18), at)
    stop = since.start() if since else at  # 從消息公布前的0.91美元
    chunks = _of_clause(place.walk.back(stop, max(scene.start, stop - PHRASE_REACH)))
    result = Ahead([], None, [], False, "")
    here = 0
    while here < len(chunks):
        chunk = chunks[here]
        if _ends_walk(scene, chunk):
            result.stopped_at = chunk.kind
            break
        if chunk.kind not in NOMINAL and not _is_company(scene, chunk):
            result.passed.append(chunk)
            here += 1
            continue
        until = _phrase_end(chunks, here, scene)
        phrase = _phrase(chunks, here, until, result.act)
        here = until
        if not _can_govern(phrase, chunks[until:], scene):
            continue
        if not _is_free(phrase, scene):
            result.stopped_at = "number"
            break
        _put(result, phrase, scene)
    return result


def _ends_walk(scene: Scene, chunk: Chunk) -> bool:
    """Whether the walk to the left ends at a chunk: at a comma, at another number, where somebody else speaks."""
    if chunk.kind == "number":
        return not _is_aside(scene, chunk) and not is_base(scene, chunk.start)
    return chunk.kind in ("comma", "say", "cause") or is_spoken(scene, chunk)


def _is_company(scene: Scene, chunk: Chunk) -> bool:
    """Whether a word stands for a firm named before."""
    return chunk.kind == "pronoun" and bool(_COMPANY.match(scene.of(chunk)))


def _phrase(chunks: list[Chunk], at: int, until: int, acted: Chunk | None) -> Phrase:
    """The phrase of the chunks (right to left) from `at` to `until`."""
    before = next((c for c in chunks[until:] if c.kind not in ("time", "quote", "adverb", "number")), None)
    return Phrase([c for c in reversed(chunks[at:until]) if c.kind != "quote"], acted=acted, before=before)


def _can_govern(phrase: Phrase, rest: list[Chunk], scene: Scene) -> bool:
    """Whether a number can be of a phrase: no circumstance, no noise. Of 扣掉食品和能源的核心CPI only what 的 leads to stays."""
    before = phrase.before
    if before is not None and _is_circumstantial(scene, before, rest):
        head = next((i for i, c in enumerate(phrase.chunks) if c.kind == "de"), None)
        if head is None or head + 1 == len(phrase.chunks):
            return False
        phrase.chunks = phrase.chunks[head + 1 :]
    return not _is_noise(phrase, scene) and not _is_circumstance(phrase, before, scene)


def _is_free(phrase: Phrase, scene: Scene) -> bool:
    """Whether a phrase is no other number's noun (9兆美元高峰, 50%機率); what such a noun stands before stays."""
    if not any(phrase.start == n.end and _has_tail(n.quantity) for n in scene.numbers):
        return True
    if len(phrase.chunks) > 1 and phrase.chunks[0].kind == "noun" and phrase.chunks[-1].found is not None:
        phrase.chunks = phrase.chunks[1:]  # 獲利339億元創新高 EPS達1.79元
        return True
    return False


def _put(ahead: Ahead, phrase: Phrase, scene: Scene) -> None:
    """Put a phrase where it belongs: what the number is of, or the whole of a share; a base and who expects nowhere."""
    word = scene.of(phrase.before) if phrase.before is not None else ""
    shares = not ahead.phrases and bool(SHARE.match(word))
    if BASE_WORD.match(word):
        last = phrase.chunks[-1]
        own = last.kind == "measure" and all(c.kind in ("time", "adverb", "quote", "de") for c in ahead.passed)
        if not own and not _is_bracketed(ahead):
            return
        if own and _GAP.search(scene.of(last)):
            phrase.chunks = [last]  # 較現價溢價四成: what stands before is held against
    if not ahead.phrases and _expects(phrase, ahead.passed, scene):
        return
    if shares and _RATIO.search(scene.of(phrase)):
        ahead.phrases.append(Phrase(phrase.chunks[-1:], acted=phrase.acted))  # 不動產貸款占總放款的比率
        ahead.ratio = True
    elif shares:
        ahead.share = ahead.share or phrase
    else:
        phrase.apart = bool(ahead.phrases) and any(
            c.kind in ("move", "act")
            and phrase.end <= c.start < ahead.phrases[-1].start
            and not _YIELDS.match(scene.of(c))
            for c in ahead.passed
        )
        ahead.phrases.append(phrase)


def _is_bracketed(ahead: Ahead) -> bool:
    """Whether only the mark of a bracket stands between a phrase and the number: 較市場預期（2.9%）."""
    kinds = {chunk.kind for chunk in ahead.passed}
    return "open" in kinds and kinds <= {"open", "adverb", "quote", "time"}


def _of_clause(chunks: Iterator[Chunk]) -> list[Chunk]:
    """The chunks (right to left) up to the comma of the clause, without what stands in closed brackets: 廣義貨幣（M2）餘額."""
    kept: list[Chunk] = []
    depth = 0
    for chunk in chunks:
        if chunk.kind == "close":
            depth += 1
        elif chunk.kind == "open" and depth:
            depth -= 1
        elif not depth:
            kind_of = bool(kept) and kept[-1].kind == "pronoun" and chunk.kind == "noun" and chunk.end == kept[-1].start
            kind_of = kind_of and chunk.end - chunk.start > 1
            if kind_of:  # 保險公司: a kind of firm, no pronoun
                kept[-1] = Chunk("noun", chunk.start, kept[-1].end)
            else:
                kept.append(chunk)
            if chunk.kind == "comma":
                break
    return kept


def is_spoken(scene: Scene, chunk: Chunk) -> bool:
    """Whether a chunk is inside somebody's speech frame (法人指出): what stands there is not what is spoken of."""
    return any(said.start <= chunk.start and chunk.end <= said.end for said in scene.speech)


def _is_aside(scene: Scene, chunk: Chunk) -> bool:
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
        elif _is_company(scene, chunks[place]):
            return place + 1
        elif kind not in ("de", "join", "time", "quote", "link"):
            break
    return max(until, at + 1)


_SINCE = rx("[從由自][^，。；0-9]{1,12}(?<!率)(?<!額)(?<!價)(?<!量)[前後時初底]的$")


def _is_circumstantial(scene: Scene, before: Chunk, rest: list[Chunk]) -> bool:
    """Whether the word before a phrase makes it a circumstance: 依北約標準, 受需求帶動; a reason only behind what the clause is
    about (美元周五因干預回落), else it is the reason's own statement (因為利率還停在1.4%)."""
    word = scene.of(before)
    if _REASON.match(word):
        return any(chunk.kind in NOMINAL for chunk in rest)
    return before.kind in ("prep", "adverb", "state") and bool(_CIRCUMSTANCE.match(word))


_REASON = rx("^(?:因|因為|由於)$")


def _is_noise(phrase: Phrase, scene: Scene) -> bool:
    if len(phrase.chunks) > 1 or phrase.chunks[0].kind != "noun":
        return False
    words = scene.of(phrase)
    if rx("[^，]{2,}(?:內|裡|之中|當中)$").match(words):
        return True  # 熱錢包內4,150萬美元
    return bool(NO_NOUN.match(words)) or is_verbal(words) or (len(words) < 2) or not rx(f"[{HAN}A-Za-z]").search(words)


def _has_tail(q: Quantity) -> bool:
    """Whether a noun right behind a number is the number's own (9兆美元高峰), not what comes next (過去24小時全網)."""
    return q.unit not in DURATIONS and not q.unit.startswith("COUNT:")


_CIRCUMSTANCE = rx(
    "^(?:依|依照|依據|按|按照|根據|據|以|受|受到|面對|除|除了|針對|透過|藉由|受惠|受惠於|受益於|基於|因應|向|給|朝|剔除|扣除|撇除|不含|不計|加計|計入|扣掉)$"
)
#: A run that begins or ends so is a verb that the tables do not hold: 一度急瀉472點, 可多長0.2個百分點, 慳回2,000萬元.
_VERBAL = rx(
    "^(?:[以按可要能會應須需再又就才並且不沒未已將擬欲把被由從給讓令使更最]|跌|漲|升|降)|"
    "(?:[開回掉走瀉退得到了過住完起來去穩跌漲升降增減挫揚飆破守收賺虧賣買付撥募籌批砸喊看盼帶出]|下來|起來|下去)$"
)


def is_verbal(words: str) -> bool:
    return bool(_VERBAL.search(words)) and not _HEAD.search(words)


#: Verbs whose subject has what they bring: 香港業務貢獻收入13億.
_YIELDS = rx("^(?:貢獻|實現|錄得|取得|獲得|創造|完成|賺|賺取|賺得|交出|繳出|產生|帶來)$")
PLACE = rx("(?:中|上|下|時|期間|內|裡|方面|之際|背景|情況|過程|環境)$")


def _is_circumstance(phrase: Phrase, before: Chunk | None, scene: Scene) -> bool:
    """在議息會議中, 在這樣的背景下: where or how, never what."""
    if before is None or not rx("^(?:在|於|到|至|赴)$").match(scene.of(before)):
        return False
    named = [c.found for c in phrase.chunks if c.found is not None]
    if phrase.acted is not None and named and all(f.category in ("country", "region") for f in named):
        return True  # 到深圳、東莞開設9間新店
    return bool(PLACE.search(scene.of(phrase)))


def _expects(phrase: Phrase, passed: list[Chunk], scene: Scene) -> bool:
    """Whether a phrase names who expects the number (市場預期2.9%)."""
    near = [c for c in passed if c.kind not in ("quote", "open", "de")]
    return (
        bool(near)
        and bool(_EXPECTS.match(scene.of(near[-1])))
        and all(c.kind in ("name", "noun") for c in phrase.chunks if c.kind in NOMINAL)
        and _can_speak(phrase, scene)
    )


def _can_speak(phrase: Phrase, scene: Scene) -> bool:
    last = phrase.chunks[-1]
    if last.found is not None:
        return (
            last.found.category
            in (
                "bank",
                "research",
                "agency",
                "central-bank",
                "person",
                "organisation",
                "company",
                "group",
                "market-place",
            )
            or last.found.mention.concept in VAGUE
        )
    return bool(frame("speech", "speaker").search(scene.of(last)))


def measure_of(place: Place, phrase: Phrase) -> tuple[Found | None, list[Chunk]]:
    """The measure that a phrase ends in, and the chunks before it."""
    scene, chunks = place.scene, phrase.chunks
    last = chunks[-1]
    if last.kind in ("measure", "event") and last.found is not None:
        if last.kind == "event" and not event_fits(place.q):
            return None, chunks
        inner = chunks[-2] if len(chunks) > 1 else None
        if (
            last.kind == "measure"
            and inner is not None
            and inner.kind == "measure"
            and inner.end == last.start
            and len(chunks) > 2
            and chunks[-3].kind != "de"
        ):
            concept = (
                inner.found.mention.concept
                if inner.found and last.found.concept and last.found.concept.nature == "change"
                else None
            )
            return scene.noun(inner.start, last.end, "measure-and-measure", concept=concept), chunks[:-2]
        found = _with_modifier(place, last.found, chunks[:-1])
        return found, chunks[:-1]
    if len(chunks) > 1 and last.kind == "noun" and chunks[-2].kind == "measure" and chunks[-2].found is not None:
        base = chunks[-2].found
        whole = scene.noun(
            base.start,
            last.end,
            "measure-and-noun",
            concept=base.mention.concept if _TAIL.match(scene.of(last)) else None,
        )
        return whole, chunks[:-2]
    if last.kind == "noun" and _HEAD.search(scene.of(last)):
        return scene.noun(last.start, last.end, "head"), chunks[:-1]
    return None, chunks


def event_fits(q: Quantity) -> bool:
    return q.unit in RATES or q.unit == "COUNT:次" or q.unit in DURATIONS


def _with_modifier(place: Place, found: Found, before: list[Chunk]) -> Found:
    """合併營收, 年成長率: a measure with the modifiers that stand right before it and the step of its rate."""
    words = place.scene.words
    step = {key("年"): "metric/yoy", key("月"): "metric/mom", key("季"): "metric/qoq"}.get(
        words[found.start - 1 : found.start]
    )
    if found.mention.concept == "metric/growth-rate" and step:
        return place.scene.noun(found.start - 1, found.end, f"label:{step}", concept=step)
    if before and before[-1].kind == "noun" and before[-1].end == found.start:
        piece = place.scene.of(before[-1])
        modifier = MODIFIER.search(piece)
        own = narrows(found) and not ITEM.search(piece) and len(before) == 1 and len(piece) <= 5
        if modifier or own:
            length = len(piece) if own else len(modifier[0]) if modifier else 0
            whole = place.scene.noun(found.start - length, found.end, found.mention.by, concept=found.mention.concept)
            return replace(whole, tenor=found.tenor)
    return found


def thing_of(place: Place, phrase: Phrase) -> Found | None:
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
    article = rx("[^，]{1,10}?[一兩](?:個|間|套|伙|戶|名|家|座|幢|棟)(?=.{2})").match(words[start : last.end])
    start += article.end() if article and first is last else 0  # 城市花園一個中層戶
    lead = rx("^(?:各|該|此|這|另|某|全體|所有|整體|主要|新|本地|當地)(?=.{2})").match(words[start : last.end])
    start += lead.end() if lead and first.kind == "noun" else 0
    mark = rx(r"^[0-9]{1,2}[.、)）]\s*").match(words[start : last.end])  # a list's mark
    start += mark.end() if mark and first.kind == "noun" else 0
    if last.end - start < 2 or NO_NOUN.match(words[start : last.end]) or last.end - start > 14:
        return None
    known = first.found.mention.concept if first is last and first.found else None
    return Found(start, last.end, scene.mention(start, last.end, "noun", concept=known))


def measure_within(place: Place) -> Found | None:
    """在零售額中，糧油類增長9%: the measure whose parts a sentence goes through."""
    return next(
        (
            f
            for f in place.scene.found
            if f.end <= place.start and f.mention.kind == "metric" and not f.is_event and fits(place.q, f)
            and rx("(?:當|之)?中，").match(place.scene.words, f.end)
        ),
        None,
    )  # fmt: skip


def fits(q: Quantity, found: Found) -> bool:
    """Whether a measure can be written in this unit."""
    dimension = found.concept.dimension if found.concept else None
    if dimension is None or q.unit in RATES or found.category == "share":
        return True
    if q.unit == "NONE":
        return True
    if q.is_money:
        return dimension in ("money", "price", "count")
    if dimension in ("rate", "probability"):
        return q.unit in DURATIONS
    return q.unit != "INDEX_POINT" or dimension in (
        "count",
        "index",
        "physical",
        "duration",
        "multiple",
        "price",
        "ordinal",
    )
