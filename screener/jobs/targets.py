"""The target of a webhook: an address goes in; where on the public internet it leads comes out, or a refusal.

A name is resolved once, every address it has is looked at, and the call goes to one that was looked at: a name that leads
elsewhere a moment later changes nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from screener.errors import RequestRefused

Address = IPv4Address | IPv6Address
MayCall = Callable[[Address], bool]
_CARRIERS = tuple(map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96", "::ffff:0:0/96")))
"""IPv6 addresses that carry an IPv4 address, which another machine may unpack: NAT64, 6to4, Teredo, compatible and mapped."""
_RELAY = ip_network("192.88.99.0/24")
"""Where 6to4 was handed on (RFC 7526 withdraws it): whoever answers there is nobody's host."""
_HELP = "Give an https address with a host name on the public internet, without a user, for example https://hooks.example.org/x"


@dataclass(frozen=True, slots=True)
class Target:
    """Where to call: the numeric address that was looked at, and the name the certificate must be for."""

    address: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The address to connect to, with the number in the name's place."""
        number = f"[{self.address}]" if ":" in self.address else self.address
        return f"https://{number}:{self.port}{self.path}"

    @property
    def authority(self) -> str:
        """What the header Host says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == 443 else f"{host}:{self.port}"


def is_public(address: Address) -> bool:
    """Says whether an address is anybody's on the public internet: not private, loopback, link-local, shared, local or mapped."""
    if isinstance(address, IPv6Address) and (address.is_site_local or any(address in net for net in _CARRIERS)):
        return False
    if isinstance(address, IPv4Address) and address in _RELAY:
        return False
    odd = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback or address.is_link_local
    return address.is_global and not address.is_private and not odd


def check_target(url: str, *, may_call: MayCall = is_public) -> Target:
    """Gives where the address leads now. Raises RequestRefused (`webhook_address`) where that may not be called."""
    host, port, path = _split(url)
    found = _resolve(host, port)
    if not found or not all(may_call(address) for address in found):
        raise _refuse_name(host)
    return Target(address=str(found[0]), host=host, port=port, path=path)


def _split(url: str) -> tuple[str, int, str]:
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError:
        raise _refuse() from None
    plain = url.isascii() and url.isprintable() and " " not in url and "\\" not in url
    if not plain or parts.scheme != "https" or not parts.hostname or "@" in parts.netloc or parts.fragment:
        raise _refuse()
    return parts.hostname, port, (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _resolve(host: str, port: int) -> list[Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _refuse_name(host) from error
    return [ip_address(str(place[0]).partition("%")[0]) for *_, place in found]


def _refuse_name(host: str) -> RequestRefused:
    # One sentence for both, or a member of a workspace could ask which names the operator's own network has.
    return RequestRefused(
        f'"{host[:100]}" leads nowhere, or into a network that is not public.', help=_HELP, code="webhook_address"
    )


def _refuse() -> RequestRefused:
    return RequestRefused("That is not an address a webhook may have.", help=_HELP, code="webhook_address")
