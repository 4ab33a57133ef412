"""Makes the files of packs: in this process for a few, on every core for many."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread

from generator.private.digital_sheet.xlsx import digital_sheet
from generator.private.packs.contents import Data
from generator.private.packs.folder import write_private
from generator.private.packs.papers import private_papers
from generator.private.packs.protection import Protection
from generator.private.packs.whole import whole_session
from generator.public.papers.catalogue import paper
from schemas.centre import CentreSettings
from schemas.records import Candidate, Session

_POOL_FROM = 12
"""Packs; below, starting processes costs more than it saves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What one pack is made from; travels to another process."""

    session: Session
    candidates: tuple[Candidate, ...]
    settings: CentreSettings
    content: Data
    printed: Mapping[str, bytes]
    protection: Protection
    into: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The digest of each file written, by name; `whole`: the whole PDF, where what was written cannot be read back."""

    files: Mapping[str, str]
    whole: bytes | None


def make_pack(job: Job) -> Made:
    """Writes the files of a pack, each readable by its owner alone."""
    papers = private_papers(job.content)
    whole = whole_session({**job.printed, **papers}, job.session.id)
    made = {paper(name).file: pdf for name, pdf in papers.items()}
    made["emargement.xlsx"] = digital_sheet(job.session, job.candidates, job.settings)
    made["tout.pdf"] = whole
    closed = (job.protection.closed(f"{job.session.id}-{name}", data) for name, data in made.items())
    files = {name: write_private(job.into / name, data) for name, data in closed}
    return Made(files=files, whole=whole if job.protection.is_any else None)


@contextmanager
def workers(jobs: int) -> Iterator[Callable[[Job], Future[Made]]]:
    """Where packs are made: here for a few, else on every core."""
    if jobs < _POOL_FROM or (os.cpu_count() or 1) < 2:
        yield _here
        return
    with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=_become_a_worker) as pool:
        try:
            yield lambda job: _submitted(pool, job)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _here(job: Job) -> Future[Made]:
    done: Future[Made] = Future()
    done.set_result(make_pack(job))
    return done


def _submitted(pool: ProcessPoolExecutor, job: Job) -> Future[Made]:
    # Ctrl+C reaches every process of a terminal. It is for the one that cleans up: the others, which a submission may start,
    # inherit that it is blocked.
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(make_pack, job)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(make_pack, job)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _become_a_worker() -> None:
    """Leaves Ctrl+C to the main process, and ends with it, even if that was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_main_process, daemon=True).start()


def _end_with_the_main_process() -> None:
    main = parent_process()
    if main is not None:
        main.join()
        os._exit(1)
