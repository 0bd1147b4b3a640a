"""The check of late imports wants a reason, wherever it stands, and nothing from imports at the head."""

import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[3] / "packaging")]

from checks.late_imports import repeated, unexplained  # noqa: E402  # from the root of the checkout


@pytest.mark.parametrize(
    "source",
    [
        "import os\n",
        "if TYPE_CHECKING:\n    import os\n",
        "def f():\n    # Slow.\n    import os\n    import sys\n",
        "def f():\n    import os  # slow\n",
        'def f():\n    """Loads what it needs."""\n    import os\n',
        'class C:\n    """Each is loaded late."""\n    def f(self):\n        import os\n',
    ],
)
def test_a_reason_will_do(source: str) -> None:
    assert unexplained(source) == ()


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("def f():\n    import os\n", 2),
        ("def f():\n    import os  # noqa: F401\n", 2),
        ('def f():\n    """Does it."""\n    if True:\n        from os import path\n', 4),
        ("class C:\n    def f(self):\n        x = 1\n        import os\n", 4),
    ],
)
def test_without_a_reason_its_line_is_named(source: str, line: int) -> None:
    assert unexplained(source) == (line,)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("def f():\n    import os\ndef g():\n    import sys\n", ()),
        ("def f():\n    from a import b\ndef g():\n    from a import c\n", ()),
        ("import os\ndef f():\n    import os\n", ()),
        ("def f():\n    if x:\n        import os\n    else:\n        import os\n", ()),
        ("def f():\n    import os\ndef g():\n    import os\n", (4,)),
        ("class C:\n    def f(self):\n        from a import b\ndef g():\n    from a import c, b\n", (5,)),
    ],
)
def test_what_two_functions_of_a_file_import_is_named(source: str, lines: tuple[int, ...]) -> None:
    assert repeated(source) == lines
