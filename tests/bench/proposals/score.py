"""Precision and recall of proposals against labels that were made by hand before the results were seen."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from arctic_map.model.article_copy import Proposal, Sort
from arctic_map.scene.proposing.lexicon import key_of
from arctic_map.scene.proposing.propose import propose
from arctic_map.storage.gazetteers import own_places, places_and_ports

HERE = Path(__file__).parent
ARTICLE = HERE / "article.json"
TEXTS = (
    *("fishing", "cables", "mines", "stations", "herders"),
    *("lithium", "railways", "stadiums", "bridges", "dams", "floods"),
)
_MARK = re.compile(r"\[\[(\w+) ?([^|\]]*)\|([^\]]+)\]\]")
_SCALES = {"million": 1e6, "billion": 1e9}


@dataclass(frozen=True, slots=True)
class Label:
    """`value` of a date is its EDTF, of a figure the number, with its unit where that is a measure."""

    kind: Sort
    start: int
    end: int
    text: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    right: int
    proposed: int
    labelled: int
    wrong: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 1.0


def marked(name: str) -> tuple[str, tuple[Label, ...]]:
    """The plain text of a file with its labels within it, as [[kind value|words]]."""
    source = (HERE / f"{name}.txt").read_text(encoding="utf-8")
    text, labels, last = "", [], 0
    for found in _MARK.finditer(source):
        text += source[last : found.start()]
        labels.append(Label(Sort(found[1]), len(text), len(text) + len(found[3]), found[3], found[2]))
        text += found[3]
        last = found.end()
    return text + source[last:], tuple(labels)


def labelled_article(text: str) -> tuple[Label, ...] | None:
    """The labels of the built-in atlas's article; None for another copy of it."""
    article = json.loads(ARTICLE.read_text(encoding="utf-8"))
    if sha256(text.encode()).hexdigest() != article["sha256"]:
        return None
    return tuple(Label(Sort(kind), *rest) for kind, *rest in article["labels"])


def proposals(text: str) -> tuple[Proposal, ...]:
    return propose(text, own_places(key_of), places_and_ports(key_of))


def scored(found: Iterable[Proposal], labels: Iterable[Label], kinds: Sequence[Sort]) -> Score:
    """A proposal is right when it meets a label of its kind and says the same."""
    left = [label for label in labels if label.kind in kinds]
    count, right, proposed, wrong = len(left), 0, 0, list[str]()
    for each in found:
        if each.kind not in kinds:
            continue
        proposed += 1
        label = next((one for one in left if _agree(each, one)), None)
        if label:
            right += 1
            left.remove(label)
        else:
            text = each.when or (f"{each.value:g} {each.unit}" if each.value is not None else "")
            wrong.append(f"{each.kind} {each.text!r} {text} at {each.start}")
    missed = tuple(f"{one.kind} {one.text!r} {one.value} at {one.start}" for one in left)
    return Score(right, proposed, count, tuple(wrong), missed)


def _agree(each: Proposal, label: Label) -> bool:
    if each.kind is not label.kind or each.start >= label.end or label.start >= each.end:
        return False
    match each.kind:
        case Sort.DATE:
            return each.when == label.value
        case Sort.FIGURE:
            number, *words = label.value.split()
            top, _, bottom = number.partition("/")
            value = float(top) / float(bottom or 1)
            if words and words[0] in _SCALES:
                value *= _SCALES[words.pop(0)]
            close = each.value is not None and abs(each.value - value) <= 1e-6 * abs(value)
            return close and (not words or each.unit == words[0])
        case _:
            # A name is found when all of it is, not a part of a longer one.
            return (each.start, each.end) == (label.start, label.end)
