"""The wording a coordinator may rewrite: what is read, what replaces what, and how a mistake is reported."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.public.papers.block_reader import parsed_block
from generator.public.papers.blocks import BLOCKS, FACTS, Part, Run, Section
from generator.public.wording import read_wording
from generator.resources import default_briefing_dir
from generator.writing.refusal import BuildRefused

DEFAULT = default_briefing_dir()


def _problems(name: str, text: str) -> list[str]:
    with pytest.raises(BuildRefused) as refused:
        parsed_block(name, text)
    return refused.value.problems


def test_the_default_wording_has_every_block_in_the_order_of_the_day() -> None:
    wording = read_wording(None, DEFAULT)
    assert [block.name for block in wording.blocks] == [
        "1-avant",
        "2-arrivee",
        "3-a-lire",
        "4-lancement",
        "5-pendant",
        "6-cinq-minutes",
        "7-fin",
        "8-apres",
        "incidents",
        "fraude",
        "codes",
    ]
    assert not any(block.own for block in wording.blocks)


def test_a_list_to_tick_keeps_its_bold_verb_and_joins_its_lines() -> None:
    block = parsed_block("1-avant", "# Avant\n\n- **Allumer** les\n  postes.\n- Ouvrir.\n")
    assert block.title == (Run(text="Avant"),)
    assert block.parts == (
        Part(
            kind="checklist",
            phrases=((Run(text="Allumer", bold=True), Run(text=" les postes.")), (Run(text="Ouvrir."),)),
        ),
    )


def test_a_quotation_is_what_is_said_one_sentence_a_paragraph() -> None:
    block = parsed_block("3-a-lire", "# Lire\n\n> Un.\n>\n> Deux.\n")
    assert block.parts == (Part(kind="spoken", phrases=((Run(text="Un."),), (Run(text="Deux."),))),)


def test_an_incident_is_what_is_seen_then_numbered_steps() -> None:
    block = parsed_block("incidents", "# Incidents\n\n## Écran noir\n\n1. Attendre.\n")
    steps = Part(kind="steps", phrases=((Run(text="Attendre."),),))
    assert block.sections == (Section(title=(Run(text="Écran noir"),), parts=(steps,)),)


def test_a_comment_is_for_the_coordinator_and_not_printed() -> None:
    block = parsed_block("7-fin", "<!-- à revoir -->\n\n# Fin\n\n<!-- deux\nlignes -->\n\nTexte.\n")
    assert block.parts == (Part(kind="paragraph", phrases=((Run(text="Texte."),),)),)


def test_a_fact_goes_in_after_parsing_so_that_its_value_is_never_markup() -> None:
    block = parsed_block("1-avant", "# Salle {salle}\n\nAller en {salle}.\n")
    filled = block.filled({"salle": "**B** {url} <b>"})
    assert filled.title == (Run(text="Salle **B** {url} <b>"),)
    assert filled.parts[0].phrases == ((Run(text="Aller en **B** {url} <b>."),),)


def test_an_unknown_fact_is_refused_with_its_line_and_the_nearest_one() -> None:
    (problem,) = _problems("1-avant", "# Avant\n\n- Un\n  {fni}\n")
    assert problem.startswith("briefing/1-avant.md, ligne 4 : {fni} n’existe pas. Vouliez-vous dire {fin} ?")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("![plan](plan.png)", "une image"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "un tableau"),
        ("<p>bonjour</p>", "du HTML"),
        ("un <b>mot</b>", "du HTML"),
        ("[Pix](https://pix.example)", "un lien"),
        ("`code`", "un texte entre accents graves"),
        ("```\ncode\n```", "un bloc de code"),
        ("    code", "un texte en retrait de quatre espaces"),
        ("*mot*", "de l’italique"),
        ("~~mot~~", "un texte barré"),
        ("***", "un trait"),
        ("## Titre", "un titre à cet endroit"),
        ("- a\n  - b", "une liste dans une liste"),
    ],
)
def test_what_paper_cannot_show_is_refused_by_its_line(text: str, what: str) -> None:
    (problem,) = _problems("1-avant", f"# Avant\n\nTexte.\n\n{text}\n")
    line = 6 if text.startswith("- a") else 5
    assert problem.startswith(f"briefing/1-avant.md, ligne {line} : {what}")


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("1-avant", "", "briefing/1-avant.md, ligne 1 : le bloc est vide."),
        ("1-avant", "- a\n", "briefing/1-avant.md, ligne 1 : le bloc doit commencer par son titre"),
        ("1-avant", "# Avant\n", "briefing/1-avant.md, ligne 1 : rien ne suit ce titre."),
        (
            "1-avant",
            "# A\n\n1. a\n",
            "briefing/1-avant.md, ligne 3 : ce bloc ne contient pas une liste numérotée.",
        ),
        (
            "1-avant",
            "# A\n\n- a\n\n  b\n",
            "briefing/1-avant.md, ligne 5 : un point de liste tient en un seul",
        ),
        ("3-a-lire", "# A\n\n>\n", "briefing/3-a-lire.md, ligne 3 : cette ligne est vide."),
        (
            "incidents",
            "# A\n\n## B\n\n## C\n\n1. a\n",
            "briefing/incidents.md, ligne 3 : rien ne suit ce titre.",
        ),
    ],
)
def test_a_block_of_another_shape_is_refused(name: str, text: str, problem: str) -> None:
    (found,) = _problems(name, text)
    assert found.startswith(problem)


def test_a_block_of_the_centre_replaces_the_default_one_and_the_others_stay(tmp_path: Path) -> None:
    (tmp_path / "7-fin.md").write_text("# La fin\n\n- **Voir** l'écran.\n", encoding="utf-8-sig")
    blocks = {block.name: block for block in read_wording(tmp_path, DEFAULT).blocks}
    assert blocks["7-fin"].title == (Run(text="La fin"),)
    assert [name for name, block in blocks.items() if block.own] == ["7-fin"]


def test_a_folder_that_does_not_exist_leaves_the_default_wording(tmp_path: Path) -> None:
    assert not any(block.own for block in read_wording(tmp_path / "absent", DEFAULT).blocks)


def test_a_file_of_another_name_is_refused_with_the_nearest_block(tmp_path: Path) -> None:
    (tmp_path / "2-arrivée.md").write_text("# A\n\na\n", encoding="utf-8")
    (tmp_path / "LISEZ-MOI.md").write_text("ce qu'on veut", encoding="utf-8")
    with pytest.raises(BuildRefused) as refused:
        read_wording(tmp_path, DEFAULT)
    (problem,) = refused.value.problems
    assert problem.startswith("briefing/2-arrivée.md n’est le nom d’aucun bloc de la feuille.")
    assert "Vouliez-vous dire 2-arrivee.md ?" in problem


def test_every_problem_of_every_file_is_reported_at_once(tmp_path: Path) -> None:
    (tmp_path / "7-fin.md").write_bytes(b"# Fin\n\n\xe9t\xe9\n")
    (tmp_path / "fraude.md").write_text("# F\n\n- a\n\n{salles}\n", encoding="utf-8")
    with pytest.raises(BuildRefused) as refused:
        read_wording(tmp_path, DEFAULT)
    assert [problem.split(" ")[0].rstrip(",") for problem in refused.value.problems] == [
        "briefing/7-fin.md",
        "briefing/fraude.md",
        "briefing/fraude.md",
    ]
    assert "n’est pas enregistré en UTF-8" in refused.value.problems[0]


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "7-fin.md").write_bytes(b"# Fin\n" + b"a" * 100_000)
    with pytest.raises(BuildRefused, match="dépasse 100 ko"):
        read_wording(tmp_path, DEFAULT)


def test_the_readme_of_the_folder_names_every_block_and_every_fact() -> None:
    readme = (DEFAULT / "LISEZ-MOI.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `\{(\w+)\}` \| (.*) \|$", readme, re.MULTILINE) == list(FACTS.items())
    assert re.findall(r"^\| `(\S+)\.md` \|", readme, re.MULTILINE) == list(BLOCKS)
