"""Tests that ask a real, small and weak language model; run by ``make test-llm``.

``make grade-llm`` grades what the same model writes, before and after verification (``grading``).
"""
