"""Makes packs: only those whose content changed, and the days to which they belong."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.private.packs import folder as packs_folder
from generator.private.packs.browser import Browser, BrowserFailed, running
from generator.private.packs.contents import unprintable
from generator.private.packs.days import Day, day_of, make_day
from generator.private.packs.protection import Protection
from generator.private.packs.wanted import Wanted, wanted_packs
from generator.private.packs.workers import Job, Made, workers
from generator.private.progress.digests import sheet_digest
from generator.public.papers.blocks import Wording
from generator.writing.refusal import BuildRefused, WritingStopped
from generator.writing.workspace import workspace
from schemas.centre import CentreSettings
from schemas.records import Centre, Session

_MOST_WAITING = 50
"""Packs that are submitted and not yet put in place: what is printed for them is held in memory."""


@dataclass(slots=True, kw_only=True)
class Packed:
    """What was done. `refused`, `unprintable`: sentences in French; `without`: sessions that have no candidate; `incomplete_days`:
    those of which a session was not asked for, and has no pack that is current; `of_no_session`: what is there of sessions and
    days that are no more.
    """

    made: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unprintable: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    incomplete_days: list[date] = field(default_factory=list)
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
        generator.writing.refusal.OutputRefused: the folder cannot be ours, or the disk took no more.
        generator.writing.refusal.BuildRefused: a public paper does not hold its content.
    """
    packs_folder.prepare_output(output, content)
    is_printed = browser is not None
    packed = Packed(of_no_session=packs_folder.of_no_session(output, centre.sessions))
    wanted = wanted_packs(centre, sessions, wording, content_date, is_printed=is_printed)
    listed = {each.session.id for each in wanted}
    packed.without.extend(session.id for session in sessions if session.id not in listed)
    for each in wanted:
        problems = unprintable(each.session, each.candidates, centre.settings, show_values=show_values)
        packed.unprintable.extend(f"Session {each.session.id}, {problem}" for problem in problems)
    try:
        stale = [each for each in wanted if _is_to_make(each, output, protection, packed)]
        with workspace(output / "x") as work:
            plain = _make_all(stale, centre.settings, output, work, browser, protection, packed, said)
            for day in _whole_days(centre, wanted, wording, packed, is_printed=is_printed):
                _make_day(day, output, work, plain, protection, packed)
    except OSError as error:
        raise WritingStopped(output, error) from None
    return packed


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
    stale: Sequence[Wanted],
    settings: CentreSettings,
    output: Path,
    work: Path,
    browser: str | None,
    protection: Protection,
    packed: Packed,
    said: Callable[[int, int], None],
) -> dict[str, bytes]:
    """Makes the packs, each put in place once it is whole; gives the whole PDF of those that cannot be read back."""
    plain: dict[str, bytes] = {}
    waiting: deque[tuple[Wanted, Path, bool, Future[Made]]] = deque()

    def put_first() -> None:
        wanted, into, is_complete, made = waiting.popleft()
        done = made.result()
        if done.whole is not None:
            plain[wanted.session.id] = done.whole
        # What lacks its public papers, or cannot be read back, is made again next time.
        digest = wanted.digest if is_complete and done.whole is None else ""
        target = output / wanted.session.id
        spare = into.with_name(f"{into.name}-old")
        sheet = sheet_digest(wanted.session, wanted.candidates)
        packs_folder.put(
            into, target, session=wanted.session.id, digest=digest, files=done.files, spare=spare, sheet=sheet
        )
        packed.made.append(wanted.session.id)
        said(len(packed.made), len(stale))

    with ExitStack() as stack:
        printer = _printer(browser, stack, packed) if stale else None
        submit = stack.enter_context(workers(len(stale)))
        said(0, len(stale))
        for number, wanted in enumerate(stale):
            into = work / f"{number}"
            into.mkdir(mode=0o700)
            printed = _printed(wanted, printer, packed)
            job = Job(
                session=wanted.session,
                candidates=wanted.candidates,
                settings=settings,
                content=wanted.content,
                printed=printed,
                protection=protection,
                into=into,
            )
            waiting.append((wanted, into, bool(printed) or wanted.public is None, submit(job)))
            while waiting and (waiting[0][-1].done() or len(waiting) > _MOST_WAITING):
                put_first()
        while waiting:
            put_first()
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
    if printer is None or wanted.public is None or packed.browser_failed:
        return {}
    try:
        return {paper: printer.pdf(html) for paper, html in wanted.public().items()}
    except BrowserFailed:
        packed.browser_failed = True
        return {}


def _whole_days(
    centre: Centre, wanted: Sequence[Wanted], wording: Wording, packed: Packed, *, is_printed: bool
) -> Iterator[Day]:
    """The days of these packs, each with the packs of all its sessions, also of those that were not asked for."""
    asked = {each.session.id for each in wanted}
    for day in sorted({each.session.date for each in wanted}):
        others = [each for each in centre.sessions if each.date == day and each.id not in asked]
        try:
            beside = wanted_packs(centre, others, wording, None, is_printed=is_printed) if others else []
        except BuildRefused:  # of a session that was not asked for: its pack cannot be current
            packed.incomplete_days.append(day)
            continue
        yield day_of(day, [*(each for each in wanted if each.session.date == day), *beside])


def _make_day(
    day: Day, output: Path, work: Path, plain: Mapping[str, bytes], protection: Protection, packed: Packed
) -> None:
    """Makes the PDF of a day, unless it stands or the pack of one of its sessions does not."""
    target = output / packs_folder.DAYS / day.day.isoformat()
    current = {*packed.made, *packed.unchanged}
    for each in day.packs:
        beside = output / each.session.id
        if not protection.is_any and packs_folder.is_current(beside, each.digest):
            current.add(each.session.id)
    if any(each.session.id not in current for each in day.packs):
        packed.incomplete_days.append(day.day)
        return
    remade = any(each.session.id in packed.made for each in day.packs)
    if (remade or not packs_folder.is_current(target, day.digest)) and _may_replace(target, packed):
        digest = "" if protection.is_any or packed.browser_failed else day.digest
        make_day(day, output, work, digest=digest, plain=plain, protection=protection)
