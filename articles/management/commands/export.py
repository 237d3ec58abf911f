"""``manage.py export``: everything the database holds, as files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from articles.ingest.archive import export_set
from articles.ingest.archive.writing import NotEmpty
from articles.ingest.errors import environment_fault


class Command(BaseCommand):
    help = (
        "Write the whole content to an empty folder: JSON Lines, CSV, schema, licence, checksums. "
        "Texts that may not be shown are masked but for their evidence, unless --with-texts asks for a whole copy."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument(
            "--with-texts",
            action="store_true",
            help="Whole texts and documents added by hand too: a backup or an archive copy, not to be passed on.",
        )

    def handle(self, *args, **options):
        folder = options["folder"]
        try:
            exported = export_set(folder, with_texts=options["with_texts"])
        except NotEmpty as error:
            raise CommandError(str(error), returncode=2) from error
        except (DatabaseError, OSError) as error:
            raise CommandError(environment_fault(error), returncode=2) from error
        self.stdout.write(
            f"{exported.rows} rows in {exported.files} files in {folder}. Digest {exported.digest}."
        )
        if options["with_texts"]:
            self.stdout.write("It holds whole texts that are their publishers': keep it, do not pass it on.")
        else:
            self.stdout.write(
                f"{exported.masked_texts} texts are masked and {exported.pending} documents added by hand left out: "
                "loaded again, the digest is another one. A whole copy: --with-texts"
            )
