"""Which addresses may be asked at all, told from how they are written. Nothing is resolved here."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

import idna

from .errors import NotFetched
from .networks import IP, refuse_unless_public

LONGEST = 1_000
"""Characters of an address: as many as an article's may have."""

PORTS = {"http": 80, "https": 443}

_PATH, _QUERY = "/:@!$&'()*+,;=-._~%", "/?:@!$&'()*+,;=-._~%"
"""What stays as it is in a path and in a query; ``%`` too, for most addresses are escaped already."""

_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_INNER = ("localhost", "local", "internal", "intranet", "lan", "localdomain", "home.arpa", "onion")
"""Names that mean this machine or its network, whatever a resolver says."""


@dataclass(frozen=True, slots=True)
class Address:
    """``https://news.example/a?b=c`` taken apart. ``ip`` is there where the host is written as a number."""

    scheme: str
    host: str
    target: str
    ip: IP | None = None

    @property
    def port(self) -> int:
        """The scheme's own: no other is asked."""
        return PORTS[self.scheme]

    @property
    def shown_host(self) -> str:
        """The host as it stands in an address: an IPv6 number in brackets."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def origin(self) -> str:
        """``https://news.example``."""
        return f"{self.scheme}://{self.shown_host}"

    @property
    def url(self) -> str:
        """The address in its one spelling: host in ASCII, no port, no fragment."""
        return self.origin + self.target


def parse(text: str) -> Address:
    """``"https://bücher.example:443/a b#c"`` as an address. Raises ``NotFetched`` with the reason it may not be asked."""
    text = text.strip(" ")
    if len(text) > LONGEST:
        raise NotFetched(
            "long_address", f"the address has {len(text):,} characters; the limit is {LONGEST:,}"
        )
    # before anything else reads it: Python's own splitting drops tabs and line ends without a word
    if "\\" in text or " " in text or not text.isprintable():
        raise NotFetched("odd_address", "the address holds a character that no address has")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise NotFetched("odd_address", f"the address cannot be meant: {error}") from error
    _refuse_parts(parts, port)
    host, ip = _host(parts.hostname or "", is_bracketed=parts.netloc.startswith("["))
    return Address(parts.scheme, host, _target(parts), ip)


def _refuse_parts(parts: SplitResult, port: int | None) -> None:
    if parts.scheme not in PORTS:
        raise NotFetched("scheme", "only http and https addresses are fetched")
    if "@" in parts.netloc:
        raise NotFetched("userinfo", "the address names a user: what is before @ is no host")
    if not parts.hostname:
        raise NotFetched("no_host", "the address names no host")
    if port not in (None, PORTS[parts.scheme]):
        raise NotFetched("port", f"port {port} is not the one of {parts.scheme}")


def _target(parts: SplitResult) -> str:
    """Path and query as they are sent; the fragment is nobody's business."""
    path = quote(parts.path or "/", safe=_PATH)
    return f"{path}?{quote(parts.query, safe=_QUERY)}" if parts.query else path


def _host(name: str, *, is_bracketed: bool) -> tuple[str, IP | None]:
    if "%" in name:
        raise NotFetched("odd_address", "the host is written with a percent sign")
    if is_bracketed:
        try:
            ip: IP = ipaddress.IPv6Address(name)
        except ValueError as error:
            raise NotFetched("odd_address", "the number in brackets is no address") from error
        refuse_unless_public(ip)
        return str(ip), ip
    host = _in_ascii(name)
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        return _number(host)
    if "." not in host or any(host == inner or host.endswith(f".{inner}") for inner in _INNER):
        raise NotFetched("inner_name", f"{host} is a name of this machine or of its network")
    return host, None


def _in_ascii(name: str) -> str:
    """``bücher.example`` as a resolver gets it; digits in circles and other dots become plain ones first."""
    try:
        return idna.encode(name, uts46=True, std3_rules=True).decode("ascii").removesuffix(".").lower()
    except (idna.IDNAError, UnicodeError) as error:
        raise NotFetched("odd_address", f"the host is no name: {error}") from error


def _number(host: str) -> tuple[str, IP]:
    """The address a host of numbers is: ``127.1``, ``0177.0.0.1`` and ``2130706433`` are read otherwise elsewhere."""
    try:
        ip = ipaddress.IPv4Address(host)
    except ValueError as error:
        raise NotFetched("odd_number", "the host is a number that is not written as a.b.c.d") from error
    refuse_unless_public(ip)
    return host, ip
