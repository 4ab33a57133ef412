"""What a centre's own repository begins with: settings, spreadsheets, CI, and how to go on. The same input gives the same bytes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, time, timedelta

from generator.new_centre.blank_tables import ROSTER, SESSIONS, blank_table
from generator.new_centre.earlier_year import EarlierYear, toml_text
from generator.new_centre.forges import Forge
from generator.new_centre.identity import Identity
from generator.resources import example_settings, forge_file, lock, skeleton_dir
from schemas.rules.public_holidays import public_holidays

_FORGE_FILES = {Forge.GITLAB: ".gitlab-ci.yml", Forge.GITHUB: ".github/workflows/consigne.yml"}
_EXAMPLE = "exemple"
_NOBODY = Identity()
_SOON = timedelta(weeks=6)
_SATURDAY = 5
_TO_FILL_IN = (
    (
        "Tout ce qui suit est inventé\u00a0: ce collège, ces personnes et ces numéros n’existent pas.",
        "Remplacez ce qui suit par les données de votre centre.",
    ),
    (
        '"Salle informatique 1" = { seats = 20 }\n"Salle informatique 2" = { seats = 16 }\n"Salle de technologie" = { seats = 18 }\n"CDI" = { seats = 12 }',
        '"Salle informatique" = { seats = 20 }',
    ),
    (
        'name = "Mme Dominique Schmilblick"\nphone = "01 99 00 12 34"',
        '# name = "…"\n# phone = "01 99 00 12 34"',
    ),
    ('name = "M. Claude Bidouille"\nphone = "01 99 00 56 78"', '# name = "…"\n# phone = "01 99 00 56 78"'),
    ('phone = "01 99 00 90 12"', '# phone = "01 99 00 90 12"'),
    (
        "  { first = 2026-10-17, last = 2026-11-01 }, # Toussaint\n  { first = 2026-12-19, last = 2027-01-03 }, # Noël",
        "  # { first = 2026-12-19, last = 2027-01-03 }, # Noël",
    ),
    (
        "Ici, la\n# ville du collège est aussi le lieu de naissance de plusieurs candidats.",
        "Ainsi la\n# ville de l’établissement, quand des candidats y sont nés.",
    ),
    ('allowed_words = ["Trifouillis-les-Oies"]', "allowed_words = []"),
)
"""What the example centre says in its settings, and what a new centre finds there instead."""
_ROOM = "Salle informatique"


def skeleton(
    forges: Iterable[Forge],
    *,
    today: date,
    version: str,
    identity: Identity = _NOBODY,
    before: EarlierYear | None = None,
) -> dict[str, bytes]:
    """The files of a new centre by path; `today` decides the date of the session that stands there as an example.

    Its settings and wording are those of the year `before`, or made for this `identity`.
    """
    files = {
        "README.md": _filled("README.md", version),
        "content/centre.toml": (before.settings if before else _settings(identity)).encode("utf-8"),
        "content/sessions.xlsx": blank_table(
            "sessions", SESSIONS, worksheet="Sessions", rows=[_session(today, (before and before.room) or _ROOM)]
        ),
        f"content/rosters/{_EXAMPLE}.xlsx": blank_table(
            "rosters", ROSTER, worksheet="Candidats", rows=[_candidate(today)]
        ),
        "content/sheets/LISEZ-MOI.md": "Ici, après le test : les feuilles d’émargement remplies, avec leurs scans et leurs rapports.\n".encode(),
        "content/results/LISEZ-MOI.md": "Ici, les fichiers de résultats que Pix envoie.\n".encode(),
        "modeles/liste-des-candidats.xlsx": blank_table("rosters", ROSTER, worksheet="Candidats"),
    }
    return files | (before.wording if before else {}) | machinery(forges, version=version)


def machinery(forges: Iterable[Forge], *, version: str) -> dict[str, bytes]:
    """The files that the program alone writes, and renews: CI, what it installs, and what git passes over."""
    return {
        ".gitignore": _filled("gitignore", version),
        ".ci/install": _filled("install", version),
        ".ci/uv.txt": lock("uv.txt").read_bytes(),
        "requirements.txt": lock("run.txt").read_bytes(),
    } | {_FORGE_FILES[forge]: forge_file(_FORGE_FILES[forge]).read_bytes() for forge in forges}


def forges_of(paths: Collection[str]) -> list[Forge]:
    """The forges whose CI file is among these paths."""
    return [forge for forge, path in _FORGE_FILES.items() if path in paths]


def _filled(name: str, version: str) -> bytes:
    return (skeleton_dir() / name).read_text(encoding="utf-8").replace("{version}", version).encode("utf-8")


def _settings(identity: Identity) -> str:
    text = example_settings().read_text(encoding="utf-8")
    for example, blank in (*_TO_FILL_IN, *_said_by(identity)):
        if text.count(example) != 1:
            raise ValueError(f"the example's settings no longer say {example!r}")
        text = text.replace(example, blank)
    return text


def _said_by(identity: Identity) -> Iterator[tuple[str, str]]:
    """What its coordinator said, in the place of what the example says; what they did not say is left to fill in."""
    yield 'name = "Collège Gaston-Tartempion"', f"name = {toml_text(identity.name or 'Nom de l’établissement')}"
    yield 'site = "Trifouillis-les-Oies"', f"site = {toml_text(identity.site or 'Nom de la ville')}"
    yield 'uai = "0999999Z"', f"uai = {toml_text(identity.uai)}" if identity.uai else '# uai = "0999999Z"'
    if identity.clock:
        yield '# time_zone = "Indian/Reunion"', f"time_zone = {toml_text(identity.clock)}"
    if identity.school_zone:
        yield '# school_zone = "A"', f"school_zone = {toml_text(identity.school_zone)}"


def _session(today: date, room: str) -> dict[str, str | date | time]:
    return {
        "id": _EXAMPLE,
        "date": _open_day(today + _SOON),
        "start": time(9),
        "end": time(12),
        "room": room,
        "invigilators": "Mme Camille Trucmuche",
    }


def _candidate(today: date) -> dict[str, str | int | date]:
    return {
        "last_name": "Quidam",
        "first_name": "Philomène",
        "birth_date": date(_open_day(today + _SOON).year - 14, 3, 12),
        "birth_place": "Saint-Glinglin",
        "positioned_competences": 8,
        "account_ready": "oui",
    }


def _open_day(day: date) -> date:
    closed = public_holidays([day.year, day.year + 1])
    while day.weekday() >= _SATURDAY or day in closed:
        day += timedelta(days=1)
    return day
