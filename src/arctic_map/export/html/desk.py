"""Content beside the map of an HTML page, readable without map and scripts."""

from collections.abc import Iterable, Mapping, Sequence

from arctic_map.export.html.chart_list import charts_section
from arctic_map.export.html.embedded import extent
from arctic_map.export.html.fact_list import fact_list, ledger, people
from arctic_map.export.html.offered_views import layers, listed_by_name, month_of, offered, views
from arctic_map.export.html.page_parts import button, credits, fold, section
from arctic_map.export.html.story import charts_in_story, story
from arctic_map.export.marks.markup import tag, text
from arctic_map.model.catalog import Layer
from arctic_map.model.preferences import Names
from arctic_map.model.reckoning import MONTHS
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.reading import by_topic
from arctic_map.scene.scene import Scene, SceneLayer
from arctic_map.scene.words.words import layer_name, name_of, topic_name

COLOURS = (
    ("auto", tr_later("As the system")),
    ("light", tr_later("Light")),
    ("dark", tr_later("Dark")),
    ("greyscale", tr_later("Greyscale")),
)


def desk(scene: Scene, colours: str, charts: Mapping[str, str]) -> str:
    """Story, controls, facts, places and sources. `colours` is one of COLOURS, `charts` are SVG by id."""
    sections = (
        story(scene, charts),
        fact_list(scene),
        charts_section(scene, charts, charts_in_story(scene)),
        ledger(scene),
        people(scene),
        _places(scene),
        credits(scene),
    )
    controls = (_view(scene, colours), _views(scene), _time(scene), _ice(scene), _layers(scene))
    return "".join((_contents(sections), sections[0], *controls, *sections[1:]))


def _contents(sections: Sequence[str]) -> str:
    """A search field and links to the sections that the page has."""
    names = {
        "story": tr("Story"),
        "view": tr("Map"),
        "facts": tr("Facts"),
        "charts": tr("Charts"),
        "ledger": tr("Ledger"),
        "people": tr("People"),
        "sources": tr("Sources"),
    }
    there = "".join(sections)
    links = (
        tag("a", text(name), href=f"#{id}")
        for id, name in names.items()
        if id == "view" or f'<section id="{id}"' in there
    )
    find = tag("input", type="search", id="find", placeholder=tr("Find"), aria_label=tr("Find"))
    return tag(
        "header",
        tag("nav", *links, aria_label=tr("Contents")),
        find,
        tag("ul", "", id="found", class_="places"),
        class_="contents",
    )


def _view(scene: Scene, colours: str) -> str:
    projections = [(projection.id, tr(projection.name)) for projection in offered(scene)]
    choices = (
        _choice("projection", tr("Map projection"), projections, scene.projection.id),
        _choice("colours", tr("Colours"), COLOURS, colours),
    )
    label = tag("p", text(scene.projection.label), id="projection-label", class_="quiet")
    return section("view", tr("View"), tag("div", *choices, class_="pair"), label)


def _views(scene: Scene) -> str:
    """Buttons for the saved views of the atlas and for the initial one. Empty if there are none."""
    listed = [
        tag("li", button(each["name"], class_="place", data_view=each["id"]), id=f"view-{each['id']}")
        for each in views(scene)
    ]
    if not listed:
        return ""
    return section("views", tr("Views"), tag("ul", *listed, class_="places", aria_labelledby="views-heading"))


def _choice(id: str, label: str, options: Iterable[tuple[str, str]], chosen: str) -> str:
    listed = (
        tag("option", text(tr(words)), value=value, selected="" if value == chosen else None)
        for value, words in options
    )
    return tag("label", tag("span", label), tag("select", *listed, id=id), class_="choice")


def _time(scene: Scene) -> str:
    """Two sliders by months, whose days the script shows as text. Empty if nothing has a date."""
    reach = extent(scene)
    if reach is None:
        return ""
    chosen = scene.when or reach
    least, most = month_of(reach.first), month_of(reach.last)
    sliders = (
        _slider(id, label, least, most, month_of(day))
        for id, label, day in (("from", tr("From"), chosen.first), ("to", tr("To"), chosen.last))
    )
    hint = tag("span", tr("What has no date stays."), class_="quiet")
    return section(
        "time", tr("Time"), *sliders, tag("p", hint, button(tr("All times"), id="all-times"), class_="line")
    )


def _ice(scene: Scene) -> str:
    """A slider of the month, 0 for September and March. Empty if nothing depends on the month."""
    if not scene.catalog.monthly:
        return ""
    hint = tr("Median ice edge of 1981-2010, generalised: never today's ice.")
    return section(
        "ice",
        tr("Sea ice"),
        _slider("month", tr("Month"), 0, MONTHS, scene.month or 0),
        tag("p", tag("span", hint, class_="quiet"), class_="line"),
    )


def _slider(id: str, label: str, least: int, most: int, value: int) -> str:
    handle = tag(
        "input", type="range", id=id, min=least, max=most, step=1, value=min(max(value, least), most)
    )
    return tag("p", tag("label", label, for_=id), handle, tag("output", "", for_=id), class_="slider")


def _layers(scene: Scene) -> str:
    groups = (
        tag("fieldset", tag("legend", text(topic_name(topic, scene.catalog.topic))), *map(_layer, listed))
        for topic, listed in by_topic(layers(scene), scene.catalog.topic).items()
    )
    return fold("layers", tr("Layers"), *groups)


def _layer(layer: SceneLayer) -> str:
    box = tag("input", type="checkbox", data_layer=layer.id, checked="" if layer.shown else None)
    symbol = tag("canvas", "", data_style=layer.style, width=26, height=14, aria_hidden="true")
    return tag("label", box, symbol, tag("span", text(layer.name)), class_="layer", title=layer.note or None)


def _places(scene: Scene) -> str:
    """Every feature, for readers who cannot point at the map."""
    names = scene.preferences.names
    layers_by_id = {layer.id: layer for layer in scene.catalog.layers if layer.features}
    listed = (layer.id for each in by_topic(layers(scene), scene.catalog.topic).values() for layer in each)
    return fold(
        "places",
        tr("All places by name"),
        *(_named(layers_by_id[id], names) for id in listed if id in layers_by_id),
    )


def _named(layer: Layer, names: Names) -> str:
    buttons = (
        tag(
            "li", button(name_of(feature, names), class_="place", data_place=feature.id, aria_pressed="false")
        )
        for feature in listed_by_name(layer)
    )
    name = layer_name(layer)
    return tag("h3", text(name)) + tag("ul", *buttons, class_="places", aria_label=name)
