"""Claims: subject, measure, period, basis, kind, direction, modality and speaker, frame by frame."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.reading import claims


def _words(mention: object) -> str | None:
    return getattr(mention, "words", None)


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        # measure before the number
        ("10年期日本公債殖利率已升至1.910%。", "1.910%", {"subject": "10年期日本公債", "metric": "殖利率", "kind": "to", "direction": "up"}),
        ("美國2年期公債收益率報3.5%。", "3.5%", {"subject": "美國2年期公債", "metric": "收益率", "kind": "level"}),
        ("11月東京核心CPI年增3%。", "3%", {"subject": "東京", "metric": "核心CPI", "period": "11月", "comparison": "yoy", "kind": "change", "direction": "up"}),
        ("11月消費者物價指數年增率為1.23%。", "1.23%", {"subject": "消費者物價指數", "metric": "年增率", "comparison": "yoy"}),
        ("美國11月製造業PMI降至47.8。", "47.8", {"subject": "美國", "metric": "製造業PMI", "kind": "to", "direction": "down"}),
        # measure behind it
        ("全球背負38 萬億美元聯邦債務。", "38 萬億美元", {"metric": "聯邦債務", "kind": "level"}),
        ("仍高於2%的目標。", "2%", {"metric": "目標", "kind": "target"}),
        ("如今，80%以上的升息機率已成共識。", "80%", {"metric": "機率", "kind": "probability", "modality": "forecast"}),
        # two states
        ("日本央行12月升息25個基點的機率已從50%飆升至85%。", "50%", {"metric": "機率", "kind": "from", "direction": "up"}),
        ("日本央行12月升息25個基點的機率已從50%飆升至85%。", "85%", {"subject": "日本央行", "kind": "to", "direction": "up"}),
        ("個人消費成長率從0.4%放緩至0.1%。", "0.1%", {"kind": "to", "direction": "down"}),
        # event nouns
        ("聯準會將在12月降息25個基點。", "25個基點", {"subject": "聯準會", "metric": "降息", "kind": "change", "direction": "down", "modality": "forecast"}),
        # things whose name is their measure
        ("那斯達克指數當日下跌1.2%。", "1.2%", {"subject": "那斯達克指數", "metric": "那斯達克指數", "kind": "change", "direction": "down"}),
        ("白銀每盎司58.3美元。", "58.3美元", {"subject": "白銀", "kind": "level"}),
        # unlinked subjects
        ("超級市場貨品的銷貨價值只升0.6%。", "0.6%", {"direction": "up"}),
        ("蔬菜價格年減13.23%。", "13.23%", {"subject": "蔬菜", "metric": "價格", "direction": "down", "comparison": "yoy"}),
        # bases
        ("M2為22.3兆美元，較上月增加0.13兆美元。", "0.13兆美元", {"metric": "M2", "comparison": "mom", "kind": "change", "direction": "up"}),
        ("資產負債表仍比疫情前高出2.5兆美元。", "2.5兆美元", {"comparison": "versus", "kind": "change", "direction": "up"}),
        ("营收86.7亿元，同比增长12.4%。", "12.4%", {"metric": "营收", "comparison": "yoy", "direction": "up"}),
        ("出口按月下跌1.5%。", "1.5%", {"comparison": "mom", "direction": "down"}),
        # shares, ranks, durations, counts
        ("日本作為全球第三大經濟體。", "第三", {"subject": "日本", "kind": "rank", "direction": "none"}),
        ("核心CPI已連續43個月高於目標。", "43個月", {"kind": "duration"}),
        ("這一判斷基於三個關鍵事實。", "三個", {"subject": "關鍵事實", "metric": "關鍵事實", "kind": "count"}),
        ("海外營收佔比達38%。", "38%", {"kind": "ratio"}),
        # how sure
        ("若美日利差收窄至1.5個百分點，將引發平倉。", "1.5個百分點", {"modality": "conditional"}),
        ("日本央行並未升息25個基點。", "25個基點", {"modality": "denied"}),
        ("升息到0.75%，算是收緊嗎？", "0.75%", {"modality": "question"}),
        ("公司擬投資30億元。", "30億元", {"modality": "plan"}),
        ("調整後營收達570億美元，高於分析師預期的549億美元。", "549億美元", {"modality": "forecast", "attribution": "分析師"}),
        ("調整後營收達570億美元，高於分析師預期的549億美元。", "570億美元", {"modality": "actual", "attribution": None}),
        # who says so
        ("凱投宏觀指出，第三季獲利年增7.3%。", "7.3%", {"attribution": "凱投宏觀"}),
        ("官員曹志弘表示，逾六成漲價。", "六成", {"attribution": "曹志弘"}),
        ("根據主計總處統計，失業率為3.3%。", "3.3%", {"attribution": "主計總處"}),
        ("海关总署周一公布的数据显示，11月出口同比增长5.9%。", "5.9%", {"attribution": "海关总署"}),
        ("日本央行12月升息25個基點。", "25個基點", {"attribution": None}),
    ],
)  # fmt: skip
def test_a_claim_is_read_by_its_frames(text: str, number: str, expected: dict[str, str | None]) -> None:
    claim = claims(text)[number]
    for name, wanted in expected.items():
        got = getattr(claim, name)
        assert (got if isinstance(got, str) else _words(got)) == wanted, (name, claim)


def test_every_field_names_the_frame_that_gave_it() -> None:
    claim = claims("11月東京核心CPI年增3%。")["3%"]
    assert {"metric", "subject", "period", "comparison", "kind", "direction", "modality", "attribution"} <= claim.by.keys()


def test_a_speaker_lasts_to_the_end_of_the_paragraph() -> None:
    found = claims("主計總處公布，失業率為3.3%。就業人數增加2.1萬人。\n\n出口年增5%。")
    assert _words(found["2.1萬人"].attribution) == "主計總處" and found["5%"].attribution is None


def test_a_period_is_resolved_against_the_published_date() -> None:
    claim = claims("11月出口年增5%。", dt.date(2025, 12, 8))["5%"]
    assert claim.period is not None and claim.period.first == dt.date(2025, 11, 1)
    assert claims("11月出口年增5%。", None)["5%"].period.first is None  # type: ignore[union-attr]


def test_a_bare_number_takes_the_unit_of_its_measure() -> None:
    assert claims("製造業PMI報49.2。")["49.2"].quantity.unit == "INDEX_POINT"
    assert claims("美元兌日圓報149.5。")["149.5"].quantity.unit == "JPY"
    assert claims("歐元兌美元則在1.163附近。")["1.163"].quantity.unit == "USD"
