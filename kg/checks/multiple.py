"""倍數：幾倍，還是多幾倍

## 做什麼
文字寫出兩個數字又說一個是另一個的幾倍、增加幾倍、翻倍時，重算兩者之比。
Where two numbers are given and one is said to be n times the other, or n times more, their ratio is worked out again.

## 為何重要
「增加兩倍」與「增為兩倍」差一整份；倍數也最常被誇大。
增加兩倍 and 增為兩倍 differ by a whole one; multiples are what is most often overstated.

## 如何判定
「是……的 n 倍」只有一種讀法；「增加 n 倍」「成長 n 倍」有兩種讀法（比為 n，或比為 n + 1），兩種都不成立才算不一致；「翻倍」「翻一番」是 2。
是…的 n 倍 has one reading; 增加 n 倍 has two, and only where both fail is it called inconsistent; 翻倍 is 2.

## 何時沉默
本益比、槓桿、超額認購等不是這兩個數字之比的倍數；看不出哪兩個數字在比。
Silent on multiples that are no ratio of the two (price-earnings, leverage, oversubscription), and where it is not shown
which two are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from extract.interval import Interval
from extract.reading import Claim
from extract.text import key, rx
from kg.formulas import MORE_TIMES, TIMES, Formula, weigh
from kg.ledger import Example, Finding, Ledger
from kg.pairing import bigrams, mentions_agree, period_apart, says_nothing
from kg.partitions import complementary
from kg.roles import RATES, figures, is_base, one_measure, ordered, windows
from kg.rules import Judgement, Number, relation
from kg.wording import said, said_in_english, told

NAME = "multiple"
TITLE = {"zh-Hant": "倍數", "zh-Hans": "倍数", "en": "Multiple"}

_OTHER = rx(r"申購|中籤|本益比|市盈率|市淨率|淨值比|槓桿|認購|超購|覆蓋|本夢比|市銷率|乘數|預售|利息保障|周轉|估值|報酬")
#: 相當於W的n倍, 是前者的n倍
_OF = rx(
    r"(?:相當於|等於|約為|已是|也是|是|為|達到?|有|至|到|超過|不到)(?P<base>[^，。；0-9]{1,14}?)(?:的|之)(?:約|近|逾|整整|足足|不到|將近|超過|大約|至少)*$"
)
#: 的n倍, right behind the base
_RIGHT_OF = rx(r"^[^，。；0-9]{0,6}(?:的|之)(?:約|近|逾|整整|足足|不到|將近|超過|大約|至少)*$")
_MORE = rx(
    r"(?:增加|增長|成長|增|多|高出?|漲|擴大|膨脹|提高|擴張|暴增|激增|翻|翻了|多出|攀升|飆升|上升|大增|上漲)(?:了|約|"
    r"近|逾|超過|將近|達|整整|足足|至少|高達)*$"
)
_ONLY = rx(
    r"(?:增為|增至|增到|擴大為|擴大到|擴大至|擴增至|變成|成為|達到|達|為|是|相當於|等於|升至|漲到|提高到|擴張到|"
    r"膨脹到)(?:其|原來的?|前者的?|後者的?|它的?|去年同期的?|上年同期的?|原本的?|當時的?|前一年的?|約|近|逾|了|的|"
    r"不到|整整|足足|將近)*$"
)
_THEN = rx(r"^(?:去年底|年初|當時|當初|當年|起初|原先|原本|最初|去年同期|上年同期|一年前|此前|期初|上市時)(?:的)?(?:水準|水平|規模|數字)?$")
_INVERSE = Formula(of=lambda a, b: TIMES.of(b, a), written="", slip="swapped_roles")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every multiple of the ledger whose two numbers stand in its sentence."""
    done: set[str] = set()
    for claims in [*(claims for *_, claims in ledger.sentences()), *windows(ledger)]:
        pool = [c for c in figures(claims) if not c.quantity.is_range]
        for place, times in enumerate(pool):
            if times.key in done or times.quantity.unit not in ("MULTIPLE", "NONE"):
                continue
            if times.quantity.unit == "NONE" or (_RATIO.search(ledger.lead(times)) and not _is_other(ledger, times)):
                ratio = _ratio(ledger, pool, place)
                if ratio is not None:
                    done.add(times.key)
                    yield ratio
                if ratio is not None or times.quantity.unit == "NONE":
                    continue
            other = _is_other(ledger, times) or (is_base(ledger, times) and not ledger.lead(times).endswith("的"))  # 上年同期為2.47倍
            found = _valuation(ledger, pool, times) or (None if other else _pair(ledger, pool, place))
            if found is not None:
                done.add(times.key)
                a, b, readings = found
                yield weigh(NAME, ledger, (a, b), times, readings, mistakes=(_INVERSE,))
        yield from _doubled(ledger, pool, done)
    yield from _somewhere(ledger, done)


_REACH = 12


def _somewhere(ledger: Ledger, done: set[str]) -> Iterator[Finding]:
    """進入隊列目前為25.9萬枚，退出隊列是它的3.5倍: of two amounts of a paragraph, one beside it, that a multiple fits."""
    for reading in ledger.readings:
        own = [c for c in figures(ledger.own(reading)) if ledger.passage(c).role == "body" and not c.quantity.is_range]
        for at, times in enumerate(own):
            if times.key in done or times.quantity.unit != "MULTIPLE" or _is_other(ledger, times) or len(times.quantity.low.digits.replace(".", "")) < 2:
                continue
            lead = ledger.lead(times)
            readings = (TIMES,) if lead.endswith("的") or _ONLY.search(lead) else (MORE_TIMES, TIMES) if _MORE.search(lead) else ()
            paragraph = ledger.passage(times).paragraph
            amounts = [c for c in own[max(0, at - _REACH) : at + 2] if c.quantity.unit not in (*RATES, "NONE")]
            around = [c for c in amounts if paragraph - ledger.passage(c).paragraph in (0, 1)]
            beside = around[-5:]
            pairs = [
                (a, b) for one in reversed(beside) for other in reversed(around) for a, b in ((one, other), (other, one))
                if a is not b and a.quantity.unit == b.quantity.unit and a.quantity.value > b.quantity.value > 0
            ]  # fmt: skip
            for a, b in pairs if readings else ():
                numbers = [Number.of(c.quantity) for c in (a, b)]
                if any(relation(f.of, numbers, Number.of(times.quantity)).verdict in ("exact", "rounds") for f in readings):
                    done.add(times.key)
                    yield weigh(NAME, ledger, (a, b), times, readings)
                    break


#: 城鄉收入比值為2.43, 兩者之比約1.8.
_RATIO = rx(r"(?:比值|之比|收入比|比率|(?<![同環占佔對])比)(?:為|是|約|達|至|擴大至|縮小至|降至|升至)*$")


def _ratio(ledger: Ledger, pool: list[Claim], place: int) -> Finding | None:
    """Two neighbouring amounts of one measure and the number that is named their ratio: either may be the larger."""
    times = pool[place]
    if place < 2 or not _RATIO.search(ledger.lead(times)) or not 0 < times.quantity.value < 100:
        return None
    a, b = pool[place - 2 : place]
    alike = a.quantity.unit == b.quantity.unit and a.quantity.unit not in (*RATES, "NONE") and (
        mentions_agree(a.metric, b.metric) == "same" or complementary(ledger.lead(a), ledger.lead(b))
    )
    if not alike or is_base(ledger, a) or is_base(ledger, b) or min(a.quantity.value, b.quantity.value) <= 0 or len(ledger.between(b, times)) > 24:
        return None
    if ledger.tail(times).startswith("的") or _of_something_else(ledger, a, b, times):
        return None
    larger, smaller = (a, b) if (a.quantity.value >= b.quantity.value) == (times.quantity.value >= 1) else (b, a)
    return weigh(NAME, ledger, (larger, smaller), times, (TIMES,))


def _of_something_else(ledger: Ledger, a: Claim, b: Claim, times: Claim) -> bool:
    """Whether a ratio's name has a measure that the amounts before it have not: 城鄉消費比, of two incomes."""
    named = bigrams(_PARTIES.sub("", _RATIO.sub("", ledger.lead(times))))
    return bool(named) and not named & bigrams("|".join((ledger.lead(a), ledger.lead(b), ledger.words(a.metric), ledger.words(b.metric))))


_PARTIES = rx(r"城鄉|兩者|二者|前者|後者|之|的|差距|比值|前五月|由此")
#: Multiples that have a name, by what is divided by what.
_VALUATIONS = (
    (rx(r"本益比|市盈率"), rx(r"收盤|收市|收報|收在|現價|股價|收$|市價"), rx(r"每股盈餘|每股純益|每股收益|每股盈利|EPS")),
    (rx(r"市淨率|淨值比"), rx(r"收盤|收市|收報|收在|現價|股價|市價"), rx(r"每股淨值|每股淨資產")),
    (
        rx(r"(?:投標|認購|競標|申購)倍數"),
        rx(r"投標(?:總額|金額|量)|認購(?:資金|金額|額|總額)|申購(?:資金|金額|量)"),
        rx(r"發行(?:額|規模|金額|量)|標售(?:額|金額)|得標(?:額|金額)"),
    ),
    (
        rx(r"倍(?:認購|超額|超購)|(?:超額認購|超購|超額|認購)[^，。；0-9]{0,4}$"),
        rx(r"(?:申請|(?<!可供)認購|申購|孖展)(?!部分|價)[^，。；0-9]{0,8}$"),
        rx(r"(?:可供認購|公開發售|公開認購|招股|發售|初步)(?!價)[^，。；0-9]{0,10}$"),
    ),
    (rx(r"(?:樓價|房價)(?:負擔|所得|收入)比"), rx(r"[樓房]價|住[宅房](?:總價|價格|單價)|[樓房]屋?總價"), rx(r"收入|所得")),
)


def _valuation(ledger: Ledger, pool: list[Claim], times: Claim) -> tuple[Claim, Claim, tuple[Formula, ...]] | None:
    """本益比 and the like: the only price and the only earnings per share before it."""
    words = ledger.lead(times) + ledger.words(times.metric)
    subscribed = rx("^(?:認購|超額|超購)").match(ledger.tail(times))
    words = "倍" + ledger.tail(times)[:2] if subscribed else words
    for name, above, below in _VALUATIONS:
        if not name.search(words):
            continue
        before = [c for c in pool if c.span.end <= times.span.start and c.quantity.unit not in RATES and c.kind != "change"]
        parts = [[c for c in before if pattern.search(ledger.lead(c)) and not is_base(ledger, c)] for pattern in (above, below)]
        parts[1] = [c for c in parts[1] if not _PART_YEAR.search(ledger.lead(c))]
        if all(len(found) == 1 for found in parts):
            (a,), (b,) = parts
            if _of_another_year(ledger, times, b):
                return None
            readings = (TIMES, MORE_TIMES) if _SUBSCRIBED.search(words) else (TIMES,)
            return (a, b, readings) if a is not b and a.quantity.unit == b.quantity.unit and b.quantity.value > 0 else None
    return None


_AHEAD = rx(r"預測|預期|預估|預計|估算|遠期|前瞻|動態|滾動|未來|明年|後年|來年|[0-9]E")
_TRAILING = rx(r"目前|現時|過去|歷史|靜態|往績|近四季|滾動|TTM")


def _of_another_year(ledger: Ledger, times: Claim, below: Claim) -> bool:
    """Whether a multiple is of the earnings of another year than those told: 2024年每股收益2.60元，2026年預測市盈率14倍."""
    period = times.period
    named = period is not None and times.by.get("period") in ("clause", "attached") and period.grain in ("year", "half", "quarter")
    if named and below.period is not None and period_apart(times, below):
        return True
    ahead, own = (bool(_AHEAD.search(ledger.lead(c) + ledger.words(c.metric))) or c.modality == "forecast" for c in (times, below))
    return (ahead and not own) or (own and bool(_TRAILING.search(ledger.lead(times))))


#: 超額認購44倍 may be 44 times as many, or 44 times more.
_SUBSCRIBED = rx(r"超額|超購|倍認購|認購[^，。；0-9]{0,4}$")
_PART_YEAR = rx(r"前[一二三1-3]季|[上下]半年|第[一二三四1-4]季|單季|本季|累計|[0-9]月|季度")
_DOUBLED = rx(r"翻了?(?P<n>[一兩二三四])番|翻(?:了)?(?:一|1)?倍|翻番|倍增")
_NEARLY = rx(r"(?:近|幾乎|幾近|將近|接近|差點|約|逾|超過|不止|或|可望|有望|若|目標|力爭|預計|計劃)[^，。；]{0,4}$")


_AND_MORE = rx(r"有餘|還多|多|以上|不止")


def _doubled(ledger: Ledger, pool: list[Claim], done: set[str]) -> Iterator[Finding]:
    """由210億元升至390億元，翻了兩番: the word right behind two states; n times over is two to the n."""
    for before, now in pairwise(pool):
        if before.quantity.unit != now.quantity.unit or before.quantity.unit in RATES or before.quantity.low.value <= 0 or now.kind == "change":
            continue
        moved = before.kind == "from" and now.kind == "to"
        if not moved and not (ordered(ledger, before, now) and one_measure(ledger, before, now)):
            continue
        behind = ledger.after(now)
        word = _DOUBLED.search(behind[:14])
        if word is None or "。" in behind[: word.start()] or _NEARLY.search(behind[: word.start()]) or now.key in done:
            continue
        done.add(now.key)
        yield _times_over(ledger, before, now, word)


def _times_over(ledger: Ledger, before: Claim, now: Claim, word: re.Match[str]) -> Finding:
    """Two states against the word for doubling: a tenth more or less is let pass, and more than that many times over too."""
    times = 2 ** (key("一二三四").index(word["n"].replace(key("兩"), "二")) + 1) if word["n"] else 2
    quotient = TIMES.of(Number.of(now.quantity).interval, Number.of(before.quantity).interval)
    more = _AND_MORE.match(ledger.after(now), word.end())
    room = Interval(Fraction(times) * Fraction(9, 10), None if more else Fraction(times) * Fraction(13, 10))
    fits = quotient.overlaps(room)
    judged = Judgement(
        verdict="coarse_only" if fits else "inconsistent", computed=quotient, stated=Interval.point(times),
        margin=None if fits else quotient.gap(Interval.point(times)), severity=None if fits else "error",
    )  # fmt: skip
    start = ledger.offsets(now)[1] + word.start()
    quote = ledger.cut(ledger.reading(now), ledger.passage(now), start, start + len(word.group()))
    sign = "≈" if fits else "≠"
    return told(
        NAME, ledger, (before, now), judged,
        formula=f"{said(now.quantity)} ÷ {said(before.quantity)} {sign} {times}",
        chinese=f"從{said(before.quantity)}到{said(now.quantity)}，文字說「{quote.words}」，就是{times}倍",
        english=f"From {said_in_english(before.quantity)} to {said_in_english(now.quantity)}; the words say {times} times ({quote.words})",
        also=(quote,),
    )  # fmt: skip


def _is_other(ledger: Ledger, times: Claim) -> bool:
    """Whether a multiple is of something else than the amounts beside it: 申購倍數, unless it says 相當於."""
    words = ledger.lead(times) + ledger.words(times.metric) + ledger.tail(times)[:6]
    return bool(_OTHER.search(words)) and not rx("相當於").search(ledger.before(times)[-24:])


def _pair(ledger: Ledger, pool: list[Claim], place: int) -> tuple[Claim, Claim, tuple[Formula, ...]] | None:
    """The larger, the base, and how the multiple may be read."""
    times = pool[place]
    amounts = [c for c in pool if c.quantity.unit not in RATES and (c.kind != "change" or rx("新增|新簽|新設|新開").search(ledger.lead(c)))]
    before = [c for c in amounts if c.span.end <= times.span.start]
    if len(before) < 2:
        return _around(ledger, amounts, times) or _ahead(ledger, amounts, times)
    a, b = before[-2:]
    if a.quantity.unit != b.quantity.unit or a.quantity.low.value <= 0 or b.quantity.low.value <= 0:
        return None
    between = ledger.between(b, times)
    if len(between) > 30 or "。" in between:
        return None
    lead = ledger.lead(times)
    if _of_another(ledger, a, b, times) and not _over_its_base(ledger, a, b, lead):
        return None
    if _RIGHT_OF.search(between) or (rx("^(?:的|約|近|逾)*$").search(between) and rx("相當於").search(ledger.lead(b))):
        return a, b, (TIMES,)
    if (found := _OF.search(lead)) and (base := _named(ledger, a, b, found["base"])):
        return (b if base is a else a), base, (TIMES,)
    if len(before) > 2 and before[-3].quantity.unit == a.quantity.unit and not is_base(ledger, b):
        return None
    base, now = (a, b) if is_base(ledger, a) or a.kind == "from" or not is_base(ledger, b) else (b, a)
    if b.kind == "to" or a.kind == "from":
        base, now = a, b
    if _ONLY.search(lead):
        named = rx("前者|後者|其").search(lead)
        if not (named or is_base(ledger, base) or base.kind == "from" or rx("去年|上年|原|當時|前一年").search(lead)):
            now, base = (now, base) if now.quantity.low.value >= base.quantity.low.value else (base, now)
        return now, base, (TIMES,)
    if _MORE.search(lead) and (is_base(ledger, base) or base.kind == "from" or now.kind == "to"):
        return now, base, (MORE_TIMES, TIMES)
    return None


def _ahead(ledger: Ledger, amounts: list[Claim], times: Claim) -> tuple[Claim, Claim, tuple[Formula, ...]] | None:
    """三個月內翻了一倍有餘，由41.2萬個增至57.8萬個: the multiple stands before the two states."""
    after = [c for c in amounts if c.span.start >= times.span.end][:2]
    if len(after) != 2 or [c.kind for c in after] != ["from", "to"] or after[0].quantity.unit != after[1].quantity.unit:
        return None
    between = ledger.between(times, after[0])
    if not _MORE.search(ledger.lead(times)) or len(between) > 12 or not _FROM_HERE.search(between) or after[0].quantity.value <= 0:
        return None
    doubled = rx("翻[了約近逾]*$").search(ledger.lead(times))
    return after[1], after[0], (MORE_TIMES,) if doubled and times.quantity.value == 1 else (MORE_TIMES, TIMES)


_FROM_HERE = rx(r"^(?:有餘|以上|多|左右)?[，（]?(?:即|也就是)?(?:由|從|自)(?:去年|上年|年初|當時|當初|期初|原先|[^，。；]{1,5}的)?$")


def _of_another(ledger: Ledger, a: Claim, b: Claim, times: Claim) -> bool:
    """Whether the multiple's clause names a measure that neither number is of: 淨利潤卻是前者的兩倍, of two revenues."""
    own = {c.metric.concept for c in (a, b) if c.metric is not None}
    first = max(b.span.end, a.span.end)
    return any(
        mention.kind == "metric" and mention.concept and not says_nothing(mention) and mention.concept not in own
        and first <= mention.span.start < times.span.start
        and own != {None} and not any(ledger.words(mention) in ledger.words(c.metric) for c in (a, b))
        for mention in ledger.mentions(times)
    )  # fmt: skip


def _over_its_base(ledger: Ledger, a: Claim, b: Claim, lead: str) -> bool:
    """以72.6億元脫標，底價30.2億元，得標金額是底價的2.4倍: whether the base is named by its measure, and the other has none that is known."""
    found = _OF.search(lead)
    base = _named(ledger, a, b, found["base"]) if found and not rx("前者|後者").search(found["base"]) else None
    other = a if base is b else b
    return base is not None and base.metric is not None and base.metric.concept is not None and (other.metric is None or other.metric.concept is None)


def _named(ledger: Ledger, a: Claim, b: Claim, words: str) -> Claim | None:
    """Which of the two the words before 的n倍 name."""
    if rx("前者").search(words) or rx("後者").search(words):
        return a if rx("前者").search(words) else b
    if _THEN.search(words):
        earlier = [first for first, second in ((a, b), (b, a)) if ordered(ledger, first, second)]
        return earlier[0] if len(earlier) == 1 else None
    hits = [c for c in (a, b) for m in (c.metric, c.subject) if m and ledger.words(m) and (ledger.words(m) in words or words in ledger.words(m))]
    only = {c.key for c in hits}
    return hits[0] if len(only) == 1 else None


def _around(ledger: Ledger, amounts: list[Claim], times: Claim) -> tuple[Claim, Claim, tuple[Formula, ...]] | None:
    """A，是去年同期（B）的n倍 has both before; A，n倍於B的 … has the base behind."""
    before = [c for c in amounts if c.span.end <= times.span.start]
    after = [c for c in amounts if c.span.start >= times.span.end]
    if len(before) == 1 and after and rx(r"^(?:於|于)[^，。；]{0,10}$").search(ledger.between(times, after[0])):
        a, b = before[0], after[0]
        if a.quantity.unit == b.quantity.unit and min(a.quantity.low.value, b.quantity.low.value) > 0:
            return a, b, (TIMES,)
    return None


EXAMPLES = (
    Example(
        text="公司净资产为80亿元，负债总额为240亿元，负债总额相当于净资产的2.5倍。",
        verdict="inconsistent",
        touches=("80亿元", "240亿元", "2.5倍"),
    ),
    Example(
        text="公司净资产为80亿元，负债总额为240亿元，负债总额相当于净资产的3倍。",
        verdict="exact",
        touches=("80亿元", "240亿元", "3倍"),
    ),
    Example(
        text="全年出貨36萬輛，較前一年的12萬輛增加2倍。",
        verdict="exact",
        touches=("36萬輛", "12萬輛", "2倍"),
    ),
    Example(text="新股公開發售超額認購12倍，凍資約120億元；國際配售集資36億元。", verdict=None, note="不是兩個金額之比"),
)
