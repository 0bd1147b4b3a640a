"""The tour as a story: steps to scroll through, and the view of the map at each."""

from collections.abc import Iterator, Mapping
from typing import Any

from arctic_map.export.html.offered_views import chosen_days, layers, never_shown, placed
from arctic_map.export.html.page_parts import fact_links, section
from arctic_map.export.marks.markup import tag, text
from arctic_map.model.catalog import TourStep
from arctic_map.model.chart import Chart
from arctic_map.model.tr import spaced, tr, tr_content, tr_count
from arctic_map.scene import map_views
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session
from arctic_map.scene.words.words import figure_text


def story(scene: Scene, charts: Mapping[str, str]) -> str:
    """The section of the story, with the SVG of each chart by id. Empty for an atlas without a tour."""
    steps = scene.catalog.tour
    if not steps:
        return ""
    hint = tr("Scroll, and the map follows.")
    count = tr_count(len(steps), "{count} step", "{count} steps")
    listed = (
        tag(
            "li",
            tag("h3", text(tr_content(step.title))),
            tag("p", text(tr_content(step.text))),
            *_exhibit(step, scene, charts),
            fact_links(step.facts, scene),
            id=f"step-{step.id}",
            data_step=step.id,
        )
        for step in steps
    )
    return section(
        "story",
        tr("Story"),
        tag("p", text(spaced(tr("{count}.", count=count), hint)), class_="quiet"),
        tag("ol", *listed, class_="steps"),
    )


def charts_in_story(scene: Scene) -> frozenset[str]:
    """Ids of the charts that the story shows."""
    return frozenset(chart.id for step in scene.catalog.tour if (chart := _chart(step, scene)))


def steps(scene: Scene, drawings: Drawings) -> list[dict[str, Any]]:
    """What the map shows at each step. Boxes are projected metres."""
    return [_step(step, scene, drawings) for step in scene.catalog.tour]


def _step(step: TourStep, scene: Scene, drawings: Drawings) -> dict[str, Any]:
    session = map_views.at(step, Session(), scene.catalog, drawings)
    projection, box = placed(step.projection, map_views.view(step, scene.catalog, drawings), scene)
    never, listed = never_shown(scene), {layer.id for layer in layers(scene)}
    selected = session.selected
    return {
        "id": step.id,
        "projection": projection,
        "box": box,
        "hidden": sorted(session.hidden & listed),
        "days": chosen_days(session.when, scene.catalog),
        "dark": step.theme == "dark",
        "selected": {"fact": selected.fact, "compared": selected.compared}
        if selected and selected.fact not in never.facts
        else None,
    }


def _exhibit(step: TourStep, scene: Scene, charts: Mapping[str, str]) -> Iterator[str]:
    """Yield the chart of a step, or its first figure."""
    if chart := _chart(step, scene):
        yield tag("figure", charts[chart.id])
        return
    shown = map_views.exhibit(step, scene.catalog)
    if shown is not None and not isinstance(shown, Chart):
        yield tag(
            "p", tag("b", text(figure_text(shown))), " ", tag("span", text(shown.what)), class_="figure"
        )


def _chart(step: TourStep, scene: Scene) -> Chart | None:
    """The chart of a step, unless an earlier one shows it."""
    shown = map_views.exhibit(step, scene.catalog)
    if not isinstance(shown, Chart):
        return None
    first = next(each for each in scene.catalog.tour if map_views.exhibit(each, scene.catalog) == shown)
    return shown if first.id == step.id else None
