"""In which letters the table beside a Shapefile is written."""

from pathlib import Path

from arctic_map.tables.readers.letters import guessed

_LARGEST_LOOKED_AT = 2_000_000
_LANGUAGE_BYTE = 29
_LENGTH_BYTES = slice(8, 10)


def dbf_encoding(table: Path) -> tuple[str | None, str]:
    """An encoding for GDAL and what to say of it; None where GDAL knows by the .cpg or the table itself."""
    if table.with_suffix(".cpg").is_file() or not table.is_file():
        return None, ""
    with table.open("rb") as file:
        content = file.read(_LARGEST_LOOKED_AT)
    if len(content) < 32 or content[_LANGUAGE_BYTE]:
        return None, ""
    start = int.from_bytes(content[_LENGTH_BYTES], "little")
    rows = content[start:]
    # The names of the columns are in these letters too.
    names = content[32:start]
    encoding = guessed(rows + b" " + names)
    if encoding in ("ascii", "utf-8"):
        return "UTF-8", ""
    return (
        encoding,
        f"nothing says in which letters its table is written; they are read as {encoding}, by a guess",
    )
