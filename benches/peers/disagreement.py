"""What ends the bench: contenders that answer otherwise than they should."""

from __future__ import annotations


class Disagreement(Exception):
    """Two contenders gave answers that should have been one."""


def agree(what: str, answers: dict[str, object]) -> None:
    """All of them are the first one."""
    (first, expected), *others = answers.items()
    for name, answer in others:
        if answer != expected:
            raise Disagreement(f"{what}: {first} says {expected!r}, and {name} {answer!r}")
