"""The columns that the national platform's mass import adds to a list of candidates: on its first row, the session."""

from __future__ import annotations

from schemas.columns.column import Column, Kind

MASS_IMPORT = (
    Column(
        id="session_number",
        title="Numéro de session préexistante",
        synonyms=("Numéro de session", "N° de session", "Numéro de session Pix"),
        meaning="Le numéro Pix de la session du candidat (import en masse de la plateforme nationale).",
        example="123456",
        kind=Kind.IDENTIFIER,
    ),
    Column(
        id="session_site",
        title="Nom du site",
        synonyms=("Site",),
        meaning="Le site de la session du candidat (import en masse).",
        example="Bâtiment principal",
    ),
    Column(
        id="session_room",
        title="Nom de la salle",
        synonyms=("Salle",),
        meaning="La salle de la session du candidat (import en masse).",
        example="B204",
    ),
    Column(
        id="session_date",
        title="Date de début",
        synonyms=("Date de session", "Date de la session"),
        meaning="Le jour de la session du candidat (import en masse).",
        example="30/11/2026",
        kind=Kind.DATE,
    ),
    Column(
        id="session_start",
        title="Heure de début",
        synonyms=("Heure de début de la session",),
        meaning="L’heure de début de la session du candidat (import en masse).",
        example="9:00",
        kind=Kind.TIME,
    ),
    Column(
        id="session_invigilators",
        title="Surveillant(s)",
        synonyms=("Surveillant", "Surveillants"),
        meaning="Les surveillants de la session (import en masse) ; ceux de sessions.xlsx font foi.",
        example="Mme Camille Trucmuche",
        kind=Kind.NAMES,
    ),
    Column(
        id="session_notes",
        title="Observations",
        synonyms=("Observations (optionnel)",),
        meaning="Un texte libre du centre sur la session (import en masse).",
        example="La clé est à la loge.",
        personal=True,
    ),
    Column(
        id="billing",
        title="Tarification part Pix",
        meaning="Gratuite, Prépayée ou Payante ; absente pour un établissement scolaire.",
        example="Gratuite",
    ),
    Column(
        id="prepayment_code",
        title="Code de prépaiement",
        meaning="Le code de prépaiement, si la tarification est Prépayée.",
        example="",
        personal=True,
    ),
)
