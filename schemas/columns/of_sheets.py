"""The columns of an attendance sheet: the candidate, then what is filled in after the test."""

from __future__ import annotations

from dataclasses import replace

from schemas.columns.column import Column, Kind
from schemas.columns.of_candidates import CANDIDATE

_SHARED_WITH_ROSTERS = (
    "last_name",
    "first_name",
    "full_name",
    "birth_date",
    "birth_place",
    "ine",
    "external_id",
    "division",
    "extra_time_percent",
    "session",
    "convocation_email",
)

SHEETS = (
    *(
        replace(column, required=column.required and column.id != "birth_place")
        for column in CANDIDATE
        if column.id in _SHARED_WITH_ROSTERS
    ),
    Column(
        id="signature",
        title="Signature",
        synonyms=("Émargement", "Signature du candidat"),
        meaning="La signature, sur le papier. Cette colonne n’est pas lue.",
        example="",
        personal=True,
    ),
    Column(
        id="present",
        title="Présent",
        synonyms=("Présence", "Présent(e)", "Présent ?"),
        meaning="Le candidat était là. Sans cette colonne, « absent » en commentaire dit qu’il ne l’était pas.",
        example="oui",
        kind=Kind.PRESENCE,
        personal=True,
    ),
    Column(
        id="certification_number",
        title="Numéro de certification",
        synonyms=("N° de certification", "Numéro de certif", "N° certification"),
        meaning="Le numéro qui s’affiche en haut de la page du test.",
        example="100234",
        kind=Kind.CERTIFICATION_NUMBER,
        required=True,
        personal=True,
    ),
    Column(
        id="end_screen_seen",
        title="Écran de fin de test vu",
        synonyms=("Écran de fin vu", "Écran de fin de test", "Fin de test vue", "Écran de fin"),
        meaning="Le surveillant a vu l’écran de fin ; sans lui, la certification est annulée.",
        example="x",
        kind=Kind.YES_NO,
        required=True,
        personal=True,
    ),
    Column(
        id="comments",
        title="Commentaires",
        synonyms=("Commentaire", "Commentaires / Signalements", "Signalements", "Observations"),
        meaning="Ce qui peut servir au jury, avec un code : C1, C2, C4, C6, C7 ou C8.",
        example="C7 : navigateur fermé, repris",
        personal=True,
    ),
)
