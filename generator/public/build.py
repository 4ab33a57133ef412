"""Builds the public site of a centre: check, pages, MkDocs, privacy gate, then one swap. All or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType

from generator.public.addresses import day_file
from generator.public.calendar import calendar
from generator.public.pages.home import home_page
from generator.public.pages.quality_page import quality_page
from generator.public.papers.briefing import day_page
from generator.public.papers.catalogue import PUBLIC_PAPERS
from generator.public.papers.gone import gone_page, waiting_page
from generator.public.papers.leaf import NOTICE_FILE, notice_page
from generator.public.papers.pages import paper_page
from generator.public.privacy.door import Gate, public_centre
from generator.public.privacy.gate import Leak
from generator.public.privacy.own import Own
from generator.public.quality import Quality, quality
from generator.public.records import PublicCentre, by_day
from generator.public.states import SessionStatus
from generator.public.themed_pages import write_themed_pages
from generator.public.versions.earlier import earlier_versions
from generator.public.versions.git_history import content_date
from generator.public.versions.past_versions import (
    FILE,
    Versions,
    changes,
    followed,
    gone,
    reprints,
    versions_of,
    written,
)
from generator.public.vocabulary import product_of
from generator.public.wording import wording_of
from generator.writing.folders import refuse_foreign_folder, replace_folder
from generator.writing.refusal import BuildRefused
from generator.writing.standing import Standing, write_file
from generator.writing.store import Store, store_of
from generator.writing.workspace import workspace
from schemas.check import checked
from schemas.finding import Finding
from schemas.judging.standing import Standing as SessionsStanding
from schemas.report import Report
from schemas.rules.session_id import suggested_id

Said = Callable[[str, int, int], None]
"""Is told what is being made, and how much of it."""
Statuses = Callable[[SessionsStanding], Iterable[SessionStatus]]


def _say_nothing(what: str, done: int, total: int) -> None:
    """Who waits is not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did: the report of its check, what it publishes, how many errors hold the papers of which sessions, the leaks that
    stopped it beside the words that the centre allows, and whether the site was replaced.
    """

    report: Report
    centre: PublicCentre | None = None
    waiting: Mapping[str, int] = field(default_factory=dict)
    leaks: tuple[Leak, ...] = ()
    allowed_words: tuple[str, ...] = ()
    published: bool = False


def build(
    content: Path,
    site: Path,
    *,
    today: date,
    site_url: str | None,
    password: str | None = None,
    statuses: Statuses,
    said: Said = _say_nothing,
) -> Built:
    """Builds the site of the centre in `content` and puts it at `site`, unless anything is wrong. `statuses` says where its
    sessions stand: the private world knows, and hands in what may be published of it. `said` is told how far it is.

    Raises:
        schemas.errors.CentreError: `centre.toml` or the folder is wrong.
        BuildRefused: the wording is wrong, something does not fit on its paper, or a results file cannot be searched for.
        generator.writing.refusal.OutputRefused: `site` holds files that are not ours.
    """
    site = site.absolute()  # MkDocs reads a relative path from the folder of its configuration
    refuse_foreign_folder(site, content)
    found = checked(content, today, password=password, said=partial(said, "Lecture des fichiers"))
    report, standing = found.report, found.standing()
    if not standing.centre.sessions or any(_is_of_all(error) for error in standing.unplaced):
        return Built(report=report)
    errors = {id: held for id, each in standing.errors.items() if (held := sum(map(_holds_papers, each)))}
    ids = [session.id for session in standing.centre.sessions]
    placed = [each for each in standing.centre.sessions if each.id not in errors or _has_an_address(each.id, ids)]
    centre = replace(standing.centre, sessions=tuple(placed))
    if standing.result_problems:
        # Unread, nobody could tell whether the site gives some of it away.
        raise BuildRefused(list(standing.result_problems))
    public = public_centre(centre, site_url=site_url, errors=errors)
    with store_of(content) as store, workspace(site) as folder:
        staged = folder / "site"
        product = product_of(content, store)
        store.save()
        gate = Gate(centre=standing.centre, public=public, product=product, loose=standing.loose)
        before = earlier_versions(content, site, gate, today=today, password=password, store=store)
        found_quality = quality(report, statuses(standing))
        own = write_pages(
            staged,
            folder,
            content,
            public,
            found_quality,
            before,
            store=store,
            standing=Standing(site),
            errors=errors,
            said=said,
        )
        leaking = tuple(gate.leaks(staged, own))
        if not leaking:
            replace_folder(staged, site, spare=folder / "previous")
            store.save()
    return Built(
        report=report,
        centre=public,
        waiting=errors,
        leaks=leaking,
        allowed_words=centre.settings.publication.allowed_words,
        published=not leaking,
    )


def _is_of_all(error: Finding) -> bool:
    """Whether an error is in `sessions.xlsx` itself, and not in one of its rows."""
    return error.place.file.startswith("sessions.")


def _has_an_address(session_id: str, others: Iterable[str]) -> bool:
    """Whether a session may have a folder of the site: its identifier is usable, and no other differs by its capitals alone."""
    twins = [other for other in others if other != session_id and other.casefold() == session_id.casefold()]
    return suggested_id(session_id) is None and not twins


def _holds_papers(error: Finding) -> bool:
    """An error in a completed sheet holds no paper that is printed before the test."""
    return not error.place.file.startswith("sheets/")


def write_pages(
    staged: Path,
    work: Path,
    content: Path,
    centre: PublicCentre,
    found: Quality,
    before: Versions = MappingProxyType({}),
    *,
    store: Store,
    standing: Standing,
    errors: Mapping[str, int] = MappingProxyType({}),
    said: Said = _say_nothing,
) -> Own:
    """Writes the whole site into the folder `staged`; `work` is a folder for MkDocs.

    `before` are the versions of the papers that came before these. `errors` hold the papers
    of a session, by its identifier. Gives the files that the program wrote without the centre.

    Raises:
        BuildRefused: with everything that does not fit, of all sessions.
    """
    wording = wording_of(content, centre.language)
    dated = content_date(content)
    known = followed(before, versions_of(centre, wording, dated))
    versions = {session.id: known[session.id] for session in centre.sessions}
    # A session whose row cannot be read is still planned.
    lost = gone(known, [*versions, *errors])
    own = write_themed_pages(
        staged,
        centre,
        home=home_page(centre, reprints(versions, centre.language)),
        quality=quality_page(found, centre),
        work=work,
        standing=standing,
        store=store,
    )
    told = {**versions, **{session_id: known[session_id] for session_id in lost}}
    write_file(staged / FILE, written(told, centre.shows_invigilators))
    (staged / "calendrier.ics").write_bytes(calendar(centre, content_date=dated))
    papers = [(staged / NOTICE_FILE, partial(notice_page, centre, content_date=dated))]
    planned = {session.id: session for session in centre.sessions}
    for session_id, count in errors.items():
        if not _has_an_address(session_id, planned):
            continue
        before_it = known.get(session_id)
        last_known = before_it[-1] if before_it else None
        page = waiting_page(session_id, count, planned.get(session_id) or last_known, centre)
        for paper in PUBLIC_PAPERS:
            write_file(staged / "sessions" / session_id / paper.file, page)
    right = [session for session in centre.sessions if not session.errors]
    for session in right:
        since = changes(versions[session.id], centre.language)
        papers.extend(
            (
                staged / "sessions" / session.id / paper.file,
                partial(paper_page, paper, session, centre, wording, content_date=dated, changes=since),
            )
            for paper in PUBLIC_PAPERS
        )
    for session_id, last in lost.items():
        page = gone_page(session_id, last, centre)
        for paper in PUBLIC_PAPERS:
            write_file(staged / "sessions" / session_id / paper.file, page)
    for day, sessions in by_day(right):
        papers.append((staged / day_file(day), partial(day_page, sessions, centre, wording, content_date=dated)))
    _write_papers(papers, partial(said, "Papiers"))
    return own


def _write_papers(papers: Sequence[tuple[Path, Callable[[], str]]], said: Callable[[int, int], None]) -> None:
    problems: list[str] = []
    for done, (path, paper) in enumerate(papers):
        said(done, len(papers))
        try:
            write_file(path, paper())
        except BuildRefused as refused:
            problems.extend(refused.problems)
    if problems:
        raise BuildRefused(list(dict.fromkeys(problems)))
