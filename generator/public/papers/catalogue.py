"""Every paper that Consigne makes of a session, told once: what it is called, its file, who may see it, how it is printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper of a session.

    `name` is that of its template and of its phrases in the catalogues; `file` that of the page in the session's folder of the
    site, or of the PDF in its pack, there after the session's identifier. `printed` is its place in the PDF of the whole session,
    None where it is not part of it. Nothing may stand on the back of a paper with one side: it is hung up, cut or folded.
    """

    name: str
    file: str
    public: bool
    printed: int | None
    one_sided: bool = False
    own_style: bool = False


PAPERS = (
    Paper(name="briefing", file="index.html", public=True, printed=2),
    Paper(name="poster", file="affiche.html", public=True, printed=3, one_sided=True, own_style=True),
    Paper(name="timer", file="minuteur.html", public=True, printed=None),
    Paper(name="incident", file="incident.html", public=True, printed=8),
    Paper(name="fraud", file="fraude.html", public=True, printed=9),
    Paper(name="door", file="porte.html", public=True, printed=1, own_style=True),
    Paper(name="attendance", file="emargement.pdf", public=False, printed=4),
    Paper(name="end_times", file="fins-individuelles.pdf", public=False, printed=5),
    Paper(name="slips", file="etiquettes.pdf", public=False, printed=6, one_sided=True),
    Paper(name="code", file="code.pdf", public=False, printed=7, one_sided=True),
    # Convocations go out days before: they stay apart.
    Paper(name="convocations", file="convocations.pdf", public=False, printed=None),
)
"""The public ones in the order of the bar above each page, then the private ones in the order in which a session uses them."""

PUBLIC_PAPERS = tuple(paper for paper in PAPERS if paper.public)
IN_PRINTING_ORDER = tuple(sorted((paper for paper in PAPERS if paper.printed), key=lambda paper: paper.printed or 0))


def paper(name: str) -> Paper:
    """The paper of that name."""
    return next(each for each in PAPERS if each.name == name)
