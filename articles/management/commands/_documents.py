"""The arguments that ``extract``, ``ingest`` and, of them, ``reextract`` share."""

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
        add_workers(parser)

    def document_options(self, options):
        """The options as a record. Raises ``CommandError`` with one line for what cannot be meant, or is missing."""
        workers_of(options)
        if options["url"] and not options["url"].startswith(("http://", "https://")):
            raise misused(f"--url {options['url']!r} is not an http or https address.")
        try:
            published = parse_day(options["published"]) if options["published"] else None
        except BadOption as error:
            raise misused(f"--published {error}") from error
        wanted = Options(
            format=options["format"], published=published, url=options["url"], plain=options["plain"]
        )
        try:
            check_extras(options["paths"], wanted)
        except MissingExtra as error:
            raise CommandError(str(error), returncode=2) from error
        return wanted


def add_workers(parser):
    """``--workers N``."""
    parser.add_argument("--workers", type=int, help="Processes that read articles (1 if not given).")


def workers_of(options):
    """How many processes are to read. Raises ``CommandError`` for less than one."""
    workers = 1 if options["workers"] is None else options["workers"]
    if workers < 1:
        raise misused("--workers must be 1 or more.")
    return workers


def misused(message):
    """An option that cannot be meant: status 2, as for an option that there is not. 1 is for rejected documents."""
    return CommandError(message, returncode=2)
