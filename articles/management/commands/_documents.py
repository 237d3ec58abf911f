"""The arguments that ``extract`` and ``ingest`` share."""

from django.core.management.base import CommandError

from articles.ingest.documents import BadOption, Options, parse_day
from articles.ingest.extras import MissingExtra
from articles.ingest.sources import FORMATS, check_extras


class DocumentArguments:
    """Mixin for commands that read documents."""

    def add_arguments(self, parser):
        parser.add_argument(
            "paths",
            nargs="*",
            metavar="PATH",
            help="Files, folders (recursively: text, HTML, saved pages, JSON Lines, also packed, WARC, RSS and Atom"
            " files), patterns such as '2018/*.html', or - for standard input.",
        )
        parser.add_argument("--format", choices=FORMATS, default="auto")
        parser.add_argument(
            "--published", metavar="DATE", help="The document date of all of them, as YYYY-MM-DD."
        )
        parser.add_argument("--url", help="The address of the article.")
        parser.add_argument(
            "--plain", action="store_true", help="The input is a clean body: keep it as it is."
        )
        parser.add_argument("--workers", type=int, default=1, help="Processes that read articles.")

    def document_options(self, options):
        """The options as a record. Raises ``CommandError`` with one line for what cannot be meant, or is missing."""
        if options["workers"] < 1:
            raise CommandError("--workers must be 1 or more.")
        if options["url"] and not options["url"].startswith(("http://", "https://")):
            raise CommandError(f"--url {options['url']!r} is not an http or https address.")
        try:
            published = parse_day(options["published"]) if options["published"] else None
        except BadOption as error:
            raise CommandError(f"--published {error}") from error
        wanted = Options(
            format=options["format"], published=published, url=options["url"], plain=options["plain"]
        )
        try:
            check_extras(options["paths"], wanted)
        except MissingExtra as error:
            raise CommandError(str(error), returncode=2) from error
        return wanted
