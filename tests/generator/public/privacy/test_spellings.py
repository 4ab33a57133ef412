"""Spellings by which a value may slip through, by kind: what the gate stops is counted here, and SECURITY.md says the same numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from schemas.records import SheetRow
from tests.generator.public.privacy.conftest import CANDIDATE, SESSION, Gate

PERSON = replace(
    CANDIDATE,
    last_name="Quetzal-Brême",
    first_name="Zénobie",
    birth_date=date(2010, 3, 12),
    ine="070912345HJ",
    external_id="ELEVE-0042",
)
PRIVATE = replace(SESSION, access_code="KPWX38", notes="Basile Exemple arrivera en fauteuil, ouvrir la porte du fond.")
ROW = SheetRow(
    session_id="3A-lundi",
    last_name="Quetzal-Brême",
    first_name="Zénobie",
    birth_date=None,
    certification_number=1234567,
)


def _between(sign: str) -> Callable[[str], str]:
    return lambda text: sign.join(text)


def _each(spell: Callable[[str], str], *texts: str) -> tuple[str, ...]:
    return tuple(map(spell, texts))


SIGNS = (
    "\u00ad",
    "\u200b",
    "\u2060",
    "\ufe0f",
    "\u034f",
    "\u061c",
    "\U000e0061",
    "\u3164",
    "\u2800",
    "\uffa0",
    "\u17b4",
    "\u0338",
)
_TO_CYRILLIC = str.maketrans("aeopKPX", "\u0430\u0435\u043e\u0440\u041a\u0420\u0425")
_TO_LEET = str.maketrans("aeio", "4310")

STOPPED: dict[str, tuple[str, ...]] = {
    "majuscules, accents, ligatures": (
        *_each(str.upper, "Quetzal-Brême", "Zénobie", "Zénobie Quetzal-Brême"),
        "quetzal breme",
        unicodedata.normalize("NFD", "Zénobie"),
        "".join(chr(ord(letter) + 0x1D41A - ord("a")) for letter in "zenobie"),
        "".join(chr(ord(letter) + 0xFEE0) for letter in "Zenobie"),
        "Ⓩⓔⓝⓞⓑⓘⓔ",
    ),
    "noms collés": (
        "ZénobieQuetzal-Brême",
        "Quetzal-BrêmeZénobie",
        "zenobiequetzalbreme",
        "QUETZALBREMEZENOBIE",
        "eleveZénobie",
        "MmeQuetzal-Brême",
        "NOMZénobie",
        "AndréZénobie",
        "ÉlèveQuetzal-Brême",
        "zenobiequetzalbreme2010",
        "candidatzenobiequetzalbreme",
        "Zéno Bie Quetzal Brême",
    ),
    "noms lettre par lettre": (
        *(sign.join("Zénobie") for sign in (".", " ", "-", "_", "·", ". ", " - ", "&nbsp;", "</i><i>")),
        "Zé-no-bie",
        "Q U E T Z A L B R Ê M E",
    ),
    "signes invisibles": (
        *(sign.join("Zénobie") for sign in SIGNS),
        *(sign.join("KPWX38") for sign in SIGNS),
    ),
    "dates en chiffres": (
        *("12/03/2010", "12-3-2010", "12.03.2010", "12 03 2010", "2010-03-12", "2010/3/12", "12032010", "20100312"),
    ),
    "dates en mots": (
        *("12 mars 2010", "12mars2010", "12-mars-2010", "2010, 12 mars", "mars 12, 2010", "12 mars de 2010"),
        "douze mars deux mille dix",
        "douze mars deux mil dix",
        "12 mars deux mille dix",
        "le douze mars 2010",
        "DOUZE MARS DEUX-MILLE-DIX",
    ),
    "dates en anglais": (
        *(
            "March 12, 2010",
            "12 March 2010",
            "12th March 2010",
            "March 12th, 2010",
            "12th of March, 2010",
            "Mar 12 2010",
        ),
        "the twelfth of March two thousand and ten",
        "March twelfth, twenty ten",
        "12-Mar-2010",
    ),
    "identifiants et codes collés": (
        "INE070912345HJ",
        "ine:070912345hj",
        "no070912345HJfin",
        "codeKPWX38",
        "CODEKPWX38",
        "KPWX38fin",
        "code_KPWX38",
        "codeEleve0042",
    ),
    "identifiants et codes en groupes": (
        *(
            "070 912 345 HJ",
            "0709-12345-HJ",
            "KPWX 38",
            "K.P.W.X.3.8",
            "kp-wx-38",
            "K P W X 3 8",
            "ELEVE 0042",
            "E L E V E 0 0 4 2",
        ),
    ),
    "numéros de certification": (
        *(
            "1234567",
            "1 234 567",
            "1.234.567",
            "123-4567",
            "1 2 3 4 5 6 7",
            "#1234567",
            "n°1234567",
            "nº1234567",
            "N1234567",
        ),
        *("numéro de certification 1234567", "https://pix.example/certifications/1234567", "Salle 12 (1234567)"),
    ),
    "extraits d’observations": (
        "Basile Exemple arrivera en fauteuil",
        "arrivera en fauteuil, ouvrir",
        "Exemple arrivera en fauteuil",
        "en fauteuil, ouvrir la porte",
        "fauteuil, ouvrir la porte",
    ),
}

NOT_STOPPED: dict[str, tuple[str, ...]] = {
    "lettres d’un autre alphabet": ("Zénobie".translate(_TO_CYRILLIC), "KPWX38".translate(_TO_CYRILLIC)),
    "lettres changées": ("Zenobie".translate(_TO_LEET), "Zenobi", "Zenoby", "Zenobbie", "eibonéZ"),
    "code secret": ("5a656e6f626965", "Mrabovr", "--.. . -. --- -... .. ."),
    "moitié d’un nom double": ("Quetzal", "Brême"),
    "date sans année": ("12 mars", "le 12/03", "douze mars"),
    "date à deux chiffres, seule": ("12/03/10", "12.03.10", "120310"),
    "date en chiffres romains ou d’ailleurs": ("12.III.2010", "1402268400", "12 de marzo de 2010"),
    "nombre de moins de six chiffres, seul": ("12345", "4217"),
    "deux mots d’une observation": ("en fauteuil", "ouvrir la"),
}
"""Each of these is right to pass, as SECURITY.md explains."""


def _stopped(gate: Gate, text: str, language: Literal["fr", "en"] = "fr") -> bool:
    page = {"index.html": f"<p>Voici {text} ici.</p>"}
    return bool(gate(page, candidates=(PERSON,), session=PRIVATE, sheet_rows=(ROW,), language=language))


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in STOPPED.items() for text in texts])
def test_a_spelling_is_stopped(gate: Gate, kind: str, text: str) -> None:
    assert _stopped(gate, text), kind


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in NOT_STOPPED.items() for text in texts])
def test_a_spelling_passes(gate: Gate, kind: str, text: str) -> None:
    assert not _stopped(gate, text), kind


def test_an_american_date_is_stopped_where_the_centre_writes_english(gate: Gate) -> None:
    assert _stopped(gate, "03/12/2010", "en")
    assert not _stopped(gate, "03/12/2010", "fr")


@pytest.mark.parametrize(
    "text",
    [
        "le 12 mars, 10 h",
        "1 234 568",
        "12345678",
        "11234567",
        "d='M1.2 34 567,8'",
        "code KPWX387",
        "XKPWX",
        "McDonald’s",
    ],
)
def test_what_only_looks_alike_passes(gate: Gate, text: str) -> None:
    assert not _stopped(gate, text)


def test_a_short_certification_number_counts_after_the_words_that_announce_it(gate: Gate) -> None:
    row = replace(ROW, certification_number=4217)
    for text, found in {
        "la certification n° 4217": 1,
        "le numéro 4217": 1,
        "4217 feuilles": 0,
        "Salle 4217": 0,
    }.items():
        assert len(gate({"a.html": text}, sheet_rows=(row,), places=("Salle 4217",))) == found, text


def test_security_md_says_these_numbers() -> None:
    told = Path("SECURITY.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([^|]+?) +\| +(\d+ sur \d+) +\|", told, re.MULTILINE))
    stopped = {kind: f"{len(texts)} sur {len(texts)}" for kind, texts in STOPPED.items()}
    passing = {kind: f"0 sur {len(texts)}" for kind, texts in NOT_STOPPED.items()}
    assert rows == stopped | passing
