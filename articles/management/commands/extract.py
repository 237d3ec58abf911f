"""``manage.py extract``: prints what is read from documents, one JSON object each; stores nothing."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from articles.extraction.records import to_record
from articles.ingest.documents import Rejected
from articles.ingest.errors import environment_fault
from articles.ingest.extras import MissingExtra
from articles.ingest.grouping import stories_of
from articles.ingest.sources import documents_from
from articles.ingest.work import read_articles
from articles.linking.snapshot import read_knowledge

from ._documents import DocumentArguments, workers_of


class Command(DocumentArguments, BaseCommand):
    help = "Print what is read from articles, one JSON object a document. Writes nothing to the database."
    requires_system_checks = ()

    def handle(self, *args, **options):
        wanted = self.document_options(options)
        documents = documents_from(options["paths"] or ["-"], wanted, sys.stdin.buffer)
        try:
            results = list(read_articles(documents, read_knowledge(), workers=workers_of(options)))
        except MissingExtra as error:
            raise CommandError(str(error), returncode=2) from error
        except (DatabaseError, OSError) as error:
            raise CommandError(environment_fault(error), returncode=2) from error
        stories = stories_of(result for result in results if not isinstance(result, Rejected))
        for result in results:
            self.stdout.write(json.dumps(_record(result, stories), ensure_ascii=False))
        rejected = sum(isinstance(result, Rejected) for result in results)
        if rejected:
            raise CommandError(f"{rejected} of {len(results)} documents could not be read.", returncode=1)


def _record(result, stories):
    if isinstance(result, Rejected):
        return {"id": result.id, "error": {"code": result.code, "message": result.message}}
    return to_record(result.extraction, story=stories.get(id(result)))
