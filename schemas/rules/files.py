"""F: the file itself. Found while reading, before any row is looked at."""

from __future__ import annotations

from schemas.finding import Severity
from schemas.rule import Example, Fault, Rule
from schemas.rules.examples import RIGHT, with_file

_PRODUCT = "Consigne : ce que l’outil sait lire."

# F001
DAMAGED = Fault(
    message="Ce fichier est abîmé ou incomplet. Rouvrez-le dans votre tableur, enregistrez-le à nouveau, "
    "ou reprenez une version antérieure."
)
UNREADABLE = Fault(
    message="Ce fichier ne peut pas être ouvert ({reason}). Vérifiez qu’il existe et que vous y avez accès."
)
EMPTY_FILE = Fault(message="Ce fichier est vide. Enregistrez-le à nouveau depuis votre tableur, ou retirez-le.")
OTHER_TYPE = Fault(
    message="Ce fichier se dit {suffix}, mais c’est {found}. Ouvrez-le dans un tableur, puis enregistrez-le "
    "au format .xlsx, .ods ou .csv."
)
NOT_A_TABLE_OF_TEXT = Fault(
    message="Ce fichier .csv n’est pas lisible : son encodage est inconnu, ou un guillemet n’est jamais refermé. "
    "Enregistrez-le à nouveau en .csv (UTF-8), ou mieux en .xlsx ou .ods."
)
F001 = Rule(
    code="F001",
    name="file_unreadable",
    title="Fichier illisible",
    why="Un fichier abîmé, ou d’un autre type que son extension ne le dit, cache peut-être des candidats.",
    source=_PRODUCT,
    faults=(DAMAGED, UNREADABLE, EMPTY_FILE, OTHER_TYPE, NOT_A_TABLE_OF_TEXT),
    valid=(RIGHT,),
    invalid=(
        with_file("rosters/S1.xls", b"<html><table><tr><td>Nom</td></tr></table></html>"),
        with_file("rosters/S1.xlsx", b"PK\x03\x04 xl/workbook.xml, et la suite manque"),
        with_file("rosters/S1.csv", b""),
        with_file("rosters/S1.csv", 'Nom;Prénom\n"Topinambour;Zélie\n'.encode()),
    ),
)

# F002
_EXPORT_FROM = {
    ".numbers": "Dans Numbers : Fichier, Exporter vers, Excel.",
    ".pdf": "Un PDF ne garde pas les cellules : demandez le tableur d’origine.",
    ".docx": "Copiez le tableau du document dans un tableur.",
    ".doc": "Copiez le tableau du document dans un tableur.",
    ".odt": "Copiez le tableau du document dans un tableur.",
    ".gsheet": "Dans Google Sheets : Fichier, Télécharger, Microsoft Excel (.xlsx).",
    ".xlsb": "Dans Excel : Enregistrer sous, Classeur Excel (.xlsx).",
    ".xlsm": "Dans Excel : Enregistrer sous, Classeur Excel (.xlsx), sans les macros.",
}
UNSUPPORTED = {
    suffix: Fault(message="Ce type de fichier ({suffix}) n’est pas pris en charge. " + advice)
    for suffix, advice in _EXPORT_FROM.items()
}
OTHER_SUFFIX = Fault(
    message="Ce type de fichier ({suffix}) n’est pas pris en charge. Enregistrez ce tableau en .xlsx, .ods ou .csv, "
    "ou sortez ce fichier du dossier."
)
F002 = Rule(
    code="F002",
    name="file_type_unsupported",
    title="Type de fichier non pris en charge",
    why="Un tableau que l’outil ne sait pas lire passerait inaperçu.",
    source=_PRODUCT,
    faults=(*UNSUPPORTED.values(), OTHER_SUFFIX),
    valid=(RIGHT,),
    invalid=(
        *(with_file(f"rosters/S1{suffix}", b"x") for suffix in _EXPORT_FROM),
        with_file("rosters/S1", b"x"),
    ),
)


# F003
PROTECTED = Fault(
    message="Ce classeur est protégé par un mot de passe, qui n’a pas été donné. Donnez-le dans la variable "
    "CONSIGNE_PASSWORD ou quand il est demandé, ou enregistrez le classeur sans mot de passe."
)
WRONG_PASSWORD = Fault(
    message="Le mot de passe donné n’ouvre pas ce classeur. Tous les classeurs protégés du centre doivent avoir le même : "
    "vérifiez CONSIGNE_PASSWORD, ou enregistrez ce classeur avec le mot de passe commun."
)
PROTECTED_ODS = Fault(
    message="Ce classeur .ods est protégé par un mot de passe, et ce format protégé ne peut pas être ouvert ici. "
    "Enregistrez-le en .xlsx avec le même mot de passe, ou en .ods sans mot de passe."
)
F003 = Rule(
    code="F003",
    name="file_protected",
    title="Classeur protégé par un mot de passe",
    why="Sans le mot de passe, rien de ce classeur ne peut être vérifié.",
    source=_PRODUCT,
    faults=(PROTECTED, WRONG_PASSWORD, PROTECTED_ODS),
    valid=(RIGHT,),
    invalid=(
        with_file("rosters/S1.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
    ),
)


# F009
FILE_TOO_BIG = Fault(
    message="Ce fichier dépasse 20 Mo. Gardez-y seulement le tableau, sans image, ou partagez-le en plusieurs fichiers."
)
TABLE_TOO_BIG = Fault(
    message="Ce fichier dépasse 20 000 lignes ou 200 colonnes, ou se décompresse en une taille anormale. Supprimez les lignes "
    "et colonnes vides loin du tableau, ou partagez-le en plusieurs fichiers."
)
STRAY_CELL = Fault(
    message="Il y a quelque chose dans cette cellule, bien au-delà de 20 000 lignes ou de 200 colonnes. C’est sans doute un texte égaré : "
    "effacez-le."
)
F009 = Rule(
    code="F009",
    name="file_too_big",
    title="Fichier trop grand",
    why="Aucune liste de session n’approche cette taille : c’est une erreur, ou un fichier malveillant.",
    source=_PRODUCT,
    faults=(FILE_TOO_BIG, TABLE_TOO_BIG, STRAY_CELL),
    valid=(RIGHT,),
    invalid=(
        with_file("rosters/S1.csv", b"Nom;" * 201 + b"\n"),
        with_file("rosters/S1.csv", b"x" * 20_000_001),
    ),
)


_TITLES = ("Nom", "Prénom", "Date de naissance", "Lieu de naissance")

# F013
ACCEPTS_NOTHING = Fault(
    message="L’acceptation n° {number} ({rule}, {where}) ne correspond à aucun avertissement. Supprimez-la, ou corrigez sa "
    "règle, son fichier ou sa cellule. Une erreur ne s’accepte pas.",
    severity=Severity.WARNING,
)
F013 = Rule(
    code="F013",
    name="acceptance_unused",
    title="Acceptation sans objet",
    why="Une acceptation oubliée cacherait demain un vrai problème au même endroit.",
    source="Consigne : avertissements acceptés dans centre.toml.",
    faults=(ACCEPTS_NOTHING,),
    valid=(RIGHT,),
    invalid=(
        Example(
            files=RIGHT.files,
            settings={"accepted": ({"rule": "S004", "file": "sessions.xlsx", "reason": "Voulu."},)},
            at="centre.toml",
        ),
    ),
)


RULES = (F001, F002, F003, F009, F013)
