"""The program's own wheel, which a centre keeps: its CI installs the very version that made it, from no index.

Installed, the program is packed again from its own files; in its repository, it is built. The same program gives the same bytes.
"""

from __future__ import annotations

import base64
import io
import tempfile
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import Distribution, distribution
from pathlib import Path

from generator.resources import is_installed, repository
from generator.version import program_version

_METADATA = ("METADATA", "WHEEL", "entry_points.txt")
"""What a wheel brings in its .dist-info, with its licences; the rest there, installers write."""
_EARLIEST = (2020, 2, 2, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheel:
    """A wheel by its file name."""

    name: str
    data: bytes


def wheel_name(version: str) -> str:
    """The name of the wheel of a version, which runs on every system."""
    return f"consigne-{version}-py3-none-any.whl"


def own_wheel() -> Wheel:
    """The wheel of the program that runs."""
    name = wheel_name(program_version())
    return Wheel(name=name, data=_packed_again(distribution("consigne")) if is_installed() else _built(repository()))


def _built(root: Path) -> bytes:
    from hatchling.builders.wheel import WheelBuilder  # noqa: PLC0415 - late: only a repository needs it

    with tempfile.TemporaryDirectory(prefix="consigne-") as folder:
        (path,) = WheelBuilder(str(root)).build(directory=folder, versions=["standard"])
        return Path(path).read_bytes()


def _packed_again(installed: Distribution) -> bytes:
    """A wheel from the files that one left, as the wheel format asks (RECORD last, with the digest of each file)."""
    files = {
        path.as_posix(): Path(str(installed.locate_file(path))).read_bytes()
        for path in installed.files or ()
        if ".." not in path.parts and path.suffix != ".pyc" and _is_of_a_wheel(path.parts)
    }
    record = next(f"{Path(name).parent.as_posix()}/RECORD" for name in files if name.endswith(".dist-info/METADATA"))
    lines = [f"{name},sha256={_digest(data)},{len(data)}" for name, data in sorted(files.items())]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (*sorted(files.items()), (record, "\n".join([*lines, f"{record},,", ""]).encode())):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _is_of_a_wheel(parts: tuple[str, ...]) -> bool:
    folder, *inside = parts
    return not folder.endswith(".dist-info") or inside[0] in (*_METADATA, "licenses")


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(sha256(data).digest()).rstrip(b"=").decode()
