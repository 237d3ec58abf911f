"""``manage.py load``: a set that ``export`` wrote, into this database."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from articles.ingest.archive import BadSet, load_set
from articles.ingest.errors import environment_fault


class Command(BaseCommand):
    help = (
        "Load what export wrote: all of it or, with an error, nothing. Rows that are here stay as they are; "
        "where the set says something else, that is named."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *args, **options):
        try:
            loaded = load_set(options["folder"])
        except BadSet as error:
            raise CommandError(str(error), returncode=2) from error
        except (UnicodeDecodeError, ValueError) as error:
            raise CommandError(f"The set cannot be read: {error}.", returncode=2) from error
        except (DatabaseError, OSError) as error:
            raise CommandError(environment_fault(error), returncode=2) from error
        for conflict in loaded.conflicts:
            self.stdout.write(f"left as it is here: {conflict}")
        self.stdout.write(
            f"{loaded.added} rows added, {loaded.left} were here, {loaded.conflicting} say something else here, "
            f"{loaded.dropped} belong to those."
        )
        self.stdout.write(f"Digest {loaded.digest}. {_comparison(loaded)}")
        if loaded.conflicting:
            raise CommandError(f"{loaded.conflicting} rows were left as they are here.", returncode=1)


def _comparison(loaded):
    if loaded.is_equal:
        return "The content equals the one that was exported."
    if loaded.is_masked:
        return "The content differs from the one that was exported: the set is masked."
    return "The content differs from the one that was exported: the database holds other rows too."
