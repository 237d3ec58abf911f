"""The curated chronology: readable JSON files in, rows out."""

from .load import load_chronology
from .reading import Chronology, ChronologyError, read_chronology
from .writing import ChronologyReport

__all__ = ["Chronology", "ChronologyError", "ChronologyReport", "load_chronology", "read_chronology"]
