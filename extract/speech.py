"""Who says so: speech frames (某某指出, 據某某的數據顯示), their speaker and how far each reaches. Key-frame offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.mentions import Found
from extract.nouns import VERB
from extract.reading import Mention
from extract.scene import Place, Scene, Speech, frame
from extract.text import HAN, key, rx

_TITLES = (
    "官員|分析師|經濟學家|總裁|董事長|總經理|執行長|行長|主席|部長|局長|主計長|處長|財務長|發言人|策略師|研究員|院長|理事長|教授|"
    "首席經濟學家|首席分析師|主任|司長|副總裁|副總經理|委員|專員|秘書長|理事|經理人|總監|副局長|副主席|副行長|創辦人|合夥人|經濟師"
)
_WHEN = "今天|今日|昨天|昨日|[0-9〇一二三四五六七八九十]{1,3}日|[0-9]{1,2}月[0-9]{1,2}日|[週周][一二三四五六日]|（[^）]{1,8}）|先前|此前|近期|近日|日前|早前"
_HOW = "則|也|並|還|曾|明確|進一步|隨後|更|再次|最新|同步|正式|另|同時|一致|普遍|多|大多|直|強|亦|都|對此|另外"
_WHERE = "在[^，。]{1,12}(?:上|中|時)|受訪時|接受訪問時"
_ADVERBS = rx(f"(?:{_HOW}|{_WHEN}|{_WHERE})+$")
#: What may stand between a speaker and the reporting word: 的數據, 官員, 4日, 也.
_GAP = rx(
    f"^(?:(?:{_WHEN}|最新|新近)*(?:公布|發布|發表|提供|公告|編製)的|的)?"
    "(?:最新|團隊|研究團隊|內部|一項|相關|初步|週|月度|年度|財報|季報|會議|民調|問卷|資金流|現貨|交易|系統|高層|利率期貨|FedWatch|旗下|全球|全國|"
    "亞洲|大中華區)*"
    "(?:數據|資料|報告|統計|調查|報價|研究|估計|預測|測算|模型|工具|消息|公告|報導|聲明|財報|紀錄|計算|定價|指數)?(?:所)?"
    f"(?:{_TITLES}|團隊|方面)?(?:[{HAN}·]{{2,4}}(?<!升息)(?<!降息)(?<!加息))?(?:{_HOW}|{_WHEN}|{_WHERE})*$"
)
_NO_NAME = rx("^(?:們|團隊|普遍|多數|大多|一致|在|於|對|將|會|的|指|曾|也|則|今|昨|預|認|辦公)|(?:們|認為|指出)$")
_NAME_FRONT = rx(
    "^.*(?:根據|依據|依照|按照|據|依|按|，|。|的|當前|目前|不過|但|而|惟|而且|此外|另外|另|同時|其中|則|多數|有)"
)
_ORG = (
    "局|院|部|署|處|會|行|公司|證券|銀行|集團|所|中心|協會|大學|基金|機構|網|社|研究|宏觀|智庫|科技|控股|投顧|投信|保險|交易所|聯會|工會|"
    "商會|辦公室|平台|委員會"
)
#: Reporting words that as often are nouns or verbs of doing: they need their speaker right before them.
_WEAK = set(rx("分析|看|維持|給出|上修|下修|調高|調降|研究|建議|評估|介紹|判斷").pattern.split("|"))
#: Behind a reporting word: what shows it to be a noun or another verb (預期拉滿, 估計值).
_NO_REPORT = rx("^(?:的|拉滿|升溫|降溫|落空|值|管理|心理|差|目標|平台|市場|增加|上升|下降|改變)")
#: 優於市場預期: what a figure is held against; nobody speaks there.
HELD_AGAINST = rx(
    "(?:高於|低於|優於|不如|遜於|超過|超出|不及|符合|較|比|好於|略高於|略低於)[^，。；]{0,8}(?:預期|預估|預測|估計|指引|財測)"
)
_EXPECTED = rx(
    "(?P<who>分析師|市場|法人|經濟學家|外界|華爾街|機構)?(?:普遍|平均|原先|先前|此前|一致)?(?:預期|預估|預測|共識)"
    "(?:的|值|值為|中位數|為|，)?(?:約|為)?$"
)


def expected(place: Place) -> re.Match[str] | None:
    """高於分析師預期的549.2億: this number is the expectation, the sentence around it is not."""
    return _EXPECTED.search(place.before[-18:])


def speaker(place: Place) -> Mention | None:
    """Who says a number: the expectation's owner, the last frame before it in the sentence, or the paragraph's speaker."""
    owner = expected(place)
    if owner and owner["who"]:
        at = place.number.start - (len(owner.string) - owner.start("who"))
        return place.scene.mention(at, at + len(owner["who"]), "expected")
    said = [speech.who for speech in place.scene.speech if speech.start < place.number.start]
    return said[-1] if said else place.carried.speaker


def speeches(scene: Scene) -> Iterator[Speech]:
    """The speech frames of a sentence."""
    words, done = scene.words, scene.start
    for verb in frame("speech", "verb").finditer(words, scene.start, scene.end):
        if verb.start() < done:
            continue
        quote = max(words.rfind(mark, scene.start, verb.start()) for mark in "「『“（(")
        floor = max(scene.clause_start(verb.start()), done, quote + 1)
        if _NO_REPORT.match(words[verb.end() : verb.end() + 2]) or HELD_AGAINST.search(words[floor : verb.end()]):
            continue
        if verb[0] == key("宣布") and any(f.is_event and f.start - verb.end() in (0, 1) for f in scene.found):
            continue  # 日銀宣布升息: it acts
        who = _who(scene, floor, verb.start(), weak=verb[0] in _WEAK)
        if who is not None:
            yield Speech(who[0], verb.end(), who[1])
            done = verb.end()


def _who(scene: Scene, floor: int, stop: int, *, weak: bool) -> tuple[int, Mention] | None:
    """The speaker before a reporting word at `stop`, and where the frame begins."""
    lead = scene.words[floor:stop]
    bare = _ADVERBS.sub("", lead)
    # 官員曹志弘表示, 統計處長蔡明倫說: the name behind the title
    person = rx(f"(?:{_TITLES})(?P<name>[{HAN}·]{{2,4}})$").search(bare)
    if person and not weak and not _NO_NAME.search(person["name"]):
        at = floor + person.start("name")
        known = next((f for f in scene.found if f.start == at and f.mention.kind == "entity"), None)
        return floor, known.mention if known else scene.mention(at, at + len(person["name"]), "person-with-title")
    named = [f for f in scene.found if floor <= f.start and f.end <= stop and _can_speak(f)]
    if named:
        gap = scene.words[named[-1].end : stop]
        if _GAP.match(gap) and not (weak and gap):
            return named[-1].start, named[-1].mention
    if rx("^(?:他|她|該行|該機構|該公司|該集團)(?:們)?[^，。]{0,6}$").match(lead):
        return None  # the speaker of the sentence before goes on
    nouns = [
        hit for hit in frame("speech", "speaker").finditer(lead)
        if not any(f.start <= floor + hit.start() and floor + hit.end() <= f.end for f in scene.found)
    ]  # fmt: skip
    if nouns and _GAP.match(lead[nouns[-1].end() :]):
        last = nouns[-1]
        run = rx(f"[{HAN}A-Za-z]{{0,8}}$").search(lead[: last.start()])
        extra = _NAME_FRONT.sub("", run[0] if run else "")
        at = floor + last.start() - (len(extra) if len(extra) <= 6 and not VERB.search(extra) else 0)
        return floor, scene.mention(at, floor + last.end(), "speaker-noun")
    if weak:
        return None
    latin = re.search(r"[A-Z][A-Za-z0-9.&]+(?: [A-Z][A-Za-z0-9.&]+)*$", bare)
    if latin and not any(f.mention.kind == "metric" and f.end > floor + latin.start() for f in scene.found if f.end <= stop):
        return floor + latin.start(), scene.mention(floor + latin.start(), floor + latin.end(), "latin-name")
    org = rx(
        f"(?:根據|依據|另據|據|依|按|有|某)?(?P<org>[{HAN}A-Za-z]{{2,12}}?(?:{_ORG}))(?P<gap>[^，。；]{{0,8}})$"
    ).search(lead)
    if org and _GAP.match(org["gap"]):
        at = floor + org.start("org")
        return at, scene.mention(at, at + len(org["org"]), "organisation-noun")
    return None


def _can_speak(found: Found) -> bool:
    return found.mention.kind == "entity" and found.category not in (
        "country", "region", "currency", "index", "commodity", "crypto", "bond", "pair",
    )  # fmt: skip
