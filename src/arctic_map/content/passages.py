"""Passages of facts in the article, as fact files store them: reading, writing and checks."""

import re
from collections.abc import Iterator

import msgspec

from arctic_map.content import vocabulary
from arctic_map.model.fact import Passage
from arctic_map.model.problem import FileProblem
from arctic_map.model.tr import tr, tr_count

_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


class PassageRow(msgspec.Struct, forbid_unknown_fields=True):
    """The passage of a [[fact]]."""

    paragraph: int = 0
    """Left out, like sentences and fingerprints, where the text of the atlas has the words of `exact`."""
    sentences: tuple[int, ...] = ()
    fingerprints: tuple[str, ...] = ()
    section: str = ""
    exact: str = ""
    prefix: str = ""
    suffix: str = ""


def passage_of(row: PassageRow) -> Passage:
    """The passage of a valid row."""
    return Passage(**msgspec.structs.asdict(row))


def passage_in(row: object) -> Passage | None:
    """The passage of an unchecked row; None if it has problems."""
    try:
        read = msgspec.convert(row, PassageRow, strict=True)
    except msgspec.ValidationError:
        return None
    return None if any(passage_problems(read)) else passage_of(read)


def passage_row(passage: Passage) -> dict[str, object]:
    """The passage as a row. The quotation is left out if it is not plain text."""
    quote = {key: getattr(passage, key) for key in ("exact", "prefix", "suffix")}
    sound = not any(vocabulary.text_problem(words) for words in quote.values())
    return {
        **({"section": passage.section} if passage.section else {}),
        "paragraph": passage.paragraph,
        "sentences": list(passage.sentences),
        "fingerprints": list(passage.fingerprints),
        **(quote if sound else {}),
    }


def passage_problems(row: PassageRow) -> Iterator[FileProblem]:
    """Yield semantic problems by key. Types have been checked."""
    yield from vocabulary.text_problems(
        (key, getattr(row, key)) for key in ("section", "exact", "prefix", "suffix")
    )
    if row.exact and not (row.paragraph or row.sentences or row.fingerprints):
        return
    if row.paragraph < 1:
        yield "paragraph", tr("paragraphs are counted from 1")
    if not row.sentences:
        yield "sentences", tr("this must not be empty")
    named: set[int] = set()
    for number, sentence in enumerate(row.sentences):
        if sentence < 1:
            yield f"sentences[{number}]", tr("sentences are counted from 1")
        elif sentence in named:
            yield f"sentences[{number}]", tr("{id!r} is named twice", id=sentence)
        named.add(sentence)
    if row.fingerprints and len(row.fingerprints) != len(row.sentences):
        count = len(row.sentences)
        yield (
            "fingerprints",
            tr_count(
                count,
                "{count} sentence needs as many fingerprints, not {number}",
                "{count} sentences need as many fingerprints, not {number}",
                number=len(row.fingerprints),
            ),
        )
    for number, fingerprint in enumerate(row.fingerprints):
        if not _FINGERPRINT.fullmatch(fingerprint):
            yield (
                f"fingerprints[{number}]",
                tr("{text!r} is not a fingerprint: 16 digits of 0-9, a-f", text=fingerprint[:40]),
            )
