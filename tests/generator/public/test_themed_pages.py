"""The pages in the theme are laid out once, and are those that MkDocs would make of the whole pages."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.public import themed_pages
from generator.public.mkdocs import build_site
from generator.public.pages.home import home_page
from generator.public.pages.quality_page import quality_page
from generator.public.quality import FindingCount, Quality
from generator.public.records import PublicCentre, PublicSession
from generator.public.themed_pages import write_themed_pages
from generator.resources import site_dir
from generator.writing.standing import Standing
from generator.writing.store import store_of

HOSTILE = 'B204\n\n\n \t<h4 id="x"> & "Cie" </div>\r\n<!-- part 0 --><pre>é</pre>\x02'


@pytest.fixture
def centres(
    public_session: Callable[..., PublicSession], public_centre: Callable[..., PublicCentre]
) -> list[PublicCentre]:
    """Two centres of which everything differs that may differ from one build to the next."""
    return [
        public_centre(public_session("S1"), public_session("S2", invigilators=(), candidate_count=0)),
        public_centre(public_session("3A-lundi", room=HOSTILE, invigilators=("Zélie", HOSTILE)), public_session("S2")),
    ]


def counted(number: int) -> Quality:
    where = {"file": "rosters/3B.csv", "worksheet": HOSTILE if number else None}
    return Quality(
        files=number, rows=number, accepted=number, counts=(FindingCount(code="F006", count=1 + number, **where),)
    )


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_laid_out_once_they_are_as_mkdocs_makes_them_each_time(
    centres: list[PublicCentre],
    gather_docs: Callable[[PublicCentre, Path], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "content").mkdir()
    site = tmp_path / "site"
    reprints = [{}, {"3A-lundi": f"Modifiée {HOSTILE}", "S2": "Modifiée"}]
    for number, centre in enumerate(centres):
        home, quality = home_page(centre, reprints[number]), quality_page(counted(number), centre)
        docs, whole, staged = (tmp_path / f"{name}{number}" for name in ("docs", "whole", "staged"))
        gather_docs(centre, docs)
        (docs / "index.md").write_text(home.markdown, encoding="utf-8")
        (docs / "qualite" / "index.md").write_text(quality.markdown, encoding="utf-8")
        polished = themed_pages.polish_guides
        polished(docs)
        name = themed_pages._site_name(centre)
        log = logging.getLogger("consigne.test")
        build_site(docs, whole, config=site_dir() / "mkdocs.yml", site_url=None, site_name=name, log=log)

        with store_of(tmp_path / "content") as store:
            write_themed_pages(
                staged,
                centre,
                home=home,
                quality=quality,
                work=tmp_path / f"work{number}",
                standing=Standing(site),
                store=store,
            )
            store.save()
        papers = {"notice.html", "calendrier.ics"}
        expected = {path: data for path, data in files(whole).items() if path not in papers and "sessions/" not in path}
        assert files(staged) == expected
        staged.rename(site) if number == 0 else None
        monkeypatch.setattr(themed_pages, "build_site", None)


def test_a_file_of_the_site_that_was_changed_is_made_again(centres: list[PublicCentre], tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    home, quality = home_page(centres[0]), quality_page(counted(0), centres[0])
    sites = [tmp_path / name for name in ("first", "second")]
    for standing, site in zip([tmp_path / "none", sites[0]], sites, strict=True):
        with store_of(tmp_path / "content") as store:
            work = site.with_suffix(".work")
            write_themed_pages(
                site, centres[0], home=home, quality=quality, work=work, standing=Standing(standing), store=store
            )
            store.save()
        (sites[0] / "regles" / "R001.html").write_text("changed", encoding="utf-8")
    assert "changed" not in (sites[1] / "regles" / "R001.html").read_text(encoding="utf-8")
