"""Judges plain words: which of a centre's values they give away, and which sights mean nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.public.privacy.dates import written_dates
from generator.public.privacy.values import Lexicon, Role, Value

REACH = 6
"""How many words may stand between two values that are taken together."""

CONTEXT = 12
"""How many words around a sight the judgement may need."""

_FULL_NAME_GAP = 2
_CODE_REACH = 8
_MIN_GLUED_NAME, _MIN_GLUED_NAMES = 3, 8
_MAX_COMMON_CODE = 8

_NAMES = (Role.LAST_NAME, Role.FIRST_NAME)
_TOGETHER = (
    *((name, other) for name in _NAMES for other in (Role.BIRTH_DATE, Role.IDENTIFIER)),
    (Role.BIRTH_DATE, Role.COMPANION),
)
"""Weak values that are a leak together, when they are of the same record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A value given away: its field, the sessions of the records that hold it, and the value itself."""

    field_name: str
    sessions: tuple[str, ...]
    value: str


@dataclass(frozen=True, slots=True)
class _Sight:
    start: int
    end: int
    value: Value
    strong: bool


class Judge:
    """Looks a centre's values up in words."""

    def __init__(self, lexicon: Lexicon, places: Iterable[tuple[str, ...]] = ()) -> None:
        self._lexicon = lexicon
        self._phrases = lexicon.phrases
        self._places = frozenset(places)
        self._phrase_lengths: dict[str, set[int]] = {}
        for phrase in self._phrases:
            self._phrase_lengths.setdefault(phrase[0], set()).add(len(phrase))
        self._longest_phrase = max(map(len, self._phrases), default=0)

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
                found.add(self._finding(sight.value.field_name, sight.value.owners, sight.value.text))
        return frozenset(found)

    def squeezed_findings(self, words: Sequence[str]) -> frozenset[Finding]:
        """The codes and identifiers that one word, or several run together, give away ("ABCD-23", "123 456 789 AB")."""
        lexicon, found = self._lexicon, set()
        for start, word in enumerate(words):
            if word[:3] not in lexicon.squeezed_starts:
                continue
            run = ""
            for end in range(start, len(words)):
                run += words[end]
                if len(run) > lexicon.squeezed_longest:
                    break
                if run in lexicon.squeezed and not self._is_sentence(words[start : end + 1], run):
                    values = lexicon.squeezed[run]
                    found |= {self._finding(value.field_name, value.owners, value.text) for value in values}
        return frozenset(found)

    def spelt_findings(self, reading: str) -> frozenset[Finding]:
        """The e-mail addresses that only their @ tells from what the centre publishes."""
        return frozenset(
            self._finding(value.field_name, value.owners, value.text)
            for spelt, values in self._lexicon.spelt.items()
            if spelt in reading
            for value in values
        )

    def glued_findings(self, word: str) -> frozenset[Finding]:
        """A full name that one word spells ("tartempionzelie")."""
        letters = word.strip("0123456789")
        if len(letters) < _MIN_GLUED_NAMES or letters in self._lexicon.common_words:
            return frozenset()
        names, found = self._lexicon.squeezed_names, set()
        for cut in range(_MIN_GLUED_NAME, len(letters) - _MIN_GLUED_NAME + 1):
            for one in names.get(letters[:cut], ()):
                for other in names.get(letters[cut:], ()):
                    # Two common names are left alone: tags taken for nothing join the names of two invigilators.
                    surely = one.role is not other.role and (one.strong or other.strong)
                    if surely and (owners := _common(one, other)):
                        found.add(self._finding("full_name", owners, _full_name(one, other)))
        return frozenset(found)

    def _sights(self, words: Sequence[str]) -> Iterator[_Sight]:
        lexicon = self._lexicon
        for start, word in enumerate(words):
            for end in (start + length for length in lexicon.lengths.get(word, ())):
                if end <= len(words):
                    for value in lexicon.values.get(tuple(words[start:end]), ()):
                        yield _Sight(start, end, value, value.strong)
        for written in written_dates(words):
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
            return self._finding("full_name", owners, _full_name(one.value, other.value))
        surest = one.value if one.value.role in (Role.BIRTH_DATE, Role.IDENTIFIER) else other.value
        return self._finding(surest.field_name, owners, f"{one.value.text}, {other.value.text}")

    def _means_nothing(self, words: Sequence[str], one: _Sight, other: _Sight) -> bool:
        """Two common values side by side: whether a published phrase or the product's own text explains it."""
        for start, end in self._phrase_spans(words, one.start, other.end):
            holds_one = start <= one.start and one.end <= end
            holds_other = start <= other.start and other.end <= end
            if holds_one and holds_other and tuple(words[start:end]) in self._places:
                continue  # "Salle 12, pour Paul Durand" excuses nobody
            # A phrase that goes further than a name makes it that person's: "Mme Martin, M. Paul Durand". One that is the
            # name and nothing more (a room called Martin) excuses nothing.
            if holds_one and end - start > one.end - one.start:
                return True
            if holds_other and end - start > other.end - other.start:
                return True
        return self._lexicon.product.says(words, one.start, other.end)

    def _is_leak(self, words: Sequence[str], sight: _Sight) -> bool:
        if sight.strong or sight.value.role is not Role.ACCESS_CODE:
            return sight.strong
        announced = "code" in words[max(0, sight.start - _CODE_REACH) : sight.start]
        if not announced or self._is_in_phrase(words, sight):
            return False
        return not self._lexicon.product.says(words, sight.start, sight.end)

    def _is_in_phrase(self, words: Sequence[str], sight: _Sight) -> bool:
        spans = self._phrase_spans(words, sight.start, sight.end)
        return any(start <= sight.start and sight.end <= end and "code" not in words[start:end] for start, end in spans)

    def _phrase_spans(self, words: Sequence[str], first: int, last: int) -> Iterator[tuple[int, int]]:
        """Where published phrases stand that may hold a word between `first` and `last` (excluded)."""
        for start in range(max(0, first - self._longest_phrase), last):
            for length in self._phrase_lengths.get(words[start], ()):
                if start + length <= len(words) and tuple(words[start : start + length]) in self._phrases:
                    yield start, start + length

    def _is_sentence(self, parts: Sequence[str], run: str) -> bool:
        """Whether a short code only appears because usual words follow one another ("salle 12" for SALLE12)."""
        usual = all(len(part) > 1 and part in self._lexicon.common_words for part in parts)
        return len(parts) > 1 and len(run) <= _MAX_COMMON_CODE and usual

    def _finding(self, field_name: str, owners: Iterable[int], value: str) -> Finding:
        sessions = dict.fromkeys(self._lexicon.sessions[owner] for owner in owners)
        return Finding(field_name=field_name, sessions=tuple(sessions), value=value)


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
