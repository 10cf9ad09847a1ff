"""Our own small reader model at work; ``reader/`` holds how it was made."""
