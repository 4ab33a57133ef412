"""Where a session stands, from its files alone: what each of them changes in its state and in what to do next."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from generator.private.bundle.make import bundle, gather
from generator.private.packs.folder import RECORD, note_printed, put
from generator.private.progress.digests import sheet_digest
from generator.private.progress.status import public_statuses, session_statuses
from generator.public.build import build
from generator.public.states import SessionStatus, State
from generator.writing.refusal import BuildRefused
from schemas.cell import Cell
from schemas.check import check_content, checked
from schemas.judging.standing import Standing
from schemas.rules.examples import HELD, roster, sessions, sheet
from tests.generator.private.progress.test_results import TITLES
from tests.support.centres import TODAY, write_centre, xlsx

FUTURE = date(2026, 12, 10)


def centre(
    folder: Path,
    *,
    held: date = HELD,
    session: dict[str, Cell] | None = None,
    rows: tuple[dict[str, Cell], ...] = (),
    people: tuple[dict[str, Cell], ...] = ({},),
) -> Path:
    content = write_centre(folder, sessions({"date": held, **(session or {})}), {"S1.xlsx": xlsx(*roster(*people))})
    (content / "sheets").mkdir()
    if rows:
        (content / "sheets" / "S1.xlsx").write_bytes(xlsx(*sheet(*rows)))
    return content


def standing(content: Path, today: date = TODAY) -> Standing:
    return checked(content, today).standing()


def status(content: Path, today: date = TODAY) -> SessionStatus:
    packs, bundles = content.parent / "packs", content.parent / "bundles"
    return session_statuses(standing(content, today), today, packs=packs, bundles=bundles)[0]


def make_bundle(content: Path) -> None:
    stands = standing(content)
    session = stands.centre.sessions[0]
    found = gather(session, stands, [], content, show_values=False)
    (content.parent / "bundles").mkdir()
    (content.parent / "bundles" / "S1.zip").write_bytes(bundle(session, stands.centre, found, draft=False))


def test_what_to_do_before_the_test_comes_in_order(tmp_path: Path) -> None:
    told = status(centre(tmp_path / "a", held=FUTURE))
    assert (told.next.partition(" (")[0], told.due) == ("Annoncer à Pix", FUTURE - timedelta(days=14))
    told = status(centre(tmp_path / "b", held=FUTURE, session={"session_number": "4242"}))
    assert (told.next, told.due) == (
        "Noter dans sessions.xlsx le code d’accès que Pix envoie",
        FUTURE - timedelta(days=1),
    )
    told = status(centre(tmp_path / "c", held=FUTURE, session={"session_number": "4242", "access_code": "BCDF23"}))
    assert told.next == "Faire le paquet et l’imprimer (consigne pack S1)"
    assert [state for state in State if state in told.states] == [
        State.PLANNED,
        State.ANNOUNCED,
        State.CODE_RECEIVED,
        State.ROSTER_COMPLETE,
    ]


def test_a_session_with_its_code_was_announced_even_without_a_number(tmp_path: Path) -> None:
    told = status(centre(tmp_path, held=FUTURE, session={"access_code": "BCDF23"}))
    assert State.ANNOUNCED in told.states


def test_a_pack_that_is_made_is_not_yet_printed_and_a_changed_list_undoes_it(tmp_path: Path) -> None:
    content = centre(tmp_path, held=FUTURE, session={"session_number": "4242", "access_code": "BCDF23"})
    stands, folder = standing(content), tmp_path / "packs" / "S1"
    digest = sheet_digest(stands.centre.sessions[0], stands.centre.candidates)
    assert note_printed(folder, digest, TODAY) == "son paquet n’est pas fait"
    for step in range(2):
        (tmp_path / f"new{step}").mkdir()
        put(
            tmp_path / f"new{step}",
            folder,
            session="S1",
            digest="d",
            files={},
            spare=tmp_path / f"old{step}",
            sheet=digest,
        )
        if not step:
            told = status(content)
            assert (told.next, State.PACK_PRINTED in told.states) == (
                "Imprimer le paquet, puis le noter (consigne pack S1 --printed)",
                False,
            )
            assert note_printed(folder, digest, TODAY) is None
        # Made again for the same list, it stays printed.
        told = status(content)
        assert (told.next, State.PACK_PRINTED in told.states) == ("Tenir la session", True)
    (content / "rosters" / "S1.xlsx").write_bytes(xlsx(*roster({}, {"first_name": "Ada"})))
    told = status(content)
    assert told.next.startswith("La liste a changé depuis le paquet")
    assert State.PACK_PRINTED not in told.states
    assert note_printed(folder, "other", TODAY) == "sa liste a changé depuis que le paquet est fait"
    (folder / RECORD).write_text("{", encoding="utf-8")
    assert status(content).next == "Faire le paquet et l’imprimer (consigne pack S1)"


def test_todays_session_is_to_be_held_until_its_sheet_is_entered(tmp_path: Path) -> None:
    ready = {"session_number": "4242", "access_code": "BCDF23"}
    told = session_statuses(
        standing(centre(tmp_path / "a", held=TODAY, session=ready)), TODAY, packs=None, bundles=None
    )[0]
    assert (told.next, told.due, State.HELD in told.states) == ("Tenir la session", TODAY, False)
    told = status(centre(tmp_path / "b", held=TODAY, session=ready, rows=({},)))
    assert (told.next, State.HELD in told.states) == ("Remettre à Pix (consigne bundle S1 --scan …)", True)


def test_somebody_who_is_not_on_the_sheet_does_not_undo_the_list(tmp_path: Path) -> None:
    told = status(centre(tmp_path, people=({}, {"first_name": "Ada"}), rows=({},)))
    assert told.errors == 1
    assert State.ROSTER_COMPLETE in told.states
    assert State.SHEET_COMPLETE not in told.states


def test_a_session_whose_row_cannot_be_read_is_there_all_the_same(tmp_path: Path) -> None:
    content = centre(tmp_path)
    (content / "sessions.xlsx").write_bytes(
        xlsx(*sessions({"date": HELD}, {"id": "S2", "date": "31/02/2027", "room": "CDI"}))
    )
    told = session_statuses(standing(content), TODAY, packs=None, bundles=None)[1]
    assert (told.id, told.day, told.next) == ("S2", None, "Corriger 1 erreur (consigne check)")


def test_a_code_that_is_erased_as_asked_undoes_nothing(tmp_path: Path) -> None:
    facts = {"session_number": "4242"}
    content = centre(tmp_path, session={**facts, "access_code": "BCDF23", "notes": "La clé est à la loge."}, rows=({},))
    make_bundle(content)
    assert State.HANDED_IN in status(content).states
    (content / "sessions.xlsx").write_bytes(xlsx(*sessions({"date": HELD, **facts})))
    told = status(content)
    assert {State.HANDED_IN, State.CODE_RECEIVED} <= told.states
    assert told.next.startswith("Attendre les résultats")


def test_results_that_differ_leave_something_to_do(tmp_path: Path) -> None:
    content = centre(tmp_path, session={"session_number": "4242"}, rows=({},))
    (content / "results").mkdir()
    for number, step in (
        (100234, "Terminé"),
        (100235, "Vérifier les écarts avec les résultats (consigne results)"),
    ):
        line = (
            number,
            "Zélie",
            "TOPINAMBOUR",
            "12/03/2011",
            "Ys",
            "",
            "Validée",
            "345",
            *"3333333333333333",
            "",
            "4242",
            f"{HELD:%d/%m/%Y}",
        )
        (content / "results" / "r.xlsx").write_bytes(xlsx(TITLES, line))
        told = status(content)
        assert (told.next, State.RESULTS_RECEIVED in told.states) == (step, True)


def test_results_that_cannot_be_read_stop_the_site_since_nobody_could_search_it_for_them(
    tmp_path: Path,
) -> None:
    content = centre(tmp_path)
    (content / "results").mkdir()
    (content / "results" / "resultats.docx").write_bytes(b"PK")
    with pytest.raises(BuildRefused, match=r"results/resultats\.docx : Ce type de fichier"):
        build(content, tmp_path / "public", today=TODAY, site_url=None, statuses=partial(public_statuses, today=TODAY))
    assert not (tmp_path / "public").exists()


@pytest.mark.parametrize(("rows", "step"), [(({},), "Retirer la liste et la feuille"), ((), "Terminé")])
def test_past_its_retention_a_session_is_over_once_its_files_are_gone(
    tmp_path: Path, rows: tuple[dict[str, Cell], ...], step: str
) -> None:
    content = centre(tmp_path, held=date(2025, 3, 13), rows=rows)
    if not rows:
        (content / "rosters" / "S1.xlsx").unlink()
    assert status(content).next.startswith(step)
    assert [f.code for f in check_content(content, TODAY).findings] == (["F014", "F014"] if rows else [])


def test_the_site_says_nothing_of_packs_and_bundles(tmp_path: Path) -> None:
    told = session_statuses(standing(centre(tmp_path, rows=({},))), TODAY, packs=None, bundles=None)[0]
    assert told.next == "Remettre à Pix si ce n’est pas fait, puis déposer les résultats dans content/results/"
