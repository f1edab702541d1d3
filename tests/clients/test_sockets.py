"""Events over Socket.IO, heard with the library that the real Python clients use."""

import asyncio
import socket
import threading
import time
import uuid
from urllib.parse import urlsplit

import pytest
import requests
import socketio

from server import log_in

TRANSPORTS = [["polling"], ["websocket"], None]


def token_of(session):
    return session.headers["Authorization"].removeprefix("Bearer ")


class Ear:
    """Hears the events of one namespace, in order."""

    def __init__(self, namespace="/events"):
        self.heard, self.arrived, self.namespace = [], threading.Condition(), namespace
        self.client = socketio.Client(reconnection=False)
        # One thread for each packet would let two packets overtake each other.
        self.spawn = self.client.eio.start_background_task
        self.client.eio.start_background_task = self.start
        self.client.on("*", self.hear, namespace=namespace)

    def start(self, target, *arguments, **named):
        if target == self.client.eio.handlers.get("message"):
            return target(*arguments, **named)
        return self.spawn(target, *arguments, **named)

    def hear(self, name, payload):
        with self.arrived:
            self.heard.append((name, payload))
            self.arrived.notify_all()

    def departments(self):
        return [payload["department_id"] for name, payload in self.heard if name == "department:new"]

    def wait_for(self, identifier, seconds=10):
        with self.arrived:
            return self.arrived.wait_for(lambda: identifier in self.departments(), timeout=seconds)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.client.disconnect()


def made_department(server, session):
    answer = session.post(
        server.url + "/data/departments", json={"name": f"D {uuid.uuid4().hex[:10]}", "color": "#112233"}
    )
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def is_refused(ear, server, headers, transports):
    """Whether the namespace is closed to a client: at once, or by a disconnection right after."""
    try:
        ear.client.connect(
            server.events_url, headers=headers, transports=transports, namespaces=["/events"], wait_timeout=5
        )
    except socketio.exceptions.ConnectionError:
        return True
    end = time.monotonic() + 5
    while "/events" in ear.client.namespaces and time.monotonic() < end:
        time.sleep(0.02)
    return "/events" not in ear.client.namespaces


@pytest.mark.parametrize("transports", TRANSPORTS, ids=["polling", "websocket", "upgraded"])
def test_an_event_is_heard_once_over(transports, server, admin):
    with Ear() as ear:
        ear.client.connect(
            server.events_url, headers=dict(Authorization=admin.headers["Authorization"]),
            transports=transports, namespaces=["/", "/events"], wait_timeout=10,
        )
        first, second = made_department(server, admin), made_department(server, admin)

        assert ear.wait_for(second), "the event did not come"
        assert ear.departments().count(first) == ear.departments().count(second) == 1
        assert ear.client.transport() == ("polling" if transports == ["polling"] else "websocket")


@pytest.mark.parametrize("transports", TRANSPORTS, ids=["polling", "websocket", "upgraded"])
def test_events_are_heard_in_order_over(transports, server, admin):
    with Ear() as ear:
        ear.client.connect(
            server.events_url, headers=dict(Authorization=admin.headers["Authorization"]),
            transports=transports, namespaces=["/events"], wait_timeout=10,
        )
        made = [made_department(server, admin) for _ in range(40)]

        assert ear.wait_for(made[-1])
        assert [identifier for identifier in ear.departments() if identifier in made] == made


def test_a_cookie_is_enough_to_listen(server, admin):
    with Ear() as ear:
        ear.client.connect(
            server.events_url, headers={"Cookie": "access_token_cookie=" + token_of(admin)},
            namespaces=["/events"], wait_timeout=10,
        )

        assert ear.wait_for(made_department(server, admin))


def test_a_token_in_the_connect_packet_is_enough_to_listen(owned, admin):
    with Ear() as ear:
        ear.client.connect(
            owned.events_url, auth={"token": token_of(admin)}, namespaces=["/events"], wait_timeout=10
        )

        assert ear.wait_for(made_department(owned, admin))


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer nonsense"}], ids=["no token", "a bad token"])
@pytest.mark.parametrize("transports", TRANSPORTS, ids=["polling", "websocket", "upgraded"])
def test_nobody_listens_with(headers, transports, owned, admin):
    with Ear() as stranger, Ear() as friend:
        friend.client.connect(
            owned.events_url, headers=dict(Authorization=admin.headers["Authorization"]),
            namespaces=["/events"], wait_timeout=10,
        )
        assert is_refused(stranger, owned, headers, transports)
        assert friend.wait_for(made_department(owned, admin)), "a refused stranger disturbed the others"
        assert stranger.heard == []


def test_the_main_namespace_hears_nothing(server, admin):
    authorization = dict(Authorization=admin.headers["Authorization"])
    with Ear("/") as main, Ear() as ear:
        for listener in (main, ear):
            listener.client.connect(
                server.events_url, headers=authorization, namespaces=["/", "/events"], wait_timeout=10
            )
        made = made_department(server, admin)

        assert ear.wait_for(made)
        assert main.heard == []


def test_a_refused_change_is_told_to_nobody(server, admin):
    with Ear() as ear:
        ear.client.connect(
            server.events_url, headers=dict(Authorization=admin.headers["Authorization"]),
            namespaces=["/events"], wait_timeout=10,
        )
        refused = admin.post(server.url + "/data/departments", json={"name": "x", "nonsense": True})
        made = made_department(server, admin)

        assert refused.status_code == 400
        assert ear.wait_for(made)
        assert ear.departments() == [made]


@pytest.mark.parametrize("transports", TRANSPORTS, ids=["polling", "websocket", "upgraded"])
def test_many_asynchronous_clients_hear_the_same_over(transports, server, admin):
    made = []

    async def listen(ready, done):
        heard, client = [], socketio.AsyncClient(reconnection=False)

        async def hear(name, payload):
            if name == "department:new":
                heard.append(payload["department_id"])

        client.on("*", hear, namespace="/events")
        await client.connect(
            server.events_url, headers=dict(Authorization=admin.headers["Authorization"]),
            transports=transports, namespaces=["/events"], wait_timeout=20,
        )
        ready.release()
        await done.wait()
        await client.disconnect()
        return heard

    async def scene():
        ready, done = asyncio.Semaphore(0), asyncio.Event()
        ears = [asyncio.create_task(listen(ready, done)) for _ in range(20)]
        for _ in ears:
            await asyncio.wait_for(ready.acquire(), 30)
        for _ in range(10):
            made.append(await asyncio.to_thread(made_department, server, admin))
        await asyncio.sleep(1)
        done.set()
        return await asyncio.gather(*ears)

    heard = asyncio.run(scene())

    for ear in heard:
        assert sorted(identifier for identifier in ear if identifier in made) == sorted(made)


def test_a_client_that_vanishes_does_not_disturb_the_others(server, admin):
    place = urlsplit(server.events_url)
    with Ear() as ear:
        ear.client.connect(
            server.events_url, headers=dict(Authorization=admin.headers["Authorization"]),
            namespaces=["/events"], wait_timeout=10,
        )
        for _ in range(20):
            with socket.create_connection((place.hostname, place.port), timeout=10) as vanishing:
                vanishing.sendall(
                    b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
                    b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + f"Authorization: Bearer {token_of(admin)}\r\n\r\n".encode()
                )
                assert b"101" in vanishing.recv(64)

        assert ear.wait_for(made_department(server, admin))


def test_polling_again_on_a_closed_session_is_refused(server, admin):
    address = server.events_url + "/socket.io/?EIO=4&transport=polling"

    answer = requests.get(address + "&sid=unknown", timeout=10)

    assert answer.status_code == 400


def test_a_listener_comes_back_after_a_disconnection(server, admin):
    authorization = dict(Authorization=admin.headers["Authorization"])
    for _ in range(3):
        with Ear() as ear:
            ear.client.connect(server.events_url, headers=authorization, namespaces=["/events"], wait_timeout=10)
            assert ear.wait_for(made_department(server, admin))
        time.sleep(0.05)


def test_a_session_that_logged_out_is_refused(owned):
    session = log_in(owned)
    assert session.get(owned.url + "/auth/logout").status_code == 200
    with Ear() as ear:
        assert is_refused(ear, owned, dict(Authorization=session.headers["Authorization"]), None)
