"""R: what the national platform would refuse, in columns that are there only for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import polars as pl

from schemas.reading.words import FRANCE
from schemas.rule import Rule
from schemas.rules.examples import RIGHT, with_roster
from schemas.rules.row_faults import FaultsOf, unreadable

if TYPE_CHECKING:
    from schemas.reading.frames import Frames

_PLATFORM = "Plateforme nationale : import des candidats."
_ABROAD = "99"


_fault = FaultsOf("rosters")


def _abroad() -> pl.Expr:
    return (pl.col("birth_insee_code") == _ABROAD) | (pl.col("birth_country") != FRANCE).fill_null(value=False)


R019 = Rule(
    code="R019",
    name="birth_place_refused_by_platform",
    title="Lieu de naissance que la plateforme refuse",
    why="L’import sur la plateforme s’arrêterait à cette ligne.",
    source=f"{_PLATFORM} En France, le code INSEE seul, ou le code postal et la commune ; à l’étranger, la ville et le code 99.",
    faults=(
        _fault("birth_insee_code", "Ce code INSEE ne se lit pas : {detail}.", unreadable("birth_insee_code")),
        _fault("birth_postal_code", "Ce code postal ne se lit pas : {detail}.", unreadable("birth_postal_code")),
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
            "Ce code INSEE est celui d’une commune de France, et le pays n’est pas la France. Corrigez l’un ou l’autre ; à l’étranger, "
            "le code est 99.",
            lambda frames: (pl.col("birth_country") != FRANCE) & (pl.col("birth_insee_code") != _ABROAD),
        ),
        _fault(
            "birth_country",
            "Le code 99 veut dire né à l’étranger, et le pays est la France. Corrigez l’un ou l’autre.",
            lambda frames: (pl.col("birth_country") == FRANCE) & (pl.col("birth_insee_code") == _ABROAD),
        ),
    ),
    valid=(
        RIGHT,
        with_roster({"birth_place": None, "birth_insee_code": "69123", "birth_country": "FRANCE"}),
        with_roster({"birth_place": "Lyon", "birth_insee_code": 69123, "birth_country": "France"}),
        with_roster({"birth_place": "Grenoble", "birth_postal_code": "38000", "birth_country": "France"}),
        with_roster({"birth_insee_code": 99, "birth_country": "MAROC"}),
        with_roster({"birth_insee_code": "99350", "birth_country": "Maroc"}),
    ),
    invalid=(
        with_roster({"birth_insee_code": "soixante-neuf"}, at="rosters/S1.xlsx!E2"),
        with_roster({"birth_postal_code": "CEDEX 9"}, at="rosters/S1.xlsx!E2"),
        with_roster(
            {"birth_place": None, "birth_insee_code": "99", "birth_country": "MAROC"},
            at="rosters/S1.xlsx!D2",
        ),
        with_roster(
            {"birth_insee_code": "99", "birth_country": "MAROC", "birth_postal_code": "69003"},
            at="rosters/S1.xlsx!G2",
        ),
        with_roster({"birth_insee_code": "69123", "birth_country": "MAROC"}, at="rosters/S1.xlsx!E2"),
        with_roster({"birth_insee_code": "99", "birth_country": "Guadeloupe"}, at="rosters/S1.xlsx!F2"),
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
            lambda frames: pl.col("sex_fault").is_not_null(),
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
