"""How a clause is cut from a number outward: what is a noun, a verb, an adverb, and which nouns stay whole."""

from __future__ import annotations

import tomllib
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

import extract
from extract import documents, pipeline, scene
from extract.chunks import NOMINAL, Walk
from extract.text import key

LEXICON = Path(extract.__file__).parent / "lexicon" / "words.toml"


def cut(text: str, which: int = 0) -> list[tuple[str, str]]:
    """Kind and words (on the key) of the chunks between the clause's beginning and number `which`, in reading order."""
    aligned, doc = pipeline.prepared(documents.article(text))
    for _, component in pipeline.pipeline().pipeline:
        doc = component(doc)
    scenes = scene.scenes(aligned, doc._.sentences, doc._.numbers, doc._.times, doc._.mentions)
    places = [(each, number) for each in scenes for number in each.numbers]
    found, number = places[which]
    chunks = list(Walk(found).back(number.start, found.clause_start(number.start)))
    return [(c.kind, found.words[c.start : c.end]) for c in reversed(chunks)]


def nominal(text: str, which: int = 0) -> str:
    """What of a clause is left as names, measures and nouns, put together."""
    return "".join(words for kind, words in cut(text, which) if kind in NOMINAL)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        # levels reached, held and lost
        ("股價低開低走收48元。", "股價"),
        ("成交量飆升至52億元。", "成交量"),
        ("帳面現金高企於120億元。", "帳面現金"),
        ("拆息徘徊於3.1厘。", "拆息"),
        ("研发投入跃升至9.8亿元。", "研发投入"),
        ("銅價一度摸高11,540美元。", "銅價"),
        ("庫存去化速度提速至8.4%。", "庫存去化速度"),
        # movement by degree
        ("殖利率急彈7個基點。", "殖利率"),
        ("美元指數強彈0.5%。", "美元指數"),
        ("出口额由降转升5.7%。", "出口额"),
        ("中間價調貶45點。", "中間價"),
        ("民間消費小增0.9%。", "民間消費"),
        # manner, time of day, certainty
        ("原油期貨應聲上漲1.5%。", "原油期貨"),
        ("存款利率輕微回升2個基點。", "存款利率"),
        ("價格恐怕立刻吐回1,000美元。", "價格"),
        ("租金紛紛上調3%。", "租金"),
        ("出货顺畅增长4%。", "出货"),
        ("客流量逐日增加4%。", "客流量"),
        # doing
        ("巨鯨趁勢掃入2,400枚比特幣。", "巨鯨"),
        ("現貨基金單日失血3.7億美元。", "現貨基金"),
        ("集團引入六名投資者。", ""),
        ("新盤即日沽出119伙。", "新盤"),
    ],
)
def test_no_verb_or_adverb_is_left_in_the_noun(text: str, left: str) -> None:
    assert nominal(text) == key(left)


@pytest.mark.parametrize(
    "noun",
    [
        "旅館公會", "立法會", "發布會", "人大代表", "虛擬資產", "對外承包", "紐約", "分公司", "有關製品", "規則", "標的",
        "交易日", "的士", "有形資產", "比利時", "加速器", "發動機", "起降峰值", "債權人會議", "恐慌指數",
    ],
)  # fmt: skip
def test_nouns_that_hold_a_word_by_accident_stay_whole(noun: str) -> None:
    assert nominal(f"去年{noun}費用達3億元。") == key(f"{noun}費用")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("公司今年投入3億元。", "pronoun"),
        ("其後公司投入3億元。", "pronoun"),
        ("報告期內公司投入3億元。", "pronoun"),
        ("旗下子公司投入3億元。", "noun"),
        ("兩地上市公司投入3億元。", "noun"),
    ],
)
def test_a_company_is_spoken_of_only_where_no_noun_goes_before(text: str, kind: str) -> None:
    said = [chunk for chunk in cut(text) if key("公司") in chunk[1] or key("集團") in chunk[1]]
    assert [found for found, _ in said] == [kind]


def test_no_word_stands_twice_in_the_table() -> None:
    """A word twice in a class is noise; in two classes only one of them counts."""
    table = tomllib.loads(LEXICON.read_text(encoding="utf-8"))["class"]
    counted = Counter(map(key, chain.from_iterable(row["words"] for row in table)))
    assert [word for word, times in counted.items() if times > 1] == []
