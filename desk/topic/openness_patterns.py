"""The wording of openness in English, Chinese, French and German, as regular expressions on a folded sentence.

Folded (desk.spotting.fold): accents off Latin letters, straight apostrophes, plain hyphens. The model's name is §.
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# A sentence that holds none of these (lower case) is not looked at: substrings, a tenth of a regex's cost.
TRIGGERS = (
    "open", "licen", "apache", "weights", "training data", " code", "openrail", "开源", "开放", "权重", "许可", "协议",
    "公开", "開源", "開放", "權重", "poids", "ouvert", "libre", "gewichte", "quelloffen", "offen", "lizenz",
    "trainingsdaten", "donnees d'entra",
)  # fmt: skip

# Models named after these words are compared with or built on, not spoken of.
OTHER_MODEL = re.compile(
    r"(?:unlike|than|versus|vs\.?|against|compared (?:to|with)|based on|built on|built upon|on top of|derived from|"
    r"fine-tun\w+ (?:from|on|of)|distilled from|trained from|rival(?:s|ing|led)?|beats?|outperform\w*|"
    r"similar to|in line with|inspired by|following|like|such as|alternatives? to|answer to|competes? with|"
    r"contrairement a|basee? sur|face a|que|comme|im gegensatz zu|basiert auf|auf basis von|als|wie|"
    r"基于|不同于|相比|超过|超越|优于|比|对标)\s*(?:the |its |[\w.-]+['’]s |von |de )?\s*$",
    re.IGNORECASE,
)

_RELEASED = r"(?:releas\w+|publish\w+|open[- ]sourc(?:ed|es|ing)|shar(?:ed|es)|post(?:ed|s)|upload(?:ed|s)|made available|makes available)"
_AVAILABLE = r"(?:openly |freely |publicly |fully |now |also |all |already )*(?:available|released|published|open|public|downloadable|downloaded)"
_ARE = r"(?:is|are|was|were|has been|have been)"

WEIGHTS = _any(
    r"open[- ]weights?\b", rf"\bweights (?:\w+ ){{0,4}}?{_ARE} {_AVAILABLE}",
    rf"\b{_RELEASED} (?:\S+ ){{0,6}}?weights\b", r"giv(?:es|ing|en) away (?:\w+ ){0,2}weights",
    r"权重(?:已经?|均|全部|也|和\w{1,6})?(?:完全)?(?:开放|公开|开源)", r"(?:开放|公开|开源|发布)了?(?:其|该|全部|完整)?(?:模型|§)?的?权重", r"开放权重|开源权重",
    r"poids (?:\S+ ){0,3}?(?:ouverts|publies|disponibles|telechargeables)", r"(?:publie|a publie|ouvre|met a disposition) (?:\S+ ){0,3}?poids",
    r"offene[nr]? gewichte", r"gewichte (?:\S+ ){0,4}?(?:veroffentlicht|verfugbar|offen)", r"open-weights?-modell",
)  # fmt: skip

DATA = _any(
    rf"\b(?:training )?data(?:set|sets)? (?:it was trained on )?{_ARE} {_AVAILABLE}",
    rf"\b{_RELEASED} (?:\S+ ){{0,6}}?(?:training data|pretraining data|datasets?)\b",
    r"(?:训练)?(?:数据|数据集)(?:已经?|均|全部|也)?(?:完全)?(?:开放|公开|开源)", r"(?:开放|公开|开源)了?(?:其|该|全部|完整)?的?训练数据",
    r"donnees d'entrainement (?:\S+ ){0,3}?(?:ouvertes|publiees|publiques|disponibles)",
    r"(?:publie|a publie|ouvre) (?:\S+ ){0,4}?donnees d'entrainement",
    r"trainingsdaten (?:\S+ ){0,4}?(?:veroffentlicht|verfugbar|offen)",
)  # fmt: skip

CODE = _any(
    rf"\b(?:source|training|inference|evaluation)? ?code (?:\w+ ){{0,4}}?{_ARE} {_AVAILABLE}",
    rf"\b{_RELEASED} (?:\S+ ){{0,6}}?(?:source|training|inference|evaluation) code\b",
    rf"\b{_RELEASED} (?:\S+ ){{0,4}}?(?:and|,) (?:the |its )?code\b",
    r"代码(?:已经?|均|全部|也|和\w{1,6})?(?:完全)?(?:开放|公开|开源)", r"(?:开放|公开|开源)了?(?:其|该|全部|完整)?的?(?:训练|推理|源)?代码",
    r"code(?: source)? (?:\S+ ){0,3}?(?:ouvert|publie|disponible)", r"(?:publie|a publie|ouvre) (?:\S+ ){0,4}?code source",
    r"(?:quell|trainings)?code (?:\S+ ){0,4}?(?:veroffentlicht|verfugbar|offen)",
)  # fmt: skip

LICENSED = _any(
    rf"(?:{_RELEASED}|announc\w+|launch\w+|introduc\w+|unveil\w+|available|offered|distributed|licensed|comes|ships|out|issued|open) (?:\S+ ){{0,8}}?(?:under|with) ",
    r"§,? (?:\S+ ){0,4}?(?:is|are) (?:\S+ ){0,3}?(?:licensed|under)", r"licensed under", r"terms of the", r"-licensed\b",
    r"(?:采用|基于|遵循|使用|以|按照?).{0,20}(?:许可|协议|licen)", r"sous (?:la )?licence", r"unter (?:\S+ ){0,4}?\S*lizenz",
    r"unter (?:der |einer )?(?:apache|mit)",
)  # fmt: skip

# What may stand between "open source" and the name it belongs to.
_SORT = r"(?:large|small|tiny|new|latest|powerful|flagship|popular|first|own|its|the|their|language|reasoning|coding|vision|speech|video|image|multimodal|foundation|frontier|text-to-\w+|\S+-parameter|AI|LLM|\(LLM\)|called|named|dubbed|models?|series|family|system|version|of)"

OPEN_MODEL = _any(
    r"§(?:'s)?,? (?:is|are|was|remains|becomes) (?:\S+ ){0,3}?open[- ]?(?:source|weights?)\b",
    r"§ (?:is|was|remains) (?:(?!than|any|other|against|for|with|among|based|built)\S+ ){0,8}?open[- ]?(?:source|weights?) (?:\S+ )?(?:models?|LLMs?)\b",
    r"§ open[- ]?(?:source|weights?) (?:\S+ ){0,2}?(?:model|LLM)\b",
    r"§ ?, (?:an?|the|its|another) (?:\S+ ){0,3}?open[- ]?(?:source|weights?)\b",
    r"§ (?:as )?(?:an?|the) (?:\S+ ){0,2}?open[- ]?(?:source|weights?) (?:\S+ )?(?:model|LLM|system)", rf"open[- ]?(?:source|weights?),? (?:{_SORT},? ){{0,6}}§", rf"open[- ]sourc(?:ed|es|ing) (?:{_SORT} ){{0,4}}§",
    r"§(?:是|为|,)?.{0,10}开源(?:大?模型)?", r"开源了?.{0,8}§",
    r"§(?:,| est| reste) (?:\S+ ){0,3}?(?:open source|en source ouverte|libre|ouvert)\b", r"modeles? (?:\S+ )?(?:ouvert|libre|open source)s? §",
    r"§ (?:ist|bleibt) (?:\S+ ){0,3}?(?:quelloffen|open source|offen)", r"(?:quelloffene[nsmr]?|open-source-\S+) (?:\S+ ){0,2}?§",
)  # fmt: skip

CONTESTED = _any(
    r"(?:not|n't|never|hardly|barely|nor) (?:\w+ ){0,3}?(?:really|truly|actually|fully|strictly|genuinely|an?)? ?(?:\w+ )?[\"“']?open[- ]?(?:source|sourced)\b(?! (?:data|code|weights))",
    r"open[- ]?washing", r"so-called [\"“']?open", r"open[- ]source in name only", r"quasi-open", r"pseudo-open",
    r"(?:not|n't) (?:meet|satisfy|comply with|fit|qualify|conform)(?: \S+){0,10} (?:definition|open)", r"falls? short of (?:\S+ ){0,8}?(?:open|definition)",
    r"不是真正的?开源|并非真正?的?开源|并不是?开源|不算(?:真正)?开源|伪开源|不符合.{0,20}(?:开源|定义)",
    r"(?:n'est|ne sont|n'etait) pas (?:\S+ ){0,2}?(?:open source|ouvert|libre|un modele (?:ouvert|libre|open source))",
    r"(?:ne (?:repond|respecte|satisfait)) pas (?:\S+ ){0,6}?(?:definition|open source)", r"faux open source",
    r"(?:nicht|kein\w*) (?:\S+ ){0,2}?(?:open source|open-source-\w+|quelloffen\w*)\b", r"erfullt (?:\S+ ){0,6}?(?:definition|kriterien) (?:\S+ ){0,6}?nicht",
)  # fmt: skip

DOUBTFUL = _any(
    r"\b(?:will|would|could|may|might|should|shall|if|whether|unless|until)\b", r"'ll\b|'d\b", r"\b(?:not|never|no longer|cannot|without|neither|nor|no)\b|n't\b",
    r"\b(?:plans?|planned|planning|intends?|expects?|expected|hopes?|promis\w+|considers?|considering|poised|set) (?:to|for)\b",
    r"\b(?:rumou?r\w*|reportedly|refus\w+|declin\w+|delay\w*|withheld|kept|keeps? (?:\w+ ){0,3}(?:closed|proprietary|secret)|soon|upcoming|yet to)\b",
    r"未|尚|计划|即将|或将|拟|可能|如果|是否|不会|不再|没有|并非|不开|将(?:于|会|在|开源|发布|开放)|有望",
    r"\b(?:pourrait|pourraient|envisage|prevoit|si|sera|seront|devrait|ne|n'\w+|jamais|sans|bientot|compte)\b",
    r"\b(?:wird|werden|wurde sein|konnte|konnten|will|plant|planen|soll|sollen|nicht|kein\w*|falls|ob|wenn|ohne|demnachst|bald)\b",
)  # fmt: skip

CLAIMED = _any(
    r"\b(?:claims?|claimed|calls?|called|calling|describes?|described|bills?|billed|touts?|touted|markets?|marketed|brands?|branded|says?|said|according to|presents?|presented|advertis\w+|dubs?|dubbed|insists?)\b",
    r"[\"“']open[- ]?(?:source|weights?)", r"称|号称|自称|宣称|据", r"\b(?:selon|affirme|presente comme|se dit|qualifie|annonce comme|dit)\b|d'apres",
    r"\b(?:laut|nach eigenen angaben|nennt|bezeichnet|behauptet|sagt|zufolge)\b",
)  # fmt: skip
