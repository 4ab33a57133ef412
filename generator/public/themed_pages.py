"""The pages in MkDocs' theme: laid out by MkDocs once, since nothing in them changes from one build to the next but the parts
of the home page and of the page of data quality, and what the search knows of the home page.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.language.languages import language
from generator.public.mkdocs import build_site
from generator.public.pages.columns_page import columns_page
from generator.public.pages.frame import FramedPage, filled
from generator.public.pages.guides import polish_guides
from generator.public.pages.rules_pages import rules_pages
from generator.public.pages.search_entries import Entry, as_json, search_entries
from generator.public.privacy.own import Own
from generator.public.records import PublicCentre
from generator.resources import site_dir
from generator.writing.standing import Standing, digests_of, write_file
from generator.writing.store import Store

_log = logging.getLogger("consigne")
_log.addHandler(logging.NullHandler())  # else Python shows warnings on the terminal, in English

_HOME, _QUALITY = "index", "qualite/index"
_HOME_ADDRESS = f"{_HOME}.html"
_SEARCH = {"search/search_index.json": "", "search/search_index.js": "var __index = "}
"""The files of the search, with what stands before the index in each."""
_LINKED = ("notice.html", "calendrier.ics")
"""What a guide links to and MkDocs must find, though it is not MkDocs that makes it."""


def write_themed_pages(
    staged: Path,
    centre: PublicCentre,
    *,
    home: FramedPage,
    quality: FramedPage,
    work: Path,
    standing: Standing,
    store: Store,
) -> Own:
    """Writes all the pages in the theme into the folder `staged`, from the site that stands where it has them; gives those that have
    nothing of the centre but its name, which the home page bears too.

    `work` is a folder for MkDocs, on the same disk.

    Raises:
        generator.public.mkdocs.SiteError: with everything that MkDocs had against these pages.
    """
    frames = {_HOME: home.frame, _QUALITY: quality.frame}
    inputs = (json.dumps(frames), _site_name(centre), centre.site_url, centre.language)
    known = store.found("themed pages", inputs)
    laid_out = None if known is None else _LaidOut(**json.loads(known))
    if laid_out is not None and all(standing.has(path, digest) for path, digest in laid_out.constant.items()):
        for path in laid_out.constant:
            standing.give(path, staged / path)
    else:
        laid_out = _lay_out(work, staged, frames, centre)
        store.put("themed pages", inputs, json.dumps(asdict(laid_out)).encode())
    shown = {_HOME: home.parts, _QUALITY: quality.parts}
    for name, parts in shown.items():
        write_file(staged / f"{name}.html", filled(laid_out.shells[name], parts))
    index = laid_out.search_index(home)
    for file, before in _SEARCH.items():
        write_file(staged / file, before + index)
    around = {
        file: ((before + laid_out.index_head).encode(), laid_out.index_tail.encode())
        for file, before in _SEARCH.items()
    }
    return Own(digests=laid_out.constant, around=around)


@dataclass(frozen=True, slots=True, kw_only=True)
class _LaidOut:
    """What MkDocs made: the digests of the files that never change, by their paths; the pages that have parts to be filled;
    the index of the search before and after the entries of the home page, and the title of that.
    """

    constant: Mapping[str, str]
    shells: Mapping[str, str]
    index_head: str
    index_tail: str
    home_title: str

    def search_index(self, home: FramedPage) -> str:
        """The index of the search, with what the home page says today."""
        content = f'<h1 id="home">{self.home_title}</h1>\n<div>\n{"".join(home.parts)}</div>'
        return f"{self.index_head}{as_json(search_entries(content, _HOME_ADDRESS))}{self.index_tail}"


def _lay_out(work: Path, staged: Path, frames: Mapping[str, str], centre: PublicCentre) -> _LaidOut:
    docs = work / "docs"
    shutil.copytree(site_dir() / "docs", docs)
    pages = {
        "guides/colonnes.md": columns_page(),
        **rules_pages(),
        **{f"{name}.md": frame for name, frame in frames.items()},
        **dict.fromkeys(_LINKED, ""),
    }
    for name, page in pages.items():
        write_file(docs / name, page)
    polish_guides(docs)
    build_site(
        docs,
        staged,
        config=site_dir() / "mkdocs.yml",
        site_url=centre.site_url,
        site_name=_site_name(centre),
        code=centre.language,
        log=_log,
    )
    shells = {name: (staged / f"{name}.html").read_text(encoding="utf-8") for name in frames}
    index = json.loads((staged / "search" / "search_index.json").read_text(encoding="utf-8"))
    for file in (*_LINKED, *_SEARCH, *(f"{name}.html" for name in frames)):
        (staged / file).unlink()
    before, of_home, after = _around_home(index["docs"])
    start = json.dumps({"config": index["config"], "docs": []}, separators=(",", ":"))[: -len("]}")]
    return _LaidOut(
        constant=digests_of(staged),
        shells=shells,
        index_head="".join([start, *(f"{as_json([entry])}," for entry in before)]),
        index_tail="".join([*(f",{as_json([entry])}" for entry in after), "]}"]),
        home_title=of_home[0]["title"],
    )


def _around_home(entries: list[Entry]) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """The entries before those of the home page, these, and those after them."""
    places = [place for place, entry in enumerate(entries) if entry["location"].partition("#")[0] == _HOME_ADDRESS]
    first, last = places[0], places[-1] + 1
    return entries[:first], entries[first:last], entries[last:]


def _site_name(centre: PublicCentre) -> str:
    return language(centre.language).phrases["site"]["name"].format(centre=centre.name)
