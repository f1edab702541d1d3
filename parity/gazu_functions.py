"""A second reader of the API: calls every public function of gazu that makes a request, on a live server.

    scripts/gazu-functions URL EMAIL PASSWORD [--only gazu.shot] [--keep sqlite|postgres|reference]

The functions are those of gazu_functions.tsv; they are called with pieces of gazu_production.py. Writes one table, as Markdown;
`--keep` also keeps the results in gazu_results.json, from which `parity table` makes a part of docs/compatibility.md.
A function works when it returns without an error and, where it looks for one thing by id or by name, has found it.
"""

import argparse
import importlib
import inspect
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

import gazu

from .gazu_production import DAY, FILES, FILE_TREE, Production, fresh_name
from .gazu_results import keep
from .mistakes import ROOT

FACTS = ROOT / "gazu_functions.tsv"
NOT_CALLED = {
    "gazu.send_email_otp": "needs mail",
    "gazu.person.invite_person": "needs mail",
    "gazu.playlist.notify_clients_playlist_ready": "needs mail",
    "gazu.playlist.build_playlist_movie": "needs the job queue",
    "gazu.playlist.get_build_job": "needs the job queue",
    "gazu.playlist.remove_build_job": "needs the job queue",
    "gazu.playlist.download_playlist_build": "needs the job queue",
    "gazu.search.search_entities": "needs the search index",
    "gazu.log_out": "would end the session of those that follow",
    "gazu.refresh_access_token": "would change the session of those that follow",
}
AWAY = ("remove_", "delete_", "disable_", "clear_", "close_", "move_", "leave_", "change_password")  # what these get is made anew


def arguments(function, name, production):
    """What the function must be given, and what it makes sense to give it besides."""
    given, special = {}, SPECIAL.get(name, {})
    away = name.rpartition(".")[2].startswith(AWAY)
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind not in (parameter.POSITIONAL_OR_KEYWORD, parameter.POSITIONAL_ONLY):
            continue
        if parameter.name in special:
            given[parameter.name] = special[parameter.name](production)
        elif parameter.default is not parameter.empty:
            continue
        elif parameter.name in PLAIN:
            given[parameter.name] = PLAIN[parameter.name](production)
        elif parameter.name in ("project", "organisation"):
            given[parameter.name] = production.get(parameter.name)
        elif parameter.name.endswith("_id"):
            given[parameter.name] = production.get(parameter.name[:-3])["id"]
        elif parameter.name.endswith("_name") and parameter.name not in ("first_name", "last_name"):
            given[parameter.name] = production.get(parameter.name[:-5])["name"]
        else:
            given[parameter.name] = production.fresh(parameter.name) if away else production.get(parameter.name)
    return given


def piece(name, field=None):
    return lambda production: production[name][field] if field else production[name]


def fresh(name):
    return lambda production: production.fresh(name)


def always(value):
    return lambda production: value


def file(name):
    return always(str(FILES / name))


def written(name):
    return lambda production: str(Path(production.folder) / name)


def me(production):
    return gazu.client.get_current_user()


def client(production):
    return gazu.client.default_client


PLAIN = {
    "name": lambda production: fresh_name(), "short_name": lambda production: fresh_name(), "first_name": always("Gazu"),
    "last_name": lambda production: fresh_name(), "email": lambda production: fresh_name().lower() + "@example.com",
    "color": always("#336699"), "data": always({"colour": "red"}), "date": always(DAY), "start_date": always("2031-02-01"),
    "end_date": always("2031-02-28"), "year": always("2031"), "month": always("02"), "week": always("6"), "duration": always(30),
    "description": always("By gazu."), "text": always("By gazu."), "password": always("by-gazu-and-long"), "priority": always(2),
    "position": always(1), "role": always("supervisor"), "frame_number": always(1), "query": always("x"), "list_type": always("asset"),
    "file_path": written("download"), "csv_file_path": written("table.csv"), "file_tree": always(FILE_TREE), "url": piece("preview_file", "url"),
    "file_extension": always("ma"), "casting": lambda p: [{"asset_id": p["asset"]["id"], "nb_occurences": 1}], "descriptors": always([]),
    "entities": lambda p: [p["shot"]], "tasks": lambda p: [p.fresh("task")], "task_types": lambda p: [p["task_type"]],
    "model_name": always("departments"), "model_id": piece("department", "id"), "entity_type": always("Asset"),
    "entity_name": piece("asset", "name"), "status_id": piece("file_status", "id"), "day_off": fresh("day_off"),
    "source_client": client, "target_client": client, "client_source": client, "client_target": client,
    "project_source": piece("project"), "project_target": lambda p: p.fresh("project"), "default_status": piece("task_status"),
    "task_status_map": lambda p: {p["task_status"]["id"]: p["task_status"]["id"]},
    "person_map": lambda p: {me(p)["id"]: me(p)["id"]}, "comments_data": lambda p: [{"task_status_id": p["task_status"]["id"], "text": "Many."}],
}
PICTURE, MOVIE = {"file_path": file("picture.png")}, {"preview_file": piece("movie")}
AVATAR = {"person": piece("avatar")}
SPECIAL = {
    "gazu.log_in": {"email": lambda p: p.login[0], "password": lambda p: p.login[1]},
    "gazu.asset.get_asset_by_name": {"name": piece("asset", "name")},
    "gazu.asset.get_asset_type_by_name": {"name": piece("asset_type", "name")},
    "gazu.asset.import_assets_with_csv": {"csv_file_path": file("gazu-assets.csv")},
    "gazu.asset.new_asset_asset_instance": {"asset_to_instantiate": fresh("asset")},
    "gazu.casting.cast_asset": {"entities": lambda p: [p["shot"]]},
    "gazu.client.get": {"path": always("data/persons")},
    "gazu.client.post": {"path": always("data/departments"), "data": lambda p: {"name": fresh_name(), "color": "#000000"}},
    "gazu.client.put": {"path": lambda p: "data/departments/" + p["department"]["id"], "data": always({"color": "#111111"})},
    "gazu.client.delete": {"path": lambda p: "data/departments/" + p.fresh("department")["id"]},
    "gazu.client.fetch_all": {"path": always("departments")},
    "gazu.client.fetch_first": {"path": always("departments")},
    "gazu.client.fetch_one": {"id": piece("department", "id")},
    "gazu.client.create": {"data": lambda p: {"name": fresh_name(), "color": "#000000"}},
    "gazu.client.update": {"data": always({"color": "#222222"})},
    "gazu.client.upload": {
        "path": lambda p: f"data/working-files/{p['working_file']['id']}/file", "file_path": file("note.txt")},
    "gazu.client.download": {"path": lambda p: f"data/working-files/{p['uploaded_working_file']['id']}/file"},
    "gazu.client.get_file_data_from_url": {
        "url": lambda p: gazu.client.get_full_url(f"data/working-files/{p['uploaded_working_file']['id']}/file"), "full": always(True)},
    "gazu.client.import_data": {"model_name": always("entities"), "data": always([])},
    "gazu.entity.get_entity_type": {"entity_type_id": piece("asset_type", "id")},
    "gazu.entity.get_entity_type_by_name": {"entity_type_name": piece("asset_type", "name")},
    "gazu.entity.get_entity_by_name": {"project": piece("project")},
    "gazu.entity.remove_entity_type": {"entity_type": fresh("asset_type")},
    "gazu.entity.remove_entities": {"entities": lambda p: [p.fresh("asset")]},
    "gazu.entity.guess_from_path": {"path": always("/mnt/works/x/assets/y/z/w")},
    "gazu.files.get_output_file_by_path": {"path": piece("output_file", "path")},
    "gazu.files.get_last_entity_output_revision": {"name": piece("output_file", "name")},
    "gazu.files.get_last_asset_instance_output_revision": {"name": piece("instance_output_file", "name")},
    "gazu.files.new_entity_output_file": {
        "comment": always("Out."), "person": me, "name": lambda p: fresh_name(), "file_status_id": piece("file_status", "id")},
    "gazu.files.new_asset_instance_output_file": {
        "comment": always("Out."), "person": me, "name": lambda p: fresh_name(), "file_status_id": piece("file_status", "id")},
    "gazu.files.update_output_file": {"data": always({"comment": "Changed."})},
    "gazu.files.update_comment": {"comment": always("Changed.")},
    "gazu.files.upload_working_file": {"file_path": file("note.txt")},
    "gazu.files.download_working_file": {"working_file": piece("uploaded_working_file"), "file_path": written("download")},
    "gazu.files.download_preview_movie": MOVIE, "gazu.files.download_preview_lowdef_movie": MOVIE,
    "gazu.files.get_preview_movie_url": MOVIE, "gazu.files.get_preview_lowdef_movie_url": MOVIE,
    "gazu.files.extract_frame_from_preview": MOVIE | {"file_path": written("frame.png")},
    "gazu.files.extract_tile_from_preview": MOVIE | {"file_path": written("tile.png")},
    "gazu.files.update_preview": {"data": always({"description": "Changed."})},
    "gazu.files.upload_person_avatar": PICTURE, "gazu.files.upload_project_avatar": PICTURE,
    "gazu.files.upload_organisation_avatar": PICTURE, "gazu.person.set_avatar": PICTURE,
    "gazu.files.download_attachment_thumbnail": {"attachment_file": piece("attached_picture")},
    "gazu.files.download_person_avatar": AVATAR, "gazu.person.clear_person_avatar": {"person": fresh("avatar")},
    "gazu.files.download_project_avatar": {"project": piece("pictured_project")},
    "gazu.files.download_organisation_avatar": {"organisation": piece("pictured_organisation")},
    "gazu.files.get_file_status_by_name": {"name": piece("file_status", "name")},
    "gazu.person.get_department_by_name": {"name": piece("department", "name")},
    "gazu.person.get_person": {"id": piece("person", "id")},
    "gazu.person.get_person_by_email": {"email": piece("person", "email")},
    "gazu.person.get_person_by_full_name": {"full_name": lambda p: "Gazu " + p["person"]["last_name"]},
    "gazu.person.get_person_by_desktop_login": {"desktop_login": piece("person", "desktop_login")},
    "gazu.person.get_all_month_time_spents": {"id": piece("person", "id"), "date": lambda p: __import__("datetime").date(2031, 2, 4)},
    "gazu.person.disable_two_factor_authentication": {"person": fresh("guarded_person")},
    "gazu.person.new_day_off": {"person": fresh("person")},
    "gazu.playlist.get_playlist_by_name": {"name": piece("playlist", "name")},
    "gazu.playlist.all_shots_for_playlist": {"playlist": fresh("filled_playlist")},
    "gazu.playlist.update_playlist": {"playlist": fresh("filled_playlist")},
    "gazu.playlist.download_playlist_zip": {"playlist": fresh("filled_playlist")},
    "gazu.playlist.add_entity_to_playlist": {"entity": piece("shot"), "playlist": fresh("playlist")},
    "gazu.playlist.remove_entity_from_playlist": {"entity": piece("shot"), "playlist": fresh("filled_playlist")},
    "gazu.playlist.update_entity_preview": {"entity": piece("shot"), "playlist": fresh("filled_playlist")},
    "gazu.playlist.generate_temp_playlist": {"data": lambda p: {"task_ids": [p["task"]["id"]]}},
    "gazu.playlist.remove_share_link": {"playlist": piece("playlist")},
    "gazu.project.get_project_status_by_name": {"project_status_name": always("Open")},
    "gazu.project.remove_project": {"project": fresh("closed_project"), "force": always(True)},
    "gazu.project.add_status_automation": {"automation": lambda p: {"status_automation_id": p["automation"]["id"]}},
    "gazu.project.add_preview_background_file": {
        "background_file": lambda p: {"preview_background_file_id": p["background_file"]["id"]}},
    "gazu.project.close_project": {"project": fresh("project")},
    "gazu.project.get_metadata_descriptor_by_field_name": {"field_name": piece("metadata_descriptor", "field_name")},
    "gazu.project.remove_metadata_descriptor": {"metadata_descriptor_id": lambda p: p.fresh("metadata_descriptor")["id"]},
    "gazu.project.reorder_metadata_descriptors": {"descriptor_ids": lambda p: [p["metadata_descriptor"]["id"]]},
    "gazu.project.add_asset_type": {"asset_type": fresh("asset_type")}, "gazu.project.add_task_type": {"task_type": fresh("task_type")},
    "gazu.project.add_task_status": {"task_status": fresh("task_status")},
    "gazu.project.update_budget": {"data": always({"name": "Changed"})},
    "gazu.project.update_budget_entry": {"data": always({"daily_salary": 200})},
    "gazu.project.remove_budget_entry": {"budget": piece("budget")},
    "gazu.project_template.get_project_template_by_name": {"name": piece("project_template", "name")},
    "gazu.scene.get_asset_instance_by_name": {"name": piece("asset_instance", "name")},
    "gazu.shot.import_shots_with_csv": {"csv_file_path": file("gazu-shots.csv")},
    "gazu.shot.import_otio": {
        "otio_file_path": file("cut.otio"), "episode": piece("episode"),
        "naming_convention": always("${project_name}_${sequence_name}-${shot_name}")},
    "gazu.shot.restore_shot": {"shot": piece("shot")},
    "gazu.shot.remove_asset_instance_from_shot": {"shot": piece("shot"), "asset_instance": fresh("shot_instance")},
    "gazu.sync.import_entities": {"entities": always([])}, "gazu.sync.import_tasks": {"tasks": always([])},
    "gazu.sync.import_entity_links": {"links": always([])},
    "gazu.task.new_task": {"entity": fresh("asset")}, "gazu.task.get_task_by_entity": {"entity": lambda p: {"id": p["task"]["entity_id"]}},
    "gazu.task.get_task_status_by_name": {"name": piece("task_status", "name")},
    "gazu.task.get_task_status_by_short_name": {"task_status_short_name": piece("task_status", "short_name")},
    "gazu.task.get_task_type_by_name": {"task_type_name": piece("task_type", "name")},
    "gazu.task.get_task_type_by_short_name": {"task_type_short_name": piece("task_type", "short_name")},
    "gazu.task.add_comment": {"comment": always("By gazu.")},
    "gazu.task.add_attachment_files_to_comment": {"attachments": always([str(FILES / "picture.png")])},
    "gazu.task.add_preview": {"preview_file_path": file("picture.png"), "no_job": always(True)},
    "gazu.task.add_extra_preview": {
        "comment": piece("previewed_comment"), "preview_file": piece("commented_preview"), "preview_file_path": file("picture.png"),
        "no_job": always(True)},
    "gazu.task.create_extra_preview": {"comment": piece("previewed_comment"), "preview_file": piece("commented_preview")},
    "gazu.task.remove_preview_from_comment": {
        "task": piece("task"), "comment": fresh("previewed_comment"), "preview_file": piece("commented_preview")},
    "gazu.task.publish_preview": {"comment": always("Done."), "preview_file_path": file("picture.png"), "no_job": always(True)},
    "gazu.task.upload_preview_file": {
        "preview_file": lambda p: p.fresh("previewed_comment") and p["commented_preview"], **PICTURE},
    "gazu.task.batch_comments": {"comments": lambda p: [comment_line(p)]},
    "gazu.task.create_multiple_comments": {"comments": lambda p: [comment_line(p)]},
    "gazu.task.update_comment": {"comment": lambda p: {"id": p["comment"]["id"], "text": "Changed."}},
    "gazu.task.set_time_spent": {"person": me}, "gazu.task.add_time_spent": {"person": me},
    "gazu.task.move_comment_to_task": {"task": piece("task"), "target_task": piece("sibling_task")},
    "gazu.task.add_tasks_batch_comments": {
        "comments_data": lambda p: {"task_status_id": p["task_status"]["id"], "text": "Many."}},
    "gazu.task.delete_comment_attachment": {
        "task": piece("task"), "comment": piece("comment"), "attachment_file": piece("attachment_file")},
    "gazu.task.delete_comment_reply": {"task": piece("task"), "comment": piece("comment")},
    "gazu.task.remove_comment": {"comment": fresh("comment")},
    "gazu.task.remove_tasks_for_type": {"task_type": piece("concept_task_type")},
    "gazu.task.create_shot_tasks": {"task_types": lambda p: [p["shot_task_type"]]},
    "gazu.task.create_edit_tasks": {"task_types": lambda p: [p["edit_task_type"]]},
    "gazu.task.create_concept_tasks": {"task_types": lambda p: [p["concept_task_type"]]},
    "gazu.user.new_filter": {"project": piece("project")}, "gazu.user.new_filter_group": {"project": piece("project")},
}
MAY_BE_NOTHING = {"gazu.user.get_day_off"}


def comment_line(production):
    return {
        "task_id": production["task"]["id"], "object_id": production["task"]["id"], "task_status_id": production["task_status"]["id"],
        "text": "Many.", "comment": "Many.", "person_id": me(production)["id"], "checklist": [], "attachment": [],
    }


def call(module, name, production):
    """`works`, `fails` or `not called`, and why."""
    full = f"{module}.{name}"
    if full in NOT_CALLED:
        return "not called", NOT_CALLED[full]
    function = getattr(importlib.import_module(module), name)
    try:
        given = arguments(function, full, production)
        target = given.get("file_path", given.get("csv_file_path", ""))
        answer = function(**given)
    except Exception as error:  # whatever a client sees: that is the finding
        return "fails", told(f"{type(error).__name__}: {error}")[:240]
    if answer is None and name.startswith("get_") and full not in MAY_BE_NOTHING:
        return "fails", "found nothing"
    if name.startswith(("download_", "export_")) and not Path(target).stat().st_size:
        return "fails", "wrote an empty file"
    return "works", ""


def told(text):
    """A text without what is another in each run."""
    text = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>", text)
    return re.sub(r"\bG[0-9a-f]{7}\b", "<name>", text).replace("\n", " ").replace("|", "/")


def main():
    parser = argparse.ArgumentParser(description="Every function of gazu on a live server.")
    parser.add_argument("url")
    parser.add_argument("email")
    parser.add_argument("password")
    parser.add_argument("--only", default="", help="functions whose name begins so")
    parser.add_argument("--keep", choices=["sqlite", "postgres", "reference"], help="in gazu_results.json, as this server's")
    options = parser.parse_args()
    if options.keep and options.only:
        parser.error("--keep wants every function, not those of --only")
    gazu.set_host(options.url)
    gazu.log_in(options.email, options.password)
    functions = [line.split("\t")[:2] for line in FACTS.read_text().splitlines()]
    functions = [(module, name) for module, name in functions if f"{module}.{name}".startswith(options.only)]
    with tempfile.TemporaryDirectory() as folder:
        production = Production(folder)
        production.login = (options.email, options.password)
        results = [(module, name, *call(module, name, production)) for module, name in functions]
    if options.keep:
        keep(options.keep, {f"{module}.{name}": [result, why] for module, name, result, why in results})
    totals = Counter(result for _, _, result, _ in results)
    print(f"gazu {gazu.__version__}: {totals['works']} work, {totals['fails']} fail, {totals['not called']} are not called.\n")
    print("| Function | Result | Why |\n|---|---|---|")
    for module, name, result, why in results:
        print(f"| {module}.{name} | {result} | {why} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
