"""The countries of today, and those that were, as people name them in French.

Source: the territory names of the Unicode CLDR, which come with Babel; other usual names and former states are listed here. Names are
compared without case, accents and punctuation, as the national platform does.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache

from schemas.columns import fold
from schemas.reference.country_codes import country_names

_ALSO = (
    "Tchéquie", "République tchèque", "Birmanie", "Myanmar", "Macédoine", "Macédoine du Nord", "Vatican", "Saint-Siège", "Brunei", "Corée",
    "Corée du Sud", "République de Corée", "Corée du Nord", "Royaume-Uni", "Grande-Bretagne", "Angleterre", "Écosse", "Pays de Galles",
    "Irlande du Nord", "États-Unis", "États-Unis d’Amérique", "USA", "Russie", "Fédération de Russie", "Congo", "République du Congo",
    "Congo-Brazzaville", "République démocratique du Congo", "RDC", "Congo-Kinshasa", "Zaïre", "Côte d’Ivoire", "Cap-Vert", "Cabo Verde",
    "Swaziland", "Eswatini", "Palestine", "Territoires palestiniens", "Kosovo", "Taïwan", "Hong Kong", "Macao", "Syrie", "Iran", "Laos", "Viêt Nam",
    "Vietnam", "Moldavie", "Bosnie", "Bosnie-Herzégovine", "URSS", "Union soviétique", "Yougoslavie", "Ex-Yougoslavie", "Tchécoslovaquie",
    "Serbie-et-Monténégro", "Allemagne de l’Est", "Timor oriental", "Timor-Leste", "Biélorussie", "Bélarus", "République dominicaine",
    "Centrafrique", "République centrafricaine", "Pays-Bas", "Hollande", "Turquie", "Suriname", "Surinam", "Comores", "Maurice", "Île Maurice",
    "Micronésie", "Émirats arabes unis", "Burkina Faso", "Haute-Volta", "Guinée-Conakry", "Sahara occidental", "Soudan du Sud", "Tanzanie",
    "Sainte-Lucie", "Bahamas", "Gambie", "Ceylan", "Kirghizistan", "Kirghizstan", "Ouzbékistan", "Inde", "République populaire de Chine", "Chine",
    "Iraq", "Burkina", "République tchèque", "République arabe syrienne", "Vatican, ou Saint-Siège", "Cité du Vatican", "Îles Comores",
    "Union des Comores", "Irlande", "Eire", "République d’Irlande", "République slovaque", "République de Moldavie", "Moldova", "Libéria",
    "Nigéria", "Salvador", "El Salvador", "Trinité-et-Tobago", "Trinidad et Tobago", "Saint-Christophe-et-Niévès", "Sao Tomé",
    "Sao Tomé-et-Principe", "République unie de Tanzanie", "République islamique d’Iran", "République bolivarienne du Venezuela",
    "République démocratique populaire lao", "République populaire démocratique de Corée", "Türkiye", "État de Palestine", "Angleterre",
    "Jersey", "Guernesey", "Île de Man", "Gibraltar", "Antilles néerlandaises", "Côte des Somalis", "Dahomey", "Rhodésie", "Siam", "Perse",
)  # fmt: skip


@cache
def _known() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 - late: most centres name no country

    territories = Locale("fr").territories
    names = (name for code, name in territories.items() if len(code) == 2 and code.isalpha())
    return {fold(name): name for name in (*names, *_ALSO, *country_names())}


def is_a_country(name: str) -> bool:
    """Whether a country is or was called so; INSEE's list writes "Tchèque (République)"."""
    return any(fold(each) in _known() for each in _readings(name))


def _readings(name: str) -> list[str]:
    """A name as it stands, and with what stands in brackets before it."""
    found = _WITH_BRACKETS.fullmatch(name.strip())
    return [name] if found is None else [name, f"{found[2]} {found[1]}", f"{found[1]} {found[2]}"]


_WITH_BRACKETS = re.compile(r"([^()]{1,60})\(([^()]{1,60})\)")


def nearest_country(name: str) -> str | None:
    """The country whose name is spelt most like this one."""
    near = get_close_matches(fold(name)[:60], _known(), n=1, cutoff=0.7)
    return _known()[near[0]] if near else None
