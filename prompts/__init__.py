"""The prompts, one file per name and version, shipped as package data."""
