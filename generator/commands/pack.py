"""`consigne pack`: the papers of a session that carry names, and all that is printed with them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.completion import sessions_that_begin
from generator.commands.options import Content, Quiet, Today, Values, parse_day
from generator.commands.running import at_work, centre_of, chosen_session
from generator.terminal import asked_secretly, counted, say, say_problems
from generator.writing.refusal import Refused

if TYPE_CHECKING:
    from generator.private.packs.make import Packed
    from generator.private.packs.protection import Protection
    from schemas.records import Centre, Session

_PASSWORD = "CONSIGNE_PACK_PASSWORD"  # noqa: S105 - the name of a variable


def pack(
    *,
    sessions: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SESSION",
            help="Les sessions ; sans elles, toutes celles à venir.",
            show_default=False,
            autocompletion=sessions_that_begin,
        ),
    ] = None,
    day: Annotated[
        date | None,
        typer.Option(
            "--day", metavar="AAAA-MM-JJ", parser=parse_day, help="Les sessions de ce jour.", show_default=False
        ),
    ] = None,
    content: Content = Path("content"),
    output: Annotated[Path, typer.Option("--output", metavar="DIR", help="Dossier des paquets, privé.")] = Path(
        "packs"
    ),
    encrypt_to: Annotated[
        list[str] | None,
        typer.Option(
            "--encrypt-to",
            metavar="CLE",
            help="Chiffrer pour cette clé publique age ou SSH (répétable).",
            show_default=False,
        ),
    ] = None,
    password: Annotated[
        bool, typer.Option("--password", help=f"Protéger par un mot de passe (demandé, ou {_PASSWORD}).")
    ] = False,
    printed: Annotated[
        bool,
        typer.Option("--printed", help="Noter que le paquet est imprimé, sans rien refaire : consigne status le dira."),
    ] = False,
    today: Today,
    quiet: Quiet = False,
    show_values: Values,
) -> None:
    """`consigne pack`."""
    protection = _protection(encrypt_to or [], is_asked=password)
    centre, chosen = centre_of(
        content, today, sessions or [], lambda centre, ids: _chosen(centre, ids, day, today), show_values=show_values
    )
    if printed:
        _note_printed(centre, chosen, output, today)
        return
    # Late: typst, openpyxl, pypdf, Jinja2.
    from generator.private.packs.browser import find_browser
    from generator.private.packs.make import make_packs
    from generator.public.versions.git_history import content_date
    from generator.public.wording import wording_of

    browser = find_browser()
    with at_work("Paquets") as said:
        packed = make_packs(
            centre,
            chosen,
            output,
            content=content,
            browser=browser,
            protection=protection,
            said=partial(said, "Paquets"),
            show_values=show_values,
            wording=wording_of(content, centre.settings.language),
            content_date=content_date(content),
        )
    _say_outcome(packed, output, has_browser=browser is not None, chosen=len(chosen))


def _protection(keys: Sequence[str], *, is_asked: bool) -> Protection:
    from generator.private.packs.protection import Protection, recipient

    if keys and is_asked:
        raise typer.BadParameter("une clé ou un mot de passe, pas les deux", param_hint="--password")
    for key in keys:
        try:
            recipient(key)
        except ValueError:
            raise typer.BadParameter(
                "ce n’est pas une clé publique age (age1…) ni SSH (ssh-ed25519 …)", param_hint="--encrypt-to"
            ) from None
    if not is_asked:
        return Protection(recipients=tuple(keys))
    word = os.environ.get(_PASSWORD)
    if not word and sys.stdin.isatty():
        word = asked_secretly("Mot de passe des paquets", twice=True)
    if not word:
        raise typer.BadParameter(f"donnez le mot de passe dans {_PASSWORD}", param_hint="--password")
    return Protection(password=word)


def _chosen(centre: Centre, ids: Sequence[str], day: date | None, today: date) -> list[Session]:
    """The sessions asked for, in order of time."""
    for id in ids:
        chosen_session(id, centre)
    if day is not None and not any(session.date == day for session in centre.sessions):
        raise typer.BadParameter("aucune session ce jour", param_hint="--day")
    return [
        session
        for session in centre.sessions
        if (not ids or session.id in ids)
        and (day is None or session.date == day)
        and (ids or day is not None or session.date >= today)
    ]


def _note_printed(centre: Centre, chosen: Sequence[Session], output: Path, day: date) -> None:
    from generator.private.packs.folder import note_printed
    from generator.private.packs.french_order import in_french_order
    from generator.private.progress.digests import sheet_digest

    refused = []
    for session in chosen:
        listed = in_french_order(each for each in centre.candidates if each.session_id == session.id)
        if reason := note_printed(output / session.id, sheet_digest(session, listed), day):
            refused.append(f"{session.id} : {reason}. Faites-le (consigne pack {session.id}), puis imprimez-le.")
    if noted := len(chosen) - len(refused):
        say(f"Noté : {counted(noted, 'paquet')} imprimé{'s' if noted > 1 else ''}.")
    if refused:
        raise Refused(refused, headline="Rien n’est noté pour :")


def _say_outcome(packed: Packed, output: Path, *, has_browser: bool, chosen: int) -> None:
    from generator.private.packs.folder import DAYS  # late, as above

    if not chosen:
        say("Aucune session à venir : nommez les sessions, ou donnez --day.")
    if packed.made or packed.unchanged:
        made = f"{counted(len(packed.made), 'paquet')} fait{'s' if len(packed.made) > 1 else ''}"
        kept = f", {len(packed.unchanged)} déjà à jour" if packed.unchanged else ""
        first = (packed.made or packed.unchanged)[0]
        days = f", ou toute une journée ({output / DAYS})" if (output / DAYS).is_dir() else ""
        say(f"{made} dans {output}{kept}. Imprimez {first}-tout.pdf en recto verso{days}.")
        say(
            "Ces fichiers portent des données personnelles : ne les publiez pas, et détruisez-les à la date qu’ils donnent."
        )
    if packed.without:
        say(f"Sans candidats, et donc laissées de côté : {', '.join(packed.without)}.")
    if not has_browser or packed.browser_failed:
        reason = (
            "Le navigateur n’a pas pu imprimer" if has_browser else "Ni Chromium, ni Chrome, ni Edge sur cet ordinateur"
        )
        say(
            f"{reason} : les paquets n’ont que les papiers privés. Imprimez la consigne, l’affiche et les rapports depuis le site.",
            error=True,
        )
    if packed.unprintable:
        say_problems("Signes que la police n’a pas, imprimés « ? » : complétez à la main.", packed.unprintable)
    for day in packed.incomplete_days:
        if (output / DAYS / day.isoformat()).exists():
            say(
                f"{output / DAYS / day.isoformat()} n’est plus à jour : refaites-le par consigne pack --day {day.isoformat()}.",
                error=True,
            )
    if packed.of_no_session:
        say(
            f"{output} garde le paquet de sessions ou de jours qui n’existent plus, à supprimer : {', '.join(packed.of_no_session)}.",
            error=True,
        )
    if packed.refused:
        raise Refused(packed.refused, headline="Paquets qui n’ont pas été refaits :")
