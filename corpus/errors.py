"""The one hierarchy of errors, split by what the caller does next.

    DatelineError
    ├── PermanentError             trying again without a change cannot help
    │   ├── ConfigurationError     a setting is wrong
    │   ├── UnusableSource         a file, page or record holds no usable article
    │   │   └── AddressRefused     a page's address leads to where nothing is fetched from
    │   ├── ArticleNotFound        no article has that id
    │   ├── AnswerNotFound         no answer is kept under that id
    │   ├── EmbeddingMismatch      the index was made by another embedding model
    │   ├── ModelDamaged           a model file does not have the expected sha256
    │   └── ModelRejected          a model server refused the request for good
    └── TransientError             the same call may work later
        ├── DataFolderBusy         another process owns the data folder
        ├── StorageUnavailable     database, vector store or disk cannot be used now
        ├── PageUnavailable        a web page's server cannot be reached or fails
        │   └── PageTooSlow        it did not send the page in time
        └── ModelUnavailable       a model cannot be fetched or reached now

Every message says what happened, to what, and what to do. A refusal to answer is not an error:
it is a value (``service.answering.answer.Answer`` with status ``unanswerable``).
"""

from __future__ import annotations

_MOST_SHOWN = 100


class DatelineError(Exception):
    """Any failure that Dateline foresees; its text is fit for the person who sees it."""


class PermanentError(DatelineError):
    """Trying again without changing something cannot help."""


class TransientError(DatelineError):
    """The same call may succeed later."""


class ConfigurationError(PermanentError):
    """A setting, prompt or environment variable is wrong."""


class UnusableSource(PermanentError):
    """A file, page or record holds no usable article.

    ``line`` is the 1-based line of the file where the trouble is, where there is one.
    """

    def __init__(self, reason: str, *, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


class AddressRefused(UnusableSource):
    """The address of a page is none from which pages are fetched."""


class ArticleNotFound(PermanentError):
    """No article has this id."""

    def __init__(self, article_id: str) -> None:
        super().__init__(
            f"there is no article {_shown(article_id)}; `dateline list` shows the ids there are"
        )
        self.article_id = article_id


class AnswerNotFound(PermanentError):
    """No answer is kept under this id."""

    def __init__(self, answer_id: str) -> None:
        super().__init__(
            f"there is no answer {_shown(answer_id)}: the id is wrong, or the answer is no longer "
            "kept (DATELINE_WEB__ANSWERS_KEPT_DAYS); ask the question again"
        )
        self.answer_id = answer_id


class EmbeddingMismatch(PermanentError):
    """The stored vectors were made by another embedding model than the configured one."""


class ModelDamaged(PermanentError):
    """A model file does not have the sha256 it must have."""


class ModelRejected(PermanentError):
    """A model server refused the request, and will again."""


class DataFolderBusy(TransientError):
    """Another process owns the data folder."""


class StorageUnavailable(TransientError):
    """The database, the vector store or the disk cannot be used at this moment."""


class PageUnavailable(TransientError):
    """A web page's server cannot be reached, or says that it fails."""


class PageTooSlow(PageUnavailable):
    """A web page's server did not send the page in time."""


class ModelUnavailable(TransientError):
    """A model could not be fetched, loaded or reached at this moment."""


def _shown(name: str) -> str:
    """A name that callers gave, on one line and cut where it is long."""
    return repr(name if len(name) <= _MOST_SHOWN else f"{name[:_MOST_SHOWN]}…")
