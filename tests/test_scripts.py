"""A text reads the same in either script: same quantities at the same offsets, same concepts, same periods."""

from __future__ import annotations

import datetime as dt

import opencc
import pytest

import extract
from extract.documents import article
from extract.reading import Mention, Reading
from tests.articles import samples
from tests.marked import articles

TEXTS = {one.name: (one.text, one.published) for part in ("open", "kept") for one in articles(part)} | {
    sample.name: (sample.text, dt.date(2025, 12, 8)) for sample in samples()
}


def read(text: str, published: dt.date | None) -> Reading:
    return extract.read(article(text, published=published))


def told(reading: Reading) -> list[tuple[object, ...]]:
    """What a reading says, without the characters it says it in."""
    return [
        (
            claim.span,
            claim.quantity.low.value,
            claim.quantity.high.value,
            claim.quantity.qualifier,
            _same(claim.subject),
            _same(claim.metric),
            claim.period and (claim.period.span, claim.period.first, claim.period.last),
            claim.kind,
            claim.direction,
            claim.comparison,
            claim.modality,
            _same(claim.attribution),
        )
        for claim in reading.claims
    ]


def _same(mention: Mention | None) -> tuple[object, ...] | None:
    return mention and (mention.span, mention.concept)


@pytest.mark.parametrize("config", ["t2s", "s2t"])
@pytest.mark.parametrize("name", sorted(TEXTS))
def test_either_script_reads_the_same(name: str, config: str) -> None:
    """OpenCC's phrase rules may pick another character, never another length; units keep their written classifier."""
    text, published = TEXTS[name]
    other = opencc.OpenCC(config).convert(text)
    assert len(other) == len(text)
    assert told(read(other, published)) == told(read(text, published))
