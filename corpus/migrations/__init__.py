"""Numbered migrations of the catalogue; ``corpus.database`` applies them when it opens one."""
