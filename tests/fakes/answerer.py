"""An answerer without a model: quotes the sentences that share most words with the question."""

from __future__ import annotations

from corpus.analysis import terms_in
from service.answering.answer import AnswererIdentity, DraftAnswer, DraftStatement, Question
from service.answering.evidence import Evidence

FEWEST_SHARED = 2


class WordAnswerer:
    """Quotes one sentence, or refuses where none shares two words with the question."""

    async def answer(self, question: Question, evidence: Evidence) -> DraftAnswer:
        asked = set(terms_in(question.text))
        ranked = sorted(evidence.sentences, key=lambda one: -len(asked & set(terms_in(one.text))))
        quotes = tuple(one.quote for one in ranked)
        is_answered = bool(ranked) and len(asked & set(terms_in(ranked[0].text))) >= FEWEST_SHARED
        return DraftAnswer(
            statements=(DraftStatement(ranked[0].text, quotes[:1]),) if is_answered else (),
            identity=AnswererIdentity(kind="extractive"),
            nearest=quotes,
            confidence=0.9 if is_answered else 0.1,
        )
