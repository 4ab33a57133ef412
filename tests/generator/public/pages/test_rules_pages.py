"""The pages of the rules: made from the definitions, safe, and read in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import markdown
import pytest
from playwright.sync_api import Browser, Page, expect

from generator.public.pages.rules_pages import rules_pages
from schemas.finding import Severity
from schemas.rule import Example, Fault, Rule
from schemas.rules.registry import RULES
from tests.support.axe import violations

LOOKED_AT = ("index", "R004", "R005", "F001", "F013", "S015", "T004")
HOSTILE = (
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "{% raw %}",
    "a | b",
    "=cmd|'/c calc'!A0",
    "</div></section>",
    "*x* _y_ `z` [a](b)",
    "\n# titre\n\n- puce\n\n",
    '" onclick="alert(1)',
    "&lt;b&gt;",
    "<!-- ",
)


def _rule(text: str) -> Rule:
    """A rule all of whose words and cells are this text."""
    files = {
        "rosters/S1.xlsx": ((text, text), (text,)),
        f"rosters/{text.replace('/', '')}.csv": text.encode(),
    }
    wrong = Example(files=files, at="rosters/S1.xlsx!B1", settings={"name": text})
    fault = Fault(message=text.replace("{", "").replace("}", ""), severity=Severity.WARNING)
    return Rule(
        code="R999", name="n", title=text, why=text, source=text, faults=(fault,), valid=(wrong,), invalid=(wrong,)
    )


def _html(page: str) -> str:
    """The page as MkDocs makes it, without its front matter."""
    body = page.split("---\n", 2)[2]
    return markdown.markdown(body, extensions=["admonition", "attr_list", "def_list", "tables", "toc"])


def _tags(page: str) -> list[str]:
    """Its tags, without the labels that hold the name of a file."""
    return re.findall(r"<[^>]*>", re.sub(r'aria-label="[^"]*"', "", _html(page)))


def test_every_rule_has_its_page_at_its_address() -> None:
    assert len(RULES) > 30
    assert set(rules_pages()) == {"regles/index.md", *(f"regles/{rule.code}.md" for rule in RULES)}


def test_the_list_names_every_rule_under_its_family() -> None:
    page = rules_pages()["regles/index.md"]
    families = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    assert [family.partition("{")[0].strip() for family in families] == [
        "F. Le fichier lui-même",
        "S. Les sessions",
        "R. Les listes de candidats",
        "T. Les feuilles d’émargement remplies",
    ]
    listed = [re.findall(r'href="(\w\d{3})\.html"', family) for family in families]
    assert [{code[0] for code in codes} for codes in listed] == [{"F"}, {"S"}, {"R"}, {"T"}]
    assert listed == [sorted(codes) for codes in listed]
    assert {code for codes in listed for code in codes} == {rule.code for rule in RULES}


def test_a_page_says_all_that_the_rule_says() -> None:
    page = rules_pages()["regles/R005.md"]
    for said in (
        '<h1 id="R005">R005 · Date de naissance invraisemblable</h1>',
        "erreur\u00a0: bloque la publication",
        "avertissement\u00a0: n’empêche pas de publier",
        "</span> Cette date de naissance est dans l’avenir. Vérifiez l’année.</li>",
        "<p>Une année mal tapée donne un candidat né demain, ou trop jeune, ou trop vieux.</p>",
        "<p>Plateforme nationale",
    ):
        assert said in page


def test_the_wrong_cell_is_told_by_more_than_its_colour() -> None:
    page = rules_pages()["regles/R004.md"]
    assert '<caption>rosters/S1.xlsx <span class="cs-wrong-mark">✗ cellule C2</span></caption>' in page
    wrong = re.findall(r'<td class="cs-wrong">(.*?)</td>', page)
    assert [re.sub(r"<[^>]+>", "", cell).split() for cell in wrong] == [
        ["✗", "À", "corriger", ":", *cell.split()] for cell in ("cellule vide", "30/02/2011", "03/25/2011", "2/3/20")
    ]


def test_neighbours_follow_the_list() -> None:
    pages = rules_pages()
    assert re.findall(r'href="(\w+)\.html">', pages["regles/S001.md"]) == ["index", "F016", "S002"]
    assert re.findall(r'href="(\w+)\.html">', pages["regles/F001.md"]) == ["index", "F002"]


@pytest.mark.parametrize("text", HOSTILE)
def test_words_and_cells_are_text_whatever_they_hold(text: str) -> None:
    for path, sober in rules_pages((_rule("sobre"),)).items():
        page = rules_pages((_rule(text),))[path]
        assert _tags(page) == _tags(sober)


def test_the_title_of_a_page_is_escaped_for_the_theme() -> None:
    page = rules_pages((_rule('<b> & "c"'),))["regles/R999.md"]
    title = page.splitlines()[1]
    assert "<" not in title
    assert title == r'title: "R999 \u00b7 \u0026lt;b\u0026gt; \u0026amp; \u0026#34;c\u0026#34;"'


# --- in a browser ---------------------------------------------------------------------------------------------------


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="fr-FR")
    yield context.new_page()
    context.close()


def test_a_rule_is_found_by_its_code_and_its_words_from_a_folder(page: Page, built_site: Path) -> None:
    page.goto((built_site / "index.html").as_uri())
    for typed in ("R004", "naissance illisible"):
        page.locator(".md-search__input").fill("")
        page.keyboard.type(typed)
        first = page.locator(".md-search-result__link").first
        expect(first).to_contain_text("R004 · Date de naissance absente ou illisible")
        expect(first).to_have_attribute("href", re.compile(r"regles/R004\.html"))


def test_the_search_knows_the_words_of_a_rule_and_not_its_examples(built_site: Path) -> None:
    index = json.loads((built_site / "search" / "search_index.json").read_text(encoding="utf-8"))
    entries = [entry for entry in index["docs"] if entry["location"].startswith("regles/R004.html")]
    assert [entry["title"] for entry in entries][:3] == [
        "R004 · Date de naissance absente ou illisible",
        "Ce que dit le rapport, et quoi faire",
        "Pourquoi",
    ]
    assert not re.search("Topinambour|R003", str(entries))


def test_what_a_rule_says_has_the_spaces_of_french() -> None:
    for name, page in rules_pages().items():
        prose = re.findall(r"<(?:li|p)>(?!<span)(.+?)</(?:li|p)>", page)
        assert [text for text in prose if re.search(r"\w (?:[:;!?»%])|« ", text)] == [], name


def test_the_list_leads_to_a_rule_and_back(page: Page, site_address: str) -> None:
    page.goto(f"{site_address}/regles/index.html")
    page.get_by_role("link", name="R004 Date de naissance absente ou illisible").click()
    expect(page).to_have_url(re.compile(r"/regles/R004\.html$"))
    expect(page).to_have_title(re.compile("R004 · Date de naissance absente ou illisible"))
    page.get_by_role("link", name="Toutes les règles").click()
    expect(page).to_have_url(re.compile(r"/regles/index\.html$"))


# Colours do not depend on the width, nor the layout on the colours.
@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_no_accessibility_violation(browser: Browser, site_address: str, scheme: str, width: int) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})  # type: ignore[arg-type]
    looked_at = context.new_page()
    found = {}
    for name in LOOKED_AT:
        looked_at.goto(f"{site_address}/regles/{name}.html")
        if broken := violations(looked_at):
            found[name] = broken
    context.close()
    assert found == {}


def test_nothing_is_wider_than_a_phone(browser: Browser, site_address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 700})
    phone = context.new_page()
    for name in LOOKED_AT:
        phone.goto(f"{site_address}/regles/{name}.html")
        assert phone.evaluate("document.documentElement.scrollWidth") == 360, name
    context.close()
