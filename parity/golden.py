"""Golden files: what the reference answered, a scenario a file, readable and in lines that a diff can show."""

import json

from .mistakes import ROOT, Mistake, shown
from .scenarios import REQUEST_KEYS

WIDTH = 140


def request_of(call):
    """A call as its golden file shows it: unfilled, so that names stand where ids were."""
    given = {key: call.given[key] for key in ("query", "headers", "json", "raw", "form", "files") if key in call.given}
    return {"call": call.title, "request": f"{call.route.method} {call.template}", **given}


def grouped(answers):
    """Equal answers of several roles once: [(role, answer)] becomes [{as: [roles], …answer}]."""
    groups = []
    for role, answer in answers:
        text = json.dumps(answer)
        known = next((group for group in groups if group[0] == text), None)
        if known:
            known[1]["as"].append(role)
        else:
            groups.append((text, {"as": [role], **answer}))
    return [group for _, group in groups]


def answers_by_role(entry):
    return {
        role: {key: part for key, part in group.items() if key != "as"}
        for group in entry["answers"] for role in group["as"]
    }


def document(scenario, exchanges):
    """`exchanges`: for each call of the scenario, [(role, answer)]."""
    routes, place = [], 0
    for route, calls in scenario.routes:
        entries = []
        for call in calls:
            entries.append({**request_of(call), "answers": grouped(exchanges[place])})
            place += 1
        routes.append({"route": route.name, "calls": entries})
    return {"scenario": scenario.title, "routes": routes}


def text_of(content):
    return "\n".join(lines_of(content)) + "\n"


def lines_of(value, indent="", key="", comma=""):
    """JSON whose parts stay on one line where they fit."""
    flat = indent + key + json.dumps(value, ensure_ascii=False) + comma
    if len(flat) <= WIDTH or not isinstance(value, (dict, list)) or not value:
        return [flat]
    brackets = "{}" if isinstance(value, dict) else "[]"
    lines = [indent + key + brackets[0]]
    parts = list(value.items()) if isinstance(value, dict) else [(None, part) for part in value]
    for place, (name, part) in enumerate(parts):
        named = "" if name is None else json.dumps(name, ensure_ascii=False) + ": "
        lines += lines_of(part, indent + " ", named, "," if place < len(parts) - 1 else "")
    return lines + [indent + brackets[1] + comma]


def write(scenario, content):
    scenario.golden.parent.mkdir(parents=True, exist_ok=True)
    scenario.golden.write_text(text_of(content))


def read(scenario):
    """A scenario's golden file. It must be of these calls exactly."""
    where = shown(scenario.path)
    if not scenario.golden.is_file():
        raise Mistake(f"{where} was never recorded: there is no {shown(scenario.golden)}")
    try:
        content = json.loads(scenario.golden.read_text())
        recorded = [(route["route"], entry) for route in content["routes"] for entry in route["calls"]]
    except (ValueError, KeyError, TypeError) as error:
        raise Mistake(f"{shown(scenario.golden)} is no golden file: {error!r}") from None
    wanted = [(call.route.name, call) for call in scenario.calls]
    for (route, entry), (name, call) in zip(recorded, wanted):
        asked = {key: entry[key] for key in entry if key in REQUEST_KEYS | {"call", "request"}}
        roles = [label for label, _ in labels(call)]
        if route != name or asked != request_of(call) or set(answers_by_role(entry)) != set(roles):
            raise Mistake(f"{where} has changed since it was recorded, at {name} ({call.title}): record it again")
    if len(recorded) != len(wanted):
        raise Mistake(f"{where} has {len(wanted)} calls, {len(recorded)} were recorded: record it again")
    return content


def labels(call):
    """Who asks, and how the answer is labelled: `admin`, or `admin, time 2` of several."""
    return [
        (role if call.times == 1 else f"{role}, time {time}", role)
        for role in call.roles for time in range(1, call.times + 1)
    ]


def orphans(scenarios):
    """Golden files that no scenario makes."""
    made = {scenario.golden for scenario in scenarios}
    return [path for path in sorted((ROOT / "golden").glob("**/*")) if path.is_file() and path not in made]
