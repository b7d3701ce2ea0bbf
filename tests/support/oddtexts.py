# ruff: noqa: E501  (a sentence of a text stands on one line, as it would in a file)
"""Texts that are no article: too little, no prose, no language anybody knows."""

from __future__ import annotations

REFUSAL = """As an AI language model, I cannot rewrite this article, because I do not have access to the text you mention.
Please provide the passage that you would like me to rephrase, and I will be happy to help you with it.
If you have any other question or need help with something else, do not hesitate to let me know at any time.
I can summarise a text, translate it into another language, or explain what a difficult sentence means.
I am not able to browse the internet or to open links, so please paste the words here. Thank you for your patience."""

ODD = {
    "one sentence": "One sentence is all that there is.",
    "names only": " ".join(["Ingrid Solberg", "Erik Dahl", "Heron", "Fjordlab", "Bergen", "Lund"] * 40),
    "numbers only": " ".join(str(number * 37) for number in range(300)),
    "refusal": REFUSAL,
    "a language nobody knows": "\n".join(
        f"Ora beku {name} tilamo venu sanda, kelo riga {at} morpa delu Heron vasti nemo kuro palasta."
        for at, name in enumerate(["Solberg", "Dahl", "Lund", "Bergen", "Oslo", "Rana", "Nordea", "Vestland"] * 2)
    ),
    "two scripts": "水" * 400 + " Fjordlab released Heron 2 " * 20,
    "marks": '"' * 5000,
}
