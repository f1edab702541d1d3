"""python -m parity check|record|replay|table"""

import argparse
import sys

from . import golden
from .documented import documented_routes
from .mistakes import Mistake, shown
from .routes import known_routes
from .scenarios import check_captures, read_scenario, scenario_files
from .world import Plan


def scenarios_of(paths):
    """The scenarios of these files, or all, each checked; and the same over all files whatever is asked for."""
    known, plan = known_routes(), Plan()
    everything = {path.resolve(): read_scenario(path, known, plan.roles) for path in scenario_files()}
    owners = {}
    for scenario in everything.values():
        check_captures(scenario, plan.names)
        for route, _ in scenario.routes:
            if route.name in owners:
                raise Mistake(f"{shown(scenario.path)}: {route.name} is in {owners[route.name]} already")
            owners[route.name] = shown(scenario.path)
    for one in documented_routes(known, plan.roles):
        if one.route.name in owners:
            raise Mistake(f"parity/documented.toml: {one.route.name} is recorded, in {owners[one.route.name]}")
    for path in golden.orphans(everything.values()):
        raise Mistake(f"{shown(path)} is made by no scenario: remove it")
    wanted = [read_scenario(path, known, plan.roles) for path in paths]
    return [everything[scenario.path] for scenario in wanted] if paths else list(everything.values())


def main():
    parser = argparse.ArgumentParser(prog="parity", description="Tsubame beside the reference, route by route: see parity/README.md")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="reads every scenario and golden file")
    check.add_argument("files", nargs="*")
    check.add_argument("--recorded", action="store_true", help="each scenario has its golden file, made of the same calls")
    record = commands.add_parser("record", help="runs scenarios on the reference and writes their golden files")
    record.add_argument("files", nargs="*")
    record.add_argument("--fresh", action="store_true", help="make the world anew")
    record.add_argument("--twice", action="store_true", help="record again on a new world and tell what differs")
    replay = commands.add_parser("replay", help="runs scenarios on Tsubame and compares with the golden files")
    replay.add_argument("files", nargs="*")
    replay.add_argument("--binary", default=".build/debug/tsubame")
    replay.add_argument("--database", choices=["sqlite", "postgres"], action="append", help="one only (default: both)")
    replay.add_argument("--show", metavar="ROUTE", help="all differences of a route, as 'GET /path'")
    replay.add_argument("--workers", type=int, default=2)
    commands.add_parser("table", help="writes docs/compatibility.* from the last replay of everything")
    try:
        return run(parser.parse_args())
    except Mistake as mistake:
        print(f"parity: {mistake}", file=sys.stderr)
        return 2


def run(given):
    if given.command == "table":
        from .table import write_table

        return write_table(known_routes(), scenarios_of([]))
    scenarios = scenarios_of(given.files)
    if given.command == "check":
        if given.recorded:
            for scenario in scenarios:
                golden.read(scenario)
        routes = sum(len(scenario.routes) for scenario in scenarios)
        print(f"{len(scenarios)} scenarios, {routes} of {len(known_routes())} routes: all well")
        return 0
    if given.command == "record":
        from .recorder import record_all

        return record_all(scenarios, given.fresh, given.twice)
    from .replayer import replay_all

    return replay_all(scenarios, given)


if __name__ == "__main__":
    sys.exit(main())
