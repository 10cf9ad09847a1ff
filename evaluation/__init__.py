"""Evaluation: datasets in, figures people can trust out. May import service, indexer and corpus."""
