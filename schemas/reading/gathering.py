"""From files to tables: reads and locates, in this process or, for many files, through an executor.

Anything with `concurrent.futures`' Executor interface will do: a pool of processes here, a cluster's executor elsewhere. The
findings are the same.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from typing import Literal

from schemas.reading.files.workbook import read_file
from schemas.reading.table import Located
from schemas.reading.tables import locate, with_values
from schemas.reading.values import readers

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
    with ProcessPoolExecutor(
        mp_context=get_context(_way_to_start()), initializer=_leave_interruption_to_parent
    ) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _way_to_start() -> Literal["fork", "spawn"]:
    """How to start processes: a fork is ten times faster, and can lock up where threads run, as those of Polars."""
    has_threads = threading.active_count() > 1 or "polars" in sys.modules
    return "spawn" if has_threads or sys.platform != "linux" else "fork"


def _leave_interruption_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def gather(
    kind: str,
    files: Files,
    today: date,
    *,
    password: str | None = None,
    executor: Executor | None = None,
    keep_cells: bool = True,
) -> Iterator[Located]:
    """Starts to read all files of one kind; `joined` waits for what it gives and puts it together.

    `today` decides the century of a two-digit birth year. Without `keep_cells`, the tables come with their values only.
    """
    chunks = [files[start : start + _CHUNK_FILES] for start in range(0, len(files), _CHUNK_FILES)]
    run = map if executor is None else executor.map
    return iter(run(partial(_gather_chunk, kind, today=today, password=password, keep_cells=keep_cells), chunks))


def _gather_chunk(kind: str, files: Files, *, today: date, password: str | None, keep_cells: bool) -> Located:
    read = [read_file(path, name, password) for path, name in files]
    located = locate(kind, (worksheet for file in read for worksheet in file.worksheets))
    unreadable = [trouble for file in read for trouble in file.troubles]
    of_kind = readers(today)
    tables = [with_values(table, of_kind, keep_cells=keep_cells) for table in located.tables]
    return Located(tables=tables, troubles=[*unreadable, *located.troubles])


def joined(parts: Iterable[Located]) -> Located:
    """All tables, numbered in the order of the files, and what is wrong with files and tables."""
    whole = Located(tables=[], troubles=[])
    for part in parts:
        first = len(whole.tables)
        whole.tables.extend(replace(table, index=first + table.index) for table in part.tables)
        whole.troubles.extend(part.troubles)
    return whole
