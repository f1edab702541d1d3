"""Differences that are meant: parity/differences.toml."""

import tomllib
from dataclasses import dataclass

from .mistakes import ROOT, Mistake, shown

FILE = ROOT / "differences.toml"


@dataclass
class Meant:
    """One call of a route, or all of them (`call` is empty), as some roles or as all (`roles` is empty)."""

    route: str
    call: str
    roles: list
    reason: str
    used: bool = False

    def covers(self, call, role):
        return self.call in ("", call) and (not self.roles or role in self.roles)


class Deliberate:
    """The entries of the file: each has a reason and calls, and is limited to roles (`as`) where it says so."""

    def __init__(self, path=FILE):
        try:
            entries = tomllib.loads(path.read_text()).get("difference", []) if path.is_file() else []
        except tomllib.TOMLDecodeError as error:
            raise Mistake(f"{shown(path)}: {error}") from None
        self.by_route = {}
        for number, entry in enumerate(entries, 1):
            if entry.keys() - {"calls", "as", "reason"} or not entry.get("calls") or not entry.get("reason"):
                raise Mistake(f"{shown(path)}, entry {number}: an entry has a reason and calls, and may have as")
            for called in entry["calls"]:
                route, _, call = called.partition(": ")
                self.by_route.setdefault(route, []).append(Meant(route, call, entry.get("as", []), entry["reason"]))

    def reason(self, route, call, role):
        """Why this call may differ; empty if it may not."""
        for meant in self.by_route.get(route, []):
            if meant.covers(call, role):
                meant.used = True
                return meant.reason
        return ""

    def unused(self, replayed):
        """A line for each call of a replayed route that nothing needs to be excused any more."""
        return [
            f"differences.toml: nothing differs any more of {meant.route}: {meant.call or 'any call'}; remove it"
            for route in replayed for meant in self.by_route.get(route, []) if not meant.used
        ]
