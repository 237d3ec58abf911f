"""Timelines that others made: each of their events becomes a proposal. Nothing is published before an editor accepts it."""

from articles.curation.textfile import BadFile

from .proposing import Imported, propose_events
from .reading import Told, read_events
from .suggested import Fault, Suggested

__all__ = ["BadFile", "Fault", "Imported", "Suggested", "Told", "propose_events", "read_events"]
