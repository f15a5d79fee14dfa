"""Reference figures: loaded once, held against what comes and what is there already."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from kg import reference
from tests.articles import FOLDER
from tests.test_contract import kg

ARTICLE = "published: 2025-01-20\n\n美國勞工統計局公布，美國2024年12月CPI年增3.9%，失業率為4.1%。\n"


def test_the_sample_loads() -> None:
    """Labels are found in the ontology, months are days, digits are kept."""
    figures = reference.load(FOLDER / "reference.csv")
    june = figures[0]
    assert (june.subject, june.metric, june.comparison) == ("entity/us", "metric/cpi", "yoy")
    assert (june.first, june.last, june.value) == (dt.date(2024, 6, 1), dt.date(2024, 6, 30), "3.0")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        ("2024Q3", dt.date(2024, 7, 1), dt.date(2024, 9, 30)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2024-02-03", dt.date(2024, 2, 3), dt.date(2024, 2, 3)),
        ("2024-01-01/2024-11-30", dt.date(2024, 1, 1), dt.date(2024, 11, 30)),
    ],
)
def test_periods(written: str, first: dt.date, last: dt.date) -> None:
    assert reference.period(written) == (first, last)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("subject,metric\n美國,CPI\n", "no column"),
        ("subject,metric,period,value,unit,source\n", "no figures"),
        ("subject,metric,period,value,unit,source\n烏有國,CPI,2024,1,PERCENT,x\n", "line 2: '烏有國' names no concept"),
        ("subject,metric,period,value,unit,source\n美國,CPI,2024-13,1,PERCENT,x\n", "line 2: 2024-13 is no month"),
        ("subject,metric,period,value,unit,source\n美國,CPI,2024,about 1,PERCENT,x\n", "no decimal number"),
        ("subject,metric,period,value,unit,source\n美國,CPI,2024,NaN,PERCENT,x\n", "line 2: 'NaN' is no decimal number"),
        ("subject,metric,period,value,unit,source\n美國,CPI,2024,2.90e0,PERCENT,x\n", "line 2: '2.90e0' is no decimal number"),
        ("subject,metric,period,value,unit,source\n美國,CPI,2024,1_000,PERCENT,x\n", "line 2: '1_000' is no decimal number"),
        ("subject,metric,period,value,unit,source\n美國,CPI,2024,\"2,9\",PERCENT,x\n", "line 2: '2,9' is no decimal number"),
        (f"subject,metric,period,value,unit,source\n美國,CPI,2024,{'9' * 5000},PERCENT,x\n", "line 2: '9+' is no decimal"),
        ("subject,metric,period,value,unit,source\n美國,CPI,2024,1,PERCENT,x\n\n美國,CPI,2023,1\n", "line 4: '' is no unit"),
        ("subject,metric,period,value,unit,source\n美國\n", "line 2: '' is no period"),
        ("subject,metric,period,value,unit,source\n美國,CPI,2024,1,PERCENT\n", "line 2: no source"),
        ("subject,metric,period,value,unit,source\n美國,CPI,2024,1,234,PERCENT,x\n", "line 2: more fields than columns"),
        ("subject,metric,period,value,unit,source\n美國,CPI,2024,1,percent,x\n", "line 2: 'percent' is no unit.*: PERCENT$"),
        ("subject,metric,period,value,unit,source\n美國,CPI,2024,1,％,x\n", "line 2: '％' is no unit"),
        ("subject,metric,period,value,unit,source\n美國,CPI,2024,1,PERCENT,\"x\n", "line 2: unexpected end of data"),
    ],
)
def test_unusable_files_say_why(tmp_path: Path, text: str, cause: str) -> None:
    """The file, the line and the cause are named; nothing of it is loaded."""
    file = tmp_path / "figures.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(reference.UnusableFigures, match=cause) as told:
        reference.load(file)
    assert str(file) in str(told.value)
    done = kg("reference", "load", str(file), cwd=tmp_path)
    assert done.returncode == 2 and "figures.csv" in done.stderr
    assert kg("reference", "list", cwd=tmp_path).stdout == ""


@pytest.mark.parametrize("figures_first", [True, False])
def test_figures_and_articles_in_either_order(tmp_path: Path, figures_first: bool) -> None:
    """What a figure says of an article does not depend on which came first; the source is named."""
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    steps = [("reference", "load", str(FOLDER / "reference.csv")), ("ingest", "a.txt", "--quiet")]
    for step in steps if figures_first else reversed(steps):
        assert kg(*step, cwd=tmp_path).returncode == 0
    done = kg("check", "--json", cwd=tmp_path)
    (found,) = [f for f in json.loads(done.stdout)["findings"] if f["check"] == "reference" and f["verdict"] == "inconsistent"]
    assert [span["text"] for span in found["spans"]] == ["3.9%"]
    assert "Bureau of Labor Statistics" in found["formula"] and "bls.gov" in found["explanation"]["zh-Hant"]


def test_what_a_spreadsheet_writes(tmp_path: Path) -> None:
    """A byte-order mark, CRLF, thousands and a line end inside a quoted field are all read."""
    file = tmp_path / "figures.csv"
    rows = 'subject,metric,period,value,unit,source,url,comparison\r\n美國,CPI,2024,"1,234.50",PERCENT,"Bureau of\r\nLabor",,\r\n'
    file.write_bytes(b"\xef\xbb\xbf" + rows.encode())
    (figure,) = reference.load(file)
    assert (figure.value, figure.source, figure.comparison) == ("1234.50", "Bureau of\r\nLabor", "none")


HEADER = "subject,metric,period,value,unit,source,url,comparison\n"
TWO = HEADER + "美國,CPI,2024-12,{},PERCENT,BLS,,yoy\n美國,CPI,2024-12,{},PERCENT,FRED,,yoy\n"


@pytest.mark.parametrize("figures_first", [True, False])
@pytest.mark.parametrize(
    ("bls", "fred", "verdict", "signs"),
    [
        ("2.9", "2.89", "inconsistent", "≠ 2.9（BLS）、2.89（FRED）"),
        ("2.9", "3.9", "disagreement", "= 3.9（FRED）；≠ 2.9（BLS）"),
        ("3.88", "3.9", "exact", "= 3.9（FRED）；≈ 3.88（BLS）"),
    ],
)
def test_several_sources_are_one_finding(
    tmp_path: Path, figures_first: bool, bls: str, fred: str, verdict: str, signs: str
) -> None:
    """One figure in two sources: a claim gets one finding, which names both; recorded and read again alike."""
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "two.csv").write_text(TWO.format(bls, fred), "utf-8")
    steps = [("reference", "load", "two.csv"), ("ingest", "a.txt", "--quiet")]
    for step in steps if figures_first else reversed(steps):
        done = kg(*step, cwd=tmp_path)
        assert done.returncode == 0 and not done.stderr, done.stderr
    shown = json.loads(kg("articles", "show", "a.txt", "--json", cwd=tmp_path).stdout)
    read_again = json.loads(kg("check", "--json", "--exit-zero", cwd=tmp_path).stdout)
    for document in (shown, read_again):
        (found,) = [f for f in document["findings"] if f["check"] == "reference"]
        assert (found["verdict"], found["formula"]) == (verdict, f"3.9% {signs}")
        assert all(source in found["explanation"]["zh-Hant"] for source in ("BLS", "FRED"))
