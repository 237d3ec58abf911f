"""``manage.py reextract``: reads stored texts again with the present version of extraction."""

import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from tqdm import tqdm

from articles.ingest.errors import environment_fault
from articles.ingest.run import Run, reextract
from articles.ingest.store import Outcome
from articles.linking.snapshot import read_knowledge

from ._documents import add_workers, workers_of


class Command(BaseCommand):
    help = "Renew what the machine read from stored texts: those an older version read, or all. Every human decision stays."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--all", action="store_true", help="All texts, for instance after new events were added."
        )
        add_workers(parser)

    def handle(self, *args, **options):
        workers = workers_of(options)
        run = Run()
        try:
            renewed = reextract(read_knowledge(), run, everything=options["all"], workers=workers)
            for report in tqdm(renewed, unit=" articles", disable=not sys.stderr.isatty()):
                if report.error:
                    self.stdout.write(f"rejected: {report.id} — {report.error.message}")
        except (DatabaseError, OSError) as error:
            raise CommandError(environment_fault(error), returncode=2) from error
        self.stdout.write(f"{run.outcomes[Outcome.UPDATED]} texts read again.")
        if run.outcomes[Outcome.REJECTED]:
            raise CommandError(
                f"{run.outcomes[Outcome.REJECTED]} texts could not be read again.", returncode=1
            )
