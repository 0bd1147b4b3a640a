"""Where a fact stands in the article, as the files of facts write it."""

import re
from collections.abc import Iterator

import msgspec

from arctic_map.content import vocabulary
from arctic_map.model.passage import Passage
from arctic_map.storage.file_problem import FileProblem

_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


class PassageRow(msgspec.Struct, forbid_unknown_fields=True):
    paragraph: int
    sentences: tuple[int, ...]
    fingerprints: tuple[str, ...]
    section: str = ""
    exact: str = ""
    prefix: str = ""
    suffix: str = ""


def passage_of(row: PassageRow) -> Passage:
    """The passage of a sound row."""
    quote = row.exact, row.prefix, row.suffix
    return Passage(row.section, row.paragraph, row.sentences, row.fingerprints, *quote)


def passage_problems(row: PassageRow) -> Iterator[FileProblem]:
    """Problems of meaning, by key; the types are right."""
    for key in ("section", "exact", "prefix", "suffix"):
        if why := vocabulary.text_problem(getattr(row, key)):
            yield key, why
    if row.paragraph < 1:
        yield "paragraph", "paragraphs are counted from 1"
    if not row.sentences:
        yield "sentences", "this must not be empty"
    named: set[int] = set()
    for number, sentence in enumerate(row.sentences):
        if sentence < 1:
            yield f"sentences[{number}]", "sentences are counted from 1"
        elif sentence in named:
            yield f"sentences[{number}]", f"{sentence} is named twice"
        named.add(sentence)
    if len(row.fingerprints) != len(row.sentences):
        count = len(row.sentences)
        needed = "1 sentence needs" if count == 1 else f"{count} sentences need"
        yield "fingerprints", f"{needed} as many fingerprints, not {len(row.fingerprints)}"
    for number, fingerprint in enumerate(row.fingerprints):
        if not _FINGERPRINT.fullmatch(fingerprint):
            yield f"fingerprints[{number}]", f"{fingerprint[:40]!r} is no fingerprint: 16 digits of 0-9, a-f"
