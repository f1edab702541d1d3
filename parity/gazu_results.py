"""What every function of gazu did on each server, as gazu_functions.py kept it, and its table."""

import json

from .mistakes import ROOT

RESULTS = ROOT / "gazu_results.json"
SERVERS = {"sqlite": "SQLite", "postgres": "PostgreSQL", "reference": "reference"}


def keep(server, found):
    """`found`: the result and the reason of each function by its name."""
    kept = json.loads(RESULTS.read_text()) if RESULTS.is_file() else {}
    kept[server] = found
    RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")


def section():
    """Lines of Markdown: how many functions work where, then each that does not work everywhere."""
    kept = json.loads(RESULTS.read_text()) if RESULTS.is_file() else {}
    servers = [server for server in SERVERS if server in kept]
    lines = [
        "## gazu, function by function", "",
        "Every public function of gazu 1.3.1 that makes a request, called on a live server (`scripts/gazu-functions`).", "",
        "| | works | fails | not called |", "|---|---:|---:|---:|",
    ]
    for server in servers:
        results = [result for result, _ in kept[server].values()]
        lines.append(f"| {SERVERS[server]} | " + " | ".join(str(results.count(one)) for one in ("works", "fails", "not called")) + " |")
    lines += ["", "All but these work everywhere:", ""]
    lines.append("| function | " + " | ".join(SERVERS[server] for server in servers) + " | why |")
    lines.append("|---" * (len(servers) + 2) + "|")
    for name in sorted(set().union(*kept.values())):
        found = [kept[server].get(name, ["not called", ""]) for server in servers]
        if any(result != "works" for result, _ in found):
            why = next((why for _, why in found if why), "").replace("<", "&lt;")
            lines.append(f"| `{name}` | " + " | ".join(result for result, _ in found) + f" | {why} |")
    return lines
