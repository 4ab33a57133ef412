"""Sessions and candidates of packs in tests."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from datetime import date, time
from typing import Any

from pypdf import PdfReader

from schemas.records import Candidate, Session
from tests.support.tools import require

SESSION = Session(
    id="S1",
    date=date(2027, 3, 11),
    start=time(9),
    end=time(12),
    site="Trifouillis-les-Oies",
    room="Salle B204",
    invigilators=("Mme Camille Trucmuche", "M. Dominique Machin"),
    access_code="BCDF23",
)


def candidate(**changes: Any) -> Candidate:
    """A candidate, with changes."""
    right = {
        "session_id": "S1",
        "last_name": "Topinambour",
        "first_name": "Ada",
        "birth_date": date(2011, 3, 4),
        "birth_place": "Pétaouchnok",
    }
    return Candidate(**{**right, **changes})


def people(count: int) -> list[Candidate]:
    """As many candidates, each of another name, one in five with extra time."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [
        candidate(
            last_name=f"Légume{letters[n // 26]}{letters[n % 26]}",
            first_name=f"Prénom{letters[n % 26]}",
            extra_time_percent=33 if n % 5 == 0 else 0,
            division="3e A",
            ine=f"{n:09d}AB",
        )
        for n in range(count)
    ]


def pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    return len(PdfReader(io.BytesIO(pdf)).pages)


def squeezed(pdf: bytes) -> str:
    """All text of a PDF in the order in which it was written, without spaces: a name may stand on several lines."""
    raw = subprocess.run([require("pdftotext"), "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    return bare(raw.decode("utf-8"))


def bare(text: str) -> str:
    """Text without spaces."""
    return re.sub(r"[\s\u200b\u00ad]+", "", unicodedata.normalize("NFC", text))
