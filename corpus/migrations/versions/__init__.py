"""The migrations of the catalogue, numbered in their order."""
