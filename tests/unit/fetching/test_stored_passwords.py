"""Passwords are in the system's keyring and nowhere else, by server and user."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.keyring import unlocked_keyring

from arctic_map.fetching.failure import FetchError
from arctic_map.fetching.stored_passwords import forget_password, store_password, with_stored_password


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with unlocked_keyring(tmp_path) as variables:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        yield


@pytest.mark.slow
@pytest.mark.parametrize("address", ["https://me@example.org/ogc", "postgresql://me@example.org:5433/ice"])
def test_a_stored_password_is_found_by_server_and_user_until_it_is_deleted(
    address: str, keyring: None
) -> None:
    complete = address.replace("me@", "me:p%40ss%20%D1%8F@")
    assert with_stored_password(address) == address
    store_password(complete)
    assert with_stored_password(address) == complete
    for other in (
        address.replace("me@", "you@"),
        address.replace("example.org", "example.com"),
        address.replace("me@", ""),
        address.replace("me@", "me:other@"),
    ):
        assert with_stored_password(other) == other
    if address.startswith("https:"):
        unencrypted = address.replace("https:", "http:")
        assert with_stored_password(unencrypted) == unencrypted
    store_password(address.replace("me@", "me:new@"))
    assert with_stored_password(address) == address.replace("me@", "me:new@")
    forget_password(complete)
    assert with_stored_password(address) == address


def test_without_a_keyring_nothing_is_found_and_storing_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert with_stored_password("https://me@example.org/ogc") == "https://me@example.org/ogc"
    forget_password("https://me:secret@example.org/ogc")
    with pytest.raises(FetchError, match="no such file"):
        store_password("https://me:secret@example.org/ogc")
