"""乘積：單價乘數量

## 做什麼
文字寫出每一單位多少、有多少單位、總共多少時，重算乘積；本金、利率與利息亦同。
Where so much a unit, the number of units and the total are given, the product is worked out again.

## 為何重要
多一個零的募資額、少一個零的賠償額，都是在乘法上看得出來的。
A zero too many in what was raised is seen by multiplying.

## 如何判定
每單位金額 × 單位數與總額比對；差十的次方的，指出來。
The amount a unit times the number of units against the total; a power of ten is named.

## 何時沉默
總額包含別的部分；單價是平均、區間或期末值；單位對不上（每股與張）。
Silent where the total holds other things, where the price is an average or a range, and where units do not match.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from extract.reading import Claim
from extract.text import key, rx
from kg.formulas import PRODUCT, TIMES, Formula, weigh
from kg.ledger import Example, Finding, Ledger
from kg.pairing import bigrams
from kg.roles import RATES, UNSAID, is_base, windows
from kg.rules import Number, relation

NAME = "product"
TITLE = {"zh-Hant": "乘積", "zh-Hans": "乘积", "en": "Product"}

_UNIT = (
    "股份|股|張|手|份|枚|公噸|噸|桶|盎司|輛|台|部|套|間|戶|人|名|家|件|單|筆|坪|平方米|平方呎|平方公尺|千瓦時|度|瓶|箱|克|公斤|個|座|棟|顆|片|次|天|日|月|年|"
    "艘|架|畝|呎|位|口|注|票|孩|幼兒"
)
#: 每股48元, 單價48元
_EACH = rx(
    rf"每(?P<unit>{_UNIT})(?:每年)?(?:[^，。；0-9每]{{0,10}})$|(?P<area>呎價|呎租)(?:[^，。；0-9]{{0,4}})$|(?P<floor>樓面價)(?:[^，。；0-9]{{0,4}})$|"
    r"(?P<price>發行價|發售價|配售價|認購價|單價|均價|定價|收購價|面額|面值|平均成本|招股價)(?:為|是|定為|定於|訂為|訂於|每股|約|：)*$"
)
#: 12.50元/股
_BY = rx(rf"^/(?P<unit>{_UNIT})")
#: 以18.73元的均價賣出
_AT = rx(r"^的(?:平均)?(?:均價|價格|單價|成交價|發行價|代價(?=換|認|收))")
#: 以9.8億美元買進10,645枚
_BOUGHT = rx(r"^(?:左右|上下)?(?:的代價|的價格)?(?:買進|買入|購入|增持|加碼|賣出|回購|認購|收購|買回)(?:了|約|共)*$")
#: 每股上漲24.40元: by how much a price moved.
_MOVED = rx(r"(?:上漲|下跌|[漲跌升降]|增加|減少|調[高低升降])(?:了|約|逾|近)*$")
#: Prices at which nothing was bought or sold.
_QUOTED = rx(r"現貨|月末|期末|介於|區間|最高|最低|收盤|收市|市價|叫價")
_TOTAL = rx(
    r"(?:合計|合共|共計|總計|總共|共|總額|總金額|金額|總價|總值|總收入|總成本|總投資|募集|募得|籌集|集資|募資|套現|回籠|耗資|斥資|動用|支出|花費|涉資|市值|價值|派發|派息|派現|發出|發放|"
    r"配發|支付|賠償|補貼|罰款|營收|收入|銷售額|貨值|繳費|應付|成交價|成交額|入場費|利息|作價|代價|涉及|規模|投入|收取|繳納|租金|月租|經費|創匯|碳費|資金|費用)"
    r"(?:[^，。；0-9每]{0,10})$"
)
_BOUGHT_BACK = key("累計回購")
_MORE = rx(r"(?<![無不含])車位|連手續費|連|含|另|此外|連同|加上|扣除|淨額|不含|其中|叫價|累計|去年|全年營收")


def check(ledger: Ledger) -> Iterator[Finding]:
    """Every price, number and total of a sentence."""
    done: set[str] = set()
    for *_, claims in ledger.sentences():
        pool = [c for c in claims if c.modality not in UNSAID and not c.quantity.is_range]
        found = _find(ledger, pool) or _interest(ledger, pool) or _per_share(ledger, pool)
        if found:
            done |= set(found.claims)
            yield found
    for claims in [*(claims for *_, claims in ledger.sentences()), *windows(ledger, longest=120)]:
        pool = [c for c in claims if c.modality not in UNSAID and not c.quantity.is_range]
        for price in pool:
            found = None if price.key in done else _average(ledger, pool, price)
            if found:
                done |= set(found.claims)
                yield found
    yield from _worked_out(ledger, done)
    for reading in ledger.readings:
        own = [c for c in ledger.own(reading) if ledger.passage(c).role == "body" and c.modality not in UNSAID and not c.quantity.is_range]
        for at, price in enumerate(own):
            near = [c for c in own[max(0, at - 20) : at + 4] if abs(ledger.passage(price).paragraph - ledger.passage(c).paragraph) < 2]
            found = None if price.key in done else _average(ledger, near, price, fitting=True)
            if found:
                done |= set(found.claims)
                yield found


#: 以現價89,500美元計算, 按均價28.4美元折算, 照匯率30.35元折合: what another amount is worked out by.
_WORKED_BY = rx(r"(?:以|按|依|照|用|匯率|單價|均價|報價|上限|下限|面值|除以)[^，。；]{0,18}$")
_WORKED = rx(
    r"^(?:左右|上下)?的?[^，。；0-9]{0,10}(?:計|換算|折算|折合|折成|估算|推算|匡算|測算|試算|換成)"
    r"|^[^，。；0-9]{0,4}，?(?:折合|折算|換算|折成|約當|相當於|市值|價值|折價)"
)
_REACH = 14


def _worked_out(ledger: Ledger, done: set[str]) -> Iterator[Finding]:
    """91.6萬枚…，按當日價格4,280美元折合39.2億美元: an amount worked out by a price, a rate of exchange or a number that is named.

    Whatever number before it fits is the one that was meant; an alarm only where its sentence has one that could be.
    """
    for reading in ledger.readings:
        own = [c for c in ledger.own(reading) if ledger.passage(c).role == "body" and not c.quantity.is_range and c.kind != "duration"]
        for at, by in enumerate(own[:-1]):
            price = bool(_unit(ledger, by)) and by.quantity.is_money
            worked = _WORKED_BY.search(ledger.before(by)[-20:]) and _WORKED.search(ledger.after(by))
            if by.key in done or not (price or worked):
                continue
            here = ledger.passage(by).paragraph
            before = [c for c in own[max(0, at - _REACH) : at] if here - ledger.passage(c).paragraph < 2]
            behind = [c for c in own[at + 1 : at + 4] if ledger.passage(c).paragraph == here]
            pairs = [(c, result) for result in behind for c in (*reversed(before), *behind) if c is not result]
            found = next((f for c, result in pairs if result.key not in done and (f := _by_one(ledger, c, by, result, sure=False))), None)
            if found is None and worked and by.quantity.unit != "PERCENT":
                result = next(iter(behind), None)
                could = [c for c in before if ledger.passage(c) == ledger.passage(by) and result is not None and _readings(c, by, result)]
                alike = len(could) == 1 and result is not None and ledger.passage(result) == ledger.passage(by) and len(ledger.between(by, result)) < 16
                odd = any(_MORE.search(ledger.lead(c)) or c.modality in UNSAID or is_base(ledger, c) for c in (*could, result or by))
                found = _by_one(ledger, could[0], by, result, sure=True) if alike and result is not None and not odd else None
            if found is not None:
                done |= set(found.claims)
                yield found


def _by_one(ledger: Ledger, a: Claim, by: Claim, result: Claim, *, sure: bool) -> Finding | None:
    """One of the ways in which a result follows from two numbers; unless `sure`, only where it does to its last digit."""
    ways = _readings(a, by, result)
    numbers = [Number.of(c.quantity) for c in (a, by)]
    fits = [
        way for way in ways
        if relation(lambda *x, way=way: way.of(*x), numbers, Number.of(result.quantity)).verdict in ("exact", "rounds")
    ]  # fmt: skip
    exact = bool(fits) and len(result.quantity.low.digits.replace(".", "").strip("0")) > 2
    if not exact and not (sure and any(_in_reach(way.of(*(n.core for n in numbers)).lo or Fraction(0), result.quantity.value) for way in ways)):
        return None
    return weigh(NAME, ledger, (a, by), result, fits or ways)


_WHOLE_OF = Formula(of=lambda a, b: (a / b).scaled(100), written="{0} ÷ {1}")
_PERCENT_OF = Formula(of=lambda a, b: (a * b).scaled(Fraction(1, 100)), written="{0} × {1}")


def _readings(a: Claim, by: Claim, result: Claim) -> tuple[Formula, ...]:
    """How a result may be worked out of a number by another, by their units alone."""
    one, two, three = a.quantity, by.quantity, result.quantity
    things = not one.is_money and _is_thing(a)
    if three.value <= 0 or one.value <= 0 or two.value <= 0 or {a.kind, result.kind} & {"rank", "duration"}:
        return ()
    if two.is_money and three.is_money and two.unit == three.unit and (things or (one.is_money and one.unit != two.unit)):
        return (PRODUCT,)  # so many at a price; so many dollars at a rate of exchange
    if two.is_money and one.is_money and one.unit == two.unit and _is_thing(result) and two.value < one.value:
        return (TIMES,)  # how many an amount buys
    if _is_thing(by) and one.is_money and three.unit == one.unit and three.value < one.value:
        return (TIMES,)  # how much for one
    if two.unit == "PERCENT" and one.unit == three.unit and one.unit not in RATES and by.kind != "change":
        return (_PERCENT_OF, _WHOLE_OF)  # 年費1.50%，規模107億美元; 以供款佔入息上限五成計
    return ()


def _is_thing(claim: Claim) -> bool:
    """Whether a number counts or measures things: neither money, a rate, a rank nor a bare number."""
    q = claim.quantity
    return not q.is_money and q.unit not in (*RATES, "ORDINAL", "NONE", "INDEX_POINT") and claim.kind not in ("rank", "duration", "threshold")


def _find(ledger: Ledger, pool: list[Claim]) -> Finding | None:
    for price in pool:
        unit = _unit(ledger, price)
        if unit is None or not price.quantity.is_money:
            continue
        counts = [c for c in pool if c is not price and (_lots(c, unit, price) or _counts(c, unit)) and not _of_then(ledger, c, price)]
        counts = [c for c in counts if not _HELD.search(ledger.lead(c))] or counts
        both = all(rx("累計").search(ledger.lead(c)) for c in counts) and bool(counts)
        totals = [
            c for c in pool
            if c is not price and c.quantity.unit == price.quantity.unit and _unit(ledger, c) is None
            and (_TOTAL.search(ledger.lead(c)) or _bought(ledger, c, counts))
            and not _more(ledger.lead(c) + "|" + ledger.tail(c)[:4], both) and not _of_then(ledger, c, price)
        ]  # fmt: skip
        ten = [c for c in counts if _TEN.search(ledger.lead(c)) and c.span.end <= price.span.start]
        if len(ten) == 1 and len(counts) == 2 and len(totals) == 1:
            number = next(c for c in counts if c is not ten[0])
            return weigh(NAME, ledger, (price, ten[0], number), totals[0], (_PER_TEN,))
        if any(_more(ledger.before(c)[-14:].replace(_BOUGHT_BACK, ""), both) for c in (*counts, price)):
            continue
        if len(counts) == 1 and len(totals) == 1 and not ten:
            lots = Fraction(1000 if _lots(counts[0], unit, price) else 1)
            if not _in_reach(price.quantity.value * counts[0].quantity.value * lots, totals[0].quantity.value):
                continue  # 每股32元回購500萬股…目前市值約420億元
            return weigh(NAME, ledger, (price, counts[0]), totals[0], (PRODUCT,), scales=(1, lots))
    return None


#: 累計持倉升至1.26萬枚: how many there are by now, beside those that were bought.
_HELD = rx(r"(?:持倉|持有|持股|總量|庫存)[^，。；0-9]{0,6}(?:增至|升至|達到?|為|至)$")


def _in_reach(worked: Fraction, stated: Fraction) -> bool:
    """Whether a total may be meant by what is worked out, a slip of the pen granted: near it, or some power of ten from it."""
    if not worked or not stated:
        return False
    ratio = worked / stated
    return Fraction(1, 4) < ratio < 4 or any(abs(ratio / Fraction(10) ** k - 1) < Fraction(1, 20) for k in (-4, -3, -2, -1, 1, 2, 3, 4))


def _more(words: str, both: bool) -> bool:
    """Whether an amount takes in more than is counted; `both`: number and amount are cumulated alike."""
    return bool(_MORE.search(rx("累計").sub("", words) if both else words))


#: What an average is of: 人均, 單票收入, 平均每架, 客單價, and the units in which that is counted.
_OF_ONE = (
    (rx(r"人均"), "人名位戶"), (rx(r"頭均"), "頭"), (rx(r"單票"), "件"), (rx(r"單車|車均"), "輛台"), (rx(r"客單價"), "次人單"), (rx(r"戶均"), "戶"),
    (rx(r"店均|單店"), "家間店"), (rx(r"畝均"), "畝"), (rx(r"日均"), "天日"), (rx(r"件均"), "件"), (rx(r"[呎尺]價|樓面地?價"), "呎"), (rx(r"台均"), "台"),
    (rx(r"均價|平均(?:單價|售價|價格)"), "台輛套部架艘件噸坪"),
)  # fmt: skip
_PER_ONE = rx(r"每(?:一)?(?P<one>個?[一-鿿])[^，。；0-9每]{0,8}$")
#: What makes the amount of one out of something else than the amounts beside it.
_NOT_ITS = rx(r"[較比]|去年|上年|預期|目標|上限|下限|至少|最高|最低|超過|另|補貼|[上下]調|漲|跌|升|降|增|減")


def _average(ledger: Ledger, pool: list[Claim], price: Claim, *, fitting: bool = False) -> Finding | None:
    """爆倉人數164.2萬人，人均損失1.17萬美元: an amount for one, the number and the amount of all; nearest first.

    Told where three fit; an alarm, unless only what is `fitting` is asked for, where the sentence gives one number of the
    things and one amount of all.
    """
    lead = ledger.lead(price)
    units = _of_one(lead)
    if not units or not price.quantity.is_money or _NOT_ITS.search(lead):
        return None
    counts = [c for c in pool if c is not price and _is_count(c, units) and not is_base(ledger, c) and not _PER_ONE.search(ledger.lead(c))]
    totals = [
        c for c in pool
        if c is not price and c.quantity.unit == price.quantity.unit and not _of_one(ledger.lead(c)) and c.kind in ("level", "to", "count")
        and c.quantity.value > price.quantity.value and not is_base(ledger, c)
    ]  # fmt: skip
    order = sorted(((n, t) for n in counts for t in totals), key=lambda pair: -min(pair[0].span.start, pair[1].span.start))
    for number, amount in order:
        judged = relation(TIMES.of, (Number.of(amount.quantity), Number.of(number.quantity)), Number.of(price.quantity))
        if judged.verdict in ("exact", "rounds"):
            return weigh(NAME, ledger, (amount, number), price, (TIMES,))
    near = not fitting and len(counts) == len(totals) == 1 and all(ledger.passage(c) == ledger.passage(price) for c in (counts[0], totals[0]))
    own = bigrams(_BARE_PRICE.sub(" ", lead)) if near else frozenset()
    if own and not own & bigrams(ledger.lead(totals[0]) + " " + ledger.words(totals[0].metric)):
        return None  # 單車毛利2.9萬元, 現金儲備364億元
    alike = near and counts[0].modality == totals[0].modality == price.modality and not _MORE.search(ledger.lead(totals[0]) + ledger.lead(counts[0]))
    alike = alike and _in_reach(totals[0].quantity.value / counts[0].quantity.value, price.quantity.value)
    return weigh(NAME, ledger, (totals[0], counts[0]), price, (TIMES,)) if alike else None


_BARE_PRICE = rx(
    r"平均|[人頭戶店畝件日車]均|單[票車店]|客單價|每一?個?[一-鿿]|約|為|達|僅|只|有|[呎尺]價|樓面地?價|行業|折合|由此|可知|高達|卻"
    r"|實用|折實|建築|實際|成交|入場"
)


def _of_one(lead: str) -> str:
    """The characters of the units of which an amount is for one; empty where it is not."""
    named = next((units for pattern, units in _OF_ONE if pattern.search(lead)), "")
    each = _PER_ONE.search(lead)
    return each["one"][-1] if each else key(named)


def _is_count(claim: Claim, units: str) -> bool:
    """Whether a number counts things of one of the units."""
    counted = key(claim.quantity.unit).removeprefix("COUNT:")
    if claim.quantity.is_money or claim.quantity.unit in ("PERCENT", "NONE"):
        return False
    return counted[-1:] in units or any(claim.quantity.unit in _UNITS.get(unit, ()) for unit in units) or (claim.quantity.unit == "DAY" and "日" in units)


def _of_then(ledger: Ledger, claim: Claim, price: Claim) -> bool:
    """Whether a number is of an earlier time than the price: 去年同期的3.16億, but not 上周以約9.6億買進 where all are of last week."""
    return is_base(ledger, claim) and claim.period != price.period


def _dealt(ledger: Ledger, price: Claim) -> bool:
    """Whether an amount is what so many shares get: 每10股派發現金紅利3.5元."""
    claims = ledger.neighbours(price)
    place = claims.index(price)
    before = claims[place - 1] if place else None
    if before is None or before.quantity.unit != "SHARE" or not _TEN.search(ledger.lead(before)):
        return False
    return bool(rx(r"^[^，。；0-9]{0,4}(?:派|配|送|分紅|現金)[^，。；0-9]{0,8}$").search(ledger.between(before, price)))


def unpriced(ledger: Ledger, pool: list[Claim]) -> tuple[Claim | None, Claim | None, Claim] | None:
    """Of price, number and total the two that a sentence gives, where it gives no third: (price, number, total)."""
    prices = [c for c in pool if c.quantity.is_money and _unit(ledger, c) is not None and not is_base(ledger, c)]
    totals = [
        c for c in pool
        if c.quantity.is_money and _unit(ledger, c) is None and _PAID.search(ledger.lead(c)) and not _MORE.search(ledger.lead(c)) and not is_base(ledger, c)
    ]  # fmt: skip
    counts = [c for c in pool if _counts(c, "") or _counts(c, "枚") or key(c.quantity.unit) in ("SHARE",)]
    if len(totals) != 1 or len(pool) > 4:
        return None
    if len(prices) == 1 and not counts and prices[0].quantity.unit == totals[0].quantity.unit:
        return prices[0], None, totals[0]
    if len(counts) == 1 and not prices and abs(counts[0].span.start - totals[0].span.start) < 24:
        return None, counts[0], totals[0]
    return None


_PAID = rx(r"(?:合計|共|總計|套現|回籠|斥資|耗資|動用|將發出|發放|配發|派發|募集|募得|集資|籌集|總價|總額)(?:[^，。；0-9每]{0,8})$")


#: 每10股派3.5元: the amount is for so many
_TEN = rx("每$")
_PER_TEN = Formula(of=lambda price, per, number: price / per * number, written="{0} ÷ {1} × {2}")


def _bought(ledger: Ledger, amount: Claim, counts: list[Claim]) -> bool:
    """Whether an amount is what the things counted right behind it were bought for."""
    return any(amount.span.end <= c.span.start and _BOUGHT.search(ledger.between(amount, c)) for c in counts)


def _unit(ledger: Ledger, price: Claim) -> str | None:
    """What a price is for, "" where it does not say; None where it is no price of one."""
    lead = ledger.lead(price)
    if _QUOTED.search(lead) or _MOVED.search(lead):
        return None
    behind = _BY.search(ledger.tail(price))
    if behind:
        return behind["unit"]
    if _AT.search(ledger.tail(price)):
        return ""
    each = _EACH.search(lead)
    if each is None and not _dealt(ledger, price):
        return None
    if each is None:
        return "股"
    return each["unit"] or ("呎" if each["area"] else "平方米" if each["floor"] else "")


def _counts(claim: Claim, unit: str) -> bool:
    """Whether a number counts what the price is for; where the price names no unit, shares or bonds."""
    counted = key(claim.quantity.unit)
    if not unit:
        return counted in ("SHARE", key("COUNT:張"), key("COUNT:份"), "BTC", "ETH")
    return counted in (*_UNITS.get(unit, ()), f"COUNT:{unit}")


def _lots(claim: Claim, unit: str, price: Claim) -> bool:
    """Whether shares are counted in Taiwan's lots of a thousand."""
    return unit in ("股", "") and key(claim.quantity.unit) == key("COUNT:張") and price.quantity.unit == "TWD" and price.quantity.value < 10_000


#: The units of measure that a classifier stands for, by key.
_UNITS: dict[str, tuple[str, ...]] = {
    "股": ("SHARE",), "股份": ("SHARE",), "吨": ("TONNE",), "公吨": ("TONNE",), "桶": ("BARREL",), "盎司": ("TROY_OZ",), "度": ("KWH",),
    "千瓦时": ("KWH",), "坪": ("PING",), "呎": ("SQ_FT",), "平方呎": ("SQ_FT",), "平方米": ("SQ_M",), "枚": ("BTC", "ETH"), "名": ("COUNT:人",),
    "平": ("SQ_M", "SQ_FT"), "盎": ("TROY_OZ",),  # 每平方米, 每盎司: told by the first character
    "孩": ("COUNT:名", "COUNT:人"), "幼儿": ("COUNT:人", "COUNT:名"), "人": ("COUNT:名",),
}  # fmt: skip


_PROFIT = rx(r"(?:淨利|純益|溢利|淨利潤|盈利)[^，。；0-9每]{0,6}$")
_EPS = rx(r"(?:每股(?:基本)?(?:盈餘|盈利|收益|純益|淨利)|EPS)[^，。；0-9]{0,4}$")
_WEIGHTED = rx(r"(?:加權平均|除以|流通在外|股數|總股本|股本)[^，。；0-9]{0,10}$")


def _per_share(ledger: Ledger, pool: list[Claim]) -> Finding | None:
    """淨利26.4億元，除以加權平均股數6.02億股，每股盈餘4.39元."""
    profit = [c for c in pool if c.quantity.is_money and _PROFIT.search(ledger.lead(c)) and not _EPS.search(ledger.lead(c))]
    shares = [c for c in pool if c.quantity.unit == "SHARE" and _WEIGHTED.search(ledger.lead(c))]
    eps = [c for c in pool if c.quantity.is_money and _EPS.search(ledger.lead(c))]
    if not len(profit) == len(shares) == len(eps) == 1 or profit[0].quantity.unit != eps[0].quantity.unit:
        return None
    return weigh(NAME, ledger, (profit[0], shares[0]), eps[0], (TIMES,))


_PRINCIPAL = rx(r"(?:本金|資金|把|將|貸款|存款|借款|存入|借入|貸出|面額|投資)[^，。；0-9]{0,8}$")
_RATE = rx(r"(?:年利率|利率|年息|票面利率|年化|年利)[^，。；0-9]{0,6}$")
_INTEREST = rx(r"(?:利息|孳息|年息|利息支出|利息收入)[^，。；0-9]{0,8}$")


def _interest(ledger: Ledger, pool: list[Claim]) -> Finding | None:
    """本金100萬元，年利率3%，一年利息3萬元."""
    principal = [c for c in pool if c.quantity.is_money and _PRINCIPAL.search(ledger.lead(c))]
    rate = [c for c in pool if c.quantity.unit == "PERCENT" and _RATE.search(ledger.lead(c))]
    interest = [c for c in pool if c.quantity.is_money and _INTEREST.search(ledger.lead(c))]
    if not len(principal) == len(rate) == len(interest) == 1 or principal[0] is interest[0]:
        return None
    lead = ledger.lead(interest[0])
    if not rx(r"一年|每年|全年|年利息|年付|首年|第一年").search(ledger.sentence(interest[0])) or rx("月|半年").search(lead):
        return None
    return weigh(NAME, ledger, (principal[0], rate[0]), interest[0], (PRODUCT,), factor=Fraction(1, 100))


EXAMPLES = (
    Example(
        text="公司發行可轉債5萬張，每張面額10萬元，合計募集500億元，將用於擴建二廠。",
        verdict="inconsistent",
        touches=("5萬張", "10萬元", "500億元"),
        slip="power_of_ten",
    ),
    Example(
        text="公司發行可轉債5萬張，每張面額10萬元，合計募集50億元，將用於擴建二廠。",
        verdict="exact",
        touches=("5萬張", "10萬元", "50億元"),
    ),
    Example(
        text="公司拟向全体股东每股派现0.5元，以总股本4亿股计算，合计派发2亿元。",
        verdict="exact",
        touches=("0.5元", "4亿股", "2亿元"),
    ),
    Example(text="前三季營收1.2兆元，稅後淨利1,200億元，每股純益4.62元。", verdict=None, note="不同指標"),
)
