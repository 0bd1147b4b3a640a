"""Proposals hold the precision and recall that an editor needs, and leave ships, people and words alone."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from tests.bench.proposals.score import TEXTS, Label, labelled_article, marked, proposals, scored
from tests.bench.proposing import BOUNDS
from tests.source_article import LACKING, source
from tests.unit.scene.routing.made_up import catalog, feature, layer, point

from arctic_map.content.documents import article_text
from arctic_map.model.article_copy import Candidate, PlaceClass, Proposal, Sort
from arctic_map.model.catalog import Source
from arctic_map.scene.proposing.dates import dates
from arctic_map.scene.proposing.figures import figures
from arctic_map.scene.proposing.lexicon import key_of
from arctic_map.scene.proposing.place_names import ranked
from arctic_map.scene.proposing.propose import propose, with_content
from arctic_map.storage.gazetteers import own_places, world_places


def names(text: str, kind: Sort) -> list[str]:
    return [each.text for each in proposals(text) if each.kind is kind]


def check_bounds(text: str, labels: tuple[Label, ...]) -> None:
    found = proposals(text)
    for what, kinds, precision, recall in BOUNDS:
        score = scored(found, labels, kinds)
        assert score.precision >= precision, f"{what}: {score.wrong}"
        assert score.recall >= recall, f"{what}: {score.missed}"


@pytest.mark.parametrize("name", TEXTS)
def test_labelled_texts_of_other_subjects_are_read_as_a_person_reads_them(name: str) -> None:
    check_bounds(*marked(name))


@pytest.mark.skipif(source() is None, reason=LACKING)
def test_the_article_is_read_as_a_person_reads_it() -> None:
    path = source()
    assert path
    text = article_text.read(path)
    labels = labelled_article(text)
    assert labels, "the labels are of another copy of the article"
    check_bounds(text, labels)


@pytest.mark.parametrize(
    "text",
    [
        "The icebreaker Murmansk broke the ice.",
        "They launched the Leningrad and the Arkhangelsk.",
        "It was a nice day for reading on the mobile phone.",
        "In March he will march.",
        "The Moscow State University and the Bank of China took part.",
        "China-Russia trade and Sino-Russian talks grow.",
        "Arctic waters and Arctic shipping grow.",
        "Paris Hilton came.",
        "The Washington Post wrote it.",
        "Split the cost, man.",
        "The trawler Cross Bay came.",
        "The Cape Mitra is a ship, and so is the Cross Bay.",
        "The Cross Bay Company and the Lake Erebus Fund paid.",
        "By the bay the Inlet closed.",
        "They raised the alert. Eureka!",
        "US officials sailed U.S. waters, and in the US Congress nobody asked us.",
        "Kaduna State University and Michigan State University met.",
        "Caribbean states met in World War II.",
        "The Amazon warehouse burned.",
        "KNR reported it.",
        "Two icebreakers, Yamal and Vaygach, met the ice-breaker Sibir and the vessels Bering and Murmansk.",
        "The firm South Bow said so.",
        "In January, Smith spoke.",
        "On Tuesday district officials spoke of a Chinese province and in Chinese state media.",
        "Jane Doe, a city councillor, spoke.",
    ],
)
def test_ships_people_months_bodies_and_words_are_no_places(text: str) -> None:
    assert names(text, Sort.PLACE) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("From St. Petersburg to St.Petersburg.", ["St. Petersburg", "St.Petersburg"]),
        ("В порту Мурманск и на берегу Карское море.", ["Мурманск", "Карское море"]),
        ("讨论北方海航道和摩尔曼斯克。", ["北方海航道", "摩尔曼斯克"]),
        ("Ice in the Arctic is thin.", ["Arctic"]),
        ("They sailed from Tromso to Nizhny Novgorod.", ["Tromso", "Nizhny Novgorod"]),
        ("The Kara Sea, the Bay of Bengal.", ["Kara Sea", "Bay of Bengal"]),
        ("A yard in Split, a boat in Nice.", ["Split", "Nice"]),
        ("By Queen Mab Bay, then Cape Mitra and Lake Vanda.", ["Queen Mab Bay", "Cape Mitra", "Lake Vanda"]),
        ("The Nansen Basin and the Onega River froze.", ["Nansen Basin", "Onega River"]),
        ("They lay in Cross Bay and off Hamilton Inlet.", ["Cross Bay", "Hamilton Inlet"]),
        ("Out of the Port of Tromsø, past Raudfjorden.", ["Port of Tromsø", "Raudfjorden"]),
        ("Out of the port of Tromsø.", ["Tromsø"]),
        ("Between Longyearbyen and Harstad.", ["Longyearbyen", "Harstad"]),
        ("From Vadsø, Hammerfest or Harstad it is far.", ["Vadsø", "Hammerfest", "Harstad"]),
        ("The Chenab and the Godavari are low, but not in Gujarat.", ["Chenab", "Godavari", "Gujarat"]),
        ("The Niger is low, said the Paraná.", ["Niger", "Paraná"]),
        ("At Abcde, near Oslo, and in Fghij, 3 km west of Oslo.", ["Abcde", "Oslo", "Fghij", "Oslo"]),
        ("In Abcde province and above Fghij, Chile, it rained.", ["Abcde", "Fghij", "Chile"]),
        ("WASHINGTON (AP) - In South Dakota.", ["WASHINGTON", "South Dakota"]),
        ("In the U.S. and in the US, said the UK.", ["U.S.", "US", "UK"]),
        ("Murmansk Oblast, the Sichuan Province.", ["Murmansk Oblast", "Sichuan Province"]),
        (
            "In Rivers State and the Democratic Republic of Congo.",
            ["Rivers State", "Democratic Republic of Congo"],
        ),
        ("From Sichuan to the Western Cape.", ["Sichuan", "Western Cape"]),
        ("The Salar de Uyuni and Lago del Toro.", ["Salar de Uyuni", "Lago del Toro"]),
        ("By the towns of Abcde and Fghij.", ["Abcde", "Fghij"]),
        ("Abcde, a small town in Chile, burned.", ["Abcde", "Chile"]),
        ("A mine at Abcde, Nevada, burned.", ["Abcde", "Nevada"]),
        ("The ports of Antofagasta, Mejillones and Iquique.", ["Antofagasta", "Mejillones", "Iquique"]),
        ("The Democratic Republic of the Congo.", ["Democratic Republic of the Congo"]),
        ("Washington looks to the Andes.", ["Washington", "Andes"]),
        ("The Mekong is low, and so are Rhine and Danube.", ["Mekong", "Rhine", "Danube"]),
    ],
)
def test_places_are_found_in_three_scripts_and_many_spellings(text: str, places: list[str]) -> None:
    assert names(text, Sort.PLACE) == places


def test_candidates_are_ranked_by_nearness_to_what_is_known() -> None:
    places = world_places(frozenset(["alexandria"]))["alexandria"]
    assert ranked(places, [(31.2, 30.0)])[0].name == "Alexandria, EG"
    assert ranked(places, [(-77.0, 38.9)])[0].name == "Alexandria, US"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Near Perth, Western Australia.", "Perth, AU"),
        ("Near Perth, Scotland.", "Perth, GB"),
        ("In London, Ontario.", "London, CA"),
        ("In Monterey County, California.", "Monterey, US"),
        ("In Victoria, Australia.", "Victoria, AU"),
        ("In Washington State.", "Washington, US"),
        ("In Florida.", "Florida, US"),
        ("In Hamburg.", "Hamburg, DE"),
        ("In Oklahoma.", "Oklahoma, US"),
    ],
)
def test_a_place_is_in_the_province_named_behind_it_and_before_towns_otherwise_named(
    text: str, first: str
) -> None:
    found = propose(text, own_places(key_of), world_places, [(31.2, 30.0)])
    assert found[0].candidates[0].name == first


def test_with_an_article_niger_is_a_river_and_without_one_a_country() -> None:
    country, river = (proposals(text)[0].candidates[0].type for text in ("In Niger.", "The Niger is low."))
    assert (country, river) == (PlaceClass.COUNTRY, PlaceClass.REGION)


def test_a_countrys_place_says_that_it_is_its_capitals() -> None:
    [found] = world_places(frozenset(["norway"]))["norway"]
    assert found.type is PlaceClass.COUNTRY and "at its capital" in found.source


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("on 2024-11-30.", "2024-11-30"),
        ("on 30 November 2024.", "2024-11-30"),
        ("on the 3rd of May, 2024", "2024-05-03"),
        ("on November 30, 2024,", "2024-11-30"),
        ("in mid-October 2024", "2024-10"),
        ("in the autumn of 2019", "2019-23"),
        ("in the third quarter of 2024", "2024-35"),
        ("by 2040", "../2040"),
        ("until May 2030", "../2030-05"),
        ("after 2022", "2022/.."),
        ("since the 1960s", "1960/.."),
        ("in the 1960s", "196X"),
        ("after 20 July 2021, when", "2021-07-20"),
        ("from 2021 to 2023", "2021/2023"),
        ("in 2014–2023", "2014/2023"),
        ("in 2020-21", "2020/2021"),
        ("from March 2020 until May 2021", "2020-03/2021-05"),
        ("in2013", "2013"),
        ("in summer2023", "2023-22"),
        ("in the mid-1990s", "199X"),
        ("in mid-2021", "2021"),
        ("since early 2019", "2019/.."),
        ("by late 2022", "../2022"),
        ("in the first half of 2023", "2023-01/2023-06"),
        ("until the second half of 2023", "../2023-12"),
        ("in the 19th century", "1801/1900"),
        ("since the 20th century", "1901/.."),
        ("since at least 1997", "1997/.."),
        ("by the end of 2030", "../2030"),
        ("prior to 2020", "../2020"),
        ("from 2024 on they say", "2024/.."),
        ("from May 2024 onwards", "2024-05/.."),
        ("from the late 1970s on", "1970/.."),
        ("from 2024 on the coast", "2024"),
    ],
)
def test_dates_are_proposed_in_edtf(text: str, when: str) -> None:
    assert [each.when for each in dates(f"It was {text} that this began")] == [when]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("It sailed in 2024. On 3 May it came back.", "2024-05-03"),
        ("It sailed in March 2024 and came back on May 3rd.", "2024-05-03"),
        ("It sailed in 2024 and will be back by the end of May.", "../2024-05"),
        ("It sailed in 2023. In 2024 it stayed until mid-June.", "../2024-06"),
        ("By 2040 all will melt. It sailed in 2024, on 3 May.", "2024-05-03"),
        ("It sailed in 2023 and came back that December.", "2023-12"),
        ("It sailed in June 2024 and will stay until October.", "../2024-10"),
        ("It sailed in June 2025. Built in 1997, it came back on 3 July.", "2025-07-03"),
    ],
)
def test_a_day_without_a_year_is_in_the_one_named_before_and_marked(text: str, when: str) -> None:
    *_, found = dates(text)
    assert (found.when, found.is_inferred) == (when, True)
    assert not any(each.is_inferred for each in dates(text)[:-1])


@pytest.mark.parametrize(
    "text", ["On 3 May it came back.", "In 2023 on 31 February.", "In 2023 we may 3 go."]
)
def test_a_day_without_any_year_before_or_that_does_not_exist_is_no_date(text: str) -> None:
    assert not any(each.is_inferred for each in dates(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ocean 2024 began.",
        "It carried 2024 tonnes.",
        "Resolution 1973 was passed.",
        "on 31 February 2024",
        "He may march on.",
        "They met in May and in June.",
        "some 2000 ships came",
    ],
)
def test_numbers_and_words_that_are_no_dates(text: str) -> None:
    assert dates(text) == ()


@pytest.mark.parametrize(
    ("text", "value", "unit", "sign"),
    [
        ("carried 37.9 million tonnes of", 37.9e6, "t", ""),
        ("some 18,709 km by sea", 18709, "km", "about"),
        ("over 110 joint exercises", 110, "exercises", "over"),
        ("a nearly 50 percent rise", 50, "%", "nearly"),
        ("more than twenty-three ships came", 23, "ships", "over"),
        ("one hundred and ten days", 110, "d", ""),
        ("two and a half miles", 2.5, "mi", ""),
        ("paid $4.8bn for", 4.8e9, "USD", ""),
        ("4,2 km of cable", 4.2, "km", ""),
        ("an area of 4.6 million km² in", 4.6e6, "km2", ""),
        ("two thirds of", 2 / 3, "", ""),
        ("up to 30 knots", 30, "kn", "under"),
        ("a 12-day voyage", 12, "d", ""),
        ("only -19.4 °C in", -19.4, "°C", ""),
        ("over half a dozen ships", 6, "ships", "over"),
        ("about two dozen boats", 24, "boats", "about"),
        ("a hundred ships", 100, "ships", ""),
        ("9 square metres of", 9, "m2", ""),
        ("48 metres per second in", 48, "m/s", ""),
        ("carried 3.5m tonnes of", 3.5e6, "t", ""),
        ("some 5m people live", 5e6, "people", "about"),
        ("2bn people live", 2e9, "people", ""),
        ("40k passengers came", 40e3, "passengers", ""),
        ("a 70m mast", 70, "m", ""),
        ("half a million tonnes", 5e5, "t", ""),
        ("half a billion people", 5e8, "people", ""),
        ("about a quarter of a million ships", 2.5e5, "ships", "about"),
        ("three quarters of a billion dollars", 7.5e8, "USD", ""),
        ("an area of 12,000 sq miles", 12000, "mi2", ""),
        ("23.7 cubic kilometres of ice", 23.7, "km3", ""),
        ("a 31-seat aircraft", 31, "seats", ""),
        ("some 14,000 cubic metres per second flow", 14000, "m3/s", "about"),
        ("5.1m tonnes per year go", 5.1e6, "t/year", ""),
        ("cost $3 million per day in", 3e6, "USD/d", ""),
        ("3 million tonnes a year", 3e6, "t", ""),
        ("a quarter of the world's ships", 0.25, "", ""),
        ("up to 50,000 Chinese workers came", 50e3, "workers", "under"),
        ("which holds 60,000.", 60e3, "", ""),
        ("took one day", 1, "d", ""),
        ("up to 18 inches fell", 18, "in", "under"),
        ("5 billion dirhams for", 5e9, "dirhams", ""),
        ("310 Canadian dollars a", 310, "CAD", ""),
        ("NOK 3 billion for", 3e9, "NOK", ""),
    ],
)
def test_figures_have_their_unit_and_what_they_are_not_exactly(
    text: str, value: float, unit: str, sign: str
) -> None:
    [found] = figures(text, ())
    assert found.value == pytest.approx(value)
    assert (found.unit, found.sign) == (unit, sign)


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("rose 130 to 230 kilometres", [130, 230], "km"),
        ("between 5 and 6 million tonnes", [5e6, 6e6], "t"),
        ("between 5 and 6 million ships", [5e6, 6e6], "ships"),
        ("about 20-25% of it", [20, 25], "%"),
        ("20–25 per cent", [20, 25], "%"),
        ("cost $5-6 billion in all", [5e9, 6e9], "USD"),
        ("from $5bn to $6bn in all", [5e9, 6e9], "USD"),
    ],
)
def test_both_ends_of_a_range_have_its_scale_and_unit(text: str, values: list[float], unit: str) -> None:
    found = figures(text, ())
    assert [each.value for each in found] == pytest.approx(values)
    assert {each.unit for each in found} == {unit}
    assert len({each.sign for each in found}) == 1


def test_numbers_in_words_joined_by_and_are_two_figures() -> None:
    found = figures("between three and four of two hundred and ten", ())
    assert [each.value for each in found] == [3, 4, 210]


@pytest.mark.parametrize(
    "text",
    [
        "several hundred dollars",
        "a few thousand tonnes",
        "many million tonnes",
        "a 12-year-old ship",
        "Arctic Express No. 1",
        "Project 22220 ships",
        "COVID-19 came",
        "the Arctic Seven met",
        "Xuelong2",
        "on the 80th day",
        "at 78°N and 16° E",
        "the Il-76 planes",
        "one day into",
        "at 4:30 p.m. they",
        "wants a third of that",
    ],
)
def test_numbers_in_names_are_no_figures(text: str) -> None:
    assert figures(text, ()) == ()


def test_each_proposal_says_its_paragraph_and_sentence() -> None:
    text = (
        "A heading\n\nOne sentence of many words stands here so that it is a paragraph of the body. "
        "In May 2024 the ship left Tromsø with 12 tonnes.\n"
    )
    found = proposals(text)
    assert [(each.kind, each.paragraph, each.sentence) for each in found] == [
        (Sort.DATE, 1, 2),
        (Sort.PLACE, 1, 2),
        (Sort.FIGURE, 1, 2),
    ]
    assert all(text[each.start : each.end] == each.text for each in found)


def test_persons_are_found_by_office_and_again_by_surname() -> None:
    text = "The captain, Maria Lund, left Oslo. In her log Lund wrote of ice."
    assert names(text, Sort.PERSON) == ["Maria Lund", "Lund"]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("The ice is thin, said Igor Petrov.", "Igor Petrov"),
        ("The ice, said Igor Petrov on Monday, is thin.", "Igor Petrov"),
        ("“The ice is thin,” Anna Berg said.", "Anna Berg"),
        ("Erik Solheim, head of Equinor, spoke.", "Erik Solheim"),
        ("Lena Solheim, deputy mayor of Bergen, spoke.", "Lena Solheim"),
    ],
)
def test_persons_are_found_on_both_sides_of_what_they_say_and_before_an_office(
    text: str, person: str
) -> None:
    assert names(text, Sort.PERSON) == [person]


@pytest.mark.parametrize(
    "text",
    [
        "As Space Norway said, Norway pays.",
        "“It ends,” said Air Greenland, and added Saudi Arabia.",
        "Air Greenland said that Greenland grows.",
        "With Statistics Norway as a partner, Norway counts.",
        "Gazprom Neft said no.",
        "Russian Railways said that Russian trains run.",
        "By Nobel Prize, who knows.",
        "The Olembe Stadium in Yaoundé and the hall at Green Point in Cape Town.",
        "It is of Novatek's Yamal LNG plant, said Yamal LNG.",
        "Vale SA said so at the Port of Prince Rupert.",
        "He swam below Thane Creek and came back.",
        "Uranium One, a unit of Rosatom, and the Salar del Hombre Muerto in Catamarca.",
    ],
)
def test_organisations_are_no_people_and_leave_their_country_a_place(text: str) -> None:
    assert names(text, Sort.PERSON) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\u202e",
        "a" * 100_000,
        "1 " * 20_000,
        "A " * 20_000,
        "in Aa, " * 9_000,
        "A.A. " * 5_000,
        "北" * 5_000,
    ],
)
def test_odd_texts_are_read_without_harm(text: str) -> None:
    found: tuple[Proposal, ...] = proposals(text)
    assert len(found) <= len(text)


GOLDEN = Path(__file__).parents[3] / "golden" / "proposals"
TRAPS = (GOLDEN / "traps.in.txt").read_text(encoding="utf-8")
"""A sentence a line."""


def described(each: Proposal) -> str:
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


@pytest.mark.parametrize("name", TEXTS[:5])
def test_what_is_proposed_of_a_labelled_text_is_the_golden_list(name: str) -> None:
    compared(name, "".join(f"{described(each)}\n" for each in proposals(marked(name)[0])))


def test_what_is_proposed_of_sentences_with_traps_is_the_golden_list() -> None:
    found = proposals(TRAPS)
    lines, begin = list[str](), 0
    for line in TRAPS.splitlines(keepends=True):
        lines.append(line)
        lines += [f"    {described(each)}\n" for each in found if begin <= each.start < begin + len(line)]
        begin += len(line)
    compared("traps", "".join(lines))


OWN = {"kara sea": [Candidate("Kara", 75.0, 75.0, "list", PlaceClass.REGION)]}


def test_places_of_the_content_come_first_by_all_their_names() -> None:
    port = replace(
        point("p", "Port One", 10.0, 60.0, facts=("T1",), names={"ru": "Порт"}, aliases=("One", "1")),
        source="s",
    )
    sea = feature(
        "k", "Kara Sea", {"type": "MultiPoint", "coordinates": [[70.0, 74.0], [80.0, 76.0]]}, "sea-name"
    )
    land = point("c", "Some Land", 5.0, 50.0, style="country-name")
    line = feature(
        "l", "A Lane", {"type": "LineString", "coordinates": [[0.0, 60.0], [1.0, 60.0]]}, facts=("T2",)
    )
    content = replace(
        catalog(layer("a", port, sea), layer("b", land, line)), sources=(Source("s", "The List", "", ""),)
    )
    found, confirmed = with_content(OWN, content)
    assert confirmed == ((10.0, 60.0),)
    one = Candidate("Port One", 10.0, 60.0, "The List", PlaceClass.TOWN)
    assert found["port one"] == found[key_of("Порт")] == found["one"] == [one]
    assert "1" not in found and "a lane" not in found
    assert [(each.name, each.lon, each.type) for each in found["kara sea"]] == [
        ("Kara Sea", 70.0, PlaceClass.REGION),
        ("Kara", 75.0, PlaceClass.REGION),
    ]
    assert [(each.type, each.source) for each in found["some land"]] == [(PlaceClass.COUNTRY, "")]
    assert len(OWN["kara sea"]) == 1


def test_a_sea_that_no_list_has_is_a_sea() -> None:
    sea = point("k", "New Sea", 70.0, 74.0, style="sea-name")
    found, confirmed = with_content({}, catalog(layer("a", sea)))
    assert found["new sea"][0].type is PlaceClass.SEA and confirmed == ()
