"""Asks one address once: the machine that was checked, for so many seconds, for so many bytes."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from http.client import HTTPException
from time import monotonic

from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as ReadTimeout

from .addresses import Address
from .errors import NotFetched
from .networks import Resolver, public_numbers, system_resolver

Connect = Callable[[tuple[str, int], float], socket.socket]
"""Opens a connection to a number and a port, within so many seconds."""

_PIECE = 1 << 16
_PACKINGS = {"", "identity", "gzip", "x-gzip", "deflate"}
_MOST_NUMBERS = 3
"""Numbers of one host that are tried where the first does not answer."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may cost: bytes as they are unpacked, and seconds with all its redirects."""

    bytes: int = 10_000_000
    seconds: float = 20.0
    connect_seconds: float = 8.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said. ``body`` is unpacked; empty unless the status is 200."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Client:
    """Asks addresses. Proxies and credentials of the environment are not used."""

    agent: str
    resolve: Resolver = system_resolver
    connect: Connect = socket.create_connection
    limits: Limits = field(default_factory=Limits)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context()

    def ask(
        self, address: Address, until: float, headers: Mapping[str, str], most: int | None = None
    ) -> Answer:
        """The answer of the address, without following it anywhere; ``until`` is a time of the monotonic clock.

        The host is resolved once, all its numbers are checked, and the connection goes to one of those numbers: a
        resolver that says something else the second time is not asked. Raises ``NotFetched``.
        """
        numbers = (
            [str(address.ip)] if address.ip else public_numbers(address.host, address.port, self.resolve)
        )
        most = most or self.limits.bytes
        with (
            _told(address, until),
            self._connected(address, numbers, until) as connected,
            _ended_at(until, connected),
        ):
            return self._asked(address, connected, headers, most, until)

    @contextmanager
    def _connected(self, address: Address, numbers: list[str], until: float) -> Iterator[socket.socket]:
        plain = self._first(numbers[:_MOST_NUMBERS], address.port, until)
        with plain:
            if address.scheme == "http":
                yield plain
            else:
                # the certificate must be the host's, though the connection went to its number
                plain.settimeout(_left(until))
                with self._tls.wrap_socket(plain, server_hostname=address.host) as wrapped:
                    yield wrapped

    def _first(self, numbers: list[str], port: int, until: float) -> socket.socket:
        fault: OSError = OSError("no number")
        for number in numbers:
            try:
                return self.connect((number, port), min(self.limits.connect_seconds, _left(until)))
            except OSError as error:
                fault = error
        raise fault

    def _asked(
        self, address: Address, connected: socket.socket, headers: Mapping[str, str], most: int, until: float
    ) -> Answer:
        connection = HTTPConnection(address.host, address.port, timeout=_left(until))
        connection.sock = connected
        ours = {
            "Host": address.shown_host,
            "User-Agent": self.agent,
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        connection.request("GET", address.target, headers={**ours, **headers}, preload_content=False)
        response = connection.getresponse()
        told = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status, told, _body(response, most, until) if response.status == 200 else b"")


def _body(response: HTTPResponse, most: int, until: float) -> bytes:
    """The body unpacked, as far as the limit and a byte: what is said of its length or its packing is not relied on."""
    if response.headers.get("Content-Encoding", "").strip().lower() not in _PACKINGS:
        raise NotFetched("packing", "the page is packed in a way that was not asked for")
    if (response.length_remaining or 0) > most:
        raise _too_big(most)
    pieces, size = [], 0
    while piece := response.read(_PIECE, decode_content=True):
        size += len(piece)
        if size > most or response.tell() > most:
            raise _too_big(most)
        _left(until)
        pieces.append(piece)
    return b"".join(pieces)


def _too_big(most: int) -> NotFetched:
    return NotFetched("too_big", f"the page is larger than {most:,} bytes")


def _left(until: float) -> float:
    """Seconds until then. Raises ``TimeoutError`` where there are none."""
    left = until - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


@contextmanager
def _ended_at(until: float, connected: socket.socket) -> Iterator[None]:
    """Within it the connection ends at that time, however slowly its server drips: a timeout of each read would not do it."""

    def end() -> None:
        try:
            # of the socket itself: that of a TLS one would drop what another thread is reading with
            socket.socket.shutdown(connected, socket.SHUT_RDWR)
        except OSError:
            return  # it has ended already

    watch = threading.Timer(_left(until), end)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


@contextmanager
def _told(address: Address, until: float) -> Iterator[None]:
    """Faults of the network as ``NotFetched``."""
    host = address.host
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise NotFetched("certificate", f"{host} does not prove who it is: {error.verify_message}") from error
    except (OSError, HTTPException, HTTPError, ValueError) as error:
        if monotonic() >= until or isinstance(error, TimeoutError | ReadTimeout):
            raise NotFetched("slow", f"{host} took too long to answer", passing=True) from error
        if isinstance(error, ConnectionRefusedError):
            raise NotFetched("no_answer", f"{host} takes no connections", passing=True) from error
        what = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
        raise NotFetched("broken", f"asking {host} failed: {what}", passing=True) from error
