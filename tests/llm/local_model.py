"""How a small model on this machine is asked to write: patiently, one request at a time."""

from __future__ import annotations

from service.answering.llm_settings import LlmSettings

SETTINGS = LlmSettings(
    model="local",
    retries=0,
    concurrent_requests=1,
    evidence_tokens=350,
    output_tokens=120,
    first_token_timeout_seconds=600,
    total_timeout_seconds=900,
    failures_before_pause=99,
)
