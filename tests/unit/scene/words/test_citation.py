"""Citations: the version of the data, no author and no year."""

import re
from dataclasses import replace
from typing import Literal

import pytest
from tests.built_in import built_in_atlas

from arctic_map.model.fact import Fact
from arctic_map.scene.words.citation import bibtex, citation, plain

CATALOG = built_in_atlas()
FIELD = re.compile(r"^  (\w+) = \{(.*)\},$")


def fields(entry: str) -> dict[str, str]:
    """The fields of an entry, each on a line of its own."""
    first, *lines, last = entry.split("\n")
    assert re.fullmatch(r"@misc\{[A-Za-z0-9.-]+,", first)
    assert last == "}"
    found = [FIELD.fullmatch(line) for line in lines]
    assert all(found)
    return {each[1]: each[2] for each in found if each}


def balanced(text: str) -> bool:
    depth = 0
    for sign in re.sub(r"\\.", "", text):
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def test_a_fact_is_cited_with_atlas_article_version_and_link() -> None:
    text = plain(CATALOG, CATALOG.fact["T3"])
    assert text.startswith("Fact T3 (Reported; undated): ")
    for part in (CATALOG.title, CATALOG.article, f"Data version {CATALOG.version}", "arctic-map://fact/T3"):
        assert part in text
    assert "carries no author" in text
    assert "\n" not in text


def test_a_citation_says_where_in_the_article_the_claim_stands() -> None:
    where = f"After the article “{CATALOG.article}”, paragraph 17, sentence 4, Arctic Trade Corridors."
    assert where in plain(CATALOG, CATALOG.fact["T7"])
    assert (
        "paragraph 17, sentence 4, Arctic Trade Corridors"
        in fields(bibtex(CATALOG, CATALOG.fact["T7"]))["note"]
    )
    assert "paragraph" not in plain(CATALOG)


@pytest.mark.parametrize("fact", [None, *CATALOG.facts], ids=lambda fact: fact.id if fact else "atlas")
def test_bibtex_is_well_formed_and_claims_neither_author_nor_year(fact: Fact | None) -> None:
    entry = bibtex(CATALOG, fact)
    found = fields(entry)
    assert balanced(entry)
    assert not {"author", "year", "date", "publisher"} & set(found)
    assert CATALOG.version in found["howpublished"]
    assert "carries no author" in found["note"]
    assert not re.search(r"(?<!\\)[%&$#_~^]", entry)
    if fact:
        assert found["url"] == f"arctic-map://fact/{fact.id}"


def test_what_tex_would_obey_is_escaped() -> None:
    fact = replace(CATALOG.fact["T3"], text="50 % of a_b {c} & \\d~e^f #1 $2\nnext")
    title = fields(bibtex(CATALOG, fact))["title"]
    assert (
        r"50 \% of a\_b \{c\} \& \textbackslash{}d\textasciitilde{}e\textasciicircum{}f \#1 \$2 next" in title
    )


def test_every_fact_has_a_key_of_its_own() -> None:
    keys = [bibtex(CATALOG, fact).partition("\n")[0] for fact in (None, *CATALOG.facts)]
    assert len(set(keys)) == len(CATALOG.facts) + 1


def test_a_catalogue_without_article_cites_only_itself() -> None:
    bare = replace(CATALOG, article="", sources=())
    assert plain(bare) == f"Arctic Map: {CATALOG.title}. Data version {CATALOG.version}."
    assert "note" not in fields(bibtex(bare))


def test_the_form_is_chosen_by_name() -> None:
    fact = CATALOG.fact["G4"]
    assert citation(CATALOG, fact, "plain") == plain(CATALOG, fact)
    assert citation(CATALOG, fact, "bibtex") == bibtex(CATALOG, fact)
    assert "Attributed to Gao Feng" in plain(CATALOG, fact)


@pytest.mark.parametrize("form", ["plain", "bibtex"])
def test_a_fact_whose_places_have_ice_credits_the_record(form: Literal["plain", "bibtex"]) -> None:
    credit = "Credit: Sea Ice Index, National Snow and Ice Data Center."
    assert credit in citation(CATALOG, CATALOG.fact["T8"], form)
    assert credit not in citation(CATALOG, CATALOG.fact["T3"], form)
