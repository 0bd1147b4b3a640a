"""Reading the prepared network of waterways, whose libraries are slow to load."""

from arctic_map.geo.sailing.crossings import area
from arctic_map.scene.routing.waterways import Waterways
from arctic_map.storage.ice_record import read_median_ice
from arctic_map.storage.route_data import read_straits
from arctic_map.storage.route_network import read_network


def read_waterways() -> Waterways:
    """Return the waterways. Raises ContentError."""
    return Waterways(read_network(), read_straits(), lambda month: area(read_median_ice(month)))
