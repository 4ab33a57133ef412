"""Rows of rosters and sheets that belong to no known session."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from schemas.frames import Frames


def unknown_session(frames: Frames, kind: str) -> pl.Series:
    """For each row whose column Session names none, the nearest session or what to write."""
    wrong = (pl.col("session_from") == "column") & pl.col("session_id").is_null()
    named = frames.of(kind).select(pl.when(wrong).then("session")).to_series()
    known = [id for id in frames.sessions["id"] if id]
    said = {text: _nearest(text, known) for text in named.unique() if text is not None}
    return pl.Series("nearest", [said.get(text) for text in named], pl.String)


def table_without_session(frames: Frames, kind: str) -> pl.Expr:
    """True on the first row of each table whose worksheet and file name no session."""
    unknown = pl.col("session_from").is_in(["worksheet", "file"]) & pl.col("session_id").is_null()
    return unknown & pl.struct("table", unknown.alias("unknown")).is_first_distinct()


def _nearest(session: str, known: list[str]) -> str:
    close = get_close_matches(session[:100], known, n=1, cutoff=0.6)
    if close:
        return f"Vouliez-vous dire « {close[0]} » ?"
    return "Écrivez un identifiant de la colonne Session de sessions.xlsx."
