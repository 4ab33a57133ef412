"""Whatever value is planted, however it is written, wherever it stands: the gate finds it."""

from __future__ import annotations

import base64
import gzip
import html
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from urllib.parse import quote

import pytest

from schemas.centre import PublicationSettings
from schemas.records import Result, SheetRow
from tests.generator.public.privacy.conftest import CANDIDATE, SESSION, Gate

NAME = "le nom et le prénom d’un candidat"
LAST, FIRST, BORN, INE, ID, EMAIL, CODE = (
    "le nom d’un candidat",
    "le prénom d’un candidat",
    "une date de naissance",
    "un INE",
    "un identifiant de candidat",
    "l’adresse électronique d’un candidat",
    "un code d’accès",
)

VALUES = {
    "full name": ("Œuf-Tartempion Zélie", NAME),
    "first name first": ("Zélie Œuf-Tartempion", NAME),
    "names in one word": ("OeufTartempionZelie", NAME),
    "last name": ("Œuf-Tartempion", LAST),
    "last name, other spelling": ("OEUF TARTEMPION", LAST),
    "first name": ("Zélie", FIRST),
    "birth date": ("01/03/2010", BORN),
    "birth date, short": ("1-3-2010", BORN),
    "birth date, ISO": ("2010-03-01", BORN),
    "birth date and time, ISO": ("2010-03-01T00:00:00", BORN),
    "birth date, digits": ("20100301", BORN),
    "birth date, French digits": ("01032010", BORN),
    "birth date in words": ("1er mars 2010", BORN),
    "INE": ("123456789AB", INE),
    "INE in groups": ("123 456 789 AB", INE),
    "external identifier": ("ELEVE-0042", ID),
    "external identifier, other separator": ("eleve_0042", ID),
    "e-mail": ("zouzou.oeuf@college.example", EMAIL),
    "access code": ("KTRM42", CODE),
    "access code in two": ("ktrm-42", CODE),
    "access code in boxes": ("K T R M 4 2", CODE),
    "notes, in part": (
        "une rallonge électrique près de la porte du fond",
        "des observations réservées au centre",
    ),
}


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _escaped(text: str) -> str:
    return "".join(f"\\u{ord(letter):04x}" for letter in text)


def _folded(text: str) -> bytes:
    line = f"SUMMARY:Certification {text}".encode()
    return b"BEGIN:VCALENDAR\r\n" + b"\r\n ".join(line[at : at + 9] for at in range(0, len(line), 9)) + b"\r\n"


ENCODINGS: dict[str, Callable[[str], tuple[str, str | bytes]]] = {
    "plain": lambda v: ("a.html", f"<p>Voici {v}, ici.</p>"),
    "upper case": lambda v: ("a.html", f"<p>Voici {v.upper()}, ici.</p>"),
    "decomposed accents": lambda v: ("a.html", f"<p>{v.replace('é', 'é')}</p>"),
    "no accents": lambda v: ("a.html", f"<p>{v.replace('é', 'e').replace('è', 'e').replace('Œ', 'OE')}</p>"),
    "named entities": lambda v: ("a.html", f"<p>{v.replace('é', '&eacute;').replace('Œ', '&OElig;')}</p>"),
    "numeric entities": lambda v: ("a.html", "<p>" + "".join(f"&#{ord(c)};" for c in v) + "</p>"),
    "hexadecimal entities": lambda v: ("a.html", "<p>" + "".join(f"&#x{ord(c):x};" for c in v) + "</p>"),
    "entities twice": lambda v: ("a.html", "<p>" + html.escape("".join(f"&#{ord(c)};" for c in v)) + "</p>"),
    "percent": lambda v: ("a.html", f'<a href="https://exemple.test/?q={quote(v)}">x</a>'),
    "percent, every byte": lambda v: ("a.html", "".join(f"%{byte:02X}" for byte in v.encode())),
    "percent, Latin-1": lambda v: ("a.html", quote(v.replace("Œ", "OE"), encoding="latin-1")),
    "entities in JSON in percent, twice": lambda v: (
        "a.html",
        quote(quote("".join(f"\\u0026#{ord(letter)};" for letter in v))),
    ),
    "JSON": lambda v: ("search/search_index.json", json.dumps({"docs": [{"text": f"Voici\n{v}\nici"}]})),
    "JSON, every letter": lambda v: ("a.json", f'{{"x": "{_escaped(v)}"}}'),
    "JSON in an attribute": lambda v: ("a.html", f"<p data-x='{html.escape(json.dumps(v))}'></p>"),
    "JavaScript": lambda v: ("a.js", f"const x = {json.dumps(v)};"),
    "attribute": lambda v: ("a.html", f'<img alt="{v}">'),
    "attribute without quotes": lambda v: ("a.html", f"<p id={v.replace(' ', '-')}>"),
    "comment": lambda v: ("a.html", f"<!-- {v} -->"),
    "unknown tag": lambda v: ("a.html", f"<{v} x>"),
    "cut by tags": lambda v: ("a.html", f"<p>{v[:3]}<b>{v[3:5]}</b>{v[5:]}</p>"),
    "cut by escaped tags": lambda v: ("a.json", f'"{v[:3]}&lt;b&gt;{v[3:5]}\\u003c/b>{v[5:]}"'),
    "each letter in a tag": lambda v: ("a.html", "".join(f"<i>{c}</i>" for c in v)),
    "cut by a comment": lambda v: ("a.html", f"{v[:4]}<!-- x -->{v[4:]}"),
    "inside an escaped tag": lambda v: ("a.json", f'"&lt;img alt=\\"{v}\\"\\u003e"'),
    "inside a broken tag": lambda v: ("a.html", f'<div cl <p>{v}</p> ass="md-sidebar">'),
    "soft hyphens": lambda v: ("a.html", "\u00ad".join(v)),
    "soft hyphens as entities": lambda v: ("a.html", "&shy;".join(v)),
    "zero-width spaces": lambda v: ("a.html", "\u200b".join(v)),
    "full-width letters": lambda v: (
        "a.html",
        "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in v),
    ),
    "underscores": lambda v: ("a.html", f'<p class="x_{v.replace(" ", "_")}_y">'),
    "one word a line": lambda v: (
        "a.html",
        "<tr>\n  <td>" + "</td>\n  <td>".join(v.split()) + "</td>\n</tr>",
    ),
    "data URI": lambda v: ("a.html", f'<a href="data:text/plain;base64,{_base64("x " + v)}">x</a>'),
    "data URI in CSS": lambda v: (
        "a.css",
        f"a {{b: url(data:image/svg+xml;base64,{_base64(f'<svg>{v}</svg>')})}}",
    ),
    "data URI, percent": lambda v: ("a.html", f'<a href="data:text/plain,{quote(v)}">x</a>'),
    "data URI, padding escaped": lambda v: ("a.html", f"data:x;base64,{_base64(v).replace('=', '%3D')}"),
    "bare base64": lambda v: ("a.js", f'atob("{_base64(f"les candidats : {v}")}")'),
    "sitemap.xml.gz": lambda v: ("sitemap.xml.gz", gzip.compress(f"<loc>{v}</loc>".encode(), mtime=0)),
    "gzip in gzip": lambda v: ("a.gz", gzip.compress(gzip.compress(v.encode(), mtime=0), mtime=0)),
    "folded calendar": lambda v: ("calendrier.ics", _folded(v)),
    "UTF-16": lambda v: ("a.txt", v.encode("utf-16")),
    "byte order mark": lambda v: ("a.txt", v.encode("utf-8-sig")),
    "file name": lambda v: (f"sessions/{v.replace('/', '-')}.html", "rien"),
    "folder name": lambda v: (f"sessions/{v.replace('/', '-')}/index.html", "rien"),
    "file name in percent": lambda v: (f"sessions/{quote(v, safe='')}.html", "rien"),
    "no extension": lambda v: ("CNAME", v),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("value", VALUES)
def test_a_planted_value_is_found(gate: Gate, value: str, encoding: str) -> None:
    text, kind = VALUES[value]
    name, content = ENCODINGS[encoding](text)
    found = gate({name: content})
    assert {leak.kind for leak in found} == {kind}
    assert {leak.where for leak in found} == {"3A-lundi"}


@pytest.mark.parametrize("text", ["à 100%Badigeon", "C:\\\\badigeon", "C:\\badigeon", "a=1&ltbadigeon"])
def test_a_name_that_looks_like_an_escape_is_found(gate: Gate, text: str) -> None:
    found = gate({"a.html": text}, candidates=(replace(CANDIDATE, last_name="Badigeon"),))
    assert [leak.kind for leak in found] == [LAST]


def test_a_value_that_goes_over_two_long_lines_is_found(gate: Gate) -> None:
    name = "<p>Nous attendons aussi Scorsonère</p>\n<p>Ab, qui arrivera en retard</p>"
    code = "<p>Le code que vous direz aux candidats</p>\n<p>est bien 1234, comme prévu</p>"
    found = gate(
        {"a.html": name, "b.html": code},
        candidates=(replace(CANDIDATE, last_name="Scorsonère Ab"),),
        session=replace(SESSION, access_code="1234"),
    )
    assert [(str(leak.file), leak.kind) for leak in found] == [("a.html", LAST), ("b.html", CODE)]


def test_the_ordinary_page_is_no_leak(gate: Gate) -> None:
    assert gate({}) == []


def test_a_leak_tells_its_file_record_and_kind_and_its_value_only_when_asked(gate: Gate) -> None:
    (leak,) = gate({"sessions/3A-lundi/index.html": "<p>KTRM42</p>"})
    assert str(leak.file) == "sessions/3A-lundi/index.html"
    assert leak.value == "KTRM42"
    assert "KTRM42" not in repr(leak)
    assert leak.said(show_value=False) == "sessions/3A-lundi/index.html contient un code d’accès (session 3A-lundi)."
    assert leak.said(show_value=True).endswith("(session 3A-lundi)\u00a0: «\u00a0KTRM42\u00a0».")


def test_a_value_of_many_records_tells_the_first_three_sessions(gate: Gate) -> None:
    people = tuple(replace(CANDIDATE, session_id=session_id) for session_id in ("3A", "3B", "3B", "3C", "3D"))
    (leak,) = gate({"a.html": "Zélie"}, candidates=people)
    assert leak.where == "3A, 3B, 3C, …"
    assert leak.said(show_value=False) == "a.html contient le prénom d’un candidat (sessions 3A, 3B, 3C, …)."


def test_a_file_name_that_leaks_is_not_repeated(gate: Gate) -> None:
    assert [str(leak.file) for leak in gate({"sessions/tartempion-oeuf-zelie.html": "KTRM42"})] == ["sessions/…"] * 2


def test_a_name_split_over_folder_and_file_hides_the_whole_path(gate: Gate) -> None:
    found = gate({"oeuf/tartempion.html": "rien"})
    assert [(str(leak.file), leak.kind) for leak in found] == [("…/…", LAST)]


def test_each_record_and_kind_is_told_once_a_file(gate: Gate) -> None:
    found = gate({"a.html": "<p>Zélie KTRM42</p>" * 3, "b.html": "Zélie"})
    assert [(str(leak.file), leak.kind) for leak in found] == [
        ("a.html", FIRST),
        ("a.html", CODE),
        ("b.html", FIRST),
    ]


def test_no_more_than_fifty_leaks_are_told(gate: Gate) -> None:
    found = gate({f"{number:03}.html": "Zélie" for number in range(60)})
    assert [str(leak.file) for leak in found] == [f"{number:03}.html" for number in range(50)]


def test_what_a_completed_sheet_says_is_found(gate: Gate) -> None:
    row = SheetRow(
        session_id="3A-lundi",
        last_name="Tartempion",
        first_name="Zélie",
        birth_date=None,
        certification_number=12345678,
        comments="Partie à 10 h 20, prise en charge par l’infirmière.",
    )
    files = {
        "a.html": "Tartempion",
        "b.html": "12345678",
        "c.html": "à 10 h 20 : prise en charge par l’infirmière",
    }
    assert [(str(leak.file), leak.kind) for leak in gate(files, sheet_rows=(row,))] == [
        ("a.html", LAST),
        ("b.html", "un numéro de certification"),
        ("c.html", "un commentaire de feuille d’émargement"),
    ]


def test_the_session_of_the_very_candidate_is_told(gate: Gate) -> None:
    brother = replace(CANDIDATE, session_id="3B", first_name="Barnabé")
    found = gate({"a.html": "Barnabé Œuf-Tartempion"}, candidates=(CANDIDATE, brother))
    assert [(leak.kind, leak.where) for leak in found] == [(NAME, "3B")]


@pytest.mark.parametrize("publication", ["initials", "none"])
def test_an_invigilator_whose_name_is_not_published_is_found(gate: Gate, publication: str) -> None:
    settings = PublicationSettings.model_validate({"invigilators": publication})
    found = gate({"index.html": "<p>M. Paul Durand</p>"}, publication=settings, public_phrases=("3A-lundi",))
    assert [leak.kind for leak in found] == ["le nom d’un surveillant, que le centre ne publie pas"]


@pytest.mark.parametrize(
    ("planted", "kind"),
    [
        ("Le numéro 73310199.", "un numéro de certification"),
        ("Bravo à Philibert Salsifis !", "le nom et le prénom d’un candidat"),
        ("Copie du jury : fraude avérée, certification annulée sans recours.", "un commentaire du jury"),
        ("Né le 2 janvier 2010 : ELEVE-0077.", "un identifiant de candidat"),
    ],
)
def test_what_only_a_results_file_holds_is_found(gate: Gate, planted: str, kind: str) -> None:
    result = Result(
        session_number="4242",
        certification_number=73310199,
        last_name="Salsifis",
        first_name="Philibert",
        birth_date=date(2010, 1, 2),
        external_id="ELEVE-0077",
        held=SESSION.date,
        jury_comment="Fraude avérée, certification annulée sans recours.",
    )
    assert not gate({"a.html": planted})
    assert kind in {leak.kind for leak in gate({"a.html": planted}, results=(result,))}
