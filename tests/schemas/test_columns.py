"""Titles matched by meaning."""

import pytest

from schemas.columns import TABLES, fold, is_not_ours, is_of_an_address, is_secret_title, match, nearest


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("Né(e) le", "birth_date"),
        ("N° national", "ine"),
        ("NOM", "last_name"),
        ("prenom", "first_name"),
        ("* Date de naissance\n(format : jj/mm/aaaa)", "birth_date"),
        ("Temps majoré ?", "extra_time_percent"),
        ("* Nom de naissance", "last_name"),
        ("Temps majoré ? (exemple format: 33%)", "extra_time_percent"),
        ("LIEU  DE\u00a0NAISSANCE", "birth_place"),
        ("E-mail de convocation", "convocation_email"),
    ],
)
def test_a_roster_title_is_matched_by_meaning(title, column):
    found = match("rosters", title)
    assert found is not None
    assert found.id == column


def test_no_title_means_two_columns():
    for table, columns in TABLES.items():
        folded = [fold(title) for column in columns for title in {fold(t) for t in (column.title, *column.synonyms)}]
        assert len(folded) == len(set(folded)), table


@pytest.mark.parametrize(
    "title",
    [
        "Mot de passe",
        "MDP Pix",
        "password",
        "Mots de passe des élèves",
        "mot-de-passe",
        "Identifiants (mot de passe)",
        "Compte [mdp]",
        "Mot de pase",
        "mot passe",
        "M.D.P.",
        "Pass word",
        "pasword",
    ],
)
def test_titles_of_secrets_are_known(title):
    assert is_secret_title(title)


@pytest.mark.parametrize("title", ["Passage", "Classe", "Mot du professeur", "Passeport", "Pas", "Compétences"])
def test_other_titles_are_no_secrets(title):
    assert not is_secret_title(title)


def test_a_hint_beside_a_known_title_announces_no_password():
    assert not is_secret_title("Compte vérifié (mot de passe essayé)", with_hints=False)
    assert is_secret_title("Mot de passe (Pix)", with_hints=False)


def test_a_misspelt_title_has_a_nearest_column():
    found = nearest("rosters", "Date de naisance")
    assert found is not None
    assert found.id == "birth_date"
    assert nearest("rosters", "Couleur préférée") is None


def test_every_personal_column_of_a_roster_is_marked():
    public = {column.id for column in TABLES["rosters"] if not column.personal}
    assert public == {
        "session",
        "session_number",
        "session_site",
        "session_room",
        "session_date",
        "session_start",
        "session_invigilators",
        "billing",
    }
    assert [column.id for column in TABLES["sessions"] if column.secret] == ["access_code"]


@pytest.mark.parametrize(
    "title",
    ["N°", "#", "Ordre", "N° d’ordre", "Prénom 2", "Doublement", "Lib. Mat. Enseignée 12", "Tél. Portable Resp. Lég. 1", "Code MEF",
     "Lib. Régime", "Projet d’accompagnement", "Majeur", "Toutes les options", "Pix+ Édu 1er degré", "CléA numérique"],
)  # fmt: skip
def test_what_other_programs_always_write_is_worth_no_word(title):
    assert match("rosters", title) is None
    assert is_not_ours(title)


@pytest.mark.parametrize("title", ["Couleur", "Clase", "Nomm", "Notes du conseil", "Responsabilité"])
def test_a_title_that_nobody_knows_is_said(title):
    assert not is_not_ours(title)


def test_beside_an_address_a_postal_code_tells_where_somebody_lives():
    assert is_of_an_address("Code Postal", ["Nom", "Ligne Adresse 1", "Code Postal"])
    assert not is_of_an_address("Code Postal", ["Nom", "Lieu de naissance", "Code Postal"])
    assert not is_of_an_address("Code postal de naissance", ["Ligne Adresse 1"])
