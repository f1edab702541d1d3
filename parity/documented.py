"""Routes that the reference does not serve, without a service that it lacks here or any more: parity/documented.toml."""

import tomllib
from dataclasses import dataclass

from .mistakes import ROOT, Mistake, shown
from .routes import Route, find
from .scenarios import Call, read_call

FILE = ROOT / "documented.toml"
KEYS = {"route", "status", "behaviour", "path", "query", "json", "as"}


@dataclass
class Documented:
    route: Route
    status: int
    behaviour: str
    call: Call


def documented_routes(known, people, path=FILE):
    try:
        entries = tomllib.loads(path.read_text()).get("documented", []) if path.is_file() else []
    except tomllib.TOMLDecodeError as error:
        raise Mistake(f"{shown(path)}: {error}") from None
    read = {}
    for number, entry in enumerate(entries, 1):
        where = f"{shown(path)}, entry {number}"
        if entry.keys() - KEYS or not {"route", "status", "behaviour"} <= entry.keys():
            raise Mistake(f"{where}: an entry has route, status and behaviour, and may have path, query, json and as")
        route = find(entry["route"], known, where)
        if route.name in read:
            raise Mistake(f"{where}: {route.name} is there twice")
        given = {key: entry[key] for key in ("path", "query", "json", "as") if key in entry}
        call = read_call(route, given, where, people)
        read[route.name] = Documented(route, entry["status"], entry["behaviour"], call)
    return list(read.values())
