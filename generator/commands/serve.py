"""`consigne serve`: the site on this computer, built again whenever the content changes."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Annotated

import typer

from generator.commands.build import build_and_say
from generator.commands.options import Content, Today, Values
from generator.terminal import exit_code, say
from generator.writing.refusal import ExitCode


def serve(
    *,
    content: Content = Path("content"),
    site: Annotated[Path, typer.Option("--site", metavar="DIR", help="Dossier du site.")] = Path("public"),
    port: Annotated[
        int, typer.Option("--port", metavar="PORT", min=1, max=65535, help="Port de cet ordinateur, de 1 à 65535.")
    ] = 8000,
    today: Today,
    show_values: Values,
) -> int:
    """`consigne serve`."""

    def build() -> int:
        return exit_code(lambda: build_and_say(content, site, today=today, site_url=None, show_values=show_values))

    code = build()
    # With errors in its content, the last site is still worth showing.
    if code != ExitCode.OK and not (code == ExitCode.FOUND_ERRORS and (site / "index.html").is_file()):
        return code

    def build_again() -> None:
        if build() == ExitCode.INTERRUPTED:
            raise KeyboardInterrupt

    def say_where(address: str) -> None:
        say(f"Ouvrez {address} ; le site suit chaque changement de {content}. Ctrl+C pour arrêter.")

    # Late: MkDocs.
    from generator.public.live_site import LiveSite

    try:
        LiveSite(site, watched=content, port=port, build=build_again, ready=say_where).run()
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise typer.BadParameter(f"{port} est déjà pris ; donnez-en un autre", param_hint="--port") from None
    except KeyboardInterrupt:
        say("Arrêté.")
    return ExitCode.OK
