"""`consigne export`: the files that a centre sends to Pix before its sessions, and its calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.completion import sessions_that_begin
from generator.commands.options import Content, Quiet, Today, Values, ends_with, examples, unless_others_read
from generator.commands.running import centre_of, checked_centre, chosen_session
from generator.private.exports.billing import BillingPart
from generator.terminal import counted, say, write

if TYPE_CHECKING:
    from generator.private.exports.pix_csv import Billing
    from schemas.centre import CentreSettings
    from schemas.records import Centre

export_app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)

Sessions = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SESSION",
        help="Les sessions ; sans elles, toutes celles à venir.",
        autocompletion=sessions_that_begin,
        show_default=False,
    ),
]
Replace = Annotated[
    bool, typer.Option("--replace", help="Remplacer le fichier s’il existe déjà avec un autre contenu.")
]


def _output(help: str, *suffixes: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        "--output", metavar="FICHIER", help=help, callback=ends_with(*suffixes)
    )
    return option


@export_app.command(
    help="Annoncer les sessions à venir à Pix : un courriel prêt à envoyer, ou un tableau.",
    epilog=examples("consigne export announcement", "consigne export announcement --output annonce.xlsx"),
)
def announcement(
    *,
    sessions: Sessions = None,
    content: Content = Path("content"),
    output: Annotated[
        Path | None,
        _output("Fichier .xlsx, .csv ou .txt. Sans cette option, le courriel s’affiche.", ".xlsx", ".csv", ".txt"),
    ] = None,
    today: Today,
    overwrite: Replace = False,
    quiet: Quiet = False,
) -> None:
    """`consigne export announcement`."""
    centre, chosen = centre_of(
        content,
        today,
        sessions or [],
        lambda centre, ids: [session for session in _only(ids, centre).sessions if session.date >= today],
        folders=("sessions.",),
        show_values=unless_others_read(),
    )
    centre = replace(centre, sessions=tuple(chosen))
    # Late: openpyxl.
    from generator.private.exports import announcement as made

    announced = made.to_announce(centre, today)
    text = made.announcement_text(announced, centre.settings)
    if output is None:
        write(text)
        return
    match output.suffix.lower():
        case ".xlsx":
            data = made.announcement_xlsx(announced, centre.settings)
        case ".csv":
            data = made.announcement_csv(announced)
        case _:
            data = text.encode("utf-8")
    _write(output, data, content, replace=overwrite)
    coming = counted(len(announced), "session")
    say(f"Annonce écrite dans {output} : {coming} à venir.")


@export_app.command(
    "pix-csv",
    help="Écrire l’import en masse de la plateforme nationale : sessions et candidats.",
    epilog=examples("consigne export pix-csv", "consigne export pix-csv 3A-lundi --output import.csv"),
)
def pix_csv(
    *,
    sessions: Sessions = None,
    content: Content = Path("content"),
    output: Annotated[Path, _output("Fichier .csv, lisible par vous seul.", ".csv")] = Path("import-pix.csv"),
    today: Today,
    overwrite: Replace = False,
    quiet: Quiet = False,
    show_values: Values,
    billing: Annotated[
        BillingPart | None,
        typer.Option(
            "--billing",
            metavar="TARIF",
            help="Hors établissement scolaire (sco = false) : Gratuite, Prépayée ou Payante, pour qui n’a rien dans la colonne Tarification "
            "part Pix de sa liste.",
            show_default=False,
        ),
    ] = None,
    prepayment_code: Annotated[
        str | None,
        typer.Option(
            "--prepayment-code",
            metavar="CODE",
            help="Le code de la tarification Prépayée.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """`consigne export pix-csv`."""
    centre = _only(sessions, checked_centre(content, today, show_values=show_values))
    from generator.private.exports import pix_csv as made

    paid = _billing(centre.settings, billing, prepayment_code)
    wanted = made.importable(centre, today)
    _write(output, made.pix_csv(wanted, paid), content, replace=overwrite)
    candidates = sum(len(wanted.candidates[session.id]) for session in wanted.sessions)
    count = f"{counted(len(wanted.sessions), 'session')}, {candidates} candidats"
    say(f"Import écrit dans {output} : {count}. Il porte des données personnelles.")
    if wanted.without:
        say(f"Sans candidats, et donc laissées de côté : {', '.join(wanted.without)}.")


@export_app.command(
    help="Écrire le calendrier des sessions, sans aucun nom de candidat.",
    epilog=examples("consigne export calendar", "consigne export calendar --output pix.ics"),
)
def calendar(
    *,
    content: Content = Path("content"),
    output: Annotated[Path, _output("Fichier .ics.", ".ics")] = Path("calendrier.ics"),
    today: Today,
    overwrite: Replace = False,
    quiet: Quiet = False,
) -> None:
    """`consigne export calendar`."""
    centre = checked_centre(content, today, show_values=unless_others_read())
    from generator.public.calendar import calendar as made
    from generator.public.privacy.door import public_centre
    from generator.public.versions.git_history import content_date

    data = made(public_centre(centre), content_date=content_date(content))
    _write(output, data, content, replace=overwrite)
    say(f"Calendrier écrit dans {output} : {counted(len(centre.sessions), 'session')}.")


def _only(ids: Sequence[str] | None, centre: Centre) -> Centre:
    """The centre with these sessions alone, if any is named."""
    if not ids:
        return centre
    chosen = {chosen_session(id, centre).id for id in ids}
    return replace(centre, sessions=tuple(each for each in centre.sessions if each.id in chosen))


def _billing(settings: CentreSettings, part: BillingPart | None, prepayment_code: str | None) -> Billing | None:
    """How Pix is paid, of a centre that it bills."""
    from generator.private.exports.pix_csv import Billing

    if settings.sco:
        if part or prepayment_code:
            raise typer.BadParameter(
                "Pix ne facture pas un établissement scolaire ; sinon, écrivez sco = false dans centre.toml",
                param_hint="--billing",
            )
        return None
    if (part is BillingPart.PREPAID) != bool(prepayment_code):
        raise typer.BadParameter(
            "il va avec la tarification Prépayée, et avec elle seule", param_hint="--prepayment-code"
        )
    return Billing(part=part, prepayment_code=prepayment_code)


def _write(output: Path, data: bytes, content: Path, *, replace: bool) -> None:
    from generator.writing.door import Door, kept_unless_untouched

    Door(option="--output", content=content).write(output, data, None if replace else kept_unless_untouched)
