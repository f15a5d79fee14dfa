"""What the manner of a number is read from: its clause, the verb of movement that governs it, the number it goes on from.

Where a clause names no manner (明年1.63%, 、5.3%, 前值0.2%) its number goes on from the last one of its unit in the
sentence and is meant as that was. Patterns look at a bounded stretch around the number. Offsets are of the key frame.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple, cast

from extract.against import is_base_behind
from extract.mentions import Found
from extract.reading import Direction
from extract.scene import DURATIONS, RATES, Manner, Place, frames
from extract.text import key, rx
from ontology import Concept

#: How far around a number its manner is looked for.
VIEW_REACH = 60
MOVING = ("change", "from", "to")


class Movement(NamedTuple):
    direction: Direction
    reached: bool  # 升至: the number is the state reached, not the way gone


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A number with what its manner is read from. `near`: its clause since the number before; `after`: behind it."""

    place: Place
    measure: Found | None
    near: str
    before: str
    after: str
    label: str  # the measure's words
    moved: Movement | None
    goes_on: Manner | None  # how the number was meant that this one goes on from

    @property
    def unit(self) -> str:
        return self.place.q.unit

    @property
    def concept(self) -> Concept | None:
        return self.measure.concept if self.measure else None

    @property
    def event(self) -> bool:
        return self.measure is not None and self.measure.is_event

    @property
    def here(self) -> bool:
        """Whether the measure stands in the number's clause, before it."""
        return self.measure is not None and self.place.precedes(self.measure)

    @property
    def is_base(self) -> bool:
        """Whether the number is itself what something is compared with."""
        return is_base_behind(self.near, self.after)

    @property
    def growth(self) -> bool:
        """Whether the measure is a rate of growth."""
        concept = self.concept
        rate = concept is not None and concept.category == "comparison-rate" and concept.nature == "rate"
        return rate or bool(GROWTH.search(self.label))


GROWTH = rx(
    "(?:通膨|通脹|成長|增長|增|衰退|變動)率$|增速$|成長幅度$|增長速度$|年率$|(?:成長率|增速|增長率)(?:預測值?|預估值?|預期|目標)$|^(?:年|核心|基本|整體)*(?:通膨|通脹)(?:率|年率)?$"
)
MARGINS = ("metric/rise", "metric/fall", "metric/margin-of-change")


def view_of(place: Place, measure: Found | None) -> View:
    near, before = place.near[-VIEW_REACH:], place.before[-VIEW_REACH:]
    view = View(
        place=place, measure=measure, near=near, before=before, after=place.after[:VIEW_REACH],
        label=place.scene.of(measure) if measure else "", moved=_movement(near) or _did(near, place.q.unit), goes_on=None,
    )  # fmt: skip
    return replace(view, goes_on=_goes_on(view))


#: 降低董事長月薪三成, 提高產能20%: what is moved stands between the verb and by how much.
_DID = rx(
    "(?:(?P<up>提高|調高|調升|上調|提升|擴大|推升|拉高)|(?P<down>降低|調降|下調|調低|削減|裁減|刪減|壓低|縮減))(?!後)"
    "[一-鿿A-Za-z]{2,10}(?<![率為至到達的後前比是在])$"
)


def _did(near: str, unit: str) -> Movement | None:
    done = _DID.search(near) if unit in RATES else None
    return Movement("up" if done["up"] else "down", False) if done else None


def _run(words: str) -> str:
    """A pattern for any run of these words, the longest first; it never tries a shorter one again."""
    return f"(?:{'|'.join(sorted(words.split(), key=len, reverse=True))})*+"


# ---- going on from the number before

_JOINT = rx("^[、，；：（）「」『』]*(?:和|與|及|以及|或|跟|至於|另|個|點)?")
_STANDS = rx(
    _run(
        "則 約 也 亦 仍 僅 只 才 為 是 有 剩 剩下 還 已 達 逾 近 接近 原估 預估 預期 估 市場預估 市場預期 事先 報 大約 再 高達 不到 超過 更 卻"
    )
    + "$"
)
_VALUE_OF = rx("(?:前值|初值|終值|預期值|均值|修正值|預測值|預估值|中位數|平均)")
_NO_BARE = rx("[較比從由自至到占高低過破率額量價值利收]|成本|費用")
_SAME_AGAIN = rx("^(?:以上|左右|上下)?[（，]?(?:即|或|合|折合|換算|相當於|等於|也就是|亦即)?(?:約|近|逾|達)*$")


def _goes_on(view: View) -> Manner | None:
    """How the number was meant that this one goes on from: a list, a bare value, the base that is compared with."""
    place, near = view.place, view.near
    carried = place.carried
    if not place.same_sentence or view.unit in DURATIONS or view.unit == "ORDINAL" or view.moved:
        return None
    if (
        carried.last is not None
        and place.previous is not None
        and _SAME_AGAIN.match(near)
        and near[:1] in key("（或即")
    ):
        same_kind = (view.unit in RATES) == (carried.last.unit in RATES) or carried.last.kind == "change"
        return carried.last if same_kind else None  # 跌454點或1.72%, 減少260億（約1兆元）
    last = carried.said.get(view.unit)
    if last is None or _names_measure(view):
        return None
    if view.is_base:
        return last
    if last.kind == "change" and view.unit not in RATES and not _JOINT.fullmatch(near):
        return None  # 下跌386點，報45,752點
    bare = _VALUE_OF.sub("", _STANDS.sub("", near[_JOINT.match(near).end() :]))  # type: ignore[union-attr]
    return last if len(bare) <= 16 and not _NO_BARE.search(bare) and not last_movement(bare) else None


def _names_measure(view: View) -> bool:
    """Whether the words since the number before name a measure of their own."""
    place = view.place
    since = place.number.start - len(view.near)
    return any(
        since <= f.start
        and f.end <= place.number.start
        and f.mention.kind == "metric"
        and not f.is_event
        and f.mention.concept not in MARGINS
        for f in place.scene.found
    )


# ---- movement

_REACHED = rx(
    "^了?(?:回|(?:去|回|上|下|升|抵|擴|縮|減|落)?(?:至|到|為|成|抵)了?(?:[^，0-9]{0,16}的|[0-9]{1,2}[日月]的)?"
    "(?:約|逾|近|超過|接近|不到|不足|新台幣|人民幣)*(?:每[^0-9，]{1,3})?)[「（]?$"
)
_BY = rx(
    "^"
    + _run(
        "了 約 逾 近 超 超過 達 幅度 幅 共 至少 不到 僅 高達 率 率為 率達 率約 幅達 幅為 幅約 近約 大約 "
        "多達 將近 接近 為 出 值 ： ，為 最多 最大 最高 不足 合計 長 息 準 薪 碼 "
        "新台幣 人民幣 美元 也 亦 仍 還 已 就 再 只 又 卻 不過 更 掉 去 走 整整 大 大盤 大市 在 則 介於 落"
    )
    + "$"
)
#: 增 and 減 in what somebody does to his holdings or books, or in a measure's name (增加值): no movement of a measure.
_ACT = rx("增[持資值發]|加值|減[持碼值損資記排]")


def last_movement(words: str) -> tuple[Direction, int] | None:
    """The last movement word of a text and where it ends; of words that end together the longest."""
    best: tuple[int, int, str] | None = None
    for name, pattern in frames("movement"):
        for hit in pattern.finditer(words):
            if not _ACT.match(words, hit.end() - 1) and words[hit.end() : hit.end() + 1] not in ("率", "速"):
                best = max(best or (-1, 0, ""), (hit.end(), -hit.start(), name))
    return (cast(Direction, best[2].partition("-")[0]), best[0]) if best else None


def _movement(words: str) -> Movement | None:
    """The movement word that governs a number directly behind `words`."""
    last = last_movement(words)
    if last is None:
        return None
    rest = words[last[1] :]
    arrived = words[: last[1]].endswith(key("上")) and _BY.match(rest)  # 衝上61.9億元, 攀上38.4%: none of these is a way gone
    if arrived or _REACHED.match(rest):
        return Movement(last[0], True)
    return Movement(last[0], False) if _BY.match(rest) else None
