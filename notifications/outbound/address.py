"""Which network addresses may a customer's name lead to? Public unicast ones, and no other, however they are wrapped."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

# Listed although most are known to `is_global`: what that says has changed between Python versions.
_CLOSED_V4 = tuple(
    IPv4Network(block)
    for block in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
        *("192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24"),
        *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    )
)
# The only part of IPv6 that is given out for the public network, and the blocks in it that are not, or that hold an IPv4 address.
_OPEN_V6 = IPv6Network("2000::/3")
_CLOSED_V6 = tuple(IPv6Network(block) for block in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"))


def is_public(address: Address) -> bool:
    """Whether it can belong to somebody else's server on the public network. 64:ff9b::/96, 2002::/16 and the like never do."""
    match unmapped(address):
        case IPv4Address() as plain:
            return plain.is_global and not any(plain in block for block in _CLOSED_V4)
        case plain:
            return plain.is_global and plain in _OPEN_V6 and not any(plain in block for block in _CLOSED_V6)


def is_this_machine(address: Address) -> bool:
    """127.0.0.0/8 and ::1, for receivers in development."""
    return unmapped(address).is_loopback


def unmapped(address: Address) -> Address:
    """The IPv4 address that an IPv4-mapped IPv6 address stands for; any other as it is."""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return address if mapped is None else mapped


def read(text: str) -> Address:
    """From a resolver's or a socket's answer. Raises ValueError."""
    return ip_address(text)
