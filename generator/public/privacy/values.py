"""Which values must not be published, and what each one is.

The tables are the policy: a new field of a record is searched once it has a line here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto


class Role(Enum):
    """What a value is, for the judgement of a sight of it."""

    LAST_NAME = auto()
    FIRST_NAME = auto()
    BIRTH_DATE = auto()
    FULL_NAME = auto()
    IDENTIFIER = auto()
    NUMBER = auto()
    """Figures that Pix gave, and that nobody chose: found after words that announce it, however short."""
    COMPANION = auto()
    """Says nothing by itself (a town, a class): only makes a doubtful birth date certain."""
    ACCESS_CODE = auto()
    NOTES = auto()
    INVIGILATOR = auto()


CANDIDATE_FIELDS = {
    "last_name": Role.LAST_NAME,
    "first_name": Role.FIRST_NAME,
    "birth_date": Role.BIRTH_DATE,
    "ine": Role.IDENTIFIER,
    "external_id": Role.IDENTIFIER,
    "convocation_email": Role.IDENTIFIER,
    "results_email": Role.IDENTIFIER,
    "prepayment_code": Role.IDENTIFIER,
    "birth_place": Role.COMPANION,
    "birth_insee_code": Role.COMPANION,
    "birth_postal_code": Role.COMPANION,
    "division": Role.COMPANION,
}

SHEET_FIELDS = {
    "last_name": Role.LAST_NAME,
    "first_name": Role.FIRST_NAME,
    "birth_date": Role.BIRTH_DATE,
    "birth_place": Role.COMPANION,
    "certification_number": Role.NUMBER,
    "comments": Role.NOTES,
}

RESULT_FIELDS = {
    "last_name": Role.LAST_NAME,
    "first_name": Role.FIRST_NAME,
    "birth_date": Role.BIRTH_DATE,
    "birth_place": Role.COMPANION,
    "external_id": Role.IDENTIFIER,
    "certification_number": Role.NUMBER,
    "jury_comment": Role.NOTES,
}

SESSION_FIELDS = {"access_code": Role.ACCESS_CODE, "notes": Role.NOTES}

FIELDS_OF = {"sessions": SESSION_FIELDS, "rosters": CANDIDATE_FIELDS, "sheets": SHEET_FIELDS}
"""By the kind of a row that is too faulty to be a record."""

NOT_SEARCHED = frozenset(
    {
        "candidate",
        "session_id",
        "extra_time_percent",
        "positioned_competences",
        "account_ready",
        "sex",
        "birth_country",
        "billing",
        "source",
    }
    | {"end_screen_seen", "present", "held"}
    | {"id", "date", "start", "end", "site", "room", "invigilators", "seats", "session_number"}
)
"""Public, or nothing without a name. Invigilators are searched where the centre hides them: see `lexicon.Lexicon`."""

LABELS = {
    "last_name": "le nom d’un candidat",
    "first_name": "le prénom d’un candidat",
    "full_name": "le nom et le prénom d’un candidat",
    "birth_date": "une date de naissance",
    "ine": "un INE",
    "external_id": "un identifiant de candidat",
    "convocation_email": "l’adresse électronique d’un candidat",
    "results_email": "l’adresse électronique d’un destinataire de résultats",
    "prepayment_code": "un code de prépaiement",
    "certification_number": "un numéro de certification",
    "comments": "un commentaire de feuille d’émargement",
    "jury_comment": "un commentaire du jury",
    "access_code": "un code d’accès",
    "notes": "des observations réservées au centre",
    "invigilators": "le nom d’un surveillant, que le centre ne publie pas",
}


@dataclass(slots=True, kw_only=True, eq=False)
class Value:
    """One value, once for all the records that hold it. `strong`: one sight is a leak. `owners`: places in `Lexicon.sessions`."""

    role: Role
    field_name: str
    text: str
    strong: bool
    owners: list[int] = field(default_factory=list)
