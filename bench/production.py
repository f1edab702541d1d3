"""One production as rows, always the same: 40 people, 2,000 assets, 3,000 shots, 30,000 tasks, 20,000 comments.

The rows go straight into a database that a server has made (its initial task types, statuses and kinds of entities are
there already). The tables have the same names and columns on SQLite and on PostgreSQL; only the values are written in
another way: see `for_sqlite`.
"""

import datetime
import json
import random
import sqlite3
import uuid

import psycopg
from psycopg.types.json import Jsonb

PEOPLE, ASSETS, SHOTS, TASKS, COMMENTS = 40, 2_000, 3_000, 30_000, 20_000
SEQUENCES = 100
ASSET_TASKS = ("Concept", "Modeling", "Shading", "Rigging")
SHOT_TASKS = ("Storyboard", "Layout", "Animation", "Lighting", "FX", "Rendering", "Compositing")
STATUSES = ("todo", "ready", "wip", "wfa", "retake", "done")
BEGIN = datetime.datetime(2026, 1, 5, 9, 0, 0)
WORDS = "the light of a lantern falls on water while wind moves slow grass behind her left hand and nobody looks"


class Production:
    """Makes the rows. `found(table, **values)` gives the id of an initial row."""

    def __init__(self, found, seed=1):
        self.random = random.Random(seed)
        self.found = found
        self.clock = BEGIN
        self.tables = []  # (table, rows) in an order that keeps foreign keys whole
        self.id = self.identifier()
        self.people = [self.identifier() for _ in range(PEOPLE)]
        self.tasks = []
        self.make()

    def identifier(self):
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

    def now(self):
        self.clock += datetime.timedelta(seconds=7, microseconds=self.random.randrange(1_000_000))
        return self.clock

    def stamped(self, **values):
        now = self.now()
        return {"id": self.identifier(), **values, "created_at": now, "updated_at": now}

    def text(self, words):
        return " ".join(self.random.choice(WORDS.split()) for _ in range(words)).capitalize() + "."

    def add(self, table, rows):
        self.tables.append((table, rows))
        return rows

    def make(self):
        self.add("person", [self.person(number, identifier) for number, identifier in enumerate(self.people)])
        self.add("project", [self.project()])
        self.add("project_person_link", [{"project_id": self.id, "person_id": person} for person in self.people])
        asset_types = [self.found("entity_type", name=name) for name in ("Character", "Prop", "Environment", "FX")]
        self.add("project_asset_type_link", [{"project_id": self.id, "asset_type_id": kind} for kind in asset_types])
        for_assets = [self.found("task_type", name=name, for_entity="Asset") for name in ASSET_TASKS]
        for_shots = [self.found("task_type", name=name, for_entity="Shot") for name in SHOT_TASKS]
        self.add("project_task_type_link", [
            self.stamped(project_id=self.id, task_type_id=kind, priority=place, is_client_visible=True)
            for place, kind in enumerate(for_assets + for_shots)
        ])
        self.statuses = [self.found("task_status", short_name=name) for name in STATUSES]
        self.add("project_task_status_link", [
            self.stamped(project_id=self.id, task_status_id=status, priority=place)
            for place, status in enumerate(self.statuses)
        ])
        sequences = self.entities("SQ", SEQUENCES, [self.found("entity_type", name="Sequence")], [None])
        assets = self.entities("Asset ", ASSETS, asset_types, [None])
        shots = self.entities("SH", SHOTS, [self.found("entity_type", name="Shot")], sequences, frames=True)
        self.cast(shots, assets)
        self.plan(assets, for_assets, shots, for_shots)
        self.discuss()

    def person(self, number, identifier):
        return {
            **self.stamped(
                first_name=f"Person {number:02}", last_name="Bench", email=f"bench-{number:02}@example.com",
                contract_type="open-ended", active=True, archived=False, timezone="Europe/Paris", locale="en_US",
                role="user", position="artist", seniority="mid", daily_salary=0, has_avatar=False, is_bot=False,
                is_guest=False, desktop_login="", phone="",
            ),
            "id": identifier,
        }

    def project(self):
        return {
            **self.stamped(
                name="A bench of swallows", has_avatar=False, fps="25", ratio="16:9", resolution="1920x1080",
                production_type="short", production_style="2d3d", nb_episodes=0, episode_span=0, max_retakes=0,
                is_clients_isolated=False, is_preview_download_allowed=False, is_set_preview_automated=False,
                homepage="assets", is_publish_default_for_artists=False, is_bot_collaboration_enabled=False,
                is_single_preview_per_revision=False, revision_padding=0, is_frame_in_numbering=False,
                is_client_stats_visible=True, is_client_task_list_visible=True, is_client_task_panel_visible=True,
                project_status_id=self.found("project_status", name="Open"), data={},
            ),
            "id": self.id,
        }

    def entities(self, prefix, count, kinds, parents, frames=False):
        rows = []
        for number in range(count):
            length = 24 + self.random.randrange(200)
            rows.append(self.stamped(
                name=f"{prefix}{number:04}", description=self.text(8), canceled=False,
                nb_frames=length if frames else None, nb_entities_out=3 if frames else 0, is_casting_standby=False,
                is_shared=False, status="running", project_id=self.id, entity_type_id=kinds[number % len(kinds)],
                parent_id=parents[number % len(parents)], created_by=self.people[0],
                data={"frame_in": 1, "frame_out": length} if frames else {},
            ))
        return [row["id"] for row in self.add("entity", rows)]

    def cast(self, shots, assets):
        self.add("entity_link", [
            self.stamped(entity_in_id=shot, entity_out_id=asset, nb_occurences=1, label="")
            for shot in shots for asset in self.random.sample(assets, 3)
        ])

    def plan(self, assets, for_assets, shots, for_shots):
        wanted = [(entity, kind, "main") for entity in assets for kind in for_assets]
        wanted += [(entity, kind, "main") for entity in shots for kind in for_shots]
        wanted += [(entity, for_assets[1], "second") for entity in assets[: TASKS - len(wanted)]]
        self.tasks = self.add("task", [self.task(*task) for task in wanted])
        self.add("task_person_link", [
            {"task_id": task["id"], "person_id": self.random.choice(self.people)} for task in self.tasks
        ])

    def task(self, entity, kind, name):
        start = self.now()
        due = start + datetime.timedelta(days=self.random.randrange(1, 20))
        begun = self.random.random() < 0.6
        return self.stamped(
            name=name, description=self.text(6) if self.random.random() < 0.3 else None,
            priority=self.random.randrange(4), difficulty=3, duration=float(self.random.randrange(0, 4800)),
            estimation=float(self.random.randrange(0, 4800)), completion_rate=0,
            retake_count=self.random.randrange(3), sort_order=0, start_date=start, due_date=due,
            real_start_date=start if begun else None, last_comment_date=due if begun else None, nb_assets_ready=0,
            nb_drawings=0, data={}, project_id=self.id, task_type_id=kind,
            task_status_id=self.random.choice(self.statuses), entity_id=entity, assigner_id=self.people[0],
        )

    def discuss(self):
        self.add("comment", [
            self.stamped(
                object_id=task["id"], object_type="Task", text=self.text(14), data={}, replies=[], checklist=[],
                pinned=False, links=[], task_status_id=task["task_status_id"],
                person_id=self.random.choice(self.people), for_client=False,
            )
            for task in (self.random.choice(self.tasks) for _ in range(COMMENTS))
        ])


def columns_of(rows):
    return sorted({column for row in rows for column in row})


def fill_sqlite(path):
    """Writes the production into a SQLite file, unless it is there. Returns its ids."""
    opened = sqlite3.connect(path, timeout=30)

    def found(table, **values):
        condition = " AND ".join(f"{column} = ?" for column in values)
        return uuid.UUID(opened.execute(f"SELECT id FROM {table} WHERE {condition}", [*values.values()]).fetchone()[0])

    production = Production(found)
    if not opened.execute("SELECT 1 FROM project WHERE id = ?", [str(production.id)]).fetchone():
        with opened:
            for table, rows in production.tables:
                columns = columns_of(rows)
                marks = ", ".join("?" for _ in columns)
                opened.executemany(
                    f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",
                    ([for_sqlite(row.get(column)) for column in columns] for row in rows),
                )
        opened.execute("ANALYZE")
    opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    opened.close()
    return production


def for_sqlite(value):
    """uuid: lower-case text; time: UTC text with microseconds; JSON and arrays: text; truth: 0 or 1."""
    match value:
        case uuid.UUID():
            return str(value)
        case datetime.datetime():
            return value.isoformat(timespec="microseconds")
        case dict() | list():
            return json.dumps(value, separators=(",", ":"))
        case bool():
            return int(value)
    return value


def fill_postgresql(url):
    """Writes the production into a PostgreSQL database, unless it is there. Returns its ids."""
    with psycopg.connect(url) as opened:

        def found(table, **values):
            condition = " AND ".join(f"{column} = %s" for column in values)
            return opened.execute(f"SELECT id FROM {table} WHERE {condition}", [*values.values()]).fetchone()[0]

        production = Production(found)
        if not opened.execute("SELECT 1 FROM project WHERE id = %s", [production.id]).fetchone():
            for table, rows in production.tables:
                columns = columns_of(rows)
                with opened.cursor().copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row([for_postgresql(column, row.get(column)) for column in columns])
            opened.execute("ANALYZE")
    return production


def for_postgresql(column, value):
    """Lists are JSON, but for the one column that is an array of text."""
    return Jsonb(value) if isinstance(value, dict) or isinstance(value, list) and column != "links" else value
