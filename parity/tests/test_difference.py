"""What is told of two answers that are not alike."""

import pytest

from parity.difference import compare


def answer(body=None, status=200, events=()):
    return {"status": status, "type": "application/json", "body": body, "events": list(events)}


def kinds(there, here):
    return [difference.kind for difference in compare(there, here)]


def test_equal_answers_do_not_differ():
    assert compare(answer({"a": [1, {"b": None}]}), answer({"a": [1, {"b": None}]})) == []


@pytest.mark.parametrize(
    ("there", "here", "kind"),
    [
        ({"a": 1}, {}, "missing"),
        ({}, {"a": 1}, "extra"),
        ({"a": 1}, {"a": 2}, "value"),
        ({"a": 1}, {"a": 1.0}, "kind"),
        ({"a": 1}, {"a": True}, "kind"),
        ({"a": None}, {"a": ""}, "kind"),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, "order"),
        ([{"a": 1}, {"a": 2}], [{"a": 2}, {"a": 1}], "order"),
    ],
)
def test_each_kind_of_difference_is_told(there, here, kind):
    assert kinds(answer(there), answer(here)) == [kind]


def test_of_lists_of_other_lengths_what_is_not_in_both_is_told():
    differences = compare(answer([{"n": 1}, {"n": 2}, {"n": 3}]), answer([{"n": 1}, {"n": 3}]))

    assert [str(difference) for difference in differences] == [
        "body: 3 items there, 2 here", 'body[]: missing here: {"n": 2}',
    ]


def test_another_status_is_told_alone_with_the_error():
    differences = compare(answer({"a": 1}), answer({"message": "no"}, status=403))

    assert [str(difference) for difference in differences] == ['status: 200 there, 403 here {"message": "no"}']


def test_events_differ_by_name_by_order_and_by_payload():
    new, gone = ["task:new", {"task_id": "<task.id>"}], ["task:delete", {"task_id": "<task.id>"}]

    assert kinds(answer(events=[new]), answer()) == ["events"]
    assert "in another order" in str(compare(answer(events=[new, gone]), answer(events=[gone, new]))[0])
    assert kinds(answer(events=[new]), answer(events=[["task:new", {}]])) == ["missing"]


def test_the_order_of_a_table_by_id_is_no_difference():
    assert compare(answer({"<shot.id>": 1, "<id-1>": 2}), answer({"<id-1>": 2, "<shot.id>": 1})) == []
    assert compare(answer({"name": 1, "id": 2}), answer({"id": 2, "name": 1}))[0].kind == "order"
