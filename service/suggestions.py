"""Questions that readers may begin with: the operator's, or some that recent articles answer.

A headline becomes a question by a fixed frame in its language. It is suggested only if the engine
answers it, from that very story, so that nobody is invited to ask what is then refused.
"""

from __future__ import annotations

import asyncio
import time
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import anyio.to_thread

from corpus.browsing import Headline, recent_headlines
from corpus.catalogue import Catalogue
from service.answering.answer import AnswererChoice, Question, Status
from service.answering.engine import Engine
from service.settings import MOST_SUGGESTIONS

HEADLINES_TRIED = 12
SECONDS_BETWEEN_SEARCHES = 60.0
"""While articles are being added, headlines are tried again no more often than this."""
LONGEST_SECONDS = 3.0
"""After so long a call tries no further headline."""
SHORTEST_TITLE, LONGEST_TITLE, FEWEST_WORDS = 15, 120, 3
FRAMES = {
    "en": "What is known about “{}”?",
    "es": "¿Qué se sabe sobre «{}»?",
    "fr": "Que sait-on sur « {} » ?",
    "de": "Was ist über „{}“ bekannt?",
    "pt": "O que se sabe sobre “{}”?",
}


@dataclass(frozen=True, slots=True)
class _Search:
    """What was found among these headlines, the first ``tried`` of which were tried."""

    headlines: tuple[Headline, ...]
    begun_at: float
    tried: int = 0
    questions: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        return self.tried == len(self.headlines) or len(self.questions) == MOST_SUGGESTIONS


class Suggester:
    """Finds questions and remembers them until the latest articles are others.

    Args:
        configured: the operator's own questions; with any, no others are suggested.
        clock: tells the time in seconds, from any beginning.
    """

    def __init__(
        self, configured: Sequence[str], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._configured = tuple(configured)
        self._clock = clock
        self._search: _Search | None = None
        self._turn = asyncio.Lock()

    async def questions(self, engine: Engine, catalogue: Catalogue) -> tuple[str, ...]:
        """At most four questions; none where the collection is empty or answers none.

        Where answering is slow it returns those found so far, and the next call goes on.

        Raises:
            StorageUnavailable, ModelUnavailable: the engine cannot answer at this moment.
        """
        if self._configured:
            return self._configured
        async with self._turn:
            headlines = await anyio.to_thread.run_sync(recent_headlines, catalogue, HEADLINES_TRIED)
            now = self._clock()
            if self._search is None or self._is_outdated(self._search, headlines, now):
                self._search = _Search(headlines, now)
            while not self._search.is_complete:
                self._search = await _next(self._search, engine)
                if self._clock() - now >= LONGEST_SECONDS:
                    break
            return self._search.questions

    def _is_outdated(self, search: _Search, headlines: tuple[Headline, ...], now: float) -> bool:
        is_due = not search.questions or now - search.begun_at >= SECONDS_BETWEEN_SEARCHES
        return search.headlines != headlines and is_due


async def _next(search: _Search, engine: Engine) -> _Search:
    """The search one headline further: its question counts if its own story answers it."""
    headline = search.headlines[search.tried]
    tried, text = replace(search, tried=search.tried + 1), _question(headline)
    if text is None or text in search.questions:
        return tried
    answer = await engine.ask(Question(text, answerer=AnswererChoice.EXTRACTIVE))
    stories = {one.quote.article.story_id for one in answer.citations}
    if answer.status is Status.UNANSWERABLE or headline.story_id not in stories:
        return tried
    return replace(tried, questions=(*search.questions, text))


def _question(headline: Headline) -> str | None:
    """The question about a headline, or ``None`` where it makes none that can be read."""
    title = headline.title.strip().rstrip(".?!…")
    is_plain = all(unicodedata.category(character)[0] != "C" for character in title)
    is_fit = SHORTEST_TITLE <= len(title) <= LONGEST_TITLE and len(title.split()) >= FEWEST_WORDS
    if not (is_plain and is_fit):
        return None
    return FRAMES.get(headline.language or "en", FRAMES["en"]).format(title)
