"""Checks of views in a GeoPackage, whose rows are computed and may be infinite."""

import sqlite3
from collections.abc import Set
from pathlib import Path
from time import monotonic

from arctic_map.storage.bounded_reading import TOO_MUCH, Unreadable
from arctic_map.storage.limits import MAX_FEATURES, MEGABYTE
from arctic_map.storage.sanitized import sanitized

PATIENCE_S = 5.0
STEPS = 10_000
"""SQLite instructions between two checks of the time."""
MAX_VALUE_LENGTH = 50_000_000
"""Maximum bytes of one computed value."""
MAX_BYTES = 200_000_000
"""Maximum bytes of all computed rows."""
UNBOUNDED = ("printf", "format")
"""Functions that may take any time and memory despite the limit on the length of values."""
TOO_SLOW = "it contains a view whose rows take too long to compute; save it as a table"


def short_views(path: Path) -> frozenset[str]:
    """The names of all views. Raises Unreadable if a layer's rows are too much to compute.

    Only SQLite's own functions exist here, so views cannot use GDAL's to read other files.
    """
    end = monotonic() + PATIENCE_S
    try:
        database = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error as error:
        raise Unreadable(_broken(error)) from None
    try:
        database.set_progress_handler(lambda: monotonic() > end, STEPS)
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE_LENGTH)
        views = database.execute("select name from sqlite_master where type = 'view'").fetchall()
        layers = {name.lower() for (name,) in database.execute("select table_name from gpkg_contents")}
        _require_stored_columns(database, layers)
        database.set_authorizer(_authorize)
        for (name,) in views:
            if name.lower() in layers:
                _require_bounded(database, name)
        return frozenset(name for (name,) in views)
    except (sqlite3.Error, MemoryError) as error:
        raise Unreadable(TOO_SLOW if monotonic() > end else _broken(error)) from None
    finally:
        database.close()


def _require_stored_columns(database: sqlite3.Connection, layers: Set[str]) -> None:
    """Raise Unreadable if a layer has a generated column."""
    sql = "select m.name, c.name from sqlite_master m, pragma_table_xinfo(m.name) c where c.hidden = 2"
    for table, column in database.execute(sql):
        if table.lower() in layers:
            named = f"{sanitized(table, 60)}.{sanitized(column, 60)}"
            raise Unreadable(
                f"its column {named} is computed when it is read; save the layer as a plain table"
            )


def _authorize(action: int, _: object, function: str | None, *where: object) -> int:
    denied = action == sqlite3.SQLITE_FUNCTION and function in UNBOUNDED
    return sqlite3.SQLITE_DENY if denied else sqlite3.SQLITE_OK


def _require_bounded(database: sqlite3.Connection, name: str) -> None:
    quoted = name.replace('"', '""')
    size = 0
    for number, row in enumerate(database.execute(f'select * from "{quoted}"')):
        size += sum(len(value) for value in row if isinstance(value, bytes | str))
        if number > MAX_FEATURES or size > MAX_BYTES:
            raise Unreadable(
                f"its layer {sanitized(name, 60)} computes more than {MAX_FEATURES:,} rows "
                f"or {MAX_BYTES / MEGABYTE:,.0f} MB; save it as a plain table"
            )


def _broken(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return TOO_MUCH
    if isinstance(error, sqlite3.DataError):
        most = f"{MAX_VALUE_LENGTH / MEGABYTE:,.0f} MB"
        return f"a view of it computes values of more than {most}; save it as a plain table"
    if str(error).startswith("not authorized"):
        named = " or ".join(UNBOUNDED)
        return f"a view of it calls {named}, which may need any amount of memory; save it as a plain table"
    return f"it cannot be read as GeoPackage: {sanitized(str(error), 200)}; is it complete?"
