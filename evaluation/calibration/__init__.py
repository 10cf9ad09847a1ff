"""Fits the weights by which the extractive answerer picks sentences and decides to refuse."""
