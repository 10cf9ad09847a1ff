"""The answerer that lets a language model write, and shows only what the evidence supports."""

from service.answering.llm.answerer import LlmAnswerer, WritingCounts, WrittenAnswer
from service.answering.llm.output import REFUSAL, UnusableCompletion

__all__ = ["REFUSAL", "LlmAnswerer", "UnusableCompletion", "WritingCounts", "WrittenAnswer"]
