"""What a proposal may mean is described in one line."""

from arctic_map.model.proposal import Proposal, Sort
from arctic_map.scene.words.proposals import proposal_in_words


def test_a_place_that_no_list_has_is_described_as_such() -> None:
    assert (
        proposal_in_words(Proposal(Sort.PLACE, "Cross Bay", 0, 9))
        == "Perhaps a place; no list tells where it is"
    )


def test_a_figure_below_zero_is_shown_with_its_unit() -> None:
    each = Proposal(Sort.FIGURE, "-19.4 °C", 0, 8, value=-19.4, unit="°C")
    assert proposal_in_words(each) == "Perhaps a figure: -19.4 °C"
