"""What of a correction notice stands: the words of an article after it was corrected.

"An earlier version of this article put the vote at 88 to 16; it was 88 to 61" tells the vote twice,
and the first is wrong by the article's own word. So is what goes on behind a notice: "It also
named the wrong town."
"""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.models import Span

_STORY = r"(?:article|story|report|page|post|piece|headline|caption|column|dispatch)"
_WRONGLY = (
    r"(?:first|originally|initially|previously|earlier|wrongly|incorrectly|mistakenly|erroneously)"
)
_NOTICE = re.compile(
    rf"\b(?:earlier|previous|prior|original|first|initial) versions? of (?:this|the|our|that) "
    rf"{_STORY}\b"
    rf"|\bthis {_STORY} (?:{_WRONGLY} )?(?:misstated|misspelled|misidentified)\b"
    rf"|\bthis {_STORY} {_WRONGLY} (?:gave|said|stated|named|reported|put|described|listed|"
    r"identified|attributed|referred)\b"
    r"|\bversión anterior de (?:este|esta|la|el)\b"
    r"|\best[ea] (?:artículo|texto|noticia) (?:decía|afirmaba|indicaba|señalaba)\b"
    r"|\b(?:première )?version (?:précédente |antérieure )?de c(?:et|ette) (?:article|dépêche)\b"
    r"|\bcet article (?:disait|indiquait|affirmait|mentionnait)\b"
    r"|\b(?:frühere|vorherige|ursprüngliche)n? (?:Version|Fassung) (?:dieses|des|der)\b"
    r"|\bin (?:einer|der) (?:früheren|vorherigen|ersten|ursprünglichen) (?:Version|Fassung) "
    r"(?:hieß|stand|schrieben|hatten)\b"
    r"|\bdans une (?:première|précédente) version, nous\b"
    r"|\bnous (?:avions|avons) (?:écrit|indiqué|annoncé) (?:par erreur|à tort)\b"
    r"|\bversão anterior dest[ea]\b"
    r"|\best[ea] (?:artigo|reportagem|texto) (?:dizia|informava|afirmava)\b",
    re.IGNORECASE,
)
"""What an article says that it said before it was corrected."""
_HEADING = re.compile(
    r"\W*(?:corrections?|clarification|corrigendum|erratum|corrección|rectificación|"
    r"fe de errores|correctif|rectificatif|korrektur|richtigstellung|berichtigung|correção|errata)"
    r"\b[^:.]{0,30}:",
    re.IGNORECASE,
)
_MISSTATED = re.compile(
    rf"\W*(?:(?:the|a|an|our|this|that) (?:\w+ ){{0,2}}?(?:{_STORY}|version|graphic|chart)|we)\b"
    rf"[^.;]{{0,40}}?\b(?:{_WRONGLY}|gave|said|stated|named|misstated|misspelled|misidentified|"
    r"reported|put|described|listed|referred|attributed)\b",
    re.IGNORECASE,
)
"""Behind the heading "Correction:" only: elsewhere "the report put the loss at" is news."""
_PUT_RIGHT = re.compile(
    rf"\bthis {_STORY} (?:has been|was) (?:corrected|amended|updated|changed) to "
    r"(?:say|show|state|reflect|clarify|make clear)\b"
    r"|\bcontrairement à ce que nous (?:avions|avons)\b"
    r"|\banders als (?:(?:zunächst|zuvor|ursprünglich|von uns) )?(?:berichtet|gemeldet)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    rf"\W*(?:it|the {_STORY}|that version|we) (?:also |further |then |had (?:also )?)?"
    rf"(?:{_WRONGLY} )?(?:said|gave|put|stated|named|misstated|misspelled|reported|described)\b"
    r"|\W*(?:también|además) (?:decía|afirmaba|indicaba)\b|\W*(?:il|elle) (?:disait|indiquait)\b"
    r"|\W*(?:dort|darin) (?:hieß|stand)\b|\W*também (?:dizia|informava|afirmava)\b",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"(?:;|\s[–—-]+\s|—|\.\s)\s*"
    r"|,?\s+(?:but|when|whereas|while|although)\s+"
    r"(?=[^,;.]{0,40}\b(?:in fact|actually|in reality)\b)"
    r"|,\s+(?:(?:aber|doch|tatsächlich|cuando|pero|mais|alors que|mas|quando)\s+)"
    r"(?=[^,;.]{0,40}\b(?:en realidad|en réalité|en fait|tatsächlich|in Wahrheit|na verdade)\b)"
)
"""Where a notice turns to what is right."""
_DENIED = re.compile(
    r"(?:,|\s[–—])\s+(?:and |y |et |und |e )?(?:not|no|non|nicht|não)\s.*"
    r"|\s+et non\s.*|,?\s+(?:instead of|rather than|en lugar de|au lieu de|statt|em vez de)\s.*",
    re.IGNORECASE | re.DOTALL,
)


@lru_cache(maxsize=16_384)
def what_stands(text: str, previous: str) -> Span | None:
    """The part of a sentence that holds; the whole of an ordinary one, ``None`` if no part does.

    Args:
        text: the sentence.
        previous: the one before it; empty where there is none.
    """
    is_behind = _withdraws(previous)
    if _withdraws(text) or (is_behind and _GOES_ON.match(text)):
        return _put_right(text)
    if is_behind or _HEADING.match(text) or _PUT_RIGHT.search(text):
        return _cut(text, 0)
    return Span(0, len(text))


def _withdraws(text: str) -> bool:
    heading = _HEADING.match(text)
    return bool(_NOTICE.search(text) or (heading and _MISSTATED.match(text, heading.end())))


def _put_right(text: str) -> Span | None:
    """What stands behind the last turn of a notice, unless it goes on with what was wrong."""
    notice = _NOTICE.search(text) or _HEADING.match(text)
    turns = list(_TURNS.finditer(text, notice.end() if notice else 0))
    if not turns or _GOES_ON.match(text, turns[-1].end()):
        return None
    return _cut(text, turns[-1].end())


def _cut(text: str, start: int) -> Span | None:
    """The text from ``start`` on without a "not 88 to 16" at its end."""
    denied = _DENIED.search(text, start)
    is_last = denied is not None and "," not in denied[0][1:]
    end = len(text[: denied.start()].rstrip()) if denied and is_last else len(text)
    return Span(start, end) if start < end else None
