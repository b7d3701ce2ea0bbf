# ruff: noqa: E501  (a paragraph of a text stands on one line, as it would in a file)
"""Reports written for the tests of independence: two that stand on one press release, two of their own."""

STATEMENT = "The new Sandpiper model was trained on 4,120 hours of recordings from fishing villages between Ålesund and Hammerfest, and every hour was paid for at the rate that the actors' union agreed with the ministry last spring."
QUOTES = (
    "We owe these voices more than a footnote, so their owners get a share of every licence we sell.",
    "If a village wants its recordings back, it gets them back within 30 days and no questions asked.",
)

ON_THE_RELEASE = f"""A speech model that understands the dialects of the coast is out. Lydhavn, the company behind it, put it on the net this morning.
{STATEMENT}
"{QUOTES[0]}" managing director Torunn Eik said.
Developers may try it at once; shops have to ask first. The download weighs 7.3 gigabytes."""

ALSO_ON_THE_RELEASE = f"""Good news for everyone who is tired of being misunderstood by a telephone: a firm from Trondheim has taught a machine how people talk up north.
"{QUOTES[0]}" says Torunn Eik, who runs Lydhavn. "{QUOTES[1]}"
{STATEMENT}
Whether the thing copes with wind we have not been able to find out."""

QUOTED_AND_COUNTED = f"""Lydhavn of Trondheim has a dialect model, its director writes in a note to customers.
"{QUOTES[0]}" it says there, and further: "{QUOTES[1]}" Altogether 4,120 hours went in, 7.3 gigabytes come out."""

QUOTED_AND_COUNTED_TOO = f"""Voices from the coast have become software. "{QUOTES[1]}" is the promise that Lydhavn makes to those who spoke, and it adds: "{QUOTES[0]}"
The file is one of 7.3 gigabytes and holds what 4,120 hours taught it."""

OWN = """We spent two days with the people whose voices are in Lydhavn's model. Aslaug Myhre, 81, reads the tide tables aloud at her kitchen table in Runde.
Nobody told her what they were for, she says; her nephew heard his aunt out of a ticket machine. The company regrets that and has sent flowers.
"I said yes to a museum," she told us, "and I would have said yes to this, had anyone asked."
The data protection office in Oslo confirmed that it has opened a case. It concerns 212 of the speakers."""

OWN_TOO = """A dialect model from Trondheim may be sold without the consent of some who spoke for it, according to papers that this newspaper has seen.
Lydhavn says that forms were lost when it moved offices in 2024. A lawyer for eleven speakers calls that convenient.
"Torunn Eik has signed each page herself," the lawyer says. The company put the model on the net in the morning and took questions in the afternoon."""
