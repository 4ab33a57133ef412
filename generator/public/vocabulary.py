"""The product's own words, which the privacy gate excuses: learnt once from its files and kept."""

from __future__ import annotations

from pathlib import Path

from generator.public.privacy.product import (
    Product,
    read_product,
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
