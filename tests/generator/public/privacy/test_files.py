"""What cannot be searched is refused, unless the product ships it as it is."""

from __future__ import annotations

import base64
import gzip
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.public.privacy import files
from generator.public.privacy.gate import leaks
from generator.public.privacy.phrases import Published
from generator.public.privacy.product import read_product
from schemas.centre import CentreSettings
from schemas.records import Centre
from tests.generator.public.privacy.conftest import CANDIDATE, SESSION, Gate

UNREADABLE = "un fichier d’un type que le contrôle ne sait pas lire"
FONT = b"wOF2\x00\x01\x00\x00" + bytes(range(256))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7\n1 0 obj << /Title <54617274> >>"),
        ("a.ps", b"%!PS-Adobe"),
        ("a.rtf", rb"{\rtf1 \'54artempion}"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00"),
        ("a.woff2", FONT),
        ("a.zip", b"PK\x03\x04\x14\x00"),
        ("a.html", "Zélie".encode("latin-1")),
        ("a.txt", "Zélie".encode("utf-16-le")),
        ("a.gz", b"\x1f\x8b\x08damaged"),
        ("a.gz", gzip.compress(b"ok", mtime=0) + b"and more"),
        ("font.css", "a { src: url(data:font/woff2;base64," + base64.b64encode(FONT).decode() + ") }"),
    ],
)
def test_what_is_no_text_is_refused(gate: Gate, name: str, content: str | bytes) -> None:
    (leak,) = gate({name: content})
    assert (str(leak.file), leak.kind, leak.where, leak.value) == (name, UNREADABLE, "", "")


def test_a_file_of_the_product_is_accepted_as_it_is_alone_and_embedded(gate: Gate) -> None:
    page = "<style>@font-face { src: url('data:font/woff2;base64," + base64.b64encode(FONT).decode() + "') }</style>"
    assert gate({"assets/a.woff2": FONT, "b.html": page}, shipped={"fonts/own.woff2": FONT}) == []


def test_a_file_of_the_product_changed_by_one_byte_is_refused(gate: Gate) -> None:
    found = gate({"assets/a.woff2": FONT[:-1] + b"\x00"}, shipped={"fonts/own.woff2": FONT})
    assert [leak.kind for leak in found] == [UNREADABLE]


def test_the_name_of_a_file_of_the_product_is_searched_all_the_same(gate: Gate) -> None:
    found = gate({"KTRM42.woff2": FONT}, shipped={"fonts/own.woff2": FONT})
    assert [(str(leak.file), leak.kind) for leak in found] == [("…", "un code d’accès")]


def test_a_name_in_the_header_of_a_packed_file_is_found(gate: Gate, tmp_path: Path) -> None:
    with gzip.GzipFile(tmp_path / "zélie.gz", "wb", mtime=0) as packed:
        packed.write(b"rien")
    found = gate({"a.gz": (tmp_path / "zélie.gz").read_bytes()})
    assert [leak.kind for leak in found] == ["le prénom d’un candidat"]


def test_a_packed_file_that_grows_beyond_measure_is_refused(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_UNPACKED_BYTES", 1000)
    found = gate({"a.gz": gzip.compress(b"a" * 1001, mtime=0), "b.gz": gzip.compress(b"a" * 1000, mtime=0)})
    assert [(str(leak.file), leak.kind) for leak in found] == [("a.gz", UNREADABLE)]


def test_a_file_packed_too_deep_is_refused(gate: Gate) -> None:
    data = b"rien"
    for _ in range(5):
        data = gzip.compress(data, mtime=0)
    assert [leak.kind for leak in gate({"a.gz": data})] == [UNREADABLE]


def test_a_link_to_a_folder_is_refused(gate: Gate, tmp_path: Path) -> None:
    elsewhere = tmp_path / "staged"
    elsewhere.mkdir()
    (elsewhere / "ailleurs").symlink_to(tmp_path)
    (elsewhere / "perdu").symlink_to(tmp_path / "nowhere")
    found = gate({})
    assert [(str(leak.file), leak.kind) for leak in found] == [
        ("ailleurs", UNREADABLE),
        ("perdu", UNREADABLE),
    ]


def test_a_file_name_that_is_no_utf_8_can_be_told(gate: Gate) -> None:
    (leak,) = gate({"a\udce9.html": "KTRM42"})
    assert leak.said(show_value=False) == "a?.html contient un code d’accès (session 3A-lundi)."


@pytest.mark.parametrize("plus", ["+", "%2B", "%2b", "-"])
@pytest.mark.parametrize("line_end", ["", "\n", "\r\n    ", "\\n"])
def test_a_data_address_is_read_to_its_end(gate: Gate, plus: str, line_end: str) -> None:
    body = base64.b64encode(b">>> " * 19 + "appelez Zélie, puis attendez sa réponse".encode()).decode()
    assert "+" in body[:78]
    written = (body[:78] + line_end + body[78:]).replace("+", plus)
    found = gate({"a.html": f'<img src="data:text/plain;base64,{written}">'})
    assert [leak.kind for leak in found] == ["le prénom d’un candidat"]


def test_the_words_that_follow_a_data_address_are_none_of_it(gate: Gate) -> None:
    found = gate({"a.html": "Voir data:x;base64,cmll Oeuf Tartempion et la suite"})
    assert [leak.kind for leak in found] == ["le nom d’un candidat"]


def test_what_follows_a_data_address_is_searched(gate: Gate) -> None:
    found = gate({"a.html": f"data:x;base64,{base64.b64encode(b'rien').decode()}Zélie"})
    assert [leak.kind for leak in found] == ["le prénom d’un candidat"]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_content_makes_the_gate_fail(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        Path(folder, "a").write_bytes(content)
        Path(folder, "b.gz").write_bytes(gzip.compress(content, mtime=0))
        centre = Centre(settings=CentreSettings(name="x", site="x"), sessions=(SESSION,), candidates=(CANDIDATE,))
        assert {leak.kind for leak in leaks(Path(folder), centre, product=read_product(()), published=Published())} <= {
            UNREADABLE
        }
