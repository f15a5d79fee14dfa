"""之最：新高、最低、第一

## 做什麼
文字說一個值是某段時間的最高、最低、新高、新低，而同一指標在那段時間裡還有另一個值時，比一比。
A value called the highest or lowest of some stretch is compared with another value of the same measure within it.

## 為何重要
「創新高」是新聞點；文章自己寫的另一個數字若更高，新聞就不成立。
A record is the news; another number of the same article may undo it.

## 如何判定
另一個值須屬於同一指標，時間落在那段時間之內；依捨入規則比大小。
The other value must be of the same measure and lie within the stretch; compared with the usual rounding.

## 何時沉默
範圍不同（近三個月新高對歷史高點）；盤中與收盤；「之一」；預測；另一地或另一公司的值。
Silent where the scopes differ, intraday against close, 之一, on forecasts, and on values of another place or firm.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import chain, pairwise
from typing import Literal

from extract.numerals import small
from extract.reading import Claim
from extract.text import rx
from kg.aspects import aspects
from kg.ledger import Example, Finding, Ledger
from kg.pairing import mentions_agree, period_apart
from kg.roles import ASIDES, UNSAID, figures, is_base
from kg.rules import Judgement, Number, ordered
from kg.wording import DATED, exchange_rate, said, said_in_english, told

NAME = "superlative"
TITLE = {"zh-Hant": "之最", "zh-Hans": "之最", "en": "Superlative"}

_HIGH = rx(r"新高|最高|歷史高|紀錄新高|高點|新紀錄|歷來最多|最多|最大|歷史紀錄")
_LOW = rx(r"新低|最低|歷史低|低點|最少|最小")
_CLAIMED = rx(
    r"^[^。；]{0,14}?(?:創|寫下|刷新|改寫|締造|為|是|達|觸及|攀上|登上|成為|再創|續創|跌至|降至|升至|站上|來到|，)[^。；，]{0,14}?"
    r"(?P<what>新高|新低|最高|最低|紀錄|記錄|最多|最少|高點|低點|最大)"
)
_ONE_OF = rx(r"之一|第二|第三|次高|次低|僅次於|逼近|接近|不及|未能|距|挑戰|差|離|僅低於|僅高於|低於歷史|低於前高|較|比|從|自(?![0-9]{4}年)|相比|跌破|突破")
_SCOPE_YEAR = rx(r"年內|今年|年度|本年|今年以來|年初以來")
_SCOPE_EVER = rx(r"歷史|史上|上線以來|上市以來|掛牌以來|建國以來|創立以來|歷來|有史|創紀錄|開埠|成立以來|上市以來|有紀錄以來|有記錄以來|歷年")
_SPAN = rx(
    r"(?:近|逾|約|過去)?(?P<many>[0-9]+|[一二兩三四五六七八九十]+)(?P<half>個半|年半)?(?P<unit>個月|年|個?季|週|周|"
    r"個交易日|天|日)(?:多|餘)?(?:以來|來|內)?"
)
_SINCE = rx(r"(?:自)?(?P<year>(?:19|20)[0-9]{2})年(?:(?P<month>1[0-2]|[1-9])月)?(?:[0-9]{1,2}日)?[^，。；]{0,6}以來")
_INTRADAY = rx(r"盤中|一度|盤前|盤後|早盤|午盤|日內|曾")
_PAST = rx(
    r"曾|當時|去年|前年|今年[0-9一二三四五六七八九十]+月|上月|此前|先前|早前|[0-9]{4}年|[0-9]+月|上次|前次|年初|"
    r"上季|前一季|一季度|二季度|三季度|高點|低點|紀錄|記錄|前高"
)


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every value said to be the highest or lowest, against other values of its measure in its paragraph."""
    ahead: list[Claim] = []  # of the paragraph so far
    where = None
    for (reading, passage, text, claims), following in pairwise(chain(ledger.sentences(), (None,))):  # type: ignore[misc]
        if where != (reading.article.key, passage.paragraph):
            ahead, where = [], (reading.article.key, passage.paragraph)
        go_on = following is not None and text.endswith("；") and following[1].paragraph == passage.paragraph
        yield from _among_peers(ledger, claims, following[3] if following is not None and go_on else (), tuple(ahead[-6:]))
        yield from _ranked(ledger, claims)
        for claim in claims:
            ahead.append(claim)
            if found := _next_in_line(ledger, ahead[-8:]) or _former_record(ledger, ahead[-5:]):
                yield found
    for reading in ledger.readings:
        own = list(ledger.own(reading))
        for place, claim in enumerate(own):
            near = own[max(0, place - 8) : place] + own[place + 1 : place + 9]
            found = _judge(ledger, claim, near)
            if found:
                yield found


def _judge(ledger: Ledger, claim: Claim, near: list[Claim]) -> Finding | None:
    if claim.modality != "actual" or claim.kind in ("duration", "rank", "from", "threshold", "target") or claim.quantity.is_range:
        return None
    words = _clauses(ledger, claim)
    told_ = _CLAIMED.search(words)
    if told_ is None or _ONE_OF.search(words[: told_.end() + 6]) or exchange_rate(ledger, claim):
        return None
    high, low = bool(_HIGH.search(told_["what"])), bool(_LOW.search(told_["what"]))
    if high == low:
        return None
    side: Literal["above", "below"] = "above" if high else "below"
    window = _window(ledger, claim, words[: told_.end() + 4])
    if window is None:
        return None
    for other in near:
        if not _rival(ledger, claim, other, window):
            continue
        judged = ordered(Number.of(claim.quantity), Number.of(other.quantity), side, strictly=False)
        if judged.verdict == "inconsistent" and ledger.passage(claim).paragraph == ledger.passage(other).paragraph:
            return _tell(ledger, claim, other, high, judged)
    for other in near:
        if _rival(ledger, claim, other, window):
            judged = ordered(Number.of(claim.quantity), Number.of(other.quantity), side, strictly=False)
            if judged.agrees:
                return _tell(ledger, claim, other, high, judged)
    return None


_TOP = rx(r"居首|居冠|之首|首位|榜首|奪冠|排名第一|位居第一|數目最多|最多|最高|最猛|最大|最強|最快|第一大|冠絕|領先各|稱冠")
_BOTTOM = rx(r"墊底|最低|最少|最慢|最弱|最小|殿後|敬陪末座")
_TIMED = rx(
    r"以來|歷史|史上|新高|新低|紀錄|記錄|今年|年內|單日|單月|單季|盤中|個月|一度|曾|歷來|同期|過去|之一|第二|次|"
    r"僅次於|其次的|前[二三四五六七八九十](?!季|個?月)|除"
)


def _among_peers(
    ledger: Ledger, claims: tuple[Claim, ...], behind: tuple[Claim, ...] = (), ahead: tuple[Claim, ...] = ()
) -> Iterator[Finding]:
    """華東占31%，居各區之首，華南占34%: of values listed beside each other one is called the highest.

    `behind` are those of the part after a semicolon, which count where they say that they are of the same sort (同省的江州市);
    `ahead` those of the paragraph before, which count over semicolons where one is singled out (上證漲0.71%；創業板漲幅最大，為3.57%).
    """
    pool = [c for c in figures(claims) if _peer(ledger, c)]
    later = [c for c in figures(behind) if _peer(ledger, c)]
    earlier = [c for c in figures(ahead) if _peer(ledger, c) and ledger.sentence(c).endswith("；")]
    for told_of in pool:
        claim = _called(ledger, pool, told_of) or told_of
        of_two = _OF_TWO.search(_next_clause(ledger, told_of))
        words = ledger.lead(claim) + "|" + ledger.after(claim)[:10].split("；")[0].split("。")[0]
        near = _ATTRIBUTE.sub("", ledger.lead(claim)) + "|" + ledger.tail(claim)[:16] + "|" + _next_clause(ledger, told_of, 16 if claim is told_of else 20)
        singled = _SINGLED_OUT.search(ledger.before(claim))
        top, bottom = bool(_TOP.search(near)), bool(_BOTTOM.search(near))
        if singled and not (top or bottom):
            top, bottom = singled["how"] in _MORE, singled["how"] in _LESS
        if top == bottom or _TIMED.search(near) or _TIMED.search(words):
            continue
        full = _all_listed(ledger, claim, later)
        alike = later if full or (singled and singled["by"]) else [c for c in later if _SAME_SORT.search(ledger.lead(c))]
        others = [*(earlier if singled else ()), *pool, *alike]
        peers = [
            c for c in others
            if c is not claim and c.quantity.unit == claim.quantity.unit and c.kind == claim.kind and c.comparison == claim.comparison
            and c.direction == claim.direction
            and (mentions_agree(c.metric, claim.metric) != "different" or (of_two and c.metric == c.subject) or (singled and _of_size(ledger, claim, c)))
            and (_another(ledger, claim, c) or (singled is not None and c.subject is not None))
            and not _OTHER_CIRCLE.search(ledger.lead(c)) and c.period == claim.period and not _TIMED.search(_NEXT_BEST.sub("", ledger.lead(c)))
        ]  # fmt: skip
        side: Literal["above", "below"] = "above" if top else "below"
        judged = [(c, ordered(Number.of(claim.quantity), Number.of(c.quantity), side, strictly=False)) for c in peers]
        wrong = [(c, verdict) for c, verdict in judged if verdict.verdict == "inconsistent"]
        if wrong:
            yield _tell(ledger, claim, wrong[0][0], top, wrong[0][1])
        elif judged and all(verdict.agrees for _, verdict in judged):
            nearest = min(judged, key=lambda pair: abs(pair[0].quantity.value - claim.quantity.value))
            yield _tell(ledger, claim, nearest[0], top, nearest[1], also=tuple(c for c in peers if c is not nearest[0]))


#: 在三家中排名第一
_OF_SO_MANY = rx(
    r"^[^。；0-9]{0,4}，(?:在|於)?(?:這|該|上述)?(?P<many>[兩二三四五六七八九]|[2-9])(?:家|者|款|檔|國|地|城|市|大|個|座|項)"
    r"[^，。；0-9]{0,8}?(?:中|裡|內|之中|當中)"
)


def _all_listed(ledger: Ledger, claim: Claim, later: list[Claim]) -> bool:
    """星馳3.1萬輛，在三家中排名第一；遠途3.6萬輛，藍嶺2.4萬輛: whether the part behind tells the rest of so many."""
    found = _OF_SO_MANY.search(ledger.after(claim)[:24])
    rest = [c for c in later if c.quantity.unit == claim.quantity.unit and c.kind == claim.kind]
    return found is not None and small(found["many"]) == len(rest) + 1


def _called(ledger: Ledger, pool: list[Claim], last: Claim) -> Claim | None:
    """中達34.1億件、圓和27.8億件，中達業務量最高: the one of a list whose name the clause behind it takes up again."""
    behind = _next_clause(ledger, last, longest=20)
    if not (_TOP.search(behind) or _BOTTOM.search(behind)):
        return None
    if (which := _OF_TWO.search(behind)) and last in pool[1:]:
        return last if which["later"] else pool[pool.index(last) - 1]
    named = [c for c in pool if len(name := ledger.lead(c).strip("、：，和及與 ")) > 1 and name in behind]
    return named[0] if len(named) == 1 else None


_OF_TWO = rx(r"^(?:其中)?(?:(?P<later>後者)|前者)")


def _peer(ledger: Ledger, claim: Claim) -> bool:
    """Whether a number may stand beside others of its sort: one's own, neither of the whole nor what another is compared with."""
    if claim.quantity.is_range or claim.modality != "actual" or _GAP.search(ledger.lead(claim)) or _OF_WHOLE.search(ledger.lead(claim)):
        return False
    return not is_base(ledger, claim) or _SHARE_OF.search(ledger.lead(claim)) is not None


#: 最低首付比例為15%, 最高限價: a kind of measure, not the least of those told.
_ATTRIBUTE = rx(r"最[低高大小多少](?!的|是|為|者|達|，|來|即|僅|約|逾|只|則|有|漲|跌|升|降|增|減|$)[一-鿿]{2}")
#: 首尾相距49.58萬元: what lies between two is none of them.
_GAP = rx(r"相距|相差|差距|落差|高低差|首尾|領先|落後")
#: 占比31%: the 比 of a share compares nothing.
_SHARE_OF = rx(r"[佔占]比(?:為|達)?$")
_OF_WHOLE = rx(r"全國|全省|全市|全球|全港|全台|平均|整體|合計|合共|其餘|其他|大盤|行業")
#: 以台中漲勢最猛，10月年漲5.2%: one is singled out before its number.
_SINGLED_OUT = rx(
    r"(?:(?P<by>以)(?![^，。；]{0,6}計)[^，。；0-9]{2,14}?|[漲跌升降增減]幅|[漲跌]勢|占比|比重)最(?P<how>[一-鿿])，[^，。；0-9]{0,4}(?:[0-9]{1,2}月)?[^，。；0-9]{0,6}$"
)
_MORE, _LESS = rx("高多大強猛快旺貴").pattern, rx("低少小弱慢輕").pattern
_SIZE_ONLY = rx(r"[幅勢]$")  # 跌幅 says how much, and not of what
_SAME_SORT = rx(r"同省|同市|同區|同業|同行|同組|同級|同期上市")
#: 外資行中以星展最高，本國銀行裡土銀達46%: the highest of its own circle.
_OTHER_CIRCLE = rx(r"裡|當中|之中|方面|另外|外省|國外|海外")
_NEXT_BEST = rx(r"其次(?:的|是|為)?")


#: 僅次於3月的806億元和8月的745億元; 排在第四，前三位分別是美國8,800萬噸.
_BETTER = rx(rf"(?:僅次於{DATED}{{0,12}}|前[一二兩三四五]?(?:名|位|大|者)?(?:分別|依序|依次)(?:是|為)[^，。；0-9]{{0,8}})$")
_GOES_ON = rx(rf"^(?:、|和|與|及|以及|，)(?!低於|高於|較|比){DATED}{{0,10}}$")
_FROM_BELOW = rx(r"低|少|小|慢|輕|弱|倒數|末|差|跌(?!幅)|降(?!幅)")
_NEXT_TO = rx(r"僅次於.*$")


def _ranked(ledger: Ledger, claims: tuple[Claim, ...]) -> Iterator[Finding]:
    """712億元，居今年第三高，僅次於3月的806億元和8月的745億元: what is named as better must be no less."""
    for place, first in enumerate(claims):
        if not _BETTER.search(ledger.before(first)[-20:]) or first.kind in ("rank", "duration"):
            continue
        before = [c for c in claims[:place] if c.quantity.unit == first.quantity.unit and not is_base(ledger, c) and c.kind not in ("from", "rank")]
        alike = (first.kind == "change", first.direction if first.kind == "change" else None)
        before = [c for c in before if c.kind == "to" or (c.kind == "change", c.direction if c.kind == "change" else None) == alike]
        if not before or exchange_rate(ledger, before[-1]):
            continue
        own = before[-1]
        better = [first]
        for claim in claims[place + 1 : place + 8]:
            if claim.quantity.unit != own.quantity.unit or not _GOES_ON.search(ledger.between(better[-1], claim)):
                break
            better.append(claim)
        side: Literal["above", "below"] = "below" if _FROM_BELOW.search(_NEXT_TO.sub("", ledger.between(own, first))[-14:]) else "above"
        if any(c.modality not in ("actual", "forecast") or c.quantity.is_range for c in (own, *better)):
            continue
        judged = [(c, ordered(Number.of(c.quantity), Number.of(own.quantity), side, strictly=False)) for c in better]
        wrong = [(c, verdict) for c, verdict in judged if verdict.verdict == "inconsistent"]
        other, verdict = wrong[0] if wrong else judged[-1]
        if wrong or all(one.agrees for _, one in judged):
            also = tuple(c for c, _ in judged if c is not other and not wrong)
            yield _tell(ledger, own, other, side == "below", verdict, also=also, told_as=("排在{}之後", "ranked behind {}"))


#: 歐盟以2.82萬億元緊隨其後; 其次為東協訂單135.8億美元; 緊隨其後，淨利達220億元.
_SECOND_BEHIND = rx(r"^[^，。；0-9]{0,6}(?:緊隨其後|緊追其後|緊追在後|居次|次之|位居第二|排名第二|名列第二|居第二|排第二|位列第二)")
_SECOND_AHEAD = rx(
    r"(?:其次(?:是|為|則為|則是|依序為)?|次為|緊隨其後(?:的是|的為|，)|居次的?(?:是|為)|排名第二的?(?:是|為)?)(?!才)(?:[^，。；0-9]|[0-9]+(?=至|歲|-|~|以|月)){0,14}$"
)
_FIRST = rx(rf"{_TOP.pattern}|最突出|最顯著|為主|主力|第一(?!季|次|階段|財)|龍頭")


def _next_in_line(ledger: Ledger, claims: list[Claim]) -> Finding | None:
    """美國訂單284.5億美元居冠；其次為東協訂單135.8億美元: the next in line is no larger than the first."""
    second = claims[-1]
    if second.quantity.is_range or second.modality in UNSAID or second.kind in ASIDES or is_base(ledger, second):
        return None
    if not (_SECOND_AHEAD.search(ledger.before(second)[-24:]) or _SECOND_BEHIND.search(ledger.tail(second))):
        return None
    pool = [c for c in claims[:-1] if c.quantity.unit == second.quantity.unit and (c.kind == "change") == (second.kind == "change")]
    if not pool or pool[-1].quantity.is_range or pool[-1].kind in ASIDES or is_base(ledger, pool[-1]) or pool[-1].modality != second.modality:
        return None
    first = pool[-1]
    if first.direction != second.direction or first.comparison != second.comparison or period_apart(first, second):
        return None
    if mentions_agree(first.metric, second.metric) == "different":
        return None
    near = _own_words(ledger, first) + "|" + ledger.after(first)[:14] + "|" + _next_clause(ledger, first, 16)
    if _singled(ledger, first):
        near += "最大"
    top, bottom = bool(_FIRST.search(near)), bool(_BOTTOM.search(near))
    if top == bottom or _TIMED.search(_NEXT_BEST.sub("", ledger.lead(second))) or _OF_WHOLE.search(ledger.lead(first)):
        return None
    side: Literal["above", "below"] = "above" if top else "below"
    judged = ordered(Number.of(first.quantity), Number.of(second.quantity), side, strictly=False)
    return _tell(ledger, first, second, top, judged, told_as=("排在{}之前", "ranked before {}"))


def _own_words(ledger: Ledger, claim: Claim) -> str:
    """The words before a number, back to the number before that is no rank: 東盟為第一大貿易伙伴，貿易額為."""
    ends = [ledger.offsets(c)[1] for c in ledger.neighbours(claim) if c.span < claim.span and c.kind != "rank"]
    words = ledger.before(claim)[max(ends, default=0) :]
    return (words.partition("，")[2] if ends else words)[-30:]  # 市占率35%居首，營收300億元: not what is said of the other


def _of_size(ledger: Ledger, claim: Claim, other: Claim) -> bool:
    """Whether two changes bear no measure of their own: 上證漲0.71%, 跌幅11.4%."""
    return other.kind == "change" and (other.metric == other.subject or _SIZE_ONLY.search(ledger.words(claim.metric)) is not None)


def _singled(ledger: Ledger, claim: Claim) -> bool:
    found = _SINGLED_OUT.search(ledger.before(claim))
    return found is not None and found["how"] in _MORE


#: 此前的最高紀錄是10月的84.1GWh, 前一高點為2022年第2季的37.9%
_FORMERLY_BEST = rx(
    r"(?:此前|先前|之前|前一?|上一?|前次|上次|原)(?:個|次)?的?(?:[一-鿿]{0,4}?)(?P<what>最高|最低|紀錄|記錄|高點|低點|高位|低位|高峰|新高|新低|前高|前低)"
    rf"(?:紀錄|記錄|值|點|價)?(?:則|仍|還)?(?:是|為|出現在|落在|在){DATED}{{0,14}}$"
)
_NOW_BEST = rx(r"(?:新|歷史|紀錄)(?P<what>高|低)|(?:創|刷新|改寫|打破|締造|寫下)[^，。；0-9]{0,8}(?:紀錄|記錄)|最(?P<utmost>高|低|多|少|大|小)")


_RISEN_TO = rx(r"(?:至|到|上|達|破)了?$")


def _former_record(ledger: Ledger, claims: list[Claim]) -> Finding | None:
    """毛利率38.4%，改寫歷史新高，前一高點為2022年第2季的37.9%: what was the record before has been passed."""
    former = claims[-1]
    told_ = _FORMERLY_BEST.search(ledger.before(former)[-40:])
    if told_ is None or former.quantity.is_range or former.modality != "actual" or exchange_rate(ledger, former):
        return None
    pool = [
        c for c in claims[:-1]
        if c.quantity.unit == former.quantity.unit and ((c.kind == "change") == (former.kind == "change") or _RISEN_TO.search(ledger.lead(c)))
    ]  # fmt: skip
    if not pool or pool[-1].quantity.is_range or pool[-1].modality != "actual" or pool[-1].kind in ASIDES or is_base(ledger, pool[-1]):
        return None
    now = pool[-1]
    best = _NOW_BEST.search(ledger.after(now)[:30])
    if best is None or now.direction == "down" or mentions_agree(now.metric, former.metric) == "different":
        return None
    way = best["what"] or best["utmost"] or "高"
    if bool(rx("低|少|小").search(told_["what"])) != bool(rx("低|少|小").search(way)):
        return None
    high = not rx("低|少|小").search(way)
    judged = ordered(Number.of(now.quantity), Number.of(former.quantity), "above" if high else "below", strictly=False)
    return _tell(ledger, now, former, high, judged, told_as=("越過原先的{}", "said to have passed the former {}"))


def _another(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether two values are of two things: by their subjects, or by the words before two shares."""
    if a.kind == b.kind == "ratio" and ledger.lead(a) and ledger.lead(b):
        return ledger.lead(a) != ledger.lead(b)
    named = a.subject is not None and b.subject is not None and a.subject.span != b.subject.span
    return named or (a.kind == b.kind and bool(_OF_OTHERS.search(ledger.lead(b))))


_OF_OTHERS = rx(r"分別|依序|則|有")


def _next_clause(ledger: Ledger, claim: Claim, longest: int = 11) -> str:
    """The clause behind a number's own, where it holds no number and names nobody: ，居各區之首."""
    parts = ledger.after(claim)[:24].split("，")
    last = parts[0] == ledger.tail(claim)  # of 48.1%和44.2%，後者墊底 the second
    return parts[1] if last and len(parts) > 1 and not any(mark.isdigit() for mark in parts[1]) and len(parts[1]) <= longest else ""


def _clauses(ledger: Ledger, claim: Claim) -> str:
    """What follows the value up to the next number of another value: 創2008年以來新高 holds numbers that say since when."""
    return ledger.after(claim)[:40]


def _window(ledger: Ledger, claim: Claim, words: str) -> tuple[dt.date, dt.date] | None:
    """The stretch of time of which it is the highest; None where it is not told or not certain."""
    published = ledger.reading(claim).article.published
    if published is None:
        return None
    if rx("同期").search(words):
        return None
    end = claim.period.last if claim.period is not None and claim.period.last and claim.period.last < published else published
    if _SCOPE_EVER.search(words):
        return dt.date(1, 1, 1), end
    since = _SINCE.search(words)
    if since:
        return dt.date(int(since["year"]), int(since["month"] or 12), 28), end
    span = _SPAN.search(words)
    if (span and span["unit"] != "年") or (span and rx("年(?:多|餘)?(?:以來|來|新|最|內)").search(words)):
        assert span
        days = {"个月": 30, "年": 365, "季": 91, "个季": 91, "周": 7, "个交易日": 1, "天": 1, "日": 1}.get(span["unit"], 0)
        many = small(span["many"])
        return (dt.date.fromordinal(max(end.toordinal() - int(days * many), 1)), end) if days and many else None
    if _SCOPE_YEAR.search(words):
        return dt.date(end.year, 1, 1), end
    if rx(r"同期").search(words):
        return None
    return (dt.date(1, 1, 1), end) if rx(r"紀錄|記錄|再創新高|續創新高|改寫新高|刷新").search(words) else None


def _rival(ledger: Ledger, claim: Claim, other: Claim, window: tuple[dt.date, dt.date]) -> bool:
    """Whether another value is of the same measure and lies within the window, before the claim's own time."""
    if other.quantity.unit != claim.quantity.unit or other.quantity.is_range or other.modality != "actual":
        return False
    if other.kind in ("duration", "rank", "target", "threshold") or (other.kind == "change") != (claim.kind == "change"):
        return False
    same = mentions_agree(claim.metric, other.metric)
    once = bool(_ONCE.search(ledger.lead(other)))
    verbs = claim.kind == other.kind == "change" and (once or not any(c.metric and c.metric.concept for c in (claim, other)))
    if not (same == "same" or verbs or (same == "unproven" and once)) or mentions_agree(claim.subject, other.subject) == "different":
        return False
    if other.comparison != claim.comparison or (claim.kind == "change" and other.direction != claim.direction):
        return False
    first, second = aspects(ledger, claim), aspects(ledger, other)
    if any(first.get(name) != second.get(name) for name in (first.keys() | second.keys()) - {"price", "stretch", "end"}):
        return False
    if bool(_INTRADAY.search(ledger.lead(claim))) != bool(_INTRADAY.search(ledger.lead(other))) and not once:
        return False
    when, mine = other.period, claim.period
    if when is None or when.first is None or when.last is None:
        return False
    if mine is not None and mine.grain != when.grain and {mine.grain, when.grain} & {"year", "quarter", "half"} and not once:
        return False
    earlier = mine is None or mine.first is None or when.last < mine.first
    return earlier and window[0] <= when.first and when.last <= window[1]


#: 曾報, 當時為: said of a value of the past.
_ONCE = rx(r"曾|當時|當年|前高|前低|前一高點|前一低點|前一紀錄|一度|那時|高峰|低谷|原紀錄|前次|上次|舊紀錄|此前")


def _tell(
    ledger: Ledger, claim: Claim, other: Claim, high: bool, judged: Judgement, also: tuple[Claim, ...] = (),
    told_as: tuple[str, str] | None = None,
) -> Finding:
    """`told_as` is what the words say of the claim beside the other, in both languages, where it is not called the utmost."""
    sign = "≥" if high else "≤"
    word = (_TOP if high else _BOTTOM).search(ledger.after(claim)[:60])
    start = ledger.offsets(claim)[1]
    words = (ledger.cut(ledger.reading(claim), ledger.passage(claim), start + word.start(), start + word.end()),) if word else ()
    chinese = f"文字說{said(claim.quantity)}是{'最高' if high else '最低'}，同一指標另有{said(other.quantity)}"
    english = (
        f"{said_in_english(claim.quantity)} is called the {'highest' if high else 'lowest'}; the same measure also "
        f"stood at {said_in_english(other.quantity)}"
    )
    if told_as:
        chinese = f"文字說{said(claim.quantity)}" + told_as[0].format(said(other.quantity))
        english = f"{said_in_english(claim.quantity)} is " + told_as[1].format(said_in_english(other.quantity))
    return told(
        NAME, ledger, (claim, other, *also), judged,
        formula=f"{said(claim.quantity)} {sign} {said(other.quantity)}",
        chinese=chinese,
        english=english,
        also=words,
    )  # fmt: skip


EXAMPLES = (
    Example(
        text="受惠买盘回流，10年期国债收益率12月5日收于1.82%，创下年内新低，而今年2月曾下探至1.60%。",
        verdict="inconsistent",
        touches=("1.82%", "1.60%"),
    ),
    Example(
        text="受惠买盘回流，10年期国债收益率12月5日收于1.58%，创下年内新低，而今年2月曾下探至1.60%。",
        verdict="exact",
        touches=("1.58%", "1.60%"),
    ),
    Example(
        text="日經指數收在50,253點，創近三個月新高，但仍低於今年10月寫下的52,411點歷史紀錄。", verdict=None, note="範圍不同"
    ),
)
