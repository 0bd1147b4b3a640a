"""Whoever edits the content finds each field described beside it."""

import msgspec
import pytest

from arctic_map import resources
from arctic_map.content import (
    catalog_file,
    charts,
    facts,
    features,
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
    catalog_file.Head,
    catalog_file.SourceRow,
    catalog_file.LayerRow,
    catalog_file.ArticleRow,
    features.Properties,
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
