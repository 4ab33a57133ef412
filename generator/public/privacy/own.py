"""Pages that the program wrote without looking at the centre: they can tell of nobody, whatever somebody is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.writing.standing import digest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The files of a staged site that depend on the program alone, by their paths, each with the digest of its bytes; and what stands,
    program alone too, before and after the centre's part in others.
    """

    digests: Mapping[str, str] = field(default_factory=dict)
    around: Mapping[str, tuple[bytes, bytes]] = field(default_factory=dict)

    def left_to_search(self, path: str, data: bytes) -> bytes:
        """What of a file may tell of somebody."""
        if path in self.digests and self.digests[path] == digest_of(data):
            return b""
        before, after = self.around.get(path, (b"", b""))
        if data.startswith(before) and data.endswith(after) and len(data) >= len(before) + len(after):
            return data[len(before) : len(data) - len(after)]
        return data
