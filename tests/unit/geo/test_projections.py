"""The projections are those of PROJ, and all of a family are its plane turned and scaled."""

import pyproj
import pytest

from arctic_map.geo import projections
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.projection import Projection

every_projection = pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)


def of_proj(crs: str, lon: float, lat: float) -> tuple[float, float]:
    x, y = pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(lon, lat)
    return float(x), float(y)


@pytest.mark.parametrize(("latitude", "scale"), [(70.0, 0.96942), (71.0, 0.97276), (90.0 - 1e-6, 1.0)])
def test_the_scale_at_the_pole_follows_from_the_latitude_of_true_scale(latitude: float, scale: float) -> None:
    # What PROJ makes of a place near the pole by both ways of writing it.
    true = of_proj(f"+proj=stere +lat_0=90 +lat_ts={latitude} +datum=WGS84", 0.0, 89.0)
    plain = of_proj("+proj=stere +lat_0=90 +k_0=1 +datum=WGS84", 0.0, 89.0)
    assert projections.scale_at_pole(latitude) == pytest.approx(true[1] / plain[1], abs=1e-7)
    assert projections.scale_at_pole(latitude) == pytest.approx(scale, abs=2e-3)


@every_projection
def test_the_views_of_a_projection_lie_in_it_and_the_pole_where_proj_has_it(projection: Projection) -> None:
    x0, y0, x1, y1 = projection.box
    for box in (projection.home, projection.printed):
        assert x0 <= box[0] < box[2] <= x1 and y0 <= box[1] < box[3] <= y1
        # The route takes up most of it: from the Barents Sea to the Bering Strait, 3,000 km and more.
        assert projection.pole is None or max(box[2] - box[0], box[3] - box[1]) < 11_000_000.0
    if projection.pole is not None:
        assert projection.pole == pytest.approx(of_proj(projection.crs, 0.0, 90.0), abs=1e-3)
        # The meridian that runs down.
        x, y = of_proj(projection.crs, projection.down, 60.0)
        assert x == pytest.approx(projection.pole[0], abs=1e-3) and y < projection.pole[1]
        assert ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx(projection.pole)
