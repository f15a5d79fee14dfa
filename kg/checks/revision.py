"""修正：後一篇說的舊值，是不是前一篇寫的

## 做什麼
後一篇寫「由初估的 8.21 % 修正為 8.24 %」「原公布 35 分」時，把它所說的舊值與前一篇當時的數字相比；「高於主計總處8月預測的4.45 %」引的預測也一樣。
被修正取代的數字不算矛盾。
Where a later article says that a figure was revised, the former value it quotes is held against the earlier article. A
figure that was revised is superseded, not contradicted.

## 為何重要
舊值引錯，修正的幅度與方向就跟著錯。
With the former value misquoted, size and direction of the revision are wrong as well.

## 如何判定
同一指標、同一主詞、同一時期；依捨入規則比對。
One measure, subject and period; the usual rounding.

## 何時沉默
前一篇有幾個可能的數字；指標或時期對不上；後一篇沒有寫明是修正；前一篇寫的已是新值；沒有同一名稱。
Silent where the earlier article has several candidates, where measure or period do not match, no revision is told, the
earlier article tells the new value already, or no name is shared.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import ontology
from extract.reading import Claim, Mention, Reading
from extract.text import key, rx
from kg.checks.conflict import REVISED, one_owner
from kg.ledger import Example, Finding, KeyRole, Ledger, once
from kg.pairing import (
    compare,
    counterpart,
    key_of,
    mentions_agree,
    owner,
    period_apart,
    unit_of,
)
from kg.rules import Judgement
from kg.wording import SIGNS, said, said_in_english, told

NAME = "revision"
TITLE = {"zh-Hant": "修正", "zh-Hans": "修正", "en": "Revision"}

#: Besides the words of any revision those of estimates and plans, which are cut and raised.
_REVISED = rx(
    REVISED.pattern + r"|調增|調減|調高|調低|誤植|勘誤|核實|核減"
    r"|(?:預估|預測|預期|目標|財測|資本支出)[^，。；]{0,14}[由自從][^，。；]{0,20}(?:砍|縮減|減|增|降|提高|拉高)"
)

_FORMER = rx(
    r"(?:原先?(?:公布|公佈|訂|定|報|估|為|本)?|初值|初估|概估|速報|快報|先前|此前|之前|初步核算|預先估計|原來|前值|通報的?是|披露的?|公告的|誤植為?|誤寫為?|刊載|[由自從]|(?<![同環])比|較)[^，。；]{0,14}(?<![至到])$"
)


#: What was foretold, quoted beside how it came out: 遠高於主計總處8月預測的4.45%. A consensus is of many and differs from poll to poll.
_FORETOLD = rx(
    r"(?:高於|低於|優於|遜於|超過|超出|不及|不如|好過|差過|落後|勝過|比|較|達到|符合)(?!市場|分析師|經濟學家|外界|法人|路透|彭博|華爾街)[^，。；]{0,18}?"
    r"(?:此前|先前|早前|稍早|原先|年初|上次|上回|去年底?|[0-9]{1,2}月(?:[0-9]{1,2}日|[初底])?)(?:所|時|間)?(?:的|作出的?)?(?:預測|預估|預計|預期|估計|給出|公布|發布|提出|指引)的?$"
)
#: What follows a value that is taken back: 「38億元」有誤, 2.3億元作廢.
_TAKEN_BACK = rx(r"^[」』”’\"]?(?:有誤|作廢|為誤植|係誤植|錯誤)")


def keys(ledger: Ledger) -> Iterator[tuple[KeyRole, str]]:
    """A former value looks for every article that states a value of its measure, or one in like words."""
    for claim in ledger.claims:
        for name in (key_of(claim), *_kin(ledger, claim)):
            yield "state", f"value|{name}"
        if _is_former(ledger, claim):
            for name in (key_of(claim), *_kin(ledger, claim)):
                yield "ask", f"value|{name}"


def _kin(ledger: Ledger, claim: Claim) -> frozenset[str]:
    """The unit with who is named, and with the digits in any order and scale: a former value is often told without its measure."""
    names = {f"{unit_of(claim)}|by {name}" for name in _named(ledger, claim)}
    # 經濟成長率由預估值4.7%: the measure may be told as the subject of a word for an estimate
    names |= {f"{unit_of(claim)}|of {m.concept}" for m in (claim.metric, claim.subject) if m is not None and (m.concept or "").startswith("metric/")}
    digits = "".join(sorted(claim.quantity.low.digits.replace(".", "").strip("0")))
    if len(digits) > 1:
        names.add(f"{unit_of(claim)}|{digits}")
    return frozenset(names)


@once
def _named(ledger: Ledger, claim: Claim) -> frozenset[str]:
    """Whose a number is, who says it, and the firms and offices that its sentence names; no countries, which everything is of."""
    named = [m for m in ledger.mentions(claim) if m.kind == "entity"]
    told = [m for m in (owner(claim), claim.attribution) if m is not None]
    return frozenset(m.concept or key(m.words) for m in (*named, *told) if not _is_wide(m))


def _is_wide(mention: Mention) -> bool:
    row = ontology.by_id().get(mention.concept) if mention.concept else None
    return row is not None and row.category in ("country", "region", "city", "currency", "commodity", "index", "sector")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every former value that a later article quotes, against the article that stated it."""
    if len(ledger.readings) < 2:
        return
    index: dict[str, list[Claim]] = defaultdict(list)
    by_kin: dict[str, dict[str, Reading]] = defaultdict(dict)
    of_unit: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    formers = [claim for claim in ledger.claims if _is_former(ledger, claim)]
    for claim in ledger.claims if formers else ():
        index[key_of(claim)].append(claim)
        reading = ledger.reading(claim)
        for name in _kin(ledger, claim):
            by_kin[name][reading.article.key] = reading
        if claim.kind not in ("duration", "rank"):
            of_unit[reading.article.key, unit_of(claim)].append(claim)
    for former in formers:
        told_of: set[str] = set()
        for older in _earlier(ledger, former, index[key_of(former)]):
            judged = compare(older, former)
            if judged.agrees or _misquoted(ledger, older, former):
                told_of.add(ledger.reading(older).article.key)
                yield _tell(ledger, older, former, judged)
        near = {key: reading for name in _kin(ledger, former) for key, reading in by_kin[name].items()}
        words = ledger.before(former)[-30:] + " " + ledger.words(former.metric) + " " + ledger.words(former.subject)
        meant = replace(former, period=None) if _dated_by_its_saying(ledger, former) else former
        for article in sorted(near.keys() - told_of):
            if _is_before(near[article], ledger.reading(former)):
                own = [c for c in of_unit[article, unit_of(former)] if not _other_time(ledger, c, former)]
                found = counterpart(ledger, meant, own, words)
                if found is not None and (found[1].agrees or _misquoted(ledger, found[0], former)):
                    yield _tell(ledger, found[0], former, found[1])


def _misquoted(ledger: Ledger, older: Claim, former: Claim) -> bool:
    """Whether an earlier value, other than the former one, is what the correction means: of the same thing, and not the new value.

    An estimate made after the fact (概估, 初值) does not quote a forecast, and an article of the same news tells the new value.
    """
    if older.modality == "forecast" and _ESTIMATED.search(ledger.lead(former)) and not _ESTIMATED.search(ledger.sentence(older)):
        return False
    if any(c is not former and unit_of(c) == unit_of(older) and c.quantity.value == older.quantity.value for c in ledger.neighbours(former)):
        return False
    return one_owner(ledger, older, former)


_ESTIMATED = rx(r"概估|初估|初值|速報|快報|初步核算|預先估計")


def _is_before(reading: Reading, later: Reading) -> bool:
    first, second = reading.article.published, later.article.published
    if reading is later or first is None or second is None or not first <= second:
        return False
    return (second - first).days < _LATEST


#: How many days after an article a correction that quotes it may come, where only its words tell which it means.
_LATEST = 400


def _is_former(ledger: Ledger, claim: Claim) -> bool:
    """Whether a value is quoted as what was said before, its new value beside it."""
    if claim.kind in ("duration", "rank"):
        return False
    taken_back = _FORMER.search(ledger.lead(claim)[-18:]) or _TAKEN_BACK.search(ledger.tail(claim))
    if not (taken_back and _REVISED.search(ledger.sentence(claim))) and not _foretold(ledger, claim):
        return False
    return any(c is not claim and unit_of(c) == unit_of(claim) for c in ledger.neighbours(claim))


def _foretold(ledger: Ledger, claim: Claim) -> bool:
    """Whether a value is a forecast quoted beside how it came out: 高於公司11月26日給出的256億元指引."""
    lead = ledger.lead(claim)
    if _FORETOLD.search(lead):
        return True
    return _GUIDANCE.search(ledger.tail(claim)) is not None and _FORETOLD.search(lead + key("預測的")) is not None


_GUIDANCE = rx(r"^的?(?:指引|財測|預測|預估|目標)")


def _earlier(ledger: Ledger, former: Claim, candidates: list[Claim]) -> Iterator[Claim]:
    """The one value of each earlier article that the former value can mean."""
    when = ledger.reading(former).article.published
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in candidates:
        article = ledger.reading(claim).article
        if article is ledger.reading(former).article or when is None or article.published is None or article.published > when:
            continue
        if claim.kind in ("from", "duration", "rank", "threshold") or mentions_agree(claim.subject, former.subject) == "different":
            continue
        if "none" not in (claim.comparison, former.comparison) and claim.comparison != former.comparison:
            continue
        if _other_time(ledger, claim, former):
            continue
        found[article.key].append(claim)
    for claims in found.values():
        if len({claim.quantity.value for claim in claims}) == 1:
            yield claims[0]


def _other_time(ledger: Ledger, claim: Claim, former: Claim) -> bool:
    """Whether an earlier value is of other days than the former value, or was said at another time than the one told.

    由去年11月預測的7.73%: November is when it was said, 2025 of the sentence what it was said of.
    """
    if not _dated_by_its_saying(ledger, former):
        return period_apart(claim, former)
    if not _SAID_IN.search(ledger.lead(former)[-14:]):
        return False
    said_in, published = former.period, ledger.reading(claim).article.published
    assert said_in is not None
    told_on = ledger.reading(former).article.published
    if published is not None and told_on is not None and said_in.first is not None and said_in.last is not None:
        # 8月預測的, read in January as the August to come, was said in the last one
        back = 366 if said_in.first > told_on else 0
        if not said_in.first <= published + dt.timedelta(days=back) <= said_in.last:
            return True
    passage = ledger.passage(former).span
    told = {(p.first, p.last) for p in ledger.reading(former).periods if p.span in passage and p.span.end <= former.span.start and p.first != said_in.first}
    return bool(told) and claim.period is not None and claim.period.first is not None and (claim.period.first, claim.period.last) not in told


@once
def _dated_by_its_saying(ledger: Ledger, former: Claim) -> bool:
    """Whether the time beside a former value is that of its saying: 由去年11月預測的7.73%."""
    return former.period is not None and bool(_SAYING.search(ledger.lead(former)[-14:]))


#: The time right before a former value, when it was said.
_SAID_IN = rx(r"(?:月|年|[年月]初|底|日|時|次)份?(?:的)?(?:預測|預估|預期|估計|公布|通報|發布|揭露|估|報告|給出|提出|作出)?的$")
_SAYING = rx(_SAID_IN.pattern + "|早前|先前|此前")


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
