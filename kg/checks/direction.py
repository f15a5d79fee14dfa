"""方向：兩期的數字與升降的字眼

## 做什麼
文字先後寫出兩期的數字，並用「升」「降」「擴大」「收斂」「放緩」形容後一期時，核對兩個數字的先後大小。
Where two periods' figures are given and a word tells which way the later went, the two are compared.

## 為何重要
方向是結論；數字對調一次，結論就反過來。
The direction is the conclusion; two numbers that changed places turn it round.

## 如何判定
後期 − 前期的符號與字眼比對；差在末位數字的捨入之內不算錯。
The sign of later − earlier against the word; a difference within the last digit's rounding is none.

## 何時沉默
兩個數字不是同一指標的兩期；負數與跌幅；匯率；預測與實績；名次。
Silent where the two are not one measure at two times, on negative numbers and falls, exchange rates and ranks, and
between forecast and fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from extract.interval import Interval
from extract.reading import Claim
from extract.text import rx
from kg.aspects import aspects
from kg.ledger import Example, Finding, Ledger
from kg.pairing import mentions_agree, says_nothing
from kg.roles import ASIDES, UNSAID, is_base, one_measure, ordered, windows
from kg.rules import Number, relation
from kg.wording import STANDS, direction, exchange_rate, movement_word, said, said_in_english, told

NAME = "direction"
TITLE = {"zh-Hant": "方向", "zh-Hans": "方向", "en": "Direction"}

_REACHED = rx(r"(?:至|到|為|成|達|報)[^，。；0-9]{0,4}$")
_NOT = rx(
    r"年增(?!率)|月增(?!率)|季增(?!率)|年減|月減|季減|同比|環比|預|料|若|目標|上限|下限|累計|貢獻|分別|由|從|自|較|"
    r"比|帶動|推動|因|受|令|使|有助|升值|貶值|股|需求|降息|升息"
)
#: 略見回落, 缺口收斂, 利差再度收窄: said of the two figures before it.
_SAID = rx(
    r"^[）」]?，(?:[^，。；0-9]{0,12}?)(?P<way>走高|走低|走揚|回落|回升|反彈|上升|下降|下滑|擴大|縮小|縮短|收斂|收窄|放緩|趨緩|放慢|加快|加速|增加|減少|攀升|上揚|走弱|走強|降溫|提升|提高|降低)"
    r"(?:，|。|；|$|至|了|，)"
)
#: 較上月, 環比: the two figures themselves are what is compared.
_BASE = rx(r"(?:較|比)(?:上|前|去年)[^，。；0-9]{0,4}?(?=略|微|小|明顯|大幅|再|有|見|走|回|反|上升|下|擴|縮|收|放|趨|加|增|減|攀)|環比|按月|按季")
_UP = rx(r"走高|走揚|回升|反彈|上升|擴大|加快|加速|增加|攀升|上揚|走強|提升|提高")
#: Words for how large a change or a loss is, whichever way it goes.
_SIZE = rx(r"擴大|縮小|收斂|收窄|緩和")
_PACE = rx(r"放緩|趨緩|放慢|加快|加速")
_RUN = rx(r"連續|連[兩二三四五六七八九十0-9]")
_LOSS = rx(r"虧|蝕|損失|赤字|逆差|跌幅|降幅|減幅|衰退|負")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every pair of neighbouring figures of one measure, the later of which is said to have gone up or down."""
    done: set[str] = set()
    for claims in [*(claims for *_, claims in ledger.sentences()), *windows(ledger)]:
        for first, second in pairwise([c for c in claims if c.kind not in ("duration", "rank") and c.modality not in UNSAID]):
            if {first.key, second.key} <= done:
                continue
            if {first.kind, second.kind} & set(ASIDES):
                if level := _next_level(ledger, first, second):
                    done |= {first.key, second.key}
                    yield level
                continue
            found = (
                _next_level(ledger, first, second) or _turned_back(ledger, first, second) or _only(ledger, first, second)
                or _beside_base(ledger, _rate_before(ledger, first, second), second) or _in_brackets(ledger, first, second) or _judge(ledger, first, second)
            )  # fmt: skip
            if found:
                done |= {first.key, second.key}
                yield found


def _judge(ledger: Ledger, first: Claim, second: Claim) -> Finding | None:
    """The two, in the order of the text: which of them came before is told by their words or their days."""
    if first.quantity.unit != second.quantity.unit or first.quantity.is_range or second.quantity.is_range:
        return None
    if {first.kind, second.kind} & {"from"} or first.modality != second.modality:
        return None
    if "change" in (first.kind, second.kind) and (first.comparison != second.comparison or (first.kind, second.kind) == ("level", "change")):
        return None
    if first.kind == second.kind == "change" and first.direction != second.direction:
        return None
    before, now = (first, second) if ordered(ledger, first, second) else (second, first)
    if not ordered(ledger, before, now) or not one_measure(ledger, before, now):
        return None
    if aspects(ledger, before).get("price") != aspects(ledger, now).get("price"):
        return None
    place = _word(ledger, before, now, second)
    if place is None or min(before.quantity.low.value, now.quantity.low.value) < 0 or exchange_rate(ledger, now):
        return None
    return _tell(ledger, before, now, second, place)


#: 較9月的30.5%: nothing but when it was.
_THAN_WHEN = rx(
    r"^(?:[升降漲跌增減]幅|[漲跌]勢|增速|增幅|成長率|年增率|同比增速)?(?:也|則|已|但|惟|卻|雖)*(?:較|比)(?:(?:今年|去年|上年)?(?:[0-9]{1,2}月份?|第?[一二三四1-4]季度?|同期|同月|底|末|全年)"
    r"|(?:上|前|今|去)?(?:財年|年度|年)?[上下]半年度?|(?:上次|先前|原先|此前|前次|上回|原本|早前)(?:的)?(?:估計|預估|預測|預期|數字|公布)?|前[0-9]+個月|上個?月|前個?月|上一?個?季度?|前一?季度?|上個?[週周]|前一日|昨日|前值|初值|年初)(?:的)?$"
)
_WENT = rx(
    r"^(?:的(?:[升跌漲降增減]幅|[漲跌]勢|增速|水[平準]|規模))?(?:已見|已經|已|見|有所|進一步|略有?|略為|微|再|明顯|大幅|小幅|更為?|稍|續|持續|顯著|呈現?)*"
    r"(?P<way>加快|加速|擴大|上升|提升|提高|回升|走高|攀升|增加|下降|下滑|回落|放緩|趨緩|收窄|縮小|收斂|減少|走低|降低|緩和)(?:，|。|；|$|了|。)"
)


_BROKEN = (
    rx(r"(?:失守|跌破|跌穿)了?[^，。；0-9]{0,6}$"),
    rx(r"^(?:點|美元|元)?(?:的)?[^，。；0-9]{0,8}?(?:若|一旦|如|再|遭)?(?:失守|不保|跌破|跌穿|守不住)"),
)
_TAKEN = (
    rx(r"(?:突破|站上|站穩|升破|漲破|衝破|升穿|收復|企穩|重返|守住|守穩|守得住)了?[^，。；0-9]{0,6}$"),
    rx(r"^(?:點|美元|元)?(?:的)?[^，。；0-9]{0,8}?(?:若|一旦|如|再)?(?:突破|站穩|收復|升破|漲破|升穿)"),
)  # fmt: skip
_LEVEL = r"(?:支撐|支持|防線|關卡|關口|密集區|目標|阻力|壓力|反壓|目標價)(?:位|區|價)?[^，。；0-9]{0,4}?(?:在|位於|為|是|到|看|落在|落於)?"
_LOWER_NEXT = rx(
    rf"(?:下試|下看|下探|下望|回測|回試|測試|跌至|跌到|跌向|退守|回落至|下一[個道]?[^，。；0-9]{{0,6}}{_LEVEL}|支撐位?(?:在|看|位於))[^，。；0-9]{{0,4}}$"
)
_HIGHER_NEXT = rx(rf"(?:上試|上看|上望|挑戰|上探|上攻|衝擊|邁向|升至|漲至|升向|看至|下一[個道]?[^，。；0-9]{{0,6}}{_LEVEL})[^，。；0-9]{{0,4}}$")
_OR_ELSE = rx(r"反之|否則|相反|另一方面|未|沒|[。；]")


def _next_level(ledger: Ledger, first: Claim, second: Claim) -> Finding | None:
    """若失守8萬美元，下一支撐在7.4萬; 站穩26,000點，上看26,500點: past a line the next one lies further on."""
    if first.quantity.is_range or "change" in (first.kind, second.kind) or ledger.passage(first) != ledger.passage(second):
        return None
    if {first.quantity.unit, second.quantity.unit} not in ({first.quantity.unit}, {"NONE", "INDEX_POINT"}) or exchange_rate(ledger, first):
        return None
    between, lead = ledger.between(first, second), ledger.lead(second)
    sizes = sorted((first.quantity.value, second.quantity.value))
    if len(between) > 40 or _OR_ELSE.search(between) or exchange_rate(ledger, second) or not 0 < sizes[1] < 3 * sizes[0]:
        return None
    before, behind = ledger.before(first)[-16:], between
    if rx(r"[未沒]").search(before[-8:]):
        return None
    broken, taken = (bool(ahead.search(before) or later.search(behind)) for ahead, later in (_BROKEN, _TAKEN))
    lower, higher = bool(_LOWER_NEXT.search(lead)), bool(_HIGHER_NEXT.search(lead))
    if broken == taken or not (lower if broken else higher):
        return None
    words = (_LOWER_NEXT if broken else _HIGHER_NEXT).search(lead)
    assert words is not None
    place = ledger.offsets(second)[0] - len(lead) + words.start(), words.group(), "down" if broken else "up"
    return _tell(ledger, first, second, second, place)


_REACHED_UP = rx(r"(?:衝上|升至|漲至|漲到|升到|攀至|攀升至|高見|觸及|飆至|飆升至|最高[見至為]?|推升至|衝至|上探|漲抵|升抵)了?[^，。；0-9]{0,4}$")
_REACHED_DOWN = rx(r"(?:跌至|跌到|下探至?|滑落至|滑落到|低見|觸及|最低[見至為]?|急挫至|暴跌至|探至|殺至|殺到|挫至)了?[^，。；0-9]{0,4}$")
_PASSED_UP, _PASSED_DOWN = rx(r"(?:突破|衝破|站上|升破|漲破|升穿)了?[^，。；0-9]{0,6}$"), rx(r"(?:跌破|失守|跌穿)了?[^，。；0-9]{0,6}$")
_CAME_DOWN = rx(r"回落|拉回|回吐|獲利了結|盡吐|漲幅收斂|漲幅收窄|漲幅縮小|壓回|回軟|回跌|殺低|回檔|翻黑|倒跌")
_CAME_UP = rx(r"反彈|回升|拉回|收復|買盤|承接|跌幅收斂|跌幅收窄|跌幅縮小|止跌|彈升|回穩|回補|喘定")
_ON = rx(r"^[^，。；0-9]{0,12}(?:升|漲|彈|回|拉|收|跌|落)[^，。；0-9]{0,2}(?:至|到|在|報)$")


def _turned_back(ledger: Ledger, first: Claim, second: Claim) -> Finding | None:
    """一度升至4,780美元，隨後獲利了結，收在4,475美元: what turned back lies on the near side of where it turned."""
    plain = all(c.kind in ("level", "to", "threshold") and c.modality == "actual" and not c.quantity.is_range for c in (first, second))
    if not plain or first.quantity.unit != second.quantity.unit or exchange_rate(ledger, first) or exchange_rate(ledger, second):
        return None
    sizes = sorted((first.quantity.value, second.quantity.value))
    if mentions_agree(first.subject, second.subject) == "different" or not 0 < sizes[1] < 3 * sizes[0]:
        return None
    if ledger.passage(first).paragraph != ledger.passage(second).paragraph or is_base(ledger, first):
        return None
    lead, on = ledger.lead(first), ledger.lead(second)
    between = ledger.between(first, second) if ledger.passage(first) == ledger.passage(second) else ledger.after(first) + ledger.before(second)
    if len(between) > 80 or not (STANDS.search(on) or _ON.search(on)) or not rx("一度|盤中|曾|早盤|其後|隨後|之後|後|尾盤|終場|惟|但").search(lead + between):
        return None
    up, down = bool(_REACHED_UP.search(lead)), bool(_REACHED_DOWN.search(lead))
    if up and down:  # 觸及: from which side the record tells
        up, down = (bool(rx(word).search(between)) for word in ("新高|高位|天價", "新低|低位"))
    passed = _PASSED_UP.search(lead) or _PASSED_DOWN.search(lead)
    if passed and not (up or down):
        up, down = bool(_PASSED_UP.search(lead)), bool(_PASSED_DOWN.search(lead))
    turned = (_CAME_DOWN if up else _CAME_UP).search(between)
    if up == down or turned is None:
        return None
    falls = second.quantity.low.value < first.quantity.low.value
    if falls != up and (passed or not STANDS.search(on)):
        return None  # 突破27,000點後回落, still above it
    start = ledger.sentence(second).find(turned.group())
    place = (start if start >= 0 else 0), turned.group() if start >= 0 else "", "down" if up else "up"
    return _tell(ledger, first, second, second, place)


_ONLY_THEN = rx(
    r"^(?:而|但|且)?(?:(?:去年|上年|前年)(?:同期|同月|同季|全年)?|同期|上個?月|上個?季度?|上週|此前|之前|先前|前值|前一[月季年週]|[0-9]{1,2}月份?|前[0-9]+個月)[^，。；]{0,12}?"
    r"(?:僅|只|不過|才)(?:有|為|是|約|增長|成長|增|減|升|降|漲|跌|賺|蝕|虧)*$"
)
_ALSO_ONLY = rx(r"也|亦|同樣|均|都|僅|只|才")


def _only(ledger: Ledger, first: Claim, second: Claim) -> Finding | None:
    """盈利1.2億元，去年同期僅0.8億元: 僅 says that it was less."""
    q, lead = second.quantity, ledger.lead(second)
    said_ = _ONLY_THEN.search(lead)
    if said_ is None or first.quantity.unit != q.unit or first.quantity.is_range or q.is_range or ledger.passage(first) != ledger.passage(second):
        return None
    if first.kind != second.kind or first.direction != second.direction or first.comparison != second.comparison or first.modality != second.modality:
        return None
    if _ALSO_ONLY.search(ledger.lead(first)) or rx("也|亦|同樣|均|都|較|比").search(lead) or is_base(ledger, first) or not one_measure(ledger, first, second):
        return None
    word = rx("僅|只|不過|才").search(lead)
    if word is None or min(first.quantity.low.value, q.low.value) < 0 or aspects(ledger, first).get("stretch") != aspects(ledger, second).get("stretch"):
        return None
    return _tell(ledger, second, first, second, (ledger.offsets(second)[0] - len(lead) + word.start(), word.group(), "up"))


def _rate_before(ledger: Ledger, first: Claim, base: Claim) -> Claim:
    """Of 下降25.1%（上年458.7億），降幅較9月的27.0%: the last rate before the clause that compares rates by name."""
    if not _BY_SIZE.search(ledger.lead(base)) or first.quantity.unit == base.quantity.unit:
        return first
    before = [c for c in ledger.neighbours(base) if c.span.end <= base.span.start and c.quantity.unit == base.quantity.unit and c.kind == "change"]
    return before[-1] if before else first


_BY_SIZE = rx(r"^(?:[升降漲跌增減]幅|增速|增幅)")


def _beside_base(ledger: Ledger, now: Claim, base: Claim) -> Finding | None:
    """年增率25.1%，較9月的30.5%進一步加快: a figure, what it is compared with, and which way it is said to have gone."""
    if now.quantity.unit != base.quantity.unit or now.quantity.is_range or base.quantity.is_range or now.kind == "from":
        return None
    said_ = _WENT.search(ledger.after(base))
    near = ledger.passage(now) == ledger.passage(base) and (len(ledger.between(now, base)) < 20 or bool(_BY_SIZE.search(ledger.lead(base))))
    if said_ is None or not near or not _THAN_WHEN.search(ledger.lead(base)) or {now.modality, base.modality} - {"actual", "forecast"}:
        return None
    falls = now.kind == "change" and now.direction == "down"
    if (falls and not _SIZE.search(said_["way"])) or min(now.quantity.low.value, base.quantity.low.value) < 0 or exchange_rate(ledger, now):
        return None
    place = ledger.offsets(base)[1] + said_.start("way"), said_["way"], "up" if _UP.search(said_["way"]) else "down"
    return _tell(ledger, base, now, base, place)


_BRACKET = rx(r"^[^，。；0-9]{0,4}[（(][^，。；）0-9]{0,6}(?:[0-9]{1,2}月)?[^，。；）0-9]{0,6}$")
_FORMERLY = rx(r"(?:原|前|先前|此前|上次|上季|上月|月(?:時|份)?的?)(?:預?[估測期]|值|為|是|估值)*(?:為|是)?$")


def _in_brackets(ledger: Ledger, now: Claim, base: Claim) -> Finding | None:
    """大幅上修至7.31%（9月估4.55%）: what a figure was moved to, and what it was before in brackets behind it."""
    if now.quantity.unit != base.quantity.unit or now.quantity.is_range or base.quantity.is_range or now.kind != "to":
        return None
    lead = ledger.lead(now)
    way, word = direction(lead), movement_word(lead)
    framed = _BRACKET.search(ledger.between(now, base)) and _FORMERLY.search(ledger.lead(base)) and _REACHED.search(lead)
    if not framed or way is None or word is None or min(now.quantity.low.value, base.quantity.low.value) < 0 or exchange_rate(ledger, now):
        return None
    if _LOSS.search(lead) and not _LOSS.search(ledger.lead(base)):
        return None
    return _tell(ledger, base, now, now, (ledger.offsets(now)[0] - len(lead) + word.start(), word.group(), way))


def _tell(ledger: Ledger, before: Claim, now: Claim, second: Claim, place: tuple[int, str, str]) -> Finding:
    """The two figures against the word; `second` is the one in whose sentence it stands."""
    start, word, way = place
    # The qualifier of a line is the word itself (跌破8萬): its digits are what is compared.
    before, now = (replace(c, quantity=replace(c.quantity, qualifier="none")) if c.kind == "threshold" else c for c in (before, now))
    a, b = (Number.at(c.quantity.low, exactly=True) if c.kind == "threshold" and not c.quantity.is_range else Number.of(c.quantity) for c in (before, now))
    wanted = Interval(Fraction(0), None, True) if way == "up" else Interval(None, Fraction(0), True, True)
    judged = relation(lambda x, y: y - x, (a, b), Number(core=wanted, interval=wanted, step=b.step))
    if judged.verdict == "inconsistent":
        judged = replace(judged, severity="conclusion")
    quote = ledger.cut(ledger.reading(second), ledger.passage(second), start, start + len(word))
    rises = now.quantity.low.value > before.quantity.low.value
    return told(
        NAME, ledger, (before, now), judged,
        formula=f"{said(now.quantity)} − {said(before.quantity)} {'>' if rises else '<'} 0",
        chinese=f"前期是{said(before.quantity)}，後期是{said(now.quantity)}，文字說「{quote.words}」",
        english=f"Earlier it was {said_in_english(before.quantity)}, later {said_in_english(now.quantity)}; the words say {quote.words}",
        also=(quote,),
    )  # fmt: skip


def _word(ledger: Ledger, before: Claim, now: Claim, second: Claim) -> tuple[int, str, str] | None:
    """The word that says which way it went: where it stands in the second figure's sentence, itself, up or down."""
    lead = ledger.lead(now)
    size = before.kind == "change" or bool(_LOSS.search(lead + ledger.words(now.metric) + ledger.lead(before)))
    way, word = direction(lead), movement_word(lead)
    if now is second and now.kind == "to" and way and word and _REACHED.search(lead) and not _NOT.search(lead) and not (size and before.kind != "change"):
        return ledger.offsets(now)[0] - len(lead) + word.start(), word.group(), way
    if now is second and before is not second and (ahead := _WORD_AHEAD.search(ledger.between(before, now))) is not None:
        clause = ahead.group()
        named = rx("幅|[漲跌]勢|增速").search(clause) or not size or _PACE.search(ahead["way"])
        if named and (not size or _SIZE.search(ahead["way"]) or (before.kind == "change" and _PACE.search(ahead["way"]))) and not _NOT.search(clause):
            start = ledger.offsets(now)[0] - len(ledger.between(before, now)) + ahead.start("way") if ledger.passage(before) == ledger.passage(now) else 0
            return start, ahead["way"] if start else "", "up" if _UP.search(ahead["way"]) else "down"
    behind = _BASE.sub(lambda m: "　" * len(m.group()), ledger.after(second)[:30])
    said_ = _SAID.search(behind)
    if said_ is None or _NOT.search(behind[: said_.end("way")]) or _other_measure(ledger, second, said_.end("way")):
        return None
    if _RUN.search(behind[: said_.start("way")]):
        return None  # 連續三個月走弱 is the streak's affair
    if size and not (_SIZE.search(said_["way"]) or (before.kind == "change" and _PACE.search(said_["way"]))):
        return None
    return ledger.offsets(second)[1] + said_.start("way"), said_["way"], "up" if _UP.search(said_["way"]) else "down"


#: 三季度加快，增長6.1%; 10月減幅收斂，只減2.6%: the word in a clause of its own right before the figure.
_WORD_AHEAD = rx(
    r"(?:^|，|；|。)(?:而|但|惟|到了?)?[^，。；]{0,12}?(?:[升跌漲降增減]幅|[漲跌]勢|增速)?(?:已|略|再|又|明顯|進一步|持續|小幅|大幅|有所|見|續)*"
    r"(?P<way>走高|走低|回落|回升|反彈|上升|下降|下滑|擴大|縮小|縮短|收斂|收窄|放緩|趨緩|放慢|加快|加速|攀升|降溫|提升|提高|降低|緩和)，"
    r"(?:只|僅|為|至|達|增長|成長|增|減|升|降|漲|跌|同比|按年|年|是|報|到|下降|上升)*$"
)


def _other_measure(ledger: Ledger, claim: Claim, length: int) -> bool:
    """Whether another measure is named between a number and the word of movement behind it."""
    reading = ledger.reading(claim)
    start = reading.text.key_offset(claim.span.end)
    return any(
        mention.concept and claim.metric and mention.concept != claim.metric.concept
        for mention in reading.mentions
        if mention.kind == "metric" and not says_nothing(mention) and start <= reading.text.key_offset(mention.span.start) < start + length
        and not _ITS_OWN.search(ledger.words(mention))
    )  # fmt: skip


_ITS_OWN = rx(r"幅|利差|缺口|增速|增幅|虧損|逆差|差距|逾期率")


EXAMPLES = (
    Example(text="10月核心CPI年增率為3.0%，11月升至2.8%。", verdict="inconsistent", touches=("3.0%", "2.8%"), severity="conclusion"),
    Example(text="10月失業率為3.36%，11月降至3.33%。", verdict="exact", touches=("3.36%", "3.33%")),
    Example(text="10月新增贷款为5,200亿元，11月降至4,800亿元。", verdict="exact", touches=("5,200亿元", "4,800亿元")),
    Example(text="10月失業率為3.36%，11月就業人數升至1,160萬人。", verdict=None, note="不同指標"),
)
