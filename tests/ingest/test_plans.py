"""How SQLite answers what storing asks: no question goes through a table that grows with the archive."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from articles.extraction.annotations import Document
from articles.ingest.ledger import chunk_digest, close_chunk, entries_of
from articles.ingest.reading import read_article
from articles.ingest.run import TOGETHER
from articles.ingest.store import store, store_all, unchanged
from articles.linking.snapshot import read_knowledge

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by how rows are spread"),
]

GROWING = "article|articletext|citation|datemention|fingerprintband|officialmention|quotation|story|chunk"
SCAN = re.compile(rf"\bSCAN articles_(?:{GROWING})\b")
EVERYTHING = re.compile(r"USING (?:COVERING )?INDEX (?:citation_queue|articletext_read_by)\b")
"""Indexes by state or version: they lead to a large share of all rows."""

TEXT = "Treasury Secretary Avery Stone met Vice Premier Lin Tao in Geneva on Thursday, May 17. “We talked,” Stone said. "


def documents():
    """As many as are stored together: of few SQLite asks in another way."""
    texts = [
        TEXT + f"Pilot {number} rests on Sunday, and nobody talks of tariffs." for number in range(TOGETHER)
    ]
    return [Document(text, text, published=date(2018, 5, 18)) for text in texts]


@pytest.fixture
def plans():
    """What SQLite says of each SELECT while the test goes on."""
    told = []

    def explain(execute, sql, params, many, context):
        if sql.startswith(("SELECT", "WITH")) and not many:
            # asked of SQLite itself: Django's cursor would come here again
            asked = connection.connection.execute(
                "EXPLAIN QUERY PLAN " + sql.replace("%s", "?"), params or ()
            )
            told.extend((row[3], sql) for row in asked)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        yield told


def test_nothing_goes_through_the_archive(chronology, plans):
    readings = [read_article(document, read_knowledge()) for document in documents()]
    plans.clear()
    stored = store_all(readings)
    unchanged(documents())
    changed = replace(readings[0].document, source=TEXT + "A clerk added a line.")
    store(read_article(changed, read_knowledge()))
    assert entries_of(documents(), chunk_digest(documents())) is None
    close_chunk(chunk_digest(documents()), [one.key for one in stored])
    entries_of(documents(), chunk_digest(documents()))
    assert len(plans) > 30
    assert [one for one in plans if SCAN.search(one[0]) or EVERYTHING.search(one[0])] == []
