"""Clients that leave in the middle, and a server that stops in the middle."""

import json
import os
import socket
import struct
import threading
import time
import uuid
from urllib.parse import urlsplit

import pytest
import requests

from server import log_in

ROWS = 40_000


@pytest.fixture(scope="module")
def filled(owned):
    """A server with a list of some megabytes."""
    rows = [(str(uuid.uuid4()), f"Department {number:06} " + "x" * 50, "#000000", False) for number in range(ROWS)]
    owned.database.write("INSERT INTO department (id, name, color, archived) VALUES (?, ?, ?, ?)", rows)
    assert len(log_in(owned).get(owned.url + "/data/departments").json()) >= ROWS
    return owned


def begun(server, session, path="/data/departments"):
    """A connection that has asked for a list and read its first bytes only."""
    place = urlsplit(server.url)
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16 * 1024)
    connection.settimeout(30)
    connection.connect((place.hostname, place.port))
    request = f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    connection.sendall(f"{request}Authorization: {session.headers['Authorization']}\r\n\r\n".encode())
    first = connection.recv(1024)
    assert first.startswith(b"HTTP/1.1 200"), first[:80]
    return connection, first


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def test_clients_that_leave_in_mid_list_cost_nothing(filled):
    session = log_in(filled)
    for _ in range(20):
        reset(begun(filled, session)[0])
    time.sleep(1)
    descriptors, memory = filled.descriptors(), filled.memory()

    for _ in range(100):
        reset(begun(filled, session)[0])
    time.sleep(1)

    assert filled.descriptors() <= descriptors + 5
    assert filled.memory() < memory + 50 * 1024 * 1024


def test_others_are_served_while_clients_read_slowly(filled):
    session = log_in(filled)
    slow = [begun(filled, session)[0] for _ in range(20)]
    try:
        began = time.monotonic()
        read = session.get(filled.url + "/data/departments?page=1&limit=1", timeout=20)
        department = {"name": uuid.uuid4().hex, "color": "#112233"}
        made = session.post(filled.url + "/data/departments", json=department, timeout=20)
        seconds = time.monotonic() - began
    finally:
        for connection in slow:
            reset(connection)

    assert (read.status_code, made.status_code) == (200, 201)
    assert seconds < 10


def test_a_slow_reader_gets_the_whole_list(filled):
    connection, received = begun(filled, log_in(filled))

    with connection:
        while part := connection.recv(32 * 1024):
            received += part
            time.sleep(0.0005)

    assert len(json.loads(body_of(received))) >= ROWS


def body_of(answer):
    head, _, body = answer.partition(b"\r\n\r\n")
    if b"transfer-encoding: chunked" not in head.lower():
        return body
    joined = b""
    while True:
        size, _, body = body.partition(b"\r\n")
        if int(size, 16) == 0:
            assert body.startswith(b"\r\n"), "the answer breaks off"
            return joined
        joined, body = joined + body[: int(size, 16)], body[int(size, 16) + 2:]


def test_an_upload_that_breaks_off_leaves_nothing(filled):
    session = log_in(filled)
    place = urlsplit(filled.url)
    before = [path for path in filled.folder.rglob("*") if path.is_file()]
    for _ in range(10):
        with socket.create_connection((place.hostname, place.port), timeout=10) as connection:
            head = f"POST /pictures/preview-files/{uuid.uuid4()} HTTP/1.1\r\nHost: x\r\n"
            head += f"Authorization: {session.headers['Authorization']}\r\n"
            head += "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000000\r\n\r\n"
            part = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
            connection.sendall(head.encode() + part.encode() + os.urandom(300_000))
            reset(connection)
    time.sleep(1)

    after = [path for path in filled.folder.rglob("*") if path.is_file()]

    new = {str(path) for path in after} - {str(path) for path in before}
    assert not [path for path in new if not path.endswith(("-wal", "-shm"))]
    assert session.get(filled.url + "/").status_code == 200


def test_a_stop_finishes_answers_under_way(filled):
    connection, received = begun(filled, log_in(filled))
    idle = socket.create_connection((urlsplit(filled.url).hostname, urlsplit(filled.url).port))
    status = []
    stopping = threading.Thread(target=lambda: status.append(filled.terminate()))

    stopping.start()
    time.sleep(0.5)
    with connection, idle:
        with pytest.raises(requests.ConnectionError):
            requests.get(filled.url + "/", timeout=5)
        while part := connection.recv(65536):
            received += part
    stopping.join(60)

    assert len(json.loads(body_of(received))) >= ROWS
    assert status == [0]
    filled.start()


def test_changes_under_way_at_a_stop_are_answered_or_not_made(filled):
    session = log_in(filled)
    acknowledged, refused = [], []

    def work():
        own = requests.Session()
        own.headers.update(session.headers)
        while True:
            name = f"Stop {uuid.uuid4().hex}"
            try:
                answer = own.post(filled.url + "/data/departments", json={"name": name, "color": "#112233"}, timeout=30)
            except requests.RequestException:
                refused.append(name)
                return
            if answer.status_code == 201:
                acknowledged.append(name)

    workers = [threading.Thread(target=work) for _ in range(8)]
    for worker in workers:
        worker.start()
    time.sleep(1)
    status = filled.terminate()
    for worker in workers:
        worker.join(60)
    filled.start()

    kept = {row["name"] for row in filled.database.rows("department") if row["name"].startswith("Stop ")}
    assert status == 0
    assert acknowledged and set(acknowledged) <= kept
    assert kept <= set(acknowledged) | set(refused)
