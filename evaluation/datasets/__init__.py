"""Data sets: one loader a format, all of them ending in the same frozen ``Dataset``."""
