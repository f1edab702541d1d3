"""Differences that are meant: parity/differences.toml."""

import tomllib

from .mistakes import ROOT, Mistake, shown

FILE = ROOT / "differences.toml"


class Deliberate:
    """Entries of a route and a reason, limited to a call's title (`call`) or to roles (`as`) where they say so."""

    def __init__(self, path=FILE):
        try:
            self.entries = tomllib.loads(path.read_text()).get("difference", []) if path.is_file() else []
        except tomllib.TOMLDecodeError as error:
            raise Mistake(f"{shown(path)}: {error}") from None
        self.used = set()
        for number, entry in enumerate(self.entries, 1):
            unknown = entry.keys() - {"route", "call", "as", "reason"}
            if unknown or not entry.get("route") or not entry.get("reason"):
                raise Mistake(f"{shown(path)}, entry {number}: an entry has a route and a reason, and may have call and as")

    def reason(self, route, call, role):
        """Why this call may differ; empty if it may not."""
        for number, entry in enumerate(self.entries):
            roles = entry.get("as", role)
            if entry["route"] == route and entry.get("call", call) == call and role in ([roles] if isinstance(roles, str) else roles):
                self.used.add(number)
                return entry["reason"]
        return ""

    def unused(self, replayed):
        """A line for each entry of a replayed route that nothing needs any more."""
        return [
            f"differences.toml: nothing differs any more of {entry['route']} {entry.get('call', '')}: remove it"
            for number, entry in enumerate(self.entries) if entry["route"] in replayed and number not in self.used
        ]
