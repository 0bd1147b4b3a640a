"""Legs put together: each whole way goes by one gate, and the shortest of all is there in any case."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from arctic_map.model.strait import GATES, By
from arctic_map.model.voyage import Voyage
from arctic_map.scene.routing.waterways import joined


def way(by: By, length: float, leg: int = 0) -> Voyage:
    """From the place of a leg's number to that of the next."""
    line = ((float(leg), 0.0), (leg + 0.5, 1.0), (leg + 1.0, 0.0))
    return Voyage(by, line, length, (f"{by}-{leg}", "shared"))


@st.composite
def leg(draw: st.DrawFn) -> list[tuple[By, float]]:
    """Ways by gates, or one direct way; shortest first."""
    gates = draw(st.lists(st.sampled_from(GATES), unique=True, max_size=4))
    names: list[By] = list(gates) or ["direct"]
    lengths = sorted(draw(st.lists(st.floats(1.0, 1e7), min_size=len(names), max_size=len(names))))
    return list(zip(names, lengths, strict=True))


@given(st.lists(leg(), min_size=2, max_size=4))
def test_ways_are_sorted_and_the_sums_of_their_legs(legs: list[list[tuple[By, float]]]) -> None:
    parts = [[way(by, length, number) for by, length in each] for number, each in enumerate(legs)]
    found = joined(parts)
    assert [each.length for each in found] == sorted(each.length for each in found)
    assert found[0].length == min(sum(each.length for each in some) for some in itertools.product(*parts))
    for each in found:
        assert each.line[0] == parts[0][0].line[0] and each.line[-1] == parts[-1][0].line[-1]
        assert all(one != other for one, other in itertools.pairwise(each.line))
        assert len(each.through) == len(set(each.through))
    assert len({each.by for each in found}) == len(found)


def test_a_leg_within_one_ocean_is_sailed_directly_whatever_gate_the_others_take() -> None:
    suez, cape = joined([[way("direct", 5.0)], [way("suez", 10.0, 1), way("cape", 20.0, 1)]])
    assert (suez.by, suez.length, cape.by, cape.length) == ("suez", 15.0, "cape", 25.0)


def test_legs_that_share_no_gate_make_a_way_that_is_mixed() -> None:
    (found,) = joined([[way("suez", 10.0)], [way("nsr", 7.0, 1)]])
    assert (found.by, found.length) == ("mixed", 17.0)
    assert found.through == ("suez-0", "shared", "nsr-1")


def test_where_one_leg_has_no_way_there_is_none() -> None:
    assert joined([[way("suez", 10.0)], []]) == ()


def test_a_leg_that_leaves_its_ocean_and_comes_back_is_sailed_within_it_by_every_gate() -> None:
    leg = [way("mixed", 8.0), way("direct", 9.0)]
    assert [(each.by, each.length) for each in joined([leg, [way("suez", 10.0, 1)]])] == [
        ("mixed", 18.0),
        ("suez", 19.0),
    ]
    assert [(each.by, each.length) for each in joined([leg, [way("direct", 1.0, 1)]])] == [
        ("mixed", 9.0),
        ("direct", 10.0),
    ]
