"""From a question and its evidence to the messages that are sent to a language model."""

from service.answering.inert_text import inert
from service.answering.prompting.boundary import new_boundary
from service.answering.prompting.numbered_evidence import (
    OUTLET_CHARACTERS,
    TITLE_CHARACTERS,
    EvidenceArticle,
    EvidenceLine,
    NumberedEvidence,
    day_of,
    number_evidence,
)
from service.answering.prompting.prompt_file import Prompt, load_prompt

__all__ = [
    "OUTLET_CHARACTERS",
    "TITLE_CHARACTERS",
    "EvidenceArticle",
    "EvidenceLine",
    "NumberedEvidence",
    "Prompt",
    "day_of",
    "inert",
    "load_prompt",
    "new_boundary",
    "number_evidence",
]
