"""``manage.py ingest``: stores articles with everything read from them."""

import os
import stat
import sys
from contextlib import closing, nullcontext
from functools import partial
from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from tqdm import tqdm

from articles.ingest.cluster import Cluster
from articles.ingest.errors import environment_fault
from articles.ingest.extras import MissingExtra
from articles.ingest.members import BadAddress, ClusterFailed, check_address
from articles.ingest.meter import Meter
from articles.ingest.pending import Taking
from articles.ingest.reportfile import ReportFile
from articles.ingest.run import TOGETHER, Run, ingest
from articles.ingest.sources import documents_from, expected, measure
from articles.ingest.stopping import Told, exit_status
from articles.ingest.store import Outcome
from articles.linking.snapshot import read_knowledge

from ._documents import DocumentArguments, misused, workers_of

LONGEST_NAME = 300
"""Characters of a document's "id" that its line tells."""

MANY = 100
"""Documents from which a run tells how fast it was."""


class Command(DocumentArguments, BaseCommand):
    help = "Store articles: dates, people, quotations, their story, and proposed links to events."
    requires_system_checks = ()

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen; store nothing.")
        parser.add_argument(
            "--report",
            metavar="FILE",
            help="Write the extraction records, with their outcomes, as JSON Lines, as they are stored. What was stored"
            " before has no record: where a run died, name another FILE for the one that goes on.",
        )

        parser.add_argument(
            "--pending", action="store_true", help="Take what editors added by hand in the admin."
        )

        parser.add_argument(
            "--dask",
            metavar="ADDRESS",
            help="Read on the Dask cluster whose scheduler is at tcp://HOST:PORT or tls://HOST:PORT.",
        )

    def handle(self, *args, **options):
        wanted = self.document_options(options)
        if options["pending"] and (options["paths"] or options["dry_run"]):
            raise misused("--pending goes with neither PATH nor --dry-run.")
        _check_dask(options)
        taking = Taking() if options["pending"] else None
        run = Run()
        try:
            with (
                _report_file(options["report"]) as report_file,
                Told() as told,
                Cluster(options["dask"]) if options["dask"] else nullcontext() as cluster,
            ):
                self._ingest(options, wanted, run, taking, cluster, told, report_file)
        except (ClusterFailed, MissingExtra) as error:
            raise CommandError(str(error), returncode=2) from error
        except BrokenPipeError:
            raise  # who read the output went away: no fault of the environment
        except (DatabaseError, OSError) as error:
            raise CommandError(environment_fault(error), returncode=2) from error
        except KeyboardInterrupt as error:
            message = "Stopped. What was reported is stored; the same command goes on from there."
            if taking:
                taking.let_go()
            raise CommandError(message, returncode=exit_status(error)) from error
        if run.outcomes[Outcome.REJECTED]:
            raise CommandError(_rejection(run.outcomes[Outcome.REJECTED]), returncode=1)

    def _ingest(self, options, wanted, run, taking, cluster, told, report_file):
        paths = options["paths"] or ["-"]
        meter = Meter()
        progress = ingest(
            taking.documents() if taking else documents_from(paths, wanted, sys.stdin.buffer, meter),
            read_knowledge(),
            run,
            workers=workers_of(options),
            dry_run=options["dry_run"],
            together=1 if (taking or _is_sent(options["paths"])) and not cluster else TOGETHER,
            read=cluster.read if cluster else None,
            finished=told.finished,
            note=partial(_write, report_file) if report_file else None,
        )
        begun = monotonic()
        with closing(progress):
            for report in _with_bar(progress, None if taking else (paths, wanted), meter):
                if taking:
                    taking.settle(report)
                self._say(report)
        if report_file:
            report_file.finish()
        self._tell_pace(run, monotonic() - begun)
        self._sum_up(run, dry_run=options["dry_run"])

    def _tell_pace(self, run, seconds):
        """How fast it went, where there was enough to tell; on standard error, for it is not what was done."""
        total = sum(run.outcomes.values())
        if total >= MANY:
            line = f"{total / seconds:.1f} documents a second in {seconds:.0f} seconds."
            if run.chunks_before:
                line += f" {run.chunks_before} chunks were stored before."
            self.stderr.write(line)
        if run.times_renewed:
            self.stderr.write(
                "What is known changed meanwhile; reextract --all reads with it what came before."
            )

    def _say(self, report):
        line = f"{report.outcome.value}: {_printable(_shortened(report.id))}"
        if report.error:
            line += f" — {_printable(report.error.message)} [{report.error.code}]"
        with tqdm.external_write_mode(file=sys.stdout):
            self.stdout.write(line)
            self.stdout.flush()  # a line says that the article is stored: it must not wait in a buffer

    def _sum_up(self, run, *, dry_run):
        total = sum(run.outcomes.values())
        counts = ", ".join(
            f"{run.outcomes[outcome]} {outcome.value}" for outcome in Outcome if run.outcomes[outcome]
        )
        noun = "document" if total == 1 else "documents"
        if dry_run:
            self.stdout.write(f"Dry run, nothing stored. {total} {noun}: {counts or 'none'}.")
            return
        stored = run.tally.in_database()
        self.stdout.write(f"{total} {noun}: {counts or 'none'}. In the database: {stored} of them.")
        if stored != run.tally.count:
            message = (
                f"The database holds {stored} of the {run.tally.count} articles that were reported as stored."
            )
            raise CommandError(message, returncode=2)


def _with_bar(reports, sources, meter):
    """The reports, with a bar on a terminal: how many, how fast and how long yet.

    Where only reading the sources tells how many articles they hold, the bar goes by the bytes that were read.
    """
    is_shown = sys.stderr.isatty()
    total = expected(*sources) if is_shown and sources else None
    if is_shown and sources and total is None:
        measure(sources[0], sys.stdin.buffer, meter)
        if meter.total:
            return _with_bar_of_bytes(reports, meter)
    return tqdm(reports, total=total, unit=" articles", disable=not is_shown, smoothing=0.05)


def _with_bar_of_bytes(reports, meter):
    with tqdm(total=meter.total, unit="B", unit_scale=True, smoothing=0.05) as bar:
        for number, report in enumerate(reports, 1):
            bar.set_postfix_str(f"{number} articles", refresh=False)
            bar.update(meter.passed() - bar.n)
            yield report
        bar.update(meter.total - bar.n)


def _is_sent(paths):
    """True if documents come through a pipe, as somebody sends them: none may wait for the next."""
    return "-" in (paths or ["-"]) and not _is_file(sys.stdin.buffer)


def _is_file(stream):
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return False


def _rejection(count):
    return "1 document was rejected." if count == 1 else f"{count} documents were rejected."


def _shortened(name):
    """The name as people are told it; the report has it whole. Of a long one beginning and end: a path tells by both."""
    half = LONGEST_NAME // 2
    return name if len(name) <= LONGEST_NAME else f"{name[:half]}…{name[1 - half :]}"


def _printable(text):
    """The text without characters that would steer a terminal."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def _check_dask(options):
    """Say what is wrong with the address of a cluster before anything is asked of it."""
    if options["dask"] is None:
        return
    if options["workers"] is not None:
        raise misused("--workers cannot be used with --dask: the cluster's own workers read.")
    try:
        check_address(options["dask"])
    except BadAddress as error:
        raise misused(f"--dask {error}") from error


def _report_file(path):
    """The report, open; it says at once that it cannot be written, not when everything is stored."""
    if not path:
        return nullcontext()
    try:
        return ReportFile(path)
    except OSError as error:
        raise CommandError(f"--report: {environment_fault(error)}", returncode=2) from error


def _write(report_file, reports):
    """What is stored together is in the report before a line says so."""
    for report in reports:
        report_file.add(report)
    report_file.flush()
