"""The column dictionary: every column that a spreadsheet of a centre may have, and what it means.

One entry a column gives its identifier (glossary), French title, synonyms, meaning, example, kind of value, and whether
it is required, personal or secret. Titles in files are matched by meaning: see `fold`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, lru_cache


class Kind(StrEnum):
    """How the cells of a column are read; the parsers are in `schemas.reading.values`."""

    TEXT = "text"
    IDENTIFIER = "identifier"
    NAMES = "names"
    DATE = "date"
    BIRTH_DATE = "birth_date"
    TIME = "time"
    COUNT = "count"
    PERCENT = "percent"
    YES_NO = "yes_no"
    CERTIFICATION_NUMBER = "certification_number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of one kind of table."""

    id: str
    title: str
    synonyms: tuple[str, ...] = ()
    meaning: str
    example: str
    kind: Kind = Kind.TEXT
    required: bool = False
    personal: bool = False
    secret: bool = False


SESSIONS = (
    Column(
        id="id",
        title="Session",
        synonyms=("Identifiant", "Identifiant de session", "Nom de la session", "Code session"),
        meaning="Le nom court de la session, unique dans le centre. Il sert d’adresse à sa page : lettres sans accent, "
        "chiffres, tiret, point ou tiret bas.",
        example="3A-lundi",
        kind=Kind.IDENTIFIER,
        required=True,
    ),
    Column(
        id="date",
        title="Date",
        synonyms=("Jour", "Date de début", "Date de la session", "Date de session", "Date du test"),
        meaning="Le jour de la session.",
        example="30/11/2026",
        kind=Kind.DATE,
        required=True,
    ),
    Column(
        id="start",
        title="Début",
        synonyms=("Heure de début", "Heure début", "De", "Horaire de début"),
        meaning="L’heure à partir de laquelle la salle est réservée, accueil des candidats compris.",
        example="9:00",
        kind=Kind.TIME,
        required=True,
    ),
    Column(
        id="end",
        title="Fin",
        synonyms=("Heure de fin", "Heure fin", "À", "Jusqu’à", "Horaire de fin"),
        meaning="L’heure à laquelle la salle doit être libérée.",
        example="12:00",
        kind=Kind.TIME,
        required=True,
    ),
    Column(
        id="site",
        title="Site",
        synonyms=("Nom du site", "Établissement", "Lieu", "Bâtiment", "Adresse"),
        meaning="Le lieu, si le centre en a plusieurs. Sans lui, celui de centre.toml.",
        example="Bâtiment principal",
    ),
    Column(
        id="room",
        title="Salle",
        synonyms=("Nom de la salle", "Local", "Numéro de salle", "N° de salle"),
        meaning="La salle informatique.",
        example="B204",
        required=True,
    ),
    Column(
        id="invigilators",
        title="Surveillant(s)",
        synonyms=(
            "Surveillant",
            "Surveillants",
            "Surveillante",
            "Surveillantes",
            "Surveillance",
            "Enseignant",
            "Enseignants",
            "Nom du surveillant",
            "Nom des surveillants",
        ),
        meaning="Qui surveille. Plusieurs noms se séparent par un point-virgule.",
        example="Mme Camille Trucmuche ; M. Alex Machinchose",
        kind=Kind.NAMES,
        required=True,
    ),
    Column(
        id="seats",
        title="Postes",
        synonyms=("Nombre de postes", "Nb postes", "Places", "Nombre de places", "Capacité", "Ordinateurs"),
        meaning="Le nombre d’ordinateurs utilisables ce jour-là. Sans lui, celui de la salle dans centre.toml.",
        example="24",
        kind=Kind.COUNT,
    ),
    Column(
        id="session_number",
        title="Numéro de session Pix",
        synonyms=("Numéro de session", "N° de session", "N° session Pix", "Numéro de session préexistante"),
        meaning="Le numéro que Pix donne à la session.",
        example="123456",
        kind=Kind.IDENTIFIER,
    ),
    Column(
        id="access_code",
        title="Code d’accès",
        synonyms=("Code", "Code accès", "Code d’accès Pix", "Code d’accès à la session"),
        meaning="Le code que le surveillant donne de vive voix dans la salle. Il ne paraît jamais sur le site.",
        example="BCDF23",
        secret=True,
    ),
    Column(
        id="notes",
        title="Observations",
        synonyms=("Observation", "Remarques", "Remarque", "Notes", "Commentaires"),
        meaning="Un texte libre pour le centre. Il ne paraît jamais sur le site.",
        example="La clé est à la loge.",
        personal=True,
    ),
)

_CANDIDATE = (
    Column(
        id="last_name",
        title="Nom",
        synonyms=(
            "Nom de naissance",
            "Nom de famille",
            "NOM candidat",
            "Nom du candidat",
            "Nom de l’élève",
            "Nom élève",
        ),
        meaning="Le nom de naissance du candidat.",
        example="Topinambour",
        required=True,
        personal=True,
    ),
    Column(
        id="first_name",
        title="Prénom",
        synonyms=(
            "Prénoms",
            "Prénom(s)",
            "Premier prénom",
            "Prénom du candidat",
            "Prénom de l’élève",
            "Prénom élève",
        ),
        meaning="Le prénom du candidat.",
        example="Zélie",
        required=True,
        personal=True,
    ),
    Column(
        id="birth_date",
        title="Date de naissance",
        synonyms=("Né(e) le", "Né le", "Née le", "Naissance", "Date naissance", "DDN", "Date naiss."),
        meaning="Le jour de naissance du candidat.",
        example="12/03/2011",
        kind=Kind.BIRTH_DATE,
        required=True,
        personal=True,
    ),
    Column(
        id="birth_place",
        title="Lieu de naissance",
        synonyms=(
            "Né(e) à",
            "Commune de naissance",
            "Ville de naissance",
            "Nom de la commune",
            "Lieu naissance",
            "Nom de la commune de naissance",
            "Commune naiss.",
        ),
        meaning="La commune de naissance (la ville, pour une naissance à l’étranger).",
        example="Trifouillis-les-Oies",
        required=True,
        personal=True,
    ),
    Column(
        id="ine",
        title="INE",
        synonyms=(
            "N° national",
            "Numéro national",
            "Numéro INE",
            "N° INE",
            "Code INE",
            "Identifiant national",
            "Identifiant national élève",
            "INE/RNIE",
        ),
        meaning="L’identifiant national de l’élève, à 11 caractères.",
        example="999990123AB",
        kind=Kind.IDENTIFIER,
        personal=True,
    ),
    Column(
        id="external_id",
        title="Identifiant externe",
        synonyms=("Identifiant local", "N° élève", "Numéro élève", "Numéro interne"),
        meaning="L’identifiant du candidat dans l’établissement.",
        example="eleve-0042",
        kind=Kind.IDENTIFIER,
        personal=True,
    ),
    Column(
        id="division",
        title="Classe",
        synonyms=("Division", "Groupe", "Code classe", "Libellé classe"),
        meaning="La classe du candidat.",
        example="3A",
        kind=Kind.IDENTIFIER,
        personal=True,
    ),
    Column(
        id="extra_time_percent",
        title="Temps majoré",
        synonyms=(
            "Tiers temps",
            "Majoration",
            "Temps majoré ?",
            "Aménagement",
            "Temps supplémentaire",
            "% temps",
        ),
        meaning="Le temps ajouté à la durée du test, en pour cent. Vide : aucun.",
        example="33 %",
        kind=Kind.PERCENT,
        personal=True,
    ),
    Column(
        id="positioned_competences",
        title="Compétences positionnées",
        synonyms=(
            "Nombre de compétences",
            "Nb compétences",
            "Compétences",
            "Nombre de compétences positionnées",
            "Positionnement",
        ),
        meaning="Le nombre de compétences où le candidat a un niveau autre que 0. Il en faut au moins 5.",
        example="8",
        kind=Kind.COUNT,
        personal=True,
    ),
    Column(
        id="account_ready",
        title="Compte vérifié",
        synonyms=("Compte Pix vérifié", "Compte Pix", "Compte OK", "Connexion vérifiée"),
        meaning="Le candidat a réussi à se connecter à son compte Pix.",
        example="oui",
        kind=Kind.YES_NO,
        personal=True,
    ),
    Column(
        id="session",
        title="Session",
        synonyms=("Identifiant de session", "Session de certification"),
        meaning="La session du candidat. Sans elle, le nom de la feuille de calcul, sinon celui du fichier.",
        example="3A-lundi",
        kind=Kind.IDENTIFIER,
    ),
    Column(
        id="sex",
        title="Sexe",
        synonyms=("Genre", "Civilité", "Sexe M ou F"),
        meaning="M ou F, comme la plateforme nationale le demande.",
        example="F",
        personal=True,
    ),
    Column(
        id="birth_insee_code",
        title="Code INSEE",
        synonyms=("Code INSEE de la commune de naissance", "INSEE", "Code commune"),
        meaning="Le code INSEE de la commune de naissance (99 à l’étranger).",
        example="99",
        kind=Kind.IDENTIFIER,
        personal=True,
    ),
    Column(
        id="birth_postal_code",
        title="Code postal",
        synonyms=("Code postal de la commune de naissance", "CP"),
        meaning="Le code postal de la commune de naissance.",
        example="00000",
        kind=Kind.IDENTIFIER,
        personal=True,
    ),
    Column(
        id="birth_country",
        title="Pays de naissance",
        synonyms=("Pays",),
        meaning="Le pays de naissance.",
        example="FRANCE",
        personal=True,
    ),
    Column(
        id="results_email",
        title="E-mail du destinataire des résultats",
        synonyms=("Adresse électronique du destinataire des résultats", "E-mail du prescripteur"),
        meaning="L’adresse de la personne qui reçoit les résultats.",
        example="coordination@college.example",
        personal=True,
    ),
    Column(
        id="convocation_email",
        title="E-mail de convocation",
        synonyms=(
            "Adresse électronique de convocation",
            "E-mail",
            "Email",
            "Courriel",
            "Mail",
            "Adresse e-mail",
        ),
        meaning="L’adresse à laquelle la convocation est envoyée.",
        example="zelie.topinambour@college.example",
        personal=True,
    ),
)

# The national platform's mass import repeats the session on the first row of each of its lists of candidates.
_MASS_IMPORT = (
    Column(
        id="session_number",
        title="Numéro de session préexistante",
        synonyms=("Numéro de session", "N° de session", "Numéro de session Pix"),
        meaning="Le numéro Pix de la session du candidat (import en masse de la plateforme nationale).",
        example="123456",
        kind=Kind.IDENTIFIER,
    ),
    Column(
        id="session_site",
        title="Nom du site",
        synonyms=("Site",),
        meaning="Le site de la session du candidat (import en masse).",
        example="Bâtiment principal",
    ),
    Column(
        id="session_room",
        title="Nom de la salle",
        synonyms=("Salle",),
        meaning="La salle de la session du candidat (import en masse).",
        example="B204",
    ),
    Column(
        id="session_date",
        title="Date de début",
        synonyms=("Date de session", "Date de la session"),
        meaning="Le jour de la session du candidat (import en masse).",
        example="30/11/2026",
        kind=Kind.DATE,
    ),
    Column(
        id="session_start",
        title="Heure de début",
        synonyms=("Heure de début de la session",),
        meaning="L’heure de début de la session du candidat (import en masse).",
        example="9:00",
        kind=Kind.TIME,
    ),
    Column(
        id="session_invigilators",
        title="Surveillant(s)",
        synonyms=("Surveillant", "Surveillants"),
        meaning="Les surveillants de la session (import en masse) ; ceux de sessions.xlsx font foi.",
        example="Mme Camille Trucmuche",
        kind=Kind.NAMES,
    ),
    Column(
        id="session_notes",
        title="Observations",
        synonyms=("Observations (optionnel)",),
        meaning="Un texte libre du centre sur la session (import en masse).",
        example="La clé est à la loge.",
        personal=True,
    ),
    Column(
        id="billing",
        title="Tarification part Pix",
        meaning="Gratuite, Prépayée ou Payante ; absente pour un établissement scolaire.",
        example="Gratuite",
    ),
    Column(
        id="prepayment_code",
        title="Code de prépaiement",
        meaning="Le code de prépaiement, si la tarification est Prépayée.",
        example="",
        personal=True,
    ),
)

_SHARED_WITH_ROSTERS = (
    "last_name",
    "first_name",
    "birth_date",
    "birth_place",
    "ine",
    "external_id",
    "division",
    "extra_time_percent",
    "session",
    "convocation_email",
)

SHEETS = (
    *(column for column in _CANDIDATE if column.id in _SHARED_WITH_ROSTERS),
    Column(
        id="signature",
        title="Signature",
        synonyms=("Émargement", "Signature du candidat"),
        meaning="La signature, sur le papier. Cette colonne n’est pas lue.",
        example="",
        personal=True,
    ),
    Column(
        id="present",
        title="Présent",
        synonyms=("Présence", "Présent(e)", "Présent ?"),
        meaning="Le candidat était là. Sans cette colonne, « absent » en commentaire dit qu’il ne l’était pas.",
        example="oui",
        kind=Kind.YES_NO,
        personal=True,
    ),
    Column(
        id="certification_number",
        title="Numéro de certification",
        synonyms=("N° de certification", "Numéro de certif", "N° certification"),
        meaning="Le numéro qui s’affiche en haut de la page du test.",
        example="100234",
        kind=Kind.CERTIFICATION_NUMBER,
        required=True,
        personal=True,
    ),
    Column(
        id="end_screen_seen",
        title="Écran de fin de test vu",
        synonyms=("Écran de fin vu", "Écran de fin de test", "Fin de test vue", "Écran de fin"),
        meaning="Le surveillant a vu l’écran de fin ; sans lui, la certification est annulée.",
        example="x",
        kind=Kind.YES_NO,
        required=True,
        personal=True,
    ),
    Column(
        id="comments",
        title="Commentaires",
        synonyms=("Commentaire", "Commentaires / Signalements", "Signalements", "Observations"),
        meaning="Ce qui peut servir au jury, avec un code : C1, C2, C4, C6, C7 ou C8.",
        example="C7 : navigateur fermé, repris",
        personal=True,
    ),
)

ROSTERS = (*_CANDIDATE, *_MASS_IMPORT)

TABLES: dict[str, tuple[Column, ...]] = {"sessions": SESSIONS, "rosters": ROSTERS, "sheets": SHEETS}
"""The columns of each kind of table, in the order in which a new file would show them."""

_BRACKETED = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9%]+")
_SECRET = re.compile(r"\b(mots? (de )?pass?e?s?|motdepasse|pass ?words?|pass?wo?r[dt]s?|passwd|pwd|mdp|m d p)\b")
# The columns of complementary certifications in the platform's candidate import: one a certification, named by it.
_OF_PLATFORM = re.compile(r"(?i)[\s*]*(pix\s?\+|cl[eé]a\b)")


@lru_cache(maxsize=50_000)
def fold(title: str) -> str:
    r"""A title without what does not change its meaning: case, accents, line breaks, `*`, punctuation, bracketed hints.

    "* Date de naissance\\n(format : jj/mm/aaaa)" -> "date de naissance".
    """
    return _words(_BRACKETED.sub("", title) if len(title) < 500 else title[:500])


def _words(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _NOT_ALPHANUMERIC.sub(" ", bare.casefold()).strip()


@cache
def _by_folded_title(table: str) -> dict[str, Column]:
    return {fold(title): column for column in TABLES[table] for title in (column.title, *column.synonyms)}


def match(table: str, title: str) -> Column | None:
    """The column that a title of a file means, if it is known."""
    return _by_folded_title(table).get(fold(title))


@lru_cache(maxsize=10_000)
def nearest(table: str, title: str) -> Column | None:
    """The known column whose title or synonym is spelt most like an unknown one."""
    known = _by_folded_title(table)
    close = get_close_matches(fold(title)[:100], known, n=1, cutoff=0.75)
    return known[close[0]] if close else None


def is_secret_title(title: str, *, with_hints: bool = True) -> bool:
    """Whether a title announces passwords, which no file of a centre may hold. Without its bracketed hints, "Compte vérifié
    (mot de passe essayé)" announces none.
    """
    return _SECRET.search(_words(title[:500]) if with_hints else fold(title)) is not None


def is_of_platform(title: str) -> bool:
    """Whether a column is one of the national platform's that concerns no candidate of ours: nothing to read, nothing to say."""
    return _OF_PLATFORM.match(title) is not None


@cache
def by_id(table: str) -> dict[str, Column]:
    """The columns of a kind of table by identifier."""
    return {column.id: column for column in TABLES[table]}
