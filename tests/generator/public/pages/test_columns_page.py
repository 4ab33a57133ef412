"""The page of columns follows the column dictionary."""

from __future__ import annotations

from generator.public.pages.columns_page import columns_page
from schemas.columns import TABLES


def test_every_column_of_the_dictionary_has_its_entry() -> None:
    page = columns_page()
    assert set(TABLES) == {"sessions", "rosters", "sheets"}
    for name, columns in TABLES.items():
        for column in columns:
            assert f'<h3 id="{name}-{column.id}">{column.title}' in page


def test_a_required_and_a_secret_column_are_marked() -> None:
    page = columns_page()
    assert '<h3 id="rosters-last_name">Nom <span class="cs-required">obligatoire</span></h3>' in page
    assert '<h3 id="sessions-access_code">Code d’accès <span class="cs-required">jamais publié</span></h3>' in page
    assert '<h3 id="rosters-ine">INE</h3>' in page
