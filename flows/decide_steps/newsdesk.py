"""What every decision needs, loaded once a process: topics, names, seeds, the encoder; and drafts made with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from desk.errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import duckdb

    from desk.documents.document import Document
    from desk.models import Article, Lead, Mention, OpennessFact, TopicVerdict
    from desk.names.gazetteer import Names
    from desk.seeds.index import SeedIndex
    from desk.text.encoder import Encoder
    from desk.topic.verdict import Topic
    from flows.settings import Settings
    from warehouse.copy_candidates import Probe
    from warehouse.copy_verdicts import KnownText


TOGETHER = 50  # articles whose sentences are encoded in one call, some 1,500 of them


@dataclass(frozen=True, slots=True)
class Draft:
    """An article with all that can be decided about it alone."""

    article: Article
    topics: tuple[TopicVerdict, ...]
    mentions: tuple[Mention, ...]
    openness: tuple[OpennessFact, ...]
    document: Document = field(repr=False)

    @property
    def relevant(self) -> bool:
        """Whether any topic wants it."""
        return any(verdict.relevant for verdict in self.topics)


@dataclass(frozen=True)
class Fresh:
    """A draft that is really new, with the id it is stored under."""

    article_id: int
    draft: Draft = field(repr=False)

    @property
    def probe(self) -> Probe:
        """What candidates are looked up by."""
        from warehouse.copy_candidates import Probe

        return Probe(self.article_id, self.draft.document.sketch)


class Newsdesk:
    """Lazily loaded: a crawl that finds nothing new reads no rules, a command without vectors no weights."""

    def __init__(self, settings: Settings, seed_index: SeedIndex | None = None) -> None:
        self.settings, self._seed_index = settings, seed_index
        self.trouble: EncoderError | None = None  # why there are no more vectors in this run

    @property
    def seed_index(self) -> SeedIndex:
        """The seeds in use; `stock` has brought them."""
        assert self._seed_index is not None
        return self._seed_index

    @property
    def stocked(self) -> bool:
        """Whether articles can be judged."""
        return self._seed_index is not None

    def stock(self, con: duckdb.DuckDBPyConnection) -> None:
        """Read rules and seeds and keep the seeds' facts: once a run, before the first article is judged."""
        if self.stocked:
            return
        from flows.decide_steps.seed_corpus import seed_index
        from warehouse.seeds import remember_seeds

        found = seed_index(con)
        remember_seeds(con, found.fingerprints)
        self._read_rules()
        self._seed_index = found

    def _read_rules(self) -> None:
        assert self.topics
        assert self.names

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """Open-source AI, and the topics of COPYDESK_TOPICS."""
        from flows.decide_steps.names_and_topics import topics_of

        return topics_of(self.settings)

    @cached_property
    def names(self) -> Names:
        """The known names, a user's own among them."""
        from flows.decide_steps.names_and_topics import names_of

        return names_of(self.settings)

    @property
    def encoder(self) -> Encoder | None:
        """The sentence encoder; None when the setting says none, or when it has failed in this run."""
        return None if self.trouble else self._encoder

    def rest(self) -> None:
        """Let go of the memory that deciding took: what comes after it needs some of its own."""
        from desk.text.remembering import Resting

        if "_encoder" in self.__dict__ and isinstance(self._encoder, Resting):
            self._encoder.rest()

    def go_on_without_vectors(self, error: EncoderError) -> None:
        """An encoder that fails is asked no more in this run: articles are stored all the same."""
        self.trouble = error

    @cached_property
    def _encoder(self) -> Encoder | None:
        from flows.decide_steps.encoder import encoder_of

        return encoder_of(self.settings)

    def check(self) -> None:
        """ConfigError for what a user's setting or file spoils, before any work is done.

        What comes with copydesk is tested with it, so it is not read for this.
        """
        settings = self.settings
        if settings.names or settings.topics or settings.own_names.exists():
            self._read_rules()
        assert self.encoder is None or self.encoder.name

    def drafts(self, articles: Iterable[Article]) -> list[Draft]:
        """Drafts of a visit's articles; sentence vectors only where they can change a verdict."""
        made = [self.draft(article) for article in articles]
        if self.encoder is not None:
            try:
                _encode([draft for draft in made if draft.relevant], self.encoder)
            except EncoderError as error:
                self.go_on_without_vectors(error)
        return made

    def promise(self, lead: Lead) -> float:
        """How likely a topic wants what a lead leads to, 0 to 1, by the little its source said."""
        from desk.topic.verdict import judge

        title, summary = lead.title or "", lead.summary or ""
        return max(judge(topic, title, summary, lead.language).score for topic in self.topics)

    def draft(self, article: Article) -> Draft:
        """Topic, names, openness and the document to compare; no history is asked."""
        from desk.openness.statements import facts
        from desk.topic.verdict import judge

        text, mentions = article.text, self.names.find(article.title, article.text, article.language)
        topics = tuple(judge(topic, article.title, text, article.language) for topic in self.topics)
        relevant = any(verdict.relevant for verdict in topics)
        opened = facts(article.title, text, self.names) if relevant else ()
        return Draft(article, topics, mentions, opened, prepared(article))


def _encode(drafts: Sequence[Draft], encoder: Encoder) -> None:
    """Vectors for the verdicts and, which the encoder remembers, the story cards; those of many articles at once."""
    from desk.stories.meaning import texts_of

    for first in range(0, len(drafts), TOGETHER):
        together = drafts[first : first + TOGETHER]
        parts = [(draft.document, part) for draft in together for part in range(len(draft.article.parts))]
        articles = [draft.article for draft in together]
        cards = [text for each in articles for text in texts_of((each.title, each.text, each.language), encoder)]
        encoder.encode([*cards, *(text for document, part in parts for text in document.encoded(part))])
        for document, part in parts:
            document.vectors(encoder, part)


def prepared(article: Article | KnownText) -> Document:
    """An article, new or stored, as the copy verdict compares it."""
    from desk.documents.document import document

    return document(
        article.parts,
        title=article.title,
        url=article.url,
        published=article.published,
        outlet=article.outlet_id,
        canonical_url=article.canonical_url,
        source=article.source,
    )
