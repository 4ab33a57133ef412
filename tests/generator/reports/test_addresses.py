"""The addresses that other programs keep."""

from generator.reports.addresses import rule_address


def test_the_address_of_a_rule_is_a_contract():
    assert rule_address("R004", "https://college.example/pix") == "https://college.example/pix/regles/R004.html"
    assert rule_address("R004", "https://college.example/pix/") == "https://college.example/pix/regles/R004.html"


def test_a_site_without_address_is_linked_to_from_inside():
    assert rule_address("R004", None) == "regles/R004.html"
