"""What the private papers of a session say: records in, plain strings out, ready for the templates in `site/packs`."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from generator.language.languages import language
from generator.private.digital_sheet.content import CONDITIONS, CONSENT_IN_FULL
from generator.private.packs.printable import missing_signs, printable
from schemas.centre import CentreSettings
from schemas.records import Candidate, Session
from schemas.timing import duration_min, later, months_after

Data = dict[str, object]

_COLUMNS = (
    "number",
    "last",
    "first",
    "born",
    "place",
    "identity",
    "end",
    "signature",
    "certification",
    "screen",
    "comments",
)
_SLIP_PT, _LONG_SLIP_PT, _LONG_NAME = 15, 9.5, 34


def pack_content(session: Session, candidates: Sequence[Candidate], settings: CentreSettings) -> Data:
    """Everything that the templates print, for the candidates of the session in the order of the list.

    The planned times count from the arrival time, as on the briefing.
    """
    spoken = language(settings.language)
    typography, say = spoken.typography, spoken.phrases["pack"]
    start = later(session.start, settings.test.arrival_min)
    keep_until = months_after(session.date, settings.retention.sheets_months)
    known_by = f"{settings.name} ({settings.uai})" if settings.uai else settings.name
    when = typography.date_in_words(session.date)
    number = f" · {say['session_number'].format(number=session.session_number)}" if session.session_number else ""
    identified = any(c.division or c.ine or c.external_id for c in candidates)

    def timed(percent: int) -> Data:
        minutes = duration_min(settings.test, percent)
        end = later(start, minutes)
        return {
            "duration": typography.duration(minutes),
            "end": typography.clock(end),
            "warning": typography.clock(later(end, -settings.test.warning_min)),
        }

    content: Data = {
        "language": settings.language,
        "say": dict(say),
        "session": session.id,
        "centre": printable(known_by),
        "when": f"{when[0].upper()}{when[1:]}",
        "short_when": f"{typography.short_date(session.date)}, {typography.clock(session.start)}",
        "arrival": typography.clock(session.start),
        "room": printable(session.room),
        "place": printable(f"{session.room}, {session.site}"),
        "invigilators": [printable(name) for name in session.invigilators],
        "facts": [
            printable(f"{known_by} · {say['session'].format(id=session.id)}{number}"),
            printable(f"{when}, {typography.clock_range(session.start, session.end)}"),
            printable(f"{session.room}, {session.site}"),
        ],
        "session_line": printable(
            say["session_line"].format(id=session.id, date=typography.short_date(session.date), room=session.room)
        ),
        "confidential": say["confidential"].format(date=typography.short_date(keep_until)),
        "notes": printable(session.notes or ""),
        "consent": CONSENT_IN_FULL,
        "conditions": CONDITIONS,
        "start": typography.clock(start),
        **timed(0),
        "identified": identified,
        "columns": [say[f"column_{name}"] for name in _COLUMNS if identified or name != "identity"],
        "candidates": [
            {
                "number": str(number),
                "last": printable(candidate.last_name),
                "first": printable(candidate.first_name),
                "born": candidate.birth_date.strftime("%d/%m/%Y"),
                "place": printable(candidate.birth_place),
                "division": printable(candidate.division or ""),
                "slip_pt": _LONG_SLIP_PT if _is_long(candidate) else _SLIP_PT,
                "identifier": printable(candidate.ine or candidate.external_id or ""),
                "extra": typography.extra_time(candidate.extra_time_percent) if candidate.extra_time_percent else "",
                **timed(candidate.extra_time_percent),
            }
            for number, candidate in enumerate(candidates, 1)
        ],
    }
    if session.access_code:
        content["code_confidential"] = say["confidential"].format(date=typography.short_date(session.date))
        content["code"] = printable(session.access_code)
        content["code_pt"] = 44 if len(session.access_code) <= 10 else 20
    return content


def unprintable(
    session: Session, candidates: Sequence[Candidate], settings: CentreSettings, *, show_values: bool
) -> list[str]:
    """A sentence for the session and for each candidate, by number, of whom a sign cannot be printed; the signs where values may
    be shown.
    """
    shared = (
        settings.name,
        session.room,
        session.site,
        session.session_number,
        session.access_code,
        session.notes,
    )
    texts = {"centre, lieu, code, surveillants ou observations": (*shared, *session.invigilators)}
    for number, each in enumerate(candidates, 1):
        texts[f"candidat n° {number}"] = (
            each.last_name,
            each.first_name,
            each.birth_place,
            each.division,
            each.ine or each.external_id,
        )
    sentences = []
    for who, said in texts.items():
        signs = missing_signs(" ".join(text for text in said if text))
        if signs:
            named = (
                ", ".join(f"{_name_of(sign)} (U+{ord(sign):04X})" for sign in signs)
                if show_values
                else f"{len(signs)} signe{'s' if len(signs) > 1 else ''}"
            )
            sentences.append(f"{who} : {named}")
    return sentences


def _name_of(sign: str) -> str:
    return sign if sign.isprintable() and not unicodedata.combining(sign) else "signe invisible"


def _is_long(candidate: Candidate) -> bool:
    return max(len(candidate.last_name), len(candidate.first_name)) > _LONG_NAME
