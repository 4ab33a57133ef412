"""The guides in French typography, whoever typed them."""

from __future__ import annotations

import re

import pytest

from generator.public.pages.guides import polish_guides, polished_markdown
from generator.resources import site_dir

GUIDES = sorted((site_dir() / "docs" / "guides").glob("*.md"))


def test_there_are_guides():
    assert {"preparer", "surveiller", "publier", "donnees-personnelles"} <= {path.stem for path in GUIDES}


def test_prose_gets_its_spaces_and_code_stays_as_it_is():
    typed = "Lisez : « l'écran » ! [ici : là](a.md#b : c) `x : y`{ .z : t }\n```\na : b ?\n```\n"
    assert polished_markdown(typed) == (
        "Lisez\u00a0: «\u00a0l’écran\u00a0»\u202f! [ici\u00a0: là](a.md#b : c) `x : y`{ .z : t }\n```\na : b ?\n```\n"
    )


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_a_gathered_guide_has_no_ordinary_space_before_a_high_sign(path, tmp_path):
    copy = tmp_path / "guides" / path.name
    copy.parent.mkdir()
    copy.write_bytes(path.read_bytes())
    polish_guides(tmp_path)
    prose = re.sub(r"```.*?```|`[^`]*`|\{[^}]*\}", "", copy.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert re.findall(r"\w (?:[:;!?%»])|« ", prose) == []
    assert copy.read_text(encoding="utf-8").count("```") == path.read_text(encoding="utf-8").count("```")
