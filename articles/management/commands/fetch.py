"""``manage.py fetch``: asks for the pages of addresses; ``ingest --pending`` reads them."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from articles.ingest.errors import environment_fault
from articles.ingest.extras import MissingExtra
from articles.ingest.feedfiles import feed_module
from articles.ingest.fetching import rows
from articles.ingest.fetching.addresses import parse
from articles.ingest.fetching.client import Client
from articles.ingest.fetching.errors import NotFetched
from articles.ingest.fetching.pace import Pace
from articles.ingest.fetching.rows import FetchResult, Told
from articles.ingest.fetching.visitor import Visitor

OFF = "Fetching is off. Set FETCHING=1 (see docs/operations.md) where this machine may ask other sites for pages."


class Command(BaseCommand):
    help = "Fetch the pages of addresses. They wait, like uploaded files, for ingest --pending."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("urls", nargs="*", metavar="URL", help="http or https addresses of articles.")
        parser.add_argument(
            "--pending", action="store_true", help="Fetch the addresses that editors added in the admin."
        )
        parser.add_argument(
            "--feed",
            action="store_true",
            help="The addresses are RSS or Atom feeds: fetch what is new in them.",
        )

    def handle(self, *args, **options):
        if options["pending"] == bool(options["urls"]) or (options["pending"] and options["feed"]):
            raise CommandError("Give addresses, addresses of feeds with --feed, or --pending.", returncode=2)
        if not settings.FETCHING:
            raise CommandError(OFF, returncode=2)
        self.counts = dict.fromkeys(FetchResult, 0)
        try:
            self._fetch(options, visitor())
        except MissingExtra as error:
            raise CommandError(str(error), returncode=2) from error
        except (DatabaseError, OSError) as error:
            raise CommandError(environment_fault(error), returncode=2) from error
        except KeyboardInterrupt as error:
            raise CommandError("Stopped. fetch --pending goes on from there.", returncode=130) from error
        self._sum_up()

    def _fetch(self, options, guest):
        if options["pending"]:
            wanted = None
        elif options["feed"]:
            feed_module()  # before anything is asked
            wanted = [row for feed in self._parsed(options["urls"]) for row in self._entries(feed, guest)]
        else:
            wanted = rows.add(self._parsed(options["urls"]))
        if wanted != []:
            for told in rows.fetch(wanted, guest):
                self._say(told)

    def _parsed(self, urls):
        for url in urls:
            try:
                yield parse(url)
            except NotFetched as fault:
                self._say(Told(url[:200], FetchResult.FAILED, fault=fault))

    def _entries(self, feed, guest):
        found, told = rows.add_entries(feed, guest)
        for one in told:
            self._say(one)
        return found

    def _say(self, told):
        self.counts[told.result] += 1
        line = f"{told.result.value}: {_printable(told.name)}"
        if told.fault:
            line += f" — {_printable(told.fault.message)} [{told.fault.code}]"
        elif told.bytes:
            line += f" ({told.bytes:,} bytes)"
        self.stdout.write(line)
        self.stdout.flush()

    def _sum_up(self):
        total = sum(self.counts.values())
        counts = ", ".join(f"{count} {result.value}" for result, count in self.counts.items() if count)
        noun = "address" if total == 1 else "addresses"
        self.stdout.write(f"{total} {noun}: {counts or 'none'}.")
        if self.counts[FetchResult.FETCHED]:
            self.stdout.write("ingest --pending reads what was fetched.")
        missing = self.counts[FetchResult.FAILED] + self.counts[FetchResult.LATER]
        if missing:
            raise CommandError(
                f"{missing} {'address was' if missing == 1 else 'addresses were'} not fetched.", returncode=1
            )


def visitor():
    """Who asks: under the site's name, at the site's pace."""
    return Visitor(Client(settings.FETCH_AGENT), Pace(settings.FETCH_PAUSE, rows.seconds_since_asked))


def _printable(text):
    """The text without characters that would steer a terminal."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
