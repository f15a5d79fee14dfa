"""Companies that the ontology does not hold: named by their code, or by a company's tail where a clause begins."""

from __future__ import annotations

import re
from collections import Counter

from extract.chunks import is_explained
from extract.mentions import Found, found_at
from extract.text import HAN, AlignedText, rx

#: Ends of firms' names, and ends that as often are common nouns: those need a firm's own word behind them.
_COMPANY_TAIL = (
    "科技|精密|半導體|電子|光電|實業|控股|集團|銀行|金控|證券|股份|生技|製藥|藥業|電機|通訊|資本|地產|置業|重工|精工|鋼鐵|人壽|營造|傳媒|影業|"
    "智造|新材|裝備|傳動|機器人|微電子|電氣|電纜|創投|資管|投顧|投信|乳業|酒業|服飾|珠寶|器械|基因|激光|閥門|軸承|軟體|軟件|飲食|海運|航運|航空"
)
_COMMON_TAIL = (
    "能源|汽車|醫藥|材料|食品|保險|建設|網路|網絡|工業|機械|生物|動力|環保|水務|燃氣|物流|文旅|家居|教育|醫療|光學|集成|信息|互聯|支付|租賃|信託|基金|期貨|寵物|"
    "餐飲|酒店|旅遊|百貨|商貿|化工|石化|礦業|水泥|玻璃|紙業|輪胎|船舶|港口|出行|電商|遊戲|娛樂|體育|健康|農業|牧業|種業|飲料|零售|便利|眼科|物業|家電|電器|電池|電源|"
    "照明|晶圓|面板|光纖|衛星|自動化|儀器|模具|金屬|鋁業|銅業|鋰業|光伏|風電|核電|數字|智能|交易所"
)
#: 澄禾精密（代號7906）, 岚海科技（688901）: a name before its code.
_LISTED = rx(
    rf"(?P<name>[{HAN}A-Za-z*\-]{{2,12}})(?:公司)?"
    " ?（(?:股票)?(?:上市|上櫃)?(?:代號|代碼|股號|證券代碼)?[：:]?"
    r"(?:[0-9]{4,6}(?:[.\-][A-Z]{2})?|(?:NASDAQ|NYSE|港交所|HKEX)[：:] ?[A-Z0-9]+)(?:[，、；][^）]{0,12})?）"
)
#: A name with a company's tail where a clause or a phrase begins.
_FIRM = rx(
    rf"(?:(?<=[^{HAN}A-Za-z])|(?<=[廠商的由在與和及向對])|^)(?P<name>[{HAN}]{{2,4}}?(?:{_COMPANY_TAIL}|(?P<common>{_COMMON_TAIL})))"
)
#: 銳馳傳動股份有限公司: the name before its legal form.
_LIMITED = rx(rf"(?<![{HAN}])(?P<name>[{HAN}]{{2,10}}?)(?:股份|科技股份)?有限(?:責任)?公司")
_OWN_WORD = rx("^(?:公司|集團|股份|（[0-9A-Z]|公告|披露|董事|總經理|執行長|創辦人|創始人|股價|財報|年報)")
#: Behind a name that is met only once: what a company does or owns.
_ACTS = rx("^(?:公司|第|今|昨|[0-9]|單|前|上|合|營|（|公|表|指|預|宣|發|的|董|總|執|財|法|披|擬|拟|於|股|旗|去|也|則|將|已)")
#: Words that end like a company and are none.
_NO_FIRM = rx("^(?:跨境|單月|單季|第三方|去中心化|中央|商業|投資|國有|外資|本國|各家|多家|大型|中小|股份制|城市|農村|政策性|全體|國際|全球|我國|國內|該|這家|那家|某|其他|主要|生物|資訊|人工|高|新|半導體|電子|金融|消費|工|商|民|市|城|公共|社會|健康|基本|企業|職工|養老|財產|商辦|住宅|製造|再生|新能源|傳統|核心|光學|精密|通用|專用|一般|二手|智能|智慧|先進|重型|輕型|乘用|商用|進口|出口|國產|電動|燃油|移動|行動|無線|衛星|海外|境外|境內|上游|下游)")


#: What may stand before a name and is no part of it: 電源零組件廠, 面板大廠.
_NAME_LEAD = rx(
    "^(?:.*(?:為主的|公司|廠商|大廠|龍頭|業者|集團旗下|旗下|平台|品牌|股王|通路商|製造商|供應商|廠|上市|上櫃|港股|A股|美股|台股|的|，|而|由|與|和))?"
)


_TAIL_WORD = rx(f"^(?:{_COMPANY_TAIL}|{_COMMON_TAIL})")


def _met_again(words: str, start: int, end: int) -> int | None:
    """Where a name begins whose first two characters the article uses elsewhere: 禾悅 of 本地連鎖茶餐廳禾悅飲食（2781）."""
    opening = words[: 50_000]  # an article names its company early; a whole book is not searched for each code
    for at in range(end - 2, start, -1):
        short = words[at : at + 2]
        met, here = opening.count(short), opening.count(words[at:end])
        if not _TAIL_WORD.match(words[at:end]) and here and (met > here or (end - at == 2 and met > 1)):
            return at
    return None


_TITLE_NAME = rx(rf"(?:^|[ ，：！？；「、])(?P<name>[{HAN}]{{2,6}})")


def _of_title(words: str, head: tuple[int, int], used: bytearray) -> str | None:
    """A name that begins the headline, or one of its halves, and is met again and again: 昱恆上季EPS 4.06元.

    The longest beginning that the text below repeats at least twice and that no table explains.
    """
    body = words[head[1] : head[1] + 50_000]
    for hit in _TITLE_NAME.finditer(words, *head):
        start, whole = hit.start("name"), hit["name"]
        for length in range(min(4, len(whole)), 1, -1):
            name = whole[:length]
            met = body.count(name)
            if met < (2 if start == head[0] else 4) or any(used[start : start + length]) or is_explained(name):
                continue
            longer = words[start : start + length + 1]
            if length < 4 and body.count(longer) >= met:
                continue
            return name
    return None


#: Those who act without a name of their own: which central bank 央行 is, its article tells.
_AGENTS = rx("(?<![各外])央行(?!行)|中央銀行|(?<![地各無])政府(?!債|部門|間|支出|消費|開支|收入|基金|機關)|監管機構|主管機關|金融管理局")
#: What the name of a firm may hold: 諾瓦半導體.
_PARTS_OF_NAMES = ("commodity", "sector", "region", "country")


def companies(found: list[Found], text: AlignedText, headline: tuple[int, int] | None = None) -> list[Found]:
    """The mentions `found` and those of unknown names, in text order; `headline` is its key range.

    The first two characters of a firm's name stand for it too, later in the article.
    """
    words = text.text
    used = bytearray(len(words))
    for f in found:
        if f.category not in _PARTS_OF_NAMES:
            used[f.start : f.end] = b"\x01" * (f.end - f.start)
    names: dict[str, str] = {}
    for hit in _LISTED.finditer(words):
        start, end = hit.span("name")
        lead = _NAME_LEAD.match(words[start:end])
        start = _met_again(words, start, end) or start + (lead.end() if lead else 0)
        if end - start >= 2 and not any(used[start:end]):
            names.setdefault(words[start:end], "company-name")
    for hit in _LIMITED.finditer(words):
        start, end = hit.span("name")
        if not any(used[start:end]):
            names.setdefault(hit["name"], "company-name")
    firms = [
        (hit["name"], hit.start("name"), hit.end("name"))
        for hit in _FIRM.finditer(words)
        if not hit["common"] or _OWN_WORD.match(words[hit.end() : hit.end() + 4])
    ]
    times = Counter(name for name, _, _ in firms)
    for name, start, end in firms:
        known = times[name] > 1 or _ACTS.match(words[end : end + 2])
        if known and not _NO_FIRM.match(name) and not any(used[start:end]):
            names.setdefault(name, "company-name")
    titled = _of_title(words, headline, used) if headline is not None else None
    if titled is not None and not any(name.startswith(titled) for name in names):
        figures = sum(f.mention.kind == "metric" and f.category == "company" for f in found)
        names.setdefault(titled, "company-alias" if figures > 2 else "title-name")
    for name in list(names):
        if len(name) >= 4 and rx(f"(?:{_COMPANY_TAIL}|{_COMMON_TAIL})$").search(name):
            names.setdefault(name[:2], "company-alias")
    extra = []
    for name in sorted(names, key=len, reverse=True):
        for hit in re.finditer(re.escape(name), words):
            if not any(used[hit.start() : hit.end()]):
                used[hit.start() : hit.end()] = b"\x01" * len(name)
                extra.append(found_at(text, hit.start(), hit.end(), by=names[name]))
    for hit in _AGENTS.finditer(words):
        if not any(used[hit.start() : hit.end()]):
            used[hit.start() : hit.end()] = b"\x01" * len(hit[0])
            extra.append(found_at(text, hit.start(), hit.end(), by="agent"))
    if not extra:
        return found
    taken = [(f.start, f.end) for f in extra]
    kept = [f for f in found if not any(a < f.end and f.start < b for a, b in taken)]
    return sorted([*kept, *extra], key=lambda f: f.start)
