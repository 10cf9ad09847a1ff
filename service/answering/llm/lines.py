"""What a model lays out, as running text: without headings, labels, tables and lists of sources.

Such lines assert nothing, and would be shown as sentences with citations. A label before a fact
goes where it says nothing that the fact does not; "False:" and an outlet's name stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.analysis import words_in
from corpus.sentences import sentences_in
from service.answering.bullets import items_of, without_bullet
from service.answering.llm.lead_ins import has_english_verb
from service.answering.values.tokens import folded
from service.answering.values.words import STOP_WORDS, word_set

_HEADING = re.compile(r"^[ \t]*#+[ \t]*")
_BOLD = re.compile(r"^[ \t]*(\*\*|__)(?P<bold>.+?)\1[ \t]*:?[ \t]*$")
_BOLD_BEGUN = re.compile(r"(\*\*|__)(?!.+?\1[ \t:]*[^\s:])")
"""Bold from the head of a line on, behind which nothing stands yet."""
_ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])")
_EMPHASIS = re.compile(r"\*\*|__|`")
_RULE = re.compile(r"^[\s|:=*_+-]*$")
_MARKER = re.compile(r"[\[【［]+\s*\^?\d[^\[\]【】]{0,40}[\]】］]+")
_BEGINS_WITH_MARKER = re.compile(rf"^\s*(?:{_MARKER.pattern})\s*:?\s*\S")
_STOP = re.compile(r"[.!…。！؟।][\"'”’»)\]]*(?=\s|$)")
_ENDS = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*$")
_ENDS_IN_COLON = re.compile(r"[:：]\s*$")
_LABEL = re.compile(r"^(?P<label>[^\s:：.!?\d][^:：.!?\n]{0,60}?)\s*[:：]\s*(?P<rest>\S.*)$")
_ANSWER_LABELS = frozenset(
    label.replace("_", " ")
    for label in word_set(
        """answer short_answer final_answer direct_answer the_answer summary in_summary in_short
        conclusion in_conclusion key_point key_points key_finding key_fact key_facts response
        result tl_dr tldr details evidence explanation antwort kurzantwort kurze_antwort
        zusammenfassung fazit ergebnis kurz reponse reponse_courte resume en_resume en_bref
        respuesta respuesta_corta resumen en_resumen resposta resposta_curta resumo em_resumo
        conclusao"""
    )
)
"""Folded; what stands behind them is told all the same without them."""
_PREAMBLES = ("here is ", "here s ", "here are ", "hier ist ", "voici ", "aqui esta ")
_SOURCE_LABELS = word_set(
    """source sources reference references citation citations footnotes bibliography quelle quellen
    quellenangaben belege nachweise einzelnachweise fuente fuentes referencia referencias citas
    notes fonte fontes citacoes"""
)
_LONGEST_LABEL, _LONGEST_CITED_LABEL, _LONGEST_HEADING = 6, 4, 12
_LEAST_SENTENCE = 4


@dataclass(frozen=True, slots=True)
class _Line:
    """One line without its bullet; ``is_bare`` says that it may be a mere label."""

    text: str
    is_bare: bool = False


def running_text(text: str, *, is_whole: bool) -> str:
    """The lines that say something, without layout.

    A line that may be a mere label is kept only where there is nothing else.

    Args:
        text: what a model wrote.
        is_whole: whether nothing more comes; until then the last line is undecided, and kept only
            if it begins as a sentence does.
    """
    lines = [item for line in text.splitlines() for item in items_of(_ITALIC.sub(r"\1", line))]
    is_open = not is_whole and not text.endswith("\n")
    begun = lines.pop() if is_open and lines else None
    read = _read(lines)
    kept = [line for line in read if not line.is_bare] or (read if is_whole else [])
    texts = [line.text for line in kept]
    if begun is not None:
        plain = _labelled(without_bullet(begun))
        texts.append("" if _is_undecided(begun) else plain)
    return "\n".join(texts)


def names_sources(sentence: str) -> bool:
    """Whether a sentence only lists sources, as in "Sources: Harbour Post"."""
    return _label_of(sentence) in _SOURCE_LABELS


def _read(lines: list[str]) -> list[_Line]:
    """The lines but those that surely assert nothing."""
    read: list[_Line] = []
    in_sources = False
    for line in lines:
        bare = _EMPHASIS.sub("", without_bullet(_HEADING.sub("", line)))
        if _RULE.match(line):
            continue
        if names_sources(bare):
            in_sources = True
            continue
        if in_sources and not _STOP.search(_MARKER.sub("", bare)):
            continue
        in_sources = False
        read.extend(_told_in(line))
    return read


def _told_in(line: str) -> list[_Line]:
    """What one line says, in a list; an empty one if it is a heading or leads to a list."""
    if "|" in line:
        return [_Line(cell) for cell in _cells(line)]
    plain = without_bullet(line)
    is_heading = bool(_HEADING.match(plain) or _BOLD.match(plain))
    plain = _HEADING.sub("", plain)
    said = without_bullet(_EMPHASIS.sub("", plain)).strip()
    unmarked = _MARKER.sub("", said).strip()
    is_cited = unmarked != said
    if is_heading and not is_cited and not _STOP.search(unmarked):
        asserts_nothing = line.lstrip().startswith("#") or _ENDS.search(unmarked)
        return [] if asserts_nothing else [_Line(plain, is_bare=True)]
    if not is_cited and _ENDS_IN_COLON.search(unmarked):
        before = plain[: sentences_in(plain)[-1].start].strip()
        return [_Line(before)] if before else []
    if _BEGINS_WITH_MARKER.match(said) and _is_label(unmarked):
        return []
    return [_Line(_labelled(plain), is_bare=_is_bare(unmarked, is_cited=is_cited))]


def _cells(line: str) -> list[str]:
    """The cells of a row that read as sentences."""
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    plain = [_MARKER.sub("", cell).strip() for cell in cells]
    return [
        cell
        for cell, words in zip(cells, plain, strict=True)
        if _STOP.search(words) and len(words.split()) >= _LEAST_SENTENCE
    ]


def _labelled(line: str) -> str:
    """The line without a label that says nothing: "Answer: ", "Depth: " before "a depth of"."""
    found = _LABEL.match(_EMPHASIS.sub("", line))
    if found is None or len(found["label"].split()) > _LONGEST_LABEL:
        return line
    rest = found["rest"]
    label = _label_of(line)
    if label not in _ANSWER_LABELS and not label.startswith(_PREAMBLES):
        first = _STOP.split(rest, maxsplit=1)[0]
        content = {word for word in words_in(found["label"]) if word not in STOP_WORDS}
        if not content or not content <= set(words_in(first)) or not _STOP.search(rest):
            return line
    return f"{rest[:1].upper()}{rest[1:]}"


def _label_of(line: str) -> str:
    """The folded words before a colon, or of the whole line."""
    label = re.split("[:：]", _MARKER.sub("", _EMPHASIS.sub("", line)), maxsplit=1)[0]
    return " ".join(re.findall(r"\w+", folded(label)))


def _is_bare(unmarked: str, *, is_cited: bool) -> bool:
    """Whether a line may be a label; with a marker only a short one without figures."""
    if is_cited and any(char.isdigit() for char in unmarked):
        return False
    most = _LONGEST_CITED_LABEL if is_cited else _LONGEST_HEADING
    return len(unmarked.split()) <= most and _is_label(unmarked)


def _is_label(unmarked: str) -> bool:
    """Whether nothing in the line ends a sentence or is a verb."""
    is_ended = _STOP.search(unmarked) or _ENDS.search(unmarked)
    return not is_ended and not has_english_verb(unmarked)


def _is_undecided(begun: str) -> bool:
    """Whether the line that is being written may turn out to be no sentence."""
    start = begun.lstrip()
    return (
        start[:1] in ("#", "|", "")
        or "|" in start
        or _BOLD_BEGUN.match(start) is not None
        or names_sources(without_bullet(begun))
    )
