"""A centre ready to be put into an empty private project: the folder, and the same as one .zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Mapping

_EARLIEST = (2020, 2, 2, 0, 0, 0)


def zipped(files: Mapping[str, bytes], *, executable: Collection[str] = ()) -> bytes:
    """The files as a .zip, the same bytes each time."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system = 3  # Unix, for the mode
            entry.external_attr = (0o100755 if name in executable else 0o100644) << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
