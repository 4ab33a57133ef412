"""F: the shape of a table: its titles, its columns, which of its rows are seen. Found while reading."""

from __future__ import annotations

from schemas.finding import Severity
from schemas.rule import Fault, Rule
from schemas.rules.examples import RIGHT, roster, with_file

_PRODUCT = "Consigne : ce que l’outil sait lire."

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

RULES = (F004, F005, F006, F007, F008, F010, F011, F012, F015, F016)
