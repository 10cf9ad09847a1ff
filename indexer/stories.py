"""Which articles tell one story, and which of these are searched.

The fullest article leads its story and is searched. A near copy joins it, and is searched too only
where it has a word that no fuller article of the story has: no fact is lost, and what is merely
said again is not searched twice. Each article's place follows from the articles that stand before
it in ``Told.order``, and so the outcome is that of the whole collection, whatever the order in
which it was indexed. When an article comes, changes or goes, only those are placed anew, in that
order, whose place may depend on it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.ledger import KnownArticle, Ledger
from corpus.models import Article, ArticleId, StoryId
from corpus.signatures import Candidate
from indexer.deduplication import Told, closest, signature_from

MOST_READ = 20
"""Texts that are compared with one article's, searched ones and others each, the closest first.

Reports from one template all resemble each other and differ in their numbers, so reading all of
them would make ten thousand reports fifty million texts to read. A copy resembles its original
more than other reports do; where it was cut so far that this many of those come before the
original, it is searched beside it: a passage too many rather than a fact lost."""


@dataclass(frozen=True, slots=True)
class _Near:
    """Searched near copies of an article, those that stand before it and after it, closest first.

    ``copies`` resemble it and are not searched; their texts are not read yet.
    """

    before: list[tuple[Candidate, Told]]
    after: list[tuple[Candidate, Told]]
    copies: list[Candidate]


class Stories:
    """The stories of a catalogue, within the transaction of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._told: dict[ArticleId, Told] = {}

    def has_copies(self, article_id: ArticleId) -> bool:
        """Whether another article tells the story of this one."""
        return len(self._ledger.articles_of(self._known(article_id).story_id)) > 1

    def leaning_on(self, known: KnownArticle) -> set[ArticleId]:
        """Articles whose place may depend on one that is about to change or to go."""
        if not known.is_searched:
            return set()
        told = self._told_by(known.article_id)
        after = (other.article_id for other in self._all_after(told, known, self._near(told)))
        story = self._ledger.articles_of(known.story_id)
        return {*after, *story} - {known.article_id}

    def settle(self, article_ids: Iterable[ArticleId], *, changed: Article | None = None) -> None:
        """Places articles, and all whose place depends on what becomes of them.

        Args:
            article_ids: those to begin with; all are there, with their signatures.
            changed: the one among them whose text the others were not compared with yet.
        """
        if changed is not None:
            self._told[changed.article_id] = Told.by(changed)
        waiting = [(told.order, told.article_id) for told in map(self._told_by, article_ids)]
        heapq.heapify(waiting)
        seen = {article_id for _, article_id in waiting}
        while waiting:
            _, article_id = heapq.heappop(waiting)
            # All that follows from it stands after it, so none of that was placed already.
            is_changed = changed is not None and article_id == changed.article_id
            for told in self._settle_one(article_id, is_changed=is_changed):
                if told.article_id not in seen:
                    seen.add(told.article_id)
                    heapq.heappush(waiting, (told.order, told.article_id))

    def _settle_one(self, article_id: ArticleId, *, is_changed: bool) -> list[Told]:
        """Places one article; returns those that must be placed anew for it."""
        told, known = self._told_by(article_id), self._known(article_id)
        near = self._near(told)
        if near.before:
            story_id = near.before[0][0].story_id
            is_searched = not any(told.facts <= other.facts for _, other in near.before)
        else:
            story_id, is_searched = self._led_by(told, known, near, is_changed=is_changed), True
        is_moved = (story_id, is_searched) != (known.story_id, known.is_searched)
        if is_moved:
            self._ledger.place(known, story_id=story_id, is_searched=is_searched)
        # What leant on a changed text as it was is placed anew already, see ``leaning_on``.
        concerns_others = (
            is_searched if is_changed else is_moved and (is_searched or known.is_searched)
        )
        return self._all_after(told, known, near) if concerns_others else []

    def _led_by(self, told: Told, known: KnownArticle, near: _Near, *, is_changed: bool) -> StoryId:
        """The story of an article that leads one; a correction keeps its copies, a rewrite not.

        It leaves a story of which another article is searched that it is no longer near to.
        """
        others = self._ledger.articles_of(known.story_id)
        others.pop(known.article_id, None)
        if others and not self._has_leader_before(told, others):
            after = {other.article_id for other in self._all_after(told, known, near)}
            leads_all = all(one in after for one, is_searched in others.items() if is_searched)
            if not is_changed or (leads_all and not after.isdisjoint(others)):
                return known.story_id
        if overtaken := self._overtaken(near):
            return overtaken
        if others:
            return self._ledger.unused_story(f"{known.article_id}@{known.version}")
        return known.story_id

    def _has_leader_before(self, told: Told, story: Mapping[ArticleId, bool]) -> bool:
        searched = (self._told_by(one) for one, is_searched in story.items() if is_searched)
        return any(other.order < told.order for other in searched)

    def _overtaken(self, near: _Near) -> StoryId | None:
        """A story all of whose searched articles this one is near to and comes before."""
        after = {told.article_id for _, told in near.after}
        for candidate, _ in near.after:
            story = self._ledger.articles_of(candidate.story_id)
            if all(one in after for one, is_searched in story.items() if is_searched):
                return candidate.story_id
        return None

    def _near(self, told: Told) -> _Near:
        minhash = self._ledger.signatures.minhash(told.article_id)
        sharing = self._ledger.signatures.candidates(signature_from(minhash), but=told.article_id)
        resembling = closest(minhash, sharing)
        near = _Near([], [], [one for one in resembling if not one.is_searched])
        for candidate in [one for one in resembling if one.is_searched][:MOST_READ]:
            other = self._told_by(candidate.article_id)
            if told.is_near(other):
                group = near.after if told.order < other.order else near.before
                group.append((candidate, other))
        return near

    def _all_after(self, told: Told, known: KnownArticle, near: _Near) -> list[Told]:
        """The near copies that stand after an article, searched or not."""
        # However many copies of its own there are: without it, each may be all there is.
        own = [one for one in near.copies if one.story_id == known.story_id]
        foreign = [one for one in near.copies if one.story_id != known.story_id]
        copies = (self._told_by(one.article_id) for one in (*own, *foreign[:MOST_READ]))
        return [
            *(other for _, other in near.after),
            *(other for other in copies if told.order < other.order and told.is_near(other)),
        ]

    def _known(self, article_id: ArticleId) -> KnownArticle:
        known = self._ledger.known(article_id)
        assert known is not None, f"{article_id} is placed and not there"
        return known

    def _told_by(self, article_id: ArticleId) -> Told:
        told = self._told.get(article_id)
        if told is None:
            told = self._told[article_id] = Told.by(self._ledger.current(article_id))
        return told
