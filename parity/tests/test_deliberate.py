"""Differences that are meant."""

import pytest

from parity.deliberate import Deliberate
from parity.mistakes import Mistake


def deliberate(folder, text):
    file = folder / "differences.toml"
    file.write_text(text)
    return Deliberate(file)


def test_a_call_is_excused_for_its_roles_only(tmp_path):
    meant = deliberate(tmp_path, '[[difference]]\nreason = "A leak."\nas = ["vendor"]\ncalls = ["GET /x/{id}: plain", "GET /y"]\n')

    assert meant.reason("GET /x/{id}", "plain", "vendor") == "A leak."
    assert meant.reason("GET /x/{id}", "plain", "admin") == ""
    assert meant.reason("GET /x/{id}", "other", "vendor") == ""
    assert meant.reason("GET /y", "any", "vendor") == "A leak."
    assert meant.reason("GET /z", "plain", "vendor") == ""


def test_what_excuses_nothing_any_more_is_told(tmp_path):
    meant = deliberate(tmp_path, '[[difference]]\nreason = "A 500."\ncalls = ["GET /x: a", "GET /x: b", "GET /y: a"]\n')

    meant.reason("GET /x", "a", "admin")

    assert meant.unused(["GET /x"]) == ["differences.toml: nothing differs any more of GET /x: b; remove it"]


def test_an_entry_without_a_reason_is_a_mistake(tmp_path):
    with pytest.raises(Mistake, match="entry 1: an entry has a reason and calls"):
        deliberate(tmp_path, '[[difference]]\ncalls = ["GET /x"]\n')
