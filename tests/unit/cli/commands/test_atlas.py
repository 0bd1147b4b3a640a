"""`arctic-map atlas pack` refuses what it would have to leave out, unless an option permits it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.content.contents import NEW

from arctic_map.cli.main import main
from arctic_map.content import check
from arctic_map.content.catalog import load
from arctic_map.content.package.checked_reading import read_atlas
from arctic_map.content.package.unpacked import unpack

SENTENCE = "The icebreaker left Tromsø in May 2024 and reached Murmansk after nine days"
FACTS = '[[fact]]\nid = "F1"\ntext = "It went."\nkind = "reported"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An atlas of one fact."""
    catalog = NEW["catalog.toml"].replace(b"facts = []", b'facts = ["facts/trade.toml"]')
    unpack({**NEW, "catalog.toml": catalog, "facts/trade.toml": FACTS.encode()}, tmp_path / "folder")
    return tmp_path / "folder"


def packed(folder: Path, *options: str) -> tuple[int, Path]:
    target = folder.with_name("a.arctic")
    return main(["atlas", "pack", str(folder), str(target), *options]), target


def dropped_fact(folder: Path) -> str:
    (folder / "facts/trade.toml").write_text(FACTS.replace('"reported"', '"rumoured"'))
    return "facts/trade.toml: F1"


def broken_table(folder: Path) -> str:
    (folder / "facts/trade.toml").write_text(FACTS + "[[fact")
    return "facts/trade.toml: "


def missing_text(folder: Path) -> str:
    (folder / "article.txt").unlink()
    return "article.txt: the file does not exist"


def test_a_sound_folder_is_packed(folder: Path) -> None:
    code, target = packed(folder)
    assert code == 0 and "facts/trade.toml" in read_atlas(target).files


def test_an_atlas_is_packed_into_a_folder_that_exists(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["atlas", "pack", str(folder), str(tmp_path / "nowhere" / "new.arctic")]) != 0
    assert "nowhere: the folder does not exist" in capsys.readouterr().err
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("broken", [dropped_fact, broken_table, missing_text])
def test_a_folder_with_problems_is_packed_only_on_demand(
    broken: Callable[[Path], str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = broken(folder)
    code, target = packed(folder)
    text = capsys.readouterr().err
    assert code == 1 and not target.exists()
    assert text.count(named) == 1 and "--allow-problems" in text
    code, target = packed(folder, "--allow-problems")
    assert code == 0 and "catalog.toml" in read_atlas(target).files
    assert named in capsys.readouterr().err


def with_passage(folder: Path, passage: str) -> None:
    (folder / "facts/trade.toml").write_text(f"{FACTS}[fact.passage]\n{passage}\n", encoding="utf-8")


@pytest.mark.parametrize("passage", [f'exact = "{SENTENCE}"', "paragraph = 1\nsentences = [1]"])
def test_a_passage_is_completed_from_its_words_or_its_number_when_it_is_packed(
    folder: Path, passage: str
) -> None:
    with_passage(folder, passage)
    found = load(folder)
    assert found.problems == () and found.fact["F1"].passage
    code, target = packed(folder)
    packed_facts = read_atlas(target).files["facts/trade.toml"].decode()
    assert code == 0 and found.fact["F1"].passage.fingerprints[0] in packed_facts
    assert "paragraph = 1" in packed_facts and SENTENCE in packed_facts


@pytest.mark.parametrize(
    "passage",
    [
        "paragraph = 99\nsentences = [1]",
        "paragraph = 1\nsentences = [7]",
        'exact = "Nobody wrote this"',
        'paragraph = 1\nsentences = [1]\nfingerprints = ["0123456789abcdef"]',
    ],
)
def test_a_passage_that_the_text_does_not_have_is_a_problem(
    folder: Path, passage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with_passage(folder, passage)
    code, target = packed(folder)
    assert code == 1 and not target.exists()
    assert capsys.readouterr().err.count("F1.passage: the text of the atlas has no such passage") == 1


def test_a_passage_with_a_wrong_number_is_reported_by_check_and_corrected_by_pack(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_passage(folder, "paragraph = 1\nsentences = [1]")
    passage = load(folder).fact["F1"].passage
    assert passage
    with_passage(folder, f'paragraph = 4\nsentences = [1]\nfingerprints = ["{passage.fingerprints[0]}"]')
    assert main(["check", str(folder)]) == 1
    assert "F1.passage: its words are in paragraph 1, sentence 1" in capsys.readouterr().out
    code, target = packed(folder)
    assert code == 0 and "paragraph = 1" in read_atlas(target).files["facts/trade.toml"].decode()


def test_what_refers_to_a_fact_with_a_problem_is_reported_after_it_and_as_its_follower(folder: Path) -> None:
    dropped_fact(folder)
    catalog = (folder / "catalog.toml").read_text(encoding="utf-8")
    (folder / "catalog.toml").write_text(catalog.replace("facts = [", 'tour = "tour.toml"\nfacts = [', 1))
    step = '[[step]]\nid = "one"\ntitle = "One"\ntext = "It went. It came."\nfacts = ["F1"]\nview = []\n'
    (folder / "tour.toml").write_text(f'{step}projection = "world"\nbox = [-1e6, -1e6, 1e6, 1e6]\n')
    first, *followers = [str(each) for each in check.content(folder)]
    assert first.startswith("facts/trade.toml: F1")
    assert followers == ["tour.toml: one.facts: the fact 'F1' was left out because of its own problem"]


def test_an_unpacked_folder_explains_its_fields_and_is_packed_without_that(
    folder: Path, tmp_path: Path
) -> None:
    target = packed(folder)[1]
    assert main(["atlas", "unpack", str(target), str(tmp_path / "again")]) == 0
    assert "| `exact` |" in (tmp_path / "again/README.md").read_text(encoding="utf-8")
    assert packed(tmp_path / "again")[0] == 0 and "README.md" not in read_atlas(target).files


def test_notes_of_the_author_are_not_replaced_by_the_guide(folder: Path, tmp_path: Path) -> None:
    catalog = (folder / "catalog.toml").read_text(encoding="utf-8")
    (folder / "catalog.toml").write_text(f'notes = "README.md"\n{catalog}', encoding="utf-8")
    (folder / "README.md").write_text("My notes", encoding="utf-8")
    assert main(["atlas", "unpack", str(packed(folder)[1]), str(tmp_path / "again")]) == 0
    assert (tmp_path / "again/README.md").read_text(encoding="utf-8") == "My notes"


@pytest.mark.parametrize(
    ("option", "why"),
    [
        ("--date=2022-13-45", "'2022-13-45' is not a date"),
        ("--language=German", "'German' is not a language"),
    ],
)
def test_a_new_atlas_takes_only_a_date_and_a_language(
    option: str, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text.txt").write_text("Ships came.")
    new = ["atlas", "new", str(tmp_path / "a.arctic"), "--article", str(tmp_path / "text.txt")]
    assert main([*new, option]) == 2 and why in capsys.readouterr().err
    assert main([*new, "--date=2022-09"]) == 0


def test_words_writes_a_table_for_a_translator(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["atlas", "words", str(folder), "--language", "ru"]) == 0
    file = folder / "words/ru.toml"
    assert '# F1.text\n"It went." = ""\n' in file.read_text(encoding="utf-8")
    assert f"{file}: 2 rows added\n" == capsys.readouterr().out
    file.write_text(file.read_text(encoding="utf-8").replace('went." = ""', 'sank." = "Он утонул."'), "utf-8")
    assert main(["atlas", "words", str(folder), "--language", "ru"]) == 0
    assert f"{file}: 1 row added; 1 row matches no text: see check\n" == capsys.readouterr().out
    assert '"It sank." = "Он утонул."' in file.read_text(encoding="utf-8")
    code, target = packed(folder)
    assert code == 0 and "words/ru.toml" in read_atlas(target).files


def test_words_keeps_a_table_that_the_catalogue_does_not_name_yet(folder: Path) -> None:
    (folder / "words").mkdir()
    (folder / "words/ru.toml").write_text('[words]\n"It went." = "Он ушёл."\n', encoding="utf-8")
    assert main(["atlas", "words", str(folder), "--language", "ru"]) == 0
    assert load(folder).words["ru"].words == {"It went.": "Он ушёл."}


@pytest.mark.parametrize("options", [[], ["--language", "fr"]])
def test_words_needs_a_language_of_the_program(
    options: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["atlas", "words", str(folder), *options]) == 2
    assert "--language en, ru, zh" in capsys.readouterr().err and not (folder / "words").exists()
