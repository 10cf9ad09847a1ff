"""How a server that speaks OpenAI's API is reached: by its two standard variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

KEY_VARIABLE, ADDRESS_VARIABLE = "OPENAI_API_KEY", "OPENAI_BASE_URL"

_OPENAI_ADDRESS = "https://api.openai.com/v1"
_PLACEHOLDER_KEY = "not-needed"


@dataclass(frozen=True, slots=True)
class OpenAIAccess:
    """The address of a server and the key it is shown."""

    base_url: str
    key: str = field(repr=False)


def openai_access(environment: Mapping[str, str]) -> OpenAIAccess | None:
    """The server that the variables name; ``None`` where neither is set.

    With a key alone it is OpenAI's. With an address alone a placeholder is the key, since local
    servers need none. Both are always given to the SDK, which would look in the process's own
    variables for one that is not, and take an empty address for one.
    """
    key = environment.get(KEY_VARIABLE, "").strip()
    address = environment.get(ADDRESS_VARIABLE, "").strip()
    if not key and not address:
        return None
    return OpenAIAccess(address or _OPENAI_ADDRESS, key or _PLACEHOLDER_KEY)
