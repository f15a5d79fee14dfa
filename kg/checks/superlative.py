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
from kg.pairing import mentions_agree
from kg.roles import figures, is_base
from kg.rules import Judgement, Number, ordered
from kg.wording import exchange_rate, said, said_in_english, told

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
    for (_, passage, text, claims), following in pairwise(chain(ledger.sentences(), (None,))):  # type: ignore[misc]
        go_on = following is not None and text.endswith("；") and following[1].paragraph == passage.paragraph
        yield from _among_peers(ledger, claims, following[3] if following is not None and go_on else ())
        yield from _ranked(ledger, claims)
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


def _among_peers(ledger: Ledger, claims: tuple[Claim, ...], behind: tuple[Claim, ...] = ()) -> Iterator[Finding]:
    """華東占31%，居各區之首，華南占34%: of values listed beside each other one is called the highest.

    `behind` are those of the part after a semicolon, which count where they say that they are of the same sort (同省的江州市).
    """
    pool = [c for c in figures(claims) if _peer(ledger, c)]
    later = [c for c in figures(behind) if _peer(ledger, c)]
    for told_of in pool:
        claim = _called(ledger, pool, told_of) or told_of
        words = ledger.lead(claim) + "|" + ledger.after(claim)[:10].split("；")[0].split("。")[0]
        near = _ATTRIBUTE.sub("", ledger.lead(claim)) + "|" + ledger.tail(claim)[:12] + "|" + _next_clause(ledger, told_of, 11 if claim is told_of else 20)
        singled = _SINGLED_OUT.search(ledger.before(claim))
        top, bottom = bool(_TOP.search(near)), bool(_BOTTOM.search(near))
        if singled and not (top or bottom):
            top, bottom = singled["how"] in _MORE, singled["how"] in _LESS
        if top == bottom or _TIMED.search(near) or _TIMED.search(words):
            continue
        others = [*pool, *(later if singled else [c for c in later if _SAME_SORT.search(ledger.lead(c))])]
        peers = [
            c for c in others
            if c is not claim and c.quantity.unit == claim.quantity.unit and c.kind == claim.kind and c.comparison == claim.comparison
            and c.direction == claim.direction and mentions_agree(c.metric, claim.metric) != "different"
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


def _called(ledger: Ledger, pool: list[Claim], last: Claim) -> Claim | None:
    """中達34.1億件、圓和27.8億件，中達業務量最高: the one of a list whose name the clause behind it takes up again."""
    behind = _next_clause(ledger, last, longest=20)
    if not (_TOP.search(behind) or _BOTTOM.search(behind)):
        return None
    named = [c for c in pool if len(name := ledger.lead(c).strip("、：，和及與 ")) > 1 and name in behind]
    return named[0] if len(named) == 1 else None


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
_SINGLED_OUT = rx(r"以(?![^，。；]{0,6}計)[^，。；0-9]{2,14}?最(?P<how>[一-鿿])，[^，。；0-9]{0,4}(?:[0-9]{1,2}月)?[^，。；0-9]{0,6}$")
_MORE, _LESS = rx("高多大強猛快旺貴").pattern, rx("低少小弱慢輕").pattern
_SAME_SORT = rx(r"同省|同市|同區|同業|同行|同組|同級|同期上市")
#: 外資行中以星展最高，本國銀行裡土銀達46%: the highest of its own circle.
_OTHER_CIRCLE = rx(r"裡|當中|之中|方面|另外|外省|國外|海外")
_NEXT_BEST = rx(r"其次(?:的|是|為)?")


#: 僅次於3月的806億元和8月的745億元; 排在第四，前三位分別是美國8,800萬噸.
_BETTER = rx(r"僅次於[^，。；0-9]{0,8}(?:[0-9]{1,2}月的?)?$|前[一二兩三四五]?(?:名|位|大|者)?(?:分別|依序|依次)(?:是|為)[^，。；0-9]{0,8}$|前三位分別是")
_GOES_ON = rx(r"^(?:、|和|與|及|以及|，)[^，。；0-9]{0,8}(?:[0-9]{1,2}月的?)?$")


def _ranked(ledger: Ledger, claims: tuple[Claim, ...]) -> Iterator[Finding]:
    """712億元，居今年第三高，僅次於3月的806億元和8月的745億元: what is named as better must be no less."""
    for place, rank in enumerate(claims):
        if rank.kind != "rank" or not place or rx("低|少|小|慢|倒數|末").search(ledger.tail(rank)[:3] + ledger.lead(rank)[-3:]):
            continue
        own = claims[place - 1]
        better: list[Claim] = []
        for claim in claims[place + 1 : place + 9]:
            if claim.quantity.unit == own.quantity.unit and (
                _GOES_ON.search(ledger.between(better[-1], claim)) if better else _BETTER.search(ledger.between(rank, claim)[-24:])
            ):
                better.append(claim)
            elif better:
                break
        if not better or own.kind != better[0].kind or any(c.modality != "actual" or c.quantity.is_range for c in (own, *better)):
            continue
        judged = [(c, ordered(Number.of(c.quantity), Number.of(own.quantity), "above", strictly=False)) for c in better]
        wrong = [(c, verdict) for c, verdict in judged if verdict.verdict == "inconsistent"]
        other, verdict = wrong[0] if wrong else judged[-1]
        if wrong or all(one.agrees for _, one in judged):
            yield _tell(ledger, own, other, False, verdict, also=tuple(c for c, _ in judged if c is not other and not wrong))


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
    return parts[1] if len(parts) > 1 and not any(mark.isdigit() for mark in parts[1]) and len(parts[1]) <= longest else ""


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
    ledger: Ledger, claim: Claim, other: Claim, high: bool, judged: Judgement, also: tuple[Claim, ...] = ()
) -> Finding:
    sign = "≥" if high else "≤"
    word = (_TOP if high else _BOTTOM).search(ledger.after(claim)[:60])
    start = ledger.offsets(claim)[1]
    words = (ledger.cut(ledger.reading(claim), ledger.passage(claim), start + word.start(), start + word.end()),) if word else ()
    return told(
        NAME, ledger, (claim, other, *also), judged,
        formula=f"{said(claim.quantity)} {sign} {said(other.quantity)}",
        chinese=f"文字說{said(claim.quantity)}是{'最高' if high else '最低'}，同一指標另有{said(other.quantity)}",
        english=f"{said_in_english(claim.quantity)} is called the {'highest' if high else 'lowest'}; the same measure also "
        f"stood at {said_in_english(other.quantity)}",
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
