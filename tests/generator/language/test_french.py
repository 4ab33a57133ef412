"""French typography, written out with its invisible spaces: U+00A0 and U+202F."""

from __future__ import annotations

from datetime import date, time

import pytest

from generator.language import french


def test_a_date_is_said_in_words_and_its_number_stays_with_its_month() -> None:
    assert french.date_in_words(date(2026, 3, 12)) == "jeudi 12\u00a0mars 2026"


def test_the_first_of_a_month_is_ordinal() -> None:
    assert french.date_in_words(date(2026, 5, 1)) == "vendredi 1er\u00a0mai 2026"


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (time(9), "9\u202fh"),
        (time(9, 5), "9\u202fh\u202f05"),
        (time(0), "0\u202fh"),
        (time(23, 59), "23\u202fh\u202f59"),
    ],
)
def test_a_time_has_two_digits_for_its_minutes_and_none_on_the_hour(moment: time, written: str) -> None:
    assert french.clock(moment) == written


def test_a_slot_can_only_break_after_its_dash() -> None:
    assert french.clock_range(time(9), time(12, 30)) == "9\u202fh\u00a0– 12\u202fh\u202f30"


@pytest.mark.parametrize(
    ("minutes", "written"),
    [(45, "45\u202fmin"), (60, "1\u202fh"), (105, "1\u202fh\u202f45"), (125, "2\u202fh\u202f05")],
)
def test_a_duration_is_in_minutes_below_the_hour(minutes: int, written: str) -> None:
    assert french.duration(minutes) == written


def test_extra_time_is_a_whole_percentage_or_is_said_in_words() -> None:
    assert french.extra_time(33) == "+\u202f33\u202f%"
    assert french.extra_time(0) == "sans temps majoré"


def test_zero_and_one_are_singular() -> None:
    assert [french.counted(count, "candidat") for count in (0, 1, 2)] == [
        "0\u00a0candidat",
        "1\u00a0candidat",
        "2\u00a0candidats",
    ]


def test_names_are_joined_as_one_says_them() -> None:
    assert french.enumerated(()) == ""
    assert french.enumerated(("A",)) == "A"
    assert french.enumerated(("A", "B", "C")) == "A, B et C"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("l'élève : oui ?", "l’élève\u00a0: oui\u202f?"),
        ("« Je passe » !", "«\u00a0Je passe\u00a0»\u202f!"),
        ("«Je passe »", "«\u00a0Je passe\u00a0»"),
        ("33 % ; fin", "33\u202f%\u202f; fin"),
        ("https://pix.example/a?b=1", "https://pix.example/a?b=1"),
        ("'x'", "'x'"),
    ],
)
def test_what_is_typed_plainly_is_printed_in_french_typography(typed: str, printed: str) -> None:
    assert french.polished(typed) == printed
    assert french.polished(printed) == printed
