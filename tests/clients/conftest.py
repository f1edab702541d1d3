"""Servers for the tests.

TSUBAME_BINARY          the built executable; each test module gets its own server on each database
TSUBAME_TEST_POSTGRES   URL of a PostgreSQL superuser; without it the tests on PostgreSQL are skipped, and say so
TSUBAME_TEST_SERVER     URL of a server that runs already, used instead of the executable (with
                        TSUBAME_TEST_EVENTS, TSUBAME_TEST_EMAIL and TSUBAME_TEST_PASSWORD): for proving the tests
"""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "examples"))

from databases import PostgreSQL, SQLite  # noqa: E402
from server import Running, Tsubame, log_in  # noqa: E402

RUNNING = os.environ.get("TSUBAME_TEST_SERVER")
KINDS = ["running"] if RUNNING else ["sqlite", "postgresql"]


def made_database(kind, folder):
    if kind == "sqlite":
        return SQLite(folder / "data")
    url = os.environ.get("TSUBAME_TEST_POSTGRES")
    if not url:
        pytest.skip("TSUBAME_TEST_POSTGRES is not set: nothing is tested on PostgreSQL")
    return PostgreSQL(url)


def made_server(kind, folder):
    if kind == "running":
        return Running(
            RUNNING,
            os.environ.get("TSUBAME_TEST_EVENTS", RUNNING),
            os.environ.get("TSUBAME_TEST_EMAIL", "admin@example.com"),
            os.environ.get("TSUBAME_TEST_PASSWORD", "mysecretpassword"),
        )
    binary = os.environ.get("TSUBAME_BINARY")
    if not binary:
        pytest.fail("TSUBAME_BINARY names no server to test")
    server = Tsubame(Path(binary).resolve(), folder, made_database(kind, folder))
    try:
        server.start()
        server.make_administrator()
    except BaseException:
        server.close()
        raise
    return server


@pytest.fixture(scope="module", params=KINDS)
def server(request, tmp_path_factory):
    """A server with an administrator, shared by the tests of a module."""
    made = made_server(request.param, tmp_path_factory.mktemp("server"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def owned(server):
    """A server that the test may stop and kill, whose database it may read, and that keeps what only we promise."""
    if server.database is None:
        pytest.skip("needs a server of its own")
    return server


@pytest.fixture
def admin(server):
    session = log_in(server)
    yield session
    session.close()
