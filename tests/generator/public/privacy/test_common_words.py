"""A name that is also an ordinary word, an invigilator's or a room's is no alarm by itself, and one beside its other half."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.public.privacy.gate import Leak
from schemas.centre import PublicationSettings
from schemas.records import Candidate
from tests.generator.public.privacy.conftest import CANDIDATE, SESSION, Gate

NAME, LAST, FIRST = "le nom et le prénom d’un candidat", "le nom d’un candidat", "le prénom d’un candidat"
BORN, ID, CODE = "une date de naissance", "un identifiant de candidat", "un code d’accès"
MAIL = "l’adresse électronique d’un destinataire de résultats"

WORDING = """# Pendant l’épreuve

Avant une page longue, dites aux candidats de rester calmes. Le plan de Paris est au mur, la rose des vents aussi.
Au bout d’un long moment, la page peut expirer : la page s’ouvre de nouveau avec le numéro de certification.
Exemple : un candidat né le 12/03/2011. Le code C1 corrige un nom, la salle est dite claire ou sombre.
"""


def candidate(last_name: str, first_name: str, **facts: object) -> Candidate:
    bare = replace(CANDIDATE, ine=None, external_id=None, division=None)
    return replace(bare, last_name=last_name, first_name=first_name, **facts)  # type: ignore[arg-type]


def kinds(found: list[Leak]) -> list[str]:
    return [leak.kind for leak in found]


def test_names_that_are_words_of_the_product_are_no_alarm_in_a_page_of_instructions(gate: Gate) -> None:
    people = (candidate("Long", "Zélie"), candidate("Page", "Rose"), candidate("Paris", "Claire"))
    page = "<p>Le plan de Paris est au mur, la <em>rose</em> des vents aussi.</p><p>Au bout d’un long moment.</p>"
    assert gate({"guides/surveiller.html": page}, candidates=people, shipped={"a.md": WORDING}) == []


def test_such_a_name_beside_the_first_name_of_the_same_candidate_is_a_leak(gate: Gate) -> None:
    people = (candidate("Long", "Zélie"), candidate("Page", "Rose"))
    found = gate({"a.html": "<td>Long</td><td>Zélie</td>"}, candidates=people, shipped={"a.md": WORDING})
    assert kinds(found) == [NAME]


@pytest.mark.parametrize("text", ["Page Rose", "ROSE PAGE", "Page, 3A, Rose", '{"nom": "Page", "prenom": "Rose"}'])
def test_two_ordinary_words_that_are_one_candidate_are_a_leak_side_by_side(gate: Gate, text: str) -> None:
    found = gate(
        {"a.html": f"<p>Voici {text}.</p>"},
        candidates=(candidate("Page", "Rose"),),
        shipped={"a.md": WORDING},
    )
    assert kinds(found) == [NAME]


@pytest.mark.parametrize("text", ["une page et une belle rose", "Page Claire", "page 3. Le plan de la rose"])
def test_ordinary_words_apart_or_of_two_candidates_are_no_alarm(gate: Gate, text: str) -> None:
    people = (candidate("Page", "Rose"), candidate("Paris", "Claire"))
    assert gate({"a.html": f"<p>{text}</p>"}, candidates=people, shipped={"a.md": WORDING}) == []


def test_the_products_own_sentence_is_no_alarm_although_a_candidate_is_called_so(gate: Gate) -> None:
    people = (candidate("Page", "Longue"), candidate("Rose", "Desvents"), candidate("Long", "Moment"))
    page = "<p>Avant une <b>page</b>\nlongue, dites aux candidats de rester calmes.</p><p>Au bout d’un long moment,"
    assert (
        gate(
            {"a.html": page},
            candidates=people,
            shipped={"a.md": WORDING + "Un moment. Le long du mur, une longue table."},
        )
        == []
    )


def test_the_same_words_in_another_sentence_are_a_leak(gate: Gate) -> None:
    found = gate(
        {"a.html": "<p>Convoquer Page Longue à 9 h.</p>"},
        candidates=(candidate("Page", "Longue"),),
        shipped={"a.md": WORDING + "une longue rue"},
    )
    assert kinds(found) == [NAME]


def test_a_full_name_that_slipped_into_the_products_own_wording_is_a_leak(gate: Gate) -> None:
    text = "Pensez à prévenir Zélie Œuf-Tartempion avant midi."
    found = gate({"a.html": f"<p>{text}</p>"}, shipped={"a.md": text})
    assert kinds(found) == [NAME]


@pytest.mark.parametrize(
    ("last_name", "first_name"),
    [("Martin", "Paul"), ("Durand", "Martin"), ("Durand", "Mme"), ("B204", "Lundi")],
)
def test_published_invigilators_and_rooms_are_no_alarm_side_by_side(
    gate: Gate, last_name: str, first_name: str
) -> None:
    page = "<ul><li>Mme Martin</li><li>M. Paul Durand</li></ul><span>Mme Martin</span><span>M. Paul Durand</span>Martin"
    assert gate({"a.html": page}, candidates=(candidate(last_name, first_name),)) == []


@pytest.mark.parametrize("text", ["Martin Paul", "Paul Martin", "Mme Martin, puis Martin Paul", "M. Martin Paul"])
def test_a_candidate_named_with_the_words_of_two_invigilators_is_found_elsewhere(gate: Gate, text: str) -> None:
    assert kinds(gate({"a.html": f"<p>{text}</p>"}, candidates=(candidate("Martin", "Paul"),))) == [NAME]


@pytest.mark.parametrize(
    "field", ["M. Paul Durand", "Durand Paul, proviseur adjoint", "Collège Paul Durand", "https://paul.durand.example"]
)
def test_a_field_of_the_centre_that_names_a_candidate_is_a_question_that_centre_toml_answers(
    gate: Gate, field: str
) -> None:
    page, people = {"index.html": f"<li>Mme Martin</li><li>{field}.</li>"}, (candidate("Durand", "Paul"),)
    (found,) = gate(page, candidates=people, public_phrases=(field, "Mme Martin"))
    assert found.kind == NAME
    answer = PublicationSettings(allowed_words=(found.words,))
    assert gate(page, candidates=people, public_phrases=(field, "Mme Martin"), publication=answer) == []
    assert found.words == field
    assert kinds(gate({"index.html": "Durand, Paul"}, candidates=people, publication=answer)) == [NAME]


def test_two_invigilators_side_by_side_are_no_candidate(gate: Gate) -> None:
    people = (candidate("Martin", "Thomas"),)
    listed = {"lists": ("Martin, Thomas",), "public_phrases": ("Martin", "Thomas")}
    assert gate({"a.html": "<p>Martin, Thomas</p>", "index.html": ""}, candidates=people, **listed) == []


def test_a_room_beside_an_invigilator_is_no_alarm(gate: Gate) -> None:
    phrases = ("3A-lundi", "Martin", "M. Paul Durand", "Mme Martin", "Salle B204")
    people = (candidate("Martin", "Paul"),)
    assert gate({"a.html": "Salle Martin : M. Paul Durand"}, candidates=people, public_phrases=phrases) == []


def test_an_invigilator_homonymous_with_a_candidate_is_allowed_only_as_the_answer_says(gate: Gate) -> None:
    people, answer = (candidate("Durand", "Paul"),), PublicationSettings(allowed_words=("M. Paul Durand",))
    files = {"a.html": "M. Paul Durand", "b.html": "Durand Paul", "c.html": "Paul Durand"}
    found = gate(files, candidates=people, publication=answer)
    assert [(str(leak.file), leak.kind) for leak in found] == [("b.html", NAME), ("c.html", NAME)]


def test_a_room_of_one_word_does_not_hide_a_full_name(gate: Gate) -> None:
    found = gate(
        {"a.html": "<p>Salle Martin, Paul</p>"},
        candidates=(candidate("Martin", "Paul"),),
        public_phrases=("Martin", "M. Paul Durand", "Mme Martin", "Salle B204"),
    )
    assert kinds(found) == [NAME]


def test_an_allowed_word_is_no_alarm_alone_and_still_one_in_a_full_name(gate: Gate) -> None:
    settings = PublicationSettings(allowed_words=("Petit",))
    people = (candidate("Petit", "Zélie"),)
    found = gate(
        {"a.html": "Un petit déjeuner est offert.", "b.html": "Petit Zélie"},
        candidates=people,
        publication=settings,
    )
    assert [(str(leak.file), leak.kind) for leak in found] == [("b.html", NAME)]


def test_an_allowed_phrase_is_published_as_it_stands(gate: Gate) -> None:
    settings = PublicationSettings(allowed_words=("rue du Petit Zélie",))
    people = (candidate("Petit", "Zélie"),)
    found = gate({"a.html": "12, rue du Petit-Zélie", "b.html": "Petit Zélie"}, candidates=people, publication=settings)
    assert [str(leak.file) for leak in found] == ["b.html"]


def test_an_allowed_address_is_published_although_results_are_sent_to_it(gate: Gate) -> None:
    people = (replace(CANDIDATE, results_email="certif@college.example"),)
    files = {"a.html": "Écrivez à certif@college.example."}
    assert kinds(gate(files, candidates=people)) == ["l’adresse électronique d’un destinataire de résultats"]
    settings = PublicationSettings(allowed_words=("certif@college.example",))
    assert gate(files, candidates=people, publication=settings) == []


def test_the_last_words_of_a_text_are_not_taken_for_a_longer_name(gate: Gate) -> None:
    people = (candidate("Le Page", "Rose"), candidate("Le Page Long", "Rose"))
    found = gate({"a.html": "<img alt='Rose le Page'>"}, candidates=people, shipped={"a.md": WORDING})
    assert [(leak.kind, leak.value) for leak in found] == [(NAME, "Le Page Rose")]


def test_a_name_of_two_letters_counts_only_beside_its_other_half(gate: Gate) -> None:
    people = (candidate("Li", "Na"), candidate("O", "Ba"))
    files = {
        "a.html": "<ul><li>x</li></ul> li = 2 + 3 + 4 + na. O vent",
        "b.html": "Li Na",
        "c.html": "na, li",
    }
    assert [(str(leak.file), leak.kind) for leak in gate(files, candidates=people)] == [
        ("b.html", NAME),
        ("c.html", NAME),
    ]


@pytest.mark.parametrize(
    "text", ["Rose 12/03/11", "12.03.11 : Rose", "Rose (née le 12/03/2011)", "Page, né le 2011-03-12"]
)
def test_a_doubtful_birth_date_counts_beside_a_name_of_the_same_candidate(gate: Gate, text: str) -> None:
    people = (candidate("Page", "Rose", birth_date=date(2011, 3, 12)),)
    assert kinds(gate({"a.html": f"<p>{text}</p>"}, candidates=people, shipped={"a.md": WORDING})) == [BORN]


@pytest.mark.parametrize(
    "text",
    [
        "un candidat né le 12/03/2011",  # the product's own example
        "12/03/11",
        "Rose Claire, 13/03/11",
        "Rose 12 03 11",  # three numbers
        "Rose 12 mars",
        "Claire, 12/03/11",  # another candidate's
    ],
)
def test_a_doubtful_birth_date_alone_is_no_alarm(gate: Gate, text: str) -> None:
    people = (
        candidate("Page", "Rose", birth_date=date(2011, 3, 12)),
        candidate("Paris", "Claire", birth_date=date(2010, 7, 14)),
    )
    assert gate({"a.html": f"<p>{text}</p>"}, candidates=people, shipped={"a.md": WORDING}) == []


def test_a_two_digit_year_alone_is_no_alarm(gate: Gate) -> None:
    assert gate({"a.html": "version du 01/03/10"}) == []


def test_a_two_digit_year_counts_beside_the_birth_place(gate: Gate) -> None:
    found = gate({"a.html": "né le 01/03/10 à Trifouillis", "b.html": "Trifouillis, le 12/03/26"})
    assert [(str(leak.file), leak.kind) for leak in found] == [("a.html", BORN)]


def test_a_short_identifier_counts_only_beside_a_name(gate: Gate) -> None:
    people = (candidate("Page", "Rose", external_id="4217"),)
    files = {"a.html": "Page : 4217", "b.html": "<path d='M4217 4217'/> 4217"}
    found = gate(files, candidates=people, shipped={"a.md": WORDING})
    assert [(str(leak.file), leak.kind) for leak in found] == [("a.html", ID)]


def test_an_identifier_of_the_products_own_examples_counts_only_beside_a_name(gate: Gate) -> None:
    people = (candidate("Page", "Rose", ine="999990123AB", external_id="ELEVE-0042"),)
    files = {"a.html": "par exemple 999990123AB, eleve-0042", "b.html": "Page : 999990123AB"}
    found = gate(files, candidates=people, shipped={"a.md": WORDING + "Exemples : 999990123AB, eleve-0042."})
    assert [(str(leak.file), leak.kind) for leak in found] == [("b.html", "un INE")]


def test_a_note_in_the_words_of_the_product_is_no_alarm(gate: Gate) -> None:
    session = replace(SESSION, notes="Le plan de Paris est au mur.")
    page = "<p>Le plan de Paris est au mur, la rose des vents aussi.</p>"
    assert gate({"a.html": page}, session=session, shipped={"a.md": WORDING}) == []


def test_a_long_number_is_an_identifier(gate: Gate) -> None:
    people = (candidate("Page", "Rose", external_id="40217733"),)
    assert kinds(gate({"a.html": "40217733"}, candidates=people, shipped={"a.md": WORDING})) == [ID]


@pytest.mark.parametrize("code", ["1234", "AB", "page"])
def test_a_code_that_could_be_anything_counts_only_after_the_word_code(gate: Gate, code: str) -> None:
    session = replace(SESSION, access_code=code)
    files = {
        "a.html": f"<p>Le code d’accès de la session est : <b>{code}</b>.</p>",
        "b.html": f"<path d='M{code} {code}'/> {code} ou {code}, puis le code",
    }
    found = gate(files, session=session, shipped={"a.md": WORDING})
    assert [(str(leak.file), leak.kind) for leak in found] == [("a.html", CODE)]


def test_a_room_and_the_products_own_codes_are_no_access_code(gate: Gate) -> None:
    for code in ("C1", "204"):
        session = replace(SESSION, access_code=code)
        phrases = ("3A-lundi", "Salle B204", "Salle 204")
        page = "<p>Le code C1 corrige un nom</p><p>Code d’accès : ______ Salle B204, Salle 204</p>"
        assert gate({"a.html": page}, session=session, shipped={"a.md": WORDING}, public_phrases=phrases) == []


def test_usual_words_in_a_row_do_not_make_a_code(gate: Gate) -> None:
    session = replace(SESSION, access_code="PAGE12")
    found = gate({"a.html": "page 12", "b.html": "page12"}, session=session, shipped={"a.md": WORDING + " 12"})
    assert [str(leak.file) for leak in found] == ["b.html"]


def test_digits_of_a_drawing_are_no_identifier_and_no_birth_date(gate: Gate) -> None:
    people = (candidate("Page", "Rose", external_id="2010123", ine="0123456789", birth_date=date(2010, 5, 10)),)
    drawing = "<svg viewBox='0 0 24 24'><path d='M20 10 12 3 5 10 15 20 01 23 45 67 89h5v10'/></svg> 5 10 10 15 20"
    assert gate({"a.html": drawing}, candidates=people, shipped={"a.md": WORDING}) == []


def test_a_short_note_is_no_alarm(gate: Gate) -> None:
    assert gate({"a.html": "Salle claire."}, session=replace(SESSION, notes="Salle claire.")) == []


def test_the_name_of_an_element_is_no_first_name(gate: Gate) -> None:
    people = (candidate("Strong", "Mark"), candidate("Main", "Ruby"))
    page = "<main><mark>x</mark><strong id=a>y</strong><ruby>z</ruby></main>"
    assert gate({"a.html": page}, candidates=people) == []


def test_a_module_lends_its_texts_and_dates_and_not_its_code(gate: Gate) -> None:
    module = '"""By Barnabé."""\nexamples = ["Gédéon", date(2010, 7, 14)]\nzelie = 1  # Zélie\n'
    people = (candidate("Gédéon", "Zélie", birth_date=date(2010, 7, 14)), candidate("Barnabé", "Gédéon"))
    files = {
        "a.html": "Gédéon, une page",
        "b.html": "né le 14/07/2010",
        "c.html": "Zélie",
        "d.html": "Barnabé",
    }
    found = gate(files, candidates=people, shipped={"rule.py": module})
    assert [(str(leak.file), leak.kind) for leak in found] == [("c.html", FIRST), ("d.html", LAST)]


def test_a_library_does_not_lend_its_authors_names(gate: Gate) -> None:
    own = {
        "vendor.js": "/* by Zélie */ max(a, b)",
        "LICENSE.txt": "Copyright Zélie",
        "theme.yml": "# Zélie\nname: x\n",
    }
    found = gate({"vendor.js": own["vendor.js"], "a.html": "Zélie"}, shipped=own)
    assert [str(leak.file) for leak in found] == ["a.html"]


def test_a_style_sheet_of_ours_may_stand_in_a_page(gate: Gate) -> None:
    style = ".page {\n  max-width: 10cm;\n}\n.zelie > b { color: #ada }\n"
    page = f"<html><head><style>{style}</style></head><body><script>\n{style}</script></body></html>"
    assert gate({"a.html": page}, shipped={"paper.css": style}) == []


def test_months_are_no_names(gate: Gate) -> None:
    assert (
        gate(
            {"a.html": "Le 3 avril, un mardi"},
            candidates=(candidate("Avril", "Zoé"), candidate("Zut", "Mardi")),
        )
        == []
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<a href="https://pix.college.example/index.html">Pix, college.example</a>', []),
        ("Écrivez à pix@college.example.", [MAIL]),
        ('<a href="mailto:pix%40college.example">écrire</a>', [MAIL]),
        ("pix<b>&#64;</b>college.example", [MAIL]),
        ("PIX@College.example", [MAIL]),
    ],
)
def test_an_e_mail_address_spelt_like_that_of_the_site_is_told_apart_by_its_at_sign(
    gate: Gate, text: str, found: list[str]
) -> None:
    someone = candidate("Tartempion", "Zélie", results_email="pix@college.example")
    addresses = ("https://pix.college.example",)
    assert kinds(gate({"a.html": text}, candidates=(someone,), public_phrases=addresses)) == found


@pytest.mark.parametrize(
    ("room", "found"),
    [
        ("Salle 12 (Tartempion)", [LAST]),
        ("Salle 12 Zélie Tartempion", [NAME]),
        ("Salle 12, pour Tartempion Zélie, tiers temps", [NAME]),
        ("tartempion-zelie", [NAME]),
        ("Salle Zélie Autrenom", []),
        ("Salle Rose", []),
    ],
)
def test_a_room_named_in_a_hurry_after_a_candidate_does_not_excuse_the_name(
    gate: Gate, room: str, found: list[str]
) -> None:
    people = (candidate("Tartempion", "Zélie"), candidate("Chose", "Rose"))
    page = f"<p>Session 3A-lundi, <b>{room}</b>, Site principal</p>"
    assert kinds(gate({"a.html": page}, candidates=people, places=(room, "3A-lundi"))) == found


def test_a_room_that_bears_the_name_of_a_candidate_is_allowed_when_the_centre_says_so(gate: Gate) -> None:
    allowed = PublicationSettings(allowed_words=("Tartempion",))
    page = {"a.html": "<p>Salle Tartempion</p>"}
    people = (candidate("Tartempion", "Zélie"),)
    assert gate(page, candidates=people, places=("Salle Tartempion",), publication=allowed) == []


@pytest.mark.parametrize("room", ["Salle Marie Curie", "Marie Curie", "CURIE"])
@pytest.mark.parametrize("known", ["Salle Marie-Curie", "marie curie", "Salle Curie"])
def test_a_room_that_centre_toml_knows_is_no_candidate_and_its_words_elsewhere_are(
    gate: Gate, room: str, known: str
) -> None:
    people = (candidate("Curie", "Marie"),)
    files = {"a.html": f"<p>Session 3A-lundi, {room}</p>", "b.html": "Marie Curie sera en retard", "c.html": "Curie"}
    found = gate(files, candidates=people, places=(room,), rooms=(known, room))
    assert "a.html" not in {str(leak.file) for leak in found}
    if "CURIE" not in (room, known) and known != "Salle Curie":
        assert ("c.html", LAST) in {(str(leak.file), leak.kind) for leak in found}


@pytest.mark.parametrize("group", ["groupe-Petit", "3B Petit", "Salle Petit"])
def test_a_group_named_after_somebody_is_allowed_by_the_one_line_that_the_message_gives(gate: Gate, group: str) -> None:
    page, people = {"a.html": f"<h1>Session {group}</h1>"}, (candidate("Petit", "Zélie"),)
    (found,) = gate(page, candidates=people, places=(group,))
    answer = PublicationSettings(allowed_words=(found.words,))
    assert gate(page, candidates=people, places=(group,), publication=answer) == []
    assert kinds(gate({"a.html": "Petit"}, candidates=people, publication=answer)) == [LAST]


def test_a_room_that_tells_a_code_of_digits_does_not_excuse_it(gate: Gate) -> None:
    session = replace(SESSION, access_code="4821")
    told = gate({"a.html": "<p>B204, code 4821</p>"}, session=session, places=("B204, code 4821",))
    assert kinds(told) == [CODE]
    assert gate({"a.html": "<p>Code : salle 4821</p>"}, session=session, places=("Salle 4821",)) == []
