"""Sentences in many scripts, and strings that are hardly any, for the tests of the bundled model."""

SENTENCES = [
    "The harbour ferry stopped for an hour because of fog.",
    "  Two  blanks, a tab\tand a line\nbreak. ",
    "Die Fähre legte wegen Nebels eine Stunde lang nicht ab.",
    "渡轮因大雾停航一小时，乘客改乘公共汽车。",
    "霧のためフェリーは一時間止まった。",
    "เรือข้ามฟากหยุดหนึ่งชั่วโมงเพราะหมอก",
    "توقفت العبارة ساعة بسبب الضباب.",
    "Паром стоял час из-за тумана.",
    "e\u0301te\u0301 \u00a0 ½ ﬁn ㎏ Ⅷ",
    "\u200b \u3000",
    "",
    "a",
    "word " * 300,
    "🚢 12,5 % — „no“ … x_y http://example.org/a?b=c",
]
