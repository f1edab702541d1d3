"""Tsubame as a server that can be put back: stopped, its data folder and database copied from the world's, started."""

import os
import shutil
import signal
import socket
import subprocess
import time
import uuid
from pathlib import Path

import psycopg
import requests
from psycopg import sql

from .mistakes import Mistake
from .world import Plan

START_SECONDS, STOP_SECONDS = 60, 30
SECRET = "0123456789abcdef" * 4


class Tsubame:
    """One `tsubame serve` of a replay. `source` is a server whose world this one takes over."""

    email, password = "admin@example.com", "a-long-password"

    def __init__(self, binary, folder, postgres=None, source=None):
        self.binary, self.folder, self.postgres, self.source = str(Path(binary).resolve()), Path(folder), postgres, source
        self.folder.mkdir(parents=True)
        self.data, self.kept = self.folder / "data", (source or self).folder / "world"
        self.database = f"parity_{uuid.uuid4().hex[:12]}" if postgres else None
        self.template = source.template if source else self.database and self.database + "_world"
        self.process, self.log = None, self.folder / "server.log"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = self.events_url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.folder), "TSUBAME_DATA": str(self.data), "SECRET_KEY": SECRET,
        }
        if postgres:
            self.environment["DATABASE_URL"] = f"{postgres.rpartition('/')[0]}/{self.database}"

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [self.binary, "serve", "--host", "127.0.0.1", "--port", str(self.port)],
                env=self.environment, cwd=self.folder, stdout=log, stderr=log,
            )
        began = time.monotonic()
        while True:
            if self.process.poll() is not None or time.monotonic() - began > START_SECONDS:
                raise Mistake(f"the server did not start: {self.last_lines()}")
            try:
                requests.get(self.url + "/", timeout=5)
                return
            except requests.ConnectionError:
                time.sleep(0.005)

    def stop(self):
        """Everything on disk: what is thrown away afterwards need not be."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def make_world(self):
        """An empty server, the world made through its API, and both kept to be copied from."""
        if self.postgres:
            self._on_postgres("CREATE DATABASE {}", self.database)
        self.start()
        subprocess.run(
            [self.binary, "create-admin", self.email, "--password", self.password],
            env=self.environment, cwd=self.folder, check=True, capture_output=True, timeout=START_SECONDS,
        )
        self.missed = []
        world = Plan().build(self, self.missed)
        self.stop()
        shutil.copytree(self.data, self.kept)
        if self.postgres:
            self._on_postgres("CREATE DATABASE {} TEMPLATE {}", self.template, self.database)
        return world

    def restore(self):
        self.kill()
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.copytree(self.kept, self.data)
        if self.postgres:
            self._on_postgres("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.database)
            self._on_postgres("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", self.database, self.template)
        self.start()

    def close(self):
        self.kill()
        if self.postgres:
            self._on_postgres("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.database)
            if not self.source:
                self._on_postgres("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.template)

    def _on_postgres(self, statement, *names):
        with psycopg.connect(self.postgres, autocommit=True) as opened:
            opened.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def last_lines(self):
        return " | ".join(self.log.read_text(errors="replace").splitlines()[-5:])
