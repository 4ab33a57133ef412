"""The product's own words, which the privacy gate excuses: learnt once from its files and kept."""

from __future__ import annotations

from pathlib import Path

from generator.public.pages.rules_pages import rules_pages
from generator.public.privacy.product import (
    Product,
    read_product,
    read_texts,
    read_written,
    shipped_folders,
    written,
)
from generator.resources import default_briefing_dir
from generator.writing.store import Store


def product_of(content: Path, store: Store) -> Product:
    """What the product says in its theme, templates, texts and default wording; `content` is the centre that is built."""
    shipped = shipped_folders(content)
    has_default_wording = default_briefing_dir() in shipped
    return read_written(
        store.kept("product", (str(has_default_wording),), lambda: written(read_product(shipped))),
    )


def rules_product(store: Store) -> Product:
    """What the pages of the rules say: their examples name and date nobody."""
    return read_written(store.kept("product of the rules", (), lambda: written(_read_rules())))


def _read_rules() -> Product:
    return read_texts((name, page.encode("utf-8")) for name, page in rules_pages().items())
