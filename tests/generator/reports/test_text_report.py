"""The report at a terminal: short where faults repeat, whole on narrow screens, coloured only where asked."""

from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from generator.reports.render import Format, render
from generator.reports.text_report import text_report
from tests.support.reports import (
    EMPTY,
    HOSTILE_REPORT,
    LONG,
    USUAL,
    finding,
    report_of,
    warning,
    whole_file,
)


def printed(report, width, *, show_values=True, colour=False):
    system = "standard" if colour else None
    console = Console(width=width, color_system=system, force_terminal=colour, highlight=False)
    with console.capture() as capture:
        console.print(text_report(report if show_values else report.redacted()))
    return capture.get()


def test_at_sixty_columns_french_marks_stay_with_their_words():
    report = report_of(
        finding(message="Cette date ne se lit pas : il n’y a pas de 31 février."),
        warning("AB1"),
        whole_file(),
    )
    assert printed(report, 60, show_values=False) == (
        "rosters/3A.xlsx\n"
        "  Avertissement F006 · feuille « S1 », cellule AB1\n"
        "    Cette colonne n’est pas connue.\n"
        "  Erreur R004 · feuille « S1 », cellule C2, colonne « Date\n"
        "  de naissance »\n"
        "    Cette date ne se lit pas : il n’y a pas de 31 février.\n"
        "\n"
        "rosters/liste.pdf\n"
        "  Erreur F002\n"
        "    Ce type de fichier (.pdf) n’est pas pris en charge.\n"
        "\n"
        "Chaque règle est expliquée, avec des exemples : consigne\n"
        "explain R004\n"
        "\n"
        "3 fichiers, 340 lignes : 2 erreurs, 1 avertissement.\n"
    )


@pytest.mark.parametrize("width", range(20, 81, 3))
@pytest.mark.parametrize("report", [USUAL, LONG, HOSTILE_REPORT], ids=["usual", "long", "hostile"])
def test_no_line_is_wider_than_the_terminal_and_none_begins_with_a_mark(report, width):
    lines = printed(report, width).splitlines()
    assert max(map(cell_len, lines)) <= width
    if report is not HOSTILE_REPORT:
        assert [line for line in lines if line.lstrip().startswith((":", "»", ";", "!", "?"))] == []
        assert [line for line in lines if line.endswith(("«", " "))] == []


def test_wrapping_loses_no_character():
    def without_spaces(text):
        return "".join(text.split())

    wide = without_spaces(render(HOSTILE_REPORT, Format.TEXT, content="content"))
    assert without_spaces(printed(HOSTILE_REPORT, 30)) == wide


def test_three_hundred_faults_of_one_column_are_said_once():
    text = render(LONG, Format.TEXT, content="content")
    assert text == (
        "rosters/3A.xlsx\n"
        "  Erreur R004 · feuille « S1 », cellules C2 à C301 (300), colonne « Date de naissance »\n"
        "    Cette date ne se lit pas : il n’y a pas de 31 février.\n"
        "    Valeurs : « 31/02/2 » en C2, « 31/02/3 » en C3, « 31/02/4 » en C4, « 31/02/5 » en C5, « 31/02/6 » en C6, … et 295 autres\n"
        "\n"
        "Chaque règle est expliquée, avec des exemples : consigne explain R004\n"
        "\n"
        "3 fichiers, 340 lignes : 300 erreurs, 0 avertissement.\n"
    )


def test_cells_apart_are_all_named_and_one_value_is_said_once():
    cells = ["C2", "C3", "C9", "AA9", "C4"]
    report = report_of(*(finding(cell=cell, column=None, value="?") for cell in cells))
    text = render(report, Format.TEXT, content="content")
    assert "cellules C2 à C4, C9 et AA9 (5)\n" in text
    assert "    Valeur : « ? »\n" in text


@pytest.mark.parametrize(
    "other",
    [
        {"message": "Autre."},
        {"code": "R005"},
        {"worksheet": "S2"},
        {"column": "Né le"},
        {"file": "rosters/b.csv"},
    ],
)
def test_findings_that_differ_are_said_apart(other):
    text = render(report_of(finding(), finding(**other)), Format.TEXT, content="content")
    assert text.count("cellule C2,") == 2


def test_a_log_has_no_colour_and_no_trailing_space():
    text = render(LONG, Format.TEXT, content="content")
    assert "\x1b" not in text
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


def test_a_terminal_shows_errors_in_red_and_warnings_in_yellow():
    text = printed(USUAL, 80, colour=True)
    assert "\x1b[1;31mErreur\x1b[0m" in text
    assert "\x1b[1;33mAvertissement\x1b[0m" in text


def test_nothing_wrong_is_one_line():
    assert printed(EMPTY, 60) == "3 fichiers, 340 lignes : rien à signaler.\n"


def test_a_code_is_a_link_on_a_terminal_that_follows_links():
    linked = printed(replace(USUAL, site_url="https://exemple.example"), 80, colour=True)
    assert "https://exemple.example/regles/R004.html" in linked
    assert "https://" not in printed(USUAL, 80, colour=True)
