"""列舉：說幾項，列幾項

## 做什麼
文字說「三大原因」「兩項措施」「四家公司」，接著逐一列出時，數一數列出的項目。
Where the text announces so many reasons, measures or firms and then lists them, the items are counted.

## 為何重要
說三項卻列四項，是改稿時漏改的痕跡，也讓人懷疑漏掉了什麼。
Three announced and four listed is the trace of an edit, and makes the reader wonder what is missing.

## 如何判定
數「一是、二是」「第一、第二」「首先、其次」或頓號分開的名字，與所說的數字比對。
The markers (一是、二是; 第一、第二; 首先、其次) or the names between 、 are counted and held against the number.

## 何時沉默
列舉未完（等、其中、包括）；列到文章之外；標記斷號；看不出列的就是所說的那些。
Silent where the list is open (等, 其中, 包括), runs on past the paragraph, skips a mark, or is not shown to be the one announced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from extract.interval import Interval
from extract.reading import Passage, Reading
from extract.text import key, rx
from kg.ledger import Example, Finding, Ledger, Quote
from kg.rules import Judgement
from kg.wording import told

NAME = "enumeration"
TITLE = {"zh-Hant": "列舉", "zh-Hans": "列举", "en": "Enumeration"}

_NUMERAL = "一二三四五六七八九十"
_HEAD = rx(
    rf"(?P<many>[兩{_NUMERAL}]|[2-9])(?:個|大|項|方面|點|種|條|類|重|則|招|道|步)(?:主要|關鍵|核心|重大|方面|重要|利多|利空|因素)*的?"
    r"(?P<noun>原因|因素|理由|措施|條件|挑戰|風險|問題|重點|方向|任務|建議|利多|利空|變數|支柱|趨勢|特點|特徵|亮點|難題|關鍵|目標|面向|結論|訊號|信號|看點|舉措|工作|壓力|動力|情境|步驟|考量|考慮|障礙|影響|渠道|管道|途徑|優勢|觀察|觀察點|改革|優惠|方案|發現|疑慮|不確定性|隱憂|策略|要點|層面|觀察重點|動能|政策|要求|原則|變化|方面)"
)
_MARKS: tuple[tuple[str, ...], ...] = (
    tuple(f"{n}是" for n in _NUMERAL),
    tuple(f"{n}來" for n in _NUMERAL),
    tuple(f"其{n}" for n in _NUMERAL),
    tuple(f"第{n}" for n in _NUMERAL),
    tuple(f"（{n}）" for n in _NUMERAL),
    tuple(f"（{n}）" for n in range(1, 10)),
    tuple(f"{n}、" for n in _NUMERAL),
    tuple(f"{n}." for n in range(1, 10)),
)
_BEGIN = rx(r"(?:^|[，,。；;：:、\s「『“（(]|則|分別|即)")
_ORDERED = (rx("首先|首要|第一"), rx("其次|再者|第二"), rx("再次|第三"), rx("最後|末了"))
_NO_MARK = rx(r"第[一二三四五六七八九十](?:季|次|年|名|大|家|代|屆|輪|期|批|位|個|階段|線|產業|財|商業|銀|步|把|手|上|太|天|週|日|集團|人民|工|金)")
_OPEN = rx(r"其中|包括|例如|譬如|至少|另外|之一")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every announced number of items with the list that follows in its paragraph."""
    passages = [(reading, passage, text) for reading, passage, text, _ in ledger.sentences()]
    for place, (reading, passage, text) in enumerate(passages):
        for head in _HEAD.finditer(text):
            if passage.role != "body" or _OPEN.search(text[max(0, head.start() - 4) : head.start()]):
                continue
            following = text[head.end() :]
            for other, later, words in passages[place + 1 : place + 8]:
                if other is not reading or later.paragraph > passage.paragraph + 1 or _HEAD.search(words):
                    break
                following += "\n" + words if later.paragraph != passage.paragraph else words
            found = _judge(ledger, reading, passage, head, following, len(text) - head.end())
            if found:
                yield found
        yield from _named(ledger, reading, passage, text)


def _value(words: str) -> int:
    return int(words) if words.isascii() else _NUMERAL.index("二" if words in "两兩" else words) + 1


def _judge(
    ledger: Ledger, reading: Reading, passage: Passage, head: re.Match[str], following: str, here: int
) -> Finding | None:
    stated = _value(head["many"])
    listed, last = _count(following)
    if listed < 2:
        return None
    if listed < stated and (last < here and rx("等|其餘|另").search(following[last : last + 60]) or stated > 5):
        return None
    return _tell(ledger, reading, passage, head.start(), head.end(), stated, listed)


def _count(text: str) -> tuple[int, int]:
    """How many marks follow one another from the first, and where the last stands."""
    for marks in _MARKS:
        at, listed, where = 0, 0, 0
        for mark in map(key, marks):
            found = next((m for m in re.finditer(re.escape(mark), text[at:]) if _begins(text, at + m.start())), None)
            if found is None:
                break
            where = at + found.start()
            at, listed = where + len(mark), listed + 1
            if listed == 1 and where > 60:
                return 0, 0
        if listed >= 2:
            return listed, where
    return 0, 0


def _begins(text: str, at: int) -> bool:
    return bool(_BEGIN.search(text[max(0, at - 1) : at] or "，")) and not _NO_MARK.match(text, at)


#: 包括X、Y、Z三家公司: names that stand before their number, closed.
_NAMED = rx(
    rf"(?:^|[，。；：]|包括|以及|由|有|分別為|分別是)(?P<names>[^，。；：、0-9等]{{2,12}}(?:、[^，。；：、0-9等]{{2,12}}){{1,7}}(?:[和與及][^，。；：、0-9等]{{2,8}})?)"
    rf"(?:等)?(?P<many>[兩{_NUMERAL}])(?:大|家|個|檔|國|地|項|座|間|款|人|位|名|種)(?P<noun>[^，。；：]{{0,6}})"
)


_VERB = rx("開|設|有|增|減|關|買|賣|獲|達|推|建|共|在|到|為|將|已|了|連")


def _named(ledger: Ledger, reading: Reading, passage: Passage, text: str) -> Iterator[Finding]:
    for found in _NAMED.finditer(text):
        names = re.split(key("[、和與及]"), found["names"])
        stated, listed = _value(found["many"]), len([n for n in names if n.strip()])
        open_ = "等" in text[found.end("names") : found.start("many")]
        if listed == stated or (listed < stated and open_) or any(len(n) < 2 for n in names) or _VERB.search(names[-1]):
            continue
        if re.search(key("[和與及]"), found["names"]) and listed - stated == 1:
            continue  # 和 may stand within a name
        yield _tell(ledger, reading, passage, found.start("many"), found.end("many") + 1, stated, listed)


def _tell(ledger: Ledger, reading: Reading, passage: Passage, start: int, end: int, stated: int, listed: int) -> Finding:
    quote: Quote = ledger.cut(reading, passage, start, end)
    margin = Fraction(abs(listed - stated))
    alike = listed == stated
    judged = Judgement(
        verdict="exact" if alike else "inconsistent", computed=Interval.point(listed), stated=Interval.point(stated),
        margin=None if alike else margin, severity=None if alike else "error",
    )  # fmt: skip
    inside = [c for c in ledger.claims if c.span in quote.span and ledger.reading(c) is reading]
    return told(
        NAME, ledger, inside, judged,
        formula=f"{listed} {'=' if alike else '≠'} {stated}",
        chinese=f"文字說「{quote.words}」，接著列出{listed}項",
        english=f"The text announces {quote.words} ({stated}) and lists {listed}",
        also=(quote,),
    )  # fmt: skip


EXAMPLES = (
    Example(
        text="业内人士指出，本轮铜价上涨主要受两方面因素推动：一是智利矿山罢工导致供给收缩，二是美元走弱，三是电网投资带动需求。",
        verdict="inconsistent",
        touches=("两方面因素",),
    ),
    Example(
        text="他說，央行有三大考量：第一，通膨仍高；第二，房市未降溫；第三，匯率波動加劇。",
        verdict="exact",
        touches=("三大考量",),
    ),
    Example(text="美股四大指數同步收高，其中那斯達克指數大漲2.1%，費城半導體指數更勁揚3.4%。", verdict=None, note="只舉兩個"),
)
