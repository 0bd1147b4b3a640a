"""An invented text that is set as an article is, and facts that stand in it."""

from arctic_map.article.passage_search import fingerprint
from arctic_map.model.fact import Fact, Kind, Passage

ABOVE = "Weather Desk\n\nThe Keepers of the Ice Light\n\nPicture: Somebody"
SENTENCES = (
    (
        "",
        1,
        1,
        "Nobody on the quay of the harbour had thought that the first boat of the season would be white.",
    ),
    ("", 1, 2, "It had 40 barrels on board, which St. Olaf’s keeper – an old man – counted twice."),
    (
        "",
        2,
        1,
        "The second boat came in two days later, and it brought the mail, three geese and a long letter.",
    ),
    (
        "The Light",
        3,
        1,
        "In 1901 the tower got a new lamp that burned paraffin and could be seen from 18.5 miles away.",
    ),
    (
        "The Light",
        3,
        2,
        "“It is too bright,” said the captain of the ferry, who had sailed those waters half of his life.",
    ),
    (
        "The Light",
        4,
        1,
        "Since then the lamp has been lit on every evening from the last week of August to the end of May",
    ),
    (
        "The Letter",
        5,
        1,
        "What the letter said was never made known, though the geese were eaten by all who had heard of it.",
    ),
    ("The Letter", 5, 2, "It may well be read aloud one day."),
)
"""Section, paragraph, number in it, and words."""
BELOW = "Read more\n\nAbout us"


def text(separator: str = "\n\n") -> str:
    """The whole of it, blocks apart as the separator says."""
    return separator.join((*ABOVE.split("\n\n"), *blocks(), *BELOW.split("\n\n")))


def blocks() -> list[str]:
    """Headings and paragraphs."""
    found: list[str] = []
    section, paragraph = "", 0
    for heading, number, _, words in SENTENCES:
        if heading != section:
            found.append(heading)
            section = heading
        if number == paragraph:
            found[-1] += f" {words}"
        else:
            found.append(words)
            paragraph = number
    return found


def fact(id: str, *places: tuple[int, int], topic: str = "trade", features: tuple[str, ...] = ()) -> Fact:
    """One that stands in these sentences, each a paragraph and a number in it."""
    found = [row for row in SENTENCES if (row[1], row[2]) in places]
    passage = Passage(
        found[0][0], found[0][1], tuple(row[2] for row in found), tuple(fingerprint(row[3]) for row in found)
    )
    words = f"The atlas tells {id} in words of its own."
    return Fact(id=id, topic=topic, text=words, kind=Kind.REPORTED, features=features, passage=passage)


FACTS = (
    fact("T1", (1, 1)),
    fact("T2", (1, 2)),
    fact("G1", (1, 2), topic="governance"),
    fact("S1", (3, 1), (3, 2), topic="security"),
    fact("T3", (4, 1)),
    fact("D1", (5, 2), topic="diplomacy"),
)
"""Paragraph 2 bears none of them."""
BEARING = 6
"""Sentences that bear facts."""
