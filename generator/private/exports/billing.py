"""How Pix is paid, where it is: what the mass import calls the Pix part of the billing."""

from __future__ import annotations

from enum import StrEnum


class BillingPart(StrEnum):
    """As the national platform writes it."""

    FREE = "Gratuite"
    PREPAID = "Prépayée"
    PAID = "Payante"
