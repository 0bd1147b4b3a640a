"""How soon all ways between two ports are found: random pairs of the gazetteer."""

import random
from statistics import median
from time import process_time

from tests.bench.measures import Measure, percentile

from arctic_map.geo.sailing.route_search import Planner
from arctic_map.storage.gazetteers import read_ports
from arctic_map.storage.route_data import read_straits
from arctic_map.storage.route_network import network_path, read_network

PAIRS, SEED = 500, 12
MEDIAN_MS, P95_MS = 150.0, 400.0
MAX_MB = 6.0


def measure() -> list[Measure]:
    began = process_time()
    planner = Planner(read_network(), read_straits().straits)
    read = (process_time() - began) * 1000
    picked, ports = random.Random(SEED), read_ports()
    times = [timed(planner, *(port.water for port in picked.sample(ports, 2))) for _ in range(PAIRS)]
    return [
        Measure(
            what="route, all ways, median",
            value=median(times),
            unit="ms",
            bound=MEDIAN_MS,
            note=f"processor time, {PAIRS} random pairs of {len(ports)} ports; network read in {read:.0f}",
        ),
        Measure(what="route, all ways, p95", value=percentile(times, 0.95), unit="ms", bound=P95_MS),
        Measure(what="route, network", value=network_path().stat().st_size / 1e6, unit="MB", bound=MAX_MB),
    ]


def timed(planner: Planner, start: tuple[float, float], finish: tuple[float, float]) -> float:
    """Milliseconds of processor time of one answer."""
    began = process_time()
    planner.ways(start, finish)
    return (process_time() - began) * 1000
