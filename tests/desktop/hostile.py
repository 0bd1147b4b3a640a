"""Files made to break the app or to script it, each with what must come of it."""

import json
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, sin
from pathlib import Path
from typing import Any

SCRIPT = "<script>window.hacked = 1</script>"
IMAGE = "<img src=x onerror='window.hacked = 1'>"
LINK = "javascript:window.hacked=1"
BREAKOUT = "\"'`]}></style></textarea></title></script>" + SCRIPT + IMAGE
BIDI = "\u202egnp.\u2066drawkcab\u2069\u200f\u202c"
POINT = {"type": "Point", "coordinates": [60, 75]}
Make = Callable[[Path], None]
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Hostile:
    make: Make
    """Writes it at a path, which ends with .geojson."""
    message: str
    """What the sentence about it holds."""
    name: str = "file.geojson"
    slow: bool = False


def feature(geometry: Any = POINT, id: Any = None, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "id": id, "properties": properties, "geometry": geometry}


def collection(*features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def written(content: bytes) -> Make:
    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


def text(value: Any, encoding: str = "utf-8") -> Make:
    """Of a string as it is, else as JSON."""
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return written(words.encode(encoding))


def shaped(kind: str, coordinates: Any, **properties: Any) -> Make:
    return text(collection(feature({"type": kind, "coordinates": coordinates}, **properties)))


def star(points: int, turn: int) -> list[list[float]]:
    """A ring that crosses itself again and again."""
    ring = [
        [90 + 40 * cos(2 * pi * i * turn / points), 70 + 15 * sin(2 * pi * i * turn / points)]
        for i in range(points)
    ]
    return [*ring, ring[0]]


def circle(points: int) -> list[list[float]]:
    return star(points, 1)


def linked(target: str) -> Make:
    return lambda path: path.symlink_to(target)


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        # Addresses of sockets are short, folders of tests are not.
        os.chdir(path.parent)
        try:
            server.bind(path.name)
        finally:
            os.chdir(here)


def sparse(size: int) -> Make:
    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.write(b'{"type":"FeatureCollection","features":[')
            file.truncate(size)

    return make


def forbidden(path: Path) -> None:
    text(collection(feature()))(path)
    path.chmod(0)


def nested(depth: int, *, inside: str = "properties") -> Make:
    deep = "[" * depth + "]" * depth
    whole = {
        "properties": f'{{"type":"Feature","properties":{{"a":{deep}}},"geometry":{json.dumps(POINT)}}}',
        "coordinates": f'{{"type":"Feature","geometry":{{"type":"Polygon","coordinates":{deep}}}}}',
        "top": deep,
    }
    return text(whole[inside])


def collections(depth: int) -> Make:
    inner: Any = POINT
    for _ in range(depth):
        inner = {"type": "GeometryCollection", "geometries": [inner]}
    return text(collection(feature(inner)))


def many(count: int) -> Make:
    """Points, each with markup."""

    def make(path: Path) -> None:
        rows = (
            json.dumps(
                feature(
                    {"type": "Point", "coordinates": [i % 360 - 180, 50 + i % 400 / 10]},
                    i,
                    name=f"Buoy {i}",
                    note=SCRIPT,
                )
            )
            for i in range(count)
        )
        path.write_text(f'{{"type":"FeatureCollection","features":[{",".join(rows)}]}}')

    return make


def vertices(count: int) -> Make:
    return lambda path: shaped("LineString", [[i % 359 - 179.5, 60 + i % 20] for i in range(count)])(path)


SHOWN = "is on the map: "
ONE = "is on the map: 1 feature"
REFUSED = "was not opened: "

MARKUP: dict[str, Hostile] = {
    "markup wherever a file has words": Hostile(
        text(
            {
                **collection(
                    feature(
                        id=SCRIPT,
                        name=BREAKOUT,
                        note={"a": SCRIPT, "b": [[IMAGE]]},
                        href=LINK,
                        url="http://127.0.0.1:9/x",
                        img="//127.0.0.1/x.png",
                        style="background:url(http://127.0.0.1:9/x)",
                        fill="url(#a)",
                        **{SCRIPT: BREAKOUT, IMAGE: SCRIPT, LINK: IMAGE, "": LINK},
                    ),
                    feature(id=IMAGE + "'\"\\", name={"a": SCRIPT}),
                ),
                SCRIPT: SCRIPT,
                "name": SCRIPT,
            }
        ),
        SHOWN + "2 features",
    ),
    "markup in the type": Hostile(text({"type": SCRIPT, "features": []}), REFUSED + "this is not GeoJSON"),
    "markup in the geometry's type": Hostile(
        text(collection(feature({"type": SCRIPT, "coordinates": [1, 2]}))), REFUSED + "none of its features"
    ),
    "script as the file's name": Hostile(
        text(collection(feature())), ONE, "<script>window.hacked=1<&script>.geojson"
    ),
    "quotes in the file's name": Hostile(text(collection(feature())), ONE, "\"'`$(touch hacked);&|.geojson"),
    "an option as the file's name": Hostile(text(collection(feature())), ONE, "--out.geojson"),
    "an address as the file's name": Hostile(
        text(collection(feature())), ONE, "javascript:window.hacked=1.geojson"
    ),
    "line ends in the file's name": Hostile(text(collection(feature())), ONE, "a\nb\r\x1b[2J.geojson"),
    "a name that is turned round": Hostile(text(collection(feature(name=BIDI))), ONE, f"{BIDI}.geojson"),
    "a very long file name": Hostile(text(collection(feature())), ONE, "x" * 240 + ".geojson"),
    "per cent in the file's name": Hostile(text(collection(feature())), ONE, "%2e%2e%2fetc%00.geojson"),
    "controls and half letters": Hostile(
        text(
            '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a\\u0000b\\u001b[2J'
            '\\u202e\\ufeffc","z\\u0007":"\\u0000"},"geometry":{"type":"Point","coordinates":[60,75]}}]}'
        ),
        ONE,
    ),
    "letters stacked on letters": Hostile(text(collection(feature(name="a" + "\u0301" * 5000))), ONE),
    "a name of a million letters": Hostile(
        text(collection(feature(name="W" * MEGABYTE, note="M" * MEGABYTE))), ONE
    ),
    "thousands of properties": Hostile(
        text(collection(feature(**{f"k{i}": SCRIPT for i in range(5000)}))), ONE
    ),
}
"""All of them can be shown, and no word of them may ever be run."""

BROKEN: dict[str, Hostile] = {
    "empty": Hostile(text(""), "the file is empty"),
    "not JSON": Hostile(text("PK\x03\x04 this is no text"), "this is not JSON"),
    "cut off": Hostile(
        text('{"type":"FeatureCollection","features":[{"type":"Fea'), "the text ends too early"
    ),
    "a list": Hostile(text([]), "this is not GeoJSON: expected an object"),
    "null": Hostile(text("null"), "this is not GeoJSON"),
    "TopoJSON": Hostile(text({"type": "Topology", "objects": {}}), "it cannot be read as TopoJSON"),
    "no features": Hostile(text(collection()), "the file contains no features"),
    "features no list": Hostile(text({"type": "FeatureCollection", "features": {"a": 1}}), "not a list"),
    "features of other kinds": Hostile(
        text(collection(None, 1, "a", [], {}, SCRIPT)), "none of its features"
    ),
    "null geometry": Hostile(text(collection(feature(None, name="Nowhere"))), "none of its features has"),
    "UTF-16": Hostile(text(collection(feature(name="Ü")), "utf-16"), "the text is UTF-16"),
    "UTF-16 without its mark": Hostile(text(collection(feature()), "utf-16-le"), "UTF-16"),
    "Latin-1": Hostile(text(collection(feature(name="Tromsø")), "latin-1"), "the text is not UTF-8"),
    "zeros": Hostile(written(bytes(5000)), "this is not text"),
    "metres": Hostile(shaped("Point", [2_500_000, 7_800_000]), "name it"),
    "huge numbers": Hostile(shaped("Point", [1e308, -1e308]), "beyond all reference systems"),
    "numbers beyond numbers": Hostile(
        text(json.dumps(collection(feature())).replace("60", "1e999")), "a number is too large"
    ),
    "a whole number without end": Hostile(
        text(json.dumps(collection(feature())).replace("60", "9" * 5000)), "a number is too large"
    ),
    "very deep properties": Hostile(nested(100_000), "nested too deeply"),
    "a star of 2,000 rays": Hostile(shaped("Polygon", [star(2000, 999)]), "cross themselves too often"),
    "deep nesting": Hostile(nested(200_000, inside="top"), REFUSED),
    "deep coordinates": Hostile(nested(100_000, inside="coordinates"), REFUSED),
    "deep collections": Hostile(collections(200), "nested too deeply"),
    "a ring of nothing": Hostile(shaped("Polygon", [[[60, 75]] * 5]), "encloses no area"),
    "a ring there and back": Hostile(
        shaped("Polygon", [[[60, 75], [70, 75], [80, 75], [60, 75]]]), "encloses no area"
    ),
    "a line of one place": Hostile(shaped("LineString", [[60, 75], [60, 75]]), "the line has no length"),
    "a folder": Hostile(lambda path: path.mkdir(), "this is a folder"),
    "a missing file": Hostile(lambda path: None, "the file does not exist"),
    "a link to a device": Hostile(linked("/dev/zero"), "this is a device or a pipe"),
    "a link to itself": Hostile(linked("file.geojson"), "the file cannot be opened"),
    "a link to nothing": Hostile(linked("nowhere.geojson"), "the file does not exist"),
    "a pipe": Hostile(lambda path: os.mkfifo(path), "this is a device or a pipe"),
    "a socket": Hostile(listening, "this is a device or a pipe"),
    "2 GB": Hostile(sparse(2000 * MEGABYTE), "the file has 2,000 MB; at most 1,000 MB are read"),
    "99 MB of nothing": Hostile(sparse(99 * MEGABYTE), REFUSED),
    "commas without end": Hostile(
        written(b'{"type":"FeatureCollection","features":[' + b"{}," * 1_000_000 + b"{}]}"),
        REFUSED,
        slow=True,
    ),
    "one line with millions of places": Hostile(vertices(1_200_000), "positions in one feature", slow=True),
}
"""None of them can be shown, and each gets its sentence."""

MENDED: dict[str, Hostile] = {
    "not a number": Hostile(
        text(
            '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":NaN,"b":-Infinity,'
            '"c":"NaN"},"geometry":{"type":"Point","coordinates":[60,75]}}]}'
        ),
        ONE,
    ),
    "byte order mark": Hostile(text(collection(feature()), "utf-8-sig"), ONE),
    "deep properties": Hostile(nested(300), ONE),
    "ids that are twice there": Hostile(
        text(collection(*[feature(id="x", name="x")] * 3)), SHOWN + "3 features"
    ),
    "ids of the atlas": Hostile(
        text(collection(feature(id="arkhangelsk", name="Arkhangelsk"), feature(id="L5"), feature(id="T1"))),
        SHOWN + "3 features",
    ),
    "crossing itself": Hostile(shaped("Polygon", [[[60, 75], [70, 80], [70, 75], [60, 80], [60, 75]]]), ONE),
    "a star of 150 rays": Hostile(shaped("Polygon", [star(150, 74)]), ONE),
    "a ring of 10,000 places": Hostile(shaped("Polygon", [circle(10_000)]), ONE),
    "open ring": Hostile(shaped("Polygon", [[[60, 75], [70, 75], [70, 80]]]), ONE),
    "a hole outside": Hostile(
        shaped("Polygon", [[[60, 75], [70, 75], [70, 80], [60, 75]], [[0, 60], [1, 60], [1, 61], [0, 60]]]),
        ONE,
    ),
    "at the pole": Hostile(shaped("MultiPoint", [[0, 90], [180, 90], [-180, 90], [12, -90]]), ONE),
    "at 180": Hostile(shaped("MultiPoint", [[180, 70], [-180, 70], [180, 0], [-180, -60]]), ONE),
    "across 180": Hostile(
        shaped("Polygon", [[[170, 65], [-170, 65], [-170, 75], [170, 75], [170, 65]]]), ONE
    ),
    "round the pole": Hostile(shaped("Polygon", [[[0, 80], [90, 80], [180, 80], [-90, 80], [0, 80]]]), ONE),
    "the whole Earth": Hostile(
        shaped("Polygon", [[[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]]), ONE
    ),
    "longitudes up to 360": Hostile(shaped("LineString", [[170, 70], [190, 70], [359, 72]]), ONE),
    "positions of nine numbers": Hostile(shaped("Point", [60, 75, 1, 2, 3, 4, 5, 6, 7]), ONE),
    "only in the south": Hostile(shaped("Point", [60, -75], name="South"), ONE),
    "one feature to a line": Hostile(
        text("\n".join(json.dumps(feature(name=name)) for name in "ab")), SHOWN + "2 features"
    ),
    "a broken line": Hostile(
        text(json.dumps(feature()) + "\n{,}\n" + json.dumps(feature())), SHOWN + "2 features"
    ),
    "half a letter": Hostile(text(json.dumps(collection(feature(name="X"))).replace("X", "\\ud800")), ONE),
    "a broken feature": Hostile(
        text('{"type":"FeatureCollection","features":[{,},' + json.dumps(feature()) + "]}"), ONE
    ),
    "some that are sound": Hostile(
        text(
            collection(
                feature(),
                None,
                feature({"type": "Point"}),
                feature({"type": "Point", "coordinates": ["a", 1]}),
            )
        ),
        ONE,
    ),
    "collections and the like": Hostile(
        text(
            collection(
                feature(
                    {
                        "type": "GeometryCollection",
                        "geometries": [
                            POINT,
                            {"type": "LineString", "coordinates": [[1, 70], [2, 71]]},
                            {"type": "Polygon", "coordinates": [circle(20)]},
                            {"type": "Point", "coordinates": []},
                        ],
                    }
                )
            )
        ),
        ONE,
    ),
    "20,000 features": Hostile(many(20_000), SHOWN + "20,000 features"),
    "150,000 features": Hostile(many(150_000), SHOWN + "150,000 features", slow=True),
}
"""Something of them can be shown, and what had to be mended is listed."""
