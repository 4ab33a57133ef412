"""Every job of the project. `nox` alone runs all the tests; `nox -s build` builds the example centre's site."""

from __future__ import annotations

import shutil
from pathlib import Path

import nox

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_existing_virtualenvs = True
nox.options.sessions = ["lint", "types", "architecture", "tests"]

LOCKS = Path("requirements")


def install(session: nox.Session, lock: str) -> None:
    """Installs what a lock names, hashes checked, then the project itself from this folder."""
    # Without compiled bytecode, every start of the program costs two to three times as much.
    compiled = ["--compile-bytecode"] if session.venv_backend == "uv" else []
    session.install(*compiled, "--require-hashes", "-r", str(LOCKS / lock))
    session.install("--no-deps", "--no-build-isolation", "-e", ".")


@nox.session
def lint(session: nox.Session) -> None:
    """Format and style."""
    install(session, "dev.txt")
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Types, strictly."""
    install(session, "dev.txt")
    session.run("mypy")


@nox.session
def architecture(session: nox.Session) -> None:
    """The direction of imports."""
    install(session, "dev.txt")
    session.run("lint-imports", "--no-cache")


@nox.session
def tests(session: nox.Session) -> None:
    """All tests; arguments go to pytest."""
    install(session, "dev.txt")
    session.run("pytest", "-n", "2", "--dist", "worksteal", *session.posargs)


@nox.session
def check(session: nox.Session) -> None:
    """Checks the centre; arguments go to `consigne check`."""
    install(session, "run.txt")
    session.run("consigne", "check", *session.posargs)


@nox.session
def build(session: nox.Session) -> None:
    """Builds the centre's site into public/; arguments go to `consigne build`."""
    install(session, "run.txt")
    session.run("consigne", "build", *session.posargs)


@nox.session
def example(session: nox.Session) -> None:
    """Makes the example centre's spreadsheets again; `-- --ods` also those that LibreOffice saves."""
    install(session, "dev.txt")
    session.run("python", "tests/example_centre.py", "content", *session.posargs)


@nox.session
def template(session: nox.Session) -> None:
    """Makes a centre ready to be put on a forge: build/template/centre, a repository, and the same as .zip."""
    install(session, "run.txt")
    folder = Path("build") / "template"
    shutil.rmtree(folder, ignore_errors=True)
    centre = folder / "centre"
    session.run("consigne", "init", str(centre), "--zip", *session.posargs, env={"CI": "1"})
    author = ["-c", "user.name=Consigne", "-c", "user.email=consigne@localhost"]
    session.run("git", "-C", str(centre), "init", "--quiet", "--initial-branch", "main", external=True)
    session.run("git", "-C", str(centre), "add", ".", external=True)
    session.run("git", "-C", str(centre), *author, "commit", "--quiet", "-m", "Un nouveau centre", external=True)


@nox.session
def release(session: nox.Session) -> None:
    """Makes what is published of a tag, in dist/: `nox -s release -- v0.1.0`. Wheel, sdist, template, list of parts, checksums."""
    install(session, "dev.txt")
    session.run("python", "docs/release.py", *session.posargs, "dist")


@nox.session
def lock(session: nox.Session) -> None:
    """Renews the hashed locks in requirements/ from pyproject.toml; `-- --upgrade` for the newest versions."""
    session.install("--require-hashes", "-r", str(LOCKS / "nox.txt"))
    compile_lock = [
        "uv",
        "pip",
        "compile",
        "--universal",
        "--generate-hashes",
        "--no-header",
        "--no-emit-index-url",
        "--no-emit-find-links",
        "--python-version",
        "3.11",
        *session.posargs,
    ]
    for name, sources in {
        "run.txt": ["pyproject.toml", "--group", "build"],
        "dev.txt": ["pyproject.toml", "--group", "build", "--group", "dev"],
        "nox.txt": ["--group", "nox"],
        "uv.txt": ["--group", "uv"],
    }.items():
        session.run(*compile_lock, *sources, "--output-file", str(LOCKS / name))


@nox.session
def pictures(session: nox.Session) -> None:
    """Makes the README's pictures again; needs chromium and pdftoppm."""
    install(session, "dev.txt")
    public = Path(session.create_tmp()) / "public"
    session.run("consigne", "build", "--site", str(public))
    session.run("python", "docs/pictures.py", str(public))


@nox.session
def benchmark(session: nox.Session) -> None:
    """Times a full check against reading alone and against frictionless; arguments go to benchmarks/compare.py."""
    install(session, "run.txt")
    session.install("frictionless[excel]==5.21.0")
    session.run("python", "benchmarks/compare.py", *session.posargs)


@nox.session
def benchmark_packs(session: nox.Session) -> None:
    """Times the packs of a whole centre against typst alone; arguments go to benchmarks/packs.py."""
    install(session, "run.txt")
    session.run("python", "benchmarks/packs.py", *session.posargs)


@nox.session
def communes(session: nox.Session) -> None:
    """Packs the list of communes again, from the npm package that publishes it; needs npm."""
    folder = session.create_tmp()
    with session.chdir(folder):
        packed = session.run(
            "npm", "pack", "--silent", "@etalab/decoupage-administratif@6.0.0", external=True, silent=True
        )
        session.run("tar", "xzf", str(packed).strip(), external=True)
    target = Path("schemas/reference/communes.csv.xz")
    session.run("python", "docs/pack_communes.py", f"{folder}/package/data/communes.json", str(target))
