"""Combines the places of the content with those of the gazetteers."""

from collections.abc import Mapping, Sequence

from arctic_map.model.catalog import Catalog
from arctic_map.model.feature import Feature
from arctic_map.model.proposal import Candidate, PlaceClass
from arctic_map.scene.proposing.keys import key_of

_CLASSES = {"sea-name": PlaceClass.SEA, "country-name": PlaceClass.COUNTRY}
"""Classes by style; other points are towns."""


def with_content(
    own: Mapping[str, Sequence[Candidate]], catalog: Catalog
) -> tuple[dict[str, list[Candidate]], tuple[tuple[float, float], ...]]:
    """Candidates by key, those of the content first, and the places of its facts, degrees, lon/lat."""
    candidates = {key: list(places) for key, places in own.items()}
    confirmed = []
    for layer in catalog.layers:
        for feature in layer.features:
            if (place := _place(feature)) is None:
                continue
            lon, lat = place
            if feature.facts:
                confirmed.append((lon, lat))
            for key in _keys(feature):
                known = candidates.setdefault(key, [])
                # The gazetteer determines the class of a name, which affects how it is found.
                kind = known[0].type if known else _CLASSES.get(feature.style, PlaceClass.TOWN)
                source = catalog.source.get(feature.source)
                known.insert(0, Candidate(feature.name, lon, lat, source.name if source else "", kind))
    return candidates, tuple(confirmed)


def _place(feature: Feature) -> tuple[float, float] | None:
    """The position of a point, or of a name with several positions; None for lines and areas."""
    match feature.geometry["type"]:
        case "Point":
            lon, lat = feature.geometry["coordinates"][:2]
        case "MultiPoint":
            lon, lat = feature.geometry["coordinates"][0][:2]
        case _:
            return None
    return lon, lat


def _keys(feature: Feature) -> tuple[str, ...]:
    names = (feature.name, *feature.names.values(), *feature.aliases)
    return tuple(key for key in dict.fromkeys(map(key_of, names)) if len(key) > 1)
