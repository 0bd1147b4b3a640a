"""Only `fetching` can open a connection, and only the command `fetch` runs it."""

import ast
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parents[3] / "src" / "arctic_map"
NETWORK = (
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "adbc_driver_manager",
    "adbc_driver_postgresql",
    "requests",
)
LIGHT = "arctic_map.fetching.failure"
"""Only names an error."""


@cache
def imports(path: Path) -> set[str]:
    found = set[str]()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return found


def is_network_of_ours(name: str) -> bool:
    return name.startswith("arctic_map.fetching") and not name.startswith(LIGHT)


def test_no_other_code_imports_what_opens_connections() -> None:
    users = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if any(each.startswith(NETWORK) for each in imports(path))
    }
    # The display is reached by a socket of this computer, and signals by a pair of sockets of this process.
    of_this_computer = {"desktop/shell/app.py", "render/display.py"}
    assert users == {"fetching/http_client.py", "fetching/postgis.py", *of_this_computer}


def test_signals_come_through_a_pair_of_sockets_without_an_address() -> None:
    source = (SOURCE / "desktop" / "shell" / "app.py").read_text()
    assert source.count("socket.") == source.count("socket.socketpair()") == 1


def test_the_display_is_looked_for_on_this_computer_only() -> None:
    source = (SOURCE / "render" / "display.py").read_text()
    assert "AF_UNIX" in source and "AF_INET" not in source and "create_connection" not in source


def test_only_the_command_fetch_imports_it() -> None:
    users = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if path.parent.name != "fetching"
        and any(
            each.startswith("arctic_map.fetching") and not each.startswith(LIGHT) for each in imports(path)
        )
    }
    assert users == {"cli/commands/fetch.py"}
