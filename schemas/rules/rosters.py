"""R: what a candidate needs: extra time, competences, an account, an address."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import polars as pl

from schemas.finding import Severity
from schemas.rule import Example, Rule
from schemas.rules.examples import RIGHT, roster, sessions, with_roster
from schemas.rules.row_faults import FaultsOf

if TYPE_CHECKING:
    from schemas.reading.frames import Frames

_PLATFORM = "Plateforme nationale : import des candidats."


_fault = FaultsOf("rosters")


R008 = Rule(
    code="R008",
    name="extra_time_unreadable",
    title="Temps majoré illisible",
    why="L’heure de fin du candidat se calcule d’après lui.",
    source=f"{_PLATFORM} Un pourcentage entier de 1 à 99.",
    faults=(
        _fault(
            "extra_time_percent",
            "Ce temps majoré ne se lit pas : {detail}.",
            lambda frames: pl.col("extra_time_percent_fault"),
        ),
    ),
    valid=(
        RIGHT,
        with_roster({"extra_time_percent": 33}),
        with_roster({"extra_time_percent": "33 %"}),
        with_roster({"extra_time_percent": 0.33}),
        with_roster({"extra_time_percent": "tiers temps"}),
    ),
    invalid=(
        with_roster({"extra_time_percent": "beaucoup"}, at="rosters/S1.xlsx!E2"),
        with_roster({"extra_time_percent": 133}, at="rosters/S1.xlsx!E2"),
        with_roster({"extra_time_percent": 12.5}, at="rosters/S1.xlsx!E2"),
    ),
)

_LEAST_USUAL_PERCENT, _MOST_USUAL_PERCENT = 10, 75


def _extra_time_slip(frames: Frames) -> pl.Expr:
    percent = pl.col("extra_time_percent")
    usual = percent.is_between(_LEAST_USUAL_PERCENT, _MOST_USUAL_PERCENT) & ~percent.is_in([66, 67])
    return (percent > 0) & ~usual


R009 = Rule(
    code="R009",
    name="extra_time_unusual",
    title="Temps majoré inhabituel",
    why="3 % pour 33 %, ou 66 % pour un tiers : une faute de frappe priverait le candidat de son droit.",
    source="Consigne : les majorations courantes sont d’un tiers et de la moitié.",
    faults=(
        _fault(
            "extra_time_percent",
            "Ce temps majoré est inhabituel. Vérifiez-le : un tiers s’écrit 33 %, la moitié 50 %.",
            _extra_time_slip,
            Severity.WARNING,
        ),
    ),
    valid=(RIGHT, with_roster({"extra_time_percent": 33}), with_roster({"extra_time_percent": 50})),
    invalid=tuple(
        Example(
            files={
                "sessions.xlsx": sessions({"end": time(14)}),
                "rosters/S1.xlsx": roster({"extra_time_percent": percent}),
            },
            at="rosters/S1.xlsx!E2",
        )
        for percent in ("3 %", "66 %", "90 %")
    ),
)

R010 = Rule(
    code="R010",
    name="too_few_competences",
    title="Moins de 5 compétences positionnées",
    why="La plateforme refuse le test à ce candidat : il l’apprendrait dans la salle.",
    source="Document fondateur, « Préalable » : au moins 5 compétences de niveau autre que 0.",
    faults=(
        _fault(
            "positioned_competences",
            "Moins de 5 compétences positionnées : ce candidat ne peut pas passer le test. Faites-le se positionner, "
            "ou retirez-le de la session.",
            lambda frames: pl.col("positioned_competences") < 5,
        ),
    ),
    valid=(RIGHT, with_roster({"positioned_competences": 5})),
    invalid=(with_roster({"positioned_competences": 4}, at="rosters/S1.xlsx!E2"),),
)

_MOST_COMPETENCES = 16


def _has_column(frames: Frames, column: str) -> pl.Expr:
    """Whether the row's table has that column: an absent optional column is no empty cell."""
    with_column = [table.index for table in frames.tables["rosters"] if column in table.headers]
    return pl.col("table").is_in(with_column)


R011 = Rule(
    code="R011",
    name="competences_unknown",
    title="Nombre de compétences inconnu ou invraisemblable",
    why="À moins de 5 compétences positionnées, le candidat ne peut pas passer le test ; Pix en compte 16.",
    source="Document fondateur, « Préalable ».",
    faults=(
        _fault(
            "positioned_competences",
            "Le nombre de compétences positionnées manque. Relevez-le sur le profil Pix du candidat.",
            lambda frames: (
                pl.col("positioned_competences").is_null()
                & pl.col("positioned_competences_fault").is_null()
                & _has_column(frames, "positioned_competences")
            ),
            Severity.WARNING,
        ),
        _fault(
            "positioned_competences",
            "Ce nombre de compétences ne se lit pas : {detail}.",
            lambda frames: pl.col("positioned_competences_fault"),
            Severity.WARNING,
        ),
        _fault(
            "positioned_competences",
            "Pix ne compte que 16 compétences. Vérifiez ce nombre.",
            lambda frames: pl.col("positioned_competences") > _MOST_COMPETENCES,
            Severity.WARNING,
        ),
    ),
    valid=(RIGHT, with_roster({"positioned_competences": 16})),
    invalid=(
        with_roster({"positioned_competences": None}, at="rosters/S1.xlsx!E2"),
        with_roster({"positioned_competences": "plusieurs"}, at="rosters/S1.xlsx!E2"),
        with_roster({"positioned_competences": 17}, at="rosters/S1.xlsx!E2"),
    ),
)

R012 = Rule(
    code="R012",
    name="account_not_ready",
    title="Compte Pix non vérifié",
    why="Un mot de passe oublié se règle avant la session, et non devant trente candidats.",
    source="Document fondateur, « Préalable » : connaître le mail et le mot de passe de son compte.",
    faults=(
        _fault(
            "account_ready",
            "Ce candidat n’a pas encore vérifié son compte Pix. Faites-le se connecter avant la session.",
            lambda frames: (
                (pl.col("account_ready").is_null() | ~pl.col("account_ready"))
                & pl.col("account_ready_fault").is_null()
                & _has_column(frames, "account_ready")
            ),
            Severity.WARNING,
        ),
        _fault(
            "account_ready",
            "Ce compte vérifié ne se lit pas : {detail}.",
            lambda frames: pl.col("account_ready_fault"),
            Severity.WARNING,
        ),
    ),
    valid=(RIGHT, with_roster({"account_ready": "oui"})),
    invalid=(
        with_roster({"account_ready": "non"}, at="rosters/S1.xlsx!E2"),
        with_roster({"account_ready": "bientôt"}, at="rosters/S1.xlsx!E2"),
    ),
)

RULES = (R008, R009, R010, R011, R012)
