"""Every rule of completed sheets, through true files: our own .xlsx filled in by LibreOffice, the old platform's report, a typed CSV."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from generator.private.digital_sheet.xlsx import digital_sheet
from schemas.check import check_content
from schemas.records import Candidate, Session
from schemas.rules.examples import HELD, roster, sessions
from tests.support.centres import REPOSITORY, SETTINGS, TODAY, write_centre, xlsx
from tests.support.tools import python_with_uno, require

NAMES = ("Topinambour", "Salsifis", "Quidam", "Lambda", "Bidule", "Machin")
TITLES = (
    "NOM",
    "Prénom",
    "Date de naissance (format : jj/mm/aaaa)",
    "Lieu de naissance",
    "Identifiant local",
    "Temps majoré ?",
    "Adresse électronique de convocation",
    "Signature",
    "Numéro de certification\n(sans le #)",
    "Ecran de fin de test vu\n(cocher)",
    "Commentaires / Signalements\n(test non achevé, incident technique, fraude, etc.)",
)
Entry = tuple[str, str, str]
"""Number, end screen, comment."""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """What is wrong with one sheet of session S1, and where: offset of the row in the sheet, in the roster when negative (from its end),
    None for the whole file.
    """

    entries: Mapping[int, Entry] = field(default_factory=dict)
    people: Mapping[int, Mapping[str, object]] = field(default_factory=dict)
    added: str | None = None
    dropped: bool = False
    session: str = "S1"
    held: date = HELD
    again: bool = False
    at: int | None = 0


SCENARIOS = {
    "T001": Scenario(session="S9", at=None),
    "T002": Scenario(added="Inconnu", at=6),
    "T003": Scenario(dropped=True, at=-1),
    "T004": Scenario(people={2: {"last_name": "Quidan"}}, at=2),
    "T005": Scenario(entries={1: ("", "", "")}, at=1),
    "T006": Scenario(entries={1: ("10O235", "oui", "")}, at=1),
    "T007": Scenario(entries={4: ("100234", "oui", "")}, at=4),
    "T008": Scenario(entries={3: ("100237", "non", "")}, at=3),
    "T009": Scenario(entries={3: ("100237", "oui", "Absent")}, at=3),
    "T010": Scenario(people={5: {"extra_time_percent": 33}}, at=5),
    "T011": Scenario(entries={0: ("100234", "oui", "C6 : téléphone")}, at=0),
    "T012": Scenario(held=TODAY + timedelta(days=30), at=None),
    "T013": Scenario(entries={2: ("1002360", "oui", "")}, at=2),
    "T014": Scenario(entries={2: ("100236", "peut-être", "")}, at=2),
    "T015": Scenario(again=True, at=None),
}


def candidates(scenario: Scenario) -> list[Candidate]:
    """Those on the sheet."""
    people = [
        replace(
            Candidate(
                session_id="S1",
                last_name=name,
                first_name="Zélie",
                birth_date=date(2011, 3, 10 + number),
                birth_place="Ys",
            ),
            **scenario.people.get(number, {}),
        )
        for number, name in enumerate((*NAMES, scenario.added) if scenario.added else NAMES)
    ]  # type: ignore[arg-type]
    return people[:-1] if scenario.dropped else people


def entered(scenario: Scenario) -> list[Entry]:
    return [
        scenario.entries.get(number, (f"{100234 + number}", "oui", "")) for number in range(len(candidates(scenario)))
    ]


def centre(folder: Path, scenario: Scenario) -> Path:
    people = tuple(
        {"last_name": name, "birth_date": f"1{number}/03/2011", "birth_place": "Ys"}
        for number, name in enumerate(NAMES)
    )
    content = write_centre(folder, sessions({"date": scenario.held}), {"S1.xlsx": xlsx(*roster(*people), sheet="S1")})
    (content / "sheets").mkdir()
    return content


def ours(wanted: Mapping[Path, Scenario]) -> None:
    edits = {}
    for content, scenario in wanted.items():
        session = Session(
            id=scenario.session,
            date=scenario.held,
            start=time(9),
            end=time(12),
            site="Annexe",
            room="B204",
            invigilators=("M. Bidule",),
        )
        path = content / "sheets" / f"{scenario.session}.xlsx"
        path.write_bytes(digital_sheet(session, candidates(scenario), SETTINGS))
        edits[str(path)] = [
            [None, f"{column}{row}", "number" if text.isdigit() else "text", float(text) if text.isdigit() else text]
            for row, entry in enumerate(entered(scenario), 7)
            for column, text in zip("IJK", entry, strict=True)
            if text
        ]
    script = REPOSITORY / "tests" / "support" / "libreoffice_edit.py"
    subprocess.run([python_with_uno(), str(script), json.dumps(edits)], check=True, timeout=300)


def old_report(wanted: Mapping[Path, Scenario]) -> None:
    require("soffice")
    sources: dict[Path, Path] = {}
    for content, scenario in wanted.items():
        rows = [
            (
                person.last_name.upper(),
                person.first_name,
                f"{person.birth_date:%d/%m/%Y}",
                person.birth_place,
                "",
                person.extra_time_percent / 100 or "",
                "",
                "",
                number and f"#{number}",
                "X" if seen == "oui" else seen,
                comment,
            )
            for person, (number, seen, comment) in zip(candidates(scenario), entered(scenario), strict=True)
        ]
        source = content.parent.parent / f"{content.parent.name}.xlsx"
        source.write_bytes(xlsx(("PV de session",), ("N° de session", "4242"), (), TITLES, *rows))
        sources[source] = content / "sheets" / f"{scenario.session}.ods"
    folder = next(iter(sources)).parent
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to",
            "ods",
            "--outdir",
            str(folder),
            *map(str, sources),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    for source, target in sources.items():
        source.with_suffix(".ods").rename(target)


def typed(wanted: Mapping[Path, Scenario]) -> None:
    for content, scenario in wanted.items():
        lines = ["Nom;Prénom;Né(e) le;Né(e) à;Tiers temps;N° de certification;Écran de fin vu;Observations"]
        lines += [
            f"{person.last_name};{person.first_name};{person.birth_date:%d-%m-%y};Ys;{person.extra_time_percent or ''};{number};"
            f"{'x' if seen == 'oui' else seen};{comment}"
            for person, (number, seen, comment) in zip(candidates(scenario), entered(scenario), strict=True)
        ]
        (content / "sheets" / f"{scenario.session}.csv").write_bytes("\r\n".join(lines).encode("cp1252"))


@pytest.mark.parametrize(
    ("fill", "first_row"),
    [(ours, 7), (old_report, 5), (typed, 2)],
    ids=["our .xlsx", "old report .ods", "typed .csv"],
)
def test_each_rule_finds_its_fault_at_its_row_and_nothing_else(
    fill: Callable[[Mapping[Path, Scenario]], None], first_row: int, tmp_path: Path
) -> None:
    wanted = {centre(tmp_path / code, scenario): scenario for code, scenario in SCENARIOS.items()}
    fill(wanted)
    for code, (content, scenario) in zip(SCENARIOS, wanted.items(), strict=True):
        (path,) = (content / "sheets").iterdir()
        expected = [(code, _row_of(scenario, first_row))]
        if scenario.again:  # the same file in another folder: of each number one is too many, too
            (path.parent / "bis").mkdir()
            (path.parent / "bis" / path.name).write_bytes(path.read_bytes())
            expected += [("T007", first_row + number) for number in range(len(NAMES))]
        findings = check_content(content, TODAY).findings
        assert [(found.code, found.place.row) for found in findings] == expected
        folder = "rosters/" if scenario.at == -1 else "sheets/"
        assert all(found.place.file.startswith(folder) for found in findings)


def _row_of(scenario: Scenario, first_row: int) -> int | None:
    if scenario.at is None:
        return None
    return 1 + len(NAMES) if scenario.at < 0 else first_row + scenario.at


@pytest.mark.parametrize("fill", [ours, old_report, typed], ids=["our .xlsx", "old report .ods", "typed .csv"])
def test_a_number_of_another_session_and_a_sheet_of_another_session_are_found(
    fill: Callable[[Mapping[Path, Scenario]], None], tmp_path: Path
) -> None:
    """Two sessions of the same day: S2 repeats a number of S1; then the sheet of S1 is given for both."""
    content = centre(tmp_path, Scenario())
    others = tuple({"last_name": f"{name}-bis", "birth_date": f"1{n}/04/2011"} for n, name in enumerate(NAMES))
    (content / "sessions.xlsx").write_bytes(
        xlsx(*sessions({"date": HELD}, {"id": "S2", "date": HELD, "room": "CDI", "invigilators": "M. Alix Bidule"}))
    )
    (content / "rosters" / "S2.xlsx").write_bytes(xlsx(*roster(*others), sheet="S2"))
    fill({content: Scenario()})
    (content / "sheets" / "S2.csv").write_text(
        "Nom;Prénom;Né(e) le;Né(e) à;N° de certification;Écran de fin vu\n"
        + "\n".join(
            f"{name}-bis;Zélie;1{n}/04/2011;Ys;{100250 + n if n else 100234};x" for n, name in enumerate(NAMES)
        ),
        encoding="utf-8",
    )
    (found,) = check_content(content, TODAY).findings
    assert (found.code, found.place.cell) == ("T007", "E2")
    assert "de sheets/S1." in found.message
    (content / "sheets" / "S2.csv").write_text(
        "Nom;Prénom;Né(e) le;Né(e) à;N° de certification;Écran de fin vu\n"
        + "\n".join(f"{name};Zélie;1{n}/03/2011;Ys;{100260 + n};x" for n, name in enumerate(NAMES)),
        encoding="utf-8",
    )
    (found,) = check_content(content, TODAY).findings
    assert (found.code, found.place.file, found.place.cell) == ("T002", "sheets/S2.csv", None)
    assert "6 sur 6 sont sur celle de S1" in found.message
