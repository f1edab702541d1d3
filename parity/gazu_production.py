"""A small production, made through gazu piece by piece: what gazu_functions.py calls functions with."""

import time
import uuid

import gazu

from . import totp
from .mistakes import ROOT

FILES = ROOT / "files"
DAY = "2031-02-04"


def fresh_name():
    return "G" + uuid.uuid4().hex[:7]  # a short name has 10 letters at most


class Production:
    """Each piece is made when it is first asked for; `fresh` makes one that may be taken away."""

    def __init__(self, folder):
        self.folder, self.made, self.being_made = folder, {}, []

    def get(self, piece):
        if piece not in self.made:
            if piece in self.being_made:
                raise LookupError(f"{piece} needs itself")
            self.being_made.append(piece)
            try:
                self.made[piece] = self.fresh(piece)
            except Exception as error:
                raise LookupError(f"set-up of {piece}: {type(error).__name__} {error}"[:200]) from None
            finally:
                self.being_made.remove(piece)
        return self.made[piece]

    def __getitem__(self, piece):
        return self.get(piece)

    def fresh(self, piece):
        return getattr(self, "make_" + piece)()

    # The studio.
    def make_department(self):
        return gazu.person.new_department(fresh_name())

    def make_person(self):
        name = fresh_name()
        return gazu.person.new_person("Gazu", name, f"{name.lower()}@example.com", desktop_login=name)

    def with_password(self, role="user"):
        """A new member of the production, and a client of his own."""
        name = fresh_name()
        email = f"{name.lower()}@example.com"
        person = gazu.person.new_person("Gazu", name, email, role=role, password="by-gazu-and-long")
        gazu.project.add_person_to_team(self["project"], person)
        client = gazu.client.create_client(gazu.client.get_host())
        gazu.log_in(email, "by-gazu-and-long", client=client)
        return person, client

    def make_guarded_person(self):
        """One whose log-in wants a code of his telephone."""
        person, client = self.with_password()
        secret = gazu.client.put("auth/totp", {}, client=client)["otp_secret"]
        gazu.client.post("auth/totp", {"totp": totp.code_now(secret)}, client=client)
        return person

    def make_bot(self):
        name = fresh_name()
        return gazu.person.new_bot(name, f"{name.lower()}@example.com")

    def make_organisation(self):
        return gazu.person.get_organisation()

    def make_studio(self):
        return gazu.client.create("studios", {"name": fresh_name(), "color": "#cc0000"})

    def make_asset_type(self):
        return gazu.asset.new_asset_type(fresh_name())

    def make_task_type(self):
        task_type = gazu.task.new_task_type(fresh_name(), for_entity="Asset")
        return gazu.client.put(f"data/task-types/{task_type['id']}", {"short_name": fresh_name()})

    def make_shot_task_type(self):
        return gazu.task.new_task_type(fresh_name(), for_entity="Shot")

    def make_edit_task_type(self):
        return gazu.task.new_task_type(fresh_name(), for_entity="Edit")

    def make_concept_task_type(self):
        return gazu.task.new_task_type(fresh_name(), for_entity="Concept")

    def make_task_status(self):
        name = fresh_name()
        return gazu.task.new_task_status(name, name.lower(), "#ff0000")

    def make_software(self):
        return gazu.files.new_software(fresh_name(), fresh_name(), "blend")

    def make_output_type(self):
        return gazu.files.new_output_type(fresh_name(), fresh_name())

    def make_file_status(self):
        return gazu.files.new_file_status(fresh_name(), "#00aa00")

    def make_background_file(self):
        return gazu.client.create("preview-background-files", {"name": fresh_name(), "archived": False})

    make_preview_background_file = make_background_file

    def make_automation(self):
        status = self["task_status"]["id"]
        return gazu.client.create("status-automations", {
            "entity_type": "asset", "in_task_type_id": self["task_type"]["id"], "in_task_status_id": status,
            "out_field_type": "status", "out_task_type_id": self.fresh("task_type")["id"], "out_task_status_id": status,
        })

    make_status_automation = make_automation

    def make_project_template(self):
        return gazu.project_template.new_project_template(fresh_name())

    # The production.
    def make_project(self):
        project = gazu.project.new_project(fresh_name(), "tvshow")
        for add, kind in (
            (gazu.project.add_asset_type, "asset_type"), (gazu.project.add_task_status, "task_status"),
        ):
            add(project, self[kind])
        for kind in ("task_type", "shot_task_type", "edit_task_type", "concept_task_type"):
            gazu.project.add_task_type(project, self[kind], 1)
        gazu.files.update_project_file_tree(project, FILE_TREE)
        return gazu.project.get_project(project["id"])

    def make_closed_project(self):
        project = self.fresh("project")
        gazu.project.close_project(project)
        return project

    def make_episode(self):
        return gazu.shot.new_episode(self["project"], fresh_name())

    def make_sequence(self):
        return gazu.shot.new_sequence(self["project"], fresh_name(), self["episode"])

    def make_shot(self):
        return gazu.shot.new_shot(self["project"], self["sequence"], fresh_name(), nb_frames=24)

    def make_scene(self):
        return gazu.scene.new_scene(self["project"], self["sequence"], fresh_name())

    def make_asset(self):
        return gazu.asset.new_asset(self["project"], self["asset_type"], fresh_name(), episode=self["episode"])

    make_entity = make_asset

    def make_asset_to_instantiate(self):
        return self.fresh("asset")

    def make_edit(self):
        return gazu.edit.new_edit(self["project"], fresh_name(), episode=self["episode"])

    def make_concept(self):
        return gazu.concept.new_concept(self["project"], fresh_name())

    def make_asset_instance(self):
        return gazu.scene.new_scene_asset_instance(self["scene"], self["asset"])

    def make_shot_instance(self):
        instance = self.fresh("asset_instance")
        gazu.shot.add_asset_instance_to_shot(self["shot"], instance)
        return instance

    def make_temporal_entity(self):
        return self["scene"]

    def make_entity_link(self):
        asset = self.fresh("asset")
        gazu.casting.update_shot_casting(self["project"], self["shot"], [{"asset_id": asset["id"], "nb_occurences": 1}])
        links = gazu.casting.all_entity_links_for_project(self["project"])
        return links["data"][0] if isinstance(links, dict) else links[0]

    def make_metadata_descriptor(self):
        return gazu.project.add_metadata_descriptor(self["project"], fresh_name(), "Asset")

    def make_budget(self):
        return gazu.project.create_budget(self["project"], fresh_name(), currency="EUR")

    def make_entry(self):
        path = f"data/projects/{self['project']['id']}/budgets/{self['budget']['id']}/entries"
        return gazu.client.post(path, {
            "department_id": self["department"]["id"], "person_id": self["person"]["id"], "start_date": "2031-02-01",
            "months_duration": 3, "daily_salary": 100, "position": "artist", "seniority": "mid",
        })

    # Work.
    def make_task(self):
        return gazu.task.new_task(self.fresh("asset"), self["task_type"], assignees=[gazu.client.get_current_user()["id"]])

    make_target_task = make_task

    def make_sibling_task(self):
        """Another task of the same asset."""
        task_type = self.fresh("task_type")
        gazu.project.add_task_type(self["project"], task_type, 1)
        return gazu.task.new_task(gazu.entity.get_entity(self["task"]["entity_id"]), task_type)

    def make_comment(self):
        return gazu.task.add_comment(
            self["task"], self["task_status"], "With a note.", attachments=[str(FILES / "note.txt")])

    def make_attachment_file(self):
        return self["comment"]["attachment_files"][0]

    def make_attached_picture(self):
        comment = gazu.task.add_comment(
            self["task"], self["task_status"], "With a picture.", attachments=[str(FILES / "picture.png")])
        return comment["attachment_files"][0]

    def make_reply(self):
        return gazu.task.reply_to_comment(self["task"], self["comment"], "Yes.")

    def make_preview_file(self):
        return self.preview(FILES / "picture.png")

    def make_movie(self):
        return self.preview(FILES / "movie.mp4")

    def preview(self, path):
        comment = gazu.task.add_comment(self["task"], self["task_status"], "A preview.")
        preview = gazu.task.add_preview(self["task"], comment, str(path), no_job=True)
        for _ in range(20):
            preview = gazu.files.get_preview_file(preview["id"])
            if preview["status"] != "processing":
                break
            time.sleep(0.5)
        return preview

    def make_previewed_comment(self):
        comment = gazu.task.add_comment(self["task"], self["task_status"], "Another.")
        self.made["commented_preview"] = gazu.task.create_preview(self["task"], comment)
        return comment

    def make_time_spent(self):
        return gazu.task.set_time_spent(self["task"], gazu.client.get_current_user(), DAY, 60)

    def make_day_off(self):
        return gazu.person.new_day_off(self.fresh("person"), DAY, DAY)

    def make_working_file(self):
        return gazu.files.new_working_file(self["task"], fresh_name(), software=self["software"])

    def make_uploaded_working_file(self):
        working_file = self.fresh("working_file")
        gazu.files.upload_working_file(working_file, str(FILES / "note.txt"))
        return working_file

    def make_output_file(self):
        return gazu.files.new_entity_output_file(
            self["asset"], self["output_type"], self["task_type"], "Out.", person=gazu.client.get_current_user(),
            name="main", file_status_id=self["file_status"]["id"])

    def make_instance_output_file(self):
        return gazu.files.new_asset_instance_output_file(
            self["asset_instance"], self["scene"], self["output_type"], self["task_type"], "Out.",
            person=gazu.client.get_current_user(), file_status_id=self["file_status"]["id"])

    def make_playlist(self):
        return gazu.playlist.new_playlist(self["project"], fresh_name(), self["episode"], for_entity="shot")

    def make_filled_playlist(self):
        playlist = self.fresh("playlist")
        return gazu.playlist.add_entity_to_playlist(playlist, self["shot"], self["preview_file"])

    def make_token(self):
        return gazu.playlist.new_share_link(self["playlist"])["token"]

    # One's own.
    def make_filter(self):
        return gazu.user.new_filter(fresh_name(), "x", "asset", self["project"])

    def make_filter_group(self):
        return gazu.client.post("data/user/filter-groups", {
            "list_type": "asset", "name": fresh_name(), "color": "#00ff00", "project_id": self["project"]["id"],
        })

    def make_notification(self):
        """Another's comment on one's own task."""
        _, client = self.with_password(role="manager")
        gazu.task.add_comment(self["task"], self["task_status"], "Look at this.", client=client)
        return gazu.user.all_notifications()[0]

    def make_chat(self):
        return self["shot"]

    def make_avatar(self):
        person = self.fresh("person")
        gazu.person.set_avatar(person, str(FILES / "picture.png"))
        return person

    def make_pictured_project(self):
        gazu.files.upload_project_avatar(self["project"], str(FILES / "picture.png"))
        return self["project"]

    def make_pictured_organisation(self):
        gazu.files.upload_organisation_avatar(self["organisation"], str(FILES / "picture.png"))
        return self["organisation"]


def tree(root):
    folder = {
        "shot": "<Project>/shots/<Sequence>/<Shot>/<TaskType>", "asset": "<Project>/assets/<AssetType>/<Asset>/<TaskType>",
        "instance": "<Project>/instances/<AssetType>/<Instance>", "style": "lowercase",
    }
    file = {
        "shot": "<Project>_<Sequence>_<Shot>_<Name>", "asset": "<Project>_<Asset>_<Name>", "instance": "<Instance>_<Name>",
        "style": "lowercase",
    }
    return {"mountpoint": "/mnt", "root": root, "folder_path": folder, "file_name": file}


FILE_TREE = {"working": tree("works"), "output": tree("output")}
