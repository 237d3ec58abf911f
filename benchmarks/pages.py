"""How long the site takes to answer, on the database of DATABASE_URL.

    DATABASE_URL=sqlite:///big.sqlite3 python manage.py migrate
    DATABASE_URL=sqlite:///big.sqlite3 python manage.py generate --events 10000 --articles 100000 --citations 1000000
    DATABASE_URL=sqlite:///big.sqlite3 python -m benchmarks.pages [--times 20] [--explain]

Prints for each address the median and the 95th percentile in milliseconds (and that of the processor's time alone,
which other programs on the machine disturb less; a PostgreSQL server's own is not in it), queries, elements and bytes, beside its
budget; ``--explain`` also writes how the database answers each query into ``explain/``. Measured within the process:
the time of the server's own work, without a network and without other readers.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tradetalks.settings")
EXPLAINED = Path(__file__).parent / "explain"
TIMELINE, EVENT, SEARCH, API = 100, 150, 300, 60
"""Budgets in milliseconds, at ten thousand events, a hundred thousand articles and a million links."""
QUERIES, API_QUERIES, ELEMENTS = 12, 16, 1_500

FILTERS = {
    "all": "", "second page": "page=2", "last page": "page=99999", "oldest first": "order=oldest",
    "oldest first, deep": "order=oldest&page=100", "a year": "year=2019", "a month": "month=2019-05",
    "two kinds": "kind=round&kind=summit", "no measures": "measures=hide", "both accounts": "side=both",
    "a joint text": "side=joint", "an official": "official={official}", "a topic": "topic=soybeans",
    "a city": "place=geneva", "a country": "place=united-states", "officials of both": "present=both",
    "a status": "status=postponed", "an outcome": "outcome=truce", "a certainty": "confidence=low",
    "a span": "from=2018-03&to=2020-02-15", "accounts differ": "disputed=1", "also unreviewed": "unreviewed=1",
    "unreviewed only": "unreviewed=only", "as of early": "asof=2017-09-01", "as of late": "asof=2024-05-20",
    "as of, filtered": "asof=2020-05-20&side=both&official={official}&order=oldest",
    "many at once": "year=2019&kind=round&side=both&topic=tariffs&measures=hide&present=both&confidence=high",
    "nothing left": "year=2019&kind=summit&side=both&official={official}&topic=tariffs&outcome=truce&place=vienna",
}  # fmt: skip
WORDS = {
    "every event": "delegations", "most events": "tariff", "a common word": "soybeans", "two words": "geneva soybeans",
    "five words": "cautious refiners watch waivers cotton", "a name": "{name}", "a Chinese name": "{chinese}",
    "a beginning": "soy*", "nowhere": "xylophone", "a long question": "wine " * 39,
}  # fmt: skip
API_LISTS = [
    "events", "events?year=2019&kind=round", "events?official={official}&side=both", "events?limit=200", "articles",
    "articles?event={event}", "articles?from=2019-01-01&to=2019-12-31", "officials", "quotations?speaker={official}",
    "citations?event={event}", "stories", "stories?event={event}",
]  # fmt: skip
SEARCHES = {
    **{f"words: {name}": f"q={words}" for name, words in WORDS.items()},
    "words and filters": "q=cotton&side=both&kind=round&year=2021", "words, deep": "q=tariff&page=100",
    "words, as of": "q=cotton&asof=2020-01-01", "words, unreviewed": "q=cotton&unreviewed=1&order=oldest",
}  # fmt: skip


def addresses() -> Iterator[tuple[str, str, int]]:
    """Name, address and budget of each page."""
    from articles.models import Article, Event, Official

    officials = Official.objects.in_events()
    named = officials.exclude(chinese_name="").first() or officials.first()
    given = {"official": named.slug, "name": named.name, "chinese": named.chinese_name}
    for name, query in FILTERS.items():
        yield f"timeline, {name}", f"/?{query.format(**given)}", TIMELINE
    for name, query in SEARCHES.items():
        yield f"search, {name}", f"/?{query.format(**given)}", SEARCH
    events = Event.objects.shown().exclude(earliest=None).order_by("-article_count", "pk")
    for name, event in (("biggest", events.first()), ("usual", events[events.count() // 2])):
        for state, query in (
            ("", ""), (", page 2", "?sources=2"), (", unreviewed", "?unreviewed=1"), (", as of its last day", f"?asof={event.latest}"),
            (", as of 2026", "?asof=2026-01-01"),
        ):  # fmt: skip
            yield f"event, {name}{state}", event.get_absolute_url() + query, EVENT
    yield "article", Article.objects.order_by("pk").first().get_absolute_url(), EVENT
    yield "official", named.get_absolute_url(), EVENT
    yield "disputes", "/disputes/", EVENT
    biggest = events.first().slug
    for query in API_LISTS:
        yield f"API, {query}", f"/api/v1/{query.format(**given, event=biggest)}", API


def measure(client, address: str, times: int) -> tuple[list[float], list[float], int, int, int]:
    """Milliseconds of each answer by the clock and of the processor, queries, elements and bytes of the last."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    taken, worked = [], []
    for _ in range(times):
        start, begin = time.perf_counter(), time.process_time()
        response = client.get(address)
        taken.append((time.perf_counter() - start) * 1000)
        worked.append((time.process_time() - begin) * 1000)
        assert response.status_code == 200, (address, response.status_code)  # noqa: S101
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(address)
    return (
        taken,
        worked,
        len(queries),
        len(re.findall(rb"<[a-zA-Z]", response.content)),
        len(response.content),
    )


def explain(client, address: str, seen: set[str]) -> Iterator[str]:
    """Each query of a page that no page before it has asked in the same form, and how the database goes about it."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    ask = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN (ANALYZE, BUFFERS) "
    for query in queries:
        form = re.sub(
            r"'[^']*'|\b\d+\b|\b\d+(?:, \d+)+", "?", re.sub(r"\(\d+(?:, \d+)*\)", "(?)", query["sql"])
        )
        if form in seen:
            continue
        seen.add(form)
        yield "\n" + re.sub(r"((?:\d+, ){8})(?:\d+, )+", r"\1… ", query["sql"])[:1_500]
        if query["sql"].lstrip("(").startswith(("SELECT", "WITH")):
            with connection.cursor() as cursor:
                cursor.execute(ask + query["sql"].replace("%", "%%"))
                for row in cursor.fetchall():
                    yield f"    {row[-1]}"[:200]


def main() -> int:
    """1 if a page takes longer than its budget, else 0."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--only", default="", help="addresses whose name fits this pattern")
    parser.add_argument("--explain", action="store_true", help="write the queries' plans into explain/")
    options = parser.parse_args()
    from django.db import connection
    from django.test import Client

    import tradetalks.wsgi  # noqa: F401 - what is loaded, and how, as in a web process

    client = Client(SERVER_NAME="localhost")
    is_over = False
    lines: list[str] = []
    seen: set[str] = set()
    print(f"{connection.vendor:<44}  median     p95  cpu p95  budget  queries  elements   bytes")
    for name, address, budget in addresses():
        if not re.search(options.only, name):
            continue
        taken, worked, queries, elements, size = measure(client, address, options.times)
        p95, work = (
            statistics.quantiles(figures, n=20, method="inclusive")[-1] for figures in (taken, worked)
        )
        over = " ".join(
            word
            for word, figure, most in (
                ("slow", p95, budget),
                ("queries", queries, API_QUERIES if budget == API else QUERIES),
                ("elements", elements, ELEMENTS),
            )
            if figure > most
        )
        is_over = is_over or bool(over)
        print(
            f"{name:<44} {statistics.median(taken):7.1f} {p95:7.1f} {work:8.1f} {budget:7} {queries:8} {elements:9} {size:7}  {over}",
            flush=True,
        )
        if options.explain:
            lines += [f"\n== {name} ==", *explain(client, address, seen)]
    if options.explain:
        EXPLAINED.mkdir(exist_ok=True)
        (EXPLAINED / f"{connection.vendor}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return int(is_over)


if __name__ == "__main__":
    sys.exit(main())
