"""The columns of a birth place put together: what a code says, and the others leave open."""

from __future__ import annotations

import polars as pl

from schemas.reading.numbers import ABROAD
from schemas.reading.words import FRANCE
from schemas.reference.country_codes import country_of

_OF_A_COUNTRY = rf"^{ABROAD}[0-9]{{3}}$"


def with_birth_facts(rosters: pl.DataFrame) -> pl.DataFrame:
    """A code of a country says which, and is `ABROAD` from then on; one of a commune says France. A country that is written stays."""
    codes = rosters["birth_insee_code"].unique().drop_nulls().to_list()
    if not codes:
        return rosters
    said = {code: country_of(code) if code.startswith(ABROAD) else FRANCE for code in codes}
    code = pl.col("birth_insee_code")
    left_open = pl.col("birth_country").is_null()
    country = code.replace_strict(list(said), pl.Series(list(said.values()), dtype=pl.String), default=None)
    return rosters.with_columns(
        pl.when(left_open).then(country).otherwise("birth_country").alias("birth_country"),
        pl.when(code.str.contains(_OF_A_COUNTRY)).then(pl.lit(ABROAD)).otherwise(code).alias("birth_insee_code"),
    )
