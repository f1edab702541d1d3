"""Writes docs/compatibility.json, and the generated part of docs/compatibility.md, from the last replay."""

import json

from .documented import documented_routes
from .gazu_results import section as gazu_section
from .mistakes import ROOT, Mistake
from .replayer import RESULTS
from .world import Plan

DOCS = ROOT.parent / "docs"
BEGIN, END = "<!-- parity: from here on written by `make parity-table` -->", "<!-- parity: to here -->"
STATUSES = ["same", "deliberate", "differs", "missing", "not recorded"]


def write_table(known, scenarios):
    if not RESULTS.is_file():
        raise Mistake("nothing was replayed yet: parity replay")
    results = json.loads(RESULTS.read_text())
    recorded = {route.name for scenario in scenarios for route, _ in scenario.routes}
    documented = {one.route.name: one.behaviour for one in documented_routes(known, Plan().roles)}
    unseen = [name for name in recorded | documented.keys() if set(results.get(name, {})) != {"sqlite", "postgres"}]
    if unseen:
        raise Mistake(f"{len(unseen)} routes were not replayed on both databases, such as {sorted(unseen)[0]}: parity replay")
    rows = []
    for route in known.values():
        found = results.get(route.name) if route.name in recorded or route.name in documented else None
        rows.append({
            "method": route.method, "path": route.path, "group": route.group, "recorded": route.name in recorded,
            "sqlite": found["sqlite"]["status"] if found else "not recorded",
            "postgres": found["postgres"]["status"] if found else "not recorded",
            "calls": found["sqlite"]["calls"] if found else 0,
        })
    (DOCS / "compatibility.json").write_text("[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n")
    page = DOCS / "compatibility.md"
    before = page.read_text()
    kept, _, rest = before.partition(BEGIN)
    after = rest.partition(END)[2] if rest else ""
    page.write_text(f"{kept.rstrip()}\n\n{BEGIN}\n{generated(rows, results, documented)}\n{END}\n{after.lstrip()}")
    print(total(rows))
    return 0


def total(rows):
    counts = {status: sum(worse(row) == status for row in rows) for status in STATUSES}
    told = ", ".join(f"{count} {status}" for status, count in counts.items() if count)
    return f"{len(rows)} routes, {sum(row['calls'] for row in rows)} calls on each database: {told}"


def worse(row):
    """A route's status on the database where it is further from the reference."""
    return max(row["sqlite"], row["postgres"], key=STATUSES.index)


def generated(rows, results, documented):
    groups = list(dict.fromkeys(row["group"] for row in rows))
    lines = ["## Route by route", "", f"{total(rows)}.", "", "| group | " + " | ".join(STATUSES) + " |", "|---|" + "---:|" * 5]
    for group in groups:
        counts = [sum(worse(row) == status for row in rows if row["group"] == group) for status in STATUSES]
        lines.append(f"| {group} | " + " | ".join(str(count or "") for count in counts) + " |")
    for group in groups:
        lines += ["", f"### {group}", "", "| route | SQLite | PostgreSQL | calls | |", "|---|---|---|---:|---|"]
        for row in rows:
            if row["group"] == group:
                name = f"{row['method']} {row['path']}"
                lines.append(
                    f"| `{name}` | {row['sqlite']} | {row['postgres']} | {row['calls'] or ''} | {remark(name, results, documented)} |"
                )
    return "\n".join(lines + ["", *gazu_section()])


def remark(name, results, documented):
    found = results.get(name, {})
    parts = [documented[name]] if name in documented else []
    for database in ("sqlite", "postgres"):
        parts += found.get(database, {}).get("reasons", []) + found.get(database, {}).get("differs", [])
    return "; ".join(dict.fromkeys(parts)).replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")[:240]
