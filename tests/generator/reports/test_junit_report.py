"""JUnit XML: valid by Jenkins' schema (junit-10.xsd), read by junitparser."""

import pytest
from junitparser import JUnitXml
from lxml import etree

from generator.reports.junit_report import junit_report
from tests.support.centres import REPOSITORY
from tests.support.reports import (
    EMPTY,
    HOSTILE_REPORT,
    LONG,
    SECRET,
    USUAL,
    finding,
    report_of,
    warning,
)

SCHEMA = etree.XMLSchema(etree.parse(REPOSITORY / "tests/data/schemas/junit-10.xsd"))


def suites(report, show_values=False):
    text = junit_report(report if show_values else report.redacted(), content="content")
    SCHEMA.assertValid(etree.fromstring(text.encode()))
    read = JUnitXml.fromstring(text.encode())
    assert read.tests == sum(suite.tests for suite in read) == sum(len(list(suite)) for suite in read)
    return list(read)


@pytest.mark.parametrize("wrong", ["<testsuites><testcase/></testsuites>", "<testsuites colour='1'/>"])
def test_the_schema_refuses_what_junit_does_not_have(wrong):
    assert not SCHEMA.validate(etree.fromstring(wrong))


@pytest.mark.parametrize("report", [USUAL, EMPTY, LONG, HOSTILE_REPORT], ids=["usual", "empty", "long", "hostile"])
def test_every_error_is_a_failed_case_with_a_name_of_its_own(report):
    read = suites(report, show_values=True)
    errors = [finding for finding in report.findings if finding.severity == "error"]
    assert sum(suite.failures for suite in read) == len(errors)
    names = [(case.classname, case.name) for suite in read for case in suite]
    assert len(names) == len(set(names))


def test_a_file_is_a_suite_and_its_warnings_pass():
    of_file, reading = suites(report_of(finding(), warning()))
    failed, passed = of_file
    assert (of_file.name, of_file.tests, of_file.failures) == ("content/rosters/3A.xlsx", 2, 1)
    assert failed.name == "R004 · feuille « S1 », cellule C2, colonne « Date de naissance »"
    assert (failed.result[0].type, failed.result[0].message) == (
        "birth_date_unreadable",
        "Cette date ne se lit pas : il n’y a pas de 31 février.",
    )
    assert failed.result[0].text.endswith("\nCette date ne se lit pas : il n’y a pas de 31 février.")
    assert (passed.name, passed.is_passed) == ("avertissements", True)
    assert passed.system_out == "F006 · feuille « S1 », cellule F1\u00a0: Cette colonne n’est pas connue."
    assert (reading.name, reading.failures) == ("lecture", 0)


def test_a_file_with_only_warnings_fails_nothing():
    of_file, _ = suites(report_of(warning()))
    assert (of_file.tests, of_file.failures) == (1, 0)


def test_a_right_centre_has_a_case_that_says_what_was_read():
    ((case,),) = suites(EMPTY)
    assert (case.name, case.system_out) == ("fichiers lus", "3\u00a0fichiers et 340\u00a0lignes lus.")


def test_two_faults_of_one_rule_in_one_cell_are_two_cases():
    of_file, _ = suites(report_of(finding(column=None), finding(column=None, message="Autre chose.")))
    assert [case.name for case in of_file] == [
        "R004 · feuille « S1 », cellule C2",
        "R004 · feuille « S1 », cellule C2 (2)",
    ]


def test_markup_in_cells_is_text_again_for_who_reads():
    report = report_of(finding(value=']]><failure/> & "x" <script>'))
    of_file, _ = suites(report, show_values=True)
    (case,) = of_file
    assert case.result[0].message.endswith('Valeur : « ]]><failure/> & "x" <script> »')


def test_the_value_is_there_where_values_are_shown():
    text = junit_report(USUAL, content="content")
    assert text.count(SECRET) == 2
