"""What fits on a briefing, what adapts so that it does, and what is refused."""

from __future__ import annotations

import re

import pytest

from generator.public.papers.back import plan_back
from generator.public.papers.block_reader import parsed_block
from generator.public.papers.blocks import Wording
from generator.public.papers.briefing import briefing_page
from generator.public.papers.briefing_content import Briefing, briefing_content
from generator.public.papers.fit import in_columns
from generator.public.papers.front import plan_front
from generator.public.records import PublicCentre, PublicSession
from generator.writing.refusal import BuildRefused
from schemas.centre import Contact
from tests.support.papers import LONGEST, SHORTEST, TYPICAL, centre, session, wording


def _sheet(given: tuple[PublicSession, PublicCentre], text: Wording | None = None) -> Briefing:
    return briefing_content(*given, text or wording(), content_date=None)


def _with(name: str, text: str) -> Wording:
    rewritten = parsed_block(name, text)
    return Wording(blocks=tuple(rewritten if block.name == name else block for block in wording().blocks))


def _problem(given: tuple[PublicSession, PublicCentre], text: Wording | None = None) -> str:
    with pytest.raises(BuildRefused) as refused:
        briefing_page(*given, text or wording(), content_date=None)
    (problem,) = refused.value.problems
    return problem


@pytest.mark.parametrize(
    ("heights", "columns"),
    [
        ([], ([],)),
        ([3], ([3],)),
        ([1, 1, 1], ([1, 1], [1])),
        ([5, 1, 1, 1], ([5], [1, 1, 1])),
        ([1, 1, 1, 5], ([1, 1, 1], [5])),
    ],
)
def test_two_columns_are_as_even_as_the_order_allows(heights: list[int], columns: tuple[list[int], ...]) -> None:
    assert tuple(list(column) for column in in_columns(heights, float, 0)) == columns


def test_the_title_takes_one_line_when_it_can_and_says_where_below_when_it_cannot() -> None:
    typical, longest = plan_front(_sheet(TYPICAL)), plan_front(_sheet(LONGEST))
    assert (typical.title_pt, typical.title_broken) == (24, False)
    assert (longest.title_pt, longest.title_broken) == (20, True)


def test_up_to_three_columns_of_times_have_their_box_beside_and_a_spare_one_while_there_is_room() -> None:
    layouts = [
        (plan.timing, plan.spare_rate)
        for rates in ((), (33,), (33, 50), (20, 33, 50))
        for plan in [plan_front(_sheet((session(), centre(extra_time_percents=rates))))]
    ]
    assert layouts == [("beside", True), ("beside", True), ("beside", False), ("stacked", False)]


def test_notes_take_what_is_left() -> None:
    assert [plan_back(_sheet(given)).note_lines for given in (SHORTEST, TYPICAL, LONGEST)] == [9, 6, 0]


def test_long_phone_numbers_go_below_the_names() -> None:
    assert [plan_back(_sheet(given)).contacts for given in (TYPICAL, LONGEST)] == ["beside", "stacked"]


def test_a_centre_without_contacts_has_a_line_to_write_one() -> None:
    assert [contact.role for contact in plan_back(_sheet(SHORTEST)).contact_list] == ["Référent"]


def test_wording_that_is_too_long_is_refused_with_its_side_its_excess_and_its_file() -> None:
    long = "# Fin\n\n" + "- **Voir** encore un point qui prend sa ligne.\n" * 40
    problem = _problem(TYPICAL, _with("7-fin", long))
    assert problem.startswith("Session 2026-03-12-B204, recto de la feuille : 12 lignes de trop")
    assert re.search(r"Raccourcissez d’abord .* : briefing/7-fin\.md, \d+ lignes ;", problem)


def test_too_many_incidents_are_refused_on_the_back() -> None:
    long = "# Incidents\n\n" + "## Ce qu’on voit\n\n1. Un.\n2. Deux.\n\n" * 16
    assert _problem(TYPICAL, _with("incidents", long)).startswith("Session 2026-03-12-B204, verso de la feuille : ")


def test_a_value_too_long_is_named_before_the_wording() -> None:
    problem = _problem((session(invigilators=tuple(f"Personne Inventée {n}" for n in range(60))), centre()))
    assert "Raccourcissez d’abord ce qui prend le plus de place : les surveillants (sessions.xlsx, colonne" in problem


def test_too_many_contacts_are_refused() -> None:
    many = tuple(Contact(role=f"Personne {n}", phone="01 99 00 00 00") for n in range(20))
    assert "les contacts (centre.toml, contacts)" in _problem((session(), centre(contacts=many)))


def test_more_rates_than_the_tables_hold_are_refused() -> None:
    problem = _problem((session(), centre(extra_time_percents=(3, 20, 33, 50, 66, 75))))
    assert "6 temps majorés différents (+\u202f3\u202f%, " in problem
    assert "5 au plus" in problem
