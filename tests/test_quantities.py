"""Quantities: spans, values, units, qualifiers and ranges, and every fault of the known tools (READING)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from extract.interval import Interval
from tests.reading import quantities, read

F = Fraction


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "unit", "qualifier"),
    [
        # faults of the known tools
        ("資產負債表6.6 兆美元。", "6.6 兆美元", "6600000000000", None, "USD", "none"),
        ("債務率高達229.6%。", "229.6%", "229.6", None, "PERCENT", "none"),
        ("下降2.7 個百分點。", "2.7 個百分點", "2.7", None, "PERCENTAGE_POINT", "none"),
        ("在3.7%-3.9% 區間。", "3.7%-3.9%", "3.7", "3.9", "PERCENT", "none"),
        ("售價2萬5千元。", "2萬5千元", "25000", None, "TWD", "none"),
        ("其中約四分一屬加推。", "四分一", "25", None, "PERCENT", "about"),
        ("累計加息四分三厘。", "四分三厘", "0.75", None, "PERCENTAGE_POINT", "none"),
        ("約為每股11元。", "11元", "11", None, "TWD", "about"),
        ("移轉1萬7,432棟。", "1萬7,432棟", "17432", None, "COUNT:棟", "none"),
        ("台股收2萬7432點。", "2萬7432點", "27432", None, "INDEX_POINT", "none"),
        ("企業貸款1.2兆元。", "1.2兆元", "1200000000000", None, "TWD", "none"),
        ("全年1-2 次。", "1-2 次", "1", "2", "COUNT:次", "none"),
        ("降息25 個基點。", "25 個基點", "25", None, "BASIS_POINT", "none"),
        ("規模US$1.5bn。", "US$1.5bn", "1500000000", None, "USD", "none"),
        ("約三十幾億元。", "三十幾億元", "3100000000", "3900000000", "TWD", "about"),
        # kinds of units
        ("升息半碼。", "半碼", "12.5", None, "BASIS_POINT", "none"),
        ("升息2碼至3碼。", "2碼至3碼", "50", "75", "BASIS_POINT", "none"),
        ("近三成五的人。", "三成五", "35", None, "PERCENT", "nearly"),
        ("打八折。", "八折", "80", None, "PERCENT", "none"),
        ("打95折。", "95折", "95", None, "PERCENT", "none"),
        ("百分之十二點五。", "百分之十二點五", "12.5", None, "PERCENT", "none"),
        ("調降至千分之一。", "千分之一", "0.1", None, "PERCENT", "none"),
        ("百分之四十至四十五之間。", "百分之四十至四十五", "40", "45", "PERCENT", "none"),
        ("加息4厘。", "4厘", "4", None, "PERCENTAGE_POINT", "none"),
        ("本益比一點五倍。", "一點五倍", "1.5", None, "MULTIPLE", "none"),
        ("售出350兆瓦。", "350兆瓦", "350", None, "MW", "none"),
        ("半數受訪者。", "半數", "50", None, "PERCENT", "none"),
        ("持續一個半月。", "一個半月", "1.5", None, "MONTH", "none"),
        ("排名第6名。", "第6名", "6", None, "ORDINAL", "none"),
        ("全球第三大經濟體。", "第三", "3", None, "ORDINAL", "none"),
        # money: prefix, suffix, home currency
        ("新台幣12元。", "新台幣12元", "12", None, "TWD", "none"),
        ("人民幣五億元。", "人民幣五億元", "500000000", None, "CNY", "none"),
        ("报HK$3,400萬。", "HK$3,400萬", "34000000", None, "HKD", "none"),
        ("公司营收86.7亿元。", "86.7亿元", "8670000000", None, "CNY", "none"),
        ("港股恒指成份股市值5億元。", "5億元", "500000000", None, "HKD", "none"),
        ("約950 億美元。", "950 億美元", "95000000000", None, "USD", "about"),
        # ranges
        ("營收5至8億元。", "5至8億元", "500000000", "800000000", "TWD", "none"),
        ("營收1,010億元至1,040億元。", "1,010億元至1,040億元", "101000000000", "104000000000", "TWD", "none"),
        ("季減率在-5%～-10%之間。", "-5%～-10%", "-5", "-10", "PERCENT", "none"),
        ("僱用十到十五人。", "十到十五人", "10", "15", "COUNT:人", "none"),
        ("開了兩三家。", "兩三家", "2", "3", "COUNT:家", "none"),
        ("規模500 多億元。", "500 多億元", "50000000000", None, "TWD", "over"),
        # qualifiers, also with the unit between
        ("20 萬人次以上。", "20 萬人次", "200000", None, "COUNT:人次", "at_least"),
        ("加薪超5%。", "5%", "5", None, "PERCENT", "over"),
        ("不超過3%。", "3%", "3", None, "PERCENT", "at_most"),
        ("守在百分之二的通膨警戒線以下。", "百分之二", "2", None, "PERCENT", "under"),
        ("失守5萬點關卡。", "5萬點", "50000", None, "INDEX_POINT", "under"),
        ("歷時近三年。", "三年", "3", None, "YEAR", "nearly"),
        ("近五年的平均。", "五年", "5", None, "YEAR", "none"),
        ("外資買超118億元。", "118億元", "11800000000", None, "TWD", "none"),
    ],
)  # fmt: skip
def test_a_quantity_is_read_as_written(
    text: str, words: str, low: str, high: str | None, unit: str, qualifier: str
) -> None:
    (found,) = quantities(text)
    assert (found.words, found.unit, found.qualifier) == (words, unit, qualifier)
    assert (found.low.value, found.high.value) == (F(low), F(high or low))


@pytest.mark.parametrize(
    "text",
    [
        "標普500指數成分股。", "日經225走高。", "美國M2貨幣供應量。", "10 年期公債殖利率。", "三年期定存。", "7天期逆回購操作。", "10X Capital 指控。",
        "21shares 推出產品。", "比特幣一邊上漲，一邊放量。", "一是通膨，二是薪資。", "這是第一步。", "雙重防禦。",
        "三頭馬車發力。", "三天兩頭漲價。", "千方百計穩增長。", "1個月HIBOR走低。", "「22萬科MTN004」獲展期。", "11月首三周回升。", "2座6樓F室。", "十分一般。",
        "兩大原因。", "首次公開發行。", "零利率政策。",
        "1. 政策順序拆解", "貴州茅台（600519）與騰訊（0700）。", "澄禾（代號7906）。", "下午3點半開會。", "2022年以來。", "民國114年11月。", "2025Q3的展望。",
        "第三季與上半年。", "5G與iPhone 17。", "二十國集團峰會。", "零組件廠。", "半導體業。", "統一超商。", "四川與五糧液。",
        "較一週前走高。", "十分重要。",
        "銷量居冠。", "電話02-23456789。", "3D列印。",
    ],
)  # fmt: skip
def test_names_dates_tenors_and_marks_are_no_quantities(text: str) -> None:
    assert [q.words for q in quantities(text)] == []


def test_digits_are_kept_as_written() -> None:
    """1.910 has three decimals and keeps them; its interval is half of its last digit wide."""
    (found,) = quantities("殖利率已升至1.910%。")
    assert (found.low.digits, found.low.decimals) == ("1.910", 3)
    assert found.interval == Interval(F("1.9095"), F("1.9105"))


def test_the_three_scripts_read_the_same() -> None:
    """Traditional text, its t2s form and that one's s2t form: the same quantities at the same offsets."""
    import opencc

    text = "日本央行官員表示，12月升息25個基點的機率已從50%飆升至85%；公債殖利率報1.910%，規模約950億美元，持續三年，共12家。"
    simplified = opencc.OpenCC("t2s").convert(text)
    forms = [text, simplified, opencc.OpenCC("s2t").convert(simplified)]
    seen = [[(q.span, q.low.value, q.unit, q.qualifier) for q in quantities(form)] for form in forms]
    assert seen[0] == seen[1] == seen[2] and len(seen[0]) == 7


def test_blanks_of_machine_conversion_belong_to_the_span() -> None:
    reading = read("市場押注12 月19 日降息25 個基點，規模6.6 兆美元。")
    assert [q.words for q in reading.quantities] == ["25 個基點", "6.6 兆美元"]
    assert all(q.span.of(reading.article.raw) == q.words for q in reading.quantities)
