"""Measures extraction and linking on the development data, and how fast they are."""
