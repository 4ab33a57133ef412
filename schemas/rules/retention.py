"""F014: what is kept longer than the centre says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import polars as pl

from schemas.finding import Severity
from schemas.reading.frames import Frames
from schemas.rule import Example, Fault, RowFault, Rule
from schemas.rules.examples import RIGHT, roster, sessions, sheet, with_sessions
from schemas.timing import months_before


def _kept_too_long(kind: str, first_kept: Callable[[Frames], date]) -> Callable[[Frames], pl.Series]:
    """True on the first row of each table whose sessions are all known, and all before the first day that is kept."""

    def wrong(frames: Frames) -> pl.Series:
        days = dict(frames.sessions.select("id", "date").iter_rows())
        kept = first_kept(frames)
        past: dict[int, bool] = {}
        for table, session in frames.of(kind).select("table", "session_id").unique().iter_rows():
            day = days.get(session)
            past[table] = past.get(table, True) and day is not None and day < kept
        tables = frames.of(kind)["table"]
        return tables.is_in([table for table, is_past in past.items() if is_past]) & tables.is_first_distinct()

    return wrong


def _codes_kept_too_long(frames: Frames) -> pl.Series:
    first_kept = frames.today - timedelta(days=frames.settings.retention.codes_days)
    return (frames.sessions["date"] < first_kept) & frames.sessions["access_code"].is_not_null()


_RESULTS = (
    "Numéro de certification;Prénom;Nom;Date de naissance;Session;Date de passage de la certification\n"
    "100234;Zélie;Topinambour;02/01/2010;4242;13/03/2025\n"
).encode()
_LONG_AGO = {
    "sessions.xlsx": sessions({"date": date(2025, 3, 13)}),
    "rosters/S1.xlsx": roster({"birth_date": date(2010, 1, 2)}),
}

_REMOVED_FROM_HISTORY = "aussi de l’historique : voyez le guide « Données personnelles »."
SCAN_KEPT = Fault(
    message="Ce scan ou ce rapport a dépassé la durée de conservation du centre (sheets_months, dans centre.toml). Retirez-le, "
    + _REMOVED_FROM_HISTORY,
    severity=Severity.WARNING,
)
RESULTS_KEPT = Fault(
    message="Ce fichier de résultats a dépassé la durée de conservation du centre (sheets_months, dans centre.toml). Retirez-le, "
    + _REMOVED_FROM_HISTORY,
    severity=Severity.WARNING,
)
F014 = Rule(
    code="F014",
    name="kept_too_long",
    title="Données gardées trop longtemps",
    why="Une donnée personnelle ne se garde que le temps de servir : celle qui n’est plus là ne peut plus fuir.",
    source="RGPD, article 5 : limitation de la conservation. Durées du centre : centre.toml, partie retention.",
    faults=(
        RowFault(
            table="rosters",
            column=None,
            message="Cette liste a dépassé la durée de conservation du centre (rosters_months, dans centre.toml). Retirez-la, "
            "aussi de l’historique : voyez le guide « Données personnelles ».",
            severity=Severity.WARNING,
            wrong=_kept_too_long("rosters", lambda f: months_before(f.today, f.settings.retention.rosters_months)),
        ),
        RowFault(
            table="sheets",
            column=None,
            message="Cette feuille d’émargement a dépassé la durée de conservation du centre (sheets_months, dans centre.toml). "
            "Retirez-la avec ses scans et ses rapports, aussi de l’historique : voyez le guide « Données personnelles ».",
            severity=Severity.WARNING,
            wrong=_kept_too_long("sheets", lambda f: months_before(f.today, f.settings.retention.sheets_months)),
        ),
        RowFault(
            table="sessions",
            column="access_code",
            message="Ce code d’accès ne sert plus : sa session est passée depuis plus longtemps que la durée de conservation du "
            "centre (codes_days, dans centre.toml). Effacez-le.",
            severity=Severity.WARNING,
            wrong=_codes_kept_too_long,
        ),
        SCAN_KEPT,
        RESULTS_KEPT,
    ),
    valid=(RIGHT, Example(files=_LONG_AGO, settings={"retention": {"rosters_months": 24}})),
    invalid=(
        Example(files=_LONG_AGO, at="rosters/S1.xlsx"),
        Example(
            files={**_LONG_AGO, "sheets/S1.xlsx": sheet({"birth_date": date(2010, 1, 2)})},
            settings={"retention": {"rosters_months": 24}},
            at="sheets/S1.xlsx",
        ),
        with_sessions({"date": date(2026, 9, 10), "access_code": "BCDF23"}, at="sessions.xlsx!G2"),
        Example(
            files={"sessions.xlsx": sessions({"date": date(2025, 3, 13)}), "sheets/S1-scan.pdf": b"%PDF-1.7"},
            at="sheets/S1-scan.pdf",
        ),
        Example(
            files={"sessions.xlsx": sessions({"date": date(2025, 3, 13)}), "results/S1.csv": _RESULTS},
            at="results/S1.csv",
        ),
    ),
)

RULES = (F014,)
