"""What contests, denies, doubts, asks or plans: regular expressions on a marked clause.

Marked (desk.openness.signs): accents off Latin letters, straight apostrophes, plain hyphens, half width, and one sign
in the place of each name. English, Chinese, French and German stand side by side.
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

from desk.openness.wording import MODEL_NOUN, M, any_of

# A denial that a model is open, in which somebody contests it.
_DEFINED = r"(?:definition|criteria|standards?|yardstick|test|criteres|kriterien|massstabe?|定义|标准)"
CONTESTED = any_of(
    rf"(?:\bnot|n't|\bnever|\bhardly|\bbarely|\bnor|\bneither|\bno|\bcannot|\banything but|\bfar from|\bnothing) (?:(?:really|truly|actually|fully|strictly|genuinely|entirely|completely|technically|quite|properly|an?|the|in|any|meaningful|true|real|what|most|people|would|count\w*|consider\w*|regard\w*|deem\w*|call\w*|describ\w*|recogni\w*|accept\w*|be|being|itself|it|them|as|to|{M}|{MODEL_NOUN}) ){{0,7}}?[\"']?open(?:[- ]?sourced?\b|\b(?! (?:to|up|the|its|until|before|for business|about|weight|data|code)|-))",
    r"\bopen[- ]?(?:source)?\b[\"']?[^.;]{0,20}? (?:is|was|would be) (?:\w+ ){0,2}?(?:wrong|misleading|false|a lie|nonsense|marketing|untrue|inaccurate|deceptive|dishonest|incorrect|a stretch|a misnomer|absurd)\b", r"\b(?:keep|prevent|stop|bar|disqualif)\w* (?:\S+ ){1,5}?from (?:\S+ ){0,4}?open\b", r"\bempech\w+ (?:\S+ ){0,5}?(?:d'etre|de) (?:\S+ ){0,3}?(?:open[- ]source|libre|ouvert)",
    r"\b(?:refus\w*|declin\w*|reluctant|hesitat\w*|weiger\w*|stop\w*|wrong|mistake|incorrect|misleading)\b (?:[^\s,]+,? ){0,6}?[\"']?open[- ]?source\b", r"\bopen[- ]source (?:\S+ ){0,3}?(?:sei|ist|ware|est|serait) (?:\S+ )?(?:irrefuhrend|falsch|unsinn|unzutreffend|gelogen|trompeu\w+|faux|abusi\w+|mensong\w+)", r"拒绝[^,]{0,8}称[^,]{0,12}开源|开源[^,]{0,10}(?:误导|不准确|名不副实|不实)",
    r"\b(?:doubt|question|challeng|dout|bezweif)\w*,? (?:that|whether|if|how|que|dass|ob|de) (?:[^\s,]+,? ){0,8}?[\"']?(?:open[- ]?source|open\b|libre|ouvert|quelloffen)", rf"\b(?:doubt|question|challeng|dout|bezweif)\w* (?:the )?(?:{M}(?:'s)? |\S*offen\w*|openness)", r"怀疑[^,]{0,16}开源",
    r"不(?:承认|认为|同意|认可|视)[^,]{0,14}开源|开源[^,]{0,6}(?:遭|受)到?(?:质疑|批评)", r"offen\w* (?:\S+ ){0,6}?keine rede|keine rede (?:\S+ ){0,4}?offen",
    r"(?:open[- ]source|offen|quelloffen|libre|ouvert)\w*[^.;]{0,20}? (?:bestreit|bezweif|widersprich|dement)\w+",
    r"open[- ]?washing", r"so-called [\"“']?open", r"open[- ]source in name only", r"(?:quasi|pseudo|fake|faux|half)-?open", r"\b(?:misus\w+|abus\w+|dilut\w+|stretch\w*) (?:\S+ ){0,3}?[\"']?open",
    r"(?:\bno|without an?y?) (?:open[- ]source|open) (?:model|llm)\b",
    rf"(?:\bnot|n't|\bnor|\bnever) (?:meet|satisf\w+|compl\w+ with|fit|qualif\w+|conform\w*|pass|fulfil\w*|match|deserve)(?: \S+){{0,10}}? [\"']?(?:{_DEFINED}|open)", rf"\b(?:falls? short of|fails?(?: to meet)?|flunk\w*|misses|violat\w+|breaks) (?:\S+ ){{0,8}}?(?:open\b|{_DEFINED})", r"\b(?:disput|contest|den|reject)\w+ (?:\S+ ){0,6}?open(?:[- ]source|ness)?\b",
    r"不是[^,]{0,6}?(?:真正)?(?:意义上)?的?开[源放]|并非[^,]{0,6}?(?:真正)?(?:意义上)?的?开[源放]|(?:不算|算不上|称不上|谈不上|不能算|不被视为|不属于)[^,]{0,8}?开[源放]|伪开源|假开源|不符合[^,]{0,20}?(?:开源|定义)|质疑[^,]{0,16}?开源",
    r"(?:n'est|ne sont|n'etait|ne serait|n'a rien d') ?(?:pas|guere|nullement|en rien)? ?(?:\S+ ){0,3}?(?:open[- ]source|ouverte?s?\b|libres?\b)", r"(?:ne (?:\w+ )?(?:repond|respecte|satisfait|remplit|correspond)) (?:pas|guere) (?:\S+ ){0,8}?(?:definition|criteres|open[- ]source)", r"faux open[- ]source|pseudo-open|pretendu\w* (?:\S+ ){0,2}?(?:open[- ]source|ouvert)", r"conteste (?:\S+ ){0,6}?(?:open[- ]source|ouvert\w*|libre)",
    r"(?:\bnicht|\bkein\w*|\bweder) (?:\S+ ){0,3}?(?:open[- ]source\b|open-source-\w+|quelloffen\w*|offen\w?\b)(?! (?:gelegt|zuganglich))", rf"erfull\w+ (?:\S+ ){{0,6}}?{_DEFINED} (?:\S+ ){{0,6}}?nicht|nicht (?:\S+ ){{0,5}}?{_DEFINED} (?:\S+ ){{0,6}}?(?:erfull|entspr)\w+|entspricht nicht (?:\S+ ){{0,6}}?{_DEFINED}", r"etikettenschwindel|bestreite\w+ (?:\S+ ){0,6}?(?:open[- ]source|offen)",
)  # fmt: skip

# A doubt is a denial, and no condition, although it says `whether`.
DOUBTED = any_of(r"\b(?:doubt|question|challeng|bezweif|dout)\w*,? (?:whether|if|ob|si)\b", "质疑|怀疑")
# What will not be open is not contested.
PLANNED = any_of(
    r"\b(?:will|would|could|might|shall|won't|is to|are to) (?:\w+ ){0,2}?(?:not|never)?\b|\bwon't\b|\b(?:wird|werden|soll|sollen|konnte) (?:\S+ ){0,6}?(?:nicht|kein)|\b(?:sera|seront|serait) ",
    r"不会|将不",
)
# What is only thought.
CONDITION = any_of(
    r"\b(?:if|whether|unless|once|until|in case|were it|ob|wenn|sofern|solange|bis|si|s'il|au cas ou|a moins que|quand)\b",
    r"(?:^|, )falls\b",
    r"如果|是否|若|一旦|假如|除非",
)

# What is denied, planned, asked for, kept back, or was so once.
DOUBTFUL = any_of(
    r"\b(?:will|would|could|(?<!anyone )(?<!anybody )(?<!everyone )(?-i:may)(?! now| (?:freely )?be (?:freely |now |also )?(?:used|run|sold|changed|downloaded|copied|modified|shared|studied|inspected|redistributed))|might|should|shall|must(?! (?:accept|agree|sign))|can't)\b", r"'ll\b|'d\b", r"\b(?:not|never|no longer|cannot|without|neither|nor|no|none|nothing|hardly)\b|n't\b",
    r"\b(?:plans?|planned|planning|intends?|expects?|expected|hopes?|promis\w+|considers?|considering|aims?|wants?|vows?|pledg\w+|prepar\w+|asks?|asked|asking|urg\w+|demand\w*|call\w* on|petition\w*|lobb\w+) (?:\S+ ){0,3}?(?:to|for|that)\b",
    r"\b(?:poised|set|about|due|yet|likely) (?:to|for)\b", r"\b(?:rumou?r\w*|reportedly|refus\w+|declin\w+|delay\w*|withh[eo]ld\w*|kept (?:\w+ ){0,3}?(?:back|closed|secret)|keeps? (?:\S+ ){0,4}?(?:closed|proprietary|secret|back|private|itself|under wraps)|closed|secret|behind (?:an? |its )?(?:api|paywall)|soon|upcoming|yet to|stay\w* in|missing|lacks?|had been|used to be|previously|formerly|originally|earlier version|one of (?:them|the two|these|its|[\ue000-\ue0ff] and)|some of|either of|next (?:week|month|year|spring|autumn)|leaked|stolen|against (?:\w+ ){0,2}?(?:publish|releas|open|shar)\w*|stop\w* short of|rul\w+ out|instead of (?:publish|releas|open)\w*|withdr[ae]w\w*|pulled|took down|taken down|(?:up)?on request|by application|waiting list|case-by-case|selected|vetted|approved|partners only|to partners|paying customers|the (?:\w+ )?ones|to be (?:re)?(?:publish|releas|open|licen|put|made|made)\w*|pirated|api only|only (?:through|via|by))\b",
    r"未|尚|计划|即将|或将|拟|可能|是否|不会|不再|没有|并非|不开|不公|不提供|保密|闭源|将(?:于|会|在|继续|正式|陆续|逐步|全面|其)?(?:开源|发布|开放|公开|推出|会|于)|有望|要求|呼吁|希望|原先|原本|此前|曾|其中(?:之一|一个)|泄露|拒绝|承诺|预计|仅通过|明年|下月|下周|考虑|需申请|撤回|下架",
    r"\b(?:pourra\w*|envisage\w*|prevoi\w+|sera|seront|devra\w*|ne|n'\w+|jamais|sans|bientot|compte|comptent|secret\w*|ferme\w*|reserve\w*|promet\w*|veut|souhaite\w*|refuse\w*|demande\w*|reclame\w*|auparavant|autrefois|jusqu'ici|l'un d'eux|l'un des deux|l'an prochain|fuit\w*|espere\w*|attend\w*|voudr\w+|soit|soient|faudrait|aimerait\w*|sur demande|retire\w*|renonc\w+)\b",
    r"^(?!.*\b(?:kann|konnen|darf|durfen)\b).*\bwerden\b|\bwird\b(?!.*\b(?:angeboten|vertrieben|verbreitet|bereitgestellt|lizenziert)\b)", r"\b(?:konnte\w*|(?<!wer )will|wollen|plant|planen|soll|sollen|sollte\w*|nicht|nie|niemals|kein\w*|ohne|demnachst|bald|weder|geheim|geschlossen\w*|verspricht|fordert|fordern|verlang\w+|bisher|fruher|zuvor|einst|eine[sr]? (?:von ihnen|der beiden)|durchgesickert|verschlossen|unter verschluss|behalt|nachstes jahr|kunftig|hofft|erwagt|mochte\w*|auf anfrage|zuruckgezogen|verzichte\w*)\b",
)  # fmt: skip
