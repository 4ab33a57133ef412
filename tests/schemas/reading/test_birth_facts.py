"""What a code of a birth place says, and the other columns need not."""

import polars as pl
import pytest

from schemas.reading.birth_facts import with_birth_facts
from schemas.reference.countries import is_a_country
from schemas.reference.country_codes import country_of


def facts(insee, country):
    schema = {"birth_insee_code": pl.String, "birth_country": pl.String}
    return with_birth_facts(pl.DataFrame([(insee, country)], schema, orient="row")).row(0)


@pytest.mark.parametrize(
    ("insee", "country", "meant"),
    [
        ("99350", "MAROC", ("99", "MAROC")),
        ("99350", None, ("99", "Maroc")),
        ("99998", None, ("99", None)),
        ("69123", None, ("69123", "FRANCE")),
        ("2A004", None, ("2A004", "FRANCE")),
        ("97411", None, ("97411", "FRANCE")),
        ("69123", "MAROC", ("69123", "MAROC")),
        ("99", None, ("99", None)),
        (None, "MAROC", (None, "MAROC")),
        (None, None, (None, None)),
    ],
)
def test_a_code_says_the_country_where_none_is_written(insee, country, meant):
    assert facts(insee, country) == meant


def test_codes_of_countries_are_those_of_the_official_list():
    some = {"99109": "Allemagne", "99134": "Espagne", "99352": "Algérie", "99404": "États-Unis", "99999": None}
    assert {code: country_of(code) for code in some} == some


def test_each_country_that_has_a_code_is_one_that_the_check_knows():
    named = [name for code in range(99_100, 99_600) if (name := country_of(str(code)))]
    assert len(named) > 190
    assert [name for name in named if not is_a_country(name)] == []


@pytest.mark.parametrize(
    "name",
    [
        "IRAQ",
        "BURKINA",
        "TCHEQUE (REPUBLIQUE)",
        "CENTRAFRICAINE (République)",
        "DOMINICAINE (REPUBLIQUE)",
        "COREE (REPUBLIQUE DE)",
        "SYRIENNE (République arabe)",
        "VATICAN, ou SAINT-SIEGE",
        "CONGO (République démocratique)",
        "viet nam",
        "Cote d'Ivoire",
    ],
)
def test_a_country_is_known_by_the_name_that_the_official_list_gives_it(name):
    assert is_a_country(name)


@pytest.mark.parametrize("name", ["Syldavie", "Allemgne", "France (Syldavie", "(République)", "Paris"])
def test_what_is_no_country_is_not_known(name):
    assert not is_a_country(name)
