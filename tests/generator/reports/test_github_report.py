"""GitHub's annotations, read back by the rules of its runner, and the step summary."""

import re

import pytest
from markdown_it import MarkdownIt

from generator.reports.github_report import github_report, step_summary
from schemas.finding import Severity
from tests.support.reports import (
    EMPTY,
    HOSTILE,
    HOSTILE_REPORT,
    LONG,
    SECRET,
    USUAL,
    finding,
    report_of,
    warning,
    whole_file,
)

ESCAPES = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}


def unescaped(text):
    return re.sub("|".join(ESCAPES), lambda match: ESCAPES[match.group()], text)


def commands(text):
    """What GitHub's runner understands of a log: (command, properties, message) of each line."""
    read = []
    for line in text.splitlines():
        start, head, message = line.split("::", 2)
        assert start == ""
        command, _, listed = head.partition(" ")
        properties = dict(part.split("=", 1) for part in listed.split(","))
        read.append((command, {key: unescaped(value) for key, value in properties.items()}, unescaped(message)))
    return read


def annotated(report, show_values=False):
    return commands(github_report(report if show_values else report.redacted(), content="content"))


def test_a_file_has_one_annotation_of_each_severity_at_its_first_cell():
    at = {
        "file": "content/rosters/3A.xlsx",
        "line": "2",
        "col": "3",
        "title": "2\u00a0erreurs dans content/rosters/3A.xlsx",
    }
    report = report_of(finding(), finding("R001", "A7", column="Nom", message="Le nom manque."), warning())
    error, other = annotated(report)
    assert error == (
        "error",
        at,
        "R004 · feuille « S1 », cellule C2, colonne « Date de naissance »\u00a0: Cette date ne se lit pas : il n’y a pas de 31 février.\n"
        "R001 · feuille « S1 », cellule A7, colonne « Nom »\u00a0: Le nom manque.",
    )
    assert (other[0], other[1]["line"], other[1]["title"]) == (
        "warning",
        "1",
        "1\u00a0avertissement dans content/rosters/3A.xlsx",
    )


def test_a_fault_of_a_whole_file_stands_at_its_first_line():
    ((_, properties, message),) = annotated(report_of(whole_file()))
    assert (properties["line"], properties["col"]) == ("1", "1")
    assert message == "F002\u00a0: Ce type de fichier (.pdf) n’est pas pris en charge."


def test_what_does_not_fit_an_annotation_is_counted():
    findings = [finding("R001", f"A{row}", message=f"Message {row}.") for row in range(2, 15)]
    ((_, properties, message),) = annotated(report_of(*findings))
    assert properties["title"].startswith("13\u00a0erreurs")
    assert message.splitlines()[9:] == [
        "R001 · feuille « S1 », cellule A11, colonne « Date de naissance »\u00a0: Message 11.",
        "… et 3\u00a0erreurs de plus",
    ]


def test_no_more_than_ten_annotations_of_a_severity_and_the_tenth_names_the_files_left():
    report = report_of(*(finding(file=f"rosters/{number:02}.xlsx") for number in range(1, 14)))
    read = annotated(report)
    assert [properties.get("file", "")[-7:] for _, properties, _ in read] == [f"{n:02}.xlsx" for n in range(1, 10)] + [
        ""
    ]
    assert read[-1][1] == {"title": "4\u00a0erreurs dans 4\u00a0fichiers de plus"}
    assert read[-1][2].splitlines()[0] == "content/rosters/10.xlsx\u00a0: 1\u00a0erreur"
    assert len(annotated(report_of(*(finding(file=f"rosters/{n}.xlsx") for n in range(10))))) == 10


def test_hostile_text_makes_no_command_and_no_property():
    read = annotated(HOSTILE_REPORT, show_values=True)
    assert {command for command, _, _ in read} == {"error", "warning"}
    assert {frozenset(properties) for _, properties, _ in read} == {
        frozenset({"file", "line", "col", "title"}),
        frozenset({"title"}),
    }
    assert len(read) == 20
    ((_, properties, message),) = annotated(report_of(finding(file="a,line=9:b%0A", message="x\n::error::y %0A")))
    assert properties["file"] == "content/a,line=9:b%0A"
    assert message.endswith(": x ::error::y %0A")


def test_nothing_wrong_is_no_annotation():
    assert github_report(EMPTY, content="content") == ""


# --- the step summary -----------------------------------------------------------------------------------------------


def summary(report, show_values=False):
    return step_summary(report if show_values else report.redacted(), content="content")


def cells(markdown):
    """The texts of the table's cells, as a Markdown reader that lets HTML through understands them."""
    tokens = MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(markdown)
    inline = [token for token in tokens if token.type == "inline"]
    assert {child.type for token in inline for child in token.children} <= {"text", "text_special"}
    return ["".join(child.content for child in token.children) for token in inline]


def test_the_summary_is_a_table_of_everything():
    assert cells(summary(USUAL, show_values=True)) == [
        "Consigne",
        "3\u00a0fichiers, 340\u00a0lignes\u00a0: 2\u00a0erreurs, 1\u00a0avertissement.",
        "Fichier",
        "Gravité",
        "Règle",
        "Où",
        "Ce qui ne va pas",
        "content/rosters/3A.xlsx",
        "Avertissement",
        "F006",
        "feuille « S1 », cellule F1",
        "Cette colonne n’est pas connue. Valeur : « Couleur »",
        "content/rosters/3A.xlsx",
        "Erreur",
        "R004",
        "feuille « S1 », cellule C2, colonne « Date de naissance »",
        f"Cette date ne se lit pas : il n’y a pas de 31 février. Valeur : « 31/02/{SECRET} »",
        "content/rosters/liste.pdf",
        "Erreur",
        "F002",
        "",
        "Ce type de fichier (.pdf) n’est pas pris en charge.",
    ]


def test_hostile_text_stays_in_its_cell_of_the_summary():
    read = cells(summary(HOSTILE_REPORT, show_values=True))
    assert (len(read) - 7) % 5 == 0
    assert (len(read) - 7) // 5 == 2 * len(HOSTILE)
    assert "<script" not in summary(HOSTILE_REPORT, show_values=True)


def test_three_hundred_faults_of_one_column_are_one_row():
    assert "cellules C2 à C301 (300)" in cells(summary(LONG))[10]


def test_a_summary_too_long_for_github_says_what_is_left():
    report = report_of(*(finding("R001", f"A{row}", message=f"{row} " + "x" * 2000) for row in range(1, 601)))
    text = summary(report)
    assert len(text.encode()) < 1024 * 1024
    shown = text.count("| R001 |")
    assert text.endswith(f"\nLa suite est trop longue pour cette page\u00a0: {600 - shown}\u00a0lignes de plus.\n")
    assert 300 < shown < 600


def test_a_right_centre_has_a_summary_too():
    assert summary(EMPTY) == "## Consigne\n\n3\u00a0fichiers, 340\u00a0lignes\u00a0: rien à signaler.\n"


@pytest.mark.parametrize("severity", Severity)
def test_severities_are_githubs_own_words(severity):
    assert annotated(report_of(finding(severity=severity)))[0][0] == {"error": "error", "warning": "warning"}[severity]
