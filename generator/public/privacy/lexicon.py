"""Lists the values of a centre, and how sure a sight of each one is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from generator.public.privacy.dates import date_words
from generator.public.privacy.phrases import Phrase, Published
from generator.public.privacy.product import Product
from generator.public.privacy.run_together import MIN_SPACED, Spellings
from generator.public.privacy.text import fold, words_of
from generator.public.privacy.values import (
    CANDIDATE_FIELDS,
    FIELDS_OF,
    RESULT_FIELDS,
    SESSION_FIELDS,
    SHEET_FIELDS,
    Role,
    Value,
)
from schemas.judging.standing import LooseRow
from schemas.people import TITLES
from schemas.reading.words import NAMES_SEPARATOR
from schemas.records import Candidate, Centre, Result, Session, SheetRow

_MIN_NAME, _MIN_SPELT_NAME, _MIN_GLUED_NAMES = 3, 5, 8
_MIN_IDENTIFIER, _MIN_STRONG_MIXED, _MIN_STRONG_LETTERS, _MIN_STRONG_DIGITS, _MIN_STRONG_NUMBER = 3, 5, 6, 8, 6
_MIN_STRONG_CODE = 4
_MIN_NOTE, _MIN_COMMON_NOTE = 3, 5
_NOTE_STRETCHES = ((3, 3), (4, 2), (5, 1), (6, 0))
"""So many words of a note in a row tell it when so many of them are no words of ours."""

_PERSON = (Role.LAST_NAME, Role.FIRST_NAME, Role.INVIGILATOR)


@dataclass(slots=True, eq=False)
class Lexicon:
    """Every value of a centre, ready to be looked up. Build it with `read_lexicon`.

    `published`: what the centre publishes, in plain words.
    `common_words`: the product's, those that the centre publishes, and its `allowed_words` of one word.
    `place_words`: those that it has from rooms, sites and identifiers of sessions alone.
    `values`: by their sequence of plain words. `lengths`: for a first word, how many words a value can have.
    `codes`: codes and identifiers with letters, by their characters alone. `numbers`: those of figures alone.
    `names`, `full_names`: sure last or first names, and both together in either order, by their letters alone.
    `spelt`: e-mail addresses made of words that the centre publishes in this order, by how they are written.
    `anchors`: words one of which stands wherever a value does, so that all other text is passed over.
    `sessions`: for each owner, the session whose record it is.
    """

    product: Product
    published: Published
    month_first: bool = False
    common_words: frozenset[str] = frozenset()
    place_words: frozenset[str] = frozenset()
    values: dict[Phrase, list[Value]] = field(default_factory=dict)
    lengths: dict[str, set[int]] = field(default_factory=dict)
    birth_dates: dict[date, Value] = field(default_factory=dict)
    codes: Spellings[Value] = field(default_factory=Spellings)
    numbers: dict[str, list[Value]] = field(default_factory=dict)
    names: Spellings[Value] = field(default_factory=Spellings)
    full_names: Spellings[Value] = field(default_factory=Spellings)
    spelt: dict[str, list[Value]] = field(default_factory=dict)
    anchors: set[str] = field(default_factory=set)
    sessions: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        own = self.product.vocabulary | self.published.words
        self.common_words = own | self.published.place_words
        self.place_words = self.published.place_words - own

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
        last_name, first_name = values.get("last_name"), values.get("first_name")
        if isinstance(last_name, str) and isinstance(first_name, str):
            self._add_full_name(last_name, first_name, owner)

    def add_invigilators(self, session_id: str, names: Iterable[str]) -> None:
        """Adds the invigilators of a session, of a centre that doesn't publish their names."""
        owner = self._owner(session_id)
        for invigilator in names:
            self._add_text(Role.INVIGILATOR, "invigilators", invigilator, owner)

    def _owner(self, session_id: str) -> int:
        self.sessions.append(session_id)
        return len(self.sessions) - 1

    def _add_text(self, role: Role, name: str, text: str, owner: int) -> None:
        sequence = words_of(text)
        if role is Role.INVIGILATOR:
            sequence = tuple(word for word in sequence if word not in TITLES)
        squeezed = "".join(sequence)
        short = role in (Role.IDENTIFIER, Role.NUMBER, Role.COMPANION) and len(squeezed) < _MIN_IDENTIFIER
        if not sequence or short:
            return
        if role is Role.NOTES:
            self._add_notes(sequence, name, text, owner)
            return
        strong = self._is_strong(role, sequence)
        if role in (Role.IDENTIFIER, Role.NUMBER, Role.ACCESS_CODE):
            self._add_code(Value(role=role, field_name=name, text=text, strong=strong, owners=[owner]), sequence)
            return
        value = self._put(sequence, role, name, text, strong=strong, owner=owner)
        if role in _PERSON and strong and len(squeezed) >= _MIN_SPELT_NAME:
            self.names.add(squeezed, value)

    def _add_code(self, value: Value, sequence: Phrase) -> None:
        squeezed = "".join(sequence)
        if not value.strong or len(squeezed) < MIN_SPACED:
            for written in dict.fromkeys((sequence, (squeezed,))):
                self._put(written, value.role, value.field_name, value.text, strong=value.strong, owner=value.owners[0])
            if value.strong:
                self.codes.add(squeezed, value)
        elif "@" in value.text and self.published.holds(sequence):
            # pix@college.fr where the site is https://pix.college.fr: only its @ tells them apart.
            self.spelt.setdefault(fold(value.text), []).append(value)
        elif squeezed.isdecimal():
            self.numbers.setdefault(squeezed, []).append(value)
        else:
            self.codes.add(squeezed, value)

    def _add_full_name(self, last_name: str, first_name: str, owner: int) -> None:
        """Adds both names as one word, where it can only mean a person."""
        last, first = words_of(last_name), words_of(first_name)
        parts = ("".join(last), "".join(first))
        sure = self._is_strong(Role.LAST_NAME, last) or self._is_strong(Role.FIRST_NAME, first)
        if not sure or min(map(len, parts)) < _MIN_NAME or sum(map(len, parts)) < _MIN_GLUED_NAMES:
            return
        for letters in dict.fromkeys(("".join(parts), "".join(reversed(parts)))):
            same = self.full_names.values.get(letters, [])
            value = next(iter(same), None) or Value(
                role=Role.FULL_NAME, field_name="full_name", text=f"{last_name} {first_name}", strong=True
            )
            value.owners.append(owner)
            self.full_names.add(letters, value)

    def _add_notes(self, sequence: Phrase, name: str, text: str, owner: int) -> None:
        """Adds stretches of a note long enough to be someone's own words, so that a part of it is recognised too."""
        if self.is_common(sequence) and len(sequence) < _MIN_COMMON_NOTE:
            return
        for stretch in self._stretches(sequence):
            if not self.product.writes(stretch):
                self._put(stretch, Role.NOTES, name, text, strong=True, owner=owner)

    def _stretches(self, sequence: Phrase) -> Iterator[Phrase]:
        if len(sequence) == _MIN_COMMON_NOTE and self.is_common(sequence):
            yield sequence
        for length, own in _NOTE_STRETCHES:
            for start in range(len(sequence) - length + 1):
                stretch = sequence[start : start + length]
                # Figures are no words: "le 12 à 10 h 20" tells nothing.
                if sum(word not in self.common_words and not word[0].isdigit() for word in stretch) >= own:
                    yield stretch

    def _is_strong(self, role: Role, sequence: Phrase) -> bool:
        squeezed = "".join(sequence)
        if role is Role.LAST_NAME and len(squeezed) >= _MIN_NAME and not self.place_words.isdisjoint(sequence):
            return True  # a room may bear a first name, hardly the last name of someone who sits there
        if role in _PERSON:
            return not self.is_common(sequence)
        known = self.product.vocabulary.issuperset(sequence)
        if role is Role.ACCESS_CODE:
            return not known and len(squeezed) >= _MIN_STRONG_CODE and not squeezed.isdecimal()
        if (
            role not in (Role.IDENTIFIER, Role.NUMBER)
            or self.published.allows(sequence)
            or self.product.writes(sequence)
        ):
            return False
        if squeezed.isdecimal():
            return len(squeezed) >= (_MIN_STRONG_NUMBER if role is Role.NUMBER else _MIN_STRONG_DIGITS)
        return len(squeezed) >= (_MIN_STRONG_LETTERS if squeezed.isalpha() else _MIN_STRONG_MIXED)

    def _put(self, sequence: Phrase, role: Role, name: str, text: str, *, strong: bool, owner: int) -> Value:
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

    def _add_birth_date(self, day: date, owner: int) -> None:
        if day not in self.birth_dates:
            strong = day not in self.product.dates
            self.birth_dates[day] = Value(
                role=Role.BIRTH_DATE, field_name="birth_date", text=f"{day:%d/%m/}{day.year}", strong=strong
            )
            self.anchors |= date_words(day)
        self.birth_dates[day].owners.append(owner)


def read_lexicon(centre: Centre, product: Product, published: Published, loose: Iterable[LooseRow] = ()) -> Lexicon:
    """Lists the values of a centre. `loose`: rows that are no records."""
    lexicon = Lexicon(product=product, published=published, month_first=centre.settings.language == "en")
    hides_invigilators = centre.settings.publication.invigilators != "name"
    for candidate in centre.candidates:
        lexicon.add_record(candidate.session_id, candidate, CANDIDATE_FIELDS)
    for row in centre.sheet_rows:
        lexicon.add_record(row.session_id, row, SHEET_FIELDS)
    by_number = {session.session_number: session.id for session in centre.sessions}
    for result in centre.results:
        lexicon.add_record(by_number.get(result.session_number, result.session_number), result, RESULT_FIELDS)
    for session in centre.sessions:
        lexicon.add_record(session.id, session, SESSION_FIELDS)
        if hides_invigilators:
            lexicon.add_invigilators(session.id, session.invigilators)
    for each in loose:
        lexicon.add_values(each.session_id or "", each.values, FIELDS_OF[each.kind])
        if hides_invigilators and (names := each.values.get("invigilators")):
            lexicon.add_invigilators(each.session_id or "", str(names).split(NAMES_SEPARATOR))
    return lexicon
