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

from collections.abc import Iterator

from extract.reading import Claim
from extract.text import rx
from kg.formulas import MORE_TIMES, TIMES, Formula, weigh
from kg.ledger import Example, Finding, Ledger
from kg.roles import RATES, figures, is_base

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
_INVERSE = Formula(of=lambda a, b: TIMES.of(b, a), written="", slip="swapped_roles")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every multiple of the ledger whose two numbers stand in its sentence."""
    for *_, claims in ledger.sentences():
        pool = [c for c in figures(claims) if not c.quantity.is_range]
        for place, times in enumerate(pool):
            if times.quantity.unit != "MULTIPLE" or _is_other(ledger, times):
                continue
            found = _pair(ledger, pool, place)
            if found is not None:
                a, b, readings = found
                yield weigh(NAME, ledger, (a, b), times, readings, mistakes=(_INVERSE,))


def _is_other(ledger: Ledger, times: Claim) -> bool:
    """Whether a multiple is of something else than the amounts beside it: 申購倍數, unless it says 相當於."""
    words = ledger.lead(times) + ledger.words(times.metric) + ledger.tail(times)[:6]
    return bool(_OTHER.search(words)) and not rx("相當於").search(ledger.before(times)[-24:])


def _pair(ledger: Ledger, pool: list[Claim], place: int) -> tuple[Claim, Claim, tuple[Formula, ...]] | None:
    """The larger, the base, and how the multiple may be read."""
    times = pool[place]
    amounts = [c for c in pool if c.quantity.unit not in RATES and c.kind not in ("change",)]
    before = [c for c in amounts if c.span.end <= times.span.start]
    if len(before) < 2:
        return _around(ledger, amounts, times)
    a, b = before[-2:]
    if a.quantity.unit != b.quantity.unit or a.quantity.low.value <= 0 or b.quantity.low.value <= 0:
        return None
    between = ledger.between(b, times)
    if len(between) > 30 or "。" in between:
        return None
    lead = ledger.lead(times)
    if _of_another(ledger, a, b, times):
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


def _of_another(ledger: Ledger, a: Claim, b: Claim, times: Claim) -> bool:
    """Whether the multiple's clause names a measure that neither number is of: 淨利潤卻是前者的兩倍, of two revenues."""
    own = {c.metric.concept for c in (a, b) if c.metric is not None}
    first = max(b.span.end, a.span.end)
    return any(
        mention.kind == "metric" and mention.concept and mention.concept not in own and first <= mention.span.start < times.span.start
        and own != {None} and not any(ledger.words(mention) in ledger.words(c.metric) for c in (a, b))
        for mention in ledger.reading(times).mentions
    )  # fmt: skip


def _named(ledger: Ledger, a: Claim, b: Claim, words: str) -> Claim | None:
    """Which of the two the words before 的n倍 name."""
    if rx("前者").search(words) or rx("後者").search(words):
        return a if rx("前者").search(words) else b
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
