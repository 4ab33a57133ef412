"""What a cell can hold."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

Cell = str | float | int | bool | date | time | datetime | timedelta | None
"""The content of a cell, as a spreadsheet library gives it."""
