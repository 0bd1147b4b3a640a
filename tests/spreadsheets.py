"""Small spreadsheets, as Excel and LibreOffice write them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZipFile

Cells = Sequence[Sequence[object]]
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_OFFICE}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
    f'manifest:media-type="{ODS}"/></manifest:manifest>'
)
DATE_STYLE = 1
_EPOCH = datetime(1899, 12, 30)


def write(path: Path, sheets: Mapping[str, Cells]) -> Path:
    """A spreadsheet of the kind that the suffix names, .xlsx or .ods."""
    files = _xlsx(sheets) if path.suffix == ".xlsx" else {"content.xml": _ods(sheets)}
    with ZipFile(path, "w") as archive:
        if path.suffix == ".ods":
            archive.writestr("mimetype", ODS)
            archive.writestr("META-INF/manifest.xml", _MANIFEST)
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def replace_in(path: Path, member: str, old: str, new: str) -> Path:
    """Change the text of a part of the file."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts[member] = parts[member].replace(old, new)
    with ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


def _xlsx(sheets: Mapping[str, Cells]) -> dict[str, str]:
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(sheets, 1)
    )
    parts = {
        f"rId{number}": f"worksheet:worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)
    }
    formats = '<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": _links({"rId1": "officeDocument:xl/workbook.xml"}),
        "xl/_rels/workbook.xml.rels": _links(parts | {"styles": "styles:styles.xml"}),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{formats}</styleSheet>',
        **{
            f"xl/worksheets/sheet{number}.xml": _sheet(cells)
            for number, cells in enumerate(sheets.values(), 1)
        },
    }


def _links(parts: Mapping[str, str]) -> str:
    """Relations to parts of a file; each is a type and a path."""
    links = "".join(
        f'<Relationship Id="{id}" Type="{_RELATIONS}/{type}" Target="{path}"/>'
        for id, (type, _, path) in ((id, part.partition(":")) for id, part in parts.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _sheet(cells: Cells) -> str:
    rows = []
    for number, row in enumerate(cells, 1):
        texts = (_xlsx_cell(f"{chr(65 + at)}{number}", cell) for at, cell in enumerate(row))
        rows.append(f'<row r="{number}">{"".join(texts)}</row>')
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'


def _xlsx_cell(place: str, cell: object) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return f'<c r="{place}" t="b"><v>{int(cell)}</v></c>'
        case int() | float():
            return f'<c r="{place}"><v>{cell!r}</v></c>'
        case datetime():
            days = (cell - _EPOCH).total_seconds() / 86_400
            return f'<c r="{place}" s="{DATE_STYLE}"><v>{days!r}</v></c>'
        case _:
            return f'<c r="{place}" t="inlineStr"><is><t>{escape(str(cell))}</t></is></c>'


def _ods(sheets: Mapping[str, Cells]) -> str:
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>{''.join(map(_ods_row, cells))}</table:table>"
        for name, cells in sheets.items()
    )
    names = " ".join(f'xmlns:{name}="{_OFFICE}:{name}:1.0"' for name in ("office", "table", "text"))
    return (
        f"<office:document-content {names}><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )


def _ods_row(row: Sequence[object]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(cell: object) -> str:
    match cell:
        case None:
            return "<table:table-cell/>"
        case bool():
            kind, value = "boolean", f'office:boolean-value="{str(cell).lower()}"'
        case int() | float():
            kind, value = "float", f'office:value="{cell!r}"'
        case date():
            kind, value = "date", f'office:date-value="{cell.isoformat()}"'
        case _:
            kind, value = "string", ""
    return (
        f'<table:table-cell office:value-type="{kind}" {value}><text:p>{escape(str(cell))}</text:p>'
        "</table:table-cell>"
    )
