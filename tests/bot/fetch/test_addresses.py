import socket
from ipaddress import IPv4Address, ip_address

import pytest

from bot.fetch.addresses import AddressRefusedError, SocketGuard, is_own, is_public, read_allowed

PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "93.184.216.34",
    "100.63.255.255",
    "100.128.0.1",
    "172.15.255.255",
    "172.32.0.1",
    "192.0.1.1",
    "198.17.255.255",
    "223.255.255.254",
    "2606:4700:4700::1111",
    "2001:4860:4860::8888",
    "2a00:1450:4001:81b::200e",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
]
NOT_PUBLIC = [
    # IPv4: this network, private, shared (carrier-grade NAT), loopback, link-local and cloud metadata
    *("0.0.0.1", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "100.127.255.255"),
    *("127.0.0.1", "127.255.255.254", "169.254.0.1", "169.254.169.254", "169.254.170.2"),
    *("172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.255.255"),
    # IPv4: protocol assignments, documentation, 6to4 relays, AS112, benchmarking, multicast, reserved, broadcast
    *("192.0.0.1", "192.0.0.8", "192.0.0.9", "192.0.0.10", "192.0.0.170", "192.0.0.255"),
    # Azure's metadata service, also by NAT64
    *("168.63.129.16", "64:ff9b::a83f:8110", "64:ff9b::c000:9"),
    *("192.0.2.1", "192.88.99.1", "192.31.196.1", "192.52.193.1", "192.175.48.1"),
    *("198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1"),
    *("224.0.0.1", "232.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.254", "255.255.255.255"),
    # IPv6: unspecified, loopback, IPv4-compatible, IPv4-mapped, translated
    *("::", "::1", "::127.0.0.1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254"),
    *("::ffff:100.64.0.1", "::ffff:0:127.0.0.1", "::ffff:0.0.0.0", "::ffff:224.0.0.1"),
    # NAT64 (well-known of private addresses, local-use of anything), discard, SRv6
    *("64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::808:808", "64:ff9b:1::7f00:1"),
    *("100::1", "100:0:0:1::1", "5f00::1"),
    # Teredo, benchmarking, ORCHID, documentation, 6to4 (of private and of public addresses), 6bone
    *("2001::1", "2001:0:7f00:1::", "2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1", "3fff::1"),
    *("2002:7f00:1::", "2002:a00:1::1", "2002:808:808::1", "3ffe::1", "2620:4f:8000::1", "2001:4:112::1"),
    # unique local, link-local with and without zone, site-local, multicast, unassigned
    *("fc00::1", "fd00:ec2::254", "fd12:3456:789a::1", "fe80::1", "fe80::1%1", "fe80::1%lo", "febf::1"),
    *("fec0::1", "feff::1", "ff01::1", "ff02::1", "ff05::2", "ff0e::1", "4000::1", "8000::1", "e000::1"),
    *("2606:4700:4700::1111%lo",),
]


@pytest.mark.parametrize("address", PUBLIC)
def test_an_ordinary_address_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_every_other_range_is_refused(address: str) -> None:
    assert not is_public(ip_address(address))
    assert not SocketGuard().permits(address, 80)


@pytest.mark.parametrize(
    "host", ["", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]", "1.1.1.1 ", "x"]
)
def test_what_is_no_numeric_address_is_refused(host: str) -> None:
    assert not SocketGuard().permits(host, 80)


@pytest.mark.parametrize(
    ("family", "address"),
    [
        (socket.AF_INET, ("127.0.0.1", 80)),
        (socket.AF_INET6, ("::1", 80, 0, 0)),
        (socket.AF_INET6, ("::ffff:127.0.0.1", 80, 0, 0)),
        (socket.AF_INET6, ("fe80::1", 80, 0, 1)),
        (socket.AF_UNIX, ("1.1.1.1", 80)),
    ],
)
def test_the_guard_makes_no_socket_for_a_refused_address(family: int, address: tuple[str | int, ...]) -> None:
    with pytest.raises(AddressRefusedError) as caught:
        SocketGuard()((family, socket.SOCK_STREAM, 0, "", address))
    assert str(address[0]) not in str(caught.value)


def test_the_guard_makes_a_socket_for_a_public_address() -> None:
    with SocketGuard()((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("1.1.1.1", 443))) as made:
        assert made.family == socket.AF_INET


def test_an_allowed_pair_passes_and_its_neighbours_do_not() -> None:
    guard = SocketGuard(read_allowed([("127.0.0.1", 8080), ("::1", 8081)]))
    assert guard.permits("127.0.0.1", 8080)
    assert guard.permits("0:0:0:0:0:0:0:1", 8081)
    assert not guard.permits("127.0.0.1", 8081)
    assert not guard.permits("127.0.0.2", 8080)
    assert not guard.permits("::ffff:127.0.0.1", 8080)


def test_localhost_may_be_allowed_by_name_and_no_other_name() -> None:
    assert read_allowed([("localhost", 80)]) == {("127.0.0.1", 80), ("::1", 80)}
    with pytest.raises(ValueError, match="example"):
        read_allowed([("example.org", 80)])


def test_this_machines_own_addresses_are_known() -> None:
    assert is_own(ip_address("127.0.0.1"))
    assert is_own(ip_address("::ffff:127.0.0.1"))
    assert not is_own(ip_address("1.1.1.1"))
    assert is_own(ip_address("64:ff9b::127.0.0.1"))
    assert not is_own(ip_address("64:ff9b::1.1.1.1"))


@pytest.mark.parametrize("address", ["192.0.0.1", "192.0.0.9", "192.0.0.10", "192.0.0.171", "168.63.129.16"])
def test_what_versions_of_python_disagree_about_is_refused_by_all(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(IPv4Address, "is_global", True)
    assert not is_public(ip_address(address))
    assert not is_public(ip_address(f"64:ff9b::{address}"))
