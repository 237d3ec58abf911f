"""Reads one article. Only the processes that read import this: it loads the text machinery."""

from __future__ import annotations

from articles.extraction.annotations import Document
from articles.extraction.fingerprints import fingerprint
from articles.extraction.knowledge import Knowledge
from articles.extraction.reading import Unreadable
from articles.linking.annotate import annotate

from .documents import Rejected
from .work import Reading, Result


def read_article(document: Document, knowledge: Knowledge) -> Result:
    """What can be read from ``document``; one that cannot be read comes back as ``Rejected``, with the reason."""
    try:
        extraction = annotate(document, knowledge)
        return Reading(document, extraction, fingerprint(extraction.text))
    except Unreadable as error:
        return Rejected(document.id, error.code, error.message)
    except MemoryError:
        raise  # the reader knows what to say
    except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not stop the thousand after it
        message = f"Reading failed ({type(error).__name__}: {error}); please report it."
        return Rejected(document.id, "internal", message)
