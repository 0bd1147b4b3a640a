"""What a Linux desktop shows of the program before it starts is in each language of the program."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

LINUX = Path(__file__).parents[3] / "packaging" / "linux"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def test_the_menu_entry_is_in_each_language() -> None:
    lines = (LINUX / "arctic-map.desktop").read_text(encoding="utf-8").splitlines()
    keys = {line.partition("=")[0] for line in lines}
    for key in ("Name", "GenericName", "Comment", "Keywords"):
        assert {key, f"{key}[ru]", f"{key}[zh_CN]"} <= keys


@pytest.mark.parametrize("tag", ["name", "summary", "p", "li"])
def test_the_description_in_software_centres_is_in_each_language(tag: str) -> None:
    file = LINUX / "invalid.arctic_map.arctic_map.metainfo.xml"
    found = [each.get(LANGUAGE) for each in ElementTree.parse(file).iter(tag)]
    assert found and found == [None, "ru", "zh-CN"] * (len(found) // 3)


def test_the_type_of_an_atlas_is_named_in_each_language() -> None:
    types = ElementTree.parse(LINUX / "arctic-map-mime.xml").getroot()
    comments = [each for each in types[0] if each.tag.endswith("}comment")]
    assert [each.get(LANGUAGE) for each in comments] == [None, "ru", "zh_CN"]


def test_the_menu_entry_opens_every_type_that_the_package_declares() -> None:
    types = ElementTree.parse(LINUX / "arctic-map-mime.xml").getroot()
    entry = (LINUX / "arctic-map.desktop").read_text(encoding="utf-8")
    opened = entry.partition("MimeType=")[2].partition("\n")[0].split(";")
    declared = {each.attrib["type"] for each in types}
    assert len(declared) >= 8 and declared <= {*opened}
