"""Fits the weights by which sentences are picked, questions refused and short answers shown."""
