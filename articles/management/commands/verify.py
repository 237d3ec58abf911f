"""``manage.py verify``: is what is stored in order?"""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from articles.ingest.errors import environment_fault
from articles.ingest.integrity import CHECKS, faults
from tradetalks.logs import printable


class Command(BaseCommand):
    help = (
        "Check evidence spans, frozen texts, revisions, proposals, commitments, constraints, counts, the story and search "
        "indexes and foreign keys. Changes nothing."
    )
    requires_system_checks = ()

    def handle(self, *args, **options):
        try:
            found = list(faults())
        except DatabaseError as error:
            raise CommandError(environment_fault(error), returncode=2) from error
        for fault in found:
            self.stdout.write(printable(fault))
        if found:
            raise CommandError("1 fault." if len(found) == 1 else f"{len(found)} faults.", returncode=1)
        self.stdout.write(f"All is in order ({len(CHECKS)} kinds of checks).")
