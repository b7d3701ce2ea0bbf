"""The steps behind `copydesk try`: one module a step, each with judge(asked) and show(targets)."""

WHAT = {
    "page": "the article in a page: text, title, date, authors",
    "feed": "the leads of a feed, sitemap or listing",
    "text": "what cleaning takes out of a text, its parts by language",
    "topic": "whether it is of a topic, and why",
    "names": "models, labs, people, licences it names",
    "copy": "whether one of two texts is a copy of the other",
    "story": "whether two articles tell one event",
    "lineage": "who took it from whom among several texts",
}
