"""A PDF as Qt writes it, tidied."""

import re
import zlib

import pytest

from arctic_map.render.pdf import tidied

CONTENT = b"""/GSa gs /CSp cs /CSp CS
/GSa gs
0.060000000 0 0 -0.060000000 0 596 cm
q q
10612.4562 1009.76353 m
Q
10.9632812 0 0 10.9756906 0 0 cm
84.0999999 381.899999 l
Q 1.23456789 0 0 1 2.34567890 3 Tm
10612.5012 1009.76353 l
"""


def built(objects: dict[int, bytes], content: bytes = CONTENT) -> bytes:
    packed = zlib.compress(content)
    objects = {
        **objects,
        2: b"<<\n/Length 3 0 R\n/Filter /FlateDecode\n>>\nstream\n" + packed + b"\nendstream\nendobj\n",
        3: b"%d\nendobj\n" % len(packed),
    }
    out, places = bytearray(b"%PDF-1.6\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body
    table = len(out)
    out += b"xref\n0 4\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % places[number] for number in sorted(places))
    return bytes(out + b"trailer\n<<\n/Size 4\n/Info 1 0 R\n>>\nstartxref\n%d\n%%%%EOF\n" % table)


INFO = b"<<\n/Title (x)\n/CreationDate (D:20261125003651+01'00')\n/ModDate (D:20261125003651Z)\n>>\nendobj\n"


def test_there_is_no_date_in_it() -> None:
    assert b"Date" not in tidied(built({1: INFO}), "ru")
    assert b"/Title (x)" in tidied(built({1: INFO}), "ru")


def test_a_reader_knows_its_language_and_shows_its_title() -> None:
    made = tidied(built({1: INFO.replace(b"<<\n", b"<<\n/Type /Catalog\n", 1)}), "ru")
    assert b"/Lang (ru)" in made and b"/DisplayDocTitle true" in made


def test_places_are_rounded_and_all_else_is_not() -> None:
    made = tidied(built({1: INFO}), "ru")
    start = made.index(b"stream\n") + 7
    lines = zlib.decompressobj().decompress(made[start:]).split(b"\n")
    assert lines[2] == b"0.060000000 0 0 -0.060000000 0 596 cm"
    assert lines[4] == b"10612 1010 m"
    assert lines[7] == b"84.1 381.9 l"
    assert lines[8] == b"Q 1.23456789 0 0 1 2.34567890 3 Tm"


def test_the_table_says_where_each_object_is() -> None:
    made = tidied(built({1: INFO}), "ru")
    table = int(made.split(b"startxref\n")[1].split()[0])
    rows = re.findall(rb"(\d{10}) 00000 n ", made[table:])
    for number, place in enumerate(rows, start=1):
        assert made.startswith(b"%d 0 obj" % number, int(place))
    length = int(made[int(rows[2]) :].split()[3])
    start = made.index(b"stream\n") + 7
    assert made[start + length :].startswith(b"\nendstream")


def otherwise() -> dict[str, bytes]:
    """PDFs that another Qt might write, and none at all."""
    known = built({1: INFO})
    return {
        "nothing": b"",
        "no table": b"%PDF-1.6\n",
        "a table beyond the end": b"startxref\n99999\n%%EOF",
        "no number of the table": known.partition(b"startxref\n")[0] + b"startxref\n",
        "other places": known[50:],
        "a stream of references": known.replace(b"xref\n0 4", b"4 0 obj\n"),
        "rows that are no numbers": known.replace(b"0000000009", b"000000000x"),
        "a length that is not there": known.replace(b"/Length 3 0 R", b"/Length 9 0 R"),
        "a length that is no number": known.replace(b"3 0 obj\n", b"3 0 obj\nx"),
        "content that is packed in another way": known.replace(b"stream\nx", b"stream\nX"),
    }


@pytest.mark.parametrize("how", otherwise())
def test_a_pdf_that_is_built_otherwise_is_handed_on_as_it_is(how: str) -> None:
    raw = otherwise()[how]
    assert tidied(raw, "ru") == raw


def test_what_is_measured_in_pixels_ends_with_the_state_that_it_was_set_in() -> None:
    content = b"""/GSa gs
q
10.5 0 0 10.5 0 0 cm
1.23456789 2.5 m
q
3.45676789 4.5 m
Q
5.67896789 6.5 m
Q
7.89016789 8.5 m
"""
    made = tidied(built({1: INFO}, content), "ru")
    lines = zlib.decompressobj().decompress(made[made.index(b"stream\n") + 7 :]).split(b"\n")
    assert [line for line in lines if line.endswith(b"m") and not line.endswith(b"cm")] == [
        b"1.23 2.5 m",
        b"3.46 4.5 m",
        b"5.68 6.5 m",
        b"8 8.5 m",
    ]
