"""Catalogue, vectors, keywords and archive of one data folder, opened together."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.errors import EmbeddingMismatch
from corpus.keywords import KeywordIndex
from corpus.ledger import Ledger
from corpus.settings import CorpusSettings
from corpus.vectors import VectorStore

ACTIVE_COLLECTION = "active_collection"
EMBEDDING_MODEL = "embedding_model"
FIRST_COLLECTION = "passages-1"
KEYWORDS_FOLDER = "keywords"
ARCHIVE_FOLDER = "archive"


@dataclass(frozen=True, slots=True)
class Stores:
    """Where a collection of articles is kept."""

    catalogue: Catalogue
    vectors: VectorStore
    keywords: KeywordIndex
    archive: Archive

    @classmethod
    def open(cls, settings: CorpusSettings) -> Stores:
        """Opens everything, creating what is not there yet.

        Raises:
            StorageUnavailable: a part cannot be used.
            ConfigurationError: an address cannot be read.
        """
        catalogue = Catalogue.open(settings.database.url, settings.data_dir)
        name = catalogue.fact(ACTIVE_COLLECTION) or FIRST_COLLECTION
        return cls(
            catalogue=catalogue,
            vectors=VectorStore.open(settings.chroma, settings.data_dir, name),
            keywords=KeywordIndex(settings.data_dir / KEYWORDS_FOLDER),
            archive=Archive(catalogue, KeywordIndex(settings.data_dir / ARCHIVE_FOLDER)),
        )

    def close(self) -> None:
        """Lets go of the catalogue's connections; the others hold none that matter."""
        self.catalogue.close()

    def active_vectors(self) -> VectorStore:
        """The vectors that the catalogue names as active at this moment."""
        name = self.catalogue.fact(ACTIVE_COLLECTION) or FIRST_COLLECTION
        return self.vectors if name == self.vectors.collection else self.vectors.on(name)

    def adopt_model(self, model: str) -> None:
        """Notes the embedding model on the first use, creates the vectors' collection if needed.

        Raises:
            EmbeddingMismatch: the stored vectors were made by another model.
        """
        self.check_model(model)
        vectors = self.active_vectors()
        if self.catalogue.fact(EMBEDDING_MODEL) is None:
            with self.catalogue.writing() as connection:
                ledger = Ledger(connection)
                ledger.set_fact(EMBEDDING_MODEL, model)
                ledger.set_fact(ACTIVE_COLLECTION, vectors.collection)
            vectors.create()
        elif not self.catalogue.counts().passages:
            vectors.create()

    def check_model(self, model: str) -> None:
        """Returns if the stored vectors were made by ``model``, or if there are none.

        Raises:
            EmbeddingMismatch: another model made them.
        """
        made_by = self.catalogue.fact(EMBEDDING_MODEL)
        if made_by is not None and made_by != model:
            raise EmbeddingMismatch(
                f"the stored vectors were made by {made_by}, the configured model is {model}; "
                "`dateline doctor --repair` rebuilds them with the configured model, or set "
                "DATELINE_EMBEDDING__MODEL back"
            )
