"""Which addresses of the internet belong to everybody, so that a stranger may name them."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

IP = IPv4Address | IPv6Address

# What Python takes for global, all of it or (as its tables differ) in some versions.
_NOT_FOR_WEBSITES = (
    IPv4Network("192.0.0.0/24"),  # of protocols, and where Oracle's machines ask who they are
    IPv4Network("192.88.99.0/24"),  # gates between the two internets, given up
    IPv4Network("168.63.129.16/32"),  # where Azure's machines ask who they are
)
_ROUTED = IPv6Network("2000::/3")
_NOT_FOR_WEBSITES_EITHER = (
    IPv6Network("2001::/23"),  # of protocols; Teredo, which holds an older address, is one
    IPv6Network("2001:db8::/32"),
    IPv6Network("2002::/16"),  # 6to4, which holds an older address
    IPv6Network("3fff::/20"),
)
# The whole old internet as a network without it sees that: its resolver gives these.
_TRANSLATED = IPv6Network("64:ff9b::/96")


def is_public(ip: IP) -> bool:
    """Whether anybody on the internet may be behind this address, and nobody of our own network."""
    if isinstance(ip, IPv6Address):
        return _is_public_six(ip)
    return (
        ip.is_global and not ip.is_multicast and not any(ip in each for each in _NOT_FOR_WEBSITES)
    )


def _is_public_six(ip: IPv6Address) -> bool:
    if ip.scope_id is not None:
        return False
    if ip in _TRANSLATED:
        return is_public(IPv4Address(int(ip) & 0xFFFF_FFFF))
    return (
        ip in _ROUTED
        and ip.is_global
        and not ip.is_multicast
        and not any(ip in each for each in _NOT_FOR_WEBSITES_EITHER)
    )
