"""R: what the national platform would refuse, in columns that are there only for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import polars as pl

from schemas.rule import Rule
from schemas.rules.examples import RIGHT, with_roster
from schemas.rules.row_faults import FaultsOf

if TYPE_CHECKING:
    from schemas.reading.frames import Frames

_PLATFORM = "Plateforme nationale : import des candidats."
_ABROAD = "99"


_fault = FaultsOf("rosters")


def _abroad() -> pl.Expr:
    country = pl.col("birth_country").str.to_uppercase()
    return (pl.col("birth_insee_code") == _ABROAD) | country.ne("FRANCE").fill_null(value=False)


def _in_france() -> pl.Expr:
    return _abroad().fill_null(value=False).not_()


R019 = Rule(
    code="R019",
    name="birth_place_refused_by_platform",
    title="Lieu de naissance que la plateforme refuse",
    why="L’import sur la plateforme s’arrêterait à cette ligne.",
    source=f"{_PLATFORM} En France, le code INSEE seul, ou le code postal et la commune ; à l’étranger, la ville et le code 99.",
    faults=(
        _fault(
            "birth_insee_code",
            "En France, le code INSEE s’écrit sans code postal ni commune. Videz l’un ou les autres.",
            lambda frames: (
                _in_france()
                & pl.col("birth_insee_code").is_not_null()
                & pl.any_horizontal(pl.col("birth_postal_code", "birth_place").is_not_null())
            ),
        ),
        _fault(
            "birth_place",
            "Pour une naissance à l’étranger, la ville est obligatoire. Écrivez-la.",
            lambda frames: _abroad() & pl.col("birth_place").is_null() & pl.col("birth_insee_code").is_not_null(),
        ),
        _fault(
            "birth_postal_code",
            "Pour une naissance à l’étranger, le code postal reste vide. Supprimez-le.",
            lambda frames: _abroad() & pl.col("birth_postal_code").is_not_null(),
        ),
        _fault(
            "birth_insee_code",
            "Pour une naissance à l’étranger, le code INSEE est exactement 99. Corrigez-le.",
            lambda frames: _abroad() & (pl.col("birth_insee_code") != _ABROAD),
        ),
    ),
    valid=(
        RIGHT,
        with_roster({"birth_place": None, "birth_insee_code": "99402", "birth_country": "FRANCE"}),
        with_roster({"birth_postal_code": "99402", "birth_country": "France"}),
        with_roster({"birth_insee_code": 99, "birth_country": "SYLDAVIE"}),
    ),
    invalid=(
        with_roster({"birth_insee_code": "99402"}, at="rosters/S1.xlsx!E2"),
        with_roster(
            {"birth_place": None, "birth_insee_code": "99", "birth_country": "SYLDAVIE"},
            at="rosters/S1.xlsx!D2",
        ),
        with_roster(
            {"birth_insee_code": "99", "birth_country": "SYLDAVIE", "birth_postal_code": "99402"},
            at="rosters/S1.xlsx!G2",
        ),
        with_roster({"birth_insee_code": "99402", "birth_country": "SYLDAVIE"}, at="rosters/S1.xlsx!E2"),
    ),
)

_EMAIL = r"^[^\s@<>,;]+@[^\s@<>,;.]+(\.[^\s@<>,;.]+)+$"


def _no_email(column: str) -> Callable[[Frames], pl.Expr]:
    return lambda frames: ~pl.col(column).str.contains(_EMAIL)


R020 = Rule(
    code="R020",
    name="sex_or_email_refused_by_platform",
    title="Sexe ou adresse e-mail que la plateforme refuse",
    why="L’import sur la plateforme s’arrêterait à cette ligne, et la convocation n’arriverait pas.",
    source=_PLATFORM,
    faults=(
        _fault(
            "sex",
            "Le sexe s’écrit M ou F. Corrigez, ou videz la cellule.",
            lambda frames: ~pl.col("sex").str.to_uppercase().is_in(["M", "F"]),
        ),
        _fault(
            "results_email",
            "Cette adresse e-mail du destinataire n’a pas la forme nom@domaine.fr. Corrigez-la.",
            _no_email("results_email"),
        ),
        _fault(
            "convocation_email",
            "Cette adresse e-mail de convocation n’a pas la forme nom@domaine.fr. Corrigez-la.",
            _no_email("convocation_email"),
        ),
    ),
    valid=(RIGHT, with_roster({"sex": "f", "convocation_email": "zelie@college.example"})),
    invalid=(
        with_roster({"sex": "X"}, at="rosters/S1.xlsx!E2"),
        with_roster({"results_email": "college.example"}, at="rosters/S1.xlsx!E2"),
        with_roster({"convocation_email": "zelie@college"}, at="rosters/S1.xlsx!E2"),
    ),
)

RULES = (R019, R020)
