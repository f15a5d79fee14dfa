"""一百：各占幾成

## 做什麼
文字把一個整體分成幾份、各占百分之幾時，把各份相加：不能超過 100 %；寫了「其餘」的，要正好 100 %。
Shares of one whole are added up: never more than 100 %, and exactly that where the rest is told.

## 為何重要
超過一百的分布，必有一份寫錯，或把可複選的回答當成了分布。
A distribution of more than a hundred has a wrong share, or takes multiple answers for a distribution.

## 如何判定
n 份各容半個末位數字，相加後與 100 比對。
Each of n shares has half a last digit to spare.

## 何時沉默
可複選的調查；各份的整體不同；增減率、利率等不是占比的百分數；份額有重疊（其中又）。
Silent on multiple answers, shares of different wholes, rates that are no shares, and shares that contain others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from extract.interval import Interval
from extract.reading import Claim
from extract.text import rx
from kg.formulas import total
from kg.ledger import Example, Finding, Ledger
from kg.pairing import mentions_agree, period_apart
from kg.partitions import complementary
from kg.roles import figures, is_base, statements, windows
from kg.rules import AGREEING, Judgement, Number, misprint, relation, shown
from kg.wording import said, said_in_english, told

NAME = "hundred"
TITLE = {"zh-Hant": "一百", "zh-Hans": "一百", "en": "A hundred"}

_SHARE = rx(r"來自|占|佔|比重|占比|佔比|份額|市占|市佔|比例|權重|持股|持有|貢獻|拿走|包辦")
_EXHAUSTIVE = rx(r"其餘|餘下|剩下|剩餘|餘者")
_OTHERS = rx(r"(?:^|[、，；（和與及以而])(?:其他|其它|以外)")
#: Answers of which one may give several; and what shows, beside the shares themselves, that they overlap or are no shares.
_MULTIPLE = rx(r"複選|多選|可選|最多選|揀選多於|選多於")
_OVERLAP = rx(r"重複|重疊|各自|同時|前[一二三四五六七八九十0-9]+大|最大|單一|指數|各項目|權益|其中一(?!成)")
_WHOLLY = rx(
    r"構成|組成|三分天下|配置|配比|劃分|按[^，。；]{1,6}[分看]|分[^，。；]{1,6}看|依[^，。；]{1,6}別|"
    r"就[^，。；]{1,6}別|三者|全部|單選|用途|用於|結構|貢獻分別|表決|權數|分佈|分布|分配|來源|渠道看|從[^，。；]{1,8}看|貢獻率"
)
_POLES = (
    rx(r"贊成|支持|同意|看漲|上升|增長|看好|樂觀|增加|好轉|改善"),
    rx(r"反對|看跌|下跌|下滑|看淡|看壞|看差|悲觀|減少|下降|轉差|惡化|轉壞"),
    rx(r"持平|不變|未表態|棄權|平穩|無意見|沒意見|觀望|不知道"),
)
_MOVES = rx(r"其中|當中|較|比去年|去年|上年|(?:升|降|增|減|漲|跌|提高|下滑|回落)[^，。；]{0,2}[至到為]|指數|PMI")
_BREAK = rx(r"利率|" + _MOVES.pattern)
_TOGETHER = rx(r"合計|合占|合佔|共占|共佔|加起來|總計|合共|[兩三四五六]者")
#: 三者合占, 上述合計: a subtotal, where 投信與自營商合計 and 其餘合計 are parts.
_SUBTOTAL = rx(
    r"[兩二三四五六七八九十](?:者|項|大|家|類|個|國|地)|上述|以上|前述|前[三四五六七八九十]|(?:率|比重|占比|佔比|比例|份額)(?:合計|合共|總計)"
    r"|^[，、；]?(?:合計|合占|合佔|共占|共佔|加起來|總計|合共)"
)
#: Ways of dividing the same people: whoever is of one is of another as well.
_SORTS = (rx(r"[男女]"), rx(r"歲|[0-9七八九]0後|年齡|世代"), rx(r"本科|碩士|學歷|大專|大學"))
#: 按類型，銀行44%: another division of the same whole.
_ANEW = rx(r"[，；。](?:按|依|以|從|就)[^，。；0-9]{1,8}(?:[看分別劃計]|，)|(?:按|依)[^，。；0-9]{1,6}[看分別]")
_WHOLE = Number(core=Interval.point(100), interval=Interval.point(100), step=Fraction(1), words="100")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every run of shares of one whole in a sentence."""
    done: set[str] = set()
    for claims in [*windows(ledger), *statements(ledger)]:
        if not claims or any(_MULTIPLE.search(ledger.sentence(claim)) for claim in (claims[0], claims[-1])):
            continue
        for run in _runs(ledger, figures(claims)):
            if done & {claim.key for claim in run}:
                continue
            first = (_judge(ledger, run[:count]) for count in range(len(run), 1, -1))
            found = next((f for f in first if f is not None and f.verdict in AGREEING), None) or _judge(ledger, run)
            if found:
                done |= set(found.claims)
                yield found


def _runs(ledger: Ledger, pool: list[Claim]) -> Iterator[list[Claim]]:
    """Percentages that follow each other, each of another thing, nothing between that moves or compares them.

    What is told of one of them aside is passed over: 佔90.4%，較8月的91.2%縮減0.8個百分點；P按佔5.3%.
    """
    run: list[Claim] = []
    aside = False
    for claim in pool:
        if _aside(ledger, claim, run):
            aside = bool(run)
            continue
        part = claim.quantity.unit == "PERCENT" and claim.kind != "from" and not claim.quantity.is_range and not _grows(ledger, claim)
        if part and run and _goes_on(ledger, run, claim, aside):
            run.append(claim)
            aside = False
            continue
        if len(run) > 1:
            yield run
        run, aside = [claim] if part else [], False
    if len(run) > 1:
        yield run


def _aside(ledger: Ledger, claim: Claim, run: list[Claim]) -> bool:
    """Whether a number is told of the share before it or leads to the next: by how much it rose, what it was, its amount."""
    if claim.quantity.unit == "PERCENT":
        moved = claim.kind == "from" or is_base(ledger, claim) or (_grows(ledger, claim) and claim.comparison != "none")
        return moved and bool(run)
    return True


def _goes_on(ledger: Ledger, run: list[Claim], claim: Claim, aside: bool) -> bool:
    """Whether a percentage is a further share of what the run before it divides."""
    between, lead = ledger.between(run[-1], claim), ledger.lead(claim)
    if is_base(ledger, claim):
        return False
    if aside:
        own = bool(_SHARE.search(lead) or _EXHAUSTIVE.search(lead) or claim.kind == "to") and bool(_SHARE.search(ledger.lead(run[0])))
        return own and len(between) < 90 and "。" not in between and not _ANEW.search(between) and not rx("其中|當中").search(between)
    if claim.kind == "to":
        return False
    anew = "。" in between and not _SHARE.search(ledger.lead(run[-1]))
    alike = claim.kind == run[-1].kind == "probability" or (run[-1].kind == "ratio" and not _MOVES.search(between))
    parted = anew or bool(_ANEW.search(between)) or (bool(_BREAK.search(between)) and not alike)
    return len(between) < 40 and not parted


def _grows(ledger: Ledger, claim: Claim) -> bool:
    """Whether a percentage is a rate of change: the word stands before it."""
    return claim.kind == "change" and bool(ledger.lead(claim)) and not _SHARE.search(ledger.lead(claim)) and bool(_GROWTH.search(ledger.lead(claim)))


_GROWTH = rx(r"增|減|升|降|漲|跌|成長|衰退|下滑|率")


def _judge(ledger: Ledger, run: list[Claim]) -> Finding | None:
    names = [_whole(ledger, claim) for claim in run]
    text = "".join(dict.fromkeys(ledger.sentence(claim) for claim in run))
    if len({name for name in names if name}) > 1 or _subtotal(ledger, run):
        return None
    leads = [ledger.lead(claim) for claim in run]
    if _OVERLAP.search(ledger.before(run[0])[-40:] + ledger.between(run[0], run[-1])):
        return None
    shares = sum(bool(_SHARE.search(lead)) for lead in leads)
    closed = bool(_EXHAUSTIVE.search(ledger.between(run[-2], run[-1])))
    others = closed or bool(_OTHERS.search(leads[-1]))
    pair = len(run) == 2 and shares == 2 and complementary(*leads)
    whole = closed or pair or bool(_WHOLLY.search(text)) or bool(_EACH.search(leads[0]))
    poles = all(pole.search(text) for pole in _POLES)
    outcomes = _outcomes(ledger, run)
    if any(name in text for name in _HELD) and not closed:
        return None
    measured = {c.metric.concept for c in run if c.metric is not None and c.metric.concept}
    if not (shares or closed or outcomes or poles) and any(rx("率$|報酬|收益").search(ledger.words(c.metric)) for c in run) and measured:
        return None  # 毛利率分別為38.2%、41.5%和25.6%
    add = total(len(run))
    numbers = [Number.of(claim.quantity) for claim in run]
    judged = relation(add.of, numbers, _WHOLE)
    core = add.of(*(number.core for number in numbers))
    several = len(run) > 2
    if judged.agrees:
        each = poles or outcomes or whole or shares == len(run)
        exact = core.is_point and core.lo == 100 and (shares or others or all(c.kind == "probability" for c in run))
        fine = min(claim.quantity.low.step for claim in run) < 1
        if not (closed or pair or (several and (each or exact)) or (outcomes and each) or (exact and fine and shares == 2)):
            return None
    else:
        if any(claim.kind == "to" for claim in run):
            return None
        likely = closed or outcomes or pair or (several and (whole or poles or shares > 1 or (shares and others)))
        apart = any(0 < sum(bool(sort.search(lead)) for lead in leads) < len(run) for sort in _SORTS)
        distant = any(len(ledger.between(a, b)) > 40 or "；" in ledger.between(a, b) for a, b in pairwise(run))
        if distant and not (whole or others):
            return None  # shares told with their amounts, of which there may be more
        if not likely or (apart and not closed) or not (several or pair or _over(judged)):
            return None  # of two, the others may stand in the sentence before
        slip = several and (shares > 1 or whole or others) and _misprinted(run) and (others or not distant)
        if not (_over(judged) or closed or pair or slip or (_ALL.search(text) and several)):
            return None
        if core.lo is not None and not closed and not 80 <= core.lo <= 130:
            return None  # too far off to be a distribution at all
    if judged.verdict == "inconsistent":
        judged = replace(judged, severity="error")
    return _tell(ledger, run, judged, add.written, shown(core.lo) if core.is_point and core.lo is not None else "—")


def _over(judged: Judgement) -> bool:
    """Whether shares are more than a hundred, rounding granted."""
    return judged.computed is not None and judged.computed.lo is not None and judged.computed.lo > 100


def _subtotal(ledger: Ledger, run: list[Claim]) -> bool:
    """Whether one of the shares is that of several told before it: 三者合占79.6%; 煤電40%、氣電10%，火電合計50%."""
    for at, claim in enumerate(run):
        lead = ledger.lead(claim)
        if _TOGETHER.search(lead) is None or _EXHAUSTIVE.search(lead):
            continue
        before = [sum(c.quantity.value for c in run[first:at]) for first in range(at - 1)]
        room = claim.quantity.low.step * 2
        if (at and _SUBTOTAL.search(lead)) or any(abs(added - claim.quantity.value) <= room for added in before):
            return True
    return False


def _misprinted(run: list[Claim]) -> bool:
    """Whether shares would make up a hundred but for a slip of the pen in one of them, and are near it."""
    short = 100 - sum((claim.quantity.value for claim in run), Fraction(0))
    return abs(short) <= 15 and any(abs(short) >= 5 * c.quantity.low.step and misprint(c.quantity.low, c.quantity.value + short) for c in run)


_EXCLUSIVE = (rx("升息|加息"), rx("降息|減息"), rx("不變|按兵不動|不動"))


def _outcomes(ledger: Ledger, run: list[Claim]) -> bool:
    """Whether probabilities are of outcomes of one meeting that exclude each other: 降息 87%, 維持利率不變 31%."""
    if any(claim.kind != "probability" or period_apart(claim, run[0]) for claim in run):
        return False
    if any(mentions_agree(claim.subject, run[0].subject) == "different" for claim in run):
        return False  # 日銀升息機率85%，聯準會按兵不動機率30%
    words = [ledger.before(claim)[-24:] if claim is run[0] else ledger.lead(claim) for claim in run]
    events = [[number for number, outcome in enumerate(_EXCLUSIVE) if outcome.search(said_of)] for said_of in words]
    return all(len(found) == 1 for found in events) and len({found[0] for found in events}) == len(run)


_HELD = ("持有", "买过", "有外")
#: 三方持股比例分別為: the parties' shares of one thing.
_EACH = rx(r"(?:[三四五六七八兩]方|雙方|各方|股東)[^，。；]{0,8}(?:比例|占比|比重|份額)(?:分別|各)(?:為|是|占)?$")
_ALL = rx(r"構成[^，。；]{0,8}全部|全部[^，。；]{0,6}(?:營收|收入|股本|股權)|構成公司的全部")


def _tell(ledger: Ledger, run: list[Claim], judged: Judgement, written: str, worked: str) -> Finding:
    names = written.format(*(said(claim.quantity) for claim in run))
    names_en = written.format(*(said_in_english(claim.quantity) for claim in run))
    return told(
        NAME, ledger, run, judged,
        formula=f"{names} = {worked}% {'=' if judged.agrees else '≠'} 100%",
        chinese=f"各占比相加是{worked}%",
        english=f"The shares add up to {worked}% ({names_en})",
    )  # fmt: skip


def _whole(ledger: Ledger, claim: Claim) -> str:
    """The words after 占 that name the whole: 營收 of 3奈米占營收28%; "" where none are written."""
    found = rx(r"(?:占|佔)(?P<whole>[^，。；0-9]*?)(?:的|之)?(?:比重|比例|約|近|逾|達|為|了|高達|整體)*$").search(ledger.lead(claim))
    return found["whole"] if found else ""


EXAMPLES = (
    Example(
        text="就製程別而言，3奈米占營收28%，5奈米占35%，7奈米占14%，其餘成熟製程占33%。",
        verdict="inconsistent",
        touches=("28%", "35%", "14%", "33%"),
    ),
    Example(
        text="就製程別而言，3奈米占營收28%，5奈米占35%，7奈米占14%，其餘成熟製程占23%。",
        verdict="exact",
        touches=("28%", "35%", "14%", "23%"),
    ),
    Example(text="可複選的投資標的，民眾偏好台股者占62%，美股占48%，定存占37%。", verdict=None, note="複選"),
)
