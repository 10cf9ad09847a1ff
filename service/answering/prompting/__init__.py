"""From a question and its evidence to the messages that are sent to a language model."""

from service.answering.inert_text import inert
from service.answering.prompting.numbered_evidence import (
    EvidenceArticle,
    EvidenceLine,
    NumberedEvidence,
    number_evidence,
)
from service.answering.prompting.prompt_file import Prompt, load_prompt

__all__ = [
    "EvidenceArticle",
    "EvidenceLine",
    "NumberedEvidence",
    "Prompt",
    "inert",
    "load_prompt",
    "number_evidence",
]
