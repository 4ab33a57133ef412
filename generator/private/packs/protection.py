"""How the files of a pack are closed to everyone else: with age for somebody's key, or with a password."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pyrage
from msoffcrypto.format.ooxml import OOXMLFile
from pypdf import PdfWriter


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """To whom the files are encrypted (age or SSH public keys), or the password that opens them; neither: not at all."""

    recipients: tuple[str, ...] = ()
    password: str | None = None

    @property
    def is_any(self) -> bool:
        """Whether the files are closed at all."""
        return bool(self.recipients) or self.password is not None

    def closed(self, name: str, data: bytes) -> tuple[str, bytes]:
        """The file as it is written: its name and its bytes."""
        if self.recipients:
            return f"{name}.age", pyrage.encrypt(data, [recipient(key) for key in self.recipients])
        if self.password is None:
            return name, data
        return name, (_closed_workbook if name.endswith(".xlsx") else _closed_pdf)(data, self.password)


def recipient(key: str) -> Any:
    """A public key, as age writes it (`age1…`) or as SSH does (`ssh-ed25519 …`).

    Raises:
        ValueError: it is neither.
    """
    kind = pyrage.ssh.Recipient if key.startswith("ssh-") else pyrage.x25519.Recipient
    try:
        return kind.from_str(key.strip())
    except pyrage.RecipientError:
        raise ValueError("no public key") from None


def _closed_pdf(data: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(password, algorithm="AES-256")
    closed = io.BytesIO()
    writer.write(closed)
    return closed.getvalue()


def _closed_workbook(data: bytes, password: str) -> bytes:
    closed = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, closed)
    return closed.getvalue()
