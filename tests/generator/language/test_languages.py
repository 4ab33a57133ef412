"""The catalogues of phrases: the same in each language, whole, and used."""

from __future__ import annotations

import re
import string
import tomllib

import pytest

from generator.language.languages import LANGUAGES, language
from generator.resources import site_dir

_SECTIONS_BY_TEMPLATE = {
    "paper.html": "paper",
    "poster.html": "poster",
    "door.html": "door",
    "incident.html": "incident",
    "fraud.html": "fraud",
    "notice.html": "notice",
    "timer.html": "timer",
    "briefing_sides.html": "briefing",
    "parts.html": "briefing",
}


def catalogue(code: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((site_dir() / "languages" / f"{code}.toml").read_text(encoding="utf-8"))


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_there_are_several_languages_and_french_is_one():
    assert {"fr", "en"} <= set(LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_language_has_every_phrase_of_french_with_the_same_places(code):
    said = {(section, key): text for section, texts in catalogue(code).items() for key, text in texts.items()}
    french = {(section, key): text for section, texts in catalogue("fr").items() for key, text in texts.items()}
    assert said.keys() == french.keys()
    assert {key: places(text) for key, text in said.items()} == {key: places(text) for key, text in french.items()}
    assert all(text.strip() for text in said.values())


@pytest.mark.parametrize(("template", "section"), _SECTIONS_BY_TEMPLATE.items())
def test_every_phrase_a_paper_asks_for_exists(template, section):
    text = (site_dir() / "papers" / template).read_text(encoding="utf-8")
    asked = set(re.findall(rf"\b{section if section in ('paper', 'briefing') else 'say'}\.([a-z_0-9]+)", text))
    assert asked
    assert asked <= language("fr").phrases[section].keys()


def test_french_phrases_have_french_spaces():
    assert language("fr").phrases["poster"]["open"].endswith("le code\u00a0:")
