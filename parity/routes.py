"""The routes of the API: parity/routes.tsv."""

import re
from dataclasses import dataclass

from .mistakes import ROOT, Mistake


@dataclass(frozen=True)
class Route:
    method: str
    path: str
    group: str

    @property
    def name(self):
        return f"{self.method} {self.path}"

    @property
    def parameters(self):
        return re.findall(r"\{(\w+)\}", self.path)


def known_routes():
    """All routes by `METHOD /path`, in the order of the file."""
    lines = (ROOT / "routes.tsv").read_text().splitlines()
    routes = (Route(*line.split("\t")[:3]) for line in lines[1:])
    return {route.name: route for route in routes}


def find(name, routes, where):
    if name in routes:
        return routes[name]
    method, _, path = name.partition(" ")
    alike = [known for known in routes if re.sub(r"\{\w+\}", "{}", known) == re.sub(r"\{\w+\}", "{}", name)]
    alike = alike or [known for known in routes if known.endswith(" " + path)]
    hint = f"; did you mean {alike[0]}?" if alike else ""
    raise Mistake(f"{where}: there is no route {name} in routes.tsv{hint}")
