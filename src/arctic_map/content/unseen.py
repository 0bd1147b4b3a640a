"""What a step of the tour frames or speaks of and does not show: its layers or its days leave it out."""

from collections.abc import Iterator

from arctic_map.content.content_index import Held
from arctic_map.model.tour import TourStep
from arctic_map.storage.file_problem import FileProblem

BASE = "base"
OPEN = ".."


def unseen(step: TourStep, there: Held) -> Iterator[FileProblem]:
    """By the step's id and key. Names of what there is not are told elsewhere."""
    for id in step.view:
        if id in there.features:
            yield from _hidden(step, there, id, f"the map is to hold {id!r}", "view")
    for id in step.facts:
        fact = there.facts.get(id)
        if fact is None:
            continue
        if not meet(fact.when, step.when):
            yield f"{step.id}.facts", f"the days {step.when} leave out the fact {id!r} of {fact.when}"
        places = [feature for feature in fact.features if feature in there.features]
        seen = any(_is_shown(step, there, feature) for feature in places)
        for feature in places:
            # A layer that is hidden at first only adds to the places that are seen.
            if there.layer_of[feature].shown or not seen:
                yield from _hidden(step, there, feature, f"the fact {id!r} is about {feature!r}", "layers")


def _hidden(step: TourStep, there: Held, id: str, need: str, key: str) -> Iterator[FileProblem]:
    layer, feature = there.layer_of[id], there.features[id]
    if not _is_shown(step, there, id):
        yield f"{step.id}.{key}", f"{need}, whose layer {layer.id!r} is not shown"
    if not meet(feature.when, step.when):
        yield f"{step.id}.{key}", f"{need}, which the days {step.when} leave out: it is of {feature.when}"


def _is_shown(step: TourStep, there: Held, id: str) -> bool:
    layer = there.layer_of[id]
    return layer.shown if layer.topic == BASE or step.layers is None else layer.id in step.layers


def meet(one: str | None, other: str | None) -> bool:
    """Whether two dates or periods, as the content writes them, may share a day; without a date they do."""
    if not one or not other:
        return True
    (first, last), (begin, end) = _ends(one), _ends(other)
    return _begins_by(first, end) and _begins_by(begin, last)


def _ends(when: str) -> tuple[str, str]:
    first, slash, last = when.partition("/")
    return first, last if slash else first


def _begins_by(first: str, last: str) -> bool:
    # Dates compare as texts, as far as both go: 2024-10 begins before 2024 has ended.
    return OPEN in (first, last) or first[: len(last)] <= last[: len(first)]
