"""Hears a server's events, and knows which belong to a call: those before the event of a marker call made right after."""

import threading

import socketio

from .mistakes import Mistake, NoAnswer

NAMESPACE = "/events"
SECONDS = 20


class Listener:
    def __init__(self, url, token):
        self.heard, self.arrived = [], threading.Condition()
        self.socket = socketio.Client(reconnection=False)
        self.socket.on("*", self._hear, namespace=NAMESPACE)
        try:
            self.socket.connect(
                url, headers={"Authorization": "Bearer " + token}, namespaces=[NAMESPACE],
                transports=["websocket"], wait_timeout=SECONDS,
            )
        except socketio.exceptions.ConnectionError as error:
            raise Mistake(f"the events of {url} cannot be heard: {error}") from None
        # The library gives each packet a thread of its own, and two of them may overtake each other:
        # packets are handled where they are read, so that the order heard is the order sent.
        self.socket.eio.start_background_task = lambda handle, *packet: handle(*packet)

    def _hear(self, name, payload=None):
        with self.arrived:
            self.heard.append([name, payload])
            self.arrived.notify_all()

    def until(self, client, marker):
        """All events since the last time, up to that of a change of the marker, a department that is there for this."""
        answer = client.send("PUT", f"/data/departments/{marker['id']}", {"json": {"name": marker["name"]}}, "admin")
        if not answer.ok:
            raise NoAnswer(f"the marker call failed on {client.url}: {answer.status} {answer.body[:200]!r}")

        def place():
            return next((number for number, event in enumerate(self.heard) if is_marker(event, marker)), None)

        with self.arrived:
            if not self.arrived.wait_for(lambda: place() is not None, timeout=SECONDS):
                raise NoAnswer(f"the event of the marker call did not come from {client.url} within {SECONDS} seconds")
            found = place()
            events, self.heard = self.heard[:found], self.heard[found + 1:]
        return events

    def forget(self):
        with self.arrived:
            self.heard = []

    def close(self):
        self.socket.disconnect()


def is_marker(event, marker):
    return event[0] == "department:update" and event[1].get("department_id") == marker["id"]


def in_order(events):
    """Normalised events in the order heard, those of one name in a row by their content."""
    ordered, row = [], []
    for event in events:
        if row and row[0][0] != event[0]:
            ordered += sorted(row, key=str)
            row = []
        row.append(event)
    return ordered + sorted(row, key=str)
