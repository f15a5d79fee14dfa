"""修正：後一篇說的舊值，是不是前一篇寫的

## 做什麼
後一篇寫「由初估的 8.21 % 修正為 8.24 %」「原公布 35 分」時，把它所說的舊值與前一篇當時的數字相比。被修正取代的數字不算矛盾。
Where a later article says that a figure was revised, the former value it quotes is held against the earlier article. A
figure that was revised is superseded, not contradicted.

## 為何重要
舊值引錯，修正的幅度與方向就跟著錯。
With the former value misquoted, size and direction of the revision are wrong as well.

## 如何判定
同一指標、同一主詞、同一時期；依捨入規則比對。
One measure, subject and period; the usual rounding.

## 何時沉默
前一篇有幾個可能的數字；指標或時期對不上；後一篇沒有寫明是修正。
Silent where the earlier article has several candidates, where measure or period do not match, or no revision is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from extract.reading import Claim, Reading
from extract.text import rx
from kg.checks.conflict import REVISED
from kg.ledger import Example, Finding, KeyRole, Ledger
from kg.pairing import bigrams, compare, counterpart, key_of, mentions_agree, period_apart, unit_of
from kg.rules import Judgement
from kg.wording import SIGNS, said, said_in_english, told

NAME = "revision"
TITLE = {"zh-Hant": "修正", "zh-Hans": "修正", "en": "Revision"}

_FORMER = rx(
    r"(?:原先?(?:公布|公佈|訂|定|報|估|為|本)?|初值|初估|概估|速報|快報|先前|此前|之前|初步核算|預先估計|原來|前值|通報的?是|披露的?|由|從|比|較)[^，。；]{0,14}$"
)


def keys(ledger: Ledger) -> Iterator[tuple[KeyRole, str]]:
    """A former value looks for every article that states a value of its measure, or one in like words."""
    for claim in ledger.claims:
        for name in (key_of(claim), *_kin(ledger, claim)):
            yield "state", f"value|{name}"
        if _is_former(ledger, claim):
            for name in (key_of(claim), *_kin(ledger, claim)):
                yield "ask", f"value|{name}"


def _kin(ledger: Ledger, claim: Claim) -> frozenset[str]:
    """The unit with the words of whose and what it is: enough to look closer."""
    words = ledger.words(claim.subject)[:6] + " " + ledger.words(claim.metric)[-6:]
    return frozenset(f"{unit_of(claim)}|{pair}" for pair in bigrams(words))


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every former value that a later article quotes, against the article that stated it."""
    if len(ledger.readings) < 2:
        return
    index: dict[str, list[Claim]] = defaultdict(list)
    by_kin: dict[str, dict[str, Reading]] = defaultdict(dict)
    formers = [claim for claim in ledger.claims if _is_former(ledger, claim)]
    for claim in ledger.claims if formers else ():
        index[key_of(claim)].append(claim)
        reading = ledger.reading(claim)
        for name in _kin(ledger, claim):
            by_kin[name][reading.article.key] = reading
    for former in formers:
        told_of: set[str] = set()
        for older in _earlier(ledger, former, index[key_of(former)]):
            told_of.add(ledger.reading(older).article.key)
            yield _tell(ledger, older, former, compare(older, former))
        near = {key: reading for name in _kin(ledger, former) for key, reading in by_kin[name].items()}
        for article in sorted(near.keys() - told_of):
            if _is_before(near[article], ledger.reading(former)):
                own = [c for c in ledger.own(near[article]) if c.kind not in ("duration", "rank")]
                words = ledger.before(former)[-30:] + " " + ledger.words(former.metric) + " " + ledger.words(former.subject)
                found = counterpart(ledger, former, own, words)
                if found is not None:
                    yield _tell(ledger, found[0], former, found[1])


def _is_before(reading: Reading, later: Reading) -> bool:
    first, second = reading.article.published, later.article.published
    if reading is later or first is None or second is None or not first <= second:
        return False
    return (second - first).days < _LATEST


#: How many days after an article a correction that quotes it may come, where only its words tell which it means.
_LATEST = 120


def _is_former(ledger: Ledger, claim: Claim) -> bool:
    """Whether a value is quoted as what was said before, its new value beside it."""
    if not REVISED.search(ledger.sentence(claim)) or not _FORMER.search(ledger.lead(claim)[-18:]) or claim.kind in ("duration", "rank"):
        return False
    return any(c is not claim and unit_of(c) == unit_of(claim) for c in ledger.neighbours(claim))


def _earlier(ledger: Ledger, former: Claim, candidates: list[Claim]) -> Iterator[Claim]:
    """The one value of each earlier article that the former value can mean."""
    when = ledger.reading(former).article.published
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in candidates:
        article = ledger.reading(claim).article
        if article is ledger.reading(former).article or when is None or article.published is None or article.published > when:
            continue
        if claim.kind in ("from", "duration", "rank", "threshold", "target") or mentions_agree(claim.subject, former.subject) == "different":
            continue
        if "none" not in (claim.comparison, former.comparison) and claim.comparison != former.comparison:
            continue
        if period_apart(claim, former) and not _dated_by_its_saying(ledger, former):
            continue
        found[article.key].append(claim)
    for claims in found.values():
        if len({claim.quantity.value for claim in claims}) == 1:
            yield claims[0]


def _dated_by_its_saying(ledger: Ledger, former: Claim) -> bool:
    """Whether the time beside a former value is that of its saying: 由去年11月預測的7.73%."""
    return former.period is not None and bool(_SAYING.search(ledger.lead(former)[-14:]))


_SAYING = rx(r"(?:月|季|年|初|底|日|時|次)份?(?:的)?(?:預測|預估|預期|估計|公布|通報|發布|揭露|估|報告)?的$|早前|先前|此前")


def _tell(ledger: Ledger, older: Claim, former: Claim, judged: Judgement) -> Finding:
    return told(
        NAME, ledger, (older, former), judged,
        formula=f"{said(former.quantity)} {SIGNS.get(judged.verdict, '≠')} {said(older.quantity)}",
        chinese=f"後一篇說原來是{said(former.quantity)}，前一篇寫的是{said(older.quantity)}",
        english=f"The later article gives the former value as {said_in_english(former.quantity)}; the earlier one said "
        f"{said_in_english(older.quantity)}",
    )  # fmt: skip


EXAMPLES = (
    Example(
        text="主計總處今天公布，第3季經濟成長率初估為8.21%。",
        others=("主計總處修正統計，第3季經濟成長率由初估的8.21%修正為8.24%。",),
        verdict="exact",
        touches=("8.21%",),
    ),
    Example(
        text="主計總處今天公布，第3季經濟成長率初估為8.21%。",
        others=("主計總處修正統計，第3季經濟成長率由初估的8.12%修正為8.24%。",),
        verdict="inconsistent",
        touches=("8.21%", "8.12%"),
    ),
    Example(
        text="主計總處今天公布，第3季經濟成長率初估為8.21%。",
        others=("主計總處上修預測，全年經濟成長率由4.45%上修為7.37%。",),
        verdict=None,
        note="全年與第三季",
    ),
)
