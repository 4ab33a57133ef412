"""`centre.toml`: the settings of a centre, read and checked strictly.

A mistake here is reported before any spreadsheet is opened (exit code 2): every later check depends on it.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal, Self, get_args
from zoneinfo import available_timezones

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails

from schemas.errors import CentreError, reason_in_french
from schemas.territories import SchoolZone, clock_of, holidays_of

FORMAT: Literal[1] = 1
"""The version of the settings that this program reads. Raised when an older program would misread a newer file."""

MAX_BYTES = 200_000
"""A settings file larger than this is not one."""

Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$"),
]
"""One line of text without control characters."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TestSettings(_Strict):
    """The test itself, as the national platform runs it. Durations in minutes.

    The clock starts when the access code is given (founding document, "Gestion du temps").
    """

    __test__ = False  # not a test case, whatever its name says to pytest

    duration_min: int = Field(default=105, ge=10, le=480, description="la durée du test, en minutes")
    arrival_min: int = Field(default=15, ge=0, le=120, description="le temps d’accueil avant le test, en minutes")
    warning_min: int = Field(default=5, ge=1, le=30, description="combien de minutes avant la fin on avertit")
    extra_time_rounding_min: int = Field(default=1, ge=1, le=15, description="l’arrondi du temps majoré, en minutes")
    url: Line = Field(default="https://pix.beta.gouv.fr/certifications", description="l’adresse à écrire au tableau")
    resume_url: Line = Field(
        default="https://pix.beta.gouv.fr/certifications/NUMERO",
        description="l’adresse pour reprendre un test interrompu",
    )

    @field_validator("url", "resume_url")
    @classmethod
    def _is_web_address(cls, value: str) -> str:
        return web_address(value)


class Room(_Strict):
    """A room and the number of computers that candidates can use in it."""

    seats: int = Field(ge=1, le=500, description="le nombre d’ordinateurs de la salle")


class Contact(_Strict):
    """Someone to call on the day. Printed on the public briefing: an adult on duty, never a candidate."""

    role: Line = Field(description="le rôle de la personne à appeler")
    name: Line | None = Field(default=None, description="son nom")
    phone: Line | None = Field(default=None, description="son téléphone")


class Period(_Strict):
    """Days from `first` to `last`, both included."""

    first: date = Field(description="le premier jour")
    last: date = Field(description="le dernier jour")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError("la fin (last) précède le début (first)")
        return self


class CheckSettings(_Strict):
    """What is usual in this centre, for the rules that warn about the unusual."""

    candidates_per_invigilator: int = Field(
        default=20, ge=1, le=200, description="combien de candidats un surveillant peut suivre"
    )
    age_min: int = Field(default=10, ge=0, le=120, description="l’âge du plus jeune candidat")
    age_max: int = Field(default=25, ge=0, le=120, description="l’âge du plus âgé")
    school_zone: SchoolZone | None = Field(default=None, description="la zone des vacances scolaires : A, B ou C")
    school_holidays: tuple[Period, ...] = Field(default=(), description="les vacances scolaires")

    @model_validator(mode="before")
    @classmethod
    def _with_those_of_its_zone(cls, data: object) -> object:
        """The holidays of the zone come after those that are written down, so that errors name the latter by their place."""
        if not isinstance(data, dict) or data.get("school_zone") not in ("A", "B", "C"):
            return data
        own = data.get("school_holidays", ())
        known = tuple({"first": first, "last": last} for first, last in holidays_of(data["school_zone"]))
        return {**data, "school_holidays": (*own, *known)} if isinstance(own, list | tuple) else data


class RetentionSettings(_Strict):
    """How long files are kept after the last session that they are about; past it, the check warns.

    A sheet is checked against its roster, so it cannot outlive it.
    """

    rosters_months: int = Field(default=12, ge=1, le=120, description="combien de mois garder les listes")
    sheets_months: int = Field(default=12, ge=1, le=120, description="combien de mois garder les feuilles d’émargement")
    codes_days: int = Field(default=30, ge=1, le=3660, description="combien de jours garder les codes d’accès")

    @model_validator(mode="after")
    def _sheets_go_first(self) -> Self:
        if self.sheets_months > self.rosters_months:
            raise ValueError(
                "une feuille d’émargement se vérifie avec sa liste : sheets_months ne dépasse pas rosters_months"
            )
        return self


class Acceptance(_Strict):
    """A warning that is right in this centre, and why; `file` is relative to the content folder.

    Without `worksheet` and `cell`, it covers that rule in the whole file.
    """

    rule: Annotated[str, StringConstraints(pattern=r"^[FSRT][0-9]{3}$")] = Field(
        description="le code de la règle, comme R005"
    )
    file: Line = Field(description="le fichier de l’avertissement accepté")
    worksheet: Line | None = Field(default=None, description="sa feuille de calcul")
    cell: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,3}[0-9]{1,7}$")] | None = Field(
        default=None, description="sa cellule, comme C4"
    )
    reason: Line = Field(description="pourquoi l’avertissement est accepté")


class PublicationSettings(_Strict):
    """What the public site shows.

    `allowed_words`: words that the privacy gate accepts although they are also a candidate's name.
    """

    site_url: Line | None = Field(default=None, description="l’adresse du site publié")
    invigilators: Literal["name", "initials", "none"] = Field(
        default="name", description="ce que le site montre des surveillants"
    )
    allowed_words: tuple[Line, ...] = Field(default=(), description="les mots que le site peut contenir")

    @field_validator("site_url")
    @classmethod
    def _is_web_address(cls, value: str | None) -> str | None:
        return None if value is None else web_address(value)


class CentreSettings(_Strict):
    """The whole of `centre.toml`. `sco`: a secondary school, to which Pix bills nothing."""

    format: Literal[1] = Field(default=FORMAT, description="la version de ce fichier")
    name: Line = Field(description="le nom de l’établissement")
    uai: Annotated[str, StringConstraints(pattern=r"^[0-9]{7}[A-Z]$")] | None = Field(
        default=None, description="le code UAI : sept chiffres et une lettre"
    )
    site: Line = Field(description="le lieu des sessions")
    language: Literal["fr", "en"] = Field(default="fr", description="la langue des papiers")
    time_zone: Line | None = Field(default=None, description="le fuseau horaire, comme Indian/Reunion")
    sco: bool = Field(default=True, description="si c’est un établissement scolaire")
    test: TestSettings = Field(default=TestSettings(), description="les réglages du test")
    rooms: dict[Line, Room] = Field(default_factory=dict, description="les salles")
    contacts: tuple[Contact, ...] = Field(default=(), description="les personnes à appeler")
    checks: CheckSettings = Field(default=CheckSettings(), description="ce qui est habituel ici")
    retention: RetentionSettings = Field(
        default=RetentionSettings(), description="combien de temps garder les fichiers"
    )
    publication: PublicationSettings = Field(default=PublicationSettings(), description="ce que montre le site")
    accepted: tuple[Acceptance, ...] = Field(default=(), description="les avertissements acceptés")

    @field_validator("time_zone")
    @classmethod
    def _is_a_time_zone(cls, value: str | None) -> str | None:
        if value is not None and value not in available_timezones():
            near = get_close_matches(value, available_timezones(), n=1)
            perhaps = f" Vouliez-vous dire « {near[0]} » ?" if near else " Par exemple Europe/Paris ou Indian/Reunion"
            raise ValueError(f"ce fuseau horaire n’existe pas.{perhaps}")
        return value

    @property
    def clock(self) -> str:
        """The time zone of its sessions: the one that is written down, else that of its department."""
        return self.time_zone or clock_of(self.uai)


def load_settings(path: Path) -> CentreSettings:
    """Reads and checks `centre.toml`.

    Raises:
        CentreError: the file is unreadable or wrong, with every problem in French.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CentreError([f"{path.name} dépasse {MAX_BYTES // 1000} ko : ce n’est pas un fichier de réglages."])
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CentreError([f"{path.name} n’est pas enregistré en UTF-8. Enregistrez-le avec cet encodage."]) from None
    except OSError as error:
        raise CentreError([f"{path} ne peut pas être lu ({reason_in_french(error)})."]) from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CentreError(
            [
                f"{path.name}{_toml_line(error)} n’est pas écrit comme un fichier de réglages (format TOML) : un réglage par ligne, "
                f'un texte entre guillemets droits (name = "Collège…"), un nombre sans guillemets, autant de [ que de ].'
            ]
        ) from None
    except RecursionError:
        raise CentreError([f"{path.name} imbrique trop de crochets : ce n’est pas un fichier de réglages."]) from None
    newer = data.get("format")
    if isinstance(newer, int) and newer > FORMAT:
        # Alone: its unknown settings would each be called a mistake.
        raise CentreError(
            [
                f"{path.name} est au format {newer}, d’une version plus récente de Consigne ; celle-ci lit le format {FORMAT}. Installez celle "
                f"que le centre contient (consigne-….whl)."
            ]
        )
    try:
        return CentreSettings.model_validate(data)
    except ValidationError as error:
        raise CentreError([_in_french(path.name, item) for item in error.errors()]) from None


def web_address(value: str) -> str:
    """The value itself, if it is a web address that a page may hold unescaped; a ValueError in French otherwise."""
    if not re.fullmatch(r"https?://[^\s<>\"'{}|\\^`]+", value):
        raise ValueError("une adresse commence par https:// et ne contient ni espace ni guillemet")
    return value


def _toml_line(error: tomllib.TOMLDecodeError) -> str:
    found = re.search(r"line (\d+)", str(error))
    return f", ligne {found[1]}," if found else ""


# Pydantic's stable error types (not its English prose) to French; `{…}` are that error's own context.
_FRENCH = {
    "missing": "ce réglage obligatoire manque",
    "bool_type": "true (oui) ou false (non) est attendu",
    "bool_parsing": "true (oui) ou false (non) est attendu",
    "string_type": "un texte entre guillemets est attendu",
    "string_too_short": "ce texte est vide",
    "string_too_long": "ce texte dépasse {max_length} caractères",
    "string_pattern_mismatch": "ce texte n’a pas la forme attendue",
    "float_type": "un nombre est attendu",
    "finite_number": "un nombre est attendu",
    "int_type": "un nombre entier est attendu",
    "int_parsing": "un nombre entier est attendu",
    "int_from_float": "un nombre entier est attendu",
    "greater_than_equal": "ce nombre doit être au moins {ge}",
    "less_than_equal": "ce nombre doit être au plus {le}",
    "literal_error": "valeur inconnue ; sont possibles : {expected}",
    "date_type": "une date est attendue, par exemple 2026-12-19",
    "date_from_datetime_parsing": "une date est attendue, par exemple 2026-12-19",
    "date_from_datetime_inexact": "une date sans heure est attendue, par exemple 2026-12-19",
    "tuple_type": "une liste entre crochets est attendue",
    "dict_type": "un groupe de réglages est attendu",
    "model_type": "un groupe de réglages est attendu",
    "value_error": "{error}",
}


def _in_french(file: str, error: ErrorDetails) -> str:
    loc = error["loc"]
    place = ".".join(str(part + 1 if isinstance(part, int) else part) for part in loc)
    if error["type"] == "extra_forbidden":
        return f"{file}, réglage « {place} » : ce réglage n’existe pas{_perhaps(loc)}"
    context = {name: str(value).replace(" or ", " ou ") for name, value in error.get("ctx", {}).items()}
    phrase = _FRENCH.get(error["type"], "cette valeur n’est pas acceptée").format(**context)
    meaning = _meaning(loc)
    return f"{file}, réglage « {place} »{f' ({meaning})' if meaning else ''} : {phrase}{'' if phrase.endswith('?') else '.'}"


_Loc = tuple[int | str, ...]


def _meaning(loc: _Loc) -> str | None:
    """What the setting at this place is, or the group around it."""
    model: type[BaseModel] | None = CentreSettings
    meaning = None
    for part in loc:
        field = model.model_fields.get(str(part)) if model else None
        if field is not None:
            meaning = field.description
            model = _model_in(field.annotation)
    return meaning


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The group of settings that a setting holds: one, a list of them or one for each name."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inside in get_args(annotation) if (found := _model_in(inside))), None)


def _perhaps(loc: _Loc) -> str:
    """What an unknown setting was meant to be: another name in its group, or the same name in another group."""
    *group, name = (str(part) for part in loc)
    model: type[BaseModel] | None = CentreSettings
    for part in group:
        field = model.model_fields.get(part) if model else None
        model = _model_in(field.annotation) if field is not None else model
    near = get_close_matches(name, model.model_fields if model else (), n=1)
    if near:
        return f". Vouliez-vous dire « {near[0]} » ?"
    elsewhere = [
        title
        for title, field in CentreSettings.model_fields.items()
        if (inside := _model_in(field.annotation)) and name in inside.model_fields
    ]
    if name in CentreSettings.model_fields and group:
        return ". Il se met en haut du fichier, avant le premier titre entre crochets."
    return f". Il se met sous [{elsewhere[0]}]." if elsewhere else " ; vérifiez son orthographe."
