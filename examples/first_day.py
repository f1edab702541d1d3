#!/usr/bin/env python3
"""The first day of a production, told by the people who work in it.

An administrator opens the studio, a manager plans a TV show, an artist publishes a picture, a supervisor
reviews it. All of them talk to the server through gazu, as their own tools would, and somebody listens to
the server's events all day long.

    python examples/first_day.py --host http://127.0.0.1:5000 admin@example.com mysecretpassword

The same values can come from TSUBAME_HOST, TSUBAME_EVENTS_HOST, TSUBAME_EMAIL and TSUBAME_PASSWORD.
Each run makes a show and people of its own, so it can be run again and again on the same server.
"""

import argparse
import csv
import datetime
import os
import struct
import tempfile
import threading
import time
import uuid
import zlib
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

import gazu

PASSWORD = "a-long-first-day"
PICTURE_WIDTH, PICTURE_HEIGHT = 640, 360
THUMBNAIL_SIZE = (150, 100)


@dataclass
class Heard:
    """An event as it arrived from the server."""

    name: str
    payload: dict


@dataclass
class Report:
    """What a day left behind: the rows that it made, and every event that was heard while it lasted."""

    run: str
    project: dict = field(default_factory=dict)
    episode: dict = field(default_factory=dict)
    sequences: list = field(default_factory=list)
    shots: list = field(default_factory=list)
    assets: list = field(default_factory=list)
    tasks: list = field(default_factory=list)
    comments: list = field(default_factory=list)
    people: dict = field(default_factory=dict)
    preview: dict = field(default_factory=dict)
    picture: bytes = b""
    original: bytes = b""
    thumbnail: bytes = b""
    shots_csv: str = ""
    events: list = field(default_factory=list)
    expected: list = field(default_factory=list)


class Listener:
    """Hears every event of the server, in the order in which they arrive."""

    def __init__(self, client):
        self.events = []
        self._arrived = threading.Condition()
        self._socket = gazu.events.init(client, reconnection=False)
        # The library gives each packet a thread of its own, and two such threads may overtake each other:
        # handle packets where they are read instead, so that the order heard is the order sent.
        self._socket.eio.start_background_task = lambda handle, *packet: handle(*packet)
        gazu.events.add_listener(self._socket, "*", self._hear)

    def _hear(self, name, payload):
        with self._arrived:
            self.events.append(Heard(name, payload))
            self._arrived.notify_all()

    def matching(self, name, keys):
        return [
            place
            for place, event in enumerate(self.events)
            if event.name == name and all(event.payload.get(key) == value for key, value in keys.items())
        ]

    def wait_for(self, name, keys, seconds=10):
        """The place of an event among those heard, once it has been heard."""
        with self._arrived:
            heard = self._arrived.wait_for(lambda: self.matching(name, keys), timeout=seconds)
        assert heard, f"the event {name} {keys} was not heard within {seconds} seconds"
        return heard[0]

    def close(self):
        self._socket.disconnect()


class Day:
    """The stage: where the server is, who is logged in, and what has been made so far."""

    def __init__(self, host, events_host, email, password):
        self.host = host
        self.report = Report(run=uuid.uuid4().hex[:8])
        self.open = ExitStack()
        self.folder = Path(self.open.enter_context(tempfile.TemporaryDirectory(prefix="first-day-")))
        assert gazu.client.host_is_up(gazu.client.create_client(host)), f"no server answers at {host}"
        self.admin = self.log_in(email, password)
        gazu.set_event_host(events_host, client=self.admin)
        self.listener = self.open.enter_context(closing(Listener(self.admin)))

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.open.close()

    def log_in(self, email, password):
        """A client that works as this person until the day ends."""
        return self.open.enter_context(gazu.create_session(self.host, email, password))

    def expect(self, name, **keys):
        """Notes an event that the change just made must announce."""
        self.report.expected.append((name, keys))

    def check_events(self):
        """Each expected event was heard exactly once, and they came in the order of the changes."""
        places = [self.listener.wait_for(name, keys) for name, keys in self.report.expected]
        time.sleep(0.5)  # a doubled event would come right behind
        for name, keys in self.report.expected:
            times = len(self.listener.matching(name, keys))
            assert times == 1, f"the event {name} {keys} was heard {times} times"
        for earlier, later in zip(range(len(places)), range(1, len(places))):
            assert places[earlier] < places[later], (
                f"{self.report.expected[later]} was heard before {self.report.expected[earlier]}"
            )
        self.report.events = list(self.listener.events)


def say(sentence):
    print(sentence, flush=True)


# The administrator opens the studio.


def open_department(day):
    name = f"Paint {day.report.run}"
    department = gazu.person.new_department(name, color="#3366cc", client=day.admin)
    assert department["name"] == name, f"the department is called {department['name']}"
    day.expect("department:new", department_id=department["id"])
    return department


def hire(day, role, first_name, *departments):
    """Makes a person who can log in, and logs them in."""
    email = f"{role}-{day.report.run}@example.com"
    person = gazu.person.new_person(
        first_name, "Firstday", email, role=role, departments=list(departments), client=day.admin
    )
    day.expect("person:new", person_id=person["id"])
    gazu.person.change_password_for_person(person, PASSWORD, client=day.admin)
    assert person["role"] == role, f"{first_name} was hired as {person['role']}"
    assert set(person["departments"]) == {department["id"] for department in departments}, (
        f"{first_name} is in other departments"
    )
    day.report.people[role] = person
    return day.log_in(email, PASSWORD)


def open_show(day):
    """Makes a TV show with its palette: which kinds of assets and tasks it has, and which states a task."""
    task_types = [
        gazu.task.get_task_type_by_name("Modeling", "Asset", client=day.admin),
        gazu.task.get_task_type_by_name("Animation", "Shot", client=day.admin),
    ]
    asset_types = [
        gazu.asset.get_asset_type_by_name(name, client=day.admin) for name in ("Character", "Prop", "Environment")
    ]
    statuses = gazu.task.all_task_statuses(client=day.admin)
    project = gazu.project.new_project(
        f"Swallows {day.report.run}",
        production_type="tvshow",
        asset_types=asset_types,
        task_types=task_types,
        task_statuses=statuses,
        client=day.admin,
    )
    assert project["production_type"] == "tvshow", f"the show is a {project['production_type']}"
    day.expect("project:new", project_id=project["id"])
    day.report.project = project
    for person in day.report.people.values():
        gazu.project.add_person_to_team(project, person, client=day.admin)
    team = gazu.project.get_team(project, client=day.admin)
    assert {member["id"] for member in team} >= {person["id"] for person in day.report.people.values()}, (
        "somebody is missing in the team"
    )
    return task_types, asset_types


# The manager plans the show.


def write_shots(day, manager):
    project, report = day.report.project, day.report
    report.episode = gazu.shot.new_episode(project, "Pilot", client=manager)
    day.expect("episode:new", episode_id=report.episode["id"], project_id=project["id"])
    for name in ("SQ01", "SQ02"):
        sequence = gazu.shot.new_sequence(project, name, episode=report.episode, client=manager)
        day.expect("sequence:new", sequence_id=sequence["id"], project_id=project["id"])
        report.sequences.append(sequence)
        for number in range(1, 7):
            shot = gazu.shot.new_shot(
                project, sequence, f"SH{number:02}0", nb_frames=24 * number, frame_in=1, frame_out=24 * number,
                client=manager,
            )
            assert shot["parent_id"] == sequence["id"], f"shot {shot['name']} is in another sequence"
            day.expect("shot:new", shot_id=shot["id"], project_id=project["id"])
            report.shots.append(shot)
    found = gazu.shot.all_shots_for_project(project, client=manager)
    assert {shot["id"] for shot in found} == {shot["id"] for shot in report.shots}, "the show has other shots"


def design_assets(day, manager, asset_types):
    project, report = day.report.project, day.report
    names = (("Haru", "Mother"), ("Kite", "Lantern"), ("Harbour", "Attic"))
    for asset_type, pair in zip(asset_types, names):
        for name in pair:
            asset = gazu.asset.new_asset(
                project, asset_type, name, description=f"{name}, first draft", episode=report.episode, client=manager
            )
            day.expect("asset:new", asset_id=asset["id"], project_id=project["id"])
            report.assets.append(asset)
    found = gazu.asset.all_assets_for_project(project, client=manager)
    assert sorted(asset["name"] for asset in found) == sorted(sum(names, ())), "the show has other assets"


def cast(day, manager):
    """Says who and what is seen in each shot: the hero in all of them, the rest in turn."""
    hero, others = day.report.assets[0], day.report.assets[1:]
    for place, shot in enumerate(day.report.shots):
        casting = [
            {"asset_id": hero["id"], "nb_occurences": 1},
            {"asset_id": others[place % len(others)]["id"], "nb_occurences": 2},
        ]
        gazu.casting.update_shot_casting(day.report.project, shot, casting, client=manager)
        day.expect("shot:casting-update", shot_id=shot["id"], project_id=day.report.project["id"])


def plan_tasks(day, manager, task_types):
    modeling, animation = task_types
    report, artist = day.report, day.report.people["user"]
    for entity, task_type in [(asset, modeling) for asset in report.assets] + [
        (shot, animation) for shot in report.shots
    ]:
        task = gazu.task.new_task(entity, task_type, client=manager)
        assert task["entity_id"] == entity["id"], f"the task of {entity['name']} is for another entity"
        day.expect("task:new", task_id=task["id"], project_id=report.project["id"])
        report.tasks.append(task)
    assigned = gazu.task.assign_tasks_to_person(report.tasks, artist, client=manager)
    assert len(assigned) == len(report.tasks), f"{len(assigned)} tasks were assigned of {len(report.tasks)}"
    for task in report.tasks:
        day.expect("task:assign", task_id=task["id"], person_id=artist["id"])


# The artist works.


def png(width, height, pixel):
    """A PNG picture: `pixel(x, y)` gives the red, green and blue of each of its points."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(
        b"\0" + b"".join(bytes(pixel(x, y)) for x in range(width)) for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def png_size(data):
    assert data[:8] == b"\x89PNG\r\n\x1a\n", "that is no PNG picture"
    return struct.unpack(">II", data[16:24])


def read_todo_list(day, artist):
    todo = gazu.user.all_tasks_to_do(client=artist)
    assert {task["id"] for task in todo} == {task["id"] for task in day.report.tasks}, (
        "the artist's list is not what was assigned"
    )


def start_work(day, artist, task):
    """Comments with a change of status: the artist says that the work has begun."""
    wip = gazu.task.get_task_status_by_short_name("wip", client=artist)
    comment = gazu.task.add_comment(task, wip, "I begin with the pose.", client=artist)
    assert comment["task_status_id"] == wip["id"], "the comment carries another status"
    assert gazu.task.get_task(task["id"], client=artist)["task_status_id"] == wip["id"], "the task's status stayed"
    day.expect("comment:new", comment_id=comment["id"], task_id=task["id"])
    day.report.comments.append(comment)


def publish(day, artist, task):
    """Publishes a picture with a comment, and waits until the server has made its smaller versions."""
    day.report.picture = png(PICTURE_WIDTH, PICTURE_HEIGHT, lambda x, y: (x % 256, y % 256, (x * y) % 256))
    path = day.folder / "pose.png"
    path.write_bytes(day.report.picture)
    review = gazu.task.get_task_status_by_short_name("wfa", client=artist)
    comment, preview = gazu.task.publish_preview(
        task, review, "A first pose, please look.", preview_file_path=str(path), client=artist
    )
    preview = gazu.files.wait_for_preview_file(preview, poll_interval=0.1, client=artist)
    assert preview["status"] == "ready", f"the preview is {preview['status']}"
    assert preview["revision"] == 1, f"the first preview is revision {preview['revision']}"
    day.expect("comment:new", comment_id=comment["id"], task_id=task["id"])
    day.expect("preview-file:new", preview_file_id=preview["id"])
    day.expect("preview-file:add-file", preview_file_id=preview["id"])
    day.report.comments.append(comment)
    day.report.preview = preview


def log_time(day, artist, task):
    me, today = day.report.people["user"], datetime.date.today().isoformat()
    gazu.task.set_time_spent(task, me, today, 120, client=artist)
    spent = gazu.task.add_time_spent(task, me, today, 60, client=artist)
    assert spent["duration"] == 180, f"{spent['duration']} minutes were kept of 180"


# The supervisor reviews.


def acknowledge(day, supervisor, task):
    comment = day.report.comments[-1]
    gazu.task.acknowledge_comment(task, comment, client=supervisor)
    day.expect("comment:acknowledge", comment_id=comment["id"])


def choose_main_preview(day, supervisor, asset):
    entity = gazu.task.set_main_preview(day.report.preview, client=supervisor)
    assert entity["id"] == asset["id"], "another entity got the picture"
    assert entity["preview_file_id"] == day.report.preview["id"], "the picture is not the asset's main one"


def ask_for_retake(day, supervisor, task):
    retake = gazu.task.get_task_status_by_short_name("retake", client=supervisor)
    comment = gazu.task.add_comment(
        task, retake, "The left hand floats.", checklist=[{"text": "Left hand", "checked": False}], client=supervisor
    )
    after = gazu.task.get_task(task["id"], client=supervisor)
    assert after["task_status_id"] == retake["id"], "the task is not to be retaken"
    assert after["retake_count"] == 1, f"the task counts {after['retake_count']} retakes"
    day.expect("comment:new", comment_id=comment["id"], task_id=task["id"])
    day.report.comments.append(comment)


# Everybody looks at what is there.


def download_pictures(day, artist):
    original, thumbnail = day.folder / "original.png", day.folder / "thumbnail.png"
    gazu.files.download_preview_file(day.report.preview, str(original), client=artist)
    gazu.files.download_preview_file_thumbnail(day.report.preview, str(thumbnail), client=artist)
    day.report.original, day.report.thumbnail = original.read_bytes(), thumbnail.read_bytes()
    assert png_size(day.report.original) == (PICTURE_WIDTH, PICTURE_HEIGHT), "the original has another size"
    assert len(day.report.original) == day.report.preview["file_size"], "the original is not as long as announced"
    assert png_size(day.report.thumbnail) == THUMBNAIL_SIZE, f"the thumbnail is {png_size(day.report.thumbnail)}"


def look_around(day, manager, task):
    project, report = day.report.project, day.report
    rows = gazu.client.fetch_all("shots/with-tasks", {"project_id": project["id"]}, client=manager)
    assert {row["id"] for row in rows} == {shot["id"] for shot in report.shots}, "the list has other shots"
    assert all(len(row["tasks"]) == 1 for row in rows), "a shot has not exactly one task"

    comments = gazu.task.all_comments_for_task(task, client=manager)
    assert [comment["id"] for comment in comments] == [comment["id"] for comment in reversed(report.comments)], (
        "the comments are not there, newest first"
    )
    assert comments[1]["previews"][0]["id"] == report.preview["id"], "the comment lost its preview"

    casting = gazu.casting.get_sequence_casting(report.sequences[0], client=manager)
    assert set(casting) == {shot["id"] for shot in report.shots[:6]}, "the casting is of other shots"
    assert all(len(cast_in_shot) == 2 for cast_in_shot in casting.values()), "somebody is missing in a shot"

    news = gazu.client.get(f"data/projects/{project['id']}/news", client=manager)
    assert {item["comment_id"] for item in news["data"]} == {comment["id"] for comment in report.comments}, (
        "the news tell of other comments"
    )


def export_shots(day, manager):
    path = day.folder / "shots.csv"
    gazu.shot.export_shots_with_csv(day.report.project, str(path), client=manager)
    day.report.shots_csv = path.read_text()
    rows = list(csv.DictReader(day.report.shots_csv.splitlines(), delimiter=";"))
    assert [row["Name"] for row in rows] == [shot["name"] for shot in day.report.shots], "the table has other shots"
    assert {row["Assignations"] for row in rows} == {"Aki Firstday"}, "the table has other assignees"


def run(host, events_host, email, password):
    """Lives through the whole day on a running server.

    Returns the `Report`; an `AssertionError` says what was not as it should be.
    """
    with Day(host, events_host, email, password) as day:
        say(f"The administrator is logged in at {host}.")
        artist, supervisor, manager = hire_people(day)
        say("A department is open, four people are hired.")
        task_types, asset_types = open_show(day)
        say(f"The show {day.report.project['name']} has its team.")
        plan(day, manager, task_types, asset_types)
        say(f"{len(day.report.shots)} shots and {len(day.report.assets)} assets are planned.")
        hero, task = day.report.assets[0], day.report.tasks[0]
        work(day, artist, task)
        say("The artist has published a picture.")
        review(day, supervisor, task, hero)
        say("The supervisor wants it again.")
        download_pictures(day, artist)
        look_around(day, manager, task)
        export_shots(day, manager)
        day.check_events()
        say(f"{len(day.report.expected)} events were heard, each once and in order.")
        return day.report


def hire_people(day):
    department = open_department(day)
    modeling = gazu.person.get_department_by_name("Modeling", client=day.admin)
    manager = hire(day, "manager", "Mina", department)
    supervisor = hire(day, "supervisor", "Sora", department, modeling)  # reviews the tasks of these two only
    artist = hire(day, "user", "Aki", department)
    hire(day, "client", "Chris", department)
    return artist, supervisor, manager


def plan(day, manager, task_types, asset_types):
    write_shots(day, manager)
    design_assets(day, manager, asset_types)
    cast(day, manager)
    plan_tasks(day, manager, task_types)


def work(day, artist, task):
    read_todo_list(day, artist)
    start_work(day, artist, task)
    publish(day, artist, task)
    log_time(day, artist, task)


def review(day, supervisor, task, hero):
    acknowledge(day, supervisor, task)
    choose_main_preview(day, supervisor, hero)
    ask_for_retake(day, supervisor, task)


def main():
    environment = os.environ.get
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("email", nargs="?", default=environment("TSUBAME_EMAIL"))
    parser.add_argument("password", nargs="?", default=environment("TSUBAME_PASSWORD"))
    parser.add_argument("--host", default=environment("TSUBAME_HOST", "http://127.0.0.1:5000"))
    parser.add_argument("--events-host", default=environment("TSUBAME_EVENTS_HOST"), help="the host, unless given")
    arguments = parser.parse_args()
    if not arguments.email or not arguments.password:
        parser.error("an administrator's e-mail and password are needed")
    run(arguments.host, arguments.events_host or arguments.host, arguments.email, arguments.password)


if __name__ == "__main__":
    main()
