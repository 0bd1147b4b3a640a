"""How soon the search answers, on the built-in content and the queries of its table of first hits."""

from statistics import median
from time import perf_counter

from tests.bench.measures import Measure, percentile
from tests.unit.scene.test_search_index import queries

from arctic_map import resources
from arctic_map.content import catalog
from arctic_map.scene import search_index

TIMES = 5
BOUND_MS = 30.0


def measure() -> list[Measure]:
    content = catalog.load(resources.data())
    began = perf_counter()
    index = search_index.index(content)
    built = (perf_counter() - began) * 1000
    medians = [median(timed(index, query) for _ in range(TIMES)) for query, _, _ in queries()]
    return [
        Measure(
            what="search, slowest query",
            value=max(medians),
            unit="ms",
            bound=BOUND_MS,
            note=f"median of {TIMES} each; of {len(medians)} queries the middle one {median(medians):.2f} ms",
        ),
        Measure(what="search, p95 over queries", value=percentile(medians, 0.95), unit="ms"),
        Measure(what="search, making the index", value=built, unit="ms", note="once, after the first paint"),
    ]


def timed(index: search_index.SearchIndex, query: str) -> float:
    """Milliseconds of one answer."""
    began = perf_counter()
    index.find(query)
    return (perf_counter() - began) * 1000
