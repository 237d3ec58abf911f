"""The version of extraction, kept with every text: rows made by an older one are renewed by ``reextract``."""

EXTRACTION_VERSION = 5
"""Raise it with every change that alters what is read from a text."""
