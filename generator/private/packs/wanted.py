"""Which packs should exist, and for each a digest of all that it shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from importlib.metadata import version
from pathlib import Path

from generator.private.digital_sheet.content import sheet_content
from generator.private.packs.contents import Data, pack_content
from generator.private.packs.french_order import in_french_order
from generator.private.packs.public_papers import public_papers
from generator.public.papers.blocks import Wording
from generator.public.privacy.door import public_centre
from generator.resources import site_dir
from generator.writing import spreadsheets
from schemas.records import Candidate, Centre, Session

_MADE_WITH = ("consigne", "typst", "openpyxl", "pypdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A pack that should exist. `public` renders its public papers; None where no browser can print them."""

    session: Session
    candidates: tuple[Candidate, ...]
    content: Data
    public: Callable[[], Mapping[str, str]] | None
    digest: str


def wanted_packs(
    centre: Centre, sessions: Sequence[Session], wording: Wording, content_date: date | None, *, is_printed: bool
) -> list[Wanted]:
    """The packs of those of these sessions that have candidates.

    Raises:
        generator.writing.refusal.BuildRefused: a public paper does not hold its content.
    """
    public = public_centre(centre)
    of_session = {each.id: each for each in public.sessions}
    candidates: dict[str, list[Candidate]] = {}
    for candidate in centre.candidates:
        candidates.setdefault(candidate.session_id, []).append(candidate)
    found = []
    for session in sessions:
        listed = tuple(in_french_order(candidates.get(session.id, ())))
        if not listed:
            continue
        content = pack_content(session, listed, centre.settings)
        papers = partial(public_papers, of_session[session.id], public, wording) if is_printed else None
        # The date of the last change anywhere is not among what the pack shows: a paper is current by its version.
        undated = papers(content_date=None).values() if papers else ()
        shown = (
            json.dumps(content, ensure_ascii=False, sort_keys=True),
            repr(sheet_content(session, listed, centre.settings)),
            *undated,
        )
        found.append(
            Wanted(
                session=session,
                candidates=listed,
                content=content,
                digest=_digest(shown),
                public=partial(papers, content_date=content_date) if papers else None,
            )
        )
    return found


def _digest(texts: Iterable[str]) -> str:
    digest = hashlib.sha256(_program_digest())
    for text in texts:
        digest.update(hashlib.sha256(text.encode("utf-8")).digest())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _program_digest() -> bytes:
    """Of what makes packs: a newer program makes them again."""
    here = Path(__file__).parent
    sources = [
        *(site_dir() / "packs").rglob("*.t*"),  # templates and fonts
        *here.glob("*.py"),
        *(here.parent / "digital_sheet").glob("*.py"),
        Path(spreadsheets.__file__),
    ]
    digest = hashlib.sha256(" ".join(version(name) for name in _MADE_WITH).encode())
    for path in sorted(sources, key=lambda path: path.name):
        digest.update(path.read_bytes())
    return digest.digest()
