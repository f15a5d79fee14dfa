"""The clauses of a sentence and what of a clause is an argument of a causal link. Key-frame offsets.

Clauses end at ，；：。！？ and dashes. What stands in quotes or brackets is one level down: seen from outside it is opaque,
seen from inside it is all there is. An argument is a clause, or a part of one, without the connective, the adverbs, the
modals and the speech frame at its edges: these tell how the link is meant and belong to neither side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.scene import BLANK_STOP, Scene
from extract.text import rx

_OPENS = dict(zip("「『“《（([【", "」』”》）)]】", strict=True))
_CLOSES = {close: open_ for open_, close in _OPENS.items()}
_SEPARATORS = frozenset("，；：。！？\n—")

#: What may open a clause without being part of what it says.
_LEAD = rx(
    "[ 、，：；「」『』“”]+"
    "|但(?!書)是?|然而|不過|惟(?!有)|而(?:且|是)?|則(?!是)|也(?!門)|又|更(?=何況|是)(?:何況|是)|就(?!業)|才(?!能)|再(?:者|次|說)?|卻|並(?:且)?|且|另(?!類)(?:外|一方面)?|一方面|另一方面|此外|同時|與此同時|其中|"
    "從根本上|其實|事實上|實際上|所以|因此|因而|從而|進而|於是|故(?=[^事障宮意鄉居人])|首先|其次|最後|此時|屆時|那麼|換言之|換句話說|也就是說|簡言之|總之|整體而言|"
    "一般來說|一般而言|短期來看|短期內|長期來看|長期而言|長遠來看|理論上|顯然|當然|尤其是?|特別是|甚至|例如|譬如|比如|即|亦即|尤為|況且|"
    "正是|就是|[^，。；：]{2,8}[／｜|]|強調|指出|認為|表示|直言|坦言|透露|相信|斷言|之所以|否則|由於|因為|隨著|伴隨著?|若是?(?!干)|如果|倘若?|假如|假使|一旦|只要|萬一|要是|除非|只有|唯有|為了|鑑於|既然|雖然?|儘管|一來|二來|一是|二是|三是|四是|"
    "第[一二三四]，|[（(]?[0-9一二三四五][）)、.]|●|■|▪|•|-(?=[^0-9])|主要(?:是|係)?|還是|都是"
)
#: What stands between a subject and its verb and belongs to neither argument.
_MODAL = rx(
    "將會?|(?<![機社協委工都大國理事唱法說股年開閉商公學晚展])會(?!議)|(?<![功性智職產動])能夠?|可(?:望|能|以|謂)?|有(?:望|可能|機會|助(?=.))|恐(?:怕|將|會)?|料將?|已經?|也|都|均|則|又|更(?:是|加|快|易|容易)?地?|再(?:次|度)?|還|仍(?:然|舊)?|卻|就|才|並|且|而|亦|"
    "進一步|持續|直接|間接|明顯|大幅|大大|顯著|嚴重|有效|有力地?|一度|一舉|不斷|逐步|逐漸|同步|同時|共同|一同|正(?:在)?|勢必|必將|必然|必定|自然|往往|通常|反而|反倒|甚至|足以|預計|預期|預料|估計|"
    "或(?:將|會|許)?|難免|不免|也許|似乎|隨即|隨之|立即|迅速|快速|同樣|依然|確實|本應|理應|原本|本來|原可|本可|原先|應(?:該|當)?|繼續|主要|未來|自動|能否|會否|是否|大力|強力|成功|順利|很|較|"
    "被迫|固然|容易|反過來?|往往容易|無非|恐怕|不(?:會|再|致|足以|可能|至於|必然|一定)?|並未|尚未|未(?:能|必|曾)?|沒有?|並沒有|並無|毫無|難以?|並不|無法|無助於?|並非|不見得|試圖|企圖|有意|意圖|旨在|用以|以|來|去|開始|最終|終於|最後|從而|進而|因此|因而|所以|於是|對其|為其|"
    "[ ，、：「“『”」』]"
)
_OPENING_MODALS = rx("(?:將會?(?!軍|領)|恐怕?將?|可望|有望|可能會?|料將?|勢必|已經?|正在)+")
_LEADS = re.compile(f"(?:{_LEAD.pattern})+")
_MODALS = re.compile(f"(?:{_MODAL.pattern})+$")
#: Marks that end nothing but are no words either.
_EDGE = re.compile(r"[\s，、。；：！？」』”“「『—…·]+$")
#: A clause that only says when or on what occasion, or by whose paper.
_IDLE = rx(
    "(?:截至|到|自|從|在)?[^，]{0,6}(?:以來|期間|之際|目前|當前|近期|日前|今年|去年|本周|上周|昨日|今日|近日|現階段|未來|短期|長期|過去|來看|而言|來說|方面|看來|上看|的話)"
)
#: 數據顯示, 他認為: what is said follows.
_SAYS = rx(
    "[^，；：。]{0,24}?(?:顯示|指出|表示|認為|強調|坦言|直言|透露|分析|說明|提到|稱|(?<![於如合超的勝遜])預期|預估|預計|預料|相信|指|說)(?:，|：|「|“|$)"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the key text, `[start, end)`."""

    start: int
    end: int

    def __len__(self) -> int:
        return max(0, self.end - self.start)


@dataclass(slots=True)
class Level:
    """What stands directly inside one pair of quotes or brackets (or the sentence): its clauses in order."""

    start: int
    end: int
    clauses: list[Stretch] = field(default_factory=list)


class Layout:
    """The clauses of one sentence, level by level."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.words = scene, scene.words
        self._levels: list[Level] = []
        self._of: list[int] = []  # the level of each character
        self._cut()

    def _cut(self) -> None:
        words, start, end = self.words, self.scene.start, self.scene.end
        levels = [Level(start, end)]
        open_, begun = [0], [start]  # the levels that are open, and where the current clause of each begins
        depths = []
        for at in range(start, end):
            mark = words[at]
            if mark in _OPENS:
                depths.append(open_[-1])
                levels.append(Level(at + 1, end))
                open_.append(len(levels) - 1)
                begun.append(at + 1)
                continue
            if mark in _CLOSES:
                if len(open_) > 1:
                    self._close(levels[open_.pop()], begun.pop(), at)
                else:  # what was opened in an earlier sentence ends here
                    self._close(levels[0], begun[0], at)
                    begun[0] = at + 1
                depths.append(open_[-1])
                continue
            depths.append(open_[-1])
            if mark in _SEPARATORS or (mark in " \u3000" and BLANK_STOP.match(words, at)):
                level = levels[open_[-1]]
                if begun[-1] < at:
                    level.clauses.append(Stretch(begun[-1], at))
                begun[-1] = at + 1
        while open_:
            self._close(levels[open_.pop()], begun.pop(), end)
        self._levels, self._of = levels, depths

    @staticmethod
    def _close(level: Level, begun: int, at: int) -> None:
        level.end = at
        if begun < at:
            level.clauses.append(Stretch(begun, at))

    def at(self, offset: int) -> tuple[list[Stretch], int]:
        """The clauses around an offset at its own level, and which of them it stands in."""
        clauses = self._levels[self._of[offset - self.scene.start]].clauses
        for number, clause in enumerate(clauses):
            if clause.start <= offset < clause.end:
                return clauses, number
        return clauses, max(0, len(clauses) - 1)

    @property
    def last(self) -> list[Stretch]:
        """The clauses of the sentence itself."""
        return self._levels[0].clauses

    # ---- arguments

    def trimmed(self, start: int, end: int) -> Stretch:
        """What is left of a piece without what opens and closes it."""
        words = self.words
        for said in self.scene.speech:
            if start <= said.start + 1 and said.end <= end and said.start - start <= 6:
                start = said.end
        while True:
            before = (start, end)
            lead = _LEADS.match(words, start, end)
            start = lead.end() if lead else start
            edge = _EDGE.search(words, start, end)
            end = edge.start() if edge else end
            if before == (start, end):
                return self._quoted(start, end)

    def _quoted(self, start: int, end: int) -> Stretch:
        """A piece with the other half of a quote of which it holds one."""
        words = self.words
        for open_, close in (("「", "」"), ("“", "”"), ("『", "』"), ("《", "》"), ("（", "）")):
            inside = words[start:end]
            if inside.count(close) > inside.count(open_) and words[start - 1 : start] == open_:
                start -= 1
            elif inside.count(open_) > inside.count(close) and words[end : end + 1] == close:
                end += 1
        return Stretch(start, end)

    def subject(self, start: int, end: int) -> tuple[Stretch, str]:
        """What stands before a verb without its modals, and the words of the modals."""
        modals = _MODALS.search(self.words, start, end)
        stop = modals.start() if modals else end
        piece = self.trimmed(start, stop)
        if any(t.start <= piece.start and piece.end <= t.end for t in self.scene.times):
            piece = Stretch(piece.end, piece.end)  # 未來十年將使…: it says when, not what
        return piece, self.words[stop:end]

    def cause(self, piece: Stretch) -> Stretch:
        """A clause as a cause: without the modals that open it where it has no subject (恐帶來壓力，拖累…)."""
        modal = _OPENING_MODALS.match(self.words, piece.start, piece.end)
        return Stretch(modal.end(), piece.end) if modal and modal.end() < piece.end else piece

    def is_idle(self, piece: Stretch) -> bool:
        """Whether a clause says only when, or that somebody says something."""
        if len(piece) < 2 or any(said.start <= piece.start and piece.end <= said.end for said in self.scene.speech):
            return True
        times = [t for t in self.scene.times if piece.start <= t.start and t.end <= piece.end]
        left = len(piece) - sum(t.end - t.start for t in times)
        if times and left <= 3:
            return True
        return any(pattern.fullmatch(self.words, piece.start, piece.end) for pattern in (_IDLE, _SAYS))
