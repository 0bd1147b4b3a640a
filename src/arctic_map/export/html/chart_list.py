"""The charts of an atlas within an HTML page, in the colours that the reader chooses."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from arctic_map.export import chart_svg
from arctic_map.export.chart_layout import ink_of
from arctic_map.export.chart_svg import Picture, picture
from arctic_map.export.html.page_parts import fact_links, section
from arctic_map.export.marks.markup import tag, text
from arctic_map.model.style import Look
from arctic_map.model.tr import tr
from arctic_map.scene.chart_values import bars
from arctic_map.scene.scene import Scene
from arctic_map.scene.sea_ice import SEAS, IceChart, ice_chart

WIDTH = 400.0
"""In pixels, at which text has the size of the page's."""
_STYLE = re.compile(r' style="([^"]*)"')
_MARKER = re.compile(r"#00ff([0-9a-f]{2})")
"""A colour that stands for that of the look with this number among the colours of the charts."""


def drawn_charts(scene: Scene, looks: Sequence[Look]) -> tuple[dict[str, str], str]:
    """SVG by chart id, and a style sheet with the colours of the charts in the looks light, dark and grey."""
    catalog, units = scene.catalog, scene.preferences.units
    bar_styles = (bar.style for chart in catalog.charts for bar in bars(chart, catalog, measured=False))
    styles = tuple(dict.fromkeys(bar_styles))
    marked = _marked(looks[0], styles)
    svgs = {
        **{
            chart.id: _inline(picture(chart, catalog, marked, WIDTH, units=units)) for chart in catalog.charts
        },
        **{ice.id: _inline(chart_svg.ice_picture(ice, marked, WIDTH)) for ice in ice_charts(scene)},
    }
    light, dark, grey = (
        "".join(f"--chart-{number}:{colour};" for number, colour in enumerate(_colours(look, styles)))
        for look in looks
    )
    return svgs, (
        f":root{{{light}}}@media (prefers-color-scheme: dark){{:root[data-colours=auto]{{{dark}}}}}"
        f":root[data-colours=dark]{{{dark}}}:root[data-colours=greyscale]{{{grey}}}"
    )


def _colours(look: Look, styles: Sequence[str]) -> tuple[str, ...]:
    """The colours of the charts in a look, in the order of their markers."""
    palette = look.palette
    return (palette.ink, palette.quiet, palette.accent, *(ink_of(look, style) for style in styles))


def _marked(look: Look, styles: Sequence[str]) -> Look:
    """The look with a marker in place of each colour of the charts."""
    ink, quiet, accent, *others = (f"#00ff{number:02x}" for number in range(len(styles) + 3))
    markers = dict(zip(styles, others, strict=True))
    return replace(
        look,
        palette=replace(look.palette, ink=ink, quiet=quiet, accent=accent),
        styles={
            **look.styles,
            **{id: replace(look.styles[id], stroke=marker) for id, marker in markers.items()},
        },
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


def _inline(picture: Picture) -> str:
    """The chart as an element of the page, whose policy permits no style attributes."""
    body = picture.svg[picture.svg.index("<svg") :]
    body = _MARKER.sub(lambda found: f"var(--chart-{int(found[1], 16)})", body)
    body = re.sub(r' (?:xmlns:xlink|version)="[^"]*"', "", body).replace("xlink:href", "href")
    body = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", body, flags=re.DOTALL)
    body = _STYLE.sub(lambda found: _attributes(found[1]), body)
    body = re.sub(r"\s*\n\s*", " ", body).replace("> <", "><")
    label = f'<svg role="img" aria-label="{text(picture.words)}" stroke-linejoin="round" '  # no words: markup
    return body.replace("<svg ", label, 1)


def _attributes(style: str) -> str:
    pairs = (rule.split(":", 1) for rule in style.split(";") if ":" in rule)
    return "".join(f' {name.strip()}="{value.strip()}"' for name, value in pairs)
