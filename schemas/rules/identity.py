"""R: who a candidate is: names, birth, INE."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from schemas.finding import Severity
from schemas.people import TITLE
from schemas.rule import Rule
from schemas.rules.examples import RIGHT, with_roster
from schemas.rules.row_faults import FaultsOf

if TYPE_CHECKING:
    from schemas.reading.frames import Frames


_PLATFORM = "Plateforme nationale : import des candidats."
_SHEET = "Document fondateur, « Gestion de la feuille d’émargement »."

_fault = FaultsOf("rosters")


_FIRST_BIRTH = date(1900, 1, 1)


R001 = Rule(
    code="R001",
    name="last_name_missing",
    title="Nom absent",
    why="Le candidat ne pourrait ni émarger ni recevoir sa certification.",
    source=_SHEET,
    faults=(
        _fault(
            "last_name",
            "Le nom de naissance manque. Écrivez-le.",
            lambda frames: pl.col("last_name").is_null(),
        ),
    ),
    valid=(RIGHT,),
    invalid=(with_roster({"last_name": None}, at="rosters/S1.xlsx!A2"),),
)


R002 = Rule(
    code="R002",
    name="first_name_missing",
    title="Prénom absent",
    why="Le candidat ne pourrait ni émarger ni recevoir sa certification.",
    source=_SHEET,
    faults=(_fault("first_name", "Le prénom manque. Écrivez-le.", lambda frames: pl.col("first_name").is_null()),),
    valid=(RIGHT,),
    invalid=(with_roster({"first_name": "  "}, at="rosters/S1.xlsx!B2"),),
)


_IN_NO_NAME = r"[^\p{L}\p{M} ’.\-]"


def _holds_other_name(frames: Frames, column: str, other: str) -> pl.Series:
    """Whether the cell begins or ends with the whole other name; a name of two letters may be part of any."""
    cell, name = pl.col(column).str.to_lowercase(), pl.col(other).str.to_lowercase()
    first, last = pl.concat_str(name, pl.lit(" ")), pl.concat_str(pl.lit(" "), name)
    holds = (name.str.len_chars() > 2) & (cell.str.starts_with(first) | cell.str.ends_with(last))
    of_two_words = pl.col(column).str.contains(" ", literal=True)  # as few are: only they are compared
    found = frames.rosters.select(column, other).with_row_index("position").filter(of_two_words).filter(holds)
    return pl.int_range(frames.rosters.height, eager=True).is_in(found["position"].implode())


R003 = Rule(
    code="R003",
    name="name_suspicious",
    title="Nom ou prénom douteux",
    why="Un nom mal écrit ne correspondra pas à la pièce d’identité, et la certification porterait ce nom.",
    source=_SHEET,
    faults=(
        _fault(
            "last_name",
            "Ce nom contient un chiffre ou un signe. Vérifiez-le sur la pièce d’identité.",
            lambda frames: pl.col("last_name").str.contains(_IN_NO_NAME),
            Severity.WARNING,
        ),
        _fault(
            "first_name",
            "Ce prénom contient un chiffre ou un signe. Vérifiez-le sur la pièce d’identité.",
            lambda frames: pl.col("first_name").str.contains(_IN_NO_NAME),
            Severity.WARNING,
        ),
        _fault(
            "last_name",
            "Ce nom commence par une civilité. Gardez le nom seul.",
            lambda frames: pl.col("last_name").str.contains(TITLE),
            Severity.WARNING,
        ),
        _fault(
            "first_name",
            "Ce prénom commence par une civilité. Gardez le prénom seul.",
            lambda frames: pl.col("first_name").str.contains(TITLE),
            Severity.WARNING,
        ),
        _fault(
            "last_name",
            "Le prénom figure aussi dans la cellule du nom. Gardez-y le nom seul.",
            lambda frames: _holds_other_name(frames, "last_name", "first_name"),
            Severity.WARNING,
        ),
        _fault(
            "first_name",
            "Le nom figure aussi dans la cellule du prénom. Gardez-y le prénom seul.",
            lambda frames: _holds_other_name(frames, "first_name", "last_name"),
            Severity.WARNING,
        ),
    ),
    valid=(RIGHT, with_roster({"last_name": "de La Hautecour-O’Nemo", "first_name": "Jean-Noël"})),
    invalid=(
        with_roster({"last_name": "T0pinambour"}, at="rosters/S1.xlsx!A2"),
        with_roster({"first_name": "Zélie?"}, at="rosters/S1.xlsx!B2"),
        with_roster({"last_name": "Mme Topinambour"}, at="rosters/S1.xlsx!A2"),
        with_roster({"first_name": "Mme Zélie"}, at="rosters/S1.xlsx!B2"),
        with_roster({"last_name": "Topinambour Zélie"}, at="rosters/S1.xlsx!A2"),
        with_roster({"first_name": "Zélie TOPINAMBOUR"}, at="rosters/S1.xlsx!B2"),
    ),
)


R004 = Rule(
    code="R004",
    name="birth_date_unreadable",
    title="Date de naissance absente ou illisible",
    why="Pix distingue les candidats par elle, et elle figure sur la certification.",
    source=_SHEET,
    faults=(
        _fault(
            "birth_date",
            "La date de naissance manque. Écrivez jour/mois/année, comme 12/03/2011.",
            lambda frames: pl.col("birth_date").is_null() & pl.col("birth_date_fault").is_null(),
        ),
        _fault("birth_date", "Cette date ne se lit pas : {detail}.", lambda frames: pl.col("birth_date_fault")),
    ),
    valid=(RIGHT, with_roster({"birth_date": "12 mars 2011"}), with_roster({"birth_date": "12-3-11"})),
    invalid=(
        with_roster({"birth_date": None}, at="rosters/S1.xlsx!C2"),
        with_roster({"birth_date": "30/02/2011"}, at="rosters/S1.xlsx!C2"),
        with_roster({"birth_date": "03/25/2011"}, at="rosters/S1.xlsx!C2"),
        with_roster({"birth_date": "2/3/20"}, at="rosters/S1.xlsx!C2"),
    ),
)


def _age(frames: Frames) -> pl.Expr:
    """Whole years on the day of the test; on that of the check, while nobody knows when the test is."""
    held = frames.sessions.select("id", "date").drop_nulls().unique("id", keep="first")
    day = pl.lit(frames.today)
    if held.height:
        dates = pl.col("session_id").replace_strict(held["id"], held["date"], default=None, return_dtype=pl.Date)
        day = pl.coalesce(dates, day)
    # A month is an 8-bit integer in Polars: a hundred times it would wrap.
    of_year = [
        each.dt.month().cast(pl.Int32) * 100 + each.dt.day().cast(pl.Int32) for each in (pl.col("birth_date"), day)
    ]
    return day.dt.year() - pl.col("birth_date").dt.year() - (of_year[0] > of_year[1]).cast(pl.Int32)


def _born_within_reason(frames: Frames) -> pl.Expr:
    return (pl.col("birth_date") <= frames.today) & (pl.col("birth_date") >= _FIRST_BIRTH)


def _unusual_age(frames: Frames) -> pl.Expr:
    usual = frames.settings.checks
    unusual = _born_within_reason(frames) & ~_age(frames).is_between(usual.age_min, usual.age_max)
    return pl.when(unusual).then(pl.lit(f"de {usual.age_min} à {usual.age_max} ans"))


R005 = Rule(
    code="R005",
    name="birth_date_implausible",
    title="Date de naissance invraisemblable",
    why="Une année mal tapée donne un candidat né demain, ou trop jeune, ou trop vieux.",
    source=f"{_PLATFORM} La date suit le 01/01/1900.",
    faults=(
        _fault(
            "birth_date",
            "Cette date de naissance est dans l’avenir. Vérifiez l’année.",
            lambda frames: pl.col("birth_date") > frames.today,
        ),
        _fault(
            "birth_date",
            "Cette date de naissance est antérieure à 1900. Vérifiez l’année.",
            lambda frames: pl.col("birth_date") < _FIRST_BIRTH,
        ),
        _fault(
            "birth_date",
            "L’âge qui en résulte n’est pas habituel dans ce centre ({detail}). Vérifiez l’année.",
            _unusual_age,
            Severity.WARNING,
        ),
    ),
    valid=(RIGHT,),
    invalid=(
        with_roster({"birth_date": date(2027, 1, 5)}, at="rosters/S1.xlsx!C2"),
        with_roster({"birth_date": "12/03/1811"}, at="rosters/S1.xlsx!C2"),
        with_roster({"birth_date": date(1971, 3, 12)}, at="rosters/S1.xlsx!C2"),
    ),
)


R006 = Rule(
    code="R006",
    name="birth_place_missing",
    title="Lieu de naissance absent",
    why="Pix le demande pour établir la certification.",
    source=f"{_SHEET} Un code INSEE peut en tenir lieu sur la plateforme nationale.",
    faults=(
        _fault(
            "birth_place",
            "Le lieu de naissance manque. Écrivez la commune (la ville, à l’étranger).",
            lambda frames: pl.col("birth_place").is_null() & pl.col("birth_insee_code").is_null(),
        ),
    ),
    valid=(RIGHT, with_roster({"birth_place": None, "birth_insee_code": "75115"})),
    invalid=(with_roster({"birth_place": None}, at="rosters/S1.xlsx!D2"),),
)


# The shapes of an INE (glossary). The letter of a BEA number is its remainder by 23, which holds for all public examples
# without an official text: so a warning.
_RNIE = r"^[0-9]{9}[A-Z]{2}$"


_BEA = r"^[0-9]{10}[A-HJ-NPR-Z]$"


_OTHER_SHAPES = r"^([0-9]{4}[AD][0-9]{5}[A-Z]|[0-9A-Z]{10}[0-9])$"


_BEA_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


def _ine() -> pl.Expr:
    return pl.col("ine").str.to_uppercase().str.replace_all(" ", "")


def _ine_digits_lost(frames: Frames) -> pl.Expr:
    return _ine().str.contains(r"^[0-9]+([.,][0-9]+)?E\+?[0-9]+$") | _ine().str.contains(r"^[0-9]{12,}$")


def _ine_without_shape(frames: Frames) -> pl.Expr:
    known = _ine().str.contains(_RNIE) | _ine().str.contains(_BEA) | _ine().str.contains(_OTHER_SHAPES)
    return ~known & ~_ine_digits_lost(frames)


def _bea_letter_wrong(frames: Frames) -> pl.Expr:
    number = _ine().str.slice(0, 10).cast(pl.Int64, strict=False)
    expected = (number % 23).replace_strict(list(range(23)), list(_BEA_LETTERS), default=None, return_dtype=pl.String)
    return _ine().str.contains(_BEA) & (_ine().str.slice(10, 1) != expected)


R007 = Rule(
    code="R007",
    name="ine_suspicious",
    title="INE douteux",
    why="Avec un INE faux, Pix ne rapprochera pas le candidat de son dossier scolaire.",
    source="Formes publiques de l’identifiant national : RNIE, BEA, apprentissage, provisoire, base 36.",
    faults=(
        _fault(
            "ine",
            "Cet INE est devenu un nombre : des chiffres sont perdus. Donnez à la colonne le format Texte, et recopiez l’INE.",
            _ine_digits_lost,
            Severity.WARNING,
        ),
        _fault(
            "ine",
            "Cet INE n’a aucune forme connue (11 caractères). Recopiez-le, avec ses lettres et ses zéros de tête.",
            _ine_without_shape,
            Severity.WARNING,
        ),
        _fault(
            "ine",
            "La dernière lettre de cet INE ne correspond pas à son numéro. Vérifiez chaque chiffre.",
            _bea_letter_wrong,
            Severity.WARNING,
        ),
    ),
    valid=(RIGHT, with_roster({"ine": "999990123AB"}), with_roster({"ine": "9999990001Z"})),
    invalid=(
        with_roster({"ine": "1,2E+10"}, at="rosters/S1.xlsx!E2"),
        with_roster({"ine": "12345"}, at="rosters/S1.xlsx!E2"),
        with_roster({"ine": "9999990001Y"}, at="rosters/S1.xlsx!E2"),
    ),
)

RULES = (R001, R002, R003, R004, R005, R006, R007)
