"""The world: one small production that every scenario starts from, made through the API."""

import datetime
import hashlib
from dataclasses import dataclass

from . import strict_yaml
from .client import Client
from .mistakes import ROOT, Mistake, shown
from .names import PASSWORD, Names
from .perform import take_step
from .scenarios import captures, expect, only, read_steps

FILE = ROOT / "world.yaml"


@dataclass
class World:
    """A world as it stands on one server: what things are called there, who is logged in, since when it is there."""

    names: Names
    tokens: dict
    since: datetime.datetime

    @property
    def marker(self):
        return self.names.values["marker"]

    def state(self):
        return {
            "values": self.names.values, "ids": self.names.ids, "tokens": self.tokens, "since": self.since.isoformat(),
        }

    @staticmethod
    def of_state(state):
        names = Names(state["values"], state["ids"])
        return World(names, state["tokens"], datetime.datetime.fromisoformat(state["since"]))


class Plan:
    """What world.yaml says."""

    def __init__(self):
        content, where = expect(strict_yaml.load(FILE), dict, shown(FILE), "the file"), shown(FILE)
        only(content, {"first", "people", "then"}, where)
        self.people = content["people"]
        everybody = ["admin", *self.people]
        self.first = read_steps(content["first"], where + ", first", everybody)
        self.then = read_steps(content["then"], where + ", then", everybody)
        self.roles = everybody

    @property
    def names(self):
        """Every name that a scenario may use."""
        steps = self.first + self.then
        return {"nothing", "malformed", "password", "unique", *self.roles, *(n for s in steps for n in captures(s.given))}

    @staticmethod
    def key():
        """Tells one version of the world from another."""
        return hashlib.sha256(FILE.read_bytes() + (ROOT / "world.py").read_bytes()).hexdigest()[:12]

    def build(self, server, missed=None):
        """Makes the world on an empty server that has an administrator. Steps that fail are added to `missed`, if there
        is such a list, and what they capture is lost: a server that lacks a route can still be asked about the others."""
        names, tokens = Names(), {}
        names.lenient = missed is not None
        since = datetime.datetime.now(datetime.timezone.utc)
        client = Client(server.url, tokens)
        names.capture("admin", client.log_in("admin", server.email, server.password))
        for step in self.first:
            self._take(client, names, step, missed)
        for name, person in self.people.items():
            self._hire(client, names, name, person)
        for step in self.then:
            self._take(client, names, step, missed)
        client.close()
        return World(names, tokens, since)

    def _hire(self, client, names, name, person):
        email = f"{name.replace('_', '-')}@example.com"
        where = f"{shown(FILE)}, people, {name}"
        given = {"first_name": name.replace("_", " ").title(), "last_name": "Parity", "email": email, **person}
        answer = client.send("POST", "/data/persons", {"json": names.fill(given, where)}, "admin")
        if not answer.ok:
            raise Mistake(f"{where} failed on {client.url}: {answer.status} {answer.body[:300]!r}")
        names.capture(name, answer.json())
        body = {"password": PASSWORD, "password_2": PASSWORD}
        path = f"/actions/persons/{answer.json()['id']}/change-password"
        answer = client.send("POST", path, {"json": body}, "admin")
        if not answer.ok:
            raise Mistake(f"{where} failed on {client.url}: {answer.status} {answer.body[:300]!r}")
        client.log_in(name, email, PASSWORD)

    def _take(self, client, names, step, missed):
        answer = take_step(client, names, step)
        if answer.ok:
            return
        told = f"{step.method} {step.path}: {answer.status} {answer.body[:300]!r:.120}"
        if missed is None:
            raise Mistake(f"{shown(FILE)}, {told}")
        missed.append(told)
        for name in captures(step.given):
            names.lose(name)
