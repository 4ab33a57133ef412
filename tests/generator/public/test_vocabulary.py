"""What the product says is learnt once, and the same when it is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.public import vocabulary
from generator.public.privacy.product import Product, read_product, shipped_folders
from generator.public.vocabulary import product_of
from generator.writing.store import store_of
from tests.support.centres import REPOSITORY


def parts(product: Product) -> tuple[object, ...]:
    return product.vocabulary, product.dates, product.code_lines, product.running_text, product.shipped


def test_the_words_of_the_product_are_learnt_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = tmp_path / "content"
    content.mkdir()
    with store_of(content) as store:
        first = parts(product_of(content, store))
        store.save()
    monkeypatch.setattr(vocabulary, "read_product", None)
    with store_of(content) as store:
        assert parts(product_of(content, store)) == first
    assert first == parts(read_product(shipped_folders(content)))


def test_the_default_wording_of_the_centre_that_is_built_is_not_the_products(tmp_path: Path) -> None:
    example = REPOSITORY / "content"
    with store_of(tmp_path) as store:
        assert product_of(example, store).vocabulary < product_of(tmp_path, store).vocabulary
