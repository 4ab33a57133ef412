"""Makes packs: only those whose content changed, on every core when there are many."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path

from generator.digests import sheet_digest
from generator.digital_sheet import digital_sheet
from generator.output import workspace
from generator.packs import folder as packs_folder
from generator.packs.browser import Browser, BrowserFailed, running
from generator.packs.contents import Data, pack_content, unprintable
from generator.packs.french_order import in_french_order
from generator.packs.papers import private_papers
from generator.packs.protection import Protection
from generator.packs.public_papers import public_papers
from generator.packs.whole import whole_day, whole_session
from generator.papers.blocks import Wording
from generator.public import public_centre
from generator.resources import site_dir
from schemas.centre import CentreSettings
from schemas.records import Candidate, Centre, Session

FILES = {
    "attendance": "emargement.pdf",
    "end_times": "fins-individuelles.pdf",
    "slips": "etiquettes.pdf",
    "code": "code.pdf",
    "convocations": "convocations.pdf",
}
_POOL_FROM = 12
"""Packs; below, starting processes costs more than it saves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What one pack is made from; travels to another process."""

    session: Session
    candidates: tuple[Candidate, ...]
    settings: CentreSettings
    content: Data
    printed: dict[str, bytes]
    protection: Protection
    into: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A pack that should exist."""

    session: Session
    candidates: tuple[Candidate, ...]
    content: Data
    public: dict[str, str]
    digest: str


@dataclass(slots=True, kw_only=True)
class Packed:
    """What was done. `refused`, `unprintable`: sentences in French, by session; `without`: sessions that have no candidate."""

    made: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unprintable: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    of_no_session: list[str] = field(default_factory=list)
    browser_failed: bool = False


def make_packs(
    centre: Centre,
    sessions: Sequence[Session],
    output: Path,
    *,
    content: Path,
    wording: Wording,
    content_date: date | None,
    browser: str | None,
    protection: Protection,
    show_values: bool,
    said: Callable[[int, int], None] = lambda done, total: None,
) -> Packed:
    """Makes the packs of these sessions and of their days in `output`. `browser` prints the public papers; None: they are left
    out. `said` hears how many packs are done, of how many.

    Raises:
        generator.refusal.OutputRefused: the folder cannot be ours.
        generator.refusal.BuildRefused: a public paper does not hold its content.
    """
    packs_folder.prepare_output(output, content)
    packed = Packed(
        of_no_session=packs_folder.of_no_session(output, frozenset(s.id for s in centre.sessions))
    )
    wanted = _wanted(
        centre,
        sessions,
        wording,
        content_date,
        packed,
        is_printed=browser is not None,
        show_values=show_values,
    )
    stale = [each for each in wanted if _is_to_make(each, output, protection, packed)]
    with workspace(output / "x") as work:
        plain = _make_all(stale, centre.settings, output, work, browser, protection, packed, said)
        _make_days(wanted, output, work, plain, protection, packed)
    return packed


def _wanted(
    centre: Centre, sessions: Sequence[Session], wording: Wording, content_date: date | None, packed: Packed, *,
    is_printed: bool,
    show_values: bool,
) -> list[Wanted]:  # fmt: skip
    public = public_centre(centre)
    of_session = {each.id: each for each in public.sessions}
    candidates: dict[str, list[Candidate]] = {}
    for candidate in centre.candidates:
        candidates.setdefault(candidate.session_id, []).append(candidate)
    found = []
    for session in sessions:
        listed = tuple(in_french_order(candidates.get(session.id, ())))
        if not listed:
            packed.without.append(session.id)
            continue
        packed.unprintable.extend(
            f"Session {session.id}, {said}" for said in unprintable(listed, show_values=show_values)
        )
        said = pack_content(session, listed, centre.settings)
        html = (
            public_papers(of_session[session.id], public, wording, content_date=content_date)
            if is_printed
            else {}
        )
        digest = _digest(said, html)
        found.append(Wanted(session=session, candidates=listed, content=said, public=html, digest=digest))
    return found


def _digest(content: Data, public: dict[str, str]) -> str:
    digest = hashlib.sha256(_program_digest())
    for text in (json.dumps(content, ensure_ascii=False, sort_keys=True), *public.values()):
        digest.update(hashlib.sha256(text.encode("utf-8")).digest())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _program_digest() -> bytes:
    """Of what makes packs: a newer program makes them again."""
    here = Path(__file__).parent
    sources = [
        *(site_dir() / "packs").glob("*.typ"),
        *here.glob("*.py"),
        *here.parent.glob("digital_sheet*.py"),
    ]
    texts = b"".join(path.read_bytes() for path in sorted(sources, key=lambda path: path.name))
    return hashlib.sha256(texts).digest()


def _is_to_make(wanted: Wanted, output: Path, protection: Protection, packed: Packed) -> bool:
    """Whether a pack is to be made; what was encrypted is made again, since nobody can tell what it holds."""
    target = output / wanted.session.id
    if not protection.is_any and packs_folder.is_current(target, wanted.digest):
        packed.unchanged.append(wanted.session.id)
        return False
    return _may_replace(target, packed)


def _may_replace(target: Path, packed: Packed) -> bool:
    changed = packs_folder.changed_by_hand(target)
    if changed:
        packed.refused.append(
            f"{target} a été laissé tel quel : vous y avez changé ou ajouté {', '.join(changed)}. Rangez ces fichiers ailleurs (une "
            "feuille remplie va dans content/sheets/), supprimez le dossier, puis recommencez."
        )
    return not changed


def _make_all(
    stale: Sequence[Wanted], settings: CentreSettings, output: Path, work: Path, browser: str | None,
    protection: Protection, packed: Packed, said: Callable[[int, int], None],
) -> dict[str, bytes]:  # fmt: skip
    """Makes the packs; gives the whole PDF of each, where what is written cannot be read back."""
    plain: dict[str, bytes] = {}
    with ExitStack() as stack:
        printer = _printer(browser, stack, packed) if stale else None
        submit = stack.enter_context(_workers(len(stale)))
        running_jobs: list[tuple[Wanted, Path, Future[tuple[dict[str, str], bytes]]]] = []
        for number, wanted in enumerate(stale):
            into = work / f"{number}"
            into.mkdir(mode=0o700)
            job = Job(
                session=wanted.session, candidates=wanted.candidates, settings=settings, content=wanted.content,
                printed=_printed(wanted, printer, packed), protection=protection, into=into,
            )  # fmt: skip
            running_jobs.append((wanted, into, submit(job)))
        for number, (wanted, into, job_done) in enumerate(running_jobs, 1):
            files, whole = job_done.result()
            if protection.is_any:
                plain[wanted.session.id] = whole
            # Printed without its public papers, a pack is made again next time.
            digest = (
                wanted.digest
                if bool(wanted.public) == (printer is not None) and not packed.browser_failed
                else ""
            )
            target = output / wanted.session.id
            packs_folder.put(
                into,
                target,
                session=wanted.session.id,
                digest=digest,
                files=files,
                spare=work / f"{number}-old",
                sheet=sheet_digest(wanted.session, wanted.candidates),
            )
            packed.made.append(wanted.session.id)
            said(number, len(stale))
    return plain


def _printer(browser: str | None, stack: ExitStack, packed: Packed) -> Browser | None:
    if browser is None:
        return None
    try:
        return stack.enter_context(running(browser))
    except BrowserFailed:
        packed.browser_failed = True
        return None


def _printed(wanted: Wanted, printer: Browser | None, packed: Packed) -> dict[str, bytes]:
    if printer is None or packed.browser_failed:
        return {}
    try:
        return {paper: printer.pdf(html) for paper, html in wanted.public.items()}
    except BrowserFailed:
        packed.browser_failed = True
        return {}


@contextmanager
def _workers(jobs: int) -> Iterator[Callable[[Job], Future[tuple[dict[str, str], bytes]]]]:
    """Where packs are made: here for a few, else on every core."""
    if jobs < _POOL_FROM or (os.cpu_count() or 1) < 2:
        yield _here
        return
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        try:
            yield lambda job: pool.submit(make_pack, job)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _here(job: Job) -> Future[tuple[dict[str, str], bytes]]:
    done: Future[tuple[dict[str, str], bytes]] = Future()
    done.set_result(make_pack(job))
    return done


def make_pack(job: Job) -> tuple[dict[str, str], bytes]:
    """Writes the files of a pack, each readable by its owner alone; gives their hashes, and the whole PDF if it was encrypted."""
    papers = private_papers(job.content)
    whole = whole_session({**job.printed, **papers}, job.session.id)
    made = {FILES[paper]: pdf for paper, pdf in papers.items()}
    made["emargement.xlsx"] = digital_sheet(job.session, job.candidates, job.settings)
    made["tout.pdf"] = whole
    closed = (job.protection.closed(f"{job.session.id}-{name}", data) for name, data in made.items())
    return {
        name: _write(job.into / name, data) for name, data in closed
    }, whole if job.protection.is_any else b""


def _make_days(
    wanted: Sequence[Wanted], output: Path, work: Path, plain: dict[str, bytes], protection: Protection, packed: Packed
) -> None:  # fmt: skip
    """The whole of each day, in the order of its sessions, unless a session of it could not be made."""
    in_order = sorted(
        wanted, key=lambda each: (each.session.date, each.session.start, each.session.room, each.session.id)
    )
    current = {*packed.made, *packed.unchanged}
    for day, of_day in groupby(in_order, key=lambda each: each.session.date):
        sessions = list(of_day)
        target = output / packs_folder.DAYS / day.isoformat()
        digest = packs_folder.file_digest(
            "".join(each.session.id + each.digest for each in sessions).encode("utf-8")
        )
        if not all(each.session.id in current for each in sessions):
            continue
        remade = any(each.session.id in packed.made for each in sessions)
        if (not remade and packs_folder.is_current(target, digest)) or not _may_replace(target, packed):
            continue
        wholes = (
            plain[each.session.id]
            if protection.is_any
            else (output / each.session.id / f"{each.session.id}-tout.pdf").read_bytes()
            for each in sessions
        )
        into = work / day.isoformat()
        into.mkdir(mode=0o700)
        name, data = protection.closed(f"{day.isoformat()}-tout.pdf", whole_day(wholes, day.isoformat()))
        files = {name: _write(into / name, data)}
        packs_folder.put(
            into, target, session=day.isoformat(), digest=digest, files=files, spare=work / f"{day}-old"
        )


def _write(path: Path, data: bytes) -> str:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    return packs_folder.file_digest(data)
