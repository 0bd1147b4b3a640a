"""What somebody types, and what they mean by it: names in three scripts, slips, figures, dates, positions."""

import re
import tomllib
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.built_in import built_in_atlas
from tests.wordings import RUSSIAN

from arctic_map import resources
from arctic_map.model.tr import speaking
from arctic_map.scene.search_entries import shortened
from arctic_map.scene.search_index import LIMIT, SearchIndex, index

FIRST_HITS = """
Arkhangelsk                     feature arkhangelsk
Archangelsk                     feature arkhangelsk
Arhangelsk                      feature arkhangelsk
Arkhangel'sk                    feature arkhangelsk
Arkhangel’sk                    feature arkhangelsk
ARCHANGEL                       feature arkhangelsk
Arkh                            feature arkhangelsk
Arkangelsk                      feature arkhangelsk
Архангельск                     feature arkhangelsk
архангел                        feature arkhangelsk
Архангельске                    feature arkhangelsk
阿尔汉格尔斯克                    feature arkhangelsk
Königsberg                      feature kaliningrad
Konigsberg                      feature kaliningrad
Koenigsberg                     feature kaliningrad
Калининград                     feature kaliningrad
加里宁格勒                       feature kaliningrad
St Petersburg                   feature st-petersburg
St. Petersburg                  feature st-petersburg
Sankt-Peterburg                 feature st-petersburg
Петербург                       feature st-petersburg
Петроград                       feature st-petersburg
圣彼得堡                          feature st-petersburg
Shanghai                        feature shanghai
Shanghia                        feature shanghai
Шанхай                          feature shanghai
上海                             feature shanghai
宁波                             feature ningbo
Peking                          feature beijing
Пекин                           feature beijing
北京市                            feature beijing
Москва                          feature moscow
莫斯科                            feature moscow
Murmnask                        feature murmansk
Мурманск                        feature murmansk
Vladivostock                    feature vladivostok
海参崴                            feature vladivostok
Dixon                           feature dikson
Petropavlovsk-Kamchatskiy       feature petropavlovsk-kamchatsky
Вологда                         feature vologda
Krym                            feature crimea
克里米亚                          feature crimea
México                          feature mexico
Индия                           feature india
巴西                             feature brazil
Russia                          feature name-russia
Alaska                          feature name-alaska
Chukchi Sea                     feature chukchi-sea
Чукотское море                  feature chukchi-sea
楚科奇海                          feature chukchi-sea
Vilkitskiy                      feature vilkitsky-strait
La Perouse                      feature la-perouse-strait
Карские Ворота                  feature kara-gate
Storebaelt                      feature great-belt
Dezhnyov                        feature cape-dezhnev
Cape Dezhnev                    feature cape-dezhnev
Suez Canal                      feature suez-canal
Northern Sea Route              feature nsr-stretch
NSR                             feature nsr-stretch
Севморпуть                      feature nsr-stretch
北方海航道                        feature nsr-stretch
Arctic Express                  feature L4
Shanghai Hamburg                feature L5
L6                              feature L6
Cape of Good Hope               feature cape-of-good-hope
round the Cape of Good Hope     feature L7
Washington                      feature washington
Pacific Patrol                  feature Z4
Океан-2024                      feature Z3
bomber flight                   feature Z1
fifth naval patrol              feature Z5
container corridor              feature R2
Perendjiev                      person alexander-perendzhiev
Gabuyev                         person alexander-gabuev
Belousow                        person andrei-belousov
18,709                          fact T3
18709 km                        fact T3
18 709                          fact T3
23 %                            fact T3
26,022 km                       fact T4
45 per cent                     fact T4
37.9                            fact T5
37,9 million                    fact T5
80 million t                    fact T6
92 transits                     fact T7
110 exercises                   fact S7
22220                           fact T9
2040                            fact T11
1992                            fact S8
November 2024                   fact G5
Nov 2024                        fact G5
2024-11                         fact G5
ноябрь 2024                     fact G5
в ноябре 2024                   fact G5
2024年11月                       fact G5
October 2024                    feature Z5
friendship without limits       fact D2
submarines                      fact S9
CAATSA                          fact S10
Rosatom                         fact T7
CSIS                            fact S7
icebreakers                     fact T9
Arctic Council                  fact G1
timber                          fact T12
Congress                        fact S10
melting ice                     fact T17
Leningrad                       fact T9
ледокол                         fact T9
破冰船                           fact T9
64.5N 40.5E                     place 64.5000,40.5000
64°32′N 40°31′E                 place 64.5333,40.5167
64.5, 40.5                      place 64.5000,40.5000
64 32 N 40 31 E                 place 64.5333,40.5167
66.08, -169.65                  place 66.0800,-169.6500
64,5° с.ш. 40,5° в.д.           place 64.5000,40.5000
北纬64.5度 东经40.5度             place 64.5000,40.5000
"""


@cache
def built_in_index() -> SearchIndex:
    return index(built_in_atlas())


def queries() -> list[tuple[str, str, str]]:
    rows = [line.rsplit(maxsplit=2) for line in FIRST_HITS.strip().splitlines()]
    return [(query.strip(), kind, id) for query, kind, id in rows]


def test_the_first_hit_is_what_is_meant() -> None:
    for query, kind, id in queries():
        hits = built_in_index().find(query)
        assert hits, query
        assert (hits[0].kind, hits[0].id) == (kind, id), (query, [(hit.id, hit.score) for hit in hits[:4]])


@pytest.mark.parametrize(
    "query", ["", "  ", "xyzzy", "qqqq zzzz", "...", "°′″", "99,999", "\0", "-", "zzz yyy Arctic xxx"]
)
def test_nothing_is_found_for_nothing(query: str) -> None:
    assert built_in_index().find(query) == ()


@pytest.mark.parametrize("query", ["Belt and Road", "Power of Siberia", "Vostok", "Vostok 2022", "Восток"])
def test_what_the_article_lacks_finds_no_near_word(query: str) -> None:
    assert built_in_index().find(query) == ()


MEANT = """
freight                  T5 T12
navy                     S1 S9
грузы                    T5 T12
warming                  T17 T14
санкции                  S10
weapons                  S8 S10
оружие                   S8 S10
武器                       S8 S10
潜水艇                      S9
北极航道                     nsr-stretch T3
北方航道                     nsr-stretch T3
军技合作                     S8
поезд                    T2
химия                    T12
lumber                   T12
ковид                    S11
война                    G2
climate change           T17 T14
联合军演                     S1 S2 S4
railway                  T2 R2
Ukraine war              G2
крым                     crimea G2
克里米亚                     crimea G2
太平洋巡逻                    Z4 S2 S4
Тихоокеанский патруль    Z4 S2 S4
ice-breaker              T9 T10
drills                   S1 drills Z1 Z3 Z4
"""
UNMEANT = """
freight                  Z1
navy                     T7 G6 T11
грузы                    G6
warming                  G6 G1
санкции                  st-petersburg L1
潜水艇                      G6
lumber                   S3 Z1
ice-breaker              name-iceland
"""


def lists(text: str) -> list[tuple[str, set[str]]]:
    rows = [re.split(r"\s{2,}", line, maxsplit=1) for line in text.strip().splitlines()]
    return [(query, set(ids.split())) for query, ids in rows]


@pytest.mark.parametrize(("query", "ids"), lists(MEANT))
def test_a_word_for_the_same_thing_in_any_language_finds_it(query: str, ids: set[str]) -> None:
    assert ids <= {hit.id for hit in built_in_index().find(query)}


@pytest.mark.parametrize(("query", "ids"), lists(UNMEANT))
def test_a_word_that_only_looks_alike_is_not_found(query: str, ids: set[str]) -> None:
    assert not ids & {hit.id for hit in built_in_index().find(query)}


def test_drills_are_found_as_facts_as_a_layer_and_as_every_zone() -> None:
    hits = built_in_index().find("drills", 40)
    assert {"fact", "feature", "layer"} <= {hit.kind for hit in hits}
    zones = next(layer for layer in built_in_atlas().layers if layer.id == "drills").features
    assert {zone.id for zone in zones} <= {hit.id for hit in hits}


@pytest.mark.parametrize("plain", ["18709", "14440", "26022", "22220", "17104"])
def test_a_number_is_found_however_its_thousands_are_separated(plain: str) -> None:
    spelt = [f"{plain[:2]}{mark}{plain[2:]}" for mark in ("", ",", ".", " ", "\u00a0", "\u202f")]
    assert len({built_in_index().find(each) for each in spelt}) == 1


def test_every_group_of_synonyms_finds_something_here_by_each_of_its_words() -> None:
    table = tomllib.loads(resources.synonyms().read_text(encoding="utf-8"))
    silent = [word for group in table["same"] for word in group if not built_in_index().find(word)]
    assert silent == []


def test_a_fact_on_a_person_comes_before_a_stretch_of_water() -> None:
    found = [hit.id for hit in built_in_index().find("Putin")]
    waters = [found.index(id) for id in found if id in built_in_atlas().features]
    assert found.index("T6") < min(waters, default=len(found))


def test_every_keyword_leads_to_its_fact() -> None:
    for fact in built_in_atlas().facts:
        for keyword in fact.keywords:
            assert fact.id in {hit.id for hit in built_in_index().find(keyword, 6)}, keyword


def test_every_fact_has_keywords_in_three_languages() -> None:
    for fact in built_in_atlas().facts:
        lines = [keyword.lower() for keyword in fact.keywords]
        assert any("a" <= letter <= "z" for word in lines for letter in word), fact.id
        assert any("а" <= letter <= "я" for word in lines for letter in word), fact.id
        assert any(letter >= "\u4e00" for word in lines for letter in word), fact.id


def test_every_fact_feature_and_person_is_found_by_its_name_or_id() -> None:
    catalog, found = built_in_atlas(), built_in_index()
    for id in catalog.fact:
        assert (found.find(id)[0].kind, found.find(id)[0].id) == ("fact", id)
    for person in catalog.people:
        for name in (person.name, *person.names.values(), *person.aliases):
            assert found.find(name)[0].id == person.id, name
    for feature in catalog.features.values():
        for name in (feature.name, *feature.names.values(), *feature.aliases):
            assert feature.id in {hit.id for hit in found.find(name, 4)}, name


def test_a_feature_of_the_subject_comes_before_a_label_of_the_same_name() -> None:
    assert [hit.id for hit in built_in_index().find("India", 2)] == ["india", "name-india"]


def test_hits_lead_to_their_facts_and_places_to_where_they_are() -> None:
    found = built_in_index()
    assert found.find("Putin")[0].facts == ("D1", "D9", "D2", "D3", "D4", "D5", "T6")
    assert found.find("S12")[0].facts == ("S12",)
    assert found.find("Arkhangelsk")[0].facts == ("T1", "T2", "T12")
    place = found.find("64.5N 40.5E")[0]
    assert place.at == (40.5, 64.5)
    assert place.title == "64°30.0′N 40°30.0′E · 64.500, 40.500"


def test_a_hit_says_more_in_a_second_line() -> None:
    found = built_in_index()
    assert found.find("G5")[0].detail == "Governance · November 2024"
    assert found.find("Tolok")[0].detail == "Russian admiral"
    assert found.find("Arkhangelsk")[0].detail == "Ports of the article"


def test_titles_of_facts_are_short() -> None:
    found = built_in_index()
    titles = {id: found.find(id)[0].title for id in built_in_atlas().fact}
    assert max(map(len, titles.values())) <= 96
    assert titles["T3"].endswith("…")
    assert built_in_atlas().fact["D3"].text == titles["D3"]


def test_a_search_in_russian_lists_and_finds_what_a_russian_window_shows() -> None:
    with speaking(RUSSIAN):
        found = index(built_in_atlas())
    port, person = found.find("Мурманск")[0], found.find("Путин")[0]
    assert (port.id, port.title, port.detail) == ("murmansk", "Мурманск", "Другие порты")
    assert (person.title, person.detail) == ("Владимир Путин", "президент России")
    layer = found.find("Другие порты")[0]
    assert (layer.kind, layer.title) == ("layer", "Другие порты")
    assert found.find("Other ports")[0].id == layer.id


def test_a_search_in_russian_knows_translated_speakers_offices_and_figures() -> None:
    atlas = built_in_atlas()
    with speaking(RUSSIAN):
        found = index(atlas)
    texts = [(fact.id, text) for fact in atlas.facts for text in (fact.attributed_to, fact.where) if text]
    texts += [(fact.id, figure.what) for fact in atlas.facts for figure in fact.figures]
    texts += [(person.id, person.role) for person in atlas.people]
    for id, text in texts:
        assert id in {hit.id for hit in found.find(RUSSIAN.content(text), 100)}, text


def test_features_are_named_as_on_the_map_also_after_its_names_changed() -> None:
    english = index(built_in_atlas())
    chinese = index(built_in_atlas(), english, "zh")
    assert english.find("Murmansk")[0].title == "Murmansk"
    assert chinese.find("Murmansk")[0].title == "摩尔曼斯克"


def test_a_limit_holds() -> None:
    found = built_in_index()
    assert len(found.find("Arctic", 3)) == 3
    assert len(found.find("Arctic")) == LIMIT
    assert found.find("Arctic", 0) == ()
    assert found.find("Arctic", 3) == found.find("Arctic")[:3]


def test_when_no_entry_has_all_words_those_with_most_are_found() -> None:
    assert built_in_index().find("Arkhangelsk zzzzzz")[0].id == "arkhangelsk"


@given(st.text(max_size=60))
def test_no_text_breaks_it(query: str) -> None:
    hits = built_in_index().find(query)
    assert all(0.0 < hit.score <= 1.0 for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({(hit.kind, hit.id) for hit in hits}) == len(hits) <= LIMIT


@given(st.sampled_from(queries()), st.data())
def test_case_and_spaces_do_not_matter(row: tuple[str, str, str], data: st.DataObject) -> None:
    query = row[0]
    spaced = data.draw(st.sampled_from([f"  {query} ", query.upper(), query.lower(), f"\t{query}"]))
    assert built_in_index().find(spaced)[0].id == row[2]


@example("Z2", 7)  # "Ocean 2": the first digit of a year, and elsewhere a whole number
@example("Z2", 8)  # "Ocean 20": half a year, and elsewhere a whole number
@given(st.sampled_from(sorted(built_in_atlas().features)), st.integers(3, 40))
def test_typing_a_name_letter_by_letter_finds_it(id: str, length: int) -> None:
    name = built_in_atlas().features[id].name
    typed = name[: max(length, 4)]
    assert id in {hit.id for hit in built_in_index().find(typed, 100)}, typed


def test_without_content_there_is_nothing_but_places() -> None:
    empty = index(replace(built_in_atlas(), layers=(), facts=(), people=()))
    assert empty.find("Arkhangelsk") == ()
    assert empty.find("64.5, 40.5")[0].kind == "place"


def test_a_shortened_text_ends_with_a_whole_word_and_three_dots() -> None:
    assert shortened("short", 5) == "short"
    assert shortened("one two three", 12) == shortened("one two three", 9) == "one two…"
    assert shortened("one two three", 6) == shortened("one, two three", 6) == "one…"


def test_a_position_is_written_in_the_chosen_notation() -> None:
    finder = index(built_in_atlas())
    titles = [finder.find("72.5, 45.25", form=form)[0].title for form in ("minutes", "seconds", "decimal")]
    assert [title.partition(" · ")[0] for title in titles] == [
        "72°30.0′N 45°15.0′E",
        "72°30′00″N 45°15′00″E",
        "72.500, 45.250",
    ]
