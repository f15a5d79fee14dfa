"""What a number is about: the phrase that governs it, its owner, what is carried on, and what is left alone."""

from __future__ import annotations

import pytest

from extract.reading import Mention
from tests.reading import claims, read


def _words(mention: Mention | None) -> str | None:
    return mention and mention.words


@pytest.mark.parametrize(
    ("text", "number", "subject", "metric"),
    [
        # the phrase before the verb, its owner in it
        ("昱恆第三季毛利率已回升至27.4%。", "27.4%", "昱恆", "毛利率"),
        ("規模以上工業增加值同比增長4.9%。", "4.9%", "規模以上工業", "增加值"),
        ("商品房销售面积下降7.8%。", "7.8%", "商品房", "销售面积"),
        ("水泥產量下滑近16%。", "16%", "水泥", "產量"),
        ("新增就業68.3萬人。", "68.3萬人", "新增就業", "新增就業"),
        # 9月營收 is no 月營收
        ("長榮9月營收降到127.7億元。", "127.7億元", "長榮", "營收"),
        ("上半年營收增至86億元。", "86億元", "營收", "營收"),
        # an owner across the verb that yields
        ("香港業務貢獻收入13.22億元。", "13.22億元", "香港業務", "收入"),
        # brackets are passed over, and what stands in them is of what stands before them
        ("廣義貨幣（M2）餘額達329.9萬億元。", "329.9萬億元", "廣義貨幣", "餘額"),
        ("消費者物價指數（CPI）年增率為1.23%。", "1.23%", "消費者物價指數", "年增率"),
        # bases, circumstances and expectations are no owners
        ("國防支出依北約標準達9,495億元。", "9,495億元", "國防支出", "國防支出"),
        ("營收86億元，高於市場預期的82億元。", "82億元", "營收", "營收"),
        ("扣除食品和能源的核心CPI上漲2.8%。", "2.8%", "核心CPI", "核心CPI"),
        ("殖利率較前一交易日上揚3個基點。", "3個基點", "殖利率", "殖利率"),
        # shares
        ("伺服器電源占第三季營收42%。", "42%", "伺服器電源", "營收"),
        ("不動產貸款占總放款的比率為36.7%。", "36.7%", "不動產貸款", "比率"),
        ("研發支出86億元，占營收5.2%。", "5.2%", "研發支出", "營收"),
        # behind the number
        ("美國擁有38兆美元的聯邦債務。", "38兆美元", "美國", "聯邦債務"),
        ("永晟目前持有捷拓16.2%股權，捷拓由永晟持有。", "16.2%", "永晟", "股權"),
        ("殖利率升到1.9%，仍低於2%的目標。", "2%", "殖利率", "目標"),
        # lists
        ("重貼現率、擔保放款融通利率及短期融通利率分別為2%、2.375%及4.25%。", "2.375%", "擔保放款融通利率", "擔保放款融通利率"),
        ("滬指、深成指、創業板指分別上漲1.2%、2.1%和3.5%。", "2.1%", "深成指", "深成指"),
        ("塑膠製品、化學品分別年減15.8%、12.5%。", "12.5%", "化學品", None),
        ("衣、食、住的價格分別上升1.2%、2.3%及0.8%。", "2.3%", "食", "價格"),
        ("澄禾、禾悅營收成長超過一倍，分別為182%、119%。", "182%", "澄禾", "營收"),
        ("澄禾、禾悅、昱恆三家企業的研發費用超過十億元，分別達到18.8億元、14.2億元、11.5億元。", "14.2億元", "禾悅", "研發費用"),
        ("商品零售額中，家電類下降14.6%，汽車類下跌6.6%。", "6.6%", "汽車類", "商品零售額"),
        # flows, acts, parts
        ("外資今日賣超台股215.6億元。", "215.6億元", "外資", "賣超"),
        ("进口原油4,800万吨。", "4,800万吨", "原油", "进口"),
        ("比亞迪11月銷售新能源汽車48萬輛。", "48萬輛", "比亞迪", "新能源汽車"),
        ("澄禾上周以9.6億元買入三座廠房。", "9.6億元", "澄禾", "買入"),
        ("員工成本佔收入31.5%，租金開支則佔12.8%。", "12.8%", "租金開支", "收入"),
        ("集資淨額4.7億元，其中六成用於新藥研發。", "六成", "新藥研發", "集資淨額"),
        ("逾六成受訪企業預期明年營收成長。", "六成", "受訪企業", "受訪企業"),
        # counts
        ("這一判斷基於三個關鍵事實。", "三個", "關鍵事實", "關鍵事實"),
        ("服務業就業人數增加9千人，工業減少1千人。", "1千人", "工業", "就業人數"),
        ("聯準會今年降息兩次。", "兩次", "聯準會", "降息"),
        ("其餘27家公司營收增長。", "27家", "公司", "公司"),
        ("31個大城市失業率為5.1%。", "31個", "大城市", "大城市"),
        ("35位經濟學家中，有28位預期日銀升息。", "28位", "經濟學家", "經濟學家"),
        ("台灣人均GDP將達3.8萬美元，居亞洲第四。", "第四", "台灣", None),
        # lengths of time
        ("比特幣過去一個月累計跌幅超23%。", "一個月", "比特幣", "跌幅"),
        ("蔬菜價格年減13%，為二十二個月來最大跌幅。", "二十二個月", "蔬菜", "最大跌幅"),
        ("美銀預測日本央行每六個月升息一次。", "六個月", "日本央行", "升息"),
    ],
)  # fmt: skip
def test_one_sentence(text: str, number: str, subject: str, metric: str | None) -> None:
    claim = claims(text)[number]
    if metric is not None:
        assert metric in (_words(claim.metric) or ""), claim.by
    assert subject in (_words(claim.subject) or ""), claim.by


@pytest.mark.parametrize(
    ("text", "number", "subject", "metric"),
    [
        ("日經225指數開盤不久便失守5萬點關卡，跌幅一度擴大到1.5%，報49,487點。", "49,487點", "日經225指數", "日經225指數"),
        ("居民消费价格指数同比上涨0.7%，涨幅比上月扩大0.5个百分点，环比则下降0.1%。", "0.1%", "居民消费价格指数", "居民消费价格指数"),
        ("豬肉漲幅較上月縮小，仍有8.7%。", "8.7%", "豬肉", "漲幅"),
        ("其中多單3.1億美元，空單1.2億美元。", "1.2億美元", "空單", None),
        ("南韓的經濟成長率是1.7%，新加坡2.9%。", "2.9%", "新加坡", "經濟成長率"),
        ("新增訂單攀升到48.9，供應商交貨時間為49.7。", "49.7", "供應商交貨時間", "供應商交貨時間"),
        ("澄禾精密（7906）公布營收128.6億元。公司預估第四季毛利率為30%。", "30%", "澄禾精密", "毛利率"),
        ("澄链支付宣布完成8000万美元融资。", "8000万美元", "澄链支付", "融资"),
    ],
)  # fmt: skip
def test_over_clauses(text: str, number: str, subject: str, metric: str | None) -> None:
    claim = claims(text)[number]
    assert _words(claim.subject) == subject, claim.by
    assert metric is None or metric in (_words(claim.metric) or ""), claim.by


@pytest.mark.parametrize(
    ("text", "number", "not_subject"),
    [
        ("分析師指出，營收將成長5%。", "5%", "分析師"),
        ("在議息會議中率先降息25個基點。", "25個基點", "議息會議中"),
        ("（記者顏書寧台北23日電）外銷訂單729.2億美元。", "729.2億美元", "台北"),
        ("公司到深圳、東莞開設9間新店。", "9間", "深圳"),
        ("一度急瀉472點。", "472點", "急瀉"),
        ("市場預期2.9%。", "2.9%", "市場"),
    ],
)
def test_what_is_no_subject(text: str, number: str, not_subject: str) -> None:
    assert not_subject not in (_words(claims(text)[number].subject) or "")


def test_a_bracket_is_an_aside() -> None:
    """What a bracket says does not go on behind it."""
    found = claims("美國10年期公債殖利率（目前3.72%）高於10年期日本公債殖利率，後者升至1.91%，再升到1.95%。")
    assert "日本" in (_words(found["1.95%"].subject) or "")


def test_a_sentence_without_end_stays_bounded() -> None:
    """A run without a stop is cut; every number in it still has its claim."""
    reading = read("營收增5%，" * 2000)
    assert len(reading.claims) == 2000 and len(reading.passages) > 20
