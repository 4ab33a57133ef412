"""`centre.toml`: the settings of a centre, read and checked strictly.

A mistake here is reported before any spreadsheet is opened (exit code 2): every later check depends on it.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

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

    duration_min: int = Field(default=105, ge=10, le=480)
    arrival_min: int = Field(default=15, ge=0, le=120)
    warning_min: int = Field(default=5, ge=1, le=30)
    extra_time_rounding_min: int = Field(default=1, ge=1, le=15)
    url: Line = "https://pix.beta.gouv.fr/certifications"
    resume_url: Line = "https://pix.beta.gouv.fr/certifications/NUMERO"

    @field_validator("url", "resume_url")
    @classmethod
    def _is_web_address(cls, value: str) -> str:
        return web_address(value)


class Room(_Strict):
    """A room and the number of computers that candidates can use in it."""

    seats: int = Field(ge=1, le=500)


class Contact(_Strict):
    """Someone to call on the day. Printed on the public briefing: an adult on duty, never a candidate."""

    role: Line
    name: Line | None = None
    phone: Line | None = None


class Period(_Strict):
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError("la fin (last) précède le début (first)")
        return self


class CheckSettings(_Strict):
    """What is usual in this centre, for the rules that warn about the unusual."""

    candidates_per_invigilator: int = Field(default=20, ge=1, le=200)
    age_min: int = Field(default=10, ge=0, le=120)
    age_max: int = Field(default=25, ge=0, le=120)
    school_holidays: tuple[Period, ...] = ()


class RetentionSettings(_Strict):
    """How long files are kept after the last session that they are about; past it, the check warns.

    A sheet is checked against its roster, so it cannot outlive it.
    """

    rosters_months: int = Field(default=12, ge=1, le=120)
    sheets_months: int = Field(default=12, ge=1, le=120)
    codes_days: int = Field(default=30, ge=1, le=3660)

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

    rule: Annotated[str, StringConstraints(pattern=r"^[FSRT][0-9]{3}$")]
    file: Line
    worksheet: Line | None = None
    cell: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,3}[0-9]{1,7}$")] | None = None
    reason: Line


class PublicationSettings(_Strict):
    """What the public site shows.

    `allowed_words`: words that the privacy gate accepts although they are also a candidate's name.
    """

    site_url: Line | None = None
    invigilators: Literal["name", "initials", "none"] = "name"
    allowed_words: tuple[Line, ...] = ()

    @field_validator("site_url")
    @classmethod
    def _is_web_address(cls, value: str | None) -> str | None:
        return None if value is None else web_address(value)


class CentreSettings(_Strict):
    """The whole of `centre.toml`. `sco`: a secondary school, to which Pix bills nothing."""

    name: Line
    uai: Annotated[str, StringConstraints(pattern=r"^[0-9]{7}[A-Z]$")] | None = None
    site: Line
    language: Literal["fr", "en"] = "fr"
    sco: bool = True
    test: TestSettings = TestSettings()
    rooms: dict[Line, Room] = Field(default_factory=dict)
    contacts: tuple[Contact, ...] = ()
    checks: CheckSettings = CheckSettings()
    retention: RetentionSettings = RetentionSettings()
    publication: PublicationSettings = PublicationSettings()
    accepted: tuple[Acceptance, ...] = ()


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
            [f"{path.name}{_toml_line(error)} n’est pas du TOML : vérifiez guillemets et crochets."]
        ) from None
    except RecursionError:
        raise CentreError([f"{path.name} imbrique trop de crochets : ce n’est pas un fichier de réglages."]) from None
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
    "extra_forbidden": "ce réglage n’existe pas ; vérifiez son orthographe",
    "bool_type": "true (oui) ou false (non) est attendu",
    "bool_parsing": "true (oui) ou false (non) est attendu",
    "string_type": "un texte entre guillemets est attendu",
    "string_too_short": "ce texte est vide",
    "string_too_long": "ce texte dépasse {max_length} caractères",
    "string_pattern_mismatch": "ce texte n’a pas la forme attendue",
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
    place = ".".join(str(part + 1 if isinstance(part, int) else part) for part in error["loc"])
    phrase = _FRENCH.get(error["type"], "cette valeur n’est pas acceptée").format(**error.get("ctx", {}))
    return f"{file}, réglage « {place} » : {phrase}."
