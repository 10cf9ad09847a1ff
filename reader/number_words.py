"""Numbers written as words."""

from reader.claim import listed

NUMBER_WORDS = listed(
    """one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty
    dozens hundreds thousands millions billions"""
)
SMALL_NUMBERS, COUNTED = NUMBER_WORDS[:12], NUMBER_WORDS[:16]
