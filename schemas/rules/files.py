"""F: the file itself. Found while reading, before any row is looked at."""

from __future__ import annotations

from collections.abc import Mapping

from schemas.finding import Finding, Severity
from schemas.reading.trouble import Kind, Trouble
from schemas.rule import Example, Fault, Rule
from schemas.rules.examples import RIGHT, roster, with_file

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
_UNSUPPORTED = {
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
    faults=(*_UNSUPPORTED.values(), OTHER_SUFFIX),
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

# F004
NO_TABLE = Fault(
    message="Aucun tableau reconnu : aucune ligne ne porte les titres attendus ({expected}). {nearest}"
    "Écrivez ces titres au-dessus du tableau, un par colonne."
)
F004 = Rule(
    code="F004",
    name="table_not_found",
    title="Aucun tableau trouvé",
    why="Sans ligne de titres, on ne sait pas ce que chaque colonne veut dire.",
    source=_PRODUCT,
    faults=(NO_TABLE,),
    valid=(RIGHT,),
    invalid=(with_file("rosters/S1.csv", (("Topinambour", "Zélie", "12/03/2011", "Trifouillis-les-Oies"),)),),
)

# F005
MISSING_COLUMN = Fault(message="La colonne obligatoire « {title} » manque. {nearest}Ajoutez-la à la ligne des titres.")
F005 = Rule(
    code="F005",
    name="column_missing",
    title="Colonne obligatoire absente",
    why="Pix demande cette donnée pour chaque session ou chaque candidat.",
    source="Document fondateur, « Gestion de la feuille d’émargement ».",
    faults=(MISSING_COLUMN,),
    valid=(RIGHT,),
    invalid=(
        with_file(
            "rosters/S1.xlsx",
            (("Nom", "Prénom", "Lieu de naissance"), ("Topinambour", "Zélie", "Trifouillis-les-Oies")),
        ),
    ),
)

# F006
_UNKNOWN_COLUMN = "Cette colonne n’est pas connue et n’est pas lue. "
UNKNOWN_COLUMN = Fault(
    message=_UNKNOWN_COLUMN + "Vérifiez son titre, ou laissez-la si elle ne sert qu’à vous.",
    severity=Severity.WARNING,
)
UNKNOWN_NEAR = Fault(message=_UNKNOWN_COLUMN + "Vouliez-vous dire « {nearest} » ?", severity=Severity.WARNING)
F006 = Rule(
    code="F006",
    name="column_unknown",
    title="Colonne inconnue",
    why="Un titre mal orthographié ferait perdre toute une colonne sans que personne le voie.",
    source=_PRODUCT,
    faults=(UNKNOWN_COLUMN, UNKNOWN_NEAR),
    valid=(RIGHT,),
    invalid=(
        with_file(
            "rosters/S1.xlsx",
            (
                ("Nom", "Prénom", "Date de naissance", "Lieu de naissance", "Couleur"),
                ("Topinambour", "Zélie", "12/03/2011", "Trifouillis-les-Oies", "bleu"),
            ),
            at="rosters/S1.xlsx!E1",
        ),
        with_file(
            "rosters/S1.xlsx",
            (
                ("Nom", "Prénom", "Date de naissance", "Lieu de naissance", "Clase"),
                ("Topinambour", "Zélie", "12/03/2011", "Trifouillis-les-Oies", "3A"),
            ),
            at="rosters/S1.xlsx!E1",
        ),
    ),
)

# F007
REPEATED_COLUMN = Fault(
    message="La colonne « {title} » est là deux fois : voyez aussi {other}. Gardez-en une, ou donnez à l’autre un autre titre."
)
F007 = Rule(
    code="F007",
    name="column_repeated",
    title="Colonne répétée",
    why="De deux colonnes de même sens, on ne sait laquelle croire.",
    source=_PRODUCT,
    faults=(REPEATED_COLUMN,),
    valid=(RIGHT,),
    invalid=(
        with_file(
            "rosters/S1.xlsx",
            (
                ("Nom", "Prénom", "Date de naissance", "Lieu de naissance", "Né(e) le"),
                ("Topinambour", "Zélie", "12/03/2011", "Trifouillis-les-Oies", "13/03/2011"),
            ),
            at="rosters/S1.xlsx!E1",
        ),
    ),
)

# F008
NO_ROW = Fault(
    message="Le tableau a des titres, mais aucune ligne. Remplissez-le, ou retirez ce fichier ou cette feuille."
)
F008 = Rule(
    code="F008",
    name="table_empty",
    title="Tableau sans ligne",
    why="Une liste vide est presque toujours un oubli.",
    source=_PRODUCT,
    faults=(NO_ROW,),
    valid=(RIGHT,),
    invalid=(with_file("rosters/S1.xlsx", roster()[:1]),),
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

# F010
SECRET_COLUMN = Fault(
    message="Cette colonne semble contenir des mots de passe. Supprimez-la du fichier, changez ces mots de passe, "
    "et retirez-la aussi de l’historique git."
)
F010 = Rule(
    code="F010",
    name="secret_column",
    title="Colonne de mots de passe",
    why="Le mot de passe d’un élève ne se note nulle part : quiconque lit le dépôt, ou son historique, le lirait.",
    source="Document fondateur, « Préalable » : chaque candidat connaît lui-même ses identifiants.",
    faults=(SECRET_COLUMN,),
    valid=(RIGHT,),
    invalid=(
        with_file(
            "rosters/S1.xlsx",
            (
                ("Nom", "Prénom", "Date de naissance", "Lieu de naissance", "Mot de passe Pix"),
                ("Topinambour", "Zélie", "12/03/2011", "Trifouillis-les-Oies", "secret"),
            ),
            at="rosters/S1.xlsx!E1",
        ),
    ),
)

# F011
ERROR_CELL = Fault(
    message="Cette cellule n’a pas de valeur : {error}. Corrigez la formule et enregistrez depuis votre tableur, ou écrivez la valeur."
)
F011 = Rule(
    code="F011",
    name="error_cell",
    title="Cellule en erreur",
    why="La donnée que cette formule devait donner manque.",
    source=_PRODUCT,
    faults=(ERROR_CELL,),
    valid=(RIGHT,),
    invalid=(with_file("rosters/S1.xlsx", roster({"division": "#REF!"}), at="rosters/S1.xlsx!E2"),),
)

# F012
HIDDEN_ROWS = Fault(
    message="Des lignes de ce tableau sont masquées ({rows}). Elles sont lues quand même : affichez-les pour les vérifier.",
    severity=Severity.WARNING,
)
AFTER_A_GAP = Fault(
    message="Le tableau continue ici après une ligne vide. La suite est lue quand même : supprimez la ligne vide, "
    "ou ces lignes si elles sont en trop.",
    severity=Severity.WARNING,
)
STRUCK_ROW = Fault(
    message="Cette ligne est barrée : quelqu’un a sans doute voulu retirer ce candidat. Supprimez la ligne, ou enlevez la barre. D’ici là, il "
    "reste inscrit.",
    severity=Severity.WARNING,
)
_TITLES = ("Nom", "Prénom", "Date de naissance", "Lieu de naissance")
F012 = Rule(
    code="F012",
    name="rows_out_of_sight",
    title="Lignes masquées ou barrées, ou tableau interrompu",
    why="On croit la liste telle qu’on la voit à l’écran, et d’autres candidats s’y trouvent, ou y sont encore.",
    source=_PRODUCT,
    faults=(HIDDEN_ROWS, AFTER_A_GAP, STRUCK_ROW),
    valid=(RIGHT,),
    invalid=(
        with_file(
            "rosters/S1.xlsx",
            (*roster({}), (None, None), *roster({"last_name": "Salsifis"})[1:]),
            at="rosters/S1.xlsx!A4",
        ),
    ),
)

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

# F015
WHICH_NAME = Fault(
    message="Cette colonne tient les noms et les prénoms, et rien ne dit lequel est lequel (par exemple en {other}). Faites-en deux colonnes, "
    "Nom et Prénom, ou écrivez partout le nom en capitales."
)
F015 = Rule(
    code="F015",
    name="names_in_one_column",
    title="Nom et prénom dans une seule colonne",
    why="Pix et la feuille d’émargement veulent le nom d’un côté et le prénom de l’autre ; les inverser ferait une autre personne.",
    source=_PRODUCT,
    faults=(WHICH_NAME,),
    valid=(
        RIGHT,
        with_file(
            "rosters/S1.xlsx",
            (
                ("Élève", "Date de naissance", "Lieu de naissance"),
                ("TOPINAMBOUR Zélie", "12/03/2011", "Trifouillis-les-Oies"),
            ),
        ),
    ),
    invalid=(
        with_file(
            "rosters/S1.xlsx",
            (
                ("Nom Prénom", "Date de naissance", "Lieu de naissance"),
                ("Zélie Topinambour", "12/03/2011", "Trifouillis-les-Oies"),
            ),
            at="rosters/S1.xlsx!A1",
        ),
    ),
)

# F016
BEYOND_THE_TITLES = Fault(
    message="Cette ligne a plus de cases que la ligne des titres. Un séparateur est peut-être de trop plus à gauche, et ses valeurs seraient "
    "décalées. Vérifiez toute la ligne."
)
F016 = Rule(
    code="F016",
    name="row_too_long",
    title="Ligne plus longue que les titres",
    why="Un point-virgule de trop dans une ligne décale tout ce qui suit : une date irait dans la colonne d’à côté.",
    source=_PRODUCT,
    faults=(BEYOND_THE_TITLES,),
    valid=(RIGHT,),
    invalid=(
        with_file(
            "rosters/S1.csv",
            (
                ("Nom", "Prénom", "Date de naissance", "Lieu de naissance"),
                ("Topinambour", "Zélie", "12/03/2011", "Trifouillis-les-Oies", "en trop"),
            ),
            at="rosters/S1.csv!E2",
        ),
    ),
)

RULES = (F001, F002, F003, F004, F005, F006, F007, F008, F009, F010, F011, F012, F013, F015, F016)

_FAULTS: Mapping[Kind, tuple[Rule, Fault]] = {
    Kind.DAMAGED: (F001, DAMAGED),
    Kind.UNREADABLE: (F001, UNREADABLE),
    Kind.EMPTY_FILE: (F001, EMPTY_FILE),
    Kind.OTHER_TYPE: (F001, OTHER_TYPE),
    Kind.NOT_A_TABLE_OF_TEXT: (F001, NOT_A_TABLE_OF_TEXT),
    Kind.UNSUPPORTED_TYPE: (F002, OTHER_SUFFIX),
    Kind.PROTECTED: (F003, PROTECTED),
    Kind.WRONG_PASSWORD: (F003, WRONG_PASSWORD),
    Kind.PROTECTED_ODS: (F003, PROTECTED_ODS),
    Kind.NO_TABLE: (F004, NO_TABLE),
    Kind.MISSING_COLUMN: (F005, MISSING_COLUMN),
    Kind.UNKNOWN_COLUMN: (F006, UNKNOWN_COLUMN),
    Kind.UNKNOWN_NEAR: (F006, UNKNOWN_NEAR),
    Kind.REPEATED_COLUMN: (F007, REPEATED_COLUMN),
    Kind.NO_ROW: (F008, NO_ROW),
    Kind.FILE_TOO_BIG: (F009, FILE_TOO_BIG),
    Kind.TABLE_TOO_BIG: (F009, TABLE_TOO_BIG),
    Kind.STRAY_CELL: (F009, STRAY_CELL),
    Kind.WHICH_NAME: (F015, WHICH_NAME),
    Kind.BEYOND_THE_TITLES: (F016, BEYOND_THE_TITLES),
    Kind.SECRET_COLUMN: (F010, SECRET_COLUMN),
    Kind.ERROR_CELL: (F011, ERROR_CELL),
    Kind.HIDDEN_ROWS: (F012, HIDDEN_ROWS),
    Kind.AFTER_A_GAP: (F012, AFTER_A_GAP),
    Kind.STRUCK_ROW: (F012, STRUCK_ROW),
}


def finding_of(trouble: Trouble) -> Finding:
    """What a trouble met while reading is called, and what to do about it."""
    rule, fault = _FAULTS[trouble.kind]
    details = dict(trouble.details)
    if trouble.kind is Kind.UNSUPPORTED_TYPE:
        fault = _UNSUPPORTED.get(details["suffix"], fault)
        details["suffix"] = details["suffix"] or "sans extension"
    return rule.finding(fault, trouble.place, value=trouble.value, **details)
