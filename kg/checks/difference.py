"""差距：甲減乙

## 做什麼
文字說甲與乙的利差、差距、落差是多少，或甲比乙高出、低了多少，而甲和乙的數字都寫在同一句話裡時，重算甲減乙。
Where a sentence gives both numbers and their spread, gap or lead, a − b is worked out again.

## 為何重要
利差、價差常是全文論證的支點；差一個基點，「創新低」之類的結論就可能站不住。
A spread is often the hinge of an argument; a basis point may decide whether a record stands.

## 如何判定
數字以寫出的位數精確相減（不用二進位浮點數：3.72 − 1.910 正好是 1.810），再依捨入規則與文字所寫的差距比對；
百分比之間的差以百分點或基點表示。「高出」「低了」還要看正負號。
Exact decimals as written, never binary floats: 3.72 − 1.910 is 1.810. The difference of two per cents is in points or
basis points; 高出 and 低 also decide the sign.

## 何時沉默
兩個運算元沒有都寫出來、同句有三個以上候選數字、年期或國別對不上（10 年期的利差不能拿 2 年期去減）、
寫的是利差的變動而不是利差本身時，一律不判。
Silent where an operand is not shown, where more than two numbers qualify, where tenors or countries do not match, or
where the number is a change of the gap and not the gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from extract.interval import Interval
from extract.reading import Claim
from extract.text import key, rx
from kg.aspects import tenors
from kg.formulas import others_meant
from kg.ledger import Example, Finding, Ledger
from kg.pairing import mentions_agree, period_apart, says_nothing
from kg.partitions import balances
from kg.roles import POINTS, is_base, windows
from kg.rules import Number, relation, scale_slip
from kg.wording import SIGNS, like, like_in_english, said, said_in_english, told

NAME = "difference"
TITLE = {"zh-Hant": "差距", "zh-Hans": "差距", "en": "Difference"}

_GAP = r"(?:利差|息差|價差|差距|落差|差額|差值|差異|之差|缺口|逆差|順差|出超|入超|高水|低水|浮盈|浮虧|差價|剪刀差|升水|貼水|溢價|折讓)"
_VALUE = r"(?:因此|於是|由此|便|每桶|每噸|每股|超過|逾|將近|接近|近|約|大約|高達|達到|達|為|是|僅|只有|只剩|只|有|共|了|到|至|來到)"
#: To where a gap has moved.
_MOVED = r"(?:收窄|縮小|縮減|擴大|擴增|擴闊|擴寬|收斂|拉大|拉開|拉闊|放大|降|升|走擴|走闊|走寬|收縮|縮|擴)(?:至|到)"
#: Words that name a gap and lead straight to its size: 利差收窄至, 相差, 差距達. 收窄 5 個基點 is a change of it.
_LEADS = rx(
    rf"(?:{_GAP}[」』”）]?(?:目前|如今|因此|已|也|仍|再|進一步|大幅|小幅|則|卻)*"
    rf"(?:{_MOVED}|{_VALUE})?{_VALUE}*"
    rf"|(?:相差|相距|差了|差|便宜|多付|少付|[前後]者[高低多少快慢](?:出|了)?|浮盈)(?:{_VALUE}|整整|足足|了)*)(?:每[一-鿿]{{1,3}})?$"
)
_BOTH = rx(r"兩者|二者|兩項|兩地|兩區|兩國|兩家|雙方|之間|彼此|相差|相距|差距|落差|差了")
#: The two just told of, and no others.
_THE_TWO = rx(r"兩者|二者|兩地|兩區|兩國|兩家|兩項|雙方|(?:^|[，；])(?:即)?(?:相差|相距)")
#: What is told of rates in per cent and meant in points; a 淨息差 is a bank's margin and no difference of two.
_SPREAD = rx(rf"(?<!淨)(?:利差|息差)[^，。；0-9]{{0,2}}(?:{_MOVED})?{_VALUE}*$|淨利差{_VALUE}*$")
_NAMED_GAP = rx(r"價差|剪刀差|淨利差|溢價|折價|升水|貼水|缺口|逆差|順差|出超|入超|高水|低水|浮盈|浮虧|便宜|多付|少付|前者|後者|期限利差")
#: Gaps that lie between two figures by their very name, so that these may stand in the sentence before.
_OF_TWO = rx(r"逆差|順差|出超|入超|剪刀差|升水|貼水")
_FROM = rx(r"(?:已|也)?[由從自][^，。；0-9]{0,8}$")
#: A balance that takes in more than the two: 計入發債淨收入後, 連同結轉.
_MORE_THAN_TWO = rx(r"計入|計及|扣除|連同|加上|發債|調入|結轉|轉撥|回撥|不計|另有")
_OTHER = rx(r"第[一二三四五六七八九十0-9]+名|榜首|去年|上月|上季|預期|平均")
_FOLLOWS = rx(rf"^的(?:利率|殖利率|收益率|成長)?{_GAP}")
#: 較 b 高出 c.
_THAN = rx(r"(?:較|比)[^，。；]{0,24}$")
_MORE = rx(
    r"^[）)]?(?:[^，。；0-9]{0,6}相比，|，(?=[高低]水|[升貼]水|溢價|折讓))?[^，。；0-9]{0,6}(?:高水|升水|溢價|浮盈|高出|高了|高|多出|多了|多|領先|超出|上升|回升|增加|升|彈升|攀升|擴大|[墊抬推拉走]高|抬升|加快|加速)"
    r"(?:約|近|逾|超過|達|整整|足足|了|僅)*$"
)
_LESS = rx(
    r"^[）)]?(?:[^，。；0-9]{0,6}相比，|，(?=[高低]水|[升貼]水|溢價|折讓))?[^，。；0-9]{0,6}(?:低水|貼水|折讓|浮虧|低了|低|少了|少|落後|不足|下降|回落|減少|降|下滑|收窄|縮小|收斂|[拉壓走]低|放緩|放慢)"
    r"(?:約|近|逾|超過|達|整整|足足|了|僅)*$"
)

_COUNTRIES = {
    "美": "美國|美債|聯準會|美聯儲|美元",
    "日": "日本|日債|日銀|日圓",
    "德": "德國|德債",
    "英": "英國|英債",
    "中": "中國|中債|人民幣",
    "台": "台灣|台債",
    "韓": "韓國|韓債",
    "歐": "歐元區|歐洲",
    "法": "法國|法債",
    "義": "義大利|義債",
    "澳": "澳洲|澳債",
    "加": "加拿大|加債",
    "港": "香港|港元|港府|港債",
}
_MARKS = "".join(_COUNTRIES)
_PAIR_GAP = rx(rf"([{_MARKS}])([{_MARKS}])(?:兩國)?(?:[0-9]+年期)?(?:公債|國債|債券)?(?:利差|息差){_VALUE}*$")
_PAIR = rx(
    rf"([{_MARKS}])([{_MARKS}])(?:兩國)?(?:[0-9]+年期|[二兩五十]+年期)?(?:公債|國債|債券)?(?:利差|息差|利率|殖利率)"
)


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every gap of the ledger whose two operands stand in its sentence."""
    done: set[str] = set()
    for balance, larger, smaller in balances(ledger):
        found = _judge(ledger, larger, smaller, True, balance)
        if found.verdict != "inconsistent" or not _MORE_THAN_TWO.search(ledger.sentence(balance)):
            done.add(balance.key)
            yield found
    for *_, claims in ledger.sentences():
        for rest in claims:
            net = _net(ledger, rest, claims)
            if net and rest.key not in done:
                done.add(rest.key)
                yield _judge(ledger, *net, rest)
        for gap in claims:
            pair = None if gap.key in done else _than(ledger, gap, claims) or _between(ledger, gap, claims) or _extremes(ledger, gap, claims)
            if pair:
                done.add(gap.key)
                yield _judge(ledger, *pair, gap)
    for claims in [*(claims for *_, claims in ledger.sentences()), *windows(ledger)]:
        for gap in claims:
            pair = None if gap.key in done else _told_after(ledger, gap, claims)
            if pair:
                done.add(gap.key)
                yield _judge(ledger, *pair, gap)
    for claims in windows(ledger):
        for gap in claims:
            if gap.key in done or ledger.passage(gap) != ledger.passage(claims[-1]):
                continue
            told = _over_the_stop(ledger, gap, claims)
            if told and told[3].key not in done:
                done.add(told[3].key)
                yield _judge(ledger, *told)
    for claims in [*(claims for *_, claims in ledger.sentences()), *windows(ledger)]:
        told = _told_before(ledger, claims)
        if told and told[3].key not in done:
            done.add(told[3].key)
            yield _judge(ledger, *told)
    for *_, claims in ledger.sentences():
        for gap in claims:
            pair = None if gap.key in done else _by_name(ledger, gap)
            if pair:
                done.add(gap.key)
                yield _judge(ledger, *pair, gap)


_MORE_THAN = r"(?:高出|高了|高|多出|多了|多|快|貴|大|重|領先|強)"
_LESS_THAN = r"(?:低了|低|少了|少|慢|便宜|小|輕|落後|弱)"
#: 上海比浙江高21,814元; 北角較尖沙咀低1.3個百分點.
_X_THAN_Y = rx(
    rf"^(?:即|也就是|換言之|其中|而|但)?(?P<x>[^，。；0-9]{{0,14}}?)(?:[仍還也則均就卻]|依然|已|明顯)*(?:比|較)(?P<y>[^，。；0-9]{{2,10}}?)(?:還|更|再|足足|整整|大幅|明顯|只|僅)*"
    rf"(?:(?P<more>{_MORE_THAN})|(?P<less>{_LESS_THAN}))(?:賺|賣|付|繳|出|了|約|近|逾|超過|達|有)*$"
)
#: 島嶼領先遠航9.7億元; 電網投資增速快於電源19.4個百分點.
_X_OVER_Y = rx(
    r"^(?:即|也就是|換言之|其中|而|但)?(?P<x>[^，。；0-9]{0,14}?)(?:[仍還也則均就卻]|依然|已|明顯)*(?:(?P<more>領先|高於|快於|多於|高過|多過|跑贏|贏過|超過|超越)|(?P<less>低於|慢於|少於|落後於?|遜於|不及|跑輸|輸給))"
    r"(?P<y>[^，。；0-9]{2,10}?)(?:約|近|逾|達|有|了)*$"
)
#: What a number is compared with that is nobody among those told of: a time, what was expected.
_NOBODY = rx(
    r"去年|上年|前年|同期|上月|前月|上季|前季|上週|前值|預期|預測|預估|目標|年初|年底|此前|先|之前|歷史|往年|疫情|平均|[0-9]|其他|對手|同業|市場"
)
_TAILS = rx(
    r"(?:增速|增幅|漲幅|跌幅|升幅|成長率|增長率|家數|占比|佔比|比重|比例|利率|收益率|報酬率|毛利率|殖利率|價格|均價|人數|金額|規模|數|的|則|地區)+$"
)


def _by_name(ledger: Ledger, gap: Claim) -> tuple[Claim, Claim, bool] | None:
    """尖沙咀13.9%，北角15.2%，即北角較尖沙咀高1.3個百分點: two that are told apart by their names, each with one number before."""
    if gap.kind == "from" or gap.quantity.is_range or gap.modality in ("denied", "question") or gap.quantity.unit in ("PERCENT", "MULTIPLE"):
        return None
    if ledger.passage(gap).role != "body":
        return None
    lead = ledger.lead(gap)
    told = _X_THAN_Y.search(lead) or _X_OVER_Y.search(lead)
    if told is None or _NOBODY.search(told["y"]):
        return None
    units, paragraph = _operand_units(gap), ledger.passage(gap).paragraph
    pool = [
        c for c in ledger.around(gap, 14)
        if c.span.end <= gap.span.start and c.quantity.unit in units and ledger.passage(c).paragraph == paragraph and not c.quantity.is_range
        and c.kind not in ("from", "duration", "rank", "target", "threshold") and c.modality == gap.modality and not is_base(ledger, c)
    ]  # fmt: skip
    y = _named(ledger, pool, told["y"])
    name = _TAILS.sub("", told["x"])
    nearest = pool[-1:] if pool and ledger.passage(pool[-1]) == ledger.passage(gap) else []
    x = _named(ledger, pool, told["x"]) if len(name) > 1 else next(iter(nearest), None)
    if x is None or y is None or x is y or x.kind != y.kind or x.comparison != y.comparison or mentions_agree(x.metric, y.metric) == "different":
        return None
    if period_apart(x, y) or _turns_to_another(ledger, gap, max(x, y, key=lambda c: c.span)):
        return None
    sizes = sorted(abs(c.quantity.value) for c in (x, y))
    if gap.quantity.unit not in POINTS and (sizes[1] > 20 * sizes[0] or x.quantity.low.scale > 10_000 * gap.quantity.low.scale):
        return None
    return (x, y, True) if told["more"] else (y, x, True)


def _turns_to_another(ledger: Ledger, gap: Claim, last: Claim) -> bool:
    """Whether another measure is named behind two numbers: 毛利率26.5%與22.0%；營業利益率方面，矽泰比力訊高2.1個百分點."""
    return any(
        m.kind == "metric" and m.concept and not says_nothing(m) and not rx(_GAP).search(key(m.words)) and mentions_agree(m, last.metric) == "different"
        for m in ledger.mentions(gap)
        if last.span.end <= m.span.start < gap.span.start
    )  # fmt: skip


def _named(ledger: Ledger, pool: Sequence[Claim], name: str) -> Claim | None:
    """The one number whose own words hold a name, the words that only say what is compared left out."""
    name = _TAILS.sub("", name)
    for part in (name, name[:2]):  # 電網投資: 電網工程完成投資2,040億元
        found = [c for c in pool if len(part) > 1 and part in _whose(ledger, pool, c)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _whose(ledger: Ledger, pool: Sequence[Claim], claim: Claim) -> str:
    """The words since the number before, in a sentence, and the subject where it was named with the number."""
    before = ledger.before(claim)
    ends = [ledger.offsets(c)[1] for c in pool if c.span.end <= claim.span.start and ledger.passage(c) == ledger.passage(claim)]
    listed = claim.by.get("subject") == key("分別") or claim.by.get("subject") == "分別"
    return (ledger.words(claim.subject) if listed else "") + before[max(ends, default=0) :]


def _over_the_stop(ledger: Ledger, gap: Claim, claims: tuple[Claim, ...]) -> tuple[Claim, Claim, bool, Claim] | None:
    """勞方要求5.0%；資方只肯接受2.0%，雙方落差3.0個百分點: a gap whose two numbers, and no more, stand in two sentences."""
    before = [c for c in claims if c.span.end <= gap.span.start and c.quantity.unit in _operand_units(gap) and c.kind != "from"]
    if not before or any(c.quantity.low.scale > 10_000 * gap.quantity.low.scale for c in before):
        return None
    lead = ledger.lead(gap)
    own = [c for c in before if ledger.passage(c) == ledger.passage(gap)]
    named = _THE_TWO.search(lead) or (_OF_TWO.search(lead) and len(claims) == 3)
    if len(before) == 2 and named and not any(is_base(ledger, c) for c in before) and not _turns_to_another(ledger, gap, before[-1]):
        pair = _between(ledger, gap, claims)
        return (*pair, gap) if pair else None
    if len(own) == 1 and len(before) > 1 and _OPENS.search(ledger.before(own[0])):
        pair = _than(ledger, gap, claims)
        return (*pair, gap) if pair else None
    return None


#: A sentence that begins by comparing speaks of what the one before told: 收報25,931點；對比現貨收市的25,894點，高水37點.
_OPENS = rx(r"^(?:對比|相較|較|比起|比)[^，。；]*$")


#: Gaps whose name says between what they lie, each with words for the one and for the other.
_SIDES = tuple(
    (rx(name), rx(one), rx(other))
    for name, one, other in (
        (rf"期現(?:貨)?(?:的)?{_GAP}|基差", "期貨|期指|合約|主力|近月|遠月|期$", "現貨|現指|現價|現券"),
        (rf"(?:AH|A/H|A股[與和跟對]H股|兩地)(?:股)?(?:的)?{_GAP}", "A股", "H股|港股"),
        (rf"(?:離岸[與和]?在岸|在岸[與和]?離岸|境內外)(?:的)?{_GAP}", "離岸|境外|CNH", "在岸|境內|CNY"),
        (rf"(?:內外盤|滬倫|內外)(?:的)?{_GAP}", "滬|國內|內盤|上期所", "倫|LME|外盤|國際|COMEX"),
        (rf"(?:批零|產銷)(?:的)?{_GAP}", "批發|產地|出廠|出場", "零售|銷區|終端"),
        (rf"(?:新舊|一二手)(?:盤|樓|屋)?(?:的)?{_GAP}", "新[屋盤房樓成]|一手|預售", "二手|中古|舊[屋盤樓]|次新"),
        (rf"(?:布蘭特|布油)[與和對]?(?:WTI|西德州|美油)(?:原油)?(?:的)?{_GAP}", "布蘭特|布油", "WTI|西德州|西德克薩斯|紐約|美油"),
    )
)
#: 豆油與棕櫚油價差, 聯邦基金利率和準備金利率之間的利差.
_X_AND_Y = rx(rf"(?P<x>[^，。；、0-9]{{2,8}}?)(?:[與和跟及]|相對於?)(?P<y>[^，。；、0-9]{{2,8}}?)(?:之間|兩者)?的?(?:現貨|期貨)?{_GAP}")
_SIDE_TAIL = rx(r"(?:的|價格|價|利率|現貨|期貨|之間|殖利率|收益率|孳息)+$")


def _sides(lead: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """What must be found beside the two numbers of a gap that is named by its two ends."""
    if mark := _PAIR_GAP.search(lead):
        one, other = (rx(_COUNTRIES[_country(name)]) for name in mark.groups())
        return one, other
    for name, one, other in _SIDES:
        if name.search(lead):
            return one, other
    if found := _X_AND_Y.search(lead):
        names = [_SIDE_TAIL.sub("", found[name]) for name in ("x", "y")]
        if all(len(name) > 1 for name in names):
            one, other = (re.compile(re.escape(name[-4:])) for name in names)
            return one, other
    return None


def _told_before(ledger: Ledger, claims: tuple[Claim, ...]) -> tuple[Claim, Claim, bool, Claim] | None:
    """美港息差約1.23厘。10年期美債孳息率報4.31厘，同年期港債則為3.08厘: a gap named by its two ends before the two."""
    gap = next((c for c in claims if _LEADS.search(ledger.lead(c)) and _sides(ledger.lead(c))), None)
    if gap is None or gap.kind in ("change", "from") or gap.quantity.is_range or gap.modality in ("denied", "question"):
        return None
    units = _operand_units(gap)
    if any(c.quantity.unit in units and c.span.end <= gap.span.start for c in claims):
        return None
    after = [c for c in claims if c.span.start >= gap.span.end and c.quantity.unit in units]
    if len(after) < 2 or any(c.quantity.is_range or c.kind == "change" or _THAN.search(ledger.lead(c)) for c in after[:2]):
        return None
    a, b = after[:2]
    if any(_same_measure(ledger, a, c) for c in after[2:]) or ledger.passage(a) != ledger.passage(b) or a.modality != b.modality:
        return None
    small, large = sorted(abs(c.quantity.value) for c in (a, b))
    if "PERCENT" not in units and large > 2 * small:
        return None  # two prices of one thing lie near each other
    terms = [tenors(_context(ledger, claim))[-1:] for claim in (gap, a, b)]
    sides = _sides(ledger.lead(gap))
    contexts = (_context(ledger, a), _context(ledger, b))
    if sides is None or not any(sides[i].search(contexts[0]) and sides[1 - i].search(contexts[1]) for i in (0, 1)):
        return None
    if (terms[0] and terms[1] and terms[0] != terms[1]) or (terms[1] and terms[2] and terms[1] != terms[2]):
        return None
    return (a, b, False, gap) if a.quantity.value >= b.quantity.value else (b, a, False, gap)


#: What was before, told behind the change: 10月份增速為2.9%, 上年同期為7.1%, 前一交易日為4.188%.
_WAS = rx(
    r"^(?:（|，|、|；)?(?:而|其中)?(?:去年|上年|前年)?(?:同期|同月|同季|[上前]個?[月季週周年]度?[末底]?|[上前]一(?:交易)?[日月季週年]|[上前]一季度?|(?:今年|去年)?[0-9]{1,2}月份?[末底]?|第?[一二三四1-4]季度?|一年前|前值|上期|上次)"
    r"(?:的)?(?:增速|增幅|漲幅|升幅|降幅|跌幅|數字|數值|水準)?(?:為|是|則為|約為|約|報|在|有)*$"
)
_ROSE, _FELL = rx(r"高|快|升|擴大|增|多|提|漲|揚"), rx(r"低|慢|緩|落|降|收窄|縮|減|少|跌|下滑")


def _told_after(ledger: Ledger, gap: Claim, claims: tuple[Claim, ...]) -> tuple[Claim, Claim, bool] | None:
    """同比增長1.3%，比上月放緩1.6個百分點，10月份增速為2.9%: the change in points stands before what it is counted from."""
    if gap.quantity.unit not in POINTS or gap.quantity.is_range or gap.modality in ("denied", "question"):
        return None
    at = claims.index(gap)
    now, was = (claims[at - 1] if at else None), (claims[at + 1] if at + 1 < len(claims) else None)
    if now is None or was is None or {now.quantity.unit, was.quantity.unit} != {"PERCENT"} or now.quantity.is_range or was.quantity.is_range:
        return None
    lead = ledger.lead(gap)
    rose, fell = bool(_ROSE.search(lead[-4:])), bool(_FELL.search(lead[-4:]))
    if not rx("[比較]").search(lead) and len(lead) > 4:
        return None  # 市場預期18.9%，實際升幅高出7.1個百分點；11月升幅為18.8%: than what was expected
    there = ledger.passage(was) == ledger.passage(gap)
    if rose == fell or not _WAS.search(ledger.lead(was)) or is_base(ledger, now) or (there and len(ledger.between(gap, was)) > 14):
        return None
    if now.direction == "down" or was.direction == "down" or min(now.quantity.value, was.quantity.value) < 0 or rx("降幅|跌幅|減幅").search(lead):
        return None  # which of two falls is the larger is told by their size
    return (now, was, True) if rose else (was, now, True)


_TAKEN_OFF = rx(r"^[^。；0-9]{0,12}[，（](?:再|若|如)?(?:扣除|減去|扣掉|減掉|撇除|剔除|扣減)[^，。；0-9]{0,14}$")
_LEFT = rx(r"^[^。；0-9]{0,6}(?:後|之後|以後)?，?[^。；0-9]{0,14}$")
_NET = rx(r"淨|實際|實得|實收|剩|餘|稅後|純益|溢利|可得|後[^，。；0-9]{0,8}(?:為|是|約|仍有|只有)$")


def _net(ledger: Ledger, rest: Claim, claims: tuple[Claim, ...]) -> tuple[Claim, Claim, bool] | None:
    """集資總額19.63億元，扣除上市開支1.18億元後，淨額約18.45億元: what is left of an amount when another is taken off."""
    if rest.quantity.unit in POINTS or rest.quantity.unit == "PERCENT":
        return None
    same = [c for c in claims if c.quantity.unit == rest.quantity.unit and not c.quantity.is_range and not is_base(ledger, c)]
    place = next((at for at, c in enumerate(same) if c is rest), 0)
    if place < 2:
        return None
    whole, off = same[place - 2 : place]
    between = ledger.between(off, rest)
    framed = _TAKEN_OFF.search(ledger.between(whole, off)) and _LEFT.search(between) and (_NET.search(between) or "后" in between)
    fits = framed and off.quantity.value < whole.quantity.value and rest.quantity.value < whole.quantity.value
    return (whole, off, True) if fits and whole.modality == rest.modality else None


def _operand_units(gap: Claim) -> set[str]:
    return {"PERCENT"} if gap.quantity.unit in POINTS else {gap.quantity.unit}


def _between(ledger: Ledger, gap: Claim, claims: tuple[Claim, ...]) -> tuple[Claim, Claim, bool] | None:
    """The two numbers before a named gap (larger first), if there are just two and nothing parts them from it."""
    if gap.kind == "from" or gap.modality in ("denied", "question"):
        return None
    lead = ledger.lead(gap)
    if gap.quantity.unit == "PERCENT" and not (_SPREAD.search(lead) and gap.kind != "change"):
        return None
    origin = next((c for c in reversed(claims) if c.span.end <= gap.span.start), None)
    if gap.kind == "to" and origin is not None and origin.kind == "from" and origin.quantity.unit == gap.quantity.unit:
        # 兩者之差由上月的3.2個百分點擴大到4.2個百分點: the gap is named before it began
        lead = _FROM.sub("", ledger.lead(origin))
        claims = tuple(c for c in claims if c is not origin)
    if not (_LEADS.search(lead) or _FOLLOWS.search(ledger.tail(gap))):
        return None
    units = _operand_units(gap)
    before = [c for c in claims if c.span.end <= gap.span.start and c.quantity.unit in units and c.kind != "from"]
    if gap.quantity.unit not in POINTS:
        before = [c for c in before if c.kind != "change"]  # 報26,058點，升36點: its rise is no level of another
    if len(before) > 2:
        before = [c for c in before if not (is_base(ledger, c) and _aside(ledger, c))]  # 零售226萬輛（上年263萬輛），批發279萬輛
    if len(before) < 2 or any(c.quantity.is_range for c in before):
        return None
    a, b = before[-2:]
    sizes = sorted(abs(c.quantity.value) for c in (a, b))
    if gap.quantity.unit not in POINTS and (sizes[1] > 100 * sizes[0] or (any(_PRICED.search(ledger.lead(c)) for c in (a, b)) and sizes[1] > 5 * sizes[0])):
        return None  # 成本576億美元，平均成本75,696美元，浮虧11.8億美元
    kin = _same_measure(ledger, a, b)
    named = _BOTH.search(lead) or _NAMED_GAP.search(lead) or _PAIR_GAP.search(lead) or _of_interest(ledger, a, b, lead)
    if (not kin and not (len(before) == 2 and named)) or _OTHER.search(lead):
        return None
    # With more numbers before, the two are known by their measure, which no other shares.
    if any(_same_measure(ledger, other, b) for other in before[:-2]) or (before[:-2] and not kin):
        return None
    if not _belong(ledger, a, b, gap):
        return None
    larger_first = (_signed(a).core.lo or 0) >= (_signed(b).core.lo or 0)
    return (a, b, False) if larger_first else (b, a, False)


#: Rates of interest by any name; a bank's own, of which 息差 without more is its margin.
_INTEREST = rx(r"利率|拆息|孳息|殖利率|收益率|票息|息率|SOFR|HIBOR|LIBOR|SHIBOR|LPR|回購|[美國德日英港公]債|國庫券|存單")
_OF_A_BANK = rx(r"貸款|放款|存款|生息|計息|按揭")


def _of_interest(ledger: Ledger, a: Claim, b: Claim, lead: str) -> bool:
    """Whether a 利差 or 息差 lies between two rates of interest of unlike names: 拆息3.12厘，SOFR為4.31厘，息差擴至1.19厘."""
    if not _SPREAD.search(lead) and not rx("利差|息差").search(lead):
        return False
    words = [_context(ledger, claim) for claim in (a, b)]
    return all(_INTEREST.search(text) and not _OF_A_BANK.search(text) for text in words)


def _aside(ledger: Ledger, claim: Claim) -> bool:
    """Whether a number stands in brackets."""
    words = ledger.before(claim)
    return words.rfind("（") > words.rfind("）")


def _same_measure(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Whether two numbers are of one measure, whoever's."""
    return mentions_agree(a.metric, b.metric) == "same"


def _belong(ledger: Ledger, a: Claim, b: Claim, gap: Claim) -> bool:
    """Whether the countries and tenors that the gap names are those of the two numbers."""
    sentence = ledger.sentence(gap)
    start, _ = ledger.offsets(gap)
    named = sentence[max(0, start - 24) : start]
    pair = _PAIR.search(named)
    if pair:
        contexts = (_context(ledger, a), _context(ledger, b))
        wanted = [rx(_COUNTRIES[_country(mark)]) for mark in pair.groups()]
        if not any(wanted[i].search(contexts[0]) and wanted[1 - i].search(contexts[1]) for i in (0, 1)):
            return False
    terms = [tenors(_context(ledger, claim))[-1:] for claim in (a, b)]
    gap_tenor = tenors(ledger.lead(gap))[-1:]
    if gap_tenor and any(tenor and tenor != gap_tenor for tenor in terms):
        return False
    # Two tenors make a spread of one curve; with a pair of countries they would mix two.
    return not (pair and terms[0] and terms[1] and terms[0] != terms[1])


def _country(mark: str) -> str:
    return next(name for name in _COUNTRIES if key(name) == mark)


def _context(ledger: Ledger, claim: Claim) -> str:
    """The words around a number that say whose it is."""
    return ledger.words(claim.subject) + ledger.words(claim.metric) + ledger.lead(claim)


def _than(ledger: Ledger, gap: Claim, claims: tuple[Claim, ...]) -> tuple[Claim, Claim, bool] | None:
    """a, 比 b 高出 c: (a, b, signed)."""
    units = _operand_units(gap)
    before = [c for c in claims if c.span.end <= gap.span.start]
    if len(before) < 2 or gap.modality in ("denied", "question"):
        return None
    b = before[-1]
    # 較一年前的9.1億高出2億: the figure that is compared is the last of its unit, rates of its own between
    nature = b.kind == "change"
    a = next(
        (c for c in reversed(before[:-1]) if c.quantity.unit in units and not is_base(ledger, c) and (c.kind == "change") == nature), before[-2]
    )
    if {a.kind, b.kind} & {"duration", "rank", "from"} or (a.kind == "change") != (b.kind == "change"):
        return None
    if not {a.quantity.unit, b.quantity.unit} <= units or a.quantity.is_range or b.quantity.is_range:
        return None
    between = ledger.between(b, gap)
    if a.kind == "change" and a.direction == "down" and (_SIZE_OF_FALL.search(ledger.lead(b)) or _SIZE.search(between)):
        # 跌15.0%，跌幅比上月的16.0%收窄: falls by their size
        a, b = (replace(c, direction="none") for c in (a, b))
    more, less = _MORE.search(between), _LESS.search(between)
    compared = _THAN.search(ledger.lead(b)) or (rx("[與和同跟][^，。；]{0,8}$").search(ledger.lead(b)) and "相比" in between)
    if not compared or not (more or less) or min(a.quantity.value, b.quantity.value) < 0:
        return None
    return (a, b, True) if more else (b, a, True)


#: Between the first and the last of a list: 首尾相差16.7個百分點, 高低震盪373.23點.
_ENDS = rx(
    rf"(?:首尾|頭尾|高低|最[高大多][與和跟]最[低小少](?:者|值)?|高低點|兩極)(?:之間|兩者|兩端)?(?:的)?(?:相差|相距|差距|落差|差|震盪|波幅|價差)(?:{_VALUE}|整整|足足)*$"
)


def _extremes(ledger: Ledger, gap: Claim, claims: tuple[Claim, ...]) -> tuple[Claim, Claim, bool] | None:
    """The largest and the smallest of the numbers before the gap that is told to lie between them, these being at the list's ends."""
    if not _ENDS.search(ledger.lead(gap)) or gap.kind == "from" or gap.modality in ("denied", "question"):
        return None
    before = [c for c in claims if c.span.end <= gap.span.start and c.quantity.unit in _operand_units(gap) and c.kind not in ("from", "duration", "rank")]
    last = before[-1:]
    told = [c for c in before if (c.kind == "change") == (last[0].kind == "change") and c.quantity.unit == last[0].quantity.unit and not is_base(ledger, c)]
    if len(told) < 2 or any(c.quantity.is_range for c in told):
        return None
    signed = sorted(told, key=lambda c: _signed(c).core.lo or 0)
    small, large = signed[0], signed[-1]
    if large.quantity.low.scale > 10_000 * gap.quantity.low.scale:
        return None
    if {small.key, large.key} != {told[0].key, told[-1].key} or large.quantity.value > 100 * small.quantity.value > 0:
        return None
    return large, small, False


_SIZE = rx("收窄|擴大|縮小|收斂")
_PRICED = rx("每|均價|平均|單價")
_SIZE_OF_FALL = rx("[降跌減]幅|衰退幅度")


def _signed(claim: Claim) -> Number:
    """The number, below zero where a rate of growth is told as a fall: 衰退3.1%."""
    number = Number.of(claim.quantity)
    if claim.kind == "change" and claim.direction == "down" and claim.quantity.value > 0:
        return replace(number, core=-number.core, interval=-number.interval, coarse=None, coarse_step=None)
    return number


def _judge(ledger: Ledger, a: Claim, b: Claim, signed: bool, gap: Claim) -> Finding:
    """a − b against the stated gap."""
    factor = POINTS.get(gap.quantity.unit, Fraction(1))
    stated = Number.of(gap.quantity)

    first, second = _signed(a), _signed(b)

    def minus(x: Interval, y: Interval) -> Interval:
        return (x - y).scaled(factor)

    judged = relation(minus, (first, second), stated)
    if judged.verdict == "inconsistent":
        meant = others_meant(
            ledger, (a, b), gap,
            lambda parts, named: relation(minus, [_signed(part) for part in parts], Number.of(named.quantity)).verdict in ("exact", "rounds"),
        )  # fmt: skip
        if meant is not None:
            (a, b), gap = meant
            return _judge(ledger, a, b, signed, gap)
    core = minus(first.core, second.core)
    value = core.lo if core.is_point else None
    if judged.verdict == "inconsistent" and value is not None:
        turns = signed and value < 0
        judged = replace(
            judged,
            severity="conclusion" if turns else judged.severity,
            slip="swapped_roles" if turns and -value in stated.interval else scale_slip(core, stated),
        )
    worked = like(gap.quantity, value) if value is not None else "—"
    worked_en = like_in_english(gap.quantity, value) if value is not None else "an open range"
    return told(
        NAME, ledger, (a, b, gap), judged,
        formula=f"{said(a.quantity)} − {said(b.quantity)} = {worked} {SIGNS.get(judged.verdict, '?')} "
        f"{said(gap.quantity)}",
        chinese=f"{said(a.quantity)}減{said(b.quantity)}是{worked}，文字寫{said(gap.quantity)}",
        english=f"{said_in_english(a.quantity)} minus {said_in_english(b.quantity)} is {worked_en}; "
        f"the text says {said_in_english(gap.quantity)}",
    )  # fmt: skip


EXAMPLES = (
    Example(
        text="香港11月末狹義貨幣供應結存同比升9.4%，廣義貨幣升6.8%，兩者增速相差3.6個百分點。",
        verdict="inconsistent",
        touches=("9.4%", "6.8%", "3.6個百分點"),
        severity="error",
    ),
    Example(
        text="10年期日本公債殖利率升至1.910%，與美國10年期公債殖利率（目前3.72%）的利差收窄至1.81個百分點。",
        verdict="exact",
        touches=("1.910%", "3.72%", "1.81個百分點"),
        note="以十進位精確相減：正好 1.810",
    ),
    Example(
        text="10年期日本公債殖利率升至1.910%，與美國10年期公債殖利率（目前3.72%）的利差收窄至1.82個百分點。",
        verdict="rounding_only",
        touches=("1.910%", "3.72%", "1.82個百分點"),
    ),
    Example(
        text="10年期日本公債殖利率升至1.910%，與美國10年期公債殖利率（目前3.72%）的利差收窄至1.83個百分點。",
        verdict="inconsistent",
        touches=("1.910%", "3.72%", "1.83個百分點"),
    ),
    Example(
        text="美國10年期公債殖利率4.12%，德國10年期公債殖利率2.72%，兩者利差為140個基點。",
        verdict="exact",
        touches=("4.12%", "2.72%", "140個基點"),
    ),
    Example(
        text="今年营收为12.4亿元，比去年的10.1亿元高出3.2亿元。",
        verdict="inconsistent",
        touches=("12.4亿元", "10.1亿元", "3.2亿元"),
    ),
    Example(
        text="今年營收為12.4億元，比去年的10.1億元多出2.3億元。",
        verdict="exact",
        touches=("12.4億元", "10.1億元", "2.3億元"),
    ),
    Example(
        text="美國10年期公債殖利率報4.12%，2年期報3.54%，美日10年期利差收窄至2.26個百分點。",
        verdict=None,
        note="日債殖利率未給出，不可拿 2 年期去減",
    ),
    Example(text="資產負債表縮減至6.6兆美元，仍比疫情前高出2.5兆美元。", verdict=None, note="只寫出一個運算元"),
    Example(
        text="美國10年期公債殖利率4.12%，日本10年期公債殖利率1.86%，美日利差收窄5個基點。",
        verdict=None,
        note="寫的是利差的變動",
    ),
)
