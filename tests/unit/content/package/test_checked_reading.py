"""An atlas as one file: the same bytes for the same content, and a sentence for each bad input."""

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from arctic_map import resources
from arctic_map.cli.main import main
from arctic_map.content import check
from arctic_map.content.catalog import load
from arctic_map.content.package import unpacked as keeping
from arctic_map.content.package.checked_reading import INCOMPLETE, manifest_of, read_packed
from arctic_map.content.package.packing import About, gathered, made, packed, save
from arctic_map.errors import ArcticMapError, ContentError
from arctic_map.storage.bounded_reading import Unreadable

WORDS = "Ships in the ice\n\n" + "The ship went north and came back with news of the ice and its edge. " * 3
FILES = {
    "catalog.toml": b'title = "Small"\n',
    "facts/trade.toml": b"# nothing\n" * 40,
    "article.txt": b"Words.\n",
}


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    return keeping.own_folder()


def zipped(*entries: tuple[str | ZipInfo, bytes]) -> bytes:
    """A .zip with these entries as they are, packed."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, body in entries:
            archive.writestr(name, body, ZIP_DEFLATED)
    return target.getvalue()


def with_manifest(*entries: tuple[str | ZipInfo, bytes]) -> bytes:
    return zipped(("manifest.json", manifest_of(FILES)), *FILES.items(), *entries)


def link(name: str, to: bytes) -> tuple[ZipInfo, bytes]:
    entry = ZipInfo(name)
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return entry, to


def described(manifest: bytes) -> bytes:
    return zipped(("manifest.json", manifest), *FILES.items())


def flipped(content: bytes, name: bytes) -> bytes:
    """With a bit changed in the packed body of an entry."""
    at = content.index(name) + len(name) + 4
    return content[:at] + bytes([content[at] ^ 0x10]) + content[at + 1 :]


def test_the_built_in_content_comes_back_byte_by_byte(tmp_path: Path) -> None:
    files, problems = gathered(resources.data())
    assert problems == () and len(files) > 15
    save(tmp_path / "atlas.arctic", files)
    folder, found = keeping.unpacked(tmp_path / "atlas.arctic")
    assert found.files == files and found.problems == ()
    assert {name: (folder / name).read_bytes() for name in files} == files
    # So facts, layers and drawings are those of the built-in atlas, and exports have the same bytes.
    assert load(folder) == load(resources.data())


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    first = packed(FILES)
    assert packed(dict(reversed(FILES.items()))) == first
    keeping.unpack(read_packed(first).files, tmp_path / "folder")
    (tmp_path / "folder" / "catalog.toml").chmod(0o600)
    os.utime(tmp_path / "folder" / "catalog.toml", (1, 1))
    assert main(["atlas", "pack", str(tmp_path / "folder"), str(tmp_path / "a.arctic")]) == 0
    again = read_packed((tmp_path / "a.arctic").read_bytes())
    assert again.files == {"catalog.toml": FILES["catalog.toml"]}, "what no catalogue names is not packed"


def test_a_new_atlas_is_without_a_problem_and_keeps_its_text(tmp_path: Path) -> None:
    article, atlas = tmp_path / "text.txt", tmp_path / "own.arctic"
    article.write_text(WORDS, encoding="utf-8")
    assert (
        main(["atlas", "new", str(atlas), "--article", str(article), "--title", 'Of "ice" \\ and ships']) == 0
    )
    assert check.atlas(atlas) == []
    folder, found = keeping.unpacked(atlas)
    assert load(folder).title == 'Of "ice" \\ and ships'
    assert found.files["article.txt"].decode() == WORDS
    assert not load(folder).facts


def test_a_new_atlas_replaces_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = tmp_path / "own.arctic"
    there.write_text("mine")
    (tmp_path / "text.txt").write_text(WORDS)
    assert main(["atlas", "new", str(there), "--article", str(tmp_path / "text.txt")]) == 2
    assert "the file exists already" in capsys.readouterr().err
    assert there.read_text() == "mine"


NAMES = {
    "/etc/x": "the absolute path '/etc/x'",
    "C:/x": "the absolute path 'C:/x'",
    "a/../../x": "leads out of it: 'a/../../x'",
    "..\\x": "leads out of it",
    ".bashrc": "it contains a file with the name '.bashrc'",
    "fact\u202etxt.exe": "it contains a file with the name 'fact\\u202etxt.exe'",
    "a\x1b[2Jb": "'a\\x1b[2Jb'",
    "con.toml": "it contains a file with the name 'con.toml'",
    "a" * 300: "at most 120 characters",
    "a/b/c/d/e": "and 3 folders",
    "Catalog.toml": "it contains two files with the name",
}
MANIFESTS = {
    b"[" * 100_000: "its manifest is damaged",
    b'{"format": "x", "version": 1}': "names another format",
    b'{"format": "arctic-map atlas", "version": 2, "new": 1}': "newer version of Arctic Map (format 2",
    b'{"format": "arctic-map atlas"}': "no known version",
    b'{"format": "arctic-map atlas", "version": "one"}': "no known version",
    manifest_of({"../x": b""}): "leads out of it: '../x'",
}
MUCH = (os.urandom(1000) + bytes(99_000)) * 430
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "no archive": (lambda: b"words", "it is not an atlas"),
    "no manifest": (lambda: zipped(*FILES.items()), "it has no manifest.json"),
    "a name that ends twice": (
        lambda: with_manifest(("a+b", b"")).replace(b"a+b", b"a\0b"),
        "it contains a file with the name 'a\\x00b'",
    ),
    "a link": (lambda: with_manifest(link("a.toml", b"/etc/passwd")), "it contains a link to another file"),
    "two of one name": (
        lambda: with_manifest(("Xatalog.toml", b"")).replace(b"Xatalog.toml", b"catalog.toml"),
        "it contains two files with the name",
    ),
    "a bomb": (lambda: with_manifest(("layers/a.geojson", bytes(30_000_000))), "only happens in an attack"),
    "too much": (
        lambda: with_manifest(*((f"layers/{n}.txt", MUCH) for n in range(5))),
        "what is packed in it is too large; at most 200 MB are read",
    ),
    "many files": (lambda: with_manifest(*((f"a/{n}", b"") for n in range(1100))), "at most 1000 are read"),
    "100 MB": (lambda: zipped(("manifest.json", b" " * 100_000_000)), "its manifest has 100 MB"),
    **{f"name {name[:20]!a}": (partial(with_manifest, (name, b"")), why) for name, why in NAMES.items()},
    **{f"manifest {text[:60]!a}": (partial(described, text), why) for text, why in MANIFESTS.items()},
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_gets_its_sentence_and_writes_nothing(
    case: str, tmp_path: Path, own_folder: Path
) -> None:
    content, text = HOSTILE[case]
    atlas = tmp_path / "hostile.arctic"
    atlas.write_bytes(content())
    with pytest.raises(ContentError) as error:
        keeping.unpacked(atlas)
    assert text in str(error.value)
    assert str(error.value).isprintable() and len(str(error.value)) < 400
    assert sorted(tmp_path.iterdir()) == [atlas], "nothing was written, here or in the app's folder"
    assert not own_folder.exists()


def test_an_entry_that_lies_about_its_size_is_left_out() -> None:
    body = b"# nothing\n" * 40
    content = packed(FILES)
    # Both directories say the fact file has three bytes; what is packed in it has four hundred.
    size = len(body).to_bytes(4, "little")
    assert content.count(size) >= 2
    found = read_packed(content.replace(size, (3).to_bytes(4, "little")))
    assert "facts/trade.toml" not in found.files and "catalog.toml" in found.files
    assert [name for name, _ in found.problems] == ["facts/trade.toml"]


def test_damage_is_reported_and_the_rest_opens(tmp_path: Path) -> None:
    found = read_packed(flipped(packed(FILES), b"facts/trade.toml"))
    assert set(found.files) == {"catalog.toml", "article.txt"}
    assert found.problems == (
        ("facts/trade.toml", "the file is damaged and was left out; ask for the atlas again"),
    )


def test_a_file_that_is_not_the_one_that_was_saved_is_left_out() -> None:
    others = FILES | {"facts/trade.toml": b"# other\n", "facts/security.toml": b"# more\n"}
    found = read_packed(zipped(("manifest.json", manifest_of(FILES)), *others.items()))
    assert set(found.files) == {"catalog.toml", "article.txt"}
    assert "its checksum differs" in dict(found.problems)["facts/trade.toml"]
    assert "does not list this file" in dict(found.problems)["facts/security.toml"]


def test_half_a_file_opens_with_what_is_whole() -> None:
    content = packed(FILES)
    directory = content.index(b"PK\x01\x02")
    found = read_packed(content[: directory - 5])
    assert ("", INCOMPLETE) in found.problems
    assert set(found.files) == {"article.txt", "catalog.toml"}
    assert dict(found.problems)["facts/trade.toml"] == "the file is missing; ask for the atlas again"


@pytest.mark.parametrize("part", range(0, 100, 7))
def test_a_file_cut_anywhere_is_refused_or_opens_with_sound_files_only(part: int) -> None:
    content = packed(FILES)
    with suppress(Unreadable):
        found = read_packed(content[: len(content) * part // 100])
        assert found.problems and found.files.items() <= FILES.items()


def test_hidden_signs_are_refused_in_names_and_dropped_from_texts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article, atlas = tmp_path / "text.txt", tmp_path / "a.arctic"
    article.write_text("One \u202eword\u200b and \x1b[31manother.\n")
    assert main(["atlas", "new", str(atlas), "--article", str(article), "--title", "A\u202eb"]) == 2
    assert "--title: the text contains the hidden character U+202E" in capsys.readouterr().err
    assert main(["atlas", "new", str(atlas), "--article", str(article)]) == 0
    assert keeping.unpacked(atlas)[1].files["article.txt"] == b"One word and [31manother.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no bound for the size of files")
def test_a_disk_that_is_full_leaves_what_was_saved_before(tmp_path: Path) -> None:
    atlas = tmp_path / "a.arctic"
    save(atlas, FILES)
    before = atlas.read_bytes()
    code = (
        "import os, resource, signal, sys\n"
        "from arctic_map.cli.main import main\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
        f"sys.exit(main(['atlas', 'pack', {str(resources.data())!r}, {str(atlas)!r}]))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 1, run.stderr
    assert (
        "the disk is full; free some space, or save elsewhere. The previous version is still there"
        in run.stderr
    )
    assert atlas.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.arctic"]


def test_unpacking_takes_no_folder_with_something_in_it(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "catalog.toml").write_text("mine")
    with pytest.raises(ArcticMapError, match="the folder is not empty"):
        keeping.unpack(FILES, tmp_path / "mine")
    assert (tmp_path / "mine" / "catalog.toml").read_text() == "mine"


def test_what_a_cleaner_took_away_is_unpacked_again(tmp_path: Path) -> None:
    save(tmp_path / "a.arctic", FILES)
    folder, _ = keeping.unpacked(tmp_path / "a.arctic")
    (folder / "catalog.toml").unlink()
    (folder / "article.txt").write_text("other words")
    assert keeping.unpacked(tmp_path / "a.arctic")[0] == folder
    assert (folder / "article.txt").read_bytes() == FILES["article.txt"] and (
        folder / "catalog.toml"
    ).is_file()


def test_what_nobody_opened_for_long_is_removed(tmp_path: Path, own_folder: Path) -> None:
    save(tmp_path / "a.arctic", FILES)
    save(tmp_path / "b.arctic", FILES | {"article.txt": b"Other words.\n"})
    first, _ = keeping.unpacked(tmp_path / "a.arctic")
    os.utime(first, (1, 1))
    second, _ = keeping.unpacked(tmp_path / "b.arctic")
    assert [*own_folder.iterdir()] == [second]


def test_the_first_entry_says_what_the_file_is() -> None:
    # As packaging/linux/arctic-map-mime.xml looks for it.
    assert packed(FILES)[30:74] == b"mimetypeapplication/vnd.arctic-map.atlas+zip"
    with ZipFile(BytesIO(packed(FILES))) as archive:
        assert archive.infolist()[0].compress_type == ZIP_STORED


def test_a_new_atlas_names_countries_of_the_whole_earth_in_three_languages() -> None:
    (layer,) = (text for name, text in made(WORDS, About("Own")).items() if "country-names" in name)
    features = json.loads(layer)["features"]
    names = {feature["properties"]["name"]: feature["properties"]["names"] for feature in features}
    assert len(names) == len(features) == len({feature["id"] for feature in features}) > 130
    assert {"Peru", "Laos", "DR Congo", "Turkey", "Russia", "Brazil"} <= {*names}
    assert all(re.fullmatch("[А-Яа-яЁё’– -]+( \\(.*\\))?", each["ru"]) for each in names.values())
    assert all(each["zh"] and not re.search("[A-Za-z]", each["zh"]) for each in names.values())


def test_a_new_atlas_has_nothing_of_the_built_in_one_but_the_base_map() -> None:
    files = made(WORDS, About("Own"))
    text = b"".join(files.values()).decode()
    built_in = load(resources.data())
    assert not [fact.id for fact in built_in.facts if fact.text in text]
    assert built_in.title not in text and built_in.article_title not in text
    callouts = [each.callout["en"] for each in built_in.features.values() if each.callout]
    assert callouts and not [words for words in callouts if words in text]
