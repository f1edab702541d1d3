"""The two databases under the server: how each is made afresh, and how a test reads rows behind the server's back."""

import json
import sqlite3
import uuid
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql


class SQLite:
    """One file in the data folder, which the server makes itself."""

    name = "sqlite"

    def __init__(self, folder):
        self.folder = Path(folder)

    def environment(self):
        return {}

    @contextmanager
    def connection(self):
        files = [path for path in self.folder.rglob("*") if path.is_file() and is_sqlite(path)]
        assert len(files) == 1, f"one SQLite database was expected in {self.folder}, found {files}"
        opened = sqlite3.connect(f"file:{files[0]}?mode=ro", uri=True)
        try:
            yield opened
        finally:
            opened.close()

    def tables(self):
        names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        with self.connection() as opened:
            return [row[0] for row in opened.execute(names)]

    def rows(self, table, columns="*"):
        with self.connection() as opened:
            cursor = opened.execute(f'SELECT {columns} FROM "{table}"')
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row)) for row in cursor]

    def write(self, statement, rows):
        """Adds rows while the server runs, as another process may."""
        with self.connection() as opened:
            path = opened.execute("PRAGMA database_list").fetchone()[2]
        opened = sqlite3.connect(path, timeout=30)
        with opened:
            opened.executemany(statement, rows)
        opened.close()

    def drop(self):
        pass


class PostgreSQL:
    """A database of its own on the server that TSUBAME_TEST_POSTGRES names, dropped afterwards."""

    name = "postgresql"

    def __init__(self, superuser_url):
        self.superuser_url = superuser_url
        self.database = f"tsubame_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(superuser_url, autocommit=True) as opened:
            opened.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.database)))

    @property
    def url(self):
        known = psycopg.conninfo.conninfo_to_dict(self.superuser_url)
        user = known.get("user", "postgres")
        password = f":{known['password']}" if "password" in known else ""
        host, port = known.get("host", "127.0.0.1"), known.get("port", "5432")
        return f"postgresql://{user}{password}@{host}:{port}/{self.database}"

    def environment(self):
        return {"DATABASE_URL": self.url}

    def tables(self):
        names = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
        with psycopg.connect(self.url) as opened:
            return [row[0] for row in opened.execute(names)]

    def rows(self, table, columns="*"):
        with psycopg.connect(self.url) as opened:
            cursor = opened.execute(f'SELECT {columns} FROM "{table}"')
            names = [column.name for column in cursor.description]
            return [dict(zip(names, row)) for row in cursor]

    def write(self, statement, rows):
        with psycopg.connect(self.url) as opened, opened.cursor() as cursor:
            cursor.executemany(statement.replace("?", "%s"), rows)

    def drop(self):
        with psycopg.connect(self.superuser_url, autocommit=True) as opened:
            opened.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(self.database)))


def is_sqlite(path):
    with open(path, "rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def value(data):
    """A JSON column's value: PostgreSQL's driver has read it already, SQLite keeps it as text."""
    return json.loads(data) if isinstance(data, (str, bytes)) else data


def ids(rows, column="id"):
    return {str(row[column]) for row in rows}


def stored_events(database):
    """The event log as (time, name, payload), oldest first; the payload with its project, as clients hear it."""
    events = []
    for row in database.rows("api_event"):
        payload = dict(value(row["data"]) or {})
        if row["project_id"] is not None:
            payload.setdefault("project_id", str(row["project_id"]))
        events.append((str(row["created_at"]), row["name"], payload))
    return sorted(events, key=lambda event: event[0])
