"""Each trouble that reading may meet has its rule."""

from __future__ import annotations

import pytest

from schemas.finding import Place
from schemas.reading.trouble import Kind, trouble
from schemas.rules.troubles import finding_of

DETAILS = {
    "suffix": ".xyz",
    "found": "un PDF",
    "reason": "il dort",
    "expected": "« Nom »",
    "nearest": "",
    "title": "Nom",
}


@pytest.mark.parametrize("kind", Kind)
def test_every_trouble_has_a_rule(kind: Kind) -> None:
    met = trouble(kind, Place(file="rosters/S1.xlsx"), other="B1", error="#REF!", rows="3", **DETAILS)
    finding = finding_of(met)
    assert finding.code.startswith("F")
    assert finding.place == met.place
    assert "{" not in finding.message
