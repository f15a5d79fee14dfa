"""The period of a claim: which of the times named a number takes, and by which rule."""

from __future__ import annotations

import datetime as dt
from typing import Any

import opencc
import pytest

from extract import pipeline, when
from extract.lexicon import rows
from tests.reading import PUBLISHED, claims, read


def _roles(text: str) -> list[str]:
    _, doc = pipeline.prepared(read(text).article)
    for _, component in pipeline.pipeline().pipeline:
        doc = component(doc)
    return [when.role(doc._.aligned.text, time) for time in doc._.times]


@pytest.mark.parametrize("row", rows("when"), ids=lambda row: f"{row['name']}-{row['examples'][0]}")
def test_a_role_is_told_by_the_words_around(row: dict[str, Any]) -> None:
    """The first period of an example has the row's role; none of the other words' has."""
    for example in row["examples"]:
        assert row["name"] in _roles(f"據說{example}。"), (example, _roles(f"據說{example}。"))
    for words in row["not_here"]:
        assert row["name"] not in _roles(f"據說{words}。"), (words, _roles(f"據說{words}。"))


# text | number = period by rule; … (- for none)
CASES = """
9月營收5億元，高於8月的4.6億元。 | 5億元 = 9月 clause; 4.6億元 = 8月 attached
9月PMI較8月回升1.1個百分點至48.3%。 | 1.1個百分點 = 9月 clause; 48.3% = 9月 clause
第三季營收30億元，較去年同期增加12%。 | 30億元 = 第三季 clause; 12% = 第三季 sentence
逾放比由去年6月底的高點0.35%滑落到上月底的0.21%。 | 0.35% = 去年6月底 attached; 0.21% = 上月底 attached
9月失業率降至4.1%，8月為4.2%。 | 4.1% = 9月 clause; 4.2% = 8月 clause
9月失業率較8月下降。就業率則由61.2%升至61.5%。 | 61.2% = 8月 state; 61.5% = 9月 carried
財政部9日公布，11月出口640億美元，年增5%。 | 640億美元 = 11月 clause; 5% = 11月 sentence
行政院會21日通過115年度總預算案，歲出3兆元。 | 3兆元 = 115年度 sentence
央行18日召開理監事會議，重貼現率維持2%。 | 2% = 18日 held
公司債30億元將於12月到期。 | 30億元 = 12月 behind
每股配息2元，計劃明年1月發放。 | 2元 = 明年1月 forward
公司10月營收5億元。目前手上訂單達12億元。 | 5億元 = 10月 clause; 12億元 = - present
今年以來，基金規模增加8%。 | 8% = 今年以來 leading
過去24小時全網清算4億美元，其中多單3億美元。 | 4億美元 = 過去24小時 clause; 3億美元 = 過去24小時 leading
今年通膨率預估為1.7%（9月估1.8%）。 | 1.7% = 今年 clause; 1.8% = 今年 clause
11月出口5億美元。進口3億美元，順差2億美元。 | 3億美元 = 11月 carried; 2億美元 = 11月 carried
11月出口5億美元。至於漲價15%的說法，他不認同。 | 15% = - none
11月出口5億美元。他說，若關稅再加10%，訂單會流失。 | 10% = - none
11月出口5億美元。他有三個理由。 | 三個 = 11月 carried
董事會5日通過，明年資本支出由今年的30億元增至60億元。 | 30億元 = 今年 attached; 60億元 = 明年 clause
OBR把明年的經濟成長率由1.9%下修到1.4%。 | 1.9% = 明年 clause; 1.4% = 明年 clause
第三季每股盈餘1.2元，創2015年以來新高，毛利率30%。 | 1.2元 = 第三季 clause; 30% = 第三季 sentence
11月CPI年增1.2%，連續七個月低於2%。 | 七個月 = 11月 sentence; 2% = 11月 sentence
11月CPI上漲0.2%，上月為下降0.3%。食品價格下跌2.9%。 | 0.3% = 上月 clause; 2.9% = 11月 carried
首十個月銷量370萬輛，完成全年目標的八成。 | 八成 = 首十個月 sentence
9月核心PCE年增2.8%，預期2.9%，前值2.7%。 | 2.9% = 9月 sentence; 2.7% = - state
全年跌幅可望收窄至3%，如果租金減到一成，可節省2,000萬元。 | 3% = 全年 clause; 2,000萬元 = - none
2024年末人口6,539萬人，60歲以上占22%。 | 60歲 = - none; 22% = 2024年末 sentence
換屋族須在18個月內賣掉舊屋。 | 18個月 = - none
今日（8日）指數上漲120點，收27,500點。 | 120點 = 8日 clause; 27,500點 = 8日 sentence
上週（12月1日至7日）成交1.9萬套。 | 1.9萬套 = 上週 clause
第三季出口、進口、內需分別成長5%、4%和3%。 | 5% = 第三季 clause; 4% = 第三季 listed; 3% = 第三季 listed
聯準會12月降息25個基點的機率升至87%。 | 25個基點 = 12月 clause; 87% = 12月 clause
分析師一句「12月難以樂觀」，讓股價重挫9%。 | 9% = - none
2023年及2024年收入分別為3億元及5億元。 | 3億元 = 2023年 respective; 5億元 = 2024年 respective
2022年、2023年和2024年銷量為12萬輛、19萬輛和31萬輛。 | 12萬輛 = 2022年 respective; 31萬輛 = 2024年 respective
今年和明年成長率都在3%上下。 | 3% = 明年 clause
聯儲局12月減息的機會率，由上周五的62%跌至47%。 | 62% = 12月 sentence; 47% = 12月 sentence
盧比今年以來貶值5%。 | 5% = 今年以來 clause
上月以768萬元成交，原業主2017年以890萬元買入，帳面蝕122萬元。 | 890萬元 = 2017年 clause; 122萬元 = 上月 sentence
8月新批按揭283億元。按揭比例由7月的92.1%升至94.6%。 | 92.1% = 7月 attached; 94.6% = 8月 carried
今年1至10月旅客690萬人次，僅達全年目標1,000萬人次的69%。 | 1,000萬人次 = 全年 clause; 69% = 今年1至10月 sentence
年初至今回報16.2%，人均賺4.6萬元。 | 16.2% = 年初至今 clause
9月出口5億元。分析師將目標價由100元上調至120元。 | 120元 = - none
""".strip().splitlines()


def _cases() -> list[tuple[str, str, str, str]]:
    found = []
    for line in CASES:
        text, expected = (part.strip() for part in line.split(" | "))
        for one in expected.split("; "):
            number, answer = one.split(" = ")
            period, rule = answer.split()
            found.append((text, number, period, rule))
    return found


@pytest.mark.parametrize("script", ["hant", "hans"])
@pytest.mark.parametrize(("text", "number", "period", "rule"), _cases())
def test_a_number_takes_the_nearest_time_that_is_its_own(text: str, number: str, period: str, rule: str, script: str) -> None:
    """The period and the rule that gave it, in both scripts."""
    if script == "hans":
        text, number, period = (opencc.OpenCC("t2s").convert(words) for words in (text, number, period))
    claim = claims(text)[number]
    assert (claim.period.words if claim.period else "-", claim.by["period"]) == (period, rule)


RELEASE = """title: 出口回溫　11月年增5%

財政部9日公布，11月出口640億美元，年增5%。

電子產品出口年增12%，機械減少3%。

公司擬發行不超過100億元公司債。
"""


def test_the_time_of_a_release_holds_further_down() -> None:
    """In a release whose headline names its time the figures of later paragraphs are of it; what is planned is not."""
    found = claims(RELEASE)
    for number in ("12%", "3%"):
        period = found[number].period
        assert period is not None and period.first == dt.date(2025, 11, 1)
        assert found[number].by["period"] in ("release", "carried")
    assert found["100億元"].period is None


def test_a_list_is_of_the_time_its_introduction_names() -> None:
    text = "股東計劃在9月25日至12月24日減持3%股份。\n\n安排如下：\n1. 集中競價不超過640萬股；\n2. 大宗交易不超過1,280萬股。\n"
    found = claims(text, PUBLISHED)
    assert [c.period.words if c.period else None for c in found.values()] == ["9月25日至12月24日"] * 3


def test_a_long_sentence_is_read_in_linear_time() -> None:
    """Twice the periods and numbers in one sentence, about twice the time."""
    import time

    def seconds(count: int) -> float:
        text = "由8月的5%升至9月的6%，目前為7%，" * count
        began = time.perf_counter()
        read(text)
        return time.perf_counter() - began

    seconds(20)
    assert seconds(400) < 12 * seconds(100)


# article | number = period by rule: what a later paragraph takes from the first one
RELEASES = """
9月訪港旅客389萬人次，按年升27%。/內地旅客285萬人次，較去年同期多29%；非內地旅客104萬人次。 | 104萬人次 = 9月 release
11月民間就業減少3.2萬人。/小型企業裁減12萬人，大型企業增聘9萬人。 | 12萬人 = 11月 release; 9萬人 = 11月 release
截至10月31日，42家公司公布財報，前三季營收4,200億元，年增43%。淨利1,690億元。/龍頭淨利221億元。 | 221億元 = 前三季 release
9月零售額313億元，按年升5.9%。首九個月跌0.3%。/網上銷售估計為30億元，按年升27.8%。 | 30億元 = 9月 release; 27.8% = 9月 release
台股19日收26,580點，下跌188點。/個股方面，瑞昶電子重挫6.4%，收412元。 | 6.4% = 19日 release; 412元 = 19日 release
9月訪港旅客389萬人次，按年升27%。/公司擬投資12億元。 | 12億元 = - none
9月住宅買賣登記5,000宗，按月升8%。/新盤首輪推售188伙，呎價1.68萬元。 | 1.68萬元 = - none
""".strip().splitlines()


@pytest.mark.parametrize("line", RELEASES)
@pytest.mark.parametrize("script", ["hant", "hans"])
def test_a_later_paragraph_takes_the_time_of_the_release(line: str, script: str) -> None:
    """Figures of the same release have its time further down; plans and prices of other things have none."""
    if script == "hans":
        line = opencc.OpenCC("t2s").convert(line)
    text, expected = (part.strip() for part in line.split(" | "))
    found = claims(text.replace("/", "\n\n"))
    for one in expected.split("; "):
        number, answer = one.split(" = ")
        claim = found[number]
        assert [claim.period.words if claim.period else "-", claim.by["period"]] == answer.split(), (text, number)
