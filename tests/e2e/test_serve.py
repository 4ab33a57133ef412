"""`consigne serve`: the site follows the content, survives a mistake in it, and ends with Ctrl+C."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from schemas.rules.examples import roster, sessions
from tests.support.centres import TODAY, write_centre, xlsx
from tests.support.command import environment_of_tests, run_line


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    return write_centre(tmp_path, sessions(), {"S1.xlsx": xlsx(*roster({}))})


@pytest.fixture
def served(centre: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server of the centre, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        run_line("serve", "--content", centre, "--port", port, "--today", TODAY),
        cwd=centre.parent,
        env=environment_of_tests(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process, f"http://127.0.0.1:{port}/"
    finally:
        process.kill()
        process.communicate()


def said(process: subprocess.Popen[str], words: str) -> str:
    """What the program says until it says this; the pipe ends if it never does."""
    assert process.stdout is not None
    heard = ""
    for line in process.stdout:
        heard += line
        if words in line:
            return heard
    raise AssertionError(heard)


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - our own server
        text: str = answer.read().decode()
    return text


def wait_until(is_so: Callable[[], bool]) -> None:
    give_up = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < give_up
        time.sleep(0.2)


def test_the_site_follows_the_content_and_a_mistake_does_not_end_it(
    centre: Path, served: tuple[subprocess.Popen[str], str]
) -> None:
    process, address = served
    assert "Ctrl+C" in said(process, "Ouvrez http")
    assert "Salle 204" not in page(address + "sessions/S1/index.html")
    settings = (centre / "centre.toml").read_text(encoding="utf-8")

    (centre / "centre.toml").write_text("name = 3\n", encoding="utf-8")
    said(process, "ne peut pas être lu")
    assert "S1" in page(address + "sessions/S1/index.html")

    (centre / "centre.toml").write_text(settings, encoding="utf-8")
    (centre / "sessions.xlsx").write_bytes(xlsx(*sessions({"room": "Salle 204"})))
    wait_until(lambda: "Salle 204" in page(address + "sessions/S1/index.html"))

    with pytest.raises(urllib.error.HTTPError) as missing:
        page(address + "nulle-part.html")
    assert missing.value.code == 404
    missing.value.close()

    process.send_signal(signal.SIGINT)
    assert "Arrêté." in said(process, "Arrêté.")
    assert process.wait(timeout=20) == 0


def test_a_port_that_is_taken_is_said(centre: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            run_line("serve", "--content", centre, "--port", port, "--today", TODAY),
            cwd=centre.parent,
            env=environment_of_tests(),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == f"--port : {port} est déjà pris ; donnez-en un autre. Voyez consigne serve --help.\n"


def test_without_any_site_the_errors_end_it(centre: Path) -> None:
    shutil.rmtree(centre / "rosters")
    (centre / "sessions.xlsx").write_bytes(xlsx(*sessions({"date": None})))
    done = subprocess.run(
        run_line("serve", "--content", centre, "--today", TODAY),
        cwd=centre.parent,
        env=environment_of_tests(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert "S003" in done.stdout
