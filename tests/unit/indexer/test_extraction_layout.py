"""Lines become paragraphs as they were before something wrapped them."""

from __future__ import annotations

import pytest

from indexer.extraction.layout import split_blocks

# A column of a paper: nearly every line is full, and some end within a word.
COLUMN = """
The harbour board of Norvik has spent nine mil-
lion euros on sirens that were never insta-
lled, an audit that was published on Mon-
day shows. Its chair said that the depart-
ment learnt of it in spring from a fisher-
man who had looked for them on the mole.
""".strip()


def unwrapped(text: str) -> str:
    """The paragraphs of a text, each on one line."""
    return "\n".join(split_blocks(text))


def test_words_that_line_ends_cut_are_whole_again() -> None:
    text = unwrapped(COLUMN)
    for word in ("million", "installed", "Monday", "department", "fisherman"):
        assert f"{word} " in text or f"{word}," in text
    assert "-" not in text


@pytest.mark.parametrize(
    ("cut", "word"),
    [
        ("twenty-\none", "twenty-one"),
        ("well-\nknown", "well-known"),
        ("state-\nowned", "state-owned"),
        ("Anglo-\nSaxon", "Anglo-Saxon"),
        ("nine-\nyear-old", "nine-year-old"),
        ("state-of-\nthe-art", "state-of-the-art"),
        ("run-\nand-run", "run-and-run"),
        ("COVID-\n19", "COVID-19"),
        ("U.S.-\nbased", "U.S.-based"),
        ("late-\nnight", "late-night"),
        ("e-\nmail", "e-mail"),
        ("pre-\nand post-war", "pre- and post-war"),
        ("Vor-\nund Nachteile", "Vor- und Nachteile"),
        ("vice-\nprésident", "vice-président"),
        ("dit-\nil", "dit-il"),
        ("segunda-\nfeira", "segunda-feira"),
        ("where-\nabouts", "whereabouts"),
        ("un-\nknown", "unknown"),
        ("some-\ntimes", "sometimes"),
        ("DEPART-\nMENT", "DEPARTMENT"),
    ],
)
def test_compounds_keep_their_hyphen_where_words_are_cut(cut: str, word: str) -> None:
    text = (
        COLUMN.replace("harbour board of Norvik", "board for two dozen")
        + f"\nThe board had {cut}\n"
    )
    assert f"had {word}" in unwrapped(text + "too when it met in the old hall on the quay.")


def test_a_word_that_the_text_has_whole_tells_how_it_is_written() -> None:
    lines = (
        "The mud-caked piers of the oldharbour stand in\n"
        "the rain, and nobody has seen the keeper of the\n"
        "light since Monday. He went out to the mud-\n"
        "caked piers and was not seen there by anyone.\n"
        "All that the boatmen found was the old-\n"
        "harbour flag, which had been cut into pieces.\n"
    )
    assert unwrapped(lines).count("mud-caked piers") == 2
    assert "oldharbour flag" in unwrapped(lines)


def test_a_text_that_is_only_wrapped_keeps_its_hyphens() -> None:
    sentence = "The keeper of the light walked along the mole and looked at the grey water again."
    lines = [sentence[:44], sentence[44:].strip()] * 14
    lines[8:8] = ["He saw what seemed to be a white-", "hulled boat of the kind they used to build"]
    assert "white-hulled boat" in unwrapped("\n".join(lines))


def test_a_dash_at_the_end_of_a_line_stays_one() -> None:
    text = COLUMN.replace("Its chair said that the depart-\nment", "Its chair, a lady of 77 -\nshe")
    assert "a lady of 77 - she" in unwrapped(text)
