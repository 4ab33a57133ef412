"""The announcement says date, start, end, place and invigilators, and holds nothing secret."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, datetime, time

import openpyxl
import pytest

from generator.private.exports.announcement import (
    announcement_csv,
    announcement_text,
    announcement_xlsx,
    to_announce,
)
from generator.writing.refusal import BuildRefused
from tests.support.export_centres import CENTRE, FIRST, NUMBERED, SETTINGS

TITLES = ["Session", "Date", "Début", "Fin", "Site", "Salle", "Surveillant(s)", "Numéro de session Pix"]


def test_the_workbook_has_a_row_per_session_with_true_dates_and_times() -> None:
    data = announcement_xlsx((FIRST, NUMBERED), SETTINGS)
    rows = list(openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(min_row=4, values_only=True))
    assert rows[0] == tuple(TITLES)
    assert rows[1][:4] == ("S1", datetime(2027, 3, 11), time(9), time(12))
    assert rows[1][4:7] == ("Annexe", "B204", "Mme Camille Trucmuche et M. Alex Machinchose")
    assert rows[2][7] == "4242"
    assert data == announcement_xlsx((FIRST, NUMBERED), SETTINGS)


def test_the_csv_says_the_same() -> None:
    text = announcement_csv((FIRST,)).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == [
        TITLES,
        ["S1", "11/03/2027", "09:00", "12:00", "Annexe", "B204", "Mme Camille Trucmuche et M. Alex Machinchose", ""],
    ]


def test_the_email_says_it_in_words() -> None:
    text = announcement_text((FIRST,), SETTINGS)
    assert text.startswith(
        "Objet\u00a0: certification Pix – annonce de 1\u00a0session – Collège Gaston-Tartempion (0999999Z)\n"
    )
    assert "– jeudi 11\u00a0mars 2027, de 9\u202fh à 12\u202fh\n  Lieu\u00a0: Annexe, B204\n" in text
    assert "BCDF23" not in text
    assert "loge" not in text


def test_what_looks_like_a_formula_stays_text() -> None:
    session = replace(FIRST, room="=1+1")
    sheet = openpyxl.load_workbook(io.BytesIO(announcement_xlsx((session,), SETTINGS))).worksheets[0]
    assert (sheet["F5"].value, sheet["F5"].data_type) == ("=1+1", "s")
    assert ";'=1+1;" in announcement_csv((session,)).decode()


def test_only_sessions_to_come_are_announced() -> None:
    assert to_announce(CENTRE, date(2027, 3, 11)) == (FIRST, NUMBERED)
    with pytest.raises(BuildRefused, match="rien à annoncer"):
        to_announce(CENTRE, date(2027, 3, 12))
