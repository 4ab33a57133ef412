"""A past commit of the content: what it published is worked out once, which takes a check of all its files, and kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from generator.public.versions.past_versions import Versions, place_said, read, written
from generator.writing.store import Input, Store

_STAGE = "past commit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published state of the content: its versions, and what recognises a text that names one of its people."""

    versions: Versions
    names_somebody: Callable[[str], bool]


class PastCommit:
    """What `check` would say of a commit, from the store where it has been said before.

    Its people are in no store: of them is kept only which texts name none of them.
    """

    def __init__(
        self, store: Store, inputs: tuple[Input, ...], mode: str, check: Callable[[], Published | None]
    ) -> None:
        self._store, self._inputs, self._mode, self._check = store, inputs, mode, check
        self._harmless: set[str] = set()
        self._versions: Versions | None = None
        found = store.found(_STAGE, inputs)
        if found is not None:
            record = json.loads(found)
            self._harmless = set(record["harmless"])
            self._versions = read(record["versions"].encode(), mode)

    @property
    def versions(self) -> Versions:
        """What was published then; nothing where git cannot give that commit."""
        if self._versions is None:
            self._versions = self._published.versions if self._published else {}
        return self._versions

    def names_somebody(self, text: str) -> bool:
        """Whether a text names a candidate of that time."""
        if text in self._harmless:
            return False
        named = self._published is not None and self._published.names_somebody(text)
        if not named:
            self._harmless.add(text)
        return named

    def keep(self, may_be_said: Callable[[str], bool]) -> None:
        """Holds ready for the store what was learnt of this commit, unless one of its own texts may not be said.

        Nor what git could not give, which it may give another time.
        """
        if not self._was_checked or self._published is None:
            return
        own = {place_said(name, version) for name, known in self.versions.items() for version in known}
        history = written(self.versions, self._mode)
        if all(map(may_be_said, own)) and read(history.encode(), self._mode) == self.versions:
            record = {"versions": history, "harmless": sorted(filter(may_be_said, self._harmless))}
            self._store.put(_STAGE, self._inputs, json.dumps(record).encode())

    @property
    def _was_checked(self) -> bool:
        return "_published" in self.__dict__

    @cached_property
    def _published(self) -> Published | None:
        return self._check()
