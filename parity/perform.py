"""Makes a scenario's calls on a server and keeps what came back, normalised."""

from .client import Client
from .golden import labels
from .listener import Listener, in_order
from .mistakes import Mistake
from .names import listed
from .normal import Normaliser
from .scenarios import REQUEST_KEYS, captures


class Stage:
    """A server on which a world stands: a connection, its events, and the names of what is there."""

    def __init__(self, server, world):
        self.world, self.names = world, world.names.copy()
        self.client = Client(server.url, world.tokens)
        self.listener = Listener(server.events_url, world.tokens["admin"])
        self.normaliser = Normaliser(self.names, server.url, world.since)
        self.unheard = False

    def close(self):
        self.listener.close()
        self.client.close()

    def step(self, step):
        """Set-up: it succeeds, or nothing that follows means anything."""
        answer = take_step(self.client, self.names, step)
        self.unheard = self.unheard or step.method != "GET"
        if not answer.ok:
            raise Mistake(f"{step.where} failed on {self.client.url}: {answer.status} {answer.body[:300]!r}")

    def call(self, call, role):
        """One call as one role: the normalised answer, and for a change its events."""
        changes = call.route.method != "GET"
        if changes and self.unheard:
            self.listener.until(self.client, self.world.marker)
        self.names.renew()
        path = self.names.fill(call.template, call.where)
        answer = self.client.send(call.route.method, path, self.filled(call), role)
        self.unheard = self.unheard or changes
        if answer.ok:
            wanted, pick = captures(call.given), self.names.fill(call.given.get("pick"), call.where)
            self.names.capture_of(wanted, answer.json(), pick, f"{call.where} ({call.title})")
        heard = []
        if changes:
            heard = self.listener.until(self.client, self.world.marker)
            self.unheard = False
        given = call.given
        normal = self.normaliser.answer(answer, given.get("ordered", False), given.get("mask", ()))
        if heard:
            normal["events"] = in_order(self.normaliser.value(event) for event in heard)
        return normal

    def filled(self, call):
        given = {key: value for key, value in call.given.items() if key in REQUEST_KEYS}
        return self.names.fill(given, call.where)


def take_step(client, names, step):
    given = {key: value for key, value in step.given.items() if key in REQUEST_KEYS}
    names.renew()
    path = names.fill(step.path, step.where)
    answer = client.send(step.method, path, names.fill(given, step.where), step.role)
    if not answer.ok:
        return answer
    pick = names.fill(step.given.get("pick"), step.where)
    names.capture_of(captures(step.given), answer.json(), pick, step.where)
    if "each" in step.given:
        for item in listed(answer.json()) or []:
            names.ids.setdefault(item["id"], step.given["each"].format_map(item))
    return answer


def record(stage, scenario):
    """The exchanges of a scenario on the reference."""
    for step in scenario.before:
        stage.step(step)
    exchanges = []
    for call in scenario.calls:
        answers = []
        for label, role in labels(call):
            for step in call.before:
                stage.step(step)
            answers.append((label, stage.call(call, role)))
        exchanges.append(answers)
    return exchanges
