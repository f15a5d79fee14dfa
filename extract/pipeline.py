"""The spaCy pipeline: which component reads what, in which order; `read(article)` → Reading.

`spacy.blank("zh")` with one token a character, so that a token index is a key-frame offset and every span is a
boundary. Each component declares what it assigns and requires: `pipeline().analyze_pipes()` proves the order.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from extract.reading import Article, Reading
from extract.text import AlignedText, aligned

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: spaCy refuses longer texts by default; what is read at all is bounded by KG_MAX_BYTES.
MAX_LENGTH = 50_000_000
_LAYERS = (
    "article",
    "aligned",
    "script",
    "sentences",
    "mentions",
    "dates",
    "times",
    "numbers",
    "scenes",
    "company",
    "speakers",
    "claims",
    "links",
)


def script_of(raw: str) -> Literal["Hant", "Hans", "mixed"]:
    """The script of a text, told by the characters that only one of the two has."""
    hant, hans = _of_each(raw)
    if not hans or hant > 20 * hans:
        return "Hant"
    return "Hans" if hans > 20 * hant else "mixed"


def _home_script(doc: Doc) -> str:
    """The script whose region a text with both is taken to come from: the one of most of its characters."""
    if doc._.script != "mixed":
        return str(doc._.script)
    hant, hans = _of_each(doc._.article.raw)
    return "Hant" if hant > hans else "Hans"


def _of_each(raw: str) -> tuple[int, int]:
    """How many characters are only Traditional, and how many only Simplified."""
    from extract.text import _simplified

    table, simplified_only = _simplified(), _simplified_only()
    return sum(1 for c in raw if ord(c) in table), sum(1 for c in raw if c in simplified_only)


@lru_cache(maxsize=1)
def _simplified_only() -> frozenset[str]:
    """Characters that are the simplified form of another and not themselves in use in Traditional text."""
    import opencc

    from extract.text import _simplified

    back = opencc.OpenCC("s2t").convert
    made = sorted(set(_simplified().values()))
    return frozenset(c for c, t in zip(made, back("\n".join(made)).split("\n"), strict=True) if c != t)


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """The reading pipeline, built once a process."""
    import spacy
    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from extract import against, causes, claims, compounds, mentions, names, passages, quantities, scene, speech, times

    nlp = spacy.blank(
        "zh", config={"nlp": {"tokenizer": {"@tokenizers": "spacy.zh.ChineseTokenizer", "segmenter": "char"}}}
    )
    nlp.max_length = MAX_LENGTH
    for layer in _LAYERS:
        Doc.set_extension(layer, default=None, force=True)
    phrases = mentions.matcher(nlp.vocab)

    def cut(doc: Doc) -> Doc:
        doc._.sentences = passages.sentences(doc._.aligned, doc._.article)
        return doc

    def mention(doc: Doc) -> Doc:
        text = doc._.aligned
        first = next((s for s in doc._.sentences if s.passage.role == "headline"), None)
        headline = (first.start, first.end) if first is not None else None
        doc._.mentions = names.companies(compounds.compounds(mentions.find(doc, phrases, text), text), text, headline)
        doc.spans["mentions"] = [Span(doc, f.start, f.end) for f in doc._.mentions]
        return doc

    def time(doc: Doc) -> Doc:
        words, dates = doc._.aligned.text, times.recognise(doc._.aligned, doc._.article.published)
        sentences, starts = doc._.sentences, [sentence.start for sentence in doc._.sentences]
        doc._.dates = dates
        doc._.times = [
            scene.Time(date.start, date.end, date.period, against.is_time_base(words, date.start, date.end))
            for date in dates
            if passages.sentence_at(sentences, starts, date.start) is not None  # of a header only the title is read
        ]
        doc.spans["times"] = [Span(doc, t.start, t.end) for t in doc._.times]
        return doc

    def quantity(doc: Doc) -> Doc:
        text: AlignedText = doc._.aligned
        skip = times.not_numbers(text.text, doc._.dates)
        skip = sorted(skip + mentions.no_numbers(doc._.mentions, text))
        found = quantities.find(text, skip, script=_home_script(doc))
        doc._.numbers = [scene.Number(*text.key_range(q.span), q) for q in found]
        doc.spans["quantities"] = [Span(doc, n.start, n.end) for n in doc._.numbers]
        return doc

    def speaker(doc: Doc) -> Doc:
        doc._.scenes = list(scene.scenes(doc._.aligned, doc._.sentences, doc._.numbers, doc._.times, doc._.mentions))
        doc._.company = claims.company(doc._.mentions, doc._.sentences)
        doc._.speakers = speech.Speakers(doc._.scenes, doc._.company)
        return doc

    def claim(doc: Doc) -> Doc:
        article = doc._.article
        doc._.claims = list(
            claims.claims(
                doc._.scenes, doc._.speakers, doc._.company,
                text=doc._.aligned, article=article.key, published=article.published,
            )
        )  # fmt: skip
        return doc

    def link(doc: Doc) -> Doc:
        links = causes.links(doc._.scenes, doc._.speakers, article=doc._.article.key)
        doc._.links = sorted(links, key=lambda link: (link.span.start, link.cue.start))
        return doc

    order: tuple[tuple[str, Callable[[Doc], Doc], list[str], list[str]], ...] = (
        ("passages", cut, [], ["doc._.sentences"]),
        ("mentions", mention, ["doc._.sentences"], ["doc._.mentions"]),
        ("times", time, ["doc._.sentences"], ["doc._.dates", "doc._.times"]),
        ("quantities", quantity, ["doc._.mentions", "doc._.times"], ["doc._.numbers"]),
        (
            "speakers",
            speaker,
            ["doc._.sentences", "doc._.mentions", "doc._.times", "doc._.numbers"],
            ["doc._.scenes", "doc._.company", "doc._.speakers"],
        ),
        ("claims", claim, ["doc._.scenes", "doc._.company", "doc._.speakers"], ["doc._.claims"]),
        ("links", link, ["doc._.scenes", "doc._.speakers"], ["doc._.links"]),
    )
    for name, component, requires, assigns in order:
        Language.component(f"kg_{name}", func=component, requires=requires, assigns=assigns)
        nlp.add_pipe(f"kg_{name}", name=name)
    # The tables live as long as the process: the collector need not walk over them at every reading.
    gc.collect()
    gc.freeze()
    return nlp


def prepared(article: Article) -> tuple[AlignedText, Doc]:
    """The aligned text of an article and its character-token Doc, before any component ran."""
    from spacy.tokens import Doc

    nlp = pipeline()
    text = aligned(article.raw, markdown=article.format == "md")
    doc = Doc(nlp.vocab, words=list(text.text), spaces=[False] * len(text.text))
    doc._.article, doc._.aligned, doc._.script = article, text, script_of(article.raw)
    return text, doc


def read(article: Article) -> Reading:
    """Read one article. Never raises for any decoded text."""
    text, doc = prepared(article)
    for _, component in pipeline().pipeline:
        doc = component(doc)
    claimed = doc._.claims
    return Reading(
        article=article, text=text, fingerprint=fingerprint(), script=doc._.script,
        passages=tuple(s.passage for s in doc._.sentences), quantities=tuple(c.quantity for c in claimed),
        periods=tuple(t.period for t in doc._.times), mentions=tuple(f.mention for f in doc._.mentions), claims=tuple(claimed),
        links=tuple(doc._.links),
    )  # fmt: skip


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """What a reading depends on: the code of this package and of ontology/, and their tables. 16 hex digits."""
    digest = hashlib.sha256()
    for package in ("extract", "extract.lexicon", "ontology"):
        for file in sorted(files(package).iterdir(), key=lambda f: f.name):
            if file.name.endswith((".py", ".toml", ".ttl")):
                digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]
