"""Titles that other programs always write, and that hold nothing this one needs: neither read nor worth a word.

Sources: the lists of pupils that SIECLE (the ministry's base of pupils) and Pronote export, as programs that import them name
their columns; the per-certification columns of the national platform's import of candidates.
"""

from __future__ import annotations

import re

_ORDER = (
    "",
    "n",
    "no",
    "num",
    "numero",
    "ordre",
    "n ordre",
    "n d ordre",
    "no ordre",
    "numero d ordre",
    "rang",
    "ligne",
    "n ligne",
)
"""Running numbers, as `fold` leaves "N°", "#", "N° d’ordre"."""

_PRONOTE = (
    "prenom d usage", "nom d usage", "nom usage", "nom d epouse", "majeur", "niveau", "formation", "formations", "regime",
    "professeur principal", "professeurs principaux", "date debut scolarite", "date fin scolarite", "entree", "sortie",
    "date d entree", "date de sortie", "redoublant", "redoublement", "projet d accompagnement", "projets d accompagnement", "prof principal", "profs principaux", "langues", "specialites", "allergies", "groupes",
    "toutes les options", "options", "convocation", "age", "photo", "badge", "n badge", "statut", "bourse", "boursier",
    "transport", "cantine", "demi pension", "tuteur", "adresse", "ville", "telephone", "portable", "nationalite", "etablissement",
    "etablissement d origine", "ancienne classe", "classe precedente", "autorisation de sortie", "delegue", "dominante",
)  # fmt: skip

_SIECLE = (
    "pays nat", "eleve no etab", "doublement", "date entree", "adhesion transport", "date sortie", "date modification",
    "presence doss medic", "presence doss scol", "code regime", "lib regime", "libelle regime", "motif sortie", "code circuit",
    "lib circuit", "code mef", "lib mef", "libelle mef", "mef", "type structure", "lib structure", "lib postal", "departement", "code departement",
    "commune etrangere", "code statut", "lib statut", "code nationalite", "lib nationalite", "code academie", "uai", "rne",
    "code etablissement", "code pays naissance", "code pays naiss", "code departement naissance", "departement de naissance",
    "departement naissance", "dept naissance", "dept naiss", "code dept naiss", "annee scolaire", "date debut", "date fin",
)  # fmt: skip

_NUMBERED = re.compile(
    r"(?:prenoms? [234]|deuxieme prenom|troisieme prenom|(?:lib|libelle|code|cle)?(?: gestion)? ?(?:mat|modalite|bourse|option|matiere)s?"
    r"(?: [a-z]+)* \d{1,2}|lv ?[abc123]|(?:ligne|adresse) (?:adresse )?\d|adresse ligne \d|tel\b.*|telephone .*|portable .*|"
    r"autorisation abs.*|.*\b(?:resp|responsable|representant)\b.*|.*\b(?:pere|mere|parents?|famille|foyer)\b.*)"
)
_OF_PLATFORM = re.compile(r"(?i)[\s*]*(pix\s?\+|cl[eé]a\b)")
"""Complementary certifications in the platform's candidate import: one column each, named by it."""

SILENT = frozenset({*_ORDER, *_PRONOTE, *_SIECLE})

ADDRESS = re.compile(r"lib postal|ligne adresse \d|adresse ligne \d|adresse(?: \d)?|rue|commune etrangere|domicile")
"""Beside such a title, "Code postal", "Ville" and "Pays" say where a pupil lives, and not where one was born."""

OF_ADDRESS = frozenset({"code postal", "cp", "pays", "commune", "ville", "nom de la commune"})


def is_silent(title: str, folded: str) -> bool:
    """Whether a title is one that other programs always write."""
    if folded in SILENT:
        return bool(folded) or title.strip() in {"#", "°", "N°", "№"}
    return bool(_NUMBERED.fullmatch(folded) or _OF_PLATFORM.match(title))
