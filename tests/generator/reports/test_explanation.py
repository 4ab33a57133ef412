"""`consigne explain`: a rule at the terminal, with a wrong and a right example."""

from __future__ import annotations

import re
from datetime import date

import pytest
from rich.console import Console

from generator.reports.explanation import explanation, nearest_codes, rule_of
from schemas.finding import Severity
from schemas.rule import Example, Fault, Rule
from schemas.rules.registry import RULES


def shown(rule: Rule, width: int = 100) -> str:
    """What a terminal without colours shows."""
    console = Console(width=width, color_system=None, highlight=False)
    with console.capture() as capture:
        console.print(explanation(rule))
    return re.sub(r" +$", "", capture.get(), flags=re.MULTILINE)


def of(code: str) -> Rule:
    found = rule_of(code)
    assert found is not None
    return found


def test_a_rule_is_found_in_capitals_or_not():
    assert of("r004").code == of(" R004 ").code == "R004"
    assert rule_of("R04") is None


def test_a_code_that_does_not_exist_has_near_ones():
    assert nearest_codes("r04")[0] == nearest_codes("R4")[0] == "R004"
    assert nearest_codes("S0111")[0] == "S011"
    assert nearest_codes("bonjour") == ()


def test_it_says_all_that_the_rule_says():
    text = shown(of("R004"))
    for said in (
        "R004 · Date de naissance absente ou illisible",
        "erreur\u00a0: bloque la publication",
        "– La date de naissance manque.",
        "– Cette date ne se lit pas",
        "Pourquoi\n  Pix distingue les candidats par elle",
        "Qui le demande\n  Document fondateur",
    ):
        assert said in text


def test_the_wrong_cell_is_seen_without_colours():
    text = shown(of("R004"))
    wrong, right = text.split("Exemple à corriger")[1].split("Exemple juste")
    assert "rosters/S1.xlsx  ✗ cellule C2" in wrong
    assert "│ 2 │ Topinambour │ Zélie  │ ✗\u00a030/02/2011      │ Trifouillis-les-Oies │" in wrong
    assert re.search(r"│ +│ A +│ B +│ C +│ D +│", wrong)
    assert "✗" not in right
    assert "12 mars 2011" in right


def test_an_empty_wrong_cell_has_its_cross_too():
    assert "│ 2 │ ✗   │ Zélie  │" in shown(of("R001"))


def test_a_file_that_is_no_table_is_told_in_words():
    text = shown(of("F003"))
    assert "rosters/S1.xlsx  ✗ tout le fichier\n  (un fichier .xlsx protégé par un mot de passe)" in text


def test_each_message_of_a_rule_of_two_severities_says_its_own():
    text = shown(of("R005"))
    assert "avertissement\u00a0: n’empêche pas de publier" in text
    assert "– [erreur] Cette date de naissance est dans l’avenir." in text
    assert "– [avertissement] L’âge" in text


def test_no_value_is_taken_for_markup():
    hostile = "[bold red]x[/] [link=http://a.example]y[/]"
    files = {"rosters/S1.xlsx": ((hostile, date(2011, 3, 12)),), "rosters/S1.csv": hostile.encode()}
    example = Example(files=files, at="rosters/S1.xlsx!A1", settings={"name": hostile})
    rule = Rule(
        code="R999",
        name="n",
        title=hostile,
        why=hostile,
        source=hostile,
        faults=(Fault(message=hostile, severity=Severity.WARNING),),
        valid=(example,),
        invalid=(example,),
    )
    assert shown(rule, width=200).count(hostile) == 10


@pytest.mark.parametrize("width", [40, 80, 200])
def test_every_rule_is_explained_whole_at_any_width(width):
    for rule in RULES:
        text = shown(rule, width)
        assert max(map(len, text.splitlines())) <= width
        assert "✗" in text.split("Exemple juste")[0]


def test_no_word_of_a_cell_is_cut_off_on_a_narrow_terminal():
    """Long words are folded: a name that ends in … would hide what is wrong with it."""
    assert "…" not in shown(of("T004"), 80)
