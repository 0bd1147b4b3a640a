"""All that is proposed of the labelled texts and of sentences with traps, as files that can be read."""

import os
from pathlib import Path

import pytest
from tests.bench.proposals.score import TEXTS, marked, proposals

from arctic_map.model.proposal import Proposal, Sort

GOLDEN = Path(__file__).parents[3] / "golden" / "proposals"
TRAPS = (GOLDEN / "traps.in.txt").read_text(encoding="utf-8")
"""A sentence a line."""


def told(each: Proposal) -> str:
    """Its paragraph, its sentence, its kind, its words and what it says."""
    match each.kind:
        case Sort.PLACE:
            says = "; ".join(f"{one.name} {one.lon:.1f} {one.lat:.1f} {one.type}" for one in each.candidates)
        case Sort.DATE:
            says = each.when
        case Sort.FIGURE:
            says = f"{each.sign} {each.value:.6g} {each.unit}".strip()
        case _:
            says = ""
    return f"{each.paragraph}.{each.sentence} {each.kind} [{each.text}] {says}".rstrip()


def compared(name: str, made: str) -> None:
    golden = GOLDEN / f"{name}.txt"
    if "WRITE_GOLDEN" in os.environ:
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_proposed_of_a_labelled_text_is_the_golden_list(name: str) -> None:
    compared(name, "".join(f"{told(each)}\n" for each in proposals(marked(name)[0])))


def test_what_is_proposed_of_sentences_with_traps_is_the_golden_list() -> None:
    found = proposals(TRAPS)
    lines, begin = list[str](), 0
    for said in TRAPS.splitlines(keepends=True):
        lines.append(said)
        lines += [f"    {told(each)}\n" for each in found if begin <= each.start < begin + len(said)]
        begin += len(said)
    compared("traps", "".join(lines))
