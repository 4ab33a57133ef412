"""Opens the files of a staged site down to text, and refuses those in which a name could hide unseen."""

from __future__ import annotations

import gzip
import os
import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from generator.public.privacy.product import Product
from generator.public.privacy.text import decoded_base64, printable

MAX_UNPACKED_BYTES = 100_000_000
_MAX_DEPTH = 3

_GZIP = b"\x1f\x8b"
_GZIP_HAS_NAME = 0x08
_CALENDAR = b"BEGIN:VCALENDAR"
_FOLD = re.compile(rb"\r?\n[ \t]")
_TEXT_THAT_DRAWS = ("%PDF", "%!PS", "{\\rtf")
"""Formats that may be plain ASCII and still write letters by codes."""

_LETTER = r"(?:[A-Za-z0-9+/_-]|%2[BF]|\\/)"
_DATA_URI = re.compile(
    # Lines may end within it; that a word follows is not enough to be its next line.
    rf"(;\s*base64,)([A-Za-z0-9+/_-]++(?:[A-Za-z0-9+/_-]++|{_LETTER}|(?:\\[nr]|\s)++(?={_LETTER}{{24}}))*)",
    re.IGNORECASE,
)
_WITHIN_BASE64 = re.compile(r"%2[Bb]|%2[Ff]|\\/|\\[nr]|\s")
_BASE64_MEANING = {"%2b": "+", "%2f": "/", "\\/": "/"}


class Unreadable(Exception):
    """A file, or something embedded in it, that is neither text nor the product's own."""


class Opener:
    """Opens files; what it has seen embedded once (a font in every paper) it does not decode again."""

    def __init__(self, product: Product) -> None:
        self._product = product
        self._embedded: dict[str, list[str]] = {}

    def texts(self, data: bytes, depth: int = 0) -> list[str]:
        """The texts that a file holds: none when it is the product's own, several when others are embedded in it.

        Raises:
            Unreadable: it is of a kind that cannot be searched, too big, or packed too deep.
        """
        if self._product.ships(data):
            return []
        if depth > _MAX_DEPTH:
            raise Unreadable
        if data.startswith(_GZIP):
            return [*_packed_name(data), *self.texts(_unpacked(data), depth + 1)]
        if _CALENDAR in data[:64]:
            # A fold may cut a letter in two: unfold the bytes, and read the lines as they stand only as well as they can be.
            return [*self._split(_text(_FOLD.sub(b"", data)), depth), data.decode("utf-8", errors="replace")]
        return self._split(_text(data), depth)

    def _split(self, text: str, depth: int) -> list[str]:
        """The text without what is embedded in it as base64, and the texts of that."""
        if "base64," not in text.lower():
            return [text]
        embedded: list[str] = []

        def taken_out(match: re.Match[str]) -> str:
            body = match[2]
            if body not in self._embedded:
                plain = _WITHIN_BASE64.sub(lambda part: _BASE64_MEANING.get(part[0].lower(), ""), body)
                self._embedded[body] = self.texts(decoded_base64(plain), depth + 1)
            embedded.extend(self._embedded[body])
            return match[1]

        return [_DATA_URI.sub(taken_out, text), *embedded]


def staged_paths(staged: Path) -> Iterator[Path]:
    """Everything that would be published, folders and links to folders included, in a fixed order."""
    for folder, subfolders, names in os.walk(staged):
        subfolders.sort()
        yield from (Path(folder, name) for name in (*sorted(names), *subfolders))


def _text(data: bytes) -> str:
    text = printable(data)
    if text is None or text.lstrip().startswith(_TEXT_THAT_DRAWS):
        raise Unreadable
    return text


def _unpacked(data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as packed:
            unpacked = packed.read(MAX_UNPACKED_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise Unreadable from None
    if len(unpacked) > MAX_UNPACKED_BYTES:
        raise Unreadable
    return unpacked


def _packed_name(data: bytes) -> list[str]:
    """The name of the packed file, which the header of .gz may tell."""
    if len(data) < 11 or not data[3] & _GZIP_HAS_NAME:
        return []
    return [data[10:].split(b"\0", 1)[0].decode("latin-1")]
