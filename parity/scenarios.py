"""Scenario files: what a person writes, read strictly and spelled out call by call."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from . import strict_yaml
from .mistakes import ROOT, Mistake, shown
from .names import places
from .routes import Route, find

FOLDER = ROOT / "scenarios"
EVERYONE = ["anonymous", "outsider", "client", "vendor", "artist", "supervisor", "manager", "admin"]
METHODS = ("GET", "POST", "PUT", "DELETE")
REQUEST_KEYS = {"query", "headers", "json", "raw", "form", "files"}
STEP_KEYS = REQUEST_KEYS | {"as", "capture", "pick", "each"}
CALL_KEYS = REQUEST_KEYS | {
    "name", "as", "path", "capture", "pick", "times", "ordered", "mask", "before", "missing", "malformed",
}
ROUTE_KEYS = CALL_KEYS - {"name", "missing", "malformed"} | {"calls"}
BROKEN_JSON = "{nope"


@dataclass
class Step:
    """A call that only has to succeed: set-up."""

    method: str
    path: str
    where: str
    given: dict

    @property
    def role(self):
        return self.given.get("as", "admin")


@dataclass
class Call:
    """One line of a route: made once for each role, and `times` times."""

    route: Route
    where: str
    title: str
    template: str  # the path with {name.field} places
    given: dict
    before: list = field(default_factory=list)

    @property
    def roles(self):
        return self.given.get("as", ["admin"])

    @property
    def times(self):
        return self.given.get("times", 1)


@dataclass
class Scenario:
    path: Path
    name: str
    title: str
    before: list
    routes: list  # of (Route, [Call])

    @property
    def golden(self):
        return ROOT / "golden" / (self.name + ".json")

    @property
    def calls(self):
        return [call for _, calls in self.routes for call in calls]


def scenario_files():
    return sorted(FOLDER.glob("*/*.yaml"))


def read_scenario(path, known, people):
    """The scenario of a file. `known`: the routes; `people`: the roles that the world has."""
    path = Path(path).resolve()
    if not path.is_file():
        raise Mistake(f"there is no scenario {shown(path)}")
    if path.suffix != ".yaml" or path.parent.parent != FOLDER:
        raise Mistake(f"{shown(path)} is not parity/scenarios/GROUP/NAME.yaml")
    content, where = strict_yaml.load(path), shown(path)
    expect(content, dict, where, "the file")
    only(content, {"title", "before", "routes"}, where)
    if not content.get("title") or not content.get("routes"):
        raise Mistake(f"{where} needs a title and routes")
    before = read_steps(content.get("before"), where + ", before", people)
    routes = []
    for entry in expect(content["routes"], list, where, "routes"):
        name, value = single(entry, where, "a route")
        route = find(name, known, where)
        routes.append((route, read_calls(route, value, f"{where}, {name}", people)))
    return Scenario(path, f"{path.parent.name}/{path.stem}", content["title"], before, routes)


def expect(value, kind, where, what):
    if not isinstance(value, kind):
        words = {dict: "a mapping", list: "a list", str: "text"}
        raise Mistake(f"{where}: {what} must be {words[kind]}, not {value!r:.80}")
    return value


def only(mapping, keys, where):
    for key in mapping:
        if key not in keys:
            raise Mistake(f"{where}: '{key}' is not known here ({', '.join(sorted(keys))})")


def single(entry, where, what):
    """A `NAME: value` line, or a bare NAME."""
    if isinstance(entry, str):
        return entry, None
    if not isinstance(entry, dict) or len(entry) != 1:
        raise Mistake(f"{where}: {what} is one 'METHOD /path:' line with what belongs to it indented, not {entry!r:.80}")
    return next(iter(entry.items()))


def read_steps(steps, where, people):
    read = []
    for entry in expect(steps or [], list, where, "the steps"):
        name, given = single(entry, where, "a step")
        method, _, path = name.partition(" ")
        if method not in METHODS or not path.startswith("/"):
            raise Mistake(f"{where}: '{name}' is not METHOD /path")
        given = dict(expect(given or {}, dict, where, name))
        only(given, STEP_KEYS, f"{where}, {name}")
        check_role(given.get("as", "admin"), people, f"{where}, {name}")
        check_files(given, f"{where}, {name}")
        read.append(Step(method, path, f"{where}, {name}", given))
    return read


def read_calls(route, value, where, people):
    shared, lines = {}, value
    if isinstance(value, dict):
        only(value, ROUTE_KEYS if "calls" in value else CALL_KEYS | ROUTE_KEYS, where)
        lines = value.get("calls", [value])
        shared = {key: part for key, part in value.items() if key != "calls"} if "calls" in value else {}
    calls = []
    for line in expect(lines if lines else [{}], list, where, "the calls"):
        line = dict(expect(line or {}, dict, where, "a call"))
        only(line, CALL_KEYS, where)
        for variant in expanded(line, route, where):
            calls.append(read_call(route, merged(shared, variant), where, people))
    titles = [call.title for call in calls]
    for title in titles:
        if titles.count(title) > 1:
            raise Mistake(f"{where}: two calls are called '{title}': give one of them a name")
    return calls


def expanded(line, route, where):
    """`missing: task_id` and `malformed: [task_id, body]` become calls of their own."""
    variants = []
    for kind, name in (("missing", "nothing"), ("malformed", "malformed")):
        wanted = line.get(kind, [])
        for what in [wanted] if isinstance(wanted, str) else wanted:
            plain = {key: value for key, value in line.items() if key not in ("missing", "malformed")}
            plain["name"] = f"{line['name'] + ', ' if 'name' in line else ''}{kind} {what}"
            if what == "body" and kind == "malformed":
                plain = {key: value for key, value in plain.items() if key not in ("json", "form", "files")}
                variants.append(plain | {"raw": BROKEN_JSON})
            elif what in route.parameters:
                variants.append(plain | {"path": {**line.get("path", {}), what: name}})
            else:
                raise Mistake(f"{where}: {kind}: {what} is not a parameter of the path ({', '.join(route.parameters)})")
    return variants or [line]


def merged(shared, line):
    given = {**shared, **line}
    if "path" in shared and "path" in line:
        given["path"] = {**shared["path"], **line["path"]}
    if line.keys() & {"raw", "form", "files", "json"}:
        given = {k: v for k, v in given.items() if k in line or k not in ("raw", "form", "files", "json")}
    return given


def read_call(route, given, where, people):
    roles = given.get("as", ["admin"])
    roles = [roles] if isinstance(roles, str) else roles
    roles = [role for entry in roles for role in (EVERYONE if entry == "everyone" else [entry])]
    for role in roles:
        check_role(role, people, where)
        if roles.count(role) > 1:
            raise Mistake(f"{where}: '{role}' is there twice in `as`")
    check_files(given, where)
    bodies = [key for key in ("json", "raw") if key in given] + (["form"] if given.keys() & {"form", "files"} else [])
    if len(bodies) > 1:
        raise Mistake(f"{where}: a call has one body, not {' and '.join(bodies)}")
    before = read_steps(given.get("before"), where + ", before", people)
    given = {**given, "as": roles}
    template = path_template(route, given.get("path", {}), where)
    return Call(route, where, given.get("name") or title_of(given), template, given, before)


def path_template(route, path, where):
    """The route's path with a place for each parameter: `{task_id}` is `{task.id}` unless `path` says otherwise."""
    for parameter in path:
        if parameter not in route.parameters:
            raise Mistake(f"{where}: the path has no {{{parameter}}}")

    def place(match):
        parameter = match[1]
        if parameter not in path and not parameter.endswith("_id"):
            raise Mistake(f"{where}: say what {parameter} is, path: {{{parameter}: ...}}")
        value = str(path.get(parameter, parameter.removesuffix("_id")))
        if not parameter.endswith("_id") or not re.fullmatch(r"[a-z_][a-z0-9_]*(\.[\w-]+)*", value):
            return value
        return "{%s}" % (value if "." in value else value + ".id")

    return re.sub(r"\{(\w+)\}", place, route.path)


def title_of(given):
    """What a call without a name is called: what it is asked with."""
    query = "&".join(f"{key}={plain(value)}" for key, value in given.get("query", {}).items())
    body = next((key for key in ("json", "raw") if key in given), "form" if given.keys() & {"form", "files"} else "")
    parts = [f"?{query}" if query else "", f"with {body}" if body else ""]
    return " ".join(part for part in parts if part) or "plain"


def plain(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


def check_role(role, people, where):
    if role not in people and role != "anonymous":
        raise Mistake(f"{where}: nobody is called '{role}' (anonymous, {', '.join(people)})")


def check_files(given, where):
    for name in given.get("files", {}).values():
        for one in [name] if isinstance(name, str) else name:
            if not (ROOT / "files" / one).is_file():
                raise Mistake(f"{where}: there is no parity/files/{one}")


def check_captures(scenario, world_names):
    """Every name that is used is one of the world or captured above."""
    named = set(world_names)

    def use(template, where):
        for name in sorted(places(template) - named):
            raise Mistake(f"{where}: nothing is called '{name}': neither the world nor a capture above names it")

    def step(step):
        use([step.path, {k: v for k, v in step.given.items() if k in REQUEST_KEYS}], step.where)
        if "capture" in step.given:
            named.update(captures(step.given))

    for one in scenario.before:
        step(one)
    for call in scenario.calls:
        for one in call.before:
            step(one)
        use([call.template, {k: v for k, v in call.given.items() if k in REQUEST_KEYS}], call.where)
        named.update(captures(call.given))


def captures(given):
    """The names that a call captures: `capture: thing` or `capture: {thing: field.of.answer}`."""
    wanted = given.get("capture", {})
    return {wanted: ""} if isinstance(wanted, str) else wanted
