"""Lists the values that must not be published, and how sure a sight of each one is.

The tables at the top are the policy: a new field of a record is searched once it has a line here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from generator.public.privacy.dates import date_words
from generator.public.privacy.product import Product
from generator.public.privacy.text import fold, words_of
from schemas.judging.standing import LooseRow
from schemas.people import TITLES
from schemas.records import Candidate, Centre, Result, Session, SheetRow


class Role(Enum):
    """What a value is, for the judgement of a sight of it."""

    LAST_NAME = auto()
    FIRST_NAME = auto()
    BIRTH_DATE = auto()
    IDENTIFIER = auto()
    COMPANION = auto()
    """Says nothing by itself (a town, a class): only makes a doubtful birth date certain."""
    ACCESS_CODE = auto()
    NOTES = auto()
    INVIGILATOR = auto()


CANDIDATE_FIELDS = {
    "last_name": Role.LAST_NAME,
    "first_name": Role.FIRST_NAME,
    "birth_date": Role.BIRTH_DATE,
    "ine": Role.IDENTIFIER,
    "external_id": Role.IDENTIFIER,
    "convocation_email": Role.IDENTIFIER,
    "results_email": Role.IDENTIFIER,
    "prepayment_code": Role.IDENTIFIER,
    "birth_place": Role.COMPANION,
    "birth_insee_code": Role.COMPANION,
    "birth_postal_code": Role.COMPANION,
    "division": Role.COMPANION,
}

SHEET_FIELDS = {
    "last_name": Role.LAST_NAME,
    "first_name": Role.FIRST_NAME,
    "birth_date": Role.BIRTH_DATE,
    "birth_place": Role.COMPANION,
    "certification_number": Role.IDENTIFIER,
    "comments": Role.NOTES,
}

RESULT_FIELDS = {
    "last_name": Role.LAST_NAME,
    "first_name": Role.FIRST_NAME,
    "birth_date": Role.BIRTH_DATE,
    "birth_place": Role.COMPANION,
    "external_id": Role.IDENTIFIER,
    "certification_number": Role.IDENTIFIER,
    "jury_comment": Role.NOTES,
}

SESSION_FIELDS = {"access_code": Role.ACCESS_CODE, "notes": Role.NOTES}

_FIELDS_OF = {"sessions": SESSION_FIELDS, "rosters": CANDIDATE_FIELDS, "sheets": SHEET_FIELDS}

NOT_SEARCHED = frozenset(
    {
        "candidate",
        "session_id",
        "extra_time_percent",
        "positioned_competences",
        "account_ready",
        "sex",
        "birth_country",
        "billing",
        "source",
    }
    | {"end_screen_seen", "present", "held"}
    | {"id", "date", "start", "end", "site", "room", "invigilators", "seats", "session_number"}
)
"""Public, or nothing without a name. Invigilators are searched where the centre hides them: see `Lexicon`."""

LABELS = {
    "last_name": "le nom d’un candidat",
    "first_name": "le prénom d’un candidat",
    "full_name": "le nom et le prénom d’un candidat",
    "birth_date": "une date de naissance",
    "ine": "un INE",
    "external_id": "un identifiant de candidat",
    "convocation_email": "l’adresse électronique d’un candidat",
    "results_email": "l’adresse électronique d’un destinataire de résultats",
    "prepayment_code": "un code de prépaiement",
    "certification_number": "un numéro de certification",
    "comments": "un commentaire de feuille d’émargement",
    "jury_comment": "un commentaire du jury",
    "access_code": "un code d’accès",
    "notes": "des observations réservées au centre",
    "invigilators": "le nom d’un surveillant, que le centre ne publie pas",
}

_MIN_NAME = 3
_MIN_IDENTIFIER, _MIN_STRONG_MIXED, _MIN_STRONG_LETTERS, _MIN_STRONG_DIGITS = 3, 5, 6, 8
_MIN_STRONG_CODE, _MIN_SQUEEZED = 4, 6
_NOTE_WINDOW, _NOTE_STEP, _MIN_NOTE_WORDS, _MIN_COMMON_NOTE_WORDS = 6, 3, 4, 5


@dataclass(slots=True, kw_only=True, eq=False)
class Value:
    """One value, once for all the records that hold it. `strong`: one sight is a leak. `owners`: places in `Lexicon.sessions`."""

    role: Role
    field_name: str
    text: str
    strong: bool
    owners: list[int] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Lexicon:
    """Every value of a centre, ready to be looked up. Build it with `read_lexicon`.

    `allowed`: the centre's `allowed_words`, each as its plain words. `phrases`: what it publishes, in plain words.
    `place_words`: words that it has from rooms, sites and identifiers of sessions alone.
    `values`: by their sequence of plain words. `lengths`: for a first word, how many words a value can have.
    `squeezed`: codes with letters, by their characters alone. `squeezed_starts`: the first one to three of these.
    `squeezed_names`: last and first names, by their letters alone.
    `spelt`: e-mail addresses made of words that the centre publishes in this order, by how they are written.
    `anchors`: words one of which stands wherever a value does, so that all other text is passed over.
    `sessions`: for each owner, the session whose record it is.
    """

    product: Product
    common_words: frozenset[str]
    allowed: frozenset[tuple[str, ...]]
    phrases: frozenset[tuple[str, ...]] = frozenset()
    place_words: frozenset[str] = frozenset()
    values: dict[tuple[str, ...], list[Value]] = field(default_factory=dict)
    lengths: dict[str, set[int]] = field(default_factory=dict)
    squeezed: dict[str, list[Value]] = field(default_factory=dict)
    squeezed_starts: set[str] = field(default_factory=set)
    squeezed_longest: int = 0
    birth_dates: dict[date, Value] = field(default_factory=dict)
    squeezed_names: dict[str, list[Value]] = field(default_factory=dict)
    spelt: dict[str, list[Value]] = field(default_factory=dict)
    anchors: set[str] = field(default_factory=set)
    sessions: list[str] = field(default_factory=list)

    def is_common(self, sequence: Sequence[str]) -> bool:
        """Whether words are too short, or too usual on this site, to mean a person by themselves."""
        return sum(map(len, sequence)) < _MIN_NAME or all(word in self.common_words for word in sequence)

    def add_record(
        self, session_id: str, record: Candidate | SheetRow | Session | Result, roles: Mapping[str, Role]
    ) -> None:
        """Adds the fields of a record that have a role."""
        self.add_values(session_id, {name: getattr(record, name) for name in roles}, roles)

    def add_values(self, session_id: str, values: Mapping[str, object], roles: Mapping[str, Role]) -> None:
        """Adds the values of these fields that have a role."""
        owner = self._owner(session_id)
        for name, role in roles.items():
            value = values.get(name)
            if isinstance(value, date):
                self._add_birth_date(value, owner)
            elif value:
                self._add_text(role, name, str(value), owner)

    def add_invigilators(self, session: Session) -> None:
        """Adds the invigilators of a session, of a centre that doesn't publish their names."""
        owner = self._owner(session.id)
        for invigilator in session.invigilators:
            self._add_text(Role.INVIGILATOR, "invigilators", invigilator, owner)

    def _owner(self, session_id: str) -> int:
        self.sessions.append(session_id)
        return len(self.sessions) - 1

    def _add_text(self, role: Role, name: str, text: str, owner: int) -> None:
        sequence = words_of(text)
        if role is Role.INVIGILATOR:
            sequence = tuple(word for word in sequence if word not in TITLES)
        squeezed = "".join(sequence)
        if not sequence or (role in (Role.IDENTIFIER, Role.COMPANION) and len(squeezed) < _MIN_IDENTIFIER):
            return
        if role is Role.NOTES:
            self._add_notes(sequence, name, text, owner)
            return
        strong = self._is_strong(role, sequence)
        if strong and role in (Role.IDENTIFIER, Role.ACCESS_CODE) and _can_be_squeezed(squeezed):
            only = Value(role=role, field_name=name, text=text, strong=True, owners=[owner])
            if "@" in text and self._is_published(sequence):
                # pix@college.fr where the site is https://pix.college.fr: only its @ tells them apart.
                self.spelt.setdefault(fold(text), []).append(only)
            else:
                self._put_squeezed(squeezed, only)
            return
        value = self._put(sequence, role, name, text, strong=strong, owner=owner)
        if role in (Role.LAST_NAME, Role.FIRST_NAME):
            if value not in self.squeezed_names.setdefault(squeezed, []):
                self.squeezed_names[squeezed].append(value)
        elif role in (Role.IDENTIFIER, Role.ACCESS_CODE) and len(sequence) > 1:
            self._put((squeezed,), role, name, text, strong=strong, owner=owner)

    def _add_notes(self, sequence: tuple[str, ...], name: str, text: str, owner: int) -> None:
        """Adds stretches of a note long enough to be someone's own words, so that a part of it is recognised too."""
        own_words = not self.is_common(sequence)
        if len(sequence) < (_MIN_NOTE_WORDS if own_words else _MIN_COMMON_NOTE_WORDS):
            return
        for start in range(0, max(len(sequence) - _NOTE_WINDOW, 0) + 1, _NOTE_STEP):
            window = sequence[start : start + _NOTE_WINDOW]
            if not self.product.writes(window):
                self._put(window, Role.NOTES, name, text, strong=True, owner=owner)

    def _is_strong(self, role: Role, sequence: tuple[str, ...]) -> bool:
        squeezed = "".join(sequence)
        if role is Role.LAST_NAME and len(squeezed) >= _MIN_NAME and not self.place_words.isdisjoint(sequence):
            return True  # a room may bear a first name, hardly the last name of someone who sits there
        if role in (Role.LAST_NAME, Role.FIRST_NAME, Role.INVIGILATOR):
            return not self.is_common(sequence)
        known = self.product.vocabulary.issuperset(sequence)
        if role is Role.ACCESS_CODE:
            return not known and len(squeezed) >= _MIN_STRONG_CODE and not squeezed.isdecimal()
        if role is not Role.IDENTIFIER or sequence in self.allowed or self.product.writes(sequence):
            return False
        if squeezed.isdecimal():
            return len(squeezed) >= _MIN_STRONG_DIGITS
        return len(squeezed) >= (_MIN_STRONG_LETTERS if squeezed.isalpha() else _MIN_STRONG_MIXED)

    def _put(self, sequence: tuple[str, ...], role: Role, name: str, text: str, *, strong: bool, owner: int) -> Value:
        same = self.values.setdefault(sequence, [])
        value = next((value for value in same if value.field_name == name), None)
        if value is None:
            value = Value(role=role, field_name=name, text=text, strong=strong)
            same.append(value)
            self.lengths.setdefault(sequence[0], set()).add(len(sequence))
            if role is not Role.COMPANION and (strong or role is not Role.IDENTIFIER):
                self.anchors.add(max(sequence, key=lambda word: (word not in self.common_words, len(word))))
        value.owners.append(owner)
        return value

    def _is_published(self, sequence: tuple[str, ...]) -> bool:
        """Whether a phrase that the centre publishes has these words in this order."""
        if not self.common_words.issuperset(sequence):
            return False
        wanted = f" {' '.join(sequence)} "
        return any(wanted in f" {' '.join(phrase)} " for phrase in self.phrases)

    def _put_squeezed(self, squeezed: str, value: Value) -> None:
        self.squeezed.setdefault(squeezed, []).append(value)
        self.squeezed_starts.update(squeezed[:length] for length in (1, 2, 3))
        self.squeezed_longest = max(self.squeezed_longest, len(squeezed))

    def _add_birth_date(self, day: date, owner: int) -> None:
        if day not in self.birth_dates:
            strong = day not in self.product.dates
            self.birth_dates[day] = Value(
                role=Role.BIRTH_DATE, field_name="birth_date", text=f"{day:%d/%m/}{day.year}", strong=strong
            )
            self.anchors |= date_words(day)
        self.birth_dates[day].owners.append(owner)


def read_lexicon(
    centre: Centre,
    product: Product,
    public_phrases: Collection[tuple[str, ...]],
    places: Collection[tuple[str, ...]] = (),
    loose: Iterable[LooseRow] = (),
) -> Lexicon:
    """Lists the values of a centre. `public_phrases`, `places`: what it publishes, as plain words. `loose`: rows that are no records."""
    allowed = frozenset(map(words_of, centre.settings.publication.allowed_words))
    own = product.vocabulary.union(*allowed, *public_phrases)
    common = own.union(*places)
    lexicon = Lexicon(
        product=product,
        common_words=common,
        allowed=allowed,
        phrases=frozenset(public_phrases).union(places),
        place_words=common - own,
    )
    for candidate in centre.candidates:
        lexicon.add_record(candidate.session_id, candidate, CANDIDATE_FIELDS)
    for row in centre.sheet_rows:
        lexicon.add_record(row.session_id, row, SHEET_FIELDS)
    by_number = {session.session_number: session.id for session in centre.sessions}
    for result in centre.results:
        lexicon.add_record(by_number.get(result.session_number, result.session_number), result, RESULT_FIELDS)
    for session in centre.sessions:
        lexicon.add_record(session.id, session, SESSION_FIELDS)
        if centre.settings.publication.invigilators != "name":
            lexicon.add_invigilators(session)
    for each in loose:
        lexicon.add_values(each.session_id or "", each.values, _FIELDS_OF[each.kind])
    return lexicon


def _can_be_squeezed(squeezed: str) -> bool:
    """Whether "ABC 123" may stand for "ABC123": digits alone would be found in any drawing, "a 12" in any sentence."""
    return len(squeezed) >= _MIN_SQUEEZED and not squeezed.isdecimal()
