"""Articles in documents: the words of a .docx and of a PDF, and a sentence for each that has none."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError

from arctic_map.content.documents.article_text import read
from arctic_map.storage.bounded_reading import Unreadable

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, name: str = "word/document.xml") -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, f"<?xml version='1.0'?>{body}")
    return packed.getvalue()


def document(*paragraphs: str) -> bytes:
    return docx(f"<w:document {W}><w:body>{''.join(paragraphs)}</w:body></w:document>")


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def pdf(*lines: str) -> bytes:
    """A page with these lines, set by hand."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    written, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n" + table
    return written + head + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(written)


def read_bytes(tmp_path: Path, content: bytes, name: str = "article.docx") -> str:
    path = tmp_path / name
    path.write_bytes(content)
    return read(path)


def test_paragraphs_of_a_document_are_paragraphs_of_the_text(tmp_path: Path) -> None:
    content = document(
        f"<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr>{run('Ice &amp; ships')}</w:p>",
        f"<w:p>{run('One sentence, ')}<w:hyperlink>{run('linked')}</w:hyperlink>{run('.')}</w:p>",
        f"<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins>{run('new')}</w:ins></w:p>",
        f"<w:tbl><w:tr><w:tc><w:p>{run('In a table')}</w:p></w:tc></w:tr></w:tbl>",
        "<w:p/>",
    )
    assert read_bytes(tmp_path, content) == "Ice & ships\n\nOne sentence, linked.\n\nnew\n\nIn a table"


def test_text_that_was_moved_or_is_in_a_box_is_read_once(tmp_path: Path) -> None:
    compatibility = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent><w:p>{run('In a box')}</w:p></w:txbxContent>"
    content = document(
        f"<w:p>{run('One.')}<w:moveFrom>{run('Moved.')}</w:moveFrom></w:p>",
        f"<w:p>{run('Two. ')}<w:moveTo>{run('Moved.')}</w:moveTo></w:p>",
        f"<w:p>{run('Body.')}<w:r><mc:AlternateContent {compatibility}><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
    )
    assert read_bytes(tmp_path, content) == "One.\n\nTwo. Moved.\n\nBody.\n\nIn a box"


def locked(user: str) -> bytes:
    """A PDF with a password to change it, and one to open it unless `user` is empty."""
    packed, writer = BytesIO(), PdfWriter(BytesIO(pdf("Ice was thick.")))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    writer.write(packed)
    return packed.getvalue()


def test_a_pdf_that_is_only_protected_against_changes_is_read(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, locked("")) == "Ice was thick."
    with pytest.raises(Unreadable, match="locked with a password"):
        read_bytes(tmp_path, locked("user"))


def test_a_pdf_whose_encryption_needs_another_library_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decrypt(_reader: PdfReader, _password: str) -> None:
        raise DependencyError("cryptography is required")

    monkeypatch.setattr(PdfReader, "decrypt", decrypt)
    with pytest.raises(Unreadable, match="locked with a password"):
        read_bytes(tmp_path, locked(""))


def test_lines_of_a_pdf_are_joined_to_paragraphs(tmp_path: Path) -> None:
    content = pdf(
        "The first line of the paragraph is as long as lines are, and the para-",
        "graph ends here.",
        "A second one begins, which is also of more than one line in this page",
        "and has its end.",
    )
    text = read_bytes(tmp_path, content, "article.pdf")
    assert text.split("\n\n") == [
        "The first line of the paragraph is as long as lines are, and the paragraph ends here.",
        "A second one begins, which is also of more than one line in this page and has its end.",
    ]


BILLION = (
    '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    f"<w:document {W}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (docx("<x/>", "xl/workbook.xml"), "this is an archive or another kind of document"),
        (docx("<w:document"), "the document is damaged"),
        (docx(BILLION), "the document is damaged"),
        (document("<w:p/>"), "there is no text in it"),
        (document(f"<w:p>{run('a' * 30_000_000)}</w:p>"), "far longer than an article"),
        (document(f"<w:p>{run('word ' * 100_000)}</w:p>"), "far longer than an article"),
        (document()[:200], "the document is damaged"),
        (pdf(), "the PDF contains pictures of pages and no text"),
        (pdf("Words.")[:150], "the PDF is damaged"),
        (b"%PDF-1.7\n" + b"<<" * 50_000, "the PDF is damaged"),
    ],
)
def test_what_has_no_readable_words_says_why(content: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as error:
        read_bytes(tmp_path, content)
    assert message in error.value.why
