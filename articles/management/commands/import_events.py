"""``manage.py import_events``: timelines of others, as proposals."""

import sys
from pathlib import Path

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from articles.curation.outside import BadFile, propose_events, read_events
from articles.ingest.errors import environment_fault

from ._documents import misused


class Command(BaseCommand):
    help = (
        "Propose the events of a TimelineJS file (JSON, or its spreadsheet as CSV) or of a plain spreadsheet as CSV. "
        "Nothing is published; what is here, was refused or removed is left alone."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="or - for standard input")
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen; store nothing.")
        parser.add_argument("--by", metavar="USERNAME", help="Whose name goes into the log.")
        parser.add_argument("--reason", default="", help="Goes into the log.")

    def handle(self, *args, **options):
        path = options["file"]
        try:
            by = _user(options["by"])
            content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
            told = read_events(content, "standard input" if path == "-" else path)
            imported = propose_events(told, by, options["reason"], dry_run=options["dry_run"])
        except BadFile as error:
            raise CommandError(f"{path}: {error}", returncode=1) from error
        except (DatabaseError, OSError) as error:
            raise CommandError(environment_fault(error), returncode=2) from error
        for line in [*imported.lines, *(f"not taken: {fault}" for fault in told.faults)]:
            self.stdout.write(line)
        counts = [f"{number} {outcome}" for outcome, number in sorted(imported.outcomes.items())]
        counts.append(f"{len(told.faults)} not taken")
        said = "Dry run, nothing stored. " if options["dry_run"] else ""
        self.stdout.write(f"{said}{len(told.events) + len(told.faults)} rows: {', '.join(counts)}.")
        if told.faults:
            raise CommandError(f"{len(told.faults)} rows were not taken.", returncode=1)


def _user(name):
    if name is None:
        return None
    user = User.objects.filter(username=name).first()
    if user is None:
        raise misused(f"There is no account called {name}.")
    return user
