"""``manage.py load_decisions``: accept the links of the sample articles that ship as accepted."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.ingest.decisions import load_decisions

SHIPPED = Path("fixtures") / "decisions.json"


class Command(BaseCommand):
    help = "Accept the links between sample articles and events that ship as accepted. Touches no other decision."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=Path(settings.BASE_DIR) / SHIPPED)

    def handle(self, *args, **options):
        try:
            accepted, missing = load_decisions(options["file"])
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        for link in missing:
            self.stderr.write(f"No link between {link} was proposed, so none is accepted.")
        self.stdout.write(f"{accepted} links of sample articles accepted.")
