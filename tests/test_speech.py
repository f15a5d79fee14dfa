"""Who says a number: the frames of speech, whom they name, and how far each reaches."""

from __future__ import annotations

import pytest

from tests.reading import read


def _said(text: str) -> list[str | None]:
    """The attribution of each number of a text, in text order."""
    return [claim.attribution.words if claim.attribution else None for claim in read(text).claims]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        # words of saying, what stands before them passed over
        ("總經理林柏宏坦承，車用營收年減12%。", "林柏宏"),
        ("財務長周怡君昨日在法說會上透露，毛利率約38%。", "周怡君"),
        ("宏遠投顧分析師許志豪不諱言，殖利率恐升到5%。", "許志豪"),
        ("在野的自由民主黨則回嗆，赤字已擴大到600億英鎊。", "自由民主黨"),
        ("國家統計局工業司高級統計師于曉嵐解讀稱，利潤同比增長4.3%。", "于曉嵐"),
        ("国家统计局新闻发言人付凌晖表示，就业人数增加30万人。", "付凌晖"),
        ("高盛首席經濟學家哈祖斯（Jan Hatzius）認為，GDP將成長2.5%。", "哈祖斯"),
        ("央行總裁答覆，通膨率為1.7%。", "央行總裁"),
        ("在温州做纽扣的陈桂香告诉记者，订单少了三成。", "陈桂香"),
        ("家住徐汇区的何敏说，房租涨了500元。", "何敏"),
        ("策略師黎敬庭指，恒指要守住25,000點。", "黎敬庭"),
        ("在趙婉婷看來，利率還有50個基點的下調空間。", "趙婉婷"),
        ("前理事中村修二給出的中性利率估值是1.5%。", "中村修二"),
        ("主席謝邱安儀認為，全年跌幅約1%。", "謝邱安儀"),
        # words of judging
        ("外匯交易員估計，日圓將貶至160日圓。", "外匯交易員"),
        ("主計總處原估經濟成長率為3.1%。", "主計總處"),
        ("市場押注降息機率達90%。", "市場"),
        ("國際能源署（IEA）仍然悲觀，估計過剩400萬桶。", "國際能源署"),
        ("北岸資本沒這麼樂觀，預計出口僅增2.5%。", "北岸資本"),
        # words of publishing
        ("政府統計處今日（27日）公布，出口按年升16.1%。", "政府統計處"),
        ("行政院主計總處卅日公布概估，第三季GDP年增3.2%。", "行政院主計總處"),
        ("銅箔基板廠昱恆材料（6937）6日下午2時舉行法說會，公布第3季營收84.6億元。", "昱恆材料"),
        ("凯泽新材（002987）公告称，拟回购3亿元。", "凯泽新材"),
        ("國家統計局昨天發布的數據裡，房價環比下跌0.4%。", "國家統計局"),
        ("湖南省人社厅11月17日通报，最低工资提高到2280元。", "湖南省人社厅"),
        ("财政大臣李韦斯26日向国会宣布，每年增税260亿英镑。", "李韦斯"),
        ("頌康生物昨日收市後公布，純利2.4億元。", "頌康生物"),
        # papers, and the frame that needs no verb
        ("根據證交所彙整，上市公司營收合計4.58兆元。", "證交所"),
        ("根據預算責任辦公室（OBR）的估算，稅收比重將升到38.3%。", "預算責任辦公室"),
        ("据安筑数据统计，去化周期为27.4个月。", "安筑数据"),
        ("据链居研究院监测，10城成交1.93万套，环比降2.6%。", "链居研究院"),
        ("世贸组织四月发布的报告预计，全球贸易量将萎缩0.2%。", "世贸组织"),
        ("某股份制银行的账面数据显示，不良率降至1.26%。", "某股份制银行"),
        ("匯逸地產統計，過去周末十大屋苑只錄得11宗買賣。", "匯逸地產"),
        ("拆息方面，銀行公會數據顯示，一個月拆息報3.27厘。", "銀行公會"),
        ("记者从财政部获悉，一般公共预算收入增长0.5%。", "财政部"),
        ("CME FedWatch工具顯示，聯準會降息機率為87%。", "CME FedWatch"),
        ("預測平台Polymarket的數據顯示，市場押注升息的機率為85%。", "Polymarket"),
        ("利率期貨顯示，降息一碼的機率為四成。", "利率期貨"),
        ("中国物流与采购联合会发布的制造业采购经理指数为49.2%。", "中国物流与采购联合会"),
        ("工研院產科國際所預估，產值將達6.5兆元。", "工研院產科國際所"),
        ("據《財經晚報》報導，政府擬編列21兆日圓。", "財經晚報"),
        ("比亚迪股份在港交所公告，销量达48万辆。", "比亚迪股份"),
        ("國家統計局工業司何平博士說，占比為40%。", "何平"),
        # what somebody is before his name; names with rare characters
        ("電訊商曜通國際公布中期業績，收入58億元。", "曜通國際"),
        ("新势力车企锐腾汽车昨晚披露三季报，营收212亿元。", "锐腾汽车"),
        ("鋰電企業恆能新源披露招股書，募資10億美元。", "恆能新源"),
        ("董事長卓志衡表示，毛利率約30%。", "卓志衡"),
        ("商务部发言人何咏前表示，进口增长3%。", "何咏前"),
        ("首席經濟學家佐藤健預測，殖利率升至2%。", "佐藤健"),
        ("中电联预计，用电量增长5%。", "中电联"),
        ("安永估計，全年集資額達2,800億元。", "安永"),
        ("券商研報提示，毛利率或被壓縮2個百分點。", "券商"),
        ("分析師Dan Mercer認為，比特幣下看8萬美元。", "Dan Mercer"),
        # revisions of forecasts
        ("大和將國泰的評級由持有升至買入，目標價調高20%。", "大和"),
        ("外資摩根士丹利證券在最新報告中把目標價上調至1,688元。", "摩根士丹利證券"),
        ("高盛將明年金價預測由4,300美元上調至4,900美元。", "高盛"),
        ("貿發局早前已把今年出口增長預測由3%上調至7%。", "貿發局"),
    ],
)
def test_the_speaker_is_named(text: str, who: str) -> None:
    """The name nearest the reporting word is the source of every number of the sentence."""
    said = _said(text)
    assert said and all(one is not None and (one in who or who in one) for one in said), said


@pytest.mark.parametrize(
    "text",
    [
        "第三季營收為84.6億元，年增31%。",
        "數據顯示，出口年增5.9%。",
        "统计显示，前三季度利润增长3.2%。",
        "據了解，新廠投資額達30億元。",
        "据悉，融资金额为2亿美元。",
        "換句話說，便宜下來的只有10個百分點。",
        "公司擴產，預計2027年產能達30萬片。",
        "兩孩福利取消的費用估計為30億英鎊。",
        "數據昨日公布，11月新增11.9萬人。",
        "恒生指數收報25,830點，國指跌1.5%。",
        "聯準會維持利率在4.25%不變。",
        "日本央行宣布升息25個基點。",
        "資本補充提上日程，銀行擬發行100億元永續債。",
        "按收盤價計算，市值約300億元。",
        "谷歌雲增速由32%提到34%。",
        "每噸報價上漲3%，創名稱所指的新高。",
        "全年財報公布後，股價上漲5%。",
        "台積電股價上漲3%。",
        "國際油價公布後走高2%。",
        "保守估計，損失達5億元。",
        "不完全統計，受災戶達300戶。",
        "公司未就5億元傳聞作出回應。",
    ],
)
def test_without_a_reporting_word_nobody_speaks(text: str) -> None:
    """Null rather than a guess: no speaker, no reporting word, or a word of reporting that reports nothing there."""
    assert set(_said(text)) == {None}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # to the end of the paragraph, or to the next source
        ("主計總處公布，CPI年增1.2%。核心CPI年增1.7%。\n房租年增2.0%。", ["主計總處", "主計總處", None]),
        ("央行指出，M2年增5%。分析師認為，明年將增6%。", ["央行", "分析師"]),
        # somebody set against who spoke before
        ("理事沃勒主張降息25個基點，但總裁施密德反對，認為通膨仍有2.8%。", ["沃勒", "施密德"]),
        # a quote is its speaker's, back to where it opens
        ("「毛利率有機會回到40%。營收挑戰50億元，」總經理駱冠廷說。", ["駱冠廷", "駱冠廷"]),
        ("营收下降3%。“覆盖率不会低于300%。”行长程叙白表示。", [None, "程叙白"]),
        ("出口年增9%，官員周志明說。", ["周志明"]),
        # who is named later does not reach back over the sentence before
        ("台股下跌2%，分析師指出，跌幅恐擴大到5%。", [None, "分析師"]),
        ("營收84億元，年增3%；財務長溫雅雯說，第四季將季增5%。", [None, None, "溫雅雯"]),
        # an expectation is its owner's, and only that number
        ("每股盈餘4.06元，優於法人原先估的3.6元，毛利率27%。", [None, "法人", None]),
        ("調整後營收570億美元，高於分析師預期的549億美元；毛利率75%。", [None, "分析師", None]),
        ("勞工統計局公布，CPI月增0.4%，市場預估0.3%，前值0.2%。", ["勞工統計局", "市場", "勞工統計局"]),
        ("政府統計處公布，出口升16.1%，經濟師原先只預測增長11.8%。進口亦升13.6%。", ["政府統計處", "經濟師", "政府統計處"]),
        # market prices are nobody's words
        ("利率期貨顯示降息機率為四成。道瓊指數收盤下跌386點。", ["利率期貨", None]),
        ("諾瓦半導體預估營收650億美元。消息激勵股價盤後勁揚6%。", ["諾瓦半導體", None]),
        # a round-up: the next firm's figures are not the first one's words
        ("恆星科技公布，營收為12億元。旭光電子則為8億元。", ["恆星科技", None]),
        ("連官員都直呼罕見，增速達7.2%。", [None]),
    ],
)
def test_how_far_a_speaker_reaches(text: str, said: list[str | None]) -> None:
    """A frame holds to the end of its paragraph, a quote back to its opening, an expectation for one number."""
    assert _said(text) == said


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("分析師高聿晨指出，銅價漲勢過快。他認為，合理價位在9,000美元。", "高聿晨"),
        ("濱港銀行昨日公布業績。該行表示，淨息差為1.5%。", "濱港銀行"),
        ("澄禾精密（7906）營運回穩。公司預估，毛利率約30%。", "澄禾精密"),
        ("岚海科技（688901）披露三季报。\n公告称，海外收入占比为36%。", "岚海科技"),
        ("岚海科技（688901）今日上市。\n财报显示，公司净利润9亿元。", "岚海科技"),
        ("本報調查23位經濟學家，他們預估今年成長率為5.1%。", "經濟學家"),
        ("央行总裁杨金龙说，房市已降温。杨金龙预计，明年CPI涨1.6%。", "杨金龙"),
    ],
)
def test_pronouns_and_papers_stand_for_a_name(text: str, who: str) -> None:
    """他, 該行, 公司, 公告 are given as the name that they stand for."""
    assert _said(text)[-1] == who


def test_a_long_run_without_marks_is_read_in_linear_time() -> None:
    """Neither reporting words nor quotes nor pronouns in any number make the reading blow up."""
    for piece in ("表示", "據", "他說", "「", "（的數據", "公司公布"):
        _said(piece * 4000 + "5%。")
