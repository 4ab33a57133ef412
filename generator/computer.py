"""What this computer has and lacks for Consigne, and how to get it: in words for who looks after a school's computers."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator.private.packs.browser import BrowserFailed, find_browser, running
from generator.resources import lock, site_dir
from generator.version import program_version
from schemas.errors import CentreError, reason_in_french
from schemas.reading.protected import asks_for_password

_OLDEST_PYTHON = (3, 11)
_LEAST_FREE_MB = 500
_TIMEOUT_S = 20
_LETTERS = "é’ → ► ✓"
_REINSTALL = "Installez de nouveau Consigne, comme le dit le fichier README.md du centre."


class State(Enum):
    """How something stands on this computer."""

    THERE = "✓"
    MISSING_SOME = "!"
    MISSING = "✗"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that Consigne needs: how it stands, what was seen, and where it is missing, what goes without it and how to get it."""

    name: str
    seen: str
    state: State = State.THERE
    advice: str = ""


def facts(centre: Path | None, *, password: str | None) -> Iterator[Fact]:
    """Everything that was looked at. `centre` is the folder of content, where there is one; `password` opens its workbooks."""
    yield _system()
    yield _program()
    yield _browser()
    yield _git(centre)
    yield _fonts()
    yield _time_zones()
    yield _screen()
    for folder in dict.fromkeys([Path.cwd(), *([centre.resolve()] if centre else []), Path(tempfile.gettempdir())]):
        yield _writing(folder)
    if centre is not None:
        yield _password(centre, password)


def _system() -> Fact:
    seen = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    if sys.version_info < _OLDEST_PYTHON:
        wanted = ".".join(map(str, _OLDEST_PYTHON))
        return Fact(
            name="Système",
            seen=seen,
            state=State.MISSING,
            advice=f"Installez Python {wanted} ou plus récent (python.org, ou le catalogue de logiciels de l’établissement).",
        )
    return Fact(name="Système", seen=seen)


def _program() -> Fact:
    other = list(_differing(lock("run.txt").read_text(encoding="utf-8")))
    if not other:
        return Fact(name="Consigne", seen=f"version {program_version()}, avec ses bibliothèques")
    absent = any(seen == "absente" for _, seen in other)
    return Fact(
        name="Consigne",
        seen=f"version {program_version()} ; {', '.join(f'{name} {seen}' for name, seen in other)}",
        state=State.MISSING if absent else State.MISSING_SOME,
        advice=f"Ce ne sont pas les bibliothèques avec lesquelles Consigne est essayé. {_REINSTALL}",
    )


def _differing(locked: str) -> Iterator[tuple[str, str]]:
    """The libraries that are not those of the lock, which may name another version for another Python; one that only some systems need
    may be absent.
    """
    wanted: dict[str, list[str]] = {}
    needed: set[str] = set()
    for name, number, marker in re.findall(r"^([\w.-]+)==([^\s;\\]+)( *;)?", locked, re.MULTILINE):
        wanted.setdefault(name, []).append(number)
        if not marker:
            needed.add(name)
    for name, numbers in wanted.items():
        try:
            found = version(name)
        except PackageNotFoundError:
            if name in needed:
                yield name, "absente"
            continue
        if found not in numbers:
            yield name, f"{found} au lieu de {' ou '.join(numbers)}"


def _browser() -> Fact:
    program = find_browser()
    without = (
        "Sans lui, les paquets n’ont que les papiers nominatifs : la consigne et l’affiche s’impriment depuis le site."
    )
    if program is None:
        return Fact(
            name="Navigateur",
            seen="ni Chromium, ni Chrome, ni Edge",
            state=State.MISSING_SOME,
            advice=f"Installez Chromium, Google Chrome ou Microsoft Edge (déjà dans Windows 10 et 11). {without}",
        )
    try:
        with running(program) as browser:
            printed = browser.pdf("<title>Essai</title><p>Essai").startswith(b"%PDF")
    except BrowserFailed:
        printed = False
    if not printed:
        return Fact(
            name="Navigateur",
            seen=f"{program} ne démarre pas, ou n’imprime pas",
            state=State.MISSING_SOME,
            advice=f"Ouvrez-le une fois à la main ; si un réglage de l’établissement l’empêche d’imprimer sans fenêtre (« headless »), demandez à "
            f"le lever. {without}",
        )
    return Fact(name="Navigateur", seen=f"{program}, qui imprime")


def _git(centre: Path | None) -> Fact:
    without = "Sans lui, les papiers ne portent pas la date du dernier changement et ne savent pas dire ce qui a changé depuis."
    program = shutil.which("git")
    if program is None:
        return Fact(
            name="Git",
            seen="absent",
            state=State.MISSING_SOME,
            advice=f"Installez Git (git-scm.com, ou le catalogue de logiciels de l’établissement). {without}",
        )
    seen = _answer([program, "--version"]) or program
    if centre is None:
        return Fact(name="Git", seen=seen)
    inside = _answer([program, "-C", str(centre), "rev-parse", "--is-shallow-repository"])
    if inside is None:
        return Fact(
            name="Git",
            seen=f"{seen} ; {centre} n’est pas dans un dépôt",
            state=State.MISSING_SOME,
            advice=f"Si le centre est sur une forge, prenez-le de là par git clone. {without}",
        )
    if inside == "true":
        return Fact(
            name="Git",
            seen=f"{seen} ; dépôt sans son passé",
            state=State.MISSING_SOME,
            advice="Complétez-le : git fetch --unshallow. D’ici là, les papiers ne savent pas dire ce qui a changé.",
        )
    return Fact(name="Git", seen=seen)


def _answer(command: list[str]) -> str | None:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=_TIMEOUT_S, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def _fonts() -> Fact:
    found = [
        [path for path in (site_dir() / folder / "fonts").glob(ending) if path.stat().st_size > 0]
        for folder, ending in (("papers", "*.woff2"), ("packs", "*.ttf"))
    ]
    if not all(found):
        return Fact(name="Polices", seen="fichiers absents de Consigne", state=State.MISSING, advice=_REINSTALL)
    return Fact(name="Polices", seen=f"{sum(map(len, found))} fichiers, fournis avec Consigne : rien à installer")


def _time_zones() -> Fact:
    try:
        ZoneInfo("Indian/Reunion")
    except ZoneInfoNotFoundError:
        return Fact(
            name="Fuseaux horaires",
            seen="inconnus de cet ordinateur",
            state=State.MISSING,
            advice=f"Le calendrier ne peut pas être fait. {_REINSTALL}",
        )
    return Fact(name="Fuseaux horaires", seen="connus")


def _screen() -> Fact:
    encoding = getattr(sys.stdout, "encoding", None) or "inconnu"
    try:
        _LETTERS.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return Fact(
            name="Écran",
            seen=f"écrit en {encoding}, sans flèches ni cadres",
            state=State.MISSING_SOME,
            advice="Les rapports y montrent « ? » à leur place. Sous Windows : Terminal Windows au lieu de l’invite de commandes, ou "
            "chcp 65001.",
        )
    return Fact(name="Écran", seen=f"écrit en {encoding}")


def _writing(folder: Path) -> Fact:
    name = "Écriture"
    try:
        with tempfile.NamedTemporaryFile(prefix=".consigne-", dir=folder) as file:
            file.write(b"x")
        free_mb = shutil.disk_usage(folder).free // 1_000_000
    except OSError as error:
        return Fact(
            name=name,
            seen=f"{folder} : {reason_in_french(error)}",
            state=State.MISSING,
            advice="Demandez le droit d’écrire dans ce dossier, ou mettez le centre dans vos documents.",
        )
    if free_mb < _LEAST_FREE_MB:
        return Fact(
            name=name,
            seen=f"{folder} : {free_mb} Mo libres",
            state=State.MISSING_SOME,
            advice=f"Faites de la place : un site et des paquets en demandent jusqu’à {_LEAST_FREE_MB} Mo.",
        )
    return Fact(name=name, seen=str(folder))


def _password(centre: Path, password: str | None) -> Fact:
    name = "Mot de passe"
    try:
        asked = asks_for_password(centre)
    except CentreError as error:
        return Fact(name="Centre", seen=str(centre), state=State.MISSING, advice=" ".join(error.problems))
    if not asked:
        return Fact(name=name, seen="aucun classeur protégé")
    if password is None:
        return Fact(
            name=name,
            seen="des classeurs sont protégés",
            state=State.MISSING_SOME,
            advice="Consigne le demande à chaque fois ; sans clavier (CI), donnez-le par la variable CONSIGNE_PASSWORD.",
        )
    return Fact(name=name, seen="donné par CONSIGNE_PASSWORD")
