"""Builds the public site of a centre: check, pages, MkDocs, privacy gate, then one swap. All or nothing."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType

from generator.addresses import SESSION_PAPERS, day_file
from generator.calendar import calendar
from generator.earlier import earlier_versions
from generator.history import content_date
from generator.languages import language
from generator.mkdocs import build_site
from generator.output import refuse_foreign_folder, replace_folder, workspace
from generator.pages.columns_page import columns_page
from generator.pages.home import home_page
from generator.pages.quality_page import quality_page
from generator.pages.rules_pages import rules_pages
from generator.papers.briefing import briefing_page, day_page
from generator.papers.leaf import notice_page, session_leaf_page
from generator.papers.timer import timer_page
from generator.past_versions import FILE, Versions, changes, followed, reprints, versions_of, written
from generator.privacy.gate import Leak, leaks
from generator.privacy.product import shipped_folders
from generator.privacy.published import published_phrases
from generator.public import PublicCentre, by_day, public_centre
from generator.quality import Quality, quality
from generator.refusal import BuildRefused
from generator.resources import site_dir
from generator.status import session_statuses
from generator.wording import wording_of
from schemas.check import check_content
from schemas.report import Report

_log = logging.getLogger("consigne")


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did: the report of its check, the leaks that stopped it, and whether the site was replaced."""

    report: Report
    leaks: tuple[Leak, ...] = ()
    published: bool = False


def build(
    content: Path, site: Path, *, today: date, site_url: str | None, password: str | None = None
) -> Built:
    """Builds the site of the centre in `content` and puts it at `site`, unless anything is wrong.

    Raises:
        schemas.errors.CentreError: `centre.toml` or the folder is wrong.
        BuildRefused: the wording is wrong, something does not fit on its paper, or a results file cannot be searched for.
        generator.refusal.OutputRefused: `site` holds files that are not ours.
    """
    site = site.absolute()  # MkDocs reads a relative path from the folder of its configuration
    refuse_foreign_folder(site, content)
    report = check_content(content, today, password=password, with_standing=True)
    if report.centre is None or report.standing is None:
        return Built(report=report)
    if report.standing.result_problems:
        # Unread, nobody could tell whether the site gives some of it away.
        raise BuildRefused(list(report.standing.result_problems))
    public = public_centre(report.centre, site_url=site_url)
    with workspace(site) as folder:
        docs, staged = folder / "docs", folder / "site"
        before = earlier_versions(content, site, report.centre.settings, today=today, password=password)
        found_quality = quality(report, session_statuses(report.standing, today, packs=None, bundles=None))
        write_pages(docs, content, public, found_quality, before)
        build_site(
            docs,
            staged,
            config=site_dir() / "mkdocs.yml",
            site_url=public.site_url,
            site_name=language(public.language).phrases["site"]["name"].format(centre=public.name),
            code=public.language,
            log=_log,
        )
        found = tuple(
            leaks(
                staged,
                report.centre,
                # The pages of the rules are the product's own text: their examples name and date nobody.
                shipped=(*shipped_folders(content), docs / "regles"),
                public_phrases=published_phrases(public),
            )
        )
        if not found:
            replace_folder(staged, site, spare=folder / "previous")
    return Built(report=report, leaks=found, published=not found)


def write_pages(
    docs: Path, content: Path, centre: PublicCentre, found: Quality, before: Versions = MappingProxyType({})
) -> None:
    """Writes all that MkDocs assembles: our hand-written pages and assets, the generated ones, and the papers.

    `before` are the versions of the papers that came before these.

    Raises:
        BuildRefused: with everything that does not fit, of all sessions.
    """
    shutil.copytree(site_dir() / "docs", docs)
    _write(docs / "guides" / "colonnes.md", columns_page())
    _write(docs / "qualite" / "index.md", quality_page(found, centre))
    for name, page in rules_pages().items():
        _write(docs / name, page)
    wording = wording_of(content, centre.language)
    dated = content_date(content)
    versions = followed(before, versions_of(centre, wording, dated))
    _write(docs / "index.md", home_page(centre, reprints(versions, centre.language)))
    _write(docs / FILE, written(versions))
    (docs / "calendrier.ics").write_bytes(calendar(centre, content_date=dated))
    papers = [(docs / "notice.html", partial(notice_page, centre, content_date=dated))]
    for session in centre.sessions:
        folder = docs / "sessions" / session.id
        since = changes(versions[session.id], centre.language)
        papers.append(
            (
                folder / "index.html",
                partial(briefing_page, session, centre, wording, content_date=dated, changes=since),
            )
        )
        papers.append((folder / SESSION_PAPERS["timer"], partial(timer_page, session, centre)))
        papers.extend(
            (
                folder / SESSION_PAPERS[paper],
                partial(
                    session_leaf_page, paper, session, centre, wording, content_date=dated, changes=since
                ),
            )
            for paper in ("poster", "door", "incident", "fraud")
        )
    for day, sessions in by_day(centre.sessions):
        papers.append(
            (docs / day_file(day), partial(day_page, sessions, centre, wording, content_date=dated))
        )
    _write_papers(papers)


def _write_papers(papers: Iterable[tuple[Path, Callable[[], str]]]) -> None:
    problems: list[str] = []
    for path, paper in papers:
        try:
            _write(path, paper())
        except BuildRefused as refused:
            problems.extend(refused.problems)
    if problems:
        raise BuildRefused(list(dict.fromkeys(problems)))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
