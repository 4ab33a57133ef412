"""Widths and line breaks in the papers' font, checked against the font itself and by hand."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont

from generator.public.papers.blocks import Run
from generator.public.papers.text_width import line_count, tabular_width_em, text_line_count, width_em
from generator.resources import site_dir

FONTS = site_dir() / "papers" / "fonts"


@pytest.mark.parametrize("face", ["regular", "bold"])
def test_the_widths_are_those_of_the_bundled_font(face: str) -> None:
    font = TTFont(FONTS / f"atkinson-hyperlegible-next-{face}.woff2")
    widths = {chr(code): font["hmtx"][name][0] / 1000 for code, name in font.getBestCmap().items()}
    assert len(widths) == 298
    assert {sign: width_em(sign, bold=face == "bold") for sign in widths} == widths


def test_the_font_has_every_sign_that_french_needs() -> None:
    font = TTFont(FONTS / "atkinson-hyperlegible-next-regular.woff2").getBestCmap()
    assert [sign for sign in "àâäçéèêëîïôöùûüÿœæÀÉŒ«»’“”–—…·•€→\u00a0\u202f" if ord(sign) not in font] == []


def test_neighbours_are_kerned() -> None:
    assert width_em("AV") == pytest.approx(width_em("A") + width_em("V") - 0.04)


def test_a_digit_of_a_table_is_as_wide_as_another() -> None:
    assert tabular_width_em("11") == tabular_width_em("00") == pytest.approx(1.264)


def test_a_sign_that_the_font_lacks_counts_as_a_wide_one() -> None:
    assert width_em("漢") == 1.05
    assert width_em("e\u0301") == width_em("e")


def test_words_go_on_the_next_line_when_the_line_is_full() -> None:
    ten_signs = "n" * 10
    width = (10 * width_em("n") + width_em(" ")) * 10
    assert text_line_count(f"{ten_signs} {ten_signs}", width * 2, 10) == 1
    assert text_line_count(f"{ten_signs} {ten_signs}", width * 1.9, 10) == 2
    assert text_line_count(f"{ten_signs}\u00a0{ten_signs}", width * 1.9, 10) == 2


def test_a_compound_breaks_after_its_hyphen_and_a_number_does_not() -> None:
    room = width_em("rendez-") * 11 + 0.1
    assert text_line_count("rendez-vous", room, 11) == 2
    assert text_line_count("2026-03-12", width_em("2026-0") * 11, 11) == 2


def test_a_word_longer_than_the_line_is_cut_where_the_line_ends() -> None:
    assert text_line_count("n" * 30, width_em("n") * 10 * 11 + 0.1, 11) == 3
    assert text_line_count("a " + "n" * 30, width_em("n") * 10 * 11 + 0.1, 11) == 4


def test_an_empty_text_keeps_its_line() -> None:
    assert text_line_count("", 100, 11) == 1


def test_bold_runs_are_wider() -> None:
    plain, bold = (Run(text="m" * 20),), (Run(text="m" * 20, bold=True),)
    room = width_em("m" * 20) * 11 + 0.1
    assert [
        line_count(plain, room, 11),
        line_count(bold, room, 11),
        line_count(plain, room, 11, bold=True),
    ] == [1, 2, 2]
