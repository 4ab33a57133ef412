"""The page of data quality: counts and places, never a value; the state of a session by the reader's own date."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import markdown
import pytest
from playwright.sync_api import Browser

from generator.public.pages.quality_page import quality_page
from generator.public.quality import FindingCount, Quality, quality
from generator.public.records import PublicCentre, PublicSession
from generator.public.states import SessionStatus, State
from schemas.finding import Finding, Place, Severity
from schemas.report import Report
from tests.support.axe import violations

MakeSession = Callable[..., PublicSession]
MakeCentre = Callable[..., PublicCentre]

NOTHING = Quality(files=2, rows=30, accepted=0, counts=())


def _finding(code: str, file: str, worksheet: str | None, row: int) -> Finding:
    place = Place(file=file, worksheet=worksheet, cell=f"C{row}", row=row, column="TITRE-SECRET")
    return Finding(
        code=code, name="n", severity=Severity.WARNING, place=place, message="MESSAGE-SECRET", value="VALEUR-SECRETE"
    )


REPORT = Report(
    today=date(2026, 11, 23),
    files=3,
    rows=40,
    accepted=2,
    centre=None,
    findings=(
        _finding("R005", "rosters/3A.xlsx", "Liste", 4),
        _finding("R005", "rosters/3A.xlsx", "Liste", 9),
        _finding("R005", "rosters/3B.csv", None, 2),
        _finding("F006", "rosters/3A.xlsx", "Liste", 1),
        _finding("F006", "rosters/3A.xlsx", "Autre", 1),
    ),
)


def _rows(page: str, heading: str) -> list[list[str]]:
    """The body of the table below a heading, as text."""
    body = page.split(f"## {heading}")[1].split("<tbody>")[1].split("</tbody>")[0]
    rows = re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    return [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows]


def test_what_would_tell_of_somebody_in_a_room_is_not_counted() -> None:
    findings = tuple(_finding(code, "sheets/3A.xlsx", None, 2) for code in ("T010", "T011", "R009", "T013"))
    assert [found.code for found in quality(replace(REPORT, findings=findings)).counts] == ["T013"]


def test_findings_are_counted_by_file_worksheet_and_rule() -> None:
    assert [(f.file, f.worksheet, f.code, f.count) for f in quality(REPORT).counts] == [
        ("rosters/3A.xlsx", "Autre", "F006", 1),
        ("rosters/3A.xlsx", "Liste", "F006", 1),
        ("rosters/3A.xlsx", "Liste", "R005", 2),
        ("rosters/3B.csv", None, "R005", 1),
    ]


def test_the_page_shows_the_counts(public_session: MakeSession, public_centre: MakeCentre) -> None:
    page = quality_page(quality(REPORT), public_centre(public_session())).markdown
    assert _rows(page, "Par fichier")[2:] == [
        ["rosters/3A.xlsx", "Liste", "R005 Date de naissance invraisemblable", "2"],
        ["rosters/3B.csv", "–", "R005 Date de naissance invraisemblable", "1"],
    ]
    assert _rows(page, "Par règle") == [
        ["R005 Date de naissance invraisemblable", "2", "3"],
        ["F006 Colonne inconnue", "1", "2"],
    ]
    assert 'href="../regles/R005.html"' in page
    for said in (
        "3\u00a0fichiers, 40\u00a0lignes",
        "1\u00a0session, 18\u00a0candidats",
        "et 2 acceptés par le centre",
    ):
        assert said in page


def test_no_value_title_message_or_cell_reaches_the_page(
    public_session: MakeSession, public_centre: MakeCentre
) -> None:
    page = quality_page(quality(REPORT), public_centre(public_session())).markdown
    assert not re.search(r"SECRET|\bC[1249]\b", page)


def test_a_session_says_whether_its_list_came(public_session: MakeSession, public_centre: MakeCentre) -> None:
    centre = public_centre(public_session("tard", date=date(2026, 4, 1), candidate_count=0), public_session("tot"))
    assert [row[0] for row in _rows(quality_page(NOTHING, centre).markdown, "Par session")] == ["tot", "tard"]
    assert [row[2:4] for row in _rows(quality_page(NOTHING, centre).markdown, "Par session")] == [
        ["reçue", "18"],
        ["non reçue", "0"],
    ]


def test_nothing_found_is_said(public_session: MakeSession, public_centre: MakeCentre) -> None:
    page = quality_page(NOTHING, public_centre(public_session())).markdown
    assert "Rien à signaler." in page
    assert "Par fichier" not in page


def test_a_centre_without_session_says_so(public_centre: MakeCentre) -> None:
    page = quality_page(NOTHING, public_centre()).markdown
    assert "Aucune session n’est encore annoncée." in page
    assert "session-states.js" not in page


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a|b",
        "</table>",
        "*x* [a](b)",
        '" onclick="alert(1)',
        "{{ 7*7 }}",
        "\n# t\n\n- x\n",
    ],
)
def test_names_of_files_and_worksheets_are_text_whatever_they_hold(
    text: str, public_session: MakeSession, public_centre: MakeCentre
) -> None:
    def tags(name: str) -> list[str]:
        counts = (FindingCount(file=name, worksheet=name, code="R005", count=1),)
        page = quality_page(
            Quality(files=1, rows=1, accepted=0, counts=counts),
            public_centre(public_session(site=name, room=name)),
        ).markdown
        body = page.split("---\n", 2)[2]
        return re.findall(r"<[^>]*>", markdown.markdown(body, extensions=["attr_list", "tables", "toc"]))

    assert tags(text) == tags("sobre")


# --- in a browser ---------------------------------------------------------------------------------------------------


def test_the_state_of_a_session_follows_the_date_of_the_reader(browser: Browser, site_address: str) -> None:
    context = browser.new_context(timezone_id="Europe/Paris")
    page = context.new_page()
    page.clock.set_fixed_time("2026-03-12T23:30:00+01:00")
    page.goto(f"{site_address}/qualite/index.html")
    states = page.locator(".cs-when-state")
    assert states.all_inner_texts() == ["date passée", "aujourd’hui", "aujourd’hui", "prévue"]
    page.clock.set_fixed_time("2026-03-13T00:30:00+01:00")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert states.all_inner_texts() == ["date passée", "date passée", "date passée", "aujourd’hui"]
    context.close()


def test_counts_stay_out_of_the_search(built_site: Path) -> None:
    index = json.loads((built_site / "search" / "search_index.json").read_text(encoding="utf-8"))
    entries = [entry for entry in index["docs"] if entry["location"].startswith("qualite/")]
    assert [entry["title"] for entry in entries] == [
        "Qualité des données",
        "Par fichier",
        "Par règle",
        "Par session",
    ]
    assert not re.search(r"\d", "".join(entry["text"] for entry in entries))


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_violation_and_nothing_wider_than_the_screen(
    browser: Browser, site_address: str, scheme: str, width: int
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{site_address}/qualite/index.html")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


def test_where_each_session_stands_and_what_to_do_next(public_session: MakeSession, public_centre: MakeCentre) -> None:
    stands = SessionStatus(
        id="S1",
        day=date(2026, 11, 30),
        errors=0,
        states=frozenset({State.PLANNED, State.ANNOUNCED}),
        next="Noter le code d’accès que Pix envoie",
        due=date(2026, 11, 29),
    )
    page = quality_page(replace(NOTHING, statuses=(stands,)), public_centre(public_session("S1"))).markdown
    cells = _rows(page, "Par session")[0]
    assert cells[-3:] == ["annoncée", "Noter le code d’accès que Pix envoie", "29\u00a0novembre 2026"]
