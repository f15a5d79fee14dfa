"""The concept schemes: labels in three languages, one concept a label, every reference resolved."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import get_args

import opencc
import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

import extract
import ontology
from extract import documents
from extract.reading import Comparison, Direction, Grain, Kind, Modality, Qualifier
from extract.text import key
from kg import checks, contract, graph, rules
from kg.ledger import Ledger
from ontology import BASE, Concept
from tests.reading import read

CODE = re.compile(r"[A-Z]{3}")
RATIOS = ("PERCENT", "PERCENTAGE_POINT", "BASIS_POINT", "MULTIPLE")
TIMES = ("HOUR", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR")
NUMBERS = ("COUNT", "INDEX_POINT", "ORDINAL", "SHARE", "NONE", "SQ_FT", "BTC")
CURRENCIES = ("USD", "TWD", "CNY", "HKD", "JPY", "EUR", "GBP")


def named(label: str) -> str | None:
    """The concept that an article means by exactly this label."""
    return next((c.id for c in ontology.concepts() if c.scheme in ("entity", "metric") and key(label) in map(key, c.labels)), None)


def test_there_are_enough_of_each() -> None:
    """Some hundred things can be named, in every scheme; each stands in a category of its own scheme."""
    count = Counter(c.scheme for c in ontology.concepts())
    assert count["entity"] >= 1500 and count["metric"] >= 600 and count["unit"] >= 60 and count["variable"] >= 120
    for concept in ontology.concepts():
        top = ontology.by_id()[f"{concept.scheme}/{concept.category}"]
        assert top in ontology.categories(concept.scheme)


def test_every_concept_has_a_label_in_each_language() -> None:
    """zh-Hant, zh-Hans and en; the Simplified label holds no Traditional character."""
    simplified = opencc.OpenCC("t2s").convert  # not key(), which joins 覆 and 复 as well
    for concept in (*ontology.concepts(), *ontology.categories()):
        assert set(concept.pref) == set(ontology.LANGUAGES) and all(concept.pref.values()), concept.id
        assert simplified(concept.pref["zh-Hans"]) == concept.pref["zh-Hans"], concept.id


def test_no_label_names_two_things() -> None:
    """Over entities and metrics together, in the comparison form: what a label means never depends on the order."""
    owner: dict[str, str] = {}
    for concept in (c for c in ontology.concepts() if c.scheme in ("entity", "metric")):
        for label in {key(label).lower() for label in concept.labels}:
            assert owner.setdefault(label, concept.id) == concept.id, label
            assert len(label) > 1, f"{concept.id}: {label} would match inside other words"


def test_words_that_hold_a_label_by_accident_hold_it() -> None:
    """Each entry of notWithin is longer than one of its concept's labels and holds it: none is idle."""
    for concept in ontology.concepts():
        for word in concept.not_within:
            held = [label for label in concept.labels if key(label) in key(word)]
            assert held and all(len(label) < len(word) for label in held), f"{concept.id}: {word}"


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("聯準會", "entity/fed"), ("美聯儲", "entity/fed"), ("聯儲局", "entity/fed"), ("Fed", "entity/fed"),
        ("日銀", "entity/boj"), ("美国国债", "entity/us-treasuries"), ("納指", "entity/nasdaq"),
        ("大摩", "entity/morgan-stanley"), ("英偉達", "entity/nvidia"), ("恆指", "entity/hsi"),
        ("孳息率", "metric/yield"), ("通脹率", "metric/inflation"), ("淨資產收益率", "metric/roe"),
        ("純利", "metric/net-profit"), ("外匯儲備", "metric/fx-reserves"), ("居民消费价格指数", "metric/cpi"),
        ("概率", "metric/probability"), ("市盈率", "metric/pe"), ("按揭利率", "metric/mortgage-rate"),
        ("减息", "metric/rate-cut"), ("加息", "metric/rate-hike"),
        ("標指", "entity/sp500"), ("国指", "entity/hscei"), ("科指", "entity/hstech"), ("那指", "entity/nasdaq"),
        ("創指", "entity/chinext"), ("櫃買", "entity/tpex-index"), ("金砖国家", "entity/brics"),
        ("共建「一帶一路」國家", "entity/belt-and-road"), ("霍尼韦尔", "entity/honeywell"), ("平治", "entity/mercedes"),
        ("宝马", "entity/bmw"), ("得州", "entity/texas"), ("达利欧", "entity/dalio"), ("扎克伯格", "entity/zuckerberg"),
    ],
)  # fmt: skip
def test_the_words_of_three_regions_name_one_concept(label: str, concept: str) -> None:
    """Taiwan, Hong Kong and mainland words, in either script, meet in the same concept."""
    assert named(label) == concept


@pytest.mark.parametrize(
    "labels",
    [
        ("最高價", "最低價"), ("匯兌收益", "汇兑损失"), ("業外收入", "業外支出"), ("投資收益", "投資損失"),
        ("中期息", "末期息", "特別息"), ("资本充足率", "一级资本充足率", "核心一级资本充足率"), ("不良率", "逾期率"),
        ("住户存款", "企业存款", "财政存款"), ("委托贷款", "信托贷款"), ("貸款成數", "首付比例"),
        ("銷售費用", "管理費用", "財務費用", "研發費用"), ("月活", "日活"), ("成屋銷售", "新屋銷售"),
        ("一手成交", "二手成交"), ("結婚對數", "離婚對數", "结婚率"), ("多單爆倉", "空單爆倉", "爆倉"),
        ("流通量", "最大供应量"), ("銷毀量", "鑄造量"), ("支撐位", "阻力位"), ("淨多單", "淨空單"),
        ("三大法人", "外資", "投信"), ("雙北", "台北", "新北"), ("电子零组件", "机电产品", "資通訊產品"),
        ("壽險業", "產險業"), ("新房", "二手房"), ("倫銅", "滬銅"), ("現貨金", "期金"), ("過夜旅客", "不過夜旅客"),
    ],
)  # fmt: skip
def test_what_stands_side_by_side_in_one_release_is_told_apart(labels: tuple[str, ...]) -> None:
    """Under one concept their figures would be held against each other."""
    concepts = [named(label) for label in labels]
    assert None not in concepts and len(set(concepts)) == len(labels), concepts


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("這檔基金門檻為100萬元。", "entity/kinmen"), ("罰款高達美元30億。", "entity/delta-air"),
        ("降息機率連兩成都不到。", "entity/chengdu"), ("复合肥报价每吨3000元。", "entity/hefei"),
        ("其中東部地區佔三成。", "entity/middle-east"), ("增加納稅人負擔5%。", "entity/ghana"),
        ("引起亞洲股市下跌2%。", "entity/kia"), ("各國指出，增速為3%。", "entity/hscei"), ("目標指向5%。", "entity/sp500"),
        ("公司充電盈利3億元。", "entity/pccw"), ("治安進一步改善，案件減少5%。", "entity/amgen"),
        ("越南投資增加3億元。", "entity/nantou"), ("夏普比率升至1.2。", "entity/sharp"),
        ("產能提升水平達5%。", "metric/basis"), ("品牌價值達100億元。", "metric/asp"), ("零件量產3萬套。", "metric/parcels"),
        ("永續航空燃油占比2%。", "metric/range-per-charge"), ("投資人關注資金流向，金額達3億元。", "metric/fundraising"),
        ("财年资本支出300亿美元。", "metric/term"), ("企業數位轉型支出3億元。", "metric/companies"),
        ("旺季增產5%。", "metric/qoq"), ("未来三个月供应1.2万伙。", "metric/monthly-payment"),
        ("產能達成數十億元的規模。", "metric/mortgage-ratio"), ("股東取得分紅3億元。", "metric/score"),
    ],
)  # fmt: skip
def test_a_label_inside_other_words_is_no_mention(words: str, concept: str) -> None:
    """基金門檻 names no 金門: what two words share by accident is left alone."""
    assert concept not in {mention.concept for mention in read(words).mentions}


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("金門觀光人次成長5%。", "entity/kinmen"), ("达美航空营收150亿美元。", "entity/delta-air"),
        ("成都房价下跌1%。", "entity/chengdu"), ("中东局势升温，油价上涨3%。", "entity/middle-east"),
        ("國指收跌1.5%。", "entity/hscei"), ("標指升0.5%。", "entity/sp500"), ("規模以上工業增加值增長5%。", "entity/large-industry"),
        ("民营企业进出口增长7%。", "entity/private-firms"), ("對東盟出口增長8%。", "entity/asean"),
        ("期貨升水2%。", "metric/basis"), ("快遞件量達3億件。", "metric/parcels"), ("續航500公里。", "metric/range-per-charge"),
        ("每月供款1.5萬元。", "metric/monthly-payment"), ("基建投资增长3%。", "metric/infrastructure-investment"),
    ],
)  # fmt: skip
def test_the_same_words_alone_are_one(words: str, concept: str) -> None:
    """金門觀光人次 names 金門."""
    assert concept in {mention.concept for mention in read(words).mentions}


def test_policy_moves_imply_a_measure_and_a_direction() -> None:
    """升息 is no measure: it moves the policy rate up; every event names what it moves."""
    events = [c for c in ontology.concepts("metric") if c.category == "event"]
    assert events
    for event in events:
        assert event.implies is not None and event.direction is not None, event.id
        assert ontology.by_id()[event.implies].category != "event"
    assert ontology.by_id()["metric/rate-hike"].implies == "metric/policy-rate"
    assert ontology.by_id()["metric/rrr-cut"].direction == "down"


def test_measures_say_what_they_are_written_in() -> None:
    """Every metric but an event has a dimension and a nature; codes come from the closed lists of core.ttl."""
    codes = _codes()
    for metric in (c for c in ontology.concepts("metric") if c.category != "event"):
        assert metric.dimension and metric.nature, metric.id
        assert set(metric.dimensions) <= codes["dimension"] and metric.nature in codes["nature"], metric.id
        assert metric.step in {None, *codes["grain"]} and metric.comparison in {None, *codes["comparison"]}, metric.id


def test_currencies_are_iso_codes_and_units() -> None:
    """A home or quotation currency is a three-letter code; those of currencies are units."""
    units = {c.symbol for c in ontology.concepts("unit")}
    for entity in ontology.concepts("entity"):
        assert all(CODE.fullmatch(code) for code in (entity.home_currency, entity.quotes) if code), entity.id
        if entity.category == "currency" and entity.symbol and entity.symbol != "CNH":
            assert entity.symbol in units, entity.id


def test_home_currency_is_found_along_the_chain() -> None:
    """植田和男 belongs to 日本央行, that to 日本, and there one pays in yen."""
    ueda = ontology.by_id()["entity/ueda"]
    assert (ueda.of, ueda.home_currency) == ("entity/boj", "JPY")
    assert ontology.by_id()["entity/usd-jpy"].quotes == "JPY"


def test_units_carry_the_codes_of_the_contract() -> None:
    """Every unit code the contract names stands in the scheme, once; 百分點 and 基點 have no borrowed IRI."""
    symbols = [c.symbol for c in ontology.concepts("unit")]
    assert len(symbols) == len(set(symbols))
    assert {*RATIOS, *TIMES, *NUMBERS, *CURRENCIES} <= set(symbols)
    by_symbol: dict[str | None, Concept] = {c.symbol: c for c in ontology.concepts("unit")}
    assert by_symbol["PERCENT"].match == "http://qudt.org/vocab/unit/PERCENT"
    assert by_symbol["PERCENTAGE_POINT"].match is None


def _core() -> rdflib.Graph:
    return rdflib.Graph().parse(data=dict(ontology.turtle())["core.ttl"], format="turtle")


def _literals(core: rdflib.Graph, term: rdflib.term.Node, said: rdflib.URIRef) -> list[rdflib.Literal]:
    return [value for value in core.objects(term, said) if isinstance(value, rdflib.Literal)]


def _codes() -> dict[str, set[str]]:
    """The closed lists of core.ttl: the values by the list's name."""
    core = _core()
    codes: dict[str, set[str]] = {}
    for code in core.subjects(RDF.type, rdflib.URIRef(f"{BASE}ontology#Code")):
        scheme = str(core.value(code, SKOS.inScheme)).rpartition("/")[2]
        value = str(core.value(code, SKOS.notation))
        assert str(code) == f"{BASE}ontology#{scheme}-{value}"
        codes.setdefault(scheme, set()).add(value)
    return codes


def test_the_closed_lists_are_those_of_a_reading() -> None:
    """What extract may yield and what core.ttl describes are the same values."""
    codes = _codes()
    lists = {"kind": Kind, "direction": Direction, "comparison": Comparison, "qualifier": Qualifier, "grain": Grain}
    for scheme, values in lists.items():
        assert codes[scheme] == set(get_args(values)), scheme
    assert set(get_args(Modality)) <= codes["modality"]


def test_the_verdicts_are_those_of_the_rules() -> None:
    """Verdicts, severities and slips of the judging code are described, and no others."""
    codes = _codes()
    assert codes["verdict"] == set(get_args(rules.Verdict))
    assert codes["severity"] == set(get_args(rules.Severity))
    assert codes["slip"] == set(get_args(rules.Slip))


def test_every_term_is_labelled_and_explained_in_both_tongues() -> None:
    """Each class, property and code: a label in three languages, a description in English and zh-Hant."""
    core = _core()
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, rdflib.URIRef(f"{BASE}ontology#Code"))
    terms = [term for kind in kinds for term in core.subjects(RDF.type, kind)]
    assert len(terms) > 100
    for term in terms:
        labels = {said.language for p in (RDFS.label, SKOS.prefLabel) for said in _literals(core, term, p)}
        words = {said.language for p in (RDFS.comment, SKOS.definition) for said in _literals(core, term, p)}
        assert labels == {"zh-Hant", "zh-Hans", "en"} and words == {"zh-Hant", "en"}, term


def test_another_base_moves_every_iri() -> None:
    """With another base no IRI of the default one is left, and every file still parses."""
    for name, text in ontology.turtle("https://example.org/kg/"):
        assert BASE not in text, name
        assert list(ox.parse(text, ox.RdfFormat.TURTLE)), name
    assert ontology.by_id()["entity/boj"].iri("https://example.org/kg/") == "https://example.org/kg/id/entity/boj"


SAMPLES = sorted((Path(__file__).parent / "articles").glob("*.md"))


def projected(*paths: Path) -> rdflib.Graph:
    """What the graph would hold of these articles, read and checked together, with the ontology beside them."""
    readings = [extract.read(article) for path in paths for article in documents.load(str(path))]
    findings = checks.run(Ledger.of(*readings))
    quads = graph.ontology(base=BASE)
    for reading in readings:
        key = reading.article.key
        intervals = {contract.quantity_id(key, q.span): rules.bounds(q.interval) for q in reading.quantities}
        recorded = graph.Recorded(
            document=contract.document(reading, findings),
            raw=reading.article.raw,
            intervals=intervals,
            fingerprint=reading.fingerprint,
        )
        quads += graph.article(recorded, base=BASE)
    triples = ox.serialize([quad.triple for quad in quads], format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=triples or b"", format="nt")


def complaints(data: rdflib.Graph) -> str:
    """What SHACL says against a graph; empty where it fits the shapes."""
    fits, _, text = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(data=ontology.shapes(), format="turtle"))
    return "" if fits else str(text)


def test_the_projected_samples_fit_the_shapes() -> None:
    """All sample articles, projected with what was computed about them, satisfy SHACL."""
    assert SAMPLES
    assert complaints(projected(*SAMPLES)) == ""


@pytest.mark.parametrize(
    "change",
    [
        "DELETE { ?c kg:kind ?k } WHERE { ?c kg:kind ?k }",
        "DELETE { ?c kg:metricAnchor ?a } WHERE { ?c kg:metricAnchor ?a }",
        "DELETE { ?q qudt:hasUnit ?u } INSERT { ?q qudt:hasUnit <urn:unit:furlong> } WHERE { ?q qudt:hasUnit ?u }",
        "DELETE { ?p oa:end ?e } INSERT { ?p oa:end 0 } WHERE { ?p oa:end ?e }",
        "INSERT { ?r kg:severity kg:severity-error } WHERE { ?r kg:verdict kg:verdict-exact }",
        "DELETE { ?r kg:severity ?s } WHERE { ?r kg:severity ?s }",
        "INSERT { ?c kg:subject <urn:nobody> } WHERE { ?c a kg:NumericClaim }",
    ],
)
def test_a_spoilt_graph_does_not(guilty: str, change: str) -> None:
    """A claim without its kind, an unknown unit, a selector that ends before it starts: each is told."""
    spoilt = rdflib.Graph().parse(data=guilty, format="nt")
    whole = len(spoilt)
    names = {"kg": f"{BASE}ontology#", **{name: graph.BORROWED[name] for name in ("qudt", "oa", "earl")}}
    spoilt.update(" ".join(f"PREFIX {name}: <{iri}>" for name, iri in names.items()) + change)
    assert len(spoilt) != whole or "INSERT" in change
    assert complaints(spoilt) != ""


@pytest.fixture(scope="module")
def guilty() -> str:
    """One sample article that holds an inconsistency, as N-Triples."""
    return projected(*(path for path in SAMPLES if path.stem == "taiwan_results")).serialize(format="nt")


def test_a_verdict_is_called_the_same_everywhere() -> None:
    """The words of kg/wording.py, which pages and command line show, are the labels of the vocabulary."""
    from kg.wording import VERDICT_WORDS

    text = (ontology.HERE / "core.ttl").read_text("utf-8")
    for verdict, word in VERDICT_WORDS.items():
        block = text[text.index(f":verdict-{verdict} a ") :].partition(" .\n")[0]
        assert f'"{word}"@zh-Hant' in block, verdict
