"""Loads the curated chronology."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.ingest.chronology import ChronologyError, load_chronology


class Command(BaseCommand):
    help = "Load the curated chronology: events, officials, disputes and their sources. Loading it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        default = Path(settings.BASE_DIR) / "fixtures" / "chronology"
        parser.add_argument("folder", nargs="?", type=Path, default=default, help="folder of the JSON files")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            report = load_chronology(folder)
        except ChronologyError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Chronology: {report}")
