"""One faulty file to the bytes of its annotated copy.

An .xlsx is taken over by openpyxl with its formulas, styles, widths and other worksheets. openpyxl does not keep
everything; what we saw go missing is said at the head of the list (`generator.reports.annotate.losses`):

- pictures (kept only where Pillow is installed), shapes and text boxes, form controls, embedded objects, slicers,
  sparklines, threads of comments (their text stays), macros;
- conditional formats and drop-down lists in the form that Excel 2010 added (lists on another worksheet);
- the last results of formulas: the spreadsheet program calculates them again when it opens the copy.

Without a word: the size of existing comments, values hidden below merged cells, details of charts.
An .ods, .xls or .csv, and an .xlsx that openpyxl cannot open, gives its cells as they are read, without its looks.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet as XlsxSheet

from generator.reports.annotate.as_read import workbook_as_read
from generator.reports.annotate.losses import lost, too_wide
from generator.reports.annotate.marks import mark
from generator.reports.annotate.worklist import add_worklist
from generator.writing.spreadsheets import mark_as_ours, packed
from schemas.finding import Finding
from schemas.reading.files.archive import unpack
from schemas.reading.files.workbook import read_file
from schemas.reading.worksheet import Worksheet

KEYWORD = "consigne-copie-annotee"
"""In the document properties of every copy: only such a file may be replaced."""

MAX_CELLS = 1_000_000
"""openpyxl holds about 250 bytes a cell: beyond, the memory of a small machine would not do."""

_ONLY_CELLS = (
    "La mise en forme de l’original n’est pas reprise ici\u00a0: seulement ses cellules, comme elles sont lues."
)


def annotated(path: Path, name: str, findings: Sequence[Finding], *, site_url: str | None = None) -> bytes | None:
    """The annotated copy of a file; None when its cells cannot be read, or are too many. With `site_url`, each code leads to
    the page of its rule.

    A workbook with a password has none either: its copy would show in clear what someone chose to protect.
    """
    worksheets = read_file(path, name).worksheets
    if not worksheets or sum(len(row) for sheet in worksheets for row in sheet.rows) > MAX_CELLS:
        return None
    styled = _with_its_looks(path, name, worksheets, findings, site_url) if path.suffix.lower() == ".xlsx" else None
    if styled is not None:
        return styled
    workbook, sheets = workbook_as_read(worksheets, Path(name).stem)
    return _finished(workbook, sheets, name, findings, _ONLY_CELLS, site_url)


def _with_its_looks(
    path: Path,
    name: str,
    worksheets: Sequence[Worksheet],
    findings: Sequence[Finding],
    site_url: str | None,
) -> bytes | None:
    """The copy made by openpyxl; None where openpyxl cannot."""
    data = path.read_bytes()
    archive = unpack(data)
    parts = {name: archive.part(name) for name in archive.names}
    if too_wide(parts):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # in English, and about what `lost` finds by itself
            workbook = load_workbook(io.BytesIO(data), rich_text=True)
            _restore_impossible_dates(workbook, worksheets)
            sheets: dict[str | None, XlsxSheet] = {sheet.title: sheet for sheet in workbook.worksheets}
            return _finished(workbook, sheets, name, findings, lost(parts, workbook), site_url)
    except Exception:
        # openpyxl raises nearly anything for what it does not know: the cells as read do instead.
        return None


def _restore_impossible_dates(workbook: Workbook, worksheets: Sequence[Worksheet]) -> None:
    """Writes again the numbers that openpyxl turns into #VALUE! because their cell has the format of a date."""
    for worksheet in worksheets:
        if worksheet.name not in workbook.sheetnames:
            continue
        sheet = workbook[worksheet.name]
        for row, cells in enumerate(worksheet.rows, start=1):
            for column, value in enumerate(cells, start=1):
                if isinstance(value, (int, float)) and sheet.cell(row, column).data_type == "e":
                    sheet.cell(row, column, value).number_format = "General"


def _finished(
    workbook: Workbook,
    sheets: Mapping[str | None, XlsxSheet],
    name: str,
    findings: Sequence[Finding],
    note: str | None,
    site_url: str | None,
) -> bytes:
    marked = mark(sheets, findings)
    add_worklist(workbook, marked, name, note, site_url)
    mark_as_ours(workbook, keyword=KEYWORD, title=f"À corriger\u00a0: {name}")
    return packed(workbook)
