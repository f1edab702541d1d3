"""The first day, lived through gazu, and what it leaves behind."""

import json
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

import first_day
from databases import stored_events
from server import log_in

FACTS = json.loads((Path(__file__).parent / "facts" / "events.json").read_text())


@pytest.fixture(scope="module")
def day(server):
    return first_day.run(server.url, server.events_url, server.email, server.password)


def own_events(day):
    """What was heard of this day's own rows: a running server may serve other people too."""
    own = json.dumps([day.project, day.people, day.tasks, day.comments, day.shots, day.assets, day.preview])
    return [
        event for event in day.events
        if event.payload.get("project_id", day.project["id"]) == day.project["id"]
        and (event.payload.get("person_id", "") in own or "person_id" not in event.payload)
    ]


def test_each_event_has_the_name_and_the_keys_that_clients_know(day):
    heard = own_events(day)

    wrong = [
        (event.name, sorted(event.payload)) for event in heard
        if event.name not in FACTS or sorted(event.payload) != FACTS[event.name]["keys"]
    ]

    assert heard and not wrong


def test_the_day_is_told_completely_and_nothing_is_told_twice(day):
    told = Counter(event.name for event in own_events(day))

    expected = {name: facts["count"] for name, facts in FACTS.items()}

    # How often a preview is told to be ready depends on how it is made: at least once.
    assert 1 <= told.pop("preview-file:update") <= expected.pop("preview-file:update")
    assert told == expected


def test_events_come_in_the_order_in_which_they_were_committed(day, server):
    stored = stored_events(server.database) if server.database else events_of_the_api(server)
    times = {}
    for time, name, payload in stored:
        times.setdefault((name, json.dumps(payload, sort_keys=True)), []).append(time)

    placed = []
    for event in own_events(day):
        if FACTS[event.name]["stored"]:
            same = times.get((event.name, json.dumps(event.payload, sort_keys=True)))
            assert same, f"{event} is not in the log"
            placed.append(same.pop(0))

    assert len(placed) > 100
    assert placed == sorted(placed)


def events_of_the_api(server):
    events = log_in(server).get(server.url + "/data/events/last?limit=1000").json()
    return sorted(
        ((event["created_at"], event["name"], with_project(event)) for event in events), key=lambda event: event[0]
    )


def with_project(event):
    payload = dict(event["data"])
    if event["project_id"]:
        payload.setdefault("project_id", event["project_id"])
    return payload


def test_the_original_shows_what_was_drawn(day):
    drawn, kept = Image.open(BytesIO(day.picture)), Image.open(BytesIO(day.original))

    difference = ImageChops.difference(drawn.convert("RGB"), kept.convert("RGB"))

    assert kept.size == drawn.size and difference.getbbox() is None


def test_the_original_is_kept_byte_for_byte(day, owned):
    assert day.original == day.picture


def test_the_thumbnail_is_a_picture_of_150_by_100(day):
    thumbnail = Image.open(BytesIO(day.thumbnail))

    thumbnail.load()

    assert (thumbnail.format, thumbnail.size) == ("PNG", (150, 100))


def test_the_table_of_shots_has_a_line_for_each_with_its_frames(day):
    lines = [line.split(";") for line in day.shots_csv.splitlines()]

    frames = [line[lines[0].index("Frames")] for line in lines[1:]]

    assert lines[0][:5] == ["Project", "Episode", "Sequence", "Name", "Description"]
    assert frames == [str(shot["nb_frames"]) for shot in day.shots]


def test_a_second_day_on_the_same_server_goes_as_well(server, day):
    second = first_day.run(server.url, server.events_url, server.email, server.password)

    assert second.project["id"] != day.project["id"]
