"""How a number is meant: kind, direction, basis and how sure, over sentences of Taiwan, Hong Kong and the mainland."""

from __future__ import annotations

import time

import pytest

from tests.reading import claims

# each row: the text, the number, and `kind direction comparison modality` of its claim


@pytest.mark.parametrize(
    ("text", "number", "meant"),
    [
        # a bare number in a list or a sequence is meant as the one it goes on from
        ("去年GDP成長4.3%，今年預測成長2.8%，明年2.5%。", "2.5%", "change up yoy forecast"),
        ("沪指涨1.1%，深成指2.3%，创业板指跌0.4%。", "2.3%", "change up none actual"),
        ("CPI月增0.4%，市場預估0.3%，前值0.2%。", "0.2%", "change up mom actual"),
        ("营收和净利润同比分别增长12%、9.5%。", "9.5%", "change up yoy actual"),
        ("伺服器佔營收42%，車用35%。", "35%", "ratio none none actual"),
        ("受訪者中有六成看好，三成持平。", "三成", "ratio none none actual"),
        ("恒指跌454點或1.72%。", "1.72%", "change down none actual"),
        ("出口同比减少三成（-28.6%）。", "-28.6%", "change down yoy actual"),
        # but not where it has a measure of its own
        ("營收年增12%，毛利率35%。", "35%", "level none none actual"),
        ("道瓊下跌386點，報45,752點。", "45,752點", "level none none actual"),
    ],
)
def test_a_number_without_words_of_its_own_goes_on(text: str, number: str, meant: str) -> None:
    assert _meant(text, number) == meant


@pytest.mark.parametrize(
    ("text", "number", "meant"),
    [
        ("毛利率27.4%，比第2季拉高1.5個百分點。", "1.5個百分點", "change up qoq actual"),
        ("營業利益率15.8%，只比前一季的15.5%略好。", "15.5%", "level none none actual"),
        ("成交值5,124億元，比昨天的5,698億元縮減一成。", "一成", "change down dod actual"),
        ("純利4,128萬元，較去年同期的6,997萬元倒退41%。", "41%", "change down yoy actual"),
        ("純利4,128萬元，較去年同期的6,997萬元倒退41%。", "6,997萬元", "level none none actual"),
        ("第三季GDP較去年同季成長7.64%。", "7.64%", "change up yoy actual"),
        ("11月出口同比增长5.9%，增速比10月加快2.1个百分点。", "2.1个百分点", "change up mom actual"),
        ("利潤比預測少了5億元。", "5億元", "change down versus actual"),
        ("装备制造业增速快于全部工业3.1个百分点。", "3.1个百分点", "change up versus actual"),
        ("呎價較同區二手低約一成半。", "一成半", "change down versus actual"),
        ("收購價較前一日收盤價溢價約23%。", "23%", "change up versus actual"),
        ("与去年同期相比，营收增加5%。", "5%", "change up yoy actual"),
        ("第3季GDP季減0.4%，換算年率萎縮1.8%。", "1.8%", "change down annualised actual"),
        ("從全週看，滬指、深成指分別累計上漲2.88%、4.73%。", "4.73%", "change up wow actual"),
        ("CPI同比上涨0.7%，环比下降0.1%，食品价格上涨0.2%。", "0.1%", "change down mom actual"),
        ("进口原油4,800万吨，增长3.1%。CPI同比上涨0.7%。", "3.1%", "change up yoy actual"),
        ("公司股价大涨3.1%。CPI同比上涨0.7%。", "3.1%", "change up none actual"),
        ("出口同比增长5%。进口天然气1,100万吨，增长9%。", "9%", "change up yoy actual"),
        ("樓價按月升0.4%，明年可再升5%。", "5%", "change up none forecast"),
        ("股價今年累計升18%。", "18%", "change up ytd actual"),
        ("明年經濟增長放緩至2.4%。", "2.4%", "to down yoy forecast"),
        # 比 and 較 in other words are no base
        ("佔比首度突破50%。", "50%", "ratio none none actual"),
        ("比特幣下跌5%。", "5%", "change down none actual"),
        ("規模較大的基金上漲3%。", "3%", "change up none actual"),
    ],
)
def test_what_a_number_is_compared_with(text: str, number: str, meant: str) -> None:
    assert _meant(text, number) == meant


@pytest.mark.parametrize(
    ("text", "number", "meant"),
    [
        # two states of a movement, and the way between them
        ("主計總處將經濟成長率預測由5.1%調高2.2個百分點至7.3%。", "5.1%", "from up yoy forecast"),
        ("主計總處將經濟成長率預測由5.1%調高2.2個百分點至7.3%。", "2.2個百分點", "change up versus forecast"),
        ("毛利率跌2.3個百分點至18.7%。", "18.7%", "to down none actual"),
        ("出口按年升13.6%，至5,184億元。", "5,184億元", "to up none actual"),
        ("市值縮水15%，至8,600億美元。", "8,600億美元", "to down none actual"),
        ("新增就业由增加2.2万人下修为减少4,000人。", "4,000人", "to down none actual"),
        ("均价从78天缩短到71天。", "71天", "to down none actual"),
        ("漲幅由0.9%擴大到1.1%。", "1.1%", "change up none actual"),
        # verbs of movement of every region
        ("成交按周少4宗。", "4宗", "change down wow actual"),
        ("利差走闊12個基點。", "12個基點", "change up none actual"),
        ("股價插水9%。", "9%", "change down none actual"),
        ("拨备覆盖率掉了21.3个百分点。", "21.3个百分点", "change down none actual"),
        ("指數開高49點後走低。", "49點", "change up none actual"),
        ("出口额多卖了两成。", "两成", "change up none actual"),
        # acts are no movements
        ("自營商減碼63億元。", "63億元", "level none none actual"),
        ("公司計提減值620萬元。", "620萬元", "level none none actual"),
        ("至少五成受訪者同意。", "五成", "ratio none none actual"),
        # growth, shares, counts
        ("南韓的經濟成長率是1.7%。", "1.7%", "change up yoy actual"),
        ("活期年化收益率在4.6%上下。", "4.6%", "level none none actual"),
        ("新三樣也有12.7%的漲幅。", "12.7%", "change up none actual"),
        ("他持有公司28.5%股份。", "28.5%", "ratio none none actual"),
        ("月產能約20萬組。", "20萬組", "level none none actual"),
        ("六都移轉18.9萬棟。", "18.9萬棟", "count none none actual"),
        ("失業人數40萬人。", "40萬人", "count none none actual"),
        # limits
        ("貸款成數至多五成。", "五成", "threshold none none actual"),
        ("高價住宅一律三成封頂。", "三成", "threshold none none actual"),
        ("持股比例不得超過10%。", "10%", "threshold none none actual"),
        ("若跌破8.8萬美元，下一個支撐在8.4萬美元。", "8.4萬美元", "threshold none none conditional"),
        ("比特幣跌破9萬美元。", "9萬美元", "level none none actual"),
        ("全年5%左右的增长目标不变。", "5%", "target none none plan"),
        ("年底前跌至2%的機率為三成。", "三成", "probability none none forecast"),
        ("今年800万辆的销量目标恐难完成。", "800万辆", "target none none plan"),
        ("目標價調高15%，維持買進。", "15%", "change up none forecast"),
        ("全年目标完成率为82%。", "82%", "ratio none none actual"),
        # parts of other amounts
        ("稅收已達全年預算數的九成七。", "九成七", "ratio none none actual"),
        ("国际航班恢复到疫情前的85%。", "85%", "ratio none none actual"),
        ("補貼支出超過GDP的1%。", "1%", "ratio none none actual"),
        ("調查顯示，有57%企業打算擴編。", "57%", "ratio none none actual"),
        ("收購價相當於預測本益比14倍。", "14倍", "level none none actual"),
        # more verbs
        ("併購可令每股盈餘增厚3%。", "3%", "change up none actual"),
        ("每股收益被摊薄6%。", "6%", "change down none actual"),
    ],
)
def test_kind_and_direction(text: str, number: str, meant: str) -> None:
    assert _meant(text, number) == meant


@pytest.mark.parametrize(
    ("text", "number", "sure"),
    [
        # marks hold on until a word of fact
        ("公司預估第四季營收650億美元，毛利率75%，上季則為73.4%。", "75%", "forecast"),
        ("公司預估第四季營收650億美元，毛利率75%，上季則為73.4%。", "73.4%", "actual"),
        ("明年GDP成長2.5%。", "2.5%", "forecast"),
        ("分析師看好後市，金價上看5,000美元。", "5,000美元", "forecast"),
        ("12月降息25個基點的機率約87%。", "25個基點", "forecast"),
        # plans
        ("行政院會21日通過總預算案，歲入2兆8,623億元，歲出3兆元。", "3兆元", "plan"),
        ("董事會決議配發現金股利3元。", "3元", "plan"),
        ("公司将认购2,882万股新股。", "2,882万股", "plan"),
        ("公司擬發行不超過100億元債券。", "100億元", "plan"),
        ("一般公共预算收入16万亿元，同比增长0.5%。", "16万亿元", "actual"),
        # no marks
        ("央行把存款準備率調低2.3碼。", "2.3碼", "actual"),
        ("多家銀行將最優惠利率下調0.125厘。", "0.125厘", "actual"),
        ("零售銷貨額的臨時估計為303億元。", "303億元", "actual"),
        ("聯準會如預期降息1碼。", "1碼", "actual"),
        ("虛擬貨幣成交5億元。", "5億元", "actual"),
        ("漲勢主要是食品價格上升0.5%。", "0.5%", "actual"),
        # offers, deals, what is decided for later
        ("新藥廠將於12月20日掛牌，承銷價每股66元。", "66元", "plan"),
        ("集团宣布，以18亿元向母公司收购酒店七成股权。", "18亿元", "plan"),
        ("基金宣布，上週已收購3億元股份。", "3億元", "actual"),
        ("集資淨額料約5億元，約七成用於償債。", "七成", "plan"),
        ("電價平均調漲1.2%，自明年4月起實施。", "1.2%", "plan"),
        ("汽油明起每公升調漲0.4元。", "0.4元", "plan"),
        ("派中期息每股12仙。", "12仙", "plan"),
        ("去年派末期息每股12仙。", "12仙", "actual"),
        ("董事會決議私募5,000萬股。公司第三季營收20億元，季增8%。", "20億元", "actual"),
        ("董事會決議私募5,000萬股。公司第三季營收20億元，季增8%。", "8%", "actual"),
        ("淨負債比率料由38%降至33%。", "38%", "actual"),
        ("今年税收已达全年预算数的98%。", "98%", "actual"),
        ("今年计划开工2.5万个项目，1至10月开工2.4万个。", "2.4万个", "actual"),
        ("安永料全年新股集資額將達2,800億元，按年增逾兩倍。", "兩倍", "forecast"),
        # conditions, questions, denials
        ("若寒潮持續，煤價恐漲30元，但庫存高達2,500萬噸。", "2,500萬噸", "actual"),
        ("若無颱風，漲幅應會低於1.5%。", "1.5%", "conditional"),
        ("当局从未设置10%的上限。", "10%", "denied"),
        ("若美元走強，金價恐再跌3%。", "3%", "conditional"),
        ("利率每升0.1個百分點，月付金增加515元。", "515元", "conditional"),
        ("8萬美元若失守，下看7.4萬美元。", "8萬美元", "conditional"),
        ("以貸款100萬元、還款期30年計，每月供款4,421元。", "4,421元", "conditional"),
        ("若干銀行調升0.1個百分點。", "0.1個百分點", "actual"),
        ("能不能突破6%還得看接單。", "6%", "question"),
        ("日經暴跌12%，元兇不就是升息嗎？", "12%", "actual"),
        ("至於坊間盛傳漲價15%，他一口否認。", "15%", "denied"),
        ("他不認為台灣該跟著降息1碼。", "1碼", "denied"),
    ],
)
def test_how_sure(text: str, number: str, sure: str) -> None:
    assert claims(text)[number].modality == sure


def test_a_long_run_of_the_words_around_numbers_takes_no_time() -> None:
    """No pattern goes back over words that could be parted in two ways."""
    started = time.perf_counter()
    for run in ("大約的", "每約", "逾近約超", "仍已再更"):
        claims(f"營收升{run * 300}5%，至{run * 300}3億元。")
    assert time.perf_counter() - started < 20


def _meant(text: str, number: str) -> str:
    claim = claims(text)[number]
    return f"{claim.kind} {claim.direction} {claim.comparison} {claim.modality}"
