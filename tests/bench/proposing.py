"""How right and how quick proposals are, on texts that were labelled by hand before the results were seen."""

from collections.abc import Iterable, Iterator
from statistics import median
from time import perf_counter

from tests.bench.measures import Measure
from tests.bench.proposals.score import TEXTS, Label, labelled_article, marked, proposals, scored
from tests.source_article import source

from arctic_map.content.documents import article_text
from arctic_map.model.article_copy import Sort

BOUNDS = (("places", (Sort.PLACE,), 0.9, 0.8), ("dates and figures", (Sort.DATE, Sort.FIGURE), 0.95, 0.9))
PEOPLE = ("people", (Sort.PERSON,), 0.9, 0.7)
"""The same for people, of whom a text names too few to be measured alone."""
"""What, its kinds, least precision, least recall."""
WORDS, BOUND_MS, TIMES = 2000, 150.0, 5


def measure() -> list[Measure]:
    texts = {name: marked(name) for name in TEXTS}
    if (path := source()) and (labels := labelled_article(text := article_text.read(path))):
        texts["article"] = (text, labels)
    found = [each for name, (text, labels) in texts.items() for each in rates(name, text, labels)]
    found += people(texts.values())
    words = " ".join(text for text, _ in texts.values()).split(" ")
    long = " ".join((words * (WORDS // len(words) + 1))[:WORDS])
    took = median(timed(long) for _ in range(TIMES))
    return [*found, Measure(what=f"proposals, {WORDS} words", value=took, unit="ms", bound=BOUND_MS)]


def people(texts: Iterable[tuple[str, tuple[Label, ...]]]) -> Iterator[Measure]:
    """The same for people, over all texts together."""
    what, kinds, precision, recall = PEOPLE
    scores = [scored(proposals(text), labels, kinds) for text, labels in texts]
    right, proposed, labelled = (
        sum(each) for each in zip(*((one.right, one.proposed, one.labelled) for one in scores), strict=True)
    )
    note = f"{right} right of {proposed} proposed and {labelled} labelled"
    for rate, of, least in (("wrong", proposed, precision), ("missed", labelled, recall)):
        value = 100 * (1 - right / of)
        yield Measure(what=f"{what} {rate}", value=value, unit="%", bound=100 * (1 - least), note=note)


def rates(name: str, text: str, labels: tuple[Label, ...]) -> Iterator[Measure]:
    """What is not right of what is proposed, and not proposed of what is there, per cent."""
    found = proposals(text)
    for what, kinds, precision, recall in BOUNDS:
        score = scored(found, labels, kinds)
        for rate, got, least in (("wrong", score.precision, precision), ("missed", score.recall, recall)):
            bound = 100 * (1 - least)
            note = f"{score.right} right of {score.proposed} proposed and {score.labelled} labelled"
            yield Measure(
                what=f"{name}, {what} {rate}", value=100 * (1 - got), unit="%", bound=bound, note=note
            )


def timed(text: str) -> float:
    """Milliseconds, with the reading of the gazetteers."""
    began = perf_counter()
    proposals(text)
    return (perf_counter() - began) * 1000
