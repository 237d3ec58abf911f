"""Addresses of pages. A page names a hundred others: the way to each kind of page is looked up once."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse

ANY = "any-key-at-all"


def address_of_page(page: str, key: str) -> str:
    """``"event"``, ``"2018-05-second-round"`` → ``/events/2018-05-second-round/``. A key is letters, digits, ``-`` and ``_``."""
    return _way(page, get_script_prefix(), get_urlconf()).replace(ANY, key)


@lru_cache(maxsize=64)
def _way(page: str, prefix: str, urlconf: str | None) -> str:
    """The address of any such page: where the site is served under a path, that comes first."""
    return reverse(f"articles:{page}", args=[ANY])
