"""Lines of several groups are cut where they begin and cease to share their edges."""

from typing import Any

from arctic_map.geo.shared import runs

A, B, C, D, E = [0, 60], [10, 61], [20, 62], [30, 63], [10, 50]


def line(*places: Any) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": list(places)}


def test_a_line_alone_is_left_whole() -> None:
    assert runs({"a": ("suez", line(A, B, C))}) == {
        "a": {("suez",): {"type": "MultiLineString", "coordinates": [[(0, 60), (10, 61), (20, 62)]]}}
    }


def test_what_two_groups_share_is_cut_out_of_both() -> None:
    found = runs({"a": ("suez", line(A, B, C, D)), "b": ("cape", line(E, B, C, D))})
    shared = [[(10, 61), (20, 62), (30, 63)]]
    assert found["a"][("suez", "cape")]["coordinates"] == shared
    assert found["b"][("suez", "cape")]["coordinates"] == shared
    assert found["a"][("suez",)]["coordinates"] == [[(0, 60), (10, 61)]]
    assert found["b"][("cape",)]["coordinates"] == [[(10, 50), (10, 61)]]


def test_lines_of_one_group_share_nothing() -> None:
    found = runs({"a": ("nsr", line(A, B, C)), "b": ("nsr", line(A, B, D))})
    assert set(found["a"]) == set(found["b"]) == {("nsr",)}


def test_the_way_back_is_the_same_stretch() -> None:
    found = runs({"a": ("suez", line(A, B)), "b": ("cape", line(B, A))})
    assert set(found["a"]) == set(found["b"]) == {("suez", "cape")}
    assert found["b"][("suez", "cape")]["coordinates"] == [[(10, 61), (0, 60)]]


def test_parts_are_cut_each() -> None:
    parts = {"type": "MultiLineString", "coordinates": [[A, B], [C, D]]}
    found = runs({"a": ("suez", parts), "b": ("cape", line(C, D))})
    assert found["a"][("suez",)]["coordinates"] == [[(0, 60), (10, 61)]]
    assert found["a"][("suez", "cape")]["coordinates"] == [[(20, 62), (30, 63)]]
