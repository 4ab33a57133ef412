"""The report of a check as SARIF 2.1.0 (OASIS), for code scanning and for programs that compare checks.

A spreadsheet has rows and columns where a program has lines and columns; the cell itself is the logical location.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from generator.language.french import NO_BREAK
from generator.reports.addresses import rule_address
from generator.reports.place import (
    line_and_column,
    one_line,
    path_from_root,
    said,
    where,
    with_fingerprints,
)
from schemas.finding import Finding, Place
from schemas.report import Report
from schemas.rule import Rule
from schemas.rules.registry import RULES

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_RULES = sorted(RULES, key=lambda rule: rule.code)
_INDEX = {rule.code: index for index, rule in enumerate(_RULES)}

Json = Mapping[str, Any]
"""An object on its way to `json.dumps`."""


def sarif_report(report: Report, content: str) -> str:
    """One run with all rules and a result per finding; where the site has an address, each rule links to its page."""
    driver = {
        "name": "Consigne",
        "language": "fr",
        "rules": [_rule(rule, report.site_url) for rule in _RULES],
    }
    results = [_result(finding, fingerprint, content) for finding, fingerprint in with_fingerprints(report.findings)]
    run = {
        "tool": {"driver": driver},
        "language": "fr",
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule, site_url: str | None) -> Json:
    link = {"helpUri": rule_address(rule.code, site_url)} if site_url else {}
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": _help(rule)},
        "defaultConfiguration": {"level": rule.severity.value},
        **link,
    }


def _help(rule: Rule) -> str:
    """Every message of the rule, `…` for the facts of a case, then who asks for it."""
    messages = dict.fromkeys(fault.message.format_map(_Unsaid()).strip() for fault in rule.faults)
    return "\n".join([*(f"– {message}" for message in messages), f"Source{NO_BREAK}: {rule.source}"])


class _Unsaid(dict[str, str]):
    def __missing__(self, fact: str) -> str:
        return "…"


def _result(finding: Finding, fingerprint: str, content: str) -> Json:
    index = {"ruleIndex": _INDEX[finding.code]} if finding.code in _INDEX else {}
    return {
        "ruleId": finding.code,
        **index,
        "level": finding.severity.value,
        "message": {"text": _message(finding)},
        "locations": [_location(finding.place, content)],
        # The name under which GitHub looks for it; without one it would hash lines of the spreadsheet's zip.
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }


def _message(finding: Finding) -> str:
    """SARIF reads `{0}` as a placeholder and `[text](target)` as a link: neither is ever meant here."""
    spot = where(finding.place)
    text = f"{said(finding)}{f' ({spot})' if spot else ''}"
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _location(place: Place, content: str) -> Json:
    line, column = line_and_column(place)
    physical = {
        "artifactLocation": {
            "uri": quote(path_from_root(content, place.file)),
            "uriBaseId": "%SRCROOT%",
        },
        # GitHub wants all four, also for a whole file.
        "region": {
            "startLine": line,
            "startColumn": column,
            "endLine": line,
            "endColumn": column + 1,
        },
    }
    return {"physicalLocation": physical, **_cell(place)}


def _cell(place: Place) -> Json:
    if place.cell is None:
        return {}
    address = f"{one_line(place.worksheet)}!{place.cell}" if place.worksheet else place.cell
    return {"logicalLocations": [{"name": place.cell, "fullyQualifiedName": address, "kind": "cell"}]}
