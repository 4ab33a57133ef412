"""Closed files: nothing of them can be read without the key or the password, and everything with it."""

from __future__ import annotations

import io

import msoffcrypto
import pyrage
import pytest
from pypdf import PdfReader

from generator.private.digital_sheet.xlsx import digital_sheet
from generator.private.packs.contents import pack_content
from generator.private.packs.papers import private_papers
from generator.private.packs.protection import Protection, recipient
from tests.support.centres import SETTINGS
from tests.support.packs import SESSION, people

PDF = private_papers(pack_content(SESSION, people(2), SETTINGS))["attendance"]
WORKBOOK = digital_sheet(SESSION, people(2), SETTINGS)


def test_nothing_asked_nothing_changed() -> None:
    assert Protection().closed("a.pdf", PDF) == ("a.pdf", PDF)
    assert not Protection().is_any


@pytest.mark.parametrize(("name", "data"), [("a.pdf", PDF), ("a.xlsx", WORKBOOK)])
def test_age_opens_for_each_key_alone(name: str, data: bytes) -> None:
    keys = [pyrage.x25519.Identity.generate() for _ in range(3)]
    protection = Protection(recipients=tuple(str(key.to_public()) for key in keys[:2]))
    closed_name, closed = protection.closed(name, data)
    assert closed_name == f"{name}.age"
    assert [pyrage.decrypt(closed, [key]) for key in keys[:2]] == [data, data]
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(closed, [keys[2]])


def test_a_pdf_opens_with_its_password_alone() -> None:
    name, closed = Protection(password="chou-fleur").closed("a.pdf", PDF)
    assert name == "a.pdf"
    reader = PdfReader(io.BytesIO(closed))
    assert reader.is_encrypted
    assert not reader.decrypt("navet")
    assert reader.decrypt("chou-fleur")
    assert reader.pages[0].extract_text() == PdfReader(io.BytesIO(PDF)).pages[0].extract_text()
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_workbook_opens_with_its_password_alone() -> None:
    _, closed = Protection(password="chou-fleur").closed("a.xlsx", WORKBOOK)
    opened = io.BytesIO()
    workbook = msoffcrypto.OfficeFile(io.BytesIO(closed))
    workbook.load_key(password="chou-fleur")
    workbook.decrypt(opened)
    assert opened.getvalue() == WORKBOOK


@pytest.mark.parametrize("key", ["", "age1", "navet", "ssh-ed25519 x", "AGE-SECRET-KEY-1"])
def test_what_is_no_public_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="no public key"):
        recipient(key)
