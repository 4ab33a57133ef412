"""What a coordinator types, understood where it has one meaning."""

from datetime import date, datetime, time, timedelta

import pytest

from schemas.columns import Kind
from schemas.reading.text import Unreadable, shown, tidy
from schemas.reading.values import parsers

READ = parsers(date(2026, 11, 23))

OF_SCHOOLS = {
    Kind.SEX: {
        "F": ["F", "f", "Fille", "Féminin", "FEMME", "Mme", "Mlle", "♀"],
        "M": ["M", "G", "H", "Garçon", "Masculin", "Homme", "M.", "Monsieur", "♂"],
    },
    Kind.SEX_CODE: {"M": [1, "1", "M"], "F": [2, 2.0, "Fille"]},
    Kind.PERCENT: {
        33: [
            "TT",
            "tt",
            "33 pour cent",
            "+33 %",
            "33% de temps en plus",
            "1,33",
            "1.33",
            1.33,
            "x1,33",
            "un tiers",
            "⅓",
            "1/3 temps",
        ],
        50: ["1,5", 1.5, "1/2", "50 pour cent"],
        30: ["1,30", 30, "30 %"],
        0: [False, "non", "aucun", "néant", "-"],
    },
    Kind.COMPETENCES: {8: ["8/16", "8 / 16", "8 sur 16", "8", 8.0, "8 compétences"], 16: ["16/16"]},
    Kind.YES_NO: {
        True: ["fait", "Validé", "VÉRIFIÉE", "✓", "vu", "actif"],
        False: ["pas fait", "À faire", "non validé", "pas vu", "en attente"],
    },
    Kind.PRESENCE: {True: ["présent", "P", "oui"], False: ["Absente", "abs", "A", "non"]},
    Kind.INSEE_CODE: {
        "69123": ["69123", 69123, "69 123"],
        "01053": ["01053", 1053, "1053"],
        "2A004": ["2a004", "2A 004"],
        "99": ["99", 99],
        "99350": ["99350"],  # the country that it names is told, and the code is 99, when the row is put together
    },
    Kind.POSTAL_CODE: {"01000": [1000, "01 000", "01000"]},
    Kind.COUNTRY: {"FRANCE": ["France", "FR", "Guadeloupe", "La Réunion", "MAYOTTE"], "Maroc": ["Maroc"]},
    Kind.NAMES: {
        "Rosalie Grandvoinet": ["Grandvoinet, Rosalie", "Grandvoinet,Rosalie"],
        "Rosalie GRANDVOINET": ["GRANDVOINET, Rosalie"],
        "Mme Bidule ; M. Machin": ["Mme Bidule, M. Machin", "Mme Bidule ; M. Machin", "Mme Bidule et M. Machin"],
        "BIDULE ; MACHIN": ["BIDULE, MACHIN"],
        "Alix Bidule ; Camille Machin": ["Alix Bidule, Camille Machin"],
    },
}
TWO_MEANINGS = {
    Kind.PERCENT: ["1.3", "1,3", 1.3, True, "oui", "x"],
    Kind.COMPETENCES: ["8/15", date(2016, 5, 1), True],
    Kind.SEX: ["1", 2, "X", "?"],
    Kind.YES_NO: ["créé", "bientôt"],
    Kind.INSEE_CODE: ["Lyon", "690", "691234"],
    Kind.POSTAL_CODE: ["CEDEX", "690001"],
}


@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [(kind, value, cell) for kind, values in OF_SCHOOLS.items() for value, cells in values.items() for cell in cells],
)
def test_the_words_of_schools_are_understood(kind, value, cell):
    assert READ[kind](cell) == value


@pytest.mark.parametrize(("kind", "cell"), [(kind, cell) for kind, cells in TWO_MEANINGS.items() for cell in cells])
def test_what_has_two_meanings_or_none_is_refused(kind, cell):
    assert isinstance(READ[kind](cell), Unreadable)


UNDERSTOOD = {
    Kind.BIRTH_DATE: {
        date(2010, 3, 12): [
            date(2010, 3, 12),
            datetime(2010, 3, 12),
            "12/03/2010",
            "12-3-10",
            "2010-03-12",
            "12 mars 2010",
            "12.03.2010",
            "12 / 03 / 2010",
            "2010-03-12 00:00:00",
            "12\u00a0mars\u00a02010",
            "vendredi 12 mars 2010",
        ],
        date(2011, 8, 1): ["1er août 2011", "1 AOÛT 2011", "01/08/2011"],
    },
    Kind.TIME: {
        time(9, 5): [
            time(9, 5),
            "9h05",
            "9:05",
            "0905",
            905.0,
            "9 h 05",
            "9\u202fh\u202f05",
            "09:05:00",
            timedelta(hours=9, minutes=5),
            datetime(1899, 12, 31, 9, 5),
        ],
        time(9, 0): ["9h", "9 h", 0.375],
        time(21, 5): ["9:05 PM"],
    },
    Kind.PERCENT: {
        33: [
            33,
            33.0,
            "33,3 %",
            "33.33%",
            "1/3 temps",
            "33 %",
            "33%",
            "33\u00a0%",
            0.33,
            "1/3",
            "tiers-temps",
            "Tiers temps",
            1 / 3,
            "0,33",
            "TT",
            "33 pour cent",
            "33% de temps en plus",
            "+33 %",
            "+ 1/3 temps",
            "un tiers de temps",
            "1,33",
            "1.33",
            1.33,
            4 / 3,
            "x1,33",
        ],
        25: ["1,25", 1.25, "1/4"],
        50: [50, 0.5, "50 %", "1/2"],
        0: ["non", "0", 0, "aucun", False, "néant", "pas de tiers temps"],
    },
    Kind.YES_NO: {
        True: ["oui", "Oui", "OUI ", "x", "✓", "vrai", True, 1.0, "1", "o", "fait", "Validé", "Vérifiée", "vu"],
        False: ["non", "NON", "faux", False, 0.0, "n", "pas fait", "à faire", "en cours", "pas encore vérifié"],
    },
    Kind.COUNT: {24: [24, 24.0, "24", " 24 "]},
    Kind.IDENTIFIER: {"1234567890": [1234567890.0, "1234567890"]},
    Kind.COMPETENCES: {8: [8, "8", 8.0, "8/16", "8 / 16", "8 sur 16", "8 compétences", "8 compétences sur 16"]},
    Kind.SEX: {
        "F": ["F", "f", "Fille", "Féminin", "FEMME", "Mme", "Mlle", "Madame"],
        "M": ["M", "Garçon", "masculin", "Homme", "H", "G", "M.", "Monsieur"],
    },
    Kind.SEX_CODE: {"F": [2, "2", 2.0, "F"], "M": [1, "1", "Masculin"]},
    Kind.INSEE_CODE: {"01053": [1053, "1053"], "69123": ["69 123"], "2A004": ["2a004"], "99": [99, "99"]},
    Kind.POSTAL_CODE: {"01000": [1000.0, "1000"], "69001": ["69 001"]},
    Kind.COUNTRY: {
        "FRANCE": ["france", "La Réunion", "GUADELOUPE", "Mayotte", 100, "99100"],
        "MAROC": ["MAROC"],
        "Maroc": ["99350", 99350, "350"],
    },
    Kind.NAMES: {
        "Ada Quidam": ["Quidam, Ada", "Ada Quidam"],
        "Ada QUIDAM": ["QUIDAM, Ada"],
        "Ada de La Tour": ["de La Tour, Ada"],
        "Ada Quidam ; Cy Lambda": ["Quidam, Ada ; Lambda, Cy"],
        "Mme Quidam ; M. Lambda": ["Mme Quidam, M. Lambda"],
        "QUIDAM ; LAMBDA": ["QUIDAM, LAMBDA"],
        "Quidam ; Lambda ; Bidule": ["Quidam, Lambda et Bidule", "Quidam, Lambda, Bidule"],
        "Ada B ; Cy D": ["Ada B;Cy D", "Ada B, Cy D", "Ada B\nCy D", "Ada B et Cy D", " Ada B / Cy D ;"],
    },
}
REFUSED = {
    Kind.BIRTH_DATE: ["31/02/2010", "03/25/2010", "bientôt", 40249.0, "2/3/20", "12/2010", True],
    Kind.TIME: ["25:00", "midi", "9h5", "9h75", -1.0, True],
    Kind.PERCENT: [
        *("beaucoup", 133, 12.5, "12,5 %", "0,33 %", "1000 %", True, date(2010, 1, 1)),
        *("1.3", "1,3", 1.3, "oui", "x", 1, "1", "1/7", "33 % le matin", "1 3"),
    ],
    Kind.YES_NO: ["peut-être", 2.0, "✗", "à"],
    Kind.COMPETENCES: ["8/10", "8/12", "8 sur", "plusieurs", True, date(2026, 8, 16)],
    Kind.SEX: ["X", 1, 2, "autre", True],
    Kind.SEX_CODE: [0, 3, "X", True],
    Kind.COUNT: ["une vingtaine", 24.5, -3, "1e3", True],
}
CASES = [
    pytest.param(kind, cell, value, id=f"{kind}-{cell!r}")
    for kind, values in UNDERSTOOD.items()
    for value, cells in values.items()
    for cell in cells
]


@pytest.mark.parametrize(("kind", "cell", "value"), CASES)
def test_what_has_one_meaning_is_understood(kind, cell, value):
    read = READ[kind](cell)
    assert (type(read), read) == (type(value), value)


@pytest.mark.parametrize(("kind", "cell"), [(kind, cell) for kind, cells in REFUSED.items() for cell in cells])
def test_what_has_none_or_two_is_refused_with_a_reason(kind, cell):
    read = READ[kind](cell)
    assert isinstance(read, Unreadable)
    assert read.reason


def test_text_loses_only_what_nobody_sees():
    assert tidy(" Zoé\u00a0 d\u200b'Arc\u2010en\u2013ciel\x1b ") == "Zoé d’Arc-en-ciel"


def test_combining_accents_become_letters():
    assert tidy("Ze\u0301lie") == "Zélie"


@pytest.mark.parametrize(
    ("cell", "text"),
    [(0.33, "0,33"), (12.0, "12"), (date(2010, 3, 2), "02/03/2010"), (True, "VRAI"), (None, "")],
)
def test_a_cell_is_shown_as_a_french_spreadsheet_shows_it(cell, text):
    assert shown(cell) == text
