"""Embedding models that run on this machine: fetched once as a package, converted once."""
