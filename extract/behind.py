"""The noun behind a number: what 38兆美元債務 and 80%的機率 measure, what 三個關鍵事實 counts, whose 持股8.46%的股東 is."""

from __future__ import annotations

from typing import NamedTuple

from extract.chunks import NOMINAL, Chunk
from extract.mentions import Found
from extract.owners import Owner
from extract.phrases import NO_NOUN, event_fits, is_verbal
from extract.scene import ODDS, RATES, Place
from extract.text import key, rx

_LEAD = rx("(?:」|』|”)?(?:以上|以下|左右|上下|多|餘)?(?P<of>的)?(?:「|『|“)?")
_LEAD_COUNTED = rx("(?:以上|左右|多|餘)?(?:的)?[「『“]?")
#: Behind these a noun has ended.
_ENDS_NOUN = ("de", "comma", "adverb", "state", "join", "open", "close", "conjunction", "move", "prep")
#: Where a number stands, not what it is of: 27,000點關卡, 12.4萬美元的新高, 財測的高標.
_PLACE_OF_IT = rx(
    "(?:新高|新低|高點|低點|高位|低位|紀錄)(?:後|之後|水準)?$|(?:傳言|傳聞|消息|說法|報導|報道|猜測)$|"
    "(?:關卡|大關|關口|高標|低標|上緣|下緣|中值|中位數|水準|水平|(?<!目標)(?:區間|範圍))$"
)
#: What one holds a part of: 16.2%股權.
_HOLDING = rx("^(?:股份|股權|持股|權益|表決權|投票權|代幣)$")
_SIZE = rx("(?:規模|市值|總值|價值|面積|金額|年營收|總額|造價|資產)(?:約|達|為|近|逾|高達|超過)*$")
#: An adverb before the noun counted (28家已上市公司); 有28位預期 counts who stood before.
_BESIDE = rx("已$|(?![預料估認將會可能]).{2}")
#: Words that stand for a firm named before, but name a thing of their own where they are counted.
_FIRM = rx("^(?:公司|企業|集團|銀行|機構|券商|基金)$")
DAYS = rx("交易日|營業日|自然日|工作日|月|年度|季度")


class Behind(NamedTuple):
    """The noun behind a number; `linked`: by 的, or the odds of something."""

    noun: Found
    linked: bool


def _room(place: Place, reach: int) -> int:
    """Where what may be the number's noun ends: its clause, the number behind it, `reach` characters."""
    following = place.following.start if place.following else place.clause_end
    return min(place.clause_end, following, place.number.end + reach)


# ---- what a number measures


def noun_behind(place: Place) -> Behind | None:
    """The noun that follows a number: 38兆美元聯邦債務, 80%以上的升息機率, 2%的目標."""
    lead = _LEAD.match(place.scene.words, place.number.end)
    at = lead.end() if lead else place.number.end
    linked = bool(lead and lead["of"])
    run, closed = _noun_run(place, at)
    if (odds := _odds(place, at, run)) is not None:
        return Behind(odds, linked)
    if not run or _PLACE_OF_IT.search(place.scene.words[run[0].start : run[-1].end]):
        return None
    last = run[-1]
    if last.found is not None and last.kind == "measure":
        return Behind(last.found, linked) if _is_measure_of(place, last.found, linked) else None
    if last.found is not None and last.kind == "event":
        return Behind(last.found, False) if linked and event_fits(place.q) else None
    if _HOLDING.match(place.scene.of(last)):
        return Behind(place.scene.noun(last.start, last.end, "noun-after"), False)
    return _other_noun(place, run, linked) if closed else None


def _noun_run(place: Place, at: int) -> tuple[list[Chunk], bool]:
    """The nominal chunks from `at` on, and whether a noun ends there."""
    run: list[Chunk] = []
    closed = True
    for chunk in place.walk.ahead(at, _room(place, 24)):
        if chunk.kind in NOMINAL:
            run.append(chunk)
        elif chunk.kind != "quote" or not run:
            closed = chunk.kind in _ENDS_NOUN
            break
    while len(run) > 1 and run[-1].kind == "noun" and _is_no_noun(place, run[-1]):
        run.pop()  # 38兆美元的國債擺在那裡, 1100億元定期存款到期
        closed = True
    return run, closed


def _is_no_noun(place: Place, chunk: Chunk) -> bool:
    words = place.scene.of(chunk)
    return len(words) < 2 or is_verbal(words) or bool(NO_NOUN.match(words))


def _odds(place: Place, at: int, run: list[Chunk]) -> Found | None:
    """80%的機率: the odds, by the ontology's name or another."""
    sure = ODDS.match(place.scene.words, at) if place.q.unit == "PERCENT" else None
    known = run[0].found if run else None
    if sure is None:
        return None
    if known is None:
        return place.scene.noun(at, sure.end(), "probability-noun", concept="metric/probability")
    return known if known.mention.concept == "metric/probability" else None


def _is_measure_of(place: Place, found: Found, linked: bool) -> bool:
    """Whether the measure behind a number is its own."""
    concept, unit = found.mention.concept, place.q.unit
    if (concept == "metric/probability" and unit != "PERCENT") or (concept == "metric/spread" and linked):
        return False
    return linked or unit not in RATES or unit == "PERCENT"


def _other_noun(place: Place, run: list[Chunk], linked: bool) -> Behind | None:
    """A noun that is no measure of the ontology's, behind an amount or 的."""
    q, last = place.q, run[-1]
    amount = q.unit not in RATES and q.unit not in ("INDEX_POINT", "NONE")
    if not (linked or amount):
        return None
    if last.kind == "noun" and (_is_no_noun(place, last) or last.end - last.start > 10):
        return None
    if last.kind == "name" and last.found is not None:
        return Behind(last.found, False) if amount else None
    start = run[-2].start if len(run) > 1 and run[-2].kind == "measure" else last.start
    return Behind(place.scene.noun(start, last.end, "noun-after"), linked)


def holder_behind(place: Place) -> Owner | None:
    """持股8.46%的第二大股東海曜創投, 市值3兆美元的輝達: whose a measure is that describes its owner."""
    words, end = place.scene.words, place.number.end
    if words[end : end + 1] != key("的"):
        return None
    last: Chunk | None = None
    for chunk in place.walk.ahead(end + 1, min(place.clause_end, end + 20)):
        if chunk.kind not in (*NOMINAL, "number", "quote"):
            break
        last = chunk if chunk.kind in NOMINAL else last
    if last is None:
        return None
    if last.kind == "noun" and 2 <= last.end - last.start <= 8 and _SIZE.search(place.near):
        return Owner(
            place.scene.mention(last.start, last.end, "noun"), None, "after", item=True
        )  # 規模1.2億美元的保險基金
    if last.kind != "name" or last.found is None or last.found.mention.kind != "entity":
        return None
    return Owner(last.found.mention, last.found.tenor, "after")


# ---- what is counted


def counted_behind(place: Place) -> Found | None:
    """The noun phrase right behind a count: 三個關鍵事實, 368項查價項目, 12家上市公司."""
    scene = place.scene
    run = _nearest_noun(_counted_run(place), scene.words)
    if not run:
        return None
    start, stop = run[0].start, run[-1].end
    among = rx("[^，]{2,}?(?P<among>[當之]?中|裡)$").match(scene.words[start:stop])
    stop -= len(among["among"]) if among and run[-1].kind == "noun" else 0  # 35位經濟學家中
    known = run[-1].found.mention.concept if run[-1].found and len(run) == 1 else None
    if not 2 <= stop - start <= 14 or NO_NOUN.match(scene.words[start:stop]):
        return None
    return scene.noun(start, stop, "counted", concept=known)


def _counted_run(place: Place) -> list[Chunk]:
    """The chunks right behind a count that may name what is counted."""
    scene = place.scene
    lead = _LEAD_COUNTED.match(scene.words, place.number.end)
    run: list[Chunk] = []
    for chunk in place.walk.ahead(lead.end() if lead else place.number.end, _room(place, 20)):
        if chunk.kind in NOMINAL or (run and chunk.kind == "de"):
            run.append(chunk)
        elif chunk.kind == "pronoun" and _FIRM.match(scene.of(chunk)):
            run.append(Chunk("noun", chunk.start, chunk.end))
            break  # 27家公司營業收入: the firms are counted
        elif chunk.kind != "quote" and (chunk.kind != "adverb" or run or not _BESIDE.match(scene.of(chunk))):
            break
    return run


def _nearest_noun(run: list[Chunk], words: str) -> list[Chunk]:
    """Of a run the noun that is counted: without what measures it, without what describes it."""
    days = bool(run) and DAYS.match(words, run[0].start)
    while run and (run[-1].kind == "de" or (len(run) > 1 and not days and _is_no_count(run[-1]))):
        run = run[:-1]  # 31個大城市失業率: the cities are counted
    if [c.kind for c in run[:3]] == ["noun", "de", "measure"]:
        return run[:1]  # 三家企業的研發投入: the firms are counted
    links = [at for at, chunk in enumerate(run) if chunk.kind == "de"]
    return run[links[-1] + 1 :] if links and len(run) > 1 else run


def _is_no_count(chunk: Chunk) -> bool:
    """Whether a measure can be of counted things, but is none itself."""
    concept = chunk.found.concept if chunk.found is not None and chunk.kind == "measure" else None
    return concept is not None and concept.dimension in ("rate", "price", "index", "money", "probability")
