"""Aspects: the words around a number that tell what it is of from what would look the same.

Core or headline, national or a city's, actual or forecast, opening or closing, with or without: each has a name and options
that exclude each other. And the event that a probability speaks of. Patterns are written in Traditional and matched on key text.
"""

from __future__ import annotations

import re

from extract.numerals import small
from extract.reading import Claim
from extract.text import rx
from kg.ledger import CLAUSE, Ledger, once


@once
def aspects(ledger: Ledger, claim: Claim) -> dict[str, str]:
    """The distinguishing words around a claim, by the name of what they distinguish (tenor, price, stage …)."""
    named = f"{ledger.words(claim.metric)}|{ledger.words(claim.subject)}"
    text = f"{_term_before(ledger, claim)}{ledger.lead(claim)}|{ledger.tail(claim)[:8]}|{named}"
    if claim.metric is not None:
        reading = ledger.reading(claim)
        at = reading.text.key_offset(claim.metric.span.start)
        text = CLAUSE.split(reading.text.text[max(0, at - 12) : at])[-1] + text
    text = _COMPARED.sub("", text)
    found: dict[str, str] = {}
    clauses = CLAUSE.split(ledger.before(claim))
    clause = clauses[-1]
    if len(clauses) > 1 and _TERMS.search(clauses[-2]):
        text += "|" + clauses[-2]  # 若撇除匯率影響，上半年收入為128.3億元
    if how_long := tenors(text):
        found["tenor"] = how_long[0]
    for name, exact, where in (("age", _AGE, text), ("window", _WINDOW, clause)):
        if written := exact.search(where):
            found[name] = written.group()
    for name, options in _ASPECTS:
        for number, pattern in enumerate(options):
            if pattern.search(text):
                found[name] = str(number)
                break
    if found.get("area") == _NATIONWIDE and _NATIONAL.search(ledger.sentence(claim)):
        del found["area"]  # the nation's office tells of the whole nation without a word
    if found.get("coverage") == "1":
        del found["coverage"]  # 整體 is what is meant without a word
    return found


def tenors(text: str) -> list[str]:
    """The terms of rates and bonds in key text, however written: 10年期 and 十年期 are one, 1個月港元拆息 has one too."""
    found = []
    for match in _TENOR.finditer(text):
        many, unit = (match["many"], match["unit"]) if match["many"] else (match["many2"], match["unit2"])
        found.append(f"{small(many) or many}{unit}" if many else match.group())
    return found


def _term_before(ledger: Ledger, claim: Claim) -> str:
    """The length of time that a number's own words begin with: 3個月 of 3個月美元定存利率, where it was read as a number itself."""
    ahead = [c for c in ledger.neighbours(claim) if c.span.end <= claim.span.start]
    if not ahead or ahead[-1].kind != "duration":
        return ""
    start, end = ledger.offsets(ahead[-1])
    words = ledger.sentence(claim)[max(0, start - 1) : end]
    return words if not CLAUSE.search(ledger.before(claim)[end:]) else ""


@once
def event(ledger: Ledger, claim: Claim) -> str:
    """The event a probability speaks of: the nearest word of an event in the sentence; "" where none is named."""
    start, end = ledger.offsets(claim)
    nearest, best = "", 10**9
    for name, pattern in _EVENTS:
        for found in pattern.finditer(ledger.sentence(claim)):
            distance = start - found.end() if found.end() <= start else found.start() - end
            if distance < best:
                nearest, best = name, distance
    return nearest


#: 較去年同期成長: what a change is counted from, and no value of then.
_COMPARED = rx(r"(?:較|比|與)(?:去年|上年|前年)?同期(?:相比)?(?=[^，。；0-9]{0,2}(?:成長|增|減|升|降|漲|跌|下滑|衰退|擴大|收窄|多|少|高|低))")
_NATIONAL = rx(r"國家統計局|國家外匯管理局|國家能源局|海關總署|財政部|商務部|工信部|工業和信息化部|人民銀行|全國乘用車|中汽協|乘聯")
_NATIONWIDE = "1"
#: A clause that only says on what terms the number of the next one is counted.
_TERMS = rx(r"^(?:若|如|倘|假如|假設|但|惟|不過|而)*(?:按|以|撇除|扣除|剔除|排除|不計|不含|計入)[^0-9]{2,14}$")
_TENOR = rx(
    r"(?P<many>[0-9]+|[一二兩三四五六七八九十]+)(?P<unit>年|個月|月|天|日|週)期"
    r"|(?<![0-9一二三四五六七八九十近後前續第每過])(?P<many2>[0-9]{1,2}|[一二兩三四五六七八九十]{1,2})(?P<unit2>年|個月|天|日|週)"
    r"(?=(?:(?:離岸)?(?:[港美日歐澳紐加]元|日圓|[港台]幣|新台幣|人民幣|英鎊|瑞郎)|[美德英法中韓泰]國|日本|台灣|香港|澳洲|新加坡|義大利)?(?:政府|同業|銀行)?(?:拆息|拆款|拆借|定存|定期|存單|存款|票據|公債|國債|美債|德債|日債|[國公]?庫券|逆回購|回購|LPR|MLF|SOFR|HIBOR|LIBOR|SHIBOR|TAIBOR|EURIBOR))"
    r"|隔夜(?=[^，。；0-9]{0,6}(?:拆|利率|HIBOR|LIBOR|SHIBOR|SOFR|回購))"
)
_AGE = rx(r"[0-9]+(?:至|-|—|~|到|–)?[0-9]*歲|青年")
_WINDOW = rx(r"(?:[0-9]+|[一二兩三四五六七八九十]+)(?:小時|天|週|周)")

#: Words that tell apart what else would look the same. Options of one row exclude each other.
_ASPECTS: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...] = tuple((name, tuple(map(rx, options))) for name, options in (
    ("coverage", ("核心|基本|截尾", "整體|總體|綜合")),
    ("area", ("東京", "全國", "歐元區", "國內|本土|境內|內銷", "海外|境外|(?<![中我本])國外|外銷")),
    ("accounts", ("合併", "單獨|母公司|個體")),
    ("terms", ("名目|名義", "實質|實際")),
    ("adjusted", ("季節調整|季節性調整|季調|經調整|調整後|還原",)),
    ("market", ("期貨", "現貨|即期", "遠期")),
    ("trade", ("出口", "進口")),
    ("stretch", ("單月|當月|單季|當季|單日|當日", "累計|今年以來|年初至今|前[0-9一二三四五六七八九十]+(?:個?月|季)|上半年", "全年")),
    (
        "stage",
        (
            "初估|初值|初步|首次估計|第一次估", "第二次估|二次估|第二次預估", "終值|最終估|最終值|第三次估", "修正|修訂|上修|下修",
            "預期|預估|預測|市場共識", "前值|上期|去年同期|前期|前次",
        ),
    ),
    (
        "price",
        (
            "開盤|低開|高開|開低|開高",
            "收盤|收報|收在|收於|收市",
            "盤中|午盤|早盤|早段|午後|一度",
            "最高|高點|峰值|高峰",
            "最低|低點",
        ),
    ),
    ("end", ("上限|上緣|高標", "下限|下緣|低標")),
    ("money", ("狹義|M1", "廣義|M2", "M3")),
    ("tax", ("稅前", "稅後")),
    ("profit", ("毛利", "營業利益|營業利潤|營益", "淨利|純益|淨利潤")),
    ("sector", ("非製造業|服務業", "製造業")),
    ("side", ("買超|買入|買進|申購", "賣超|賣出|賣壓|贖回")),
    ("middle", ("平均|均價", "中位")),
    ("excluding", ("不含|不包括|扣除|排除|剔除|撇除|除[^，。；]{1,8}(?:以外|之外|外)", "含")),
    ("rates", ("固定匯率|不變匯率|恆定匯率|恒定匯率|不變貨幣", "呈報匯率|當期匯率|實際匯率")),
    ("within", ("其中|當中",)),
    ("per day", ("日均|每日|平均每日|每天",)),
    ("rest", ("其餘|餘下|剩餘",)),
    ("former", ("此前|先前|原先|原本|上次|前次",)),
    ("sum", ("合計|合共|加總|總計|共計|合起來|加起來|相加|總共",)),
    ("sex", ("男性|男生", "女性|女生")),
    ("offer", ("公開發售", "國際配售")),
    ("share", ("每股", "每人|人均")),
    ("flow", ("流入", "流出")),
    ("size", ("數量|物量|銷量|件數|戶數", "價值|金額|總值|總額|貨值")),
))  # fmt: skip

_EVENTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple((name, rx(words)) for name, words in (
    ("rate rise", "升息|加息"),
    ("rate cut", "降息|減息"),
    ("unchanged", "按兵不動|維持利率不變|利率不變"),
    ("recession", "衰退"),
    ("soft landing", "軟著陸"),
    ("default", "違約|破產|倒閉"),
    ("win", "當選|勝選|連任"),
    ("shutdown", "停擺|關門"),
    ("reserve cut", "降準"),
    ("rain", "降雨|下雨"),
    ("approval", "核准|過關|獲批|獲准"),
    ("listing", "上市"),
    ("rise", "上漲|走升"),
    ("fall", "下跌|走貶"),
))  # fmt: skip
