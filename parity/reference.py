"""The reference as a server that can be put back: its database from a template, its Redis emptied, its previews copied."""

import json
import os
import shutil
import socket
import subprocess
from pathlib import Path

import psycopg
from psycopg import sql

from .client import Client
from .mistakes import ROOT, Mistake
from .world import Plan, World

SCRIPT = ROOT.parent / "scripts" / "reference-server"


class Reference:
    """One instance of scripts/reference-server: that of REFERENCE_INSTANCE, or the first one that is not shared."""

    email, password = "admin@example.com", "mysecretpassword"

    def __init__(self):
        self.environment = {**os.environ, "REFERENCE_INSTANCE": os.environ.get("REFERENCE_INSTANCE", "1")}
        if self.environment["REFERENCE_INSTANCE"] == "0":
            raise Mistake("recording empties its instance of the reference: REFERENCE_INSTANCE is 1 to 20")
        self.url, self.events_url, self.home = self._ask("url"), self._ask("events"), Path(self._ask("home"))
        self.superuser, _, self.database = self._ask("database").rpartition("/")
        self.template, self.empty = self.database + "_world", self.database + "_empty"
        self.previews, self.kept = self.home / "previews", self.home / "previews-of-the-world"
        self.state = self.home / "world.json"

    def _ask(self, verb):
        found = subprocess.run([str(SCRIPT), verb], env=self.environment, capture_output=True, text=True)
        if found.returncode:
            raise Mistake(f"scripts/reference-server {verb} failed: {' '.join(found.stderr.split())[-300:]}")
        return found.stdout.strip()

    def start(self):
        self._ask("start")

    def prepare(self, fresh=False):
        """The world, made afresh or kept from an earlier run, on the restored server."""
        key = Plan.key()
        kept = json.loads(self.state.read_text()) if self.state.is_file() else {}
        if fresh or kept.get("key") != key:
            self.state.unlink(missing_ok=True)
            self._put_back(self.empty, None)
            world = Plan().build(self)
            self._copy_database(self.database, self.template)
            shutil.rmtree(self.kept, ignore_errors=True)
            shutil.copytree(self.previews, self.kept)
            self.state.write_text(json.dumps({"key": key, **world.state()}))
        self.restore()
        return World.of_state(json.loads(self.state.read_text()))

    def restore(self):
        """The world as it was made."""
        self._put_back(self.template, self.kept)

    def _put_back(self, template, previews):
        self._copy_database(template, self.database)
        self._empty_redis()
        shutil.rmtree(self.previews, ignore_errors=True)
        if previews:
            shutil.copytree(previews, self.previews)
        else:
            self.previews.mkdir()
        client = Client(self.url, {})
        for _ in range(2):  # takes the connections of before out of the pool
            client.send("GET", "/data/projects", {}, "anonymous")
        client.close()

    def _copy_database(self, source, target):
        with psycopg.connect(self.superuser + "/postgres", autocommit=True) as opened:
            if not opened.execute("SELECT 1 FROM pg_database WHERE datname = %s", [source]).fetchone():
                raise Mistake(f"the reference has no database {source}: stop the instance, drop its databases, start it again")
            opened.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [source])
            opened.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(target)))
            copy = "CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY"
            opened.execute(sql.SQL(copy).format(sql.Identifier(target), sql.Identifier(source)))

    def _empty_redis(self):
        with socket.create_connection(("127.0.0.1", int(self._ask("redis"))), timeout=10) as opened:
            opened.sendall(b"FLUSHALL\r\n")
            if opened.recv(100) != b"+OK\r\n":
                raise Mistake("the reference's Redis could not be emptied")
