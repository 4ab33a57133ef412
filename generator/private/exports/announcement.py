"""The announcement of sessions to Pix: date, start, end, place and invigilators, as a table or as an e-mail."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from generator.language.french import NO_BREAK, clock, counted, date_in_words, enumerated
from generator.writing.refusal import ExportRefused
from generator.writing.spreadsheets import lines_in, mark_as_ours, packed, print_on_a4, write_text
from schemas.centre import CentreSettings
from schemas.records import Centre, Session

KEYWORD = "consigne-annonce"
_TITLE = "Annonce de sessions de certification Pix"
_COLUMNS = (
    ("Session", 16),
    ("Date", 13),
    ("Début", 9),
    ("Fin", 9),
    ("Site", 28),
    ("Salle", 24),
    ("Surveillant(s)", 46),
    ("Numéro de session Pix", 14),
)
_GRID = Border(*(Side(style="thin", color="808080"),) * 4)


def to_announce(centre: Centre, today: date) -> tuple[Session, ...]:
    """The sessions to come, in order of time.

    Raises:
        ExportRefused: there are none.
    """
    sessions = tuple(session for session in centre.sessions if session.date >= today)
    if not sessions:
        raise ExportRefused(["Aucune session n’est à venir : il n’y a rien à annoncer."])
    return sessions


def announcement_csv(sessions: Sequence[Session]) -> bytes:
    """A row per session, for any spreadsheet program (UTF-8 with BOM, `;`)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(title for title, _ in _COLUMNS)
    writer.writerows([_harmless(_shown(value)) for value in _row(session)] for session in sessions)
    return out.getvalue().encode("utf-8-sig")


def announcement_xlsx(sessions: Sequence[Session], settings: CentreSettings) -> bytes:
    """A row per session below the centre's name, ready to print: the same bytes each time."""
    workbook = Workbook()
    worksheet: Any = workbook.active
    worksheet.title = "Annonce"
    centre = f"{settings.name} ({settings.uai})" if settings.uai else settings.name
    for row, text in enumerate((_TITLE, centre), 1):
        write_text(worksheet.cell(row, 1), text)
        worksheet.cell(row, 1).font = Font(name="Arial", size=14 if row == 1 else 11, bold=True)
    for index, (title, width) in enumerate(_COLUMNS, 1):
        write_text(worksheet.cell(4, index), title)
        worksheet.cell(4, index).fill = PatternFill("solid", fgColor="D9D9D9")
        worksheet.column_dimensions[get_column_letter(index)].width = width
    for row, session in enumerate(sessions, 5):
        for index, value in enumerate(_row(session), 1):
            _write(worksheet.cell(row, index), value)
    for row in worksheet.iter_rows(min_row=4, max_row=4 + len(sessions)):
        lines = 1
        for cell, (_, width) in zip(row, _COLUMNS, strict=True):
            cell.border = _GRID
            cell.font = Font(name="Arial", size=11, bold=cell.row == 4)
            is_text = isinstance(cell.value, str)
            cell.alignment = Alignment(
                horizontal="left" if is_text else "center",
                indent=int(is_text),
                vertical="center",
                wrap_text=True,
            )
            lines = max(lines, lines_in(str(cell.value), width - 1) if is_text else 1)
        worksheet.row_dimensions[row[0].row].height = 8 + 15 * lines
    worksheet.freeze_panes = "A5"
    worksheet.print_title_rows = "4:4"
    print_on_a4(worksheet)
    mark_as_ours(workbook, keyword=KEYWORD, title=_TITLE)
    return packed(workbook)


def announcement_text(sessions: Sequence[Session], settings: CentreSettings) -> str:
    """The e-mail to send: subject, then text."""
    centre = f"{settings.name} ({settings.uai})" if settings.uai else settings.name
    lines = [
        f"Objet{NO_BREAK}: certification Pix – annonce de {counted(len(sessions), 'session')} – {centre}",
        "",
        "Bonjour,",
        "",
        f"Notre centre, {centre}, organise {'la session' if len(sessions) == 1 else 'les sessions'} de certification "
        f"{'suivante' if len(sessions) == 1 else 'suivantes'}{NO_BREAK}:",
        "",
    ]
    for session in sessions:
        number = f" (session Pix n°{NO_BREAK}{session.session_number})" if session.session_number else ""
        lines += [
            f"– {date_in_words(session.date)}, de {clock(session.start)} à {clock(session.end)}{number}",
            f"  Lieu{NO_BREAK}: {session.site}, {session.room}",
            f"  Surveillance{NO_BREAK}: {enumerated(session.invigilators)}",
            "",
        ]
    lines += [
        f"Pour chacune, pourriez-vous nous envoyer le code d’accès et la feuille d’émargement numérique{NO_BREAK}?",
        "",
        "Bien cordialement,",
        *_signature(settings),
    ]
    return "\n".join(lines) + "\n"


def _signature(settings: CentreSettings) -> tuple[str, ...]:
    """The first person to call, who is the coordinator."""
    contact = settings.contacts[0] if settings.contacts else None
    said = (contact.name, contact.role, contact.phone) if contact else ()
    return (*(text for text in said if text), settings.name)


def _row(session: Session) -> tuple[object, ...]:
    return (
        session.id,
        session.date,
        session.start,
        session.end,
        session.site,
        session.room,
        enumerated(session.invigilators),
        session.session_number or "",
    )


def _shown(value: object) -> str:
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return value.strftime("%H:%M") if hasattr(value, "strftime") else str(value)


def _harmless(text: str) -> str:
    """Text that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def _write(cell: Any, value: object) -> None:
    if isinstance(value, str):
        write_text(cell, value)
        return
    cell.value = value
    cell.number_format = "DD/MM/YYYY" if isinstance(value, date) else "HH:MM"
