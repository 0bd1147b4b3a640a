"""Addresses of servers and databases, and what of them may be stored."""

import pytest

from arctic_map.model.shared_source import host_of, is_shared, parted_address, query_layer, without_password


@pytest.mark.parametrize(
    ("text", "address", "layer"),
    [
        ("https://example.org/ogc:ports", "https://example.org/ogc", "ports"),
        ("https://example.org/ogc", "https://example.org/ogc", ""),
        ("https://example.org:8080/ogc", "https://example.org:8080/ogc", ""),
        ("https://example.org:8080", "https://example.org:8080", ""),
        ("https://example.org:8080:ports", "https://example.org:8080", "ports"),
        ("postgresql://me:secret@host/db", "postgresql://me:secret@host/db", ""),
        ("postgresql://me@host:5432/db:public.ships", "postgresql://me@host:5432/db", "public.ships"),
    ],
)
def test_an_address_may_be_followed_by_a_layer(text: str, address: str, layer: str) -> None:
    assert parted_address(text) == (address, layer)


def test_files_and_links_are_not_addresses_of_servers() -> None:
    for text in (
        "",
        "my.gpkg",
        "C:/maps/my.gpkg:ports",
        "file:///a.gpkg",
        "arctic-map://fact/T3",
        "https://",
        "http://example.org:99999/a",
        "http://example.org:port/a",
        "http://[::1/a",
    ):
        assert not is_shared(text)
    for text in (
        "https://example.org",
        "HTTP://EXAMPLE.org/a",
        "postgres://h/d",
        "postgresql:///db?service=ice",
        "postgresql://one:1,two:2/db",
        "https://example.org:ports",
    ):
        assert is_shared(text)


def test_passwords_and_keys_are_not_stored() -> None:
    secrets = {
        "postgresql://me:secret@host/db": "postgresql://me@host/db",
        "postgresql://host/db?user=me&password=secret": "postgresql://host/db?user=me",
        "https://me:secret@example.org/ogc?token=secret&a=1": "https://me@example.org/ogc?a=1",
        "https://example.org/ogc?api_key=secret": "https://example.org/ogc",
        "https://example.org/{z}/{x}/{y}.png?key=secret": "https://example.org/{z}/{x}/{y}.png",
        "https://example.org/ogc?pwd=secret&subscription-key=secret": "https://example.org/ogc",
        "https://example.org/ogc?map=a;token=secret": "https://example.org/ogc?map=a",
        "https://example.org/ogc?%74oken=secret#token=secret": "https://example.org/ogc",
        "postgresql://host/db?sslpassword=secret": "postgresql://host/db",
        "postgresql://me:sec#secret@host/db": "postgresql://me@host/db",
        "postgresql://me:sec?secret@host/db": "postgresql://me@host/db",
    }
    for address, public in secrets.items():
        assert without_password(address) == public
        assert "secret" not in host_of(address)


def test_a_query_is_sent_as_it_was_written() -> None:
    layer = query_layer(" SELECT *\nFROM ships WHERE name = 'a  b' ")
    assert layer.name == "SELECT *\nFROM ships WHERE name = 'a  b'"
    assert layer.title == "SELECT * FROM ships WHERE name = 'a b'"
