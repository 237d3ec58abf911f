"""The review queue with 100,000 proposals, and a thousand decided in one go.

    python -m benchmarks.queue [--proposals 100000] [--pages 60]

Prints milliseconds (half of the pages take no longer, 95 of 100 take no longer), queries, and seconds for the bulk
decision and for taking it back, on a throw-away SQLite file. Exit status 1 where a promise is not kept.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

PAGE_MILLISECONDS = 150
PAGE_QUERIES = 15
BULK_SECONDS = 5
BULK = 1000

TEXT = "Nobody expected it. The envoys met in Geneva on Thursday, officials said. " * 40


def _fill(proposals: int) -> None:
    """Nine of ten are sources; officials, events, dates and participants share the rest."""
    from articles.models import Article, ArticleText, Citation, Event, Official, OfficialMention, Proposal

    rest = proposals // 40
    articles = Article.objects.bulk_create(
        (Article(key=f"{n:016x}", url=f"https://news.example/{n}", title=f"Envoys meet {n}") for n in range(proposals // 10)),
        batch_size=2000,
    )  # fmt: skip
    texts = ArticleText.objects.bulk_create(
        (
            ArticleText(article=one, text=TEXT, sha256=f"{one.pk:064x}", extraction_version=1)
            for one in articles
        ),
        batch_size=500,
    )
    states = ["accepted"] * 400 + ["proposed"] * rest
    events = Event.objects.bulk_create(
        (
            Event(
                slug=f"event-{n}",
                title=f"Round {n}",
                kind="round",
                state=state,
                proposal_score=(n % 97) / 100,
            )
            for n, state in enumerate(states)
        ),
        batch_size=2000,
    )
    officials = Official.objects.bulk_create(
        (
            Official(slug=f"o-{n}", name=f"Rowan Field {n}", side="us", state="proposed", proposal_score=(n % 89) / 100)
            for n in range(rest)
        ),
        batch_size=2000,
    )  # fmt: skip
    OfficialMention.objects.bulk_create(
        (
            OfficialMention(text=texts[n % len(texts)], start=24, end=30, name="Rowan Field", official=one, role="Envoy")
            for n, one in enumerate(officials)
        ),
        batch_size=2000,
    )  # fmt: skip
    Proposal.objects.bulk_create(
        (
            Proposal(
                kind=kind, key=f"{kind}-{n}", article=articles[n % len(articles)], score=(n % 83) / 100,
                event=events[n % 400] if kind == "participant" else None,
                official=officials[n] if kind == "participant" else None,
                evidence_text=texts[n % len(articles)], evidence_start=24, evidence_end=30, value="2018-05-17",
            )
            for kind in ("date", "participant") for n in range(rest)
        ),
        batch_size=1000,
    )  # fmt: skip
    Citation.objects.bulk_create(
        (
            Citation(
                event=events[(n * 7 + n // len(articles)) % 400], article=articles[n % len(articles)], relation="report",
                score=(n * 7919 % 10_000) / 10_000, reasons=["The day fits."],
                evidence_text=texts[n % len(articles)], evidence_start=24, evidence_end=44,
            )
            for n in range(proposals - 4 * rest)
        ),
        batch_size=1000, ignore_conflicts=True,
    )  # fmt: skip


def _pages(count: int) -> tuple[list[float], int]:
    """Milliseconds of each page, read one after the other and by kind, and the most queries one took."""
    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, setup_test_environment

    from articles.curation.roles import ensure_roles

    setup_test_environment()  # else a page does not say what it was made of
    chief = User.objects.create_user("chief", is_staff=True)
    chief.groups.add(ensure_roles()["chief editor"])
    client = Client()
    client.force_login(chief)
    starts = ["/admin/queue/", "/admin/queue/?least=70", *(f"/admin/queue/?kind={kind}" for kind in KINDS)]
    client.get(starts[0])
    times, most = [], 0
    for turn in range(count):
        address = starts[turn % len(starts)]
        with CaptureQueriesContext(connection) as queries:
            start = time.perf_counter()
            page = client.get(address)
            times.append(1000 * (time.perf_counter() - start))
        most = max(most, len(queries))
        starts[turn % len(starts)] = page.context["next_page"] or address
    return times, most


KINDS = ("citation", "official", "event", "date", "participant")


def _bulk() -> tuple[float, float]:
    """Seconds for refusing a thousand of all kinds in one go, and for taking it back."""
    from django.contrib.auth.models import User

    from articles.curation import queue
    from articles.curation.undoing import undo_batch

    chief = User.objects.get(username="chief")
    tokens = [queue.token_of(row) for row in queue.waiting(queue.Wanted(), size=BULK).rows]
    start = time.perf_counter()
    verdict = queue.accept(tokens, chief)
    decided = time.perf_counter()
    undo_batch(verdict.batch, chief)
    if len(verdict.done) != BULK:
        raise SystemExit(f"{len(verdict.done)} of {BULK} were decided: {verdict.late[:3]}")
    return decided - start, time.perf_counter() - decided


def main() -> int:
    """0 if every promise is kept."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--proposals", type=int, default=100_000)
    parser.add_argument("--pages", type=int, default=60)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'queue.sqlite3'}"
        os.environ["DJANGO_SETTINGS_MODULE"] = "tradetalks.settings"
        os.environ["ALLOWED_HOSTS"] = "testserver,localhost"
        import django

        django.setup()
        from django.core.management import call_command

        from articles.curation.queue import count_waiting

        call_command("migrate", verbosity=0)
        _fill(wanted.proposals)
        waiting = sum(count_waiting().values())
        times, queries = _pages(wanted.pages)
        half, most = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        decided, undone = _bulk()
    print(f"{waiting} proposals: page p50 {half:.0f} ms, p95 {most:.0f} ms, {queries} queries")
    print(f"{BULK} accepted in {decided:.1f} s, taken back in {undone:.1f} s")
    return int(most > PAGE_MILLISECONDS or queries > PAGE_QUERIES or decided > BULK_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
