"""What stops the tool: a mistake in what a person wrote, told in one line."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent


class Mistake(Exception):
    """Ends the program with one line and status 2."""


class NoAnswer(Mistake):
    """A server that does not answer any more: while recording a mistake, while replaying a difference."""


def shown(path):
    """A path as a person types it."""
    path = Path(path)
    return str(path.relative_to(ROOT.parent)) if path.is_relative_to(ROOT.parent) else str(path)
