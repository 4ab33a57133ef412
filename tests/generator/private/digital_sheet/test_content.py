"""The digital sheet with what was entered on the day: it reads back as the same rows, without a finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.private.digital_sheet.ods import digital_sheet_ods
from generator.private.digital_sheet.xlsx import digital_sheet
from schemas.check import check_content
from schemas.records import SheetRow
from schemas.rules.examples import HELD, roster, sessions
from tests.support.centres import TODAY, write_centre, xlsx

ENTERED = (
    ("Topinambour", 100234, True, None),
    ("Salsifis", 100235, True, "C8 : retard"),
    ("Quidam", None, None, "Absent"),
    ("Lambda", 100237, False, "C7 : panne, test non achevé"),
)


@pytest.mark.parametrize(("make", "suffix"), [(digital_sheet, ".xlsx"), (digital_sheet_ods, ".ods")])
def test_a_completed_sheet_reads_back_as_it_was_entered(make, suffix: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    people = tuple({"last_name": name, "birth_date": f"1{n}/03/2011"} for n, (name, *_) in enumerate(ENTERED))
    content = write_centre(tmp_path, sessions({"date": HELD}), {"S1.xlsx": xlsx(*roster(*people))})
    centre = check_content(content, TODAY).centre
    assert centre is not None
    rows = tuple(
        SheetRow(
            session_id="S1",
            last_name=candidate.last_name,
            first_name=candidate.first_name,
            birth_date=candidate.birth_date,
            birth_place=candidate.birth_place,
            present=number is not None,
            certification_number=number,
            end_screen_seen=seen,
            comments=comments,
            candidate=index,
        )
        for index, (candidate, (_, number, seen, comments)) in enumerate(zip(centre.candidates, ENTERED, strict=True))
    )
    (content / "sheets").mkdir()
    data = make(centre.sessions[0], centre.candidates, centre.settings, rows)
    (content / "sheets" / f"S1{suffix}").write_bytes(data)
    report = check_content(content, TODAY)
    assert report.findings == ()
    assert report.centre is not None
    assert report.centre.sheet_rows == rows
