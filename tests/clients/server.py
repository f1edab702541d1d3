"""A server under test: the built `tsubame`, started on a free port of the loopback, or one that runs already."""

import os
import secrets
import signal
import socket
import subprocess
import time
from pathlib import Path

import requests

START_SECONDS = 60
STOP_SECONDS = 30


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Tsubame:
    """One `tsubame serve` with a data folder and a database of its own. It can be stopped, killed and started again."""

    email, password = "admin@example.com", "a-long-password"

    def __init__(self, binary, folder, database):
        self.binary, self.folder, self.database = str(binary), Path(folder), database
        self.port = free_port()
        self.url = self.events_url = f"http://127.0.0.1:{self.port}"
        self.log = self.folder / "server.log"
        self.process = None
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "TSUBAME_DATA": str(self.folder / "data"),
            "SECRET_KEY": secrets.token_hex(32),
            **database.environment(),
        }

    @property
    def previews(self):
        return self.folder / "data" / "previews"

    def start(self):
        """Starts the server and waits for its first answer. Returns the seconds between."""
        began = time.monotonic()
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [self.binary, "serve", "--host", "127.0.0.1", "--port", str(self.port)],
                env=self.environment, cwd=self.folder, stdout=log, stderr=log,
            )
        while True:
            assert self.process.poll() is None, f"the server stopped at its start:\n{self.last_lines()}"
            assert time.monotonic() - began < START_SECONDS, f"no answer after its start:\n{self.last_lines()}"
            try:
                requests.get(self.url + "/", timeout=5).raise_for_status()
                return time.monotonic() - began
            except requests.ConnectionError:
                time.sleep(0.005)

    def make_administrator(self):
        subprocess.run(
            [self.binary, "create-admin", self.email, "--password", self.password],
            env=self.environment, cwd=self.folder, check=True, capture_output=True, timeout=START_SECONDS,
        )

    def terminate(self):
        """Asks the server to stop. Returns its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOP_SECONDS)

    def kill(self):
        self.process.kill()
        self.process.wait(STOP_SECONDS)

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def memory(self):
        """Resident bytes."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        raise AssertionError("the server's memory is not known")

    def last_lines(self):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-30:])

    def close(self):
        if self.process is not None and self.process.poll() is None:
            self.kill()
        self.database.drop()


class Running:
    """A server that somebody else started, to prove the tests themselves."""

    database = None

    def __init__(self, url, events_url, email, password):
        self.url, self.events_url, self.email, self.password = url, events_url, email, password

    def close(self):
        pass


def log_in(server, email=None, password=None):
    """A session of plain HTTP whose requests carry a token."""
    session = requests.Session()
    answer = session.post(
        server.url + "/auth/login", json={"email": email or server.email, "password": password or server.password}
    )
    assert answer.status_code == 200, f"login answered {answer.status_code}: {answer.text}"
    session.headers["Authorization"] = "Bearer " + answer.json()["access_token"]
    session.cookies.clear()
    return session
