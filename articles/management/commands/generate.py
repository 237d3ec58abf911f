"""``manage.py generate``: made-up events and articles, as many as one likes."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from articles.ingest.errors import environment_fault
from articles.ingest.generated.generate import Size, TooFewEvents, generate, is_empty, write_texts


class Command(BaseCommand):
    help = (
        "Fill an empty database with made-up events, articles and links, or write made-up articles to files."
    )

    def add_arguments(self, parser):
        parser.add_argument("--events", type=int, default=1_000)
        parser.add_argument("--articles", type=int, default=10_000)
        parser.add_argument("--citations", type=int, help="Links between them (default: ten to an article).")
        parser.add_argument(
            "--words", type=int, default=400, help="Words in an article (default: %(default)s)."
        )
        parser.add_argument("--seed", type=int, default=1, help="The same seed makes the same rows.")
        parser.add_argument("--add", action="store_true", help="Also into a database that holds something.")
        target = parser.add_mutually_exclusive_group()
        target.add_argument(
            "--jsonl",
            type=Path,
            metavar="FILE",
            help="Write articles for ingest to FILE; the database stays.",
        )
        target.add_argument("--texts", type=Path, metavar="FOLDER", help="The same, as text files in FOLDER.")

    def handle(self, *args, **options):
        size = _size(options)
        try:
            if target := options["jsonl"] or options["texts"]:
                count = write_texts(target, size, options["seed"], as_lines=bool(options["jsonl"]))
                self.stdout.write(f"{count} articles are in {target}.")
                return
            if not (options["add"] or is_empty()):
                raise CommandError("The database is not empty. Take another one, or say --add.")
            generate(size, options["seed"], self._tell(options["verbosity"]))
        except TooFewEvents as error:
            raise CommandError(str(error)) from error
        except (DatabaseError, OSError) as error:
            raise CommandError(environment_fault(error), returncode=2) from error
        self.stdout.write(
            f"Made {size.events} events, {size.articles} articles and {size.citations} citations."
        )

    def _tell(self, verbosity):
        return (lambda line: self.stderr.write(line)) if verbosity > 1 else (lambda line: None)


def _size(options):
    numbers = {name: options[name] for name in ("events", "articles", "citations", "words")}
    if any(number is not None and number < 0 for number in numbers.values()):
        raise CommandError("Numbers must not be negative.")
    if numbers["citations"] is None:
        numbers["citations"] = min(options["articles"] * 10, options["articles"] * options["events"] // 2)
    return Size(**numbers)
