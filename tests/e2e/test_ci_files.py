"""The CI files do what they say: their script lines, run in order in a clean clone, check and publish."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import msoffcrypto
import pyrage
import pytest
import yaml
from junitparser import JUnitXml
from pypdf import PdfReader

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
    shutil.rmtree(clone / "rapport", ignore_errors=True)
    for line in (*before, *GITLAB["check"]["script"]):
        run_ci_line(line, clone)
    kept = GITLAB["check"]["artifacts"]
    assert (kept["when"], kept["access"], kept["expire_in"]) == ("always", "developer", "1 week")
    findings = json.loads((clone / kept["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert "R012" in findings[0]["check_name"]
    assert (clone / findings[0]["location"]["path"]).is_file()
    assert len(JUnitXml.fromfile(str(clone / kept["reports"]["junit"]))) == 8
    assert "Avertissement" in (clone / kept["paths"][0]).read_text(encoding="utf-8")
    assert (clone / kept["paths"][1] / "rosters" / "3C-jeudi.xlsx").is_file()
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


def _pack_lines(forge: str) -> tuple[list[str], list[str]]:
    """The script lines that make packs, and the patterns of what is kept of them."""
    if forge == "gitlab":
        job = GITLAB["packs"]
        rule = "($CONSIGNE_PACK_KEY || $CONSIGNE_PACK_PASSWORD) && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"
        assert job["rules"] == [{"if": rule}]
        return list(job["script"]), job["artifacts"]["paths"]
    steps = GITHUB["jobs"]["packs"]["steps"]
    _, install, *lines = (step["run"] for step in steps if "run" in step)
    assert (steps[0]["id"], install) == ("wanted", INSTALL)
    assert all(step["if"] == "steps.wanted.outputs.packs" for step in steps[1:])
    (upload,) = (step["with"]["path"] for step in steps if "upload-artifact" in step.get("uses", ""))
    return lines, upload.split()


@pytest.mark.parametrize("forge", ["gitlab", "github"])
@pytest.mark.parametrize("closed_by", ["key", "password"])
def test_packs_are_kept_by_ci_only_closed(clone, forge, closed_by):
    key = pyrage.x25519.Identity.generate()
    lines, patterns = _pack_lines(forge)
    shutil.rmtree(clone / "packs", ignore_errors=True)
    assert lines[-1].startswith('if [ -n "${CONSIGNE_PACK_KEY:-}" ]')
    # The sessions of the example are then to come; one day of them will do.
    lines[-1] = lines[-1].replace("consigne pack ", "consigne pack --today 2026-11-23 --day 2026-11-30 ")
    given = {"CONSIGNE_PACK_KEY": str(key.to_public())} if closed_by == "key" else {"CONSIGNE_PACK_PASSWORD": "sésame"}
    for line in lines:
        run_ci_line(line, clone, **given)
    kept = _kept(patterns, clone)
    assert len(kept) > 5
    for path in kept:
        _assert_closed(path, key if closed_by == "key" else None)
    # Nothing with a name in it is there to be kept by another pattern.
    assert {path for path in (clone / "packs").rglob("*") if path.is_file() and not path.name.startswith(".")} == kept


def _assert_closed(path: Path, key: pyrage.x25519.Identity | None) -> None:
    if key is not None:
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(path.read_bytes(), [pyrage.x25519.Identity.generate()])
        assert pyrage.decrypt(path.read_bytes(), [key])[:2] in {b"%P", b"PK"}
    elif path.suffix == ".pdf":
        assert PdfReader(path).is_encrypted
        assert PdfReader(path, password="sésame").pages
    else:
        with path.open("rb") as file:
            assert msoffcrypto.OfficeFile(file).is_encrypted()


@pytest.mark.parametrize(("given", "made"), [("", False), ("sésame", True)])
def test_github_makes_packs_only_where_a_secret_is_given(clone, tmp_path, given, made):
    output = tmp_path / "output"
    output.touch()
    run_ci_line(GITHUB["jobs"]["packs"]["steps"][0]["run"], clone, GIVEN=given, GITHUB_OUTPUT=str(output))
    assert (output.read_text() == "packs=oui\n") is made


def test_no_other_job_keeps_what_is_private_where_others_may_look():
    keeping = {name: job["artifacts"] for name, job in GITLAB.items() if "artifacts" in job}
    assert sorted(keeping) == ["check", "packs", "pages"]
    assert keeping["pages"] == {"paths": ["public"]}
    assert {name for name, kept in keeping.items() if kept.get("access") == "developer"} == {"check", "packs"}
    uploads = [
        (name, step)
        for name, job in GITHUB["jobs"].items()
        for step in job["steps"]
        if "upload" in step.get("uses", "")
    ]
    assert [name for name, _ in uploads] == ["check", "packs", "publish"]
    assert "github.event.repository.private" in uploads[0][1]["if"]
    assert [step["with"].get("retention-days") for _, step in uploads] == [7, 7, None]


def test_nothing_secret_is_reachable_from_a_fork():
    """A request to merge from a fork runs without secrets, unless a workflow asks for them by `pull_request_target`."""
    assert set(GITHUB[True]) == {"push", "pull_request", "workflow_dispatch"}
    with_more = {name for name, job in GITHUB["jobs"].items() if "permissions" in job or "PACK" in json.dumps(job)}
    assert all("github.event_name != 'pull_request'" in GITHUB["jobs"][name]["if"] for name in with_more)
    assert with_more == {"packs", "publish"}


@pytest.mark.parametrize(
    ("file", "schema"), [(".gitlab-ci.yml", "gitlab-ci"), (".github/workflows/consigne.yml", "github-workflows")]
)
def test_ci_files_are_as_the_forges_schemas_ask(file, schema):
    program = Path(sys.executable).with_name("check-jsonschema")
    transform = ["--data-transform", "gitlab-ci"] if schema == "gitlab-ci" else []
    done = subprocess.run(
        [program, "--builtin-schema", f"vendor.{schema}", *transform, REPOSITORY / file], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_what_jobs_install_is_taken_from_the_network_once():
    assert GITLAB["default"]["cache"]["paths"] == [".cache"]
    kept = {GITLAB["variables"][name] for name in ("PIP_CACHE_DIR", "UV_CACHE_DIR")}
    assert kept == {"$CI_PROJECT_DIR/.cache/pip", "$CI_PROJECT_DIR/.cache/uv"}
    for job in GITHUB["jobs"].values():
        names = [step.get("uses", step.get("run", "")).partition("@")[0] for step in job["steps"]]
        assert names.index("actions/cache") < names.index(INSTALL)


def test_the_locks_hold_hashes_and_no_address():
    locks = sorted((REPOSITORY / "requirements").glob("*.txt"))
    assert [lock.name for lock in locks] == ["dev.txt", "nox.txt", "run.txt", "uv.txt"]
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        assert text.count("--hash=sha256:") > 5
        assert "://" not in text
