"""Addresses that wait to be fetched, and what came of each: a page that waits to be read, or why there is none."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from urllib.parse import urljoin

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from articles.extraction.reading import Unreadable
from articles.ingest.feedfiles import entries_in
from articles.models import Article, PendingDocument, Visit

from .addresses import Address, parse
from .errors import NotFetched
from .visitor import FEEDS, NOTHING_KNOWN, PAGES, Known, Page, Unchanged, Visitor

State = PendingDocument.State

REST = timedelta(minutes=15)
"""So long an address is left alone that another run took, or that could not be had for now."""

MOST_TRIES = 4
"""After so many times an address that cannot be had for now is set aside."""

RESTING = NotFetched("resting", "it was asked for a moment ago and is left alone for a while", passing=True)

NAME_LENGTH = PendingDocument._meta.get_field("name").max_length
TAG_LENGTH = Visit._meta.get_field("etag").max_length
DAY_LENGTH = Visit._meta.get_field("last_modified").max_length


class FetchResult(StrEnum):
    """What came of an address."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    LATER = "later"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of one address."""

    name: str
    result: FetchResult
    bytes: int = 0
    fault: NotFetched | None = None


def add(addresses: Iterable[Address]) -> list[int]:
    """Let each address wait, unless it does already; returns the numbers of their rows."""
    rows = []
    for address in dict.fromkeys(addresses):
        waiting = PendingDocument.objects.filter(url=address.url, state=State.UNFETCHED).first()
        rows.append((waiting or _waiting(address)).pk)
    return rows


def _waiting(address: Address) -> PendingDocument:
    return PendingDocument.objects.create(
        form=PendingDocument.Form.ADDRESS,
        name=address.url[:NAME_LENGTH],
        url=address.url,
        state=State.UNFETCHED,
    )


def add_entries(feed: Address, visitor: Visitor) -> tuple[list[int], list[Told]]:
    """Fetch the feed and let what is new in it wait; returns the rows' numbers and what is to be said meanwhile."""
    try:
        page = visitor.visit(feed, (*FEEDS, *PAGES), _known)
        if isinstance(page, Unchanged):
            _remember(feed)
            return [], [Told(feed.url, FetchResult.UNCHANGED)]
        addresses, faults = _new_in(page)
    except Unreadable as error:
        return [], [Told(feed.url, FetchResult.FAILED, fault=NotFetched(error.code, error.message))]
    except NotFetched as fault:
        _remember(feed)
        return [], [Told(feed.url, FetchResult.LATER if fault.passing else FetchResult.FAILED, fault=fault)]
    # with its tag: a feed that is not sent again must have left its entries here
    with transaction.atomic():
        rows = add(addresses)
        _remember(page.address, page.known)
    return rows, [Told(feed.url, FetchResult.FETCHED, len(page.body)), *faults]


def _new_in(feed: Page) -> tuple[list[Address], list[Told]]:
    """The addresses of the feed's entries that are neither stored, nor were asked for, nor wait."""
    found, faults = [], []
    for entry in entries_in(feed.body):
        try:
            address = parse(urljoin(feed.address.url, str(entry["url"])))
        except ValueError:
            continue  # no address at all
        except NotFetched as fault:
            faults.append(Told(str(entry["url"])[:NAME_LENGTH], FetchResult.FAILED, fault=fault))
            continue
        if not any(
            model.objects.filter(url=address.url).exists() for model in (Article, Visit, PendingDocument)
        ):
            found.append(address)
    return found, faults


def fetch(rows: Iterable[int] | None, visitor: Visitor) -> Iterator[Told]:
    """Fetch these rows, or all that wait, oldest first; what came of each is written down before it is told."""
    waiting = PendingDocument.objects.filter(state=State.UNFETCHED).order_by("pk")
    for pk in list(waiting.values_list("pk", flat=True)) if rows is None else rows:
        row = _taken(pk)
        if row is not None:
            yield _fetched(row, visitor)
        elif rows is not None:
            name = PendingDocument.objects.values_list("name", flat=True).get(pk=pk)
            yield Told(name, FetchResult.LATER, fault=RESTING)


def _taken(pk: int) -> PendingDocument | None:
    """The row, taken for this run; None where another took it a moment ago, or it could not be had for now."""
    is_free = Q(taken_at=None) | Q(taken_at__lt=timezone.now() - REST)
    mine = PendingDocument.objects.filter(is_free, pk=pk, state=State.UNFETCHED)
    if not mine.update(taken_at=timezone.now(), tries=F("tries") + 1):
        return None
    return PendingDocument.objects.get(pk=pk)


def _fetched(row: PendingDocument, visitor: Visitor) -> Told:
    address = None
    try:
        address = parse(row.url)
        found = visitor.visit(address, known=_known_page)
    except NotFetched as fault:
        return _set_aside(row, address, fault)
    except BaseException:
        let_go(row)
        raise
    with transaction.atomic():
        if isinstance(found, Unchanged):
            _settle(row, state=State.STORED, outcome="unchanged", finished_at=timezone.now(),
                    article=Article.objects.filter(url=found.address.url).first())  # fmt: skip
            result, size = FetchResult.UNCHANGED, 0
        else:
            _settle(
                row,
                state=State.WAITING,
                content=_marked(found),
                url=found.address.url,
                tries=0,
                taken_at=None,
            )
            result, size = FetchResult.FETCHED, len(found.body)
        _remember(address)
        _remember(found.address, found.known if isinstance(found, Page) else None)
    return Told(row.name, result, size)


def _set_aside(row: PendingDocument, address: Address | None, fault: NotFetched) -> Told:
    """Say why there is no page, and leave the address waiting where that may pass."""
    is_later = fault.passing and row.tries < MOST_TRIES
    said = {"error": f"{fault.message[:1].upper()}{fault.message[1:]}.", "error_code": fault.code}
    with transaction.atomic():
        if is_later:
            PendingDocument.objects.filter(pk=row.pk).update(**said)
        else:
            _settle(row, state=State.FAILED, finished_at=timezone.now(), **said)
        if address is not None:
            _remember(address)
    return Told(row.name, FetchResult.LATER if is_later else FetchResult.FAILED, fault=fault)


def let_go(row: PendingDocument) -> None:
    """Let another run take the row at once: this one ends."""
    PendingDocument.objects.filter(pk=row.pk, state=State.UNFETCHED).update(
        taken_at=None, tries=F("tries") - 1
    )


def _settle(row: PendingDocument, **values: object) -> None:
    PendingDocument.objects.filter(pk=row.pk, state=State.UNFETCHED).update(
        **{"error": "", "error_code": "", **values}
    )


def _marked(page: Page) -> bytes:
    """The page's bytes; where its server said in which letters it is written, in UTF-8 with a mark that says so.

    Browsers trust the server more than the page, and the page alone is what is kept.
    """
    try:
        codec = codecs.lookup(page.charset).name if page.charset else ""
    except LookupError:
        return page.body
    if codec in ("", "utf-8") or not codec.startswith(
        ("iso8859", "cp", "gb", "big5", "euc", "shift", "koi8")
    ):
        return page.body
    name = {"iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}.get(codec, codec)
    return codecs.BOM_UTF8 + page.body.decode(name, "replace").encode()


def _known(address: Address) -> Known:
    visit = Visit.objects.filter(url=address.url).first()
    return Known(visit.etag, visit.last_modified) if visit else NOTHING_KNOWN


def _known_page(address: Address) -> Known:
    """By what the server can tell that the page has not changed: nothing unless the article is stored."""
    return _known(address) if Article.objects.filter(url=address.url).exists() else NOTHING_KNOWN


def _remember(address: Address, known: Known | None = None) -> None:
    """Note that the address was asked for now and, where it was sent, by what its server knows it."""
    values = {"host": address.host, "asked_at": timezone.now()}
    if known is not None:
        values |= {
            "etag": _usable(known.etag, TAG_LENGTH),
            "last_modified": _usable(known.last_modified, DAY_LENGTH),
        }
    Visit.objects.update_or_create(url=address.url, defaults=values)


def _usable(value: str, length: int) -> str:
    return value if len(value) <= length and value.isascii() and value.isprintable() else ""


def seconds_since_asked(host: str) -> float | None:
    """Seconds since any run asked the host; None if none did."""
    newest = Visit.objects.filter(host=host).order_by("-asked_at").values_list("asked_at", flat=True).first()
    return (timezone.now() - newest).total_seconds() if newest else None
