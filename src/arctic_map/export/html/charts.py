"""The charts of an atlas within an HTML page, in the colours that the reader chooses."""

import re
from collections.abc import Mapping, Sequence

from arctic_map.export.charts import months
from arctic_map.export.charts.drawing import Picture, picture
from arctic_map.export.html.sections import fact_links, section
from arctic_map.export.marks.markup import tag, text
from arctic_map.model.style import Look
from arctic_map.model.tr import tr
from arctic_map.scene.ice.chart import IceChart, ice_chart
from arctic_map.scene.ice.shares import SEAS
from arctic_map.scene.scene import Scene

WIDTH = 400.0
"""In pixels, at which text has the size of the page's."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
_STYLE = re.compile(r' style="([^"]*)"')


def drawn_charts(scene: Scene, looks: Sequence[Look]) -> tuple[dict[str, str], str]:
    """SVG by chart id, and a style sheet with the colours of the charts in the looks light, dark and grey."""
    names: dict[tuple[str, ...], str] = {}
    svgs: dict[str, str] = {}
    units = scene.preferences.units
    for chart in scene.catalog.charts:
        found = [picture(chart, scene.catalog, look, WIDTH, units=units) for look in looks]
        svgs[chart.id] = _themed(found, names)
    for ice in ice_charts(scene):
        svgs[ice.id] = _themed([months.picture(ice, look, WIDTH) for look in looks], names)
    light, dark, grey = (
        "".join(f"{name}:{colours[number]};" for colours, name in names.items()) for number in range(3)
    )
    return svgs, (
        f":root{{{light}}}@media (prefers-color-scheme: dark){{:root[data-colours=auto]{{{dark}}}}}"
        f":root[data-colours=dark]{{{dark}}}:root[data-colours=greyscale]{{{grey}}}"
    )


def charts_section(scene: Scene, charts: Mapping[str, str], in_story: frozenset[str]) -> str:
    """The charts that the story has not shown, and those of the ice. Empty if none are left."""
    facts = {chart.id: chart.facts for chart in scene.catalog.charts}
    listed = [
        tag("figure", svg, fact_links(facts.get(id, ()), scene))
        for id, svg in charts.items()
        if id not in in_story
    ]
    return section("charts", tr("Charts"), *listed) if listed else ""


def ice_charts(scene: Scene) -> tuple[IceChart, ...]:
    """The ice of each sea by month, on pages with a story or with ice on the map."""
    shown = {layer.id for layer in scene.layers if layer.shown}
    if not (scene.catalog.tour or shown & scene.catalog.monthly_layers):
        return ()
    seas = {feature.ice for feature in scene.catalog.features.values() if feature.ice in SEAS}
    record = scene.catalog.ice
    return tuple(ice_chart(record, sea, scene.month) for sea in SEAS if sea in seas and sea in record.seas)


def _themed(pictures: Sequence[Picture], names: dict[tuple[str, ...], str]) -> str:
    """One SVG for pictures that differ only in their colours, which become variables."""
    found = zip(*(_COLOUR.findall(each.svg) for each in pictures), strict=True)
    variables = iter([_name(colours, names) for colours in found])
    return _inline(_COLOUR.sub(lambda _: f"var({next(variables)})", pictures[0].svg), pictures[0].words)


def _name(colours: tuple[str, ...], names: dict[tuple[str, ...], str]) -> str:
    return names.setdefault(colours, f"--chart-{len(names)}")


def _inline(svg: str, words: str) -> str:
    """The SVG as an element of the page, whose policy permits no style attributes."""
    body = svg[svg.index("<svg") :]
    body = re.sub(r' (?:xmlns:xlink|version)="[^"]*"', "", body).replace("xlink:href", "href")
    body = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", body, flags=re.DOTALL)
    body = _STYLE.sub(lambda found: _attributes(found[1]), body)
    body = re.sub(r"\s*\n\s*", " ", body).replace("> <", "><")
    label = f'<svg role="img" aria-label="{text(words)}" stroke-linejoin="round" '  # no words: markup
    return body.replace("<svg ", label, 1)


def _attributes(style: str) -> str:
    pairs = (rule.split(":", 1) for rule in style.split(";") if ":" in rule)
    return "".join(f' {name.strip()}="{value.strip()}"' for name, value in pairs)
