"""Ontology labels → mentions of entities and metrics, with the compounds that articles make of them.

Labels are found by spaCy's PhraseMatcher over the key text, longest first. Compounds: a bond with its issuer and tenor
(美國10 年期公債, 10 年期日本公債), an index with 指數 or 成分股 behind it, a country with 政府, 企業, 投資人. Key-frame ranges.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import ontology
from extract.reading import Mention
from extract.text import HAN, AlignedText, key, rx

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


@dataclass(frozen=True, slots=True)
class Found:
    """A mention at `[start, end)` of the key text; `tenor` as written (10年期) where a bond carries one."""

    start: int
    end: int
    mention: Mention
    tenor: str | None = None

    @property
    def concept(self) -> ontology.Concept | None:
        return ontology.by_id().get(self.mention.concept) if self.mention.concept else None

    @property
    def category(self) -> str:
        concept = self.concept
        return concept.category if concept else "company" if self.mention.by.startswith("company") else ""

    @property
    def is_quoted(self) -> bool:
        """A thing whose name is its measure: an index, a currency (pair), a commodity, a coin."""
        return self.mention.kind == "entity" and self.category in ("index", "pair", "commodity", "crypto", "currency")

    @property
    def is_event(self) -> bool:
        return self.category == "event"


def matcher(vocab: Vocab) -> PhraseMatcher:
    """All labels of the ontology as phrases of characters; the match id is the concept's id."""
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    phrases = PhraseMatcher(vocab, attr="ORTH")
    for scheme in ("entity", "metric"):
        for concept in ontology.concepts(scheme):  # type: ignore[arg-type]
            surfaces = {key(label) for label in concept.labels if len(label) > 1}
            phrases.add(concept.id, [Doc(vocab, words=list(s), spaces=[False] * len(s)) for s in sorted(surfaces)])
    return phrases


@lru_cache(maxsize=1)
def _not_within() -> dict[str, list[tuple[str, int]]]:
    """Key label → the longer words that hold it by accident, with the label's place in them."""
    table: dict[str, list[tuple[str, int]]] = {}
    for concept in ontology.concepts():
        for longer in concept.not_within:
            for label in concept.labels:
                at = key(longer).find(key(label))
                if at >= 0:
                    table.setdefault(key(label), []).append((key(longer), at))
    return table


def find(doc: Doc, phrases: PhraseMatcher, text: AlignedText) -> list[Found]:
    """All mentions in text order, not overlapping; the longest wins, then the first."""
    words = text.text
    hits = []
    for match, start, end in phrases(doc):
        surface = words[start:end]
        if surface[0].isascii() and surface[0].isalnum() and start and words[start - 1].isascii() and words[start - 1].isalnum():
            continue
        if surface[-1].isascii() and surface[-1].isalnum() and end < len(words) and words[end].isascii() and words[end].isalnum():
            continue
        if any(words.startswith(longer, start - at) for longer, at in _not_within().get(surface, ()) if start >= at):
            continue
        if _STEP_LABEL.match(surface) and start and _NO_STEP.search(words[max(0, start - 4) : start]):
            continue
        hits.append((start, end, doc.vocab.strings[match]))
    hits.sort(key=lambda hit: (hit[0] - hit[1], hit[0], hit[2]))
    taken: list[Found] = []
    used = bytearray(len(words))
    for start, end, concept in hits:
        if not any(used[start:end]):
            used[start:end] = b"\x01" * (end - start)
            span = text.raw_span(start, end)
            kind = "entity" if concept.startswith("entity/") else "metric"
            taken.append(Found(start, end, Mention(span=span, words=span.of(text.raw), kind=kind, concept=concept, by=f"label:{concept}")))  # type: ignore[arg-type]
    taken.sort(key=lambda found: found.start)
    return _named(_compounds(taken, text), text)


#: 月增 is no measure in 10 月增加 or 每月減少; the same holds for years, quarters and weeks.
_STEP_LABEL = rx("^[年月季週周](?:增|減|升|跌|率|漲|降|成長)")
_NO_STEP = rx("(?:(?<![A-Za-z0-9])[0-9]+|[一二三四五六七八九十每本上個當同去今明前全首單兩該近])$")
_TENOR = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|同天)(?:年|個月)?期?"
_BOND = rx(rf"(?P<t1>{_TENOR}(?:的)?)?(?P<c>[^，。；、（）\s]{{0,6}}?)(?P<t2>{_TENOR}(?:的)?)?(?P<bond>公債|國債|政府債券|美債|日債|德債|英債|國庫券|債券)")
_GENERIC_BOND = rx("^(?:公債|國債|政府債券|國庫券|債券|債)$")
_BEFORE_TENOR = rx(rf"(?:[0-9]{{1,2}}|[二三五七十]{{1,3}}|同天)(?:年|個月|天)?期?(?:的)?$")
_COMPANY_TAIL = "科技|精密|半導體|電子|光電|實業|控股|集團|銀行|金控|證券|航運|能源|生技|股份|汽車|醫藥|製藥|電機|材料|通訊|資本|地產|置業|食品|重工|鋼鐵|航空|保險|人壽|建設|營造|網路|軟體|工業"
_LISTED = rx(rf"(?P<name>[{HAN}A-Za-z＊*\-]{{2,12}})(?:公司)?（(?:股票)?(?:上市|上櫃)?(?:代號|代碼|股號|證券代碼)?[：:]?(?:[0-9]{{4,6}}(?:[.\-][A-Z]{{2}})?|(?:NASDAQ|NYSE|港交所|HKEX)[：:] ?[A-Z0-9]+)(?:[，、；][^）]{{0,12}})?）")
_FIRM = rx(rf"(?:(?<=[，。；：、\n「『（ 廠商])|^)(?P<name>[{HAN}]{{2,6}}?(?:{_COMPANY_TAIL}))(?=公司|第|今|昨|[0-9]|單|前|上|合|營|（|公|表|指|預|宣|發|的|董|總|執|財|法)")
_NAME_LEAD = rx("^(?:.*(?:公司|廠商|大廠|龍頭|業者|集團旗下|旗下|平台|品牌|股王|通路商|製造商|供應商|廠|上市|上櫃|港股|A股|美股|台股|的|，|而|由|與|和))?")
_AGENT = rx("^(?:中央政府|政府|企業|投資者|投資人|家庭|國會|消費者|民眾|製造商|出口商|散戶|資金|民間)")
_INDEX_TAIL = rx("^ ?(?:綜合)?(?:指數)?(?:成分股|成份股|指數)")
_FUND_TAIL = rx("^ ?(?:現貨)? ?ETF")


def _named(found: list[Found], text: AlignedText) -> list[Found]:
    """Companies that the ontology does not hold: a name before its code, or with a company's tail at a clause's start.

    Its first two characters name it too, later in the article.
    """
    words = text.text
    used = bytearray(len(words))
    for f in found:
        used[f.start : f.end] = b"\x01" * (f.end - f.start)
    names: dict[str, str] = {}
    for pattern in (_LISTED, _FIRM):
        for hit in pattern.finditer(words):
            start, end = hit.span("name")
            lead = _NAME_LEAD.match(words[start:end])
            start += lead.end() if lead else 0
            if end - start >= 2 and not any(used[start:end]):
                names.setdefault(words[start:end], "company-name")
    for name in list(names):
        if len(name) >= 4 and rx(f"(?:{_COMPANY_TAIL})$").search(name):
            names.setdefault(name[:2], "company-alias")
    extra = []
    for name in sorted(names, key=len, reverse=True):
        for hit in re.finditer(re.escape(name), words):
            if not any(used[hit.start() : hit.end()]):
                used[hit.start() : hit.end()] = b"\x01" * len(name)
                extra.append(_merged(hit.start(), hit.end(), text, None, names[name]))
    return sorted([*found, *extra], key=lambda f: f.start) if extra else found


def _merged(first: int, last: int, text: AlignedText, concept: str | None, by: str, tenor: str | None = None) -> Found:
    span = text.raw_span(first, last)
    return Found(first, last, Mention(span=span, words=span.of(text.raw), kind="entity", concept=concept, by=by), tenor)


@lru_cache
def _bond_of(country: str) -> str | None:
    """The government bond concept of a country concept."""
    return next((c.id for c in ontology.concepts("entity") if c.of == country and "bond" in c.category), None)


def _compounds(found: list[Found], text: AlignedText) -> list[Found]:
    words = text.text
    result: list[Found] = []
    i = 0
    while i < len(found):
        this = found[i]
        following = found[i + 1] if i + 1 < len(found) else None
        merged = None
        if this.mention.kind == "entity":
            country = this.category in ("country", "region")
            bond = "bond" in this.category
            if country and following is not None and "bond" in following.category:
                gap = words[this.end : following.start]
                if not gap or rx(rf"^(?:的)?{_TENOR}(?:的)?$").match(gap):
                    concept = following.mention.concept
                    if _GENERIC_BOND.match(words[following.start : following.end]) or not concept:
                        concept = _bond_of(this.mention.concept or "") or concept
                    merged = _bond(this.start, following.end, gap, concept, words, text)
                    i += 1
            elif bond:
                merged = _bond(this.start, this.end, "", this.mention.concept, words, text)
            elif country:
                gap_tenor = rx(rf"(?:的)?{_TENOR}(?:的)?(公債|國債|政府債券|債券)|(?:公債|國債|政府債券|債券)|同天期(?:公債|國債)?").match(words, this.end)
                if gap_tenor:
                    merged = _bond(this.start, gap_tenor.end(), gap_tenor[0], _bond_of(this.mention.concept or ""), words, text)
                else:
                    agent = _AGENT.search(words[this.end : this.end + 4])
                    if agent and (following is None or following.start >= this.end + agent.end()):
                        merged = _merged(this.start, this.end + agent.end(), text, None, "agent-of-country")
            if merged is None and ("index" in this.category):
                tail = _INDEX_TAIL.match(words[this.end : this.end + 8])
                if tail:
                    members = key("成分股") in tail[0] or key("成份股") in tail[0]
                    merged = _merged(this.start, this.end + tail.end(), text, None if members else this.mention.concept, "index-tail")
            if merged is None and this.category.startswith("crypto"):
                tail = _FUND_TAIL.match(words[this.end : this.end + 6])
                if tail:
                    merged = _merged(this.start, this.end + tail.end(), text, None, "fund-tail")
        if merged is not None:
            while result and result[-1].end > merged.start:
                result.pop()
            result.append(merged)
            i += 1
            while i < len(found) and found[i].start < merged.end:
                i += 1
            continue
        result.append(this)
        i += 1
    return result


def _bond(start: int, end: int, gap: str, concept: str | None, words: str, text: AlignedText) -> Found:
    before = _BEFORE_TENOR.search(words[max(0, start - 6) : start])
    tenor = None
    if before:
        start -= len(before[0])
        tenor = before[0]
    inside = rx(r"([0-9]{1,2}|[二三五七十]{1,3}|同天)(?:年|個月)?期?").search(gap)
    if inside:
        tenor = inside[0]
    return replace(_merged(start, end, text, concept, "bond"), tenor=_tenor_key(tenor))


def _tenor_key(tenor: str | None) -> str | None:
    if tenor is None:
        return None
    return re.sub(key("[期的年]"), "", tenor) + ("Y" if key("個月") not in tenor else "")


def ranges_with_digits(found: Iterable[Found], text: AlignedText) -> list[tuple[int, int]]:
    """Key ranges of names that hold digits (標普500, 日經225): no quantity lies in them."""
    return [(f.start, f.end) for f in found if any(c.isdigit() for c in text.text[f.start : f.end]) and f.tenor is None] + [
        (f.start, f.end) for f in found if f.tenor is not None
    ]
