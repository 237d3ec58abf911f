"""Which machines may be asked: those of the public internet, in whatever form their number comes."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from .errors import NotFetched

IP = IPv4Address | IPv6Address
Resolver = Callable[[str, int], list[str]]
"""All numbers of a host: ``("news.example", 443)`` gives ``["93.184.215.14"]``."""

_CARRIES_IPV4 = {
    IPv6Network("::/96"): 0,
    IPv6Network("::ffff:0:0/96"): 0,
    IPv6Network("::ffff:0:0:0/96"): 0,
    IPv6Network("64:ff9b::/96"): 0,
    IPv6Network("2002::/16"): 80,
}
"""Networks whose numbers stand for an IPv4 one, and how many bits stand after it: compatible, mapped, translated, NAT64, 6to4."""

_NEVER = (
    IPv4Network("100.64.0.0/10"),  # a provider's inner network, neither private nor public to Python
    IPv4Network("168.63.129.16/32"),  # public, and answered by the cloud it is asked in
    IPv4Network("192.88.99.0/24"),
    IPv4Network("192.0.0.0/24"),
    IPv6Network("64:ff9b:1::/48"),  # NAT64 within a network
    IPv6Network("2001::/23"),  # Teredo and others of the IETF
    IPv6Network("2001:db8::/32"),
    IPv6Network("5f00::/16"),
    IPv6Network("fec0::/10"),
)
_ISATAP = (0x00005EFE, 0x02005EFE)


def refuse_unless_public(ip: IP) -> None:
    """Raise ``NotFetched`` unless the number, or the one it stands for, is one of the public internet."""
    if not all(_is_public(one) for one in _meant(ip)):
        raise NotFetched("inner_address", f"{ip} is not an address of the public internet")


def _meant(ip: IP) -> Iterator[IP]:
    """The numbers that count: of ``64:ff9b::7f00:1`` the 127.0.0.1 within it, of ISATAP's both."""
    if isinstance(ip, IPv4Address):
        yield ip
        return
    for network, after in _CARRIES_IPV4.items():
        if ip in network:
            yield IPv4Address(int(ip) >> after & 0xFFFFFFFF)
            return
    yield ip
    if int(ip) >> 32 & 0xFFFFFFFF in _ISATAP:
        yield IPv4Address(int(ip) & 0xFFFFFFFF)


def _is_public(ip: IP) -> bool:
    if ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local:
        return False
    return ip.is_global and not any(ip.version == net.version and ip in net for net in _NEVER)


def system_resolver(host: str, port: int) -> list[str]:
    """What this machine's resolver says. Raises ``NotFetched`` where it knows no number."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetched("unresolved", f"no address was found for {host}", passing=True) from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def public_numbers(host: str, port: int, resolve: Resolver) -> list[str]:
    """The numbers of the host, asked for once. One that is not public refuses them all: a mixture is made to deceive."""
    numbers = resolve(host, port)
    if not numbers:
        raise NotFetched("unresolved", f"no address was found for {host}", passing=True)
    for number in numbers:
        try:
            ip = ip_address(number)
        except ValueError as error:
            raise NotFetched("inner_address", f"{number} is not an address of the public internet") from error
        refuse_unless_public(ip)
    return numbers
