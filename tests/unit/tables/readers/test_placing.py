"""A file that does not say in a known way where it lies gets a sentence that says what to do."""

import numpy as np
import pytest

from arctic_map.storage.bounded_reading import UnknownPlace
from arctic_map.tables.readers.placing import way_to_degrees

ODD = (
    'PROJCS["Odd",GEOGCS["WGS 84",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]],PROJECTION["Odd Projection"],UNIT["Meter",1]]'
)
METRES = np.array([500_000.0]), np.array([7_000_000.0])


@pytest.mark.parametrize(
    ("system", "why"),
    [
        (ODD, "it is in a projection that is not known, Odd Projection; name its reference system"),
        ('LOCAL_CS["Site"]', 'its reference system is not known (LOCAL_CS["Site"]), and its coordinates'),
        ("", "it does not say in which reference system its coordinates are, and they are not degrees"),
    ],
)
def test_an_unknown_system_leads_to_a_question(system: str, why: str) -> None:
    with pytest.raises(UnknownPlace) as error:
        way_to_degrees(*METRES, own=system)
    assert error.value.why.startswith(why)
    assert "as with --crs EPSG:3413" in error.value.why
