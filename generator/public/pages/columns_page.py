"""The page of columns: what each spreadsheet of a centre may hold, from the column dictionary."""

from __future__ import annotations

from dataclasses import dataclass

from generator.public.pages.templates import page_template
from schemas.columns import TABLES, Column

_TITLES = {
    "sessions": "Tableur des sessions",
    "rosters": "Listes de candidats",
    "sheets": "Feuilles d’émargement remplies",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One kind of spreadsheet and its columns, in the order of the dictionary."""

    name: str
    title: str
    columns: tuple[Column, ...]


def columns_page() -> str:
    """The Markdown text of `guides/colonnes.md`."""
    tables = [Table(name=name, title=_TITLES[name], columns=columns) for name, columns in TABLES.items()]
    return page_template("columns.md.j2").render(tables=tables)
