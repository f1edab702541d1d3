#!/usr/bin/env python3
"""Measures the server on SQLite and on PostgreSQL beside the reference, all with the same production.

    bench/bench.py [--binary .build/release/tsubame] [--seconds 5] [--without-reference]

Everything happens on the loopback and in a temporary folder that is removed. Tools: wrk, a C compiler, PostgreSQL
(`scripts/test-postgres`); the reference is started by `scripts/reference-server`, and left out where that fails.
The answer is one table, and a verdict for each target; the exit status is 1 if a target is missed.
"""

import argparse
import os
import re
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import requests

from production import fill_postgresql, fill_sqlite

ROOT = Path(__file__).resolve().parents[1]
TICK = os.sysconf("SC_CLK_TCK")
REFERENCE_DATABASE = "postgresql://postgres:mysecretpassword@127.0.0.1:5532/" + os.environ.get(
    "REFERENCE_DATABASE", "zoudb"
)
EMAIL, PASSWORD = "admin@example.com", "mysecretpassword"


@dataclass
class Measured:
    """What was found on one server: rates in answers a second, times in milliseconds, memory in MB."""

    name: str
    rates: dict = field(default_factory=dict)
    lists: dict = field(default_factory=dict)
    floor: float | None = None
    times_floor: float | None = None
    start: float | None = None
    idle: float | None = None
    busy: float | None = None


def cpu_of(process):
    """Seconds of CPU that a process has used so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory_of(process):
    """Resident MB."""
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())[1]) / 1024


class Server:
    """A server that answers at `url`; `processes` are those whose CPU and memory count as its own."""

    def __init__(self, url, processes):
        self.url, self.processes = url, processes
        answer = requests.post(url + "/auth/login", json={"email": EMAIL, "password": PASSWORD}, timeout=30)
        answer.raise_for_status()
        self.authorization = "Authorization: Bearer " + answer.json()["access_token"]

    def cpu(self):
        return sum(cpu_of(process) for process in self.processes)

    def memory(self):
        return sum(memory_of(process) for process in self.processes)

    def rate(self, path, seconds):
        """Answers a second to 64 connections."""
        output = subprocess.run(
            ["wrk", "-t2", "-c64", f"-d{seconds}s", "-H", self.authorization, self.url + path],
            capture_output=True, text=True, check=True,
        ).stdout
        assert "Non-2xx" not in output, f"{path} answered with errors:\n{output}"
        return float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1])

    def read(self, path):
        """Reads an answer and throws it away. Returns its bytes and the milliseconds that it took."""
        place = urlsplit(self.url)
        room = bytearray(1 << 20)
        began, size, head = time.monotonic(), 0, b""
        with socket.create_connection((place.hostname, place.port)) as connection:
            request = f"GET {path} HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n{self.authorization}\r\n\r\n"
            connection.sendall(request.encode())
            while count := connection.recv_into(room):
                head = head or bytes(room[:64])
                size += count
        assert head.startswith(b"HTTP/1.1 200"), f"{path} answered {head!r}"
        return size, (time.monotonic() - began) * 1000

    def list_cost(self, path, seconds):
        """The median time of a whole list, its bytes, and the CPU that the server spends on one."""
        self.read(path)
        began, before, times = time.monotonic(), self.cpu(), []
        while len(times) < 3 or time.monotonic() - began < seconds:
            size, milliseconds = self.read(path)
            times.append(milliseconds)
        return {
            "bytes": size, "ms": statistics.median(times), "cpu": (self.cpu() - before) * 1000 / len(times),
            "times": len(times),
        }

    def times_the_floor(self, path, floor, rounds=9, lists=5):
        """The median of what a list costs in `floor`s, each round's taken beside it: a busy machine slows both."""
        ratios = []
        for _ in range(rounds):
            below, before = floor(), self.cpu()
            for _ in range(lists):
                self.read(path)
            ratios.append((self.cpu() - before) * 1000 / lists / ((below + floor()) / 2))
        return statistics.median(ratios)

    def busy_memory(self, path, seconds):
        """The most memory seen while ten clients read a list over and over."""
        reading = subprocess.Popen(
            ["wrk", "-t2", "-c10", f"-d{seconds}s", "--timeout", "120s", "-H", self.authorization, self.url + path],
            stdout=subprocess.DEVNULL,
        )
        most = 0.0
        while reading.poll() is None:
            most = max(most, self.memory())
            time.sleep(0.02)
        return most


def measure(name, server, production, seconds, floor=None):
    measured = Measured(name)
    tasks = f"/data/tasks?project_id={production.id}"
    for label, path in (
        ("`GET /`", "/"),
        ("`GET /data/tasks/{id}`", f"/data/tasks/{production.tasks[777]['id']}"),
        ("`GET /data/projects/{id}`", f"/data/projects/{production.id}"),
    ):
        measured.rates[label] = server.rate(path, seconds)
    measured.lists["`GET /data/tasks?project_id=`, 30,000 rows"] = server.list_cost(tasks, seconds)
    measured.lists["`GET /data/shots/with-tasks`, 3,000 shots"] = server.list_cost(
        f"/data/shots/with-tasks?project_id={production.id}", seconds
    )
    if floor:
        measured.floor, measured.times_floor = floor(), server.times_the_floor(tasks, floor)
    measured.busy = server.busy_memory(tasks, seconds)
    return measured


class Tsubame:
    """The built server on a data folder of its own."""

    def __init__(self, binary, folder, database_url=None):
        self.binary, self.folder = str(binary), Path(folder)
        self.folder.mkdir(parents=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ, "TSUBAME_DATA": str(self.folder), "SECRET_KEY": secrets.token_hex(32),
            **({"DATABASE_URL": database_url} if database_url else {}),
        }
        self.process = None

    def start(self):
        """Milliseconds from the start of the process to its first answer."""
        began = time.monotonic()
        with open(self.folder.parent / (self.folder.name + ".log"), "ab") as log:
            self.process = subprocess.Popen(
                [self.binary, "serve", "--host", "127.0.0.1", "--port", str(self.port)],
                env=self.environment, stdout=log, stderr=log,
            )
        while True:
            assert self.process.poll() is None, f"the server stopped at its start, see {self.folder}.log"
            assert time.monotonic() - began < 60, "the server did not answer"
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                    connection.sendall(b"GET / HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n")
                    if connection.recv(64).startswith(b"HTTP/1.1 200"):
                        return (time.monotonic() - began) * 1000
            except OSError:
                time.sleep(0.002)

    def stop(self):
        self.process.terminate()
        self.process.wait(60)

    def prepare(self):
        """Makes the schema, the initial rows and an administrator."""
        self.start()
        subprocess.run(
            [self.binary, "create-admin", EMAIL, "--password", PASSWORD], env=self.environment, check=True,
            capture_output=True,
        )
        self.stop()

    def measured(self, name, production, seconds, floor=None):
        starts = []
        for _ in range(5):
            starts.append(self.start())
            self.stop()
        self.start()
        try:
            time.sleep(1)
            idle = memory_of(self.process.pid)
            measured = measure(name, Server(self.url, [self.process.pid]), production, seconds, floor)
        finally:
            self.stop()
        measured.start, measured.idle = statistics.median(starts), idle
        return measured


def on_sqlite(binary, folder, seconds):
    tsubame = Tsubame(binary, folder / "sqlite")
    tsubame.prepare()
    database = next(path for path in tsubame.folder.rglob("*") if path.is_file() and is_sqlite(path))
    production = fill_sqlite(database)
    return tsubame.measured(
        "Tsubame, SQLite", production, seconds, floor=lambda: floor_of(folder, database, production)
    )


def is_sqlite(path):
    with open(path, "rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def floor_of(folder, database, production):
    """Milliseconds of CPU to step through the list's rows in SQLite and read each column: the mean of five times."""
    program = folder / "floor"
    if not program.exists():
        subprocess.run(["cc", "-O2", "-o", program, ROOT / "bench/floor.c", "-lsqlite3"], check=True)
    output = subprocess.run(
        [program, database, str(production.id), "5"], capture_output=True, text=True, check=True
    ).stdout
    rows, _, seconds = output.split()
    assert int(rows) == len(production.tasks), f"the floor read {rows} rows"
    return float(seconds) * 1000


def on_postgresql(binary, folder, seconds):
    server = folder / "postgresql"
    script = ROOT / "scripts/test-postgres"
    superuser = subprocess.run([script, "start", server], capture_output=True, text=True, check=True).stdout.strip()
    try:
        with psycopg.connect(superuser, autocommit=True) as opened:
            opened.execute("CREATE DATABASE bench")
        url = superuser.rpartition("/")[0] + "/bench"
        tsubame = Tsubame(binary, folder / "data-postgresql", url)
        tsubame.prepare()
        return tsubame.measured("Tsubame, PostgreSQL", fill_postgresql(url), seconds)
    finally:
        subprocess.run([script, "stop", server], capture_output=True, check=True)


def on_reference(seconds):
    """The reference with the same rows, or nothing where it cannot be started."""
    script = ROOT / "scripts/reference-server"
    try:
        subprocess.run([script, "start"], capture_output=True, text=True, check=True, timeout=900)
        production = fill_postgresql(REFERENCE_DATABASE)
    except (subprocess.SubprocessError, psycopg.Error) as error:
        print(f"The reference is left out: {error}", file=sys.stderr)
        return None
    return measure("reference", Server("http://127.0.0.1:5900", listeners(5900)), production, seconds)


def listeners(port):
    """The processes that listen on a port: a server and its workers share one socket."""
    output = subprocess.run(["ss", "-ltnp", f"sport = :{port}"], capture_output=True, text=True, check=True).stdout
    return sorted({int(process) for process in re.findall(r"pid=(\d+)", output)})


def table(columns):
    """Everything that was measured, as Markdown: a line each, a column for each server, ratios to the reference."""
    reference = next((column for column in columns if column.name == "reference"), None)
    lines = ["| | " + " | ".join(column.name for column in columns) + " | times the reference |"]
    lines.append("|---" * (len(columns) + 2) + "|")

    def line(label, value, ratio=None):
        cells = [value(column) for column in columns]
        ratios = [ratio(column) for column in columns if column is not reference] if ratio and reference else []
        lines.append(f"| {label} | " + " | ".join(cells) + " | " + ", ".join(f"{each:.1f}" for each in ratios) + " |")

    for label in columns[0].rates:
        line(f"{label}, answers/s", lambda column: f"{column.rates[label]:,.0f}",
             lambda column: column.rates[label] / reference.rates[label])
    for label in columns[0].lists:
        line(f"{label}, MB", lambda column: f"{column.lists[label]['bytes'] / 1e6:.1f}")
        line(f"{label}, ms", lambda column: f"{column.lists[label]['ms']:,.0f}",
             lambda column: reference.lists[label]["ms"] / column.lists[label]["ms"])
        line(f"{label}, ms of CPU", lambda column: f"{column.lists[label]['cpu']:,.0f}",
             lambda column: reference.lists[label]["cpu"] / column.lists[label]["cpu"])
    line("floor of the tasks in SQLite, ms of CPU", lambda column: optional(column.floor))
    line("memory idle, MB", lambda column: optional(column.idle))
    line("memory while ten clients read the tasks, MB", lambda column: optional(column.busy))
    line("start to first answer, ms", lambda column: optional(column.start))
    return "\n".join(lines)


def optional(value):
    return "" if value is None else f"{value:,.0f}"


def verdicts(sqlite, postgresql, reference):
    """(what was promised, whether it was reached), for what could be measured."""
    row = "`GET /data/tasks/{id}`"
    if reference:
        for measured, times in ((sqlite, 60), (postgresql, 30)):
            ratio = measured.rates[row] / reference.rates[row]
            yield f"{measured.name}: one row at {ratio:.0f} times the reference, at least {times}", ratio >= times
    ratio = sqlite.times_floor
    yield f"{sqlite.name}: the tasks at {ratio:.2f} times the CPU of the floor, at most 1.6", ratio <= 1.6
    for measured in (sqlite, postgresql):
        yield f"{measured.name}: {measured.idle:.0f} MB idle, under 60", measured.idle < 60
        yield f"{measured.name}: {measured.busy:.0f} MB under ten readers, under 150", measured.busy < 150
        yield f"{measured.name}: {measured.start:.0f} ms from start to answer, under 300", measured.start < 300


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=os.environ.get("TSUBAME_BINARY", ROOT / ".build/release/tsubame"))
    parser.add_argument("--seconds", type=int, default=5, help="of each measurement")
    parser.add_argument("--without-reference", action="store_true")
    parser.add_argument("--only-reference", action="store_true", help="to prove the bench where nothing is built")
    arguments = parser.parse_args()
    if arguments.only_reference:
        print(table([on_reference(arguments.seconds)]))
        return 0
    with tempfile.TemporaryDirectory(prefix="tsubame-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL runs as a user of its own
        sqlite = on_sqlite(arguments.binary, folder, arguments.seconds)
        postgresql = on_postgresql(arguments.binary, folder, arguments.seconds)
    reference = None if arguments.without_reference else on_reference(arguments.seconds)
    print(table([column for column in (sqlite, postgresql, reference) if column]))
    print()
    reached = list(verdicts(sqlite, postgresql, reference))
    for sentence, good in reached:
        print(f"- {'reached' if good else 'MISSED'}: {sentence}")
    return 0 if all(good for _, good in reached) else 1


if __name__ == "__main__":
    sys.exit(main())
