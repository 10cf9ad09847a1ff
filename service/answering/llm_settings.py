"""The settings of the language model that writes answers: ``DATELINE_LLM__*``."""

from __future__ import annotations

from pydantic import Field

from corpus.settings import Section


class ModelPrice(Section):
    """What one model costs."""

    prompt_usd_per_million_tokens: float = Field(ge=0)
    completion_usd_per_million_tokens: float = Field(ge=0)


class LlmSettings(Section):
    """The language model. The key and address are the standard OPENAI_API_KEY, OPENAI_BASE_URL."""

    model: str = Field(
        "",
        description="Name of the model that writes answers; empty = gpt-4.1-mini where "
        "OPENAI_API_KEY or OPENAI_BASE_URL is set, else the extractive answerer.",
    )
    prompt_version: int = Field(1, ge=1, description="Version of the prompt answer.vN.md.")
    temperature: float | None = Field(
        0.0, ge=0, le=2, description="Sampling temperature; left out where the model refuses it."
    )
    first_token_timeout_seconds: float = Field(
        15.0, gt=0, description="Longest wait for the first word, retries and queueing included."
    )
    total_timeout_seconds: float = Field(
        45.0, gt=0, description="Longest wait for a whole answer, retries and queueing included."
    )
    retries: int = Field(
        1, ge=0, le=10, description="How often a failed request is sent again, with growing pauses."
    )
    concurrent_requests: int = Field(
        8, ge=1, description="Requests to the model at the same time; others wait for their turn."
    )
    evidence_tokens: int = Field(
        3_000, ge=100, description="Upper bound of the evidence in a prompt, in estimated tokens."
    )
    repair: bool = Field(
        default=True,
        description="Whether sentences that no quote supports are corrected once by the model.",
    )
    judge_model: str = Field(
        "",
        description="Name of a model at the same server that gives a second opinion on each "
        "sentence found supported; empty = none.",
    )
    judge_timeout_seconds: float = Field(
        10.0,
        gt=0,
        description="Longest wait for one second opinion, retries and queueing included; "
        "afterwards the sentence stands without.",
    )
    output_tokens: int = Field(
        400, ge=16, description="Upper bound of an answer, in tokens of the model."
    )
    failures_before_pause: int = Field(
        3, ge=1, description="Failures in a row after which the model is left alone for a while."
    )
    pause_seconds: float = Field(
        30.0, gt=0, description="How long a failing model is left alone before it is tried again."
    )
    prices: dict[str, ModelPrice] = Field(
        default_factory=dict,
        description="Price per model name; the cost of a model that is not in it is unknown.",
    )

    def of_judge(self) -> LlmSettings:
        """The settings to reach the judge with: its name, and one bound on the whole wait."""
        return self.model_copy(
            update={
                "model": self.judge_model,
                "first_token_timeout_seconds": self.judge_timeout_seconds,
                "total_timeout_seconds": self.judge_timeout_seconds,
            }
        )
