"""A title without what an agency or a site hangs on it: slugs before, the source it names behind."""

from __future__ import annotations

import re

from desk.text.simplified import simplify

SLUG = re.compile(  # what agencies write before a title
    r"^\s*(?:(?:UPDATE|WRAPUP|REFILE|RPT|BRIEF|CORRECTED|FACTBOX|EXCLUSIVE|ANALYSIS|COLUMN|TEXT|TABLE|BREAKING|LIVE|"
    r"REG|HIGHLIGHTS|INTERVIEW|TIMELINE|INSIGHT|PREVIEW|NEWSMAKER|DEALTALK|POLL|OPINION|WATCH|VIDEO|SPECIAL REPORT|"
    r"ON THE MOVE|Exclusive|Factbox|Analysis|Breaking|Update|Opinion|Watch|Video|Breakingviews)\b[\s\d]*[-:–—]\s*)+"
)
SAID_BY = re.compile(  # whom a title names as its source behind a dash, colon or bar
    r"\s*(?:[-–—|:]|\.{3})\s*(?:(?:\w+ )?(?:sources?|reports?|filings?|documents?|memo|paper|media|survey|poll|study)|"
    r"WSJ|Wall Street Journal|N\.?Y\.?T|N\.?Y\.? Times|(?:The )?New York Times|F\.?T|Financial Times|Bloomberg|"
    r"Reuters|CNBC|CNN|BBC|AP|AFP|The Information|The Verge|TechCrunch|Axios|Politico|Nikkei|Washington Post)\s*$",
    re.IGNORECASE,
)


def bare_title(title: str) -> str:
    """The title without what agencies write before it and whom it names as its source behind."""
    plain = SLUG.sub("", simplify(title))
    return SAID_BY.sub("", plain) or plain
