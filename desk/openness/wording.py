"""The wording of openness in English, Chinese, French and German, as regular expressions on a marked clause.

Marked (desk.openness.signs): accents off Latin letters, straight apostrophes, plain hyphens, half width, and one sign
in the place of each name.
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

# What is taken out of a clause before it is read: other data, other codes, what a licence is not or was before.
ASIDE = any_of(
    r"\b(?:trained|fine-tuned|tuned|based|relies|rely|works?|run|runs) (?:\w+ )?(?:on|with|in) (?:\S+ ){0,4}?(?:data|datasets?|corpora|corpus)\b",
    r"\b(?:user|customer|personal|private|patient|health|company|public|big|test|company's) data\b", r"\b(?:weights|gewichte|poids) (?:(?:that|which) )?(?:fit|take|need|require|occupy|fill|weigh|passen|brauchen|tiennent)\w*\b", rf"\b(?:trained|fine-tuned) (?:\w+ )?on (?:\S+ ){{0,6}}?{L}(?: and (?:\S+ ){{0,3}}?{L})?", rf"(?:生成|撰写|解释)[^,]{{0,6}}{L}", r"\b(?:paper|study|report|book|article|talk|note) (?:on|about|of) (?:\S+ ){0,4}?weights\b|\bweights of evidence\b", r"publicly available (?:\S+ ){0,3}?(?:sources?|data\w*|texts?|websites?|information|content|corpora)\b", r"\bdata (?:cent(?:re|er)s?|protection|transfers?|sheets?)\b",
    r"\bcodes? (?:of|de|du) (?:conduct|practice|practices|ethics|conduite|bonne|pratiques?|travail)\b", r"\b(?:zip|source of|bar|dress|area|civil|penal) code\b", r"donnees personnelles", r"用户数据|个人数据|数据(?:中心|来源|保护|安全)",
    rf"\b(?:instead of|rather than|not(?: under)?|no longer(?: under)?|unlike|au lieu de|plutot que|et non|statt|anstelle|nicht)\b (?:\S+ ){{0,3}}?{L}(?: of \S+ \S+)?",
    rf"\b(?:from|d'un\w*|de|du|von|vom)\b ?(?:\S+ ){{0,3}}?{L}(?= (?:to|a|au|zu|zur|auf|in|vers)\b)", rf"从[^,]{{0,8}}{L}(?=[改转换变到])", r"(?:replac\w+|remplac\w+|ersetzt|dropp?\w*|abandon\w*|ditch\w*|scrapp?\w*|gave up|swapp?\w*|left|renonc\w+|取代|放弃了?|弃用) ?(?:\S+ ){0,4}?" + L,
    r"\b(?:was|were|had been|came|est|etait|war|stand|wurde) (?:first|initially|once|originally|previously|formerly|d'abord|initialement|zunachst|ursprunglich|anfangs|zuerst) [^,;]*?(?= and | but | et | mais | und | aber |,|;|$)", r"(?:最初|起初|原先|原本|此前|曾经?)[^,;]*?(?=,|;|$)",
    r"\b(?:based|modelled|modeled|patterned|built) (?:\w+ )?(?:on|after) (?:\S+ ){0,3}?" + L + r"|\b(?:similar|close|compatible|comparable|akin) (?:to|with) (?:\S+ ){0,3}?" + L + r"|\b(?:inspired by|derived from|inspire\w* de|angelehnt an) (?:\S+ ){0,3}?" + L,
    r", (?:which|who|that) (?:had|was once|was previously|used to)\b[^,]{1,90},",
    r"\bopen[- ]?(?:source )?(?:communit\w+|advocates?|developers?|scene|software|movement|world|camp|supporters|fans|strateg\w+|licen[cs]ing|ecosystem|initiative|efforts?|push|values|enthusiasts|projects?)\b", r"开源(?:社区|阵营|界|软件|生态|战略|精神|运动|开发者|爱好者|项目)", r"\b(?:communaute|logiciels?|monde|mouvement) (?:du )?(?:libres?|open[- ]source)\b|\bopen-source-(?:szene|gemeinde|bewegung|software|welt|lager|projekte?|gemeinschaft|entwickler\w*)\b|quelloffene\w? software",
    rf"\b(?:unlike|contrairement a|a la difference de|im gegensatz zu|anders als)\b [^,]{{1,90}},", r"[与和跟不][^,]{1,30}不同,", r"\bopen (?:source )?(?:letter|question|secret|house|day|beta|access journal)\b",
    r"\bopen to\b(?! (?:all|any|every|the public|the world))|\bopenly\b(?= (?:said|admit|critic|host))|\bopen(?:ed|s|ing) (?:an? |its |the )?(?:\w+ )?(?:office|shop|store|lab|door|round|fund|school)s?\b",
)  # fmt: skip

# Models named after these words are compared with or built on, not spoken of.
# A model named as one of the open ones is spoken of all the same: open models such as Qwen3.
ONE_OF_THE_OPEN = re.compile(r"(?:open(?:[- ](?:source|weights?))?|ouverts?|libres|offene[nr]?|quelloffene[nr]?) ?(?:\S+ )?(?:models?|llms?|modeles?|modellen?|systems?|sprachmodellen?)?(?: ouverts| libres)?,? (?:such as|like|including|comme|tels? que|wie|etwa|darunter)\s*$|开源(?:大?模型)?(?:如|例如|包括)\s*$", re.IGNORECASE)
# Models that somebody tried are what is spoken of next, though this sentence says nothing of them.
TRIED = re.compile(r"(?:tests?|tested|testing|evaluat\w+|runs?|running|tried|测试|评测|使用)\s*$", re.IGNORECASE)
OTHER_MODEL = re.compile(
    r"(?:unlike|than|versus|vs\.?|against|compared (?:to|with)|compares|bas(?:ed|es|ing) (?:\S+ )?on|buil(?:t|ds?|ding) (?:\S+ )?(?:on|upon|with)|on top of|derived from|(?:rank\w*|lag\w*|trail\w*|fall\w*|just|far|place|comes?|,) behind|since|rebuil\w+|recreat\w+|reproduc\w+|clon\w+|imitat\w+|(?:made|creat\w+|generat\w+|drawn|written) (?:by|with|using|in)|tests?|tested|testing|evaluat\w+|attack\w*|jailbreak\w*|prob(?:es?|ed|ing)|updat\w+|succeed\w*|extend\w*|(?:version|variant|descendant|copy|copies)s? of|"
    r"fine-tun\w+ (?:from|on|of)|distill\w+ (?:from|of)|trained (?:from|with)|rival(?:s|ing|led)?|beats?|outperform\w*|ahead of|surpass\w*|overtak\w+|match\w*|serv(?:es?|ing)|runs?|running|supports?|"
    r"similar to|in line with|inspired by|following|like|such as|alternatives? to|answer to|competes? with|after|replac\w+|fork of|version of an older|"
    r"contrairement a|bas\w+ sur|face a|(?:plus|moins|aussi|autant|mieux|meilleur\w*|superieur\w*) (?:\S+ ){0,3}?que|(?<!presente )comme|derriere|devant|succede a|im gegensatz zu|basiert auf|auf basis von|(?:\w+er|mehr) als|wie|hinter|gegen|anders als|"
    r"基于(?:开源的?)?(?:大?模型)?|不同于|相比|超过|超越|优于|比|对标|支持|兼容|取代|落后于|之于|使用|借助|利用|通过|测试|评测|攻击)\s*(?:the |its |an? |open-weight models |[\w.-]+['’]s |[\ue200-\ue2ff]['’]s |von |de |le |la |dem |der )*$",
    re.IGNORECASE,
)

# --- what a clause says -----------------------------------------------------------------------------------------

# Which data and which code are the model's: its own, those told with its weights, those of its training.
_OWNED = rf"(?:{M}(?:'s)?|its|their|sa|ses|son|leurs?|sein\w*|ihr\w*|dessen|deren|all the|the|les?|la|das|den|die|der|全部|其|完整的?|的) ?(?:full |complete |entire |\w+ )?"
_LISTED = r"(?:,|、| and| et| und|和|与|及| as well as| sowie| plus| ainsi que| to| bis| jusqu'aux?| through)(?: and| et| und)? ?(?:much of |most of |all |its |the |les? |la |l'|die |den |der |ses |sa |son |its |their |full |training |\w+ ){0,3}"
_SOFT_PARTS = rf"(?:{WEIGHTS}|{CODE}|{DATA}|\b(?:logs?|recipes?|scripts|papers?|architecture|parameters|documentation|demo)\b)"
_TRAINING = r"\b(?:pre-?)?training (?:data\w*|texts?|corpus|corpora|sets?)|\bdonnees d'entrainement|\btrainings(?:daten\w*|korpus)|训练(?:数据|语料)集?"
MODELS_DATA = any_of(rf"{M}[^;]*?\b(?:its|their|ses|leurs|seinen?|ihren?) (?:\w+ )?(?:{DATA})", rf"(?:including|along with|together with|complete with|even|samt|mitsamt|y compris|einschliesslich|连同) (?:\S+ ){{0,3}}?(?:{DATA})", rf"{M}(?:'s|的) ?(?:\S+ ){{0,2}}?(?:{DATA})", rf"(?:{DATA}) (?:of|for|behind|de|von|zu) {M}", rf"(?:{_SOFT_PARTS}){_LISTED}(?:{DATA})", rf"(?:{DATA}){_LISTED}(?:{_SOFT_PARTS})", rf"(?<!on )(?<!using )(?<!to the )(?<!added )(?<!extracted )(?:{_TRAINING})", rf"(?:{DATA}) (?:that |which )?(?:(?:was|were|it was|has been) )?(?:used )?(?:to train|for training|trained on|zum trainieren)", rf"(?:{DATA}) (?:it|they|{M}(?:'s)?|on which it|with which it) (?:was|were|is|are|has been) trained", r"数据(?:和|、|与|以及)?[^,]{0,6}(?:已|也|均|全部|完全)?(?:开放|公开|开源)|(?:开放|公开|开源)了?[^,]{0,12}数据")
MODELS_CODE = any_of(rf"\b(?:including|along with|together with|complete with|with|even|samt|mitsamt|mit|nebst|inklusive|avec|y compris) (?:\S+ ){{0,2}}?(?:{CODE})|(?:{CODE}) (?:compris|inclus)|连同[^,]{{0,4}}代码", rf"{M}(?:'s|的) ?(?:\S+ ){{0,2}}?(?:{CODE})", rf"(?:{CODE}) (?:of|for|behind|de|von|zu) {M}", rf"(?:{_SOFT_PARTS}){_LISTED}(?:{CODE})", rf"(?:{CODE}){_LISTED}(?:{_SOFT_PARTS})", r"\b(?:source|training|inference|evaluation) (?:code|scripts)\b|\bcode source\b|\b(?:quell|trainings)code\b|代码|源码", rf"\bcode (?:that|which) (?:trained|made|built|runs)|\b(?:the|its|their|le|son|leur|den|der|seinen|ihren) code\b")
NO_CODE = any_of(r"\bcode[- ](?:completion|generation|generat\w+|review|assistants?|editor|models?|base|bases|writing|quality|interpreter|suggestions?|red)\b", r"\b(?:writ\w+|generat\w+|produc\w+|debug\w*|understand\w*|review\w*|complet(?:e|es|ed|ing)) (?:[^\s:;,]+ ){0,3}?(?:text and |text or )?code\b", r"(?:写|生成|编写|补全)代码|代码(?:生成|补全|能力|助手|审查)")

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
FETCHED = any_of(rf"\b(?:download|fetch)(?:ed|s)? (?:\S+ ){{0,3}}?{M}(?! (?:\w+ )?(?:app|bot|chatbot|client|assistant)\b)", rf"\btelecharg\w+ (?:\S+ ){{0,3}}?{M}", rf"{M} (?:\S+ ){{0,3}}?(?:herunterladen|heruntergeladen)", rf"下载[^,]{{0,4}}?{M}")
NOT_THE_MODEL = re.compile(rf"\b(?:{SOFTWARE}|paper|report|blog|others|page|leaderboard|film|video|game|papier|rapport)\b", re.IGNORECASE)

OPEN_WEIGHT = any_of(r"open[- ]weights?\b", r"\b(?:a |aux? )?poids (?:\w+ )?(?:ouverts|libres)", r"offene[nr]? gewichte\w*|open-weights?-\w+", r"(?:开放|开源|公开)权重")

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
    rf"{M}(?:是|为|作为|也是|属于|,)[^,]{{0,10}}?开[源放](?!了|给|接口|使用|注册|测试)", rf"开源(?:了|其|的|出)?[^,权]{{0,12}}?{M}", rf"{M}[^,]{{0,8}}?(?:已经?|正式|现已|也|全面|完全|宣布|将其)?开源(?!权重|代码|数据|许可|协议)", rf"(?:将|把) ?{M}[^,]{{0,6}}?(?:开源|开放)",
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
WITH_WEIGHTS = re.compile(rf"(?:{WEIGHTS}|{M}){_LISTED}(?:{CODE}|{DATA})(?: (?:of|for|de|von) \S+)?{_UNDER}$", re.IGNORECASE)
FOR_PARTS = re.compile(rf"^ (?:for|to|on|pour|fur|bei) (?:the |its |le |la |les |den |die |das )?(?:{CODE}|{DATA})", re.IGNORECASE)
ATTRIBUTE = re.compile(rf"^(?: (?:of|de|von|for) {M})|^(?:-licen[cs]ed| licen[cs]ed)?[ -](?:\S+ ){{0,3}}?(?:{MODEL_NOUN}|releases?|version|weights|{M})|^\)|^(?:下|发布|开源|授权|的)", re.IGNORECASE)

_DEFINED = r"(?:definition|criteria|standards?|yardstick|test|criteres|kriterien|massstabe?|定义|标准)"
CONTESTED = any_of(
    rf"(?:\bnot|n't|\bnever|\bhardly|\bbarely|\bnor|\bneither|\bno|\bcannot|\banything but|\bfar from|\bnothing) (?:(?:really|truly|actually|fully|strictly|genuinely|entirely|completely|technically|quite|properly|an?|the|in|any|meaningful|true|real|what|most|people|would|count\w*|consider\w*|regard\w*|deem\w*|call\w*|describ\w*|recogni\w*|accept\w*|be|being|itself|it|them|as|to|{M}|{MODEL_NOUN}) ){{0,7}}?[\"']?open(?:[- ]?sourced?\b|\b(?! (?:to|up|the|its|until|before|for business|about|weight|data|code)|-))",
    r"\bopen[- ]?(?:source)?\b[\"']?[^.;]{0,20}? (?:is|was|would be) (?:\w+ ){0,2}?(?:wrong|misleading|false|a lie|nonsense|marketing|untrue|inaccurate|deceptive|dishonest|incorrect|a stretch|a misnomer|absurd)\b", r"\b(?:keep|prevent|stop|bar|disqualif)\w* (?:\S+ ){1,5}?from (?:\S+ ){0,4}?open\b", r"\bempech\w+ (?:\S+ ){0,5}?(?:d'etre|de) (?:\S+ ){0,3}?(?:open[- ]source|libre|ouvert)",
    r"\b(?:refus\w*|declin\w*|reluctant|hesitat\w*|weiger\w*|stop\w*|wrong|mistake|incorrect|misleading)\b (?:[^\s,]+,? ){0,6}?[\"']?open[- ]?source\b", r"\bopen[- ]source (?:\S+ ){0,3}?(?:sei|ist|ware|est|serait) (?:\S+ )?(?:irrefuhrend|falsch|unsinn|unzutreffend|gelogen|trompeu\w+|faux|abusi\w+|mensong\w+)", r"拒绝[^,]{0,8}称[^,]{0,12}开源|开源[^,]{0,10}(?:误导|不准确|名不副实|不实)",
    rf"\b(?:doubt|question|challeng|dout|bezweif)\w*,? (?:that|whether|if|how|que|dass|ob|de) (?:[^\s,]+,? ){{0,8}}?[\"']?(?:open[- ]?source|open\b|libre|ouvert|quelloffen)", rf"\b(?:doubt|question|challeng|dout|bezweif)\w* (?:the )?(?:{M}(?:'s)? |\S*offen\w*|openness)", r"怀疑[^,]{0,16}开源",
    r"不(?:承认|认为|同意|认可|视)[^,]{0,14}开源|开源[^,]{0,6}(?:遭|受)到?(?:质疑|批评)", r"offen\w* (?:\S+ ){0,6}?keine rede|keine rede (?:\S+ ){0,4}?offen",
    r"(?:open[- ]source|offen|quelloffen|libre|ouvert)\w*[^.;]{0,20}? (?:bestreit|bezweif|widersprich|dement)\w+",
    r"open[- ]?washing", r"so-called [\"“']?open", r"open[- ]source in name only", r"(?:quasi|pseudo|fake|faux|half)-?open", r"\b(?:misus\w+|abus\w+|dilut\w+|stretch\w*) (?:\S+ ){0,3}?[\"']?open",
    r"(?:\bno|without an?y?) (?:open[- ]source|open) (?:model|llm)\b",
    rf"(?:\bnot|n't|\bnor|\bnever) (?:meet|satisf\w+|compl\w+ with|fit|qualif\w+|conform\w*|pass|fulfil\w*|match|deserve)(?: \S+){{0,10}}? [\"']?(?:{_DEFINED}|open)", rf"\b(?:falls? short of|fails?(?: to meet)?|flunk\w*|misses|violat\w+|breaks) (?:\S+ ){{0,8}}?(?:open\b|{_DEFINED})", r"\b(?:disput|contest|den|reject)\w+ (?:\S+ ){0,6}?open(?:[- ]source|ness)?\b",
    r"不是[^,]{0,6}?(?:真正)?(?:意义上)?的?开[源放]|并非[^,]{0,6}?(?:真正)?(?:意义上)?的?开[源放]|(?:不算|算不上|称不上|谈不上|不能算|不被视为|不属于)[^,]{0,8}?开[源放]|伪开源|假开源|不符合[^,]{0,20}?(?:开源|定义)|质疑[^,]{0,16}?开源",
    r"(?:n'est|ne sont|n'etait|ne serait|n'a rien d') ?(?:pas|guere|nullement|en rien)? ?(?:\S+ ){0,3}?(?:open[- ]source|ouverte?s?\b|libres?\b)", r"(?:ne (?:\w+ )?(?:repond|respecte|satisfait|remplit|correspond)) (?:pas|guere) (?:\S+ ){0,8}?(?:definition|criteres|open[- ]source)", r"faux open[- ]source|pseudo-open|pretendu\w* (?:\S+ ){0,2}?(?:open[- ]source|ouvert)", r"conteste (?:\S+ ){0,6}?(?:open[- ]source|ouvert\w*|libre)",
    r"(?:\bnicht|\bkein\w*|\bweder) (?:\S+ ){0,3}?(?:open[- ]source\b|open-source-\w+|quelloffen\w*|offen\w?\b)(?! (?:gelegt|zuganglich))", rf"erfull\w+ (?:\S+ ){{0,6}}?{_DEFINED} (?:\S+ ){{0,6}}?nicht|nicht (?:\S+ ){{0,5}}?{_DEFINED} (?:\S+ ){{0,6}}?(?:erfull|entspr)\w+|entspricht nicht (?:\S+ ){{0,6}}?{_DEFINED}", r"etikettenschwindel|bestreite\w+ (?:\S+ ){0,6}?(?:open[- ]source|offen)",
)  # fmt: skip

DOUBTED = any_of(r"\b(?:doubt|question|challeng|bezweif|dout)\w*,? (?:whether|if|ob|si)\b", "质疑|怀疑")
PLANNED = any_of(r"\b(?:will|would|could|might|shall|won't|is to|are to) (?:\w+ ){0,2}?(?:not|never)?\b|\bwon't\b|\b(?:wird|werden|soll|sollen|konnte) (?:\S+ ){0,6}?(?:nicht|kein)|\b(?:sera|seront|serait) ", r"不会|将不")
CONDITION = any_of(r"\b(?:if|whether|unless|once|until|in case|were it|ob|wenn|sofern|solange|bis|si|s'il|au cas ou|a moins que|quand)\b", r"(?:^|, )falls\b", r"如果|是否|若|一旦|假如|除非")

DOUBTFUL = any_of(
    r"\b(?:will|would|could|(?<!anyone )(?<!anybody )(?<!everyone )(?-i:may)(?! now| (?:freely )?be (?:freely |now |also )?(?:used|run|sold|changed|downloaded|copied|modified|shared|studied|inspected|redistributed))|might|should|shall|must(?! (?:accept|agree|sign))|can't)\b", r"'ll\b|'d\b", r"\b(?:not|never|no longer|cannot|without|neither|nor|no|none|nothing|hardly)\b|n't\b",
    r"\b(?:plans?|planned|planning|intends?|expects?|expected|hopes?|promis\w+|considers?|considering|aims?|wants?|vows?|pledg\w+|prepar\w+|asks?|asked|asking|urg\w+|demand\w*|call\w* on|petition\w*|lobb\w+) (?:\S+ ){0,3}?(?:to|for|that)\b",
    r"\b(?:poised|set|about|due|yet|likely) (?:to|for)\b", r"\b(?:rumou?r\w*|reportedly|refus\w+|declin\w+|delay\w*|withh[eo]ld\w*|kept (?:\w+ ){0,3}?(?:back|closed|secret)|keeps? (?:\S+ ){0,4}?(?:closed|proprietary|secret|back|private|itself|under wraps)|closed|secret|behind (?:an? |its )?(?:api|paywall)|soon|upcoming|yet to|stay\w* in|missing|lacks?|had been|used to be|previously|formerly|originally|earlier version|one of (?:them|the two|these|its)|some of|either of|next (?:week|month|year|spring|autumn)|leaked|stolen|against (?:\w+ ){0,2}?(?:publish|releas|open|shar)\w*|stop\w* short of|rul\w+ out|instead of (?:publish|releas|open)\w*|withdr[ae]w\w*|pulled|took down|taken down|(?:up)?on request|by application|waiting list|case-by-case|selected|vetted|approved|partners only|to partners|paying customers|the (?:\w+ )?ones|to be (?:re)?(?:publish|releas|open|licen|put|made|made)\w*|pirated|api only|only (?:through|via|by))\b",
    r"未|尚|计划|即将|或将|拟|可能|是否|不会|不再|没有|并非|不开|不公|不提供|保密|闭源|将(?:于|会|在|继续|正式|陆续|逐步|全面|其)?(?:开源|发布|开放|公开|推出|会|于)|有望|要求|呼吁|希望|原先|原本|此前|曾|其中(?:之一|一个)|泄露|拒绝|承诺|预计|仅通过|明年|下月|下周|考虑|需申请|撤回|下架",
    r"\b(?:pourra\w*|envisage\w*|prevoi\w+|sera|seront|devra\w*|ne|n'\w+|jamais|sans|bientot|compte|comptent|secret\w*|ferme\w*|reserve\w*|promet\w*|veut|souhaite\w*|refuse\w*|demande\w*|reclame\w*|auparavant|autrefois|jusqu'ici|l'un d'eux|l'un des deux|l'an prochain|fuit\w*|espere\w*|attend\w*|voudr\w+|soit|soient|faudrait|aimerait\w*|sur demande|retire\w*|renonc\w+)\b",
    r"^(?!.*\b(?:kann|konnen|darf|durfen)\b).*\bwerden\b|\bwird\b(?!.*\b(?:angeboten|vertrieben|verbreitet|bereitgestellt|lizenziert)\b)", r"\b(?:konnte\w*|(?<!wer )will|wollen|plant|planen|soll|sollen|sollte\w*|nicht|nie|niemals|kein\w*|ohne|demnachst|bald|weder|geheim|geschlossen\w*|verspricht|fordert|fordern|verlang\w+|bisher|fruher|zuvor|einst|eine[sr]? (?:von ihnen|der beiden)|durchgesickert|verschlossen|unter verschluss|behalt|nachstes jahr|kunftig|hofft|erwagt|mochte\w*|auf anfrage|zuruckgezogen|verzichte\w*)\b",
)  # fmt: skip

# --- who "it" is -------------------------------------------------------------------------------------------------

ANAPHOR = re.compile(
    r"\b(?P<owner>its|their|whose|ses|sa|son|leurs?|sein\w*|ihr\w*|dessen|deren)\b|\b(?:it|they|them|both|which|the (?:\w+ ){0,2}?(?:model|family|release|system|pair|two|latter)|this (?:model|release)|these models|il|ils|elle|elles|en (?=a |ont |sont )|le (?:nouveau )?modele|ce modele|everything|all of (?:it|them)|the lot|le tout|tout|celui-ci|les deux|l'ensemble|es|er|sie|das (?:neue )?(?:sprach)?modell|dieses modell|beide|alles)\b|^\s*the (?=weights|code|training (?:data|code)|licen[cs]e)|\bthe former|(?P<zh>它们?|其|前者|后者|该模型|该系列|这款模型|这个模型|新模型|模型|二者|两者)",
    re.IGNORECASE,
)
MODELS_OWN = re.compile(rf" ?(?:\w+ ){{0,2}}?(?:{WEIGHTS}|{MODEL_NOUN}|{L}|licen[cs]e|lizenz|training (?:data|code))", re.IGNORECASE)
FORMER = any_of(r"\b(?:the former|erstere\w*|celui-la|le premier)\b", "前者")
LATTER = any_of(r"\b(?:the latter|letztere\w*|ces? derniere?s?|cette derniere)\b", "后者")
PLURAL = re.compile(r"\b(?:both|they|them|their|the two|these models|ils|elles|leurs?|les deux|sie|beide|deren|ihr\w*)\b|它们|二者|两者", re.IGNORECASE)
TOGETHER = re.compile(rf"{M}(?:(?:, ?|、| ?(?:and|or|&|et|und|和|与|及|以及|as well as|sowie|ainsi que) ?)(?:the |its |la |le |[\ue200-\ue2ff]'s )?{M})*", re.IGNORECASE)

_PART = rf"(?:{WEIGHTS}|{DATA}|{CODE})"
_CONTRAST = r"but|while|whereas|although|though|yet(?! to\b)|however|mais|tandis que|alors que|bien que|en revanche|aber|doch|wahrend|jedoch|obwohl|dagegen|allerdings|sondern"
_TURNS = r"since|because|as|so|even though|making|letting|giving|including|not|which|whose|who|where|et non|pas|qui|dont|car|puisque|lequel|laquelle|weil|da|denn|nicht|wobei|der|die|das|dessen|deren|ist|sind|hat|steht|bleibt|es|sie|it|they"
_APPOSED = rf"(?=(?:an?|the|its|another|un|une|le|la|son|ein|eine|das|der|die) (?:\S+ ){{0,5}}?(?:{MODEL_NOUN}|{SOFTWARE}|system|version|family|famille|familie)\b)"
_OWN_SUBJECT = r"(?=(?:its|their|the|it|they|sa|ses|son|leurs?|les?|la|sein\w*|ihr\w*|die|der|das|es) )"
SPLIT = re.compile(
    rf"(?P<strong>;|,? (?:{_CONTRAST})\b(?!-)|,(?=但|而|不过|然而))"
    rf"|(?P<weak>—| - | -- |, (?=(?:{_TURNS})\b)|,(?=[^\s\d\"'»)])|, {_APPOSED}"
    rf"| (?:because|parce qu[e']|as it is|weil) ?| that (?=(?:ask|forbid|bar|let|allow|requir|demand|limit|ban|exclud|permit|rul|list|cap|restrict|prohibit)\w*\b)"
    rf"|(?<!weights)(?<!checkpoint)(?<!checkpoints)(?<!scripts)(?<!recipe)(?<!code)(?<!data)(?<!poids)(?<!gewichte)(?<!daten),? (?:and|et|und) {_OWN_SUBJECT}(?=\S+ (?:\S+ ){{0,4}}?(?:is|are|was|were|stays?|remains?|has|have|had|will|est|sont|reste\w*|a|ont|ist|sind|bleib\w+|hat|steh\w+|lieg\w+)\b))",
    re.IGNORECASE,
)
# That the model of this clause is as the one before it: "as is Qwen3".
ECHO = re.compile(rf"\s*(?:and )?(?:as|so) (?:is|are|was|were|do|does|did) (?:the |its )?{M}\W*$", re.IGNORECASE)
# A condition makes what follows a thought.
ADDED = re.compile(r"\s*(?:an?|another|which|whose|une?|eine?|qui|dont|lequel|laquelle|(?:der|die|das|dessen|deren)(?! (?-i:[A-Z])))\b", re.IGNORECASE)
INSERTION_END = re.compile(rf", (?!(?:and|or|et|und|ou|oder)\b|(?:the |its |les? |die )?(?:\S+ )?{_PART})", re.IGNORECASE)
LEADING = re.compile(rf"^\s*(?:{_CONTRAST})\b[^,]{{3,140}},", re.IGNORECASE)  # While Llama 4 …, Qwen3 …
