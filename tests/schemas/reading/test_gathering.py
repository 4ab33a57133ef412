"""Reading many files through an executor gives what reading them here gives."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

import schemas.reading.gathering
from schemas.check import check_content
from schemas.reading.gathering import gather, joined
from schemas.rules.examples import roster, sessions
from tests.support.centres import REPOSITORY, TODAY, write_centre, xlsx

FILES = 120


@pytest.fixture
def content(tmp_path):
    """Many rosters, some with a fault, one damaged."""
    rows = [{"id": f"S{n}", "room": f"R{n}", "invigilators": f"Personne {n}"} for n in range(FILES)]
    faults = {
        n: roster({"last_name": f"Nom{n}"}, {"birth_date": "31/02/2011" if n % 7 == 0 else "12/03/2011"})
        for n in range(FILES)
    }
    files = {f"S{n}.xlsx": xlsx(*table) for n, table in faults.items()}
    return write_centre(tmp_path, sessions(*rows), {**files, "S3.xlsx": b"PK"})


def findings(content):
    return check_content(content, TODAY).findings


def test_a_pool_of_processes_finds_the_same(content, monkeypatch):
    alone = findings(content)
    monkeypatch.setattr(schemas.reading.gathering, "POOL_FROM_FILES", 1)
    assert findings(content) == alone
    assert len(alone) > FILES // 7


def test_any_executor_will_do(content):
    files = [(path, f"rosters/{path.name}") for path in sorted((content / "rosters").iterdir())]
    here = joined(gather("rosters", files, TODAY))
    with ThreadPoolExecutor(2) as executor:
        there = joined(gather("rosters", files, TODAY, executor=executor))
    assert there == here
    assert [table.index for table in here.tables] == list(range(FILES - 1))


def test_what_is_slow_to_load_waits_until_the_pool_reads():
    asked = "import schemas.check, sys; print({'pydantic', 'polars', 'pandera'} & set(sys.modules))"
    loaded = subprocess.check_output([sys.executable, "-c", asked], cwd=REPOSITORY, text=True)
    assert loaded == "set()\n"
