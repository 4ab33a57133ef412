"""Which values are searched, and which phrases and folders count as public."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

from generator.public.privacy.phrases import phrases_of
from generator.public.privacy.product import read_product, shipped_folders
from generator.public.privacy.published import published_by
from generator.public.privacy.values import (
    CANDIDATE_FIELDS,
    LABELS,
    NOT_SEARCHED,
    RESULT_FIELDS,
    SESSION_FIELDS,
    SHEET_FIELDS,
    Role,
)
from generator.public.records import PublicCentre, PublicSession
from schemas.centre import CentreSettings, Contact, PublicationSettings, Room, TestSettings
from schemas.records import Candidate, Result, Session, SheetRow
from tests.generator.public.privacy.conftest import SESSION

SEARCHED = {**CANDIDATE_FIELDS, **SHEET_FIELDS, **SESSION_FIELDS, **RESULT_FIELDS}


def test_every_field_of_a_record_is_searched_or_known_to_be_harmless() -> None:
    names = {field.name for record in (Candidate, SheetRow, Session, Result) for field in fields(record)}
    assert names == SEARCHED.keys() | NOT_SEARCHED
    assert not SEARCHED.keys() & NOT_SEARCHED


def test_every_value_that_can_leak_has_a_french_label() -> None:
    told = {name for name, role in SEARCHED.items() if role is not Role.COMPANION}
    assert LABELS.keys() == told | {"full_name", "invigilators"}


def test_the_phrases_of_a_public_centre() -> None:
    session = PublicSession(
        id="3A-lundi",
        date=SESSION.date,
        start=SESSION.start,
        end=SESSION.end,
        site="Annexe",
        room="B204",
        invigilators=("M. Alix Bidule", "Mme Camille Trucmuche"),
        candidate_count=18,
        seats=20,
    )
    centre = PublicCentre(
        name="Collège Gaston-Tartempion",
        uai="0999999Z",
        site="Trifouillis",
        test=TestSettings(url="https://a.example", resume_url="https://a.example/b"),
        contacts=(Contact(role="Secrétariat", phone="01 99 00 00 00"),),
        extra_time_percents=(),
        site_url="https://b.example",
        sessions=(session,),
    )
    settings = CentreSettings(
        name=centre.name,
        site=centre.site,
        rooms={"Salle Marie Curie": Room(seats=12)},
        publication=PublicationSettings(allowed_words=("Petit", "rue Rose")),
    )
    found = published_by(centre, settings)
    assert found.fields == phrases_of(
        (
            "Collège Gaston-Tartempion",
            "Trifouillis",
            "0999999Z",
            "https://b.example",
            "https://a.example",
            "https://a.example/b",
            "Secrétariat",
            "01 99 00 00 00",
            "M. Alix Bidule",
            "Mme Camille Trucmuche",
        )
    )
    assert found.lists == phrases_of(["M. Alix Bidule, Mme Camille Trucmuche"])
    assert found.places == phrases_of(["3A-lundi", "Annexe", "B204"])
    assert found.answered == phrases_of(["Salle Marie Curie", "Marie Curie", "rue Rose"])
    assert found.allowed_words == {"petit"}
    moved = replace(centre, sessions=(replace(session, site="Trifouillis"),))
    assert published_by(moved, settings).places == phrases_of(["3A-lundi", "B204"])


def test_the_products_own_words_are_many_and_hold_few_names() -> None:
    vocabulary = read_product(shipped_folders()).vocabulary
    assert {"surveillant", "certification", "imprimer", "octobre"} <= vocabulary
    names = "martin bernard thomas robert richard durand moreau simon laurent michel david rose marie paul leo lea"
    assert vocabulary.isdisjoint(names.split())


def test_the_wording_of_the_centre_that_is_built_is_not_the_products(tmp_path: Path) -> None:
    everywhere = shipped_folders(tmp_path)
    (wording,) = (folder for folder in everywhere if folder.name == "briefing")
    assert set(everywhere) - set(shipped_folders(wording.parent)) == {wording}
    assert all(folder.exists() for folder in everywhere)
