"""The CI files do what they say: their script lines, run in order in a clean clone, check and publish."""

import re
import shutil
import subprocess

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


def test_the_locks_hold_hashes_and_no_address():
    locks = sorted((REPOSITORY / "requirements").glob("*.txt"))
    assert [lock.name for lock in locks] == ["dev.txt", "nox.txt", "run.txt"]
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        assert text.count("--hash=sha256:") > 5
        assert "://" not in text
