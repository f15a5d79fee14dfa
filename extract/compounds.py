"""What articles make of a name and its neighbours: a bond with issuer and tenor (美國10 年期公債, 10 年期日本公債), an index
with 指數 or 成分股 behind it, a country with 政府 or 企業, a coin with ETF. Key-frame offsets."""

from __future__ import annotations

import re
from functools import lru_cache

import ontology
from extract.mentions import Found, found_at
from extract.text import AlignedText, key, rx

_TENOR = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|同天)(?:年|個月)?期?"
_TENOR_GAP = rx(rf"^(?:的)?{_TENOR}(?:的)?$")
_TENOR_BEFORE = rx(r"(?:[0-9]{1,2}|[二三五七十]{1,3}|同天)(?:年|個月|天)?期?(?:的)?$")
_TENOR_IN = rx(r"(?:[0-9]{1,2}|[二三五七十]{1,3}|同天)(?:年|個月)?期?")
_GENERIC = rx("^(?:公債|國債|政府債券|國庫券|債券|債)$")
_OWN_BOND = rx(rf"(?:的)?{_TENOR}(?:的)?(?:公債|國債|政府債券|債券)|(?:公債|國債|政府債券|債券)|同天期(?:公債|國債)?")
_AGENT = rx("^(?:中央政府|政府|企業|投資者|投資人|家庭|國會|消費者|民眾|製造商|出口商|散戶|資金|民間)")
_INDEX_TAIL = rx("^ ?(?:綜合)?(?:指數)?(?:成分股|成份股|指數)")
_FUND_TAIL = rx("^ ?(?:現貨)? ?ETF")
#: Who issues a fund: 貝萊德比特幣現貨ETF is the fund's, not the firm's.
_ISSUERS = ("company", "bank", "research")


def compounds(found: list[Found], text: AlignedText) -> list[Found]:
    """The mentions `found` with neighbours joined to compounds, in text order."""
    result: list[Found] = []
    taken = 0
    for at, this in enumerate(found):
        if this.start < taken:
            continue
        following = found[at + 1] if at + 1 < len(found) else None
        whole = _compound(this, following, text) or this
        while result and result[-1].end > whole.start:
            result.pop()
        result.append(whole)
        taken = whole.end
    return result


def _compound(this: Found, following: Found | None, text: AlignedText) -> Found | None:
    words = text.text
    if this.category in ("country", "region"):
        return _of_country(this, following, text)
    if this.category == "bond":
        return _bond(text, this.start, this.end, "", this.mention.concept)
    if this.category == "index" and (tail := _INDEX_TAIL.match(words[this.end : this.end + 8])):
        members = re.search(key("成[分份]股"), tail[0])  # 成分股 are not the index
        concept = None if members else this.mention.concept
        return found_at(text, this.start, this.end + tail.end(), by="index-tail", concept=concept)
    if this.category in _ISSUERS and following is not None and following.start == this.end and following.category == "crypto":
        fund = _FUND_TAIL.match(words[following.end : following.end + 6])
        end = following.end + fund.end() if fund else following.end
        return found_at(text, this.start, end, by="fund-tail") if words.endswith("ETF", 0, end) else None
    if this.category == "crypto" and (tail := _FUND_TAIL.match(words[this.end : this.end + 6])):
        return found_at(text, this.start, this.end + tail.end(), by="fund-tail")
    return None


def _of_country(this: Found, following: Found | None, text: AlignedText) -> Found | None:
    """A country's bond, or one of its agents."""
    words, country = text.text, this.mention.concept or ""
    if following is not None and following.category == "bond":
        gap = words[this.end : following.start]
        if not gap or _TENOR_GAP.match(gap):
            generic = _GENERIC.match(words[following.start : following.end])
            concept = (_bond_of(country) if generic else None) or following.mention.concept
            return _bond(text, this.start, following.end, gap, concept)
        return None
    own = _OWN_BOND.match(words, this.end)
    if own:
        return _bond(text, this.start, own.end(), own[0], _bond_of(country))
    agent = _AGENT.match(words[this.end : this.end + 4])
    if agent and (following is None or following.start >= this.end + agent.end()):
        return found_at(text, this.start, this.end + agent.end(), by="agent-of-country")
    return None


@lru_cache
def _bond_of(country: str) -> str | None:
    """The government bond concept of a country concept."""
    return next((c.id for c in ontology.concepts("entity") if c.of == country and c.category == "bond"), None)


def _bond(text: AlignedText, start: int, end: int, gap: str, concept: str | None) -> Found:
    """A bond with the tenor before it, or in the gap between its issuer and it."""
    before = _TENOR_BEFORE.search(text.text[max(0, start - 6) : start])
    inside = _TENOR_IN.search(gap)
    tenor = inside[0] if inside else before[0] if before else None
    start -= len(before[0]) if before else 0
    return found_at(text, start, end, by="bond", concept=concept, tenor=_tenor_key(tenor) if tenor else None)


def _tenor_key(tenor: str) -> str:
    """10年期 and 10 年 alike: 10Y."""
    return re.sub(key("[期的年]"), "", tenor) + ("" if key("個月") in tenor else "Y")
