"""The shape of HTTP that clients and proxies lean on, whatever the route."""

import socket
from urllib.parse import urlsplit

import pytest
import requests

NOT_FOUND = {
    "error": True,
    "message": "404 Not Found: The requested URL was not found on the server. "
    "If you entered the URL manually please check your spelling and try again.",
}
NOT_ALLOWED = {"error": True, "message": "The method is not allowed for the requested URL."}


def exchange(server, session, line, body=b"", headers=()):
    """Sends a request as written, which libraries would tidy, and returns its status and body."""
    place = urlsplit(server.url)
    with socket.create_connection((place.hostname, place.port), timeout=10) as connection:
        lines = [f"{line} HTTP/1.1", "Host: test", "Connection: close", f"Content-Length: {len(body)}", *headers]
        lines.append("Authorization: " + session.headers["Authorization"])
        connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, rest = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), rest


def test_an_unknown_address_is_not_found(server, admin):
    answer = admin.get(server.url + "/nowhere")

    assert (answer.status_code, answer.json()) == (404, NOT_FOUND)


def test_addresses_are_told_apart_by_case(server, admin):
    assert admin.get(server.url + "/DATA/departments").status_code == 404


@pytest.mark.parametrize("method, path", [("POST", "/"), ("PUT", "/data/tasks"), ("DELETE", "/auth/login"),
                                          ("PATCH", "/data/departments")])
def test_a_method_that_an_address_lacks_is_not_allowed(method, path, server, admin):
    answer = admin.request(method, server.url + path)

    assert (answer.status_code, answer.json()) == (405, NOT_ALLOWED)


@pytest.mark.parametrize("path, status", [("/", 200), ("/data/departments", 200), ("/nowhere", 404)])
def test_head_answers_as_get_does_without_a_body(path, status, server, admin):
    head, get = admin.head(server.url + path), admin.get(server.url + path)

    assert (head.status_code, head.content) == (status, b"")
    assert head.headers["Content-Type"] == get.headers["Content-Type"]


def test_head_leaves_the_connection_in_order(server, admin):
    place = urlsplit(server.url)
    with socket.create_connection((place.hostname, place.port), timeout=10) as connection:
        connection.sendall(b"HEAD / HTTP/1.1\r\nHost: x\r\n\r\n")
        head = connection.recv(65536)
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        get = b"".join(iter(lambda: connection.recv(65536), b""))

    assert head.endswith(b"\r\n\r\n") and b"200" in head.split(b"\r\n")[0]
    assert get.startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "path", ["/data/departments/", "//data/departments", "///data/departments", "/data/departments?",
             "/data/departments?&&relations=false"]
)
def test_sloppy_addresses_are_served_without_a_redirect(path, server, admin):
    status, body = exchange(server, admin, f"GET {path}")

    assert status == 200 and b"Modeling" in body


def test_a_post_to_a_trailing_slash_is_a_post(server, admin):
    status, _ = exchange(server, admin, "POST /data/departments/", b"{}", ["Content-Type: application/json"])

    assert status == 400


def test_without_a_token_nothing_is_told(server):
    answer = requests.get(server.url + "/data/departments", timeout=10)

    assert answer.status_code == 401 and list(answer.json()) == ["msg"]


@pytest.mark.parametrize("token", ["nonsense", "a.b.c"])
def test_a_token_that_is_none_is_unprocessable(token, server):
    answer = requests.get(
        server.url + "/auth/authenticated", headers={"Authorization": "Bearer " + token}, timeout=10
    )

    assert answer.status_code == 422 and "msg" in answer.json()


def test_the_version_is_plain_and_dotted(server, admin):
    version = admin.get(server.url + "/").json()["version"]

    assert all(part.isdigit() for part in version.split("."))
    assert tuple(map(int, version.split("."))) >= (1, 0, 97)


@pytest.mark.parametrize("body", [b"{nope", b"", b"[]", b'"x"', b"null"])
def test_a_body_that_is_no_object_is_refused(body, server, admin):
    answer = admin.post(server.url + "/data/departments", data=body, headers={"Content-Type": "application/json"})

    assert answer.status_code == 400 and answer.json()["message"]


def test_a_deep_body_is_refused_and_not_a_crash(owned, admin):
    body = b'{"name": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"

    answer = admin.post(owned.url + "/data/departments", data=body, headers={"Content-Type": "application/json"})

    assert answer.status_code == 400
    assert admin.get(owned.url + "/").status_code == 200
