"""What is said to be open, and under which licence: regular expressions on a marked clause.

Marked (desk.openness.signs): accents off Latin letters, straight apostrophes, plain hyphens, half width, and one sign
in the place of each name. English, Chinese, French and German stand side by side.
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re

from desk.openness.signs import HUB, LICENCE, MODEL, THING


def any_of(*patterns: str) -> re.Pattern[str]:
    """One of the patterns, in any case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# A sentence that holds none of these (lower case, folded) says nothing of openness: substrings, a tenth of a regex's cost.
TRIGGERS = (
    "open", "licen", "apache", " mit", "weights", "checkpoint", "data", "code", "openrail", "download", "terms", "gpl",
    "开源", "开放", "权重", "许可", "协议", "公开", "下载", "開源", "開放", "權重", "许可", "許可", "代码", "hugging", "魔搭",
    "poids", "ouvert", "libre", "telecharg", "donnees", "gewichte", "quelloffen", "offen", "lizenz", "daten", "herunter",
)  # fmt: skip

M, L = f"[{MODEL}]", f"[{LICENCE}]"

# --- what the words of a clause are about -----------------------------------------------------------------------

WEIGHTS = r"\b(?:(?:model )?weights(?! and balances)|checkpoints?|poids|(?:modell)?gewichte[n]?)\b|权重|權重"
DATA = r"\b(?:(?:pre-?)?training (?:data|texts?|sets?|corpus|corpora)|data ?sets?|corpus|corpora|data|donnees(?: d'entrainement)?|jeux? de donnees|(?:trainings)?daten|(?:trainings)?datens[a]tze?|trainingskorpus)\b|训练(?:数据|语料)|数据集?|语料"
CODE = r"\b(?:(?:source|training|inference|evaluation) )?(?:code|scripts)\b|\bcode(?: source)?\b|\b(?:quell|trainings|programm)-?code\b|(?:训练|推理|源)?代码|源码"
SOFTWARE = r"\b(?:library|framework|tool(?:kit|s)?|app|apps|application|plug-?in|server|engine|sdk|package|software|program|platform|assistant|chatbot|editor|benchmark|interface|demo|fork|agent|runtime|tokeni[sz]er|kernels?|notebooks?|router|gateway|wrapper|client|compiler|extension|adapters?|bibliotheque|outils?|logiciel|cadriciel|plateforme|serveur|assistant|moteur|bibliothek|werkzeuge?|programm|anwendung|plattform|assistent|dienst|erweiterung|oberflache)\b|框架|工具|软件|引擎|助手|插件|平台|代码库|软件库|函数库"
MODEL_NOUN = r"\b(?:models?|llms?|modeles?|modelle?s?|sprachmodell\w*)\b|模型"
HEADS = re.compile(
    f"(?P<model>{M}(?!'s (?:\\w+ ){{0,2}}?(?:code|data|training)\\b))|(?P<weights>{WEIGHTS})|(?P<data>{DATA})|(?P<code>{CODE})|(?P<software>{SOFTWARE}|[{THING}])|(?P<noun>{MODEL_NOUN})",
    re.IGNORECASE,
)
SOFT_NAMED = rf"{L}(?:-licen\w+)? (?:\w+ )?(?:{SOFTWARE})"

# --- what a clause says -----------------------------------------------------------------------------------------

# Which data and which code are the model's: its own, those told with its weights, those of its training.
_LISTED = r"(?:,|、| and| et| und|和|与|及| as well as| sowie| plus| ainsi que| to| bis| jusqu'aux?| through)(?: and| et| und)? ?(?:much of |most of |all |its |the |les? |la |l'|die |den |der |ses |sa |son |its |their |full |training |\w+ ){0,3}"
_SOFT_PARTS = (
    rf"(?:{WEIGHTS}|{CODE}|{DATA}|\b(?:logs?|recipes?|scripts|papers?|architecture|parameters|documentation|demo)\b)"
)
_TRAINING = r"\b(?:pre-?)?training (?:data\w*|texts?|corpus|corpora|sets?)|\bdonnees d'entrainement|\btrainings(?:daten\w*|korpus)|训练(?:数据|语料)集?"
MODELS_DATA = any_of(
    rf"{M}[^;]*?\b(?:its|their|ses|leurs|seinen?|ihren?) (?:\w+ )?(?:{DATA})",
    rf"(?:including|along with|together with|complete with|even|samt|mitsamt|y compris|einschliesslich|连同) (?:\S+ ){{0,3}}?(?:{DATA})",
    rf"{M}(?:'s|的) ?(?:\S+ ){{0,2}}?(?:{DATA})",
    rf"(?:{DATA}) (?:of|for|behind|de|von|zu) {M}",
    rf"(?:{_SOFT_PARTS}){_LISTED}(?:{DATA})",
    rf"(?:{DATA}){_LISTED}(?:{_SOFT_PARTS})",
    rf"(?<!on )(?<!using )(?<!to the )(?<!added )(?<!extracted )(?:{_TRAINING})",
    rf"(?:{DATA}) (?:that |which )?(?:(?:was|were|it was|has been) )?(?:used )?(?:to train|for training|trained on|zum trainieren)",
    rf"(?:{DATA}) (?:it|they|{M}(?:'s)?|on which it|with which it) (?:was|were|is|are|has been) trained",
    r"数据(?:和|、|与|以及)?[^,]{0,6}(?:已|也|均|全部|完全)?(?:开放|公开|开源)|(?:开放|公开|开源)了?[^,]{0,12}数据",
)
MODELS_CODE = any_of(
    rf"\b(?:including|along with|together with|complete with|with|even|samt|mitsamt|mit|nebst|inklusive|avec|y compris) (?:\S+ ){{0,2}}?(?:{CODE})|(?:{CODE}) (?:compris|inclus)|连同[^,]{{0,4}}代码",
    rf"{M}(?:'s|的) ?(?:\S+ ){{0,2}}?(?:{CODE})",
    rf"(?:{CODE}) (?:of|for|behind|de|von|zu) {M}",
    rf"(?:{_SOFT_PARTS}){_LISTED}(?:{CODE})",
    rf"(?:{CODE}){_LISTED}(?:{_SOFT_PARTS})",
    r"\b(?:source|training|inference|evaluation) (?:code|scripts)\b|\bcode source\b|\b(?:quell|trainings)code\b|代码|源码",
    r"\bcode (?:that|which) (?:trained|made|built|runs)|\b(?:the|its|their|le|son|leur|den|der|seinen|ihren) code\b",
)
NO_CODE = any_of(
    r"\bcode[- ](?:completion|generation|generat\w+|review|assistants?|editor|models?|base|bases|writing|quality|interpreter|suggestions?|red)\b",
    r"\b(?:writ\w+|generat\w+|produc\w+|debug\w*|understand\w*|review\w*|complet(?:e|es|ed|ing)) (?:[^\s:;,]+ ){0,3}?(?:text and |text or )?code\b",
    r"(?:写|生成|编写|补全)代码|代码(?:生成|补全|能力|助手|审查)",
)

OPENING = any_of(
    r"^\W*(?:and )?so (?:is|are)\b", rf"(?:采用|遵循|以|使用|按)[^,]{{0,6}}{L}", r"\bladbar\b|\b(?:jede\w*|alle|man) (?:\S+ ){0,4}?(?:laden|nutzen|lesen|herunterladen|einsehen|prufen)\b|\beinsehbar\b|\bnachlesbar\b|\bconsultables?\b|\b(?:ins|im) netz\b", rf"(?:auf|bei|sur|在|到) ?{HUB}", rf"\b(?:is|are|was|were|all|now|ist|sind|est|sont) (?:\w+ )?{L}",
    r"\b(?:re-?)?(?:releas|publish|shar|post|upload)\w*\b", r"\bopen(?:s|ed|ing|ly)?\b", r"\bopen[- ]sourc\w+", r"\b(?:hand|giv)(?:s|es|ing|ed|en)? (?:\S+ ){0,4}?(?:out|away)\b|\bgave (?:\S+ ){0,4}?away\b",
    r"\b(?:available|public|downloadable|accessible|unlocked|freed|online|included(?= ?(?:$|[,.;)]|under|in the))|includes|including|there)\b", r"\bfree(?:ly)?\b", r"\bdownload\w*\b", r"\b(?:comes?|came|ships?|shipped|together|along|complete) with\b", r"\band all\b",
    r"\b(?:can|may) (?:be |now be )?(?:read|inspect|fetch|had|check|copi|tak)\w*", r"\banyone (?:can|may)\b", rf"\b(?:on|under|at|to) (?:{HUB}|(?:\S+ ){{0,3}}?{L})", r"\bfor everyone\b|\bfor all\b|\bin the open\b|\blaid open\b|\bdisclos(?:ed|es)\b",
    r"\b(?:publi\w+|ouv(?:re|rir|ert)\w*|libre\w*|disponibles?|telecharg\w+|diffus\w+|partag\w+|compris\w*|inclus\w*|accessibles?|livr\w+|fourni\w*|propos\w+|accompagn\w+|en ligne|a disposition|en acces|avec|sous)\b",
    r"\b(?:veroffentlich\w+|offen\w*|quelloffen\w*|frei\w*|verfugbar|bereitgestellt|freigegeben|zuganglich|samt|einschliesslich|inklusive|mitgeliefert|gestellt|stellt|hochgeladen|heruntergeladen|herunterladen|liegen|liegt|steht|stehen|unter|mitsamt|nebst)\b|\boffengelegt\b|gibt (?:\S+ ){0,6}?frei\b",
    r"开放|公开|开源|发布|放出|下载|上架|提供|可获取|免费|共享|公布|上线|放上|放在|放到|上传|托管|一并",
)  # fmt: skip

DOWNLOAD = any_of(
    r"\b(?:can|may|could|to|be|for|free|a|as|open|freely|public|and|or|publicly) (?:\w+ ){0,2}?download(?:ed|s)?\b", r"\bdownloadable\b", r"\bdownload (?:it|them|the model)\b", r"\btelecharg\w+", r"\b(?:heruntergeladen|herunterladen|herunterladbar|herunterzuladen)\b", "下载",
    rf"\b(?:available|put|puts|post\w*|upload\w*|publish\w*|releas\w*|appear\w*|online|free|up|is|are|open) (?:\S+ ){{0,8}}?(?:on|via|at|through|over|to|onto) {HUB}", rf"\b(?:disponible\w*|publi\w+|mis\w*|met|telecharg\w+|depos\w+|diffus\w+|acces|libre|en ligne|est|sont) (?:\S+ ){{0,8}}?sur {HUB}",
    rf"\b(?:auf|bei|uber) {HUB} (?:\S+ ){{0,5}}?(?:veroffentlich\w+|verfugbar|bereit\w*|hochgeladen|frei\w*|erhaltlich)|\b(?:steht|liegt|gibt es|verfugbar|veroffentlicht\w*|frei) (?:\S+ ){{0,6}}?(?:auf|bei|uber) {HUB}",
    rf"(?:上架|发布[于到在]?|上传[至到]?|登陆|可在|已在|放[上在到]了?|公开[于在]) ?{HUB}|在 ?{HUB}(?:上|平台)?(?:发布|开源|公开|上线|提供)",
)  # fmt: skip
FETCHED = any_of(
    rf"\b(?:download|fetch)(?:ed|s)? (?:\S+ ){{0,3}}?{M}(?! (?:\w+ )?(?:app|bot|chatbot|client|assistant)\b)",
    rf"\btelecharg\w+ (?:\S+ ){{0,3}}?{M}",
    rf"{M} (?:\S+ ){{0,3}}?(?:herunterladen|heruntergeladen)",
    rf"下载[^,]{{0,4}}?{M}",
)
NOT_THE_MODEL = re.compile(
    rf"\b(?:{SOFTWARE}|paper|report|blog|others|page|leaderboard|film|video|game|papier|rapport)\b", re.IGNORECASE
)

OPEN_WEIGHT = any_of(
    r"open[- ]weights?\b",
    r"\b(?:a |aux? )?poids (?:\w+ )?(?:ouverts|libres)",
    r"offene[nr]? gewichte\w*|open-weights?-\w+",
    r"(?:开放|开源|公开)权重",
)

_NEAR = r"(?:(?!(?:than|any|other|against|for|among|based|built|to|in|on)\b)\S+ ){0,8}?"
_SORT = r"(?:[-\w()'.]+,? ){0,6}?"
OPEN = r"(?:fully |entirely |completely |truly |really |most )?open(?:[- ]source[d]?)?(?![- ](?:weight|data|code|standard|problem|letter|platform|api|web|access|hardware|ai\b))"
OPEN_MODEL = any_of(
    rf"\b(?:{OPEN}|ouverts?|libres|offene[nr]?|quelloffene[nr]?) (?:\S+ )?(?:models?|llms?|modeles?|modellen?|systems?|sprachmodellen?)?,? (?:such as|like|including|comme|tels? que|wie|etwa|darunter) {M}", rf"\bmodeles? (?:ouverts|libres|open source) (?:comme|tels? que) {M}", rf"开源(?:大?模型)?(?:如|例如|包括) ?{M}|{M}等[^,]{{0,4}}开源(?:大?模型)",
    rf"{M}(?:'s)?,? (?:is|are|was|were|remains?|becomes?|became|has been|have been|being|as|stays) {_NEAR}[\"']?{OPEN}\b(?! (?:to|for business|about|only))",
    rf"{M} ?,? (?:an?|the|its|another|as an?|as) (?:\S+ ){{0,4}}?[\"']?{OPEN}\b", rf"{M},? [\"']?{OPEN}[\"']?(?=$|[ .,;:!\"'])", rf"(?<!than )\b{OPEN}(?:,| and \w+)? (?:{_SORT})?(?:models?|llms?|systems?|family)\b(?:,? (?:called|named|dubbed|known as|the|its|of)|,)? {M}", rf"\b{OPEN} {M}",
    rf"\b(?:calls?|called|calling|labels?|labelled|bills?|billed|describes?|described|markets?|marketed|touts?|touted|dubs?|dubbed|brands?|branded|presents?|presented|advertis\w+|considers?|deems?) (?:its |the )?(?:\S+ ){{0,3}}?{M} (?:\S+ ){{0,4}}?[\"']?{OPEN}\b",
    rf"\bopen[- ]sourc(?:ed|es|ing) (?:\S+ ){{0,5}}?{M}", rf"{M} (?:\S+ ){{0,3}}?open[- ]sourced\b", rf"\b(?:releas|publish|offer|launch|post|introduc|unveil|ship)\w* (?:\S+ ){{0,3}}?{M}(?:, \S+,)? (?:\S+ ){{0,3}}?(?:as|in) (?:\S+ )?{OPEN}\b", rf"\bopened (?:up )?(?:\S+ ){{0,2}}?{M}",
    rf"{M}.{{0,80}}\b(?:it|they|which) (?:is|are|was|remains?) (?:\w+ ){{0,2}}?{OPEN}\b(?! to\b)", rf"{M} (?:has |have )?(?:went|goes|gone|going) (?:fully )?open[- ]source", rf"\b(?:made|makes|making|turn\w*) (?:\S+ ){{0,2}}?{M} (?:\S+ ){{0,2}}?{OPEN}\b",
    rf"\b(?:publie\w*|diffuse\w*|propose\w*|livre\w*|passe\w*) (?:\S+ ){{0,4}}?{M} (?:\S+ ){{0,3}}?en open[- ]source|{M} (?:\S+ ){{0,4}}?en open[- ]source", rf"{M} (?:\S+ ){{0,5}}?quelloffen\b", rf"{M} (?:\S+ ){{0,2}}?(?:offen|open source) (?:ist|sei|sind|war|bleibt)\b",
    rf"{M}(?:是|为|作为|也是|属于|,)[^,]{{0,10}}?开[源放](?!了|给|接口|使用|注册|测试)", rf"开源(?:了|其|的|出)?[^,权]{{0,12}}?{M}", rf"{M}[^,]{{0,4}}?(?:已经?|正式|现已|也|全面|完全|宣布|将其)?开源(?!权重|代码|数据|许可|协议)", rf"(?:将|把) ?{M}[^,]{{0,6}}?(?:开源|开放)",
    rf"{M},? (?:est|reste|sont|etait|devient|comme|en) (?:\S+ ){{0,5}}?(?:open[- ]source|en source ouverte|(?<!acces )libres?|ouverts?(?! aux? ))\b", rf"\b(?:qualifi|present|decri|vant|considere|juge)\w* (?:\S+ ){{0,3}}?{M} (?:\S+ ){{0,4}}?(?:d'|de |comme )?(?:un |une )?(?:\S+ )?(?:open[- ]source|ouvert|libre)", rf"\bmodeles? (?:\S+ ){{0,3}}?(?:ouverts?|libres?|open[- ]source)s? (?:\S+ ){{0,2}}?{M}", rf"{M},? (?:un |le |son )?(?:\S+ )?modele (?:\S+ ){{0,3}}?(?:ouvert|libre|open[- ]source)", rf"\b(?:ouvre|a ouvert|libere|a libere) (?:\S+ ){{0,2}}?{M}(?! aux )",
    rf"{M},? (?:ist|sind|bleibt|war|wird|gilt|sei|als|ein) (?:\S+ ){{0,5}}?(?:quelloffen\w*|open[- ]source\b|open-source-\w+|offen\w*)\b", rf"\b(?:quelloffene\w?|offene\w?) (?:(?:\S*modell\w*|ki|llm|system\w*|familie|version) )?{M}|\bopen-source-(?:\w*modell\w*|ki|llm|system) (?:\S+ ){{0,2}}?{M}", rf"{M} (?:\S+ ){{0,4}}?(?:als open source|als quelloffen\w*|quelloffen|offene[sn]? (?:\w+)?modell)\b", rf"\b(?:nennt|bezeichnet) (?:\S+ ){{0,2}}?{M} (?:\S+ ){{0,3}}?(?:open[- ]source|offen|quelloffen)",
)  # fmt: skip

GOVERNS = re.compile(
    r"(?:\b(?:under|with|by|to|as|carr\w+|has|have|gets?|got|receiv\w+|bekam|bekommt|erhielt|erhalt|recoit|recu|uses?|using|adopt\w*|is|are|was|were|remains?|keeps?|chose|choos\w+|via|through|terms of|conditions of|choice of|favou?r of|au profit d[eu]|zugunsten|dank|thanks to|grace a|durch|unter|steht|stehen|mit|per|nach|zu|zur|zum|auf|folgt|tragt|nutzt|hat|haben|besitzt|possede|gilt|gelten|unterlieg\w+|ist|sind|lautet|heisst|bleibt|behalt|sous|adopte|utilise|selon|avec|est|porte|a|au|la)\b|采用|基于|遵循|使用|以|按照?|改用|换成|换用|改为|转为|转向|适用|用|为|是|在|持有|授权|附带|沿用|,|:|\()[了为到成]?(?:更?宽松的|全新的|新的)?\s*(?:[\w.'-]+ ){0,5}?(?:l'|d'|[\ue200-\ue2ff]\S{0,3} ?)?$|[\ue000-\ue0ff](?:'s (?:\w+ ){0,2}|的 ?)$",
    re.IGNORECASE,
)
# The licence of the code or the data alone: "code under MIT", "MIT for the code".
_UNDER = r"(?:,? ?(?:is|are|being|comes?|stays?|now|released|published|available|licensed|ist|sind|steht|stehen|est|sont)){0,3} ?(?:under|unter|sous|:|采用|以|遵循) ?(?:the |an? |der |einer |la |licence )?"
PARTS_LICENCE = re.compile(rf"(?:{CODE}|{DATA})(?: (?:of|for|de|von) \S+)?{_UNDER}$", re.IGNORECASE)
WITH_WEIGHTS = re.compile(
    rf"(?:{WEIGHTS}|{M}){_LISTED}(?:{CODE}|{DATA})(?: (?:of|for|de|von) \S+)?{_UNDER}$", re.IGNORECASE
)
FOR_PARTS = re.compile(
    rf"^ (?:for|to|on|pour|fur|bei) (?:the |its |le |la |les |den |die |das )?(?:{CODE}|{DATA})", re.IGNORECASE
)
ATTRIBUTE = re.compile(
    rf"^(?: (?:of|de|von|for) {M})|^(?:-licen[cs]ed| licen[cs]ed)?[ -](?:\S+ ){{0,3}}?(?:{MODEL_NOUN}|releases?|version|weights|{M})|^\)|^(?:下|发布|开源|授权|的)",
    re.IGNORECASE,
)
