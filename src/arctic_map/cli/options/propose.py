"""The options of `arctic-map propose`."""

from __future__ import annotations

from pathlib import Path

from arctic_map.cli.parser import Commands

TEXT = """Finds in a text what could become marks and facts of an atlas: places, dates, figures with their
units, and people. These are proposals, never facts: nothing is guessed about what the text means by them,
and where a word may as well be something else, nothing is proposed.

Places come from the atlas's own gazetteer of the Arctic and the places of the content, then from ports,
countries and cities of over 15,000 people, or of 500 in the north (GeoNames, CC BY 4.0); candidates near
the places of the content come first. Dates are said in EDTF. Nothing is sent anywhere. The text is plain,
Markdown, a web page, .docx or PDF."""


def add(commands: Commands) -> None:
    command = commands.add(
        "propose",
        help="find places, dates, figures and people in a text",
        text=TEXT,
        examples=(
            "arctic-map propose article.txt",
            "arctic-map propose article.txt --json > proposals.json",
            "arctic-map propose --data my.arctic",
        ),
    )
    command.add_argument(
        "file", metavar="TEXT", nargs="?", type=Path, help="the text; without one that of the atlas"
    )
    command.add_argument("--json", action="store_true", help="as JSON, for other programs")
