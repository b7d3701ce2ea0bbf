"""How clauses are joined, what their pronouns mean, what stands aside: regular expressions on a marked sentence.

Marked (desk.openness.signs): accents off Latin letters, straight apostrophes, plain hyphens, half width, and one sign
in the place of each name. English, Chinese, French and German stand side by side.
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re

from desk.openness.wording import CODE, DATA, MODEL_NOUN, SOFTWARE, WEIGHTS, L, M, any_of

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
    r"\bopen[- ]?(?:source )?(?:communit\w+|advocates?|developers?|scene|software|movement|world|camp|supporters|fans|strateg\w+|licen[cs]ing|ecosystem|initiative|efforts?|push|values|enthusiasts|projects?)\b", r"(?:排在|落后于|仅次于|紧随|不及)[^,]*?(?:之后|其后|后)", r"开源(?:社区|阵营|界|软件|生态|战略|精神|运动|开发者|爱好者|项目)", r"\b(?:communaute|logiciels?|monde|mouvement) (?:du )?(?:libres?|open[- ]source)\b|\bopen-source-(?:szene|gemeinde|bewegung|software|welt|lager|projekte?|gemeinschaft|entwickler\w*)\b|quelloffene\w? software",
    r"\b(?:unlike|contrairement a|a la difference de|im gegensatz zu|anders als)\b [^,]{1,90},", r"[与和跟不][^,]{1,30}不同,", r"\bopen (?:source )?(?:letter|question|secret|house|day|beta|access journal)\b",
    r"\bopen to\b(?! (?:all|any|every|the public|the world))|\bopenly\b(?= (?:said|admit|critic|host))|\bopen(?:ed|s|ing) (?:an? |its |the )?(?:\w+ )?(?:office|shop|store|lab|door|round|fund|school)s?\b",
)  # fmt: skip

# A model named as one of the open ones is spoken of all the same: open models such as Qwen3.
ONE_OF_THE_OPEN = re.compile(
    r"(?:open(?:[- ](?:source|weights?))?|ouverts?|libres|offene[nr]?|quelloffene[nr]?) ?(?:\S+ )?(?:models?|llms?|modeles?|modellen?|systems?|sprachmodellen?)?(?: ouverts| libres)?,? (?:such as|like|including|comme|tels? que|wie|etwa|darunter)\s*$|开源(?:大?模型)?(?:如|例如|包括)\s*$",
    re.IGNORECASE,
)
# Models that somebody tried are what is spoken of next, though this sentence says nothing of them.
TRIED = re.compile(r"(?:tests?|tested|testing|evaluat\w+|runs?|running|tried|测试|评测|使用)\s*$", re.IGNORECASE)
# Models named after these words are compared with or built on, not spoken of.
OTHER_MODEL = re.compile(
    r"(?:unlike|than|versus|vs\.?|against|compared (?:to|with)|compares|bas(?:ed|es|ing) (?:\S+ )?on|buil(?:t|ds?|ding) (?:\S+ )?(?:on|upon|with)|on top of|derived from|(?:rank\w*|lag\w*|trail\w*|fall\w*|just|far|place|comes?|,) behind|since|rebuil\w+|recreat\w+|reproduc\w+|clon\w+|imitat\w+|(?:made|creat\w+|generat\w+|drawn|written) (?:by|with|using|in)|tests?|tested|testing|evaluat\w+|attack\w*|jailbreak\w*|prob(?:es?|ed|ing)|updat\w+|succeed\w*|extend\w*|(?:version|variant|descendant|copy|copies)s? of|"
    r"fine-tun\w+ (?:from|on|of)|distill\w+ (?:from|of)|trained (?:from|with)|rival(?:s|ing|led)?|beats?|outperform\w*|ahead of|surpass\w*|overtak\w+|match\w*|serv(?:es?|ing)|runs?|running|supports?|"
    r"similar to|in line with|inspired by|following|like|such as|alternatives? to|answer to|competes? with|after|replac\w+|fork of|version of an older|"
    r"contrairement a|bas\w+ sur|face a|(?:plus|moins|aussi|autant|mieux|meilleur\w*|superieur\w*) (?:\S+ ){0,3}?que|(?<!presente )comme|derriere|devant|succede a|im gegensatz zu|basiert auf|auf basis von|(?:\w+er|mehr) als|wie|hinter|gegen|anders als|"
    r"基于(?:开源的?)?(?:大?模型)?|不同于|相比|超过|超越|优于|比|对标|支持|兼容|取代|落后于|之于|使用|借助|利用|通过|测试|评测|攻击)\s*(?:the |its |an? |open-weight models |[\w.-]+['’]s |[\ue200-\ue2ff]['’]s |von |de |le |la |dem |der )*$",
    re.IGNORECASE,
)

# What a pronoun may be; `owner`, `the`: what follows is the model's own.
ANAPHOR = re.compile(
    r"\b(?P<owner>its|their|whose|ses|sa|son|leurs?|sein\w*|ihr\w*|dessen|deren)\b|\b(?:it|they|them|both|which|the (?:\w+ ){0,2}?(?:model|family|release|system|pair|two|latter)|this (?:model|release)|these models|il|ils|elle|elles|en (?=a |ont |sont )|le (?:nouveau )?modele|ce modele|everything|all of (?:it|them)|the lot|le tout|tout|celui-ci|les deux|l'ensemble|es|er|sie|das (?:neue )?(?:sprach)?modell|dieses modell|beide|alles)\b|^\s*(?P<the>the) (?=weights|code|training (?:data|code)|licen[cs]e)|\bthe former|(?P<zh>它们?|其|前者|后者|该模型|该系列|这款模型|这个模型|新模型|模型|二者|两者)",
    re.IGNORECASE,
)
MODELS_OWN = re.compile(
    rf" ?(?:\w+ ){{0,2}}?(?:{WEIGHTS}|{MODEL_NOUN}|{L}|licen[cs]e|lizenz|training (?:data|code))", re.IGNORECASE
)
FORMER = any_of(r"\b(?:the former|erstere\w*|celui-la|le premier)\b", "前者")
LATTER = any_of(r"\b(?:the latter|letztere\w*|ces? derniere?s?|cette derniere)\b", "后者")
PLURAL = re.compile(
    r"\b(?:both|they|them|their|the two|these models|ils|elles|leurs?|les deux|sie|beide|deren|ihr\w*)\b|它们|二者|两者",
    re.IGNORECASE,
)
TOGETHER = re.compile(
    rf"{M}(?:(?:, ?|、| ?(?:and|or|&|et|und|和|与|及|以及|as well as|sowie|ainsi que) ?)(?:the |its |la |le |[\ue200-\ue2ff]'s )?{M})*",
    re.IGNORECASE,
)

_PART = rf"(?:{WEIGHTS}|{DATA}|{CODE})"
_CONTRAST = r"but|while|whereas|although|though|yet(?! to\b)|however|mais|tandis que|alors que|bien que|en revanche|aber|doch|wahrend|jedoch|obwohl|dagegen|allerdings|sondern"
_TURNS = r"without|sans|ohne|ce qui|ce que|was|wodurch|womit|since|because|as|so|even though|making|letting|giving|including|not|which|whose|who|where|et non|pas|qui|dont|car|puisque|lequel|laquelle|weil|da|denn|nicht|wobei|der|die|das|dessen|deren|ist|sind|hat|steht|bleibt|es|sie|it|they"
_APPOSED = rf"(?=(?:an?|the|its|another|un|une|le|la|son|ein|eine|das|der|die) (?:\S+ ){{0,5}}?(?:{MODEL_NOUN}|{SOFTWARE}|system|version|family|famille|familie)\b)"
_OWN_SUBJECT = r"(?=(?:its|their|the|it|they|sa|ses|son|leurs?|les?|la|sein\w*|ihr\w*|die|der|das|es) )"
SPLIT = re.compile(
    rf"(?P<strong>;|,? (?:{_CONTRAST})\b(?!-)|,(?=但|而|不过|然而))"
    rf"|(?P<weak>—| - | -- |, (?=(?:{_TURNS})\b)|,(?=[^\s\d\"'»)])|, {_APPOSED}"
    rf"| qui (?=(?:permet|interdi|autoris|exig|limit|exclu|oblig|demand|impos|laiss)\w*\b)"
    rf"| (?:because|parce qu[e']|as it is|weil) ?| that (?=(?:ask|forbid|bar|let|allow|requir|demand|limit|ban|exclud|permit|rul|list|cap|restrict|prohibit)\w*\b)"
    rf"|(?<!weights)(?<!checkpoint)(?<!checkpoints)(?<!scripts)(?<!recipe)(?<!code)(?<!data)(?<!poids)(?<!gewichte)(?<!daten),? (?:and|et|und) {_OWN_SUBJECT}(?=\S+ (?:\S+ ){{0,4}}?(?:is|are|was|were|stays?|remains?|has|have|had|will|est|sont|reste\w*|a|ont|ist|sind|bleib\w+|hat|steh\w+|lieg\w+)\b))",
    re.IGNORECASE,
)
# That the model of this clause is as the one before it: "as is Qwen3".
ECHO = re.compile(rf"\s*(?:and )?(?:as|so) (?:is|are|was|were|do|does|did) (?:the |its )?{M}\W*$", re.IGNORECASE)
# How a relative clause or an apposition begins, and where it ends.
ADDED = re.compile(
    r"\s*(?:an?|another|which|whose|une?|eine?|qui|dont|lequel|laquelle|(?:der|die|das|dessen|deren)(?! (?-i:[A-Z])))\b",
    re.IGNORECASE,
)
INSERTION_END = re.compile(
    rf", (?!(?:and|or|et|und|ou|oder)\b|(?:the |its |les? |die )?(?:\S+ )?{_PART})", re.IGNORECASE
)
LEADING = re.compile(rf"^\s*(?:{_CONTRAST})\b[^,]{{3,140}},", re.IGNORECASE)  # While Llama 4 …, Qwen3 …
