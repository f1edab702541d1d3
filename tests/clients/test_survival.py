"""What was acknowledged outlives a restart and a `kill -9`, and what was not leaves nothing half done."""

import os
import random
import re
import threading
import time
from collections import Counter

import pytest

import first_day
from databases import ids, stored_events
from recording import recorded
from server import log_in

ID = r"([0-9a-f-]{36})"
KILLS = int(os.environ.get("TSUBAME_TEST_KILLS", "20"))
RESTART_SECONDS = 5  # a second is promised; the machine may be busy

# For each change of the first day: the table of the answer's row, and the event with the key that names it.
CREATIONS = [
    ("/data/departments", "department", "department:new", "department_id"),
    ("/data/persons", "person", "person:new", "person_id"),
    ("/data/projects", "project", "project:new", "project_id"),
    (f"/data/projects/{ID}/episodes", "entity", "episode:new", "episode_id"),
    (f"/data/projects/{ID}/sequences", "entity", "sequence:new", "sequence_id"),
    (f"/data/projects/{ID}/shots", "entity", "shot:new", "shot_id"),
    (f"/data/projects/{ID}/asset-types/{ID}/assets/new", "entity", "asset:new", "asset_id"),
    ("/data/tasks", "task", "task:new", "task_id"),
    (f"/actions/tasks/{ID}/comment", "comment", "comment:new", "comment_id"),
    (f"/actions/tasks/{ID}/comments/{ID}/add-preview", "preview_file", "preview-file:new", "preview_file_id"),
]


def contents(database):
    """All rows of all tables, comparable."""
    return {
        table: sorted(repr(sorted((key, str(value)) for key, value in row.items())) for row in database.rows(table))
        for table in database.tables()
    }


@pytest.fixture(scope="module")
def lived_in(owned):
    """A server on which a day has been lived."""
    first_day.run(owned.url, owned.events_url, owned.email, owned.password)
    return owned


def test_a_restart_is_quick_and_keeps_everything(lived_in):
    lists = lists_of(lived_in)
    before = contents(lived_in.database)  # after the login that the lists need

    status = lived_in.terminate()
    seconds = lived_in.start()

    assert status == 0
    assert contents(lived_in.database) == before
    assert lists_of(lived_in) == lists
    assert seconds < RESTART_SECONDS, f"the restart took {seconds:.1f} s"


def lists_of(server):
    session = log_in(server)
    paths = ("projects", "persons", "departments", "entities", "tasks", "comments", "preview-files", "task-types")
    answers = {path: session.get(f"{server.url}/data/{path}").json() for path in paths}
    for person in answers["persons"]:  # a login of the test itself is a presence
        person.pop("last_presence", None)
        person.pop("updated_at", None)
    return {path: sorted(rows, key=lambda row: row["id"]) for path, rows in answers.items()}


def test_nothing_acknowledged_is_lost_by_kill_9(lived_in):
    seed = int(os.environ.get("TSUBAME_TEST_SEED", random.randrange(1 << 32)))
    print(f"TSUBAME_TEST_SEED={seed}")
    moments = random.Random(seed)
    server = lived_in
    with recorded(server.url) as recording:
        first_day.run(server.url, server.events_url, server.email, server.password)
        answers_of_a_day = recording.answers
        for _ in range(KILLS):
            day = in_background(server)
            wanted = recording.answers + moments.randrange(1, answers_of_a_day)
            assert recording.wait_for_answers(wanted, seconds=60), "the day stood still"
            time.sleep(moments.uniform(0, 0.03))
            server.kill()
            day.join(60)
            assert not day.is_alive(), "the day went on without a server"
            server.start()

            check_acknowledged(server.database, recording.changes)
            check_rows_and_events(server.database)
            check_files(server)


def in_background(server):
    def live():
        try:
            first_day.run(server.url, server.events_url, server.email, server.password)
        except Exception as error:  # the server was killed: what the client sees of it is not the matter here
            print(f"  the day ended with {type(error).__name__}")

    thread = threading.Thread(target=live, daemon=True)
    thread.start()
    return thread


def check_acknowledged(database, changes):
    """Each change that was answered with success is there, and was told of once."""
    kept = Kept(database)
    for change in changes:
        for pattern, table, event, key in CREATIONS:
            if change.matches("POST", pattern):
                row = kept.row(table, change.answer["id"])
                for column in ("name", "email", "text"):
                    if column in row and column in change.answer:
                        assert row[column] == change.answer[column]
                assert kept.told(event, key, change.answer["id"]) == 1, f"{event} of {change} is not there once"
        check_other(change, kept)


class Kept:
    """What a database holds, read once a table."""

    def __init__(self, database):
        self.database = database
        self.tables = {}
        self.events = Counter()
        for _, name, payload in stored_events(database):
            for key, value in payload.items():
                if key.endswith("_id"):
                    self.events[name, key, value] += 1

    def told(self, event, key, identifier):
        return self.events[event, key, identifier]

    def row(self, table, identifier):
        if table not in self.tables:
            self.tables[table] = {str(row["id"]): row for row in self.database.rows(table)}
        assert identifier in self.tables[table], f"the {table} {identifier} was acknowledged and is lost"
        return self.tables[table][identifier]

    def pairs(self, table, one, other):
        if (table, one) not in self.tables:
            rows = self.database.rows(table, f"{one}, {other}")
            self.tables[table, one] = {(str(row[one]), str(row[other])) for row in rows}
        return self.tables[table, one]


def check_other(change, kept):
    if found := change.matches("PUT", f"/data/projects/{ID}/entities/{ID}/casting"):
        links = kept.pairs("entity_link", "entity_in_id", "entity_out_id")
        assert {(found[2], cast["asset_id"]) for cast in change.sent} <= links, f"{change} is lost"
        assert kept.told("shot:casting-update", "shot_id", found[2]) == 1
    elif found := change.matches("PUT", f"/actions/persons/{ID}/assign"):
        links = kept.pairs("task_person_link", "task_id", "person_id")
        assert {(task, found[1]) for task in change.sent["task_ids"]} <= links, f"{change} is lost"
        assert all(kept.told("task:assign", "task_id", task) == 1 for task in change.sent["task_ids"])
    elif found := change.matches("POST", f"/actions/persons/{ID}/change-password"):
        assert kept.row("person", found[1])["password"], f"{change} is lost"
    elif found := change.matches("POST", f"/data/projects/{ID}/team"):
        assert (found[1], change.sent["person_id"]) in kept.pairs("project_person_link", "project_id", "person_id")
    elif found := change.matches("POST", f"/pictures/preview-files/{ID}"):
        assert kept.row("preview_file", found[1])["extension"] == "png"
        assert kept.told("preview-file:add-file", "preview_file_id", found[1]) == 1
    elif change.matches("POST", f"/actions/tasks/{ID}/time-spents/[0-9-]+/persons/{ID}(/add)?"):
        assert kept.row("time_spent", change.answer["id"])["duration"] >= change.answer["duration"]
        assert kept.told("time-spent:new", "time_spent_id", change.answer["id"]) == 1
    elif found := change.matches("POST", f"/data/tasks/{ID}/comments/{ID}/ack"):
        links = kept.pairs("comment_acknoledgments", "comment", "person")
        assert {(found[2], person) for person in change.answer["acknowledgements"]} <= links, f"{change} is lost"
    elif found := change.matches("PUT", f"/actions/preview-files/{ID}/set-main-preview"):
        assert str(kept.row("entity", change.answer["id"])["preview_file_id"]) == found[1]
        assert kept.told("preview-file:set-main", "preview_file_id", found[1]) == 1


def check_rows_and_events(database):
    """Every row has told of itself once, and everything told of is there: also what nobody was answered."""
    told = {}
    for _, name, payload in stored_events(database):
        for _, table, event, key in CREATIONS:
            if name == event:
                told.setdefault(table, []).append(payload[key])
    for table, identifiers in told.items():
        twice = [identifier for identifier, count in Counter(identifiers).items() if count > 1]
        assert not twice, f"{table} {twice} were told of twice"
        there = ids(database.rows(table))
        assert set(identifiers) <= there, f"events tell of {table} {set(identifiers) - there} that are not there"
        if table in ("task", "comment", "preview_file"):  # nothing of these is made but by the day
            assert there == set(identifiers), f"{table} {there - set(identifiers)} have no event"


def check_files(server, seconds=10):
    """The store and the table of previews tell the same. A server may tidy its store just after its start."""
    end = time.monotonic() + seconds
    while strangers := files_without_row(server):
        assert time.monotonic() < end, f"files without a row: {strangers}"
        time.sleep(0.2)
    stored = [str(path) for path in server.previews.rglob("*") if path.is_file()]
    for row in server.database.rows("preview_file"):
        if row["status"] == "ready":
            for kind in ("original", "thumbnails", "previews"):
                of_kind = [path for path in stored if f"/{kind}/" in path and str(row["id"]) in path]
                assert of_kind, f"the preview {row['id']} is ready and has no file of the kind {kind}"


def files_without_row(server):
    known = ids(server.database.rows("preview_file"))
    strangers = []
    for path in server.previews.rglob("*"):
        if path.is_file():
            found = re.search(f"{ID}$", path.name)
            if not found or found[1] not in known:
                strangers.append(str(path))
    return strangers
