"""Earlier versions of the papers: from git where the content has a history, and from the site that stands."""

from __future__ import annotations

from datetime import date
from functools import cache, partial
from pathlib import Path

from generator.public.privacy.door import Gate, public_centre
from generator.public.privacy.product import Product
from generator.public.versions.git_history import Commit, content_at, last_commits
from generator.public.versions.past_commit import PastCommit, Published
from generator.public.versions.past_versions import (
    FILE,
    MAX_BYTES,
    Versions,
    followed,
    joined,
    kept,
    read,
    versions_of,
)
from generator.public.wording import wording_of
from generator.writing.refusal import BuildRefused
from generator.writing.store import Store
from schemas.check import check_content
from schemas.errors import CentreError

_NOT_PUBLISHED = Published(versions={}, names_somebody=lambda _: False)


def earlier_versions(
    content: Path,
    site: Path,
    gate: Gate,
    *,
    today: date,
    password: str | None,
    store: Store | None = None,
) -> Versions:
    """The versions before this build, oldest first, as `gate` lets them be told. Content that had errors was never published, and is passed over.

    So is a version that would name somebody of today or of then: what the gate once refused must not come back as a
    change that is told.
    """
    mode = gate.public.shows_invigilators
    store = store or Store()
    pasts: list[PastCommit] = []
    for commit in reversed(last_commits(content)):
        check = partial(_checked, content, commit, mode, today, password, gate.product)
        inputs = (str(content.resolve()), commit.name, str(commit.day), today.isoformat(), mode, password)
        pasts.append(PastCommit(store, inputs, mode, check))
    from_git: Versions = {}
    for past in pasts:
        from_git = followed(from_git, past.versions)
    today_names_somebody = gate.recogniser()

    @cache
    def may_be_said(text: str) -> bool:
        return not any(past.names_somebody(text) for past in pasts) and not today_names_somebody(text)

    found = kept(joined(_of_site(site, mode), from_git), may_be_said)
    for past in pasts:
        past.keep(may_be_said)
    return found


def _checked(
    content: Path, commit: Commit, mode: str, today: date, password: str | None, product: Product
) -> Published | None:
    """What that commit published, nothing if it had errors; None where git cannot give it."""
    with content_at(content, commit) as folder:
        return None if folder is None else _published(folder, mode, commit.day, today, password, product)


def _published(
    folder: Path, mode: str, day: date | None, today: date, password: str | None, product: Product
) -> Published:
    try:
        report = check_content(folder, today, password=password)
        if report.centre is None:
            return _NOT_PUBLISHED
        # What may be published of invigilators is today's choice, also for what came before.
        public = public_centre(report.centre, invigilators=mode)
        return Published(
            versions=versions_of(public, wording_of(folder, public.language), day),
            names_somebody=Gate(centre=report.centre, public=public, product=product).recogniser(),
        )
    except (CentreError, BuildRefused):
        return _NOT_PUBLISHED


def _of_site(site: Path, mode: str) -> Versions:
    try:
        with (site / FILE).open("rb") as file:
            return read(file.read(MAX_BYTES + 1), mode)
    except OSError:
        return {}
