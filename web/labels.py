"""Words and signs for the values of the contract: verdicts, kinds, qualifiers, units. Written in Traditional."""

from __future__ import annotations

from dataclasses import dataclass

import ontology
from kg.wording import VERDICT_WORDS
from web.words import _, language


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """How a verdict looks: its word, its sign, and the style sheet's class for underline and colour."""

    word: str
    icon: str
    style: str


VERDICTS: dict[str, Label] = {
    "inconsistent": Label(word=VERDICT_WORDS["inconsistent"], icon="✗", style="inconsistent"),
    "disagreement": Label(word=VERDICT_WORDS["disagreement"], icon="⇄", style="disagreement"),
    "tension": Label(word=VERDICT_WORDS["tension"], icon="⚡\N{VARIATION SELECTOR-15}", style="tension"),
    "coarse_only": Label(word=VERDICT_WORDS["coarse_only"], icon="≲", style="weak"),
    "borderline": Label(word=VERDICT_WORDS["borderline"], icon="≲", style="weak"),
    "rounding_only": Label(word=VERDICT_WORDS["rounding_only"], icon="≲", style="weak"),
    "indeterminate": Label(word=VERDICT_WORDS["indeterminate"], icon="?", style="indeterminate"),
    "implied": Label(word=VERDICT_WORDS["implied"], icon="∴", style="implied"),
    "rounds": Label(word=VERDICT_WORDS["rounds"], icon="≈", style="rounds"),
    "exact": Label(word=VERDICT_WORDS["exact"], icon="✓", style="exact"),
}
"""Weightiest first: a mark wears the first of its findings' verdicts."""

PROBLEMS = ("inconsistent", "disagreement", "tension")
WEAK = ("coarse_only", "borderline", "rounding_only")

SEVERITIES = {"conclusion": "動搖結論", "error": "錯誤", "minor": "末位之差"}

ROUNDING = {
    "exact": "照字面的數字即相符，不必假設任何捨入。",
    "rounds": "照字面算出的值，落在所述數字的捨入範圍內。",
    "rounding_only": "照字面算不出來；只有輸入的數字也經過捨入時才可能成立。",
    "borderline": "兩個範圍只在一點相接；只有各數恰好都落在捨入的端點時才成立。",
    "coarse_only": "照末位數字讀不成立；把整數的大數當作概數來讀才成立。",
    "inconsistent": "把每個數字都放寬到其捨入與用語所容許的範圍，仍然對不上。",
    "disagreement": "數字對不上，但出自不同的說話者或來源。",
    "tension": "不是算術錯誤，而是原因、方向或時間彼此拉扯。",
    "indeterminate": "缺少判定所需的條件，因此不下判斷；這不代表通過。",
    "implied": "文中沒有寫出這個值；它由其他數字推得。",
}

REASONS = {
    "missing_operand": "缺少一個運算元",
    "key_unproven": "無法證明兩處說的是同一件事",
    "unit_ambiguous": "單位不明",
    "modality_differs": "一為事實、一為預測或計畫",
    "one_sided": "只有一邊有界限",
    "zero_in_denominator": "分母可能為零",
    "role_ambiguous": "分不清哪個數字擔任哪個角色",
}

SLIPS = {
    "points_as_percent": "百分點寫成了百分比",
    "percent_as_points": "百分比寫成了百分點",
    "basis_points_as_points": "基點當成了百分點",
    "steps_as_basis_points": "碼當成了基點",
    "power_of_ten": "差了 10 的次方（萬、億、兆）",
    "wrong_base": "用錯了比較的基期",
    "swapped_roles": "兩個數字的角色對調了",
}

KINDS = {
    "level": "水準", "change": "變動", "from": "起點", "to": "終點", "ratio": "占比", "range": "區間", "target": "目標",
    "threshold": "門檻", "probability": "機率", "rank": "名次", "duration": "期間長度", "count": "次數",
}  # fmt: skip
ROLES = {
    "subject": "主體", "metric": "指標", "period": "期間", "attribution": "說話者", "cause": "因", "cue": "線索詞", "effect": "果",
}  # fmt: skip
DIRECTIONS = {"up": "上升", "down": "下降", "none": ""}
COMPARISONS = {
    "yoy": "較上年同期", "qoq": "較上季", "mom": "較上月", "wow": "較上週", "dod": "較前一日", "ytd": "今年以來",
    "annualised": "年化", "versus": "與所述對象相比", "none": "",
}  # fmt: skip
MODALITIES = {
    "actual": "事實", "forecast": "預測", "plan": "計畫", "conditional": "有條件", "denied": "否認", "question": "疑問",
}  # fmt: skip
LINK_MODALITIES = {
    "fact": "事實", "forecast": "預測", "conditional": "若", "intended": "意圖", "denied": "否認", "counterfactual": "反事實",
}  # fmt: skip
SIGNS = {1: "同向", -1: "反向", 0: "未說方向"}
"""How the two ends of a causal link are said to move, by its sign."""
SIGN_MARKS = {1: "＋", -1: "－", 0: ""}
SIGN_STYLES = {1: "same", -1: "opposite", 0: "untold"}
QUALIFIERS = {
    "none": "", "about": "大約", "nearly": "接近", "over": "超過", "under": "不到", "at_least": "至少",
    "at_most": "至多",
}  # fmt: skip
SCRIPTS = {"Hant": "繁體", "Hans": "简体", "mixed": "繁簡混用"}
DATED = {"option": "匯入時指定", "header": "文首標明", "dateline": "取自文中電頭"}

UNITS = {
    "PERCENT": "%", "PERCENTAGE_POINT": "個百分點", "BASIS_POINT": "個基點", "HOUR": "小時", "DAY": "天", "WEEK": "週",
    "MONTH": "個月", "QUARTER": "季", "YEAR": "年", "INDEX_POINT": "點", "MULTIPLE": "倍", "ORDINAL": "名次",
    "SHARE": "股", "NONE": "", "USD": "美元", "TWD": "新台幣", "JPY": "日圓", "CNY": "人民幣", "HKD": "港元",
    "EUR": "歐元", "GBP": "英鎊",
    "KRW": "韓元", "SQ_FT": "平方呎", "BTC": "比特幣",
}  # fmt: skip


def concept(id_: str, fallback: str = "") -> str:
    """A concept of the ontology in the language of the request."""
    found = ontology.by_id().get(id_)
    return found.pref[language()] if found else fallback or id_


def unit(code: str) -> str:
    """A unit as people say it; a classifier stays itself, an unknown code shows itself."""
    if code.startswith("COUNT:"):
        return code.removeprefix("COUNT:")
    return _(UNITS[code]) if UNITS.get(code) else "" if code == "NONE" else code


def worst(verdicts: list[str]) -> str | None:
    """The weightiest of some verdicts; None of none."""
    return min(verdicts, key=list(VERDICTS).index, default=None)
