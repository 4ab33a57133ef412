"""What a release publishes: made from a tag, twice the same bytes, and nothing of it but what the tag holds."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support.centres import REPOSITORY

VERSION = "0.1.0"


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone with a tag, and beside it a file that was never committed."""
    folder = tmp_path_factory.mktemp("release") / "clone"
    subprocess.run(["git", "clone", "--quiet", str(REPOSITORY), str(folder)], check=True)
    for tag in (f"v{VERSION}", "v9.9.9"):
        subprocess.run(["git", "tag", "--force", "--no-sign", tag], cwd=folder, check=True, capture_output=True)
    (folder / "generator" / "stray.py").write_text("x = 1\n", encoding="utf-8")
    return folder


def _release(clone: Path, tag: str) -> subprocess.CompletedProcess[str]:
    script = REPOSITORY / "docs" / "release.py"
    return subprocess.run([sys.executable, script, tag, "dist"], cwd=clone, capture_output=True, text=True)


def test_a_tag_that_is_not_that_of_the_version_is_refused(clone):
    done = _release(clone, "v9.9.9")
    assert done.returncode == 1
    assert f"not that of version {VERSION}" in done.stderr
    assert not (clone / "dist").exists()


def test_a_release_is_whole_and_twice_the_same(clone):
    done = _release(clone, f"v{VERSION}")
    assert (done.returncode, done.stderr) == (0, "")
    dist = clone / "dist"
    sums = dict(reversed(line.split("  ")) for line in (dist / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    assert sums == {path.name: sha256(path.read_bytes()).hexdigest() for path in dist.iterdir() if path.name in sums}
    wheel = f"consigne-{VERSION}-py3-none-any.whl"
    assert set(sums) == {
        wheel,
        f"consigne-{VERSION}.tar.gz",
        f"consigne-{VERSION}.cdx.json",
        f"consigne-centre-{VERSION}.zip",
    }
    with zipfile.ZipFile(dist / wheel) as archive:
        assert "generator/stray.py" not in archive.namelist()
        modules = {name: archive.read(name) for name in archive.namelist() if name.endswith(".py")}
    with zipfile.ZipFile(dist / f"consigne-centre-{VERSION}.zip") as centre:
        assert {"README.md", ".gitlab-ci.yml", ".github/workflows/consigne.yml"} <= set(centre.namelist())
        (dist / "inside.whl").write_bytes(centre.read(wheel))
    with zipfile.ZipFile(dist / "inside.whl") as inside:
        assert {name: inside.read(name) for name in inside.namelist() if name.endswith(".py")} == modules
    parts = json.loads((dist / f"consigne-{VERSION}.cdx.json").read_text(encoding="utf-8"))
    named = {part["name"]: part["version"] for part in parts["components"]}
    assert parts["metadata"]["component"]["name"] == "consigne"
    assert named["polars"] == "2.1.0"
