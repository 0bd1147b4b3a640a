"""Passwords of servers and databases in the system's keyring, through its program secret-tool."""

from __future__ import annotations

import subprocess
from urllib.parse import unquote, urlsplit

from arctic_map.errors import system_reason
from arctic_map.fetching.failure import FetchError
from arctic_map.model.shared_source import KEYRING, host_of, is_database, user_of, with_login
from arctic_map.model.tr import tr

UNLOCK_S = 120
"""Longest wait for the reader to unlock the keyring."""


def with_stored_password(address: str) -> str:
    """The address with the password that was stored for its user; as it is without one."""
    parts = urlsplit(address)
    if not parts.username or parts.password:
        return address
    try:
        done = _run("lookup", address)
    except FetchError:
        # Without a keyring there is no stored password; the server says what it needs.
        return address
    return with_login(address, user_of(address), done) if done else address


def store_password(address: str) -> None:
    """Store the password of an address for its user. Raises FetchError."""
    label = f"--label=Arctic Map: {user_of(address)}, {host_of(address)}"
    _run("store", address, label, password=unquote(urlsplit(address).password or ""))


def forget_password(address: str) -> None:
    """Delete the password that was stored for the user of an address, if there is one. Raises FetchError."""
    own = with_login(address, user_of(address), "")
    if with_stored_password(own) != own:
        _run("clear", address)


def _run(action: str, address: str, *options: str, password: str | None = None) -> str:
    """Run an action for the entry of an address, and return what it prints."""
    # What was stored for an encrypted connection is not sent over another one.
    protocol = "postgresql" if is_database(address) else address.partition(":")[0].lower()
    entry = {"protocol": protocol, "server": host_of(address), "user": user_of(address)}
    names = [word for pair in ({"application": "arctic-map"} | entry).items() for word in pair]
    try:
        done = subprocess.run(
            [KEYRING, action, *options, *names],
            input=password,
            # Without input it must not read the request of this process.
            stdin=subprocess.DEVNULL if password is None else None,
            capture_output=True,
            text=True,
            check=False,
            timeout=UNLOCK_S,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        why = (
            system_reason(error) if isinstance(error, OSError) else tr("the system’s keyring did not answer")
        )
        raise FetchError(why, host=host_of(address)) from error
    # It also ends with 1 if there is no such entry.
    if done.returncode and done.stderr:
        raise FetchError(done.stderr.strip().splitlines()[-1], host=host_of(address))
    return done.stdout
