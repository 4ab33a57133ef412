"""Writes the example centre's spreadsheets: ten sessions and their rosters, everyone evidently invented.

Run by hand to renew the data: `python tests/example_centre.py content`. Nothing is drawn at random and no
clock is read: .xlsx and .csv come out with the same bytes each time. The .ods are LibreOffice's own work,
never twice the same bytes, so they are made again only when what they say has changed, or with `--ods`.
`centre.toml` is written by hand and only copied where it is missing.
"""

from __future__ import annotations

import argparse
import csv
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

Cell = str | int | float | bool | date | time | None
Rows = Sequence[Sequence[Cell]]

SCHOOL, TOWN, ANNEXE = "Collège Gaston-Tartempion", "Trifouillis-les-Oies", "Annexe des Olivettes"
ROOM_1, ROOM_2 = "Salle informatique 1", "Salle informatique 2"
WORKSHOP, LIBRARY = "Salle de technologie", "CDI"

SESSION_TITLES = (
    "Session",
    "Date",
    "Début",
    "Fin",
    "Site",
    "Salle",
    "Surveillant(s)",
    "Postes",
    "Numéro de session Pix",
    "Code d’accès",
    "Observations",
)
SESSIONS: tuple[tuple[Cell, ...], ...] = (
    (
        "3A-lundi",
        date(2026, 11, 30),
        time(8, 30),
        time(11, 30),
        None,
        ROOM_1,
        "Mme Camille Trucmuche",
        20,
        999001,
        "KTRM42",
        "Demander la clé à la loge.",
    ),
    (
        "3B-lundi",
        date(2026, 11, 30),
        time(13, 30),
        time(16, 30),
        None,
        ROOM_1,
        "M. Alix Bidule ; Mme Camille Trucmuche",
        20,
        999002,
        "BXVD97",
        None,
    ),
    (
        "3C-jeudi-1",
        date(2026, 12, 3),
        time(9, 0),
        time(12, 0),
        None,
        ROOM_1,
        "Mme Camille Trucmuche ; M. Gontran Machin-Chose",
        20,
        999003,
        "QWFP63",
        None,
    ),
    (
        "3C-jeudi-2",
        date(2026, 12, 3),
        time(9, 0),
        time(12, 0),
        None,
        ROOM_2,
        "M. Alix Bidule",
        16,
        999004,
        "GYHC84",
        None,
    ),
    (
        "3D-mardi",
        date(2026, 12, 8),
        time(8, 30),
        time(11, 30),
        ANNEXE,
        WORKSHOP,
        "Mme Alphonsine Zinzin",
        17,
        999005,
        "VDJB79",
        "Un ordinateur en panne : 17 postes au lieu de 18.",
    ),
    (
        "S06",
        date(2026, 12, 11),
        time(13, 30),
        time(16, 30),
        None,
        LIBRARY,
        "M. Gontran Machin-Chose",
        None,
        999006,
        None,
        "Prévenir les professeurs documentalistes.",
    ),
    (
        "3E-groupe-1",
        date(2027, 1, 12),
        time(8, 30),
        time(11, 30),
        None,
        ROOM_2,
        "M. Alix Bidule ; Mme Alphonsine Zinzin",
        None,
        None,
        None,
        None,
    ),
    (
        "3E-groupe-2",
        date(2027, 1, 14),
        time(13, 30),
        time(16, 30),
        None,
        ROOM_2,
        "Mme Alphonsine Zinzin",
        None,
        None,
        None,
        None,
    ),
    (
        "3E-groupe-3",
        date(2027, 1, 19),
        time(8, 30),
        time(11, 30),
        ANNEXE,
        WORKSHOP,
        "M. Gontran Machin-Chose",
        None,
        None,
        None,
        "Navette pour l’annexe à 8 h 05, devant la grille.",
    ),
    (
        "S10-rattrapage",
        date(2027, 1, 29),
        time(9, 0),
        time(12, 0),
        None,
        LIBRARY,
        "Mme Camille Trucmuche ; M. Alix Bidule",
        None,
        999010,
        None,
        "Absents des sessions précédentes.",
    ),
)

# Session, number of candidates, division (None: candidates of several).
SIZES = (
    ("3A-lundi", 18, "3e A"),
    ("3B-lundi", 19, "3e B"),
    ("3C-jeudi-1", 20, "3e C"),
    ("3C-jeudi-2", 14, "3e C"),
    ("3D-mardi", 17, "3e D"),
    ("S06", 10, None),
    ("3E-groupe-1", 15, "3e E"),
    ("3E-groupe-2", 14, "3e E"),
    ("3E-groupe-3", 12, "3e E"),
    ("S10-rattrapage", 11, None),
)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


# No name is a word of the papers or an example of the column dictionary: the privacy gate must not hesitate.
LAST_NAMES = _names("""
Scorsonère, Tournevis, Rutabaga, O’Brocoli, Bricabrac, Potimarron, D’Artichaut, Vilebrequin, Pâtisson,
de La Ratatouille, Quidam, Échalote, Chignole, Céleri-Rave, Boniment, Fenouil, Sécateur, Panais, Méli-Mélo,
Cucurbitacée, Varlope, Cornichon, Galimatias, Butternut, Râteau, Pissenlit, Scie-Sauteuse, Aubergine,
Tohu-Bohu, Ciboulette, Tenaille, Betterave, Zigoto, Lambda, Écumoire, Flageolet, Hurluberlu, Poireau,
Ponceuse, Du Cerfeuil, Turlututu, Épinard, Boulon, Gingembre, Farfelu, Chou-Fleur, Faitout, Concombre,
Saperlipopette-Carabistouille de La Tourneboulette, Truelle, Potiron, Gugusse, Scarole, Passoire,
D’Estragon, Ribambelle, Navet, Perceuse, Oseille, Charabia, Courgette, Brouette, L’Endive, Abracadabra,
Radis, Marmite, Citrouille, Pêle-Mêle, Rabot, Coquecigrue, Haricot-Vert, Essoreuse, Patatras, Roquette,
Kaléidoscope, Persillade, Burin, Tralala, Mâchefer, Cresson des Fontaines, Chaudron, Pastèque, Tintamarre,
Écrou, Poivron, Brimborion, Lampion, Cabriole, Tire-Bouchon, Mirabelle, Galurin, Van den Chicon,
Pimprenelle, Croquignole, Fil-à-Plomb, Balivernes
""")
GIRLS = _names("""
Adélaïde, Bérénice, Apolline, Fatoumata, Éléonore, Anne-Clémentine, Honorine, Kenza, Maïwenn, Philomène,
Yasmine, Sidonie, Gwenaëlle, Marie-Lys, Héloïse, Aïcha, Joséphine, Ludivine, Noémie, Théodora, Xavière,
Ernestine, Inès, Mélusine, Ophélie, Soraya, Blandine, Edwige, Maëlys, Raphaëlle, Zoé, Clélia, Daphné
""")
BOYS = _names("""
Ambroise, Célestin, Jean-Baptiste, Gédéon, Idriss, Octave, Siméon, Wassim, Cyprien, Néhémie, Théophile,
M’Baye, Romuald, Pacôme, Zacharie, Félicien, Lancelot, Loïc, Mathurin, Aurélien, François-Xavier, Hippolyte,
Kylian, Tancrède, Naïm, Firmin, Ulysse, Wilfried, Léopold, Quentin, Isidore, Perceval, Zéphyrin, Timothée,
Mamadou
""")
# Real places, so that they can be compared with the official list: name, INSEE code, postal code.
PLACES = (
    ("Quimper", "29232", "29000"),
    ("Aurillac", "15014", "15000"),
    ("Saint-Étienne", "42218", "42000"),
    ("Rabat", None, None),
    ("Mont-de-Marsan", "40192", "40000"),
    ("Quimper", "29232", "29000"),
    ("L’Haÿ-les-Roses", "94038", "94240"),
    ("Bourg-en-Bresse", "01053", "01000"),
    ("Ajaccio", "2A004", "20000"),
)
ABROAD = "Rabat"
CODES = {name: (insee, postal) for name, insee, postal in PLACES}
HOMONYM = ("Olibrius", "Anatole")
"""The names of two candidates born on different days, who sit in different sessions."""
HOMONYM_NUMBERS = (4, 75)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One invented candidate; `number` counts them through the whole centre."""

    number: int
    session_id: str
    last_name: str
    first_name: str
    birth_date: date
    birth_place: str
    ine: str
    division: str
    extra_time_percent: int | None
    positioned_competences: int
    account_ready: bool


def candidates() -> dict[str, list[Candidate]]:
    """The candidates of each session, in the order of the alphabet."""
    number = 0
    by_session: dict[str, list[Candidate]] = {}
    for session_id, size, division in SIZES:
        drawn = [_candidate(n, session_id, division) for n in range(number, number + size)]
        by_session[session_id] = sorted(drawn, key=lambda c: (_ascii(c.last_name), _ascii(c.first_name)))
        number += size
    return by_session


def _candidate(number: int, session_id: str, division: str | None) -> Candidate:
    """Steps through the lists by different strides, so that neighbours have nothing in common."""
    first_names = (GIRLS, BOYS)[number % 2]
    names = LAST_NAMES[number * 7 % len(LAST_NAMES)], first_names[number // 2 % len(first_names)]
    last_name, first_name = HOMONYM if number in HOMONYM_NUMBERS else names
    return Candidate(
        number=number,
        session_id=session_id,
        last_name=last_name,
        first_name=first_name,
        birth_date=_birth_date(number),
        birth_place=PLACES[number * 5 % len(PLACES)][0],
        ine=_ine(number),
        division=division or f"3e {'ABCDE'[number % 5]}",
        extra_time_percent=50 if number % 37 == 11 else 33 if number % 12 == 5 else None,
        positioned_competences=5 + number * 7 % 12,
        account_ready=number % 17 != 6,
    )


def _birth_date(number: int) -> date:
    """A day of the year that no one else has, mostly in 2012, as for pupils of the last form in 2026."""
    day = number * 97 % 365
    other_years = {1: 2011, 7: 2011, 13: 2011, 8: 2013 if day < 300 else 2012, 9: 2010 if day > 60 else 2011}
    return date(other_years.get(number % 19, 2012), 1, 1) + timedelta(days=day)


def _ine(number: int) -> str:
    """An identifier of one of the two usual shapes; 99999 at its head says that it is invented."""
    if number % 5 == 2:
        digits = f"999998{number:04}"
        return digits + "ABCDEFGHJKLMNPRSTUVWXYZ"[int(digits) % 23]
    return f"999991{number:03}" + "BCDFGHJK"[number % 8] + "RSTVWXZ"[number % 7]


def _ascii(name: str) -> str:
    """`D’Artichaut` -> `d-artichaut`: what sorts as in a dictionary and suits an e-mail address."""
    bare = unicodedata.normalize("NFKD", name.replace("’", "-")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z]+", "-", bare.casefold())


Value = Callable[[Candidate], Cell]

# What only the national platform's form asks, by identifier of the column dictionary.
PLATFORM: dict[str, Value] = {
    "sex": lambda c: "F" if c.first_name in GIRLS else "M",
    "birth_insee_code": lambda c: "99" if c.birth_place == ABROAD else None,
    "birth_postal_code": lambda c: CODES[c.birth_place][1],
    "birth_country": lambda c: "MAROC" if c.birth_place == ABROAD else "FRANCE",
    "results_email": lambda c: "pix@college.example",
    "convocation_email": lambda c: f"{_ascii(c.first_name)}.{_ascii(c.last_name)}@famille.example",
    "external_id": lambda c: f"T-{4000 + c.number}",
}

# As other programs and other people write the same.
WITH_THE_NAMES: dict[str, Value] = {"full_name": lambda c: f"{c.last_name.upper()} {c.first_name}"}
AS_SIECLE: dict[str, Value] = {
    "sex": lambda c: 2 if c.first_name in GIRLS else 1,
    "birth_insee_code": lambda c: CODES[c.birth_place][0] or "99350",
    "birth_country": lambda c: "MAROC" if c.birth_place == ABROAD else "FRANCE",
    "nobody_reads": lambda c: "EXTERNE LIBRE" if c.number % 3 else "DEMI-PENSION",
}
IN_WORDS: dict[str, Value] = {"sex": lambda c: "Fille" if c.first_name in GIRLS else "Garçon"}

# The ways in which schools write a rate of extra time.
FRACTION: dict[int, Cell] = {33: 0.33, 50: 0.5}
NUMBER: dict[int, Cell] = {33: 33, 50: 50}
TEXT: dict[int, Cell] = {33: "33 %", 50: "50 %"}
WORDS: dict[int, Cell] = {33: "tiers temps", 50: "50 %"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """A roster file: the sessions of each worksheet, column titles by identifier, ways to write values.

    `heading` is what stands above the table; a text alone in its row runs over the whole width. `own` are this file's ways to write a
    column, `foot` the lines below the last candidate.
    """

    file: str
    worksheets: dict[str, tuple[str, ...]]
    columns: dict[str, str]
    extra_time: dict[int, Cell]
    account: tuple[Cell, Cell] = ("oui", "non")
    capitals: bool = False
    heading: Rows = ()
    own: Mapping[str, Value] = field(default_factory=dict)
    numbered: bool = False
    foot: Rows = ()

    def tables(self, by_session: Mapping[str, Sequence[Candidate]]) -> dict[str, Rows]:
        """By name of worksheet, the column titles, then a row for each candidate."""
        titles = [*(["N°"] if self.numbered else []), *self.columns.values()]
        return {
            name: [
                titles,
                *self._numbered([self._row(c) for session in sessions for c in by_session[session]]),
                *self.foot,
            ]
            for name, sessions in self.worksheets.items()
        }

    def _numbered(self, rows: list[list[Cell]]) -> list[list[Cell]]:
        return [[number, *row] for number, row in enumerate(rows, start=1)] if self.numbered else rows

    def _row(self, candidate: Candidate) -> list[Cell]:
        written: dict[str, Cell] = {
            "account_ready": self.account[0 if candidate.account_ready else 1],
            "extra_time_percent": self.extra_time.get(candidate.extra_time_percent or 0),
            "last_name": candidate.last_name.upper() if self.capitals else candidate.last_name,
        }
        written |= {column: value(candidate) for column, value in (PLATFORM | dict(self.own)).items()}
        return [written[name] if name in written else getattr(candidate, name) for name in self.columns]


ROSTERS = (
    Roster(
        file="3A-lundi.ods",
        own=IN_WORDS,
        worksheets={"3A-lundi": ("3A-lundi",)},
        extra_time=FRACTION,
        columns={
            "last_name": "Nom",
            "first_name": "Prénom",
            "birth_date": "Date de naissance",
            "birth_place": "Lieu de naissance",
            "ine": "INE",
            "division": "Classe",
            "extra_time_percent": "Temps majoré",
            "positioned_competences": "Compétences positionnées",
            "account_ready": "Compte vérifié",
            "sex": "Sexe",
            "birth_postal_code": "Code postal de naissance",
            "birth_country": "Pays de naissance",
        },
    ),
    Roster(
        file="3B-lundi.csv",
        own=AS_SIECLE,
        worksheets={"": ("3B-lundi",)},
        extra_time=TEXT,
        account=("Oui", "Non"),
        capitals=True,
        columns={
            "division": "Division",
            "last_name": "NOM",
            "first_name": "Prénom",
            "birth_date": "Né(e) le",
            "birth_place": "Né(e) à",
            "ine": "N° national",
            "account_ready": "Compte Pix vérifié",
            "positioned_competences": "Compétences positionnées",
            "extra_time_percent": "Temps majoré ?",
            "sex": "Code sexe",
            "birth_insee_code": "Code commune naiss.",
            "birth_country": "Pays naiss.",
            "nobody_reads": "Lib. Régime",
        },
    ),
    Roster(
        file="3C-jeudi.xlsx",
        worksheets={"3e C": ("3C-jeudi-1", "3C-jeudi-2")},
        extra_time=NUMBER,
        account=("x", None),
        columns={
            "session_id": "Session",
            "last_name": "Nom de naissance",
            "first_name": "Prénom",
            "birth_date": "Date de naissance",
            "birth_place": "Commune de naissance",
            "ine": "INE",
            "extra_time_percent": "Temps majoré (%)",
            "positioned_competences": "Compétences positionnées",
            "account_ready": "Compte vérifié",
            "sex": "Sexe",
            "birth_postal_code": "Code postal de naissance",
            "birth_country": "Pays de naissance",
        },
    ),
    Roster(
        file="3D-mardi.xlsx",
        numbered=True,
        foot=(("Effectif : 17",), (), ("* temps majoré accordé par le rectorat",)),
        worksheets={"3D-mardi": ("3D-mardi",)},
        extra_time=NUMBER,
        account=("OUI", "NON"),
        capitals=True,
        heading=(
            (f"{SCHOOL} – Certification Pix",),
            ("Session 3D-mardi : mardi 8 décembre 2026, de 8 h 30 à 11 h 30",),
            (f"{ANNEXE}, salle de technologie. Surveillante : Mme Alphonsine Zinzin",),
            (),
        ),
        columns={
            "last_name": "NOM",
            "first_name": "Prénom(s)",
            "birth_date": "Date\nde naissance",
            "birth_place": "Lieu\nde naissance",
            "division": "Classe",
            "positioned_competences": "Compétences\npositionnées",
            "account_ready": "Compte vérifié\n(oui/non)",
            "extra_time_percent": "Temps majoré\n(en %)",
            "sex": "Sexe",
            "birth_postal_code": "Code postal\nde naissance",
            "birth_country": "Pays de naissance",
        },
    ),
    Roster(  # its worksheet has the spreadsheet program's own name: the session is in the name of the file
        file="S06.xlsx",
        worksheets={"Feuil1": ("S06",)},
        extra_time=WORDS,
        own=WITH_THE_NAMES | IN_WORDS,
        columns={
            "full_name": "Élève",
            "birth_date": "Né(e) le",
            "birth_place": "Lieu de naissance",
            "extra_time_percent": "Aménagement",
            "positioned_competences": "Nombre de compétences",
            "account_ready": "Compte vérifié",
            "sex": "Sexe",
            "birth_postal_code": "Code postal de naissance",
            "birth_country": "Pays de naissance",
        },
    ),
    Roster(
        file="3E-janvier.xlsx",
        extra_time=FRACTION,
        account=(True, False),
        worksheets={name: (name,) for name in ("3E-groupe-1", "3E-groupe-2", "3E-groupe-3")},
        columns={
            "last_name": "Nom",
            "first_name": "Prénom",
            "division": "Classe",
            "birth_date": "Date de naissance",
            "birth_place": "Lieu de naissance",
            "ine": "INE",
            "positioned_competences": "Compétences positionnées",
            "account_ready": "Compte vérifié",
            "extra_time_percent": "Temps majoré",
            "sex": "Sexe",
            "birth_postal_code": "Code postal de naissance",
            "birth_country": "Pays de naissance",
        },
    ),
    Roster(  # the national platform's own form, with two columns that the centre has added
        file="S10-rattrapage.ods",
        worksheets={"S10-rattrapage": ("S10-rattrapage",)},
        extra_time=FRACTION,
        heading=(
            ("Certification Pix : liste des candidats",),
            (),
            ("N° de session", "999010"),
            ("Établissement", SCHOOL),
            ("Site", TOWN),
            ("Salle", LIBRARY),
            ("Date", "29/01/2027"),
            ("Heure de début", "09:00"),
            (),
            (None, None, None, None, "* Lieu de naissance"),
        ),
        columns={
            "last_name": "* Nom de naissance",
            "first_name": "* Prénom",
            "birth_date": "* Date de naissance\n(format : jj/mm/aaaa)",
            "sex": "* Sexe\n(M ou F)",
            "birth_insee_code": "Code Insee",
            "birth_postal_code": "Code postal",
            "birth_place": "Nom de la commune",
            "birth_country": "Pays",
            "results_email": "E-mail du destinataire des résultats\n(formateur, enseignant…)",
            "convocation_email": "E-mail de convocation",
            "external_id": "Identifiant local",
            "extra_time_percent": "Temps majoré ?",
            "positioned_competences": "Compétences positionnées",
            "account_ready": "Compte vérifié",
        },
    ),
)


def write_centre(content: Path, *, renew_ods: bool) -> bool:
    """Writes the example below `content`; False when LibreOffice was needed and is not there."""
    rosters, sheets = content / "rosters", content / "sheets"
    for folder in (rosters, sheets):
        folder.mkdir(parents=True, exist_ok=True)
    (sheets / ".gitkeep").touch()
    if not (content / "centre.toml").exists():
        shutil.copyfile(Path(__file__).parents[1] / "content" / "centre.toml", content / "centre.toml")
    write_xlsx(content / "sessions.xlsx", {"Sessions": (SESSION_TITLES, *SESSIONS)}, ())
    by_session = candidates()
    done = True
    for roster in ROSTERS:
        path, tables = rosters / roster.file, roster.tables(by_session)
        if path.suffix == ".csv":
            write_csv(path, *tables.values())
        elif path.suffix == ".xlsx":
            write_xlsx(path, tables, roster.heading)
        else:
            done &= write_ods(path, tables, roster.heading, renew=renew_ods)
    return done


def write_csv(path: Path, table: Rows) -> None:
    """As French spreadsheet programs do: semicolons, dates as JJ/MM/AAAA, UTF-8 with its mark, CRLF."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerows([_shown(cell) for cell in row] for row in table)


def write_xlsx(path: Path, tables: Mapping[str, Rows], heading: Rows) -> None:
    """Writes a workbook, one worksheet a table, each below the same heading; same tables, same bytes."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook.properties.creator = SCHOOL
    for name, table in tables.items():
        _fill(workbook.create_sheet(name), table, heading)
    workbook.save(path)
    _fix_bytes(path)


def write_ods(path: Path, tables: Mapping[str, Rows], heading: Rows, *, renew: bool) -> bool:
    """Has LibreOffice save an .ods if what it says has changed, or on demand; False where it is absent."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"{path.stem}.xlsx")
        write_xlsx(source, tables, heading)
        if path.exists() and not renew and _values(path) == _values(source):
            return True
        program = shutil.which("soffice")
        if program is None:
            print(f"{path.name} : soffice (LibreOffice) est introuvable, rien n’est changé.", file=sys.stderr)
            return False
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "ods", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, timeout=120, capture_output=True)
        shutil.copyfile(source.with_suffix(".ods"), path)  # soffice can fail and return 0: then this raises
    return True


def _values(path: Path) -> dict[str, list[list[Any]]]:
    workbook = CalamineWorkbook.from_path(path)
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def _shown(cell: Cell) -> str:
    return "" if cell is None else f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


MAX_WIDTH = 40
HEADLINE, BOLD = Font(name="Arial", size=14, bold=True), Font(name="Arial", size=10, bold=True)
PLAIN = Font(name="Arial", size=10)
LINE = Side(style="thin", color="A6A6A6")
FORMATS = {float: "0 %", time: "hh:mm", date: "dd/mm/yyyy", str: "@", bool: '"oui";"oui";"non"'}
"""Text is marked as such, so that an INE or a postal code stays what it is when someone edits it."""


def _fill(sheet: Any, table: Rows, heading: Rows) -> None:
    for row in (*heading, *table):
        sheet.append(row)
    title_row = len(heading) + 1
    _lay_out_heading(sheet, heading, width=len(table[0]))
    for number, cells in enumerate(sheet.iter_cols(min_row=title_row), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _lay_out_column(cells)
    sheet.row_dimensions[title_row].height = 42
    for number, row in enumerate(table[1:], start=title_row + 1):
        sheet.row_dimensions[number].height = 32 if any(len(_shown(cell)) > MAX_WIDTH for cell in row) else 18
    sheet.freeze_panes = f"A{title_row + 1}"
    sheet.print_title_rows = f"{title_row}:{title_row}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True


def _lay_out_heading(sheet: Any, heading: Rows, width: int) -> None:
    for number, row in enumerate(heading, start=1):
        for column, text in enumerate(row, start=1):
            last = width if len(row) == 1 else column + 3 if number == len(heading) else column
            if text is not None:
                sheet.merge_cells(start_row=number, end_row=number, start_column=column, end_column=last)
                sheet.cell(number, column).font = HEADLINE if number == 1 else PLAIN


def _lay_out_column(cells: Sequence[Any]) -> float:
    """Formats a column, its title first; gives the width it needs."""
    title, *values = cells
    longest = max(len(_shown(cell.value)) for cell in values)
    for cell in cells:
        centred = cell is title or longest <= 6 or not isinstance(cell.value, str)
        cell.font, cell.border = PLAIN, Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
        cell.alignment = Alignment("center" if centred else None, "center", wrap_text=True)
        cell.number_format = FORMATS.get(type(cell.value), "General")
    title.font, title.fill = BOLD, PatternFill("solid", fgColor="D9E2F3")
    line, word = (max(map(len, parts)) for parts in (title.value.splitlines(), title.value.split()))
    return min(max(line * 0.7, word * 1.3, longest * 1.1), MAX_WIDTH) + 2


def _fix_bytes(path: Path) -> None:
    """Packs an .xlsx again without its hour of writing, and uncompressed: not all compressors agree."""
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    core = "docProps/core.xml"
    members[core] = re.sub(rb'(W3CDTF">)[^<]*', rb"\g<1>2026-11-02T08:00:00Z", members[core])
    with zipfile.ZipFile(path, "w") as package:
        for name, data in members.items():
            member = zipfile.ZipInfo(name, date_time=(2026, 11, 2, 8, 0, 0))
            member.create_system = 0
            package.writestr(member, data)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Writes the example centre's spreadsheets.")
    parser.add_argument("content", type=Path, help="the folder to write into")
    parser.add_argument("--ods", action="store_true", help="have LibreOffice make the .ods again in any case")
    arguments = parser.parse_args()
    sys.exit(0 if write_centre(arguments.content, renew_ods=arguments.ods) else 1)
