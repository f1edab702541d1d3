"""How one answer differs from another, in lines of text."""

import json
from dataclasses import dataclass

from .normal import is_table

SHORT = 100


@dataclass(frozen=True)
class Difference:
    """`kind`: status, type, header, missing, extra, value, kind, length, order or events."""

    kind: str
    place: str
    text: str

    def __str__(self):
        return f"{self.place or 'answer'}: {self.text}"


def compare(expected, found):
    """The differences of two normalised answers; none if they are the same."""
    if expected.get("status") != found.get("status"):
        body = found.get("body")
        told = f" {shown(body)}" if body is not None and not 200 <= found["status"] < 400 else ""
        return [Difference("status", "status", f"{expected.get('status')} there, {found.get('status')} here{told}")]
    differences = []
    for header in ("type", "location", "content-disposition"):
        if expected.get(header) != found.get(header):
            text = f"{expected.get(header)} there, {found.get(header)} here"
            differences.append(Difference("type" if header == "type" else "header", header, text))
    differences += list(values(expected.get("body"), found.get("body"), "body"))
    differences += list(events(expected.get("events", []), found.get("events", [])))
    return differences


def shown(value):
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHORT else text[:SHORT] + "…"


def values(there, here, place):
    if isinstance(there, dict) and isinstance(here, dict):
        yield from objects(there, here, place)
    elif isinstance(there, list) and isinstance(here, list):
        yield from lists(there, here, place)
    elif type(there) is not type(here):
        yield Difference("kind", place, f"{shown(there)} there, {shown(here)} here")
    elif there != here:
        yield Difference("value", place, f"{shown(there)} there, {shown(here)} here")


def objects(there, here, place):
    for key in there:
        if key not in here:
            yield Difference("missing", f"{place}.{key}", f"missing here, {shown(there[key])} there")
    for key in here:
        if key not in there:
            yield Difference("extra", f"{place}.{key}", f"not there, {shown(here[key])} here")
    for key in there:
        if key in here:
            yield from values(there[key], here[key], f"{place}.{key}")
    if set(there) == set(here) and list(there) != list(here) and not is_table(there):
        first = next(pair for pair in zip(there, here) if pair[0] != pair[1])
        yield Difference("order", place, f"keys in another order: '{first[0]}' there where '{first[1]}' is here")


def lists(there, here, place):
    """Items are paired by their place; where the lengths differ, equal items are taken out first."""
    if len(there) != len(here):
        yield Difference("length", place, f"{len(there)} items there, {len(here)} here")
        there, here = without_equals(there, here)
        for item in there[len(here):]:
            yield Difference("missing", place + "[]", f"missing here: {shown(item)}")
        for item in here[len(there):]:
            yield Difference("extra", place + "[]", f"not there: {shown(item)}")
    elif same_items(there, here) and there != here:
        yield Difference("order", place, "the same items in another order")
        return
    for number, (one, other) in enumerate(zip(there, here)):
        yield from values(one, other, f"{place}[{number}]")


def same_items(there, here):
    return sorted(map(as_text, there)) == sorted(map(as_text, here))


def as_text(value):
    return json.dumps(value, sort_keys=True)


def without_equals(there, here):
    left, right = [], list(here)
    texts = [as_text(item) for item in right]
    for item in there:
        if as_text(item) in texts:
            place = texts.index(as_text(item))
            del texts[place], right[place]
        else:
            left.append(item)
    return left, right


def events(there, here):
    names, found = [event[0] for event in there], [event[0] for event in here]
    if names != found:
        kind = "in another order: " if sorted(names) == sorted(found) else ""
        text = f"{kind}{', '.join(names) or 'none'} there, {', '.join(found) or 'none'} here"
        yield Difference("events", "events", text)
        return
    for (name, one), (_, other) in zip(there, here):
        yield from values(one, other, f"event {name}")
