"""Earlier versions of the papers: from git where the content has a history, else from the site that stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.history import content_at, last_commits
from generator.past_versions import FILE, MAX_BYTES, Versions, followed, read, versions_of
from generator.public import public_centre
from generator.refusal import BuildRefused
from generator.wording import wording_of
from schemas.centre import CentreSettings
from schemas.check import check_content
from schemas.errors import CentreError


def earlier_versions(
    content: Path, site: Path, settings: CentreSettings, *, today: date, password: str | None
) -> Versions:
    """The versions before this build, oldest first. Content that had errors was never published, and is passed over."""
    whole: Versions = {}
    commits = last_commits(content)
    for commit in reversed(commits):
        with content_at(content, commit) as folder:
            found = None if folder is None else _published(folder, settings, commit.day, today, password)
        if found:
            # A session that was away in between keeps what came before.
            whole = {**whole, **followed(whole, found)}
    return whole if commits else _of_site(site)


def _published(
    folder: Path, settings: CentreSettings, day: date, today: date, password: str | None
) -> Versions | None:
    try:
        report = check_content(folder, today, password=password)
        if report.centre is None:
            return None
        # What may be published of invigilators is today's choice, also for what came before.
        publication = report.centre.settings.publication.model_copy(
            update={"invigilators": settings.publication.invigilators}
        )
        kept = report.centre.settings.model_copy(update={"publication": publication})
        centre = public_centre(replace(report.centre, settings=kept))
        return versions_of(centre, wording_of(folder, centre.language), day)
    except (CentreError, BuildRefused):
        return None


def _of_site(site: Path) -> Versions:
    try:
        with (site / FILE).open("rb") as file:
            return read(file.read(MAX_BYTES + 1))
    except OSError:
        return {}
