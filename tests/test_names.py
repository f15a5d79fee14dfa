"""Names that the ontology does not hold: how they are introduced, met again in short, and what is no name."""

from __future__ import annotations

import pytest

from tests.reading import read

_FIRM, _OTHER = ("company-name", "company-alias"), ("title-name",)


def _names(text: str, sorts: tuple[str, ...] = _FIRM) -> set[str]:
    return {m.words for m in read(text).mentions if m.by in sorts and m.concept is None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a code, a legal form, a tail
        ("連接器廠曜樺（6789）公布11月合併營收9.8億元。", {"曜樺"}),
        ("瀾禾動力股份有限公司今日訂購12架無人機。", {"瀾禾動力"}),
        ("沐嶼集團第三季住房率72%。", {"沐嶼集團"}),
        ("雲漾酒店集團受惠日韓客，10月營收3.2億元。", {"雲漾酒店集團"}),
        ("儲能企業阔禾新能源公告称，中标金额约13.5亿元。", {"阔禾新能源"}),
        # behind what somebody is
        ("散熱廠曜禾第3季營收28.6億元。曜禾預期全年營收110億元。", {"曜禾"}),
        ("減速器廠商勤禾今年前10月營收14.5億元，勤禾股價上漲3%。", {"勤禾"}),
        ("动力电池龙头锐禾宣布扩产，锐禾市占率16.2%。", {"锐禾"}),
        ("券商德禾證券將目標價下調至1.7元。", {"德禾證券"}),
        ("私募衡禾资本近期发行新产品，募集规模15亿元。", {"衡禾资本"}),
        ("公司與日商松禾工業簽署合作備忘錄，合資3.5億元。", {"松禾工業"}),
        # one firm with another, and where clauses begin
        ("泓禾科技與晟揚禾共同宣布換股，晟揚禾1股換0.62股。", {"泓禾科技", "晟揚禾"}),
        ("启禾微装12月5日公告定增。启禾微装股价上涨87%。", {"启禾微装"}),
        # shares among shares
        ("機器人概念股表現強勢，和碁禾上漲9.9%，昱禾下跌1.2%。", {"和碁禾", "昱禾"}),
        # Latin letters
        ("Lumoriva完成4500万美元B轮融资，由Norvexa Capital领投。", {"Lumoriva", "Norvexa Capital"}),
        ("AI新創Quillora估值升至52億美元。", {"Quillora"}),
    ],
)
def test_a_firm_that_no_table_holds(text: str, expected: set[str]) -> None:
    assert expected <= _names(text)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("旭禾控股公布銷售18億元。旭禾指，現金約64億元。", "旭禾"),
        ("海清禾科技收入5.2亿元。海清禾净利润0.4亿元。", "海清禾"),
        ("星槎互娱第三季度收入14.8亿元。星槎股价收涨8.2%。", "星槎"),
    ],
)
def test_a_firm_met_again_in_short(text: str, short: str) -> None:
    assert short in _names(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("屯門新盤「嵐禾灣」公布首張價單，平均呎價11,280元，發展商料入伙期為明年。", "嵐禾灣"),
        ("新游《云禾》首月流水突破5亿元。", "云禾"),
        ("私募旗下产品衡禾稳健一号今年以来收益率28.6%。", "衡禾稳健一号"),
        ("永禾優選高息（00967）規模增至682億元。", "永禾優選高息"),
        ("LMRX代币24小时上涨12.4%。", "LMRX"),
    ],
)
def test_a_name_that_is_no_firm(text: str, expected: str) -> None:
    assert expected in _names(text, _OTHER)
    assert expected not in _names(text)


@pytest.mark.parametrize(
    "text",
    [
        "單月數字來看，外資11月累計賣超1,240億元。單月數字雖低於2%，市場仍看好。",
        "公募基金规模突破36万亿元。公募基金持股比例降至4.1%。",
        "原油期货下跌1.8%，报每桶59.3美元。原油期货收于61.2美元。",
        "新兴市场债券资金净流入41亿美元。新兴市场需求占比升至12%。",
        "廠商預期明年營收成長5%。廠商庫存降至45天。",
        "公司員工3,200人，公司股價上漲2%。平台用戶增至8萬人，平台用戶續增3%。",
        "業者今年出貨增加5%，業者表示明年再增3%。",
        "本國銀行前10月稅前盈餘4,930億元。中小企業放款增加210億元。",
        "上海市房地產投資下降5%。上海市房地產銷售下降3%。",
        "人工智能板塊上漲3.2%，消費電子下跌1.1%，新能源汽車上漲2.3%。",
        "个股方面，同步上涨3%，盘中下跌2%，股价上涨5%。",
        "以太坊Gas费降至3 Gwei，GPU算力成本下降38%，CPI年增2%，現貨ETF淨流入2.3億美元。",
        "分析師 Peter Randall 表示，價格將上漲5%。",
        "央行總裁說「通膨緩和」，首季成長2%。",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert _names(text, _FIRM + _OTHER) == set()


def test_many_names_take_linear_time() -> None:
    """Thousands of different names are met in one pass for each length of a name."""
    marks = [chr(0x4E00 + at * 7) + chr(0x5000 + at * 3) for at in range(2000)]
    assert len(_names("".join(f"{mark}科技（{1000 + at}）公告。" for at, mark in enumerate(marks)))) > 500
