"""`consigne init`: a centre's own repository, begun, begun again for a new year, or brought to a new version."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from generator.commands.options import Quiet, Today, content_folder
from generator.new_centre.forges import Forge
from generator.new_centre.identity import Identity, read_uai
from generator.terminal import asked, say
from generator.writing.refusal import OutputRefused, Refused

_EXECUTABLE = (".ci/install",)


def _uai(text: str | None) -> str | None:
    if not text:
        return None
    try:
        return read_uai(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def init(
    *,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Le dossier du centre.")],
    forge: Annotated[
        Forge | None,
        typer.Option(
            "--forge", metavar="FORGE", help="gitlab ou github ; sans cette option, les deux.", show_default=False
        ),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NOM", help="Le nom de l’établissement.", show_default=False)
    ] = None,
    uai: Annotated[
        str | None,
        typer.Option(
            "--uai",
            metavar="CODE",
            help="Son code UAI, qui dit aussi le fuseau horaire et la zone de vacances.",
            callback=_uai,
            show_default=False,
        ),
    ] = None,
    site: Annotated[
        str | None, typer.Option("--site", metavar="VILLE", help="Le lieu des sessions.", show_default=False)
    ] = None,
    earlier: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="DIR",
            help="Commencer une année : les réglages et les textes de ce centre, sans personne.",
            show_default=False,
        ),
    ] = None,
    update: Annotated[
        bool,
        typer.Option("--update", help="Mettre un centre qui existe à cette version : CI et programme, rien d’autre."),
    ] = False,
    with_zip: Annotated[
        bool, typer.Option("--zip", help="Écrire aussi DIR.zip, à déposer dans un projet vide d’une forge.")
    ] = False,
    today: Today,
    quiet: Quiet = False,
) -> None:
    """`consigne init`."""
    said = Identity(name=name, uai=uai, site=site)
    if (earlier is not None or update) and said != Identity():
        raise typer.BadParameter("--name, --uai et --site ne valent que pour un nouveau centre", param_hint="init")
    if update:
        _update(folder, forge)
    else:
        _refuse_a_centre(folder)
        files = _files(forge, said, earlier, today)
        _write(folder, files, with_zip=with_zip)
        if earlier is not None:
            say(f"Réglages et textes repris de {earlier} ; ni session, ni candidat, ni avertissement accepté.")


def _files(forge: Forge | None, said: Identity, earlier: Path | None, today: date) -> dict[str, bytes]:
    # Late: openpyxl, holidays.
    from generator.new_centre.earlier_year import earlier_year
    from generator.new_centre.files import new_centre

    before = earlier_year(content_folder(earlier)) if earlier is not None else None
    identity = said if before is not None else _completed(said)
    forges = (forge,) if forge is not None else _asked_forges()
    return new_centre(forges, today=today, identity=identity, before=before)


def _write(folder: Path, files: Mapping[str, bytes], *, with_zip: bool) -> None:
    from generator.new_centre.template import zipped
    from generator.writing.door import write_new_files

    archive = folder.with_name(f"{folder.name}.zip")
    if with_zip and archive.exists():
        raise OutputRefused(f"{archive} existe déjà. Ôtez-le, ou choisissez un autre dossier.")
    write_new_files(folder, files, executable=_EXECUTABLE)
    if with_zip:
        write_new_files(archive.parent, {archive.name: zipped(files, executable=_EXECUTABLE)})
        say(f"Et {archive}, à décompresser et à déposer dans un projet vide et privé.")
    say(
        f"Centre créé dans {folder}. Lisez {folder / 'README.md'}, remplissez content/centre.toml et content/sessions.xlsx, puis "
        f"lancez dans ce dossier : consigne serve"
    )


def _refuse_a_centre(folder: Path) -> None:
    if any((folder / place / "centre.toml").exists() for place in (".", "content")):
        raise OutputRefused(
            f"{folder} est déjà un centre. Pour le mettre à la version de Consigne : consigne init {folder} --update. Pour une nouvelle année, "
            f"choisissez un autre dossier : consigne init AUTRE --from {folder}."
        )


def _update(folder: Path, forge: Forge | None) -> None:
    from generator.new_centre.files import renewed
    from generator.writing.door import renew_files

    if not (folder / "content" / "centre.toml").is_file():
        raise OutputRefused(f"{folder} n’est pas un centre : {folder / 'content' / 'centre.toml'} n’existe pas.")
    found = renewed(folder, forge)
    renew_files(folder, found.written, found.removed, executable=_EXECUTABLE)
    for path in found.written:
        say(f"  renouvelé : {path}")
    for path in found.removed:
        say(f"  ôté : {path}")
    if not found.written and not found.removed:
        say(f"{folder} est déjà à cette version.")
    else:
        say(
            f"{folder} est à jour{f' (il était à la version {found.before})' if found.before else ''}. Lisez CHANGELOG, puis enregistrez (« commit »)."
        )
    if found.kept:
        raise Refused(
            [f"{path} : comparez-le avec celui d’un centre neuf (consigne init ESSAI)." for path in found.kept],
            headline="Gardés tels quels, parce que quelqu’un les a changés :",
        )


def _someone_is_there() -> bool:
    return sys.stdin.isatty() and not os.environ.get("CI")


def _completed(said: Identity) -> Identity:
    """The same, with what was not said asked of whoever is at the terminal; an empty answer is left to fill in later."""
    if not _someone_is_there():
        return said
    return Identity(
        name=said.name or asked("Nom de l’établissement"),
        uai=said.uai or asked("Code UAI (sept chiffres et une lettre)", read_uai),
        site=said.site or asked("Ville"),
    )


def _asked_forges() -> tuple[Forge, ...]:
    if not _someone_is_there():
        return tuple(Forge)
    answer = asked(f"Forge ({', '.join(Forge)} ; rien : les deux)", _read_forge)
    return (Forge(answer),) if answer else tuple(Forge)


def _read_forge(text: str) -> str:
    try:
        return Forge(text.strip().lower())
    except ValueError:
        raise ValueError(f"choisissez {' ou '.join(Forge)}") from None
