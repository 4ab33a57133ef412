"""Makes a large centre for the benchmark: thousands of roster workbooks with some wrong cells, always the same bytes.

A workbook written by openpyxl serves as template; only the XML of its worksheet and its strings is replaced, which is
about a hundred times faster than writing each with a library.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

import openpyxl

ROWS = 30
WRONG_SHARE = 0.02
SETTINGS = 'name = "Centre du banc d’essai"\nsite = "Trifouillis-les-Oies"\n'

TITLES = (
    "Nom",
    "Prénom",
    "Date de naissance",
    "Lieu de naissance",
    "INE",
    "Classe",
    "Temps majoré",
    "Compétences positionnées",
    "Compte vérifié",
    "Sexe",
)
WRONG = (None, None, "31/02/2011", None, "12345", "#REF!", "beaucoup", 3, "peut-être", "X")
"""For each column, a wrong value."""

_FIXED_TIME = (2026, 1, 1, 0, 0, 0)
_DATE_STYLE = 1
_EPOCH = date(1899, 12, 30)
_SYLLABLES = [
    "ba",
    "cou",
    "di",
    "fen",
    "gra",
    "lo",
    "mi",
    "nou",
    "pa",
    "ro",
    "sil",
    "tar",
    "ve",
    "zo",
    "chou",
    "bri",
]
_PLACES = ("Trifouillis-les-Oies", "Perpète-lès-Olivettes", "Saint-Glinglin", "Pétaouchnok-sur-Mer")

Value = str | int | date | None


def make_centre(folder: Path, files: int, *, wrong_share: float = WRONG_SHARE) -> None:
    """Writes `centre.toml`, `sessions.xlsx` and one roster workbook per session into an empty folder."""
    random = Random(2026)  # the same centre each time
    write = _writer()
    (folder / "rosters").mkdir(parents=True)
    (folder / "centre.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "sessions.xlsx").write_bytes(write(_sessions(files)))
    for number in range(files):
        (folder / "rosters" / f"{_session_id(number)}.xlsx").write_bytes(write(_roster(random, number, wrong_share)))


def _session_id(number: int) -> str:
    return f"S{number:05}"


def _sessions(count: int) -> list[tuple[Value, ...]]:
    """Twenty rooms, one session a day in each: none clash."""
    titles = ("Session", "Date", "Début", "Fin", "Salle", "Surveillant(s)", "Postes")
    first = date(2027, 1, 4)
    rows: list[tuple[Value, ...]] = [titles]
    for number in range(count):
        weeks, day = divmod(number // 20, 5)
        room = number % 20
        rows.append(
            (
                _session_id(number),
                first + timedelta(days=7 * weeks + day),
                "8:00",
                "12:00",
                f"Salle {room}",
                f"Mme {_name(Random(room))} {_name(Random(room + 100))} ; M. {_name(Random(room + 200))}",
                32,
            )
        )
    return rows


def _roster(random: Random, number: int, wrong_share: float) -> list[tuple[Value, ...]]:
    return [TITLES, *(_candidate(random, number, row, wrong_share) for row in range(ROWS))]


def _candidate(random: Random, session: int, row: int, wrong_share: float) -> tuple[Value, ...]:
    born = date(2010, 1, 1) + timedelta(days=random.randrange(1400))
    cells: list[Value] = [
        _name(random).upper(),
        _name(random),
        born,
        random.choice(_PLACES),
        f"{session * ROWS + row:09}AB",
        f"3{'ABCDEF'[session % 6]}",
        random.choice((None,) * 9 + ("33 %",)),
        random.randrange(5, 17),
        "oui",
        random.choice("MF"),
    ]
    for column, wrong in enumerate(WRONG):
        if random.random() < wrong_share:
            cells[column] = wrong
    return tuple(cells)


def _name(random: Random) -> str:
    return "".join(random.choice(_SYLLABLES) for _ in range(random.randrange(3, 6))).capitalize()


def _writer() -> Callable[[Sequence[Sequence[Value]]], bytes]:
    """A function from rows to the bytes of a workbook of one worksheet."""
    parts = _template()

    def write(rows: Sequence[Sequence[Value]]) -> bytes:
        sheet, strings = _worksheet(rows)
        changed = {**parts, "xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": strings}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in changed.items():
                info = zipfile.ZipInfo(name, _FIXED_TIME)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, content, compresslevel=6)
        return out.getvalue()

    return write


def _template() -> dict[str, bytes]:
    """The parts of a workbook with a text and a date, so that strings and a date style exist in it."""
    workbook = openpyxl.Workbook()
    workbook["Sheet"].append(["texte", date(2026, 1, 1)])
    out = io.BytesIO()
    workbook.save(out)
    with zipfile.ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, end, added in _ADDED:
        parts[name] = parts[name].replace(end, added + end)
    parts["docProps/core.xml"] = _NO_PROPERTIES
    return parts


# openpyxl writes its texts in the cells; spreadsheet programs share them in a part of their own.
_ADDED = (
    (
        "[Content_Types].xml",
        b"</Types>",
        b'<Override PartName="/xl/sharedStrings.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>',
    ),
    (
        "xl/_rels/workbook.xml.rels",
        b"</Relationships>",
        b'<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" '
        b'Target="sharedStrings.xml" Id="rId9"/>',
    ),
)
# Those of openpyxl hold the time.
_NO_PROPERTIES = (
    b'<?xml version="1.0"?><cp:coreProperties '
    b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def _worksheet(rows: Sequence[Sequence[Value]]) -> tuple[bytes, bytes]:
    """The XML of a worksheet, and of its strings."""
    strings: dict[str, int] = {}
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = (_cell(f"{chr(65 + column)}{number}", value, strings) for column, value in enumerate(row))
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    sheet = f"{_HEAD}<worksheet {_MAIN}><sheetData>{''.join(lines)}</sheetData></worksheet>"
    items = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
    return sheet.encode(), f"{_HEAD}<sst {_MAIN}>{items}</sst>".encode()


def _cell(address: str, value: Value, strings: dict[str, int]) -> str:
    match value:
        case None:
            return ""
        case str():
            return f'<c r="{address}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'
        case date():
            return f'<c r="{address}" s="{_DATE_STYLE}"><v>{(value - _EPOCH).days}</v></c>'
        case _:
            return f'<c r="{address}"><v>{value}</v></c>'
