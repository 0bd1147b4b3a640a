"""Back and forward lead along the places where the map has been."""

from arctic_map.scene.session.visits import ViewHistory, VisitedView, back, forward, left

HOME, NORTH, EAST = (VisitedView("nsr", (x, 0.0, x + 1, 1.0), None) for x in (0.0, 10.0, 20.0))


def test_back_returns_to_the_previous_view_and_forward_to_the_next() -> None:
    visits = left(left(ViewHistory(), HOME), NORTH)
    visits, there = back(visits, EAST)
    assert there == NORTH
    visits, there = back(visits, there)
    assert there == HOME
    visits, there = forward(visits, there)
    assert there == NORTH
    visits, there = forward(visits, there)
    assert (visits.future, there) == ((), EAST)


def test_from_the_ends_nothing_leads_on() -> None:
    assert back(ViewHistory(), HOME) == (ViewHistory(), HOME)
    assert forward(ViewHistory(), HOME) == (ViewHistory(), HOME)


def test_who_goes_elsewhere_has_nothing_to_go_forward_to() -> None:
    visits, _ = back(left(ViewHistory(), HOME), NORTH)
    assert left(visits, HOME).future == ()


def test_the_same_place_twice_is_one_visit() -> None:
    assert left(left(ViewHistory(), HOME), HOME).past == (HOME,)
