"""The answerer that lets a language model write, and shows only what the evidence supports."""

from service.answering.llm.answerer import LlmAnswerer
from service.answering.llm.output import REFUSAL, UnusableCompletion
from service.answering.llm.repairing import Repairer
from service.answering.llm.rewriting import QuestionRewriter
from service.answering.llm.second_opinion import SupportJudge

__all__ = [
    "REFUSAL",
    "LlmAnswerer",
    "QuestionRewriter",
    "Repairer",
    "SupportJudge",
    "UnusableCompletion",
]
