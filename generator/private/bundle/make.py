"""Puts together what a session hands in to Pix, and says all at once what is missing. Same input, same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from generator.language.french import counted
from generator.language.languages import language
from generator.private.bundle.manifest import MANIFEST
from generator.private.bundle.scans import NotAScan, Scan, read_scan
from generator.private.digital_sheet.ods import digital_sheet_ods
from generator.private.digital_sheet.xlsx import digital_sheet
from generator.private.entered import entered_by_session, in_order
from generator.private.packs.papers import compiled
from generator.private.packs.printable import printable
from generator.private.progress.digests import sheet_digest
from generator.reports.place import one_line, said_with_place
from generator.version import program_version
from generator.writing.spreadsheets import zipped
from schemas.judging.standing import Standing
from schemas.records import Candidate, Centre, Session, SheetRow
from schemas.rules.attached import session_of
from schemas.rules.comments import suspects_fraud
from schemas.rules.registry import RULES

COVER = "couverture.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file of a bundle; `pages` when it is a scan."""

    name: str
    sha256: str
    bytes: int
    pages: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A scan as it goes into the bundle; `kind` is scan, fraude or incident."""

    name: str
    kind: str
    scan: Scan


@dataclass(slots=True, kw_only=True)
class Gathered:
    """What there is to hand in, and what is missing: sentences in French."""

    candidates: list[Candidate]
    rows: list[SheetRow | None]
    papers: list[Paper] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def gather(
    session: Session, standing: Standing, scans: Sequence[Path], content: Path, *, show_values: bool
) -> Gathered:
    """Gathers the sheet of a session, the scans that are given and those that stand beside the sheets."""
    candidates, rows = in_order(entered_by_session(standing.centre).get(session.id, []))
    found = Gathered(candidates=candidates, rows=rows)
    found.missing.extend(
        said_with_place(finding if show_values else finding.redacted())
        for finding in standing.errors.get(session.id, ())
    )
    if session.id not in standing.entered:
        found.missing.append("Aucune feuille d’émargement remplie : déposez-la dans content/sheets/.")
    elif not any(candidates):
        found.missing.append("La liste de la session n’a aucun candidat.")
    _gather_papers(session, standing, scans, content, found)
    kinds = {paper.kind for paper in found.papers}
    if "scan" not in kinds:
        found.missing.append("Le scan de la feuille signée manque : donnez-le avec --scan.")
    if any(row and suspects_fraud(row.comments) for row in rows) and "fraude" not in kinds:
        found.missing.append(
            "Un commentaire signale une fraude (C6) et le rapport manque : déposez son scan dans content/sheets/, sous le nom "
            f"{session.id}-fraude.pdf, ou donnez-le avec --scan sous ce nom."
        )
    return found


def bundle(session: Session, centre: Centre, found: Gathered, *, draft: bool) -> bytes:
    """The zip: cover, sheet (.xlsx and .ods), scans, reports, manifest."""
    files: dict[str, bytes] = {
        f"{session.id}-emargement.xlsx": digital_sheet(session, found.candidates, centre.settings, found.rows),
        f"{session.id}-emargement.ods": digital_sheet_ods(session, found.candidates, centre.settings, found.rows),
        **{paper.name: paper.scan.data for paper in found.papers},
    }
    pages = {paper.name: paper.scan.pages for paper in found.papers}
    members = [_member(name, data, pages.get(name)) for name, data in files.items()]
    cover = _cover(session, centre, found, members, draft=draft)
    manifest = {
        "bundle": 1,
        "session": session.id,
        "session_number": session.session_number,
        "draft": draft,
        "missing": found.missing,
        "content": sheet_digest(session, found.candidates, found.rows),
        "checked": [rule.code for rule in RULES],
        "consigne": program_version(),
        "files": [asdict(member) for member in (_member(COVER, cover), *members)],
    }
    told = json.dumps(manifest, ensure_ascii=False, indent=1).encode("utf-8")
    return zipped({COVER: cover, **files, MANIFEST: told})


def _member(name: str, data: bytes, pages: int | None = None) -> Member:
    return Member(name=name, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data), pages=pages)


def _gather_papers(session: Session, standing: Standing, scans: Sequence[Path], content: Path, found: Gathered) -> None:
    known = [each.id for each in standing.centre.sessions]
    beside = [content / name for name in standing.attachments if session_of(name, known) == session.id]
    seen: set[str] = set()
    for path in (*scans, *beside):
        said_path = one_line(str(path))
        other = session_of(path.name, known)
        # "scan-2.pdf" is a second scan, whatever sessions are called.
        if other not in (None, session.id) and not str(other).isdecimal():
            found.missing.append(f"{path} porte le nom de la session {other}. Donnez le scan de {session.id}.")
            continue
        try:
            scan = read_scan(path)
        except NotAScan as wrong:
            found.missing.append(f"{said_path} {wrong}.")
            continue
        if scan.digest in seen:
            continue
        seen.add(scan.digest)
        kind = _kind(path)
        number = 1 + sum(paper.kind == kind for paper in found.papers)
        name = f"{session.id}-{kind}-{number}{scan.suffix}"
        found.papers.append(Paper(name=name, kind=kind, scan=scan))


def _kind(path: Path) -> str:
    name = path.stem.lower()
    return next((kind for kind in ("fraude", "incident") if kind in name), "scan")


def _cover(session: Session, centre: Centre, found: Gathered, members: Iterable[Member], *, draft: bool) -> bytes:
    spoken = language("fr").typography  # Pix reads French
    absent = sum(row is not None and row.present is False for row in found.rows)
    numbered = sum(row is not None and row.certification_number is not None for row in found.rows)
    seen = sum(row is not None and bool(row.end_screen_seen) for row in found.rows)
    settings = centre.settings
    data = {
        "language": "fr",
        "session": session.id,
        "draft": draft,
        "title": "Certification Pix : dossier de session",
        "facts": [
            ("Centre", printable(f"{settings.name} ({settings.uai})" if settings.uai else settings.name)),
            (
                "Session",
                printable(session.id + (f", numéro Pix {session.session_number}" if session.session_number else "")),
            ),
            (
                "Date",
                f"{spoken.date_in_words(session.date)}, {spoken.clock_range(session.start, session.end)}",
            ),
            ("Lieu", printable(f"{session.room}, {session.site}")),
            ("Surveillance", printable(spoken.enumerated(session.invigilators))),
            ("Candidats", f"{counted(len(found.candidates), 'inscrit')}, {counted(absent, 'absent')}"),
            ("Numéros de certification", str(numbered)),
            ("Écrans de fin vus", str(seen)),
        ],
        "files": [
            (member.name, "" if member.pages is None else str(member.pages), member.sha256[:16]) for member in members
        ],
        "missing": [printable(sentence) for sentence in found.missing],
        "checked": f"Contrôlé par Consigne {program_version()} : {len(RULES)} règles. Les empreintes complètes (SHA-256) sont dans {MANIFEST}.",
    }
    return compiled("cover", data)
