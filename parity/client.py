"""Plain HTTP to a server, as one of the world's people."""

import json
import mimetypes
from contextlib import ExitStack
from dataclasses import dataclass

import requests

from .mistakes import ROOT, Mistake, NoAnswer

SECONDS = 120


@dataclass
class Answer:
    status: int
    type: str
    body: bytes
    headers: dict

    @property
    def ok(self):
        return self.status < 300

    def json(self):
        try:
            return json.loads(self.body) if self.body.strip() else None
        except ValueError:
            return None


class Client:
    """One kept-alive connection; the token of each role is sent as a header, cookies never."""

    def __init__(self, url, tokens):
        self.url, self.tokens = url, tokens
        self.session = requests.Session()
        self.session.trust_env = False

    def close(self):
        self.session.close()

    def log_in(self, role, email, password):
        answer = self.send("POST", "/auth/login", {"json": {"email": email, "password": password}}, "anonymous")
        if not answer.ok:
            raise Mistake(f"{self.url} does not let {email} log in: {answer.status} {answer.body[:200]!r}")
        self.tokens[role] = answer.json()["access_token"]
        return answer.json()["user"]

    def send(self, method, path, given, role):
        """`given`: a call's query, headers, json, raw, form and files, all names filled in."""
        headers = dict(given.get("headers", {}))
        if role != "anonymous":
            headers.setdefault("Authorization", "Bearer " + self.tokens[role])
        with ExitStack() as opened:
            body = self._body(given, headers, opened)
            self.session.cookies.clear()
            try:
                answer = self.session.request(
                    method, self.url + path, params=query_of(given.get("query", {})), headers=headers,
                    allow_redirects=False, timeout=SECONDS, **body,
                )
            except requests.RequestException as error:
                raise NoAnswer(f"{method} {path} on {self.url} got no answer: {error!r:.200}") from None
        return Answer(answer.status_code, answer.headers.get("Content-Type", ""), answer.content, answer.headers)

    def _body(self, given, headers, opened):
        if "json" in given:
            headers.setdefault("Content-Type", "application/json")
            return {"data": json.dumps(given["json"])}
        if "raw" in given:
            headers.setdefault("Content-Type", "application/json")
            return {"data": given["raw"].encode()}
        if "files" not in given:
            return {"data": text_of(given["form"])} if "form" in given else {}
        files = []
        for field, names in given["files"].items():
            for name in [names] if isinstance(names, str) else names:
                kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                files.append((field, (name, opened.enter_context(open(ROOT / "files" / name, "rb")), kind)))
        return {"files": files, "data": text_of(given.get("form", {}))}


def query_of(query):
    """Pairs, in order: a list is the key repeated, true and false as browsers write them."""
    pairs = []
    for key, value in query.items():
        for one in value if isinstance(value, list) else [value]:
            pairs.append((key, text(one)))
    return pairs


def text_of(form):
    return {key: text(value) for key, value in form.items()}


def text(value):
    """A value as a form or a query carries it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (dict, list)) or value is None:
        return json.dumps(value)
    return str(value)
