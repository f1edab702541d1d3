"""What is told of an answer."""

import datetime
import json
from pathlib import Path

import pytest

from parity.client import Answer
from parity.names import Names
from parity.normal import Normaliser

SHOT = "0a000000-0000-4000-8000-000000000001"
OTHER = "0a000000-0000-4000-8000-000000000002"
THIRD = "0a000000-0000-4000-8000-000000000003"


@pytest.fixture
def names():
    names = Names()
    names.capture("shot", {"id": SHOT, "name": "SH010"})
    return names


@pytest.fixture
def normaliser(names):
    return Normaliser(names, "http://127.0.0.1:5910", datetime.datetime.now(datetime.timezone.utc))


def now(format):
    return datetime.datetime.now(datetime.timezone.utc).strftime(format)


def test_a_known_id_is_its_name_and_an_unknown_one_a_number(normaliser):
    value = normaliser.value({"id": SHOT, "parent_id": OTHER, "path": f"/x/{THIRD}.png", "again": OTHER})

    assert value == {"id": "<shot.id>", "parent_id": "<id-1>", "path": "/x/<id-2>.png", "again": "<id-1>"}


def test_the_id_of_an_object_whose_name_was_taken_is_an_earlier_one(names, normaliser):
    names.capture("shot", {"id": OTHER})

    assert normaliser.value([OTHER, SHOT]) == ["<earlier shot.id>", "<shot.id>"]


def test_only_a_time_of_the_servers_clock_becomes_a_kind(normaliser):
    value = normaliser.value([now("%Y-%m-%dT%H:%M:%S"), "2031-02-03T10:00:00", now("%Y-%m-%d"), "2031-02-03"])

    assert value == ["<datetime>", "2031-02-03T10:00:00", "<date>", "2031-02-03"]


def test_the_way_a_time_is_written_is_told(normaliser):
    value = normaliser.value([now("%Y-%m-%d %H:%M:%S"), now("%Y-%m-%dT%H:%M:%S.123456"), now("%Y-%m-%dT%H:%M:%SZ")])

    assert value == ["<datetime with a space>", "<datetime with a fraction>", "<datetime with a zone>"]


def test_tokens_never_appear(normaliser):
    assert normaliser.value("Bearer eyJhbGciOi.eyJzdWIi.c2lnbmF0dXJl") == "Bearer <token>"


def test_objects_are_sorted_by_content_whatever_their_ids(normaliser):
    one = normaliser.value([{"id": THIRD, "name": "b"}, {"id": OTHER, "name": "a"}])
    other = normaliser.value([{"id": THIRD, "name": "a"}, {"id": OTHER, "name": "b"}])

    assert one == other == [{"id": "<id-1>", "name": "a"}, {"id": "<id-2>", "name": "b"}]


def test_a_promised_order_and_a_point_stay(normaliser):
    assert normaliser.value([{"n": 2}, {"n": 1}], ordered=True) == [{"n": 2}, {"n": 1}]
    assert normaliser.value([3, 1, 2]) == [3, 1, 2]


def test_keys_keep_their_order_and_masked_ones_their_value_to_themselves(normaliser):
    value = normaliser.value({"z": 1, "secret": "x", "a": None}, mask=["secret", "a"])

    assert json.dumps(value) == '{"z": 1, "secret": "<masked>", "a": null}'


def test_a_picture_is_its_kind_and_size(normaliser):
    picture = (Path(__file__).parents[1] / "files" / "picture.png").read_bytes()

    normal = normaliser.answer(Answer(200, "image/png", picture, {}))

    assert normal == {"status": 200, "type": "image/png", "body": {"picture": "PNG", "pixels": "320 x 200"}}


def test_text_is_told_line_by_line(normaliser):
    normal = normaliser.answer(Answer(200, "text/csv", f"Name;Id\nSH010;{SHOT}".encode(), {}))

    assert normal["body"] == {"lines": ["Name;Id", "SH010;<shot.id>"]}


def test_a_table_by_id_or_by_number_has_no_order(normaliser):
    first = normaliser.value({SHOT: 1, OTHER: 2, THIRD: 1}), normaliser.value({"10": {}, "9": {}})
    second = normaliser.value({THIRD: 1, OTHER: 2, SHOT: 1}), normaliser.value({"9": {}, "10": {}})

    assert json.dumps(first) == json.dumps(second)
    assert list(first[1]) == ["9", "10"]
    assert list(normaliser.value({"name": 1, "id": 2})) == ["name", "id"]
