"""What a model wrote, read with suspicion: sentences, a refusal, or nonsense."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.errors import ModelUnavailable
from service.answering.language_model import Message
from service.answering.llm.filler import without_filler
from service.answering.llm.languages import differ_in_language, language_of
from service.answering.llm.lead_ins import decided, with_plain_markers, without_lead_ins
from service.answering.llm.lines import names_sources, running_text
from service.answering.llm.markup import without_addresses, without_tags
from service.answering.llm.open_pairs import is_within
from service.answering.llm.prose_refusals import is_refused
from service.answering.llm.thoughts import may_be_thoughts, unopened_ends, without_thoughts
from service.answering.markers import MarkedSentence, MarkerReader, marked_sentences, read_all

REFUSAL = "NO_ANSWER"
"""What the prompt asks a model to write when the evidence does not answer."""

_REFUSAL = re.compile(r"\bno[_ ]answer\b", re.IGNORECASE)
_DATA_FORMAT = re.compile(
    r"\s*(?:```|[{<]|\[\s*[{\"]|(?:function|tool)_call\b|<\|?tool)", re.IGNORECASE
)
_FOREIGN_MATTER = re.compile(
    r"https?:|www\.|\]\(|<[a-z/!][^>]*>|={4,}|javascript:|data:\w+/", re.IGNORECASE
)
_BOUNDARY = re.compile(r"[.!?…。！？؟।]|\n")
_WORD_BEGUN = re.compile("(?<!\\S)\\S|[\u3000-\u9fff\uff00-\uffef]")
"""Behind which a text is read: the first character of a word, each where none has spaces."""
_ORDINAL_OR_END = re.compile(r"\d\.\s+\S\Z")
"""The rest of the word tells which: "on 12. S" is a date in September, or two sentences."""
_SENTENCE_END = re.compile(r"(?<!\d)(?<!\b[A-Z])(?<!\b[A-Z][a-z])[.!?…。！？؟।][\"'”’»)\]]*$")
"""Not the stop of "1." or "St.", behind which more may have been coming."""
_PICTOGRAPHS = re.compile(
    "[ \\t]*(?:(?![\u2716-\u2718\u274c\u274e\u26d4\U0001f6ab\U0001f44e])"
    "[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0e\ufe0f\u200d]*)+"
)
"""Not those that deny what stands behind them, as a cross does."""
_NO_BREAK_SPACES = re.compile("[\u00a0\u2007\u202f\u2009]")
_OF_THE_ARTICLES = re.compile(
    r"(?:they|sie|ils|elles|ellos|ellas|eles|elas|(?:solo|sólo|só|apenas)?\s*se)\s", re.IGNORECASE
)
"""How a sentence goes on about the articles behind one that says what they do not tell."""
_AROUND = " \"'“”„«»‘’"
"""Marks that do not make a sentence another one."""
_REPEATED_CHARACTERS = 60
"""A stretch of the prompt's own rules this long in an answer means that it repeats them."""


class NonsenseWritten(Exception):
    """What a model writes cannot be an answer; the message says why."""


class UnusableCompletion(ModelUnavailable):
    """A model answered, but with nothing that can be shown."""


class OutputReader:
    """The sentences of what a model writes, each as soon as the next has begun.

    They are the same whatever the pieces: the text is read word by word, and not at all while a
    quotation or a bracket is open, since what follows decides where the sentence ends. Left out are
    what asserts nothing or speaks to the reader, repeated sentences, those that say that the
    articles do not tell, the last one where the model was cut off in it, and, counted as ``unfit``,
    those that are no plain text even without the dress of tags and links. ``language`` is that of
    what is read so far, ISO 639-1, ``None`` if unsure.
    ``is_refusal`` says that the model refused before all else, in one word or in its own.

    What sounds as if the model thought aloud, or is in another language than the question, is held
    back until the end of the thoughts or of the text. Where thoughts sound otherwise, sentences of
    them are given until their end comes: ``thoughts`` is how many. Before reading,
    ``awaits_thoughts`` may be set where the model is known to think first.

    Args:
        model: its name, for messages.
        question: what was asked.
        messages: what was sent.
        evidence_count: numbers 1 to this one stand for evidence.
        most_sentences: what comes after so many is left out.
    """

    def __init__(
        self,
        *,
        model: str,
        question: str,
        messages: Sequence[Message],
        evidence_count: int,
        most_sentences: int,
    ) -> None:
        self._model = model
        self._question = question
        self._messages = messages
        self._evidence_count = evidence_count
        self._most = most_sentences
        self._raw = ""
        self._parsed: list[MarkedSentence] = []
        self._rules: str | None = None
        self._seen: set[str] = set()
        self._kept = 0
        self._has_refused = False
        self._thoughts_ended = 0
        self.language: str | None = None
        self.awaits_thoughts = False
        self.thoughts = 0
        self.invented_markers = 0
        self.unfit = 0
        self.is_refusal = False

    def feed(self, piece: str) -> list[MarkedSentence]:
        """The sentences that one more piece finishes; often none.

        Raises:
            NonsenseWritten: what is written so far cannot be an answer.
        """
        finished: list[MarkedSentence] = []
        text = self._raw + piece
        for word in _WORD_BEGUN.finditer(text, len(self._raw)):
            self._raw = text[: word.end()]
            finished += self._finished()
        self._raw = text
        return finished

    def _finished(self) -> list[MarkedSentence]:
        """The sentences that the word just begun finishes."""
        self._leave_thoughts()
        text = visible(self._raw)
        unread = text[sum(len(one.text) for one in self._parsed) :]
        if self._is_open(text) or not _BOUNDARY.search(unread):
            return []
        plain = plain_text(text, is_whole=False)
        canonical = MarkerReader(self._evidence_count).feed(plain)
        if _is_refusal(plain) or is_within(canonical):
            return []
        rules = self._rules_for(canonical)
        *sentences, begun = marked_sentences(canonical, rules) or [MarkedSentence("", ())]
        done = len(self._parsed)
        is_begun = any(char.isalpha() for char in begun.text)
        if len(sentences) <= done or sentences[:done] != self._parsed or not is_begun:
            return []
        if not done and self._is_in_another_language(text):
            return []
        self.language = language_of(canonical)
        self._parsed, self._rules = sentences, rules
        return self._usable(sentences[done:])

    def finish(self, *, is_complete: bool) -> list[MarkedSentence]:
        """What is left, once nothing more comes; nothing is a refusal, or was nothing usable.

        Raises:
            NonsenseWritten: the whole is data, another language than the question's, or the prompt
                repeated, or no sentence of it can be used.
        """
        self._leave_thoughts()
        text = visible(self._raw)
        plain = plain_text(text, is_whole=True)
        canonical, self.invented_markers = read_all([plain], self._evidence_count)
        if not self._parsed:
            if self._is_in_another_language(text):
                raise NonsenseWritten(
                    f"{self._model} wrote in another language than the question's"
                )
            if _is_refusal(text) or _is_refusal(plain):
                self.is_refusal = True
                return []
            self.language = language_of(canonical)
        sentences = marked_sentences(_REFUSAL.sub("", canonical), self._rules_for(canonical))
        if not is_complete and sentences and _is_cut(sentences[-1]):
            sentences.pop()
        usable = self._usable(sentences)
        if not self._kept and not self.unfit and REFUSAL in text:
            self.is_refusal = True  # behind words to the reader
        elif not self._kept and not self.is_refusal:
            raise NonsenseWritten(f"{self._model} wrote no sentence")
        return usable

    def _rules_for(self, canonical: str) -> str | None:
        """The language whose rules part the sentences: from the first one on, always the same."""
        if self._parsed:
            return self._rules
        return language_of(canonical) or language_of(self._question)

    @property
    def has_thought(self) -> bool:
        """Whether the end of thoughts came that nothing in the text had begun."""
        return bool(self._thoughts_ended)

    def _leave_thoughts(self) -> None:
        """Begins anew where all so far turns out to be thoughts."""
        ended = unopened_ends(self._raw)
        if ended == self._thoughts_ended:
            return
        self._thoughts_ended = ended
        self.thoughts += self._kept
        self._kept = self.unfit = 0
        self._parsed, self._seen = [], set()
        self._has_refused = self.is_refusal = False

    def _is_open(self, text: str) -> bool:
        """Whether more text may still show a refusal, a model's thoughts or an ordinal number."""
        if _is_refusal(text) or _ORDINAL_OR_END.search(text):
            return True
        return not self.has_thought and (self.awaits_thoughts or may_be_thoughts(text))

    def _is_in_another_language(self, text: str) -> bool:
        """Whether the text is in another language than the question, as thoughts may be.

        Raises:
            NonsenseWritten: it cannot be an answer whatever follows.
        """
        nonsense = _nonsense_in(text, messages=self._messages)
        if nonsense:
            raise NonsenseWritten(f"{self._model} {nonsense}")
        return not _REFUSAL.match(text) and differ_in_language(
            read_all([text], 0)[0], self._question
        )

    def _usable(self, sentences: Sequence[MarkedSentence]) -> list[MarkedSentence]:
        usable = []
        for sentence in sentences:
            one = MarkedSentence(without_filler(sentence.text), sentence.numbers)
            key = one.text.casefold().strip(_AROUND)
            if not key or key in self._seen:
                continue
            self._seen.add(key)
            if self._refuses(one.text):
                self.is_refusal = self.is_refusal or not self._kept
            elif _asserts_nothing(one) or self._kept == self._most:
                continue
            elif _FOREIGN_MATTER.search(one.text):
                self.unfit += 1
            else:
                self._kept += 1
                usable.append(one)
        return usable

    def _refuses(self, sentence: str) -> bool:
        """Whether it says that the articles do not tell, or what "they" tell instead."""
        goes_on = self._has_refused and _OF_THE_ARTICLES.match(sentence)
        self._has_refused = bool(goes_on) or is_refused(sentence)
        return self._has_refused


def visible(raw: str) -> str:
    """What a model wrote without the thoughts that it wrote first, tags and fences."""
    return without_tags(without_thoughts(raw)).strip()


def plain_text(text: str, *, is_whole: bool) -> str:
    """What a model wrote as running text, whose references to evidence are markers.

    Args:
        text: as ``visible`` gives it.
        is_whole: whether nothing more comes.
    """
    plain = _NO_BREAK_SPACES.sub(" ", _PICTOGRAPHS.sub(" ", without_addresses(text)))
    plain = with_plain_markers(plain if is_whole else decided(plain))
    return without_lead_ins(running_text(plain, is_whole=is_whole))


def _asserts_nothing(sentence: MarkedSentence) -> bool:
    """Whether it asks, leads to a list or lists sources."""
    is_open = sentence.text.endswith(("?", ":")) and not sentence.numbers
    return is_open or names_sources(sentence.text)


def _is_cut(sentence: MarkedSentence) -> bool:
    """Whether the last sentence of a text that was cut off may lack its end."""
    return not (sentence.numbers and sentence.text[-1] in ".!?") and not _SENTENCE_END.search(
        sentence.text
    )


def _is_refusal(text: str) -> bool:
    return bool(_REFUSAL.match(text.lstrip(" \n\"'“*`")))


def _nonsense_in(text: str, *, messages: Sequence[Message]) -> str | None:
    """What is wrong with the whole of ``text``, as a sentence's end; ``None`` if nothing is."""
    if not any(char.isalnum() for char in text):
        return "wrote nothing"
    if "\ufffd" in text or "\x00" in text:
        return "wrote bytes that are not text"
    if _DATA_FORMAT.match(text):
        return "wrote data where text was asked for"
    if _repeats(text, messages):
        return "repeated its instructions"
    return None


def _repeats(text: str, messages: Sequence[Message]) -> bool:
    """Whether ``text`` holds a long stretch of the system message."""
    rules = " ".join(
        " ".join(message.content.split()) for message in messages if message.role == "system"
    )
    line = " ".join(text.split())
    step = _REPEATED_CHARACTERS // 2
    stretches = (rules[start : start + step] for start in range(0, len(rules) - step, step))
    return any(stretch in line for stretch in stretches)
