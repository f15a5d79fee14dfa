"""頻率：每半年一次是一年幾次

## 做什麼
「每六個月升息一次」換算成一年的次數，與文中同一件事的「一年 1–2 次」「全年共 8 次」相比；
同一節奏先後寫成兩種頻率時也比。
A pace (every six months) is turned into times a year and held against the number of times a year that the text gives
for the same thing; so is the same pace quoted twice.

## 為何重要
節奏決定全年的幅度：每季與每半年差一倍。
The pace decides the year's total: every quarter is twice as often as every half year.

## 如何判定
次數是整數，精確比較：每六個月一次是一年 2 次，屬於 {1, 2}；每季一次是 4 次，不屬於。
Whole numbers, compared exactly: every six months is 2 a year, one of {1, 2}; every quarter is 4 and is not.

## 何時沉默
兩處說的不是同一件事（開會與降息）；年份未滿（今年以來、截至目前）；一處說過去、一處說未來；「約每」之類的概數。
Different events (meetings and cuts); a year not yet over; one in the past and one in the future; "about every".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import ontology
from extract.interval import Interval
from extract.numerals import small
from extract.reading import Claim, Mention, Passage, Reading
from extract.text import key, rx
from kg.ledger import CLAUSE, Example, Finding, Ledger, Quote
from kg.pairing import mentions_agree
from kg.rules import Judgement, Number, identity, shown
from kg.wording import SIGNS, said, said_in_english, told

NAME = "frequency"
TITLE = {"zh-Hant": "頻率", "zh-Hans": "频率", "en": "Frequency"}

_NUMERAL = r"[0-9]+|[一二兩三四五六七八九十半]+"
_EVENTS: tuple[tuple[str, str], ...] = (
    ("rate rise", "升息|加息"),
    ("rate cut", "降息|減息"),
    ("payout", "配息|分紅|派息|除息|付息|派發股息|發放股利|收益分配|配發"),
    ("meeting", "會議|開會|議息|集會|例會"),
    ("survey", "調查|普查|問卷|訪查"),
    ("payment", "還款|繳款|扣款|支付|攤還"),
    ("review", "檢討|(?:審核|審查)(?!委員)|調整成分股|季度調整"),
    ("release", "公布|發布|公告|出刊|出版"),
    ("auction", "標售|發行|招標|競價|拍賣|競賣|投標|開標"),
    ("inspection", "檢查|抽查|巡檢|盤點|保養"),
    ("flight", "航班|班機|發車"),
    ("filing", "申報|報送|呈報|填報"),
    ("payroll", "領薪|發薪|支薪"),
)
_EVENT = "|".join(pattern for _, pattern in _EVENTS)
_WHAT = "[^，。；！？0-9一二兩三四五六七八九十次]{1,10}?"
#: What is counted when something happens so many times.
_TURN = "次班期場回輪趟屆"
_PACE = rx(
    rf"(?:每隔?|(?<![相])隔)({_NUMERAL})?個?(半年|季度|季|年度|年|月|雙月|雙週|週|周|星期|旬|天|日)"
    rf"(?:(?P<before>{_WHAT})(?P<times>{_NUMERAL})[{_TURN}]|(?P<times2>{_NUMERAL})[{_TURN}](?:例行|定期|利率|政策)?(?:的)?(?P<after>(?:{_EVENT}))?|"
    rf"(?P<only>[^，。；！？0-9]{{0,8}}?(?:{_EVENT})))"
)
_A_YEAR = {"半年": Fraction(2), "季": Fraction(4), "年": Fraction(1), "月": Fraction(12), "双": Fraction(6),
           "周": Fraction(52), "星": Fraction(52), "旬": Fraction(36), "天": Fraction(365), "日": Fraction(365)}  # fmt: skip
_FULL_YEAR = rx(r"全年|一年|整年|每年|年內共|去年|前年|明年|後年|[0-9]{4}年|年度|過去一年")
_TIMELESS = rx(r"全年|一年|整年|每年")
_PARTIAL = rx(r"以來|至今|迄今|截至|前[0-9一二三四五六七八九十]+個?月|上半年|下半年|目前為止|今年已|已")
_PAST = rx(r"去年|前年|過去|曾")
_HABIT = rx(r"堅持|一直|固定|向來|歷來|從未|慣例|照例|定期|自.{0,8}以來|例行|每年")
_ROUGH = rx(r"約|大約|平均|左右|大致|差不多|至少|至多|最多")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pace:
    """Words that say how often: `times` a year, the event by name, the piece of text."""

    reading: Reading
    passage: Passage
    start: int
    end: int
    text: str
    times: Fraction
    event: str
    acts: frozenset[str]
    quote: Quote
    claims: tuple[Claim, ...]


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every pace of the ledger against the yearly counts, and against the same pace quoted elsewhere."""
    paces = list(_paces(ledger))
    agreed: list[_Pace] = []
    alarmed: set[str] = set()
    for pace in paces:
        for claim in ledger.claims:
            over = _over_years(ledger, pace, claim)
            if over is not None:
                yield over
                break
            judged = _yearly(ledger, pace, claim)
            if judged is None or (not judged.agrees and _asked(pace)):
                continue
            if judged.agrees:
                agreed.append(pace)
            else:
                alarmed.add(pace.event)
            yield _against_count(ledger, pace, claim, judged)
            break
    yield from _within(ledger)
    for number, pace in enumerate(paces):
        for earlier in paces[:number]:
            if _quoted(ledger, pace) and _quoted(ledger, earlier) and _together(pace, earlier):
                alike = pace.times == earlier.times
                # One wrong pace has raised its alarm already, where a yearly count was there to show it.
                if alike or (pace.event not in alarmed):
                    yield _against_pace(ledger, earlier, pace)
                break


#: How many of the shorter stretch make up the longer, where that is a whole number and none is left out: no bus runs all night.
_PARTS = {("分", "时"): 60, ("天", "周"): 7, ("旬", "月"): 3, ("月", "季"): 3}
_SHORT = {"分鐘": "分", "小時": "时", "天": "天", "日": "天", "旬": "旬", "個月": "月", "月": "月", "週": "周", "周": "周", "季": "季", "季度": "季"}
_RUNS = r"(?:次|班|趟|列|期|輪|場|回|車次|班次)"
_EVERY = rx(
    rf"(?<!約)每隔?(?P<count>{_NUMERAL})?(?P<unit>分鐘|小時|天|日|旬|個月|月)(?P<act>[^，。；0-9一二兩三四五六七八九十每]{{0,6}}?)(?P<times>[一1]){_RUNS}"
    rf"(?P<gap>[^。；0-9]{{0,6}}?[，、。]?)(?P<so>即|也就是說?|換句話說，?|換言之，?|等於|相當於)?"
    rf"(?:每一?個?|一個?)(?P<longer>小時|天|日|週|周|月|季度?)(?:內|裡)?(?:會|則)?(?P<all>共|合共|合計|總共)?(?P<act2>[^，。；0-9一二兩三四五六七八九十]{{0,4}}?)"
    rf"(?P<many>{_NUMERAL}){_RUNS}(?=[，。；、]|$)"
)


def _within(ledger: Ledger) -> Iterator[Finding]:
    """每15分鐘一班，即每小時6班; 每旬一次，每月3次: a pace with its count over a longer stretch right behind it.

    The two are of one act where 即 says so, where the second names no act or that of the first.
    """
    for reading, passage, text, claims in ledger.sentences():
        for found in _EVERY.finditer(text):
            parts = _PARTS.get((_short(found["unit"]), _short(found["longer"])))
            act, other = found["act"], found["act2"]
            one = bool(found["so"]) or not other or act == other or other in text[: found.start()] or (bool(found["all"]) and bool(set(act) & set(other)))
            weekday = found["longer"] in "周週" and found["many"] in "一二三四五六日"  # 每周三班: each Wednesday's
            count = small(found["count"]) if found["count"] else Fraction(1)
            many = small(found["many"])
            if parts is None or not one or weekday or (found["gap"].strip("，、。") and not found["so"]) or not count or many in (None, 1):
                continue
            yield _tell_within(ledger, reading, passage, claims, found, Fraction(parts) / count)


def _short(unit: str) -> str:
    return next(short for name, short in _SHORT.items() if unit == key(name))


def _tell_within(
    ledger: Ledger, reading: Reading, passage: Passage, claims: tuple[Claim, ...], found: re.Match[str], times: Fraction
) -> Finding:
    computed, stated = Interval.point(times), Interval.point(small(found["many"]) or 0)
    judged = identity(Number(core=computed, interval=computed, step=Fraction(1)), Number(core=stated, interval=stated, step=Fraction(1)))
    quotes = (
        ledger.cut(reading, passage, found.start(), found.end("times") + 1),
        ledger.cut(reading, passage, found.start("many"), found.end()),
    )
    return told(
        NAME, ledger, tuple(c for c in claims if any(c.span in quote.span for quote in quotes)), judged,
        formula=f"{quotes[0].words}：{_per(times)} 次 {SIGNS.get(judged.verdict, '≠')} {quotes[1].words}",
        chinese=f"「{quotes[0].words}」在這段時間是{_per(times)}次，文字寫{quotes[1].words}",
        english=f"{quotes[0].words} makes {_per(times)} over that stretch; the text says {quotes[1].words}",
        also=quotes,
    )  # fmt: skip


def _paces(ledger: Ledger) -> Iterator[_Pace]:
    for reading, passage, text, claims in ledger.sentences():
        for found in _PACE.finditer(text):
            count, unit = found[1], found[2]
            before, after = found["before"] or found["only"], found["after"]
            times, before_times = found["times"], found["times2"]
            if _ROUGH.search(text[max(0, found.start() - 2) : found.start()]):
                continue
            per = small(count) if count else Fraction(1)
            often = small(times or before_times) if (times or before_times) else Fraction(1)
            event = _event_of(after or before or "") or _event_of(text[found.end() : found.end() + 8])
            event = event or _event_of(found.group())
            event = event or _event_of(text[max(0, found.start() - 10) : found.start()])
            behind = text[found.end() : found.end() + 6]
            acts = _acts((before or "") + "|" + (after or "") + (CLAUSE.split(behind)[0] if before else behind))
            if not (per and often and (event or acts or _YEAR_BEHIND.match(text, found.end()))):
                continue
            quote = ledger.cut(reading, passage, found.start(), found.end())
            yield _Pace(
                reading=reading, passage=passage, start=found.start(), end=found.end(), text=text,
                times=_per_year(unit) / per * often, event=event, acts=acts, quote=quote,
                claims=tuple(claim for claim in claims if claim.span in quote.span),
            )  # fmt: skip


#: 每六個月召開一次，一年2次: the count right behind says what is counted.
_YEAR_BEHIND = rx(r"，(?:即|也就是|等於)?(?:一年|全年|每年)(?:共|合共|合計)?[0-9一二兩三四五六七八九十]+次")


def _acts(words: str) -> frozenset[str]:
    """The pairs of characters by which two mentions of one act are known: 配息, 抽檢, 例會."""
    bare = _NO_ACT.sub(" ", words)
    return frozenset(bare[at : at + 2] for at in range(len(bare) - 1) if " " not in bare[at : at + 2])


_NO_ACT = rx(r"[^一-鿿]|一次|固定|定期|進行|例行|舉行|舉辦|辦理|召開|[一二兩三四五六七八九十]|要|的|共|已|將|合計|合共|累計|全年|去年|今年|每|次|期|班|年度")


def _per_year(unit: str) -> Fraction:
    return next(number for name, number in _A_YEAR.items() if unit.startswith(key(name)))


def _event_of(words: str) -> str:
    return next((name for name, pattern in _EVENTS if rx(pattern).search(words)), "")


_TERM = rx(r"存續期|期間|[0-9一二三四五六七八九十]+年(?:間|內|期間)|合計|共")


def _over_years(ledger: Ledger, pace: _Pace, claim: Claim) -> Finding | None:
    """三年期，每年付息一次，存續期內共付息六次: the pace over the years of a term."""
    if key(claim.quantity.unit) not in _TURNS or claim.span.start < pace.quote.span.end or not _TERM.search(ledger.lead(claim)):
        return None
    if ledger.reading(claim) is not pace.reading or ledger.passage(claim).paragraph != pace.passage.paragraph or claim.modality in ("denied", "question"):
        return None
    if not (pace.acts & _acts(ledger.lead(claim) + ledger.tail(claim)[:4]) or (_counted_event(ledger, claim) == pace.event and pace.event)):
        return None
    found = list(_YEARS.finditer(pace.text, 0, pace.start))
    written = [m[1] or m[2] for m in found] or [m[1] or m[2] for m in _YEARS.finditer(ledger.sentence(claim))]
    terms = {many for words in written if (many := small(words)) is not None}
    if len(terms) != 1 or _FULL_YEAR.search(ledger.lead(claim)):
        return None
    times = pace.times * terms.pop()
    term = [ledger.cut(pace.reading, pace.passage, found[0].start(1 if found[0][1] else 2), found[0].end(1 if found[0][1] else 2) + 1)] if found else []
    point = Interval.point(times)
    judged = identity(Number(core=point, interval=point, step=Fraction(1)), Number.of(claim.quantity))
    return told(
        NAME, ledger, (*pace.claims, claim), judged,
        formula=f"{pace.quote.words} × 年數 = {_per(times)} 次 {SIGNS.get(judged.verdict, '≠')} {said(claim.quantity)}",
        chinese=f"「{pace.quote.words}」在這個期間是{_per(times)}次，文字寫{said(claim.quantity)}",
        english=f"{pace.quote.words} over the term is {_per(times)} times; the text says {said_in_english(claim.quantity)}",
        also=(pace.quote, *term),
    )  # fmt: skip


_YEARS = rx(r"(?<![0-9])([0-9]{1,2}|[一二三四五六七八九十]{1,2})年(?:期|間|內)|期限為?([0-9]{1,2})年")


def _yearly(ledger: Ledger, pace: _Pace, claim: Claim) -> Judgement | None:
    """The pace against one yearly count; None where they are not shown to speak of the same."""
    if key(claim.quantity.unit) not in _TURNS or claim.span in pace.quote.span:
        return None
    if ledger.reading(claim) is not pace.reading or claim.modality in ("denied", "question"):
        return None
    lead = _since_year(ledger, claim)
    if not _FULL_YEAR.search(lead) or _PARTIAL.search(lead) or _inside_pace(ledger, claim):
        return None
    if not _one_act(ledger, pace, claim):
        return None
    if _PAST.search(lead) and (not _habitual(pace) or _EXCUSED.search(lead)):
        return None  # what is done as a habit holds for a year gone by, what is foretold only for one to come
    if _rival(ledger, pace, claim):
        return None
    return identity(_number(pace), Number.of(claim.quantity))


def _since_year(ledger: Ledger, claim: Claim) -> str:
    """What leads to a count, with 過去一年 where that is a number of its own right before it."""
    before = [c for c in ledger.neighbours(claim) if c.span.end <= claim.span.start]
    if before and before[-1].quantity.unit == "YEAR" and before[-1].quantity.value == 1 and len(ledger.between(before[-1], claim)) < 8:
        return CLAUSE.split(ledger.before(claim))[-1]
    return ledger.lead(claim)


def _habitual(pace: _Pace) -> bool:
    """Whether a pace holds for a year gone by as well: neither foretold nor new, and no rate move, which has no pace of its own."""
    if rx("預計|預測|預期|將|可能|有望").search(pace.text):
        return False
    return bool(_HABIT.search(pace.text)) or (pace.event not in ("", "rate rise", "rate cut") and not _NEW_PACE.search(pace.text))


#: 去年因改制只配息2次: the count tells itself why it is another.
_EXCUSED = rx(r"因|改制|僅|(?<!卻)只|停|受|自")
_NEW_PACE = rx(r"改為|改成|改採|改以|轉為|調整為|起|新制|首次|擬|規劃|計畫|計劃|明年|今年|開始|宣布|未來|推動|縮短|增加至|提高|恢復|新")
_TURNS = tuple(key(f"COUNT:{turn}") for turn in _TURN)
_EXTRA = rx(r"(?<!無)(?<!沒有)(?<!未)(?<!未有)(?:特別|額外|臨時|自發|加開|另外|不含|非例行|停辦|取消|暫停)")
_SO = rx(r"即|也就是|換句話說|換言之|依此|依照這|按此|意味|因此|等於|算下來|換算|照此|節奏|筆帳|一年有")


def _one_act(ledger: Ledger, pace: _Pace, claim: Claim) -> bool:
    """Whether pace and count are of one act: the same event, a word in common, or 也就是說 between the two."""
    if _EXTRA.search(ledger.sentence(claim)) or _EXTRA.search(pace.text):
        return False
    event = _counted_event(ledger, claim)
    if event and pace.event:
        return event == pace.event
    clause = ledger.lead(claim) + ledger.tail(claim)[:6]
    if pace.acts & _acts(clause):
        return True
    if ledger.passage(claim).paragraph != pace.passage.paragraph or claim.span.start < pace.quote.span.start:
        return False
    if _bare_count(ledger, pace, claim):
        return True
    near = ledger.before(claim)
    return bool(_SO.search(near)) and not event


def _bare_count(ledger: Ledger, pace: _Pace, claim: Claim) -> bool:
    """呈交一次流動性壓力測試，一年三次: a clause of nothing but the count, right behind the pace in its sentence, counts the same."""
    if ledger.passage(claim) != pace.passage or not _BARE_YEAR.search(ledger.lead(claim)) or ledger.tail(claim):
        return False
    start, _ = ledger.offsets(claim)
    return pace.text[pace.end : start].count("，") == 1 and start - pace.end < 20 and "；" not in pace.text[pace.end : start]


_BARE_YEAR = rx(r"^(?:即|也就是|等於)?(?:一年|全年|每年|一整年)(?:共|合共|合計|總共|就是|即|計)?$")


def _rival(ledger: Ledger, pace: _Pace, claim: Claim) -> bool:
    """Whether the count is another's: by its subject, or in the same sentence by one of the same sort named between."""
    if rx("則").search(ledger.lead(claim)):
        return True  # 恆生指數每季檢討一次；富時羅素的指數則一年兩次
    if _other_body(CLAUSE.split(pace.text[: pace.end])[-1], ledger.lead(claim)):
        return True  # 董事會每季開會一次；審核委員會去年開會7次
    subjects = [c.subject for c in pace.claims if c.subject and c.subject.concept]
    if not subjects or claim.subject is None:
        return False
    if ledger.passage(claim) != pace.passage:
        return any(mentions_agree(claim.subject, subject) == "different" for subject in subjects)
    first, last = sorted((pace.quote.span, claim.span))
    sorts = {_sort(subject) for subject in subjects}
    return any(
        mention.concept not in {subject.concept for subject in subjects} and _sort(mention) in sorts
        for mention in pace.reading.mentions
        if mention.kind == "entity" and first.end <= mention.span.start < last.start
    )


#: Who acts, named at the head of a clause; and words that only take up who did.
_BODY = rx(
    r"^(?:惟|但|而|另外?|其中|至於|不過|同時|反觀|由於|按|旗下)?(?P<name>[一-鿿A-Za-z]{0,10}?(?:委員會|董事會|監事會|理事會|股東會|議事會|小組|部門|基金|指數|中心|公會|協會|工會|法院|銀行|央行|交易所|分行|專戶|債券?|ETF|保單|平台|產線|門市|工廠|機台))"
)
_SAID = rx(r"^.*(?:預測|認為|表示|指出|預期|預估|估計|預計|強調|說|稱|因此)")
_SAME_BODY = rx(r"^(?:該|本|此|這|其|全|各|上述|同一)")


def _other_body(first: str, second: str) -> bool:
    """Whether two clauses begin with who acts, and one is not the other by a shorter name."""
    bodies = [_BODY.search(clause) for clause in (first, second)]
    if bodies[0] is None or bodies[1] is None:
        return False
    names = [_SAID.sub("", found["name"]) for found in bodies if found]
    short, long = sorted(names, key=len)
    return not long.endswith(short) and not any(_SAME_BODY.search(name) for name in names)


def _sort(mention: Mention) -> str | None:
    """The category of a thing in the ontology; None for one it does not hold."""
    concept = ontology.by_id().get(mention.concept) if mention.concept else None
    return concept.category if concept else None


def _inside_pace(ledger: Ledger, claim: Claim) -> bool:
    start, end = ledger.offsets(claim)
    return any(f.start() <= start and end <= f.end() for f in _PACE.finditer(ledger.sentence(claim)))


def _counted_event(ledger: Ledger, claim: Claim) -> str:
    """The event that a count counts: the nearest word of an event around it, in its clause or before it."""
    tail = ledger.tail(claim)[:8]
    lead = ledger.lead(claim)
    near = _nearest_last(lead) or _event_of(tail)
    return near or _nearest_last(ledger.before(claim))


def _nearest_last(text: str) -> str:
    found = [(match.end(), name) for name, pattern in _EVENTS for match in rx(pattern).finditer(text)]
    return max(found, default=(0, ""))[1]


def _number(pace: _Pace) -> Number:
    """The times a year; of weeks and days a few fall on holidays, and a year has a day more than 52 of them."""
    point = Interval.point(pace.times)
    if pace.times <= _OFTEN:
        return Number(core=point, interval=point, step=Fraction(1))
    around = Interval(pace.times * Fraction(24, 25), pace.times + 1)
    return Number(core=around, interval=around, step=Fraction(1))


#: More often a year than this no pace goes by the month.
_OFTEN = 24


def _asked(pace: _Pace) -> bool:
    return bool(re.search(r"[?？]\s*$", pace.text)) or any(c.modality in ("question", "denied") for c in pace.claims)


def _quoted(ledger: Ledger, pace: _Pace) -> bool:
    """Whether the pace stands in quotation marks: the words of somebody, restated."""
    return pace.text[pace.start - 1 : pace.start] in "「『“《" and pace.start > 0


def _together(a: _Pace, b: _Pace) -> bool:
    return a.reading is b.reading and a.event == b.event


def _per(times: Fraction) -> str:
    return str(times) if times.denominator == 1 else shown(times, Fraction(1, 10))


def _against_count(ledger: Ledger, pace: _Pace, claim: Claim, judged: Judgement) -> Finding:
    sign = SIGNS.get(judged.verdict, "≠")
    return told(
        NAME, ledger, (*pace.claims, claim), judged,
        formula=f"{pace.quote.words}：一年 {_per(pace.times)} 次 {sign} {said(claim.quantity)}",
        chinese=f"「{pace.quote.words}」等於一年{_per(pace.times)}次，另一處寫一年{said(claim.quantity)}",
        english=f"{pace.quote.words} is {_per(pace.times)} times a year; elsewhere it is "
        f"{said_in_english(claim.quantity)} a year",
        also=(pace.quote,),
    )  # fmt: skip


def _against_pace(ledger: Ledger, a: _Pace, b: _Pace) -> Finding:
    judged = identity(_number(a), _number(b))
    return told(
        NAME, ledger, (*a.claims, *b.claims), judged,
        formula=f"一年 {_per(a.times)} 次 {SIGNS.get(judged.verdict, '≠')} 一年 {_per(b.times)} 次",
        chinese=f"「{a.quote.words}」是一年{_per(a.times)}次，「{b.quote.words}」是一年{_per(b.times)}次",
        english=f"{a.quote.words} is {_per(a.times)} times a year, {b.quote.words} is {_per(b.times)}",
        also=(a.quote, b.quote),
    )  # fmt: skip


EXAMPLES = (
    Example(
        text="该基金自成立以来坚持每月分红一次，从未间断，去年全年共分红8次。",
        verdict="inconsistent",
        touches=("每月", "8次"),
    ),
    Example(text="該基金自成立以來堅持每月分紅一次，去年全年共分紅12次。", verdict="exact", touches=("每月", "12次")),
    Example(
        text="外資預測日本央行將每六個月升息一次，漸進式加息是主流，全年1-2次、每次25個基點。",
        verdict="exact",
        touches=("每六個月", "1-2次"),
    ),
    Example(
        text="外資預測日本央行將每季升息一次，漸進式加息是主流，全年1-2次、每次25個基點。",
        verdict="inconsistent",
        touches=("每季", "1-2次"),
    ),
    Example(
        text="美銀預測日本央行將「每六個月升息一次」。日本央行會明確「每季升息一次」的節奏，還是模糊表述？",
        verdict="inconsistent",
        touches=("每六個月升息一次", "每季升息一次"),
    ),
    Example(text="聯準會每年召開8次例行會議，今年以來已降息3次，累計3碼。", verdict=None, note="開會不是降息"),
    Example(text="公司固定每季配息一次，今年以來已配息2次。", verdict=None, note="年度未滿"),
    Example(text="央行去年升息2次，市場預測今年起每季升息一次。", verdict=None, note="一處過去，一處未來"),
)
