"""Results of Pix against the sheets: homonyms, swapped numbers, files of another year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from generator.private.progress.results import match_results
from schemas.judging.standing import Standing
from schemas.reading.results import read_results
from schemas.records import Centre, Result, Session, SheetRow, Source
from tests.support.centres import SETTINGS, TODAY, xlsx

SESSION = Session(
    id="S1",
    date=date(2026, 11, 20),
    start=time(9),
    end=time(12),
    site="Annexe",
    room="B204",
    invigilators=("M. Bidule",),
    session_number="4242",
)
TITLES = (
    "Numéro de certification",
    "Prénom",
    "Nom",
    "Date de naissance",
    "Lieu de naissance",
    "Identifiant Externe",
    "Statut",
    "Nombre de Pix",
    *(
        f"{domain}.{number}"
        for domain, last in ((1, 3), (2, 4), (3, 4), (4, 3), (5, 2))
        for number in range(1, last + 1)
    ),
    "Commentaire jury pour l'organisation",
    "Session",
    "Date de passage de la certification",
)


def row(number: int | None, line: int, day: int = 1, last_name: str = "Topinambour") -> SheetRow:
    return SheetRow(
        session_id="S1",
        last_name=last_name,
        first_name="Zélie",
        birth_date=date(2011, 3, day),
        certification_number=number,
        source=Source(file="sheets/S1.xlsx", row=line, letters={"certification_number": "K"}),
    )


def result(number: int | None, line: int, day: int = 1, last_name: str = "TOPINAMBOUR") -> Result:
    return Result(
        session_number="4242",
        certification_number=number,
        last_name=last_name,
        first_name="Zelie",
        birth_date=date(2011, 3, day),
        held=SESSION.date,
        source=Source(
            file="results/r.csv", row=line, letters={"certification_number": "A", "session": "Y", "held": "Z"}
        ),
    )


def said(rows: tuple[SheetRow, ...], results: tuple[Result, ...], *, show_values: bool = False) -> list[str]:
    centre = Centre(settings=SETTINGS, sessions=(SESSION,), candidates=(), sheet_rows=rows, results=results)
    standing = Standing(
        centre=centre,
        errors={},
        unplaced=(),
        entered=frozenset(),
        attachments=(),
        result_files=("results/r.csv",),
        result_problems=(),
    )
    return list(match_results(standing, show_values=show_values).problems)


def test_homonyms_are_told_apart_by_their_birth_dates() -> None:
    assert said((row(1, 7, day=1), row(2, 8, day=2)), (result(2, 2, day=2), result(1, 3, day=1))) == []


def test_two_homonyms_whose_numbers_are_swapped_are_seen() -> None:
    first, second = said((row(1, 7, day=1), row(2, 8, day=2)), (result(1, 2, day=2), result(2, 3, day=1)))
    assert first.startswith(
        "results/r.csv, cellule A2 : le numéro n’est pas celui de la feuille (sheets/S1.xlsx, cellule K8)"
    )
    assert "La feuille donne ce numéro à un autre (sheets/S1.xlsx, cellule K7)." in first
    assert second.startswith("results/r.csv, cellule A3 : le numéro")


def test_the_same_file_downloaded_twice_says_nothing_new() -> None:
    once = result(1, 2)
    assert said((row(1, 7),), (once, replace(once, source=replace(once.source, file="results/r (1).csv")))) == []


@pytest.mark.parametrize(
    ("rows", "results", "expected"),
    [
        ((row(1, 7),), (), []),
        (
            (row(1, 7), row(2, 8, day=2, last_name="Salsifis")),
            (result(1, 2),),
            ["sheets/S1.xlsx, cellule K8 : aucun résultat"],
        ),
        (
            (row(1, 7),),
            (result(1, 2), result(9, 3, last_name="INCONNU")),
            ["results/r.csv, cellule A3 : ce candidat n’est pas"],
        ),
        (
            (row(None, 7),),
            (result(1, 2),),
            ["results/r.csv, cellule A2 : la feuille n’a pas de numéro pour ce candidat"],
        ),
        (
            (row(1, 7),),
            (result(1, 2, last_name="AUTRE"),),
            ["results/r.csv, cellule A2 : ce numéro est celui de quelqu’un d’autre"],
        ),
        ((row(1, 7),), (result(1, 2, day=9),), ["results/r.csv, cellule A2 : la date de naissance"]),
        (
            (row(1, 7),),
            (result(None, 2),),
            ["results/r.csv, cellule A2 : ce n’est pas un numéro", "results/r.csv, cellule A2 : le numéro"],
        ),
        ((), (result(1, 2), result(2, 3)), ["Session S1 : ses résultats sont là"]),
    ],
)
def test_each_difference_has_its_sentence(
    rows: tuple[SheetRow, ...], results: tuple[Result, ...], expected: list[str]
) -> None:
    found = said(rows, results)
    assert len(found) == len(expected)
    assert all(text.startswith(start) for text, start in zip(found, expected, strict=True)), found


def test_numbers_and_names_are_said_only_where_values_are_shown() -> None:
    rows, results = (row(733101, 7), row(2, 8, last_name="Salsifis")), (result(733102, 2),)
    shown, hidden = (" ".join(said(rows, results, show_values=show)) for show in (True, False))
    assert all(word in shown for word in ("733101", "733102", "Salsifis"))
    assert not any(word in hidden for word in ("733101", "733102", "Salsifis"))


def test_a_file_of_another_centre_or_year_is_said_once_with_its_cells() -> None:
    elsewhere = [replace(result(n, n), session_number="9") for n in (2, 3, 4)]
    last_year = [replace(result(n, n), held=date(2025, 11, 20)) for n in (5, 6)]
    first, second = said((row(1, 7),), (*elsewhere, *last_year))
    assert first.startswith("results/r.csv, cellules Y2 à Y4 : la session 9 n’est pas dans sessions.xlsx")
    assert second.startswith(
        "results/r.csv, cellules Z5 à Z6 : test passé le 20/11/2025, et la session S1 est du 20/11/2026."
    )


@pytest.mark.parametrize(
    ("name", "encoding"), [("r.csv", "utf-8-sig"), ("r.csv", "cp1252"), ("r.csv", "utf-16"), ("r.xlsx", "")]
)
def test_the_file_of_the_platform_is_read_whatever_its_encoding(name: str, encoding: str, tmp_path: Path) -> None:
    line = (
        "733101",
        "Zélie",
        "TOPINAMBOUR",
        "12/03/2011",
        "Ys",
        "e-1",
        "Validée",
        "345",
        *"3333333333333333",
        "Rien",
        "4242",
        "20/11/2026",
    )
    text = "\r\n".join(";".join(cells) for cells in (TITLES, line))
    (tmp_path / name).write_bytes(text.encode(encoding) if encoding else xlsx(TITLES, line))
    read = read_results([(tmp_path / name, f"results/{name}")], TODAY)
    assert (read.troubles, read.strangers) == ([], [])
    assert read.rows == [
        Result(
            session_number="4242",
            certification_number=733101,
            last_name="TOPINAMBOUR",
            first_name="Zélie",
            birth_date=date(2011, 3, 12),
            birth_place="Ys",
            external_id="e-1",
            jury_comment="Rien",
            held=date(2026, 11, 20),
        )
    ]
    assert read.rows[0].source.cell("certification_number") == "A2"
