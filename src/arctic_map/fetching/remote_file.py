"""A file on the web that is read by ranges."""

from __future__ import annotations

import io
from collections import OrderedDict
from typing import Any

from arctic_map.fetching.failure import FetchError
from arctic_map.fetching.http_client import HttpClient
from arctic_map.fetching.service import Progress

BLOCK, MAX_BLOCKS = 1 << 17, 256
"""Bytes of a block, and most blocks that stay in memory."""
AT_ONCE = 64
"""Most blocks that are requested at once."""


class RemoteBlocks:
    """The blocks of the file at a client's address that were fetched last."""

    def __init__(self, client: HttpClient, progress: Progress) -> None:
        """Fetch the first block. Raises FetchError."""
        self._client, self._progress = client, progress
        self._blocks = OrderedDict[int, bytes]()
        self._fetched = 0
        self.failure: FetchError | None = None
        """Why reading failed, which libraries do not pass on."""
        self._blocks[0], self._state = client.part(0, BLOCK)
        self.size = self._state.size

    def read(self, start: int, length: int) -> bytes:
        """Bytes of the file, fewer at its end. Raises OSError."""
        end = min(start + length, self.size)
        if start >= end:
            return b""
        first, last = start // BLOCK, (end - 1) // BLOCK
        parts = list[bytes]()
        for begin in range(first, last + 1, AT_ONCE):
            numbers = range(begin, min(begin + AT_ONCE, last + 1))
            self._require(numbers)
            parts += [self._blocks[number] for number in numbers]
        return b"".join(parts)[start - first * BLOCK : end - first * BLOCK]

    def _require(self, numbers: range) -> None:
        """Fetch those of some blocks that are missing, by one request if they are neighbours."""
        missing = [number for number in numbers if number not in self._blocks]
        for number in numbers:
            if number in self._blocks:
                self._blocks.move_to_end(number)
        if missing and missing[-1] - missing[0] == len(missing) - 1:
            self._fetch(missing[0], missing[-1] + 1)
        else:
            for number in missing:
                self._fetch(number, number + 1)
        while len(self._blocks) > MAX_BLOCKS:
            self._blocks.popitem(last=False)

    def _fetch(self, first: int, end: int) -> None:
        start = first * BLOCK
        try:
            found, state = self._client.part(start, min(end * BLOCK, self.size) - start)
            if state != self._state:
                raise self._client.changed()
        except FetchError as error:
            self.failure = error
            raise OSError(error.why) from error
        for number in range(first, end):
            self._blocks[number] = found[(number - first) * BLOCK :][:BLOCK]
        self._fetched += len(found)
        self._progress(self._fetched, None)


class RemoteFile(io.RawIOBase):
    """The file as Python's files are."""

    def __init__(self, blocks: RemoteBlocks) -> None:
        self._blocks, self._place = blocks, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, start: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._blocks.size}[start]
        self._place = base + offset
        return self._place

    def readinto(self, buffer: Any) -> int:
        piece = self._blocks.read(self._place, len(buffer))
        buffer[: len(piece)] = piece
        self._place += len(piece)
        return len(piece)
