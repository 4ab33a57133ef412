"""Judges plain words: which of a centre's values they give away, and which sights mean nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.public.privacy.dates import written_dates
from generator.public.privacy.lexicon import Lexicon
from generator.public.privacy.run_together import MIN_SPACED, around, whole_numbers
from generator.public.privacy.values import Role, Value

REACH = 6
"""How many words may stand between two values that are taken together."""

CONTEXT = 12
"""How many words around a sight the judgement may need."""

_FULL_NAME_GAP = 2
_CODE_REACH, _NUMBER_REACH = 8, 2
_MAX_COMMON_CODE = 8
_MIN_PIECES = 3

_NAMES = (Role.LAST_NAME, Role.FIRST_NAME)
_CERTAIN = (Role.BIRTH_DATE, Role.IDENTIFIER, Role.NUMBER)
_TOGETHER = (*((name, other) for name in _NAMES for other in _CERTAIN), (Role.BIRTH_DATE, Role.COMPANION))
"""Weak values that are a leak together, when they are of the same record."""

_ALLOWABLE = (Role.IDENTIFIER, Role.NUMBER)
"""Values that may also be something else, as a name may: `allowed_words` is heard."""

_NUMBER_WORDS = frozenset({"numero", "number", "no", "n"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A value given away: its field, the sessions of the records that hold it, the value itself, and the words of the centre that
    `allowed_words` would need if they mean nobody.
    """

    field_name: str
    sessions: tuple[str, ...]
    value: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Sight:
    start: int
    end: int
    value: Value
    strong: bool


class Judge:
    """Looks a centre's values up in words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._published = lexicon.published

    def may_concern(self, words: Sequence[str]) -> bool:
        """Whether the words hold anything that `findings` could see. Fast: most text ends here."""
        return not self._lexicon.anchors.isdisjoint(words)

    def findings(self, words: Sequence[str], cut: frozenset[int] | None = None) -> frozenset[Finding]:
        """What the words give away. With `cut`, only what takes one of the words at these places to see."""
        sights = sorted(self._sights(words), key=lambda sight: (sight.start, sight.end))
        found: set[Finding] = set()
        in_full_names: set[_Sight] = set()
        for one, other in _near(sights):
            if _touches(cut, one, other) and (pair := self._pair(words, one, other)):
                found.add(pair)
                in_full_names |= {one, other} if pair.field_name == "full_name" else set()
        for sight in sights:
            if sight not in in_full_names and _touches(cut, sight) and self._is_leak(words, sight):
                value = sight.value
                found.add(
                    self._finding(value.field_name, value.owners, value.text, self._to_allow(words, sight, value.text))
                )
        return frozenset(found)

    def spaced_findings(self, words: Sequence[str]) -> frozenset[Finding]:
        """The values that words give away together: "ABCD-23", "123 456 789 AB", "Zélie TartemPion", "T. a. r. t."."""
        lexicon = self._lexicon
        found: set[Finding] = set()
        for start, end, run in lexicon.codes.runs(words):
            if len(run) >= MIN_SPACED and not self._is_sentence(words[start:end], run):
                found |= self._all_of(lexicon.codes.values[run])
        for start, end, run in lexicon.full_names.runs(words):
            if not self._is_usual_spelling(words[start:end]):
                found |= self._all_of(lexicon.full_names.values[run])
        for start, end, run in lexicon.names.runs(words):
            if self._is_in_pieces(words[start:end]):
                found |= self._all_of(lexicon.names.values[run])
        return frozenset(found)

    def number_findings(self, reading: str) -> frozenset[Finding]:
        """The numbers that a reading gives away: in groups, or glued to letters."""
        numbers = self._lexicon.numbers
        if not numbers:
            return frozenset()
        return frozenset().union(*(self._all_of(numbers[found]) for found in whole_numbers(reading) & numbers.keys()))

    def spelt_findings(self, reading: str) -> frozenset[Finding]:
        """The e-mail addresses that only their @ tells from what the centre publishes."""
        return frozenset(
            self._finding(value.field_name, value.owners, value.text)
            for spelt, values in self._lexicon.spelt.items()
            if spelt in reading
            for value in values
        )

    def buried_findings(self, word: str) -> frozenset[Finding]:
        """The values that stand inside one longer word ("codeKTRM42", "tartempionzelie2010")."""
        lexicon = self._lexicon
        found: set[Finding] = set()
        if word in lexicon.common_words:
            return frozenset()
        for start, piece in lexicon.codes.within(word):
            if all(self._ends(piece, part) for part in around(word, start, start + len(piece))):
                found |= self._all_of(lexicon.codes.values[piece])
        for _, piece in lexicon.full_names.within(word):
            found |= self._all_of(lexicon.full_names.values[piece])
        return frozenset(found)

    def _sights(self, words: Sequence[str]) -> Iterator[_Sight]:
        lexicon = self._lexicon
        for start, word in enumerate(words):
            for end in (start + length for length in lexicon.lengths.get(word, ())):
                if end <= len(words):
                    for value in lexicon.values.get(tuple(words[start:end]), ()):
                        yield _Sight(start, end, value, value.strong)
        for written in written_dates(words, month_first=lexicon.month_first):
            if born := lexicon.birth_dates.get(written.date):
                yield _Sight(written.start, written.end, born, born.strong and written.full)

    def _pair(self, words: Sequence[str], one: _Sight, other: _Sight) -> Finding | None:
        roles = {one.value.role, other.value.role}
        is_full_name = roles == set(_NAMES) and other.start - one.end <= _FULL_NAME_GAP
        doubtful = not one.strong and not other.strong
        if not is_full_name and not (doubtful and any(roles == set(pair) for pair in _TOGETHER)):
            return None
        owners = _common(one.value, other.value)
        if not owners or self._means_nothing(words, one, other):
            return None
        if is_full_name:
            between = " ".join(words[one.end : other.start])
            to_allow = self._to_allow(words, one, " ".join(filter(None, (one.value.text, between, other.value.text))))
            return self._finding("full_name", owners, _full_name(one.value, other.value), to_allow)
        surest = one.value if one.value.role in _CERTAIN else other.value
        return self._finding(surest.field_name, owners, f"{one.value.text}, {other.value.text}")

    def _means_nothing(self, words: Sequence[str], one: _Sight, other: _Sight) -> bool:
        """Two values side by side: whether a published phrase or the product's own text explains it."""
        if self._published.answers(words, one.start, other.end):
            return True
        spans = list(self._published.spans(words, one.start, other.end))
        if any(
            start <= one.start and other.end <= end and self._published.asks(words[start:end]) for start, end in spans
        ):
            return False  # "Salle 12, pour Paul Durand", or a contact of that very name: only `centre.toml` may answer
        for start, end in spans:
            # A phrase that goes further than a name makes it that person's: "Mme Martin, M. Paul Durand". One that is the
            # name and nothing more (a room called Martin) excuses nothing.
            if start <= one.start and one.end <= end and end - start > one.end - one.start:
                return True
            if start <= other.start and other.end <= end and end - start > other.end - other.start:
                return True
        return self._lexicon.product.says(words, one.start, other.end)

    def _is_leak(self, words: Sequence[str], sight: _Sight) -> bool:
        if sight.strong:
            return not (sight.value.role in _NAMES and self._published.answers(words, sight.start, sight.end))
        if not self._is_announced(words, sight) or self._is_in_phrase(words, sight):
            return False
        return not self._lexicon.product.says(words, sight.start, sight.end)

    def _is_announced(self, words: Sequence[str], sight: _Sight) -> bool:
        """Whether the words before say that this is a code, or a number of a certification."""
        before = words[max(0, sight.start - _CODE_REACH) : sight.start]
        if sight.value.role is Role.ACCESS_CODE:
            return "code" in before
        if sight.value.role is Role.NUMBER:
            return "certification" in before or not _NUMBER_WORDS.isdisjoint(before[-_NUMBER_REACH:])
        return False

    def _is_in_phrase(self, words: Sequence[str], sight: _Sight) -> bool:
        return any(
            start <= sight.start and sight.end <= end and not self._announces(words[start:end])
            for start, end in self._published.spans(words, sight.start, sight.end)
        )

    def _announces(self, words: Sequence[str]) -> bool:
        return "code" in words or "certification" in words

    def _to_allow(self, words: Sequence[str], sight: _Sight, text: str) -> str:
        """What `allowed_words` would need: the field of the centre around a sight, else the text itself."""
        if sight.value.role not in _NAMES:
            return text if sight.value.role in _ALLOWABLE else ""
        around = (
            self._published.text_of(words[start:end])
            for start, end in self._published.spans(words, sight.start, sight.end)
            if start <= sight.start and sight.end <= end and self._published.asks(words[start:end])
        )
        return max(around, key=len, default="") or text

    def _is_in_pieces(self, parts: Sequence[str]) -> bool:
        """Whether a name stands letter by letter, or cut into pieces that are no words."""
        usual = any(len(part) > 1 and part in self._lexicon.common_words for part in parts)
        return len(parts) >= _MIN_PIECES and not usual and tuple(parts) not in self._lexicon.values

    def _is_usual_spelling(self, parts: Sequence[str]) -> bool:
        """Whether words are a last and a first name cut where their own words end: `findings` judges that."""
        values = self._lexicon.values
        return any(tuple(parts[:cut]) in values and tuple(parts[cut:]) in values for cut in range(1, len(parts)))

    def _ends(self, piece: str, part: str) -> bool:
        """Whether a code may end where this part of its word goes on: in a longer number it doesn't; letters in a longer word of letters
        mean nothing, and after a word that we know they do.
        """
        sure = len(piece) >= MIN_SPACED and not piece.isalpha() and not part.isdecimal()
        return not part or sure or part in self._lexicon.common_words

    def _all_of(self, values: Iterable[Value]) -> frozenset[Finding]:
        return frozenset(
            self._finding(value.field_name, value.owners, value.text, value.text if value.role in _ALLOWABLE else "")
            for value in values
        )

    def _is_sentence(self, parts: Sequence[str], run: str) -> bool:
        """Whether a short code only appears because usual words follow one another ("salle 12" for SALLE12)."""
        usual = all(len(part) > 1 and part in self._lexicon.common_words for part in parts)
        return len(parts) > 1 and len(run) <= _MAX_COMMON_CODE and usual

    def _finding(self, field_name: str, owners: Iterable[int], value: str, words: str = "") -> Finding:
        sessions = dict.fromkeys(self._lexicon.sessions[owner] for owner in owners)
        return Finding(field_name=field_name, sessions=tuple(sessions), value=value, words=words)


def _near(sights: Sequence[_Sight]) -> Iterator[tuple[_Sight, _Sight]]:
    """Pairs of sights, given in order, that stand apart and within reach of each other."""
    for place, one in enumerate(sights):
        for other_place in range(place + 1, len(sights)):
            other = sights[other_place]
            if other.start - one.end > REACH:
                break
            if other.start >= one.end:
                yield one, other


def _touches(cut: frozenset[int] | None, *sights: _Sight) -> bool:
    return cut is None or any(not cut.isdisjoint(range(sight.start, sight.end)) for sight in sights)


def _common(one: Value, other: Value) -> list[int]:
    return sorted(set(one.owners).intersection(other.owners))


def _full_name(one: Value, other: Value) -> str:
    last, first = (one, other) if one.role is Role.LAST_NAME else (other, one)
    return f"{last.text} {first.text}"
