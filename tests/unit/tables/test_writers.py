"""What features say is the same after they were written into another file and read from it."""

from pathlib import Path
from typing import Any

import pytest

from arctic_map.model.attributes import Kind
from arctic_map.model.opened import Choice
from arctic_map.tables.attributes.attribute_writer import write_columns
from arctic_map.tables.attributes.column_types import Column, column_of
from arctic_map.tables.readers import any_file
from arctic_map.tables.readers.read_features import bulk_of
from arctic_map.tables.writers.feature_files import write_many

EXPECTED: dict[str, list[Any]] = {
    "code": ["007", "010"],
    "number": [2**53 + 1, -(2**62)],
    "depth": [1.5, -2.25],
    "day": ["2023-06-01", "1850-02-03"],
    "at": ["2023-06-01T12:30:00", "2023-06-02T00:00:00"],
    "zoned": ["2023-06-01T12:30:00+03:00", "2023-06-02T00:00:00.250+03:00"],
    "sound": [True, False],
    "digits": ["12345678901234567890123", "1"],
    "formula": ["=1+1", "+7 900"],
    "mark": ["1,234", "2,345"],
}
OTHER_KINDS = {(".fgb", Kind.DATE): Kind.TIME, (".kml", Kind.INTEGER): Kind.TEXT}
"""FlatGeobuf has no dates without a time of day, KML no whole numbers of 64 bits."""


@pytest.mark.parametrize("suffix", [".gpkg", ".csv", ".geojson", ".fgb", ".kml"])
def test_values_and_gaps_keep_their_types_and_digits(tmp_path: Path, suffix: str) -> None:
    # The last of them says nothing.
    columns = [column_of(name, [*values, None]) for name, values in EXPECTED.items()]
    write_columns(tmp_path, range(3), columns)
    points = [{"type": "Point", "coordinates": [20.0 + number, 70.0]} for number in range(3)]
    out = tmp_path / f"out{suffix}"
    write_many(bulk_of(points), tmp_path, out, "out")
    found = any_file.read(out, choice=Choice())
    for before in columns:
        values = [record.get(before.name) for record in found.records]
        after = column_of(before.name, values, untyped=found.untyped)
        kind = OTHER_KINDS.get((suffix, before.kind), before.kind)
        assert (after.name, after.kind, after.zone) == (before.name, kind, before.zone)
        assert expected_of(after) == expected_of(before)


def expected_of(column: Column) -> list[str]:
    """In any order: FlatGeobuf sorts its features by place."""
    return sorted(map(str, column.values.tolist()))
