"""Attendance sheets filled in after the test: ours by LibreOffice, the old platform's, one typed from a scan, all judged alike."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.private.digital_sheet.ods import digital_sheet_ods
from generator.private.digital_sheet.xlsx import digital_sheet
from schemas.check import check_content
from schemas.rules.examples import HELD, roster, sessions
from tests.support.centres import REPOSITORY, TODAY, write_centre, xlsx
from tests.support.tools import python_with_uno, require

NAMES = ("Topinambour", "Salsifis", "Quidam", "Lambda")
RIGHT = (
    ("100234", "oui", ""),
    ("100235", "oui", ""),
    ("", "", "Absent"),
    ("100237", "non", "C7 : panne, test non achevé"),
)
# A number used twice, no number, an end screen not seen.
WRONG = (("100234", "oui", ""), ("100234", "oui", ""), ("", "", ""), ("100237", "non", ""))
FINDINGS = ["T005", "T007", "T008"]
OLD_TITLES = (
    "NOM",
    "Prénom",
    "Date de naissance (format : jj/mm/aaaa)",
    "Lieu de naissance",
    "Identifiant local",
    "Temps majoré ?",
    "Adresse électronique de convocation",
    "Signature",
    "Numéro de certification\n(sans le #)",
    "Ecran de fin de test vu\n(cocher)",
    "Commentaires / Signalements\n(test non achevé, incident technique, fraude, etc.)",
)
Entries = tuple[tuple[str, str, str], ...]
Make = Callable[..., bytes]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    people = tuple({"last_name": name, "birth_date": f"1{n}/03/2011"} for n, name in enumerate(NAMES))
    made = write_centre(tmp_path, sessions({"date": HELD}), {"S1.xlsx": xlsx(*roster(*people))})
    (made / "sheets").mkdir()
    return made


def ours(content: Path, entries: Entries, suffix: str) -> None:
    """Our own sheet, filled in by LibreOffice itself."""
    python = python_with_uno()
    centre = check_content(content, TODAY).centre
    assert centre is not None
    make = {".xlsx": digital_sheet, ".ods": digital_sheet_ods}[suffix]
    path = content / "sheets" / f"S1{suffix}"
    path.write_bytes(make(centre.sessions[0], centre.candidates, centre.settings))
    edits = [
        [
            None,
            f"{column}{row}",
            "number" if text.isdigit() else "text",
            float(text) if text.isdigit() else text,
        ]
        for row, entry in enumerate(entries, 7)
        for column, text in zip("IJK", entry, strict=True)
        if text
    ]
    script = REPOSITORY / "tests" / "support" / "libreoffice_edit.py"
    subprocess.run([python, str(script), json.dumps({str(path): edits})], check=True, timeout=180)


def old_report(content: Path, entries: Entries, suffix: str) -> None:
    """The old platform's session report: a title block, ticks, the # before numbers; saved as .ods by LibreOffice."""
    require("soffice")
    rows = [
        (
            name.upper(),
            "Zélie",
            f"1{n}/03/2011",
            "Trifouillis-les-Oies",
            "",
            "",
            "",
            "",
            number and f"#{number}",
            "X" if seen == "oui" else "",
            comment,
        )
        for n, (name, (number, seen, comment)) in enumerate(zip(NAMES, entries, strict=True))
    ]
    source = content.parent / "S1.xlsx"
    source.write_bytes(xlsx(("PV de session",), ("N° de session", "4242"), (), OLD_TITLES, *rows))
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{content.parent}/profile",
            "--convert-to",
            suffix[1:],
            "--outdir",
            str(content / "sheets"),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )


def typed_from_scan(content: Path, entries: Entries, suffix: str) -> None:
    """Someone's own CSV, in the encoding and with the ticks of everyday."""
    lines = ["Nom;Prénom;Né(e) le;Né(e) à;N° de certification;Écran de fin vu;Observations"]
    lines += [
        f"{name};Zélie;1{n}-03-11;Trifouillis-les-Oies;{number};{'x' if seen == 'oui' else ''};{comment}"
        for n, (name, (number, seen, comment)) in enumerate(zip(NAMES, entries, strict=True))
    ]
    (content / "sheets" / f"S1{suffix}").write_bytes("\r\n".join(lines).encode("cp1252"))


KINDS = pytest.mark.parametrize(
    ("fill", "suffix"),
    [(ours, ".xlsx"), (ours, ".ods"), (old_report, ".ods"), (old_report, ".xlsx"), (typed_from_scan, ".csv")],
    ids=["our .xlsx", "our .ods", "old report .ods", "old report .xlsx", "typed .csv"],
)


@KINDS
def test_a_sheet_filled_in_rightly_has_no_finding(content: Path, fill, suffix: str) -> None:  # type: ignore[no-untyped-def]
    fill(content, RIGHT, suffix)
    report = check_content(content, TODAY)
    assert report.findings == ()
    assert report.centre is not None
    rows = report.centre.sheet_rows
    assert [row.certification_number for row in rows] == [100234, 100235, None, 100237]
    assert [row.end_screen_seen is True for row in rows] == [True, True, False, False]
    assert [row.comments for row in rows] == [None, None, "Absent", "C7 : panne, test non achevé"]


@KINDS
def test_the_same_mistakes_are_found_in_each(content: Path, fill, suffix: str) -> None:  # type: ignore[no-untyped-def]
    fill(content, WRONG, suffix)
    findings = check_content(content, TODAY).findings
    assert sorted(finding.code for finding in findings) == FINDINGS
    first = min(finding.place.row or 0 for finding in findings) - 1
    by_code = {finding.code: (finding.place.row or 0) - first for finding in findings}
    assert by_code == {"T007": 1, "T005": 2, "T008": 3}
    assert {finding.place.file for finding in findings} == {f"sheets/S1{suffix}"}


@pytest.mark.parametrize(
    ("make", "source", "target"), [(digital_sheet_ods, "ods", "xlsx"), (digital_sheet, "xlsx", "ods")]
)
def test_what_libreoffice_converts_is_the_same_sheet(
    content: Path, tmp_path: Path, make: Make, source: str, target: str
) -> None:
    require("soffice")
    centre = check_content(content, TODAY).centre
    assert centre is not None
    made = tmp_path / f"S1.{source}"
    made.write_bytes(make(centre.sessions[0], centre.candidates, centre.settings))
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--convert-to",
            target,
            "--outdir",
            str(content / "sheets"),
            str(made),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    report = check_content(content, TODAY)
    assert [finding.code for finding in report.findings] == []
    assert report.centre is not None
    assert [row.last_name for row in report.centre.sheet_rows] == list(NAMES)
