"""Names that the ontology does not hold: firms, funds, projects, property developments.

Each is introduced by a code, a legal form, a company's tail, a role (散熱廠曜堂), quotes in property news, Latin letters or the
headline; from then on it is met wherever its words or its short form stand. A false name misleads a whole article: ordinary
words are no names, and a weak introduction counts only where the name is met again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import ontology
from extract.chunks import is_explained
from extract.lexicon import rows
from extract.mentions import Found, found_at
from extract.text import HAN, AlignedText, Taken, key, rx

#: Ends of firms' names, and ends that as often are common nouns: those need a firm's own word behind them.
_COMPANY_TAIL = (
    "科技|精密|半導體|電子|光電|實業|控股|集團|銀行|金控|證券|股份|生技|製藥|藥業|電機|通訊|資本|地產|置業|重工|精工|鋼鐵|人壽|營造|傳媒|影業|"
    "智造|新材|裝備|傳動|機器人|微電子|電氣|電纜|創投|資管|投顧|投信|乳業|酒業|服飾|珠寶|器械|基因|激光|閥門|軸承|軟體|軟件|飲食|海運|航運|航空|"
    "互娛|影視|置地|輪業|車業|鞋業|纖維|智駕|數科|生醫|農商行|農信社|鋰能|儲能|產險|壽險|財險|精機|精測|茶飲|影城|旅行社|興業|資產"
)
_COMMON_TAIL = (
    "能源|汽車|醫藥|材料|食品|保險|建設|網路|網絡|工業|機械|生物|動力|環保|水務|燃氣|物流|供應鏈|文旅|家居|教育|醫療|光學|集成|信息|互聯|支付|租賃|信託|基金|期貨|寵物|"
    "餐飲|酒店|旅遊|百貨|商貿|化工|石化|礦業|水泥|玻璃|紙業|輪胎|船舶|港口|出行|電商|遊戲|娛樂|體育|健康|農業|牧業|種業|飲料|零售|便利|眼科|物業|家電|電器|電池|電源|"
    "照明|晶圓|面板|光纖|衛星|自動化|儀器|模具|金屬|鋁業|銅業|鋰業|光伏|風電|核電|數字|智能|交易所|投資|私募|國際|數據|生命|電力|重機|紡織|造船|造紙|出版|系統|通信|安防|量化|傳感|影音|音樂"
)
_TAIL = rx(f"(?P<tail>{_COMPANY_TAIL}|{_COMMON_TAIL})$")
_TAIL_WORD = rx(f"^(?:{_COMPANY_TAIL}|{_COMMON_TAIL})")
#: What somebody is, in front of their name. The second sort stands as often alone: 平台用戶, 公司員工.
_ROLE = (
    "廠商|大廠|(?<![工建設擴新該各原同本兩三])廠|龍頭股|龍頭|巨頭|獨角獸|新創|券商|私募|內房股|內房|[房車藥礦鋼煤電險酒]企(?:業)?|(?:發行|整合|設備|材料|零件|組件|封測|"
    "租賃)商|[提服][供務]商|藥廠|[發開][展發]商|建商|供應商|製造商|運營商|營運商|"
    "通路商|零售商|生產商|研發商|分銷商|代理商|承包商|經銷商|保薦機構|保薦人|承銷商|做市商|競爭對手|競爭者|對手|新股|同業|同行|子公司|附屬公司|母公司|晶片商|[日美韓陸港德外]商|大股東|股王|股后"
)
_VAGUE_ROLE = "公司|企業|業者|投信|投顧|平台|品牌|集團|外資|投行|機構|項目|協議|公鏈|交易所|錢包|旗下"
#: Roles that more often stand for the firm told of before: 公司股價.
_ANY_FIRM = tuple(key(word) for word in ("公司", "企業", "機構", "旗下", "項目"))
#: What stands between names: 由…領投, 收購….
_LINK = "廠|商|的|由|在|與|和|及|向|對|據|獲|給予|收購|入股|例如|像是|包括|不過|至於|另外|其中"
#: 澄禾精密（代號7906）, 岚海科技（688901）: a name before its code.
_LISTED = rx(
    rf"(?P<name>[{HAN}A-Za-z*\-]{{2,12}})(?:公司)?"
    " ?（(?:股票)?(?:上市|上櫃)?(?:代號|代碼|股號|證券代碼)?[：:]?"
    r"(?:[0-9]{4,6}(?:[.\-][A-Z]{2})?|[A-Z]{1,5}[.\-](?:US|TW|HK|JP|KS)|(?:NASDAQ|NYSE|港交所|HKEX)[：:] ?[A-Z0-9]+)(?:[，、；][^）]{0,12})?）"
)
#: A name with a company's tail where a clause or a phrase begins, with what the firm is before it.
_FIRM = rx(
    rf"(?:(?:(?<=[^{HAN}A-Za-z])|^)(?:{_LINK})?|(?={_ROLE}|{_VAGUE_ROLE})|{_LINK})(?P<role>{_ROLE}|{_VAGUE_ROLE})?"
    rf"(?P<name>[{HAN}]{{2,4}}?(?:(?:{_COMMON_TAIL})?(?:{_COMPANY_TAIL})|(?P<common>{_COMMON_TAIL})))"
)
#: 銳馳傳動股份有限公司: the name before its legal form.
_LIMITED = rx(rf"(?<![{HAN}])(?P<name>[{HAN}]{{2,10}}?)(?:股份|科技股份)?有限(?:責任)?公司")
_OWN_WORD = rx(
    "^(?:公司|集團|股份|（[0-9A-Z]|公告|披露|董事|總經理|執行長|創辦人|創始人|股價|財報|年報|旗下|近期|宣布|發布|管理規模|首席|擬(?:斥資|以|減持|增持|回購|收購|發行|投資|募資|向|定增)|斥資|(?:預|續)虧)"
)
#: Behind a tail, and no ordinary word before it: the firm's share moves, or it acts with another.
_SHARE_MOVES = rx("^(?:[大急收]?[升漲跌挫](?:約|近|逾)?[0-9]|上漲|下[跌挫]|[與和、](?!服務|產品))")
#: Behind a name that is met only once: what a company does or owns.
_ACTS = rx(
    "^(?:受|第|今|昨|[0-9]|單|前|上|合|累|每|營|（|公|表|指|預|宣|發|的|董|總|執|財|法|披|擬|於|股|旗下|去|也|則|將|已|[升漲跌挫][0-9約近逾]|大[漲跌]|"
    "下跌|急[升跌]|同期|[一二三四]季|年|給|獲|完|收|推|認|調|維持|近|研)"
)
#: Behind two names of one trade: a time, or what the firms do.
_TRADES = rx("^(?:[0-9]{1,2}月|第|今|單月|全年|累計|出口|交付|銷售|營收|淨利|收報|收漲|收跌|漲|跌|升|報|股價|實現|錄得|獲)")
#: Words that end like a company and are none.
_NO_FIRM = rx(
    "^(?:跨境|單月|單季|第三方|去中心化|中央|商業|投資|國有|外資|本國|各家|多家|大型|中小|股份制|城市|農村|政策性|全體|國際|全球|我國|國內|該|這家|那家|某|其他|主要|生物|"
    "資訊|人工|高端|高階|高新|高性能|新型|新式|新興|半導體|電子|金融|消費|工商|民營|民用|市屬|城商|商用|公共|社會|健康|基本|企業|職工|養老|財產|商辦|住宅|製造|再生|新能源|"
    "傳統|核心|光學|精密|通用|專用|一般|二手|智能|智慧|先進|重型|輕型|乘用|進口|出口|國產|電動|燃油|移動|行動|無線|衛星|海外|境外|境內|上游|下游)"
)
#: What may stand before a name and is no part of it: 電源零組件廠, 面板大廠.
_NAME_LEAD = rx(
    "^(?:.*(?:為主的|公司|廠商|大廠|龍頭|業者|集團旗下|旗下|平台|品牌|股王|通路商|製造商|供應商|廠|上市|上櫃|港股|A股|美股|台股|[發開][展發]商|券商|內房股?|房企|"
    "藍籌|當中|其中|的|，|而|由|與|和))?"
)
#: What a firm does or owns, directly behind its name, and what nobody but a firm does.
_FIRMS_OWN = (
    "宣布|公告|股價|首日|發售價|公開發售|董事長|董事會|總經理|執行長|財務長|營運長|總裁|發言人|創辦人|創始人|旗下|財報|法說會|斥資|遞交|招股|登陸|掛牌|"
    "第[一二三四1-4]季|前[三3]季|[0-9]{1,2}月(?:份)?(?:合併|自結)?營收|上半年|單[月季]|營收|合併營收|毛利率|每股|接單|實際控制人|聯合創始人|完成[^，。]{0,12}輪?融資|CEO"
)
_BEHIND = rx(
    f"^(?:{_FIRMS_OWN}|（|[，。、；：]|今|昨|前|第|[去明]年|[下本上]半|本[月季週]|近|[0-9]|公布|發[布表]|表示|透露|稱|預[計期估]|獲|完成|"
    "業績|周年慶|全台|同店|同期|來客|門市|產能|訂單|庫存|配息|毛利|員工|市占|市值|資產負債|淨利|向|年化|中國|海外|擬|計劃|將|已|的|在|於|則|也|"
    "與|及|和|以|給予|上[調市]|下調|跌|漲|收|報|全年|累計|合計|通過|推出|裝車|銷|出貨|目前|去|指|股)"
)
_BEHIND_FIRM = rx(f"^(?:{_FIRMS_OWN})")
#: 散熱廠曜堂, 動力電池龍頭銳馳.
_ROLED = rx(rf"(?:(?P<vague>(?:集團|旗下)的|{_VAGUE_ROLE})|{_ROLE})(?=(?P<name>[{HAN}]{{2,6}}))")
#: 與晟揚科共同宣布: what one firm does with another.
_PARTNER = rx(
    rf"(?:與|和|攜手|聯手)(?:{_ROLE}|{_VAGUE_ROLE})?(?P<name>[{HAN}]{{2,6}}?)(?:[0-9]{{1,2}}日)?(?:已|雙方)?(?=共同|宣布|"
    rf"合併|簽署|簽訂|合資|組建|合組|達成|換股|合作開發|成立合資)"
)
_BEGINNING = rx(rf"(?:^|(?<=[，。；！？\n　」]))(?P<name>[{HAN}]{{2,8}})")
#: 盟鈦上漲7.8%: a share that moves, told among others of its kind.
_MOVES = rx(
    rf"(?<=[，。；、的])(?P<name>[{HAN}]{{2,4}}?)(?:股價)?(?:[漲跌]停(?=[，。、])|(?:[收大急]?[漲跌升挫]|上[漲升]|下[跌挫]|站上)(?:約|近|"
    rf"逾|超|超過)?[0-9.]+%)"
)
_COINS = rx("代幣|鏈上|以太坊|比特幣")
_SHARES = rx("新股|上市|個股|概念股|類股|板塊|族群|成[分份]股|權值股|藍籌|領[漲跌]")
#: 「嵐海灣」 in an article about homes for sale.
_HOMES = rx("新盤|樓盤|屋苑|[呎尺]價|一手|建案|預售屋|[0-9]伙|發展商|入伙|開售|示範單位|售樓|建商|總銷|每坪|房仲")
_QUOTED = rx(
    rf"(?P<before>新盤|樓盤|項目|屋苑|旗下|發展|現樓|建案|居屋|豪宅|[{HAN}])?「(?P<name>[{HAN}·．]{{2,8}})」"
    "(?=昨|今|首|次|第|公布|推出|命名|預|[0-9一二三IV]+ ?[期座伙]|提供|開售|[售賣沽推累錄]|示範|入伙|加推|項目|系列|將|已|上[周月]|現|以|於|亦|則|、|，)"
)
_PLACE_BEFORE = rx("新盤|樓盤|項目|屋苑|旗下|發展|現樓|建案|居屋|豪宅|[區島門灣山涌角田塘環澳埔圍盆德庄坑咀朗水]")
#: 新遊《雲闕》首月流水: a game or a film that earns.
_WORK = rx(rf"《(?P<name>[{HAN}A-Za-z0-9：·]{{2,12}})》(?=首[月日周]|流水|票房|上映|全球|累計|單月|貢獻|上線)")
#: 衡岳穩健一號.
_NUMBERED = rx(
    rf"(?:(?<=[^{HAN}])|產品|基金)(?P<name>[{HAN}]{{3,8}}[一二三四五六七八九十]{{1,2}}號)(?![{HAN}]?[樓線地])"
)
_OWNED = rx(
    rf"(?:旗下(?:項目|產品|基金|樓盤|品牌)?|項目|產品|基金|樓盤|新盤|品牌)(?P<name>[{HAN}]{{4,8}}?)(?=單日|開盤|今|昨|首|去化|近|成立|淨值|年內|於|"
    rf"在|的|收益|規模|自|已|將|[，。、（0-9])"
)
#: LMR代幣, 治理代幣 LMR.
_TICKER = rx(
    "(?<![A-Za-z0-9])(?:(?P<before>(?!RWA|NFT|ERC|BEP|MEME|DEX|CEX|DAO|ICO)[A-Z][A-Z0-9]{1,6})(?= ?代幣)"
    "|(?<=代幣)(?: |（)?(?P<behind>[A-Z][A-Z0-9]{2,6})(?![A-Za-z0-9]))"
)
#: A fund by its code: 永嶼優選高息（00967）.
_FUND = rx(
    rf"(?:(?<=[^{HAN}A-Za-z0-9])|^)(?P<name>[{HAN}A-Z0-9]{{2,10}}(?:高息|股息|ETF|債|優選|精選|成長|指數|正2|反1|"
    rf"[0-9]0))（00[0-9]{{2,4}}[A-Z]?）"
)
#: A name in Latin letters: Lumora, Norvex Capital. Capitals alone are measures, units and products (CPI, ETF, GPU).
_LATIN = re.compile(
    r"(?<![A-Za-z0-9.@/&])(?=[A-Za-z]*[a-z]{2})"
    r"[A-Z](?:[a-z]++|[A-Z]{1,2}(?=[a-z ]|[^A-Za-z]|$)){1,8}(?: [A-Z][A-Za-z]+){0,2}"
    r"(?:(?=[A-Z]{3})|(?![A-Za-z0-9]|\.[a-z]))"
)
_LATIN_FIRM = re.compile(
    r" (?:Capital|Labs|Ventures|Foundation|Group|Bank|Holdings|Partners|Digital|Research|Technologies|Bio|"
    r"Therapeutics)$"
)
_PERSON_BEFORE = rx(
    "(?:創始人|創辦人|執行長|總裁|分析師|經濟學家|策略師|主席|董事長|合夥人|總監|主管|經理|負責人|CEO|CFO|·)$"
)
_FIRM_BEFORE = rx(f"(?:{_ROLE}|{_VAGUE_ROLE}|收購|入股|由)$")
_FIRM_BEHIND = rx(
    f"^ ?(?:{_FIRMS_OWN}|公司|宣布|完成|領投|跟投|團隊|[去今]年(?:營收|收入)|收入|發布|推出|簽署|流通量|將全年|裁員|"
    f"(?P<share>(?:股價)?(?:[大急收]?[漲跌]|上漲|下[跌挫])))"
)


#: 上海市房地產, 藥品與半導體, 當中盈富基金.
_NO_STEM = rx("[房與和及的為於等各]$|[與和及的等]|^(?:當中|其中|自有|權益)")
#: Characters that no name but a held one has.
_NO_NAME = frozenset(
    key(
        "的了是這那其每各該等於從被把而但也則仍擬卻約逾僅只較占佔未月季週們個些何誰之乎者嗎呢吧並且或及以為將已會讓使令稱"
    )
)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    """Words that are in no name without a company's tail: of the tables, of the ontology, and ordinary ones."""
    labels = {label for concept in ontology.concepts() for label in concept.labels}
    walked = {word for table in ("words", "ordinary") for row in rows(table) for word in row["words"]}
    return frozenset(key(word) for word in {*labels, *walked} if len(word) > 1)


def _is_ordinary(name: str) -> bool:
    """Whether a run of Han holds an ordinary word, or a character that no name has."""
    return not _NO_NAME.isdisjoint(name) or any(
        name[at : at + length] in _words() for length in (2, 3, 4) for at in range(len(name) - length + 1)
    )


_LEADS = key("而但惟且若並因")


class _Names:
    """The names of one text, as the introductions are found, and how often each short run of characters stands in it."""

    def __init__(self, words: str, taken: Taken) -> None:
        self.words, self.taken = words, taken
        self.named: dict[str, str] = {}  # key words → `by` of their mentions
        self._opening = words[:50_000]  # an article names its company early
        self._times: dict[str, int] = {}

    def times(self, run: str) -> int:
        """How often a short run of characters stands in the text."""
        if run not in self._times:
            self._times[run] = self._opening.count(run)
        return self._times[run]

    def add(self, start: int, end: int, by: str) -> None:
        while start < end and self.words[start] in _LEADS:
            start += 1  # 而嵐泰新材
        if end - start >= 2 and not self.taken.touches(start, end):
            self.named.setdefault(self.words[start:end], by)

    def listed(self) -> None:
        """澄禾精密（代號7906）."""
        for hit in _LISTED.finditer(self.words):
            if _FUND.match(self.words, hit.start("name")):
                continue
            start, end = hit.span("name")
            lead = _NAME_LEAD.match(self.words[start:end])
            self.add(self._met_again(start, end) or start + (lead.end() if lead else 0), end, "company-name")

    def _met_again(self, start: int, end: int) -> int | None:
        """Where a name begins whose first two characters the article uses elsewhere: 禾悅 of 連鎖茶餐廳禾悅飲食（2781）."""
        words = self.words
        opening = words[:50_000]
        for at in range(end - 2, start, -1):
            met, here = self.times(words[at : at + 2]), opening.count(words[at:end])
            if not _TAIL_WORD.match(words[at:end]) and here and (met > here or (end - at == 2 and met > 1)):
                return at
        return None

    def tailed(self) -> None:
        """澄禾股份有限公司, 沐嶼集團第三季."""
        words = self.words
        for hit in _LIMITED.finditer(words):
            self.add(*hit.span("name"), "company-name")
        firms = []
        hits = list(_FIRM.finditer(words))
        beside = self._of_one_trade(hits)
        for hit in hits:
            stem = _stem(hit["name"])
            if _NO_FIRM.match(hit["name"]) or _NO_STEM.search(stem) or _is_word(stem):
                continue
            roled = hit["role"] and not _is_ordinary(stem)
            behind = words[hit.end() : hit.end() + 4]
            moved = _SHARE_MOVES.match(behind) and not _is_ordinary(stem)
            often = self.times(hit["name"]) > 2 and not _is_ordinary(stem)
            if roled or moved or often or hit["name"] in beside or not hit["common"] or _OWN_WORD.match(behind):
                firms.append((hit, roled or moved or _ACTS.match(words[hit.end() : hit.end() + 2])))
        times = Counter(hit["name"] for hit, _ in firms)
        for hit, known in firms:
            acts = bool(known) or hit["name"] in beside
            described = not hit["common"] and words[hit.start("name") - 1 : hit.start("name")] == "的" and words[hit.end()] == "，"
            if acts or described or times[hit["name"]] > 1:
                self.add(*hit.span("name"), "company-name")

    def _of_one_trade(self, hits: list[re.Match[str]]) -> set[str]:
        """銀河汽車11月出口4.2萬輛；長風汽車出口3.1萬輛: two names or more that end alike, each before what a firm does."""
        named: dict[str, set[str]] = {}
        for hit in hits:
            stem = _stem(hit["name"])
            acts = _TRADES.match(self.words[hit.end() : hit.end() + 8])
            if hit["common"] and acts and not (_NO_FIRM.match(hit["name"]) or _NO_STEM.search(stem) or _is_word(stem) or _is_ordinary(stem)):
                named.setdefault(hit["common"], set()).add(hit["name"])
        return {name for names in named.values() if len(names) > 1 for name in names}

    def roled(self) -> None:
        """散熱廠曜堂: two to four characters behind a role and before what a firm does."""
        words = self.words
        for hit in _ROLED.finditer(words):
            start = hit.start("name")
            for end in range(start + 2, min(start + 4, hit.end("name")) + 1):
                name, behind = words[start:end], words[end : end + 8]
                if not _BEHIND.match(behind) or _is_ordinary(name):
                    continue
                again = self.times(name) > 1
                firm = _BEHIND_FIRM.match(behind) and hit["vague"] not in _ANY_FIRM
                if again or firm or (not hit["vague"] and behind.startswith("（")):
                    self.add(start, end, "company-alias")
                    break

    def partners(self) -> None:
        """與晟揚科共同宣布, 與晉北化工簽署."""
        for hit in _PARTNER.finditer(self.words):
            name = hit["name"]
            if not _is_ordinary(_stem(name) if _TAIL.search(name) else name) and not _NO_FIRM.match(name):
                self.add(*hit.span("name"), "company-alias" if len(name) < 4 else "company-name")

    def beginning(self) -> None:
        """Two to four characters that begin clauses, once at least before what only a firm has: 銳馳董事長."""
        words, begins, owns = self.words, Counter[str](), set[str]()
        places: dict[str, int] = {}
        for hit in _BEGINNING.finditer(words):
            start = hit.start("name")
            for end in range(start + 2, min(start + 4, hit.end("name")) + 1):
                name, behind = words[start:end], words[end : end + 12]
                if _BEHIND.match(behind):
                    begins[name] += 1
                    places.setdefault(name, start)
                    if _BEHIND_FIRM.match(behind):
                        owns.add(name)
                    break
        for name, count in begins.items():
            if count > 1 and name in owns and not _is_ordinary(name):
                self.add(places[name], places[name] + len(name), "company-alias")

    def moving(self) -> None:
        """盟鈦上漲7.8%，穎岳上漲5.2% among shares."""
        shares = [hit.start() for hit in _SHARES.finditer(self.words)]
        at = 0
        for hit in _MOVES.finditer(self.words):
            while at < len(shares) and shares[at] < hit.start():
                at += 1
            if at and hit.start() - shares[at - 1] < 60 and not _is_ordinary(hit["name"]):
                self.add(*hit.span("name"), "company-alias")

    def quoted(self) -> None:
        """「嵐海灣」 in news of homes; 衡岳穩健一號."""
        if len(_HOMES.findall(self.words[:20_000])) > 2:
            for hit in _QUOTED.finditer(self.words):
                if (hit["before"] and _PLACE_BEFORE.search(hit["before"])) or self.times(hit["name"][:4]) > 1:
                    self.add(*hit.span("name"), "title-name")
        for hit in _WORK.finditer(self.words):
            self.add(*hit.span("name"), "title-name")
        for hit in _NUMBERED.finditer(self.words):
            self.add(*hit.span("name"), "title-name")

    def latin(self) -> None:
        """Lumora, Norvex Capital: a firm where it does or owns what firms do; people are for the speakers to find."""
        words, firms, people = self.words, set[str](), set[str]()
        places: dict[str, tuple[int, int]] = {}
        coins = bool(_COINS.search(words))
        for hit in _LATIN.finditer(words):
            name, before = hit[0], words[max(0, hit.start() - 6) : hit.start()].rstrip(" ")
            if name.split(" ")[0] in _words() or not _in_han(words, *hit.span()):
                continue
            if words[hit.start() - 1 : hit.start()] == "（" and words[hit.end() : hit.end() + 1] == "）":
                continue  # 沃廷能源（Wortin Energy）: the name before it
            places.setdefault(name, hit.span())
            if _PERSON_BEFORE.search(before):
                people.add(name)
                continue
            behind = _FIRM_BEHIND.match(words[hit.end() : hit.end() + 16])
            acts = behind is not None and not (coins and behind["share"])  # a coin rises too
            if acts or _LATIN_FIRM.search(name) or _FIRM_BEFORE.search(before):
                firms.add(name)
        for name, (start, end) in places.items():
            if name not in people:
                self.add(start, end, "company-name" if name in firms else "title-name")

    def owned(self) -> None:
        """旗下瀾岸雲邸, 產品融嶼成長精選: what begins like the firm that it belongs to. Coins by their letters: LMR代幣."""
        shorts = {_stem(name) for name, by in self.named.items() if by.startswith("company") and _TAIL.search(name)}
        for hit in _OWNED.finditer(self.words):
            if hit["name"][:2] in shorts and not _TAIL.search(hit["name"]) and not _TAIL_WORD.match(hit["name"][2:]):
                self.add(*hit.span("name"), "title-name")
        for hit in _TICKER.finditer(self.words):
            self.add(*hit.span("before" if hit["before"] else "behind"), "title-name")
        for hit in _FUND.finditer(self.words):
            self.add(*hit.span("name"), "title-name")

    def titled(self, head: tuple[int, int], figures: int) -> None:
        """A name that begins the headline, or one of its halves, and is met again and again: 昱恆上季EPS 4.06元.

        The longest beginning that the text below repeats at least twice and that no table explains; a firm where the text
        has `figures` of companies.
        """
        body = self.words[head[1] : head[1] + 50_000]
        for hit in _TITLE_NAME.finditer(self.words, *head):
            start, whole = hit.start("name"), hit["name"]
            for length in range(min(4, len(whole)), 1, -1):
                name = whole[:length]
                met = body.count(name)
                if met < (2 if start == head[0] else 4) or self.taken.touches(start, start + length):
                    continue
                if is_explained(name) or _is_ordinary(name):
                    continue
                longer = self.words[start : start + length + 1]
                if length < 4 and body.count(longer) >= met:
                    continue
                if not any(other.startswith(name) for other in self.named):
                    self.named[name] = "company-alias" if figures > 2 else "title-name"
                return

    def shortened(self) -> None:
        """The part before a firm's tail, or its first two characters, stand for it too."""
        for name in list(self.named):
            if len(name) < 4 or not self.named[name].startswith("company") or name[0].isascii():
                continue
            if _TAIL.search(name):
                shorts = [short for short in (_stem(name), name[:2]) if not _is_word(short)]
            else:
                more = self.times(name[:2]) > self.times(name[:4])
                shorts = [name[:2]] if more and not _is_ordinary(name[:2]) else []
            for short in shorts:
                self.named.setdefault(short, "company-alias")


_TITLE_NAME = rx(rf"(?:^|[ ，：！？；「、])(?P<name>[{HAN}]{{2,6}})")


def _stem(name: str) -> str:
    tail = _TAIL.search(name)
    return name[: tail.start()] if tail and tail.start() >= 2 else name[:2]


def _is_word(short: str) -> bool:
    return short in _words()


def _in_han(words: str, start: int, end: int) -> bool:
    """Whether a Latin word stands in a Chinese sentence: Han beside it, but for a blank or a mark."""
    return bool(_HAN.search(words[max(0, start - 2) : start]) or _HAN.search(words[end : end + 2]))


_HAN = re.compile(f"[{HAN}]")
_LETTER = re.compile("[A-Za-z0-9]")

#: Those who act without a name of their own: which central bank 央行 is, its article tells.
_AGENTS = rx(
    "(?<![各外])央行(?!行)|中央銀行|(?<![地各無])政府(?!債|部門|間|支出|消費|開支|收入|基金|機關)|監管機構|主管機關|金融管理局"
)
#: What the name of a firm may hold: 諾瓦半導體.
_PARTS_OF_NAMES = ("commodity", "sector", "region", "country", "group")


def companies(found: list[Found], text: AlignedText, headline: tuple[int, int] | None = None) -> list[Found]:
    """The mentions `found` and those of unknown names, in text order; `headline` is its key range.

    The first two characters of a firm's name stand for it too, later in the article.
    """
    words = text.text
    taken = Taken(len(words))
    for f in found:
        if f.category not in _PARTS_OF_NAMES:
            taken.take(f.start, f.end)
    names = _Names(words, taken)
    names.listed()
    names.tailed()
    names.roled()
    names.partners()
    names.moving()
    names.beginning()
    names.quoted()
    names.latin()
    names.owned()
    if headline is not None:
        names.titled(headline, sum(f.mention.kind == "metric" and f.category == "company" for f in found))
    names.shortened()
    extra = [found_at(text, start, end, by=by) for start, end, by in _marked(words, taken, names.named)]
    for hit in _AGENTS.finditer(words):
        if not taken.touches(*hit.span()):
            taken.take(*hit.span())
            extra.append(found_at(text, hit.start(), hit.end(), by="agent"))
    if not extra:
        return found
    named = Taken(len(words))
    for f in extra:
        named.take(f.start, f.end)
    kept = [f for f in found if not named.touches(f.start, f.end)]
    return sorted([*kept, *extra], key=lambda f: f.start)


def _marked(words: str, taken: Taken, names: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Where the names stand, the longest first; they are taken."""
    firsts = {name[0] for name in names}
    starts = [at for at, char in enumerate(words) if char in firsts]
    for length in sorted({len(name) for name in names}, reverse=True):
        for at in starts:
            by, end = names.get(words[at : at + length]), at + length
            if by is None or end > len(words) or taken.touches(at, end):
                continue
            if words[at].isascii() and (_LETTER.match(words[at - 1 : at]) or _LETTER.match(words[end : end + 1])):
                continue
            sister = _SISTER.match(words, end) if by == "company-alias" else None
            if sister and not taken.touches(end, sister.end()):
                end, by = sister.end(), "company-name"
            taken.take(at, end)
            yield at, end, by


#: 鼎嵐人壽 beside 鼎嵐金控: of one house, and another firm.
_SISTER = rx("人壽|產險|銀行|證券|投信|投顧|期貨|創投|租賃|財險|保險|信託|基金管理|資產管理")
