"""Metrics: one small module a family, each with the source of its formula."""
