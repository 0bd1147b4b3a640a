"""Whoever edits the content finds each field described beside it."""

import msgspec
import pytest

from arctic_map import resources
from arctic_map.files import (
    charts,
    contents,
    facts,
    geojson,
    ice_ledger,
    ledger,
    passages,
    people,
    tour,
    views,
    voyages,
)

DESCRIPTION = (resources.data() / "README.md").read_text(encoding="utf-8")
ROWS: tuple[type[msgspec.Struct], ...] = (
    contents.Head,
    contents.SourceRow,
    contents.LayerRow,
    contents.ArticleRow,
    geojson.Properties,
    facts.FactRow,
    facts.FigureRow,
    passages.PassageRow,
    people.PersonRow,
    charts.ChartRow,
    charts.ItemRow,
    ledger.LedgerRow,
    ice_ledger.IceRow,
    tour.StepRow,
    views.ViewRow,
    voyages.VoyageRow,
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.__name__)
def test_every_field_of_the_content_is_described(row: type[msgspec.Struct]) -> None:
    assert [field for field in row.__struct_fields__ if f"`{field}`" not in DESCRIPTION] == []
