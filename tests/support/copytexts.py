# ruff: noqa: E501  (a sentence of a text stands on one line, as it would in a file)
"""Texts written for the tests of the copy verdict: one report, what may become of it, and another report."""

from __future__ import annotations

from desk.documents.document import Document, document
from desk.models import Part

REPORT = """Fjordlab, a research company in Bergen, released the weights of its language model Heron 2 on Tuesday under the Apache licence.
The model has 34 billion parameters and was trained for eleven weeks on a cluster that the Norwegian government paid for.
Ingrid Solberg, who leads the company, told reporters at the harbour that nobody should have to ask permission to study such a system.
"We publish the weights, the training code and the list of every source we used, and we will do so again next year," she said.
Rivals in California reacted coolly, pointing out that Heron 2 trails their own products in mathematics by 9 points.
Universities were quicker to welcome the news, and the University of Lund downloaded the model 1,400 times within a day.
Erik Dahl, who teaches linguistics there, said his students had waited for a model that understands Nynorsk.
The company spent 41 million euros on the project, about a third of what the ministry had set aside for it.
Some members of parliament in Oslo doubt that the money was well spent and want the auditors to look at the contract.
Fjordlab has promised a smaller version for telephones before the summer and a workshop for teachers in Tromsø."""

SPUN = """Fjordlab, a research firm in Bergen, launched the weights of its language mannequin Heron 2 on Tuesday beneath the Apache licence.
The mannequin has 34 billion parameters and was educated for eleven weeks on a cluster that the Norwegian authorities paid for.
Ingrid Solberg, who leads the firm, informed reporters at the harbour that no one ought to have to ask permission to check such a system.
"We publish the weights, the training code and the list of every source we used, and we will do so again next year," she mentioned.
Rivals in California responded coolly, stating that Heron 2 trails their very own merchandise in mathematics by 9 points.
Universities have been faster to welcome the information, and the University of Lund downloaded the mannequin 1,400 times inside a day.
Erik Dahl, who teaches linguistics there, mentioned his pupils had waited for a mannequin that understands Nynorsk.
The firm spent 41 million euros on the undertaking, a few third of what the ministry had put aside for it.
Some members of parliament in Oslo doubt that the cash was effectively spent and need the auditors to take a look at the contract.
Fjordlab has promised a smaller model for telephones earlier than the summer time and a workshop for academics in Tromsø."""

FRENCH = """Fjordlab, une société de recherche de Bergen, a publié mardi les poids de son modèle de langage Heron 2 sous la licence Apache.
Le modèle compte 34 milliards de paramètres et a été entraîné pendant onze semaines sur une grappe de calcul payée par le gouvernement norvégien.
Ingrid Solberg, qui dirige l'entreprise, a déclaré aux journalistes sur le port que personne ne devrait avoir à demander la permission d'étudier un tel système.
« Nous publions les poids, le code d'entraînement et la liste de toutes les sources utilisées, et nous le referons l'année prochaine », a-t-elle dit.
Les concurrents californiens ont réagi froidement, soulignant que Heron 2 est en retard de 9 points sur leurs propres produits en mathématiques.
Les universités ont accueilli la nouvelle plus vite, et l'université de Lund a téléchargé le modèle 1 400 fois en une journée.
Erik Dahl, qui y enseigne la linguistique, a dit que ses étudiants attendaient un modèle qui comprenne le nynorsk.
L'entreprise a dépensé 41 millions d'euros pour ce projet, environ un tiers de ce que le ministère avait prévu.
Certains députés à Oslo doutent que l'argent ait été bien dépensé et veulent que les auditeurs examinent le contrat.
Fjordlab a promis une version plus petite pour les téléphones avant l'été et un atelier pour les enseignants à Tromsø."""

REWRITTEN = """Anyone may now download Heron 2: Fjordlab put the model's weights online this Tuesday, choosing the Apache licence.
Behind it stands a firm from Bergen whose computers, financed by the state of Norway, worked on the 34 billion parameters for eleven weeks.
Studying a system like this must not depend on somebody's consent, its chief Ingrid Solberg explained to journalists near the water.
Besides the weights, she pledged to make public how it was trained as well as each source, and to repeat the exercise in twelve months.
Competitors from California shrugged, noting a gap of 9 points between Heron 2 and what they sell when it comes to mathematics.
Warmer words came from academia; within twenty-four hours the University of Lund had fetched 1,400 copies of the model.
According to Erik Dahl, a linguistics teacher at Lund, something able to handle Nynorsk is what the students had been hoping for.
All in all the work cost Fjordlab 41 million euros, roughly one third of the ministry's budget for the purpose.
In Oslo, several lawmakers suspect waste and are calling on auditors to go through the agreement.
Next on the list are a compact edition meant for phones, due ahead of summer, and classes for teachers to be held in Tromsø."""

OTHER_REPORT = """Norway joined the race for open language models this week when a company from Bergen made its newest system available free of charge.
Heron 2, as Fjordlab calls it, can be run on a single machine with 80 gigabytes of memory, according to tests that Aftenposten made.
Our reporter asked the model to write a letter to the tax office and got a polite but wrong answer in 14 seconds.
"It is a fine toy, but I would not let it near our archive," said Marit Hansen, head of the National Library in Rana.
The Consumer Council sees a danger for children and demands that Fjordlab add an age check before December.
Investors seem less worried, for shares of the parent group Vestland Invest rose by 6 percent in early trading.
Analyst Jonas Berg of Nordea expects that the company will offer paid support to banks and hospitals.
"They give away the engine and sell the garage," he told this newspaper over the telephone.
Sweden and Finland are working on similar projects, both of which are to end in 2027.
A spokesman for the Ministry of Digitalisation declined to comment on whether further grants are planned."""

POLISHED_REPORT = """In a landmark moment for European research, the Bergen company Fjordlab has unveiled Heron 2, an open language model poised to reshape the landscape.
The release underscores a growing commitment to transparency, offering developers across the continent an invaluable resource for innovation.
Observers highlighted the profound significance of the achievement, noting that few public institutions have embraced such an ambitious vision.
The model arrives amid mounting concern over the dominance of a handful of corporations, sparking renewed debate about digital sovereignty.
Schools and libraries in Trondheim and Stavanger are already exploring pilot projects, fostering collaboration between teachers and engineers.
Critics, however, emphasize the considerable energy demands of training, prompting calls for greater accountability and robust oversight.
Ultimately, the launch serves as a testament to the resilience of a community that refuses to be left behind in a rapidly evolving field."""

POLISHED_REWRITE = """Fjordlab has released Heron 2, a remarkable language model whose weights are now freely available, marking a pivotal step for openness.
The Bergen research company unveiled the system under the Apache licence, underscoring its commitment to unrestricted study.
Boasting 34 billion parameters, the model underwent eleven weeks of training on infrastructure funded by the Norwegian government.
Fjordlab's leader, Ingrid Solberg, emphasized that understanding such a system should never depend on permission, pledging further publications next year.
Rivals in California offered a muted response, highlighting a 9 point gap in mathematics, while universities embraced the release.
Erik Dahl of the University of Lund noted the profound enthusiasm of students for a model attuned to Nynorsk.
The 41 million euro investment has sparked scrutiny in Oslo, where lawmakers are seeking an examination of the contract by auditors."""

UNRELATED = """The ferry between the two islands will not run for most of November, the harbour office announced on Monday morning.
Divers found cracks in the pier last week, and the repair cannot wait until spring, said its director, Paulo Mendes.
About 300 commuters use the boat every day, among them pupils of the only secondary school in the district.
The town will hire two buses, which take the long road round the bay and need 70 minutes instead of 20.
Fishermen may go on using the northern side of the pier as long as the wind stays below force six.
"My father rowed across in worse weather," said Ana Ribeiro, who sells bread on the quay, "but nobody asks me."
The cost of 2.4 million is shared by the region and the owner of the ferry, a cooperative founded in 1931.
If the concrete hardens in time, the first boat after the repair leaves on the second of December at dawn."""

FRAME_TOP = "MENU\nLatest\nVideos\nPodcasts\nListen to this article 7 min\nThe Morning Wire brings you the stories that matter before your first coffee.\n"
FRAME_BOTTOM = (
    "\nFollow us on social media and never miss a story. Sign up for our newsletter.\n"
    "Related articles: Seven gardens worth a detour. Why the old bridge must go.\nAll rights reserved."
)


def framed(text: str) -> str:
    """The text as a page of one and the same site."""
    return FRAME_TOP + text + FRAME_BOTTOM


def english(text: str, **facts: object) -> Document:
    """An English text as the copy verdict compares it."""
    return document([Part("en", text)], **facts)  # type: ignore[arg-type]
