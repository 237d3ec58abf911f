"""Fetches a page as a polite guest: robots.txt first, not too often, each redirect looked at like the first address."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urljoin

from .addresses import Address, parse
from .client import Answer, Client
from .errors import NotFetched
from .pace import Pace
from .robots import MOST_BYTES, NONE_GIVEN, Rules, rules_for

MOST_REDIRECTS = 5
LONGEST_PAUSE = 60.0
"""Seconds between two pages that a host may ask for and is still fetched from."""

PAGES = ("text/html", "application/xhtml+xml", "text/plain")
FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")

_NAME = re.compile(r"[A-Za-z_-]*")
"""How a program begins to call itself, and how robots.txt names it."""

_REDIRECTS = (301, 302, 303, 307, 308)
_PASSING = (408, 425, 429, 500, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Known:
    """By what a server tells whether a page has changed: its tag and its day, each may be empty."""

    etag: str = ""
    last_modified: str = ""


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched, and the address it was found at in the end."""

    address: Address
    body: bytes
    charset: str
    known: Known


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server says that the page is still the one we know."""

    address: Address


class Visitor:
    """Asks for pages and remembers, for as long as it lives, what their hosts wish."""

    def __init__(self, client: Client, pace: Pace) -> None:
        self.client = client
        self.pace = pace
        self._rules: dict[str, Rules | NotFetched] = {}
        self._resting: dict[str, NotFetched] = {}

    def visit(
        self,
        address: Address,
        kinds: tuple[str, ...] = PAGES,
        known: Callable[[Address], Known] = lambda address: NOTHING_KNOWN,
    ) -> Page | Unchanged:
        """The page at the address, of one of these content types. Raises ``NotFetched``.

        ``known`` gives what is known of the page at an address: nothing where the page itself is not kept.
        """
        left = self.client.limits.seconds
        host = ""
        for _ in range(MOST_REDIRECTS + 1):
            told = known(address)
            answer, took = self._hop(address, left, told, waits=address.host != host)
            left -= took
            host = address.host
            if answer.status == 304 and told != NOTHING_KNOWN:
                return Unchanged(address)
            if answer.status not in _REDIRECTS:
                return _read(address, answer, kinds)
            address = _redirected(address, answer)
        raise NotFetched("redirects", f"it leads from address to address, more than {MOST_REDIRECTS} times")

    def _hop(self, address: Address, left: float, known: Known, *, waits: bool) -> tuple[Answer, float]:
        """Ask once, when and as the host wishes; returns the seconds it took, waiting for our turn not counted."""
        if address.host in self._resting:
            raise self._resting[address.host]
        rules = self._rules_of(address)
        if not rules.allow(address.target):
            raise NotFetched("robots", f"the robots.txt of {address.host} asks not to fetch this")
        if rules.pause > LONGEST_PAUSE:
            raise NotFetched("robots", f"{address.host} asks for {rules.pause:.0f} seconds between two pages")
        if waits:
            self.pace.wait(address.host, rules.pause)
        began = monotonic()
        answer = self.client.ask(address, began + left, _headers(known))
        if answer.status in (429, 503):
            self._resting[address.host] = _refusal(address, answer.status)
        return answer, monotonic() - began

    def _rules_of(self, address: Address) -> Rules:
        if address.origin not in self._rules:
            try:
                self._rules[address.origin] = self._asked_rules(address)
            except NotFetched as reason:
                self._rules[address.origin] = reason
        rules = self._rules[address.origin]
        if isinstance(rules, NotFetched):
            raise rules
        return rules

    def _asked_rules(self, address: Address) -> Rules:
        """The rules of the host. It has none where it says so (4xx); where it does not answer, nothing is fetched."""
        until = monotonic() + self.client.limits.seconds
        place = parse(f"{address.origin}/robots.txt")
        for _ in range(MOST_REDIRECTS + 1):
            answer = self.client.ask(place, until, {"Accept": "text/plain"}, most=MOST_BYTES * 4)
            if answer.status == 200:
                return rules_for(_NAME.match(self.client.agent)[0], answer.body)
            if answer.status not in _REDIRECTS:
                break
            place = _redirected(place, answer)
        if 300 <= answer.status < 500 and answer.status not in _PASSING:
            return NONE_GIVEN
        message = f"the robots.txt of {address.host} cannot be read now (status {answer.status})"
        raise NotFetched("robots", message, passing=True)


def _headers(known: Known) -> dict[str, str]:
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    accepted = {"Accept": f"{', '.join(PAGES)}, {', '.join(FEEDS)};q=0.9"}
    return accepted | {name: value for name, value in asked.items() if value}


def _redirected(address: Address, answer: Answer) -> Address:
    location = answer.headers.get("location", "").encode("latin-1", "replace").decode("utf-8", "replace")
    if not location:
        raise NotFetched("redirects", f"{address.host} leads elsewhere and does not say where")
    try:
        return parse(urljoin(address.url, location))
    except NotFetched as reason:
        raise NotFetched(reason.code, f"it leads elsewhere, where {reason.message}") from reason
    except ValueError as error:
        raise NotFetched("odd_address", "it leads to what is no address") from error


def _read(address: Address, answer: Answer, kinds: tuple[str, ...]) -> Page:
    if answer.status != 200:
        raise _refusal(address, answer.status)
    kind, _, rest = answer.headers.get("content-type", "").partition(";")
    if kind.strip().lower() not in kinds:
        told = kind.strip()[:60] or "nothing"
        raise NotFetched("content_type", f"it is no page: {address.host} calls it {told!a}")
    if not answer.body.strip():
        raise NotFetched("empty", "the page is empty")
    known = Known(answer.headers.get("etag", ""), answer.headers.get("last-modified", ""))
    return Page(address, answer.body, _charset(rest), known)


def _charset(parameters: str) -> str:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'").lower()[:40]
    return ""


def _refusal(address: Address, status: int) -> NotFetched:
    message = f"{address.host} answered with status {status}"
    return NotFetched(f"http_{status}", message, passing=status in _PASSING)
