"""Tests that ask a real, small and weak language model; run by ``make test-llm``."""
