"""Replays scenarios on Tsubame, on each database, and compares every answer with the golden files."""

import json
import os
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue

from . import golden
from .deliberate import Deliberate
from .difference import Difference, compare
from .documented import documented_routes
from .mistakes import ROOT, Mistake, NoAnswer, shown
from .perform import Stage, take_step
from .routes import known_routes
from .scenarios import captures
from .tsubame import Tsubame
from .world import Plan

RESULTS = ROOT / "results.json"
SILENCE = 2  # calls without an answer, after which a scenario's other calls are not made
SHOWN_CALLS, SHOWN_LINES = 3, 4


@dataclass
class Unlike:
    """A call whose answer differs."""

    call: str
    role: str
    differences: list
    reason: str = ""  # why, where it is meant to


@dataclass
class Outcome:
    """What a replay found out about a route on one database."""

    calls: int = 0
    unlike: list = field(default_factory=list)
    served: bool = False  # some call was answered by more than "no such route"

    @property
    def status(self):
        meant = [one for one in self.unlike if one.reason]
        if len(meant) < len(self.unlike):
            return "differs" if self.served else "missing"
        return "deliberate" if meant else "same"


class Comparison:
    """One scenario on one server."""

    def __init__(self, stage, scenario, unknown, deliberate):
        self.stage, self.scenario, self.unknown, self.deliberate = stage, scenario, unknown, deliberate
        self.outcomes, self.silent = {}, 0

    def run(self):
        content = golden.read(self.scenario)
        broken = self._set_up(self.scenario.before)
        for (route, calls), recorded in zip(self.scenario.routes, content["routes"]):
            outcome = self.outcomes[route.name] = Outcome()
            for call, entry in zip(calls, recorded["calls"]):
                expected = golden.answers_by_role(entry)
                for label, role in golden.labels(call):
                    problem = self._set_up(call.before) or broken
                    self._compare(outcome, call, label, role, expected[label], problem)
        return self.outcomes

    def _set_up(self, steps):
        """What went wrong in the set-up, if something did: names that it captures are lost then."""
        for step in steps:
            try:
                answer = take_step(self.stage.client, self.stage.names, step)
            except NoAnswer as silence:
                return f"set-up: {silence}"
            self.stage.unheard = self.stage.unheard or step.method != "GET"
            if not answer.ok:
                for name in captures(step.given):
                    self.stage.names.lose(name)
                return f"set-up: {step.method} {step.path} answers {answer.status} {answer.body[:120]!r}"
        return ""

    def _ask(self, call, role):
        if self.silent >= SILENCE:
            return {"status": 0, "body": "not asked: the server does not answer any more"}
        try:
            return self.stage.call(call, role)
        except NoAnswer as silence:
            self.silent += 1
            return {"status": 0, "body": str(silence)}

    def _compare(self, outcome, call, label, role, expected, problem):
        outcome.calls += 1
        found = self._ask(call, role)
        if expected["status"] < 300 and found["status"] >= 300:
            for name in captures(call.given):
                if name not in self.stage.names.values:
                    self.stage.names.lose(name)
        differences = compare(expected, found)
        if not is_unknown(found, self.unknown):
            outcome.served = True
        if problem:
            differences.insert(0, Difference("set-up", "set-up", problem))
        if not differences:
            return
        reason = self.deliberate.reason(call.route.name, call.title, role)
        may_be_meant = not problem and 0 < found["status"] < 500  # no reason excuses a failure of ours
        outcome.unlike.append(Unlike(call.title, label, differences, reason if may_be_meant else ""))


def is_unknown(answer, unknown):
    """Whether the server answers that it has no such route."""
    return answer["status"] == 405 or answer["status"] == 404 and answer.get("body") == unknown


def replay_all(scenarios, given):
    """Prints what differs; 1 if a route that was the same is not any more."""
    binary = Path(given.binary)
    if not binary.is_file():
        raise Mistake(f"there is no {binary}: build it, or say --binary")
    for scenario in scenarios:
        golden.read(scenario)
    deliberate, results = Deliberate(), {}
    for database in given.database or ["sqlite", "postgres"]:
        with tempfile.TemporaryDirectory(prefix="parity-") as folder:
            os.chmod(folder, 0o755)
            with Postgres(Path(folder), database == "postgres") as postgres:
                outcomes = replay_on(scenarios, binary, Path(folder), postgres, given, deliberate)
        report(database, outcomes, given.show)
        for route, outcome in outcomes.items():
            results.setdefault(route, {})[database] = outcome
    for line in deliberate.unused(results):
        print(line)
    keep(results)
    return regressions(results)


class Postgres:
    """The PostgreSQL of TSUBAME_TEST_POSTGRES, or one that lives as long as the replay."""

    script = ROOT.parent / "scripts" / "test-postgres"

    def __init__(self, folder, wanted):
        self.folder = folder / "postgresql"
        self.url = os.environ.get("TSUBAME_TEST_POSTGRES") if wanted else None
        self.own = wanted and not self.url

    def __enter__(self):
        if self.own:
            command = [str(self.script), "start", str(self.folder)]
            started = subprocess.run(command, capture_output=True, text=True)
            if started.returncode:
                raise Mistake(f"PostgreSQL does not start: {' '.join(started.stderr.split())[-300:]}")
            self.url = started.stdout.strip()
        return self.url

    def __exit__(self, *exception):
        if self.own:
            subprocess.run([str(self.script), "stop", str(self.folder)], check=True, capture_output=True)


def replay_on(scenarios, binary, folder, postgres, given, deliberate):
    """The outcome of every route on one database; each worker has a server of its own."""
    first = Tsubame(binary, folder / "0", postgres)
    servers = [first]
    free = Queue()
    try:
        began = time.monotonic()
        world = first.make_world()
        print(f"{'postgres' if postgres else 'sqlite'}: world {time.monotonic() - began:.1f} s", flush=True)
        for line in first.missed:
            print(f"  not in this world: {line}")
        servers += [Tsubame(binary, folder / str(n), postgres, first) for n in range(1, min(given.workers, len(scenarios)))]
        for server in servers:
            free.put(server)
        outcomes = {}
        with ThreadPoolExecutor(len(servers)) as pool:
            for found in pool.map(lambda scenario: one_scenario(scenario, free, world, deliberate), scenarios):
                outcomes.update(found)
        if not given.files:
            outcomes.update(documented_outcomes(first, world))
        print(f"{sum(o.calls for o in outcomes.values())} calls, {time.monotonic() - began:.1f} s in all", flush=True)
        return outcomes
    finally:
        for server in reversed(servers):
            server.close()


def one_scenario(scenario, free, world, deliberate):
    server = free.get()
    try:
        server.restore()
        stage = Stage(server, world)
        try:
            unknown = stage.normaliser.answer(stage.client.send("GET", "/no/such/route", {}, "admin")).get("body")
            return Comparison(stage, scenario, unknown, deliberate).run()
        finally:
            stage.close()
    except Mistake as mistake:
        raise Mistake(f"{shown(scenario.path)}: {mistake}") from None
    finally:
        server.kill()
        free.put(server)


def documented_outcomes(server, world):
    """The routes that nobody could record: only their status is known."""
    server.restore()
    stage, outcomes = Stage(server, world), {}
    try:
        unknown = stage.normaliser.answer(stage.client.send("GET", "/no/such/route", {}, "admin")).get("body")
        for one in documented_routes(known_routes(), Plan().roles):
            outcome = outcomes[one.route.name] = Outcome(calls=len(one.call.roles))
            for role in one.call.roles:
                found = stage.call(one.call, role)
                outcome.served = outcome.served or not is_unknown(found, unknown)
                if found["status"] != one.status:
                    differences = compare({"status": one.status}, found)
                    outcome.unlike.append(Unlike(one.call.title, role, differences))
        return outcomes
    finally:
        stage.close()


def report(database, outcomes, wanted):
    counts = {}
    for route, outcome in outcomes.items():
        counts[outcome.status] = counts.get(outcome.status, 0) + 1
        if wanted and wanted != route:
            continue
        if outcome.unlike or wanted:
            print(f"\n{database} {outcome.status} {route}: {len(outcome.unlike)} of {outcome.calls} calls differ")
        for one in outcome.unlike if wanted else outcome.unlike[:SHOWN_CALLS]:
            print(f"  {one.call} as {one.role}" + (f" (meant: {one.reason})" if one.reason else ""))
            for difference in one.differences if wanted else one.differences[:SHOWN_LINES]:
                print(f"    {difference}")
            if not wanted and len(one.differences) > SHOWN_LINES:
                print(f"    … {len(one.differences) - SHOWN_LINES} more")
        if not wanted and len(outcome.unlike) > SHOWN_CALLS:
            print(f"  … {len(outcome.unlike) - SHOWN_CALLS} more calls; all of them: --show '{route}'")
    print(f"\n{database}: " + ", ".join(f"{count} {status}" for status, count in sorted(counts.items())), flush=True)


def keep(results):
    """Adds what was found to the results that `table` is written from."""
    kept = json.loads(RESULTS.read_text()) if RESULTS.is_file() else {}
    for route, databases in results.items():
        for database, outcome in databases.items():
            kept.setdefault(route, {})[database] = {
                "status": outcome.status, "calls": outcome.calls,
                "reasons": sorted({one.reason for one in outcome.unlike if one.reason}),
                "differs": [f"{one.call} as {one.role}: {one.differences[0]}" for one in outcome.unlike if not one.reason][:1],
            }
    RESULTS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")


def regressions(results):
    """Routes that the committed table calls the same, and that are not any more."""
    table = ROOT.parent / "docs" / "compatibility.json"
    lost = []
    for row in json.loads(table.read_text()) if table.is_file() else []:
        route = f"{row['method']} {row['path']}"
        for database, outcome in results.get(route, {}).items():
            if row[database] in ("same", "deliberate") and outcome.status not in ("same", "deliberate"):
                lost.append(f"{route} was {row[database]} on {database} and is {outcome.status}")
    for line in lost:
        print("WENT BACK: " + line)
    return 1 if lost else 0
