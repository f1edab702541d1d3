"""The names that stand for values in scenarios, and for ids in what is recorded."""

import re
from urllib.parse import parse_qs, urlsplit

from .mistakes import Mistake
from .totp import code_now

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# `${…}` is for the API: the place-holders of a naming convention.
PLACE = re.compile(r"(?<!\$)\{([a-z_][a-z0-9_]*(?:\.[A-Za-z0-9_-]+)*)\}")
NOTHING = "11111111-2222-3333-4444-555555555555"
PASSWORD = "a-long-first-day"
# What is asked for when a capture failed in a replay: a well-formed id of nothing.
NOT_CAPTURED = "99999999-9999-4999-8999-999999999999"


def token_of(link):
    """The `token` in the query of a link."""
    return "".join(parse_qs(urlsplit(link).query).get("token", []))


# {totp.enrolment.otp_secret}: what is made of the value {enrolment.otp_secret}.
MADE = {"totp": code_now, "token": token_of}


class Names:
    """Values by name, and the name of each id that was ever captured."""

    def __init__(self, values=None, ids=None):
        self.values = values or {}
        self.ids = ids or {}
        self.lost = set()
        self.lenient = False  # in a replay: what is not there is a well-formed id of nothing, not a mistake
        if not self.values:
            self.capture("nothing", {"id": NOTHING})
            self.values.update(malformed={"id": "not-a-uuid"}, password=PASSWORD, unique="unique0000")

    def copy(self):
        copied = Names(dict(self.values), dict(self.ids))
        copied.lost, copied.lenient = set(self.lost), self.lenient
        return copied

    def renew(self):
        """{unique} is another text in each call."""
        self.values["unique"] = "unique%04d" % (int(self.values["unique"][-4:]) + 1)

    def capture(self, name, value):
        """Names a value. Ids in it that have no name yet are called after it."""
        earlier = self.values.get(name)
        if isinstance(earlier, dict) and isinstance(value, dict) and earlier.get("id") != value.get("id"):
            for known, called in list(self.ids.items()):
                if called == name or called.startswith(name + "."):
                    self.ids[known] = "earlier " + called
        self.values[name] = value
        self.lost.discard(name)
        self._call(name, value)

    def _call(self, name, value):
        if isinstance(value, dict):
            if isinstance(value.get("id"), str):
                self._call(name + ".id", value["id"])
            for key, part in value.items():
                self._call(f"{name}.{key}", part)
        elif isinstance(value, list):
            for place, part in enumerate(value):
                self._call(f"{name}.{place}", part)
        elif isinstance(value, str) and UUID.fullmatch(value):
            self.ids.setdefault(value, name)

    def capture_of(self, wanted, answer, pick, where):
        """Captures parts of an answer: `wanted` has a dotted path for each name."""
        for name, dotted in wanted.items():
            value = picked(answer, pick, dotted)
            if value is not None:
                self.capture(name, value)
            elif self.lenient:
                self.lose(name)
            else:
                raise Mistake(f"{where}: the answer has no {dotted or 'object'} to be called '{name}': {answer!r:.200}")

    def lose(self, name):
        """The value could not be had: what follows asks for nothing instead."""
        self.values.pop(name, None)
        self.lost.add(name)

    def value(self, dotted, where):
        kind, _, rest = dotted.partition(".")
        try:
            return MADE[kind](self._value(rest, where)) if kind in MADE and rest else self._value(dotted, where)
        except Mistake:
            if self.lenient:
                return NOT_CAPTURED
            raise

    def _value(self, dotted, where):
        name, *fields = dotted.split(".")
        if name in self.lost:
            return NOT_CAPTURED
        if name not in self.values:
            raise Mistake(f"{where}: nothing is called {{{dotted}}} yet: no answer that captures '{name}' has succeeded")
        value = self.values[name]
        for place, field in enumerate(fields):
            if isinstance(value, list) and field.isdigit() and int(field) < len(value):
                value = value[int(field)]
            elif isinstance(value, dict) and field in value:
                value = value[field]
            else:
                there = ", ".join(value) if isinstance(value, dict) else type(value).__name__
                raise Mistake(f"{where}: {{{dotted}}} has no '{field}' ({'.'.join([name] + fields[:place])} has: {there})")
        return value

    def fill(self, template, where):
        """A template with its `{name.field}` places filled. A place that is all of a text keeps the value's type."""
        if isinstance(template, dict):
            return {self.fill(key, where): self.fill(value, where) for key, value in template.items()}
        if isinstance(template, list):
            return [self.fill(value, where) for value in template]
        if not isinstance(template, str):
            return template
        whole = PLACE.fullmatch(template)
        if whole:
            return self.value(whole[1], where)
        return PLACE.sub(lambda place: str(self.value(place[1], where)), template)


def places(template):
    """The names that a template uses, without their fields."""
    if isinstance(template, dict):
        return places(list(template.items()))
    if isinstance(template, (list, tuple)):
        return set().union(*(places(part) for part in template)) if template else set()
    if isinstance(template, str):
        parts = [dotted.split(".") for dotted in PLACE.findall(template)]
        return {part[1] if part[0] in MADE and len(part) > 1 else part[0] for part in parts}
    return set()


def listed(answer):
    return answer["data"] if isinstance(answer, dict) and isinstance(answer.get("data"), list) else answer


def picked(answer, pick, dotted):
    """The part of an answer that a capture means: of a list the item with these values, then a field of it."""
    if pick:
        items = [item for item in listed(answer) or [] if isinstance(item, dict)]
        answer = next((one for one in items if all(one.get(key) == value for key, value in pick.items())), None)
    for field in dotted.split(".") if dotted else []:
        if isinstance(answer, list) and field.isdigit() and int(field) < len(answer):
            answer = answer[int(field)]
        elif isinstance(answer, dict):
            answer = answer.get(field)
        else:
            return None
    return answer
