"""Views of a GeoPackage, whose rows the file computes: they may have no end."""

import sqlite3
from pathlib import Path
from time import monotonic

from arctic_map.files.limits import MOST_FEATURES
from arctic_map.files.reading import Unreadable
from arctic_map.files.sanitized import sanitized

PATIENCE_S = 10.0
STEPS = 10_000
"""Of SQLite's machine, between two looks at the clock."""
TOO_SLOW = "it holds a view whose rows take too long to compute; save it as a table"


def short_views(path: Path) -> frozenset[str]:
    """The names of all views. Raises Unreadable where a layer is one with too many rows, or takes too long.

    SQLite's own functions only are known here, so no view reads another file by one of GDAL's.
    """
    end = monotonic() + PATIENCE_S
    try:
        database = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error as error:
        raise Unreadable(_broken(error)) from None
    try:
        database.set_progress_handler(lambda: monotonic() > end, STEPS)
        views = database.execute("select name from sqlite_master where type = 'view'").fetchall()
        layers = {name.lower() for (name,) in database.execute("select table_name from gpkg_contents")}
        for (name,) in views:
            if name.lower() in layers:
                _count(database, name)
        return frozenset(name for (name,) in views)
    except sqlite3.Error as error:
        raise Unreadable(TOO_SLOW if monotonic() > end else _broken(error)) from None
    finally:
        database.close()


def _count(database: sqlite3.Connection, view: str) -> None:
    quoted = view.replace('"', '""')
    for number, _ in enumerate(database.execute(f'select * from "{quoted}"')):
        if number > MOST_FEATURES:
            raise Unreadable(
                f"its layer {sanitized(view, 60)} is a view of more than {MOST_FEATURES:,} rows; "
                "save it as a table"
            )


def _broken(error: sqlite3.Error) -> str:
    return f"it cannot be read as GeoPackage: {sanitized(str(error), 200)}; is it complete?"
