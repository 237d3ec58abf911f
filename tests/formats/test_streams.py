"""Long lists stream: the first words come at once, and memory does not grow with the list."""

import gc
import time
import tracemalloc
from datetime import date, timedelta

import pytest

from articles.models import Event

pytestmark = pytest.mark.django_db


def make_many(count, first=0):
    day = date(1990, 1, 1)
    Event.objects.bulk_create(
        Event(
            slug=f"e-{number}", title=f"Talks {number}", kind="round", earliest=day + timedelta(number),
            latest=day + timedelta(number), is_published=True, summary="They met and spoke of tariffs. " * 4,
        )
        for number in range(first, first + count)
    )  # fmt: skip


def peak_of(client, path):
    gc.collect()
    tracemalloc.start()
    response = client.get(path)
    length = sum(len(chunk) for chunk in response.streaming_content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return length, peak


def test_memory_stays_flat(client):
    make_many(450)
    client.get("/timeline.csv").getvalue()
    small = {suffix: peak_of(client, f"/timeline.{suffix}") for suffix in ("csv", "json")}
    make_many(900, first=450)
    for suffix, (length, peak) in small.items():
        large = peak_of(client, f"/timeline.{suffix}")
        assert large[0] > 2.5 * length
        assert large[1] < 1.3 * peak


def test_the_first_words_do_not_wait_for_the_rest(client):
    make_many(900)
    began = time.process_time()
    stream = iter(client.get("/timeline.csv").streaming_content)
    first = next(stream)
    until_first = time.process_time() - began
    assert first.count(b"\r\n") == 1
    assert b"".join(stream).count(b"\r\n") == 900
    assert until_first < (time.process_time() - began) / 3
