"""Sound files of every format, damaged as disks, downloads and malice do it: the same ones each time."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from tests import format_samples as samples
from tests import s57_sample, spreadsheets

FORMATS = (*samples.DRIVERS, ".topojson", ".tsv", ".xlsx", ".ods", ".000")
HUGE = (b"\xff\xff\xff\x7f", b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff")
"""Counts that no file has: the largest of both orders of bytes, and the one below zero."""
TOPOLOGY = (
    '{"type":"Topology","objects":{"a":{"type":"GeometryCollection","geometries":[{"type":"LineString",'
    '"arcs":[0],"properties":{"name":"Å"}}]}},"arcs":[[[33,69],[34.5,70.25]]]}'
)


def sound(folder: Path, suffix: str) -> Path:
    path = folder / f"sample{suffix}"
    match suffix:
        case ".topojson":
            path.write_text(TOPOLOGY)
        case ".tsv":
            path.write_text("lon\tlat\tname\n33\t69\tMurmansk\n40,5\t64,5\tArkhangelsk\n")
        case ".xlsx" | ".ods":
            rows = (("lon", "lat", "name"), (33, 69, "Murmansk"), (40.5, 64.5, "Arkhangelsk"))
            spreadsheets.write(path, {"Ports": rows})
        case ".000":
            return s57_sample.write(path)
        case _:
            return samples.write(folder, suffix, "Point" if suffix == ".gpx" else "LineString")
    return path


def damages(content: bytes, flips: int, seed: str) -> Iterator[tuple[str, bytes]]:
    """Each with what was done to it."""
    for share in (0.02, 0.3, 0.97):
        yield f"cut off at {share:.0%}", content[: int(len(content) * share)]
    chance = random.Random(seed)  # it protects no secret
    for number in range(flips):
        turned = bytearray(content)
        for _ in range(1 + number % 8):
            turned[_early(chance, len(content))] ^= 1 << chance.randrange(8)
        yield f"bits turned, {number}", bytes(turned)
    for number in range(flips):
        at, huge = _early(chance, len(content) - 4), HUGE[number % len(HUGE)]
        yield f"a huge count at {at}", content[:at] + huge + content[at + 4 :]
    yield "one part twice", content[: len(content) // 2] + content[len(content) // 3 :]


def _early(chance: random.Random, length: int) -> int:
    """Rather where headers are."""
    return int(length * chance.random() ** 2)


if __name__ == "__main__":
    for each in FORMATS:
        sound(Path(sys.argv[1]), each)
