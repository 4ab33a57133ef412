"""R: places of birth that the official lists do not know, or that do not belong together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import polars as pl

from schemas.columns import fold
from schemas.finding import Severity
from schemas.reading.numbers import ABROAD
from schemas.reading.words import FRANCE
from schemas.reference.communes import Commune, are_one, by_insee_code, by_postal_code, is_a_commune
from schemas.reference.countries import is_a_country, nearest_country
from schemas.rule import Rule
from schemas.rules.examples import RIGHT, with_roster
from schemas.rules.row_faults import FaultsOf

if TYPE_CHECKING:
    from schemas.reading.frames import Frames

_LISTS = "Listes officielles : communes (INSEE, La Poste) et pays."
_MOST_NAMES = 3
_COLUMNS = ("birth_insee_code", "birth_postal_code", "birth_place", "birth_country")

Place = tuple[str | None, str | None, str | None, str | None]
"""INSEE code, postal code, city, country of a row."""

_fault = FaultsOf("rosters")


def _said(judge: Callable[[Place], str | None]) -> Callable[[Frames], pl.Expr | pl.Series]:
    """Judges each distinct place of birth in France once; most rosters have none of these columns, or only the city."""

    def wrong(frames: Frames) -> pl.Expr | pl.Series:
        codes = ("birth_insee_code", "birth_postal_code", "birth_country")
        if all(frames.rosters[column].null_count() == frames.rosters.height for column in codes):
            return pl.lit(None, pl.String)
        places = list(zip(*(frames.rosters[column].to_list() for column in _COLUMNS), strict=True))
        said = {place: judge(place) for place in set(places) if place[3] in (None, FRANCE) and place[0] != ABROAD}
        return pl.Series("hint", [said.get(place) for place in places], pl.String)

    return wrong


def _names(communes: tuple[Commune, ...]) -> str:
    names = list(dict.fromkeys(commune.name for commune in communes))
    return ", ".join(names[:_MOST_NAMES]) + ("…" if len(names) > _MOST_NAMES else "")


def _unknown_insee(place: Place) -> str | None:
    code = place[0]
    if code is None or code in by_insee_code():
        return None
    postal = by_postal_code().get(code)
    return f"c’est le code postal de {_names(postal)}" if postal else ""


def _other_city(place: Place) -> str | None:
    """The city of an INSEE code, where another is written."""
    code, _, city, _ = place
    communes = by_insee_code().get(code or "")
    if communes is None or city is None or are_one(city, communes):
        return None
    return f"{code} est {_names(communes)}"


def _other_postal_code(place: Place) -> str | None:
    """The postal codes of an INSEE code, where another is written."""
    code, postal_code, _, _ = place
    known = {each for commune in by_insee_code().get(code or "", ()) for each in commune.postal_codes}
    return (
        f"{code} a {', '.join(sorted(known)[:_MOST_NAMES])}"
        if known and postal_code and postal_code not in known
        else None
    )


def _unknown_postal_code(place: Place) -> str | None:
    code, postal_code, _, _ = place
    return "" if postal_code and code is None and postal_code not in by_postal_code() else None


def _not_of_postal_code(place: Place) -> str | None:
    """The communes of a postal code, where another is written."""
    code, postal_code, city, _ = place
    communes = by_postal_code().get(postal_code or "")
    if code is not None or communes is None or city is None or are_one(city, communes):
        return None
    return f"{postal_code} est {_names(communes)}"


def _unknown_city(place: Place) -> str | None:
    code, postal_code, city, country = place
    alone = code is None and postal_code is None and country == FRANCE
    return "" if alone and city and not is_a_commune(city) else None


def _unknown_country(frames: Frames) -> pl.Expr:
    said = {
        country: nearest_country(country) or ""
        for country in frames.rosters["birth_country"].unique().drop_nulls()
        if fold(country) and not is_a_country(country)
    }
    if not said:
        return pl.lit(None, pl.String)
    return pl.col("birth_country").replace_strict(list(said), list(said.values()), default=None, return_dtype=pl.String)


_W = Severity.WARNING
_BOTH = "Ils ne vont pas ensemble : vérifiez les deux."
R021 = Rule(
    code="R021",
    name="birth_place_unknown",
    title="Lieu de naissance inconnu des listes officielles",
    why="Un chiffre de travers dans un code INSEE fait naître le candidat ailleurs, et l’import de Pix refuse la ligne.",
    source=_LISTS,
    faults=(
        _fault(
            "birth_insee_code",
            "Aucune commune connue n’a ce code INSEE. Vérifiez-le ; une commune disparue depuis longtemps peut en avoir un autre.",
            _said(_unknown_insee),
            _W,
            hints=True,
        ),
        _fault(
            "birth_place", f"Cette commune n’est pas celle du code INSEE. {_BOTH}", _said(_other_city), _W, hints=True
        ),
        _fault(
            "birth_postal_code",
            f"Ce code postal n’est pas celui du code INSEE. {_BOTH}",
            _said(_other_postal_code),
            _W,
            hints=True,
        ),
        _fault(
            "birth_postal_code",
            "Aucune commune n’a ce code postal. Vérifiez-le.",
            _said(_unknown_postal_code),
            _W,
            hints=True,
        ),
        _fault(
            "birth_place",
            f"Cette commune n’est pas celle du code postal. {_BOTH}",
            _said(_not_of_postal_code),
            _W,
            hints=True,
        ),
        _fault(
            "birth_place",
            "Aucune commune de France ne s’appelle ainsi. Vérifiez son nom.",
            _said(_unknown_city),
            _W,
            hints=True,
        ),
    ),
    valid=(
        RIGHT,
        with_roster({"birth_place": "Lyon 3e", "birth_insee_code": "69123", "birth_country": "France"}),
        with_roster({"birth_place": "St-Étienne", "birth_postal_code": "42000", "birth_country": "France"}),
    ),
    invalid=(
        with_roster({"birth_place": None, "birth_insee_code": "69999"}, at="rosters/S1.xlsx!E2"),
        with_roster({"birth_place": "Lille", "birth_insee_code": "69123"}, at="rosters/S1.xlsx!D2"),
        with_roster(
            {"birth_place": None, "birth_insee_code": "69123", "birth_postal_code": "59000"}, at="rosters/S1.xlsx!F2"
        ),
        with_roster({"birth_place": "Lyon", "birth_postal_code": "69099"}, at="rosters/S1.xlsx!E2"),
        with_roster({"birth_place": "Lille", "birth_postal_code": "69003"}, at="rosters/S1.xlsx!D2"),
        with_roster({"birth_place": "Trifouillis-les-Oies", "birth_country": "France"}, at="rosters/S1.xlsx!D2"),
    ),
)

R022 = Rule(
    code="R022",
    name="birth_country_unknown",
    title="Pays de naissance inconnu",
    why="La plateforme refuse un pays qu’elle ne connaît pas, et la liste des pays est complète.",
    source=_LISTS,
    faults=(
        _fault(
            "birth_country",
            "Aucun pays ne s’appelle ainsi. Écrivez son nom en français, comme FRANCE, Maroc ou Royaume-Uni.",
            _unknown_country,
            hints=True,
        ),
    ),
    valid=(RIGHT, with_roster({"birth_insee_code": 99, "birth_country": "maroc"})),
    invalid=(with_roster({"birth_insee_code": 99, "birth_country": "Syldavie"}, at="rosters/S1.xlsx!F2"),),
)

RULES = (R021, R022)
