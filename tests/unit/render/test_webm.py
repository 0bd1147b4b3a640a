"""A WebM has its parts where its index says, and each picture at its time."""

from collections.abc import Iterator
from struct import unpack

from arctic_map.render.webm import Chunk, webm

RATE = 10
HEAD, SEGMENT, CLUSTER, CUES, TIME, BLOCK = 0x1A45DFA3, 0x18538067, 0x1F43B675, 0x1C53BB6B, 0xE7, 0xA3
CHUNKS = [Chunk(bytes([number]) * (number * 300 + 1), number in (0, 4)) for number in range(7)]


def elements(content: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield the id, the start and the content of each element (RFC 8794)."""
    at = 0
    while at < len(content):
        start, length = at, 9 - content[at].bit_length()
        id = int.from_bytes(content[at : at + length])
        at += length
        count = 9 - content[at].bit_length()
        size = int.from_bytes(content[at : at + count]) & (1 << 7 * count) - 1
        at += count
        yield id, start, content[at : at + size]
        at += size


def parts(content: bytes, of: int) -> list[bytes]:
    return [body for id, _, body in elements(content) if id == of]


def test_each_picture_is_in_the_cluster_of_its_key_picture_at_its_time() -> None:
    file = webm(CHUNKS, 64, 48, RATE, "Ice")
    assert [id for id, _, _ in elements(file)] == [HEAD, SEGMENT]
    (segment,) = parts(file, SEGMENT)
    found = []
    for cluster in parts(segment, CLUSTER):
        (time,) = parts(cluster, TIME)
        for block in parts(cluster, BLOCK):
            _, after, flags = unpack(">BhB", block[:4])
            found.append((int.from_bytes(time) + after, bool(flags & 0x80), block[4:]))
    assert found == [(number * 100, each.is_key, each.data) for number, each in enumerate(CHUNKS)]


def test_the_index_leads_to_each_cluster() -> None:
    (segment,) = parts(webm(CHUNKS, 64, 48, RATE, "Ice"), SEGMENT)
    starts = [start for id, start, _ in elements(segment) if id == CLUSTER]
    (cues,) = parts(segment, CUES)
    found = []
    for point in parts(cues, 0xBB):
        (place,) = parts(point, 0xB7)
        (at,) = parts(place, 0xF1)
        found.append(int.from_bytes(at))
    assert found == starts and len(starts) == 2
