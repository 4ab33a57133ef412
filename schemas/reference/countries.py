"""The countries of today, and those that were, as people name them in French.

Source: the territory names of the Unicode CLDR, which come with Babel; other usual names and former states are listed here. Names are
compared without case, accents and punctuation, as the national platform does.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

from schemas.columns import fold

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
)  # fmt: skip


@cache
def _known() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 - late: most centres name no country

    territories = Locale("fr").territories
    names = (name for code, name in territories.items() if len(code) == 2 and code.isalpha())
    return {fold(name): name for name in (*names, *_ALSO)}


def is_a_country(name: str) -> bool:
    """Whether a country is or was called so."""
    return fold(name) in _known()


def nearest_country(name: str) -> str | None:
    """The country whose name is spelt most like this one."""
    near = get_close_matches(fold(name)[:60], _known(), n=1, cutoff=0.7)
    return _known()[near[0]] if near else None
