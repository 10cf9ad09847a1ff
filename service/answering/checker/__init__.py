"""The model that checks at work; ``reader/`` holds how it was made."""
