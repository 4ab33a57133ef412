"""The exception that ends a check before it starts. Apart, so that the command line can name it at no cost."""

from __future__ import annotations


class CentreError(Exception):
    """`centre.toml` or the content folder is missing or wrong; `problems` says in French what to put right, one entry a problem."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems
