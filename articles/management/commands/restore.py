"""``manage.py restore FILE``: the database becomes what a backup holds."""

import sqlite3
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from articles.ingest.backup import BackupFault
from articles.ingest.errors import environment_fault
from articles.ingest.postgres_programs import ProgramFault
from articles.ingest.restore import restore


class Command(BaseCommand):
    help = "Check a backup and put it in the database's place: all of it, or nothing."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help="What `manage.py backup` wrote")
        parser.add_argument("--replace", action="store_true", help="Replace the content that is there.")

    def handle(self, *args, **options):
        try:
            manifest = restore(options["file"], replace=options["replace"])
        except (BackupFault, ProgramFault) as error:
            raise CommandError(str(error), returncode=2) from error
        except (DatabaseError, sqlite3.Error, OSError) as error:
            raise CommandError(environment_fault(error), returncode=2) from error
        told = f" Digest: {manifest.digest}." if manifest.digest else ""
        self.stdout.write(f"Restored what was backed up on {manifest.taken_at}.{told}")
