"""``manage.py backup FILE``: the whole database in one file, while the site goes on."""

import sqlite3
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from articles.ingest.backup import BackupFault, back_up
from articles.ingest.errors import environment_fault
from articles.ingest.postgres_programs import ProgramFault


class Command(BaseCommand):
    help = "Write the whole database, as it is at one moment, into one file. Others may read and write meanwhile."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help="Where to: a .tar.gz")
        parser.add_argument("--replace", action="store_true", help="Replace FILE if it is there.")
        parser.add_argument(
            "--quick",
            action="store_true",
            help="Leave out the digest of the content (minutes for a million links).",
        )

    def handle(self, *args, **options):
        try:
            manifest = back_up(options["file"], replace=options["replace"], with_digest=not options["quick"])
        except (BackupFault, ProgramFault) as error:
            raise CommandError(str(error), returncode=2) from error
        except (DatabaseError, sqlite3.Error, OSError) as error:
            raise CommandError(environment_fault(error), returncode=2) from error
        size = options["file"].stat().st_size / 1_000_000
        told = f" Digest: {manifest.digest}." if manifest.digest else ""
        self.stdout.write(f"{options['file']}: {size:.1f} MB, {manifest.engine}.{told}")
