"""Writes down what a server acknowledged, while a client that knows nothing of it works."""

import json
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests


@dataclass
class Acknowledged:
    """A change that the server answered with success: the client may rely on it from then on."""

    method: str
    path: str
    sent: object
    answer: object

    def matches(self, method, pattern):
        return self.method == method and re.fullmatch(pattern, self.path)


class Recording:
    def __init__(self):
        self.answers = 0
        self.changes = []
        self._answered = threading.Condition()

    def add(self, request, response):
        with self._answered:
            self.answers += 1
            # A login changes nothing that must last.
            if request.method != "GET" and response.ok and "/auth/" not in request.url:
                path = "/" + urlsplit(request.url).path.strip("/")
                self.changes.append(Acknowledged(request.method, path, body_of(request), json_of(response)))
            self._answered.notify_all()

    def wait_for_answers(self, count, seconds):
        with self._answered:
            return self._answered.wait_for(lambda: self.answers >= count, timeout=seconds)


def body_of(request):
    try:
        return json.loads(request.body)
    except (TypeError, ValueError):
        return None


def json_of(response):
    try:
        return response.json()
    except requests.exceptions.JSONDecodeError:
        return None


@contextmanager
def recorded(host):
    """Every answer of `host` to the library `requests`, which gazu uses, in whichever thread."""
    recording, send = Recording(), requests.Session.send

    def recording_send(session, request, **named):
        response = send(session, request, **named)
        if request.url.startswith(host) and "/socket.io" not in request.url:
            recording.add(request, response)
        return response

    requests.Session.send = recording_send
    try:
        yield recording
    finally:
        requests.Session.send = send
