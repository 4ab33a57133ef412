"""The CI files do what they say: their script lines, run in order in a clean clone, check and publish."""

import re
import shutil
import subprocess
from pathlib import Path

import pyrage
import pytest
import yaml

from tests.support.centres import REPOSITORY
from tests.support.ci_lines import run_ci_line

GITLAB = yaml.safe_load((REPOSITORY / ".gitlab-ci.yml").read_text(encoding="utf-8"))
GITHUB = yaml.safe_load((REPOSITORY / ".github" / "workflows" / "consigne.yml").read_text(encoding="utf-8"))
INSTALL = "sh .ci/install"


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A clean clone of what is committed, made ready as every job begins by doing."""
    folder = tmp_path_factory.mktemp("clone") / "consigne"
    subprocess.run(["git", "clone", "--quiet", str(REPOSITORY), str(folder)], check=True)
    run_ci_line(INSTALL, folder)
    return folder


def test_gitlab_checks_every_branch_and_publishes_the_default_one():
    assert "rules" not in GITLAB["check"]
    assert GITLAB["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert GITLAB["pages"]["artifacts"] == {"paths": ["public"]}


def test_gitlab_lines_check_and_publish(clone):
    shutil.rmtree(clone / "public", ignore_errors=True)
    *before, install = GITLAB["default"]["before_script"]
    assert install == INSTALL
    for line in (*before, *GITLAB["check"]["script"]):
        run_ci_line(line, clone)
    for line in GITLAB["pages"]["script"]:
        run_ci_line(line, clone, CI_PAGES_URL="https://college.example/pix")
    assert (clone / "public" / "index.html").is_file()
    assert "https://college.example/pix/" in (clone / "public" / "sitemap.xml").read_text(encoding="utf-8")


def test_github_has_the_least_permissions_and_pins_every_action():
    assert GITHUB["permissions"] == {"contents": "read"}
    assert GITHUB["jobs"]["publish"]["permissions"] == {
        "contents": "read",
        "pages": "write",
        "id-token": "write",
    }
    used = [step["uses"] for job in GITHUB["jobs"].values() for step in job["steps"] if "uses" in step]
    assert len(used) >= 6
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action) for action in used)


def test_github_lines_check_summarise_and_publish(clone, tmp_path):
    shutil.rmtree(clone / "public", ignore_errors=True)
    summary = tmp_path / "summary.md"
    for job in ("check", "publish"):
        install, *lines = (step["run"] for step in GITHUB["jobs"][job]["steps"] if "run" in step)
        assert install == INSTALL
        for line in lines:
            run_ci_line(line, clone, GITHUB_STEP_SUMMARY=str(summary), BASE_URL="https://college.example/pix")
    said = summary.read_text(encoding="utf-8")
    assert "160\u00a0lignes" in said
    assert "| Avertissement | R012 |" in said
    assert (clone / "public" / "sessions" / "3A-lundi" / "index.html").is_file()


def _kept(paths: list[str], clone: Path) -> set[Path]:
    return {path for pattern in paths for path in clone.glob(pattern) if path.is_file()}


@pytest.mark.parametrize("forge", ["gitlab", "github"])
def test_packs_are_kept_by_ci_only_encrypted_and_only_where_a_key_is_given(clone, forge):
    key = pyrage.x25519.Identity.generate()
    if forge == "gitlab":
        job = GITLAB["packs"]
        assert job["rules"] == [{"if": "$CONSIGNE_PACK_KEY && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
        lines, patterns = job["script"], job["artifacts"]["paths"]
    else:
        job = GITHUB["jobs"]["packs"]
        assert job["if"].startswith("vars.CONSIGNE_PACK_KEY != '' && ")
        install, *lines = (step["run"] for step in job["steps"] if "run" in step)
        assert install == INSTALL
        patterns = [step["with"]["path"] for step in job["steps"] if "upload-artifact" in step.get("uses", "")]
    shutil.rmtree(clone / "packs", ignore_errors=True)
    assert "consigne pack " in lines[-1]
    lines[-1] += " --today 2026-11-23"  # the sessions of the example are then to come
    for line in lines:
        run_ci_line(line, clone, CONSIGNE_PACK_KEY=str(key.to_public()))
    kept = _kept(patterns, clone)
    assert any(path.name.endswith("-emargement.pdf.age") for path in kept)
    assert any(path.parent.parent.name == "_jours" for path in kept)
    for path in kept:
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(path.read_bytes(), [pyrage.x25519.Identity.generate()])
        assert pyrage.decrypt(path.read_bytes(), [key])[:2] in {b"%P", b"PK"}
    # Nothing with a name in it is there to be kept by another pattern.
    assert {path for path in (clone / "packs").rglob("*") if path.is_file() and not path.name.startswith(".")} == kept


def test_no_other_job_keeps_a_pack():
    keeping = {name: job["artifacts"]["paths"] for name, job in GITLAB.items() if "artifacts" in job}
    assert keeping == {"pages": ["public"], "packs": ["packs/**/*.age"]}
    uploads = [
        step["with"]["path"]
        for job in GITHUB["jobs"].values()
        for step in job["steps"]
        if "upload" in step.get("uses", "")
    ]
    assert sorted(uploads) == ["packs/**/*.age", "public"]


def test_the_locks_hold_hashes_and_no_address():
    locks = sorted((REPOSITORY / "requirements").glob("*.txt"))
    assert [lock.name for lock in locks] == ["dev.txt", "nox.txt", "run.txt", "uv.txt"]
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        assert text.count("--hash=sha256:") > 5
        assert "://" not in text
