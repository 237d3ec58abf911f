"""``manage.py ingest``: stores articles with everything read from them."""

import json
import os
import stat
import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from tqdm import tqdm

from articles.extraction.records import to_record
from articles.ingest.documents import documents_from
from articles.ingest.errors import environment_fault
from articles.ingest.pending import Taking
from articles.ingest.run import TOGETHER, Run, ingest
from articles.ingest.store import Outcome
from articles.linking.snapshot import read_knowledge
from articles.models import Article

from ._documents import DocumentArguments


class Command(DocumentArguments, BaseCommand):
    help = "Store articles: dates, people, quotations, their story, and proposed links to events."
    requires_system_checks = ()

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen; store nothing.")
        parser.add_argument(
            "--report",
            metavar="FILE",
            help="Write the extraction records, with their outcomes, as JSON Lines.",
        )

        parser.add_argument(
            "--pending", action="store_true", help="Take what editors added by hand in the admin."
        )

    def handle(self, *args, **options):
        wanted = self.document_options(options)
        if options["pending"] and (options["paths"] or options["dry_run"]):
            raise CommandError("--pending goes with neither PATH nor --dry-run.")
        taking = Taking() if options["pending"] else None
        run = Run()
        reports = []
        try:
            documents = (
                taking.documents()
                if taking
                else documents_from(options["paths"] or ["-"], wanted, sys.stdin.buffer)
            )
            knowledge = read_knowledge()
            progress = ingest(
                documents,
                knowledge,
                run,
                workers=options["workers"],
                dry_run=options["dry_run"],
                together=1 if taking or _is_sent(options["paths"]) else TOGETHER,
            )
            for report in tqdm(progress, unit=" articles", disable=not sys.stderr.isatty()):
                if taking:
                    taking.settle(report)
                self._say(report)
                if options["report"]:
                    reports.append(report)
            if options["report"]:
                _write_report(options["report"], reports)
            self._sum_up(run, dry_run=options["dry_run"])
        except (DatabaseError, OSError) as error:
            raise CommandError(environment_fault(error), returncode=2) from error
        except KeyboardInterrupt as error:
            message = "Stopped. What was reported is stored; the same command goes on from there."
            if taking:
                taking.let_go()
            raise CommandError(message, returncode=130) from error
        if run.outcomes[Outcome.REJECTED]:
            raise CommandError(_rejection(run.outcomes[Outcome.REJECTED]), returncode=1)

    def _say(self, report):
        line = f"{report.outcome.value}: {_printable(report.id)}"
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
        stored = run.stored_articles()
        self.stdout.write(f"{total} {noun}: {counts or 'none'}. In the database: {stored} of them.")
        if stored != len(run.keys):
            message = (
                f"The database holds {stored} of the {len(run.keys)} articles that were reported as stored."
            )
            raise CommandError(message, returncode=2)


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


def _printable(text):
    """The text without characters that would steer a terminal."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def _write_report(path, reports):
    stories = dict(
        Article.objects.filter(key__in=[report.key for report in reports if report.key]).values_list(
            "key", "story__key"
        )
    )
    with open(path, "w", encoding="utf-8") as file:
        for report in reports:
            file.write(json.dumps(_report_record(report, stories), ensure_ascii=False) + "\n")


def _report_record(report, stories):
    if report.error:
        record = {"id": report.id, "error": {"code": report.error.code, "message": report.error.message}}
    elif report.extraction:
        record = to_record(report.extraction, story=stories.get(report.key))
    else:
        record = {"id": report.id, "story": stories.get(report.key)}
    return {**record, "article": report.key, "outcome": report.outcome.value}
