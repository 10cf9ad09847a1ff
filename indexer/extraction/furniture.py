"""Which blocks of a page are furniture: everything that is not the article's own words.

Each block and each sentence collects weights from the tables in ``furniture_rules``; reporting
verbs and quotes subtract. A real sentence wrongly removed costs more than a leftover kept.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from indexer.extraction import furniture_elsewhere as elsewhere
from indexer.extraction.banners import is_banner, is_reading_time
from indexer.extraction.captions import without_credit
from indexer.extraction.furniture_rules import (
    ATTRIBUTED,
    BIOGRAPHY,
    FURNITURE,
    LABELS,
    LISTS,
    NEWSY,
    PHRASES,
    PITCH,
    POINTERS,
    REPORTING,
    TEASERS,
    Rule,
)
from indexer.extraction.pitches import is_pitch
from indexer.extraction.scripts import CLOSING, END, count_words, is_endless
from indexer.extraction.shapes import (
    is_address,
    is_contact,
    is_menu,
    is_shouted,
    is_signature,
    is_stub,
    may_be_street,
)

_WORD = re.compile(r"\w+")
_EDGES = ' \t.:;!…»«>‹›→←↓↑|-–—_*#•·()[]"“”'
_LONGEST_HEADING, _WITH_NEIGHBOURS = 60, 3
_LONGEST_ROW = 200
_BAR = re.compile(r"\s?[|•·]\s?")
_PARTING = re.compile(r"(\s*[|•·]\s*|\s+[–—-]\s+)")
_NUMBERED = re.compile(r"^\d{1,2}[.)]?\s")
_STOPPED = re.compile(rf"[.!。！…।۔][{CLOSING}]*$")
# "Join the conversation (32)", "127 comments".
_MORE_FROM = re.compile(r"more (?:from|in|on|about) (?:the |our |this )?[\w-]+(?: [\w-]+)?")
_CALLED_OUT = re.compile(r"^\s*>{2,}\s*\S")
_COUNT = re.compile(
    r"\s*\(\d{1,6}\)\W*$|^\W*\d{1,6} (?=comments?\b)|(?<=^comments) \d{1,6}$", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(\[@]?[A-ZÀ-Þ¡¿@])")
_POINTER = re.compile(rf"^\W*(?:{'|'.join(POINTERS)})", re.IGNORECASE)
_TEASER = re.compile(rf"^\W*(?:{'|'.join(TEASERS)})\s*:", re.IGNORECASE)
# "Related: two of the victims were brothers.": headlines begin with a capital and have no end.
_SAID_BEHIND = re.compile(r"^[^:：]{2,40}: (?=[a-zß-öø-ÿ]).*\S \S+\.$")
_GLUED_LABEL = re.compile(r"^[^\s:.][^:.]{1,70}:[A-ZÀ-ÖØ-Þ].*[^.!?\"”’)]$")
# "A CLOSER LOOK: Where the money goes": capitals of two words or more, then a headline, no figures.
_SHOUTED_LABEL = re.compile(
    r"^[‘'“]?[A-Z][A-Z0-9’'&,/-]*(?: [A-Z0-9’'&,/-]+){1,9}[’'”]?\s?: ?(?!(?:.*\d[\d.,]*\b){2})"
    r"(?=\S*(?: \S+){2})(?=.*[a-z]).*[^.!?\"”’)]$"
)
# "Not over yet: Workers reject the offer", "Rain again? What the week will bring".
_KICKER = re.compile(
    r"^(?=[^\d]*$)\S+(?: [^\s:?]+){1,8}(?::|\?|\.[’'”]) [‘'“]?[A-Z]\S*(?: \S+){4,}"
    r"(?<![.!?,;:\"”’)])$"
)
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_MOST_SHARED_WORDS = 1
_SUMMARY = re.compile(r"^AI-(?:assisted|generated) summary[\s:–-]+", re.IGNORECASE)
_ENDED = re.compile(END)
_COMMENTS = re.compile(
    r"\W*(?:\d+ (?:comments?|replies)|\d+ (?:thoughts? on|responses? to)\b.{0,150}"
    r"|comments? ?\(\d+\)"
    r"|leave a (?:reply|comment)(?: cancel reply)?|post a comment|deja un comentario"
    r"|laisser un commentaire|deixe um comentário|kommentar (?:schreiben|verfassen))\W*",
    re.IGNORECASE,
)
_FEWEST_BLOCKS_COMMENTED = 3
_MOST_HEADLINES = 12
_LONGEST_POINTER_WORDS = 36
_LONGEST_SCORED = 1_500
_FEWEST_NEWS_WORDS, _PLAIN_NEWS_WORDS = 8, 12

_RULES_BY_CUE: dict[str, list[Rule]] = defaultdict(list)
for _each in PHRASES:
    for _cue in _each.cues:
        _RULES_BY_CUE[_cue].append(_each)
_CUES = frozenset(_RULES_BY_CUE)


def article_blocks(blocks: list[str]) -> list[str]:
    """The blocks that belong to the article, in order, without credits and furniture sentences."""
    blocks = blocks[: _comments_start(blocks)]
    blocks = _without_link_lists(blocks)
    shouting = _shouts_throughout(blocks)
    body = _body(blocks)
    kept: list[str] = []
    for position, block in enumerate(blocks):
        before = blocks[position - 1] if position else ""
        after = blocks[position + 1] if position + 1 < len(blocks) else ""
        if is_signature(block) and not (is_signature(before) or is_signature(after)):
            continue
        if not shouting and kept and position >= body.start and is_shouted(block):
            continue
        if position not in body and (
            is_address(block) or (may_be_street(block) and is_address(after))
        ):
            continue
        if kept and (is_teaser(block) or is_kicker(block, before=before, after=after)):
            continue
        if own := own_words(block):
            kept.append(own)
    return _without_biographies(kept)


def _without_link_lists(blocks: list[str]) -> list[str]:
    """Without lists of other stories: their headings, and lines below that are no sentences.

    Within the article only numbered lines belong to such a list.
    """
    if not any(_names_list(block) or _is_folded(block) for block in blocks):
        return blocks
    # A sentence that is furniture itself may stand below such a list.
    end = _body([own_words(block) for block in blocks]).stop
    kept: list[str] = []
    listing = False
    for position, block in enumerate(blocks):
        if _names_list(block):
            listing = True
            continue
        if _is_unfolding(blocks[position - 1 : position + 2]):
            continue
        listing = listing and _is_entry(block, is_below=position >= end)
        if not listing:
            kept.append(block)
    return kept


def _names_list(block: str) -> bool:
    if len(block) >= _LONGEST_HEADING:
        return False
    heading = block.strip(_EDGES).lower().replace("’", "'")
    if elsewhere.is_list_heading(block):
        return True
    return heading in LISTS or _MORE_FROM.fullmatch(heading) is not None


def _is_entry(block: str, *, is_below: bool) -> bool:
    """Whether a block below the heading of a list may be a line of it."""
    if block.count(" ") >= _LONGEST_POINTER_WORDS or _STOPPED.search(block) or is_endless(block):
        return False
    return is_below or _NUMBERED.match(block) is not None


def _is_unfolding(around: list[str]) -> bool:
    """Whether the second of three blocks is the question that a folded explainer answers."""
    if len(around) != _WITH_NEIGHBOURS:
        return False
    is_shown = around[2].strip(_EDGES).lower() in ("show", "hide")
    return _is_folded(around[0]) and is_shown and around[1].endswith("?")


def _is_folded(block: str) -> bool:
    return len(block) < _LONGEST_HEADING and block.strip(_EDGES).lower() == "quick guide"


def own_words(block: str) -> str:
    """The block without furniture; empty where nothing of the article is left."""
    return without_credit(block) if len(block) > _LONGEST_SCORED else _scored_words(block)


@lru_cache(maxsize=2_048)
def _scored_words(block: str) -> str:
    if (
        is_label(block)
        or is_banner(block)
        or is_reading_time(block)
        or is_stub(block)
        or is_menu(block)
        or _is_row_of_labels(block)
        or is_contact(block)
        or is_pointer(block)
        or is_pitch(block)
    ):
        return ""
    block = elsewhere.own_words(without_credit(_SUMMARY.sub("", block)))
    if not block or not _cue_words(block):
        return block
    sentences = _SENTENCE.split(block)
    if len(sentences) == 1:
        return "" if weigh(block) >= FURNITURE else block
    weights = [weigh(sentence) for sentence in sentences]
    if max(weights) < FURNITURE:
        alike = sum(weights) >= FURNITURE + 1 and not any(map(_is_news, sentences))
        return "" if alike else block
    return _without_sentences(block, sentences, weights=weights)


def is_label(block: str) -> bool:
    """Whether the block is a button, a menu entry or the heading of a list of links."""
    if len(block) >= _LONGEST_HEADING:
        return False
    bare = _COUNT.sub("", block).strip(_EDGES).lower().replace("’", "'")
    return bare in LABELS or elsewhere.is_label(block)


def _is_row_of_labels(block: str) -> bool:
    """Whether a line is nothing but buttons between bars: "Unsubscribe | Manage preferences"."""
    if len(block) > _LONGEST_ROW or not _BAR.search(block):
        return False
    entries = _BAR.split(block)
    return len(entries) > 1 and all(is_label(entry) or is_banner(entry) for entry in entries)


def without_buttons(line: str) -> str:
    """The line without buttons and reading times at its end: "… | 3 min read | Save | Share"."""
    parts = _PARTING.split(line)
    while len(parts) > 1 and (is_label(parts[-1]) or is_reading_time(parts[-1])):
        parts = parts[:-2]
    return "".join(parts)


def is_pointer(block: str) -> bool:
    """Whether the block is a link to another page, and says so."""
    return _points(block, _POINTER) or _points(block, _CALLED_OUT)


def is_teaser(block: str) -> bool:
    """Whether a block that is not the first names another page, as only titles do."""
    return _points(block, _TEASER) or (
        block.count(" ") < _LONGEST_POINTER_WORDS
        and (_GLUED_LABEL.match(block) or _SHOUTED_LABEL.match(block)) is not None
        and not REPORTING.search(block)
    )


def is_kicker(block: str, *, before: str, after: str) -> bool:
    """Whether a block between two paragraphs is the headline, in two parts, of another story.

    A heading of the article's own shares words with the paragraph below it.
    """
    if block.count(" ") >= _LONGEST_POINTER_WORDS or not _KICKER.match(block):
        return False
    if not (is_prose(before) and is_prose(after)):
        return False
    below = set(_LONG_WORD.findall(after.lower()))
    return len(below.intersection(_LONG_WORD.findall(block.lower()))) <= _MOST_SHARED_WORDS


def _points(block: str, opening: re.Pattern[str]) -> bool:
    if block.count(" ") >= _LONGEST_POINTER_WORDS or not opening.match(block):
        return False
    return not (_ENDED.search(block) and (REPORTING.search(block) or _SAID_BEHIND.search(block)))


def weigh(text: str) -> int:
    """How much speaks for furniture in a sentence or short block; from ``FURNITURE`` on it is."""
    rules = {rule.pattern: rule for cue in _cue_words(text) for rule in _RULES_BY_CUE[cue]}
    weight = sum(rule.weight for rule in rules.values() if rule.pattern.search(text))
    if weight and (REPORTING.search(text) or ATTRIBUTED.search(text)):
        weight -= 2
    return weight


def _cue_words(text: str) -> frozenset[str]:
    return _CUES.intersection(_WORD.findall(text.lower()))


def _is_news(sentence: str) -> bool:
    words = sentence.count(" ") + 1
    if words < _FEWEST_NEWS_WORDS or BIOGRAPHY.match(sentence):
        return False
    if NEWSY.search(sentence) or REPORTING.search(sentence):
        return True
    return words >= _PLAIN_NEWS_WORDS and not PITCH.match(sentence)


def _without_sentences(block: str, sentences: list[str], *, weights: list[int]) -> str:
    news = [
        weight < FURNITURE and _is_news(sentence)
        for sentence, weight in zip(sentences, weights, strict=True)
    ]
    if not any(news):
        return ""
    first, last = news.index(True), len(news) - 1 - news[::-1].index(True)
    # Only whole runs at the edges go: what stands between two pieces of news stays where it is.
    if max(weights[:first], default=0) < FURNITURE:
        first = 0
    if max(weights[last + 1 :], default=0) < FURNITURE:
        last = len(news) - 1
    start = block.index(sentences[first])
    end = block.rindex(sentences[last]) + len(sentences[last])
    closing = re.match(r"[\"”’)]*", block[end:])
    return block[start : end + (closing.end() if closing else 0)].strip()


def _shouts_throughout(blocks: list[str]) -> bool:
    """Whether capitals are the article's own: much of its text, or the headings of many parts."""
    capitals = sum(len(block) for block in blocks if block.upper() == block)
    if capitals * 5 > 2 * sum(map(len, blocks)):
        return True
    return sum(map(is_shouted, blocks)) > _MOST_HEADLINES


def is_ended(block: str) -> bool:
    """Whether a block ends as sentences do."""
    return _ENDED.search(block) is not None or is_endless(block)


def is_prose(block: str) -> bool:
    """Whether a block is at least one whole sentence of some length."""
    return count_words(block) > _FEWEST_NEWS_WORDS and is_ended(block)


def _body(blocks: list[str]) -> range:
    """The positions from the first paragraph of whole sentences to the last."""
    prose = [position for position, block in enumerate(blocks) if is_prose(block)]
    return range(prose[0], prose[-1] + 1) if prose else range(0)


def _comments_start(blocks: list[str]) -> int:
    """Where the readers' comments below an article begin; the number of blocks if nowhere."""
    prose = 0
    for position, block in enumerate(blocks):
        if prose >= _FEWEST_BLOCKS_COMMENTED and _COMMENTS.fullmatch(block):
            return position
        prose += is_prose(block)
    return len(blocks)


def _without_biographies(blocks: list[str]) -> list[str]:
    """Without closing lines such as "X is a reporter for Y" about people not in the article."""
    while len(blocks) > 1:
        match = BIOGRAPHY.match(blocks[-1])
        if match is None or len(blocks[-1]) > 400 or REPORTING.search(blocks[-1]):
            break
        surname = match["name"].split()[-1]
        if any(surname in block for block in blocks[:-1]):
            break
        blocks = blocks[:-1]
    return blocks
