"""Keeps what was worked out once: results of stages, by a digest of all they depend on, in one file beside the centre's content.

A stage is a function of named inputs. Its result is found again only by the same program for the same inputs, so that deleting
the store, damaging it or bringing one from elsewhere costs time and changes nothing. Nothing personal may be put in it: what
is public waits in memory until the privacy gate has let it pass (`save`), and inputs enter only through a digest keyed with a
random number that stands nowhere else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from secrets import token_bytes

from generator.writing.program import program_digest

FOLDER = ".consigne"
_FILE = "store.sqlite3"
_KEY_BYTES = 32
_WAIT_S = 1
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_KEPT_RUNS = 30
"""Builds that made something after which a result that none of them used is forgotten."""

_TABLES = """
create table if not exists store (key blob not null, runs integer not null);
create table if not exists kept (name blob primary key, value blob not null, seal blob not null, run integer not null) without rowid;
"""

Input = str | bytes | None
"""What a result depends on; text and bytes of the same letters are not the same."""


class Store:
    """Results of stages by their inputs. Without a file, it keeps nothing beyond this run."""

    def __init__(self, connection: sqlite3.Connection | None = None, *, key: bytes = b"", runs: int = 0) -> None:
        self._connection = connection
        self._key = key or token_bytes(_KEY_BYTES)
        self._run = runs + 1
        self._program = program_digest()
        self._fresh: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()

    def digest(self, *inputs: Input) -> bytes:
        """A digest of inputs that tells nothing outside this store."""
        digest = blake2b(key=self._key, digest_size=24)
        for each in inputs:
            kind, data = (
                (b"-", b"") if each is None else (b"b", each) if isinstance(each, bytes) else (b"t", each.encode())
            )
            digest.update(b"%s%d " % (kind, len(data)) + data)
        return digest.digest()

    def kept(self, stage: str, inputs: tuple[Input, ...], make: Callable[[], bytes]) -> bytes:
        """The result of a stage for these inputs: as it was kept, else as `make` gives it, which `save` will keep."""
        found = self.found(stage, inputs)
        if found is None:
            found = make()
            self.put(stage, inputs, found)
        return found

    def found(self, stage: str, inputs: tuple[Input, ...]) -> bytes | None:
        """The result that was kept of a stage for these inputs, if any."""
        name = self._name(stage, inputs)
        return self._fresh[name] if name in self._fresh else self._read(name)

    def put(self, stage: str, inputs: tuple[Input, ...], result: bytes) -> None:
        """Holds a result ready, which `save` will keep."""
        self._fresh[self._name(stage, inputs)] = result

    def save(self) -> None:
        """Writes what was put since. Nothing of it may be personal."""
        if self._connection is None or not self._fresh:
            return
        rows = [(name, value, self.digest(name, value), self._run) for name, value in self._fresh.items()]
        with suppress(sqlite3.Error), self._connection:
            self._connection.executemany("insert or replace into kept values (?, ?, ?, ?)", rows)
            self._connection.executemany(
                "update kept set run = ? where name = ?", [(self._run, name) for name in self._used]
            )
            self._connection.execute("delete from kept where run <= ?", (self._run - _KEPT_RUNS,))
            self._connection.execute("update store set runs = ?", (self._run,))
        self._fresh.clear()

    def _name(self, stage: str, inputs: tuple[Input, ...]) -> bytes:
        return self.digest(self._program, stage, *inputs)

    def _read(self, name: bytes) -> bytes | None:
        if self._connection is None:
            return None
        with suppress(sqlite3.Error, TypeError, ValueError):
            row = self._connection.execute("select value, seal from kept where name = ?", (name,)).fetchone()
            if row is not None and self.digest(name, bytes(row[0])) == row[1]:
                self._used.add(name)
                return bytes(row[0])
        return None


@contextmanager
def store_of(content: Path) -> Iterator[Store]:
    """The store of the centre whose content that is: in a private folder beside it, which git passes over.

    One that cannot be had (a full disk, another build at work) is done without.
    """
    opened = _opened(content.resolve().parent / FOLDER) if content.is_dir() else None
    if opened is None:
        yield Store()
        return
    connection, key, runs = opened
    with closing(connection):
        yield Store(connection, key=key, runs=runs)


_Opened = tuple[sqlite3.Connection, bytes, int]


def _opened(folder: Path) -> _Opened | None:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        try:
            return _connected(folder / _FILE)
        except (sqlite3.Error, TypeError, ValueError) as error:
            if getattr(error, "sqlite_errorname", "") in _BUSY:
                return None
            # Damaged, or of another program.
            (folder / _FILE).unlink(missing_ok=True)
            return _connected(folder / _FILE)
    except (OSError, sqlite3.Error):
        return None


def _connected(path: Path) -> _Opened:
    connection = sqlite3.connect(path, timeout=_WAIT_S)
    try:
        # What a power cut leaves is damaged at worst, and then made again.
        connection.execute("pragma synchronous = off")
        connection.executescript(_TABLES)
        connection.execute("select name, value, seal, run from kept limit 0")
        if connection.execute("select count(*) from store").fetchone() == (0,):
            connection.execute("insert into store values (?, 0)", (token_bytes(_KEY_BYTES),))
            connection.commit()
        key, runs = connection.execute("select key, runs from store").fetchone()
        return connection, memoryview(key).tobytes()[:_KEY_BYTES], int(runs)
    except BaseException:
        connection.close()
        raise
