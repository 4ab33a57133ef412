"""Whether a password is needed is known from the files, before they are read."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from schemas.reading.protected import asks_for_password
from schemas.rules.examples import roster, sessions
from schemas.rules.files import F003
from tests.support.centres import write_centre, xlsx


def encrypted(data: bytes) -> bytes:
    envelope = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt("secret", envelope)
    return envelope.getvalue()


@pytest.mark.parametrize("folder", ["rosters", "sheets", "results"])
def test_one_encrypted_workbook_is_enough(tmp_path: Path, folder: str) -> None:
    content = write_centre(tmp_path, sessions(), {"S1.xlsx": xlsx(*roster({}))})
    assert not asks_for_password(content)
    (content / folder).mkdir(exist_ok=True)
    (content / folder / "S2.xlsx").write_bytes(encrypted(xlsx(*roster({}))))
    assert asks_for_password(content)


@pytest.mark.parametrize("data", [b"", b"\xd0\xcf\x11\xe0", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 damaged", b"Nom;Nom"])
def test_what_no_password_opens_is_left_to_the_check(tmp_path: Path, data: bytes) -> None:
    assert not asks_for_password(write_centre(tmp_path, sessions(), {"S1.xls": data}))


def test_the_examples_of_the_rule_ask_for_it_where_it_would_help(tmp_path: Path) -> None:
    data = F003.invalid[0].files["rosters/S1.xlsx"]
    assert isinstance(data, bytes)
    assert asks_for_password(write_centre(tmp_path, sessions(), {"S1.xlsx": data}))
