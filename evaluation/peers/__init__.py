"""Peers: other ways to retrieve or answer, run on the same questions. Each is a small adapter."""
