"""``manage.py digest``: one hash over all content."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from articles.ingest.digest import digest
from articles.ingest.errors import environment_fault


class Command(BaseCommand):
    help = (
        "Print one hash over all curated and extracted content: equal content, equal hash, on any database."
    )
    requires_system_checks = ()

    def handle(self, *args, **options):
        try:
            self.stdout.write(digest())
        except DatabaseError as error:
            raise CommandError(environment_fault(error), returncode=2) from error
