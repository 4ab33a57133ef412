"""Searches a staged site for personal values and access codes: the last step before publication, which one hit stops."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path, PurePosixPath

from generator.public.privacy.files import Opener, Unreadable, staged_paths
from generator.public.privacy.judge import CONTEXT, Finding, Judge
from generator.public.privacy.lexicon import read_lexicon
from generator.public.privacy.own import Own
from generator.public.privacy.phrases import Published
from generator.public.privacy.product import Product
from generator.public.privacy.text import (
    TAG_MARK,
    glued_words,
    lines,
    readings,
    split_tags,
    tag_content,
    words,
)
from generator.public.privacy.values import LABELS
from schemas.judging.standing import LooseRow
from schemas.records import Centre

MAX_LEAKS = 50
"""Enough to see what went wrong; a name in a template would otherwise be told ten thousand times."""

UNREADABLE = "un fichier d’un type que le contrôle ne sait pas lire"
_HIDDEN = "…"
_MAX_SESSIONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """Something that must not be published.

    `file`: its path in the site, with a part that would itself tell the value replaced by "…". `kind`: a French label.
    `where`: the session whose record holds the value ("" for an unreadable file). `value`: secret, for a terminal that shows
    values only; `repr` leaves it out. `words`: what `allowed_words` would need if this is nobody of the centre; as secret.
    """

    file: PurePosixPath
    kind: str
    where: str
    value: str = field(repr=False)
    words: str = field(default="", repr=False)

    def said(self, *, show_value: bool) -> str:
        """The leak in French, for the terminal and for logs that others read (then without the value)."""
        where = f" (session{'s' if ', ' in self.where else ''} {self.where})" if self.where else ""
        shown = f"\u00a0: «\u00a0{self.value}\u00a0»" if show_value and self.value else ""
        return f"{self.file} contient {self.kind}{where}{shown}."


def leaks(
    staged: Path,
    centre: Centre,
    *,
    product: Product,
    published: Published,
    loose: Iterable[LooseRow] = (),
    own: Own | None = None,
) -> list[Leak]:
    """The first leaks of a staged site, sorted, one per file, record and kind; none means that it may be published.

    Args:
        staged: the folder that would be published.
        centre: everything known, private values included.
        product: the product's own files: theme, templates, assets, default wording, texts of the rules. Never a folder in
            which a coordinator writes: its words would be excused.
        published: what the centre publishes on purpose.
        loose: the rows that are too faulty to be among the records of the centre.
        own: the pages that the program wrote without looking at the centre.
    """
    search = _search_for(centre, product, published, loose)
    opener, own = Opener(product), own or Own()
    found: set[Leak] = set()
    for path in staged_paths(staged):
        # A name that is no UTF-8 must not break the message that tells it.
        name = path.relative_to(staged).as_posix().encode("utf-8", errors="replace").decode("utf-8")
        found |= _leaks_of(path, PurePosixPath(name), opener, search, own)
    return sorted(found, key=lambda leak: (leak.file, leak.kind, leak.where, leak.value))[:MAX_LEAKS]


def recogniser(
    centre: Centre, *, product: Product, published: Published, loose: Iterable[LooseRow] = ()
) -> Callable[[str], bool]:
    """Tells of a line of text, before it is published, whether it gives away a value of that centre."""
    search = _search_for(centre, product, published, loose)
    return lambda text: bool(search.in_line(text))


def _search_for(centre: Centre, product: Product, published: Published, loose: Iterable[LooseRow]) -> _Search:
    return _Search(product, Judge(read_lexicon(centre, product, published, loose)))


def _leaks_of(path: Path, name: PurePosixPath, opener: Opener, search: _Search, own: Own) -> set[Leak]:
    findings = set(search.in_line(str(name)))
    shown = _shown_path(name, search) if findings else name
    if path.is_dir() and not path.is_symlink():
        return _told(shown, findings)
    try:
        # Asked first: reading a pipe would wait for ever.
        if not path.is_file():
            raise Unreadable
        for text in opener.texts(own.left_to_search(str(name), path.read_bytes())):
            findings |= search.in_text(text)
    except (Unreadable, OSError):
        return {*_told(shown, findings), Leak(file=shown, kind=UNREADABLE, where="", value="")}
    return _told(shown, findings)


def _told(file: PurePosixPath, findings: Iterable[Finding]) -> set[Leak]:
    """One leak per record and kind: of several values, the first in order; a full name says both of its parts."""
    first: dict[tuple[str, str], Finding] = {}
    for finding in sorted(findings, key=attrgetter("field_name", "sessions", "value", "words")):
        shown = finding.sessions[:_MAX_SESSIONS]
        where = ", ".join(shown) + (f", {_HIDDEN}" if len(finding.sessions) > len(shown) else "")
        first.setdefault((finding.field_name, where), finding)
    return {
        Leak(file=file, kind=LABELS[name], where=where, value=found.value, words=found.words)
        for (name, where), found in first.items()
        if name not in ("last_name", "first_name") or ("full_name", where) not in first
    }


def _shown_path(name: PurePosixPath, search: _Search) -> PurePosixPath:
    """The path without the parts that give a value away; without any name at all when only several parts together do."""
    parts = [_HIDDEN if search.in_line(part) else part for part in name.parts]
    return PurePosixPath(*(parts if _HIDDEN in parts else [_HIDDEN] * len(parts)))


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """What is known of a line, once for all the pages that have it. `hot`: the lines around it matter too."""

    text: str
    size: int
    hot: bool
    findings: frozenset[Finding]


class _Search:
    """Searches texts, each different line once: the pages of a site share most of theirs."""

    def __init__(self, product: Product, judge: Judge) -> None:
        self._product = product
        self._judge = judge
        self._lines: dict[str, _Line] = {}
        self._tags: dict[str, frozenset[Finding]] = {}
        self._neighbourhoods: dict[tuple[_Line, ...], frozenset[Finding]] = {}
        self._words_seen: set[str] = set()
        self._glued: dict[str, frozenset[Finding]] = {}

    def in_text(self, text: str) -> set[Finding]:
        """What a whole text gives away: in its lines, across them, and inside its tags."""
        outside, tags = split_tags(text)
        known = [self._lines.get(line) or self._new_line(line) for line in lines(outside)]
        found = {finding for line in known for finding in line.findings}
        for place, line in enumerate(known):
            if line.hot:
                found |= self._around(known, place)
        for tag in tags - self._tags.keys():
            self._tags[tag] = self.in_line(tag_content(tag))
        return found.union(*(self._tags[tag] for tag in tags))

    def in_line(self, text: str) -> frozenset[Finding]:
        """What one line gives away by itself."""
        return frozenset(finding for reading in readings(text) for finding in self._in_reading(reading))

    def _new_line(self, text: str) -> _Line:
        *others, last = readings(text)
        said = words(last)
        if text in self._product.code_lines:
            line = _Line(text=" ".join(said), size=len(said), hot=False, findings=frozenset())
        else:
            alone = (self._in_reading(reading) for reading in others)
            findings = frozenset().union(*alone, self._in_words(last, said))
            line = _Line(text=" ".join(said), size=len(said), hot=self._judge.may_concern(said), findings=findings)
        self._lines[text] = line
        return line

    def _in_reading(self, reading: str) -> Iterator[Finding]:
        said = words(reading)
        if self._judge.may_concern(said):
            yield from self._judge.findings(said)
        yield from self._in_words(reading, said)

    def _in_words(self, reading: str, said: Sequence[str]) -> Iterator[Finding]:
        """What needs no neighbours: what is written with other spaces than its own, and words that tags cut."""
        yield from self._judge.spaced_findings(said)
        yield from self._judge.number_findings(reading)
        if "@" in reading:
            yield from self._judge.spelt_findings(reading.replace(TAG_MARK, ""))
        glued, cut = glued_words(reading)
        if cut:
            yield from self._judge.spaced_findings(glued)
            if self._judge.may_concern(glued):
                yield from self._judge.findings(glued, cut)
        for word in {*said, *glued}:
            if word not in self._words_seen:
                self._words_seen.add(word)
                if findings := self._judge.buried_findings(word):
                    self._glued[word] = findings
            if word in self._glued:
                yield from self._glued[word]

    def _around(self, known: Sequence[_Line], place: int) -> frozenset[Finding]:
        """What a line gives away together with its neighbours."""
        first, last = place, place + 1
        before = after = 0
        while first > 0 and before < CONTEXT:
            first -= 1
            before += known[first].size
        while last < len(known) and after < CONTEXT:
            after += known[last].size
            last += 1
        neighbourhood = tuple(known[first:last])
        if neighbourhood not in self._neighbourhoods:
            said = [word for line in neighbourhood for word in line.text.split()]
            self._neighbourhoods[neighbourhood] = self._judge.findings(said)
        return self._neighbourhoods[neighbourhood]
