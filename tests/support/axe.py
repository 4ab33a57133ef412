"""What axe-core finds on a page: WCAG 2.2 AA, its target sizes included, and what it calls best practice."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Without tags axe leaves out what only WCAG 2.2 asks: a target of 24 pixels or room around it.
_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Each rule that the page breaks, and where; folds are opened first."""
    for fold in page.locator("details").all():
        fold.evaluate("fold => fold.open = true")
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": list(_TAGS)}}).response
    assert "target-size" in {
        rule["id"] for kind in ("passes", "inapplicable", "violations", "incomplete") for rule in found[kind]
    }
    return [
        (rule["id"], [" ".join(map(str, node["target"])) for node in rule["nodes"]]) for rule in found["violations"]
    ]
