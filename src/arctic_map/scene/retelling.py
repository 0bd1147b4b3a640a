"""The same scene in the words of another language: what a page says, not what it shows."""

from dataclasses import replace

from arctic_map.model.wording import Wording
from arctic_map.scene.compose import WARNING
from arctic_map.scene.filtering import period_in_words
from arctic_map.scene.scene import Scene
from arctic_map.scene.words.projections import projection_words
from arctic_map.scene.words.sources import source_line


def retold(scene: Scene, wording: Wording) -> Scene:
    """With title, period, sources, warning and the projection's name in these words.

    Names of places follow the preferences; what the facts say is told as it was written.
    """
    held = {layer.id: layer for layer in scene.catalog.layers}
    shown = [held[layer.id] for layer in scene.layers if layer.shown and layer.id in held]
    filtered_out = scene.filtered_out.features
    return replace(
        scene,
        wording=wording,
        title=wording(scene.catalog.title),
        subtitle=wording(scene.catalog.subtitle),
        period=period_in_words(scene.when, wording),
        source_line=source_line(scene.catalog, shown, filtered_out, wording, with_terms=True),
        warning=wording(WARNING),
        projection=replace(scene.projection, label=projection_words(scene.projection, wording)),
        layers=tuple(
            replace(layer, name=layer.name if layer.file else wording(held[layer.id].name))
            for layer in scene.layers
        ),
    )
