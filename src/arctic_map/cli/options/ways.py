"""The options of ways by sea, of commands that tell them and of those that draw them."""

from typing import Any, Protocol

from arctic_map.cli import values
from arctic_map.model.itinerary import Speeds
from arctic_map.model.strait import ASKED_FOR


class Group(Protocol):
    """What takes options: a command or a group of its options."""

    def add_argument(self, *names: str, **how: Any) -> Any: ...


def add_options(group: Group, default: Speeds | None = None) -> None:
    """Everything about ways but their ends; `default` are the speeds where none are given."""
    group.add_argument(
        "--via", metavar="PLACE", action="append", default=[], help="sail by this place; may be given again"
    )
    group.add_argument("--by", metavar="WAY", action="append", choices=ASKED_FOR, help=", ".join(ASKED_FOR))
    group.add_argument(
        "--close",
        metavar="STRAITS",
        type=values.some_names,
        action="append",
        default=[],
        help="straits or whole ways, such as suez,kiel",
    )
    open_, ice = (default.open, default.ice) if default else (None, None)
    group.add_argument(
        "--speed", metavar="KNOTS", type=values.knots, default=open_, help="in open water (14)"
    )
    group.add_argument("--ice-speed", metavar="KNOTS", type=values.knots, default=ice, help="in ice (8)")
