"""XMP put into the bytes of a JPEG or WebP that has none."""

XMP = b"http://ns.adobe.com/xap/1.0/\0"
"""What begins a JPEG's segment of XMP (XMP specification, part 3, 1.1.3)."""
LONGEST = 65_533 - len(XMP)
"""Bytes of XMP that one segment holds."""
HAS_XMP = 0x04
"""A flag of WebP's extended format (WebP container specification)."""


def jpeg_with_xmp(jpeg: bytes, packet: bytes) -> bytes:
    """With the packet right behind the picture's own first segment; one that is too long is left out."""
    if len(packet) > LONGEST:
        return jpeg
    # Start of image, two bytes; then the JFIF segment, whose length counts its own two bytes.
    at = 4 + int.from_bytes(jpeg[4:6], "big") if jpeg[2:4] == b"\xff\xe0" else 2
    segment = b"\xff\xe1" + (len(packet) + len(XMP) + 2).to_bytes(2, "big") + XMP + packet
    return jpeg[:at] + segment + jpeg[at:]


def webp_with_xmp(webp: bytes, packet: bytes, width: int, height: int) -> bytes:
    """A simple WebP in the extended format, with the packet behind its picture."""
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    head = _chunk(b"VP8X", bytes([HAS_XMP, 0, 0, 0]) + sides)
    body = b"WEBP" + head + webp[12:] + _chunk(b"XMP ", packet)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _chunk(kind: bytes, data: bytes) -> bytes:
    return kind + len(data).to_bytes(4, "little") + data + (b"\0" if len(data) % 2 else b"")
