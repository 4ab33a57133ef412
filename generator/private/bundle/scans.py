"""Scans and reports on paper: whether a file is what its name says, and how many pages it has."""

from __future__ import annotations

import hashlib
import io
import logging
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from pypdf import PdfReader

# It tells the terminal, in English, of every oddity that it gets over.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

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
        raise NotAScan("n’est pas un scan : il faut un PDF, un JPEG, un PNG ou un TIFF. Enregistrez-le ainsi")
    data = _bytes(path)
    pages = _pdf_pages(data) if suffix == ".pdf" else _image_pages(data, _IMAGES[suffix])
    if not 1 <= pages <= _MOST_PAGES:
        raise NotAScan("n’a aucune page" if not pages else f"a plus de {_MOST_PAGES} pages")
    return Scan(data=data, suffix=suffix, pages=pages)


def _bytes(path: Path) -> bytes:
    try:
        if not path.exists():
            raise NotAScan("n’existe pas : vérifiez son nom et son dossier")
        # Asked first: reading a pipe would wait for ever.
        if not path.is_file():
            raise NotAScan("n’est pas un fichier : donnez le scan lui-même")
        size = path.stat().st_size
        if size > _MOST_BYTES:
            raise NotAScan(
                f"dépasse {_MOST_BYTES // 1_000_000} Mo : numérisez en noir et blanc, à 150 ou 200 points par pouce"
            )
        if not size:
            raise NotAScan("est vide : numérisez de nouveau, ou copiez-le de nouveau")
        return path.read_bytes()
    except OSError:
        raise NotAScan("ne peut pas être lu : vérifiez que vous y avez accès") from None


def _pdf_pages(data: bytes) -> int:
    if b"%PDF-" not in data[:1024]:  # some programs write a line before it, and readers accept that
        raise NotAScan("n’est pas un PDF, malgré son nom : numérisez de nouveau")
    try:
        reader = PdfReader(io.BytesIO(data))
        # Many copiers protect against changes with an empty password: everybody can read that.
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotAScan("est protégé par un mot de passe : enregistrez-le sans")
        return len(reader.pages)
    except NotAScan:
        raise
    except Exception:  # a damaged or hostile file makes the library fail in any way
        raise NotAScan("est abîmé ou incomplet : numérisez de nouveau, ou copiez-le de nouveau") from None


def _image_pages(data: bytes, expected: str) -> int:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of damaged metadata, which take nothing from the picture
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=list(set(_IMAGES.values()))) as image:
                # A telephone's photograph with its preview inside is a JPEG to everybody else.
                kind = "JPEG" if image.format == "MPO" else image.format
                pages = getattr(image, "n_frames", 1) if kind == "TIFF" else 1
                width, height = image.size
                for page in range(min(pages, _MOST_PAGES)):
                    image.seek(page)
                    image.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise NotAScan("est démesurée : numérisez à 150 ou 200 points par pouce") from None
    except Exception:  # as above
        raise NotAScan("n’est pas une image lisible : numérisez de nouveau") from None
    if kind != expected:
        raise NotAScan(f"est une image {kind} sous un autre nom : renommez-la")
    if max(width, height) < _SMALLEST_PX:
        raise NotAScan("est trop petite pour être lue : numérisez à 150 points par pouce au moins")
    return int(pages)
