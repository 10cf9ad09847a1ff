"""The answerer without a language model: picks the sentences that answer, or refuses."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import anyio.to_thread
import numpy as np

from corpus.analysis import query_terms, terms_in
from corpus.embeddings import Embedder
from corpus.stores import Stores
from service.answering.answer import (
    AnswererIdentity,
    DraftAnswer,
    DraftStatement,
    Question,
    Quote,
)
from service.answering.backing import backing
from service.answering.calibration import Calibration, Judgement, SecondLook, judge
from service.answering.checker.checker import ENGLISH
from service.answering.compared import CONSIDERED, contradictions_of_facts, may_be_contradicted
from service.answering.disagreement import Contradictions, joined
from service.answering.evidence import Evidence
from service.answering.headline import headline_of
from service.answering.holders import is_of_unknown_land, may_tell, tells_of_another
from service.answering.markers import statement_text
from service.answering.of_the_named import of_the_named
from service.answering.other_tellings import StoryReader, affirmed_by, with_tellings
from service.answering.picked import (
    Picked,
    is_of_another_event,
    rival_of,
    settled_first,
    standing_first,
)
from service.answering.posts import tells_post_asked
from service.answering.premise import REFUTED, contradicts_premise
from service.answering.promising import worth_reading
from service.answering.question_shape import QuestionShape, shape_of
from service.answering.ranking import ranked_sentences, tellable_order
from service.answering.read_parts import ReadPart, answered, with_parts
from service.answering.reading_opinion import Reading
from service.answering.said import is_silent_on_topic, says_what_is_asked
from service.answering.second_look import (
    SentenceChecker,
    is_looked_at,
    looked_at,
    looks_at,
)
from service.answering.short_answer import Standing, short_answer
from service.answering.signals import PASSAGE_COSINE, Signals, TermWeights, measure, read_by
from service.answering.spelling import corrected
from service.answering.told_once import with_sides, without_repetition
from service.answering.values.polarity import is_negated

CLOSE_BEHIND = 2.5
"""How far, in log-odds, a further sentence may score behind the best and still be shown."""
OTHER_STORY_BEHIND = 3.0
"""The same for a sentence of a story that is not shown yet: a second source is worth more. Of those
3 to 4 behind one in 18 held an answer, over the sets that the weights were fitted on."""
LEAST_READ, AS_GOOD = -5.0, 0.5
"""What the reader says at least of a further sentence (a logit: of those below one in 20 held an
answer), unless it scores that close to the best."""
SURELY = 2.0
"""The checker's logit of a sentence from which on nobody asks of whom it is told."""
PASSAGES_READ = 12
"""Most passages that the reader reads: 20 find .016 more of the news quiz in 1.6 times the time."""
BESIDE = -1.0
"""The checker's logit of a sentence below which it is not shown beside one that surely answers."""


class SentenceReader(Protocol):
    """A model that reads each passage for an answer."""

    @property
    def identity(self) -> str:
        """Its name and version."""
        ...

    def read(
        self, question: str, evidence: Evidence, ranks: Collection[int]
    ) -> Sequence[Reading | None] | None:
        """Its opinion of each evidence sentence, in order; ``None`` where it cannot read.

        Only the passages of these ranks need be read.
        """
        ...


class CloseReader(SentenceChecker, StoryReader, Protocol):
    """A model that reads closely: the best sentences, and parts of what other stories tell."""


@dataclass(frozen=True, slots=True)
class ExtractiveAnswerer:
    """Answers with exact quotes of the indexed articles. Needs no key and no network."""

    stores: Stores
    embedder: Embedder
    calibration: Calibration
    statements: int
    reader: SentenceReader | None = None
    checker: CloseReader | None = None
    checker_abroad: SentenceChecker | None = None
    passages_read: int = PASSAGES_READ

    async def answer(self, question: Question, evidence: Evidence) -> DraftAnswer:
        """Picks sentences, at least one for each part of the question, or refuses."""
        return await anyio.to_thread.run_sync(self._answer, question, evidence)

    def _answer(self, question: Question, evidence: Evidence) -> DraftAnswer:
        asked = self.spelt(question.text, evidence)
        shape = shape_of(asked)
        signals = self.signals(asked, shape, evidence)
        parts = self._read_parts(shape, evidence)
        whole = with_parts(self.looked_at(shape, evidence, signals), parts)
        ranked = ranked_sentences(evidence, whole, signals)
        if not whole.is_answerable and (plain := _plain(shape, ranked)):
            ranked = [*plain, *(picked for picked in ranked if picked not in plain)]
            whole = replace(whole, is_answerable=True, confidence=whole.threshold)
        identity = AnswererIdentity(kind="extractive", model=self.models())
        nearest = tuple(picked.sentence.quote for picked in ranked)
        read_as = asked if asked != question.text else None
        refusal = DraftAnswer(
            (), identity, nearest=nearest, confidence=whole.confidence, read_as=read_as
        )
        if not (whole.is_answerable and ranked):
            return refusal
        best = [picked.sentence for picked in ranked[:CONSIDERED]]
        if contradicts_premise(shape, best) or is_silent_on_topic(shape, best):
            return replace(refusal, confidence=min(whole.confidence, REFUTED))
        ranked = _of_the_asked(shape, ranked)
        if not ranked:
            return replace(refusal, confidence=min(whole.confidence, REFUTED))
        ranked = settled_first(shape, ranked)
        rival = rival_of(shape, ranked)
        if rival is not None:
            ranked = standing_first(shape, ranked, rival)
        chosen = self._choose(shape, ranked, parts)
        each = [
            (part.ranked, self._contradictions(part.shape, evidence, part.ranked))
            for part in answered(parts)
        ] or [(ranked, self._contradictions(shape, evidence, ranked))]
        found = joined(told for _, told in each) if parts else each[0][1]
        statements = without_repetition(
            self._drafted(picked, shape, whole.confidence) for picked in chosen
        )
        positions = [p for one in found.disagreements for p in one.positions]
        sides = {quote for position in positions for quote in position.quotes} | set(found.updates)
        if sides:
            leads = {ranked[0].sentence.quote for ranked, _ in each} if parts else set()
            statements = with_sides(statements, sides, shape.language, kept=leads)
        if sides and not positions:
            statements.sort(key=lambda one: one.quotes[0].published, reverse=True)
        return replace(
            refusal,
            statements=tuple(statements),
            disagreements=found.disagreements,
            backing=_backing(statements[0], each),
            headline=headline_of(statements[0], shape, found, has_sides=bool(sides), rival=rival),
        )

    def _contradictions(
        self, shape: QuestionShape, evidence: Evidence, ranked: Sequence[Picked]
    ) -> Contradictions:
        """Where outlets tell it differently, the checker's view of other stories among them.

        In other languages than English by the words alone: how sure a view of them must be was
        never measured.
        """
        if ranked[0].is_abroad:
            ranked = [replace(one, closely=None) for one in ranked]
        is_read = is_looked_at(shape) and ranked[0].closely is not None
        if self.checker is None or not (is_read and may_be_contradicted(shape, ranked)):
            return contradictions_of_facts(shape, ranked)
        told = with_tellings(self.checker, shape, evidence, ranked)
        affirmed = affirmed_by(self.checker, shape, told)
        return contradictions_of_facts(shape, told, affirmed)

    def models(self) -> str | None:
        """Names and versions of the models that take part."""
        models = (self.reader, self.checker, self.checker_abroad)
        return ", ".join(one.identity for one in models if one is not None) or None

    def _checkers(
        self, shape: QuestionShape, *, is_read: bool
    ) -> Iterator[tuple[SentenceChecker, SecondLook]]:
        """The models that look at the best sentences, each with its weights.

        That of other languages where the reader has read nothing, and at what it has read where
        the question is in another language.
        """
        if self.checker is not None:
            yield self.checker, self.calibration.second_look
        if self.checker_abroad is not None and not (is_read and shape.language == ENGLISH):
            yield self.checker_abroad, self._abroad(is_read=is_read)

    def _abroad(self, *, is_read: bool) -> SecondLook:
        """The weights of the checker of other languages."""
        weights = self.calibration
        return weights.second_look_crossing if is_read else weights.second_look_abroad

    def spelt(self, text: str, evidence: Evidence) -> str:
        """The question as the evidence spells it, where no article knows a word of it."""
        languages = self.stores.catalogue.languages()

        def is_known(word: str) -> bool:
            groups = query_terms(word, languages)
            return all(self.stores.keywords.knows(group) for group in groups)

        passages = [(hit.passage.text, hit.article.language) for hit in evidence.hits]
        return corrected(text, passages, is_known)

    def signals(self, text: str, shape: QuestionShape, evidence: Evidence) -> Signals:
        """What can be measured about each evidence sentence for one question."""
        query = np.asarray(self.embedder.embed_query(text), np.float32)
        languages = sorted(self.stores.catalogue.languages())
        terms = TermWeights.of(text, self.stores.keywords, languages)
        signals = measure(shape, evidence, terms, query)
        if self.reader is None or not evidence.sentences:
            return signals
        ranks = worth_reading(evidence, signals, self.calibration, self.passages_read)
        return read_by(signals, evidence, self.reader.read(text, evidence, ranks))

    def looked_at(self, shape: QuestionShape, evidence: Evidence, signals: Signals) -> Judgement:
        """The judgement, with a checker's opinion of the best sentences where one reads them."""
        judgement = of_the_named(shape, evidence, judge(signals, self.calibration))
        if not is_looked_at(shape):
            return judgement
        order = tellable_order(evidence, judgement)
        cosines = signals.values[:, PASSAGE_COSINE]
        for checker, weights in self._checkers(shape, is_read=signals.is_read):
            places = order[: weights.sentences]
            best = [evidence.sentences[n] for n in places]
            looks = looks_at(checker, shape.text, best, reads_on=weights.reads_on)
            if looks:
                by_place = {places[n]: look for n, look in sorted(looks.items())}
                told = looked_at(judgement, cosines, by_place, weights)
                return replace(told, is_abroad=checker is self.checker_abroad)
        return judgement

    def _choose(
        self, shape: QuestionShape, ranked: Sequence[Picked], parts: Sequence[ReadPart]
    ) -> list[Picked]:
        """The sentences to show: the best for each part, then others close behind the best."""
        chosen: list[Picked] = []
        for picked in (part.ranked[0] for part in answered(parts)):
            if not _is_told(picked, chosen):
                chosen.append(picked)
        for picked in ranked:
            if len(chosen) >= self.statements:
                break
            stories = {other.sentence.quote.article.story_id for other in chosen}
            is_new = picked.sentence.quote.article.story_id not in stories
            behind = ranked[0].score - picked.score
            is_close = behind <= (OTHER_STORY_BEHIND if is_new else CLOSE_BEHIND)
            is_read = _is_read(picked, beside=ranked[0])
            if not is_close or _is_told(picked, chosen) or not (is_read or behind <= AS_GOOD):
                continue
            if self._is_beside(shape, picked, ranked[0]):
                continue
            chosen.append(picked)
        return [
            one
            for place, one in enumerate(chosen)
            if not (place and is_of_another_event(shape, one, chosen[0]))
        ]

    def _is_beside(self, shape: QuestionShape, picked: Picked, first: Picked) -> bool:
        """Whether the first sentence surely answers, and the checker says that this one does not.

        Where none surely answers, the next best may be the one.
        """
        if not _is_surely_told(first):
            return False
        look = picked.closely or next(
            (
                one.reading
                for checker, _ in self._checkers(shape, is_read=picked.reading is not None)
                for some in checker.look(shape.text, [picked.sentence])
                for one in some.values()
            ),
            None,
        )
        return look is not None and look.sentence < BESIDE

    def _read_parts(self, shape: QuestionShape, evidence: Evidence) -> list[ReadPart]:
        """What the evidence says to each part of the question, if it has any."""
        parts = []
        for part in shape.parts[: self.statements]:
            signals = self.signals(part.text, part, evidence)
            judgement = self.looked_at(part, evidence, signals)
            parts.append(ReadPart(part, judgement, ranked_sentences(evidence, judgement, signals)))
        return parts

    def _drafted(self, picked: Picked, shape: QuestionShape, confidence: float) -> DraftStatement:
        """A sentence as a statement, with the short answer in it."""
        quote = picked.sentence.quote
        standing = Standing(confidence, picked.lead, picked.agreement)
        weights = self.calibration
        is_read = picked.reading is not None
        look = self._abroad(is_read=is_read) if picked.is_abroad else weights.second_look
        highlight = short_answer(
            shape, quote.text, quote.article.language, picked.closely or picked.reading, standing,
            weights.short_answer if picked.closely is None else look.short_answer,
        )  # fmt: skip
        return DraftStatement(statement_text(quote.text), (quote,), highlight=highlight)


def _plain(shape: QuestionShape, ranked: Sequence[Picked]) -> list[Picked]:
    """The best sentences that are the words, or tell the post, asked for, best first."""
    return [
        one
        for one in ranked[:CONSIDERED]
        if says_what_is_asked(shape, one.sentence) or tells_post_asked(shape, one.sentence)
    ]


def _of_the_asked(shape: QuestionShape, ranked: list[Picked]) -> list[Picked]:
    """The sentences without those that tell it of somebody else; none where too little is left.

    What is left must come near the best and stand where the one asked about is named.
    """
    if shape.parts:
        return ranked
    if is_of_unknown_land(shape, [one.sentence.quote.article for one in ranked[:CONSIDERED]]):
        return []
    others = [
        one
        for one in ranked[:CONSIDERED]
        if not _is_surely_told(one)
        and tells_of_another(shape, one.sentence.text, one.sentence.quote.article.language)
    ]
    kept = [one for one in ranked if one not in others]
    if ranked[0] not in others or not kept:
        return kept
    first = kept[0]
    is_near = ranked[0].score - first.score <= CLOSE_BEHIND
    title = first.sentence.quote.article.title or ""
    around = f"{title} {first.sentence.previous}"
    return kept if is_near and may_tell(shape, first.sentence.text, around) else []


def _is_surely_told(picked: Picked) -> bool:
    """Whether the checker is sure that the sentence answers, whoever its subject is."""
    return picked.closely is not None and picked.closely.sentence >= SURELY


def _is_read(picked: Picked, *, beside: Picked) -> bool:
    """Whether the reader holds the sentence for a possible answer.

    One that it cannot read has to be as good as the best if it can read that one: the scores of
    the unread say less.
    """
    if picked.reading is None:
        return beside.reading is None
    return picked.reading.sentence >= LEAST_READ


def _backing(
    first: DraftStatement, each: Sequence[tuple[Sequence[Picked], Contradictions]]
) -> tuple[Quote, ...]:
    """The quotes that state what the first statement does.

    Of several questions joined it answers the one whose best sentence it is, else the first.
    """
    best = [one for one in each if one[0][0].sentence.quote in first.quotes]
    ranked, found = (best or each)[0]
    sentences = [one.sentence for one in ranked]
    return backing(first.quotes, found.told, sentences, [one.reading for one in ranked])


def _is_told(picked: Picked, chosen: Sequence[Picked]) -> bool:
    """Whether a chosen sentence of the same story already says this, to the last word.

    A copy in which one word is another ("based in Miami", "based in Anchorage"), or a "not" is
    missing, says something else.
    """
    article = picked.sentence.quote.article
    words = set(terms_in(picked.sentence.text, article.language))
    denies = is_negated(picked.sentence.text, article.language)
    return any(
        other.sentence.quote == picked.sentence.quote
        or (
            other.sentence.quote.article.story_id == article.story_id
            and words <= set(terms_in(other.sentence.text, article.language))
            and denies == is_negated(other.sentence.text, article.language)
        )
        for other in chosen
    )
