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
from extract.numerals import small
from extract.reading import Passage, Reading
from extract.text import key, rx
from kg.ledger import Example, Finding, Ledger, Quote
from kg.rules import Judgement
from kg.wording import told

NAME = "enumeration"
TITLE = {"zh-Hant": "列舉", "zh-Hans": "列举", "en": "Enumeration"}

_NUMERAL = "一二三四五六七八九十"
_MANY = rf"(?P<many>[兩{_NUMERAL[1:]}]|[2-9])"
#: 三大原因, 兩項措施, 四方面, 分兩步走, 原因有三
_HEAD = rx(
    rf"(?<![0-9.]){_MANY}(?:個(?!月|季|百分|基點|交易|小時|星期|工作|億|萬|多|半)|大|項|方面|點|種|條|類|重|則|招|道|步|股|層)(?P<noun>[^，。；：、0-9（）「」]{{0,9}})"
    rf"|(?:原因|理由|因素|好處|重點|關鍵|考量|特點|亮點|風險|問題|任務|目的|影響|背景|動機)有(?P<many2>[兩{_NUMERAL}])(?:個|項|點|大|層|重)?(?=[，：、。])"
)
#: What, named between the head and a list, the list is of instead.
_OTHER_HEAD = rx(r"另有|成因|另外|此外|同時|其中")
_MARKS: tuple[tuple[str, ...], ...] = (
    tuple(f"{n}是" for n in _NUMERAL),
    tuple(f"{n}來" for n in _NUMERAL),
    tuple(f"其{n}" for n in _NUMERAL),
    tuple(f"第{n}步" for n in _NUMERAL),
    tuple(f"第{n}重" for n in _NUMERAL),
    tuple(f"第{n}大" for n in _NUMERAL),
    tuple(f"第{n}方面" for n in _NUMERAL),
    tuple(f"第{n}" for n in _NUMERAL),
    tuple(f"（{n}）" for n in _NUMERAL),
    tuple(f"（{n}）" for n in range(1, 10)),
    tuple("①②③④⑤⑥⑦⑧⑨"),
    tuple(f"{n}、" for n in _NUMERAL),
    tuple(f"{n}." for n in range(1, 10)),
)
_BEGIN = rx(r"(?:^|[，,。；;：:、\s「『“（(]|則|分別|即)")
_NO_MARK = rx(r"第[一二三四五六七八九十](?:季|次|年|名|大|家|代|屆|輪|期|批|位|個|階段|線|產業|財|商業|銀|把|手|上|太|天|週|日|集團|人民|工|金)")
_OPEN = rx(r"其中|包括|例如|譬如|至少|另外|之一|(?<![眼目當日])前|近|逾|第|每|多|有一|一")
#: First, next, last: how many such words follow one another.
_FIRST, _NEXT, _LAST = rx(r"首先|首要"), rx(r"其次|再者|再次|此外|第[三四五六七](?=[，是則])"), rx(r"最後|末了")
#: Of those the ones that leave no doubt: 此外 may lead on to something else.
_SURE = rx(r"其次|(?<!。)再者|第[三四五六七](?=[，是則])")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every announced number of items with the list that follows in its paragraph, or stands beside it."""
    passages = [(reading, passage, text) for reading, passage, text, _ in ledger.sentences()]
    for place, (reading, passage, text) in enumerate(passages):
        if passage.role != "body":
            continue
        done: set[int] = set()
        for head in _HEAD.finditer(text):
            if _OPEN.search(text[max(0, head.start() - 2) : head.start()]):
                continue
            following = text[head.end() :]
            last = passage.paragraph
            for other, later, words in passages[place + 1 : place + 60]:
                if other is not reading or later.role != "body":
                    break
                following += "\n" + words if later.paragraph != last else words
                last = later.paragraph
            found = _judge(ledger, reading, passage, head, following, len(text) - head.end())
            if found:
                done.add(head.start())
                yield found
                break
        yield from _named(ledger, reading, passage, text, done)


def _judge(
    ledger: Ledger, reading: Reading, passage: Passage, head: re.Match[str], following: str, here: int
) -> Finding | None:
    stated = int(small(head["many"] or head["many2"]) or 0)
    listed, first, last = _count(following)
    if last < 0 and listed < stated:
        return None
    if listed < 2 or _OTHER_HEAD.search(following[:first]):
        return None
    if listed < stated and ((last < here and rx("等|其餘|另").search(following[last : last + 60])) or stated > 5):
        return None
    return _tell(ledger, reading, passage, head.start(), head.end(), stated, listed)


def _count(text: str) -> tuple[int, int, int]:
    """How many marks follow one another from the first, where the first stands and where the last."""
    for marks in _MARKS:
        at, listed, first, where = 0, 0, 0, 0
        for mark in map(key, marks):
            places = (at + m.start() for m in re.finditer(re.escape(mark), text[at:]))
            found = next((start for start in places if _begins(text, start) and _reached(text, at, start)), None)
            if found is None:
                break
            where = found
            at, listed = where + len(mark), listed + 1
            if listed == 1:
                first = where
                if where > 34 and text[where - 1] != "\n":
                    return 0, 0, 0
        if listed >= 2:
            return listed, first, where
    begin = _FIRST.search(text[:34])
    if begin is None:
        return 0, 0, 0
    rest = text[begin.end() :]
    lines = rest.split("\n")
    apart = text[begin.start() - 1 : begin.start()] == "\n"  # a paragraph each: the words begin paragraphs
    rest = "".join(line[:6] + "\n" for line in lines[1:]) if apart else lines[0][:300]
    end = _LAST.search(rest)
    steps = len(_NEXT.findall(rest[: end.start()] if end else rest))
    if end is None:  # 首先…其次 and no last: as many as there are, or more
        sure = len(_SURE.findall(rest))
        return (1 + (sure or steps), begin.start(), -1) if steps else (0, 0, 0)
    return (2 + steps, begin.start(), begin.end() + end.start()) if steps else (0, 0, 0)


def _reached(text: str, at: int, start: int) -> bool:
    """Whether the next mark belongs to the list: in its paragraph, or at the beginning of the next ones, none left out."""
    gap = text[at:start]
    lines = gap.count("\n")
    return not lines or (text[start - 1] == "\n" and lines <= 2)


def _begins(text: str, at: int) -> bool:
    if re.match(r"[0-9]\.[0-9]", text[at : at + 3]):
        return False  # 1.26億 is no mark
    return bool(_BEGIN.search(text[max(0, at - 1) : at] or "，")) and not _NO_MARK.match(text, at)


_CLASS = "(?:家|名|國|檔|隻|只|位|座|個|款|種|大|所|艘|部|地|城|縣|市|間|支|條|項|類|塊|方面|宗|幅)"
_ITEM = "[^，。；：、（）()]{2,16}"
_LISTED = rf"{_ITEM}(?:、{_ITEM})*(?:，?(?:以及|和|與|及|跟){_ITEM})?"
#: 四家銀行（甲、乙及丙）, 兩隻新股分別為甲及乙, 四大板塊，分別是…, 四方面缺失，包括…
_NAMES_BEHIND = rx(
    rf"(?<![第前近逾每上同0-9.])(?<!(?<!旗)下)(?P<many>[兩三四五六七八九十]|[2-9]){_CLASS}(?P<noun>[^，。；：、0-9（）「」—]{{0,10}}?)"
    rf"(?P<opener>（|：|——|，?即|，?分別(?:是|為)|，?依序為|，?包括|，?包含|(?<=廠)(?!商)(?=[A-Z一-鿿])|(?<=業務)|(?<=板塊)|(?<=業態)|(?<=屋苑)|(?<=龍頭))(?P<names>{_LISTED})(?=[）。；，—]|$)"
)
#: 越南、泰國、印尼及馬來西亞等三國, 法國、德國四國
_NAMES_BEFORE = rx(
    r"(?:^|[，。；：]|包括|由|分別為|分別是)(?P<names>[^，。；：、0-9等（）]{2,10}(?:、[^，。；：、0-9等（）]{2,10}){1,7}(?:[和與及以]+[^，。；：、0-9等（）]{2,8})?)"
    r"(?P<open>等)?(?P<many>[兩三四五六七八九十])(?:大|家|個|檔|國|地|項|座|間|款|人|位|名|種)(?P<noun>[^，。；：]{0,6})"
)
_LAST_JOIN = re.compile(key("^[一-鿿A-Za-z]{2,}[和與][一-鿿A-Za-z]{2,}$"))
_VERB = rx("開|設|有|增|減|關|買|賣|獲|達|推|建|共|在|到|為|將|已|了|連|漲|跌|升|降|報|收")
#: 及 parts two names; 和 and 與 may stand within one.
_AND, _MAY_JOIN = re.compile(key("，?(?:以及|及(?!時|早|其))")), re.compile(key("[和與跟]"))


def _named(ledger: Ledger, reading: Reading, passage: Passage, text: str, done: set[int]) -> Iterator[Finding]:
    """A number of names beside the names themselves, joined by 、 and 及; 和 may stand within a name."""
    for pattern, behind in ((_NAMES_BEHIND, True), (_NAMES_BEFORE, False)):
        for found in pattern.finditer(text):
            if found.start("many") in done or found["noun"].endswith("之一") or _OPEN.search(text[max(0, found.start("many") - 1) : found.start("many")]):
                continue  # 國內第三大、全球前十大乳企之一: a rank
            if any(rx("^[0-9]|元$|%|[萬億兆]").search(part) for part in found["names"].split("、")) or _ITEM_MARK.match(found["names"]):
                continue
            names = [name for part in found["names"].split("、") for name in _AND.split(part)]
            last = names[-1] if len(names) > 1 or behind else ""
            few, many = len(names), len(names) + len(_MAY_JOIN.findall(found["names"]))
            if not _AND.search(found["names"]) and _LAST_JOIN.search(names[-1]):
                few += 1  # the last 和 of a list parts its last two
            if any(len(name.strip()) < 2 for name in names) or (not behind and _VERB.search(last)) or many < 2:
                continue
            stated = int(small(found["many"]) or 0)
            open_ = bool(found.groupdict().get("open")) or (behind and rx("包括|包含").search(found["opener"]) is not None)
            if few <= stated <= many:
                listed = stated
            elif many < stated:
                if open_ or text[found.end("names") : found.end("names") + 1] == "等" or "等" in found["names"][-3:]:
                    continue
                listed = many
            else:
                listed = few
            if listed != stated and behind and (_SENTENCE.search(found["names"]) or (found["opener"] in "：（" and len(names) < 2)):
                continue
            yield _tell(ledger, reading, passage, found.start("many"), found.end("noun"), stated, listed)


#: ：一是放寬養老、托育等領域準入: the list is of clauses that are counted themselves.
_ITEM_MARK = rx(rf"第?[{_NUMERAL}](?:是|則|來|、|，|方面)|其[一二三]|首先|[0-9][.、]")
#: A list of clauses, not of names.
_SENTENCE = rx(r"[0-9]{2,}|[漲跌升降增減][^、]{0,3}(?:%|成)|表示|指出|認為")


def _tell(ledger: Ledger, reading: Reading, passage: Passage, start: int, end: int, stated: int, listed: int) -> Finding:
    quote: Quote = ledger.cut(reading, passage, start, end)
    margin = Fraction(abs(listed - stated))
    alike = listed == stated
    judged = Judgement(
        verdict="exact" if alike else "inconsistent", computed=Interval.point(listed), stated=Interval.point(stated),
        margin=None if alike else margin, severity=None if alike else "error",
    )  # fmt: skip
    inside = [c for c in ledger.own(reading) if c.span in quote.span]
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
