"""An atlas of one's own with a table of translations is shown in its language by every command."""

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from tests.unit.content.contents import WITH_FIGURES

from arctic_map.cli.main import main
from arctic_map.content.charts import CHARTS
from arctic_map.content.edits import Content
from arctic_map.content.features import put_feature
from arctic_map.content.layers import put_layer
from arctic_map.content.package.unpacked import unpack
from arctic_map.model.chart import Chart, ChartItem, FigureRef, Form

RUSSIAN = {
    "Ships in ice": "Суда во льдах",
    "Ways": "Пути судов",
    "Way": "Длинный путь",
    "The way is long.": "Путь долог.",
    "of the way": "пути",
    "Lengths": "Длины",
    "Winter camps": "Зимние лагеря",
    "North camp": "Северный лагерь",
}
PROPERTIES = {
    "name": "North camp",
    "precision": "surveyed",
    "source": "atlas",
    "style": "blue-point",
    "rank": 1,
}
CAMP = {
    "type": "Feature",
    "id": "camp",
    "properties": PROPERTIES,
    "geometry": {"type": "Point", "coordinates": [45.0, 73.0]},
}


def with_camp(content: Content) -> Content:
    """With a layer whose name is in the legend, and a feature with a label."""
    return put_feature(
        put_layer(content, {"id": "camps", "name": "Winter camps", "topic": "trade"}), "camps", CAMP
    )


def chart() -> Callable[[Content], Content]:
    items = (ChartItem(label="here", figures=(FigureRef("F1", 1),)),)
    return CHARTS.keep(
        Chart(id="", title="Lengths", unit="km", form=Form.BARS, style="lane-nsr", items=items, on=("F1",))
    )


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A packed atlas whose table a translator has filled, but for one text."""
    folder = tmp_path_factory.mktemp("own") / "folder"
    unpack(with_camp(chart()(WITH_FIGURES)), folder)
    assert main(["atlas", "words", str(folder), "--language", "ru"]) == 0
    table = folder / "words/ru.toml"
    text = table.read_text(encoding="utf-8")
    for english, russian in RUSSIAN.items():
        assert f'"{english}" = ""' in text
        text = text.replace(f'"{english}" = ""', f'"{english}" = "{russian}"')
    table.write_text(text, encoding="utf-8")
    packed = folder.with_name("own.arctic")
    assert main(["atlas", "pack", str(folder), str(packed)]) == 0
    return packed


def output(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert main([*words]) == 0
    return capsys.readouterr().out


def test_facts_charts_and_layers_are_printed_in_it(atlas: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (fact,) = json.loads(output(capsys, "--data", str(atlas), "facts", "--json", "--language", "ru"))
    assert fact["text"] == "Путь долог."
    assert [figure["what"] for figure in fact["figures"]] == ["пути", "of the other"]
    assert "Пути судов" in output(capsys, "--data", str(atlas), "layers", "--language", "ru")
    assert "Длины" in output(capsys, "--data", str(atlas), "charts", "--language", "ru")
    (english,) = json.loads(output(capsys, "--data", str(atlas), "facts", "--json"))
    assert english["text"] == "The way is long."


def test_texts_of_both_languages_are_found(atlas: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for query, id in (("долог", "F1"), ("long", "F1"), ("Длинный путь", "way"), ("Way", "way")):
        assert id in output(capsys, "--data", str(atlas), "search", "--language", "ru", query)


def test_a_page_is_drawn_in_it(atlas: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.svg"
    options = ["--language", "ru", "--facts", "F1", "--everything", "--preset", "a4-landscape"]
    assert main(["--data", str(atlas), "export", str(out), *options]) == 0
    texts = re.findall("<text[^>]*>(.*?)</text>", out.read_text(encoding="utf-8"), re.DOTALL)
    # Names along a line are lettered one by one.
    words = "".join(unescape(re.sub("<[^>]+>", "", "".join(texts))).split())
    for text in ("Суда во льдах", "Путь долог.", "Зимние лагеря", "Северный лагерь"):
        assert text.replace(" ", "") in words
    # The article is cited with its original title.
    words = words.replace("(Shipsinice)", "")
    assert not any(text in words for text in ("Shipsinice", "Thewayislong.", "camp"))


def test_a_web_page_is_written_in_it(atlas: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.html"
    assert main(["--data", str(atlas), "export", str(out), "--language", "ru"]) == 0
    page = unescape(out.read_text(encoding="utf-8"))
    for text in ("<title>Суда во льдах</title>", "Пути судов", "Путь долог.", "Длинный путь", "Длины"):
        assert text in page
    assert "The way is long." not in page and ">Way<" not in page
    assert 'lang="ru"' in page


def test_the_review_lists_what_the_translator_left(atlas: Path, capsys: pytest.CaptureFixture[str]) -> None:
    left = [
        row["place"]
        for row in json.loads(output(capsys, "--data", str(atlas), "review", "--json"))
        if row["gap"] == "translation"
    ]
    assert left == ["F1.figures[1].what", "lengths.items[0].label"]
    assert output(capsys, "check", str(atlas)) == ""
