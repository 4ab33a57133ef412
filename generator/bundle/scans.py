"""Scans and reports on paper: whether a file is what its name says, and how many pages it has."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

_IMAGES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".tif": "TIFF", ".tiff": "TIFF"}
_MOST_BYTES = 50_000_000
_MOST_PAGES = 500
_SMALLEST_PX = 600
"""A page of A4 at 72 points an inch is 595 wide: fewer cannot be read."""


class NotAScan(Exception):
    """A file that cannot be sent; the message says why, in French."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A scan that was looked at."""

    data: bytes
    suffix: str
    pages: int

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def read_scan(path: Path) -> Scan:
    """Reads a scan: a PDF or a picture.

    Raises:
        NotAScan: it is neither, or nobody could read it.
    """
    suffix = path.suffix.lower()
    if suffix != ".pdf" and suffix not in _IMAGES:
        raise NotAScan("un scan est un PDF, un JPEG, un PNG ou un TIFF ; enregistrez-le ainsi")
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise NotAScan(
                f"dépasse {_MOST_BYTES // 1_000_000} Mo ; numérisez en noir et blanc, à 150 ou 200 points par pouce"
            )
        data = path.read_bytes()
    except OSError as error:
        raise NotAScan(f"ne peut pas être lu ({error.strerror})") from None
    pages = _pdf_pages(data) if suffix == ".pdf" else _image_pages(data, _IMAGES[suffix])
    return Scan(data=data, suffix=suffix, pages=pages)


def _pdf_pages(data: bytes) -> int:
    if not data.startswith(b"%PDF-"):
        raise NotAScan("n’est pas un PDF, malgré son nom ; numérisez de nouveau")
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise NotAScan("est protégé par un mot de passe ; enregistrez-le sans")
        pages = len(reader.pages)
    # A hostile file can make the library fail in any way.
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError, OSError, IndexError):
        raise NotAScan("est endommagé ; numérisez de nouveau") from None
    if not 1 <= pages <= _MOST_PAGES:
        raise NotAScan("n’a aucune page" if not pages else f"a plus de {_MOST_PAGES} pages")
    return pages


def _image_pages(data: bytes, expected: str) -> int:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=list(set(_IMAGES.values()))) as image:
                kind, width, height, pages = image.format, *image.size, getattr(image, "n_frames", 1)
                image.load()
    except (UnidentifiedImageError, Image.DecompressionBombWarning, Image.DecompressionBombError, OSError, ValueError,
            SyntaxError, TypeError, KeyError, EOFError):  # fmt: skip
        raise NotAScan("n’est pas une image lisible ; numérisez de nouveau") from None
    if kind != expected:
        raise NotAScan(f"est une image {kind} sous un autre nom ; renommez-la")
    if max(width, height) < _SMALLEST_PX:
        raise NotAScan("est trop petite pour être lue ; numérisez à 150 points par pouce au moins")
    return int(pages)
