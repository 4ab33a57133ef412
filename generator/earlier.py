"""Earlier versions of the papers: from git where the content has a history, and from the site that stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.history import content_at, last_commits
from generator.past_versions import FILE, MAX_BYTES, Versions, followed, joined, kept, read, versions_of
from generator.privacy.gate import recogniser
from generator.privacy.product import Product
from generator.privacy.published import place_phrases, published_phrases
from generator.public import PublicCentre, public_centre
from generator.refusal import BuildRefused
from generator.wording import wording_of
from schemas.check import check_content
from schemas.errors import CentreError
from schemas.records import Centre


@dataclass(frozen=True, slots=True, kw_only=True)
class _Past:
    """A published state of the content: its versions, and what recognises a text that names one of its people."""

    versions: Versions
    names_somebody: Callable[[str], bool]


def earlier_versions(
    content: Path, site: Path, centre: Centre, product: Product, *, today: date, password: str | None
) -> Versions:
    """The versions before this build, oldest first. Content that had errors was never published, and is passed over.

    So is a version that would name somebody of today or of then: what the gate once refused must not come back as a
    change that is told.
    """
    mode = centre.settings.publication.invigilators
    pasts: list[_Past] = []
    for commit in reversed(last_commits(content)):
        with content_at(content, commit) as folder:
            past = None if folder is None else _published(folder, mode, commit.day, today, password, product)
        if past:
            pasts.append(past)
    from_git: Versions = {}
    for past in pasts:
        from_git = followed(from_git, past.versions)
    named = [past.names_somebody for past in pasts]
    named.append(_recogniser(centre, public_centre(centre), product))
    return kept(joined(_of_site(site, mode), from_git), lambda text: not any(sees(text) for sees in named))


def _published(
    folder: Path, mode: str, day: date | None, today: date, password: str | None, product: Product
) -> _Past | None:
    try:
        report = check_content(folder, today, password=password)
        if report.centre is None:
            return None
        # What may be published of invigilators is today's choice, also for what came before.
        publication = report.centre.settings.publication.model_copy(update={"invigilators": mode})
        settings = report.centre.settings.model_copy(update={"publication": publication})
        centre = replace(report.centre, settings=settings)
        public = public_centre(centre)
        return _Past(
            versions=versions_of(public, wording_of(folder, public.language), day),
            names_somebody=_recogniser(centre, public, product),
        )
    except (CentreError, BuildRefused):
        return None


def _recogniser(centre: Centre, public: PublicCentre, product: Product) -> Callable[[str], bool]:
    return recogniser(
        centre, product=product, public_phrases=published_phrases(public), places=place_phrases(public)
    )


def _of_site(site: Path, mode: str) -> Versions:
    try:
        with (site / FILE).open("rb") as file:
            return read(file.read(MAX_BYTES + 1), mode)
    except OSError:
        return {}
