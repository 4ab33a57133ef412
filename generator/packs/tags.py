"""The structure of a tagged PDF, put together from that of its parts: what a screen reader goes by, which pypdf leaves out.

Each part numbers the marks of its pages on its own (ISO 32000-1, 14.7.4): here the numbers follow one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)


class Tags:
    """The structure of a document that is being written."""

    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        self._kids, self._marks, self._roles = ArrayObject(), ArrayObject(), DictionaryObject()
        self._next = 0
        self._root, self._document = DictionaryObject(), DictionaryObject()
        self._root_place: Any = writer._add_object(self._root)
        self._document_place: Any = writer._add_object(self._document)

    def add(self, reader: PdfReader, pages: Sequence[PageObject]) -> None:
        """Takes the structure of a part of which these pages were added."""
        source: Any = reader.root_object.get("/StructTreeRoot")
        if source is None:
            return
        # Once its pages are there, the copy of an element refers to the pages that were added.
        tree = source.get_object().clone(self._writer)
        kids = tree["/K"]
        for kid in kids if isinstance(kids, ArrayObject) else [tree.raw_get("/K")]:
            element = kid.get_object()
            element[NameObject("/P")] = self._document_place
            if element["/S"] == "/Document":
                element[NameObject("/S")] = NameObject("/Part")
            self._kids.append(kid)
        self._roles.update(tree.get("/RoleMap", DictionaryObject()).get_object())
        first = self._next
        for number, marked in _leaves(tree["/ParentTree"], "/Nums"):
            self._marks.extend((NumberObject(first + number), marked))
            self._next = max(self._next, first + number + 1)
        originals: Sequence[Any] = reader.pages
        for page, before in zip(pages, originals, strict=True):
            if "/StructParents" in before:  # which pypdf takes away
                page[NameObject("/StructParents")] = NumberObject(first + before["/StructParents"])
        for holder in _holders(pages):
            for name in {"/StructParents", "/StructParent"} & set(holder):
                holder[NameObject(name)] = NumberObject(first + holder[name])
        # Header cells have names that others of another part have too. Their scope says what they head; nothing uses the names.
        for _, named in _leaves(tree.get("/IDTree", DictionaryObject()), "/Names"):
            named.get_object().pop("/ID", None)
        tree.clear()

    def close(self, language: str) -> None:
        """Gives the document the structure of all its parts."""
        self._document.update(
            _dictionary({"/S": NameObject("/Document"), "/P": self._root_place, "/K": self._kids})
        )
        root = {
            "/Type": NameObject("/StructTreeRoot"),
            "/K": self._document_place,
            "/RoleMap": self._roles,
            "/ParentTree": _dictionary({"/Nums": self._marks}),
            "/ParentTreeNextKey": NumberObject(self._next),
        }
        self._root.update(_dictionary(root))
        yes = BooleanObject(True)  # noqa: FBT003 - a value of the format
        said = {
            "/StructTreeRoot": self._root_place,
            "/MarkInfo": _dictionary({"/Marked": yes}),
            "/Lang": TextStringObject(language),
            "/ViewerPreferences": _dictionary({"/DisplayDocTitle": yes}),
        }
        self._writer.root_object.update(_dictionary(said))


def _dictionary(values: dict[str, Any]) -> DictionaryObject:
    return DictionaryObject({NameObject(name): value for name, value in values.items()})


def _leaves(node: Any, name: str) -> Iterator[tuple[Any, Any]]:
    """The pairs of a number tree or a name tree."""
    node = node.get_object()
    pairs = node.get(name, ArrayObject()).get_object()
    yield from zip(pairs[::2], pairs[1::2], strict=True)
    for kid in node.get("/Kids", ArrayObject()).get_object():
        yield from _leaves(kid, name)


def _holders(pages: Sequence[PageObject]) -> Iterator[Any]:
    """What else may have a number of the structure: annotations and what is drawn on the pages; each once."""
    seen: set[int] = set()
    for page in pages:
        drawn = page.get("/Resources", DictionaryObject()).get_object().get("/XObject", DictionaryObject())
        for each in (*page.get("/Annots", ArrayObject()).get_object(), *drawn.get_object().values()):
            held = each.get_object()
            if id(held) not in seen:
                seen.add(id(held))
                yield held
