"""Reads a piece of text in every way a browser or a reader might, and cuts it into plain words.

"Plain" means lower case, no accent, no ligature, no invisible character: `TARTEMPION-ŒUF`, `Tartempion&nbsp;&OElig;uf`
and `tartempion%20%C5%93uf` are the same words. Names of candidates go through the same functions as pages do.
"""

from __future__ import annotations

import base64
import html
import re
import unicodedata
from collections.abc import Callable
from urllib.parse import unquote, unquote_to_bytes

TAG_MARK = "\ue000"
"""Stands where a tag was: a separator for `words`, nothing at all for `glued_words`. A private character of Unicode."""

_BLANK = f" \t\f\v\xa0{TAG_MARK}"
_TAG = re.compile(r"(<(?=[a-zA-Z/!?])[^<>]*>)")
_WORD = re.compile(r"[^\W_]+")
_WORD_WITH_TAGS = re.compile(rf"[^\W_]+(?:{TAG_MARK}+[^\W_]+)*")
_CUT_WORD = re.compile(rf"[^\W_]{TAG_MARK}+[^\W_]")
_SHORT_DATE = re.compile(r"(?<!\d)(?<!\d[/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d\d)(?![/.-]?\d)")
_CLOCK_AFTER_DATE = re.compile(r"(?<=\d)t(?=\d\d)")
_LETTER_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,5})\}|x([0-9a-fA-F]{2}))")
_OTHER_ESCAPE = re.compile(r"\\([nrtbf/\"'\\])")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}")
_TO_BASE64 = str.maketrans("-_", "+/")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_DECODING_ROUNDS = 3  # an entity within JSON within a percent-encoded address
_SHORT_LINE = 12  # one character of a code per line of HTML must still read as one code

_ELEMENTS = (
    "a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption circle cite code "
    "col colgroup data datalist dd defs del details desc dfn dialog div dl dt ellipse em embed fieldset figcaption "
    "figure footer form g h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li line "
    "link main map mark menu meta meter nav noscript object ol optgroup option output p param path picture polygon "
    "polyline pre progress q rect rp rt ruby s samp script search section select slot small source span strong style "
    "sub summary sup svg symbol table tbody td template text textarea tfoot th thead time title tr track tspan u ul "
    "use var video wbr"
)
_ELEMENT = re.compile(rf"/?(?:{'|'.join(_ELEMENTS.split())})(?![\w-])", re.IGNORECASE)
"""The name of a known element says nothing: without it, no false alarm for a candidate called Mark, Main or Strong."""

_LETTERS = dict(zip("œæøłđðþı", ("oe", "ae", "o", "l", "d", "d", "th", "i"), strict=True))
_APOSTROPHES = (*range(0x2B9, 0x2C2), 0x2C8)
"""Apostrophes that Unicode counts as letters."""
_UNSEEN = {"Cf", "Mn", "Me"}
"""Kinds of characters that show nothing of their own: formats (soft hyphens, directions, tags), marks upon a letter."""
_BLANK_NAME = re.compile(r"\b(?:FILLER|BLANK)\b")
"""Signs whose names say that they show nothing although Unicode counts them as letters or symbols."""


class _Plain(dict[int, str | None]):
    """What each character becomes in plain words, worked out from its Unicode properties when it is first met."""

    def __missing__(self, code: int) -> str | None:
        self[code] = found = _plain(chr(code))
        return found


def _plain(character: str) -> str | None:
    if character in _LETTERS:
        return _LETTERS[character]
    if unicodedata.category(character) in _UNSEEN:
        return None
    if ord(character) in _APOSTROPHES:
        return " "
    # A blank may stand for a space, or for nothing: as a tag does.
    return TAG_MARK if _BLANK_NAME.search(unicodedata.name(character, "")) else character


_PLAIN = _Plain()
_GLUED = re.compile(
    r"(?<![A-Za-zŒÆ])(?:[A-ZŒÆ]?[a-z]{2,}+|[A-ZŒÆ]{2,}(?![a-z]))(?:[A-ZŒÆ][a-z]{2,}+|[A-ZŒÆ]{3,}(?![a-z]))+(?![A-Za-zŒÆ])"
)
"""Words that only their capitals tell apart: ZélieTartempion, NOMTartempion. Random letters rarely look so."""
_CAPITAL_WITHIN = re.compile(r"(?<=[a-z])(?=[A-ZŒÆ])|(?<=[A-ZŒÆ])(?=[A-ZŒÆ][a-z])")
_ESCAPED = {"n": "\n", "r": "\n", "t": "\t", "b": " ", "f": " "}


def fold(text: str) -> str:
    """The text in plain letters: no case, accent, ligature or invisible character; tags left as they are."""
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
    # "2010-03-12T08:00" must hold the word "12", and "12/03/10" must not look like any three numbers in a row.
    return _SHORT_DATE.sub(r" \1x\3x\4 ", _CLOCK_AFTER_DATE.sub(" t", folded))


def taken_apart(text: str) -> str:
    """The text with a space where only a capital tells one word from the next; the same text where none does."""
    if text.isascii() and not _CAPITAL_WITHIN.search(text):
        return text
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text).translate(_PLAIN)
    apart = _GLUED.sub(lambda glued: _CAPITAL_WITHIN.sub(" ", glued[0]), plain)
    return text if apart == plain else apart


def words(folded: str) -> list[str]:
    """The words of a folded text: runs of letters and digits. Whatever else stands between them separates."""
    return _WORD.findall(folded)


def words_of(text: str) -> tuple[str, ...]:
    """The plain words of a value or a phrase."""
    return tuple(words(fold(text)))


def glued_words(folded: str) -> tuple[list[str], frozenset[int]]:
    """The words with tags taken for nothing (`Tar<b>tem</b>pion`), and the places of those that a tag had cut.

    No word at all where no tag cuts one: the text then reads as `words` reads it.
    """
    if not _CUT_WORD.search(folded):
        return [], frozenset()
    found: list[str] = []
    cut: set[int] = set()
    for word in _WORD_WITH_TAGS.findall(folded):
        whole = words(fold(word.replace(TAG_MARK, "")))
        if TAG_MARK in word:
            cut.update(range(len(found), len(found) + len(whole)))
        found += whole
    return found, frozenset(cut)


def without_tags(text: str) -> str:
    """The text with every tag replaced by a mark."""
    return _TAG.sub(TAG_MARK, text)


def split_tags(text: str) -> tuple[str, set[str]]:
    """The text with every tag replaced by a mark, and the different tags."""
    pieces = _TAG.split(text)
    return TAG_MARK.join(pieces[::2]), set(pieces[1::2])


def tag_content(tag: str) -> str:
    """What stands inside a tag: attributes, a comment, an unknown element. The name of a known element is dropped."""
    return _ELEMENT.sub("", tag[1:-1], count=1) if _ELEMENT.match(tag, 1) else tag[1:-1]


def lines(text: str) -> list[str]:
    """The lines that hold something; very short ones that follow one another are put together."""
    found: list[str] = []
    after_short = False
    for line in text.replace("\r", "\n").split("\n"):
        bare = line.strip(_BLANK)
        if not bare:
            continue
        short = len(bare) <= _SHORT_LINE
        if short and after_short:
            found[-1] += " " + bare
        else:
            found.append(bare)
        after_short = short
    return found


def readings(text: str) -> list[str]:
    r"""Every way a line reads, folded, tags apart; the last one is what a reader would see.

    First with what is surely an escape decoded ("Ann\u00e9e" must not read as "Ann"), then with what may be one: the
    first two letters of "50 %Bernard" and "\bernard" are lost in it. Then with words that only capitals tell apart as words. And the text that any run of base64 turns out to be.
    """
    surely = _decoded(text, _surely_decoded)
    decoded = _decoded(surely, _perhaps_decoded)
    hidden = [found for reading in dict.fromkeys((surely, decoded)) for found in _base64_texts(reading)]
    outside: list[str] = []
    inside: list[str] = []
    for reading in (*hidden, surely, decoded):
        text_alone, tags = split_tags(reading)
        outside.append(text_alone)
        inside += map(tag_content, sorted(tags))
    told = (*inside, *outside)
    return list(dict.fromkeys(map(fold, dict.fromkeys((*map(taken_apart, told), *told)))))


def printable(data: bytes) -> str | None:
    """The bytes as text, or None when they are not text: not UTF-8 (or marked UTF-16), or with control characters."""
    marked_utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if marked_utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else text


def decoded_base64(body: str) -> bytes:
    """The bytes behind base64 in either alphabet, with or without padding; a last letter that is too many is left out."""
    plain = body.translate(_TO_BASE64).rstrip("=")
    return base64.b64decode(plain[: len(plain) - (len(plain) % 4 == 1)] + "==")


def _decoded(text: str, decode: Callable[[str], str]) -> str:
    """The text decoded until nothing is left to decode, or often enough."""
    for _ in range(_DECODING_ROUNDS):
        before, text = text, decode(text)
        if text == before:
            break
    return text


def _surely_decoded(text: str) -> str:
    if "\\" in text:
        text = _LETTER_ESCAPE.sub(lambda match: chr(int(match[1] or match[2] or match[3], 16)), text)
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return _PERCENT.sub(_utf8_unquoted, text) if "%" in text else text


def _perhaps_decoded(text: str) -> str:
    text = _surely_decoded(text)
    if "\\" in text:
        text = _OTHER_ESCAPE.sub(lambda match: _ESCAPED.get(match[1], match[1]), text)
    if "&" in text:
        text = html.unescape(text)
    return unquote(text, encoding="latin-1") if "%" in text else text


def _utf8_unquoted(match: re.Match[str]) -> str:
    try:
        return unquote_to_bytes(match[0]).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _base64_texts(text: str) -> list[str]:
    return [found for run in _BASE64.findall(text) if (found := printable(decoded_base64(run)))]
