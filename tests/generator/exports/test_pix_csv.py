"""The mass import: to the letter, read back, and refused before the platform would."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.exports.pix_csv import Billing, importable, pix_csv
from generator.refusal import BuildRefused
from schemas.check import check_content
from schemas.records import Centre
from schemas.rules.examples import sessions
from tests.generator.exports.centres import ADA, CENTRE, FIRST, NUMBERED, PHILIBERT, ZELIE, with_zelie
from tests.support.centres import TODAY, write_centre

HEADER = (
    '"Numéro de session préexistante";"* Nom du site";"* Nom de la salle";"* Date de début (format: JJ/MM/AAAA)";'
    '"* Heure de début (heure locale format: HH:MM)";"* Surveillant(s)";"Observations (optionnel)";"* Nom de naissance";"* Prénom";'
    '"* Date de naissance (format: JJ/MM/AAAA)";"* Sexe (M ou F)";"Code INSEE de la commune de naissance";'
    '"Code postal de la commune de naissance";"Nom de la commune de naissance";"* Pays de naissance";'
    '"E-mail du destinataire des résultats (formateur, enseignant…)";"E-mail de convocation";"Identifiant externe";'
    '"Temps majoré ? (exemple format: 33%)"'
)
BILLING_HEADER = ';"* Tarification part Pix (Gratuite, Prépayée ou Payante)";"Code de prépaiement (si Tarification part Pix Prépayée)"'


def exported(centre: Centre, billing: Billing | None = None) -> bytes:
    return pix_csv(importable(centre, TODAY), billing, show_values=False)


def problems(centre: Centre, *, show_values: bool = False) -> list[str]:
    with pytest.raises(BuildRefused) as refused:
        pix_csv(importable(centre, TODAY), None, show_values=show_values)
    return refused.value.problems


def test_the_file_is_that_of_the_platform_to_the_letter() -> None:
    lines = exported(CENTRE).decode("utf-8").split("\r\n")
    assert lines == [
        "\ufeff" + HEADER,
        ';Annexe;B204;11/03/2027;09:00;Mme Camille Trucmuche, M. Alex Machinchose;;Topinambour;Zélie;12/03/2011;F;99402;;;FRANCE;;;"eleve;42";33%',
        ';;;;;;;"D’Artichaut ""Fils""";Philibert;12/03/2011;M;;99402;Saint-Glinglin;FRANCE;;phil@college.example;;',
        "4242;;;;;;;Bidule;Ada;12/03/2011;F;99;;Pétaouchnok;SYLDAVIE;;;;",
        "",
    ]


def test_a_centre_that_pix_bills_has_two_more_columns() -> None:
    lines = exported(CENTRE, Billing(part="Prépayée", prepayment_code="P-1")).decode("utf-8-sig").splitlines()
    assert lines[0] == HEADER + BILLING_HEADER
    assert all(line.endswith(";Prépayée;P-1") for line in lines[1:])


def test_neither_the_access_code_nor_the_observations_leave_the_centre() -> None:
    assert FIRST.access_code.encode() not in exported(CENTRE)  # type: ignore[union-attr]
    assert b"loge" not in exported(CENTRE)


def test_read_back_the_sessions_and_candidates_are_the_same(tmp_path: Path) -> None:
    rows = sessions(
        {"site": "Annexe", "invigilators": " ; ".join(FIRST.invigilators), "access_code": "BCDF23", "notes": FIRST.notes,
         "session_number": None},
        {"id": "S2", "site": "Annexe", "room": "C1", "invigilators": "M. Alix Bidule", "session_number": 4242,
         "access_code": "BCDF23", "notes": FIRST.notes},
    )  # fmt: skip
    centre = replace(CENTRE, candidates=(ZELIE, replace(PHILIBERT, last_name="D’Artichaut"), ADA))
    content = write_centre(tmp_path, rows, {"x.csv": exported(centre)})
    report = check_content(content, TODAY)
    assert report.centre is not None
    assert report.centre.sessions == (FIRST, NUMBERED)
    assert report.centre.candidates == centre.candidates
    assert exported(report.centre) == exported(centre)


@pytest.mark.parametrize(
    ("changes", "start"),
    [
        ({"sex": None}, "Le sexe manque."),
        ({"birth_country": None}, "Le pays de naissance manque."),
        ({"birth_insee_code": None}, "Le lieu de naissance est incomplet."),
        ({"birth_insee_code": "1402"}, "Ce code INSEE"),
        ({"birth_insee_code": None, "birth_postal_code": "1402", "birth_place": "Ys"}, "Ce code postal"),
        ({"birth_country": "SYLDAVIE"}, "Pour une naissance à l’étranger, la ville"),
        ({"last_name": "=cmd|x"}, "Un texte commence par ="),
        ({"first_name": "@Zélie"}, "Un texte commence par ="),
        ({"external_id": "-12"}, "Un texte commence par ="),
    ],
)
def test_what_the_platform_would_refuse_is_said_before_with_its_place(
    changes: dict[str, str | None], start: str
) -> None:
    (problem,) = problems(with_zelie(**changes))
    assert problem.startswith(start)
    assert problem.endswith("Candidats\u00a0: S1 (n°\u00a01 de la liste).")


def test_a_name_is_said_only_where_values_are_shown() -> None:
    assert "Topinambour Zélie" in problems(with_zelie(sex=None), show_values=True)[0]
    assert "Topinambour" not in problems(with_zelie(sex=None))[0]


def test_all_problems_come_at_once_a_line_each() -> None:
    people = tuple(replace(person, sex=None, birth_country=None) for person in CENTRE.candidates)
    said = problems(replace(CENTRE, candidates=people))
    assert [text.partition(".")[0] for text in said] == [
        "Le sexe manque", "Le pays de naissance manque",
    ]  # fmt: skip
    assert all(text.endswith("S1 (tous), S2 (tous).") for text in said)


def test_ranks_that_follow_each_other_are_said_as_runs() -> None:
    right = [replace(ZELIE, first_name=f"Zélie-{rank}") for rank in range(6)]
    people = tuple(
        replace(person, sex=None) if rank in {0, 1, 2, 4} else person for rank, person in enumerate(right)
    )
    assert problems(replace(CENTRE, candidates=people))[0].endswith("S1 (n°\u00a01 à 3, 5 de la liste).")


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ({"session_number": "12-A"}, "son numéro Pix ne se compose pas de chiffres"),
        ({"session_number": "4242"}, "elles ont le même numéro Pix"),
        ({"room": "=B204"}, "commence par =, +, - ou @"),
    ],
)
def test_a_session_that_the_platform_would_refuse_or_merge_is_said(first: dict[str, str], said: str) -> None:
    (problem,) = problems(replace(CENTRE, sessions=(replace(FIRST, **first), NUMBERED)))  # type: ignore[arg-type]
    assert said in problem


def test_sessions_of_the_past_and_those_without_candidates_stay_out() -> None:
    past, empty = replace(FIRST, date=date(2026, 11, 22)), replace(FIRST, id="S9", room="D1")
    wanted = importable(replace(CENTRE, sessions=(past, NUMBERED, empty)), TODAY)
    assert (wanted.sessions, wanted.without) == ((NUMBERED,), ("S9",))


def test_nothing_to_import_is_said() -> None:
    assert problems(replace(CENTRE, candidates=())) == [
        "Aucune session à venir n’a de candidats : il n’y a rien à importer."
    ]
