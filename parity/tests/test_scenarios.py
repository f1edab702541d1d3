"""Mistakes in scenario files are told in one clear line, and shorthands are spelled out."""

import pytest

from parity import scenarios
from parity.mistakes import Mistake
from parity.names import Names
from parity.routes import known_routes
from parity.scenarios import check_captures, read_scenario

PEOPLE = ["admin", "outsider", "client", "vendor", "artist", "supervisor", "manager"]
COMMENTS = "GET /data/tasks/{task_id}/comments"


@pytest.fixture
def read(tmp_path, monkeypatch):
    monkeypatch.setattr(scenarios, "FOLDER", tmp_path)
    (tmp_path / "group").mkdir()

    def read(routes, head="title: A title\n"):
        path = tmp_path / "group" / "name.yaml"
        path.write_text(head + "routes:\n" + routes)
        return read_scenario(path, known_routes(), PEOPLE)

    return read


def calls(scenario):
    return [(call.title, call.template, call.roles) for call in scenario.calls]


def test_a_parameter_is_the_thing_of_its_name(read):
    assert calls(read(f"  - {COMMENTS}:\n")) == [("plain", "/data/tasks/{task.id}/comments", ["admin"])]


def test_everyone_is_eight_roles(read):
    scenario = read(f"  - {COMMENTS}:\n      - {{as: everyone}}\n")

    assert scenario.calls[0].roles == scenarios.EVERYONE


def test_missing_and_malformed_are_calls_of_their_own(read):
    scenario = read("  - PUT /data/departments/{instance_id}:\n      - {missing: instance_id, malformed: [instance_id, body]}\n")

    assert [(call.title, call.template, call.given.get("raw")) for call in scenario.calls] == [
        ("missing instance_id", "/data/departments/{nothing.id}", None),
        ("malformed instance_id", "/data/departments/{malformed.id}", None),
        ("malformed body", "/data/departments/{instance.id}", "{nope"),
    ]


def test_a_route_gives_its_calls_defaults(read):
    scenario = read(
        "  - PUT /data/departments/{instance_id}:\n      path: {instance_id: thing}\n      json: {name: x}\n"
        "      calls:\n        - {as: artist}\n        - {name: raw one, raw: '[]'}\n"
    )

    assert [call.given.get("json") for call in scenario.calls] == [{"name": "x"}, None]
    assert {call.template for call in scenario.calls} == {"/data/departments/{thing.id}"}


@pytest.mark.parametrize(
    ("routes", "told"),
    [
        ("  - GET /data/nothing:\n", "there is no route GET /data/nothing"),
        ("  - GET /data/tasks/{id}/comments:\n", "did you mean GET /data/tasks/{task_id}/comments?"),
        (f"  - {COMMENTS}:\n      - {{as: artist, as: admin}}\n", "the key 'as' is there twice"),
        (f"  - {COMMENTS}:\n      - {{was: artist}}\n", "'was' is not known here"),
        (f"  - {COMMENTS}:\n      - {{as: nobody}}\n", "nobody is called 'nobody'"),
        (f"  - {COMMENTS}:\n      - {{as: [admin, admin]}}\n", "'admin' is there twice"),
        (f"  - {COMMENTS}:\n      - {{missing: shot_id}}\n", "missing: shot_id is not a parameter"),
        (f"  - {COMMENTS}:\n      - {{path: {{shot_id: shot}}}}\n", "the path has no {shot_id}"),
        (f"  - {COMMENTS}:\n      - {{as: admin}}\n      - {{as: artist}}\n", "two calls are called 'plain'"),
        (f"  - {COMMENTS}:\n      - {{files: {{file: none.png}}}}\n", "there is no parity/files/none.png"),
        (f"  - {COMMENTS}:\n      - {{json: {{}}, raw: x}}\n", "one body, not json and raw"),
        ("  - POST /data/departments:\n      - [\n", "name.yaml:"),
    ],
)
def test_a_mistake_is_one_line(read, routes, told):
    with pytest.raises(Mistake) as mistake:
        read(routes)

    assert told in str(mistake.value)
    assert "\n" not in str(mistake.value)


def test_a_name_that_nothing_captures_is_a_mistake(read):
    scenario = read(f"  - {COMMENTS}:\n      - {{query: {{x: '{{ghost.id}}'}}}}\n")

    with pytest.raises(Mistake, match="nothing is called 'ghost'"):
        check_captures(scenario, {"task"})


def test_a_field_that_a_thing_has_not_is_a_mistake():
    names = Names()
    names.capture("shot", {"id": "1", "name": "SH010"})

    with pytest.raises(Mistake, match=r"\{shot.nmae\} has no 'nmae' \(shot has: id, name\)"):
        names.fill("/x/{shot.nmae}", "here")


def test_a_place_that_is_all_of_a_text_keeps_its_type():
    names = Names()
    names.capture("shot", {"id": "1", "nb_frames": 24})

    assert names.fill({"a": "{shot.nb_frames}", "b": "{shot.nb_frames} frames"}, "") == {"a": 24, "b": "24 frames"}
