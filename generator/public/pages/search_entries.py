"""What the search of the site knows of a page that is put into a frame: the same entries as Material's search plugin makes."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

Entry = Mapping[str, str]

_KEPT = frozenset({"p", "code", "pre", "li", "ol", "ul", "sub", "sup"})
_NEVER_SHOWN = frozenset({"object", "script", "style"})
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def search_entries(content: str, address: str) -> list[Entry]:
    """The entries of a page whose content begins with its title."""
    reader = _Reader()
    reader.feed(content)
    reader.close()
    return [
        {
            "location": f"{address}#{section.id}" if section.id else address,
            "title": "".join(section.title).strip(),
            "text": "".join(section.text).strip(),
        }
        for section in reader.sections
    ]


def as_json(entries: Sequence[Entry]) -> str:
    """Entries as they stand in the file of the search."""
    return json.dumps(entries, separators=(",", ":"))[1:-1]


@dataclass(slots=True, eq=False)
class _Section:
    heading: str
    depth: float
    id: str | None = None
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Cuts a page into sections, as Material does, its ways included: elements of one name are taken for one."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: list[_Section] = []
        self._current = _Section("", 0)
        self._open: list[str] = []
        self._skipped = set(_NEVER_SHOWN)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens a section at a heading that can be pointed at."""
        if tag in _VOID:
            return
        self._open.append(tag)
        said = dict(attrs)
        if tag in _HEADINGS and "id" in said:
            self._current = _Section(tag, len(self._open), said["id"] if self.sections else None)
            self.sections.append(self._current)
        if "data-search-exclude" in said:
            self._skipped.add(tag)
        elif tag in _KEPT and self._skipped.isdisjoint(self._open):
            self._place().append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        """Goes back to the section around one whose heading stood in an element that ends."""
        if not self._open or self._open[-1] != tag:
            return
        if self._current.depth > len(self._open):
            around = next((s for s in reversed(self.sections) if s.depth <= len(self._open)), None)
            if around is not None:
                self._current.depth = float("inf")
                self._current = around
        self._open.pop()
        if tag in self._skipped:
            self._skipped -= {tag} - _NEVER_SHOWN
        elif tag in _KEPT and self._skipped.isdisjoint(self._open):
            self._close(tag, self._place())

    def handle_data(self, data: str) -> None:
        """Keeps what is shown, each run of blanks as one."""
        if not self._skipped.isdisjoint(self._open):
            return
        blank = data.isspace()
        if "pre" not in self._open:
            data = " " if blank else data.replace("\n", " ")
        if self._current.heading in self._open:
            self._current.title.append(html.escape(data, quote=False))
        elif not blank:
            self._current.text.append(html.escape(data, quote=False))
        elif not self._current.text or not self._current.text[-1].isspace() or "pre" in self._open:
            self._current.text.append(data)

    def _place(self) -> list[str]:
        return self._current.title if self._current.heading in self._open else self._current.text

    @staticmethod
    def _close(tag: str, place: list[str]) -> None:
        """Ends an element, or takes it away again when nothing stands in it."""
        start = place.index(f"<{tag}>")
        if any(not piece.isspace() for piece in place[start + 1 :]):
            place.append(f"</{tag}>")
        else:
            del place[start:]
