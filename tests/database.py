"""A PostGIS database on this computer, for the time of a test."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DATABASE = "institute"


class Database:
    """A running database; tests find it by a socket in its folder."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self.folder = programs, folder

    @property
    def address(self) -> str:
        return self.address_of("tester")

    def address_of(self, user: str, database: str = DATABASE) -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def run(self, sql: str, database: str = DATABASE) -> None:
        """Run statements as the owner of the database."""
        psql = [
            str(self._programs / "psql"),
            "-qX",
            "-v",
            "ON_ERROR_STOP=1",
            self.address_of("tester", database),
        ]
        done = subprocess.run(psql, input=sql, text=True, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr

    def control(self, *words: str) -> None:
        """Start or stop it."""
        ctl = [str(self._programs / "pg_ctl"), "-D", str(self.folder / "data"), "-s", "-w", *words]
        subprocess.run(_as_other_user(ctl), check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


@contextmanager
def database(folder: Path) -> Iterator[Database]:
    """A database with the extension PostGIS, without any network."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    with_postgis = [
        path
        for path in programs
        if Path(f"/usr/share/postgresql/{path.parent.name}/extension/postgis.control").exists()
    ]
    assert with_postgis, "PostGIS is missing: `packaging/set_up/test_tools.sh slow` installs it"
    made = Database(with_postgis[-1], folder)
    if os.getuid() == 0:
        shutil.chown(folder, OTHER_USER)
    initdb = [str(with_postgis[-1] / "initdb"), "-D", str(folder / "data"), "-U", "tester", "--auth=trust"]
    subprocess.run(_as_other_user([*initdb, "--no-sync"]), check=True, stdout=subprocess.DEVNULL)
    made.control("-o", f"-k {folder} -c listen_addresses= -c fsync=off", "-l", str(folder / "log"), "start")
    try:
        made.run(f"CREATE DATABASE {DATABASE}", "postgres")
        made.run("CREATE EXTENSION postgis")
        yield made
    finally:
        made.control("-m", "immediate", "stop")


OTHER_USER = "nobody"
"""PostgreSQL refuses to run as root."""


def _as_other_user(command: list[str]) -> list[str]:
    if os.getuid():
        return command
    pwd.getpwnam(OTHER_USER)
    return ["setpriv", f"--reuid={OTHER_USER}", "--regid=nogroup", "--clear-groups", *command]
