"""How a causal link is meant: a fact, foreseen, conditional, intended, denied, or what would have been. Key text.

Marks in the text decide, not the calendar: the modals between cause and cue, for a connective those of the effect's own clause.
"""

from __future__ import annotations

from extract.cues import Hit
from extract.reading import LinkModality
from extract.sides import VERBAL, Pair, Sides
from extract.text import rx

_FORECAST = rx(
    "將(?!近|軍|領|其|資|資金)|恐(?!慌)|可望|有望|可能|料|預計|預期|預料|估計|(?<![機社協委工都大員事國股董理])會(?!議|長|員|計)|勢必|必將|能否|會否|或(?!是|者)|難免|機會|未來"
)
_DENIED = rx(
    "不會|並未|(?<!尚)未(?!來|必)(?:能)?|沒有?(?!收)|不致|不再|並不|並非|不至於|無法|不足以|難以|不見得|未必|無助|不可能|並無|不$|未$|無$|沒能"
)
_COUNTER = rx(
    "本應|理應|本該|原本(?:會|可|應)|原可|本可(?!望)|本來(?:會|可|應)|若非|要不是|倘若當(?:初|時)|如果當(?:初|時)|早就|早已經?(?=[^，。]{0,8}(?:了|$))"
)
_MEANT = rx("希望|力求|盼|旨在|意在|試圖|企圖|意圖|有意|目標是|以求")
_HOPED = rx("(?:寄望|期望|期待|盼望?|冀|預[計期料估]|料|估計)$")
#: Behind a quoted rumour: 網傳「…」不實.
_UNTRUE = rx("[」”』][^，。；]{0,8}(?:不實|不確|不正確|並非事實|純屬|有誤|是謠言|是誤解|遭否認|站不住腳)")
_NOT_BECAUSE = rx("並非")


def is_denied(s: Sides, pair: Pair) -> bool:
    """Whether a link is said not to be."""
    cue = pair.hit.cue
    end = max(pair.effect.end, pair.hit.end)
    return cue.modality == "denied" or bool(
        _DENIED.search(pair.told) or _NOT_BECAUSE.match(s.words, pair.hit.start) or _UNTRUE.match(s.words, end, s.scene.end)
    )


def modality(s: Sides, pair: Pair, condition: Hit | None) -> LinkModality:
    """How a link is meant; `condition`: the 若 that it stands under."""
    cue = pair.hit.cue
    start = max(s.scene.start, min(pair.cause.start, pair.hit.start) - 6)
    lead = s.words[start : pair.hit.start]
    told = pair.told + (s.words[pair.effect.start : pair.effect.end] if pair.own else "")
    if _COUNTER.search(lead) or _COUNTER.search(told):
        return "counterfactual"
    if is_denied(s, pair):
        return "denied"
    if condition is not None:
        return "conditional"
    if cue.modality is not None:
        return cue.modality
    if _MEANT.search(pair.told) and cue.form in VERBAL:
        return "intended"
    return "forecast" if _FORECAST.search(told) or _HOPED.search(s.words, start, pair.cause.start) else "fact"


def condition(s: Sides, pair: Pair) -> Hit | None:
    """The condition that a link stands under: the last 若 of the sentence before its cue, on its level."""
    clauses, _ = s.place(pair.hit)
    before = (h for h in reversed(s.hits) if h.start <= pair.hit.start and h.cue.modality == "conditional" and h.cue.form == "lead")
    return next((h for h in before if s.place(h)[0] is clauses), None)
