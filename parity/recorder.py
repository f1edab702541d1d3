"""Records scenarios on the reference."""

import difflib
import time

from . import golden
from .mistakes import shown
from .perform import Stage, record
from .reference import Reference


def record_all(scenarios, fresh, twice):
    """Writes each scenario's golden file. With `twice`, again on a new world, and tells what came out otherwise: 1 if so."""
    reference = Reference()
    reference.start()
    unlike = 0
    for round_number in range(2 if twice else 1):
        began = time.monotonic()
        world = reference.prepare(fresh or round_number > 0)
        print(f"world: {time.monotonic() - began:.1f} s", flush=True)
        for number, scenario in enumerate(scenarios):
            if number:
                reference.restore()
            content = golden.text_of(record_one(reference, world, scenario))
            if round_number == 0:
                scenario.golden.parent.mkdir(parents=True, exist_ok=True)
                scenario.golden.write_text(content)
            else:
                unlike += told_unlike(scenario, content)
    return 1 if unlike else 0


def record_one(reference, world, scenario):
    began = time.monotonic()
    stage = Stage(reference, world)
    try:
        exchanges = record(stage, scenario)
    finally:
        stage.close()
    calls = sum(len(answers) for answers in exchanges)
    print(f"{shown(scenario.path)}: {calls} calls, {time.monotonic() - began:.1f} s", flush=True)
    return golden.document(scenario, exchanges)


def told_unlike(scenario, content):
    before = scenario.golden.read_text()
    if before == content:
        return 0
    print(f"{shown(scenario.golden)} comes out otherwise the second time:")
    for line in list(difflib.unified_diff(before.splitlines(), content.splitlines(), "first", "second", "", "", 1))[:60]:
        print("  " + line.rstrip())
    return 1
