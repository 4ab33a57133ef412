"""What a centre publishes on purpose, and how much each phrase excuses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.public.privacy.text import words_of

Phrase = tuple[str, ...]
"""Plain words in their order."""

_ROOM_WORDS = frozenset({"salle", "room"})


def phrases_of(texts: Iterable[str]) -> frozenset[Phrase]:
    """The texts in plain words, without those that hold none."""
    return frozenset(phrase for text in texts if (phrase := words_of(text)))


def without_room_word(phrase: Phrase) -> Phrase:
    """Marie Curie, for the room that `centre.toml` calls Salle Marie Curie."""
    return phrase[1:] if len(phrase) > 1 and phrase[0] in _ROOM_WORDS else phrase


@dataclass(frozen=True, kw_only=True)
class Published:
    """The phrases of a centre.

    `fields`: a person of the centre, its name, an address: each may hold one name by chance, and two that are one candidate's are a
    question. `lists`: several people as pages print them side by side. `places`: rooms, sites, identifiers of sessions, typed in a hurry.
    `answered`: what `centre.toml` itself says to be nobody here: its `allowed_words` of several words, its rooms. `allowed_words`: those
    of one word. `texts`: how the centre writes its fields and places.
    """

    fields: frozenset[Phrase] = frozenset()
    lists: frozenset[Phrase] = frozenset()
    places: frozenset[Phrase] = frozenset()
    answered: frozenset[Phrase] = frozenset()
    allowed_words: frozenset[str] = frozenset()
    texts: Mapping[Phrase, str] = field(default_factory=dict, compare=False)
    _lengths: dict[str, set[int]] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        for phrase in self._all:
            self._lengths.setdefault(phrase[0], set()).add(len(phrase))

    @cached_property
    def _all(self) -> frozenset[Phrase]:
        return self.fields | self.lists | self.places | self.answered

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._all), default=0)

    @cached_property
    def _all_words(self) -> frozenset[str]:
        return frozenset().union(*self._all)

    @cached_property
    def words(self) -> frozenset[str]:
        """Words that may stand on a page for another reason than a candidate."""
        return self.allowed_words.union(*self.fields)

    @cached_property
    def place_words(self) -> frozenset[str]:
        """The same of its places."""
        return frozenset().union(*self.places)

    def allows(self, sequence: Phrase) -> bool:
        """Whether `allowed_words` has these very words."""
        return sequence in self.answered or (len(sequence) == 1 and sequence[0] in self.allowed_words)

    def holds(self, sequence: Phrase) -> bool:
        """Whether a phrase has these words in this order."""
        if not self._all_words.issuperset(sequence):
            return False
        wanted = f" {' '.join(sequence)} "
        return any(wanted in f" {' '.join(phrase)} " for phrase in self._all)

    def spans(self, words: Sequence[str], first: int, last: int) -> Iterator[tuple[int, int]]:
        """Where phrases stand that may hold a word between `first` and `last` (excluded)."""
        for start in range(max(0, first - self._longest), last):
            for length in self._lengths.get(words[start], ()):
                if start + length <= len(words) and tuple(words[start : start + length]) in self._all:
                    yield start, start + length

    def answers(self, words: Sequence[str], first: int, last: int) -> bool:
        """Whether `centre.toml` says of these words, as they stand there, that they are nobody."""
        return any(
            start <= first and last <= end and tuple(words[start:end]) in self.answered
            for start, end in self.spans(words, first, last)
        )

    def asks(self, words: Sequence[str]) -> bool:
        """Whether these words are one field of the centre, or one place."""
        return tuple(words) in self.fields or tuple(words) in self.places

    def text_of(self, words: Sequence[str]) -> str:
        """A field or a place as the centre writes it."""
        return self.texts.get(tuple(words), " ".join(words))
