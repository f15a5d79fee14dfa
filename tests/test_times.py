"""Periods: what a text says about time, resolved against the published date; what is no time stays out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import documents, times
from extract.text import aligned, key

# 2025-12-05 is a Friday. text | published | words = first..last grain (one day given once; ? where unresolved); …
CASES = """
12月的會議 | 2025-12-05 | 12月 = 2025-12-01..2025-12-31 month
11 月東京核心CPI年增3% | 2025-12-05 | 11 月 = 2025-11-01..2025-11-30 month
１２月１９日的會議 | 2025-12-05 | １２月１９日 = 2025-12-19 day
已為12 月19 日結束的會議做好準備 | 2025-12-05 | 12 月19 日 = 2025-12-19 day
自11 月日起停止縮表 | 2025-12-05 | 11 月 = 2025-11-01..2025-11-30 month
2025年12月5日收盤 | 2025-12-05 | 2025年12月5日 = 2025-12-05 day
2025年12月5日收盤 | | 2025年12月5日 = 2025-12-05 day
2025-12-05公布 | | 2025-12-05 = 2025-12-05 day
2025/12/5公布 | | 2025/12/5 = 2025-12-05 day
2025年2月30日 | | 2025年2月30日 = ? day
二〇二五年十一月五日 | | 二〇二五年十一月五日 = 2025-11-05 day
民國114年11月外銷訂單 | | 民國114年11月 = 2025-11-01..2025-11-30 month
民國一百一十四年度 | | 民國一百一十四年度 = 2025-01-01..2025-12-31 year
114年11月營收 | | 114年11月 = 2025-11-01..2025-11-30 month
113年第四季 | | 113年第四季 = 2024-10-01..2024-12-31 quarter
25年11月新增貸款 | | 25年11月 = 2025-11-01..2025-11-30 month
11月營收 | | 11月 = ? month
昨日收盤 | | 昨日 = ? day
今年日本企業加薪 | 2025-12-05 | 今年 = 2025-01-01..2025-12-31 year
去年獲利 | 2025-12-05 | 去年 = 2024-01-01..2024-12-31 year
較前年增加 | 2025-12-05 | 前年 = 2023-01-01..2023-12-31 year
明年經濟成長 | 2025-12-05 | 明年 = 2026-01-01..2026-12-31 year
延到後年量產 | 2025-12-05 | 後年 = 2027-01-01..2027-12-31 year
避免重演去年8 月的股災 | 2025-12-05 | 去年8 月 = 2024-08-01..2024-08-31 month
去年的第三季 | 2025-12-05 | 去年的第三季 = 2024-07-01..2024-09-30 quarter
今年第三季 | 2025-12-05 | 今年第三季 = 2025-07-01..2025-09-30 quarter
第三季GDP | 2025-12-05 | 第三季 = 2025-07-01..2025-09-30 quarter
第3季毛利率 | 2025-12-05 | 第3季 = 2025-07-01..2025-09-30 quarter
第四季毛利率 | 2025-12-05 | 第四季 = 2025-10-01..2025-12-31 quarter
第四季毛利率 | 2026-01-08 | 第四季 = 2025-10-01..2025-12-31 quarter
預期第一季毛利率回升 | 2025-12-05 | 第一季 = 2026-01-01..2026-03-31 quarter
第三季度营收 | 2025-12-05 | 第三季度 = 2025-07-01..2025-09-30 quarter
三季度营收 | 2025-12-05 | 三季度 = 2025-07-01..2025-09-30 quarter
Q3營收 | 2025-12-05 | Q3 = 2025-07-01..2025-09-30 quarter
2025Q3營收 | | 2025Q3 = 2025-07-01..2025-09-30 quarter
3Q25營收 | | 3Q25 = 2025-07-01..2025-09-30 quarter
2025年Q3營收 | | 2025年Q3 = 2025-07-01..2025-09-30 quarter
1H25淨利 | | 1H25 = 2025-01-01..2025-06-30 half
首季營收 | 2025-12-05 | 首季 = 2025-01-01..2025-03-31 quarter
2025年上半年 | | 2025年上半年 = 2025-01-01..2025-06-30 half
上半年出口 | 2025-12-05 | 上半年 = 2025-01-01..2025-06-30 half
下半年可望回溫 | 2025-04-16 | 下半年 = 2025-07-01..2025-12-31 half
前三季獲利 | 2025-12-05 | 前三季 = 2025-01-01..2025-09-30 span
前三季度利润 | 2025-12-05 | 前三季度 = 2025-01-01..2025-09-30 span
今年前三季獲利 | 2025-12-05 | 今年前三季 = 2025-01-01..2025-09-30 span
前11月出口 | 2025-12-05 | 前11月 = 2025-01-01..2025-11-30 span
前11個月出口 | 2026-01-08 | 前11個月 = 2025-01-01..2025-11-30 span
首十個月零售額 | 2025-12-05 | 首十個月 = 2025-01-01..2025-10-31 span
去年前七月 | 2025-12-05 | 去年前七月 = 2024-01-01..2024-07-31 span
前三個月 | 2025-12-05 | 前三個月 = ? span
今年前三個月 | 2025-12-05 | 今年前三個月 = 2025-01-01..2025-03-31 span
1至11月出口 | 2025-12-05 | 1至11月 = 2025-01-01..2025-11-30 span
2025年1-9月 | | 2025年1-9月 = 2025-01-01..2025-09-30 span
今年以來上漲 | 2025-12-05 | 今年以來 = 2025-01-01..2025-12-05 span
年初以來上漲 | 2025-12-05 | 年初以來 = 2025-01-01..2025-12-05 span
年初至今上漲 | 2025-12-05 | 年初至今 = 2025-01-01..2025-12-05 span
創1995 年以來新高 | 2025-12-05 | 1995 年以來 = 1995-01-01..2025-12-05 span
結束了自2022 年以來的緊縮 | 2025-12-05 | 自2022 年以來 = 2022-01-01..2025-12-05 span
2022年以來 | | 2022年以來 = ? span
去年8月以來 | 2025-12-05 | 去年8月以來 = 2024-08-01..2025-12-05 span
預估年底前將在區間波動 | 2025-12-05 | 年底前 = 2025-12-05..2025-12-31 span
年底掛牌 | 2025-12-05 | 年底 = 2025-12-01..2025-12-31 span
去年底 | 2025-12-05 | 去年底 = 2024-12-01..2024-12-31 span
至今年底 | 2025-12-05 | 今年底 = 2025-12-01..2025-12-31 span
今年年初 | 2025-12-05 | 今年年初 = 2025-01-01..2025-01-31 span
月初公布 | 2025-12-05 | 月初 = 2025-12-01..2025-12-10 span
從11 月初的50% | 2025-12-05 | 11 月初 = 2025-11-01..2025-11-10 span
11月末餘額 | 2025-12-05 | 11月末 = 2025-11-21..2025-11-30 span
11月中旬 | 2025-12-05 | 11月中旬 = 2025-11-11..2025-11-20 span
比特幣過去一個月下跌 | 2025-12-05 | 過去一個月 = 2025-11-05..2025-12-05 span
過去二十年 | 2025-12-05 | 過去二十年 = 2005-12-05..2025-12-05 span
近五年平均 | 2025-12-05 | 近五年 = 2020-12-05..2025-12-05 span
最近三個月 | 2025-12-05 | 最近三個月 = 2025-09-05..2025-12-05 span
過去半年 | 2025-12-05 | 過去半年 = 2025-06-05..2025-12-05 span
過去24小時 | 2025-12-05 | 過去24小時 = 2025-12-04..2025-12-05 span
未來12個月 | 2025-12-05 | 未來12個月 = 2025-12-05..2026-12-05 span
創43年來新高 | 2025-12-05 | 43年來 = 1982-12-05..2025-12-05 span
過去20多年 | 2025-12-05 | 過去20多年 = ? span
第三季獲利低於去年同期 | 2025-12-05 | 第三季 = 2025-07-01..2025-09-30 quarter; 去年同期 = 2024-07-01..2024-09-30 quarter
11月出口較上年同期增加 | 2025-12-05 | 11月 = 2025-11-01..2025-11-30 month; 上年同期 = 2024-11-01..2024-11-30 month
前11月高於去年同期 | 2025-12-05 | 前11月 = 2025-01-01..2025-11-30 span; 去年同期 = 2024-01-01..2024-11-30 span
高於去年同期 | 2025-12-05 | 去年同期 = ? span
上週五收跌 | 2025-12-05 | 上週五 = 2025-11-28 day
週三收漲 | 2025-12-05 | 週三 = 2025-12-03 day
週五收漲 | 2025-12-05 | 週五 = 2025-12-05 day
下週三將開會 | 2025-12-05 | 下週三 = 2025-12-10 day
週一將公布 | 2025-12-05 | 週一 = 2025-12-08 day
植田和男週一(1日)表示 | 2025-12-05 | 週一(1日) = 2025-12-01 day
12月19日(週五)開會 | 2025-12-05 | 12月19日(週五) = 2025-12-19 day
12/19(五)開會 | 2025-12-05 | 12/19(五) = 2025-12-19 day
上星期四 | 2025-12-05 | 上星期四 = 2025-11-27 day
本週末 | 2025-12-05 | 本週末 = 2025-12-06..2025-12-07 span
昨天下跌 | 2025-12-05 | 昨天 = 2025-12-04 day
昨(4)日下跌 | 2025-12-05 | 昨(4)日 = 2025-12-04 day
今晨公布 | 2025-12-05 | 今晨 = 2025-12-05 day
明日公布 | 2025-12-05 | 明日 = 2025-12-06 day
本週美股 | 2025-12-05 | 本週 = 2025-12-01..2025-12-07 week
上週初領失業金 | 2025-12-05 | 上週 = 2025-11-24..2025-11-30 week
下周登场 | 2025-12-05 | 下周 = 2025-12-08..2025-12-14 week
本月出口 | 2025-12-05 | 本月 = 2025-12-01..2025-12-31 month
本月19日 | 2025-12-05 | 本月19日 = 2025-12-19 day
較上月增加 | 2025-12-05 | 上月 = 2025-11-01..2025-11-30 month
上個月5日 | 2025-12-05 | 上個月5日 = 2025-11-05 day
下月公布 | 2025-12-05 | 下月 = 2026-01-01..2026-01-31 month
上季毛利率 | 2025-12-05 | 上季 = 2025-07-01..2025-09-30 quarter
8日公布 | 2025-12-10 | 8日 = 2025-12-08 day
28日公布 | 2025-12-05 | 28日 = 2025-11-28 day
將於19日開會 | 2025-12-05 | 19日 = 2025-12-19 day
五日公布 | 2025-12-10 | 五日 = 2025-12-05 day
11月出口創高 | 2026-01-08 | 11月 = 2025-11-01..2025-11-30 month
將於1月升息 | 2025-12-05 | 1月 = 2026-01-01..2026-01-31 month
預計11月CPI年增3% | 2025-12-05 | 11月 = 2025-11-01..2025-11-30 month
2025年9月、10月 | | 2025年9月 = 2025-09-01..2025-09-30 month; 10月 = 2025-10-01..2025-10-31 month
去年8月、9月 | 2025-12-05 | 去年8月 = 2024-08-01..2024-08-31 month; 9月 = 2024-09-01..2024-09-30 month
2022年3月至7月 | | 2022年3月至7月 = 2022-03-01..2022-07-31 span
2024年11月至1月 | | 2024年11月至1月 = 2024-11-01..2025-01-31 span
12月1日至5日 | 2025-12-05 | 12月1日至5日 = 2025-12-01..2025-12-05 span
12月9-10日開會 | 2025-12-05 | 12月9-10日 = 2025-12-09..2025-12-10 span
自2020年至2024年 | | 自2020年至2024年 = 2020-01-01..2024-12-31 span
2024-2026年 | | 2024-2026年 = 2024-01-01..2026-12-31 span
第一至第三季 | 2025-12-05 | 第一至第三季 = 2025-01-01..2025-09-30 span
2008年爆發危機,同年9月 | | 2008年 = 2008-01-01..2008-12-31 year; 同年9月 = 2008-09-01..2008-09-30 month
8月5日崩跌,次日反彈 | 2025-12-05 | 8月5日 = 2025-08-05 day; 次日 = 2025-08-06 day
當日下跌 | 2025-12-05 | 當日 = ? day
2025財年獲利 | 2025-12-05 | 2025財年 = ? year
2025/26財年 | 2025-12-05 | 2025/26財年 = ? year
2026財年第一季 | 2025-12-05 | 2026財年第一季 = ? quarter
2026 年春季勞資談判 | 2025-12-05 | 2026 年春季 = 2026-03-01..2026-05-31 span
聖誕節休市 | 2025-12-05 | 聖誕節 = 2025-12-25 day
聖誕節前 | 2025-12-05 | 聖誕節前 = 2025-12-05..2025-12-25 span
春節檔期 | 2025-12-05 | 春節 = ? span
明年春節 | 2025-12-05 | 明年 = 2026-01-01..2026-12-31 year; 春節 = ? span
1990年代 | | 1990年代 = 1990-01-01..1999-12-31 span
2025年全年 | | 2025年全年 = 2025-01-01..2025-12-31 year
今明兩年 | 2025-12-05 | 今明兩年 = 2025-01-01..2026-12-31 span
7、8、9月連三月成長 | 2025-12-05 | 7、8、9月 = 2025-07-01..2025-09-30 span
3、9月開會 | 2025-12-05 | 3、9月 = ? span
2025及2026年成長 | | 2025 = 2025-01-01..2025-12-31 year; 2026年 = 2026-01-01..2026-12-31 year
去(2024)年第四季 | 2025-12-05 | 去(2024)年第四季 = 2024-10-01..2024-12-31 quarter
自今年4月1日起至明年3月31日止 | 2025-12-05 | 自今年4月1日起至明年3月31日 = 2025-04-01..2026-03-31 span
去年10月至今年3月 | 2025-12-05 | 去年10月至今年3月 = 2024-10-01..2025-03-31 span
2024年12月10日至1月5日 | | 2024年12月10日至1月5日 = 2024-12-10..2025-01-05 span
昨日至今日 | 2025-12-05 | 昨日至今日 = 2025-12-04..2025-12-05 span
2030年前達標,12月19日開會 | 2025-12-05 | 2030年前 = 2025-12-05..2030-12-31 span; 12月19日 = 2025-12-19 day
1月前完成 | 2025-12-05 | 1月前 = 2025-12-05..2026-01-31 span
12月19日前後 | 2025-12-05 | 12月19日 = 2025-12-19 day
9月中、10月底 | 2025-12-05 | 9月中 = 2025-09-11..2025-09-20 span; 10月底 = 2025-10-21..2025-10-31 span
12/10(三)開會,12/11公布 | 2025-12-05 | 12/10(三) = 2025-12-10 day; 12/11 = 2025-12-11 day
11月首25日錄得 | 2025-11-26 | 11月首25日 = 2025-11-01..2025-11-25 span
本月下半月 | 2025-12-05 | 本月下半月 = 2025-12-16..2025-12-31 span
第三財季 | 2025-12-05 | 第三財季 = ? quarter
Q3較去年Q3成長 | 2025-12-05 | Q3 = 2025-07-01..2025-09-30 quarter; 去年Q3 = 2024-07-01..2024-09-30 quarter
第四季回溫,全年可望成長 | 2025-12-05 | 第四季 = 2025-10-01..2025-12-31 quarter; 全年 = 2025-01-01..2025-12-31 year
115年度總預算 | | 115年度 = 2026-01-01..2026-12-31 year
114年1至11月 | | 114年1至11月 = 2025-01-01..2025-11-30 span
股利1月15日發放 | 2025-12-05 | 1月15日 = 2026-01-15 day
1月15日以來 | 2025-12-05 | 1月15日以來 = 2025-01-15..2025-12-05 span
11月CPI為3%,前月為2.9% | 2025-12-05 | 11月 = 2025-11-01..2025-11-30 month; 前月 = 2025-11-01..2025-11-30 month
前11月比2019年同期高10% | 2025-12-05 | 前11月 = 2025-01-01..2025-11-30 span; 2019年同期 = 2019-01-01..2019-11-30 span
未來12至18個月 | 2025-12-05 | 未來12至18個月 = ? span
上年底餘額 | 2025-12-05 | 上年底 = 2024-12-01..2024-12-31 span
本(12)月19日 | 2025-12-05 | 本(12)月19日 = 2025-12-19 day
今(114)年11月 | 2025-12-05 | 今(114)年11月 = 2025-11-01..2025-11-30 month
週一(3日)表示 | 2025-12-05 | 週一(3日) = 2025-12-03 day
週五(28日)收跌 | 2025-12-05 | 週五(28日) = 2025-11-28 day
週五(19日)開會 | 2025-12-05 | 週五(19日) = 2025-12-19 day
與上周五相比 | 2025-12-05 | 上周五 = 2025-11-28 day
"""

NONE = """
債務率高達229.6%
下降2.7個百分點
全年1-2 次
在3.7%-3.9%區間
利差1.81個百分點
9.5折
10年期公債
30年期国债
三個月期票據
連續43個月高於目標
持續三年的緊縮
長達十年
兩年
每六個月升息一次
日經225指數
24小時營業
股票代號2330
年滿65歲
占比1/3
標普500指數
盤中走高
收盤下跌
每月10日公布營收
每週三公布
連續3日收紅
20日均線
目前年增率
至今日圓貶值
說明日本央行
這一年期間
第二步
第三多
三重矛盾
1.5倍
2萬5千元
""".strip().splitlines()


def _cases() -> list[tuple[str, dt.date | None, list[str]]]:
    rows = [[cell.strip() for cell in line.split("|")] for line in CASES.strip().splitlines()]
    return [(t, dt.date.fromisoformat(p) if p else None, [w.strip() for w in e.split(";")]) for t, p, e in rows]


def said(text: str, published: dt.date | None) -> list[str]:
    """The periods of a text as the table writes them."""
    out = []
    for p in times.find(aligned(text), published):
        days = "?" if p.first is None else f"{p.first}" if p.first == p.last else f"{p.first}..{p.last}"
        out.append(f"{p.words} = {days} {p.grain}")
    return out


@pytest.mark.parametrize(("text", "published", "expected"), _cases())
def test_periods(text: str, published: dt.date | None, expected: list[str]) -> None:
    """The words, first and last day and grain of each period."""
    assert said(text, published) == expected


@pytest.mark.parametrize(("text", "published", "expected"), _cases())
def test_the_other_script(text: str, published: dt.date | None, expected: list[str]) -> None:
    """The same in Simplified characters."""
    convert = opencc.OpenCC("t2s").convert
    assert said(convert(text), published) == [convert(e) for e in expected]


@pytest.mark.parametrize("text", NONE)
@pytest.mark.parametrize("published", [None, dt.date(2025, 12, 5)])
def test_no_periods(text: str, published: dt.date | None) -> None:
    """Tenors, streaks, durations, frequencies, numbers and names are no periods."""
    assert said(text, published) == []


@pytest.mark.parametrize("row", times.table().rows, ids=lambda row: row.name)
def test_rows(row: times.Row) -> None:
    """A row's examples are read as periods, by a rule that it takes part in; nothing is read in the others."""
    for example in row.examples:
        assert said(example, dt.date(2025, 12, 5)), example
    for example in row.not_here:
        assert not said(example, dt.date(2025, 12, 5)), example


def test_the_same_time_of_last_year() -> None:
    """去年同期 is that of what the paragraph tells of, not of what that is measured from."""
    told = said("10月出口年增5%,高於9月和去年同期。", dt.date(2025, 12, 5))
    assert told[-1] == "去年同期 = 2024-10-01..2024-10-31 month"
    assert said("10月出口。\n高於去年同期。", dt.date(2025, 12, 5))[-1] == "去年同期 = ? span"


def test_the_real_article() -> None:
    """In the article the project grew from: nothing stays open, and its tenors, streaks and names are no periods."""
    folder = Path(__file__).parents[2] / "shared" / "articles"
    files = sorted(folder.glob("000_*.txt"))
    if not files:
        pytest.skip("the real article is not beside this checkout")
    (article,) = documents.load(str(files[0]), published=dt.date(2025, 12, 5))
    periods = times.find(aligned(article.raw), article.published)
    assert len(periods) == 46
    assert all(p.first and p.last for p in periods)
    words = {key(p.words).replace(" ", "") for p in periods}
    assert words >= {
        key(w) for w in ("12月19日", "自2022年以來", "過去一個月", "年底前", "11月初", "2026年春季", "去年8月")
    }
    assert not [p for p in periods if key(p.words[-2:]) in {key("年期"), key("個月高")}]


def test_why() -> None:
    """What stays open says why."""
    (period,) = times.find(aligned("昨日"), None)
    assert period.why == times.NO_DATE
    (period,) = times.find(aligned("2025年2月30日"), None)
    assert period.why == times.NO_SUCH


def test_not_numbers() -> None:
    """Dates, clock times and recurring dates hold no quantities; the number of a window is one."""
    text = aligned("12月19日下午2時30分,過去一個月每月10日公布,08:30開盤")
    found = times.recognise(text, dt.date(2025, 12, 5))
    assert [text.text[a:b] for a, b in times.not_numbers(text.text, found)] == [
        key(words) for words in ("12月19日", "下午2時30分", "每月10日", "08:30")
    ]


PIECES = st.lists(
    st.sampled_from(
        [
            *"0123456789一二三十年月日號週季半初底前後至到、-/~（）()的上下本去今明同期第個Q.%，。\n ",
            "2025",
            "過去",
            "以來",
            "12月",
            "年期",
        ]
    )
    | st.sampled_from([e for row in times.table().rows for e in row.examples])
    | st.text(max_size=3),
    max_size=30,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(PIECES, st.none() | st.dates())
def test_any_text(raw: str, published: dt.date | None) -> None:
    """Whatever the text: no failure, words match their spans, periods in order and apart, first not after last."""
    text = aligned(raw)
    found = times.recognise(text, published)
    done = 0
    for item in found:
        period = item.period
        assert done <= period.span.start < period.span.end <= len(raw)
        done = period.span.end
        assert period.words == period.span.of(raw)
        assert text.raw_span(item.start, item.end) == period.span
        assert (period.first is None) == (period.last is None) == (period.why is not None)
        if period.first and period.last:
            assert period.first <= period.last
    times.not_numbers(text.text, found)
