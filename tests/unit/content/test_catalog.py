"""A folder of content becomes a catalogue."""

from hashlib import sha256
from pathlib import Path

import pytest

from arctic_map.content.catalog import load
from arctic_map.content.catalog_file import files_of
from arctic_map.content.symbology.style_checks import built_in
from arctic_map.errors import ContentError
from arctic_map.model.fact import Figure, Kind
from arctic_map.model.feature import Edges, Precision


def changed(data: Path, old: str, new: str, name: str = "catalog.toml") -> list[str]:
    """The problems after a change in a file."""
    text = (data / name).read_text(encoding="utf-8")
    assert old in text
    (data / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return [str(problem) for problem in load(data).problems]


def test_sound_content_is_read_whole(data: Path) -> None:
    catalog = load(data)
    assert catalog.problems == ()
    assert (catalog.title, catalog.article, catalog.version) == ("Small atlas", "An article", "1")
    assert [layer.id for layer in catalog.layers] == ["capitals", "ports", "land"]
    assert catalog.layers[2].items == ("land", "coast")
    port = catalog.features["arkhangelsk"]
    assert port.geometry == {"type": "Point", "coordinates": (40.52, 64.53)}
    assert (port.precision, port.edges, port.rank) == (Precision.SURVEYED, Edges.GEODESIC, 1)
    assert (port.names, port.aliases, port.facts) == ({"ru": "Архангельск"}, ("Archangel",), ("T1",))
    fact = catalog.fact["T1"]
    assert (fact.topic, fact.kind, fact.when, fact.where) == ("trade", Kind.REPORTED, "2023", None)
    assert fact.figures == (Figure(37.9, "million t", "cargo"),)


def test_a_layers_digest_is_that_of_its_file_and_of_its_rows_in_the_table(data: Path) -> None:
    file = data / "layers/ports.geojson"
    ports = load(data).layers[1]
    assert ports.digest.startswith(sha256(file.read_bytes()).hexdigest())
    assert ports.digest.endswith(built_in().drawn_by({"port-named"}))


def test_without_a_catalogue_there_is_nothing_to_show(data: Path) -> None:
    (data / "catalog.toml").unlink()
    with pytest.raises(ContentError, match=r"catalog\.toml: the file does not exist"):
        load(data)


def test_a_catalogue_that_is_no_toml_says_where(data: Path) -> None:
    (data / "catalog.toml").write_text("title = \n")
    with pytest.raises(
        ContentError, match=r"catalog\.toml, line 1, column 9: this is not TOML: invalid value"
    ):
        load(data)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('version = "1"', "version = 1", "version: expected a text, not a whole number"),
        ('title = "Small atlas"', "", "title: the catalogue has no title"),
        ('version = "1"', 'versoin = "1"', "unknown key 'versoin'; did you mean 'version'?"),
        ('licence = "free"', 'license = "free"', "source[0]: unknown key 'license'; did you mean 'licence'?"),
        ('id = "land"', 'id = "la nd"', "layer[2].id: 'la nd' is not an id: up to 64 of"),
        ('id = "land"', 'id = "ports"', "layer[2].id: the id 'ports' is already used"),
        ('topic = "base"', 'topic = "bass"', "layer[2].topic: unknown topic 'bass'; did you mean 'base'?"),
        ('kind = "ground"', 'kind = "grund"', "layer[2].kind: unknown kind 'grund'; did you mean 'ground'?"),
        ('"coast"', '"coats"', "layer[2].items[1]: unknown item 'coats'; did you mean 'coast'?"),
        ('items = ["land", "coast"]', "", "layer[2]: a ground layer lists its items"),
        (
            'name = "Land"',
            'name = "<b>Land"',
            "layer[2].name: the text contains markup (<b...); plain text is expected",
        ),
        ('name = "Land"', "name = true", "layer[2].name: expected a text, not true or false"),
        ('"facts/trade.toml"', '"facts/sport.toml"', "facts[0]: unknown topic 'sport'; known: diplomacy"),
        (
            '"facts/trade.toml"',
            '"../trade.toml"',
            "facts[0]: '../trade.toml' is not inside the content folder",
        ),
    ],
)
def test_a_problem_in_the_catalogue_says_where_and_costs_nothing_else(
    data: Path, old: str, new: str, sentence: str
) -> None:
    problems = changed(data, old, new)
    assert len(problems) == 1
    assert problems[0].startswith(f"catalog.toml: {sentence}")
    assert "moscow" in load(data).features


@pytest.mark.parametrize("file", ["../secret.geojson", "/etc/passwd", "layers/../../x", "layers/\0"])
def test_a_layer_cannot_reach_out_of_its_folder(data: Path, file: str) -> None:
    (data.parent / "secret.geojson").write_text("{}")
    old = 'file = "layers/ports.geojson"'
    problems = changed(data, old, f'file = "{file}"'.replace("\0", "\\u0000"))
    assert len(problems) == 1
    assert ("the file is not inside the content folder" in problems[0]) or "hidden character" in problems[0]


def test_a_link_out_of_the_folder_is_not_followed(data: Path) -> None:
    outside = data.parent / "outside.geojson"
    (data / "layers/ports.geojson").rename(outside)
    (data / "layers/ports.geojson").symlink_to(outside)
    assert [problem.why for problem in load(data).problems] == ["the file is not inside the content folder"]


def test_a_fact_and_its_feature_name_each_other(data: Path) -> None:
    assert changed(data, '"facts": ["T1"],', "", "layers/ports.geojson") == [
        "layers/ports.geojson: arkhangelsk.facts: "
        "the fact 'T1' names this feature, which does not name the fact"
    ]


def test_a_feature_and_its_fact_name_each_other(data: Path) -> None:
    assert changed(data, 'features = ["moscow"]', "", "facts/diplomacy.toml") == [
        "facts/diplomacy.toml: D1.features: "
        "the feature 'moscow' names this fact, which does not name the feature"
    ]


def test_links_to_what_is_not_there_are_left_out(data: Path) -> None:
    changed(data, '["T1"]', '["T1", "T99"]', "layers/ports.geojson")
    assert load(data).features["arkhangelsk"].facts == ("T1",)


def test_the_files_of_a_catalogue_are_listed(data: Path) -> None:
    layers = ("layers/capitals.geojson", "layers/ports.geojson")
    assert files_of(data) == (*layers, "facts/trade.toml", "facts/diplomacy.toml")
    assert files_of(data / "nowhere") == ()
