"""Which internet addresses are fetched from: public ones only, unless told otherwise.

A page or feed can name any host, and a redirect can lead anywhere; what a desk fetches must not
reach into the network it stands in. The lists are IANA's special-purpose address registries
(RFC 6890 and its updates), which newer versions of ``ipaddress`` know better than older ones.
"""

from __future__ import annotations

import socket
from collections.abc import Sequence
from functools import cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from threading import Thread

_NOT_PUBLIC = (
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 "
    "192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 "
    "224.0.0.0/4 240.0.0.0/4 2001::/23 2001:db8::/32 2002::/16 3fff::/20"
)
_GLOBAL = IPv6Network("2000::/3")
"""All that IANA gives out of version 6; local, multicast and mapped addresses lie outside."""
_HOLDS_FOUR = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))
"""Version 4 mapped into 6, and as the gateway of a network without version 4 shows it."""


@cache
def _not_public() -> tuple[object, ...]:
    return tuple(ip_network(text) for text in _NOT_PUBLIC.split())


def is_public(address: str) -> bool:
    """Whether an IP address can be reached from anywhere, and so is nobody's inner network.

    Tunnel addresses (6to4, Teredo) hide another address inside and do not count as public.
    """
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if any(found in network for network in _HOLDS_FOUR):
            found = IPv4Address(int(found) & 0xFFFFFFFF)
        elif found not in _GLOBAL:
            return False
    return not any(found in network for network in _not_public())  # type: ignore[operator]


def resolve(host: str, port: int, seconds: float) -> Sequence[str]:
    """The IP addresses of a host, each once, in the order the system prefers.

    The system's own look-up knows no time limit, so it runs beside. Raises ``OSError`` when the
    name is not known and ``TimeoutError`` when it takes longer.
    """
    found: list[str] = []
    wrong: list[Exception] = []

    def look_up() -> None:
        try:
            for *_, where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                found.append(str(where[0]))
        except (OSError, UnicodeError) as error:
            wrong.append(error)

    worker = Thread(target=look_up, daemon=True)
    worker.start()
    worker.join(max(0.0, seconds))
    if worker.is_alive():
        raise TimeoutError(f"looking up {host} takes too long")
    if wrong:
        raise OSError(f"the name {host} is not known") from wrong[0]
    return tuple(dict.fromkeys(found))
