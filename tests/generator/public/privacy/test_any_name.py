"""Property: a rare name, whatever its letters, is found at any place of a page and in any writing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.public.privacy.gate import leaks
from generator.public.privacy.phrases import Published
from generator.public.privacy.product import read_product
from generator.public.privacy.text import words_of
from schemas.centre import CentreSettings
from schemas.records import Centre
from tests.generator.public.privacy.conftest import CANDIDATE, PAGE, SESSION
from tests.generator.public.privacy.test_planted_leaks import ENCODINGS

COMMON = read_product(()).vocabulary.union(words_of(PAGE))
LETTERS = "abcdefghijklmnopqrstuvwxyzàâäçèéêëîïôöùûüÿœæABCDEFGHIJKLMNOPQRSTUVWXYZÀÂÇÈÉÊËÎÏÔÙÛŒÆ"
PARTS = st.text(LETTERS, min_size=1, max_size=9)
NAMES = st.builds(
    lambda first, rest: first + "".join(rest),
    st.text(LETTERS, min_size=3, max_size=12),
    st.lists(st.builds(str.__add__, st.sampled_from(["-", " ", "’", "'"]), PARTS), max_size=3),
).filter(lambda name: not COMMON.issuperset(words_of(name)))


def found(name: str, content: str | bytes, last_name: str, first_name: str) -> bool:
    candidate = replace(CANDIDATE, last_name=last_name, first_name=first_name)
    centre = Centre(settings=CentreSettings(name="x", site="x"), sessions=(SESSION,), candidates=(candidate,))
    with TemporaryDirectory() as folder:
        path = Path(folder, "staged", name)
        path.parent.mkdir(parents=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return bool(leaks(Path(folder, "staged"), centre, product=read_product(()), published=Published()))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(last_name=NAMES, first_name=NAMES, encoding=st.sampled_from(sorted(ENCODINGS)), planted=st.integers(0, 2))
def test_a_rare_name_is_found_in_any_writing(last_name: str, first_name: str, encoding: str, planted: int) -> None:
    value = (last_name, first_name, f"{first_name} {last_name}")[planted]
    if encoding == "percent, Latin-1":
        value = value.encode("latin-1", errors="ignore").decode("latin-1")
        last_name, first_name = value, value
    name, content = ENCODINGS[encoding](value)
    assert found(name, content, last_name, first_name) or COMMON.issuperset(words_of(value))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(last_name=NAMES, place=st.integers(0, len(PAGE)))
def test_a_rare_name_is_found_anywhere_in_a_page(last_name: str, place: int) -> None:
    assert found("index.html", f"{PAGE[:place]} {last_name} {PAGE[place:]}", last_name, "Zélie")
    assert not found("index.html", PAGE, last_name, "Zélie")
