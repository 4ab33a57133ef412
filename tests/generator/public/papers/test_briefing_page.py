"""The page of a briefing: everything of the day is on it, it needs nothing else, and no value becomes markup."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest

from generator.public.papers.briefing import briefing_page
from generator.public.papers.catalogue import PUBLIC_PAPERS
from schemas.centre import Contact, TestSettings
from tests.support.papers import LONGEST, TYPICAL, centre, session, wording

HOSTILE = [
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "{% raw %}",
    "a|b",
    "=cmd|'/c calc'!A1",
    "${x}",
    "{url}",
    '"><img src=x onerror=alert(1)>',
    "</style><b>",
    "&lt;i&gt;",
]


def _page(**facts: object) -> str:
    return briefing_page(session(**facts), centre(), wording(), content_date=date(2026, 3, 3))


def _text(page: str) -> str:
    """What a reader sees: no markup, spaces alike."""
    body = page[page.index("<main") :]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body))).replace(" ,", ",").replace(" .", ".")


def _tags(page: str) -> set[str]:
    """Every tag with the names of its attributes."""
    return {
        " ".join([name, *re.findall(r"([\w-]+)=\"[^\"]*\"", attributes)])
        for name, attributes in re.findall(r"<(/?[a-zA-Z!][^\s>]*)([^>]*)>", page[page.index("</style>") :])
    }


@pytest.mark.parametrize(
    "said",
    [
        # Before, arrival (steps 3, 4, 8)
        "un ordinateur par candidat",
        "navigateur",
        "suite bureautique",
        "lecteur PDF",
        "l’espace de fichiers",
        "essayer une recherche",
        "un passage derrière",
        "le tableau",
        "papier et crayon",
        "la salle jusqu’à 12 h",
        "la feuille d’émargement",
        "les affaires à l’entrée",
        "la pièce d’identité (photo)",
        "c’est accepter l’envoi de son identité à Pix",
        "Placer",
        "compte Pix, avec son mail et son mot de passe",
        # Read aloud (step 9)
        "Vous avez 1 h 45",
        "par aucun moyen",
        "Ni notes, ni antisèche",
        "refermez-le aussitôt",
        "Appelez-moi avant de vous déconnecter",
        "jusqu’à l’écran de fin",
        "une certification annulée",
        # Start (steps 10, 13)
        "https://pix.beta.gouv.fr/certifications",
        "chacun l’ouvre",
        "Attendre que tous aient la page du code",
        "Donner le code",
        "le numéro de certification, en haut de la page",
        "à côté de l’ordinateur",
        "prévu : 9 h 15",
        # During, five minutes before, end (steps 11 to 13)
        "Reporter chaque numéro de certification",
        "au jury",
        "ni mail, ni chat, ni réseau social",
        "Il reste 5 minutes",
        "“Je passe”",
        "Cocher « écran de fin vu »",
        "Faire déconnecter, mais pas avant",
        # After (step 16)
        "dans la feuille numérique",
        "Numériser la feuille signée",
        "Envoyer les deux à Pix",
        "Pix envoie les résultats au centre",
        "sur sa page de profil",
        # Incidents, fraud, codes, contacts (steps 14, 15)
        "https://pix.beta.gouv.fr/certifications/NUMERO",
        "« Signaler un problème »",
        "rapport de fraude",
        "C1",
        "C2",
        "C4",
        "C6",
        "C7",
        "C8",
        "01 99 00 12 34",
    ],
)
def test_each_step_of_the_day_is_on_the_paper(said: str) -> None:
    assert said in _text(_page())


def test_the_title_says_when_and_where() -> None:
    page = _page(date=date(2026, 5, 1))
    assert "<title>Consignes · vendredi 1er\u00a0mai 2026 · 9\u202fh\u00a0– 12\u202fh · salle\u00a0B204</title>" in page
    assert "Session 2026-03-12-B204 · 24 candidats · 28 postes · Camille Exemple et Dominique Modèle" in _text(page)


def test_a_room_already_called_one_is_not_called_so_twice() -> None:
    assert "h · Salle informatique 1</h1>" in _page(room="Salle informatique 1")
    assert "h · salle\u00a0CDI</h1>" in _page(room="CDI")


def test_the_planned_times_stand_in_the_table() -> None:
    cells = re.findall(r'<span class="planned">(.*?)</span>', _page())
    assert cells == ["10\u202fh\u202f55", "11\u202fh\u202f30", "11\u202fh", "11\u202fh\u202f35"]


def test_a_start_between_two_lines_of_the_table_is_explained_by_an_example() -> None:
    assert "À 9 h 17 : ligne 9 h 15, plus 2 min. Rappel : 5 min avant." in _text(_page())


def test_a_session_without_a_roster_does_not_claim_to_have_no_candidate() -> None:
    assert "Session 2026-03-12-B204 · 28 postes · Camille" in _text(_page(candidate_count=0))


def test_each_side_says_its_number_its_version_and_that_it_replaces_older_prints() -> None:
    text = _text(_page())
    versions = re.findall(r"page (\d)/2.*? · version ([0-9a-f]{8}) · contenu du 3 mars 2026", text)
    assert [number for number, _ in versions] == ["1", "2"]
    assert len({version for _, version in versions}) == 1
    assert text.count("Cette feuille remplace toute impression antérieure.") == 2


def test_without_a_date_of_the_content_the_version_stands_alone() -> None:
    assert "contenu du" not in briefing_page(*TYPICAL, wording(), content_date=None)


def test_a_code_leads_back_to_the_page_only_when_the_address_of_the_site_is_known() -> None:
    assert _page().count('<svg class="qr"') == 2
    assert "<svg" not in briefing_page(session(), centre(site_url=None), wording(), content_date=None)


def test_names_that_may_not_be_published_leave_a_line_to_write_them() -> None:
    page = _page(invigilators=())
    assert 'surveillants\u00a0: <span class="blank-line"' in page


def test_a_contact_without_a_number_leaves_a_line_to_write_it() -> None:
    page = briefing_page(session(), centre(contacts=(Contact(role="Référent"),)), wording(), content_date=None)
    assert '<b>Référent</b></span> <span class="phone blank-line"' in page


def test_the_page_is_one_file_that_asks_for_nothing() -> None:
    page = _page()
    assert re.findall(r"<(?:link|img|iframe|object|script src)\b", page) == []
    assert set(re.findall(r'(?:src|href)="([^"]*)"', page)) == {
        "#contenu",
        "../../index.html",
        *(paper.file for paper in PUBLIC_PAPERS),
        "tel:0199001234",
        "tel:0199005678",
        "tel:0199009012",
    }
    assert {url[:15] for url in re.findall(r"url\((.*?)\)", page)} == {'"data:font/woff'}
    assert "default-src &#39;none&#39;" in page


def test_the_same_content_gives_the_same_bytes() -> None:
    assert _page() == _page()


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_comes_out_as_text(value: str) -> None:
    page = briefing_page(
        session(id="S1", site=value, room=value, invigilators=(value,)),
        centre(name=value, contacts=(Contact(role=value, name=value, phone=value),)),
        wording(),
        content_date=None,
    )
    calm = [briefing_page(*given, wording(), content_date=None) for given in (TYPICAL, LONGEST)]
    assert _tags(page) <= _tags("".join(calm))
    assert page.count("<style") == 1
    assert page.count("<script") == calm[0].count("<script")
    seen = html.unescape(re.sub(r"<[^>]+>", "", page[page.index("<body") :]))
    assert seen.count(value) == 9


def test_addresses_of_the_settings_come_out_as_they_are() -> None:
    settings = TestSettings(url="https://pix.example/a?b=1&c=$x", resume_url="https://pix.example/r/NUMERO")
    page = briefing_page(session(), centre(test=settings), wording(), content_date=None)
    assert "https://pix.example/a?b=1&amp;c=$x" in page
    assert "https://pix.example/r/NUMERO" in page
