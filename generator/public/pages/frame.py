"""A page of which only some parts change from one build to the next: MkDocs lays out its frame once, and the parts are put in.

A part is raw HTML within raw HTML, which Markdown leaves alone, so that it makes no odds whether it is there when MkDocs runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from markupsafe import Markup

_BLANK_LINE = re.compile(r"(?<=\n) +\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class FramedPage:
    """The Markdown text of a page with a mark for each of its parts, and the HTML of these."""

    frame: str
    parts: tuple[str, ...]

    @property
    def markdown(self) -> str:
        """The text of the whole page."""
        return filled(self.frame, self.parts)


@dataclass(slots=True)
class Parts:
    """Gathers the parts of a page while its template is rendered: `{% call part() %}…{% endcall %}`."""

    found: list[str] = field(default_factory=list)

    def part(self, caller: Callable[[], str]) -> Markup:
        """Keeps a part and gives the mark that stands for it."""
        self.found.append(_as_markdown_gives(caller()))
        return Markup(_mark(len(self.found) - 1))  # noqa: S704 - our own mark

    def framed(self, frame: str) -> FramedPage:
        """The page, once it is rendered."""
        return FramedPage(frame=frame, parts=tuple(self.found))


def filled(page: str, parts: tuple[str, ...]) -> str:
    """A page, laid out or not, with its parts in the place of their marks."""
    for number, part in enumerate(parts):
        before, mark, after = page.partition(_mark(number))
        if not mark:
            raise ValueError(f"no place for part {number}")
        page = f"{before}{part}{after}"
    return page


def _mark(number: int) -> str:
    """A comment: no value can write one, since every value is escaped."""
    return f"<!-- part {number} -->"


def _as_markdown_gives(html: str) -> str:
    """Markdown leaves raw HTML alone, but for these signs."""
    plain = html.replace("\x02", "").replace("\x03", "").replace("\r\n", "\n").replace("\r", "\n")
    return _BLANK_LINE.sub("\n", plain.expandtabs(4))
