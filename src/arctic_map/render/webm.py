"""A WebM file of encoded pictures (Matroska, RFC 9559; guidelines of the WebM project)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from arctic_map import __version__

TRACK = 1
VIDEO = 1
KEY_FRAME = 0x80
WRITER = f"Arctic Map {__version__}"  # no words: the name of the program


@dataclass(frozen=True, slots=True)
class Chunk:
    """An encoded picture."""

    data: bytes
    is_key: bool
    """Whether it can be decoded without those before."""


def webm(chunks: Sequence[Chunk], width: int, height: int, rate: int, title: str) -> bytes:
    """The file for pictures in VP9, `rate` a second. The first is a key picture."""
    length_ms = len(chunks) * 1000 / rate
    info = _element(
        0x1549A966,
        _element(0x2AD7B1, _unsigned(1_000_000)),
        _element(0x4489, struct.pack(">d", length_ms)),
        _element(0x7BA9, title.encode()),
        _element(0x4D80, WRITER.encode()),
        _element(0x5741, WRITER.encode()),
    )
    tracks = _element(0x1654AE6B, _track(width, height, rate))
    clusters = list(_clusters(chunks, rate))
    cues = _cues(clusters, len(info) + len(tracks))
    segment = _element(0x18538067, info, tracks, *(cluster for _, cluster in clusters), cues)
    return _head() + segment


def _head() -> bytes:
    return _element(
        0x1A45DFA3,
        _element(0x4286, _unsigned(1)),
        _element(0x42F7, _unsigned(1)),
        _element(0x42F2, _unsigned(4)),
        _element(0x42F3, _unsigned(8)),
        _element(0x4282, b"webm"),
        _element(0x4287, _unsigned(4)),
        _element(0x4285, _unsigned(2)),
    )


def _track(width: int, height: int, rate: int) -> bytes:
    return _element(
        0xAE,
        _element(0xD7, _unsigned(TRACK)),
        _element(0x73C5, _unsigned(TRACK)),
        _element(0x9C, _unsigned(0)),
        _element(0x83, _unsigned(VIDEO)),
        _element(0x86, b"V_VP9"),
        _element(0x23E383, _unsigned(1_000_000_000 // rate)),
        _element(0xE0, _element(0xB0, _unsigned(width)), _element(0xBA, _unsigned(height))),
    )


def _clusters(chunks: Sequence[Chunk], rate: int) -> Iterator[tuple[int, bytes]]:
    """Yield the time of each cluster in ms, and the cluster, which begins with a key picture."""
    starts = [number for number, chunk in enumerate(chunks) if chunk.is_key]
    for first, after in pairwise((*starts, len(chunks))):
        time = round(first * 1000 / rate)
        blocks = (
            _element(0xA3, _block(chunks[number], round(number * 1000 / rate) - time))
            for number in range(first, after)
        )
        yield time, _element(0x1F43B675, _element(0xE7, _unsigned(time)), *blocks)


def _block(chunk: Chunk, time: int) -> bytes:
    return struct.pack(">BhB", 0x80 | TRACK, time, KEY_FRAME if chunk.is_key else 0) + chunk.data


def _cues(clusters: Sequence[tuple[int, bytes]], at: int) -> bytes:
    """Where the clusters are, so that players can jump; `at` is the position of the first in the segment."""
    points = []
    for time, cluster in clusters:
        place = _element(0xB7, _element(0xF7, _unsigned(TRACK)), _element(0xF1, _unsigned(at)))
        points.append(_element(0xBB, _element(0xB3, _unsigned(time)), place))
        at += len(cluster)
    return _element(0x1C53BB6B, *points)


def _element(id: int, *content: bytes) -> bytes:
    body = b"".join(content)
    # All ones would say that the size is unknown.
    count = next(count for count in range(1, 9) if len(body) < (1 << 7 * count) - 1)
    return _unsigned(id) + (len(body) | 1 << 7 * count).to_bytes(count, "big") + body


def _unsigned(value: int) -> bytes:
    return value.to_bytes(max(1, -(-value.bit_length() // 8)), "big")
