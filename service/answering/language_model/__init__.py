"""The seam to language models: what the answerer needs of one, and the OpenAI-compatible one."""

from service.answering.language_model.circuit_breaker import CircuitBreaker
from service.answering.language_model.openai_model import OpenAILanguageModel, openai_client
from service.answering.language_model.protocol import Completion, LanguageModel, Message
from service.answering.language_model.token_estimate import estimated_tokens, estimated_usage

__all__ = [
    "CircuitBreaker",
    "Completion",
    "LanguageModel",
    "Message",
    "OpenAILanguageModel",
    "estimated_tokens",
    "estimated_usage",
    "openai_client",
]
