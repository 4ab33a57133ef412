"""A small centre with one candidate whose name is rare, and a site in which nothing of it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Literal

import pytest

from generator.public.privacy.gate import Leak, leaks
from generator.public.privacy.product import read_product
from generator.public.privacy.published import published
from schemas.centre import CentreSettings, PublicationSettings, Room
from schemas.records import Candidate, Centre, Result, Session, SheetRow

PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Session 3A-lundi</title></head>
<body class="page long"><h1>Salle B204, jeudi 12&nbsp;mars 2026</h1>
<p>Surveillants&nbsp;: Mme Martin, M. Paul Durand</p>
<p>Notez au tableau le code d’accès, puis l’heure de fin&nbsp;: 10&nbsp;h&nbsp;45.</p>
</body></html>
"""

SESSION = Session(
    id="3A-lundi",
    date=date(2026, 3, 12),
    start=time(9),
    end=time(12),
    site="Site principal",
    room="Salle B204",
    invigilators=("Mme Martin", "M. Paul Durand"),
    access_code="KTRM42",
    notes="Prévoir une rallonge électrique près de la porte du fond.",
)
CANDIDATE = Candidate(
    session_id="3A-lundi",
    last_name="Œuf-Tartempion",
    first_name="Zélie",
    birth_date=date(2010, 3, 1),
    birth_place="Trifouillis",
    ine="123456789AB",
    external_id="ELEVE-0042",
    division="3A",
    convocation_email="zouzou.oeuf@college.example",
)

Gate = Callable[..., list[Leak]]


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    """Runs the gate on files, given by name, beside an ordinary page. `candidates` replaces the usual one."""

    def run(
        files: dict[str, str | bytes],
        *,
        candidates: tuple[Candidate, ...] = (CANDIDATE,),
        session: Session = SESSION,
        sheet_rows: tuple[SheetRow, ...] = (),
        results: tuple[Result, ...] = (),
        publication: PublicationSettings | None = None,
        shipped: dict[str, str | bytes] | None = None,
        public_phrases: tuple[str, ...] = ("3A-lundi", "Salle B204", "Mme Martin", "M. Paul Durand"),
        places: tuple[str, ...] = (),
        lists: tuple[str, ...] = (),
        rooms: tuple[str, ...] = (),
        language: Literal["fr", "en"] = "fr",
    ) -> list[Leak]:
        staged, own = tmp_path / "staged", tmp_path / "shipped"
        for folder, contents in ((staged, {"index.html": PAGE, **files}), (own, shipped or {})):
            folder.mkdir(exist_ok=True)
            for name, content in contents.items():
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.encode() if isinstance(content, str) else content)
        settings = CentreSettings(
            name="Collège",
            site="Site principal",
            language=language,
            rooms=dict.fromkeys(rooms, Room(seats=20)),
            publication=publication or PublicationSettings(),
        )
        published_here = published(settings, fields=public_phrases, lists=lists, places=places)
        centre = Centre(
            settings=settings,
            sessions=(session,),
            candidates=candidates,
            sheet_rows=sheet_rows,
            results=results,
        )
        return leaks(staged, centre, product=read_product((own,)), published=published_here)

    return run
