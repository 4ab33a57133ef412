"""The report of a check as JUnit XML, the format in which most CI servers show tests.

A file is a suite; each error is a failed case of its own, because servers show one failure per case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.language.french import NO_BREAK, counted
from generator.reports.addresses import rule_address
from generator.reports.place import path_from_root, said, where
from schemas.finding import Finding, Severity
from schemas.report import Report


def junit_report(report: Report, content: str) -> str:
    """One `testsuites` document. A server refuses a report without any case: the last suite always has one."""
    by_file = [list(group) for _, group in groupby(report.findings, key=lambda finding: finding.place.file)]
    suites = [_suite(of_file, report.site_url, content) for of_file in by_file]
    suites.append(_read(report))
    root = Element("testsuites", name="Consigne")
    _count(root, suites)
    root.extend(suites)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(of_file: Sequence[Finding], site_url: str | None, content: str) -> Element:
    path = path_from_root(content, of_file[0].place.file)
    suite = Element("testsuite", name=path)
    errors = [finding for finding in of_file if finding.severity is Severity.ERROR]
    warnings = [finding for finding in of_file if finding.severity is Severity.WARNING]
    cases = [_failed(finding, name, path, site_url) for finding, name in _named(errors)]
    if warnings or not cases:
        cases.append(_passed("avertissements", path, _lines(warnings)))
    _count(suite, cases)
    suite.extend(cases)
    return suite


def _named(errors: Iterable[Finding]) -> Iterable[tuple[Finding, str]]:
    """Each error with a name of its own: servers take two cases of one name for one."""
    seen: Counter[str] = Counter()
    for finding in errors:
        name = _name(finding)
        seen[name] += 1
        yield finding, f"{name} ({seen[name]})" if seen[name] > 1 else name


def _name(finding: Finding) -> str:
    return f"{finding.code} · {where(finding.place)}".removesuffix(" · ")


def _failed(finding: Finding, name: str, path: str, site_url: str | None) -> Element:
    case = Element("testcase", classname=path, name=name)
    text = said(finding)
    SubElement(case, "failure", type=finding.name, message=text).text = "\n".join(
        [f"{path} · {name}", text, *([rule_address(finding.code, site_url)] if site_url else [])]
    )
    return case


def _passed(name: str, path: str, output: str) -> Element:
    case = Element("testcase", classname=path, name=name)
    SubElement(case, "system-out").text = output
    return case


def _lines(warnings: Iterable[Finding]) -> str:
    return "\n".join(f"{_name(finding)}{NO_BREAK}: {said(finding)}" for finding in warnings)


def _read(report: Report) -> Element:
    """What the check read: the report does not know the names of files where nothing is wrong."""
    suite = Element("testsuite", name="lecture")
    read = f"{counted(report.files, 'fichier')} et {counted(report.rows, 'ligne')} lus."
    suite.append(_passed("fichiers lus", "lecture", read))
    _count(suite, list(suite))
    return suite


def _count(element: Element, children: Sequence[Element]) -> None:
    """Sets the counts that the format asks for, of a suite from its cases or of the whole from its suites."""
    cases = [case for child in children for case in child.iter("testcase")]
    failures = sum(case.find("failure") is not None for case in cases)
    element.attrib |= {"tests": str(len(cases)), "failures": str(failures), "errors": "0"}
