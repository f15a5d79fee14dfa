"""因果先後：原因還沒發生，結果已經出現

## 做什麼
文章說甲造成了某月某日的乙，別處卻寫甲要到之後才開始時，把兩個日期擺在一起。
Where the text says that A brought about B of some date, and elsewhere that A begins only later, the two dates are set side by side.

## 為何重要
結果早於原因，這句因果就不成立；常是日期寫錯，或把預期當成了原因。
An effect before its cause is none: a date is wrong, or an expectation was taken for the cause.

## 如何判定
原因的開始日晚於結果的最後一天，而且原因寫明是事實：張力。日期以寫得最細的為準。
The cause begins after the last day of the effect, and is told as a fact: a tension. The finest date told counts.

## 何時沉默
市場先行反應（消息、憧憬、預期、等待、趕在之前）；預測的結果；同一件事有更早的日期；上一次、下一次。
Silent on anticipation, on effects that are foreseen, where an earlier date of the same thing is told, on the last and the next time.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import cast

from extract.reading import Passage, Period, Reading
from extract.text import key, rx
from kg.causality import Told, found, periods, quoted, told
from kg.ledger import CLAUSE, Example, Finding, KeyRole, Ledger

NAME = "cause-order"
TITLE = {"zh-Hant": "因果先後", "zh-Hans": "因果先后", "en": "Order of cause and effect"}

#: What one reacts to before it happens.
_AHEAD = rx(
    "消息|憧憬|預期|等待|觀望|搶在|趕在|趕著|提前|之前|前夕|宣布|宣佈|公告|傳出|傳聞|題材|擬|計畫|將至|在即|倒數|押注|布局|提早|搶|憂|擔心|料|可望|恐"
)
#: What begins, and that it begins.
_BEGINS = rx(
    "(?:的?(?:政策|措施|計畫|方案|新制|制度)?(?:正式)?(?:實施|生效|啟動|上路|執行|展開|發放|開徵|開始|推出|啟用|落地|施行|上線|調升|調降|調漲|上調|下調|減半|減免|調整|改革|上架|登陸|公布|投產|建成|量產|竣工|開業|通車|上市|掛牌))+$"
)
_DATED = rx("[自從由於在起]|將於|預定|訂於|定於|擬於|生效|實施|啟動|展開|執行|上路|開徵|發放|開始|投產|建成|竣工|開業|通車|掛牌|調整|登陸")
_OTHER_TIME = rx("上一?次|下一?次|上一?輪|下一?輪|前次|再次|首次")
_ANAPHOR = rx("(?:這|此|該)")


def keys(ledger: Ledger) -> Iterator[tuple[KeyRole, str]]:
    """What each link's cause begins with, and every dated beginning."""
    for one in told(ledger, anaphors=True):
        thing = _thing(one)
        if thing and _effect_time(one) is not None:
            yield "ask", f"begins:{thing[-4:]}"
    if len(ledger.readings) > 1:
        return
    for _, _, text, _ in ledger.sentences():
        for ahead in _BEFORE_DATE.finditer(text):
            yield from (("state", f"begins:{ahead['thing'][-size:]}") for size in (2, 3, 4) if len(ahead["thing"]) >= size)


#: What a sentence says to begin, before the date of it.
_BEFORE_DATE = rx("(?P<thing>[^，。；：、0-9（）]{2,4})(?:政策|措施|新制)?(?:將|預定|訂|定|擬)?[自由於在從]?(?=(?:明|今|去|後)年|[0-9]{1,4}[年月])")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every link told as a fact whose effect has a date, with the beginnings of its cause."""
    for one in told(ledger, anaphors=True):
        thing = _thing(one)
        effect = _effect_time(one)
        if not thing or effect is None or effect.last is None:
            continue
        beginnings = list(_beginnings(ledger, thing, one))
        days = [begin for begin in beginnings if begin[2].grain == "day"]
        beginnings = days or beginnings
        if beginnings and all(period.first is not None for _, _, period in beginnings):
            reading, _, begin = min(beginnings, key=lambda b: b[2].first)  # type: ignore[arg-type, return-value]
            yield _tell(one, effect, reading, begin)


def _thing(one: Told) -> str:
    """What would be said to begin: the cause without time and predicate; empty where the link is no plain fact of one."""
    link = one.link
    around = one.before[-10:] + key(link.span.of(one.reading.article.raw))
    if link.modality != "fact" or not one.asserted or _AHEAD.search(around) or _OTHER_TIME.search(around):
        return ""
    if periods(one.reading, link.cause):
        return ""
    bare = _BEGINS.sub("", link.moves.bare)
    bare = bare.strip("的「」“” ")
    return bare if 2 <= len(bare) <= 12 else ""


def _effect_time(one: Told) -> Period | None:
    """When the effect is said to be; of 這一回升 when what was said before it was."""
    own = [p for p in periods(one.reading, one.link.effect) if p.last is not None]
    if own:
        return own[0]
    if not _ANAPHOR.match(key(one.link.effect.of(one.reading.article.raw))):
        return None
    before = [p for p in periods(one.reading, one.passage.span) if p.last is not None and p.span.end <= one.link.effect.start]
    return before[-1] if before else None


def _beginnings(ledger: Ledger, thing: str, one: Told) -> Iterator[tuple[Reading, Passage, Period]]:
    """The periods of the clauses that tell when a thing begins, outside the link itself."""
    for reading, passage, text in _dated(ledger).get(thing[:2], ())[:_MOST]:
        if thing not in text:
            continue
        first = reading.text.key_offset(passage.span.start)
        at = 0
        for clause in CLAUSE.split(text):
            start, at = at, at + len(clause) + 1
            if thing not in clause or _OTHER_TIME.search(clause):
                continue
            span = (reading.text.raw_span(first + start, first + start + len(clause))) if clause else passage.span
            if reading is one.reading and span.overlaps(one.link.span):
                continue
            begins = bool(_DATED.search(clause))
            where = first + start + clause.index(thing)
            for period in periods(reading, span):
                told_of = begins or reading.text.key_offset(period.span.end) == where  # 12月1日停止縮表
                if period.first is not None and told_of:
                    yield reading, passage, period


def _dated(ledger: Ledger) -> dict[str, list[tuple[Reading, Passage, str]]]:
    """The sentences that name a time, by every two characters in them."""
    place = ("dated", "")
    if place not in ledger.known:
        index: dict[str, list[tuple[Reading, Passage, str]]] = defaultdict(list)
        for reading, passage, text, _ in ledger.sentences():
            if _TIMED.search(text):
                for pair in {text[at : at + 2] for at in range(len(text) - 1)}:
                    index[pair].append((reading, passage, text))
        ledger.known[place] = index
    return cast(dict[str, list[tuple[Reading, Passage, str]]], ledger.known[place])


#: In how many sentences a beginning is looked for.
_MOST = 400
_TIMED = rx("[年月日]")


def _tell(one: Told, effect: Period, reading: Reading, begin: Period) -> Finding:
    assert begin.first is not None and effect.last is not None
    late = begin.first > effect.last
    quotes = (quoted(reading, begin.span), quoted(one.reading, effect.span))
    return found(
        NAME, "tension" if late else "exact", quotes, (one.link,),
        formula=f"{begin.first.isoformat()} {'>' if late else '≤'} {effect.last.isoformat()}",
        chinese=f"原因始於「{begin.words}」，結果寫的是「{effect.words}」（{one.quote.words}）",
        english=f"The cause begins at {begin.words}, the effect is of {effect.words}",
    )  # fmt: skip


EXAMPLES = (
    Example(
        text="貨物稅減徵自2026年2月1日起實施。公會表示，貨物稅減徵帶動2025年12月新車掛牌數回升。",
        verdict="tension",
        touches=("2026年2月1日", "2025年12月"),
        published=dt.date(2026, 3, 1),
    ),
    Example(
        text="电价上调自2025年9月1日起执行。统计局表示，电价上调推升2025年10月的居住类价格。",
        verdict="exact",
        touches=("2025年9月1日", "2025年10月"),
    ),
    Example(text="關稅將於明年1月1日生效，業者趕在關稅上路前出貨，帶動11月出口大增。", verdict=None, note="先行反應"),
    Example(text="補貼自2026年1月起發放。由於消費者等待補貼發放，2025年12月銷量下滑。", verdict=None, note="等待"),
)
