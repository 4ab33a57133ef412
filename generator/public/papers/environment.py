"""The Jinja2 environment of the papers, and the files that every paper carries inside itself.

A paper is one file: its styles, fonts and scripts are inlined, so that it opens from a USB stick without the network.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.language.languages import language
from generator.resources import site_dir

FONT_FILES = (("regular", 400), ("bold", 700))
FONT_NAME = "atkinson-hyperlegible-next"


@lru_cache(maxsize=4)
def environment(code: str = "fr") -> Environment:
    """The environment of the papers in a language: every value is escaped, a missing one is an error.

    Its templates see `language` (the code), `paper`, the phrases that every paper shares, and those of the briefing and of the
    papers of one side.
    """
    spoken = language(code)
    papers = Environment(
        loader=FileSystemLoader(site_dir() / "papers"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    papers.filters.update(clock=spoken.typography.clock, extra_time=spoken.typography.extra_time, dialled=_dialled)
    papers.globals.update(
        language=code,
        paper=spoken.phrases["paper"],
        briefing=spoken.phrases["briefing"],
        leaf_phrases=spoken.phrases["leaf"],
    )
    return papers


@lru_cache(maxsize=32)
def stylesheet(*names: str) -> Markup:
    """The fonts, then these style sheets of `site/papers`, ready for a `<style>` element."""
    css = _font_faces() + "".join(paper_file(name) for name in names)
    return Markup(css)  # noqa: S704 - our own files


@lru_cache(maxsize=32)
def script(name: str) -> Markup:
    """A script of `site/papers`, ready for a `<script>` element."""
    return Markup(paper_file(name))  # noqa: S704 - our own file


@lru_cache(maxsize=32)
def security_policy(*scripts: str) -> str:
    """A content security policy that lets a paper run these scripts and request nothing from outside itself."""
    hashes = " ".join(f"'sha256-{_sha256(script(name))}'" for name in scripts) or "'none'"
    return (
        "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; "
        f"script-src {hashes}; base-uri 'none'; form-action 'none'"
    )


def json_block(data: object) -> Markup:
    """JSON that may stand in a `<script>` element: no sign in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - escaped just above


@lru_cache(maxsize=64)
def paper_file(name: str) -> str:
    """The text of a file of `site/papers`."""
    return (site_dir() / "papers" / name).read_text(encoding="utf-8")


def _font_faces() -> str:
    folder = site_dir() / "papers" / "fonts"
    rules = []
    for face, weight in FONT_FILES:
        data = base64.b64encode((folder / f"{FONT_NAME}-{face}.woff2").read_bytes()).decode("ascii")
        rules.append(
            f"@font-face{{font-family:Consigne;font-weight:{weight};font-display:block;"
            f'src:url("data:font/woff2;base64,{data}") format("woff2")}}\n'
        )
    return "".join(rules)


def _dialled(phone: str) -> str:
    """A phone number as a `tel:` link wants it: digits and a leading plus."""
    digits = "".join(sign for sign in phone if sign.isdecimal() and sign.isascii())
    return f"+{digits}" if phone.lstrip().startswith("+") else digits


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
