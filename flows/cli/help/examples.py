"""Examples for the end of every command's --help. A test reads each of them as the command line would."""

from __future__ import annotations

EXAMPLES: dict[str, tuple[str, ...]] = {
    "run": ("copydesk run", "copydesk run --json > report.json"),
    "crawl": (
        "copydesk crawl",
        "copydesk crawl wired lwn",
        "copydesk crawl --tag labs --language en --due",
        "copydesk crawl --warc archive/",
    ),
    "digest": ("copydesk digest --preview", "copydesk digest --date 2026-11-29 --tag policy"),
    "digest correct": ("copydesk digest correct s7 --saying 'The licence is MIT, not Apache'",),
    "digest withdraw": ("copydesk digest withdraw", "copydesk digest withdraw --date 2026-11-29"),
    "channels list": ("copydesk channels list",),
    "channels check": ("copydesk channels check",),
    "channels try": ("copydesk channels try policy",),
    "try": (
        "copydesk try page article.html",
        "copydesk try copy a.txt b.txt",
        "copydesk try topic --jsonl < items.jsonl",
    ),
    "trace": ("copydesk trace release.txt", "copydesk trace https://example.com/news/1", "pbpaste | copydesk trace -"),
    "why": ("copydesk why a34", "copydesk why example.com/news/1", 'copydesk why "opens the weights" --all'),
    "judge": (
        "copydesk judge a34 --copy-of a12 --kind translation --note 'says so at its end'",
        "copydesk judge a34 --not-a-copy",
        "copydesk judge --export pairs.jsonl",
    ),
    "sql": (
        'copydesk sql "select outlet, count(*) from articles group by 1 order by 2 desc"',
        'copydesk sql -o copies.xlsx "from copies"',
        "copydesk sql .schema stories",
        'copydesk sql --at 2026-11-28 "from stories"',
    ),
    "search": ("copydesk search open weights licence", "copydesk search '\"Llama 4\" quant*' --since 2026-11-01"),
    "site build": ("copydesk site build", "copydesk site build --to /srv/www/desk"),
    "site dossier": (
        "copydesk site dossier --since 2026-11-01",
        "copydesk site dossier --seeds own-1a2b3c -o dossier.html",
    ),
    "site serve": ("copydesk site serve", "copydesk site serve --port 0"),
    "mcp": ("copydesk mcp",),
    "health": ("copydesk health", "copydesk health --json"),
    "config": ("copydesk config", "COPYDESK_TIMEZONE=Europe/Paris copydesk config"),
    "up": ("copydesk up", "copydesk up --port 4300"),
    "deploy": ("copydesk deploy", "copydesk deploy --port 4300"),
    "demo": ("copydesk demo", "copydesk demo --home /tmp/newsroom"),
    "export": ("copydesk export backup/2026-11-29",),
    "import folder": ("copydesk import folder backup/2026-11-29",),
    "import articles": ("copydesk import articles old.jsonl",),
    "import warc": ("copydesk import warc crawl.warc.gz",),
    "outlets list": ("copydesk outlets list", "copydesk outlets list norwegian --tag press"),
    "outlets check": ("copydesk outlets check wired lwn", "copydesk outlets check --tag labs"),
    "outlets add": (
        "copydesk outlets add https://example.com",
        "copydesk outlets add https://example.com --id example -y",
    ),
    "outlets pause": ("copydesk outlets pause wired --reason 'too much video'",),
    "outlets resume": ("copydesk outlets resume wired",),
    "outlets remove": ("copydesk outlets remove example",),
    "outlets edit": ("copydesk outlets edit", "copydesk outlets edit wired"),
    "outlets import": ("copydesk outlets import subscriptions.opml --tag press",),
    "outlets export": ("copydesk outlets export outlets.opml", "copydesk outlets export - --tag labs"),
    "outlets record": ("copydesk outlets record wired",),
    "seeds build": ("copydesk seeds build texts/",),
    "seeds list": ("copydesk seeds list",),
    "seeds add": (
        "copydesk seeds add release.txt --title 'Our release'",
        "copydesk seeds add https://example.com/release",
    ),
    "seeds remove": ("copydesk seeds remove own-1a2b3c",),
    "seeds check": ("copydesk seeds check",),
    "story show": ("copydesk story show s7", 'copydesk story show "opens the weights"'),
    "story explain": ("copydesk story explain s7",),
    "story merge": ("copydesk story merge s7 s8",),
    "story split": ("copydesk story split s7 a34 a35",),
    "names list": ("copydesk names list", "copydesk names list heron --kind model"),
    "names suggest": ("copydesk names suggest",),
    "names add": ("copydesk names add Heron --kind model", "copydesk names add 'Heron 2' --to heron"),
    "names remove": ("copydesk names remove heron",),
    "openness": ("copydesk openness", "copydesk openness Heron"),
    "slack check": ("copydesk slack check",),
    "slack manifest": ("copydesk slack manifest > manifest.yaml",),
    "upkeep": ("copydesk upkeep", "copydesk upkeep --keep-days 30"),
    "upkeep check": ("copydesk upkeep check",),
    "upkeep prune": ("copydesk upkeep prune --keep-days 30",),
    "upkeep compact": ("copydesk upkeep compact --force",),
    "upkeep publish": ("copydesk upkeep publish",),
    "upkeep backup": ("copydesk upkeep backup",),
    "upkeep restore": (
        "copydesk upkeep restore",
        "copydesk upkeep restore latest",
        "copydesk upkeep restore 2026-11-29",
    ),
    "upkeep redecide": ("copydesk upkeep redecide", "copydesk upkeep redecide --afresh"),
}


def epilog(path: str) -> str | None:
    """The examples of a command as the end of its help; None if it has none."""
    lines = EXAMPLES.get(path, ())
    return "\n\n".join(["For example:", *lines]) if lines else None
