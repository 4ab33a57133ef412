"""From files to tables: reads and locates, in this process or, for many files, through an executor.

Anything with `concurrent.futures`' Executor interface will do: a pool of processes here, a cluster's executor elsewhere. The
findings are the same.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import repeat
from os import cpu_count
from pathlib import Path

from schemas.reading.workbook import read_file
from schemas.tables import Located, locate

POOL_FROM_FILES = 600
"""Below, starting processes and sending cells between them costs more than it saves (measured on two cores)."""
_CHUNK_FILES = 50

Files = Sequence[tuple[Path, str]]
"""Where each file is, and how findings call it."""


@contextmanager
def pool_for(files: int) -> Iterator[Executor | None]:
    """A pool of processes when there are enough files for one, else None."""
    if files < POOL_FROM_FILES or (cpu_count() or 1) < 2:
        yield None
        return
    # Spawned, not forked: a fork of a process in which Polars runs threads can lock up.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(mp_context=context, initializer=_leave_interruption_to_parent) as pool:
        yield pool


def _leave_interruption_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def gather(kind: str, files: Files, password: str | None, executor: Executor | None = None) -> Located:
    """The tables of all files of one kind, numbered in the order of the files, and what is wrong with files and tables."""
    chunks = [files[start : start + _CHUNK_FILES] for start in range(0, len(files), _CHUNK_FILES)]
    run = map if executor is None else executor.map
    return _joined(run(_gather_chunk, repeat(kind, len(chunks)), chunks, repeat(password)))


def _gather_chunk(kind: str, files: Files, password: str | None) -> Located:
    read = [read_file(path, name, password) for path, name in files]
    located = locate(kind, (worksheet for file in read for worksheet in file.worksheets))
    unreadable = [finding for file in read for finding in file.findings]
    return Located(tables=located.tables, findings=[*unreadable, *located.findings])


def _joined(parts: Iterable[Located]) -> Located:
    joined = Located(tables=[], findings=[])
    for part in parts:
        first = len(joined.tables)
        joined.tables.extend(replace(table, index=first + table.index) for table in part.tables)
        joined.findings.extend(part.findings)
    return joined
